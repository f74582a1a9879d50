//! Whether a change of the clipboard is the game's answer to this check. Pure; what the texts mean is not known here.
//!
//! Two things can pass for the answer: the game's late answer to an earlier check, and a copy of another program, which
//! may even be an older item, as clipboard managers bring it up again. Where neither can be, the first change is taken
//! at once. Otherwise the game is asked once more with each change: it answers in the order in which it was asked, so
//! after as many changes as there are late answers the next one is right, and an owner that is not known yet is
//! believed when it gives the same twice.

use crate::event::{Content, Owner};

/// What was heard of the clipboard's owners.
#[derive(Debug, Default)]
pub struct Trust {
    /// Whose the game's copies are, as far as that is known.
    game: Option<Owner>,
    /// How many answers to earlier checks may still come before this one's.
    late: usize,
    heard: Vec<Heard>,
    /// Whose the clipboard is since a check has changed it.
    last: Option<Owner>,
}

#[derive(Debug)]
struct Heard {
    owner: Owner,
    times: usize,
    content: Content,
}

impl Trust {
    /// A check begins while so many earlier ones have no answer; with the game's copy on the clipboard, if one before
    /// it left that there.
    pub fn begin(&mut self, late: usize, copied: bool) {
        self.late = late;
        self.heard.clear();
        if !copied {
            self.last = None;
        }
    }

    /// How many answers to earlier checks may still come first.
    #[must_use]
    pub fn late(&self) -> usize {
        self.late
    }

    /// Whether this owner's changes may be the game's.
    #[must_use]
    pub fn may_be_game(&self, owner: Owner) -> bool {
        self.game.is_none_or(|game| game == owner)
    }

    /// The clipboard has this owner now.
    pub fn changed(&mut self, owner: Owner) {
        self.last = Some(owner);
    }

    /// Whether the clipboard was changed during the checks, and not by the game.
    #[must_use]
    pub fn is_foreign(&self) -> bool {
        self.last.is_some_and(|owner| !self.may_be_game(owner))
    }

    /// Whether it was changed during the checks at all.
    #[must_use]
    pub fn has_changed(&self) -> bool {
        self.last.is_some()
    }

    /// Whether what this owner copied is the answer.
    pub fn hear(&mut self, owner: Owner, content: &Content) -> bool {
        let known = self.may_be_game(owner);
        let (times, same) = self.note(owner, content);
        let right = times > self.late && (known || same);
        if right {
            self.game = Some(owner);
        }
        right
    }

    /// How often this owner was heard, and whether it says the same as before.
    fn note(&mut self, owner: Owner, content: &Content) -> (usize, bool) {
        if let Some(heard) = self.heard.iter_mut().find(|heard| heard.owner == owner) {
            let same = heard.content == *content;
            heard.times += 1;
            heard.content = content.clone();
            return (heard.times, same);
        }
        self.heard.push(Heard {
            owner,
            times: 1,
            content: content.clone(),
        });
        (1, false)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const GAME: Owner = Owner(1);
    const OTHER: Owner = Owner(2);

    fn text(text: &str) -> Content {
        Content::Text(text.to_owned())
    }

    /// Somebody who knows the game from a check before.
    fn knowing() -> Trust {
        let mut trust = Trust::default();
        trust.begin(0, false);
        assert!(trust.hear(GAME, &text("first")));
        trust
    }

    #[test]
    fn the_known_game_is_believed_at_once() {
        let mut trust = knowing();
        trust.begin(0, false);
        assert!(trust.hear(GAME, &text("ring")));
        trust.begin(0, false);
        assert!(trust.hear(GAME, &text("ring")), "the same item once more");
    }

    #[test]
    fn late_answers_come_before_the_right_one() {
        let mut trust = knowing();
        trust.begin(2, false);
        assert!(!trust.hear(GAME, &text("late")));
        assert!(!trust.hear(GAME, &text("late")));
        assert!(trust.hear(GAME, &text("right")));
    }

    #[test]
    fn another_program_is_not_believed_and_counts_for_nothing() {
        let mut trust = knowing();
        trust.begin(1, false);
        assert!(!trust.hear(OTHER, &text("late")));
        assert!(!trust.hear(GAME, &text("late")));
        assert!(!trust.hear(OTHER, &text("letter")));
        assert!(trust.hear(GAME, &text("right")));
    }

    #[test]
    fn a_game_that_was_started_anew_is_believed_when_it_says_the_same_twice() {
        let mut trust = knowing();
        trust.begin(0, false);
        trust.changed(OTHER);
        assert!(trust.is_foreign());
        assert!(!trust.hear(OTHER, &text("ring")));
        assert!(trust.hear(OTHER, &text("ring")));
        assert!(!trust.is_foreign());
        trust.begin(0, false);
        assert!(trust.hear(OTHER, &text("amulet")));
        assert!(!trust.hear(GAME, &text("amulet")));
    }
}
