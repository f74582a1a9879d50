//! What can keep the desktop side from working, in words for the player.

use thiserror::Error;

/// Why the desktop side cannot work.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum DesktopError {
    /// There is no display to work on.
    #[error(
        "Haggle found no X11 display ({reason}). Start it inside a desktop session; on Wayland, one with XWayland."
    )]
    NoDisplay {
        /// What the display library said.
        reason: String,
    },
    /// The display lacks a part that is needed.
    #[error(
        "The display has no {extension} extension, which Haggle needs. Use a newer X server, or enable the extension."
    )]
    MissingExtension {
        /// Its name.
        extension: &'static str,
    },
    /// The connection to the display ended.
    #[error("The connection to the display was lost ({reason}). Start Haggle again.")]
    DisplayLost {
        /// What the display library said.
        reason: String,
    },
    /// A part of the operating system refused its work.
    #[error("The system refused to {what} ({reason}). Start Haggle again.")]
    System {
        /// What was asked of it.
        what: &'static str,
        /// What it said.
        reason: String,
    },
}
