//! A page of listings, as `find market/listing` answers it.
//!
//! Must not know how it was asked for.

use item_parsers::listing::Listing;
use serde_json::Value;

use super::unreadable;
use crate::error::CallError;

/// One page of what a query finds.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct ListingPage {
    /// How many listings the query finds in all.
    pub total: usize,
    /// How many the market gives at once; it may be fewer than were asked for.
    pub limit: usize,
    /// How many were left out before this page.
    pub skip: usize,
    /// The listings that could be read.
    pub listings: Vec<Listing>,
    /// How many entries were no listings and were left out.
    pub malformed: usize,
}

impl ListingPage {
    /// Reads `{total,limit,skip,data}`, or a bare list from a service that does not page.
    pub(crate) fn parse(answer: &Value) -> Result<Self, CallError> {
        let number = |key: &str| {
            answer
                .get(key)
                .and_then(Value::as_u64)
                .and_then(|n| usize::try_from(n).ok())
        };
        let (total, limit, skip) = (number("total"), number("limit"), number("skip"));
        let entries = match answer {
            Value::Array(entries) => entries,
            page => page
                .get("data")
                .and_then(Value::as_array)
                .ok_or_else(|| unreadable("it holds no listings"))?,
        };
        let count = entries.len();
        let listings: Vec<Listing> = entries
            .iter()
            .filter_map(|entry| Listing::from_market(entry).ok())
            .collect();
        Ok(Self {
            total: total.unwrap_or(count),
            limit: limit.unwrap_or(count),
            skip: skip.unwrap_or(0),
            malformed: count - listings.len(),
            listings,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn reads_pages_and_lists() {
        let one = json!({"_id":"a","user_id":"u","item":{"name":"Shako"}});
        let list = ListingPage::parse(&json!([one])).expect("a list");
        assert_eq!((list.total, list.limit, list.skip), (1, 1, 0));
        let page =
            ListingPage::parse(&json!({"total":300,"limit":2,"skip":4,"data":[one,7,{"_id":"b"}]}))
                .expect("a page");
        assert_eq!((page.total, page.limit, page.skip), (300, 2, 4));
        assert_eq!((page.listings.len(), page.malformed), (1, 2));
        for odd in [json!(null), json!({}), json!({"data":{}}), json!("no")] {
            assert!(ListingPage::parse(&odd).is_err());
        }
    }
}
