//! What the overlay says: every failure with what happened and what to do, in the player's words.

use game_desktop::{Chord, ChordProblem, Content, DesktopError, MissReason};
use item_parsers::NotAnItem;
use item_parsers::listing::Listing;
use item_parsers::price::BadPrice;
use item_parsers::stash::NoMatch;
use market_client::{Account, CallError, ListingChange, NotListed};

use super::notices::Made;
use crate::bridge::{Message, Remedy};
use crate::economy::EconomyError;

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

/// Why a typed price does not do.
pub fn bad_price(error: BadPrice) -> Message {
    Message {
        code: "bad_price".to_owned(),
        title: "This price does not work".to_owned(),
        text: error.to_string(),
        remedy: None,
    }
}

/// The good news of a listing.
pub fn listed(listing: &Listing, name: &str) -> Message {
    let price = listing.price.as_deref().map(priced).unwrap_or_default();
    Message {
        code: format!("listed:{}", listing.id),
        title: format!("Listed{price}"),
        text: format!("{name} is on the market."),
        remedy: None,
    }
}

/// ` for 0.5 HR`; a plain number is in HR.
fn priced(price: &str) -> String {
    let unit = if price.parse::<f64>().is_ok() {
        " HR"
    } else {
        ""
    };
    format!(" for {price}{unit}")
}

/// A listing that was not made, or of which that is not known.
pub fn not_listed(error: &NotListed, name: &str) -> Message {
    let (title, text, remedy) = match error {
        NotListed::Unknown(_) => (
            "It is not known whether it was listed",
            format!(
                "The market took the listing of {name} and went away. Look at your listings before you list it again."
            ),
            Some(Remedy::OpenListings),
        ),
        NotListed::Surely(error) if error.outcome_unknown() => (
            "Not listed",
            format!(
                "The connection broke before the market took {name}. List it again; what you typed is kept."
            ),
            None,
        ),
        NotListed::Surely(error) => (
            "Not listed",
            format!(
                "{} {name} is as it was, and what you typed is kept.",
                sentence(error)
            ),
            error.wants_login().then_some(Remedy::LogIn),
        ),
    };
    Message {
        code: format!("not_listed:{name}"),
        title: title.to_owned(),
        text,
        remedy,
    }
}

/// The item was on the market before.
pub fn listed_before() -> Message {
    Message {
        code: "listed_before".to_owned(),
        title: "It is listed already".to_owned(),
        text: "Nothing was sent. Here is the listing that there is.".to_owned(),
        remedy: None,
    }
}

/// A listing waits for the next login, and its form was closed.
pub fn sale_waits() -> Message {
    Message {
        code: "sale_waits".to_owned(),
        title: "Your listing waits for your login".to_owned(),
        text: "The login has ended. What you gave in is listed when you have logged in again."
            .to_owned(),
        remedy: Some(Remedy::LogIn),
    }
}

/// A listing is being taken back.
pub fn taking_back(made: &Made) -> Message {
    Message {
        code: format!("taking_back:{}", made.listing),
        title: "Taking it back …".to_owned(),
        text: made.name.clone(),
        remedy: None,
    }
}

/// A listing was taken back.
pub fn taken_back(name: &str) -> Message {
    Message {
        code: format!("taken_back:{name}"),
        title: "Taken back".to_owned(),
        text: format!("{name} is no longer on the market."),
        remedy: None,
    }
}

/// A listing could not be taken back.
pub fn not_taken_back(error: &CallError, name: &str) -> Message {
    Message {
        code: format!("not_taken_back:{name}"),
        title: format!("{name} may still be listed"),
        text: sentence(error),
        remedy: Some(Remedy::OpenListings),
    }
}

/// A change of a listing was made.
pub fn changed(change: &ListingChange, name: &str) -> Message {
    let (code, title) = match change {
        ListingChange::Bump => ("bumped", "Bumped: it is in front again".to_owned()),
        ListingChange::Delist => return taken_back(name),
        ListingChange::Price { text, .. } => ("priced", format!("Now listed{}", priced(text))),
    };
    Message {
        code: code.to_owned(),
        title,
        text: name.to_owned(),
        remedy: None,
    }
}

/// A change of a listing was not made.
pub fn not_changed(error: &CallError) -> Message {
    Message {
        code: "not_changed".to_owned(),
        title: "Not changed".to_owned(),
        text: sentence(error),
        remedy: error.wants_login().then_some(Remedy::LogIn),
    }
}

/// Title and text for an item that is in no stash.
pub fn nowhere(reason: NoMatch, saved: Option<&str>, elsewhere: bool) -> (String, String) {
    if elsewhere {
        return (
            "It is in another realm’s stash".to_owned(),
            "Haggle looks in the realm of your settings.".to_owned(),
        );
    }
    let title = match reason {
        NoMatch::EmptyStash => "The stash is empty",
        NoMatch::NothingOfItsKind | NoMatch::OthersOfItsKind => "It is not in your stash",
        NoMatch::UnknownBase => "The copy does not say what it is",
    };
    let written = saved
        .map(|age| format!(", last {age} ago"))
        .unwrap_or_default();
    let text = match reason {
        NoMatch::UnknownBase => {
            "It can be listed on the market’s own page. Other items work.".to_owned()
        }
        NoMatch::OthersOfItsKind => format!(
            "Only others of its kind are. The game writes the stash when you leave a game{written}: put the item into the stash, leave the game, then look again."
        ),
        NoMatch::EmptyStash | NoMatch::NothingOfItsKind => format!(
            "The game writes the stash when you leave a game{written}: put the item into the stash, leave the game, then look again."
        ),
    };
    (title.to_owned(), text)
}

/// The login has no game account.
pub fn no_game_account() -> (String, String) {
    (
        "Your login has no game account".to_owned(),
        "Log in on the market’s page with the account that you play with, or add the game account there."
            .to_owned(),
    )
}

/// The player's own listings could not be read.
pub fn listings_not_read(error: &CallError) -> Message {
    match error {
        CallError::LoginNeeded => Message {
            code: "login_needed".to_owned(),
            title: "Log in to see your listings".to_owned(),
            text: "The site’s own page opens; your listings come after it.".to_owned(),
            remedy: Some(Remedy::LogIn),
        },
        error => call_error(error),
    }
}

/// Somebody offers something for a listing.
pub fn offer_received(name: Option<&str>) -> Message {
    Message {
        code: "offer_received".to_owned(),
        title: "You have an offer".to_owned(),
        text: match name {
            Some(name) => format!("Somebody offers something for {name}."),
            None => "Somebody offers something for one of your listings.".to_owned(),
        },
        remedy: Some(Remedy::OpenListings),
    }
}

/// The stash could not be read.
pub fn stash_not_read(error: &CallError) -> Message {
    match error {
        CallError::LoginNeeded => Message {
            code: "login_needed".to_owned(),
            title: "Log in to list it".to_owned(),
            text: "The market shows your stash to you alone. The site’s own page opens; this goes on after it."
                .to_owned(),
            remedy: Some(Remedy::LogIn),
        },
        error => Message {
            remedy: match call_error(error).remedy {
                Some(Remedy::Retry) => None,
                remedy => remedy,
            },
            ..call_error(error)
        },
    }
}

/// The public prices could not be had.
pub fn economy_away(error: &EconomyError) -> Message {
    Message {
        code: "economy_away".to_owned(),
        title: "No prices of pd2.tools".to_owned(),
        text: format!(
            "{error}. The market’s own listings are used; you can switch pd2.tools off in the settings."
        ),
        remedy: None,
    }
}
