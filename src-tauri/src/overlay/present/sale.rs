//! From a sale to the form that the page draws.

use item_parsers::listing::{Difference, Listing};
use item_parsers::price::{Asking, BadPrice, Rates, Sureness};
use market_client::LinkStatus;
use serde_json::Value;

use super::{away, header, hr};
use crate::overlay::sale::{Guide, Sale, Stage, bump_in};
use crate::overlay::{Now, sell, words};
use crate::sale::{Candidate, StashItem};
use crate::texts::{Text, Texts};
use crate::{bridge, clock, estimate};

/// A price is far from the others where it is so many times below or above their middle half.
const FAR: f64 = 3.0;

/// The view of a sale.
pub fn sale_view(texts: Texts, sale: &Sale, link: &LinkStatus, now: Now) -> bridge::Sale {
    let slip = slip(&sale.guide, &sale.draft.price);
    bridge::Sale {
        header: header(texts, &sale.item),
        stage: stage(texts, sale, link, now),
        price: sale.draft.price.clone(),
        note: sale.draft.note.clone(),
        negotiable: sale.draft.negotiable,
        reading: reading(texts, &sale.draft.price),
        guide: slip.map_or_else(|| guide(texts, &sale.guide), |slip| slip_text(texts, slip)),
        guide_warns: slip.is_some(),
        problem: sale.problem.as_ref().map(|problem| problem.say(texts)),
    }
}

fn reading(texts: Texts, price: &str) -> bridge::PriceReading {
    let (text, bad) = match Asking::parse(price, Rates::usual()) {
        Ok(Asking {
            hr: Some(worth), ..
        }) => (texts.get(Text::ReadingHr { hr: &hr(worth) }), false),
        Ok(Asking { hr: None, .. }) => (texts.get(Text::ReadingWords), false),
        Err(BadPrice::Empty) => (String::new(), false),
        Err(error) => (texts.bad_price(error), true),
    };
    bridge::PriceReading { text, bad }
}

/// A price that may be a slip of the keyboard, beside what others ask, in HR.
#[derive(Clone, Copy)]
struct Slip {
    is_low: bool,
    low: f64,
    high: f64,
}

/// Whether a price is many times below or above what others ask.
fn slip(guide: &Guide, price: &str) -> Option<Slip> {
    let Guide::Known(estimate) = guide else {
        return None;
    };
    let asked = Asking::parse(price, Rates::usual()).ok()?.hr?;
    let is_low = asked * FAR < estimate.low;
    let is_far = is_low || asked > estimate.high * FAR;
    (is_far && estimate.sure != Sureness::TooFew).then_some(Slip {
        is_low,
        low: estimate.low,
        high: estimate.high,
    })
}

fn slip_text(texts: Texts, slip: Slip) -> String {
    let (low, high) = (&hr(slip.low), &hr(slip.high));
    texts.get(if slip.is_low {
        Text::GuideFarBelow { low, high }
    } else {
        Text::GuideFarAbove { low, high }
    })
}

fn guide(texts: Texts, guide: &Guide) -> String {
    let estimate = match guide {
        Guide::Asked(_) => return texts.get(Text::GuideAsked),
        Guide::Silent => return texts.get(Text::GuideSilent),
        Guide::Known(estimate) => estimate,
    };
    let (asks, sellers) = texts.counts(estimate);
    let (asks, sellers) = (asks.as_str(), sellers.as_str());
    if estimate.sure == Sureness::TooFew {
        texts.get(Text::GuideTooFew {
            median: &hr(estimate.median),
            asks,
            sellers,
        })
    } else {
        texts.get(Text::GuideKnown {
            low: &hr(estimate.low),
            high: &hr(estimate.high),
            asks,
            sellers,
        })
    }
}

fn stage(texts: Texts, sale: &Sale, link: &LinkStatus, now: Now) -> bridge::SaleStage {
    match &sale.stage {
        Stage::Finding { since, .. } => match away(link) {
            Some(error) => bridge::SaleStage::Stuck(words::stash_not_read(texts, &error)),
            None => bridge::SaleStage::Finding {
                since_ms: now.waited_ms(*since),
            },
        },
        Stage::Choosing(candidates) => bridge::SaleStage::Choosing {
            title: choosing(texts, candidates),
            choices: candidates
                .iter()
                .map(|candidate| choice(texts, candidate))
                .collect(),
        },
        Stage::Nowhere {
            reason,
            saved_at,
            elsewhere,
        } => {
            let saved = saved_at.as_deref().and_then(|at| clock::age(at, now.wall));
            let (title, text) = words::nowhere(texts, *reason, saved, elsewhere.is_some());
            bridge::SaleStage::Nowhere {
                title,
                text,
                elsewhere: elsewhere.as_ref().map(|found| texts.realm(found.realm)),
            }
        }
        Stage::NoGameAccount => {
            let (title, text) = words::no_game_account(texts);
            bridge::SaleStage::Nowhere {
                title,
                text,
                elsewhere: None,
            }
        }
        Stage::Stuck(error) => bridge::SaleStage::Stuck(words::stash_not_read(texts, error)),
        Stage::Found(found) => bridge::SaleStage::Found(spot(texts, found)),
        Stage::Sending {
            since, checking, ..
        } => {
            let wants_login = !checking && sell::wants_login(link);
            let text = match (*checking, wants_login) {
                (true, _) => Text::SendingChecking,
                (false, true) => Text::SendingWaits,
                (false, false) => Text::SendingListing,
            };
            bridge::SaleStage::Sending {
                since_ms: now.waited_ms(*since),
                text: texts.get(text),
                wants_login,
            }
        }
        Stage::Listed { listing, task, .. } => {
            bridge::SaleStage::Listed(own_listing(texts, listing, task.is_some(), now))
        }
    }
}

fn choosing(texts: Texts, candidates: &[Candidate]) -> String {
    let equal = candidates
        .iter()
        .filter(|candidate| candidate.equal)
        .count();
    texts.get(match equal {
        0 => Text::ChoosingNone,
        equal => Text::ChoosingEqual {
            count: equal.into(),
        },
    })
}

fn choice(texts: Texts, candidate: &Candidate) -> bridge::StashChoice {
    let listing = candidate.found.listing.as_ref();
    bridge::StashChoice {
        spot: spot(texts, &candidate.found),
        equal: candidate.equal,
        differences: candidate.differences.iter().map(difference).collect(),
        listed: listing.map(|listing| {
            texts.get(match &listing.price {
                Some(price) => Text::ChoiceListedFor { price },
                None => Text::ChoiceListed,
            })
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
fn spot(texts: Texts, found: &StashItem) -> bridge::StashSpot {
    let number = |pointer: &str| {
        let value = found.item.pointer(pointer).and_then(Value::as_u64)?;
        u32::try_from(value).ok()
    };
    let page = number("/location/stash_page").or_else(|| number("/stash_page"));
    let place = number("/position/column").zip(number("/position/row"));
    let mut words = vec![match page {
        Some(page) => texts.get(Text::SpotPage { page: page.into() }),
        None => texts.get(Text::SpotStash),
    }];
    if let Some((column, row)) = place {
        words.push(texts.get(Text::SpotSquare {
            column: (column + 1).into(),
            row: (row + 1).into(),
        }));
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

fn own_listing(texts: Texts, listing: &Listing, busy: bool, now: Now) -> bridge::OwnListing {
    bridge::OwnListing {
        id: listing.id.clone(),
        price: listing.price.clone().unwrap_or_else(|| "–".to_owned()),
        ago: estimate::stamp(listing)
            .and_then(|stamp| clock::age(stamp, now.wall))
            .map(|age| texts.ago(age))
            .unwrap_or_default(),
        bump: bump(texts, listing, now),
        busy,
    }
}

/// Whether a listing can be put in front again, or when.
pub fn bump(texts: Texts, listing: &Listing, now: Now) -> bridge::Bump {
    let left = bump_in(listing, now.wall);
    bridge::Bump {
        can: left.is_none(),
        when: match left {
            Some(left) => texts.wait(clock::wait(left)),
            None => texts.get(Text::BumpNow),
        },
    }
}
