//! In which of the player's stashes the copied item is: the order in which they are looked through, and when one is read
//! again.
//!
//! Must not know: how the market is reached, what is listed.

use std::sync::Arc;

use item_parsers::Item;
use item_parsers::listing::ListedItem;
use item_parsers::stash::{Match, NoMatch, StashIndex};
use market_client::{CallError, Realm, Stash};

use super::{Candidate, Finding, StashItem};

/// Where stashes are read.
pub(super) trait Stashes {
    /// The stash of a game account, as it was a few minutes ago at most, or as it is now where that is to be `fresh`;
    /// `None` where there is no such stash.
    async fn read(
        &self,
        account: &str,
        realm: Realm,
        fresh: bool,
    ) -> Result<Option<Read>, CallError>;
}

/// A stash that was read.
#[derive(Debug, Clone)]
pub(super) struct Read {
    pub stash: Arc<Stash>,
    /// It was read before.
    pub kept: bool,
}

/// A search for one item.
pub(super) struct Search<'a, S> {
    pub stashes: &'a S,
    /// The player, as the market names them.
    pub user_id: &'a str,
    pub item: &'a Item,
}

/// What one stash holds of it.
enum Look {
    /// The very item, or several that are equal in all that the copy tells: no further stash is looked at.
    Found(Finding),
    /// None is equal, some come near: one that is equal may lie elsewhere.
    Near(Vec<Candidate>),
    Missed(Miss),
}

/// Why a stash holds no such item, and when it was written.
type Miss = (NoMatch, Option<String>);

impl<S: Stashes> Search<'_, S> {
    /// Looks through the realm's stashes of these game accounts. What only comes near is offered where none of them
    /// holds an equal one; where nothing does, the other realms' stashes are looked at.
    ///
    /// # Errors
    /// That of the market; a stash that it refused counts where none of the others holds an equal item.
    pub(super) async fn through(
        &self,
        accounts: &[String],
        realm: Realm,
        fresh: bool,
    ) -> Result<Finding, CallError> {
        let mut near = Vec::new();
        let mut missed = None;
        let mut refused = None;
        for account in accounts {
            match self.stash(account, realm, fresh).await {
                Ok(Look::Found(found)) => return Ok(found),
                Ok(Look::Near(candidates)) => near.extend(candidates),
                Ok(Look::Missed(miss)) => missed = missed.or(Some(miss)),
                // It may lie in another one.
                Err(error @ CallError::Refused { .. }) => refused = refused.or(Some(error)),
                Err(error) => return Err(error),
            }
        }
        if let Some(error) = refused {
            return Err(error);
        }
        if !near.is_empty() {
            return Ok(Finding::Several(near));
        }
        let (reason, saved_at) = missed.unwrap_or((NoMatch::EmptyStash, None));
        let elsewhere = match reason {
            NoMatch::UnknownBase => None,
            _ => self.elsewhere(accounts, realm).await?,
        };
        Ok(Finding::Nowhere {
            reason,
            saved_at,
            elsewhere,
        })
    }

    /// What one stash holds; read again where no equal item is in one that was read before.
    async fn stash(&self, account: &str, realm: Realm, fresh: bool) -> Result<Look, CallError> {
        let read = self.stashes.read(account, realm, fresh).await?;
        let look = self.look(read.as_ref(), account, realm);
        if fresh || matches!(look, Look::Found(_)) || !read.is_some_and(|read| read.kept) {
            return Ok(look);
        }
        let read = self.stashes.read(account, realm, true).await?;
        Ok(self.look(read.as_ref(), account, realm))
    }

    fn look(&self, read: Option<&Read>, account: &str, realm: Realm) -> Look {
        let Some(Read { stash, .. }) = read else {
            return Look::Missed((NoMatch::EmptyStash, None));
        };
        let at = |place: usize| StashItem {
            item: stash.items[place].clone(),
            account: account.to_owned(),
            user_id: self.user_id.to_owned(),
            realm,
            listing: None,
        };
        let index = StashIndex::new(stash.items.iter().map(ListedItem::from_market).collect());
        let candidates = match index.find(self.item) {
            Match::One(place) => return Look::Found(Finding::One(Box::new(at(place)))),
            Match::None(reason) => return Look::Missed((reason, stash.saved_at.clone())),
            Match::Several(candidates) => candidates,
        };
        let equal = candidates.iter().any(|candidate| candidate.equal);
        let candidates = candidates.into_iter().map(|candidate| Candidate {
            found: at(candidate.place),
            equal: candidate.equal,
            differences: candidate.differences,
        });
        let candidates = candidates.collect();
        if equal {
            Look::Found(Finding::Several(candidates))
        } else {
            Look::Near(candidates)
        }
    }

    /// The very item in another realm's stash of one of the accounts.
    async fn elsewhere(
        &self,
        accounts: &[String],
        not: Realm,
    ) -> Result<Option<Box<StashItem>>, CallError> {
        for account in accounts {
            for realm in Realm::ALL.into_iter().filter(|realm| *realm != not) {
                let read = match self.stashes.read(account, realm, false).await {
                    Ok(read) => read,
                    Err(error @ CallError::Refused { .. }) => {
                        tracing::debug!(%error, %realm, "no stash of another realm");
                        continue;
                    }
                    Err(error) => return Err(error),
                };
                if let Look::Found(Finding::One(found)) = self.look(read.as_ref(), account, realm) {
                    return Ok(Some(found));
                }
            }
        }
        Ok(None)
    }
}

#[cfg(test)]
mod tests {
    use std::cell::RefCell;

    use item_parsers::parse_clipboard;
    use serde_json::{Value, json};

    use super::*;

    const HERE: Realm = Realm::of(true, false);
    const THERE: Realm = Realm::of(false, true);

    /// A magic ring with so much life, as the game copies it.
    fn copied(life: i64) -> Item {
        let ring = json!({"type": "Ring", "quality": "Magic", "name": "Odd", "iLevel": 90,
            "stats": [{"name": "to Life", "stat_id": 7, "value": life}]});
        parse_clipboard(&ring.to_string()).expect("an item")
    }

    /// The same as a stash holds it.
    fn ring(hash: &str, life: i64) -> Value {
        json!({"hash": hash, "base_code": "rin", "quality": {"name": "Magic"}, "item_level": 90,
            "is_identified": true, "socket_count": 0, "modifiers": [{"name": "maxhp", "values": [life]}]})
    }

    /// Stashes as they were when they were read last, and as they are.
    #[derive(Default)]
    struct Fake {
        kept: Vec<Place>,
        now: Vec<Place>,
        /// An account whose stashes the market refuses.
        refuses: &'static str,
        /// What was read, and whether it had to be fresh.
        reads: RefCell<Vec<(String, Realm, bool)>>,
    }

    type Place = (&'static str, Realm, Vec<Value>);

    impl Stashes for Fake {
        async fn read(
            &self,
            account: &str,
            realm: Realm,
            fresh: bool,
        ) -> Result<Option<Read>, CallError> {
            let read = (account.to_owned(), realm, fresh);
            self.reads.borrow_mut().push(read);
            if account == self.refuses {
                return Err(CallError::Refused {
                    code: Some(500),
                    name: "GeneralError".to_owned(),
                    message: "no stash today".to_owned(),
                });
            }
            let find = |places: &[Place]| {
                let place = places
                    .iter()
                    .find(|place| (place.0, place.1) == (account, realm));
                place.map(|place| place.2.clone())
            };
            let kept = find(&self.kept).filter(|_| !fresh);
            let read = |items, kept| Read {
                stash: Arc::new(Stash::new(items)),
                kept,
            };
            Ok(match kept {
                Some(items) => Some(read(items, true)),
                None => find(&self.now).map(|items| read(items, false)),
            })
        }
    }

    impl Fake {
        async fn find(&self, item: &Item) -> Finding {
            let finding = self.try_to_find(item).await;
            finding.expect("the stashes can be read")
        }

        async fn try_to_find(&self, item: &Item) -> Result<Finding, CallError> {
            let search = Search {
                stashes: self,
                user_id: "u",
                item,
            };
            let accounts = ["Main", "Mule"].map(str::to_owned);
            search.through(&accounts, HERE, false).await
        }
    }

    /// The hashes of what was found, and whether they are equal to the copied one.
    fn found(finding: &Finding) -> Vec<(&str, bool)> {
        match finding {
            Finding::One(one) => vec![(one.hash().expect("a hash"), true)],
            Finding::Several(several) => several
                .iter()
                .map(|one| (one.found.hash().expect("a hash"), one.equal))
                .collect(),
            Finding::Nowhere { .. } | Finding::NoGameAccount => Vec::new(),
        }
    }

    #[tokio::test]
    async fn a_kept_stash_with_only_a_near_item_is_read_again() {
        let stashes = Fake {
            kept: vec![("Main", HERE, vec![ring("old", 10)])],
            now: vec![("Main", HERE, vec![ring("old", 10), ring("new", 20)])],
            ..Fake::default()
        };
        let finding = stashes.find(&copied(20)).await;
        assert_eq!(found(&finding), [("new", true)]);
        let again = stashes.find(&copied(10)).await;
        assert_eq!(found(&again), [("old", true)]);
        let fresh: Vec<bool> = stashes.reads.take().iter().map(|read| read.2).collect();
        assert_eq!(fresh, [false, true, false], "an equal one needs no look");
    }

    #[tokio::test]
    async fn the_very_item_of_a_later_account_goes_before_a_near_one_of_an_earlier() {
        let stashes = Fake {
            now: vec![
                ("Main", HERE, vec![ring("near", 10)]),
                ("Mule", HERE, vec![ring("it", 20), ring("other", 30)]),
            ],
            ..Fake::default()
        };
        let finding = stashes.find(&copied(20)).await;
        assert_eq!(found(&finding), [("it", true)]);
        assert!(matches!(&finding, Finding::One(one) if one.account == "Mule"));
    }

    #[tokio::test]
    async fn several_equal_ones_of_a_later_account_go_before_a_near_one_of_an_earlier() {
        let stashes = Fake {
            now: vec![
                ("Main", HERE, vec![ring("near", 10)]),
                ("Mule", HERE, vec![ring("one", 20), ring("two", 20)]),
            ],
            ..Fake::default()
        };
        let finding = stashes.find(&copied(20)).await;
        assert_eq!(found(&finding), [("one", true), ("two", true)]);
    }

    #[tokio::test]
    async fn near_ones_of_all_accounts_are_offered_where_none_is_equal() {
        let stashes = Fake {
            now: vec![
                ("Main", HERE, vec![ring("a", 10)]),
                ("Mule", HERE, vec![ring("b", 30)]),
                ("Mule", THERE, vec![ring("it", 20)]),
            ],
            ..Fake::default()
        };
        let finding = stashes.find(&copied(20)).await;
        assert_eq!(found(&finding), [("a", false), ("b", false)]);
        assert_eq!(stashes.reads.take().len(), 2, "each stash once");
    }

    #[tokio::test]
    async fn a_refused_stash_hides_no_equal_item_in_another_and_is_told_of_before_a_near_one() {
        let mut stashes = Fake {
            now: vec![("Mule", HERE, vec![ring("it", 20)])],
            refuses: "Main",
            ..Fake::default()
        };
        assert_eq!(found(&stashes.find(&copied(20)).await), [("it", true)]);
        for life in [10, 20] {
            let refused = stashes.try_to_find(&copied(life)).await;
            assert!(matches!(
                refused,
                Err(CallError::Refused {
                    code: Some(500),
                    ..
                })
            ));
            stashes.now.clear();
        }
    }

    #[tokio::test]
    async fn another_realm_is_looked_at_for_every_account() {
        let stashes = Fake {
            now: vec![
                ("Main", HERE, Vec::new()),
                ("Main", THERE, vec![ring("near", 10)]),
                ("Mule", THERE, vec![ring("it", 20)]),
            ],
            ..Fake::default()
        };
        match stashes.find(&copied(20)).await {
            Finding::Nowhere {
                reason: NoMatch::EmptyStash,
                elsewhere: Some(found),
                ..
            } => assert_eq!(
                (found.hash(), found.account.as_str(), found.realm),
                (Some("it"), "Mule", THERE)
            ),
            other => panic!("{other:?}"),
        }
    }
}
