//! Keys pressed in the player's stead, by scan code, as games that read the keyboard directly want them.
#![allow(unsafe_code)]

use std::mem::size_of;

use windows::Win32::UI::Input::KeyboardAndMouse::{
    GetAsyncKeyState, INPUT, INPUT_0, INPUT_KEYBOARD, KEYBD_EVENT_FLAGS, KEYBDINPUT,
    KEYEVENTF_EXTENDEDKEY, KEYEVENTF_KEYUP, KEYEVENTF_SCANCODE, MAPVK_VK_TO_VSC, MapVirtualKeyW,
    SendInput, VIRTUAL_KEY, VK_C, VK_LCONTROL, VK_LMENU, VK_LSHIFT, VK_LWIN, VK_RCONTROL, VK_RMENU,
    VK_RSHIFT, VK_RWIN,
};

use crate::DesktopError;

/// A key, and whether its scan code is an extended one.
type Key = (VIRTUAL_KEY, bool);

const C: Key = (VK_C, false);
const CTRL: Key = (VK_LCONTROL, false);
const CTRLS: [Key; 2] = [CTRL, (VK_RCONTROL, true)];
/// What must be up for the game to see a plain Ctrl+C.
const LIFTED: [Key; 6] = [
    (VK_LMENU, false),
    (VK_RMENU, true),
    (VK_LSHIFT, false),
    (VK_RSHIFT, false),
    (VK_LWIN, true),
    (VK_RWIN, true),
];

/// The keys of a copy.
#[derive(Debug, Default)]
pub struct CopyKeys {
    /// We hold Ctrl because the player let go of it.
    ctrl: bool,
}

impl CopyKeys {
    /// Presses C with nothing but Ctrl held. All of it is one call, which no other input can come between: so what was
    /// held before it is held after it, and a key that the player lets go of meanwhile is up in the end.
    pub fn send(&mut self) -> Result<(), DesktopError> {
        let (inputs, ctrl) = copy(is_down);
        let size = i32::try_from(size_of::<INPUT>()).unwrap_or_default();
        // SAFETY: a slice of fully made inputs, and the size of one.
        let sent = unsafe { SendInput(&inputs, size) };
        if usize::try_from(sent).is_ok_and(|sent| sent == inputs.len()) {
            self.ctrl = ctrl;
            return Ok(());
        }
        Err(DesktopError::System {
            what: "send keys to the game",
            reason: windows::core::Error::from_thread().message(),
        })
    }

    /// Lets go of the Ctrl that we hold.
    pub fn settle(&mut self) {
        if std::mem::take(&mut self.ctrl) {
            let size = i32::try_from(size_of::<INPUT>()).unwrap_or_default();
            // SAFETY: as in `send`.
            if unsafe { SendInput(&[input(CTRL, false)], size) } != 1 {
                tracing::warn!("Ctrl was not released");
            }
        }
    }
}

/// The inputs of a copy, and whether Ctrl stays down after them.
fn copy(is_down: impl Fn(Key) -> bool) -> (Vec<INPUT>, bool) {
    let lifted: Vec<Key> = LIFTED.into_iter().filter(|key| is_down(*key)).collect();
    let ctrl = !CTRLS.into_iter().any(is_down);
    let mut inputs: Vec<INPUT> = lifted.iter().map(|key| input(*key, false)).collect();
    if ctrl {
        inputs.push(input(CTRL, true));
    }
    inputs.extend([input(C, true), input(C, false)]);
    inputs.extend(lifted.iter().map(|key| input(*key, true)));
    (inputs, ctrl)
}

fn is_down((key, _): Key) -> bool {
    // SAFETY: takes a number and reads the keyboard's state.
    unsafe { GetAsyncKeyState(key.0.into()) < 0 }
}

fn input((key, extended): Key, press: bool) -> INPUT {
    // SAFETY: takes numbers and reads the layout.
    let scan = unsafe { MapVirtualKeyW(key.0.into(), MAPVK_VK_TO_VSC) };
    let mut flags: KEYBD_EVENT_FLAGS = KEYEVENTF_SCANCODE;
    if extended {
        flags |= KEYEVENTF_EXTENDEDKEY;
    }
    if !press {
        flags |= KEYEVENTF_KEYUP;
    }
    INPUT {
        r#type: INPUT_KEYBOARD,
        Anonymous: INPUT_0 {
            ki: KEYBDINPUT {
                // Windows goes by the scan code alone; Wine 8 hands this on beside it.
                wVk: key,
                // A scan code is one byte; the second tells of an extension, which the flag says already.
                wScan: u16::from(scan.to_le_bytes()[0]),
                dwFlags: flags,
                time: 0,
                dwExtraInfo: 0,
            },
        },
    }
}
