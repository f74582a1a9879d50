//! Any bytes on the clipboard: read, filtered, asked for, written.
#![no_main]

use item_parsers::filter::{preselect, relaxations};
use item_parsers::query::{Scope, listing_query};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    let Ok(item) = item_parsers::parse_clipboard_bytes(bytes) else {
        return;
    };
    let filters = preselect(&item);
    let scope = Scope {
        ladder: true,
        hardcore: false,
        limit: 50,
        updated_since: String::new(),
    };
    let query = listing_query(&item, &filters, &scope);
    assert!(query.is_object());
    assert_eq!(
        relaxations(&filters).len(),
        filters.iter().filter(|filter| filter.on).count()
    );
    assert!(serde_json::to_string(&item).is_ok());
});
