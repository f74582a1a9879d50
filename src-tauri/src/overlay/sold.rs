//! What such items went for before, where the market has no price: by the archive of listings that ended.
//!
//! Must not know: windows, the page's types, how the market is reached.

use std::time::Instant;

use item_parsers::Item;
use item_parsers::price::{self, Ask, Estimate};
use market_client::{CallError, ListingPage, SearchId};

/// What is known so far.
#[derive(Debug)]
pub enum Sold {
    Asked {
        search: SearchId,
        since: Instant,
    },
    /// The market tells only those who are logged in.
    LoginNeeded,
    Known(Estimate),
    /// There were none, none named a price, or the market gave no answer.
    Unknown,
}

impl Sold {
    /// Takes what the archive answers, if it is waited for.
    pub fn answered(
        &mut self,
        search: SearchId,
        item: &Item,
        result: Result<ListingPage, CallError>,
    ) -> bool {
        if !matches!(self, Self::Asked { search: asked, .. } if *asked == search) {
            return false;
        }
        *self = match result {
            Ok(page) => estimate(item, page).map_or(Self::Unknown, Self::Known),
            Err(error) if error.wants_login() => Self::LoginNeeded,
            Err(error) => {
                tracing::debug!(%error, "the archive gave no answer");
                Self::Unknown
            }
        };
        true
    }
}

/// What the archive's listings say; that some were sold makes them no worse, nor does their age.
fn estimate(item: &Item, page: ListingPage) -> Option<Estimate> {
    let mut listings = page.listings;
    for listing in &mut listings {
        listing.accepted = false;
    }
    price::estimate(&Ask::compared(item, &listings, None, |_| None))
}

#[cfg(test)]
mod tests {
    use item_parsers::listing::Listing;
    use serde_json::json;

    use super::*;

    const SEARCH: SearchId = SearchId(1);

    fn asked() -> Sold {
        Sold::Asked {
            search: SEARCH,
            since: Instant::now(),
        }
    }

    fn answered(result: Result<ListingPage, CallError>) -> Sold {
        let mut sold = asked();
        assert!(sold.answered(SEARCH, &Item::default(), result));
        sold
    }

    #[test]
    fn sold_ones_count_as_well_as_those_that_ended() {
        let listing = |id: &str, price: &str, sold: bool| {
            let offer = sold.then_some("offer");
            let record = json!({"_id": id, "user_id": id, "price": price, "accepted_offer_id": offer, "item": {"name": "Ring"}});
            Listing::from_market(&record).expect("a listing")
        };
        let listings = vec![
            listing("a", "0.4", true),
            listing("b", "0.5", false),
            listing("c", "0.6", true),
            listing("d", "offer", true),
        ];
        let Sold::Known(estimate) = answered(Ok(ListingPage::new(listings, 4))) else {
            panic!("there are prices")
        };
        assert_eq!((estimate.asks, estimate.sellers), (3, 3));
        assert!((estimate.median - 0.5).abs() < 1e-9);
    }

    #[test]
    fn a_login_is_offered_and_other_trouble_is_kept_quiet() {
        assert!(matches!(
            answered(Err(CallError::LoginNeeded)),
            Sold::LoginNeeded
        ));
        assert!(matches!(answered(Err(CallError::Stopped)), Sold::Unknown));
        let nothing = ListingPage::new(Vec::new(), 0);
        assert!(matches!(answered(Ok(nothing)), Sold::Unknown));
    }

    #[test]
    fn an_answer_that_is_not_waited_for_changes_nothing() {
        let mut sold = asked();
        assert!(!sold.answered(SearchId(2), &Item::default(), Err(CallError::Stopped)));
        assert!(matches!(sold, Sold::Asked { .. }));
    }
}
