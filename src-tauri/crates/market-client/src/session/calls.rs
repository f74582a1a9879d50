//! The calls that are open: waiting to be sent, or sent and waiting for their answer.
//!
//! Must not know links, logins or how an answer is read. Every call leaves the table exactly once.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::time::{Duration, Instant};

use super::CallId;

/// A call on its way.
#[derive(Debug)]
pub(super) struct OpenCall {
    payload: String,
    pub(super) write: bool,
    /// Who wants the write: it is made as this user or not at all. Nobody in particular before the first login.
    user: Option<String>,
    within: Duration,
    deadline: Instant,
    phase: Phase,
    /// A read that was under way when a link broke, and is asked a second time.
    repeated: bool,
}

#[derive(Clone, Copy, Debug)]
enum Phase {
    Queued,
    Sent {
        ack: u64,
    },
    /// Refused because the login had ended: waits for the next login.
    Held,
}

impl OpenCall {
    /// A call that has to be answered within so long.
    pub(super) fn new(payload: String, write: bool, now: Instant, within: Duration) -> Self {
        Self {
            payload,
            write,
            user: None,
            within,
            deadline: now + within,
            phase: Phase::Queued,
            repeated: false,
        }
    }

    /// The same for this user; a read is anybody's.
    pub(super) fn of(mut self, user: Option<&str>) -> Self {
        self.user = user.filter(|_| self.write).map(str::to_owned);
        self
    }

    pub(super) fn is_held(&self) -> bool {
        matches!(self.phase, Phase::Held)
    }

    /// Whether the market may know of it.
    pub(super) fn was_sent(&self) -> bool {
        matches!(self.phase, Phase::Sent { .. }) || self.repeated
    }

    /// Whether the market may have carried it out without our knowing.
    pub(super) fn outcome_unknown(&self) -> bool {
        self.write && self.was_sent()
    }
}

#[derive(Default)]
pub(super) struct CallTable {
    open: BTreeMap<CallId, OpenCall>,
    queued: BTreeSet<CallId>,
    held: BTreeSet<CallId>,
    by_ack: HashMap<u64, CallId>,
    deadlines: BTreeSet<(Instant, CallId)>,
    last_ack: u64,
}

impl CallTable {
    /// An ack id that was never used before, on no link: a late answer can then belong to one call alone.
    pub(super) fn fresh_ack(&mut self) -> u64 {
        self.last_ack += 1;
        self.last_ack
    }

    pub(super) fn queue(&mut self, id: CallId, call: OpenCall) {
        self.deadlines.insert((call.deadline, id));
        self.queued.insert(id);
        self.open.insert(id, call);
    }

    /// Marks what waits as sent, up to `most`, and gives it out, oldest first, each with its ack id.
    pub(super) fn send_queued(&mut self, most: usize) -> Vec<(u64, &str)> {
        let mut acks = Vec::with_capacity(self.queued.len().min(most));
        while acks.len() < most
            && let Some(id) = self.queued.pop_first()
        {
            let ack = self.fresh_ack();
            if let Some(call) = self.open.get_mut(&id) {
                call.phase = Phase::Sent { ack };
                self.by_ack.insert(ack, id);
                acks.push((ack, id));
            }
        }
        acks.into_iter()
            .filter_map(|(ack, id)| Some((ack, self.open.get(&id)?.payload.as_str())))
            .collect()
    }

    /// Takes back a call that was surely not carried out, until there is another login or its time is over.
    pub(super) fn hold(&mut self, id: CallId, mut call: OpenCall, until: Instant) {
        call.phase = Phase::Held;
        call.repeated = false;
        call.deadline = until;
        self.deadlines.insert((until, id));
        self.held.insert(id);
        self.open.insert(id, call);
    }

    /// This user logged in: what was held goes out again. Gives out the writes of other users, which must not.
    pub(super) fn welcome(&mut self, user: &str, now: Instant) -> Vec<(CallId, OpenCall)> {
        let foreign: Vec<CallId> = self
            .queued
            .iter()
            .chain(&self.held)
            .copied()
            .filter(|id| {
                let owner = self.open.get(id).and_then(|call| call.user.as_deref());
                owner.is_some_and(|owner| owner != user)
            })
            .collect();
        let foreign = self.take_each(foreign);
        for id in std::mem::take(&mut self.held) {
            if let Some(mut call) = self.take(id) {
                call.phase = Phase::Queued;
                call.deadline = now + call.within;
                self.queue(id, call);
            }
        }
        foreign
    }

    /// Nobody will log in: gives out what was held.
    pub(super) fn take_held(&mut self) -> Vec<(CallId, OpenCall)> {
        let held = self.held.iter().copied().collect();
        self.take_each(held)
    }

    fn take_each(&mut self, ids: Vec<CallId>) -> Vec<(CallId, OpenCall)> {
        ids.into_iter()
            .filter_map(|id| Some((id, self.take(id)?)))
            .collect()
    }

    /// The call that an answer belongs to.
    pub(super) fn take_by_ack(&mut self, ack: u64) -> Option<(CallId, OpenCall)> {
        let id = *self.by_ack.get(&ack)?;
        Some((id, self.take(id)?))
    }

    pub(super) fn take(&mut self, id: CallId) -> Option<OpenCall> {
        let call = self.open.remove(&id)?;
        self.queued.remove(&id);
        self.held.remove(&id);
        self.deadlines.remove(&(call.deadline, id));
        if let Phase::Sent { ack } = call.phase {
            self.by_ack.remove(&ack);
        }
        Some(call)
    }

    /// The link is gone: reads wait to be repeated, the rest is given out as lost.
    ///
    /// `repeat_all` is false where the answers themselves broke the link: then a read that was alone under way is
    /// lost too, since it would break the next link.
    pub(super) fn cut(&mut self, repeat_all: bool) -> Vec<(CallId, OpenCall)> {
        let sent: Vec<CallId> = self.by_ack.drain().map(|(_, id)| id).collect();
        let guilty = !repeat_all && sent.len() == 1;
        let mut lost = Vec::new();
        for id in sent {
            let Some(call) = self.open.get_mut(&id) else {
                continue;
            };
            if call.write || call.repeated || guilty {
                lost.extend(self.take(id).map(|call| (id, call)));
            } else {
                call.phase = Phase::Queued;
                call.repeated = true;
                self.queued.insert(id);
            }
        }
        lost.sort_by_key(|(id, _)| *id);
        lost
    }

    /// Takes out one call whose time is over.
    pub(super) fn take_overdue(&mut self, now: Instant) -> Option<(CallId, OpenCall)> {
        let (deadline, id) = *self.deadlines.first()?;
        if deadline > now {
            return None;
        }
        Some((id, self.take(id)?))
    }

    /// Takes out everything, for the end.
    pub(super) fn take_all(&mut self) -> Vec<(CallId, OpenCall)> {
        let ids = self.open.keys().copied().collect();
        self.take_each(ids)
    }

    pub(super) fn has_queued(&self) -> bool {
        !self.queued.is_empty()
    }

    #[cfg(test)]
    pub(super) fn is_empty(&self) -> bool {
        self.open.is_empty()
            && self.queued.is_empty()
            && self.held.is_empty()
            && self.by_ack.is_empty()
            && self.deadlines.is_empty()
    }

    pub(super) fn next_deadline(&self) -> Option<Instant> {
        self.deadlines.first().map(|(deadline, _)| *deadline)
    }
}
