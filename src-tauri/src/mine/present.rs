//! From the player's own listings to the view of their window.

use market_client::Offer;

use super::{Job, Kind, Mine, Own, State};
use crate::bridge::{Link, Message, MineJob, MineRow, MineState, MineView, OfferView, Quality};
use crate::clock;
use crate::overlay::{Now, bump_view, hr, words};

pub fn view(mine: &Mine, link: Link, now: Now) -> MineView {
    let state = match &mine.state {
        State::Closed => MineState::Waiting { since_ms: 0 },
        State::Waiting { since } => {
            let waited = now.instant.saturating_duration_since(*since).as_millis();
            MineState::Waiting {
                since_ms: u32::try_from(waited).unwrap_or(u32::MAX),
            }
        }
        State::Ready => MineState::Ready,
        State::Failed(error) => MineState::Failed(words::listings_not_read(error)),
    };
    MineView {
        state,
        rows: mine
            .listings
            .iter()
            .map(|own| row(mine, own, now))
            .collect(),
        job: mine.job.as_ref().map(job),
        message: mine.message.clone(),
        link,
    }
}

fn row(mine: &Mine, own: &Own, now: Now) -> MineRow {
    let listing = &own.listing;
    let stamp = listing
        .bumped_at
        .as_deref()
        .or(listing.created_at.as_deref());
    let minutes = stamp
        .and_then(clock::moment)
        .map(|moment| (now.wall - moment).as_seconds_f64() / 60.0);
    MineRow {
        id: listing.id.clone(),
        name: listing.item.name.clone(),
        quality: quality(own),
        details: details(own),
        realm: own.realm.to_string(),
        price: listing
            .price
            .clone()
            .or_else(|| listing.hr.map(hr))
            .unwrap_or_else(|| "–".to_owned()),
        hr: listing.hr,
        age: stamp
            .and_then(|stamp| clock::age(stamp, now.wall))
            .unwrap_or_default(),
        age_minutes: minutes.unwrap_or(f64::MAX),
        bump: bump_view(listing, now),
        offers: own
            .offers
            .iter()
            .filter(|offer| !offer.rejected)
            .map(|one| offer(one, now))
            .collect(),
        busy: mine.job.as_ref().is_some_and(|job| {
            job.running.as_ref() == Some(&listing.id) || job.todo.contains(&listing.id)
        }),
        problem: mine.problems.get(&listing.id).cloned(),
    }
}

fn offer(offer: &Offer, now: Now) -> OfferView {
    OfferView {
        id: offer.id.clone(),
        price: offer
            .offer
            .clone()
            .or_else(|| offer.hr_offer.map(|worth| format!("{} HR", hr(worth))))
            .unwrap_or_else(|| "–".to_owned()),
        age: offer
            .created_at
            .as_deref()
            .and_then(|stamp| clock::age(stamp, now.wall))
            .unwrap_or_default(),
    }
}

fn details(own: &Own) -> String {
    let item = &own.listing.item;
    let mut parts = Vec::new();
    parts.extend(item.item_level.map(|level| format!("item level {level}")));
    match item.sockets {
        1 => parts.push("1 socket".to_owned()),
        sockets @ 2.. => parts.push(format!("{sockets} sockets")),
        _ => {}
    }
    if item.ethereal {
        parts.push("ethereal".to_owned());
    }
    if item.corrupted {
        parts.push("corrupted".to_owned());
    }
    parts.join(" · ")
}

fn quality(own: &Own) -> Quality {
    let item = &own.listing.item;
    if item.runeword_key.is_some() {
        return Quality::Runeword;
    }
    match item.quality.as_deref() {
        Some("Magic") => Quality::Magic,
        Some("Rare") => Quality::Rare,
        Some("Set") => Quality::Set,
        Some("Unique") => Quality::Unique,
        Some("Crafted") => Quality::Crafted,
        _ if item.ethereal || item.sockets > 0 => Quality::Socketed,
        _ => Quality::Normal,
    }
}

fn job(job: &Job) -> MineJob {
    let count = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
    let label = match job.kind {
        Kind::Bump => "Bumping",
        Kind::Delist => "Taking back",
        Kind::Reprice => "Changing prices",
    };
    MineJob {
        label: label.to_owned(),
        done: count(job.done + job.failed),
        total: count(job.total),
    }
}

/// What became of a job.
pub fn summary(job: &Job) -> Message {
    let what = match job.kind {
        Kind::Bump => "bumped",
        Kind::Delist => "taken back",
        Kind::Reprice => "repriced",
    };
    let left = job.total - job.done - job.failed;
    let mut text = match job.failed {
        0 => String::new(),
        failed => format!("{failed} could not be {what}: the reason stands at each. "),
    };
    if left > 0 {
        text.push_str(&format!("{left} were left as they are."));
    }
    Message {
        code: format!("job_{what}"),
        title: format!("{} of {} {what}", job.done, job.total),
        text: text.trim_end().to_owned(),
        remedy: None,
    }
}
