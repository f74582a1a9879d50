//! Which item of a stash is the one that was copied: by identity, not by likeness.
//!
//! Must not know: how a stash is asked for, how a choice is shown.

mod compare;

use crate::catalog::Table;
use crate::item::Item;
use crate::listing::{Difference, ListedItem, differences_of};

/// At most so many near ones are offered.
const MOST_OFFERED: usize = 12;
/// An item that differs in more ways is another one.
const NEAR: usize = 3;

/// A stash's items, by what they are.
#[derive(Debug, Default)]
pub struct StashIndex {
    items: Vec<ListedItem>,
    by_kind: Table<Kind, Vec<usize>>,
}

/// What does not change while an item lies in a stash.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
struct Kind {
    base_code: String,
    quality: String,
}

/// What was found for a copied item. Places count from 0, as the items were given.
#[derive(Debug, Clone, PartialEq)]
pub enum Match {
    /// The very item, and no other could be it.
    One(usize),
    /// Several are equal in all that the copy tells, or none is but some come near: the player chooses.
    Several(Vec<Candidate>),
    /// Nothing like it.
    None(NoMatch),
}

/// An item that may be meant.
#[derive(Debug, Clone, PartialEq)]
pub struct Candidate {
    pub place: usize,
    /// It is equal in all that the copy tells.
    pub equal: bool,
    /// In what it is better or worse than the copied one.
    pub differences: Vec<Difference>,
}

/// Why there is none.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NoMatch {
    /// The stash is empty.
    EmptyStash,
    /// Nothing there has this base and quality.
    NothingOfItsKind,
    /// There are some of its kind, all of them clearly others.
    OthersOfItsKind,
    /// The copy does not say what it is made of.
    UnknownBase,
}

impl StashIndex {
    /// Indexes the items of a stash.
    #[must_use]
    pub fn new(items: Vec<ListedItem>) -> Self {
        let mut by_kind: Table<Kind, Vec<usize>> = Table::default();
        for (place, item) in items.iter().enumerate() {
            if let (Some(base_code), Some(quality)) = (&item.base_code, &item.quality) {
                let kind = Kind {
                    base_code: base_code.clone(),
                    quality: quality.clone(),
                };
                by_kind.entry(kind).or_default().push(place);
            }
        }
        Self { items, by_kind }
    }

    /// The item at a place.
    #[must_use]
    pub fn item(&self, place: usize) -> Option<&ListedItem> {
        self.items.get(place)
    }

    /// Finds the item that was copied.
    ///
    /// One is taken only where it is equal in all that the copy tells and no other is.
    #[must_use]
    pub fn find(&self, copied: &Item) -> Match {
        if self.items.is_empty() {
            return Match::None(NoMatch::EmptyStash);
        }
        let Some(places) = self.of_kind(copied) else {
            return Match::None(NoMatch::UnknownBase);
        };
        if places.is_empty() {
            return Match::None(NoMatch::NothingOfItsKind);
        }
        let mut ways: Vec<(usize, usize)> = places
            .into_iter()
            .filter_map(|place| Some((compare::ways(copied, &self.items[place], NEAR)?, place)))
            .collect();
        ways.sort_unstable();
        let equal = ways.iter().filter(|(ways, _)| *ways == 0).count();
        match (equal, ways.as_slice()) {
            (1, [(_, place), ..]) => Match::One(*place),
            (_, []) => Match::None(NoMatch::OthersOfItsKind),
            (0, near) => self.offer(copied, near),
            (equal, all) => self.offer(copied, &all[..equal]),
        }
    }

    fn offer(&self, copied: &Item, candidates: &[(usize, usize)]) -> Match {
        let candidates = candidates.iter().take(MOST_OFFERED);
        Match::Several(
            candidates
                .map(|(ways, place)| Candidate {
                    place: *place,
                    equal: *ways == 0,
                    differences: differences_of(copied, &self.items[*place]),
                })
                .collect(),
        )
    }

    /// The places of what has the copied item's base, or one that it may have, and its quality.
    fn of_kind(&self, copied: &Item) -> Option<Vec<usize>> {
        let quality = copied.quality?.name();
        let first = copied.base_code?;
        let others = copied.base_candidates.iter().copied();
        let bases = std::iter::once(first).chain(others.filter(|code| *code != first));
        Some(
            bases
                .filter_map(|base_code| {
                    self.by_kind.get(&Kind {
                        base_code: base_code.to_owned(),
                        quality: quality.to_owned(),
                    })
                })
                .flatten()
                .copied()
                .collect(),
        )
    }
}
