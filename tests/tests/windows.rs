//! The program for Windows, under Wine on a display of its own: what it does without its webview, from the hotkey over a
//! stand-in game to the listings. `cargo xtask windows` builds what this needs.

use std::ffi::OsStr;
use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStderr, ChildStdout, Command, Output, Stdio};
use std::sync::mpsc::{self, Receiver};
use std::thread;

use anyhow::{Context, Result, bail, ensure};
use haggle_tests::desk::{Chord, Desk, Parts};
use haggle_tests::haggle::known;
use haggle_tests::{wait, wine};
use practice_market::Options;
use serde_json::Value;
use tempfile::TempDir;

const RAVEN_FROST: &str = include_str!("../../src-tauri/src/overlay/tests/raven-frost.json");
const TITLE: &str = "Diablo II";

/// A computer with Windows, as far as Wine is one.
struct Computer {
    desk: Desk,
    prefix: PathBuf,
    built: PathBuf,
    folder: TempDir,
}

/// A program on it; it ends with this value.
struct Running(Child);

impl Computer {
    fn start() -> Result<Self> {
        let folder = tempfile::tempdir()?;
        known(folder.path())?;
        let desk = Desk::start(Parts {
            compositor: false,
            ..Parts::default()
        })?;
        Ok(Self {
            desk,
            prefix: wine::folder(wine::PREFIX)?,
            built: wine::folder(wine::BUILT)?,
            folder,
        })
    }

    /// The built program, with a configuration folder of its own.
    fn haggle(&self, args: &[&str]) -> Command {
        let mut command = self.program("release/haggle.exe");
        command
            .args(args)
            .arg("--config-dir")
            .arg(self.folder.path());
        command
    }

    fn program(&self, path: &str) -> Command {
        let mut command = Command::new("wine");
        command
            .arg(self.built.join(path))
            .envs(self.desk.environment())
            .envs(wine::environment(&self.prefix))
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped());
        command
    }

    /// Opens the stand-in game over an item, and gives it the keyboard.
    fn open_game(&self, item: &str) -> Result<Running> {
        let file = self.folder.path().join("hovered.txt");
        std::fs::write(&file, item)?;
        let mut command = self.program("debug/examples/stand_in_game.exe");
        command.args([OsStr::new(TITLE), file.as_os_str()]);
        let game = Running(command.stderr(Stdio::null()).spawn()?);
        let person = self.desk.person()?;
        person.choose(person.wait_window(TITLE)?)?;
        Ok(game)
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        // One that has ended by itself cannot be killed, which is what is wanted.
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

fn ended(mut command: Command) -> Result<Output> {
    command.output().context("wine cannot be started")
}

fn json(output: &Output) -> Result<Value> {
    serde_json::from_slice(&output.stdout)
        .with_context(|| String::from_utf8_lossy(&output.stderr).into_owned())
}

/// Its lines as they come.
fn lines_of(stderr: ChildStderr) -> Receiver<String> {
    let (sender, lines) = mpsc::channel();
    thread::spawn(move || {
        for line in BufReader::new(stderr).lines().map_while(Result::ok) {
            if sender.send(line).is_err() {
                return;
            }
        }
    });
    lines
}

/// The first JSON value that comes, unless none comes in time.
fn first_answer(stdout: ChildStdout) -> Option<Value> {
    let (sender, answer) = mpsc::channel();
    thread::spawn(move || {
        let mut answers = serde_json::Deserializer::from_reader(stdout).into_iter::<Value>();
        if let Some(Ok(answer)) = answers.next() {
            // Nobody may wait any more.
            let _ = sender.send(answer);
        }
    });
    answer.recv_timeout(wait::LIMIT).ok()
}

fn file(folder: &Path, item: &str) -> Result<String> {
    let path = folder.join("item.json");
    std::fs::write(&path, item)?;
    Ok(path.to_str().context("it is text")?.to_owned())
}

#[test]
#[ignore = "needs the builds of `cargo xtask windows`"]
fn an_item_is_read_from_a_file_and_what_is_none_is_said() -> Result<()> {
    let computer = Computer::start()?;
    let ring = file(computer.folder.path(), RAVEN_FROST)?;
    let item = json(&ended(computer.haggle(&["item", "--json", &ring]))?)?;
    assert_eq!(item["unique_id"], 276);
    let none = file(computer.folder.path(), "hello")?;
    let output = ended(computer.haggle(&["item", &none]))?;
    assert_eq!(output.status.code(), Some(2));
    assert!(!output.stderr.is_empty());
    Ok(())
}

#[test]
#[ignore = "needs the builds of `cargo xtask windows`"]
fn the_doctor_finds_the_game_and_free_hotkeys() -> Result<()> {
    let computer = Computer::start()?;
    let _game = computer.open_game(RAVEN_FROST)?;
    let away = ["doctor", "--json", "--market", "ws://127.0.0.1:1"];
    let found = json(&ended(computer.haggle(&away))?)?;
    let all = found["findings"].as_array().context("a list of findings")?;
    for link in ["hotkeys", "game window", "clipboard"] {
        let finding = all.iter().find(|finding| finding["link"] == link);
        let finding = finding.with_context(|| format!("{link} is not in {found}"))?;
        assert_eq!(finding["ok"], true, "{finding}");
    }
    Ok(())
}

#[test]
#[ignore = "needs the builds of `cargo xtask windows`"]
fn a_hotkey_over_the_game_prints_what_the_item_sells_for() -> Result<()> {
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .enable_all()
        .build()?;
    let market = runtime.block_on(practice_market::start(Options::default()))?;
    let computer = Computer::start()?;
    let game = computer.open_game(RAVEN_FROST)?;
    let address = market.market_url();
    let mut check = computer.haggle(&["check", "--hotkey", "--json", "--market", &address]);
    let mut check = Running(check.spawn()?);
    let stderr = check.0.stderr.take().context("stderr is piped")?;
    let said = lines_of(stderr);
    let line = said.recv_timeout(wait::LIMIT).context("it says nothing")?;
    ensure!(line.contains("press Ctrl+D"), "{line}");

    computer.desk.person()?.press(Chord::CHECK)?;
    let stdout = check.0.stdout.take().context("stdout is piped")?;
    let Some(answer) = first_answer(stdout) else {
        drop(game);
        check.0.kill()?;
        let rest: Vec<String> = said.iter().collect();
        bail!("no answer came: {}", rest.join("\n"));
    };
    assert_eq!(answer["item"]["unique_id"], 276);
    let listings = answer["listings"].as_array().context("listings")?;
    assert!(
        !listings.is_empty() && answer["price"]["median_hr"].is_number(),
        "{answer}"
    );
    Ok(())
}
