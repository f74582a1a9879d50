//! Calls on their way: sent as fast as the market lets them, and their answers given back.
//!
//! Must not know how a link or a login comes about.

use std::time::{Duration, Instant};

use super::{
    CallId, Frame, Login, MAX_FRAME, Now, OpenCall, Output, PAUSE, Session, State, Verdict,
};
use crate::call::{self, Call};
use crate::error::CallError;
use crate::packet;

impl Session {
    pub(super) fn call(
        &mut self,
        id: CallId,
        call: &Call,
        within: Duration,
        now: Now,
        out: &mut Vec<Output>,
    ) {
        let payload = call.payload();
        // `42` and an ack id of up to 20 digits come before it.
        let bytes = payload.len() + 22;
        if bytes > MAX_FRAME {
            out.push(Output::Answer(
                id,
                Err(CallError::TooLarge {
                    what: "the request",
                    bytes,
                    limit: MAX_FRAME,
                }),
            ));
            return;
        }
        let open =
            OpenCall::new(payload, call.is_write(), now.steady, within).of(self.user.as_deref());
        self.calls.queue(id, open);
        self.nudge();
        self.send_queued(now, out);
    }

    /// Sends what waits, as far as the rate lets it. While a login is being checked everything waits.
    pub(super) fn send_queued(&mut self, now: Now, out: &mut Vec<Output>) {
        if !self.may_send() || !self.calls.has_queued() {
            return;
        }
        let queued = self.calls.send_queued(self.bucket.room(now.steady));
        self.bucket.spend(queued.len());
        out.extend(
            queued
                .into_iter()
                .map(|(ack, payload)| Output::Send(Frame(packet::call(ack, payload)))),
        );
    }

    pub(super) fn may_send(&self) -> bool {
        matches!(
            self.state,
            State::Live {
                login: Login::Nobody | Login::Known(_),
                ..
            }
        )
    }

    pub(super) fn answered(&mut self, ack: u64, payload: &str, now: Now, out: &mut Vec<Output>) {
        let Some((id, open)) = self.calls.take_by_ack(ack) else {
            tracing::debug!(ack, "an answer that nobody waits for was left out");
            return;
        };
        let answer = call::answer(payload, open.write);
        match &answer {
            Err(CallError::LoginNeeded) => {
                self.note_lost_login(&call::error_words(payload), now);
                if let Some(until) = self.held_until(&open, now) {
                    self.calls.hold(id, open, until);
                    return;
                }
            }
            Err(CallError::Refused {
                code: Some(429), ..
            }) => {
                let pause = call::retry_after(payload).unwrap_or(PAUSE);
                self.bucket.pause_until(now.steady + pause);
            }
            _ => {}
        }
        out.push(Output::Answer(id, answer));
    }

    /// How long a call waits that the market refused for want of a login. Only writes do: whoever asked a question can
    /// ask it again, but what a player did is not to be done twice.
    fn held_until(&self, open: &OpenCall, now: Now) -> Option<Instant> {
        let wait = self.limits.login_wait?;
        (open.write && matches!(self.verdict, Some(Verdict::Expired))).then(|| now.steady + wait)
    }

    /// A 401 on a link that was logged in: either the login ended, or this call is not for this user.
    pub(super) fn note_lost_login(&mut self, words: &str, now: Now) {
        if let State::Live {
            login: Login::Known(account),
            ..
        } = &self.state
        {
            let about_time = account
                .expires_at
                .is_some_and(|at| at <= now.wall + Duration::from_secs(60));
            if about_time || words.to_lowercase().contains("expired") {
                self.verdict = Some(Verdict::Expired);
            }
        }
    }

    pub(super) fn binary_answer(&mut self, ack: u64, out: &mut Vec<Output>) {
        if let Some((id, open)) = self.calls.take_by_ack(ack) {
            out.push(Output::Answer(
                id,
                Err(CallError::Malformed {
                    reason: "it is binary".to_owned(),
                    outcome_unknown: open.write,
                }),
            ));
        }
    }

    pub(super) fn cancel(&mut self, id: CallId) {
        self.calls.take(id);
        if self.login_waiter.is_some_and(|(waiter, _)| waiter == id) {
            self.login_waiter = None;
        }
    }
}
