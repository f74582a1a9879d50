//! What happens on the desktop: the game comes and goes, hotkeys are pressed, items are copied.

use game_desktop::{CaptureId, ChordState, Command, Content, Event as DesktopEvent, MissReason};
use item_parsers::Item;

use super::by_hand::Copy;
use super::check::Check;
use super::{Effect, HINT_STAYS, Now, Overlay, Phase, Window, words};
use crate::bridge::{Message, Tone};

impl Overlay {
    pub(super) fn desktop(&mut self, event: DesktopEvent, now: Now, effects: &mut Vec<Effect>) {
        match event {
            DesktopEvent::GameFocused { area, monitor, .. } => {
                self.game_moved(area, monitor, effects);
                self.playing = true;
                self.panel_has_keyboard = false;
                if matches!(self.phase, Phase::Hidden) && !self.notices.is_empty() {
                    self.phase = Phase::Notices;
                }
                if self.window == Window::Hidden {
                    self.redraw(now, effects);
                }
            }
            DesktopEvent::GameMoved { area, monitor } => self.game_moved(area, monitor, effects),
            DesktopEvent::GameBlurred { to_own_window } => {
                self.awaited = None;
                self.playing = false;
                // Aside, it waits for the login: the player may fetch a password from anywhere.
                if !to_own_window && self.window != Window::Aside {
                    if self.is_pinned() && self.by_hand.corner().is_some() {
                        // It belongs to no game.
                        self.panel_has_keyboard = false;
                    } else if self.waits_for_its_player() {
                        self.put_away(effects);
                    } else {
                        self.close(false, effects);
                    }
                }
            }
            DesktopEvent::CheckStarted {
                capture,
                command,
                pointer,
                ..
            } => {
                self.awaited = Some((capture, command));
                self.pointer = pointer;
            }
            DesktopEvent::OnlyTexts => effects.push(Effect::OpenPasted),
            DesktopEvent::Unseen => self.tell(Tone::Warn, words::unseen, now, effects),
            DesktopEvent::Captured {
                capture, content, ..
            } => self.captured(capture, content, now, effects),
            DesktopEvent::Missed { capture, reason } => {
                self.missed(capture, reason, now, effects);
            }
            DesktopEvent::CopiedByHand {
                capture,
                content,
                pointer,
                monitor,
            } => {
                let copy = Copy {
                    capture,
                    pointer,
                    monitor,
                };
                self.copied_by_hand(copy, content, now, effects);
            }
            // Asked for by the window that texts are pasted into.
            DesktopEvent::ClipboardRead(_) => {}
            DesktopEvent::EscapePressed => self.dismiss(true, effects),
            // The click itself gives the keyboard to what was clicked.
            DesktopEvent::ClickedOutside { in_game } => {
                if in_game || !self.is_pinned() {
                    self.clicked_beside(now, effects);
                }
            }
            DesktopEvent::MouseLeft { capture } => {
                if matches!(&self.phase, Phase::Check(check) if check.capture == capture && check.is_glanced())
                {
                    self.close(true, effects);
                    // They were not read by moving the mouse.
                    self.notices_changed(now, effects);
                }
            }
            DesktopEvent::CommandPressed(Command::Settings) => {
                effects.push(Effect::OpenSettings { section: None });
            }
            DesktopEvent::CommandPressed(Command::Currency) => self.toggle_currency(now, effects),
            DesktopEvent::CommandPressed(_) => {}
            DesktopEvent::ChordsChanged(chords) => {
                for state in chords {
                    let offer = self.offers_copies(&state);
                    let chord = state.chord;
                    match state.problem {
                        Some(problem) => {
                            let saying =
                                move |texts| words::chord_problem(texts, &chord, &problem, offer);
                            self.tell(Tone::Bad, saying, now, effects);
                        }
                        None if state.bound => {
                            self.withdraw(&words::chord_code(&chord), now, effects);
                        }
                        // Not asked for just now: nothing is known of it.
                        None => {}
                    }
                }
            }
            DesktopEvent::Failed(error) => {
                let saying = move |texts| words::desktop_failed(texts, &error);
                self.tell(Tone::Bad, saying, now, effects);
            }
        }
    }

    /// No item was copied. Pressed to pin with nothing under the mouse, it is the way into what is on show.
    fn missed(
        &mut self,
        capture: CaptureId,
        reason: MissReason,
        now: Now,
        effects: &mut Vec<Effect>,
    ) {
        let is_this = |awaited: &mut (CaptureId, Command)| awaited.0 == capture;
        let Some((_, command)) = self.awaited.take_if(is_this) else {
            return;
        };
        let is_up = matches!(self.window, Window::Shown(_)) && self.phase.takes_keys();
        if is_up && command == Command::CheckPinned && reason == MissReason::NothingCopied {
            self.take_keyboard(effects);
            return self.tell(Tone::Good, words::keyboard_here, now, effects);
        }
        let (title, text) = self.options.texts.missed(reason);
        self.hint(capture, title, text, now, effects);
    }

    /// Whether a check could be had without this chord, and is not yet.
    fn offers_copies(&self, state: &ChordState) -> bool {
        let checks = matches!(state.command, Command::Check | Command::CheckPinned);
        checks && !self.options.watch_copies
    }

    pub(super) fn captured(
        &mut self,
        capture: CaptureId,
        content: Content,
        now: Now,
        effects: &mut Vec<Effect>,
    ) {
        // What belongs to an older check is moot.
        let is_this = |awaited: &mut (CaptureId, Command)| awaited.0 == capture;
        let Some((_, command)) = self.awaited.take_if(is_this) else {
            return;
        };
        let text = match content {
            Content::Text(text) => text,
            other => {
                let (title, text) = words::no_text(self.options.texts, &other);
                return self.hint(capture, title, text, now, effects);
            }
        };
        match item_parsers::parse_clipboard(&text) {
            Ok(item) if command == Command::List => {
                self.begin_sale(capture, item, now, effects);
                self.draw_new(now, effects);
            }
            Ok(item) if command == Command::CheckPinned && self.is_pinned_again(capture, &item) => {
                self.take_keyboard(effects);
            }
            Ok(item) => {
                let pinned = command == Command::CheckPinned;
                self.begin_check(capture, item, pinned, now, effects);
            }
            Err(error) => {
                let (title, text) = words::not_an_item(self.options.texts, &error);
                self.hint(capture, title, text, now, effects);
            }
        }
    }

    /// Whether the pinned panel on show is pinned once more: the way into it without the mouse.
    fn is_pinned_again(&self, capture: CaptureId, item: &Item) -> bool {
        let Phase::Check(check) = &self.phase else {
            return false;
        };
        let shown = matches!(self.window, Window::Shown(_));
        shown && check.pinned && check.capture != capture && check.item == *item
    }

    pub(super) fn begin_check(
        &mut self,
        capture: CaptureId,
        item: Item,
        pinned: bool,
        now: Now,
        effects: &mut Vec<Effect>,
    ) {
        let mut asking = self.asking(now, effects);
        let check = Check::begin(capture, item, pinned, &mut asking);
        self.phase = Phase::Check(Box::new(check));
        self.draw_new(now, effects);
    }

    /// Says why there is no item: beside what the player works at, which stays, or else in its place.
    pub(super) fn hint(
        &mut self,
        capture: CaptureId,
        title: String,
        text: String,
        now: Now,
        effects: &mut Vec<Effect>,
    ) {
        if self.waits_for_its_player() {
            let message = Message::new("no_item", title, text);
            self.notices.tell_in_passing(message, now.instant);
            return self.notices_changed(now, effects);
        }
        self.phase = Phase::Hint {
            capture,
            title,
            text,
            until: now.instant + HINT_STAYS,
        };
        self.draw_new(now, effects);
    }
}
