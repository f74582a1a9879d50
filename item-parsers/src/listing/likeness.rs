use super::difference::{is, readings, theirs};
use super::{ListedItem, ListedModifier};
use crate::catalog;
use crate::item::{Item, Modifier};

/// How alike a listed item is to the player's.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Likeness {
    /// From [`Likeness::LEAST`] to 1, which is an item whose rolls are the same.
    pub weight: f64,
    pub side: Side,
}

/// Which of two items is the better one, where that can be said without weighing properties against each other.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Side {
    /// The listed item is better in something and worse in nothing.
    Better,
    /// The listed item is worse in something and better in nothing.
    Worse,
    /// The same, or better in one thing and worse in another.
    Beside,
}

/// Items this far apart, as a share of the whole range of their rolls, count half.
const HALF_AT: f64 = 0.15;
/// What sockets and being ethereal weigh beside the properties, in the unit of [`catalog::Word::worth`].
const FRAME_WORTH: f64 = 20.0;
/// What a property weighs that players do not search for.
const LEAST_WORTH: f64 = 1.0;

impl Likeness {
    /// An item of the same kind says a little, however poor its rolls are.
    pub const LEAST: f64 = 0.05;

    /// For listings that are not compared with an item.
    pub const SAME: Self = Self {
        weight: 1.0,
        side: Side::Beside,
    };

    /// Compares the rolls, the corruption, the sockets and being ethereal.
    ///
    /// Each property's difference is taken as a share of the range that it can roll in (of the larger amount, where no
    /// range is known), weighted by how much it moves prices. The weight falls with the square of the mean of these.
    #[must_use]
    pub fn of(item: &Item, listed: &ListedItem) -> Self {
        let mut sum = Sum::default();
        for modifier in own(item) {
            let Some(ours) = modifier.amount() else {
                continue;
            };
            let found = theirs(modifier, &listed.modifiers);
            sum.compare(modifier, ours as f64, found.unwrap_or(0.0));
        }
        for extra in listed.modifiers.iter().filter(|row| row.corrupted) {
            if !own(item).any(|modifier| readings(modifier).any(|reading| is(extra, reading))) {
                sum.gained(extra);
            }
        }
        if item.ethereal != listed.ethereal {
            sum.add(1.0, FRAME_WORTH, None);
        }
        if i64::from(item.sockets) != listed.sockets {
            let more = listed.sockets > i64::from(item.sockets);
            sum.add(1.0, FRAME_WORTH, Some(more));
        }
        sum.likeness()
    }
}

fn own(item: &Item) -> impl Iterator<Item = &Modifier> {
    item.modifiers
        .iter()
        .filter(|modifier| !modifier.hidden && modifier.cast.is_none())
}

#[derive(Default)]
struct Sum {
    distance: f64,
    worth: f64,
    better: bool,
    worse: bool,
}

impl Sum {
    fn compare(&mut self, modifier: &Modifier, ours: f64, theirs: f64) {
        let word = catalog::word(modifier.name);
        let worth = word.map_or(LEAST_WORTH, |word| f64::from(word.worth).max(LEAST_WORTH));
        let width = modifier
            .roll
            .map_or(ours.abs().max(theirs.abs()), |roll| roll.max - roll.min)
            .max(1.0);
        let distance = ((theirs - ours).abs() / width).min(1.0);
        let lower_is_better = word.is_some_and(|word| word.lower_is_better);
        let better = (theirs != ours).then_some((theirs > ours) != lower_is_better);
        if distance.is_finite() {
            self.add(distance, worth, better);
        }
    }

    fn gained(&mut self, row: &ListedModifier) {
        let Some(amount) = row.values.last().copied().filter(|amount| *amount != 0.0) else {
            return;
        };
        let word = catalog::word(&row.name);
        let worth = word.map_or(LEAST_WORTH, |word| f64::from(word.worth).max(LEAST_WORTH));
        self.add(1.0, worth, Some(amount > 0.0));
    }

    fn add(&mut self, distance: f64, worth: f64, better: Option<bool>) {
        self.distance += distance * worth;
        self.worth += worth;
        self.better |= better == Some(true);
        self.worse |= better == Some(false);
    }

    fn likeness(&self) -> Likeness {
        let mean = if self.worth > 0.0 {
            self.distance / self.worth
        } else {
            0.0
        };
        let weight = 1.0 / (1.0 + (mean / HALF_AT).powi(2));
        Likeness {
            weight: weight.max(Likeness::LEAST),
            side: match (self.better, self.worse) {
                (true, false) => Side::Better,
                (false, true) => Side::Worse,
                _ => Side::Beside,
            },
        }
    }
}
