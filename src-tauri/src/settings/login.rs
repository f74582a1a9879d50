//! A login as it is kept: bound to its market, and readable by its user alone.
//!
//! Must not know where the settings lie.

use std::fmt;

use base64::Engine;
use base64::prelude::BASE64_STANDARD;
use market_client::{MarketAddress, Token};
use serde::{Deserialize, Serialize};

/// A token and the host that it was got for.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(from = "Kept", into = "Kept")]
pub struct StoredLogin {
    pub host: String,
    token: String,
}

/// A login as the file holds it: protected by the system where it offers that.
#[derive(Serialize, Deserialize)]
struct Kept {
    host: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    token: Option<String>,
    /// Base64.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    protected: Option<String>,
}

impl From<StoredLogin> for Kept {
    fn from(login: StoredLogin) -> Self {
        let protected = match game_desktop::protect(login.token.as_bytes()) {
            Ok(protected) => protected.map(|bytes| BASE64_STANDARD.encode(bytes)),
            // The file's own permissions are left.
            Err(error) => {
                tracing::warn!(%error, "the system does not protect the login");
                None
            }
        };
        Self {
            host: login.host,
            token: protected.is_none().then_some(login.token),
            protected,
        }
    }
}

impl From<Kept> for StoredLogin {
    fn from(kept: Kept) -> Self {
        let token = kept.token.or_else(|| {
            let bytes = BASE64_STANDARD.decode(kept.protected?).ok()?;
            match game_desktop::unprotect(&bytes) {
                Ok(token) => String::from_utf8(token).ok(),
                Err(error) => {
                    tracing::warn!(%error, "a login of another user or computer was left out");
                    None
                }
            }
        });
        Self {
            host: kept.host,
            token: token.unwrap_or_default(),
        }
    }
}

impl StoredLogin {
    /// The token; `None` where it is none, or is another user's.
    #[must_use]
    pub fn token(&self) -> Option<Token> {
        Token::parse(&self.token).ok()
    }

    /// Whether it was got for this market.
    #[must_use]
    pub fn is_for(&self, market: &MarketAddress) -> bool {
        self.host == authority(market)
    }

    /// Binds a token to the market that it was got for.
    #[must_use]
    pub fn new(market: &MarketAddress, token: &Token) -> Self {
        Self {
            host: authority(market),
            token: token.expose().to_owned(),
        }
    }
}

impl fmt::Debug for StoredLogin {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("StoredLogin")
            .field("host", &self.host)
            .finish_non_exhaustive()
    }
}

/// Host and port: two markets on one computer are two markets.
fn authority(market: &MarketAddress) -> String {
    format!("{}:{}", market.host(), market.port())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_login_is_read_as_it_was_kept() {
        let kept = r#"{"host":"market.example:443","token":"a.b.c"}"#;
        let login: StoredLogin = serde_json::from_str(kept).expect("a login");
        assert_eq!(login.token, "a.b.c");
        let again = serde_json::to_string(&login).expect("JSON");
        let again: StoredLogin = serde_json::from_str(&again).expect("a login");
        assert_eq!(again, login);
    }

    #[test]
    fn a_login_that_another_user_kept_is_none() {
        let kept = r#"{"host":"market.example:443","protected":"AAAA"}"#;
        let login: StoredLogin = serde_json::from_str(kept).expect("a login");
        assert!(login.token().is_none());
    }
}
