//! The notices on show, how long each stays, and what can be undone through one.

use std::time::{Duration, Instant};

use crate::bridge::{Message, Notice, Tone};

/// How long a notice that needs nothing stays.
const GOOD_NEWS_STAYS: Duration = Duration::from_secs(5);
/// How long what was done can be undone.
pub const UNDO_STAYS: Duration = Duration::from_secs(10);

/// The notices, oldest first.
#[derive(Debug, Default)]
pub struct Notices {
    told: Vec<Told>,
    last: u32,
}

#[derive(Debug)]
struct Told {
    id: u32,
    tone: Tone,
    message: Message,
    until: Option<Instant>,
    listing: Option<Made>,
}

/// A listing that was made just now.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Made {
    pub listing: String,
    pub name: String,
}

impl Notices {
    /// Adds a notice; one that says the same is replaced.
    pub fn tell(&mut self, tone: Tone, message: Message, now: Instant) {
        let until = (tone == Tone::Good).then(|| now + GOOD_NEWS_STAYS);
        self.add(tone, message, until, None);
    }

    /// Tells of a listing, which can be taken back for a while.
    pub fn tell_listed(&mut self, message: Message, made: Made, now: Instant) {
        self.add(Tone::Good, message, Some(now + UNDO_STAYS), Some(made));
    }

    fn add(&mut self, tone: Tone, message: Message, until: Option<Instant>, listing: Option<Made>) {
        self.withdraw(&message.code);
        self.last += 1;
        self.told.push(Told {
            id: self.last,
            tone,
            message,
            until,
            listing,
        });
    }

    /// Takes the notice with this code away; `true` when there was one.
    pub fn withdraw(&mut self, code: &str) -> bool {
        self.keep(|told| told.message.code != code)
    }

    /// The player has read it.
    pub fn dismiss(&mut self, id: u32) -> bool {
        self.keep(|told| told.id != id)
    }

    /// Takes away what has been there long enough; `true` when something was.
    pub fn pass(&mut self, now: Instant) -> bool {
        self.keep(|told| told.until.is_none_or(|until| until > now))
    }

    pub fn clear(&mut self) {
        self.told.clear();
    }

    fn keep(&mut self, keep: impl Fn(&Told) -> bool) -> bool {
        let before = self.told.len();
        self.told.retain(keep);
        before != self.told.len()
    }

    /// What the player wants to undo; the notice goes.
    pub fn undo(&mut self, id: u32) -> Option<Made> {
        let at = self
            .told
            .iter()
            .position(|told| told.id == id && told.listing.is_some())?;
        self.told.remove(at).listing
    }

    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.told.is_empty()
    }

    /// When the next one goes by itself.
    #[must_use]
    pub fn next_end(&self) -> Option<Instant> {
        self.told.iter().filter_map(|told| told.until).min()
    }

    /// As the page draws them.
    #[must_use]
    pub fn view(&self, now: Instant) -> Vec<Notice> {
        self.told.iter().map(|told| told.view(now)).collect()
    }
}

impl Told {
    fn view(&self, now: Instant) -> Notice {
        let left = self.until.map(|until| until.saturating_duration_since(now));
        let undo_ms = left.filter(|_| self.listing.is_some());
        Notice {
            id: self.id,
            tone: self.tone,
            message: self.message.clone(),
            undo_ms: undo_ms.map(|left| u32::try_from(left.as_millis()).unwrap_or(u32::MAX)),
            listing: self.listing.as_ref().map(|made| made.listing.clone()),
        }
    }
}
