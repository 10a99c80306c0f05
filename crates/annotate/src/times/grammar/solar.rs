//! Dates of the Persian solar calendar, given as those of the common one.

use super::{Class, Grammar, Part};
use tidings_calendar::{Date, gregorian, gregorian_stretch};

/// Years that news speak of in the solar calendar; later ones are more often years of the lunar calendar.
const SOLAR_NEWS_YEARS: std::ops::RangeInclusive<u32> = 1250..=1429;

impl Grammar<'_> {
    fn solar_month(&self, at: usize) -> Option<(usize, u8)> {
        self.class(at, |class| match class {
            Class::SolarMonth(month) => Some(month),
            _ => None,
        })
    }

    /// A year of the solar calendar, with the words that say so.
    fn solar_year(&self, at: usize) -> Option<(usize, i16)> {
        let (year, length) = self.digits(at)?;
        let fits = length == 4 && SOLAR_NEWS_YEARS.contains(&year) && !self.is_part_of_number(at);
        let next = self.skip(at + 1, &[Class::SolarAfter]);
        let is_other = next == at + 1 && self.is(next, Class::OtherCalendar).is_some();
        (fits && !is_other).then_some((next, year as i16))
    }

    /// `۱۵ خرداد ۱۴۰۳`, `۱۵ خرداد`, `۱۴۰۳/۰۳/۱۵`
    pub(super) fn solar_day(&self, at: usize) -> Option<Part> {
        let pack = &self.language.pack.times;
        if pack.solar_months.is_empty() {
            return None;
        }
        let (first, length) = self.digits(at)?;
        if length == 4 {
            let (slash, year) = self.solar_year(at)?;
            let slashed = |at: usize| self.mark(at, '/').filter(|&next| self.glued(at) && self.glued(next));
            let month_at = slashed(slash)?;
            let (month, month_length) = self.digits(month_at)?;
            let day_at = slashed(month_at + 1)?;
            let (day, day_length) = self.digits(day_at)?;
            let day = (month_length <= 2 && day_length <= 2)
                .then(|| gregorian(year, i8::try_from(month).ok()?, i8::try_from(day).ok()?))
                .flatten()?;
            return Some(Part::new(day_at + 1, day.to_string(), "solar-date"));
        }
        let day = i8::try_from(first).ok().filter(|day| (1..=31).contains(day) && length <= 2)?;
        let next = if self.affix_of(at + 1, &pack.day_affixes) { at + 2 } else { at + 1 };
        let month_at = self.skip(next, &[Class::Of]);
        let (next, month) = [next, month_at].into_iter().find_map(|at| self.solar_month(at))?;
        let year_at = self.skip_all(next, &[Class::Of, Class::YearCue]);
        if let Some((next, year)) = self.solar_year(next).or_else(|| self.solar_year(year_at)) {
            return Some(Part::new(next, gregorian(year, month as i8, day)?.to_string(), "solar-date"));
        }
        // Words that mean something else as well need the year.
        let is_weak = self.is_weak(next - 1, next) || self.is_part_of_number(at);
        (!is_weak).then(|| Part::new(next, format!("?J{month}D{day}"), "solar-day"))
    }

    /// `خرداد ۱۴۰۳`, `سال ۱۴۰۲`: as the days they cover.
    pub(super) fn solar_stretch(&self, at: usize) -> Option<Part> {
        if self.language.pack.times.solar_months.is_empty() {
            return None;
        }
        let note = |(first, last): (Date, Date)| format!("{first}/{last}");
        if let Some((next, month)) = self.solar_month(at) {
            let year_at = self.skip_all(next, &[Class::Of, Class::YearCue]);
            let (next, year) = self.solar_year(next).or_else(|| self.solar_year(year_at))?;
            let days = gregorian_stretch(year, Some(month as i8))?;
            return Some(Part::new(next, note(days), "solar-month"));
        }
        let start = self.unit_is(at, "Y")?;
        let (next, year) = self.solar_year(start)?;
        Some(Part::new(next, note(gregorian_stretch(year, None)?), "solar-year"))
    }
}
