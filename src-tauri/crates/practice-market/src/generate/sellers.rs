//! Who sells.

use rand::Rng;

use super::hex;
use crate::{recipe, store::Seller};

/// The share of sellers who play right now.
const IN_GAME: f64 = 0.3;

/// All sellers, in the order of the names' file.
pub fn all(rng: &mut impl Rng) -> Vec<Seller> {
    recipe::seller_names()
        .iter()
        .map(|name| Seller {
            id: hex::random(rng, 24),
            username: name.clone(),
            account: name.to_lowercase(),
            in_game: rng.random_bool(IN_GAME),
        })
        .collect()
}
