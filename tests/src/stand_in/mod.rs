//! A stand-in for the game: a window titled like it that, on each Ctrl+C, does what the test says: copies the hovered
//! item, late, never, or in one of the ways in which a clipboard fails; while another program copies too.

mod owner;

use std::sync::mpsc::{self, Receiver, Sender};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::thread;
use std::time::{Duration, Instant};

use anyhow::{Context, Result};
use x11rb::connection::Connection;
use x11rb::errors::ReplyError;
use x11rb::protocol::Event;
use x11rb::protocol::xproto::{
    AtomEnum, ConnectionExt as _, CreateWindowAux, EventMask, InputFocus, KeyButMask, PropMode,
    Window, WindowClass,
};
use x11rb::rust_connection::RustConnection;
use x11rb::wrapper::ConnectionExt as _;

use crate::desk::Desk;
pub use owner::{Manner, Owner};

/// The key that copies: C of every usual layout.
const COPY_KEY: u8 = 54;

/// What happens at each Ctrl+C from now on.
#[derive(Debug, Clone, Default)]
pub struct Play {
    /// After how long the game copies, and how it answers for that; none where nothing is hovered.
    pub game: Option<(Duration, Manner)>,
    /// After how long another program copies; at the first Ctrl+C only.
    pub other: Option<(Duration, Manner)>,
}

/// The running game; it ends with the display.
#[derive(Debug)]
pub struct StandIn {
    shared: Arc<Shared>,
    connection: Arc<RustConnection>,
    window: Window,
}

#[derive(Debug)]
struct Shared {
    display: String,
    play: Mutex<Play>,
    /// How many copies are still to come.
    coming: Mutex<usize>,
    other: Mutex<Owner>,
    game: Mutex<Owner>,
    other_copies: Sender<(Instant, Manner)>,
    game_copies: Sender<(Instant, Manner)>,
}

impl StandIn {
    /// Opens the game's window.
    ///
    /// # Errors
    /// When the display is gone.
    pub fn open(desk: &Desk, title: &str) -> Result<Self> {
        let (connection, window) = open_window(desk.display(), title)?;
        let connection = Arc::new(connection);
        let (game_copies, of_game) = mpsc::channel();
        let (other_copies, of_other) = mpsc::channel();
        let shared = Arc::new(Shared {
            display: desk.display().to_owned(),
            play: Mutex::default(),
            coming: Mutex::default(),
            other: Mutex::new(Owner::start(desk.display())?),
            game: Mutex::new(Owner::start(desk.display())?),
            other_copies,
            game_copies,
        });
        let copier = Arc::clone(&shared);
        thread::spawn(move || copier.copy_when_due(&of_game, |shared| &shared.game));
        let copier = Arc::clone(&shared);
        thread::spawn(move || copier.copy_when_due(&of_other, |shared| &shared.other));
        let (listener, keys) = (Arc::clone(&shared), Arc::clone(&connection));
        thread::spawn(move || listener.listen(&keys));
        Ok(Self {
            shared,
            connection,
            window,
        })
    }

    /// The game's window.
    #[must_use]
    pub fn window(&self) -> u32 {
        self.window
    }

    /// Comes up and takes the keyboard. A window manager that is still starting may not notice.
    ///
    /// # Errors
    /// When the display is gone.
    pub fn come_up(&self) -> Result<()> {
        self.connection.map_window(self.window)?.check()?;
        let (parent, now) = (InputFocus::PARENT, x11rb::CURRENT_TIME);
        // Refused as long as the window is not on the screen.
        let focused = self.connection.set_input_focus(parent, self.window, now)?;
        match focused.check() {
            Ok(()) | Err(ReplyError::X11Error(_)) => Ok(()),
            Err(error) => Err(error.into()),
        }
    }

    /// Says what happens at the next Ctrl+C.
    pub fn play(&self, play: Play) {
        *lock(&self.shared.play) = play;
    }

    /// Another program copies now.
    ///
    /// # Errors
    /// When the display is gone.
    pub fn copy_elsewhere(&self, manner: Manner) -> Result<()> {
        self.shared.copy(&self.shared.other, manner)
    }

    /// Whether copies are still to come.
    #[must_use]
    pub fn is_late(&self) -> bool {
        *lock(&self.shared.coming) > 0
    }
}

impl Shared {
    /// Takes the keys in, as the game's plug-in does: the release of C while Ctrl is down asks for a copy.
    fn listen(&self, connection: &RustConnection) {
        while let Ok(event) = connection.wait_for_event() {
            if let Event::KeyRelease(key) = event
                && key.detail == COPY_KEY
                && key.state.contains(KeyButMask::CONTROL)
            {
                self.asked();
            }
        }
    }

    fn asked(&self) {
        let now = Instant::now();
        let mut play = lock(&self.play);
        let game = play.game.clone().map(|copy| (&self.game_copies, copy));
        let other = play.other.take().map(|copy| (&self.other_copies, copy));
        for (copies, (after, manner)) in game.into_iter().chain(other) {
            *lock(&self.coming) += 1;
            // The receiver lives as long as the display.
            let _ = copies.send((now + after, manner));
        }
    }

    /// Copies one after the other, each at its time but never before the one that was asked for before it.
    fn copy_when_due(
        &self,
        copies: &Receiver<(Instant, Manner)>,
        owner: impl Fn(&Self) -> &Mutex<Owner>,
    ) {
        while let Ok((due, manner)) = copies.recv() {
            // The lateness that is played.
            thread::sleep(due.saturating_duration_since(Instant::now()));
            if self.copy(owner(self), manner).is_err() {
                return;
            }
            *lock(&self.coming) -= 1;
        }
    }

    /// A program that died is started anew.
    fn copy(&self, owner: &Mutex<Owner>, manner: Manner) -> Result<()> {
        let mut owner = lock(owner);
        if owner.is_dead() {
            *owner = Owner::start(&self.display)?;
        }
        owner.copy(manner)
    }
}

fn open_window(display: &str, title: &str) -> Result<(RustConnection, Window)> {
    let (connection, screen) =
        x11rb::connect(Some(display)).with_context(|| format!("the display {display} is gone"))?;
    let root = connection.setup().roots[screen].root;
    let name = connection
        .intern_atom(false, b"_NET_WM_NAME")?
        .reply()?
        .atom;
    let utf8 = connection.intern_atom(false, b"UTF8_STRING")?.reply()?.atom;
    let window = connection.generate_id()?;
    let events = EventMask::KEY_PRESS | EventMask::KEY_RELEASE;
    let look = CreateWindowAux::new().event_mask(events);
    let class = WindowClass::INPUT_OUTPUT;
    connection
        .create_window(0, window, root, 40, 60, 960, 640, 0, class, 0, &look)?
        .check()?;
    connection.change_property8(PropMode::REPLACE, window, name, utf8, title.as_bytes())?;
    let old_name = AtomEnum::WM_NAME;
    connection.change_property8(
        PropMode::REPLACE,
        window,
        old_name,
        AtomEnum::STRING,
        title.as_bytes(),
    )?;
    connection.map_window(window)?.check()?;
    Ok((connection, window))
}

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    // Nothing panics while these are locked; what is left by a thread that did is whole all the same.
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
