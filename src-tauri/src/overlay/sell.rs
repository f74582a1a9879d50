//! How the overlay lists an item: from the copy to the listing, and what follows.

use std::time::{Duration, Instant};

use game_desktop::CaptureId;
use item_parsers::listing::Listing;
use item_parsers::{Item, filter};
use market_client::{CallError, Listed, ListingChange, ListingPage, NotListed, SearchId};

use super::notices::Made;
use super::sale::{Guide, Sale, Stage, TaskId};
use super::saying::Saying;
use super::{Effect, Now, Overlay, Phase, words};
use crate::bridge::Tone;
use crate::estimate;
use crate::sale::{Draft, Drafts, Finding, StashItem};

/// What was typed is kept on disk when the player has paused for so long.
const KEPT_AFTER: Duration = Duration::from_millis(500);

/// What sales the overlay looks after, shown or not.
#[derive(Debug, Default)]
pub struct Sales {
    tasks: u64,
    drafts: Drafts,
    /// Drafts have changed and are to be kept then.
    keep_at: Option<Instant>,
    under_way: Vec<UnderWay>,
    changes: Vec<(TaskId, Purpose)>,
}

/// A listing that was sent and of which no more is known yet.
#[derive(Debug)]
struct UnderWay {
    task: TaskId,
    found: StashItem,
    name: String,
    key: String,
    since: Instant,
    checking: bool,
}

/// Why a listing is changed.
#[derive(Debug)]
enum Purpose {
    /// The player took back what was just listed.
    Undo(Made),
    /// The form asked for it.
    Form(ListingChange),
}

impl Sales {
    pub fn new(drafts: Drafts) -> Self {
        Self {
            drafts,
            ..Self::default()
        }
    }

    pub fn next_task(&mut self) -> TaskId {
        self.tasks += 1;
        TaskId(self.tasks)
    }

    /// When drafts are to be kept.
    pub fn keep_at(&self) -> Option<Instant> {
        self.keep_at
    }
}

impl Overlay {
    /// Begins to list an item.
    pub(super) fn begin_sale(
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
        let mut asking = super::Asking {
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
    pub(super) fn list_checked(&mut self, now: Now, effects: &mut Vec<Effect>) {
        if let Phase::Check(check) = &self.phase {
            let (capture, item) = (check.capture, check.item.clone());
            self.begin_sale(capture, item, now, effects);
            self.redraw(now, effects);
        }
    }

    pub(super) fn look_again(&mut self, now: Now, effects: &mut Vec<Effect>) {
        let task = self.sales.next_task();
        if let Phase::Sale(sale) = &mut self.phase {
            if sale.task().is_some() {
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

    pub(super) fn found_in_stash(
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

    /// The item on show may be on its way to the market already.
    fn join_under_way(&mut self) {
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

    pub(super) fn choose(&mut self, choice: Option<usize>, now: Now, effects: &mut Vec<Effect>) {
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

    pub(super) fn guided(
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

    /// The player typed.
    pub(super) fn type_in(&mut self, draft: Draft, now: Now, effects: &mut Vec<Effect>) {
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
    pub(super) fn keep_drafts(&mut self, effects: &mut Vec<Effect>) {
        if self.sales.keep_at.take().is_some() {
            effects.push(Effect::KeepDrafts(self.sales.drafts.clone()));
        }
    }

    /// The player wants it done: lists the item, or changes its price.
    pub(super) fn give_in(&mut self, draft: Draft, now: Now, effects: &mut Vec<Effect>) {
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

    /// The answer to a listing was lost, and it is looked for.
    pub(super) fn checking(&mut self, task: TaskId, now: Now, effects: &mut Vec<Effect>) {
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
    pub(super) fn sold(
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

    /// Something is on its way to the market, and its form is not there to say so.
    pub(super) fn sales_wait_unseen(&self) -> bool {
        let shown = match &self.phase {
            Phase::Sale(sale) => sale.task(),
            _ => None,
        };
        let mut tasks = self.sales.under_way.iter().map(|sent| sent.task);
        tasks.any(|task| Some(task) != shown)
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

    /// Changes the listing that the form is about.
    pub(super) fn change_listed(
        &mut self,
        change: ListingChange,
        now: Now,
        effects: &mut Vec<Effect>,
    ) {
        let id = self.sales.next_task();
        let Phase::Sale(sale) = &mut self.phase else {
            return;
        };
        let Stage::Listed { listing, task, .. } = &mut sale.stage else {
            return;
        };
        if task.is_some() {
            return;
        }
        *task = Some(id);
        sale.problem = None;
        effects.push(Effect::ChangeListing {
            task: id,
            listing: listing.id.clone(),
            change: change.clone(),
        });
        self.sales.changes.push((id, Purpose::Form(change)));
        self.redraw(now, effects);
    }

    /// Takes back what a notice told of.
    pub(super) fn undo(&mut self, notice: u32, now: Now, effects: &mut Vec<Effect>) {
        let Some(made) = self.notices.undo(notice) else {
            return;
        };
        let task = self.sales.next_task();
        effects.push(Effect::ChangeListing {
            task,
            listing: made.listing.clone(),
            change: ListingChange::Delist,
        });
        let taken = made.clone();
        self.notices.tell(
            Tone::Warn,
            move |texts| words::taking_back(texts, &taken),
            now.instant,
        );
        self.sales.changes.push((task, Purpose::Undo(made)));
        self.notices_changed(now, effects);
    }

    /// A change was made, or not.
    pub(super) fn changed(
        &mut self,
        task: TaskId,
        result: Result<Option<Box<Listing>>, CallError>,
        now: Now,
        effects: &mut Vec<Effect>,
    ) {
        let Some(at) = self.sales.changes.iter().position(|(id, _)| *id == task) else {
            return;
        };
        match self.sales.changes.remove(at).1 {
            Purpose::Undo(made) => {
                self.notices.withdraw(&words::taking_back_code(&made));
                let name = made.name;
                match result {
                    Ok(_) => {
                        let saying = move |texts| words::taken_back(texts, &name);
                        self.tell(Tone::Good, saying, now, effects);
                    }
                    Err(error) => {
                        let saying = move |texts| words::not_taken_back(texts, &error, &name);
                        self.tell(Tone::Bad, saying, now, effects);
                    }
                }
            }
            Purpose::Form(change) => self.form_changed(task, &change, result, now, effects),
        }
    }

    fn form_changed(
        &mut self,
        id: TaskId,
        change: &ListingChange,
        result: Result<Option<Box<Listing>>, CallError>,
        now: Now,
        effects: &mut Vec<Effect>,
    ) {
        let shown = match &mut self.phase {
            Phase::Sale(sale) if sale.task() == Some(id) => Some(sale),
            _ => None,
        };
        let Some(sale) = shown else {
            // The form was closed meanwhile.
            let change = change.clone();
            return match result {
                Ok(_) => {
                    let saying = move |texts| words::changed(texts, &change, None);
                    self.tell(Tone::Good, saying, now, effects);
                }
                Err(error) => {
                    let saying = move |texts| words::not_changed(texts, &error);
                    self.tell(Tone::Bad, saying, now, effects);
                }
            };
        };
        match result {
            Ok(left) => {
                let (done, name) = (change.clone(), sale.item.name.clone());
                let key = sale.key.clone();
                if let Stage::Listed {
                    found,
                    listing,
                    task,
                } = &mut sale.stage
                {
                    match left {
                        Some(new) => (*listing, *task) = (new, None),
                        None => sale.stage = Stage::Found(found.clone()),
                    }
                }
                let saying = move |texts| words::changed(texts, &done, Some(&name));
                self.notices.tell(Tone::Good, saying, now.instant);
                if matches!(change, ListingChange::Price { .. }) {
                    self.sales.drafts.remove(&key);
                    effects.push(Effect::KeepDrafts(self.sales.drafts.clone()));
                    self.leave_for_notices(effects);
                }
                self.notices_changed(now, effects);
            }
            Err(error) => {
                let saying = move |texts| words::not_changed(texts, &error);
                sale.problem = Some(saying.into());
                if let Stage::Listed { task, .. } = &mut sale.stage {
                    *task = None;
                }
                self.redraw(now, effects);
            }
        }
    }

    /// The form has done its work: what is left to say is said in the corner, and the game has the keyboard.
    fn leave_for_notices(&mut self, effects: &mut Vec<Effect>) {
        self.phase = Phase::Notices;
        if std::mem::take(&mut self.panel_has_keyboard) {
            effects.push(Effect::KeyboardToGame);
        }
    }
}

/// Whether nothing of the player's own goes on without a login.
#[must_use]
pub fn wants_login(link: &market_client::LinkStatus) -> bool {
    use market_client::LinkStatus;
    matches!(
        link,
        LinkStatus::LoginExpired
            | LinkStatus::LoginRefused { .. }
            | LinkStatus::Ready { account: None }
    )
}
