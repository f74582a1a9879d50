//! Any text as a tooltip.
#![no_main]

use item_parsers::filter::preselect;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| {
    if let Ok(item) = item_parsers::parse_tooltip(text) {
        let _ = preselect(&item);
        assert!(serde_json::to_string(&item).is_ok());
    }
});
