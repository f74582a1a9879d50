//! A page of listings, as `find market/listing` answers it.
//!
//! Must not know how it was asked for.

use std::time::Duration;

use item_parsers::listing::{Entry, Listing};
use serde::Deserialize;
use serde_json::Value;
use tokio::time::Instant;

use super::unreadable;
use crate::error::CallError;

/// One page of what a query finds.
#[derive(Clone, PartialEq, Debug)]
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
    asked: Instant,
    heard: Option<std::time::Instant>,
}

/// `{total,limit,skip,data}`, the numbers of any kind.
#[derive(Deserialize)]
struct Page {
    #[serde(default)]
    total: Value,
    #[serde(default)]
    limit: Value,
    #[serde(default)]
    skip: Value,
    data: Vec<Entry>,
}

impl ListingPage {
    /// The first page of a query that finds so many, and these of them.
    #[must_use]
    pub fn new(listings: Vec<Listing>, total: usize) -> Self {
        Self {
            total,
            limit: listings.len(),
            skip: 0,
            listings,
            malformed: 0,
            asked: Instant::now(),
            heard: None,
        }
    }

    /// How long ago the market was asked.
    #[must_use]
    pub fn age(&self) -> Duration {
        self.asked.elapsed()
    }

    /// When the market's answer came off the socket, for traces; an answer that was kept has come before.
    #[must_use]
    pub fn heard(&self) -> Option<std::time::Instant> {
        self.heard
    }

    pub(crate) fn heard_at(self, heard: Option<std::time::Instant>) -> Self {
        Self { heard, ..self }
    }

    /// Reads `{total,limit,skip,data}`, or a bare list from a service that does not page; one pass over the text.
    pub(crate) fn parse(text: &str, asked: Instant) -> Result<Self, CallError> {
        let page = if text.trim_start().starts_with('[') {
            serde_json::from_str(text).map(|data| Page {
                total: Value::Null,
                limit: Value::Null,
                skip: Value::Null,
                data,
            })
        } else {
            serde_json::from_str(text)
        };
        let page = page.map_err(|_| unreadable("it holds no listings"))?;
        let count = page.data.len();
        let listings: Vec<Listing> = page
            .data
            .into_iter()
            .filter_map(|entry| entry.0.ok())
            .collect();
        let number = |value: &Value| value.as_u64().and_then(|number| number.try_into().ok());
        Ok(Self {
            total: number(&page.total).unwrap_or(count),
            limit: number(&page.limit).unwrap_or(count),
            skip: number(&page.skip).unwrap_or(0),
            malformed: count - listings.len(),
            listings,
            asked,
            heard: None,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn parse(answer: &Value) -> Result<ListingPage, CallError> {
        ListingPage::parse(&answer.to_string(), Instant::now())
    }

    #[tokio::test]
    async fn reads_pages_and_lists() {
        let one = json!({"_id":"a","user_id":"u","item":{"name":"Shako"}});
        let list = parse(&json!([one])).expect("a list");
        assert_eq!((list.total, list.limit, list.skip), (1, 1, 0));
        let page =
            parse(&json!({"total":300,"limit":2,"skip":4,"data":[one,7,{"_id":"b"}],"more":{}}))
                .expect("a page");
        assert_eq!((page.total, page.limit, page.skip), (300, 2, 4));
        assert_eq!((page.listings.len(), page.malformed), (1, 2));
        let odd = parse(&json!({"total":"many","data":[[],null,one]})).expect("a page");
        assert_eq!((odd.total, odd.listings.len(), odd.malformed), (3, 1, 2));
        for odd in [json!(null), json!({}), json!({"data":{}}), json!("no")] {
            assert!(parse(&odd).is_err());
        }
    }
}
