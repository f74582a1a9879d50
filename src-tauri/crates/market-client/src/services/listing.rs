//! `market/listing`: listing an item, changing it, taking it back.
//!
//! Must not know which item of a stash is meant, nor what it is worth.

use std::time::{Duration, SystemTime};

use item_parsers::listing::Listing;
use serde_json::{Map, Value, json};

use super::moment::{is_since, iso};
use super::{LISTINGS, Realm, unreadable};
use crate::call::Call;
use crate::client::MarketClient;
use crate::error::CallError;

/// The most that the market gives at once.
const PAGE: usize = 250;

/// What is put up for sale.
#[derive(Clone, PartialEq, Debug)]
pub struct NewListing {
    /// The item exactly as [`crate::Stash`] holds it.
    pub item: Value,
    /// The game account whose stash holds it.
    pub account: String,
    /// The seller, by [`crate::Account::id`].
    pub user_id: String,
    /// The world it is in.
    pub realm: Realm,
    /// The price as the player words it.
    pub price: String,
    /// The price in high runes, where it is known.
    pub hr_price: Option<f64>,
}

/// What can be done with a listing.
#[derive(Clone, PartialEq, Debug)]
pub enum ListingChange {
    /// Put it in front again; the market lets that happen every 12 hours.
    Bump,
    /// Take it back. One that is gone already counts as taken back.
    Delist,
    /// Ask another price.
    Price {
        /// As the player words it.
        text: String,
        /// In high runes, where it is known.
        hr: Option<f64>,
    },
}

impl ListingChange {
    /// Whether a listing, or its absence, shows that the change was carried out after `begun`.
    fn is_done(&self, found: Option<&Listing>, begun: SystemTime) -> bool {
        match (self, found) {
            (Self::Delist, found) => found.is_none(),
            (_, None) => false,
            (Self::Price { text, .. }, Some(found)) => found.price.as_deref() == Some(text.trim()),
            (Self::Bump, Some(found)) => {
                let bumped_at = found.bumped_at.as_deref();
                bumped_at.is_some_and(|stamp| is_since(stamp, begun))
            }
        }
    }
}

impl NewListing {
    fn record(&self, now: SystemTime) -> Result<Value, CallError> {
        let Value::Object(mut item) = self.item.clone() else {
            return Err(unreadable("the stash's item is no item"));
        };
        item.insert("account_id".into(), self.account.to_lowercase().into());
        let mut record = Map::new();
        record.insert("user_id".into(), self.user_id.clone().into());
        record.insert("type".into(), "item".into());
        record.insert("is_hardcore".into(), self.realm.hardcore.into());
        record.insert("is_ladder".into(), self.realm.ladder.into());
        record.insert("item".into(), item.into());
        record.insert("bumped_at".into(), iso(now).into());
        record.extend(price_fields(&self.price, self.hr_price));
        Ok(record.into())
    }

    /// By which the market's listing of it can be found.
    #[must_use]
    pub fn hash(&self) -> Option<&str> {
        self.item.get("hash")?.as_str()
    }
}

impl MarketClient {
    /// Sends the create, once. An error with [`CallError::outcome_unknown`] leaves open whether it was carried out.
    pub(super) async fn create_listing(&self, new: &NewListing) -> Result<Listing, CallError> {
        let record = new.record(SystemTime::now())?;
        let answer = self.call(Call::create(LISTINGS, record)).await?;
        // It was carried out; only the answer is odd.
        listing(&answer).map_err(|_| CallError::Malformed {
            reason: "it holds no listing".to_owned(),
            outcome_unknown: true,
        })
    }

    /// The user's open listings of items with these hashes, at most 250.
    pub async fn listings_of_items(
        &self,
        user_id: &str,
        hashes: &[&str],
    ) -> Result<Vec<Listing>, CallError> {
        let query = json!({
            "type": "item",
            "user_id": user_id,
            "item.hash": {"$in": hashes},
            "accepted_offer_id": null,
            "$limit": PAGE,
        });
        let page = self.find_listings_within(query, Duration::ZERO).await?;
        Ok(page.listings)
    }

    /// The user's open listing of the item with this hash, the newest first.
    pub async fn listing_of(
        &self,
        user_id: &str,
        hash: &str,
    ) -> Result<Option<Listing>, CallError> {
        let query = json!({
            "type": "item",
            "user_id": user_id,
            "item.hash": hash,
            "accepted_offer_id": null,
            "$sort": {"created_at": -1},
            "$limit": 1,
        });
        let page = self.find_listings_within(query, Duration::ZERO).await?;
        Ok(page.listings.into_iter().next())
    }

    /// All open listings of a user, page by page.
    pub async fn listings_of(
        &self,
        user_id: &str,
        realm: Realm,
    ) -> Result<Vec<Listing>, CallError> {
        let mut all = Vec::new();
        let mut skip = 0;
        loop {
            let query = json!({
                "type": "item",
                "user_id": user_id,
                "accepted_offer_id": null,
                "is_hardcore": realm.hardcore,
                "is_ladder": realm.ladder,
                "$sort": {"bumped_at": -1},
                "$limit": PAGE,
                "$skip": skip,
            });
            let page = self.find_listings_within(query, Duration::ZERO).await?;
            let count = page.listings.len() + page.malformed;
            all.extend(page.listings);
            skip += count;
            // A market that counts wrongly must not keep this going.
            if count == 0 || skip >= page.total {
                return Ok(all);
            }
        }
    }

    /// The listing of this id; `None` where the market has it no longer.
    pub async fn listing(&self, id: &str) -> Result<Option<Listing>, CallError> {
        match self.call(Call::get(LISTINGS, id, json!({}))).await {
            Ok(answer) => listing(&answer).map(Some),
            Err(CallError::Refused {
                code: Some(404), ..
            }) => Ok(None),
            Err(error) => Err(error),
        }
    }

    /// Changes one of the player's listings, and gives it as it is then; `None` where it was taken back. Where the
    /// answer is lost, the listing is looked at, and only what was not done is done again.
    pub async fn change_listing(
        &self,
        id: &str,
        change: &ListingChange,
    ) -> Result<Option<Listing>, CallError> {
        let begun = SystemTime::now();
        match self.apply(id, change).await {
            Err(error) if error.outcome_unknown() => {
                // Where it cannot be looked at, the first error tells more: that it may be done.
                let found = self.listing(id).await.map_err(|_| error)?;
                if change.is_done(found.as_ref(), begun) {
                    Ok(found)
                } else {
                    self.apply(id, change).await
                }
            }
            done => done,
        }
    }

    async fn apply(&self, id: &str, change: &ListingChange) -> Result<Option<Listing>, CallError> {
        match change {
            ListingChange::Price { text, hr } => {
                let fields: Map<String, Value> = price_fields(text, *hr).collect();
                self.patch_listing(id, fields.into()).await.map(Some)
            }
            ListingChange::Bump => {
                let now = iso(SystemTime::now());
                let fields = json!({"bumped_at": now});
                self.patch_listing(id, fields).await.map(Some)
            }
            ListingChange::Delist => match self.call(Call::remove(LISTINGS, id)).await {
                Ok(_)
                | Err(CallError::Refused {
                    code: Some(404), ..
                }) => Ok(None),
                Err(error) => Err(error),
            },
        }
    }

    async fn patch_listing(&self, id: &str, fields: Value) -> Result<Listing, CallError> {
        let answer = self.call(Call::patch(LISTINGS, id, fields)).await?;
        listing(&answer)
    }
}

fn listing(answer: &Value) -> Result<Listing, CallError> {
    Listing::from_market(answer).map_err(|problem| unreadable(&problem.to_string()))
}

fn price_fields(price: &str, hr: Option<f64>) -> impl Iterator<Item = (String, Value)> {
    let hr = hr.map(|hr| ("hr_price".to_owned(), hr.into()));
    std::iter::once(("price".to_owned(), price.into())).chain(hr)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn bumped(at: &str) -> Listing {
        let record = json!({"_id":"l","bumped_at":at,"item":{}});
        Listing::from_market(&record).expect("a listing")
    }

    #[test]
    fn a_bump_is_done_where_the_listing_was_put_in_front_since_it_was_begun() {
        let begun = SystemTime::UNIX_EPOCH + Duration::from_millis(1_700_000_000_120);
        for (at, done) in [
            ("2023-11-14T22:13:20.123Z", true),
            ("2023-11-14T22:13:20.12Z", true),
            ("2023-11-14T22:13:20.119Z", false),
        ] {
            let found = bumped(at);
            assert_eq!(
                ListingChange::Bump.is_done(Some(&found), begun),
                done,
                "{at}"
            );
        }
    }

    #[test]
    fn sends_the_item_as_it_was_with_its_account() {
        let item = json!({"hash":"h","odd":{"kept":[1,null]}});
        let new = NewListing {
            item: item.clone(),
            account: "CainsStash".into(),
            user_id: "u".into(),
            realm: Realm {
                hardcore: false,
                ladder: true,
            },
            price: "5 wss".into(),
            hr_price: None,
        };
        let record = new
            .record(SystemTime::UNIX_EPOCH + Duration::from_nanos(1_700_000_000_123_456_789))
            .expect("a record");
        assert_eq!(
            record,
            json!({"user_id":"u","type":"item","is_hardcore":false,"is_ladder":true,"price":"5 wss",
                "bumped_at":"2023-11-14T22:13:20.123Z",
                "item":{"hash":"h","odd":{"kept":[1,null]},"account_id":"cainsstash"}})
        );
        assert!(
            NewListing {
                item: json!(7),
                ..new
            }
            .record(SystemTime::now())
            .is_err()
        );
    }
}
