//! The mouse is watched until it has left an item and its panel.

use game_desktop::{CaptureId, Config, Event, HoverArea, Rect};

use crate::display::{Manager, on_display};
use crate::session::Session;

fn area(capture: u64) -> HoverArea {
    let rect = |x, width, height| Rect {
        x,
        y: 200,
        width,
        height,
    };
    HoverArea {
        capture: CaptureId(capture),
        item: rect(200, 60, 60),
        panel: rect(320, 300, 400),
    }
}

/// Watches the mouse; it was looked at once when this returns.
fn watch(session: &Session, area: HoverArea) {
    session.desktop.watch_mouse(Some(area));
    // Requests are carried out in their order, and this one is answered.
    session.desktop.reconfigure(Config::default());
    session.wait_armed();
}

fn left(event: &Event) -> Option<u64> {
    match event {
        Event::MouseLeft { capture } => Some(capture.0),
        _ => None,
    }
}

#[test]
fn a_mouse_that_leaves_is_told() {
    on_display(Manager::None, || {
        let session = Session::armed(Config::default());
        for (capture, way) in [
            // Off the item; through the panel and out of it; straight to a place far away, as a jump tells it.
            (1, &[(210, 230), (150, 230)][..]),
            (2, &[(240, 230), (270, 240), (330, 260), (330, 190)][..]),
            (3, &[(1200, 700)][..]),
        ] {
            session.hand.move_to(230, 230);
            watch(&session, area(capture));
            for (x, y) in way {
                session.hand.move_to(*x, *y);
            }
            assert_eq!(session.until("the mouse has left", left), capture);
        }
    });
}

#[test]
fn a_panel_that_moves_away_from_a_mouse_at_rest_is_left() {
    on_display(Manager::None, || {
        let session = Session::armed(Config::default());
        session.hand.move_to(230, 230);
        watch(&session, area(1));
        session.hand.move_to(400, 400);
        let mut moved = area(1);
        moved.panel.x += 200;
        watch(&session, moved);
        assert_eq!(session.until("the mouse has left", left), 1);
    });
}
