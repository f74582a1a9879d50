//! The calls that are open: waiting to be sent, or sent and waiting for their answer.
//!
//! Must not know links, logins or how an answer is read. Every call leaves the table exactly once.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::time::Instant;

use super::CallId;

/// A call on its way.
#[derive(Debug)]
pub(super) struct OpenCall {
    payload: String,
    pub(super) write: bool,
    deadline: Instant,
    phase: Phase,
    /// A read that was under way when a link broke, and is asked a second time.
    repeated: bool,
}

#[derive(Clone, Copy, Debug)]
enum Phase {
    Queued,
    Sent { ack: u64 },
}

impl OpenCall {
    pub(super) fn new(payload: String, write: bool, deadline: Instant) -> Self {
        Self {
            payload,
            write,
            deadline,
            phase: Phase::Queued,
            repeated: false,
        }
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

    /// The call that an answer belongs to.
    pub(super) fn take_by_ack(&mut self, ack: u64) -> Option<(CallId, OpenCall)> {
        let id = *self.by_ack.get(&ack)?;
        Some((id, self.take(id)?))
    }

    pub(super) fn take(&mut self, id: CallId) -> Option<OpenCall> {
        let call = self.open.remove(&id)?;
        self.queued.remove(&id);
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
        let ids: Vec<CallId> = self.open.keys().copied().collect();
        ids.into_iter()
            .filter_map(|id| Some((id, self.take(id)?)))
            .collect()
    }

    pub(super) fn has_queued(&self) -> bool {
        !self.queued.is_empty()
    }

    #[cfg(test)]
    pub(super) fn is_empty(&self) -> bool {
        self.open.is_empty()
            && self.queued.is_empty()
            && self.by_ack.is_empty()
            && self.deadlines.is_empty()
    }

    pub(super) fn next_deadline(&self) -> Option<Instant> {
        self.deadlines.first().map(|(deadline, _)| *deadline)
    }
}
