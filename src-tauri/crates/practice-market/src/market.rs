//! The market's state, shared by its links: records, tokens, knobs, and who listens to changes.
//! Must not know frames or HTTP.

use std::{
    collections::HashSet,
    sync::{
        Arc, Mutex, MutexGuard,
        atomic::{AtomicU64, Ordering},
    },
    time::Duration,
};

use serde_json::{Map, Value};
use tokio::sync::broadcast;

use crate::{
    controls::{Controls, lock},
    options::Options,
    recipe::{self, Recipe},
    stash::Stash,
    store::{Seller, Store},
    token::Tokens,
    user::User,
};

/// Links that fall behind by more than this many events miss the oldest.
const EVENTS_KEPT: usize = 4096;

/// A change of the listings.
#[derive(Debug, Clone, PartialEq)]
pub enum Change {
    Created(Value),
    Patched(String, Map<String, Value>),
    Removed(String),
}

/// What is pushed to all links.
#[derive(Debug, PartialEq)]
pub struct Event {
    /// e.g. `market/listing created`.
    pub name: &'static str,
    pub data: Value,
}

pub(crate) struct Market {
    pub options: Options,
    pub tokens: Tokens,
    pub controls: Controls,
    pub stash: Stash,
    store: Mutex<Store>,
    events: broadcast::Sender<Arc<Event>>,
    ids: AtomicU64,
    /// What was last searched for with success, for other sellers to care about.
    asked: Mutex<Option<&'static Recipe>>,
    /// The ids of those who logged in.
    users: Mutex<HashSet<String>>,
}

impl Market {
    pub fn new(options: Options, store: Store, stash: Stash) -> Self {
        Self {
            tokens: Tokens::new(options.token_lifetime),
            controls: Controls::new(options.answer_delay),
            stash,
            store: Mutex::new(store),
            events: broadcast::Sender::new(EVENTS_KEPT),
            ids: AtomicU64::new(0),
            asked: Mutex::default(),
            users: Mutex::default(),
            options,
        }
    }

    /// The records. Hold them only for a moment, and never over an await.
    pub fn store(&self) -> MutexGuard<'_, Store> {
        lock(&self.store)
    }

    pub fn events(&self) -> broadcast::Receiver<Arc<Event>> {
        self.events.subscribe()
    }

    /// An id for a new record: 24 hexadecimal digits, apart from those of the first listings.
    pub fn new_id(&self) -> String {
        let no = self.ids.fetch_add(1, Ordering::SeqCst) + 1;
        format!("ffffffff{no:016x}")
    }

    /// A user who logged in becomes known as a seller, playing right now, and has listed a few
    /// things of their stash before.
    pub fn welcome(&self, user: &User, now: Duration) {
        let seller = Seller {
            id: user.id.clone(),
            username: user.username.clone(),
            account: user.account(),
            in_game: true,
        };
        let is_new = lock(&self.users).insert(user.id.clone());
        let mut store = self.store();
        store.sellers.insert(user.id.clone(), seller);
        if is_new && self.options.own_listings {
            for listing in self.stash.listed_before(user, now) {
                store.listings.insert(&listing);
            }
        }
    }

    /// Remembers what a page of listings is about, by its first.
    pub fn note_asked(&self, page: &Value) {
        if let Some(recipe) = page.pointer("/data/0/item").and_then(recipe::of_item) {
            *lock(&self.asked) = Some(recipe);
        }
    }

    /// What was last searched for.
    pub fn asked(&self) -> Option<&'static Recipe> {
        *lock(&self.asked)
    }

    /// Whether this is somebody who logged in, not one of the made-up sellers.
    pub fn is_user(&self, id: &str) -> bool {
        lock(&self.users).contains(id)
    }

    /// Changes the listings and tells everybody; the listing concerned, if it is there.
    pub fn apply(&self, change: Change) -> Option<Value> {
        let mut store = self.store();
        let (name, data) = match change {
            Change::Created(listing) => {
                store.listings.insert(&listing);
                ("market/listing created", listing)
            }
            Change::Patched(id, changes) => (
                "market/listing patched",
                store.listings.patch(&id, changes)?,
            ),
            Change::Removed(id) => {
                let listing = store.listings.remove(&id)?;
                store.archive.insert(&listing);
                ("market/listing removed", listing)
            }
        };
        // Sent under the lock, so that events come in the order of the changes. Nobody may listen.
        let _ = self.events.send(Arc::new(Event {
            name,
            data: data.clone(),
        }));
        Some(data)
    }

    /// Pushes an event of any kind to all links.
    pub fn publish(&self, name: &'static str, data: Value) {
        let _ = self.events.send(Arc::new(Event { name, data }));
    }
}
