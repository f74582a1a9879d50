//! `cargo xtask bench latency`: how fast and how light Haggle is, measured on the release build on a display of its own
//! and held against its budgets. The README keeps what was measured last.
//!
//! `HAGGLE_BIN` names another program to measure than the release build; then the README stays as it is.

mod checks;
mod process;
mod report;
mod rest;
mod scene;
mod starts;
mod times;
mod trace;
mod weight;

use std::path::PathBuf;

use anyhow::{Context, Result, bail};
use haggle_tests::haggle::project;

use super::setup;
use report::Report;

/// What can be measured by itself, with its name on the command line.
const PARTS: [&str; 4] = ["checks", "starts", "rest", "weight"];

/// Measures all, or only the named parts.
pub fn run(parts: &[&str]) -> Result<()> {
    if let Some(unknown) = parts.iter().find(|part| !PARTS.contains(part)) {
        bail!(
            "{unknown} cannot be measured: choose of {}",
            PARTS.join(", ")
        );
    }
    setup::run(setup::Need::PracticeHeadless)?;
    let other = std::env::var_os("HAGGLE_BIN").map(PathBuf::from);
    let program = match &other {
        Some(program) => program.clone(),
        None => {
            setup::build(setup::Profile::Release)?;
            project().join("target").join("release").join("haggle")
        }
    };
    let wanted = |part: &str| parts.is_empty() || parts.contains(&part);
    let mut report = Report::default();
    if wanted("checks") {
        checks::measure(&program, &mut report).context("the checks")?;
    }
    if wanted("starts") {
        starts::measure(&program, &mut report).context("the starts")?;
    }
    if wanted("rest") {
        rest::measure(&program, &mut report).context("the program at rest")?;
    }
    if wanted("weight") {
        weight::measure(&program, &mut report).context("the weights")?;
    }
    report.print();
    if parts.is_empty() && other.is_none() {
        report.keep(&project().join("README.md"))?;
    }
    Ok(())
}
