//! Each item in `cases/clipboard` reads to the properties that the market stores for it.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use item_parsers::{Item, catalog, parse_clipboard, parse_clipboard_bytes};
use serde_json::Value;

fn cases() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases")
}

fn read(path: &Path) -> String {
    std::fs::read_to_string(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

/// A property as the case and the item can both be written.
fn row(modifier: &Value) -> String {
    let mut row = serde_json::Map::new();
    for key in [
        "name",
        "values",
        "chance",
        "level",
        "skill_id",
        "charges",
        "max_charges",
    ] {
        if let Some(value) = modifier.get(key) {
            row.insert(key.to_owned(), value.clone());
        }
    }
    Value::Object(row).to_string()
}

fn rows(modifiers: &Value) -> BTreeSet<String> {
    modifiers
        .as_array()
        .into_iter()
        .flatten()
        .map(row)
        .collect()
}

fn check(item: &Item, expected: &Value) {
    let json = serde_json::to_value(item).expect("an item is JSON");
    for key in ["quality", "base_code", "type_code", "runeword_key"] {
        assert_eq!(json.get(key), expected.get(key), "{key}");
    }
    let unique = item.unique_id.and_then(catalog::unique);
    assert_eq!(
        unique.map(|unique| unique.clipboard_name()),
        expected["unique_key"].as_str()
    );
    let set = expected["set_key"]
        .as_str()
        .map(|key| catalog::set_pieces_by_clipboard_name(key)[0]);
    assert_eq!(item.set.as_deref(), set.map(|piece| piece.set));
    assert_eq!(rows(&json["modifiers"]), rows(&expected["modifiers"]));
    // What the game does not copy is said, not invented.
    if expected.get("not_copied").is_some() {
        assert!(
            !item.notes.is_empty(),
            "a note says that something is missing"
        );
    }
}

#[test]
fn every_case_reads_to_what_the_market_stores() {
    let mut paths: Vec<PathBuf> = std::fs::read_dir(cases().join("clipboard"))
        .expect("the folder of cases")
        .map(|entry| entry.expect("an entry").path())
        .filter(|path| path.to_string_lossy().ends_with(".item.json"))
        .collect();
    paths.sort();
    assert!(paths.len() >= 42);
    let mut failed = Vec::new();
    for path in paths {
        let expected = path
            .to_string_lossy()
            .replace(".item.json", ".expected.json");
        let expected: Value =
            serde_json::from_str(&read(Path::new(&expected))).expect("the expectation");
        let item = parse_clipboard(&read(&path)).expect("an item");
        let outcome = std::panic::catch_unwind(|| check(&item, &expected));
        if outcome.is_err() {
            failed.push(
                path.file_name()
                    .map(|name| name.to_string_lossy().into_owned()),
            );
        }
    }
    assert!(failed.is_empty(), "{failed:?}");
}

#[test]
fn bytes_of_the_game_read_as_their_text() {
    let bytes = std::fs::read(cases().join("raw-windows-1252-with-nul.bin")).expect("the case");
    let text = read(&cases().join("clipboard/01-unique-ring-corrupted.item.json"));
    assert_eq!(parse_clipboard_bytes(&bytes), parse_clipboard(&text));
    assert!(parse_clipboard(&text).is_ok());
}
