//! The window with the player's own listings, as its page draws it.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::sale::Bump;
use super::view::{Link, Message, Quality, Tone};
use crate::language::Language;

/// What the window shows. Sorting, searching and choosing rows are the page's own.
#[derive(Debug, Clone, PartialEq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct MineView {
    pub language: Language,
    pub state: MineState,
    /// For so long the listings on show have been asked for anew.
    pub refreshing_ms: Option<u32>,
    pub rows: Vec<MineRow>,
    /// Changes under way.
    pub job: Option<MineJob>,
    pub news: Option<MineNews>,
    /// Why the price that was given in last is none.
    pub bad_price: Option<String>,
    pub link: Link,
}

/// What became of the last changes, or why the listings were not read anew.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct MineNews {
    pub tone: Tone,
    pub message: Message,
}

/// How the listings stand.
#[derive(Debug, Clone, PartialEq, Serialize, TS)]
#[serde(rename_all = "camelCase", tag = "state")]
#[ts(export)]
pub enum MineState {
    /// The first answer is awaited.
    Waiting {
        since_ms: u32,
    },
    Ready,
    /// There is nothing to show but this.
    Failed(Message),
}

/// One listing of the player's own.
#[derive(Debug, Clone, PartialEq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct MineRow {
    pub id: String,
    pub name: String,
    pub quality: Quality,
    /// `Ring · 20 FCR · 60 life · item level 85 · ethereal`
    pub details: String,
    /// `ladder · softcore`
    pub realm: String,
    /// In the player's own words; `–` without.
    pub price: String,
    /// For sorting; `null` where the price has no number.
    pub hr: Option<f64>,
    /// Since the last bump: `2 d`.
    pub age: String,
    /// For sorting, in whole minutes.
    pub age_minutes: i32,
    pub bump: Bump,
    pub offers: Vec<OfferView>,
    /// A change of it waits or is under way.
    pub busy: bool,
    /// Why the last change did not work.
    pub problem: Option<String>,
}

/// What somebody offers.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct OfferView {
    pub id: String,
    /// `2 gul`
    pub price: String,
    pub age: String,
}

/// Several changes, one after another.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct MineJob {
    /// `Bumping`, `Taking back`, `Changing prices`
    pub label: String,
    pub done: u32,
    pub total: u32,
}

/// What the window asks for.
#[derive(Debug, Clone, PartialEq, Deserialize, TS)]
#[serde(rename_all = "camelCase", tag = "ask")]
#[ts(export)]
pub enum MineAction {
    Refresh,
    Bump {
        ids: Vec<String>,
    },
    Delist {
        ids: Vec<String>,
    },
    /// An amount alone leaves each its terms and its note.
    Reprice {
        ids: Vec<String>,
        price: String,
    },
    /// What has not begun of the changes is left.
    Cancel,
    /// The news has been seen.
    Dismiss,
}
