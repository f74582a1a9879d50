//! How long reading an item, choosing its filters and wording its query takes, and how often it allocates.
//!
//! `cargo bench -p item-parsers --bench items`

use std::alloc::{GlobalAlloc, Layout, System};
use std::hint::black_box;
use std::path::Path;
use std::sync::atomic::{AtomicUsize, Ordering};

use criterion::{Criterion, criterion_group, criterion_main};
use item_parsers::filter::{fits, preselect};
use item_parsers::listing::{Entry, ListedItem};
use item_parsers::price::{Rates, hr_of_note};
use item_parsers::query::{Scope, listing_query};
use item_parsers::stash::StashIndex;
use item_parsers::{catalog, parse_clipboard, parse_tooltip};
use regex::Regex;
use serde_json::Value;

/// Counts allocations.
struct Counting;

static ALLOCATIONS: AtomicUsize = AtomicUsize::new(0);

// SAFETY: everything is handed to the system's allocator; counting touches no memory of it.
#[allow(unsafe_code)]
unsafe impl GlobalAlloc for Counting {
    unsafe fn alloc(&self, layout: Layout) -> *mut u8 {
        ALLOCATIONS.fetch_add(1, Ordering::Relaxed);
        unsafe { System.alloc(layout) }
    }
    unsafe fn dealloc(&self, pointer: *mut u8, layout: Layout) {
        unsafe { System.dealloc(pointer, layout) }
    }
}

#[global_allocator]
static ALLOCATOR: Counting = Counting;

#[allow(clippy::print_stdout)]
fn count<T>(what: &str, work: impl Fn() -> T) {
    black_box(work());
    let before = ALLOCATIONS.load(Ordering::Relaxed);
    black_box(work());
    println!(
        "{what}: {} allocations",
        ALLOCATIONS.load(Ordering::Relaxed) - before
    );
}

fn case(path: &str) -> String {
    let path = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("tests/cases")
        .join(path);
    std::fs::read_to_string(path).expect("the case")
}

const KINDS: &[(&str, &str)] = &[
    ("unique", "01-unique-ring-corrupted"),
    ("runeword", "25-runeword-cta"),
    ("rare", "31-rare-claw"),
    ("set", "19-set-armor-sockets"),
    ("map", "16-unique-map"),
    ("base", "46-normal-base"),
];

fn parse_and_query(criterion: &mut Criterion) {
    let scope = Scope {
        ladder: true,
        hardcore: false,
        limit: 50,
        updated_since: "2026-11-20T00:00:00Z".into(),
    };
    for (kind, name) in KINDS {
        let text = case(&format!("clipboard/{name}.item.json"));
        let item = parse_clipboard(&text).expect("an item");
        let filters = preselect(&item);
        count(&format!("parse {kind}"), || parse_clipboard(&text));
        count(&format!("query {kind}"), || {
            listing_query(&item, &filters, &scope)
        });
        criterion.bench_function(&format!("parse {kind}"), |bench| {
            bench.iter(|| parse_clipboard(black_box(&text)));
        });
        criterion.bench_function(&format!("filters {kind}"), |bench| {
            bench.iter(|| preselect(black_box(&item)));
        });
        criterion.bench_function(&format!("query {kind}"), |bench| {
            bench.iter(|| listing_query(black_box(&item), &filters, &scope));
        });
    }
}

fn refuse(criterion: &mut Criterion) {
    let large = "x".repeat(10 << 20);
    criterion.bench_function("refuse 10 MB of text", |bench| {
        bench.iter(|| parse_clipboard(black_box(&large)));
    });
    let row = r#"{"name":"to Dexterity","stat_id":2,"value":20},"#;
    let rows = row.repeat(250_000 / row.len());
    let rows = format!(
        r#"{{"type":"Ring","quality":"Rare","stats":[{}]}}"#,
        rows.trim_end_matches(',')
    );
    criterion.bench_function("read an item of 250 kB", |bench| {
        bench.iter(|| parse_clipboard(black_box(&rows)));
    });
    let braces = format!("{{\"a\":\"{}", "x".repeat(250_000));
    criterion.bench_function("refuse 250 kB of broken JSON", |bench| {
        bench.iter(|| parse_clipboard(black_box(&braces)));
    });
}

fn tooltip_text() -> String {
    let items: Value = serde_json::from_str(&case("tooltips/ladder-items.json")).expect("items");
    let item = &items[0];
    let lines = |value: &Value| -> String {
        let lines = value["props"]
            .as_array()
            .into_iter()
            .flatten()
            .filter_map(Value::as_str);
        lines.collect::<Vec<_>>().join("\n")
    };
    format!(
        "{}\n{}\n{}\n",
        item["name"].as_str().unwrap_or(""),
        item["type"].as_str().unwrap_or(""),
        lines(item)
    )
}

/// The lines to beat: a pattern for every property, tried one after the other; and the likeliest of all names
/// and texts by edits.
struct Usual {
    patterns: Vec<Regex>,
    texts: Vec<&'static str>,
    names: Vec<&'static str>,
}

impl Usual {
    fn new() -> Self {
        let texts: Vec<&str> = catalog::stats()
            .iter()
            .filter_map(|stat| stat.text.as_deref())
            .collect();
        let number = Regex::new(r"\\?[+-]?\\\{[^}]*\\\}").expect("a pattern");
        let pattern = |text: &&str| {
            Regex::new(&format!(
                "^{}$",
                number.replace_all(&regex::escape(text), r"([+-]?[\d.]+)")
            ))
            .ok()
        };
        let uniques = catalog::uniques().iter().map(|unique| unique.name);
        let names = uniques.chain(catalog::set_pieces().iter().map(|piece| piece.name));
        Self {
            patterns: texts.iter().filter_map(pattern).collect(),
            names: names.collect(),
            texts,
        }
    }

    /// How many lines a pattern fits.
    fn by_pattern(&self, text: &str) -> usize {
        text.lines()
            .filter(|line| self.patterns.iter().any(|pattern| pattern.is_match(line)))
            .count()
    }

    /// The likeliest name, and the likeliest text for each line.
    fn by_likeness(&self, text: &str) -> (&'static str, Vec<&'static str>) {
        let likeliest = |line: &str, all: &[&'static str]| {
            all.iter()
                .copied()
                .min_by_key(|own| distance(line, own))
                .unwrap_or_default()
        };
        let name = likeliest(text.lines().next().unwrap_or_default(), &self.names);
        (
            name,
            text.lines()
                .skip(2)
                .map(|line| likeliest(line, &self.texts))
                .collect(),
        )
    }
}

/// Edits from one name to the other.
fn distance(one: &str, other: &str) -> usize {
    let other: Vec<char> = other.chars().collect();
    let mut row: Vec<usize> = (0..=other.len()).collect();
    for (at, letter) in one.chars().enumerate() {
        let mut corner = row[0];
        row[0] = at + 1;
        for (column, own) in other.iter().enumerate() {
            let above = row[column + 1];
            let same = corner + usize::from(*own != letter);
            row[column + 1] = same.min(above + 1).min(row[column] + 1);
            corner = above;
        }
    }
    row[other.len()]
}

fn tooltips(criterion: &mut Criterion) {
    let text = tooltip_text();
    let lines = text.lines().count();
    count(&format!("tooltip of {lines} lines"), || {
        parse_tooltip(&text)
    });
    criterion.bench_function(&format!("tooltip of {lines} lines"), |bench| {
        bench.iter(|| parse_tooltip(black_box(&text)));
    });
    let usual = Usual::new();
    assert!(
        usual.by_pattern(&text) >= lines / 2,
        "the patterns fit the lines"
    );
    criterion.bench_function("usual: one pattern a time", |bench| {
        bench.iter(|| usual.by_pattern(black_box(&text)));
    });
    criterion.bench_function("usual: fuzzy search over all names", |bench| {
        bench.iter(|| usual.by_likeness(black_box(&text)));
    });
}

fn listings(criterion: &mut Criterion) {
    let answer: Value = serde_json::from_str(&case("listings/raven-frost.json")).expect("listings");
    let rows = answer["data"].as_array().expect("listings");
    let items: Vec<ListedItem> = rows
        .iter()
        .cycle()
        .take(10_000)
        .map(|row| ListedItem::from_market(&row["item"]))
        .collect();
    let item =
        parse_clipboard(&case("clipboard/01-unique-ring-corrupted.item.json")).expect("an item");
    let filters = preselect(&item);
    criterion.bench_function("filter 10,000 listings", |bench| {
        bench.iter(|| items.iter().filter(|item| fits(&filters, item)).count());
    });
    for count in [10, 250] {
        let page: Vec<&Value> = rows.iter().cycle().take(count).collect();
        let text = serde_json::to_string(&page).expect("JSON");
        criterion.bench_function(&format!("decode {count} listings"), |bench| {
            bench.iter(|| serde_json::from_str::<Vec<Entry>>(black_box(&text)).expect("entries"));
        });
    }
    // What each event of the market costs while a panel is open: 1,000 a second may take 3 % of a core, 30 µs each.
    let event = rows[0].to_string();
    criterion.bench_function("an event through the filters", |bench| {
        bench.iter(|| {
            let entry: Entry = serde_json::from_str(black_box(&event)).expect("an entry");
            entry.0.is_ok_and(|listing| fits(&filters, &listing.item))
        });
    });
    criterion.bench_function("price note", |bench| {
        bench.iter(|| hr_of_note(black_box("2 gul + ist or 60 wss obo"), Rates::usual()));
    });
}

/// A copied item among 10,000 of a stash, beside the usual way: the likeliest text.
fn stash(criterion: &mut Criterion) {
    const ITEMS: usize = 10_000;
    let cases = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases/clipboard");
    let texts: Vec<String> = std::fs::read_dir(cases)
        .expect("the cases")
        .filter_map(|entry| {
            let path = entry.expect("an entry").path();
            let is_item = path.to_string_lossy().ends_with(".item.json");
            is_item.then(|| std::fs::read_to_string(path).expect("a case"))
        })
        .collect();
    // Each a little different from the others of its kind.
    let stored: Vec<ListedItem> = (0..ITEMS)
        .map(|place| {
            let item = parse_clipboard(&texts[place % texts.len()]).expect("an item");
            let modifiers: Vec<Value> = item
                .modifiers
                .iter()
                .map(|one| serde_json::json!({"name": one.name, "values": one.values}))
                .collect();
            ListedItem::from_market(&serde_json::json!({
                "base_code": item.base_code, "quality": {"name": item.quality.map(item_parsers::Quality::name)},
                "unique": {"id": item.unique_id}, "item_level": place / texts.len(),
                "is_ethereal": item.ethereal, "corrupted": item.corrupted, "socket_count": item.sockets,
                "modifiers": modifiers,
            }))
        })
        .collect();
    let labels: Vec<String> = stored.iter().map(|item| format!("{item:?}")).collect();
    let index = StashIndex::new(stored);
    let copied = parse_clipboard(&texts[0]).expect("an item");
    criterion.bench_function("match among 10,000 of a stash", |bench| {
        bench.iter(|| index.find(black_box(&copied)));
    });
    let wanted: String = labels[0].chars().take(64).collect();
    criterion.bench_function("usual: the likeliest of 10,000 texts", |bench| {
        bench.iter(|| {
            let of_start = |label: &String| distance(&wanted, label.get(..64).unwrap_or(label));
            labels
                .iter()
                .min_by_key(|label| of_start(label))
                .map(String::len)
        });
    });
}

criterion_group!(benches, parse_and_query, refuse, tooltips, listings, stash);
criterion_main!(benches);
