//! The settings' and the doctor's types as the pages know them, and back.

use crate::{bridge, doctor, settings};

impl From<bridge::PanelPlace> for settings::PanelPlace {
    fn from(place: bridge::PanelPlace) -> Self {
        match place {
            bridge::PanelPlace::Beside => Self::Beside,
            bridge::PanelPlace::Left => Self::Left,
            bridge::PanelPlace::Right => Self::Right,
        }
    }
}

impl From<settings::PanelPlace> for bridge::PanelPlace {
    fn from(place: settings::PanelPlace) -> Self {
        match place {
            settings::PanelPlace::Beside => Self::Beside,
            settings::PanelPlace::Left => Self::Left,
            settings::PanelPlace::Right => Self::Right,
        }
    }
}

impl From<bridge::LogLevel> for settings::LogLevel {
    fn from(level: bridge::LogLevel) -> Self {
        match level {
            bridge::LogLevel::Error => Self::Error,
            bridge::LogLevel::Warn => Self::Warn,
            bridge::LogLevel::Info => Self::Info,
            bridge::LogLevel::Debug => Self::Debug,
            bridge::LogLevel::Trace => Self::Trace,
        }
    }
}

impl From<settings::LogLevel> for bridge::LogLevel {
    fn from(level: settings::LogLevel) -> Self {
        match level {
            settings::LogLevel::Error => Self::Error,
            settings::LogLevel::Warn => Self::Warn,
            settings::LogLevel::Info => Self::Info,
            settings::LogLevel::Debug => Self::Debug,
            settings::LogLevel::Trace => Self::Trace,
        }
    }
}

impl From<doctor::Verdict> for bridge::Verdict {
    fn from(verdict: doctor::Verdict) -> Self {
        match verdict {
            doctor::Verdict::Good => Self::Good,
            doctor::Verdict::Limited => Self::Limited,
            doctor::Verdict::Bad => Self::Bad,
        }
    }
}
