//! In how many ways an item of a stash is not the copied one.

use crate::item::{Alternative, Item, Modifier};
use crate::listing::{ListedItem, ListedModifier};

/// `None` for what is surely another item: another unique, or more than `most` differences.
pub(super) fn ways(copied: &Item, stored: &ListedItem, most: usize) -> Option<usize> {
    if is_another(copied, stored) {
        return None;
    }
    let fields = fields(copied, stored);
    let ways = fields + properties(copied, stored);
    (ways <= most).then_some(ways)
}

/// What can never change.
fn is_another(copied: &Item, stored: &ListedItem) -> bool {
    let unique = match (copied.unique_id, copied.unique_candidates.as_slice()) {
        (Some(id), _) => stored.unique_id != Some(id.into()),
        (None, []) => false,
        (None, several) => !several
            .iter()
            .any(|id| stored.unique_id == Some((*id).into())),
    };
    unique || copied.runeword_key != stored.runeword_key.as_deref()
}

fn fields(copied: &Item, stored: &ListedItem) -> usize {
    let level = copied
        .item_level
        .is_some_and(|level| stored.item_level.is_some_and(|own| own != i64::from(level)));
    let sockets = i64::from(copied.sockets) != stored.sockets;
    let contents = stored
        .socketed
        .as_ref()
        .is_some_and(|own| *own != contents(copied));
    [
        level,
        sockets,
        contents,
        copied.ethereal != stored.ethereal,
        copied.corrupted != stored.corrupted,
        copied.identified != stored.identified,
    ]
    .into_iter()
    .filter(|differs| *differs)
    .count()
}

/// The base codes of what fills the sockets, sorted.
fn contents(copied: &Item) -> Vec<String> {
    let mut codes: Vec<String> = copied
        .socketed
        .iter()
        .filter_map(|item| item.base_code.map(str::to_owned))
        .collect();
    codes.sort_unstable();
    codes
}

/// Properties that one has and the other lacks, or has with other numbers.
fn properties(copied: &Item, stored: &ListedItem) -> usize {
    // What an unidentified item has is not told.
    if !copied.identified {
        return 0;
    }
    let missing = copied
        .modifiers
        .iter()
        .filter(|modifier| !modifier.hidden && !modifier.name.is_empty())
        .filter(|modifier| !stored.modifiers.iter().any(|row| is_same(modifier, row)))
        .count();
    let surplus = stored
        .modifiers
        .iter()
        .filter(|row| {
            !copied
                .modifiers
                .iter()
                .any(|modifier| is_about(modifier, row))
        })
        .count();
    missing + surplus
}

fn is_about(modifier: &Modifier, row: &ListedModifier) -> bool {
    row.name == modifier.name
        || modifier
            .alternatives
            .iter()
            .any(|other| row.name == other.name)
}

/// The same property with the same numbers, as far as the copy tells them.
fn is_same(modifier: &Modifier, row: &ListedModifier) -> bool {
    if row.name == modifier.name {
        let told = &modifier.values;
        return told.is_empty()
            || modifier.uncertain && modifier.param().is_none()
            || told.len() <= row.values.len()
                && told
                    .iter()
                    .zip(&row.values)
                    .all(|(one, other)| *one as f64 == *other);
    }
    modifier
        .alternatives
        .iter()
        .any(|reading| row.name == reading.name && is_reading(modifier, *reading, row))
}

fn is_reading(modifier: &Modifier, reading: Alternative, row: &ListedModifier) -> bool {
    let param = reading
        .param
        .is_none_or(|param| row.values.first() == Some(&(param as f64)));
    let amount = modifier.amount().map(|amount| amount as f64);
    param && row.values.get(modifier.amount_index()).copied() == amount
}
