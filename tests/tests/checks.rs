//! Checks in a row against a game and other programs that misbehave: late, stale, empty, foreign and garbled clipboards.
//! Each check ends with the hovered item or with a hint, and never with an older item.
//!
//! `HAGGLE_CHECKS` is how many (200), `HAGGLE_SEED` which ones; both are printed. `cargo xtask checks` plays 1,000.

#[path = "checks/plan.rs"]
mod plan;
#[path = "checks/tally.rs"]
mod tally;
#[path = "checks/views.rs"]
mod views;

use std::env;
use std::fmt::Display;
use std::str::FromStr;
use std::time::Duration;

use anyhow::{Context, Result, ensure};
use haggle_tests::desk::{Chord, Desk, Parts};
use haggle_tests::haggle::Haggle;
use haggle_tests::stand_in::StandIn;
use haggle_tests::wait;

use plan::{Dice, Plan};
use tally::Tally;
use views::Views;

const CHECKS: u64 = 200;
const SEED: u64 = 20_261_126;
/// After which a person presses a key again that did nothing.
const PATIENCE: Duration = Duration::from_millis(100);

#[test]
fn every_check_ends_with_the_hovered_item_or_a_hint() -> Result<()> {
    let (checks, seed) = (
        number("HAGGLE_CHECKS", CHECKS)?,
        number("HAGGLE_SEED", SEED)?,
    );
    eprintln!("{checks} checks, HAGGLE_SEED={seed}");
    let desk = Desk::start(Parts::default())?;
    let person = desk.person()?;
    let game = StandIn::open(&desk, "Diablo II")?;
    wait::until("the game to come up", || {
        game.come_up()?;
        Ok(person.has_keyboard(game.window())?.then_some(()))
    })?;
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .worker_threads(1)
        .enable_all()
        .build()?;
    let market = runtime.block_on(practice_market::start(practice_market::Options::default()))?;
    let folder = tempfile::tempdir()?;
    let url = market.market_url();
    let args = ["--market", &url, "--log", "debug", "--print-views"];
    let mut haggle = Haggle::start(&desk, folder.path(), &args)?;
    let mut views = Views::of(haggle.take_lines()?);
    person.wait_taken(Chord::CHECK, true)?;
    person.point_at(500, 400)?;

    let mut dice = Dice::new(seed);
    let mut tally = Tally::default();
    for _ in 0..checks {
        let plan = dice.plan();
        let about = || format!("check {}, {:?}", plan.number, plan);
        one_check(&plan, &game, &person, &mut views, &mut tally).with_context(about)?;
    }
    eprintln!("{tally}");
    tally.judge()
}

fn one_check(
    plan: &Plan,
    game: &StandIn,
    person: &haggle_tests::desk::Person,
    views: &mut Views,
    tally: &mut Tally,
) -> Result<()> {
    if plan.waits_for_late_copies {
        wait::until(
            "late copies to come",
            || Ok((!game.is_late()).then_some(())),
        )?;
    }
    if let Some(manner) = &plan.copied_before {
        game.copy_elsewhere(manner.clone())?;
    }
    game.play(plan.play.clone());
    person.press(Chord::CHECK)?;
    let mut pressed = 1;
    if plan.pressed_twice {
        person.press(Chord::CHECK)?;
        pressed += 1;
    }
    let outcome = views.outcome(pressed, &plan.item)?;
    tally.count(plan, &outcome);
    if plan.closes {
        // The key is taken a moment after the panel came; until then it goes to the game.
        wait::until("the panel to close", || {
            person.press(Chord::ESCAPE)?;
            Ok(views.is_hidden_within(PATIENCE)?.then_some(()))
        })?;
    }
    Ok(())
}

/// A number from the environment.
fn number<T: FromStr<Err: Display>>(name: &str, usual: T) -> Result<T> {
    let Some(value) = env::var_os(name) else {
        return Ok(usual);
    };
    let value = value
        .to_str()
        .with_context(|| format!("{name} is no text"))?;
    let parsed = value.parse();
    ensure!(parsed.is_ok(), "{name}={value} is no number");
    parsed.map_err(|error| anyhow::anyhow!("{name}: {error}"))
}
