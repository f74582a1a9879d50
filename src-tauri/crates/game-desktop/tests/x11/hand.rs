//! The player's hand: real key events of the display's keyboard, which is another device than programs press keys with.

use std::time::Instant;

use x11rb::connection::Connection;
use x11rb::protocol::xinput::{self, ConnectionExt as _};
use x11rb::protocol::xproto::{
    AtomEnum, ConnectionExt as _, KEY_PRESS_EVENT, KEY_RELEASE_EVENT, PropMode, Window,
};
use x11rb::protocol::xtest::ConnectionExt as _;
use x11rb::rust_connection::RustConnection;

use crate::events::LIMIT;

pub const CTRL: u8 = 37;
pub const SHIFT: u8 = 50;
pub const ALT: u8 = 64;
pub const C: u8 = 54;
pub const D: u8 = 40;
pub const O: u8 = 32;
/// Where a US keyboard has its Z.
pub const Z: u8 = 52;
pub const ESC: u8 = 9;

/// Key events of a device are numbered from the extension's own on.
const DEVICE_KEY_PRESS: u8 = 1;
const DEVICE_KEY_RELEASE: u8 = 2;

pub struct Hand {
    conn: RustConnection,
    root: Window,
    /// The device, and what the server calls its presses and releases.
    device: u8,
    press: u8,
    release: u8,
}

impl Hand {
    /// The player's, on the keyboard.
    pub fn new() -> Self {
        let (conn, screen) = x11rb::connect(None).expect("the display");
        let root = conn.setup().roots[screen].root;
        conn.xinput_xi_query_version(2, 2)
            .expect("request")
            .reply()
            .expect("a version");
        let devices = conn.xinput_xi_query_device(xinput::Device::ALL);
        let devices = devices.expect("request").reply().expect("the devices");
        let keyboard = devices.infos.iter().find(|d| d.name == b"Xvfb keyboard");
        let device = keyboard.expect("the display has a keyboard").deviceid;
        let extension = conn.query_extension(b"XInputExtension").expect("request");
        let first = extension.reply().expect("the extension").first_event;
        Self {
            conn,
            root,
            device: device.try_into().expect("a small number"),
            press: first + DEVICE_KEY_PRESS,
            release: first + DEVICE_KEY_RELEASE,
        }
    }

    /// That of a program which presses keys.
    pub fn of_a_program() -> Self {
        Self {
            device: 0,
            press: KEY_PRESS_EVENT,
            release: KEY_RELEASE_EVENT,
            ..Self::new()
        }
    }

    pub fn press(&self, key: u8) {
        self.key(self.press, key);
    }

    pub fn release(&self, key: u8) {
        self.key(self.release, key);
    }

    fn key(&self, kind: u8, key: u8) {
        self.conn
            .xtest_fake_input(kind, key, x11rb::CURRENT_TIME, self.root, 0, 0, self.device)
            .expect("request")
            .check()
            .expect("a key event");
    }

    /// Presses and releases, quicker than any hand. A key that the desktop still holds in the hand's stead cannot be
    /// pressed by it; so wait until it let go.
    pub fn chord(&self, keys: &[u8]) {
        keys.iter().for_each(|key| self.wait_down(*key, false));
        keys.iter().for_each(|key| self.press(*key));
        keys.iter().rev().for_each(|key| self.release(*key));
    }

    /// Waits until the key is down, or up, for everybody.
    pub fn wait_down(&self, key: u8, down: bool) {
        let patience = Instant::now() + LIMIT;
        while self.is_down(key) != down {
            assert!(Instant::now() < patience, "key {key} never got so: {down}");
            std::thread::yield_now();
        }
    }

    /// The keyboard goes and comes back, as before and after a sleep.
    pub fn unplug_and_plug_in(&self) {
        for enabled in [0, 1] {
            let name = self
                .conn
                .intern_atom(false, b"Device Enabled")
                .expect("request");
            let name = name.reply().expect("an atom").atom;
            let items = xinput::XIChangePropertyAux::Data8(vec![enabled]);
            self.conn
                .xinput_xi_change_property(
                    u16::from(self.device),
                    PropMode::REPLACE,
                    name,
                    AtomEnum::INTEGER.into(),
                    1,
                    &items,
                )
                .expect("request")
                .check()
                .expect("a property of the device");
        }
    }

    pub fn move_to(&self, x: i16, y: i16) {
        self.fake(6, 0, x, y);
    }

    pub fn click(&self, x: i16, y: i16) {
        self.move_to(x, y);
        self.fake(4, 1, 0, 0);
        self.fake(5, 1, 0, 0);
    }

    /// Whether the key is down for everybody.
    pub fn is_down(&self, key: u8) -> bool {
        let keys = self.conn.query_keymap().expect("request");
        let keys = keys.reply().expect("the keys").keys;
        keys[usize::from(key) / 8] & (1 << (key % 8)) != 0
    }

    /// Returns when the server has done it, so that calls of several connections keep their order.
    fn fake(&self, kind: u8, detail: u8, x: i16, y: i16) {
        self.conn
            .xtest_fake_input(kind, detail, x11rb::CURRENT_TIME, self.root, x, y, 0)
            .expect("request")
            .check()
            .expect("a key or button event");
        self.conn.flush().expect("flush");
    }
}
