//! What the overlay asks of the market, each as a task that answers by a signal.
//!
//! Must not know what is done with the answers.

use std::time::Duration;

use item_parsers::Item;
use market_client::{CallError, ListingChange, MarketClient, NewListing, NotListed, SearchId};
use serde_json::Value;
use tokio::task::AbortHandle;

use super::Runtime;
use crate::app::session::Session;
use crate::app::signal::Signal;
use crate::economy::Economy;
use crate::overlay::{Input, TaskId};
use crate::sale::{self, Wanted};
use crate::settings::Realm;

/// How long it is looked for a listing whose answer was lost: as long as a player may sit in a game without a network.
const PATIENCE: Duration = Duration::from_secs(15 * 60);

impl Runtime {
    /// Asks the market; what an older check still waits for is given up.
    pub(super) fn ask(
        &mut self,
        search: SearchId,
        query: Value,
        fresh: bool,
        session: Option<&Session>,
    ) {
        if let Some(older) = self.asked.take() {
            older.abort();
        }
        if !fresh {
            self.give_way_out_up();
        }
        let Some(session) = session else {
            return self.signals.send(Signal::Overlay(Input::Answer {
                search,
                result: Err(CallError::Stopped),
            }));
        };
        let (client, signals) = (session.client.clone(), self.signals.clone());
        self.asked = Some(self.tasks.spawn(async move {
            let result = if fresh {
                client.find_listings_within(query, Duration::ZERO).await
            } else {
                client.find_listings(query).await
            };
            signals.send(Signal::Overlay(Input::Answer { search, result }));
        }));
    }

    /// Another search has a way out of its own, or needs none.
    fn give_way_out_up(&mut self) {
        for older in self.way_out.drain(..) {
            older.abort();
        }
    }

    /// Asks how many listings a query finds.
    pub(super) fn count(&mut self, search: SearchId, query: Value, session: Option<&Session>) {
        let counting = self.answer(session, |client| async move {
            let result = match client {
                Some(client) => client.find_listings(query).await,
                None => Err(CallError::Stopped),
            };
            Input::Counted { search, result }
        });
        self.way_out.retain(|older| !older.is_finished());
        self.way_out.push(counting);
    }

    pub(super) fn ask_archive(
        &mut self,
        search: SearchId,
        query: Value,
        session: Option<&Session>,
    ) {
        let asking = self.answer(session, |client| async move {
            let result = match client {
                Some(client) => client.find_archived(query).await,
                None => Err(CallError::Stopped),
            };
            Input::ArchiveAnswered { search, result }
        });
        self.way_out.push(asking);
    }

    pub(super) fn find_in_stash(
        &mut self,
        task: TaskId,
        item: Item,
        realm: Realm,
        fresh: bool,
        session: Option<&Session>,
    ) {
        let wanted = Wanted {
            item,
            accounts: self.preferences.active().game_accounts(),
            realm: realm.into(),
            fresh,
        };
        self.answer(session, |client| async move {
            let result = match client {
                Some(client) => sale::find(&client, &wanted).await,
                None => Err(CallError::Stopped),
            };
            Input::StashSearched { task, result }
        });
    }

    pub(super) fn list_once(
        &mut self,
        task: TaskId,
        new: Box<NewListing>,
        session: Option<&Session>,
    ) {
        let signals = self.signals.clone();
        self.answer(session, |client| async move {
            let looked_for = || signals.send(Signal::Overlay(Input::ListingLookedFor(task)));
            let result = match client {
                Some(client) => client.list_once(&new, PATIENCE, looked_for).await,
                None => Err(NotListed::Surely(CallError::Stopped)),
            };
            Input::ListingMade { task, result }
        });
    }

    pub(super) fn change_listing(
        &mut self,
        task: TaskId,
        listing: String,
        change: ListingChange,
        session: Option<&Session>,
    ) {
        self.answer(session, |client| async move {
            let result = match client {
                Some(client) => client
                    .change_listing(&listing, &change)
                    .await
                    .map(|left| left.map(Box::new)),
                None => Err(CallError::Stopped),
            };
            Input::ListingChanged { task, result }
        });
    }

    pub(super) fn read_currency(
        &mut self,
        task: TaskId,
        realm: Realm,
        fresh: bool,
        session: Option<&Session>,
    ) {
        let accounts = self.preferences.active().game_accounts();
        self.answer(session, |client| async move {
            let result = match client {
                Some(client) => sale::purse(&client, &accounts, realm.into(), fresh).await,
                None => Err(CallError::Stopped),
            };
            Input::CurrencyRead { task, result }
        });
    }

    pub(super) fn ask_worth(&mut self, task: TaskId, query: Value, session: Option<&Session>) {
        self.answer(session, |client| async move {
            let result = match client {
                Some(client) => client.find_listings(query).await,
                None => Err(CallError::Stopped),
            };
            Input::WorthAnswered { task, result }
        });
    }

    /// Not of the market, but of what is public elsewhere.
    pub(super) fn ask_economy(&mut self) {
        let url = self.preferences.active().economy_url.clone();
        let signals = self.signals.clone();
        self.tasks.spawn_blocking(move || {
            let result = Economy::fetch(&url);
            signals.send(Signal::Overlay(Input::EconomyRead(result)));
        });
    }

    /// Works in the background and gives the overlay what came of it.
    pub(super) fn answer<W>(
        &mut self,
        session: Option<&Session>,
        work: impl FnOnce(Option<MarketClient>) -> W,
    ) -> AbortHandle
    where
        W: Future<Output = Input> + Send + 'static,
    {
        let work = work(session.map(|session| session.client.clone()));
        let signals = self.signals.clone();
        self.tasks.spawn(async move {
            signals.send(Signal::Overlay(work.await));
        })
    }
}
