//! What is a copy by hand and what is not, on the fake backend and its clock.

use std::time::Duration;

use crate::backend::{Request, Signal};
use crate::event::{CaptureId, Content, Event};
use crate::fake::{Fake, MOUSE, SCREEN, game};
use crate::focus::Seen;
use crate::{Config, Point, Rect};

fn watching() -> Config {
    Config {
        watch_copies: true,
        ..Config::default()
    }
}

/// What was told as copied by hand, and when.
fn by_hand(events: &[(Duration, Event)]) -> Vec<(u64, String)> {
    let told = |(at, event): &(Duration, Event)| match event {
        Event::CopiedByHand {
            content: Content::Text(text),
            pointer: MOUSE,
            monitor: SCREEN,
            ..
        } => Some((u64::try_from(at.as_millis()).ok()?, text.clone())),
        _ => None,
    };
    events.iter().filter_map(told).collect()
}

#[test]
fn copies_by_hand_are_told_where_the_player_wants_so_and_only_there() {
    for (config, expected) in [
        (watching(), vec![(102, "ring".to_owned())]),
        (Config::default(), Vec::new()),
    ] {
        let fake = Fake::new("before");
        fake.copy_at(100, "ring");
        assert_eq!(by_hand(&fake.run(config)), expected);
        assert_eq!(fake.world().clipboard, "ring");
    }
}

#[test]
fn they_are_told_with_another_window_in_front_but_not_of_our_own_windows() {
    for (seen, expected) in [(Seen::Other, 1), (Seen::Own(None), 0)] {
        let fake = Fake::new("before");
        fake.at(10, Signal::Focus(seen));
        fake.copy_at(100, "ring");
        assert_eq!(by_hand(&fake.run(watching())).len(), expected, "{seen:?}");
    }
}

#[test]
fn the_same_text_copied_again_is_told_again() {
    let fake = Fake::new("before");
    fake.copy_at(100, "ring");
    fake.copy_at(200, "ring");
    assert_eq!(by_hand(&fake.run(watching())).len(), 2);
}

#[test]
fn of_two_copies_at_once_the_later_is_told() {
    let fake = Fake::new("before");
    fake.copy_at(100, "ring");
    fake.copy_at(101, "amulet");
    let told = by_hand(&fake.run(watching()));
    assert_eq!(told, [(103, "amulet".to_owned())]);
}

#[test]
fn a_check_s_copy_and_what_is_put_back_after_it_are_not_by_hand() {
    let fake = Fake::new("before");
    fake.answers(5, "ring");
    fake.press_at(100, "Ctrl+D");
    assert_eq!(by_hand(&fake.run(watching())), []);
    assert_eq!(fake.world().clipboard, "before");
}

#[test]
fn a_check_s_copy_that_comes_too_late_is_not_by_hand() {
    let fake = Fake::new("before");
    fake.answers(900, "ring");
    fake.press_at(100, "Ctrl+D");
    fake.copy_at(4_000, "amulet");
    let told = by_hand(&fake.run(watching()));
    assert_eq!(told, [(4_002, "amulet".to_owned())]);
}

#[test]
fn a_check_takes_the_place_of_a_copy_that_is_not_read_yet() {
    let fake = Fake::new("before");
    fake.answers(5, "ring");
    fake.copy_at(100, "amulet");
    fake.press_at(101, "Ctrl+D");
    let events = fake.run(watching());
    assert_eq!(by_hand(&events), []);
    assert!(events.iter().any(|(_, event)| matches!(
        event,
        Event::Captured { content: Content::Text(text), .. } if text == "ring"
    )));
}

#[test]
fn what_was_copied_by_hand_is_put_back_after_a_check() {
    let fake = Fake::new("before");
    fake.copy_at(100, "amulet");
    fake.answers(5, "ring");
    fake.press_at(300, "Ctrl+D");
    let events = fake.run(watching());
    assert_eq!(by_hand(&events).len(), 1);
    assert_eq!(fake.world().clipboard, "amulet");
}

#[test]
fn names_are_never_given_twice() {
    let fake = Fake::new("before");
    fake.answers(5, "ring");
    fake.press_at(100, "Ctrl+D");
    fake.copy_at(200, "amulet");
    fake.answers(5, "ring");
    fake.press_at(300, "Ctrl+D");
    let names: Vec<CaptureId> = fake
        .run(watching())
        .iter()
        .filter_map(|(_, event)| match event {
            Event::CheckStarted { capture, .. } | Event::CopiedByHand { capture, .. } => {
                Some(*capture)
            }
            _ => None,
        })
        .collect();
    assert_eq!(names, [CaptureId(1), CaptureId(2), CaptureId(3)]);
}

#[test]
fn an_owner_that_hangs_tells_nothing_and_holds_up_no_check() {
    let fake = Fake::new("before");
    fake.copy_at(100, "amulet");
    fake.hangs_until(150);
    fake.answers(5, "ring");
    fake.press_at(110, "Ctrl+D");
    let events = fake.run(Config {
        restore_clipboard: false,
        ..watching()
    });
    assert_eq!(by_hand(&events), []);
    assert!(events.iter().any(|(at, event)| {
        matches!(event, Event::Captured { .. }) && *at < Duration::from_millis(160)
    }));
}

#[test]
fn the_clipboard_is_read_when_it_is_asked_for_whatever_has_the_keyboard() {
    for seen in [game(), Seen::Own(None), Seen::Other] {
        let fake = Fake::new("ring");
        fake.at(10, Signal::Focus(seen));
        fake.at(100, Signal::Request(Request::ReadClipboard));
        let events = fake.run(Config::default());
        let read = Event::ClipboardRead(Some(Content::Text("ring".to_owned())));
        let at = Duration::from_millis(102);
        assert!(events.contains(&(at, read)), "{seen:?}: {events:?}");
    }
}

#[test]
fn a_pixel_is_one_pixel() {
    let pixel = Rect::pixel(MOUSE);
    assert!(pixel.contains(MOUSE));
    let Point { x, y } = MOUSE;
    assert!(!pixel.contains(Point { x: x + 1, y }));
}
