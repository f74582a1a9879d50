//! Other sellers at work: now and then one lists, bumps, reprices or withdraws something. Must not
//! know links or calls.

use std::sync::Arc;

use rand::{
    Rng, SeedableRng,
    rngs::StdRng,
    seq::{IndexedRandom, IteratorRandom},
};
use serde_json::{Map, Value, json};
use tokio::time::sleep;
use tokio_util::sync::CancellationToken;

use crate::{
    clock,
    document::Document,
    generate::{self, Maker},
    market::{Change, Market},
    query::Node,
    recipe::{self, Recipe},
    store::Seller,
};

/// Changes the listings until `shutdown`.
pub(crate) async fn run(market: Arc<Market>, shutdown: CancellationToken) {
    let mut rng = StdRng::seed_from_u64(market.options.seed.wrapping_add(1));
    loop {
        let pause = rng.random_range(0.0..1.0);
        let range = &market.options.live_pause;
        let pause = range.start + range.end.saturating_sub(range.start).mul_f64(pause);
        tokio::select! {
            () = shutdown.cancelled() => return,
            () = sleep(pause) => {}
        }
        if let Some(change) = draw(&market, &mut rng) {
            market.apply(change);
        }
    }
}

/// How many of the changes are to what was last searched for, so that a watcher sees some.
const WATCHED: f64 = 0.5;

/// A change that some seller makes. The listings of users who logged in are left alone.
pub(crate) fn draw(market: &Market, rng: &mut StdRng) -> Option<Change> {
    let watched = market.asked().filter(|_| rng.random_bool(WATCHED));
    let recipe = match watched {
        Some(recipe) => recipe,
        None => recipe::all().choose(rng)?,
    };
    match rng.random_range(0..10) {
        0..=3 => Some(created(market, recipe, rng)),
        4..=5 => Some(Change::Patched(
            a_listing(market, recipe, rng)?,
            touched(true),
        )),
        6..=7 => Some(Change::Patched(
            a_listing(market, recipe, rng)?,
            repriced(recipe, rng),
        )),
        _ => Some(Change::Removed(a_listing(market, recipe, rng)?)),
    }
}

fn created(market: &Market, recipe: &Recipe, rng: &mut StdRng) -> Change {
    let mut maker = Maker::new(others(market), clock::now());
    let mut listing = maker.listing(recipe, rng);
    if let Value::Object(fields) = &mut listing {
        fields.extend(touched(true));
        fields.insert("created_at".into(), json!(clock::iso(clock::now())));
    }
    Change::Created(listing)
}

fn repriced(recipe: &Recipe, rng: &mut StdRng) -> Map<String, Value> {
    let price = recipe.market.price;
    let hr = price.low * (price.high / price.low).powf(rng.random());
    let (price, figure) = generate::note(hr, rng);
    let mut changes = touched(false);
    changes.insert("price".into(), json!(price.unwrap_or_default()));
    changes.insert("hr_price".into(), json!(figure.unwrap_or(0.0)));
    changes
}

fn touched(bumped: bool) -> Map<String, Value> {
    let now = clock::iso(clock::now());
    let mut changes = Map::new();
    changes.insert("updated_at".into(), json!(now));
    if bumped {
        changes.insert("bumped_at".into(), json!(now));
    }
    changes
}

/// Those sellers that nobody logs in as, always in the same order.
fn others(market: &Market) -> Vec<Seller> {
    let mut sellers: Vec<Seller> = market
        .store()
        .sellers
        .values()
        .filter(|seller| !market.is_user(&seller.id))
        .cloned()
        .collect();
    sellers.sort_by(|left, right| left.id.cmp(&right.id));
    sellers
}

/// The id of some listing of theirs, of such an item.
fn a_listing(market: &Market, recipe: &Recipe, rng: &mut StdRng) -> Option<String> {
    let is_such = |listing: &Document| {
        let made_by = listing.field("item").and_then(recipe::of_item);
        made_by.is_some_and(|made_by| made_by.id == recipe.id)
    };
    let store = market.store();
    store
        .listings
        .iter()
        .filter(|listing| !listing.text("user_id").is_some_and(|id| market.is_user(id)))
        .filter(|listing| is_such(listing))
        .choose(rng)
        .and_then(|listing| listing.text("_id"))
        .map(str::to_owned)
}
