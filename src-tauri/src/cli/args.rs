//! What can be written on the command line.

use std::path::PathBuf;

use clap::{ArgAction, Parser, Subcommand};
use market_client::Realm;

use crate::settings::Settings;

/// Press a hotkey over an item in Project Diablo 2 and see, over the game, what it sells for.
#[derive(Debug, Clone, Parser)]
#[command(name = "haggle", version, about, max_term_width = 100)]
pub struct Args {
    #[command(subcommand)]
    pub task: Option<Task>,
    /// Keep settings and log in this folder
    #[arg(long, global = true, value_name = "DIR")]
    pub config_dir: Option<PathBuf>,
    /// Ask this market (wss://HOST, or ws:// on this computer)
    #[arg(long, global = true, value_name = "URL")]
    pub market: Option<String>,
    /// Log in on this page (https://, or http:// on this computer)
    #[arg(long, global = true, value_name = "URL")]
    pub login_page: Option<String>,
    /// Listings of the ladder
    #[arg(long, global = true, overrides_with = "non_ladder")]
    ladder: bool,
    /// Listings outside of the ladder
    #[arg(long, global = true, overrides_with = "ladder")]
    non_ladder: bool,
    /// Listings of hardcore characters
    #[arg(long, global = true, overrides_with = "softcore")]
    hardcore: bool,
    /// Listings of softcore characters
    #[arg(long, global = true, overrides_with = "hardcore")]
    softcore: bool,
    /// How much is logged: error, warn, info, debug or trace
    #[arg(long, global = true, value_name = "LEVEL", value_parser = ["error", "warn", "info", "debug", "trace"], hide_possible_values = true)]
    pub log: Option<String>,
    /// Started with the system: nothing is shown that nobody asked for
    #[arg(long, global = true, hide = true)]
    pub background: bool,
    /// Print each check to stdout when its listings are there
    #[arg(long, global = true, hide = true, action = ArgAction::SetTrue)]
    pub print_checks: bool,
    /// Print every view of the panel to stdout, one line of JSON each
    #[arg(long, global = true, hide = true, action = ArgAction::SetTrue)]
    pub print_views: bool,
}

impl Args {
    /// Puts what this run says over what is kept. Nothing of it is saved.
    #[must_use]
    pub fn apply(&self, mut settings: Settings) -> Settings {
        if let Some(market) = &self.market {
            settings.market.clone_from(market);
        }
        if let Some(page) = &self.login_page {
            settings.login_page.clone_from(page);
        }
        if self.ladder || self.non_ladder {
            settings.realm.ladder = self.ladder;
        }
        if self.hardcore || self.softcore {
            settings.realm.hardcore = self.hardcore;
        }
        if let Some(level) = &self.log {
            settings.log_level = level.clone().into();
        }
        settings
    }

    /// The realms that this run names: all of them where it names none.
    pub fn realms(&self) -> impl Iterator<Item = Realm> {
        let ladder = (self.ladder || self.non_ladder).then_some(self.ladder);
        let hardcore = (self.hardcore || self.softcore).then_some(self.hardcore);
        Realm::ALL.into_iter().filter(move |realm| {
            ladder.is_none_or(|ladder| realm.ladder == ladder)
                && hardcore.is_none_or(|hardcore| realm.hardcore == hardcore)
        })
    }
}

/// What to do; nothing is the overlay.
#[derive(Debug, Clone, Subcommand)]
pub enum Task {
    /// Learn Haggle with a practice game and a market on this computer
    Practice(PracticeArgs),
    /// Read an item and print it
    Item(Source),
    /// Print the market query for an item
    Query(Source),
    /// Ask the market what an item sells for
    Check {
        #[command(flatten)]
        source: Source,
        /// Go on, and print anew whenever listings appear, change or go
        #[arg(long)]
        follow: bool,
        /// Check what the mouse is over in the game whenever the hotkey is pressed; without any window
        #[arg(long, conflicts_with_all = ["file", "follow"])]
        hotkey: bool,
    },
    /// Find an item in your stash and list it
    List(ListArgs),
    /// Print your listings, of all realms or of those that you name
    Listings {
        /// Print JSON
        #[arg(long)]
        json: bool,
    },
    /// Put a listing in front again
    Bump(ChangeArgs),
    /// Take a listing back
    Delist(ChangeArgs),
    /// Change the price of a listing
    Price {
        #[command(flatten)]
        change: ChangeArgs,
        /// The new price: HR (0.5), runes (2 gul) or words (offer); an amount alone keeps "obo" and the note
        #[arg(allow_hyphen_values = true)]
        price: String,
    },
    /// Check each link of the chain and name the cure
    Doctor {
        /// Print JSON
        #[arg(long)]
        json: bool,
    },
    /// The window of the practice game
    #[command(hide = true)]
    PracticeGame(GameArgs),
}

/// Where an item's text comes from.
#[derive(Debug, Clone, clap::Args)]
pub struct Source {
    /// The item as the game copies it; stdin when absent
    pub file: Option<PathBuf>,
    /// Print JSON
    #[arg(long)]
    pub json: bool,
}

/// What to list, and how.
#[derive(Debug, Clone, clap::Args)]
pub struct ListArgs {
    #[command(flatten)]
    pub source: Source,
    /// The price: HR (0.5), runes (2 gul) or words (offer)
    #[arg(long, allow_hyphen_values = true)]
    pub price: String,
    /// The game account whose stash holds it; your usual one when absent
    #[arg(long)]
    pub account: Option<String>,
    /// Which one, where several fit: the number that was printed
    #[arg(long)]
    pub choose: Option<usize>,
    /// Print what would be sent, and send nothing
    #[arg(long)]
    pub dry_run: bool,
}

/// Which listing to change.
#[derive(Debug, Clone, clap::Args)]
pub struct ChangeArgs {
    /// The listing, as `haggle listings` names it
    pub id: String,
    /// Print what would be done, and do nothing
    #[arg(long)]
    pub dry_run: bool,
    /// Print JSON, as it does in any case
    #[arg(long)]
    pub json: bool,
}

/// How practice goes.
#[derive(Debug, Clone, Default, clap::Args)]
pub struct PracticeArgs {
    #[command(flatten)]
    pub game: GameArgs,
    /// The practice market shows listings only after a login
    #[arg(long)]
    pub login_required: bool,
}

/// How the practice game behaves.
#[derive(Debug, Clone, Default, clap::Args)]
pub struct GameArgs {
    /// Fill the screen, as the game does
    #[arg(long)]
    pub fullscreen: bool,
    /// Copy this many milliseconds late, as a game on a slow computer does
    #[arg(long, value_name = "MS", default_value_t = 0)]
    pub copy_delay: u64,
    /// The window's title
    #[arg(long, default_value = "Diablo II", hide = true)]
    pub title: String,
    /// The language of the window's own words
    #[arg(long, default_value = "en", hide = true)]
    pub language: String,
    /// End when standard input ends
    #[arg(long, hide = true)]
    pub until_input_ends: bool,
}

#[cfg(test)]
mod tests {
    use super::*;

    fn args(words: &str) -> Args {
        let words = ["haggle"].into_iter().chain(words.split_whitespace());
        Args::try_parse_from(words).expect("is understood")
    }

    #[test]
    fn listings_are_of_the_realms_that_are_named() {
        let realms = |words: &str| {
            let args = args(words);
            let named = args.realms().map(|realm| (realm.ladder, realm.hardcore));
            named.collect::<Vec<_>>()
        };
        assert_eq!(realms("listings").len(), 4);
        assert_eq!(realms("listings --ladder --hardcore"), [(true, true)]);
        assert_eq!(realms("--non-ladder listings --softcore"), [(false, false)]);
        let softcore = realms("listings --softcore");
        assert_eq!(softcore.len(), 2);
        assert!(softcore.iter().all(|(_, hardcore)| !hardcore));
    }

    #[test]
    fn whatever_prints_takes_json() {
        for words in [
            "item --json",
            "check --json",
            "list --price 1 --json",
            "listings --json",
            "bump x --json",
            "delist x --json",
            "price x 0.5 --json",
            "doctor --json",
        ] {
            args(words);
        }
    }
}
