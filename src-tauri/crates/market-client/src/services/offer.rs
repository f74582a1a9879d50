//! `market/offer`: what buyers offer for a listing.
//!
//! Must not know how an offer is shown or announced. The fields are those that public tools read and send; the answers
//! of `create` were never seen, so each is read leniently.

use std::collections::HashSet;

use item_parsers::listing::Listing;
use serde_json::{Value, json};

use super::{LISTINGS, flag, id, number, records, text, unreadable};
use crate::call::Call;
use crate::client::MarketClient;
use crate::error::CallError;

const SERVICE: &str = "market/offer";
/// The most that are asked for at once.
const PAGE: usize = 100;
/// The most pages of one question: the market belongs to somebody else.
const PAGES: usize = 20;

/// Somebody offers a price for a listing.
#[derive(Clone, PartialEq, Debug)]
pub struct Offer {
    /// The market's id of it.
    pub id: String,
    /// What it is for; absent where the market does not say.
    pub listing_id: Option<String>,
    /// Who offers.
    pub user_id: Option<String>,
    /// The price in the buyer's words.
    pub offer: Option<String>,
    /// The price in high runes, where the buyer gave a number above 0.
    pub hr_offer: Option<f64>,
    /// The seller said no.
    pub rejected: bool,
    /// ISO 8601.
    pub created_at: Option<String>,
    /// The listing itself, where it came along.
    pub listing: Option<Box<Listing>>,
}

impl Offer {
    pub(crate) fn parse(record: &Value) -> Option<Self> {
        Some(Self {
            id: id(record)?,
            listing_id: text(record, "listing_id"),
            user_id: text(record, "user_id"),
            offer: text(record, "offer"),
            hr_offer: number(record, "hr_offer").filter(|hr| *hr > 0.0),
            rejected: flag(record, "rejected"),
            created_at: text(record, "created_at"),
            listing: record
                .get("listing")
                .and_then(|listing| Listing::from_market(listing).ok())
                .map(Box::new),
        })
    }
}

impl MarketClient {
    /// The newest offers of a user, at most 100, each with its listing. Needs a login.
    pub async fn offers_of(&self, user_id: &str) -> Result<Vec<Offer>, CallError> {
        let query = json!({
            "user_id": user_id,
            "$resolve": {"listing": true},
            "$sort": {"updated_at": -1},
            "$limit": PAGE,
            "$skip": 0,
        });
        self.find_offers(query).await
    }

    /// The newest offers for a listing, at most 100. Needs a login.
    pub async fn offers_for(&self, listing_id: &str) -> Result<Vec<Offer>, CallError> {
        let query = json!({
            "listing_id": listing_id,
            "$sort": {"updated_at": -1},
            "$limit": PAGE,
            "$skip": 0,
        });
        self.find_offers(query).await
    }

    /// The open offers for any of these listings, the newest first, page by page; at most 2,000. Needs a login.
    pub async fn open_offers_for(&self, listing_ids: &[&str]) -> Result<Vec<Offer>, CallError> {
        let mut all: Vec<Offer> = Vec::new();
        let mut known = HashSet::new();
        let mut skip = 0;
        for _ in 0..PAGES {
            let query = json!({
                "listing_id": {"$in": listing_ids},
                // By an operator that is known of the market, which `$ne` is not; null stands for what has no such field.
                "rejected": {"$in": [false, null]},
                "$sort": {"updated_at": -1},
                "$limit": PAGE,
                "$skip": skip,
            });
            let answer = self.call(Call::find(SERVICE, query)).await?;
            let (offers, count) = read(&answer)?;
            // An offer that is made meanwhile shows one of the page before again.
            let new = |offer: &Offer| !offer.rejected && known.insert(offer.id.clone());
            all.extend(offers.into_iter().filter(new));
            skip += count;
            // A market that counts wrongly must not keep this going.
            if count == 0 || skip >= total(&answer) {
                return Ok(all);
            }
        }
        tracing::warn!(offers = all.len(), "there are more offers than are read");
        Ok(all)
    }

    async fn find_offers(&self, query: Value) -> Result<Vec<Offer>, CallError> {
        let answer = self.call(Call::find(SERVICE, query)).await?;
        Ok(read(&answer)?.0)
    }

    /// Offers a price for somebody's listing.
    pub async fn make_offer(
        &self,
        listing_id: &str,
        offer: &str,
        hr_offer: Option<f64>,
    ) -> Result<Offer, CallError> {
        let mut record = json!({"listing_id": listing_id, "offer": offer});
        if let Some(hr) = hr_offer {
            record["hr_offer"] = hr.into();
        }
        let answer = self.call(Call::create(SERVICE, record)).await?;
        Offer::parse(&answer).ok_or_else(|| unreadable("it holds no offer"))
    }

    /// Says no to an offer.
    pub async fn reject_offer(&self, id: &str) -> Result<(), CallError> {
        let fields = json!({"rejected": true});
        self.call(Call::patch(SERVICE, id, fields)).await.map(drop)
    }

    /// Says yes to an offer: the listing is sold. `None` takes that back.
    pub async fn accept_offer(
        &self,
        listing_id: &str,
        offer_id: Option<&str>,
    ) -> Result<(), CallError> {
        let fields = json!({"accepted_offer_id": offer_id});
        self.call(Call::patch(LISTINGS, listing_id, fields))
            .await
            .map(drop)
    }
}

/// The offers of a page, and how many records it has with those that are none.
fn read(answer: &Value) -> Result<(Vec<Offer>, usize), CallError> {
    let records = records(answer).ok_or_else(|| unreadable("it holds no offers"))?;
    let offers = records.iter().filter_map(Offer::parse).collect();
    Ok((offers, records.len()))
}

/// How many records there are over all pages; 0 where the market does not say, as it does not of a list without pages.
fn total(answer: &Value) -> usize {
    let total = answer.get("total").and_then(Value::as_u64);
    total.and_then(|total| total.try_into().ok()).unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_offer_is_read_with_whatever_is_there() {
        let offer = Offer::parse(
            &json!({"_id":"o","listing_id":"l","user_id":"u","offer":"2 gul","hr_offer":0,
            "rejected":false,"listing":{"_id":"l","item":{"name":"Shako"}}}),
        )
        .expect("an offer");
        assert_eq!(
            (offer.offer.as_deref(), offer.hr_offer),
            (Some("2 gul"), None)
        );
        assert_eq!(
            offer.listing.map(|listing| listing.id).as_deref(),
            Some("l")
        );
        let bare =
            Offer::parse(&json!({"_id":"o","rejected":"odd","listing":null})).expect("an offer");
        assert_eq!(
            (bare.rejected, bare.listing_id, bare.listing),
            (false, None, None)
        );
        assert_eq!(Offer::parse(&json!({"offer":"1"})), None);
    }
}
