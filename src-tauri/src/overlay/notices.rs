//! The notices on show, how long each stays, and what can be undone through one.

use std::time::{Duration, Instant};

use super::saying::Saying;
use crate::bridge::{Notice, Tone};
use crate::texts::Texts;
use crate::watch::WatchId;

/// How long a notice that needs nothing stays.
const PASSING_STAYS: Duration = Duration::from_secs(5);
/// How long what was done can be undone.
pub const UNDO_STAYS: Duration = Duration::from_secs(10);

/// How long a notice of a watch stays in the game: a click there does not read it.
const HIT_STAYS: Duration = Duration::from_secs(30);

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
    code: String,
    saying: Saying,
    until: Option<Instant>,
    about: About,
}

/// What can be done about a notice.
#[derive(Debug, PartialEq, Eq)]
enum About {
    Nothing,
    /// A listing of the player's, which can be taken back.
    Made(Made),
    /// A listing that a watch found.
    Hit {
        watch: WatchId,
        listing: String,
    },
}

/// A listing that was made just now.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Made {
    pub listing: String,
    pub name: String,
}

impl Notices {
    /// Adds a notice; one that says the same is replaced.
    pub fn tell(&mut self, tone: Tone, saying: impl Into<Saying>, now: Instant) {
        let until = (tone == Tone::Good).then(|| now + PASSING_STAYS);
        self.add(tone, saying.into(), until, About::Nothing);
    }

    /// Tells what went wrong just now and asks nothing of the player.
    pub fn tell_in_passing(&mut self, saying: impl Into<Saying>, now: Instant) {
        let until = Some(now + PASSING_STAYS);
        self.add(Tone::Warn, saying.into(), until, About::Nothing);
    }

    /// Tells of a listing, which can be taken back for a while.
    pub fn tell_listed(&mut self, saying: impl Into<Saying>, made: Made, now: Instant) {
        let until = Some(now + UNDO_STAYS);
        self.add(Tone::Good, saying.into(), until, About::Made(made));
    }

    /// Tells of a listing that a watch found; it waits until it is on show.
    pub fn tell_hit(&mut self, saying: impl Into<Saying>, watch: WatchId, listing: String) {
        let about = About::Hit { watch, listing };
        self.add(Tone::Good, saying.into(), None, about);
    }

    /// The notices are on show from now on.
    pub fn shown(&mut self, now: Instant) {
        let hits = self.told.iter_mut().filter(|told| told.is_hit());
        for told in hits {
            told.until.get_or_insert(now + HIT_STAYS);
        }
    }

    /// Whether a watch has found something.
    #[must_use]
    pub fn has_hits(&self) -> bool {
        self.told.iter().any(Told::is_hit)
    }

    /// The player clicked elsewhere: what needs no time to read is read.
    pub fn clicked_beside(&mut self) {
        self.keep(Told::is_hit);
    }

    fn add(&mut self, tone: Tone, saying: Saying, until: Option<Instant>, about: About) {
        let code = saying.code();
        self.withdraw(&code);
        self.last += 1;
        self.told.push(Told {
            id: self.last,
            tone,
            code,
            saying,
            until,
            about,
        });
    }

    /// Takes the notice with this code away; `true` when there was one.
    pub fn withdraw(&mut self, code: &str) -> bool {
        self.keep(|told| told.code != code)
    }

    /// Whether the notice with this code is on show.
    #[must_use]
    pub fn has(&self, code: &str) -> bool {
        self.told.iter().any(|told| told.code == code)
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
            .position(|told| told.id == id && matches!(told.about, About::Made(_)))?;
        match self.told.remove(at).about {
            About::Made(made) => Some(made),
            About::Nothing | About::Hit { .. } => None,
        }
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
    pub fn view(&self, texts: Texts, now: Instant) -> Vec<Notice> {
        self.told.iter().map(|told| told.view(texts, now)).collect()
    }
}

impl Told {
    fn is_hit(&self) -> bool {
        matches!(self.about, About::Hit { .. })
    }

    fn view(&self, texts: Texts, now: Instant) -> Notice {
        let left = self.until.map(|until| until.saturating_duration_since(now));
        let (undo, listing, watch) = match &self.about {
            About::Nothing => (None, None, None),
            About::Made(made) => (left, Some(&made.listing), None),
            About::Hit { watch, listing } => (None, Some(listing), Some(*watch)),
        };
        Notice {
            id: self.id,
            tone: self.tone,
            message: self.saying.say(texts),
            undo_ms: undo.map(|left| u32::try_from(left.as_millis()).unwrap_or(u32::MAX)),
            listing: listing.cloned(),
            watch,
        }
    }
}
