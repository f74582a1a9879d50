//! The window that texts are pasted into: feeds its machine, carries out what it wants.
//!
//! Must not know what an item's text looks like.

use std::time::{Duration, Instant};

use market_client::{CallError, LinkStatus, MarketClient};

use super::{Runtime, now};
use crate::app::asker::Asker;
use crate::app::page_window::PASTED;
use crate::app::session::Session;
use crate::app::signal::Signal;
use crate::overlay;
use crate::pasted::{Answer, Effect, Input};

impl Runtime {
    pub(super) fn pasted(&mut self, input: Input, session: Option<&Session>) {
        // A window that was closed shows nothing and asks nothing.
        if !PASTED.is_open(&self.app) {
            return;
        }
        for effect in self.pasted.step(input, now()) {
            match effect {
                Effect::ReadClipboard => self.desktop.read_clipboard(),
                Effect::Ask(question) => self.ask_for_pasted(question, session),
                Effect::LogIn => self.log_in(Asker::Elsewhere, session),
                Effect::OpenListing { id } => {
                    self.open_listing(&id, Asker::Elsewhere, session);
                }
                Effect::Close => PASTED.close(&self.app),
            }
        }
        self.draw_pasted(session);
    }

    fn ask_for_pasted(&mut self, question: overlay::Effect, session: Option<&Session>) {
        let client = session.map(|session| session.client.clone());
        let signals = self.signals.clone();
        self.tasks.spawn(async move {
            match ask(question, client).await {
                Some(answer) => signals.send(Signal::Pasted(Input::Answered(answer))),
                None => tracing::error!("a pasted text wants more than an answer"),
            }
        });
    }

    pub(super) fn draw_pasted(&mut self, session: Option<&Session>) {
        let Self {
            pasted,
            preferences,
            ..
        } = self;
        self.drawn.pasted.draw(&self.app, || {
            let link = session.map_or(LinkStatus::Stopped, Session::status);
            pasted.view(preferences.texts(), &link, now())
        });
    }

    /// When the machine wants to be woken, while its window is open.
    pub(super) fn pasted_wake(&self) -> Option<Instant> {
        let open = PASTED.is_open(&self.app);
        open.then(|| self.pasted.wake_at()).flatten()
    }
}

/// Asks a check's question; `None` where it is none.
async fn ask(question: overlay::Effect, client: Option<MarketClient>) -> Option<Answer> {
    let stopped = Err(CallError::Stopped);
    Some(match question {
        overlay::Effect::Ask {
            search,
            query,
            fresh,
        } => Answer::Listings(
            search,
            match client {
                Some(client) if fresh => client.find_listings_within(query, Duration::ZERO).await,
                Some(client) => client.find_listings(query).await,
                None => stopped,
            },
        ),
        overlay::Effect::Count { search, query } => Answer::Count(
            search,
            match client {
                Some(client) => client.find_listings(query).await,
                None => stopped,
            },
        ),
        overlay::Effect::AskArchive { search, query } => Answer::Archive(
            search,
            match client {
                Some(client) => client.find_archived(query).await,
                None => stopped,
            },
        ),
        _ => return None,
    })
}
