//! A program that owns the clipboard, and how it answers for it: well, or in one of the ways in which programs fail.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::thread;
use std::time::Duration;

use anyhow::{Context, Result};
use x11rb::connection::Connection;
use x11rb::protocol::Event;
use x11rb::protocol::xproto::{
    Atom, AtomEnum, ChangeWindowAttributesAux, ConnectionExt as _, CreateWindowAux, EventMask,
    PropMode, Property, PropertyNotifyEvent, SelectionNotifyEvent, SelectionRequestEvent, Window,
    WindowClass,
};
use x11rb::rust_connection::RustConnection;
use x11rb::wrapper::ConnectionExt as _;

x11rb::atom_manager! {
    /// The names that a clipboard is spoken about with.
    Atoms: AtomsCookie { CLIPBOARD, INCR, TARGETS, UTF8_STRING, PNG: b"image/png", }
}

/// The pieces of a text that is handed over bit by bit.
const PIECE: usize = 1024;

/// How an owner answers for what it copied.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Manner {
    /// At once and whole.
    Text(String),
    /// Whole, but only after this time.
    Slow(String, Duration),
    /// Bit by bit.
    Pieces(String),
    /// Bit by bit, and breaks off after the first.
    BreaksOff(String),
    /// Bytes that are no text.
    Bytes(Vec<u8>),
    /// No text, but an image.
    Image,
    /// It refuses whatever it is asked for.
    Refuses,
    /// Nothing, ever.
    Silent,
    /// It dies when it is asked.
    Dies,
}

/// A program with a window that can own the clipboard. It ends with the display, or when it dies.
#[derive(Debug)]
pub struct Owner(Arc<Inner>);

#[derive(Debug)]
struct Inner {
    connection: RustConnection,
    window: Window,
    atoms: Atoms,
    state: Mutex<State>,
}

#[derive(Debug, Default)]
struct State {
    manner: Option<Manner>,
    /// What is left to be handed over, by who gets it and where.
    pieces: HashMap<(Window, Atom), Vec<u8>>,
    dead: bool,
}

impl Owner {
    /// Starts the program; it owns nothing yet.
    ///
    /// # Errors
    /// When the display is gone.
    pub fn start(display: &str) -> Result<Self> {
        let (connection, screen) = x11rb::connect(Some(display))
            .with_context(|| format!("the display {display} is gone"))?;
        let root = connection.setup().roots[screen].root;
        let atoms = Atoms::new(&connection)?.reply()?;
        let window = connection.generate_id()?;
        let (class, look) = (WindowClass::INPUT_ONLY, CreateWindowAux::new());
        connection
            .create_window(0, window, root, 0, 0, 1, 1, 0, class, 0, &look)?
            .check()?;
        let inner = Arc::new(Inner {
            connection,
            window,
            atoms,
            state: Mutex::default(),
        });
        let serving = Arc::clone(&inner);
        thread::spawn(move || serving.serve());
        Ok(Self(inner))
    }

    /// Copies: takes the clipboard over, done when this returns.
    ///
    /// # Errors
    /// When the program has died.
    pub fn copy(&self, manner: Manner) -> Result<()> {
        self.0.state().manner = Some(manner);
        let (window, clipboard) = (self.0.window, self.0.atoms.CLIPBOARD);
        let connection = &self.0.connection;
        connection
            .set_selection_owner(window, clipboard, x11rb::CURRENT_TIME)?
            .check()?;
        Ok(())
    }

    /// Whether it died; another has to be started then.
    #[must_use]
    pub fn is_dead(&self) -> bool {
        self.0.state().dead
    }
}

impl Inner {
    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Answers until the connection ends, as it does when it dies.
    fn serve(&self) {
        while let Ok(event) = self.connection.wait_for_event() {
            let answered = match event {
                Event::SelectionRequest(request) => self.asked(&request),
                Event::PropertyNotify(change) if change.state == Property::DELETE => {
                    self.taken(&change)
                }
                _ => Ok(()),
            };
            // Who asked may be gone by now.
            if answered.is_err() && self.connection.flush().is_err() {
                return;
            }
        }
    }

    fn asked(&self, request: &SelectionRequestEvent) -> Result<()> {
        let manner = self.state().manner.clone();
        let text = request.target == self.atoms.UTF8_STRING;
        let targets = request.target == self.atoms.TARGETS;
        match manner {
            None | Some(Manner::Silent) => Ok(()),
            Some(Manner::Dies) => self.die(),
            Some(Manner::Image) if targets => self.name_targets(request, self.atoms.PNG),
            Some(Manner::Image | Manner::Refuses) => self.notify(request, x11rb::NONE),
            Some(_) if targets => self.name_targets(request, self.atoms.UTF8_STRING),
            Some(_) if !text => self.notify(request, x11rb::NONE),
            Some(Manner::Text(text)) => self.give(request, text.as_bytes()),
            Some(Manner::Bytes(bytes)) => self.give(request, &bytes),
            Some(Manner::Slow(text, after)) => {
                // The slowness that is played.
                thread::sleep(after);
                self.give(request, text.as_bytes())
            }
            Some(Manner::Pieces(text) | Manner::BreaksOff(text)) => {
                self.begin_pieces(request, text.into_bytes())
            }
        }
    }

    fn name_targets(&self, request: &SelectionRequestEvent, kind: Atom) -> Result<()> {
        self.connection.change_property32(
            PropMode::REPLACE,
            request.requestor,
            request.property,
            AtomEnum::ATOM,
            &[self.atoms.TARGETS, kind],
        )?;
        self.notify(request, request.property)
    }

    fn give(&self, request: &SelectionRequestEvent, bytes: &[u8]) -> Result<()> {
        self.connection.change_property8(
            PropMode::REPLACE,
            request.requestor,
            request.property,
            request.target,
            bytes,
        )?;
        self.notify(request, request.property)
    }

    fn begin_pieces(&self, request: &SelectionRequestEvent, bytes: Vec<u8>) -> Result<()> {
        let watch = ChangeWindowAttributesAux::new().event_mask(EventMask::PROPERTY_CHANGE);
        self.connection
            .change_window_attributes(request.requestor, &watch)?;
        let length = u32::try_from(bytes.len())?;
        self.connection.change_property32(
            PropMode::REPLACE,
            request.requestor,
            request.property,
            self.atoms.INCR,
            &[length],
        )?;
        let place = (request.requestor, request.property);
        self.state().pieces.insert(place, bytes);
        self.notify(request, request.property)
    }

    /// Who gets the text took the last piece and waits for the next; an empty one is the end.
    fn taken(&self, change: &PropertyNotifyEvent) -> Result<()> {
        let mut state = self.state();
        let breaks_off = matches!(state.manner, Some(Manner::BreaksOff(_)));
        let place = (change.window, change.atom);
        let Some(left) = state.pieces.get_mut(&place) else {
            return Ok(());
        };
        let piece: Vec<u8> = left.drain(..left.len().min(PIECE)).collect();
        if piece.is_empty() {
            state.pieces.remove(&place);
        }
        drop(state);
        self.connection.change_property8(
            PropMode::REPLACE,
            change.window,
            change.atom,
            self.atoms.UTF8_STRING,
            &piece,
        )?;
        if breaks_off {
            return self.die();
        }
        Ok(self.connection.flush()?)
    }

    fn notify(&self, request: &SelectionRequestEvent, property: Atom) -> Result<()> {
        let notify = SelectionNotifyEvent {
            response_type: x11rb::protocol::xproto::SELECTION_NOTIFY_EVENT,
            sequence: 0,
            time: request.time,
            requestor: request.requestor,
            selection: request.selection,
            target: request.target,
            property,
        };
        self.connection
            .send_event(false, request.requestor, EventMask::NO_EVENT, notify)?;
        Ok(self.connection.flush()?)
    }

    /// The server ends its connection, as it does with that of a program that crashed.
    fn die(&self) -> Result<()> {
        self.state().dead = true;
        self.connection.kill_client(self.window)?;
        Ok(self.connection.flush()?)
    }
}
