//! Lines by their shape: every template of the catalog with its numbers taken out.
//!
//! One look-up finds the property of a line, however many templates there are.

use std::sync::LazyLock;

use crate::catalog::{self, Form, Stat, Table};
use crate::item::stat_ids as id;

/// What a line of some shape tells.
#[derive(Debug, Clone, Copy)]
pub(super) enum Meaning {
    Stat(&'static Stat),
    /// All these stats, to the same amount.
    Merged(&'static [u16]),
    EnhancedDamage,
    /// Both ends of a damage range.
    Damage {
        min: u16,
        max: u16,
    },
    Poison,
    /// An amount for a class or tab.
    Keyed {
        stat: u16,
        param: i64,
    },
}

/// A template: what it means and what stands for each of its numbers.
#[derive(Debug)]
pub(super) struct Template {
    pub meaning: Meaning,
    pub slots: Vec<Slot>,
}

/// One number of a template.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Slot {
    /// Part of the words: `Reduced By 1.5 Seconds`.
    Word(f64),
    Amount {
        negated: bool,
    },
}

static TEMPLATES: LazyLock<Table<String, Vec<Template>>> = LazyLock::new(templates);

/// The templates that a line of this shape may come from, the likeliest first.
pub(super) fn find(shape: &str) -> &'static [Template] {
    TEMPLATES.get(shape).map_or(&[], Vec::as_slice)
}

/// Takes the numbers out of a line: `+241 to Attack Rating` is `# to Attack Rating` and 241.
///
/// A sign belongs to its number, but not between two: `15-45`.
pub(super) fn split(line: &str) -> (String, Vec<f64>) {
    let bytes = line.as_bytes();
    let mut shape = String::with_capacity(line.len());
    let mut numbers = Vec::new();
    let (mut at, mut copied) = (0, 0);
    while at < bytes.len() {
        let signed = matches!(bytes[at], b'+' | b'-')
            && bytes.get(at + 1).is_some_and(u8::is_ascii_digit)
            && !(at > 0 && bytes[at - 1].is_ascii_digit());
        if !signed && !bytes[at].is_ascii_digit() {
            at += 1;
            continue;
        }
        let end = number_end(bytes, at + usize::from(signed));
        if let Ok(number) = line[at..end].trim_start_matches('+').parse() {
            shape.push_str(&line[copied..at]);
            shape.push('#');
            numbers.push(number);
            copied = end;
        }
        at = end;
    }
    shape.push_str(&line[copied..]);
    (shape, numbers)
}

/// Digits, and a point with digits behind it.
fn number_end(bytes: &[u8], start: usize) -> usize {
    let digits = |from: usize| {
        from + bytes[from..]
            .iter()
            .take_while(|byte| byte.is_ascii_digit())
            .count()
    };
    let whole = digits(start);
    if bytes.get(whole) == Some(&b'.') && bytes.get(whole + 1).is_some_and(u8::is_ascii_digit) {
        digits(whole + 1)
    } else {
        whole
    }
}

fn templates() -> Table<String, Vec<Template>> {
    let mut map: Table<String, Vec<Template>> = Table::default();
    let mut add = |text: &str, meaning: Meaning| {
        let (shape, slots) = compile(text);
        map.entry(shape)
            .or_default()
            .push(Template { meaning, slots });
    };
    merged(&mut add);
    keyed(&mut add);
    let mut stats: Vec<&'static Stat> = catalog::stats().iter().collect();
    // What the market is known to store is likelier than what it is not.
    stats.sort_by_key(|stat| (!stat.seen, stat.id));
    for stat in stats
        .into_iter()
        .filter(|stat| matches!(stat.form, Form::Plain))
    {
        for text in [&stat.text, &stat.negative].into_iter().flatten() {
            add(text, Meaning::Stat(stat));
        }
    }
    for wording in catalog::wordings() {
        if let Some(stat) = catalog::stat_by_name(wording.stat) {
            add(wording.text, Meaning::Stat(stat));
        }
    }
    map
}

fn merged(add: &mut impl FnMut(&str, Meaning)) {
    for row in catalog::merged() {
        let meaning = match (row.market, row.stats.as_slice()) {
            ("maxdamage_percent", _) => Meaning::EnhancedDamage,
            ("poisondam", _) => Meaning::Poison,
            ("all_resist" | "all_attributes", _) => Meaning::Merged(&row.stats),
            // Both ends, with or without a length.
            (_, [min, max] | [min, max, id::COLD_LENGTH]) => Meaning::Damage {
                min: *min,
                max: *max,
            },
            _ => continue,
        };
        add(row.text, meaning);
    }
    add(
        "Adds {0}-{1} Magic Damage",
        Meaning::Damage {
            min: id::MAGIC_MIN,
            max: id::MAGIC_MAX,
        },
    );
}

fn keyed(add: &mut impl FnMut(&str, Meaning)) {
    let class_text = catalog::stat(id::CLASS_SKILLS)
        .and_then(|stat| stat.text.as_deref())
        .unwrap_or_default();
    for class in catalog::classes() {
        let text = class_text.replace("{0:class}", class.name);
        add(
            &text,
            Meaning::Keyed {
                stat: id::CLASS_SKILLS,
                param: class.id,
            },
        );
    }
    for tab in catalog::tabs() {
        add(
            tab.text,
            Meaning::Keyed {
                stat: id::TAB_SKILLS,
                param: tab.param,
            },
        );
    }
}

/// A template's shape and what stands for its numbers.
fn compile(text: &str) -> (String, Vec<Slot>) {
    let text = text.replace(" +%d", "").replace(['\n', '–'], " ");
    let (mut shape, mut slots) = (String::new(), Vec::new());
    let mut rest = text.as_str();
    while let Some((before, after)) = rest.split_once('{') {
        let Some((_, after)) = after.split_once('}') else {
            break;
        };
        literal(before.trim_end_matches(['+', '-']), &mut shape, &mut slots);
        // Between two numbers it is no sign: `{0}-{1}`.
        let between = before == "-" && shape.ends_with('#');
        if between {
            shape.push('-');
        }
        slots.push(Slot::Amount {
            negated: before.ends_with('-') && !between,
        });
        shape.push('#');
        rest = after;
    }
    literal(rest, &mut shape, &mut slots);
    (shape, slots)
}

/// Words of a template, with numbers of their own.
fn literal(words: &str, shape: &mut String, slots: &mut Vec<Slot>) {
    let (own, numbers) = split(words);
    shape.push_str(&own);
    slots.extend(numbers.into_iter().map(Slot::Word));
}
