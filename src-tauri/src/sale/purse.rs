//! What a stash holds in runes, gems and the like.

use std::time::Duration;

use item_parsers::currency::{self, Held};
use market_client::{CallError, MarketClient, Realm};

use super::GameAccounts;

/// A stash's currency, as it was read.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Purse {
    pub held: Vec<Held>,
    /// When the game wrote it, as ISO 8601.
    pub saved_at: Option<String>,
}

/// What the first game account's stash of a realm holds; nothing where there is no such stash.
///
/// # Errors
/// Nobody is logged in, or the market does not answer.
pub async fn purse(
    client: &MarketClient,
    accounts: &GameAccounts,
    realm: Realm,
    fresh: bool,
) -> Result<Purse, CallError> {
    let who = client.account().await?;
    let accounts = accounts.of(&who);
    let Some(account) = accounts.first() else {
        return Ok(Purse::default());
    };
    let stash = if fresh {
        client.stash_within(account, realm, Duration::ZERO).await
    } else {
        client.stash(account, realm).await
    };
    match stash {
        Ok(stash) => Ok(Purse {
            held: currency::held(&stash.currency, &stash.items),
            saved_at: stash.saved_at.clone(),
        }),
        Err(CallError::Refused {
            code: Some(404), ..
        }) => Ok(Purse::default()),
        Err(error) => Err(error),
    }
}
