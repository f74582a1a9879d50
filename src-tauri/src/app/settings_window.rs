//! The settings window: an ordinary window with a page of its own.

use tauri::{AppHandle, Emitter, Manager, WebviewUrl, WebviewWindowBuilder};

use crate::bridge::SettingsView;

pub const LABEL: &str = "settings";

/// Opens the window, or brings it to the front.
///
/// # Errors
/// When the webview cannot be made.
pub fn open(app: &AppHandle) -> tauri::Result<()> {
    if let Some(window) = app.get_webview_window(LABEL) {
        window.unminimize()?;
        return window.set_focus();
    }
    WebviewWindowBuilder::new(app, LABEL, WebviewUrl::App("settings.html".into()))
        .title("Settings · Haggle")
        .inner_size(640.0, 760.0)
        .min_inner_size(480.0, 480.0)
        .center()
        .build()
        .map(drop)
}

/// Whether the window is open, and wants to be told of changes.
#[must_use]
pub fn is_open(app: &AppHandle) -> bool {
    app.get_webview_window(LABEL).is_some()
}

/// Gives the page something to draw.
pub fn draw(app: &AppHandle, view: &SettingsView) {
    if let Err(error) = app.emit_to(LABEL, "settings", view) {
        tracing::error!(%error, "the settings page could not be reached");
    }
}
