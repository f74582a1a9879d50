//! The price at or below which a watch tells.

use item_parsers::price::{Asking, BadPrice, Rates};

/// What a ceiling is worth in HR; none where nothing is typed.
///
/// # Errors
/// What is no price, or a price without an amount.
pub fn read_ceiling(text: &str) -> Result<Option<f64>, BadCeiling> {
    match Asking::parse(text, Rates::usual()) {
        Ok(Asking { hr: Some(hr), .. }) => Ok(Some(hr)),
        Ok(Asking { hr: None, .. }) => Err(BadCeiling::NoAmount),
        Err(BadPrice::Empty) => Ok(None),
        Err(error) => Err(BadCeiling::Price(error)),
    }
}

/// Why a text is no ceiling.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum BadCeiling {
    /// Words, such as `offer`.
    NoAmount,
    Price(BadPrice),
}
