//! The backend for Windows: one thread with a message loop, which hotkeys, the clipboard listener and raw input need.
//! What a chord is for is not known here.

use std::collections::VecDeque;
use std::sync::Arc;
use std::sync::mpsc::{self, Receiver};
use std::time::{Duration, Instant};

use crate::backend::{
    Clipboard, EventLoop, Hotkeys, Inbox, Job, Keys, MousePlace, Reply, Signal, Windows,
};
use crate::clipboard::ClipboardThreads;
use crate::event::{ChordProblem, Outcome};
use crate::focus::{Game, Seen};
use crate::labels::Labels;
use crate::{Chord, DesktopError, Hindrance, Point, WindowId};

mod console;
mod foreground;
pub mod formats;
mod hotkeys;
mod input;
mod layout;
mod messages;
pub mod panel;
pub mod secret;

pub use console::{join_console, leave_console, show_problem};
use foreground::Foreground;
use formats::Saved;
use hotkeys::Registrar;
use input::CopyKeys;
use layout::Layout;
use messages::{Message, Messages};

/// How often the foreground window is looked at. Its change is told by a hook; Wine never calls that, and a game that
/// moves its window is not told at all.
const LOOK: Duration = Duration::from_millis(100);
/// How often a chord that another program holds is asked for again. Windows does not tell when it is free.
const RETRY: Duration = Duration::from_millis(250);
/// How often the mouse is looked at while it is watched. Raw input tells of moves but not of places, and a mouse may
/// send a thousand of them a second.
const MOUSE: Duration = Duration::from_millis(25);

/// Everything on the Windows side.
pub struct Win32 {
    messages: Messages,
    inbox: Receiver<Signal>,
    /// What happened and was not returned yet.
    pending: VecDeque<Signal>,
    foreground: Foreground,
    last_seen: Option<Seen>,
    look_at: Instant,
    layout: Layout,
    registrar: Registrar,
    wanted: Vec<Chord>,
    retry_at: Option<Instant>,
    /// When the watched mouse is looked at next, and where it was.
    mouse_at: Option<(Instant, Option<Point>)>,
    keys: CopyKeys,
    clipboard: ClipboardThreads,
    /// The clipboard's sequence number that was reported, or made by ourselves.
    sequence: u32,
    writing: Option<Job>,
}

impl Win32 {
    /// Makes the message loop on the calling thread.
    pub fn open() -> Result<(Self, Inbox), DesktopError> {
        foreground::see_physical_pixels();
        let messages = Messages::open()?;
        let (sender, receiver) = mpsc::channel();
        let inbox = Inbox::new(sender, Arc::new(messages.waker()));
        hotkeys::listen(inbox.clone());
        let win32 = Self {
            clipboard: ClipboardThreads::new(inbox.clone()),
            sequence: messages::clipboard_sequence(),
            messages,
            inbox: receiver,
            pending: VecDeque::new(),
            foreground: Foreground::default(),
            last_seen: None,
            look_at: Instant::now(),
            layout: Layout::current(),
            registrar: Registrar::default(),
            wanted: Vec::new(),
            retry_at: None,
            mouse_at: None,
            keys: CopyKeys::default(),
            writing: None,
        };
        Ok((win32, inbox))
    }

    fn look(&mut self) {
        self.look_at = Instant::now() + LOOK;
        let seen = self.foreground.look();
        if self.last_seen.replace(seen) != Some(seen) {
            self.pending.push_back(Signal::Focus(seen));
        }
        let layout = Layout::current();
        if std::mem::replace(&mut self.layout, layout) != layout {
            self.pending.push_back(Signal::LayoutChanged);
            if !self.wanted.is_empty() {
                self.hold();
            }
        }
    }

    fn look_at_mouse(&mut self) {
        let now = Instant::now();
        if let Some((due, last)) = &mut self.mouse_at
            && now >= *due
        {
            *due = now + MOUSE;
            let here = foreground::pointer();
            if last.replace(here) != Some(here) {
                self.pending.push_back(Signal::MouseAt(here));
            }
        }
    }

    fn take_messages(&mut self) {
        while let Some(message) = self.messages.next() {
            match message {
                Message::ClipboardUpdate => self.clipboard_updated(),
                Message::Click => self
                    .pending
                    .push_back(Signal::Clicked(foreground::pointer())),
                Message::Other => {}
            }
        }
    }

    fn take_inbox(&mut self) {
        while let Ok(signal) = self.inbox.try_recv() {
            match signal {
                Signal::Library { id } => {
                    let at = Instant::now();
                    let pointer = foreground::pointer();
                    let chord = self.registrar.chord(id);
                    let pressed = chord.map(|chord| Signal::Pressed { chord, at, pointer });
                    self.pending.extend(pressed);
                }
                Signal::Clipboard { job, reply } => {
                    if self.writing == Some(job) {
                        self.writing = None;
                        if matches!(reply, Reply::Restored) {
                            self.sequence = messages::clipboard_sequence();
                        }
                        self.clipboard_updated();
                    }
                    self.pending.push_back(Signal::Clipboard { job, reply });
                }
                signal => self.pending.push_back(signal),
            }
        }
    }

    /// One copy may bring several updates, and our own brings some: only a new number is a change.
    fn clipboard_updated(&mut self) {
        let sequence = messages::clipboard_sequence();
        if self.writing.is_none() && sequence != self.sequence {
            self.sequence = sequence;
            let owner = messages::clipboard_owner();
            self.pending.push_back(Signal::ClipboardChanged(owner));
        }
    }

    fn hold(&mut self) {
        let outcomes = self.registrar.hold(self.layout, &self.wanted);
        let is_taken = |problem: &ChordProblem| matches!(problem, ChordProblem::Taken { .. });
        let taken = outcomes
            .iter()
            .any(|(_, problem)| problem.as_ref().is_some_and(is_taken));
        self.retry_at = taken.then(|| Instant::now() + RETRY);
        self.pending.push_back(Signal::Bound(outcomes));
    }
}

impl EventLoop for Win32 {
    fn now(&self) -> Instant {
        Instant::now()
    }

    fn wait(&mut self, deadline: Option<Instant>) -> Result<Vec<Signal>, DesktopError> {
        loop {
            self.take_messages();
            self.take_inbox();
            // The hook only wakes; what changed is looked up here.
            self.look();
            self.look_at_mouse();
            if self.retry_at.is_some_and(|at| Instant::now() >= at) {
                self.hold();
            }
            let late = deadline.is_some_and(|at| Instant::now() >= at);
            if late || !self.pending.is_empty() {
                return Ok(self.pending.drain(..).collect());
            }
            let mouse_at = self.mouse_at.map(|(at, _)| at);
            let until = [deadline, self.retry_at, mouse_at, Some(self.look_at)];
            let until = until.into_iter().flatten().min().unwrap_or(self.look_at);
            self.messages
                .sleep(until.saturating_duration_since(Instant::now()));
        }
    }
}

impl Hotkeys for Win32 {
    fn bind(&mut self, chords: &[Chord]) {
        self.wanted = chords.to_vec();
        self.hold();
    }

    fn labels(&self) -> Labels {
        self.layout.labels()
    }
}

impl Keys for Win32 {
    fn send_copy(&mut self, _chord: Chord) -> Result<(), DesktopError> {
        // The chord's main key stays down: a hotkey's press never reaches the game, and to release it would make the
        // key's next repeat a new press of the hotkey.
        if self.foreground.game_is_elevated() {
            return Err(DesktopError::System {
                what: "send keys to the game",
                reason: "it runs as administrator".to_owned(),
            });
        }
        self.keys.send()
    }

    fn settle(&mut self) {
        self.keys.settle();
    }
}

impl Windows for Win32 {
    fn set_game_title(&mut self, title: &str) {
        self.foreground.set_title(title);
    }

    fn set_panel(&mut self, window: Option<WindowId>) {
        self.foreground.set_panel(window);
    }

    fn watch_clicks(&mut self, on: bool) {
        self.messages.watch_clicks(on);
    }

    fn watch_mouse(&mut self, on: bool) {
        self.mouse_at = on.then(|| (Instant::now(), None));
    }

    fn focus(&mut self, window: WindowId) {
        self.foreground.remember(window);
        foreground::bring_up(window);
    }

    fn focus_game(&mut self) {
        if let Some(window) = self.foreground.take_former() {
            foreground::bring_up(window);
        }
    }

    fn game_hides_all(&mut self) -> bool {
        foreground::is_exclusive()
    }

    fn mouse(&mut self) -> Result<MousePlace, DesktopError> {
        let point = foreground::pointer();
        let monitor = foreground::monitor_at(point);
        Ok(MousePlace { point, monitor })
    }
}

impl Clipboard for Win32 {
    fn read(&mut self, job: Job) {
        self.clipboard.read(job);
    }

    fn save(&mut self, job: Job) {
        self.clipboard.save(job);
    }

    fn restore(&mut self, job: Job, saved: Arc<Saved>) {
        self.writing = Some(job);
        self.clipboard.restore(job, saved);
    }

    fn changed_since_reported(&mut self) -> bool {
        messages::clipboard_sequence() != self.sequence
    }
}

/// How taking these chords goes now; they are free again when this returns.
pub fn try_chords(chords: &[Chord]) -> Vec<Outcome> {
    Registrar::default().hold(Layout::current(), chords)
}

/// What the keyboard's layout prints on its keys.
pub fn labels() -> Labels {
    Layout::current().labels()
}

/// What keeps a check from this game, or the panel from the player.
pub fn hindrance(game: &Game) -> Option<Hindrance> {
    if foreground::outranks_us(game.window) {
        Some(Hindrance::Elevated)
    } else {
        foreground::is_exclusive().then_some(Hindrance::ExclusiveFullScreen)
    }
}

/// The game's window, in the foreground or not, for `haggle doctor`.
pub fn find_game(title: &str) -> Option<Game> {
    foreground::see_physical_pixels();
    foreground::find(title)
}
