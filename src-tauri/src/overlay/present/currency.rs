//! From what the currency of a stash is worth to the panel that the page draws.

use item_parsers::currency::{Group, Held, sum};
use market_client::{CallError, LinkStatus};

use super::{away, hr};
use crate::overlay::currency::{Currency, Known, Source, Stage, Worths};
use crate::overlay::{Now, words};
use crate::sale::Purse;
use crate::texts::{Text, Texts};
use crate::{bridge, clock};

/// The view of the currency.
pub fn currency_view(
    texts: Texts,
    currency: &Currency,
    worths: &Worths,
    link: &LinkStatus,
    now: Now,
) -> bridge::Currency {
    let (stage, purse) = match &currency.stage {
        Stage::Reading { since, .. } => {
            let reading = || bridge::CurrencyStage::Reading {
                since_ms: now.waited_ms(*since),
            };
            let stuck = |error| bridge::CurrencyStage::Stuck(stuck(texts, &error));
            (away(link).map_or_else(reading, stuck), None)
        }
        Stage::Stuck(error) => (bridge::CurrencyStage::Stuck(stuck(texts, error)), None),
        Stage::Read(purse) => (bridge::CurrencyStage::Read, Some(purse)),
    };
    let held = purse.map_or(&[][..], |purse| purse.held.as_slice());
    bridge::Currency {
        stage,
        groups: groups(texts, held, worths, now),
        total: hr(total(held, worths)),
        total_note: note(texts, held, worths),
        saved: purse
            .map(|purse| saved(texts, purse, now))
            .unwrap_or_default(),
    }
}

fn stuck(texts: Texts, error: &CallError) -> bridge::Message {
    match error {
        CallError::LoginNeeded => bridge::Message {
            title: texts.get(Text::CurrencyLoginTitle),
            ..words::stash_not_read(texts, error)
        },
        error => words::stash_not_read(texts, error),
    }
}

fn groups(texts: Texts, held: &[Held], worths: &Worths, now: Now) -> Vec<bridge::CurrencyGroup> {
    let of = |group: Group| {
        let held: Vec<Held> = held
            .iter()
            .copied()
            .filter(|held| held.kind.group == group)
            .collect();
        let worth = total(&held, worths);
        (!held.is_empty()).then(|| bridge::CurrencyGroup {
            label: texts.currency_group(group),
            rows: held
                .iter()
                .map(|held| row(texts, held, worths, now))
                .collect(),
            total: if worth > 0.0 {
                hr(worth)
            } else {
                String::new()
            },
        })
    };
    Group::ALL.into_iter().filter_map(of).collect()
}

fn row(texts: Texts, held: &Held, worths: &Worths, now: Now) -> bridge::CurrencyRow {
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
            Source::Own(_) => texts.get(Text::CurrencyOwn),
            Source::Market(known) => asks(texts, known, now),
            Source::Public(quote) => texts.get(match quote.listings {
                0 => Text::CurrencyPublic,
                n => Text::CurrencyPublicListings { count: n.into() },
            }),
            Source::Awaited => texts.get(Text::CurrencyAsking),
            Source::Unsaid => texts.get(Text::CurrencyUnsaid),
        },
        by_hand: matches!(source, Source::Own(_)),
        waiting: matches!(source, Source::Awaited),
    }
}

fn asks(texts: Texts, known: &Known, now: Now) -> String {
    let Some(estimate) = &known.estimate else {
        return texts.get(Text::CurrencySilent);
    };
    let newest = known
        .newest
        .as_deref()
        .and_then(|stamp| clock::age(stamp, now.wall));
    let asks = texts.get(Text::CurrencyAsks {
        count: estimate.asks.into(),
    });
    match newest {
        Some(age) => texts.get(Text::CurrencyAsksNewest {
            asks: &asks,
            age: &texts.age(age),
        }),
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

fn note(texts: Texts, held: &[Held], worths: &Worths) -> String {
    let known = held
        .iter()
        .filter(|held| worths.of(held.kind).each().is_some())
        .count();
    let kinds = texts.get(Text::CurrencyKinds {
        count: known.into(),
    });
    match held.len() - known {
        0 => kinds,
        without => texts.get(Text::CurrencyKindsWithout {
            kinds: &kinds,
            without: without.into(),
        }),
    }
}

fn saved(texts: Texts, purse: &Purse, now: Now) -> String {
    purse
        .saved_at
        .as_deref()
        .and_then(|at| clock::age(at, now.wall))
        .map(|age| {
            texts.get(Text::CurrencySaved {
                ago: &texts.ago(age),
            })
        })
        .unwrap_or_default()
}
