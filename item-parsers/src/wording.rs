//! The lines that a player reads, from the catalog's templates.
//!
//! Must not know: where the numbers came from.

use std::fmt::Write;

use crate::catalog::{self, Form, Stat};
use crate::item::Cast;

/// Left in one template beside its amount.
const PRINTF: &str = " +%d";
/// Shown as the seconds that one point takes: 100 by the stored number.
const REPAIR: &str = "item_replenish_durability";
/// Shown in percent of 128.
const FLEE: &str = "item_howl";

/// The line of a market property with these values.
pub(crate) fn text(market: &str, values: &[i64]) -> String {
    line(market, values, None)
}

/// The line with `min–max` where the amount stands; `key` is the class, tab or skill.
pub(crate) fn ranged(market: &str, key: Option<i64>, (min, max): (i64, i64)) -> String {
    let values = key.map_or_else(|| vec![min], |key| vec![key, min]);
    if min == max {
        return text(market, &values);
    }
    let shown = |amount| match catalog::stat_by_market(market) {
        Some(stat) => decimal(shown(stat, amount)),
        None => amount.to_string(),
    };
    line(
        market,
        &values,
        Some(&format!("{}–{}", shown(min), shown(max))),
    )
}

/// `written` stands in place of the amount.
fn line(market: &str, values: &[i64], written: Option<&str>) -> String {
    if let Some(row) = catalog::merged_row(market)
        && !row.text.contains("{min}")
        && row.stats.len() > 1
        && (values.len() > 1 || !row.text.contains("{1}"))
    {
        return fill(row.text, values, |place| {
            written.filter(|_| place == "0").map(str::to_owned)
        });
    }
    let Some(stat) = catalog::stat_by_market(market) else {
        return market.to_owned();
    };
    match stat.form {
        Form::Skill | Form::Class | Form::Tab | Form::Aura => keyed(stat, values, written),
        _ => plain(stat, values, written),
    }
}

/// Whether the property is there or not, without an amount that the player reads.
pub(crate) fn is_flag(market: &str) -> bool {
    let stat = catalog::stat_by_market(market);
    stat.and_then(|stat| stat.text.as_deref())
        .is_some_and(|text| !text.contains('{'))
}

fn plain(stat: &Stat, values: &[i64], written: Option<&str>) -> String {
    let amount = values.first().copied().unwrap_or_default();
    let template = match (&stat.negative, &stat.text) {
        (Some(negative), _) if amount < 0 => negative.as_ref(),
        (_, Some(text)) => text.as_ref(),
        (_, None) => return stat.market().to_owned(),
    };
    let shown = shown(stat, amount);
    let converted = || (shown != amount as f64).then(|| decimal(shown));
    fill(template, values, |place| {
        if place == "0" {
            written.map(str::to_owned).or_else(converted)
        } else {
            None
        }
    })
}

/// What the player reads of a stored amount.
fn shown(stat: &Stat, stored: i64) -> f64 {
    let amount = stored as f64;
    match (stat.name, stat.per_level) {
        (REPAIR, _) if stored > 0 => 100.0 / amount,
        (FLEE, _) => amount * 100.0 / 128.0,
        (_, Some(divisor)) => amount / f64::from(divisor),
        _ => amount,
    }
}

/// The stored amount of what the player reads.
pub(crate) fn stored(stat: &Stat, shown: f64) -> i64 {
    let amount = match (stat.name, stat.per_level) {
        (REPAIR, _) if shown > 0.0 => 100.0 / shown,
        (FLEE, _) => shown * 128.0 / 100.0,
        (_, Some(divisor)) => shown * f64::from(divisor),
        _ => shown,
    };
    amount.round() as i64
}

/// Properties with an id in front of the amount.
fn keyed(stat: &Stat, values: &[i64], written: Option<&str>) -> String {
    let (id, amount) = (
        values.first().copied().unwrap_or(-1),
        values.get(1).copied().unwrap_or(0),
    );
    let template = match stat.form {
        Form::Tab => catalog::tab(id).map(|tab| tab.text),
        _ => stat.text.as_deref(),
    };
    let skill = u16::try_from(id).ok().and_then(catalog::skill);
    let class = match stat.form {
        Form::Class => catalog::classes().iter().find(|class| class.id == id),
        _ => skill.and_then(catalog::class_of_skill),
    };
    fill(
        template.unwrap_or("+{1} to an unknown skill"),
        values,
        |place| match place {
            "0:skill" | "skill" => {
                Some(skill.map_or_else(|| id.to_string(), |skill| skill.name.to_owned()))
            }
            "0:class" => Some(class.map_or_else(|| id.to_string(), |class| class.name.to_owned())),
            "level" => Some(written.map_or_else(|| amount.to_string(), str::to_owned)),
            "1" => written.map(str::to_owned),
            _ => None,
        },
    )
}

/// `15% Chance to cast level 20 Nova on casting`, `Level 3 Venom (31/31 Charges)`
pub(crate) fn cast(stat: &Stat, cast: &Cast, skill: &str) -> String {
    let number =
        |number: Option<i64>| number.map_or_else(|| "?".to_owned(), |number| number.to_string());
    fill(
        stat.text.as_deref().unwrap_or_default(),
        &[],
        |place| match place {
            "chance" => Some(number(cast.chance)),
            "level" => Some(number(cast.level)),
            "skill" => Some(skill.to_owned()),
            "charges" => Some(number(cast.charges)),
            "max_charges" => Some(number(cast.max_charges)),
            _ => None,
        },
    )
}

/// `Adds 15–45 Cold Damage`; one row for both ends.
pub(crate) fn damage_range(market: &str, least: i64, most: i64) -> String {
    let element = match market {
        "firemindam" => "Fire ",
        "lightmindam" => "Lightning ",
        "coldmindam" => "Cold ",
        "magicmindam" => "Magic ",
        _ => "",
    };
    if least == most {
        format!("Adds {least} {element}Damage")
    } else {
        format!("Adds {least}–{most} {element}Damage")
    }
}

/// Puts values into `{0}`, `{1}` … and whatever `place` knows.
fn fill(template: &str, values: &[i64], place: impl Fn(&str) -> Option<String>) -> String {
    let mut line = String::with_capacity(template.len() + 8);
    let mut rest = template;
    while let Some((before, after)) = rest.split_once('{') {
        line.push_str(before);
        let Some((name, after)) = after.split_once('}') else {
            break;
        };
        rest = after;
        if let Some(text) = place(name) {
            push_signed(&mut line, &text);
        } else if let Some(value) = name
            .parse::<usize>()
            .ok()
            .and_then(|index| values.get(index))
        {
            push_number(&mut line, *value);
        }
    }
    line.push_str(rest);
    // The game keeps a printf form in one template; what it stands for is the amount before it.
    if line.contains(PRINTF) {
        line.replace(PRINTF, "")
    } else {
        line
    }
}

fn push_number(line: &mut String, number: i64) {
    if number < 0 {
        push_signed(line, &number.to_string());
    } else {
        let _ = write!(line, "{number}");
    }
}

/// A negative number brings its own sign.
fn push_signed(line: &mut String, text: &str) {
    if let Some(digits) = text.strip_prefix('-') {
        if line.ends_with('-') {
            line.pop();
            line.push('+');
            line.push_str(digits);
            return;
        }
        if line.ends_with('+') {
            line.pop();
        }
    }
    line.push_str(text);
}

/// At most three decimals, none of them a trailing zero.
pub(crate) fn decimal(number: f64) -> String {
    let mut text = String::new();
    let _ = write!(text, "{number:.3}");
    let trimmed = text.trim_end_matches('0').trim_end_matches('.').len();
    text.truncate(trimmed);
    if text == "-0" { "0".to_owned() } else { text }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn stats_that_wording_names_exist() {
        for name in [REPAIR, FLEE] {
            assert!(catalog::stat_by_name(name).is_some(), "{name}");
        }
        for market in ["firemindam", "lightmindam", "coldmindam", "magicmindam"] {
            assert!(catalog::stat_by_market(market).is_some(), "{market}");
            assert!(!damage_range(market, 1, 2).contains("  "));
        }
    }

    #[test]
    fn what_is_shown_and_what_is_stored_are_two_ways_of_one_amount() {
        for stat in catalog::stats() {
            for amount in [1, 2, 5, 16, 100] {
                assert_eq!(stored(stat, shown(stat, amount)), amount, "{}", stat.name);
            }
        }
    }

    #[test]
    fn every_template_is_filled() {
        for stat in catalog::stats().iter().filter(|stat| stat.text.is_some()) {
            let keyed = matches!(
                stat.form,
                Form::Skill | Form::Class | Form::Tab | Form::Aura
            );
            let values = if keyed { vec![1, 7] } else { vec![7] };
            let line = text(stat.market(), &values);
            assert!(!line.contains(['{', '}']), "{line}");
        }
    }

    #[test]
    fn a_range_stands_in_place_of_the_amount() {
        assert_eq!(ranged("strength", None, (10, 20)), "+10–20 to Strength");
        assert_eq!(
            ranged("item_req_percent", None, (-60, -40)),
            "Requirements -60–-40%"
        );
        assert_eq!(
            ranged("item_nonclassskill", Some(149), (2, 6)),
            "+2–6 to Battle Orders"
        );
    }
}
