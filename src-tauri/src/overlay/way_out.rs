//! The way out of a search that found nothing: asked for here, known in [`super::nothing`] and [`super::sold`].
//!
//! Must not know: windows, how the market is reached.

use item_parsers::query;
use market_client::{CallError, ListingPage, SearchId};

use super::nothing::Nothing;
use super::sold::Sold;
use super::{Effect, Now, Overlay, Phase};
use crate::clock;

/// The market counts all that fit, however few it gives.
const COUNT_ONLY: u32 = 1;
/// How many listings of the archive are asked for.
const ARCHIVED: u32 = 50;

impl Overlay {
    /// Begins to look for a way out where nothing was found, or no price; where there is one, no way is needed.
    pub(super) fn look_for_way_out(&mut self, now: Now, effects: &mut Vec<Effect>) {
        self.look_into_archive(now, effects);
        let Phase::Check(check) = &mut self.phase else {
            return;
        };
        if !check.found_nothing() {
            check.nothing = None;
        } else if check.nothing.is_none() {
            check.nothing = Some(Nothing::new(&check.filters));
            self.count_next(now, effects);
        }
    }

    fn look_into_archive(&mut self, now: Now, effects: &mut Vec<Effect>) {
        let Phase::Check(check) = &mut self.phase else {
            return;
        };
        if !check.found_no_price() {
            check.sold = None;
        } else if check.sold.is_none() {
            self.ask_archive(now, effects);
        }
    }

    fn count_next(&mut self, now: Now, effects: &mut Vec<Effect>) {
        let search = self.next_search();
        let scope = self.scope(COUNT_ONLY, clock::listings_since(now.wall));
        let Phase::Check(check) = &mut self.phase else {
            return;
        };
        let Some(nothing) = &mut check.nothing else {
            return;
        };
        if let Some(filters) = nothing.count_next(search, now.instant) {
            let query = query::listing_query(&check.item, filters, &scope);
            effects.push(Effect::Count { search, query });
        }
    }

    pub(super) fn counted(
        &mut self,
        search: SearchId,
        result: &Result<ListingPage, CallError>,
        now: Now,
        effects: &mut Vec<Effect>,
    ) {
        let Phase::Check(check) = &mut self.phase else {
            return;
        };
        let nothing = check.nothing.as_mut();
        if nothing.is_some_and(|nothing| nothing.counted(search, result)) {
            self.count_next(now, effects);
            self.redraw(now, effects);
        }
    }

    /// Gives up what was offered, and searches.
    pub(super) fn give_up(&mut self, filters: &[u32], now: Now, effects: &mut Vec<Effect>) {
        if let Phase::Check(check) = &mut self.phase
            && check.give_up(filters)
        {
            self.search_again(now, effects);
        }
    }

    fn ask_archive(&mut self, now: Now, effects: &mut Vec<Effect>) {
        let search = self.next_search();
        let scope = self.scope(ARCHIVED, clock::archive_since(now.wall));
        let Phase::Check(check) = &mut self.phase else {
            return;
        };
        let since = now.instant;
        check.sold = Some(Sold::Asked { search, since });
        let query = query::archive_query(&check.item, &check.filters, &scope);
        effects.push(Effect::AskArchive { search, query });
    }

    /// After a login the archive may say more.
    pub(super) fn ask_archive_again(&mut self, now: Now, effects: &mut Vec<Effect>) {
        if matches!(&self.phase, Phase::Check(check) if matches!(check.sold, Some(Sold::LoginNeeded)))
        {
            self.ask_archive(now, effects);
            self.redraw(now, effects);
        }
    }

    pub(super) fn archive_answered(
        &mut self,
        search: SearchId,
        result: Result<ListingPage, CallError>,
        now: Now,
        effects: &mut Vec<Effect>,
    ) {
        let Phase::Check(check) = &mut self.phase else {
            return;
        };
        let (item, sold) = (&check.item, check.sold.as_mut());
        if sold.is_some_and(|sold| sold.answered(search, item, result)) {
            self.redraw(now, effects);
        }
    }
}
