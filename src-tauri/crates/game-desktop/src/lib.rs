//! The desktop around the game: hotkeys, the copy of the hovered item, the clipboard, and the game's window.
//!
//! One thread owns the operating system's side; [`Desktop`] sends it requests, and [`Event`]s come back through the
//! sink that was given to [`open`]. This crate must not know what an item is, what the market is, or how anything is
//! shown.

mod backend;
mod bare;
mod capture;
mod chord;
mod chords;
mod clipboard;
mod command;
mod config;
mod copier;
mod desktop;
mod doctor;
mod driver;
mod error;
mod event;
#[cfg(test)]
mod fake;
mod focus;
mod geometry;
mod hover;
mod labels;
mod locale;
mod platform;
#[cfg(target_os = "linux")]
mod presses;
mod secret;
#[cfg(windows)]
mod windows;
#[cfg(target_os = "linux")]
mod x11;

pub use chord::{Chord, ChordError, Key, Modifiers};
pub use command::Command;
pub use config::Config;
pub use copier::{ClipboardWriter, require_display};
pub use desktop::{Desktop, open};
pub use doctor::{ClipboardState, Finding, chord_problem, doctor};
pub use error::DesktopError;
pub use event::{
    CaptureId, ChordProblem, ChordState, Content, Event, Hindrance, MissReason, Stamps,
};
pub use geometry::{Point, Rect, WindowId};
pub use hover::HoverArea;
pub use locale::system_locale;
pub use platform::{join_console, leave_console, show_problem};
pub use secret::{protect, unprotect};
#[cfg(windows)]
pub use windows::panel;
