//! Stretches of time as they are read beside listings.

use super::{Text, Texts};
use crate::clock::Age;

impl Texts {
    /// How old something is: `now`, `4 min`, `2 h`, `2 d`.
    #[must_use]
    pub fn age(self, age: Age) -> String {
        self.get(match age {
            Age::Now => Text::AgeNow,
            Age::Minutes(n) => Text::AgeMinutes { n: n.into() },
            Age::Hours(n) => Text::AgeHours { n: n.into() },
            Age::Days(n) => Text::AgeDays { n: n.into() },
        })
    }

    /// How long ago something was: `just now`, `4 min ago`.
    #[must_use]
    pub fn ago(self, age: Age) -> String {
        self.get(match age {
            Age::Now => Text::AgoNow,
            Age::Minutes(n) => Text::AgoMinutes { n: n.into() },
            Age::Hours(n) => Text::AgoHours { n: n.into() },
            Age::Days(n) => Text::AgoDays { n: n.into() },
        })
    }

    /// When something will be: `in 3 h`.
    #[must_use]
    pub fn wait(self, wait: Age) -> String {
        self.get(match wait {
            Age::Now => Text::WaitMinutes { n: 1_i64.into() },
            Age::Minutes(n) => Text::WaitMinutes { n: n.into() },
            Age::Hours(n) => Text::WaitHours { n: n.into() },
            Age::Days(n) => Text::WaitDays { n: n.into() },
        })
    }
}
