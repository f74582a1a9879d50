//! Listings as the market answers them, read leniently.
//!
//! Must not know: how they were asked for, how they are shown.

mod brief;
mod decode;
mod difference;
mod likeness;

pub use brief::brief;
pub use difference::{Difference, differences, differences_of};
pub use likeness::{Likeness, Side};

use serde::{Deserialize, Deserializer};
use serde_json::Value;
use thiserror::Error;

use crate::price::{self, Rates};
use decode::{ItemFields, ListingFields, Object};

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
    /// Pieces of a stack.
    pub quantity: Option<i64>,
    /// Base codes of what fills the sockets, sorted; `None` where that is not told.
    pub socketed: Option<Vec<String>>,
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
        // A value that is in memory already has no mistakes of writing in it.
        let fields = Object::<ListingFields>::deserialize(value).unwrap_or_default();
        Self::from_fields(fields, Rates::usual())
    }

    fn from_fields(
        Object(fields): Object<ListingFields>,
        rates: &Rates,
    ) -> Result<Self, BadListing> {
        let fields = fields.ok_or(BadListing::NotAnObject)?;
        let id = fields._id.0.ok_or(BadListing::NoId)?;
        let mut item = fields.item.0.ok_or(BadListing::NoItem)?;
        let user = fields.user.0.unwrap_or_default();
        let price = fields.price.0;
        let hr_price = fields
            .hr_price
            .0
            .filter(|price| price.is_finite() && *price > 0.0);
        let worded = || {
            let note = price.as_deref()?;
            Some(price::hr_of_note(note, rates)?.hr)
        };
        Ok(Self {
            id,
            hr: hr_price.or_else(worded),
            price,
            hr_price,
            user_id: fields.user_id.0.or(user._id.0).unwrap_or_default(),
            seller: user.username.0.or(item.account_id.0.take()),
            in_game: user.in_game_account.0,
            bumped_at: fields.bumped_at.0,
            created_at: fields.created_at.0,
            updated_at: fields.updated_at.0,
            accepted: fields.accepted_offer_id.0,
            item: item.into(),
        })
    }

    /// The seller is in the game now.
    #[must_use]
    pub fn is_in_game(&self) -> bool {
        self.in_game.is_some()
    }
}

/// One entry of an answer: a listing, or why it is none. Reads from any JSON, in one pass over its text.
#[derive(Debug, Clone, PartialEq)]
pub struct Entry(pub Result<Listing, BadListing>);

impl<'de> Deserialize<'de> for Entry {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        let fields = Object::<ListingFields>::deserialize(from)?;
        Ok(Self(Listing::from_fields(fields, Rates::usual())))
    }
}

impl ListedItem {
    /// Reads an item as listings and stashes hold it; what is no item is an empty one.
    #[must_use]
    pub fn from_market(item: &Value) -> Self {
        Object::<ItemFields>::deserialize(item)
            .unwrap_or_default()
            .0
            .unwrap_or_default()
            .into()
    }
}
