//! How large the program is, and what its pages load.

use std::fs;
use std::path::Path;
use std::process::Command;

use anyhow::{Context, Result, ensure};
use haggle_tests::haggle::project;

use super::report::Report;

pub fn measure(program: &Path, report: &mut Report) -> Result<()> {
    let bytes = fs::metadata(program)
        .with_context(|| format!("{} is missing", program.display()))?
        .len();
    // The release build has no symbols. A megabyte has 2^20 bytes here.
    report.budget(
        "program size, stripped",
        12.0,
        bytes as f64 / f64::from(1 << 20),
        "MB",
    );
    let (size, budget) = pages()?;
    report.budget("all pages' script and style, gzip", budget, size, "KB");
    Ok(())
}

/// What `npm run size` says: `65.2 KB of 80 KB …`.
fn pages() -> Result<(f64, f64)> {
    let output = Command::new("npm")
        .args(["run", "--silent", "size"])
        .current_dir(project().join("overlay-ui"))
        .output()
        .context("npm cannot be started")?;
    let text = String::from_utf8(output.stdout)?;
    ensure!(!text.is_empty(), "the pages are not built: npm run build");
    let numbers: Vec<f64> = text
        .split_whitespace()
        .filter_map(|word| word.parse().ok())
        .collect();
    match numbers[..] {
        [size, budget, ..] => Ok((size, budget)),
        _ => anyhow::bail!("`npm run size` says something else: {text}"),
    }
}
