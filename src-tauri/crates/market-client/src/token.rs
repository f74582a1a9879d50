//! The key to a player's account: a JWT that cannot be printed.
//!
//! Must not know where tokens are kept or whom they are sent to.

use std::fmt;
use std::time::{Duration, SystemTime};

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use serde_json::Value;
use zeroize::Zeroizing;

/// Longest token taken, in bytes. Real ones have a few hundred.
const MAX_LENGTH: usize = 8 * 1024;

/// A JSON Web Token for the market. Neither `Debug` nor `Display` shows it, it has no `Serialize`, and its memory is
/// wiped when it goes.
#[derive(Clone)]
pub struct Token {
    text: Zeroizing<String>,
    expires_at: Option<SystemTime>,
}

/// Why a text is no token. None of these holds any part of the text.
#[derive(Clone, Copy, PartialEq, Eq, Debug, thiserror::Error)]
pub enum TokenError {
    /// Nothing, or blanks alone.
    #[error("the login token is empty; log in again")]
    Empty,
    /// More than 8 KiB.
    #[error("the login token is too long to be one; log in again")]
    TooLong,
    /// Not three base64url parts with JSON objects in the first two.
    #[error("this is not a login token; log in again")]
    NotAJwt,
}

impl Token {
    /// Takes a JWT in its compact form; blanks around it are ignored. The signature is the server's to check.
    pub fn parse(text: &str) -> Result<Self, TokenError> {
        let text = text.trim();
        if text.is_empty() {
            return Err(TokenError::Empty);
        }
        if text.len() > MAX_LENGTH {
            return Err(TokenError::TooLong);
        }
        let mut parts = text.split('.');
        let (Some(header), Some(payload), Some(signature), None) =
            (parts.next(), parts.next(), parts.next(), parts.next())
        else {
            return Err(TokenError::NotAJwt);
        };
        json_object(header)?;
        let claims = json_object(payload)?;
        if signature.is_empty() || URL_SAFE_NO_PAD.decode(signature).is_err() {
            return Err(TokenError::NotAJwt);
        }
        Ok(Self {
            text: Zeroizing::new(text.to_owned()),
            expires_at: expiry(&claims),
        })
    }

    /// When the token ends by its own `exp` claim; `None` where it names no usable time.
    #[must_use]
    pub fn expires_at(&self) -> Option<SystemTime> {
        self.expires_at
    }

    /// The token itself: for the wire and the settings file, nothing else.
    #[must_use]
    pub fn expose(&self) -> &str {
        &self.text
    }
}

fn json_object(part: &str) -> Result<Value, TokenError> {
    let bytes = Zeroizing::new(
        URL_SAFE_NO_PAD
            .decode(part)
            .map_err(|_| TokenError::NotAJwt)?,
    );
    match serde_json::from_slice(&bytes) {
        Ok(value @ Value::Object(_)) => Ok(value),
        _ => Err(TokenError::NotAJwt),
    }
}

/// `exp` is seconds since 1970, whole or not (RFC 7519, 4.1.4 and 2). Times no clock can hold count as not given.
fn expiry(claims: &Value) -> Option<SystemTime> {
    let seconds = Duration::try_from_secs_f64(claims.get("exp")?.as_f64()?).ok()?;
    SystemTime::UNIX_EPOCH.checked_add(seconds)
}

impl fmt::Debug for Token {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Token(hidden)")
    }
}

impl fmt::Display for Token {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("(hidden)")
    }
}

impl PartialEq for Token {
    fn eq(&self, other: &Self) -> bool {
        *self.text == *other.text
    }
}

impl Eq for Token {}

/// Replaces what looks like a JWT in a text of somebody else, so that a server that echoes a token cannot make it
/// reach a log or a window.
pub(crate) fn scrub(text: &str) -> String {
    let part_of_token = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | '.' | '=');
    let mut clean = String::with_capacity(text.len());
    let mut rest = text;
    // Every JWT begins with the base64 of `{"`.
    while let Some(start) = rest.find("eyJ") {
        let (before, token) = rest.split_at(start);
        clean.push_str(before);
        let end = token.find(|c| !part_of_token(c)).unwrap_or(token.len());
        clean.push_str("(hidden)");
        rest = &token[end..];
    }
    clean.push_str(rest);
    clean
}

/// A JWT with these claims, signed by nobody.
#[cfg(test)]
pub(crate) fn sample_jwt(claims: &str) -> String {
    let part = |text: &str| URL_SAFE_NO_PAD.encode(text);
    let header = part(r#"{"alg":"HS256"}"#);
    format!("{header}.{}.{}", part(claims), part("signature"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_the_expiry() {
        let token = Token::parse(&sample_jwt(r#"{"exp":1700000000,"sub":"x"}"#)).expect("a token");
        assert_eq!(
            token.expires_at(),
            Some(SystemTime::UNIX_EPOCH + Duration::from_secs(1_700_000_000))
        );
        for odd in [
            r"{}",
            r#"{"exp":"soon"}"#,
            r#"{"exp":-5}"#,
            r#"{"exp":1e300}"#,
        ] {
            assert_eq!(
                Token::parse(&sample_jwt(odd)).expect(odd).expires_at(),
                None,
                "{odd}"
            );
        }
    }

    #[test]
    fn refuses_what_is_no_jwt() {
        for (text, error) in [
            ("  ", TokenError::Empty),
            ("a.b", TokenError::NotAJwt),
            ("a.b.c.d", TokenError::NotAJwt),
            ("e30.e30.", TokenError::NotAJwt),
            ("e30.W10.c2ln", TokenError::NotAJwt),
            ("e30.e30.c2 ln", TokenError::NotAJwt),
        ] {
            assert_eq!(Token::parse(text), Err(error), "{text}");
        }
        let long = format!("e30.e30.{}", "A".repeat(MAX_LENGTH));
        assert_eq!(Token::parse(&long), Err(TokenError::TooLong));
    }

    #[test]
    fn is_never_printed() {
        let text = sample_jwt(r#"{"exp":1700000000}"#);
        let token = Token::parse(&text).expect("a token");
        let shown = format!("{token} {token:?} {:#?}", Some(token.clone()));
        for part in text.split('.') {
            assert!(!shown.contains(part));
        }
        let echoed = scrub(&format!("jwt {text}, malformed"));
        assert_eq!(echoed, "jwt (hidden), malformed");
    }
}
