//! Talks to the hotkey library on a thread of its own: its X11 side answers a request at its next poll, up to 50 ms
//! later, and the display's thread must not wait for that.

use std::sync::mpsc::{self, Receiver, RecvTimeoutError, Sender};
use std::thread::JoinHandle;
use std::time::Duration;

use crate::backend::{Inbox, Signal};
use crate::event::ChordProblem;
use crate::hotkeys::Registrar;
use crate::{Chord, DesktopError};

/// How often a chord that another program holds is asked for again. X11 does not tell when a grab ends.
const RETRY: Duration = Duration::from_millis(250);

enum Want {
    Hold(Vec<Chord>),
    /// The same, with a new look at which key each chord is on.
    Anew(Vec<Chord>),
}

pub struct HotkeyThread {
    wants: Option<Sender<Want>>,
    thread: Option<JoinHandle<()>>,
}

impl HotkeyThread {
    pub fn start(inbox: Inbox) -> Result<Self, DesktopError> {
        let (wants, inbound) = mpsc::channel();
        let thread = std::thread::Builder::new()
            .name("hotkeys".to_owned())
            .spawn(move || run(&inbound, &inbox))
            .map_err(|error| DesktopError::System {
                what: "start a thread",
                reason: error.to_string(),
            })?;
        Ok(Self {
            wants: Some(wants),
            thread: Some(thread),
        })
    }

    pub fn bind(&self, chords: &[Chord]) {
        self.want(Want::Hold(chords.to_vec()));
    }

    pub fn rebind(&self, chords: &[Chord]) {
        self.want(Want::Anew(chords.to_vec()));
    }

    fn want(&self, want: Want) {
        if let Some(wants) = &self.wants
            && wants.send(want).is_err()
        {
            tracing::error!("the hotkey thread has ended");
        }
    }
}

impl Drop for HotkeyThread {
    fn drop(&mut self) {
        self.wants = None;
        if self
            .thread
            .take()
            .is_some_and(|thread| thread.join().is_err())
        {
            tracing::error!("the hotkey thread panicked");
        }
    }
}

fn run(wants: &Receiver<Want>, inbox: &Inbox) {
    let mut registrar = Registrar::default();
    let mut wanted: Vec<Chord> = Vec::new();
    let mut taken = false;
    loop {
        let want = if taken {
            wants.recv_timeout(RETRY)
        } else {
            wants.recv().map_err(|_| RecvTimeoutError::Disconnected)
        };
        match want {
            Ok(first) => {
                // Only the last wish counts.
                for want in std::iter::once(first).chain(wants.try_iter()) {
                    wanted = match want {
                        Want::Hold(chords) => chords,
                        Want::Anew(chords) => {
                            registrar.release();
                            inbox.post(Signal::Bound(Vec::new()));
                            chords
                        }
                    };
                }
            }
            Err(RecvTimeoutError::Timeout) => {}
            Err(RecvTimeoutError::Disconnected) => return,
        }
        let outcomes = registrar.hold(&wanted);
        let is_taken = |problem: &ChordProblem| matches!(problem, ChordProblem::Taken { .. });
        taken = outcomes
            .iter()
            .any(|(_, problem)| problem.as_ref().is_some_and(is_taken));
        inbox.post(Signal::Bound(outcomes));
    }
}
