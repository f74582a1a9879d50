//! Looks at each link of the chain once, for the doctor. Changes nothing, and says nothing in words.

use std::sync::mpsc;
use std::time::Duration;

use crate::event::{Content, Outcome};
use crate::{Chord, ChordProblem, Config, DesktopError, Hindrance, clipboard, labels, platform};

/// How long the clipboard's owner has to answer.
const CLIPBOARD_LIMIT: Duration = Duration::from_secs(1);

/// One link of the chain and its state.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Finding {
    /// There is a display to work on, or why not.
    Display(Result<(), DesktopError>),
    /// Whether what is transparent lets through what lies behind it.
    Compositor(Result<bool, DesktopError>),
    /// The chords of the settings.
    Hotkeys {
        /// All of them.
        chords: Vec<Chord>,
        /// This process holds all of them itself.
        held: bool,
        /// What is wrong with some of them.
        problems: Vec<ChordProblem>,
        /// The session is Wayland's, where a chord is heard only while a window of XWayland has the keyboard.
        wayland: bool,
        /// What is copied by hand is checked, which does not need them.
        watch_copies: bool,
    },
    /// The game's window.
    Game {
        /// The title that it is looked for by.
        title: String,
        /// Width and height of its inside, in physical pixels, where it is open.
        size: Option<(u32, u32)>,
        /// What keeps checks from it, or panels from the player.
        hindrance: Option<Hindrance>,
    },
    /// The clipboard.
    Clipboard(ClipboardState),
}

/// Whether the clipboard can be read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ClipboardState {
    /// It can, and holds text.
    Text,
    /// It can, and holds no text.
    NoText,
    /// The program that owns it does not answer.
    Silent,
    /// The system refuses.
    Failed(DesktopError),
}

/// Looks at the display, the compositor, the hotkeys, the game's window and the clipboard, and tells of each as it is
/// found. Chords that this process holds itself are not asked for. Without a display there is one finding.
pub fn doctor(config: &Config, held: &[Chord], tell: &mut dyn FnMut(Finding)) {
    let title = config.game_title.clone();
    let game = match platform::find_game(&title) {
        Ok(game) => game,
        Err(error) => return tell(Finding::Display(Err(error))),
    };
    tell(Finding::Display(Ok(())));
    match platform::labels() {
        Ok(labels) => labels::put_up(labels),
        Err(error) => tracing::warn!(%error, "the keyboard's layout is not known"),
    }
    tell(Finding::Compositor(platform::has_compositor()));
    tell(hotkeys(config, held));
    tell(Finding::Game {
        title,
        size: game.map(|game| (game.area.width, game.area.height)),
        hindrance: game.as_ref().and_then(platform::hindrance),
    });
    tell(Finding::Clipboard(clipboard()));
}

/// What would be wrong with this chord if it were bound now; `None` where it is free. Holds it for a moment, so it is
/// for a chord that this process does not hold.
#[must_use]
pub fn chord_problem(chord: Chord) -> Option<ChordProblem> {
    let outcomes = try_chords(&[chord]);
    outcomes.into_iter().find_map(|(_, problem)| problem)
}

fn try_chords(chords: &[Chord]) -> Vec<Outcome> {
    platform::try_chords(chords).unwrap_or_else(|error| {
        let reason = error.to_string();
        let refused = |&chord| {
            let reason = reason.clone();
            (chord, Some(ChordProblem::Refused { chord, reason }))
        };
        chords.iter().map(refused).collect()
    })
}

fn hotkeys(config: &Config, held: &[Chord]) -> Finding {
    let chords: Vec<Chord> = config.chords.iter().map(|(_, chord)| *chord).collect();
    let asked: Vec<Chord> = chords
        .iter()
        .filter(|chord| !held.contains(chord))
        .copied()
        .collect();
    let outcomes = try_chords(&asked);
    Finding::Hotkeys {
        chords,
        held: asked.is_empty(),
        problems: outcomes
            .into_iter()
            .filter_map(|(_, problem)| problem)
            .collect(),
        wayland: std::env::var_os("WAYLAND_DISPLAY").is_some(),
        watch_copies: config.watch_copies,
    }
}

fn clipboard() -> ClipboardState {
    let (sender, answer) = mpsc::channel();
    let spawned = std::thread::Builder::new()
        .name("clipboard".to_owned())
        .spawn(move || sender.send(clipboard::look()));
    if let Err(error) = spawned {
        return ClipboardState::Failed(DesktopError::System {
            what: "start a thread",
            reason: error.to_string(),
        });
    }
    match answer.recv_timeout(CLIPBOARD_LIMIT) {
        Ok(Ok(Content::Text(_) | Content::TooLarge { .. })) => ClipboardState::Text,
        Ok(Ok(Content::Empty | Content::NotText)) => ClipboardState::NoText,
        Ok(Err(error)) => ClipboardState::Failed(error),
        Err(_) => ClipboardState::Silent,
    }
}
