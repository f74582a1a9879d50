//! What the program logs of its own moments, on the same wall clock.

use std::fs;
use std::path::Path;

use anyhow::{Context, Result};
use haggle_tests::wait;

/// One line of the program's trace.
#[derive(Debug, Clone)]
pub struct Line(String);

impl Line {
    /// A number of this name, in microseconds.
    pub fn micros(&self, name: &str) -> Result<u64> {
        self.0
            .split_whitespace()
            .find_map(|word| word.strip_prefix(name)?.strip_prefix('=')?.parse().ok())
            .with_context(|| format!("no {name} in the log's line {}", self.0))
    }
}

/// All lines about this, in order.
pub fn lines(folder: &Path, about: &str) -> Result<Vec<Line>> {
    let path = folder.join("haggle.log");
    if !path.exists() {
        return Ok(Vec::new());
    }
    let log = fs::read_to_string(path)?;
    let found = log.lines().filter(|line| line.contains(about));
    Ok(found.map(|line| Line(line.to_owned())).collect())
}

/// Waits until there are so many lines about this, and gives the last of them.
pub fn wait(folder: &Path, about: &str, count: usize) -> Result<Line> {
    wait::until(&format!("“{about}” in the log, time {count}"), || {
        let lines = lines(folder, about)?;
        Ok(count
            .checked_sub(1)
            .and_then(|at| lines.into_iter().nth(at)))
    })
    .with_context(|| {
        let log = fs::read_to_string(folder.join("haggle.log")).unwrap_or_default();
        let last: Vec<&str> = log.lines().rev().take(8).collect();
        format!("the log ends, newest first:\n{}", last.join("\n"))
    })
}
