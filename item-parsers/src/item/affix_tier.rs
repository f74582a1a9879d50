use serde::Serialize;

use super::Roll;
use crate::catalog::{self, AffixKey, Base};

/// The affix that gives a property of a magic, rare or crafted item, by its amount.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct AffixTier {
    /// `Arch-Angel's`, `of the Magus`
    pub name: &'static str,
    /// 1 is the best.
    pub tier: u32,
    /// How many tiers the base can have.
    pub of: u32,
    pub min: i64,
    pub max: i64,
}

/// Finds the affix that gives this amount, and where the amount lies among all that the base can have.
///
/// `None` for the affix where several add up, or another source gives the amount; the roll then says
/// nothing either.
pub(crate) fn find(
    key: AffixKey<'_>,
    amount: i64,
    base: &Base,
    rare: bool,
) -> Option<(AffixTier, Option<Roll>)> {
    let mut ranges: Vec<(&'static str, (i64, i64))> = catalog::affixes_for(key, base, rare)
        .map(|(affix, range)| (affix.name, range))
        .collect();
    ranges.sort_by_key(|(_, range)| std::cmp::Reverse((range.1, range.0)));
    ranges.dedup_by_key(|(_, range)| *range);
    let place = ranges
        .iter()
        .position(|(_, (min, max))| (*min..=*max).contains(&amount))?;
    let (name, (min, max)) = ranges[place];
    let tier = AffixTier {
        name,
        tier: u32::try_from(place + 1).unwrap_or(u32::MAX),
        of: u32::try_from(ranges.len()).unwrap_or(u32::MAX),
        min,
        max,
    };
    let least = ranges.iter().map(|(_, range)| range.0).min()?;
    let most = ranges.iter().map(|(_, range)| range.1).max()?;
    Some((tier, Roll::new(amount, (least, most), false)))
}
