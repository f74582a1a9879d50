//! Any text as a price.
#![no_main]

use item_parsers::price::{Rates, hr_of_note};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|note: &str| {
    if let Some(worth) = hr_of_note(note, Rates::usual()) {
        assert!(worth.hr.is_finite() && worth.hr > 0.0);
    }
});
