//! One price check: the item, its filters, and the search for listings.
//!
//! Must not know: windows, the page's types, how the market is reached.

use std::time::Instant;

use game_desktop::CaptureId;
use item_parsers::Item;
use item_parsers::filter::{self, Bounds, Filter};
use item_parsers::listing::Listing;
use market_client::{CallError, ListingPage, Live, Search, SearchId, ServiceEvent};

use super::nothing::{Nothing, Offer};
use super::rows::Rows;
use super::sold::Sold;
use super::watch::Form;

/// A check of one item.
#[derive(Debug)]
pub struct Check {
    pub capture: CaptureId,
    pub item: Item,
    pub filters: Vec<Filter>,
    pub live: Live,
    pub rows: Rows,
    /// The way out where nothing was found.
    pub nothing: Option<Nothing>,
    /// What such items went for, where there is no price.
    pub sold: Option<Sold>,
    pub watch: Form,
    pub filters_changed: bool,
    pub pinned: bool,
    /// The player turned to the panel: clicked it, or worked at its filters.
    pub attended: bool,
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
            live: Live::new(search, now),
            rows: Rows::default(),
            nothing: None,
            sold: None,
            watch: Form::default(),
            filters_changed: false,
            pinned,
            attended: false,
        }
    }

    /// Whether it goes away with the mouse.
    #[must_use]
    pub fn is_glanced(&self) -> bool {
        !self.pinned && !self.attended
    }

    /// Pins it, or lets it go with the mouse again.
    pub fn pin(&mut self, pinned: bool) {
        self.pinned = pinned;
        self.attended = false;
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
        self.attended |= changed;
        changed
    }

    /// The filters were sent to the market as a new question.
    pub fn asked(&mut self, search: SearchId, now: Instant) {
        self.live.ask_anew(search, now);
        self.rows.clear();
        self.nothing = None;
        self.sold = None;
        self.filters_changed = false;
    }

    /// When the market is to be looked at again.
    #[must_use]
    pub fn look_due(&self) -> Option<Instant> {
        // A look with filters that were not searched for would answer another question.
        self.live.due().filter(|_| !self.filters_changed)
    }

    /// Takes an answer of the market; `true` when something to show has changed.
    pub fn answered(
        &mut self,
        search: SearchId,
        result: Result<ListingPage, CallError>,
        now: Instant,
    ) -> bool {
        let changed = self.live.answered(search, result, now);
        self.followed(changed)
    }

    /// Takes an event of the market; `true` when something to show has changed.
    pub fn event(&mut self, event: &ServiceEvent, now: Instant) -> bool {
        let Self { live, item, .. } = self;
        let changed = live.event(event, |listing| same_kind(item, listing), now);
        self.followed(changed)
    }

    fn followed(&mut self, changed: bool) -> bool {
        if changed && let Search::Found(answer) = self.live.search() {
            self.rows.follow(answer);
        }
        changed
    }

    /// The player begins or ends to read the listings; `true` when something to show has changed.
    pub fn read(&mut self, on: bool) -> bool {
        match self.live.search() {
            Search::Found(answer) => self.rows.read(on, answer),
            Search::Waiting { .. } | Search::Failed(_) => false,
        }
    }

    /// Whether the market has answered that there is none, and none is left to read.
    #[must_use]
    pub fn found_nothing(&self) -> bool {
        matches!(self.live.search(), Search::Found(answer) if answer.listings.is_empty())
            && self.rows.shown().is_empty()
    }

    /// Whether the market has answered, and names no price.
    #[must_use]
    pub fn found_no_price(&self) -> bool {
        let priced = |listing: &Listing| listing.hr.is_some();
        matches!(self.live.search(), Search::Found(answer) if !answer.listings.iter().any(priced))
    }

    /// Gives up filters as it was offered; `false` when it was not.
    pub fn give_up(&mut self, ids: &[u32]) -> bool {
        let given_up = |offer: &&Offer| {
            let given_up = &offer.relaxation.given_up;
            given_up == ids
        };
        let offers = self.nothing.as_ref().map(Nothing::offers);
        let Some(offer) = offers.and_then(|offers| offers.iter().find(given_up)) else {
            return false;
        };
        self.filters = offer.relaxation.filters.clone();
        true
    }

    /// Shows the listings that wait; `true` when there are any.
    pub fn show_new(&mut self) -> bool {
        match self.live.search() {
            Search::Found(answer) => self.rows.catch_up(answer),
            Search::Waiting { .. } | Search::Failed(_) => false,
        }
    }
}

/// Whether a listing is of the same kind of item: worth a look at the market.
#[must_use]
pub fn same_kind(item: &Item, listing: &Listing) -> bool {
    let listed = &listing.item;
    match (item.unique_id, item.runeword_key) {
        (Some(id), _) => listed.unique_id == Some(id.into()),
        (_, Some(key)) => listed.runeword_key.as_deref() == Some(key),
        _ => item.base_code.is_some() && listed.base_code.as_deref() == item.base_code,
    }
}
