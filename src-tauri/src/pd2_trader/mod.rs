//! The settings of PD2 Trader, another tool for the same market, and what of them Haggle can use. Pure.
//!
//! The names are those of that program's public source (`src/hooks/useOptions.tsx`, 0.3 and later): one flat JSON object.
//! Its login is never read: whoever changes over logs in once.
//!
//! Must not know where the file lies, nor how settings are kept or shown.

mod find;

use std::collections::BTreeMap;

use game_desktop::{Chord, ChordError, Command};
use serde_json::{Map, Value};
use thiserror::Error;

use crate::settings::{Key, Settings};
pub use find::{Places, find, read_file};

/// What that program calls the modifier and the key of a hotkey, and the command that is the same here.
const HOTKEYS: [(&str, &str, Command); 4] = [
    ("hotkeyModifier", "hotkeyKey", Command::Check),
    ("hotkeyModifierListItem", "hotkeyKeyListItem", Command::List),
    (
        "hotkeyModifierCurrencyValuation",
        "hotkeyKeyCurrencyValuation",
        Command::Currency,
    ),
    (
        "hotkeyModifierSettings",
        "hotkeyKeySettings",
        Command::Settings,
    ),
];
/// The logins; not even their text is looked at.
const LOGIN: &str = "pd2Token";
/// What nobody would miss.
const NEEDLESS: [&str; 1] = ["lastSeenVersion"];
/// Beginnings of the names of what Haggle has nothing of: chat, whispers, offers' messages, other windows.
const NOT_HERE: [&str; 13] = [
    "hotkey",
    "commandMenu",
    "fillStatValue",
    "whisper",
    "trade",
    "chat",
    "offer",
    "diablo2Directory",
    "acceptOffer",
    "rejectOffer",
    "soldOffer",
    "theme",
    "notification",
];

/// Why nothing could be read.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum ImportError {
    #[error("it is not JSON, from line {line} column {column} on")]
    NotJson { line: usize, column: usize },
    #[error("it holds no settings of PD2 Trader")]
    NotSettings,
    #[error("it is far too large for settings")]
    TooLarge,
    #[error("it cannot be read ({0})")]
    NotReadable(String),
    #[error("it is no text")]
    NotText,
    #[error("none was found where PD2 Trader keeps it")]
    NotFound,
}

/// What would be taken over.
#[derive(Debug, Clone, PartialEq)]
pub struct Import {
    /// What would be set otherwise than now.
    pub taken: Vec<Key>,
    /// The settings with that.
    pub settings: Box<Settings>,
    /// What is left out.
    pub left: Vec<Left>,
}

/// Something that is left out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Left {
    /// As PD2 Trader calls it.
    pub name: String,
    pub why: Why,
}

/// Why something is left out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Why {
    /// A login stays where it is.
    Login,
    /// Haggle has nothing of the kind.
    NotHere,
    /// The name or the value is not understood.
    NotUnderstood,
    /// The keys cannot be a hotkey.
    NoHotkey(ChordError),
    /// Another command has the keys.
    Doubled { chord: Chord, other: Command },
}

/// Reads such settings, to be put over these.
///
/// # Errors
/// Where the text is none of PD2 Trader's settings.
pub fn read(text: &str, now: &Settings) -> Result<Import, ImportError> {
    let value: Value = serde_json::from_str(text).map_err(|error| ImportError::NotJson {
        line: error.line(),
        column: error.column(),
    })?;
    let Value::Object(mut file) = value else {
        return Err(ImportError::NotSettings);
    };
    let login = file.remove(LOGIN).is_some();
    if !file.contains_key("ladder") && !file.contains_key("mode") && !file.contains_key("hotkeyKey")
    {
        return Err(ImportError::NotSettings);
    }
    let mut reading = Reading {
        settings: now.clone(),
        left: Vec::new(),
        file,
    };
    if login {
        reading.leave(LOGIN, Why::Login);
    }
    reading.hotkeys();
    reading.choice("ladder", ["ladder", "non-ladder"], |settings, is| {
        settings.realm.ladder = is;
    });
    reading.choice("mode", ["hardcore", "softcore"], |settings, is| {
        settings.realm.hardcore = is;
    });
    reading.text("account", |settings, name| settings.game_account = name);
    reading.text("focusWindowName", |settings, title| {
        settings.game_title = title;
    });
    reading.rest();
    Ok(Import {
        taken: Key::differing(now, &reading.settings),
        settings: Box::new(reading.settings),
        left: reading.left,
    })
}

/// The file, of which each entry is taken out as it is read.
struct Reading {
    file: Map<String, Value>,
    settings: Settings,
    left: Vec<Left>,
}

impl Reading {
    fn leave(&mut self, name: &str, why: Why) {
        self.left.push(Left {
            name: name.to_owned(),
            why,
        });
    }

    /// All together: keys may be exchanged between commands.
    fn hotkeys(&mut self) {
        let mut wished: BTreeMap<Command, (&str, Chord)> = BTreeMap::new();
        for (modifier, key, command) in HOTKEYS {
            let modifier = self.file.remove(modifier);
            let Some(value) = self.file.remove(key) else {
                continue;
            };
            let Some(text) = chord_text(modifier.as_ref(), &value) else {
                self.leave(key, Why::NotUnderstood);
                continue;
            };
            match text.parse() {
                Ok(chord) => {
                    wished.insert(command, (key, chord));
                }
                Err(error) => self.leave(key, Why::NoHotkey(error)),
            }
        }
        // One that is refused keeps the chord that it has now, which may be in the way of another.
        while let Some((command, other)) = doubled(&wished, &self.settings) {
            let Some((key, chord)) = wished.remove(&command) else {
                break;
            };
            self.leave(key, Why::Doubled { chord, other });
        }
        for (command, (_, chord)) in wished {
            self.settings.hotkeys.0.insert(command, chord);
        }
    }

    fn choice(&mut self, name: &str, ways: [&str; 2], set: impl FnOnce(&mut Settings, bool)) {
        let Some(value) = self.file.remove(name) else {
            return;
        };
        match value.as_str() {
            Some(way) if ways.contains(&way) => set(&mut self.settings, way == ways[0]),
            _ => self.leave(name, Why::NotUnderstood),
        }
    }

    fn text(&mut self, name: &str, set: impl FnOnce(&mut Settings, String)) {
        let Some(value) = self.file.remove(name) else {
            return;
        };
        match value.as_str().map(str::trim) {
            Some("") => {}
            Some(text) => set(&mut self.settings, text.to_owned()),
            None if value.is_null() => {}
            None => self.leave(name, Why::NotUnderstood),
        }
    }

    fn rest(&mut self) {
        let mut names: Vec<String> = self.file.keys().cloned().collect();
        names.sort_unstable();
        for name in names {
            // The modifier of a hotkey is said with its key.
            if NEEDLESS.contains(&name.as_str()) || name.starts_with("hotkeyModifier") {
                continue;
            }
            let not_here = NOT_HERE.iter().any(|start| name.starts_with(start));
            let why = if not_here {
                Why::NotHere
            } else {
                Why::NotUnderstood
            };
            self.leave(&name, why);
        }
    }
}

/// A modifier, Ctrl where none is named, and a key of one letter or digit.
fn chord_text(modifier: Option<&Value>, key: &Value) -> Option<String> {
    let modifier = match modifier.map(Value::as_str) {
        None | Some(Some("ctrl")) => "Ctrl",
        Some(Some("alt")) => "Alt",
        _ => return None,
    };
    let key = key.as_str()?.trim();
    let mut letters = key.chars();
    let (first, rest) = (letters.next()?, letters.next());
    (first.is_ascii_alphanumeric() && rest.is_none())
        .then(|| format!("{modifier}+{}", first.to_ascii_uppercase()))
}

/// A wished chord that another command has, by wish or now; and that command.
fn doubled(
    wished: &BTreeMap<Command, (&str, Chord)>,
    now: &Settings,
) -> Option<(Command, Command)> {
    let chord_of = |command: &Command| match wished.get(command) {
        Some((_, chord)) => Some(*chord),
        None => now.hotkeys.0.get(command).copied(),
    };
    let other = |command: &Command, chord: Chord| {
        Command::ALL
            .into_iter()
            .find(|other| other != command && chord_of(other) == Some(chord))
    };
    // From the last: of two that wish for the same, the first keeps it.
    wished
        .iter()
        .rev()
        .find_map(|(command, (_, chord))| Some((*command, other(command, *chord)?)))
}

#[cfg(test)]
mod tests;
