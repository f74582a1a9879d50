//! What the keyboard's layout prints on keys, so that players read the chord that they press. How that is found out is
//! not known here.

use std::collections::HashMap;
use std::sync::{Arc, PoisonError, RwLock};

use crate::Chord;
use crate::chord::Key;

/// The signs on the keys, as far as they are known.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Labels(HashMap<Key, String>);

impl Labels {
    /// Asks `sign` for each key that prints one. Small letters become the capitals that keyboards show.
    pub fn read(sign: impl Fn(Key) -> Option<char>) -> Self {
        let label = |key: Key| {
            let sign = sign(key).filter(|sign| !sign.is_whitespace() && !sign.is_control())?;
            Some((key, capital(sign)))
        };
        Self(
            Key::all()
                .filter(|key| key.has_letter())
                .filter_map(label)
                .collect(),
        )
    }

    /// The chord in the signs of this layout; where a sign is not known, in that of a US keyboard.
    #[must_use]
    pub fn chord(&self, chord: Chord) -> String {
        let key = chord.key();
        let sign = self.0.get(&key).map_or(key.name(), String::as_str);
        format!("{}{sign}", chord.modifiers())
    }
}

/// The labels as they are now, for every thread.
#[derive(Debug, Clone, Default)]
pub struct Board(Arc<RwLock<Labels>>);

impl Board {
    /// These hold from now on.
    pub fn put_up(&self, labels: Labels) {
        *self.0.write().unwrap_or_else(PoisonError::into_inner) = labels;
    }

    /// As [`Labels::chord`].
    pub fn chord(&self, chord: Chord) -> String {
        let labels = self.0.read().unwrap_or_else(PoisonError::into_inner);
        labels.chord(chord)
    }
}

/// The capital of a letter, where it has a single one: not of “ß”.
fn capital(sign: char) -> String {
    let mut capitals = sign.to_uppercase();
    match (capitals.next(), capitals.next()) {
        (Some(capital), None) => capital.to_string(),
        _ => sign.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn chord(text: &str) -> Chord {
        text.parse().expect("a chord")
    }

    #[test]
    fn a_chord_is_shown_as_the_layout_prints_it() {
        let german = Labels::read(|key| match key.name() {
            "Y" => Some('z'),
            ";" => Some('ö'),
            "-" => Some('ß'),
            "Q" => Some('\t'),
            _ => None,
        });
        for (stored, shown) in [
            ("Ctrl+Y", "Ctrl+Z"),
            ("Ctrl+Alt+;", "Ctrl+Alt+Ö"),
            ("Win+-", "Win+ß"),
            // A layout that prints nothing there, or is not known.
            ("Ctrl+Q", "Ctrl+Q"),
            ("Shift+F5", "Shift+F5"),
            ("Ctrl+PageUp", "Ctrl+PageUp"),
        ] {
            assert_eq!(german.chord(chord(stored)), shown);
        }
        assert_eq!(Labels::default().chord(chord("Ctrl+Y")), "Ctrl+Y");
    }
}
