//! A desktop of Wayland without an X server: no hotkeys, no keys, no place for a panel; a pasted text is checked.

mod support;

use std::io::Write;
use std::path::Path;
use std::process::{Child, Command, Output, Stdio};

use anyhow::{Context, Result, ensure};
use haggle_tests::desk::{Chord, Desk, Parts};
use haggle_tests::haggle::{known, program};
use haggle_tests::wait;
use practice_market::Options;
use serde_json::Value;
use support::page::Page;
use tempfile::TempDir;

const TOOLTIP: &str = "Harlequin Crest\nUnique Shako\n+2 to All Skills\n+50 to Life";
/// So many pixels of the screen change at least when a panel is drawn.
const PANEL: usize = 20_000;
const SOCKET: &str = "haggle-test";

/// A compositor in a window of a private display, so that there are real keys for it.
struct Wayland {
    compositor: Child,
    runtime: TempDir,
    desk: Desk,
}

impl Wayland {
    fn start() -> Result<Self> {
        let desk = Desk::start(Parts {
            window_manager: false,
            compositor: false,
            size: (1300, 900),
        })?;
        // Its sockets lie here; the folder must be its user's alone, which temporary ones are.
        let runtime = tempfile::tempdir()?;
        let compositor = Command::new("weston")
            .args([
                "--backend=x11-backend.so",
                "--use-pixman",
                "--width=1280",
                "--height=880",
                "--idle-time=0",
            ])
            .arg(format!("--socket={SOCKET}"))
            .envs(desk.environment())
            .env("XDG_RUNTIME_DIR", runtime.path())
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .context("weston cannot be started: apt-get install -y weston")?;
        wait::until("the compositor to listen", || {
            Ok(runtime.path().join(SOCKET).exists().then_some(()))
        })?;
        Ok(Self {
            compositor,
            runtime,
            desk,
        })
    }

    /// Makes a program one of this desktop.
    fn place(&self, command: &mut Command) {
        command
            .envs(self.desk.environment())
            .env_remove("DISPLAY")
            .env("XDG_RUNTIME_DIR", self.runtime.path())
            .env("WAYLAND_DISPLAY", SOCKET);
    }

    fn copy(&self, text: &str) -> Result<()> {
        let mut command = Command::new("wl-copy");
        self.place(&mut command);
        let mut copier = command
            .stdin(Stdio::piped())
            .spawn()
            .context("wl-copy cannot be started: apt-get install -y wl-clipboard")?;
        let mut stdin = copier.stdin.take().context("stdin is piped")?;
        stdin.write_all(text.as_bytes())?;
        drop(stdin);
        ensure!(copier.wait()?.success(), "nothing was copied");
        Ok(())
    }
}

impl Drop for Wayland {
    fn drop(&mut self) {
        // One that has ended by itself cannot be killed, which is what is wanted.
        let _ = self.compositor.kill();
        let _ = self.compositor.wait();
    }
}

#[test]
fn without_an_x_server_a_pasted_text_is_checked() -> Result<()> {
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .enable_all()
        .build()?;
    let market = runtime.block_on(practice_market::start(Options::default()))?;
    let wayland = Wayland::start()?;
    let folder = tempfile::tempdir()?;
    known(folder.path())?;
    let args = [
        "--market",
        &market.market_url(),
        "--config-dir",
        text(folder.path())?,
    ];
    let args: Vec<String> = args.map(str::to_owned).to_vec();
    let mut page = Page::open_as(&program()?, &args, |command| wayland.place(command))?;
    page.turn_to("textarea")?;
    wayland.copy(TOOLTIP)?;
    wait::until("the text to have the keyboard", || {
        Ok(page.has_focus("textarea")?.then_some(()))
    })?;
    let person = wayland.desk.person()?;
    let before = person.look()?;
    person.press(Chord::PASTE)?;
    page.wait_text(".panel h1", "Harlequin Crest")?;
    wait::until("listings", || {
        Ok((page.count("[data-part=listing] button")? > 0).then_some(()))
    })?;
    // The caret blinks here, so the screen never rests; a panel is larger than all letters of the text.
    let shown = wait::until("the panel to be seen", || {
        let look = person.look()?;
        Ok((look.differences(&before) > PANEL).then_some(look))
    })?;
    shown.save(&support::shot("wayland"))
}

#[test]
fn the_doctor_says_what_this_desktop_lets_no_program_do() -> Result<()> {
    let output = without_market(&["doctor", "--json"])?;
    let found: Value = serde_json::from_slice(&output.stdout)?;
    let display = found["findings"]
        .as_array()
        .and_then(|all| all.iter().find(|finding| finding["link"] == "display"))
        .context("the display is looked at")?;
    let cure = display["cure"].as_str().context("there is a way out")?;
    ensure!(cure.contains("“Check text”"), "{display}");
    Ok(())
}

#[test]
fn a_check_by_hotkey_says_that_there_are_none() -> Result<()> {
    let output = without_market(&["check", "--hotkey"])?;
    let said = String::from_utf8_lossy(&output.stderr);
    assert_eq!(output.status.code(), Some(1), "{said}");
    ensure!(said.contains("lets no program have hotkeys"), "{said}");
    Ok(())
}

/// A command on this desktop, for which no market answers, run to its end.
fn without_market(args: &[&str]) -> Result<Output> {
    let wayland = Wayland::start()?;
    let folder = tempfile::tempdir()?;
    let mut command = Command::new(program()?);
    wayland.place(&mut command);
    command
        .args(args)
        .args(["--market", "ws://127.0.0.1:1", "--config-dir"])
        .arg(folder.path());
    Ok(command.output()?)
}

fn text(path: &Path) -> Result<&str> {
    path.to_str().context("the path is text")
}
