//! Chords bound by the `global-hotkey` library. What a chord is for is not known here.
//!
//! The system's hotkeys fire for keys that a program presses as well as for the player's: to tell them apart takes a
//! hook in the way of every key, which is not worth it. Our own copy fires none, since Ctrl+C can be no chord.

use std::sync::{Mutex, PoisonError};

use global_hotkey::hotkey::{Code, HotKey, Modifiers};
use global_hotkey::{Error, GlobalHotKeyEvent, GlobalHotKeyManager, HotKeyState};

use super::layout::Layout;
use crate::Chord;
use crate::backend::{Inbox, Signal};
use crate::event::{ChordProblem, Outcome};

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

/// The chords that this process holds.
#[derive(Default)]
pub struct Registrar {
    /// Only while something is wanted.
    manager: Option<GlobalHotKeyManager>,
    held: Vec<(Chord, HotKey)>,
}

impl Registrar {
    /// Holds exactly the wanted chords where this layout has them, as far as the system lets it, and says how each went.
    pub fn hold(&mut self, layout: Layout, wanted: &[Chord]) -> Vec<Outcome> {
        let wanted: Vec<(Chord, Option<HotKey>)> = wanted
            .iter()
            .map(|chord| (*chord, hotkey(*chord, layout)))
            .collect();
        let is_wanted =
            |(chord, hotkey): &(Chord, HotKey)| wanted.contains(&(*chord, Some(*hotkey)));
        let gone: Vec<(Chord, HotKey)> =
            self.held.extract_if(.., |held| !is_wanted(held)).collect();
        self.give_back(&gone);
        if wanted.is_empty() {
            self.manager = None;
            return Vec::new();
        }
        let outcome = |(chord, hotkey): (Chord, Option<HotKey>)| {
            let problem = match hotkey {
                Some(hotkey) => self.take(chord, hotkey),
                None => Some(ChordProblem::NotOnKeyboard { chord }),
            };
            (chord, problem)
        };
        wanted.into_iter().map(outcome).collect()
    }

    /// The held chord with this number of the library.
    pub fn chord(&self, id: u32) -> Option<Chord> {
        let held = self.held.iter().find(|(_, hotkey)| hotkey.id() == id);
        held.map(|(chord, _)| *chord)
    }

    fn take(&mut self, chord: Chord, hotkey: HotKey) -> Option<ChordProblem> {
        if self.held.contains(&(chord, hotkey)) {
            return None;
        }
        let refused = |reason: String| Some(ChordProblem::Refused { chord, reason });
        let manager = match self
            .manager
            .take()
            .map_or_else(GlobalHotKeyManager::new, Ok)
        {
            Ok(manager) => self.manager.insert(manager),
            Err(error) => return refused(error.to_string()),
        };
        match manager.register(hotkey) {
            Ok(()) => {
                self.held.push((chord, hotkey));
                None
            }
            Err(Error::AlreadyRegistered(_)) => Some(ChordProblem::Taken { chord }),
            Err(error) => refused(error.to_string()),
        }
    }

    fn give_back(&self, gone: &[(Chord, HotKey)]) {
        let Some(manager) = &self.manager else {
            return;
        };
        for (_, hotkey) in gone {
            if let Err(error) = manager.unregister(*hotkey) {
                tracing::warn!(%error, "a hotkey was not given back");
            }
        }
    }
}

impl Drop for Registrar {
    fn drop(&mut self) {
        self.give_back(&self.held);
    }
}

/// The chord as the library names it. The library goes by what a key writes and calls that by its place on a US keyboard.
fn hotkey(chord: Chord, layout: Layout) -> Option<HotKey> {
    let key = chord.key();
    let code = if key.has_letter() {
        layout.us_code(key)?
    } else {
        key.code()
    };
    let code: Code = code.parse().ok()?;
    let held = chord.modifiers();
    let mut modifiers = Modifiers::empty();
    modifiers.set(Modifiers::CONTROL, held.ctrl);
    modifiers.set(Modifiers::ALT, held.alt);
    modifiers.set(Modifiers::SHIFT, held.shift);
    modifiers.set(Modifiers::META, held.win);
    Some(HotKey::new(Some(modifiers), code))
}
