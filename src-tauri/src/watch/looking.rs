//! Asking the market, one watch at a time: about what was heard of first, about all now and then.

use std::time::{Duration, Instant};

use item_parsers::listing::Listing;
use market_client::{CallError, ListingPage};
use serde_json::json;

use super::{Effect, WatchId, Watches, kept};
use crate::clock;
use crate::overlay::Now;

/// Between two slow looks, over all watches.
pub(super) const LOOK_EVERY: Duration = Duration::from_secs(60);
/// The first slow look comes so long after the market was reached.
pub(super) const FIRST_LOOK: Duration = Duration::from_secs(5);
/// Between two questions of any kind.
pub(super) const PAUSE: Duration = Duration::from_secs(2);
/// How many listings a look asks for, the last bumped first.
const LISTINGS: usize = 50;

/// Names what was asked of the market for a watch.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct LookId(pub u64);

/// What is being asked.
#[derive(Debug, Clone, Copy)]
pub(super) struct Asked {
    pub(super) look: LookId,
    pub(super) watch: WatchId,
}

impl Watches {
    /// When `Input::Tick` is wanted next.
    #[must_use]
    pub fn wake_at(&self) -> Option<Instant> {
        if !self.online || self.asked.is_some() {
            return None;
        }
        let heard = self.active().any(|watch| !watch.heard.is_empty());
        // Without a last one it was asked at once.
        let heard = self.last_asked.filter(|_| heard).map(|last| last + PAUSE);
        let rested = |at: Instant| self.last_asked.map_or(at, |last| at.max(last + PAUSE));
        let look = self.active().next().and(self.next_look).map(rested);
        [heard, look].into_iter().flatten().min()
    }

    pub(super) fn ask_if_due(&mut self, now: Now, effects: &mut Vec<Effect>) {
        if !self.online || self.asked.is_some() {
            return;
        }
        let rested = |last: Instant| now.instant >= last + PAUSE;
        if !self.last_asked.is_none_or(rested) {
            return;
        }
        // One that hears much takes no other's turn.
        if self.next_look.is_some_and(|at| at <= now.instant)
            && let Some(watch) = self.active().min_by_key(|watch| watch.looked)
        {
            let id = watch.kept.id;
            self.next_look = Some(now.instant + LOOK_EVERY);
            return self.ask(id, true, now, effects);
        }
        let heard = self.active().filter(|watch| !watch.heard.is_empty());
        if let Some(id) = heard
            .min_by_key(|watch| watch.asked)
            .map(|watch| watch.kept.id)
        {
            self.ask(id, false, now, effects);
        }
    }

    /// Asks about all, or about what was heard of.
    fn ask(&mut self, id: WatchId, all: bool, now: Now, effects: &mut Vec<Effect>) {
        self.looks += 1;
        let look = LookId(self.looks);
        let Some(watch) = self.all.iter_mut().find(|watch| watch.kept.id == id) else {
            return;
        };
        let mut query = watch.kept.query.clone();
        query["updated_at"] = json!({"$gte": clock::listings_since(now.wall)});
        query["$limit"] = LISTINGS.into();
        watch.asked = Some(now.instant);
        if all {
            watch.looked = Some(now.instant);
        } else {
            query["_id"] = json!({"$in": std::mem::take(&mut watch.heard)});
        }
        self.asked = Some(Asked { look, watch: id });
        self.last_asked = Some(now.instant);
        effects.push(Effect::Look { look, query });
    }

    pub(super) fn looked(
        &mut self,
        look: LookId,
        result: Result<ListingPage, CallError>,
        now: Now,
        effects: &mut Vec<Effect>,
    ) {
        let Some(asked) = self.asked.take_if(|asked| asked.look == look) else {
            return;
        };
        let Some(watch) = self
            .all
            .iter_mut()
            .find(|watch| watch.kept.id == asked.watch)
        else {
            return;
        };
        let page = match result {
            Ok(page) => page,
            // The connection's own status tells of the trouble; a login is not asked for by itself.
            Err(error) => {
                tracing::debug!(%error, "a watch was not looked at");
                watch.problem = Some(error);
                return;
            }
        };
        watch.problem = None;
        // It was changed or paused since.
        if watch.kept.paused {
            return;
        }
        let account = self.account.as_deref();
        let mut hits: Vec<Listing> = page.listings;
        hits.retain(|listing| watch.kept.wants(listing, account));
        if hits.is_empty() {
            return;
        }
        for hit in &hits {
            watch.kept.tell(&hit.id);
            // It may have been heard of again meanwhile.
            watch.heard.retain(|heard| *heard != hit.id);
        }
        hits.retain(|hit| !self.told.contains(&hit.id));
        self.told.extend(hits.iter().map(|hit| hit.id.clone()));
        while self.told.len() > kept::TOLD_KEPT {
            self.told.pop_front();
        }
        effects.extend(watch.hit(hits, now).map(|hit| Effect::Tell(Box::new(hit))));
        effects.push(self.keep());
    }
}
