//! What the player types, and the listing on its way to the market.

use std::time::Duration;

use item_parsers::listing::Listing;
use market_client::{Listed, ListingChange, NotListed};

use super::{UnderWay, wants_login};
use crate::bridge::Tone;
use crate::overlay::notices::Made;
use crate::overlay::sale::{Stage, TaskId};
use crate::overlay::saying::Saying;
use crate::overlay::{Effect, Now, Overlay, Phase, words};
use crate::sale::Draft;

/// What was typed is kept on disk when the player has paused for so long.
const KEPT_AFTER: Duration = Duration::from_millis(500);

impl Overlay {
    /// The player typed.
    pub(in crate::overlay) fn type_in(
        &mut self,
        draft: Draft,
        now: Now,
        effects: &mut Vec<Effect>,
    ) {
        let Phase::Sale(sale) = &mut self.phase else {
            return;
        };
        if sale.type_in(draft) {
            self.sales.drafts.put(&sale.key, sale.draft.clone());
            self.sales.keep_at = Some(now.instant + KEPT_AFTER);
            self.redraw(now, effects);
        }
    }

    /// Keeps the drafts on disk, if there is something new in them.
    pub(in crate::overlay) fn keep_drafts(&mut self, effects: &mut Vec<Effect>) {
        if self.sales.keep_at.take().is_some() {
            effects.push(Effect::KeepDrafts(self.sales.drafts.clone()));
        }
    }

    /// The player wants it done: lists the item, or changes its price.
    pub(in crate::overlay) fn give_in(
        &mut self,
        draft: Draft,
        now: Now,
        effects: &mut Vec<Effect>,
    ) {
        self.type_in(draft, now, effects);
        self.keep_drafts(effects);
        let task = self.sales.next_task();
        let Phase::Sale(sale) = &mut self.phase else {
            return;
        };
        let asking = match sale.draft.asking() {
            Ok(asking) => asking,
            Err(error) => {
                if matches!(sale.stage, Stage::Found(_) | Stage::Listed { .. }) {
                    // What is wrong with the price itself stands beside it already.
                    sale.problem = (!sale.says_what_is_wrong())
                        .then(|| Saying::from(move |texts| words::bad_price(texts, error)));
                    self.redraw(now, effects);
                }
                return;
            }
        };
        match &mut sale.stage {
            Stage::Found(found) => {
                sale.problem = None;
                effects.push(Effect::ListOnce {
                    task,
                    new: Box::new(found.new_listing(&asking)),
                });
                self.sales.under_way.push(UnderWay {
                    task,
                    found: (**found).clone(),
                    name: sale.item.name.clone(),
                    key: sale.key.clone(),
                    since: now.instant,
                    checking: false,
                });
                self.join_under_way();
                self.redraw(now, effects);
            }
            Stage::Listed { .. } => {
                let change = ListingChange::Price {
                    text: asking.text,
                    hr: asking.hr,
                };
                self.change_listed(change, now, effects);
            }
            _ => {}
        }
    }

    /// The item on show may be on its way to the market already.
    pub(super) fn join_under_way(&mut self) {
        let Phase::Sale(sale) = &mut self.phase else {
            return;
        };
        let Stage::Found(found) = &sale.stage else {
            return;
        };
        let same = |sent: &&UnderWay| sent.found.hash() == found.hash();
        if let Some(sent) = self.sales.under_way.iter().find(same) {
            sale.stage = Stage::Sending {
                task: sent.task,
                since: sent.since,
                checking: sent.checking,
            };
        }
    }

    /// The answer to a listing was lost, and it is looked for.
    pub(in crate::overlay) fn checking(
        &mut self,
        task: TaskId,
        now: Now,
        effects: &mut Vec<Effect>,
    ) {
        for sent in &mut self.sales.under_way {
            sent.checking |= sent.task == task;
        }
        if let Phase::Sale(sale) = &mut self.phase
            && let Stage::Sending {
                task: sending,
                checking,
                ..
            } = &mut sale.stage
            && *sending == task
        {
            *checking = true;
            self.redraw(now, effects);
        }
    }

    /// It is known what became of a listing.
    pub(in crate::overlay) fn sold(
        &mut self,
        task: TaskId,
        outcome: Result<Listed, NotListed>,
        now: Now,
        effects: &mut Vec<Effect>,
    ) {
        let Some(at) = self
            .sales
            .under_way
            .iter()
            .position(|sent| sent.task == task)
        else {
            return;
        };
        let sent = self.sales.under_way.remove(at);
        let shown = matches!(&self.phase, Phase::Sale(sale) if sale.task() == Some(task));
        match outcome {
            Ok(Listed::Now(listing)) => self.is_listed(&sent, &listing, shown, now, effects),
            Ok(Listed::Before(listing)) if shown => {
                if let Phase::Sale(sale) = &mut self.phase {
                    sale.listed(sent.found, *listing);
                    sale.problem = Some(words::listed_before.into());
                }
                self.redraw(now, effects);
            }
            Ok(Listed::Before(_)) => {
                self.tell(Tone::Warn, words::listed_before, now, effects);
            }
            Err(error) => {
                let unknown = matches!(error, NotListed::Unknown(_));
                let name = sent.name;
                let saying = move |texts| words::not_listed(texts, &error, &name);
                if shown && let Phase::Sale(sale) = &mut self.phase {
                    sale.stage = Stage::Found(Box::new(sent.found));
                    sale.problem = Some(saying.into());
                    self.redraw(now, effects);
                } else {
                    let tone = if unknown { Tone::Warn } else { Tone::Bad };
                    self.tell(tone, saying, now, effects);
                }
            }
        }
    }

    fn is_listed(
        &mut self,
        sent: &UnderWay,
        listing: &Listing,
        shown: bool,
        now: Now,
        effects: &mut Vec<Effect>,
    ) {
        self.sales.drafts.remove(&sent.key);
        effects.push(Effect::KeepDrafts(self.sales.drafts.clone()));
        let made = Made {
            listing: listing.id.clone(),
            name: sent.name.clone(),
        };
        let (new, name) = (listing.clone(), sent.name.clone());
        self.notices.tell_listed(
            move |texts| words::listed(texts, &new, &name),
            made,
            now.instant,
        );
        if shown {
            self.leave_for_notices(effects);
        }
        self.notices_changed(now, effects);
    }

    /// A listing on its way to the market waits for a login, and its form is not there to say so.
    pub(in crate::overlay) fn sale_waits_unseen(&self) -> bool {
        let shown = match &self.phase {
            Phase::Sale(sale) => sale.task(),
            _ => None,
        };
        let mut tasks = self.sales.under_way.iter().map(|sent| sent.task);
        wants_login(&self.link) && tasks.any(|task| Some(task) != shown)
    }

    /// The form has done its work: what is left to say is said in the corner, and the game has the keyboard.
    pub(super) fn leave_for_notices(&mut self, effects: &mut Vec<Effect>) {
        self.phase = Phase::Notices;
        if std::mem::take(&mut self.panel_has_keyboard) {
            effects.push(Effect::KeyboardToGame);
        }
    }
}
