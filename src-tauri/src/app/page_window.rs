//! An ordinary window with a page of its own, opened when it is wanted.

use serde::Serialize;
use tauri::{AppHandle, Emitter, Manager, Url, WebviewUrl, WebviewWindowBuilder};

use crate::bridge::Section;
use crate::texts::{Language, Text, Texts};

/// Whether a page of ours stays with us: it leads its window nowhere else.
#[must_use]
pub fn stays(target: &Url) -> bool {
    let ours = matches!(
        (target.scheme(), target.host_str()),
        ("tauri", Some("localhost")) | ("http", Some("tauri.localhost"))
    );
    if !ours {
        tracing::warn!("a page wanted to lead its window elsewhere");
    }
    ours
}

/// What tells one such window from another.
#[derive(Debug)]
pub struct PageWindow {
    /// The window's name; the page's capabilities hang on it.
    pub label: &'static str,
    title: Text<'static>,
    page: &'static str,
    /// The event that brings the page its views.
    event: &'static str,
    /// In CSS pixels.
    size: (f64, f64),
    least_size: (f64, f64),
}

/// The settings.
pub const SETTINGS: PageWindow = PageWindow {
    label: "settings",
    title: Text::WindowSettings,
    page: "settings.html",
    event: "settings",
    size: (640.0, 760.0),
    least_size: (480.0, 480.0),
};

/// The player's own listings.
pub const LISTINGS: PageWindow = PageWindow {
    label: "listings",
    title: Text::WindowListings,
    page: "listings.html",
    event: "mine",
    size: (980.0, 720.0),
    least_size: (640.0, 480.0),
};

/// What the player watches for.
pub const WATCHES: PageWindow = PageWindow {
    label: "watches",
    title: Text::WindowWatches,
    page: "watches.html",
    event: "watches",
    size: (800.0, 640.0),
    least_size: (640.0, 360.0),
};

/// Checks of texts that are pasted.
pub const PASTED: PageWindow = PageWindow {
    label: "pasted",
    title: Text::WindowPasted,
    page: "pasted.html",
    event: "pasted",
    size: (500.0, 860.0),
    least_size: (460.0, 480.0),
};

/// The greeting of a new player.
pub const WELCOME: PageWindow = PageWindow {
    label: "welcome",
    title: Text::WindowWelcome,
    page: "welcome.html",
    event: "welcome",
    size: (560.0, 780.0),
    least_size: (480.0, 480.0),
};

impl PageWindow {
    /// Opens the window, or brings it to the front; at this section, where one is named.
    ///
    /// # Errors
    /// When the webview cannot be made.
    pub fn open(
        &self,
        app: &AppHandle,
        texts: Texts,
        section: Option<Section>,
    ) -> tauri::Result<()> {
        if let Some(window) = app.get_webview_window(self.label) {
            if let Some(section) = section {
                app.emit_to(self.label, "section", section)?;
            }
            window.unminimize()?;
            return window.set_focus();
        }
        let page = self.address(texts.language(), section);
        WebviewWindowBuilder::new(app, self.label, WebviewUrl::App(page.into()))
            .title(texts.get(self.title))
            .inner_size(self.size.0, self.size.1)
            .min_inner_size(self.least_size.0, self.least_size.1)
            .center()
            .on_navigation(stays)
            .build()
            .map(drop)
    }

    /// The page says something before its first view: it is told in which language, and at which section it begins.
    fn address(&self, language: Language, section: Option<Section>) -> String {
        let begins_at = section.map(|section| format!("#{}", section.name()));
        let page = format!("{}?language={}", self.page, language.code());
        page + &begins_at.unwrap_or_default()
    }

    /// Whether the window is open, and wants to be told of changes.
    #[must_use]
    pub fn is_open(&self, app: &AppHandle) -> bool {
        app.get_webview_window(self.label).is_some()
    }

    /// Names the window in another language, if it is open.
    pub fn speak(&self, app: &AppHandle, texts: Texts) {
        if let Some(window) = app.get_webview_window(self.label)
            && let Err(error) = window.set_title(&texts.get(self.title))
        {
            tracing::error!(%error, window = self.label, "a window could not be named anew");
        }
    }

    /// Closes the window, if it is open.
    pub fn close(&self, app: &AppHandle) {
        if let Some(window) = app.get_webview_window(self.label)
            && let Err(error) = window.close()
        {
            tracing::error!(%error, window = self.label, "a window could not be closed");
        }
    }

    /// Gives the page something to draw.
    fn draw(&self, app: &AppHandle, view: &impl Serialize) {
        if let Err(error) = app.emit_to(self.label, self.event, view) {
            tracing::error!(%error, window = self.label, "a page could not be reached");
        }
    }
}

/// What a window's page was given to draw last. A busy market is no reason to draw the same again and again.
#[derive(Debug)]
pub struct Drawn<View> {
    window: PageWindow,
    last: Option<View>,
}

impl<View: Serialize + PartialEq> Drawn<View> {
    /// Nothing was drawn in this window yet.
    #[must_use]
    pub fn of(window: PageWindow) -> Self {
        Self { window, last: None }
    }

    /// The page is new, or has begun again: it has nothing to show yet.
    pub fn forget(&mut self) {
        self.last = None;
    }

    /// Draws what this gives, if the window is open and does not show the same already.
    pub fn draw(&mut self, app: &AppHandle, view: impl FnOnce() -> View) {
        if !self.window.is_open(app) {
            return self.forget();
        }
        let view = view();
        if self.last.as_ref() != Some(&view) {
            self.window.draw(app, &view);
            self.last = Some(view);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_begins_in_the_players_language_and_at_the_section_that_is_named() {
        assert_eq!(
            SETTINGS.address(Language::De, Some(Section::Privacy)),
            "settings.html?language=de#privacy"
        );
        assert_eq!(
            WELCOME.address(Language::En, None),
            "welcome.html?language=en"
        );
    }

    #[test]
    fn a_page_leads_nowhere_but_to_our_own_ones() -> Result<(), url::ParseError> {
        for ours in [
            "tauri://localhost/index.html",
            "http://tauri.localhost/settings.html",
        ] {
            assert!(stays(&Url::parse(ours)?), "{ours}");
        }
        for elsewhere in [
            "https://tauri.localhost.example.org/",
            "https://example.org/",
            "http://localhost/",
            "file:///etc/passwd",
            "data:text/html,hello",
            "about:blank",
        ] {
            assert!(!stays(&Url::parse(elsewhere)?), "{elsewhere}");
        }
        Ok(())
    }
}
