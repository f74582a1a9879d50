//! Moments as the market writes them.
//!
//! Must not know what they are moments of.

use std::time::SystemTime;

use time::OffsetDateTime;
use time::format_description::well_known::Rfc3339;

/// A moment in UTC with all three digits of its milliseconds, as `2026-05-11T21:16:02.060Z`: the market compares such as
/// texts, and text is in the order of time only where none is shorter.
pub(super) fn iso(time: SystemTime) -> String {
    let time = OffsetDateTime::from(time);
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

/// Whether a moment of the market's is this one or later, to the millisecond; one that cannot be read is not.
pub(super) fn is_since(stamp: &str, begun: SystemTime) -> bool {
    OffsetDateTime::parse(stamp, &Rfc3339)
        .is_ok_and(|moment| in_milliseconds(moment) >= in_milliseconds(begun.into()))
}

fn in_milliseconds(moment: OffsetDateTime) -> i128 {
    moment.unix_timestamp_nanos().div_euclid(1_000_000)
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::*;

    fn at(milliseconds: u64) -> SystemTime {
        SystemTime::UNIX_EPOCH + Duration::from_millis(1_700_000_000_000 + milliseconds)
    }

    #[test]
    fn a_moment_has_three_digits_of_milliseconds_also_where_the_last_are_zero() {
        for (milliseconds, text) in [
            (0, "2023-11-14T22:13:20.000Z"),
            (7, "2023-11-14T22:13:20.007Z"),
            (120, "2023-11-14T22:13:20.120Z"),
            (123, "2023-11-14T22:13:20.123Z"),
        ] {
            assert_eq!(iso(at(milliseconds)), text);
            let within = at(milliseconds) + Duration::from_nanos(999_999);
            assert_eq!(iso(within), text);
        }
    }

    #[test]
    fn moments_compare_by_time_however_many_digits_they_have() {
        let begun = at(120) + Duration::from_nanos(999_999);
        for (stamp, since) in [
            ("2023-11-14T22:13:20.123Z", true),
            ("2023-11-14T22:13:20.12Z", true),
            ("2023-11-14T22:13:20.120Z", true),
            ("2023-11-14T22:13:21Z", true),
            ("2023-11-14T23:13:20.12+01:00", true),
            ("2023-11-14T22:13:20.119Z", false),
            ("2023-11-14T22:13:20Z", false),
            ("tomorrow", false),
            ("", false),
        ] {
            assert_eq!(is_since(stamp, begun), since, "{stamp}");
        }
    }
}
