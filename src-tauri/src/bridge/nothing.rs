//! A search that found nothing, as the panel's page draws it: the ways out, and what such items went for.

use serde::Serialize;
use ts_rs::TS;

/// No listing fits.
#[derive(Debug, Clone, PartialEq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct Nothing {
    /// `No listing has all 6 properties`
    pub title: String,
    /// What to do, where no way out is known; empty otherwise.
    pub text: String,
    /// Searches that would find something.
    pub ways: Vec<WayOut>,
    /// Another one is asked about since so many milliseconds.
    pub looking_ms: Option<u32>,
    /// Absent where the archive says nothing.
    pub sold: Option<Sold>,
}

/// A search with fewer filters.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct WayOut {
    /// What is given up; sent back to take this way.
    pub filters: Vec<u32>,
    /// `Without`
    pub lead: String,
    /// `+12 to Strength`
    pub what: String,
    /// `9 listings`
    pub count: String,
}

/// What such items were sold for, or were last offered for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase", tag = "state")]
#[ts(export)]
pub enum Sold {
    Waiting {
        since_ms: u32,
    },
    LogIn {
        text: String,
    },
    Known {
        /// `0.4 – 0.6 HR`
        price: String,
        /// `7 listings in the last 14 days`
        text: String,
    },
}
