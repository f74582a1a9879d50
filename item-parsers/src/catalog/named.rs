use std::sync::LazyLock;

use serde::Deserialize;

use super::{Base, Property, Table, load};

/// A unique item.
#[derive(Debug, Deserialize)]
pub struct Unique {
    /// The market's `item.unique.id`.
    pub id: u32,
    /// What the game and the market show.
    pub name: &'static str,
    /// What the clipboard says, where it is not `name`.
    clipboard_name: Option<&'static str>,
    /// Empty for a few that the game never drops.
    #[serde(default)]
    pub base_code: &'static str,
    #[serde(default)]
    pub enabled: bool,
    pub modifiers: Vec<Property>,
}

/// A piece of a set.
#[derive(Debug, Deserialize)]
pub struct SetPiece {
    pub id: u32,
    pub name: &'static str,
    clipboard_name: Option<&'static str>,
    /// The set's name.
    pub set: &'static str,
    pub base_code: &'static str,
    pub modifiers: Vec<Property>,
    /// What comes with more pieces worn.
    #[serde(default)]
    pub partial: Vec<Property>,
}

/// A runeword. Two rows may share a key and differ by base and amounts.
#[derive(Debug, Deserialize)]
pub struct Runeword {
    /// The market's `item.runeword.key`.
    pub key: &'static str,
    pub name: &'static str,
    /// The game makes it.
    #[serde(default)]
    pub complete: bool,
    /// Codes of its runes, in order.
    #[serde(default)]
    pub runes: Vec<&'static str>,
    #[serde(default)]
    pub base_types: Vec<&'static str>,
    #[serde(default)]
    pub excluded_types: Vec<&'static str>,
    pub modifiers: Vec<Property>,
}

impl Unique {
    #[must_use]
    pub fn clipboard_name(&self) -> &'static str {
        self.clipboard_name.unwrap_or(self.name)
    }
}

impl SetPiece {
    #[must_use]
    pub fn clipboard_name(&self) -> &'static str {
        self.clipboard_name.unwrap_or(self.name)
    }
}

impl Runeword {
    /// Whether the runeword can be made in this base.
    #[must_use]
    pub fn fits(&self, base: &Base) -> bool {
        self.base_types.iter().any(|code| base.is(code))
            && !self.excluded_types.iter().any(|code| base.is(code))
    }
}

static UNIQUES: LazyLock<Vec<Unique>> =
    LazyLock::new(|| load(include_str!("../../data/uniques.json")));
static SETS: LazyLock<Vec<SetPiece>> = LazyLock::new(|| load(include_str!("../../data/sets.json")));
static RUNEWORDS: LazyLock<Vec<Runeword>> =
    LazyLock::new(|| load(include_str!("../../data/runewords.json")));

/// Entries by each of their names, without blanks at the ends.
fn index<T>(
    entries: &'static [T],
    names: fn(&T) -> [&'static str; 2],
) -> Table<&'static str, Vec<&'static T>> {
    let mut map: Table<&str, Vec<&T>> = Table::default();
    // The first of the names goes before the second, also where they belong to different entries.
    for which in 0..2 {
        for entry in entries {
            let name = names(entry)[which].trim();
            if which == 1 && (name == names(entry)[0].trim() || map.contains_key(name)) {
                continue;
            }
            map.entry(name).or_default().push(entry);
        }
    }
    map
}

static UNIQUES_BY_NAME: LazyLock<Table<&str, Vec<&Unique>>> =
    LazyLock::new(|| index(&UNIQUES, |unique| [unique.clipboard_name(), unique.name]));
static SETS_BY_NAME: LazyLock<Table<&str, Vec<&SetPiece>>> =
    LazyLock::new(|| index(&SETS, |piece| [piece.clipboard_name(), piece.name]));
static RUNEWORDS_BY_NAME: LazyLock<Table<&str, Vec<&Runeword>>> =
    LazyLock::new(|| index(&RUNEWORDS, |runeword| [runeword.name, runeword.name]));

#[must_use]
pub fn uniques() -> &'static [Unique] {
    &UNIQUES
}

#[must_use]
pub fn unique(id: u32) -> Option<&'static Unique> {
    UNIQUES.iter().find(|unique| unique.id == id)
}

/// The uniques that the clipboard calls so; four names belong to more than one. The shown name finds them too.
#[must_use]
pub fn uniques_by_clipboard_name(name: &str) -> &'static [&'static Unique] {
    UNIQUES_BY_NAME.get(name.trim()).map_or(&[], Vec::as_slice)
}

#[must_use]
pub fn set_pieces() -> &'static [SetPiece] {
    &SETS
}

/// The set pieces that the clipboard calls so. The shown name finds them too.
#[must_use]
pub fn set_pieces_by_clipboard_name(name: &str) -> &'static [&'static SetPiece] {
    SETS_BY_NAME.get(name.trim()).map_or(&[], Vec::as_slice)
}

#[must_use]
pub fn runewords() -> &'static [Runeword] {
    &RUNEWORDS
}

/// The rows of the runeword of this name.
#[must_use]
pub fn runewords_by_name(name: &str) -> &'static [&'static Runeword] {
    RUNEWORDS_BY_NAME
        .get(name.trim())
        .map_or(&[], Vec::as_slice)
}
