//! Haggle: a hotkey over an item in Project Diablo 2 shows, over the game, what it sells for.
//!
//! `cli` is the way in; `app` joins the parts; `overlay` decides; `bridge` is what the page may see and ask.

pub mod app;
mod autostart;
pub mod bridge;
pub mod cli;
pub mod clock;
mod diagnostics;
mod doctor;
pub mod economy;
pub mod estimate;
pub mod instance;
pub mod language;
mod lesson;
pub mod logging;
pub mod login;
mod mine;
mod overlay;
mod pasted;
mod pd2_trader;
pub mod sale;
pub mod settings;
mod texts;
mod update;
mod watch;
mod web;
