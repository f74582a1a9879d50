//! A person at the desktop: moves the mouse, presses keys, looks at windows and at the screen.

use std::time::{Duration, Instant, SystemTime};

use anyhow::{Context, Result, bail};
use x11rb::connection::Connection;
use x11rb::protocol::xproto::{
    AtomEnum, BUTTON_PRESS_EVENT, BUTTON_RELEASE_EVENT, ClientMessageEvent, ConnectionExt as _,
    EventMask, GrabMode, MOTION_NOTIFY_EVENT, MapState, ModMask, Window,
};
use x11rb::protocol::xtest::ConnectionExt as _;
use x11rb::rust_connection::RustConnection;

use super::Picture;
use super::keyboard::Keyboard;
use crate::wait;

/// Keys that are pressed together: the last one is the main key.
#[derive(Debug, Clone, Copy)]
pub struct Chord(pub &'static [u32]);

/// The screen is at rest when all pictures of so long are the same: a webview may pause for some frames between its steps.
const REST: Duration = Duration::from_millis(400);
const CONTROL: u32 = 0xffe3;
const ALT: u32 = 0xffe9;

impl Chord {
    pub const CHECK: Self = Self(&[CONTROL, 'd' as u32]);
    pub const CHECK_PINNED: Self = Self(&[CONTROL, ALT, 'd' as u32]);
    pub const LIST: Self = Self(&[CONTROL, 'l' as u32]);
    pub const CURRENCY: Self = Self(&[CONTROL, 'x' as u32]);
    pub const SELECT_ALL: Self = Self(&[CONTROL, 'a' as u32]);
    pub const SETTINGS: Self = Self(&[CONTROL, 'o' as u32]);
    pub const COPY: Self = Self(&[CONTROL, 'c' as u32]);
    pub const ESCAPE: Self = Self(&[0xff1b]);
    pub const PASTE: Self = Self(&[CONTROL, 'v' as u32]);
    pub const RIGHT: Self = Self(&[0xff53]);
    pub const SPACE: Self = Self(&[' ' as u32]);
    pub const TAB: Self = Self(&[0xff09]);
    pub const ENTER: Self = Self(&[0xff0d]);
    /// What window managers close a window by.
    pub const CLOSE_WINDOW: Self = Self(&[ALT, 0xffc1]);
}

/// Somebody who uses the desktop by its own input events.
#[derive(Debug)]
pub struct Person {
    connection: RustConnection,
    keyboard: Keyboard,
    root: Window,
    size: (u16, u16),
}

impl Person {
    pub(super) fn sit_down(display: &str) -> Result<Self> {
        let (connection, screen) = x11rb::connect(Some(display))
            .with_context(|| format!("the display {display} is gone"))?;
        let screen = &connection.setup().roots[screen];
        let (root, size) = (
            screen.root,
            (screen.width_in_pixels, screen.height_in_pixels),
        );
        Ok(Self {
            keyboard: Keyboard::find(&connection)?,
            connection,
            root,
            size,
        })
    }

    /// The window behind all others: the screen itself.
    #[must_use]
    pub fn root(&self) -> Window {
        self.root
    }

    /// Moves the mouse to a place of the screen.
    ///
    /// # Errors
    /// When the display is gone.
    pub fn point_at(&self, x: i32, y: i32) -> Result<()> {
        self.fake(MOTION_NOTIFY_EVENT, 0, i16::try_from(x)?, i16::try_from(y)?)?;
        self.settle()
    }

    /// Where the mouse is.
    ///
    /// # Errors
    /// When the display is gone.
    pub fn pointer(&self) -> Result<(i32, i32)> {
        let pointer = self.connection.query_pointer(self.root)?.reply()?;
        Ok((pointer.root_x.into(), pointer.root_y.into()))
    }

    /// Clicks with the left button where the mouse is.
    ///
    /// # Errors
    /// When the display is gone.
    pub fn click(&self) -> Result<()> {
        self.fake(BUTTON_PRESS_EVENT, 1, 0, 0)?;
        self.fake(BUTTON_RELEASE_EVENT, 1, 0, 0)?;
        self.settle()
    }

    /// Presses a chord and lets go of it: modifiers first, all released in the reverse order. No hand is as quick, so
    /// first every program lets go of the keys that it holds in the hand's stead.
    ///
    /// # Errors
    /// When the display is gone, the keyboard has no such key, or a key stays down.
    pub fn press(&self, chord: Chord) -> Result<()> {
        let codes = self.codes(chord)?;
        wait::until("the keys to be up", || {
            let down = self.connection.query_keymap()?.reply()?.keys;
            let is_down = |code: &u8| down[usize::from(code / 8)] & (1 << (code % 8)) != 0;
            Ok((!codes.iter().any(is_down)).then_some(()))
        })?;
        self.hold(chord)?;
        self.release(chord)
    }

    /// Presses a chord and keeps it down; the moment in which its main key went down.
    ///
    /// # Errors
    /// As `press`.
    pub fn hold(&self, chord: Chord) -> Result<SystemTime> {
        let mut moment = SystemTime::now();
        for code in self.codes(chord)? {
            moment = SystemTime::now();
            self.keyboard.press(&self.connection, self.root, code)?;
        }
        self.settle()?;
        Ok(moment)
    }

    /// Lets go of a chord.
    ///
    /// # Errors
    /// As `press`.
    pub fn release(&self, chord: Chord) -> Result<()> {
        for code in self.codes(chord)?.into_iter().rev() {
            self.keyboard.release(&self.connection, self.root, code)?;
        }
        self.settle()
    }

    /// Types a word of small letters.
    ///
    /// # Errors
    /// When the keyboard has no key for a letter.
    pub fn write(&self, word: &str) -> Result<()> {
        for letter in word.chars() {
            let code = self.code(letter.into())?;
            self.keyboard.press(&self.connection, self.root, code)?;
            self.keyboard.release(&self.connection, self.root, code)?;
        }
        self.settle()
    }

    /// Takes this chord as a hotkey of one's own, for as long as this person sits here.
    ///
    /// # Errors
    /// When another program holds it.
    pub fn take(&self, chord: Chord) -> Result<()> {
        let (mask, main) = self.mask_and_key(chord)?;
        Ok(self
            .connection
            .grab_key(
                false,
                self.root,
                mask,
                main,
                GrabMode::ASYNC,
                GrabMode::ASYNC,
            )?
            .check()?)
    }

    /// Whether another program holds this chord as its hotkey.
    ///
    /// # Errors
    /// When the display is gone.
    pub fn is_taken(&self, chord: Chord) -> Result<bool> {
        let (mask, main) = self.mask_and_key(chord)?;
        let grabbed = self
            .connection
            .grab_key(
                false,
                self.root,
                mask,
                main,
                GrabMode::ASYNC,
                GrabMode::ASYNC,
            )?
            .check();
        if grabbed.is_ok() {
            self.connection.ungrab_key(main, self.root, mask)?.check()?;
        }
        Ok(grabbed.is_err())
    }

    /// Waits until somebody holds, or nobody holds, this chord.
    ///
    /// # Errors
    /// When it never comes.
    pub fn wait_taken(&self, chord: Chord, taken: bool) -> Result<()> {
        wait::until(
            if taken {
                "the hotkey to be registered"
            } else {
                "the hotkey to be given back"
            },
            || Ok((self.is_taken(chord)? == taken).then_some(())),
        )
    }

    /// Waits for a mapped window of this title.
    ///
    /// # Errors
    /// When none comes.
    pub fn wait_window(&self, title: &str) -> Result<Window> {
        wait::until(&format!("a window titled {title}"), || {
            Ok(self
                .windows()?
                .into_iter()
                .find(|window| self.title(*window).as_deref() == Some(title)))
        })
    }

    /// The window of this title, if it is on the screen.
    ///
    /// # Errors
    /// When the display is gone.
    pub fn find_window(&self, title: &str) -> Result<Option<Window>> {
        Ok(self
            .windows()?
            .into_iter()
            .find(|window| self.title(*window).as_deref() == Some(title)))
    }

    /// Waits for a window of this title, on the screen or not.
    ///
    /// # Errors
    /// When none comes.
    pub fn wait_made(&self, title: &str) -> Result<Window> {
        wait::until(&format!("a window titled {title} to be made"), || {
            let windows = self.connection.query_tree(self.root)?.reply()?.children;
            Ok(windows
                .into_iter()
                .find(|window| self.title(*window).as_deref() == Some(title)))
        })
    }

    /// All mapped windows, of the root and of the frames in it.
    fn windows(&self) -> Result<Vec<Window>> {
        let mut found = Vec::new();
        let mut open = self.connection.query_tree(self.root)?.reply()?.children;
        while let Some(window) = open.pop() {
            // A window may go away between the question and the answer.
            let Ok(attributes) = self.connection.get_window_attributes(window)?.reply() else {
                continue;
            };
            if attributes.map_state == MapState::VIEWABLE {
                found.push(window);
                if let Ok(tree) = self.connection.query_tree(window)?.reply() {
                    open.extend(tree.children);
                }
            }
        }
        Ok(found)
    }

    fn title(&self, window: Window) -> Option<String> {
        let name = self
            .connection
            .intern_atom(false, b"_NET_WM_NAME")
            .ok()?
            .reply()
            .ok()?
            .atom;
        let value = |property: u32| {
            self.connection
                .get_property(false, window, property, AtomEnum::ANY, 0, 256)
                .ok()?
                .reply()
                .ok()
                .map(|p| p.value)
        };
        let text = value(name)
            .filter(|text| !text.is_empty())
            .or_else(|| value(AtomEnum::WM_NAME.into()))?;
        Some(String::from_utf8_lossy(&text).into_owned())
    }

    /// Where a window is: x, y, width, height on the screen.
    ///
    /// # Errors
    /// When it is gone.
    pub fn area_of(&self, window: Window) -> Result<(i32, i32, i32, i32)> {
        let origin = self
            .connection
            .translate_coordinates(window, self.root, 0, 0)?
            .reply()?;
        let geometry = self.connection.get_geometry(window)?.reply()?;
        Ok((
            origin.dst_x.into(),
            origin.dst_y.into(),
            geometry.width.into(),
            geometry.height.into(),
        ))
    }

    /// Whether the keyboard goes to this window, or to one inside it.
    ///
    /// # Errors
    /// When the display is gone.
    pub fn has_keyboard(&self, window: Window) -> Result<bool> {
        let mut focus = self.connection.get_input_focus()?.reply()?.focus;
        while focus > 1 && focus != self.root {
            if focus == window {
                return Ok(true);
            }
            let Ok(tree) = self.connection.query_tree(focus)?.reply() else {
                return Ok(false);
            };
            focus = tree.parent;
        }
        Ok(false)
    }

    /// Waits until the keyboard goes to this window.
    ///
    /// # Errors
    /// When it never does.
    pub fn wait_keyboard(&self, window: Window) -> Result<()> {
        wait::until("the keyboard to come to the window", || {
            Ok(self.has_keyboard(window)?.then_some(()))
        })
    }

    /// Chooses a window, as by a taskbar, and waits until it has the keyboard.
    ///
    /// # Errors
    /// When the window manager does not give it the keyboard.
    pub fn choose(&self, window: Window) -> Result<()> {
        const FROM_A_PAGER: u32 = 2;
        let active = self
            .connection
            .intern_atom(false, b"_NET_ACTIVE_WINDOW")?
            .reply()?
            .atom;
        let message = ClientMessageEvent::new(32, window, active, [FROM_A_PAGER, 0, 0, 0, 0]);
        let to = EventMask::SUBSTRUCTURE_REDIRECT | EventMask::SUBSTRUCTURE_NOTIFY;
        self.connection
            .send_event(false, self.root, to, message)?
            .check()?;
        self.wait_keyboard(window)
    }

    /// A picture of the whole screen.
    ///
    /// # Errors
    /// When the display is gone.
    pub fn look(&self) -> Result<Picture> {
        self.look_at(0, 0, self.size.0, self.size.1)
    }

    /// A picture of a part of the screen.
    ///
    /// # Errors
    /// When the display is gone or the part lies outside of it.
    pub fn look_at(&self, x: i16, y: i16, width: u16, height: u16) -> Result<Picture> {
        Picture::take(&self.connection, self.root, (x, y, width, height))
    }

    /// Looks until nothing moves on the screen any more.
    ///
    /// # Errors
    /// When it never comes to rest.
    pub fn wait_still(&self) -> Result<Picture> {
        let mut last = self.look()?;
        let mut since = Instant::now();
        wait::until("the screen to come to rest", move || {
            let next = self.look()?;
            if next != last {
                since = Instant::now();
                last = next;
            }
            Ok((since.elapsed() >= REST).then(|| last.clone()))
        })
    }

    /// The screen's pixels at the crossings of a wide grid: fast to take again and again.
    ///
    /// # Errors
    /// When the display is gone.
    pub fn look_at_grid(&self) -> Result<Picture> {
        Ok(self.look()?.grid())
    }

    fn mask_and_key(&self, chord: Chord) -> Result<(ModMask, u8)> {
        let codes = self.codes(chord)?;
        let (main, modifiers) = codes.split_last().context("a chord has a main key")?;
        let mut mask = ModMask::default();
        for (code, sym) in modifiers.iter().zip(chord.0) {
            mask |= match *sym {
                CONTROL => ModMask::CONTROL,
                ALT => ModMask::M1,
                _ => bail!("key {code} is no modifier"),
            };
        }
        Ok((mask, *main))
    }

    fn codes(&self, chord: Chord) -> Result<Vec<u8>> {
        chord.0.iter().map(|sym| self.code(*sym)).collect()
    }

    fn code(&self, sym: u32) -> Result<u8> {
        let setup = self.connection.setup();
        let (first, count) = (setup.min_keycode, setup.max_keycode - setup.min_keycode + 1);
        let mapping = self
            .connection
            .get_keyboard_mapping(first, count)?
            .reply()?;
        let width = usize::from(mapping.keysyms_per_keycode);
        let at = mapping
            .keysyms
            .chunks(width)
            .position(|syms| syms.contains(&sym))
            .with_context(|| format!("no key for {sym:#x}"))?;
        Ok(first + u8::try_from(at)?)
    }

    fn fake(&self, kind: u8, detail: u8, x: i16, y: i16) -> Result<()> {
        Ok(self
            .connection
            .xtest_fake_input(kind, detail, 0, self.root, x, y, 0)?
            .check()?)
    }

    /// Waits until the server has done all that was asked of it.
    fn settle(&self) -> Result<()> {
        self.connection.get_input_focus()?.reply()?;
        Ok(())
    }
}
