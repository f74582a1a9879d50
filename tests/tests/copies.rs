//! Items that are copied by hand, in the practice game and in another program, with the watching of copies switched on.

mod support;

use anyhow::{Context, Result};
use haggle_tests::desk::{Chord, Parts};
use support::{Options, Stage};

const TOOLTIP: &str = "Harlequin Crest\nUnique Shako\n+2 to All Skills\n+50 to Life";

fn watching() -> Result<Stage> {
    let settings = r#"{"watch_copies":true}"#.to_owned();
    Stage::practice(Options {
        kept: vec![("settings.json", settings)],
        ..Options::default()
    })
}

/// Where the panel's window is, as soon as it is on the screen.
fn panel(stage: &Stage) -> Result<(i32, i32, i32, i32)> {
    let window = stage.person.wait_window("Haggle")?;
    stage.person.area_of(window)
}

#[test]
fn a_copy_in_the_game_is_checked_and_the_clipboard_left_alone() -> Result<()> {
    let mut stage = watching()?;
    stage.point_at_item("raven-frost")?;
    stage.person.press(Chord::COPY)?;
    stage.wait_name("Raven Frost")?;
    stage.wait_listings()?;
    assert!(stage.person.has_keyboard(stage.game)?);
    stage.wait_clipboard_with("Raven Frost")?;
    stage.wait_still()?.save(&support::shot("copied-in-game"))?;

    // The next one takes its place, and Esc closes it.
    stage.point_at_item("spirit")?;
    stage.person.press(Chord::COPY)?;
    stage.wait_name("Spirit")?;
    stage.person.wait_taken(Chord::ESCAPE, true)?;
    stage.person.press(Chord::ESCAPE)?;
    stage.wait_hidden()
}

#[test]
fn a_copy_in_another_program_is_checked_in_the_corner() -> Result<()> {
    let mut stage = watching()?;
    let (screen, _) = Parts::default().size;
    let other = stage.open_other_window()?;
    stage.person.wait_keyboard(other.window())?;
    // What is no item is passed over.
    stage.copy_elsewhere("a letter to a friend")?;
    stage.copy_elsewhere(TOOLTIP)?;
    stage.wait_name("Harlequin Crest")?;
    stage
        .wait_still()?
        .save(&support::shot("copied-elsewhere"))?;
    let (x, y, width, _) = panel(&stage)?;
    assert_eq!((x + width, y), (i32::from(screen), 0));
    assert!(stage.person.has_keyboard(other.window())?);

    stage.person.point_at(600, 900)?;
    stage.person.click()?;
    stage.wait_hidden()
}

#[test]
fn the_keyboard_goes_back_to_the_program_that_the_panel_took_it_from() -> Result<()> {
    let mut stage = watching()?;
    let other = stage.open_other_window()?;
    stage.person.wait_keyboard(other.window())?;
    stage.copy_elsewhere(TOOLTIP)?;
    stage.wait_name("Harlequin Crest")?;
    stage.wait_still()?;
    stage.click_in_panel(".panel h1")?;
    let panel = stage
        .person
        .find_window("Haggle")?
        .context("the panel is shown")?;
    stage.person.wait_keyboard(panel)?;
    stage.person.press(Chord::ESCAPE)?;
    stage.wait_hidden()?;
    stage.person.wait_keyboard(other.window())
}

#[test]
fn checks_by_hotkey_go_on_as_ever() -> Result<()> {
    let mut stage = watching()?;
    stage.copy_elsewhere(TOOLTIP)?;
    stage.wait_name("Harlequin Crest")?;
    stage.point_at_item("raven-frost")?;
    stage.person.press(Chord::CHECK)?;
    stage.wait_name("Raven Frost")?;
    // What was copied by hand before is put back, and is not taken for a copy by hand.
    stage.wait_clipboard(TOOLTIP)?;
    stage.wait_listings()?;
    stage.wait_still()?;
    assert_eq!(stage.name()?.as_deref(), Some("Raven Frost"));
    Ok(())
}
