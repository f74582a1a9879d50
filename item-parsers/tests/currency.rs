//! What a stash holds in runes and the like, and what that is worth.

use item_parsers::currency::{Group, held, kind, query, sum, worth};
use item_parsers::listing::Listing;
use item_parsers::price::Standing;
use item_parsers::query::Scope;
use proptest::prelude::*;
use serde_json::{Value, json};

fn counts(counts: &Value, items: &[Value]) -> Vec<(&'static str, u64)> {
    let held = held(counts, items);
    held.iter()
        .map(|held| (held.kind.name, held.count))
        .collect()
}

fn listing(id: &str, code: &str, price: &str, quantity: Option<u32>) -> Listing {
    let mut item = json!({"name": "x", "base_code": code});
    if let Some(quantity) = quantity {
        item["quantity"] = quantity.into();
    }
    let listing = json!({"_id": id, "user_id": id, "price": price, "item": item});
    Listing::from_market(&listing).expect("a listing")
}

#[test]
fn a_stash_is_counted_by_its_own_counts_and_its_items() {
    let own = json!({
        "runes": {"r30": 2, "r26": 0, "r01": "many"},
        "gems": {"perfect": {"amethyst": 14}},
        "wss": 37,
        "gold": 1_000_000,
        "unheard of": 7,
    });
    let items = [
        json!({"base_code": "r30", "name": "Ber Rune"}),
        json!({"base_code": "r30s", "quantity": 5}),
        json!({"base_code": "pk1", "quantity": 4}),
        json!({"base_code": "rin"}),
        json!(null),
    ];
    assert_eq!(
        counts(&own, &items),
        [
            ("Ber", 8),
            ("Perfect Amethyst", 14),
            ("Key of Terror", 4),
            ("Worldstone Shard", 37)
        ]
    );
    for odd in [json!(null), json!([1]), json!({"runes": 7})] {
        assert_eq!(counts(&odd, &[]), []);
    }
}

#[test]
fn every_kind_is_found_by_its_codes_and_has_a_group() {
    for (code, name, group) in [
        ("r33", "Zod", Group::Runes),
        ("r33s", "Zod", Group::Runes),
        ("gpv", "Perfect Amethyst", Group::Gems),
        ("pk1", "Key of Terror", Group::Keys),
        ("tes", "Twisted Essence of Suffering", Group::Essences),
        ("std", "Standard of Heroes", Group::Maps),
        ("crfb", "Blood Craft Infusion", Group::Crafts),
        ("wss", "Worldstone Shard", Group::Others),
    ] {
        let kind = kind(code).expect(code);
        assert_eq!((kind.name, kind.group), (name, group));
    }
    assert_eq!(kind("gld"), None, "gold is no ware");
}

#[test]
fn a_stack_is_worth_its_price_over_its_pieces() {
    let wss = kind("wss").expect("shards");
    let listings = [
        listing("a", "wss", "0.4", Some(40)),
        listing("b", "wss", "0.02", None),
        listing("c", "wss", "0.3", Some(20)),
        listing("d", "wss", "offer", Some(9)),
        listing("e", "r30", "1", None),
    ];
    let estimate = worth(wss, &listings, None).expect("prices");
    assert_eq!(estimate.asks, 3);
    assert!((estimate.median - 0.015).abs() < 1e-9, "{estimate:?}");
    assert_eq!(worth(wss, &listings[3..], None), None);
}

#[test]
fn a_stack_whose_number_and_words_agree_counts_however_many_it_holds() {
    let ber = kind("r30").expect("Ber");
    let stack = |id: &str, price: &str, hr: f64| Listing {
        hr: Some(hr),
        hr_price: Some(hr),
        ..listing(id, "r30s", price, Some(10))
    };
    let listings = [stack("a", "5", 5.0), stack("b", "5 hr", 0.5)];
    let estimate = worth(ber, &listings, None).expect("prices");
    assert_eq!(
        estimate.standings,
        [Standing::Counts, Standing::Contradicts]
    );
    assert!((estimate.median - 0.5).abs() < 1e-9, "{estimate:?}");
}

#[test]
fn the_players_own_listings_say_nothing_of_a_worth() {
    let ber = kind("r30").expect("Ber");
    let listings = [
        listing("me", "r30", "9", None),
        listing("a", "r30", "1", None),
    ];
    let median = |player| worth(ber, &listings, player).map(|estimate| estimate.median);
    assert_eq!(median(Some("me")), Some(1.0));
    assert_eq!(worth(ber, &listings[..1], Some("me")), None);
    assert_eq!(worth(ber, &listings[..1], None).map(|it| it.asks), Some(1));
}

#[test]
fn a_query_asks_for_single_pieces_and_stacks_of_the_realm() {
    let scope = Scope {
        ladder: true,
        hardcore: false,
        limit: 50,
        updated_since: "2026-01-01T00:00:00Z".to_owned(),
    };
    let query = query(kind("r30").expect("Ber"), &scope);
    assert_eq!(query["item.base_code"], json!({"$in": ["r30", "r30s"]}));
    assert_eq!(
        (&query["is_ladder"], &query["$limit"]),
        (&json!(true), &json!(50))
    );
}

proptest! {
    #[test]
    fn a_sum_is_finite_ordered_and_at_least_each_part(parts in prop::collection::vec((any::<u64>(), any::<f64>()), 0..40)) {
        let all = sum(parts.iter().copied());
        prop_assert!(all.is_finite() && all >= 0.0);
        for (count, each) in &parts {
            prop_assert!(all >= sum([(*count, *each)]) * (1.0 - 1e-9));
        }
        let mut reversed = parts;
        reversed.reverse();
        let other = sum(reversed);
        prop_assert!((all - other).abs() <= all.max(1.0) * 1e-9);
    }

    #[test]
    fn sums_of_hundredths_are_exact_to_the_hundredth(parts in prop::collection::vec((0u64..10_000, 1u32..100_000), 0..60)) {
        let hundredths: u64 = parts.iter().map(|(count, each)| count * u64::from(*each)).sum();
        let all = sum(parts.iter().map(|(count, each)| (*count, f64::from(*each) / 100.0)));
        prop_assert_eq!((all * 100.0).round() as u64, hundredths);
    }

    #[test]
    fn any_json_is_counted_without_a_fault(text in "[{}\\[\\]\":,a-z0-9.]{0,80}") {
        let value: Value = serde_json::from_str(&text).unwrap_or(Value::Null);
        for held in held(&value, std::slice::from_ref(&value)) {
            prop_assert!(held.count > 0);
        }
    }
}
