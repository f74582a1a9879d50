//! `haggle check`: an item's listings and its price, on the terminal.

use std::time::Duration;

use item_parsers::listing::Listing;
use item_parsers::price::Sureness;
use item_parsers::{Item, filter, price, query};
use market_client::{CallError, ClientConfig, ListingPage, MarketAddress, Token};
use serde_json::{Value, json};
use tokio_util::sync::CancellationToken;

use super::args::Source;
use super::{Exit, input, print};
use crate::clock;
use crate::overlay::words_for;
use crate::settings::Settings;

/// How long a person at a terminal waits for the market.
const DEADLINE: Duration = Duration::from_secs(15);
const LISTINGS: u32 = 50;

/// `haggle check`
pub fn check(source: &Source, settings: &Settings) -> anyhow::Result<Exit> {
    let item = match input::read(source)? {
        Ok(item) => item,
        Err(error) => {
            print::problem(&error.to_string());
            return Ok(Exit::NotAnItem);
        }
    };
    let address: MarketAddress = settings.market.parse()?;
    let token = match token(settings, &address) {
        Ok(token) => token,
        Err(error) => {
            print::problem(&format!("HAGGLE_TOKEN: {error}"));
            return Ok(Exit::LoginNeeded);
        }
    };
    let query = query::listing_query(
        &item,
        &filter::preselect(&item),
        &input::scope(settings.realm, LISTINGS),
    );
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()?;
    match runtime.block_on(ask(address, token, query)) {
        Ok(page) => {
            if source.json {
                print::json(&as_json(&item, &page))?;
            } else {
                print::result(&as_text(&item, &page))?;
            }
            Ok(Exit::Done)
        }
        Err(error) => Ok(failed(&error)),
    }
}

/// The token of this run: the environment's, or the one that was got for this very market.
pub fn token(
    settings: &Settings,
    address: &MarketAddress,
) -> Result<Option<Token>, market_client::TokenError> {
    match std::env::var("HAGGLE_TOKEN") {
        Ok(token) => Token::parse(&token).map(Some),
        Err(_) => Ok(settings.token_for(address)),
    }
}

async fn ask(
    address: MarketAddress,
    token: Option<Token>,
    query: Value,
) -> Result<ListingPage, CallError> {
    let config = ClientConfig {
        address,
        call_deadline: DEADLINE,
        ..ClientConfig::default()
    };
    let (client, driver) = market_client::client(config, token);
    let shutdown = CancellationToken::new();
    let asked = async {
        let page = client.find_listings(query).await;
        shutdown.cancel();
        page
    };
    let (page, ()) = tokio::join!(asked, driver.run(shutdown.clone()));
    page
}

fn failed(error: &CallError) -> Exit {
    let message = words_for(error);
    match error {
        CallError::LoginNeeded | CallError::LoginRefused(_) => {
            print::problem(&format!(
                "{}: start haggle and log in, or set HAGGLE_TOKEN.",
                message.title
            ));
            Exit::LoginNeeded
        }
        CallError::Deadline { .. } | CallError::LinkLost { .. } | CallError::NotReachable(_) => {
            print::problem(&format!(
                "{} ({error}): check the connection and try again.",
                message.title
            ));
            Exit::MarketAway
        }
        _ => {
            print::problem(&format!("{} {}", message.title, message.text));
            Exit::MarketAway
        }
    }
}

fn as_json(item: &Item, page: &ListingPage) -> Value {
    let estimate = price::estimate(&page.listings).map(|estimate| {
        json!({
            "median_hr": (estimate.sure != Sureness::TooFew).then_some(estimate.median),
            "low_hr": estimate.low, "high_hr": estimate.high,
            "asks": estimate.asks, "sellers": estimate.sellers, "sure": estimate.sure.text(),
        })
    });
    let listings: Vec<Value> = page
        .listings
        .iter()
        .map(|listing| {
            json!({
                "id": listing.id, "price": listing.price, "hr": listing.hr, "seller": listing.seller,
                "in_game": listing.is_in_game(), "bumped_at": listing.bumped_at,
            })
        })
        .collect();
    json!({ "item": item, "total": page.total, "price": estimate, "listings": listings })
}

fn as_text(item: &Item, page: &ListingPage) -> String {
    let mut lines = vec![
        print::item_text(item),
        String::new(),
        price_line(&page.listings),
    ];
    lines.extend(page.listings.iter().map(listing_line));
    if page.total > page.listings.len() {
        lines.push(format!("  … {} more", page.total - page.listings.len()));
    }
    lines.join("\n")
}

fn price_line(listings: &[Listing]) -> String {
    use crate::overlay::hr;
    match price::estimate(listings) {
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
        .unwrap_or_default();
    let seller = listing.seller.as_deref().unwrap_or("unknown");
    let here = if listing.is_in_game() {
        " (in game)"
    } else {
        ""
    };
    format!("  {worth:>6} HR  {note:<14} {age:>6}  {seller}{here}")
}
