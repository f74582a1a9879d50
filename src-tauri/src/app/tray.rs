//! The tray icon. Where the desktop has no tray, Haggle goes on without.

use tauri::menu::{Menu, MenuItem, PredefinedMenuItem};
use tauri::tray::TrayIconBuilder;
use tauri::{AppHandle, Wry};

use super::asker::Asker;
use super::signal::{Signal, Signals};
use crate::doctor;
use crate::texts::{Text, Texts};

const SETTINGS: &str = "settings";
const LISTINGS: &str = "listings";
const WATCHES: &str = "watches";
const PASTED: &str = "pasted";
const PRACTICE: &str = "practice";
const WELCOME: &str = "welcome";
const QUIT: &str = "quit";

/// The icon's menu, where there is one.
#[derive(Default)]
pub struct Tray {
    entries: Vec<(MenuItem<Wry>, Text<'static>)>,
}

impl Tray {
    /// Says everything in another language.
    pub fn speak(&self, texts: Texts) {
        for (entry, text) in &self.entries {
            if let Err(error) = entry.set_text(texts.get(*text)) {
                tracing::error!(%error, "an entry of the tray could not be named anew");
            }
        }
    }
}

/// Shows the icon with its menu.
///
/// # Errors
/// When the desktop refuses the icon.
pub fn build(
    app: &AppHandle,
    signals: Signals,
    texts: Texts,
    practice: bool,
) -> tauri::Result<Tray> {
    if !doctor::has_tray_library() {
        crate::cli::tell(
            "there is no tray icon: install libayatana-appindicator3-1 for one. Started a second time, Haggle opens its settings, and those open its other windows.",
        );
        return Ok(Tray::default());
    }
    let entry = |id: &str, text: Text<'static>, enabled: bool| {
        MenuItem::with_id(app, id, texts.get(text), enabled, None::<&str>)
    };
    let settings = entry(SETTINGS, Text::TraySettings, true)?;
    let pasted = entry(PASTED, Text::TrayPasted, true)?;
    let listings = entry(LISTINGS, Text::TrayListings, true)?;
    let watches = entry(WATCHES, Text::TrayWatches, true)?;
    let practise = entry(PRACTICE, Text::TrayPractice, !practice)?;
    let welcome = entry(WELCOME, Text::TrayWelcome, true)?;
    let quit = entry(QUIT, Text::TrayQuit, true)?;
    let menu = Menu::with_items(
        app,
        &[
            &pasted,
            &listings,
            &watches,
            &settings,
            &practise,
            &welcome,
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
        SETTINGS => signals.send(Signal::OpenSettings(None)),
        PASTED => signals.send(Signal::OpenPasted),
        LISTINGS => signals.send(Signal::OpenListings),
        WATCHES => signals.send(Signal::OpenWatches),
        PRACTICE => signals.send(Signal::StartPractice(Asker::Elsewhere)),
        WELCOME => signals.send(Signal::OpenWelcome),
        QUIT => signals.send(Signal::Quit),
        other => tracing::warn!(menu = other, "an unknown menu entry"),
    })
    .build(app)?;
    let entries = vec![
        (pasted, Text::TrayPasted),
        (settings, Text::TraySettings),
        (listings, Text::TrayListings),
        (watches, Text::TrayWatches),
        (practise, Text::TrayPractice),
        (welcome, Text::TrayWelcome),
        (quit, Text::TrayQuit),
    ];
    Ok(Tray { entries })
}
