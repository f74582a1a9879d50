//! Wine on a display of its own, with what Debian's release of it lacks.

use std::ffi::OsStr;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use anyhow::{Context, Result, ensure};
use haggle_tests::desk::{Desk, Parts};
use haggle_tests::haggle::project;
use haggle_tests::wine::{self, PREFIX};

use super::super::shell;
use super::cargo;
use super::toolchain::{Environment, TARGET, Toolchain, borrowed, text};

/// Rust's standard library wants this one, and Wine 8 has none.
const MISSING: &str = "bcryptprimitives";

/// A folder that Wine takes for a computer.
pub struct Wine {
    prefix: PathBuf,
}

impl Wine {
    /// Uses the one in `prefix`, or makes it.
    pub fn prepare(toolchain: &Toolchain, prefix: &Path) -> Result<Self> {
        let wine = Self {
            prefix: prefix.to_owned(),
        };
        let system = prefix.join("drive_c/windows/system32");
        let library = system.join(format!("{MISSING}.dll"));
        if !library.is_file() {
            let desk = wine.desk()?;
            wine.start(&desk, &["wineboot", "--init"])?;
            stand_in_library(toolchain, prefix, &library)?;
        }
        Ok(wine)
    }

    /// Runs the backend's tests, and the program's own.
    pub fn test(&self, environment: &Environment, built: &Path) -> Result<()> {
        let desk = self.desk()?;
        let mut tests = environment.clone();
        tests.push((
            "CARGO_TARGET_X86_64_PC_WINDOWS_GNU_RUNNER",
            "wine".to_owned(),
        ));
        for (name, value) in self.environment(&desk) {
            tests.push((name, value.to_str().context("it is text")?.to_owned()));
        }
        let mut backend = cargo("test", &["game-desktop"]);
        backend.extend(["--lib", "--test", "windows", "--", "--test-threads=1"]);
        shell::run_in(&project(), "cargo", &backend, &borrowed(&tests))?;
        let mut game = cargo("build", &["game-desktop"]);
        game.extend(["--example", "stand_in_game"]);
        shell::run_in(&project(), "cargo", &game, &borrowed(environment))?;
        drop(desk);
        // The workspace as the other tests build it; this target is of more than one package, and the rest of it is
        // for Windows itself.
        let of_program = [
            "test",
            "--locked",
            "--workspace",
            "--test",
            "windows",
            "--",
            "--ignored",
            "--test-threads=1",
        ];
        let built = built.join(TARGET);
        let places = [(PREFIX, text(&self.prefix)?), (wine::BUILT, text(&built)?)];
        shell::run_in(&project(), "cargo", &of_program, &places)
    }

    fn desk(&self) -> Result<Desk> {
        Desk::start(Parts {
            compositor: false,
            ..Parts::default()
        })
    }

    fn environment<'a>(&'a self, desk: &'a Desk) -> Vec<(&'static str, &'a OsStr)> {
        let mut environment = desk.environment().to_vec();
        environment.extend(wine::environment(&self.prefix));
        environment
    }

    fn start(&self, desk: &Desk, args: &[&str]) -> Result<()> {
        let status = Command::new("wine")
            .args(args)
            .envs(self.environment(desk))
            .stdin(Stdio::null())
            .status()
            .context("wine cannot be started")?;
        ensure!(status.success(), "wine {} failed", args.join(" "));
        // What it has written is on the disk when its server has ended.
        let ended = Command::new("wineserver")
            .arg("--wait")
            .envs(self.environment(desk))
            .status();
        ensure!(ended.is_ok_and(|ended| ended.success()), "wine did not end");
        Ok(())
    }
}

/// Builds the missing library.
fn stand_in_library(toolchain: &Toolchain, prefix: &Path, library: &Path) -> Result<()> {
    let source = Path::new(file!()).with_file_name(format!("{MISSING}.rs"));
    let made = prefix.join(format!("{MISSING}.dll"));
    let compile = [
        "--edition=2024",
        "--target",
        TARGET,
        "--crate-type=cdylib",
        "-Cpanic=abort",
        "-Copt-level=s",
        "-Clinker=x86_64-w64-mingw32-gcc",
        "-Clink-args=-nostartfiles",
        "-o",
        text(&made)?,
        text(&source)?,
    ];
    shell::run(&toolchain.program("rustc")?, &compile)?;
    fs::rename(made, library).context("the library was not put in place")
}
