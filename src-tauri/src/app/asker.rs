//! Who asked for something, and so where it is said that it failed.
//!
//! Must not know what was asked for.

use super::page_window::{PageWindow, SETTINGS, WELCOME};

/// Where something was asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Asker {
    /// The panel, over the game.
    Game,
    Settings,
    Welcome,
    /// The tray, or a window that has no place for it.
    Elsewhere,
}

/// Where it is said that it failed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Answered {
    /// By a notice.
    InGame,
    /// In the window that asked.
    Here,
    /// In the settings, which are opened for it.
    InSettings,
}

impl Asker {
    /// A window that was closed in the meantime says nothing any more.
    #[must_use]
    pub fn answered(self, is_open: impl FnOnce(&PageWindow) -> bool) -> Answered {
        let window = match self {
            Self::Game => return Answered::InGame,
            Self::Settings => &SETTINGS,
            Self::Welcome => &WELCOME,
            Self::Elsewhere => return Answered::InSettings,
        };
        if is_open(window) {
            Answered::Here
        } else {
            Answered::InSettings
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_failure_is_said_where_it_is_seen() {
        for (asker, open, answered) in [
            (Asker::Game, true, Answered::InGame),
            (Asker::Settings, true, Answered::Here),
            (Asker::Welcome, true, Answered::Here),
            (Asker::Welcome, false, Answered::InSettings),
            (Asker::Elsewhere, true, Answered::InSettings),
        ] {
            assert_eq!(asker.answered(|_| open), answered, "{asker:?}");
        }
        assert_eq!(
            Asker::Settings.answered(|window| window.label == "welcome"),
            Answered::InSettings
        );
    }
}
