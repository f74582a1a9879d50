//! `cargo xtask windows`: builds the program for Windows, lints it there, and drives it under Wine.
//!
//! The webview is what Wine has not: all that lies beside it is tested on a display of its own, against a stand-in game.

mod toolchain;
mod wine;

use std::path::{Path, PathBuf};

use anyhow::{Result, ensure};
use haggle_tests::haggle::project;

use super::{setup, shell};
use toolchain::{Environment, TARGET, Toolchain, borrowed};
use wine::Wine;

/// The library that the program finds its webview by, as a crate brings it; it ships beside the program.
const LOADER: &str = "WebView2Loader.dll";
/// What the stripped program may weigh.
const LARGEST: u64 = 12 << 20;

/// Everything that can be made and shown of Windows here.
pub fn run() -> Result<()> {
    let windows = Windows::prepare()?;
    windows.build()?;
    windows.test()
}

/// What the program is built for Windows with.
pub struct Windows {
    toolchain: Toolchain,
    environment: Environment,
    built: PathBuf,
}

impl Windows {
    /// Makes what is missing of it, and the page.
    pub fn prepare() -> Result<Self> {
        setup::windows_packages()?;
        setup::page()?;
        let target = project().join("target");
        let built = target.join("windows");
        let toolchain = Toolchain::prepare(&target.join("windows-toolchain"), &built)?;
        Ok(Self {
            environment: toolchain.environment(&built)?,
            toolchain,
            built,
        })
    }

    /// Lints the program and builds it as it is released.
    pub fn build(&self) -> Result<()> {
        self.lint()?;
        let mut build = cargo("build", &["haggle"]);
        build.push("--release");
        shell::run_in(&project(), "cargo", &build, &borrowed(&self.environment))?;
        let folder = self.built.join(TARGET).join("release");
        let size = std::fs::metadata(folder.join("haggle.exe"))?.len();
        ensure!(
            size <= LARGEST,
            "the program has {size} bytes, more than {LARGEST}"
        );
        std::fs::copy(loader(&folder)?, folder.join(LOADER))?;
        eprintln!("haggle.exe: {size} bytes");
        Ok(())
    }

    fn lint(&self) -> Result<()> {
        let mut environment = self.environment.clone();
        // What `cargo clippy` does, with the linter that belongs to this compiler.
        environment.push((
            "RUSTC_WORKSPACE_WRAPPER",
            self.toolchain.program("clippy-driver")?,
        ));
        environment.push(("CLIPPY_ARGS", "-Dwarnings__CLIPPY_HACKERY__".to_owned()));
        let mut backend = cargo("check", &["game-desktop"]);
        backend.push("--all-targets");
        for check in [cargo("check", &["haggle"]), backend] {
            shell::run_in(&project(), "cargo", &check, &borrowed(&environment))?;
        }
        Ok(())
    }

    /// Drives what was built under Wine.
    pub fn test(&self) -> Result<()> {
        let prefix = project().join("target").join("wine");
        let wine = Wine::prepare(&self.toolchain, &prefix)?;
        wine.test(&self.environment, &self.built)
    }
}

/// The loader for this processor, among those that the crate has unpacked.
fn loader(release: &Path) -> Result<PathBuf> {
    for entry in std::fs::read_dir(release.join("build"))? {
        let loader = entry?.path().join("out").join("x64").join(LOADER);
        if loader.is_file() {
            return Ok(loader);
        }
    }
    Err(anyhow::anyhow!("no crate has unpacked {LOADER}"))
}

fn cargo<'a>(task: &'a str, packages: &[&'a str]) -> Vec<&'a str> {
    let mut args = vec![task, "--locked", "--target", TARGET];
    for package in packages {
        args.extend(["--package", package]);
    }
    args
}
