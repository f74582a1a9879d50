//! From the program's state to the view that the settings window draws.

use std::time::SystemTime;

use game_desktop::ChordState;
use market_client::{Account, LinkStatus};

use super::preferences::{self, Preferences};
use super::session::Session;
use crate::bridge::{
    AccountView, ChordSetting, DoctorLink, DoctorView, Fix, Report, SettingsView, Stretch,
    UpdateView, Verdict,
};
use crate::doctor::{self, Finding, Visit};
use crate::overlay::link_view;
use crate::settings::{COPY_LIMIT_RANGE, SCALE_RANGE, Settings};
use crate::texts::{Text, Texts};
use crate::update::{Release, State};

/// What the settings window shows besides the settings themselves.
pub struct Facts<'a> {
    pub chords: &'a [ChordState],
    pub session: Option<&'a Session>,
    pub login_open: bool,
    pub practice: bool,
    pub update: &'a State,
    pub visit: &'a Visit,
    pub report: Option<&'a Report>,
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
        chord: chord.shown(),
        problem: preferences::problem_of(texts, facts.chords, command),
    });
    let market = facts.session.map(|session| session.address.to_string());
    SettingsView {
        language: texts.language(),
        language_choice: settings.language,
        chords: chords.collect(),
        ladder: settings.realm.ladder,
        hardcore: settings.realm.hardcore,
        game_account: settings.game_account.clone(),
        watch_copies: settings.watch_copies,
        game_title: settings.game_title.clone(),
        restore_clipboard: settings.restore_clipboard,
        copy_limit: Stretch {
            value: whole(settings.copy_limit_ms),
            least: whole(COPY_LIMIT_RANGE.0),
            most: whole(COPY_LIMIT_RANGE.1),
        },
        place: settings.place.into(),
        scale: Stretch {
            value: settings.scale,
            least: SCALE_RANGE.0,
            most: SCALE_RANGE.1,
        },
        economy: settings.economy,
        log_level: settings.log_level.into(),
        update: update(texts, settings, facts.update),
        autostart: preferences.starts().clone(),
        import: preferences.import_view(),
        doctor: doctor_view(texts, facts.visit, facts.report),
        changed: preferences.changed(),
        undo: preferences.undo_view(),
        refused: preferences.refused().cloned(),
        account: account(texts, &status, facts.login_open),
        market: market.unwrap_or_default(),
        folder: preferences.file().folder().display().to_string(),
        link: link_view(texts, &status),
        practice: facts.practice,
        message: preferences.message().cloned(),
    }
}

/// Milliseconds of a few digits, as the page counts.
fn whole(ms: u64) -> f64 {
    ms as f64
}

fn update(texts: Texts, settings: &Settings, state: &State) -> UpdateView {
    let url = url::Url::parse(&settings.update_url).ok();
    let host = url.as_ref().and_then(url::Url::host_str);
    let host = host.unwrap_or(&settings.update_url).to_owned();
    UpdateView {
        on: settings.update_notice,
        asking: *state == State::Asking,
        text: texts.update(state, &host),
        page: matches!(state, State::Newer(Release { page: Some(_), .. })),
        host,
    }
}

fn doctor_view(texts: Texts, visit: &Visit, report: Option<&Report>) -> DoctorView {
    let link = |(link, finding): (&str, Option<&Finding>)| {
        let (state, cure) = finding
            .map(|finding| texts.finding(finding))
            .unwrap_or_default();
        DoctorLink {
            link: link.to_owned(),
            verdict: finding.map_or(Verdict::Waiting, |finding| finding.verdict().into()),
            state,
            cure,
            fix: finding.and_then(fix),
        }
    };
    DoctorView {
        running: visit.is_running(),
        links: visit.links().map(link).collect(),
        report: report.cloned(),
    }
}

/// What one click does about a link that is broken.
fn fix(finding: &Finding) -> Option<Fix> {
    match finding.link() {
        _ if finding.verdict() != doctor::Verdict::Bad => None,
        "settings" => Some(Fix::OpenFolder),
        "hotkeys" => Some(Fix::ShowHotkeys),
        "game window" => Some(Fix::ShowGame),
        "login" => Some(Fix::LogIn),
        _ => None,
    }
}

/// How it stands with the login.
#[must_use]
pub fn account(texts: Texts, status: &LinkStatus, login_open: bool) -> AccountView {
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

    use game_desktop::{Chord, ChordProblem, Command, Finding as DesktopFinding};
    use market_client::CallError;

    use super::*;
    use crate::app::Start;
    use crate::autostart::fake::Fake;
    use crate::doctor::{Kept, LINKS, Login, MarketState, TrayState, Trouble};
    use crate::language::LanguageChoice;
    use crate::pd2_trader;
    use crate::settings::{LoadNote, Settings, SettingsFile};
    use crate::texts::spoken;
    use crate::update::UpdateError;

    /// Settings of PD2 Trader, of which not all can be taken over.
    const THEIRS: &str =
        r#"{"hotkeyKey":"o","mode":"hardcore","ladder":7,"pd2Token":"x","whisperOn":true}"#;

    /// A doctor's look at a computer where much is broken.
    fn ill() -> Visit {
        let chord: Chord = "Ctrl+D".parse().expect("a chord");
        let mut visit = Visit::default();
        let number = visit.begin().expect("nothing runs");
        for finding in [
            Finding::Settings(Kept::In(PathBuf::from("/x"))),
            Finding::Desktop(DesktopFinding::Compositor(Ok(false))),
            Finding::Desktop(DesktopFinding::Hotkeys {
                chords: vec![chord],
                held: false,
                problems: vec![ChordProblem::Taken { chord }],
                wayland: false,
                watch_copies: false,
            }),
            Finding::Desktop(DesktopFinding::Game {
                title: "PD2".to_owned(),
                size: None,
                hindrance: None,
            }),
            Finding::Market(MarketState {
                address: "wss://market.example".to_owned(),
                trouble: Some(Trouble::Call(CallError::Stopped)),
            }),
            Finding::Login(Login::Ended),
            Finding::Tray(TrayState::NoHost),
        ] {
            visit.found(number, finding);
        }
        visit
    }

    /// The window in trouble: a chord that is taken, settings that were damaged, a system that refuses.
    fn trouble(language: LanguageChoice) -> SettingsView {
        let folder = tempfile::tempdir().expect("a folder");
        let start = Start {
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
        };
        let mut preferences = Preferences::new(start, Ok(Box::new(Fake::refusing())));
        preferences.start_with_system(true);
        let read = pd2_trader::read(THEIRS, preferences.active());
        preferences.imported("/x/settings.json".to_owned(), read);
        let visit = ill();
        let failed = State::Failed(UpdateError::NoVersion);
        let chord: Chord = "Ctrl+D".parse().expect("a chord");
        let chords = [ChordState {
            command: Command::Check,
            chord,
            label: chord.to_string(),
            bound: false,
            problem: Some(ChordProblem::Taken { chord }),
        }];
        let facts = Facts {
            chords: &chords,
            session: None,
            login_open: false,
            practice: true,
            update: &failed,
            visit: &visit,
            report: None,
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

    #[test]
    fn a_broken_link_has_its_cure_and_its_click() {
        let view = doctor_view(Texts::ENGLISH, &ill(), None);
        assert_eq!(view.links.len(), LINKS.len());
        let of = |name: &str| {
            let link = view
                .links
                .iter()
                .find(|link| link.link == name)
                .expect(name);
            (link.verdict, link.cure.is_some(), link.fix)
        };
        assert_eq!(of("settings"), (Verdict::Good, false, None));
        assert_eq!(of("display"), (Verdict::Waiting, false, None));
        assert_eq!(of("compositor"), (Verdict::Limited, true, None));
        assert_eq!(of("hotkeys"), (Verdict::Bad, true, Some(Fix::ShowHotkeys)));
        assert_eq!(of("game window"), (Verdict::Bad, true, Some(Fix::ShowGame)));
        assert_eq!(of("login"), (Verdict::Bad, true, Some(Fix::LogIn)));
        assert_eq!(of("market"), (Verdict::Bad, true, None));
    }

    #[test]
    fn a_newer_version_has_its_page_and_a_failure_its_words() {
        let settings = Settings::default();
        let newer = State::Newer(Release {
            version: "9.0.0".parse().expect("a version"),
            page: "https://github.com/a".parse().ok(),
        });
        let view = update(Texts::ENGLISH, &settings, &newer);
        assert!(view.page && view.text.contains("9.0.0 is out") && !view.on);
        assert_eq!(view.host, "api.github.com");
        let failed = State::Failed(UpdateError::NoVersion);
        let view = update(Texts::ENGLISH, &settings, &failed);
        assert!(view.text.contains("names no version"), "{}", view.text);
    }
}
