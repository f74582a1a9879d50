//! The backend for X11, XWayland included. One connection, one thread: the events of windows, keys, buttons and of the
//! clipboard come on it in the server's own order. What a chord is for is not known here.

use std::collections::VecDeque;
use std::sync::Arc;
use std::sync::mpsc::{self, Receiver};
use std::time::Instant;

use rustix::event::{PollFd, PollFlags, Timespec, poll};
use rustix::io::Errno;
use x11rb::connection::Connection;
use x11rb::protocol::xinput::{self, ConnectionExt as _, RawKeyPressEvent, XIEventMask};
use x11rb::protocol::xproto::{ChangeWindowAttributesAux, ConnectionExt as _, EventMask, Window};
use x11rb::protocol::{Event, randr};
use x11rb::rust_connection::RustConnection;

use crate::backend::{EventLoop, Inbox, Signal};
use crate::clipboard::ClipboardThreads;
use crate::event::Owner;
use crate::{Chord, DesktopError, Point};

mod errors;
mod grabs;
mod keyboard;
mod layout;
mod mouse;
mod questions;
pub mod saved;
mod selection;
mod services;
mod wake;
mod window;

use grabs::Grabs;
use keyboard::Keyboard;
use mouse::Mouse;
pub use questions::{connect, find_game, has_compositor, labels, try_chords};
use selection::Selection;
use wake::Waker;
use window::Tracker;

x11rb::atom_manager! {
    /// The names that are used on the display.
    pub Atoms: AtomsCookie {
        _NET_ACTIVE_WINDOW,
        _NET_WM_NAME,
        _NET_WM_PID,
        CLIPBOARD,
        HAGGLE_KEYS_SENT,
        UTF8_STRING,
        WM_STATE,
    }
}

/// Everything on the X11 side.
pub struct X11 {
    conn: RustConnection,
    root: Window,
    atoms: Atoms,
    waker: Waker,
    inbox: Receiver<Signal>,
    /// Events that were looked at ahead of their turn.
    ahead: VecDeque<Event>,
    /// What happened and was not returned yet.
    pending: VecDeque<Signal>,
    tracker: Tracker,
    keyboard: Keyboard,
    selection: Selection,
    grabs: Grabs,
    clipboard: ClipboardThreads,
    wanted: Vec<Chord>,
    /// The wanted chords whose grab is ours; others' presses are not for us.
    bound: Vec<Chord>,
    clicks: bool,
    mouse: Mouse,
    /// The keyboard may be set up otherwise by now. That is told by several events at once, and whenever another device
    /// presses a key than the last one, we ourselves included.
    layout_stale: bool,
}

impl X11 {
    /// Connects to the display that the environment names.
    pub fn open() -> Result<(Self, Inbox), DesktopError> {
        let (conn, screen) = connect()?;
        let root = conn.setup().roots[screen].root;
        let atoms = Atoms::new(&conn)?.reply()?;
        let (sender, receiver) = mpsc::channel();
        let waker = Waker::new().map_err(|error| DesktopError::System {
            what: "make a wake-up socket",
            reason: error.to_string(),
        })?;
        let inbox = Inbox::new(sender, Arc::new(waker.handle()));
        let x11 = Self {
            tracker: Tracker::new(root, atoms),
            keyboard: Keyboard::new(&conn, root, atoms)?,
            selection: Selection::new(&conn, root, atoms)?,
            grabs: Grabs::new(connect()?.0, root),
            clipboard: ClipboardThreads::new(inbox.clone()),
            conn,
            root,
            atoms,
            waker,
            inbox: receiver,
            ahead: VecDeque::new(),
            pending: VecDeque::new(),
            wanted: Vec::new(),
            bound: Vec::new(),
            clicks: false,
            mouse: Mouse::default(),
            layout_stale: false,
        };
        let root_events = EventMask::PROPERTY_CHANGE | EventMask::FOCUS_CHANGE;
        let aux = ChangeWindowAttributesAux::new().event_mask(root_events);
        x11.conn.change_window_attributes(root, &aux)?.check()?;
        let monitors = randr::NotifyMask::SCREEN_CHANGE | randr::NotifyMask::RESOURCE_CHANGE;
        randr::select_input(&x11.conn, root, monitors)?.check()?;
        layout::tell_switches(&x11.conn)?;
        Ok((x11, inbox))
    }

    /// Raw events cost a wake-up for each key, click and movement, so they come only while somebody needs them.
    fn select_raw(&self) -> Result<(), DesktopError> {
        let mut mask = XIEventMask::default();
        if !self.wanted.is_empty() {
            mask |= XIEventMask::RAW_KEY_PRESS | XIEventMask::RAW_KEY_RELEASE;
        }
        if self.clicks {
            mask |= XIEventMask::RAW_BUTTON_PRESS;
        }
        if self.mouse.wants_motion() {
            mask |= XIEventMask::RAW_MOTION;
        }
        let mask = xinput::EventMask {
            deviceid: xinput::Device::ALL_MASTER.into(),
            mask: vec![mask],
        };
        self.conn.xinput_xi_select_events(self.root, &[mask])?;
        Ok(())
    }

    fn look(&mut self) -> Result<(), DesktopError> {
        let seen = self.tracker.look(&self.conn)?;
        self.pending.push_back(Signal::Focus(seen));
        Ok(())
    }

    fn pointer(&self) -> Result<Point, DesktopError> {
        let pointer = self.conn.query_pointer(self.root)?.reply()?;
        Ok(Point {
            x: pointer.root_x.into(),
            y: pointer.root_y.into(),
        })
    }

    /// The program behind a window: all its windows have the same upper bits.
    fn client_of(&self, window: Window) -> Owner {
        Owner((window & !self.conn.setup().resource_id_mask).into())
    }

    fn take_inbox(&mut self) -> Result<(), DesktopError> {
        self.waker.drain();
        while let Ok(signal) = self.inbox.try_recv() {
            match signal {
                Signal::Clipboard { job, reply } => {
                    if self.selection.is_writing(job) {
                        // The answer brings every change that came before it.
                        self.selection.sync(&self.conn)?;
                        self.take_events()?;
                        self.selection.written();
                    }
                    self.pending.push_back(Signal::Clipboard { job, reply });
                }
                signal => self.pending.push_back(signal),
            }
        }
        Ok(())
    }

    /// Asks for the wanted chords, and tells how that went.
    fn hold(&mut self) -> Result<(), DesktopError> {
        let outcomes = self.grabs.hold(self.keyboard.layout(), &self.wanted)?;
        let ours = outcomes.iter().filter(|(_, problem)| problem.is_none());
        self.bound = ours.map(|(chord, _)| *chord).collect();
        self.pending.push_back(Signal::Bound(outcomes));
        Ok(())
    }

    fn take_events(&mut self) -> Result<(), DesktopError> {
        loop {
            while let Some(event) = self.next_event()? {
                self.event(&event)?;
            }
            if !std::mem::take(&mut self.layout_stale) {
                return Ok(());
            }
            if self.keyboard.read_layout(&self.conn)? {
                self.pending.push_back(Signal::LayoutChanged);
                if !self.wanted.is_empty() {
                    self.hold()?;
                }
            }
        }
    }

    fn next_event(&mut self) -> Result<Option<Event>, DesktopError> {
        match self.ahead.pop_front() {
            Some(event) => Ok(Some(event)),
            None => Ok(self.conn.poll_for_event()?),
        }
    }

    /// The grabs' presses, as far as the raw events did not tell them.
    fn take_grabbed(&mut self) -> Result<(), DesktopError> {
        while let Some((chord, press)) = self.grabs.next(self.keyboard.layout())? {
            let (key, time, at) = (press.detail, press.time, Instant::now());
            if self.keyboard.is_told(key, time) {
                continue;
            }
            // The answer brings the raw event of the same press, if there is one.
            self.conn.get_input_focus()?.reply()?;
            self.take_events()?;
            if self.bound.contains(&chord) && self.keyboard.grabbed(&self.conn, key, time)? {
                let pointer = Point {
                    x: press.root_x.into(),
                    y: press.root_y.into(),
                };
                self.pending
                    .push_back(Signal::Pressed { chord, at, pointer });
            }
        }
        Ok(())
    }

    fn event(&mut self, event: &Event) -> Result<(), DesktopError> {
        match event {
            Event::XinputRawKeyPress(press) => self.raw_press(press),
            Event::XinputRawKeyRelease(release) => self.keyboard.raw_release(&self.conn, release),
            Event::XinputRawButtonPress(press) => self.raw_click(press.detail),
            Event::XinputRawMotion(_) => {
                self.mouse.moved(Instant::now());
                self.select_raw()
            }
            Event::ClientMessage(message) if message.type_ == self.atoms.HAGGLE_KEYS_SENT => {
                self.keyboard.sent(&self.conn)
            }
            Event::XfixesSelectionNotify(change) => {
                if self.selection.changed() {
                    let owner = self.client_of(change.owner);
                    self.pending.push_back(Signal::ClipboardChanged(owner));
                }
                Ok(())
            }
            Event::XkbStateNotify(_) | Event::XkbNewKeyboardNotify(_) => {
                self.layout_stale = true;
                Ok(())
            }
            // Monitors came, went, or changed places.
            Event::RandrScreenChangeNotify(_) | Event::RandrNotify(_) => self.look(),
            event => {
                // It may be hidden again by now.
                let focused = self.tracker.mapped(&self.conn, event);
                log(focused, "to give the keyboard to a window that came up");
                if self.tracker.concerns(event) {
                    self.look()?;
                }
                Ok(())
            }
        }
    }

    fn raw_press(&mut self, press: &RawKeyPressEvent) -> Result<(), DesktopError> {
        let at = Instant::now();
        let Some(chord) = self.keyboard.raw_press(&self.bound, press) else {
            return Ok(());
        };
        let now = self.conn.query_pointer(self.root)?.reply()?;
        let layout = self.keyboard.layout();
        let as_told = layout.held_in(now.mask) == layout.mask(chord.modifiers());
        if !as_told && !self.modifiers_move()? {
            // The server released keys without a word, as it does before a sleep.
            return self.keyboard.correct(&self.conn);
        }
        let pointer = Point {
            x: now.root_x.into(),
            y: now.root_y.into(),
        };
        self.pending
            .push_back(Signal::Pressed { chord, at, pointer });
        Ok(())
    }

    /// Whether modifiers went up or down since the event at hand, as under a quick hand.
    fn modifiers_move(&mut self) -> Result<bool, DesktopError> {
        while let Some(event) = self.conn.poll_for_event()? {
            self.ahead.push_back(event);
        }
        Ok(self.ahead.iter().any(|event| match event {
            Event::XinputRawKeyPress(key) | Event::XinputRawKeyRelease(key) => {
                self.keyboard.is_modifier(key.detail)
            }
            _ => false,
        }))
    }

    fn raw_click(&mut self, button: u32) -> Result<(), DesktopError> {
        // 4 to 7 are the wheel.
        if !(4..=7).contains(&button) {
            let pointer = self.pointer()?;
            self.pending.push_back(Signal::Clicked(pointer));
        }
        Ok(())
    }

    fn look_at_mouse(&mut self) -> Result<(), DesktopError> {
        if self.mouse.look_at().is_some_and(|at| Instant::now() >= at) {
            self.mouse.looking();
            self.select_raw()?;
            let pointer = self.pointer()?;
            self.pending.push_back(Signal::MouseAt(pointer));
        }
        Ok(())
    }

    fn sleep(&self, deadline: Option<Instant>) -> Result<(), DesktopError> {
        self.conn.flush()?;
        let grabs = self.grabs.connection();
        grabs.flush()?;
        let left = deadline.map(|at| at.saturating_duration_since(Instant::now()));
        let left = left.and_then(|left| Timespec::try_from(left).ok());
        let mut fds = [
            PollFd::new(self.conn.stream(), PollFlags::IN),
            PollFd::new(grabs.stream(), PollFlags::IN),
            PollFd::new(&self.waker, PollFlags::IN),
        ];
        match poll(&mut fds, left.as_ref()) {
            Ok(_) | Err(Errno::INTR) => Ok(()),
            Err(error) => Err(DesktopError::System {
                what: "wait for the display",
                reason: error.to_string(),
            }),
        }
    }
}

impl EventLoop for X11 {
    fn now(&self) -> Instant {
        Instant::now()
    }

    fn wait(&mut self, deadline: Option<Instant>) -> Result<Vec<Signal>, DesktopError> {
        loop {
            self.take_events()?;
            self.take_inbox()?;
            // A chord is on its way to the game's copy before anything is asked of the server.
            if self.pending.is_empty() {
                self.look_at_mouse()?;
                if self.grabs.retry_at().is_some_and(|at| Instant::now() >= at) {
                    self.hold()?;
                }
                self.take_grabbed()?;
                self.layout_stale |= self.grabs.take_layout_change();
                // A reply that was waited for may have brought events with it.
                self.take_events()?;
            }
            let late = deadline.is_some_and(|at| Instant::now() >= at);
            if late || !self.pending.is_empty() {
                return Ok(self.pending.drain(..).collect());
            }
            let until = [deadline, self.mouse.look_at(), self.grabs.retry_at()];
            self.sleep(until.into_iter().flatten().min())?;
        }
    }
}

/// A request that fails because its window just went away is no reason to end; a lost connection shows in `wait`.
fn log(result: Result<(), DesktopError>, what: &'static str) {
    if let Err(error) = result {
        tracing::warn!(%error, what, "a request to the display failed");
    }
}
