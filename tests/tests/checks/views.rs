//! What the panel was given to draw, view by view, held against what may be shown.

use std::collections::HashMap;
use std::sync::mpsc::{Receiver, RecvTimeoutError};
use std::time::Duration;

use anyhow::{Context, Result, bail, ensure};
use haggle_tests::wait;
use serde_json::Value;

use super::plan::Hovered;

/// What a check came to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Outcome {
    Item,
    Hint,
}

/// The views as they come, and what each capture hovered.
pub struct Views {
    lines: Receiver<String>,
    /// The chords pressed so far: captures are numbered by them.
    pressed: u64,
    /// What each capture has shown.
    shown: HashMap<u64, Outcome>,
    hovered: HashMap<u64, Hovered>,
    /// The newest capture that was shown.
    newest: u64,
}

impl Views {
    /// Of what the program prints.
    pub fn of(lines: Receiver<String>) -> Self {
        Self {
            lines,
            pressed: 0,
            shown: HashMap::new(),
            hovered: HashMap::new(),
            newest: 0,
        }
    }

    /// Waits until the last of so many presses over this item has come to something. Every view on the way is held
    /// against its own capture.
    pub fn outcome(&mut self, presses: u64, item: &Hovered) -> Result<Outcome> {
        for _ in 0..presses {
            self.pressed += 1;
            self.hovered.insert(self.pressed, item.clone());
        }
        loop {
            self.take_next()?;
            if let Some(outcome) = self.shown.get(&self.pressed) {
                return Ok(*outcome);
            }
        }
    }

    /// Whether the panel is hidden within this time.
    pub fn is_hidden_within(&mut self, time: Duration) -> Result<bool> {
        loop {
            match self.lines.recv_timeout(time) {
                Ok(line) if self.take(&line)? == "hidden" => return Ok(true),
                Ok(_) => {}
                Err(RecvTimeoutError::Timeout) => return Ok(false),
                Err(RecvTimeoutError::Disconnected) => bail!("the program ended"),
            }
        }
    }

    fn take_next(&mut self) -> Result<()> {
        let next = self.lines.recv_timeout(wait::LIMIT);
        self.take(&next.context("no view came")?).map(drop)
    }

    /// Takes one view in; what kind it is.
    fn take(&mut self, line: &str) -> Result<String> {
        let view: Value = serde_json::from_str(line).context("a view is JSON")?;
        let capture = view["capture"].as_u64().context("a view has a capture")?;
        let kind = view["panel"]["kind"]
            .as_str()
            .context("a panel has a kind")?;
        let outcome = match kind {
            "check" => Outcome::Item,
            "hint" => Outcome::Hint,
            _ => return Ok(kind.to_owned()),
        };
        ensure!(
            capture >= self.newest,
            "capture {capture} is shown after {}",
            self.newest
        );
        self.newest = capture;
        let before = self.shown.insert(capture, outcome);
        ensure!(
            before.is_none_or(|before| before == outcome),
            "capture {capture} shows {outcome:?} after {before:?}"
        );
        if outcome == Outcome::Item {
            self.hold_against(&view["panel"]["header"], capture)?;
        }
        Ok(kind.to_owned())
    }

    fn hold_against(&self, header: &Value, capture: u64) -> Result<()> {
        let hovered = self.hovered.get(&capture).context("a chord was pressed")?;
        let (name, line) = (header["name"].as_str(), header["baseLine"].as_str());
        let level = format!("item level {}", hovered.level);
        ensure!(
            name == Some(&hovered.name) && line == Some(&level),
            "capture {capture} hovers {hovered:?} and shows {name:?}, {line:?}"
        );
        Ok(())
    }
}
