//! The player's own listings: made, changed, taken back, offered for.

use item_parsers::listing::Listing;
use item_parsers::price::BadPrice;
use market_client::{CallError, ListingChange, NotListed};

use super::call_error;
use crate::bridge::{Message, Remedy};
use crate::overlay::notices::Made;
use crate::texts::{Text, Texts};

/// Why a typed price does not do.
pub fn bad_price(texts: Texts, error: BadPrice) -> Message {
    Message::new(
        "bad_price",
        texts.get(Text::BadPriceTitle),
        texts.bad_price(error),
    )
}

/// The good news of a listing.
pub fn listed(texts: Texts, listing: &Listing, name: &str) -> Message {
    let title = match listing.price.as_deref() {
        Some(price) => texts.get(Text::ListedForTitle {
            price: &priced(price),
        }),
        None => texts.get(Text::ListedTitle),
    };
    Message::new(
        format!("listed:{}", listing.id),
        title,
        texts.get(Text::ListedText { name }),
    )
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
    Message::new(format!("not_listed:{name}"), texts.get(title), text).with(remedy)
}

/// The item was on the market before.
pub fn listed_before(texts: Texts) -> Message {
    Message::new(
        "listed_before",
        texts.get(Text::ListedBeforeTitle),
        texts.get(Text::ListedBeforeText),
    )
}

/// The code of the notice that a listing waits for the next login.
pub const SALE_WAITS: &str = "sale_waits";

/// A listing waits for the next login, and its form was closed.
pub fn sale_waits(texts: Texts) -> Message {
    Message::new(
        SALE_WAITS,
        texts.get(Text::SaleWaitsTitle),
        texts.get(Text::SaleWaitsText),
    )
    .with(Remedy::LogIn)
}

/// The code of the notice that a listing is being taken back.
pub fn taking_back_code(made: &Made) -> String {
    format!("taking_back:{}", made.listing)
}

/// A listing is being taken back.
pub fn taking_back(texts: Texts, made: &Made) -> Message {
    Message::new(
        taking_back_code(made),
        texts.get(Text::TakingBackTitle),
        made.name.clone(),
    )
}

/// A listing was taken back.
pub fn taken_back(texts: Texts, name: &str) -> Message {
    Message::new(
        format!("taken_back:{name}"),
        texts.get(Text::TakenBackTitle),
        texts.get(Text::TakenBackText { name }),
    )
}

/// A listing could not be taken back.
pub fn not_taken_back(texts: Texts, error: &CallError, name: &str) -> Message {
    Message::new(
        format!("not_taken_back:{name}"),
        texts.get(Text::NotTakenBackTitle { name }),
        texts.call(error),
    )
    .with(Remedy::OpenListings)
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
    Message::new(code, title, name)
}

/// A change of a listing was not made, or of which that is not known.
pub fn not_changed(texts: Texts, error: &CallError) -> Message {
    let (title, remedy) = if error.outcome_unknown() {
        (Text::NotChangedUnknownTitle, Some(Remedy::OpenListings))
    } else {
        let remedy = error.wants_login().then_some(Remedy::LogIn);
        (Text::NotChangedTitle, remedy)
    };
    Message::new("not_changed", texts.get(title), texts.call(error)).with(remedy)
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
    Message::new(
        "offer_received",
        texts.get(Text::OfferReceivedTitle),
        texts.get(match name {
            Some(name) => Text::OfferReceivedFor { name },
            None => Text::OfferReceivedAny,
        }),
    )
    .with(Remedy::OpenListings)
}
