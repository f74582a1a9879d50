//! The keys that a chord may have: one table with the player's name, the hotkey library's name and the X11 keysym.
//! The keysyms are those of the X11 protocol (`keysymdef.h`), the same that `global-hotkey` looks for.

use global_hotkey::hotkey::Code;

struct Row {
    name: &'static str,
    code: Code,
    keysym: u32,
    /// It writes or edits text, so it needs Ctrl, Alt or Win in a chord.
    types: bool,
}

const fn row(name: &'static str, code: Code, keysym: u32, types: bool) -> Row {
    Row {
        name,
        code,
        keysym,
        types,
    }
}

/// The main key of a chord.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Key(u8);

impl Key {
    pub(crate) const C: Key = Key(2);
    pub(crate) const D: Key = Key(3);
    pub(crate) const L: Key = Key(11);
    pub(crate) const O: Key = Key(14);
    pub(crate) const X: Key = Key(23);
    pub(crate) const ESCAPE: Key = Key(0xff);

    /// Every key that a player may choose.
    pub fn all() -> impl Iterator<Item = Key> {
        (0..).take(KEYS.len()).map(Key)
    }

    /// The key with this name, in any case and with or without blanks inside.
    #[must_use]
    pub fn from_name(name: &str) -> Option<Key> {
        let name: String = name.chars().filter(|c| !c.is_whitespace()).collect();
        Self::all().find(|key| key.name().eq_ignore_ascii_case(&name))
    }

    /// The name that players read.
    #[must_use]
    pub fn name(self) -> &'static str {
        self.row().name
    }

    pub(crate) fn code(self) -> Code {
        self.row().code
    }

    /// The keysym on X11.
    #[cfg_attr(not(target_os = "linux"), allow(dead_code))]
    pub(crate) fn keysym(self) -> u32 {
        self.row().keysym
    }

    pub(crate) fn types(self) -> bool {
        self.row().types
    }

    fn row(self) -> &'static Row {
        KEYS.get(usize::from(self.0)).unwrap_or(&ESCAPE_ROW)
    }
}

const ESCAPE_ROW: Row = row("Esc", Code::Escape, 0xff1b, true);

#[rustfmt::skip]
const KEYS: &[Row] = &[
    row("A", Code::KeyA, 0x41, true),
    row("B", Code::KeyB, 0x42, true),
    row("C", Code::KeyC, 0x43, true),
    row("D", Code::KeyD, 0x44, true),
    row("E", Code::KeyE, 0x45, true),
    row("F", Code::KeyF, 0x46, true),
    row("G", Code::KeyG, 0x47, true),
    row("H", Code::KeyH, 0x48, true),
    row("I", Code::KeyI, 0x49, true),
    row("J", Code::KeyJ, 0x4a, true),
    row("K", Code::KeyK, 0x4b, true),
    row("L", Code::KeyL, 0x4c, true),
    row("M", Code::KeyM, 0x4d, true),
    row("N", Code::KeyN, 0x4e, true),
    row("O", Code::KeyO, 0x4f, true),
    row("P", Code::KeyP, 0x50, true),
    row("Q", Code::KeyQ, 0x51, true),
    row("R", Code::KeyR, 0x52, true),
    row("S", Code::KeyS, 0x53, true),
    row("T", Code::KeyT, 0x54, true),
    row("U", Code::KeyU, 0x55, true),
    row("V", Code::KeyV, 0x56, true),
    row("W", Code::KeyW, 0x57, true),
    row("X", Code::KeyX, 0x58, true),
    row("Y", Code::KeyY, 0x59, true),
    row("Z", Code::KeyZ, 0x5a, true),
    row("0", Code::Digit0, 0x30, true),
    row("1", Code::Digit1, 0x31, true),
    row("2", Code::Digit2, 0x32, true),
    row("3", Code::Digit3, 0x33, true),
    row("4", Code::Digit4, 0x34, true),
    row("5", Code::Digit5, 0x35, true),
    row("6", Code::Digit6, 0x36, true),
    row("7", Code::Digit7, 0x37, true),
    row("8", Code::Digit8, 0x38, true),
    row("9", Code::Digit9, 0x39, true),
    row("F1", Code::F1, 0xffbe, false),
    row("F2", Code::F2, 0xffbf, false),
    row("F3", Code::F3, 0xffc0, false),
    row("F4", Code::F4, 0xffc1, false),
    row("F5", Code::F5, 0xffc2, false),
    row("F6", Code::F6, 0xffc3, false),
    row("F7", Code::F7, 0xffc4, false),
    row("F8", Code::F8, 0xffc5, false),
    row("F9", Code::F9, 0xffc6, false),
    row("F10", Code::F10, 0xffc7, false),
    row("F11", Code::F11, 0xffc8, false),
    row("F12", Code::F12, 0xffc9, false),
    row("F13", Code::F13, 0xffca, false),
    row("F14", Code::F14, 0xffcb, false),
    row("F15", Code::F15, 0xffcc, false),
    row("F16", Code::F16, 0xffcd, false),
    row("F17", Code::F17, 0xffce, false),
    row("F18", Code::F18, 0xffcf, false),
    row("F19", Code::F19, 0xffd0, false),
    row("F20", Code::F20, 0xffd1, false),
    row("F21", Code::F21, 0xffd2, false),
    row("F22", Code::F22, 0xffd3, false),
    row("F23", Code::F23, 0xffd4, false),
    row("F24", Code::F24, 0xffd5, false),
    row("Space", Code::Space, 0x20, true),
    row("Tab", Code::Tab, 0xff09, true),
    row("Insert", Code::Insert, 0xff63, false),
    row("Delete", Code::Delete, 0xffff, true),
    row("Home", Code::Home, 0xff50, true),
    row("End", Code::End, 0xff57, true),
    row("PageUp", Code::PageUp, 0xff55, false),
    row("PageDown", Code::PageDown, 0xff56, false),
    row("Up", Code::ArrowUp, 0xff52, true),
    row("Down", Code::ArrowDown, 0xff54, true),
    row("Left", Code::ArrowLeft, 0xff51, true),
    row("Right", Code::ArrowRight, 0xff53, true),
    row("Pause", Code::Pause, 0xff13, false),
    row("ScrollLock", Code::ScrollLock, 0xff14, false),
    row("-", Code::Minus, 0x2d, true),
    row("=", Code::Equal, 0x3d, true),
    row("[", Code::BracketLeft, 0x5b, true),
    row("]", Code::BracketRight, 0x5d, true),
    row("\\", Code::Backslash, 0x5c, true),
    row(";", Code::Semicolon, 0x3b, true),
    row(",", Code::Comma, 0x2c, true),
    row(".", Code::Period, 0x2e, true),
    row("/", Code::Slash, 0x2f, true),
    row("`", Code::Backquote, 0x60, true),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn named_keys_are_where_the_constants_say() {
        for (key, name) in [
            (Key::C, "C"),
            (Key::D, "D"),
            (Key::L, "L"),
            (Key::O, "O"),
            (Key::X, "X"),
            (Key::ESCAPE, "Esc"),
        ] {
            assert_eq!(key.name(), name);
        }
    }

    #[test]
    fn no_key_is_in_the_table_twice() {
        for (i, a) in KEYS.iter().enumerate() {
            for b in &KEYS[i + 1..] {
                assert!(a.name != b.name && a.code != b.code && a.keysym != b.keysym);
            }
        }
    }
}
