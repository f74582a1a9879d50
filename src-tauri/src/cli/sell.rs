//! `haggle list`, `listings`, `bump`, `delist` and `price`: what a player sells, on the terminal.

use item_parsers::Item;
use item_parsers::listing::{ListedItem, Listing};
use item_parsers::price::{Asking, Rates};
use item_parsers::stash::{Candidate, Match, NoMatch, StashIndex};
use market_client::{Account, CallError, MarketClient, NewListing, Realm, Stash};
use serde_json::{Value, json};

use super::args::{ChangeArgs, ListArgs};
use super::connect::{account, failed, with_market};
use super::{Exit, input, print};
use crate::overlay::hr;
use crate::settings::Settings;

const REALMS: [Realm; 4] = [
    realm(true, false),
    realm(true, true),
    realm(false, false),
    realm(false, true),
];

const fn realm(ladder: bool, hardcore: bool) -> Realm {
    Realm { hardcore, ladder }
}

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
    let realm = realm(settings.realm.ladder, settings.realm.hardcore);
    with_market(settings, async |client| {
        match list_one(&client, args, &item, &asking, realm).await {
            Ok(Ok(record)) => {
                print::json(&record)?;
                Ok(Exit::Done)
            }
            Ok(Err(exit)) => Ok(exit),
            Err(error) => Ok(failed(&error)),
        }
    })
}

/// The listing as the market has it now, or what would be sent.
async fn list_one(
    client: &MarketClient,
    args: &ListArgs,
    item: &Item,
    asking: &Asking,
    realm: Realm,
) -> Result<Result<Value, Exit>, CallError> {
    let who = account(client).await?;
    let Some(game_account) = game_account(args, &who) else {
        return Ok(Err(not_found(
            "Your login has no game account. Name one with --account NAME.",
        )));
    };
    let stash = client.stash(&game_account, realm).await?;
    let place = match choose(&stash, item, args.choose) {
        Ok(place) => place,
        Err(words) => return Ok(Err(not_found(&words))),
    };
    let new = NewListing {
        item: stash.items[place].clone(),
        account: game_account,
        user_id: who.id.clone(),
        realm,
        price: asking.text.clone(),
        hr_price: asking.hr,
    };
    if let Some(listed) = already_listed(client, &who, &new.item).await? {
        return Ok(Err(not_found(&format!(
            "It is listed already, for {}: change that with `haggle price {} PRICE`.",
            price_words(&listed),
            listed.id
        ))));
    }
    if args.dry_run {
        return Ok(Ok(json!({
            "account": new.account, "price": new.price, "hr_price": new.hr_price, "item": new.item,
        })));
    }
    let listing = client.create_listing(&new).await?;
    Ok(Ok(as_json(&listing)))
}

async fn already_listed(
    client: &MarketClient,
    who: &Account,
    item: &Value,
) -> Result<Option<Listing>, CallError> {
    match item.get("hash").and_then(Value::as_str) {
        Some(hash) => client.listing_of(&who.id, hash).await,
        None => Ok(None),
    }
}

fn game_account(args: &ListArgs, who: &Account) -> Option<String> {
    args.account
        .clone()
        .or_else(|| who.preferred_account.clone())
        .or_else(|| who.game_accounts.first().cloned())
}

/// The place of the item in the stash, or why it is not clear.
fn choose(stash: &Stash, item: &Item, chosen: Option<usize>) -> Result<usize, String> {
    let index = StashIndex::new(stash.items.iter().map(ListedItem::from_market).collect());
    let candidates = match index.find(item) {
        Match::One(place) => return Ok(place),
        Match::Several(candidates) => candidates,
        Match::None(reason) => return Err(no_match(reason, stash)),
    };
    let numbered = chosen.and_then(|number| candidates.get(number.checked_sub(1)?));
    if let Some(candidate) = numbered {
        return Ok(candidate.place);
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

fn no_match(reason: NoMatch, stash: &Stash) -> String {
    let saved = stash
        .saved_at
        .as_deref()
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

/// `haggle listings`: of all realms.
pub fn listings(json: bool, settings: &Settings) -> anyhow::Result<Exit> {
    with_market(settings, async |client| match mine(&client).await {
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

async fn mine(client: &MarketClient) -> Result<Vec<Listing>, CallError> {
    let who = account(client).await?;
    let mut all = Vec::new();
    for realm in REALMS {
        all.extend(client.listings_of(&who.id, realm).await?);
    }
    Ok(all)
}

/// `haggle bump`
pub fn bump(change: &ChangeArgs, settings: &Settings) -> anyhow::Result<Exit> {
    let plan = json!({"id": change.id, "bump": true});
    apply(change, settings, plan, async |client| {
        client
            .bump(&change.id)
            .await
            .map(|listing| as_json(&listing))
    })
}

/// `haggle delist`
pub fn delist(change: &ChangeArgs, settings: &Settings) -> anyhow::Result<Exit> {
    let plan = json!({"id": change.id, "delist": true});
    apply(change, settings, plan.clone(), async |client| {
        client.delist(&change.id).await.map(|()| plan)
    })
}

/// `haggle price`
pub fn price(change: &ChangeArgs, price: &str, settings: &Settings) -> anyhow::Result<Exit> {
    let asking = match Asking::parse(price, Rates::usual()) {
        Ok(asking) => asking,
        Err(error) => return Ok(not_understood(&error.to_string())),
    };
    let plan = json!({"id": change.id, "price": asking.text, "hr_price": asking.hr});
    apply(change, settings, plan, async |client| {
        let listing = client
            .set_price(&change.id, &asking.text, asking.hr)
            .await?;
        Ok(as_json(&listing))
    })
}

fn apply(
    change: &ChangeArgs,
    settings: &Settings,
    plan: Value,
    work: impl AsyncFnOnce(MarketClient) -> Result<Value, CallError>,
) -> anyhow::Result<Exit> {
    if change.dry_run {
        print::json(&plan)?;
        return Ok(Exit::Done);
    }
    with_market(settings, async |client| {
        if let Err(error) = account(&client).await {
            return Ok(failed(&error));
        }
        match work(client).await {
            Ok(done) => {
                print::json(&done)?;
                Ok(Exit::Done)
            }
            Err(CallError::Refused {
                code: Some(404), ..
            }) => Ok(not_found(&format!(
                "You have no listing {}: `haggle listings` shows yours.",
                change.id
            ))),
            Err(error @ CallError::Refused { .. }) => {
                print::problem(&error.to_string());
                Ok(Exit::Failed)
            }
            Err(error) => Ok(failed(&error)),
        }
    })
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
