//! Times as the market writes them. Must not know what they are times of.

use std::time::{Duration, SystemTime, UNIX_EPOCH};

use time::OffsetDateTime;

/// Time since 1970.
pub fn now() -> Duration {
    SystemTime::now()
        .duration_since(UNIX_EPOCH)
        .unwrap_or_default()
}

/// ISO 8601 in UTC with milliseconds, as `2026-05-11T21:16:02.062Z`: texts in the order of time.
pub fn iso(since_1970: Duration) -> String {
    let time = OffsetDateTime::UNIX_EPOCH + since_1970;
    format!(
        "{:04}-{:02}-{:02}T{:02}:{:02}:{:02}.{:03}Z",
        time.year(),
        u8::from(time.month()),
        time.day(),
        time.hour(),
        time.minute(),
        time.second(),
        time.millisecond()
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_of_times() {
        assert_eq!(iso(Duration::ZERO), "1970-01-01T00:00:00.000Z");
        assert_eq!(
            iso(Duration::from_millis(1_778_534_162_062)),
            "2026-05-11T21:16:02.062Z"
        );
    }
}
