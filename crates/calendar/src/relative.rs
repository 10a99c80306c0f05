//! What the words say before an anchor is known.

use crate::Grain;
use crate::solar::{gregorian, solar_year_of};
use crate::value::{easter, first_day, last_day, length, parse, value_of};
use jiff::ToSpan;
use jiff::civil::{Date, Time, Weekday};

/// What relative times are counted from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Anchor {
    /// The day of publication.
    pub date: Date,
    /// Its time of day, where it is known.
    pub time: Option<Time>,
}

impl From<Date> for Anchor {
    fn from(date: Date) -> Self {
        Self { date, time: None }
    }
}

/// A relative time that has been placed on the calendar.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Resolved {
    /// TIMEX3 value.
    pub value: String,
    /// First day it covers.
    pub first: Date,
    /// Last day it covers.
    pub last: Date,
    /// How fine it is.
    pub grain: Grain,
}

/// Places a relative time on the calendar; `None` where the notation is wrong or the calendar ends.
///
/// # Notation
/// Steps, separated by a space, lead from the day of the anchor to the time that is meant. `U` is a unit: `D` day, `W` week, `WE` weekend,
/// `M` month, `Q` quarter, `S` season, `H` half-year, `Y` year, `E` decade, `C` century, `L` millennium, `h` hour, `m` minute.
///
/// | step | meaning |
/// | --- | --- |
/// | `-24Y`, `+0W`, `+3D` | the unit that holds the time so far, moved by so many units (*24 years ago*, *this week*, *in three days*) |
/// | `+3BD`, `-4BD` | a working day, Monday to Friday, counted from the day reached; holidays are not known |
/// | `-1Y=D`, `+2W=D` | the same, but to the day (*a year ago today*, *Tuesday in two weeks*) |
/// | `<F2` `<<F2` `>F2` `>>F2` `~F2` | a weekday (`F1` Monday … `F7` Sunday): the last one, the same day counting or not; the next one, the same day counting or not; the nearest |
/// | `>>>F2` | the next one, but of next week where the one of this week is at most three days ahead (*next Friday* on a Thursday) |
/// | `=F2` | that day of the week the steps so far have led to (*Tuesday next week*: `+1W =F2`) |
/// | `<M9` … `=M9` | a month, in the same ways; `=` means within the year reached (*September last year*: `-1Y =M9`) |
/// | `<M6D17`, `<D17` | a day of a month; a day of whatever month |
/// | `<1D`, `>2D` | so many units back or ahead, where the tense of a verb says which (Hindi *kal*) |
/// | `<J3D15` | a day of a month of the Persian solar calendar (15 Khordad), in the ways of months |
/// | `~D13F5` | a day of whatever month that is that weekday (*Friday the 13th*) |
/// | `<M11#4F4`, `<M11#4F4+1` | a weekday counted within a month (the fourth Thursday of November), and so many days after it |
/// | `<SU`, `=Q2`, `=H1`, `<WE` | a season, quarter, half-year, weekend |
/// | `<P-7`, `=P+49` | a day counted from Easter Sunday (Palm Sunday, Whitsun) |
/// | `#1F2`, `#-1D`, `#2W` | the first Tuesday, the last day, the second week of the time reached |
/// | `TEV`, `T20:00` | a part of the day reached, a time on it |
/// | `2015-10` | a TIMEX3 value: the steps after it start there |
/// | `A/B` | from A to B, each a sequence of steps of its own, both from the anchor |
///
/// ```
/// use tidings_calendar::{resolve, Date};
/// let value = |relative| resolve(relative, Date::constant(2024, 6, 18)).map(|found| found.value);
/// assert_eq!(value("-24Y").as_deref(), Some("2000"));
/// assert_eq!(value("-1Y =M9").as_deref(), Some("2023-09"));
/// assert_eq!(value("+0D TEV").as_deref(), Some("2024-06-18TEV"));
/// assert_eq!(value("<M2 <M8/<M2").as_deref(), Some("2023-08/2024-02"));
/// ```
pub fn resolve(relative: &str, anchor: Date) -> Option<Resolved> {
    resolve_at(relative, anchor.into())
}

/// [`resolve`] from an anchor that may have a time of day, which steps of hours and minutes need.
pub fn resolve_at(relative: &str, anchor: Anchor) -> Option<Resolved> {
    let Some((from, to)) = relative.split_once('/') else {
        return walk(relative, anchor)?.into_resolved();
    };
    let from = walk(from, anchor)?.into_resolved()?;
    let to = walk(to, anchor)?.into_resolved()?;
    let value = format!("{}/{}", from.value, to.value);
    (from.first <= to.last).then_some(Resolved {
        value: crate::value::even_span(&value).unwrap_or(value),
        first: from.first,
        last: to.last,
        grain: Grain::Span,
    })
}

/// Where the steps have led so far.
#[derive(Debug, Clone)]
struct Place {
    first: Date,
    grain: Grain,
    /// Time of day, where a step needs one.
    time: Option<Time>,
    /// `TEV`, `T20:00`.
    clock: String,
}

impl Place {
    fn last(&self) -> Option<Date> {
        last_day(self.first, self.grain)
    }

    fn into_resolved(self) -> Option<Resolved> {
        let last = self.last()?;
        Some(Resolved {
            value: format!("{}{}", value_of(self.first, self.grain), self.clock),
            first: self.first,
            last,
            grain: self.grain,
        })
    }
}

fn walk(steps: &str, anchor: Anchor) -> Option<Place> {
    let mut place = Place { first: anchor.date, grain: Grain::Day, time: anchor.time, clock: String::new() };
    let mut any = false;
    for text in steps.split(' ').filter(|text| !text.is_empty()) {
        place = take(&Step::parse(text)?, place)?;
        any = true;
    }
    any.then_some(place)
}

/// One step.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Step {
    Shift { count: i32, unit: Grain, to_the_day: bool },
    WorkingDays(i32),
    Find { direction: Direction, target: Target },
    Nth { count: i32, of: Nth },
    Clock(String),
    Value(Date, Grain, String),
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Direction {
    Last,
    Before,
    Next,
    After,
    NotSoon,
    Nearest,
    Within,
}

/// Something that comes again and again.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Target {
    Weekday(Weekday),
    Month(i8),
    MonthDay(i8, i8),
    DayOfMonth(i8),
    SolarDay(i8, i8),
    /// A day of the month that is a weekday.
    DayThatIs(i8, Weekday),
    /// The month, which one in it (negative from its end), the weekday, and days after it.
    InMonth(i8, i8, Weekday, i8),
    Season(i8),
    Quarter(i8),
    Half(i8),
    Weekend,
    Easter(i32),
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Nth {
    Weekday(Weekday),
    Unit(Grain),
}

impl Step {
    fn parse(text: &str) -> Option<Self> {
        if !text.is_ascii() {
            return None;
        }
        match text.as_bytes().first()? {
            b'+' | b'-' => {
                let (body, to_the_day) = text.strip_suffix("=D").map_or((text, false), |body| (body, true));
                let end = 1 + body[1..].find(|c: char| !c.is_ascii_digit())?;
                if &body[end..] == "BD" {
                    return body[..end].parse().ok().map(Self::WorkingDays);
                }
                let unit = Grain::from_letters(&body[end..])?;
                Some(Self::Shift { count: body[..end].parse().ok()?, unit, to_the_day })
            }
            b'#' => {
                let body = &text[1..];
                let end = body.find(|c: char| !c.is_ascii_digit() && c != '-')?;
                let of = match body[end..].strip_prefix('F') {
                    Some(day) => Nth::Weekday(weekday(day)?),
                    None => Nth::Unit(Grain::from_letters(&body[end..])?),
                };
                Some(Self::Nth { count: body[..end].parse().ok().filter(|&count: &i32| count != 0)?, of })
            }
            b'T' => Some(Self::Clock(text.to_owned())),
            b'<' | b'>' | b'~' | b'=' => {
                let marks = text.len() - text.trim_start_matches(['<', '>', '~', '=']).len();
                let direction = match &text[..marks] {
                    "<" => Direction::Last,
                    "<<" => Direction::Before,
                    ">" => Direction::Next,
                    ">>" => Direction::After,
                    ">>>" => Direction::NotSoon,
                    "~" => Direction::Nearest,
                    "=" => Direction::Within,
                    _ => return None,
                };
                // *Kal* is yesterday or tomorrow.
                if let (Direction::Last | Direction::Next, Some(b'1'..=b'9')) =
                    (direction, text.as_bytes().get(marks))
                {
                    let sign = if direction == Direction::Last { '-' } else { '+' };
                    return Self::parse(&format!("{sign}{}", &text[marks..]));
                }
                Some(Self::Find { direction, target: Target::parse(&text[marks..])? })
            }
            _ => {
                let (first, grain) = parse(text)?;
                let clock = text.find('T').map_or(String::new(), |at| text[at..].to_owned());
                Some(Self::Value(first, grain, clock))
            }
        }
    }
}

fn weekday(digit: &str) -> Option<Weekday> {
    Weekday::from_monday_one_offset(digit.parse().ok()?).ok()
}

impl Target {
    fn parse(text: &str) -> Option<Self> {
        let within = |number: &str, most: i8| number.parse::<i8>().ok().filter(|n| (1..=most).contains(n));
        match text {
            "SP" => return Some(Self::Season(3)),
            "SU" => return Some(Self::Season(6)),
            "FA" => return Some(Self::Season(9)),
            "WI" => return Some(Self::Season(12)),
            "WE" => return Some(Self::Weekend),
            _ => {}
        }
        let (letter, rest) = (text.get(..1)?, &text[1..]);
        match letter {
            "F" => weekday(rest).map(Self::Weekday),
            "M" if rest.contains('#') => {
                let (month, rest) = rest.split_once('#')?;
                let (count, rest) = rest.split_once('F')?;
                let (day, later) = rest.split_once('+').unwrap_or((rest, "0"));
                let count: i8 = count.parse().ok().filter(|count: &i8| (1..=5).contains(&count.abs()))?;
                let later = later.parse().ok().filter(|days| (0..=7).contains(days))?;
                Some(Self::InMonth(within(month, 12)?, count, weekday(day)?, later))
            }
            "M" => match rest.split_once('D') {
                None => within(rest, 12).map(Self::Month),
                Some((month, day)) => Some(Self::MonthDay(within(month, 12)?, within(day, 31)?)),
            },
            "J" => {
                let (month, day) = rest.split_once('D')?;
                Some(Self::SolarDay(within(month, 12)?, within(day, 31)?))
            }
            "D" => match rest.split_once('F') {
                None => within(rest, 31).map(Self::DayOfMonth),
                Some((day, of_week)) => Some(Self::DayThatIs(within(day, 31)?, weekday(of_week)?)),
            },
            "Q" => within(rest, 4).map(Self::Quarter),
            "H" => within(rest, 2).map(Self::Half),
            "P" => rest.parse().ok().filter(|days: &i32| days.abs() < 366).map(Self::Easter),
            _ => None,
        }
    }

    fn grain(self) -> Grain {
        match self {
            Self::Weekday(_)
            | Self::MonthDay(..)
            | Self::DayOfMonth(_)
            | Self::DayThatIs(..)
            | Self::SolarDay(..)
            | Self::InMonth(..)
            | Self::Easter(_) => Grain::Day,
            Self::Month(_) => Grain::Month,
            Self::Season(_) => Grain::Season,
            Self::Quarter(_) => Grain::Quarter,
            Self::Half(_) => Grain::Half,
            Self::Weekend => Grain::Weekend,
        }
    }

    /// The unit within which it comes once.
    fn frame(self) -> Grain {
        match self {
            Self::Weekday(_) | Self::Weekend => Grain::Week,
            Self::DayOfMonth(_) | Self::DayThatIs(..) => Grain::Month,
            _ => Grain::Year,
        }
    }

    /// Its place in the frame that starts on a day.
    fn in_frame(self, start: Date) -> Option<Date> {
        let year = start.year();
        match self {
            Self::Weekday(day) => start.checked_add((day.to_monday_zero_offset() as i32).days()).ok(),
            Self::Weekend => start.checked_add(5.days()).ok(),
            Self::DayOfMonth(day) => Date::new(year, start.month(), day).ok(),
            Self::SolarDay(month, day) => {
                let first = solar_year_of(start);
                (first..=first + 1)
                    .find_map(|solar| gregorian(solar, month, day).filter(|day| day.year() == year))
            }
            Self::DayThatIs(day, of_week) => {
                Date::new(year, start.month(), day).ok().filter(|day| day.weekday() == of_week)
            }
            Self::InMonth(month, count, of_week, later) => {
                let first = Date::new(year, month, 1).ok()?;
                let found = first.nth_weekday_of_month(count, of_week).ok()?;
                found.checked_add(i32::from(later).days()).ok()
            }
            Self::Month(month) | Self::Season(month) => Date::new(year, month, 1).ok(),
            Self::MonthDay(month, day) => Date::new(year, month, day).ok(),
            Self::Quarter(quarter) => Date::new(year, quarter * 3 - 2, 1).ok(),
            Self::Half(half) => Date::new(year, half * 6 - 5, 1).ok(),
            Self::Easter(days) => easter(year)?.checked_add(days.days()).ok(),
        }
    }

    /// First days of its occurrences around a day, in order. Eight frames on either side hold every 29 February; no day of the month is
    /// longer than fourteen months without being a given weekday, save the last ones.
    fn around(self, day: Date) -> impl Iterator<Item = Date> {
        let frame = self.frame();
        let start = first_day(day, frame);
        let reach = if matches!(self, Self::DayThatIs(..)) { 18 } else { 8 };
        (-reach..=reach).filter_map(move |count| self.in_frame(shift(start, frame, count)?))
    }
}

/// Moves a day by units.
fn shift(day: Date, unit: Grain, count: i32) -> Option<Date> {
    // A weekend comes once a week though it is two days long.
    let span = if unit == Grain::Weekend { length(Grain::Week) } else { length(unit) };
    day.checked_add(span.checked_mul(i64::from(count)).ok()?).ok()
}

fn take(step: &Step, place: Place) -> Option<Place> {
    let at = |first, grain| Some(Place { first, grain, time: None, clock: String::new() });
    match step {
        Step::Value(first, grain, clock) => {
            Some(Place { first: *first, grain: *grain, time: None, clock: clock.clone() })
        }
        Step::Shift { count, unit: unit @ (Grain::Minute | Grain::Hour), .. } => {
            let from = place.first.to_datetime(place.time?);
            let seconds = if *unit == Grain::Hour { 3600 } else { 60 };
            let moved = from.checked_add((i64::from(*count) * seconds).seconds()).ok()?;
            let clock = format!("T{:02}:{:02}", moved.hour(), moved.minute());
            Some(Place { first: moved.date(), grain: Grain::Minute, time: Some(moved.time()), clock })
        }
        Step::Shift { count, unit, to_the_day: true } => {
            let moved = shift(place.first, *unit, *count)?;
            Some(Place { first: moved, grain: Grain::Day, ..place })
        }
        Step::Shift { count, unit, to_the_day: false } => {
            let start = first_day(place.first, *unit);
            at(shift(start, *unit, *count)?, *unit)
        }
        Step::WorkingDays(count) => at(working_day(place.first, *count)?, Grain::Day),
        Step::Find { direction: Direction::Within, target } => {
            let start = first_day(place.first, target.frame());
            at(target.in_frame(start)?, target.grain())
        }
        Step::Find { direction, target } => {
            let grain = target.grain();
            let (from, to) = (place.first, place.last()?);
            let mut found = target.around(from);
            let first = match direction {
                Direction::Last => found.filter(|&first| first <= from).last()?,
                Direction::Before => {
                    found.filter(|&first| last_day(first, grain).is_some_and(|last| last < from)).last()?
                }
                Direction::Next => {
                    found.find(|&first| last_day(first, grain).is_some_and(|last| last >= from))?
                }
                Direction::After => found.find(|&first| first > to)?,
                Direction::NotSoon => {
                    let is_soon = |first: Date| {
                        first_day(first, Grain::Week) == first_day(from, Grain::Week)
                            && (first - from).get_days() <= SOON
                    };
                    found.find(|&first| first > to && !is_soon(first))?
                }
                Direction::Nearest => found.min_by_key(|&first| distance(first, grain, from))?,
                Direction::Within => return None,
            };
            at(first, grain)
        }
        Step::Nth { count, of } => {
            let (from, to) = (place.first, place.last()?);
            let grain = match of {
                Nth::Weekday(_) => Grain::Day,
                Nth::Unit(unit) => *unit,
            };
            let mut units = Vec::new();
            let frame =
                if grain == Grain::Weekend || matches!(of, Nth::Weekday(_)) { Grain::Week } else { grain };
            let mut start = first_day(from, frame);
            while start <= to && units.len() < MOST_UNITS {
                let first = match of {
                    Nth::Weekday(day) => {
                        start.checked_add((day.to_monday_zero_offset() as i32).days()).ok()?
                    }
                    Nth::Unit(unit) => first_day(start, *unit),
                };
                if is_counted(first, grain, from, to, place.grain) {
                    units.push(first);
                }
                start = shift(start, frame, 1)?;
            }
            let index = if *count > 0 { *count - 1 } else { units.len() as i32 + *count };
            at(*units.get(usize::try_from(index).ok()?)?, grain)
        }
        Step::Clock(clock) => {
            if place.grain > Grain::Day || !place.clock.is_empty() {
                return None;
            }
            let (_, grain) = parse(&format!("{}{clock}", place.first))?;
            let time = clock.get(1..3).and_then(|hour| hour.parse().ok()).and_then(|hour| {
                let minute = clock.get(4..6).and_then(|minute| minute.parse().ok()).unwrap_or(0);
                Time::new(hour, minute, 0, 0).ok()
            });
            Some(Place { first: place.first, grain, time, clock: clock.clone() })
        }
    }
}

/// The working day so many after a day, or before it.
fn working_day(day: Date, count: i32) -> Option<Date> {
    if count.unsigned_abs() as usize > MOST_UNITS {
        return None;
    }
    let mut day = day;
    let mut left = count.abs();
    while left > 0 {
        day = day.checked_add(count.signum().days()).ok()?;
        if !matches!(day.weekday(), Weekday::Saturday | Weekday::Sunday) {
            left -= 1;
        }
    }
    Some(day)
}

/// Whether a unit counts as one of the units of a frame. The weeks of a year are those of ISO 8601; the first week of
/// a month is, as people speak, the first that lies in it whole.
fn is_counted(first: Date, grain: Grain, from: Date, to: Date, frame: Grain) -> bool {
    let moved = |days: i32| first.checked_add(days.days()).unwrap_or(Date::MAX);
    match grain {
        Grain::Week if frame >= Grain::Year => (from..=to).contains(&moved(3)),
        Grain::Week => first >= from && moved(6) <= to,
        _ => (from..=to).contains(&first),
    }
}

/// A day of this week so few days ahead is *Friday* and not *next Friday*.
const SOON: i32 = 3;

/// The most units [`Step::Nth`] counts through: the days of a year and a bit.
const MOST_UNITS: usize = 400;

/// Days between a day and a unit; 0 inside it. Twice the days, and one more towards the future, so that the past wins a tie.
fn distance(first: Date, grain: Grain, day: Date) -> i64 {
    let days = |from: Date, to: Date| i64::from((to - from).get_days());
    let last = last_day(first, grain).unwrap_or(first);
    if day < first {
        // In the middle of a week the weekend to come is meant, where nothing tells of the past.
        2 * days(day, first) + if grain == Grain::Weekend { -1 } else { 1 }
    } else if day > last {
        2 * days(last, day)
    } else {
        0
    }
}

/// What TIMEX3 writes for a relative time as long as no anchor is known: `XXXX-WXX-2`, `XXXX-09`, `XXXX-06-17`, `XXXX-SU`.
///
/// `None` where it has no form for it (*last year*). A time with an absolute part is resolved by that part alone.
///
/// ```
/// use tidings_calendar::unanchored;
/// assert_eq!(unanchored("<F2").as_deref(), Some("XXXX-WXX-2"));
/// assert_eq!(unanchored("<M9").as_deref(), Some("XXXX-09"));
/// assert_eq!(unanchored("+0D TEV").as_deref(), Some("XXXX-XX-XXTEV"));
/// assert_eq!(unanchored("2015-10 #-1D").as_deref(), Some("2015-10-31"));
/// assert_eq!(unanchored("-1Y"), None);
/// ```
pub fn unanchored(relative: &str) -> Option<String> {
    if let Some((from, to)) = relative.split_once('/') {
        let value = format!("{}/{}", unanchored(from)?, unanchored(to)?);
        return Some(value);
    }
    let steps: Vec<Step> =
        relative.split(' ').filter(|text| !text.is_empty()).map(Step::parse).collect::<Option<_>>()?;
    if let Some(Step::Value(first, ..)) = steps.first() {
        return walk(relative, Anchor { date: *first, time: None })?.into_resolved().map(|found| found.value);
    }
    let mut value: Option<String> = None;
    for step in &steps {
        value = match step {
            Step::Find { target, .. } => Some(match target {
                Target::Weekday(day) => format!("XXXX-WXX-{}", day.to_monday_one_offset()),
                Target::Month(month) => format!("XXXX-{month:02}"),
                Target::MonthDay(month, day) => format!("XXXX-{month:02}-{day:02}"),
                Target::DayOfMonth(day) => match value.as_deref().filter(|so_far| so_far.len() == 7) {
                    Some(month) => format!("{month}-{day:02}"),
                    None => format!("XXXX-XX-{day:02}"),
                },
                Target::DayThatIs(day, _) => format!("XXXX-XX-{day:02}"),
                Target::InMonth(..) => return None,
                Target::Season(3) => "XXXX-SP".to_owned(),
                Target::Season(6) => "XXXX-SU".to_owned(),
                Target::Season(9) => "XXXX-FA".to_owned(),
                Target::Season(_) => "XXXX-WI".to_owned(),
                Target::Quarter(quarter) => format!("XXXX-Q{quarter}"),
                Target::Half(half) => format!("XXXX-H{half}"),
                Target::Weekend => "XXXX-WXX-WE".to_owned(),
                Target::Easter(_) | Target::SolarDay(..) => return None,
            }),
            Step::Clock(clock) => Some(format!("{}{clock}", value.as_deref().unwrap_or("XXXX-XX-XX"))),
            Step::Shift { unit: Grain::Day, .. } | Step::WorkingDays(_) => None,
            Step::Shift { .. } if value.is_none() => None,
            _ => return None,
        };
    }
    value
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::interval;
    use jiff::civil::date;

    /// Tuesday 18 June 2024, week 25.
    fn check(relative: &str, expected: &str) {
        let found = resolve(relative, date(2024, 6, 18));
        assert_eq!(found.as_ref().map_or("none", |found| found.value.as_str()), expected, "{relative}");
        if let Some(found) = found {
            assert_eq!(interval(&found.value), Some((found.first, found.last)), "{relative}");
        }
    }

    #[test]
    fn units_are_moved() {
        check("+0D", "2024-06-18");
        check("-1D", "2024-06-17");
        check("-2D", "2024-06-16");
        check("+0W", "2024-W25");
        check("-1W", "2024-W24");
        check("-1WE", "2024-W24-WE");
        check("+0WE", "2024-W25-WE");
        check("-1M", "2024-05");
        check("-9M", "2023-09");
        check("-1Q", "2024-Q1");
        check("-1S", "2024-SP");
        check("+0H", "2024-H1");
        check("-24Y", "2000");
        check("-1E", "201");
        check("-1C", "19");
        check("+0L", "2");
        check("-1Y=D", "2023-06-18");
        check("+1M=D", "2024-07-18");
        check("-99999Y", "none");
    }

    #[test]
    fn working_days_skip_weekends() {
        check("+1BD", "2024-06-19");
        check("+4BD", "2024-06-24");
        check("-1BD", "2024-06-17");
        check("-2BD", "2024-06-14");
        check("+1BD/+4BD", "2024-06-19/2024-06-24");
        check("+0BD", "2024-06-18");
        check("+9999BD", "none");
    }

    #[test]
    fn weekdays_have_a_direction() {
        check("<F2", "2024-06-18");
        check("<<F2", "2024-06-11");
        check(">F2", "2024-06-18");
        check(">>F2", "2024-06-25");
        check("<F3", "2024-06-12");
        check(">F3", "2024-06-19");
        check(">>>F5", "2024-06-28");
        check(">>>F7", "2024-06-23");
        check(">>>F1", "2024-06-24");
        check("~F3", "2024-06-19");
        check("~F6", "2024-06-15");
        check("~F5", "2024-06-21");
        check("=F7", "2024-06-23");
        check("-1W =F2", "2024-06-11");
        check("+1W =F5", "2024-06-28");
        check(">F2 +1W=D", "2024-06-25");
        check("<WE", "2024-W24-WE");
        check(">WE", "2024-W25-WE");
    }

    #[test]
    fn months_and_days_have_a_direction() {
        check("<M9", "2023-09");
        check("<M6", "2024-06");
        check("<<M6", "2023-06");
        check(">M6", "2024-06");
        check(">>M6", "2025-06");
        check(">M3", "2025-03");
        check("~M3", "2024-03");
        check("~M9", "2024-09");
        check("-1Y =M9", "2023-09");
        check("=M9", "2024-09");
        check("<M6D17", "2024-06-17");
        check("<M6D18", "2024-06-18");
        check("<<M6D18", "2023-06-18");
        check("<M2D29", "2024-02-29");
        check("<<M2D29 <<M2D29", "2020-02-29");
        check("<D17", "2024-06-17");
        check("<D31", "2024-05-31");
        check(">D27", "2024-06-27");
        check("-1M =D5", "2024-05-05");
        check("~D13F5", "2024-09-13");
        check("<D13F5", "2023-10-13");
        check("~D17F1", "2024-06-17");
        check("<M11#4F4", "2023-11-23");
        check("2010 =M11#4F4+1", "2010-11-26");
        check("=M5#-1F1", "2024-05-27");
    }

    #[test]
    fn days_of_the_solar_calendar_and_counts_by_tense() {
        check("<J3D14", "2024-06-03");
        check("<J11D22", "2024-02-11");
        check(">J1D1", "2025-03-21");
        check("<J12D30", "2021-03-20");
        check("<1D", "2024-06-17");
        check(">1D", "2024-06-19");
        check(">2D TEV", "2024-06-20TEV");
        check("~1D", "none");
    }

    #[test]
    fn seasons_quarters_halves_and_easter() {
        check("<SU", "2024-SU");
        check("<<SU", "2023-SU");
        check("<WI", "2023-WI");
        check(">WI", "2024-WI");
        check("-1Y =FA", "2023-FA");
        check("=Q1", "2024-Q1");
        check("-1Y =H2", "2023-H2");
        check("=P+0", "2024-03-31");
        check("<P-2", "2024-03-29");
        check("-29Y =P-7", "1995-04-09");
    }

    #[test]
    fn parts_of_a_time() {
        check("2015-10 #-1D", "2015-10-31");
        check("2024-06 #1F2", "2024-06-04");
        check("2024-06 #-1F7", "2024-06-30");
        check("2024-06 #1W", "2024-W23");
        check("-1Y =M6 #2W", "2023-W24");
        check("2024 #1W", "2024-W01");
        check("2020 #-1W", "2020-W53");
        check("2024 #-1M", "2024-12");
        check("+0D TEV", "2024-06-18TEV");
        check("-1D TNI", "2024-06-17TNI");
        check("<F2 T20:00", "2024-06-18T20:00");
        check("-1W TEV", "none");
        check("2024-06-18 TXX", "none");
    }

    #[test]
    fn spans() {
        check("<M2 <M8/<M2", "2023-08/2024-02");
        check("1950/1953", "1950/1953");
        check("2019-01/+0D", "2019-01-01/2024-06-18");
        check("-1D T16:00/-1D T16:30", "2024-06-17T16:00/2024-06-17T16:30");
        check("<F1/<F7", "none");
    }

    #[test]
    fn steps_of_the_clock_need_a_time_of_day() {
        check("-2h", "none");
        let anchor = Anchor { date: date(2013, 2, 12), time: Time::new(4, 30, 0, 0).ok() };
        assert_eq!(resolve_at("+15m", anchor).map(|found| found.value).as_deref(), Some("2013-02-12T04:45"));
        assert_eq!(resolve_at("-5h", anchor).map(|found| found.value).as_deref(), Some("2013-02-11T23:30"));
    }

    #[test]
    fn nonsense_is_nothing() {
        for text in [
            "",
            " ",
            "last year",
            "-Y",
            "+1",
            "+1Z",
            "<F8",
            "<F0",
            "<M13",
            "<<<F1",
            "#0D",
            "=",
            "<P",
            "å",
            "2024-13",
            "/",
            "-1Y/",
        ] {
            check(text, "none");
        }
    }

    #[test]
    fn without_an_anchor() {
        let show = |relative| unanchored(relative).unwrap_or_else(|| "none".to_owned());
        assert_eq!(show("<F2"), "XXXX-WXX-2");
        assert_eq!(show("-1Y =M9"), "XXXX-09");
        assert_eq!(show("<M6D17"), "XXXX-06-17");
        assert_eq!(show("-1D"), "none");
        assert_eq!(show("-1D TEV"), "XXXX-XX-XXTEV");
        assert_eq!(show("<F2 T20:00"), "XXXX-WXX-2T20:00");
        assert_eq!(show("<WI"), "XXXX-WI");
        assert_eq!(show("<M2 <M8/<M2"), "XXXX-08/XXXX-02");
        assert_eq!(show("2024 =M6"), "2024-06");
        assert_eq!(show("-24Y"), "none");
        assert_eq!(show("rubbish"), "none");
    }
}
