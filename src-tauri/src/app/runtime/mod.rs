//! Runs the overlay: feeds it what happens, carries out what it wants. Decides nothing about checks itself.

mod doctor;
mod effects;
mod listings;
mod login;
mod market;
mod opening;
mod paste;
mod sessions;
mod settings;
mod updating;
mod watches;
mod welcome;

use std::time::{Duration, Instant};

use game_desktop::{ChordState, ClipboardWriter, Desktop, Event as DesktopEvent, Rect};
use serde::Serialize;
use tauri::AppHandle;
use tokio::sync::mpsc::UnboundedReceiver;
use tokio::task::{AbortHandle, JoinSet};
use tokio_util::sync::CancellationToken;

use crate::app::asker::Asker;
use crate::app::keepsakes::{Keepsake, Keepsakes, Trouble};
use crate::app::latency::{self, Latency};
use crate::app::page_window::{Drawn, LISTINGS, PASTED, SETTINGS, WATCHES, WELCOME};
use crate::app::panel_window::{self, PanelWindow};
use crate::app::practice::Practice;
use crate::app::preferences::Preferences;
use crate::app::printer::Printer;
use crate::app::session::Session;
use crate::app::settings_view::{self, Facts};
use crate::app::signal::{Signal, Signals};
use crate::app::tray::Tray;
use crate::app::welcome_view;
use crate::bridge::{
    Action, Appearance, Message, MineAction, MineView, PastedView, Report, Section, SettingsView,
    Tone, WatchesView, WelcomeView,
};
use crate::cli::PracticeArgs;
use crate::clock;
use crate::doctor::{TrayState, Visit};
use crate::instance::Door;
use crate::logging;
use crate::mine::{self, Mine};
use crate::overlay::{Input, Now, Options, Overlay};
use crate::pasted::{self, Pasted};
use crate::update::{self, Watch};

/// How long what is under way has to end when the program does.
const TO_END: Duration = Duration::from_millis(500);

const SETTINGS_LABEL: &str = SETTINGS.label;
const LISTINGS_LABEL: &str = LISTINGS.label;
const WATCHES_LABEL: &str = WATCHES.label;
const PASTED_LABEL: &str = PASTED.label;
const WELCOME_LABEL: &str = WELCOME.label;

/// What the ordinary windows show.
#[derive(Debug)]
struct Windows {
    settings: Drawn<SettingsView>,
    listings: Drawn<MineView>,
    watches: Drawn<WatchesView>,
    pasted: Drawn<PastedView>,
    welcome: Drawn<WelcomeView>,
}

impl Default for Windows {
    fn default() -> Self {
        Self {
            settings: Drawn::of(SETTINGS),
            listings: Drawn::of(LISTINGS),
            watches: Drawn::of(WATCHES),
            pasted: Drawn::of(PASTED),
            welcome: Drawn::of(WELCOME),
        }
    }
}

impl Windows {
    /// The page of this window has begun.
    fn begun(&mut self, window: &str) {
        match window {
            SETTINGS_LABEL => self.settings.forget(),
            LISTINGS_LABEL => self.listings.forget(),
            WATCHES_LABEL => self.watches.forget(),
            PASTED_LABEL => self.pasted.forget(),
            WELCOME_LABEL => self.welcome.forget(),
            _ => {}
        }
    }
}

/// What the runtime was started with, until its loop runs.
pub struct Runtime {
    app: AppHandle,
    panel: PanelWindow,
    tray: Tray,
    /// The desktop shows its icon, as far as is known.
    tray_shown: bool,
    overlay: Overlay,
    preferences: Preferences,
    keepsakes: Keepsakes,
    /// Not yet told.
    troubles: Vec<Trouble>,
    desktop: Desktop,
    /// Where the game is, and so the panel.
    monitor: Option<Rect>,
    signals: Signals,
    log: logging::Level,
    chords: Vec<ChordState>,
    practice: Option<Practice>,
    /// The program was started for practice: it ends with the practice game.
    practice_args: Option<PracticeArgs>,
    login_open: bool,
    /// Where the last login was begun.
    login_asker: Asker,
    asked: Option<AbortHandle>,
    /// Questions about the way out of a search that found nothing.
    way_out: Vec<AbortHandle>,
    mine: Mine,
    pasted: Pasted,
    watch: Watch,
    visit: Visit,
    /// It is made as soon as the doctor is done.
    report_wanted: bool,
    report: Option<Report>,
    copier: Option<ClipboardWriter>,
    drawn: Windows,
    latency: Latency,
    printer: Option<Printer>,
    tasks: JoinSet<()>,
    /// Ends the loop.
    shutdown: CancellationToken,
    /// The program's exit code.
    code: i32,
}

impl Runtime {
    #[must_use]
    #[allow(
        clippy::too_many_arguments,
        reason = "the parts of the program, joined once"
    )]
    pub fn new(
        app: AppHandle,
        panel: PanelWindow,
        preferences: Preferences,
        desktop: Desktop,
        signals: Signals,
        log: logging::Level,
        practice_args: Option<PracticeArgs>,
        printer: Option<Printer>,
    ) -> Self {
        let mut keepsakes = Keepsakes::beside(preferences.file().clone());
        let (drafts, drafts_trouble) = keepsakes.read(Keepsake::Drafts);
        let (worths, worths_trouble) = keepsakes.read(Keepsake::Worths);
        let (watches, watches_trouble) = keepsakes.read(Keepsake::Watches);
        let (release, _) = keepsakes.read(Keepsake::Release);
        let troubles = [drafts_trouble, worths_trouble, watches_trouble];
        let options = options(&preferences, &panel, None);
        let overlay = Overlay::new(options, drafts, worths, watches);
        let pasted = Pasted::new(preferences.active().realm);
        let wished = preferences.active().update_notice && practice_args.is_none();
        let watch = Watch::new(wished, release);
        Self {
            app,
            panel,
            tray: Tray::default(),
            tray_shown: true,
            overlay,
            preferences,
            keepsakes,
            troubles: troubles.into_iter().flatten().collect(),
            desktop,
            monitor: None,
            signals,
            log,
            chords: Vec::new(),
            practice: None,
            practice_args,
            login_open: false,
            login_asker: Asker::Game,
            asked: None,
            way_out: Vec::new(),
            mine: Mine::default(),
            pasted,
            watch,
            visit: Visit::default(),
            report_wanted: false,
            report: None,
            copier: None,
            drawn: Windows::default(),
            latency: Latency::default(),
            printer,
            tasks: JoinSet::new(),
            shutdown: CancellationToken::new(),
            code: 0,
        }
    }

    /// The system's end of the program ends the runtime by this.
    #[must_use]
    pub fn ended_by(mut self, shutdown: CancellationToken) -> Self {
        self.shutdown = shutdown;
        self
    }

    /// The tray is told when the language changes.
    #[must_use]
    pub fn with_tray(mut self, tray: Tray) -> Self {
        self.tray = tray;
        self
    }

    /// Whoever starts Haggle once more, for want of a tray perhaps, is shown where all its windows are opened.
    fn hear_at(&mut self, door: Door) {
        let signals = self.signals.clone();
        self.tasks.spawn(door.answer(move || {
            signals.send(Signal::OpenSettings(Some(Section::Program)));
        }));
    }

    /// Runs until somebody quits, then ends what it began, in order, and with it the program.
    pub async fn run(mut self, door: Option<Door>, mut signals: UnboundedReceiver<Signal>) {
        let shutdown = self.shutdown.clone();
        if let Some(message) = self.preferences.message().cloned() {
            self.feed(
                Input::Tell {
                    tone: Tone::Warn,
                    message,
                },
                None,
            );
        }
        for trouble in std::mem::take(&mut self.troubles) {
            self.tell_trouble(Some(&trouble), None);
        }
        if let Some(door) = door {
            self.hear_at(door);
        }
        self.greet();
        let mut session = match self.first_session().await {
            Ok(session) => session,
            Err(error) => {
                tracing::error!(%error, "no session");
                crate::cli::report_start(&error);
                self.code = 1;
                self.shutdown.cancel();
                None
            }
        };
        self.watch_market(session.as_ref());
        loop {
            let wakes = [self.overlay.wake_at(), self.pasted_wake()];
            let wake = wakes.into_iter().flatten().min();
            let update_due = self.update_due();
            let signal = tokio::select! {
                biased;
                () = shutdown.cancelled() => break,
                signal = signals.recv() => match signal {
                    Some(signal) => signal,
                    None => break,
                },
                Some(ended) = self.tasks.join_next() => {
                    if let Err(error) = ended && !error.is_cancelled() {
                        tracing::error!(%error, "a task ended badly");
                    }
                    continue;
                }
                () = until(wake) => Signal::Overlay(Input::Tick),
                () = until(update_due) => Signal::Update(update::Input::Tick),
            };
            self.handle(signal, &mut session).await;
        }
        self.tasks.abort_all();
        let ended = async { while self.tasks.join_next().await.is_some() {} };
        if tokio::time::timeout(TO_END, ended).await.is_err() {
            tracing::debug!("a question that cannot be taken back is left alone");
        }
        if let Some(session) = session {
            session.stop().await;
        }
        if let Some(practice) = self.practice {
            practice.stop().await;
        }
        self.desktop.shutdown();
        // Last, for windows and display answer only while their loop runs.
        self.app.exit(self.code);
    }

    async fn handle(&mut self, signal: Signal, session: &mut Option<Session>) {
        match signal {
            Signal::Overlay(input) => self.overlay_input(input, session.as_ref()),
            Signal::Page { window, action } => self.page(&window, action, session.as_ref()),
            Signal::TokenFound { market, token } => {
                self.token_found(market, token, session.as_ref());
            }
            Signal::LoginWindowClosed => {
                self.login_open = false;
                self.feed(Input::LoginClosed, session.as_ref());
            }
            Signal::LoginAnswered {
                market,
                token,
                result,
            } => self.login_answered(&market, &token, result, session.as_ref()),
            Signal::OpenSettings(section) => self.open_settings(section, session.as_ref()),
            Signal::OpenListings => self.open(&LISTINGS, session.as_ref()),
            Signal::OpenWatches => self.open(&WATCHES, session.as_ref()),
            Signal::OpenPasted => self.open(&PASTED, session.as_ref()),
            Signal::OpenWelcome => self.open_welcome(session.as_ref()),
            Signal::Imported { source, read } => self.preferences.imported(source, read),
            Signal::Update(input) => self.update(input, session.as_ref()),
            Signal::Doctor { visit, found } => self.examined(visit, found, session.as_ref()),
            Signal::Reported(text) => self.reported(text),
            Signal::Mine(input) => self.mine(input, session.as_ref()),
            Signal::Pasted(input) => self.pasted(input, session.as_ref()),
            Signal::Tray(state) => self.tray_shown = state == TrayState::Shown,
            Signal::StartPractice(asker) => self.start_practice(asker, session).await,
            Signal::PracticeEnded => self.practice_ended(session).await,
            Signal::Quit => self.shutdown.cancel(),
        }
        self.draw_windows(session.as_ref());
    }

    fn overlay_input(&mut self, input: Input, session: Option<&Session>) {
        let of_watches = matches!(
            &input,
            Input::Watch(_) | Input::Link(_) | Input::LoggedIn(_)
        );
        match &input {
            Input::Desktop(DesktopEvent::ChordsChanged(chords)) => self.chords.clone_from(chords),
            Input::Desktop(
                DesktopEvent::GameFocused { monitor, .. }
                | DesktopEvent::GameMoved { monitor, .. }
                | DesktopEvent::CopiedByHand { monitor, .. },
            ) if self.monitor != Some(*monitor) => self.on_monitor(*monitor, session),
            Input::Desktop(DesktopEvent::Captured {
                capture, stamps, ..
            }) => self.latency.captured(*capture, *stamps),
            Input::Answer {
                result: Ok(page), ..
            } => self.latency.answered(page.heard(), Instant::now()),
            Input::Desktop(DesktopEvent::ClipboardRead(content)) => {
                self.pasted(pasted::Input::Clipboard(content.clone()), session);
            }
            Input::Market(event) => {
                self.tell_mine(event, session);
                self.pasted(pasted::Input::Market(event.clone()), session);
            }
            Input::LoggedIn(_) => {
                self.renew_mine(mine::Input::LoggedIn, session);
                self.pasted(pasted::Input::LoggedIn, session);
            }
            Input::EventsMissed => {
                self.tell_open_mine(mine::Input::EventsMissed, session);
                self.pasted(pasted::Input::EventsMissed, session);
            }
            Input::Link(_) => {
                self.draw_pasted(session);
                self.draw_mine(session);
            }
            Input::Tick => self.pasted(pasted::Input::Tick, session),
            _ => {}
        }
        let focused = matches!(input, Input::Desktop(DesktopEvent::GameFocused { .. }));
        self.feed(input, session);
        if focused {
            // The monitor may have another scale than when it was looked at last; asked after, for it takes its time.
            self.tell_options(session);
        }
        if of_watches {
            self.draw_watches();
        }
    }

    fn page(&mut self, window: &str, action: Action, session: Option<&Session>) {
        if matches!(action, Action::Ready) {
            self.drawn.begun(window);
        }
        match (window, action) {
            (SETTINGS_LABEL, action) => self.settings_page(action, session),
            (PASTED_LABEL, Action::Ready) => {
                let realm = self.preferences.active().realm;
                self.pasted(pasted::Input::Opened(realm), session);
            }
            (PASTED_LABEL, action) => self.pasted(pasted::Input::Page(action), session),
            (WELCOME_LABEL, action) => self.welcome_page(action, session),
            (LISTINGS_LABEL, Action::Ready) => self.mine(mine::Input::Opened, session),
            (LISTINGS_LABEL, Action::Mine { action }) => {
                self.mine(mine::Input::Asked(action), session);
            }
            (LISTINGS_LABEL, Action::Search) => {
                self.mine(mine::Input::Asked(MineAction::Refresh), session);
            }
            (LISTINGS_LABEL, Action::LogIn) => self.log_in(Asker::Elsewhere, session),
            (LISTINGS_LABEL, Action::OpenListing { id }) => {
                self.open_listing(&id, Asker::Elsewhere, session);
            }
            (LISTINGS_LABEL, Action::Close) => LISTINGS.close(&self.app),
            (WATCHES_LABEL, Action::Ready) => self.draw_watches(),
            (WATCHES_LABEL, Action::Watch { action }) => {
                self.feed(Input::WatchAsked(action), session);
                self.draw_watches();
            }
            (WATCHES_LABEL, Action::LogIn) => self.log_in(Asker::Elsewhere, session),
            (WATCHES_LABEL, Action::Close) => WATCHES.close(&self.app),
            (panel_window::LABEL, Action::Ready) => {
                latency::reached("page ready");
                self.feed(Input::Page(Action::Ready), session);
            }
            (panel_window::LABEL, action) => {
                if let Action::Painted { revision } = action {
                    self.panel.painted(revision);
                }
                self.feed(Input::Page(action), session);
            }
            (window, action) => tracing::debug!(window, ?action, "not this window's"),
        }
    }

    /// The language has changed: the panel hears of it by its options, the settings are drawn in any case.
    fn speak(&mut self, session: Option<&Session>) {
        let texts = self.preferences.texts();
        self.tray.speak(texts);
        for window in [SETTINGS, LISTINGS, WATCHES, PASTED, WELCOME] {
            window.speak(&self.app, texts);
        }
        if let Some(practice) = &self.practice {
            practice.speak(texts.language());
        }
        self.draw_watches();
        self.draw_mine(session);
        self.draw_pasted(session);
    }

    /// Each monitor may have a scale of its own.
    fn on_monitor(&mut self, monitor: Rect, session: Option<&Session>) {
        self.monitor = Some(monitor);
        self.tell_options(session);
    }

    fn tell_options(&mut self, session: Option<&Session>) {
        let options = options(&self.preferences, &self.panel, self.monitor);
        self.feed(Input::Options(options), session);
    }

    /// One step of the overlay, and all that follows from it.
    fn feed(&mut self, input: Input, session: Option<&Session>) {
        for effect in self.overlay.step(input, now()) {
            self.carry_out(effect, session);
        }
    }

    fn keep(&mut self, what: Keepsake, kept: &impl Serialize, session: Option<&Session>) {
        let trouble = self.keepsakes.keep(what, kept);
        self.tell_trouble(trouble.as_ref(), session);
    }

    fn tell_trouble(&mut self, trouble: Option<&Trouble>, session: Option<&Session>) {
        let texts = self.preferences.texts();
        self.tell_if(trouble.and_then(|trouble| trouble.message(texts)), session);
    }

    fn tell_if(&mut self, message: Option<Message>, session: Option<&Session>) {
        if let Some(message) = message {
            let tone = Tone::Warn;
            self.feed(Input::Tell { tone, message }, session);
        }
    }

    fn draw_windows(&mut self, session: Option<&Session>) {
        let facts = Facts {
            chords: &self.chords,
            session,
            login_open: self.login_open,
            practice: self.practice.is_some(),
            update: self.watch.state(),
            visit: &self.visit,
            report: self.report.as_ref(),
        };
        let (app, preferences) = (&self.app, &self.preferences);
        let drawn = &mut self.drawn;
        drawn.welcome.draw(app, || {
            let wayland = std::env::var_os("WAYLAND_DISPLAY").is_some();
            welcome_view::view(preferences, &facts, self.tray_shown, wayland)
        });
        drawn
            .settings
            .draw(app, || settings_view::view(preferences, &facts));
    }
}

fn now() -> Now {
    Now {
        instant: Instant::now(),
        wall: clock::utc_now(),
    }
}

fn options(preferences: &Preferences, panel: &PanelWindow, monitor: Option<Rect>) -> Options {
    let settings = preferences.active();
    Options {
        texts: preferences.texts(),
        realm: settings.realm,
        economy: settings.economy,
        watch_copies: settings.watch_copies,
        place: settings.place,
        appearance: Appearance {
            scale: settings.scale,
            opaque: !panel.composited(),
        },
        pixel_ratio: panel.pixel_ratio(monitor),
    }
}

async fn until(moment: Option<Instant>) {
    match moment {
        Some(moment) => tokio::time::sleep_until(moment.into()).await,
        None => std::future::pending().await,
    }
}
