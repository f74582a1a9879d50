//! A stand-in for the game: a window that copies on the release of C while Ctrl is down, as the game's plug-in does.
//! What it copies, when, and whether it answers for it, the test decides.

use std::sync::mpsc::{self, Receiver, Sender};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use x11rb::connection::Connection;
use x11rb::protocol::Event;
use x11rb::protocol::xproto::{
    Atom, AtomEnum, ConfigureWindowAux, ConnectionExt as _, CreateWindowAux, EventMask, InputFocus,
    MapState, PropMode, SelectionNotifyEvent, SelectionRequestEvent, Window, WindowClass,
};
use x11rb::rust_connection::RustConnection;
use x11rb::wrapper::ConnectionExt as _;

x11rb::atom_manager! {
    pub Atoms: AtomsCookie { CLIPBOARD, TARGETS, UTF8_STRING, _NET_WM_NAME, }
}

/// What the game saw.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Saw {
    Key {
        press: bool,
        key: u8,
        state: u16,
    },
    Button,
    /// Every program is to read the keys' layout anew.
    Layout,
    Copied,
    Asked,
}

/// What the game does when it is asked for a copy.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum OnCopy {
    /// Nothing is hovered.
    Nothing,
    Text(String),
    /// It takes the clipboard and never answers for it.
    Hang,
}

pub struct Game {
    inner: Arc<Inner>,
    saw: Receiver<Saw>,
}

struct Inner {
    conn: RustConnection,
    window: Window,
    atoms: Atoms,
    on_copy: Mutex<OnCopy>,
    /// What it answers for the clipboard.
    held: Mutex<Option<String>>,
}

pub const COPY_KEY: u8 = 54;
pub const CONTROL: u16 = 4;
pub const ALT: u16 = 8;
const LIMIT: Duration = Duration::from_secs(20);

impl Game {
    pub fn open(title: &str) -> Self {
        let (conn, screen) = x11rb::connect(None).expect("the display");
        let atoms = Atoms::new(&conn).expect("request").reply().expect("atoms");
        let root = conn.setup().roots[screen].root;
        let window = conn.generate_id().expect("an id");
        let events = EventMask::KEY_PRESS
            | EventMask::KEY_RELEASE
            | EventMask::BUTTON_PRESS
            | EventMask::STRUCTURE_NOTIFY;
        let aux = CreateWindowAux::new().event_mask(events);
        let class = WindowClass::INPUT_OUTPUT;
        conn.create_window(0, window, root, 40, 60, 800, 600, 0, class, 0, &aux)
            .expect("a window");
        conn.change_property8(
            PropMode::REPLACE,
            window,
            atoms._NET_WM_NAME,
            atoms.UTF8_STRING,
            title.as_bytes(),
        )
        .expect("a title");
        map(&conn, window);
        let inner = Arc::new(Inner {
            conn,
            window,
            atoms,
            on_copy: Mutex::new(OnCopy::Nothing),
            held: Mutex::new(None),
        });
        let (sender, saw) = mpsc::channel();
        let shared = Arc::clone(&inner);
        std::thread::spawn(move || shared.run(&sender));
        Self { inner, saw }
    }

    pub fn window(&self) -> Window {
        self.inner.window
    }

    /// Closes its window.
    pub fn close(&self) {
        let closed = self.inner.conn.destroy_window(self.inner.window);
        closed.expect("request").check().expect("it was open");
    }

    /// Gives it the keyboard, as a window manager would.
    pub fn focus(&self) {
        let conn = &self.inner.conn;
        conn.set_input_focus(InputFocus::PARENT, self.inner.window, x11rb::CURRENT_TIME)
            .expect("request")
            .check()
            .expect("the focus");
    }

    pub fn has_focus(&self) -> bool {
        let focus = self.inner.conn.get_input_focus().expect("request");
        focus.reply().expect("the focus").focus == self.inner.window
    }

    pub fn move_to(&self, x: i32, y: i32) {
        let aux = ConfigureWindowAux::new().x(x).y(y);
        self.inner
            .conn
            .configure_window(self.inner.window, &aux)
            .expect("request")
            .check()
            .expect("moved");
    }

    pub fn on_copy(&self, on_copy: OnCopy) {
        *self.inner.on_copy.lock().expect("lock") = on_copy;
    }

    /// Copies now, asked or not.
    pub fn copy(&self, text: &str) {
        self.inner.copy(Some(text.to_owned()));
        // Done by the server when this returns.
        self.has_focus();
    }

    /// Waits until it saw what `wanted` accepts, and returns all up to that.
    pub fn saw(&self, wanted: impl Fn(&Saw) -> bool) -> Vec<Saw> {
        let mut all = Vec::new();
        loop {
            match self.saw.recv_timeout(LIMIT) {
                Ok(saw) => {
                    all.push(saw);
                    if wanted(&saw) {
                        return all;
                    }
                }
                Err(error) => panic!("the game did not see it ({error}), only {all:?}"),
            }
        }
    }
}

/// A window manager that is still starting loses the request, so it is asked until the window is there.
fn map(conn: &RustConnection, window: Window) {
    loop {
        conn.map_window(window).expect("request");
        let attributes = conn.get_window_attributes(window).expect("request");
        let state = attributes.reply().expect("the window").map_state;
        if state == MapState::VIEWABLE {
            return;
        }
        std::thread::yield_now();
    }
}

impl Drop for Game {
    fn drop(&mut self) {
        // Gone for everybody when this returns; on a display that is gone there is nothing to wait for.
        let destroyed = self.inner.conn.destroy_window(self.inner.window);
        let _ = destroyed.map(|destroyed| destroyed.check());
    }
}

impl Inner {
    fn run(&self, saw: &Sender<Saw>) {
        loop {
            let event = match self.conn.wait_for_event() {
                Ok(Event::DestroyNotify(_)) | Err(_) => return,
                Ok(event) => event,
            };
            let seen = match &event {
                Event::KeyPress(key) => Some((true, key.detail, key.state)),
                Event::KeyRelease(key) => Some((false, key.detail, key.state)),
                Event::ButtonPress(_) => {
                    let _ = saw.send(Saw::Button);
                    None
                }
                Event::MappingNotify(_) => {
                    let _ = saw.send(Saw::Layout);
                    None
                }
                Event::SelectionClear(_) => {
                    *self.held.lock().expect("lock") = None;
                    None
                }
                Event::SelectionRequest(request) => {
                    self.answer(request);
                    None
                }
                _ => None,
            };
            if let Some((press, key, state)) = seen {
                let state = u16::from(state);
                let _ = saw.send(Saw::Key { press, key, state });
                if !press && key == COPY_KEY && state & CONTROL != 0 {
                    self.asked(saw);
                }
            }
        }
    }

    fn asked(&self, saw: &Sender<Saw>) {
        let copied = match self.on_copy.lock().expect("lock").clone() {
            OnCopy::Nothing => Saw::Asked,
            OnCopy::Text(text) => {
                self.copy(Some(text));
                Saw::Copied
            }
            OnCopy::Hang => {
                self.copy(None);
                Saw::Copied
            }
        };
        let _ = saw.send(copied);
    }

    fn copy(&self, text: Option<String>) {
        *self.held.lock().expect("lock") = text;
        let _ =
            self.conn
                .set_selection_owner(self.window, self.atoms.CLIPBOARD, x11rb::CURRENT_TIME);
        let _ = self.conn.flush();
    }

    fn answer(&self, request: &SelectionRequestEvent) {
        let Some(text) = self.held.lock().expect("lock").clone() else {
            return;
        };
        let mut property: Atom = request.property;
        if request.target == self.atoms.TARGETS {
            let targets = [self.atoms.TARGETS, self.atoms.UTF8_STRING];
            let _ = self.conn.change_property32(
                PropMode::REPLACE,
                request.requestor,
                property,
                AtomEnum::ATOM,
                &targets,
            );
        } else if request.target == self.atoms.UTF8_STRING {
            let _ = self.conn.change_property8(
                PropMode::REPLACE,
                request.requestor,
                property,
                request.target,
                text.as_bytes(),
            );
        } else {
            property = x11rb::NONE;
        }
        let notify = SelectionNotifyEvent {
            response_type: x11rb::protocol::xproto::SELECTION_NOTIFY_EVENT,
            sequence: 0,
            time: request.time,
            requestor: request.requestor,
            selection: request.selection,
            target: request.target,
            property,
        };
        let _ = self
            .conn
            .send_event(false, request.requestor, EventMask::NO_EVENT, notify);
        let _ = self.conn.flush();
    }
}
