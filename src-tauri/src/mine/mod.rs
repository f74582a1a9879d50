//! The player's own listings as a pure state machine: what is known of them, and changes of several at a polite pace.
//!
//! Must not know: windows, sockets, the clock. The runtime feeds it and carries out its effects.

mod present;

use std::collections::{HashMap, VecDeque};
use std::time::{Duration, Instant};

use item_parsers::listing::Listing;
use item_parsers::price::{Asking, BadPrice, Rates};
use market_client::{CallError, ListingChange, Offer, Realm, ServiceEvent};

use crate::bridge::{MineAction, MineView};
use crate::overlay::{Now, bump_in, link_view};
use crate::sale;
use crate::texts::Texts;

/// Between two changes: the market belongs to somebody else.
const PACE: Duration = Duration::from_millis(400);

/// One listing of the player's.
#[derive(Debug, Clone, PartialEq)]
pub struct Own {
    pub listing: Listing,
    pub realm: Realm,
    pub offers: Vec<Offer>,
}

/// All of a player's listings.
#[derive(Debug, Default)]
pub struct Theirs {
    /// The player's id.
    pub player: String,
    pub listings: Vec<Own>,
}

/// Names a question for all of the listings.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct LoadId(u64);

/// Something that happened.
#[derive(Debug)]
pub enum Input {
    /// The window was opened, or asks again.
    Opened,
    Asked(MineAction),
    Loaded(LoadId, Result<Theirs, CallError>),
    /// What became of the change under way; with the listing as it is then, none where it was taken back.
    Changed(Result<Option<Box<Listing>>, CallError>),
    Market(ServiceEvent),
    /// Somebody offers something for one of the listings.
    OfferReceived,
    LoggedIn,
    /// The market has told things that nobody heard.
    EventsMissed,
    /// Another market is spoken to: what is known is of the one before.
    OtherMarket,
}

/// Something that is to be done.
#[derive(Debug, PartialEq)]
pub enum Effect {
    /// Ask for all listings of all realms, with their offers.
    Load(LoadId),
    /// Change one of them, after a pause.
    Change {
        listing: String,
        change: ListingChange,
        after: Duration,
    },
}

/// The whole state.
#[derive(Debug, Default)]
pub struct Mine {
    state: State,
    listings: Vec<Own>,
    /// Whose they are.
    player: Option<String>,
    loading: Option<Loading>,
    /// How often they were asked for.
    loads: u64,
    job: Option<Job>,
    /// Why the last change of a listing was not made.
    problems: HashMap<String, CallError>,
    /// The price that was given in last, where it is none.
    bad_price: Option<BadPrice>,
    /// Those on show could not be read anew.
    not_read: Option<CallError>,
    /// The last job, until the player has seen what became of it.
    ended: Option<Job>,
}

#[derive(Debug, Default)]
enum State {
    #[default]
    Closed,
    Waiting {
        since: Instant,
    },
    Ready,
    Failed(CallError),
}

/// Listings are being asked for.
#[derive(Debug)]
struct Loading {
    id: LoadId,
    since: Instant,
    /// Something happened meanwhile: they are asked for once more.
    again: bool,
}

/// Changes, one after another.
#[derive(Debug)]
struct Job {
    kind: Kind,
    todo: Todo,
    running: Option<String>,
    done: usize,
    failed: usize,
    /// How many are changed, unless something comes between.
    total: usize,
    /// How many were chosen besides, and cannot be bumped yet.
    resting: usize,
}

/// Listings, each with its change.
type Todo = VecDeque<(String, ListingChange)>;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    Bump,
    Delist,
    Reprice,
}

impl Mine {
    /// Takes one input and says what is to be done.
    pub fn step(&mut self, input: Input, now: Now) -> Vec<Effect> {
        match input {
            Input::Opened => self.load(now),
            Input::LoggedIn | Input::EventsMissed | Input::OtherMarket
                if matches!(self.state, State::Closed) =>
            {
                Vec::new()
            }
            Input::OtherMarket => {
                self.forget();
                self.load(now)
            }
            Input::EventsMissed => match &self.state {
                State::Failed(error) if !error.market_away() => Vec::new(),
                _ => self.load(now),
            },
            Input::LoggedIn => {
                // It may be another player, and what is on its way is the former one's.
                self.listings.clear();
                self.loading = None;
                self.load(now)
            }
            Input::Asked(action) => self.asked(action, now),
            Input::Loaded(id, result) => self.loaded(id, result, now),
            Input::Changed(result) => self.changed(result, now),
            Input::Market(event) => self.event(&event, now),
            Input::OfferReceived => self.load_quietly(now),
        }
    }

    /// What is known is of somebody else from now on; the next who opens the window waits for theirs.
    pub fn forget(&mut self) {
        *self = Self {
            loads: self.loads,
            ..Self::default()
        };
    }

    fn load(&mut self, now: Now) -> Vec<Effect> {
        if self.listings.is_empty() {
            self.state = State::Waiting { since: now.instant };
        }
        self.load_quietly(now)
    }

    fn load_quietly(&mut self, now: Now) -> Vec<Effect> {
        match (&self.state, &mut self.loading) {
            (State::Closed, _) => Vec::new(),
            (_, Some(loading)) => {
                loading.again = true;
                Vec::new()
            }
            (_, None) => {
                self.loads += 1;
                let id = LoadId(self.loads);
                self.loading = Some(Loading {
                    id,
                    since: now.instant,
                    again: false,
                });
                vec![Effect::Load(id)]
            }
        }
    }

    fn loaded(&mut self, id: LoadId, result: Result<Theirs, CallError>, now: Now) -> Vec<Effect> {
        // One that is not waited for any more may be of another player or market.
        let Some(Loading { again, .. }) = self.loading.take_if(|loading| loading.id == id) else {
            return Vec::new();
        };
        self.not_read = None;
        match result {
            Ok(Theirs { player, listings }) => {
                if self.player.as_ref() != Some(&player) {
                    (self.job, self.ended) = (None, None);
                }
                self.player = Some(player);
                self.listings = listings;
                self.state = State::Ready;
                let Self {
                    problems, listings, ..
                } = self;
                problems.retain(|id, _| listings.iter().any(|own| own.listing.id == *id));
            }
            Err(error) if self.listings.is_empty() || error.wants_login() => {
                self.listings.clear();
                self.state = State::Failed(error);
            }
            // What is known is better than nothing.
            Err(error) => self.not_read = Some(error),
        }
        if again { self.load(now) } else { Vec::new() }
    }

    fn event(&mut self, event: &ServiceEvent, now: Now) -> Vec<Effect> {
        let known = event
            .record_id()
            .is_some_and(|id| self.listings.iter().any(|own| own.listing.id == id));
        let user = event.data.get("user_id").and_then(|id| id.as_str());
        let ours = user.is_some() && user == self.player.as_deref();
        // What a job does is known from its answers.
        if event.service == "market/listing" && (known || ours) && self.job.is_none() {
            self.load_quietly(now)
        } else {
            Vec::new()
        }
    }

    fn asked(&mut self, action: MineAction, now: Now) -> Vec<Effect> {
        match action {
            MineAction::Refresh => self.load(now),
            MineAction::Bump { ids } => self.bump(&ids, now),
            MineAction::Delist { ids } => {
                let change = |own: &Own| (own.listing.id.clone(), ListingChange::Delist);
                let todo = self.known(&ids).map(change).collect();
                self.begin(Kind::Delist, todo, 0, now)
            }
            MineAction::Reprice { ids, price } => match self.repriced(&ids, &price) {
                Ok(todo) => self.begin(Kind::Reprice, todo, 0, now),
                Err(error) => {
                    self.bad_price = Some(error);
                    Vec::new()
                }
            },
            MineAction::Cancel => {
                if let Some(job) = &mut self.job {
                    job.todo.clear();
                }
                Vec::new()
            }
            MineAction::Dismiss => {
                // The other one has not been seen yet.
                if self.not_read.take().is_none() {
                    self.ended = None;
                }
                Vec::new()
            }
        }
    }

    fn known(&self, ids: &[String]) -> impl Iterator<Item = &Own> {
        let find = |id: &String| self.listings.iter().find(move |own| own.listing.id == *id);
        ids.iter().filter_map(find)
    }

    fn bump(&mut self, ids: &[String], now: Now) -> Vec<Effect> {
        let rests = |own: &&Own| bump_in(&own.listing, now.wall).is_some();
        let (resting, ready): (Vec<&Own>, Vec<&Own>) = self.known(ids).partition(rests);
        let resting = resting.len();
        let change = |own: &Own| (own.listing.id.clone(), ListingChange::Bump);
        let todo = ready.into_iter().map(change).collect();
        self.begin(Kind::Bump, todo, resting, now)
    }

    /// The new price of each, with the terms and the note that it has behind the old one.
    fn repriced(&self, ids: &[String], price: &str) -> Result<Todo, BadPrice> {
        let asking = Asking::parse(price, Rates::usual())?;
        let change = |own: &Own| {
            let change = sale::reprice(&own.listing, asking.clone())?;
            Ok((own.listing.id.clone(), change))
        };
        self.known(ids).map(change).collect()
    }

    fn begin(&mut self, kind: Kind, todo: Todo, resting: usize, now: Now) -> Vec<Effect> {
        // One job at a time: its window offers no other meanwhile.
        if self.job.is_some() || todo.len() + resting == 0 {
            return Vec::new();
        }
        self.bad_price = None;
        self.ended = None;
        for (id, _) in &todo {
            self.problems.remove(id);
        }
        self.job = Some(Job {
            kind,
            total: todo.len(),
            todo,
            running: None,
            done: 0,
            failed: 0,
            resting,
        });
        self.go_on(Duration::ZERO, now)
    }

    /// The next change of the job, or its end.
    fn go_on(&mut self, after: Duration, now: Now) -> Vec<Effect> {
        let Some(job) = &mut self.job else {
            return Vec::new();
        };
        let Some((next, change)) = job.todo.pop_front() else {
            self.ended = self.job.take();
            return self.load_quietly(now);
        };
        job.running = Some(next.clone());
        vec![Effect::Change {
            listing: next,
            change,
            after,
        }]
    }

    fn changed(
        &mut self,
        result: Result<Option<Box<Listing>>, CallError>,
        now: Now,
    ) -> Vec<Effect> {
        let Some(job) = &mut self.job else {
            return Vec::new();
        };
        let Some(id) = job.running.take() else {
            return Vec::new();
        };
        match result {
            Ok(Some(listing)) => {
                job.done += 1;
                if let Some(own) = self.listings.iter_mut().find(|own| own.listing.id == id) {
                    own.listing = *listing;
                }
            }
            Ok(None) => {
                job.done += 1;
                self.listings.retain(|own| own.listing.id != id);
            }
            Err(error) => {
                job.failed += 1;
                // Unless this one alone cannot be changed, none of the others would fare better.
                if !matches!(error, CallError::Refused { .. }) {
                    job.todo.clear();
                }
                self.problems.insert(id, error);
            }
        }
        self.go_on(PACE, now)
    }

    /// As the window's page draws it.
    #[must_use]
    pub fn view(&self, texts: Texts, link: &market_client::LinkStatus, now: Now) -> MineView {
        present::view(self, texts, link_view(texts, link), now)
    }
}

#[cfg(test)]
mod tests;
