//! What the player is told of, and how often.

use super::*;

#[test]
fn a_match_is_asked_about_at_once_and_told() {
    let mut stage = Stage::watching("0.5", &[]);
    stage.hear(EventKind::Created, record("a", "0.4"));
    let query = stage.answer(&[record("a", "0.4")]);
    assert_eq!(query["_id"], json!({"$in": ["a"]}));
    assert_eq!(query["item.unique.id"], 276);
    assert!(query["updated_at"]["$gte"].is_string());
    let hits = stage.hits();
    assert_eq!(hits.len(), 1);
    assert_eq!(hits[0].listing.seller.as_deref(), Some("Seller"));
    assert_eq!((hits[0].ceiling, hits[0].more), (Some(0.5), 0));
    assert_eq!(stage.kept().expect("kept")[0].told, ["a"]);
}

#[test]
fn the_market_says_whether_it_fits() {
    let mut stage = Stage::watching("0.5", &[]);
    stage.hear(EventKind::Created, record("a", "0.4"));
    stage.answer(&[]);
    assert!(stage.hits().is_empty());
    stage.pass(PAUSE);
    assert!(stage.look().is_none(), "it is not asked about again");
}

#[test]
fn what_is_dearer_is_not_told_until_its_price_drops() {
    let mut stage = Stage::watching("0.5", &[record("a", "0.8")]);
    stage.hear(EventKind::Patched, record("a", "0.6"));
    assert!(stage.look().is_none());
    stage.hear(EventKind::Created, record("b", "offer"));
    assert!(stage.look().is_none(), "without an amount it is not cheap");
    stage.hear(EventKind::Patched, record("a", "0.5"));
    stage.answer(&[record("a", "0.5")]);
    assert_eq!(stage.told(), ["a"]);
}

#[test]
fn a_listing_is_told_once_and_what_was_seen_is_not() {
    let mut stage = Stage::watching("0.5", &[record("seen", "0.3")]);
    stage.hear(EventKind::Patched, record("seen", "0.2"));
    assert!(stage.look().is_none());
    stage.hear(EventKind::Created, record("a", "0.4"));
    let (look, _) = stage.look().expect("asked");
    stage.hear(EventKind::Patched, record("a", "0.3"));
    stage.step(Input::Looked {
        look,
        result: Ok(page(&[record("a", "0.3")])),
    });
    assert_eq!(stage.told(), ["a"]);
    stage.pass(PAUSE);
    assert!(stage.look().is_none());
    stage.hear(EventKind::Patched, record("a", "0.1"));
    assert!(stage.look().is_none());
    stage.looks(&[record("a", "0.1"), record("seen", "0.2")]);
    assert!(stage.hits().is_empty());
}

#[test]
fn two_watches_tell_of_a_listing_once() {
    let mut stage = Stage::watching("0.5", &[]);
    stage.step(Input::Add(Box::new(NewWatch {
        subject: Subject::default(),
        query: json!({"item.unique.id": 276}),
        ceiling: String::new(),
        seen: Vec::new(),
    })));
    stage.hear(EventKind::Created, record("a", "0.4"));
    stage.answer(&[record("a", "0.4")]);
    assert_eq!(stage.told(), ["a"]);
    stage.pass(PAUSE);
    stage.answer(&[record("a", "0.4")]);
    assert!(stage.hits().is_empty());
}

#[test]
fn the_cheapest_of_several_is_told_with_how_many_more_there_are() {
    let mut stage = Stage::watching("", &[]);
    stage.looks(&[record("a", "0.9"), record("b", "0.4"), record("c", "offer")]);
    let hits = stage.hits();
    assert_eq!(stage.told(), ["b"]);
    assert_eq!((hits[0].more, hits[0].ceiling), (2, None));
}

#[test]
fn what_is_sold_before_it_is_asked_about_is_not_told_and_what_was_told_is_withdrawn() {
    let mut stage = Stage::watching("0.5", &[]);
    stage.hear(EventKind::Created, record("a", "0.4"));
    let (look, _) = stage.look().expect("asked");
    stage.hear(EventKind::Created, record("b", "0.4"));
    stage.hear(
        EventKind::Patched,
        with(record("b", "0.4"), "accepted_offer_id", json!("offer")),
    );
    stage.step(Input::Looked {
        look,
        result: Ok(page(&[record("a", "0.4")])),
    });
    assert_eq!(stage.told(), ["a"]);
    stage.pass(PAUSE);
    assert!(stage.look().is_none(), "b is sold");
    stage.hear(EventKind::Removed, record("a", "0.4"));
    assert_eq!(stage.effects, [Effect::Withdraw { watch: 1 }]);
    stage.hear(EventKind::Removed, record("a", "0.4"));
    assert!(stage.effects.is_empty());
}

#[test]
fn what_is_the_players_own_or_anothers_kind_or_realm_is_left_alone() {
    let mut stage = Stage::watching("", &[]);
    for other in [
        with(record("a", "0.1"), "user_id", json!(PLAYER)),
        with(record("a", "0.1"), "is_ladder", json!(false)),
        with(record("a", "0.1"), "is_hardcore", json!(true)),
        with(record("a", "0.1"), "item", json!({"unique": {"id": 1}})),
        json!({"_id": "a"}),
    ] {
        stage.hear(EventKind::Created, other.clone());
        assert!(stage.look().is_none(), "{other}");
    }
    stage.looks(&[with(record("a", "0.1"), "user_id", json!(PLAYER))]);
    assert!(stage.hits().is_empty());
}
