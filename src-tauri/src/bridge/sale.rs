//! The form that puts one item up for sale, as the page draws it.

use serde::Serialize;
use ts_rs::TS;

use super::view::{Difference, Header, Message};

/// The form for one item.
#[derive(Debug, Clone, PartialEq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct Sale {
    pub header: Header,
    pub stage: SaleStage,
    /// What the player typed, else what is suggested.
    pub price: String,
    pub note: String,
    /// Or best offer, rather than firm.
    pub negotiable: bool,
    pub reading: PriceReading,
    /// What the listings of its likes ask: `half of similar items ask 0.35 – 0.75 HR; 13 asks of 11 sellers`.
    pub guide: String,
    /// The price is so far from theirs that it may be a slip.
    pub guide_warns: bool,
    /// Why the last try did not list it.
    pub problem: Option<Message>,
}

/// What the typed price means.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct PriceReading {
    /// `0.5 HR`, or what is wrong with it and what to write instead; empty for an empty price.
    pub text: String,
    pub bad: bool,
}

/// How far the sale is.
#[derive(Debug, Clone, PartialEq, Serialize, TS)]
#[serde(rename_all = "camelCase", tag = "stage")]
#[ts(export)]
pub enum SaleStage {
    /// The stash is being read.
    Finding { since_ms: u32 },
    /// Several items of the stash may be meant.
    Choosing {
        title: String,
        choices: Vec<StashChoice>,
    },
    /// It is not in the stash.
    Nowhere {
        title: String,
        text: String,
        /// It lies in another realm's stash: which.
        elsewhere: Option<String>,
    },
    /// The stash could not be read.
    Stuck(Message),
    /// It can be listed.
    Found(StashSpot),
    /// It is on its way to the market.
    Sending {
        since_ms: u32,
        /// `Listing it …`, `Checking whether it was listed …`, `Waits for your login …`
        text: String,
        /// A login is what it waits for.
        wants_login: bool,
    },
    /// It is listed already.
    Listed(OwnListing),
}

/// Where an item lies.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct StashSpot {
    /// `Stash, page 1 · column 3, row 2 · ladder softcore`
    pub words: String,
    /// For a small drawing, where the place is known.
    pub square: Option<StashSquare>,
}

/// A place in a page of the stash, counted from 0.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct StashSquare {
    pub column: u32,
    pub row: u32,
    pub width: u32,
    pub height: u32,
}

/// One item of several that may be meant.
#[derive(Debug, Clone, PartialEq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct StashChoice {
    pub spot: StashSpot,
    /// It is equal in all that the copy tells.
    pub equal: bool,
    pub differences: Vec<Difference>,
    /// `listed for 0.5`, where it is.
    pub listed: Option<String>,
}

/// A listing of the player's own.
#[derive(Debug, Clone, PartialEq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct OwnListing {
    pub id: String,
    pub price: String,
    /// When it was put in front: `2 d ago`
    pub ago: String,
    pub bump: Bump,
    /// A change is under way.
    pub busy: bool,
}

/// Whether a listing can be put in front again.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct Bump {
    pub can: bool,
    /// `now`, or when again: `in 3 h`.
    pub when: String,
}
