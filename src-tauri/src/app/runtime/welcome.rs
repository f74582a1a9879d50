//! The window that greets a new player: once by itself, and whenever it is asked for.
//!
//! Must not know how it looks.

use super::Runtime;
use crate::app::asker::Asker;
use crate::app::page_window::{PASTED, WELCOME};
use crate::app::session::Session;
use crate::app::signal::Signal;
use crate::bridge::{Action, SettingsAction};

impl Runtime {
    /// Greets whoever starts Haggle for the first time, and never again by itself.
    pub(super) fn greet(&mut self) {
        if self.practice_args.is_none() && self.preferences.is_first_start() {
            self.open_welcome(None);
            self.preferences.keep_welcomed();
        }
    }

    pub(super) fn welcome_page(&mut self, action: Action, session: Option<&Session>) {
        match action {
            // The window is drawn after every signal.
            Action::Ready => {}
            Action::LogIn => self.log_in(Asker::Welcome, session),
            Action::Settings {
                action: action @ SettingsAction::Change { .. },
            } => self.set(action, session),
            Action::OpenSettings { section } => self.open_settings(section, session),
            Action::OpenPasted => self.open(&PASTED, session),
            Action::StartPractice => self.signals.send(Signal::StartPractice(Asker::Welcome)),
            Action::Dismiss { .. } => self.preferences.dismiss(),
            Action::Close => WELCOME.close(&self.app),
            other => tracing::debug!(action = ?other, "not for the welcome"),
        }
    }
}
