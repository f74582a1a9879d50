use std::cmp::Reverse;

use super::difference::{has_amount, words};
use super::{ListedItem, ListedModifier};
use crate::catalog;
use crate::item::is_keyed;

/// An item's properties in players' short words, those that move a price most first: `20 FCR`, `18 dex`. What has no
/// amount comes after them, for it tells no such item from another; what nobody searches for, and damage from least to
/// most, is left out. At most `most` of them.
#[must_use]
pub fn brief(item: &ListedItem, most: usize) -> Vec<String> {
    let mut told: Vec<_> = item.modifiers.iter().filter_map(tell).collect();
    told.sort_by_key(|(rank, _)| Reverse(*rank));
    let mut texts: Vec<String> = Vec::new();
    for (_, text) in told {
        if !texts.contains(&text) {
            texts.push(text);
        }
    }
    texts.truncate(most);
    texts
}

/// The rank and the words.
fn tell(row: &ListedModifier) -> Option<((bool, u32), String)> {
    let word = catalog::word(&row.name).filter(|word| word.worth > 0)?;
    let amounts = row.values.get(usize::from(is_keyed(&row.name))..)?;
    let [amount] = amounts else { return None };
    let rank = (has_amount(catalog::stat_by_market(&row.name)), word.worth);
    amount
        .is_finite()
        .then(|| (rank, words(&row.name, *amount)))
}
