//! What to give up when nothing is found.

use super::Filter;

/// A search with one filter less.
#[derive(Debug, Clone, PartialEq)]
pub struct Relaxation {
    /// The filter that is given up.
    pub id: u32,
    /// Its line.
    pub text: String,
    /// All filters, that one off.
    pub filters: Vec<Filter>,
}

/// The searches that leave out one filter each, the one that matters least to the price first.
///
/// Of two filters of equal worth, the poorer roll goes first.
#[must_use]
pub fn relaxations(filters: &[Filter]) -> Vec<Relaxation> {
    let mut on: Vec<&Filter> = filters.iter().filter(|filter| filter.on).collect();
    on.sort_by_key(|filter| {
        (
            filter.worth,
            filter.roll.map_or(100, |roll| roll.percent),
            filter.id,
        )
    });
    on.into_iter()
        .map(|given_up| Relaxation {
            id: given_up.id,
            text: given_up.text.clone(),
            filters: without(filters, given_up.id),
        })
        .collect()
}

fn without(filters: &[Filter], id: u32) -> Vec<Filter> {
    let mut filters = filters.to_vec();
    for filter in filters.iter_mut().filter(|filter| filter.id == id) {
        filter.on = false;
    }
    filters
}
