//! A new player's first minute: the welcome, the lesson of the practice game, and a text that is checked without a game.

mod support;

use std::fs::File;

use anyhow::Result;
use haggle_tests::desk::{Chord, Parts};
use haggle_tests::wait;
use practice_market::{Options as MarketOptions, PracticeMarket};
use serde_json::Value;
use support::{Options, Stage};
use tokio::runtime::Runtime;

const WELCOME: &str = "Welcome · Haggle";
const SETTINGS: &str = "Settings · Haggle";
const CHECK_TEXT: &str = "Check text · Haggle";
const TOOLTIP: &str =
    "Harlequin Crest\nUnique Shako\n+2 to All Skills\n+50 to Life\nFits like a glove";

/// The overlay as a player starts it, and a market of the test's own.
fn stage(options: Options) -> Result<(Runtime, PracticeMarket, Stage)> {
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .worker_threads(1)
        .enable_all()
        .build()?;
    let market = runtime.block_on(practice_market::start(MarketOptions::default()))?;
    let stage = Stage::with_market(options, &market.market_url(), &market.login_url())?;
    Ok((runtime, market, stage))
}

fn first_start() -> Options {
    Options {
        first_start: true,
        ..Options::default()
    }
}

/// Chooses a window of the program, and turns to its page.
fn turn_to(stage: &mut Stage, title: &str, selector: &str) -> Result<()> {
    let window = stage.person.wait_window(title)?;
    stage.person.choose(window)?;
    stage.turn_to(selector)
}

#[test]
fn whoever_starts_for_the_first_time_is_greeted_once() -> Result<()> {
    let (_runtime, _market, mut stage) = stage(first_start())?;
    turn_to(&mut stage, WELCOME, "h1")?;
    stage.wait_text("h1", "Welcome to Haggle")?;
    stage.wait_focus("button.main")?;
    stage.wait_still()?.save(&support::shot("welcome"))?;
    stage.person.press(Chord::ESCAPE)?;
    stage.wait_window_closed(WELCOME)?;
    let settings = std::fs::read_to_string(stage.folder.path().join("settings.json"))?;
    let settings: Value = serde_json::from_str(&settings)?;
    assert_eq!(settings["welcomed"], true);
    Ok(())
}

#[test]
fn the_practice_and_one_who_was_greeted_before_see_no_welcome() -> Result<()> {
    let practice = Stage::practice(first_start())?;
    assert_eq!(practice.person.find_window(WELCOME)?, None);
    drop(practice);
    let (_runtime, _market, known) = stage(Options::default())?;
    assert_eq!(known.person.find_window(WELCOME)?, None);
    Ok(())
}

#[test]
fn a_second_start_opens_the_settings_of_the_first_and_from_there_it_is_quit() -> Result<()> {
    let (_runtime, _market, mut stage) = stage(Options::default())?;
    let second = stage.start_again()?;
    let said = String::from_utf8_lossy(&second.stderr);
    assert!(second.status.success(), "{said}");
    assert!(said.contains("running already"), "{said}");
    turn_to(&mut stage, SETTINGS, ".windows")?;
    stage.wait_still()?.save(&support::shot("second-start"))?;
    assert!(stage.focus_button("Quit Haggle")?, "no such button");
    stage.person.press(Chord::ENTER)?;
    stage.wait_window_closed(SETTINGS)?;
    // To its very end it holds the lock.
    let lock = File::open(stage.folder.path().join("haggle.lock"))?;
    wait::until("the program to end", || {
        Ok(lock.try_lock().is_ok().then_some(()))
    })
}

#[test]
fn a_pasted_tooltip_is_checked_without_the_game() -> Result<()> {
    let (_runtime, _market, mut stage) = stage(first_start())?;
    turn_to(&mut stage, WELCOME, "h1")?;
    stage.wait_focus("button.main")?;
    // From the practice's button on to the next one.
    stage.person.press(Chord::TAB)?;
    stage.person.press(Chord::ENTER)?;
    let window = stage.person.wait_window(CHECK_TEXT)?;
    stage.person.wait_keyboard(window)?;
    stage.turn_to("textarea")?;
    stage.wait_focus("textarea")?;

    stage.copy_elsewhere(TOOLTIP)?;
    stage.person.press(Chord::PASTE)?;
    stage.wait_name("Harlequin Crest")?;
    stage.wait_text("header", "Fits like a glove")?;
    stage.wait_listings()?;
    assert_eq!(stage.value("textarea")?.as_deref(), Some(TOOLTIP));
    stage.wait_still()?.save(&support::shot("pasted"))?;

    stage.copy_elsewhere("a letter to a friend")?;
    stage.person.press(Chord::PASTE)?;
    stage.wait_text("[role=alert]", "Haggle finds no item in this text")?;

    stage.copy_other(
        "image/png",
        include_bytes!("../../src-tauri/icons/32x32.png"),
    )?;
    stage.person.press(Chord::PASTE)?;
    stage.wait_text("[role=alert]", "That is a picture or a file, not text")?;

    stage.copy_elsewhere(&"far too much ".repeat(100_000))?;
    stage.person.press(Chord::PASTE)?;
    stage.wait_text("[role=alert]", "far more text than an item has")?;
    stage
        .wait_still()?
        .save(&support::shot("pasted-too-much"))?;

    stage.person.press(Chord::ESCAPE)?;
    stage.wait_window_closed(CHECK_TEXT)
}

#[test]
fn the_lesson_is_done_by_the_keyboard_alone() -> Result<()> {
    let mut stage = Stage::practice(Options {
        desk: Parts::default(),
        ..Options::default()
    })?;
    // The first item, chosen by an arrow.
    stage.point_at(haggle_tests::inventory::empty_place())?;
    stage.person.press(Chord::RIGHT)?;
    stage.wait_still()?.save(&support::shot("lesson-begun"))?;
    stage.person.press(Chord::CHECK)?;
    stage.wait_listings()?;
    stage.wait_lesson("Check")?;

    // Pinned, and once more to come into the panel.
    stage.person.press(Chord::CHECK_PINNED)?;
    stage.wait_lesson("Pin")?;
    stage.wait_listings()?;
    stage.wait_still()?;
    stage.person.press(Chord::CHECK_PINNED)?;
    let panel = stage.person.wait_window("Haggle")?;
    stage.person.wait_keyboard(panel)?;
    let mut tabs = 0;
    while stage.focused()? != "checkbox" {
        stage.person.press(Chord::TAB)?;
        tabs += 1;
        assert!(tabs < 20, "no filter comes by Tab");
    }
    let ticked = "input[type=checkbox]:checked";
    let before = stage.count(ticked)?;
    stage.person.press(Chord::SPACE)?;
    wait::until("the filter to change", || {
        Ok((stage.count(ticked)? != before).then_some(()))
    })?;
    stage.person.press(Chord::ENTER)?;
    stage.wait_lesson("Filter")?;
    stage.wait_still()?.save(&support::shot("lesson-filter"))?;
    stage.person.press(Chord::ESCAPE)?;
    stage.wait_hidden()?;
    stage.person.wait_keyboard(stage.game)?;

    // Listing wants a login, which is the form's own first button.
    stage.person.wait_taken(Chord::LIST, true)?;
    stage.person.press(Chord::LIST)?;
    stage.wait_form("stuck")?;
    let login = stage.focus_button("Log in")?;
    assert!(login, "the login is reached by Tab");
    stage.person.press(Chord::ENTER)?;
    stage.wait_login()?;
    stage.log_in("exile", "exile")?;
    stage.wait_login_closed()?;
    stage.wait_form("found")?;
    stage.wait_price()?;
    stage.person.press(Chord::ENTER)?;
    stage.wait_lesson("List")?;
    stage
        .wait_still()?
        .save(&support::shot("lesson-finished"))?;
    Ok(())
}
