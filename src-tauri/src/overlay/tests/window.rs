//! When the panel's window comes, where it lies, and when it goes.

use super::*;

#[test]
fn the_window_comes_when_the_page_has_laid_it_out_and_leaves_the_item_free() {
    let mut stage = Stage::checked(1);
    assert!(!stage.has(|effect| matches!(effect, Effect::Show { .. })));
    stage.lay_out();
    let area = stage.effects.iter().find_map(|effect| match effect {
        Effect::Show { area, mouse: true } => Some(*area),
        _ => None,
    });
    let area = area.expect("shown");
    assert!(!area.contains(Point { x: 300, y: 300 }));
    assert_eq!((area.width, area.height), (452, 600));
}

#[test]
fn a_layout_of_an_older_view_shows_nothing() {
    let mut stage = Stage::checked(1);
    let older = stage.overlay.revision - 1;
    stage.step(Input::Page(Action::LaidOut {
        revision: older,
        width: 1.0,
        height: 1.0,
    }));
    assert!(stage.effects.is_empty());
}

#[test]
fn escape_closes_and_draws_an_empty_page() {
    let mut stage = Stage::checked(1).shown();
    stage.desktop(DesktopEvent::EscapePressed);
    assert!(stage.has(|effect| matches!(effect, Effect::Hide)));
    assert!(matches!(
        stage.view().map(|view| &view.panel),
        Some(Panel::Hidden)
    ));
    assert!(
        !stage.has(|effect| matches!(effect, Effect::KeyboardToGame)),
        "the game had it all the time"
    );
}

#[test]
fn the_panel_has_the_room_that_the_game_has_before_it_is_drawn_there() {
    let moved = |height: u32| DesktopEvent::GameMoved {
        area: Rect { height, ..GAME },
        monitor: GAME,
    };
    let mut stage = Stage::new();
    stage.desktop(moved(720));
    let room = Room {
        height: 720.0,
        ..Room::largest(1.0)
    };
    assert!(matches!(stage.effects[..], [Effect::MakeRoom(made)] if made == room));
    stage.chord(1);
    stage.copied(1, RAVEN_FROST);
    assert_eq!(stage.view().map(|view| view.room), Some(720.0));
    assert!(!stage.has(|effect| matches!(effect, Effect::MakeRoom(_))));
    stage.lay_out();
    stage.desktop(moved(640));
    assert!(matches!(stage.effects[0], Effect::MakeRoom(room) if room.height == 640.0));
    assert_eq!(stage.view().map(|view| view.room), Some(640.0));
    // Where the window is as large as the panel it is to be cut to it again.
    assert!(stage.has(|effect| matches!(effect, Effect::Show { mouse: true, .. })));
}

#[test]
fn a_panel_that_was_put_away_stays_away_when_its_page_is_late() {
    let mut stage = Stage::new();
    stage.chord_for(1, Command::CheckPinned);
    stage.copied(1, RAVEN_FROST);
    stage.desktop(DesktopEvent::GameBlurred {
        to_own_window: false,
    });
    stage.lay_out();
    assert!(!stage.has(|effect| matches!(effect, Effect::Show { .. })));
}

#[test]
fn the_panel_goes_with_the_game() {
    let mut stage = Stage::checked(1).shown();
    stage.desktop(DesktopEvent::GameBlurred {
        to_own_window: false,
    });
    assert!(stage.has(|effect| matches!(effect, Effect::Hide)));
}
