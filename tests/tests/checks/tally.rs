//! How often each misbehaviour was played and what it came to.

use std::collections::BTreeMap;
use std::fmt;

use anyhow::{Result, ensure};

use super::plan::{Copying, Meanwhile, Plan};
use super::views::Outcome;

/// Counts by what was played.
#[derive(Default)]
pub struct Tally(BTreeMap<(Copying, Meanwhile), Count>);

#[derive(Default, Clone, Copy)]
struct Count {
    items: usize,
    hints: usize,
}

impl Tally {
    pub fn count(&mut self, plan: &Plan, outcome: &Outcome) {
        let count = self.0.entry((plan.copying, plan.meanwhile)).or_default();
        match outcome {
            Outcome::Item => count.items += 1,
            Outcome::Hint => count.hints += 1,
        }
    }

    /// Hints alone would be no tool: a game that copies in time, and keeps its clipboard, has its item shown.
    pub fn judge(&self) -> Result<()> {
        let well = |copying: Copying| {
            use Copying::{Late, Pieces, Prompt, Slow};
            matches!(copying, Prompt | Late | Slow | Pieces)
        };
        let of_well = self.0.iter().filter(|((copying, _), _)| well(*copying));
        let sum = of_well.fold(Count::default(), |sum, (_, count)| sum.and(*count));
        ensure!(
            sum.items >= 9 * sum.hints,
            "{} of {} copies in time were not shown",
            sum.hints,
            sum.hints + sum.items
        );
        Ok(())
    }
}

impl Count {
    fn and(self, other: Self) -> Self {
        Self {
            items: self.items + other.items,
            hints: self.hints + other.hints,
        }
    }
}

impl fmt::Display for Tally {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(
            f,
            "{:<18} {:<22} {:>5} {:>5}",
            "the game", "another program", "item", "hint"
        )?;
        for ((copying, meanwhile), Count { items, hints }) in &self.0 {
            let (copying, meanwhile) = (format!("{copying:?}"), format!("{meanwhile:?}"));
            writeln!(f, "{copying:<18} {meanwhile:<22} {items:>5} {hints:>5}")?;
        }
        let Count { items, hints } = self
            .0
            .values()
            .fold(Count::default(), |sum, count| sum.and(*count));
        write!(f, "{:<18} {:<22} {items:>5} {hints:>5}", "all", "")
    }
}
