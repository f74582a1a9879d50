//! Watches as a pure state machine: questions that stay open and tell of a match that is listed at or below a price. The
//! market's own events come first; besides them there is a slow look, one at a time over all watches.
//!
//! Must not know: windows, sockets, the clock. The overlay feeds it and carries out its effects.

mod kept;
mod present;
mod sieve;

use std::collections::VecDeque;
use std::time::{Duration, Instant};

use item_parsers::listing::Listing;
use item_parsers::price::{Asking, BadPrice, Rates};
use market_client::{CallError, LinkStatus, ListingNews, ListingPage, ServiceEvent};
use serde_json::{Value, json};

pub use self::kept::{Kept, Subject};
pub use self::present::view;
use crate::clock;
use crate::overlay::Now;

/// At most so many watches run for one market.
pub const MOST: usize = 20;

/// Between two slow looks, over all watches.
const LOOK_EVERY: Duration = Duration::from_secs(60);
/// The first slow look comes so long after the market was reached.
const FIRST_LOOK: Duration = Duration::from_secs(5);
/// Between two questions of any kind.
const PAUSE: Duration = Duration::from_secs(2);
/// How many listings a look asks for, the last bumped first.
const LISTINGS: usize = 50;
/// How many listings that were heard of wait to be asked about, for each watch.
const MOST_HEARD: usize = 50;

/// Names a watch as long as it is kept.
pub type WatchId = u32;

/// Names what was asked of the market for a watch.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct LookId(pub u64);

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

/// A match that the player wants to know of.
#[derive(Debug, Clone, PartialEq)]
pub struct Hit {
    pub watch: WatchId,
    pub name: String,
    pub listing: Listing,
    pub ceiling: Option<f64>,
    /// So many more matches came at once, none of them cheaper.
    pub more: usize,
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

/// One watch.
#[derive(Debug)]
struct Watch {
    kept: Kept,
    lasting: bool,
    /// Listings that may match, by their events.
    heard: Vec<String>,
    /// When it was last looked at.
    looked: Option<Instant>,
    /// What the player was told last, while it is for sale.
    shown: Option<String>,
    problem: Option<CallError>,
}

#[derive(Debug, Clone, Copy)]
struct Asked {
    look: LookId,
    watch: WatchId,
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

    /// When `Input::Tick` is wanted next.
    #[must_use]
    pub fn wake_at(&self) -> Option<Instant> {
        if !self.online || self.asked.is_some() {
            return None;
        }
        let heard = self.active().any(|watch| !watch.heard.is_empty());
        // Without a last one it was asked at once.
        let heard = self.last_asked.filter(|_| heard).map(|last| last + PAUSE);
        let rested = |at: Instant| self.last_asked.map_or(at, |last| at.max(last + PAUSE));
        let look = self.active().next().and(self.next_look).map(rested);
        [heard, look].into_iter().flatten().min()
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

    fn heard(&mut self, event: &ServiceEvent, effects: &mut Vec<Effect>) {
        match ListingNews::of(event) {
            Some(ListingNews::Gone(id)) => self.gone(id, effects),
            Some(ListingNews::Changed(record)) => self.changed(record),
            None => {}
        }
    }

    fn gone(&mut self, id: &str, effects: &mut Vec<Effect>) {
        for watch in &mut self.all {
            watch.heard.retain(|heard| heard != id);
            if watch.shown.take_if(|shown| shown == id).is_some() {
                let watch = watch.kept.id;
                effects.push(Effect::Withdraw { watch });
            }
        }
    }

    /// Whether a listing fits is the market's to say: here it is only noted that it may.
    fn changed(&mut self, record: &Value) {
        let mut parsed = None;
        let Self {
            all,
            market,
            account,
            ..
        } = self;
        for watch in all {
            let kept = &watch.kept;
            if kept.paused || kept.market != *market || !sieve::may_fit(&kept.query, record) {
                continue;
            }
            // Read once, and only where it matters.
            let listing = parsed.get_or_insert_with(|| Listing::from_market(record).ok());
            let Some(listing) = listing else { return };
            let known = watch.heard.contains(&listing.id);
            if !known && kept.wants(listing, account.as_deref()) && watch.heard.len() < MOST_HEARD {
                watch.heard.push(listing.id.clone());
            }
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

    fn ask_if_due(&mut self, now: Now, effects: &mut Vec<Effect>) {
        if !self.online || self.asked.is_some() {
            return;
        }
        let rested = |last: Instant| now.instant >= last + PAUSE;
        if !self.last_asked.is_none_or(rested) {
            return;
        }
        let heard = self.active().find(|watch| !watch.heard.is_empty());
        if let Some(id) = heard.map(|watch| watch.kept.id) {
            return self.ask(id, now, effects);
        }
        let due = self.next_look.is_some_and(|at| at <= now.instant);
        let longest = self.active().min_by_key(|watch| watch.looked);
        if let Some(id) = longest.filter(|_| due).map(|watch| watch.kept.id) {
            self.next_look = Some(now.instant + LOOK_EVERY);
            self.ask(id, now, effects);
        }
    }

    /// Asks about what was heard of, or else about all.
    fn ask(&mut self, id: WatchId, now: Now, effects: &mut Vec<Effect>) {
        self.looks += 1;
        let look = LookId(self.looks);
        let Some(watch) = self.all.iter_mut().find(|watch| watch.kept.id == id) else {
            return;
        };
        let mut query = watch.kept.query.clone();
        query["updated_at"] = json!({"$gte": clock::listings_since(now.wall)});
        query["$limit"] = LISTINGS.into();
        if watch.heard.is_empty() {
            watch.looked = Some(now.instant);
        } else {
            query["_id"] = json!({"$in": std::mem::take(&mut watch.heard)});
        }
        self.asked = Some(Asked { look, watch: id });
        self.last_asked = Some(now.instant);
        effects.push(Effect::Look { look, query });
    }

    fn looked(
        &mut self,
        look: LookId,
        result: Result<ListingPage, CallError>,
        now: Now,
        effects: &mut Vec<Effect>,
    ) {
        let Some(asked) = self.asked.take_if(|asked| asked.look == look) else {
            return;
        };
        let Some(watch) = self
            .all
            .iter_mut()
            .find(|watch| watch.kept.id == asked.watch)
        else {
            return;
        };
        let page = match result {
            Ok(page) => page,
            // The connection's own status tells of the trouble; a login is not asked for by itself.
            Err(error) => {
                tracing::debug!(%error, "a watch was not looked at");
                watch.problem = Some(error);
                return;
            }
        };
        watch.problem = None;
        // It was changed or paused since.
        if watch.kept.paused {
            return;
        }
        let account = self.account.as_deref();
        let mut hits: Vec<Listing> = page.listings;
        hits.retain(|listing| watch.kept.wants(listing, account));
        if hits.is_empty() {
            return;
        }
        for hit in &hits {
            watch.kept.tell(&hit.id);
            // It may have been heard of again meanwhile.
            watch.heard.retain(|heard| *heard != hit.id);
        }
        hits.retain(|hit| !self.told.contains(&hit.id));
        self.told.extend(hits.iter().map(|hit| hit.id.clone()));
        while self.told.len() > kept::TOLD_KEPT {
            self.told.pop_front();
        }
        effects.extend(watch.hit(hits, now).map(|hit| Effect::Tell(Box::new(hit))));
        effects.push(self.keep());
    }
}

impl Watch {
    fn of_earlier_run(kept: Kept) -> Self {
        Self {
            kept,
            lasting: true,
            heard: Vec::new(),
            looked: None,
            shown: None,
            problem: None,
        }
    }

    fn wants_login(&self) -> bool {
        self.problem.as_ref().is_some_and(CallError::wants_login)
    }

    /// The cheapest of the matches, for the player to be told.
    fn hit(&mut self, mut hits: Vec<Listing>, now: Now) -> Option<Hit> {
        let worth = |listing: &Listing| listing.hr.unwrap_or(f64::INFINITY);
        hits.sort_by(|one, other| worth(one).total_cmp(&worth(other)));
        let more = hits.len().checked_sub(1)?;
        let listing = hits.swap_remove(0);
        self.shown = Some(listing.id.clone());
        self.kept.last = Some(kept::Last {
            price: listing.price.clone().unwrap_or_default(),
            at: clock::iso(now.wall),
        });
        Some(Hit {
            watch: self.kept.id,
            name: self.kept.subject.name.clone(),
            ceiling: self.kept.ceiling_hr(),
            listing,
            more,
        })
    }
}

/// What a ceiling is worth in HR; none where nothing is typed.
///
/// # Errors
/// What is no price, or a price without an amount.
pub fn read_ceiling(text: &str) -> Result<Option<f64>, BadCeiling> {
    match Asking::parse(text, Rates::usual()) {
        Ok(Asking { hr: Some(hr), .. }) => Ok(Some(hr)),
        Ok(Asking { hr: None, .. }) => Err(BadCeiling::NoAmount),
        Err(BadPrice::Empty) => Ok(None),
        Err(error) => Err(BadCeiling::Price(error)),
    }
}

/// Why a text is no ceiling.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum BadCeiling {
    /// Words, such as `offer`.
    NoAmount,
    Price(BadPrice),
}

#[cfg(test)]
mod tests;
