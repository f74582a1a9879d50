//! The settings while Haggle runs: what is kept, what the command line says on top, and what the user changes.

use game_desktop::{Chord, ChordState, Command};
use market_client::MarketAddress;

use super::Start;
use crate::bridge::{Message, SettingChange};
use crate::cli::Args;
use crate::overlay::OwnWorths;
use crate::sale::Drafts;
use crate::settings::{LoadNote, SCALE_RANGE, Settings, SettingsFile, StoredLogin};
use crate::texts::{Text, Texts};
use crate::watch::Kept;

/// The file of what was typed for items that are not listed yet.
const DRAFTS: &str = "drafts.json";
/// The file of what the player says that runes and the like are worth.
const WORTHS: &str = "worths.json";
/// The file of what the player watches for.
const WATCHES: &str = "watches.json";

/// The settings of a running Haggle.
#[derive(Debug)]
pub struct Preferences {
    kept: Settings,
    active: Settings,
    args: Args,
    file: SettingsFile,
    message: Option<Message>,
    /// The system's own.
    locale: Option<String>,
    /// The player was never greeted, and not because a file was damaged.
    first_start: bool,
}

impl Preferences {
    #[must_use]
    pub fn new(start: Start) -> Self {
        let active = start.args.apply(start.settings.clone());
        let locale = game_desktop::system_locale();
        let texts = Texts::of(active.language.language(locale.as_deref()));
        let message = start.note.as_ref().map(|note| damaged(texts, note));
        let first_start = !start.settings.welcomed && start.note.is_none();
        Self {
            first_start,
            kept: start.settings,
            active,
            args: start.args,
            file: start.file,
            message,
            locale,
        }
    }

    /// The texts of the language that the windows speak.
    #[must_use]
    pub fn texts(&self) -> Texts {
        Texts::of(self.active.language.language(self.locale.as_deref()))
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
        self.message = match apply(self.texts(), &mut self.kept, change) {
            Ok(()) => self.save(),
            Err(message) => Some(message),
        };
    }

    /// Whether this is the very first start.
    #[must_use]
    pub fn is_first_start(&self) -> bool {
        self.first_start
    }

    /// Keeps in mind that the player was greeted.
    pub fn keep_welcomed(&mut self) {
        self.kept.welcomed = true;
        self.message = self.save();
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

    /// What the player watches for.
    #[must_use]
    pub fn watches(&self) -> Vec<Kept> {
        match self.file.load_from(WATCHES) {
            Ok((watches, _)) => watches,
            Err(error) => {
                tracing::error!(%error, "watches not read");
                Vec::new()
            }
        }
    }

    /// Keeps it over restarts.
    pub fn keep_watches(&self, watches: &[Kept]) {
        if let Err(error) = self.file.save_to(WATCHES, &watches) {
            tracing::error!(%error, "watches not kept");
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
            self.texts().get(Text::SettingsNotSavedTitle),
            self.texts().settings(&error),
        ))
    }
}

/// The commands and their chords.
pub fn chords(settings: &Settings) -> impl Iterator<Item = (Command, &Chord)> {
    Command::ALL
        .into_iter()
        .filter_map(|command| Some((command, settings.hotkeys.0.get(&command)?)))
}

fn apply(texts: Texts, settings: &mut Settings, change: SettingChange) -> Result<(), Message> {
    match change {
        SettingChange::Chord { command, chord } => set_chord(texts, settings, &command, &chord)?,
        SettingChange::Ladder { on } => settings.realm.ladder = on,
        SettingChange::Hardcore { on } => settings.realm.hardcore = on,
        SettingChange::RestoreClipboard { on } => settings.restore_clipboard = on,
        SettingChange::WatchCopies { on } => settings.watch_copies = on,
        SettingChange::GameTitle { title } => {
            let title = title.trim();
            if title.is_empty() {
                return Err(message(
                    "title_empty",
                    texts.get(Text::SettingsTitleEmptyTitle),
                    texts.get(Text::SettingsTitleEmptyText),
                ));
            }
            title.clone_into(&mut settings.game_title);
        }
        SettingChange::Economy { on } => settings.economy = on,
        SettingChange::Scale { scale } if scale.is_finite() => {
            settings.scale = scale.clamp(SCALE_RANGE.0, SCALE_RANGE.1);
        }
        SettingChange::Scale { .. } => {}
        SettingChange::Language { choice } => settings.language = choice,
    }
    Ok(())
}

fn set_chord(
    texts: Texts,
    settings: &mut Settings,
    command: &str,
    chord: &str,
) -> Result<(), Message> {
    let refused = |text: String| {
        let title = texts.get(Text::ChordWrongTitle);
        message("chord_refused", title, text)
    };
    let known = |known: &Command| known.name() == command;
    let Some(command) = Command::ALL.into_iter().find(known) else {
        return Err(refused(texts.get(Text::ChordWrongCommand { command })));
    };
    let chord: Chord = chord
        .parse()
        .map_err(|error: game_desktop::ChordError| refused(texts.chord_error(&error)))?;
    let doubled = chords(settings).find(|(other, held)| *other != command && **held == chord);
    if let Some((other, _)) = doubled {
        return Err(refused(texts.get(Text::ChordWrongUsed {
            chord: &chord.to_string(),
            other: &texts.command(other),
        })));
    }
    settings.hotkeys.0.insert(command, chord);
    Ok(())
}

/// What is wrong with a chord, in words, if anything is.
#[must_use]
pub fn problem_of(texts: Texts, chords: &[ChordState], command: Command) -> Option<String> {
    chords
        .iter()
        .find(|state| state.command == command)?
        .problem
        .as_ref()
        .map(|problem| texts.chord_problem(problem))
}

fn damaged(texts: Texts, note: &LoadNote) -> Message {
    let LoadNote::Damaged { kept_as, .. } = note;
    message(
        "settings_damaged",
        texts.get(Text::SettingsDamagedTitle),
        texts.get(Text::SettingsDamagedText {
            path: &kept_as.display().to_string(),
        }),
    )
}

fn message(code: &str, title: String, text: String) -> Message {
    Message {
        code: code.to_owned(),
        title,
        text,
        remedy: None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn changed(change: SettingChange) -> (Settings, Result<(), Message>) {
        let mut settings = Settings::default();
        let result = apply(Texts::default(), &mut settings, change);
        (settings, result)
    }

    fn chord(command: &str, chord: &str) -> SettingChange {
        SettingChange::Chord {
            command: command.to_owned(),
            chord: chord.to_owned(),
        }
    }

    #[test]
    fn every_command_has_a_chord() {
        let settings = Settings::default();
        assert_eq!(chords(&settings).count(), Command::ALL.len());
        assert_eq!(settings.hotkeys.0.len(), Command::ALL.len());
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
