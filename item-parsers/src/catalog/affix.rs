use std::sync::LazyLock;

use serde::Deserialize;

use super::{Base, Property, Table, load};

/// A prefix, suffix or automatic property that the game rolls on magic, rare and crafted items.
#[derive(Debug, Deserialize)]
pub struct Affix {
    #[serde(default)]
    pub name: &'static str,
    /// Rare items can have it.
    #[serde(default)]
    pub rare: bool,
    /// Item types that can have it.
    #[serde(default)]
    pub types: Vec<&'static str>,
    #[serde(default)]
    pub excluded: Vec<&'static str>,
    pub modifiers: Vec<Property>,
}

static AFFIXES: LazyLock<Vec<Affix>> =
    LazyLock::new(|| load(include_str!("../../data/affixes.json")));

#[must_use]
pub fn affixes() -> &'static [Affix] {
    &AFFIXES
}

/// What of a property [`affixes_for`] looks for.
#[derive(Debug, Clone, Copy)]
pub struct AffixKey<'a> {
    /// The stats that the property sets together.
    pub stats: &'a [u16],
    /// The class, tab or skill.
    pub param: Option<i64>,
}

static BY_STAT: LazyLock<Table<u16, Vec<(&Affix, &Property)>>> = LazyLock::new(|| {
    let mut map: Table<u16, Vec<(&Affix, &Property)>> = Table::default();
    let properties = AFFIXES
        .iter()
        .flat_map(|affix| affix.modifiers.iter().map(move |own| (affix, own)));
    for (affix, property) in properties {
        if let Some(stat) = property.stats.first() {
            map.entry(*stat).or_default().push((affix, property));
        }
    }
    map
});

/// The affixes that can give the property to this base, with the range of each.
pub fn affixes_for<'a>(
    key: AffixKey<'a>,
    base: &'a Base,
    rare: bool,
) -> impl Iterator<Item = (&'static Affix, (i64, i64))> + 'a {
    let candidates = key
        .stats
        .first()
        .and_then(|stat| BY_STAT.get(stat))
        .map_or(&[][..], Vec::as_slice);
    candidates
        .iter()
        .filter(move |(affix, property)| {
            property.stats.as_slice() == key.stats
                && (!rare || affix.rare)
                && is_about(property, key.param)
                && affix.types.iter().any(|code| base.is(code))
                && !affix.excluded.iter().any(|code| base.is(code))
        })
        .filter_map(|(affix, property)| Some((*affix, property.amount()?)))
}

fn is_about(property: &Property, param: Option<i64>) -> bool {
    let own = property
        .tab_param
        .or(property.class_id)
        .or(property.skill_id.map(i64::from));
    own == param
}
