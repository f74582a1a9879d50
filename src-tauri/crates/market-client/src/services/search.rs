//! `find market/listing` as players ask it: equal questions cost one call, and an answer serves for half a minute.
//!
//! Must not know what is done with the listings.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use futures_util::FutureExt;
use futures_util::future::{BoxFuture, Shared, WeakShared};
use serde_json::Value;
use tokio::time::Instant;

use super::{LISTINGS, ListingPage};
use crate::call::Call;
use crate::client::MarketClient;
use crate::error::CallError;

/// How long an answer is taken as it was.
const KEPT: Duration = Duration::from_secs(30);
/// A question this old is not joined: it may hang, and the newer one has a deadline of its own.
const JOINED_FOR: Duration = Duration::from_secs(2);
/// The most answers that are kept.
const MOST_KEPT: usize = 64;
/// How much of a moment tells questions apart: `2026-11-21T10`, the hour.
const HOUR: usize = 13;

type Answer = Result<Arc<ListingPage>, CallError>;
type Asking = BoxFuture<'static, Answer>;

impl MarketClient {
    /// Listings by a Mongo-like query, at most half a minute old: [`ListingPage::age`] says. Works without a login
    /// where the market lets it. Who asks the same while it is under way shares the answer. Questions that differ
    /// only in the minute of their `updated_at` are the same.
    pub async fn find_listings(&self, query: Value) -> Result<ListingPage, CallError> {
        self.find_listings_within(query, KEPT).await
    }

    /// The listings, at most `age` old: zero asks the market, whatever is under way.
    pub async fn find_listings_within(
        &self,
        query: Value,
        age: Duration,
    ) -> Result<ListingPage, CallError> {
        let key = key(&query);
        if let Some(page) = self.listings.kept(&key, age) {
            return Ok((*page).clone());
        }
        let ask = || {
            let client = self.clone();
            let asked = Instant::now();
            let asking = async move {
                let answer = client.answer(Call::find(LISTINGS, query)).await?;
                let page = ListingPage::parse(answer.text(), asked)?;
                Ok(Arc::new(page.heard_at(answer.heard())))
            };
            asking.boxed()
        };
        if age.is_zero() {
            return ask().await.map(|page| (*page).clone());
        }
        let (asking, state) = self.listings.ask(&key, ask);
        let page = asking.await?;
        self.listings.keep(key, &page, state);
        Ok((*page).clone())
    }
}

/// Tells questions apart.
fn key(query: &Value) -> String {
    let Some(since) = query.pointer("/updated_at/$gte").and_then(Value::as_str) else {
        return query.to_string();
    };
    let hour = since.get(..HOUR).unwrap_or(since).to_owned();
    let mut query = query.clone();
    query["updated_at"]["$gte"] = hour.into();
    query.to_string()
}

/// The questions under way and the answers of late; clones share them.
#[derive(Clone, Default)]
pub(crate) struct ListingCache {
    inside: Arc<Mutex<Inside>>,
}

#[derive(Default)]
struct Inside {
    /// When all who ask have gone, the call is taken back.
    open: HashMap<String, (WeakShared<Asking>, Instant)>,
    pages: HashMap<String, Arc<ListingPage>>,
    /// Counts what made everything stale.
    state: u64,
}

impl ListingCache {
    /// Something changes: what was asked before says nothing about after.
    pub(crate) fn forget(&self) {
        let mut inside = self.lock();
        inside.open.clear();
        inside.pages.clear();
        inside.state += 1;
    }

    fn kept(&self, key: &str, age: Duration) -> Option<Arc<ListingPage>> {
        let inside = self.lock();
        inside
            .pages
            .get(key)
            .filter(|page| page.age() < age)
            .cloned()
    }

    /// Joins an equal question, or asks; with the state that the answer will belong to.
    fn ask(&self, key: &str, ask: impl FnOnce() -> Asking) -> (Shared<Asking>, u64) {
        let now = Instant::now();
        let mut inside = self.lock();
        inside.open.retain(|_, (asking, began)| {
            asking.upgrade().is_some() && now.duration_since(*began) < JOINED_FOR
        });
        let state = inside.state;
        if let Some(asking) = inside
            .open
            .get(key)
            .and_then(|(asking, _)| asking.upgrade())
        {
            return (asking, state);
        }
        let asking: Shared<Asking> = ask().shared();
        if let Some(weak) = asking.downgrade() {
            inside.open.insert(key.to_owned(), (weak, now));
        }
        (asking, state)
    }

    /// Keeps an answer, unless it was overtaken by a change.
    fn keep(&self, key: String, page: &Arc<ListingPage>, state: u64) {
        let mut inside = self.lock();
        if inside.state != state {
            return;
        }
        inside.pages.retain(|_, page| page.age() < KEPT);
        if inside.pages.len() < MOST_KEPT {
            inside.pages.insert(key, Arc::clone(page));
        }
    }

    fn lock(&self) -> std::sync::MutexGuard<'_, Inside> {
        // Nothing can panic while this is locked; a poisoned map is still a map.
        self.inside.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::sync::atomic::{AtomicUsize, Ordering};

    use serde_json::json;

    #[derive(Default)]
    struct World {
        cache: ListingCache,
        asked: Arc<AtomicUsize>,
    }

    impl World {
        /// A market whose answers are numbered by their `total`.
        async fn ask(&self, key: &str) -> usize {
            if let Some(page) = self.cache.kept(key, KEPT) {
                return page.total;
            }
            let asked = Arc::clone(&self.asked);
            let (asking, state) = self.cache.ask(key, || {
                let began = Instant::now();
                async move {
                    tokio::task::yield_now().await;
                    let number = asked.fetch_add(1, Ordering::Relaxed) + 1;
                    let text = json!({"total": number, "data": []}).to_string();
                    ListingPage::parse(&text, began).map(Arc::new)
                }
                .boxed()
            });
            let page = asking.await.expect("a page");
            self.cache.keep(key.to_owned(), &page, state);
            page.total
        }
    }

    #[tokio::test(start_paused = true)]
    async fn equal_questions_under_way_cost_one_call() {
        let world = World::default();
        let (one, two, other) = tokio::join!(world.ask("a"), world.ask("a"), world.ask("b"));
        assert_eq!((one, two), (1, 1));
        assert_eq!(other, 2);
    }

    #[tokio::test(start_paused = true)]
    async fn an_answer_serves_for_half_a_minute() {
        let world = World::default();
        assert_eq!(world.ask("a").await, 1);
        tokio::time::advance(KEPT - Duration::from_millis(1)).await;
        assert_eq!(world.ask("a").await, 1);
        tokio::time::advance(Duration::from_millis(1)).await;
        assert_eq!(world.ask("a").await, 2);
    }

    #[tokio::test(start_paused = true)]
    async fn a_change_makes_answers_stale_even_those_under_way() {
        let world = World::default();
        assert_eq!(world.ask("a").await, 1);
        world.cache.forget();
        let (before, ()) = tokio::join!(world.ask("a"), async { world.cache.forget() });
        assert_eq!(before, 2);
        assert_eq!(world.ask("a").await, 3, "a change came between");
    }

    #[tokio::test(start_paused = true)]
    async fn an_old_question_is_not_joined() {
        let world = World::default();
        let old = world.cache.ask("a", || std::future::pending().boxed());
        tokio::time::advance(JOINED_FOR).await;
        assert_eq!(world.ask("a").await, 1);
        drop(old);
    }

    #[test]
    fn the_minute_of_a_question_does_not_tell_it_apart() {
        let at = |moment: &str| key(&json!({"a": 1, "updated_at": {"$gte": moment}}));
        assert_eq!(at("2026-11-21T10:40:00Z"), at("2026-11-21T10:41:00Z"));
        assert_ne!(at("2026-11-21T10:40:00Z"), at("2026-11-21T11:40:00Z"));
        assert_ne!(key(&json!({"a": 1})), key(&json!({"a": 2})));
    }
}
