//! What stands behind a whole and is a part of it, in languages whose times go from the great to the small: 1990年代後半, 今年前三个月.

use super::grammar::{Grammar, Reading, What, in_year};
use super::lexicon::Class;
use tidings_model::TimeKind;

/// So many units of a whole, at most: more are not counted out.
const MOST_UNITS: f64 = 31.0;

impl Grammar<'_> {
    /// The half that is told behind a place (`finest` as of a point): (next token, both ends).
    pub(super) fn half_behind(&self, date: &str, finest: char, at: usize) -> Option<(usize, String)> {
        let start = self.skip(at, &[Class::Of]);
        let (next, is_first) = [at, start].into_iter().find_map(|at| self.half_word(at))?;
        let years = |from: u32, count: u32| {
            let half = from + if is_first { 0 } else { count / 2 };
            format!("{half}/{}", half + count / 2 - 1)
        };
        let note = match finest {
            'Y' => {
                let (first, last) = if is_first { ("M1", "M6") } else { ("M7", "M12") };
                format!("{}/{}", in_year(date, first), in_year(date, last))
            }
            'M' => {
                let day = |day: u32| super::descending::with_day(date, day);
                match is_first {
                    true => format!("{}/{}", day(1), day(15)),
                    false => format!("{}/{date} #-1D", day(16)),
                }
            }
            'W' => {
                let (first, last) = if is_first { (1, 3) } else { (4, 7) };
                format!("{date} =F{first}/{date} =F{last}")
            }
            'E' => years(date.parse::<u32>().ok()? * 10, 10),
            'C' => years(date.parse::<u32>().ok()? * 100, 100),
            _ => return None,
        };
        Some((next, note))
    }

    fn half_word(&self, at: usize) -> Option<(usize, bool)> {
        self.class(at, |class| match class {
            Class::FirstHalf => Some(true),
            Class::SecondHalf => Some(false),
            _ => None,
        })
    }

    /// *年の前半*: the half of this year, where nothing says of which.
    pub(super) fn half_of_this(&self, at: usize) -> Option<(usize, String)> {
        if at >= self.to || self.tokens[at].inner || self.ends_before(at) {
            return None;
        }
        let (next, unit) = self.class(at, |class| match class {
            Class::Mark(unit @ ("Y" | "M")) => Some(unit),
            Class::Unit(unit @ "W", _) => Some(unit),
            _ => None,
        })?;
        let joint = self.is(next, Class::Of)?;
        self.half_word(joint)?;
        self.half_behind(&format!("+0{unit}"), unit.chars().next()?, next)
    }

    /// The first or last so many units of a year or month: (next token, both ends).
    pub(super) fn units_behind(&self, date: &str, finest: char, at: usize) -> Option<(usize, String)> {
        if !matches!(finest, 'Y' | 'M') {
            return None;
        }
        let start = self.skip(at, &[Class::Of]);
        let (next, is_first) = self.class(start, |class| match class {
            Class::FirstUnits => Some(true),
            Class::LastUnits => Some(false),
            _ => None,
        })?;
        let number = self
            .count(next, true)
            .filter(|number| number.value.fract() == 0.0 && (2.0..=MOST_UNITS).contains(&number.value))?;
        let (next, unit) = self
            .any_unit(number.last + 1)
            .filter(|(_, unit)| matches!(*unit, "D" | "W") || finest == 'Y' && matches!(*unit, "M" | "Q"))?;
        let count = number.value as i32;
        let (first, last) = if is_first { (1, count) } else { (-count, -1) };
        Some((next, super::grammar::units_of_whole(date, first, last, unit)))
    }

    /// *两周后的星期一*: the weekday of the week so far away.
    pub(super) fn with_weekday_of(&self, away: Reading) -> Reading {
        let What::Place(note) = &away.what else { return away };
        if !note.ends_with('W') || note.contains([' ', '/']) || away.modifier.is_some() {
            return away;
        }
        let start = self.skip(away.next, &[Class::Of]);
        let Some((next, day)) = self.class(start, |class| match class {
            Class::Weekday(day) => Some(day),
            _ => None,
        }) else {
            return away;
        };
        Reading { next, what: What::Place(format!("{note} =F{day}")), why: "weekday-of-week", ..away }
    }

    /// *2泊3日*: days behind the nights of a stay are no day of the month.
    pub(super) fn follows_nights(&self, at: usize) -> bool {
        const NIGHTS: [&str; 3] = ["泊", "박", "夜"];
        at >= self.from + 2
            && NIGHTS.contains(&self.surface(at - 1))
            && self.count(at - 2, true).is_some_and(|nights| nights.last == at - 2)
    }

    /// *差五分八点*, *八点差五分*: (next token, hour, minute) of minutes that are taken off.
    pub(super) fn minutes_before_hour(&self, at: usize) -> Option<(usize, u32, u32)> {
        let minutes = |at: usize| {
            let quarter = self.class(at, |class| match class {
                Class::ClockPart(minutes) if minutes < 30 => Some(u32::from(minutes)),
                _ => None,
            });
            let marked = || {
                let (next, number) = self.with_mark(at, "m").filter(|(_, number)| number.value < 30.0)?;
                Some((next, number.value as u32))
            };
            quarter.or_else(marked)
        };
        let hour = |at: usize| {
            let (next, number) =
                self.with_mark(at, "h").filter(|(_, number)| (1.0..=24.0).contains(&number.value))?;
            Some((next, number.value as u32))
        };
        let (next, hour, minutes) = match self.is(at, Class::HourMinus) {
            Some(start) => {
                let (hour_at, minutes) = minutes(start)?;
                let (next, hour) = hour(hour_at)?;
                (next, hour, minutes)
            }
            None => {
                let (next, hour) = hour(at)?;
                let (next, minutes) = minutes(self.is(next, Class::HourMinus)?)?;
                (next, hour, minutes)
            }
        };
        (minutes > 0).then_some((next, hour - 1, 60 - minutes))
    }

    /// *五分三十秒*, *一分半钟*: minutes by their mark alone, which the seconds or a word of the clock behind show to be a length.
    pub(super) fn minutes_and_seconds(&self, at: usize) -> Option<Reading> {
        let (next, minutes) = self.with_mark(at, "m")?;
        let minutes = minutes.value as u32;
        let halves = &self.language.pack.quantities.numbers.plus_half;
        let of_half = || {
            let half = halves.iter().any(|half| half == self.lower(next)) && self.glued(next);
            self.is(next + 1, Class::ClockAfter).filter(|_| half && self.glued(next + 1)).map(|end| (end, 30))
        };
        let of_seconds = || {
            let (end, seconds) = self.with_mark(next, "s").filter(|(_, seconds)| seconds.value < 60.0)?;
            Some((end, seconds.value as u32))
        };
        let (next, seconds) = of_seconds().or_else(of_half)?;
        let what = What::Value(TimeKind::Duration, format!("PT{minutes}M{seconds}S"));
        Some(Reading { first: at, next, what, modifier: None, why: "length", second: None })
    }

    /// Whether a token stands in the title of a work (《明日之后》), which tells no time of the text.
    pub(super) fn is_in_title(&self, at: usize) -> bool {
        /// Tokens of a title before its word of time.
        const FARTHEST: usize = 12;
        let before = at.saturating_sub(FARTHEST).max(self.from)..at;
        let bracket = before.rev().find(|&at| matches!(self.surface(at), "《" | "》"));
        bracket.is_some_and(|at| self.surface(at) == "《")
    }
}
