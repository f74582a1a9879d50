//! Chords that other programs hold, and keys that are nobody's business.
#![allow(unsafe_code)]

use std::sync::mpsc::{self, Sender};
use std::thread::JoinHandle;

use game_desktop::{ChordProblem, Config, Event, chord_problem};
use windows::Win32::UI::Input::KeyboardAndMouse::{MOD_CONTROL, RegisterHotKey, UnregisterHotKey};

use crate::hand::{CTRL, D};
use crate::session::{Session, alone, patient};

const ID: i32 = 1;

#[test]
fn a_chord_of_another_program_is_told_of_and_taken_when_it_is_free() {
    let alone = alone();
    let other = OtherProgram::start();
    let session = Session::open_alone(Config::default(), alone);
    let chord = "Ctrl+D".parse().unwrap();
    assert_eq!(chord_problem(chord), Some(ChordProblem::Taken { chord }));
    session.game.focus();
    session.until("it is taken", |event| match event {
        Event::ChordsChanged(states) => states
            .iter()
            .any(|state| state.problem == Some(ChordProblem::Taken { chord }))
            .then_some(()),
        _ => None,
    });
    drop(other);
    session.wait_armed();
}

/// Holds Ctrl+D as long as this value lives.
struct OtherProgram {
    end: Option<Sender<()>>,
    thread: Option<JoinHandle<()>>,
}

impl OtherProgram {
    fn start() -> Self {
        let (end, ended) = mpsc::channel();
        let (ready, held) = mpsc::channel();
        let thread = std::thread::spawn(move || {
            // SAFETY: the chord belongs to this thread, without a window.
            unsafe { RegisterHotKey(None, ID, MOD_CONTROL, D.into()) }.unwrap();
            ready.send(()).unwrap();
            // The other end is closed when it is to end; so is the chord, with the thread.
            let _: Result<(), _> = ended.recv();
            // SAFETY: registered above, on this thread.
            unsafe { UnregisterHotKey(None, ID) }.unwrap();
        });
        held.recv().unwrap();
        Self {
            end: Some(end),
            thread: Some(thread),
        }
    }
}

impl Drop for OtherProgram {
    fn drop(&mut self) {
        self.end = None;
        let ended = self.thread.take().map(JoinHandle::join);
        assert!(std::thread::panicking() || matches!(ended, Some(Ok(()))));
    }
}

#[test]
fn the_chords_are_the_games_alone() {
    let session = Session::armed(patient());
    let chord = "Ctrl+D".parse().unwrap();
    assert!(chord_problem(chord).is_some(), "it is held for the game");
    drop(session);
    let _alone = alone();
    assert_eq!(chord_problem(chord), None, "it is given back at the end");
}

#[test]
fn the_desktop_ends_with_the_keys_as_the_hand_has_them() {
    let mut session = Session::armed(patient());
    session.game.hover(Some(b"{ring}"));
    session.hand.press(CTRL);
    session.hand.press(D);
    session.captured();
    let Session { desktop, hand, .. } = session;
    desktop.shutdown();
    assert!(hand.is_down(CTRL));
}
