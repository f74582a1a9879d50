//! Which window has the keyboard: the game, one of ours, or another. Pure; how it is found out is not known here.

use crate::event::Event;
use crate::{Rect, WindowId};

/// What a look at the focus found.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Seen {
    /// The game.
    Game(Game),
    /// A window of this process; with the game that had the keyboard last, where its window is still there.
    Own(Option<Game>),
    /// Another window, or none.
    Other,
}

/// The game's window as it lies now.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Game {
    /// Its window.
    pub window: WindowId,
    /// Its inside, in physical pixels of the desktop.
    pub area: Rect,
    /// The monitor that shows most of it.
    pub monitor: Rect,
}

impl Seen {
    /// The game as it lies now, if it is known.
    #[must_use]
    pub fn game(&self) -> Option<Game> {
        match self {
            Seen::Game(game) => Some(*game),
            Seen::Own(game) => *game,
            Seen::Other => None,
        }
    }
}

fn focused(game: Game) -> Event {
    Event::GameFocused {
        area: game.area,
        monitor: game.monitor,
        window: game.window,
    }
}

/// Whether a window's title is the game's; blanks around either do not count.
#[must_use]
pub fn title_matches(title: &str, wanted: &str) -> bool {
    let wanted = wanted.trim();
    !wanted.is_empty() && title.trim() == wanted
}

/// The focus as it was reported last.
#[derive(Debug)]
pub struct Focus(Seen);

impl Default for Focus {
    fn default() -> Self {
        Self(Seen::Other)
    }
}

impl Focus {
    /// The game, while it has the keyboard.
    #[must_use]
    pub fn game(&self) -> Option<Game> {
        match self.0 {
            Seen::Game(game) => Some(game),
            Seen::Own(_) | Seen::Other => None,
        }
    }

    /// Whether a window of ours has the keyboard.
    #[must_use]
    pub fn is_own(&self) -> bool {
        matches!(self.0, Seen::Own(_))
    }

    /// Takes in a new look; says what to report, as far as it is news.
    pub fn step(&mut self, seen: Seen) -> Vec<Event> {
        let before = std::mem::replace(&mut self.0, seen);
        let turned = match (before, seen) {
            (Seen::Game(old), Seen::Game(new)) if old.window == new.window => None,
            // The place comes with it.
            (_, Seen::Game(new)) => return vec![focused(new)],
            (Seen::Own(_), Seen::Own(_)) | (Seen::Other, Seen::Other) => None,
            (_, Seen::Own(_)) => Some(true),
            (_, Seen::Other) => Some(false),
        };
        let blurred = turned.map(|to_own_window| Event::GameBlurred { to_own_window });
        let moved = seen.game().filter(|game| before.game() != Some(*game));
        let moved = moved.map(|game| Event::GameMoved {
            area: game.area,
            monitor: game.monitor,
        });
        blurred.into_iter().chain(moved).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn game(window: u64, x: i32) -> Game {
        let area = Rect {
            x,
            y: 0,
            width: 800,
            height: 600,
        };
        Game {
            window: WindowId(window),
            area,
            monitor: area,
        }
    }

    fn moved(game: Game) -> Event {
        Event::GameMoved {
            area: game.area,
            monitor: game.monitor,
        }
    }

    fn blurred(to_own_window: bool) -> Event {
        Event::GameBlurred { to_own_window }
    }

    #[test]
    fn only_news_is_reported() {
        let mut focus = Focus::default();
        let (first, there, second) = (game(1, 0), game(1, 5), game(2, 5));
        for (seen, news) in [
            (Seen::Other, vec![]),
            (Seen::Game(first), vec![focused(first)]),
            (Seen::Game(first), vec![]),
            (Seen::Game(there), vec![moved(there)]),
            (Seen::Game(second), vec![focused(second)]),
            (Seen::Own(Some(second)), vec![blurred(true)]),
            (Seen::Own(Some(second)), vec![]),
            (Seen::Other, vec![blurred(false)]),
            (Seen::Own(None), vec![blurred(true)]),
        ] {
            assert_eq!(focus.step(seen), news, "{seen:?}");
        }
        assert_eq!(focus.game(), None);
        assert!(focus.is_own());
    }

    #[test]
    fn a_game_that_moves_while_one_of_ours_has_the_keyboard_is_followed() {
        let mut focus = Focus::default();
        focus.step(Seen::Game(game(1, 0)));
        let there = game(1, 9);
        let news = focus.step(Seen::Own(Some(there)));
        assert_eq!(news, [blurred(true), moved(there)]);
        let further = game(1, 20);
        assert_eq!(focus.step(Seen::Own(Some(further))), [moved(further)]);
        // It ended.
        assert_eq!(focus.step(Seen::Own(None)), []);
    }

    #[test]
    fn titles_match_whole() {
        assert!(title_matches(" Diablo II ", "Diablo II"));
        assert!(!title_matches("Diablo II guide", "Diablo II"));
        assert!(!title_matches("", " "));
    }
}
