use super::{ListedItem, ListedModifier, Listing};
use crate::catalog::{self, Stat};
use crate::item::{Alternative, Item, Modifier, is_keyed};
use crate::wording::decimal;

/// How a listed item's property differs from the player's.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Difference {
    /// `2 dex`
    pub text: String,
    /// The listed item is the better one in this.
    pub better: bool,
}

/// In what the listing's item is better or worse than `item`: what it does better first, and of those
/// what weighs most.
#[must_use]
pub fn differences(item: &Item, listing: &Listing) -> Vec<Difference> {
    differences_of(item, &listing.item)
}

/// The same of an item that is not listed.
#[must_use]
pub fn differences_of(item: &Item, listed: &ListedItem) -> Vec<Difference> {
    let mut rows: Vec<(f64, Difference)> = Vec::new();
    let shown = || {
        item.modifiers
            .iter()
            .filter(|modifier| !modifier.hidden && modifier.cast.is_none())
    };
    for modifier in shown() {
        let theirs = theirs(modifier, &listed.modifiers).unwrap_or(0.0);
        rows.extend(compare(modifier, theirs));
    }
    for extra in listed.modifiers.iter().filter(|row| row.corrupted) {
        if !shown().any(|modifier| readings(modifier).any(|reading| is(extra, reading))) {
            rows.extend(gained(extra));
        }
    }
    rows.sort_by(|one, other| other.0.total_cmp(&one.0));
    rows.into_iter().map(|(_, difference)| difference).collect()
}

/// The listed amount of a property.
pub(super) fn theirs(modifier: &Modifier, listed: &[ListedModifier]) -> Option<f64> {
    let row = listed
        .iter()
        .find(|row| readings(modifier).any(|reading| is(row, reading)))?;
    row.values.get(modifier.amount_index()).copied()
}

pub(super) fn readings(modifier: &Modifier) -> impl Iterator<Item = Alternative> + '_ {
    let first = Alternative {
        name: modifier.name,
        param: modifier.param(),
    };
    std::iter::once(first).chain(modifier.alternatives.iter().copied())
}

pub(super) fn is(row: &ListedModifier, reading: Alternative) -> bool {
    let param = row.values.first().copied();
    row.name == reading.name
        && reading
            .param
            .is_none_or(|wanted| param == Some(wanted as f64))
}

/// The weight for sorting and the words.
fn compare(modifier: &Modifier, theirs: f64) -> Option<(f64, Difference)> {
    let ours = modifier.amount()? as f64;
    let word = catalog::word(modifier.name);
    let more = if word.is_some_and(|word| word.lower_is_better) {
        ours - theirs
    } else {
        theirs - ours
    };
    if more == 0.0 || !more.is_finite() {
        return None;
    }
    let width = modifier
        .roll
        .map_or(ours.abs(), |roll| roll.max - roll.min)
        .max(1.0);
    let weight = more / width * f64::from(word.map_or(1, |word| word.worth.max(1)));
    Some((
        weight,
        Difference {
            text: words(modifier.name, more.abs()),
            better: more > 0.0,
        },
    ))
}

/// What the listed item's corruption gave and ours has not.
fn gained(row: &ListedModifier) -> Option<(f64, Difference)> {
    let amount = row
        .values
        .get(usize::from(is_keyed(&row.name)))
        .copied()
        .filter(|amount| amount.is_finite())?;
    let worth = f64::from(catalog::word(&row.name).map_or(1, |word| word.worth.max(1)));
    Some((
        worth,
        Difference {
            text: words(&row.name, amount.abs()),
            better: amount > 0.0,
        },
    ))
}

/// `2 dex`; per-level amounts as they read, not as they are stored. What has no amount is its name alone: `CBF`.
pub(super) fn words(market: &str, amount: f64) -> String {
    let stat = catalog::stat_by_market(market);
    let divisor = stat.and_then(|stat| stat.per_level).map_or(1.0, f64::from);
    let short = match (catalog::word(market), stat) {
        (Some(word), _) => word.short.to_owned(),
        (None, Some(stat)) => stat.row.as_deref().map_or(market.to_owned(), |row| {
            crate::clipboard::clean(row).into_owned()
        }),
        (None, None) => market.to_owned(),
    };
    if has_amount(stat) {
        format!("{} {short}", decimal(amount / divisor))
    } else {
        short
    }
}

/// Whether the line of this property has a number: `Cannot Be Frozen` has none.
pub(super) fn has_amount(stat: Option<&Stat>) -> bool {
    let text = stat.and_then(|stat| stat.text.as_deref());
    text.is_none_or(|text| text.contains('{'))
}
