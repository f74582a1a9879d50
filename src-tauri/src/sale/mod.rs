//! From an item in the hand to the stash item that is listed: finding it, and what was typed for it.
//!
//! Must not know: windows, the page, the command line.

mod draft;
mod find;

pub use draft::{Draft, Drafts, key};
pub use find::{Candidate, Finding, StashItem, Wanted, find};
