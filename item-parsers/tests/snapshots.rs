//! What a player gets to see of one item of each kind: its JSON, its filters, its query.

use std::path::Path;

use item_parsers::filter::preselect;
use item_parsers::query::{Scope, listing_query};
use item_parsers::{Item, parse_clipboard};

fn item(case: &str) -> Item {
    let path = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join(format!("tests/cases/clipboard/{case}.item.json"));
    let text = std::fs::read_to_string(&path).unwrap_or_else(|error| panic!("{case}: {error}"));
    parse_clipboard(&text).expect("an item")
}

/// Each filter on a line, as the panel shows it.
fn filters(item: &Item) -> String {
    let mut lines = String::new();
    for filter in preselect(item) {
        let mark = if filter.on { 'x' } else { ' ' };
        let end = |end: Option<f64>| end.map_or_else(|| "…".to_owned(), |end| end.to_string());
        let bounds = filter
            .bounds
            .map(|bounds| format!("  {}–{}", end(bounds.min), end(bounds.max)));
        let roll = filter
            .roll
            .map(|roll| format!("  {}% of {}–{}", roll.percent, roll.min, roll.max));
        let marks = [
            (filter.corrupted, "  corrupted"),
            (filter.uncertain, "  uncertain"),
        ];
        let marks: String = marks
            .iter()
            .filter(|(on, _)| *on)
            .map(|(_, text)| *text)
            .collect();
        lines += &format!(
            "[{mark}] {}{}{}{marks}\n",
            filter.text,
            bounds.unwrap_or_default(),
            roll.unwrap_or_default()
        );
    }
    lines
}

fn query(item: &Item) -> String {
    let scope = Scope {
        ladder: true,
        hardcore: false,
        limit: 50,
        updated_since: "2026-11-20T00:00:00.000Z".into(),
    };
    let query = listing_query(item, &preselect(item), &scope);
    let about: serde_json::Map<String, serde_json::Value> = query
        .as_object()
        .into_iter()
        .flatten()
        .filter(|(key, _)| key.starts_with("item."))
        .map(|(key, value)| (key.clone(), value.clone()))
        .collect();
    serde_json::to_string_pretty(&about).expect("a query is JSON")
}

/// The item's JSON, each property on a line of its own.
fn json(item: &Item) -> String {
    let mut json = serde_json::to_value(item).expect("an item is JSON");
    let fields = json.as_object_mut().expect("an object");
    let modifiers = fields.remove("modifiers").unwrap_or_default();
    let mut lines = format!("{json}\n");
    for modifier in modifiers.as_array().into_iter().flatten() {
        lines += &format!("  {modifier}\n");
    }
    lines
}

fn check(case: &str) {
    let item = item(case);
    let seen = format!("{}\n{}\n{}\n", json(&item), filters(&item), query(&item));
    insta::with_settings!({prepend_module_to_snapshot => false, omit_expression => true}, {
        insta::assert_snapshot!(case, seen);
    });
}

macro_rules! cases {
    ($($test:ident: $case:literal),* $(,)?) => {
        $(#[test]
        fn $test() {
            check($case);
        })*
    };
}

cases! {
    unique: "01-unique-ring-corrupted",
    unique_with_sockets: "02-unique-helm-corrupted-sockets",
    unique_of_several: "05-unique-skill-on-event",
    unique_bow: "07-unique-bow",
    unique_charm: "11-unique-torch",
    set_piece: "19-set-armor-sockets",
    runeword: "25-runeword-cta",
    ethereal_runeword: "23-runeword-insight-eth",
    runeword_that_loses: "26-runeword-grief",
    rare: "31-rare-claw",
    crafted: "34-crafted-amulet",
    magic: "44-magic-orb-tab",
    charm: "38-magic-small-charm-res",
    jewel: "17-unique-jewel",
    base: "46-normal-base",
    rune: "50-rune",
    stack: "58-currency-shard",
    map: "61-map-magic",
    unique_map: "16-unique-map",
}

#[test]
fn the_whole_query() {
    let item = item("28-rare-ring");
    let scope = Scope {
        ladder: true,
        hardcore: false,
        limit: 50,
        updated_since: "2026-11-20T00:00:00.000Z".into(),
    };
    insta::assert_json_snapshot!(listing_query(&item, &preselect(&item), &scope));
}
