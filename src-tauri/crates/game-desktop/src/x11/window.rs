//! Which window has the keyboard on X11, and where the game lies. What follows from it is not known here.
//!
//! The input focus is the truth: the panel takes it without the window manager knowing. `_NET_ACTIVE_WINDOW` is only a
//! hint to look again, and stands in where the focus names no window. So all of it works without a window manager.

use x11rb::protocol::Event;
use x11rb::protocol::randr::ConnectionExt as _;
use x11rb::protocol::xproto::{
    AtomEnum, ChangeWindowAttributesAux, ClientMessageEvent, ConnectionExt as _, EventMask,
    InputFocus, MapState, NotifyMode, Window,
};
use x11rb::rust_connection::RustConnection;

use super::Atoms;
use crate::focus::{Game, Seen, title_matches};
use crate::{DesktopError, Rect, WindowId};

/// `PointerRoot`: the keyboard goes to whatever is under the mouse.
const POINTER_ROOT: Window = 1;
/// Deeper than any real window tree, in case it changes under our feet.
const DEEPEST: usize = 32;
/// How deep a client lies below the root: window managers put one or two frames around it.
const DEEPEST_CLIENT: usize = 3;
/// How often a look starts again because the focus moved under it.
const MOST_TRIES: usize = 4;
/// The longest title that is read, in units of 4 bytes.
const TITLE_LENGTH: u32 = 64;

pub struct Tracker {
    root: Window,
    atoms: Atoms,
    title: String,
    panel: Option<Window>,
    /// Windows whose events we asked for: the focused one and those around it.
    watched: Vec<Window>,
    /// The game as it had the focus last.
    game: Option<LastGame>,
    /// A window of ours that is to have the focus as soon as it is on the screen; before that it cannot.
    to_focus: Option<Window>,
    /// The window that had the keyboard when ours took it, where that was not the game.
    before: Option<Window>,
}

#[derive(Clone, Copy)]
struct LastGame {
    client: Window,
    /// The window inside it that had the focus.
    focus: Window,
}

/// What is known of one window on the way from the focus up to the root.
struct Link {
    window: Window,
    /// The window manager calls it a client.
    managed: bool,
    title: Option<String>,
    pid: Option<u32>,
}

impl Tracker {
    pub fn new(root: Window, atoms: Atoms) -> Self {
        Self {
            root,
            atoms,
            title: String::new(),
            panel: None,
            watched: Vec::new(),
            game: None,
            to_focus: None,
            before: None,
        }
    }

    pub fn set_title(&mut self, title: &str) {
        title.clone_into(&mut self.title);
    }

    pub fn set_panel(&mut self, panel: Option<WindowId>) {
        self.panel = panel.and_then(window);
        if self.panel != self.to_focus {
            self.to_focus = None;
        }
    }

    /// Gives a window that waited for it the focus, when the event says that it is on the screen.
    pub fn mapped(&mut self, conn: &RustConnection, event: &Event) -> Result<(), DesktopError> {
        match event {
            Event::MapNotify(map) if self.to_focus == Some(map.window) => {
                self.to_focus = None;
                set_focus(conn, map.window)
            }
            _ => Ok(()),
        }
    }

    /// Whether the event may mean that the focus, or the focused game, is not as it was.
    pub fn concerns(&self, event: &Event) -> bool {
        let is_ours = |window: &Window| self.watched.contains(window);
        // A grab moves the focus for its own time only; our hotkeys are grabs.
        let is_real = |mode: NotifyMode| mode != NotifyMode::GRAB && mode != NotifyMode::UNGRAB;
        match event {
            Event::FocusIn(focus) | Event::FocusOut(focus) => is_real(focus.mode),
            Event::PropertyNotify(property) if property.window == self.root => {
                property.atom == self.atoms._NET_ACTIVE_WINDOW
            }
            Event::PropertyNotify(property) => {
                is_ours(&property.window)
                    && [
                        self.atoms._NET_WM_NAME,
                        AtomEnum::WM_NAME.into(),
                        self.atoms.WM_STATE,
                    ]
                    .contains(&property.atom)
            }
            Event::ConfigureNotify(change) => is_ours(&change.window),
            Event::DestroyNotify(change) => is_ours(&change.window),
            Event::UnmapNotify(change) => is_ours(&change.window),
            Event::ReparentNotify(change) => is_ours(&change.window),
            _ => false,
        }
    }

    /// Looks which window has the keyboard, and asks for the events that tell when that changes.
    pub fn look(&mut self, conn: &RustConnection) -> Result<Seen, DesktopError> {
        for _ in 0..MOST_TRIES {
            let focus = self.focused(conn)?;
            let seen = match self.seen(conn, focus) {
                // The window went away while it was looked at.
                Err(DesktopError::System { .. }) => Seen::Other,
                seen => seen?,
            };
            // The events were asked for after the focus was read: read it again, or a change between is lost.
            if self.focused(conn)? == focus {
                return Ok(seen);
            }
        }
        Ok(Seen::Other)
    }

    /// The game's window, wherever the focus is.
    pub fn find(&self, conn: &RustConnection) -> Result<Option<Game>, DesktopError> {
        let mut level = vec![self.root];
        for _ in 0..DEEPEST_CLIENT {
            let mut next = Vec::new();
            for window in level {
                // Windows come and go while they are looked at.
                let Ok(tree) = conn.query_tree(window)?.reply() else {
                    continue;
                };
                for child in tree.children {
                    let game = self.game_if_titled(conn, child);
                    match game {
                        Ok(None) | Err(DesktopError::System { .. }) => next.push(child),
                        game => return game,
                    }
                }
            }
            level = next;
        }
        Ok(None)
    }

    fn game_if_titled(
        &self,
        conn: &RustConnection,
        window: Window,
    ) -> Result<Option<Game>, DesktopError> {
        if self.link(conn, window)?.is_titled(&self.title) {
            return self.game_at(conn, window).map(Some);
        }
        Ok(None)
    }

    fn focused(&self, conn: &RustConnection) -> Result<Window, DesktopError> {
        let focus = conn.get_input_focus()?.reply()?.focus;
        if focus > POINTER_ROOT {
            return Ok(focus);
        }
        Ok(self.active(conn)?.unwrap_or(focus))
    }

    /// The window that the window manager calls active; `None` without one.
    fn active(&self, conn: &RustConnection) -> Result<Option<Window>, DesktopError> {
        let (root, name) = (self.root, self.atoms._NET_ACTIVE_WINDOW);
        let active = conn
            .get_property(false, root, name, AtomEnum::WINDOW, 0, 1)?
            .reply()?;
        Ok(active
            .value32()
            .and_then(|mut v| v.next())
            .filter(|w| *w != 0))
    }

    fn seen(&mut self, conn: &RustConnection, focus: Window) -> Result<Seen, DesktopError> {
        let windows = self.path(conn, focus)?;
        self.watch(conn, &windows)?;
        let mut links = Vec::with_capacity(windows.len());
        for window in windows {
            links.push(self.link(conn, window)?);
        }
        // The title decides first: the practice game may be a window of this very process.
        if let Some(client) = client(&links)
            && client.is_titled(&self.title)
        {
            let game = self.game_at(conn, client.window)?;
            self.game = Some(LastGame {
                client: client.window,
                focus,
            });
            return Ok(Seen::Game(game));
        }
        let pid = std::process::id();
        let is_own = |link: &Link| link.pid == Some(pid) || self.panel == Some(link.window);
        if links.iter().any(is_own) {
            return Ok(Seen::Own(self.game_behind(conn)?));
        }
        Ok(Seen::Other)
    }

    /// The game that had the focus last, as it lies now; asks for its events beside those of the focused windows.
    fn game_behind(&mut self, conn: &RustConnection) -> Result<Option<Game>, DesktopError> {
        let Some(last) = self.game else {
            return Ok(None);
        };
        let found = self.path(conn, last.client).and_then(|path| {
            let windows: Vec<Window> = self.watched.iter().copied().chain(path).collect();
            self.watch(conn, &windows)?;
            self.game_at(conn, last.client)
        });
        match found {
            Ok(game) => Ok(Some(game)),
            // It has ended.
            Err(DesktopError::System { .. }) => Ok(None),
            Err(error) => Err(error),
        }
    }

    /// The windows from `focus` up to, and without, the root.
    fn path(&self, conn: &RustConnection, focus: Window) -> Result<Vec<Window>, DesktopError> {
        let mut path = Vec::new();
        let mut window = focus;
        while window > POINTER_ROOT && window != self.root && path.len() < DEEPEST {
            path.push(window);
            window = conn.query_tree(window)?.reply()?.parent;
        }
        Ok(path)
    }

    fn watch(&mut self, conn: &RustConnection, windows: &[Window]) -> Result<(), DesktopError> {
        if self.watched == windows {
            return Ok(());
        }
        let select = |window: Window, events: EventMask| {
            let aux = ChangeWindowAttributesAux::new().event_mask(events);
            // The window may be gone already; the answer to that is of no interest.
            conn.change_window_attributes(window, &aux)
                .map(x11rb::cookie::VoidCookie::ignore_error)
        };
        let done = |old: &&Window| !windows.contains(old) && self.to_focus != Some(**old);
        for old in self.watched.iter().filter(done) {
            select(*old, EventMask::NO_EVENT)?;
        }
        let events =
            EventMask::FOCUS_CHANGE | EventMask::STRUCTURE_NOTIFY | EventMask::PROPERTY_CHANGE;
        for new in windows {
            select(*new, events)?;
        }
        self.watched = windows.to_vec();
        Ok(())
    }

    fn link(&self, conn: &RustConnection, window: Window) -> Result<Link, DesktopError> {
        let get = |name: u32, kind: u32, length: u32| {
            conn.get_property(false, window, name, kind, 0, length)
        };
        let state = get(self.atoms.WM_STATE, AtomEnum::ANY.into(), 0)?;
        let utf8 = get(
            self.atoms._NET_WM_NAME,
            self.atoms.UTF8_STRING,
            TITLE_LENGTH,
        )?;
        let latin = get(AtomEnum::WM_NAME.into(), AtomEnum::ANY.into(), TITLE_LENGTH)?;
        let pid = get(self.atoms._NET_WM_PID, AtomEnum::CARDINAL.into(), 1)?;
        let (state, utf8, latin, pid) =
            (state.reply()?, utf8.reply()?, latin.reply()?, pid.reply()?);
        let title = [utf8.value, latin.value]
            .into_iter()
            .find(|title| !title.is_empty());
        Ok(Link {
            window,
            managed: state.type_ != x11rb::NONE,
            title: title.map(|title| String::from_utf8_lossy(&title).into_owned()),
            pid: pid.value32().and_then(|mut value| value.next()),
        })
    }

    fn game_at(&self, conn: &RustConnection, client: Window) -> Result<Game, DesktopError> {
        let size = conn.get_geometry(client)?;
        let place = conn.translate_coordinates(client, self.root, 0, 0)?;
        let (size, place) = (size.reply()?, place.reply()?);
        let area = Rect {
            x: place.dst_x.into(),
            y: place.dst_y.into(),
            width: size.width.into(),
            height: size.height.into(),
        };
        Ok(Game {
            window: WindowId(client.into()),
            area,
            monitor: self.monitor_of(conn, area)?,
        })
    }

    /// The monitor that shows most of an area.
    pub fn monitor_of(&self, conn: &RustConnection, area: Rect) -> Result<Rect, DesktopError> {
        let monitors = conn.randr_get_monitors(self.root, true)?;
        let screen = conn.get_geometry(self.root)?.reply()?;
        let whole = Rect {
            x: 0,
            y: 0,
            width: screen.width.into(),
            height: screen.height.into(),
        };
        // RandR before 1.5 has no monitors: then the whole screen is one.
        let monitors = monitors
            .reply()
            .map_or_else(|_| Vec::new(), |found| found.monitors);
        let monitors: Vec<Rect> = monitors
            .iter()
            .map(|monitor| Rect {
                x: monitor.x.into(),
                y: monitor.y.into(),
                width: monitor.width.into(),
                height: monitor.height.into(),
            })
            .collect();
        Ok(area.monitor_of(&monitors).unwrap_or(whole))
    }

    /// At once, or as soon as the window is on the screen.
    pub fn focus(&mut self, conn: &RustConnection, id: WindowId) -> Result<(), DesktopError> {
        let Some(window) = window(id) else {
            return Ok(());
        };
        self.remember(self.focused(conn)?, window);
        if !self.watched.contains(&window) {
            let aux = ChangeWindowAttributesAux::new().event_mask(EventMask::STRUCTURE_NOTIFY);
            conn.change_window_attributes(window, &aux)?.check()?;
        }
        // Asked for after the event: it is mapped now, or the event comes.
        let attributes = conn.get_window_attributes(window)?.reply()?;
        if attributes.map_state == MapState::VIEWABLE {
            return set_focus(conn, window);
        }
        self.to_focus = Some(window);
        Ok(())
    }

    fn remember(&mut self, focused: Window, ours: Window) {
        if focused != ours {
            let is_game = self.game.is_some_and(|game| game.focus == focused);
            self.before = (focused > POINTER_ROOT && !is_game).then_some(focused);
        }
    }

    /// Gives the keyboard to the window that had it when ours took it, else to the game that had it last. Nothing happens
    /// where there is neither.
    pub fn focus_game(&mut self, conn: &RustConnection) -> Result<(), DesktopError> {
        self.to_focus = None;
        // It may be gone meanwhile.
        if let Some(before) = self.before.take()
            && set_focus(conn, before).is_ok()
        {
            return Ok(());
        }
        let Some(game) = self.game else {
            return Ok(());
        };
        if self
            .active(conn)?
            .is_some_and(|active| active != game.client)
        {
            // A managed window of ours is active; without this the window manager would take the focus back.
            const FROM_A_PAGER: u32 = 2;
            let kind = self.atoms._NET_ACTIVE_WINDOW;
            let data = [FROM_A_PAGER, x11rb::CURRENT_TIME, 0, 0, 0];
            let message = ClientMessageEvent::new(32, game.client, kind, data);
            let to = EventMask::SUBSTRUCTURE_REDIRECT | EventMask::SUBSTRUCTURE_NOTIFY;
            conn.send_event(false, self.root, to, message)?;
        }
        set_focus(conn, game.focus)
    }
}

fn set_focus(conn: &RustConnection, window: Window) -> Result<(), DesktopError> {
    conn.set_input_focus(InputFocus::PARENT, window, x11rb::CURRENT_TIME)?
        .check()?;
    Ok(())
}

fn window(id: WindowId) -> Option<Window> {
    Window::try_from(id.0).ok()
}

impl Link {
    fn is_titled(&self, wanted: &str) -> bool {
        let title = self.title.as_deref();
        title.is_some_and(|title| title_matches(title, wanted))
    }
}

/// The client among the windows around the focus: what the window manager calls so, or else the first with a title.
fn client(links: &[Link]) -> Option<&Link> {
    let managed = links.iter().find(|link| link.managed);
    managed.or_else(|| links.iter().find(|link| link.title.is_some()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn link(window: Window, managed: bool, title: Option<&str>) -> Link {
        Link {
            window,
            managed,
            title: title.map(str::to_owned),
            pid: None,
        }
    }

    #[test]
    fn the_client_is_what_the_window_manager_says() {
        let proxy = link(1, false, Some("focus proxy"));
        let links = [
            proxy,
            link(2, true, Some("Diablo II")),
            link(3, false, None),
        ];
        assert_eq!(client(&links).map(|link| link.window), Some(2));
    }

    #[test]
    fn without_a_window_manager_it_is_the_first_with_a_title() {
        let links = [link(1, false, None), link(2, false, Some("Diablo II"))];
        assert_eq!(client(&links).map(|link| link.window), Some(2));
        assert!(client(&links[..1]).is_none());
    }
}
