//! `market/listing` and its archive. Must not know links, or how listings are made up.

use serde_json::{Map, Value, json};

use super::{Context, no_record, read_query, record_id, unsupported};
use crate::{
    call::{Call, Method},
    clock,
    feathers_error::FeathersError,
    market::{Change, Market},
    query::Query,
    store::{Collection, Store},
};

/// A listing can be bumped once in this many hours.
pub const BUMP_HOURS: u64 = 12;

pub fn answer(context: &Context<'_>, call: &Call) -> Result<Value, FeathersError> {
    match &call.method {
        Method::Find => {
            context.may_read()?;
            let query = read_query(call)?;
            let store = context.market.store();
            let page = find(&store, &store.listings, &query);
            context.market.note_asked(&page);
            Ok(page)
        }
        Method::Get(id) => {
            context.may_read()?;
            let id = record_id(id, "get")?;
            let store = context.market.store();
            let mut listing = store.listings.get(id).ok_or_else(|| no_record(id))?;
            if read_query(call)?.resolve.iter().any(|name| name == "user") {
                store.resolve_user(&mut listing);
            }
            Ok(listing)
        }
        Method::Create(data) => create(context, data),
        Method::Patch(id, data) => patch(context, record_id(id, "patch")?, data),
        Method::Remove(id) => remove(context, record_id(id, "remove")?),
    }
}

/// Sold and withdrawn listings can only be read, and only by those who are logged in.
pub fn answer_archive(context: &Context<'_>, call: &Call) -> Result<Value, FeathersError> {
    match call.method {
        Method::Find => {
            context.user()?;
            let query = read_query(call)?;
            let store = context.market.store();
            Ok(find(&store, &store.archive, &query))
        }
        _ => Err(unsupported(call)),
    }
}

fn find(store: &Store, records: &Collection, query: &Query) -> Value {
    let wants_user = query.resolve.iter().any(|name| name == "user");
    records.find(query, |listing| {
        if wants_user {
            store.resolve_user(listing);
        }
    })
}

fn create(context: &Context<'_>, data: &Value) -> Result<Value, FeathersError> {
    let user = context.user()?;
    let item = data
        .get("item")
        .filter(|item| item.get("hash").is_some_and(Value::is_string))
        .ok_or_else(|| FeathersError::bad_request("A listing needs the item of the stash"))?;
    if item.get("account_id").and_then(Value::as_str) != Some(user.account().as_str()) {
        return Err(FeathersError::bad_request(
            "The item's account_id is not yours",
        ));
    }
    let price = read_price(data)?;
    let flag = |name: &str, or| data.get(name).and_then(Value::as_bool).unwrap_or(or);
    let now = context.iso_now();
    let mut listing = json!({
        "_id": context.market.new_id(),
        "user_id": user.id,
        "type": "item",
        "is_hardcore": flag("is_hardcore", false),
        "is_ladder": flag("is_ladder", true),
        "item": item,
        "bumped_at": now,
        "created_at": now,
        "updated_at": now,
        "user_last_online": now,
        "user_last_ingame": now,
        "created_by_id": user.id,
        "updated_by_id": user.id,
    });
    if let Value::Object(fields) = &mut listing {
        fields.extend(price);
    }
    context.market.apply(Change::Created(listing.clone()));
    Ok(listing)
}

fn patch(context: &Context<'_>, id: &str, data: &Value) -> Result<Value, FeathersError> {
    let user = context.user()?;
    let listing = own(context.market, id, &user.id)?;
    let mut changes = read_price(data)?;
    if let Some(offer) = data.get("accepted_offer_id") {
        changes.insert("accepted_offer_id".into(), offer.clone());
    }
    if data.get("bumped_at").is_some() {
        check_bump(context, &listing)?;
        changes.insert("bumped_at".into(), context.iso_now().into());
    }
    if changes.is_empty() {
        return Err(FeathersError::bad_request("Nothing to change"));
    }
    changes.insert("updated_at".into(), context.iso_now().into());
    changes.insert("updated_by_id".into(), user.id.into());
    context
        .market
        .apply(Change::Patched(id.to_owned(), changes))
        .ok_or_else(|| no_record(id))
}

fn remove(context: &Context<'_>, id: &str) -> Result<Value, FeathersError> {
    let user = context.user()?;
    own(context.market, id, &user.id)?;
    context
        .market
        .apply(Change::Removed(id.to_owned()))
        .ok_or_else(|| no_record(id))
}

fn own(market: &Market, id: &str, user_id: &str) -> Result<Value, FeathersError> {
    let store = market.store();
    let listing = store.listings.get(id).ok_or_else(|| no_record(id))?;
    if listing.get("user_id").and_then(Value::as_str) != Some(user_id) {
        return Err(FeathersError::forbidden(
            "This listing belongs to somebody else",
        ));
    }
    Ok(listing)
}

fn read_price(data: &Value) -> Result<Map<String, Value>, FeathersError> {
    let mut price = Map::new();
    match data.get("price") {
        None => {}
        Some(text @ Value::String(_)) => {
            price.insert("price".into(), text.clone());
        }
        Some(_) => return Err(FeathersError::bad_request("The price must be a text")),
    }
    match data.get("hr_price") {
        None => {}
        Some(number @ Value::Number(_)) => {
            price.insert("hr_price".into(), number.clone());
        }
        Some(_) => return Err(FeathersError::bad_request("The hr_price must be a number")),
    }
    Ok(price)
}

fn check_bump(context: &Context<'_>, listing: &Value) -> Result<(), FeathersError> {
    let bumped = listing
        .get("bumped_at")
        .and_then(Value::as_str)
        .unwrap_or_default();
    let wait = std::time::Duration::from_secs(BUMP_HOURS * 60 * 60);
    if bumped > clock::iso(context.now.saturating_sub(wait)).as_str() {
        return Err(FeathersError::bad_request(format!(
            "A listing can be bumped once in {BUMP_HOURS} hours"
        )));
    }
    Ok(())
}
