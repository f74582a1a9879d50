//! How long to wait before the next try: doubling, bounded, jittered.
//!
//! Must not know what is tried. Randomness comes in from outside, so that tests decide it.

use std::hash::{BuildHasher, Hasher, RandomState};
use std::time::Duration;

/// A source of numbers from 0 up to, not including, 1.
pub(crate) type Dice = Box<dyn FnMut() -> f64 + Send>;

/// The times between tries.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Backoff {
    /// The longest wait before the second try.
    pub first: Duration,
    /// The longest wait at all.
    pub most: Duration,
}

impl Default for Backoff {
    fn default() -> Self {
        Self {
            first: Duration::from_millis(500),
            most: Duration::from_secs(30),
        }
    }
}

impl Backoff {
    /// The wait after `failures` failures in a row (1 or more): between half and all of `first · 2^(failures-1)`, so
    /// that many clients do not come back at the same moment.
    pub(crate) fn delay(self, failures: u32, dice: &mut Dice) -> Duration {
        let doubled = 2_f64.powi(failures.saturating_sub(1).min(30).cast_signed());
        let longest = self.most.min(self.first.mul_f64(doubled.min(1e6)));
        longest.mul_f64(0.5 + 0.5 * dice().clamp(0.0, 1.0))
    }
}

/// Dice from the standard library's random hash keys: good enough for jitter, and no dependency.
pub(crate) fn dice() -> Dice {
    let state = RandomState::new();
    let mut thrown: u64 = 0;
    Box::new(move || {
        thrown += 1;
        let mut hasher = state.build_hasher();
        hasher.write_u64(thrown);
        // 53 bits: what an f64 holds exactly.
        (hasher.finish() >> 11) as f64 / (1_u64 << 53) as f64
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn doubles_up_to_the_bound() {
        let backoff = Backoff {
            first: Duration::from_secs(1),
            most: Duration::from_secs(30),
        };
        let longest: Vec<u64> = (1..8)
            .map(|failures| {
                let mut top: Dice = Box::new(|| 1.0);
                backoff.delay(failures, &mut top).as_secs()
            })
            .collect();
        assert_eq!(longest, [1, 2, 4, 8, 16, 30, 30]);
        let mut bottom: Dice = Box::new(|| 0.0);
        assert_eq!(
            backoff.delay(3, &mut bottom),
            Duration::from_secs(2),
            "half of it at least"
        );
        assert_eq!(
            backoff.delay(u32::MAX, &mut bottom),
            Duration::from_secs(15)
        );
    }

    #[test]
    fn dice_differ_and_stay_in_range() {
        let mut dice = dice();
        let thrown: Vec<f64> = (0..100).map(|_| dice()).collect();
        assert!(thrown.iter().all(|x| (0.0..1.0).contains(x)));
        assert!(thrown.windows(2).any(|pair| pair[0] != pair[1]));
    }
}
