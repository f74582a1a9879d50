//! X11: an override-redirect window lies above a full-screen game and never takes the keyboard by itself.

mod still;

use game_desktop::{Rect, WindowId};
use gtk::cairo::{RectangleInt, Region};
use gtk::prelude::*;
use tauri::WebviewWindow;

/// Realizes the window, which is needed before anything below, and takes it out of the window manager's hands.
pub fn prepare(panel: &WebviewWindow) -> tauri::Result<Option<WindowId>> {
    let window = panel.gtk_window()?;
    window.set_accept_focus(true);
    window.realize();
    let Some(surface) = window.window() else {
        return Ok(None);
    };
    surface.set_override_redirect(true);
    lay_out(&window);
    panel.with_webview(|page| still::prepare(&page.inner()))?;
    Ok(surface
        .downcast::<gdkx11::X11Window>()
        .ok()
        .and_then(|surface| u32::try_from(surface.xid()).ok())
        .map(|xid| WindowId(xid.into())))
}

/// The window has this size from now on, in logical pixels.
pub fn resize(window: &WebviewWindow, (width, height): (i32, i32)) -> tauri::Result<()> {
    let window = window.gtk_window()?;
    set_size(&window, width, height);
    if !window.is_visible() {
        lay_out(&window);
    }
    Ok(())
}

/// The size of a window that nobody can resize follows what it asks for, one that was not shown yet what it is told.
fn set_size(window: &gtk::ApplicationWindow, width: i32, height: i32) {
    window.set_size_request(width, height);
    window.resize(width, height);
}

/// Gives a hidden window's page its room: GTK would wait with it until the window is shown, and a picture of the page
/// is as large as its room.
fn lay_out(window: &gtk::ApplicationWindow) {
    let (width, height) = window.size();
    if let Some(child) = window.child() {
        child.show_all();
    }
    // Asked first, as GTK wants it.
    window.preferred_size();
    window.size_allocate(&gtk::Allocation::new(0, 0, width, height));
}

pub fn composited(window: &WebviewWindow) -> bool {
    window
        .gtk_window()
        .is_ok_and(|window| is_composited(&window))
}

fn is_composited(window: &gtk::ApplicationWindow) -> bool {
    WidgetExt::screen(window).is_some_and(|screen| screen.is_composited())
}

/// The page was handed a view that is to be seen.
pub fn drawn(window: &WebviewWindow, revision: u64) -> tauri::Result<()> {
    // Without a compositor the page is seen whole only after it is shown.
    if !is_composited(&window.gtk_window()?) {
        return Ok(());
    }
    window.with_webview(move |page| still::take(&page.inner(), revision))
}

/// The page has painted this view.
pub fn painted(_window: &WebviewWindow, revision: u64) -> tauri::Result<()> {
    still::painted(revision);
    Ok(())
}

/// Shows the window as soon as there is something to see in it.
pub fn show(window: &WebviewWindow, area: Rect, mouse: bool) -> tauri::Result<()> {
    let window = window.gtk_window()?;
    still::when_there(move || show_now(&window, area, mouse));
    Ok(())
}

fn show_now(window: &gtk::ApplicationWindow, area: Rect, mouse: bool) {
    let ratio = window.scale_factor().max(1);
    let logical = |pixels: u32| (i32::try_from(pixels).unwrap_or(i32::MAX) / ratio).max(1);
    let (width, height) = (logical(area.width), logical(area.height));
    if !is_composited(window) {
        // Nothing can shine through: the window is as large as the panel.
        set_size(window, width, height);
    }
    let clickable = if mouse {
        Region::create_rectangle(&RectangleInt::new(0, 0, width, height))
    } else {
        Region::create()
    };
    window.input_shape_combine_region(Some(&clickable));
    let (x, y) = (area.x / ratio, area.y / ratio);
    window.move_(x, y);
    if let Some(surface) = window.window() {
        // GTK leaves a hidden window where it is when the place is the one that it came up at last; it has been
        // elsewhere since.
        surface.move_(x, y);
    }
    if !window.is_visible() {
        window.show_all();
        // Keys that come to the window later go on to its page.
        window.child_focus(gtk::DirectionType::TabForward);
    }
    if let Some(surface) = window.window() {
        surface.raise();
    }
}

pub fn hide(window: &WebviewWindow) -> tauri::Result<()> {
    still::forget();
    window.gtk_window()?.hide();
    Ok(())
}
