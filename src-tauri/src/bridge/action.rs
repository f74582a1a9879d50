//! What the page can ask for. The only way from a page into the program, besides nothing.

use serde::Deserialize;
use ts_rs::TS;

/// One request of a page, sent by `dispatch`.
#[derive(Debug, Clone, PartialEq, Deserialize, TS)]
#[serde(rename_all = "camelCase", tag = "do")]
#[ts(export)]
pub enum Action {
    /// The page's script runs and listens.
    Ready,
    /// The content is laid out; width and height of what is drawn, in CSS pixels.
    LaidOut {
        #[ts(type = "number")]
        revision: u64,
        width: f64,
        height: f64,
    },
    /// A view has been painted.
    Painted {
        #[ts(type = "number")]
        revision: u64,
    },
    /// The panel wants the keyboard: it was clicked.
    TakeFocus,
    Close,
    Pin {
        pinned: bool,
    },
    Search,
    Toggle {
        filter: u32,
        on: bool,
    },
    SetBounds {
        filter: u32,
        min: Option<f64>,
        max: Option<f64>,
    },
    LogIn,
    LogOut,
    OpenSettings,
    Dismiss {
        notice: u32,
    },
    OpenListing {
        id: String,
    },
    ChangeSetting {
        change: SettingChange,
    },
}

/// One change of one setting; saved at once.
#[derive(Debug, Clone, PartialEq, Deserialize, TS)]
#[serde(rename_all = "camelCase", tag = "setting")]
#[ts(export)]
pub enum SettingChange {
    Chord { command: String, chord: String },
    Ladder { on: bool },
    Hardcore { on: bool },
    RestoreClipboard { on: bool },
    GameTitle { title: String },
    Scale { scale: f64 },
}
