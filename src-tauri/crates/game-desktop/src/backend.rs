//! What the driver needs from an operating system: one small trait per concern, and the signals that come back.
//! Checks, items and settings are not known here.

use std::sync::Arc;
use std::sync::mpsc::{SendError, Sender};
use std::time::Instant;

use crate::event::{Content, Outcome, Owner};
use crate::focus::Seen;
use crate::labels::Labels;
use crate::platform::Saved;
use crate::{Chord, Config, DesktopError, HoverArea, Point, Rect, WindowId};

/// Something that happened outside of the driver.
#[derive(Debug)]
pub enum Signal {
    /// The program asks for something.
    Request(Request),
    /// A look at the focus found this.
    Focus(Seen),
    /// A bound chord was pressed; reported once per press.
    Pressed {
        /// The chord.
        chord: Chord,
        /// When it was seen.
        at: Instant,
        /// Where the mouse was.
        pointer: Point,
    },
    /// A mouse button went down anywhere.
    Clicked(Point),
    /// Where the mouse is, while it is watched.
    MouseAt(Point),
    /// How the last [`Hotkeys::bind`] went; again whenever that changes.
    Bound(Vec<Outcome>),
    /// The keyboard prints other signs, see [`Hotkeys::labels`].
    LayoutChanged,
    /// Another program wrote to the clipboard.
    ClipboardChanged(Owner),
    /// A clipboard job is done.
    Clipboard {
        /// The job's number.
        job: Job,
        /// What came of it.
        reply: Reply,
    },
    /// The hotkey library reports a press. The backend turns it into [`Signal::Pressed`]; the driver never sees it.
    #[cfg(windows)]
    Library {
        /// The hotkey's id.
        id: u32,
    },
}

/// What the program asks for.
#[derive(Debug)]
pub enum Request {
    /// Use these settings from now on.
    Reconfigure(Config),
    /// The panel is shown here, in this window; or no longer.
    Panel {
        /// Where it is.
        area: Option<Rect>,
        /// Its window.
        window: Option<WindowId>,
    },
    /// Watch the mouse until it has left this area.
    WatchMouse(Option<HoverArea>),
    /// Give the keyboard to a window of ours.
    Focus(WindowId),
    /// Give it back.
    FocusGame,
    /// Read the clipboard once.
    ReadClipboard,
    /// End.
    Shutdown,
}

/// Numbers a clipboard job, so that the answer to an older one can be dropped.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Job(pub u64);

/// The answer to a clipboard job.
#[derive(Debug)]
pub enum Reply {
    /// What is on the clipboard.
    Read(Content),
    /// What was on it, to be put back; `None` where it cannot be kept.
    Saved(Option<Saved>),
    /// The saved clipboard is back.
    Restored,
    /// It could not be done; the reason is in the log.
    Failed,
}

/// Waiting, and the clock that the waiting goes by.
pub trait EventLoop {
    /// The time now.
    fn now(&self) -> Instant;
    /// Waits until something happened or the deadline passed, and returns what happened, in order.
    fn wait(&mut self, deadline: Option<Instant>) -> Result<Vec<Signal>, DesktopError>;
}

/// Global hotkeys.
pub trait Hotkeys {
    /// Exactly these chords are bound from now on; [`Signal::Bound`] follows.
    fn bind(&mut self, chords: &[Chord]);
    /// What the keyboard prints on its keys.
    fn labels(&self) -> Labels;
}

/// Keys pressed in the player's stead.
pub trait Keys {
    /// Asks the focused window for a copy, with `chord` held by the player.
    fn send_copy(&mut self, chord: Chord) -> Result<(), DesktopError>;
    /// Puts the keys back as the player's hand has them.
    fn settle(&mut self);
}

/// The game's window and ours.
pub trait Windows {
    /// Look for this title from now on.
    fn set_game_title(&mut self, title: &str);
    /// The panel's window, which counts as ours.
    fn set_panel(&mut self, window: Option<WindowId>);
    /// Report mouse presses, or no longer.
    fn watch_clicks(&mut self, on: bool);
    /// Report where the mouse is, at once and whenever it has moved, or no longer.
    fn watch_mouse(&mut self, on: bool);
    /// Give the keyboard to a window of ours.
    fn focus(&mut self, window: WindowId);
    /// Give it back to the window that had it when ours took it; where that is not known, to the game that had it last.
    fn focus_game(&mut self);
    /// Whether the game has the screen for itself, so that nothing is seen over it.
    fn game_hides_all(&mut self) -> bool;
    /// Where the mouse is.
    fn mouse(&mut self) -> Result<MousePlace, DesktopError>;
}

/// Where the mouse is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct MousePlace {
    /// The point that it points at.
    pub point: Point,
    /// The monitor that shows that point.
    pub monitor: Rect,
}

/// The clipboard. Jobs run elsewhere; their answers come as [`Signal::Clipboard`].
pub trait Clipboard {
    /// Read what the game copied.
    fn read(&mut self, job: Job);
    /// Read what is to be put back later.
    fn save(&mut self, job: Job);
    /// Put it back. The change that this makes is no [`Signal::ClipboardChanged`].
    fn restore(&mut self, job: Job, saved: Arc<Saved>);
    /// Whether another program has written since the last [`Signal::ClipboardChanged`] that was returned.
    fn changed_since_reported(&mut self) -> bool;
}

/// Everything that the driver needs.
pub trait Backend: EventLoop + Hotkeys + Keys + Windows + Clipboard {}

impl<T: EventLoop + Hotkeys + Keys + Windows + Clipboard> Backend for T {}

/// Ends a backend's waiting.
pub trait Wake: Send + Sync {
    /// Makes [`EventLoop::wait`] look at the inbox.
    fn wake(&self);
}

/// The way into a backend's thread.
#[derive(Clone)]
pub struct Inbox {
    sender: Sender<Signal>,
    wake: Arc<dyn Wake>,
}

impl Inbox {
    /// The sender's other end is read by the backend that `wake` wakes.
    pub fn new(sender: Sender<Signal>, wake: Arc<dyn Wake>) -> Self {
        Self { sender, wake }
    }

    /// Hands a signal over; nothing happens where the backend has ended.
    pub fn post(&self, signal: Signal) {
        match self.sender.send(signal) {
            Ok(()) => self.wake.wake(),
            Err(SendError(signal)) => tracing::debug!(?signal, "the desktop has ended"),
        }
    }
}
