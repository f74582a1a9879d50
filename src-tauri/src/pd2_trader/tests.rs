//! Settings of PD2 Trader as this project writes them, whole, in part, and broken.

use std::fs;
use std::path::Path;

use serde_json::json;

use super::*;

fn read_json(value: &Value) -> Import {
    read(&value.to_string(), &Settings::default()).expect("settings")
}

fn left(import: &Import, why: &Why) -> Vec<String> {
    let fits = import.left.iter().filter(|left| left.why == *why);
    fits.map(|left| left.name.clone()).collect()
}

fn chord(import: &Import, command: Command) -> String {
    import.settings.hotkeys.0[&command].to_string()
}

/// Everything set otherwise than that program begins with.
fn whole() -> Value {
    json!({
        "ladder": "non-ladder", "mode": "hardcore", "account": "Mule", "focusWindowName": "PD2",
        "hotkeyModifier": "alt", "hotkeyKey": "q", "hotkeyModifierListItem": "ctrl", "hotkeyKeyListItem": "7",
        "hotkeyModifierSettings": "alt", "hotkeyKeySettings": "S",
        "hotkeyModifierCurrencyValuation": "ctrl", "hotkeyKeyCurrencyValuation": "e",
        "hotkeyModifierChat": "ctrl", "hotkeyKeyChat": "t", "hotkeyKeyOffers": "b",
        "pd2Token": "eyJhbGciOiJub25lIn0.c2VjcmV0.c2lnbmF0dXJl", "lastSeenVersion": "0.9.1",
        "fillStatValue": 5, "whisperIgnoreList": ["a", "b"], "soldOfferMessageTemplate": "Sold.",
        "somethingNew": {"deep": true}
    })
}

#[test]
fn hotkeys_realm_account_and_title_are_taken() {
    let import = read_json(&whole());
    assert_eq!(
        import.taken,
        [
            Key::Chord(Command::Check),
            Key::Chord(Command::List),
            Key::Chord(Command::Currency),
            Key::Chord(Command::Settings),
            Key::Ladder,
            Key::Hardcore,
            Key::GameAccount,
            Key::GameTitle,
        ]
    );
    assert_eq!(chord(&import, Command::Check), "Alt+Q");
    assert_eq!(chord(&import, Command::List), "Ctrl+7");
    assert_eq!(chord(&import, Command::Settings), "Alt+S");
    assert_eq!(chord(&import, Command::Currency), "Ctrl+E");
    assert_eq!(
        (import.settings.realm.ladder, import.settings.realm.hardcore),
        (false, true)
    );
    assert_eq!(import.settings.game_account, "Mule");
    assert_eq!(import.settings.game_title, "PD2");
}

#[test]
fn what_is_left_out_is_told_and_the_login_is_never_taken() {
    let import = read_json(&whole());
    assert_eq!(left(&import, &Why::Login), ["pd2Token"]);
    assert_eq!(left(&import, &Why::NotUnderstood), ["somethingNew"]);
    assert_eq!(
        left(&import, &Why::NotHere),
        [
            "fillStatValue",
            "hotkeyKeyChat",
            "hotkeyKeyOffers",
            "soldOfferMessageTemplate",
            "whisperIgnoreList"
        ]
    );
    let kept = serde_json::to_string(&import.settings).expect("JSON");
    assert!(!kept.contains("c2VjcmV0") && !format!("{import:?}").contains("c2VjcmV0"));
}

#[test]
fn what_that_program_begins_with_changes_nothing() {
    let import = read_json(&json!({
        "ladder": "ladder", "mode": "softcore", "hotkeyModifier": "ctrl", "hotkeyKey": "d",
        "hotkeyModifierListItem": "ctrl", "hotkeyKeyListItem": "l", "hotkeyKeySettings": "o",
        "hotkeyKeyCurrencyValuation": "x", "account": ""
    }));
    assert_eq!((import.taken, import.left), (vec![], vec![]));
}

#[test]
fn keys_are_exchanged_between_commands() {
    let import = read_json(&json!({ "hotkeyKey": "l", "hotkeyKeyListItem": "d" }));
    assert_eq!(chord(&import, Command::Check), "Ctrl+L");
    assert_eq!(chord(&import, Command::List), "Ctrl+D");
    assert!(import.left.is_empty());
}

#[test]
fn keys_that_another_command_has_are_left_out() {
    let import = read_json(&json!({ "hotkeyKey": "x", "hotkeyKeyListItem": "o" }));
    assert!(import.taken.is_empty(), "{:?}", import.taken);
    let doubled = |key: &str, other| Why::Doubled {
        chord: format!("Ctrl+{key}").parse().expect("a chord"),
        other,
    };
    assert_eq!(
        left(&import, &doubled("X", Command::Currency)),
        ["hotkeyKey"]
    );
    assert_eq!(
        left(&import, &doubled("O", Command::Settings)),
        ["hotkeyKeyListItem"]
    );
}

#[test]
fn one_that_is_refused_may_be_in_the_way_of_another() {
    // Listing cannot have Ctrl+O, so it keeps Ctrl+L, which checking wishes for.
    let import = read_json(&json!({ "hotkeyKey": "l", "hotkeyKeyListItem": "o" }));
    assert!(import.taken.is_empty());
    assert_eq!(import.left.len(), 2);
}

#[test]
fn odd_values_are_left_out_one_by_one() {
    let import = read_json(&json!({
        "ladder": true, "mode": "medium", "account": 7, "focusWindowName": null,
        "hotkeyKey": "dd", "hotkeyModifierListItem": "meta", "hotkeyKeyListItem": "l", "hotkeyKeySettings": "",
        "hotkeyKeyCurrencyValuation": "c"
    }));
    let names = left(&import, &Why::NotUnderstood);
    for name in [
        "ladder",
        "mode",
        "account",
        "hotkeyKey",
        "hotkeyKeyListItem",
        "hotkeyKeySettings",
    ] {
        assert!(names.contains(&name.to_owned()), "{name}: {names:?}");
    }
    let reserved = import
        .left
        .iter()
        .find(|left| left.name == "hotkeyKeyCurrencyValuation");
    assert!(
        matches!(reserved.map(|left| &left.why), Some(Why::NoHotkey(_))),
        "{reserved:?}"
    );
    assert!(import.taken.is_empty());
}

#[test]
fn what_is_none_is_refused_with_its_place() {
    let now = Settings::default();
    assert_eq!(
        read("{\n  \"ladder\": ", &now),
        Err(ImportError::NotJson {
            line: 2,
            column: 12
        })
    );
    for text in ["[]", "7", "{}", r#"{"scale":1.2}"#, r#"{"pd2Token":"x"}"#] {
        assert_eq!(read(text, &now), Err(ImportError::NotSettings), "{text}");
    }
}

fn write(path: &Path, text: &str) {
    fs::create_dir_all(path.parent().expect("a folder")).expect("is made");
    fs::write(path, text).expect("is written");
}

#[test]
fn the_file_is_found_in_the_users_folder_and_in_prefixes_of_wine() {
    let home = tempfile::tempdir().expect("a folder");
    let places = Places {
        config: home.path().join(".config"),
        home: home.path().to_owned(),
        wine: Some(home.path().join("prefix")),
    };
    assert_eq!(find(&places), None);
    let roaming = "drive_c/users/exile/AppData/Roaming/com.pd2-trader.app/settings.json";
    for place in [
        "prefix",
        ".wine",
        ".local/share/Steam/steamapps/compatdata/7/pfx",
        "Games/pd2",
    ] {
        let file = home.path().join(place).join(roaming);
        write(&file, "{}");
        assert_eq!(find(&places), Some(file.clone()));
        fs::remove_file(file).expect("is removed");
    }
    let older = home.path().join(".wine").join(roaming);
    write(&older, "{}");
    let long_ago = std::time::SystemTime::UNIX_EPOCH + std::time::Duration::from_secs(1);
    let file = fs::File::options()
        .append(true)
        .open(&older)
        .expect("opens");
    file.set_modified(long_ago).expect("is set");
    let newer = home.path().join(".config/com.pd2-trader.app/settings.json");
    write(&newer, "{}");
    assert_eq!(find(&places), Some(newer));
}

#[test]
fn a_file_or_its_folder_is_read_and_what_is_no_such_file_is_told() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("settings.json");
    assert!(matches!(read_file(&path), Err(ImportError::NotReadable(_))));
    write(&path, "{}");
    assert_eq!(read_file(&path), Ok("{}".to_owned()));
    assert_eq!(read_file(folder.path()), Ok("{}".to_owned()));
    fs::write(&path, [0xff, 0xfe]).expect("is written");
    assert_eq!(read_file(&path), Err(ImportError::NotText));
    fs::write(&path, vec![b' '; (1 << 20) + 1]).expect("is written");
    assert_eq!(read_file(&path), Err(ImportError::TooLarge));
}
