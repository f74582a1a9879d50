//! A desktop under test with the stand-in game, the hand and the events that came.

use std::sync::mpsc::{self, Receiver};
use std::time::Duration;

use game_desktop::{CaptureId, Config, Content, Desktop, Event, open};

use crate::game::Game;
use crate::hand::Hand;

const LIMIT: Duration = Duration::from_secs(20);

pub struct Session {
    pub desktop: Desktop,
    pub game: Game,
    pub hand: Hand,
    events: Receiver<Event>,
}

impl Session {
    /// Opens the game and the desktop.
    pub fn open(config: Config) -> Self {
        let game = Game::open(&config.game_title);
        let (sender, events) = mpsc::channel();
        let sink = move |event| {
            let _ = sender.send(event);
        };
        let desktop = open(config, Box::new(sink)).expect("the desktop opens");
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

    pub fn wait_armed(&self) {
        self.until("all chords are bound", |event| match event {
            Event::ChordsChanged(states) => states.iter().all(|s| s.bound).then_some(()),
            _ => None,
        });
    }

    /// Waits for the event that `wanted` accepts; events before it are passed over.
    pub fn until<T>(&self, what: &str, wanted: impl Fn(&Event) -> Option<T>) -> T {
        self.collect(what, wanted).1
    }

    /// The same, with the events that were passed over.
    pub fn collect<T>(&self, what: &str, wanted: impl Fn(&Event) -> Option<T>) -> (Vec<Event>, T) {
        let mut passed = Vec::new();
        loop {
            match self.events.recv_timeout(LIMIT) {
                Ok(event) => match wanted(&event) {
                    Some(found) => return (passed, found),
                    None => passed.push(event),
                },
                Err(error) => panic!("waited for “{what}” ({error}); came: {passed:#?}"),
            }
        }
    }

    pub fn captured(&self) -> (CaptureId, Content) {
        self.until("an item", |event| match event {
            Event::Captured {
                capture, content, ..
            } => Some((*capture, content.clone())),
            _ => None,
        })
    }
}

/// The usual settings, with time for a busy machine to copy.
pub fn patient() -> Config {
    Config {
        copy_limit: LIMIT,
        ..Config::default()
    }
}

pub fn text(text: &str) -> Content {
    Content::Text(text.to_owned())
}
