//! What the market tells by itself: listings that come, change and go.

use item_parsers::listing::Listing;
use market_client::{ListingNews, ServiceEvent};
use serde_json::Value;

use super::{Effect, Watches, sieve};

/// How many listings that were heard of wait to be asked about, for each watch.
const MOST_HEARD: usize = 50;

impl Watches {
    pub(super) fn heard(&mut self, event: &ServiceEvent, effects: &mut Vec<Effect>) {
        match ListingNews::of(event) {
            Some(ListingNews::Gone(id)) => self.gone(id, effects),
            Some(ListingNews::Changed(record)) => self.changed(record),
            None => {}
        }
    }

    fn gone(&mut self, id: &str, effects: &mut Vec<Effect>) {
        for watch in &mut self.all {
            watch.heard.retain(|heard| heard != id);
            if watch.shown.take_if(|shown| shown == id).is_some() {
                let watch = watch.kept.id;
                effects.push(Effect::Withdraw { watch });
            }
        }
    }

    /// Whether a listing fits is the market's to say: here it is only noted that it may.
    fn changed(&mut self, record: &Value) {
        let mut parsed = None;
        let Self {
            all,
            market,
            account,
            ..
        } = self;
        for watch in all {
            let kept = &watch.kept;
            if kept.paused || kept.market != *market || !sieve::may_fit(&kept.query, record) {
                continue;
            }
            // Read once, and only where it matters.
            let listing = parsed.get_or_insert_with(|| Listing::from_market(record).ok());
            let Some(listing) = listing else { return };
            let known = watch.heard.contains(&listing.id);
            if !known && kept.wants(listing, account.as_deref()) && watch.heard.len() < MOST_HEARD {
                watch.heard.push(listing.id.clone());
            }
        }
    }
}
