use serde::{Serialize, Serializer};

/// Where an amount lies in the range that it can roll.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct Roll {
    #[serde(serialize_with = "plain")]
    pub min: f64,
    #[serde(serialize_with = "plain")]
    pub max: f64,
    /// 0 is the worst, 100 the best.
    pub percent: u8,
}

impl Roll {
    /// `None` where there is nothing to roll.
    #[must_use]
    pub fn new(amount: i64, (min, max): (i64, i64), lower_is_better: bool) -> Option<Self> {
        if min >= max {
            return None;
        }
        let (min, max) = (min as f64, max as f64);
        let share = ((amount as f64 - min) / (max - min)).clamp(0.0, 1.0);
        let share = if lower_is_better { 1.0 - share } else { share };
        Some(Self {
            min,
            max,
            percent: (share * 100.0).round() as u8,
        })
    }

    /// Nothing better can roll.
    #[must_use]
    pub fn is_perfect(&self) -> bool {
        self.percent == 100
    }
}

/// Whole numbers without `.0`.
fn plain<S: Serializer>(number: &f64, serializer: S) -> Result<S::Ok, S::Error> {
    if number.fract() == 0.0 && number.abs() < 9e15 {
        serializer.serialize_i64(*number as i64)
    } else {
        serializer.serialize_f64(*number)
    }
}
