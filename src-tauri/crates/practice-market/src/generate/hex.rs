//! Ids and hashes as texts of hexadecimal digits.

use rand::Rng;
use sha2::{Digest, Sha256};

/// So many random digits.
pub fn random(rng: &mut impl Rng, digits: usize) -> String {
    (0..digits)
        .map(|_| char::from_digit(rng.random_range(0..16), 16).unwrap_or('0'))
        .collect()
}

/// So many digits (64 at most) that stand for a text.
pub fn of_text(text: &str, digits: usize) -> String {
    let digest = Sha256::digest(text);
    let mut hex: String = digest.iter().map(|byte| format!("{byte:02x}")).collect();
    hex.truncate(digits);
    hex
}
