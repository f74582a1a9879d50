//! A private desktop: a display on a free number, a message bus, a window manager and a compositor.

mod canvas;
mod keyboard;
mod other_window;
mod person;
mod screen;

use std::ffi::OsStr;
use std::io::{BufRead, BufReader};
use std::process::{Child, Command, Stdio};

use anyhow::{Context, Result, bail, ensure};
use tempfile::TempDir;
use x11rb::connection::Connection;
use x11rb::protocol::Event;
use x11rb::protocol::xfixes::{ConnectionExt as _, SelectionEventMask};
use x11rb::protocol::xproto::{ChangeWindowAttributesAux, ConnectionExt as _, EventMask};
use x11rb::rust_connection::RustConnection;

pub use canvas::{Canvas, Part, Stroke};
pub use other_window::OtherWindow;
pub use person::{Chord, Person};
pub use screen::Picture;

/// The Debian packages that a private desktop is made of.
pub const PACKAGES: [&str; 4] = ["xvfb", "openbox", "picom", "dbus"];

/// What the desktop consists of.
#[derive(Debug, Clone, Copy)]
pub struct Parts {
    pub window_manager: bool,
    pub compositor: bool,
    pub size: (u16, u16),
}

impl Default for Parts {
    fn default() -> Self {
        Self {
            window_manager: true,
            compositor: true,
            size: (1600, 1000),
        }
    }
}

/// A running desktop; it ends with this value.
#[derive(Debug)]
pub struct Desk {
    display: String,
    bus: String,
    settings: TempDir,
    // In the order in which they are to end: the display last.
    _programs: Vec<Program>,
}

impl Desk {
    /// Starts the desktop and waits until all of its parts are there.
    ///
    /// # Errors
    /// When a program is missing, with the command that installs it, or does not start.
    pub fn start(parts: Parts) -> Result<Self> {
        let size = format!("{}x{}x24", parts.size.0, parts.size.1);
        let (server, number) = Program::announcing(
            "Xvfb",
            &[
                "-displayfd",
                "1",
                "-screen",
                "0",
                &size,
                "-nolisten",
                "tcp",
                "-noreset",
            ],
            None,
        )?;
        let display = format!(":{number}");
        let (bus_program, bus) = Program::announcing(
            "dbus-daemon",
            &["--session", "--print-address=1", "--nofork"],
            Some(&display),
        )?;
        let mut programs = Vec::new();
        if parts.window_manager {
            let (connection, screen) = x11rb::connect(Some(&display))?;
            let announced =
                PropertyWatch::on_root(&connection, screen, "_NET_SUPPORTING_WM_CHECK")?;
            programs.push(Program::start("openbox", &["--sm-disable"], &display)?);
            announced.wait()?;
        }
        if parts.compositor {
            let (connection, screen) = x11rb::connect(Some(&display))?;
            let claimed = SelectionWatch::on(&connection, screen, "_NET_WM_CM_S0")?;
            programs.push(Program::start(
                "picom",
                &[
                    "--backend",
                    "xrender",
                    "--config",
                    "/dev/null",
                    "--no-fading-openclose",
                ],
                &display,
            )?);
            claimed.wait()?;
        }
        programs.push(bus_program);
        programs.push(server);
        Ok(Self {
            display,
            bus,
            settings: calm_settings()?,
            _programs: programs,
        })
    }

    /// The display's name, `:7`.
    #[must_use]
    pub fn display(&self) -> &str {
        &self.display
    }

    /// What a program needs in its environment to live on this desktop.
    #[must_use]
    pub fn environment(&self) -> [(&'static str, &OsStr); 5] {
        [
            ("DISPLAY", self.display.as_ref()),
            ("DBUS_SESSION_BUS_ADDRESS", self.bus.as_ref()),
            // What the tests read is English, whoever runs them.
            ("LC_ALL", "C".as_ref()),
            ("NO_AT_BRIDGE", "1".as_ref()),
            ("XDG_CONFIG_HOME", self.settings.path().as_os_str()),
        ]
    }

    /// Watches what is drawn in a part of a window.
    ///
    /// # Errors
    /// When the display is gone or does not tell of changes.
    pub fn canvas(&self, window: u32, part: Part) -> Result<Canvas> {
        Canvas::of(&self.display, window, part)
    }

    /// Opens a window of some other program, which the window manager gives the keyboard to.
    ///
    /// # Errors
    /// When the display is gone.
    pub fn other_window(&self) -> Result<OtherWindow> {
        OtherWindow::open(&self.display)
    }

    /// A person at this desktop.
    ///
    /// # Errors
    /// When the display is gone.
    pub fn person(&self) -> Result<Person> {
        Person::sit_down(&self.display)
    }
}

/// A folder with the desktop's settings: nothing blinks, so that a picture can come to rest.
fn calm_settings() -> Result<TempDir> {
    let folder = tempfile::tempdir()?;
    let of_gtk = folder.path().join("gtk-3.0");
    std::fs::create_dir(&of_gtk)?;
    std::fs::write(
        of_gtk.join("settings.ini"),
        "[Settings]\ngtk-cursor-blink=0\n",
    )?;
    Ok(folder)
}

/// A program of the desktop; killed and awaited at the end.
#[derive(Debug)]
struct Program(Child);

impl Program {
    fn start(name: &str, args: &[&str], display: &str) -> Result<Self> {
        let child = Command::new(name)
            .args(args)
            .env("DISPLAY", display)
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn();
        Ok(Self(child.with_context(|| missing(name))?))
    }

    /// Starts a program that says one line when it is ready: its display's number, its address.
    fn announcing(name: &str, args: &[&str], display: Option<&str>) -> Result<(Self, String)> {
        let mut command = Command::new(name);
        command
            .args(args)
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::null());
        if let Some(display) = display {
            command.env("DISPLAY", display);
        }
        let mut child = command.spawn().with_context(|| missing(name))?;
        let stdout = child.stdout.take().context("stdout is piped")?;
        let program = Self(child);
        let mut line = String::new();
        BufReader::new(stdout).read_line(&mut line)?;
        ensure!(!line.trim().is_empty(), "{name} ended before it was ready");
        Ok((program, line.trim().to_owned()))
    }
}

impl Drop for Program {
    fn drop(&mut self) {
        // A program that ended by itself cannot be killed, which is what is wanted.
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

fn missing(name: &str) -> String {
    format!(
        "{name} cannot be started: apt-get install -y {}",
        PACKAGES.join(" ")
    )
}

/// Waits for a property of the root window.
struct PropertyWatch<'a> {
    connection: &'a RustConnection,
    property: u32,
}

impl<'a> PropertyWatch<'a> {
    fn on_root(connection: &'a RustConnection, screen: usize, property: &str) -> Result<Self> {
        let root = connection.setup().roots[screen].root;
        let property = connection
            .intern_atom(false, property.as_bytes())?
            .reply()?
            .atom;
        connection
            .change_window_attributes(
                root,
                &ChangeWindowAttributesAux::new().event_mask(EventMask::PROPERTY_CHANGE),
            )?
            .check()?;
        Ok(Self {
            connection,
            property,
        })
    }

    fn wait(self) -> Result<()> {
        loop {
            match self.connection.wait_for_event()? {
                Event::PropertyNotify(event) if event.atom == self.property => return Ok(()),
                _ => {}
            }
        }
    }
}

/// Waits until somebody owns a selection.
struct SelectionWatch<'a> {
    connection: &'a RustConnection,
}

impl<'a> SelectionWatch<'a> {
    fn on(connection: &'a RustConnection, screen: usize, selection: &str) -> Result<Self> {
        let root = connection.setup().roots[screen].root;
        connection.xfixes_query_version(5, 0)?.reply()?;
        let selection = connection
            .intern_atom(false, selection.as_bytes())?
            .reply()?
            .atom;
        if connection.get_selection_owner(selection)?.reply()?.owner != 0 {
            bail!("somebody else draws this display");
        }
        connection
            .xfixes_select_selection_input(
                root,
                selection,
                SelectionEventMask::SET_SELECTION_OWNER,
            )?
            .check()?;
        Ok(Self { connection })
    }

    fn wait(self) -> Result<()> {
        loop {
            if let Event::XfixesSelectionNotify(_) = self.connection.wait_for_event()? {
                return Ok(());
            }
        }
    }
}
