//! A desktop under test with the stand-in game, the hand and the events that came.

use std::ops::Deref;

use game_desktop::{Config, Desktop, open};

use crate::events::Events;
pub use crate::events::{patient, text};
use crate::game::Game;
use crate::hand::Hand;

pub struct Session {
    pub desktop: Desktop,
    pub game: Game,
    pub hand: Hand,
    events: Events,
}

impl Session {
    /// Opens the game and the desktop.
    pub fn open(config: Config) -> Self {
        let game = Game::open(&config.game_title);
        let (events, sink) = Events::new();
        let desktop = open(config, sink).expect("the desktop opens");
        Self {
            desktop,
            game,
            hand: Hand::new(),
            events,
        }
    }

    /// The same, with the keyboard at the game and the chords bound.
    pub fn armed(config: Config) -> Self {
        let session = Self::open(config);
        session.game.focus();
        session.wait_armed();
        session
    }
}

impl Deref for Session {
    type Target = Events;

    fn deref(&self) -> &Events {
        &self.events
    }
}
