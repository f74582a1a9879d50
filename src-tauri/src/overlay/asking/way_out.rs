//! The way out of a search that found nothing: asked for here, known in [`crate::overlay::nothing`] and
//! [`crate::overlay::sold`].
//!
//! Must not know: windows, how the market is reached.

use item_parsers::query;
use market_client::{CallError, ListingPage, SearchId};

use super::Asking;
use crate::clock;
use crate::overlay::Effect;
use crate::overlay::check::Check;
use crate::overlay::nothing::Nothing;
use crate::overlay::sold::Sold;

/// The market counts all that fit, however few it gives.
const COUNT_ONLY: u32 = 1;
/// How many listings of the archive are asked for.
const ARCHIVED: u32 = 50;

impl Check {
    /// Begins to look for a way out where nothing was found, or no price; where there is one, no way is needed.
    pub(super) fn look_for_way_out(&mut self, asking: &mut Asking<'_>) {
        self.look_into_archive(asking);
        if !self.found_nothing() {
            self.nothing = None;
        } else if self.nothing.is_none() {
            self.nothing = Some(Nothing::new(&self.filters));
            self.count_next(asking);
        }
    }

    fn look_into_archive(&mut self, asking: &mut Asking<'_>) {
        if !self.found_no_price() {
            self.sold = None;
        } else if self.sold.is_none() {
            self.ask_archive(asking);
        }
    }

    fn count_next(&mut self, asking: &mut Asking<'_>) {
        let search = asking.next_search();
        let scope = asking.scope(COUNT_ONLY, clock::listings_since(asking.now.wall));
        let nothing = self.nothing.as_mut();
        let filters = nothing.and_then(|one| one.count_next(search, asking.now.instant));
        if let Some(filters) = filters {
            let query = query::listing_query(&self.item, filters, &scope);
            asking.effects.push(Effect::Count { search, query });
        }
    }

    /// A count has come; `true` when something to show has changed.
    pub fn counted(
        &mut self,
        search: SearchId,
        result: &Result<ListingPage, CallError>,
        asking: &mut Asking<'_>,
    ) -> bool {
        let nothing = self.nothing.as_mut();
        let counted = nothing.is_some_and(|nothing| nothing.counted(search, result));
        if counted {
            self.count_next(asking);
        }
        counted
    }

    fn ask_archive(&mut self, asking: &mut Asking<'_>) {
        let search = asking.next_search();
        let scope = asking.scope(ARCHIVED, clock::archive_since(asking.now.wall));
        let since = asking.now.instant;
        self.sold = Some(Sold::Asked { search, since });
        let query = query::archive_query(&self.item, &self.filters, &scope);
        asking.effects.push(Effect::AskArchive { search, query });
    }

    /// After a login the archive may say more.
    pub(super) fn ask_archive_again(&mut self, asking: &mut Asking<'_>) -> bool {
        let again = matches!(self.sold, Some(Sold::LoginNeeded));
        if again {
            self.ask_archive(asking);
        }
        again
    }

    /// The archive has answered; `true` when something to show has changed.
    pub fn archive_answered(
        &mut self,
        search: SearchId,
        result: Result<ListingPage, CallError>,
    ) -> bool {
        let (item, sold) = (&self.item, self.sold.as_mut());
        sold.is_some_and(|sold| sold.answered(search, item, result))
    }
}
