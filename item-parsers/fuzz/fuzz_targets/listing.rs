//! Any JSON as a listing, compared with an item and priced.
#![no_main]

use std::sync::LazyLock;

use item_parsers::filter::{fits, preselect};
use item_parsers::listing::{Listing, differences};
use item_parsers::price::{Ask, estimate};
use item_parsers::{Item, parse_clipboard};
use libfuzzer_sys::fuzz_target;

static ITEM: LazyLock<Item> = LazyLock::new(|| {
    parse_clipboard(include_str!(
        "../../tests/cases/clipboard/01-unique-ring-corrupted.item.json"
    ))
    .expect("an item")
});

fuzz_target!(|bytes: &[u8]| {
    let Ok(value) = serde_json::from_slice(bytes) else {
        return;
    };
    let Ok(listing) = Listing::from_market(&value) else {
        return;
    };
    let _ = differences(&ITEM, &listing);
    let _ = fits(&preselect(&ITEM), &listing.item);
    if let Some(price) = estimate(&[Ask::of(&listing)]) {
        assert!(price.low <= price.high);
    }
});
