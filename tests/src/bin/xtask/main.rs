//! The project's tasks: `cargo xtask practice`, `cargo xtask test`, `cargo xtask bench latency`, `cargo xtask windows`.

mod audit;
mod fuzz;
mod latency;
mod package;
mod pictures;
mod practice;
mod proof;
mod setup;
mod shell;
mod suite;
mod windows;

use std::process::ExitCode;

const USAGE: &str = "\
cargo xtask practice          install what is missing, build, and run the practice session;
                              without a display: play a check on a display of its own and leave a screenshot
cargo xtask test              install what is missing, build, and run every test
cargo xtask bench latency     measure times, idle load, memory and size against their budgets, and keep the table in
                              the README; with checks, starts, rest or weight only that, and only printed
cargo xtask fuzz [SECONDS]    fuzz each parser for so long, 60 s by default; the corpus stays as it is
cargo xtask soak [FAULTS]     the market client through faults of the network, 1,000 by default, with figures
cargo xtask checks [COUNT]    checks in a row over late, stale, empty, foreign and garbled clipboards, 1,000 by default
cargo xtask pictures [NAME…]  cut the pictures of README and guide anew out of the screenshots that the tests left
cargo xtask windows           lint and build the program for x86_64-pc-windows-gnu, and drive it under Wine
cargo xtask package           make the packages of a release out of built programs; options: see the README
cargo xtask prove             install the Debian package in a fresh system, play a check there, and remove it again
cargo xtask audit             licences, sources and known faults of what the program is made of; --offline without the faults
cargo xtask data FOLDER       bring a season's tables into the parsers; with --check only say what changed
cargo xtask setup             only install what is missing and build";

fn main() -> ExitCode {
    let args: Vec<String> = std::env::args().skip(1).collect();
    let words: Vec<&str> = args.iter().map(String::as_str).collect();
    let done = match words.as_slice() {
        ["practice"] => practice::run(),
        ["test"] => suite::run(),
        ["bench", "latency", parts @ ..] => latency::run(parts),
        ["data", args @ ..] => data(args),
        ["fuzz"] => fuzz::run(60),
        ["fuzz", seconds] => seconds
            .parse()
            .map_err(|_| anyhow::anyhow!("{seconds} is no number of seconds"))
            .and_then(fuzz::run),
        ["soak"] => longer("soak", ("HAGGLE_SOAK_FAULTS", "1000")),
        ["soak", faults] => longer("soak", ("HAGGLE_SOAK_FAULTS", faults)),
        ["checks"] => checks("1000"),
        ["checks", count] => checks(count),
        ["pictures", names @ ..] => pictures::run(names),
        ["windows"] => windows::run(),
        ["package", args @ ..] => package::run(args),
        ["prove"] => proof::run(),
        ["audit", args @ ..] => audit::run(args),
        ["setup"] => {
            setup::run(setup::Need::Practice).and_then(|()| setup::build(setup::Profile::Debug))
        }
        _ => {
            eprintln!("{USAGE}");
            return ExitCode::from(2);
        }
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("xtask: {error:#}");
            ExitCode::FAILURE
        }
    }
}

/// Converts the game's tables; the converter belongs to the parsers.
fn data(args: &[&str]) -> anyhow::Result<()> {
    let convert = [
        "run",
        "--quiet",
        "--package",
        "item-parsers",
        "--example",
        "import_tables",
        "--",
    ];
    shell::run("cargo", &[convert.as_slice(), args].concat())
}

/// Needs the program itself.
fn checks(count: &str) -> anyhow::Result<()> {
    setup::run(setup::Need::Tests)?;
    setup::build(setup::Profile::Debug)?;
    longer("checks", ("HAGGLE_CHECKS", count))
}

/// The test of this name, for longer.
fn longer(name: &str, length: (&str, &str)) -> anyhow::Result<()> {
    setup::run(setup::Need::Tests)?;
    let test = [
        "test",
        "--package",
        "haggle-tests",
        "--test",
        name,
        "--",
        "--nocapture",
        "--test-threads=1",
    ];
    shell::run_in(&haggle_tests::haggle::project(), "cargo", &test, &[length])
}
