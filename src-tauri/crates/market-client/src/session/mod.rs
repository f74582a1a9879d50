//! The session with a market as one state machine: `step(input, now)` over plain data.
//!
//! Must not know sockets, tasks or clocks: the driver feeds it, and does what the outputs say.

mod calls;
mod heartbeat;
mod rate;

use std::time::{Duration, Instant, SystemTime};

use serde_json::json;

use crate::account::Account;
use crate::backoff::{Backoff, Dice};
use crate::call::{self, Answer, Call};
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

    // --- the link ---------------------------------------------------------------------------------------------------

    fn connect(&mut self, now: Now, out: &mut Vec<Output>) {
        self.state = State::Connecting {
            by: now.steady + self.limits.connect,
        };
        out.push(Output::Connect(self.dialect));
    }

    fn opened(&mut self) {
        if let State::Connecting { by } = self.state {
            self.state = State::Handshaking {
                by,
                handshake: None,
            };
        }
    }

    /// A server of another generation turns a connection down with HTTP 400, some of them (engine.io 6) only after the
    /// upgrade, as bytes that are no websocket frame. Then the other dialect gets its turn.
    fn closed(&mut self, problem: LinkProblem, now: Now, out: &mut Vec<Output>) {
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

    fn open_failed(&mut self, problem: LinkProblem, now: Now, out: &mut Vec<Output>) {
        if problem == LinkProblem::Http(400) {
            self.turned_down(problem, now, out);
            return;
        }
        self.unflip();
        self.lose_link(problem, now, out);
    }

    fn turned_down(&mut self, problem: LinkProblem, now: Now, out: &mut Vec<Output>) {
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
    fn unflip(&mut self) {
        if std::mem::take(&mut self.flipped) {
            self.dialect = self.dialect.other();
        }
    }

    /// The one way down, whatever the reason.
    fn lose_link(&mut self, problem: LinkProblem, now: Now, out: &mut Vec<Output>) {
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

    fn lost(&self, call: &OpenCall, problem: &LinkProblem) -> CallError {
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

    fn frame(&mut self, frame: &str, now: Now, out: &mut Vec<Output>) {
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

    fn handshake(
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

    fn go_live(&mut self, times: Handshake, now: Now, out: &mut Vec<Output>) {
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

    fn packet(&mut self, packet: Packet<'_>, now: Now, out: &mut Vec<Output>) {
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

    // --- the login --------------------------------------------------------------------------------------------------

    fn log_in(&mut self, id: CallId, token: Token, now: Now, out: &mut Vec<Output>) {
        self.answer_login(Err(CallError::Superseded), out);
        self.token = Some(token);
        self.verdict = None;
        self.past_expiry = false;
        self.login_tries = 0;
        self.login_waiter = Some((id, now.steady + self.limits.login));
        self.nudge();
        match &mut self.state {
            // Two logins at once could be carried out in either order: the newer one waits for the older one's answer.
            State::Live {
                login: Login::Asked { newer, .. },
                ..
            } => *newer = true,
            State::Live { .. } => self.ask_login(now, out),
            _ => {}
        }
    }

    fn ask_login(&mut self, now: Now, out: &mut Vec<Output>) {
        let (Some(token), State::Live { login, .. }) = (&self.token, &mut self.state) else {
            return;
        };
        let ack = self.calls.fresh_ack();
        let payload = json!([
            "create",
            "security/session",
            {"strategy": "jwt", "accessToken": token.expose()},
            {}
        ]);
        *login = Login::Asked {
            ack,
            by: now.steady + self.limits.login,
            newer: false,
        };
        out.push(Output::Send(Frame(packet::call(ack, &payload.to_string()))));
    }

    fn login_answered(&mut self, payload: &str, newer: bool, now: Now, out: &mut Vec<Output>) {
        if newer {
            self.ask_login(now, out);
            return;
        }
        let words = call::error_words(payload);
        match call::answer(payload, false) {
            Ok(answer) => match answer.value().ok().as_ref().and_then(Account::parse) {
                Some(account) => self.logged_in(account, now, out),
                None => self.login_not_checked("its answer names no user".into(), now, out),
            },
            Err(CallError::LoginNeeded) => self.login_refused(words, now, out),
            Err(CallError::Refused {
                code: Some(400..=407 | 409..=424 | 426..=428 | 430..=499),
                ..
            }) => self.login_refused(words, now, out),
            Err(CallError::Malformed { reason, .. }) => self.login_not_checked(reason, now, out),
            Err(_) => self.login_not_checked(words, now, out),
        }
    }

    fn logged_in(&mut self, mut account: Account, now: Now, out: &mut Vec<Output>) {
        // Where our clock calls a token expired that the market takes, the clock is wrong.
        account.expires_at = self
            .token
            .as_ref()
            .and_then(Token::expires_at)
            .filter(|at| *at > now.wall);
        self.login_tries = 0;
        self.past_expiry = false;
        if let State::Live { login, .. } = &mut self.state {
            *login = Login::Known(Box::new(account));
        }
        self.look_at_expiry(now);
        if let State::Live {
            login: Login::Known(account),
            ..
        } = &self.state
        {
            let account = (**account).clone();
            self.answer_login(Ok(account), out);
        }
        self.send_queued(now, out);
    }

    fn login_refused(&mut self, words: String, now: Now, out: &mut Vec<Output>) {
        tracing::warn!(reason = %words, "the market did not accept the login");
        let expired = words.to_lowercase().contains("expired");
        self.answer_login(Err(CallError::LoginRefused(words.clone())), out);
        self.verdict = Some(if expired {
            Verdict::Expired
        } else {
            Verdict::Refused(words)
        });
        if let State::Live { login, .. } = &mut self.state {
            *login = Login::Nobody;
        }
        self.send_queued(now, out);
    }

    /// Neither yes nor no, such as an error of the server's own: another link may do better, but not for ever.
    fn login_not_checked(&mut self, words: String, now: Now, out: &mut Vec<Output>) {
        self.login_tries += 1;
        if self.login_tries >= LOGIN_TRIES {
            self.login_refused(words, now, out);
        } else {
            self.lose_link(LinkProblem::LoginNotChecked(words), now, out);
        }
    }

    fn answer_login(&mut self, result: Result<Account, CallError>, out: &mut Vec<Output>) {
        if let Some((id, _)) = self.login_waiter.take() {
            out.push(Output::LoggedIn(id, result));
        }
    }

    fn log_out(&mut self, now: Now, out: &mut Vec<Output>) {
        self.answer_login(Err(CallError::Superseded), out);
        self.token = None;
        self.verdict = None;
        self.past_expiry = false;
        // The market forgets a session with its link, and in no other way that is sure.
        if let State::Live {
            login: Login::Known(_) | Login::Asked { .. },
            ..
        } = self.state
        {
            self.lose_link(LinkProblem::LoggedOut, now, out);
        }
    }

    fn look_at_expiry(&mut self, now: Now) {
        let warn = self.limits.warn_before_expiry;
        if let State::Live {
            login: Login::Known(account),
            ..
        } = &mut self.state
            && let Some(at) = account.expires_at
        {
            let left = at.duration_since(now.wall).unwrap_or_default();
            self.past_expiry = left.is_zero();
            account.expires_soon = left <= warn;
        }
    }

    fn next_expiry_look(&self) -> Option<Instant> {
        let State::Live {
            login: Login::Known(account),
            ..
        } = &self.state
        else {
            return None;
        };
        let left = account
            .expires_at?
            .duration_since(self.last.wall)
            .unwrap_or_default();
        let next = match left.checked_sub(self.limits.warn_before_expiry) {
            Some(to_warning) if !to_warning.is_zero() => to_warning,
            _ if !left.is_zero() => left,
            _ => WALL_LOOK,
        };
        Some(self.last.steady + next.min(WALL_LOOK))
    }

    // --- calls ------------------------------------------------------------------------------------------------------

    fn call(&mut self, id: CallId, call: &Call, within: Duration, now: Now, out: &mut Vec<Output>) {
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
        let open = OpenCall::new(payload, call.is_write(), now.steady + within);
        self.calls.queue(id, open);
        self.nudge();
        self.send_queued(now, out);
    }

    /// Sends what waits, as far as the rate lets it. While a login is being checked everything waits.
    fn send_queued(&mut self, now: Now, out: &mut Vec<Output>) {
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

    fn may_send(&self) -> bool {
        matches!(
            self.state,
            State::Live {
                login: Login::Nobody | Login::Known(_),
                ..
            }
        )
    }

    fn answered(&mut self, ack: u64, payload: &str, now: Now, out: &mut Vec<Output>) {
        let Some((id, open)) = self.calls.take_by_ack(ack) else {
            tracing::debug!(ack, "an answer that nobody waits for was left out");
            return;
        };
        let answer = call::answer(payload, open.write);
        match &answer {
            Err(CallError::LoginNeeded) => {
                self.note_lost_login(&call::error_words(payload), now);
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

    /// A 401 on a link that was logged in: either the login ended, or this call is not for this user.
    fn note_lost_login(&mut self, words: &str, now: Now) {
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

    fn binary_answer(&mut self, ack: u64, out: &mut Vec<Output>) {
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

    fn cancel(&mut self, id: CallId) {
        self.calls.take(id);
        if self.login_waiter.is_some_and(|(waiter, _)| waiter == id) {
            self.login_waiter = None;
        }
    }

    // --- time -------------------------------------------------------------------------------------------------------

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
