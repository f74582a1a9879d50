//! The hotkeys as they are kept: what this version does not know stays in the file, and one bad entry spoils no other.

use std::collections::BTreeMap;

use game_desktop::{Chord, Command, Config};
use serde::{Deserialize, Serialize};
use serde_json::Value;

/// The chord of each command, and the entries of other versions.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(from = "BTreeMap<String, Value>", into = "BTreeMap<String, Value>")]
pub struct Hotkeys(pub BTreeMap<Command, Chord>, BTreeMap<String, Value>);

impl Default for Hotkeys {
    fn default() -> Self {
        let chord = |command| (command, Config::default_chord(command));
        Self(
            Command::ALL.into_iter().map(chord).collect(),
            BTreeMap::new(),
        )
    }
}

impl From<BTreeMap<String, Value>> for Hotkeys {
    fn from(entries: BTreeMap<String, Value>) -> Self {
        let mut hotkeys = Self::default();
        for (name, value) in entries {
            match Command::ALL
                .into_iter()
                .find(|command| command.name() == name)
            {
                // A chord that cannot be read leaves the command its usual one.
                Some(command) => {
                    if let Some(chord) = value.as_str().and_then(|chord| chord.parse().ok()) {
                        hotkeys.0.insert(command, chord);
                    }
                }
                None => {
                    hotkeys.1.insert(name, value);
                }
            }
        }
        hotkeys
    }
}

impl From<Hotkeys> for BTreeMap<String, Value> {
    fn from(hotkeys: Hotkeys) -> Self {
        let known = hotkeys
            .0
            .into_iter()
            .map(|(command, chord)| (command.name().to_owned(), Value::from(chord.to_string())));
        known.chain(hotkeys.1).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn entries_of_other_versions_are_kept_and_bad_ones_spoil_nothing() {
        let text = r#"{"check":"Ctrl+F","settings":"nonsense","sing":"Ctrl+L"}"#;
        let hotkeys: Hotkeys = serde_json::from_str(text).expect("reads");
        assert_eq!(hotkeys.0[&Command::Check].to_string(), "Ctrl+F");
        assert_eq!(
            hotkeys.0[&Command::Settings],
            Config::default_chord(Command::Settings)
        );
        let kept: Value = serde_json::to_value(&hotkeys).expect("writes");
        assert_eq!(kept["sing"], "Ctrl+L");
        assert_eq!(kept["check"], "Ctrl+F");
    }
}
