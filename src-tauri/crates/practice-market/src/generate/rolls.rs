//! What was rolled on an item, and how good that is.

use rand::{Rng, seq::IndexedRandom};

use crate::{
    recipe::{Market, Modifier, Recipe, Roll, Slam},
    record::{self, Rolls},
};

/// How far the rolls of an item much like the practice item lie off its own, as a share of the range.
const ALIKE_SPREAD: f64 = 0.15;

/// Rolls an item. The quality of the rolls, from 0 (worst) to 1 (best and more), comes with it.
pub fn roll(recipe: &Recipe, rng: &mut impl Rng) -> (Rolls, f64) {
    let market = &recipe.market;
    if market.alike > 0.0 && rng.random_bool(market.alike) {
        return roll_alike(recipe, rng);
    }
    let mut score = Score::default();
    let values = market
        .modifiers
        .iter()
        .map(|modifier| roll_modifier(modifier, &mut score, rng))
        .collect();
    let mut rolls = Rolls {
        item_level: rng.random_range(market.item_level.0..=market.item_level.1),
        ethereal: market.ethereal > 0.0 && rng.random_bool(market.ethereal),
        sockets: market.sockets.choose(rng).copied().unwrap_or(0),
        defense: market
            .defense
            .map(|(low, high)| rng.random_range(low..=high)),
        quantity: market.stack.map(|(low, high)| rng.random_range(low..=high)),
        values,
        slam: None,
    };
    let mut quality = score.share();
    if market.corrupted > 0.0 && rng.random_bool(market.corrupted) {
        quality += corrupt(market, &mut rolls, rng);
    }
    (rolls, quality.max(0.0))
}

/// Rolls an item like the practice item: the same modifiers, near its own values.
fn roll_alike(recipe: &Recipe, rng: &mut impl Rng) -> (Rolls, f64) {
    let mut rolls = record::own_rolls(recipe);
    let mut score = Score::default();
    for (modifier, values) in recipe.market.modifiers.iter().zip(&mut rolls.values) {
        score.possible += modifier.worth;
        let Some(values) = values else { continue };
        let share = match modifier.roll {
            Some(range) => values.get_mut(range.at).map_or(1.0, |value| {
                *value = near(*value, range, rng);
                share(*value, range)
            }),
            None => 1.0,
        };
        score.reached += modifier.worth * share;
    }
    let slam = rolls.slam.as_ref();
    let slam = slam.and_then(|(place, _)| recipe.market.corruption.get(*place));
    let quality = score.share() + slam.map_or(0.0, |slam| slam.worth);
    (rolls, quality.max(0.0))
}

fn near(value: i64, range: Roll, rng: &mut impl Rng) -> i64 {
    let reach = ((range.max - range.min) as f64 * ALIKE_SPREAD) as i64 / range.step;
    let moved = value + rng.random_range(-reach..=reach) * range.step;
    moved.clamp(range.min, range.max)
}

fn share(value: i64, range: Roll) -> f64 {
    match range.max - range.min {
        0 => 1.0,
        width => (value - range.min) as f64 / width as f64,
    }
}

/// How much of what buyers care for is there.
#[derive(Default)]
struct Score {
    reached: f64,
    possible: f64,
}

impl Score {
    fn share(&self) -> f64 {
        match self.possible > 0.0 {
            true => self.reached / self.possible,
            false => 0.5,
        }
    }
}

fn roll_modifier(modifier: &Modifier, score: &mut Score, rng: &mut impl Rng) -> Option<Vec<i64>> {
    score.possible += modifier.worth;
    if let Some(chance) = modifier.chance
        && !rng.random_bool(chance)
    {
        return None;
    }
    let (values, share) = values(modifier, rng);
    score.reached += modifier.worth * share;
    Some(values)
}

/// Values of a modifier, and which share of the range was reached.
fn values(modifier: &Modifier, rng: &mut impl Rng) -> (Vec<i64>, f64) {
    let mut values = modifier.values.clone();
    let mut reached = 1.0;
    if let Some(roll) = modifier.roll
        && let Some(value) = values.get_mut(roll.at)
    {
        let steps = (roll.max - roll.min) / roll.step;
        let step = rng.random_range(0..=steps);
        *value = roll.min + step * roll.step;
        reached = share(*value, roll);
    }
    if let Some(pick) = &modifier.pick
        && let (Some(value), Some(choice)) = (values.get_mut(pick.at), pick.of.choose(rng))
    {
        *value = choice.value;
    }
    (values, reached)
}

/// Draws an outcome; what it does to the quality.
fn corrupt(market: &Market, rolls: &mut Rolls, rng: &mut impl Rng) -> f64 {
    let places: Vec<usize> = (0..market.corruption.len()).collect();
    let weight = |place: &usize| market.corruption.get(*place).map_or(0, |slam| slam.weight);
    let Ok(place) = places.choose_weighted(rng, weight) else {
        return 0.0;
    };
    let slam: &Slam = &market.corruption[*place];
    let added = slam.modifier.as_ref().map(|added| values(added, rng).0);
    if let Some(sockets) = slam.sockets.choose(rng) {
        rolls.sockets = *sockets;
    }
    rolls.slam = Some((*place, added.unwrap_or_default()));
    slam.worth
}
