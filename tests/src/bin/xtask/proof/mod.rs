//! `cargo xtask prove`: a fresh system gets the Debian package by its own package manager, plays a check, and is rid of it again.

mod fresh;
mod mirror;

use std::fs;
use std::path::Path;
use std::time::Instant;

use anyhow::{Context, Result, ensure};
use haggle_tests::haggle::project;

use self::fresh::Fresh;
use super::{package, practice, setup};

/// Nobody listens here, which is found out at once.
const NOWHERE: &str = "ws://127.0.0.1:1";
const ITEM: &str = "src-tauri/src/overlay/tests/raven-frost.json";

/// Goes through the life of the package, and says how long each part of it took.
pub fn run() -> Result<()> {
    setup::for_proof()?;
    let deb = package::deb()?;
    let fresh = timed("a fresh system", Fresh::make)?;
    timed("install", || install(&fresh, &deb))?;
    timed("command line", || command_line(&fresh))?;
    let check = timed("a check in the overlay", || overlay(&fresh))?;
    timed("purge", || purge(&fresh))?;
    eprintln!("{check}");
    Ok(())
}

fn timed<T>(what: &str, work: impl FnOnce() -> Result<T>) -> Result<T> {
    let start = Instant::now();
    let done = work().with_context(|| what.to_owned())?;
    eprintln!("{what}: {:.1} s", start.elapsed().as_secs_f32());
    Ok(done)
}

/// Without what is only recommended: the dependencies alone must do.
fn install(fresh: &Fresh, deb: &Path) -> Result<()> {
    fs::copy(deb, fresh.folder().join("srv/haggle.deb"))?;
    fresh.succeed(&[
        "apt-get",
        "install",
        "-qq",
        "-y",
        "--no-install-recommends",
        "/srv/haggle.deb",
    ])?;
    Ok(fs::remove_file(fresh.folder().join("srv/haggle.deb"))?)
}

/// The program without a display.
fn command_line(fresh: &Fresh) -> Result<()> {
    let version = fresh.succeed(&["haggle", "--version"])?;
    ensure!(
        version.trim() == concat!("haggle ", env!("CARGO_PKG_VERSION")),
        "another version was installed: {version}"
    );
    fs::copy(project().join(ITEM), fresh.folder().join("srv/item"))?;
    let item = fresh.succeed(&["haggle", "item", "/srv/item"])?;
    ensure!(
        item.contains("Raven Frost"),
        "the item was not read: {item}"
    );
    fs::remove_file(fresh.folder().join("srv/item"))?;
    let doctor = fresh.output(&["haggle", "doctor", "--market", NOWHERE])?;
    let report = String::from_utf8_lossy(&doctor.stdout);
    ensure!(
        doctor.status.code() == Some(1) && report.contains("BAD  display"),
        "the doctor was expected to miss a display: {report}{}",
        String::from_utf8_lossy(&doctor.stderr)
    );
    Ok(())
}

/// The overlay in the fresh system, over a practice game, on a display and by key events of this one.
fn overlay(fresh: &Fresh) -> Result<String> {
    let program = fresh.program("haggle")?;
    practice::play(&program, "proof.png")
}

/// Nothing of the package is left; what a player's own folder keeps is the player's.
fn purge(fresh: &Fresh) -> Result<()> {
    let files = fresh.succeed(&["dpkg", "--listfiles", "haggle"])?;
    let ours: Vec<&str> = files
        .lines()
        .filter(|file| file.contains("haggle"))
        .collect();
    ensure!(
        ours.len() > 5,
        "the package's files were not found: {files}"
    );
    fresh.succeed(&["apt-get", "purge", "-qq", "-y", "haggle"])?;
    for file in ours {
        let path = fresh.folder().join(file.trim_start_matches('/'));
        ensure!(!path.exists(), "{file} is left");
    }
    let find = [
        "find", "/", "-xdev", "-path", "/root", "-prune", "-o", "-iname", "*haggle*", "-print",
    ];
    let left = fresh.succeed(&find)?;
    ensure!(left.trim().is_empty(), "there is something left: {left}");
    Ok(())
}
