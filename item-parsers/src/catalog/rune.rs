use std::sync::LazyLock;

use serde::Deserialize;

use super::load;

/// A rune.
#[derive(Debug, Deserialize)]
pub struct Rune {
    pub code: &'static str,
    /// The code of a stack of it.
    pub stack_code: &'static str,
    /// 1 for El up to 33 for Zod.
    pub no: u32,
    /// `Ber`
    pub name: &'static str,
    /// Where the stash counts it: `runes.r30`.
    pub stash_key: &'static str,
}

/// A gem, shard, key, essence or another thing that the stash counts.
#[derive(Debug, Deserialize)]
pub struct Currency {
    pub code: &'static str,
    pub stack_code: Option<&'static str>,
    pub name: &'static str,
    #[serde(default)]
    pub category: &'static str,
    #[serde(default)]
    pub stash_key: &'static str,
}

static RUNES: LazyLock<Vec<Rune>> = LazyLock::new(|| load(include_str!("../../data/runes.json")));
static CURRENCY: LazyLock<Vec<Currency>> =
    LazyLock::new(|| load(include_str!("../../data/currency.json")));

#[must_use]
pub fn runes() -> &'static [Rune] {
    &RUNES
}

#[must_use]
pub fn currency() -> &'static [Currency] {
    &CURRENCY
}
