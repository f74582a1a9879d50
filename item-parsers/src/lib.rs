//! Reads Project Diablo 2 items and builds market queries.
//!
//! Text goes in, an [`Item`](item::Item) comes out, then [`filter::preselect`] chooses what to search
//! for, [`query::listing_query`] words it for the market, and [`listing`] and [`price`] read the answer.
//!
//! Pure and synchronous. This crate must not know: files, the network, the clock, the clipboard, the
//! page, or how the market is reached.

pub mod catalog;
pub mod clipboard;
pub mod currency;
pub mod filter;
pub mod item;
pub mod listing;
pub mod price;
pub mod query;
pub mod stash;
pub mod tooltip;
mod wording;

pub use clipboard::{NotAnItem, parse_clipboard, parse_clipboard_bytes};
pub use item::{Item, Modifier, Named, Note, Quality, Roll};
pub use tooltip::{parse_any, parse_any_bytes, parse_tooltip};
