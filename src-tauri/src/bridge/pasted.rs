//! The window that pasted texts are checked in, as its page draws it.

use std::fmt;

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::view::{Check, Link, Message};
use crate::language::Language;

/// What the window shows. What is being typed is the page's own until it is given in.
#[derive(Debug, Clone, PartialEq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct PastedView {
    pub language: Language,
    /// The text that was given in last, for a field that does not hold it yet.
    pub text: ItemText,
    /// Raised with each text that is given in.
    #[ts(type = "number")]
    pub giving: u64,
    pub state: PastedState,
    pub link: Link,
    /// The realm in words, e.g. `ladder · softcore`.
    pub realm: String,
    /// The longest text that is looked at, in letters.
    pub longest: u32,
}

/// What became of the text.
#[derive(Debug, Clone, PartialEq, Serialize, TS)]
#[serde(rename_all = "camelCase", tag = "state")]
#[ts(export)]
pub enum PastedState {
    /// Nothing was given in yet.
    Empty,
    /// It is no item; why not, and what to do.
    Refused(Message),
    Checked(Box<Check>),
}

/// A text that may be an item's, and may be anything else that a player copied: it never reaches a log.
#[derive(Clone, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct ItemText(pub String);

impl fmt::Debug for ItemText {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "ItemText({} bytes)", self.0.len())
    }
}
