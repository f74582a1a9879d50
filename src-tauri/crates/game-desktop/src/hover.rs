//! Whether the mouse is still with an item or with the panel that tells of it. Pure; how the mouse is watched, and what
//! follows when it has left, is not known here.
//!
//! The mouse may rest on the item and in the panel. Between them, inside of the hull of both, it may be as long as it
//! comes nearer to the panel: so the way into the panel is free, and one who stands still there or turns away has left.

use std::time::{Duration, Instant};

use crate::event::CaptureId;
use crate::{Point, Rect};

/// How long the mouse may be elsewhere before it has left: longer than a slip of the hand over an edge, shorter than it
/// takes to aim at the next item.
pub const GRACE: Duration = Duration::from_millis(300);

/// Where the mouse may be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct HoverArea {
    /// The check whose item it is.
    pub capture: CaptureId,
    /// The item, or where it can lie at most, in physical pixels of the desktop.
    pub item: Rect,
    /// The panel.
    pub panel: Rect,
}

/// Where the mouse is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Place {
    Inside,
    /// On the way between item and panel.
    Between,
    Away,
}

impl HoverArea {
    fn place(&self, pointer: Point) -> Place {
        if self.item.contains(pointer) || self.panel.contains(pointer) {
            Place::Inside
        } else if between(&self.item, &self.panel, pointer) {
            Place::Between
        } else {
            Place::Away
        }
    }
}

/// The state of one watched mouse.
#[derive(Debug)]
pub struct Hover {
    area: HoverArea,
    /// The mouse was seen since the panel came.
    seen: bool,
    /// How near it came to the panel since it was inside last.
    nearest: u64,
    leaves_at: Option<Instant>,
}

impl Hover {
    /// The panel came; nothing is known of the mouse yet.
    pub fn new(area: HoverArea) -> Self {
        Self {
            area,
            seen: false,
            nearest: u64::MAX,
            leaves_at: None,
        }
    }

    /// Item or panel moved, or another check took the place of this one.
    pub fn set_area(&mut self, area: HoverArea) {
        if area.capture == self.area.capture {
            self.area = area;
        } else {
            *self = Self::new(area);
        }
    }

    /// The check whose item it is.
    pub fn capture(&self) -> CaptureId {
        self.area.capture
    }

    /// The mouse is here now.
    pub fn step(&mut self, pointer: Point, now: Instant) {
        let mut place = self.area.place(pointer);
        if !std::mem::replace(&mut self.seen, true) && place == Place::Away {
            // It moved on while the game copied. A panel that went at once could not be read: so what counts is where
            // the mouse was when the panel came.
            self.area.item = self.area.item.centred_at(pointer);
            place = Place::Inside;
        }
        match place {
            Place::Inside => {
                self.nearest = u64::MAX;
                self.leaves_at = None;
            }
            Place::Between => {
                let distance = self.area.panel.distance(pointer);
                if distance < self.nearest {
                    self.nearest = distance;
                    self.leaves_at = Some(now + GRACE);
                }
            }
            Place::Away => {
                self.leaves_at.get_or_insert(now + GRACE);
            }
        }
    }

    /// When the mouse has left, if it stays where it is.
    pub fn leaves_at(&self) -> Option<Instant> {
        self.leaves_at
    }
}

/// Whether the point lies in the hull of two rectangles: in one of those that the first becomes on its straight way to
/// the second. Each edge on that way bounds the share of the way at which the point can be inside.
fn between(from: &Rect, to: &Rect, point: Point) -> bool {
    let (mut least, mut most) = (0.0_f64, 1.0_f64);
    // `edge` goes from `start` to `end`; where it is at or below `limit`, the point is inside of it.
    let mut bound = |start: f64, end: f64, limit: f64| {
        let travel = end - start;
        if travel == 0.0 {
            if start > limit {
                most = -1.0;
            }
        } else if travel > 0.0 {
            most = most.min((limit - start) / travel);
        } else {
            least = least.max((limit - start) / travel);
        }
    };
    let (x, y) = (f64::from(point.x), f64::from(point.y));
    let right = |rect: &Rect| f64::from(rect.x) + f64::from(rect.width);
    let bottom = |rect: &Rect| f64::from(rect.y) + f64::from(rect.height);
    bound(from.x.into(), to.x.into(), x);
    bound(from.y.into(), to.y.into(), y);
    bound(-right(from), -right(to), -x);
    bound(-bottom(from), -bottom(to), -y);
    least <= most
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const ITEM: Rect = Rect {
        x: 100,
        y: 300,
        width: 60,
        height: 60,
    };
    const PANEL: Rect = Rect {
        x: 260,
        y: 50,
        width: 400,
        height: 600,
    };

    fn hover() -> (Hover, Instant) {
        let area = HoverArea {
            capture: CaptureId(1),
            item: ITEM,
            panel: PANEL,
        };
        let mut hover = Hover::new(area);
        let now = Instant::now();
        hover.step(at(130, 330), now);
        (hover, now)
    }

    fn at(x: i32, y: i32) -> Point {
        Point { x, y }
    }

    fn after(start: Instant, millis: u64) -> Instant {
        start + Duration::from_millis(millis)
    }

    #[test]
    fn on_the_item_and_in_the_panel_it_may_rest() {
        let (mut hover, now) = hover();
        for place in [at(100, 300), at(159, 359), at(260, 50), at(659, 649)] {
            hover.step(place, now);
            assert_eq!(hover.leaves_at(), None, "{place:?}");
        }
    }

    #[test]
    fn away_from_both_it_has_left_after_a_grace_however_it_moves() {
        let (mut hover, now) = hover();
        hover.step(at(99, 330), now);
        assert_eq!(hover.leaves_at(), Some(now + GRACE));
        hover.step(at(20, 900), after(now, 100));
        assert_eq!(hover.leaves_at(), Some(now + GRACE));
    }

    #[test]
    fn one_who_comes_back_in_time_has_not_left() {
        let (mut hover, now) = hover();
        hover.step(at(20, 900), now);
        hover.step(at(110, 310), after(now, 100));
        assert_eq!(hover.leaves_at(), None);
        // Out of the panel it is the same.
        hover.step(at(300, 60), after(now, 200));
        hover.step(at(300, 20), after(now, 300));
        assert_eq!(hover.leaves_at(), Some(after(now, 300) + GRACE));
    }

    #[test]
    fn the_way_into_the_panel_is_free_however_slow() {
        let (mut hover, now) = hover();
        // Straight on, and aslant to the panel's corners.
        for (x_step, y_step) in [(1, 0), (1, -2), (1, 2)] {
            hover.step(at(130, 330), now);
            for step in 0..100 {
                let moment = after(now, u64::try_from(step).expect("few") * 250);
                hover.step(at(160 + step * x_step, 330 + step * y_step), moment);
                assert_ne!(hover.leaves_at(), Some(moment), "{step}");
                assert!(hover.leaves_at().is_none_or(|at| at == moment + GRACE));
            }
        }
    }

    #[test]
    fn one_who_stands_still_or_turns_away_between_has_left() {
        let (mut hover, now) = hover();
        hover.step(at(200, 330), now);
        hover.step(at(200, 331), after(now, 100));
        hover.step(at(190, 331), after(now, 200));
        assert_eq!(hover.leaves_at(), Some(now + GRACE));
    }

    #[test]
    fn a_panel_that_comes_late_counts_from_where_the_mouse_is_then() {
        let mut hover = Hover::new(HoverArea {
            capture: CaptureId(1),
            item: ITEM,
            panel: PANEL,
        });
        let now = Instant::now();
        hover.step(at(40, 700), now);
        assert_eq!(hover.leaves_at(), None);
        hover.step(at(60, 720), now);
        assert_eq!(hover.leaves_at(), None, "still near");
        hover.step(at(40, 800), now);
        assert_eq!(hover.leaves_at(), Some(now + GRACE));
    }

    #[test]
    fn a_moved_panel_goes_on_and_another_check_begins_anew() {
        let (mut hover, now) = hover();
        hover.step(at(20, 900), now);
        let mut area = HoverArea {
            capture: CaptureId(1),
            item: ITEM,
            panel: PANEL,
        };
        hover.set_area(area);
        assert_eq!(hover.leaves_at(), Some(now + GRACE));
        area.capture = CaptureId(2);
        hover.set_area(area);
        assert_eq!((hover.leaves_at(), hover.capture()), (None, CaptureId(2)));
    }

    fn rects() -> impl Strategy<Value = Rect> {
        (-2000..2000, -2000..2000, 1..900_u32, 1..900_u32).prop_map(|(x, y, width, height)| Rect {
            x,
            y,
            width,
            height,
        })
    }

    proptest! {
        /// Every point of a straight line from one rectangle into the other lies between them, and none beyond.
        #[test]
        fn between_is_the_hull(a in rects(), b in rects(), way in 0.0..=1.0_f64, from in (0.0..1.0, 0.0..1.0), to in (0.0..1.0, 0.0..1.0)) {
            let inside = |rect: &Rect, (x, y): (f64, f64)| (
                f64::from(rect.x) + x * f64::from(rect.width),
                f64::from(rect.y) + y * f64::from(rect.height),
            );
            let (start, end) = (inside(&a, from), inside(&b, to));
            let on_the_way = |from: f64, to: f64| -> f64 { from + (to - from) * way };
            let (x, y) = (on_the_way(start.0, end.0), on_the_way(start.1, end.1));
            // Rounded to a pixel the point may lie a pixel beyond an edge.
            let wider = |rect: Rect| Rect { x: rect.x - 1, y: rect.y - 1, width: rect.width + 2, height: rect.height + 2 };
            prop_assert!(between(&wider(a), &wider(b), at(x.round() as i32, y.round() as i32)));

            let left = a.x.min(b.x) - 1;
            prop_assert!(!between(&a, &b, at(left, y.round() as i32)));
        }
    }
}
