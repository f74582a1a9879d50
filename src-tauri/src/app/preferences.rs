//! The settings while Haggle runs: what is kept, what the command line says on top, and what the user changes.

use game_desktop::{Chord, ChordState, Command};
use market_client::MarketAddress;

use super::Start;
use crate::bridge::{Message, SettingChange};
use crate::cli::Args;
use crate::overlay::OwnWorths;
use crate::sale::Drafts;
use crate::settings::{LoadNote, SCALE_RANGE, Settings, SettingsFile, StoredLogin};

/// The file of what was typed for items that are not listed yet.
const DRAFTS: &str = "drafts.json";
/// The file of what the player says that runes and the like are worth.
const WORTHS: &str = "worths.json";

/// The commands that have a hotkey, with their names in the settings window.
const COMMANDS: [(Command, &str); 5] = [
    (Command::Check, "Check the hovered item"),
    (Command::CheckPinned, "Check and keep the panel open"),
    (Command::List, "List the hovered item"),
    (Command::Currency, "Show what your runes and gems are worth"),
    (Command::Settings, "Open these settings"),
];

/// The settings of a running Haggle.
#[derive(Debug)]
pub struct Preferences {
    kept: Settings,
    active: Settings,
    args: Args,
    file: SettingsFile,
    message: Option<Message>,
}

impl Preferences {
    #[must_use]
    pub fn new(start: Start) -> Self {
        let active = start.args.apply(start.settings.clone());
        let message = start.note.as_ref().map(damaged);
        Self {
            kept: start.settings,
            active,
            args: start.args,
            file: start.file,
            message,
        }
    }

    /// What holds now.
    #[must_use]
    pub fn active(&self) -> &Settings {
        &self.active
    }

    /// Where the settings are kept.
    #[must_use]
    pub fn file(&self) -> &SettingsFile {
        &self.file
    }

    /// What the settings window has to say about the last change, or about the file.
    #[must_use]
    pub fn message(&self) -> Option<&Message> {
        self.message.as_ref()
    }

    /// Takes one change and saves it at once. A change that makes no sense is refused with words.
    pub fn change(&mut self, change: SettingChange) {
        self.message = match apply(&mut self.kept, change) {
            Ok(()) => self.save(),
            Err(message) => Some(message),
        };
    }

    /// Keeps a login beside those for other markets.
    pub fn keep_login(&mut self, login: StoredLogin) -> Option<Message> {
        self.kept.logins.retain(|kept| kept.host != login.host);
        self.kept.logins.push(login);
        self.message = self.save();
        self.message.clone()
    }

    /// Forgets the login for this market.
    pub fn forget_login(&mut self, market: &MarketAddress) -> Option<Message> {
        self.kept.logins.retain(|kept| !kept.is_for(market));
        self.message = self.save();
        self.message.clone()
    }

    /// What was typed for items that are not listed yet.
    #[must_use]
    pub fn drafts(&self) -> Drafts {
        match self.file.load_from(DRAFTS) {
            Ok((drafts, _)) => drafts,
            Err(error) => {
                tracing::error!(%error, "drafts not read");
                Drafts::default()
            }
        }
    }

    /// Keeps them over restarts.
    pub fn keep_drafts(&self, drafts: &Drafts) {
        if let Err(error) = self.file.save_to(DRAFTS, drafts) {
            tracing::error!(%error, "drafts not kept");
        }
    }

    /// What the player says that runes and the like are worth, in HR.
    #[must_use]
    pub fn worths(&self) -> OwnWorths {
        match self.file.load_from(WORTHS) {
            Ok((worths, _)) => worths,
            Err(error) => {
                tracing::error!(%error, "worths not read");
                OwnWorths::default()
            }
        }
    }

    /// Keeps it over restarts.
    pub fn keep_worths(&self, worths: &OwnWorths) {
        if let Err(error) = self.file.save_to(WORTHS, worths) {
            tracing::error!(%error, "worths not kept");
        }
    }

    /// Says something in the settings window.
    pub fn tell(&mut self, message: Message) {
        self.message = Some(message);
    }

    fn save(&mut self) -> Option<Message> {
        self.active = self.args.apply(self.kept.clone());
        let error = self.file.save(&self.kept).err()?;
        tracing::error!(%error, "settings not saved");
        Some(message(
            "settings_not_saved",
            "Not saved",
            error.to_string(),
        ))
    }
}

/// The commands, their names and their chords.
pub fn chords(settings: &Settings) -> impl Iterator<Item = (Command, &'static str, &Chord)> {
    COMMANDS
        .into_iter()
        .filter_map(|(command, label)| Some((command, label, settings.hotkeys.0.get(&command)?)))
}

fn apply(settings: &mut Settings, change: SettingChange) -> Result<(), Message> {
    match change {
        SettingChange::Chord { command, chord } => set_chord(settings, &command, &chord)?,
        SettingChange::Ladder { on } => settings.realm.ladder = on,
        SettingChange::Hardcore { on } => settings.realm.hardcore = on,
        SettingChange::RestoreClipboard { on } => settings.restore_clipboard = on,
        SettingChange::GameTitle { title } => {
            let title = title.trim();
            if title.is_empty() {
                return Err(message(
                    "title_empty",
                    "A title is needed",
                    "Write the title of the game's window as its frame shows it.".to_owned(),
                ));
            }
            title.clone_into(&mut settings.game_title);
        }
        SettingChange::Economy { on } => settings.economy = on,
        SettingChange::Scale { scale } if scale.is_finite() => {
            settings.scale = scale.clamp(SCALE_RANGE.0, SCALE_RANGE.1);
        }
        SettingChange::Scale { .. } => {}
    }
    Ok(())
}

fn set_chord(settings: &mut Settings, command: &str, chord: &str) -> Result<(), Message> {
    let refused = |text: String| message("chord_refused", "This hotkey does not work", text);
    let Some((command, _)) = COMMANDS
        .into_iter()
        .find(|(known, _)| known.to_string() == command)
    else {
        return Err(refused(format!("there is no command {command}")));
    };
    let chord: Chord = chord
        .parse()
        .map_err(|error: game_desktop::ChordError| refused(error.to_string()))?;
    let doubled = chords(settings).find(|(other, _, held)| *other != command && **held == chord);
    if let Some((_, label, _)) = doubled {
        return Err(refused(format!(
            "{chord} is the hotkey of “{label}” already: choose another."
        )));
    }
    settings.hotkeys.0.insert(command, chord);
    Ok(())
}

/// What is wrong with a chord, in words, if anything is.
#[must_use]
pub fn problem_of(chords: &[ChordState], command: Command) -> Option<String> {
    chords
        .iter()
        .find(|state| state.command == command)?
        .problem
        .as_ref()
        .map(ToString::to_string)
}

fn damaged(note: &LoadNote) -> Message {
    message(
        "settings_damaged",
        "The settings were damaged",
        note.words(),
    )
}

fn message(code: &str, title: &str, text: String) -> Message {
    Message {
        code: code.to_owned(),
        title: title.to_owned(),
        text,
        remedy: None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn changed(change: SettingChange) -> (Settings, Result<(), Message>) {
        let mut settings = Settings::default();
        let result = apply(&mut settings, change);
        (settings, result)
    }

    fn chord(command: &str, chord: &str) -> SettingChange {
        SettingChange::Chord {
            command: command.to_owned(),
            chord: chord.to_owned(),
        }
    }

    #[test]
    fn every_command_with_a_hotkey_has_a_name_and_a_chord() {
        let settings = Settings::default();
        assert_eq!(chords(&settings).count(), COMMANDS.len());
        assert_eq!(settings.hotkeys.0.len(), COMMANDS.len());
    }

    #[test]
    fn a_chord_is_changed() {
        let (settings, result) = changed(chord("check", "Ctrl+F"));
        assert_eq!(result, Ok(()));
        assert_eq!(settings.hotkeys.0[&Command::Check].to_string(), "Ctrl+F");
    }

    #[test]
    fn chords_that_cannot_work_are_refused_with_words() {
        for (command, keys) in [
            ("check", "Ctrl+O"),
            ("check", "D"),
            ("check", ""),
            ("fly", "Ctrl+F"),
            ("check", "Ctrl+Ctrl"),
        ] {
            let (settings, result) = changed(chord(command, keys));
            let refused = result.expect_err(keys);
            assert!(!refused.text.is_empty());
            assert_eq!(settings, Settings::default(), "{keys}");
        }
    }

    #[test]
    fn an_empty_title_is_refused_and_a_scale_kept_in_range() {
        assert!(
            changed(SettingChange::GameTitle {
                title: "  ".to_owned()
            })
            .1
            .is_err()
        );
        assert!((changed(SettingChange::Scale { scale: 7.0 }).0.scale - 1.6).abs() < f64::EPSILON);
        assert!(
            (changed(SettingChange::Scale { scale: f64::NAN }).0.scale - 1.0).abs() < f64::EPSILON
        );
    }
}
