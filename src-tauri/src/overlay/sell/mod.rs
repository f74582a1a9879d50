//! How the overlay lists an item: from the copy to the listing, and what follows.

mod changing;
mod finding;
mod sending;

use std::time::Instant;

use market_client::ListingChange;

use super::notices::Made;
use super::sale::TaskId;
use crate::bridge;
use crate::sale::{Draft, Drafts, StashItem};

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
    /// The form asked for it, whose draft is kept by this key.
    Form { change: ListingChange, key: String },
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

impl From<bridge::Draft> for Draft {
    fn from(draft: bridge::Draft) -> Self {
        Self {
            price: draft.price,
            note: draft.note,
            negotiable: draft.negotiable,
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
