//! Filters evaluated by Haggle find the same listings as the same filters asked of a Mongo query engine.
//!
//! Needs `npm ci` in `tests/mingo`, so it runs on request: `cargo test -p item-parsers -- --ignored`.

use std::io::Write;
use std::path::Path;
use std::process::{Command, Stdio};

use item_parsers::filter::{Bounds, Filter, fits, preselect};
use item_parsers::listing::ListedItem;
use item_parsers::query::conditions;
use item_parsers::{Item, parse_clipboard};
use rand::rngs::SmallRng;
use rand::seq::IndexedRandom;
use rand::{Rng, SeedableRng};
use serde_json::{Value, json};

const QUERIES: usize = 400;
const LISTINGS: usize = 120;

#[test]
#[ignore = "needs node and `npm ci` in tests/mingo"]
fn local_filters_agree_with_a_mongo_query_engine() {
    let mut rng = SmallRng::seed_from_u64(20_261_123);
    let items = items();
    let mut found = 0;
    for item in &items {
        let listings: Vec<Value> = (0..LISTINGS).map(|_| listing(item, &mut rng)).collect();
        let searches: Vec<Vec<Filter>> = (0..QUERIES / items.len() + 1)
            .map(|_| search(item, &mut rng))
            .collect();
        let queries: Vec<Value> = searches
            .iter()
            .map(|search| conditions(search).into())
            .collect();
        let theirs = evaluate(&json!({"queries": queries, "listings": listings}));
        for (search, row) in theirs.iter().enumerate() {
            for (listing, theirs) in row.iter().enumerate() {
                let ours = fits(
                    &searches[search],
                    &ListedItem::from_market(&listings[listing]["item"]),
                );
                assert_eq!(ours, *theirs, "{}\n{}", queries[search], listings[listing]);
                found += usize::from(ours);
            }
        }
    }
    assert!(
        found > 1000,
        "only {found} of the pairs fit: the test says little"
    );
}

fn evaluate(request: &Value) -> Vec<Vec<bool>> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/mingo");
    let mut engine = Command::new("node")
        .arg("evaluate.js")
        .current_dir(folder)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .expect("node runs");
    let text = request.to_string();
    engine
        .stdin
        .take()
        .expect("a pipe")
        .write_all(text.as_bytes())
        .expect("the engine reads");
    let output = engine.wait_with_output().expect("the engine ends");
    assert!(
        output.status.success(),
        "run `npm ci` in item-parsers/tests/mingo"
    );
    serde_json::from_slice(&output.stdout).expect("an answer")
}

fn items() -> Vec<Item> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases/clipboard");
    let mut paths: Vec<_> = std::fs::read_dir(folder)
        .expect("the cases")
        .map(|entry| entry.expect("an entry").path())
        .filter(|path| path.to_string_lossy().ends_with(".item.json"))
        .collect();
    paths.sort();
    paths
        .iter()
        .map(|path| {
            parse_clipboard(&std::fs::read_to_string(path).expect("a case")).expect("an item")
        })
        .filter(|item| !preselect(item).is_empty())
        .collect()
}

/// Filters of the item, switched and bounded at random.
fn search(item: &Item, rng: &mut SmallRng) -> Vec<Filter> {
    let mut filters = preselect(item);
    for filter in &mut filters {
        filter.on = rng.random_bool(0.3);
        let Some(value) = filter.value else { continue };
        let end = |rng: &mut SmallRng, by: f64| rng.random_bool(0.7).then_some(value + by);
        let (below, above) = (
            -f64::from(rng.random_range(-2..10)),
            f64::from(rng.random_range(-2..10)),
        );
        filter.bounds = Some(Bounds {
            min: end(rng, below),
            max: end(rng, above),
            step: 1.0,
        });
    }
    filters
}

/// A listing of a similar item: amounts moved, fields and properties missing or odd.
fn listing(item: &Item, rng: &mut SmallRng) -> Value {
    let mut modifiers = Vec::new();
    for modifier in &item.modifiers {
        if rng.random_bool(0.15) {
            continue;
        }
        let mut values: Vec<Value> = modifier.values.iter().map(|value| json!(value)).collect();
        if let Some(cast) = modifier.cast {
            values = [
                cast.level,
                cast.skill_id.map(i64::from),
                cast.chance,
                cast.max_charges,
            ]
            .into_iter()
            .flatten()
            .map(|value| json!(value))
            .collect();
        }
        let last = values.len().saturating_sub(1);
        for (index, value) in values.iter_mut().enumerate() {
            let moves = if index == last { 0.7 } else { 0.1 };
            match value.as_i64() {
                Some(old) if rng.random_bool(moves) => {
                    *value = json!(old + rng.random_range(-6..6));
                }
                _ => {}
            }
            if rng.random_bool(0.02) {
                *value = [json!("3"), json!(null), json!(2.5), json!(true)]
                    .choose(rng)
                    .cloned()
                    .unwrap_or_default();
            }
        }
        if rng.random_bool(0.03) {
            values.pop();
        }
        let alternative = modifier
            .alternatives
            .choose(rng)
            .filter(|_| rng.random_bool(0.3));
        let name = alternative.map_or(modifier.name, |other| other.name);
        modifiers.push(json!({"name": name, "values": values}));
    }
    let mut listed = json!({
        "base_code": item.base_code,
        "is_ethereal": rng.random_bool(0.5),
        "corrupted": rng.random_bool(0.5),
        "socket_count": rng.random_range(0..6),
        "item_level": rng.random_range(1..99),
        "modifiers": modifiers,
    });
    let fields = [
        "base_code",
        "is_ethereal",
        "corrupted",
        "socket_count",
        "item_level",
        "modifiers",
    ];
    if let Some(map) = listed.as_object_mut() {
        for field in fields {
            if rng.random_bool(0.04) {
                map.remove(field);
            }
        }
    }
    json!({ "item": listed })
}
