//! Watches in the overlay: begun at a check, told by notices. What follows from what is [`crate::watch`]'s.
//!
//! Must not know: windows, how the market is reached.

use item_parsers::listing::Listing;
use item_parsers::price::Sureness;
use item_parsers::query;
use market_client::Search;
use serde_json::Value;

use super::asking::LISTINGS;
use super::check::Check;
use super::present::hr;
use super::sold::Sold;
use super::{Effect, Now, Overlay, Phase, words};
use crate::bridge::WatchAction;
use crate::estimate;
use crate::watch::{self, NewWatch, Subject, WatchId, read_ceiling};

/// The form of a check, where it is open.
#[derive(Debug, Default)]
pub enum Form {
    #[default]
    Closed,
    Open {
        /// What the player typed in place of what is suggested.
        typed: Option<String>,
    },
}

impl Overlay {
    /// Gives the watches something that happened, and takes what they want done.
    pub(super) fn watch(&mut self, input: watch::Input, now: Now, effects: &mut Vec<Effect>) {
        for effect in self.watches.step(input, now) {
            match effect {
                watch::Effect::Look { look, query } => {
                    effects.push(Effect::LookForWatch { look, query });
                }
                watch::Effect::Tell(hit) => {
                    let (watch, listing) = (hit.watch, hit.listing.id.clone());
                    let saying = move |texts| words::watch_hit(texts, &hit);
                    self.notices.tell_hit(saying, watch, listing);
                    self.notices_changed(now, effects);
                }
                watch::Effect::Withdraw { watch } => {
                    self.withdraw(&words::watch_code(watch), now, effects);
                }
                watch::Effect::Keep(kept) => effects.push(Effect::KeepWatches(kept)),
            }
        }
    }

    /// The player asks for something, in the panel or in the watches' window.
    pub(super) fn watch_asked(&mut self, action: WatchAction, now: Now, effects: &mut Vec<Effect>) {
        match action {
            WatchAction::Form { open } => self.change_form(open.then_some(None), now, effects),
            WatchAction::Draft { ceiling } => self.change_form(Some(Some(ceiling)), now, effects),
            WatchAction::Start { ceiling } => self.start_watch(&ceiling, now, effects),
            WatchAction::SetCeiling { watch, ceiling } => {
                let shown = self.shows(watch);
                self.watch(watch::Input::SetCeiling { watch, ceiling }, now, effects);
                if shown {
                    self.change_form(None, now, effects);
                }
            }
            WatchAction::Pause { watch, on } => {
                self.watch(watch::Input::Pause { watch, on }, now, effects);
            }
            WatchAction::Stop { watch } => {
                let shown = self.shows(watch);
                self.watch(watch::Input::Stop { watch }, now, effects);
                if shown {
                    self.change_form(None, now, effects);
                }
            }
        }
    }

    /// Whether the check on show is this watch's.
    fn shows(&self, watch: WatchId) -> bool {
        match &self.phase {
            Phase::Check(check) => self.watch_of(check).is_some_and(|(id, _)| id == watch),
            _ => false,
        }
    }

    /// Opens the form with what is typed, or closes it.
    fn change_form(&mut self, open: Option<Option<String>>, now: Now, effects: &mut Vec<Effect>) {
        if let Phase::Check(check) = &mut self.phase {
            check.watch = open.map_or(Form::Closed, |typed| Form::Open { typed });
            self.redraw(now, effects);
        }
    }

    fn start_watch(&mut self, ceiling: &str, now: Now, effects: &mut Vec<Effect>) {
        let Phase::Check(check) = &self.phase else {
            return;
        };
        // The form says what is wrong.
        if read_ceiling(ceiling).is_err() || self.watches.is_full() {
            return;
        }
        let new = NewWatch {
            subject: Subject::new(
                self.options.texts,
                &check.item,
                &check.filters,
                self.options.realm,
            ),
            query: self.watch_query(check),
            ceiling: ceiling.to_owned(),
            seen: seen(check),
        };
        self.watch(watch::Input::Add(Box::new(new)), now, effects);
        self.change_form(None, now, effects);
    }

    /// The question of a check, of any time.
    fn watch_query(&self, check: &Check) -> Value {
        let scope = self.options.realm.scope(LISTINGS, String::new());
        query::listing_query(&check.item, &check.filters, &scope)
    }

    /// The watch that asks exactly what the check asks.
    pub(super) fn watch_of(&self, check: &Check) -> Option<(WatchId, &str)> {
        // Most players watch nothing, and a check is to be drawn at once.
        if self.watches.is_empty() {
            return None;
        }
        let kept = self.watches.of_query(&self.watch_query(check))?;
        Some((kept.id, &kept.ceiling))
    }
}

/// What the player has been shown.
fn seen(check: &Check) -> Vec<Listing> {
    match check.live.search() {
        // Other filters were searched for.
        Search::Found(answer) if !check.filters_changed => answer.listings.clone(),
        _ => Vec::new(),
    }
}

/// The ceiling that is suggested: the lower quartile of what is asked, or was asked before; empty where too little is known.
pub(super) fn suggestion(check: &Check, player: Option<&str>, now: Now) -> String {
    let estimate = match check.live.search() {
        Search::Found(answer) => estimate::of(&check.item, &answer.listings, player, now.wall),
        Search::Waiting { .. } | Search::Failed(_) => None,
    };
    let sold = || match &check.sold {
        Some(Sold::Known(estimate)) => Some(estimate.clone()),
        _ => None,
    };
    let known = estimate
        .or_else(sold)
        .filter(|estimate| estimate.sure != Sureness::TooFew);
    known.map_or_else(String::new, |estimate| hr(estimate.low))
}
