//! What the runes, gems and the like of a stash are worth, as the page draws it.

use serde::Serialize;
use ts_rs::TS;

use super::view::Message;

/// The panel of the currency.
#[derive(Debug, Clone, PartialEq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct Currency {
    pub stage: CurrencyStage,
    pub groups: Vec<CurrencyGroup>,
    /// The worth of all in HR: `12.4`.
    pub total: String,
    /// `from 9 kinds; 2 have no price yet`
    pub total_note: String,
    /// `written by the game 2 h ago`
    pub saved: String,
}

/// How far the reading of the stash is.
#[derive(Debug, Clone, PartialEq, Serialize, TS)]
#[serde(rename_all = "camelCase", tag = "stage")]
#[ts(export)]
pub enum CurrencyStage {
    Reading { since_ms: u32 },
    Stuck(Message),
    Read,
}

/// Kinds that belong together: runes, gems, keys.
#[derive(Debug, Clone, PartialEq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct CurrencyGroup {
    pub label: String,
    pub rows: Vec<CurrencyRow>,
    /// The group's worth in HR; empty where nothing is known.
    pub total: String,
}

/// One kind.
#[derive(Debug, Clone, PartialEq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct CurrencyRow {
    /// Stable: the game's code of it.
    pub code: String,
    pub name: String,
    pub count: u32,
    /// HR for one; empty where it is not known.
    pub each: String,
    /// HR for all; empty where it is not known.
    pub sum: String,
    /// Where the worth is from: `median of 12 asks, newest 4 min`, `yours`, `no listings`, `asking …`.
    pub source: String,
    /// The player set the worth.
    pub by_hand: bool,
    /// The market is being asked.
    pub waiting: bool,
}
