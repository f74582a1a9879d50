//! A desktop under test with the stand-in game, the hand and the events that came.

use std::sync::mpsc::{self, Receiver};
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use game_desktop::{CaptureId, Config, Content, Desktop, Event, open};

use crate::game::{Game, Saw};
use crate::hand::Hand;

const LIMIT: Duration = Duration::from_secs(20);

/// There is one keyboard, one foreground and one clipboard.
static COMPUTER: Mutex<()> = Mutex::new(());

pub struct Session {
    pub desktop: Desktop,
    pub hand: Hand,
    pub game: Game,
    events: Receiver<Event>,
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
        let (sender, events) = mpsc::channel();
        let sink = move |event| {
            let _ = sender.send(event);
        };
        let desktop = open(config, Box::new(sink)).expect("the desktop opens");
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

    pub fn wait_armed(&self) {
        self.until("all chords are bound", |event| match event {
            Event::ChordsChanged(states) => states.iter().all(|s| s.bound).then_some(()),
            _ => None,
        });
    }

    /// Waits for the event that `wanted` accepts, and returns it with those that were passed over.
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

    pub fn until<T>(&self, what: &str, wanted: impl Fn(&Event) -> Option<T>) -> T {
        self.collect(what, wanted).1
    }

    /// Waits until all that was asked for and has happened so far is taken in: requests are served in their order.
    pub fn settle(&self) {
        self.desktop.read_clipboard();
        self.until("the clipboard", |event| {
            matches!(event, Event::ClipboardRead(_)).then_some(())
        });
    }

    pub fn captured(&self) -> (CaptureId, Content) {
        self.until("an item", |event| match event {
            Event::Captured {
                capture, content, ..
            } => Some((*capture, content.clone())),
            _ => None,
        })
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
