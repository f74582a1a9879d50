//! The table: budgets beside what was measured, and where the time goes. Printed, and kept in the README.
#![allow(clippy::print_stdout)]

use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use anyhow::{Context, Result};

use super::times::Times;

const BEGIN: &str = "<!-- latency:begin -->";
const END: &str = "<!-- latency:end -->";

/// One measured value.
struct Line {
    what: String,
    budget: Option<f64>,
    measured: f64,
    unit: &'static str,
}

/// A stage on a way that takes time.
pub struct Row {
    meaning: String,
    median: f64,
    p99: f64,
}

impl Row {
    pub fn stage(meaning: &str, times: &Times) -> Self {
        Self {
            meaning: meaning.to_owned(),
            median: times.median(),
            p99: times.p99(),
        }
    }

    pub fn median(&self) -> f64 {
        self.median
    }
}

/// What was measured so far.
#[derive(Default)]
pub struct Report {
    lines: Vec<Line>,
    ways: Vec<(String, Vec<Row>)>,
}

impl Report {
    /// A value that has a budget.
    pub fn budget(&mut self, what: &str, budget: f64, measured: f64, unit: &'static str) {
        self.line(what, Some(budget), measured, unit);
    }

    /// A value without one, that says more about the one before it.
    pub fn beside(&mut self, what: &str, measured: f64, unit: &'static str) {
        self.line(what, None, measured, unit);
    }

    fn line(&mut self, what: &str, budget: Option<f64>, measured: f64, unit: &'static str) {
        self.lines.push(Line {
            what: what.to_owned(),
            budget,
            measured,
            unit,
        });
    }

    /// Where the time of a way goes.
    pub fn stages(&mut self, way: &str, rows: Vec<Row>) {
        self.ways.push((way.to_owned(), rows));
    }

    pub fn print(&self) {
        println!("{}", self.text());
    }

    /// Puts the table between its marks in a file.
    pub fn keep(&self, path: &Path) -> Result<()> {
        let text = fs::read_to_string(path)?;
        let marks = || format!("{} has no {BEGIN} … {END}", path.display());
        let (before, rest) = text.split_once(BEGIN).with_context(marks)?;
        let (_, after) = rest.split_once(END).with_context(marks)?;
        let kept = format!("{before}{BEGIN}\n{}\n{END}{after}", self.text());
        Ok(fs::write(path, kept)?)
    }

    fn text(&self) -> String {
        let mut text = String::from("| what | budget | measured |\n| --- | ---: | ---: |");
        for line in &self.lines {
            let budget = line
                .budget
                .map_or_else(String::new, |budget| number(budget, line.unit));
            let over = line.budget.is_some_and(|budget| line.measured > budget);
            let measured = number(line.measured, line.unit);
            let measured = if over {
                format!("**{measured}**")
            } else {
                measured
            };
            // Writing to a string cannot fail.
            let _ = write!(text, "\n| {} | {budget} | {measured} |", line.what);
        }
        for (way, rows) in &self.ways {
            let _ = write!(
                text,
                "\n\n| {way} | median | p99 | its share |\n| --- | ---: | ---: | ---: |"
            );
            let mut before = 0.0;
            for row in rows {
                let share = format!("{:.1}", row.median - before);
                // What stands in brackets is another's view of the same stage.
                let share = if row.meaning.starts_with('(') {
                    String::new()
                } else {
                    before = row.median;
                    share
                };
                let _ = write!(
                    text,
                    "\n| {} | {:.1} | {:.1} | {share} |",
                    row.meaning, row.median, row.p99
                );
            }
        }
        let _ = write!(
            text,
            "\n\nMilliseconds; what is over its budget is bold. {}",
            machine()
        );
        text
    }
}

fn number(value: f64, unit: &str) -> String {
    let digits = if value < 1.0 {
        2
    } else {
        usize::from(value < 100.0)
    };
    format!("{value:.digits$} {unit}")
}

/// The kind of machine that was measured on.
fn machine() -> String {
    let cores = std::thread::available_parallelism().map_or(0, usize::from);
    format!(
        "Measured on {cores} cores of a virtual machine, without a graphics card: Xvfb, openbox and picom draw in software."
    )
}
