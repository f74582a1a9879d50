//! Who we are: the login on the present link, and what the market said of the token.
//!
//! Must not know what is done with the login.

use std::time::Instant;

use serde_json::json;

use super::{
    CallId, Frame, LOGIN_TRIES, LinkProblem, Login, Now, Output, Session, State, Verdict, WALL_LOOK,
};
use crate::account::Account;
use crate::call;
use crate::error::CallError;
use crate::packet;
use crate::token::Token;

impl Session {
    pub(super) fn log_in(&mut self, id: CallId, token: Token, now: Now, out: &mut Vec<Output>) {
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

    pub(super) fn ask_login(&mut self, now: Now, out: &mut Vec<Output>) {
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

    pub(super) fn login_answered(
        &mut self,
        payload: &str,
        newer: bool,
        now: Now,
        out: &mut Vec<Output>,
    ) {
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

    pub(super) fn logged_in(&mut self, mut account: Account, now: Now, out: &mut Vec<Output>) {
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
            for (id, _) in self.calls.welcome(&account.id, now.steady) {
                out.push(Output::Answer(id, Err(CallError::OtherUser)));
            }
            self.user = Some(account.id.clone());
            self.answer_login(Ok(account), out);
        }
        self.send_queued(now, out);
    }

    pub(super) fn login_refused(&mut self, words: String, now: Now, out: &mut Vec<Output>) {
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
    pub(super) fn login_not_checked(&mut self, words: String, now: Now, out: &mut Vec<Output>) {
        self.login_tries += 1;
        if self.login_tries >= LOGIN_TRIES {
            self.login_refused(words, now, out);
        } else {
            self.lose_link(LinkProblem::LoginNotChecked(words), now, out);
        }
    }

    pub(super) fn answer_login(
        &mut self,
        result: Result<Account, CallError>,
        out: &mut Vec<Output>,
    ) {
        if let Some((id, _)) = self.login_waiter.take() {
            out.push(Output::LoggedIn(id, result));
        }
    }

    pub(super) fn log_out(&mut self, now: Now, out: &mut Vec<Output>) {
        self.answer_login(Err(CallError::Superseded), out);
        self.token = None;
        self.user = None;
        self.verdict = None;
        self.past_expiry = false;
        for (id, _) in self.calls.take_held() {
            out.push(Output::Answer(id, Err(CallError::LoginNeeded)));
        }
        // The market forgets a session with its link, and in no other way that is sure.
        if let State::Live {
            login: Login::Known(_) | Login::Asked { .. },
            ..
        } = self.state
        {
            self.lose_link(LinkProblem::LoggedOut, now, out);
        }
    }

    pub(super) fn look_at_expiry(&mut self, now: Now) {
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

    pub(super) fn next_expiry_look(&self) -> Option<Instant> {
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
}
