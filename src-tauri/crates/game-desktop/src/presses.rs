//! What the player's hands do: which keys are held, and which presses make a chord. Pure; keys are numbers here.
//!
//! Two hands are told apart: that on keyboards, and that of programs which press keys (on-screen and remote keyboards, a
//! gamepad's mapping, macros). A chord is pressed by one of them. A program that writes a D while the player holds
//! Ctrl makes no Ctrl+D, and one that lets go of a key does not take it from under the player's finger.
//!
//! A press is told twice on X11: by the raw events, which know the hand and come first, and by the grab, which alone
//! knows of sticky keys and of what happened while nobody listened. So the grab's word counts where the raw events saw
//! no chord, or nothing at all. A held chord repeats, and our own release of its main key makes each repeat look like a
//! new press to the grab.

use std::collections::{HashMap, HashSet};

use crate::Chord;
use crate::chord::Modifiers;

/// The number of a physical key.
pub type KeyCode = u8;
/// The server's clock in milliseconds; it begins again every 49 days.
pub type Time = u32;

/// Who presses.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Hand {
    /// The player, on a keyboard.
    Keyboard,
    /// A program.
    Program,
}

/// Where the keys of chords and modifiers are.
pub trait Places {
    /// The main key of a chord.
    fn main_key(&self, chord: Chord) -> Option<KeyCode>;
    /// The modifiers that these keys are.
    fn modifiers(&self, holds: &dyn Fn(KeyCode) -> bool) -> Modifiers;
}

/// What was made of a press that the raw events told.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Verdict {
    /// A chord, the repeat of a held key, or keys of both hands: the last word on it.
    Final,
    /// No chord by what is known of the modifiers.
    Nothing,
}

/// What is known about the keys under the hands.
#[derive(Debug, Default)]
pub struct Presses {
    held: HashSet<(Hand, KeyCode)>,
    /// Keys that were down before anybody listened: either hand's.
    before: HashSet<KeyCode>,
    /// Held main keys whose press was reported.
    reported: HashSet<KeyCode>,
    /// The last press of each key.
    last: HashMap<KeyCode, (Time, Verdict)>,
}

impl Presses {
    /// Starts anew with the keys that are down now, whoever pressed them.
    pub fn reset(&mut self, down: impl IntoIterator<Item = KeyCode>) {
        self.before = down.into_iter().collect();
        self.held.clear();
        self.reported.clear();
        self.last.clear();
    }

    /// Whether a hand holds the key.
    #[must_use]
    pub fn holds(&self, key: KeyCode) -> bool {
        let hands = [Hand::Keyboard, Hand::Program];
        hands.into_iter().any(|hand| self.has(hand, key))
    }

    fn has(&self, hand: Hand, key: KeyCode) -> bool {
        self.held.contains(&(hand, key)) || self.before.contains(&key)
    }

    /// A key went down; the bound chord that this makes, if any. `ours` is a key that we hold in the player's stead:
    /// the display cannot tell it from the player's, so neither do the grabs.
    pub fn down(
        &mut self,
        (hand, key): (Hand, KeyCode),
        time: Time,
        bound: &[Chord],
        places: &impl Places,
        ours: Option<KeyCode>,
    ) -> Option<Chord> {
        let is_new = self.held.insert((hand, key)) && !self.before.contains(&key);
        let candidates = bound.iter().filter(|c| places.main_key(**c) == Some(key));
        let by = |holds: &dyn Fn(KeyCode) -> bool| {
            let held = places.modifiers(&|key| holds(key) || ours == Some(key));
            candidates.clone().find(|chord| chord.modifiers() == held)
        };
        let chord = by(&|key| self.has(hand, key));
        let verdict = if !is_new || chord.is_some() || by(&|key| self.holds(key)).is_some() {
            Verdict::Final
        } else {
            Verdict::Nothing
        };
        let chord = chord.copied().filter(|_| is_new);
        self.last.insert(key, (time, verdict));
        if chord.is_some() {
            self.reported.insert(key);
        }
        chord
    }

    /// A key came up.
    pub fn up(&mut self, hand: Hand, key: KeyCode) {
        self.held.remove(&(hand, key));
        self.before.remove(&key);
        if !self.holds(key) {
            self.reported.remove(&key);
        }
    }

    /// A grab reports the press of a chord with this main key; true where it is news. All raw events up to it must have
    /// been taken in.
    pub fn grabbed(&mut self, key: KeyCode, time: Time) -> bool {
        if self.is_told(key, time) {
            return false;
        }
        self.last.insert(key, (time, Verdict::Final));
        if self.holds(key) {
            self.reported.insert(key);
        }
        true
    }

    /// Whether it is known already what became of a press that a grab reports.
    #[must_use]
    pub fn is_told(&self, key: KeyCode, time: Time) -> bool {
        let is_past = |(last, verdict): &(Time, Verdict)| {
            let is_older = time.wrapping_sub(*last).cast_signed() < 0;
            is_older || (time == *last && *verdict == Verdict::Final)
        };
        self.reported.contains(&key) || self.last.get(&key).is_some_and(is_past)
    }

    /// What was told of the keys was wrong: these are down. What was reported of them stays so.
    pub fn correct(&mut self, down: impl IntoIterator<Item = KeyCode>) {
        self.before = down.into_iter().collect();
        self.held.clear();
        self.reported.retain(|key| self.before.contains(key));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const D: KeyCode = 40;
    const CTRL: KeyCode = 37;
    const ALT: KeyCode = 64;

    struct Pc;

    impl Places for Pc {
        fn main_key(&self, chord: Chord) -> Option<KeyCode> {
            (chord.key().name() == "D").then_some(D)
        }

        fn modifiers(&self, holds: &dyn Fn(KeyCode) -> bool) -> Modifiers {
            Modifiers {
                ctrl: holds(CTRL),
                alt: holds(ALT),
                ..Modifiers::default()
            }
        }
    }

    fn chord() -> Chord {
        "Ctrl+D".parse().expect("a chord")
    }

    struct Table(Presses);

    impl Table {
        fn new() -> Self {
            Self(Presses::default())
        }

        fn down(&mut self, hand: Hand, key: KeyCode, time: Time) -> bool {
            let pressed = self.0.down((hand, key), time, &[chord()], &Pc, None);
            pressed == Some(chord())
        }
    }

    #[test]
    fn the_second_report_of_a_press_is_dropped_however_late() {
        let mut table = Table::new();
        assert!(!table.down(Hand::Keyboard, CTRL, 1));
        assert!(table.down(Hand::Keyboard, D, 2));
        assert!(!table.0.grabbed(D, 2));
        table.0.up(Hand::Keyboard, D);
        assert!(!table.0.grabbed(D, 2));
        // The next one is another.
        assert!(table.down(Hand::Keyboard, D, 900));
    }

    #[test]
    fn a_held_chord_is_one_press() {
        let mut table = Table::new();
        table.down(Hand::Keyboard, CTRL, 1);
        assert!(table.down(Hand::Keyboard, D, 2));
        for time in (500..5000).step_by(30) {
            assert!(!table.down(Hand::Keyboard, D, time));
            assert!(!table.0.grabbed(D, time));
        }
        table.0.up(Hand::Keyboard, D);
        // A repeat's report that was late.
        assert!(!table.0.grabbed(D, 4970));
        assert!(table.down(Hand::Keyboard, D, 6000));
    }

    #[test]
    fn the_grab_is_the_net_under_the_raw_events() {
        let mut table = Table::new();
        // Sticky keys: Ctrl is down for the display alone.
        assert!(!table.down(Hand::Keyboard, D, 2));
        assert!(table.0.grabbed(D, 2));
        assert!(!table.0.grabbed(D, 2));
        assert!(!table.0.grabbed(D, 600), "a repeat");
        table.0.up(Hand::Keyboard, D);
        assert!(!table.down(Hand::Keyboard, D, 1200));
        assert!(table.0.grabbed(D, 1200));
        table.0.up(Hand::Keyboard, D);
        // Nothing came but the grab's word.
        assert!(table.0.grabbed(D, 2400));
    }

    #[test]
    fn the_clock_may_begin_again() {
        let mut table = Table::new();
        table.down(Hand::Keyboard, CTRL, 1);
        assert!(table.down(Hand::Keyboard, D, Time::MAX));
        table.0.up(Hand::Keyboard, D);
        assert!(table.0.grabbed(D, 3));
        assert!(!table.0.grabbed(D, Time::MAX));
    }

    #[test]
    fn keys_of_two_hands_make_no_chord() {
        for (first, second) in [
            (Hand::Keyboard, Hand::Program),
            (Hand::Program, Hand::Keyboard),
        ] {
            let mut table = Table::new();
            table.down(first, CTRL, 1);
            assert!(!table.down(second, D, 2));
            assert!(!table.0.grabbed(D, 2), "the grab cannot tell them apart");
        }
        let mut table = Table::new();
        table.down(Hand::Program, CTRL, 1);
        assert!(
            table.down(Hand::Program, D, 2),
            "a remote keyboard's own chord"
        );
    }

    #[test]
    fn what_a_program_lets_go_of_stays_under_the_finger() {
        let mut table = Table::new();
        table.down(Hand::Keyboard, CTRL, 1);
        table.0.up(Hand::Program, CTRL);
        assert!(table.0.holds(CTRL));
        assert!(table.down(Hand::Keyboard, D, 2));
        table.0.up(Hand::Program, D);
        assert!(
            !table.down(Hand::Keyboard, D, 500),
            "a repeat, not a new press"
        );
    }

    #[test]
    fn what_was_down_before_is_either_hands_and_no_new_press() {
        for hand in [Hand::Keyboard, Hand::Program] {
            let mut table = Table::new();
            table.0.reset([CTRL, D]);
            assert!(!table.down(hand, D, 2));
            table.0.up(hand, D);
            assert!(table.down(hand, D, 3));
        }
    }

    #[test]
    fn a_correction_takes_nothing_back_that_was_reported() {
        let mut table = Table::new();
        table.down(Hand::Keyboard, CTRL, 1);
        table.down(Hand::Keyboard, ALT, 1);
        // The release of Alt was lost, and the grab knows better.
        assert!(!table.down(Hand::Keyboard, D, 2));
        assert!(table.0.grabbed(D, 2));
        table.0.correct([CTRL, D]);
        assert!(!table.0.holds(ALT));
        assert!(!table.down(Hand::Keyboard, D, 500) && !table.0.grabbed(D, 500));
        table.0.up(Hand::Keyboard, D);
        assert!(table.down(Hand::Keyboard, D, 600));
    }

    #[test]
    fn a_key_that_we_hold_counts_for_either_hand() {
        let mut presses = Presses::default();
        let pressed = presses.down((Hand::Keyboard, D), 1, &[chord()], &Pc, Some(CTRL));
        assert_eq!(pressed, Some(chord()));
    }
}
