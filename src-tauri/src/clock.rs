//! The wall clock and how moments are written.

use std::fmt;

use time::OffsetDateTime;
use time::format_description::well_known::Rfc3339;

/// Now, in UTC.
#[must_use]
pub fn utc_now() -> OffsetDateTime {
    OffsetDateTime::now_utc()
}

/// A moment as the market writes it, in whole seconds: `2026-05-11T21:16:02Z`.
#[must_use]
pub fn iso(moment: OffsetDateTime) -> String {
    let moment = moment.replace_nanosecond(0).unwrap_or(moment);
    // Formatting fails only beyond the year 9999.
    moment.format(&Rfc3339).unwrap_or_default()
}

/// The moment from which on listings count: three days ago, to the minute, so that the same search twice is one question.
#[must_use]
pub fn listings_since(now: OffsetDateTime) -> String {
    to_the_minute(now - time::Duration::days(3))
}

/// How far back the archive is looked at, in days; the market's own page does the same.
pub const ARCHIVE_DAYS: i64 = 14;

/// The moment from which on listings that ended count, to the minute.
#[must_use]
pub fn archive_since(now: OffsetDateTime) -> String {
    to_the_minute(now - time::Duration::days(ARCHIVE_DAYS))
}

fn to_the_minute(moment: OffsetDateTime) -> String {
    iso(moment.replace_second(0).unwrap_or(moment))
}

/// A moment as the market writes it; `None` when it is none.
#[must_use]
pub fn moment(stamp: &str) -> Option<OffsetDateTime> {
    OffsetDateTime::parse(stamp, &Rfc3339).ok()
}

/// A stretch of time in the largest fitting unit. Its `Display` is English, for the command line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Age {
    Now,
    Minutes(i64),
    Hours(i64),
    Days(i64),
}

impl Age {
    /// Of what was so long ago.
    #[must_use]
    pub fn of(time: std::time::Duration) -> Self {
        Self::of_minutes(i64::try_from(time.as_secs() / 60).unwrap_or(i64::MAX))
    }

    fn of_minutes(minutes: i64) -> Self {
        match minutes {
            ..1 => Self::Now,
            1..60 => Self::Minutes(minutes),
            60..1_440 => Self::Hours(minutes / 60),
            _ => Self::Days(minutes / 1_440),
        }
    }
}

impl fmt::Display for Age {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Now => f.write_str("now"),
            Self::Minutes(n) => write!(f, "{n} min"),
            Self::Hours(n) => write!(f, "{n} h"),
            Self::Days(n) => write!(f, "{n} d"),
        }
    }
}

/// A stretch of time that is waited for, rounded up so that it never promises too much.
#[must_use]
pub fn wait(time: time::Duration) -> Age {
    let up = |part: i64, whole: i64| (part + whole - 1) / whole;
    let minutes = up(time.whole_seconds().max(1), 60);
    match minutes {
        ..100 => Age::Minutes(minutes),
        100..2_880 => Age::Hours(up(minutes, 60)),
        _ => Age::Days(up(minutes, 1_440)),
    }
}

/// The age of a moment; `None` when it is not a moment.
#[must_use]
pub fn age(stamp: &str, now: OffsetDateTime) -> Option<Age> {
    Some(Age::of_minutes((now - moment(stamp)?).whole_minutes()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ages_are_written_in_the_largest_fitting_unit() {
        let now = OffsetDateTime::parse("2026-05-11T12:00:00Z", &Rfc3339).expect("a moment");
        let cases = [
            ("2026-05-11T12:00:30Z", "now"),
            ("2026-05-11T11:59:30Z", "now"),
            ("2026-05-11T11:55:30.062Z", "4 min"),
            ("2026-05-11T10:00:00Z", "2 h"),
            ("2026-05-09T11:00:00Z", "2 d"),
        ];
        for (stamp, expected) in cases {
            let age = age(stamp, now).expect(stamp);
            assert_eq!(age.to_string(), expected, "{stamp}");
        }
        assert_eq!(age("yesterday", now), None);
        for (minutes, words) in [
            (0, "1 min"),
            (1, "1 min"),
            (99, "99 min"),
            (100, "2 h"),
            (121, "3 h"),
            (2_881, "3 d"),
        ] {
            assert_eq!(wait(time::Duration::minutes(minutes)).to_string(), words);
        }
        assert_eq!(iso(now), "2026-05-11T12:00:00Z");
    }
}
