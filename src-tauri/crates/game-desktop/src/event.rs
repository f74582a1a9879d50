//! What the desktop tells the program. Items, markets and pages are not known here.

use std::fmt;
use std::time::Instant;

use thiserror::Error;

use crate::{Chord, Command, DesktopError, Point, Rect, WindowId};

/// Names one check. A later check has a larger number, so an answer to an older one can be told apart.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct CaptureId(pub u64);

impl fmt::Display for CaptureId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "capture {}", self.0)
    }
}

/// The program that owns the clipboard, as far as the system tells it apart from others.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Owner(pub u64);

/// When each step of a check happened, for traces.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Stamps {
    /// The chord's press was seen.
    pub pressed: Instant,
    /// The keys that ask the game for its copy were sent.
    pub keys_sent: Option<Instant>,
    /// The clipboard changed.
    pub changed: Option<Instant>,
    /// The clipboard was read.
    pub read: Option<Instant>,
}

impl Stamps {
    pub(crate) fn pressed(at: Instant) -> Self {
        Self {
            pressed: at,
            keys_sent: None,
            changed: None,
            read: None,
        }
    }
}

/// What the game put on the clipboard.
#[derive(Clone, PartialEq, Eq)]
pub enum Content {
    /// Text, without the NULs that some programs leave at its end.
    Text(String),
    /// Nothing at all.
    Empty,
    /// An image, files, or anything else that has no text.
    NotText,
    /// More text than any item has.
    TooLarge {
        /// Its length in UTF-8.
        bytes: usize,
    },
}

/// The text itself never reaches a log.
impl fmt::Debug for Content {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Content::Text(text) => write!(f, "Text({} bytes)", text.len()),
            Content::Empty => f.write_str("Empty"),
            Content::NotText => f.write_str("NotText"),
            Content::TooLarge { bytes } => write!(f, "TooLarge({bytes} bytes)"),
        }
    }
}

/// Why a check has no item.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
pub enum MissReason {
    /// The game copied nothing within the limit.
    #[error("Nothing was copied. Hold the mouse over an item and press the hotkey again.")]
    NothingCopied,
    /// The program that owns the clipboard does not answer.
    #[error("The program that owns the clipboard does not answer. Press the hotkey again.")]
    ClipboardUnresponsive,
    /// The system keeps our keys from the game.
    #[error(
        "The system keeps Haggle's keys from the game. If the game runs as administrator, start it without that, or start Haggle as administrator too."
    )]
    KeysRefused,
    /// The game lost the focus while the check waited.
    #[error("The game lost the focus. Click into it and press the hotkey again.")]
    FocusLost,
}

/// What stands between a running game and the player's checks, as far as the system tells.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Hindrance {
    /// The game has rights that this program has not: the system keeps our keys from it.
    Elevated,
    /// The game has the screen for itself: nothing is seen over it.
    ExclusiveFullScreen,
}

/// Why a chord does nothing just now.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum ChordProblem {
    /// Another program holds it; it is asked for again until it is free.
    #[error(
        "Another program uses {chord}. End that program, or choose another hotkey in the settings."
    )]
    Taken {
        /// The chord that was refused.
        chord: Chord,
    },
    /// Two commands have the same chord.
    #[error("{chord} is also the hotkey for “{other}”. Choose another one for either of them.")]
    Doubled {
        /// The chord that both have.
        chord: Chord,
        /// The command that keeps it.
        other: Command,
    },
    /// The keyboard's layout has no such key.
    #[error(
        "The keyboard's layout has no key for {chord}. Choose another hotkey, for example with an F key, or add a layout with Latin letters."
    )]
    NotOnKeyboard {
        /// The chord that was refused.
        chord: Chord,
    },
    /// The system refused it for another reason.
    #[error("The system refused {chord} ({reason}). Choose another hotkey in the settings.")]
    Refused {
        /// The chord that was refused.
        chord: Chord,
        /// The system's own words.
        reason: String,
    },
}

/// How binding a chord went.
pub(crate) type Outcome = (Chord, Option<ChordProblem>);

/// A chord as it is now.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ChordState {
    /// The command behind it.
    pub command: Command,
    /// The chord.
    pub chord: Chord,
    /// What the player reads for it: the keys as the layout prints them.
    pub label: String,
    /// It is ours now; so only while the game has the keyboard.
    pub bound: bool,
    /// What was wrong with it when it was asked for last.
    pub problem: Option<ChordProblem>,
}

/// What happened on the desktop.
#[derive(Debug, Clone, PartialEq)]
pub enum Event {
    /// This desktop lets no program have hotkeys, press keys or place windows. Nothing follows but answers to requests.
    OnlyTexts,
    /// The game has the keyboard now.
    GameFocused {
        /// Its inside, in physical pixels of the desktop.
        area: Rect,
        /// The monitor that shows most of it.
        monitor: Rect,
        /// Its window.
        window: WindowId,
    },
    /// The focused game moved or changed its size.
    GameMoved {
        /// Its inside, in physical pixels of the desktop.
        area: Rect,
        /// The monitor that shows most of it.
        monitor: Rect,
    },
    /// The keyboard went from the game, or from a window of ours, to another window.
    GameBlurred {
        /// That other window is one of ours.
        to_own_window: bool,
    },
    /// The chord of a check was pressed; [`Event::Captured`] or [`Event::Missed`] follows.
    CheckStarted {
        /// The new check.
        capture: CaptureId,
        /// What the item is wanted for.
        command: Command,
        /// Where the mouse was.
        pointer: Point,
        /// When.
        stamps: Stamps,
    },
    /// A check was asked for in a game that has the screen for itself, where no panel is seen.
    Unseen,
    /// The game copied.
    Captured {
        /// The check that it answers.
        capture: CaptureId,
        /// What was copied.
        content: Content,
        /// When each step happened.
        stamps: Stamps,
    },
    /// The check has no item.
    Missed {
        /// The check.
        capture: CaptureId,
        /// Why.
        reason: MissReason,
    },
    /// The player copied something by hand, in the game or anywhere else; it may be an item or not. Comes only where
    /// [`crate::Config::watch_copies`] is on; never for what a window of ours copies or puts back, nor for a copy that
    /// a check has asked for.
    CopiedByHand {
        /// Named as checks are.
        capture: CaptureId,
        /// What was copied.
        content: Content,
        /// Where the mouse was.
        pointer: Point,
        /// The monitor that the mouse was on.
        monitor: Rect,
    },
    /// The answer to [`crate::Desktop::read_clipboard`]; `None` where the clipboard's owner does not answer.
    ClipboardRead(Option<Content>),
    /// The chord of a command that copies nothing was pressed.
    CommandPressed(Command),
    /// Esc was pressed while the panel is shown and the game has the keyboard.
    EscapePressed,
    /// The mouse was pressed outside of the shown panel.
    ClickedOutside {
        /// It was pressed where the game's window lies.
        in_game: bool,
    },
    /// The mouse left the item and the panel that [`crate::Desktop::watch_mouse`] named. It is no longer watched.
    MouseLeft {
        /// The check whose item it was.
        capture: CaptureId,
    },
    /// A chord was bound, given back or refused, or is printed otherwise on the keyboard. Holds all chords.
    ChordsChanged(Vec<ChordState>),
    /// The desktop side cannot go on.
    Failed(DesktopError),
}
