//! From rows to single stats, and to properties where no merging is left to do.

use super::row::Row;
use crate::catalog::{self, Skill, Stat};
use crate::item::assemble::Entry;
use crate::item::origin::Origin;
use crate::item::stat_ids as id;
use crate::item::{Alternative, Cast, Modifier, Note, Roll};
use crate::wording;

/// Turns rows into single stats, and into properties where no merging is left to do.
pub(super) fn resolve(
    rows: Vec<Row>,
    origin: &Origin,
    notes: &mut Vec<Note>,
) -> (Vec<Entry>, Vec<Modifier>) {
    let mut entries: Vec<Entry> = Vec::with_capacity(rows.len());
    let mut made = Vec::new();
    let mut enhanced = None;
    for row in rows {
        match row {
            Row::Stat(entry) => join(&mut entries, entry, notes),
            Row::EnhancedDamage {
                value,
                range,
                corrupted,
            } => enhanced = Some((value, range, corrupted)),
            Row::Keyed {
                stat,
                param,
                value,
                corrupted,
            } => {
                made.extend(keyed(stat, param, value, corrupted, origin));
            }
            Row::Skill {
                skills,
                value,
                range,
                corrupted,
                bound,
            } => {
                let modifier = skill_modifier(skills, bound, (value, range), origin);
                made.extend(modifier.map(|modifier| Modifier {
                    corrupted,
                    ..modifier
                }));
            }
            Row::Made(modifier) => made.push(*modifier),
            Row::Aura {
                skills,
                level,
                range,
                corrupted,
            } => {
                made.extend(aura_modifier(skills, level, range, corrupted, origin));
            }
            Row::Cast {
                stat,
                skills,
                name,
                cast,
                corrupted,
            } => {
                made.push(cast_modifier(stat, skills, &name, cast, corrupted, origin));
            }
        }
    }
    reassign(&mut entries, origin);
    if let Some((value, range, corrupted)) = enhanced {
        put_enhanced_damage(&mut entries, value, range, corrupted);
    }
    (entries, made)
}

/// Both stats of enhanced damage. Where they came larger by themselves, that is the whole amount, with what a
/// superior base or a corruption adds.
fn put_enhanced_damage(
    entries: &mut Vec<Entry>,
    value: i64,
    range: Option<(i64, i64)>,
    corrupted: bool,
) {
    for stat in [id::MAX_DAMAGE_PERCENT, id::MIN_DAMAGE_PERCENT]
        .into_iter()
        .filter_map(catalog::stat)
    {
        entries.retain(|entry| entry.stat.id != stat.id || entry.value > value);
        if let Some(more) = entries.iter_mut().find(|entry| entry.stat.id == stat.id) {
            more.range = range;
            more.uncertain = true;
        } else {
            entries.push(Entry {
                stat,
                value,
                range,
                corrupted,
                uncertain: false,
                others: &[],
            });
        }
    }
}

/// The same stat twice: the larger amount counts, as in the plug-in.
fn join(entries: &mut Vec<Entry>, entry: Entry, notes: &mut Vec<Note>) {
    let Some(known) = entries
        .iter_mut()
        .find(|known| known.stat.id == entry.stat.id)
    else {
        entries.push(entry);
        return;
    };
    if known.value != entry.value {
        notes.push(Note::TwoAmounts(wording::text(
            entry.stat.market(),
            &[entry.value],
        )));
        known.uncertain = true;
    }
    known.value = known.value.max(entry.value);
    known.corrupted |= entry.corrupted;
    known.range = known.range.or(entry.range);
}

/// Of rows that the plug-in joined, the first stat and the larger amount survive. Where the amount cannot
/// be the stat's own and fits exactly one other of the item's stats with that text, it is that one's.
fn reassign(entries: &mut [Entry], origin: &Origin) {
    for index in 0..entries.len() {
        let (stat, value) = (entries[index].stat, entries[index].value);
        let fits = |stat: &Stat| {
            origin
                .own_range(stat.id)
                .is_some_and(|(min, max)| (min..=max).contains(&value))
        };
        let Some(row) = stat.row.as_deref() else {
            continue;
        };
        if origin.own_range(stat.id).is_none() || fits(stat) {
            continue;
        }
        let mut others = catalog::stats_by_row(row)
            .iter()
            .copied()
            .filter(|other| fits(other) && !entries.iter().any(|entry| entry.stat.id == other.id));
        if let (Some(other), None) = (others.next(), others.next()) {
            entries[index] = Entry {
                stat: other,
                range: None,
                uncertain: true,
                ..entries[index].clone()
            };
        }
    }
}

/// What a row about sockets says; the field of the item goes before it.
pub(super) fn sockets(entries: &[Entry]) -> Option<i64> {
    entries
        .iter()
        .find(|entry| entry.stat.id == id::SOCKETS)
        .map(|entry| entry.value)
}

fn keyed(stat: u16, param: i64, value: i64, corrupted: bool, origin: &Origin) -> Option<Modifier> {
    let stat = catalog::stat(stat)?;
    let values = vec![param, value];
    let property = origin.properties.iter().find(|property| {
        property.stats.contains(&stat.id)
            && [property.tab_param, property.class_id]
                .iter()
                .flatten()
                .all(|own| *own == param)
    });
    let range = property.and_then(|property| property.amount());
    Some(Modifier {
        name: stat.market(),
        text: wording::text(stat.market(), &values),
        values,
        roll: range.and_then(|range| Roll::new(value, range, false)),
        corrupted: corrupted || origin.corrupts(&[stat.id]),
        fixed: range == Some((value, value)),
        choice: origin.is_choice(stat.id),
        ..Modifier::default()
    })
}

/// Class-bound or not looks the same on the clipboard: the item's table tells, else the market is asked
/// for either.
fn skill_modifier(
    skills: &'static [&'static Skill],
    bound: Option<bool>,
    (value, range): (i64, Option<(i64, i64)>),
    origin: &Origin,
) -> Option<Modifier> {
    let ids: Vec<u16> = skills.iter().map(|skill| skill.id).collect();
    let known = origin.skill_property(&ids).filter(|property| {
        property
            .stats
            .iter()
            .any(|stat| matches!(*stat, id::CLASS_SKILL | id::OSKILL))
    });
    let told = bound.map(|bound| if bound { id::CLASS_SKILL } else { id::OSKILL });
    let stat = told
        .or(known.map(|property| property.stats[0]))
        .unwrap_or(id::CLASS_SKILL);
    let stat = catalog::stat(stat)?;
    let chosen = known
        .and_then(|property| property.skill_id)
        .unwrap_or(*ids.first()?);
    let values = vec![i64::from(chosen), value];
    let range = range.or_else(|| known?.amount());
    let mut alternatives = skill_alternatives(&ids, stat.market(), chosen);
    if known.is_some() || bound == Some(true) {
        alternatives.clear(); // Only one skill of a name is a class's own.
    } else if bound == Some(false) {
        alternatives.retain(|other| other.name == stat.market());
    }
    Some(Modifier {
        name: stat.market(),
        text: wording::text(stat.market(), &values),
        values,
        roll: range.and_then(|range| Roll::new(value, range, false)),
        uncertain: !alternatives.is_empty(),
        alternatives,
        fixed: range == Some((value, value)),
        choice: origin.is_choice(stat.id),
        ..Modifier::default()
    })
}

/// Every other reading of a skill's name.
fn skill_alternatives(ids: &[u16], name: &str, chosen: u16) -> Vec<Alternative> {
    let stats = [id::CLASS_SKILL, id::OSKILL];
    let markets = stats
        .into_iter()
        .filter_map(catalog::stat)
        .map(Stat::market);
    markets
        .flat_map(|market| ids.iter().map(move |id| (market, *id)))
        .filter(|(market, id)| (*market, *id) != (name, chosen))
        .map(|(name, id)| Alternative {
            name,
            param: Some(i64::from(id)),
        })
        .collect()
}

fn aura_modifier(
    skills: &'static [&'static Skill],
    level: i64,
    range: Option<(i64, i64)>,
    corrupted: bool,
    origin: &Origin,
) -> Option<Modifier> {
    let stat = catalog::stat(id::AURA)?;
    let ids: Vec<u16> = skills.iter().map(|skill| skill.id).collect();
    let known = origin
        .skill_property(&ids)
        .filter(|property| property.stats.contains(&id::AURA));
    let chosen = known
        .and_then(|property| property.skill_id)
        .unwrap_or(*ids.first()?);
    let others = ids.iter().filter(|id| **id != chosen && known.is_none());
    let alternatives: Vec<Alternative> = others
        .map(|id| Alternative {
            name: stat.market(),
            param: Some(i64::from(*id)),
        })
        .collect();
    let values = vec![i64::from(chosen), level];
    let range = range.or_else(|| known?.amount());
    Some(Modifier {
        name: stat.market(),
        text: wording::text(stat.market(), &values),
        values,
        roll: range.and_then(|range| Roll::new(level, range, false)),
        corrupted,
        uncertain: !alternatives.is_empty(),
        alternatives,
        fixed: range == Some((level, level)),
        ..Modifier::default()
    })
}

fn cast_modifier(
    stat: &'static Stat,
    skills: &'static [&'static Skill],
    name: &str,
    cast: Cast,
    corrupted: bool,
    origin: &Origin,
) -> Modifier {
    let ids: Vec<u16> = skills.iter().map(|skill| skill.id).collect();
    let known = origin
        .skill_property(&ids)
        .filter(|property| property.stats.contains(&stat.id));
    let skill_id = known
        .and_then(|property| property.skill_id)
        .or(ids.first().copied());
    Modifier {
        name: stat.market(),
        values: Vec::new(),
        text: wording::cast(stat, &cast, name),
        corrupted,
        uncertain: known.is_none() && ids.len() != 1,
        cast: Some(Cast { skill_id, ..cast }),
        ..Modifier::default()
    }
}
