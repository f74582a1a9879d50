//! Which window has the keyboard: the game, one of ours, or another. Pure; how it is found out is not known here.

use crate::event::Event;
use crate::{Rect, WindowId};

/// What a look at the focus found.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Seen {
    /// The game.
    Game(Game),
    /// A window of this process.
    Own,
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
    /// The game's title decides first: the practice game is a window of this very process.
    #[must_use]
    pub fn decide(title_matches: bool, own: bool, game: impl FnOnce() -> Option<Game>) -> Self {
        if title_matches {
            game().map_or(Seen::Other, Seen::Game)
        } else if own {
            Seen::Own
        } else {
            Seen::Other
        }
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
            Seen::Own | Seen::Other => None,
        }
    }

    /// Takes in a new look; says what to report, if it is news.
    pub fn step(&mut self, seen: Seen) -> Option<Event> {
        let before = std::mem::replace(&mut self.0, seen);
        match (before, seen) {
            (Seen::Game(old), Seen::Game(new)) if old.window == new.window => (old != new)
                .then_some(Event::GameMoved {
                    area: new.area,
                    monitor: new.monitor,
                }),
            (_, Seen::Game(new)) => Some(Event::GameFocused {
                area: new.area,
                monitor: new.monitor,
                window: new.window,
            }),
            (Seen::Own, Seen::Own) | (Seen::Other, Seen::Other) => None,
            (_, Seen::Own) => Some(Event::GameBlurred {
                to_own_window: true,
            }),
            (_, Seen::Other) => Some(Event::GameBlurred {
                to_own_window: false,
            }),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn game(window: u64, x: i32) -> Seen {
        let area = Rect {
            x,
            y: 0,
            width: 800,
            height: 600,
        };
        Seen::Game(Game {
            window: WindowId(window),
            area,
            monitor: area,
        })
    }

    #[test]
    fn only_news_is_reported() {
        let mut focus = Focus::default();
        assert_eq!(focus.step(Seen::Other), None);
        assert!(matches!(
            focus.step(game(1, 0)),
            Some(Event::GameFocused { .. })
        ));
        assert_eq!(focus.step(game(1, 0)), None);
        assert!(matches!(
            focus.step(game(1, 5)),
            Some(Event::GameMoved { .. })
        ));
        assert!(matches!(
            focus.step(game(2, 5)),
            Some(Event::GameFocused { .. })
        ));
        let own = Some(Event::GameBlurred {
            to_own_window: true,
        });
        let other = Some(Event::GameBlurred {
            to_own_window: false,
        });
        assert_eq!(focus.step(Seen::Own), own);
        assert_eq!(focus.step(Seen::Own), None);
        assert_eq!(focus.step(Seen::Other), other);
        assert_eq!(focus.step(Seen::Own), own);
        assert_eq!(focus.game(), None);
    }

    #[test]
    fn the_title_decides_before_the_owner() {
        let found = || match game(1, 0) {
            Seen::Game(game) => Some(game),
            _ => None,
        };
        assert_eq!(Seen::decide(true, true, found), game(1, 0));
        assert_eq!(Seen::decide(false, true, found), Seen::Own);
        assert_eq!(Seen::decide(false, false, found), Seen::Other);
        assert_eq!(Seen::decide(true, false, || None), Seen::Other);
    }

    #[test]
    fn titles_match_whole() {
        assert!(title_matches(" Diablo II ", "Diablo II"));
        assert!(!title_matches("Diablo II guide", "Diablo II"));
        assert!(!title_matches("", " "));
    }
}
