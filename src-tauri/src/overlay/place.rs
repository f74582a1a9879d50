//! Where the panel goes: beside the pointer, inside the game's window. Plain geometry in physical pixels.

use game_desktop::{Point, Rect};

/// Distance between the pointer and the panel: room for the game's own tooltip and the item under it.
const GAP: i32 = 56;

/// The place of a panel of `width` × `height` for an item under `pointer`, inside `area`.
///
/// The panel goes to the side of the pointer that has more room, and is kept whole inside the area where it fits.
#[must_use]
pub fn beside(pointer: Point, size: Size, area: Rect) -> Rect {
    let (left, right) = (area.x, area.x.saturating_add_unsigned(area.width));
    let (width, height) = size.signed();
    let room_right = right - pointer.x;
    let room_left = pointer.x - left;
    let x = if room_right >= room_left {
        pointer.x + GAP
    } else {
        pointer.x - GAP - width
    };
    let y = pointer.y - height / 3;
    size.at(x, y, area)
}

/// The place of a short hint: just above the pointer.
#[must_use]
pub fn above(pointer: Point, size: Size, area: Rect) -> Rect {
    let (width, height) = size.signed();
    size.at(pointer.x - width / 2, pointer.y - GAP / 2 - height, area)
}

/// The place of notices that belong to no item: the upper right corner of the game.
#[must_use]
pub fn corner(size: Size, area: Rect) -> Rect {
    size.at(i32::MAX, area.y, area)
}

/// The size of what is drawn, in physical pixels.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Size {
    pub width: u32,
    pub height: u32,
}

impl Size {
    /// From CSS pixels, bounded to what a screen can hold.
    #[must_use]
    pub fn of_css(width: f64, height: f64, pixel_ratio: f64) -> Self {
        // The clamp makes the conversion exact: 1 to 16384.
        let physical = |css: f64| (css * pixel_ratio).ceil().clamp(1.0, 16_384.0) as u32;
        Self {
            width: physical(width),
            height: physical(height),
        }
    }

    /// This size as near to `x`, `y` as it is inside the area.
    #[must_use]
    pub fn at(self, x: i32, y: i32, area: Rect) -> Rect {
        let (width, height) = self.signed();
        Rect {
            x: keep(x, width, area.x, area.x.saturating_add_unsigned(area.width)),
            y: keep(
                y,
                height,
                area.y,
                area.y.saturating_add_unsigned(area.height),
            ),
            width: self.width,
            height: self.height,
        }
    }

    /// This size in place of a panel on show: one that shrinks stays where it is, for the mouse may be on its way to a
    /// button; one that grows is kept inside the area.
    #[must_use]
    pub fn instead_of(self, shown: Rect, area: Rect) -> Rect {
        if self.width <= shown.width && self.height <= shown.height {
            let Self { width, height } = self;
            return Rect {
                width,
                height,
                ..shown
            };
        }
        self.at(shown.x, shown.y, area)
    }

    fn signed(self) -> (i32, i32) {
        let signed = |length: u32| i32::try_from(length).unwrap_or(i32::MAX / 4);
        (signed(self.width), signed(self.height))
    }
}

/// Moves a stretch of `length` from `start` into `low..high`; one that does not fit begins at `low`.
fn keep(start: i32, length: i32, low: i32, high: i32) -> i32 {
    start.min(high - length).max(low)
}

#[cfg(test)]
mod tests {
    use super::*;

    const AREA: Rect = Rect {
        x: 100,
        y: 50,
        width: 1200,
        height: 800,
    };

    fn inside(panel: Rect) -> bool {
        panel.overlap(&AREA) == u64::from(panel.width) * u64::from(panel.height)
    }

    fn size(width: u32, height: u32) -> Size {
        Size { width, height }
    }

    #[test]
    fn it_takes_the_side_with_more_room_and_leaves_the_pointer_free() {
        for x in (100..1300).step_by(50) {
            for y in (50..850).step_by(50) {
                let panel = beside(Point { x, y }, size(420, 600), AREA);
                assert!(inside(panel), "{panel:?} for {x},{y}");
                assert!(!panel.contains(Point { x, y }), "{panel:?} covers {x},{y}");
            }
        }
    }

    #[test]
    fn a_panel_larger_than_the_game_begins_at_its_corner() {
        let panel = beside(Point { x: 700, y: 400 }, size(1400, 900), AREA);
        assert_eq!((panel.x, panel.y), (AREA.x, AREA.y));
    }

    #[test]
    fn a_panel_that_shrinks_stays_and_one_that_grows_is_kept_inside() {
        // Too tall for the game, it was placed beyond it.
        let shown = beside(Point { x: 700, y: 400 }, size(420, 900), AREA);
        let (x, y) = (shown.x, shown.y + 300);
        let low = Rect { y, ..shown };
        let smaller = size(420, 500).instead_of(low, AREA);
        assert_eq!((smaller.x, smaller.y, smaller.height), (x, y, 500));
        let inside_again = size(420, 600).instead_of(smaller, AREA);
        assert!(inside(inside_again));
    }

    #[test]
    fn hints_and_notices_stay_inside() {
        assert!(inside(above(Point { x: 101, y: 51 }, size(300, 40), AREA)));
        assert!(inside(corner(size(372, 200), AREA)));
    }
}
