//! Every text that a player sees, in the player's language.
//!
//! The texts lie in `src-tauri/texts`, a file for each language. A new one is written into each of them, and is then a
//! variant of [`Text`] that carries its arguments: `texts.get(Text::ListedText { name })`. The build fails where the
//! languages differ in a message or its arguments; a text that nobody uses is a warning. The pages' own texts begin
//! with `page-` and are read by the pages themselves.
//!
//! What the libraries say in variants gets its words here as well ([`problem`], [`setting`], [`finding`], [`item`], [`when`]); their own `Display`
//! is English, for the log and the command line. Must not know: the state of anything, the page's types, the settings.

mod finding;
mod item;
mod problem;
mod setting;
mod when;

use std::sync::LazyLock;

use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::{FluentArgs, FluentResource, FluentValue};
use unic_langid::LanguageIdentifier;

pub use crate::language::Language;

include!(concat!(env!("OUT_DIR"), "/texts.rs"));

type Bundle = FluentBundle<FluentResource>;

static ENGLISH: LazyLock<Bundle> = LazyLock::new(|| {
    bundle(
        Language::En,
        include_str!(concat!(env!("OUT_DIR"), "/en.ftl")),
    )
});
static GERMAN: LazyLock<Bundle> = LazyLock::new(|| {
    bundle(
        Language::De,
        include_str!(concat!(env!("OUT_DIR"), "/de.ftl")),
    )
});

/// The texts of one language.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Texts {
    language: Language,
}

impl Texts {
    /// For the command line and for whoever helps.
    pub const ENGLISH: Self = Self {
        language: Language::En,
    };

    #[must_use]
    pub fn of(language: Language) -> Self {
        Self { language }
    }

    #[must_use]
    pub fn language(self) -> Language {
        self.language
    }

    /// A text, ready to be shown.
    #[must_use]
    pub fn get(self, text: Text<'_>) -> String {
        let bundle = match self.language {
            Language::En => &ENGLISH,
            Language::De => &GERMAN,
        };
        let id = text.id();
        let message = bundle.get_message(id);
        let Some(pattern) = message.and_then(|message| message.value()) else {
            tracing::error!(id, "a text is missing");
            return id.to_owned();
        };
        let mut errors = Vec::new();
        let shown = bundle.format_pattern(pattern, Some(&text.arguments()), &mut errors);
        for error in errors {
            tracing::error!(id, %error, "a text is not whole");
        }
        shown.into_owned()
    }
}

/// A number in a text; it chooses the plural.
#[derive(Debug, Clone, Copy)]
pub struct Number(f64);

/// What is counted here is far below 2⁵³.
macro_rules! numbers {
    ($($number:ty)*) => {$(
        impl From<$number> for Number {
            fn from(number: $number) -> Self {
                Self(number as f64)
            }
        }
    )*};
}
numbers!(u8 u32 u64 u128 i64 usize f64);

impl From<Number> for FluentValue<'_> {
    fn from(number: Number) -> Self {
        number.0.into()
    }
}

/// A file of texts made ready. The build has read it already, so nothing in it can be wrong.
fn bundle(language: Language, source: &str) -> Bundle {
    let locale: LanguageIdentifier = language.code().parse().unwrap_or_default();
    let mut bundle = Bundle::new_concurrent(vec![locale]);
    // The marks around arguments are for languages that are written from right to left.
    bundle.set_use_isolating(false);
    if let Err(error) = bundle.add_builtins() {
        tracing::error!(%error, "texts without numbers");
    }
    let (Ok(resource) | Err((resource, _))) = FluentResource::try_new(source.to_owned());
    for error in bundle.add_resource(resource).err().into_iter().flatten() {
        tracing::error!(%error, "a text is there twice");
    }
    bundle
}

#[cfg(test)]
pub mod spoken;
#[cfg(test)]
mod tests;
