//! From the overlay's state to the view that the page draws.

mod currency;
mod nothing;
mod price;
mod sale;
mod watch;

use item_parsers::catalog::Base;
use item_parsers::listing::{self, Listing};
use item_parsers::price::Standing;
use item_parsers::{Item, Quality, filter};
use market_client::{Answer, CallError, LinkStatus, Search};

use self::currency::currency_view;
use self::nothing::{nothing_view, sold_view};
use self::price::{apart, price_view};
pub use self::sale::bump;
use self::sale::sale_view;
pub use self::watch::ceiling_reading;
use self::watch::watch_view;
use super::check::Check;
use super::rows::Row;
use super::{Now, Overlay, Phase, words};
use crate::estimate::{self, stamp};
use crate::texts::{Text, Texts};
use crate::{bridge, clock};

/// The view of the whole state.
pub fn view(overlay: &Overlay, now: Now) -> bridge::View {
    let texts = overlay.options.texts;
    bridge::View {
        revision: overlay.revision,
        capture: capture(overlay),
        panel: panel(overlay, now),
        language: texts.language(),
        link: link(texts, &overlay.link),
        realm: texts.realm(overlay.options.realm),
        notices: overlay.notices.view(texts, now.instant),
        appearance: overlay.options.appearance,
        room: overlay.room().height,
    }
}

/// The empty view: a window that is shown again must not flash its old picture.
pub fn hidden(overlay: &Overlay) -> bridge::View {
    bridge::View {
        revision: overlay.revision,
        capture: 0,
        panel: bridge::Panel::Hidden,
        language: overlay.options.texts.language(),
        link: link(overlay.options.texts, &overlay.link),
        realm: String::new(),
        notices: Vec::new(),
        appearance: overlay.options.appearance,
        room: overlay.room().height,
    }
}

/// The connection in words.
pub fn link(texts: Texts, status: &LinkStatus) -> bridge::Link {
    let (state, text) = match status {
        LinkStatus::Ready { .. } => (bridge::LinkState::Live, Text::LinkLive),
        LinkStatus::LoginRefused { .. } => (bridge::LinkState::Limited, Text::LinkRefused),
        LinkStatus::LoginExpired => (bridge::LinkState::Limited, Text::LinkEnded),
        LinkStatus::Connecting { .. } | LinkStatus::Authenticating => {
            (bridge::LinkState::Busy, Text::LinkConnecting)
        }
        LinkStatus::Waiting { .. } => (bridge::LinkState::Off, Text::LinkWaiting),
        LinkStatus::Stopped => (bridge::LinkState::Off, Text::LinkOff),
    };
    bridge::Link {
        state,
        text: texts.get(text),
    }
}

fn capture(overlay: &Overlay) -> u64 {
    match &overlay.phase {
        Phase::Check(check) => check.capture.0,
        Phase::Sale(sale) => sale.capture.0,
        Phase::Hint { capture, .. } => capture.0,
        Phase::Hidden | Phase::Notices | Phase::Currency(_) => 0,
    }
}

fn panel(overlay: &Overlay, now: Now) -> bridge::Panel {
    let texts = overlay.options.texts;
    match &overlay.phase {
        Phase::Hidden => bridge::Panel::Hidden,
        Phase::Notices => bridge::Panel::Notices,
        Phase::Hint { title, text, .. } => bridge::Panel::Hint {
            title: title.clone(),
            text: text.clone(),
        },
        Phase::Check(check) => {
            let watch = watch_view(overlay, check, now);
            let view = check_view(texts, check, &overlay.link, watch, now);
            bridge::Panel::Check(Box::new(view))
        }
        Phase::Currency(currency) => bridge::Panel::Currency(Box::new(currency_view(
            texts,
            currency,
            &overlay.worths,
            &overlay.link,
            now,
        ))),
        Phase::Sale(sale) => {
            bridge::Panel::Sale(Box::new(sale_view(texts, sale, &overlay.link, now)))
        }
    }
}

/// The player's id at the market, as far as it is known.
fn player(overlay: &Overlay) -> Option<&str> {
    overlay.link.account().map(|account| account.id.as_str())
}

/// Why nothing is answered just now, where the last try to reach the market was in vain. What is asked goes on by itself
/// with the connection.
fn away(link: &LinkStatus) -> Option<CallError> {
    match link {
        LinkStatus::Waiting { reason, .. } => Some(CallError::NotReachable(reason.to_string())),
        LinkStatus::Connecting { attempt: 2.. } => Some(CallError::NotReachable(String::new())),
        _ => None,
    }
}

/// A check as the page draws it.
pub fn check_view(
    texts: Texts,
    check: &Check,
    link: &LinkStatus,
    watch: bridge::CheckWatch,
    now: Now,
) -> bridge::Check {
    bridge::Check {
        header: header(texts, &check.item),
        filters: check
            .filters
            .iter()
            .map(|filter| filter_view(texts, filter))
            .collect(),
        search: search(texts, check, link, now),
        filters_changed: check.filters_changed,
        pinned: check.pinned,
        watch,
    }
}

fn header(texts: Texts, item: &Item) -> bridge::Header {
    let level = item.item_level.filter(|_| !is_currency(item)).map(|level| {
        texts.get(Text::ItemLevel {
            level: level.into(),
        })
    });
    let base = item.base.clone().filter(|base| *base != item.name);
    let base_line = base
        .into_iter()
        .chain(level)
        .collect::<Vec<_>>()
        .join(" · ");
    let notes = item.notes.iter().map(|note| texts.note(note)).collect();
    bridge::Header {
        name: item.name.clone(),
        quality: quality_of(item),
        base_line,
        badges: badges(texts, item),
        notes,
    }
}

/// The colour of an item of this quality; a name is coloured by its base where that has sockets or is ethereal.
#[must_use]
pub fn quality(runeword: bool, quality: Option<Quality>, socketed: bool) -> bridge::Quality {
    if runeword {
        return bridge::Quality::Runeword;
    }
    match quality {
        Some(Quality::Magic) => bridge::Quality::Magic,
        Some(Quality::Rare) => bridge::Quality::Rare,
        Some(Quality::Set) => bridge::Quality::Set,
        Some(Quality::Unique) => bridge::Quality::Unique,
        Some(Quality::Crafted) => bridge::Quality::Crafted,
        _ if socketed => bridge::Quality::Socketed,
        _ => bridge::Quality::Normal,
    }
}

/// The same of an item.
fn quality_of(item: &Item) -> bridge::Quality {
    let socketed = item.ethereal || item.sockets > 0;
    quality(item.runeword_key.is_some(), item.quality, socketed)
}

/// Runes, gems, keys and the like, which have neither quality nor level to speak of.
fn is_currency(item: &Item) -> bool {
    let worn = |base: &Base| base.is_armor() || base.is_weapon();
    item.quality.is_none_or(Quality::is_plain) && item.base_row().is_some_and(|base| !worn(base))
}

fn badges(texts: Texts, item: &Item) -> Vec<bridge::Badge> {
    let plain = |text: String| bridge::Badge {
        text,
        corrupted: false,
    };
    let mut badges = Vec::new();
    let kind = if item.runeword_key.is_some() {
        Some(texts.get(Text::BadgeRuneword))
    } else {
        let quality = item.quality.filter(|_| !is_currency(item));
        quality.map(|quality| quality.name().to_owned())
    };
    badges.extend(kind.map(plain));
    let pieces = item.quantity.filter(|pieces| *pieces > 1);
    badges.extend(pieces.map(|pieces| plain(format!("×{pieces}"))));
    if let Some(set) = &item.set {
        badges.push(plain(set.clone()));
    }
    if item.ethereal {
        badges.push(plain(texts.get(Text::BadgeEthereal)));
    }
    if item.sockets > 0 {
        badges.push(plain(texts.get(Text::ItemSockets {
            count: item.sockets.into(),
        })));
    }
    if item.corrupted {
        let gains: Vec<&str> = item
            .modifiers
            .iter()
            .filter(|modifier| modifier.corrupted && !modifier.hidden)
            .map(|modifier| modifier.text.as_str())
            .collect();
        let text = if gains.is_empty() {
            texts.get(Text::BadgeCorrupted)
        } else {
            texts.get(Text::BadgeCorruptedWith {
                gains: &gains.join(", "),
            })
        };
        badges.push(bridge::Badge {
            text,
            corrupted: true,
        });
    }
    if !item.identified {
        badges.push(plain(texts.get(Text::BadgeUnidentified)));
    }
    if let Some(roll) = mean_roll(item) {
        badges.push(plain(texts.get(Text::BadgeRoll {
            percent: roll.into(),
        })));
    }
    badges
}

/// The mean of the percentages of everything that can roll.
fn mean_roll(item: &Item) -> Option<u32> {
    let rolls: Vec<u32> = item
        .modifiers
        .iter()
        .filter_map(|modifier| modifier.roll.as_ref())
        .map(|roll| u32::from(roll.percent))
        .collect();
    let count = u32::try_from(rolls.len()).ok().filter(|count| *count > 0)?;
    Some((rolls.iter().sum::<u32>() + count / 2) / count)
}

fn filter_view(texts: Texts, filter: &filter::Filter) -> bridge::Filter {
    bridge::Filter {
        id: filter.id,
        text: texts.filter(filter),
        on: filter.on,
        corrupted: filter.corrupted,
        uncertain: filter.uncertain,
        bounds: filter.bounds.map(|bounds| bridge::Bounds {
            min: bounds.min,
            max: bounds.max,
            step: bounds.step,
        }),
        roll: filter.roll.as_ref().map(|roll| bridge::Roll {
            min: roll.min,
            max: roll.max,
            percent: roll.percent,
        }),
    }
}

fn search(texts: Texts, check: &Check, link: &LinkStatus, now: Now) -> bridge::Search {
    let player = link.account().map(|account| account.id.as_str());
    match check.live.search() {
        Search::Waiting { since, .. } => match away(link) {
            Some(error) => bridge::Search::Failed(words::call_error(texts, &error)),
            None => bridge::Search::Waiting {
                since_ms: now.waited_ms(*since),
            },
        },
        Search::Failed(error) => bridge::Search::Failed(words::call_error(texts, error)),
        Search::Found(_) if check.rows.shown().is_empty() => {
            bridge::Search::Nothing(Box::new(nothing_view(texts, check, now)))
        }
        Search::Found(answer) => {
            bridge::Search::Found(Box::new(found(texts, check, answer, player, now)))
        }
    }
}

fn found(
    texts: Texts,
    check: &Check,
    answer: &Answer,
    player: Option<&str>,
    now: Now,
) -> bridge::Found {
    let estimate = estimate::of(&check.item, &answer.listings, player, now.wall);
    let standing = |row: &Row| {
        let id = &row.listing.id;
        let place = answer.listings.iter().position(|one| one.id == *id)?;
        estimate.as_ref()?.standings.get(place).copied()
    };
    let rows = check.rows.shown();
    let waiting = check.rows.waiting(answer);
    bridge::Found {
        rows: rows
            .iter()
            .map(|row| row_view(texts, check, answer, row, standing(row), now))
            .collect(),
        waiting: u32::try_from(waiting).unwrap_or(u32::MAX),
        news: words::news(texts, answer.fresh.len(), check.rows.gone()),
        summary: texts.get(Text::FoundSummary {
            shown: answer.listings.len().into(),
            total: answer.total.into(),
            speed: &speed(texts, answer),
        }),
        price: estimate.map(|estimate| price_view(texts, &estimate, &answer.listings, now)),
        sold: sold_view(texts, check, now),
    }
}

/// `84 ms`, or how old an answer is that was asked for before.
fn speed(texts: Texts, answer: &Answer) -> String {
    match answer.age.saturating_sub(answer.took).as_secs() {
        0 => texts.get(Text::FoundSpeed {
            ms: answer.took.as_millis().into(),
        }),
        seconds => texts.get(Text::FoundAge {
            seconds: seconds.into(),
        }),
    }
}

fn row_view(
    texts: Texts,
    check: &Check,
    answer: &Answer,
    row: &Row,
    standing: Option<Standing>,
    now: Now,
) -> bridge::Row {
    let listing = &row.listing;
    let note = listing
        .price
        .as_deref()
        .map(str::trim)
        .filter(|note| !note.is_empty());
    let worth = listing.hr.map(hr);
    let price = worth
        .clone()
        .or_else(|| note.map(str::to_owned))
        .unwrap_or_else(|| "–".to_owned());
    bridge::Row {
        id: listing.id.clone(),
        note: note.filter(|note| **note != price).map(str::to_owned),
        price,
        differences: pieces(texts, &check.item, listing)
            .into_iter()
            .chain(
                listing::differences(&check.item, listing)
                    .into_iter()
                    .map(|difference| bridge::Difference {
                        text: difference.text,
                        better: difference.better,
                    }),
            )
            .collect(),
        seller: listing
            .seller
            .clone()
            .unwrap_or_else(|| texts.get(Text::FoundUnknownSeller)),
        in_game: listing.is_in_game(),
        age: age(texts, stamp(listing), now),
        fresh: answer.fresh.contains(&listing.id),
        apart: standing.and_then(|standing| apart(texts, standing)),
        gone: row.gone,
    }
}

/// How many pieces more or fewer a listing's stack has.
fn pieces(texts: Texts, item: &Item, listing: &Listing) -> Option<bridge::Difference> {
    let own = i64::from(item.quantity.unwrap_or(1).max(1));
    let more = listing.item.quantity.unwrap_or(1).max(1) - own;
    (more != 0).then(|| bridge::Difference {
        text: texts.get(Text::ItemPieces {
            count: more.unsigned_abs().into(),
        }),
        better: more > 0,
    })
}

/// `0.35 – 0.75`, or one number where both ends read alike.
fn range(low: f64, high: f64) -> String {
    let (low, high) = (hr(low), hr(high));
    if low == high {
        low
    } else {
        format!("{low} – {high}")
    }
}

/// How old the moment is; empty where there is none.
pub fn age(texts: Texts, stamp: Option<&str>, now: Now) -> String {
    stamp
        .and_then(|stamp| clock::age(stamp, now.wall))
        .map(|age| texts.age(age))
        .unwrap_or_default()
}

/// HR as players write it, to three digits or so: `0.005`, `0.05`, `0.75`, `6.75`, `12.5`, `108.5`. Halves go up.
pub fn hr(worth: f64) -> String {
    let unit = match worth {
        worth if worth < 0.1 => 1_000.0,
        worth if worth < 10.0 => 100.0,
        _ => 10.0,
    };
    ((worth * unit).round() / unit).to_string()
}

#[cfg(test)]
mod tests {
    use super::hr;

    #[test]
    fn worth_is_written_as_players_read_it() {
        let cases = [
            (0.5, "0.5"),
            (0.05, "0.05"),
            (1.0, "1"),
            (0.001, "0.001"),
            (0.0111, "0.011"),
            (2.546, "2.55"),
            (6.75, "6.75"),
            (12.44, "12.4"),
            (101.5, "101.5"),
            (106.25, "106.3"),
            (0.333, "0.33"),
            (100.0, "100"),
            (0.0, "0"),
        ];
        for (worth, text) in cases {
            assert_eq!(hr(worth), text);
        }
    }
}
