//! The window that greets a new player, as its page draws it.

use serde::Serialize;
use ts_rs::TS;

use super::settings::{AccountView, ChordSetting};
use super::view::Message;
use crate::language::Language;

/// What the window shows.
#[derive(Debug, Clone, PartialEq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct WelcomeView {
    pub language: Language,
    /// The hotkeys that a new player needs, with what is wrong with each.
    pub chords: Vec<ChordSetting>,
    pub account: AccountView,
    /// Haggle has an icon in the tray.
    pub tray: bool,
    /// Whatever is copied by hand is checked.
    pub watch_copies: bool,
    /// Hotkeys do not work here, or may not: the watching of copies is offered.
    pub offer_copies: bool,
    /// The practice game is open.
    pub practice: bool,
    /// What went wrong last, such as a login.
    pub message: Option<Message>,
}
