//! The closed set of things a chord can ask for. What they do is not known here.

use std::fmt;

use serde::{Deserialize, Serialize};

/// What a hotkey asks for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Command {
    /// Check the hovered item's price; the panel goes away with the mouse.
    Check,
    /// Check it and keep the panel until it is closed.
    CheckPinned,
    /// Put the hovered item up for sale.
    List,
    /// Show what the runes, gems and the like of the stash are worth.
    Currency,
    /// Open the settings.
    Settings,
}

impl Command {
    /// Every command, in the order of the settings.
    pub const ALL: [Command; 5] = [
        Command::Check,
        Command::CheckPinned,
        Command::List,
        Command::Currency,
        Command::Settings,
    ];

    /// The name in settings and on the bridge.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Command::Check => "check",
            Command::CheckPinned => "check_pinned",
            Command::List => "list",
            Command::Currency => "currency",
            Command::Settings => "settings",
        }
    }

    /// Whether the command begins with a copy of the hovered item.
    #[must_use]
    pub fn copies(self) -> bool {
        match self {
            Command::Check | Command::CheckPinned | Command::List => true,
            Command::Currency | Command::Settings => false,
        }
    }
}

impl fmt::Display for Command {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}
