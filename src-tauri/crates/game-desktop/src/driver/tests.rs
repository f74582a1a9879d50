//! The whole loop from chord to restored clipboard, on the fake backend and its clock.

use std::time::Duration;

use crate::backend::{Request, Signal};
use crate::event::{CaptureId, ChordProblem, Content, Event, MissReason};
use crate::fake::{Fake, game};
use crate::focus::Seen;
use crate::{Command, Config, HoverArea, Point, Rect};

/// The events that say what became of checks, without the times of their steps.
fn outcomes(events: &[(Duration, Event)]) -> Vec<(u64, u64, String)> {
    let told = |(at, event): &(Duration, Event)| {
        let (capture, what) = match event {
            Event::CheckStarted { capture, .. } => (capture, "started".to_owned()),
            Event::Captured {
                capture,
                content: Content::Text(text),
                ..
            } => (capture, text.clone()),
            Event::Missed { capture, reason } => (capture, format!("{reason:?}")),
            _ => return None,
        };
        let millis = u64::try_from(at.as_millis()).expect("a short test");
        Some((millis, capture.0, what))
    };
    events.iter().filter_map(told).collect()
}

fn outcome(at: u64, capture: u64, what: &str) -> (u64, u64, String) {
    (at, capture, what.to_owned())
}

#[test]
fn an_item_is_told_and_the_clipboard_put_back() {
    let fake = Fake::new("before");
    fake.answers(5, "ring");
    fake.press_at(100, "Ctrl+D");
    let events = fake.run(Config::default());
    assert_eq!(
        outcomes(&events),
        [outcome(100, 1, "started"), outcome(107, 1, "ring")]
    );
    assert_eq!(fake.world().clipboard, "before");
    assert!(events.iter().any(|(_, event)| matches!(
        event,
        Event::CheckStarted {
            command: Command::Check,
            pointer: Point { x: 5, y: 6 },
            ..
        }
    )));
}

#[test]
fn the_clipboard_is_left_where_the_player_wants_so() {
    let fake = Fake::new("before");
    fake.answers(5, "ring");
    fake.press_at(100, "Ctrl+Alt+D");
    let events = fake.run(Config {
        restore_clipboard: false,
        ..Config::default()
    });
    assert_eq!(outcomes(&events)[1], outcome(107, 1, "ring"));
    assert_eq!(fake.world().clipboard, "ring");
}

#[test]
fn nothing_hovered_never_shows_an_older_item() {
    let fake = Fake::new("older item");
    fake.answers_nothing();
    fake.press_at(100, "Ctrl+D");
    let events = fake.run(Config::default());
    let missed = outcome(500, 1, "NothingCopied");
    assert_eq!(outcomes(&events), [outcome(100, 1, "started"), missed]);
    assert_eq!(fake.world().clipboard, "older item");
}

#[test]
fn a_game_that_copies_late_is_waited_for() {
    let fake = Fake::new("before");
    fake.answers(300, "ring");
    fake.press_at(100, "Ctrl+D");
    assert_eq!(
        outcomes(&fake.run(Config::default()))[1],
        outcome(402, 1, "ring")
    );
    assert_eq!(fake.world().clipboard, "before");
}

#[test]
fn the_second_check_is_right_when_the_first_one_s_copy_comes_late() {
    let fake = Fake::new("before");
    fake.answers(300, "first");
    fake.answers(250, "second");
    fake.press_at(100, "Ctrl+D");
    fake.press_at(200, "Ctrl+D");
    let expected = [
        outcome(100, 1, "started"),
        outcome(200, 2, "started"),
        outcome(452, 2, "second"),
    ];
    assert_eq!(outcomes(&fake.run(Config::default())), expected);
    assert_eq!(fake.world().clipboard, "before");
}

#[test]
fn a_late_copy_is_never_taken_for_that_of_a_check_over_nothing() {
    let fake = Fake::new("before");
    fake.answers(600, "late");
    fake.answers_nothing();
    fake.press_at(100, "Ctrl+D");
    fake.press_at(600, "Ctrl+D");
    let events = fake.run(Config::default());
    let (_, check, what) = outcomes(&events).last().expect("an outcome").clone();
    assert_eq!((check, what.as_str()), (2, "NothingCopied"));
    assert!(outcomes(&events).iter().all(|(.., what)| what != "late"));
    assert_eq!(fake.world().clipboard, "before");
}

#[test]
fn a_check_after_one_over_nothing_asks_twice_to_be_sure() {
    let fake = Fake::new("before");
    fake.answers_nothing();
    fake.answers(5, "ring");
    fake.press_at(100, "Ctrl+D");
    fake.press_at(600, "Ctrl+D");
    let events = fake.run(Config::default());
    assert_eq!(outcomes(&events).last(), Some(&outcome(614, 2, "ring")));
    assert_eq!(fake.world().clipboard, "before");
}

#[test]
fn a_check_after_many_in_haste_over_nothing_finds_the_item() {
    let fake = Fake::new("before");
    for n in 0..10 {
        fake.answers_nothing();
        fake.press_at(100 + n * 100, "Ctrl+D");
    }
    fake.answers(5, "ring");
    fake.press_at(1_300, "Ctrl+D");
    let events = fake.run(Config::default());
    let (_, check, what) = outcomes(&events).last().expect("an outcome").clone();
    assert_eq!((check, what.as_str()), (11, "ring"));
    assert_eq!(fake.world().clipboard, "before");
}

#[test]
fn another_program_that_copies_during_a_check_is_not_the_game() {
    let fake = Fake::new("before");
    fake.answers(5, "ring");
    fake.answers(20, "amulet");
    fake.press_at(100, "Ctrl+D");
    fake.press_at(200, "Ctrl+D");
    // A clipboard manager brings an older item up again.
    fake.copy_at(210, "ring");
    let events = fake.run(Config::default());
    assert_eq!(outcomes(&events).last(), Some(&outcome(222, 2, "amulet")));
}

#[test]
fn what_another_program_copied_during_a_check_stays() {
    let fake = Fake::new("before");
    fake.answers(5, "ring");
    fake.answers_nothing();
    fake.press_at(100, "Ctrl+D");
    fake.press_at(200, "Ctrl+D");
    fake.copy_at(210, "chat");
    let events = fake.run(Config::default());
    let (.., what) = outcomes(&events).last().expect("an outcome").clone();
    assert_eq!(what, "NothingCopied");
    assert_eq!(fake.world().clipboard, "chat");
}

#[test]
fn quick_checks_in_a_row_keep_the_first_clipboard() {
    let fake = Fake::new("before");
    for n in 0..10 {
        fake.answers(1, &format!("item {n}"));
        // Every step of a check takes 1 or 2 ms, so these meet it in every phase.
        fake.press_at(100 + n * 3, "Ctrl+D");
    }
    let events = fake.run(Config::default());
    assert_eq!(outcomes(&events).last().expect("the last one").2, "item 9");
    assert_eq!(fake.world().clipboard, "before");
}

#[test]
fn an_owner_that_hangs_delays_a_check_by_30_ms_only() {
    let fake = Fake::new("before");
    fake.hangs_until(131);
    fake.answers(5, "ring");
    fake.press_at(100, "Ctrl+D");
    // Saving began when the game got the keyboard, and hangs until after the keys are sent.
    let events = fake.run(Config::default());
    assert_eq!(outcomes(&events)[1], outcome(137, 1, "ring"));
    assert_eq!(fake.world().clipboard, "ring");
}

#[test]
fn a_game_that_hangs_with_its_own_copy_is_a_miss() {
    let fake = Fake::new("before");
    fake.answers(5, "ring");
    fake.press_at(100, "Ctrl+D");
    fake.hangs_until(5000);
    let events = fake.run(Config {
        restore_clipboard: false,
        ..Config::default()
    });
    let missed = outcome(605, 1, "ClipboardUnresponsive");
    assert_eq!(outcomes(&events)[1], missed);
}

#[test]
fn keys_never_go_to_another_window() {
    let fake = Fake::new("before");
    fake.hangs_until(5000);
    fake.press_at(100, "Ctrl+D");
    fake.at(110, Signal::Focus(Seen::Other));
    fake.press_at(200, "Ctrl+D");
    let events = fake.run(Config::default());
    let missed = outcome(110, 1, "FocusLost");
    assert_eq!(outcomes(&events), [outcome(100, 1, "started"), missed]);
    assert_eq!(fake.world().copies_sent, 0);
}

#[test]
fn a_check_goes_on_when_the_focus_leaves_after_the_keys() {
    let fake = Fake::new("before");
    fake.answers(50, "ring");
    fake.press_at(100, "Ctrl+D");
    fake.at(110, Signal::Focus(Seen::Own(None)));
    let events = fake.run(Config::default());
    assert_eq!(outcomes(&events)[1], outcome(152, 1, "ring"));
}

#[test]
fn keys_that_the_system_refuses_are_a_miss() {
    let fake = Fake::new("before");
    fake.press_at(100, "Ctrl+D");
    let events = fake.run(Config::default());
    assert_eq!(outcomes(&events)[1], outcome(100, 1, "KeysRefused"));
}

#[test]
fn a_game_that_hides_everything_is_told_of_and_checked_all_the_same() {
    let fake = Fake::new("before");
    fake.world().game_hides_all = true;
    fake.answers(5, "ring");
    fake.press_at(100, "Ctrl+D");
    let events = fake.run(Config::default());
    let unseen = events.iter().filter(|(_, event)| *event == Event::Unseen);
    assert_eq!(unseen.count(), 1);
    assert_eq!(outcomes(&events).len(), 2, "{events:?}");
}

#[test]
fn what_the_player_copies_between_checks_is_put_back() {
    let fake = Fake::new("before");
    fake.answers(5, "ring");
    fake.answers(5, "amulet");
    fake.press_at(100, "Ctrl+D");
    fake.copy_at(200, "chat");
    fake.press_at(300, "Ctrl+D");
    fake.run(Config::default());
    assert_eq!(fake.world().clipboard, "chat");
}

#[test]
fn chords_and_clicks_are_ours_only_when_they_are_needed() {
    let fake = Fake::new("before");
    let area = Some(Rect {
        x: 0,
        y: 0,
        width: 10,
        height: 10,
    });
    let window = None;
    fake.at(10, Signal::Request(Request::Panel { area, window }));
    fake.press_at(20, "Esc");
    fake.at(30, Signal::Clicked(Point { x: 5, y: 5 }));
    fake.at(40, Signal::Clicked(Point { x: 50, y: 5 }));
    let hidden = Request::Panel { area: None, window };
    fake.at(50, Signal::Request(hidden));
    fake.at(60, Signal::Clicked(Point { x: 50, y: 5 }));
    fake.press_at(70, "Ctrl+O");
    fake.at(80, Signal::Focus(Seen::Other));
    fake.press_at(90, "Ctrl+O");
    let events = fake.run(Config::default());
    let at = |wanted: Event| -> Vec<u128> {
        let found = events.iter().filter(|(_, event)| *event == wanted);
        found.map(|(at, _)| at.as_millis()).collect()
    };
    assert_eq!(at(Event::EscapePressed), [20]);
    assert_eq!(at(Event::ClickedOutside { in_game: true }), [40]);
    assert_eq!(at(Event::CommandPressed(Command::Settings)), [70]);
    assert!(fake.world().bound.is_empty());
    assert!(!fake.world().clicks_watched);
}

#[test]
fn a_taken_chord_is_told() {
    let fake = Fake::new("before");
    let chord = Config::default_chord(Command::Check);
    fake.world().taken.push(chord);
    fake.at(500, Signal::Bound(vec![(chord, None)]));
    let events = fake.run(Config::default());
    let problems: Vec<Option<ChordProblem>> = events
        .iter()
        .filter_map(|(_, event)| match event {
            Event::ChordsChanged(states) => Some(states[0].problem.clone()),
            _ => None,
        })
        .collect();
    assert_eq!(problems[0], Some(ChordProblem::Taken { chord }));
    assert_eq!(problems[1], None);
}

#[test]
fn the_game_that_comes_back_is_armed_again() {
    let fake = Fake::new("before");
    fake.at(10, Signal::Focus(Seen::Other));
    fake.at(20, Signal::Focus(game()));
    fake.answers(5, "ring");
    fake.press_at(100, "Ctrl+D");
    let events = fake.run(Config::default());
    assert_eq!(outcomes(&events)[1], outcome(107, 1, "ring"));
    assert_eq!(CaptureId(1).to_string(), "capture 1");
    assert!(MissReason::NothingCopied.to_string().contains("mouse"));
}

fn hover_area(capture: u64) -> HoverArea {
    let rect = |x, width, height| Rect {
        x,
        y: 100,
        width,
        height,
    };
    HoverArea {
        capture: CaptureId(capture),
        item: rect(100, 50, 50),
        panel: rect(200, 300, 400),
    }
}

fn left(events: &[(Duration, Event)]) -> Vec<(u128, u64)> {
    let told = |(at, event): &(Duration, Event)| match event {
        Event::MouseLeft { capture } => Some((at.as_millis(), capture.0)),
        _ => None,
    };
    events.iter().filter_map(told).collect()
}

#[test]
fn a_mouse_that_left_the_item_is_told_once_and_watched_no_longer() {
    let fake = Fake::new("");
    fake.mouse_at(0, 110, 110);
    fake.at(
        10,
        Signal::Request(Request::WatchMouse(Some(hover_area(1)))),
    );
    // Into the panel, out of it, and back in time; then away.
    fake.mouse_at(100, 250, 120);
    fake.mouse_at(2000, 800, 120);
    fake.mouse_at(2100, 250, 130);
    fake.mouse_at(5000, 20, 20);
    fake.mouse_at(5100, 10, 10);
    fake.mouse_at(6000, 110, 110);
    let grace = crate::hover::GRACE.as_millis();
    assert_eq!(left(&fake.run(Config::default())), [(5000 + grace, 1)]);
    assert!(!fake.world().mouse_watched);
}

#[test]
fn a_mouse_that_is_watched_no_longer_has_not_left() {
    let fake = Fake::new("");
    fake.mouse_at(0, 110, 110);
    fake.at(
        10,
        Signal::Request(Request::WatchMouse(Some(hover_area(1)))),
    );
    fake.mouse_at(100, 20, 20);
    fake.at(200, Signal::Request(Request::WatchMouse(None)));
    assert_eq!(left(&fake.run(Config::default())), []);
    assert!(!fake.world().mouse_watched);
}

#[test]
fn a_click_outside_tells_whether_it_was_into_the_game() {
    let fake = Fake::new("");
    let area = Some(hover_area(1).panel);
    fake.at(10, Signal::Request(Request::Panel { area, window: None }));
    for (at, x, y) in [(20, 210, 110), (30, 20, 20), (40, 900, 20)] {
        fake.at(at, Signal::Clicked(Point { x, y }));
    }
    let clicks: Vec<bool> = fake
        .run(Config::default())
        .into_iter()
        .filter_map(|(_, event)| match event {
            Event::ClickedOutside { in_game } => Some(in_game),
            _ => None,
        })
        .collect();
    assert_eq!(clicks, [true, false]);
}
