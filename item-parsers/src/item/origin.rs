//! What an item's properties come from: the tables of its unique, set piece, runeword and corruption.

use super::{Modifier, Quality, affix_tier};
use crate::catalog::{self, AffixKey, Base, Property, PropertyKind};

/// The catalog's rows behind an item.
#[derive(Debug, Default)]
pub(crate) struct Origin {
    /// Properties of the unique, set piece or runeword.
    pub properties: Vec<&'static Property>,
    /// The number of the corruption's outcome.
    pub corruption: Option<i64>,
    /// What that outcome gives to an item of this kind.
    pub gains: Vec<&'static Property>,
    /// The base of an item whose properties come from affixes.
    pub affix_base: Option<&'static Base>,
    /// Its affixes are those of rare items.
    pub rare: bool,
}

impl Origin {
    /// Looks up what the corruption gave.
    pub fn find_gains(&mut self, name: &str, base: Option<&Base>, quality: Option<Quality>) {
        let Some(no) = self.corruption else { return };
        let outcomes = catalog::corruptions()
            .iter()
            .filter(|outcome| outcome.no == no);
        let Some(base) = base else { return };
        let mut fitting = outcomes.filter(|outcome| {
            outcome
                .inputs
                .iter()
                .any(|input| fits(input, name, base, quality))
        });
        if let Some(outcome) = fitting.next() {
            self.gains = outcome.modifiers.iter().collect();
        }
    }

    /// Whether the corruption gives or raises one of these stats.
    pub fn corrupts(&self, stats: &[u16]) -> bool {
        let Some(no) = self.corruption else {
            return false;
        };
        catalog::corruption_stats(no)
            .iter()
            .any(|stat| stats.contains(stat))
    }

    /// The property that sets this stat.
    pub fn property(&self, stat: u16) -> Option<&'static Property> {
        self.properties
            .iter()
            .copied()
            .find(|property| property.stats.contains(&stat))
    }

    /// The property that gives this stat for this skill.
    pub fn skill_property(&self, skills: &[u16]) -> Option<&'static Property> {
        self.properties.iter().copied().find(|property| {
            property
                .skill_id
                .is_some_and(|skill| skills.contains(&skill))
        })
    }

    /// The range in which the stat rolls by the item's table, without what the corruption adds.
    pub fn own_range(&self, stat: u16) -> Option<(i64, i64)> {
        self.property(stat)?.amount()
    }

    /// The range in which the stat rolls, the corruption's part included.
    ///
    /// `written` is the range that came with the item, which knows nothing of the corruption.
    pub fn range(&self, stat: u16, written: Option<(i64, i64)>) -> Option<(i64, i64)> {
        let own = written.or_else(|| self.own_range(stat));
        let gain = self.gain(stat);
        match (own, gain) {
            (Some(own), Some(gain)) => {
                Some((own.0.saturating_add(gain.0), own.1.saturating_add(gain.1)))
            }
            (own, gain) => own.or(gain),
        }
    }

    /// The range of what the corruption adds to the stat.
    fn gain(&self, stat: u16) -> Option<(i64, i64)> {
        self.gains
            .iter()
            .find(|property| property.stats.contains(&stat))?
            .amount()
    }

    /// Fills in affix and roll of a property that affixes give.
    pub fn find_affix(&self, modifier: &mut Modifier) {
        let (Some(base), Some(amount)) = (self.affix_base, modifier.amount()) else {
            return;
        };
        let single;
        let stats: &[u16] = match catalog::merged_row(modifier.name) {
            Some(row) if row.stats.len() > 1 && !row.text.contains("{min}") => &row.stats,
            _ => {
                let Some(stat) = catalog::stat_by_market(modifier.name) else {
                    return;
                };
                single = [stat.id];
                &single
            }
        };
        let key = AffixKey {
            stats,
            param: modifier.param(),
        };
        if let Some((affix, roll)) = affix_tier::find(key, amount, base, self.rare) {
            modifier.affix = Some(affix);
            modifier.roll = modifier.roll.or(roll);
        }
    }

    /// Whether the item's table gives the stat this very amount, to each such item.
    pub fn is_fixed(&self, stat: u16, amount: i64) -> bool {
        self.own_range(stat) == Some((amount, amount)) && self.gain(stat).is_none()
    }

    /// Whether the class or skill of this stat differs from item to item.
    pub fn is_choice(&self, stat: u16) -> bool {
        let kind = self.property(stat).and_then(|property| property.kind);
        matches!(
            kind,
            Some(PropertyKind::RandomClassSkill | PropertyKind::RandomSkill)
        )
    }
}

/// Whether an outcome's input (`glov,nos`, `Annihilus`) takes this item. What it says of sockets is about
/// the item before the corruption.
fn fits(input: &str, name: &str, base: &Base, quality: Option<Quality>) -> bool {
    let mut parts = input.split(',');
    let kind = parts.next().unwrap_or_default();
    if kind != name && kind != base.code && !base.is(kind) {
        return false;
    }
    parts.all(|condition| match condition_quality(condition) {
        Some(wanted) => quality == Some(wanted),
        None => true,
    })
}

fn condition_quality(condition: &str) -> Option<Quality> {
    Some(match condition {
        "mag" => Quality::Magic,
        "rar" => Quality::Rare,
        "set" => Quality::Set,
        "uni" => Quality::Unique,
        "crf" => Quality::Crafted,
        _ => return None,
    })
}
