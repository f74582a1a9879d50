//! How a check asks the market, and takes what it answers and tells; wherever the check is shown.
//!
//! Must not know: windows, the page's types but its actions, how the market is reached.

mod way_out;

use game_desktop::CaptureId;
use item_parsers::Item;
use item_parsers::filter::Filter;
use item_parsers::query::{self, Scope};
use market_client::{CallError, ListingPage, Search, SearchId, ServiceEvent};

use super::check::Check;
use super::{Effect, Now};
use crate::bridge::Action;
use crate::clock;
use crate::settings::Realm;

/// How many listings are asked for.
pub(super) const LISTINGS: u32 = 50;

/// What it takes to ask.
#[derive(Debug)]
pub struct Asking<'a> {
    /// How many searches were named so far.
    pub searches: &'a mut u64,
    pub realm: Realm,
    pub now: Now,
    pub effects: &'a mut Vec<Effect>,
}

impl Asking<'_> {
    pub(super) fn next_search(&mut self) -> SearchId {
        *self.searches += 1;
        SearchId(*self.searches)
    }

    pub(super) fn scope(&self, limit: u32, updated_since: String) -> Scope {
        self.realm.scope(limit, updated_since)
    }

    pub(super) fn ask(&mut self, search: SearchId, item: &Item, filters: &[Filter], fresh: bool) {
        let scope = self.scope(LISTINGS, clock::listings_since(self.now.wall));
        self.effects.push(Effect::Ask {
            search,
            query: query::listing_query(item, filters, &scope),
            fresh,
        });
    }
}

/// Each says by `true` that something to show has changed.
impl Check {
    /// Begins a check with its first question.
    #[must_use]
    pub fn begin(capture: CaptureId, item: Item, pinned: bool, asking: &mut Asking<'_>) -> Self {
        let search = asking.next_search();
        let check = Self::new(capture, item, pinned, search, asking.now.instant);
        asking.ask(search, &check.item, &check.filters, false);
        check
    }

    /// Does what the page asks of a check; `None` where the action is about something else.
    pub fn act(&mut self, action: &Action, asking: &mut Asking<'_>) -> Option<bool> {
        Some(match action {
            Action::Search => self.search_again(asking),
            Action::Toggle { filter, on } => self.toggle(*filter, *on),
            Action::SetBounds { filter, min, max } => self.set_bounds(*filter, *min, *max),
            Action::ReadListings { on } => self.read(*on),
            Action::GiveUp { filters } => self.give_up(filters) && self.search_again(asking),
            Action::ShowNew => self.show_new(),
            _ => return None,
        })
    }

    /// Asks with the filters as they are.
    pub fn search_again(&mut self, asking: &mut Asking<'_>) -> bool {
        let search = asking.next_search();
        self.asked(search, asking.now.instant);
        asking.ask(search, &self.item, &self.filters, false);
        true
    }

    /// Asks again what had no answer for want of a login.
    pub fn logged_in(&mut self, asking: &mut Asking<'_>) -> bool {
        let failed = matches!(self.live.search(), Search::Failed(_));
        let searched = failed && self.search_again(asking);
        self.ask_archive_again(asking) || searched
    }

    /// Things were told that were not heard: looks again soon, or asks again what had no answer meanwhile.
    pub fn catch_up(&mut self, asking: &mut Asking<'_>) -> bool {
        match self.live.search() {
            Search::Failed(error) if error.market_away() => self.search_again(asking),
            _ => {
                self.live.look_soon(asking.now.instant);
                false
            }
        }
    }

    /// The market has answered.
    pub fn hear_answer(
        &mut self,
        search: SearchId,
        result: Result<ListingPage, CallError>,
        asking: &mut Asking<'_>,
    ) -> bool {
        let changed = self.answered(search, result, asking.now.instant);
        self.followed_up(changed, asking)
    }

    /// The market tells something of its own accord.
    pub fn hear_event(&mut self, event: &ServiceEvent, asking: &mut Asking<'_>) -> bool {
        let changed = self.event(event, asking.now.instant);
        self.followed_up(changed, asking)
    }

    fn followed_up(&mut self, changed: bool, asking: &mut Asking<'_>) -> bool {
        if changed {
            self.look_for_way_out(asking);
        }
        changed
    }

    /// Looks at the market again when the time for it has come.
    pub fn look_if_due(&mut self, asking: &mut Asking<'_>) {
        let now = asking.now.instant;
        if self.look_due().is_some_and(|at| at <= now) {
            let search = asking.next_search();
            self.live.looking(search, now);
            asking.ask(search, &self.item, &self.filters, true);
        }
    }
}
