//! A desktop under test with the stand-in game, the hand and the events that came.

use std::ops::Deref;
use std::sync::{Mutex, MutexGuard, PoisonError};

use game_desktop::{Config, Desktop, Event, open};

use crate::events::{Events, LIMIT};
pub use crate::events::{patient, text};
use crate::game::{Game, Saw};
use crate::hand::Hand;

/// There is one keyboard, one foreground and one clipboard.
static COMPUTER: Mutex<()> = Mutex::new(());

pub struct Session {
    pub desktop: Desktop,
    pub hand: Hand,
    pub game: Game,
    events: Events,
    _alone: MutexGuard<'static, ()>,
}

/// The computer for this test alone.
pub fn alone() -> MutexGuard<'static, ()> {
    COMPUTER.lock().unwrap_or_else(PoisonError::into_inner)
}

impl Session {
    /// Opens the game and the desktop.
    pub fn open(config: Config) -> Self {
        Self::open_alone(config, alone())
    }

    /// The same, by one who had the computer already.
    pub fn open_alone(config: Config, alone: MutexGuard<'static, ()>) -> Self {
        let game = Game::open(&config.game_title);
        let (events, sink) = Events::new();
        let desktop = open(config, sink).expect("the desktop opens");
        Self {
            desktop,
            hand: Hand::default(),
            game,
            events,
            _alone: alone,
        }
    }

    /// The same, with the keyboard at the game and the chords bound.
    pub fn armed(config: Config) -> Self {
        let session = Self::open(config);
        session.game.focus();
        session.wait_armed();
        session
    }

    /// Waits until all that was asked for and has happened so far is taken in: requests are served in their order.
    pub fn settle(&self) {
        self.desktop.read_clipboard();
        self.until("the clipboard", |event| {
            matches!(event, Event::ClipboardRead(_)).then_some(())
        });
    }

    /// Waits until the game saw this, and returns all that it saw until then.
    pub fn saw(&self, wanted: impl Fn(&Saw) -> bool) -> Vec<Saw> {
        let mut all = Vec::new();
        loop {
            match self.game.saw().recv_timeout(LIMIT) {
                Ok(saw) => {
                    let found = wanted(&saw);
                    all.push(saw);
                    if found {
                        return all;
                    }
                }
                Err(error) => panic!("the game did not see it ({error}); saw: {all:#?}"),
            }
        }
    }
}

impl Deref for Session {
    type Target = Events;

    fn deref(&self) -> &Events {
        &self.events
    }
}
