//! The copied item is found in a stash, or a choice is offered; a wrong one is never taken.

use item_parsers::listing::ListedItem;
use item_parsers::stash::{Match, NoMatch, StashIndex};
use item_parsers::{Item, catalog, parse_clipboard};
use rand::rngs::SmallRng;
use rand::{Rng, SeedableRng};
use serde_json::{Value, json};

const STASHES: usize = 1_000;
const LARGEST: usize = 10_000;

fn read(text: &Value) -> Item {
    parse_clipboard(&text.to_string()).expect("an item")
}

/// The market's record of an item.
fn record(item: &Item) -> Value {
    let modifiers: Vec<Value> = item
        .modifiers
        .iter()
        .filter(|modifier| !modifier.name.is_empty())
        .map(|modifier| json!({"name": modifier.name, "values": modifier.values}))
        .collect();
    json!({
        "base_code": item.base_code, "quality": {"name": item.quality.map(item_parsers::Quality::name)},
        "unique": {"id": item.unique_id}, "item_level": item.item_level, "is_ethereal": item.ethereal,
        "corrupted": item.corrupted, "is_identified": item.identified, "socket_count": item.sockets,
        "modifiers": modifiers,
    })
}

fn stored(item: &Item) -> ListedItem {
    ListedItem::from_market(&record(item))
}

/// An item out of few kinds with few rolls, so that equal and near ones are common.
fn any_item(rng: &mut SmallRng) -> Value {
    let bases = ["Ring", "Amulet", "Small Charm", "Jewel"];
    let stats = [0u16, 2, 3, 7, 9, 39, 41, 43, 45, 80, 105];
    let mut rows: Vec<Value> = Vec::new();
    for stat in stats {
        if rng.random_bool(0.3) {
            rows.push(json!({"name": "x", "stat_id": stat, "value": rng.random_range(1..4)}));
        }
    }
    let mut item = json!({
        "type": bases[rng.random_range(0..bases.len())], "name": "Odd", "iLevel": rng.random_range(80..84),
        "quality": if rng.random_bool(0.5) { "Rare" } else { "Magic" }, "stats": rows,
    });
    if rng.random_bool(0.3) {
        let ring = catalog::uniques()
            .iter()
            .filter(|unique| unique.base_code == "rin");
        let rings: Vec<_> = ring.filter(|unique| unique.enabled).collect();
        let unique = rings[rng.random_range(0..rings.len())];
        item["type"] = "Ring".into();
        item["quality"] = "Unique".into();
        item["name"] = unique.clipboard_name().into();
    }
    item
}

#[test]
fn over_random_stashes_the_right_one_is_found_or_offered_and_a_wrong_one_never_taken() {
    let mut rng = SmallRng::seed_from_u64(5);
    let pool: Vec<Item> = (0..LARGEST).map(|_| read(&any_item(&mut rng))).collect();
    let records: Vec<ListedItem> = pool.iter().map(stored).collect();
    let (mut found, mut offered) = (0, 0);
    for _ in 0..STASHES {
        // As many small stashes as large ones.
        let size = (LARGEST as f64).powf(rng.random::<f64>()) as usize;
        let start = rng.random_range(0..pool.len());
        let places: Vec<usize> = (start..start + size)
            .map(|place| place % pool.len())
            .collect();
        let index = StashIndex::new(places.iter().map(|place| records[*place].clone()).collect());
        let wanted = rng.random_range(0..size);
        match index.find(&pool[places[wanted]]) {
            Match::One(place) => {
                assert_eq!(place, wanted);
                found += 1;
            }
            Match::Several(candidates) => {
                assert!(candidates.iter().all(|candidate| candidate.equal));
                let twins = records
                    .iter()
                    .filter(|one| **one == records[places[wanted]])
                    .count();
                assert!(twins > 1, "a choice without need");
                // So many may be equal that not all are shown.
                let shown = candidates.iter().any(|candidate| candidate.place == wanted);
                assert!(shown || candidates.len() == 12);
                offered += 1;
            }
            Match::None(reason) => panic!("{reason:?}"),
        }
        let stranger = read(&any_item(&mut rng));
        if let Match::One(place) = index.find(&stranger) {
            assert_eq!(index.item(place), Some(&stored(&stranger)), "a wrong one");
        }
    }
    assert!(
        found > STASHES / 4 && offered > 0,
        "{found} found, {offered} offered"
    );
}

fn charm(life: i64) -> Value {
    json!({"type": "Small Charm", "quality": "Magic", "name": "Odd", "iLevel": 90,
        "stats": [{"name": "to Life", "stat_id": 7, "value": life}]})
}

#[test]
fn two_that_are_equal_are_a_choice() {
    let item = read(&charm(20));
    let index = StashIndex::new(vec![
        stored(&item),
        stored(&read(&charm(19))),
        stored(&item),
    ]);
    let Match::Several(candidates) = index.find(&item) else {
        panic!("a choice");
    };
    let places: Vec<usize> = candidates.iter().map(|candidate| candidate.place).collect();
    assert_eq!(places, [0, 2]);
    assert!(
        candidates
            .iter()
            .all(|candidate| candidate.equal && candidate.differences.is_empty())
    );
}

#[test]
fn a_near_one_is_offered_with_its_differences_and_never_taken() {
    let index = StashIndex::new(vec![stored(&read(&charm(19)))]);
    let Match::Several(candidates) = index.find(&read(&charm(20))) else {
        panic!("a choice");
    };
    assert_eq!((candidates[0].place, candidates[0].equal), (0, false));
    assert_eq!(candidates[0].differences.len(), 1);
    assert!(!candidates[0].differences[0].better);
}

#[test]
fn what_tells_items_apart() {
    let item = read(&charm(20));
    let own = record(&item);
    for (key, other) in [
        ("item_level", json!(91)),
        ("is_ethereal", json!(true)),
        ("corrupted", json!(true)),
        ("socket_count", json!(1)),
        ("socketed", json!([{"base_code": "r01"}])),
        (
            "modifiers",
            json!([{"name": "maxhp", "values": [20]}, {"name": "maxmana", "values": [1]}]),
        ),
        ("modifiers", json!([])),
    ] {
        let mut stored = own.clone();
        stored[key] = other;
        let index = StashIndex::new(vec![ListedItem::from_market(&stored)]);
        assert!(
            matches!(index.find(&item), Match::Several(near) if !near[0].equal),
            "{key}"
        );
    }
    let mut stored = own;
    stored["runeword"] = json!({"key": "Runeword1"});
    let index = StashIndex::new(vec![ListedItem::from_market(&stored)]);
    assert_eq!(index.find(&item), Match::None(NoMatch::OthersOfItsKind));
}

#[test]
fn nothing_is_found_for_a_reason() {
    let item = read(&charm(20));
    assert_eq!(
        StashIndex::default().find(&item),
        Match::None(NoMatch::EmptyStash)
    );
    let ring = json!({"type": "Ring", "quality": "Magic", "name": "Odd"});
    let index = StashIndex::new(vec![stored(&read(&ring))]);
    assert_eq!(index.find(&item), Match::None(NoMatch::NothingOfItsKind));
    let stats: Vec<Value> = [2, 3, 9, 39, 80]
        .map(|stat| json!({"name": "x", "stat_id": stat, "value": 5}))
        .into();
    let other = json!({"type": "Small Charm", "quality": "Magic", "name": "Odd", "iLevel": 90, "stats": stats});
    let index = StashIndex::new(vec![stored(&read(&other))]);
    assert_eq!(index.find(&item), Match::None(NoMatch::OthersOfItsKind));
}
