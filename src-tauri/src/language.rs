//! The languages of Haggle's windows.
//!
//! Must not know the texts themselves.

use serde::{Deserialize, Deserializer, Serialize};
use ts_rs::TS;

/// A language that Haggle speaks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize, TS)]
#[serde(rename_all = "lowercase")]
#[ts(export)]
pub enum Language {
    #[default]
    En,
    De,
}

impl Language {
    /// All of them.
    pub const ALL: [Self; 2] = [Self::En, Self::De];

    /// As BCP 47 writes it: `de`.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::En => "en",
            Self::De => "de",
        }
    }

    /// The one that comes nearest to a system's locale, such as `de-AT` or `de_AT.UTF-8`; English where none does.
    #[must_use]
    pub fn of_locale(locale: &str) -> Self {
        let language = locale
            .split(['-', '_', '.', '@'])
            .next()
            .unwrap_or_default();
        Self::ALL
            .into_iter()
            .find(|known| known.code().eq_ignore_ascii_case(language))
            .unwrap_or_default()
    }
}

/// The language that the player wants.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, TS)]
#[serde(rename_all = "lowercase")]
#[ts(export)]
pub enum LanguageChoice {
    /// The system's own.
    #[default]
    System,
    En,
    De,
}

impl LanguageChoice {
    /// The language that it comes to on a system with this locale.
    #[must_use]
    pub fn language(self, locale: Option<&str>) -> Language {
        match self {
            Self::System => locale.map(Language::of_locale).unwrap_or_default(),
            Self::En => Language::En,
            Self::De => Language::De,
        }
    }
}

/// A language of a later version is read as the system's: the other settings must not be lost over it.
impl<'de> Deserialize<'de> for LanguageChoice {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Ok(match String::deserialize(deserializer)?.as_str() {
            "en" => Self::En,
            "de" => Self::De,
            _ => Self::System,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_systems_locale_chooses_the_language() {
        let cases = [
            ("de", Language::De),
            ("de-AT", Language::De),
            ("de_CH.UTF-8", Language::De),
            ("DE", Language::De),
            ("en-GB", Language::En),
            ("fr-FR", Language::En),
            ("den", Language::En),
            ("C", Language::En),
            ("", Language::En),
        ];
        for (locale, language) in cases {
            assert_eq!(Language::of_locale(locale), language, "{locale}");
        }
        assert_eq!(LanguageChoice::System.language(None), Language::En);
        assert_eq!(LanguageChoice::System.language(Some("de-DE")), Language::De);
        assert_eq!(LanguageChoice::En.language(Some("de-DE")), Language::En);
    }

    #[test]
    fn a_choice_is_kept_and_one_that_is_not_known_is_the_systems() {
        for choice in [
            LanguageChoice::System,
            LanguageChoice::En,
            LanguageChoice::De,
        ] {
            let kept = serde_json::to_string(&choice).expect("writes");
            let read: LanguageChoice = serde_json::from_str(&kept).expect("reads");
            assert_eq!(read, choice);
        }
        let later: LanguageChoice = serde_json::from_str("\"fr\"").expect("reads");
        assert_eq!(later, LanguageChoice::System);
    }
}
