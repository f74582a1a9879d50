//! The player's hand on the keyboard and the mouse, by injected input.
#![allow(unsafe_code)]

use windows::Win32::UI::Input::KeyboardAndMouse::{
    GetAsyncKeyState, INPUT, INPUT_0, INPUT_KEYBOARD, INPUT_MOUSE, KEYBD_EVENT_FLAGS, KEYBDINPUT,
    KEYEVENTF_KEYUP, MAPVK_VK_TO_VSC, MOUSEEVENTF_LEFTDOWN, MOUSEEVENTF_LEFTUP, MOUSEINPUT,
    MapVirtualKeyW, SendInput, VIRTUAL_KEY,
};
use windows::Win32::UI::WindowsAndMessaging::SetCursorPos;

pub const CTRL: u16 = 0xa2;
pub const ALT: u16 = 0xa4;
pub const SHIFT: u16 = 0xa0;
pub const C: u16 = 0x43;
pub const D: u16 = 0x44;

/// Lets go of what it holds at the end.
#[derive(Default)]
pub struct Hand {
    held: Vec<u16>,
}

impl Hand {
    pub fn press(&mut self, key: u16) {
        send(&[keyboard(key, KEYBD_EVENT_FLAGS(0))]);
        self.held.push(key);
    }

    pub fn release(&mut self, key: u16) {
        send(&[keyboard(key, KEYEVENTF_KEYUP)]);
        self.held.retain(|held| *held != key);
    }

    /// Presses these in their order and lets go of them in the reverse one.
    pub fn chord(&mut self, keys: &[u16]) {
        keys.iter().for_each(|key| self.press(*key));
        keys.iter().rev().for_each(|key| self.release(*key));
    }

    /// Whether the system takes the key for pressed.
    pub fn is_down(&self, key: u16) -> bool {
        // SAFETY: takes a number and reads the keyboard's state.
        unsafe { GetAsyncKeyState(key.into()) < 0 }
    }

    pub fn click_at(&self, x: i32, y: i32) {
        // SAFETY: takes numbers.
        unsafe { SetCursorPos(x, y) }.unwrap();
        let button = |flags| INPUT {
            r#type: INPUT_MOUSE,
            Anonymous: INPUT_0 {
                mi: MOUSEINPUT {
                    dwFlags: flags,
                    ..MOUSEINPUT::default()
                },
            },
        };
        send(&[button(MOUSEEVENTF_LEFTDOWN), button(MOUSEEVENTF_LEFTUP)]);
    }
}

impl Drop for Hand {
    fn drop(&mut self) {
        for key in std::mem::take(&mut self.held) {
            send(&[keyboard(key, KEYEVENTF_KEYUP)]);
        }
    }
}

fn keyboard(key: u16, flags: KEYBD_EVENT_FLAGS) -> INPUT {
    // SAFETY: takes numbers and reads the layout.
    let scan = unsafe { MapVirtualKeyW(key.into(), MAPVK_VK_TO_VSC) };
    INPUT {
        r#type: INPUT_KEYBOARD,
        Anonymous: INPUT_0 {
            ki: KEYBDINPUT {
                wVk: VIRTUAL_KEY(key),
                wScan: u16::try_from(scan & 0xff).unwrap(),
                dwFlags: flags,
                ..KEYBDINPUT::default()
            },
        },
    }
}

fn send(inputs: &[INPUT]) {
    let size = i32::try_from(size_of::<INPUT>()).unwrap();
    // SAFETY: a slice of fully made inputs, and the size of one.
    let sent = unsafe { SendInput(inputs, size) };
    assert_eq!(sent as usize, inputs.len(), "the system takes the input");
}
