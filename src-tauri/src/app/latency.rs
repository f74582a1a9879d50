//! How long things take, stage by stage, for the log and the benchmark.
//!
//! Must not know what is shown; moments only. Lines carry the wall clock, to be compared with another process.

use std::sync::OnceLock;
use std::time::{Duration, Instant, SystemTime};

use game_desktop::{CaptureId, Event, Stamps};

/// The moments of what is shown now.
#[derive(Debug, Default)]
pub struct Latency {
    check: Option<Check>,
    answer: Option<Answer>,
}

/// From the chord to the painted item.
#[derive(Debug)]
struct Check {
    capture: CaptureId,
    stamps: Stamps,
    drawn: Option<Instant>,
    shown: Option<Instant>,
    painted: bool,
}

/// From the market's frame to the painted listings.
#[derive(Debug)]
struct Answer {
    heard: Instant,
    taken: Instant,
    /// The view with the listings, and when it was handed to the page.
    drawn: Option<(u64, Instant)>,
}

impl Latency {
    /// A capture came.
    pub fn captured(&mut self, capture: CaptureId, stamps: Stamps) {
        self.check = Some(Check {
            capture,
            stamps,
            drawn: None,
            shown: None,
            painted: false,
        });
        self.answer = None;
    }

    /// An answer is about to be taken in. One that was kept from before is no news from the market.
    pub fn answered(&mut self, heard: Option<Instant>, now: Instant) {
        let since = self.check.as_ref().map(|check| check.stamps.pressed);
        self.answer = heard
            .filter(|heard| since.is_some_and(|since| *heard > since))
            .map(|heard| Answer {
                heard,
                taken: now,
                drawn: None,
            });
    }

    /// A view was handed to the page.
    pub fn drawn(&mut self, revision: u64, now: Instant) {
        if let Some(check) = &mut self.check {
            check.drawn.get_or_insert(now);
        }
        if let Some(answer) = &mut self.answer {
            answer.drawn.get_or_insert((revision, now));
        }
    }

    /// The window was asked to show.
    pub fn shown(&mut self, now: Instant) {
        if let Some(check) = &mut self.check {
            check.shown.get_or_insert(now);
        }
    }

    /// The page says that this view of a capture is painted: logs what was waited for, once.
    pub fn painted(&mut self, capture: CaptureId, revision: u64, now: Instant) {
        if let Some(check) = &mut self.check
            && check.capture == capture
            && !std::mem::replace(&mut check.painted, true)
        {
            check.log(now);
        }
        let painted =
            |answer: &mut Answer| matches!(answer.drawn, Some((drawn, _)) if drawn <= revision);
        if let Some(answer) = self.answer.take_if(painted) {
            answer.log(now);
        }
    }
}

impl Check {
    fn log(&self, now: Instant) {
        let since = |moment: Option<Instant>| micros(self.stamps.pressed, moment);
        tracing::debug!(
            target: "haggle::latency",
            capture = self.capture.0,
            unix_us = unix_micros(self.stamps.pressed, now),
            keys_us = since(self.stamps.keys_sent),
            changed_us = since(self.stamps.changed),
            read_us = since(self.stamps.read),
            drawn_us = since(self.drawn),
            shown_us = since(self.shown),
            painted_us = since(Some(now)),
            "check painted"
        );
    }
}

impl Answer {
    fn log(&self, now: Instant) {
        let since = |moment: Option<Instant>| micros(self.heard, moment);
        tracing::debug!(
            target: "haggle::latency",
            unix_us = unix_micros(self.heard, now),
            taken_us = since(Some(self.taken)),
            drawn_us = since(self.drawn.map(|(_, moment)| moment)),
            painted_us = since(Some(now)),
            "answer painted"
        );
    }
}

/// Logs the moment in which the hotkeys were bound for the first time.
pub fn watch_armed(event: &Event) {
    static ARMED: OnceLock<()> = OnceLock::new();
    if let Event::ChordsChanged(chords) = event
        && chords.iter().all(|state| state.bound)
        && ARMED.set(()).is_ok()
    {
        reached("hotkeys armed");
    }
}

/// Logs that the program's start has come so far.
pub fn reached(stage: &'static str) {
    let now = Instant::now();
    tracing::debug!(target: "haggle::latency", unix_us = unix_micros(now, now), "{stage}");
}

fn micros(from: Instant, to: Option<Instant>) -> Option<u128> {
    to.map(|to| to.saturating_duration_since(from).as_micros())
}

/// A moment on the wall clock.
fn unix_micros(moment: Instant, now: Instant) -> u128 {
    let age = now.saturating_duration_since(moment);
    SystemTime::now()
        .duration_since(SystemTime::UNIX_EPOCH)
        .map_or(Duration::ZERO, |unix| unix.saturating_sub(age))
        .as_micros()
}
