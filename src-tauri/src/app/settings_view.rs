//! From the program's state to the view that the settings window draws.

use std::time::SystemTime;

use game_desktop::ChordState;
use market_client::{Account, LinkStatus};

use super::preferences::{self, Preferences};
use super::session::Session;
use crate::bridge::{AccountView, ChordSetting, SettingsView};
use crate::overlay::link_view;

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
    let chords = preferences::chords(settings).map(|(command, label, chord)| ChordSetting {
        command: command.to_string(),
        label: label.to_owned(),
        chord: chord.to_string(),
        problem: preferences::problem_of(facts.chords, command),
    });
    let market = facts.session.map(|session| session.address.to_string());
    SettingsView {
        chords: chords.collect(),
        ladder: settings.realm.ladder,
        hardcore: settings.realm.hardcore,
        restore_clipboard: settings.restore_clipboard,
        game_title: settings.game_title.clone(),
        economy: settings.economy,
        scale: settings.scale,
        account: account(&status, facts.login_open),
        market: market.unwrap_or_default(),
        folder: preferences.file().folder().display().to_string(),
        link: link_view(&status),
        practice: facts.practice,
        message: preferences.message().cloned(),
    }
}

fn account(status: &LinkStatus, login_open: bool) -> AccountView {
    match status {
        _ if login_open => AccountView::Pending,
        LinkStatus::Ready {
            account: Some(account),
        } => AccountView::In {
            name: account.name.clone(),
            expires: expires(account),
        },
        LinkStatus::LoginRefused { .. } | LinkStatus::LoginExpired => AccountView::Expired {
            text: status.to_string(),
        },
        _ => AccountView::Out,
    }
}

/// When the login ends, in words: `ends in 6 days`; empty when the market does not say.
fn expires(account: &Account) -> String {
    let left = account
        .expires_at
        .and_then(|end| end.duration_since(SystemTime::now()).ok());
    match left.map(|left| left.as_secs() / 60) {
        None => String::new(),
        Some(minutes @ ..120) => format!("ends in {minutes} minutes"),
        Some(minutes @ 120..2_880) => format!("ends in {} hours", minutes / 60),
        Some(minutes) => format!("ends in {} days", minutes / 1_440),
    }
}
