//! Which item of the player's stashes is the one that was copied, and whether it is listed already.

use std::collections::HashMap;
use std::time::{Duration, Instant};

use item_parsers::Item;
use item_parsers::listing::{Difference, Listing};
use item_parsers::price::Asking;
use item_parsers::stash::NoMatch;
use market_client::{Account, CallError, MarketClient, NewListing, Realm};
use serde_json::Value;

use super::search::{Read, Search, Stashes};

/// What is looked for, and where.
#[derive(Debug, Clone)]
pub struct Wanted {
    pub item: Item,
    pub accounts: GameAccounts,
    pub realm: Realm,
    /// A stash that was read before is not enough.
    pub fresh: bool,
}

/// Whose stashes are looked through.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum GameAccounts {
    /// This game account's alone.
    Only(String),
    /// All of the login's, this one's first where it is one of them; else the usual one's first.
    First(String),
}

/// An item of a stash, as the market gave it, and its listing.
#[derive(Debug, Clone, PartialEq)]
pub struct StashItem {
    pub item: Value,
    pub account: String,
    pub user_id: String,
    pub realm: Realm,
    pub listing: Option<Listing>,
}

/// One of several that may be meant.
#[derive(Debug, Clone, PartialEq)]
pub struct Candidate {
    pub found: StashItem,
    /// It is equal in all that the copy tells.
    pub equal: bool,
    /// In what it is better or worse than the copied one.
    pub differences: Vec<Difference>,
}

/// What was found.
#[derive(Debug, Clone, PartialEq)]
pub enum Finding {
    /// The very item.
    One(Box<StashItem>),
    /// The player has to say which.
    Several(Vec<Candidate>),
    /// It is in none of the realm's stashes.
    Nowhere {
        reason: NoMatch,
        /// When the game wrote the stash, as ISO 8601.
        saved_at: Option<String>,
        /// The very item, in the stash of another realm.
        elsewhere: Option<Box<StashItem>>,
    },
    /// The login has no game account, so there is no stash.
    NoGameAccount,
}

impl StashItem {
    /// By which the market knows it.
    #[must_use]
    pub fn hash(&self) -> Option<&str> {
        self.item.get("hash")?.as_str()
    }

    /// What is sent to list it.
    #[must_use]
    pub fn new_listing(&self, asking: &Asking) -> NewListing {
        NewListing {
            item: self.item.clone(),
            account: self.account.clone(),
            user_id: self.user_id.clone(),
            realm: self.realm,
            price: asking.text.clone(),
            hr_price: asking.hr,
        }
    }
}

/// Looks through the stashes of the player who is logged in.
///
/// A stash is at most five minutes old; where no equal item is in it, it is read again. Items that only come near are
/// offered where none of the accounts' stashes holds an equal one. Where nothing does, the other realms' stashes are
/// looked at, too.
///
/// # Errors
/// Nobody is logged in, or the market does not answer.
pub async fn find(client: &MarketClient, wanted: &Wanted) -> Result<Finding, CallError> {
    let who = client.account().await?;
    let accounts = wanted.accounts.of(&who);
    if accounts.is_empty() {
        return Ok(Finding::NoGameAccount);
    }
    let search = Search {
        stashes: client,
        user_id: &who.id,
        item: &wanted.item,
    };
    let finding = search
        .through(&accounts, wanted.realm, wanted.fresh)
        .await?;
    with_listings(client, &who, finding).await
}

impl GameAccounts {
    /// The game accounts to look through, in order.
    pub(super) fn of(&self, who: &Account) -> Vec<String> {
        let wished = match self {
            Self::Only(name) => return vec![name.clone()],
            Self::First(name) => who
                .game_accounts
                .iter()
                .find(|known| known.eq_ignore_ascii_case(name)),
        };
        let mut accounts: Vec<String> = Vec::new();
        let all = wished
            .into_iter()
            .chain(&who.preferred_account)
            .chain(&who.game_accounts);
        for account in all {
            if !accounts.contains(account) {
                accounts.push(account.clone());
            }
        }
        accounts
    }
}

impl Stashes for MarketClient {
    async fn read(
        &self,
        account: &str,
        realm: Realm,
        fresh: bool,
    ) -> Result<Option<Read>, CallError> {
        let begun = Instant::now();
        let stash = if fresh {
            self.stash_within(account, realm, Duration::ZERO).await
        } else {
            self.stash(account, realm).await
        };
        match stash {
            Ok(stash) => {
                let kept = stash.age() > begun.elapsed();
                Ok(Some(Read { stash, kept }))
            }
            Err(CallError::Refused {
                code: Some(404), ..
            }) => Ok(None),
            Err(error) => Err(error),
        }
    }
}

/// The same with the listings that there are of it.
async fn with_listings(
    client: &MarketClient,
    who: &Account,
    mut finding: Finding,
) -> Result<Finding, CallError> {
    let found = finding.items();
    let hashes: Vec<&str> = found.iter().filter_map(|one| one.hash()).collect();
    if hashes.is_empty() {
        return Ok(finding);
    }
    let listings = client.listings_of_items(&who.id, &hashes).await?;
    let mut by_hash: HashMap<String, Listing> = listings
        .into_iter()
        .filter_map(|listing| Some((listing.item.hash.clone()?, listing)))
        .collect();
    for one in found {
        one.listing = one.hash().and_then(|hash| by_hash.remove(hash));
    }
    Ok(finding)
}

impl Finding {
    /// All items that were found.
    fn items(&mut self) -> Vec<&mut StashItem> {
        match self {
            Self::One(found) => vec![found],
            Self::Several(candidates) => candidates
                .iter_mut()
                .map(|candidate| &mut candidate.found)
                .collect(),
            Self::Nowhere { elsewhere, .. } => elsewhere.as_deref_mut().into_iter().collect(),
            Self::NoGameAccount => Vec::new(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn accounts(accounts: &GameAccounts) -> Vec<String> {
        let who = Account {
            preferred_account: Some("Usual".to_owned()),
            game_accounts: ["Mule", "Usual"].map(str::to_owned).to_vec(),
            ..Account::default()
        };
        accounts.of(&who)
    }

    #[test]
    fn the_wished_account_comes_first_where_it_is_the_logins() {
        let first = |name: &str| accounts(&GameAccounts::First(name.to_owned()));
        assert_eq!(first(""), ["Usual", "Mule"]);
        assert_eq!(first("mule"), ["Mule", "Usual"]);
        assert_eq!(first("Stranger"), ["Usual", "Mule"]);
    }

    #[test]
    fn a_named_account_is_the_only_one() {
        assert_eq!(
            accounts(&GameAccounts::Only("Stranger".to_owned())),
            ["Stranger"]
        );
    }
}
