//! `cargo xtask fuzz`: each fuzz target of the parsers for a while, two side by side.
//!
//! Starts from the committed corpus and leaves it as it is; what is found goes to a folder of its own.

use std::path::Path;
use std::thread;

use anyhow::{Context, Result, anyhow};
use haggle_tests::haggle::project;

use super::shell;

const TARGETS: [[&str; 2]; 2] = [["clipboard", "tooltip"], ["price_note", "listing"]];

/// Runs every target for so many seconds. An input that panics or takes a second is an error, which names its file.
pub fn run(seconds: u32) -> Result<()> {
    let found = std::env::temp_dir().join(format!("haggle-fuzz-{}", std::process::id()));
    for pair in TARGETS {
        thread::scope(|scope| {
            let runs = pair.map(|target| scope.spawn(|| fuzz(target, seconds, &found)));
            runs.into_iter().try_for_each(|run| {
                run.join()
                    .map_err(|_| anyhow!("the run of a fuzz target panicked"))?
            })
        })?;
    }
    std::fs::remove_dir_all(&found)
        .with_context(|| format!("{} cannot be removed", found.display()))
}

fn fuzz(target: &str, seconds: u32, found: &Path) -> Result<()> {
    let found = found.join(target);
    std::fs::create_dir_all(&found)
        .with_context(|| format!("{} cannot be made", found.display()))?;
    let folder = found.to_str().context("the folder's name is not text")?;
    shell::run_in(
        &project(),
        "item-parsers/fuzz/run.sh",
        &[target, &seconds.to_string(), folder],
        &[],
    )
    .with_context(|| {
        format!("the fuzz target {target} found an input that is too much: see {folder}")
    })
}
