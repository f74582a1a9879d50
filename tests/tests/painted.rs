//! What is in the panel's window, stroke by stroke, as the display's server sees it.

mod support;

use std::time::Duration;

use anyhow::{Context, Result};
use haggle_tests::desk::{Canvas, Chord, Stroke};
use support::{Options, Stage};

/// Where the item's name is in the panel's window: x, y, width, height.
const NAME: (i16, i16, u16, u16) = (33, 28, 300, 24);
/// The whole of the panel's window: as tall as the practice game.
const PANEL: (i16, i16, u16, u16) = (0, 0, 452, 640);
/// Nothing was drawn for so long: the picture is at rest.
const REST: Duration = Duration::from_millis(400);

#[test]
fn a_panel_comes_up_with_its_item_and_never_with_the_one_before() -> Result<()> {
    let mut stage = Stage::practice(Options::default())?;
    let panel = stage.canvas_of_panel(NAME)?;
    let older = name_of(&mut stage, &panel, "raven-frost", "Raven Frost")?;
    let strokes = name_of(&mut stage, &panel, "windforce", "Windforce")?;
    let (older, newer) = (rest(&older)?, rest(&strokes)?);
    assert!(newer != older, "each has its own name");
    for (at, stroke) in strokes.iter().enumerate() {
        let is_empty = stroke.pixels.iter().all(|byte| *byte == 0);
        assert!(
            is_empty || stroke.pixels == newer,
            "stroke {at} of {} shows something else",
            strokes.len()
        );
    }
    Ok(())
}

#[test]
fn a_row_under_the_mouse_lights_up() -> Result<()> {
    let mut stage = Stage::practice(Options::default())?;
    let panel = stage.canvas_of_panel(PANEL)?;
    stage.check_item("raven-frost", "Raven Frost")?;
    let before = panel.until_rest(REST);
    stage.move_into_panel("[data-part=listing]")?;
    let after = panel.until_rest(REST);
    assert!(rest(&after)? != rest(&before)?, "the page is seen as it is");
    Ok(())
}

/// Checks an item, and closes the panel when all is drawn: what was drawn meanwhile.
fn name_of(stage: &mut Stage, panel: &Canvas, id: &str, name: &str) -> Result<Vec<Stroke>> {
    panel.clear();
    stage.check_item(id, name)?;
    let strokes = panel.until_rest(REST);
    stage.person.press(Chord::ESCAPE)?;
    stage.wait_hidden()?;
    Ok(strokes)
}

fn rest(strokes: &[Stroke]) -> Result<&[u8]> {
    let last = strokes.last().context("nothing was drawn")?;
    Ok(&last.pixels)
}
