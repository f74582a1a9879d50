//! A check from the chord to the item.

use std::time::Duration;

use game_desktop::{CaptureId, Command, Config, Event, MissReason};

use crate::game::Saw;
use crate::hand::{ALT, C, CTRL, D, SHIFT};
use crate::session::{Session, patient, text};

#[test]
fn a_chord_brings_the_hovered_item() {
    let mut session = Session::armed(patient());
    session.game.hover(Some(b"{ring}"));
    session.hand.chord(&[CTRL, D]);
    let (passed, (capture, stamps)) = session.collect("an item", |event| match event {
        Event::Captured {
            capture,
            content,
            stamps,
        } => {
            assert_eq!(*content, text("{ring}"));
            Some((*capture, *stamps))
        }
        _ => None,
    });
    assert!(
        passed.iter().any(|event| matches!(
            event,
            Event::CheckStarted { capture: started, command: Command::Check, .. } if *started == capture
        )),
        "{passed:?}"
    );
    let order = [
        Some(stamps.pressed),
        stamps.keys_sent,
        stamps.changed,
        stamps.read,
    ];
    assert!(order.iter().all(Option::is_some) && order.is_sorted());
}

#[test]
fn letters_of_the_systems_code_page_are_read() {
    let mut session = Session::armed(patient());
    session.game.hover(Some(b"{caf\xe9}"));
    session.hand.chord(&[CTRL, D]);
    assert_eq!(session.captured(), (CaptureId(1), text("{café}")));
}

#[test]
fn the_game_sees_a_plain_copy_while_other_modifiers_are_held() {
    let mut session = Session::armed(patient());
    session.game.hover(Some(b"{ring}"));
    session.hand.press(CTRL);
    session.hand.press(ALT);
    session.hand.press(D);
    assert_eq!(session.captured(), (CaptureId(1), text("{ring}")));
    let saw = session.saw(|saw| *saw == Saw::Asked { copied: true });
    let copies: Vec<_> = saw
        .iter()
        .filter_map(|saw| match saw {
            Saw::Key {
                key,
                ctrl,
                alt,
                shift,
                ..
            } if *key == usize::from(C) => Some((*ctrl, *alt, *shift)),
            _ => None,
        })
        .collect();
    assert_eq!(copies, [(true, false, false); 2], "{saw:?}");
    assert!(session.hand.is_down(ALT) && session.hand.is_down(CTRL));
    session.hand.release(D);
    session.hand.release(ALT);
    session.hand.release(CTRL);
    assert!(!session.hand.is_down(ALT) && !session.hand.is_down(CTRL));
}

#[test]
fn a_chord_that_was_let_go_at_once_copies_too_and_leaves_no_key_down() {
    let mut session = Session::armed(patient());
    for n in 1..=5 {
        let item = format!("{{item {n}}}");
        session.game.hover(Some(item.as_bytes()));
        session.hand.chord(&[CTRL, D]);
        assert_eq!(session.captured(), (CaptureId(n), text(&item)));
        session.saw(|saw| *saw == Saw::Asked { copied: true });
    }
    for key in [CTRL, ALT, SHIFT, C, D] {
        assert!(!session.hand.is_down(key), "{key:#x} is down");
    }
}

#[test]
fn the_same_text_twice_is_two_items() {
    let mut session = Session::armed(Config {
        restore_clipboard: false,
        ..patient()
    });
    session.game.hover(Some(b"{ring}"));
    for n in 1..=2 {
        session.hand.chord(&[CTRL, D]);
        assert_eq!(session.captured(), (CaptureId(n), text("{ring}")));
    }
}

#[test]
fn nothing_hovered_is_a_miss() {
    let mut session = Session::armed(Config {
        copy_limit: Duration::from_millis(50),
        ..Config::default()
    });
    session.hand.chord(&[CTRL, D]);
    let reason = session.until("a miss", |event| match event {
        Event::Missed { reason, .. } => Some(*reason),
        _ => None,
    });
    assert_eq!(reason, MissReason::NothingCopied);
    session.saw(|saw| *saw == Saw::Asked { copied: false });
}
