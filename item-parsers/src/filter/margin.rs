//! How far below the item's own amount the search goes.

use crate::catalog;
use crate::item::Roll;

/// A tenth of the range, or of the amount where the range is not known.
const MARGIN: f64 = 0.1;

/// The least amount to search for.
///
/// Whole numbers, so a small amount has no margin: a 4 % charm is not a 3 % charm. Where the game knows
/// only steps (casting speed), the search goes down to the last step reached: 26 to 25, 20 stays 20.
pub(super) fn least(market: &str, amount: i64, roll: Option<Roll>) -> i64 {
    let word = catalog::word(market);
    if let Some(step) = word.and_then(|word| word.breakpoint)
        && amount > 0
    {
        return amount.div_euclid(step).saturating_mul(step).max(1);
    }
    let (width, floor) = match roll {
        Some(roll) => (narrow(roll, amount), roll.min as i64),
        None => (amount.unsigned_abs() as f64, i64::MIN),
    };
    let margin = (width * MARGIN).floor() as i64;
    amount.saturating_sub(margin).max(floor.min(amount))
}

/// The greatest amount to search for, where a smaller one is better.
pub(super) fn most(amount: i64, roll: Option<Roll>) -> i64 {
    let (width, ceiling) = match roll {
        Some(roll) => (narrow(roll, amount), roll.max as i64),
        None => (amount.unsigned_abs() as f64, i64::MAX),
    };
    let margin = (width * MARGIN).floor() as i64;
    amount.saturating_add(margin).min(ceiling.max(amount))
}

/// The width of the range; no more than the amount, for affixes together can span far more.
fn narrow(roll: Roll, amount: i64) -> f64 {
    (roll.max - roll.min).min(amount.unsigned_abs() as f64)
}
