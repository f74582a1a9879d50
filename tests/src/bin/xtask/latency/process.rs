//! What a process uses, as Linux counts it.

use std::fs;
use std::iter::Sum;
use std::time::Duration;

use anyhow::{Context, Result};

/// A running process, by its number.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Process(pub u32);

/// What a process has used so far.
#[derive(Debug, Default, Clone, Copy)]
pub struct Use {
    nanos: u64,
    wakes: u64,
}

impl Use {
    pub fn since(&self, before: &Self) -> Self {
        Self {
            nanos: self.nanos.saturating_sub(before.nanos),
            wakes: self.wakes.saturating_sub(before.wakes),
        }
    }

    /// The share of one core in a time.
    pub fn share(&self, time: Duration) -> f64 {
        Duration::from_nanos(self.nanos).as_secs_f64() / time.as_secs_f64()
    }

    /// How often it woke up in a second.
    pub fn wakes(&self, time: Duration) -> f64 {
        // Far below where doubles lose whole numbers.
        self.wakes as f64 / time.as_secs_f64()
    }
}

impl Sum for Use {
    fn sum<I: Iterator<Item = Self>>(all: I) -> Self {
        all.fold(Self::default(), |sum, one| Self {
            nanos: sum.nanos + one.nanos,
            wakes: sum.wakes + one.wakes,
        })
    }
}

impl Process {
    /// What its threads have used; those that ended are forgotten.
    pub fn used(self) -> Result<Use> {
        let threads = fs::read_dir(format!("/proc/{}/task", self.0))?;
        let mut sum = Use::default();
        for thread in threads {
            let thread = thread?.path();
            // The first number is the time on a core, in nanoseconds.
            let times = fs::read_to_string(thread.join("schedstat"))?;
            let nanos = times.split_whitespace().next().context("a time")?;
            sum.nanos += nanos.parse::<u64>()?;
            let status = fs::read_to_string(thread.join("status"))?;
            sum.wakes += number(&status, "voluntary_ctxt_switches:")?;
        }
        Ok(sum)
    }

    /// Its share of the memory it uses together with others, in megabytes.
    pub fn megabytes(self) -> Result<f64> {
        let rollup = fs::read_to_string(format!("/proc/{}/smaps_rollup", self.0))?;
        Ok(number(&rollup, "Pss:")? as f64 / 1024.0)
    }

    /// The processes that it started, and those that they started.
    pub fn below(self) -> Result<Vec<Self>> {
        let mut parents = Vec::new();
        for entry in fs::read_dir("/proc")? {
            let name = entry?.file_name();
            let Some(id) = name.to_str().and_then(|name| name.parse::<u32>().ok()) else {
                continue;
            };
            // It may end between the look and the read.
            if let Ok(status) = fs::read_to_string(format!("/proc/{id}/status")) {
                parents.push((Self(id), number(&status, "PPid:")?));
            }
        }
        let mut found = Vec::new();
        let mut open = vec![self];
        while let Some(parent) = open.pop() {
            let children = parents.iter().filter(|(_, of)| *of == u64::from(parent.0));
            let children: Vec<Self> = children.map(|(child, _)| *child).collect();
            found.extend_from_slice(&children);
            open.extend(children);
        }
        Ok(found)
    }
}

/// The number behind a name at a line's start.
fn number(text: &str, name: &str) -> Result<u64> {
    let rest = text.lines().find_map(|line| line.strip_prefix(name));
    let word = rest.and_then(|rest| rest.split_whitespace().next());
    let word = word.with_context(|| format!("no {name}"))?;
    Ok(word.parse()?)
}
