//! A live question with its driver: asks, listens, and asks again. It does so while somebody waits for it; dropped, it
//! is over.
//!
//! Must not decide anything: what follows from what is [`Live`]'s.

use std::future::pending;
use std::time::Duration;

use futures_util::FutureExt;
use futures_util::future::BoxFuture;
use item_parsers::listing::Listing;
use serde_json::Value;
use tokio::sync::broadcast::error::RecvError;
use tokio::sync::{broadcast, watch};
use tokio::time::{Instant, sleep_until};

use super::{Live, Search, SearchId};
use crate::client::MarketClient;
use crate::error::CallError;
use crate::event::ServiceEvent;
use crate::services::ListingPage;
use crate::status::LinkStatus;

type Asking = BoxFuture<'static, (SearchId, Result<ListingPage, CallError>)>;

/// Listings for a question, now and as they change.
pub struct Subscription {
    client: MarketClient,
    events: broadcast::Receiver<ServiceEvent>,
    status: watch::Receiver<LinkStatus>,
    linked: bool,
    live: Live,
    asking: Option<Asking>,
    searches: u64,
    query: Box<dyn Fn() -> Value + Send>,
    concerns: Box<dyn Fn(&Listing) -> bool + Send>,
}

impl MarketClient {
    /// Asks a question and keeps its answer up to date. `query` words it anew for each look, since it may hold the
    /// time; `concerns` says whether a listing that appears may be one of those asked for.
    pub fn subscribe(
        &self,
        query: impl Fn() -> Value + Send + 'static,
        concerns: impl Fn(&Listing) -> bool + Send + 'static,
    ) -> Subscription {
        let status = self.status();
        let linked = is_linked(&status.borrow());
        let mut subscription = Subscription {
            client: self.clone(),
            // Listened to before the question goes out: nothing falls between.
            events: self.events(),
            linked,
            status,
            live: Live::new(SearchId(1), Instant::now().into_std()),
            asking: None,
            searches: 1,
            query: Box::new(query),
            concerns: Box::new(concerns),
        };
        subscription.ask(SearchId(1));
        subscription
    }
}

impl Subscription {
    /// How it stands.
    #[must_use]
    pub fn search(&self) -> &Search {
        self.live.search()
    }

    /// Waits until something has changed. Safe to drop and to call again. After an error nothing changes any more:
    /// subscribe again.
    pub async fn changed(&mut self) -> &Search {
        while !self.step().await {}
        self.live.search()
    }

    async fn step(&mut self) -> bool {
        let due = self.live.due();
        tokio::select! {
            (id, result) = answer(&mut self.asking) => {
                self.asking = None;
                self.live.answered(id, result, Instant::now().into_std())
            }
            event = self.events.recv() => {
                let now = Instant::now().into_std();
                match event {
                    Ok(event) => self.live.event(&event, &self.concerns, now),
                    Err(RecvError::Lagged(_)) => {
                        self.live.look_soon(now);
                        false
                    }
                    Err(RecvError::Closed) => pending().await,
                }
            }
            changed = self.status.changed() => {
                if changed.is_err() {
                    pending::<()>().await;
                }
                self.relinked();
                false
            }
            () = until(due) => {
                self.searches += 1;
                let id = SearchId(self.searches);
                self.live.looking(id, Instant::now().into_std());
                self.ask(id);
                false
            }
        }
    }

    /// What happened while the link was away is not told afterwards.
    fn relinked(&mut self) {
        let linked = is_linked(&self.status.borrow_and_update());
        if linked && !self.linked {
            self.live.look_soon(Instant::now().into_std());
        }
        self.linked = linked;
    }

    fn ask(&mut self, id: SearchId) {
        let (client, query) = (self.client.clone(), (self.query)());
        let first = matches!(self.live.search(), Search::Waiting { .. });
        let asking = async move {
            let result = if first {
                client.find_listings(query).await
            } else {
                client.find_listings_within(query, Duration::ZERO).await
            };
            (id, result)
        };
        self.asking = Some(asking.boxed());
    }
}

fn is_linked(status: &LinkStatus) -> bool {
    !matches!(
        status,
        LinkStatus::Connecting { .. } | LinkStatus::Waiting { .. } | LinkStatus::Stopped
    )
}

async fn answer(asking: &mut Option<Asking>) -> (SearchId, Result<ListingPage, CallError>) {
    match asking {
        Some(asking) => asking.await,
        None => pending().await,
    }
}

async fn until(due: Option<std::time::Instant>) {
    match due {
        Some(at) => sleep_until(Instant::from_std(at)).await,
        None => pending().await,
    }
}
