//! What the overlay says: every failure with what happened and what to do. The words themselves are in the catalogue.

use game_desktop::{Chord, ChordProblem, Content, DesktopError};
use item_parsers::NotAnItem;
use item_parsers::listing::Listing;
use item_parsers::price::BadPrice;
use item_parsers::stash::NoMatch;
use market_client::{Account, CallError, ListingChange, NotListed};

use super::notices::Made;
use super::present::hr;
use crate::bridge::{Message, Remedy};
use crate::clock::Age;
use crate::economy::EconomyError;
use crate::texts::{Text, Texts};
use crate::watch::{Hit, WatchId};

/// A hint for a copy that is no text.
pub fn no_text(texts: Texts, content: &Content) -> (String, String) {
    let text = match content {
        Content::TooLarge { .. } => Text::NoTextTooLarge,
        _ => Text::NoTextOther,
    };
    (texts.get(Text::NoTextTitle), texts.get(text))
}

/// The game has the screen for itself.
pub fn unseen(texts: Texts) -> Message {
    Message {
        code: "unseen".to_owned(),
        title: texts.get(Text::UnseenTitle),
        text: texts.get(Text::UnseenText),
        remedy: None,
    }
}

/// A hint for a text that is no item.
pub fn not_an_item(texts: Texts, error: &NotAnItem) -> (String, String) {
    (texts.get(Text::NotAnItemTitle), texts.not_an_item(error))
}

/// The notice for a failed call, and the way out.
pub fn call_error(texts: Texts, error: &CallError) -> Message {
    let (code, title, text, remedy) = match error {
        CallError::LoginNeeded => (
            "login_needed",
            Text::CallLoginTitle,
            texts.get(Text::CallLoginText),
            Remedy::LogIn,
        ),
        CallError::LoginRefused(_) => (
            "login_refused",
            Text::CallRefusedLoginTitle,
            texts.call(error),
            Remedy::LogIn,
        ),
        CallError::OtherUser => (
            "other_user",
            Text::CallOtherUserTitle,
            texts.call(error),
            Remedy::Retry,
        ),
        error if error.market_away() => (
            "market_away",
            Text::CallAwayTitle,
            texts.get(Text::CallAwayText),
            Remedy::Retry,
        ),
        CallError::Refused { .. } => (
            "market_refused",
            Text::CallRefusedTitle,
            texts.call(error),
            Remedy::Retry,
        ),
        _ => (
            "market_odd",
            Text::CallOddTitle,
            texts.call(error),
            Remedy::Retry,
        ),
    };
    Message {
        code: code.to_owned(),
        title: texts.get(title),
        text,
        remedy: Some(remedy),
    }
}

/// The code of the notice about a chord.
pub fn chord_code(chord: &Chord) -> String {
    format!("chord_taken:{chord}")
}

/// The notice for a chord that cannot be had; `offer` tells of the way to check without it.
pub fn chord_problem(texts: Texts, chord: &Chord, problem: &ChordProblem, offer: bool) -> Message {
    let title = texts.chord_title(problem);
    let problem = texts.chord_problem(problem);
    Message {
        code: chord_code(chord),
        title,
        text: if offer {
            texts.get(Text::ChordOrCopies { problem: &problem })
        } else {
            problem
        },
        remedy: Some(Remedy::OpenHotkeys),
    }
}

/// The notice for a desktop that went away or refuses.
pub fn desktop_failed(texts: Texts, error: &DesktopError) -> Message {
    Message {
        code: "desktop_failed".to_owned(),
        title: texts.get(Text::DesktopTitle),
        text: texts.desktop(error),
        remedy: None,
    }
}

/// The good news after a login.
pub fn logged_in(texts: Texts, account: &Account) -> Message {
    Message {
        code: "logged_in".to_owned(),
        title: texts.get(Text::LoggedInTitle {
            name: &account.name,
        }),
        text: texts.get(Text::LoggedInText),
        remedy: None,
    }
}

/// Why a typed price does not do.
pub fn bad_price(texts: Texts, error: BadPrice) -> Message {
    Message {
        code: "bad_price".to_owned(),
        title: texts.get(Text::BadPriceTitle),
        text: texts.bad_price(error),
        remedy: None,
    }
}

/// The good news of a listing.
pub fn listed(texts: Texts, listing: &Listing, name: &str) -> Message {
    let title = match listing.price.as_deref() {
        Some(price) => texts.get(Text::ListedForTitle {
            price: &priced(price),
        }),
        None => texts.get(Text::ListedTitle),
    };
    Message {
        code: format!("listed:{}", listing.id),
        title,
        text: texts.get(Text::ListedText { name }),
        remedy: None,
    }
}

/// `0.5 HR`, `2 gul`; a plain number is in HR.
fn priced(price: &str) -> String {
    if price.parse::<f64>().is_ok() {
        format!("{price} HR")
    } else {
        price.to_owned()
    }
}

/// A listing that was not made, or of which that is not known.
pub fn not_listed(texts: Texts, error: &NotListed, name: &str) -> Message {
    let (title, text, remedy) = match error {
        NotListed::Unknown(_) => (
            Text::NotListedUnknownTitle,
            texts.get(Text::NotListedUnknownText { name }),
            Some(Remedy::OpenListings),
        ),
        NotListed::Surely(error) if error.outcome_unknown() => (
            Text::NotListedTitle,
            texts.get(Text::NotListedCut { name }),
            None,
        ),
        NotListed::Surely(error) => (
            Text::NotListedTitle,
            texts.get(Text::NotListedText {
                reason: &texts.call(error),
                name,
            }),
            error.wants_login().then_some(Remedy::LogIn),
        ),
    };
    Message {
        code: format!("not_listed:{name}"),
        title: texts.get(title),
        text,
        remedy,
    }
}

/// The item was on the market before.
pub fn listed_before(texts: Texts) -> Message {
    Message {
        code: "listed_before".to_owned(),
        title: texts.get(Text::ListedBeforeTitle),
        text: texts.get(Text::ListedBeforeText),
        remedy: None,
    }
}

/// The code of the notice that a listing waits for the next login.
pub const SALE_WAITS: &str = "sale_waits";

/// A listing waits for the next login, and its form was closed.
pub fn sale_waits(texts: Texts) -> Message {
    Message {
        code: SALE_WAITS.to_owned(),
        title: texts.get(Text::SaleWaitsTitle),
        text: texts.get(Text::SaleWaitsText),
        remedy: Some(Remedy::LogIn),
    }
}

/// No item was copied, and so the keyboard went into what is on show.
pub fn keyboard_here(texts: Texts) -> Message {
    Message {
        code: "keyboard_here".to_owned(),
        title: texts.get(Text::KeyboardHereTitle),
        text: texts.get(Text::KeyboardHereText),
        remedy: None,
    }
}

/// The code of the notices about the end of the login.
pub const LOGIN_ENDS: &str = "login_ends";

/// The login ends in less than a quarter of an hour: so long before, the market's client tells of it.
pub fn login_ends(texts: Texts) -> Message {
    Message {
        code: LOGIN_ENDS.to_owned(),
        title: texts.get(Text::LoginEndsTitle),
        text: texts.get(Text::LoginEndsText),
        remedy: Some(Remedy::LogIn),
    }
}

/// The login has ended.
pub fn login_ended(texts: Texts) -> Message {
    Message {
        code: LOGIN_ENDS.to_owned(),
        title: texts.get(Text::LoginEndedTitle),
        text: texts.get(Text::LoginEndedText),
        remedy: Some(Remedy::LogIn),
    }
}

/// The code of the notice that a listing is being taken back.
pub fn taking_back_code(made: &Made) -> String {
    format!("taking_back:{}", made.listing)
}

/// A listing is being taken back.
pub fn taking_back(texts: Texts, made: &Made) -> Message {
    Message {
        code: taking_back_code(made),
        title: texts.get(Text::TakingBackTitle),
        text: made.name.clone(),
        remedy: None,
    }
}

/// A listing was taken back.
pub fn taken_back(texts: Texts, name: &str) -> Message {
    Message {
        code: format!("taken_back:{name}"),
        title: texts.get(Text::TakenBackTitle),
        text: texts.get(Text::TakenBackText { name }),
        remedy: None,
    }
}

/// A listing could not be taken back.
pub fn not_taken_back(texts: Texts, error: &CallError, name: &str) -> Message {
    Message {
        code: format!("not_taken_back:{name}"),
        title: texts.get(Text::NotTakenBackTitle { name }),
        text: texts.call(error),
        remedy: Some(Remedy::OpenListings),
    }
}

/// A change of a listing was made; `name` is its item's, where that is known yet.
pub fn changed(texts: Texts, change: &ListingChange, name: Option<&str>) -> Message {
    let name = match name {
        Some(name) => name.to_owned(),
        None => texts.get(Text::ChangedListing),
    };
    let (code, title) = match change {
        ListingChange::Bump => ("bumped", texts.get(Text::BumpedTitle)),
        ListingChange::Delist => return taken_back(texts, &name),
        ListingChange::Price { text, .. } => (
            "priced",
            texts.get(Text::PricedTitle {
                price: &priced(text),
            }),
        ),
    };
    Message {
        code: code.to_owned(),
        title,
        text: name,
        remedy: None,
    }
}

/// A change of a listing was not made, or of which that is not known.
pub fn not_changed(texts: Texts, error: &CallError) -> Message {
    let (title, remedy) = if error.outcome_unknown() {
        (Text::NotChangedUnknownTitle, Some(Remedy::OpenListings))
    } else {
        let remedy = error.wants_login().then_some(Remedy::LogIn);
        (Text::NotChangedTitle, remedy)
    };
    Message {
        code: "not_changed".to_owned(),
        title: texts.get(title),
        text: texts.call(error),
        remedy,
    }
}

/// Title and text for an item that is in no stash; with the age of the stash, where it is known and not new.
pub fn nowhere(
    texts: Texts,
    reason: NoMatch,
    saved: Option<Age>,
    elsewhere: bool,
) -> (String, String) {
    if elsewhere {
        return (
            texts.get(Text::NowhereElsewhereTitle),
            texts.get(Text::NowhereElsewhereText),
        );
    }
    let (title, text) = match reason {
        NoMatch::EmptyStash => (Text::NowhereEmptyTitle, Text::NowhereLookAgain),
        NoMatch::NothingOfItsKind => (Text::NowhereNotThereTitle, Text::NowhereLookAgain),
        NoMatch::OthersOfItsKind => (Text::NowhereNotThereTitle, Text::NowhereOthersText),
        NoMatch::UnknownBase => (Text::NowhereUnknownTitle, Text::NowhereUnknownText),
    };
    let written = saved
        .filter(|age| *age != Age::Now && reason != NoMatch::UnknownBase)
        .map(|age| {
            texts.get(Text::NowhereWritten {
                ago: &texts.ago(age),
            })
        });
    let parts: Vec<String> = [texts.get(text)].into_iter().chain(written).collect();
    (texts.get(title), parts.join(" "))
}

/// The login has no game account.
pub fn no_game_account(texts: Texts) -> (String, String) {
    (
        texts.get(Text::NowhereNoAccountTitle),
        texts.get(Text::NowhereNoAccountText),
    )
}

/// The player's own listings could not be read.
pub fn listings_not_read(texts: Texts, error: &CallError) -> Message {
    match error {
        CallError::LoginNeeded => Message {
            title: texts.get(Text::CallLoginMineTitle),
            text: texts.get(Text::CallLoginMineText),
            ..call_error(texts, error)
        },
        error => call_error(texts, error),
    }
}

/// Somebody offers something for a listing.
pub fn offer_received(texts: Texts, name: Option<&str>) -> Message {
    Message {
        code: "offer_received".to_owned(),
        title: texts.get(Text::OfferReceivedTitle),
        text: texts.get(match name {
            Some(name) => Text::OfferReceivedFor { name },
            None => Text::OfferReceivedAny,
        }),
        remedy: Some(Remedy::OpenListings),
    }
}

/// The stash could not be read.
pub fn stash_not_read(texts: Texts, error: &CallError) -> Message {
    let message = call_error(texts, error);
    match error {
        CallError::LoginNeeded => Message {
            title: texts.get(Text::CallLoginStashTitle),
            text: texts.get(Text::CallLoginStashText),
            ..message
        },
        _ => Message {
            remedy: message.remedy.filter(|remedy| *remedy != Remedy::Retry),
            ..message
        },
    }
}

/// The code of the notice that the market tells no worths.
pub const NO_WORTH: &str = "no_worth";

/// The worth of a kind could not be had. The panel has a button that asks again.
pub fn no_worth(texts: Texts, error: &CallError) -> Message {
    let message = call_error(texts, error);
    Message {
        code: NO_WORTH.to_owned(),
        remedy: message.remedy.filter(|remedy| *remedy != Remedy::Retry),
        ..message
    }
}

/// The public prices could not be had.
pub fn economy_away(texts: Texts, error: &EconomyError) -> Message {
    Message {
        code: "economy_away".to_owned(),
        title: texts.get(Text::EconomyAwayTitle),
        text: texts.get(Text::EconomyAwayText {
            reason: &texts.economy(error),
        }),
        remedy: None,
    }
}

/// What has come in and gone since the first answer, for those who hear the panel; empty when nothing has.
pub fn news(texts: Texts, came: usize, gone: usize) -> String {
    let came = (came > 0).then(|| texts.get(Text::NewsCame { count: came.into() }));
    let gone = (gone > 0).then(|| texts.get(Text::NewsGone { count: gone.into() }));
    match (came, gone) {
        (Some(came), Some(gone)) => texts.get(Text::NewsBoth {
            came: &came,
            gone: &gone,
        }),
        (came, gone) => came.or(gone).unwrap_or_default(),
    }
}

/// The code of the notice of a watch.
pub fn watch_code(watch: WatchId) -> String {
    format!("watch:{watch}")
}

/// A watch has found something.
pub fn watch_hit(texts: Texts, hit: &Hit) -> Message {
    let listing = &hit.listing;
    let name = hit.name.as_str();
    let worth = listing
        .hr
        .map(|worth| texts.get(Text::ReadingHr { hr: &hr(worth) }));
    let title = match worth.or_else(|| listing.price.clone()) {
        Some(price) => texts.get(Text::WatchHitTitle {
            name,
            price: &price,
        }),
        None => texts.get(Text::WatchHitUnpriced { name }),
    };
    let seller = listing.seller.clone();
    let seller = seller.unwrap_or_else(|| texts.get(Text::WatchSomebody));
    let text = match hit.ceiling {
        Some(ceiling) => texts.get(Text::WatchHitCeiling {
            seller: &seller,
            hr: &hr(ceiling),
        }),
        None => texts.get(Text::WatchHitText { seller: &seller }),
    };
    let text = match hit.more {
        0 => text,
        more => texts.get(Text::WatchHitMore {
            text: &text,
            count: more.into(),
        }),
    };
    Message {
        code: watch_code(hit.watch),
        title,
        text,
        remedy: None,
    }
}

/// A newer Haggle was released.
pub fn newer_version(texts: Texts, newer: &str) -> Message {
    let own = env!("CARGO_PKG_VERSION");
    Message {
        code: "newer_version".to_owned(),
        title: texts.get(Text::NewerVersionTitle { newer }),
        text: texts.get(Text::NewerVersionText { own }),
        remedy: Some(Remedy::OpenPrivacy),
    }
}

/// The code of the notice that a login failed.
pub const LOGIN_FAILED: &str = "login_failed";

/// A login failed, and why.
pub fn login_failed(texts: Texts, text: String) -> Message {
    Message {
        code: LOGIN_FAILED.to_owned(),
        title: texts.get(Text::LoginFailedTitle),
        text,
        remedy: Some(Remedy::LogIn),
    }
}

/// The code of the notice that the practice did not start.
pub const PRACTICE_FAILED: &str = "practice_failed";

/// The practice did not start.
pub fn practice_failed(texts: Texts, reason: &str) -> Message {
    Message {
        code: PRACTICE_FAILED.to_owned(),
        title: texts.get(Text::PracticeFailedTitle),
        text: texts.get(Text::PracticeFailedText { reason }),
        remedy: None,
    }
}

/// The code of the notice that an address or a folder did not open.
pub const NOT_OPENED: &str = "not_opened";

/// An address or a folder did not open: the player can do it. In the settings it can be copied.
pub fn not_opened(texts: Texts, target: &str, reason: &str) -> Message {
    Message {
        code: NOT_OPENED.to_owned(),
        title: texts.get(Text::NotOpenedTitle),
        text: texts.get(Text::NotOpenedText { target, reason }),
        remedy: Some(Remedy::OpenSettings),
    }
}

/// The code of the notice that a window could not be opened.
pub const NO_WINDOW: &str = "no_window";

/// A window of Haggle's did not open.
pub fn no_window(texts: Texts, reason: &str) -> Message {
    Message {
        code: NO_WINDOW.to_owned(),
        title: texts.get(Text::NoWindowTitle),
        text: texts.get(Text::NoWindowText { reason }),
        remedy: None,
    }
}

/// A practice listing is on no page of the market's site.
pub fn no_practice_page(texts: Texts) -> Message {
    Message {
        code: "no_practice_page".to_owned(),
        title: texts.get(Text::NoPracticePageTitle),
        text: texts.get(Text::NoPracticePageText),
        remedy: None,
    }
}
