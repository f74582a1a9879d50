//! The filters of an item, and which of them are on to begin with.

use super::{Bounds, Filter, Target, margin};
use crate::catalog::{self, Base};
use crate::item::{Item, Modifier, Quality};
use crate::wording;

/// At most so many properties of an item made of affixes are searched for at first.
const MOST_AFFIXES: usize = 4;

/// Worth of what has no word of its own.
const WORTH_OF_OTHERS: u32 = 1;
/// Worth of the fields of an item, beside that of properties in `words.json`.
const WORTH_SOCKETS: u32 = 92;
const WORTH_ETHEREAL: u32 = 94;
const WORTH_ITEM_LEVEL: u32 = 20;
const WORTH_CORRUPTED: u32 = 88;
const WORTH_BASE: u32 = 30;
/// The percent that a roll of unknown range counts as.
const UNKNOWN_ROLL: u32 = 50;
/// The least worth of a map's property to be searched for.
const WORTH_ON_MAP: u32 = 50;

/// Item levels from which a base can get more sockets.
const SOCKET_LEVELS: [i64; 2] = [26, 41];

/// All filters of the item, with a sensible choice of them on.
///
/// A unique, set piece or runeword: what can roll, and what the corruption gave. Rare, crafted and magic
/// items: the few properties that people pay for most. A base: sockets, ethereal, item level.
#[must_use]
pub fn preselect(item: &Item) -> Vec<Filter> {
    let kind = Kind::of(item);
    let mut filters: Vec<Filter> = Vec::with_capacity(item.modifiers.len() + 4);
    fields(item, kind, &mut filters);
    // What an unidentified item shows is not to be relied on.
    let shown = |modifier: &&Modifier| !modifier.hidden && item.identified;
    for modifier in item.modifiers.iter().filter(shown) {
        filters.extend(modifier_filter(modifier, kind));
    }
    match kind {
        Kind::Affixes => keep_the_worthiest(&mut filters),
        Kind::Plain | Kind::Named | Kind::Map | Kind::Stack => {}
    }
    // What is searched for is seen first, however many there are.
    filters.sort_by_key(|filter| !filter.on);
    for (id, filter) in (0u32..).zip(&mut filters) {
        filter.id = id;
    }
    filters
}

/// What makes the price of an item.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    /// Unique, set piece, runeword: everybody knows it, the rolls differ.
    Named,
    /// Magic, rare, crafted.
    Affixes,
    /// A map, unique or not.
    Map,
    /// A base to make something from.
    Plain,
    /// Runes, gems, shards, keys.
    Stack,
}

impl Kind {
    fn of(item: &Item) -> Self {
        if item.base_row().is_some_and(|base| base.is("map")) {
            return Self::Map;
        }
        if item.is_runeword() || matches!(item.quality, Some(Quality::Unique | Quality::Set)) {
            return Self::Named;
        }
        if item.quality.is_some_and(Quality::has_affixes) {
            return Self::Affixes;
        }
        if item
            .base_row()
            .is_some_and(|base| !base.is_armor() && !base.is_weapon())
        {
            return Self::Stack;
        }
        Self::Plain
    }
}

/// Filters on what is not a property.
fn fields(item: &Item, kind: Kind, filters: &mut Vec<Filter>) {
    if kind == Kind::Stack {
        return;
    }
    let worn = item
        .base_row()
        .is_some_and(|base| base.is_armor() || base.is_weapon());
    if worn {
        let text = if item.ethereal {
            "Ethereal"
        } else {
            "Not ethereal"
        };
        let on = item.ethereal || kind == Kind::Plain;
        filters.push(flag(
            Target::Ethereal(item.ethereal),
            text,
            on,
            WORTH_ETHEREAL,
        ));
    }
    if item.corrupted || kind != Kind::Plain {
        let text = if item.corrupted {
            "Corrupted"
        } else {
            "Not corrupted"
        };
        let mut filter = flag(
            Target::Corrupted(item.corrupted),
            text,
            item.corrupted,
            WORTH_CORRUPTED,
        );
        filter.corrupted = item.corrupted;
        filters.push(filter);
    }
    sockets(item, kind, worn, filters);
    item_level(item, kind, filters);
    if let Some(base) = item.base_row().filter(|_| worn && kind != Kind::Plain) {
        let text = format!("Base: {}", base.name);
        filters.push(flag(Target::Base(base.code), &text, false, WORTH_BASE));
    }
}

fn sockets(item: &Item, kind: Kind, worn: bool, filters: &mut Vec<Filter>) {
    // A runeword's sockets follow from its runes.
    if item.is_runeword() || !worn || (item.sockets == 0 && kind != Kind::Plain) {
        return;
    }
    let number = f64::from(item.sockets);
    let text = match item.sockets {
        0 => "No sockets".to_owned(),
        1 => "1 socket".to_owned(),
        more => format!("{more} sockets"),
    };
    let base = kind == Kind::Plain;
    filters.push(Filter {
        bounds: Some(Bounds {
            min: Some(number),
            max: base.then_some(number),
            step: 1.0,
        }),
        value: Some(number),
        ..flag(Target::Sockets, &text, true, WORTH_SOCKETS)
    });
}

/// The item level matters for a base without sockets (how many it can get), and for what is crafted from it.
fn item_level(item: &Item, kind: Kind, filters: &mut Vec<Filter>) {
    let wanted = !matches!(kind, Kind::Named | Kind::Map);
    let Some(level) = item.item_level.filter(|_| wanted) else {
        return;
    };
    let socketable = item.base_row().is_some_and(can_gain_sockets);
    let on = kind == Kind::Plain && item.sockets == 0 && socketable;
    let level = i64::from(level);
    let least = if kind == Kind::Plain && socketable {
        SOCKET_LEVELS
            .into_iter()
            .rev()
            .find(|start| level >= *start)
            .unwrap_or(1)
    } else {
        level
    };
    filters.push(Filter {
        bounds: Some(Bounds {
            min: Some(least as f64),
            max: None,
            step: 1.0,
        }),
        value: Some(level as f64),
        ..flag(
            Target::ItemLevel,
            &format!("Item level {level}"),
            on,
            WORTH_ITEM_LEVEL,
        )
    });
}

fn can_gain_sockets(base: &Base) -> bool {
    base.max_sockets > 0
}

/// A filter that is there or not.
fn flag(target: Target, text: &str, on: bool, worth: u32) -> Filter {
    Filter {
        id: 0,
        text: text.to_owned(),
        on,
        corrupted: false,
        uncertain: false,
        bounds: None,
        value: None,
        roll: None,
        target,
        worth,
    }
}

fn modifier_filter(modifier: &Modifier, kind: Kind) -> Option<Filter> {
    if modifier.name.is_empty() {
        return None;
    }
    let word = catalog::word(modifier.name);
    let worth = word.map_or(WORTH_OF_OTHERS, |word| word.worth);
    let on = match kind {
        Kind::Named => {
            modifier.corrupted || modifier.choice || (modifier.roll.is_some() && worth > 0)
        }
        // Most of a map's lines are what makes it hard; few pay for those.
        Kind::Map => modifier.corrupted || (worth >= WORTH_ON_MAP && !modifier.fixed),
        Kind::Affixes | Kind::Plain => worth > 0,
        Kind::Stack => false,
    };
    if let Some(cast) = modifier.cast {
        let target = Target::Cast {
            name: modifier.name,
            cast,
        };
        let mut filter = flag(target, &modifier.text, false, worth);
        filter.corrupted = modifier.corrupted;
        filter.uncertain = modifier.uncertain;
        return Some(filter);
    }
    let amount = modifier.amount()?;
    let flag_only = wording::is_flag(modifier.name);
    let target = Target::Modifier {
        name: modifier.name,
        index: modifier.amount_index(),
        param: modifier.param(),
        alternatives: modifier.alternatives.clone(),
    };
    Some(Filter {
        corrupted: modifier.corrupted,
        uncertain: modifier.uncertain,
        bounds: (!flag_only).then(|| bounds(modifier, amount, word)),
        value: (!flag_only).then_some(amount as f64),
        roll: modifier.roll,
        // The values of poison damage are in an order that nobody has seen.
        ..flag(
            target,
            &modifier.text,
            on && modifier.name != "poisondam",
            worth,
        )
    })
}

fn bounds(modifier: &Modifier, amount: i64, word: Option<&catalog::Word>) -> Bounds {
    let step = word.and_then(|word| word.breakpoint).unwrap_or(1) as f64;
    if word.is_some_and(|word| word.lower_is_better) {
        let most = margin::most(amount, modifier.roll) as f64;
        return Bounds {
            min: None,
            max: Some(most),
            step,
        };
    }
    if modifier.fixed {
        return Bounds {
            min: Some(amount as f64),
            max: None,
            step,
        };
    }
    let least = margin::least(modifier.name, amount, modifier.roll) as f64;
    Bounds {
        min: Some(least),
        max: None,
        step,
    }
}

/// Leaves on only the properties that move the price most.
fn keep_the_worthiest(filters: &mut [Filter]) {
    let mut order: Vec<usize> = (0..filters.len())
        .filter(|index| {
            filters[*index].on && matches!(filters[*index].target, Target::Modifier { .. })
        })
        .collect();
    order.sort_by_key(|index| std::cmp::Reverse(weight(&filters[*index])));
    for index in order.into_iter().skip(MOST_AFFIXES) {
        filters[index].on = false;
    }
}

/// Worth, less for a poor roll: half of it for the poorest.
fn weight(filter: &Filter) -> u32 {
    let share = filter
        .roll
        .map_or(UNKNOWN_ROLL, |roll| u32::from(roll.percent));
    filter.worth * (100 + share)
}
