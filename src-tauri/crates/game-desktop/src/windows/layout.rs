//! What the keyboard's layout makes of the keys. Each program may have switched to another one: that of the foreground
//! window holds.
#![allow(unsafe_code)]

use windows::Win32::UI::Input::KeyboardAndMouse::{
    GetKeyboardLayout, HKL, MAPVK_VK_TO_CHAR, MAPVK_VSC_TO_VK_EX, MapVirtualKeyExW,
};
use windows::Win32::UI::WindowsAndMessaging::{GetForegroundWindow, GetWindowThreadProcessId};

use crate::chord::Key;
use crate::labels::Labels;

/// The virtual keys that write, and the places which those have on a US keyboard, as `global-hotkey` calls them.
const LETTERS: [(u32, &str); 12] = [
    (0xba, "Semicolon"),
    (0xbb, "Equal"),
    (0xbc, "Comma"),
    (0xbd, "Minus"),
    (0xbe, "Period"),
    (0xbf, "Slash"),
    (0xc0, "Backquote"),
    (0xdb, "BracketLeft"),
    (0xdc, "Backslash"),
    (0xdd, "BracketRight"),
    (0xde, "Quote"),
    (0xe2, "IntlBackslash"),
];
/// A character's number; beside it stands whether the key is a dead one.
const CHARACTER: u32 = 0xffff;

/// A layout of the system.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Layout(HKL);

impl Layout {
    /// That of the window in the foreground.
    pub fn current() -> Self {
        // SAFETY: both take and return plain values; a window that is gone has no thread, which stands for our own.
        unsafe {
            let thread = GetWindowThreadProcessId(GetForegroundWindow(), None);
            Self(GetKeyboardLayout(thread))
        }
    }

    /// What it prints on the keys.
    pub fn labels(self) -> Labels {
        Labels::read(|key| {
            let key = self.virtual_key(key)?;
            // SAFETY: takes numbers and reads the layout.
            let sign = unsafe { MapVirtualKeyExW(key, MAPVK_VK_TO_CHAR, Some(self.0)) };
            char::from_u32(sign & CHARACTER).filter(|sign| *sign != '\0')
        })
    }

    /// Where a US keyboard has what this layout has at the place of the key.
    pub fn us_code(self, key: Key) -> Option<&'static str> {
        let wanted = self.virtual_key(key)?;
        // Letters and digits have the numbers of their signs.
        let by_sign = |other: &Key| {
            let sign = other
                .name()
                .bytes()
                .next()
                .filter(u8::is_ascii_alphanumeric);
            other.has_letter() && sign.is_some_and(|sign| u32::from(sign) == wanted)
        };
        let by_number = || LETTERS.iter().find(|(number, _)| *number == wanted);
        let letter = Key::all().find(by_sign).map(Key::code);
        letter.or_else(|| by_number().map(|(_, code)| *code))
    }

    fn virtual_key(self, key: Key) -> Option<u32> {
        let scan = u32::from(key.evdev());
        // SAFETY: takes numbers and reads the layout.
        let key = unsafe { MapVirtualKeyExW(scan, MAPVK_VSC_TO_VK_EX, Some(self.0)) };
        (key != 0).then_some(key)
    }
}
