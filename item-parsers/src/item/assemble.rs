//! From single stats to the properties that the market stores: merges what it merges, pairs what it pairs.
//!
//! Must not know: how the stats were written.

use super::origin::Origin;
use super::stat_ids as id;
use super::{Alternative, Modifier, Roll};
use crate::catalog::{self, Stat};
use crate::wording;

/// One stat of an item.
#[derive(Debug, Clone)]
pub(crate) struct Entry {
    pub stat: &'static Stat,
    pub value: i64,
    /// The range that came with it.
    pub range: Option<(i64, i64)>,
    pub corrupted: bool,
    pub uncertain: bool,
    /// Other stats that it may be; `stat` itself may be among them.
    pub others: &'static [&'static Stat],
}

/// The stats that are not yet part of a property, and the properties so far.
pub(crate) struct Assembly<'a> {
    entries: Vec<Entry>,
    origin: &'a Origin,
    pub modifiers: Vec<Modifier>,
}

/// The steps, in order; each takes the stats that it understands.
const STEPS: &[fn(&mut Assembly)] = &[
    drop_what_is_no_property,
    enhanced_damage,
    merge_equals,
    fire_damage,
    lightning_damage,
    magic_damage,
    cold_damage,
    poison_damage,
    flat_damage,
    corruption,
    all_others,
];

/// Makes properties of `entries`, adds those already made, and sorts them as the game shows them.
pub(crate) fn assemble(entries: Vec<Entry>, made: Vec<Modifier>, origin: &Origin) -> Vec<Modifier> {
    let mut assembly = Assembly {
        entries,
        origin,
        modifiers: made,
    };
    for step in STEPS {
        step(&mut assembly);
    }
    for modifier in assembly
        .modifiers
        .iter_mut()
        .filter(|modifier| !modifier.hidden)
    {
        origin.find_affix(modifier);
    }
    assembly
        .modifiers
        .sort_by_cached_key(|modifier| std::cmp::Reverse(priority(modifier)));
    assembly.modifiers
}

fn priority(modifier: &Modifier) -> i32 {
    if let Some(stat) = catalog::stat_by_market(modifier.name) {
        return stat.priority;
    }
    let first = catalog::merged_row(modifier.name).and_then(|row| row.stats.first());
    first
        .and_then(|id| catalog::stat(*id))
        .map_or(0, |stat| stat.priority)
}

impl Assembly<'_> {
    fn take(&mut self, stat: u16) -> Option<Entry> {
        let index = self
            .entries
            .iter()
            .position(|entry| entry.stat.id == stat)?;
        Some(self.entries.remove(index))
    }

    fn value(&self, stat: u16) -> Option<i64> {
        self.entries
            .iter()
            .find(|entry| entry.stat.id == stat)
            .map(|entry| entry.value)
    }

    /// Adds the property `name` with these values; what else is known of it comes from `entry`.
    fn push(&mut self, name: &'static str, values: Vec<i64>, entry: &Entry) -> &mut Modifier {
        let corrupted = entry.corrupted || self.origin.corrupts(&[entry.stat.id]);
        let text = wording::text(name, &values);
        self.modifiers.push(Modifier {
            name,
            values,
            text,
            corrupted,
            uncertain: entry.uncertain,
            alternatives: alternatives(entry),
            ..Modifier::default()
        });
        let last = self.modifiers.len() - 1;
        &mut self.modifiers[last]
    }

    /// As [`push`](Self::push), with the roll of its amount.
    fn push_rolled(&mut self, name: &'static str, entry: &Entry) -> &mut Modifier {
        let range = self.origin.range(entry.stat.id, entry.range);
        let lower_is_better = catalog::word(name).is_some_and(|word| word.lower_is_better);
        let roll = range.and_then(|range| Roll::new(entry.value, range, lower_is_better));
        let fixed = self.origin.is_fixed(entry.stat.id, entry.value);
        let modifier = self.push(name, vec![entry.value], entry);
        modifier.roll = roll;
        modifier.fixed = fixed;
        modifier
    }
}

/// The other stats that the entry may be. One in another unit would be asked for with the wrong amount.
fn alternatives(entry: &Entry) -> Vec<Alternative> {
    let same_unit =
        |other: &&&Stat| other.id != entry.stat.id && other.per_level == entry.stat.per_level;
    let others = entry.others.iter().filter(same_unit);
    others
        .map(|other| Alternative {
            name: other.market(),
            param: None,
        })
        .collect()
}

/// Sockets are a field of the item; the plug-in's bookkeeping of a corruption says nothing.
fn drop_what_is_no_property(assembly: &mut Assembly) {
    assembly
        .entries
        .retain(|entry| !matches!(entry.stat.id, id::SOCKETS | id::CORRUPTOR));
}

/// Equal 17 and 18 are one property.
fn enhanced_damage(assembly: &mut Assembly) {
    let (Some(most), Some(least)) = (
        assembly.value(id::MAX_DAMAGE_PERCENT),
        assembly.value(id::MIN_DAMAGE_PERCENT),
    ) else {
        return;
    };
    if most != least {
        return;
    }
    let (Some(mut entry), Some(least)) = (
        assembly.take(id::MAX_DAMAGE_PERCENT),
        assembly.take(id::MIN_DAMAGE_PERCENT),
    ) else {
        return;
    };
    entry.corrupted |= least.corrupted || assembly.origin.corrupts(&[id::MIN_DAMAGE_PERCENT]);
    assembly.push_rolled("maxdamage_percent", &entry);
}

/// Four equal resistances, four equal attributes.
fn merge_equals(assembly: &mut Assembly) {
    for name in ["all_resist", "all_attributes"] {
        let Some(row) = catalog::merged_row(name) else {
            continue;
        };
        let values: Vec<Option<i64>> = row.stats.iter().map(|stat| assembly.value(*stat)).collect();
        if values[0].is_none() || values.iter().any(|value| *value != values[0]) {
            continue;
        }
        let parts: Vec<Entry> = row
            .stats
            .iter()
            .filter_map(|stat| assembly.take(*stat))
            .collect();
        let Some(mut entry) = parts.first().cloned() else {
            continue;
        };
        entry.corrupted = parts.iter().any(|part| part.corrupted);
        entry.uncertain = parts.iter().any(|part| part.uncertain);
        assembly.push_rolled(name, &entry);
    }
}

fn fire_damage(assembly: &mut Assembly) {
    damage_range(assembly, id::FIRE_MIN, id::FIRE_MAX, None);
}

fn lightning_damage(assembly: &mut Assembly) {
    damage_range(assembly, id::LIGHTNING_MIN, id::LIGHTNING_MAX, None);
}

fn magic_damage(assembly: &mut Assembly) {
    damage_range(assembly, id::MAGIC_MIN, id::MAGIC_MAX, None);
}

fn cold_damage(assembly: &mut Assembly) {
    damage_range(assembly, id::COLD_MIN, id::COLD_MAX, Some(id::COLD_LENGTH));
}

/// The market keeps the whole range with the least damage, and the greatest once more by itself.
fn damage_range(assembly: &mut Assembly, min: u16, max: u16, length: Option<u16>) {
    if assembly.value(min).is_none() || assembly.value(max).is_none() {
        return; // A lone end is a property of its own.
    }
    let (Some(least), Some(most)) = (assembly.take(min), assembly.take(max)) else {
        return;
    };
    let frames = length.and_then(|length| assembly.take(length));
    let mut values = vec![least.value, most.value];
    values.extend(frames.as_ref().map(|frames| frames.value));
    let rolled = rolled_damage(assembly, &least, &most);
    let fixed = assembly
        .origin
        .property(least.stat.id)
        .is_some_and(|property| {
            (property.min, property.max) == (Some(least.value), Some(most.value))
        });
    let whole = assembly.push(least.stat.market(), values, &least);
    whole.fixed = fixed;
    whole.corrupted |= most.corrupted;
    whole.uncertain |= most.uncertain;
    whole.text = wording::damage_range(least.stat.market(), least.value, most.value);
    let text = whole.text.clone();
    let roll = rolled.and_then(|range| Roll::new(most.value, range, false));
    let end = assembly.push(most.stat.market(), vec![most.value], &most);
    end.text.clone_from(&text);
    end.roll = roll;
    end.hidden = roll.is_none();
    if let Some(frames) = frames {
        let length = assembly.push(frames.stat.market(), vec![frames.value], &frames);
        length.hidden = true;
    }
    // Where the greatest damage rolls, its own property is the one to search for.
    if roll.is_some() {
        let index = assembly
            .modifiers
            .iter()
            .position(|modifier| modifier.name == least.stat.market());
        if let Some(index) = index {
            assembly.modifiers[index].hidden = true;
        }
    }
}

/// The range of the greatest damage, where the item's table says that it rolls by itself.
fn rolled_damage(assembly: &Assembly, least: &Entry, most: &Entry) -> Option<(i64, i64)> {
    let property = assembly.origin.property(most.stat.id)?;
    if property.stats.contains(&least.stat.id) {
        return None;
    }
    property.amount()
}

/// Stored as a rate: damage = rate × frames ÷ 256, seconds = frames ÷ 25.
fn poison_damage(assembly: &mut Assembly) {
    let (Some(rate), Some(frames)) = (
        assembly.value(id::POISON_MAX),
        assembly.value(id::POISON_LENGTH),
    ) else {
        return;
    };
    let (Some(entry), Some(_)) = (
        assembly.take(id::POISON_MAX),
        assembly.take(id::POISON_LENGTH),
    ) else {
        return;
    };
    let least = assembly.take(id::POISON_MIN);
    let damage = rate
        .saturating_mul(frames)
        .saturating_add(128)
        .div_euclid(256);
    let seconds = frames.div_euclid(25);
    let modifier = assembly.push("poisondam", vec![damage, seconds], &entry);
    // The order in which the market stores the two was never seen.
    modifier.uncertain = true;
    modifier.corrupted |= least.is_some_and(|least| least.corrupted);
}

/// The game sets the one-handed and the two-handed damage together; the plug-in joins their rows.
fn flat_damage(assembly: &mut Assembly) {
    let pairs = [
        (
            id::MIN_DAMAGE,
            id::SECONDARY_MIN_DAMAGE,
            id::THROW_MIN_DAMAGE,
        ),
        (
            id::MAX_DAMAGE,
            id::SECONDARY_MAX_DAMAGE,
            id::THROW_MAX_DAMAGE,
        ),
    ];
    for (first, second, thrown) in pairs {
        let Some(entry) = assembly.take(first) else {
            continue;
        };
        assembly.push_rolled(entry.stat.market(), &entry);
        let joined = assembly.take(second);
        let twin = joined.clone().unwrap_or_else(|| Entry {
            uncertain: true,
            ..entry.clone()
        });
        if let Some(stat) = catalog::stat(second) {
            let modifier = assembly.push(stat.market(), vec![twin.value], &twin);
            modifier.hidden = true;
        }
        if let Some(thrown) = assembly.take(thrown) {
            let modifier = assembly.push(thrown.stat.market(), vec![thrown.value], &thrown);
            modifier.hidden = true;
        }
    }
}

/// The market stores the outcome's number as the second value.
fn corruption(assembly: &mut Assembly) {
    if let Some(entry) = assembly.take(id::CORRUPTED) {
        let modifier = assembly.push(entry.stat.market(), vec![0, entry.value], &entry);
        modifier.hidden = true;
    }
}

fn all_others(assembly: &mut Assembly) {
    for entry in std::mem::take(&mut assembly.entries) {
        let modifier = assembly.push_rolled(entry.stat.market(), &entry);
        // Stats that the game has no text for say nothing to the player.
        modifier.hidden = entry.stat.text.is_none();
    }
}
