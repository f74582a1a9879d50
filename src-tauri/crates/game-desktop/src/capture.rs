//! One check from chord to item, as a pure state machine: it is told what happened and when, and says what to do next.
//! It must not know keys, displays, clipboards or threads; the driver carries out what it asks for.
//!
//! The order of a check: make sure that the previous clipboard is saved, send the copy keys, wait for the clipboard to
//! *change*, read it, report it, put the previous clipboard back. Only a change after the keys were sent counts, so an
//! older item can never be shown.
//!
//! A copy that the game still owes for an earlier press can arrive late, and another program can copy at the same time.
//! Where that may be so, the game is asked again until its answer is certain; see [`trust`].

use std::collections::VecDeque;
use std::time::{Duration, Instant};

use crate::command::Command;
use crate::event::{CaptureId, Content, MissReason, Owner, Stamps};

mod trust;

use trust::Trust;

/// How long a check waits for the previous clipboard before it goes on without.
pub const SAVE_LIMIT: Duration = Duration::from_millis(30);
/// How long reading a changed clipboard may take.
pub const READ_LIMIT: Duration = Duration::from_millis(500);
/// How long the keys stay as sent when nothing answers. Games that ask for the keyboard's state instead of reading
/// key events do so once a frame; 60 ms is a frame at 25 per second, and half of one more.
pub const KEYS_LIMIT: Duration = Duration::from_millis(60);
/// How long an unanswered copy may still arrive.
pub const OWED_LIMIT: Duration = Duration::from_secs(2);
/// How often the game is asked for one check, at most, beside once for each late answer that may come first: a key
/// that is pressed in haste over nothing leaves many.
pub const MOST_ASKS: usize = 6;

/// What happened.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Input {
    /// The chord of a check was pressed.
    Chord {
        /// What the item is wanted for.
        command: Command,
        /// When the press was seen.
        pressed: Instant,
    },
    /// The previous clipboard is saved, or need not be.
    Saved,
    /// The copy keys could not be sent.
    SendFailed,
    /// Another program wrote to the clipboard.
    ClipboardChanged(Owner),
    /// The read that was asked for last is done.
    Read(Content),
    /// The clipboard's owner did not answer that read.
    ReadFailed,
    /// The game no longer has the keyboard.
    GameBlurred,
    /// Time passed; send it at the deadline.
    Tick,
}

/// What to do.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Output {
    /// Report the new check.
    Started {
        /// The check.
        capture: CaptureId,
        /// What the item is wanted for.
        command: Command,
        /// When its chord was pressed.
        stamps: Stamps,
    },
    /// Save the clipboard, then answer [`Input::Saved`].
    Save,
    /// Ask the game for its copy. What was not saved by now is not to be saved any more.
    SendKeys,
    /// Put the keys back as the player's hand has them.
    SettleKeys,
    /// Read the clipboard, then answer [`Input::Read`]; an earlier read's answer is to be dropped.
    Read,
    /// Report the item.
    Captured {
        /// The check.
        capture: CaptureId,
        /// What was copied.
        content: Content,
        /// When each step happened.
        stamps: Stamps,
    },
    /// Report that there is none.
    Missed {
        /// The check.
        capture: CaptureId,
        /// Why.
        reason: MissReason,
    },
    /// Put the saved clipboard back.
    Restore,
    /// The clipboard is somebody else's now: what was saved before is not to be put back any more.
    Leave,
}

#[derive(Debug, Clone, Copy)]
struct Check {
    capture: CaptureId,
    stamps: Stamps,
    /// Until when a copy counts; set when the keys are sent.
    copy_until: Instant,
    /// How often the game was asked.
    asks: usize,
}

#[derive(Debug)]
enum Phase {
    Idle,
    Saving {
        check: Check,
        until: Instant,
    },
    Waiting {
        check: Check,
    },
    Reading {
        check: Check,
        owner: Owner,
        until: Instant,
    },
    /// Reported, but a copy is still owed, which must not stay on the clipboard.
    Listening {
        check: Check,
    },
}

/// The state of the checks.
#[derive(Debug)]
pub struct Capture {
    copy_limit: Duration,
    next: u64,
    phase: Phase,
    /// When the copies were asked for that have not come yet, oldest first.
    owed: VecDeque<Instant>,
    /// The keys are not yet as the hand has them.
    settle_at: Option<Instant>,
    trust: Trust,
    /// The game lost the keyboard since the chord was pressed.
    blurred: bool,
}

impl Capture {
    /// No check yet. `copy_limit` is the time the game has for its copy.
    #[must_use]
    pub fn new(copy_limit: Duration) -> Self {
        Self {
            copy_limit,
            next: 1,
            phase: Phase::Idle,
            owed: VecDeque::new(),
            settle_at: None,
            trust: Trust::default(),
            blurred: false,
        }
    }

    /// Changes the time the game has for its copy, from the next check on.
    pub fn set_copy_limit(&mut self, copy_limit: Duration) {
        self.copy_limit = copy_limit;
    }

    /// Whether a check is under way, so that the clipboard may hold the game's copy.
    #[must_use]
    pub fn is_busy(&self) -> bool {
        !matches!(self.phase, Phase::Idle)
    }

    /// Whether a change by this owner may be a copy that a check has asked for and that has not come yet.
    #[must_use]
    pub fn may_be_owed(&self, owner: Owner, now: Instant) -> bool {
        let recent = |sent: &Instant| now.duration_since(*sent) < OWED_LIMIT;
        self.trust.may_be_game(owner) && self.owed.iter().any(recent)
    }

    /// A name for something that is captured without a check of ours.
    pub fn name(&mut self) -> CaptureId {
        let name = CaptureId(self.next);
        self.next += 1;
        name
    }

    /// When [`Input::Tick`] is due.
    #[must_use]
    pub fn deadline(&self) -> Option<Instant> {
        let phase = match &self.phase {
            Phase::Idle => None,
            Phase::Saving { until, .. } | Phase::Reading { until, .. } => Some(*until),
            Phase::Waiting { check } | Phase::Listening { check } => Some(check.copy_until),
        };
        [phase, self.settle_at].into_iter().flatten().min()
    }

    /// Takes in what happened at `now`.
    pub fn step(&mut self, input: Input, now: Instant) -> Vec<Output> {
        let mut out = Vec::new();
        match input {
            Input::Chord { command, pressed } => self.start(command, pressed, now, &mut out),
            Input::Saved => {
                if let Phase::Saving { check, .. } = self.phase {
                    self.send(check, now, &mut out);
                }
            }
            Input::SendFailed => self.send_failed(&mut out),
            Input::ClipboardChanged(owner) => self.changed(owner, now, &mut out),
            Input::Read(content) => self.read(content, now, &mut out),
            Input::ReadFailed => self.read_failed(&mut out),
            Input::GameBlurred => self.blurred(&mut out),
            Input::Tick => {}
        }
        self.tick(now, &mut out);
        out
    }

    fn start(&mut self, command: Command, pressed: Instant, now: Instant, out: &mut Vec<Output>) {
        let check = Check {
            capture: self.name(),
            stamps: Stamps::pressed(pressed),
            copy_until: now,
            asks: 0,
        };
        self.blurred = false;
        self.forget_owed(now);
        // Between a copy and its restore the clipboard holds an item: what was saved before that is still the one
        // to put back.
        let saved = self.is_busy() && self.trust.has_changed() && !self.trust.is_foreign();
        self.trust.begin(self.owed.len(), saved);
        out.push(Output::Started {
            capture: check.capture,
            command,
            stamps: check.stamps,
        });
        self.settle(out);
        if saved {
            self.send(check, now, out);
        } else {
            let until = now + SAVE_LIMIT;
            self.phase = Phase::Saving { check, until };
            out.push(Output::Save);
        }
    }

    fn send(&mut self, mut check: Check, now: Instant, out: &mut Vec<Output>) {
        check.stamps.keys_sent.get_or_insert(now);
        check.copy_until = now + self.copy_limit;
        check.asks += 1;
        self.owed.push_back(now);
        self.settle_at = Some(now + KEYS_LIMIT);
        self.phase = Phase::Waiting { check };
        out.push(Output::SendKeys);
    }

    fn send_failed(&mut self, out: &mut Vec<Output>) {
        if let Phase::Waiting { check } = self.phase {
            self.owed.pop_back();
            self.miss(check, MissReason::KeysRefused, out);
        }
    }

    fn changed(&mut self, owner: Owner, now: Instant, out: &mut Vec<Output>) {
        let answered = self.trust.may_be_game(owner) && self.owed.pop_front().is_some();
        if answered {
            self.settle(out);
        }
        match self.phase {
            Phase::Idle | Phase::Saving { .. } => {}
            Phase::Waiting { check } | Phase::Reading { check, .. } => {
                self.read_next(check, owner, now, out);
            }
            Phase::Listening { .. } => {
                self.trust.changed(owner);
                if self.owed.is_empty() || !answered {
                    self.finish(out);
                }
            }
        }
    }

    fn read_next(&mut self, mut check: Check, owner: Owner, now: Instant, out: &mut Vec<Output>) {
        self.trust.changed(owner);
        check.stamps.changed = Some(now);
        let until = now + READ_LIMIT;
        self.phase = Phase::Reading {
            check,
            owner,
            until,
        };
        out.push(Output::Read);
    }

    fn read(&mut self, content: Content, now: Instant, out: &mut Vec<Output>) {
        let Phase::Reading {
            mut check, owner, ..
        } = self.phase
        else {
            return;
        };
        if !self.trust.hear(owner, &content) {
            return self.ask_again(check, now, out);
        }
        check.stamps.read = Some(now);
        out.push(Output::Captured {
            capture: check.capture,
            content,
            stamps: check.stamps,
        });
        self.forget_owed(now);
        if self.owed.is_empty() || now >= check.copy_until {
            self.finish(out);
        } else {
            self.phase = Phase::Listening { check };
        }
    }

    /// What was read may be the answer to another question.
    fn ask_again(&mut self, check: Check, now: Instant, out: &mut Vec<Output>) {
        let reason = if self.blurred {
            // The keys would go to another window.
            MissReason::FocusLost
        } else if check.asks < MOST_ASKS + self.trust.late() {
            return self.send(check, now, out);
        } else {
            MissReason::NothingCopied
        };
        self.miss(check, reason, out);
    }

    fn read_failed(&mut self, out: &mut Vec<Output>) {
        if let Phase::Reading { check, .. } = self.phase {
            self.miss(check, MissReason::ClipboardUnresponsive, out);
        }
    }

    fn miss(&mut self, check: Check, reason: MissReason, out: &mut Vec<Output>) {
        out.push(Output::Missed {
            capture: check.capture,
            reason,
        });
        self.finish(out);
    }

    fn blurred(&mut self, out: &mut Vec<Output>) {
        self.blurred = true;
        // Once the keys are sent the game may still copy; before that they would go to another window.
        if let Phase::Saving { check, .. } = self.phase {
            self.phase = Phase::Idle;
            out.push(Output::Missed {
                capture: check.capture,
                reason: MissReason::FocusLost,
            });
        }
    }

    fn tick(&mut self, now: Instant, out: &mut Vec<Output>) {
        if self.settle_at.is_some_and(|at| now >= at) {
            self.settle(out);
        }
        match self.phase {
            Phase::Saving { check, until } if now >= until => self.send(check, now, out),
            Phase::Waiting { check } if now >= check.copy_until => {
                self.miss(check, MissReason::NothingCopied, out);
            }
            Phase::Reading { until, .. } if now >= until => self.read_failed(out),
            Phase::Listening { check } if now >= check.copy_until => self.finish(out),
            _ => {}
        }
        self.forget_owed(now);
    }

    fn finish(&mut self, out: &mut Vec<Output>) {
        self.phase = Phase::Idle;
        self.settle(out);
        if self.trust.is_foreign() {
            out.push(Output::Leave);
        } else if self.trust.has_changed() {
            out.push(Output::Restore);
        }
    }

    fn settle(&mut self, out: &mut Vec<Output>) {
        if self.settle_at.take().is_some() {
            out.push(Output::SettleKeys);
        }
    }

    fn forget_owed(&mut self, now: Instant) {
        while self
            .owed
            .front()
            .is_some_and(|sent| now.duration_since(*sent) >= OWED_LIMIT)
        {
            self.owed.pop_front();
        }
    }
}

#[cfg(test)]
mod tests;
