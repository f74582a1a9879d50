//! Each link of the chain, from the display to the market, and its state. One piece of code for the command line and for
//! the settings window; the words for it are in `texts`.
//!
//! Must not know who asks, nor how it is said or shown.

mod market;
mod tray;
mod visit;

use std::path::PathBuf;
use std::sync::Arc;
use std::time::SystemTime;

use game_desktop::{Chord, ClipboardState, Config, Finding as DesktopFinding};
use market_client::{LinkStatus, MarketAddress, Token};

use crate::settings::{LoadNote, Settings, SettingsError};
pub use market::{MarketState, Trouble};
pub use tray::{TrayState, has_library as has_tray_library, look as look_at_tray};
pub use visit::Visit;

/// The links, in the order in which they are looked at.
pub const LINKS: [&str; 9] = [
    "settings",
    "display",
    "compositor",
    "hotkeys",
    "game window",
    "clipboard",
    "market",
    "login",
    "tray",
];

/// One link of the chain and its state.
#[derive(Debug, Clone)]
pub enum Finding {
    Settings(Kept),
    Desktop(DesktopFinding),
    Market(MarketState),
    Login(Login),
    Tray(TrayState),
}

/// How it stands with a link.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Verdict {
    Good,
    /// It works, but could better.
    Limited,
    Bad,
}

/// Whether the settings can be kept.
#[derive(Debug, Clone)]
pub enum Kept {
    /// In this folder.
    In(PathBuf),
    Damaged(LoadNote),
    Unusable(Arc<SettingsError>),
}

/// How it stands with the login.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Login {
    Nobody,
    Ended,
    Kept,
    /// `HAGGLE_TOKEN` is none, and why.
    BadToken(String),
}

/// What is looked at.
#[derive(Debug, Clone)]
pub struct Patient {
    pub settings: Kept,
    pub desktop: Config,
    /// Chords that this process holds itself just now.
    pub held: Vec<Chord>,
    /// Or why there is none.
    pub market: Result<MarketAddress, String>,
    pub login: Login,
}

impl Finding {
    /// The link's name: one of [`LINKS`].
    #[must_use]
    pub fn link(&self) -> &'static str {
        match self {
            Self::Settings(_) => "settings",
            Self::Desktop(DesktopFinding::Display(_)) => "display",
            Self::Desktop(DesktopFinding::Compositor(_)) => "compositor",
            Self::Desktop(DesktopFinding::Hotkeys { .. }) => "hotkeys",
            Self::Desktop(DesktopFinding::Game { .. }) => "game window",
            Self::Desktop(DesktopFinding::Clipboard(_)) => "clipboard",
            Self::Market(_) => "market",
            Self::Login(_) => "login",
            Self::Tray(_) => "tray",
        }
    }

    #[must_use]
    pub fn verdict(&self) -> Verdict {
        let good = match self {
            Self::Desktop(DesktopFinding::Compositor(Ok(false)))
            | Self::Tray(TrayState::NoLibrary | TrayState::NoHost) => return Verdict::Limited,
            Self::Desktop(DesktopFinding::Hotkeys {
                problems,
                wayland: true,
                watch_copies: false,
                ..
            }) if problems.is_empty() => return Verdict::Limited,
            Self::Settings(kept) => matches!(kept, Kept::In(_)),
            Self::Desktop(DesktopFinding::Display(found)) => found.is_ok(),
            Self::Desktop(DesktopFinding::Compositor(found)) => found.is_ok(),
            Self::Desktop(DesktopFinding::Hotkeys { problems, .. }) => problems.is_empty(),
            Self::Desktop(DesktopFinding::Game {
                size, hindrance, ..
            }) => size.is_some() && hindrance.is_none(),
            Self::Desktop(DesktopFinding::Clipboard(state)) => {
                matches!(state, ClipboardState::Text | ClipboardState::NoText)
            }
            Self::Market(state) => state.trouble.is_none(),
            Self::Login(login) => *login == Login::Kept,
            Self::Tray(TrayState::Shown) => true,
        };
        if good { Verdict::Good } else { Verdict::Bad }
    }
}

impl Login {
    /// By a token that was read, before any market has said anything to it.
    #[must_use]
    pub fn of_token(token: Option<&Token>, now: SystemTime) -> Self {
        match token.map(Token::expires_at) {
            None => Self::Nobody,
            Some(Some(expiry)) if expiry <= now => Self::Ended,
            Some(_) => Self::Kept,
        }
    }

    /// By what the market says.
    #[must_use]
    pub fn of_link(link: &LinkStatus, token: Option<&Token>) -> Self {
        match link {
            LinkStatus::Ready { account: Some(_) } => Self::Kept,
            LinkStatus::Ready { account: None } => Self::Nobody,
            LinkStatus::LoginRefused { .. } | LinkStatus::LoginExpired => Self::Ended,
            _ => Self::of_token(token, SystemTime::now()),
        }
    }
}

impl Patient {
    /// As the settings have it.
    #[must_use]
    pub fn of_settings(settings: &Settings, kept: Kept, login: Login) -> Self {
        Self {
            settings: kept,
            desktop: settings.desktop(),
            held: Vec::new(),
            market: settings
                .market
                .parse()
                .map_err(|error| format!("{}: {error}", settings.market)),
            login,
        }
    }
}

/// Looks at one link after the other and tells of each as it is found. Blocks, for some seconds where something does not
/// answer.
pub fn examine(patient: &Patient, tell: &mut dyn FnMut(Finding)) {
    tell(Finding::Settings(patient.settings.clone()));
    game_desktop::doctor(&patient.desktop, &patient.held, &mut |finding| {
        tell(Finding::Desktop(finding));
    });
    tell(Finding::Market(market::look(&patient.market)));
    tell(Finding::Login(patient.login.clone()));
    tell(Finding::Tray(tray::look()));
}
