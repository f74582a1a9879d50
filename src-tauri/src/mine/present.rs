//! From the player's own listings to the view of their window.

use item_parsers::catalog::base;
use item_parsers::listing::brief;
use market_client::Offer;

use super::{Job, Kind, Mine, Own, State};
use crate::bridge::{
    Link, Message, MineJob, MineNews, MineRow, MineState, MineView, OfferView, Quality, Tone,
};
use crate::clock;
use crate::estimate::stamp;
use crate::overlay::{Now, age_view, bump_view, hr, quality_view, words};
use crate::texts::{Text, Texts};

pub fn view(mine: &Mine, texts: Texts, link: Link, now: Now) -> MineView {
    let state = match &mine.state {
        State::Closed => MineState::Waiting { since_ms: 0 },
        State::Waiting { since } => MineState::Waiting {
            since_ms: now.waited_ms(*since),
        },
        State::Ready => MineState::Ready,
        State::Failed(error) => MineState::Failed(words::listings_not_read(texts, error)),
    };
    let again = mine.loading.as_ref().filter(|_| state == MineState::Ready);
    MineView {
        language: texts.language(),
        refreshing_ms: again.map(|loading| now.waited_ms(loading.since)),
        state,
        rows: mine
            .listings
            .iter()
            .map(|own| row(mine, texts, own, now))
            .collect(),
        job: mine.job.as_ref().map(|running| job(texts, running)),
        news: news(texts, mine),
        bad_price: mine.bad_price.map(|error| texts.bad_price(error)),
        link,
    }
}

fn row(mine: &Mine, texts: Texts, own: &Own, now: Now) -> MineRow {
    let listing = &own.listing;
    let stamp = stamp(listing);
    let minutes = stamp
        .and_then(clock::moment)
        .map(|moment| (now.wall - moment).whole_minutes());
    MineRow {
        id: listing.id.clone(),
        name: listing.item.name.clone(),
        quality: quality(own),
        details: details(texts, own),
        realm: texts.realm(own.realm),
        price: listing
            .price
            .clone()
            .or_else(|| listing.hr.map(hr))
            .unwrap_or_else(|| "–".to_owned()),
        hr: listing.hr,
        age: age_view(texts, stamp, now),
        age_minutes: minutes
            .and_then(|minutes| i32::try_from(minutes).ok())
            .unwrap_or(i32::MAX),
        bump: bump_view(texts, listing, now),
        offers: own
            .offers
            .iter()
            .filter(|offer| !offer.rejected)
            .map(|one| offer(texts, one, now))
            .collect(),
        busy: mine.job.as_ref().is_some_and(|job| {
            let mut todo = job.todo.iter().map(|(id, _)| id);
            job.running.as_ref() == Some(&listing.id) || todo.any(|id| *id == listing.id)
        }),
        problem: mine
            .problems
            .get(&listing.id)
            .map(|error| texts.call(error)),
    }
}

fn offer(texts: Texts, offer: &Offer, now: Now) -> OfferView {
    OfferView {
        id: offer.id.clone(),
        price: offer
            .offer
            .clone()
            .or_else(|| {
                offer
                    .hr_offer
                    .map(|worth| texts.get(Text::ReadingHr { hr: &hr(worth) }))
            })
            .unwrap_or_else(|| "–".to_owned()),
        age: age_view(texts, offer.created_at.as_deref(), now),
    }
}

/// So many properties tell an item from others of its name.
const MOST_TOLD: usize = 4;

fn details(texts: Texts, own: &Own) -> String {
    let item = &own.listing.item;
    let base = item.base_code.as_deref().and_then(base);
    let base = base.map(|base| base.name.to_owned());
    let mut parts: Vec<String> = base.filter(|base| *base != item.name).into_iter().collect();
    parts.extend(brief(item, MOST_TOLD));
    parts.extend(item.item_level.map(|level| {
        texts.get(Text::ItemLevel {
            level: level.into(),
        })
    }));
    if item.sockets > 0 {
        parts.push(texts.get(Text::ItemSockets {
            count: item.sockets.into(),
        }));
    }
    if item.ethereal {
        parts.push(texts.get(Text::ItemEthereal));
    }
    if item.corrupted {
        parts.push(texts.get(Text::ItemCorrupted));
    }
    parts.join(" · ")
}

fn quality(own: &Own) -> Quality {
    let item = &own.listing.item;
    let named = item.quality.as_deref();
    let quality = named.and_then(item_parsers::Quality::from_name);
    let socketed = item.ethereal || item.sockets > 0;
    quality_view(item.runeword_key.is_some(), quality, socketed)
}

fn job(texts: Texts, job: &Job) -> MineJob {
    let count = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
    let label = match job.kind {
        Kind::Bump => Text::JobBump,
        Kind::Delist => Text::JobDelist,
        Kind::Reprice => Text::JobReprice,
    };
    MineJob {
        label: texts.get(label),
        done: count(job.done + job.failed),
        total: count(job.total),
    }
}

/// What there is to say over the listings: what is wrong now comes first.
fn news(texts: Texts, mine: &Mine) -> Option<MineNews> {
    if let Some(error) = &mine.not_read {
        return Some(MineNews {
            tone: Tone::Warn,
            message: words::call_error(texts, error),
        });
    }
    mine.ended.as_ref().map(|job| MineNews {
        tone: tone(job),
        message: summary(texts, job),
    })
}

fn tone(job: &Job) -> Tone {
    if job.done == job.total + job.resting {
        Tone::Good
    } else if job.done == 0 && job.failed > 0 {
        Tone::Bad
    } else {
        Tone::Warn
    }
}

/// What became of a job.
fn summary(texts: Texts, job: &Job) -> Message {
    let chosen = job.total + job.resting;
    let (done, total, count) = (job.done.into(), chosen.into(), job.failed.into());
    let (code, title, failed) = match job.kind {
        Kind::Bump => (
            "job_bumped",
            Text::JobBumpDone { done, total },
            Text::JobBumpFailed { count },
        ),
        Kind::Delist => (
            "job_taken_back",
            Text::JobDelistDone { done, total },
            Text::JobDelistFailed { count },
        ),
        Kind::Reprice => (
            "job_repriced",
            Text::JobRepriceDone { done, total },
            Text::JobRepriceFailed { count },
        ),
    };
    let left = job.total - job.done - job.failed;
    let failed = (job.failed > 0).then_some(failed);
    let left = (left > 0).then(|| Text::JobLeft { count: left.into() });
    let resting = job.resting;
    let resting = (resting > 0).then(|| Text::JobResting {
        count: resting.into(),
    });
    let parts: Vec<String> = [failed, left, resting]
        .into_iter()
        .flatten()
        .map(|text| texts.get(text))
        .collect();
    Message::new(code, texts.get(title), parts.join(" "))
}
