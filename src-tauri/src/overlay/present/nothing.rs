//! The view of a search that found nothing.

use item_parsers::filter::Relaxation;

use super::super::Now;
use super::super::check::Check;
use super::super::nothing::{Nothing, Offer};
use super::super::sold::Sold;
use super::range;
use crate::texts::{Text, Texts};
use crate::{bridge, clock};

pub fn nothing_view(texts: Texts, check: &Check, now: Now) -> bridge::Nothing {
    let on = check.filters.iter().filter(|filter| filter.on).count();
    let known = check.nothing.as_ref();
    let ways: Vec<bridge::WayOut> = known
        .map(Nothing::offers)
        .unwrap_or_default()
        .iter()
        .map(|offer| way_out(texts, offer))
        .collect();
    let looking = known.and_then(Nothing::counting_since);
    let says_what_to_do = ways.is_empty() && looking.is_none();
    let (title, text) = if on == 0 {
        (Text::NothingNoneTitle, Text::NothingNoneText)
    } else {
        let count = on.into();
        (Text::NothingTitle { count }, Text::NothingText { count })
    };
    bridge::Nothing {
        title: texts.get(title),
        text: if says_what_to_do {
            texts.get(text)
        } else {
            String::new()
        },
        ways,
        looking_ms: looking.map(|since| now.waited_ms(since)),
        sold: sold_view(texts, check, now),
    }
}

fn way_out(texts: Texts, offer: &Offer) -> bridge::WayOut {
    let Relaxation {
        given_up, filters, ..
    } = &offer.relaxation;
    let line = |id: &u32| filters.iter().find(|filter| filter.id == *id);
    let lines: Vec<String> = given_up
        .iter()
        .filter_map(line)
        .map(|filter| texts.filter(filter))
        .collect();
    let (lead, what) = if offer.relaxation.is_last && lines.len() > 1 {
        (Text::WayOutLastLead, texts.get(Text::WayOutLast))
    } else {
        (Text::WayOutWithout, lines.join(", "))
    };
    bridge::WayOut {
        filters: given_up.clone(),
        lead: texts.get(lead),
        what,
        count: count(texts, offer.count),
    }
}

/// What such items went for, where that is of use.
pub fn sold_view(texts: Texts, check: &Check, now: Now) -> Option<bridge::Sold> {
    match check.sold.as_ref()? {
        Sold::Asked { since, .. } => Some(bridge::Sold::Waiting {
            since_ms: now.waited_ms(*since),
        }),
        Sold::LoginNeeded => Some(bridge::Sold::LogIn {
            text: texts.get(Text::SoldLogin),
        }),
        Sold::Known(estimate) => Some(bridge::Sold::Known {
            price: texts.get(Text::ReadingHr {
                hr: &range(estimate.low, estimate.high),
            }),
            text: texts.get(Text::SoldText {
                listings: &count(texts, estimate.asks),
                days: clock::ARCHIVE_DAYS.into(),
            }),
        }),
        Sold::Unknown => None,
    }
}

fn count(texts: Texts, listings: usize) -> String {
    let count = listings.into();
    texts.get(Text::ListingsCount { count })
}
