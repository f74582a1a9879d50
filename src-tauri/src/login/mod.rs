//! Takes the token from the site's login page, and only from there.
//!
//! Any frame of any page can navigate to the hand-over address, so an offer is believed only when it carries the
//! nonce of this attempt (known to a script's closure alone), the window's own page is of an allowed origin at that
//! moment, and the token has the form of a JWT. Must not know: windows, where the token is kept.

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use market_client::{Token, TokenError};
use thiserror::Error;
use url::{Origin, Url};

/// The address that a token is handed over by: `tauri://pd2-token-found?token=…`.
const SCHEME: &str = "tauri";
const HOST: &str = "pd2-token-found";

/// Why a login page cannot be used.
#[derive(Debug, Error)]
pub enum LoginPageError {
    #[error("the login page's address is not one ({0}): it begins with https://")]
    Address(#[from] url::ParseError),
    #[error(
        "the login page must come over https:// (http:// only from this computer), so that nobody can read the password"
    )]
    Plain,
    #[error("no random number for the login ({0}): try again")]
    Random(#[from] getrandom::Error),
}

/// Why an offered token was not taken. None of them holds the token.
#[derive(Debug, Error, PartialEq, Eq)]
pub enum Rejected {
    #[error("an offer without the nonce of this login")]
    Nonce,
    #[error("an offer while a page of another site was open")]
    Origin,
    #[error("an offer that is no token: {0}")]
    Form(TokenError),
}

/// One attempt to log in.
#[derive(Debug, Clone)]
pub struct Attempt {
    page: Url,
    nonce: String,
}

impl Attempt {
    /// Prepares an attempt on the site's login page.
    ///
    /// # Errors
    /// When the address is not one, or is neither https nor on this computer.
    pub fn new(page: &str) -> Result<Self, LoginPageError> {
        let page = Url::parse(page)?;
        if page.scheme() != "https" && !(page.scheme() == "http" && is_loopback(&page)) {
            return Err(LoginPageError::Plain);
        }
        let mut random = [0; 24];
        getrandom::fill(&mut random)?;
        Ok(Self {
            page,
            nonce: URL_SAFE_NO_PAD.encode(random),
        })
    }

    /// The page to open.
    #[must_use]
    pub fn page(&self) -> &Url {
        &self.page
    }

    /// The script for the login window. It runs in every frame of every page there, and does nothing but in the site's own.
    #[must_use]
    pub fn script(&self) -> String {
        let origins = serde_json::Value::from(
            self.origins()
                .iter()
                .map(Origin::ascii_serialization)
                .collect::<Vec<_>>(),
        );
        let nonce = serde_json::Value::from(self.nonce.as_str());
        format!(
            "(() => {{
  if (window.top !== window || !{origins}.includes(location.origin)) return;
  let offered = null;
  const look = () => {{
    const token = window.localStorage.getItem('pd2-token');
    if (!token || token === offered) return;
    offered = token;
    location.href = '{SCHEME}://{HOST}?token=' + encodeURIComponent(token) + '&nonce=' + {nonce};
  }};
  setInterval(look, 200);
}})();"
        )
    }

    /// Reads a navigation of the login window. `None` when it is an ordinary one; `current` is the page that is open.
    #[must_use]
    pub fn receive(&self, target: &Url, current: Option<&Url>) -> Option<Result<Token, Rejected>> {
        if target.scheme() != SCHEME || target.host_str() != Some(HOST) {
            return None;
        }
        Some(self.judge(target, current))
    }

    fn judge(&self, target: &Url, current: Option<&Url>) -> Result<Token, Rejected> {
        let value = |name: &str| {
            target
                .query_pairs()
                .find(|(key, _)| key == name)
                .map(|(_, value)| value)
        };
        if value("nonce").is_none_or(|nonce| nonce != self.nonce) {
            return Err(Rejected::Nonce);
        }
        if !current.is_some_and(|current| self.origins().contains(&current.origin())) {
            return Err(Rejected::Origin);
        }
        Token::parse(&value("token").unwrap_or_default()).map_err(Rejected::Form)
    }

    /// The origins of the site: the login page's, with and without `www.`, since the site uses both.
    fn origins(&self) -> Vec<Origin> {
        let mut origins = vec![self.page.origin()];
        if let Some(host) = self.page.domain() {
            let other = host
                .strip_prefix("www.")
                .map_or_else(|| format!("www.{host}"), str::to_owned);
            let mut page = self.page.clone();
            if page.set_host(Some(&other)).is_ok() {
                origins.push(page.origin());
            }
        }
        origins
    }
}

fn is_loopback(page: &Url) -> bool {
    match page.host() {
        Some(url::Host::Ipv4(address)) => address.is_loopback(),
        Some(url::Host::Ipv6(address)) => address.is_loopback(),
        Some(url::Host::Domain(name)) => name == "localhost",
        None => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const PAGE: &str = "https://www.projectdiablo2.com/auth";

    fn jwt() -> String {
        let part = |text: &str| URL_SAFE_NO_PAD.encode(text);
        format!(
            "{}.{}.{}",
            part(r#"{"alg":"HS256","typ":"JWT"}"#),
            part(r#"{"sub":"1","exp":4102444800}"#),
            part("signature")
        )
    }

    fn offer(attempt: &Attempt, token: &str) -> Url {
        Url::parse_with_params(
            "tauri://pd2-token-found",
            [("token", token), ("nonce", &attempt.nonce)],
        )
        .expect("an address")
    }

    fn judge(attempt: &Attempt, target: &Url, current: &str) -> Result<(), Rejected> {
        attempt
            .receive(target, Some(&Url::parse(current).expect("an address")))
            .expect("an offer")
            .map(|_| ())
    }

    #[test]
    fn the_sites_own_page_hands_its_token_over() {
        let attempt = Attempt::new(PAGE).expect("a page");
        for current in [
            PAGE,
            "https://projectdiablo2.com/login",
            "https://www.projectdiablo2.com/market?x=1",
        ] {
            assert_eq!(
                judge(&attempt, &offer(&attempt, &jwt()), current),
                Ok(()),
                "{current}"
            );
        }
    }

    #[test]
    fn pages_of_others_hand_nothing_over() {
        let attempt = Attempt::new(PAGE).expect("a page");
        for current in [
            "https://evil.example/",
            "http://www.projectdiablo2.com/",
            "https://projectdiablo2.com.evil.example/",
            "https://forum.projectdiablo2.com/",
        ] {
            assert_eq!(
                judge(&attempt, &offer(&attempt, &jwt()), current),
                Err(Rejected::Origin),
                "{current}"
            );
        }
        assert!(matches!(
            attempt.receive(&offer(&attempt, &jwt()), None),
            Some(Err(Rejected::Origin))
        ));
    }

    #[test]
    fn the_nonce_of_another_attempt_is_refused() {
        let (attempt, other) = (
            Attempt::new(PAGE).expect("a page"),
            Attempt::new(PAGE).expect("a page"),
        );
        assert_eq!(
            judge(&attempt, &offer(&other, &jwt()), PAGE),
            Err(Rejected::Nonce)
        );
        let bare =
            Url::parse(&format!("tauri://pd2-token-found?token={}", jwt())).expect("an address");
        assert_eq!(judge(&attempt, &bare, PAGE), Err(Rejected::Nonce));
    }

    #[test]
    fn what_is_no_jwt_is_refused_and_not_repeated() {
        let attempt = Attempt::new(PAGE).expect("a page");
        for token in ["", "hunter2-secret", "a.b", "a.b.c"] {
            let rejected = judge(&attempt, &offer(&attempt, token), PAGE).expect_err("no token");
            assert!(matches!(rejected, Rejected::Form(_)), "{token}");
            assert!(
                token.len() < 5 || !rejected.to_string().contains(token),
                "{rejected}"
            );
        }
    }

    #[test]
    fn ordinary_navigation_is_left_alone() {
        let attempt = Attempt::new(PAGE).expect("a page");
        for target in [
            PAGE,
            "tauri://localhost/index.html",
            "https://pd2-token-found/?token=x",
        ] {
            assert!(
                attempt
                    .receive(&Url::parse(target).expect("an address"), None)
                    .is_none(),
                "{target}"
            );
        }
    }

    #[test]
    fn login_pages_come_over_tls_or_from_this_computer() {
        for page in [
            PAGE,
            "http://127.0.0.1:8080/login",
            "http://localhost/",
            "http://[::1]:1/",
        ] {
            assert!(Attempt::new(page).is_ok(), "{page}");
        }
        for page in [
            "http://projectdiablo2.com/login",
            "ftp://projectdiablo2.com",
            "login",
            "",
            "file:///etc/passwd",
        ] {
            assert!(Attempt::new(page).is_err(), "{page}");
        }
    }
}
