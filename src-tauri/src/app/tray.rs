//! The tray icon. Where the desktop has no tray, Haggle goes on without.

use tauri::AppHandle;
use tauri::menu::{Menu, MenuItem, PredefinedMenuItem};
use tauri::tray::TrayIconBuilder;

use super::signal::{Signal, Signals};

const SETTINGS: &str = "settings";
const LISTINGS: &str = "listings";
const PRACTICE: &str = "practice";
const QUIT: &str = "quit";

/// Shows the icon with its menu.
///
/// # Errors
/// When the desktop refuses the icon.
pub fn build(app: &AppHandle, signals: Signals, practice: bool) -> tauri::Result<()> {
    if !available() {
        crate::cli::tell(
            "there is no tray icon: install libayatana-appindicator3-1 for one. The settings open at their hotkey while the game has the focus.",
        );
        return Ok(());
    }
    let settings = MenuItem::with_id(app, SETTINGS, "Settings…", true, None::<&str>)?;
    let listings = MenuItem::with_id(app, LISTINGS, "My listings…", true, None::<&str>)?;
    let practise = MenuItem::with_id(app, PRACTICE, "Practice", !practice, None::<&str>)?;
    let quit = MenuItem::with_id(app, QUIT, "Quit Haggle", true, None::<&str>)?;
    let menu = Menu::with_items(
        app,
        &[
            &listings,
            &settings,
            &practise,
            &PredefinedMenuItem::separator(app)?,
            &quit,
        ],
    )?;
    let mut tray = TrayIconBuilder::with_id("haggle")
        .menu(&menu)
        .tooltip("Haggle");
    if let Some(icon) = app.default_window_icon() {
        tray = tray.icon(icon.clone());
    }
    tray.on_menu_event(move |_, event| match event.id().as_ref() {
        SETTINGS => signals.send(Signal::OpenSettings),
        LISTINGS => signals.send(Signal::OpenListings),
        PRACTICE => signals.send(Signal::StartPractice),
        QUIT => signals.send(Signal::Quit),
        other => tracing::warn!(menu = other, "an unknown menu entry"),
    })
    .build(app)?;
    Ok(())
}

/// Whether the library behind the icon is there; the toolkit ends the program when it looks for it in vain.
#[cfg(target_os = "linux")]
fn available() -> bool {
    const NAMES: [&str; 4] = [
        "libayatana-appindicator3.so.1",
        "libappindicator3.so.1",
        "libayatana-appindicator3.so",
        "libappindicator3.so",
    ];
    NAMES.iter().any(|name| {
        // SAFETY: loading runs the initialisers of a system library that the toolkit is about to load itself.
        #[allow(unsafe_code)]
        unsafe { libloading::Library::new(name) }.is_ok()
    })
}

#[cfg(not(target_os = "linux"))]
fn available() -> bool {
    true
}
