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
