//! Where the mouse is, while somebody wants to know. What follows from it is not known here.
//!
//! Raw motion tells that the mouse moved, but not where it is, and a mouse may move a thousand times a second. So after
//! each look the events are off for a while, and a mouse at rest costs nothing.

use std::time::{Duration, Instant};

/// The least time between two looks at a mouse that moves: some frames of a screen.
const PAUSE: Duration = Duration::from_millis(25);

/// When to look, and whether to ask for raw motion.
#[derive(Debug, Default)]
pub struct Mouse(State);

#[derive(Debug, Default, Clone, Copy, PartialEq, Eq)]
enum State {
    #[default]
    Ignored,
    /// It is looked at then, whether it moves or not: it may have moved while nobody asked for events.
    Pausing { until: Instant },
    /// The next motion is told.
    Listening,
}

impl Mouse {
    /// Watches from now on, with a look at once; or no longer.
    pub fn watch(&mut self, on: bool, now: Instant) {
        self.0 = if on {
            State::Pausing { until: now }
        } else {
            State::Ignored
        };
    }

    /// Whether raw motion is wanted.
    pub fn wants_motion(&self) -> bool {
        self.0 == State::Listening
    }

    /// It moved: a look is due at the end of this pause.
    pub fn moved(&mut self, now: Instant) {
        if self.0 == State::Listening {
            self.0 = State::Pausing { until: now + PAUSE };
        }
    }

    /// When the next look is due.
    pub fn look_at(&self) -> Option<Instant> {
        match self.0 {
            State::Pausing { until } => Some(until),
            State::Ignored | State::Listening => None,
        }
    }

    /// It is looked at now, and the next motion is to be told. Ask for the motion first, then look.
    pub fn looking(&mut self) {
        self.0 = State::Listening;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_mouse_that_moves_is_looked_at_now_and_then_and_one_at_rest_never() {
        let (mut mouse, now) = (Mouse::default(), Instant::now());
        mouse.moved(now);
        assert_eq!((mouse.look_at(), mouse.wants_motion()), (None, false));
        mouse.watch(true, now);
        assert_eq!((mouse.look_at(), mouse.wants_motion()), (Some(now), false));
        mouse.looking();
        assert_eq!((mouse.look_at(), mouse.wants_motion()), (None, true));
        mouse.moved(now);
        let due = now + PAUSE;
        assert_eq!((mouse.look_at(), mouse.wants_motion()), (Some(due), false));
        // More of the same movement, on its way already.
        mouse.moved(now + PAUSE / 2);
        assert_eq!(mouse.look_at(), Some(due));
        mouse.looking();
        mouse.watch(false, now);
        assert_eq!((mouse.look_at(), mouse.wants_motion()), (None, false));
    }
}
