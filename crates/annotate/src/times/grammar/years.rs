//! Years: beside a date, and alone.

use super::*;

impl Grammar<'_> {
    /// *last year*, *this year*
    pub(in crate::times) fn relative_year(&self, at: usize) -> Option<(usize, String)> {
        self.once(Question::RelativeYear, at, || self.relative_year_here(at))
    }

    fn relative_year_here(&self, at: usize) -> Option<(usize, String)> {
        let fixed = self.class(at, |class| match class {
            Class::Fixed(index) => {
                let meaning = &self.lexicon.fixed[usize::from(index)];
                let is_year = meaning.modifier.is_none()
                    && meaning.notation.ends_with('Y')
                    && !meaning.notation.contains(' ');
                is_year.then(|| meaning.notation.to_string())
            }
            _ => None,
        });
        let shifted = || {
            let (next, count) = self.shift(self.skip(at, &[Class::Article]))?;
            let next = self.unit_is(next, "Y")?;
            Some((next, format!("{count:+}Y")))
        };
        let after = || {
            let part = self.shifted_after(at).filter(|part| part.note.ends_with('Y'))?;
            Some((part.next, part.note))
        };
        fixed.or_else(shifted).or_else(after)
    }

    /// The year that belongs to what stands before: `2024`, `, 2024`, *of last year*, *år 2024*.
    pub(super) fn year_after(&self, at: usize) -> Option<(usize, String)> {
        if let Some(next) = self.mark(at, ',')
            && let Some((next, year)) = self.year_inflected(next)
        {
            return Some((next, year.to_string()));
        }
        // `dec/2018`
        if let Some(next) = self.mark(at, '/').or_else(|| self.mark(at, '-'))
            && self.glued(at)
            && self.glued(next)
            && let Some((after, year)) = self.year(next)
            && !self.glued(after)
        {
            return Some((after, year.to_string()));
        }
        let start = self.skip_all(at, &[Class::Of, Class::On, Class::Article]);
        for start in [at, start] {
            if let Some(found) = self.relative_year(start) {
                return Some(found);
            }
        }
        let start = self.unit_is(start, "Y").unwrap_or(start);
        let comma = self.mark(at, ',').unwrap_or(start);
        let in_words = || self.year_in_words(start).or_else(|| self.year_in_words(comma));
        let (next, year) = self.year_inflected(start).or_else(in_words)?;
        Some((next, year.to_string()))
    }

    /// The last two digits of a year of the last century after a word that shows them to be one (`abril del 87`), or after a whole date
    /// (`31 octobre 74`), where no month has so many days.
    pub(super) fn short_year_after(&self, at: usize, target: &str) -> Option<(usize, String)> {
        let shown = self.is(at, Class::ShortYear);
        if shown.is_none() && !(target.starts_with('M') && target.contains('D')) {
            return None;
        }
        let start = shown.unwrap_or(at);
        let (year, length) = self.digits(start)?;
        let next = start + 1;
        let counts = self.counts_something(next) || self.measure_follows(next) || self.noun_follows(next);
        let goes_on = self.glued(next) && !matches!(self.surface(next), "." | "," | ";" | ")" | "?" | "!");
        let fits = length == 2 && year >= PIVOT && !counts && !goes_on && !self.is_part_of_number(start);
        fits.then(|| (next, (1900 + year).to_string()))
    }

    /// The year that stands before and belongs to what follows: `2024.`, `2024`, *tavaly*, *last year's*.
    pub(super) fn year_before(&self, at: usize) -> Option<(usize, String)> {
        if let Some((next, year)) = self.year_inflected(at) {
            let next = self
                .year_word_after(next)
                .or_else(|| self.mark(next, '.').filter(|_| self.glued(next)))
                .unwrap_or(next);
            return Some((next, year.to_string()));
        }
        self.relative_year(at)
    }

    /// A number of four digits that can only be a year: a word before it or after it says so, or it stands where no counted thing follows.
    pub(in crate::times) fn year_alone(&self, at: usize) -> Option<Reading> {
        let (next, year) = self.year_inflected(at)?;
        if self.is_in_row_of_digits(at) {
            return None;
        }
        let found = |why| {
            Some(Reading {
                first: at,
                next,
                what: What::Place(year.to_string()),
                modifier: None,
                why,
                second: None,
            })
        };
        let is_inflected = next > at + 1;
        let tokens = self.tokens;
        if is_inflected {
            return (FAMILIAR_YEARS.contains(&year)).then(|| found("year-inflected")).flatten();
        }
        let is_round = year % 100 == 0;
        let counts_something = self.counts_something(next);
        let exact = self.follows(at, Class::Exact(TimeModifier::MoreThan))
            || self.follows(at, Class::Exact(TimeModifier::LessThan))
            || is_round && self.follows(at, Class::Exact(TimeModifier::Approx));
        // The word of *from* or *up to* is the one of *since* or *until* where nothing is counted.
        let is_end = self.follows(at, Class::Since) || self.follows(at, Class::Until);
        let exact = exact && (counts_something || !is_end);
        let before = at.checked_sub(1).filter(|&before| before >= self.from);
        let labelled = before.is_some_and(|before| {
            self.language.pack.quantities.labels.iter().any(|label| label == tokens.key(before))
                || tokens[before].kind == TokenKind::Number
                || tokens[at].glued
                    && matches!(tokens.surface(before), "-" | "–" | "/" | "." | ":" | "+" | "=")
                    && !self.is_behind_proclitic(at)
        });
        // "1450 to 1850 marks"
        let other = self
            .is(next, Class::To)
            .or_else(|| self.is(next, Class::And))
            .or_else(|| self.dash(next))
            .unwrap_or(next);
        let amounts = other > next
            && self.digits(other).is_some()
            && self.measure_follows(other + 1)
            && self.year_word_after(other + 1).is_none();
        if labelled || self.measure_follows(next) || amounts || is_round && self.noun_follows(next) {
            return None;
        }
        let cued = self.follows(at, Class::YearCue)
            || self.is_behind_proclitic(at)
            || self.follows(at, Class::Since)
            || self.follows(at, Class::Until);
        let in_brackets = before.is_some_and(|before| matches!(tokens.surface(before), "(" | "["))
            && (next >= self.to || matches!(tokens.surface(next), ")" | "]" | "," | ";" | "–" | "-"));
        if in_brackets || cued && !(counts_something && is_round) && !exact {
            return found("year-cued");
        }
        let joined_after = self
            .is(next, Class::To)
            .or_else(|| self.is(next, Class::And))
            .is_some_and(|after| self.year(after).is_some());
        let joined_before = self.joined_year_before(at);
        if joined_before || joined_after && !exact {
            return found("year-in-row");
        }
        if !exact && !is_round && !counts_something && NEWS_YEARS.contains(&year) {
            return found("year-alone");
        }
        None
    }

    /// *in nineteen ninety-six*, *in two thousand and fifteen*: words behind a cue of years that count nothing.
    pub(super) fn year_words_alone(&self, at: usize) -> Option<Reading> {
        if self.kind(at) != Some(TokenKind::Word)
            || !may_be_number(self.lower(at), self.language)
            || !self.follows(at, Class::YearCue)
        {
            return None;
        }
        let (next, year) = self.year_in_words(at)?;
        let is_year = FAMILIAR_YEARS.contains(&year) && year % 100 != 0;
        if !is_year || self.counts_something(next) || self.measure_follows(next) || self.noun_follows(next) {
            return None;
        }
        let what = What::Place(year.to_string());
        Some(Reading { first: at, next, what, modifier: None, why: "year-words", second: None })
    }

    /// `ב-2024`, `و2024`: only what is written on before words stands before the digits.
    pub(super) fn is_behind_proclitic(&self, at: usize) -> bool {
        let Some(before) = at.checked_sub(1).filter(|&before| before >= self.from && self.tokens[at].glued)
        else {
            return false;
        };
        let word = match matches!(self.surface(before), "-" | "־" | "–") && self.tokens[before].glued {
            true => before.checked_sub(1).filter(|&word| word >= self.from),
            false => Some(before),
        };
        word.is_some_and(|word| self.language.is_proclitic(self.lower(word)))
    }

    /// A year stands before, joined by *and*, *to* or a comma, not farther than a life away.
    pub(super) fn joined_year_before(&self, at: usize) -> bool {
        let Some((this, _)) = self.digits(at) else { return false };
        let is_near = |index: usize| {
            self.digits(index)
                .is_some_and(|(value, length)| length == 4 && value.abs_diff(this) <= LIFE && value <= 2100)
        };
        let joined = self.follows(at, Class::To)
            || self.follows(at, Class::And)
            || at > self.from && self.tokens.is_mark(at - 1, ',');
        joined && at >= self.from + 2 && is_near(at - 2)
    }

    /// A word follows that a number could count.
    pub(super) fn counts_something(&self, next: usize) -> bool {
        if next >= self.to || self.kind(next) != Some(TokenKind::Word) {
            return false;
        }
        let lower = self.lower(next);
        if self.language.is_function_word(lower) {
            return false;
        }
        if self.language.pack.quantities.capital_nouns {
            return self.case(next) == Case::Capital;
        }
        self.case(next) == Case::Lower
    }

    /// A unit of measure, of time or of money follows.
    pub(super) fn measure_follows(&self, next: usize) -> bool {
        next < self.to
            && (self.any_unit(next).is_some()
                || self.language.unit_at(self.tokens, next).is_some()
                || self.language.money_at(self.tokens, next, None).is_some())
    }

    /// A noun that is counted follows.
    pub(super) fn noun_follows(&self, next: usize) -> bool {
        next < self.to && self.language.noun_at(self.tokens, next).is_some()
    }

    /// `138-2010-2015`, `2015-1-32`: digits joined by dashes to two more groups, or behind one, are a number of a telephone or no date at all.
    pub(super) fn is_in_row_of_digits(&self, at: usize) -> bool {
        let dash_at = |at: usize| at < self.to && self.glued(at) && self.tokens.is_mark(at, '-');
        let digits_at = |at: usize| self.glued(at) && self.kind(at) == Some(TokenKind::Number);
        let is_behind = at >= self.from + 2
            && digits_at(at)
            && dash_at(at - 1)
            && self.kind(at - 2) == Some(TokenKind::Number);
        let is_before = dash_at(at + 1) && digits_at(at + 2) && dash_at(at + 3) && digits_at(at + 4);
        is_behind || is_before
    }
}
