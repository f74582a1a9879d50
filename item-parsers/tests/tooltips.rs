//! Items from the lines of their tooltips.

use std::path::Path;

use item_parsers::{Item, Note, Quality, parse_any, parse_clipboard, parse_tooltip};
use serde_json::Value;

/// Items of the ladder as the web site words them.
fn ladder_items() -> Vec<Value> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases/tooltips/ladder-items.json");
    let text = std::fs::read_to_string(path).expect("the cases");
    serde_json::from_str(&text).expect("a list")
}

fn lines(item: &Value) -> Vec<&str> {
    item["props"]
        .as_array()
        .into_iter()
        .flatten()
        .filter_map(Value::as_str)
        .collect()
}

/// The item as people paste it.
fn text(item: &Value) -> String {
    let name = item["name"].as_str().expect("a name");
    let type_line = item["type"].as_str().expect("a type");
    let mut text = format!("{name}\n{type_line}\n{}\n", lines(item).join("\n"));
    for inner in item["sockets"].as_array().into_iter().flatten() {
        text += &format!(
            "\n{}\n{}\n",
            inner["name"].as_str().expect("a name"),
            lines(inner).join("\n")
        );
    }
    text
}

#[test]
#[allow(clippy::print_stdout)]
fn nearly_every_line_of_real_items_is_understood_and_the_rest_noted() {
    let (mut all, mut not_understood) = (0, Vec::new());
    for case in ladder_items() {
        let item = parse_tooltip(&text(&case)).unwrap_or_else(|error| panic!("{case}: {error}"));
        let inner = case["sockets"].as_array().into_iter().flatten();
        all += lines(&case).len() + inner.map(|inner| lines(inner).len()).sum::<usize>();
        for note in std::iter::once(&item)
            .chain(&item.socketed)
            .flat_map(|item| &item.notes)
        {
            if matches!(note, Note::UnknownLine(_)) {
                not_understood.push(format!("{}: {note}", item.name));
            }
        }
        // One of them has a name of an older season.
        let others: Vec<&Note> = item
            .notes
            .iter()
            .filter(|note| !matches!(note, Note::UnknownLine(_) | Note::UnknownName { .. }))
            .collect();
        assert!(others.is_empty(), "{}: {others:?}", item.name);
        assert!(
            item.base_code.is_some() && item.quality.is_some(),
            "{}",
            item.name
        );
    }
    let share = 1.0 - not_understood.len() as f64 / all as f64;
    println!(
        "{:.2} % of {all} lines understood; not: {not_understood:#?}",
        share * 100.0
    );
    assert!(share >= 0.99, "{share} {not_understood:#?}");
}

/// Each property as the player reads it: the tooltip's own line comes back.
#[test]
fn lines_come_back_as_they_were_read() {
    let mut differing = Vec::new();
    for case in ladder_items()
        .iter()
        .filter(|case| case["sockets"] == Value::Array(Vec::new()))
    {
        let item = parse_tooltip(&text(case)).expect("an item");
        let shown: Vec<String> = item
            .modifiers
            .iter()
            .map(|row| row.text.replace('–', "-"))
            .collect();
        for line in lines(case) {
            let is_field = line.starts_with("Corrupted")
                || item
                    .notes
                    .iter()
                    .any(|note| note.to_string().contains(line));
            if !is_field
                && !shown
                    .iter()
                    .any(|own| own.trim_start_matches('+') == line.trim_start_matches('+'))
            {
                differing.push(format!("{}: {line}  {shown:?}", item.name));
            }
        }
    }
    // Older words for a property come back in the game's own.
    let older = |line: &String| {
        [" Deadly Strike", " Durability", " Seconds"]
            .iter()
            .any(|word| line.contains(word))
    };
    differing.retain(|line| !older(line));
    assert!(differing.is_empty(), "{differing:#?}");
}

fn by_name(name: &str) -> Item {
    let case = ladder_items()
        .into_iter()
        .find(|case| case["name"] == name)
        .expect(name);
    parse_tooltip(&text(&case)).expect("an item")
}

#[test]
fn what_fills_the_sockets_is_taken_off_the_items_own() {
    let item = by_name("Infinity");
    assert_eq!(
        (
            item.runeword_key.is_some(),
            item.sockets,
            item.socketed.len()
        ),
        (true, 4, 4)
    );
    // 40 % in the text, 20 % from each of two Ber runes; 30 % magic find is the Ist rune's.
    assert!(item.modifier("item_crushingblow").is_none());
    assert!(item.modifier("item_magicbonus").is_none());
    assert_eq!(item.socketed[0].name, "Ber Rune");
    assert_eq!(item.socketed[0].modifiers[0].values, [20]);
}

#[test]
fn the_same_item_reads_the_same_from_both_forms() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases/clipboard");
    let read = |name: &str| {
        let json =
            std::fs::read_to_string(path.join(format!("{name}.item.json"))).expect("the case");
        parse_clipboard(&json).expect("an item")
    };
    let cases = [
        "07-unique-bow",
        "10-unique-class-skills",
        "11-unique-torch",
        "14-unique-perlevel",
        "22-runeword-spirit-sword",
        "25-runeword-cta",
        "28-rare-ring",
        "29-rare-amulet-tab",
        "32-rare-boots-corrupted",
    ];
    for case in cases {
        let copied = read(case);
        let shown = copied
            .modifiers
            .iter()
            .filter(|row| !row.hidden && row.name != "corrupted");
        let lines: Vec<&str> = shown.map(|row| row.text.as_str()).collect();
        let quality = copied.quality.map_or("", Quality::name);
        let base = copied.base.clone().unwrap_or_default();
        let text = format!("{}\n{quality} {base}\n{}\n", copied.name, lines.join("\n"));
        let pasted = parse_any(&text).unwrap_or_else(|error| panic!("{case}: {error}"));
        assert!(pasted.notes.is_empty(), "{case}: {:?}", pasted.notes);
        assert_eq!(
            (pasted.unique_id, pasted.runeword_key),
            (copied.unique_id, copied.runeword_key),
            "{case}"
        );
        let rows = |item: &Item| -> Vec<(String, Vec<i64>)> {
            let shown = item
                .modifiers
                .iter()
                .filter(|row| !row.hidden && row.name != "corrupted");
            let mut rows: Vec<_> = shown
                .map(|row| (row.name.to_owned(), row.values.clone()))
                .collect();
            rows.sort();
            rows
        };
        assert_eq!(rows(&pasted), rows(&copied), "{case}");
    }
}

#[test]
fn fields_of_a_tooltip() {
    let item = parse_tooltip(
        "Doom Veil\nEthereal Rare Corona (2)\nDefense: 300\nItem Level: 88\nRequired Level: 66\n+1 to All Skills\nCorrupted",
    )
    .expect("an item");
    assert_eq!(
        (item.item_level, item.defense, item.sockets),
        (Some(88), Some(300), 2)
    );
    assert!(
        item.ethereal && item.corrupted && item.notes.is_empty(),
        "{:?}",
        item.notes
    );
    let short = parse_tooltip("Raven Frost\n+20 to Dexterity").expect("an item");
    assert_eq!((short.unique_id, short.base_code), (Some(276), Some("rin")));
    assert_eq!(
        parse_tooltip("Ber Rune").expect("an item").base_code,
        Some("r30")
    );
}

#[test]
fn chat_is_no_tooltip() {
    for chat in ["wts ber 1 hr", "", "hello\nthere"] {
        assert!(parse_any(chat).is_err(), "{chat}");
    }
    let endless = format!(
        "Raven Frost\nUnique Ring\n{}",
        "+1 to Dexterity\n".repeat(2000)
    );
    assert!(parse_any(&endless).is_err());
}

/// Real listings carry both: the lines as the site words them, and the properties as the market stores them.
#[test]
fn the_lines_of_real_listings_read_to_their_own_properties() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases/listings/raven-frost.json");
    let answer: Value =
        serde_json::from_str(&std::fs::read_to_string(path).expect("the case")).expect("listings");
    for listing in answer["data"].as_array().expect("listings") {
        let rows = listing["item"]["modifiers"].as_array().expect("modifiers");
        let shown: Vec<&Value> = rows
            .iter()
            .filter(|row| row["label"] != "undefined")
            .collect();
        let mut lines: Vec<&str> = shown
            .iter()
            .filter_map(|row| row["label"].as_str())
            .collect();
        lines.dedup();
        let item = parse_tooltip(&format!("Raven Frost\nUnique Ring\n{}", lines.join("\n")))
            .expect("an item");
        assert!(item.notes.is_empty(), "{:?}", item.notes);
        assert_eq!(item.corrupted, listing["item"]["corrupted"] == true);
        for row in shown.iter().filter(|row| row["name"] != "corrupted") {
            let name = row["name"].as_str().expect("a name");
            let own = item
                .modifier(name)
                .unwrap_or_else(|| panic!("no {name} in {:?}", item.modifiers));
            // A line says nothing of the frames that cold lasts.
            let stored: Vec<i64> = row["values"]
                .as_array()
                .into_iter()
                .flatten()
                .filter_map(Value::as_i64)
                .collect();
            assert_eq!(own.values, stored[..own.values.len()], "{name}");
            let roll = own.roll.map(|roll| (roll.min, roll.max));
            let theirs = row["min"].as_f64().zip(row["max"].as_f64());
            if theirs.is_some() && row["corrupted"] != true {
                assert_eq!(roll, theirs, "{name}");
            }
        }
    }
}
