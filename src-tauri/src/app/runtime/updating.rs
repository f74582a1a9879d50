//! The watch for a newer version: asks for it, keeps when, and tells of one.
//!
//! Must not know when it is time; the watch does.

use std::time::{Duration, Instant};

use super::Runtime;
use crate::app::asker::Asker;
use crate::app::keepsakes::Keepsake;
use crate::app::session::Session;
use crate::app::signal::Signal;
use crate::bridge::Tone;
use crate::clock;
use crate::overlay::{Input as OverlayInput, words};
use crate::update::{Effect, Input, Release, State};

impl Runtime {
    pub(super) fn update(&mut self, input: Input, session: Option<&Session>) {
        for effect in self.watch.step(input, clock::utc_now()) {
            match effect {
                Effect::Ask => self.ask_for_release(),
                Effect::Keep(kept) => self.keep(Keepsake::Release, &kept, session),
                Effect::Tell(release) => {
                    let message = words::newer_version(
                        self.preferences.texts(),
                        &release.version.to_string(),
                    );
                    let tone = Tone::Warn;
                    self.feed(OverlayInput::Tell { tone, message }, session);
                }
            }
        }
    }

    /// When the watch wants to be asked next.
    pub(super) fn update_due(&self) -> Option<Instant> {
        let now = clock::utc_now();
        let left = Duration::try_from(self.watch.due(now)? - now).unwrap_or_default();
        Instant::now().checked_add(left)
    }

    fn ask_for_release(&mut self) {
        let url = self.preferences.active().update_url.clone();
        let signals = self.signals.clone();
        self.tasks.spawn_blocking(move || {
            let answer = Release::newest(&url);
            signals.send(Signal::Update(Input::Answered(answer)));
        });
    }

    pub(super) fn open_release(&mut self, session: Option<&Session>) {
        let State::Newer(Release {
            page: Some(page), ..
        }) = self.watch.state()
        else {
            return;
        };
        let page = page.to_string();
        self.open_outside(page, Asker::Settings, session);
    }
}
