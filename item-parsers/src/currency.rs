//! Runes, gems, keys and the like: how many a stash holds, and what listings say that one is worth.
//!
//! Must not know: how a stash or listings are asked for, how worth is shown.

use std::sync::LazyLock;

use serde_json::{Value, json};

use crate::catalog::{self, Table};
use crate::listing::{ListedItem, Listing};
use crate::price::{self, Ask, Estimate};
use crate::query::Scope;

/// One kind of what is counted and not compared.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Kind {
    /// The game's code of one piece.
    pub code: &'static str,
    /// The code of a stack of it, where that is another one.
    pub stack_code: Option<&'static str>,
    pub name: &'static str,
    pub group: Group,
    /// Where the stash's own count of it stands: `runes.r30`.
    stash_key: &'static str,
}

/// What belongs together, in the order that players look for it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Group {
    Runes,
    Gems,
    Keys,
    Essences,
    Maps,
    Crafts,
    Others,
}

impl Group {
    pub const ALL: [Self; 7] = [
        Self::Runes,
        Self::Gems,
        Self::Keys,
        Self::Essences,
        Self::Maps,
        Self::Crafts,
        Self::Others,
    ];

    fn of(category: &str) -> Self {
        match category {
            "gem" => Self::Gems,
            "boss" => Self::Keys,
            "essence" => Self::Essences,
            "map" => Self::Maps,
            "craft" => Self::Crafts,
            _ => Self::Others,
        }
    }
}

/// So many of one kind.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Held {
    pub kind: &'static Kind,
    pub count: u64,
}

/// Runes from the dearest number down, then everything else as the tables have it. Gold is no ware.
static KINDS: LazyLock<Vec<Kind>> = LazyLock::new(|| {
    let runes = catalog::runes().iter().rev().map(|rune| Kind {
        code: rune.code,
        stack_code: Some(rune.stack_code),
        name: rune.name,
        group: Group::Runes,
        stash_key: rune.stash_key,
    });
    let others = catalog::currency()
        .iter()
        .filter(|row| row.category != "gold")
        .map(|row| Kind {
            code: row.code,
            stack_code: row.stack_code,
            name: row.name,
            group: Group::of(row.category),
            stash_key: row.stash_key,
        });
    runes.chain(others).collect()
});

static BY_CODE: LazyLock<Table<&'static str, &'static Kind>> = LazyLock::new(|| {
    let kinds = KINDS.iter();
    kinds
        .flat_map(|kind| {
            std::iter::once(kind.code)
                .chain(kind.stack_code)
                .map(move |code| (code, kind))
        })
        .collect()
});

/// The kind of this code, of one piece or of a stack.
#[must_use]
pub fn kind(code: &str) -> Option<&'static Kind> {
    BY_CODE.get(code).copied()
}

/// What a stash holds: its own counts and the pieces that lie among its items, by kind, in the order of the groups.
///
/// What is no count, or of no known kind, is left out.
#[must_use]
pub fn held(counts: &Value, items: &[Value]) -> Vec<Held> {
    let mut loose: Table<&'static str, u64> = Table::default();
    for item in items.iter().map(ListedItem::from_market) {
        if let Some(kind) = item.base_code.as_deref().and_then(kind) {
            let pieces = item.quantity.and_then(|n| u64::try_from(n).ok());
            let count = loose.entry(kind.code).or_default();
            *count = count.saturating_add(pieces.unwrap_or(1).max(1));
        }
    }
    let mut held: Vec<Held> = KINDS
        .iter()
        .map(|kind| Held {
            kind,
            count: counted(counts, kind)
                .saturating_add(loose.get(kind.code).copied().unwrap_or_default()),
        })
        .filter(|held| held.count > 0)
        .collect();
    held.sort_by_key(|held| held.kind.group);
    held
}

fn counted(counts: &Value, kind: &Kind) -> u64 {
    if kind.stash_key.is_empty() {
        return 0;
    }
    let pointer = format!("/{}", kind.stash_key.replace('.', "/"));
    counts
        .pointer(&pointer)
        .and_then(Value::as_u64)
        .unwrap_or(0)
}

/// The market's query for listings of one kind, single or in stacks.
#[must_use]
pub fn query(kind: &Kind, scope: &Scope) -> Value {
    let codes: Vec<&str> = std::iter::once(kind.code).chain(kind.stack_code).collect();
    json!({
        "type": "item",
        "$limit": scope.limit,
        "$skip": 0,
        "accepted_offer_id": null,
        "updated_at": {"$gte": scope.updated_since},
        "$sort": {"bumped_at": -1},
        "$resolve": {"user": {"in_game_account": true}},
        "is_hardcore": scope.hardcore,
        "is_ladder": scope.ladder,
        "item.base_code": {"$in": codes},
    })
}

/// What one piece is worth by these listings, in HR. A stack's price is for all of it. The player's own listings say
/// nothing; `player` is the player's id at the market, where that is known. `None` where nobody else names a price.
#[must_use]
pub fn worth(kind: &Kind, listings: &[Listing], player: Option<&str>) -> Option<Estimate> {
    let is_of_kind = |listing: &&Listing| {
        let code = listing.item.base_code.as_deref();
        code.is_some_and(|code| code == kind.code || Some(code) == kind.stack_code)
    };
    let asks: Vec<Ask<'_>> = listings
        .iter()
        .filter(is_of_kind)
        .map(|listing| Ask::for_one_piece(listing, player))
        .collect();
    price::estimate(&asks)
}

/// The sum of so many pieces of so much each, in HR: never less than any of its parts, and never beyond all numbers.
#[must_use]
pub fn sum(parts: impl IntoIterator<Item = (u64, f64)>) -> f64 {
    let worths = parts
        .into_iter()
        .filter(|(_, each)| each.is_finite() && *each > 0.0)
        .map(|(count, each)| count as f64 * each);
    worths.sum::<f64>().min(f64::MAX)
}
