//! Tokens and classes of words, one step at a time.

use super::*;

impl Grammar<'_> {
    pub(in crate::times) fn class<T>(
        &self,
        at: usize,
        pick: impl Fn(Class) -> Option<T>,
    ) -> Option<(usize, T)> {
        self.classes.at(at).iter().find_map(|&(length, class)| {
            let next = at + usize::from(length);
            if next > self.to { None } else { pick(class).map(|found| (next, found)) }
        })
    }

    pub(in crate::times) fn is(&self, at: usize, class: Class) -> Option<usize> {
        self.class(at, |found| (found == class).then_some(())).map(|(next, ())| next)
    }

    /// The token after a word of one of the classes, or the same token.
    pub(in crate::times) fn skip(&self, at: usize, classes: &[Class]) -> usize {
        if self.classes.at(at).is_empty() {
            return at;
        }
        classes.iter().filter_map(|&class| self.is(at, class)).max().unwrap_or(at)
    }

    /// Skips as many words of the classes as there are, at most three.
    pub(in crate::times) fn skip_all(&self, at: usize, classes: &[Class]) -> usize {
        let mut at = at;
        for _ in 0..3 {
            let next = self.skip(at, classes);
            if next == at {
                break;
            }
            at = next;
        }
        at
    }

    /// A word of the class ends right before a token.
    pub(in crate::times) fn follows(&self, at: usize, class: Class) -> bool {
        if !self.classes.any_ends_before(at) {
            return false;
        }
        (1..=3).any(|back| {
            at.checked_sub(back).filter(|&start| start >= self.from).is_some_and(|start| {
                self.classes
                    .at(start)
                    .iter()
                    .any(|&(length, found)| found == class && start + usize::from(length) == at)
            })
        })
    }

    /// The token as words of packs are compared; empty beyond the line.
    pub(in crate::times) fn lower(&self, at: usize) -> &str {
        if at < self.to { self.tokens.key(at) } else { "" }
    }

    pub(in crate::times) fn surface(&self, at: usize) -> &str {
        if at < self.to { self.tokens.surface(at) } else { "" }
    }

    pub(in crate::times) fn kind(&self, at: usize) -> Option<TokenKind> {
        (at < self.to).then(|| self.tokens[at].kind)
    }

    pub(super) fn case(&self, at: usize) -> Case {
        if at < self.to { self.tokens[at].case } else { Case::Lower }
    }

    pub(in crate::times) fn mark(&self, at: usize, mark: char) -> Option<usize> {
        (at < self.to && self.tokens.is_mark(at, mark)).then_some(at + 1)
    }

    pub(in crate::times) fn dash(&self, at: usize) -> Option<usize> {
        if self.kind(at) != Some(TokenKind::Mark) {
            return None;
        }
        ['-', '–', '—', '−', '~'].iter().find_map(|&mark| self.mark(at, mark))
    }

    pub(in crate::times) fn glued(&self, at: usize) -> bool {
        at < self.to && self.tokens[at].glued
    }

    /// Whether a word ends as what is counted does, where the language tells by that.
    pub(super) fn ends_as_counted(&self, at: usize) -> bool {
        let word = self.lower(at);
        self.kind(at) == Some(TokenKind::Word)
            && !self.language.is_function_word(word)
            && self.language.pack.times.counted_endings.iter().any(|ending| word.ends_with(ending.as_str()))
    }

    /// A number written in digits alone, its value and how many digits.
    pub(in crate::times) fn digits(&self, at: usize) -> Option<(u32, usize)> {
        if at >= self.to || self.kind(at) != Some(TokenKind::Number) {
            return None;
        }
        let surface = self.surface(at);
        if !surface.is_ascii() {
            let digits = digits_of(surface);
            return digits.parse().ok().map(|value| (value, digits.len()));
        }
        surface.parse().ok().map(|value| (value, surface.len()))
    }

    pub(super) fn affix(&self, at: usize) -> Option<&str> {
        (at < self.to && self.kind(at) == Some(TokenKind::Affix)).then(|| self.lower(at))
    }

    pub(super) fn affix_of(&self, at: usize, list: &[String]) -> bool {
        self.affix(at).is_some_and(|affix| list.iter().any(|known| known == affix))
    }

    /// Whether digits at a token are only a part of a bigger number, a decimal, a version, an amount.
    pub(super) fn is_part_of_number(&self, at: usize) -> bool {
        let tokens = self.tokens;
        let sign_before = at.checked_sub(1).is_some_and(|before| {
            tokens[at].glued
                && tokens[before].kind == TokenKind::Mark
                && (matches!(
                    tokens.surface(before),
                    "$" | "€" | "£" | "#" | "№" | "§" | "+" | "%" | "=" | "_" | "@"
                ) || matches!(tokens.surface(before), "." | "," | ":" | "/")
                    && before.checked_sub(1).is_some_and(|first| {
                        tokens[before].glued && matches!(tokens[first].kind, TokenKind::Number)
                    }))
        });
        let group_before = at.checked_sub(1).is_some_and(|before| {
            tokens[before].kind == TokenKind::Number && before >= self.from && tokens.key(at).len() == 3
        });
        let after = at + 1;
        let goes_on = self.glued(after)
            && (matches!(tokens.surface(after), "%" | "‰" | "°" | "$" | "€" | "£" | "_" | "@")
                || matches!(tokens.surface(after), "." | "," | ":")
                    && self.digits(after + 1).is_some()
                    && self.glued(after + 1));
        let groups = self.digits(after).is_some_and(|(_, length)| length == 3) && tokens.key(at).len() <= 3;
        sign_before || group_before || goes_on || groups
    }

    pub(in crate::times) fn year(&self, at: usize) -> Option<(usize, u32)> {
        let (value, length) = self.digits(at)?;
        let fits = length == 4
            && YEARS.contains(&value)
            && value >= self.language.pack.times.earliest_year
            && !self.is_part_of_number(at)
            && self.is(at + 1, Class::OtherCalendar).is_none();
        fits.then_some((at + 1, value))
    }

    /// A year with what may be glued to it (`2000-ben`).
    pub(super) fn year_inflected(&self, at: usize) -> Option<(usize, u32)> {
        let (next, value) = self.year(at)?;
        let next = match self.affix(next) {
            None => next,
            Some(_) if self.affix_of(next, &self.language.pack.times.year_affixes) => next + 1,
            // `Mar 3 2012-Apr 9 2013`
            Some(affix) => {
                let month = affix.strip_prefix('-').and_then(|name| self.lexicon.month_word(name));
                month.map(|_| next)?
            }
        };
        let next = self.year_word_after(next).or_else(|| self.year_dot(next)).unwrap_or(next);
        Some((next, value))
    }

    /// The full stop of a year inside a sentence (`od 2014. do 2019. godine`), where years have one.
    pub(super) fn year_dot(&self, at: usize) -> Option<usize> {
        let after = self.mark(at, '.').filter(|_| self.language.pack.times.year_dot && self.glued(at))?;
        (self.kind(after) == Some(TokenKind::Word) && self.case(after) == Case::Lower).then_some(after)
    }

    /// The word that makes the digits before it a year: `году`, `. gada`.
    pub(super) fn year_word_after(&self, at: usize) -> Option<usize> {
        let dotted = || {
            let after =
                self.mark(at, '.').filter(|_| self.glued(at) && self.language.pack.text.ordinal_dot)?;
            self.is(after, Class::YearAfter)
        };
        // Where years have their full stop (`2024. godine`), `2000 godina` are so many.
        self.is(at, Class::YearAfter).filter(|_| !self.language.pack.times.year_dot).or_else(dotted)
    }

    /// A Roman number (`XIX`), with the Cyrillic letters that look like it.
    pub(super) fn roman(&self, at: usize) -> Option<u32> {
        let is_capital = self.kind(at) == Some(TokenKind::Word) && self.case(at) != Case::Lower;
        is_capital.then(|| roman(self.surface(at))).flatten().filter(|number| (1..=30).contains(number))
    }

    /// Whether a word that was read up to `next` means something else as often; a phrase of several words never does.
    pub(in crate::times) fn is_weak(&self, at: usize, next: usize) -> bool {
        match next == at + 1 {
            true => self.lexicon.is_weak(self.lower(at)),
            false => self.lexicon.is_weak(&self.tokens.between(at, next - 1).to_lowercase()),
        }
    }

    /// (next token, month, whether the word alone is enough)
    pub(super) fn month(&self, at: usize) -> Option<(usize, u8, bool)> {
        let (next, (month, full)) = self.class(at, |class| match class {
            Class::Month(month) => Some((month, true)),
            Class::MonthShort(month) => Some((month, false)),
            _ => None,
        })?;
        let stands = full && self.is_written_as_name(at) && !self.is_weak(at, next);
        Some((if full { next } else { self.after_short(at, next)? }, month, stands))
    }

    /// The token after an abbreviation with its full stop. Without one, `pro` and `po` are the words *for* and *after*.
    pub(super) fn after_short(&self, at: usize, next: usize) -> Option<usize> {
        // `sept . 30` of a text cut into tokens
        let is_apart =
            || !self.glued(next + 1) && self.digits(next + 1).is_some_and(|(_, length)| length <= 2);
        let dot = self.mark(next, '.').filter(|_| self.glued(next) || is_apart());
        let is_word = || self.case(at) == Case::Lower && self.language.is_function_word(self.lower(at));
        dot.or_else(|| (!is_word()).then_some(next))
    }

    /// Months and weekdays are written with a capital, or without one, as the language has it.
    pub(super) fn is_written_as_name(&self, at: usize) -> bool {
        if self.language.pack.times.capitals_either {
            return true;
        }
        match (self.language.pack.times.capitals, self.case(at)) {
            (_, Case::Upper) => true,
            // What has no other meaning is known in small letters too.
            (true, case) => {
                case == Case::Capital
                    || !self.lexicon.is_weak(self.lower(at))
                    || self.is_month_in_small_letters(at)
            }
            (false, Case::Capital) => (self.starts)(at),
            (false, Case::Lower) => true,
        }
    }

    /// *in may*, at the end of what is said: nothing else stands there.
    fn is_month_in_small_letters(&self, at: usize) -> bool {
        let is_month = || self.class(at, |class| matches!(class, Class::Month(_)).then_some(())).is_some();
        let follows_in = at > self.from
            && self.language.pack.times.on.first().is_some_and(|word| self.lower(at - 1) == word.as_str());
        follows_in && (at + 1 >= self.to || self.kind(at + 1) == Some(TokenKind::Mark)) && is_month()
    }

    pub(super) fn day(&self, at: usize) -> Option<(usize, u8)> {
        if let Some((next, day)) = self.class(at, |class| match class {
            Class::Ordinal(day) if day > 0 => Some(day as u8),
            _ => None,
        }) {
            return Some((next, day));
        }
        let Some((value, length)) = self.digits(at) else {
            // *twenty fifth*
            let number = (self.kind(at) == Some(TokenKind::Word))
                .then(|| number_at(self.tokens, at, self.language))
                .flatten()
                .filter(|number| number.ordinal && number.last < self.to)?;
            return ((1.0..=31.0).contains(&number.value)).then_some((number.last + 1, number.value as u8));
        };
        if length > 2 || !(1..=31).contains(&value) {
            return None;
        }
        if at.checked_sub(1).is_some_and(|before| {
            self.tokens[at].glued
                && self.kind(before) == Some(TokenKind::Mark)
                && (matches!(self.surface(before), "$" | "€" | "£")
                    || matches!(self.surface(before), "." | "," | ":")
                        && before.checked_sub(1).is_some_and(|first| {
                            self.tokens[before].glued && self.kind(first) != Some(TokenKind::Word)
                        }))
        }) {
            return None;
        }
        let mut next = at + 1;
        // `3:e mars`
        let is_colon = self.glued(next) && self.tokens.is_mark(next, ':') && self.glued(next + 1);
        if is_colon && matches!(self.lower(next + 1), "a" | "e") {
            next += 2;
        } else if self.affix_of(next, &self.language.pack.times.day_affixes) {
            next += 1;
        } else if self.affix(next).is_some() {
            return None;
        } else if self.glued(next) && self.tokens.is_mark(next, '.') {
            next += 1;
        }
        Some((next, value as u8))
    }

    pub(in crate::times) fn weekday(&self, at: usize) -> Option<(usize, u8, bool)> {
        let (next, (day, full)) = self.class(at, |class| match class {
            Class::Weekday(day) => Some((day, true)),
            Class::WeekdayShort(day) => Some((day, false)),
            _ => None,
        })?;
        let stands = full && self.is_written_as_name(at) && !self.is_weak(at, next);
        Some((if full { next } else { self.after_short(at, next)? }, day, stands))
    }

    pub(in crate::times) fn shift(&self, at: usize) -> Option<(usize, i8)> {
        self.class(at, |class| match class {
            Class::Shift(count) => Some(count),
            _ => None,
        })
    }

    pub(super) fn shift_after(&self, at: usize) -> Option<(usize, i8)> {
        self.class(at, |class| match class {
            Class::ShiftAfter(count) => Some(count),
            _ => None,
        })
    }

    /// A unit in the singular, or a form that is both.
    pub(super) fn unit(&self, at: usize) -> Option<(usize, &'static str)> {
        self.class(at, |class| match class {
            Class::Unit(unit, false) => Some(unit),
            _ => None,
        })
    }

    pub(in crate::times) fn any_unit(&self, at: usize) -> Option<(usize, &'static str)> {
        self.classes.at(at).iter().find_map(|&(length, class)| {
            let next = at + usize::from(length);
            let stands = next <= self.to && !(length > 1 && self.cuts_word(at, next));
            match class {
                Class::Unit(unit, _) if stands => Some((next, unit)),
                _ => None,
            }
        })
    }

    pub(in crate::times) fn unit_is(&self, at: usize, wanted: &str) -> Option<usize> {
        self.class(at, |class| match class {
            Class::Unit(unit, _) if unit == wanted => Some(()),
            _ => None,
        })
        .map(|(next, ())| next)
    }

    pub(in crate::times) fn season(&self, at: usize) -> Option<(usize, &'static str)> {
        self.class(at, |class| match class {
            Class::Season(season) => Some(season),
            _ => None,
        })
    }

    pub(in crate::times) fn part(&self, at: usize) -> Option<(usize, &'static str)> {
        self.class(at, |class| match class {
            Class::Part(part) => Some(part),
            _ => None,
        })
    }

    /// A part of the day, also as a word of every such part (`abends`), which beside a time of the clock tells its half of the day.
    pub(super) fn part_beside_clock(&self, at: usize) -> Option<(usize, &'static str)> {
        self.part(at).or_else(|| {
            let (next, index) = self.class(at, |class| match class {
                Class::Set(index) => Some(index),
                _ => None,
            })?;
            let part = self.lexicon.fixed[usize::from(index)].notation.strip_prefix("XXXX-XX-XXT")?;
            ["MO", "MI", "AF", "EV", "NI"].into_iter().find(|known| *known == part).map(|part| (next, part))
        })
    }
}
