//! Days as they are written in passing: behind an article, with spaces for marks, the month before the day, the day behind an hour.

use super::{
    Class, Grammar, Length, NEWS_YEARS, Part, Reading, Second, TokenKind, What, days_in, ends_in_day,
};
use tidings_language::number_at;
use tidings_model::TimeKind;

/// Below a stroke these make a share of what stands above it, if that is less.
const DENOMINATORS: [u32; 12] = [2, 3, 4, 5, 6, 7, 8, 9, 10, 12, 16, 100];

impl Grammar<'_> {
    /// `20 2 2014`, `02 04 2009`: a day, a month and a year apart, with no other number beside them and nothing they could count.
    pub(super) fn spaced_date(&self, at: usize) -> Option<Part> {
        if self.kind(at + 1) != Some(TokenKind::Number) || self.kind(at + 2) != Some(TokenKind::Number) {
            return None;
        }
        let order = self.language.pack.times.numeric_order.as_str();
        let (day, day_digits) = self.digits(at).filter(|_| matches!(order, "" | "dmy"))?;
        let (month, month_digits) = self.digits(at + 1)?;
        let (year, year_digits) = self.digits(at + 2)?;
        let next = at + 3;
        let is_written = day_digits <= 2 && month_digits <= 2 && year_digits == 4;
        let is_apart = !self.glued(at) && !self.glued(at + 1) && !self.glued(at + 2);
        let follows_number = at > self.from && self.kind(at - 1) == Some(TokenKind::Number);
        let goes_on = matches!(self.kind(next), Some(TokenKind::Number | TokenKind::Affix))
            || self.is_clock_mark(next)
            || self.glued(next) && matches!(self.surface(next), "," | "%" | "-" | "/");
        let fits = is_written && is_apart && NEWS_YEARS.contains(&year) && !follows_number && !goes_on;
        if !fits || self.counts(next) {
            return None;
        }
        Some(Part::new(next, super::day_note(year, month, day)?, "numeric-date"))
    }

    /// Whether something follows that a number could count.
    pub(super) fn counts(&self, next: usize) -> bool {
        self.counts_something(next)
            || self.any_unit(next).is_some()
            || self.measure_follows(next)
            || self.noun_follows(next)
    }

    /// `novembre 19-20`: two days behind their month, where days stand before it as a rule.
    pub(super) fn days_behind_month(&self, at: usize) -> Option<Reading> {
        if self.language.pack.times.month_first {
            return None;
        }
        let (next, month, _) = self.month(at)?;
        let (first, _) = self.digits(next)?;
        let dash = self.dash(next + 1).filter(|&dash| self.glued(next + 1) && self.glued(dash))?;
        let (last, length) = self.digits(dash)?;
        // `1-2` is a score as often.
        let is_stretch = length == 2 && first < last && first > 0 && last <= days_in(month);
        let is_open = (!self.glued(dash + 1) || self.is_end(dash + 1)) && !self.counts(dash + 1);
        if !is_stretch || !is_open || !self.is_written_as_name(at) {
            return None;
        }
        let to = self.with_year(dash + 1, &format!("M{month}D{last}"), "stretch");
        let what = What::Place(format!("{} =D{first}/{}", to.note, to.note));
        Some(Reading { first: at, next: to.next, what, modifier: None, why: "stretch", second: None })
    }

    /// Whether a token is a mark that ends a clause.
    pub(super) fn is_end(&self, at: usize) -> bool {
        matches!(self.surface(at), "." | "," | ")" | ";" | ":" | "?" | "!" | "…")
    }

    /// `le 23`, `el 15 a las 7`: a bare number behind the article of days, where the clause ends or goes on with a time.
    pub(super) fn day_behind_article(&self, at: usize) -> Option<Part> {
        let articles = &self.language.pack.times.days_after;
        if articles.is_empty() || at <= self.from || self.kind(at) != Some(TokenKind::Number) {
            return None;
        }
        let article = at - 1;
        // *Le 10, capitaine*, *con el 10*: who wears the number.
        let marked = self.numeral_mark(at);
        let is_told = article > self.from
            && !(self.starts)(article)
            && articles.iter().any(|word| word == self.lower(article))
            && (marked.is_some()
                || !self.language.is_function_word(self.lower(article - 1))
                || [Class::Since, Class::Until, Class::Clock, Class::To]
                    .into_iter()
                    .any(|class| self.follows(article, class)));
        let (day, next) = match marked {
            Some(next) => (self.digits(at).filter(|(_, length)| *length <= 2)?.0, next),
            None => (self.digits(at)?.0, self.bare_day(at)?),
        };
        if !is_told || !(1..=31).contains(&day) {
            return None;
        }
        let goes_on = || {
            let after = self.skip_all(next, &[Class::On, Class::Article]);
            let word = self.language.is_function_word(self.lower(next));
            self.clock_range(next, true).is_some()
                || self.is(next, Class::Clock).is_some_and(|_| self.clock(next, true).is_some())
                || after > next && self.part(after).is_some()
                || word && self.is(next, Class::Of).is_none() && self.length(next + 1).is_some()
        };
        let ends = next >= self.to || self.kind(next) == Some(TokenKind::Mark) && self.is_end(next);
        (ends || goes_on()).then(|| Part::new(next, format!("?D{day}"), "day-named"))
    }

    /// The token after the mark of an ordinal behind digits (`4.º`).
    fn numeral_mark(&self, at: usize) -> Option<usize> {
        let is_marked = self.tokens.is_mark(at + 1, '.')
            && self.glued(at + 1)
            && self.glued(at + 2)
            && matches!(self.surface(at + 2), "º" | "ª" | "o" | "a");
        (is_marked && self.kind(at) == Some(TokenKind::Number)).then_some(at + 3)
    }

    /// `29/2`, `2/2013` as all that stands on a line: more above the stroke than below is no share.
    pub(super) fn slashed_line(&self, at: usize) -> Option<Part> {
        if at != self.from || at + 3 != self.to || !self.tokens.is_mark(at + 1, '/') {
            return None;
        }
        let ((above, digits), (below, digits_below)) = (self.digits(at)?, self.digits(at + 2)?);
        if digits_below == 4 && digits <= 2 && (1..=12).contains(&above) && NEWS_YEARS.contains(&below) {
            return Some(Part::new(self.to, format!("{below}-{above:02}"), "year-month"));
        }
        self.short_numeric(at).filter(|_| above > below)
    }

    /// Whether two numbers with a stroke between them may be a share of one.
    pub(super) fn is_share(&self, at: usize) -> bool {
        let above = self.digits(at).map_or(0, |(value, _)| value);
        self.digits(at + 2).is_none_or(|(below, _)| above < below && DENOMINATORS.contains(&below))
    }

    /// `el próximo 12/05`: behind *this* or *next* no share stands.
    pub(super) fn slashed_behind_shift(&self, at: usize) -> Option<Part> {
        if self.kind(at) != Some(TokenKind::Number) || !self.tokens.is_mark(at + 1, '/') {
            return None;
        }
        let part = self.short_numeric(at).filter(|_| !self.is_share(at))?;
        let goes_on = self.glued(part.next) && !self.is_end(part.next);
        (!goes_on && !self.counts(part.next)).then_some(part)
    }

    /// `3/4'ten 8/5'e kadar`, `2/6'dan 9/6 2021'e`: days in digits with endings of *from* and *to*.
    pub(super) fn slashed_with_endings(&self, at: usize) -> Option<Reading> {
        let pack = &self.language.pack.times;
        if pack.from_affixes.is_empty()
            || self.kind(at) != Some(TokenKind::Number)
            || !self.tokens.is_mark(at + 1, '/')
        {
            return None;
        }
        let from = self.short_numeric(at).filter(|from| self.affix_of(from.next, &pack.from_affixes))?;
        let joint = from.next + 1;
        let to = self.numeric(joint).or_else(|| self.short_numeric(joint))?;
        let (year, next) = match self.year(to.next) {
            Some((next, year)) if to.note.starts_with('?') => (Some(year), next),
            _ => (None, to.next),
        };
        let ends = self.affix_of(next, &pack.to_affixes);
        if !ends {
            return None;
        }
        let next = self.is(next + 1, Class::UntilAfter).unwrap_or(next + 1);
        let target = from.note.strip_prefix('?')?;
        let to_note = match (year, to.note.strip_prefix('?')) {
            (Some(year), Some(target)) => super::in_year(&year.to_string(), target),
            _ => to.note.clone(),
        };
        let from_note = match to_note.starts_with('?') {
            true => format!("{to_note} <{target}"),
            false => super::in_year(to_note.get(..4)?, target),
        };
        let second = Second { first: joint, next, what: What::Place(to_note) };
        Some(Reading {
            first: at,
            next: from.next + 1,
            what: What::Place(from_note),
            modifier: None,
            why: "pair",
            second: Some(second),
        })
    }

    /// A token behind a date with an ending of *from*, where no word stands between it and the second one (`5 Mayıs'tan 9 Haziran'a`).
    pub(super) fn inflected_from(&self, next: usize) -> Option<usize> {
        let affixes = &self.language.pack.times.from_affixes;
        let last = self.lower(next.checked_sub(1)?);
        affixes
            .iter()
            .any(|ending| last.len() > ending.len() && last.ends_with(ending.as_str()))
            .then_some(next)
    }

    /// Whether a word ends as the second of two times does.
    pub(super) fn has_ending_of_to(&self, at: usize) -> bool {
        let last = self.lower(at);
        self.language.pack.times.to_affixes.iter().any(|ending| last.ends_with(ending.as_str()))
    }

    /// `الأسابيع الثلاثة القادمة`: so many units behind their name, where ordinals stand there too.
    pub(super) fn counted_behind(&self, at: usize) -> Option<Reading> {
        if !self.language.pack.times.ordinals_after {
            return None;
        }
        let (next, unit) = self.class(at, |class| match class {
            Class::Unit(unit, true) => Some(unit),
            _ => None,
        })?;
        let number = number_at(self.tokens, next, self.language)
            .filter(|number| !number.ordinal && !number.vague && number.last < self.to)
            .filter(|number| number.value.fract() == 0.0 && number.value >= 2.0)?;
        let (next, _) = self.shift_after(number.last + 1)?;
        let length = Length { next, parts: vec![(Some(number.value), unit)], modifier: None, first: at };
        let what = What::Value(TimeKind::Duration, length.value());
        Some(Reading { first: at, next, what, modifier: None, why: "length", second: None })
    }

    /// The day behind an hour: *a las siete del 15*, *às sete do dia 15*, *10 h du 15*.
    pub(super) fn day_behind_hour(&self, at: usize) -> Option<Part> {
        if !self.language.pack.times.day_after_weekday {
            return None;
        }
        // *del*, *du*, *do* hold the article.
        let start = self.is(at, Class::Of).filter(|_| self.is(at, Class::Article).is_some())?;
        if let Some(named) = self.day_named(start) {
            return Some(named);
        }
        let next = self.bare_day(start)?;
        let (day, _) = self.digits(start)?;
        let is_capital =
            self.kind(next) == Some(TokenKind::Word) && !self.language.is_function_word(self.lower(next));
        (!is_capital && !self.counts(next)).then(|| Part::new(next, format!("?D{day}"), "day-named"))
    }

    /// A weekday with a capital where none is written so: an hour or a part of the day behind it shows that no name is meant.
    pub(super) fn is_shown_weekday(&self, at: usize, next: usize) -> bool {
        // *el sáb. a las 5*: an abbreviation with its point, and an hour behind it.
        if next == at + 2 && self.tokens.is_mark(at + 1, '.') {
            return self.is(next, Class::Clock).is_some() && self.clock(next, false).is_some();
        }
        let is_full = self.class(at, |class| matches!(class, Class::Weekday(_)).then_some(())).is_some();
        if !is_full || self.language.pack.times.capitals || self.is_weak(at, next) {
            return false;
        }
        let start = self.skip_all(next, &[Class::On, Class::Article]);
        self.part(next).is_some()
            || start > next && self.part(start).is_some()
            || self.is(next, Class::Clock).is_some() && self.clock(next, false).is_some()
    }

    /// A day in words behind its weekday and an article: *martes el veinticinco*.
    pub(super) fn day_in_words_behind(&self, at: usize) -> Option<Part> {
        let (next, day) = self.day_in_words(at)?;
        (!self.counts(next)).then(|| Part::new(next, format!("?D{day}"), "weekday-day"))
    }

    /// The day and its part behind a stretch of the clock: *de 10 a 12 el lunes por la mañana*.
    pub(super) fn part_behind_day(&self, day: &Part) -> Option<(usize, &'static str)> {
        if !ends_in_day(&day.note) || day.note.contains(" T") {
            return None;
        }
        let start = self.skip_all(day.next, &[Class::On, Class::Article]);
        self.part(day.next).or_else(|| self.part(start))
    }
}
