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
