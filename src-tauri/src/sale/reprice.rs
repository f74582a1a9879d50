//! Another price for what is listed.
//!
//! Must not know: who asks for it, how it is sent.

use item_parsers::listing::Listing;
use item_parsers::price::{Asking, BadPrice, Rates};
use market_client::ListingChange;

/// The change of a listing to another price, with the terms and the note that it has behind the old one.
///
/// # Errors
/// A note that makes it too long.
pub fn reprice(listing: &Listing, asking: Asking) -> Result<ListingChange, BadPrice> {
    let old = listing.price.as_deref().unwrap_or_default();
    let Asking { text, hr } = asking.in_place_of(old, Rates::usual())?;
    Ok(ListingChange::Price { text, hr })
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn an_amount_alone_keeps_the_terms_and_the_note_of_the_listing() {
        for (old, price, text, hr) in [
            (Some("0.5 obo, perfect"), "0.4", "0.4 obo, perfect", 0.4),
            (Some("0.5 obo, perfect"), "0.4 firm", "0.4 firm", 0.4),
            (Some("0.5"), "0.4", "0.4", 0.4),
            (None, "0.4", "0.4", 0.4),
        ] {
            let record = json!({"_id": "l", "price": old, "item": {}});
            let listing = Listing::from_market(&record).expect("a listing");
            let asking = Asking::parse(price, Rates::usual()).expect("a price");
            let change = ListingChange::Price {
                text: text.to_owned(),
                hr: Some(hr),
            };
            assert_eq!(reprice(&listing, asking), Ok(change), "{old:?}");
        }
    }
}
