//! What the player's stashes hold: the item in the hand, found to be listed, what was typed for it, and the currency.
//!
//! Must not know: windows, the page, the command line.

mod draft;
mod find;
mod purse;
mod reprice;
mod search;

pub use draft::{Draft, Drafts, key};
pub use find::{Candidate, Finding, GameAccounts, StashItem, Wanted, find};
pub use purse::{Purse, purse};
pub use reprice::reprice;
