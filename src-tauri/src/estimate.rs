//! What listings say that the player's own item is worth, at a moment.
//!
//! Must not know: how listings are asked for, how a price is shown.

use item_parsers::Item;
use item_parsers::listing::Listing;
use item_parsers::price::{self, Ask, Estimate};
use time::OffsetDateTime;

use crate::clock;

/// The estimate by all that is known of the listings: prices, rolls, age, and which are the player's own, `player` being
/// the player's id at the market. `None` where no price can be read.
#[must_use]
pub fn of(
    item: &Item,
    listings: &[Listing],
    player: Option<&str>,
    now: OffsetDateTime,
) -> Option<Estimate> {
    let age = |listing: &Listing| {
        let old = now - clock::moment(stamp(listing)?)?;
        // A clock that is behind the market's makes nothing older.
        Some(old.try_into().unwrap_or_default())
    };
    price::estimate(&Ask::compared(item, listings, player, age))
}

/// The moment that counts as a listing's age: its last bump, or its making.
#[must_use]
pub fn stamp(listing: &Listing) -> Option<&str> {
    listing
        .bumped_at
        .as_deref()
        .or(listing.created_at.as_deref())
}
