//! Tells one press of a chord from its repeats and from its second report. Pure; keys are numbers here.
//!
//! On X11 a press is reported twice: at once by the raw key events, and up to 50 ms later by the hotkey library, which
//! polls. The later report is the net under the first and is dropped where the first was seen. A held chord repeats,
//! and our own release of its main key makes each repeat look like a new press to the library.

use std::collections::{HashMap, HashSet};
use std::time::{Duration, Instant};

use crate::Chord;

/// Within this time after a seen press, the library's report is about that press: its poll takes 50 ms, and a busy
/// machine may take longer.
const SAME_PRESS: Duration = Duration::from_millis(250);

/// The number of a physical key.
pub type KeyCode = u8;

/// What is known about the keys under the player's hand.
#[derive(Debug, Default)]
pub struct Presses {
    held: HashSet<KeyCode>,
    /// Held main keys whose press was reported.
    reported: HashSet<KeyCode>,
    last: HashMap<Chord, Instant>,
}

impl Presses {
    /// Starts anew with the keys that are down now.
    pub fn reset(&mut self, down: impl IntoIterator<Item = KeyCode>) {
        self.held = down.into_iter().collect();
        self.reported.clear();
        self.last.clear();
    }

    /// Whether the player's hand holds the key.
    #[must_use]
    pub fn holds(&self, key: KeyCode) -> bool {
        self.held.contains(&key)
    }

    /// A key went down under the player's hand; false where it was down already.
    pub fn down(&mut self, key: KeyCode) -> bool {
        self.held.insert(key)
    }

    /// The press of a chord with this main key was seen by the raw events.
    pub fn seen(&mut self, chord: Chord, key: KeyCode, now: Instant) {
        self.reported.insert(key);
        self.last.insert(chord, now);
    }

    /// A key came up under the player's hand.
    pub fn up(&mut self, key: KeyCode) {
        self.held.remove(&key);
        self.reported.remove(&key);
    }

    /// The hotkey library reports a press; true where it is news.
    pub fn library(&mut self, chord: Chord, key: Option<KeyCode>, now: Instant) -> bool {
        let held = key.is_some_and(|key| self.held.contains(&key));
        let reported = key.is_some_and(|key| self.reported.contains(&key));
        let recent = self
            .last
            .get(&chord)
            .is_some_and(|at| now.duration_since(*at) < SAME_PRESS);
        if (held && reported) || recent {
            return false;
        }
        if let (true, Some(key)) = (held, key) {
            self.reported.insert(key);
        }
        self.last.insert(chord, now);
        true
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const D: KeyCode = 40;

    fn chord() -> Chord {
        "Ctrl+D".parse().expect("a chord")
    }

    fn after(start: Instant, millis: u64) -> Instant {
        start + Duration::from_millis(millis)
    }

    #[test]
    fn the_second_report_of_a_press_is_dropped() {
        let (mut presses, t) = (Presses::default(), Instant::now());
        assert!(presses.down(D));
        presses.seen(chord(), D, t);
        assert!(!presses.library(chord(), Some(D), after(t, 49)));
        presses.up(D);
        assert!(!presses.library(chord(), Some(D), after(t, 90)));
    }

    #[test]
    fn a_held_chord_is_one_press() {
        let (mut presses, t) = (Presses::default(), Instant::now());
        assert!(presses.down(D));
        presses.seen(chord(), D, t);
        for millis in (500..5000).step_by(30) {
            assert!(!presses.down(D));
            assert!(!presses.library(chord(), Some(D), after(t, millis)));
        }
        presses.up(D);
        assert!(presses.down(D));
    }

    #[test]
    fn the_library_is_the_net_under_the_raw_events() {
        let (mut presses, t) = (Presses::default(), Instant::now());
        assert!(presses.down(D));
        assert!(presses.library(chord(), Some(D), t));
        assert!(!presses.library(chord(), Some(D), after(t, 600)));
        presses.up(D);
        assert!(presses.library(chord(), Some(D), after(t, 1200)));
        assert!(presses.library(chord(), None, after(t, 2400)));
    }
}
