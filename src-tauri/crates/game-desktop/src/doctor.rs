//! Looks at each link of the chain once, for `haggle doctor`. Changes nothing.

use std::sync::mpsc;
use std::time::Duration;

use crate::event::Content;
use crate::focus::Game;
use crate::hotkeys::Registrar;
use crate::{Chord, Config, clipboard, platform};

/// How long the clipboard's owner has to answer.
const CLIPBOARD_LIMIT: Duration = Duration::from_secs(1);

/// One link of the chain and its state.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding {
    /// `display`, `hotkeys`, `game window` or `clipboard`.
    pub link: &'static str,
    /// It works.
    pub ok: bool,
    /// Its state in words.
    pub state: String,
    /// What to do, where it does not work, or may not.
    pub cure: Option<String>,
}

/// Looks at the display, the hotkeys, the game's window and the clipboard. Without a display there is one finding.
#[must_use]
pub fn doctor(config: &Config) -> Vec<Finding> {
    let found = match platform::find_game(&config.game_title) {
        Ok(found) => found,
        Err(error) => {
            return vec![bad(
                "display",
                error.to_string(),
                "Start Haggle in a desktop session.",
            )];
        }
    };
    vec![
        good("display", "connected".to_owned()),
        hotkeys(config),
        game(found, &config.game_title),
        clipboard(),
    ]
}

fn good(link: &'static str, state: String) -> Finding {
    Finding {
        link,
        ok: true,
        state,
        cure: None,
    }
}

fn bad(link: &'static str, state: String, cure: &str) -> Finding {
    Finding {
        link,
        ok: false,
        state,
        cure: Some(cure.to_owned()),
    }
}

fn hotkeys(config: &Config) -> Finding {
    let chords: Vec<Chord> = config.chords.iter().map(|(_, chord)| *chord).collect();
    let problems: Vec<String> = Registrar::default()
        .hold(&chords)
        .into_iter()
        .filter_map(|(_, problem)| problem.map(|problem| problem.to_string()))
        .collect();
    let wayland = std::env::var_os("WAYLAND_DISPLAY").is_some();
    hotkeys_found(&chords, &problems, config.watch_copies, wayland)
}

/// Where hotkeys do not work, or may not, there is the watching of copies.
fn hotkeys_found(chords: &[Chord], problems: &[String], watches: bool, wayland: bool) -> Finding {
    let otherwise = if watches {
        "What you copy by hand is checked in any case."
    } else {
        "Or switch on “Check whatever item I copy” in the settings: then Ctrl+C over an item checks it."
    };
    if !problems.is_empty() {
        let cure = format!(
            "End the other program (a second Haggle too), or choose other hotkeys in the settings. {otherwise}"
        );
        return bad("hotkeys", problems.join(" "), &cure);
    }
    let names: Vec<String> = chords.iter().map(Chord::to_string).collect();
    let free = good("hotkeys", format!("{} are free", names.join(", ")));
    Finding {
        cure: wayland.then(|| {
            format!(
                "On Wayland a hotkey is heard only while a window of XWayland, such as the game's, has the keyboard. {otherwise}"
            )
        }),
        ..free
    }
}

fn game(found: Option<Game>, title: &str) -> Finding {
    match found {
        Some(game) => {
            let area = game.area;
            let state = format!("“{title}” is open, {}×{}", area.width, area.height);
            good("game window", state)
        }
        None => bad(
            "game window",
            format!("no window is titled “{title}”"),
            "Start the game. If its window has another title, set that in the settings.",
        ),
    }
}

fn clipboard() -> Finding {
    let (sender, answer) = mpsc::channel();
    let spawned = std::thread::Builder::new()
        .name("clipboard".to_owned())
        .spawn(move || sender.send(clipboard::look()));
    let state = match (spawned, answer.recv_timeout(CLIPBOARD_LIMIT)) {
        (Ok(_), Ok(Ok(content))) => {
            let holds = match content {
                Content::Text(_) | Content::TooLarge { .. } => "text",
                Content::Empty | Content::NotText => "no text",
            };
            return good("clipboard", format!("readable, holds {holds}"));
        }
        (Ok(_), Ok(Err(error))) => error.to_string(),
        (Ok(_), Err(_)) => "the program that owns it does not answer".to_owned(),
        (Err(error), _) => error.to_string(),
    };
    bad(
        "clipboard",
        state,
        "Copy something in another program; end the program that was copied from last.",
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    const OFFER: &str = "Check whatever item I copy";

    fn found(problems: &[&str], watches: bool, wayland: bool) -> Finding {
        let chord: Chord = "Ctrl+D".parse().expect("a chord");
        let problems: Vec<String> = problems.iter().map(ToString::to_string).collect();
        hotkeys_found(&[chord], &problems, watches, wayland)
    }

    #[test]
    fn without_hotkeys_the_watching_of_copies_is_offered() {
        let taken = found(&["Another program uses Ctrl+D."], false, false);
        assert!(!taken.ok && taken.cure.is_some_and(|cure| cure.contains(OFFER)));
        let on_wayland = found(&[], false, true);
        assert!(on_wayland.ok && on_wayland.cure.is_some_and(|cure| cure.contains(OFFER)));
    }

    #[test]
    fn it_is_not_offered_where_nothing_is_wrong_or_it_is_on() {
        assert_eq!(found(&[], false, false).cure, None);
        let taken = found(&["Another program uses Ctrl+D."], true, true);
        assert!(taken.cure.is_some_and(|cure| !cure.contains(OFFER)));
    }
}
