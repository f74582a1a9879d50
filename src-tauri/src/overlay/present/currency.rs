//! From what the currency of a stash is worth to the panel that the page draws.

use item_parsers::currency::{Group, Held, sum};
use market_client::CallError;

use super::hr;
use crate::overlay::currency::{Currency, Known, Source, Stage, Worths};
use crate::overlay::{Now, words};
use crate::sale::Purse;
use crate::{bridge, clock};

/// The view of the currency.
pub fn currency_view(currency: &Currency, worths: &Worths, now: Now) -> bridge::Currency {
    let (stage, purse) = match &currency.stage {
        Stage::Reading { since, .. } => {
            let waited = now.instant.saturating_duration_since(*since).as_millis();
            let since_ms = u32::try_from(waited).unwrap_or(u32::MAX);
            (bridge::CurrencyStage::Reading { since_ms }, None)
        }
        Stage::Stuck(error) => (bridge::CurrencyStage::Stuck(stuck(error)), None),
        Stage::Read(purse) => (bridge::CurrencyStage::Read, Some(purse)),
    };
    let held = purse.map_or(&[][..], |purse| purse.held.as_slice());
    bridge::Currency {
        stage,
        groups: groups(held, worths, now),
        total: hr(total(held, worths)),
        total_note: note(held, worths),
        saved: purse.map(|purse| saved(purse, now)).unwrap_or_default(),
    }
}

fn stuck(error: &CallError) -> bridge::Message {
    match error {
        CallError::LoginNeeded => bridge::Message {
            title: "Log in to see your currency".to_owned(),
            ..words::stash_not_read(error)
        },
        error => words::stash_not_read(error),
    }
}

fn groups(held: &[Held], worths: &Worths, now: Now) -> Vec<bridge::CurrencyGroup> {
    let of = |group: Group| {
        let held: Vec<Held> = held
            .iter()
            .copied()
            .filter(|held| held.kind.group == group)
            .collect();
        let worth = total(&held, worths);
        (!held.is_empty()).then(|| bridge::CurrencyGroup {
            label: group.text().to_owned(),
            rows: held.iter().map(|held| row(held, worths, now)).collect(),
            total: if worth > 0.0 {
                hr(worth)
            } else {
                String::new()
            },
        })
    };
    Group::ALL.into_iter().filter_map(of).collect()
}

fn row(held: &Held, worths: &Worths, now: Now) -> bridge::CurrencyRow {
    let source = worths.of(held.kind);
    let each = source.each();
    let parts = each.map(|each| (held.count, each));
    bridge::CurrencyRow {
        code: held.kind.code.to_owned(),
        name: held.kind.name.to_owned(),
        count: u32::try_from(held.count).unwrap_or(u32::MAX),
        each: each.map(small).unwrap_or_default(),
        sum: parts.map(|part| hr(sum([part]))).unwrap_or_default(),
        source: match source {
            Source::Own(_) => "yours".to_owned(),
            Source::Market(known) => asks(known, now),
            Source::Public(quote) => match quote.listings {
                0 => "pd2.tools".to_owned(),
                n => format!("pd2.tools, {n} listings"),
            },
            Source::Unknown => "asking …".to_owned(),
        },
        by_hand: matches!(source, Source::Own(_)),
        waiting: matches!(source, Source::Unknown),
    }
}

fn asks(known: &Known, now: Now) -> String {
    let Some(estimate) = &known.estimate else {
        return "no listing names a price".to_owned();
    };
    let newest = known
        .newest
        .as_deref()
        .and_then(|stamp| clock::age(stamp, now.wall));
    let asks = match estimate.asks {
        1 => "1 ask".to_owned(),
        n => format!("median of {n} asks"),
    };
    match newest {
        Some(age) => format!("{asks}, newest {age}"),
        None => asks,
    }
}

/// HR of a single piece, which may be worth very little: `0.012`.
fn small(worth: f64) -> String {
    if worth >= 0.1 {
        return hr(worth);
    }
    let text = format!("{worth:.4}");
    text.trim_end_matches('0').trim_end_matches('.').to_owned()
}

fn total(held: &[Held], worths: &Worths) -> f64 {
    sum(held
        .iter()
        .filter_map(|held| Some((held.count, worths.of(held.kind).each()?))))
}

fn note(held: &[Held], worths: &Worths) -> String {
    let known = held
        .iter()
        .filter(|held| worths.of(held.kind).each().is_some())
        .count();
    let kinds = |n: usize| match n {
        1 => "1 kind".to_owned(),
        n => format!("{n} kinds"),
    };
    match held.len() - known {
        0 => format!("from {}", kinds(known)),
        1 => format!("from {}; 1 has no price yet", kinds(known)),
        without => format!("from {}; {without} have no price yet", kinds(known)),
    }
}

fn saved(purse: &Purse, now: Now) -> String {
    let age = purse
        .saved_at
        .as_deref()
        .and_then(|at| clock::age(at, now.wall));
    match age.as_deref() {
        None => String::new(),
        Some("now") => "stash written just now".to_owned(),
        Some(age) => format!("stash written {age} ago"),
    }
}
