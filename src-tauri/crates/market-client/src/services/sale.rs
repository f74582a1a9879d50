//! Listing an item exactly once, whatever becomes of the link on the way.
//!
//! Must not know which item of a stash is meant, nor how the outcome is told.

use std::time::Duration;

use item_parsers::listing::Listing;
use tokio::time::{Instant, sleep};

use super::NewListing;
use crate::client::MarketClient;
use crate::error::CallError;

/// Between two looks for a listing whose making was not confirmed. A server that took the create before the cut has
/// carried it out by the second look.
const BETWEEN_LOOKS: Duration = Duration::from_secs(2);
/// So many looks in a row must find nothing before it counts as not listed.
const LOOKS: u32 = 2;

/// The one listing of the item.
#[derive(Clone, PartialEq, Debug)]
pub enum Listed {
    /// It was made.
    Now(Box<Listing>),
    /// It was on the market before: nothing was sent.
    Before(Box<Listing>),
}

/// Why there is no listing, as far as that is known.
#[derive(Clone, PartialEq, Debug, thiserror::Error)]
pub enum NotListed {
    /// Surely not listed: it can be tried again.
    #[error("not listed: {0}")]
    Surely(CallError),
    /// The create was sent, and the market could not be asked what became of it.
    #[error("it is not known whether the item was listed ({0}): look at your listings")]
    Unknown(CallError),
}

impl MarketClient {
    /// Lists an item once: looks whether it is listed already, sends the create a single time, and where the answer is
    /// lost looks the item up by its hash until the outcome is known, for `patience` at most.
    ///
    /// `checking` is called when the answer was lost and looking begins.
    ///
    /// # Errors
    /// [`NotListed::Surely`] where the market has no such listing, [`NotListed::Unknown`] where it could not be asked.
    pub async fn list_once(
        &self,
        new: &NewListing,
        patience: Duration,
        checking: impl FnOnce(),
    ) -> Result<Listed, NotListed> {
        let Some(hash) = new.hash() else {
            return Err(NotListed::Surely(super::unreadable(
                "the stash's item has no hash",
            )));
        };
        match self.listing_of(&new.user_id, hash).await {
            Ok(None) => {}
            Ok(Some(listing)) => return Ok(Listed::Before(Box::new(listing))),
            Err(error) => return Err(NotListed::Surely(error)),
        }
        match self.create_listing(new).await {
            Ok(listing) => Ok(Listed::Now(Box::new(listing))),
            Err(error) if error.outcome_unknown() => {
                checking();
                self.look_for(new, hash, error, patience).await
            }
            Err(error) => Err(NotListed::Surely(error)),
        }
    }

    async fn look_for(
        &self,
        new: &NewListing,
        hash: &str,
        lost: CallError,
        patience: Duration,
    ) -> Result<Listed, NotListed> {
        let until = Instant::now() + patience;
        let mut in_vain = 0;
        loop {
            match self.listing_of(&new.user_id, hash).await {
                Ok(Some(listing)) => return Ok(Listed::Now(Box::new(listing))),
                Ok(None) => in_vain += 1,
                Err(CallError::Stopped) => return Err(NotListed::Unknown(lost)),
                // No answer is no look.
                Err(_) => {}
            }
            if in_vain == LOOKS {
                return Err(NotListed::Surely(lost));
            }
            if Instant::now() >= until {
                return Err(NotListed::Unknown(lost));
            }
            sleep(BETWEEN_LOOKS).await;
        }
    }
}
