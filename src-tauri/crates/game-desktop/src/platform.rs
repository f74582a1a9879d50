//! The one place that knows which backend belongs to which operating system.

#[cfg(target_os = "linux")]
pub use linux::{
    Saved, find_game, has_compositor, has_windows_without_it, hindrance, join_console, labels,
    leave_console, open, protect, require_display, restore, save, show_problem, try_chords,
    unprotect,
};
#[cfg(windows)]
pub use win32::{
    Saved, find_game, has_compositor, has_windows_without_it, hindrance, join_console, labels,
    leave_console, open, protect, require_display, restore, save, show_problem, try_chords,
    unprotect,
};

#[cfg(not(any(target_os = "linux", windows)))]
compile_error!("Haggle has backends for Linux with X11 and for Windows");

#[cfg(target_os = "linux")]
mod linux {
    use std::io;

    use crate::backend::{Backend, Inbox};
    use crate::event::Outcome;
    use crate::focus::Game;
    use crate::labels::Labels;
    use crate::{Chord, DesktopError, Hindrance, x11};

    /// Opens the backend; call it on the thread that is to run it.
    pub fn open() -> Result<(impl Backend, Inbox), DesktopError> {
        x11::X11::open()
    }

    /// Looks once for the game's window, focused or not.
    pub fn find_game(title: &str) -> Result<Option<Game>, DesktopError> {
        x11::find_game(title)
    }

    /// Whether what is transparent lets through what lies behind it.
    pub fn has_compositor() -> Result<bool, DesktopError> {
        x11::has_compositor()
    }

    /// How taking these chords goes now; they are free again when this returns.
    pub fn try_chords(chords: &[Chord]) -> Result<Vec<Outcome>, DesktopError> {
        x11::try_chords(chords)
    }

    /// What the keyboard prints on its keys.
    pub fn labels() -> Result<Labels, DesktopError> {
        x11::labels()
    }

    /// Fails where there is no display to work on.
    pub fn require_display() -> Result<(), DesktopError> {
        x11::connect().map(drop)
    }

    pub use x11::saved::{Saved, restore, save};

    /// Nothing that X11 would tell of.
    pub fn hindrance(_: &Game) -> Option<Hindrance> {
        None
    }

    /// Whether programs have windows here although this keeps X11 from them: Wayland without an X server.
    pub fn has_windows_without_it(why: &DesktopError) -> bool {
        let wayland = std::env::var_os("WAYLAND_DISPLAY").is_some_and(|name| !name.is_empty());
        wayland && matches!(why, DesktopError::NoDisplay { .. })
    }

    /// Programs have their terminal from the start.
    pub fn join_console() {}

    /// A terminal ends what it started by a signal, as is usual here.
    pub fn leave_console() {}

    /// What is printed is seen by whoever looks for it.
    pub fn show_problem(_: &str) {}

    /// A file that only its owner can read has to do.
    #[allow(
        clippy::unnecessary_wraps,
        reason = "other systems have it, and refuse"
    )]
    pub fn protect(_: &[u8]) -> io::Result<Option<Vec<u8>>> {
        Ok(None)
    }

    /// Nothing is ever protected here.
    pub fn unprotect(_: &[u8]) -> io::Result<Vec<u8>> {
        Err(io::ErrorKind::Unsupported.into())
    }
}

#[cfg(windows)]
mod win32 {
    use std::io;

    use crate::backend::{Backend, Inbox};
    use crate::event::Outcome;
    use crate::focus::Game;
    use crate::labels::Labels;
    use crate::{Chord, DesktopError, Hindrance, windows};

    /// Opens the backend; call it on the thread that is to run it.
    pub fn open() -> Result<(impl Backend, Inbox), DesktopError> {
        windows::Win32::open()
    }

    /// Looks once for the game's window, focused or not.
    pub fn find_game(title: &str) -> Result<Option<Game>, DesktopError> {
        Ok(windows::find_game(title))
    }

    /// Every Windows that this runs on has one.
    #[allow(
        clippy::unnecessary_wraps,
        reason = "other systems have a display to ask"
    )]
    pub fn has_compositor() -> Result<bool, DesktopError> {
        Ok(true)
    }

    /// How taking these chords goes now; they are free again when this returns.
    pub fn try_chords(chords: &[Chord]) -> Result<Vec<Outcome>, DesktopError> {
        Ok(windows::try_chords(chords))
    }

    /// What the keyboard prints on its keys.
    pub fn labels() -> Result<Labels, DesktopError> {
        Ok(windows::labels())
    }

    /// Every session of Windows has a desktop.
    pub fn require_display() -> Result<(), DesktopError> {
        Ok(())
    }

    pub use windows::formats::Saved;

    /// All formats of the clipboard; the library would keep one.
    pub fn save(_: &mut arboard::Clipboard) -> Option<Saved> {
        windows::formats::save()
    }

    /// Puts all of them back.
    pub fn restore(_: &mut arboard::Clipboard, saved: &Saved) -> Result<(), DesktopError> {
        windows::formats::restore(saved).map_err(|error| DesktopError::System {
            what: "write to the clipboard",
            reason: error.message(),
        })
    }

    /// What keeps a check from this game, or the panel from the player.
    pub fn hindrance(game: &Game) -> Option<Hindrance> {
        windows::hindrance(game)
    }

    /// There is one desktop, and it can all that is needed.
    pub fn has_windows_without_it(_: &DesktopError) -> bool {
        false
    }

    /// What is printed goes to the console that the program was started from, where there is one.
    pub fn join_console() {
        windows::join_console();
    }

    /// The program goes on when the console it was started from is closed.
    pub fn leave_console() {
        windows::leave_console();
    }

    /// Tells a person who started the program from the desktop.
    pub fn show_problem(text: &str) {
        windows::show_problem(text);
    }

    /// By the system's data protection.
    pub fn protect(bytes: &[u8]) -> io::Result<Option<Vec<u8>>> {
        windows::secret::protect(bytes).map(Some)
    }

    /// By the system's data protection.
    pub fn unprotect(bytes: &[u8]) -> io::Result<Vec<u8>> {
        windows::secret::unprotect(bytes)
    }
}
