//! From the program's state to the view that the settings window draws.

use std::time::SystemTime;

use game_desktop::ChordState;
use market_client::{Account, LinkStatus};

use super::preferences::{self, Preferences};
use super::session::Session;
use crate::bridge::{AccountView, ChordSetting, SettingsView};
use crate::overlay::link_view;
use crate::texts::{Text, Texts};

/// What the settings window shows besides the settings themselves.
pub struct Facts<'a> {
    pub chords: &'a [ChordState],
    pub session: Option<&'a Session>,
    pub login_open: bool,
    pub practice: bool,
}

/// The view of the settings window.
#[must_use]
pub fn view(preferences: &Preferences, facts: &Facts<'_>) -> SettingsView {
    let settings = preferences.active();
    let status = facts.session.map_or(LinkStatus::Stopped, Session::status);
    let texts = preferences.texts();
    let chords = preferences::chords(settings).map(|(command, chord)| ChordSetting {
        command: command.to_string(),
        label: texts.command(command),
        chord: chord.to_string(),
        problem: preferences::problem_of(texts, facts.chords, command),
    });
    let market = facts.session.map(|session| session.address.to_string());
    SettingsView {
        language: texts.language(),
        language_choice: settings.language,
        chords: chords.collect(),
        ladder: settings.realm.ladder,
        hardcore: settings.realm.hardcore,
        restore_clipboard: settings.restore_clipboard,
        watch_copies: settings.watch_copies,
        game_title: settings.game_title.clone(),
        economy: settings.economy,
        scale: settings.scale,
        account: account(texts, &status, facts.login_open),
        market: market.unwrap_or_default(),
        folder: preferences.file().folder().display().to_string(),
        link: link_view(texts, &status),
        practice: facts.practice,
        message: preferences.message().cloned(),
    }
}

fn account(texts: Texts, status: &LinkStatus, login_open: bool) -> AccountView {
    match status {
        _ if login_open => AccountView::Pending,
        LinkStatus::Ready {
            account: Some(account),
        } => AccountView::In {
            name: account.name.clone(),
            expires: expires(texts, account),
        },
        LinkStatus::LoginRefused { message } => AccountView::Expired {
            text: texts.get(Text::AccountRefused { words: message }),
        },
        LinkStatus::LoginExpired => AccountView::Expired {
            text: texts.get(Text::AccountEnded),
        },
        _ => AccountView::Out,
    }
}

/// When the login ends, in words: `ends in 6 days`; empty when the market does not say.
fn expires(texts: Texts, account: &Account) -> String {
    let left = account
        .expires_at
        .and_then(|end| end.duration_since(SystemTime::now()).ok());
    let text = match left.map(|left| left.as_secs() / 60) {
        None => return String::new(),
        Some(minutes @ ..120) => Text::AccountMinutes { n: minutes.into() },
        Some(minutes @ 120..2_880) => Text::AccountHours {
            n: (minutes / 60).into(),
        },
        Some(minutes) => Text::AccountDays {
            n: (minutes / 1_440).into(),
        },
    };
    texts.get(text)
}

#[cfg(test)]
mod tests {
    use std::path::PathBuf;

    use game_desktop::{Chord, ChordProblem, Command};

    use super::*;
    use crate::app::Start;
    use crate::language::LanguageChoice;
    use crate::settings::{LoadNote, Settings, SettingsFile};
    use crate::texts::spoken;

    /// The window in trouble: a chord that is taken, settings that were damaged.
    fn trouble(language: LanguageChoice) -> SettingsView {
        let folder = tempfile::tempdir().expect("a folder");
        let preferences = Preferences::new(Start {
            settings: Settings {
                language,
                ..Settings::default()
            },
            file: SettingsFile::open(Some(folder.path())).expect("opens"),
            note: Some(LoadNote::Damaged {
                kept_as: PathBuf::from("/x/settings.damaged-1.json"),
                reason: String::new(),
            }),
            practice: None,
            args: clap::Parser::parse_from(["haggle"]),
        });
        let chord: Chord = "Ctrl+D".parse().expect("a chord");
        let chords = [ChordState {
            command: Command::Check,
            chord,
            bound: false,
            problem: Some(ChordProblem::Taken { chord }),
        }];
        let facts = Facts {
            chords: &chords,
            session: None,
            login_open: false,
            practice: true,
        };
        SettingsView {
            folder: "/x".to_owned(),
            ..view(&preferences, &facts)
        }
    }

    #[test]
    fn the_settings_are_german_in_german() {
        let english = trouble(LanguageChoice::En);
        let german = SettingsView {
            language_choice: LanguageChoice::En,
            ..trouble(LanguageChoice::De)
        };
        spoken::is_german("settings", &english, &german);
    }

    /// Named so that it is run with what else is made for the pages.
    #[test]
    fn export_bindings_german_views() {
        let views = [("trouble".to_owned(), trouble(LanguageChoice::De))];
        spoken::write_views("german-settings.json", &views.into());
    }

    #[test]
    fn the_end_of_a_login_is_told_in_the_largest_unit() {
        let account = |minutes: u64| Account {
            expires_at: Some(SystemTime::now() + std::time::Duration::from_secs(minutes * 60 + 30)),
            ..Account::default()
        };
        for (minutes, text) in [
            (1, "ends in 1 minute"),
            (119, "ends in 119 minutes"),
            (120, "ends in 2 hours"),
            (2_880, "ends in 2 days"),
        ] {
            let texts = Texts::of(crate::texts::Language::En);
            assert_eq!(expires(texts, &account(minutes)), text);
        }
    }
}
