//! Which market is spoken to: the real one, or that of the practice while its game is open.
//!
//! Must not know what is asked of it.

use market_client::MarketAddress;

use super::Runtime;
use crate::app::asker::Asker;
use crate::app::login_window;
use crate::app::page_window::WELCOME;
use crate::app::practice::Practice;
use crate::app::session::{self, Session};
use crate::cli::PracticeArgs;
use crate::overlay::words;

impl Runtime {
    pub(super) async fn first_session(&mut self) -> anyhow::Result<Option<Session>> {
        if let Some(args) = self.practice_args.clone() {
            let address = self.begin_practice(&args).await?;
            return Ok(Some(Session::start(address, None, self.signals.clone())));
        }
        let (address, token) = session::market_of(self.preferences.active())?;
        Ok(Some(Session::start(address, token, self.signals.clone())))
    }

    /// Opens the practice game, and gives the address of its market.
    async fn begin_practice(&mut self, args: &PracticeArgs) -> anyhow::Result<MarketAddress> {
        let practice = Practice::start(
            args,
            &self.preferences.active().game_title,
            self.preferences.texts().language(),
            self.signals.clone(),
        )
        .await?;
        let address: MarketAddress = practice.market_url().parse()?;
        practice.show_lesson(&self.preferences.active().hotkeys);
        self.practice = Some(practice);
        Ok(address)
    }

    pub(super) async fn start_practice(&mut self, asker: Asker, session: &mut Option<Session>) {
        if self.practice.is_some() {
            return;
        }
        self.preferences.withdraw(words::PRACTICE_FAILED);
        match self.begin_practice(&PracticeArgs::default()).await {
            Ok(address) => {
                login_window::close(&self.app);
                WELCOME.close(&self.app);
                // First, or what the real market says last would be taken for this one's.
                if let Some(real) = session.take() {
                    real.stop().await;
                }
                *session = Some(Session::start(address, None, self.signals.clone()));
                self.watch_market(session.as_ref());
            }
            Err(error) => {
                tracing::error!(%error, "no practice");
                let texts = self.preferences.texts();
                let message = words::practice_failed(texts, &format!("{error:#}"));
                self.say(asker, message, None, session.as_ref());
            }
        }
    }

    /// The practice game was closed: back to the real market, or the end of a session that was for practice alone.
    pub(super) async fn practice_ended(&mut self, session: &mut Option<Session>) {
        if self.practice_args.is_some() {
            return self.shutdown.cancel();
        }
        login_window::close(&self.app);
        if let Some(practice) = self.practice.take() {
            if let Some(session) = session.take() {
                session.stop().await;
            }
            practice.stop().await;
            match self.first_session().await {
                Ok(real) => {
                    *session = real;
                    self.watch_market(session.as_ref());
                }
                Err(error) => tracing::error!(%error, "no session after practice"),
            }
        }
    }
}
