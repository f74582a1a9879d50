//! `market/listingArchive`: what was for sale before. Its records are those of `market/listing`.
//!
//! Must not know what an old price is good for.

use serde_json::Value;
use tokio::time::Instant;

use super::ListingPage;
use crate::call::Call;
use crate::client::MarketClient;
use crate::error::CallError;

impl MarketClient {
    /// Listings that ended, by the same queries as [`MarketClient::find_listings`]. The site itself looks back 14 days.
    /// Needs a login.
    pub async fn find_archived(&self, query: Value) -> Result<ListingPage, CallError> {
        let asked = Instant::now();
        let answer = self
            .answer(Call::find("market/listingArchive", query))
            .await?;
        ListingPage::parse(answer.text(), asked)
    }
}
