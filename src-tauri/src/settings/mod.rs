//! The user's settings: one JSON file, readable by its owner alone, written atomically.
//!
//! Must not know: windows, the market's wire, who shows the settings.

mod choice;
mod file;
mod history;
mod hotkeys;
mod key;
mod login;

use std::fmt;
use std::time::Duration;

use item_parsers::query::Scope;
use market_client::{MarketAddress, Token};
use serde::{Deserialize, Serialize};

use crate::economy::PD2_TOOLS;
use crate::language::LanguageChoice;
use crate::sale::GameAccounts;
use crate::update::RELEASES;

pub use choice::{LogLevel, PanelPlace};
pub use file::{LoadNote, SettingsError, SettingsFile};
pub use history::{History, Step};
pub use hotkeys::Hotkeys;
pub use key::Key;
pub use login::StoredLogin;

/// The market that players use.
pub const PUBLIC_MARKET: &str = "wss://api.projectdiablo2.com";
/// The site's own login page.
pub const PUBLIC_LOGIN_PAGE: &str = "https://www.projectdiablo2.com/auth";
/// The smallest and the largest scale of the panel.
pub const SCALE_RANGE: (f64, f64) = (0.8, 1.6);
/// The shortest and the longest time that a copy may be given, in milliseconds.
pub const COPY_LIMIT_RANGE: (u64, u64) = (50, 2_000);

/// Everything that the user can set, and the login that belongs to it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Settings {
    pub hotkeys: Hotkeys,
    pub realm: Realm,
    /// The title of the game's window, compared whole.
    pub game_title: String,
    /// Put back what was on the clipboard before a check.
    pub restore_clipboard: bool,
    /// Check whatever item is copied by hand.
    pub watch_copies: bool,
    /// How long a copy may take, in milliseconds.
    pub copy_limit_ms: u64,
    /// Where the panel of an item is shown.
    pub place: PanelPlace,
    /// Size of the panel: 0.8 – 1.6.
    pub scale: f64,
    /// The language of Haggle's windows.
    pub language: LanguageChoice,
    /// The game account whose stash is looked at first; empty for the usual one's.
    pub game_account: String,
    /// How much is written to the log.
    pub log_level: LogLevel,
    /// Ask pd2.tools for what runes and the like went for lately.
    pub economy: bool,
    /// Where its interface is.
    pub economy_url: String,
    /// Tell when there is a newer version, which is asked for at most once a day.
    pub update_notice: bool,
    /// Where the newest release is named.
    pub update_url: String,
    pub market: String,
    pub login_page: String,
    /// The player was greeted. A file without this is of somebody who has known Haggle for longer.
    #[serde(default = "yes")]
    pub welcomed: bool,
    /// At most one for each market.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub logins: Vec<StoredLogin>,
    /// Keys of a newer version are kept as they are.
    #[serde(flatten)]
    pub unknown: serde_json::Map<String, serde_json::Value>,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            hotkeys: Hotkeys::default(),
            realm: Realm::default(),
            game_title: "Diablo II".to_owned(),
            restore_clipboard: true,
            watch_copies: false,
            copy_limit_ms: 400,
            place: PanelPlace::default(),
            scale: 1.0,
            language: LanguageChoice::System,
            game_account: String::new(),
            log_level: LogLevel::default(),
            economy: false,
            economy_url: PD2_TOOLS.to_owned(),
            update_notice: false,
            update_url: RELEASES.to_owned(),
            market: PUBLIC_MARKET.to_owned(),
            login_page: PUBLIC_LOGIN_PAGE.to_owned(),
            welcomed: false,
            logins: Vec::new(),
            unknown: serde_json::Map::new(),
        }
    }
}

impl Settings {
    /// Brings values that a hand may have put out of range back into it, and adds missing hotkeys.
    #[must_use]
    pub fn normalised(mut self) -> Self {
        if !self.scale.is_finite() {
            self.scale = 1.0;
        }
        self.scale = self.scale.clamp(SCALE_RANGE.0, SCALE_RANGE.1);
        let (shortest, longest) = COPY_LIMIT_RANGE;
        self.copy_limit_ms = self.copy_limit_ms.clamp(shortest, longest);
        if self.game_title.trim().is_empty() {
            self.game_title = Self::default().game_title;
        }
        self
    }

    /// What the desktop layer needs of the settings.
    #[must_use]
    pub fn desktop(&self) -> game_desktop::Config {
        game_desktop::Config {
            game_title: self.game_title.clone(),
            chords: self
                .hotkeys
                .0
                .iter()
                .map(|(command, chord)| (*command, *chord))
                .collect(),
            copy_limit: Duration::from_millis(self.copy_limit_ms),
            restore_clipboard: self.restore_clipboard,
            watch_copies: self.watch_copies,
        }
    }

    /// Whose stashes are looked through.
    #[must_use]
    pub fn game_accounts(&self) -> GameAccounts {
        GameAccounts::First(self.game_account.clone())
    }

    /// The token, if it was got for this market. A token goes to no other host.
    #[must_use]
    pub fn token_for(&self, market: &MarketAddress) -> Option<Token> {
        let login = self.logins.iter().find(|login| login.is_for(market))?;
        login.token()
    }
}

fn yes() -> bool {
    true
}

/// Which of the game's four worlds listings are searched in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Realm {
    pub ladder: bool,
    pub hardcore: bool,
}

impl Realm {
    /// The part of its market that is searched: at most so many listings, touched since then; an empty moment is any.
    #[must_use]
    pub fn scope(self, limit: u32, updated_since: String) -> Scope {
        Scope {
            ladder: self.ladder,
            hardcore: self.hardcore,
            limit,
            updated_since,
        }
    }
}

impl Default for Realm {
    fn default() -> Self {
        Self {
            ladder: true,
            hardcore: false,
        }
    }
}

impl From<Realm> for market_client::Realm {
    fn from(realm: Realm) -> Self {
        Self::of(realm.ladder, realm.hardcore)
    }
}

impl From<market_client::Realm> for Realm {
    fn from(realm: market_client::Realm) -> Self {
        Self {
            ladder: realm.ladder,
            hardcore: realm.hardcore,
        }
    }
}

impl fmt::Display for Realm {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        market_client::Realm::from(*self).fmt(f)
    }
}
