//! The login: its window, its token, and what the market says of it.
//!
//! Must not know how a token is found in a page, nor how it is kept.

use market_client::{Account, CallError, MarketAddress, Token};

use super::Runtime;
use crate::app::asker::Asker;
use crate::app::login_window;
use crate::app::session::Session;
use crate::app::signal::Signal;
use crate::bridge::Section;
use crate::login::Attempt;
use crate::overlay::{Input, words};
use crate::settings::StoredLogin;
use crate::texts::Text;

impl Runtime {
    pub(super) fn log_in(&mut self, asker: Asker, session: Option<&Session>) {
        let Some(session) = session else { return };
        let texts = self.preferences.texts();
        self.login_asker = asker;
        self.preferences.withdraw(words::LOGIN_FAILED);
        let page = match &self.practice {
            Some(practice) => practice.login_url(texts.language()),
            None => self.preferences.active().login_page.clone(),
        };
        let (market, signals) = (session.address.clone(), self.signals.clone());
        let attempt = match Attempt::new(&page) {
            Ok(attempt) => attempt,
            Err(error) => return self.login_failed(texts.login_page(&error), Some(session)),
        };
        let title = texts.get(Text::WindowLogin);
        match login_window::open(&self.app, &title, attempt, market, signals) {
            Ok(()) => self.login_open = true,
            Err(error) => {
                let reason = &error.to_string();
                self.login_failed(texts.get(Text::LoginWindow { reason }), Some(session));
            }
        }
    }

    /// A token goes to the market that it was got for, and to no other.
    pub(super) fn token_found(
        &mut self,
        market: MarketAddress,
        token: Token,
        session: Option<&Session>,
    ) {
        let Some(session) = session.filter(|session| session.address == market) else {
            return;
        };
        let (client, signals) = (session.client.clone(), self.signals.clone());
        self.tasks.spawn(async move {
            let result = client.log_in(token.clone()).await;
            signals.send(Signal::LoginAnswered {
                market,
                token,
                result,
            });
        });
    }

    pub(super) fn login_answered(
        &mut self,
        market: &MarketAddress,
        token: &Token,
        result: Result<Account, CallError>,
        session: Option<&Session>,
    ) {
        if session.is_none_or(|session| session.address != *market) {
            return;
        }
        match result {
            Ok(account) => {
                login_window::close(&self.app);
                self.preferences.withdraw(words::LOGIN_FAILED);
                if self.practice.is_none() {
                    let kept = self.preferences.keep_login(StoredLogin::new(market, token));
                    self.tell_if(kept, session);
                }
                self.feed(Input::LoggedIn(account), session);
            }
            // A newer token of the same login is on its way.
            Err(CallError::Superseded) => {}
            Err(error) => {
                // The page believes in its login; another try needs a new page.
                login_window::close(&self.app);
                let text = words::call_error(self.preferences.texts(), &error).text;
                self.login_failed(text, session);
            }
        }
    }

    /// Told over the game, and where it was begun, if that was elsewhere.
    fn login_failed(&mut self, text: String, session: Option<&Session>) {
        let message = words::login_failed(self.preferences.texts(), text);
        self.preferences.tell(message.clone());
        if self.login_asker != Asker::Game {
            let section = Some(Section::Market);
            self.say(self.login_asker, message.clone(), section, session);
        }
        self.feed(Input::LoginFailed(message), session);
    }

    pub(super) fn log_out(&mut self, session: Option<&Session>) {
        let Some(session) = session else { return };
        session.client.log_out();
        if self.practice.is_none() {
            let kept = self.preferences.forget_login(&session.address);
            self.tell_if(kept, Some(session));
        }
    }
}
