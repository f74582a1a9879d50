//! Another program that owns the clipboard: the stock `xclip`.

use std::io::Write;
use std::process::{Child, Command, Stdio};

use anyhow::{Context, Result, ensure};
use haggle_tests::desk::Desk;

const MISSING: &str = "xclip cannot be started: apt-get install -y xclip";

/// A program that holds a text on the clipboard until another takes it.
pub struct Clipboard(Child);

impl Clipboard {
    /// Copies a text and waits until it can be pasted.
    pub fn copy(desk: &Desk, text: &str) -> Result<Self> {
        let mut child = Command::new("xclip")
            .args(["-selection", "clipboard", "-quiet", "-in"])
            .envs(desk.environment())
            .stdin(Stdio::piped())
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .context(MISSING)?;
        child
            .stdin
            .take()
            .context("stdin is piped")?
            .write_all(text.as_bytes())?;
        let holder = Self(child);
        haggle_tests::wait::until("the copied text", || {
            Ok((paste(desk)?.as_deref() == Some(text)).then_some(()))
        })?;
        Ok(holder)
    }
}

impl Drop for Clipboard {
    fn drop(&mut self) {
        // It ends by itself when another program copies.
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

/// What a paste would give; `None` when there is no text.
pub fn paste(desk: &Desk) -> Result<Option<String>> {
    let output = Command::new("xclip")
        .args(["-selection", "clipboard", "-out"])
        .envs(desk.environment())
        .output()
        .context(MISSING)?;
    if !output.status.success() {
        return Ok(None);
    }
    ensure!(
        output.stdout.len() < 1 << 20,
        "far too much on the clipboard"
    );
    Ok(Some(String::from_utf8(output.stdout)?))
}
