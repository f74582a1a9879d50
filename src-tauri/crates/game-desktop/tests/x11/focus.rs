//! Which window has the keyboard, clicks, and the panel.

use std::time::Instant;

use game_desktop::{Config, Event, Rect, WindowId};

use crate::display::{Manager, on_display};
use crate::events::LIMIT;
use crate::game::{Game, Saw};
use crate::hand::{CTRL, ESC, O};
use crate::session::Session;

fn focused(session: &Session) -> (Rect, Rect, WindowId) {
    session.until("the game has the keyboard", |event| match event {
        Event::GameFocused {
            area,
            monitor,
            window,
        } => Some((*area, *monitor, *window)),
        _ => None,
    })
}

fn blurred(session: &Session) -> bool {
    session.until("the game lost the keyboard", |event| match event {
        Event::GameBlurred { to_own_window } => Some(*to_own_window),
        _ => None,
    })
}

fn comes_and_goes() {
    let session = Session::open(Config::default());
    let other = Game::open("another window");
    session.game.focus();
    let (area, monitor, window) = focused(&session);
    assert_eq!(window, WindowId(session.game.window().into()));
    assert_eq!((area.width, area.height), (800, 600));
    assert_eq!((monitor.width, monitor.height), (1280, 800));
    session.game.move_to(200, 100);
    let moved = session.until("it moved", |event| match event {
        // The window manager may still be moving the focus about: then the new place comes with that.
        Event::GameMoved { area, .. } | Event::GameFocused { area, .. } if area.x >= 200 => {
            Some(*area)
        }
        _ => None,
    });
    assert!(moved.y >= 100, "{moved:?}");
    other.focus();
    assert!(!blurred(&session));
    session.game.focus();
    focused(&session);
    drop(session.game);
}

#[test]
fn the_game_comes_and_goes_with_a_window_manager() {
    on_display(Manager::Openbox, comes_and_goes);
}

#[test]
fn the_game_comes_and_goes_without_a_window_manager() {
    on_display(Manager::None, comes_and_goes);
}

#[test]
fn a_game_that_ends_has_no_keyboard() {
    on_display(Manager::Openbox, || {
        let mut session = Session::open(Config::default());
        session.game.focus();
        focused(&session);
        session.game = Game::open("another window");
        session.game.focus();
        assert!(!blurred(&session));
    });
}

fn panel() {
    let session = Session::armed(Config::default());
    // The test is one process, so any window's id can stand for the panel's.
    let panel = Game::open("panel");
    let id = WindowId(panel.window().into());
    let area = Rect {
        x: 300,
        y: 300,
        width: 100,
        height: 100,
    };
    session.game.focus();
    session.desktop.panel_shown(Some(area), Some(id));
    session.desktop.focus(id);
    // The window manager may have given it the keyboard at once, when it was not known as ours yet.
    while !blurred(&session) {}
    assert!(panel.has_focus());
    session.desktop.focus_game();
    focused(&session);
    assert!(session.game.has_focus());
}

#[test]
fn the_panel_takes_the_keyboard_and_gives_it_back_with_a_window_manager() {
    on_display(Manager::Openbox, panel);
}

#[test]
fn the_panel_takes_the_keyboard_and_gives_it_back_without_a_window_manager() {
    on_display(Manager::None, panel);
}

#[test]
fn the_keyboard_goes_back_to_the_program_that_the_panel_took_it_from() {
    on_display(Manager::None, || {
        let session = Session::armed(Config::default());
        let (panel, browser) = (Game::open("panel"), Game::open("a browser"));
        let id = WindowId(panel.window().into());
        session.desktop.panel_shown(Some(Rect::default()), Some(id));
        browser.focus();
        session.desktop.focus(id);
        wait_focus(&panel);
        session.desktop.focus_game();
        wait_focus(&browser);
        // What is gone cannot have it: then the game has.
        session.desktop.focus(id);
        wait_focus(&panel);
        drop(browser);
        session.desktop.focus_game();
        wait_focus(&session.game);
    });
}

/// Asks until it has the keyboard.
fn wait_focus(window: &Game) {
    let until = Instant::now() + LIMIT;
    while !window.has_focus() {
        assert!(Instant::now() < until, "the keyboard did not come");
        std::thread::yield_now();
    }
}

#[test]
fn a_click_outside_of_the_panel_is_told_and_reaches_the_game() {
    on_display(Manager::None, || {
        let session = Session::armed(Config::default());
        let area = Rect {
            x: 300,
            y: 300,
            width: 100,
            height: 100,
        };
        session.desktop.panel_shown(Some(area), None);
        let escape = |event: &Event| matches!(event, Event::EscapePressed).then_some(());
        let clicked = |event: &Event| match event {
            Event::ClickedOutside { in_game } => Some(*in_game),
            _ => None,
        };
        // Once Esc comes back, the request is carried out; from then on clicks are watched too.
        let mut shown = false;
        while !shown {
            session.hand.chord(&[ESC]);
            session.hand.chord(&[CTRL, O]);
            let settings = |event: &Event| matches!(event, Event::CommandPressed(_)).then_some(());
            let (passed, ()) = session.collect("the settings", settings);
            shown = passed.iter().any(|event| escape(event).is_some());
        }
        // Raw clicks carry no place, so the mouse stays until the click was taken in.
        session.hand.click(350, 350);
        session.hand.chord(&[ESC]);
        let (passed, ()) = session.collect("Esc", escape);
        assert!(passed.is_empty(), "{passed:?}");
        session.hand.click(200, 200);
        let (passed, in_game) = session.collect("a click", clicked);
        assert!(passed.is_empty(), "{passed:?}");
        assert!(in_game);
        session.game.saw(|saw| *saw == Saw::Button);
        session.hand.click(1270, 790);
        assert!(!session.until("a click elsewhere", clicked));
    });
}
