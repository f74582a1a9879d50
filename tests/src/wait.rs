//! Waiting for a condition that nobody announces, with a limit and a reason.

use std::thread;
use std::time::{Duration, Instant};

use anyhow::{Result, bail};

/// How long anything may take on a slow and shared machine before it counts as hanging.
pub const LIMIT: Duration = Duration::from_secs(20);

/// Looks again and again until there is something, and names what was missing when there never is.
///
/// # Errors
/// When `LIMIT` has passed.
pub fn until<T>(what: &str, mut look: impl FnMut() -> Result<Option<T>>) -> Result<T> {
    let start = Instant::now();
    loop {
        if let Some(found) = look()? {
            return Ok(found);
        }
        if start.elapsed() > LIMIT {
            bail!("waited {LIMIT:?} in vain for {what}");
        }
        thread::yield_now();
        thread::park_timeout(Duration::from_millis(5));
    }
}
