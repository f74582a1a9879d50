//! A backend without an operating system: a clock that jumps to the next thing to happen, a clipboard, and a game
//! that copies when and what the test says.

use std::collections::VecDeque;
use std::sync::{Arc, Mutex, MutexGuard};
use std::time::{Duration, Instant};

use crate::backend::{
    Clipboard, EventLoop, Hotkeys, Job, Keys, MousePlace, Reply, Request, Signal, Windows,
};
use crate::driver::Driver;
use crate::event::{ChordProblem, Content, Event, Owner};
use crate::focus::{Game, Seen};
use crate::labels::Labels;
use crate::platform::Saved;
use crate::{Chord, Config, DesktopError, Point, Rect, WindowId};

/// Where the mouse rests, and the only monitor.
pub const MOUSE: Point = Point { x: 5, y: 6 };
pub const SCREEN: Rect = Rect {
    x: 0,
    y: 0,
    width: 1920,
    height: 1080,
};
/// How long reading, saving and restoring take.
const JOB: Duration = Duration::from_millis(2);

/// What happens at some time.
#[derive(Debug)]
enum Happening {
    Signal(Signal),
    Mouse(Point),
    /// A program copies this.
    Copy(Owner, String),
    Read(Job),
    Save(Job),
    Restore(Job, String),
}

/// After how long the game copies what; nothing where nothing is hovered.
type Answer = Option<(Duration, String)>;

/// The desktop as the test set it up, and as it is in the end.
pub struct World {
    start: Instant,
    now: Instant,
    coming: Vec<(Instant, Happening)>,
    /// What lies on the clipboard.
    pub clipboard: String,
    /// The clipboard's owner answers nobody until then.
    hangs_until: Option<Instant>,
    /// The game's answers to the copies that it will be asked for: after how long it copies what.
    pub answers: VecDeque<Answer>,
    last_answer: Option<Answer>,
    /// Chords that another program holds.
    pub taken: Vec<Chord>,
    pub bound: Vec<Chord>,
    pub labels: Labels,
    /// How often the copy keys were sent and put back.
    pub copies_sent: usize,
    pub settled: usize,
    pub clicks_watched: bool,
    pub mouse: Point,
    pub mouse_watched: bool,
    pub game_hides_all: bool,
    events: Vec<(Duration, Event)>,
}

#[derive(Clone)]
pub struct Fake(Arc<Mutex<World>>);

/// The game as the fake shows it.
pub fn game() -> Seen {
    let area = Rect {
        x: 0,
        y: 0,
        width: 800,
        height: 600,
    };
    Seen::Game(Game {
        window: WindowId(7),
        area,
        monitor: area,
    })
}

impl Fake {
    /// The game has the keyboard from the start, and `clipboard` was copied before.
    pub fn new(clipboard: &str) -> Self {
        let start = Instant::now();
        let world = World {
            start,
            now: start,
            coming: Vec::new(),
            clipboard: clipboard.to_owned(),
            hangs_until: None,
            answers: VecDeque::new(),
            last_answer: None,
            taken: Vec::new(),
            bound: Vec::new(),
            labels: Labels::default(),
            copies_sent: 0,
            settled: 0,
            clicks_watched: false,
            mouse: Point::default(),
            mouse_watched: false,
            game_hides_all: false,
            events: Vec::new(),
        };
        let fake = Self(Arc::new(Mutex::new(world)));
        fake.at(0, Signal::Focus(game()));
        fake
    }

    pub fn world(&self) -> MutexGuard<'_, World> {
        self.0.lock().expect("no test panicked with it")
    }

    /// A signal comes, this many milliseconds after the start.
    pub fn at(&self, millis: u64, signal: Signal) {
        let at = self.world().start + Duration::from_millis(millis);
        self.world().coming.push((at, Happening::Signal(signal)));
    }

    pub fn press_at(&self, millis: u64, chord: &str) {
        let chord = if chord == "Esc" {
            Chord::ESCAPE
        } else {
            chord.parse().expect("a chord")
        };
        let at = self.world().start + Duration::from_millis(millis);
        let pointer = MOUSE;
        self.at(millis, Signal::Pressed { chord, at, pointer });
    }

    /// The mouse moves; that is told while it is watched.
    pub fn mouse_at(&self, millis: u64, x: i32, y: i32) {
        let at = self.world().start + Duration::from_millis(millis);
        let moved = Happening::Mouse(Point { x, y });
        self.world().coming.push((at, moved));
    }

    /// Another program copies.
    pub fn copy_at(&self, millis: u64, text: &str) {
        let at = self.world().start + Duration::from_millis(millis);
        self.world()
            .coming
            .push((at, Happening::Copy(Owner(2), text.to_owned())));
    }

    /// The game answers the next copy that is asked for after so many milliseconds.
    pub fn answers(&self, millis: u64, text: &str) {
        let answer = (Duration::from_millis(millis), text.to_owned());
        self.world().answers.push_back(Some(answer));
    }

    pub fn answers_nothing(&self) {
        self.world().answers.push_back(None);
    }

    pub fn hangs_until(&self, millis: u64) {
        let until = self.world().start + Duration::from_millis(millis);
        self.world().hangs_until = Some(until);
    }

    /// Runs until nothing more happens; the events with their times after the start.
    pub fn run(&self, config: Config) -> Vec<(Duration, Event)> {
        let sink = self.clone();
        let sink = move |event| {
            let mut world = sink.world();
            let at = world.now - world.start;
            world.events.push((at, event));
        };
        Driver::new(self.clone(), config, Box::new(sink)).run();
        std::mem::take(&mut self.world().events)
    }
}

impl World {
    fn later(&mut self, after: Duration, happening: Happening) {
        self.coming.push((self.now + after, happening));
    }

    /// A job takes its time, and no less than the owner hangs.
    fn job(&mut self, happening: Happening) {
        let hangs = self
            .hangs_until
            .map(|until| until.saturating_duration_since(self.now));
        self.later(hangs.unwrap_or_default().max(JOB), happening);
    }

    fn happen(&mut self, happening: Happening) -> Option<Signal> {
        let reply = |job, reply| Signal::Clipboard { job, reply };
        Some(match happening {
            Happening::Signal(signal) => signal,
            Happening::Mouse(point) => {
                self.mouse = point;
                return self.mouse_watched.then_some(Signal::MouseAt(point));
            }
            Happening::Copy(owner, text) => {
                self.clipboard = text;
                Signal::ClipboardChanged(owner)
            }
            Happening::Read(job) => reply(job, Reply::Read(Content::Text(self.clipboard.clone()))),
            Happening::Save(job) => {
                let saved = Some(Saved::of_text(&self.clipboard));
                reply(job, Reply::Saved(saved))
            }
            Happening::Restore(job, text) => {
                self.clipboard = text;
                reply(job, Reply::Restored)
            }
        })
    }
}

impl EventLoop for Fake {
    fn now(&self) -> Instant {
        self.world().now
    }

    fn wait(&mut self, deadline: Option<Instant>) -> Result<Vec<Signal>, DesktopError> {
        let mut world = self.world();
        let next = world.coming.iter().map(|(at, _)| *at).min();
        match (next, deadline) {
            (None, None) => Ok(vec![Signal::Request(Request::Shutdown)]),
            (next, Some(deadline)) if next.is_none_or(|next| next > deadline) => {
                world.now = world.now.max(deadline);
                Ok(Vec::new())
            }
            (Some(next), _) => {
                world.now = world.now.max(next);
                let due = world.coming.iter().position(|(at, _)| *at == next);
                let (_, happening) = world.coming.remove(due.expect("it was just found"));
                Ok(world.happen(happening).into_iter().collect())
            }
            (None, Some(_)) => unreachable!("the deadline is next"),
        }
    }
}

impl Hotkeys for Fake {
    fn bind(&mut self, chords: &[Chord]) {
        let mut world = self.world();
        let taken = world.taken.clone();
        let outcome = |&chord: &Chord| {
            let problem = taken.contains(&chord);
            (chord, problem.then_some(ChordProblem::Taken { chord }))
        };
        world.bound = chords.to_vec();
        let outcomes = chords.iter().map(outcome).collect();
        world.later(Duration::ZERO, Happening::Signal(Signal::Bound(outcomes)));
    }

    fn labels(&self) -> Labels {
        self.world().labels.clone()
    }
}

impl Keys for Fake {
    fn send_copy(&mut self, _chord: Chord) -> Result<(), DesktopError> {
        let mut world = self.world();
        world.copies_sent += 1;
        // Who is asked again still hovers the same.
        let answer = match world.answers.len() {
            0 => world.last_answer.clone(),
            _ => world.answers.pop_front(),
        };
        world.last_answer.clone_from(&answer);
        match answer {
            Some(Some((after, text))) => world.later(after, Happening::Copy(Owner(1), text)),
            Some(None) => {}
            None => {
                return Err(DesktopError::System {
                    what: "send keys to the game",
                    reason: "the test expects none".to_owned(),
                });
            }
        }
        Ok(())
    }

    fn settle(&mut self) {
        self.world().settled += 1;
    }
}

impl Windows for Fake {
    fn set_game_title(&mut self, _title: &str) {}
    fn set_panel(&mut self, _window: Option<WindowId>) {}
    fn watch_clicks(&mut self, on: bool) {
        self.world().clicks_watched = on;
    }
    fn watch_mouse(&mut self, on: bool) {
        let mut world = self.world();
        world.mouse_watched = on;
        if on {
            let here = Signal::MouseAt(world.mouse);
            world.later(Duration::ZERO, Happening::Signal(here));
        }
    }
    fn focus(&mut self, _window: WindowId) {}
    fn focus_game(&mut self) {}
    fn game_hides_all(&mut self) -> bool {
        self.world().game_hides_all
    }

    fn mouse(&mut self) -> Result<MousePlace, DesktopError> {
        Ok(MousePlace {
            point: MOUSE,
            monitor: SCREEN,
        })
    }
}

impl Clipboard for Fake {
    fn read(&mut self, job: Job) {
        self.world().job(Happening::Read(job));
    }

    fn save(&mut self, job: Job) {
        self.world().job(Happening::Save(job));
    }

    fn restore(&mut self, job: Job, saved: Arc<Saved>) {
        let text = saved.text().expect("the fake saves text alone").to_owned();
        self.world().later(JOB, Happening::Restore(job, text));
    }

    fn changed_since_reported(&mut self) -> bool {
        false
    }
}
