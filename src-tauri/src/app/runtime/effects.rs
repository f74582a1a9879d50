//! What the overlay wants done, each handed to the part that does it.
//!
//! Must not know why.

use std::time::Instant;

use super::Runtime;
use crate::app::asker::Asker;
use crate::app::keepsakes::Keepsake;
use crate::app::page_window::{LISTINGS, PASTED, WATCHES};
use crate::app::session::Session;
use crate::bridge::View;
use crate::overlay::Effect;

impl Runtime {
    pub(super) fn carry_out(&mut self, effect: Effect, session: Option<&Session>) {
        match effect {
            Effect::MakeRoom(room) => self.panel.make_room(room),
            Effect::Draw(view) => self.draw(&view),
            Effect::Show { area, mouse } => {
                self.latency.shown(Instant::now());
                self.panel.show(area, mouse);
                self.desktop
                    .panel_shown(mouse.then_some(area), self.panel.id());
            }
            Effect::Hide => {
                self.panel.hide();
                self.desktop.panel_shown(None, None);
            }
            Effect::WatchMouse(area) => self.desktop.watch_mouse(area),
            Effect::KeyboardToPanel => {
                if let Some(id) = self.panel.id() {
                    self.desktop.focus(id);
                    self.panel.focus_page();
                }
            }
            Effect::KeyboardToGame => self.desktop.focus_game(),
            Effect::Ask {
                search,
                query,
                fresh,
            } => self.ask(search, query, fresh, session),
            Effect::LookForWatch { look, query } => self.look_for_watch(look, query, session),
            Effect::KeepWatches(watches) => {
                self.keep(Keepsake::Watches, &watches, session);
                self.draw_watches();
            }
            Effect::OpenWatches => self.open(&WATCHES, session),
            Effect::Count { search, query } => self.count(search, query, session),
            Effect::AskArchive { search, query } => self.ask_archive(search, query, session),
            Effect::FindInStash {
                task,
                item,
                realm,
                fresh,
            } => self.find_in_stash(task, *item, realm, fresh, session),
            Effect::ListOnce { task, new } => self.list_once(task, new, session),
            Effect::ChangeListing {
                task,
                listing,
                change,
            } => self.change_listing(task, listing, change, session),
            Effect::ReadCurrency { task, realm, fresh } => {
                self.read_currency(task, realm, fresh, session);
            }
            Effect::AskWorth { task, query } => self.ask_worth(task, query, session),
            Effect::AskEconomy => self.ask_economy(),
            Effect::KeepWorths(worths) => self.keep(Keepsake::Worths, &worths, session),
            Effect::KeepDrafts(drafts) => self.keep(Keepsake::Drafts, &drafts, session),
            Effect::OpenListings => self.open(&LISTINGS, session),
            Effect::LogIn => self.log_in(Asker::Game, session),
            Effect::LogOut => self.log_out(session),
            Effect::OpenSettings { section } => self.open_settings(section, session),
            Effect::OpenPasted => self.open(&PASTED, session),
            Effect::OpenListing { id } => self.open_listing(&id, Asker::Game, session),
            Effect::Painted { capture, revision } => {
                self.latency.painted(capture, revision, Instant::now());
            }
        }
    }

    fn draw(&mut self, view: &View) {
        self.panel.draw(view);
        self.latency.drawn(view.revision, Instant::now());
        if let Some(printer) = &mut self.printer {
            printer.see(view);
        }
        if let Some(practice) = &mut self.practice {
            practice.see(view, &self.preferences.active().hotkeys);
        }
    }
}
