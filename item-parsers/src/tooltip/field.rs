//! Lines of a tooltip that are fields of the item, not properties.

use std::borrow::Cow;

use crate::catalog;
use crate::clipboard::RawItem;
use crate::item::Quality;

/// Lines that begin so say what follows from the base, or nothing that a price depends on.
const PASSED_OVER: &[&str] = &[
    "Required ",
    "Durability",
    "One-Hand Damage",
    "Two-Hand Damage",
    "Throw Damage",
    "Chance to Block",
    "Keep in Inventory",
    "Can be Inserted",
    "Right Click",
    "(Only)",
    "Class",
    "Kick Damage",
    "Smite Damage",
];

type Number = fn(&mut RawItem, i64);

/// Lines of a name and a number.
const NUMBERS: &[(&str, Number)] = &[
    ("Item Level", |raw, number| raw.item_level = Some(number)),
    ("iLvl", |raw, number| raw.item_level = Some(number)),
    ("Defense", |raw, number| raw.defense = Some(number)),
    ("Quantity", |raw, number| raw.quantity = Some(number)),
    ("Socketed", |raw, number| raw.sockets = Some(number)),
    ("Sockets", |raw, number| raw.sockets = Some(number)),
];

/// Reads a line such as `Item Level: 85`, `Socketed (4)`, `Ethereal`; `false` where it is none of these.
pub(super) fn read(line: &str, raw: &mut RawItem) -> bool {
    if line.starts_with("Ethereal") {
        raw.ethereal = true;
        if let Some((_, sockets)) = line.split_once("Socketed") {
            raw.sockets = raw.sockets.or_else(|| number(sockets));
        }
        return true;
    }
    if line == "Unidentified" {
        raw.unidentified = true;
        return true;
    }
    for (name, put) in NUMBERS {
        let after = line
            .strip_prefix(name)
            .filter(|after| after.starts_with([':', ' ', '(']));
        if let Some(number) = after.and_then(number) {
            put(raw, number);
            return true;
        }
    }
    PASSED_OVER.iter().any(|start| {
        line.strip_prefix(start)
            .is_some_and(|rest| rest.contains(':'))
    }) || PASSED_OVER[6..].iter().any(|start| line.starts_with(start))
}

/// `: 85`, `(4)`; nothing but the number.
fn number(text: &str) -> Option<i64> {
    text.trim_matches(|mark: char| {
        mark == ':' || mark == '(' || mark == ')' || mark.is_whitespace()
    })
    .parse()
    .ok()
}

/// `Corrupted`, `Corrupted (3 Sockets)`: the sockets, where it names them.
pub(super) fn corrupted(line: &str) -> Option<Option<i64>> {
    let rest = line.strip_prefix("Corrupted")?;
    if rest.is_empty() {
        return Some(None);
    }
    let sockets = rest
        .trim()
        .strip_prefix('(')?
        .split(' ')
        .next()?
        .parse()
        .ok()?;
    Some(Some(sockets))
}

/// `Superior Phase Blade (5)`, `Unique Ring`, `Ring`; `false` where the line is no type.
pub(super) fn type_line<'a>(line: &'a str, raw: &mut RawItem<'a>) -> bool {
    let (line, ethereal) = match line.strip_prefix("Ethereal ") {
        Some(rest) => (rest, true),
        None => (line, false),
    };
    let (line, sockets) = match line.rsplit_once(" (") {
        Some((before, after)) => match after
            .strip_suffix(')')
            .and_then(|number| number.parse().ok())
        {
            Some(sockets) => (before, Some(sockets)),
            None => (line, None),
        },
        None => (line, None),
    };
    let worded = line.split_once(' ').filter(|(word, rest)| {
        Quality::from_name(word).is_some() && !catalog::bases_by_name(rest).is_empty()
    });
    let (quality, type_name) = match worded {
        Some((word, rest)) => (Some(word), rest),
        None if !catalog::bases_by_name(line).is_empty() => (None, line),
        None => return false,
    };
    raw.quality = quality.map(Cow::Borrowed);
    raw.type_name = Some(Cow::Borrowed(type_name));
    raw.sockets = sockets;
    raw.ethereal |= ethereal;
    true
}

/// Fills in what the name tells: the type of a rune or gem, the quality where no line says it, the runeword.
pub(super) fn settle<'a>(name: &'a str, raw: &mut RawItem<'a>) {
    if raw.type_name.is_none() {
        if !catalog::bases_by_name(name).is_empty() {
            raw.type_name = Some(Cow::Borrowed(name));
            raw.quality = Some(Cow::Borrowed(Quality::Normal.name()));
            mark(name, raw);
            raw.name = None;
            return;
        }
        raw.type_name = base_of_name(name).map(Cow::Borrowed);
    }
    if raw.quality.is_none() {
        raw.quality = super::quality_of_name(name)
            .or(quality_by_base(name, raw))
            .map(|quality| Cow::Borrowed(quality.name()));
    }
    let plain = raw
        .quality
        .as_deref()
        .and_then(Quality::from_name)
        .is_some_and(Quality::is_plain);
    if plain && !catalog::runewords_by_name(name).is_empty() {
        raw.runeword = Some(Cow::Borrowed(name));
        raw.is_runeword = true;
    }
}

/// A single rune or gem, as the clipboard would mark it.
fn mark(name: &str, raw: &mut RawItem) {
    let flags = catalog::bases_by_name(name)
        .iter()
        .filter_map(|base| base.clipboard_flag);
    for flag in flags {
        raw.is_gem |= flag == "isGem";
        raw.is_rune |= flag == "isRune";
    }
}

/// The base of a unique or set piece.
fn base_of_name(name: &str) -> Option<&'static str> {
    let unique = catalog::uniques_by_clipboard_name(name)
        .first()
        .map(|unique| unique.base_code);
    let piece = catalog::set_pieces_by_clipboard_name(name)
        .first()
        .map(|piece| piece.base_code);
    catalog::base(unique.or(piece)?).map(|base| base.name)
}

/// Magic items wear their base in their name; a base alone is Normal; other names are rare ones.
fn quality_by_base(name: &str, raw: &RawItem) -> Option<Quality> {
    let base = raw.type_name.as_deref()?;
    Some(if name == base {
        Quality::Normal
    } else if name.contains(base) {
        Quality::Magic
    } else if !catalog::runewords_by_name(name).is_empty() {
        Quality::Normal
    } else {
        Quality::Rare
    })
}
