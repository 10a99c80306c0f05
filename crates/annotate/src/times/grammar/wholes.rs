//! Where the whole stands before its part: *of 2015 the first week*, *of this month the 21st*.

use super::{Class, Grammar, Part, Reading, Second, TokenKind, What};
use tidings_language::number_at;

/// From one unit of a whole to another one, each counted within it; a stretch of weeks is told by its days, as one of months and weeks is
/// read by few.
pub(in crate::times) fn units_of_whole(whole: &str, first: i32, last: i32, unit: &str) -> String {
    let (from, to) = if unit == "W" { (" =F1", " =F7") } else { ("", "") };
    format!("{whole} #{first}{unit}{from}/{whole} #{last}{unit}{to}")
}

impl Grammar<'_> {
    /// A month with the steps that lead to it: `Eylül'ün`, `bu ayın`, `gelecek ay`.
    fn whole_month(&self, at: usize) -> Option<Part> {
        self.shifted(at)
            .or_else(|| self.fixed(at))
            .or_else(|| self.month_or_season(at))
            .filter(|part| part.modifier.is_none() && !part.note.contains([' ', '/']))
            .filter(|part| {
                part.note.ends_with('M') || part.note.starts_with("?M") && !part.note.contains('D')
            })
    }

    /// `2015'in ilk haftası`, `gelecek yılın son ayı`, `Mart 2016'nın ikinci salısı`
    pub(super) fn counted_of_whole(&self, at: usize) -> Option<Part> {
        if !self.language.pack.times.whole_first {
            return None;
        }
        let year = || self.year_inflected(at).map(|(next, year)| Part::new(next, year.to_string(), "year"));
        let relative = || self.relative_year(at).map(|(next, note)| Part::new(next, note, "year"));
        let whole = self
            .month_or_season(at)
            .or_else(|| self.shifted(at).filter(|part| part.note.ends_with(['M', 'Y'])))
            .or_else(relative)
            .or_else(year)
            .or_else(|| self.open_whole(at))?;
        let (next, count) = self.ordinal(whole.next).or_else(|| {
            self.shift(whole.next).filter(|(_, count)| *count == -1).map(|(next, _)| (next, -1))
        })?;
        let is_year = whole.note.len() == 4 || whole.note.ends_with('Y');
        if let Some(part) = self.many_of_whole(&whole.note, is_year, count, next) {
            return Some(part);
        }
        let (next, what) = match self.weekday(next) {
            Some((next, day, _)) => (next, format!("F{day}")),
            None => {
                let (next, unit) = self.unit(next)?;
                let fits = match unit {
                    "D" | "W" => true,
                    "M" => is_year && (count == -1 || (1..=12).contains(&count)),
                    "Q" => is_year && (1..=4).contains(&count),
                    _ => false,
                };
                if !fits {
                    return None;
                }
                if unit == "Q" {
                    return Some(Part::new(
                        next,
                        super::in_year(&whole.note, &format!("Q{count}")),
                        "quarter",
                    ));
                }
                (next, unit.to_owned())
            }
        };
        Some(Part::new(next, format!("{} #{count}{what}", whole.note), "counted"))
    }

    /// `yılın`, `ayın` before a part of it: the running one.
    fn open_whole(&self, at: usize) -> Option<Part> {
        let next = self.is(at, Class::OpenWhole)?;
        let (_, unit) = self.class(at, |class| match class {
            Class::Unit(unit @ ("Y" | "M" | "W"), _) => Some(unit),
            _ => None,
        })?;
        Some(Part::new(next, format!("+0{unit}"), "whole"))
    }

    /// `2015'in ilk altı ayı`, `geçen yılın ikinci yarısı`: the first or last so many units of a whole, or one half of a year.
    fn many_of_whole(&self, whole: &str, is_year: bool, count: i32, at: usize) -> Option<Part> {
        if let Some(next) = self.is(at, Class::HalfUnit).filter(|_| is_year) {
            let half = match count {
                1 => "H1",
                2 | -1 => "H2",
                _ => return None,
            };
            return Some(Part::new(next, super::in_year(whole, half), "half-year"));
        }
        if !matches!(count, 1 | -1) {
            return None;
        }
        let number = number_at(self.tokens, at, self.language)
            .filter(|number| !number.ordinal && !number.vague && number.last < self.to)
            .filter(|number| number.value.fract() == 0.0 && (2.0..=31.0).contains(&number.value))?;
        let (next, unit) = self
            .unit(number.last + 1)
            .filter(|(_, unit)| matches!(*unit, "D" | "W") || is_year && matches!(*unit, "M" | "Q"))?;
        let many = number.value as i32;
        let (first, last) = if count > 0 { (1, many) } else { (-many, -1) };
        Some(Part::new(next, units_of_whole(whole, first, last, unit), "counted-units"))
    }

    /// `du 13 au 18`: days of whatever month, where nothing follows that they could count.
    pub(super) fn bare_days(&self, at: usize) -> Option<Reading> {
        let pack = &self.language.pack.times;
        if pack.days_from.is_empty() || !pack.days_from.iter().any(|word| word == self.lower(at)) {
            return None;
        }
        // *du 13e au dix-huit*
        let day = |at: usize| match self.digits(at) {
            Some((day, length)) => {
                let next = at + 1 + usize::from(self.affix_of(at + 1, &pack.day_affixes));
                (length <= 2 && (1..=31).contains(&day)).then_some((next, day))
            }
            None => self.day_in_words(at).map(|(next, day)| (next, u32::from(day))),
        };
        let (joint, first) = day(at + 1)?;
        // *Del nueve al diecisiete de abril* says whose days they are.
        if self.day_month(joint + 1).is_some() {
            return None;
        }
        let is_joined = pack.days_to.iter().any(|word| word == self.lower(joint));
        let (next, last) = day(joint + 1).filter(|_| is_joined)?;
        let goes_on = self.glued(next) && !matches!(self.surface(next), "." | "," | ")" | ";" | "?" | "!");
        let counts = self.counts_something(next)
            || self.any_unit(next).is_some()
            || self.measure_follows(next)
            || self.noun_follows(next);
        if last <= first || goes_on || counts || self.kind(next) == Some(TokenKind::Number) {
            return None;
        }
        Some(Reading {
            first: at + 1,
            next,
            what: What::Place(format!("?D{last} <D{first}/?D{last}")),
            modifier: None,
            why: "stretch",
            second: None,
        })
    }

    /// The number of a day with an ending, after its month.
    fn day_of_whole(&self, at: usize) -> Option<(usize, u32)> {
        let (day, length) = self.digits(at)?;
        let fits = length <= 2 && (1..=31).contains(&day) && self.kind(at + 1) == Some(TokenKind::Affix);
        fits.then_some((at + 2, day))
    }

    /// `bu ayın 21'i`, `gelecek ay 6'sından 20'sine kadar`, `Ekim'in 5'iyle 9'u arası`
    pub(super) fn days_of_month(&self, at: usize) -> Option<Reading> {
        let pack = &self.language.pack.times;
        if !pack.whole_first || self.kind(at) != Some(TokenKind::Word) {
            return None;
        }
        // `ayın 15'inde`: of whatever month.
        let open = || self.open_whole(at).filter(|whole| whole.note == "+0M");
        let month = self.whole_month(at).or_else(open)?;
        let (next, day) = self.day_of_whole(month.next)?;
        let place = |day: u32| match month.note.strip_prefix("?M") {
            Some(number) => format!("?M{number}D{day}"),
            None if month.why == "whole" => format!("?D{day}"),
            None => format!("{} =D{day}", month.note),
        };
        let leaves =
            self.affix(next - 1).is_some_and(|affix| pack.from_affixes.iter().any(|end| ends(affix, end)));
        let joint = self.is(next, Class::And).unwrap_or(next);
        let second = self.day_of_whole(joint).filter(|(_, last)| *last > day).and_then(|(after, last)| {
            let closed = match leaves {
                true => self.is(after, Class::UntilAfter),
                false => self.is(after, Class::BetweenAfter),
            }?;
            Some(Second { first: joint, next: closed, what: What::Place(place(last)) })
        });
        let is_day =
            self.affix(next - 1).is_some_and(|affix| pack.day_affixes.iter().any(|known| known == affix))
                && !self.affix_of(next - 1, &pack.clock_affixes);
        if second.is_none() && !is_day {
            return None;
        }
        Some(Reading {
            first: at,
            next,
            what: What::Place(place(day)),
            modifier: None,
            why: "day-of-whole",
            second,
        })
    }
}

/// Whether an ending closes with another one (`'ünden` with `'den`).
fn ends(affix: &str, ending: &str) -> bool {
    affix.ends_with(ending.trim_start_matches(['\'', '’']))
}
