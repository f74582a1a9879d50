//! A window over the game that never takes the keyboard by being shown. What is in it is not known here.
#![allow(unsafe_code)]

use windows::Win32::UI::WindowsAndMessaging::{
    GWL_EXSTYLE, GetWindowLongPtrW, HWND_TOPMOST, SW_HIDE, SWP_NOACTIVATE, SWP_NOOWNERZORDER,
    SWP_SHOWWINDOW, SetWindowLongPtrW, SetWindowPos, ShowWindow, WS_EX_LAYERED, WS_EX_NOACTIVATE,
    WS_EX_TOOLWINDOW, WS_EX_TRANSPARENT,
};
use windows::core::Result;

use super::foreground::handle;
use crate::{DesktopError, Rect, WindowId};

/// Makes it a window that a click does not bring to the foreground, that no switcher offers, and that takes the mouse or
/// lets it through.
pub fn prepare(window: WindowId, mouse: bool) {
    let window = handle(window);
    // The styles are bits of the lower half.
    let always = (WS_EX_NOACTIVATE | WS_EX_TOOLWINDOW).0 as isize;
    let through = (WS_EX_TRANSPARENT | WS_EX_LAYERED).0 as isize;
    // SAFETY: takes numbers; a window that is gone makes both calls fail.
    unsafe {
        let before = GetWindowLongPtrW(window, GWL_EXSTYLE) & !through;
        let after = before | always | if mouse { 0 } else { through };
        SetWindowLongPtrW(window, GWL_EXSTYLE, after);
    }
}

/// Shows it here, in physical pixels, above all others, and leaves the keyboard where it is.
///
/// # Errors
/// When the window is gone.
pub fn show(window: WindowId, area: Rect, mouse: bool) -> std::result::Result<(), DesktopError> {
    prepare(window, mouse);
    place(window, area).map_err(|error| DesktopError::System {
        what: "show the panel",
        reason: error.message(),
    })
}

fn place(window: WindowId, area: Rect) -> Result<()> {
    let length = |length: u32| i32::try_from(length).unwrap_or(i32::MAX);
    let how = SWP_NOACTIVATE | SWP_NOOWNERZORDER | SWP_SHOWWINDOW;
    // SAFETY: takes numbers; a window that is gone makes it fail.
    unsafe {
        SetWindowPos(
            handle(window),
            Some(HWND_TOPMOST),
            area.x,
            area.y,
            length(area.width),
            length(area.height),
            how,
        )
    }
}

/// Takes it off the screen.
pub fn hide(window: WindowId) {
    // SAFETY: takes numbers; what it returns is whether it was seen before.
    let _ = unsafe { ShowWindow(handle(window), SW_HIDE) };
}
