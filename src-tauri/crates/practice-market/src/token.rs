//! The market's tokens: JWTs signed with HS256 by a secret that lives as long as the market. Must
//! not know services or links. A token is never logged.

use std::{
    sync::atomic::{AtomicU64, Ordering},
    time::Duration,
};

use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use hmac::{Hmac, Mac};
use rand::RngCore;
use serde::{Deserialize, Serialize};
use serde_json::json;
use sha2::Sha256;

/// What a token says.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Claims {
    /// The user's id.
    pub sub: String,
    pub username: String,
    /// Seconds since 1970.
    pub iat: u64,
    /// Seconds since 1970; from then on the token is refused.
    pub exp: u64,
    /// The number of the token, counted from 1.
    pub jti: u64,
}

/// Why a token is refused; the texts are those of the field's library.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum TokenError {
    #[error("jwt malformed")]
    Malformed,
    #[error("invalid signature")]
    Signature,
    #[error("jwt expired")]
    Expired,
}

/// Issues and checks tokens.
pub struct Tokens {
    secret: [u8; 64],
    lifetime: Duration,
    issued: AtomicU64,
    /// Tokens up to this number count as expired.
    expired: AtomicU64,
}

impl Tokens {
    pub fn new(lifetime: Duration) -> Self {
        let mut secret = [0; 64];
        rand::rng().fill_bytes(&mut secret);
        Self {
            secret,
            lifetime,
            issued: AtomicU64::new(0),
            expired: AtomicU64::new(0),
        }
    }

    /// A token for the user, good from `now` (seconds since 1970) for the lifetime.
    pub fn issue(&self, user_id: &str, username: &str, now: u64) -> String {
        let claims = Claims {
            sub: user_id.to_owned(),
            username: username.to_owned(),
            iat: now,
            exp: now.saturating_add(self.lifetime.as_secs()),
            jti: self.issued.fetch_add(1, Ordering::SeqCst) + 1,
        };
        let header = encode(
            json!({"alg": "HS256", "typ": "access"})
                .to_string()
                .as_bytes(),
        );
        let payload = encode(json!(claims).to_string().as_bytes());
        let signed = format!("{header}.{payload}");
        let signature = encode(&self.mac(&signed).finalize().into_bytes());
        format!("{signed}.{signature}")
    }

    /// What a good token says.
    pub fn check(&self, token: &str, now: u64) -> Result<Claims, TokenError> {
        let (signed, signature) = token.rsplit_once('.').ok_or(TokenError::Malformed)?;
        let (_, payload) = signed.split_once('.').ok_or(TokenError::Malformed)?;
        let signature = decode(signature)?;
        self.mac(signed)
            .verify_slice(&signature)
            .map_err(|_| TokenError::Signature)?;
        let claims: Claims =
            serde_json::from_slice(&decode(payload)?).map_err(|_| TokenError::Malformed)?;
        if self.is_expired(&claims, now) {
            return Err(TokenError::Expired);
        }
        Ok(claims)
    }

    /// Whether a token that was good is so no more.
    pub fn is_expired(&self, claims: &Claims, now: u64) -> bool {
        claims.exp <= now || claims.jti <= self.expired.load(Ordering::SeqCst)
    }

    /// All tokens issued so far count as expired from now on.
    pub fn expire_all(&self) {
        self.expired
            .store(self.issued.load(Ordering::SeqCst), Ordering::SeqCst);
    }

    fn mac(&self, signed: &str) -> Hmac<Sha256> {
        // A secret of one block of the hash needs no check of its length.
        let mut mac = Hmac::<Sha256>::new((&self.secret).into());
        mac.update(signed.as_bytes());
        mac
    }
}

fn encode(bytes: &[u8]) -> String {
    URL_SAFE_NO_PAD.encode(bytes)
}

fn decode(text: &str) -> Result<Vec<u8>, TokenError> {
    URL_SAFE_NO_PAD
        .decode(text)
        .map_err(|_| TokenError::Malformed)
}

#[cfg(test)]
mod tests {
    use super::*;

    const NOW: u64 = 1_800_000_000;

    fn tokens() -> Tokens {
        Tokens::new(Duration::from_secs(60))
    }

    #[test]
    fn a_token_says_who_and_until_when() {
        let tokens = tokens();
        let claims = tokens
            .check(&tokens.issue("id", "Exile", NOW), NOW + 59)
            .expect("a good token");
        assert_eq!(
            (claims.sub.as_str(), claims.username.as_str()),
            ("id", "Exile")
        );
        assert_eq!(claims.exp, NOW + 60);
    }

    #[test]
    fn bad_tokens() {
        let tokens = tokens();
        let token = tokens.issue("id", "exile", NOW);
        let of_another = self::tokens().issue("id", "exile", NOW);
        let check = |token: &str| tokens.check(token, NOW);
        assert_eq!(check("nonsense"), Err(TokenError::Malformed));
        assert_eq!(check("a.b"), Err(TokenError::Malformed));
        assert_eq!(check("a.b.!"), Err(TokenError::Malformed));
        assert_eq!(check(&of_another), Err(TokenError::Signature));
        assert_eq!(check(&format!("x{token}")), Err(TokenError::Signature));
        assert_eq!(tokens.check(&token, NOW + 60), Err(TokenError::Expired));
    }

    #[test]
    fn expiring_all_spares_those_issued_later() {
        let tokens = tokens();
        let before = tokens.issue("id", "exile", NOW);
        tokens.expire_all();
        let after = tokens.issue("id", "exile", NOW);
        assert_eq!(tokens.check(&before, NOW), Err(TokenError::Expired));
        assert!(tokens.check(&after, NOW).is_ok());
    }
}
