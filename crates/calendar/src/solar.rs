//! The Persian solar calendar (Solar Hijri), by the arithmetic rule of 33 years.
//!
//! The rule gives the observed new years of 1178 to 1633 (1799–2254), which is more than newspapers speak of.

use jiff::ToSpan;
use jiff::civil::{Date, date};

/// Years for which the rule is right.
pub const SOLAR_YEARS: std::ops::RangeInclusive<i16> = 1178..=1633;

/// The day before 1 Farvardin of the year 1 by the rule, counted from 20 March 2024 (1 Farvardin 1403).
fn new_year(year: i16) -> Option<Date> {
    let days = |year: i64| 365 * (year - 1) + (8 * year + 21).div_euclid(33);
    let known = date(2024, 3, 20);
    SOLAR_YEARS
        .contains(&year)
        .then(|| known.checked_add((days(i64::from(year)) - days(1403)).days()).ok())
        .flatten()
}

/// The Gregorian date of a day of the Persian solar calendar; `None` where there is no such day.
///
/// ```
/// use tidings_calendar::{Date, gregorian};
/// assert_eq!(gregorian(1357, 11, 22), Some(Date::constant(1979, 2, 11)));
/// assert_eq!(gregorian(1403, 3, 15), Some(Date::constant(2024, 6, 4)));
/// assert_eq!(gregorian(1402, 12, 30), None);
/// ```
pub fn gregorian(year: i16, month: i8, day: i8) -> Option<Date> {
    let before = match month {
        1..=7 => (i64::from(month) - 1) * 31,
        8..=12 => 186 + (i64::from(month) - 7) * 30,
        _ => return None,
    };
    let first = new_year(year)?;
    let length = match month {
        1..=6 => 31,
        7..=11 => 30,
        _ => i64::from((new_year(year + 1)? - first).get_days()) - 336,
    };
    if !(1..=length).contains(&i64::from(day)) {
        return None;
    }
    first.checked_add((before + i64::from(day) - 1).days()).ok()
}

/// First and last day of a year of the Persian solar calendar, or of one of its months.
pub fn gregorian_stretch(year: i16, month: Option<i8>) -> Option<(Date, Date)> {
    let first = gregorian(year, month.unwrap_or(1), 1)?;
    let after = match month {
        Some(month) if month < 12 => gregorian(year, month + 1, 1)?,
        _ => new_year(year + 1)?,
    };
    Some((first, after.checked_sub(1.day()).ok()?))
}

/// The solar year that a Gregorian year begins in.
pub(crate) fn solar_year_of(first_day: Date) -> i16 {
    first_day.year() - 622
}

#[cfg(test)]
mod tests {
    use super::*;

    /// New years and days of public record.
    #[test]
    fn known_days() {
        for (solar, expected) in [
            ((1304, 1, 1), date(1925, 3, 21)),
            ((1357, 11, 22), date(1979, 2, 11)),
            ((1368, 3, 14), date(1989, 6, 4)),
            ((1375, 1, 1), date(1996, 3, 20)),
            ((1382, 10, 5), date(2003, 12, 26)),
            ((1399, 12, 30), date(2021, 3, 20)),
            ((1400, 1, 1), date(2021, 3, 21)),
            ((1403, 1, 1), date(2024, 3, 20)),
            ((1403, 12, 30), date(2025, 3, 20)),
            ((1404, 1, 1), date(2025, 3, 21)),
            ((1408, 1, 1), date(2029, 3, 20)),
        ] {
            let (year, month, day) = solar;
            assert_eq!(gregorian(year, month, day), Some(expected), "{solar:?}");
        }
    }

    #[test]
    fn days_that_are_none() {
        assert_eq!(gregorian(1404, 12, 30), None);
        assert_eq!(gregorian(1403, 7, 31), None);
        assert_eq!(gregorian(1403, 13, 1), None);
        assert_eq!(gregorian(1000, 1, 1), None);
        assert_eq!(gregorian(1403, 1, 0), None);
    }

    #[test]
    fn stretches() {
        assert_eq!(gregorian_stretch(1402, None), Some((date(2023, 3, 21), date(2024, 3, 19))));
        assert_eq!(gregorian_stretch(1403, Some(3)), Some((date(2024, 5, 21), date(2024, 6, 20))));
        assert_eq!(gregorian_stretch(1403, Some(12)), Some((date(2025, 2, 19), date(2025, 3, 20))));
    }
}
