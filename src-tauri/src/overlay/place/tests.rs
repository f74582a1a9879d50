use proptest::prelude::*;

use super::*;

const PANEL: Size = Size {
    width: 452,
    height: 600,
};

fn rect(x: i32, y: i32, width: u32, height: u32) -> Rect {
    Rect {
        x,
        y,
        width,
        height,
    }
}

/// A pointer in a game that its monitor shows whole; the item lies within two by four cells of 29 pixels.
fn around(x: i32, y: i32, game: Rect, monitor: Rect) -> Surroundings {
    let pointer = Point { x, y };
    Surroundings {
        pointer,
        item: rect(0, 0, 116, 232).centred_at(pointer),
        game,
        monitor,
    }
}

fn is_inside(panel: &Rect, area: &Rect) -> bool {
    panel.overlap(area) == u64::from(panel.width) * u64::from(panel.height)
}

#[test]
fn it_takes_the_side_with_more_room() {
    let game = rect(100, 50, 1200, 800);
    let left = around(300, 400, game, game);
    assert_eq!(beside(&left, PANEL).x, 300 + 58);
    let right = around(1000, 400, game, game);
    assert_eq!(beside(&right, PANEL).x, 1000 - 58 - 452);
}

#[test]
fn a_flat_panel_goes_above_or_below_where_neither_side_has_room() {
    let game = rect(0, 0, 800, 1200);
    let flat = Size {
        width: 700,
        height: 300,
    };
    let high_up = beside(&around(400, 200, game, game), flat);
    assert_eq!((high_up.x, high_up.y), (50, 200 + 116));
    let low_down = beside(&around(400, 1100, game, game), flat);
    assert_eq!((low_down.x, low_down.y), (50, 1100 - 116 - 300));
}

#[test]
fn beside_a_game_that_is_too_small_it_is_on_the_same_monitor() {
    let second = rect(1920, 0, 1920, 1080);
    let game = rect(2400, 200, 400, 300);
    let panel = beside(&around(2600, 350, game, second), PANEL);
    assert!(is_inside(&panel, &second), "{panel:?}");
    assert!(around(2600, 350, game, second).is_free(&panel));
}

#[test]
fn on_a_monitor_that_is_too_small_it_leaves_the_pointer_free_if_it_can() {
    let monitor = rect(0, 0, 640, 480);
    let wide = Size {
        width: 600,
        height: 470,
    };
    let panel = beside(&around(10, 240, monitor, monitor), wide);
    assert!(!panel.contains(Point { x: 10, y: 240 }));
    assert!(is_inside(&panel, &monitor));
    // Nothing can be done about this one: it begins where the monitor begins.
    let huge = Size {
        width: 900,
        height: 900,
    };
    let panel = beside(&around(320, 240, monitor, monitor), huge);
    assert_eq!((panel.x, panel.y), (0, 0));
}

#[test]
fn a_panel_that_shrinks_stays_and_one_that_grows_is_kept_inside_and_off_the_item() {
    let game = rect(0, 0, 1600, 900);
    let around = around(300, 300, game, game);
    let shown = beside(&around, PANEL);
    let low = Rect { y: 290, ..shown };
    let smaller = Size {
        height: 500,
        ..PANEL
    };
    let shrunk = instead_of(low, &around, smaller);
    assert_eq!((shrunk.x, shrunk.y, shrunk.height), (low.x, low.y, 500));
    let grown = instead_of(
        shrunk,
        &around,
        Size {
            height: 700,
            ..PANEL
        },
    );
    assert_eq!((grown.x, grown.y), (low.x, 200));
    // Above the item there is no room to grow, so it moves beside it.
    let flat = rect(74, 84, 452, 100);
    let beside = instead_of(flat, &around, PANEL);
    assert!(around.is_free(&beside), "{beside:?}");
}

#[test]
fn the_panel_goes_where_the_game_goes() {
    let (first, second) = (rect(0, 0, 1920, 1080), rect(1920, 0, 1280, 720));
    let game = rect(100, 100, 1068, 600);
    let shown = beside(&around(400, 400, game, first), PANEL);
    let there = rect(2000, 60, 1068, 600);
    let Point { x, y } = carried(Point { x: 400, y: 400 }, game, there);
    assert_eq!((x, y), (2300, 360));
    let moved = Rect {
        x: shown.x + 1900,
        y: shown.y - 40,
        ..shown
    };
    assert_eq!(follow(moved, &around(x, y, there, second)), moved);
    // Twice as large: the item is twice as far from the corner.
    let large = rect(100, 100, 2136, 1200);
    let carried = carried(Point { x: 400, y: 400 }, game, large);
    assert_eq!(carried, Point { x: 700, y: 700 });
    // Where the panel was left there is the item now.
    let over = around(shown.x + 5, 400, game, first);
    assert!(over.is_free(&follow(shown, &over)));
}

fn areas() -> impl Strategy<Value = Rect> {
    (-4000..4000, -2000..2000, 640..3840_u32, 480..2160_u32)
        .prop_map(|(x, y, width, height)| rect(x, y, width, height))
}

/// A game somewhere on a monitor, a mouse in it, and a panel.
fn scenes() -> impl Strategy<Value = (Surroundings, Size)> {
    let shares = || (0.0..1.0, 0.0..1.0);
    let sizes = (280..800_u32, 80..1600_u32);
    (areas(), shares(), shares(), shares(), 29..80_u32, sizes).prop_map(
        |(monitor, part, from, mouse, cell, (width, height))| {
            let share = |length: u32, share: f64| (f64::from(length) * share) as u32;
            let inside = |area: Rect, (x, y): (f64, f64)| {
                (
                    area.x.saturating_add_unsigned(share(area.width, x)),
                    area.y.saturating_add_unsigned(share(area.height, y)),
                )
            };
            let (width_of_game, height_of_game) = (
                share(monitor.width, part.0).max(1),
                share(monitor.height, part.1).max(1),
            );
            let room = rect(
                monitor.x,
                monitor.y,
                monitor.width - width_of_game,
                monitor.height - height_of_game,
            );
            let (x, y) = inside(room, from);
            let game = rect(x, y, width_of_game, height_of_game);
            let (x, y) = inside(game, mouse);
            let pointer = Point { x, y };
            let around = Surroundings {
                pointer,
                item: rect(0, 0, 4 * cell, 8 * cell).centred_at(pointer),
                game,
                monitor,
            };
            (around, Size { width, height })
        },
    )
}

proptest! {
    #[test]
    fn a_panel_is_where_it_may_be((around, size) in scenes()) {
        let Surroundings { pointer, item, game, monitor } = around;
        let panel = beside(&around, size);
        prop_assert_eq!((panel.width, panel.height), (size.width, size.height));
        if size.fits(monitor) {
            prop_assert!(is_inside(&panel, &monitor), "{:?}", panel);
        }
        // Room for it on one side of the item, inside the game, is used.
        let sides = [game.right() - item.right(), item.x - game.x];
        let width = i32::try_from(size.width).expect("some pixels");
        if size.fits(game) && sides.iter().any(|room| *room >= width) {
            prop_assert!(is_inside(&panel, &game), "{:?}", panel);
            prop_assert!(!panel.contains(pointer) && panel.overlap(&item) == 0, "{:?}", panel);
        }
    }

    #[test]
    fn a_panel_that_grows_stays_on_its_monitor_and_covers_nothing_new(
        (around, size) in scenes(), wider in 0..200_u32, higher in 0..800_u32
    ) {
        let shown = beside(&around, size);
        let size = Size { width: size.width + wider, height: size.height + higher };
        let grown = instead_of(shown, &around, size);
        if size.fits(around.monitor) {
            prop_assert!(is_inside(&grown, &around.monitor), "{:?}", grown);
        }
        if around.is_free(&beside(&around, size)) && around.is_free(&shown) {
            prop_assert!(around.is_free(&grown), "{:?}", grown);
        }
    }

    #[test]
    fn hints_and_notices_are_on_the_monitor((around, size) in scenes()) {
        if size.fits(around.monitor) {
            for place in [above(&around, size), corner(&around, size)] {
                prop_assert!(is_inside(&place, &around.monitor), "{:?}", place);
            }
        }
    }
}

#[test]
fn a_corner_is_kept_wherever_the_pointer_is() {
    let game = rect(100, 50, 1200, 800);
    for (x, y) in [(120, 60), (1290, 840)] {
        let around = around(x, y, game, game);
        let at = |place| for_item(place, &around, PANEL);
        let (left, right) = (at(PanelPlace::Left), at(PanelPlace::Right));
        assert_eq!((left.x, left.y), (100, 50));
        assert_eq!((right.x, right.y), (1300 - 452, 50));
        assert_eq!(at(PanelPlace::Beside), beside(&around, PANEL));
    }
}

#[test]
fn a_panel_has_room_as_far_as_the_game_has() {
    let height = |game: u32, scale: f64, ratio: f64| Room::within(game, 1440, scale, ratio).height;
    assert_eq!(height(1440, 1.0, 1.0), Room::largest(1.0).height);
    assert_eq!(height(720, 1.0, 1.0), 720.0);
    assert_eq!(height(1081, 1.0, 1.5), 720.0);
    // A monitor lower than the largest panel.
    assert_eq!(height(1440, 1.6, 1.0), 1440.0);
    // A game that is too low for any panel.
    assert_eq!(height(480, 1.0, 1.0), Room::largest(1.0).height);
    assert_eq!(height(720, 1.6, 1.0), 1440.0);
}
