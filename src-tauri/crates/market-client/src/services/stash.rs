//! `game/stash`: what lies in a player's stash, asked for every five minutes at most.
//!
//! The game writes the stash when the player leaves a game, so asking more often would show nothing new.

use std::collections::HashMap;
use std::sync::Arc;
use std::sync::atomic::Ordering;
use std::time::Duration;

use serde_json::{Value, json};
use tokio::sync::Mutex;
use tokio::time::Instant;

use super::unreadable;
use crate::call::Call;
use crate::client::MarketClient;
use crate::error::CallError;

/// How long a stash is taken as it was.
const KEPT: Duration = Duration::from_secs(5 * 60);

/// Which of the game's separate worlds.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Default)]
pub struct Realm {
    /// Hardcore rather than softcore.
    pub hardcore: bool,
    /// Ladder rather than non-ladder.
    pub ladder: bool,
}

impl Realm {
    /// All four of them.
    pub const ALL: [Self; 4] = [
        Self::of(true, false),
        Self::of(true, true),
        Self::of(false, false),
        Self::of(false, true),
    ];

    /// One of them.
    #[must_use]
    pub const fn of(ladder: bool, hardcore: bool) -> Self {
        Self { hardcore, ladder }
    }
}

impl std::fmt::Display for Realm {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let ladder = if self.ladder { "ladder" } else { "non-ladder" };
        let core = if self.hardcore {
            "hardcore"
        } else {
            "softcore"
        };
        write!(f, "{ladder} · {core}")
    }
}

/// A stash as the market has it.
#[derive(Clone, PartialEq, Debug)]
pub struct Stash {
    /// The items, each exactly as the market sent it: a listing has to send it back so.
    pub items: Vec<Value>,
    /// Counts of runes, gems and the like, by the market's keys.
    pub currency: Value,
    /// When the game wrote it, as ISO 8601; absent where the market does not say.
    pub saved_at: Option<String>,
    asked: Instant,
}

impl Stash {
    /// A stash with these items alone, read just now.
    #[must_use]
    pub fn new(items: Vec<Value>) -> Self {
        Self {
            items,
            currency: Value::Null,
            saved_at: None,
            asked: Instant::now(),
        }
    }

    /// How long ago it was asked for.
    #[must_use]
    pub fn age(&self) -> Duration {
        self.asked.elapsed()
    }

    /// Reads `{file,stats,currency,items}`, bare or as the second of a pair.
    fn parse(answer: Value, asked: Instant) -> Result<Self, CallError> {
        let mut answer = match answer {
            Value::Array(mut pair) if pair.len() == 2 && pair[0].is_null() => pair.remove(1),
            answer => answer,
        };
        let Some(Value::Array(items)) = answer.get_mut("items").map(Value::take) else {
            return Err(unreadable("it holds no items"));
        };
        Ok(Self {
            items: items.into_iter().filter(Value::is_object).collect(),
            currency: answer
                .get_mut("currency")
                .map(Value::take)
                .unwrap_or_default(),
            saved_at: answer
                .pointer("/file/updated_at")
                .and_then(Value::as_str)
                .map(str::to_owned),
            asked,
        })
    }
}

/// The stashes that were asked for. Held locked while one is under way, so that two askers cost one call.
pub(crate) type StashCache = Arc<Mutex<HashMap<Key, Arc<Stash>>>>;
/// The login it was asked with, the account, the realm.
type Key = (u64, String, Realm);

impl MarketClient {
    /// The stash of one of the player's game accounts, at most five minutes old. Needs a login.
    pub async fn stash(&self, account: &str, realm: Realm) -> Result<Arc<Stash>, CallError> {
        self.stash_within(account, realm, KEPT).await
    }

    /// The stash, at most `age` old: zero asks the market.
    pub async fn stash_within(
        &self,
        account: &str,
        realm: Realm,
        age: Duration,
    ) -> Result<Arc<Stash>, CallError> {
        let mut kept = self.stashes.lock().await;
        let login = self.logins.load(Ordering::Relaxed);
        kept.retain(|(of_login, ..), _| *of_login == login);
        let key = (login, account.to_owned(), realm);
        if let Some(stash) = kept.get(&key)
            && stash.age() < age
        {
            return Ok(Arc::clone(stash));
        }
        let asked = Instant::now();
        let query = json!({
            "account": account,
            "softcore": !realm.hardcore,
            "ladder": realm.ladder,
        });
        let answer = self.call(Call::get("game/stash", account, query)).await?;
        let stash = Arc::new(Stash::parse(answer, asked)?);
        kept.insert(key, Arc::clone(&stash));
        Ok(stash)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn reads_a_stash_bare_or_in_a_pair() {
        let bare = json!({"file":{"updated_at":"2026-05-16T10:00:00.000Z"},"stats":{},
            "currency":{"runes":{"ber":1}},"items":[{"hash":"a"},7]});
        for answer in [bare.clone(), json!([null, bare])] {
            let stash = Stash::parse(answer, Instant::now()).expect("a stash");
            assert_eq!(stash.items, [json!({"hash":"a"})]);
            assert_eq!(stash.currency["runes"]["ber"], 1);
            assert_eq!(stash.saved_at.as_deref(), Some("2026-05-16T10:00:00.000Z"));
        }
        for odd in [Value::Null, json!({}), json!({"items":{}}), json!([1, 2])] {
            assert!(Stash::parse(odd, Instant::now()).is_err());
        }
    }
}
