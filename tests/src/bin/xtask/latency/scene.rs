//! What is measured in: a desktop, a market that answers at a distance, the practice game, a person, the program.

use std::path::Path;
use std::time::Duration;

use anyhow::{Context, Result};
use haggle_tests::desk::{Chord, Desk, Parts, Person};
use haggle_tests::haggle::Haggle;
use practice_market::{Options, PracticeMarket};
use tempfile::TempDir;
use tokio::runtime::Runtime;

/// The market answers so late that the item is painted long before, and no sign of waiting comes up yet.
const ANSWER_DELAY: Duration = Duration::from_millis(100);

/// The side of the mouse that has more room.
#[derive(Debug, Clone, Copy)]
pub enum Room {
    Left,
    Right,
}

/// Its parts end in the order of the fields.
pub struct Scene {
    _game: Haggle,
    pub person: Person,
    pub folder: TempDir,
    market: PracticeMarket,
    _runtime: Runtime,
    pub desk: Desk,
}

impl Scene {
    pub fn set(program: &Path) -> Result<Self> {
        let desk = Desk::start(Parts::default())?;
        let person = desk.person()?;
        let folder = tempfile::tempdir()?;
        let runtime = tokio::runtime::Builder::new_multi_thread()
            .worker_threads(1)
            .enable_all()
            .build()?;
        let options = Options {
            answer_delay: ANSWER_DELAY,
            ..Options::default()
        };
        let market = runtime.block_on(practice_market::start(options))?;
        let game = Haggle::start_program(program, &desk, folder.path(), &["practice-game"])?;
        let window = person.wait_window("Diablo II")?;
        person.wait_keyboard(window)?;
        person.wait_still()?;
        Ok(Self {
            _game: game,
            person,
            folder,
            market,
            _runtime: runtime,
            desk,
        })
    }

    /// Starts the program as a player does, with its traces, and settings and log in a folder of its own.
    pub fn start(&self, program: &Path, folder: &Path) -> Result<Haggle> {
        let url = self.market.market_url();
        let args = ["--market", &url, "--log", "debug"];
        Haggle::start_program(program, &self.desk, folder, &args)
    }

    /// Points at an item of the practice game, and waits until the game shows that it is hovered. Where the mouse is
    /// then, from the screen's left edge, and which side of it has more room.
    pub fn point_at(&self, id: &str) -> Result<(i32, Room)> {
        let window = self.person.find_window("Diablo II")?;
        let (left, top, width, _) = self.person.area_of(window.context("the game is gone")?)?;
        let (x, y) = haggle_tests::inventory::place_of(id)?;
        let place = (left + x, top + y);
        // A step beside it first: a page hears of a hovered place by movement.
        self.person.point_at(place.0 - 3, place.1)?;
        self.person.point_at(place.0, place.1)?;
        self.person.wait_still()?;
        let room = if 2 * x <= width {
            Room::Right
        } else {
            Room::Left
        };
        Ok((place.0, room))
    }

    /// Closes the panel, and waits until its key is given back.
    pub fn close_panel(&self) -> Result<()> {
        self.person.press(Chord::ESCAPE)?;
        haggle_tests::wait::until("the panel to go", || {
            Ok(self.person.find_window("Haggle")?.is_none().then_some(()))
        })?;
        self.person.wait_taken(Chord::ESCAPE, false)
    }
}
