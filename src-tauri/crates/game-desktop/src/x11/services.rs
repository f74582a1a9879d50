//! What the core asks of the backend: hotkeys, keys, windows and the clipboard.

use std::sync::Arc;
use std::time::Instant;

use super::saved::Saved;
use super::{X11, log};
use crate::backend::{Clipboard, Hotkeys, Job, Keys, MousePlace, Signal, Windows};
use crate::labels::Labels;
use crate::{Chord, DesktopError, Rect, WindowId};

impl Hotkeys for X11 {
    fn bind(&mut self, chords: &[Chord]) {
        let was_armed = !self.wanted.is_empty();
        self.wanted = chords.to_vec();
        if was_armed == chords.is_empty() {
            let selected = self.select_raw();
            let switched = selected.and_then(|()| match was_armed {
                true => self.keyboard.disarm(&self.conn),
                false => self.keyboard.arm(&self.conn),
            });
            log(switched, "the raw key events");
        }
        log(self.hold(), "the hotkeys");
    }

    fn labels(&self) -> Labels {
        self.keyboard.layout().labels().clone()
    }
}

impl Keys for X11 {
    fn send_copy(&mut self, chord: Chord) -> Result<(), DesktopError> {
        self.keyboard.send_copy(&self.conn, chord)
    }

    fn settle(&mut self) {
        log(self.keyboard.settle(&self.conn), "the keys");
    }
}

impl Windows for X11 {
    fn set_game_title(&mut self, title: &str) {
        self.tracker.set_title(title);
        log(self.look(), "the focus");
    }

    fn set_panel(&mut self, window: Option<WindowId>) {
        self.tracker.set_panel(window);
        log(self.look(), "the focus");
    }

    fn watch_clicks(&mut self, on: bool) {
        self.clicks = on;
        log(self.select_raw(), "the clicks");
    }

    fn watch_mouse(&mut self, on: bool) {
        self.mouse.watch(on, Instant::now());
        let looked = self.select_raw().and_then(|()| self.look_at_mouse());
        log(looked, "the mouse");
    }

    fn focus(&mut self, window: WindowId) {
        log(self.tracker.focus(&self.conn, window), "our window's focus");
    }

    fn focus_game(&mut self) {
        log(self.tracker.focus_game(&self.conn), "the game's focus");
    }

    /// There is always a way over a window of X11.
    fn game_hides_all(&mut self) -> bool {
        false
    }

    fn mouse(&mut self) -> Result<MousePlace, DesktopError> {
        let point = self.pointer()?;
        let monitor = self.tracker.monitor_of(&self.conn, Rect::pixel(point))?;
        Ok(MousePlace { point, monitor })
    }
}

impl Clipboard for X11 {
    fn read(&mut self, job: Job) {
        self.clipboard.read(job);
    }

    fn save(&mut self, job: Job) {
        self.clipboard.save(job);
    }

    fn restore(&mut self, job: Job, saved: Arc<Saved>) {
        self.selection.writing(job);
        self.clipboard.restore(job, saved);
    }

    fn changed_since_reported(&mut self) -> bool {
        // The round trip brings every change that happened before it.
        let synced = self.selection.sync(&self.conn);
        log(synced.and_then(|()| self.take_events()), "the clipboard");
        self.pending
            .iter()
            .any(|signal| matches!(signal, Signal::ClipboardChanged(_)))
    }
}
