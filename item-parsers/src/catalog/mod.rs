//! Typed look-ups in the game's tables (season 13; see `data/SOURCES.md`).
//!
//! Each table is embedded and read when it is first asked for, so starting costs nothing.
//! Must not know: how an item's text looks, filters, prices.

mod affix;
mod base;
mod corruption;
mod named;
mod property;
mod rune;
mod skill;
mod stat;
mod word;

pub use affix::{Affix, AffixKey, affixes, affixes_for};
pub use base::{Base, base, bases, bases_by_clipboard_type, bases_by_name};
pub use corruption::{Corruption, corruption_stats, corruptions};
pub use named::{
    Runeword, SetPiece, Unique, runewords, runewords_by_name, set_pieces,
    set_pieces_by_clipboard_name, unique, uniques, uniques_by_clipboard_name,
};
pub use property::{Property, PropertyKind};
pub use rune::{Currency, Rune, currency, runes};
pub use skill::{
    Class, Skill, Tab, class_by_clipboard_skill, class_of_skill, classes, skill, skills,
    skills_by_name, tab, tab_by_clipboard_skill, tabs,
};
pub use stat::{
    Form, Merged, Stat, event_by_ending, merged, merged_row, stat, stat_by_market, stat_by_name,
    stats, stats_by_row,
};
pub use word::{Word, Wording, word, wordings, words};

use serde::Deserialize;

/// A look-up by a table's own key. What comes from outside is only looked up, never kept, so that a fast
/// hash without a secret will do.
pub(crate) type Table<K, V> = rustc_hash::FxHashMap<K, V>;

/// Reads an embedded table.
///
/// # Panics
/// When the table is malformed, which a test rules out for each of them.
fn load<T: Deserialize<'static>>(table: &'static str) -> Vec<T> {
    serde_json::from_str(table).expect("the embedded tables are well formed")
}
