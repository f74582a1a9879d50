//! From a sale to the form that the page draws.

use item_parsers::listing::{Difference, Listing};
use item_parsers::price::{Asking, BadPrice, Rates, Sureness};
use market_client::LinkStatus;
use serde_json::Value;

use super::{header, hr};
use crate::overlay::sale::{Guide, Sale, Stage, bump_in};
use crate::overlay::{Now, sell, words};
use crate::sale::{Candidate, StashItem};
use crate::{bridge, clock};

/// The view of a sale.
pub fn sale_view(sale: &Sale, link: &LinkStatus, now: Now) -> bridge::Sale {
    bridge::Sale {
        header: header(&sale.item),
        stage: stage(sale, link, now),
        price: sale.draft.price.clone(),
        note: sale.draft.note.clone(),
        negotiable: sale.draft.negotiable,
        reading: reading(&sale.draft.price),
        guide: guide(&sale.guide),
        problem: sale.problem.clone(),
    }
}

fn reading(price: &str) -> bridge::PriceReading {
    let (text, bad) = match Asking::parse(price, Rates::usual()) {
        Ok(Asking {
            hr: Some(worth), ..
        }) => (format!("{} HR", hr(worth)), false),
        Ok(Asking { hr: None, .. }) => ("in words".to_owned(), false),
        Err(BadPrice::Empty) => (String::new(), false),
        Err(error) => (error.to_string(), true),
    };
    bridge::PriceReading { text, bad }
}

fn guide(guide: &Guide) -> String {
    match guide {
        Guide::Asked(_) => "looking at listings of its likes …".to_owned(),
        Guide::Silent => "no listing of its likes names a price".to_owned(),
        Guide::Known(estimate) => {
            let count = |n: usize, one: &str| match n {
                1 => format!("1 {one}"),
                n => format!("{n} {one}s"),
            };
            let from = format!(
                "{} of {}",
                count(estimate.asks, "ask"),
                count(estimate.sellers, "seller")
            );
            if estimate.sure == Sureness::TooFew {
                format!("too few to say: {} HR from {from}", hr(estimate.median))
            } else {
                format!(
                    "likes ask {} – {} HR, half of them; {from}",
                    hr(estimate.low),
                    hr(estimate.high)
                )
            }
        }
    }
}

fn stage(sale: &Sale, link: &LinkStatus, now: Now) -> bridge::SaleStage {
    let ms = |since| {
        let waited = now.instant.saturating_duration_since(since).as_millis();
        u32::try_from(waited).unwrap_or(u32::MAX)
    };
    match &sale.stage {
        Stage::Finding { since, .. } => bridge::SaleStage::Finding {
            since_ms: ms(*since),
        },
        Stage::Choosing(candidates) => bridge::SaleStage::Choosing {
            title: choosing(candidates),
            choices: candidates.iter().map(choice).collect(),
        },
        Stage::Nowhere {
            reason,
            saved_at,
            elsewhere,
        } => {
            let saved = saved_at.as_deref().and_then(|at| clock::age(at, now.wall));
            let saved = saved.filter(|age| age != "now");
            let (title, text) = words::nowhere(*reason, saved.as_deref(), elsewhere.is_some());
            bridge::SaleStage::Nowhere {
                title,
                text,
                elsewhere: elsewhere.as_ref().map(|found| found.realm.to_string()),
            }
        }
        Stage::NoGameAccount => {
            let (title, text) = words::no_game_account();
            bridge::SaleStage::Nowhere {
                title,
                text,
                elsewhere: None,
            }
        }
        Stage::Stuck(error) => bridge::SaleStage::Stuck(words::stash_not_read(error)),
        Stage::Found(found) => bridge::SaleStage::Found(spot(found)),
        Stage::Sending {
            since, checking, ..
        } => {
            let wants_login = !checking && sell::wants_login(link);
            let text = match (*checking, wants_login) {
                (true, _) => "Checking whether it was listed …",
                (false, true) => {
                    "Your login has ended. It is listed when you have logged in again."
                }
                (false, false) => "Listing it …",
            };
            bridge::SaleStage::Sending {
                since_ms: ms(*since),
                text: text.to_owned(),
                wants_login,
            }
        }
        Stage::Listed { listing, task, .. } => {
            bridge::SaleStage::Listed(own_listing(listing, task.is_some(), now))
        }
    }
}

fn choosing(candidates: &[Candidate]) -> String {
    let equal = candidates
        .iter()
        .filter(|candidate| candidate.equal)
        .count();
    match equal {
        0 => "None is quite this one. Which do you mean?".to_owned(),
        equal => format!("{equal} are just alike. Which do you mean?"),
    }
}

fn choice(candidate: &Candidate) -> bridge::StashChoice {
    let listing = candidate.found.listing.as_ref();
    bridge::StashChoice {
        spot: spot(&candidate.found),
        equal: candidate.equal,
        differences: candidate.differences.iter().map(difference).collect(),
        listed: listing.map(|listing| match &listing.price {
            Some(price) => format!("listed for {price}"),
            None => "listed".to_owned(),
        }),
    }
}

fn difference(difference: &Difference) -> bridge::Difference {
    bridge::Difference {
        text: difference.text.clone(),
        better: difference.better,
    }
}

/// Where the stash has it. The fields are those that stashes were seen to have; all may be missing.
fn spot(found: &StashItem) -> bridge::StashSpot {
    let number = |pointer: &str| {
        let value = found.item.pointer(pointer).and_then(Value::as_u64)?;
        u32::try_from(value).ok()
    };
    let page = number("/location/stash_page").or_else(|| number("/stash_page"));
    let place = number("/position/column").zip(number("/position/row"));
    let mut words = vec![match page {
        Some(page) => format!("Stash, page {page}"),
        None => "In your stash".to_owned(),
    }];
    if let Some((column, row)) = place {
        words.push(format!("column {}, row {}", column + 1, row + 1));
    }
    let size = number("/base/size/width").zip(number("/base/size/height"));
    let (width, height) = size.unwrap_or((1, 1));
    bridge::StashSpot {
        words: words.join(" · "),
        square: place.map(|(column, row)| bridge::StashSquare {
            column,
            row,
            width,
            height,
        }),
    }
}

fn own_listing(listing: &Listing, busy: bool, now: Now) -> bridge::OwnListing {
    bridge::OwnListing {
        id: listing.id.clone(),
        price: listing.price.clone().unwrap_or_else(|| "–".to_owned()),
        age: super::stamp(listing)
            .and_then(|stamp| clock::age(stamp, now.wall))
            .unwrap_or_default(),
        bump: bump(listing, now),
        busy,
    }
}

/// Whether a listing can be put in front again, or when.
pub fn bump(listing: &Listing, now: Now) -> bridge::Bump {
    let left = bump_in(listing, now.wall);
    bridge::Bump {
        can: left.is_none(),
        when: left.map_or_else(
            || "now".to_owned(),
            |left| format!("in {}", clock::wait(left)),
        ),
    }
}
