//! How it stands with the market, in variants for the program and in words for the player.

use std::time::Duration;

use crate::account::Account;

/// The state of the connection as the player may see it.
#[derive(Clone, PartialEq, Debug)]
pub enum LinkStatus {
    /// A connection is being made.
    Connecting {
        /// 1 for the first try since the last success.
        attempt: u32,
    },
    /// Connected; the login is being checked, and calls wait for that.
    Authenticating,
    /// Calls are answered; with an account also those that need a login.
    Ready {
        /// Who is logged in; `None` without a login.
        account: Option<Account>,
    },
    /// Connected, but the login was not accepted: reading works, the rest needs a new login.
    LoginRefused {
        /// The market's own words.
        message: String,
    },
    /// Connected, but the login has ended: reading works, the rest needs a new login.
    LoginExpired,
    /// No connection; the next try comes by itself.
    Waiting {
        /// From the loss of the connection to the next try.
        retry_in: Duration,
        /// Why there is none.
        reason: LinkProblem,
    },
    /// Shut down for good.
    Stopped,
}

impl LinkStatus {
    /// Whether calls are answered now.
    #[must_use]
    pub fn is_connected(&self) -> bool {
        matches!(
            self,
            Self::Ready { .. } | Self::LoginRefused { .. } | Self::LoginExpired
        )
    }

    /// Who is logged in.
    #[must_use]
    pub fn account(&self) -> Option<&Account> {
        match self {
            Self::Ready { account } => account.as_ref(),
            _ => None,
        }
    }

    /// One sentence for the player.
    #[must_use]
    pub fn words(&self) -> String {
        match self {
            Self::Connecting { attempt: 0 | 1 } => "Connecting to the market …".into(),
            Self::Connecting { attempt } => format!("Connecting to the market, try {attempt} …"),
            Self::Authenticating => "Logging in to the market …".into(),
            Self::Ready { account: None } => "Connected, not logged in.".into(),
            Self::Ready { account: Some(who) } if who.expires_soon => format!(
                "Connected as {}. The login ends soon: log in again when it suits you.",
                who.name
            ),
            Self::Ready { account: Some(who) } => format!("Connected as {}.", who.name),
            Self::LoginRefused { message } => {
                format!("The market did not accept the login ({message}). Log in again.")
            }
            Self::LoginExpired => "Your login has ended. Log in again.".into(),
            Self::Waiting { retry_in, reason } => format!(
                "No connection to the market: {reason}. Next try within {} s.",
                retry_in.as_secs_f64().ceil()
            ),
            Self::Stopped => "The connection to the market is closed.".into(),
        }
    }
}

impl std::fmt::Display for LinkStatus {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.words())
    }
}

/// Why a link could not be made or came to an end. All of these are worth another try.
#[derive(Clone, PartialEq, Eq, Debug, thiserror::Error)]
pub enum LinkProblem {
    /// Nothing has been tried yet.
    #[error("not tried yet")]
    NotTried,
    /// The name has no address.
    #[error("the market's host was not found; check your connection")]
    NoSuchHost,
    /// No TCP connection; holds the system's words.
    #[error("the market cannot be reached ({0})")]
    NotReachable(String),
    /// The proxy of the system's settings does not let us through; holds its host and the reason.
    #[error("the proxy {host} {reason}; check the proxy settings of this computer")]
    Proxy {
        /// Where the proxy is, without a login for it.
        host: String,
        /// What it does.
        reason: &'static str,
    },
    /// TLS did not come about; holds the reason.
    #[error("no secure connection to the market ({0})")]
    Tls(String),
    /// Not done within the time allowed.
    #[error("the market took too long to connect")]
    TooSlow,
    /// An HTTP answer in place of a websocket.
    #[error("the market answered with HTTP {0}")]
    Http(u16),
    /// The other side does not speak the protocol.
    #[error("this is not a market, or it speaks a protocol that Haggle does not know")]
    NotAMarket,
    /// The connection ended without a reason.
    #[error("the connection was cut")]
    Cut,
    /// The market closed the connection; holds the close code.
    #[error("the market closed the connection (code {0})")]
    Closed(u16),
    /// The market ended the session (`41`, `44`); holds its words.
    #[error("the market ended the session{}", with_words(.0))]
    Ended(String),
    /// No sign of life in time.
    #[error("the market fell silent")]
    Silent,
    /// An answer above the bound.
    #[error("the market sent more than can be taken")]
    TooLarge,
    /// The login could not be checked; holds the market's words.
    #[error("the market could not check the login{}", with_words(.0))]
    LoginNotChecked(String),
    /// A logout or a change of account closes the link on purpose.
    #[error("logging out")]
    LoggedOut,
}

fn with_words(words: &str) -> String {
    if words.is_empty() {
        String::new()
    } else {
        format!(" ({words})")
    }
}
