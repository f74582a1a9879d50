//! For tests: whether what is drawn in German is German, and German views for the tests and pictures of the pages.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use serde::Serialize;
use serde_json::Value;

use super::tests::catalogue::Catalogue;

const EN: &str = include_str!("../../texts/en.ftl");
const DE: &str = include_str!("../../texts/de.ftl");
/// Shorter pieces of a text are words that names of items have as well.
const LEAST: usize = 5;
/// What tells states apart, and is not read by anybody.
const NAMES: [&str; 12] = [
    "code", "command", "fix", "key", "kind", "link", "quality", "remedy", "stage", "state", "tone",
    "verdict",
];

/// Holds that the second view, which is the first one in German, has nothing of the catalogue's English in it.
pub fn is_german(name: &str, english: &impl Serialize, german: &impl Serialize) {
    let [english, german] = [strings(english), strings(german)];
    let same_places = english.keys().eq(german.keys());
    assert!(same_places, "{name}: the views differ in more than texts");
    assert_ne!(english, german, "{name}: nothing of it is German");
    let pieces = english_pieces();
    for (place, text) in &german {
        for piece in &pieces {
            assert!(!has(text, piece), "{name}{place} has “{piece}”: {text}");
        }
    }
}

/// Writes views for the pages, sorted by name.
pub fn write_views<V: Serialize>(file: &str, views: &BTreeMap<String, V>) {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../overlay-ui/tests/fixtures");
    let text = serde_json::to_string_pretty(views).expect("views are JSON");
    fs::write(folder.join(file), text + "\n").expect("the fixtures can be written");
}

/// Every string of a view, by its place.
fn strings(view: &impl Serialize) -> BTreeMap<String, String> {
    fn collect(value: &Value, place: &str, found: &mut BTreeMap<String, String>) {
        match value {
            Value::String(text) => {
                found.insert(place.to_owned(), text.clone());
            }
            Value::Array(all) => {
                for (at, one) in all.iter().enumerate() {
                    collect(one, &format!("{place}/{at}"), found);
                }
            }
            Value::Object(all) => {
                for (key, one) in all {
                    if !(one.is_string() && NAMES.contains(&key.as_str())) {
                        collect(one, &format!("{place}/{key}"), found);
                    }
                }
            }
            _ => {}
        }
    }
    let mut found = BTreeMap::new();
    let value = serde_json::to_value(view).expect("a view is JSON");
    collect(&value, "", &mut found);
    found
}

/// The English catalogue's texts in pieces between their arguments, without those that German has as well.
fn english_pieces() -> Vec<String> {
    let pieces = |source: &str| -> Vec<String> {
        let catalogue = Catalogue::parse(source, "").expect("a catalogue");
        let texts: Vec<String> = catalogue
            .messages()
            .map(|(_, message)| message.text().to_owned())
            .collect();
        let cut = |text: &String| -> Vec<String> {
            text.split(['{', '}'])
                .step_by(2)
                .flat_map(|piece| piece.split(" / "))
                .map(|piece| {
                    piece
                        .trim_matches(|letter: char| !letter.is_alphabetic())
                        .to_owned()
                })
                .collect()
        };
        texts.iter().flat_map(cut).collect()
    };
    let german = pieces(DE).join("\n");
    pieces(EN)
        .into_iter()
        .filter(|piece| piece.chars().count() >= LEAST && !german.contains(piece))
        .collect()
}

/// Whether whole words of a text are this piece.
fn has(text: &str, piece: &str) -> bool {
    let letter = |letter: Option<char>| letter.is_some_and(char::is_alphanumeric);
    text.match_indices(piece).any(|(at, _)| {
        let (before, after) = (&text[..at], &text[at + piece.len()..]);
        !letter(before.chars().next_back()) && !letter(after.chars().next())
    })
}

#[test]
fn english_in_a_german_view_is_found() {
    let view = |text: &str| serde_json::json!({ "title": text, "name": "Raven Frost" });
    let english = view("Not an item.");
    is_german("right", &english, &view("Kein Item."));
    for wrong in ["Not an item.", "Oh: Not an item."] {
        let judged = std::panic::catch_unwind(|| is_german("wrong", &english, &view(wrong)));
        assert!(judged.is_err(), "{wrong}");
    }
}
