//! Windows: the window is as large as the panel, since the whole of it takes the mouse or nothing does.

use game_desktop::{Rect, WindowId};
use tauri::{PhysicalPosition, PhysicalSize, WebviewWindow};

/// A window that is never activated by being shown.
pub fn prepare(window: &WebviewWindow) -> tauri::Result<Option<WindowId>> {
    window.set_focusable(false)?;
    #[cfg(windows)]
    return Ok(Some(WindowId(window.hwnd()?.0 as u64)));
    #[cfg(not(windows))]
    Ok(None)
}

/// Windows has always had a compositor since version 8.
pub fn composited(_window: &WebviewWindow) -> bool {
    true
}

pub fn show(window: &WebviewWindow, area: Rect, mouse: bool) -> tauri::Result<()> {
    let width = u32::try_from(area.width).unwrap_or(1);
    let height = u32::try_from(area.height).unwrap_or(1);
    window.set_size(PhysicalSize::new(width, height))?;
    window.set_position(PhysicalPosition::new(area.x, area.y))?;
    window.set_ignore_cursor_events(!mouse)?;
    window.show()
}

pub fn hide(window: &WebviewWindow) -> tauri::Result<()> {
    window.hide()
}
