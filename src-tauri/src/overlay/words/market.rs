//! What the market and the public prices answer, and what a watch has found.

use market_client::CallError;

use crate::bridge::{Message, Remedy};
use crate::economy::EconomyError;
use crate::overlay::present::hr;
use crate::texts::{Text, Texts};
use crate::watch::{Hit, WatchId};

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
    Message::new(code, texts.get(title), text).with(remedy)
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
    Message::new(
        "economy_away",
        texts.get(Text::EconomyAwayTitle),
        texts.get(Text::EconomyAwayText {
            reason: &texts.economy(error),
        }),
    )
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
    Message::new(watch_code(hit.watch), title, text)
}
