//! Settings with a few ways to choose from. A way that only a newer version knows is read as the usual one.

use serde::{Deserialize, Serialize};

/// Where the panel of an item is shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(from = "String", into = "String")]
pub enum PanelPlace {
    /// On the side of the pointer that has more room.
    #[default]
    Beside,
    /// In the upper left corner of the game.
    Left,
    /// In the upper right corner of the game.
    Right,
}

impl PanelPlace {
    const ALL: [Self; 3] = [Self::Beside, Self::Left, Self::Right];

    fn name(self) -> &'static str {
        match self {
            Self::Beside => "beside",
            Self::Left => "left",
            Self::Right => "right",
        }
    }
}

/// How much is written to the log.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(from = "String", into = "String")]
pub enum LogLevel {
    Error,
    Warn,
    #[default]
    Info,
    Debug,
    Trace,
}

impl LogLevel {
    const ALL: [Self; 5] = [
        Self::Error,
        Self::Warn,
        Self::Info,
        Self::Debug,
        Self::Trace,
    ];

    /// As the log's filter and `--log` name it.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Error => "error",
            Self::Warn => "warn",
            Self::Info => "info",
            Self::Debug => "debug",
            Self::Trace => "trace",
        }
    }
}

impl From<String> for PanelPlace {
    fn from(name: String) -> Self {
        let known = Self::ALL.into_iter().find(|place| place.name() == name);
        known.unwrap_or_default()
    }
}

impl From<PanelPlace> for String {
    fn from(place: PanelPlace) -> Self {
        place.name().to_owned()
    }
}

impl From<String> for LogLevel {
    fn from(name: String) -> Self {
        let known = Self::ALL.into_iter().find(|level| level.name() == name);
        known.unwrap_or_default()
    }
}

impl From<LogLevel> for String {
    fn from(level: LogLevel) -> Self {
        level.name().to_owned()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_way_is_read_as_it_was_written() {
        for place in PanelPlace::ALL {
            assert_eq!(PanelPlace::from(String::from(place)), place);
        }
        for level in LogLevel::ALL {
            assert_eq!(LogLevel::from(String::from(level)), level);
        }
    }

    #[test]
    fn a_way_of_a_newer_version_is_the_usual_one() {
        assert_eq!(PanelPlace::from("ceiling".to_owned()), PanelPlace::Beside);
        assert_eq!(LogLevel::from("whisper".to_owned()), LogLevel::Info);
    }
}
