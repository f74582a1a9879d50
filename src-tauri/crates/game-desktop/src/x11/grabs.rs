//! Chords taken from every other program while they are wanted, by passive grabs.
//!
//! On a connection of its own: while a grab is active, the server keeps the raw events from the connection that it
//! belongs to; and the connection that knows of the X keyboard extension is not told when the keys are laid out anew, as
//! every other one is. What a press means, and whether it was told already, is not known here.

use std::time::{Duration, Instant};

use x11rb::connection::Connection;
use x11rb::errors::ReplyError;
use x11rb::protocol::xproto::{ConnectionExt as _, GrabMode, KeyPressEvent, ModMask, Window};
use x11rb::protocol::{ErrorKind, Event};
use x11rb::rust_connection::RustConnection;

use super::layout::Layout;
use crate::event::{ChordProblem, Outcome};
use crate::presses::KeyCode;
use crate::{Chord, DesktopError};

/// How often a chord that another program holds is asked for again. X11 does not tell when a grab ends.
const RETRY: Duration = Duration::from_millis(250);
/// The mark of events that another program sent instead of the server.
const SENT: u8 = 0x80;

pub struct Grabs {
    conn: RustConnection,
    root: Window,
    held: Vec<Grab>,
    retry_at: Option<Instant>,
    layout_changed: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Grab {
    chord: Chord,
    key: KeyCode,
    modifiers: ModMask,
    locks: [ModMask; 4],
}

impl Grabs {
    pub fn new(conn: RustConnection, root: Window) -> Self {
        Self {
            conn,
            root,
            held: Vec::new(),
            retry_at: None,
            layout_changed: false,
        }
    }

    /// Its connection, to wait for.
    pub fn connection(&self) -> &RustConnection {
        &self.conn
    }

    /// When to hold the chords again that somebody else holds now.
    pub fn retry_at(&self) -> Option<Instant> {
        self.retry_at
    }

    /// Holds exactly these chords where the layout has them, as far as others leave them, and says how each went. What
    /// is held no longer is free when this returns.
    pub fn hold(
        &mut self,
        layout: &Layout,
        wanted: &[Chord],
    ) -> Result<Vec<Outcome>, DesktopError> {
        let grab_of = |chord: Chord| {
            Some(Grab {
                chord,
                key: layout.main_key(chord)?,
                modifiers: layout.mask(chord.modifiers()),
                locks: layout.locks(),
            })
        };
        let grabs: Vec<(Chord, Option<Grab>)> = wanted
            .iter()
            .map(|chord| (*chord, grab_of(*chord)))
            .collect();
        let is_wanted = |grab: &Grab| grabs.iter().any(|(_, wanted)| *wanted == Some(*grab));
        let gone: Vec<Grab> = self.held.extract_if(.., |grab| !is_wanted(grab)).collect();
        for grab in &gone {
            self.release(grab)?;
        }
        let mut outcomes = Vec::with_capacity(grabs.len());
        for (chord, grab) in grabs {
            let problem = match grab {
                None => Some(ChordProblem::NotOnKeyboard { chord }),
                Some(grab) if self.held.contains(&grab) => None,
                Some(grab) => self.take(grab)?,
            };
            outcomes.push((chord, problem));
        }
        self.conn.get_input_focus()?.reply()?;
        let is_taken = |(_, problem): &Outcome| matches!(problem, Some(ChordProblem::Taken { .. }));
        let taken = outcomes.iter().any(is_taken);
        self.retry_at = taken.then(|| Instant::now() + RETRY);
        Ok(outcomes)
    }

    fn take(&mut self, grab: Grab) -> Result<Option<ChordProblem>, DesktopError> {
        let how = GrabMode::ASYNC;
        let ask = |locks: &ModMask| {
            let modifiers = grab.modifiers | *locks;
            self.conn
                .grab_key(false, self.root, modifiers, grab.key, how, how)
        };
        // All of them are on their way before the first answer is waited for.
        let asked: Vec<_> = grab.locks.iter().map(ask).collect::<Result<_, _>>()?;
        let mut problem = None;
        for answer in asked {
            match answer.check() {
                Ok(()) => {}
                Err(ReplyError::X11Error(error)) => {
                    problem = Some(problem_of(grab.chord, error.error_kind));
                }
                Err(error) => return Err(error.into()),
            }
        }
        if problem.is_some() {
            self.release(&grab)?;
        } else {
            self.held.push(grab);
        }
        Ok(problem)
    }

    /// To give back what is not ours changes nothing.
    fn release(&self, grab: &Grab) -> Result<(), DesktopError> {
        for locks in grab.locks {
            let ungrabbed = self
                .conn
                .ungrab_key(grab.key, self.root, grab.modifiers | locks)?;
            ungrabbed.ignore_error();
        }
        Ok(())
    }

    /// Whether the keys were laid out anew since this was asked last.
    pub fn take_layout_change(&mut self) -> bool {
        std::mem::take(&mut self.layout_changed)
    }

    /// The next press of a held chord, by the server's own word.
    pub fn next(
        &mut self,
        layout: &Layout,
    ) -> Result<Option<(Chord, KeyPressEvent)>, DesktopError> {
        while let Some(event) = self.conn.poll_for_event()? {
            let press = match event {
                Event::KeyPress(press) => press,
                Event::MappingNotify(_) => {
                    self.layout_changed = true;
                    continue;
                }
                _ => continue,
            };
            if press.response_type & SENT != 0 {
                continue;
            }
            let modifiers = layout.held_in(press.state);
            let is_pressed = |grab: &&Grab| grab.key == press.detail && grab.modifiers == modifiers;
            if let Some(grab) = self.held.iter().find(is_pressed) {
                return Ok(Some((grab.chord, press)));
            }
        }
        Ok(None)
    }
}

fn problem_of(chord: Chord, error: ErrorKind) -> ChordProblem {
    match error {
        ErrorKind::Access => ChordProblem::Taken { chord },
        other => ChordProblem::Refused {
            chord,
            reason: format!("{other:?}"),
        },
    }
}
