use std::borrow::Cow;
use std::sync::LazyLock;

use serde::Deserialize;

use super::{Table, load};

/// A property that an item can have, as the game numbers them (ItemStatCost).
#[derive(Debug, Deserialize)]
pub struct Stat {
    pub id: u16,
    /// The game's name.
    pub name: &'static str,
    /// The market's name, where it is not the game's.
    market: Option<&'static str>,
    /// The line that the player reads; `{0}` is the amount. Missing for stats that the game shows no text for.
    pub text: Option<Cow<'static, str>>,
    /// The line for a negative amount, where it is worded otherwise.
    pub negative: Option<Cow<'static, str>>,
    /// The `name` that the clipboard gives the stat; several stats may share one.
    pub row: Option<Cow<'static, str>>,
    #[serde(default)]
    pub form: Form,
    /// The market's property that this stat is a part of.
    pub merged: Option<&'static str>,
    /// The stored number is in 1/256 and the clipboard has shifted it already, without its sign.
    #[serde(default)]
    pub shifted: bool,
    /// What the stored number is divided by to get the amount per character level.
    pub per_level: Option<u32>,
    /// The game lists properties with a greater number first.
    #[serde(default)]
    pub priority: i32,
    /// The market is known to store this property.
    #[serde(default)]
    pub seen: bool,
}

impl Stat {
    /// The name under which the market stores the property.
    #[must_use]
    pub fn market(&self) -> &'static str {
        self.market.unwrap_or(self.name)
    }
}

/// How the clipboard writes a stat.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Form {
    #[default]
    Plain,
    Skill,
    Class,
    Tab,
    Aura,
    Event,
    Charged,
}

/// A row that the market shows in place of several stats.
#[derive(Debug, Deserialize)]
pub struct Merged {
    pub market: &'static str,
    pub text: &'static str,
    pub stats: Vec<u16>,
}

static STATS: LazyLock<Vec<Stat>> = LazyLock::new(|| load(include_str!("../../data/stats.json")));
static MERGED: LazyLock<Vec<Merged>> =
    LazyLock::new(|| load(include_str!("../../data/merged.json")));

static BY_MARKET: LazyLock<Table<&str, &Stat>> = LazyLock::new(|| {
    let mut map = Table::default();
    for stat in STATS.iter() {
        map.entry(stat.market()).or_insert(stat);
    }
    map
});

static BY_ROW: LazyLock<Table<&str, Vec<&Stat>>> = LazyLock::new(|| {
    let mut map: Table<&str, Vec<&Stat>> = Table::default();
    for stat in STATS.iter() {
        if let Some(row) = &stat.row {
            map.entry(row.as_ref()).or_default().push(stat);
        }
    }
    map
});

/// The endings of "15% Chance to cast level 20 Nova on casting", longest first.
static EVENT_ENDINGS: LazyLock<Vec<(&str, &Stat)>> = LazyLock::new(|| {
    let mut endings: Vec<(&str, &Stat)> = Vec::new();
    for stat in STATS.iter() {
        let ending = stat
            .text
            .as_deref()
            .and_then(|text| text.strip_prefix("{chance}%"));
        let Some((_, ending)) = ending.and_then(|text| text.split_once("{skill}")) else {
            continue;
        };
        if !endings.iter().any(|(known, _)| *known == ending) {
            endings.push((ending, stat));
        }
    }
    endings.sort_by_key(|(ending, _)| std::cmp::Reverse(ending.len()));
    endings
});

/// All stats, by id.
#[must_use]
pub fn stats() -> &'static [Stat] {
    &STATS
}

#[must_use]
pub fn stat(id: u16) -> Option<&'static Stat> {
    // The table is sorted and nearly without gaps.
    match STATS.get(usize::from(id)) {
        Some(stat) if stat.id == id => Some(stat),
        _ => STATS.iter().find(|stat| stat.id == id),
    }
}

/// The stat that the market stores under this name.
#[must_use]
pub fn stat_by_market(name: &str) -> Option<&'static Stat> {
    BY_MARKET.get(name).copied()
}

/// The stats that share this `name` on the clipboard.
#[must_use]
pub fn stats_by_row(row: &str) -> &'static [&'static Stat] {
    BY_ROW.get(row).map_or(&[], Vec::as_slice)
}

/// The skill-on-event stat whose line ends like this one, and the line without the ending.
#[must_use]
pub fn event_by_ending(line: &str) -> Option<(&'static Stat, &str)> {
    EVENT_ENDINGS
        .iter()
        .find_map(|(ending, stat)| Some((*stat, line.strip_suffix(ending)?)))
}

/// The market's merged rows.
#[must_use]
pub fn merged() -> &'static [Merged] {
    &MERGED
}

/// The merged row with this name.
#[must_use]
pub fn merged_row(market: &str) -> Option<&'static Merged> {
    MERGED.iter().find(|row| row.market == market)
}

/// The stat of this name in the game's tables.
#[must_use]
pub fn stat_by_name(name: &str) -> Option<&'static Stat> {
    STATS.iter().find(|stat| stat.name == name)
}
