//! Makes up the market's listings: who sells, what was rolled, what it costs, since when. The same
//! seed and start give the same listings. Must not know links or calls.

pub mod hex;
mod listing;
mod note;
mod rolls;
mod sellers;

use std::time::Duration;

use rand::{SeedableRng, rngs::StdRng};

use crate::{recipe, store::Store};

pub use listing::Maker;
pub use note::note;

/// One of so many listings has a like in the archive.
const SOLD_EVERY: u32 = 40;

/// The listings as they are when the market starts.
pub fn store(seed: u64, start: Duration) -> Store {
    let mut rng = StdRng::seed_from_u64(seed);
    let sellers = sellers::all(&mut rng);
    let mut maker = Maker::new(sellers, start);
    let mut store = Store::default();
    for recipe in recipe::all() {
        for no in 0..recipe.market.listings {
            let listing = maker.listing(recipe, &mut rng);
            store.listings.insert(&listing);
            if no % SOLD_EVERY == 0 {
                store.archive.insert(&Maker::sold(&listing, &mut rng));
            }
        }
    }
    store.sellers = maker.into_sellers();
    store
}

#[cfg(test)]
mod tests {
    use std::collections::{HashMap, HashSet};

    use serde_json::Value;

    use super::*;
    use crate::{document::Document, recipe::Recipe};

    const START: Duration = Duration::from_secs(1_800_000_000);

    fn listings(seed: u64) -> Vec<Value> {
        store(seed, START)
            .listings
            .iter()
            .map(Document::to_value)
            .collect()
    }

    /// The listings of each recipe: they come in the order of the recipes.
    fn by_recipe() -> Vec<(&'static Recipe, Vec<Value>)> {
        let mut listings = listings(1).into_iter();
        recipe::all()
            .iter()
            .map(|recipe| {
                let count = recipe.market.listings as usize;
                (recipe, listings.by_ref().take(count).collect())
            })
            .collect()
    }

    #[test]
    fn a_seed_decides_everything() {
        assert_eq!(listings(7), listings(7));
        assert_ne!(listings(7), listings(8));
    }

    #[test]
    fn ids_and_hashes_are_unique() {
        let listings = listings(1);
        assert!(listings.len() > 2000);
        let distinct = |pointer: &str| {
            let texts = listings
                .iter()
                .filter_map(|one| one.pointer(pointer)?.as_str());
            texts.collect::<HashSet<_>>().len()
        };
        assert_eq!(distinct("/_id"), listings.len());
        assert_eq!(distinct("/item/hash"), listings.len());
        assert_eq!(distinct("/user_id"), recipe::seller_names().len());
    }

    #[test]
    fn rolls_lie_in_their_ranges() {
        for (recipe, listings) in by_recipe() {
            for listing in &listings {
                let rows = listing["item"]["modifiers"].as_array().expect("modifiers");
                for modifier in &recipe.market.modifiers {
                    let Some(roll) = modifier.roll else { continue };
                    let row = rows
                        .iter()
                        .find(|row| row["name"] == modifier.name.as_str());
                    let Some(row) = row.filter(|row| row["corrupted"] != true) else {
                        continue;
                    };
                    let value = row["values"][roll.at].as_i64().expect("a number");
                    assert!(
                        (roll.min..=roll.max).contains(&value),
                        "{} {row}",
                        recipe.id
                    );
                    assert_eq!((value - roll.min) % roll.step, 0, "{} {row}", recipe.id);
                }
            }
        }
    }

    #[test]
    fn texts_are_complete() {
        for listing in listings(1) {
            for line in listing["item"]["properties"].as_array().expect("lines") {
                let line = line.as_str().expect("a text");
                assert!(!line.is_empty() && !line.contains(['{', '}']), "{line}");
            }
        }
    }

    #[test]
    fn better_rolls_cost_more() {
        let (_, jordans) = by_recipe()
            .into_iter()
            .find(|(recipe, _)| recipe.id == "annihilus")
            .expect("the charm");
        let mut prices: HashMap<bool, Vec<f64>> = HashMap::new();
        for listing in &jordans {
            let rows = listing["item"]["modifiers"].as_array().expect("modifiers");
            let roll = |name: &str| {
                let row = rows.iter().find(|row| row["name"] == name);
                row.and_then(|row| row["values"][0].as_f64())
                    .expect("a roll")
            };
            let quality = (roll("all_resist") - 10.0) / 10.0 + (roll("vitality") - 30.0) / 30.0;
            let price: Option<f64> = listing["price"].as_str().and_then(|text| text.parse().ok());
            prices.entry(quality > 1.0).or_default().extend(price);
        }
        let mean = |good: bool| prices[&good].iter().sum::<f64>() / prices[&good].len() as f64;
        assert!(
            mean(true) > 1.3 * mean(false),
            "{} {}",
            mean(true),
            mean(false)
        );
    }

    #[test]
    fn listings_are_fresh_and_in_order_of_life() {
        let oldest = crate::clock::iso(START - Duration::from_secs(3 * 24 * 60 * 60));
        let now = crate::clock::iso(START);
        for listing in listings(1) {
            let time = |name: &str| listing[name].as_str().expect("a time").to_owned();
            assert!(time("created_at") <= time("bumped_at"));
            assert!(time("updated_at") >= oldest && time("updated_at") <= now);
        }
    }
}
