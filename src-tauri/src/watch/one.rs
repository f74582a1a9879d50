//! One watch, and the best of what it finds.

use std::time::Instant;

use item_parsers::listing::Listing;
use market_client::CallError;

use super::WatchId;
use super::kept::{self, Kept};
use crate::clock;
use crate::overlay::Now;

/// One watch.
#[derive(Debug)]
pub(super) struct Watch {
    pub(super) kept: Kept,
    pub(super) lasting: bool,
    /// Listings that may match, by their events.
    pub(super) heard: Vec<String>,
    /// When it was last looked at.
    pub(super) looked: Option<Instant>,
    /// When the market was last asked for it, about all or about what was heard of.
    pub(super) asked: Option<Instant>,
    /// What the player was told last, while it is for sale.
    pub(super) shown: Option<String>,
    pub(super) problem: Option<CallError>,
}

/// A match that the player wants to know of.
#[derive(Debug, Clone, PartialEq)]
pub struct Hit {
    pub watch: WatchId,
    pub name: String,
    pub listing: Listing,
    pub ceiling: Option<f64>,
    /// So many more matches came at once, none of them cheaper.
    pub more: usize,
}

impl Watch {
    pub(super) fn of_earlier_run(kept: Kept) -> Self {
        Self {
            kept,
            lasting: true,
            heard: Vec::new(),
            looked: None,
            asked: None,
            shown: None,
            problem: None,
        }
    }

    pub(super) fn wants_login(&self) -> bool {
        self.problem.as_ref().is_some_and(CallError::wants_login)
    }

    /// The cheapest of the matches, for the player to be told.
    pub(super) fn hit(&mut self, mut hits: Vec<Listing>, now: Now) -> Option<Hit> {
        let worth = |listing: &Listing| listing.hr.unwrap_or(f64::INFINITY);
        hits.sort_by(|one, other| worth(one).total_cmp(&worth(other)));
        let more = hits.len().checked_sub(1)?;
        let listing = hits.swap_remove(0);
        self.shown = Some(listing.id.clone());
        self.kept.last = Some(kept::Last {
            price: listing.price.clone().unwrap_or_default(),
            at: clock::iso(now.wall),
        });
        Some(Hit {
            watch: self.kept.id,
            name: self.kept.subject.name.clone(),
            ceiling: self.kept.ceiling_hr(),
            listing,
            more,
        })
    }
}
