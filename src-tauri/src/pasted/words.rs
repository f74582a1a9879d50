//! Why a pasted text is refused, and what is said of it.

use game_desktop::Content;
use item_parsers::NotAnItem;

use crate::bridge::Message;
use crate::texts::{Text, Texts};

/// Why there is no item to check.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Refusal {
    Nothing,
    /// A picture, files, or anything else that has no text.
    NoText,
    /// The program that was copied from hangs.
    Silent,
    NoItem,
    Broken {
        line: usize,
        column: usize,
    },
    OtherData,
    TooLarge {
        bytes: usize,
    },
}

impl Refusal {
    /// For what lies on the clipboard; none for a text.
    #[must_use]
    pub fn of_content(content: &Content) -> Option<Self> {
        match content {
            Content::Text(_) => None,
            Content::Empty => Some(Self::Nothing),
            Content::NotText => Some(Self::NoText),
            Content::TooLarge { bytes } => Some(Self::TooLarge { bytes: *bytes }),
        }
    }

    /// In the player's words, with what to do.
    #[must_use]
    pub fn message(self, texts: Texts) -> Message {
        let (code, title, text) = self.words();
        Message::new(code, texts.get(title), texts.get(text))
    }

    fn words(self) -> (&'static str, Text<'static>, Text<'static>) {
        match self {
            Self::Nothing => (
                "nothing_copied",
                Text::PastedNothingTitle,
                Text::PastedNothingText,
            ),
            Self::NoText => ("no_text", Text::PastedNoTextTitle, Text::PastedNoTextText),
            Self::Silent => (
                "clipboard_silent",
                Text::PastedSilentTitle,
                Text::PastedSilentText,
            ),
            Self::NoItem => ("no_item", Text::PastedNoItemTitle, Text::PastedNoItemText),
            Self::Broken { line, column } => (
                "broken_item",
                Text::PastedBrokenTitle,
                Text::PastedBrokenText {
                    line: line.into(),
                    column: column.into(),
                },
            ),
            Self::OtherData => ("other_data", Text::PastedOtherTitle, Text::PastedOtherText),
            Self::TooLarge { bytes } => (
                "too_large",
                Text::PastedTooLargeTitle,
                Text::PastedTooLargeText {
                    kilobytes: (bytes / 1_000).into(),
                },
            ),
        }
    }
}

impl From<NotAnItem> for Refusal {
    fn from(error: NotAnItem) -> Self {
        match error {
            NotAnItem::Empty => Self::Nothing,
            NotAnItem::TooLarge { bytes } => Self::TooLarge { bytes },
            NotAnItem::NotJson => Self::NoItem,
            NotAnItem::BrokenJson { line, column } => Self::Broken { line, column },
            NotAnItem::OtherJson => Self::OtherData,
        }
    }
}
