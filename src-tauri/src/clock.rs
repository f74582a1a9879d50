//! The wall clock and how moments are written.

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
    let since = now - time::Duration::days(3);
    iso(since.replace_second(0).unwrap_or(since))
}

/// A moment as the market writes it; `None` when it is none.
#[must_use]
pub fn moment(stamp: &str) -> Option<OffsetDateTime> {
    OffsetDateTime::parse(stamp, &Rfc3339).ok()
}

/// A stretch of time: `1 min`, `4 h`, `2 d`, rounded up so that it never promises too much.
#[must_use]
pub fn wait(time: time::Duration) -> String {
    let up = |part: i64, whole: i64| (part + whole - 1) / whole;
    let minutes = up(time.whole_seconds().max(1), 60);
    match minutes {
        ..100 => format!("{minutes} min"),
        100..2_880 => format!("{} h", up(minutes, 60)),
        _ => format!("{} d", up(minutes, 1_440)),
    }
}

/// The age of a moment: `now`, `4 min`, `2 h`, `2 d`; `None` when it is not a moment.
#[must_use]
pub fn age(stamp: &str, now: OffsetDateTime) -> Option<String> {
    let minutes = (now - moment(stamp)?).whole_minutes();
    Some(match minutes {
        ..1 => "now".to_owned(),
        1..60 => format!("{minutes} min"),
        60..1_440 => format!("{} h", minutes / 60),
        _ => format!("{} d", minutes / 1_440),
    })
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
            assert_eq!(age(stamp, now).as_deref(), Some(expected), "{stamp}");
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
            assert_eq!(wait(time::Duration::minutes(minutes)), words);
        }
        assert_eq!(iso(now), "2026-05-11T12:00:00Z");
    }
}
