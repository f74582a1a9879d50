//! What to give up when nothing is found.

use super::Filter;

/// A search with fewer filters.
#[derive(Debug, Clone, PartialEq)]
pub struct Relaxation {
    /// The ids of the filters that are given up, what matters least first; at least one.
    pub given_up: Vec<u32>,
    /// No filter is left: the item itself, whatever its rolls.
    pub is_last: bool,
    /// All filters, those off.
    pub filters: Vec<Filter>,
}

/// The searches that leave out one filter each, the one that matters least to the price first.
///
/// Of two filters of equal worth, the poorer roll goes first.
#[must_use]
pub fn relaxations(filters: &[Filter]) -> Vec<Relaxation> {
    let order = order(filters);
    order.chunks(1).map(|one| without(filters, one)).collect()
}

/// The searches that leave out the two filters that matter least, the three, and so on until none is left.
#[must_use]
pub fn wider_relaxations(filters: &[Filter]) -> Vec<Relaxation> {
    let order = order(filters);
    (2..=order.len())
        .map(|many| without(filters, &order[..many]))
        .collect()
}

/// The filters that are on, in the order in which to give them up.
fn order(filters: &[Filter]) -> Vec<&Filter> {
    let mut on: Vec<&Filter> = filters.iter().filter(|filter| filter.on).collect();
    on.sort_by_key(|filter| {
        (
            filter.worth,
            filter.roll.map_or(100, |roll| roll.percent),
            filter.id,
        )
    });
    on
}

fn without(filters: &[Filter], given_up: &[&Filter]) -> Relaxation {
    let mut left = filters.to_vec();
    for filter in &mut left {
        filter.on &= !given_up.iter().any(|other| other.id == filter.id);
    }
    Relaxation {
        given_up: given_up.iter().map(|filter| filter.id).collect(),
        is_last: !left.iter().any(|filter| filter.on),
        filters: left,
    }
}
