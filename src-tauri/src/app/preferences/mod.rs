//! The settings while Haggle runs: what is kept, what the command line says on top, and what the user changes.

mod change;
mod import;

use std::sync::Arc;

use game_desktop::{ChordState, Command};
use market_client::MarketAddress;

use super::Start;
use crate::autostart::{Autostart, AutostartError, State};
use crate::bridge::{AutostartView, Changed, Message, Refused, SettingChange, Undo};
use crate::cli::Args;
use crate::doctor::Kept;
use crate::settings::{
    History, Key, LoadNote, Settings, SettingsError, SettingsFile, Step, StoredLogin,
};
use crate::texts::{Text, Texts};
use change::Judge;
pub use change::{Probe, chords};

/// The name of the start with the system beside those of the settings.
const AUTOSTART: &str = "autostart";

/// The settings of a running Haggle.
#[derive(Debug)]
pub struct Preferences {
    kept: Settings,
    active: Settings,
    args: Args,
    file: SettingsFile,
    history: History,
    import: import::Stage,
    autostart: Result<Box<dyn Autostart>, AutostartError>,
    /// As the system told it last.
    starts: AutostartView,
    refused: Option<Refused>,
    message: Option<Message>,
    /// Until the next time that they are saved.
    note: Option<LoadNote>,
    unsaved: Option<Arc<SettingsError>>,
    /// The system's own.
    locale: Option<String>,
    /// The player was never greeted, and not because a file was damaged.
    first_start: bool,
}

impl Preferences {
    #[must_use]
    pub fn new(start: Start, autostart: Result<Box<dyn Autostart>, AutostartError>) -> Self {
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
            history: History::default(),
            import: import::Stage::default(),
            autostart,
            starts: AutostartView::default(),
            refused: None,
            message,
            note: start.note,
            unsaved: None,
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

    /// What is kept, without the command line's words.
    #[must_use]
    pub fn kept(&self) -> &Settings {
        &self.kept
    }

    /// Where the settings are kept.
    #[must_use]
    pub fn file(&self) -> &SettingsFile {
        &self.file
    }

    /// What the settings window has to say about the file.
    #[must_use]
    pub fn message(&self) -> Option<&Message> {
        self.message.as_ref()
    }

    /// What was asked for last and cannot be.
    #[must_use]
    pub fn refused(&self) -> Option<&Refused> {
        self.refused.as_ref()
    }

    /// Takes one change and saves it at once. A change that makes no sense is refused with words.
    pub fn change(&mut self, change: SettingChange, probe: Probe<'_>) {
        let texts = self.texts();
        self.try_to(|settings| change::apply(settings, change, Judge { texts, probe }));
    }

    /// Sets one setting to what it is by default, and saves it.
    pub fn reset(&mut self, key: &str, probe: Probe<'_>) {
        let texts = self.texts();
        self.try_to(|settings| change::reset(settings, key, Judge { texts, probe }));
    }

    /// Takes the last change back, and saves that.
    pub fn undo(&mut self) {
        self.refused = None;
        self.import = import::Stage::Idle;
        match self.history.take_back() {
            Some(Step::Settings { keys, before }) => {
                for key in keys {
                    key.bring(&before, &mut self.kept);
                }
                self.message = self.save();
            }
            Some(Step::StartWithSystem { was }) => self.set_start(was),
            None => {}
        }
    }

    /// Has Haggle started with the system, or not.
    pub fn start_with_system(&mut self, on: bool) {
        let was = self.starts.on;
        self.refused = None;
        self.set_start(on);
        if self.refused.is_none() && was != on {
            self.history.note_start(was);
        }
    }

    fn set_start(&mut self, on: bool) {
        let done = match &self.autostart {
            Ok(autostart) => autostart
                .set(on)
                .map_err(|error| self.texts().autostart(&error)),
            Err(error) => Err(self.texts().autostart(error)),
        };
        if let Err(text) = done {
            tracing::warn!(%text, "the start with the system stays as it is");
            self.refused = Some(change::refused(AUTOSTART, text));
        }
        self.look_at_start();
    }

    /// Asks the system again whether Haggle is started with it.
    pub fn look_at_start(&mut self) {
        let state = match &self.autostart {
            Ok(autostart) => autostart.state(),
            Err(error) => {
                self.starts = AutostartView {
                    on: false,
                    problem: Some(self.texts().autostart(error)),
                };
                return;
            }
        };
        let (on, problem) = match state {
            Ok(State::On) => (true, None),
            Ok(State::Off) => (false, None),
            Ok(State::Elsewhere(program)) => (
                false,
                Some(self.texts().get(Text::AutostartElsewhere {
                    path: &program.display().to_string(),
                })),
            ),
            Err(error) => (false, Some(self.texts().autostart(&error))),
        };
        self.starts = AutostartView { on, problem };
    }

    /// Whether Haggle is started with the system, as the system told it last.
    #[must_use]
    pub fn starts(&self) -> &AutostartView {
        &self.starts
    }

    /// What `undo` would take back.
    #[must_use]
    pub fn undo_view(&self) -> Option<Undo> {
        let texts = self.texts();
        let (key, others, from, to) = match self.history.last()? {
            Step::Settings { keys, before } => {
                let first = *keys.first()?;
                let (from, to) = (texts.value(first, before), texts.value(first, &self.kept));
                (first.name(), keys.len() - 1, from, to)
            }
            Step::StartWithSystem { was } => {
                (AUTOSTART, 0, texts.switch(*was), texts.switch(!*was))
            }
        };
        Some(Undo {
            key: key.to_owned(),
            others,
            from,
            to,
            steps: self.history.depth(),
        })
    }

    /// What is not as it is by default.
    #[must_use]
    pub fn changed(&self) -> Vec<Changed> {
        let (usual, texts) = (Settings::default(), self.texts());
        let changed = |key: Key| Changed {
            key: key.name().to_owned(),
            default: texts.value(key, &usual),
        };
        let keys = Key::differing(&usual, &self.kept);
        keys.into_iter().map(changed).collect()
    }

    fn try_to(&mut self, change: impl FnOnce(&mut Settings) -> Result<(), Refused>) {
        let before = self.kept.clone();
        // What was read is compared with settings that are no more.
        self.import = import::Stage::Idle;
        self.refused = change(&mut self.kept).err();
        if self.refused.is_none() {
            self.history.note(&before, &self.kept);
            self.message = self.save();
        }
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

    /// Says something in the settings window.
    pub fn tell(&mut self, message: Message) {
        self.message = Some(message);
    }

    /// It is read.
    pub fn dismiss(&mut self) {
        self.message = None;
    }

    /// Says this no longer, if it is what is said.
    pub fn withdraw(&mut self, code: &str) {
        self.message.take_if(|message| message.code == code);
    }

    /// Whether the settings can be kept, for the doctor.
    #[must_use]
    pub fn state_of_file(&self) -> Kept {
        match (&self.unsaved, &self.note) {
            (Some(error), _) => Kept::Unusable(Arc::clone(error)),
            (None, Some(note)) => Kept::Damaged(note.clone()),
            (None, None) => Kept::In(self.file.folder().to_owned()),
        }
    }

    fn save(&mut self) -> Option<Message> {
        self.active = self.args.apply(self.kept.clone());
        let Err(error) = self.file.save(&self.kept) else {
            (self.unsaved, self.note) = (None, None);
            return None;
        };
        tracing::error!(%error, "settings not saved");
        let message = Message::new(
            "settings_not_saved",
            self.texts().get(Text::SettingsNotSavedTitle),
            self.texts().settings(&error),
        );
        self.unsaved = Some(Arc::new(error));
        Some(message)
    }
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
    Message::new(
        "settings_damaged",
        texts.get(Text::SettingsDamagedTitle),
        texts.get(Text::SettingsDamagedText {
            path: &kept_as.display().to_string(),
        }),
    )
}

#[cfg(test)]
mod tests {
    use clap::Parser;

    use super::*;
    use crate::autostart::fake::Fake;
    use crate::bridge::ImportView;
    use crate::pd2_trader;

    fn preferences(words: &[&str]) -> (tempfile::TempDir, Preferences) {
        let folder = tempfile::tempdir().expect("a folder");
        let file = SettingsFile::open(Some(folder.path())).expect("opens");
        let args = Args::parse_from([&["haggle"], words].concat());
        let start = Start {
            settings: Settings::default(),
            file,
            note: None,
            practice: None,
            args,
        };
        (
            folder,
            Preferences::new(start, Ok(Box::new(Fake::default()))),
        )
    }

    fn saved(preferences: &Preferences) -> Settings {
        preferences.file().load().expect("loads").0
    }

    #[test]
    fn a_change_is_saved_and_can_be_taken_back() {
        let (_folder, mut preferences) = preferences(&[]);
        let free = |_| None;
        preferences.change(SettingChange::Scale { scale: 1.2 }, &free);
        preferences.change(SettingChange::Hardcore { on: true }, &free);
        assert!(saved(&preferences).realm.hardcore);
        let undo = preferences.undo_view().expect("a change");
        assert_eq!(
            (undo.key.as_str(), undo.steps, undo.others),
            ("hardcore", 2, 0)
        );
        assert_eq!(
            (undo.from.as_str(), undo.to.as_str()),
            ("softcore", "hardcore")
        );
        let changed = preferences.changed();
        let keys: Vec<&str> = changed.iter().map(|one| one.key.as_str()).collect();
        assert_eq!(keys, ["hardcore", "scale"]);
        assert_eq!(changed[1].default, "100%");
        preferences.undo();
        assert!(!saved(&preferences).realm.hardcore);
        assert!((preferences.active().scale - 1.2).abs() < f64::EPSILON);
        preferences.undo();
        assert_eq!(saved(&preferences), Settings::default());
        assert_eq!(
            (preferences.undo_view(), preferences.changed()),
            (None, vec![])
        );
    }

    #[test]
    fn what_is_refused_is_told_until_the_next_change_and_not_saved() {
        let (folder, mut preferences) = preferences(&[]);
        let free = |_| None;
        let title = String::new();
        preferences.change(SettingChange::GameTitle { title }, &free);
        assert_eq!(
            preferences.refused().map(|refused| refused.key.as_str()),
            Some("gameTitle")
        );
        assert!(preferences.undo_view().is_none());
        assert!(!folder.path().join("settings.json").exists());
        preferences.change(SettingChange::Economy { on: true }, &free);
        assert_eq!(preferences.refused(), None);
        preferences.reset("economy", &free);
        assert_eq!(saved(&preferences), Settings::default());
    }

    #[test]
    fn what_the_command_line_says_is_not_saved() {
        let (_folder, mut preferences) = preferences(&["--hardcore"]);
        preferences.change(SettingChange::Economy { on: true }, &|_| None);
        assert!(preferences.active().realm.hardcore);
        assert!(!saved(&preferences).realm.hardcore);
    }

    #[test]
    fn an_undo_leaves_logins_alone() {
        let (_folder, mut preferences) = preferences(&[]);
        preferences.change(SettingChange::Economy { on: true }, &|_| None);
        let login = r#"{"host":"market.example:443","token":"a.b.c"}"#;
        preferences.keep_login(serde_json::from_str(login).expect("a login"));
        preferences.undo();
        assert_eq!(saved(&preferences).logins.len(), 1);
    }

    #[test]
    fn the_start_with_the_system_is_read_back_and_can_be_taken_back() {
        let (_folder, mut preferences) = preferences(&[]);
        preferences.look_at_start();
        assert!(!preferences.starts().on);
        preferences.start_with_system(true);
        assert!(preferences.starts().on);
        let undo = preferences.undo_view().expect("a change");
        assert_eq!((undo.key.as_str(), undo.to.as_str()), ("autostart", "on"));
        preferences.undo();
        assert!(!preferences.starts().on && preferences.undo_view().is_none());
    }

    #[test]
    fn a_system_that_refuses_is_told_in_words() {
        let (_folder, mut preferences) = preferences(&[]);
        preferences.autostart = Ok(Box::new(Fake::refusing()));
        preferences.start_with_system(true);
        let refused = preferences.refused().expect("refused");
        assert_eq!(refused.key, "autostart");
        assert!(refused.text.contains("it refuses"), "{}", refused.text);
        assert!(!preferences.starts().on && preferences.undo_view().is_none());
    }

    #[test]
    fn settings_of_another_program_are_shown_first_taken_as_one_change_and_taken_back() {
        let (_folder, mut preferences) = preferences(&[]);
        let text = r#"{"hotkeyKey":"q","mode":"hardcore","pd2Token":"x","whisperOn":true}"#;
        let read = pd2_trader::read(text, preferences.active());
        preferences.imported("settings.json".to_owned(), read);
        let ImportView::Read { taken, left, .. } = preferences.import_view() else {
            panic!("{:?} is no preview", preferences.import_view())
        };
        let rows: Vec<_> = taken
            .iter()
            .map(|row| (&*row.key, &*row.from, &*row.to))
            .collect();
        assert_eq!(
            rows,
            [
                ("check", "Ctrl+D", "Ctrl+Q"),
                ("hardcore", "softcore", "hardcore")
            ]
        );
        assert_eq!(left.len(), 2);
        assert!(preferences.undo_view().is_none(), "nothing is taken yet");
        preferences.take_import();
        assert_eq!(preferences.import_view(), ImportView::Taken { count: 2 });
        assert!(saved(&preferences).realm.hardcore);
        assert_eq!(preferences.undo_view().map(|undo| undo.others), Some(1));
        preferences.undo();
        assert_eq!(saved(&preferences), Settings::default());
        assert_eq!(preferences.import_view(), ImportView::Idle);
    }

    #[test]
    fn what_is_said_is_withdrawn_by_its_code_alone_or_read() {
        let (_folder, mut preferences) = preferences(&[]);
        let said = || Message::new("not_opened", String::new(), String::new());
        preferences.tell(said());
        preferences.withdraw("login_failed");
        assert_eq!(preferences.message(), Some(&said()));
        preferences.withdraw("not_opened");
        assert_eq!(preferences.message(), None);
        preferences.tell(said());
        preferences.dismiss();
        assert_eq!(preferences.message(), None);
    }

    #[test]
    fn what_cannot_be_taken_over_changes_nothing() {
        let (folder, mut preferences) = preferences(&[]);
        let read = pd2_trader::read("{\"ladder\":", preferences.active());
        preferences.imported("pasted".to_owned(), read);
        let ImportView::Failed { text } = preferences.import_view() else {
            panic!("it is broken")
        };
        assert!(text.contains("line 1"), "{text}");
        preferences.take_import();
        assert!(!folder.path().join("settings.json").exists());
    }
}
