//! What the keyboard's layout prints on keys, so that players read the chord that they press. How that is found out is
//! not known here.

use std::collections::HashMap;
use std::sync::{PoisonError, RwLock};

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

/// What the keyboard prints now. A session has one keyboard, and so a program has one of these: whoever shows a chord
/// reads it here, and only the desktop's thread writes it.
static PRINTED: RwLock<Option<Labels>> = RwLock::new(None);

/// These hold from now on.
pub fn put_up(labels: Labels) {
    *PRINTED.write().unwrap_or_else(PoisonError::into_inner) = Some(labels);
}

impl Chord {
    /// What the player reads for it: the keys as the layout that is switched to now prints them; as a US keyboard does
    /// before a desktop was opened. Where that changes, [`Event::ChordsChanged`](crate::Event::ChordsChanged) comes.
    #[must_use]
    pub fn shown(&self) -> String {
        let labels = PRINTED.read().unwrap_or_else(PoisonError::into_inner);
        labels
            .as_ref()
            .map_or_else(|| self.to_string(), |labels| labels.chord(*self))
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
