//! A check from the chord to the item.

use std::time::Duration;

use game_desktop::{CaptureId, Command, Config, Event, MissReason};

use crate::display::{Manager, on_display};
use crate::game::{ALT as ALT_STATE, CONTROL, COPY_KEY, OnCopy, Saw};
use crate::hand::{ALT, CTRL, D};
use crate::session::{Session, patient, text};

#[test]
fn a_chord_brings_the_hovered_item() {
    on_display(Manager::Openbox, || {
        let session = Session::armed(patient());
        session.game.on_copy(OnCopy::Text("{ring}".into()));
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
        assert!(matches!(
            passed[..],
            [Event::CheckStarted { capture: started, command: Command::Check, .. }] if started == capture
        ));
        let order = [
            Some(stamps.pressed),
            stamps.keys_sent,
            stamps.changed,
            stamps.read,
        ];
        assert!(order.iter().all(Option::is_some) && order.is_sorted());
    });
}

#[test]
fn the_game_sees_a_plain_copy_while_alt_is_held() {
    on_display(Manager::Openbox, || {
        let session = Session::armed(patient());
        session.game.on_copy(OnCopy::Text("{ring}".into()));
        session.hand.press(CTRL);
        session.hand.press(ALT);
        session.hand.press(D);
        assert_eq!(session.captured(), (CaptureId(1), text("{ring}")));
        let saw = session.game.saw(|saw| *saw == Saw::Copied);
        let copy_states: Vec<u16> = saw
            .iter()
            .filter_map(|saw| match saw {
                Saw::Key {
                    key: COPY_KEY,
                    state,
                    ..
                } => Some(*state),
                _ => None,
            })
            .collect();
        assert_eq!(copy_states, [CONTROL, CONTROL]);
        assert!(!saw.iter().any(|saw| matches!(saw, Saw::Key { key: D, .. })));
        // Alt is back under the hand …
        let alt_again = |saw: &Saw| {
            matches!(
                saw,
                Saw::Key {
                    press: true,
                    key: ALT,
                    ..
                }
            )
        };
        session.game.saw(alt_again);
        assert!(session.hand.is_down(ALT) && session.hand.is_down(CTRL));
        // … and leaves with it.
        session.hand.release(D);
        session.hand.release(ALT);
        session.hand.release(CTRL);
        let last = session.game.saw(|saw| {
            matches!(
                saw,
                Saw::Key {
                    press: false,
                    key: CTRL,
                    ..
                }
            )
        });
        let Some(Saw::Key { state, .. }) = last.last() else {
            unreachable!("it is the release");
        };
        assert_eq!(state & ALT_STATE, 0);
        assert!(!session.hand.is_down(ALT) && !session.hand.is_down(CTRL));
    });
}

#[test]
fn the_game_need_not_read_the_layout_of_another_keyboard() {
    on_display(Manager::None, || {
        let session = Session::armed(patient());
        for n in 1..=5 {
            session.game.on_copy(OnCopy::Text(format!("item {n}")));
            session.hand.press(CTRL);
            session.hand.press(D);
            session.captured();
            session.hand.release(D);
            session.hand.release(CTRL);
            let let_go = |saw: &Saw| {
                matches!(
                    saw,
                    Saw::Key {
                        press: false,
                        key: CTRL,
                        ..
                    }
                )
            };
            let saw = session.game.saw(let_go);
            // The first key of all is another keyboard's than the one before.
            assert!(n == 1 || !saw.contains(&Saw::Layout), "{n}: {saw:?}");
        }
    });
}

#[test]
fn a_chord_that_was_let_go_at_once_copies_too() {
    on_display(Manager::None, || {
        let session = Session::armed(patient());
        for n in 1..=5 {
            let item = format!("item {n}");
            session.game.on_copy(OnCopy::Text(item.clone()));
            session.hand.chord(&[CTRL, D]);
            assert_eq!(session.captured(), (CaptureId(n), text(&item)));
            session.game.saw(|saw| *saw == Saw::Copied);
        }
    });
}

#[test]
fn the_same_text_twice_is_two_items() {
    on_display(Manager::None, || {
        let session = Session::armed(Config {
            restore_clipboard: false,
            ..patient()
        });
        session.game.on_copy(OnCopy::Text("{ring}".into()));
        for n in 1..=2 {
            session.hand.chord(&[CTRL, D]);
            assert_eq!(session.captured(), (CaptureId(n), text("{ring}")));
        }
    });
}

#[test]
fn nothing_hovered_is_a_miss() {
    on_display(Manager::None, || {
        let session = Session::armed(Config {
            copy_limit: Duration::from_millis(50),
            ..Config::default()
        });
        // An older item lies on the clipboard.
        session.game.copy("{old ring}");
        session.hand.chord(&[CTRL, D]);
        let (passed, ()) = session.collect("a miss", |event| match event {
            Event::Missed { capture, reason } => {
                assert_eq!(
                    (*capture, *reason),
                    (CaptureId(1), MissReason::NothingCopied)
                );
                Some(())
            }
            _ => None,
        });
        assert!(matches!(passed[..], [Event::CheckStarted { .. }]));
        session.game.saw(|saw| *saw == Saw::Asked);
    });
}

#[test]
fn a_late_copy_of_an_older_check_is_never_told() {
    on_display(Manager::None, || {
        let session = Session::armed(Config {
            copy_limit: Duration::from_secs(60),
            ..Config::default()
        });
        session.hand.chord(&[CTRL, D]);
        session.game.saw(|saw| *saw == Saw::Asked);
        session.hand.chord(&[CTRL, D]);
        session.game.saw(|saw| *saw == Saw::Asked);
        session.game.copy("{older}");
        // It is asked once more, to be sure.
        session.game.saw(|saw| *saw == Saw::Asked);
        session.game.copy("{newer}");
        assert_eq!(session.captured(), (CaptureId(2), text("{newer}")));
    });
}

#[test]
fn an_owner_that_hangs_is_a_miss_and_the_next_check_works() {
    on_display(Manager::None, || {
        let session = Session::armed(patient());
        session.game.on_copy(OnCopy::Hang);
        session.hand.chord(&[CTRL, D]);
        session.until("a miss", |event| match event {
            Event::Missed { reason, .. } => {
                assert_eq!(*reason, MissReason::ClipboardUnresponsive);
                Some(())
            }
            _ => None,
        });
        // The clipboard that is to be saved now hangs as well.
        session.game.on_copy(OnCopy::Text("{ring}".into()));
        session.hand.chord(&[CTRL, D]);
        assert_eq!(session.captured(), (CaptureId(2), text("{ring}")));
    });
}

#[test]
fn a_chord_pressed_twice_in_haste_is_two_checks_and_the_second_one_finds_the_item() {
    on_display(Manager::None, || {
        let session = Session::armed(patient());
        for n in 1..=50 {
            session.game.on_copy(OnCopy::Text(format!("item {n}")));
            session.hand.chord(&[CTRL, D]);
            session.hand.chord(&[CTRL, D]);
            let second = session.until("the second one's item", |event| match event {
                Event::Captured {
                    capture, content, ..
                } => (capture.0 == 2 * n).then(|| content.clone()),
                _ => None,
            });
            assert_eq!(second, text(&format!("item {n}")));
        }
    });
}

#[test]
fn a_ctrl_that_is_pressed_again_while_ours_goes_stays_down() {
    on_display(Manager::None, || {
        let session = Session::armed(patient());
        for n in 1..=200 {
            session.game.on_copy(OnCopy::Text(format!("item {n}")));
            session.hand.chord(&[CTRL, D]);
            session.game.saw(|saw| *saw == Saw::Copied);
            session.hand.press(CTRL);
            assert_eq!(session.captured().0, CaptureId(n));
            session.hand.wait_down(CTRL, true);
            session.hand.release(CTRL);
            session.hand.wait_down(CTRL, false);
        }
    });
}
