//! Windows: the window is as large as the panel, since the whole of it takes the mouse or nothing does.

use game_desktop::{Rect, WindowId, panel};
use tauri::WebviewWindow;

/// A window that is never activated by being shown.
pub fn prepare(window: &WebviewWindow) -> tauri::Result<Option<WindowId>> {
    let id = id(window)?;
    panel::prepare(id, true);
    Ok(Some(id))
}

/// Windows has always had a compositor since version 8.
pub fn composited(_window: &WebviewWindow) -> bool {
    true
}

/// The window has this size from now on, in logical pixels. The system lays a hidden one out by itself.
pub fn resize(window: &WebviewWindow, (width, height): (i32, i32)) -> tauri::Result<()> {
    window.set_size(tauri::LogicalSize::new(width, height))
}

/// The system's webview paints at once.
#[allow(
    clippy::unnecessary_wraps,
    reason = "as on the systems where it can fail"
)]
pub fn drawn(_window: &WebviewWindow, _revision: u64) -> tauri::Result<()> {
    Ok(())
}

/// Nothing waits for it.
#[allow(
    clippy::unnecessary_wraps,
    reason = "as on the systems where it can fail"
)]
pub fn painted(_window: &WebviewWindow, _revision: u64) -> tauri::Result<()> {
    Ok(())
}

pub fn show(window: &WebviewWindow, area: Rect, mouse: bool) -> tauri::Result<()> {
    // The library would set the styles of its own alone, and hide the window in between.
    if let Err(error) = panel::show(id(window)?, area, mouse) {
        tracing::error!(%error, "the panel was not shown");
    }
    Ok(())
}

pub fn hide(window: &WebviewWindow) -> tauri::Result<()> {
    panel::hide(id(window)?);
    Ok(())
}

fn id(window: &WebviewWindow) -> tauri::Result<WindowId> {
    Ok(WindowId(window.hwnd()?.0 as u64))
}
