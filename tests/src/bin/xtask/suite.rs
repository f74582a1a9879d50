//! `cargo xtask test`: everything, in the order in which a fault is found fastest.

use std::path::Path;
use std::thread;

use anyhow::{Result, anyhow};
use haggle_tests::haggle::project;

use super::windows::Windows;
use super::{audit, fuzz, package, proof, setup, shell};

/// How long each fuzz target runs, in seconds.
const FUZZED_FOR: u32 = 60;

pub fn run() -> Result<()> {
    setup::run(setup::Need::Tests)?;
    let ui = project().join("overlay-ui");
    shell::run("cargo", &["fmt", "--all", "--check"])?;
    shell::run_in(&ui, "npm", &["run", "--silent", "check"], &[])?;
    shell::run_in(&ui, "npm", &["test", "--silent"], &[])?;
    setup::page()?;
    // The program too, which the tests start.
    cargo("build", &["--bins", "--tests"])?;
    cargo("clippy", &["--all-targets", "--", "--deny", "warnings"])?;
    pages(&ui)?;
    cargo("test", &[])?;
    // The filters' own evaluation against a Mongo query engine, which runs in Node.js.
    cargo("test", &["--test", "agreement", "--", "--ignored"])?;
    // The tests write the page's types anew: what is committed must be what they write.
    shell::run(
        "git",
        &[
            "diff",
            "--exit-code",
            "--stat",
            "--",
            "overlay-ui/src/bindings",
            "overlay-ui/tests/fixtures",
        ],
    )?;
    fuzz::run(FUZZED_FOR)?;
    release()
}

/// Always of the whole workspace: of fewer packages, cargo builds what they share anew, with fewer features.
fn cargo(task: &str, args: &[&str]) -> Result<()> {
    shell::run(
        "cargo",
        &[&[task, "--locked", "--workspace"], args].concat(),
    )
}

/// What players get: built, driven under Wine, packed, installed in a fresh system, and judged by its licences.
fn release() -> Result<()> {
    let windows = Windows::prepare()?;
    // Side by side: each ends in a long stretch on one core.
    thread::scope(|scope| {
        let linux = scope.spawn(setup::release);
        windows.build()?;
        linux
            .join()
            .map_err(|_| anyhow!("the build for Linux panicked"))?
    })?;
    windows.test()?;
    package::run(&[])?;
    if setup::is_root() && shell::succeeds("unshare", &["--mount", "true"]) {
        proof::run()?;
    } else {
        eprintln!(
            "Only root who may mount can make a fresh system: `sudo cargo xtask prove` installs the package in one"
        );
    }
    audit::run(&["--offline"])
}

/// The built pages: their size, and every state of them in Chromium, after the judges themselves.
fn pages(ui: &Path) -> Result<()> {
    for task in ["size", "judge:judges", "judge"] {
        shell::run_in(ui, "npm", &["run", "--silent", task], &[])?;
    }
    Ok(())
}
