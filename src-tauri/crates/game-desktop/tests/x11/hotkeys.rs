//! Chords: bound while the game has the keyboard, given back, taken by another program.

use std::time::Duration;

use game_desktop::{
    Chord, ChordProblem, ClipboardState, Command, Config, DesktopError, Event, Finding,
    chord_problem, doctor, open,
};
use x11rb::connection::Connection;
use x11rb::protocol::xproto::{ConnectionExt as _, GrabMode, ModMask, Window};
use x11rb::rust_connection::RustConnection;

use crate::display::{Manager, on_display, openbox, without_display};
use crate::game::{Game, OnCopy};
use crate::hand::{CTRL, D, O};
use crate::session::{Session, patient, text};

/// Another program that wants Ctrl+D.
struct Rival {
    conn: RustConnection,
    root: Window,
}

impl Rival {
    fn new() -> Self {
        let (conn, screen) = x11rb::connect(None).expect("the display");
        let root = conn.setup().roots[screen].root;
        Self { conn, root }
    }

    fn takes(&self) -> bool {
        let how = GrabMode::ASYNC;
        let grab = self
            .conn
            .grab_key(false, self.root, ModMask::CONTROL, D, how, how);
        grab.expect("request").check().is_ok()
    }

    fn gives_back(&self) {
        let ungrab = self.conn.ungrab_key(D, self.root, ModMask::CONTROL);
        ungrab.expect("request").check().expect("it was held");
    }
}

#[test]
fn chords_belong_to_the_game_alone() {
    on_display(Manager::None, || {
        let session = Session::armed(patient());
        let rival = Rival::new();
        assert!(!rival.takes());
        let other = Game::open("another window");
        other.focus();
        session.until("the chords are given back", |event| match event {
            Event::ChordsChanged(states) => states.iter().all(|s| !s.bound).then_some(()),
            _ => None,
        });
        assert!(rival.takes());
    });
}

#[test]
fn a_taken_chord_is_told_and_works_once_it_is_free() {
    on_display(Manager::None, || {
        let rival = Rival::new();
        assert!(rival.takes());
        let session = Session::open(patient());
        session.game.focus();
        let problem = session.until("the problem", |event| match event {
            Event::ChordsChanged(states) => {
                assert!(states[1..].iter().all(|s| s.bound && s.problem.is_none()));
                Some(states[0].problem.clone())
            }
            _ => None,
        });
        let chord = Config::default_chord(Command::Check);
        assert_eq!(problem, Some(ChordProblem::Taken { chord }));
        // Its press is the other program's.
        session.hand.chord(&[CTRL, D]);
        rival.gives_back();
        let (passed, ()) = session.collect("all chords are bound", |event| match event {
            Event::ChordsChanged(states) => states.iter().all(|s| s.bound).then_some(()),
            _ => None,
        });
        assert!(passed.is_empty(), "{passed:?}");
        session.game.on_copy(OnCopy::Text("{ring}".into()));
        session.hand.chord(&[CTRL, D]);
        assert_eq!(session.captured().1, text("{ring}"));
    });
}

#[test]
fn every_press_is_one_command() {
    on_display(Manager::None, || {
        let session = Session::armed(Config {
            copy_limit: Duration::from_millis(1),
            ..Config::default()
        });
        for _ in 0..20 {
            session.hand.chord(&[CTRL, O]);
        }
        let pressed = |event: &Event| match event {
            Event::CommandPressed(Command::Settings) => Some(()),
            _ => None,
        };
        for _ in 0..20 {
            session.until("the settings", pressed);
        }
        // A check takes longer than the hotkey library's poll, so a second report would come before its end.
        for _ in 0..2 {
            session.hand.chord(&[CTRL, D]);
            let (passed, ()) = session.collect("a miss", |event| match event {
                Event::Missed { .. } => Some(()),
                _ => None,
            });
            assert!(
                matches!(passed[..], [Event::CheckStarted { .. }]),
                "{passed:?}"
            );
        }
    });
}

#[test]
fn a_game_that_is_closed_and_opened_again_has_its_chords() {
    on_display(Manager::Openbox, || {
        let mut session = Session::armed(patient());
        for n in 1..=3 {
            session.game.on_copy(OnCopy::Text(format!("item {n}")));
            session.hand.chord(&[CTRL, D]);
            assert_eq!(session.captured().1, text(&format!("item {n}")));
            // Closed first: for a moment there is no game at all.
            session.game.close();
            session.until("the chords are given back", |event| match event {
                Event::ChordsChanged(states) => states.iter().all(|s| !s.bound).then_some(()),
                _ => None,
            });
            session.game = Game::open("Diablo II");
            session.game.focus();
            session.wait_armed();
        }
    });
}

#[test]
fn chords_outlive_the_window_manager() {
    on_display(Manager::None, || {
        let session = Session::armed(patient());
        for n in 1..=2 {
            let manager = openbox();
            session.game.focus();
            session.game.on_copy(OnCopy::Text(format!("with {n}")));
            session.hand.chord(&[CTRL, D]);
            assert_eq!(session.captured().1, text(&format!("with {n}")));
            drop(manager);
            session.game.focus();
            session.game.on_copy(OnCopy::Text(format!("without {n}")));
            session.hand.chord(&[CTRL, D]);
            assert_eq!(session.captured().1, text(&format!("without {n}")));
        }
    });
}

#[test]
fn other_chords_are_taken_over_at_once() {
    on_display(Manager::None, || {
        let session = Session::armed(patient());
        session.desktop.reconfigure(Config {
            chords: vec![(Command::Settings, "Ctrl+D".parse().expect("a chord"))],
            ..Config::default()
        });
        session.wait_armed();
        session.hand.chord(&[CTRL, D]);
        let (passed, ()) = session.collect("the settings", |event| match event {
            Event::CommandPressed(Command::Settings) => Some(()),
            _ => None,
        });
        assert!(passed.is_empty(), "{passed:?}");
    });
}

/// What the doctor finds where this process holds no chord itself.
fn findings(config: &Config) -> Vec<Finding> {
    let mut findings = Vec::new();
    doctor(config, &[], &mut |finding| findings.push(finding));
    findings
}

#[test]
fn doctor_finds_all_well_and_what_is_not() {
    on_display(Manager::None, || {
        let config = Config::default();
        let chords: Vec<Chord> = config.chords.iter().map(|(_, chord)| *chord).collect();
        let hotkeys = |problems| Finding::Hotkeys {
            chords: chords.clone(),
            held: false,
            problems,
            wayland: std::env::var_os("WAYLAND_DISPLAY").is_some(),
            watch_copies: false,
        };
        let title = config.game_title.clone();
        let game = Game::open(&title);
        game.copy("text");
        let [display, compositor, keys, window, clipboard] =
            findings(&config).try_into().expect("five findings");
        assert_eq!(display, Finding::Display(Ok(())));
        // This display has none.
        assert_eq!(compositor, Finding::Compositor(Ok(false)));
        assert_eq!(keys, hotkeys(Vec::new()));
        assert!(
            matches!(window, Finding::Game { size: Some(_), .. }),
            "{window:?}"
        );
        assert_eq!(clipboard, Finding::Clipboard(ClipboardState::Text));

        let rival = Rival::new();
        assert!(rival.takes());
        drop(game);
        let ill = findings(&config);
        let chord = Config::default_chord(Command::Check);
        assert_eq!(ill[2], hotkeys(vec![ChordProblem::Taken { chord }]));
        assert_eq!(
            ill[3],
            Finding::Game {
                title,
                size: None,
                hindrance: None,
            }
        );
        // The clipboard's owner is gone with the game, and an empty one is readable.
        assert_eq!(ill[4], Finding::Clipboard(ClipboardState::NoText));
    });
}

#[test]
fn a_chord_is_asked_for_before_it_is_chosen() {
    on_display(Manager::None, || {
        let chord = Config::default_chord(Command::Check);
        assert_eq!(chord_problem(chord), None);
        // Asking holds it for a moment only.
        let rival = Rival::new();
        assert!(rival.takes());
        let taken = chord_problem(chord);
        assert_eq!(taken, Some(ChordProblem::Taken { chord }));
        // One that is ours is not asked for.
        doctor(&Config::default(), &[chord], &mut |finding| {
            if let Finding::Hotkeys { problems, .. } = finding {
                assert_eq!(problems, []);
            }
        });
    });
}

#[test]
fn without_a_display_there_are_words_and_no_panic() {
    without_display(|| {
        let opened = open(Config::default(), Box::new(|_| {}));
        let error = opened.err().expect("there is no display");
        assert!(matches!(error, DesktopError::NoDisplay { .. }), "{error}");
        let findings = findings(&Config::default());
        assert!(
            matches!(
                &findings[..],
                [Finding::Display(Err(DesktopError::NoDisplay { .. }))]
            ),
            "{findings:?}"
        );
    });
}
