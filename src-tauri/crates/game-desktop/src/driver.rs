//! Carries out what the pure machines ask for: one loop that waits for signals, steps them, and calls the backend.
//! It must not know which backend it drives.

use std::collections::VecDeque;
use std::sync::Arc;
use std::time::{Duration, Instant};

use crate::backend::{Backend, Job, Reply, Request, Signal};
use crate::capture::{Capture, Input, Output};
use crate::chords::Chords;
use crate::event::{Event, Owner};
use crate::focus::{Focus, Seen};
use crate::hover::Hover;
use crate::labels;
use crate::platform::Saved;
use crate::{Chord, Config, DesktopError, HoverArea, Point, Rect};
use by_hand::ByHand;

mod by_hand;

/// How long putting the clipboard back may hold up the next check.
const WRITE_LIMIT: Duration = Duration::from_millis(100);

/// The receiver of events.
pub type Sink = Box<dyn Fn(Event) + Send + Sync>;

/// What is known of the clipboard that is to be put back after a check.
enum Snapshot {
    /// Nothing; it was not looked at since it changed.
    Unknown,
    /// It is being read.
    Asked(Job),
    /// This is on the clipboard, or was before the running check; `None` where it cannot be kept.
    Known(Option<Arc<Saved>>),
}

/// The loop's state.
pub struct Driver<B> {
    backend: B,
    sink: Sink,
    config: Config,
    capture: Capture,
    focus: Focus,
    chords: Chords,
    panel: Option<Rect>,
    /// Where the game was seen last.
    game: Option<Rect>,
    hover: Option<Hover>,
    snapshot: Snapshot,
    /// The check waits for the snapshot.
    save_wanted: bool,
    last_job: Job,
    read_job: Option<Job>,
    write_job: Option<(Job, Instant)>,
    by_hand: ByHand,
    /// The chord of the running check and where the mouse was when it was pressed.
    check: (Chord, Point),
}

impl<B: Backend> Driver<B> {
    /// Drives `backend` and reports to `sink`.
    pub fn new(backend: B, config: Config, sink: Sink) -> Self {
        let labels = backend.labels();
        let mut driver = Self {
            capture: Capture::new(config.copy_limit),
            chords: Chords::new(&config.chords, &labels),
            config: config.clone(),
            backend,
            sink,
            focus: Focus::default(),
            panel: None,
            game: None,
            hover: None,
            snapshot: Snapshot::Unknown,
            save_wanted: false,
            last_job: Job(0),
            read_job: None,
            write_job: None,
            by_hand: ByHand::default(),
            check: (Chord::ESCAPE, Point::default()),
        };
        driver.reconfigure(config);
        driver
    }

    /// Runs until it is asked to end or the backend fails.
    pub fn run(mut self) {
        loop {
            match self.turn() {
                Ok(true) => {}
                Ok(false) => return,
                Err(error) => {
                    (self.sink)(Event::Failed(error));
                    return;
                }
            }
        }
    }

    /// Waits once and handles what came; false when asked to end.
    pub fn turn(&mut self) -> Result<bool, DesktopError> {
        let write_until = self.write_job.map(|(_, until)| until);
        let leaves_at = self.hover.as_ref().and_then(Hover::leaves_at);
        let deadline = [self.capture.deadline(), write_until, leaves_at]
            .into_iter()
            .flatten()
            .min();
        let mut signals = VecDeque::from(self.backend.wait(deadline)?);
        while let Some(signal) = signals.pop_front() {
            if let Signal::Request(Request::Shutdown) = signal {
                self.backend.settle();
                self.backend.bind(&[]);
                return Ok(false);
            }
            self.handle(signal);
        }
        let now = self.backend.now();
        if write_until.is_some_and(|until| now >= until) {
            self.written();
        }
        if self.capture.deadline().is_some_and(|at| now >= at) {
            self.step(Input::Tick);
        }
        self.leave_if_due(now);
        Ok(true)
    }

    fn handle(&mut self, signal: Signal) {
        match signal {
            Signal::Request(request) => self.request(request),
            Signal::Focus(seen) => self.focused(seen),
            Signal::Pressed { chord, at, pointer } => self.pressed(chord, at, pointer),
            Signal::Clicked(point) => {
                if self.panel.is_some_and(|panel| !panel.contains(point)) {
                    let in_game = self.game.is_some_and(|game| game.contains(point));
                    (self.sink)(Event::ClickedOutside { in_game });
                }
            }
            Signal::MouseAt(point) => {
                let now = self.backend.now();
                if let Some(hover) = &mut self.hover {
                    hover.step(point, now);
                }
            }
            Signal::Bound(results) => {
                if let Some(states) = self.chords.bound(&results) {
                    (self.sink)(Event::ChordsChanged(states));
                }
            }
            Signal::ClipboardChanged(owner) => self.clipboard_changed(owner),
            Signal::Clipboard { job, reply } => self.replied(job, reply),
            Signal::LayoutChanged => self.relabel(),
            #[cfg(windows)]
            Signal::Library { .. } => {}
        }
    }

    fn request(&mut self, request: Request) {
        match request {
            Request::Reconfigure(config) => self.reconfigure(config),
            Request::Panel { area, window } => {
                let shown = area.is_some();
                if shown != self.panel.is_some() {
                    self.backend.watch_clicks(shown);
                }
                self.panel = area;
                self.backend.set_panel(window);
                self.bind();
            }
            Request::WatchMouse(area) => self.watch_mouse(area),
            Request::Focus(window) => self.backend.focus(window),
            Request::FocusGame => self.backend.focus_game(),
            Request::ReadClipboard => self.read_asked(),
            Request::Shutdown => {}
        }
    }

    fn watch_mouse(&mut self, area: Option<HoverArea>) {
        match (&mut self.hover, area) {
            (Some(hover), Some(area)) => hover.set_area(area),
            (None, None) => return,
            (hover, area) => *hover = area.map(Hover::new),
        }
        // Asked for anew as well where it is watched already: what an area means for a mouse at rest must be known.
        self.backend.watch_mouse(self.hover.is_some());
    }

    fn leave_if_due(&mut self, now: Instant) {
        let left = |hover: &mut Hover| hover.leaves_at().is_some_and(|at| now >= at);
        if let Some(hover) = self.hover.take_if(left) {
            self.backend.watch_mouse(false);
            (self.sink)(Event::MouseLeft {
                capture: hover.capture(),
            });
        }
    }

    fn reconfigure(&mut self, config: Config) {
        self.capture.set_copy_limit(config.copy_limit);
        self.chords = Chords::new(&config.chords, &self.backend.labels());
        self.backend.set_game_title(&config.game_title);
        self.config = config;
        if let Some(states) = self.chords.doubled() {
            (self.sink)(Event::ChordsChanged(states));
        }
        self.bind();
        if self.focus.game().is_some() {
            self.ask_snapshot();
        }
    }

    fn relabel(&mut self) {
        let labels = self.backend.labels();
        let news = self.chords.relabel(&labels);
        labels::put_up(labels);
        if let Some(states) = news {
            (self.sink)(Event::ChordsChanged(states));
        }
    }

    /// The chords belong to us only while the game has the keyboard, and Esc only while the panel is shown.
    fn bind(&mut self) {
        let wanted = match self.focus.game() {
            Some(_) => self.chords.wanted(self.panel.is_some()),
            None => Vec::new(),
        };
        if self.chords.set_bound(&wanted) {
            self.backend.bind(&wanted);
        }
    }

    fn focused(&mut self, seen: Seen) {
        let had_game = self.focus.game().is_some();
        if let Some(game) = seen.game() {
            self.game = Some(game.area);
        }
        self.focus.step(seen).into_iter().for_each(&self.sink);
        match (had_game, self.focus.game().is_some()) {
            (false, true) => {
                self.bind();
                self.ask_snapshot();
            }
            (true, false) => {
                self.bind();
                self.step(Input::GameBlurred);
            }
            _ => {}
        }
    }

    fn pressed(&mut self, chord: Chord, at: Instant, pointer: Point) {
        if self.focus.game().is_none() {
            return;
        }
        if chord == Chord::ESCAPE {
            (self.sink)(Event::EscapePressed);
            return;
        }
        let Some(command) = self.chords.command(chord) else {
            return;
        };
        if command.copies() {
            self.by_hand.give_up();
            self.check = (chord, pointer);
            self.step(Input::Chord {
                command,
                pressed: at,
            });
            // The question takes its time; meanwhile the game copies.
            if self.backend.game_hides_all() {
                (self.sink)(Event::Unseen);
            }
        } else {
            (self.sink)(Event::CommandPressed(command));
        }
    }

    fn clipboard_changed(&mut self, owner: Owner) {
        if self.capture.is_busy() {
            self.step(Input::ClipboardChanged(owner));
        } else {
            self.snapshot = Snapshot::Unknown;
            let by_hand = self.is_by_hand(owner);
            self.step(Input::ClipboardChanged(owner));
            if by_hand {
                self.read_by_hand();
            } else if self.focus.game().is_some() {
                self.ask_snapshot();
            }
        }
    }

    fn replied(&mut self, job: Job, reply: Reply) {
        if self.read_job == Some(job) {
            self.read_job = None;
            let input = match reply {
                Reply::Read(content) => Input::Read(content),
                _ => Input::ReadFailed,
            };
            self.step(input);
        } else if self.write_job.is_some_and(|(writing, _)| writing == job) {
            self.written();
        } else if matches!(self.snapshot, Snapshot::Asked(asked) if asked == job) {
            self.snapshot = Snapshot::Known(match reply {
                Reply::Saved(saved) => saved.map(Arc::new),
                _ => None,
            });
            self.saved();
        } else {
            self.read_for_others(job, reply);
        }
    }

    fn written(&mut self) {
        self.write_job = None;
        self.saved();
    }

    /// Lets a waiting check go on once nothing of the previous clipboard is in the air any more.
    fn saved(&mut self) {
        let ready = self.write_job.is_none() && !matches!(self.snapshot, Snapshot::Asked(_));
        if self.save_wanted && ready {
            self.save_wanted = false;
            self.step(Input::Saved);
        }
    }

    fn ask_snapshot(&mut self) {
        if !self.config.restore_clipboard {
            self.snapshot = Snapshot::Unknown;
        } else if matches!(self.snapshot, Snapshot::Unknown) && !self.capture.is_busy() {
            let job = self.next_job();
            self.snapshot = Snapshot::Asked(job);
            self.backend.save(job);
        }
    }

    fn next_job(&mut self) -> Job {
        self.last_job = Job(self.last_job.0 + 1);
        self.last_job
    }

    fn step(&mut self, input: Input) {
        let now = self.backend.now();
        let outputs = self.capture.step(input, now);
        for output in outputs {
            self.perform(output);
        }
    }

    fn perform(&mut self, output: Output) {
        match output {
            Output::Started {
                capture,
                command,
                stamps,
            } => (self.sink)(Event::CheckStarted {
                capture,
                command,
                pointer: self.check.1,
                stamps,
            }),
            Output::Save => {
                self.save_wanted = true;
                if self.config.restore_clipboard && matches!(self.snapshot, Snapshot::Unknown) {
                    let job = self.next_job();
                    self.snapshot = Snapshot::Asked(job);
                    self.backend.save(job);
                }
                self.saved();
            }
            Output::SendKeys => self.send_keys(),
            Output::SettleKeys => self.backend.settle(),
            Output::Read => {
                let job = self.next_job();
                self.read_job = Some(job);
                self.backend.read(job);
            }
            Output::Captured {
                capture,
                content,
                stamps,
            } => (self.sink)(Event::Captured {
                capture,
                content,
                stamps,
            }),
            Output::Missed { capture, reason } => (self.sink)(Event::Missed { capture, reason }),
            Output::Restore => self.restore(),
            Output::Leave => self.leave(),
        }
    }

    fn send_keys(&mut self) {
        self.save_wanted = false;
        if matches!(self.snapshot, Snapshot::Asked(_)) {
            // An answer that comes after the keys may be the game's own copy.
            self.snapshot = Snapshot::Known(None);
        }
        if let Err(error) = self.backend.send_copy(self.check.0) {
            tracing::warn!(%error, "the copy keys were not sent");
            self.step(Input::SendFailed);
        }
    }

    fn restore(&mut self) {
        let touched = self.backend.changed_since_reported();
        match &self.snapshot {
            Snapshot::Known(Some(saved)) if self.config.restore_clipboard && !touched => {
                let saved = Arc::clone(saved);
                let job = self.next_job();
                self.write_job = Some((job, self.backend.now() + WRITE_LIMIT));
                self.backend.restore(job, saved);
            }
            _ => self.snapshot = Snapshot::Unknown,
        }
    }

    /// What lies on the clipboard now is what is to be put back after the next check.
    fn leave(&mut self) {
        self.snapshot = Snapshot::Unknown;
        if self.focus.game().is_some() {
            self.ask_snapshot();
        }
    }
}

#[cfg(test)]
mod tests;
