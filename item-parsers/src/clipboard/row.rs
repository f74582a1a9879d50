//! The rows of `stats`: which stat each one is, and its amount.

use std::borrow::Cow;

use super::charset;
use super::raw::RawStat;
use crate::catalog::{self, Skill, Stat};
use crate::item::assemble::Entry;
use crate::item::stat_ids as id;
use crate::item::{Cast, Modifier, Note};

/// The clipboard's own row for enhanced damage, which has no `stat_id`.
const ENHANCED_DAMAGE: &str = "% Enhanced Damage";

/// Amounts of shifted stats come without their sign: 2^24 is 0.
const SHIFTED_MODULUS: i64 = 1 << 24;

/// A row that was recognised.
#[derive(Debug)]
pub(crate) enum Row {
    Stat(Entry),
    /// Both stats of enhanced damage.
    EnhancedDamage {
        value: i64,
        range: Option<(i64, i64)>,
        corrupted: bool,
    },
    /// An amount for a class or tab.
    Keyed {
        stat: u16,
        param: i64,
        value: i64,
        corrupted: bool,
    },
    /// A skill, class-bound or not.
    Skill {
        skills: &'static [&'static Skill],
        value: i64,
        range: Option<(i64, i64)>,
        corrupted: bool,
        /// Whether it is bound to its class, where the text tells.
        bound: Option<bool>,
    },
    /// Already a property of the market.
    Made(Box<Modifier>),
    Aura {
        skills: &'static [&'static Skill],
        level: i64,
        range: Option<(i64, i64)>,
        corrupted: bool,
    },
    Cast {
        stat: &'static Stat,
        skills: &'static [&'static Skill],
        name: String,
        cast: Cast,
        corrupted: bool,
    },
}

/// Recognises each row; what is not recognised is noted.
pub(super) fn read_rows(rows: &[RawStat], notes: &mut Vec<Note>) -> Vec<Row> {
    rows.iter().filter_map(|row| read_row(row, notes)).collect()
}

/// The ways to recognise a row, the surest first.
const READERS: &[fn(&RawStat) -> Option<Row>] = &[
    enhanced_damage,
    charges,
    event,
    class_skills,
    tab_skills,
    skill,
    by_id,
    aura,
    by_name,
];

fn read_row(row: &RawStat, notes: &mut Vec<Note>) -> Option<Row> {
    let found = READERS.iter().find_map(|reader| reader(row));
    if found.is_none() {
        notes.push(Note::UnknownStat(describe(row)));
    }
    found
}

/// The row as the player may know it.
fn describe(row: &RawStat) -> String {
    let name = row.name.as_deref().map(charset::clean).unwrap_or_default();
    match (row.stat_id, row.value) {
        (Some(id), Some(value)) => format!("{name} {value} (stat {id})"),
        (Some(id), None) => format!("{name} (stat {id})"),
        (None, Some(value)) => format!("{name} {value}"),
        (None, None) => name.into_owned(),
    }
}

fn enhanced_damage(row: &RawStat) -> Option<Row> {
    if row.stat_id.is_some() || row.name.as_deref() != Some(ENHANCED_DAMAGE) {
        return None;
    }
    Some(Row::EnhancedDamage {
        value: row.value?,
        range: row.range,
        corrupted: row.corrupted,
    })
}

/// `"charges": "(12/30 Charges)"`, with skill and level.
fn charges(row: &RawStat) -> Option<Row> {
    let text = row.charges.as_deref()?;
    let mut numbers = text
        .split(|character: char| !character.is_ascii_digit())
        .filter_map(|number| number.parse().ok());
    let name = charset::clean(row.skill.as_deref().unwrap_or_default()).into_owned();
    Some(Row::Cast {
        stat: catalog::stat(id::CHARGES)?,
        skills: catalog::skills_by_name(&name),
        cast: Cast {
            level: row.level,
            charges: numbers.next(),
            max_charges: numbers.next(),
            ..Cast::default()
        },
        name,
        corrupted: row.corrupted,
    })
}

/// The skill is only in the text: `12% Chance to cast level 40 Twister on striking`.
fn event(row: &RawStat) -> Option<Row> {
    if row.stat_id.is_some() {
        return None;
    }
    let name = charset::clean(row.name.as_deref()?);
    cast_line(&name, row.corrupted, row.chance, row.level)
}

pub(crate) fn cast_line(
    line: &str,
    corrupted: bool,
    chance: Option<i64>,
    level: Option<i64>,
) -> Option<Row> {
    let (written_chance, rest) = line.split_once("% Chance to cast level ")?;
    let (written_level, rest) = rest.split_once(' ')?;
    let (stat, skill) = catalog::event_by_ending(rest)?;
    let skills = catalog::skills_by_name(skill.trim());
    let cast = Cast {
        chance: chance.or_else(|| written_chance.trim().parse().ok()),
        level: level.or_else(|| written_level.parse().ok()),
        ..Cast::default()
    };
    Some(Row::Cast {
        stat,
        skills,
        name: skill.trim().to_owned(),
        cast,
        corrupted,
    })
}

/// The row's name always says Amazon; the class is in `skill`.
fn class_skills(row: &RawStat) -> Option<Row> {
    let class = catalog::class_by_clipboard_skill(&charset::clean(row.skill.as_deref()?))?;
    Some(Row::Keyed {
        stat: id::CLASS_SKILLS,
        param: class.id,
        value: row.value?,
        corrupted: row.corrupted,
    })
}

/// The row's name always says Javelin and Spear; the tab is in `skill`.
fn tab_skills(row: &RawStat) -> Option<Row> {
    let tab = catalog::tab_by_clipboard_skill(&charset::clean(row.skill.as_deref()?))?;
    Some(Row::Keyed {
        stat: id::TAB_SKILLS,
        param: tab.param,
        value: row.value?,
        corrupted: row.corrupted,
    })
}

fn skill(row: &RawStat) -> Option<Row> {
    let skills = catalog::skills_by_name(&charset::clean(row.skill.as_deref()?));
    if skills.is_empty() {
        return None;
    }
    Some(Row::Skill {
        skills,
        value: row.value?,
        range: row.range,
        corrupted: row.corrupted,
        bound: None,
    })
}

fn by_id(row: &RawStat) -> Option<Row> {
    let stat = catalog::stat(u16::try_from(row.stat_id?).ok()?)?;
    Some(stat_row(stat, row, &[]))
}

/// `Level 14 Meditation Aura When Equipped`: a row with nothing but a name.
fn aura(row: &RawStat) -> Option<Row> {
    let name = charset::clean(row.name.as_deref()?);
    aura_line(&name, row.range, row.corrupted)
}

pub(crate) fn aura_line(line: &str, range: Option<(i64, i64)>, corrupted: bool) -> Option<Row> {
    let rest = line
        .strip_prefix("Level ")?
        .strip_suffix(" Aura When Equipped")?;
    let (level, skill) = rest.split_once(' ')?;
    let skills = catalog::skills_by_name(skill);
    if skills.is_empty() {
        return None;
    }
    Some(Row::Aura {
        skills,
        level: level.parse().ok()?,
        range,
        corrupted,
    })
}

/// Without an id: zero is left out, so it is strength; a newer game may leave out others.
fn by_name(row: &RawStat) -> Option<Row> {
    if row.stat_id.is_some() {
        return None;
    }
    let name = row.name.as_deref()?;
    let stats = catalog::stats_by_row(name);
    let strength = stats.iter().find(|stat| stat.id == id::STRENGTH);
    match (strength, stats) {
        (Some(strength), _) => Some(stat_row(strength, row, &[])),
        (None, [only]) => Some(stat_row(only, row, &[])),
        (None, [first, ..]) => Some(stat_row(first, row, stats)),
        (None, []) => None,
    }
}

fn stat_row(stat: &'static Stat, row: &RawStat, others: &'static [&'static Stat]) -> Row {
    let mut value = row.value.or(row.chance).unwrap_or(0);
    if stat.shifted && (SHIFTED_MODULUS / 2..SHIFTED_MODULUS).contains(&value) {
        value -= SHIFTED_MODULUS;
    }
    // On elemental damage the range is the damage itself.
    let is_damage = (id::FIRE_MIN..=id::POISON_LENGTH).contains(&stat.id);
    let range = if is_damage { None } else { row.range };
    Row::Stat(Entry {
        stat,
        value,
        range,
        corrupted: row.corrupted,
        uncertain: !others.is_empty(),
        others,
    })
}

/// The skill ids that a row may be about; for telling uniques of one name apart.
pub(super) fn skill_ids(row: &Row) -> Cow<'static, [u16]> {
    match row {
        Row::Skill { skills, .. } | Row::Aura { skills, .. } | Row::Cast { skills, .. } => {
            skills.iter().map(|skill| skill.id).collect()
        }
        _ => Cow::Borrowed(&[]),
    }
}
