//! How the check on show asks the market, and takes what it answers and tells.
//!
//! Must not know: windows, how the market is reached.

use item_parsers::Item;
use item_parsers::filter::Filter;
use item_parsers::query::{self, Scope};
use market_client::{CallError, ListingPage, SearchId, ServiceEvent};

use super::check::Check;
use super::{Effect, Now, Overlay, Phase};
use crate::clock;

/// How many listings are asked for.
pub(super) const LISTINGS: u32 = 50;

impl Overlay {
    pub(super) fn answer(
        &mut self,
        search: SearchId,
        result: Result<ListingPage, CallError>,
        now: Now,
        effects: &mut Vec<Effect>,
    ) {
        let Phase::Check(check) = &mut self.phase else {
            return;
        };
        if check.answered(search, result, now.instant) {
            self.look_for_way_out(now, effects);
            self.redraw(now, effects);
        }
    }

    pub(super) fn market(&mut self, event: &ServiceEvent, now: Now, effects: &mut Vec<Effect>) {
        let Phase::Check(check) = &mut self.phase else {
            return;
        };
        if check.event(event, now.instant) {
            self.look_for_way_out(now, effects);
            self.redraw(now, effects);
        }
    }

    /// Looks at the market again when the time for it has come.
    pub(super) fn look_if_due(&mut self, now: Now, effects: &mut Vec<Effect>) {
        let due = matches!(&self.phase, Phase::Check(check) if check.look_due().is_some_and(|at| at <= now.instant));
        if !due {
            return;
        }
        let search = self.next_search();
        if let Phase::Check(check) = &mut self.phase {
            check.live.looking(search, now.instant);
        }
        if let Phase::Check(check) = &self.phase {
            effects.push(self.ask(search, check, true, now));
        }
    }

    pub(super) fn search_again(&mut self, now: Now, effects: &mut Vec<Effect>) {
        let search = self.next_search();
        let Phase::Check(check) = &mut self.phase else {
            return;
        };
        check.asked(search, now.instant);
        if let Phase::Check(check) = &self.phase {
            effects.push(self.ask(search, check, false, now));
        }
        self.redraw(now, effects);
    }

    pub(super) fn change_check(
        &mut self,
        now: Now,
        effects: &mut Vec<Effect>,
        change: impl FnOnce(&mut Check) -> bool,
    ) {
        if let Phase::Check(check) = &mut self.phase
            && change(check)
        {
            self.redraw(now, effects);
        }
    }

    pub(super) fn next_search(&mut self) -> SearchId {
        self.searches += 1;
        SearchId(self.searches)
    }

    pub(super) fn ask(&self, search: SearchId, check: &Check, fresh: bool, now: Now) -> Effect {
        self.ask_for(search, &check.item, &check.filters, fresh, now)
    }

    pub(super) fn ask_for(
        &self,
        search: SearchId,
        item: &Item,
        filters: &[Filter],
        fresh: bool,
        now: Now,
    ) -> Effect {
        let scope = self.scope(LISTINGS, clock::listings_since(now.wall));
        Effect::Ask {
            search,
            query: query::listing_query(item, filters, &scope),
            fresh,
        }
    }

    pub(super) fn scope(&self, limit: u32, updated_since: String) -> Scope {
        Scope {
            ladder: self.options.realm.ladder,
            hardcore: self.options.realm.hardcore,
            limit,
            updated_since,
        }
    }
}
