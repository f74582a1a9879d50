//! From the watches to the view of their window.

use std::time::Instant;

use market_client::LinkStatus;

use super::{MOST, Watch, Watches};
use crate::bridge::{Quality, Remedy, WatchRow, WatchesView};
use crate::clock::{self, Age};
use crate::overlay::{Now, ceiling_reading, link_view, quality_view};
use crate::texts::{Text, Texts};

/// The view of all watches, those of the market that is spoken to first.
#[must_use]
pub fn view(texts: Texts, watches: &Watches, link: &LinkStatus, now: Now) -> WatchesView {
    let mut all: Vec<&Watch> = watches.all.iter().collect();
    all.sort_by_key(|watch| (watch.kept.market != watches.market, watch.kept.id));
    WatchesView {
        language: texts.language(),
        rows: all
            .into_iter()
            .map(|watch| row(texts, watches, watch, now))
            .collect(),
        here: u32::try_from(watches.here()).unwrap_or(u32::MAX),
        most: u32::try_from(MOST).unwrap_or(u32::MAX),
        remedy: watches.wants_login().then_some(Remedy::LogIn),
        link: link_view(texts, link),
    }
}

fn row(texts: Texts, watches: &Watches, watch: &Watch, now: Now) -> WatchRow {
    let kept = &watch.kept;
    let refused = watches.refused.as_ref().filter(|(id, _)| *id == kept.id);
    WatchRow {
        id: kept.id,
        name: kept.subject.name.clone(),
        quality: quality(watch),
        properties: kept.subject.properties.clone(),
        realm: texts.realm(kept.subject.realm),
        ceiling: kept.ceiling.clone(),
        reading: ceiling_reading(texts, &kept.ceiling),
        problem: refused.map(|(_, error)| texts.bad_ceiling(*error)),
        paused: kept.paused,
        state: state(texts, watches, watch, now.instant),
        last: last(texts, watch, now),
    }
}

fn state(texts: Texts, watches: &Watches, watch: &Watch, now: Instant) -> String {
    let looked = watch.looked.map(|at| now.saturating_duration_since(at));
    let ago = looked.map(|ago| texts.ago(Age::of(ago)));
    texts.get(if watch.kept.market != watches.market {
        let market = &watch.kept.market;
        Text::WatchOtherMarket { market }
    } else if watch.kept.paused {
        Text::WatchPaused
    } else if !watches.online {
        Text::WatchOffline
    } else if watch.wants_login() {
        Text::WatchLogin
    } else if let Some(ago) = &ago {
        Text::WatchLooked { ago }
    } else {
        Text::WatchSoon
    })
}

fn last(texts: Texts, watch: &Watch, now: Now) -> String {
    let Some(last) = &watch.kept.last else {
        return String::new();
    };
    let ago = clock::age(&last.at, now.wall).map_or_else(String::new, |age| texts.ago(age));
    let price = &last.price;
    texts.get(if price.is_empty() {
        Text::WatchTold { ago: &ago }
    } else {
        Text::WatchToldPrice { price, ago: &ago }
    })
}

fn quality(watch: &Watch) -> Quality {
    let subject = &watch.kept.subject;
    let named = subject.quality.as_deref();
    let quality = named.and_then(item_parsers::Quality::from_name);
    quality_view(subject.runeword, quality, subject.socketed)
}
