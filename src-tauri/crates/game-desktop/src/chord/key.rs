//! The keys that a chord may have, each a place on the keyboard: one table with the place's names.
//!
//! A place has the name that a US keyboard prints on it, in settings and in messages that have no layout at hand; the
//! name that pages know it by (`code` of the W3C's UI Events); and those of the X keyboard extension and of Linux's input
//! events (`input-event-codes.h`). What a layout prints there is not known here.

struct Row {
    name: &'static str,
    code: &'static str,
    #[cfg_attr(not(target_os = "linux"), allow(dead_code))]
    xkb: &'static [u8; 4],
    /// Linux's input events and the PC's keyboards number the keys that write alike.
    evdev: u8,
    /// It writes or edits text, so it needs Ctrl, Alt or Win in a chord.
    types: bool,
}

const fn row(
    name: &'static str,
    code: &'static str,
    xkb: &'static [u8; 4],
    evdev: u8,
    types: bool,
) -> Row {
    Row {
        name,
        code,
        xkb,
        evdev,
        types,
    }
}

/// The main key of a chord: a place on the keyboard, whatever the layout prints there.
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

    /// The key with this name, on a US keyboard or in a page's events, in any case and with or without blanks inside.
    #[must_use]
    pub fn from_name(name: &str) -> Option<Key> {
        let name: String = name.chars().filter(|c| !c.is_whitespace()).collect();
        let is_called = |other: &str| other.eq_ignore_ascii_case(&name);
        Self::all().find(|key| is_called(key.name()) || is_called(key.code()))
    }

    /// What a US keyboard prints on it.
    #[must_use]
    pub fn name(self) -> &'static str {
        self.row().name
    }

    /// How the events of a page call it.
    pub(crate) fn code(self) -> &'static str {
        self.row().code
    }

    /// Its name in the X keyboard extension, filled up with zeros.
    #[cfg_attr(not(target_os = "linux"), allow(dead_code))]
    pub(crate) fn xkb(self) -> &'static [u8; 4] {
        self.row().xkb
    }

    /// Its number in Linux's input events. That of a key which writes is its scan code, too.
    pub(crate) fn evdev(self) -> u8 {
        self.row().evdev
    }

    pub(crate) fn types(self) -> bool {
        self.row().types
    }

    /// Whether what it writes depends on the layout, and so what it is called.
    pub(crate) fn has_letter(self) -> bool {
        self.name().len() == 1
    }

    fn row(self) -> &'static Row {
        KEYS.get(usize::from(self.0)).unwrap_or(&ESCAPE_ROW)
    }
}

const ESCAPE_ROW: Row = row("Esc", "Escape", b"ESC\0", 1, true);

#[rustfmt::skip]
const KEYS: &[Row] = &[
    row("A", "KeyA", b"AC01", 30, true),
    row("B", "KeyB", b"AB05", 48, true),
    row("C", "KeyC", b"AB03", 46, true),
    row("D", "KeyD", b"AC03", 32, true),
    row("E", "KeyE", b"AD03", 18, true),
    row("F", "KeyF", b"AC04", 33, true),
    row("G", "KeyG", b"AC05", 34, true),
    row("H", "KeyH", b"AC06", 35, true),
    row("I", "KeyI", b"AD08", 23, true),
    row("J", "KeyJ", b"AC07", 36, true),
    row("K", "KeyK", b"AC08", 37, true),
    row("L", "KeyL", b"AC09", 38, true),
    row("M", "KeyM", b"AB07", 50, true),
    row("N", "KeyN", b"AB06", 49, true),
    row("O", "KeyO", b"AD09", 24, true),
    row("P", "KeyP", b"AD10", 25, true),
    row("Q", "KeyQ", b"AD01", 16, true),
    row("R", "KeyR", b"AD04", 19, true),
    row("S", "KeyS", b"AC02", 31, true),
    row("T", "KeyT", b"AD05", 20, true),
    row("U", "KeyU", b"AD07", 22, true),
    row("V", "KeyV", b"AB04", 47, true),
    row("W", "KeyW", b"AD02", 17, true),
    row("X", "KeyX", b"AB02", 45, true),
    row("Y", "KeyY", b"AD06", 21, true),
    row("Z", "KeyZ", b"AB01", 44, true),
    row("0", "Digit0", b"AE10", 11, true),
    row("1", "Digit1", b"AE01", 2, true),
    row("2", "Digit2", b"AE02", 3, true),
    row("3", "Digit3", b"AE03", 4, true),
    row("4", "Digit4", b"AE04", 5, true),
    row("5", "Digit5", b"AE05", 6, true),
    row("6", "Digit6", b"AE06", 7, true),
    row("7", "Digit7", b"AE07", 8, true),
    row("8", "Digit8", b"AE08", 9, true),
    row("9", "Digit9", b"AE09", 10, true),
    row("F1", "F1", b"FK01", 59, false),
    row("F2", "F2", b"FK02", 60, false),
    row("F3", "F3", b"FK03", 61, false),
    row("F4", "F4", b"FK04", 62, false),
    row("F5", "F5", b"FK05", 63, false),
    row("F6", "F6", b"FK06", 64, false),
    row("F7", "F7", b"FK07", 65, false),
    row("F8", "F8", b"FK08", 66, false),
    row("F9", "F9", b"FK09", 67, false),
    row("F10", "F10", b"FK10", 68, false),
    row("F11", "F11", b"FK11", 87, false),
    row("F12", "F12", b"FK12", 88, false),
    row("F13", "F13", b"FK13", 183, false),
    row("F14", "F14", b"FK14", 184, false),
    row("F15", "F15", b"FK15", 185, false),
    row("F16", "F16", b"FK16", 186, false),
    row("F17", "F17", b"FK17", 187, false),
    row("F18", "F18", b"FK18", 188, false),
    row("F19", "F19", b"FK19", 189, false),
    row("F20", "F20", b"FK20", 190, false),
    row("F21", "F21", b"FK21", 191, false),
    row("F22", "F22", b"FK22", 192, false),
    row("F23", "F23", b"FK23", 193, false),
    row("F24", "F24", b"FK24", 194, false),
    row("Space", "Space", b"SPCE", 57, true),
    row("Tab", "Tab", b"TAB\0", 15, true),
    row("Insert", "Insert", b"INS\0", 110, false),
    row("Delete", "Delete", b"DELE", 111, true),
    row("Home", "Home", b"HOME", 102, true),
    row("End", "End", b"END\0", 107, true),
    row("PageUp", "PageUp", b"PGUP", 104, false),
    row("PageDown", "PageDown", b"PGDN", 109, false),
    row("Up", "ArrowUp", b"UP\0\0", 103, true),
    row("Down", "ArrowDown", b"DOWN", 108, true),
    row("Left", "ArrowLeft", b"LEFT", 105, true),
    row("Right", "ArrowRight", b"RGHT", 106, true),
    row("Pause", "Pause", b"PAUS", 119, false),
    row("ScrollLock", "ScrollLock", b"SCLK", 70, false),
    row("-", "Minus", b"AE11", 12, true),
    row("=", "Equal", b"AE12", 13, true),
    row("[", "BracketLeft", b"AD11", 26, true),
    row("]", "BracketRight", b"AD12", 27, true),
    row("\\", "Backslash", b"BKSL", 43, true),
    row(";", "Semicolon", b"AC10", 39, true),
    row("'", "Quote", b"AC11", 40, true),
    row(",", "Comma", b"AB08", 51, true),
    row(".", "Period", b"AB09", 52, true),
    row("/", "Slash", b"AB10", 53, true),
    row("`", "Backquote", b"TLDE", 41, true),
    row("<", "IntlBackslash", b"LSGT", 86, true),
    row("Numpad0", "Numpad0", b"KP0\0", 82, true),
    row("Numpad1", "Numpad1", b"KP1\0", 79, true),
    row("Numpad2", "Numpad2", b"KP2\0", 80, true),
    row("Numpad3", "Numpad3", b"KP3\0", 81, true),
    row("Numpad4", "Numpad4", b"KP4\0", 75, true),
    row("Numpad5", "Numpad5", b"KP5\0", 76, true),
    row("Numpad6", "Numpad6", b"KP6\0", 77, true),
    row("Numpad7", "Numpad7", b"KP7\0", 71, true),
    row("Numpad8", "Numpad8", b"KP8\0", 72, true),
    row("Numpad9", "Numpad9", b"KP9\0", 73, true),
    row("NumpadDecimal", "NumpadDecimal", b"KPDL", 83, true),
    row("NumpadAdd", "NumpadAdd", b"KPAD", 78, true),
    row("NumpadSubtract", "NumpadSubtract", b"KPSU", 74, true),
    row("NumpadMultiply", "NumpadMultiply", b"KPMU", 55, true),
    row("NumpadDivide", "NumpadDivide", b"KPDV", 98, true),
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
                assert!(a.name != b.name && a.code != b.code, "{}", a.name);
                assert!(a.xkb != b.xkb && a.evdev != b.evdev, "{}", a.name);
                // Either name has to lead to one key.
                assert!(a.name != b.code && a.code != b.name, "{}", a.name);
            }
        }
    }

    #[test]
    fn a_key_is_known_by_the_names_of_settings_and_of_pages() {
        for (name, key) in [
            ("d", "D"),
            ("KeyD", "D"),
            ("page up", "PageUp"),
            ("Digit7", "7"),
            ("BracketLeft", "["),
            ("ArrowUp", "Up"),
            ("intlbackslash", "<"),
        ] {
            assert_eq!(Key::from_name(name).map(Key::name), Some(key), "{name}");
        }
        assert_eq!(Key::from_name("Escape"), None);
    }

    #[test]
    fn only_keys_that_print_a_sign_are_called_by_it() {
        let printed: String = Key::all()
            .filter(|key| key.has_letter())
            .map(Key::name)
            .collect();
        assert_eq!(printed, "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-=[]\\;',./`<");
    }
}
