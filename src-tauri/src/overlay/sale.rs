//! One sale: the copied item, the stash item that it is, what is typed, and how far it has come.
//!
//! Must not know: windows, the page's types, how the market is reached.

use std::time::Instant;

use game_desktop::CaptureId;
use item_parsers::Item;
use item_parsers::listing::Listing;
use item_parsers::price::{Asking, BadPrice, Estimate, Rates, Sureness};
use item_parsers::stash::NoMatch;
use market_client::{CallError, SearchId};
use time::OffsetDateTime;

use super::present::hr;
use super::saying::Saying;
use crate::clock;
use crate::sale::{Candidate, Draft, Finding, StashItem, key};
use crate::settings::Realm;

/// A listing can be put in front again after so long.
pub const BUMP_EVERY: time::Duration = time::Duration::hours(12);

/// Names what was asked of the market for a sale.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct TaskId(pub u64);

/// The sale of one item.
#[derive(Debug)]
pub struct Sale {
    pub capture: CaptureId,
    pub item: Item,
    /// By which its draft is kept.
    pub key: String,
    pub draft: Draft,
    /// The price is the player's own, not the suggested one.
    pub typed: bool,
    pub stage: Stage,
    pub guide: Guide,
    /// Whose listings the guide is of.
    pub guide_of: Realm,
    pub problem: Option<Saying>,
    /// Its form takes the keyboard when it comes up next.
    pub wants_keyboard: bool,
}

/// How far a sale has come.
#[derive(Debug)]
pub enum Stage {
    Finding {
        task: TaskId,
        since: Instant,
    },
    Choosing(Vec<Candidate>),
    Nowhere {
        reason: NoMatch,
        saved_at: Option<String>,
        elsewhere: Option<Box<StashItem>>,
    },
    NoGameAccount,
    Stuck(CallError),
    Found(Box<StashItem>),
    Sending {
        task: TaskId,
        since: Instant,
        checking: bool,
    },
    Listed {
        found: Box<StashItem>,
        listing: Box<Listing>,
        /// The change under way.
        task: Option<TaskId>,
    },
}

/// What the listings of its likes say of the price.
#[derive(Debug)]
pub enum Guide {
    Asked(SearchId),
    Known(Estimate),
    /// Nobody asks a price that can be read, or the market gave no answer.
    Silent,
}

impl Sale {
    /// Begins with finding the item; the caller asks for both.
    #[must_use]
    pub fn new(
        capture: CaptureId,
        item: Item,
        kept: Option<&Draft>,
        task: TaskId,
        (search, realm): (SearchId, Realm),
        now: Instant,
    ) -> Self {
        Self {
            capture,
            key: key(&item),
            item,
            draft: kept.cloned().unwrap_or_default(),
            typed: kept.is_some(),
            stage: Stage::Finding { task, since: now },
            guide: Guide::Asked(search),
            guide_of: realm,
            problem: None,
            wants_keyboard: true,
        }
    }

    /// Takes what was typed; `true` when it differs.
    pub fn type_in(&mut self, draft: Draft) -> bool {
        if self.draft == draft {
            return false;
        }
        self.typed |= draft.price != self.draft.price;
        self.draft = draft;
        self.problem = None;
        true
    }

    /// The listings of another realm are asked, and a price that the former ones suggested is none.
    pub fn guide_anew(&mut self, search: SearchId, realm: Realm) {
        self.guide = Guide::Asked(search);
        self.guide_of = realm;
        if !self.typed && !matches!(self.stage, Stage::Listed { .. }) {
            self.draft.price.clear();
        }
    }

    /// The realm that it is sold in, where it is found, or else the one that is played in.
    #[must_use]
    pub fn realm(&self, played: Realm) -> Realm {
        match &self.stage {
            Stage::Found(found) | Stage::Listed { found, .. } => found.realm.into(),
            _ => played,
        }
    }

    /// Takes what the listings say, and suggests a price where none was typed.
    pub fn guided(&mut self, guide: Guide) {
        let listed = matches!(self.stage, Stage::Listed { .. });
        if let Guide::Known(estimate) = &guide
            && estimate.sure != Sureness::TooFew
            && !self.typed
            && !listed
        {
            self.draft.price = hr(estimate.yours);
        }
        self.guide = guide;
    }

    /// Takes what was found in the stashes.
    pub fn found(&mut self, finding: Result<Finding, CallError>) {
        self.stage = match finding {
            Ok(Finding::One(found)) => return self.is(*found),
            Ok(Finding::Several(candidates)) => Stage::Choosing(candidates),
            Ok(Finding::Nowhere {
                reason,
                saved_at,
                elsewhere,
            }) => Stage::Nowhere {
                reason,
                saved_at,
                elsewhere,
            },
            Ok(Finding::NoGameAccount) => Stage::NoGameAccount,
            Err(error) => Stage::Stuck(error),
        };
    }

    /// This stash item is the one.
    pub fn is(&mut self, mut found: StashItem) {
        match found.listing.take() {
            Some(listing) => self.listed(found, listing),
            None => self.stage = Stage::Found(Box::new(found)),
        }
    }

    /// The item is on the market: the form is about changing its price.
    pub fn listed(&mut self, found: StashItem, listing: Listing) {
        if !self.typed {
            self.draft.price = listing.price.clone().unwrap_or_default();
        }
        self.stage = Stage::Listed {
            found: Box::new(found),
            listing: Box::new(listing),
            task: None,
        };
    }

    /// Chooses one of several.
    pub fn choose(&mut self, choice: usize) -> bool {
        match std::mem::replace(&mut self.stage, Stage::NoGameAccount) {
            Stage::Choosing(mut candidates) if choice < candidates.len() => {
                self.is(candidates.swap_remove(choice).found);
                true
            }
            stage => {
                self.stage = stage;
                false
            }
        }
    }

    /// The item of the other realm is meant.
    pub fn choose_elsewhere(&mut self) -> bool {
        match std::mem::replace(&mut self.stage, Stage::NoGameAccount) {
            Stage::Nowhere {
                elsewhere: Some(found),
                ..
            } => {
                self.is(*found);
                true
            }
            stage => {
                self.stage = stage;
                false
            }
        }
    }

    /// Whether the form says of the price, as it is typed, what is wrong with it.
    #[must_use]
    pub fn says_what_is_wrong(&self) -> bool {
        let read = Asking::parse(&self.draft.price, Rates::usual());
        !matches!(read, Ok(_) | Err(BadPrice::Empty))
    }

    /// What is waited for.
    #[must_use]
    pub fn task(&self) -> Option<TaskId> {
        match &self.stage {
            Stage::Finding { task, .. } | Stage::Sending { task, .. } => Some(*task),
            Stage::Listed { task, .. } => *task,
            _ => None,
        }
    }
}

/// When a listing can be put in front again: `None` now, else in so long.
#[must_use]
pub fn bump_in(listing: &Listing, now: OffsetDateTime) -> Option<time::Duration> {
    let last = clock::moment(listing.bumped_at.as_deref()?)?;
    let left = last + BUMP_EVERY - now;
    left.is_positive().then_some(left)
}
