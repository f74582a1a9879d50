//! Where the panel goes: beside the item, inside the game's window. Plain geometry in physical pixels.

use game_desktop::{Point, Rect};

use crate::settings::PanelPlace;

/// Distance between the pointer and a hint above it: room for the game's own pointer.
const ABOVE: i32 = 28;

/// The panel with its shadow and all that it may grow by, in CSS pixels at scale 1.
const LARGEST: (f64, f64) = (452.0, 940.0);
/// A panel that were kept lower than this for a small game would not hold the longest heads with some filters and
/// listings, in CSS pixels at scale 1.
const LOWEST: f64 = 640.0;

/// What a panel may cover and where it may be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Surroundings {
    /// Where the mouse is.
    pub pointer: Point,
    /// Where the item under it can lie.
    pub item: Rect,
    /// What is seen of the game.
    pub game: Rect,
    /// The monitor that shows the game.
    pub monitor: Rect,
}

impl Surroundings {
    fn is_free(&self, panel: &Rect) -> bool {
        panel.overlap(&self.item) == 0 && !panel.contains(self.pointer)
    }

    /// The game where the panel fits into it, else the monitor.
    fn area_for(&self, size: Size) -> Rect {
        if size.fits(self.game) {
            self.game
        } else {
            self.monitor
        }
    }
}

/// The place of a panel for the item under the mouse, where the player wishes it.
#[must_use]
pub fn for_item(place: PanelPlace, around: &Surroundings, size: Size) -> Rect {
    match place {
        PanelPlace::Beside => beside(around, size),
        PanelPlace::Left => {
            let area = around.area_for(size);
            size.at(area.x, area.y, area)
        }
        PanelPlace::Right => corner(around, size),
    }
}

/// The place of a panel beside the item under the mouse.
///
/// It covers neither the item nor the pointer where that can be had: beside the item inside the game, on the side with
/// more room, or else above or below it; where the game is too small for that, the same on its monitor. Where the
/// monitor is too small as well, it covers as little of the item as it can.
#[must_use]
pub fn beside(around: &Surroundings, size: Size) -> Rect {
    let areas = [around.game, around.monitor];
    let free = areas
        .iter()
        .filter(|area| size.fits(**area))
        .flat_map(|area| places(around, size, *area))
        .find(|panel| around.is_free(panel));
    free.unwrap_or_else(|| least_bad(around, size))
}

/// The places around the item inside an area, the better ones first.
fn places(around: &Surroundings, size: Size, area: Rect) -> [Rect; 4] {
    let Surroundings { pointer, item, .. } = around;
    let (width, height) = size.signed();
    let (x, y) = (pointer.x - width / 2, pointer.y - height / 3);
    let right = size.at(item.right(), y, area);
    let left = size.at(item.x - width, y, area);
    let below = size.at(x, item.bottom(), area);
    let above = size.at(x, item.y - height, area);
    let [first, second] = if area.right() - pointer.x >= pointer.x - area.x {
        [right, left]
    } else {
        [left, right]
    };
    [first, second, below, above]
}

/// The one that hides the pointer least, and then the item, of the places at the edges of the area.
fn least_bad(around: &Surroundings, size: Size) -> Rect {
    let area = around.area_for(size);
    let y = around.pointer.y - size.signed().1 / 3;
    let edges = [size.at(i32::MAX, y, area), size.at(area.x, y, area)];
    let [right, left] = edges;
    let badness = |panel: &Rect| {
        let hides_pointer = panel.contains(around.pointer);
        (hides_pointer, panel.overlap(&around.item))
    };
    if badness(&right) <= badness(&left) {
        right
    } else {
        left
    }
}

/// The place of a panel on show that has another size now. One that shrinks stays where it is, for the mouse may be on
/// its way to a button; one that grows is kept inside its area and off the item.
#[must_use]
pub fn instead_of(shown: Rect, around: &Surroundings, size: Size) -> Rect {
    if size.width <= shown.width && size.height <= shown.height {
        let Size { width, height } = size;
        return Rect {
            width,
            height,
            ..shown
        };
    }
    let inside =
        |area: &Rect| shown.overlap(area) == u64::from(shown.width) * u64::from(shown.height);
    let area = Some(around.game)
        .filter(inside)
        .filter(|area| size.fits(*area));
    let grown = size.at(shown.x, shown.y, area.unwrap_or(around.monitor));
    if around.is_free(&shown) && !around.is_free(&grown) {
        beside(around, size)
    } else {
        grown
    }
}

/// The place of a panel on show whose game moved: where it is by now, kept inside its area and off the item.
#[must_use]
pub fn follow(moved: Rect, around: &Surroundings) -> Rect {
    let size = Size {
        width: moved.width,
        height: moved.height,
    };
    let kept = size.at(moved.x, moved.y, around.area_for(size));
    if around.is_free(&kept) {
        kept
    } else {
        beside(around, size)
    }
}

/// Where a point of the game's picture is after the game's window moved or changed its size, which the picture follows.
#[must_use]
pub fn carried(point: Point, before: Rect, now: Rect) -> Point {
    let along = |at: i32, from: i32, length: u32, to: i32, new: u32| {
        let inside = i64::from(at) - i64::from(from);
        let scaled = inside * i64::from(new) / i64::from(length.max(1));
        i32::try_from(i64::from(to) + scaled).unwrap_or(to)
    };
    Point {
        x: along(point.x, before.x, before.width, now.x, now.width),
        y: along(point.y, before.y, before.height, now.y, now.height),
    }
}

/// The place of a short hint: just above the pointer.
#[must_use]
pub fn above(around: &Surroundings, size: Size) -> Rect {
    let Point { x, y } = around.pointer;
    let (width, height) = size.signed();
    size.at(x - width / 2, y - ABOVE - height, around.area_for(size))
}

/// The place of what belongs to no item: the upper right corner of the game.
#[must_use]
pub fn corner(around: &Surroundings, size: Size) -> Rect {
    let area = around.area_for(size);
    size.at(i32::MAX, area.y, area)
}

/// What the panel's window has room for, in CSS pixels.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Room {
    pub width: f64,
    pub height: f64,
}

impl Room {
    /// For everything that a panel may show.
    #[must_use]
    pub fn largest(scale: f64) -> Self {
        Self {
            width: LARGEST.0 * scale,
            height: LARGEST.1 * scale,
        }
    }

    /// As tall as the game, or as its monitor where the game is very low; both heights are in physical pixels.
    #[must_use]
    pub fn within(game: u32, monitor: u32, scale: f64, pixel_ratio: f64) -> Self {
        let largest = Self::largest(scale);
        let css = |height: u32| (f64::from(height) / pixel_ratio).floor();
        let height = if css(game) < LOWEST * scale {
            css(monitor)
        } else {
            css(game)
        };
        Self {
            height: largest.height.min(height),
            ..largest
        }
    }
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

    /// Whether an area has room for it.
    #[must_use]
    pub fn fits(self, area: Rect) -> bool {
        area.width >= self.width && area.height >= self.height
    }

    /// This size as near to `x`, `y` as it is inside the area.
    fn at(self, x: i32, y: i32, area: Rect) -> Rect {
        let (width, height) = self.signed();
        Rect {
            x: keep(x, width, area.x, area.right()),
            y: keep(y, height, area.y, area.bottom()),
            width: self.width,
            height: self.height,
        }
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
mod tests;
