//! What an event says of a listing, before the listing is read.
//!
//! Must not know who wants to know.

use serde_json::Value;

use super::LISTINGS;
use crate::event::{EventKind, ServiceEvent};

/// What happened to a listing.
#[derive(Clone, Copy, PartialEq, Debug)]
pub enum ListingNews<'a> {
    /// It is new, or as this record says now.
    Changed(&'a Value),
    /// The listing of this id is no longer for sale.
    Gone(&'a str),
}

impl<'a> ListingNews<'a> {
    /// Reads an event of `market/listing`; `None` where it says nothing of a listing.
    #[must_use]
    pub fn of(event: &'a ServiceEvent) -> Option<Self> {
        if event.service != LISTINGS {
            return None;
        }
        // An accepted offer takes a listing off the market.
        let sold = || {
            let offer = event.data.get("accepted_offer_id");
            offer.is_some_and(|offer| !offer.is_null())
        };
        match event.kind {
            EventKind::Removed => event.record_id().map(Self::Gone),
            EventKind::Created | EventKind::Patched | EventKind::Updated if sold() => {
                event.record_id().map(Self::Gone)
            }
            EventKind::Created | EventKind::Patched | EventKind::Updated => {
                Some(Self::Changed(&event.data))
            }
            EventKind::Pushed | EventKind::Other(_) => None,
        }
    }
}
