//! The beginning of a sale: the item is looked for in the stash, and its price is guided by listings.

use game_desktop::CaptureId;
use item_parsers::{Item, filter};
use market_client::{CallError, ListingPage, SearchId};

use crate::estimate;
use crate::overlay::sale::{Guide, Sale, Stage, TaskId};
use crate::overlay::{Asking, Effect, Now, Overlay, Phase};
use crate::sale::Finding;

impl Overlay {
    /// Begins to list an item.
    pub(in crate::overlay) fn begin_sale(
        &mut self,
        capture: CaptureId,
        item: Item,
        now: Now,
        effects: &mut Vec<Effect>,
    ) {
        let task = self.sales.next_task();
        let search = self.asking(now, effects).next_search();
        let guide = (search, self.options.realm);
        let kept = self.sales.drafts.get(&crate::sale::key(&item));
        let sale = Sale::new(capture, item, kept, task, guide, now.instant);
        effects.push(Effect::FindInStash {
            task,
            item: Box::new(sale.item.clone()),
            realm: self.options.realm,
            fresh: false,
        });
        let filters = filter::preselect(&sale.item);
        self.asking(now, effects)
            .ask(search, &sale.item, &filters, false);
        self.phase = Phase::Sale(Box::new(sale));
    }

    /// Has the price guided by the realm that the item is sold in.
    fn guide_by_its_realm(&mut self, now: Now, effects: &mut Vec<Effect>) {
        let Phase::Sale(sale) = &mut self.phase else {
            return;
        };
        let realm = sale.realm(self.options.realm);
        if realm == sale.guide_of {
            return;
        }
        let mut asking = Asking {
            searches: &mut self.searches,
            realm,
            now,
            effects,
        };
        let search = asking.next_search();
        sale.guide_anew(search, realm);
        asking.ask(search, &sale.item, &filter::preselect(&sale.item), false);
    }

    /// Lists the item of the check on show.
    pub(in crate::overlay) fn list_checked(&mut self, now: Now, effects: &mut Vec<Effect>) {
        if let Phase::Check(check) = &self.phase {
            let (capture, item) = (check.capture, check.item.clone());
            self.begin_sale(capture, item, now, effects);
            self.redraw(now, effects);
        }
    }

    pub(in crate::overlay) fn look_again(&mut self, now: Now, effects: &mut Vec<Effect>) {
        let task = self.sales.next_task();
        if let Phase::Sale(sale) = &mut self.phase {
            // What is being looked for may be looked for elsewhere by now; what is under way is not touched.
            let looking = matches!(sale.stage, Stage::Finding { .. });
            if sale.task().is_some() && !looking {
                return;
            }
            sale.problem = None;
            sale.stage = Stage::Finding {
                task,
                since: now.instant,
            };
            effects.push(Effect::FindInStash {
                task,
                item: Box::new(sale.item.clone()),
                realm: self.options.realm,
                fresh: true,
            });
            self.guide_by_its_realm(now, effects);
            self.redraw(now, effects);
        }
    }

    pub(in crate::overlay) fn found_in_stash(
        &mut self,
        task: TaskId,
        finding: Result<Finding, CallError>,
        now: Now,
        effects: &mut Vec<Effect>,
    ) {
        let Phase::Sale(sale) = &mut self.phase else {
            return;
        };
        if sale.task() != Some(task) {
            return;
        }
        sale.found(finding);
        self.join_under_way();
        self.redraw(now, effects);
    }

    pub(in crate::overlay) fn choose(
        &mut self,
        choice: Option<usize>,
        now: Now,
        effects: &mut Vec<Effect>,
    ) {
        let Phase::Sale(sale) = &mut self.phase else {
            return;
        };
        let chosen = match choice {
            Some(choice) => sale.choose(choice),
            None => sale.choose_elsewhere(),
        };
        if chosen {
            self.join_under_way();
            self.guide_by_its_realm(now, effects);
            self.redraw(now, effects);
        }
    }

    pub(in crate::overlay) fn guided(
        &mut self,
        search: SearchId,
        result: &Result<ListingPage, CallError>,
        now: Now,
        effects: &mut Vec<Effect>,
    ) {
        let Phase::Sale(sale) = &mut self.phase else {
            return;
        };
        if !matches!(sale.guide, Guide::Asked(asked) if asked == search) {
            return;
        }
        let player = self.link.account().map(|account| account.id.as_str());
        let estimate = result
            .as_ref()
            .ok()
            .and_then(|page| estimate::of(&sale.item, &page.listings, player, now.wall));
        sale.guided(estimate.map_or(Guide::Silent, Guide::Known));
        self.redraw(now, effects);
    }
}
