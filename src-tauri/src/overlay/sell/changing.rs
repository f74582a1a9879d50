//! Changes of what is listed: another price, a bump, taken back.

use item_parsers::listing::Listing;
use market_client::{CallError, ListingChange};

use super::Purpose;
use crate::bridge::Tone;
use crate::overlay::sale::{Stage, TaskId};
use crate::overlay::{Effect, Now, Overlay, Phase, words};

impl Overlay {
    /// Changes the listing that the form is about.
    pub(in crate::overlay) fn change_listed(
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
        let key = sale.key.clone();
        self.sales.changes.push((id, Purpose::Form { change, key }));
        self.redraw(now, effects);
    }

    /// Takes back what a notice told of.
    pub(in crate::overlay) fn undo(&mut self, notice: u32, now: Now, effects: &mut Vec<Effect>) {
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
        // The player has done what the keyboard was there for.
        if matches!(self.phase, Phase::Notices) && std::mem::take(&mut self.panel_has_keyboard) {
            effects.push(Effect::KeyboardToGame);
        }
        self.notices_changed(now, effects);
    }

    /// A change was made, or not.
    pub(in crate::overlay) fn changed(
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
            Purpose::Form { change, key } => {
                // The price that was typed is the listing's now.
                if result.is_ok() && matches!(change, ListingChange::Price { .. }) {
                    self.sales.drafts.remove(&key);
                    effects.push(Effect::KeepDrafts(self.sales.drafts.clone()));
                }
                self.form_changed(task, &change, result, now, effects);
            }
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
}
