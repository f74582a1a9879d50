//! The public economy interface of pd2.tools: what runes and the like went for lately. Asked only where the player
//! switched it on; nothing of the player's is sent, no token, no account, no item.
//!
//! Must not know: the market, the overlay, how worth is shown. The form of its answers is taken from public code that
//! reads them; each part is read leniently.

use std::collections::HashMap;

use item_parsers::currency::Kind;
use serde::Deserialize;
use serde_json::Value;
use thiserror::Error;

use crate::web::{self, WebError};

/// Where the interface is.
pub const PD2_TOOLS: &str = "https://api.pd2.tools";
/// Prices of so many days are asked for; the newest of them counts.
const PATH: &str = "/api/v1/economy/items?days=3";
/// A table of a few hundred items has some hundred kilobytes.
const MAX_BYTES: u64 = 8 * 1024 * 1024;

/// Why there are no prices from there.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum EconomyError {
    #[error(transparent)]
    Web(#[from] WebError),
    #[error("its answer holds no prices")]
    Unreadable,
}

/// What one piece went for.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Quote {
    /// HR; above 0.
    pub hr: f64,
    /// Listings that it was taken from; 0 where that is not told.
    pub listings: u64,
}

/// The prices of all items that the interface knows, by name without blanks and signs.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Economy {
    quotes: HashMap<String, Quote>,
}

#[derive(Deserialize)]
struct Day {
    price: f64,
    #[serde(default)]
    date: String,
    #[serde(default, rename = "numListings")]
    listings: f64,
}

impl Economy {
    /// Asks the interface at `base`, such as [`PD2_TOOLS`]. Blocks for 15 seconds at most.
    ///
    /// # Errors
    /// No connection, a refusal, or an answer that holds no table.
    pub fn fetch(base: &str) -> Result<Self, EconomyError> {
        let url = format!("{}{PATH}", base.trim_end_matches('/'));
        let text = web::get(&url, MAX_BYTES)?;
        Self::parse(&text)
    }

    /// Reads `{items:[{item_name, price_data:[{price, date, numListings}]}]}`. What makes no sense is left out.
    ///
    /// # Errors
    /// Only where there is no table.
    pub fn parse(text: &str) -> Result<Self, EconomyError> {
        let answer: Value = serde_json::from_str(text).map_err(|_| EconomyError::Unreadable)?;
        let items = answer
            .get("items")
            .and_then(Value::as_array)
            .ok_or(EconomyError::Unreadable)?;
        let quote = |item: &Value| {
            let name = item.get("item_name")?.as_str()?;
            let days = item.get("price_data")?.as_array()?;
            let newest = days
                .iter()
                .filter_map(|day| Day::deserialize(day).ok())
                .filter(|day| day.price.is_finite() && day.price > 0.0)
                .max_by(|one, other| one.date.cmp(&other.date))?;
            let quote = Quote {
                hr: newest.price,
                // A count; what is none becomes 0.
                listings: newest.listings as u64,
            };
            Some((plain(name), quote))
        };
        Ok(Self {
            quotes: items.iter().filter_map(quote).collect(),
        })
    }

    /// What one piece of a kind went for.
    #[must_use]
    pub fn quote(&self, kind: &Kind) -> Option<Quote> {
        let name = plain(kind.name);
        let by_name = self.quotes.get(&name);
        by_name
            .or_else(|| self.quotes.get(&format!("{name}rune")))
            .copied()
    }
}

/// `Trang-Oul's Jawbone` and `trang-ouls-jawbone` are one name.
fn plain(name: &str) -> String {
    name.chars()
        .filter(|letter| letter.is_alphanumeric())
        .flat_map(char::to_lowercase)
        .collect()
}

#[cfg(test)]
mod tests {
    use item_parsers::currency::kind;

    use super::*;

    #[test]
    fn the_newest_price_of_each_item_counts() {
        let text = r#"{"items":[
            {"item_name":"Ber Rune","price_data":[
                {"price":1.1,"date":"2026-11-22","numListings":40},
                {"price":1.3,"date":"2026-11-23","numListings":34},
                {"price":-7,"date":"2026-11-24","numListings":1}]},
            {"item_name":"worldstone-shard","price_data":[{"price":0.01}]},
            {"item_name":"Key of Terror","price_data":[{"price":"odd"}]},
            {"item_name":7}, null],"lastUpdated":"x"}"#;
        let economy = Economy::parse(text).expect("a table");
        let quote = |code: &str| economy.quote(kind(code).expect(code));
        let ber = Quote {
            hr: 1.3,
            listings: 34,
        };
        assert_eq!(quote("r30"), Some(ber));
        assert_eq!(quote("wss").map(|quote| quote.listings), Some(0));
        assert_eq!(quote("pk1"), None);
        assert_eq!(quote("r01"), None);
    }

    #[test]
    fn what_is_no_table_is_told() {
        for text in ["", "<html>", "[]", r#"{"items":{}}"#] {
            assert_eq!(Economy::parse(text), Err(EconomyError::Unreadable));
        }
    }
}
