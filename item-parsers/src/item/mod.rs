//! An item as Haggle knows it, with its properties named as the market stores them.
//!
//! Must not know: where the text came from, filters, queries, prices.

pub(crate) mod affix_tier;
pub(crate) mod assemble;
mod cast;
mod modifier;
mod note;
pub(crate) mod origin;
mod quality;
mod roll;
pub(crate) mod stat_ids;

pub use affix_tier::AffixTier;
pub use cast::Cast;
pub(crate) use modifier::is_keyed;
pub use modifier::{Alternative, Modifier};
pub use note::{Named, Note};
pub use quality::Quality;
pub use roll::Roll;

use serde::{Serialize, Serializer};

/// An item. What is not known is absent.
#[derive(Debug, Clone, PartialEq, Default, Serialize)]
pub struct Item {
    /// What the game shows: the unique's, set piece's or runeword's own name, else the written one,
    /// else the base's.
    pub name: String,
    /// The base's name: `Ring`, `Phase Blade`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub base: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub base_code: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub type_code: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub quality: Option<Quality>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub item_level: Option<u32>,
    pub ethereal: bool,
    pub corrupted: bool,
    pub identified: bool,
    /// How many sockets it has; the runes and gems within are [`Item::socketed`].
    pub sockets: u32,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub location: Option<String>,
    /// The market's `item.unique.id`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub unique_id: Option<u32>,
    /// The market's `item.runeword.key`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub runeword_key: Option<&'static str>,
    /// The name of the set that it belongs to.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub set: Option<String>,
    /// The number of the corruption's outcome; 1 when nothing was gained.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub corruption: Option<i64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub defense: Option<i64>,
    /// How many are in the stack, or left to throw.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub quantity: Option<u32>,
    /// Its properties, in the order in which the game shows them.
    pub modifiers: Vec<Modifier>,
    /// What fills its sockets.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub socketed: Vec<Item>,
    /// What could not be read, or is not certain.
    #[serde(serialize_with = "note_texts")]
    pub notes: Vec<Note>,
    /// The uniques that it may be, where its name stands for several and nothing tells them apart.
    #[serde(skip)]
    pub unique_candidates: Vec<u32>,
    /// The bases that it may be, where its type stands for several; the first is [`Item::base_code`].
    #[serde(skip)]
    pub base_candidates: Vec<&'static str>,
}

impl Item {
    /// Its base's row in the game's tables.
    #[must_use]
    pub fn base_row(&self) -> Option<&'static crate::catalog::Base> {
        crate::catalog::base(self.base_code?)
    }

    #[must_use]
    pub fn is_runeword(&self) -> bool {
        self.runeword_key.is_some()
    }

    /// The property of this market name.
    #[must_use]
    pub fn modifier(&self, name: &str) -> Option<&Modifier> {
        self.modifiers.iter().find(|modifier| modifier.name == name)
    }
}

fn note_texts<S: Serializer>(notes: &[Note], serializer: S) -> Result<S::Ok, S::Error> {
    serializer.collect_seq(notes.iter().map(ToString::to_string))
}
