//! The thread's message loop, and a window that is never shown to receive what only windows get.
#![allow(unsafe_code)]

use std::mem::size_of;
use std::time::Duration;

use windows::Win32::Foundation::{HWND, LPARAM, WPARAM};
use windows::Win32::System::DataExchange::{
    AddClipboardFormatListener, GetClipboardOwner, GetClipboardSequenceNumber,
    RemoveClipboardFormatListener,
};
use windows::Win32::UI::Accessibility::{HWINEVENTHOOK, SetWinEventHook, UnhookWinEvent};
use windows::Win32::UI::Input::{
    GetRawInputData, HRAWINPUT, RAWINPUT, RAWINPUTDEVICE, RAWINPUTHEADER, RID_INPUT,
    RIDEV_INPUTSINK, RIDEV_REMOVE, RIM_TYPEMOUSE, RegisterRawInputDevices,
};
use windows::Win32::UI::WindowsAndMessaging::{
    CreateWindowExW, DestroyWindow, DispatchMessageW, EVENT_SYSTEM_FOREGROUND,
    GetWindowThreadProcessId, HWND_MESSAGE, MSG, MWMO_INPUTAVAILABLE, MsgWaitForMultipleObjectsEx,
    PM_REMOVE, PeekMessageW, PostMessageW, QS_ALLINPUT, TranslateMessage, WINDOW_EX_STYLE,
    WINDOW_STYLE, WINEVENT_OUTOFCONTEXT, WM_APP, WM_CLIPBOARDUPDATE, WM_INPUT,
};
use windows::core::{Result, w};

use crate::DesktopError;
use crate::backend::Wake;
use crate::event::Owner;

/// The HID usage of a mouse: page "generic desktop", usage "mouse".
const MOUSE: (u16, u16) = (1, 2);
/// The `RI_MOUSE_*_DOWN` flags of the five buttons.
const BUTTONS_DOWN: u16 = 0x0001 | 0x0004 | 0x0010 | 0x0040 | 0x0100;

/// A message that concerns the backend.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Message {
    ClipboardUpdate,
    /// A mouse button went down, anywhere.
    Click,
    Other,
}

/// The message loop of this thread.
pub struct Messages {
    window: HWND,
    hook: HWINEVENTHOOK,
}

/// Wakes the loop from another thread.
pub struct Waker(isize);

/// The number that every change of the clipboard raises.
pub fn clipboard_sequence() -> u32 {
    // SAFETY: takes nothing and only reads a counter.
    unsafe { GetClipboardSequenceNumber() }
}

/// The program whose window owns the clipboard; zero where nobody's does.
pub fn clipboard_owner() -> Owner {
    let mut process = 0;
    // SAFETY: takes nothing; a window that is gone gives an error.
    if let Ok(window) = unsafe { GetClipboardOwner() } {
        // SAFETY: writes one number to a place that outlives the call; a window that is gone gives zero.
        unsafe { GetWindowThreadProcessId(window, Some(&raw mut process)) };
    }
    Owner(process.into())
}

impl Messages {
    pub fn open() -> std::result::Result<Self, DesktopError> {
        Self::create().map_err(|error| DesktopError::System {
            what: "make a window for messages",
            reason: error.message(),
        })
    }

    fn create() -> Result<Self> {
        // SAFETY: a message-only window of a class that the system registers; all strings are static.
        let window = unsafe {
            CreateWindowExW(
                WINDOW_EX_STYLE(0),
                w!("STATIC"),
                w!("haggle"),
                WINDOW_STYLE(0),
                0,
                0,
                0,
                0,
                Some(HWND_MESSAGE),
                None,
                None,
                None,
            )?
        };
        // SAFETY: the window is ours and alive.
        unsafe { AddClipboardFormatListener(window)? };
        // SAFETY: the callback is a plain function that lives as long as the program, and is called on this thread.
        let hook = unsafe {
            SetWinEventHook(
                EVENT_SYSTEM_FOREGROUND,
                EVENT_SYSTEM_FOREGROUND,
                None,
                Some(foreground_changed),
                0,
                0,
                WINEVENT_OUTOFCONTEXT,
            )
        };
        Ok(Self { window, hook })
    }

    pub fn waker(&self) -> Waker {
        Waker(self.window.0 as isize)
    }

    /// The next waiting message, handed on to its window as well.
    pub fn next(&mut self) -> Option<Message> {
        let mut message = MSG::default();
        // SAFETY: `message` is ours for the length of the call.
        if !unsafe { PeekMessageW(&raw mut message, None, 0, 0, PM_REMOVE) }.as_bool() {
            return None;
        }
        let kind = match message.message {
            WM_CLIPBOARDUPDATE if message.hwnd == self.window => Message::ClipboardUpdate,
            WM_INPUT if message.hwnd == self.window && is_click(message.lParam) => Message::Click,
            _ => Message::Other,
        };
        // SAFETY: the message came from the queue of this thread. Dispatching also frees raw input.
        unsafe {
            let _ = TranslateMessage(&raw const message);
            DispatchMessageW(&raw const message);
        }
        Some(kind)
    }

    /// Waits for a message, at most this long.
    pub fn sleep(&self, limit: Duration) {
        // Rounded up, or the last part of a millisecond would be spent turning.
        let millis = u32::try_from(limit.as_micros().div_ceil(1000)).unwrap_or(u32::MAX - 1);
        // SAFETY: waits for the queue of this thread, with no handles.
        unsafe { MsgWaitForMultipleObjectsEx(None, millis, QS_ALLINPUT, MWMO_INPUTAVAILABLE) };
    }

    /// Raw mouse input comes, or no longer; nothing is taken from the game.
    pub fn watch_clicks(&self, on: bool) {
        let device = RAWINPUTDEVICE {
            usUsagePage: MOUSE.0,
            usUsage: MOUSE.1,
            dwFlags: if on { RIDEV_INPUTSINK } else { RIDEV_REMOVE },
            hwndTarget: if on { self.window } else { HWND::default() },
        };
        let size = u32::try_from(size_of::<RAWINPUTDEVICE>()).unwrap_or_default();
        // SAFETY: one device, described by a value that lives through the call.
        if let Err(error) = unsafe { RegisterRawInputDevices(&[device], size) } {
            tracing::warn!(%error, on, "clicks cannot be watched");
        }
    }
}

impl Drop for Messages {
    fn drop(&mut self) {
        // SAFETY: hook and window are ours, and this is the thread that made them.
        unsafe {
            let _ = UnhookWinEvent(self.hook);
            let _ = RemoveClipboardFormatListener(self.window);
            let _ = DestroyWindow(self.window);
        }
    }
}

impl Wake for Waker {
    fn wake(&self) {
        let window = HWND(self.0 as *mut _);
        // SAFETY: posting to a window that is gone fails, and does nothing else.
        let posted = unsafe { PostMessageW(Some(window), WM_APP, WPARAM(0), LPARAM(0)) };
        if let Err(error) = posted {
            tracing::debug!(%error, "the message loop has ended");
        }
    }
}

/// Being called wakes the loop, and the loop looks for itself.
unsafe extern "system" fn foreground_changed(
    _hook: HWINEVENTHOOK,
    _event: u32,
    _window: HWND,
    _object: i32,
    _child: i32,
    _thread: u32,
    _time: u32,
) {
}

fn is_click(handle: LPARAM) -> bool {
    let mut input = RAWINPUT::default();
    let (Ok(mut size), Ok(header)) = (
        u32::try_from(size_of::<RAWINPUT>()),
        u32::try_from(size_of::<RAWINPUTHEADER>()),
    ) else {
        return false;
    };
    let data = Some((&raw mut input).cast());
    // SAFETY: the handle belongs to the message just taken; `size` is the size of `input`, which a mouse never exceeds.
    let got = unsafe {
        GetRawInputData(
            HRAWINPUT(handle.0 as *mut _),
            RID_INPUT,
            data,
            &raw mut size,
            header,
        )
    };
    if got == u32::MAX || input.header.dwType != RIM_TYPEMOUSE.0 {
        return false;
    }
    // SAFETY: the header says that the union holds a mouse; its flags are plain numbers.
    let flags = unsafe { input.data.mouse.Anonymous.Anonymous.usButtonFlags };
    flags & BUTTONS_DOWN != 0
}
