//! The composition root: makes the parts, joins them, and ends them in order.

mod asker;
mod bridged;
mod drawing;
mod keepsakes;
mod latency;
mod login_window;
mod memory;
mod network;
mod page_window;
mod panel_window;
mod practice;
pub mod practice_game;
mod practice_word;
mod preferences;
mod printer;
mod runtime;
mod session;
mod settings_view;
mod signal;
mod tray;
mod welcome_view;

use std::time::Duration;

use anyhow::Context;
use tauri::{RunEvent, State, WebviewWindow};
use tokio::sync::mpsc;
use tokio_util::sync::CancellationToken;

use crate::autostart;
use crate::bridge::Action;
use crate::cli::{Args, Exit, PracticeArgs};
use crate::instance::{Instance, InstanceError};
use crate::logging;
use crate::overlay::{Input, Room};
use crate::settings::{LoadNote, Settings, SettingsFile};
use panel_window::PanelWindow;
use preferences::Preferences;
use printer::Printer;
use runtime::Runtime;
use signal::{Signal, Signals};

/// How long the runtime has to end where the system ends the program: it may wait for the very loop that waits for it.
const TO_END: Duration = Duration::from_secs(3);

/// What the overlay starts with.
#[derive(Debug)]
pub struct Start {
    /// As they are kept; the command line's words come on top of them.
    pub settings: Settings,
    pub file: SettingsFile,
    pub note: Option<LoadNote>,
    pub practice: Option<PracticeArgs>,
    pub args: Args,
}

/// Runs the overlay until the user ends it.
///
/// # Errors
/// Another Haggle runs, there is no display, or the webview cannot be made.
pub fn run(start: Start, log: logging::Level) -> anyhow::Result<Exit> {
    game_desktop::require_display()?;
    latency::reached("started");
    drawing::by_processor();
    memory::keep_little();
    let tokio = tokio::runtime::Builder::new_multi_thread()
        .worker_threads(2)
        .enable_all()
        .build()?;
    let Some(instance) = tokio.block_on(claim(&start))? else {
        return Ok(Exit::Done);
    };
    let (sender, received) = mpsc::unbounded_channel();
    let signals = Signals::new(sender);
    let practice = start.practice.clone();
    let printer = Printer::of(&start.args);
    let autostart = autostart::of_system(start.args.config_dir.as_deref());
    let preferences = Preferences::new(start, autostart);
    log.set(preferences.active().log_level.name())?;
    if practice.is_none() {
        session::market_of(preferences.active())?;
    }

    let desktop_signals = signals.clone();
    let sink = Box::new(move |event| {
        latency::watch_armed(&event);
        desktop_signals.send(Signal::Overlay(Input::Desktop(event)));
    });
    let desktop = game_desktop::open(preferences.active().desktop(), sink)?;

    tauri::async_runtime::set(tokio.handle().clone());
    let app = build(signals.clone())?;
    latency::reached("toolkit ready");
    let panel = PanelWindow::build(app.handle(), Room::largest(preferences.active().scale))
        .context("the panel's window could not be made")?;
    latency::reached("panel made");
    // Its page loads in a process of its own meanwhile.
    let texts = preferences.texts();
    let tray = tray::build(app.handle(), signals.clone(), texts, practice.is_some())
        .context("the tray icon could not be made")?;

    let shutdown = CancellationToken::new();
    let runtime = Runtime::new(
        app.handle().clone(),
        panel,
        preferences,
        desktop,
        signals,
        log,
        practice,
        printer,
    )
    .with_tray(tray)
    .ended_by(shutdown.clone());
    let door = tokio
        .block_on(async { instance.door() })
        .inspect_err(|error| tracing::warn!(%error, "a later start is not heard"))
        .ok();
    let mut task = Some(tokio.spawn(runtime.run(door, received)));
    let handle = tokio.handle().clone();
    let code = app.run_return(move |_, event| match event {
        // Windows come and go; the tray's Quit ends the runtime, and that one the program.
        RunEvent::ExitRequested {
            api, code: None, ..
        } => api.prevent_exit(),
        RunEvent::Exit => {
            // Where the system ends the program, the runtime does not know of it yet.
            shutdown.cancel();
            let ended = |task| handle.block_on(async { tokio::time::timeout(TO_END, task).await });
            match task.take().map(ended) {
                Some(Ok(Err(error))) => tracing::error!(%error, "the runtime ended badly"),
                Some(Err(_)) => tracing::error!("the runtime did not end in time"),
                Some(Ok(Ok(()))) | None => {}
            }
        }
        _ => {}
    });
    // A question to a server that is silent is not waited for.
    tokio.shutdown_background();
    Ok(if code == 0 { Exit::Done } else { Exit::Failed })
}

/// Claims the folder, or has the Haggle that has it show itself.
async fn claim(start: &Start) -> anyhow::Result<Option<Instance>> {
    let folder = start.file.folder();
    if start.args.background {
        return match Instance::claim(folder) {
            // Nobody started this one by hand, and the other one does its work.
            Err(InstanceError::AlreadyRunning) => Ok(None),
            claimed => Ok(Some(claimed?)),
        };
    }
    let claimed = Instance::claim_or_show(folder).await?;
    if claimed.is_none() {
        let practice = start.practice.is_some();
        crate::cli::tell(if practice {
            "Haggle is running already: its settings were opened. Start the practice there, under General."
        } else {
            "Haggle is running already: its settings were opened."
        });
    }
    Ok(claimed)
}

fn build(signals: Signals) -> anyhow::Result<tauri::App> {
    // Only X11 lets a window place itself above a game; on Wayland the game is an X11 window as well. Where there is no X
    // server, texts can be pasted still.
    #[cfg(target_os = "linux")]
    gtk::gdk::set_allowed_backends("x11,wayland");
    tauri::Builder::default()
        .manage(signals)
        .invoke_handler(tauri::generate_handler![dispatch])
        .build(tauri::generate_context!())
        .context("the window system could not be started")
}

/// The only way from a page into the program.
#[tauri::command]
fn dispatch(window: WebviewWindow, action: Action, signals: State<'_, Signals>) {
    tracing::trace!(window = window.label(), ?action, "a page asks");
    signals.send(Signal::Page {
        window: window.label().to_owned(),
        action,
    });
}
