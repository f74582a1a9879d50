//! Which item of the game's tables it is: base, unique, set piece, runeword.

use super::charset;
use super::raw::RawItem;
use super::row::{self, Row};
use crate::catalog::{self, Base, Property, Unique};
use crate::item::origin::Origin;
use crate::item::stat_ids as id;
use crate::item::{Cast, Modifier, Named, Note, Quality};
use crate::wording;

/// Who the item is.
#[derive(Default)]
pub(crate) struct Identity {
    pub name: String,
    pub quality: Option<Quality>,
    pub base: Option<&'static Base>,
    pub base_candidates: Vec<&'static str>,
    pub unique_id: Option<u32>,
    pub unique_candidates: Vec<u32>,
    pub runeword_key: Option<&'static str>,
    pub set: Option<String>,
    pub origin: Origin,
}

impl Identity {
    pub fn find(raw: &RawItem, rows: &[Row], notes: &mut Vec<Note>) -> Self {
        let mut identity = Self {
            quality: quality(raw, notes),
            ..Self::default()
        };
        identity.origin.corruption = corruption(rows);
        let bases = bases(raw, notes);
        identity.base = pick_base(raw, bases);
        if !raw.unidentified {
            identity.find_entry(raw, rows, bases, notes);
        }
        identity
            .origin
            .find_gains(&identity.name, identity.base, identity.quality);
        if identity.quality.is_some_and(Quality::has_affixes) && identity.runeword_key.is_none() {
            identity.origin.affix_base = identity.base;
            identity.origin.rare = identity.quality != Some(Quality::Magic);
        }
        // A unique's or set piece's table names its base, and a counted thing is what it is.
        if bases.len() > 1 && !identity.is_of_one_base() {
            identity.base_candidates = bases.iter().map(|base| base.code).collect();
        }
        if identity.name.is_empty() {
            let written = if raw.unidentified {
                None
            } else {
                raw.name.as_deref()
            };
            identity.name = match (written, identity.base) {
                (Some(written), _) if !written.trim().is_empty() => {
                    charset::clean(written).into_owned()
                }
                (_, Some(base)) => base.name.to_owned(),
                (_, None) => {
                    charset::clean(raw.type_name.as_deref().unwrap_or_default()).into_owned()
                }
            };
        }
        identity
    }

    fn is_of_one_base(&self) -> bool {
        matches!(self.quality, Some(Quality::Unique | Quality::Set))
            && !self.origin.properties.is_empty()
    }

    /// Finds the row of the unique, set piece or runeword, and takes from it what it knows.
    fn find_entry(
        &mut self,
        raw: &RawItem,
        rows: &[Row],
        bases: &'static [&'static Base],
        notes: &mut Vec<Note>,
    ) {
        let name = raw.name.as_deref().map(charset::clean).unwrap_or_default();
        match self.quality {
            Some(Quality::Unique) => self.find_unique(&name, rows, bases, notes),
            Some(Quality::Set) => self.find_set_piece(&name, raw, bases, notes),
            _ => {}
        }
        if let Some(runeword) = raw.runeword.as_deref() {
            self.find_runeword(&charset::clean(runeword), notes);
        } else if raw.is_runeword {
            notes.push(Note::UnknownName {
                kind: Named::Runeword,
                name: name.into_owned(),
            });
        }
    }

    fn find_unique(
        &mut self,
        name: &str,
        rows: &[Row],
        bases: &'static [&'static Base],
        notes: &mut Vec<Note>,
    ) {
        let known = catalog::uniques_by_clipboard_name(name);
        let likeliest = likeliest(known, rows, bases);
        let Some(first) = likeliest.first() else {
            notes.push(Note::UnknownName {
                kind: Named::Unique,
                name: name.to_owned(),
            });
            return;
        };
        first.name.trim().clone_into(&mut self.name);
        self.prefer_base(first.base_code, bases);
        self.origin.properties = first.modifiers.iter().collect();
        if let [only] = likeliest.as_slice() {
            self.unique_id = Some(only.id);
        } else {
            notes.push(Note::SeveralUniques(self.name.clone()));
            self.unique_candidates = likeliest.iter().map(|unique| unique.id).collect();
        }
    }

    fn find_set_piece(
        &mut self,
        name: &str,
        raw: &RawItem,
        bases: &'static [&'static Base],
        notes: &mut Vec<Note>,
    ) {
        let known = catalog::set_pieces_by_clipboard_name(name);
        let Some(piece) = known.first() else {
            self.set = raw
                .set
                .as_deref()
                .map(|set| charset::clean(set).into_owned());
            notes.push(Note::UnknownName {
                kind: Named::SetPiece,
                name: name.to_owned(),
            });
            return;
        };
        piece.name.trim().clone_into(&mut self.name);
        self.set = Some(piece.set.to_owned());
        self.prefer_base(piece.base_code, bases);
        self.origin.properties = piece.modifiers.iter().collect();
    }

    fn find_runeword(&mut self, name: &str, notes: &mut Vec<Note>) {
        let rows = catalog::runewords_by_name(name);
        let fitting =
            |runeword: &&&catalog::Runeword| self.base.is_none_or(|base| runeword.fits(base));
        let found = rows.iter().find(fitting).or_else(|| rows.first());
        let Some(runeword) = found else {
            name.clone_into(&mut self.name);
            notes.push(Note::UnknownName {
                kind: Named::Runeword,
                name: name.to_owned(),
            });
            return;
        };
        runeword.name.clone_into(&mut self.name);
        self.runeword_key = Some(runeword.key);
        self.origin.properties = runeword.modifiers.iter().collect();
    }

    /// Where the type has several forms, the one that the item's table names.
    fn prefer_base(&mut self, code: &str, bases: &'static [&'static Base]) {
        if let Some(base) = bases.iter().find(|base| base.code == code) {
            self.base = Some(base);
        } else if bases.is_empty() {
            self.base = catalog::base(code);
        }
    }

    /// What the item's table gives and the text does not have, as the player would read it.
    pub fn lost(&self, modifiers: &[Modifier]) -> Vec<String> {
        self.origin
            .properties
            .iter()
            .filter(|property| !property.stats.is_empty())
            .filter(|property| !property.stats.iter().any(|stat| is_told(*stat, modifiers)))
            .filter_map(|property| describe(property))
            .collect()
    }
}

/// Whether some property tells of the stat, by itself or merged with others.
fn is_told(stat: u16, modifiers: &[Modifier]) -> bool {
    // Not properties, or never in the text.
    if matches!(stat, id::SOCKETS | id::CORRUPTOR) {
        return true;
    }
    let Some(stat) = catalog::stat(stat) else {
        return true;
    };
    if stat.text.is_none() {
        return true;
    }
    let skill_like = matches!(stat.id, id::CLASS_SKILL | id::OSKILL);
    modifiers.iter().any(|modifier| {
        modifier.name == stat.market()
            || Some(modifier.name) == stat.merged
            || (skill_like
                && catalog::stat_by_market(modifier.name)
                    .is_some_and(|stat| matches!(stat.id, id::CLASS_SKILL | id::OSKILL)))
    })
}

/// The line of a property, with its range where it rolls.
fn describe(property: &Property) -> Option<String> {
    let stat = catalog::stat(*property.stats.first()?)?;
    stat.text.as_ref()?;
    let skill = property
        .skill_id
        .and_then(catalog::skill)
        .map(|skill| skill.name);
    if let (Some(skill), None) = (skill, property.amount()) {
        let cast = Cast {
            chance: property.chance,
            level: property.level,
            charges: property.charges,
            max_charges: property.charges,
            ..Cast::default()
        };
        return Some(wording::cast(stat, &cast, skill));
    }
    let keyed = property
        .skill_id
        .map(i64::from)
        .or(property.tab_param)
        .or(property.class_id);
    match property.amount() {
        Some(range) => Some(wording::ranged(stat.market(), keyed, range)),
        None => property
            .min
            .map(|amount| wording::text(stat.market(), &[amount])),
    }
}

fn quality(raw: &RawItem, notes: &mut Vec<Note>) -> Option<Quality> {
    let written = raw.quality.as_deref()?;
    let quality = Quality::from_name(written);
    if quality.is_none() {
        notes.push(Note::UnknownQuality(written.to_owned()));
    }
    quality
}

fn corruption(rows: &[Row]) -> Option<i64> {
    rows.iter().find_map(|row| match row {
        Row::Stat(entry) if entry.stat.id == id::CORRUPTED => Some(entry.value),
        _ => None,
    })
}

fn bases(raw: &RawItem, notes: &mut Vec<Note>) -> &'static [&'static Base] {
    let written = charset::clean(raw.type_name.as_deref().unwrap_or_default());
    let bases = catalog::bases_by_clipboard_type(&written);
    if bases.is_empty() {
        notes.push(Note::UnknownType(written.into_owned()));
    }
    bases
}

/// A stack is counted or, for runes and gems, unmarked; otherwise the form that drops.
fn pick_base(raw: &RawItem, bases: &'static [&'static Base]) -> Option<&'static Base> {
    let marked = raw.is_gem || raw.is_rune;
    let markable = bases.iter().any(|base| base.clipboard_flag.is_some());
    let stacked = !marked && (raw.quantity.is_some() || markable);
    bases
        .iter()
        .copied()
        .find(|base| base.stackable == stacked && !base.never_drops)
        .or_else(|| bases.iter().copied().find(|base| !base.never_drops))
        .or_else(|| bases.first().copied())
}

/// Of several uniques of one name, those that agree best with base and rows.
fn likeliest(
    known: &'static [&'static Unique],
    rows: &[Row],
    bases: &'static [&'static Base],
) -> Vec<&'static Unique> {
    if known.len() < 2 {
        return known.to_vec();
    }
    let score = |unique: &Unique| {
        let base = u32::from(bases.iter().any(|base| base.code == unique.base_code));
        let agreeing = rows.iter().filter(|row| agrees(unique, row)).count();
        (base, agreeing)
    };
    let best = known.iter().map(|unique| score(unique)).max();
    known
        .iter()
        .copied()
        .filter(|unique| Some(score(unique)) == best)
        .collect()
}

/// Whether the unique has what the row tells, the amount within its range included.
fn agrees(unique: &Unique, row: &Row) -> bool {
    let skills = row::skill_ids(row);
    unique.modifiers.iter().any(|property| match row {
        Row::Stat(entry) => {
            property.stats.contains(&entry.stat.id)
                && property
                    .amount()
                    .is_none_or(|(min, max)| (min..=max).contains(&entry.value))
        }
        Row::Cast { stat, cast, .. } => {
            property.stats.contains(&stat.id)
                && property
                    .skill_id
                    .is_some_and(|skill| skills.contains(&skill))
                && (property.level.is_none() || property.level == cast.level)
        }
        Row::Made(_) => false,
        Row::Skill { .. } | Row::Aura { .. } => property
            .skill_id
            .is_some_and(|skill| skills.contains(&skill)),
        Row::EnhancedDamage { value, .. } => {
            property.stats.contains(&id::MAX_DAMAGE_PERCENT)
                && property
                    .amount()
                    .is_none_or(|(min, max)| (min..=max).contains(value))
        }
        Row::Keyed { stat, param, .. } => {
            property.stats.contains(stat)
                && [property.tab_param, property.class_id]
                    .iter()
                    .flatten()
                    .all(|own| own == param)
        }
    })
}
