//! What constructed markets say of a price.

use std::path::Path;
use std::time::Duration;

use item_parsers::listing::{Likeness, ListedItem, Listing, Side};
use item_parsers::price::{Ask, Estimate, Standing, Sureness, estimate};
use item_parsers::{Item, Modifier, parse_clipboard};
use proptest::prelude::*;
use serde_json::{Value, json};

fn ask(seller: &str, hr: f64) -> Ask<'_> {
    Ask {
        seller,
        hr: Some(hr),
        worded: None,
        likeness: Likeness::SAME,
        own: false,
        age: None,
    }
}

fn like(weight: f64, side: Side) -> Likeness {
    Likeness { weight, side }
}

/// A seller for each price.
fn market(prices: &[f64]) -> Vec<Ask<'static>> {
    const SELLERS: [&str; 16] = [
        "a", "b", "c", "d", "e", "f", "g", "h", "i", "j", "k", "l", "m", "n", "o", "p",
    ];
    let sellers = SELLERS.into_iter().zip(prices);
    sellers.map(|(seller, hr)| ask(seller, *hr)).collect()
}

fn price(asks: &[Ask<'_>]) -> Estimate {
    estimate(asks).expect("a price")
}

fn close(one: f64, other: f64) -> bool {
    (one - other).abs() < 1e-9
}

#[test]
fn median_and_quartiles_of_a_plain_market() {
    let price = price(&market(&[1.0, 2.0, 3.0, 4.0, 5.0]));
    assert_eq!((price.low, price.median, price.high), (2.0, 3.0, 4.0));
    assert_eq!((price.asks, price.sellers, price.apart()), (5, 5, 0));
    assert!(close(price.yours, price.median));
    assert_eq!((price.levels, price.sure), (None, Sureness::Rough));
}

#[test]
fn ten_listings_of_one_seller_weigh_as_much_as_one() {
    let honest = market(&[1.0, 1.1, 1.2, 1.3]);
    let mut flooded = honest.clone();
    flooded.extend((0..10).map(|n| ask("flood", 2.0 + f64::from(n) / 10.0)));
    let mut once = honest.clone();
    once.push(ask("flood", 2.0));
    let (flooded, once) = (price(&flooded), price(&once));
    assert_eq!(
        (flooded.low, flooded.median, flooded.high),
        (once.low, once.median, once.high)
    );
    assert_eq!((flooded.sellers, flooded.asks), (5, 14));
    let behind = flooded
        .standings
        .iter()
        .filter(|it| **it == Standing::SameSeller);
    assert_eq!(behind.count(), 9);
}

#[test]
fn a_seller_counts_with_the_cheapest_of_like_items_but_not_with_a_poor_one() {
    let mut asks = market(&[1.0, 1.0, 1.0]);
    asks.push(ask("dealer", 3.0));
    asks.push(ask("dealer", 1.2));
    asks.push(Ask {
        likeness: like(0.2, Side::Worse),
        ..ask("dealer", 0.1)
    });
    let price = price(&asks);
    let of_dealer = &price.standings[3..];
    assert_eq!(
        of_dealer,
        [Standing::SameSeller, Standing::Counts, Standing::SameSeller]
    );
}

#[test]
fn price_fixers_are_set_apart_and_named() {
    let mut asks = market(&[0.4, 0.45, 0.5, 0.5, 0.55, 0.6, 0.5, 0.45]);
    let honest = price(&asks);
    // One asks far too much to make others look cheap, one far too little to catch those who look at the lowest.
    asks.push(ask("dear", 5.0));
    asks.push(ask("cheap", 0.01));
    let fixed = price(&asks);
    assert_eq!(
        (fixed.median, fixed.low, fixed.high),
        (honest.median, honest.low, honest.high)
    );
    assert!(matches!(fixed.standings[8], Standing::TooDear(times) if close(times, 10.0)));
    assert!(matches!(fixed.standings[9], Standing::TooCheap(times) if close(times, 50.0)));
    assert_eq!((fixed.apart(), fixed.sellers), (2, 8));
}

#[test]
fn one_fixer_with_many_listings_is_still_one() {
    let mut asks = market(&[0.4, 0.45, 0.5, 0.5, 0.55]);
    asks.extend((0..40).map(|_| ask("fixer", 9.0)));
    let price = price(&asks);
    assert_eq!((price.median, price.sellers, price.levels), (0.5, 5, None));
    assert_eq!(price.apart(), 1);
}

#[test]
fn two_levels_of_prices_are_both_named_and_nothing_is_sure() {
    let price = price(&market(&[
        0.2, 0.2, 0.22, 0.25, 0.2, 0.21, 2.0, 2.1, 2.2, 2.0, 2.5, 2.1,
    ]));
    let (below, above) = price.levels.expect("two levels");
    assert!((0.2..=0.25).contains(&below) && (2.0..=2.5).contains(&above));
    assert_eq!((price.sure, price.apart()), (Sureness::Rough, 0));
}

#[test]
fn a_second_level_needs_a_quarter_of_the_sellers() {
    let mut prices = vec![1.0; 9];
    prices.extend([6.0, 6.0]);
    assert_eq!(price(&market(&prices)).apart(), 2);
    prices.push(6.0);
    let level = price(&market(&prices));
    assert_eq!((level.apart(), level.levels), (0, Some((1.0, 6.0))));
}

#[test]
fn words_and_numbers_of_all_currencies_count_alike() {
    let listing = |user: &str, fields: Value| {
        let mut row = json!({"_id": user, "user_id": user, "item": {"name": "Ring"}});
        let (Some(row_fields), Some(more)) = (row.as_object_mut(), fields.as_object()) else {
            panic!("objects");
        };
        row_fields.extend(more.clone());
        Listing::from_market(&row).expect("a listing")
    };
    let listings = [
        listing("a", json!({"hr_price": 0.5})),
        listing("b", json!({"price": "0.5", "hr_price": 0})),
        listing("c", json!({"price": "50 wss"})),
        listing("d", json!({"price": "offer"})),
        listing("e", json!({"price": "0.5 obo", "hr_price": 0.5})),
        listing("f", json!({"price": "10 wss", "hr_price": 10})),
    ];
    let asks: Vec<Ask<'_>> = listings.iter().map(Ask::of).collect();
    let price = price(&asks);
    let wss = asks[2].hr.expect("wss have a worth");
    assert_eq!(
        price.standings,
        [
            Standing::Counts,
            Standing::Counts,
            Standing::Counts,
            Standing::Unpriced,
            Standing::Counts,
            Standing::Contradicts
        ]
    );
    assert!(price.low >= wss.min(0.5) && price.high <= wss.max(0.5));
}

#[test]
fn what_nobody_buys_is_set_apart_where_enough_others_are_left() {
    let old = |seller, hr| Ask {
        age: Some(Duration::from_secs(49 * 60 * 60)),
        ..ask(seller, hr)
    };
    let mut asks = market(&[1.0, 1.0, 1.0]);
    asks.extend([old("x", 2.0), old("y", 2.0)]);
    let fresh = price(&asks);
    assert_eq!((fresh.median, fresh.apart()), (1.0, 2));
    assert_eq!(fresh.standings[3], Standing::Stale);
    asks.remove(0);
    let few = price(&asks);
    assert_eq!((few.apart(), few.sellers), (0, 4));
}

#[test]
fn the_players_own_asks_say_nothing() {
    let mut asks = market(&[1.0, 1.0, 1.0]);
    asks.push(Ask {
        own: true,
        ..ask("me", 2.0)
    });
    let price = price(&asks);
    assert_eq!((price.median, price.sellers, price.apart()), (1.0, 3, 0));
    assert_eq!(price.standings[3], Standing::Own);
}

#[test]
fn alike_items_weigh_more() {
    let unlike = |seller, hr| Ask {
        likeness: like(Likeness::LEAST, Side::Worse),
        ..ask(seller, hr)
    };
    let mut asks = market(&[2.0, 2.1, 2.2]);
    asks.extend(["q", "r", "s", "t"].map(|seller| unlike(seller, 1.0)));
    let price = price(&asks);
    assert!(price.median > 1.9, "{price:?}");
    assert_eq!(price.sellers, 7);
}

#[test]
fn yours_lies_between_the_worse_and_the_better() {
    let with = |side, seller, hr| Ask {
        likeness: like(1.0, side),
        ..ask(seller, hr)
    };
    let mut asks = market(&[1.0, 1.5, 2.0, 2.0, 2.0]);
    asks.extend(["w", "x", "y"].map(|seller| with(Side::Worse, seller, 2.5)));
    let better_than_most = price(&asks);
    assert!(close(better_than_most.yours, 2.5), "{better_than_most:?}");
    let mut asks = market(&[1.0, 1.5, 2.0, 2.0, 2.0]);
    asks.extend(["w", "x", "y"].map(|seller| with(Side::Better, seller, 1.2)));
    let poorer_than_some = price(&asks);
    assert!(close(poorer_than_some.yours, 1.2), "{poorer_than_some:?}");
}

#[test]
fn prices_that_do_not_follow_the_rolls_leave_the_median() {
    let with = |side, seller, hr| Ask {
        likeness: like(1.0, side),
        ..ask(seller, hr)
    };
    let mut asks: Vec<Ask<'_>> = Vec::new();
    asks.extend(["u", "v", "w"].map(|seller| with(Side::Better, seller, 1.0)));
    asks.extend(["x", "y", "z"].map(|seller| with(Side::Worse, seller, 2.0)));
    let price = price(&asks);
    assert!(close(price.yours, price.median));
}

#[test]
fn a_word_for_how_sure_it_is() {
    let sure = |prices: &[f64]| price(&market(prices)).sure;
    assert_eq!(sure(&[1.0]), Sureness::TooFew);
    assert_eq!(sure(&[1.0, 1.0]), Sureness::TooFew);
    assert_eq!(sure(&[1.0, 1.0, 1.0]), Sureness::Rough);
    assert_eq!(sure(&[1.0; 6]), Sureness::Fair);
    assert_eq!(sure(&[1.0; 12]), Sureness::Sure);
    let wide: Vec<f64> = (4..16).map(|n| f64::from(n) / 4.0).collect();
    assert_eq!(sure(&wide), Sureness::Fair);
    assert_eq!(sure(&[0.5, 0.5, 0.5, 1.3, 1.3, 1.3]), Sureness::Rough);
}

#[test]
fn many_poor_likenesses_are_not_sure() {
    let unlike = |seller| Ask {
        likeness: like(0.05, Side::Beside),
        ..ask(seller, 1.0)
    };
    let mut asks: Vec<Ask<'_>> = ["a", "b", "c", "d", "e", "f"].map(unlike).to_vec();
    asks.push(ask("same", 1.0));
    assert_eq!(price(&asks).sure, Sureness::Rough);
}

#[test]
fn without_prices_there_is_no_estimate() {
    assert_eq!(estimate(&[]), None);
    let nothing = Ask {
        hr: None,
        ..ask("a", 1.0)
    };
    assert_eq!(estimate(&[nothing]), None);
    let sold = json!({"_id": "1", "hr_price": 1.0, "accepted_offer_id": "x", "item": {}});
    let sold = Listing::from_market(&sold).expect("a listing");
    assert_eq!(estimate(&[Ask::of(&sold)]), None);
}

fn case(path: &str) -> String {
    let path = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("tests/cases")
        .join(path);
    std::fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

fn raven_frost() -> Item {
    parse_clipboard(&case("clipboard/01-unique-ring-corrupted.item.json")).expect("an item")
}

fn raven_frosts() -> Vec<Listing> {
    let answer: Value =
        serde_json::from_str(&case("listings/raven-frost.json")).expect("an answer");
    let rows = answer["data"].as_array().expect("listings");
    rows.iter()
        .map(|row| Listing::from_market(row).expect("a listing"))
        .collect()
}

#[test]
fn the_price_of_real_listings() {
    let listings = raven_frosts();
    let asks = Ask::compared(&raven_frost(), &listings, None, |_| None);
    let price = price(&asks);
    assert!((0.1..=0.4).contains(&price.median), "{price:?}");
    assert!(price.sellers <= price.asks && price.asks <= 25);
    assert_eq!(price.standings.len(), 25);
    assert_ne!(price.sure, Sureness::TooFew);
}

/// The listed item with this much dexterity.
fn with_dexterity(listing: &Listing, amount: f64) -> ListedItem {
    let mut listed = listing.item.clone();
    for row in listed
        .modifiers
        .iter_mut()
        .filter(|row| row.name == "dexterity")
    {
        row.values = vec![amount];
    }
    listed
}

#[test]
fn likeness_falls_as_a_roll_goes_away_from_ours() {
    let item = raven_frost();
    let dexterity = item.modifiers.iter().find(|it| it.name == "dexterity");
    let ours = dexterity.and_then(Modifier::amount).expect("dexterity") as f64;
    for listing in &raven_frosts() {
        let weight = |amount: f64| Likeness::of(&item, &with_dexterity(listing, amount)).weight;
        assert!((Likeness::LEAST..=1.0).contains(&weight(ours)));
        for step in 0..3 {
            let near = f64::from(step);
            assert!(weight(ours - near) >= weight(ours - near - 1.0));
            assert!(weight(ours + near) >= weight(ours + near + 1.0));
        }
        assert!(weight(ours) > weight(ours - 3.0), "{}", listing.id);
    }
}

fn any_ask() -> impl Strategy<Value = (u8, f64, f64, u8, Option<u32>)> {
    (
        0u8..12,
        0.001f64..1_000.0,
        0.05f64..=1.0,
        0u8..3,
        prop::option::of(0u32..100),
    )
}

proptest! {
    #[test]
    fn figures_are_in_order_whatever_is_asked(rows in prop::collection::vec(any_ask(), 1..60)) {
        let sellers: Vec<String> = rows.iter().map(|row| row.0.to_string()).collect();
        let sides = [Side::Better, Side::Worse, Side::Beside];
        let asks: Vec<Ask<'_>> = rows.iter().zip(&sellers).map(|(row, seller)| Ask {
            likeness: like(row.2, sides[usize::from(row.3)]),
            age: row.4.map(|hours| Duration::from_secs(u64::from(hours) * 3_600)),
            ..ask(seller, row.1)
        }).collect();
        let price = price(&asks);
        prop_assert!(price.low <= price.median && price.median <= price.high);
        let prices = rows.iter().map(|row| row.1);
        let (least, most) = prices.fold((f64::MAX, 0.0f64), |(least, most), hr| (least.min(hr), most.max(hr)));
        prop_assert!(least <= price.yours && price.yours <= most);
        prop_assert!(price.sellers <= price.asks && price.asks <= asks.len());
        let counting = price.standings.iter().filter(|it| **it == Standing::Counts).count();
        prop_assert_eq!(counting, price.sellers);
        prop_assert_eq!(price.sure == Sureness::TooFew, price.sellers < 3);
    }

    /// The order of the answer says nothing.
    #[test]
    fn the_order_of_the_asks_does_not_matter(prices in prop::collection::vec(0.01f64..100.0, 3..16), turn in 0usize..16) {
        let asks = market(&prices);
        let mut turned = asks.clone();
        turned.rotate_left(turn % asks.len());
        let (one, other) = (price(&asks), price(&turned));
        prop_assert!(close(one.median, other.median) && close(one.low, other.low) && close(one.high, other.high));
        prop_assert_eq!((one.sellers, one.sure, one.apart()), (other.sellers, other.sure, other.apart()));
    }
}

#[test]
fn a_stack_is_worth_what_others_ask_for_as_many_pieces() {
    let listing = |id: &str, hr: f64, quantity: Value| {
        let row = json!({
            "_id": id, "user_id": id, "hr_price": hr, "price": format!("{hr} hr"),
            "item": {"name": "Key of Terror", "quantity": quantity},
        });
        Listing::from_market(&row).expect("a listing")
    };
    let listings = [
        listing("a", 0.04, Value::Null),
        listing("b", 0.4, json!(10)),
        listing("c", 0.12, json!(3)),
    ];
    for (pieces, worth) in [(None, 0.04), (Some(1), 0.04), (Some(4), 0.16)] {
        let item = Item {
            quantity: pieces,
            ..Item::default()
        };
        let asks = Ask::compared(&item, &listings, None, |_| None);
        let estimate = estimate(&asks).expect("prices");
        assert!(
            (estimate.median - worth).abs() < 1e-9,
            "{pieces:?}: {estimate:?}"
        );
        assert_eq!(estimate.asks, 3, "none contradicts itself");
    }
}
