//! Where the game lies, and when it has the keyboard.
#![allow(unsafe_code)]

use game_desktop::{Config, Event, Point, Rect, chord_problem};
use windows::Win32::UI::WindowsAndMessaging::{
    SET_WINDOW_POS_FLAGS, SWP_NOSIZE, SWP_NOZORDER, SetWindowPos,
};

use crate::game::{Game, PLACE};
use crate::session::Session;

#[test]
fn the_games_inside_and_monitor_are_told() {
    let session = Session::open(Config::default());
    session.game.focus();
    let (area, monitor) = session.until("the game has the keyboard", focused);
    let (x, y, width, height) = PLACE;
    let corner = Point {
        x: area.x,
        y: area.y,
    };
    assert!(corner.x >= x && corner.y >= y, "{area:?}");
    assert!(
        area.width <= width as u32 && area.height < height as u32,
        "the frame is not the inside: {area:?}"
    );
    assert!(monitor.contains(corner) && monitor.width >= 1024);
}

#[test]
fn a_move_is_told() {
    let session = Session::open(Config::default());
    session.game.focus();
    let (before, _) = session.until("the game has the keyboard", focused);
    let keep: SET_WINDOW_POS_FLAGS = SWP_NOSIZE | SWP_NOZORDER;
    let (x, y) = (PLACE.0 + 120, PLACE.1 + 30);
    // SAFETY: the window is open as long as the session lives.
    unsafe { SetWindowPos(session.game.window(), None, x, y, 0, 0, keep) }.unwrap();
    let after = session.until("the game moved", |event| match event {
        Event::GameMoved { area, .. } if area.x == before.x + 120 => Some(*area),
        _ => None,
    });
    assert_eq!(
        after,
        Rect {
            x: before.x + 120,
            y: before.y + 30,
            ..before
        }
    );
}

#[test]
fn another_window_takes_the_keyboard_and_the_chords_go() {
    let session = Session::armed(Config::default());
    let chord = "Ctrl+D".parse().unwrap();
    assert!(chord_problem(chord).is_some(), "it is held for the game");
    let other = Game::open("another program");
    other.focus();
    session.until("the game lost the keyboard", |event| match event {
        Event::GameBlurred { .. } => Some(()),
        _ => None,
    });
    session.settle();
    assert_eq!(chord_problem(chord), None, "it is the other program's");
    drop(other);
    session.game.focus();
    session.until("the game has the keyboard again", focused);
}

#[test]
fn a_click_outside_of_the_panel_is_told() {
    let session = Session::open(Config::default());
    session.game.focus();
    let (area, _) = session.until("the game has the keyboard", focused);
    let panel = Rect {
        x: area.x,
        y: area.y,
        width: 100,
        height: 100,
    };
    session.desktop.panel_shown(Some(panel), None);
    session.settle();
    session.hand.click_at(area.x + 200, area.y + 200);
    let in_game = session.until("a click outside", |event| match event {
        Event::ClickedOutside { in_game } => Some(*in_game),
        _ => None,
    });
    assert!(in_game);
}

fn focused(event: &Event) -> Option<(Rect, Rect)> {
    match event {
        Event::GameFocused { area, monitor, .. } => Some((*area, *monitor)),
        _ => None,
    }
}
