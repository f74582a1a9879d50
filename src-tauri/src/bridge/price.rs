//! What a page draws of a price.

use serde::Serialize;
use ts_rs::TS;

/// What the listings say of the item's price.
#[derive(Debug, Clone, PartialEq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct Price {
    /// Median in HR as text, or `null` when too few to say.
    pub median: Option<String>,
    /// `sure`, `fairly sure`, `a rough idea`, `too few to say`.
    pub sure: String,
    /// `0.35 – 0.75 from 13 asks of 11 sellers`
    pub spread: String,
    /// `newest 4 min`
    pub newest: String,
    /// What else is to be known, in a line each at most: what the player's own rolls make of it, two levels of prices,
    /// asks that are set apart.
    pub remarks: Vec<String>,
    /// Absent where there are too few asks to draw.
    pub chart: Option<Chart>,
}

/// Where the asks lie, in HR.
#[derive(Debug, Clone, PartialEq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct Chart {
    /// Each ask, from the lowest to the highest; all above 0.
    pub asks: Vec<ChartAsk>,
    pub median: f64,
    /// The middle half lies between these.
    pub low: f64,
    pub high: f64,
    /// What the player's own item would go for.
    pub yours: f64,
}

/// One ask of the chart.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct ChartAsk {
    pub hr: f64,
    /// It does not count.
    pub apart: bool,
}
