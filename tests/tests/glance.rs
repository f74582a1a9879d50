//! When the panel goes away by itself and when it stays, by a real mouse on a real display.

mod support;

use anyhow::Result;
use haggle_tests::desk::Chord;
use haggle_tests::inventory;
use support::{Options, Stage};

#[test]
fn a_glanced_panel_goes_when_the_mouse_leaves_the_item() -> Result<()> {
    let mut stage = Stage::practice(Options::default())?;
    stage.check_item("raven-frost", "Raven Frost")?;
    stage.stays_shown()?;
    stage.move_to(inventory::empty_place())?;
    stage.wait_hidden()?;
    stage.person.wait_keyboard(stage.game)
}

#[test]
fn the_way_from_the_item_into_the_panel_is_free_and_out_of_it_closes() -> Result<()> {
    let mut stage = Stage::practice(Options::default())?;
    stage.check_item("raven-frost", "Raven Frost")?;
    stage.move_into_panel("[data-part=listing]")?;
    stage.stays_shown()?;
    stage.move_to(inventory::empty_place())?;
    stage.wait_hidden()
}

#[test]
fn a_panel_that_was_worked_in_stays_until_the_game_is_clicked() -> Result<()> {
    let mut stage = Stage::practice(Options::default())?;
    stage.check_item("raven-frost", "Raven Frost")?;
    stage.click_first_in_panel("input[type=checkbox]:checked")?;
    stage.wait_keyboard_left_game()?;
    stage.move_to(inventory::empty_place())?;
    stage.stays_shown()?;
    stage.person.click()?;
    stage.wait_hidden()?;
    stage.person.wait_keyboard(stage.game)
}

#[test]
fn a_pinned_panel_stays_until_the_game_is_clicked_and_waits_while_another_program_is_in_front()
-> Result<()> {
    let mut stage = Stage::practice(Options::default())?;
    stage.point_at_item("raven-frost")?;
    stage.person.press(Chord::CHECK_PINNED)?;
    stage.wait_name("Raven Frost")?;
    stage.wait_listings()?;
    stage.move_to(inventory::empty_place())?;
    stage.stays_shown()?;

    let other = stage.open_other_window()?;
    stage.wait_panel(false)?;
    stage.person.wait_taken(Chord::CHECK, false)?;
    // The window manager gives the keyboard back to the game.
    drop(other);
    stage.person.wait_keyboard(stage.game)?;
    stage.wait_panel(true)?;
    stage.wait_name("Raven Frost")?;

    stage.click_into_game()?;
    stage.wait_hidden()?;
    stage.wait_panel(false)?;
    stage.person.wait_keyboard(stage.game)
}
