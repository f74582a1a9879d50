use std::sync::LazyLock;

use serde::Deserialize;

use super::{Property, load};

/// What a Worldstone Shard can do to an item. One number stands for several rows, by item type.
#[derive(Debug, Deserialize)]
pub struct Corruption {
    /// The value of the `corrupted` stat; 1 when nothing was gained.
    pub no: i64,
    /// Item types, or the name of a unique, then conditions: `glov,nos`.
    #[serde(default, borrow)]
    pub inputs: Vec<&'static str>,
    #[serde(default)]
    pub modifiers: Vec<Property>,
}

/// The stats that the game's plug-in marks as gained by an outcome.
#[derive(Debug, Deserialize)]
struct Marks {
    no: i64,
    stats: Vec<u16>,
}

static CORRUPTIONS: LazyLock<Vec<Corruption>> =
    LazyLock::new(|| load(include_str!("../../data/corruptions.json")));
static MARKS: LazyLock<Vec<Marks>> =
    LazyLock::new(|| load(include_str!("../../data/corruption-marks.json")));

#[must_use]
pub fn corruptions() -> &'static [Corruption] {
    &CORRUPTIONS
}

/// The stats that the outcome of this number gives or raises.
#[must_use]
pub fn corruption_stats(no: i64) -> &'static [u16] {
    MARKS
        .iter()
        .find(|marks| marks.no == no)
        .map_or(&[], |marks| marks.stats.as_slice())
}
