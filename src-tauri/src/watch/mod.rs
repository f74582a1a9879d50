//! Watches as a pure state machine: questions that stay open and tell of a match that is listed at or below a price. The
//! market's own events come first; besides them there is a slow look, one at a time over all watches.
//!
//! Must not know: windows, sockets, the clock. The overlay feeds it and carries out its effects.

mod ceiling;
mod kept;
mod listening;
mod looking;
mod one;
mod present;
mod sieve;

use std::collections::VecDeque;
use std::time::Instant;

use item_parsers::listing::Listing;
use market_client::{CallError, LinkStatus, ListingPage, ServiceEvent};
use serde_json::Value;

pub use self::ceiling::{BadCeiling, read_ceiling};
pub use self::kept::{Kept, Subject};
pub use self::looking::LookId;
use self::looking::{Asked, FIRST_LOOK, LOOK_EVERY};
pub use self::one::Hit;
use self::one::Watch;
pub use self::present::view;
use crate::overlay::Now;

/// At most so many watches run for one market.
pub const MOST: usize = 20;

/// Names a watch as long as it is kept.
pub type WatchId = u32;

/// What is to be watched.
#[derive(Debug, Clone, PartialEq)]
pub struct NewWatch {
    pub subject: Subject,
    /// The listing query, of any time.
    pub query: Value,
    /// A price in the player's words, or nothing.
    pub ceiling: String,
    /// Listings that the player has seen already.
    pub seen: Vec<Listing>,
}

/// Something that happened.
#[derive(Debug)]
pub enum Input {
    /// Another market is spoken to from now on; watches for one that does not last are not kept.
    Market {
        address: String,
        lasting: bool,
    },
    Link(LinkStatus),
    /// The player has logged in.
    LoggedIn,
    Heard(ServiceEvent),
    Add(Box<NewWatch>),
    SetCeiling {
        watch: WatchId,
        ceiling: String,
    },
    Pause {
        watch: WatchId,
        on: bool,
    },
    Stop {
        watch: WatchId,
    },
    Looked {
        look: LookId,
        result: Result<ListingPage, CallError>,
    },
    /// The time that the last step asked to be woken at has come.
    Tick,
}

/// Something that is to be done.
#[derive(Debug, PartialEq)]
pub enum Effect {
    /// Ask the market, whatever it answered of late.
    Look { look: LookId, query: Value },
    /// Tell the player.
    Tell(Box<Hit>),
    /// What was told of is no longer for sale, or not watched for any more.
    Withdraw { watch: WatchId },
    /// Keep these over restarts.
    Keep(Vec<Kept>),
}

/// All watches.
#[derive(Debug, Default)]
pub struct Watches {
    all: Vec<Watch>,
    market: String,
    lasting: bool,
    online: bool,
    /// The player, by id.
    account: Option<String>,
    asked: Option<Asked>,
    looks: u64,
    /// When the next slow look may come.
    next_look: Option<Instant>,
    last_asked: Option<Instant>,
    /// What the player was told lately, by any watch.
    told: VecDeque<String>,
    /// The last ceiling that was no price, and why.
    refused: Option<(WatchId, BadCeiling)>,
}

impl Watches {
    /// The watches of an earlier run.
    #[must_use]
    pub fn new(kept: Vec<Kept>) -> Self {
        Self {
            all: kept.into_iter().map(Watch::of_earlier_run).collect(),
            ..Self::default()
        }
    }

    /// Takes one input and says what is to be done.
    pub fn step(&mut self, input: Input, now: Now) -> Vec<Effect> {
        let mut effects = Vec::new();
        match input {
            Input::Market { address, lasting } => self.moved(address, lasting),
            Input::Link(link) => self.linked(&link, now),
            Input::LoggedIn => self.logged_in(now),
            Input::Heard(event) => self.heard(&event, &mut effects),
            Input::Add(new) => self.add(*new, now, &mut effects),
            Input::SetCeiling { watch, ceiling } => self.set_ceiling(watch, &ceiling, &mut effects),
            Input::Pause { watch, on } => {
                self.change(watch, &mut effects, |watch| {
                    watch.kept.paused = on;
                    watch.heard.clear();
                });
            }
            Input::Stop { watch } => self.stop(watch, &mut effects),
            Input::Looked { look, result } => self.looked(look, result, now, &mut effects),
            Input::Tick => {}
        }
        self.ask_if_due(now, &mut effects);
        effects
    }

    /// The watch of this market that asks exactly this.
    #[must_use]
    pub fn of_query(&self, query: &Value) -> Option<&Kept> {
        let of_market = |watch: &&Watch| watch.kept.market == self.market;
        let kept = self.all.iter().filter(of_market).map(|watch| &watch.kept);
        kept.into_iter().find(|kept| kept.query == *query)
    }

    /// Whether there is none at all.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.all.is_empty()
    }

    /// Whether no more can be added for this market.
    #[must_use]
    pub fn is_full(&self) -> bool {
        self.here() >= MOST
    }

    /// How many there are for this market.
    fn here(&self) -> usize {
        let here = |watch: &&Watch| watch.kept.market == self.market;
        self.all.iter().filter(here).count()
    }

    /// Whether one of them cannot be looked at without a login.
    fn wants_login(&self) -> bool {
        self.online && self.active().any(Watch::wants_login)
    }

    /// Those that run for the market that is spoken to.
    fn active(&self) -> impl Iterator<Item = &Watch> {
        self.all
            .iter()
            .filter(|watch| !watch.kept.paused && watch.kept.market == self.market)
    }

    fn moved(&mut self, address: String, lasting: bool) {
        self.all
            .retain(|watch| watch.lasting || watch.kept.market == address);
        for watch in &mut self.all {
            watch.heard.clear();
            watch.problem = None;
        }
        self.market = address;
        self.lasting = lasting;
        self.online = false;
        self.account = None;
        self.asked = None;
    }

    fn linked(&mut self, link: &LinkStatus, now: Now) {
        let online = link.is_connected();
        if online && !self.online {
            // What happened meanwhile was not told.
            self.next_look = Some(now.instant + FIRST_LOOK);
        }
        if !online {
            self.asked = None;
        }
        self.online = online;
        if let LinkStatus::Ready { account } = link {
            self.account = account.as_ref().map(|account| account.id.clone());
        }
    }

    /// What could not be looked at before can be now.
    fn logged_in(&mut self, now: Now) {
        for watch in self.all.iter_mut().filter(|watch| watch.wants_login()) {
            watch.problem = None;
            watch.looked = None;
            self.next_look = Some(now.instant + FIRST_LOOK);
        }
    }

    fn add(&mut self, new: NewWatch, now: Now, effects: &mut Vec<Effect>) {
        if self.is_full() || self.of_query(&new.query).is_some() {
            return;
        }
        let last = self.all.iter().map(|watch| watch.kept.id).max();
        let mut kept = Kept {
            id: last.unwrap_or(0).saturating_add(1),
            market: self.market.clone(),
            subject: new.subject,
            query: new.query,
            ceiling: new.ceiling.trim().to_owned(),
            ..Kept::default()
        };
        for listing in &new.seen {
            if kept.wants(listing, None) {
                kept.tell(&listing.id);
            }
        }
        self.all.push(Watch {
            lasting: self.lasting,
            // The player has just looked.
            looked: Some(now.instant),
            ..Watch::of_earlier_run(kept)
        });
        if self.active().count() == 1 {
            self.next_look = Some(now.instant + LOOK_EVERY);
        }
        effects.push(self.keep());
    }

    fn set_ceiling(&mut self, id: WatchId, ceiling: &str, effects: &mut Vec<Effect>) {
        self.refused = read_ceiling(ceiling).err().map(|error| (id, error));
        if self.refused.is_some() {
            return;
        }
        self.change(id, effects, |watch| {
            ceiling.trim().clone_into(&mut watch.kept.ceiling);
            // Among those that are there already some may be cheap enough now.
            watch.looked = None;
        });
    }

    fn change(&mut self, id: WatchId, effects: &mut Vec<Effect>, change: impl FnOnce(&mut Watch)) {
        if let Some(watch) = self.all.iter_mut().find(|watch| watch.kept.id == id) {
            change(watch);
            effects.push(self.keep());
        }
    }

    fn stop(&mut self, id: WatchId, effects: &mut Vec<Effect>) {
        let before = self.all.len();
        self.all.retain(|watch| watch.kept.id != id);
        if self.all.len() < before {
            // Another one may have its name when the answer comes.
            self.asked.take_if(|asked| asked.watch == id);
            // What the player sees go is gone for good: kept first, shown then.
            effects.push(self.keep());
            effects.push(Effect::Withdraw { watch: id });
        }
    }

    fn keep(&self) -> Effect {
        let lasting = self.all.iter().filter(|watch| watch.lasting);
        Effect::Keep(lasting.map(|watch| watch.kept.clone()).collect())
    }
}

#[cfg(test)]
mod tests;
