//! The program under test, started as a user starts it.

use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStdout, Command, Stdio};
use std::sync::mpsc::{self, Receiver};
use std::thread;

use anyhow::{Context, Result, ensure};

use crate::desk::Desk;

/// The root of the project.
#[must_use]
pub fn project() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .parent()
        .map_or_else(PathBuf::new, Path::to_owned)
}

/// The built program: `HAGGLE_BIN`, or the one of the profile that the tests were built with.
///
/// # Errors
/// When it was not built.
pub fn program() -> Result<PathBuf> {
    let program = match std::env::var_os("HAGGLE_BIN") {
        Some(path) => PathBuf::from(path),
        None => {
            let target = std::env::var_os("CARGO_TARGET_DIR")
                .map_or_else(|| project().join("target"), PathBuf::from);
            target.join("debug").join("haggle")
        }
    };
    ensure!(
        program.is_file(),
        "{} is missing: run `cargo xtask test`, or `cargo build -p haggle` first",
        program.display()
    );
    Ok(program)
}

const TAKEN: &str = "another one reads what it prints";

/// Makes the player of this folder one who has known Haggle for longer: nobody is greeted.
///
/// # Errors
/// When the folder cannot be written to.
pub fn known(folder: &Path) -> Result<()> {
    let settings = folder.join("settings.json");
    if !settings.exists() {
        std::fs::write(settings, r#"{"welcomed":true}"#)?;
    }
    Ok(())
}

/// A running Haggle; it ends with this value.
#[derive(Debug)]
pub struct Haggle {
    child: Child,
    lines: Option<BufReader<ChildStdout>>,
}

impl Haggle {
    /// Starts the program on a desktop, with a configuration folder of its own, for a player who knows it.
    ///
    /// # Errors
    /// When it cannot be started.
    pub fn start(desk: &Desk, folder: &Path, args: &[&str]) -> Result<Self> {
        Self::start_program(&program()?, desk, folder, args)
    }

    /// The same with a program of another build.
    ///
    /// # Errors
    /// As `start`.
    pub fn start_program(
        program: &Path,
        desk: &Desk,
        folder: &Path,
        args: &[&str],
    ) -> Result<Self> {
        known(folder)?;
        let mut command = Command::new(program);
        command
            .args(args)
            .arg("--config-dir")
            .arg(folder)
            .envs(desk.environment())
            .stdin(Stdio::null())
            .stdout(Stdio::piped());
        let mut child = command.spawn().context("haggle cannot be started")?;
        let stdout = child.stdout.take().context("stdout is piped")?;
        Ok(Self {
            child,
            lines: Some(BufReader::new(stdout)),
        })
    }

    /// The next line that the program prints; `None` at its end.
    ///
    /// # Errors
    /// When its output cannot be read, or was taken.
    pub fn line(&mut self) -> Result<Option<String>> {
        let mut line = String::new();
        let read = self.lines.as_mut().context(TAKEN)?.read_line(&mut line)?;
        Ok((read > 0).then(|| line.trim_end().to_owned()))
    }

    /// All lines that it prints from here on, as they come; they end with it.
    ///
    /// # Errors
    /// When they were taken before.
    pub fn take_lines(&mut self) -> Result<Receiver<String>> {
        let lines = self.lines.take().context(TAKEN)?;
        let (sender, received) = mpsc::channel();
        thread::spawn(move || {
            for line in lines.lines().map_while(Result::ok) {
                if sender.send(line).is_err() {
                    return;
                }
            }
        });
        Ok(received)
    }

    /// The number of its process.
    #[must_use]
    pub fn id(&self) -> u32 {
        self.child.id()
    }
}

impl Drop for Haggle {
    fn drop(&mut self) {
        // The program may have ended by itself.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}
