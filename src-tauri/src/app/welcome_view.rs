//! From the program's state to the view that greets a new player.

use game_desktop::Command;

use super::preferences::Preferences;
use super::settings_view::{self, Facts};
use crate::bridge::WelcomeView;

/// The commands that a new player needs; the others stand in the settings.
const FIRST: [Command; 4] = [
    Command::Check,
    Command::CheckPinned,
    Command::List,
    Command::Settings,
];

/// The view of the welcome window. `wayland` says that hotkeys reach the program only through windows of X11.
#[must_use]
pub fn view(
    preferences: &Preferences,
    facts: &Facts<'_>,
    tray: bool,
    wayland: bool,
) -> WelcomeView {
    let settings = settings_view::view(preferences, facts);
    let first = |command: &str| FIRST.iter().any(|first| first.name() == command);
    let chords: Vec<_> = settings
        .chords
        .into_iter()
        .filter(|chord| first(&chord.command))
        .collect();
    WelcomeView {
        language: settings.language,
        offer_copies: wayland || chords.iter().any(|chord| chord.problem.is_some()),
        chords,
        account: settings.account,
        tray,
        watch_copies: settings.watch_copies,
        practice: settings.practice,
        message: settings.message,
    }
}

#[cfg(test)]
mod tests {
    use game_desktop::{Chord, ChordProblem, ChordState};
    use market_client::{Account, LinkStatus};

    use super::*;
    use crate::app::Start;
    use crate::autostart::fake::Fake;
    use crate::bridge::{AccountView, Message, Remedy};
    use crate::doctor::Visit;
    use crate::language::LanguageChoice;
    use crate::settings::{Settings, SettingsFile};
    use crate::texts::{Language, Text, Texts, spoken};
    use crate::update::State;

    /// The window at a first start; with chords that are taken, if so.
    fn greeting(language: LanguageChoice, chords: &[ChordState], tray: bool) -> WelcomeView {
        let folder = tempfile::tempdir().expect("a folder");
        let start = Start {
            settings: Settings {
                language,
                ..Settings::default()
            },
            file: SettingsFile::open(Some(folder.path())).expect("opens"),
            note: None,
            practice: None,
            args: clap::Parser::parse_from(["haggle"]),
        };
        let preferences = Preferences::new(start, Ok(Box::new(Fake::refusing())));
        let facts = Facts {
            chords,
            session: None,
            login_open: false,
            practice: false,
            update: &State::NotAsked,
            visit: &Visit::default(),
            report: None,
        };
        view(&preferences, &facts, tray, false)
    }

    /// The window in some states, by name.
    fn states(language: LanguageChoice) -> [(String, WelcomeView); 4] {
        let texts = Texts::of(language.language(None));
        let account = |status: &LinkStatus, open: bool| settings_view::account(texts, status, open);
        let chord: Chord = "Ctrl+D".parse().expect("a chord");
        let taken = [ChordState {
            command: Command::Check,
            chord,
            label: chord.to_string(),
            bound: false,
            problem: Some(ChordProblem::Taken { chord }),
        }];
        let first = greeting(language, &[], true);
        let known = LinkStatus::Ready {
            account: Some(Account {
                name: "Exile".to_owned(),
                ..Account::default()
            }),
        };
        let logged_in = WelcomeView {
            account: account(&known, false),
            ..first.clone()
        };
        let pending = WelcomeView {
            account: AccountView::Pending,
            practice: true,
            ..first.clone()
        };
        let trouble = WelcomeView {
            account: account(&LinkStatus::LoginExpired, false),
            message: Some(
                Message::new(
                    "login_failed",
                    texts.get(Text::LoginFailedTitle),
                    texts.get(Text::CallDeadline),
                )
                .with(Remedy::LogIn),
            ),
            ..greeting(language, &taken, false)
        };
        [
            ("first".to_owned(), first),
            ("in".to_owned(), logged_in),
            ("pending".to_owned(), pending),
            ("trouble".to_owned(), trouble),
        ]
    }

    #[test]
    fn each_state_is_german_in_german() {
        let german = states(LanguageChoice::De);
        for ((name, english), (_, german)) in states(LanguageChoice::En).iter().zip(&german) {
            assert_eq!(german.language, Language::De);
            spoken::is_german(name, english, german);
        }
    }

    /// Named so that it is run with what else is made for the pages.
    #[test]
    fn export_bindings_german_views() {
        spoken::write_views("german-welcome.json", &states(LanguageChoice::De).into());
    }

    #[test]
    fn the_watching_of_copies_is_offered_where_hotkeys_do_not_work() {
        let offers = states(LanguageChoice::En).map(|(_, view)| view.offer_copies);
        assert_eq!(offers, [false, false, false, true]);
    }
}
