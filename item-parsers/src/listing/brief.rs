use super::difference::words;
use super::{ListedItem, ListedModifier};
use crate::catalog;

/// What players look at first in such an item, in their short words, what moves a price most before the rest:
/// `20 FCR`, `18 dex`. At most `most` of them; none of what nobody searches for.
#[must_use]
pub fn brief(item: &ListedItem, most: usize) -> Vec<String> {
    let mut told: Vec<(u32, String)> = item.modifiers.iter().filter_map(tell).collect();
    told.sort_by_key(|(worth, _)| std::cmp::Reverse(*worth));
    let mut texts: Vec<String> = told.into_iter().map(|(_, text)| text).collect();
    texts.dedup();
    texts.truncate(most);
    texts
}

fn tell(row: &ListedModifier) -> Option<(u32, String)> {
    let word = catalog::word(&row.name).filter(|word| word.worth > 0)?;
    let amount = row.values.last().filter(|amount| amount.is_finite())?;
    Some((word.worth, words(&row.name, *amount)))
}
