//! Which item of the player's stashes is the one that was copied, and whether it is listed already.

use std::collections::HashMap;
use std::sync::Arc;
use std::time::{Duration, Instant};

use item_parsers::Item;
use item_parsers::listing::{Difference, ListedItem, Listing};
use item_parsers::price::Asking;
use item_parsers::stash::{Match, NoMatch, StashIndex};
use market_client::{Account, CallError, MarketClient, NewListing, Realm, Stash};
use serde_json::Value;

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
/// A stash is at most five minutes old; where the item is not in it, it is read again. Where it is in none of them, the
/// other realms' stashes are looked at, too.
///
/// # Errors
/// Nobody is logged in, or the market does not answer.
pub async fn find(client: &MarketClient, wanted: &Wanted) -> Result<Finding, CallError> {
    let who = client.account().await?;
    let search = Search {
        client,
        who: &who,
        item: &wanted.item,
    };
    let accounts = wanted.accounts.of(&who);
    let Some(first) = accounts.first() else {
        return Ok(Finding::NoGameAccount);
    };
    let mut missed = None;
    for account in &accounts {
        match search.stash(account, wanted.realm, wanted.fresh).await? {
            Ok(found) => return search.with_listings(found).await,
            Err(miss) => missed = missed.or(Some(miss)),
        }
    }
    let (reason, saved_at) = missed.unwrap_or((NoMatch::EmptyStash, None));
    let elsewhere = match reason {
        NoMatch::UnknownBase => None,
        _ => search.elsewhere(first, wanted.realm).await?,
    };
    Ok(Finding::Nowhere {
        reason,
        saved_at,
        elsewhere,
    })
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

struct Search<'a> {
    client: &'a MarketClient,
    who: &'a Account,
    item: &'a Item,
}

/// Why a stash holds no such item, and when it was written.
type Miss = (NoMatch, Option<String>);

impl Search<'_> {
    /// What one stash holds; read again where the item is missing from one that was read before.
    async fn stash(
        &self,
        account: &str,
        realm: Realm,
        fresh: bool,
    ) -> Result<Result<Finding, Miss>, CallError> {
        if !fresh {
            let begun = Instant::now();
            let stash = self.read(account, realm, false).await?;
            let age = stash.as_ref().map(|stash| stash.age());
            let was_kept = age.is_some_and(|age| age > begun.elapsed());
            let found = self.look(stash.as_deref(), account, realm);
            if found.is_ok() || !was_kept {
                return Ok(found);
            }
        }
        let stash = self.read(account, realm, true).await?;
        Ok(self.look(stash.as_deref(), account, realm))
    }

    /// `None` where the market knows of no such stash.
    async fn read(
        &self,
        account: &str,
        realm: Realm,
        fresh: bool,
    ) -> Result<Option<Arc<Stash>>, CallError> {
        let stash = if fresh {
            self.client
                .stash_within(account, realm, Duration::ZERO)
                .await
        } else {
            self.client.stash(account, realm).await
        };
        match stash {
            Ok(stash) => Ok(Some(stash)),
            Err(CallError::Refused {
                code: Some(404), ..
            }) => Ok(None),
            Err(error) => Err(error),
        }
    }

    fn look(&self, stash: Option<&Stash>, account: &str, realm: Realm) -> Result<Finding, Miss> {
        let Some(stash) = stash else {
            return Err((NoMatch::EmptyStash, None));
        };
        let at = |place: usize| StashItem {
            item: stash.items[place].clone(),
            account: account.to_owned(),
            user_id: self.who.id.clone(),
            realm,
            listing: None,
        };
        let index = StashIndex::new(stash.items.iter().map(ListedItem::from_market).collect());
        match index.find(self.item) {
            Match::One(place) => Ok(Finding::One(Box::new(at(place)))),
            Match::Several(candidates) => {
                let candidates = candidates.into_iter().map(|candidate| Candidate {
                    found: at(candidate.place),
                    equal: candidate.equal,
                    differences: candidate.differences,
                });
                Ok(Finding::Several(candidates.collect()))
            }
            Match::None(reason) => Err((reason, stash.saved_at.clone())),
        }
    }

    /// The very item in another realm's stash.
    async fn elsewhere(
        &self,
        account: &str,
        not: Realm,
    ) -> Result<Option<Box<StashItem>>, CallError> {
        for realm in Realm::ALL.into_iter().filter(|realm| *realm != not) {
            let stash = match self.read(account, realm, false).await {
                Ok(stash) => stash,
                Err(error @ CallError::Refused { .. }) => {
                    tracing::debug!(%error, %realm, "no stash of another realm");
                    continue;
                }
                Err(error) => return Err(error),
            };
            if let Ok(Finding::One(found)) = self.look(stash.as_deref(), account, realm) {
                return match self.with_listings(Finding::One(found)).await? {
                    Finding::One(found) => Ok(Some(found)),
                    _ => Ok(None),
                };
            }
        }
        Ok(None)
    }

    /// The same with the listings that there are of it.
    async fn with_listings(&self, mut finding: Finding) -> Result<Finding, CallError> {
        let found: Vec<&mut StashItem> = match &mut finding {
            Finding::One(found) => vec![found],
            Finding::Several(candidates) => candidates
                .iter_mut()
                .map(|candidate| &mut candidate.found)
                .collect(),
            Finding::Nowhere { .. } | Finding::NoGameAccount => Vec::new(),
        };
        let hashes: Vec<&str> = found.iter().filter_map(|one| one.hash()).collect();
        let listings = self.client.listings_of_items(&self.who.id, &hashes).await?;
        let mut by_hash: HashMap<String, Listing> = listings
            .into_iter()
            .filter_map(|listing| Some((listing.item.hash.clone()?, listing)))
            .collect();
        for one in found {
            one.listing = one.hash().and_then(|hash| by_hash.remove(hash));
        }
        Ok(finding)
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
