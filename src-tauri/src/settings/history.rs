//! What was changed, so that it can be taken back, step by step. Pure.
//!
//! Must not know how a change came about, nor where settings are kept.

use std::collections::VecDeque;

use super::{Key, Settings};

/// So many changes can be taken back.
const DEPTH: usize = 50;

/// The changes that can be taken back, the last one at the end.
#[derive(Debug, Default)]
pub struct History {
    steps: VecDeque<Step>,
}

/// One change: what was changed together, and how it was before.
#[derive(Debug, Clone, PartialEq)]
pub enum Step {
    Settings {
        /// At least one.
        keys: Vec<Key>,
        /// Without logins, and without what this version does not know.
        before: Box<Settings>,
    },
    /// Whether Haggle starts with the system, which the system keeps.
    StartWithSystem { was: bool },
}

impl History {
    /// Takes a change in; one that changed nothing is none.
    pub fn note(&mut self, before: &Settings, after: &Settings) {
        let keys = Key::differing(before, after);
        if keys.is_empty() {
            return;
        }
        let mut before = before.clone();
        before.logins.clear();
        before.unknown.clear();
        let before = Box::new(before);
        self.push(Step::Settings { keys, before });
    }

    /// Takes in that the start with the system was switched.
    pub fn note_start(&mut self, was: bool) {
        self.push(Step::StartWithSystem { was });
    }

    fn push(&mut self, step: Step) {
        if self.steps.len() == DEPTH {
            self.steps.pop_front();
        }
        self.steps.push_back(step);
    }

    /// The change that would be taken back next.
    #[must_use]
    pub fn last(&self) -> Option<&Step> {
        self.steps.back()
    }

    /// How many changes can be taken back.
    #[must_use]
    pub fn depth(&self) -> usize {
        self.steps.len()
    }

    /// Takes the last change out, for the caller to bring back what was before.
    pub fn take_back(&mut self) -> Option<Step> {
        self.steps.pop_back()
    }
}

#[cfg(test)]
mod tests {
    use super::super::key::tests::all_otherwise;
    use super::*;

    /// Takes the last change back; false where there is none.
    fn take_back(history: &mut History, settings: &mut Settings) -> bool {
        let Some(Step::Settings { keys, before }) = history.take_back() else {
            return false;
        };
        keys.into_iter()
            .for_each(|key| key.bring(&before, settings));
        true
    }

    #[test]
    fn changes_are_taken_back_one_by_one() {
        let first = Settings::default();
        let mut second = first.clone();
        second.scale = 1.2;
        let third = all_otherwise();
        let mut history = History::default();
        history.note(&first, &second);
        history.note(&second, &third);
        let mut settings = third;
        assert!(take_back(&mut history, &mut settings));
        assert_eq!(settings, second);
        let Some(Step::Settings { keys, .. }) = history.last() else {
            panic!("{:?} is no change of settings", history.last())
        };
        assert_eq!(*keys, [Key::Scale]);
        assert!(take_back(&mut history, &mut settings));
        assert_eq!(settings, first);
        assert!(!take_back(&mut history, &mut settings));
    }

    #[test]
    fn a_change_that_changes_nothing_is_none() {
        let mut history = History::default();
        history.note(&Settings::default(), &Settings::default());
        assert_eq!((history.depth(), history.last()), (0, None));
    }

    #[test]
    fn what_came_in_between_stays() {
        let before = Settings::default();
        let mut after = before.clone();
        after.economy = true;
        let mut history = History::default();
        history.note(&before, &after);
        after.unknown.insert("later".to_owned(), true.into());
        after.market = "wss://market.example".to_owned();
        let mut settings = after.clone();
        take_back(&mut history, &mut settings);
        assert_eq!((settings.economy, &settings.market), (false, &after.market));
        assert!(settings.unknown.contains_key("later"));
    }

    #[test]
    fn the_oldest_goes_when_there_are_too_many() {
        let mut history = History::default();
        let mut settings = Settings::default();
        for limit in 0..=u64::try_from(DEPTH).expect("a number") {
            let before = settings.clone();
            settings.copy_limit_ms = 1_000 + limit;
            history.note(&before, &settings);
        }
        assert_eq!(history.depth(), DEPTH);
        while take_back(&mut history, &mut settings) {}
        assert_eq!(settings.copy_limit_ms, 1_000);
    }
}
