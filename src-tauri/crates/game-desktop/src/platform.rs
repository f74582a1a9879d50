//! The one place that knows which backend belongs to which operating system.

#[cfg(target_os = "linux")]
pub use linux::{find_game, open, require_display};
#[cfg(windows)]
pub use win32::{find_game, open, require_display};

#[cfg(not(any(target_os = "linux", windows)))]
compile_error!("Haggle has backends for Linux with X11 and for Windows");

#[cfg(target_os = "linux")]
mod linux {
    use crate::backend::{Backend, Inbox};
    use crate::focus::Game;
    use crate::{DesktopError, x11};

    /// Opens the backend; call it on the thread that is to run it.
    pub fn open() -> Result<(impl Backend, Inbox), DesktopError> {
        x11::X11::open()
    }

    /// Looks once for the game's window, focused or not.
    pub fn find_game(title: &str) -> Result<Option<Game>, DesktopError> {
        x11::find_game(title)
    }

    /// Fails where there is no display to work on.
    pub fn require_display() -> Result<(), DesktopError> {
        x11::connect().map(drop)
    }
}

#[cfg(windows)]
mod win32 {
    use crate::backend::{Backend, Inbox};
    use crate::focus::Game;
    use crate::{DesktopError, windows};

    /// Opens the backend; call it on the thread that is to run it.
    pub fn open() -> Result<(impl Backend, Inbox), DesktopError> {
        windows::Win32::open()
    }

    /// Looks once for the game's window, focused or not.
    pub fn find_game(title: &str) -> Result<Option<Game>, DesktopError> {
        Ok(windows::find_game(title))
    }

    /// Every session of Windows has a desktop.
    pub fn require_display() -> Result<(), DesktopError> {
        Ok(())
    }
}
