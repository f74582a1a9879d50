//! How many calls a while may go out: a token bucket.
//!
//! Must not know calls. Time comes in from outside.

use std::time::{Duration, Instant};

/// How fast calls may be sent. What is over waits its turn.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct Rate {
    /// So many may go out at once after a pause.
    pub burst: u32,
    /// So many a second in the long run.
    pub per_second: f64,
}

impl Default for Rate {
    /// A player's hand is never slowed by this; a loop gone wrong is.
    fn default() -> Self {
        Self {
            burst: 30,
            per_second: 5.0,
        }
    }
}

pub(super) struct Bucket {
    rate: Rate,
    filled: f64,
    at: Instant,
    /// The market asked for a pause up to here.
    pause: Option<Instant>,
}

impl Bucket {
    pub(super) fn new(rate: Rate, now: Instant) -> Self {
        // A rate that never lets anything through would hang every call.
        let rate = Rate {
            burst: rate.burst.max(1),
            per_second: rate.per_second.clamp(0.01, 1e6),
        };
        Self {
            rate,
            filled: rate.burst.into(),
            at: now,
            pause: None,
        }
    }

    /// How many may go out now.
    pub(super) fn room(&mut self, now: Instant) -> usize {
        if self.pause.is_some_and(|until| now < until) {
            return 0;
        }
        self.pause = None;
        let since = now.saturating_duration_since(self.at);
        self.at = self.at.max(now);
        self.filled =
            (self.filled + since.as_secs_f64() * self.rate.per_second).min(self.rate.burst.into());
        self.filled as usize
    }

    pub(super) fn spend(&mut self, calls: usize) {
        self.filled -= calls as f64;
    }

    /// When there is room for one.
    pub(super) fn next(&self) -> Instant {
        let missing = (1.0 - self.filled).max(0.0);
        // A nanosecond more, so that rounding never wakes too early.
        let wait =
            Duration::from_secs_f64(missing / self.rate.per_second) + Duration::from_nanos(1);
        let filled = self.at + wait;
        self.pause.map_or(filled, |until| until.max(filled))
    }

    pub(super) fn pause_until(&mut self, until: Instant) {
        self.pause = self.pause.max(Some(until));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lets_a_burst_through_and_then_the_rate() {
        let start = Instant::now();
        let rate = Rate {
            burst: 3,
            per_second: 2.0,
        };
        let mut bucket = Bucket::new(rate, start);
        assert_eq!(bucket.room(start), 3);
        bucket.spend(3);
        assert_eq!(bucket.room(start), 0);
        let next = bucket.next();
        assert_eq!((next - start).as_millis(), 500);
        assert_eq!(bucket.room(next), 1);
        bucket.spend(1);
        assert_eq!(
            bucket.room(start + Duration::from_secs(60)),
            3,
            "no more than the burst"
        );
    }

    #[test]
    fn keeps_a_pause() {
        let start = Instant::now();
        let mut bucket = Bucket::new(Rate::default(), start);
        let until = start + Duration::from_secs(7);
        bucket.pause_until(until);
        bucket.pause_until(start);
        assert_eq!(bucket.room(start + Duration::from_secs(6)), 0);
        assert_eq!(bucket.next(), until);
        assert!(bucket.room(until) > 0);
    }
}
