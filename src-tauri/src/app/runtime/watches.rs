//! Watches: asks the market for them, keeps them, draws their window.
//!
//! Must not know what is watched for.

use std::time::Duration;

use market_client::CallError;
use serde_json::Value;

use super::{Runtime, now};
use crate::app::session::Session;
use crate::mine;
use crate::overlay::Input;
use crate::pasted;
use crate::watch::{self, LookId};

impl Runtime {
    /// Watches belong to the market that they were made for; those of the practice end with it.
    pub(super) fn watch_market(&mut self, session: Option<&Session>) {
        let Some(session) = session else { return };
        let chosen = Input::MarketChosen {
            address: session.address.to_string(),
            lasting: self.practice.is_none(),
        };
        self.feed(chosen, Some(session));
        self.renew_mine(mine::Input::OtherMarket, Some(session));
        self.pasted(pasted::Input::OtherMarket, Some(session));
        let link = watch::Input::Link(session.status());
        self.feed(Input::Watch(link), Some(session));
        self.draw_watches();
    }

    pub(super) fn look_for_watch(&mut self, look: LookId, query: Value, session: Option<&Session>) {
        self.answer(session, |client| async move {
            let result = match client {
                Some(client) => client.find_listings_within(query, Duration::ZERO).await,
                None => Err(CallError::Stopped),
            };
            Input::Watch(watch::Input::Looked { look, result })
        });
    }

    pub(super) fn draw_watches(&mut self) {
        let overlay = &self.overlay;
        self.drawn
            .watches
            .draw(&self.app, || overlay.watches_view(now()));
    }
}
