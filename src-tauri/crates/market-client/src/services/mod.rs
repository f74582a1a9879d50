//! The market's services by their own names, on top of plain calls.
//!
//! Must not know links or ack ids. Lenient in what is taken: a field that is missing is missing, not an error.

mod archive;
mod listing;
mod moment;
mod news;
mod offer;
mod page;
mod sale;
mod search;
mod social;
mod stash;

pub use listing::{ListingChange, NewListing};
pub use news::ListingNews;
pub use offer::Offer;
pub use page::ListingPage;
pub use sale::{Listed, NotListed};
pub(crate) use search::ListingCache;
pub use social::{Conversation, Message};
pub(crate) use stash::StashCache;
pub use stash::{Realm, Stash};

use serde_json::Value;

use crate::error::CallError;

/// The service of what is for sale.
pub(crate) const LISTINGS: &str = "market/listing";

fn unreadable(reason: &str) -> CallError {
    CallError::Malformed {
        reason: reason.to_owned(),
        outcome_unknown: false,
    }
}

/// The records of an answer, paged or bare.
fn records(answer: &Value) -> Option<&Vec<Value>> {
    answer.as_array().or_else(|| answer.get("data")?.as_array())
}

fn id(record: &Value) -> Option<String> {
    text(record, "_id")
}

/// Text with something in it.
fn text(record: &Value, key: &str) -> Option<String> {
    let text = record.get(key)?.as_str()?.trim();
    (!text.is_empty()).then(|| text.to_owned())
}

fn number(record: &Value, key: &str) -> Option<f64> {
    record.get(key)?.as_f64()
}

fn flag(record: &Value, key: &str) -> bool {
    record.get(key).and_then(Value::as_bool).unwrap_or(false)
}
