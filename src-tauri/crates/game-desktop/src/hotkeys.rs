//! Chords bound by the `global-hotkey` library. What a chord is for is not known here.

use std::sync::{Mutex, PoisonError};

use global_hotkey::{Error, GlobalHotKeyEvent, GlobalHotKeyManager, HotKeyState};

use crate::Chord;
use crate::backend::{Inbox, Signal};
use crate::event::ChordProblem;

/// The library takes one handler for the whole process and never lets it go, so the handler looks here for whoever
/// listens now: the desktop that was opened last.
static LISTENER: Mutex<Option<Inbox>> = Mutex::new(None);

/// Presses go to `inbox` from now on.
pub fn listen(inbox: Inbox) {
    *LISTENER.lock().unwrap_or_else(PoisonError::into_inner) = Some(inbox);
    GlobalHotKeyEvent::set_event_handler(Some(|event: GlobalHotKeyEvent| {
        if event.state == HotKeyState::Pressed {
            let listener = LISTENER.lock().unwrap_or_else(PoisonError::into_inner);
            if let Some(inbox) = &*listener {
                inbox.post(Signal::Library { id: event.id });
            }
        }
    }));
}

/// How binding a chord went.
pub type Outcome = (Chord, Option<ChordProblem>);

/// The chords that this process holds.
#[derive(Default)]
pub struct Registrar {
    /// Only while something is wanted: on X11 the library polls as long as its manager lives, and a new manager binds
    /// at once while an old one answers at its next poll.
    manager: Option<GlobalHotKeyManager>,
    held: Vec<Chord>,
}

impl Registrar {
    /// Holds exactly the wanted chords, as far as the system lets it, and says how each went.
    pub fn hold(&mut self, wanted: &[Chord]) -> Vec<Outcome> {
        let gone: Vec<Chord> = self.held.extract_if(.., |c| !wanted.contains(c)).collect();
        self.give_back(&gone);
        if wanted.is_empty() {
            self.manager = None;
            return Vec::new();
        }
        if let Err(reason) = self.open() {
            let refused = |&chord| {
                let reason = reason.clone();
                (chord, Some(ChordProblem::Refused { chord, reason }))
            };
            return wanted.iter().map(refused).collect();
        }
        self.take_all(wanted);
        wanted
            .iter()
            .map(|&chord| (chord, self.take(chord)))
            .collect()
    }

    /// Tries all new chords in one go: on X11 the library does one thing every 50 ms. It does not say which one of
    /// several failed, so after a failure they are tried one by one.
    fn take_all(&mut self, wanted: &[Chord]) {
        let new: Vec<Chord> = wanted
            .iter()
            .copied()
            .filter(|c| !self.held.contains(c))
            .collect();
        let Some(manager) = self.manager.as_ref().filter(|_| new.len() > 1) else {
            return;
        };
        let hotkeys: Vec<_> = new.iter().map(Chord::hotkey).collect();
        if manager.register_all(&hotkeys).is_ok() {
            self.held.extend(new);
        } else {
            self.give_back(&new);
        }
    }

    /// Lets everything go; the chords are free when this returns.
    pub fn release(&mut self) {
        self.hold(&[]);
    }

    fn open(&mut self) -> Result<(), String> {
        if self.manager.is_none() {
            let manager = GlobalHotKeyManager::new().map_err(|error| error.to_string())?;
            self.manager = Some(manager);
        }
        Ok(())
    }

    fn take(&mut self, chord: Chord) -> Option<ChordProblem> {
        if self.held.contains(&chord) {
            return None;
        }
        let manager = self.manager.as_ref()?;
        match manager.register(chord.hotkey()) {
            Ok(()) => {
                self.held.push(chord);
                None
            }
            Err(Error::AlreadyRegistered(_)) => Some(ChordProblem::Taken { chord }),
            Err(Error::FailedToRegister(reason))
                if reason.starts_with("Unable to find keycode") =>
            {
                Some(ChordProblem::NotOnKeyboard { chord })
            }
            Err(error) => Some(ChordProblem::Refused {
                chord,
                reason: error.to_string(),
            }),
        }
    }

    fn give_back(&self, gone: &[Chord]) {
        let Some(manager) = self.manager.as_ref().filter(|_| !gone.is_empty()) else {
            return;
        };
        let hotkeys: Vec<_> = gone.iter().map(Chord::hotkey).collect();
        if let Err(error) = manager.unregister_all(&hotkeys) {
            tracing::warn!(%error, "hotkeys were not given back");
        }
        // On X11 the library leaves its last request in a buffer, and the chord stays ours until it asks something
        // again. To give one back a second time changes nothing, but begins with a question, which sends all before
        // it. Where the library is sure that it holds nothing more, it says so; that is no fault here.
        if let Some(hotkey) = hotkeys.first() {
            let _ = manager.unregister(*hotkey);
        }
    }
}

impl Drop for Registrar {
    fn drop(&mut self) {
        self.release();
    }
}
