//! Listings, sellers' words and what they say of a price.

use std::path::Path;

use item_parsers::listing::{ListedItem, Listing, brief, differences};
use item_parsers::price::{Asking, BadPrice, Rate, Rates, hr_of_note};
use item_parsers::{Item, parse_clipboard};
use proptest::prelude::*;
use serde_json::{Value, json};

fn case(path: &str) -> String {
    let path = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("tests/cases")
        .join(path);
    std::fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

fn rates() -> Rates {
    let rate = |name: &str, hr: f64| Rate {
        names: vec![name.to_owned()],
        hr,
    };
    Rates::new(vec![
        rate("ber", 1.2),
        rate("gul", 0.2),
        rate("ist", 0.15),
        rate("wss", 0.01),
        rate("vex", 0.4),
    ])
}

fn raven_frosts() -> Vec<Listing> {
    let answer: Value =
        serde_json::from_str(&case("listings/raven-frost.json")).expect("an answer");
    let rows = answer["data"].as_array().expect("listings");
    rows.iter()
        .map(|row| Listing::from_market(row).expect("a listing"))
        .collect()
}

fn raven_frost() -> Item {
    parse_clipboard(&case("clipboard/01-unique-ring-corrupted.item.json")).expect("an item")
}

#[test]
fn notes_in_sellers_words() {
    let worth = [
        ("0.5", 0.5),
        (".5", 0.5),
        (".50", 0.5),
        ("1", 1.0),
        ("1  hrs", 1.0),
        ("2hr", 2.0),
        ("10wss", 0.1),
        ("10 WSS", 0.1),
        ("35 wss", 0.35),
        ("gul", 0.2),
        ("Gul", 0.2),
        ("ber obo", 1.2),
        ("ber rune", 1.2),
        ("ist each", 0.15),
        ("0.15/ist", 0.15),
        (".1/10wss", 0.1),
        (".10 or 10 wss", 0.1),
        ("2 gul + ist", 0.55),
        ("2gul+ist", 0.55),
        ("vex and gul", 0.6),
        ("gul, ist", 0.35),
        ("ber & ist", 1.35),
        ("3 hr firm", 3.0),
        ("0.5 HR b/o", 0.5),
        ("~0.5", 0.5),
        ("5x ist", 0.75),
        ("ist x5", 0.75),
        ("$.25", 0.25),
        ("0,5", 0.5),
        ("1.5-2", 1.5),
        ("1.5 - 2 hr", 1.5),
        ("0.5 or offer", 0.5),
        ("offer or 0.5", 0.5),
        ("1/2 hr", 0.5),
        ("1/4", 0.25),
        ("1hr 50wss", 1.5),
        ("2 ists", 0.3),
        ("1 hr + 2 gul 5 wss", 1.45),
        ("5x ist obo", 0.75),
    ];
    for (note, hr) in worth {
        let read = hr_of_note(note, &rates()).unwrap_or_else(|| panic!("“{note}” was not read"));
        assert!(
            (read.hr - hr).abs() < 1e-9,
            "“{note}” is {} by {}",
            read.hr,
            read.reason
        );
        assert!(!read.reason.is_empty());
    }
}

#[test]
fn notes_that_name_no_amount() {
    for note in [
        "",
        " ",
        "offer",
        "obo",
        "pm me",
        "make an offer",
        "c/o",
        "torch",
        "ask",
        "0",
        "-",
        "ber ist",
        "1 2 3",
        "many hr thanks bye",
    ] {
        assert_eq!(hr_of_note(note, &rates()), None, "“{note}”");
    }
    assert_eq!(hr_of_note(&"1 ".repeat(5000), &rates()), None);
}

#[test]
fn a_reason_says_how_the_number_came_about() {
    let reason = |note: &str| hr_of_note(note, &rates()).map(|worth| worth.reason);
    assert_eq!(reason("10wss").as_deref(), Some("10 × wss at 0.01 HR"));
    assert_eq!(
        reason("2 gul + ist").as_deref(),
        Some("2 × gul at 0.2 HR + 1 × ist at 0.15 HR")
    );
    assert_eq!(reason(".5").as_deref(), Some("0.5 HR"));
}

#[test]
fn rates_can_be_replaced() {
    let dear = Rates::new(vec![Rate {
        names: vec!["Ist".into()],
        hr: 0.3,
    }]);
    assert_eq!(hr_of_note("2 ist", &dear).map(|worth| worth.hr), Some(0.6));
    let nonsense = Rates::new(vec![Rate {
        names: vec!["ist".into()],
        hr: f64::NAN,
    }]);
    assert_eq!(hr_of_note("ist", &nonsense), None);
}

#[test]
fn a_price_that_a_player_asks() {
    let asked = |text: &str| Asking::parse(text, &rates());
    for (text, hr) in [
        ("0.5", Some(0.5)),
        (" 2 gul ", Some(0.4)),
        ("offer", None),
        (".5", Some(0.5)),
    ] {
        let asking = asked(text).expect(text);
        assert_eq!((asking.text.as_str(), asking.hr), (text.trim(), hr));
    }
    for (text, problem) in [
        ("", BadPrice::Empty),
        ("   ", BadPrice::Empty),
        ("-1", BadPrice::NotAboveZero),
        ("-1 hr", BadPrice::NotAboveZero),
        ("0", BadPrice::NotAboveZero),
        ("NaN", BadPrice::NotAboveZero),
        ("1e999", BadPrice::TooMuch),
        ("inf", BadPrice::TooMuch),
        ("99999999", BadPrice::TooMuch),
        ("½", BadPrice::OddCharacter),
        ("1\u{0}", BadPrice::OddCharacter),
    ] {
        assert_eq!(asked(text), Err(problem), "{text}");
    }
    assert_eq!(asked(&"9".repeat(5_000)), Err(BadPrice::TooLong(5_000)));
}

#[test]
fn terms_and_a_note_stand_behind_the_price_and_change_nothing_of_its_worth() {
    let asked = |text: &str, negotiable, note: &str| {
        Asking::parse(text, &rates())
            .expect(text)
            .with_terms(negotiable, note)
    };
    for (text, negotiable, note, sent) in [
        ("0.5", false, "", "0.5"),
        ("0.5", true, " ", "0.5 obo"),
        ("0.5 OBO", true, "", "0.5 OBO"),
        ("offer", true, "", "offer"),
        ("2 gul", true, "perfect roll", "2 gul obo, perfect roll"),
    ] {
        let asking = asked(text, negotiable, note).expect("fits");
        assert_eq!(asking.text, sent);
        assert_eq!(asking.hr, Asking::parse(text, &rates()).expect(text).hr);
    }
    assert_eq!(
        asked("1", false, &"x".repeat(98)),
        Err(BadPrice::TooLong(101))
    );
    assert_eq!(asked("1", false, "a\nb"), Err(BadPrice::OddCharacter));
}

#[test]
fn an_amount_alone_takes_over_what_stood_behind_another() {
    for (old, typed, sent) in [
        ("0.5 obo, perfect", "0.7", "0.7 obo, perfect"),
        ("0.5 obo", " 2 gul ", "2 gul obo"),
        (
            "2 gul, ist, perfect roll, trust me",
            "3 gul, ist",
            "3 gul, ist, perfect roll, trust me",
        ),
        ("0,5 or offer", "0,7", "0,7 obo"),
        ("0.5", "0.7", "0.7"),
        ("", "0.7", "0.7"),
        // Words of the player's own.
        ("0.5 obo, perfect", "0.7 obo", "0.7 obo"),
        ("0.5 obo, perfect", "0.7 firm", "0.7 firm"),
        ("0.5 obo, perfect", "0.7, fair", "0.7, fair"),
        ("0.5 obo, perfect", "offer", "offer"),
        // What cannot be told apart.
        ("offer, perfect", "0.7", "0.7"),
        ("perfect, 0.5 obo", "0.7", "0.7"),
        ("0.5, perfect, 2 gul", "0.7", "0.7"),
        ("0.5, two\nlines", "0.7", "0.7"),
    ] {
        let new = Asking::parse(typed, &rates()).expect(typed);
        let placed = new.clone().in_place_of(old, &rates()).expect("fits");
        assert_eq!((placed.text.as_str(), placed.hr), (sent, new.hr), "{old}");
    }
    let long = format!("1, {}", "x".repeat(97));
    let placed = Asking::parse("10", &rates()).and_then(|new| new.in_place_of(&long, &rates()));
    assert_eq!(placed, Err(BadPrice::TooLong(101)));
}

proptest! {
    #[test]
    fn any_price_that_is_taken_is_above_zero_and_short(text in "\\PC{0,120}", note in "\\PC{0,40}", negotiable: bool) {
        let asking = Asking::parse(&text, &rates()).and_then(|asking| asking.with_terms(negotiable, &note));
        if let Ok(asking) = asking {
            prop_assert!(asking.text.chars().count() <= 100 && !asking.text.is_empty());
            prop_assert!(asking.hr.is_none_or(|hr| hr > 0.0 && hr <= 1_000_000.0));
        }
    }

    #[test]
    fn any_amount_in_hr_is_read_as_it_was_written(cents in 1u32..10_000_000) {
        let hr = f64::from(cents) / 100.0;
        let asking = Asking::parse(&hr.to_string(), &rates()).expect("a price");
        prop_assert!((asking.hr.expect("an amount") - hr).abs() < 1e-9);
    }
}

#[test]
fn real_listings_all_read() {
    let listings = raven_frosts();
    assert_eq!(listings.len(), 25);
    for listing in &listings {
        assert!(listing.hr.is_some(), "{:?}", listing.price);
        assert_eq!(listing.item.unique_id, Some(276));
        assert!(
            !listing.user_id.is_empty() && listing.seller.is_some() && listing.bumped_at.is_some()
        );
        assert!(listing.item.modifiers.len() > 5);
    }
}

#[test]
fn a_partial_listing_is_read_and_a_broken_one_refused() {
    let row = json!({
        "_id": "1", "price": " gul ", "hr_price": 0, "item": {"account_id": "acc"},
        "user": {"username": "Seller", "in_game_account": "acc"},
    });
    let listing = Listing::from_market(&row).expect("a listing");
    assert_eq!(
        (listing.price.as_deref(), listing.hr_price),
        (Some("gul"), None)
    );
    assert_eq!(listing.seller.as_deref(), Some("Seller"));
    assert!(listing.is_in_game());
    for broken in [
        json!(null),
        json!([]),
        json!({"item": {}}),
        json!({"_id": "1"}),
    ] {
        assert!(Listing::from_market(&broken).is_err(), "{broken}");
    }
}

#[test]
fn differences_name_what_is_better_first() {
    let item = raven_frost();
    let mut lines = String::new();
    for listing in raven_frosts().iter().take(8) {
        let words: Vec<String> = differences(&item, listing)
            .iter()
            .map(|difference| {
                format!(
                    "{} {}",
                    if difference.better { "▲" } else { "▼" },
                    difference.text
                )
            })
            .collect();
        lines += &format!("{}\n", words.join(", "));
    }
    insta::assert_snapshot!(lines);
}

#[test]
fn an_item_in_brief_is_what_moves_its_price() {
    let item = ListedItem::from_market(&json!({"modifiers": [
        {"name": "item_cannotbefrozen", "values": [1]},
        {"name": "armorclass", "values": [10]},
        {"name": "item_charged_skill", "values": [1, 2, 3]},
        {"name": "item_addclassskills", "values": [3, 2]},
        {"name": "dexterity", "values": ["odd"]},
        {"name": "coldmindam", "values": [15, 45, 100]},
        {"name": "item_fastercastrate", "values": [20]},
        {"name": "maxhp", "values": [60]},
        {"name": "maxhp", "values": [60]},
    ]}));
    let all = ["2 class skills", "20 FCR", "60 life", "10 def", "CBF"];
    assert_eq!(brief(&item, 9), all);
    assert_eq!(brief(&item, 2), all[..2]);
    assert!(brief(&ListedItem::default(), 3).is_empty());
}

proptest::proptest! {
    /// Any amount of any unit, however it is written, is worth its product.
    #[test]
    fn amounts_and_units_multiply(amount in 1u32..100_000, unit in 0usize..6, form in 0usize..5) {
        let amount = f64::from(amount) / 100.0;
        let units = [("ber", 1.2), ("gul", 0.2), ("ist", 0.15), ("wss", 0.01), ("vex", 0.4), ("hr", 1.0)];
        let (name, hr) = units[unit];
        let note = match form {
            0 => format!("{amount}{name}"),
            1 => format!("{amount} {}", name.to_uppercase()),
            2 => format!("  {amount}x {name} obo "),
            3 => format!("{name} x{amount}"),
            _ => format!("offer / {amount}{name}"),
        };
        let worth = hr_of_note(&note, &rates()).map(|worth| worth.hr);
        proptest::prop_assert!(worth.is_some_and(|worth| (worth - amount * hr).abs() < 1e-9), "{} {:?}", note, worth);
    }
}
