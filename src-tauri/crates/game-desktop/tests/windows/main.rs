//! The Windows backend against a stand-in game; `cargo xtask windows` runs it under Wine.
#![cfg(windows)]
#![allow(clippy::unwrap_used)]

mod check;
mod clipboard;
#[path = "../common/events.rs"]
mod events;
mod focus;
mod game;
mod hand;
mod hotkeys;
mod panel;
mod session;
