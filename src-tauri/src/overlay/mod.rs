//! The overlay as a pure state machine: `step(input, now)` changes the state and says what is to be done.
//!
//! Must not know: tauri, sockets, the clock. The runtime feeds it and carries out its effects.

mod asking;
mod by_hand;
mod check;
mod currency;
mod desktop;
mod glance;
mod io;
mod login;
mod nothing;
mod notices;
mod place;
mod present;
mod rows;
mod sale;
mod saying;
mod search;
mod sell;
mod sold;
mod watch;
mod window;
pub mod words;

use std::time::{Duration, Instant, SystemTime};

use game_desktop::{CaptureId, Command, HoverArea, Point, Rect};
use market_client::{LinkStatus, ListingChange};

use crate::bridge::{Action, Tone, WatchesView};
use crate::sale::Drafts;
use crate::watch::{self as watching, Kept, Watches};
pub use asking::Asking;
use by_hand::ByHand;
pub use check::{Check, same_kind};
pub use currency::OwnWorths;
use currency::{Currency, Worths};
pub use io::{Effect, Input, Now, Options};
use notices::Notices;
pub use place::Room;
use sale::Sale;
pub use sale::{TaskId, bump_in};
use sell::Sales;

pub use present::{
    age as age_view, bump as bump_view, ceiling_reading, check_view, hr, link as link_view,
    quality as quality_view,
};

/// How long a hint stays.
const HINT_STAYS: Duration = Duration::from_millis(2_500);

/// What the panel is about.
#[derive(Debug)]
enum Phase {
    Hidden,
    Hint {
        capture: CaptureId,
        title: String,
        text: String,
        until: Instant,
    },
    Check(Box<Check>),
    Sale(Box<Sale>),
    Currency(Currency),
    Notices,
}

impl Phase {
    /// Whether a click into it takes the keyboard. A notice is clicked in passing: the game goes on.
    fn takes_keys_by_click(&self) -> bool {
        self.takes_keys() && !matches!(self, Self::Notices)
    }

    /// Whether there is something in it to work with by the keyboard.
    fn takes_keys(&self) -> bool {
        match self {
            Self::Check(_) | Self::Sale(_) | Self::Currency(_) | Self::Notices => true,
            Self::Hidden | Self::Hint { .. } => false,
        }
    }
}

/// Where the panel's window is.
#[derive(Debug, Clone, Copy, PartialEq)]
enum Window {
    Hidden,
    /// Drawn, waits for the page to say how large it is.
    Drawn,
    /// Out of the way of the login window; comes back after it.
    Aside,
    Shown(Rect),
}

/// The whole state of the overlay.
#[derive(Debug)]
pub struct Overlay {
    phase: Phase,
    window: Window,
    panel_has_keyboard: bool,
    revision: u64,
    /// The first view of what is shown now.
    first_revision: u64,
    searches: u64,
    notices: Notices,
    sales: Sales,
    worths: Worths,
    watches: Watches,
    link: LinkStatus,
    /// The end of a login that the player was told of.
    told_end: Option<SystemTime>,
    options: Options,
    pointer: Point,
    game: Option<Rect>,
    monitor: Option<Rect>,
    /// The game has the keyboard.
    playing: bool,
    by_hand: ByHand,
    /// A chord was pressed and its copy is awaited.
    awaited: Option<(CaptureId, Command)>,
    /// Where the mouse is watched.
    watched: Option<HoverArea>,
    /// What the panel's window has room for by now.
    made_room: Room,
}

impl Overlay {
    #[must_use]
    pub fn new(options: Options, drafts: Drafts, worths: OwnWorths, watches: Vec<Kept>) -> Self {
        Self {
            phase: Phase::Hidden,
            window: Window::Hidden,
            panel_has_keyboard: false,
            revision: 0,
            first_revision: 0,
            searches: 0,
            notices: Notices::default(),
            sales: Sales::new(drafts),
            worths: Worths::new(worths, options.economy),
            watches: Watches::new(watches),
            link: LinkStatus::Connecting { attempt: 0 },
            told_end: None,
            options,
            pointer: Point { x: 0, y: 0 },
            game: None,
            monitor: None,
            playing: false,
            by_hand: ByHand::default(),
            awaited: None,
            watched: None,
            made_room: Room::largest(options.appearance.scale),
        }
    }

    /// Takes one input and says what is to be done.
    pub fn step(&mut self, input: Input, now: Now) -> Vec<Effect> {
        let mut effects = Vec::new();
        let waited = self.sale_waits_unseen();
        match input {
            Input::Desktop(event) => self.desktop(event, now, &mut effects),
            Input::Page(action) => self.page(action, now, &mut effects),
            Input::Answer { search, result } => {
                self.guided(search, &result, now, &mut effects);
                self.on_check(now, &mut effects, |check, asking| {
                    check.hear_answer(search, result, asking)
                });
            }
            Input::Counted { search, result } => {
                self.on_check(now, &mut effects, |check, asking| {
                    check.counted(search, &result, asking)
                });
            }
            Input::ArchiveAnswered { search, result } => {
                self.on_check(now, &mut effects, |check, _| {
                    check.archive_answered(search, result)
                });
            }
            Input::StashSearched { task, result } => {
                self.found_in_stash(task, result, now, &mut effects);
            }
            Input::ListingLookedFor(task) => self.checking(task, now, &mut effects),
            Input::ListingMade { task, result } => self.sold(task, result, now, &mut effects),
            Input::ListingChanged { task, result } => {
                self.changed(task, result, now, &mut effects);
            }
            Input::CurrencyRead { task, result } => {
                self.currency_read(task, result, now, &mut effects);
            }
            Input::WorthAnswered { task, result } => {
                self.worth_answered(task, &result, now, &mut effects);
            }
            Input::EconomyRead(result) => self.economy_read(result, now, &mut effects),
            Input::Watch(input) => self.watch(input, now, &mut effects),
            Input::WatchAsked(action) => self.watch_asked(action, now, &mut effects),
            Input::Market(event) => {
                self.on_check(now, &mut effects, |check, asking| {
                    check.hear_event(&event, asking)
                });
                self.watch(watching::Input::Heard(event), now, &mut effects);
            }
            Input::MarketChosen { address, lasting } => {
                self.market_chosen(address, lasting, now, &mut effects);
            }
            Input::EventsMissed => self.catch_up(now, &mut effects),
            Input::Link(link) => self.link_changed(link, now, &mut effects),
            Input::LoggedIn(account) => self.logged_in(&account, now, &mut effects),
            Input::LoginFailed(message) => self.login_failed(message, now, &mut effects),
            Input::LoginClosed => self.come_back(now, &mut effects),
            Input::Options(options) if options == self.options => {}
            Input::Options(options) => {
                let moved = options.realm != self.options.realm;
                self.options = options;
                self.worths.show_economy(options.economy);
                if moved {
                    self.on_check(now, &mut effects, Check::search_again);
                    self.look_again(now, &mut effects);
                    self.reread_currency(now, &mut effects);
                } else {
                    self.redraw(now, &mut effects);
                }
            }
            Input::Tell { tone, message } => self.tell(tone, message, now, &mut effects),
            Input::Tick => self.tick(now, &mut effects),
        }
        if self.sale_waits_unseen() && !waited {
            self.tell(Tone::Warn, words::sale_waits, now, &mut effects);
        }
        self.make_room(now, &mut effects);
        let watched = self.hover_area();
        if std::mem::replace(&mut self.watched, watched) != watched {
            effects.push(Effect::WatchMouse(watched));
        }
        effects
    }

    /// When `Input::Tick` is wanted next.
    #[must_use]
    pub fn wake_at(&self) -> Option<Instant> {
        let hint = match &self.phase {
            Phase::Hint { until, .. } => Some(*until),
            Phase::Check(check) => check.look_due(),
            Phase::Hidden | Phase::Notices | Phase::Sale(_) | Phase::Currency(_) => None,
        };
        let others = [
            self.notices.next_end(),
            self.sales.keep_at(),
            self.watches.wake_at(),
        ];
        others.into_iter().chain([hint]).flatten().min()
    }

    /// What the window of the watches shows.
    #[must_use]
    pub fn watches_view(&self, now: Now) -> WatchesView {
        watching::view(self.options.texts, &self.watches, &self.link, now)
    }

    fn page(&mut self, action: Action, now: Now, effects: &mut Vec<Effect>) {
        match action {
            Action::Ready => effects.push(self.draw(now)),
            Action::LaidOut {
                revision,
                width,
                height,
            } => self.laid_out(revision, width, height, effects),
            Action::Painted { revision } => {
                if let Phase::Check(check) = &self.phase
                    && revision >= self.first_revision
                {
                    effects.push(Effect::Painted {
                        capture: check.capture,
                        revision,
                    });
                }
            }
            Action::TakeFocus => {
                if matches!(self.window, Window::Shown(_)) && self.phase.takes_keys_by_click() {
                    self.take_keyboard(effects);
                }
            }
            Action::Close => self.dismiss(true, effects),
            Action::Pin { pinned } => {
                if let Phase::Check(check) = &mut self.phase {
                    check.pin(pinned);
                    self.redraw(now, effects);
                }
            }
            Action::Search
            | Action::Toggle { .. }
            | Action::SetBounds { .. }
            | Action::ReadListings { .. }
            | Action::GiveUp { .. }
            | Action::ShowNew => self.on_check(now, effects, |check, asking| {
                check.act(&action, asking).unwrap_or_default()
            }),
            Action::LogIn => {
                if matches!(self.window, Window::Shown(_) | Window::Drawn) {
                    self.window = Window::Aside;
                    self.panel_has_keyboard = false;
                    effects.push(Effect::Hide);
                }
                effects.push(Effect::LogIn);
            }
            Action::LogOut => effects.push(Effect::LogOut),
            Action::OpenSettings { section } => {
                self.dismiss(false, effects);
                effects.push(Effect::OpenSettings { section });
            }
            Action::Dismiss { notice } => {
                self.notices.dismiss(notice);
                self.notices_changed(now, effects);
            }
            Action::OpenListing { id } => effects.push(Effect::OpenListing { id }),
            Action::OpenListings => {
                self.dismiss(false, effects);
                effects.push(Effect::OpenListings);
            }
            Action::OpenWatches => {
                self.dismiss(false, effects);
                effects.push(Effect::OpenWatches);
            }
            Action::Watch { action } => self.watch_asked(action, now, effects),
            Action::List => self.list_checked(now, effects),
            Action::Draft { draft } => self.type_in(draft.into(), now, effects),
            Action::GiveIn { draft } => self.give_in(draft.into(), now, effects),
            Action::Choose { choice } => self.choose(Some(choice), now, effects),
            Action::ChooseElsewhere => self.choose(None, now, effects),
            Action::LookAgain if matches!(self.phase, Phase::Currency(_)) => {
                self.read_currency(true, now, effects);
                self.redraw(now, effects);
            }
            Action::LookAgain => self.look_again(now, effects),
            Action::Bump => self.change_listed(ListingChange::Bump, now, effects),
            Action::Delist => self.change_listed(ListingChange::Delist, now, effects),
            Action::Undo { notice } => self.undo(notice, now, effects),
            // Settings are the runtime's: they are saved first, and come here as options.
            Action::Settings { .. } => {}
            // The window of the listings has a state of its own.
            Action::Mine { .. } => {}
            // So has the window that texts are pasted into.
            Action::OpenPasted | Action::Paste | Action::CheckText { .. } => {}
            // The welcome's and the settings'.
            Action::StartPractice | Action::OpenWelcome | Action::Quit => {}
            Action::SetWorth { code, hr } => self.set_worth(&code, hr, now, effects),
        }
    }

    fn tick(&mut self, now: Now, effects: &mut Vec<Effect>) {
        if self.notices.pass(now.instant) {
            self.notices_changed(now, effects);
        }
        if self.sales.keep_at().is_some_and(|at| at <= now.instant) {
            self.keep_drafts(effects);
        }
        if matches!(&self.phase, Phase::Hint { until, .. } if *until <= now.instant) {
            self.close(false, effects);
            // It had their place.
            self.notices_changed(now, effects);
        }
        self.on_check(now, effects, |check, asking| {
            check.look_if_due(asking);
            false
        });
        self.watch(watching::Input::Tick, now, effects);
    }
}

#[cfg(test)]
mod tests;
