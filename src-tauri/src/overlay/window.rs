//! The panel's window: when it is drawn, where it is shown, when it goes; and the notices in it.

use game_desktop::Rect;

use super::saying::Saying;
use super::{Effect, Now, Options, Overlay, Phase, Room, Window, place, present, words};
use crate::bridge::Tone;

impl Overlay {
    pub(super) fn tell(
        &mut self,
        tone: Tone,
        saying: impl Into<Saying>,
        now: Now,
        effects: &mut Vec<Effect>,
    ) {
        self.notices.tell(tone, saying, now.instant);
        self.notices_changed(now, effects);
    }

    pub(super) fn withdraw(&mut self, code: &str, now: Now, effects: &mut Vec<Effect>) {
        if self.notices.withdraw(code) {
            self.notices_changed(now, effects);
        }
    }

    pub(super) fn notices_changed(&mut self, now: Now, effects: &mut Vec<Effect>) {
        match self.phase {
            // Without a game to show them over, notices wait for it.
            Phase::Hidden if self.playing && !self.notices.is_empty() => {
                self.phase = Phase::Notices;
            }
            Phase::Notices if self.notices.is_empty() => return self.close(true, effects),
            _ => {}
        }
        self.redraw(now, effects);
    }

    /// The player has done with what is shown; notices that were on show by themselves are read.
    pub(super) fn dismiss(&mut self, give_keyboard_back: bool, effects: &mut Vec<Effect>) {
        if matches!(self.phase, Phase::Notices) {
            self.notices.clear();
        }
        self.close(give_keyboard_back, effects);
    }

    /// The player clicked elsewhere. What a watch found stays for its time: in the game one clicks all the time.
    pub(super) fn clicked_beside(&mut self, now: Now, effects: &mut Vec<Effect>) {
        // The click itself gives the keyboard to what was clicked.
        self.panel_has_keyboard = false;
        if matches!(self.phase, Phase::Notices) {
            self.notices.clicked_beside();
            self.notices_changed(now, effects);
        } else {
            self.dismiss(false, effects);
            if self.notices.has_hits() {
                self.notices_changed(now, effects);
            }
        }
    }

    /// Takes the panel away.
    pub(super) fn close(&mut self, give_keyboard_back: bool, effects: &mut Vec<Effect>) {
        let had_keyboard = std::mem::take(&mut self.panel_has_keyboard);
        // It is here no more.
        self.notices.withdraw(words::KEYBOARD_HERE);
        self.keep_drafts(effects);
        self.phase = Phase::Hidden;
        self.by_hand.over();
        if self.window == Window::Hidden {
            return;
        }
        self.window = Window::Hidden;
        self.revision += 1;
        effects.push(Effect::Hide);
        effects.push(Effect::Draw(Box::new(present::hidden(self))));
        if give_keyboard_back && had_keyboard {
            effects.push(Effect::KeyboardToGame);
        }
    }

    /// Whether the panel stays until it is closed.
    pub(super) fn is_pinned(&self) -> bool {
        matches!(&self.phase, Phase::Check(check) if check.pinned)
    }

    /// Whether it comes back after another program was in front: what the player works at is not lost on the way. (The
    /// focus passes other windows also when that of a login closes.)
    pub(super) fn waits_for_its_player(&self) -> bool {
        match &self.phase {
            Phase::Check(check) => !check.is_glanced(),
            Phase::Sale(_) => true,
            Phase::Hidden | Phase::Hint { .. } | Phase::Currency(_) | Phase::Notices => false,
        }
    }

    /// Takes the panel off the screen while the player is in another program; it comes back with the game.
    pub(super) fn put_away(&mut self, effects: &mut Vec<Effect>) {
        self.panel_has_keyboard = false;
        if let Phase::Sale(sale) = &mut self.phase {
            sale.wants_keyboard = true;
        }
        if self.window != Window::Hidden {
            self.window = Window::Hidden;
            effects.push(Effect::Hide);
        }
    }

    /// Draws something new: its place is chosen anew when the page says how large it is.
    pub(super) fn draw_new(&mut self, now: Now, effects: &mut Vec<Effect>) {
        self.window = Window::Drawn;
        self.by_hand.over();
        effects.push(self.draw(now));
        self.first_revision = self.revision;
    }

    pub(super) fn redraw(&mut self, now: Now, effects: &mut Vec<Effect>) {
        // Nothing comes up over other programs but what was copied there; it waits for the game.
        let called = self.playing || self.by_hand.corner().is_some();
        let waits = self.window == Window::Hidden && !called;
        if matches!(self.phase, Phase::Hidden) || self.window == Window::Aside || waits {
            return;
        }
        if self.window == Window::Hidden {
            self.window = Window::Drawn;
        }
        effects.push(self.draw(now));
    }

    pub(super) fn draw(&mut self, now: Now) -> Effect {
        if !matches!(self.phase, Phase::Hidden) {
            self.notices.shown(now.instant);
        }
        self.revision += 1;
        Effect::Draw(Box::new(present::view(self, now)))
    }

    pub(super) fn laid_out(
        &mut self,
        revision: u64,
        width: f64,
        height: f64,
        effects: &mut Vec<Effect>,
    ) {
        let wanted = matches!(self.window, Window::Drawn | Window::Shown(_));
        if revision != self.revision || matches!(self.phase, Phase::Hidden) || !wanted {
            return;
        }
        let size = place::Size::of_css(width, height, self.options.pixel_ratio);
        self.show(self.place_of(size), effects);
        // What has to be typed into takes the keyboard by itself, once: afterwards it is where the player has put it.
        if let Phase::Sale(sale) = &mut self.phase
            && std::mem::take(&mut sale.wants_keyboard)
            && !self.panel_has_keyboard
        {
            self.take_keyboard(effects);
        }
    }

    /// From now on the player works in the panel.
    pub(super) fn take_keyboard(&mut self, effects: &mut Vec<Effect>) {
        if let Phase::Check(check) = &mut self.phase {
            check.attended = true;
        }
        self.panel_has_keyboard = true;
        effects.push(Effect::KeyboardToPanel);
    }

    fn show(&mut self, area: Rect, effects: &mut Vec<Effect>) {
        if self.window != Window::Shown(area) {
            self.window = Window::Shown(area);
            effects.push(self.showing(area));
        }
    }

    fn showing(&self, area: Rect) -> Effect {
        Effect::Show {
            area,
            mouse: !matches!(self.phase, Phase::Hint { .. }) || !self.notices.is_empty(),
        }
    }

    fn place_of(&self, size: place::Size) -> Rect {
        let around = self.surroundings();
        match (self.window, &self.phase) {
            (Window::Shown(shown), Phase::Check(_) | Phase::Sale(_) | Phase::Currency(_)) => {
                place::instead_of(shown, &around, size)
            }
            _ if self.by_hand.corner().is_some() => place::corner(&around, size),
            (_, Phase::Check(_) | Phase::Sale(_)) => {
                place::for_item(self.options.place, &around, size)
            }
            (_, Phase::Hint { .. }) => place::above(&around, size),
            // It belongs to no item.
            (_, Phase::Notices | Phase::Hidden | Phase::Currency(_)) => {
                place::corner(&around, size)
            }
        }
    }

    /// What the panel's window has room for where it is: as tall as the game, or as the monitor.
    pub(super) fn room(&self) -> Room {
        let Options {
            appearance,
            pixel_ratio,
            ..
        } = self.options;
        let monitor = self.surroundings().monitor.height;
        let game = self.game.filter(|_| self.by_hand.corner().is_none());
        let game = game.map_or(monitor, |game| game.height.min(monitor));
        Room::within(game, monitor, appearance.scale, pixel_ratio)
    }

    /// Has the window's room changed where it is not what it was, before anything is drawn there and after it is hidden.
    pub(super) fn make_room(&mut self, now: Now, effects: &mut Vec<Effect>) {
        let room = self.room();
        if std::mem::replace(&mut self.made_room, room) == room {
            return;
        }
        let drawn = effects.iter().rev().find_map(|effect| match effect {
            Effect::Draw(view) => Some(view.room),
            _ => None,
        });
        let is_up = matches!(self.window, Window::Drawn | Window::Shown(_));
        if is_up && drawn != Some(room.height) {
            self.redraw(now, effects);
        }
        // Where the window is as large as the panel it is cut to it again.
        if let Window::Shown(area) = self.window
            && !effects.iter().any(|e| matches!(e, Effect::Show { .. }))
        {
            effects.push(self.showing(area));
        }
        let hidden = effects.iter().rposition(|e| matches!(e, Effect::Hide));
        effects.insert(hidden.map_or(0, |at| at + 1), Effect::MakeRoom(room));
    }

    fn surroundings(&self) -> place::Surroundings {
        // Without a game there is nothing to stay inside of.
        let everywhere = Rect {
            x: 0,
            y: 0,
            width: u32::MAX / 4,
            height: u32::MAX / 4,
        };
        let corner = self.by_hand.corner();
        let game = self.game.filter(|_| corner.is_none());
        let monitor = corner.or(self.monitor).or(game).unwrap_or(everywhere);
        let seen = game.and_then(|game| game.intersection(&monitor));
        place::Surroundings {
            pointer: self.pointer,
            item: self.reach(),
            game: seen.unwrap_or(monitor),
            monitor,
        }
    }

    /// The game is here now, with its item and the panel beside that.
    pub(super) fn game_moved(&mut self, area: Rect, monitor: Rect, effects: &mut Vec<Effect>) {
        let other_monitor = self.monitor.replace(monitor) != Some(monitor);
        let Some(before) = self.game.replace(area) else {
            return;
        };
        if before == area && !other_monitor {
            return;
        }
        self.pointer = place::carried(self.pointer, before, area);
        if self.by_hand.corner().is_some() {
            return;
        }
        let Window::Shown(shown) = self.window else {
            return;
        };
        let size = place::Size {
            width: shown.width,
            height: shown.height,
        };
        let around = self.surroundings();
        let place = match &self.phase {
            Phase::Check(_) | Phase::Sale(_) => {
                let (x, y) = (shown.x + area.x - before.x, shown.y + area.y - before.y);
                place::follow(Rect { x, y, ..shown }, &around)
            }
            Phase::Hint { .. } => place::above(&around, size),
            Phase::Notices | Phase::Hidden | Phase::Currency(_) => place::corner(&around, size),
        };
        self.show(place, effects);
    }
}
