use std::sync::LazyLock;

use serde::Deserialize;

use super::{Table, load};

/// How players speak of a market property, and how much they care for it. Haggle's own table.
#[derive(Debug, Deserialize)]
pub struct Word {
    pub market: &'static str,
    /// `dex`, `FCR`
    pub short: &'static str,
    /// How much it moves the price of a rare item; 0 when it is never searched for.
    #[serde(default)]
    pub worth: u32,
    /// Only multiples of this make a difference in the game (casting speed comes in steps of 5).
    pub breakpoint: Option<i64>,
    /// A smaller number is the better roll.
    #[serde(default)]
    pub lower_is_better: bool,
}

static WORDS: LazyLock<Vec<Word>> = LazyLock::new(|| load(include_str!("../../data/words.json")));

static BY_MARKET: LazyLock<Table<&str, &Word>> =
    LazyLock::new(|| WORDS.iter().map(|word| (word.market, word)).collect());

#[must_use]
pub fn words() -> &'static [Word] {
    &WORDS
}

#[must_use]
pub fn word(market: &str) -> Option<&'static Word> {
    BY_MARKET.get(market).copied()
}

/// Another line for a property, as the web site or an older season words it.
#[derive(Debug, Deserialize)]
pub struct Wording {
    /// The game's name of the stat.
    pub stat: &'static str,
    /// `{0}` is the amount.
    pub text: &'static str,
}

static WORDINGS: LazyLock<Vec<Wording>> =
    LazyLock::new(|| load(include_str!("../../data/wordings.json")));

#[must_use]
pub fn wordings() -> &'static [Wording] {
    &WORDINGS
}
