//! TIMEX3 values.

use crate::{Anchor, Grain};
use jiff::civil::{Date, ISOWeekDate, Time, Weekday, date};
use jiff::{Span, ToSpan};

/// The days a TIMEX3 value covers, first and last, both included; `None` where it fixes none (`P3D`, `XXXX-06`, `PAST_REF`).
///
/// ```
/// use tidings_calendar::interval;
/// let days = |value| interval(value).map(|(first, last)| format!("{first}..{last}"));
/// assert_eq!(days("2024-06").as_deref(), Some("2024-06-01..2024-06-30"));
/// assert_eq!(days("2024-W24").as_deref(), Some("2024-06-10..2024-06-16"));
/// assert_eq!(days("2023-08/2024-02").as_deref(), Some("2023-08-01..2024-02-29"));
/// assert_eq!(days("19").as_deref(), Some("1900-01-01..1999-12-31"));
/// assert_eq!(days("P3D"), None);
/// ```
pub fn interval(value: &str) -> Option<(Date, Date)> {
    if let Some((from, to)) = value.split_once('/') {
        let (first, _) = interval(from)?;
        let (_, last) = interval(to)?;
        return (first <= last).then_some((first, last));
    }
    let (first, grain) = parse(value)?;
    Some((first, last_day(first, grain)?))
}

/// How fine a TIMEX3 value is; `None` where it fixes no days.
pub fn grain(value: &str) -> Option<Grain> {
    if value.contains('/') {
        return interval(value).map(|_| Grain::Span);
    }
    parse(value).map(|(_, grain)| grain)
}

/// A span of which one end is a day and the other coarser, with both ends as days (`2019-01/2020-04-26` as `2019-01-01/2020-04-26`).
pub fn even_span(value: &str) -> Option<String> {
    let (from, to) = value.split_once('/')?;
    let ((first, from_grain), (_, to_grain)) = (parse(from)?, parse(to)?);
    let is_uneven = (from_grain == Grain::Day && to_grain > Grain::Day)
        || (to_grain == Grain::Day && from_grain > Grain::Day);
    if !is_uneven {
        return None;
    }
    let (_, last) = interval(to)?;
    (first <= last).then(|| format!("{first}/{last}"))
}

/// What a publication date (`2024-06-17`, `2024-06-17T07:58-04:00`) gives to count from. A date coarser than a day gives nothing.
pub fn anchor(published: &str) -> Option<Anchor> {
    let date = published.get(..10).and_then(|day| day.parse::<Date>().ok())?;
    let clock = published.get(10..).and_then(|rest| rest.strip_prefix(['T', ' ']));
    let time = clock.and_then(|rest| {
        let hour = rest.get(..2)?.parse().ok()?;
        let minute =
            rest.get(2..).and_then(|rest| rest.strip_prefix(':')?.get(..2)?.parse().ok()).unwrap_or(0);
        Time::new(hour, minute, 0, 0).ok()
    });
    Some(Anchor { date, time })
}

/// The offset that lies a duration before now, in the notation of [`crate::resolve`]: `P24Y` gives `-24Y`.
pub fn back(duration: &str) -> Option<String> {
    let (count, unit) = single_part(duration)?;
    (count.fract() == 0.0).then(|| format!("-{}{unit}", count as i64))
}

/// About how many days a duration is long (`P24Y`, `P9M`, `PT36H`); months and years by their mean in the Gregorian calendar.
pub fn length_in_days(duration: &str) -> Option<f64> {
    let (count, unit) = single_part(duration)?;
    let days = match unit {
        "m" => 1.0 / 1440.0,
        "h" => 1.0 / 24.0,
        "D" => 1.0,
        "W" => 7.0,
        "M" => MEAN_YEAR / 12.0,
        "Q" => MEAN_YEAR / 4.0,
        "Y" => MEAN_YEAR,
        "E" => MEAN_YEAR * 10.0,
        "C" => MEAN_YEAR * 100.0,
        _ => return None,
    };
    Some(count * days)
}

/// Days of a year, the mean over 400 Gregorian years.
const MEAN_YEAR: f64 = 365.2425;

/// Number and unit (as [`crate::resolve`] writes it) of a duration of one part.
fn single_part(duration: &str) -> Option<(f64, &'static str)> {
    let body = duration.strip_prefix('P')?;
    let (clock, body) = body.strip_prefix('T').map_or((false, body), |body| (true, body));
    let digits = body.find(|c: char| !c.is_ascii_digit() && c != '.').filter(|&end| end > 0)?;
    let count = body[..digits].parse().ok()?;
    let unit = match (clock, &body[digits..]) {
        (true, "M") => "m",
        (true, "H") => "h",
        (false, "D") => "D",
        (false, "W") => "W",
        (false, "M") => "M",
        (false, "Q") => "Q",
        (false, "Y") => "Y",
        (false, "DE") => "E",
        (false, "CE") => "C",
        _ => return None,
    };
    Some((count, unit))
}

/// The TIMEX3 value of the unit of a grain that holds a day.
///
/// Grains finer than a day, and spans, give the day itself.
pub fn value_of(day: Date, grain: Grain) -> String {
    let first = first_day(day, grain);
    let year = first.year();
    match grain {
        Grain::Weekend => format!("{}-WE", week_value(first)),
        Grain::Week => week_value(first),
        Grain::Month => format!("{year:04}-{:02}", first.month()),
        Grain::Quarter => format!("{year:04}-Q{}", (first.month() - 1) / 3 + 1),
        Grain::Season => format!("{year:04}-{}", ["SP", "SU", "FA", "WI"][(first.month() / 3 - 1) as usize]),
        Grain::Half => format!("{year:04}-H{}", (first.month() - 1) / 6 + 1),
        Grain::Year => format!("{year:04}"),
        Grain::Decade => format!("{:03}", year / 10),
        Grain::Century => format!("{:02}", year / 100),
        Grain::Millennium => format!("{}", year / 1000),
        Grain::Minute | Grain::Hour | Grain::Part | Grain::Day | Grain::Span => first.to_string(),
    }
}

fn week_value(day: Date) -> String {
    let week = day.iso_week_date();
    format!("{:04}-W{:02}", week.year(), week.week())
}

/// First day of the unit that holds a day.
pub(crate) fn first_day(day: Date, grain: Grain) -> Date {
    let month = day.month();
    let monday = || day.checked_sub((day.weekday().to_monday_zero_offset() as i32).days()).unwrap_or(day);
    let at = |year: i16, month: i8| Date::new(year, month, 1).unwrap_or(day);
    let down = |step: i16| at(day.year().div_euclid(step) * step, 1);
    match grain {
        Grain::Minute | Grain::Hour | Grain::Part | Grain::Day | Grain::Span => day,
        Grain::Weekend => monday().checked_add(5.days()).unwrap_or(day),
        Grain::Week => monday(),
        Grain::Month => day.first_of_month(),
        Grain::Quarter => at(day.year(), (month - 1) / 3 * 3 + 1),
        Grain::Season if month < 3 => at(day.year() - 1, 12),
        Grain::Season => at(day.year(), month / 3 * 3),
        Grain::Half => at(day.year(), (month - 1) / 6 * 6 + 1),
        Grain::Year => day.first_of_year(),
        Grain::Decade => down(10),
        Grain::Century => down(100),
        Grain::Millennium => down(1000),
    }
}

/// How long a unit is.
pub(crate) fn length(grain: Grain) -> Span {
    match grain {
        Grain::Minute | Grain::Hour | Grain::Part | Grain::Day | Grain::Span => 1.day(),
        Grain::Weekend => 2.days(),
        Grain::Week => 1.week(),
        Grain::Month => 1.month(),
        Grain::Quarter | Grain::Season => 3.months(),
        Grain::Half => 6.months(),
        Grain::Year => 1.year(),
        Grain::Decade => 10.years(),
        Grain::Century => 100.years(),
        Grain::Millennium => 1000.years(),
    }
}

/// Last day of the unit whose first day is given.
pub(crate) fn last_day(first: Date, grain: Grain) -> Option<Date> {
    // The last unit of the calendar ends with it.
    let after = first.checked_add(length(grain)).unwrap_or(Date::MAX);
    after.checked_sub(1.day()).ok()
}

/// First day and grain of a value that is no span.
pub(crate) fn parse(value: &str) -> Option<(Date, Grain)> {
    if !value.is_ascii() {
        return None;
    }
    if let Some((day, clock)) = value.split_once('T') {
        let (first, grain) = parse(day)?;
        return (grain == Grain::Day).then_some((first, clock_grain(clock)?));
    }
    let year_digits = value.bytes().take_while(u8::is_ascii_digit).count();
    let number = |text: &str| {
        (!text.is_empty() && text.bytes().all(|b| b.is_ascii_digit())).then(|| text.parse::<i16>().ok())?
    };
    let year = number(&value[..year_digits])?;
    let first_of = |year: i16| Date::new(year, 1, 1).ok();
    let rest = match (year_digits, &value[year_digits..]) {
        (4, "") => return Some((first_of(year)?, Grain::Year)),
        (3, "" | "X") => return Some((first_of(year * 10)?, Grain::Decade)),
        (2, "" | "XX") => return Some((first_of(year * 100)?, Grain::Century)),
        (1, "" | "XXX") => return Some((first_of(year * 1000)?, Grain::Millennium)),
        (4, rest) => rest.strip_prefix('-')?,
        _ => return None,
    };
    let month = |month: i8| Date::new(year, month, 1).ok();
    Some(match rest {
        "SP" => (month(3)?, Grain::Season),
        "SU" => (month(6)?, Grain::Season),
        "FA" => (month(9)?, Grain::Season),
        "WI" => (month(12)?, Grain::Season),
        "Q1" => (month(1)?, Grain::Quarter),
        "Q2" => (month(4)?, Grain::Quarter),
        "Q3" => (month(7)?, Grain::Quarter),
        "Q4" => (month(10)?, Grain::Quarter),
        "H1" => (month(1)?, Grain::Half),
        "H2" => (month(7)?, Grain::Half),
        _ => {
            if let Some(week) = rest.strip_prefix('W') {
                let (week, day) = week.split_once('-').map_or((week, ""), |(week, day)| (week, day));
                let (weekday, grain) = match day {
                    "" => (Weekday::Monday, Grain::Week),
                    "WE" => (Weekday::Saturday, Grain::Weekend),
                    _ => (Weekday::from_monday_one_offset(number(day)? as i8).ok()?, Grain::Day),
                };
                if week.len() != 2 {
                    return None;
                }
                let week = ISOWeekDate::new(year, number(week)? as i8, weekday).ok()?;
                return Some((week.date(), grain));
            }
            let (month_of, day_of) =
                rest.split_once('-').map_or((rest, None), |(month, day)| (month, Some(day)));
            if month_of.len() != 2 || day_of.is_some_and(|day| day.len() != 2) {
                return None;
            }
            let first = month(number(month_of)? as i8)?;
            match day_of {
                None => (first, Grain::Month),
                Some(day) => (Date::new(year, first.month(), number(day)? as i8).ok()?, Grain::Day),
            }
        }
    })
}

/// Grain of what follows the `T`.
fn clock_grain(clock: &str) -> Option<Grain> {
    if matches!(clock, "MO" | "MI" | "AF" | "EV" | "NI" | "DT") {
        return Some(Grain::Part);
    }
    let hour: u8 = clock.get(..2)?.parse().ok().filter(|&hour| hour <= 24)?;
    match clock.get(2..)? {
        "" => Some(Grain::Hour),
        rest => {
            let minute: u8 = rest.strip_prefix(':')?.get(..2)?.parse().ok()?;
            (minute < 60 && (hour < 24 || minute == 0)).then_some(Grain::Minute)
        }
    }
}

/// Easter Sunday of the western churches (Meeus, *Astronomical Algorithms*, 1991, chapter 8).
pub(crate) fn easter(year: i16) -> Option<Date> {
    let y = i32::from(year);
    if y < 1583 {
        return None;
    }
    let a = y % 19;
    let (b, c) = (y / 100, y % 100);
    let (d, e) = (b / 4, b % 4);
    let g = (b - (b + 8) / 25 + 1) / 3;
    let h = (19 * a + b - d - g + 15) % 30;
    let (i, k) = (c / 4, c % 4);
    let l = (32 + 2 * e + 2 * i - h - k) % 7;
    let m = (a + 11 * h + 22 * l) / 451;
    let sum = h + l - 7 * m + 114;
    let (month, day) = (sum / 31, sum % 31 + 1);
    (1..=12).contains(&month).then(|| date(year, month as i8, day as i8))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(value: &str, expected: &str) {
        let found = interval(value).map_or("none".to_owned(), |(first, last)| format!("{first} {last}"));
        assert_eq!(found, expected, "{value}");
    }

    #[test]
    fn values_cover_days() {
        check("2024", "2024-01-01 2024-12-31");
        check("2024-06", "2024-06-01 2024-06-30");
        check("2024-02", "2024-02-01 2024-02-29");
        check("2024-06-18", "2024-06-18 2024-06-18");
        check("2024-W24", "2024-06-10 2024-06-16");
        check("2020-W53", "2020-12-28 2021-01-03");
        check("2024-W24-2", "2024-06-11 2024-06-11");
        check("2024-W24-WE", "2024-06-15 2024-06-16");
        check("2024-SU", "2024-06-01 2024-08-31");
        check("2023-WI", "2023-12-01 2024-02-29");
        check("2024-Q2", "2024-04-01 2024-06-30");
        check("2024-H1", "2024-01-01 2024-06-30");
        check("2024-H2", "2024-07-01 2024-12-31");
        check("199", "1990-01-01 1999-12-31");
        check("199X", "1990-01-01 1999-12-31");
        check("19", "1900-01-01 1999-12-31");
        check("2", "2000-01-01 2999-12-31");
        check("9", "9000-01-01 9999-12-30");
        check("2023-08/2024-02", "2023-08-01 2024-02-29");
        check("1950/1953", "1950-01-01 1953-12-31");
        check("2024-06-18TEV", "2024-06-18 2024-06-18");
        check("2024-06-18T20:00", "2024-06-18 2024-06-18");
        check("2024-06-18T20", "2024-06-18 2024-06-18");
    }

    #[test]
    fn what_fixes_no_days_covers_none() {
        for value in [
            "",
            "P3D",
            "PT2H",
            "XXXX-06",
            "XXXX-WXX-2",
            "PAST_REF",
            "2024-13",
            "2024-02-30",
            "2023-W53",
            "2024-W1",
            "2024-6",
            "2024/2023",
            "20240",
            "2024-",
            "2024-06T20",
            "2024-06-18T25",
            "2024-06-18T20:61",
            "2024-06-18TXX",
            "sommar",
            "２０２４",
            "/",
            "2024/",
            "BC0050",
        ] {
            check(value, "none");
        }
    }

    #[test]
    fn grains_are_ordered() {
        let grains = [
            "2024-06-18T20:15",
            "2024-06-18T20",
            "2024-06-18TEV",
            "2024-06-18",
            "2024-W24-WE",
            "2024-W24",
            "2024-06",
            "2024-Q2",
            "2024-SU",
            "2024-H1",
            "2024",
            "202",
            "20",
            "2",
            "2023/2024",
        ]
        .map(|value| grain(value).expect(value));
        assert!(grains.is_sorted());
        assert!(grains.windows(2).all(|pair| pair[0] < pair[1]));
    }

    #[test]
    fn durations_have_a_length_and_lie_back() {
        assert_eq!(back("P24Y").as_deref(), Some("-24Y"));
        assert_eq!(back("PT36H").as_deref(), Some("-36h"));
        assert_eq!(back("P2DE").as_deref(), Some("-2E"));
        assert_eq!(back("P1.5Y"), None);
        assert_eq!(back("PXD"), None);
        assert_eq!(length_in_days("P2W"), Some(14.0));
        assert_eq!(length_in_days("PT36H"), Some(1.5));
        assert_eq!(length_in_days("2024"), None);
    }

    #[test]
    fn publication_dates_anchor() {
        let show = |text| {
            anchor(text).map(|found| (found.date.to_string(), found.time.map(|time| time.to_string())))
        };
        assert_eq!(show("2024-06-17"), Some(("2024-06-17".to_owned(), None)));
        assert_eq!(
            show("2024-06-17T07:58-04:00"),
            Some(("2024-06-17".to_owned(), Some("07:58:00".to_owned())))
        );
        assert_eq!(show("2024-06"), None);
        assert_eq!(show("igår"), None);
    }

    #[test]
    fn easter_falls_where_it_fell() {
        let found: Vec<String> =
            [1995, 2000, 2008, 2011, 2024, 2038].iter().map(|&y| easter(y).unwrap().to_string()).collect();
        assert_eq!(
            found,
            ["1995-04-16", "2000-04-23", "2008-03-23", "2011-04-24", "2024-03-31", "2038-04-25"]
        );
    }
}
