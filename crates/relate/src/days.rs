//! Days as numbers: what is needed to compare times.

use jiff::Span;
use jiff::civil::Date;
use tidings_calendar::interval;
use tidings_model::Time;

/// Days from the first to the last, both included, as numbers from 1970-01-01.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) struct Days {
    /// First day's number.
    pub first: i64,
    /// Last day's number.
    pub last: i64,
}

impl Days {
    /// Whether the two share a day.
    pub fn overlaps(self, other: Self) -> bool {
        self.first <= other.last && other.first <= self.last
    }

    /// Days between the two; 0 where they overlap or touch.
    pub fn gap(self, other: Self) -> i64 {
        (self.first.max(other.first) - self.last.min(other.last)).max(0)
    }

    /// How many days it covers.
    pub fn length(self) -> i64 {
        self.last - self.first + 1
    }

    /// The days both cover.
    pub fn common(self, other: Self) -> Option<Self> {
        let days = Self { first: self.first.max(other.first), last: self.last.min(other.last) };
        (days.first <= days.last).then_some(days)
    }
}

/// Number of a day.
pub(crate) fn number(date: Date) -> i64 {
    date.duration_since(Date::constant(1970, 1, 1)).as_hours() / 24
}

/// The day of a number.
pub(crate) fn date(number: i64) -> Option<Date> {
    Date::constant(1970, 1, 1).checked_add(Span::new().try_days(number).ok()?).ok()
}

/// ISO 8601 form of a day's number; empty beyond the calendar.
pub(crate) fn iso(number: i64) -> String {
    date(number).map(|date| date.to_string()).unwrap_or_default()
}

/// The days of an ISO 8601 or TIMEX3 value; `None` for one that fixes none.
pub(crate) fn days_of(value: &str) -> Option<Days> {
    let (first, last) = interval(value)?;
    Some(Days { first: number(first), last: number(last) })
}

/// The days a time expression fixes.
pub(crate) fn days_of_time(time: &Time) -> Option<Days> {
    match (&time.first, &time.last) {
        (Some(first), Some(last)) => Some(Days { first: days_of(first)?.first, last: days_of(last)?.last }),
        _ => days_of(time.value.as_deref()?),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_cover_their_days() {
        let june = days_of("2024-06").unwrap();
        assert_eq!(june.length(), 30);
        assert!(june.overlaps(days_of("2024-W24").unwrap()));
        assert_eq!(june.gap(days_of("2024-07-10").unwrap()), 10);
        assert_eq!(june.common(days_of("2024-06-28/2024-07-02").unwrap()).unwrap().length(), 3);
        assert_eq!(days_of("P24Y"), None);
        assert_eq!(days_of("PAST_REF"), None);
    }
}
