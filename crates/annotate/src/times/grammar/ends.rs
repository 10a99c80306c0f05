//! Stretches from one time to another.

use super::*;

impl Grammar<'_> {
    /// One end of a stretch of time.
    pub(super) fn end(&self, at: usize) -> Option<Part> {
        let start = self.skip_all(at, &[Class::On]);
        let year =
            |at: usize| self.year_inflected(at).map(|(next, year)| Part::new(next, year.to_string(), "year"));
        [at, start]
            .into_iter()
            .find_map(|at| self.date(at).or_else(|| self.weak_month(at)).or_else(|| year(at)))
    }

    /// *between August and February*
    pub(super) fn between(&self, at: usize) -> Option<Reading> {
        let cue = self.is(at, Class::Between);
        let start = cue.unwrap_or(at);
        // *entre enero de 2019 y ahora*
        let now = |at: usize| {
            let (next, ()) = self
                .class(at, |class| matches!(class, Class::Vague("PRESENT_REF")).then_some(()))
                .filter(|_| cue.is_some())?;
            Some(Part::new(next, "+0D", "now"))
        };
        let from = self.end(start).or_else(|| now(start)).or_else(|| {
            cue.and_then(|_| self.day(start)).map(|(next, day)| Part::new(next, format!("=D{day}"), "day"))
        })?;
        let next =
            self.is(from.next, Class::And).or_else(|| cue.and_then(|_| self.is(from.next, Class::To)))?;
        let to = self.end(next).or_else(|| now(next))?;
        let after = self.is(to.next, Class::BetweenAfter);
        if cue.is_none() && after.is_none() {
            return None;
        }
        let first = if cue.is_some() { start } else { at };
        Some(Reading {
            first,
            next: to.next,
            what: What::Place(match to.note.strip_prefix('?') {
                // *Entre ahora y el 15 de noviembre*
                Some(target) if from.why == "now" => format!("{}/>{target}", from.note),
                _ => stretch_note(&from.note, &to.note),
            }),
            modifier: None,
            why: "between",
            second: None,
        })
    }

    /// `1950-1953`, `17–18 juni`, `juni–augusti 2024`
    pub(super) fn stretch(&self, at: usize) -> Option<Reading> {
        let found = |next, note| {
            Some(Reading {
                first: at,
                next,
                what: What::Place(note),
                modifier: None,
                why: "stretch",
                second: None,
            })
        };
        if let Some((next, from)) = self.year(at) {
            if self.is_in_row_of_digits(at) {
                return None;
            }
            let dash = self.dash(next)?;
            // `2014-10` where dates begin with the year; `2009-10` is a stretch.
            if let Some((month, 2)) = self.digits(dash)
                && (1..=12).contains(&month)
                && month <= from % 100
                && self.glued(dash)
                && self.dash(dash + 1).is_none()
                && self.affix(dash + 1).is_none()
                && !self.is_part_of_number(dash)
            {
                return found(dash + 1, format!("{from}-{month:02}"));
            }
            let (next, to) = self.year_inflected(dash).or_else(|| {
                // `1950–53`
                let (value, length) = self.digits(dash)?;
                let year = from / 100 * 100 + value;
                (length == 2
                    && year > from
                    // `2015 - 32` is no span of years, whatever it is.
                    && self.glued(dash)
                    && self.affix(dash + 1).is_none()
                    && !self.is_part_of_number(dash))
                .then_some((dash + 1, year))
            })?;
            // A date in digits, a range of amounts.
            if to < from || self.glued(next) && self.dash(next).is_some() {
                return None;
            }
            return found(next, format!("{from}/{to}"));
        }
        if let Some((next, day)) = self.day(at)
            && let Some(dash) = self.dash(next)
            && let Some(to) = self.day_month(dash).or_else(|| self.numeric(dash))
            && self.kind(at) == Some(TokenKind::Number)
        {
            // *The 4-1 in February* is a score.
            let last = to.note.rsplit(['D', '-']).next().and_then(|last| last.parse::<u8>().ok());
            if last.is_some_and(|last| last <= day) {
                return None;
            }
            return found(to.next, format!("{} =D{day}/{}", to.note, to.note));
        }
        let (next, month, _) = self.month(at)?;
        let dash = self.dash(next)?;
        if let Some((next, to, _)) = self.month(dash) {
            let to = self.with_year(next, &format!("M{to}"), "month");
            return found(to.next, stretch_note(&format!("?M{month}"), &to.note));
        }
        None
    }

    /// The first day of *from the 5th to the 9th of June*.
    pub(super) fn day_of_range(&self, at: usize) -> Option<Reading> {
        if let Some(short) = self.short_numeric(at)
            && let Some(after) = self.dash(short.next).or_else(|| self.is(short.next, Class::To))
            && let Some(to) = self.numeric(self.skip_all(after, &[Class::On, Class::Article]))
        {
            let target = short.note.trim_start_matches('?');
            let what = What::Place(in_year(&to.note[..4], target));
            return Some(Reading {
                first: at,
                next: short.next,
                what,
                modifier: None,
                why: "day-of-range",
                second: None,
            });
        }
        // *Del nueve al diecisiete de abril*
        let in_words = || self.day_in_words(at).filter(|_| self.follows(at, Class::From));
        let (next, day) = self.day(at).or_else(in_words)?;
        if self.kind(at) == Some(TokenKind::Number)
            && !(self.tokens.is_mark(next - 1, '.')
                || self.affix(next - 1).is_some()
                || !self.language.pack.text.ordinal_dot)
        {
            return None;
        }
        let joined = self.is(next, Class::To).or_else(|| self.is(next, Class::And))?;
        let joined = self.skip_all(joined, &[Class::On, Class::Article]);
        let to = self.day_month(joined)?;
        Some(Reading {
            first: at,
            next,
            what: What::Place(format!("{} =D{day}", to.note)),
            modifier: None,
            why: "day-of-range",
            second: None,
        })
    }
}
