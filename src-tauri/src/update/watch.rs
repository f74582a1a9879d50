//! When the newest release is asked for, and what is said of it. Pure.
//!
//! Must not know how it is asked for.

use serde::{Deserialize, Serialize};
use time::{Duration, OffsetDateTime};

use super::{Release, UpdateError};

/// By itself it is asked at most so often.
const EVERY: Duration = Duration::DAY;

/// What is kept over restarts.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Kept {
    /// When it was asked for last, in seconds since 1970.
    asked: i64,
    /// The version that the player was told of.
    told: String,
}

/// What is known of the newest release.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum State {
    /// It was not asked for since the start.
    NotAsked,
    Asking,
    /// There is none that is newer.
    Newest,
    Newer(Release),
    Failed(UpdateError),
}

/// What happens to it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Input {
    /// The setting: ask by itself or not.
    Wished(bool),
    /// The player wants to know now.
    CheckNow,
    Answered(Result<Release, UpdateError>),
    /// It may be time.
    Tick,
}

/// What is to be done.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Effect {
    /// Ask for the newest release, once.
    Ask,
    Keep(Kept),
    /// Tell the player of a newer version.
    Tell(Release),
}

/// The watch for a newer version.
#[derive(Debug)]
pub struct Watch {
    wished: bool,
    kept: Kept,
    state: State,
}

impl Watch {
    #[must_use]
    pub fn new(wished: bool, kept: Kept) -> Self {
        Self {
            wished,
            kept,
            state: State::NotAsked,
        }
    }

    #[must_use]
    pub fn state(&self) -> &State {
        &self.state
    }

    /// When it is to be asked for next; `None` where it is not to be by itself.
    #[must_use]
    pub fn due(&self, now: OffsetDateTime) -> Option<OffsetDateTime> {
        if !self.wished || self.state == State::Asking {
            return None;
        }
        let asked = OffsetDateTime::from_unix_timestamp(self.kept.asked).ok()?;
        // A clock that was set back must not keep it waiting for years.
        Some(if asked > now { now } else { asked + EVERY })
    }

    /// Takes one input and says what is to be done.
    pub fn step(&mut self, input: Input, now: OffsetDateTime) -> Vec<Effect> {
        match input {
            Input::Wished(wished) => self.wished = wished,
            Input::CheckNow if self.state != State::Asking => return self.ask(now),
            Input::CheckNow | Input::Tick => {}
            Input::Answered(answer) => return self.answered(answer),
        }
        match self.due(now) {
            Some(due) if due <= now => self.ask(now),
            _ => Vec::new(),
        }
    }

    /// Kept before the answer: a program that ends in between has asked all the same.
    fn ask(&mut self, now: OffsetDateTime) -> Vec<Effect> {
        self.state = State::Asking;
        self.kept.asked = now.unix_timestamp();
        vec![Effect::Keep(self.kept.clone()), Effect::Ask]
    }

    fn answered(&mut self, answer: Result<Release, UpdateError>) -> Vec<Effect> {
        let release = match answer {
            Err(error) => {
                self.state = State::Failed(error);
                return Vec::new();
            }
            Ok(release) if !release.is_newer() => {
                self.state = State::Newest;
                return Vec::new();
            }
            Ok(release) => release,
        };
        let version = release.version.to_string();
        self.state = State::Newer(release.clone());
        if self.kept.told == version {
            return Vec::new();
        }
        self.kept.told = version;
        vec![Effect::Keep(self.kept.clone()), Effect::Tell(release)]
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::web::WebError;

    const START: OffsetDateTime = OffsetDateTime::UNIX_EPOCH.saturating_add(Duration::days(20_000));

    fn release(version: &str) -> Release {
        Release {
            version: version.parse().expect("a version"),
            page: None,
        }
    }

    fn asks(effects: &[Effect]) -> bool {
        effects.contains(&Effect::Ask)
    }

    fn tells(effects: &[Effect]) -> bool {
        effects
            .iter()
            .any(|effect| matches!(effect, Effect::Tell(_)))
    }

    #[test]
    fn nothing_is_asked_unless_it_is_wished() {
        let mut watch = Watch::new(false, Kept::default());
        assert_eq!(watch.due(START), None);
        assert_eq!(watch.step(Input::Tick, START), []);
        assert!(asks(&watch.step(Input::Wished(true), START)));
    }

    #[test]
    fn it_is_asked_at_most_once_a_day_over_restarts_and_failures() {
        let mut watch = Watch::new(true, Kept::default());
        let effects = watch.step(Input::Tick, START);
        assert!(asks(&effects));
        let Effect::Keep(kept) = effects[0].clone() else {
            panic!("it is kept first: {effects:?}")
        };
        assert!(!asks(&watch.step(Input::Tick, START)), "it asks already");
        let away = UpdateError::Web(WebError::Refused(500));
        assert_eq!(watch.step(Input::Answered(Err(away)), START), []);
        assert!(!asks(
            &watch.step(Input::Wished(true), START + Duration::HOUR)
        ));

        let mut again = Watch::new(true, kept);
        let due = again.due(START).expect("a time");
        assert_eq!(due, START + Duration::DAY);
        assert!(!asks(&again.step(Input::Tick, due - Duration::SECOND)));
        assert!(asks(&again.step(Input::Tick, due)));
    }

    #[test]
    fn a_clock_that_was_set_back_does_not_keep_it_waiting() {
        let kept = Kept {
            asked: (START + Duration::days(900)).unix_timestamp(),
            ..Kept::default()
        };
        assert!(asks(&Watch::new(true, kept).step(Input::Tick, START)));
    }

    #[test]
    fn by_hand_it_is_asked_exactly_once_whatever_the_day() {
        let mut watch = Watch::new(false, Kept::default());
        for _ in 0..2 {
            assert!(asks(&watch.step(Input::CheckNow, START)));
            assert_eq!(watch.step(Input::CheckNow, START), [], "it asks already");
            let own = release(env!("CARGO_PKG_VERSION"));
            assert_eq!(watch.step(Input::Answered(Ok(own)), START), []);
            assert_eq!(*watch.state(), State::Newest);
        }
        // It counts for what is asked by itself.
        assert!(!asks(&watch.step(Input::Wished(true), START)));
    }

    #[test]
    fn a_newer_version_is_told_once_over_restarts() {
        let mut watch = Watch::new(true, Kept::default());
        watch.step(Input::Tick, START);
        let effects = watch.step(Input::Answered(Ok(release("900.0.0"))), START);
        assert!(tells(&effects));
        let Effect::Keep(kept) = effects[0].clone() else {
            panic!("it is kept: {effects:?}")
        };
        let kept: Kept =
            serde_json::from_str(&serde_json::to_string(&kept).expect("JSON")).expect("kept");
        let mut again = Watch::new(true, kept);
        let tomorrow = START + Duration::DAY;
        assert!(asks(&again.step(Input::Tick, tomorrow)));
        assert!(!tells(
            &again.step(Input::Answered(Ok(release("900.0.0"))), tomorrow)
        ));
        assert_eq!(*again.state(), State::Newer(release("900.0.0")));
        let newer = again.step(Input::Answered(Ok(release("901.0.0"))), tomorrow);
        assert!(tells(&newer));
    }
}
