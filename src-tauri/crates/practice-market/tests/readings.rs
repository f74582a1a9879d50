//! The program's reading of the practice items, held against what the market says of them. Both have
//! their own tables, so that neither hides the other's mistakes.

mod common;

use std::collections::BTreeSet;

use common::Client;
use item_parsers::{
    Item, Modifier,
    filter::{Filter, preselect},
    listing::{ListedItem, Listing},
    parse_clipboard,
    query::{Scope, listing_query},
    stash::{Match, StashIndex},
};
use practice_market::{
    Options,
    inventory::{self, PracticeItem},
    start,
};
use serde_json::{Value, json};

fn parsed(item: &PracticeItem) -> Item {
    parse_clipboard(&item.clipboard).unwrap_or_else(|error| panic!("{}: {error}", item.id))
}

fn scope() -> Scope {
    Scope {
        ladder: true,
        hardcore: false,
        limit: 250,
        updated_since: String::new(),
    }
}

#[tokio::test]
async fn every_practice_item_has_plenty_of_listings() {
    let market = start(Options::default()).await.expect("a market");
    let mut client = Client::open(&market).await;
    for practice in inventory::items() {
        let query = listing_query(&parsed(&practice), &[], &scope());
        let page = client.call(json!(["find", "market/listing", query])).await;
        let total = page.expect("a page")["total"].as_u64().expect("a number");
        assert!(total >= 40, "{}: {total}", practice.id);
    }
    market.stop().await;
}

#[tokio::test]
async fn the_chosen_filters_find_something_for_most_items() {
    let market = start(Options::default()).await.expect("a market");
    let mut client = Client::open(&market).await;
    let mut empty = Vec::new();
    let items = inventory::items();
    for practice in &items {
        let item = parsed(practice);
        let filters: Vec<Filter> = preselect(&item);
        let query = listing_query(&item, &filters, &scope());
        let page = client.call(json!(["find", "market/listing", query])).await;
        let total = page.expect("a page")["total"].as_u64().expect("a number");
        if total < 5 {
            empty.push(practice.id.clone());
        }
    }
    // A few are meant to be too good to be matched: the player learns to drop a filter.
    assert!(empty.len() * 4 <= items.len(), "{empty:?}");
    market.stop().await;
}

#[tokio::test]
async fn modifiers_are_read_as_the_stash_has_them() {
    let market = start(Options::default()).await.expect("a market");
    let mut client = Client::logged_in(&market, "exile").await;
    let stash = client.call(json!(["get", "game/stash", "exile", {}])).await;
    let stash = stash.expect("a stash");
    let records = stash["items"].as_array().expect("items");
    for (practice, record) in inventory::items().iter().zip(records) {
        let item = parsed(practice);
        assert_eq!(
            item.base_code,
            record["base_code"].as_str(),
            "{}",
            practice.id
        );
        assert_eq!(
            item.ethereal,
            record["is_ethereal"] == true,
            "{}",
            practice.id
        );
        assert_eq!(
            json!(item.sockets),
            record["socket_count"],
            "{}",
            practice.id
        );
        assert_eq!(
            item.corrupted,
            record["corrupted"] == true,
            "{}",
            practice.id
        );
        let read: BTreeSet<String> = item.modifiers.iter().map(of_parser).collect();
        let rows = record["modifiers"].as_array().expect("modifiers");
        let kept: BTreeSet<String> = rows.iter().map(of_market).collect();
        assert_eq!(read, kept, "{}", practice.id);
    }
    market.stop().await;
}

#[tokio::test]
async fn each_copied_item_is_found_in_the_stash() {
    let market = start(Options::default()).await.expect("a market");
    let mut client = Client::logged_in(&market, "exile").await;
    let stash = client.call(json!(["get", "game/stash", "exile", {}])).await;
    let stash = stash.expect("a stash");
    let records = stash["items"].as_array().expect("items");
    let index = StashIndex::new(records.iter().map(ListedItem::from_market).collect());
    let items = inventory::items();
    let mut found = 0;
    for item in &items {
        match index.find(&parsed(item)) {
            Match::One(place) => {
                let stored = index.item(place).expect("an item");
                assert_eq!(
                    stored.base_code.as_deref(),
                    parsed(item).base_code,
                    "{}",
                    item.id
                );
                found += 1;
            }
            other => panic!("{}: {other:?}", item.id),
        }
    }
    assert_eq!(found, items.len());
    market.stop().await;
}

/// Name and values; for events and charges the name alone, as their order is not known.
fn of_parser(modifier: &Modifier) -> String {
    match modifier.values.is_empty() {
        true => modifier.name.to_owned(),
        false => format!("{} {:?}", modifier.name, modifier.values),
    }
}

fn of_market(row: &Value) -> String {
    let name = row["name"].as_str().expect("a name");
    let values: Vec<i64> = serde_json::from_value(row["values"].clone()).expect("whole numbers");
    match name {
        "item_skillonhit" | "item_skillondeath" | "item_charged_skill" => name.to_owned(),
        _ => format!("{name} {values:?}"),
    }
}

#[tokio::test]
async fn prices_are_written_so_that_they_can_be_read() {
    let market = start(Options::default()).await.expect("a market");
    let mut client = Client::open(&market).await;
    let (mut worded, mut unread) = (0, Vec::new());
    for skip in (0..market.listings()).step_by(250) {
        let page = json!(["find", "market/listing", {"$limit": 250, "$skip": skip}]);
        let page = client.call(page).await.expect("a page");
        for listing in page["data"].as_array().expect("listings") {
            let listing = Listing::from_market(listing).expect("a listing");
            match listing.price.as_deref() {
                None | Some("offer") => {}
                Some(price) => {
                    worded += 1;
                    unread.extend(listing.hr.is_none().then(|| price.to_owned()));
                }
            }
        }
    }
    assert!(worded > market.listings() / 2);
    assert!(unread.len() * 100 <= worded, "{unread:?}");
    market.stop().await;
}
