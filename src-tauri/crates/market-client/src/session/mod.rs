//! The session with a market as one state machine: `step(input, now)` over plain data.
//!
//! Must not know sockets, tasks or clocks: the driver feeds it, and does what the outputs say.

mod calls;
mod heartbeat;
mod link;
mod login;
mod rate;
mod traffic;

use std::time::{Duration, Instant, SystemTime};

use crate::account::Account;
use crate::backoff::{Backoff, Dice};
use crate::call::{Answer, Call};
use crate::error::CallError;
use crate::event::ServiceEvent;
use crate::packet::{self, Dialect, Handshake, Packet};
use crate::status::{LinkProblem, LinkStatus};
use crate::token::Token;
use calls::{CallTable, OpenCall};
use heartbeat::{Beat, Heartbeat};
use rate::Bucket;
pub use rate::Rate;

/// The stock server closes the link (1009) on a frame above this.
pub(crate) const MAX_FRAME: usize = 1_000_000;
/// A link that lasted this long was a success: the next loss starts the backoff anew.
const STABLE_AFTER: Duration = Duration::from_secs(5);
/// A call of the player's shortens the wait for the next try, but not below this.
const NUDGE_AFTER: Duration = Duration::from_secs(2);
/// A wall clock that runs ahead of the steady one by more than this means that the machine slept.
const SLEPT: Duration = Duration::from_secs(10);
/// How often a login is tried whose answer says neither yes nor no.
const LOGIN_TRIES: u32 = 3;
/// The wall clock is looked at again after this long at most, in case it was set.
const WALL_LOOK: Duration = Duration::from_secs(600);

/// The pause after a 429 that names none.
const PAUSE: Duration = Duration::from_secs(5);

/// Names one call or one login of this process.
pub(crate) type CallId = u64;

/// The two clocks: a steady one for waits, the wall's for a token's expiry.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Now {
    pub(crate) steady: Instant,
    pub(crate) wall: SystemTime,
}

/// What the session keeps to.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Limits {
    pub(crate) connect: Duration,
    pub(crate) login: Duration,
    pub(crate) warn_before_expiry: Duration,
    pub(crate) backoff: Backoff,
    pub(crate) max_answer: usize,
    pub(crate) rate: Rate,
    pub(crate) login_wait: Option<Duration>,
}

/// What happens to the session.
pub(crate) enum Input<'a> {
    /// The websocket is open.
    Opened,
    /// The websocket could not be opened.
    OpenFailed(LinkProblem),
    /// A text frame.
    Frame(&'a str),
    /// Part of a frame came in.
    Bytes,
    /// The websocket is gone.
    Closed(LinkProblem),
    Call {
        id: CallId,
        call: &'a Call,
        within: Duration,
    },
    /// Nobody waits for this call any more.
    Cancel(CallId),
    LogIn {
        id: CallId,
        token: Token,
    },
    LogOut,
    /// The machine woke up or the network changed.
    Wake,
    /// Time went by.
    Tick,
    Stop,
}

/// What the driver is to do.
#[derive(PartialEq, Debug)]
pub(crate) enum Output {
    Connect(Dialect),
    Close,
    Send(Frame),
    Answer(CallId, Result<Answer, CallError>),
    LoggedIn(CallId, Result<Account, CallError>),
    Event(ServiceEvent),
}

/// A frame to the server. It may hold the token, so `Debug` shows its length alone.
#[derive(PartialEq)]
pub(crate) struct Frame(pub(crate) String);

impl std::fmt::Debug for Frame {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Frame({} bytes)", self.0.len())
    }
}

enum State {
    Waiting {
        since: Instant,
        until: Instant,
        problem: LinkProblem,
    },
    Connecting {
        by: Instant,
    },
    Handshaking {
        by: Instant,
        handshake: Option<Handshake>,
    },
    Live {
        since: Instant,
        heart: Heartbeat,
        login: Login,
    },
    Stopped,
}

/// Who we are on the present link.
enum Login {
    Nobody,
    Asked { ack: u64, by: Instant, newer: bool },
    Known(Box<Account>),
}

/// What the market said of the present token: not to be asked again.
enum Verdict {
    Refused(String),
    Expired,
}

pub(crate) struct Session {
    limits: Limits,
    dice: Dice,
    state: State,
    dialect: Dialect,
    /// The other dialect is being tried because this one was turned down.
    flipped: bool,
    failures: u32,
    token: Option<Token>,
    /// Who logged in last, by the market's id.
    user: Option<String>,
    verdict: Option<Verdict>,
    /// The token's `exp` has passed by our clock.
    past_expiry: bool,
    login_tries: u32,
    login_waiter: Option<(CallId, Instant)>,
    calls: CallTable,
    bucket: Bucket,
    last: Now,
}

impl Session {
    pub(crate) fn new(limits: Limits, dice: Dice, token: Option<Token>, now: Now) -> Self {
        Self {
            limits,
            dice,
            state: State::Waiting {
                since: now.steady,
                until: now.steady,
                problem: LinkProblem::NotTried,
            },
            dialect: Dialect::V3,
            flipped: false,
            failures: 0,
            token,
            user: None,
            verdict: None,
            past_expiry: false,
            login_tries: 0,
            login_waiter: None,
            calls: CallTable::default(),
            bucket: Bucket::new(limits.rate, now.steady),
            last: now,
        }
    }

    /// Takes one input and says what is to be done. Afterwards [`Self::next_wake`] names when to tick.
    pub(crate) fn step(&mut self, input: Input<'_>, now: Now) -> Vec<Output> {
        let mut out = Vec::new();
        if matches!(self.state, State::Stopped) {
            refuse_when_stopped(&input, &mut out);
            return out;
        }
        self.notice_sleep(now);
        match input {
            Input::Opened => self.opened(),
            Input::OpenFailed(problem) => self.open_failed(problem, now, &mut out),
            Input::Frame(frame) => self.frame(frame, now, &mut out),
            Input::Bytes => {
                if let State::Live { heart, .. } = &mut self.state {
                    heart.heard_bytes(now.steady);
                }
            }
            Input::Closed(problem) => self.closed(problem, now, &mut out),
            Input::Call { id, call, within } => self.call(id, call, within, now, &mut out),
            Input::Cancel(id) => self.cancel(id),
            Input::LogIn { id, token } => self.log_in(id, token, now, &mut out),
            Input::LogOut => self.log_out(now, &mut out),
            Input::Wake => self.wake(now),
            Input::Tick => {}
            Input::Stop => self.stop(&mut out),
        }
        self.tick(now, &mut out);
        self.last = now;
        out
    }

    /// When [`Input::Tick`] is due next.
    pub(crate) fn next_wake(&self) -> Option<Instant> {
        let state = match &self.state {
            State::Waiting { until, .. } => Some(*until),
            State::Connecting { by } | State::Handshaking { by, .. } => Some(*by),
            State::Live { heart, login, .. } => Some(match login {
                Login::Asked { by, .. } => heart.due().min(*by),
                _ => heart.due(),
            }),
            State::Stopped => return None,
        };
        [
            state,
            self.calls.next_deadline(),
            self.login_waiter.map(|(_, by)| by),
            self.next_expiry_look(),
            (self.may_send() && self.calls.has_queued()).then(|| self.bucket.next()),
        ]
        .into_iter()
        .flatten()
        .min()
    }

    /// How it stands, for the player.
    pub(crate) fn status(&self) -> LinkStatus {
        match &self.state {
            State::Waiting {
                problem: LinkProblem::NotTried,
                ..
            }
            | State::Connecting { .. }
            | State::Handshaking { .. } => LinkStatus::Connecting {
                attempt: self.failures + 1,
            },
            State::Waiting {
                since,
                until,
                problem,
            } => LinkStatus::Waiting {
                retry_in: until.saturating_duration_since(*since),
                reason: problem.clone(),
            },
            State::Live {
                login: Login::Asked { .. },
                ..
            } => LinkStatus::Authenticating,
            State::Live { login, .. } => match (&self.verdict, login) {
                (Some(Verdict::Refused(message)), _) => LinkStatus::LoginRefused {
                    message: message.clone(),
                },
                (Some(Verdict::Expired), _) => LinkStatus::LoginExpired,
                (None, Login::Known(_)) if self.past_expiry => LinkStatus::LoginExpired,
                (None, Login::Known(account)) => LinkStatus::Ready {
                    account: Some((**account).clone()),
                },
                (None, _) => LinkStatus::Ready { account: None },
            },
            State::Stopped => LinkStatus::Stopped,
        }
    }

    fn tick(&mut self, now: Now, out: &mut Vec<Output>) {
        while let Some((id, open)) = self.calls.take_overdue(now.steady) {
            out.push(Output::Answer(id, Err(self.overdue(&open))));
        }
        if self.login_waiter.is_some_and(|(_, by)| by <= now.steady) {
            let error = match &self.state {
                State::Waiting { problem, .. } => CallError::NotReachable(problem.to_string()),
                _ => CallError::Deadline {
                    outcome_unknown: false,
                },
            };
            self.answer_login(Err(error), out);
        }
        self.look_at_expiry(now);
        self.send_queued(now, out);
        match &mut self.state {
            State::Waiting { until, .. } if *until <= now.steady => self.connect(now, out),
            State::Connecting { by } | State::Handshaking { by, .. } if *by <= now.steady => {
                self.open_failed(LinkProblem::TooSlow, now, out);
            }
            State::Live {
                login: Login::Asked { by, .. },
                ..
            } if *by <= now.steady => self.lose_link(LinkProblem::Silent, now, out),
            State::Live { heart, .. } => match heart.beat(now.steady) {
                Beat::Nothing => {}
                Beat::SendPing => out.push(Output::Send(Frame(packet::PING.to_owned()))),
                Beat::Dead => self.lose_link(LinkProblem::Silent, now, out),
            },
            _ => {}
        }
    }

    fn overdue(&self, open: &OpenCall) -> CallError {
        if open.is_held() {
            return CallError::LoginNeeded;
        }
        if open.was_sent() || matches!(self.state, State::Live { .. }) {
            return CallError::Deadline {
                outcome_unknown: open.outcome_unknown(),
            };
        }
        CallError::NotReachable(match &self.state {
            State::Waiting { problem, .. } => problem.to_string(),
            _ => LinkProblem::TooSlow.to_string(),
        })
    }

    /// Somebody wants something: a long wait for the next try is cut short.
    fn nudge(&mut self) {
        if let State::Waiting { since, until, .. } = &mut self.state {
            *until = (*until).min(*since + NUDGE_AFTER);
        }
    }

    fn wake(&mut self, now: Now) {
        match &mut self.state {
            State::Waiting { until, .. } => *until = (*until).min(now.steady),
            State::Live { heart, .. } => heart.probe(now.steady),
            _ => {}
        }
    }

    fn notice_sleep(&mut self, now: Now) {
        let steady = now.steady.saturating_duration_since(self.last.steady);
        let wall = now.wall.duration_since(self.last.wall).unwrap_or_default();
        if wall > steady + SLEPT {
            tracing::info!("the machine slept; asking the market whether the link still lives");
            self.wake(now);
        }
    }

    fn stop(&mut self, out: &mut Vec<Output>) {
        out.push(Output::Close);
        self.answer_login(Err(CallError::Stopped), out);
        for (id, open) in self.calls.take_all() {
            let error = if open.outcome_unknown() {
                CallError::LinkLost {
                    outcome_unknown: true,
                }
            } else {
                CallError::Stopped
            };
            out.push(Output::Answer(id, Err(error)));
        }
        self.state = State::Stopped;
    }
}

fn refuse_when_stopped(input: &Input<'_>, out: &mut Vec<Output>) {
    match input {
        Input::Call { id, .. } => out.push(Output::Answer(*id, Err(CallError::Stopped))),
        Input::LogIn { id, .. } => out.push(Output::LoggedIn(*id, Err(CallError::Stopped))),
        _ => {}
    }
}

#[cfg(test)]
mod tests;
