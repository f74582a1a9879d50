//! What the page can ask for. The only way from a page into the program, besides nothing.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::mine::MineAction;
use super::pasted::ItemText;
use super::settings::{Section, SettingsAction};
use super::watch::WatchAction;

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
    /// The player begins or ends to read the listings: the mouse or the keyboard is in them, or they are scrolled.
    ReadListings {
        on: bool,
    },
    /// Gives up filters as it was offered where nothing was found, and searches.
    GiveUp {
        filters: Vec<u32>,
    },
    /// Shows the listings that came in while they were read.
    ShowNew,
    LogIn,
    LogOut,
    /// Opens the settings; at this section, where one is named.
    OpenSettings {
        #[ts(optional)]
        section: Option<Section>,
    },
    Dismiss {
        notice: u32,
    },
    OpenListing {
        id: String,
    },
    /// Opens the window of the player's own listings.
    OpenListings,
    /// Opens the window of the watches.
    OpenWatches,
    /// What the panel or the watches' window asks for.
    Watch {
        action: WatchAction,
    },
    /// Opens the practice game with its market.
    StartPractice,
    /// Opens the window that texts are pasted into.
    OpenPasted,
    /// Opens the window that greets a new player.
    OpenWelcome,
    /// Ends the program.
    Quit,
    /// Checks what lies on the clipboard.
    Paste,
    /// Checks this text.
    CheckText {
        text: ItemText,
    },
    /// Takes back what a notice told of.
    Undo {
        notice: u32,
    },
    /// Puts the checked item up for sale.
    List,
    /// Something was typed into the form.
    Draft {
        draft: Draft,
    },
    /// Lists the item, or changes its price where it is listed already, with what the form holds.
    GiveIn {
        draft: Draft,
    },
    /// Which of several items of the stash is meant, counted from 0.
    Choose {
        choice: usize,
    },
    /// The item of another realm's stash is meant.
    ChooseElsewhere,
    /// Reads the stash again.
    LookAgain,
    /// Puts the form's listing in front again.
    Bump,
    /// Takes the form's listing back.
    Delist,
    /// Sets what one piece of a kind is worth; no number takes that back.
    SetWorth {
        code: String,
        hr: Option<f64>,
    },
    /// What the window of the player's own listings asks for.
    Mine {
        action: MineAction,
    },
    /// What the settings window asks for.
    Settings {
        action: SettingsAction,
    },
}

/// What the form of a sale holds.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize, TS)]
#[serde(default, rename_all = "camelCase")]
#[ts(export)]
pub struct Draft {
    pub price: String,
    pub note: String,
    pub negotiable: bool,
}
