//! What commands print: results on stdout, everything else on stderr.
#![allow(clippy::print_stdout)]

use std::io::{self, Write};

use item_parsers::Item;
use serde::Serialize;

/// One line or more for the person at the terminal.
pub fn problem(text: &str) {
    // A closed stderr leaves nobody to tell.
    let _ = writeln!(io::stderr().lock(), "haggle: {text}");
}

/// A result. A reader that went away (`haggle … | head`) is no fault.
pub fn result(text: &str) -> io::Result<()> {
    match writeln!(io::stdout().lock(), "{text}") {
        Err(error) if error.kind() != io::ErrorKind::BrokenPipe => Err(error),
        _ => Ok(()),
    }
}

/// A result as JSON.
pub fn json(value: &impl Serialize) -> anyhow::Result<()> {
    Ok(result(&serde_json::to_string_pretty(value)?)?)
}

/// A result as JSON on one line, one of many.
pub fn json_line(value: &impl Serialize) -> anyhow::Result<()> {
    Ok(result(&serde_json::to_string(value)?)?)
}

/// An item as a player reads it.
#[must_use]
pub fn item_text(item: &Item) -> String {
    let mut lines = Vec::new();
    lines.push(item.name.clone());
    let kind = if item.is_runeword() {
        // Its base's quality is normal.
        Some("Runeword")
    } else {
        item.quality.map(|quality| quality.name())
    };
    let facts = [
        item.base.clone().filter(|base| *base != item.name),
        kind.map(str::to_owned),
        item.item_level.map(|level| format!("item level {level}")),
        item.ethereal.then(|| "ethereal".to_owned()),
        item.corrupted.then(|| "corrupted".to_owned()),
        (item.sockets > 0).then(|| format!("sockets {}", item.sockets)),
    ];
    lines.push(facts.into_iter().flatten().collect::<Vec<_>>().join(" · "));
    for modifier in item.modifiers.iter().filter(|modifier| !modifier.hidden) {
        let roll = modifier
            .roll
            .as_ref()
            .map(|roll| format!("  [{}–{}, {}%]", roll.min, roll.max, roll.percent))
            .unwrap_or_default();
        lines.push(format!("  {}{roll}", modifier.text));
    }
    lines.extend(item.notes.iter().map(|note| format!("  note: {note}")));
    lines.join("\n")
}
