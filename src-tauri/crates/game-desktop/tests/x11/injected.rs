//! Keys that programs press are not the player's: neither ours nor others'.

use game_desktop::{Command, Config, Event};
use x11rb::connection::Connection;
use x11rb::protocol::xproto::{
    ConnectionExt as _, EventMask, KEY_PRESS_EVENT, KeyButMask, KeyPressEvent,
};

use crate::display::{Manager, on_display, start};
use crate::game::{OnCopy, Saw};
use crate::hand::{ALT, C, CTRL, D, Hand, O, SHIFT};
use crate::session::{Session, patient, text};

/// What came up to the settings, which the hand asks for as a mark behind all that was before.
fn up_to_a_mark(session: &Session) -> Vec<Event> {
    session.hand.chord(&[CTRL, O]);
    let settings =
        |event: &Event| matches!(event, Event::CommandPressed(Command::Settings)).then_some(());
    session.collect("the settings", settings).0
}

fn check_works(session: &Session, item: &str) {
    session.game.on_copy(OnCopy::Text(item.to_owned()));
    session.hand.chord(&[CTRL, D]);
    assert_eq!(session.captured().1, text(item));
}

#[test]
fn keys_of_xdotool_are_the_players() {
    on_display(Manager::Openbox, || {
        // As those of a remote or an on-screen keyboard, and of a gamepad's mapping: a whole chord from one of these.
        let session = Session::armed(patient());
        session.game.on_copy(OnCopy::Text("{ring}".into()));
        let mut xdotool = start(
            std::process::Command::new("xdotool").args(["key", "ctrl+d"]),
            "xdotool",
        );
        assert_eq!(session.captured().1, text("{ring}"));
        assert!(xdotool.wait().expect("xdotool ends").success());
    });
}

#[test]
fn a_letter_that_a_program_writes_while_the_player_holds_ctrl_is_no_chord() {
    on_display(Manager::None, || {
        let session = Session::armed(patient());
        let program = Hand::of_a_program();
        session.hand.press(CTRL);
        program.chord(&[D]);
        session.hand.release(CTRL);
        // And a modifier that a program holds makes none of the player's letter.
        program.press(CTRL);
        session.hand.chord(&[D]);
        program.release(CTRL);
        let passed = up_to_a_mark(&session);
        assert!(passed.is_empty(), "{passed:?}");
        check_works(&session, "{ring}");
    });
}

#[test]
fn a_key_event_that_a_program_made_up_is_no_key() {
    on_display(Manager::None, || {
        let session = Session::armed(patient());
        let (conn, screen) = x11rb::connect(None).expect("the display");
        let root = conn.setup().roots[screen].root;
        for to in [root, session.game.window()] {
            let event = KeyPressEvent {
                response_type: KEY_PRESS_EVENT,
                detail: D,
                sequence: 0,
                time: x11rb::CURRENT_TIME,
                root,
                event: to,
                child: x11rb::NONE,
                root_x: 0,
                root_y: 0,
                event_x: 0,
                event_y: 0,
                state: KeyButMask::CONTROL,
                same_screen: true,
            };
            conn.send_event(true, to, EventMask::KEY_PRESS, event)
                .expect("request")
                .check()
                .expect("sent");
        }
        let passed = up_to_a_mark(&session);
        assert!(passed.is_empty(), "{passed:?}");
    });
}

#[test]
fn our_own_copy_presses_no_chord() {
    on_display(Manager::None, || {
        let chord = |text: &str| text.parse().expect("a chord");
        // Each is made of keys that the copy presses or lets go of.
        let session = Session::armed(Config {
            chords: vec![
                (Command::Check, chord("Ctrl+Shift+C")),
                (Command::Currency, chord("Ctrl+Alt+C")),
                (Command::Settings, chord("Ctrl+O")),
            ],
            ..patient()
        });
        session.game.on_copy(OnCopy::Text("{ring}".into()));
        session.hand.press(CTRL);
        session.hand.press(SHIFT);
        session.hand.press(C);
        let (passed, ()) = session.collect("an item", |event| match event {
            Event::Captured { content, .. } => {
                assert_eq!(*content, text("{ring}"));
                Some(())
            }
            _ => None,
        });
        assert!(
            matches!(passed[..], [Event::CheckStarted { .. }]),
            "{passed:?}"
        );
        session.game.saw(|saw| *saw == Saw::Copied);
        for key in [C, SHIFT, CTRL] {
            session.hand.release(key);
        }
        let passed = up_to_a_mark(&session);
        assert!(passed.is_empty(), "{passed:?}");
        for key in [C, SHIFT, CTRL] {
            assert!(!session.hand.is_down(key), "{key}");
        }
    });
}

#[test]
fn after_a_check_the_modifiers_are_as_the_hand_has_them() {
    on_display(Manager::None, || {
        let session = Session::armed(patient());
        session.game.on_copy(OnCopy::Text("{ring}".into()));
        // Each is let go of before or after the copy, in turn.
        for let_go in [&[][..], &[ALT], &[CTRL], &[ALT, CTRL]] {
            for key in [CTRL, ALT, D] {
                session.hand.press(key);
            }
            for key in let_go {
                session.hand.release(*key);
            }
            assert_eq!(session.captured().1, text("{ring}"));
            session.hand.release(D);
            for key in [ALT, CTRL] {
                let held = !let_go.contains(&key);
                while session.hand.is_down(key) != held {
                    std::thread::yield_now();
                }
                if held {
                    session.hand.release(key);
                }
            }
            for key in [ALT, CTRL] {
                while session.hand.is_down(key) {
                    std::thread::yield_now();
                }
            }
        }
    });
}

#[test]
fn a_program_that_lifts_the_players_modifiers_and_puts_them_back_harms_no_chord() {
    on_display(Manager::None, || {
        let session = Session::armed(patient());
        let program = Hand::of_a_program();
        session.game.on_copy(OnCopy::Text("{ring}".into()));
        session.hand.press(CTRL);
        program.release(CTRL);
        program.press(SHIFT);
        program.release(SHIFT);
        program.press(CTRL);
        session.hand.press(D);
        assert_eq!(session.captured().1, text("{ring}"));
        session.hand.release(D);
        session.hand.release(CTRL);
        program.release(CTRL);
        check_works(&session, "{amulet}");
    });
}

#[test]
fn a_key_that_repeats_under_the_finger_is_one_press() {
    on_display(Manager::None, || {
        let session = Session::armed(patient());
        session.game.on_copy(OnCopy::Text("{ring}".into()));
        session.hand.press(CTRL);
        session.hand.press(D);
        assert_eq!(session.captured().1, text("{ring}"));
        for _ in 0..20 {
            session.hand.press(D);
        }
        session.hand.release(D);
        session.hand.release(CTRL);
        let passed = up_to_a_mark(&session);
        assert!(passed.is_empty(), "{passed:?}");
    });
}

#[test]
fn keys_that_were_let_go_of_in_the_computers_sleep_are_not_held() {
    on_display(Manager::None, || {
        let session = Session::armed(patient());
        session.hand.press(CTRL);
        session.hand.unplug_and_plug_in();
        assert!(!session.hand.is_down(CTRL));
        session.hand.chord(&[D]);
        let passed = up_to_a_mark(&session);
        assert!(passed.is_empty(), "{passed:?}");
        check_works(&session, "{ring}");
    });
}
