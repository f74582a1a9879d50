//! Points, rectangles and the names of windows. Knows nothing of any operating system.

/// A point of the desktop in physical pixels.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash)]
pub struct Point {
    /// From the left edge of the desktop.
    pub x: i32,
    /// From the top edge of the desktop.
    pub y: i32,
}

/// A rectangle of the desktop in physical pixels.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash)]
pub struct Rect {
    /// Left edge.
    pub x: i32,
    /// Top edge.
    pub y: i32,
    /// Width.
    pub width: u32,
    /// Height.
    pub height: u32,
}

impl Rect {
    /// Whether the point lies inside; the right and the lower edge do not belong to it.
    #[must_use]
    pub fn contains(&self, point: Point) -> bool {
        let (dx, dy) = (
            i64::from(point.x) - i64::from(self.x),
            i64::from(point.y) - i64::from(self.y),
        );
        (0..i64::from(self.width)).contains(&dx) && (0..i64::from(self.height)).contains(&dy)
    }

    /// The number of pixels that both have in common.
    #[must_use]
    pub fn overlap(&self, other: &Rect) -> u64 {
        let common = |a: i32, a_len: u32, b: i32, b_len: u32| {
            let start = i64::from(a.max(b));
            let end = (i64::from(a) + i64::from(a_len)).min(i64::from(b) + i64::from(b_len));
            u64::try_from(end - start).unwrap_or(0)
        };
        common(self.x, self.width, other.x, other.width)
            * common(self.y, self.height, other.y, other.height)
    }

    /// The first column to the right of it.
    #[must_use]
    pub fn right(&self) -> i32 {
        self.x.saturating_add_unsigned(self.width)
    }

    /// The first row below it.
    #[must_use]
    pub fn bottom(&self) -> i32 {
        self.y.saturating_add_unsigned(self.height)
    }

    /// What both have in common, if anything.
    #[must_use]
    pub fn intersection(&self, other: &Rect) -> Option<Rect> {
        let (x, y) = (self.x.max(other.x), self.y.max(other.y));
        let length = |from: i32, to: i32| u32::try_from(i64::from(to) - i64::from(from));
        let common = Rect {
            x,
            y,
            width: length(x, self.right().min(other.right())).ok()?,
            height: length(y, self.bottom().min(other.bottom())).ok()?,
        };
        (common.width > 0 && common.height > 0).then_some(common)
    }

    /// How far the point is from the rectangle, along the longer one of both axes; nothing inside.
    #[must_use]
    pub fn distance(&self, point: Point) -> u64 {
        let beyond = |at: i32, start: i32, length: u32| {
            let (at, start) = (i64::from(at), i64::from(start));
            let last = start + i64::from(length).max(1) - 1;
            at.abs_diff(at.clamp(start, last))
        };
        beyond(point.x, self.x, self.width).max(beyond(point.y, self.y, self.height))
    }

    /// A rectangle of the same size with the point in its middle.
    #[must_use]
    pub fn centred_at(&self, point: Point) -> Rect {
        Rect {
            x: point.x.saturating_sub_unsigned(self.width / 2),
            y: point.y.saturating_sub_unsigned(self.height / 2),
            ..*self
        }
    }

    /// The pixel at this point.
    #[must_use]
    pub fn pixel(point: Point) -> Rect {
        let Point { x, y } = point;
        Rect {
            x,
            y,
            width: 1,
            height: 1,
        }
    }

    /// The one of `monitors` that shows most of this rectangle; the first one where it lies outside of all.
    #[must_use]
    pub fn monitor_of(&self, monitors: &[Rect]) -> Option<Rect> {
        let mut best = *monitors.first()?;
        for monitor in monitors {
            if self.overlap(monitor) > self.overlap(&best) {
                best = *monitor;
            }
        }
        Some(best)
    }
}

/// A window as the operating system names it: an XID on X11, an HWND on Windows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct WindowId(pub u64);

#[cfg(test)]
mod tests {
    use super::*;

    fn rect(x: i32, y: i32, width: u32, height: u32) -> Rect {
        Rect {
            x,
            y,
            width,
            height,
        }
    }

    #[test]
    fn edges_belong_to_the_left_and_top() {
        let area = rect(-10, 5, 20, 10);
        assert!(area.contains(Point { x: -10, y: 5 }));
        assert!(area.contains(Point { x: 9, y: 14 }));
        assert!(!area.contains(Point { x: 10, y: 14 }));
        assert!(!area.contains(Point { x: 9, y: 15 }));
        assert!(!area.contains(Point {
            x: i32::MAX,
            y: i32::MIN
        }));
    }

    #[test]
    fn what_two_have_in_common_is_as_large_as_their_overlap() {
        let area = rect(-10, 5, 20, 10);
        for other in [
            rect(0, 0, 100, 100),
            rect(-10, 5, 20, 10),
            rect(10, 5, 5, 5),
            rect(-20, 14, 11, 1),
        ] {
            let common = area.intersection(&other);
            let pixels = common.map_or(0, |c| u64::from(c.width) * u64::from(c.height));
            assert_eq!(pixels, area.overlap(&other), "{other:?}");
        }
        assert_eq!(
            area.intersection(&rect(0, 0, 100, 100)),
            Some(rect(0, 5, 10, 10))
        );
    }

    #[test]
    fn the_distance_is_that_of_the_farther_axis() {
        let area = rect(10, 10, 20, 10);
        for (x, y, distance) in [(10, 10, 0), (29, 19, 0), (30, 15, 1), (5, 40, 21)] {
            assert_eq!(area.distance(Point { x, y }), distance, "{x},{y}");
        }
        assert!(
            area.distance(Point {
                x: i32::MIN,
                y: i32::MAX
            }) > 2_000_000_000
        );
        let centred = area.centred_at(Point { x: 100, y: 100 });
        assert_eq!(centred, rect(90, 95, 20, 10));
    }

    #[test]
    fn a_window_belongs_to_the_monitor_that_shows_most_of_it() {
        let monitors = [rect(0, 0, 1920, 1080), rect(1920, 0, 2560, 1440)];
        assert_eq!(
            rect(1800, 10, 800, 600).monitor_of(&monitors),
            Some(monitors[1])
        );
        assert_eq!(
            rect(1400, 10, 800, 600).monitor_of(&monitors),
            Some(monitors[0])
        );
        assert_eq!(
            rect(9000, 10, 800, 600).monitor_of(&monitors),
            Some(monitors[0])
        );
        assert_eq!(rect(0, 0, 1, 1).monitor_of(&[]), None);
    }
}
