//! `cargo xtask practice`: the main job. On a desktop the practice session; without one, a check played by real key events.

use std::path::Path;

use anyhow::{Context, Result, ensure};
use haggle_tests::desk::{Chord, Desk, Parts};
use haggle_tests::haggle::{Haggle, program, project};
use haggle_tests::inventory;

use super::{setup, shell};

/// The item that the headless check is played on.
const ITEM: &str = "raven-frost";

#[allow(clippy::print_stdout)]
pub fn run() -> Result<()> {
    if has_display() {
        setup::run(setup::Need::Practice)?;
        setup::build(setup::Profile::Debug)?;
        eprintln!("Hover an item in the practice game and press Ctrl+D. Close its window to end.");
        let program = program()?;
        return shell::run(
            program
                .to_str()
                .context("the path of the program is text")?,
            &["practice"],
        );
    }
    eprintln!("No display: the check is played on a display of its own.");
    setup::run(setup::Need::PracticeHeadless)?;
    setup::build(setup::Profile::Debug)?;
    let check = play(&program()?, "practice.png")?;
    println!("{check}");
    Ok(())
}

fn has_display() -> bool {
    cfg!(windows)
        || cfg!(target_os = "macos")
        || std::env::var_os("DISPLAY").is_some_and(|display| !display.is_empty())
}

/// Plays a check with this program; what it printed, and where the picture of it is.
pub fn play(program: &Path, picture: &str) -> Result<String> {
    let desk = Desk::start(Parts::default())?;
    let person = desk.person()?;
    let folder = tempfile::tempdir()?;
    let mut haggle = Haggle::start_program(
        program,
        &desk,
        folder.path(),
        &["practice", "--print-checks"],
    )?;
    let game = person.wait_window("Diablo II")?;
    person.wait_keyboard(game)?;
    person.wait_taken(Chord::CHECK, true)?;
    // The game hears of the mouse when its page is drawn.
    person.wait_still()?;
    let (x, y, ..) = person.area_of(game)?;
    let (item_x, item_y) = inventory::place_of(ITEM)?;
    // A step beside it first: a page hears of a hovered place by movement.
    person.point_at(x + item_x - 3, y + item_y)?;
    person.point_at(x + item_x, y + item_y)?;
    person.wait_still()?;
    person.press(Chord::CHECK)?;
    let check = printed_check(&mut haggle)?;
    let path = project().join("target").join(picture);
    person.wait_still()?.save(&path)?;
    Ok(format!("{check}\n\nscreenshot: {}", path.display()))
}

/// Reads one whole check: it ends with the line that counts its listings.
fn printed_check(haggle: &mut Haggle) -> Result<String> {
    let mut lines = Vec::new();
    loop {
        let line = haggle
            .line()?
            .context("haggle ended before it printed a check")?;
        ensure!(
            !lines.is_empty() || line.contains('('),
            "a check was expected, and this came: {line}"
        );
        let last = line.trim_end().ends_with(" ms");
        lines.push(line);
        if last {
            ensure!(
                lines.len() > 2,
                "a check with listings was expected, and this came: {}",
                lines.join("\n")
            );
            return Ok(lines.join("\n"));
        }
    }
}
