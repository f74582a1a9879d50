use serde::Serialize;

/// An item's quality. A runeword has the quality of its base.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize)]
pub enum Quality {
    Inferior,
    Normal,
    Superior,
    Magic,
    Set,
    Rare,
    Unique,
    Crafted,
}

impl Quality {
    pub const ALL: [Self; 8] = [
        Self::Inferior,
        Self::Normal,
        Self::Superior,
        Self::Magic,
        Self::Set,
        Self::Rare,
        Self::Unique,
        Self::Crafted,
    ];

    /// The name that the game and the market use.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Inferior => "Inferior",
            Self::Normal => "Normal",
            Self::Superior => "Superior",
            Self::Magic => "Magic",
            Self::Set => "Set",
            Self::Rare => "Rare",
            Self::Unique => "Unique",
            Self::Crafted => "Crafted",
        }
    }

    /// Reads the game's word, in any case.
    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL
            .into_iter()
            .find(|quality| quality.name().eq_ignore_ascii_case(name.trim()))
    }

    /// Its properties are rolled from affixes.
    #[must_use]
    pub fn has_affixes(self) -> bool {
        matches!(self, Self::Magic | Self::Rare | Self::Crafted)
    }

    /// A base to make something from.
    #[must_use]
    pub fn is_plain(self) -> bool {
        matches!(self, Self::Inferior | Self::Normal | Self::Superior)
    }
}
