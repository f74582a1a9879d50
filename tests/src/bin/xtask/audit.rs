//! `cargo xtask audit`: what the program is made of, held to `deny.toml`, and the registries' lists of known faults.

use std::path::PathBuf;

use anyhow::{Result, bail};
use haggle_tests::haggle::project;

use super::shell;

/// Pinned, so that a newer judge never fails an older state.
pub const VERSION: &str = "0.20.2";

/// A folder of npm packages, and how it is judged.
struct Folder {
    path: &'static str,
    /// Whether faults are only shown.
    excused: bool,
}

const FOLDERS: [Folder; 4] = [
    Folder {
        path: "overlay-ui",
        excused: false,
    },
    Folder {
        path: ".packaging",
        excused: false,
    },
    // The old public packages are there on purpose, as the counterpart of a test that speaks to them over loopback alone.
    Folder {
        path: "tests/feathers-server",
        excused: true,
    },
    Folder {
        path: "item-parsers/tests/mingo",
        excused: false,
    },
];

/// What is told by the project alone, and what is asked of lists elsewhere.
const CHECKS: [&[&str]; 2] = [&["licenses", "bans", "sources"], &["advisories"]];

/// Judges all, and then says what failed; `--offline` leaves out the lists of known faults, which lie elsewhere.
pub fn run(args: &[&str]) -> Result<()> {
    let offline = match args {
        [] => false,
        ["--offline"] => true,
        _ => bail!("`cargo xtask audit` takes --offline only"),
    };
    let deny = cargo_deny()?;
    let mut failed = Vec::new();
    let mut judge = |what: &str, judged: Result<()>| {
        if let Err(error) = judged {
            eprintln!("{error:#}");
            failed.push(what.to_owned());
        }
    };
    let deny = deny.display().to_string();
    for check in &CHECKS[..if offline { 1 } else { 2 }] {
        let judged = shell::run(&deny, &[&["--locked", "check"], *check].concat());
        judge(&check.join(", "), judged);
    }
    for folder in FOLDERS.iter().filter(|_| !offline) {
        let path = project().join(folder.path);
        let judged = shell::run_in(&path, "npm", &["audit", "--audit-level=low"], &[]);
        if folder.excused && judged.is_err() {
            eprintln!(
                "{}: old packages for a test, on loopback alone",
                folder.path
            );
        } else {
            judge(folder.path, judged);
        }
    }
    if !failed.is_empty() {
        bail!("not all is well: {}", failed.join("; "));
    }
    Ok(())
}

/// The installed tool of this version, or else a copy of our own, which is built once and takes a while.
fn cargo_deny() -> Result<PathBuf> {
    let tools = project().join("target/tools");
    let own = tools.join("bin/cargo-deny");
    for program in [PathBuf::from("cargo-deny"), own.clone()] {
        if is_right(&program) {
            return Ok(program);
        }
    }
    let tools = tools.display().to_string();
    let args = [
        "install",
        "--locked",
        // It is built for longer than it is run.
        "--debug",
        "--version",
        VERSION,
        "--root",
        &tools,
        "cargo-deny",
    ];
    shell::run("cargo", &args)?;
    Ok(own)
}

fn is_right(program: &std::path::Path) -> bool {
    std::process::Command::new(program)
        .arg("--version")
        .output()
        .is_ok_and(|output| {
            String::from_utf8_lossy(&output.stdout).trim() == format!("cargo-deny {VERSION}")
        })
}
