//! The panel's window over the game.
#![allow(unsafe_code)]

use game_desktop::{Config, Event, Rect, WindowId, panel};
use windows::Win32::Foundation::{HWND, RECT};
use windows::Win32::UI::WindowsAndMessaging::{
    CreateWindowExW, DestroyWindow, GWL_EXSTYLE, GetForegroundWindow, GetWindowLongPtrW,
    GetWindowRect, IsWindowVisible, WINDOW_EX_STYLE, WS_EX_NOACTIVATE, WS_EX_TOPMOST,
    WS_EX_TRANSPARENT, WS_POPUP,
};
use windows::core::w;

use crate::session::Session;

#[test]
fn a_shown_panel_lies_above_the_game_and_leaves_it_the_keyboard() {
    let session = Session::open(Config::default());
    session.game.focus();
    let area = session.until("the game has the keyboard", |event| match event {
        Event::GameFocused { area, .. } => Some(*area),
        _ => None,
    });
    let window = hidden_window();
    let id = WindowId(window.0 as u64);
    panel::prepare(id, true);
    let place = Rect {
        x: area.x + 40,
        y: area.y + 50,
        width: 300,
        height: 200,
    };
    // First as a hint, which lets the mouse through.
    panel::show(id, place, false).unwrap();
    let through = (WS_EX_TRANSPARENT | WS_EX_NOACTIVATE).0 as isize;
    // SAFETY: takes the window of this thread.
    let as_hint = unsafe { GetWindowLongPtrW(window, GWL_EXSTYLE) };
    assert_eq!(as_hint & through, through);
    panel::show(id, place, true).unwrap();
    // SAFETY: all of these take the window of this thread and places that are ours.
    unsafe {
        assert!(IsWindowVisible(window).as_bool());
        let mut lies = RECT::default();
        GetWindowRect(window, &raw mut lies).unwrap();
        let corners = (lies.left, lies.top, lies.right, lies.bottom);
        assert_eq!(corners, (place.x, place.y, place.x + 300, place.y + 200));
        let styles = GetWindowLongPtrW(window, GWL_EXSTYLE);
        let wanted = (WS_EX_TOPMOST | WS_EX_NOACTIVATE).0 as isize;
        assert_eq!(styles & wanted, wanted);
        assert_eq!(styles & WS_EX_TRANSPARENT.0 as isize, 0);
        assert_eq!(GetForegroundWindow(), session.game.window());
    }
    panel::hide(id);
    // SAFETY: the window is of this thread.
    unsafe {
        assert!(!IsWindowVisible(window).as_bool());
        assert_eq!(GetForegroundWindow(), session.game.window());
        DestroyWindow(window).unwrap();
    }
}

fn hidden_window() -> HWND {
    // SAFETY: a class of the system; all strings are static.
    unsafe {
        CreateWindowExW(
            WINDOW_EX_STYLE(0),
            w!("STATIC"),
            w!("panel"),
            WS_POPUP,
            0,
            0,
            10,
            10,
            None,
            None,
            None,
            None,
        )
    }
    .unwrap()
}
