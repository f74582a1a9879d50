//! A desktop of which nothing can be asked: Wayland without an X server lets no program have hotkeys, press keys, or place
//! windows. Texts can still be pasted into the program's own windows, which is not known here.

use std::sync::Arc;
use std::sync::mpsc::{self, Receiver, RecvTimeoutError};
use std::time::Instant;

use crate::backend::{
    Clipboard, EventLoop, Hotkeys, Inbox, Job, Keys, MousePlace, Reply, Signal, Wake, Windows,
};
use crate::labels::Labels;
use crate::platform::Saved;
use crate::{Chord, DesktopError, WindowId};

/// Only waits.
pub struct Bare {
    inbox: Inbox,
    received: Receiver<Signal>,
    why: DesktopError,
}

/// What is sent is received at once.
struct NoWake;

impl Wake for NoWake {
    fn wake(&self) {}
}

impl Bare {
    /// A desktop that answers everything by this error.
    pub fn open(why: DesktopError) -> (Self, Inbox) {
        let (sender, received) = mpsc::channel();
        let inbox = Inbox::new(sender, Arc::new(NoWake));
        let bare = Self {
            inbox: inbox.clone(),
            received,
            why,
        };
        (bare, inbox)
    }

    fn fail(&self, job: Job) {
        self.inbox.post(Signal::Clipboard {
            job,
            reply: Reply::Failed,
        });
    }
}

impl EventLoop for Bare {
    fn now(&self) -> Instant {
        Instant::now()
    }

    fn wait(&mut self, deadline: Option<Instant>) -> Result<Vec<Signal>, DesktopError> {
        let received = match deadline {
            Some(at) => self
                .received
                .recv_timeout(at.saturating_duration_since(Instant::now())),
            None => self.received.recv().map_err(RecvTimeoutError::from),
        };
        match received {
            Ok(signal) => Ok(vec![signal]),
            Err(RecvTimeoutError::Timeout) => Ok(Vec::new()),
            // This value holds the other end as well.
            Err(RecvTimeoutError::Disconnected) => Err(self.why.clone()),
        }
    }
}

impl Hotkeys for Bare {
    fn bind(&mut self, _: &[Chord]) {}

    fn labels(&self) -> Labels {
        Labels::default()
    }
}

impl Keys for Bare {
    fn send_copy(&mut self, _: Chord) -> Result<(), DesktopError> {
        Err(self.why.clone())
    }

    fn settle(&mut self) {}
}

impl Windows for Bare {
    fn set_game_title(&mut self, _: &str) {}

    fn set_panel(&mut self, _: Option<WindowId>) {}

    fn watch_clicks(&mut self, _: bool) {}

    fn watch_mouse(&mut self, _: bool) {}

    fn focus(&mut self, _: WindowId) {}

    fn focus_game(&mut self) {}

    fn game_hides_all(&mut self) -> bool {
        false
    }

    fn mouse(&mut self) -> Result<MousePlace, DesktopError> {
        Err(self.why.clone())
    }
}

impl Clipboard for Bare {
    fn read(&mut self, job: Job) {
        self.fail(job);
    }

    fn save(&mut self, job: Job) {
        self.fail(job);
    }

    fn restore(&mut self, job: Job, _: Arc<Saved>) {
        self.fail(job);
    }

    fn changed_since_reported(&mut self) -> bool {
        false
    }
}
