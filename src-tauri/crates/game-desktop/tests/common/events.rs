//! The events that a desktop under test tells, in their order.

use std::sync::mpsc::{self, Receiver};
use std::time::Duration;

use game_desktop::{CaptureId, Config, Content, Event};

pub const LIMIT: Duration = Duration::from_secs(20);

pub struct Events(Receiver<Event>);

impl Events {
    /// With the sink that they come through.
    pub fn new() -> (Self, Box<dyn Fn(Event) + Send + Sync>) {
        let (sender, events) = mpsc::channel();
        let sink = move |event| {
            let _ = sender.send(event);
        };
        (Self(events), Box::new(sink))
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
            match self.0.recv_timeout(LIMIT) {
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
