//! Brings a new season's tables into `data/` and says what changed.
//!
//! `cargo run -p item-parsers --example import_tables -- TABLES_DIR [--check]`
//!
//! `TABLES_DIR` holds the game's tables as JSON, one file a kind (`stats.json`, `bases.json`, …).
//! With `--check` nothing is written and the exit code is 1 when `data/` differs from the tables.
//! Only the fields that the parsers use are taken, one entry a line, so that a diff reads well.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use serde_json::{Map, Value, json};

type Entries = Vec<Value>;
type Convert = fn(&Value) -> Vec<(&'static str, Entries)>;

/// Each table: the file, and how it is converted.
const TABLES: &[(&str, Convert)] = &[
    ("stats", stats),
    ("bases", bases),
    ("uniques", uniques),
    ("sets", sets),
    ("runewords", runewords),
    ("skills", skills),
    ("affixes", affixes),
    ("corruptions", corruptions),
    ("runes", runes),
];

#[allow(clippy::print_stdout)]
fn main() -> ExitCode {
    let mut check = false;
    let mut folder = None;
    for argument in std::env::args().skip(1) {
        match argument.as_str() {
            "--check" => check = true,
            _ => folder = Some(PathBuf::from(argument)),
        }
    }
    let Some(folder) = folder else {
        eprintln!("usage: import_tables TABLES_DIR [--check]");
        return ExitCode::from(2);
    };
    let data = Path::new(env!("CARGO_MANIFEST_DIR")).join("data");
    match import(&folder, &data, check) {
        Ok(0) => {
            println!("data/ is up to date");
            ExitCode::SUCCESS
        }
        Ok(changes) => {
            println!("{changes} changes");
            if check {
                ExitCode::FAILURE
            } else {
                ExitCode::SUCCESS
            }
        }
        Err(error) => {
            eprintln!("{error}");
            ExitCode::from(2)
        }
    }
}

/// Converts every table, reports the differences and, unless `check`, writes them.
#[allow(clippy::print_stdout)]
fn import(folder: &Path, data: &Path, check: bool) -> Result<usize, String> {
    let mut changes = 0;
    for (table, convert) in TABLES {
        let path = folder.join(format!("{table}.json"));
        let text = std::fs::read_to_string(&path)
            .map_err(|error| format!("{}: {error}", path.display()))?;
        let source: Value =
            serde_json::from_str(&text).map_err(|error| format!("{}: {error}", path.display()))?;
        for (name, entries) in convert(&source) {
            let target = data.join(format!("{name}.json"));
            let old = std::fs::read_to_string(&target).unwrap_or_default();
            let new = render(&entries);
            if old == new {
                continue;
            }
            for line in differences(&old, &entries) {
                println!("{name}: {line}");
                changes += 1;
            }
            if !check {
                std::fs::write(&target, new)
                    .map_err(|error| format!("{}: {error}", target.display()))?;
            }
        }
    }
    Ok(changes)
}

/// One entry a line.
fn render(entries: &[Value]) -> String {
    let lines: Vec<String> = entries.iter().map(Value::to_string).collect();
    format!("[\n{}\n]\n", lines.join(",\n"))
}

/// What was added, removed or changed, by the entry's identity.
fn differences(old: &str, new: &[Value]) -> Vec<String> {
    let old: Vec<Value> = serde_json::from_str(old).unwrap_or_default();
    let index = |entries: &[Value]| -> BTreeMap<String, Vec<Value>> {
        let mut map: BTreeMap<String, Vec<Value>> = BTreeMap::new();
        for entry in entries {
            map.entry(identity(entry)).or_default().push(entry.clone());
        }
        map
    };
    let (old, new) = (index(&old), index(new));
    let mut lines = Vec::new();
    for (key, entry) in &new {
        match old.get(key) {
            None => lines.push(format!("+ {key}")),
            Some(before) if before != entry => lines.push(format!("~ {key}")),
            Some(_) => {}
        }
    }
    lines.extend(
        old.keys()
            .filter(|key| !new.contains_key(*key))
            .map(|key| format!("- {key}")),
    );
    if lines.is_empty() {
        lines.push("~ order of the entries".to_owned());
    }
    lines
}

fn identity(entry: &Value) -> String {
    [
        "row", "id", "no", "param", "code", "key", "name", "types", "market", "stat",
    ]
    .iter()
    .filter_map(|field| entry.get(field))
    .map(|value| {
        value
            .as_str()
            .map_or_else(|| value.to_string(), str::to_owned)
    })
    .collect::<Vec<_>>()
    .join(" ")
}

/// Takes `fields` from `source`, dropping what is null, false, empty or missing.
fn pick(source: &Value, fields: &[&str]) -> Map<String, Value> {
    let mut out = Map::new();
    for field in fields {
        put(&mut out, field, source.get(field));
    }
    out
}

fn put(out: &mut Map<String, Value>, field: &str, value: Option<&Value>) {
    let Some(value) = value else { return };
    let empty = match value {
        Value::Null | Value::Bool(false) => true,
        Value::String(text) => text.is_empty(),
        Value::Array(items) => items.is_empty(),
        _ => false,
    };
    if !empty {
        out.insert(field.to_owned(), value.clone());
    }
}

fn list(value: &Value) -> &[Value] {
    value.as_array().map_or(&[], Vec::as_slice)
}

fn stats(source: &Value) -> Vec<(&'static str, Entries)> {
    let stats = list(&source["stats"])
        .iter()
        .map(|stat| {
            let mut out = pick(stat, &["id", "name", "priority"]);
            put(&mut out, "text", stat.get("template"));
            put(&mut out, "negative", stat.get("template_negative"));
            put(&mut out, "per_level", stat.get("per_level_divisor"));
            if stat.get("val_shift").is_some() {
                out.insert("shifted".into(), json!(true));
            }
            let clipboard = &stat["clipboard"];
            if clipboard["no_text"] != json!(true) {
                put(&mut out, "row", clipboard.get("name"));
            }
            if clipboard["form"] != json!("plain") {
                put(&mut out, "form", clipboard.get("form"));
            }
            let market = &stat["market"];
            if market["name"] != stat["name"] {
                put(&mut out, "market", market.get("name"));
            }
            put(&mut out, "merged", market.get("merged_as"));
            put(&mut out, "seen", market.get("seen_on_ladder"));
            Value::Object(out)
        })
        .collect();
    let merged = list(&source["merged"])
        .iter()
        .map(|row| {
            let mut out = pick(row, &["market"]);
            put(&mut out, "text", row.get("template"));
            put(&mut out, "stats", row.get("from_stats"));
            Value::Object(out)
        })
        .collect();
    vec![("stats", stats), ("merged", merged)]
}

fn bases(source: &Value) -> Vec<(&'static str, Entries)> {
    let bases = list(&source["bases"])
        .iter()
        .map(|base| {
            let mut out = pick(
                base,
                &[
                    "code",
                    "name",
                    "category",
                    "type",
                    "max_sockets",
                    "stackable",
                    "clipboard_type",
                    "clipboard_flag",
                ],
            );
            put(&mut out, "is", base.get("type_ancestors"));
            if base.get("spawnable") == Some(&json!(false)) {
                out.insert("never_drops".into(), json!(true));
            }
            Value::Object(out)
        })
        .collect();
    vec![("bases", bases)]
}

fn properties(source: &Value) -> Value {
    list(source).iter().map(property).collect()
}

fn property(source: &Value) -> Value {
    let mut out = Map::new();
    // A few rows name a stat that the game does not have.
    let ids = list(&source["stats"]).iter().map(|stat| &stat["id"]);
    let stats: Vec<&Value> = ids.filter(|id| id.is_u64()).collect();
    out.insert("stats".into(), json!(stats));
    for field in [
        "min",
        "max",
        "kind",
        "skill_id",
        "chance",
        "level",
        "charges",
        "tab_param",
        "class_id",
        "items",
    ] {
        put(&mut out, field, source.get(field));
    }
    // A random class or skill: the amount is the value, min..max number the classes or skills.
    put(&mut out, "value", source.get("value"));
    // Only where the parameter is part of what is stored: frames of cold and poison, per-level amounts.
    let parameter_counts = matches!(source["kind"].as_str(), Some("per_level" | "damage_range"));
    if parameter_counts && source["param"].is_number() {
        put(&mut out, "param", source.get("param"));
    }
    Value::Object(out)
}

fn named(source: &Value, fields: &[&str]) -> Map<String, Value> {
    let mut out = pick(source, fields);
    if source["clipboard_name"] != source["name"] {
        put(&mut out, "clipboard_name", source.get("clipboard_name"));
    }
    out.insert("modifiers".into(), properties(&source["modifiers"]));
    out
}

fn uniques(source: &Value) -> Vec<(&'static str, Entries)> {
    let uniques = list(source)
        .iter()
        .map(|unique| Value::Object(named(unique, &["id", "name", "base_code", "enabled"])))
        .collect();
    vec![("uniques", uniques)]
}

fn sets(source: &Value) -> Vec<(&'static str, Entries)> {
    let pieces = list(source)
        .iter()
        .map(|piece| {
            let mut out = named(piece, &["id", "name", "set", "base_code"]);
            if piece.get("partial").is_some() {
                out.insert("partial".into(), properties(&piece["partial"]));
            }
            Value::Object(out)
        })
        .collect();
    vec![("sets", pieces)]
}

fn runewords(source: &Value) -> Vec<(&'static str, Entries)> {
    let runewords = list(source)
        .iter()
        .map(|runeword| {
            let fields = [
                "key",
                "name",
                "complete",
                "runes",
                "base_types",
                "excluded_types",
            ];
            let mut out = pick(runeword, &fields);
            out.insert("modifiers".into(), properties(&runeword["modifiers"]));
            Value::Object(out)
        })
        .collect();
    vec![("runewords", runewords)]
}

fn skills(source: &Value) -> Vec<(&'static str, Entries)> {
    let skills = list(&source["skills"])
        .iter()
        .map(|skill| Value::Object(pick(skill, &["id", "name", "class_id"])))
        .collect();
    let classes = list(&source["classes"])
        .iter()
        .map(|class| Value::Object(pick(class, &["id", "code", "class", "clipboard_skill"])))
        .collect();
    let tabs = list(&source["tabs"])
        .iter()
        .map(|tab| {
            let mut out = pick(tab, &["param", "class_id", "clipboard_skill"]);
            put(&mut out, "text", tab.get("market_label"));
            Value::Object(out)
        })
        .collect();
    vec![("skills", skills), ("classes", classes), ("tabs", tabs)]
}

fn affixes(source: &Value) -> Vec<(&'static str, Entries)> {
    // Weight 0 means that the game never rolls it.
    let is_rolled = |affix: &&Value| {
        affix["spawnable"] == json!(true)
            && affix["frequency"].as_u64().is_some_and(|weight| weight > 0)
    };
    let affixes = list(source)
        .iter()
        .filter(is_rolled)
        .map(|affix| {
            let mut out = pick(affix, &["name", "rare", "types", "excluded"]);
            out.insert("modifiers".into(), properties(&affix["modifiers"]));
            Value::Object(out)
        })
        .collect();
    vec![("affixes", affixes)]
}

fn corruptions(source: &Value) -> Vec<(&'static str, Entries)> {
    let outcomes = list(&source["outcomes"])
        .iter()
        .map(|outcome| {
            let mut out = pick(outcome, &["no", "inputs"]);
            out.insert("modifiers".into(), properties(&outcome["modifiers"]));
            Value::Object(out)
        })
        .collect();
    let flags = list(&source["plugin_flags"])
        .iter()
        .map(|row| {
            let stats: Vec<&Value> = list(&row["stats"]).iter().map(|stat| &stat["id"]).collect();
            json!({"no": row["no"], "stats": stats})
        })
        .collect();
    vec![("corruptions", outcomes), ("corruption-marks", flags)]
}

fn runes(source: &Value) -> Vec<(&'static str, Entries)> {
    let runes = list(&source["runes"])
        .iter()
        .map(|rune| {
            Value::Object(pick(
                rune,
                &["code", "stack_code", "no", "name", "stash_key"],
            ))
        })
        .collect();
    let currency = list(&source["currency"])
        .iter()
        .map(|row| {
            Value::Object(pick(
                row,
                &["code", "stack_code", "name", "category", "stash_key"],
            ))
        })
        .collect();
    vec![("runes", runes), ("currency", currency)]
}
