//! One listing.

use std::{collections::HashMap, time::Duration};

use rand::{Rng, seq::IndexedRandom};
use serde_json::{Value, json};

use super::{hex, note::note, rolls};
use crate::{clock, recipe::Recipe, record, store::Seller};

/// Nobody sees listings that were not touched for so long.
const OLDEST: Duration = Duration::from_secs(3 * 24 * 60 * 60);
/// A price lies off what the rolls are worth by up to this factor, either way.
const PRICE_NOISE: f64 = 1.45;

/// Where a listing is for sale.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Realm {
    hardcore: bool,
    ladder: bool,
}

impl Realm {
    /// Most play softcore on the ladder.
    fn draw(rng: &mut impl Rng) -> Self {
        match rng.random_range(0..100) {
            0..=7 => Self {
                hardcore: true,
                ladder: true,
            },
            8..=17 => Self {
                hardcore: false,
                ladder: false,
            },
            18..=19 => Self {
                hardcore: true,
                ladder: false,
            },
            _ => Self {
                hardcore: false,
                ladder: true,
            },
        }
    }
}

/// Makes listings up, with the sellers of one market.
pub struct Maker {
    sellers: Vec<Seller>,
    start: Duration,
}

impl Maker {
    /// `start` is the time since 1970 that ages are counted from.
    pub fn new(sellers: Vec<Seller>, start: Duration) -> Self {
        Self { sellers, start }
    }

    /// A listing of an item like the practice item.
    pub fn listing(&mut self, recipe: &Recipe, rng: &mut impl Rng) -> Value {
        let market = &recipe.market;
        let (rolls, quality) = rolls::roll(recipe, rng);
        let pieces = f64::from(rolls.quantity.unwrap_or(1));
        let worth = market.price.low * (market.price.high / market.price.low).powf(quality);
        let noise = PRICE_NOISE.powf(rng.random_range(-1.0..1.0));
        let (price, hr_price) = note(worth * noise * pieces, rng);
        let seller = self.sellers.choose(rng).cloned();
        let account = seller.as_ref().map_or("", |seller| &seller.account);
        let mut item = record::item(market, &rolls);
        if let Value::Object(fields) = &mut item {
            fields.insert("account_id".into(), json!(account));
            fields.insert("hash".into(), json!(hex::random(rng, 40)));
            fields.insert("id".into(), json!(rng.random::<u32>()));
        }
        let mut listing = self.frame(seller.as_ref(), rng);
        if let Value::Object(fields) = &mut listing {
            fields.insert("item".into(), item);
            fields.extend(price.map(|text| ("price".to_owned(), json!(text))));
            fields.extend(hr_price.map(|figure| ("hr_price".to_owned(), json!(figure))));
        }
        listing
    }

    /// All of a listing but its item and price.
    fn frame(&self, seller: Option<&Seller>, rng: &mut impl Rng) -> Value {
        let realm = Realm::draw(rng);
        // Most were touched lately, some days ago: cubed, so that young ones are many.
        let age = OLDEST.mul_f64(0.98 * rng.random::<f64>().powi(3));
        let bumped = self.start.saturating_sub(age);
        let created = bumped.saturating_sub(OLDEST.mul_f64(4.0 * rng.random::<f64>().powi(2)));
        let online = bumped + age.mul_f64(rng.random());
        let seller_id = seller.map_or("", |seller| &seller.id);
        json!({
            "_id": hex::random(rng, 24),
            "user_id": seller_id,
            "type": "item",
            "is_hardcore": realm.hardcore,
            "is_ladder": realm.ladder,
            "bumped_at": clock::iso(bumped),
            "updated_at": clock::iso(bumped),
            "created_at": clock::iso(created),
            "user_last_online": clock::iso(online),
            "user_last_ingame": clock::iso(online),
            "created_by_id": seller_id,
            "updated_by_id": seller_id,
        })
    }

    /// The archive's record of a listing of the same kind that was sold.
    pub fn sold(listing: &Value, rng: &mut impl Rng) -> Value {
        let mut sold = listing.clone();
        if let Value::Object(fields) = &mut sold {
            fields.insert("_id".into(), json!(hex::random(rng, 24)));
            fields.insert("accepted_offer_id".into(), json!(hex::random(rng, 24)));
        }
        sold
    }

    /// The sellers by id.
    pub fn into_sellers(self) -> HashMap<String, Seller> {
        self.sellers
            .into_iter()
            .map(|seller| (seller.id.clone(), seller))
            .collect()
    }
}
