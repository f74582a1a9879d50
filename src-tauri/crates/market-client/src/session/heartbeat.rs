//! Signs of life on one link, with the times of the server's handshake.
//!
//! Must not know what a dead link leads to.

use std::time::{Duration, Instant};

use crate::packet::{Dialect, Handshake};

/// What the clock asks for.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Beat {
    Nothing,
    SendPing,
    Dead,
}

#[derive(Clone, Copy, Debug)]
pub(super) struct Heartbeat {
    interval: Duration,
    timeout: Duration,
    next: Next,
}

#[derive(Clone, Copy, Debug)]
enum Next {
    /// Engine.IO 3: we ping at this time.
    Ping(Instant),
    /// Engine.IO 3: the pong must be there by this time, which may move up to `latest`.
    PongBy { by: Instant, latest: Instant },
    /// Engine.IO 4: the server's ping must be there by this time.
    PingBy(Instant),
}

/// A server that asks for a ping every millisecond, or once a week, is not taken at its word.
const SANE: std::ops::RangeInclusive<u64> = 20..=600_000;

/// A trickle of bytes without a pong is borne for so long.
const LONGEST_ANSWER: Duration = Duration::from_secs(60);

impl Heartbeat {
    pub(super) fn new(dialect: Dialect, times: Handshake, now: Instant) -> Self {
        let sane = |ms: u64| Duration::from_millis(ms.clamp(*SANE.start(), *SANE.end()));
        let interval = sane(times.ping_interval);
        let timeout = sane(times.ping_timeout);
        let next = match dialect {
            Dialect::V3 => Next::Ping(now + interval),
            Dialect::V4 => Next::PingBy(now + interval + timeout),
        };
        Self {
            interval,
            timeout,
            next,
        }
    }

    /// The time of the next beat.
    pub(super) fn due(&self) -> Instant {
        match self.next {
            Next::Ping(at) | Next::PongBy { by: at, .. } | Next::PingBy(at) => at,
        }
    }

    pub(super) fn beat(&mut self, now: Instant) -> Beat {
        if now < self.due() {
            return Beat::Nothing;
        }
        match self.next {
            Next::Ping(_) => {
                self.next = Next::PongBy {
                    by: now + self.timeout,
                    latest: now + self.timeout.max(LONGEST_ANSWER),
                };
                Beat::SendPing
            }
            Next::PongBy { .. } | Next::PingBy(_) => Beat::Dead,
        }
    }

    /// Something may have happened to the link: ask at once instead of waiting for the next beat.
    pub(super) fn probe(&mut self, now: Instant) {
        if matches!(self.next, Next::Ping(_)) {
            self.next = Next::Ping(now);
        }
    }

    /// Bytes of a long answer keep coming: its pong stands in line behind them.
    pub(super) fn heard_bytes(&mut self, now: Instant) {
        if let Next::PongBy { by, latest } = &mut self.next {
            *by = (*by).max(now + self.timeout).min(*latest);
        }
    }

    pub(super) fn heard_pong(&mut self, now: Instant) {
        if matches!(self.next, Next::PongBy { .. }) {
            self.next = Next::Ping(now + self.interval);
        }
    }

    pub(super) fn heard_ping(&mut self, now: Instant) {
        if matches!(self.next, Next::PingBy(_)) {
            self.next = Next::PingBy(now + self.interval + self.timeout);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const TIMES: Handshake = Handshake {
        ping_interval: 1_000,
        ping_timeout: 100,
    };
    const fn ms(n: u64) -> Duration {
        Duration::from_millis(n)
    }

    #[test]
    fn engine_io_3_pings_and_wants_a_pong() {
        let start = Instant::now();
        let mut heart = Heartbeat::new(Dialect::V3, TIMES, start);
        assert_eq!(heart.beat(start + ms(999)), Beat::Nothing);
        assert_eq!(heart.beat(start + ms(1_000)), Beat::SendPing);
        assert_eq!(heart.beat(start + ms(1_099)), Beat::Nothing);
        heart.heard_pong(start + ms(1_099));
        assert_eq!(heart.beat(start + ms(2_098)), Beat::Nothing);
        assert_eq!(heart.beat(start + ms(2_099)), Beat::SendPing);
        assert_eq!(heart.beat(start + ms(2_199)), Beat::Dead);
    }

    #[test]
    fn a_long_answer_on_its_way_is_a_sign_of_life() {
        let start = Instant::now();
        let mut heart = Heartbeat::new(Dialect::V3, TIMES, start);
        assert_eq!(heart.beat(start + ms(1_000)), Beat::SendPing);
        heart.heard_bytes(start + ms(1_090));
        assert_eq!(heart.beat(start + ms(1_189)), Beat::Nothing);
        assert_eq!(heart.beat(start + ms(1_190)), Beat::Dead);
    }

    #[test]
    fn a_trickle_without_a_pong_is_not_borne_for_ever() {
        let start = Instant::now();
        let mut heart = Heartbeat::new(Dialect::V3, TIMES, start);
        let asked = start + ms(1_000);
        assert_eq!(heart.beat(asked), Beat::SendPing);
        for tenth in 0..600 {
            heart.heard_bytes(asked + ms(100 * tenth));
            assert_eq!(heart.beat(asked + ms(100 * tenth)), Beat::Nothing);
        }
        heart.heard_bytes(asked + ms(60_000));
        assert_eq!(heart.beat(asked + ms(60_000)), Beat::Dead);
    }

    #[test]
    fn engine_io_4_waits_for_the_servers_ping() {
        let start = Instant::now();
        let mut heart = Heartbeat::new(Dialect::V4, TIMES, start);
        assert_eq!(heart.beat(start + ms(1_099)), Beat::Nothing);
        heart.heard_ping(start + ms(1_000));
        heart.probe(start + ms(1_000));
        assert_eq!(heart.beat(start + ms(2_099)), Beat::Nothing);
        assert_eq!(heart.beat(start + ms(2_100)), Beat::Dead);
    }

    #[test]
    fn a_probe_brings_the_ping_forward() {
        let start = Instant::now();
        let mut heart = Heartbeat::new(Dialect::V3, TIMES, start);
        heart.probe(start + ms(10));
        assert_eq!(heart.beat(start + ms(10)), Beat::SendPing);
        heart.probe(start + ms(50));
        assert_eq!(
            heart.beat(start + ms(110)),
            Beat::Dead,
            "a probe never lengthens"
        );
    }
}
