//! What the overlay says: every failure with what happened and what to do, in the player's words.

use game_desktop::{Chord, ChordProblem, Content, DesktopError, MissReason};
use item_parsers::NotAnItem;
use market_client::{Account, CallError};

use crate::bridge::{Message, Remedy};

/// A hint's title and text for a chord that brought no item.
pub fn missed(reason: MissReason) -> (String, String) {
    let title = match reason {
        MissReason::NothingCopied => "No item under the cursor.",
        MissReason::ClipboardUnresponsive => "The clipboard does not answer.",
        MissReason::FocusLost => "The game lost the focus.",
        MissReason::KeysRefused => "The keys did not reach the game.",
    };
    (title.to_owned(), reason.to_string())
}

/// A hint for a copy that is no text.
pub fn no_text(content: &Content) -> (String, String) {
    let text = match content {
        Content::TooLarge { .. } => {
            "It is far too large. Hover one in the game and press the keys again."
        }
        _ => "It holds no text. Hover one in the game and press the keys again.",
    };
    ("The clipboard holds no item.".to_owned(), text.to_owned())
}

/// A hint for a text that is no item.
pub fn not_an_item(error: &NotAnItem) -> (String, String) {
    ("Not an item.".to_owned(), error.to_string())
}

/// The notice for a failed call, and the way out.
pub fn call_error(error: &CallError) -> Message {
    let (code, title, text, remedy) = match error {
        CallError::LoginNeeded => (
            "login_needed",
            "Log in to see listings",
            "The market shows these to players who are logged in. The site's own page opens; this check goes on after it.".to_owned(),
            Some(Remedy::LogIn),
        ),
        CallError::LoginRefused(_) => ("login_refused", "The market refused the login", sentence(error), Some(Remedy::LogIn)),
        CallError::OtherUser => ("other_user", "Another player logged in", sentence(error), Some(Remedy::Retry)),
        CallError::Deadline { .. } | CallError::LinkLost { .. } | CallError::NotReachable(_) | CallError::Stopped => (
            "market_away",
            "The market does not answer",
            "It may be down, or this computer offline. Haggle keeps trying.".to_owned(),
            Some(Remedy::Retry),
        ),
        CallError::Refused { .. } => ("market_refused", "The market refused the search", sentence(error), Some(Remedy::Retry)),
        _ => ("market_odd", "The market's answer was not understood", sentence(error), Some(Remedy::Retry)),
    };
    Message {
        code: code.to_owned(),
        title: title.to_owned(),
        text,
        remedy,
    }
}

/// An error's text as a sentence of its own.
fn sentence(error: &CallError) -> String {
    let text = error.to_string();
    let mut letters = text.chars();
    let first: String = letters
        .next()
        .into_iter()
        .flat_map(char::to_uppercase)
        .collect();
    format!("{first}{}.", letters.as_str())
}

/// The code of the notice about a chord.
pub fn chord_code(chord: &Chord) -> String {
    format!("chord_taken:{chord}")
}

/// The notice for a chord that cannot be had.
pub fn chord_problem(chord: &Chord, problem: &ChordProblem) -> Message {
    Message {
        code: chord_code(chord),
        title: format!("{chord} is taken"),
        text: problem.to_string(),
        remedy: Some(Remedy::OpenSettings),
    }
}

/// The notice for a desktop that went away or refuses.
pub fn desktop_failed(error: &DesktopError) -> Message {
    Message {
        code: "desktop_failed".to_owned(),
        title: "Hotkeys do not work".to_owned(),
        text: error.to_string(),
        remedy: None,
    }
}

/// The good news after a login.
pub fn logged_in(account: &Account) -> Message {
    Message {
        code: "logged_in".to_owned(),
        title: format!("Logged in as {}", account.name),
        text: "Your searches and listings are the account's now.".to_owned(),
        remedy: None,
    }
}
