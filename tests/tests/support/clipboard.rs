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
        Self::copy_kind(desk, "UTF8_STRING", text.as_bytes())
    }

    /// The same with bytes of any kind.
    pub fn copy_kind(desk: &Desk, kind: &str, bytes: &[u8]) -> Result<Self> {
        let mut child = Command::new("xclip")
            .args(["-selection", "clipboard", "-target", kind, "-quiet", "-in"])
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
            .write_all(bytes)?;
        let holder = Self(child);
        haggle_tests::wait::until("what was copied", || {
            Ok((paste_kind(desk, kind)?.as_deref() == Some(bytes)).then_some(()))
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
    let pasted = paste_kind(desk, "UTF8_STRING")?;
    Ok(pasted.map(String::from_utf8).transpose()?)
}

fn paste_kind(desk: &Desk, kind: &str) -> Result<Option<Vec<u8>>> {
    let output = Command::new("xclip")
        .args(["-selection", "clipboard", "-target", kind, "-out"])
        .envs(desk.environment())
        .output()
        .context(MISSING)?;
    if !output.status.success() {
        return Ok(None);
    }
    ensure!(
        output.stdout.len() < 1 << 24,
        "far too much on the clipboard"
    );
    Ok(Some(output.stdout))
}
