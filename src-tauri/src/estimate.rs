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

#[cfg(test)]
mod tests {
    use item_parsers::price::Standing;
    use serde_json::json;

    use super::*;

    fn listing(user: &str, bumped_at: &str) -> Listing {
        let row = json!({
            "_id": user, "user_id": user, "hr_price": 1.0, "bumped_at": bumped_at, "item": {"name": "Ring"},
        });
        Listing::from_market(&row).expect("a listing")
    }

    #[test]
    fn age_is_taken_from_the_last_bump_and_the_players_own_asks_are_known() {
        let now = clock::moment("2026-05-11T12:00:00Z").expect("a moment");
        let listings = [
            listing("a", "2026-05-11T11:00:00Z"),
            // The market's clock is ahead of ours.
            listing("b", "2026-05-11T13:00:00Z"),
            listing("c", "no moment"),
            listing("old", "2026-05-09T11:00:00Z"),
            listing("me", "2026-05-11T11:00:00Z"),
        ];
        let estimate = of(&Item::default(), &listings, Some("me"), now).expect("a price");
        assert_eq!(
            estimate.standings,
            [
                Standing::Counts,
                Standing::Counts,
                Standing::Counts,
                Standing::Stale,
                Standing::Own
            ]
        );
    }
}
