//! The whole chain on a display of its own: real key events, a real webview, a real clipboard, the practice game and market.

mod support;

use anyhow::Result;
use haggle_tests::desk::{Chord, Parts};
use haggle_tests::inventory;
use support::{Options, Stage};

#[test]
fn a_check_shows_item_and_listings_and_leaves_the_keyboard_with_the_game() -> Result<()> {
    let mut stage = Stage::practice(Options::default())?;
    // The first check is a step of the lesson, which ticks it off: so the second one is looked at.
    stage.check_item("raven-frost", "Raven Frost")?;
    stage.wait_lesson("Check")?;
    stage.person.press(Chord::ESCAPE)?;
    stage.wait_hidden()?;
    let before = stage.wait_still()?;
    stage.check_item("raven-frost", "Raven Frost")?;
    let with_panel = stage.wait_still()?;
    assert!(
        with_panel.differences(&before) > 50_000,
        "the panel covers much of the screen"
    );
    assert!(
        stage.person.has_keyboard(stage.game)?,
        "the game still has the keyboard"
    );
    with_panel.save(&support::shot("check"))?;

    stage.person.press(Chord::ESCAPE)?;
    stage.wait_hidden()?;
    stage.person.wait_taken(Chord::ESCAPE, false)?;
    let after = stage.wait_still()?;
    assert!(
        after.differences(&before) < 2_000,
        "the panel is gone from the screen: {} pixels differ",
        after.differences(&before)
    );
    assert!(stage.person.has_keyboard(stage.game)?);
    Ok(())
}

#[test]
fn nothing_hovered_gives_a_hint_and_never_the_older_item() -> Result<()> {
    let mut stage = Stage::practice(Options::default())?;
    stage.copy_elsewhere(include_str!(
        "../../src-tauri/src/overlay/tests/raven-frost.json"
    ))?;
    stage.point_at(inventory::empty_place())?;
    stage.person.press(Chord::CHECK)?;
    stage.wait_hint("No item under the cursor")?;
    stage
        .wait_still()?
        .save(&support::shot("nothing-hovered"))?;
    Ok(())
}

#[test]
fn the_clipboard_is_given_back_after_a_check() -> Result<()> {
    let mut stage = Stage::practice(Options::default())?;
    stage.copy_elsewhere("a letter to a friend")?;
    stage.point_at_item("raven-frost")?;
    stage.person.press(Chord::CHECK)?;
    stage.wait_name("Raven Frost")?;
    stage.wait_clipboard("a letter to a friend")
}

#[test]
fn a_second_check_takes_the_place_of_the_first() -> Result<()> {
    let mut stage = Stage::practice(Options {
        copy_delay_ms: 100,
        ..Options::default()
    })?;
    stage.point_at_item("raven-frost")?;
    stage.person.press(Chord::CHECK)?;
    stage.point_at_item("spirit")?;
    stage.person.press(Chord::CHECK)?;
    stage.wait_name("Spirit")?;
    stage.wait_listings()?;
    stage.wait_still()?;
    assert_eq!(stage.name()?.as_deref(), Some("Spirit"));
    Ok(())
}

#[test]
fn a_full_screen_game_is_covered_by_the_panel_and_keeps_the_keyboard() -> Result<()> {
    let mut stage = Stage::practice(Options {
        fullscreen: true,
        ..Options::default()
    })?;
    stage.point_at_item("raven-frost")?;
    let before = stage.wait_still()?;
    stage.person.press(Chord::CHECK)?;
    stage.wait_name("Raven Frost")?;
    stage.wait_listings()?;
    let with_panel = stage.wait_still()?;
    assert!(
        with_panel.differences(&before) > 50_000,
        "the panel lies above the game"
    );
    assert!(stage.person.has_keyboard(stage.game)?);
    with_panel.save(&support::shot("full-screen"))?;
    Ok(())
}

#[test]
fn a_game_that_copies_late_is_waited_for() -> Result<()> {
    let mut stage = Stage::practice(Options {
        copy_delay_ms: 300,
        ..Options::default()
    })?;
    stage.point_at_item("raven-frost")?;
    stage.person.press(Chord::CHECK)?;
    stage.wait_name("Raven Frost")
}

#[test]
fn a_clicked_panel_takes_the_keyboard_and_gives_it_back() -> Result<()> {
    let mut stage = Stage::practice(Options::default())?;
    stage.check_item("raven-frost", "Raven Frost")?;
    stage.click_in_panel(".panel h1")?;
    stage.wait_keyboard_left_game()?;
    // The hotkey on Esc goes with the game's focus; then the page has it.
    stage.person.wait_taken(Chord::ESCAPE, false)?;
    stage.person.press(Chord::ESCAPE)?;
    stage.wait_hidden()?;
    stage.person.wait_keyboard(stage.game)?;

    stage.check_item("raven-frost", "Raven Frost")?;
    stage.click_in_panel("button[aria-label='Close']")?;
    stage.wait_hidden()?;
    stage.person.wait_keyboard(stage.game)?;

    stage.check_item("raven-frost", "Raven Frost")?;
    stage.click_into_game()?;
    stage.wait_hidden()?;
    stage.person.wait_keyboard(stage.game)?;

    stage.check_item("raven-frost", "Raven Frost")?;
    stage.click_in_panel(".panel h1")?;
    stage.wait_keyboard_left_game()?;
    stage.click_into_game()?;
    stage.wait_hidden()?;
    stage.person.wait_keyboard(stage.game)
}

#[test]
fn an_unticked_filter_gives_more_listings() -> Result<()> {
    let mut stage = Stage::practice(Options::default())?;
    stage.check_item("raven-frost", "Raven Frost")?;
    let few = stage.total()?;
    while stage.click_first_in_panel("input[type=checkbox]:checked")? {}
    stage.click_in_panel("button.main")?;
    let more = stage.wait_total(|total| total > few)?;
    assert!(more > few);
    Ok(())
}

#[test]
fn hotkeys_are_held_only_while_the_game_has_the_focus() -> Result<()> {
    let stage = Stage::practice(Options::default())?;
    let other = stage.open_other_window()?;
    stage.person.wait_keyboard(other.window())?;
    stage.person.wait_taken(Chord::CHECK, false)?;
    drop(other);
    stage.click_into_game()?;
    stage.person.wait_taken(Chord::CHECK, true)
}

#[test]
fn a_chord_of_another_program_is_told_with_the_way_out() -> Result<()> {
    let mut stage = Stage::practice(Options {
        chord_taken: true,
        ..Options::default()
    })?;
    stage.wait_notice("Ctrl+D is taken")?;
    stage.wait_still()?.save(&support::shot("chord-taken"))?;
    Ok(())
}

#[test]
fn without_a_compositor_the_panel_is_opaque_and_as_large_as_it_draws() -> Result<()> {
    let mut stage = Stage::practice(Options {
        desk: Parts {
            compositor: false,
            ..Parts::default()
        },
        ..Options::default()
    })?;
    stage.point_at_item("raven-frost")?;
    stage.person.press(Chord::CHECK)?;
    stage.wait_name("Raven Frost")?;
    stage.wait_listings()?;
    stage.wait_cut_to_panel()?;
    stage.wait_still()?.save(&support::shot("no-compositor"))?;
    // So is a smaller one in the same window.
    stage.person.press(Chord::ESCAPE)?;
    stage.wait_hidden()?;
    stage.point_at(inventory::empty_place())?;
    stage.person.press(Chord::CHECK)?;
    stage.wait_hint("No item under the cursor.")?;
    stage.wait_cut_to_panel()
}

#[test]
fn a_market_that_is_away_is_told_and_the_item_is_shown_all_the_same() -> Result<()> {
    let mut stage = Stage::with_market(
        Options::default(),
        "ws://127.0.0.1:1",
        "http://127.0.0.1:1/login",
    )?;
    stage.point_at_item("raven-frost")?;
    stage.person.press(Chord::CHECK)?;
    stage.wait_name("Raven Frost")?;
    stage.wait_failed("The market does not answer")?;
    stage.wait_still()?.save(&support::shot("market-away"))?;
    Ok(())
}

#[test]
fn the_settings_open_by_their_hotkey_and_keep_what_is_set() -> Result<()> {
    let stage = Stage::practice(Options::default())?;
    stage.person.press(Chord::SETTINGS)?;
    let window = stage.person.wait_window("Settings · Haggle")?;
    stage.person.wait_keyboard(window)?;
    stage.wait_still()?.save(&support::shot("settings"))?;
    Ok(())
}

#[test]
fn every_window_speaks_the_language_that_is_set() -> Result<()> {
    let settings = serde_json::json!({"language": "de"}).to_string();
    let mut stage = Stage::practice(Options {
        kept: vec![("settings.json", settings)],
        ..Options::default()
    })?;
    stage.point_at(inventory::empty_place())?;
    stage.person.press(Chord::CHECK)?;
    stage.wait_hint("Kein Item unter der Maus.")?;
    stage.check_item("raven-frost", "Raven Frost")?;
    assert!(stage.html()?.contains("<html lang=\"de\""));
    stage.wait_still()?.save(&support::shot("german"))?;
    stage.person.press(Chord::SETTINGS)?;
    stage.person.wait_window("Einstellungen · Haggle")?;
    Ok(())
}
