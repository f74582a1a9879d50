//! What is searched for: margins, identities, what is given up first, and the same filters evaluated here.

use item_parsers::filter::{
    Bounds, Filter, Target, fits, preselect, relaxations, wider_relaxations,
};
use item_parsers::listing::ListedItem;
use item_parsers::query::{Scope, listing_query};
use item_parsers::{Item, parse_clipboard};
use serde_json::{Value, json};

fn read(item: &Value) -> Item {
    parse_clipboard(&item.to_string()).expect("an item")
}

fn scope() -> Scope {
    Scope {
        ladder: true,
        hardcore: false,
        limit: 50,
        updated_since: String::new(),
    }
}

fn query(item: &Value) -> Value {
    let item = read(item);
    listing_query(&item, &preselect(&item), &scope())
}

fn filter_of<'a>(filters: &'a [Filter], market: &str) -> &'a Filter {
    let is = |filter: &&Filter| matches!(&filter.target, Target::Modifier { name, .. } if *name == market);
    filters
        .iter()
        .find(is)
        .unwrap_or_else(|| panic!("no filter on {market}"))
}

/// The least amount that a magic item's property is searched with.
fn least(type_name: &str, stat: u16, amount: i64) -> Option<f64> {
    let item = read(&json!({
        "type": type_name, "quality": "Magic", "name": "Odd",
        "stats": [{"name": "x", "stat_id": stat, "value": amount}],
    }));
    let name = item.modifiers[0].name;
    filter_of(&preselect(&item), name)
        .bounds
        .and_then(|bounds| bounds.min)
}

#[test]
fn margins_respect_what_makes_a_difference() {
    let (cast_rate, magic_find, life, fire_skill_damage) = (105, 80, 7, 329);
    assert_eq!(
        least("Amulet", cast_rate, 20),
        Some(20.0),
        "20 FCR is not 19"
    );
    assert_eq!(least("Amulet", cast_rate, 26), Some(25.0));
    assert_eq!(least("Amulet", cast_rate, 4), Some(1.0));
    assert_eq!(least("Small Charm", magic_find, 7), Some(7.0));
    assert_eq!(
        least("Grand Charm", fire_skill_damage, 4),
        Some(4.0),
        "a 4 % charm is not a 3 % charm"
    );
    assert_eq!(least("Grand Charm", life, 45), Some(41.0));
}

#[test]
fn a_smaller_number_may_be_the_better_one() {
    let item = read(&json!({
        "type": "Shako", "quality": "Magic", "name": "Odd",
        "stats": [{"name": "Requirements", "stat_id": 91, "value": -30}],
    }));
    let bounds = filter_of(&preselect(&item), "item_req_percent")
        .bounds
        .expect("bounds");
    assert_eq!((bounds.min, bounds.max), (None, Some(-27.0)));
}

#[test]
fn what_is_there_or_not_has_no_bounds() {
    let item = read(&json!({
        "type": "Ring", "quality": "Unique", "name": "Raven Frost",
        "stats": [{"name": "Cannot Be Frozen", "stat_id": 153, "value": 1}],
    }));
    let filters = preselect(&item);
    assert_eq!(filter_of(&filters, "item_cannotbefrozen").bounds, None);
}

#[test]
fn items_are_asked_for_by_exact_ids() {
    let annihilus =
        query(&json!({"type": "Small Charm", "quality": "Unique", "name": "Annihilus"}));
    assert_eq!(annihilus["item.unique.id"], 382);
    let spirit = query(&json!({
        "type": "Crystal Sword", "quality": "Normal", "isRuneword": true, "runeword": "Spirit", "sockets": 4,
    }));
    assert_eq!(spirit["item.runeword.key"], "Runeword130");
    assert!(spirit.get("item.quality.name").is_none() && spirit.get("item.name").is_none());
    let facet = query(&json!({"type": "Jewel", "quality": "Unique", "name": "Rainbow Facet"}));
    assert!(
        facet["item.unique.id"]["$in"]
            .as_array()
            .is_some_and(|ids| ids.len() > 4)
    );
}

#[test]
fn names_that_must_be_patterns_are_escaped_and_anchored() {
    let query = query(&json!({"type": "Ring", "quality": "Unique", "name": "Ring of (.*) $"}));
    assert_eq!(
        query["item.name"]["$regex"],
        "^Ring of \\(\\.\\*\\) \\$\\s*$"
    );
    assert_eq!(query["item.quality.name"], "Unique");
}

#[test]
fn an_ethereal_item_keeps_its_other_filters() {
    let query = query(&json!({
        "type": "Thresher", "quality": "Normal", "isRuneword": true, "runeword": "Insight", "isEthereal": true,
        "stats": [{"name": "Chance of Critical Strike", "stat_id": 258, "value": 21}],
    }));
    assert_eq!(query["item.is_ethereal"], true);
    assert_eq!(
        query["item.modifiers"]["$all"].as_array().map(Vec::len),
        Some(1)
    );
}

#[test]
fn an_unidentified_item_is_asked_for_as_such() {
    let query = query(&json!({
        "type": "Ring", "quality": "Unique", "name": "Raven Frost", "unidentified": true,
        "stats": [{"name": "to Dexterity", "stat_id": 2, "value": 20, "range": {"min": 15, "max": 20}}],
    }));
    assert_eq!(query["item.is_identified"], false);
    assert_eq!(query["item.base_code"], "rin");
    assert!(query.get("item.unique.id").is_none() && query.get("item.modifiers").is_none());
}

#[test]
fn a_base_is_asked_for_by_what_it_is_good_for() {
    let socketed =
        query(&json!({"type": "Monarch", "quality": "Superior", "iLevel": 85, "sockets": 4}));
    assert_eq!(socketed["item.socket_count"], json!({"$gte": 4, "$lte": 4}));
    assert_eq!(socketed["item.is_ethereal"], false);
    assert!(socketed.get("item.item_level").is_none());
    // How many sockets it can get depends on the level: 1–25, 26–40, 41 up.
    for (level, least) in [(85, 41), (30, 26), (12, 1)] {
        let bare = query(&json!({"type": "Monarch", "quality": "Normal", "iLevel": level}));
        assert_eq!(
            bare["item.item_level"],
            json!({"$gte": least}),
            "item level {level}"
        );
        assert_eq!(bare["item.socket_count"], json!({"$gte": 0, "$lte": 0}));
    }
}

#[test]
fn the_scope_is_in_the_query() {
    let item = read(&json!({"type": "Ring", "quality": "Unique", "name": "Raven Frost"}));
    let scope = Scope {
        ladder: false,
        hardcore: true,
        limit: 7,
        updated_since: "2026-11-20T00:00:00.000Z".into(),
    };
    let query = listing_query(&item, &[], &scope);
    assert_eq!(
        (&query["is_ladder"], &query["is_hardcore"]),
        (&json!(false), &json!(true))
    );
    assert_eq!(
        (&query["$limit"], &query["accepted_offer_id"]),
        (&json!(7), &Value::Null)
    );
    assert_eq!(query["updated_at"]["$gte"], "2026-11-20T00:00:00.000Z");
    assert_eq!(query["$resolve"]["user"]["in_game_account"], true);
}

fn rare_ring() -> Item {
    read(&json!({
        "type": "Ring", "quality": "Rare", "name": "Storm Whorl", "stats": [
            {"name": "to Strength", "value": 12},
            {"name": "Mana stolen per hit", "stat_id": 62, "value": 4},
            {"name": "Faster Cast Rate", "stat_id": 105, "value": 10},
        ],
    }))
}

fn line(filters: &[Filter], id: u32) -> &str {
    let found = filters.iter().find(|filter| filter.id == id);
    &found.expect("one of them").text
}

#[test]
fn what_matters_least_is_given_up_first() {
    let filters = preselect(&rare_ring());
    let order: Vec<&str> = relaxations(&filters)
        .into_iter()
        .flat_map(|relaxation| relaxation.given_up)
        .map(|id| line(&filters, id))
        .collect();
    assert_eq!(
        order,
        [
            "+12 to Strength",
            "4% Mana stolen per hit",
            "10% Faster Cast Rate"
        ]
    );
    for relaxation in relaxations(&filters)
        .iter()
        .chain(&wider_relaxations(&filters))
    {
        let off: Vec<u32> = filters
            .iter()
            .zip(&relaxation.filters)
            .filter(|(before, after)| before.on != after.on)
            .map(|(before, _)| before.id)
            .collect();
        let mut given_up: Vec<u32> = relaxation.given_up.clone();
        given_up.sort_unstable();
        assert_eq!(off, given_up);
    }
}

#[test]
fn more_and_more_is_given_up_until_the_item_alone_is_left() {
    let filters = preselect(&rare_ring());
    let wider = wider_relaxations(&filters);
    let steps: Vec<(usize, bool)> = wider
        .iter()
        .map(|relaxation| (relaxation.given_up.len(), relaxation.is_last))
        .collect();
    assert_eq!(steps, [(2, false), (3, true)]);
    let both = wider[0].given_up.iter().map(|id| line(&filters, *id));
    assert!(both.eq(["+12 to Strength", "4% Mana stolen per hit"]));
    assert!(wider_relaxations(&[]).is_empty());
    let mut single = filters;
    for filter in single.iter_mut().skip(1) {
        filter.on = false;
    }
    single[0].on = true;
    assert!(wider_relaxations(&single).is_empty());
    assert!(relaxations(&single)[0].is_last);
}

#[test]
fn filters_evaluated_here() {
    let mut filters = preselect(&rare_ring());
    let listed = |strength: i64| {
        ListedItem::from_market(&json!({"modifiers": [
            {"name": "strength", "values": [strength]},
            {"name": "manadrainmindam", "values": [4]},
            {"name": "item_fastercastrate", "values": [10]},
        ]}))
    };
    assert!(fits(&filters, &listed(12)) && !fits(&filters, &listed(3)));
    for filter in &mut filters {
        if matches!(
            filter.target,
            Target::Modifier {
                name: "strength",
                ..
            }
        ) {
            filter.bounds = Some(Bounds {
                min: Some(1.0),
                max: Some(5.0),
                step: 1.0,
            });
        }
    }
    assert!(fits(&filters, &listed(3)) && !fits(&filters, &listed(12)));
}

#[test]
fn every_filter_has_an_id_and_a_line() {
    let filters = preselect(&rare_ring());
    for (id, filter) in (0u32..).zip(&filters) {
        assert_eq!(filter.id, id);
        assert!(!filter.text.is_empty());
    }
}
