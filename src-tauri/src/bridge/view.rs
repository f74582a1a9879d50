//! What the page draws. Plain data with texts ready to show: the page decides nothing.
//!
//! Must not know: the wire's types, the parser's types, tauri. Views are made in `overlay::present` and beside the other
//! windows' machines.

use serde::Serialize;
use ts_rs::TS;

use super::currency::Currency;
use super::nothing::{Nothing, Sold};
use super::price::Price;
use super::sale::Sale;
use super::watch::CheckWatch;
use crate::language::Language;

/// All that the panel's page shows at one moment.
#[derive(Debug, Clone, PartialEq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct View {
    /// Grows by one with every view; an older one never replaces a newer.
    #[ts(type = "number")]
    pub revision: u64,
    /// The capture that this view belongs to; the page reports it back when it has painted.
    #[ts(type = "number")]
    pub capture: u64,
    /// In which the texts are written, and the page's own are to be.
    pub language: Language,
    pub panel: Panel,
    pub link: Link,
    /// The realm in words, e.g. `ladder · softcore`.
    pub realm: String,
    pub notices: Vec<Notice>,
    pub appearance: Appearance,
    /// How tall the panel with its shadow may be, in CSS pixels.
    pub room: f64,
}

/// What the panel's window holds.
#[derive(Debug, Clone, PartialEq, Serialize, TS)]
#[serde(rename_all = "camelCase", tag = "kind")]
#[ts(export)]
pub enum Panel {
    Hidden,
    /// A one-line pill: nothing hovered, not an item.
    Hint {
        title: String,
        text: String,
    },
    Check(Box<Check>),
    Sale(Box<Sale>),
    Currency(Box<Currency>),
    /// Only the notices are shown.
    Notices,
}

/// A price check.
#[derive(Debug, Clone, PartialEq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct Check {
    pub header: Header,
    pub filters: Vec<Filter>,
    pub search: Search,
    /// The filters were changed since the search whose answer is shown.
    pub filters_changed: bool,
    pub pinned: bool,
    pub watch: CheckWatch,
}

/// The item, as the head of the panel names it.
#[derive(Debug, Clone, PartialEq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct Header {
    pub name: String,
    pub quality: Quality,
    /// Base and item level, e.g. `Ring · item level 96`.
    pub base_line: String,
    pub badges: Vec<Badge>,
    /// What could not be read or is not certain, in the player's words.
    pub notes: Vec<String>,
}

/// The colour that the game gives an item's name.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub enum Quality {
    Normal,
    Socketed,
    Magic,
    Rare,
    Set,
    Unique,
    Crafted,
    Runeword,
}

/// A small label under the name.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct Badge {
    pub text: String,
    pub corrupted: bool,
}

/// A property that can be searched for.
#[derive(Debug, Clone, PartialEq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct Filter {
    pub id: u32,
    pub text: String,
    pub on: bool,
    pub corrupted: bool,
    /// Several market properties are possible and all are asked for.
    pub uncertain: bool,
    /// Absent for a property that is there or not, without a number.
    pub bounds: Option<Bounds>,
    pub roll: Option<Roll>,
}

/// The bounds of a filter; `null` is open.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct Bounds {
    pub min: Option<f64>,
    pub max: Option<f64>,
    /// What one press of an arrow key or one notch of the wheel changes.
    pub step: f64,
}

/// Where a property's value lies in the range that it can roll.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct Roll {
    pub min: f64,
    pub max: f64,
    /// 0 is the worst, 100 the best.
    pub percent: u8,
}

/// The state of the search for listings.
#[derive(Debug, Clone, PartialEq, Serialize, TS)]
#[serde(rename_all = "camelCase", tag = "state")]
#[ts(export)]
pub enum Search {
    /// Asked, no answer yet.
    Waiting {
        since_ms: u32,
    },
    Found(Box<Found>),
    /// No listing fits.
    Nothing(Box<Nothing>),
    /// The market did not answer, or refused.
    Failed(Message),
}

/// Listings that fit.
#[derive(Debug, Clone, PartialEq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct Found {
    pub rows: Vec<Row>,
    /// So many more wait until the player has read.
    pub waiting: u32,
    /// What has changed since the first answer, for those who hear it; empty when nothing has.
    pub news: String,
    /// `13 of 13 · 41 ms`
    pub summary: String,
    pub price: Option<Price>,
    /// What such items went for, where there is no price and the archive says so.
    pub sold: Option<Sold>,
}

/// One listing.
#[derive(Debug, Clone, PartialEq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct Row {
    pub id: String,
    /// The worth in HR as text, `0.5`, or the seller's words where they have no number, or `–`.
    pub price: String,
    /// The seller's own words where they differ from `price`.
    pub note: Option<String>,
    /// Differences from the checked item, best first.
    pub differences: Vec<Difference>,
    pub seller: String,
    pub in_game: bool,
    /// `now`, `4 min`, `2 h`, `2 d`.
    pub age: String,
    /// Came in while the panel was open.
    pub fresh: bool,
    /// Why it does not count for the price: `apart: 4× median`.
    pub apart: Option<String>,
    /// Sold or taken back while it was read.
    pub gone: bool,
}

/// How a listing's property differs from the checked item's.
#[derive(Debug, Clone, PartialEq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct Difference {
    /// `2 dex`
    pub text: String,
    pub better: bool,
}

/// Something that went wrong or wants attention: what happened, what to do.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct Message {
    /// Stable, for tests and for support: `login_needed`, `market_away`, ….
    pub code: String,
    pub title: String,
    pub text: String,
    pub remedy: Option<Remedy>,
}

impl Message {
    /// One without a button.
    pub fn new(code: impl Into<String>, title: String, text: String) -> Self {
        Self {
            code: code.into(),
            title,
            text,
            remedy: None,
        }
    }

    /// The same with this button, or with none.
    pub fn with(self, remedy: impl Into<Option<Remedy>>) -> Self {
        let remedy = remedy.into();
        Self { remedy, ..self }
    }
}

/// The button beside a message.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub enum Remedy {
    LogIn,
    Retry,
    OpenSettings,
    /// The settings, where the hotkeys are.
    OpenHotkeys,
    /// The settings, where newer versions are told of.
    OpenPrivacy,
    OpenListings,
}

/// A toast.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct Notice {
    pub id: u32,
    pub tone: Tone,
    pub message: Message,
    /// What was done can be undone for so long yet, in milliseconds.
    pub undo_ms: Option<u32>,
    /// The listing that it is about, to be opened on the market's page.
    pub listing: Option<String>,
    /// The watch that found it, which can be stopped.
    pub watch: Option<u32>,
}

/// The colour of a toast's edge.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub enum Tone {
    Good,
    Warn,
    Bad,
}

/// The connection to the market, for the status line.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct Link {
    pub state: LinkState,
    /// `live`, `connecting …`, `offline, trying again`.
    pub text: String,
}

/// How the connection stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub enum LinkState {
    Live,
    /// Live, but not for what needs a login: the one there was is worth nothing any more.
    Limited,
    Busy,
    Off,
}

/// How the panel is drawn on this desktop.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct Appearance {
    /// 0.8 – 1.6
    pub scale: f64,
    /// No compositor: the panel is opaque and fills its window.
    pub opaque: bool,
}
