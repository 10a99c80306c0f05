//! Repetitions, vague words and what counts from the day told of before.

use super::*;

impl Grammar<'_> {
    /// *every Tuesday*, *daily*, *per year*
    pub(in crate::times) fn set(&self, at: usize) -> Option<Reading> {
        let value = |next: usize, value: String, why| {
            Some(Reading {
                first: at,
                next,
                what: What::Value(TimeKind::Set, value),
                modifier: None,
                why,
                second: None,
            })
        };
        let of_weekday = self.class(at, |class| match class {
            Class::WeekdaySet(day) => Some(day),
            _ => None,
        });
        // *每周一* is every Monday, *每周一次* is once a week.
        let is_weekday = |next: usize| {
            let is_descending = self.language.pack.times.descending;
            of_weekday.is_some_and(|(end, _)| end > next && is_descending && !self.goes_on_from_set(end))
        };
        if let Some((next, index)) = self.class(at, |class| match class {
            Class::Set(index) => Some(index),
            _ => None,
        }) && !is_weekday(next)
        {
            return value(next, self.lexicon.fixed[usize::from(index)].notation.to_string(), "set-word");
        }
        if let Some((next, day)) = of_weekday {
            return value(next, format!("XXXX-WXX-{day}"), "weekday-set");
        }
        if let Some(next) = self.is(at, Class::Per)
            && let Some((next, unit)) = self.unit(next)
            && self.may_be_shared_out(at)
        {
            return value(
                next,
                Length { next, parts: vec![(Some(1.0), unit)], modifier: None, first: at }.value(),
                "per-unit",
            );
        }
        let start = self.is(at, Class::Each)?;
        if let Some((next, day, true)) = self.weekday(start) {
            return value(next, format!("XXXX-WXX-{day}"), "each-weekday");
        }
        if let Some((next, month, _)) = self.month(start) {
            return value(next, format!("XXXX-{month:02}"), "each-month");
        }
        if let Some((next, season)) = self.season(start) {
            return value(next, format!("XXXX-{season}"), "each-season");
        }
        if let Some((next, part)) = self.part(start) {
            return value(next, format!("XXXX-XX-XXT{part}"), "each-part");
        }
        if let Some((next, count)) = self.ordinal(start)
            && let Some((next, unit)) = self.any_unit(next)
        {
            return value(
                next,
                Length { next, parts: vec![(Some(f64::from(count)), unit)], modifier: None, first: at }
                    .value(),
                "each-unit",
            );
        }
        if let Some(length) = self.one_length(start) {
            return value(length.next, length.value(), "each-unit");
        }
        let (next, unit) = self.any_unit(start)?;
        value(
            next,
            Length { next, parts: vec![(Some(1.0), unit)], modifier: None, first: at }.value(),
            "each-unit",
        )
    }

    /// Whether a weekday that is written as a numeral counts what follows, or begins another word.
    fn goes_on_from_set(&self, end: usize) -> bool {
        let is_no_mark = self.is(end - 1, Class::NotMark).is_some_and(|next| next > end);
        let is_counter = || {
            let links = &self.language.measures().links;
            self.any_unit(end).is_some()
                || self.language.unit_at(self.tokens, end).is_some()
                || links.at(self.tokens, end).is_some()
        };
        is_no_mark || end < self.to && self.glued(end) && is_counter()
    }

    /// *500 dollars a day*: what goes before *per* is a number and a thing. An article before a unit is otherwise a length.
    pub(super) fn may_be_shared_out(&self, at: usize) -> bool {
        let word = self.lower(at);
        let is_article = self.language.pack.quantities.numbers.articles.iter().any(|article| article == word);
        if !is_article && self.is(at, Class::On).is_none() {
            return true;
        }
        let Some(before) = at.checked_sub(1).filter(|&before| before >= self.from) else { return false };
        match self.kind(before) {
            Some(TokenKind::Number | TokenKind::Affix) => true,
            Some(TokenKind::Word) => {
                !self.language.is_function_word(self.lower(before))
                    && self.is(before, Class::YearAfter).is_none()
                    && before
                        .checked_sub(1)
                        .is_some_and(|first| first >= self.from && self.number_stands(first))
            }
            _ => matches!(self.surface(before), "%" | "$" | "€"),
        }
    }

    pub(super) fn number_stands(&self, at: usize) -> bool {
        self.kind(at) == Some(TokenKind::Number) || number_at(self.tokens, at, self.language).is_some()
    }

    pub(in crate::times) fn vague(&self, at: usize) -> Option<Reading> {
        let (next, reference) = self.class(at, |class| match class {
            Class::Vague(reference) => Some(reference),
            _ => None,
        })?;
        // Nouns (*the past*) need a word of *in* before them.
        let cued = self.follows(at, Class::On)
            || self.follows(at, Class::Article) && at > self.from && self.follows(at - 1, Class::On);
        if self.is_weak(at, next) && !cued {
            return None;
        }
        // *to date 1*: the words of a phrase belong to a number.
        if next > at + 1 && next + 1 == self.to && self.kind(next) == Some(TokenKind::Number) {
            return None;
        }
        Some(Reading {
            first: at,
            next,
            what: What::Value(TimeKind::Date, reference.to_owned()),
            modifier: None,
            why: "vague-word",
            second: None,
        })
    }

    /// *the next day*, *tags darauf*
    pub(in crate::times) fn following(&self, at: usize) -> Option<Reading> {
        // *this day*: the one told of.
        if let Some((next, 0)) = self.shift(at)
            && let Some((next, "D")) = self.unit(next)
        {
            let what = What::Following("+0D".to_owned());
            return Some(Reading { first: at, next, what, modifier: None, why: "this-day", second: None });
        }
        let (next, index) = self.class(at, |class| match class {
            Class::Following(index) => Some(index),
            _ => None,
        })?;
        let meaning = &self.lexicon.fixed[usize::from(index)];
        // *La veille du scrutin* is before what it names.
        let is_of_event = self.is(next, Class::Of).is_some();
        Some(Reading {
            first: at,
            next,
            what: What::Following(meaning.notation.to_string()),
            modifier: meaning.modifier,
            why: if is_of_event { "following-event" } else { "following" },
            second: None,
        })
    }
}
