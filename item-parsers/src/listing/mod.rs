//! Listings as the market answers them, read leniently.
//!
//! Must not know: how they were asked for, how they are shown.

mod difference;

pub use difference::{Difference, differences};

use serde_json::Value;
use thiserror::Error;

use crate::price::{self, Rates};

/// An offer to sell an item.
#[derive(Debug, Clone, PartialEq)]
pub struct Listing {
    pub id: String,
    /// The price in the seller's words; never empty.
    pub price: Option<String>,
    /// The price in HR as the seller gave it; 0 counts as not given.
    pub hr_price: Option<f64>,
    /// What it is worth in HR: the seller's number, else what the words say.
    pub hr: Option<f64>,
    pub user_id: String,
    /// The seller's name, else the game account that holds the item.
    pub seller: Option<String>,
    /// The account with which the seller is in the game now.
    pub in_game: Option<String>,
    /// ISO 8601, as the market gives them.
    pub bumped_at: Option<String>,
    pub created_at: Option<String>,
    pub updated_at: Option<String>,
    /// Somebody's offer was taken: it is sold.
    pub accepted: bool,
    pub item: ListedItem,
}

/// The item of a listing, as far as Haggle compares it.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct ListedItem {
    pub name: String,
    pub hash: Option<String>,
    pub base_code: Option<String>,
    pub type_code: Option<String>,
    pub quality: Option<String>,
    pub unique_id: Option<i64>,
    pub runeword_key: Option<String>,
    pub item_level: Option<i64>,
    pub ethereal: bool,
    pub corrupted: bool,
    pub identified: bool,
    pub sockets: i64,
    pub modifiers: Vec<ListedModifier>,
    /// Fields that the listing does not have; a query on one of them does not find it.
    pub(crate) absent: Absent,
}

/// Which fields a listing lacks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) struct Absent {
    pub ethereal: bool,
    pub corrupted: bool,
    pub sockets: bool,
}

/// A property of a listed item.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct ListedModifier {
    pub name: String,
    /// What is no number is NaN.
    pub values: Vec<f64>,
    /// The line that the market shows.
    pub label: String,
    pub corrupted: bool,
}

/// Why an answer is no listing.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum BadListing {
    #[error("the market sent a listing that is not an object")]
    NotAnObject,
    #[error("the market sent a listing without an id")]
    NoId,
    #[error("the market sent a listing without an item")]
    NoItem,
}

impl Listing {
    /// Reads a listing, its price by the usual rates.
    ///
    /// # Errors
    /// Only where there is no id or no item.
    pub fn from_market(value: &Value) -> Result<Self, BadListing> {
        Self::from_market_with(value, Rates::usual())
    }

    /// As [`from_market`](Self::from_market), by these rates.
    ///
    /// # Errors
    /// Only where there is no id or no item.
    pub fn from_market_with(value: &Value, rates: &Rates) -> Result<Self, BadListing> {
        if !value.is_object() {
            return Err(BadListing::NotAnObject);
        }
        let id = text(&value["_id"]).ok_or(BadListing::NoId)?;
        let item = &value["item"];
        if !item.is_object() {
            return Err(BadListing::NoItem);
        }
        let price = text(&value["price"]);
        let hr_price = value["hr_price"]
            .as_f64()
            .filter(|price| price.is_finite() && *price > 0.0);
        let worded = price
            .as_deref()
            .and_then(|price| price::hr_of_note(price, rates));
        let user = &value["user"];
        Ok(Self {
            id,
            hr: hr_price.or(worded.map(|worth| worth.hr)),
            price,
            hr_price,
            user_id: text(&value["user_id"])
                .or_else(|| text(&user["_id"]))
                .unwrap_or_default(),
            seller: text(&user["username"]).or_else(|| text(&item["account_id"])),
            in_game: text(&user["in_game_account"]),
            bumped_at: text(&value["bumped_at"]),
            created_at: text(&value["created_at"]),
            updated_at: text(&value["updated_at"]),
            accepted: !value["accepted_offer_id"].is_null(),
            item: ListedItem::from_market(item),
        })
    }

    /// The seller is in the game now.
    #[must_use]
    pub fn is_in_game(&self) -> bool {
        self.in_game.is_some()
    }
}

impl ListedItem {
    /// Reads an item as listings and stashes hold it.
    #[must_use]
    pub fn from_market(item: &Value) -> Self {
        let is = |key: &str| item[key].as_bool().unwrap_or(false);
        Self {
            name: text(&item["name"]).unwrap_or_default(),
            hash: text(&item["hash"]),
            base_code: text(&item["base_code"]),
            type_code: text(&item["base"]["type_code"]),
            quality: text(&item["quality"]["name"]),
            unique_id: item["unique"]["id"].as_i64(),
            runeword_key: text(&item["runeword"]["key"]),
            item_level: item["item_level"].as_i64(),
            ethereal: is("is_ethereal"),
            corrupted: is("corrupted"),
            identified: item["is_identified"].as_bool().unwrap_or(true),
            sockets: item["socket_count"].as_i64().unwrap_or(0),
            modifiers: item["modifiers"]
                .as_array()
                .map(|rows| {
                    rows.iter()
                        .filter_map(ListedModifier::from_market)
                        .collect()
                })
                .unwrap_or_default(),
            absent: Absent {
                ethereal: !item["is_ethereal"].is_boolean(),
                corrupted: !item["corrupted"].is_boolean(),
                sockets: item["socket_count"].as_i64().is_none(),
            },
        }
    }
}

impl ListedModifier {
    fn from_market(row: &Value) -> Option<Self> {
        Some(Self {
            name: text(&row["name"])?,
            values: row["values"]
                .as_array()
                .map(|values| {
                    values
                        .iter()
                        .map(|value| value.as_f64().unwrap_or(f64::NAN))
                        .collect()
                })
                .unwrap_or_default(),
            label: text(&row["label"]).unwrap_or_default(),
            corrupted: row["corrupted"].as_bool().unwrap_or(false),
        })
    }
}

/// Text with something in it; a number counts.
fn text(value: &Value) -> Option<String> {
    match value {
        Value::String(text) if !text.trim().is_empty() => Some(text.trim().to_owned()),
        Value::Number(number) => Some(number.to_string()),
        _ => None,
    }
}
