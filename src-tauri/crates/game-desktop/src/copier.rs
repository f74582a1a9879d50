//! Puts text on the clipboard, as a program that is copied from: the practice game's side of a copy.

use std::sync::{Mutex, PoisonError};

use crate::{DesktopError, platform};

/// Fails where there is no desktop to work on, with what to do.
///
/// # Errors
/// [`DesktopError::NoDisplay`], and what else keeps a program from opening windows.
pub fn require_display() -> Result<(), DesktopError> {
    match platform::require_display() {
        Err(why) if platform::has_windows_without_it(&why) => Ok(()),
        found => found,
    }
}

/// Owns the clipboard's text after each write, until another program copies.
pub struct ClipboardWriter(Mutex<arboard::Clipboard>);

impl ClipboardWriter {
    /// Opens the clipboard.
    ///
    /// # Errors
    /// Where there is none.
    pub fn open() -> Result<Self, DesktopError> {
        Ok(Self(Mutex::new(arboard::Clipboard::new().map_err(
            |error| DesktopError::System {
                what: "open the clipboard",
                reason: error.to_string(),
            },
        )?)))
    }

    /// Copies a text.
    ///
    /// # Errors
    /// Where the system refuses it.
    pub fn write(&self, text: &str) -> Result<(), DesktopError> {
        let mut clipboard = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        clipboard
            .set_text(text)
            .map_err(|error| DesktopError::System {
                what: "copy the item",
                reason: error.to_string(),
            })
    }
}
