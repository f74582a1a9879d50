//! The overlay as a pure state machine: `step(input, now)` changes the state and says what is to be done.
//!
//! Must not know: tauri, sockets, the clock. The runtime feeds it and carries out its effects.

mod check;
mod currency;
mod notices;
mod place;
mod present;
mod sale;
mod sell;
pub mod words;

use std::time::{Duration, Instant};

use game_desktop::{CaptureId, Command, Content, Event as DesktopEvent, Point, Rect};
use item_parsers::Item;
use item_parsers::filter::Filter;
use item_parsers::listing::Listing;
use item_parsers::query::{self, Scope};
use market_client::{
    Account, CallError, LinkStatus, Listed, ListingChange, ListingPage, NewListing, NotListed,
    Search, SearchId, ServiceEvent,
};
use serde_json::Value;

use crate::bridge::{Action, Appearance, Message, Tone, View};
use crate::clock;
use crate::economy::{Economy, EconomyError};
use crate::sale::{Drafts, Finding, Purse};
use crate::settings::Realm;
use check::Check;
pub use check::same_kind;
pub use currency::OwnWorths;
use currency::{Currency, Worths};
use notices::Notices;
use sale::Sale;
pub use sale::{TaskId, bump_in};
use sell::Sales;

pub use present::{bump as bump_view, hr, link as link_view};
pub use words::call_error as words_for;

/// How long a hint stays.
const HINT_STAYS: Duration = Duration::from_millis(2_500);
/// How many listings are asked for.
const LISTINGS: u32 = 50;

/// Something that happened.
#[derive(Debug)]
pub enum Input {
    Desktop(DesktopEvent),
    Page(Action),
    Answer {
        search: SearchId,
        result: Result<ListingPage, CallError>,
    },
    /// What the stashes hold of an item.
    StashSearched {
        task: TaskId,
        result: Result<Finding, CallError>,
    },
    /// The answer to a listing was lost; it is looked for.
    ListingLookedFor(TaskId),
    /// What became of a listing.
    ListingMade {
        task: TaskId,
        result: Result<Listed, NotListed>,
    },
    /// What became of a change; with the listing as it is then, none where it was taken back.
    ListingChanged {
        task: TaskId,
        result: Result<Option<Box<Listing>>, CallError>,
    },
    CurrencyRead {
        task: TaskId,
        result: Result<Purse, CallError>,
    },
    /// Listings of one kind of currency.
    WorthAnswered {
        task: TaskId,
        result: Result<ListingPage, CallError>,
    },
    EconomyRead(Result<Economy, EconomyError>),
    Market(ServiceEvent),
    Link(LinkStatus),
    LoggedIn(Account),
    LoginFailed(Message),
    /// The login window was closed, with or without a login.
    LoginClosed,
    Options(Options),
    Tell {
        tone: Tone,
        message: Message,
    },
    /// The time that the last step asked to be woken at has come.
    Tick,
}

/// Something that is to be done.
#[derive(Debug)]
pub enum Effect {
    Draw(Box<View>),
    /// Put the drawn panel on the screen; `area` is in physical pixels, `mouse` tells whether it takes the mouse.
    Show {
        area: Rect,
        mouse: bool,
    },
    Hide,
    KeyboardToPanel,
    KeyboardToGame,
    Ask {
        search: SearchId,
        query: Value,
        /// An answer of late is not enough.
        fresh: bool,
    },
    /// Look for an item in the player's stashes of a realm.
    FindInStash {
        task: TaskId,
        item: Box<Item>,
        realm: Realm,
        fresh: bool,
    },
    ListOnce {
        task: TaskId,
        new: Box<NewListing>,
    },
    ChangeListing {
        task: TaskId,
        listing: String,
        change: ListingChange,
    },
    /// Count the runes, gems and the like of the player's stash of a realm.
    ReadCurrency {
        task: TaskId,
        realm: Realm,
        fresh: bool,
    },
    AskWorth {
        task: TaskId,
        query: Value,
    },
    /// Ask pd2.tools for its prices.
    AskEconomy,
    /// Keep what the player says that things are worth.
    KeepWorths(OwnWorths),
    /// Keep what was typed over restarts.
    KeepDrafts(Drafts),
    LogIn,
    LogOut,
    OpenSettings,
    OpenListings,
    OpenListing {
        id: String,
    },
    /// The picture of this capture's view is on the screen.
    Painted {
        capture: CaptureId,
    },
}

/// The moment of a step.
#[derive(Debug, Clone, Copy)]
pub struct Now {
    pub instant: Instant,
    /// UTC, for ages of listings.
    pub wall: time::OffsetDateTime,
}

/// What of the settings and the desktop the overlay depends on.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Options {
    pub realm: Realm,
    /// Prices of pd2.tools are wanted.
    pub economy: bool,
    pub appearance: Appearance,
    /// Physical pixels of one CSS pixel.
    pub pixel_ratio: f64,
}

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
    /// Whether it is something that can be worked with by the keyboard.
    fn takes_keys(&self) -> bool {
        match self {
            Self::Check(_) | Self::Sale(_) | Self::Currency(_) => true,
            Self::Hidden | Self::Hint { .. } | Self::Notices => false,
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
    link: LinkStatus,
    options: Options,
    pointer: Point,
    game: Option<Rect>,
    monitor: Option<Rect>,
    /// The game has the keyboard.
    playing: bool,
    /// A chord was pressed and its copy is awaited.
    awaited: Option<(CaptureId, Command)>,
}

impl Overlay {
    #[must_use]
    pub fn new(options: Options, drafts: Drafts, worths: OwnWorths) -> Self {
        Self {
            phase: Phase::Hidden,
            window: Window::Hidden,
            panel_has_keyboard: false,
            revision: 0,
            first_revision: 0,
            searches: 0,
            notices: Notices::default(),
            sales: Sales::new(drafts),
            worths: Worths::new(worths),
            link: LinkStatus::Connecting { attempt: 0 },
            options,
            pointer: Point { x: 0, y: 0 },
            game: None,
            monitor: None,
            playing: false,
            awaited: None,
        }
    }

    /// Takes one input and says what is to be done.
    pub fn step(&mut self, input: Input, now: Now) -> Vec<Effect> {
        let mut effects = Vec::new();
        match input {
            Input::Desktop(event) => self.desktop(event, now, &mut effects),
            Input::Page(action) => self.page(action, now, &mut effects),
            Input::Answer { search, result } => {
                self.guided(search, &result, now, &mut effects);
                self.answer(search, result, now, &mut effects);
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
            Input::Market(event) => self.market(&event, now, &mut effects),
            Input::Link(link) => {
                let ended = sell::wants_login(&link) && !sell::wants_login(&self.link);
                self.link = link;
                if ended && self.sales_wait_unseen() {
                    self.tell(Tone::Warn, words::sale_waits(), now, &mut effects);
                }
                self.redraw(now, &mut effects);
            }
            Input::LoggedIn(account) => self.logged_in(&account, now, &mut effects),
            Input::LoginFailed(message) => {
                self.come_back(now, &mut effects);
                self.tell(Tone::Bad, message, now, &mut effects);
            }
            Input::LoginClosed => self.come_back(now, &mut effects),
            Input::Options(options) => {
                let moved = options.realm != self.options.realm;
                self.options = options;
                if moved {
                    self.search_again(now, &mut effects);
                    self.look_again(now, &mut effects);
                } else {
                    self.redraw(now, &mut effects);
                }
            }
            Input::Tell { tone, message } => self.tell(tone, message, now, &mut effects),
            Input::Tick => self.tick(now, &mut effects),
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
        [hint, self.notices.next_end(), self.sales.keep_at()]
            .into_iter()
            .flatten()
            .min()
    }

    fn desktop(&mut self, event: DesktopEvent, now: Now, effects: &mut Vec<Effect>) {
        match event {
            DesktopEvent::GameFocused { area, monitor, .. } => {
                (self.game, self.monitor) = (Some(area), Some(monitor));
                self.playing = true;
                self.panel_has_keyboard = false;
                if matches!(self.phase, Phase::Hidden) && !self.notices.is_empty() {
                    self.phase = Phase::Notices;
                }
                if self.window == Window::Hidden {
                    self.redraw(now, effects);
                }
            }
            DesktopEvent::GameMoved { area, monitor } => {
                (self.game, self.monitor) = (Some(area), Some(monitor));
            }
            DesktopEvent::GameBlurred { to_own_window } => {
                self.awaited = None;
                self.playing = false;
                // Aside, it waits for the login: the player may fetch a password from anywhere.
                if !to_own_window && self.window != Window::Aside {
                    self.close(false, effects);
                }
            }
            DesktopEvent::CheckStarted {
                capture,
                command,
                pointer,
                ..
            } => {
                self.awaited = Some((capture, command));
                self.pointer = pointer;
            }
            DesktopEvent::Captured {
                capture, content, ..
            } => self.captured(capture, content, now, effects),
            DesktopEvent::Missed { capture, reason } => {
                if self.awaited.is_some_and(|(awaited, _)| awaited == capture) {
                    self.awaited = None;
                    let (title, text) = words::missed(reason);
                    self.hint(capture, title, text, now, effects);
                }
            }
            DesktopEvent::EscapePressed => self.dismiss(true, effects),
            // The click itself gives the keyboard to what was clicked.
            DesktopEvent::ClickedOutside => {
                if !matches!(&self.phase, Phase::Check(check) if check.pinned) {
                    self.dismiss(false, effects);
                }
            }
            DesktopEvent::CommandPressed(Command::Settings) => {
                effects.push(Effect::OpenSettings);
            }
            DesktopEvent::CommandPressed(Command::Currency) => self.toggle_currency(now, effects),
            DesktopEvent::CommandPressed(_) => {}
            DesktopEvent::ChordsChanged(chords) => {
                for state in chords {
                    match &state.problem {
                        Some(problem) => self.tell(
                            Tone::Bad,
                            words::chord_problem(&state.chord, problem),
                            now,
                            effects,
                        ),
                        None if state.bound => {
                            self.withdraw(&words::chord_code(&state.chord), now, effects);
                        }
                        // Not asked for just now: nothing is known of it.
                        None => {}
                    }
                }
            }
            DesktopEvent::Failed(error) => {
                self.tell(Tone::Bad, words::desktop_failed(&error), now, effects);
            }
        }
    }

    fn captured(
        &mut self,
        capture: CaptureId,
        content: Content,
        now: Now,
        effects: &mut Vec<Effect>,
    ) {
        // A correction of the capture on show comes with its id again; anything older is moot.
        let command = match (&self.awaited, &self.phase) {
            (Some((awaited, command)), _) if *awaited == capture => *command,
            (None, Phase::Check(check)) if check.capture == capture => check.command(),
            (None, Phase::Sale(sale)) if sale.capture == capture => Command::List,
            (None, Phase::Hint { capture: shown, .. }) if *shown == capture => Command::Check,
            _ => return,
        };
        self.awaited = None;
        let text = match content {
            Content::Text(text) => text,
            other => {
                let (title, text) = words::no_text(&other);
                return self.hint(capture, title, text, now, effects);
            }
        };
        match item_parsers::parse_clipboard(&text) {
            Ok(item) if command == Command::List => {
                self.begin_sale(capture, item, now, effects);
                self.draw_new(now, effects);
            }
            Ok(item) => {
                let search = self.next_search();
                let pinned = command == Command::CheckPinned;
                let check = Check::new(capture, item, pinned, search, now.instant);
                effects.push(self.ask(search, &check, false, now));
                self.phase = Phase::Check(Box::new(check));
                self.draw_new(now, effects);
            }
            Err(error) => {
                let (title, text) = words::not_an_item(&error);
                self.hint(capture, title, text, now, effects);
            }
        }
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
                    });
                }
            }
            Action::TakeFocus => {
                if matches!(self.window, Window::Shown(_)) && self.phase.takes_keys() {
                    self.panel_has_keyboard = true;
                    effects.push(Effect::KeyboardToPanel);
                }
            }
            Action::Close => self.dismiss(true, effects),
            Action::Pin { pinned } => {
                if let Phase::Check(check) = &mut self.phase {
                    check.pinned = pinned;
                    self.redraw(now, effects);
                }
            }
            Action::Search => self.search_again(now, effects),
            Action::Toggle { filter, on } => {
                self.change_check(now, effects, |check| check.toggle(filter, on));
            }
            Action::SetBounds { filter, min, max } => {
                self.change_check(now, effects, |check| check.set_bounds(filter, min, max));
            }
            Action::LogIn => {
                if matches!(self.window, Window::Shown(_) | Window::Drawn) {
                    self.window = Window::Aside;
                    self.panel_has_keyboard = false;
                    effects.push(Effect::Hide);
                }
                effects.push(Effect::LogIn);
            }
            Action::LogOut => effects.push(Effect::LogOut),
            Action::OpenSettings => {
                self.dismiss(false, effects);
                effects.push(Effect::OpenSettings);
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
            Action::ChangeSetting { .. } => {}
            // The window of the listings has a state of its own.
            Action::Mine { .. } => {}
            Action::SetWorth { code, hr } => self.set_worth(&code, hr, now, effects),
        }
    }

    fn answer(
        &mut self,
        search: SearchId,
        result: Result<ListingPage, CallError>,
        now: Now,
        effects: &mut Vec<Effect>,
    ) {
        let Phase::Check(check) = &mut self.phase else {
            return;
        };
        if check.live.answered(search, result, now.instant) {
            self.redraw(now, effects);
        }
    }

    fn market(&mut self, event: &ServiceEvent, now: Now, effects: &mut Vec<Effect>) {
        let Phase::Check(check) = &mut self.phase else {
            return;
        };
        if check.event(event, now.instant) {
            self.redraw(now, effects);
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
        }
        let due = matches!(&self.phase, Phase::Check(check) if check.look_due().is_some_and(|at| at <= now.instant));
        if due {
            let search = self.next_search();
            if let Phase::Check(check) = &mut self.phase {
                check.live.looking(search, now.instant);
            }
            if let Phase::Check(check) = &self.phase {
                effects.push(self.ask(search, check, true, now));
            }
        }
    }

    fn logged_in(&mut self, account: &Account, now: Now, effects: &mut Vec<Effect>) {
        self.come_back(now, effects);
        self.withdraw("login_failed", now, effects);
        self.withdraw(&words::sale_waits().code, now, effects);
        self.tell(Tone::Good, words::logged_in(account), now, effects);
        if matches!(&self.phase, Phase::Check(check) if matches!(check.live.search(), Search::Failed(_)))
        {
            self.search_again(now, effects);
        }
        if matches!(&self.phase, Phase::Sale(sale) if matches!(sale.stage, sale::Stage::Stuck(_))) {
            self.look_again(now, effects);
        }
        if matches!(&self.phase, Phase::Currency(currency) if matches!(currency.stage, currency::Stage::Stuck(_)))
        {
            self.read_currency(false, now, effects);
            self.redraw(now, effects);
        }
    }

    /// Shows the panel again that made room for the login window, and lets the player go on in the game.
    fn come_back(&mut self, now: Now, effects: &mut Vec<Effect>) {
        if self.window == Window::Aside {
            self.window = Window::Hidden;
            effects.push(Effect::KeyboardToGame);
            self.redraw(now, effects);
        }
    }

    fn search_again(&mut self, now: Now, effects: &mut Vec<Effect>) {
        let search = self.next_search();
        let Phase::Check(check) = &mut self.phase else {
            return;
        };
        check.asked(search, now.instant);
        if let Phase::Check(check) = &self.phase {
            effects.push(self.ask(search, check, false, now));
        }
        self.redraw(now, effects);
    }

    fn change_check(
        &mut self,
        now: Now,
        effects: &mut Vec<Effect>,
        change: impl FnOnce(&mut Check) -> bool,
    ) {
        if let Phase::Check(check) = &mut self.phase
            && change(check)
        {
            self.redraw(now, effects);
        }
    }

    fn hint(
        &mut self,
        capture: CaptureId,
        title: String,
        text: String,
        now: Now,
        effects: &mut Vec<Effect>,
    ) {
        self.phase = Phase::Hint {
            capture,
            title,
            text,
            until: now.instant + HINT_STAYS,
        };
        self.draw_new(now, effects);
    }

    fn tell(&mut self, tone: Tone, message: Message, now: Now, effects: &mut Vec<Effect>) {
        self.notices.tell(tone, message, now.instant);
        self.notices_changed(now, effects);
    }

    fn withdraw(&mut self, code: &str, now: Now, effects: &mut Vec<Effect>) {
        if self.notices.withdraw(code) {
            self.notices_changed(now, effects);
        }
    }

    fn notices_changed(&mut self, now: Now, effects: &mut Vec<Effect>) {
        match self.phase {
            // Without a game to show them over, notices wait for it.
            Phase::Hidden if self.playing && !self.notices.is_empty() => {
                self.phase = Phase::Notices;
            }
            Phase::Notices if self.notices.is_empty() => return self.close(false, effects),
            _ => {}
        }
        self.redraw(now, effects);
    }

    /// The player has done with what is shown; notices that were on show by themselves are read.
    fn dismiss(&mut self, give_keyboard_back: bool, effects: &mut Vec<Effect>) {
        if matches!(self.phase, Phase::Notices) {
            self.notices.clear();
        }
        self.close(give_keyboard_back, effects);
    }

    /// Takes the panel away.
    fn close(&mut self, give_keyboard_back: bool, effects: &mut Vec<Effect>) {
        let had_keyboard = std::mem::take(&mut self.panel_has_keyboard);
        self.keep_drafts(effects);
        self.phase = Phase::Hidden;
        if self.window == Window::Hidden {
            return;
        }
        self.window = Window::Hidden;
        self.revision += 1;
        effects.push(Effect::Hide);
        effects.push(Effect::Draw(Box::new(present::hidden(self))));
        if give_keyboard_back && had_keyboard {
            effects.push(Effect::KeyboardToGame);
        }
    }

    /// Draws something new: its place is chosen anew when the page says how large it is.
    fn draw_new(&mut self, now: Now, effects: &mut Vec<Effect>) {
        self.window = Window::Drawn;
        effects.push(self.draw(now));
        self.first_revision = self.revision;
    }

    fn redraw(&mut self, now: Now, effects: &mut Vec<Effect>) {
        // Nothing comes up over other programs; it waits for the game.
        let waits = self.window == Window::Hidden && !self.playing;
        if matches!(self.phase, Phase::Hidden) || self.window == Window::Aside || waits {
            return;
        }
        if self.window == Window::Hidden {
            self.window = Window::Drawn;
        }
        effects.push(self.draw(now));
    }

    fn draw(&mut self, now: Now) -> Effect {
        self.revision += 1;
        Effect::Draw(Box::new(present::view(self, now)))
    }

    fn laid_out(&mut self, revision: u64, width: f64, height: f64, effects: &mut Vec<Effect>) {
        if revision != self.revision
            || matches!(self.phase, Phase::Hidden)
            || self.window == Window::Aside
        {
            return;
        }
        let size = place::Size::of_css(width, height, self.options.pixel_ratio);
        // Without a game there is nothing to stay inside of.
        let everywhere = Rect {
            x: 0,
            y: 0,
            width: u32::MAX / 4,
            height: u32::MAX / 4,
        };
        let fits = |area: &Rect| area.width >= size.width && area.height >= size.height;
        let game = self
            .game
            .filter(fits)
            .or(self.monitor)
            .or(self.game)
            .unwrap_or(everywhere);
        let area = match (self.window, &self.phase) {
            // A panel on show stays where it is: it only grows or shrinks.
            (Window::Shown(shown), Phase::Check(_) | Phase::Sale(_) | Phase::Currency(_)) => {
                size.at(shown.x, shown.y, game)
            }
            (_, Phase::Check(_) | Phase::Sale(_)) => place::beside(self.pointer, size, game),
            (_, Phase::Hint { .. }) => place::above(self.pointer, size, game),
            // It belongs to no item.
            (_, Phase::Notices | Phase::Hidden | Phase::Currency(_)) => place::corner(size, game),
        };
        if self.window != Window::Shown(area) {
            self.window = Window::Shown(area);
            effects.push(Effect::Show {
                area,
                mouse: !matches!(self.phase, Phase::Hint { .. }),
            });
        }
        // What has to be typed into takes the keyboard by itself.
        if matches!(self.phase, Phase::Sale(_)) && !self.panel_has_keyboard {
            self.panel_has_keyboard = true;
            effects.push(Effect::KeyboardToPanel);
        }
    }

    fn next_search(&mut self) -> SearchId {
        self.searches += 1;
        SearchId(self.searches)
    }

    fn ask(&self, search: SearchId, check: &Check, fresh: bool, now: Now) -> Effect {
        self.ask_for(search, &check.item, &check.filters, fresh, now)
    }

    fn ask_for(
        &self,
        search: SearchId,
        item: &Item,
        filters: &[Filter],
        fresh: bool,
        now: Now,
    ) -> Effect {
        let since = clock::listings_since(now.wall);
        let scope = Scope {
            ladder: self.options.realm.ladder,
            hardcore: self.options.realm.hardcore,
            limit: LISTINGS,
            updated_since: since,
        };
        Effect::Ask {
            search,
            query: query::listing_query(item, filters, &scope),
            fresh,
        }
    }
}

#[cfg(test)]
mod tests;
