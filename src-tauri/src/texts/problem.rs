//! What went wrong, from the variants of the libraries to the player's words: what happened and what to do.

use game_desktop::{ChordError, ChordProblem, Command, DesktopError, MissReason};
use item_parsers::NotAnItem;
use item_parsers::price::{BadPrice, LONGEST};
use market_client::CallError;

use super::{Text, Texts};
use crate::economy::EconomyError;
use crate::login::LoginPageError;
use crate::settings::SettingsError;
use crate::watch::BadCeiling;

impl Texts {
    /// A failed call as a sentence or two.
    #[must_use]
    pub fn call(self, error: &CallError) -> String {
        let sentence = self.get(match error {
            CallError::LoginNeeded => Text::CallLoginNeeded,
            CallError::LoginRefused(reason) => Text::CallLoginRefused { reason },
            CallError::OtherUser => Text::CallOtherUser,
            CallError::Superseded => Text::CallSuperseded,
            CallError::Refused { message, .. } => Text::CallRefused {
                words: message.trim_end_matches('.'),
            },
            CallError::Deadline { .. } => Text::CallDeadline,
            CallError::LinkLost { .. } => Text::CallLinkLost,
            CallError::NotReachable(_) => Text::CallNotReachable,
            CallError::TooLarge { bytes, limit, .. } => Text::CallTooLarge {
                bytes: (*bytes).into(),
                limit: (*limit).into(),
            },
            CallError::Malformed { .. } => Text::CallMalformed,
            CallError::Stopped => Text::CallStopped,
        });
        if error.outcome_unknown() {
            self.get(Text::CallUnsure { problem: &sentence })
        } else {
            sentence
        }
    }

    /// A hint's title and text for a chord that brought no item.
    #[must_use]
    pub fn missed(self, reason: MissReason) -> (String, String) {
        let (title, text) = match reason {
            MissReason::NothingCopied => (Text::MissedNothingTitle, Text::MissedNothingText),
            MissReason::ClipboardUnresponsive => {
                (Text::MissedClipboardTitle, Text::MissedClipboardText)
            }
            MissReason::FocusLost => (Text::MissedFocusTitle, Text::MissedFocusText),
            MissReason::KeysRefused => (Text::MissedKeysTitle, Text::MissedKeysText),
        };
        (self.get(title), self.get(text))
    }

    #[must_use]
    pub fn not_an_item(self, error: &NotAnItem) -> String {
        self.get(match *error {
            NotAnItem::Empty => Text::NotAnItemEmpty,
            NotAnItem::TooLarge { bytes } => Text::NotAnItemTooLarge {
                bytes: bytes.into(),
            },
            NotAnItem::NotJson => Text::NotAnItemNotJson,
            NotAnItem::BrokenJson { line, column } => Text::NotAnItemBrokenJson {
                line: line.into(),
                column: column.into(),
            },
            NotAnItem::OtherJson => Text::NotAnItemOtherJson,
        })
    }

    #[must_use]
    pub fn bad_price(self, error: BadPrice) -> String {
        self.get(match error {
            BadPrice::Empty => Text::BadPriceEmpty,
            BadPrice::TooLong(length) => Text::BadPriceTooLong {
                length: length.into(),
                most: LONGEST.into(),
            },
            BadPrice::OddCharacter => Text::BadPriceOddCharacter,
            BadPrice::NotAboveZero => Text::BadPriceNotAboveZero,
            BadPrice::TooMuch => Text::BadPriceTooMuch,
        })
    }

    /// What a hotkey does, as the settings name it.
    #[must_use]
    pub fn command(self, command: Command) -> String {
        self.get(match command {
            Command::Check => Text::CommandCheck,
            Command::CheckPinned => Text::CommandCheckPinned,
            Command::List => Text::CommandList,
            Command::Currency => Text::CommandCurrency,
            Command::Settings => Text::CommandSettings,
        })
    }

    /// The same in a few words.
    #[must_use]
    pub fn chord_title(self, problem: &ChordProblem) -> String {
        match problem {
            ChordProblem::Taken { chord } => self.get(Text::ChordTakenTitle {
                chord: &chord.shown(),
            }),
            ChordProblem::Doubled { chord, .. } => self.get(Text::ChordDoubledTitle {
                chord: &chord.shown(),
            }),
            ChordProblem::NotOnKeyboard { chord } => self.get(Text::ChordNotOnKeyboardTitle {
                chord: &chord.shown(),
            }),
            ChordProblem::Refused { chord, .. } => self.get(Text::ChordRefusedTitle {
                chord: &chord.shown(),
            }),
        }
    }

    /// Why a chord does nothing just now.
    #[must_use]
    pub fn chord_problem(self, problem: &ChordProblem) -> String {
        match problem {
            ChordProblem::Taken { chord } => self.get(Text::ChordTaken {
                chord: &chord.shown(),
            }),
            ChordProblem::Doubled { chord, other } => self.get(Text::ChordDoubled {
                chord: &chord.shown(),
                other: &self.command(*other),
            }),
            ChordProblem::NotOnKeyboard { chord } => self.get(Text::ChordNotOnKeyboard {
                chord: &chord.shown(),
            }),
            ChordProblem::Refused { chord, reason } => self.get(Text::ChordRefused {
                chord: &chord.shown(),
                reason,
            }),
        }
    }

    /// Why what was typed is no highest price.
    #[must_use]
    pub fn bad_ceiling(self, error: BadCeiling) -> String {
        match error {
            BadCeiling::NoAmount => self.get(Text::WatchNoAmount),
            BadCeiling::Price(error) => self.bad_price(error),
        }
    }

    /// Why what was pressed is no chord.
    #[must_use]
    pub fn chord_error(self, error: &ChordError) -> String {
        self.get(match error {
            ChordError::NoKey(keys) => Text::ChordWrongNoKey { keys },
            ChordError::UnknownKey(keys) => Text::ChordWrongUnknownKey { keys },
            ChordError::TwoKeys(keys) => Text::ChordWrongTwoKeys { keys },
            ChordError::NoModifier(keys) => {
                let keys = &plain(keys);
                return self.get(Text::ChordWrongNoModifier { keys });
            }
            ChordError::IsCopy => Text::ChordWrongIsCopy,
        })
    }

    #[must_use]
    pub fn desktop(self, error: &DesktopError) -> String {
        self.get(match error {
            DesktopError::NoDisplay { reason } => Text::DesktopNoDisplay { reason },
            DesktopError::MissingExtension { extension } => Text::DesktopNoExtension { extension },
            DesktopError::DisplayLost { reason } => Text::DesktopDisplayLost { reason },
            DesktopError::System { reason, .. } => Text::DesktopSystem { reason },
        })
    }

    #[must_use]
    pub fn economy(self, error: &EconomyError) -> String {
        match error {
            EconomyError::Web(error) => self.web("pd2.tools", error),
            EconomyError::Unreadable => self.get(Text::EconomyUnreadable),
        }
    }

    #[must_use]
    pub fn login_page(self, error: &LoginPageError) -> String {
        match error {
            LoginPageError::Address(_) => self.get(Text::LoginPageAddress),
            LoginPageError::Plain => self.get(Text::LoginPagePlain),
            LoginPageError::Random(error) => self.get(Text::LoginPageRandom {
                reason: &error.to_string(),
            }),
        }
    }

    #[must_use]
    pub fn settings(self, error: &SettingsError) -> String {
        match error {
            SettingsError::NoFolder => self.get(Text::SettingsNoFolder),
            SettingsError::Folder { path, source } => self.get(Text::SettingsFolder {
                path: &path.display().to_string(),
                reason: &source.to_string(),
            }),
            SettingsError::Save { path, source } => self.get(Text::SettingsSave {
                path: &path.display().to_string(),
                reason: &source.to_string(),
            }),
        }
    }
}

/// `Shift+A` of `Shift+KeyA`: a letter or a figure by itself, where the place of its key does not matter.
fn plain(keys: &str) -> String {
    let letter = |key: &str| {
        let letter = key.strip_prefix("Key").or(key.strip_prefix("Digit"));
        letter.unwrap_or(key).to_owned()
    };
    keys.split('+').map(letter).collect::<Vec<_>>().join("+")
}
