//! One property line: what it says, in the rows that the clipboard's reader knows.

use super::shape::{self, Meaning, Slot, Template};
use crate::catalog;
use crate::clipboard::{Row, aura_line, cast_line};
use crate::item::assemble::Entry;
use crate::item::stat_ids as id;
use crate::item::{Cast, Modifier};
use crate::wording;

/// Ways to read a line that the templates do not cover, for a skill's name is part of it.
const READERS: &[fn(&str) -> Option<Row>] = &[cast, aura, charges, skill];

/// Reads a line; `None` where it is not understood.
pub(super) fn read(line: &str) -> Option<Vec<Row>> {
    let line = line.replace('–', "-");
    let (shape, numbers) = shape::split(&line);
    let by_shape = shape::find(&shape)
        .iter()
        .find_map(|template| apply(template, &numbers));
    by_shape.or_else(|| {
        READERS
            .iter()
            .find_map(|reader| reader(&line))
            .map(|row| vec![row])
    })
}

/// Puts the line's numbers into a template; `None` where its own numbers differ.
fn apply(template: &Template, numbers: &[f64]) -> Option<Vec<Row>> {
    if template.slots.len() != numbers.len() {
        return None;
    }
    let mut amounts = Vec::with_capacity(2);
    for (slot, number) in template.slots.iter().zip(numbers) {
        match slot {
            Slot::Word(own) if own == number => {}
            Slot::Word(_) => return None,
            Slot::Amount { negated: true } => amounts.push(-number),
            Slot::Amount { negated: false } => amounts.push(*number),
        }
    }
    let first = amounts.first().copied();
    let second = amounts.get(1).copied();
    Some(match template.meaning {
        Meaning::Stat(stat) => vec![entry(stat.id, wording::stored(stat, first.unwrap_or(1.0)))?],
        Meaning::Merged(stats) => {
            let value = whole(first?);
            stats
                .iter()
                .map(|stat| entry(*stat, value))
                .collect::<Option<_>>()?
        }
        Meaning::EnhancedDamage => {
            vec![Row::EnhancedDamage {
                value: whole(first?),
                range: None,
                corrupted: false,
            }]
        }
        Meaning::Damage { min, max } => {
            vec![entry(min, whole(first?))?, entry(max, whole(second?))?]
        }
        Meaning::Poison => vec![poison(whole(first?), whole(second?))],
        Meaning::Keyed { stat, param } => {
            vec![Row::Keyed {
                stat,
                param,
                value: whole(first?),
                corrupted: false,
            }]
        }
    })
}

fn whole(number: f64) -> i64 {
    number.round() as i64
}

fn entry(stat: u16, value: i64) -> Option<Row> {
    let stat = catalog::stat(stat)?;
    Some(Row::Stat(Entry {
        stat,
        value,
        range: None,
        corrupted: false,
        uncertain: false,
        others: &[],
    }))
}

/// The damage and its seconds; the order in which the market stores them was never seen.
fn poison(damage: i64, seconds: i64) -> Row {
    let values = vec![damage, seconds];
    let text = wording::text("poisondam", &values);
    Row::Made(Box::new(Modifier {
        name: "poisondam",
        values,
        text,
        uncertain: true,
        ..Modifier::default()
    }))
}

fn cast(line: &str) -> Option<Row> {
    cast_line(line, false, None, None)
}

fn aura(line: &str) -> Option<Row> {
    aura_line(line, None, false)
}

/// `Level 3 Venom (31/31 Charges)`
fn charges(line: &str) -> Option<Row> {
    let rest = line.strip_prefix("Level ")?.strip_suffix(" Charges)")?;
    let (level, rest) = rest.split_once(' ')?;
    let (name, charges) = rest.rsplit_once(" (")?;
    let (left, most) = charges.split_once('/')?;
    Some(Row::Cast {
        stat: catalog::stat(id::CHARGES)?,
        skills: catalog::skills_by_name(name),
        name: name.to_owned(),
        cast: Cast {
            level: level.parse().ok(),
            charges: left.parse().ok(),
            max_charges: most.parse().ok(),
            ..Cast::default()
        },
        corrupted: false,
    })
}

/// `+3 to Nova (Sorceress Only)`, `+6 to Battle Orders`
fn skill(line: &str) -> Option<Row> {
    let (amount, rest) = line.strip_prefix('+')?.split_once(" to ")?;
    let bound = rest
        .strip_suffix(" Only)")
        .and_then(|rest| rest.rsplit_once(" ("));
    let (name, class) = bound.map_or((rest, None), |(name, class)| (name, Some(class)));
    let skills = catalog::skills_by_name(name);
    let first = skills.first()?;
    if let Some(class) = class
        && catalog::class_of_skill(first).is_none_or(|own| own.name != class)
    {
        return None;
    }
    Some(Row::Skill {
        skills,
        value: amount.parse().ok()?,
        range: None,
        corrupted: false,
        bound: Some(class.is_some()),
    })
}
