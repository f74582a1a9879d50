//! What the player can set about the desktop side. Where it is stored is not known here.

use std::time::Duration;

use crate::{Chord, Command};

/// The settings of the desktop side.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Config {
    /// Title of the game's window; blanks around it do not count.
    pub game_title: String,
    /// Which chord asks for which command.
    pub chords: Vec<(Command, Chord)>,
    /// How long the game may take to copy the item, counted from the keys that ask for it.
    pub copy_limit: Duration,
    /// Put back what was on the clipboard before the check.
    pub restore_clipboard: bool,
    /// Report what the player copies by hand, with [`crate::Event::CopiedByHand`].
    pub watch_copies: bool,
}

impl Config {
    /// The title that Project Diablo 2 gives its window.
    pub const GAME_TITLE: &'static str = "Diablo II";
    /// The time the game has for its copy.
    pub const COPY_LIMIT: Duration = Duration::from_millis(400);

    /// The chord a command has until the player chooses another.
    #[must_use]
    pub fn default_chord(command: Command) -> Chord {
        use crate::chord::{Key, Modifiers};
        let ctrl = Modifiers {
            ctrl: true,
            ..Modifiers::default()
        };
        match command {
            Command::Check => Chord::new(ctrl, Key::D),
            Command::CheckPinned => Chord::new(Modifiers { alt: true, ..ctrl }, Key::D),
            Command::List => Chord::new(ctrl, Key::L),
            Command::Currency => Chord::new(ctrl, Key::X),
            Command::Settings => Chord::new(ctrl, Key::O),
        }
    }
}

impl Default for Config {
    fn default() -> Self {
        Self {
            game_title: Self::GAME_TITLE.to_owned(),
            chords: Command::ALL
                .into_iter()
                .map(|command| (command, Self::default_chord(command)))
                .collect(),
            copy_limit: Self::COPY_LIMIT,
            restore_clipboard: true,
            watch_copies: false,
        }
    }
}
