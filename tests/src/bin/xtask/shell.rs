//! Runs other programs, and says which one failed.

use std::path::Path;
use std::process::{Command, Stdio};
use std::time::Instant;

use anyhow::{Context, Result, ensure};
use haggle_tests::haggle::project;

/// What took so many seconds is said: where a long task's time goes.
const WORTH_TELLING: u64 = 10;

/// Runs a program in the project's folder and shows what it prints.
pub fn run(program: &str, args: &[&str]) -> Result<()> {
    run_in(&project(), program, args, &[])
}

/// Runs a program in a folder, with additions to its environment.
pub fn run_in(
    folder: &Path,
    program: &str,
    args: &[&str],
    environment: &[(&str, &str)],
) -> Result<()> {
    eprintln!("$ {program} {}", args.join(" "));
    let mut command = Command::new(program);
    // What cargo tells this task of itself would make another cargo build packages anew.
    for (name, _) in std::env::vars_os() {
        let own = name.to_str().is_some_and(|name| {
            name.starts_with("CARGO_PKG_") || name.starts_with("CARGO_MANIFEST_")
        });
        if own {
            command.env_remove(name);
        }
    }
    let start = Instant::now();
    let status = command
        .args(args)
        .envs(environment.iter().copied())
        .current_dir(folder)
        .stdin(Stdio::null())
        .status()
        .with_context(|| format!("{program} cannot be started"))?;
    let seconds = start.elapsed().as_secs();
    if seconds >= WORTH_TELLING {
        eprintln!("({seconds} s for `{program} {}`)", args.join(" "));
    }
    ensure!(
        status.success(),
        "`{program} {}` failed ({status})",
        args.join(" ")
    );
    Ok(())
}

/// Whether a program runs and says that all is well; what it prints is of no interest.
pub fn succeeds(program: &str, args: &[&str]) -> bool {
    Command::new(program)
        .args(args)
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .status()
        .is_ok_and(|status| status.success())
}
