//! Reading the clipboard without a check: what the player copies by hand, and what a window of ours asks for.
//! Must not know what a check is; it begins nothing while one is under way.

use super::Driver;
use crate::backend::{Backend, Job, MousePlace, Reply};
use crate::event::{Content, Event, Owner};

/// The reads under way.
#[derive(Debug, Default)]
pub struct ByHand {
    /// What was copied by hand.
    copied: Option<(Job, MousePlace)>,
    /// What a window of ours asked for.
    asked: Option<Job>,
}

impl ByHand {
    /// A check begins: what is read from now on may be its copy.
    pub fn give_up(&mut self) {
        self.copied = None;
    }
}

impl<B: Backend> Driver<B> {
    /// Whether a change of the clipboard, with no check under way, is the player's own copy.
    pub(super) fn is_by_hand(&self, owner: Owner) -> bool {
        let owed = self.capture.may_be_owed(owner, self.backend.now());
        self.config.watch_copies && !owed && !self.focus.is_own()
    }

    pub(super) fn read_by_hand(&mut self) {
        match self.backend.mouse() {
            Ok(mouse) => {
                let job = self.next_job();
                self.by_hand.copied = Some((job, mouse));
                self.backend.read(job);
            }
            Err(error) => tracing::warn!(%error, "a copy by hand was not looked at"),
        }
    }

    pub(super) fn read_asked(&mut self) {
        let job = self.next_job();
        self.by_hand.asked = Some(job);
        self.backend.read(job);
    }

    pub(super) fn read_for_others(&mut self, job: Job, reply: Reply) {
        let content = match reply {
            Reply::Read(content) => Some(content),
            _ => None,
        };
        if self.by_hand.asked == Some(job) {
            self.by_hand.asked = None;
            (self.sink)(Event::ClipboardRead(content));
        } else if let Some((_, mouse)) = self.by_hand.copied.take_if(|(read, _)| *read == job) {
            self.copied_by_hand(content, mouse);
        }
    }

    fn copied_by_hand(&mut self, content: Option<Content>, mouse: MousePlace) {
        if let Some(content) = content {
            (self.sink)(Event::CopiedByHand {
                capture: self.capture.name(),
                content,
                pointer: mouse.point,
                monitor: mouse.monitor,
            });
        }
        // One question at a time to the clipboard's owner: what is to be put back after the next check comes now.
        if self.focus.game().is_some() {
            self.ask_snapshot();
        }
    }
}

#[cfg(test)]
mod tests;
