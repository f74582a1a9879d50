//! What the market's own events mean for a check. Must not know: how anything is shown.

use item_parsers::Item;
use item_parsers::listing::Listing;
use market_client::{EventKind, ServiceEvent};

/// What an event of the market says about a listing.
pub enum ListingEvent {
    New(Box<Listing>),
    Changed(Box<Listing>),
    Gone(String),
}

/// Reads an event of `market/listing`; others, and what cannot be read, are none of the overlay's business.
pub fn listing_event(event: &ServiceEvent) -> Option<ListingEvent> {
    if event.service != "market/listing" {
        return None;
    }
    let gone = || {
        event
            .record_id()
            .map(|id| ListingEvent::Gone(id.to_owned()))
    };
    let listing = || Listing::from_market(&event.data).ok().map(Box::new);
    match event.kind {
        EventKind::Created => listing().map(ListingEvent::New),
        EventKind::Removed => gone(),
        // An accepted offer takes a listing off the market.
        EventKind::Patched | EventKind::Updated
            if event
                .data
                .get("accepted_offer_id")
                .is_some_and(|offer| !offer.is_null()) =>
        {
            gone()
        }
        EventKind::Patched | EventKind::Updated => listing().map(ListingEvent::Changed),
        EventKind::Pushed | EventKind::Other(_) => None,
    }
}

/// The listing may be of the same kind of item: worth asking the market again.
pub fn same_kind(item: &Item, listing: &Listing) -> bool {
    match (item.unique_id, item.runeword_key) {
        (Some(id), _) => listing.item.unique_id == Some(id.into()),
        (_, Some(key)) => listing.item.runeword_key.as_deref() == Some(key),
        _ => item.base_code.is_some() && listing.item.base_code.as_deref() == item.base_code,
    }
}
