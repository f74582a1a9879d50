//! Haggle itself and its desktop: hotkeys, windows, versions, practice.

use game_desktop::{Chord, ChordProblem, DesktopError};

use crate::bridge::{Message, Remedy};
use crate::texts::{Text, Texts};

/// The code of the notice about a chord.
pub fn chord_code(chord: &Chord) -> String {
    format!("chord_taken:{chord}")
}

/// The notice for a chord that cannot be had; `offer` tells of the way to check without it.
pub fn chord_problem(texts: Texts, chord: &Chord, problem: &ChordProblem, offer: bool) -> Message {
    let title = texts.chord_title(problem);
    let problem = texts.chord_problem(problem);
    Message::new(
        chord_code(chord),
        title,
        if offer {
            texts.get(Text::ChordOrCopies { problem: &problem })
        } else {
            problem
        },
    )
    .with(Remedy::OpenHotkeys)
}

/// The notice for a desktop that went away or refuses.
pub fn desktop_failed(texts: Texts, error: &DesktopError) -> Message {
    Message::new(
        "desktop_failed",
        texts.get(Text::DesktopTitle),
        texts.desktop(error),
    )
}

/// A newer Haggle was released.
pub fn newer_version(texts: Texts, newer: &str) -> Message {
    let own = env!("CARGO_PKG_VERSION");
    Message::new(
        "newer_version",
        texts.get(Text::NewerVersionTitle { newer }),
        texts.get(Text::NewerVersionText { own }),
    )
    .with(Remedy::OpenPrivacy)
}

/// The code of the notice that the practice did not start.
pub const PRACTICE_FAILED: &str = "practice_failed";

/// The practice did not start.
pub fn practice_failed(texts: Texts, reason: &str) -> Message {
    Message::new(
        PRACTICE_FAILED,
        texts.get(Text::PracticeFailedTitle),
        texts.get(Text::PracticeFailedText { reason }),
    )
}

/// The code of the notice that an address or a folder did not open.
pub const NOT_OPENED: &str = "not_opened";

/// An address or a folder did not open: the player can do it. In the settings it can be copied.
pub fn not_opened(texts: Texts, target: &str, reason: &str) -> Message {
    Message::new(
        NOT_OPENED,
        texts.get(Text::NotOpenedTitle),
        texts.get(Text::NotOpenedText { target, reason }),
    )
    .with(Remedy::OpenSettings)
}

/// The code of the notice that a window could not be opened.
pub const NO_WINDOW: &str = "no_window";

/// A window of Haggle's did not open.
pub fn no_window(texts: Texts, reason: &str) -> Message {
    Message::new(
        NO_WINDOW,
        texts.get(Text::NoWindowTitle),
        texts.get(Text::NoWindowText { reason }),
    )
}

/// A practice listing is on no page of the market's site.
pub fn no_practice_page(texts: Texts) -> Message {
    Message::new(
        "no_practice_page",
        texts.get(Text::NoPracticePageTitle),
        texts.get(Text::NoPracticePageText),
    )
}
