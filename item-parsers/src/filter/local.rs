//! The filters evaluated here, with the answer that the server would give.

use super::{Bounds, Filter, Target};
use crate::item::Cast;
use crate::listing::{ListedItem, ListedModifier};

/// Whether the item passes every filter that is on, as the server evaluates [`crate::query::listing_query`].
#[must_use]
pub fn fits(filters: &[Filter], item: &ListedItem) -> bool {
    filters
        .iter()
        .filter(|filter| filter.on)
        .all(|filter| passes(filter, item))
}

fn passes(filter: &Filter, item: &ListedItem) -> bool {
    match &filter.target {
        Target::Ethereal(is) => !item.absent.ethereal && item.ethereal == *is,
        Target::Corrupted(is) => !item.absent.corrupted && item.corrupted == *is,
        Target::Base(code) => item.base_code.as_deref() == Some(*code),
        Target::Sockets => {
            let sockets = (!item.absent.sockets).then_some(item.sockets as f64);
            is_within(filter.bounds, sockets)
        }
        Target::ItemLevel => is_within(filter.bounds, item.item_level.map(|level| level as f64)),
        Target::Modifier {
            name,
            index,
            param,
            alternatives,
        } => item.modifiers.iter().any(|row| {
            let first = is_reading(row, name, *param);
            (first
                || alternatives
                    .iter()
                    .any(|other| is_reading(row, other.name, other.param)))
                && is_within(filter.bounds, row.values.get(*index).copied())
        }),
        Target::Cast { name, cast } => item
            .modifiers
            .iter()
            .any(|row| row.name == *name && holds(row, cast)),
    }
}

fn is_reading(row: &ListedModifier, name: &str, param: Option<i64>) -> bool {
    row.name == name
        && param.is_none_or(|param| {
            row.values
                .first()
                .is_some_and(|value| *value == param as f64)
        })
}

/// Open at both ends asks for nothing; otherwise there must be a number, and within.
fn is_within(bounds: Option<Bounds>, value: Option<f64>) -> bool {
    let Some(bounds) = bounds.filter(|bounds| bounds.min.is_some() || bounds.max.is_some()) else {
        return true;
    };
    value.is_some_and(|value| {
        bounds.min.is_none_or(|min| value >= min) && bounds.max.is_none_or(|max| value <= max)
    })
}

fn holds(row: &ListedModifier, cast: &Cast) -> bool {
    cast.searched()
        .all(|number| row.values.contains(&(number as f64)))
}
