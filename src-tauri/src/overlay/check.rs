//! One price check: the item, its filters, and the search for listings.
//!
//! Must not know: windows, the page's types, how the market is reached.

use std::time::{Duration, Instant};

use game_desktop::CaptureId;
use item_parsers::Item;
use item_parsers::filter::{self, Bounds, Filter};
use item_parsers::listing::Listing;
use market_client::{CallError, ListingPage};

/// Names one search, so that an answer to an older one changes nothing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct SearchId(pub u64);

/// A check of one item.
#[derive(Debug)]
pub struct Check {
    pub capture: CaptureId,
    pub item: Item,
    pub filters: Vec<Filter>,
    pub search: Search,
    pub filters_changed: bool,
    pub pinned: bool,
}

/// How far the search is.
#[derive(Debug)]
pub enum Search {
    Waiting { id: SearchId, since: Instant },
    Found { answer: Answer, refresh: Refresh },
    Failed(CallError),
}

/// What the market answered.
#[derive(Debug)]
pub struct Answer {
    pub listings: Vec<Listing>,
    /// How many fit in all; more than are here when the answer was cut at its limit.
    pub total: usize,
    pub took: Duration,
    /// How old the answer was when it came: one of late may serve again.
    pub age: Duration,
    /// Ids of listings that came in while the panel was open.
    pub fresh: Vec<String>,
}

/// A second look for the same question, because the market changed meanwhile.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Refresh {
    None,
    Due { at: Instant },
    Asked { id: SearchId, since: Instant },
}

impl Check {
    /// Begins a check; the search is asked by the caller.
    #[must_use]
    pub fn new(
        capture: CaptureId,
        item: Item,
        pinned: bool,
        search: SearchId,
        now: Instant,
    ) -> Self {
        let filters = filter::preselect(&item);
        Self {
            capture,
            item,
            filters,
            search: Search::Waiting {
                id: search,
                since: now,
            },
            filters_changed: false,
            pinned,
        }
    }

    /// Ticks a filter on or off; `false` when there is no such filter.
    pub fn toggle(&mut self, id: u32, on: bool) -> bool {
        self.change(id, |filter| filter.on = on)
    }

    /// Sets the bounds of a filter. Bounds the wrong way round are exchanged; what is no number is open.
    pub fn set_bounds(&mut self, id: u32, min: Option<f64>, max: Option<f64>) -> bool {
        let finite = |bound: Option<f64>| bound.filter(|value| value.is_finite());
        let (min, max) = match (finite(min), finite(max)) {
            (Some(min), Some(max)) if min > max => (Some(max), Some(min)),
            bounds => bounds,
        };
        self.change(id, |filter| {
            filter.bounds = filter.bounds.map(|bounds| Bounds { min, max, ..bounds });
        })
    }

    fn change(&mut self, id: u32, change: impl FnOnce(&mut Filter)) -> bool {
        let Some(filter) = self.filters.iter_mut().find(|filter| filter.id == id) else {
            return false;
        };
        let before = filter.clone();
        change(filter);
        let changed = *filter != before;
        self.filters_changed |= changed;
        changed
    }

    /// The filters were sent to the market as a new question.
    pub fn asked(&mut self, search: SearchId, now: Instant) {
        self.search = Search::Waiting {
            id: search,
            since: now,
        };
        self.filters_changed = false;
    }

    /// Takes an answer, if it is the one that is waited for.
    pub fn answered(
        &mut self,
        search: SearchId,
        result: Result<ListingPage, CallError>,
        now: Instant,
    ) -> bool {
        match &mut self.search {
            Search::Waiting { id, since } if *id == search => {
                let took = now.saturating_duration_since(*since);
                self.search = match result {
                    Ok(page) => Search::Found {
                        answer: Answer::first(page, took),
                        refresh: Refresh::None,
                    },
                    Err(error) => Search::Failed(error),
                };
                true
            }
            Search::Found {
                answer,
                refresh: refresh @ Refresh::Asked { .. },
            } => {
                let Refresh::Asked { id, since } = *refresh else {
                    return false;
                };
                if id != search {
                    return false;
                }
                *refresh = Refresh::None;
                // A refresh that fails leaves what is shown; the status line tells of the connection.
                match result {
                    Ok(page) => {
                        answer.replace(page, now.saturating_duration_since(since));
                        true
                    }
                    Err(_) => false,
                }
            }
            _ => false,
        }
    }

    /// Notes that the market has a listing that may fit; asked again at `at`, at most once at a time.
    pub fn refresh_at(&mut self, at: Instant) {
        if let Search::Found {
            refresh: refresh @ Refresh::None,
            ..
        } = &mut self.search
        {
            *refresh = Refresh::Due { at };
        }
    }

    /// When the next refresh is due.
    #[must_use]
    pub fn refresh_due(&self) -> Option<Instant> {
        match self.search {
            // A look with filters that were not searched for would answer another question.
            Search::Found {
                refresh: Refresh::Due { at },
                ..
            } if !self.filters_changed => Some(at),
            _ => None,
        }
    }

    /// The refresh was sent.
    pub fn refreshing(&mut self, search: SearchId, now: Instant) {
        if let Search::Found { refresh, .. } = &mut self.search {
            *refresh = Refresh::Asked {
                id: search,
                since: now,
            };
        }
    }

    /// A listing was changed elsewhere; `true` when it is one of those shown.
    pub fn listing_changed(&mut self, listing: &Listing) -> bool {
        let Search::Found { answer, .. } = &mut self.search else {
            return false;
        };
        let Some(shown) = answer
            .listings
            .iter_mut()
            .find(|shown| shown.id == listing.id)
        else {
            return false;
        };
        // An event may leave out the seller, who does not change.
        let seller = listing.seller.clone().or_else(|| shown.seller.clone());
        *shown = Listing {
            seller,
            ..listing.clone()
        };
        true
    }

    /// A listing was sold or taken back; `true` when it was one of those shown.
    pub fn listing_gone(&mut self, id: &str, now: Instant) -> bool {
        let Search::Found { answer, .. } = &mut self.search else {
            return false;
        };
        let before = answer.listings.len();
        answer.listings.retain(|listing| listing.id != id);
        let gone = before - answer.listings.len();
        answer.total = answer.total.saturating_sub(gone);
        // There are more than were shown: the rows are filled up again.
        if answer.listings.is_empty() && answer.total > 0 {
            self.refresh_at(now);
        }
        gone > 0
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
            total: page.total,
            age: page.age(),
            listings: page.listings,
            took,
            fresh,
        };
    }
}
