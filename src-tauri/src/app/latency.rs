//! How long a check takes, stage by stage, for the log and the benchmark.

use std::time::{Duration, Instant, SystemTime};

use game_desktop::{CaptureId, Stamps};

/// The moments of one check.
#[derive(Debug)]
pub struct Latency {
    capture: CaptureId,
    stamps: Stamps,
    drawn: Option<Instant>,
    shown: Option<Instant>,
    painted: bool,
}

impl Latency {
    /// Begins with the stamps of a capture.
    #[must_use]
    pub fn of(capture: CaptureId, stamps: Stamps) -> Self {
        Self {
            capture,
            stamps,
            drawn: None,
            shown: None,
            painted: false,
        }
    }

    /// The view was handed to the page.
    pub fn drawn(&mut self, now: Instant) {
        self.drawn.get_or_insert(now);
    }

    /// The window was asked to show.
    pub fn shown(&mut self, now: Instant) {
        self.shown.get_or_insert(now);
    }

    /// The page says that the item is painted: logs the check's stages, once.
    pub fn painted(&mut self, capture: CaptureId, now: Instant) {
        if capture != self.capture || std::mem::replace(&mut self.painted, true) {
            return;
        }
        let since_chord = |moment: Option<Instant>| {
            moment.map(|moment| {
                moment
                    .saturating_duration_since(self.stamps.pressed)
                    .as_micros()
            })
        };
        tracing::debug!(
            target: "haggle::latency",
            capture = capture.0,
            chord_unix_us = unix_micros(self.stamps.pressed, now),
            keys_us = since_chord(self.stamps.keys_sent),
            changed_us = since_chord(self.stamps.changed),
            read_us = since_chord(self.stamps.read),
            drawn_us = since_chord(self.drawn),
            shown_us = since_chord(self.shown),
            painted_us = since_chord(Some(now)),
            "check painted"
        );
    }
}

/// A moment on the wall clock, to compare with another process.
fn unix_micros(moment: Instant, now: Instant) -> u128 {
    let age = now.saturating_duration_since(moment);
    SystemTime::now()
        .duration_since(SystemTime::UNIX_EPOCH)
        .map_or(Duration::ZERO, |unix| unix.saturating_sub(age))
        .as_micros()
}
