//! The player's hand: real key and button events by XTEST.

use x11rb::connection::Connection;
use x11rb::protocol::xproto::{ConnectionExt as _, Window};
use x11rb::protocol::xtest::ConnectionExt as _;
use x11rb::rust_connection::RustConnection;

pub const CTRL: u8 = 37;
pub const ALT: u8 = 64;
pub const D: u8 = 40;
pub const O: u8 = 32;
pub const ESC: u8 = 9;

pub struct Hand {
    conn: RustConnection,
    root: Window,
}

impl Hand {
    pub fn new() -> Self {
        let (conn, screen) = x11rb::connect(None).expect("the display");
        let root = conn.setup().roots[screen].root;
        Self { conn, root }
    }

    pub fn press(&self, key: u8) {
        self.fake(2, key, 0, 0);
    }

    pub fn release(&self, key: u8) {
        self.fake(3, key, 0, 0);
    }

    /// Presses and releases, quicker than any hand. The desktop's own keys come from the same device here, and a key
    /// that it still holds cannot be pressed; so wait until it let go.
    pub fn chord(&self, keys: &[u8]) {
        while keys.iter().any(|key| self.is_down(*key)) {
            std::thread::yield_now();
        }
        keys.iter().for_each(|key| self.press(*key));
        keys.iter().rev().for_each(|key| self.release(*key));
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
