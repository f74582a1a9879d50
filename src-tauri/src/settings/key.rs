//! Each thing that can be set, by its name: to find what differs, and to bring one of them back.
//!
//! Must not know how a setting is shown, nor what it means.

use game_desktop::Command;

use super::Settings;

/// One thing that can be set. Logins are none: they are neither undone nor brought back.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Key {
    Chord(Command),
    Ladder,
    Hardcore,
    GameAccount,
    GameTitle,
    RestoreClipboard,
    WatchCopies,
    CopyLimit,
    Place,
    Scale,
    Economy,
    UpdateNotice,
    LogLevel,
    Language,
}

/// Those that are there once, with their names on the bridge.
const SINGLE: [(Key, &str); 13] = [
    (Key::Ladder, "ladder"),
    (Key::Hardcore, "hardcore"),
    (Key::GameAccount, "gameAccount"),
    (Key::GameTitle, "gameTitle"),
    (Key::RestoreClipboard, "restoreClipboard"),
    (Key::WatchCopies, "watchCopies"),
    (Key::CopyLimit, "copyLimit"),
    (Key::Place, "place"),
    (Key::Scale, "scale"),
    (Key::Economy, "economy"),
    (Key::UpdateNotice, "updateNotice"),
    (Key::LogLevel, "logLevel"),
    (Key::Language, "language"),
];

impl Key {
    /// Every setting.
    pub fn all() -> impl Iterator<Item = Self> {
        let single = SINGLE.into_iter().map(|(key, _)| key);
        Command::ALL.into_iter().map(Self::Chord).chain(single)
    }

    /// The stable name: `scale`, or that of the command for a hotkey: `check`.
    #[must_use]
    pub fn name(self) -> &'static str {
        if let Self::Chord(command) = self {
            return command.name();
        }
        SINGLE
            .into_iter()
            .find(|(key, _)| *key == self)
            .map_or("", |(_, name)| name)
    }

    /// The setting of this name.
    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        Self::all().find(|key| key.name() == name)
    }

    /// Brings this one setting over.
    pub fn bring(self, from: &Settings, to: &mut Settings) {
        match self {
            Self::Chord(command) => {
                if let Some(chord) = from.hotkeys.0.get(&command) {
                    to.hotkeys.0.insert(command, *chord);
                }
            }
            Self::Ladder => to.realm.ladder = from.realm.ladder,
            Self::Hardcore => to.realm.hardcore = from.realm.hardcore,
            Self::GameAccount => to.game_account.clone_from(&from.game_account),
            Self::GameTitle => to.game_title.clone_from(&from.game_title),
            Self::RestoreClipboard => to.restore_clipboard = from.restore_clipboard,
            Self::WatchCopies => to.watch_copies = from.watch_copies,
            Self::CopyLimit => to.copy_limit_ms = from.copy_limit_ms,
            Self::Place => to.place = from.place,
            Self::Scale => to.scale = from.scale,
            Self::Economy => to.economy = from.economy,
            Self::UpdateNotice => to.update_notice = from.update_notice,
            Self::LogLevel => to.log_level = from.log_level,
            Self::Language => to.language = from.language,
        }
    }

    /// Whether this setting is the same in both.
    #[must_use]
    pub fn is_same(self, one: &Settings, other: &Settings) -> bool {
        let mut brought = other.clone();
        self.bring(one, &mut brought);
        brought == *other
    }

    /// What is set otherwise in one than in the other.
    #[must_use]
    pub fn differing(one: &Settings, other: &Settings) -> Vec<Self> {
        Self::all().filter(|key| !key.is_same(one, other)).collect()
    }
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;
    use crate::language::LanguageChoice;
    use crate::settings::{LogLevel, PanelPlace};

    /// Settings that differ from the usual ones in everything that can be set.
    pub fn all_otherwise() -> Settings {
        let mut settings = Settings::default();
        for (n, chord) in settings.hotkeys.0.values_mut().enumerate() {
            *chord = format!("Ctrl+F{}", n + 1).parse().expect("a chord");
        }
        settings.realm.ladder = false;
        settings.realm.hardcore = true;
        settings.game_account = "Exile".to_owned();
        settings.game_title = "PD2".to_owned();
        settings.restore_clipboard = false;
        settings.watch_copies = true;
        settings.copy_limit_ms = 900;
        settings.place = PanelPlace::Left;
        settings.scale = 1.2;
        settings.economy = true;
        settings.update_notice = true;
        settings.log_level = LogLevel::Debug;
        settings.language = LanguageChoice::De;
        settings
    }

    #[test]
    fn each_has_a_name_of_its_own_and_is_found_by_it() {
        for key in Key::all() {
            assert!(!key.name().is_empty(), "{key:?}");
            assert_eq!(Key::named(key.name()), Some(key));
        }
        assert_eq!(Key::named("fly"), None);
    }

    #[test]
    fn each_is_brought_over_and_nothing_else() {
        let (usual, otherwise) = (Settings::default(), all_otherwise());
        assert!(Key::differing(&usual, &usual).is_empty());
        assert!(Key::all().eq(Key::differing(&usual, &otherwise)));
        for key in Key::all() {
            let mut settings = usual.clone();
            key.bring(&otherwise, &mut settings);
            assert_eq!(Key::differing(&usual, &settings), [key]);
        }
    }
}
