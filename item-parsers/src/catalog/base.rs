use std::borrow::Cow;
use std::sync::LazyLock;

use serde::Deserialize;

use super::{Table, load};

/// What an item is made of: a ring, a Phase Blade, a Ber Rune.
#[derive(Debug, Deserialize)]
pub struct Base {
    pub code: &'static str,
    pub name: &'static str,
    /// `armor`, `weapon` or `misc`.
    pub category: &'static str,
    /// The code of its type, which the market calls `type_code`.
    #[serde(rename = "type")]
    pub type_code: &'static str,
    /// The type and all that it belongs to.
    #[serde(default)]
    pub is: Vec<&'static str>,
    #[serde(default)]
    pub max_sockets: u32,
    #[serde(default)]
    pub stackable: bool,
    #[serde(default)]
    pub never_drops: bool,
    /// The clipboard's `type`, where it is not the name.
    pub clipboard_type: Option<Cow<'static, str>>,
    /// `isGem` or `isRune`, where the clipboard marks it.
    pub clipboard_flag: Option<&'static str>,
}

impl Base {
    /// Whether the base is of this type, or of one below it.
    #[must_use]
    pub fn is(&self, type_code: &str) -> bool {
        self.type_code == type_code || self.is.contains(&type_code)
    }

    #[must_use]
    pub fn is_weapon(&self) -> bool {
        self.category == "weapon"
    }

    #[must_use]
    pub fn is_armor(&self) -> bool {
        self.category == "armor"
    }

    /// A rune, gem, shard, key or another thing that is sold by the piece.
    #[must_use]
    pub fn is_stack(&self) -> bool {
        self.stackable || self.clipboard_flag.is_some()
    }
}

static BASES: LazyLock<Vec<Base>> = LazyLock::new(|| load(include_str!("../../data/bases.json")));

static BY_CODE: LazyLock<Table<&str, &Base>> =
    LazyLock::new(|| BASES.iter().map(|base| (base.code, base)).collect());

static BY_NAME: LazyLock<Table<&str, Vec<&Base>>> = LazyLock::new(|| {
    let mut map: Table<&str, Vec<&Base>> = Table::default();
    for base in BASES.iter() {
        map.entry(base.name).or_default().push(base);
    }
    map
});

/// All bases, in the order of the game's tables.
#[must_use]
pub fn bases() -> &'static [Base] {
    &BASES
}

#[must_use]
pub fn base(code: &str) -> Option<&'static Base> {
    BY_CODE.get(code).copied()
}

/// The bases of this name; 61 names belong to more than one.
#[must_use]
pub fn bases_by_name(name: &str) -> &'static [&'static Base] {
    BY_NAME.get(name).map_or(&[], Vec::as_slice)
}

/// The bases that the clipboard calls so, once colour codes and all but the last line are taken away.
#[must_use]
pub fn bases_by_clipboard_type(clean: &str) -> &'static [&'static Base] {
    bases_by_name(clean)
}
