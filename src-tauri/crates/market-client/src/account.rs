//! Whom the market takes us for, read from the answer to a login.
//!
//! Must not hold the token: the answer repeats it, and it is dropped here.

use std::time::SystemTime;

use serde_json::Value;

/// The player who is logged in.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Account {
    /// The market's id of the user; `user_id` of their listings.
    pub id: String,
    /// The user's name on the site.
    pub name: String,
    /// Names of the game accounts, as the market writes them; a stash is asked for by one of these.
    pub game_accounts: Vec<String>,
    /// The account the site has as the usual one.
    pub preferred_account: Option<String>,
    /// Whether the site's preferences say hardcore.
    pub hardcore: Option<bool>,
    /// Whether the site's preferences say ladder.
    pub ladder: Option<bool>,
    /// When the login ends by its own word.
    pub expires_at: Option<SystemTime>,
    /// The login ends within the time that [`crate::ClientConfig::warn_before_expiry`] names: say so.
    pub expires_soon: bool,
}

impl Account {
    /// Reads `{accessToken, user:{_id, username, game:{accounts, preferences}}}`; `None` without a user id.
    pub(crate) fn parse(answer: &Value) -> Option<Self> {
        let user = answer.get("user")?;
        let text = |value: Option<&Value>| value.and_then(Value::as_str).map(str::to_owned);
        let preference = |key: &str| user.pointer("/game/preferences").and_then(|p| p.get(key));
        Some(Self {
            id: text(user.get("_id"))?,
            name: text(user.get("username")).unwrap_or_default(),
            game_accounts: user
                .pointer("/game/accounts")
                .and_then(Value::as_array)
                .map(|names| names.iter().filter_map(|name| text(Some(name))).collect())
                .unwrap_or_default(),
            preferred_account: text(preference("account")),
            hardcore: preference("is_hardcore").and_then(Value::as_bool),
            ladder: preference("is_ladder").and_then(Value::as_bool),
            expires_at: None,
            expires_soon: false,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn reads_what_is_there() {
        let full = json!({"accessToken":"x","user":{"_id":"u","username":"Deckard","email":"hidden",
            "game":{"accounts":["cain","akara"],"preferences":{"account":"cain","is_hardcore":false,"is_ladder":true}}}});
        let account = Account::parse(&full).expect("an account");
        assert_eq!(account.game_accounts, ["cain", "akara"]);
        assert_eq!(account.preferred_account.as_deref(), Some("cain"));
        assert_eq!(
            (account.hardcore, account.ladder),
            (Some(false), Some(true))
        );
        let bare = Account::parse(&json!({"user":{"_id":"u"}})).expect("an account");
        assert_eq!(
            bare,
            Account {
                id: "u".into(),
                ..Account::default()
            }
        );
        assert_eq!(Account::parse(&json!({"user":{}})), None);
        assert_eq!(Account::parse(&Value::Null), None);
    }
}
