//! What the settings window asks for.
//!
//! Must not know how settings are kept or shown.

use std::path::{Path, PathBuf};

use super::Runtime;
use crate::app::asker::Asker;
use crate::app::page_window::{LISTINGS, PASTED, SETTINGS, WATCHES};
use crate::app::session::Session;
use crate::app::signal::Signal;
use crate::bridge::{Action, Pasted, SettingsAction};
use crate::pasted;
use crate::pd2_trader::{self, ImportError, Places};
use crate::update;

impl Runtime {
    pub(super) fn settings_page(&mut self, action: Action, session: Option<&Session>) {
        match action {
            Action::Settings { action } => self.set(action, session),
            // The window is drawn after this, as after every signal.
            Action::Ready => self.preferences.look_at_start(),
            Action::LogIn => self.log_in(Asker::Settings, session),
            Action::LogOut => self.log_out(session),
            Action::Dismiss { .. } => self.preferences.dismiss(),
            Action::OpenListings => self.open(&LISTINGS, session),
            Action::OpenWatches => self.open(&WATCHES, session),
            Action::OpenPasted => self.open(&PASTED, session),
            Action::OpenWelcome => self.open_welcome(session),
            Action::StartPractice => self.signals.send(Signal::StartPractice(Asker::Settings)),
            Action::Close => SETTINGS.close(&self.app),
            Action::Quit => self.signals.send(Signal::Quit),
            other => tracing::debug!(action = ?other, "not for the settings"),
        }
    }

    pub(super) fn set(&mut self, action: SettingsAction, session: Option<&Session>) {
        let probe = game_desktop::chord_problem;
        let spoken = self.preferences.texts();
        match action {
            SettingsAction::Change { change } => self.preferences.change(change, &probe),
            SettingsAction::Undo => self.preferences.undo(),
            SettingsAction::Reset { key } => self.preferences.reset(&key, &probe),
            SettingsAction::TakeImport => self.preferences.take_import(),
            SettingsAction::StartWithSystem { on } => {
                return self.preferences.start_with_system(on);
            }
            SettingsAction::LookAgain => return self.preferences.look_at_start(),
            SettingsAction::OpenFolder => return self.open_folder(session),
            SettingsAction::CheckForUpdate => return self.update(update::Input::CheckNow, session),
            SettingsAction::OpenRelease => return self.open_release(session),
            SettingsAction::FindImport => return self.find_import(),
            SettingsAction::ReadImport { from } => return self.read_import(from),
            SettingsAction::DropImport => return self.preferences.drop_import(),
            SettingsAction::Examine => return self.examine(session),
            SettingsAction::MakeReport => return self.make_report(session),
            SettingsAction::CopyReport => return self.copy_report(),
            SettingsAction::CloseReport => return self.report = None,
        }
        if self.preferences.texts() != spoken {
            self.speak(session);
        }
        self.settings_changed(session);
    }

    /// Everything that depends on the settings goes by what holds now.
    fn settings_changed(&mut self, session: Option<&Session>) {
        let settings = self.preferences.active();
        self.desktop.reconfigure(settings.desktop());
        if let Err(error) = self.log.set(settings.log_level.name()) {
            tracing::error!(%error, "the log goes on as before");
        }
        let wished = settings.update_notice && self.practice_args.is_none();
        let realm = settings.realm;
        if let Some(practice) = &self.practice {
            practice.show_lesson(&settings.hotkeys);
        }
        self.tell_options(session);
        self.pasted(pasted::Input::Realm(realm), session);
        self.update(update::Input::Wished(wished), session);
    }

    fn open_folder(&mut self, session: Option<&Session>) {
        let folder = self.preferences.file().folder().to_owned();
        self.open_outside(folder, Asker::Settings, session);
    }

    fn find_import(&mut self) {
        self.import(|| {
            let path = Places::of_user()
                .and_then(|places| pd2_trader::find(&places))
                .ok_or(ImportError::NotFound)?;
            Ok((path.display().to_string(), pd2_trader::read_file(&path)?))
        });
    }

    /// A path, or what the file holds.
    fn read_import(&mut self, Pasted(from): Pasted) {
        self.import(move || {
            let from = from.trim();
            if from.starts_with('{') {
                return Ok((String::new(), from.to_owned()));
            }
            let path = path_of(from);
            Ok((path.display().to_string(), pd2_trader::read_file(&path)?))
        });
    }

    /// Reads in the background; the text, which may hold a login, goes no further than the reading.
    fn import(
        &mut self,
        source: impl FnOnce() -> Result<(String, String), ImportError> + Send + 'static,
    ) {
        self.preferences.import_begins();
        let (now, signals) = (self.preferences.kept().clone(), self.signals.clone());
        self.tasks.spawn_blocking(move || {
            let (source, read) = match source() {
                Ok((source, text)) => (source, pd2_trader::read(&text, &now)),
                Err(error) => (String::new(), Err(error)),
            };
            signals.send(Signal::Imported { source, read });
        });
    }
}

/// A path as people write it: in quotes, from the home folder, or as a file manager copies it.
fn path_of(text: &str) -> PathBuf {
    let text = text.trim_matches(['"', '\'']);
    let text = text.strip_prefix("file://").unwrap_or(text);
    let home = directories::BaseDirs::new();
    match (text.strip_prefix("~/"), home) {
        (Some(rest), Some(dirs)) => dirs.home_dir().join(rest),
        _ => Path::new(text).to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_is_read_as_people_write_it() {
        for text in ["/a b/c", "\"/a b/c\"", "file:///a b/c"] {
            assert_eq!(path_of(text), Path::new("/a b/c"), "{text}");
        }
        assert!(path_of("~/x").is_absolute());
    }
}
