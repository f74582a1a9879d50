//! The users who log in. Anybody may, with any name; the name decides the id. Must not know tokens
//! or links.

use serde_json::{Value, json};
use sha2::{Digest, Sha256};

use crate::token::Claims;

/// The password that the login page refuses, so that a refusal can be seen.
pub const WRONG_PASSWORD: &str = "wrong";

/// A user of the market.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct User {
    /// 24 hexadecimal digits.
    pub id: String,
    pub username: String,
}

impl User {
    /// The user of a login with name and password, where the market takes it.
    pub fn log_in(username: &str, password: &str) -> Option<Self> {
        let username = username.trim();
        if username.is_empty() || password.is_empty() || password == WRONG_PASSWORD {
            return None;
        }
        Some(Self::named(username))
    }

    /// The user of this name. Names that differ in case alone are one user.
    pub fn named(username: &str) -> Self {
        let digest = Sha256::digest(username.to_lowercase());
        let id = digest
            .iter()
            .take(12)
            .map(|byte| format!("{byte:02x}"))
            .collect();
        Self {
            id,
            username: username.to_owned(),
        }
    }

    /// The game account, always in lower case.
    pub fn account(&self) -> String {
        self.username.to_lowercase()
    }

    /// The user as a session's answer holds it.
    pub fn to_json(&self) -> Value {
        let account = self.account();
        json!({
            "_id": self.id,
            "username": self.username,
            "email": format!("{account}@practice.invalid"),
            "game": {
                "accounts": [account],
                "preferences": {
                    "account": account,
                    "is_hardcore": false,
                    "is_ladder": true,
                },
            },
        })
    }
}

impl From<&Claims> for User {
    fn from(claims: &Claims) -> Self {
        Self {
            id: claims.sub.clone(),
            username: claims.username.clone(),
        }
    }
}
