//! Runs other programs for what they print.

use std::ffi::OsStr;
use std::path::Path;
use std::process::Command;

use anyhow::{Context, Result, ensure};
use haggle_tests::haggle::project;

/// What a program prints, run in the project's folder.
pub fn output<A: AsRef<OsStr>>(program: &str, args: &[A]) -> Result<String> {
    output_in(&project(), program, args, &[])
}

/// What a program prints, run in this folder with this in its environment.
///
/// # Errors
/// When it fails, with what it said about it.
pub fn output_in<A: AsRef<OsStr>>(
    folder: &Path,
    program: &str,
    args: &[A],
    environment: &[(&str, &str)],
) -> Result<String> {
    let output = Command::new(program)
        .args(args)
        .envs(environment.iter().copied())
        .current_dir(folder)
        .output()
        .with_context(|| format!("{program} cannot be started"))?;
    ensure!(
        output.status.success(),
        "{program} failed ({}): {}",
        output.status,
        String::from_utf8_lossy(&output.stderr).trim()
    );
    String::from_utf8(output.stdout).with_context(|| format!("{program} printed no text"))
}
