//! Items that the player copies by hand, in the game or elsewhere: each is checked as if a hotkey had asked for it.
//!
//! What is no item is none of Haggle's business: nothing is said of it.

use std::hash::{DefaultHasher, Hash, Hasher};

use game_desktop::{CaptureId, Content, Point, Rect};
use item_parsers::Item;

use super::{Effect, Now, Overlay};

/// What is known of copies by hand.
#[derive(Debug, Default)]
pub struct ByHand {
    /// The hash of the item's text that was copied last: the text itself is not kept.
    last: Option<u64>,
    /// The check on show is of a copy outside of the game: it belongs into a corner of this monitor.
    corner: Option<Rect>,
}

impl ByHand {
    /// The monitor in whose corner the check on show belongs; none where it goes beside the mouse.
    pub fn corner(&self) -> Option<Rect> {
        self.corner
    }

    /// Something else is shown now.
    pub fn over(&mut self) {
        self.corner = None;
    }
}

/// One copy by hand, without what was copied.
#[derive(Debug, Clone, Copy)]
pub struct Copy {
    pub capture: CaptureId,
    pub pointer: Point,
    pub monitor: Rect,
}

impl Overlay {
    pub(super) fn copied_by_hand(
        &mut self,
        copy: Copy,
        content: Content,
        now: Now,
        effects: &mut Vec<Effect>,
    ) {
        let Content::Text(text) = content else {
            return;
        };
        let Some(item) = read(&text) else {
            return;
        };
        let mut hasher = DefaultHasher::new();
        text.hash(&mut hasher);
        let copied = hasher.finish();
        let again = self.by_hand.last.replace(copied) == Some(copied);
        // A program that keeps the clipboard alive takes it over when the game ends: nobody has copied anything then.
        if again && !self.playing {
            return;
        }
        self.awaited = None;
        self.pointer = copy.pointer;
        self.begin_check(copy.capture, item, false, now, effects);
        self.by_hand.corner = (!self.playing).then_some(copy.monitor);
    }
}

/// The item of a copy that nobody announced. The game's own form says what it is; a text that only looks like a tooltip
/// has to have a property, or each name of an item in a chat would be one.
fn read(text: &str) -> Option<Item> {
    if let Ok(item) = item_parsers::parse_clipboard(text) {
        return Some(item);
    }
    let item = item_parsers::parse_tooltip(text).ok()?;
    (!item.modifiers.is_empty()).then_some(item)
}
