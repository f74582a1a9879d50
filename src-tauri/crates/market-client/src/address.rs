//! Where a market is: `wss://host[:port]`, or `ws://` on this machine alone.
//!
//! Must not know tokens, sockets or settings files.

use std::fmt;
use std::net::IpAddr;
use std::str::FromStr;

use serde::{Deserialize, Serialize};
use url::{Host, Url};

/// The market that Haggle speaks to unless told otherwise.
const OFFICIAL: &str = "wss://api.projectdiablo2.com";

/// The address of a market: TLS everywhere, plain only on loopback.
///
/// Written and read as a string such as `wss://api.projectdiablo2.com`.
#[derive(Clone, PartialEq, Eq, Hash, Debug, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct MarketAddress {
    secure: bool,
    host: Host<String>,
    port: u16,
}

/// Why a text is no address of a market.
#[derive(Clone, PartialEq, Eq, Debug, thiserror::Error)]
pub enum AddressError {
    /// It is no URL at all.
    #[error("'{0}' is not an address; write it like wss://api.projectdiablo2.com")]
    NotAnAddress(String),
    /// A scheme other than `wss` and `ws`.
    #[error("the market's address has to begin with wss://, not {0}://")]
    Scheme(String),
    /// `ws://` to another machine would show the login to everybody on the way.
    #[error("{0} is not on this machine: use wss://, since ws:// is not encrypted")]
    PlainToOtherMachine(String),
    /// User name, path, query or fragment.
    #[error("the market's address is only scheme, host and port; leave out {0}")]
    Surplus(&'static str),
}

impl MarketAddress {
    /// The market of projectdiablo2.com.
    #[must_use]
    pub fn official() -> Self {
        Self {
            secure: true,
            host: Host::Domain(OFFICIAL.trim_start_matches("wss://").to_owned()),
            port: 443,
        }
    }

    /// The host without the port, lower case; IPv6 without brackets. A token is bound to it.
    #[must_use]
    pub fn host(&self) -> String {
        match &self.host {
            Host::Domain(name) => name.clone(),
            Host::Ipv4(ip) => ip.to_string(),
            Host::Ipv6(ip) => ip.to_string(),
        }
    }

    /// The TCP port.
    #[must_use]
    pub fn port(&self) -> u16 {
        self.port
    }

    /// Whether TLS is spoken. Where it is not, the peer must be on loopback.
    #[must_use]
    pub fn is_secure(&self) -> bool {
        self.secure
    }

    /// Whether the host is this machine.
    #[must_use]
    pub fn is_loopback(&self) -> bool {
        is_loopback(&self.host)
    }

    /// The URL of the websocket for an Engine.IO version. The slash after `socket.io` matters: without it the stock
    /// server never answers.
    pub(crate) fn socket_url(&self, engine_io: u8) -> String {
        format!("{self}/socket.io/?EIO={engine_io}&transport=websocket")
    }
}

impl Default for MarketAddress {
    fn default() -> Self {
        Self::official()
    }
}

fn is_loopback(host: &Host<String>) -> bool {
    match host {
        Host::Domain(name) => name == "localhost",
        Host::Ipv4(ip) => IpAddr::V4(*ip).is_loopback(),
        Host::Ipv6(ip) => IpAddr::V6(*ip).is_loopback(),
    }
}

impl FromStr for MarketAddress {
    type Err = AddressError;

    fn from_str(text: &str) -> Result<Self, AddressError> {
        let text = text.trim();
        let shown = || text.chars().take(80).collect::<String>();
        let url = Url::parse(text).map_err(|_| AddressError::NotAnAddress(shown()))?;
        let secure = match url.scheme() {
            "wss" => true,
            "ws" => false,
            other => return Err(AddressError::Scheme(other.to_owned())),
        };
        // Checked before anything is shown: what stands before the @ may be a password.
        if !url.username().is_empty() || url.password().is_some() {
            return Err(AddressError::Surplus("the user name"));
        }
        if !matches!(url.path(), "" | "/") {
            return Err(AddressError::Surplus("the path"));
        }
        if url.query().is_some() || url.fragment().is_some() {
            return Err(AddressError::Surplus("what follows the host"));
        }
        let host = url
            .host()
            .ok_or_else(|| AddressError::NotAnAddress(shown()))?
            .to_owned();
        let port = url
            .port_or_known_default()
            .ok_or_else(|| AddressError::NotAnAddress(shown()))?;
        if !secure && !is_loopback(&host) {
            return Err(AddressError::PlainToOtherMachine(host.to_string()));
        }
        Ok(Self { secure, host, port })
    }
}

impl fmt::Display for MarketAddress {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (scheme, usual) = if self.secure {
            ("wss", 443)
        } else {
            ("ws", 80)
        };
        write!(f, "{scheme}://{}", self.host)?;
        if self.port != usual {
            write!(f, ":{}", self.port)?;
        }
        Ok(())
    }
}

impl TryFrom<String> for MarketAddress {
    type Error = AddressError;

    fn try_from(text: String) -> Result<Self, AddressError> {
        text.parse()
    }
}

impl From<MarketAddress> for String {
    fn from(address: MarketAddress) -> Self {
        address.to_string()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn accepts_tls_anywhere_and_plain_on_loopback() {
        for (text, shown, host) in [
            (
                "wss://api.projectdiablo2.com",
                "wss://api.projectdiablo2.com",
                "api.projectdiablo2.com",
            ),
            (
                " wss://API.ProjectDiablo2.com:443/ ",
                "wss://api.projectdiablo2.com",
                "api.projectdiablo2.com",
            ),
            ("ws://127.0.0.1:4000", "ws://127.0.0.1:4000", "127.0.0.1"),
            ("ws://127.8.9.1", "ws://127.8.9.1", "127.8.9.1"),
            ("ws://[::1]:9", "ws://[::1]:9", "::1"),
            ("ws://localhost:80", "ws://localhost", "localhost"),
        ] {
            let address: MarketAddress = text.parse().expect(text);
            assert_eq!(address.to_string(), shown);
            assert_eq!(address.host(), host);
            let json = serde_json::to_string(&address).expect("serialises");
            assert_eq!(
                serde_json::from_str::<MarketAddress>(&json).ok(),
                Some(address)
            );
        }
        assert_eq!(OFFICIAL.parse(), Ok(MarketAddress::official()));
    }

    #[test]
    fn refuses_the_rest_with_a_reason() {
        for (text, reason) in [
            ("", "not an address"),
            ("market", "not an address"),
            ("http://127.0.0.1", "has to begin with wss://"),
            ("ws://api.projectdiablo2.com", "is not on this machine"),
            ("ws://localhost.evil.example", "is not on this machine"),
            ("ws://10.0.0.1", "is not on this machine"),
            ("wss://me:secret@host", "the user name"),
            ("wss://host/path", "the path"),
            ("wss://host/?a=b", "follows the host"),
        ] {
            let error = text.parse::<MarketAddress>().expect_err(text).to_string();
            assert!(error.contains(reason), "{text}: {error}");
            assert!(!error.contains("secret"));
        }
    }
}
