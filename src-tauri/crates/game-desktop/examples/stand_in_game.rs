//! The stand-in game as a program of its own, for Wine: `stand_in_game TITLE FILE` opens a window that copies the file's
//! text as the game copies an item, and prints what happens to it, a line each.
#![allow(clippy::print_stdout)]

#[cfg(windows)]
#[path = "../tests/windows/game.rs"]
mod game;

#[cfg(windows)]
fn main() -> std::io::Result<()> {
    use std::io::Write as _;
    let mut args = std::env::args().skip(1);
    let (Some(title), Some(file)) = (args.next(), args.next()) else {
        println!("usage: stand_in_game TITLE FILE");
        std::process::exit(2);
    };
    let game = game::Game::open(&title);
    game.hover(Some(&std::fs::read(file)?));
    game.focus();
    while let Ok(saw) = game.saw().recv() {
        println!("{saw:?}");
        std::io::stdout().flush()?;
    }
    Ok(())
}

#[cfg(not(windows))]
fn main() {
    println!("a game of Windows: `cargo xtask windows` builds it");
}
