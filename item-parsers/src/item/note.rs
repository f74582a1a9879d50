use std::fmt;

use thiserror::Error;

/// What has a name of its own in the game's tables.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Named {
    Unique,
    SetPiece,
    Runeword,
}

impl fmt::Display for Named {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Unique => "unique",
            Self::SetPiece => "set piece",
            Self::Runeword => "runeword",
        })
    }
}

/// What could not be read in an item, or is not certain, in the player's words.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum Note {
    #[error("The game wrote a field that Haggle does not know: {0}.")]
    UnknownKey(String),
    #[error("Haggle does not know the property “{0}”; it is not searched for.")]
    UnknownStat(String),
    #[error("The line “{0}” was not understood; it is not searched for.")]
    UnknownLine(String),
    #[error("Haggle does not know the item type “{0}”.")]
    UnknownType(String),
    #[error("Haggle does not know the quality “{0}”.")]
    UnknownQuality(String),
    #[error("Haggle does not know a {kind} called “{name}”.")]
    UnknownName { kind: Named, name: String },
    #[error("“{0}” is the name of several items; all of them are searched for.")]
    SeveralUniques(String),
    #[error("The item type “{0}” has several forms; the usual one is taken.")]
    SeveralBases(String),
    #[error("Not identified: its name and properties cannot be relied on.")]
    Unidentified,
    #[error("The game does not copy all properties of a runeword: {0} may be missing.")]
    RunewordLoses(String),
    #[error("The game does not copy all properties of a map.")]
    MapLoses,
    #[error("The game did not copy the {0}.")]
    Missing(String),
    #[error("The amount of “{0}” is not certain.")]
    UncertainAmount(String),
    #[error("“{0}” has no readable number; it is not searched for.")]
    NoNumber(String),
    #[error("The game says “{0}” twice, with different amounts.")]
    TwoAmounts(String),
}
