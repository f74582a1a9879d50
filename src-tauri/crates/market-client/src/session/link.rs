//! The link: how it comes about, what comes over it, how it is lost.
//!
//! Must not know what is asked over it.

use super::{
    Dialect, Frame, Handshake, Heartbeat, LinkProblem, Login, Now, OpenCall, Output, Packet,
    STABLE_AFTER, ServiceEvent, Session, State,
};
use crate::call;
use crate::error::CallError;
use crate::packet;
use std::time::Duration;

impl Session {
    pub(super) fn connect(&mut self, now: Now, out: &mut Vec<Output>) {
        self.state = State::Connecting {
            by: now.steady + self.limits.connect,
        };
        out.push(Output::Connect(self.dialect));
    }

    pub(super) fn opened(&mut self) {
        if let State::Connecting { by } = self.state {
            self.state = State::Handshaking {
                by,
                handshake: None,
            };
        }
    }

    /// A server of another generation turns a connection down with HTTP 400, some of them (engine.io 6) only after the
    /// upgrade, as bytes that are no websocket frame. Then the other dialect gets its turn.
    pub(super) fn closed(&mut self, problem: LinkProblem, now: Now, out: &mut Vec<Output>) {
        let unheard = matches!(
            self.state,
            State::Handshaking {
                handshake: None,
                ..
            }
        );
        if unheard && problem == LinkProblem::NotAMarket {
            self.turned_down(problem, now, out);
        } else {
            self.lose_link(problem, now, out);
        }
    }

    pub(super) fn open_failed(&mut self, problem: LinkProblem, now: Now, out: &mut Vec<Output>) {
        if problem == LinkProblem::Http(400) {
            self.turned_down(problem, now, out);
            return;
        }
        self.unflip();
        self.lose_link(problem, now, out);
    }

    pub(super) fn turned_down(&mut self, problem: LinkProblem, now: Now, out: &mut Vec<Output>) {
        if self.flipped {
            self.unflip();
            self.lose_link(problem, now, out);
            return;
        }
        self.flipped = true;
        self.dialect = self.dialect.other();
        out.push(Output::Close);
        self.connect(now, out);
    }

    /// The other dialect did no better: back to the one that worked last.
    pub(super) fn unflip(&mut self) {
        if std::mem::take(&mut self.flipped) {
            self.dialect = self.dialect.other();
        }
    }

    /// The one way down, whatever the reason.
    pub(super) fn lose_link(&mut self, problem: LinkProblem, now: Now, out: &mut Vec<Output>) {
        if let State::Live { since, .. } = self.state
            && now.steady.saturating_duration_since(since) >= STABLE_AFTER
        {
            self.failures = 0;
        }
        out.push(Output::Close);
        for (id, call) in self.calls.cut(problem != LinkProblem::TooLarge) {
            out.push(Output::Answer(id, Err(self.lost(&call, &problem))));
        }
        let delay = if problem == LinkProblem::LoggedOut {
            Duration::ZERO
        } else {
            self.failures = self.failures.saturating_add(1);
            self.limits.backoff.delay(self.failures, &mut self.dice)
        };
        tracing::info!(reason = %problem, delay_ms = delay.as_millis() as u64, "no link to the market");
        self.state = State::Waiting {
            since: now.steady,
            until: now.steady + delay,
            problem,
        };
    }

    pub(super) fn lost(&self, call: &OpenCall, problem: &LinkProblem) -> CallError {
        if *problem == LinkProblem::TooLarge && !call.write {
            return CallError::TooLarge {
                what: "the answer",
                bytes: self.limits.max_answer,
                limit: self.limits.max_answer,
            };
        }
        CallError::LinkLost {
            outcome_unknown: call.outcome_unknown(),
        }
    }

    pub(super) fn frame(&mut self, frame: &str, now: Now, out: &mut Vec<Output>) {
        let packet = packet::decode(frame);
        match self.state {
            State::Handshaking { .. } => self.handshake(packet, now, out),
            State::Live { .. } => match packet {
                Ok(packet) => self.packet(packet, now, out),
                // One odd frame is no reason to lose the calls that are under way.
                Err(problem) => tracing::warn!(%problem, "a frame was left out"),
            },
            _ => {}
        }
    }

    pub(super) fn handshake(
        &mut self,
        packet: Result<Packet<'_>, packet::PacketError>,
        now: Now,
        out: &mut Vec<Output>,
    ) {
        let State::Handshaking { handshake, .. } = &mut self.state else {
            return;
        };
        match (packet, *handshake) {
            (Ok(Packet::Open(times)), None) => {
                *handshake = Some(times);
                if self.dialect == Dialect::V4 {
                    out.push(Output::Send(Frame(packet::CONNECT.to_owned())));
                }
            }
            // Engine.IO 3 servers take any version and greet unasked: what was said in the other dialect confused them.
            (Ok(Packet::Connected { named: false }), Some(_)) if self.dialect == Dialect::V4 => {
                self.dialect = Dialect::V3;
                self.flipped = false;
                self.lose_link(LinkProblem::Cut, now, out);
            }
            (Ok(Packet::Connected { .. }), Some(times)) => self.go_live(times, now, out),
            (Ok(Packet::Ping(data)), _) => out.push(Output::Send(Frame(packet::pong(data)))),
            (Ok(Packet::Error(payload)), _) => {
                self.lose_link(LinkProblem::Ended(call::error_words(payload)), now, out);
            }
            (Ok(Packet::Close | Packet::Disconnect), _) => {
                self.lose_link(LinkProblem::Ended(String::new()), now, out);
            }
            (Err(_), None) | (Ok(Packet::Connected { .. }), None) => {
                self.lose_link(LinkProblem::NotAMarket, now, out);
            }
            _ => {}
        }
    }

    pub(super) fn go_live(&mut self, times: Handshake, now: Now, out: &mut Vec<Output>) {
        self.flipped = false;
        self.state = State::Live {
            since: now.steady,
            heart: Heartbeat::new(self.dialect, times, now.steady),
            login: Login::Nobody,
        };
        tracing::info!(dialect = ?self.dialect, "linked to the market");
        if self.token.is_some() && self.verdict.is_none() {
            self.ask_login(now, out);
        } else {
            self.send_queued(now, out);
        }
    }

    pub(super) fn packet(&mut self, packet: Packet<'_>, now: Now, out: &mut Vec<Output>) {
        let State::Live { heart, login, .. } = &mut self.state else {
            return;
        };
        match packet {
            Packet::Ping(data) => {
                heart.heard_ping(now.steady);
                out.push(Output::Send(Frame(packet::pong(data))));
            }
            Packet::Pong => heart.heard_pong(now.steady),
            Packet::Ack { id, payload } => match login {
                Login::Asked { ack, newer, .. } if *ack == id => {
                    let newer = *newer;
                    self.login_answered(payload, newer, now, out);
                }
                _ => self.answered(id, payload, now, out),
            },
            Packet::BinaryAck { id } => self.binary_answer(id, out),
            Packet::Event { ack, payload } => {
                out.extend(ack.map(|id| Output::Send(Frame(packet::empty_ack(id)))));
                match ServiceEvent::parse(payload) {
                    Some(event) => out.push(Output::Event(event)),
                    None => tracing::warn!("an event that cannot be read was left out"),
                }
            }
            Packet::BinaryEvent { ack } => {
                out.extend(ack.map(|id| Output::Send(Frame(packet::empty_ack(id)))));
                tracing::warn!("a binary event was left out");
            }
            Packet::Close | Packet::Disconnect => {
                self.lose_link(LinkProblem::Ended(String::new()), now, out);
            }
            Packet::Error(payload) => {
                self.lose_link(LinkProblem::Ended(call::error_words(payload)), now, out);
            }
            Packet::Open(_) | Packet::Connected { .. } | Packet::Idle | Packet::OtherNamespace => {}
        }
    }
}
