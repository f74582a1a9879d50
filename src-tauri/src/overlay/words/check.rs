//! What comes of a check: no item, no place in a stash, what came and went.

use game_desktop::Content;
use item_parsers::NotAnItem;
use item_parsers::stash::NoMatch;
use market_client::CallError;

use super::call_error;
use crate::bridge::{Message, Remedy};
use crate::clock::Age;
use crate::texts::{Text, Texts};

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
    Message::new(
        "unseen",
        texts.get(Text::UnseenTitle),
        texts.get(Text::UnseenText),
    )
}

/// A hint for a text that is no item.
pub fn not_an_item(texts: Texts, error: &NotAnItem) -> (String, String) {
    (texts.get(Text::NotAnItemTitle), texts.not_an_item(error))
}

/// The code of the notice that the keyboard is in the panel.
pub const KEYBOARD_HERE: &str = "keyboard_here";

/// No item was copied, and so the keyboard went into what is on show.
pub fn keyboard_here(texts: Texts) -> Message {
    Message::new(
        KEYBOARD_HERE,
        texts.get(Text::KeyboardHereTitle),
        texts.get(Text::KeyboardHereText),
    )
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
