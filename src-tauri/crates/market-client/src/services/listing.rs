//! `market/listing`: listing an item, changing it, taking it back.
//!
//! Must not know which item of a stash is meant, nor what it is worth.

use std::time::{Duration, SystemTime};

use item_parsers::listing::Listing;
use serde_json::{Map, Value, json};
use time::OffsetDateTime;
use time::format_description::well_known::Rfc3339;

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

    fn hash(&self) -> Option<&str> {
        self.item.get("hash")?.as_str()
    }
}

impl MarketClient {
    /// Lists an item. Where the link is cut before the answer, the item is looked up by its hash: what is found is the
    /// listing. An error with [`CallError::outcome_unknown`] means that even the look-up found nothing certain; the
    /// listing is not sent again.
    pub async fn create_listing(&self, new: &NewListing) -> Result<Listing, CallError> {
        let record = new.record(SystemTime::now())?;
        let unsure = match self.call(Call::create(LISTINGS, record)).await {
            Ok(answer) => match listing(&answer) {
                Ok(listing) => return Ok(listing),
                // It was carried out; only the answer is odd.
                Err(_) => CallError::Malformed {
                    reason: "it holds no listing".to_owned(),
                    outcome_unknown: true,
                },
            },
            Err(error) if error.outcome_unknown() => error,
            Err(error) => return Err(error),
        };
        let Some(hash) = new.hash() else {
            return Err(unsure);
        };
        match self.listing_of(&new.user_id, hash).await {
            Ok(Some(listing)) => Ok(listing),
            Ok(None) | Err(_) => Err(unsure),
        }
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

    /// Changes the price of a listing.
    pub async fn set_price(
        &self,
        id: &str,
        price: &str,
        hr_price: Option<f64>,
    ) -> Result<Listing, CallError> {
        let fields: Map<String, Value> = price_fields(price, hr_price).collect();
        self.patch_listing(id, fields.into()).await
    }

    /// Puts a listing in front again; the market lets that happen every 12 hours.
    pub async fn bump(&self, id: &str) -> Result<Listing, CallError> {
        let now = iso(SystemTime::now());
        self.patch_listing(id, json!({"bumped_at": now})).await
    }

    /// Takes a listing back. One that is gone already counts as taken back.
    pub async fn delist(&self, id: &str) -> Result<(), CallError> {
        match self.call(Call::remove(LISTINGS, id)).await {
            Ok(_)
            | Err(CallError::Refused {
                code: Some(404), ..
            }) => Ok(()),
            Err(error) => Err(error),
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

/// Time as the market writes it: UTC, to the millisecond.
fn iso(time: SystemTime) -> String {
    let time = OffsetDateTime::from(time);
    let whole = u32::from(time.millisecond()) * 1_000_000;
    time.replace_nanosecond(whole)
        .ok()
        .and_then(|time| time.format(&Rfc3339).ok())
        .unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

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
