//! The command line: the same program without a window.

mod args;
mod connect;
mod doctor;
mod hotkey;
mod input;
mod market;
mod print;
mod sell;

use std::process::ExitCode;

use crate::app;
use crate::logging::{self, Destination};
use crate::settings::{Settings, SettingsFile};
pub use args::{Args, GameArgs, PracticeArgs, Task};
pub use connect::token;

/// Exit codes that scripts can rely on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[repr(u8)]
pub enum Exit {
    Done = 0,
    /// Something outside of the item and the market failed, or a check of `doctor` did.
    Failed = 1,
    /// The input is not an item, or the command line is wrong.
    NotAnItem = 2,
    MarketAway = 3,
    LoginNeeded = 4,
    /// The item is not in the stash, or several fit; the listing is not there.
    NotFound = 5,
}

impl From<Exit> for ExitCode {
    fn from(exit: Exit) -> Self {
        Self::from(exit as u8)
    }
}

/// Tells the person at the terminal of an error.
fn report(error: &anyhow::Error) {
    print::problem(&format!("{error:#}"));
}

/// Tells whoever started the overlay why it ends, from the desktop as well.
pub fn report_start(error: &anyhow::Error) {
    report(error);
    game_desktop::show_problem(&format!("{error:#}"));
}

/// Tells the person at the terminal, and the log.
pub fn tell(text: &str) {
    tracing::warn!("{text}");
    print::problem(text);
}

/// Runs one command line to its end.
pub fn run(args: Args) -> ExitCode {
    // The log of the overlay goes to its file; a command's goes to stderr beside its messages.
    let overlay = matches!(args.task, None | Some(Task::Practice(_)));
    match dispatch(args, overlay) {
        Ok(exit) => exit.into(),
        Err(error) => {
            if overlay {
                report_start(&error);
            } else {
                report(&error);
            }
            Exit::Failed.into()
        }
    }
}

fn dispatch(args: Args, overlay: bool) -> anyhow::Result<Exit> {
    if !overlay {
        logging::start(args.log.as_deref().unwrap_or("warn"), &Destination::Stderr)?;
    }
    match &args.task {
        Some(Task::Item(source)) => input::item(source),
        Some(Task::Query(source)) => {
            let settings = load(&args)?;
            input::query(source, settings.realm)
        }
        Some(Task::Check {
            source,
            follow,
            hotkey,
        }) => {
            let settings = load(&args)?;
            if *hotkey {
                hotkey::check(source.json, &settings)
            } else {
                market::check(source, *follow, &settings)
            }
        }
        Some(Task::List(list)) => sell::list(list, &load(&args)?),
        Some(Task::Listings { json }) => sell::listings(*json, &args, &load(&args)?),
        Some(Task::Bump(change)) => sell::bump(change, &load(&args)?),
        Some(Task::Delist(change)) => sell::delist(change, &load(&args)?),
        Some(Task::Price { price, change }) => sell::price(change, price, &load(&args)?),
        Some(Task::Doctor { json }) => doctor::run(&args, *json),
        Some(Task::PracticeGame(game)) => app::practice_game::run(game),
        None => overlay_session(args, None),
        Some(Task::Practice(practice)) => {
            let practice = practice.clone();
            overlay_session(args, Some(practice))
        }
    }
}

fn overlay_session(args: Args, practice: Option<PracticeArgs>) -> anyhow::Result<Exit> {
    let file = SettingsFile::open(args.config_dir.as_deref())?;
    let level = args.log.as_deref().unwrap_or("info");
    let log = logging::start(level, &Destination::Folder(file.folder())).or_else(|error| {
        let path = logging::path(file.folder());
        print::problem(&format!(
            "The log cannot be written to {} ({error}): what would be in it is told here.",
            path.display()
        ));
        logging::start(level, &Destination::Stderr)
    })?;
    let (settings, note) = file.load()?;
    if let Some(note) = &note {
        print::problem(&note.words());
    }
    let start = app::Start {
        settings,
        file,
        note,
        practice,
        args,
    };
    game_desktop::leave_console();
    app::run(start, log)
}

/// The settings with what the command line says on top; a damaged file is told on stderr, and left for the overlay to tell.
fn load(args: &Args) -> anyhow::Result<Settings> {
    let (settings, note) = SettingsFile::open(args.config_dir.as_deref())?.look()?;
    if let Some(note) = &note {
        print::problem(&note.words());
    }
    Ok(args.apply(settings))
}
