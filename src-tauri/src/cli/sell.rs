//! `haggle list`, `listings`, `bump`, `delist` and `price`: what a player sells, on the terminal.

use std::time::Duration;

use item_parsers::listing::Listing;
use item_parsers::price::{Asking, Rates};
use item_parsers::stash::NoMatch;
use market_client::{CallError, Listed, ListingChange, MarketClient, NotListed, Realm};
use serde_json::{Value, json};

use super::args::{Args, ChangeArgs, ListArgs};
use super::connect::{failed, with_market};
use super::{Exit, input, print};
use crate::overlay::hr;
use crate::sale::{self, Candidate, Finding, GameAccounts, StashItem, Wanted};
use crate::settings::Settings;

/// How long it is looked for a listing whose answer was lost.
const PATIENCE: Duration = Duration::from_secs(30);

/// `haggle list`
pub fn list(args: &ListArgs, settings: &Settings) -> anyhow::Result<Exit> {
    let item = match input::read(&args.source)? {
        Ok(item) => item,
        Err(error) => return Ok(not_understood(&error.to_string())),
    };
    let asking = match Asking::parse(&args.price, Rates::usual()) {
        Ok(asking) => asking,
        Err(error) => return Ok(not_understood(&error.to_string())),
    };
    let wanted = Wanted {
        item,
        accounts: match &args.account {
            Some(name) => GameAccounts::Only(name.clone()),
            None => settings.game_accounts(),
        },
        realm: settings.realm.into(),
        fresh: false,
    };
    with_market(settings, async |client| {
        match list_one(&client, args, &wanted, &asking).await {
            Ok(Ok(record)) => {
                print::json(&record)?;
                Ok(Exit::Done)
            }
            Ok(Err(exit)) => Ok(exit),
            Err(NotListed::Surely(error)) if error.outcome_unknown() => {
                print::problem(
                    "It was not listed: the connection broke before the market took it. Try again.",
                );
                Ok(Exit::MarketAway)
            }
            Err(NotListed::Surely(error) | NotListed::Unknown(error)) => Ok(failed(&error)),
        }
    })
}

/// The listing as the market has it now, or what would be sent.
async fn list_one(
    client: &MarketClient,
    args: &ListArgs,
    wanted: &Wanted,
    asking: &Asking,
) -> Result<Result<Value, Exit>, NotListed> {
    let finding = sale::find(client, wanted)
        .await
        .map_err(NotListed::Surely)?;
    let found = match choose(finding, args.choose, wanted.realm) {
        Ok(found) => found,
        Err(words) => return Ok(Err(not_found(&words))),
    };
    if let Some(listed) = &found.listing {
        return Ok(Err(listed_before(listed)));
    }
    let new = found.new_listing(asking);
    if args.dry_run {
        return Ok(Ok(json!({
            "account": new.account, "price": new.price, "hr_price": new.hr_price, "item": new.item,
        })));
    }
    let checking = || print::problem("The answer was lost; looking whether it was listed …");
    match client.list_once(&new, PATIENCE, checking).await? {
        Listed::Now(listing) => Ok(Ok(as_json(&listing))),
        Listed::Before(listing) => Ok(Err(listed_before(&listing))),
    }
}

fn listed_before(listing: &Listing) -> Exit {
    not_found(&format!(
        "It is listed already, for {}: change that with `haggle price {} PRICE`.",
        price_words(listing),
        listing.id
    ))
}

/// The stash item that is meant, or why it is not clear.
fn choose(finding: Finding, chosen: Option<usize>, realm: Realm) -> Result<StashItem, String> {
    match finding {
        Finding::One(found) => Ok(*found),
        Finding::Several(mut candidates) => {
            let place = chosen.and_then(|number| number.checked_sub(1));
            if let Some(place) = place.filter(|place| *place < candidates.len()) {
                return Ok(candidates.swap_remove(place).found);
            }
            let lines: Vec<String> = candidates
                .iter()
                .enumerate()
                .map(|(at, candidate)| format!("  {}: {}", at + 1, describe(candidate)))
                .collect();
            Err(format!(
                "Several items of the stash fit; say which with --choose N:\n{}",
                lines.join("\n")
            ))
        }
        Finding::Nowhere {
            reason,
            saved_at,
            elsewhere,
        } => Err(nowhere(
            reason,
            saved_at.as_deref(),
            elsewhere.as_deref(),
            realm,
        )),
        Finding::NoGameAccount => {
            Err("Your login has no game account. Name one with --account NAME.".to_owned())
        }
    }
}

fn describe(candidate: &Candidate) -> String {
    if candidate.equal {
        return "equal in all that the copy tells".to_owned();
    }
    let differences: Vec<String> = candidate
        .differences
        .iter()
        .map(|one| format!("{}{}", if one.better { '+' } else { '-' }, one.text))
        .collect();
    match differences.as_slice() {
        [] => "differs in level, sockets or the like".to_owned(),
        some => some.join(", "),
    }
}

fn nowhere(
    reason: NoMatch,
    saved_at: Option<&str>,
    elsewhere: Option<&StashItem>,
    realm: Realm,
) -> String {
    if let Some(other) = elsewhere {
        let ladder = if other.realm.ladder {
            "--ladder"
        } else {
            "--non-ladder"
        };
        let core = if other.realm.hardcore {
            "--hardcore"
        } else {
            "--softcore"
        };
        return format!(
            "It is not in the stash of {realm}, but in that of {}: add {ladder} {core}.",
            other.realm
        );
    }
    let saved = saved_at
        .map(|at| format!(" It was last written at {at}."))
        .unwrap_or_default();
    let what = match reason {
        NoMatch::EmptyStash => "The stash of this account and realm is empty.",
        NoMatch::NothingOfItsKind => "Nothing of its kind is in the stash.",
        NoMatch::OthersOfItsKind => "Only others of its kind are in the stash.",
        NoMatch::UnknownBase => "The copy does not say what the item is made of.",
    };
    format!("{what} The game writes the stash when you leave a game.{saved}")
}

/// `haggle listings`
pub fn listings(json: bool, args: &Args, settings: &Settings) -> anyhow::Result<Exit> {
    with_market(settings, async |client| match mine(&client, args).await {
        Ok(mine) if json => {
            print::json(&mine.iter().map(as_json).collect::<Vec<_>>())?;
            Ok(Exit::Done)
        }
        Ok(mine) => {
            for listing in &mine {
                let price = price_words(listing);
                print::result(&format!(
                    "{}  {price:<14} {}",
                    listing.id, listing.item.name
                ))?;
            }
            Ok(Exit::Done)
        }
        Err(error) => Ok(failed(&error)),
    })
}

async fn mine(client: &MarketClient, args: &Args) -> Result<Vec<Listing>, CallError> {
    let who = client.account().await?;
    let mut all = Vec::new();
    for realm in args.realms() {
        all.extend(client.listings_of(&who.id, realm).await?);
    }
    Ok(all)
}

/// `haggle bump`
pub fn bump(change: &ChangeArgs, settings: &Settings) -> anyhow::Result<Exit> {
    apply(change, settings, &ListingChange::Bump)
}

/// `haggle delist`
pub fn delist(change: &ChangeArgs, settings: &Settings) -> anyhow::Result<Exit> {
    apply(change, settings, &ListingChange::Delist)
}

/// `haggle price`: the listing is read first, for what stands behind its old price.
pub fn price(change: &ChangeArgs, price: &str, settings: &Settings) -> anyhow::Result<Exit> {
    let asking = match Asking::parse(price, Rates::usual()) {
        Ok(asking) => asking,
        Err(error) => return Ok(not_understood(&error.to_string())),
    };
    with_market(settings, async |client| {
        let listing = match client.listing(&change.id).await {
            Ok(Some(listing)) => listing,
            Ok(None) => return Ok(no_listing(&change.id)),
            Err(error) => return Ok(not_changed(&change.id, &error)),
        };
        match sale::reprice(&listing, asking) {
            Ok(what) if change.dry_run => planned(&change.id, &what),
            Ok(what) => send(&client, &change.id, &what).await,
            Err(error) => Ok(not_understood(&error.to_string())),
        }
    })
}

fn apply(change: &ChangeArgs, settings: &Settings, what: &ListingChange) -> anyhow::Result<Exit> {
    if change.dry_run {
        return planned(&change.id, what);
    }
    with_market(settings, async |client| {
        send(&client, &change.id, what).await
    })
}

/// Prints what would be done.
fn planned(id: &str, what: &ListingChange) -> anyhow::Result<Exit> {
    print::json(&plan(id, what))?;
    Ok(Exit::Done)
}

fn plan(id: &str, what: &ListingChange) -> Value {
    match what {
        ListingChange::Bump => json!({"id": id, "bump": true}),
        ListingChange::Delist => json!({"id": id, "delist": true}),
        ListingChange::Price { text, hr } => json!({"id": id, "price": text, "hr_price": hr}),
    }
}

async fn send(client: &MarketClient, id: &str, what: &ListingChange) -> anyhow::Result<Exit> {
    if let Err(error) = client.account().await {
        return Ok(failed(&error));
    }
    match client.change_listing(id, what).await {
        Ok(left) => {
            print::json(&left.as_ref().map_or_else(|| plan(id, what), as_json))?;
            Ok(Exit::Done)
        }
        Err(error) => Ok(not_changed(id, &error)),
    }
}

fn not_changed(id: &str, error: &CallError) -> Exit {
    match error {
        CallError::Refused {
            code: Some(404), ..
        } => no_listing(id),
        CallError::Refused { .. } => {
            print::problem(&error.to_string());
            Exit::Failed
        }
        error => failed(error),
    }
}

fn no_listing(id: &str) -> Exit {
    not_found(&format!(
        "You have no listing {id}: `haggle listings` shows yours."
    ))
}

fn as_json(listing: &Listing) -> Value {
    json!({
        "id": listing.id, "name": listing.item.name, "price": listing.price, "hr": listing.hr,
        "hash": listing.item.hash, "bumped_at": listing.bumped_at, "created_at": listing.created_at,
    })
}

fn price_words(listing: &Listing) -> String {
    match (&listing.price, listing.hr) {
        (Some(words), _) => words.clone(),
        (None, Some(worth)) => format!("{} HR", hr(worth)),
        (None, None) => "no price".to_owned(),
    }
}

fn not_understood(words: &str) -> Exit {
    print::problem(words);
    Exit::NotAnItem
}

fn not_found(words: &str) -> Exit {
    print::problem(words);
    Exit::NotFound
}
