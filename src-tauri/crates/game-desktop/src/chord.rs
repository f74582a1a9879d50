//! A chord: a place on the keyboard with the modifiers that are held, spelt as a US keyboard has it, `Ctrl+Alt+D`. Who
//! listens for it, and what a layout prints on its keys, is not known here.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Deserializer, Serialize, Serializer, de};
use thiserror::Error;

mod key;

pub use key::Key;

/// The keys that are held while the main key is pressed; left or right does not matter.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash)]
pub struct Modifiers {
    /// Control.
    pub ctrl: bool,
    /// Alt.
    pub alt: bool,
    /// Shift.
    pub shift: bool,
    /// The key with the system's logo.
    pub win: bool,
}

impl Modifiers {
    fn set(&mut self, word: &str) -> bool {
        let held = match word.to_ascii_lowercase().as_str() {
            "ctrl" | "control" => &mut self.ctrl,
            "alt" | "option" => &mut self.alt,
            "shift" => &mut self.shift,
            "win" | "super" | "meta" | "cmd" => &mut self.win,
            _ => return false,
        };
        *held = true;
        true
    }
}

/// A main key with the modifiers that are held.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Chord {
    modifiers: Modifiers,
    key: Key,
}

/// Why a text is no usable chord.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum ChordError {
    /// Nothing but modifiers.
    #[error("“{0}” has no key besides Ctrl, Alt, Shift and Win. Press another key with them.")]
    NoKey(String),
    /// A word that names no key.
    #[error("“{0}” is no key that can be used. Use a letter, a digit, an F key or the like.")]
    UnknownKey(String),
    /// More than one main key.
    #[error("“{0}” has two keys. Use one key with Ctrl, Alt, Shift or Win.")]
    TwoKeys(String),
    /// A key that types, without a modifier: it would be taken from the game's chat.
    #[error("“{0}” would take a key from typing. Hold Ctrl or Alt with it.")]
    NoModifier(String),
    /// The chord that asks the game for its copy.
    #[error("Ctrl+C is the game's own copy key, which Haggle presses itself. Choose another.")]
    IsCopy,
}

impl Chord {
    /// Esc alone, bound while the panel is shown. Not a chord that a player may choose.
    pub(crate) const ESCAPE: Chord = Chord {
        modifiers: Modifiers {
            ctrl: false,
            alt: false,
            shift: false,
            win: false,
        },
        key: Key::ESCAPE,
    };

    /// The chord of this key and these modifiers, unchecked.
    pub(crate) const fn new(modifiers: Modifiers, key: Key) -> Self {
        Self { modifiers, key }
    }

    /// The keys that are held.
    #[must_use]
    pub fn modifiers(&self) -> Modifiers {
        self.modifiers
    }

    /// The main key.
    #[must_use]
    pub fn key(&self) -> Key {
        self.key
    }

    fn check(self, text: &str) -> Result<Self, ChordError> {
        let Modifiers {
            ctrl,
            alt,
            shift,
            win,
        } = self.modifiers;
        if self.key.types() && !(ctrl || alt || win) {
            return Err(ChordError::NoModifier(text.to_owned()));
        }
        if self.key == Key::C && ctrl && !(alt || shift || win) {
            return Err(ChordError::IsCopy);
        }
        Ok(self)
    }
}

impl FromStr for Chord {
    type Err = ChordError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let text = text.trim();
        let mut modifiers = Modifiers::default();
        let mut key = None;
        for word in text.split('+').map(str::trim) {
            if modifiers.set(word) {
                continue;
            }
            if word.is_empty() {
                // "Ctrl+" is a chord that is not finished.
                return Err(ChordError::NoKey(text.to_owned()));
            }
            let named =
                Key::from_name(word).ok_or_else(|| ChordError::UnknownKey(word.to_owned()))?;
            if key.replace(named).is_some() {
                return Err(ChordError::TwoKeys(text.to_owned()));
            }
        }
        let key = key.ok_or_else(|| ChordError::NoKey(text.to_owned()))?;
        Chord { modifiers, key }.check(text)
    }
}

/// Each one that is held, with the sign that joins it to what follows: `Ctrl+Alt+`.
impl fmt::Display for Modifiers {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let held = [
            (self.ctrl, "Ctrl+"),
            (self.alt, "Alt+"),
            (self.shift, "Shift+"),
            (self.win, "Win+"),
        ];
        held.into_iter()
            .filter(|(held, _)| *held)
            .try_for_each(|(_, name)| f.write_str(name))
    }
}

/// In the names of a US keyboard, as settings keep it. What players read is [`crate::Desktop::label`].
impl fmt::Display for Chord {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}{}", self.modifiers, self.key.name())
    }
}

impl Serialize for Chord {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Chord {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        text.parse().map_err(de::Error::custom)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parsed(text: &str) -> Result<String, ChordError> {
        text.parse::<Chord>().map(|chord| chord.to_string())
    }

    #[test]
    fn chords_have_one_spelling() {
        for (given, spelt) in [
            ("Ctrl+D", "Ctrl+D"),
            ("ctrl + d", "Ctrl+D"),
            ("alt+control+d", "Ctrl+Alt+D"),
            ("Super+Shift+page up", "Shift+Win+PageUp"),
            ("F5", "F5"),
            ("Shift+F12", "Shift+F12"),
            ("Ctrl+0", "Ctrl+0"),
            ("Ctrl+,", "Ctrl+,"),
            ("Ctrl+Shift+C", "Ctrl+Shift+C"),
            ("Ctrl+KeyD", "Ctrl+D"),
            ("Ctrl+Alt+Semicolon", "Ctrl+Alt+;"),
            ("Ctrl+Numpad1", "Ctrl+Numpad1"),
        ] {
            assert_eq!(parsed(given).as_deref(), Ok(spelt), "{given}");
        }
    }

    #[test]
    fn what_is_no_chord_is_named() {
        use ChordError::{IsCopy, NoKey, NoModifier, TwoKeys, UnknownKey};
        for (given, error) in [
            ("", NoKey(String::new())),
            ("Ctrl+", NoKey("Ctrl+".into())),
            ("Ctrl+Alt", NoKey("Ctrl+Alt".into())),
            ("Ctrl+Foo", UnknownKey("Foo".into())),
            ("Ctrl+Escape", UnknownKey("Escape".into())),
            ("Ctrl+D+E", TwoKeys("Ctrl+D+E".into())),
            ("D", NoModifier("D".into())),
            ("Shift+D", NoModifier("Shift+D".into())),
            ("Ctrl+C", IsCopy),
        ] {
            assert_eq!(parsed(given), Err(error), "{given}");
        }
    }

    #[test]
    fn every_key_survives_its_spelling() {
        for key in Key::all() {
            let chord = Chord::new(
                Modifiers {
                    ctrl: true,
                    shift: true,
                    ..Modifiers::default()
                },
                key,
            );
            assert_eq!(chord.to_string().parse(), Ok(chord));
        }
    }

    #[test]
    fn a_chord_is_stored_as_text() {
        let chord: Chord = "Ctrl+Alt+D".parse().expect("a chord");
        let text = serde_json::to_string(&chord).expect("json");
        assert_eq!(text, r#""Ctrl+Alt+D""#);
        assert_eq!(serde_json::from_str::<Chord>(&text).expect("chord"), chord);
        assert!(serde_json::from_str::<Chord>(r#""D""#).is_err());
    }
}
