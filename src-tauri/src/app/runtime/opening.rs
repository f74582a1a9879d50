//! Opens windows, pages and folders. What fails is said where it was asked for.
//!
//! Must not know what the windows show.

use std::ffi::OsStr;

use super::Runtime;
use crate::app::asker::{Answered, Asker};
use crate::app::page_window::{PageWindow, SETTINGS, WELCOME};
use crate::app::session::{self, Session};
use crate::app::signal::Signal;
use crate::bridge::{Message, Section, Tone};
use crate::doctor;
use crate::overlay::{Input, words};

impl Runtime {
    pub(super) fn open(&mut self, window: &PageWindow, session: Option<&Session>) {
        self.open_at(window, None, session);
    }

    pub(super) fn open_settings(&mut self, section: Option<Section>, session: Option<&Session>) {
        self.open_at(&SETTINGS, section, session);
    }

    /// The welcome tells how Haggle is reached from now on: whether by the tray is looked at anew.
    pub(super) fn open_welcome(&mut self, session: Option<&Session>) {
        let signals = self.signals.clone();
        self.tasks.spawn_blocking(move || {
            signals.send(Signal::Tray(doctor::look_at_tray()));
        });
        self.open_at(&WELCOME, None, session);
    }

    fn open_at(
        &mut self,
        window: &PageWindow,
        section: Option<Section>,
        session: Option<&Session>,
    ) {
        let texts = self.preferences.texts();
        self.preferences.withdraw(words::NO_WINDOW);
        if let Err(error) = window.open(&self.app, texts, section) {
            tracing::error!(%error, window = window.label, "a window could not be opened");
            let message = words::no_window(texts, &error.to_string());
            self.preferences.tell(message.clone());
            let tone = Tone::Bad;
            self.feed(Input::Tell { tone, message }, session);
        }
    }

    /// Opens a listing's page in the browser.
    pub(super) fn open_listing(&mut self, id: &str, asker: Asker, session: Option<&Session>) {
        if self.practice.is_some() {
            let message = words::no_practice_page(self.preferences.texts());
            // Over the practice game, wherever it was asked: there is nothing to be done about it.
            return self.say(Asker::Game, message, None, session);
        }
        if let Some(page) = session::listing_page(id) {
            self.open_outside(page, asker, session);
        }
    }

    /// Opens an address or a folder with the system's own program for it.
    pub(super) fn open_outside(
        &mut self,
        target: impl AsRef<OsStr>,
        asker: Asker,
        session: Option<&Session>,
    ) {
        self.preferences.withdraw(words::NOT_OPENED);
        if let Err(error) = open::that_detached(&target) {
            tracing::warn!(%error, "the system opens nothing");
            let texts = self.preferences.texts();
            let target = target.as_ref().to_string_lossy();
            let message = words::not_opened(texts, &target, &error.to_string());
            // Over the game nothing can be copied.
            self.preferences.tell(message.clone());
            self.say(asker, message, None, session);
        }
    }

    /// Says what went wrong where it was asked for; where the settings are opened for it, at this section.
    pub(super) fn say(
        &mut self,
        asker: Asker,
        message: Message,
        section: Option<Section>,
        session: Option<&Session>,
    ) {
        let answered = asker.answered(|window| window.is_open(&self.app));
        if answered == Answered::InGame {
            let tone = Tone::Warn;
            return self.feed(Input::Tell { tone, message }, session);
        }
        self.preferences.tell(message);
        if answered == Answered::InSettings {
            self.open_settings(section, session);
        }
    }
}
