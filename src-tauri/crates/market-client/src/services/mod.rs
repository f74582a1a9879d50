//! The market's services by their own names, on top of plain calls.
//!
//! Must not know links or ack ids. Lenient in what is taken: a field that is missing is missing, not an error.

mod listing;
mod page;
mod search;
mod stash;

pub use listing::NewListing;
pub use page::ListingPage;
pub(crate) use search::ListingCache;
pub(crate) use stash::StashCache;
pub use stash::{Realm, Stash};

use crate::error::CallError;

/// The service of what is for sale.
pub(crate) const LISTINGS: &str = "market/listing";

fn unreadable(reason: &str) -> CallError {
    CallError::Malformed {
        reason: reason.to_owned(),
        outcome_unknown: false,
    }
}
