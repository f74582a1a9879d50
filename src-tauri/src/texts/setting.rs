//! What is said of settings: their values, why a change cannot be, what of another program's is taken over, and whether
//! there is a newer version.

use game_desktop::Chord;

use crate::autostart::AutostartError;
use crate::language::LanguageChoice;
use crate::pd2_trader::{ImportError, Why};
use crate::settings::{Key, LogLevel, PanelPlace, Settings};
use crate::update::{State, UpdateError};
use crate::web::WebError;

use super::{Text, Texts};

impl Texts {
    /// The value of one setting.
    #[must_use]
    pub fn value(self, key: Key, settings: &Settings) -> String {
        let limit = settings.copy_limit_ms.to_string();
        self.get(match key {
            Key::Chord(command) => {
                let chord = settings.hotkeys.0.get(&command);
                return chord.map_or_else(String::new, Chord::shown);
            }
            Key::GameTitle => return format!("“{}”", settings.game_title),
            Key::GameAccount if settings.game_account.is_empty() => Text::ValueUsualAccount,
            Key::GameAccount => return settings.game_account.clone(),
            Key::Ladder if settings.realm.ladder => Text::RealmLadder,
            Key::Ladder => Text::RealmNonLadder,
            Key::Hardcore if settings.realm.hardcore => Text::RealmHardcore,
            Key::Hardcore => Text::RealmSoftcore,
            Key::RestoreClipboard => return self.switch(settings.restore_clipboard),
            Key::WatchCopies => return self.switch(settings.watch_copies),
            Key::Economy => return self.switch(settings.economy),
            Key::UpdateNotice => return self.switch(settings.update_notice),
            Key::CopyLimit => Text::ValueMs { n: &limit },
            Key::Scale => Text::ValuePercent {
                n: (settings.scale * 100.0).round().into(),
            },
            Key::Place => match settings.place {
                PanelPlace::Beside => Text::ValueBeside,
                PanelPlace::Left => Text::ValueLeft,
                PanelPlace::Right => Text::ValueRight,
            },
            Key::LogLevel => match settings.log_level {
                LogLevel::Error => Text::ValueLogError,
                LogLevel::Warn => Text::ValueLogWarn,
                LogLevel::Info => Text::ValueLogInfo,
                LogLevel::Debug => Text::ValueLogDebug,
                LogLevel::Trace => Text::ValueLogTrace,
            },
            Key::Language => match settings.language {
                LanguageChoice::System => Text::ValueSystem,
                // Each is named in itself.
                LanguageChoice::En => return "English".to_owned(),
                LanguageChoice::De => return "Deutsch".to_owned(),
            },
        })
    }

    /// The value of a switch.
    #[must_use]
    pub fn switch(self, on: bool) -> String {
        self.get(if on { Text::ValueOn } else { Text::ValueOff })
    }

    /// Why the start with the system cannot be switched, or is not told.
    #[must_use]
    pub fn autostart(self, error: &AutostartError) -> String {
        match error {
            AutostartError::NoProgram(error) => self.get(Text::AutostartNoProgram {
                reason: &error.to_string(),
            }),
            AutostartError::NoFolder => self.get(Text::AutostartNoFolder),
            AutostartError::File { path, source } => self.get(Text::AutostartFile {
                path: &path.display().to_string(),
                reason: &source.to_string(),
            }),
            AutostartError::Refused(reason) => self.get(Text::AutostartRefused { reason }),
        }
    }

    /// Why nothing was read of another program's settings.
    #[must_use]
    pub fn not_imported(self, error: &ImportError) -> String {
        self.get(match error {
            ImportError::NotJson { line, column } => Text::ImportNotJson {
                line: (*line).into(),
                column: (*column).into(),
            },
            ImportError::NotSettings => Text::ImportNotSettings,
            ImportError::TooLarge => Text::ImportTooLarge,
            ImportError::NotReadable(reason) => Text::ImportNotReadable { reason },
            ImportError::NotText => Text::ImportNotText,
            ImportError::NotFound => Text::ImportNotFound,
        })
    }

    /// Why some of them are left out.
    #[must_use]
    pub fn left_out(self, why: &Why) -> String {
        match why {
            Why::Login => self.get(Text::ImportLeftLogin),
            Why::NotHere => self.get(Text::ImportLeftNotHere),
            Why::NotUnderstood => self.get(Text::ImportLeftNotUnderstood),
            Why::NoHotkey(error) => self.chord_error(error),
            Why::Doubled { chord, other } => self.get(Text::ChordWrongUsed {
                chord: &chord.shown(),
                other: &self.command(*other),
            }),
        }
    }

    /// What is known of the newest version; `who` is asked for it.
    #[must_use]
    pub fn update(self, state: &State, who: &str) -> String {
        let own = env!("CARGO_PKG_VERSION");
        match state {
            State::NotAsked => self.get(Text::UpdateOwn { own }),
            State::Asking => self.get(Text::UpdateAsking { own }),
            State::Newest => self.get(Text::UpdateNewest { own }),
            State::Newer(release) => self.get(Text::UpdateNewer {
                own,
                newer: &release.version.to_string(),
            }),
            State::Failed(error) => {
                let reason = match error {
                    UpdateError::Web(error) => self.web(who, error),
                    UpdateError::NoVersion => self.get(Text::UpdateNoVersion),
                };
                self.get(Text::UpdateFailed {
                    own,
                    reason: &reason,
                })
            }
        }
    }

    /// Why a public address gave no answer.
    #[must_use]
    pub fn web(self, who: &str, error: &WebError) -> String {
        match error {
            WebError::BadAddress(address) => self.get(Text::WebBadAddress { address }),
            WebError::NotReachable(reason) => self.get(Text::WebNotReachable { who, reason }),
            WebError::Refused(code) => self.get(Text::WebRefused {
                who,
                code: &code.to_string(),
            }),
            WebError::Unreadable => self.get(Text::WebUnreadable { who }),
        }
    }
}
