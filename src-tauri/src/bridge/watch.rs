//! Watches: what the panel of a check offers, and the window with all of them.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::sale::PriceReading;
use super::view::{Link, Quality, Remedy};
use crate::language::Language;

/// How the question of a check is watched.
#[derive(Debug, Default, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct CheckWatch {
    /// The watch that asks exactly this.
    pub watch: Option<u32>,
    /// The form, where it is open.
    pub form: Option<WatchForm>,
}

/// What is typed for a watch.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct WatchForm {
    /// The highest price; empty for any.
    pub ceiling: String,
    pub reading: PriceReading,
    /// Why it cannot begin: there are too many.
    pub full: Option<String>,
}

/// The window with all watches.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct WatchesView {
    pub language: Language,
    pub rows: Vec<WatchRow>,
    /// So many of them are for the market that is spoken to.
    pub here: u32,
    /// At most so many run for one market.
    pub most: u32,
    /// What those that cannot be looked at wait for.
    pub remedy: Option<Remedy>,
    pub link: Link,
}

/// One watch.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct WatchRow {
    pub id: u32,
    pub name: String,
    pub quality: Quality,
    /// `+18 to Dexterity (17+)`
    pub properties: Vec<String>,
    /// `ladder · softcore`
    pub realm: String,
    /// The highest price in the player's words; empty for any.
    pub ceiling: String,
    /// What it is read as.
    pub reading: PriceReading,
    /// Why the last change of it was refused.
    pub problem: Option<String>,
    pub paused: bool,
    /// `looked 4 min ago`, `waits for the market`, `belongs to another market`
    pub state: String,
    /// What was told last: `0.3 HR, 4 min ago`; empty before.
    pub last: String,
}

/// What is asked for of watches.
#[derive(Debug, Clone, PartialEq, Deserialize, TS)]
#[serde(rename_all = "camelCase", tag = "ask")]
#[ts(export)]
pub enum WatchAction {
    /// Opens or closes the form of the check.
    Form {
        open: bool,
    },
    /// Something was typed into it.
    Draft {
        ceiling: String,
    },
    /// Watches what the check asks.
    Start {
        ceiling: String,
    },
    SetCeiling {
        watch: u32,
        ceiling: String,
    },
    Pause {
        watch: u32,
        on: bool,
    },
    Stop {
        watch: u32,
    },
}
