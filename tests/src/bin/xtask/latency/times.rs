//! Many measured times of one kind.

use std::time::{Duration, SystemTime};

use anyhow::{Context, Result};

/// Times in the order in which they were measured, in microseconds.
#[derive(Debug, Default, Clone)]
pub struct Times(Vec<u64>);

impl Times {
    pub fn add(&mut self, micros: u64) {
        self.0.push(micros);
    }

    pub fn median(&self) -> f64 {
        self.quantile(50)
    }

    pub fn p99(&self) -> f64 {
        self.quantile(99)
    }

    /// In milliseconds, what so many of a hundred do not exceed.
    fn quantile(&self, percent: usize) -> f64 {
        let mut sorted = self.0.clone();
        sorted.sort_unstable();
        let at = (sorted.len() * percent / 100).min(sorted.len().saturating_sub(1));
        let micros = sorted.get(at).copied().unwrap_or_default();
        // Some seconds in microseconds are far below where doubles lose whole numbers.
        micros as f64 / 1_000.0
    }
}

/// A moment on the wall clock, in microseconds.
pub fn unix_micros(moment: SystemTime) -> Result<u64> {
    let since = moment
        .duration_since(SystemTime::UNIX_EPOCH)
        .context("the clock stands before 1970")?;
    micros(since)
}

fn micros(time: Duration) -> Result<u64> {
    Ok(u64::try_from(time.as_micros())?)
}
