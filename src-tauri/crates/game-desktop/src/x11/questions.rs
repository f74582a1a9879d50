//! The connection, and what is asked of the display without the backend: by the doctor, the settings and the start.

use x11rb::connection::{Connection, RequestConnection};
use x11rb::errors::{ConnectError, ReplyError};
use x11rb::protocol::xproto::ConnectionExt as _;
use x11rb::protocol::{randr, xfixes, xinput, xkb, xtest};
use x11rb::rust_connection::RustConnection;

use super::Atoms;
use super::grabs::Grabs;
use super::layout::Layout;
use super::window::Tracker;
use crate::event::Outcome;
use crate::focus::Game;
use crate::labels::Labels;
use crate::{Chord, DesktopError};

/// Connects, and looks for the extensions that are needed.
pub fn connect() -> Result<(RustConnection, usize), DesktopError> {
    let (conn, screen) = x11rb::connect(None).map_err(|error| DesktopError::NoDisplay {
        reason: connect_reason(&error),
    })?;
    let extensions = [
        (xinput::X11_EXTENSION_NAME, "XInput 2"),
        (xtest::X11_EXTENSION_NAME, "XTEST"),
        (xfixes::X11_EXTENSION_NAME, "XFIXES"),
        (randr::X11_EXTENSION_NAME, "RandR"),
        (xkb::X11_EXTENSION_NAME, "XKEYBOARD"),
    ];
    for (name, extension) in extensions {
        if conn.extension_information(name)?.is_none() {
            return Err(DesktopError::MissingExtension { extension });
        }
    }
    xfixes::query_version(&conn, 5, 0)?.reply()?;
    randr::query_version(&conn, 1, 5)?.reply()?;
    xkb::use_extension(&conn, 1, 0)?.reply()?;
    // From 2.1 on raw events come during grabs too. An older server answers with an error.
    match xinput::xi_query_version(&conn, 2, 2)?.reply() {
        Ok(version) if (version.major_version, version.minor_version) >= (2, 1) => {}
        Ok(_) | Err(ReplyError::X11Error(_)) => {
            return Err(DesktopError::MissingExtension {
                extension: "XInput 2.1",
            });
        }
        Err(error) => return Err(error.into()),
    }
    Ok((conn, screen))
}

fn connect_reason(error: &ConnectError) -> String {
    match std::env::var_os("DISPLAY") {
        None => "the variable DISPLAY is not set".to_owned(),
        Some(display) => format!("{error} at DISPLAY={}", display.display()),
    }
}

/// How taking these chords goes now; they are free again when this returns.
pub fn try_chords(chords: &[Chord]) -> Result<Vec<Outcome>, DesktopError> {
    let (conn, screen) = connect()?;
    let root = conn.setup().roots[screen].root;
    let layout = Layout::read(&conn)?;
    let mut grabs = Grabs::new(conn, root);
    let outcomes = grabs.hold(&layout, chords)?;
    grabs.hold(&layout, &[])?;
    Ok(outcomes)
}

/// What the keyboard's layout prints on its keys.
pub fn labels() -> Result<Labels, DesktopError> {
    Ok(Layout::read(&connect()?.0)?.labels().clone())
}

/// The game's window, focused or not, for `haggle doctor`.
pub fn find_game(title: &str) -> Result<Option<Game>, DesktopError> {
    let (conn, screen) = connect()?;
    let root = conn.setup().roots[screen].root;
    let mut tracker = Tracker::new(root, Atoms::new(&conn)?.reply()?);
    tracker.set_title(title);
    tracker.find(&conn)
}

/// Whether a compositor owns the screen's selection for it, by the Extended Window Manager Hints.
pub fn has_compositor() -> Result<bool, DesktopError> {
    let (conn, screen) = connect()?;
    let name = format!("_NET_WM_CM_S{screen}");
    let selection = conn.intern_atom(false, name.as_bytes())?.reply()?.atom;
    let owner = conn.get_selection_owner(selection)?.reply()?.owner;
    Ok(owner != x11rb::NONE)
}
