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

/// Something that happened.
#[derive(Debug)]
pub enum Input {
    /// The window was opened, or asks again.
    Opened,
    Asked(MineAction),
    Loaded(Result<Vec<Own>, CallError>),
    /// What became of the change under way; with the listing as it is then, none where it was taken back.
    Changed(Result<Option<Box<Listing>>, CallError>),
    Market(ServiceEvent),
    /// Somebody offers something for one of the listings.
    OfferReceived,
    LoggedIn,
}

/// Something that is to be done.
#[derive(Debug, PartialEq)]
pub enum Effect {
    /// Ask for all listings of all realms, with their offers.
    Load,
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
    /// Listings are being asked for; an event meanwhile asks again afterwards.
    loading: Option<Again>,
    job: Option<Job>,
    /// Why the last change of a listing was not made.
    problems: HashMap<String, CallError>,
    news: Option<News>,
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

/// What there is to say over the listings.
#[derive(Debug)]
enum News {
    /// They could not be read anew.
    NotRead(CallError),
    BadPrice(BadPrice),
    /// A job has ended.
    Done(Job),
}

/// Whether to ask again when the answer is there.
type Again = bool;

/// Changes, one after another.
#[derive(Debug)]
struct Job {
    kind: Kind,
    change: ListingChange,
    todo: VecDeque<String>,
    running: Option<String>,
    done: usize,
    failed: usize,
    total: usize,
}

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
            Input::LoggedIn if matches!(self.state, State::Closed) => Vec::new(),
            Input::LoggedIn => {
                // It may be another player.
                self.listings.clear();
                self.load(now)
            }
            Input::Asked(action) => self.asked(action, now),
            Input::Loaded(result) => self.loaded(result, now),
            Input::Changed(result) => self.changed(result),
            Input::Market(event) => self.event(&event, now),
            Input::OfferReceived => self.load_quietly(),
        }
    }

    fn load(&mut self, now: Now) -> Vec<Effect> {
        if self.listings.is_empty() {
            self.state = State::Waiting { since: now.instant };
        }
        self.load_quietly()
    }

    fn load_quietly(&mut self) -> Vec<Effect> {
        match (&self.state, self.loading) {
            (State::Closed, _) => Vec::new(),
            (_, Some(_)) => {
                self.loading = Some(true);
                Vec::new()
            }
            (_, None) => {
                self.loading = Some(false);
                vec![Effect::Load]
            }
        }
    }

    fn loaded(&mut self, result: Result<Vec<Own>, CallError>, now: Now) -> Vec<Effect> {
        let again = self.loading.take() == Some(true);
        match result {
            Ok(listings) => {
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
            Err(error) => self.news = Some(News::NotRead(error)),
        }
        if again { self.load(now) } else { Vec::new() }
    }

    fn event(&mut self, event: &ServiceEvent, _now: Now) -> Vec<Effect> {
        let known = event
            .record_id()
            .is_some_and(|id| self.listings.iter().any(|own| own.listing.id == id));
        let user = event.data.get("user_id").and_then(|id| id.as_str());
        let ours = user.is_some_and(|user| {
            self.listings
                .first()
                .is_some_and(|own| own.listing.user_id == user)
        });
        // What a job does is known from its answers.
        if event.service == "market/listing" && (known || ours) && self.job.is_none() {
            self.load_quietly()
        } else {
            Vec::new()
        }
    }

    fn asked(&mut self, action: MineAction, now: Now) -> Vec<Effect> {
        match action {
            MineAction::Refresh => self.load(now),
            MineAction::Bump { ids } => {
                let can = |id: &String| {
                    let own = self.listings.iter().find(|own| own.listing.id == *id);
                    own.is_some_and(|own| bump_in(&own.listing, now.wall).is_none())
                };
                let ids = ids.into_iter().filter(can).collect();
                self.begin(Kind::Bump, ListingChange::Bump, ids)
            }
            MineAction::Delist { ids } => self.begin(Kind::Delist, ListingChange::Delist, ids),
            MineAction::Reprice { ids, price } => match Asking::parse(&price, Rates::usual()) {
                Ok(asking) => {
                    let change = ListingChange::Price {
                        text: asking.text,
                        hr: asking.hr,
                    };
                    self.begin(Kind::Reprice, change, ids)
                }
                Err(error) => {
                    self.news = Some(News::BadPrice(error));
                    Vec::new()
                }
            },
            MineAction::Cancel => {
                if let Some(job) = &mut self.job {
                    job.todo.clear();
                }
                Vec::new()
            }
        }
    }

    fn begin(&mut self, kind: Kind, change: ListingChange, ids: Vec<String>) -> Vec<Effect> {
        let known = |id: &String| self.listings.iter().any(|own| own.listing.id == *id);
        let todo: VecDeque<String> = ids.into_iter().filter(known).collect();
        // One job at a time: its window offers no other meanwhile.
        if self.job.is_some() || todo.is_empty() {
            return Vec::new();
        }
        self.news = None;
        for id in &todo {
            self.problems.remove(id);
        }
        self.job = Some(Job {
            kind,
            change,
            total: todo.len(),
            todo,
            running: None,
            done: 0,
            failed: 0,
        });
        self.go_on(Duration::ZERO)
    }

    /// The next change of the job, or its end.
    fn go_on(&mut self, after: Duration) -> Vec<Effect> {
        let Some(job) = &mut self.job else {
            return Vec::new();
        };
        let Some(next) = job.todo.pop_front() else {
            self.news = self.job.take().map(News::Done);
            return self.load_quietly();
        };
        job.running = Some(next.clone());
        vec![Effect::Change {
            listing: next,
            change: job.change.clone(),
            after,
        }]
    }

    fn changed(&mut self, result: Result<Option<Box<Listing>>, CallError>) -> Vec<Effect> {
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
            // This one alone cannot be changed.
            Err(error @ CallError::Refused { .. }) => {
                job.failed += 1;
                self.problems.insert(id, error);
            }
            // None of the others would fare better.
            Err(error) => {
                job.failed += 1 + job.todo.len();
                job.todo.clear();
                self.problems.insert(id, error);
            }
        }
        self.go_on(PACE)
    }

    /// As the window's page draws it.
    #[must_use]
    pub fn view(&self, texts: Texts, link: &market_client::LinkStatus, now: Now) -> MineView {
        present::view(self, texts, link_view(texts, link), now)
    }
}

#[cfg(test)]
mod tests;
