//! The check on show and its questions: what they are is known in [`super::asking`].
//!
//! Must not know: windows, how the market is reached.

use super::asking::Asking;
use super::check::Check;
use super::{Effect, Now, Overlay, Phase};

impl Overlay {
    /// Does something with the check on show, and draws it where that changes it.
    pub(super) fn on_check(
        &mut self,
        now: Now,
        effects: &mut Vec<Effect>,
        act: impl FnOnce(&mut Check, &mut Asking<'_>) -> bool,
    ) {
        let Phase::Check(check) = &mut self.phase else {
            return;
        };
        let mut asking = Asking {
            searches: &mut self.searches,
            realm: self.options.realm,
            now,
            effects,
        };
        if act(check, &mut asking) {
            self.redraw(now, effects);
        }
    }

    /// What it takes to ask the market.
    pub(super) fn asking<'a>(&'a mut self, now: Now, effects: &'a mut Vec<Effect>) -> Asking<'a> {
        Asking {
            searches: &mut self.searches,
            realm: self.options.realm,
            now,
            effects,
        }
    }
}
