//! What the fuzzer found worth keeping is read again, and so are careless changes of it: nothing panics.
//!
//! The fuzzer itself: `item-parsers/fuzz/run.sh TARGET SECONDS`.

use std::path::{Path, PathBuf};

use item_parsers::filter::{fits, preselect, relaxations};
use item_parsers::listing::{Listing, differences};
use item_parsers::price::{Ask, Rates, estimate, hr_of_note};
use item_parsers::query::{Scope, listing_query};
use item_parsers::{Item, parse_any_bytes, parse_clipboard, parse_clipboard_bytes, parse_tooltip};
use rand::rngs::SmallRng;
use rand::{Rng, SeedableRng};

/// What breaks texts best.
const MARKS: &[u8] = b"{}[]\",:-+%0123456789\n \xff";
const CHANGES_OF_EACH: usize = 20;

fn corpus(target: &str) -> Vec<Vec<u8>> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("fuzz/corpus")
        .join(target);
    let mut paths: Vec<PathBuf> = std::fs::read_dir(&folder)
        .unwrap_or_else(|error| panic!("{}: {error}", folder.display()))
        .map(|entry| entry.expect("an entry").path())
        .collect();
    paths.sort();
    assert!(!paths.is_empty());
    paths
        .iter()
        .map(|path| std::fs::read(path).expect("an input"))
        .collect()
}

/// Each input, and careless changes of it.
fn each(target: &str, run: impl Fn(&[u8])) {
    let mut rng = SmallRng::seed_from_u64(7);
    for input in corpus(target) {
        run(&input);
        for _ in 0..CHANGES_OF_EACH {
            let mut changed = input.clone();
            change(&mut changed, &mut rng);
            run(&changed);
        }
    }
}

fn change(bytes: &mut Vec<u8>, rng: &mut SmallRng) {
    for _ in 0..rng.random_range(1..6) {
        if bytes.is_empty() {
            return;
        }
        let at = rng.random_range(0..bytes.len());
        match rng.random_range(0..4) {
            0 => bytes[at] = rng.random(),
            1 => bytes.truncate(at),
            2 => bytes.insert(at, MARKS[rng.random_range(0..MARKS.len())]),
            _ => {
                bytes.drain(at..(at + rng.random_range(1..9)).min(bytes.len()));
            }
        }
    }
}

fn use_item(item: &Item) {
    let filters = preselect(item);
    let scope = Scope {
        ladder: true,
        hardcore: false,
        limit: 50,
        updated_since: String::new(),
    };
    assert!(listing_query(item, &filters, &scope).is_object());
    assert_eq!(
        relaxations(&filters).len(),
        filters.iter().filter(|filter| filter.on).count()
    );
    assert!(serde_json::to_string(item).is_ok());
}

#[test]
fn any_bytes_on_the_clipboard() {
    each("clipboard", |bytes| {
        if let Ok(item) = parse_clipboard_bytes(bytes) {
            use_item(&item);
        }
    });
}

#[test]
fn any_text_as_a_tooltip() {
    each("tooltip", |bytes| {
        if let Ok(item) = parse_tooltip(&String::from_utf8_lossy(bytes)) {
            use_item(&item);
        }
        if let Ok(item) = parse_any_bytes(bytes) {
            use_item(&item);
        }
    });
}

#[test]
fn any_text_as_a_price() {
    each("price_note", |bytes| {
        if let Some(worth) = hr_of_note(&String::from_utf8_lossy(bytes), Rates::usual()) {
            assert!(worth.hr.is_finite() && worth.hr > 0.0);
        }
    });
}

#[test]
fn any_json_as_a_listing() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("tests/cases/clipboard/01-unique-ring-corrupted.item.json");
    let item = parse_clipboard(&std::fs::read_to_string(path).expect("the case")).expect("an item");
    let filters = preselect(&item);
    each("listing", |bytes| {
        let Ok(value) = serde_json::from_slice(bytes) else {
            return;
        };
        let Ok(listing) = Listing::from_market(&value) else {
            return;
        };
        let _ = differences(&item, &listing);
        let _ = fits(&filters, &listing.item);
        if let Some(price) = estimate(&[Ask::of(&listing)]) {
            assert!(price.low <= price.high);
        }
    });
}
