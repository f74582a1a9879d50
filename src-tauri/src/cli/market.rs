//! `haggle check`: an item's listings and its price, on the terminal.

use std::sync::Arc;

use item_parsers::listing::Listing;
use item_parsers::price::Sureness;
use item_parsers::{Item, filter, query};
use market_client::{MarketClient, Search};
use serde_json::{Value, json};

use super::args::Source;
use super::connect::{failed, with_market};
use super::{Exit, input, print};
use crate::overlay::same_kind;
use crate::settings::{Realm, Settings};
use crate::{clock, estimate};

const LISTINGS: u32 = 50;

/// `haggle check`; `follow` goes on until it is interrupted.
pub fn check(source: &Source, follow: bool, settings: &Settings) -> anyhow::Result<Exit> {
    let item = match input::read(source)? {
        Ok(item) => item,
        Err(error) => {
            print::problem(&error.to_string());
            return Ok(Exit::NotAnItem);
        }
    };
    let (json, realm) = (source.json, settings.realm);
    with_market(settings, async |client| {
        if follow {
            keep_asking(&client, item, json, realm).await
        } else {
            ask(&client, &item, json, realm).await
        }
    })
}

fn query(item: &Item, realm: Realm) -> Value {
    query::listing_query(
        item,
        &filter::preselect(item),
        &input::scope(realm, LISTINGS),
    )
}

/// Asks once, and prints what comes or why nothing does.
pub async fn ask(
    client: &MarketClient,
    item: &Item,
    json: bool,
    realm: Realm,
) -> anyhow::Result<Exit> {
    match client.find_listings(query(item, realm)).await {
        Ok(page) if json => print::json(&as_json(item, page.total, &page.listings))?,
        Ok(page) => print::result(&as_text(item, page.total, &page.listings))?,
        Err(error) => return Ok(failed(&error)),
    }
    Ok(Exit::Done)
}

/// Prints the listings now and whenever they change, JSON a line each time.
async fn keep_asking(
    client: &MarketClient,
    item: Item,
    json: bool,
    realm: Realm,
) -> anyhow::Result<Exit> {
    let item = Arc::new(item);
    let (asked, looked_for) = (Arc::clone(&item), Arc::clone(&item));
    let mut listings = client.subscribe(
        move || query(&asked, realm),
        move |listing| same_kind(&looked_for, listing),
    );
    loop {
        match listings.changed().await {
            Search::Found(answer) if json => {
                print::json_line(&as_json(&item, answer.total, &answer.listings))?;
            }
            Search::Found(answer) => {
                print::result(&as_text(&item, answer.total, &answer.listings))?;
            }
            Search::Failed(error) => return Ok(failed(error)),
            Search::Waiting { .. } => {}
        }
    }
}

fn as_json(item: &Item, total: usize, listings: &[Listing]) -> Value {
    let estimate = estimate::of(item, listings, None, clock::utc_now());
    let standings = estimate.iter().flat_map(|estimate| &estimate.standings);
    let mut apart = standings.map(|standing| standing.is_apart());
    let price = estimate.as_ref().map(|estimate| {
        json!({
            "median_hr": (estimate.sure != Sureness::TooFew).then_some(estimate.median),
            "low_hr": estimate.low, "high_hr": estimate.high, "yours_hr": estimate.yours,
            "asks": estimate.asks, "sellers": estimate.sellers, "sure": estimate.sure.text(),
        })
    });
    let rows: Vec<Value> = listings
        .iter()
        .map(|listing| {
            json!({
                "id": listing.id, "price": listing.price, "hr": listing.hr, "seller": listing.seller,
                "in_game": listing.is_in_game(), "bumped_at": listing.bumped_at,
                "set_apart": apart.next().unwrap_or(false),
            })
        })
        .collect();
    json!({ "item": item, "total": total, "price": price, "listings": rows })
}

fn as_text(item: &Item, total: usize, listings: &[Listing]) -> String {
    let mut lines = vec![
        print::item_text(item),
        String::new(),
        price_line(item, listings),
    ];
    lines.extend(listings.iter().map(listing_line));
    if total > listings.len() {
        lines.push(format!("  … {} more", total - listings.len()));
    }
    lines.join("\n")
}

fn price_line(item: &Item, listings: &[Listing]) -> String {
    use crate::overlay::hr;
    match estimate::of(item, listings, None, clock::utc_now()) {
        None if listings.is_empty() => "No listing in the last three days.".to_owned(),
        None => "No listing names a price.".to_owned(),
        Some(estimate) => {
            let worth = if estimate.sure == Sureness::TooFew {
                "?".to_owned()
            } else {
                hr(estimate.median)
            };
            let range = format!("{} – {}", hr(estimate.low), hr(estimate.high));
            format!(
                "Price: {worth} HR ({}; {range} from {} asks of {} sellers)",
                estimate.sure.text(),
                estimate.asks,
                estimate.sellers
            )
        }
    }
}

fn listing_line(listing: &Listing) -> String {
    let worth = listing
        .hr
        .map_or_else(|| "–".to_owned(), crate::overlay::hr);
    let note = listing.price.as_deref().unwrap_or_default().trim();
    let age = listing
        .bumped_at
        .as_deref()
        .and_then(|stamp| clock::age(stamp, clock::utc_now()))
        .map(|age| age.to_string())
        .unwrap_or_default();
    let seller = listing.seller.as_deref().unwrap_or("unknown");
    let here = if listing.is_in_game() {
        " (in game)"
    } else {
        ""
    };
    format!("  {worth:>6} HR  {note:<14} {age:>6}  {seller}{here}")
}
