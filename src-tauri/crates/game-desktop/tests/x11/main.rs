//! The X11 backend on a real display: real key events, a stand-in game, a foreign clipboard owner.
#![cfg(target_os = "linux")]
#![allow(clippy::unwrap_used)]

mod by_hand;
mod check;
mod clipboard;
mod display;
#[path = "../common/events.rs"]
mod events;
mod focus;
mod game;
mod hand;
mod hotkeys;
mod injected;
mod latency;
mod layout;
mod mouse;
mod session;
