//! A question's listings, now and as they change: what a find answers, merged with the market's events, and asked again
//! gently, since a market may be silent about changes. A pure state machine; [`crate::Subscription`] drives one.
//!
//! Must not know how the market is asked, or how listings are shown.

mod subscription;

pub use subscription::Subscription;

use std::time::{Duration, Instant};

use item_parsers::listing::Listing;

use crate::error::CallError;
use crate::event::ServiceEvent;
use crate::services::{ListingNews, ListingPage};

/// A market that is silent is asked again after so long.
const QUIET: Duration = Duration::from_secs(45);
/// Between two looks because of events there is at least so long.
const PAUSE: Duration = Duration::from_secs(2);

/// More changes than this are not kept while a question is under way: then there is another look after it.
const MOST_CHANGES: usize = 1_000;

/// Names one search, so that an answer to an older one changes nothing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct SearchId(pub u64);

/// How far a search is.
#[derive(Debug, Clone, PartialEq)]
pub enum Search {
    /// Asked, no answer yet.
    Waiting {
        /// The search that is waited for.
        id: SearchId,
        /// When it was asked.
        since: Instant,
    },
    /// Answered; kept up to date from then on.
    Found(Answer),
    /// The first answer was an error.
    Failed(CallError),
}

/// What the market answered, with what it told since.
#[derive(Debug, Clone, PartialEq)]
pub struct Answer {
    /// As the market sorts them.
    pub listings: Vec<Listing>,
    /// How many fit in all; more than are here when the answer was cut at its limit.
    pub total: usize,
    /// How long the answer took.
    pub took: Duration,
    /// How old it was when it came: one of late may serve again.
    pub age: Duration,
    /// Ids of listings that came in since the first answer.
    pub fresh: Vec<String>,
}

/// A second look at the same question.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Look {
    Due { at: Instant },
    Asked { id: SearchId, since: Instant },
}

/// What an event says of a listing.
enum Change {
    Changed(Box<Listing>),
    Gone(String),
}

/// One question and its listings. Times are the caller's.
#[derive(Debug)]
pub struct Live {
    search: Search,
    look: Look,
    last_look: Option<Instant>,
    /// What happened since the question was asked that is under way: its answer may know less.
    since_asked: Vec<Change>,
    /// More happened than was kept.
    missed: bool,
}

impl std::fmt::Debug for Change {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Changed(listing) => write!(f, "Changed({})", listing.id),
            Self::Gone(id) => write!(f, "Gone({id})"),
        }
    }
}

impl Live {
    /// A question that the caller asks now.
    #[must_use]
    pub fn new(id: SearchId, now: Instant) -> Self {
        Self {
            search: Search::Waiting { id, since: now },
            look: Look::Due { at: now + QUIET },
            last_look: None,
            since_asked: Vec::new(),
            missed: false,
        }
    }

    /// How far it is.
    #[must_use]
    pub fn search(&self) -> &Search {
        &self.search
    }

    /// Another question takes the place of this one; the caller asks it now.
    pub fn ask_anew(&mut self, id: SearchId, now: Instant) {
        *self = Self {
            last_look: self.last_look,
            ..Self::new(id, now)
        };
    }

    /// Takes an answer, if it is the one that is waited for. `true` when something to show has changed.
    pub fn answered(
        &mut self,
        search: SearchId,
        result: Result<ListingPage, CallError>,
        now: Instant,
    ) -> bool {
        match (&mut self.search, self.look) {
            (Search::Waiting { id, since }, _) if *id == search => {
                let took = now.saturating_duration_since(*since);
                self.search = match result {
                    Ok(page) => Search::Found(Answer::first(page, took)),
                    Err(error) => Search::Failed(error),
                };
            }
            (Search::Found(answer), Look::Asked { id, since }) if id == search => {
                let Ok(page) = result else {
                    // What is shown stays; the connection's own status tells of the trouble.
                    self.look = Look::Due { at: now + QUIET };
                    return false;
                };
                answer.replace(page, now.saturating_duration_since(since));
            }
            _ => return false,
        }
        self.look = Look::Due { at: now + QUIET };
        for change in std::mem::take(&mut self.since_asked) {
            self.apply(&change, now);
        }
        if std::mem::take(&mut self.missed) {
            self.look_soon(now);
        }
        true
    }

    /// Takes an event of the market. `concerns` says whether a listing may be one of those asked for: then there will
    /// be another look. `true` when something to show has changed.
    pub fn event(
        &mut self,
        event: &ServiceEvent,
        concerns: impl FnOnce(&Listing) -> bool,
        now: Instant,
    ) -> bool {
        let Some(change) = change(event) else {
            return false;
        };
        let shown = self.apply(&change, now);
        if let Change::Changed(listing) = &change
            && !shown
            && concerns(listing)
        {
            self.look_soon(now);
        }
        if self.is_asked() {
            self.keep(change);
        }
        shown
    }

    /// Events were missed, or the link was away: there will be another look.
    pub fn look_soon(&mut self, now: Instant) {
        let earliest = self.last_look.map_or(now, |last| (last + PAUSE).max(now));
        if let Look::Due { at } = &mut self.look {
            *at = earliest.min(*at);
        }
    }

    /// When the next look is due.
    #[must_use]
    pub fn due(&self) -> Option<Instant> {
        match (&self.search, self.look) {
            (Search::Found(_), Look::Due { at }) => Some(at),
            _ => None,
        }
    }

    /// The look was asked for, under this name.
    pub fn looking(&mut self, id: SearchId, now: Instant) {
        self.last_look = Some(now);
        self.since_asked.clear();
        self.look = Look::Asked { id, since: now };
    }

    fn keep(&mut self, change: Change) {
        if self.since_asked.len() < MOST_CHANGES {
            self.since_asked.push(change);
        } else {
            self.missed = true;
        }
    }

    fn is_asked(&self) -> bool {
        matches!(self.search, Search::Waiting { .. }) || matches!(self.look, Look::Asked { .. })
    }

    fn apply(&mut self, change: &Change, now: Instant) -> bool {
        let Search::Found(answer) = &mut self.search else {
            return false;
        };
        match change {
            Change::Changed(listing) => answer.change(listing),
            Change::Gone(id) => {
                let gone = answer.remove(id);
                // There are more than were shown: the rows are filled up again.
                if gone && answer.listings.is_empty() && answer.total > 0 {
                    self.look_soon(now);
                }
                gone
            }
        }
    }
}

/// Reads an event of `market/listing`; `None` where it says nothing of a listing.
fn change(event: &ServiceEvent) -> Option<Change> {
    match ListingNews::of(event)? {
        ListingNews::Gone(id) => Some(Change::Gone(id.to_owned())),
        ListingNews::Changed(record) => {
            let listing = Listing::from_market(record).ok()?;
            Some(Change::Changed(Box::new(listing)))
        }
    }
}

impl Answer {
    fn first(page: ListingPage, took: Duration) -> Self {
        Self {
            total: page.total,
            age: page.age(),
            listings: page.listings,
            took,
            fresh: Vec::new(),
        }
    }

    fn replace(&mut self, page: ListingPage, took: Duration) {
        let known = |id: &String| {
            self.listings.iter().any(|listing| &listing.id == id) && !self.fresh.contains(id)
        };
        let fresh = page
            .listings
            .iter()
            .map(|listing| listing.id.clone())
            .filter(|id| !known(id))
            .collect();
        *self = Self {
            fresh,
            ..Self::first(page, took)
        };
    }

    /// `true` when it is one of these.
    fn change(&mut self, listing: &Listing) -> bool {
        let Some(shown) = self
            .listings
            .iter_mut()
            .find(|shown| shown.id == listing.id)
        else {
            return false;
        };
        // An event may leave out the seller, who does not change.
        let seller = listing.seller.clone().or_else(|| shown.seller.take());
        *shown = Listing {
            seller,
            ..listing.clone()
        };
        true
    }

    /// `true` when it was one of these.
    fn remove(&mut self, id: &str) -> bool {
        let before = self.listings.len();
        self.listings.retain(|listing| listing.id != id);
        let gone = before - self.listings.len();
        self.total = self.total.saturating_sub(gone);
        gone > 0
    }
}

#[cfg(test)]
mod tests;
