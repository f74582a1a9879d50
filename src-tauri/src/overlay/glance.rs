//! Where the mouse may be while a glanced panel stays: on the item, in the panel, on the way between.
//!
//! Neither the game nor the clipboard tells where the item lies, only that the mouse was on it. But a kind of item has
//! at most so many cells, and the game draws a cell in proportion to its window's height: so the item lies within that
//! many cells of the mouse, on each side.

use game_desktop::{HoverArea, Point, Rect};
use item_parsers::Item;

use super::{Overlay, Phase, Window};

/// The game's picture is 600 rows high, whatever its window is, and a cell of an inventory 29 of them.
const CELL: f64 = 29.0;
const ROWS: f64 = 600.0;
/// The largest items, and those of which nothing better is known: columns and rows of cells.
const LARGEST: (u32, u32) = (2, 4);
/// The most columns and rows that items of a type have.
const LARGEST_OF: [(&str, (u32, u32)); 17] = [
    ("ring", (1, 1)),
    ("amul", (1, 1)),
    ("jewl", (1, 1)),
    ("gem", (1, 1)),
    ("rune", (1, 1)),
    ("scha", (1, 1)),
    ("mcha", (1, 2)),
    ("lcha", (1, 3)),
    ("belt", (2, 1)),
    ("boot", (2, 2)),
    ("glov", (2, 2)),
    ("helm", (2, 2)),
    ("head", (2, 2)),
    ("tors", (2, 3)),
    ("orb", (1, 2)),
    ("wand", (1, 2)),
    ("knif", (1, 3)),
];

/// The side of an inventory's cell in a game of this height, in pixels.
fn cell(game_height: u32) -> u32 {
    // At most two hundred pixels in the highest of windows.
    (f64::from(game_height) * CELL / ROWS).round() as u32
}

/// Where the item under the mouse can lie, in a game of this height; the largest one where it is not known.
pub fn reach(item: Option<&Item>, pointer: Point, game_height: u32) -> Rect {
    let known = item.and_then(Item::base_row).and_then(|base| {
        let of_type = LARGEST_OF.iter().find(|(code, _)| base.is(code))?;
        Some(of_type.1)
    });
    let (columns, rows) = known.unwrap_or(LARGEST);
    let cell = cell(game_height);
    let around = Rect {
        x: 0,
        y: 0,
        width: 2 * columns * cell,
        height: 2 * rows * cell,
    };
    around.centred_at(pointer)
}

impl Overlay {
    /// Where the mouse is to be watched: only around a glanced panel on show that the player has not turned to.
    pub(super) fn hover_area(&self) -> Option<HoverArea> {
        let (Window::Shown(panel), Phase::Check(check)) = (self.window, &self.phase) else {
            return None;
        };
        // What was copied outside of the game is under no mouse.
        let glanced = check.is_glanced() && self.by_hand.corner().is_none();
        glanced.then(|| HoverArea {
            capture: check.capture,
            item: self.reach(),
            panel,
        })
    }

    /// Where the item can lie that the panel tells of.
    pub(super) fn reach(&self) -> Rect {
        let item = match &self.phase {
            Phase::Check(check) => Some(&check.item),
            Phase::Sale(sale) => Some(&sale.item),
            Phase::Hidden | Phase::Hint { .. } | Phase::Currency(_) | Phase::Notices => None,
        };
        let height = self.game.map_or(ROWS as u32, |game| game.height);
        reach(item, self.pointer, height)
    }
}

#[cfg(test)]
mod tests {
    use item_parsers::catalog;

    use super::*;

    #[test]
    fn every_type_with_a_size_is_one_of_the_game() {
        for (code, _) in LARGEST_OF {
            assert!(catalog::bases().iter().any(|base| base.is(code)), "{code}");
        }
    }

    #[test]
    fn an_item_lies_within_its_cells_of_the_mouse() {
        let of = |base: &'static str| Item {
            base_code: Some(base),
            ..Item::default()
        };
        let pointer = Point { x: 500, y: 500 };
        let size = |item: Option<&Item>, height: u32| {
            let reach = reach(item, pointer, height);
            assert_eq!(reach.centred_at(pointer), reach);
            (reach.width, reach.height)
        };
        // A ring, a Shako, a Colossus Blade, and what is not known, in the game's own size and on a tall screen.
        assert_eq!(size(Some(&of("rin")), 600), (58, 58));
        assert_eq!(size(Some(&of("uap")), 600), (116, 116));
        assert_eq!(size(Some(&of("7gd")), 600), (116, 232));
        assert_eq!(size(None, 1200), (232, 464));
    }
}
