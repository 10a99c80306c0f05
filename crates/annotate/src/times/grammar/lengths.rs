//! Lengths of time, *ago* and *from now*.

use super::*;
use tidings_language::share_behind;

/// Steps of weeks that lead to a day; months and years are told more coarsely.
fn to_the_day(steps: &str) -> String {
    let step = |step: &str| match step.ends_with('W') {
        true => format!("{step}=D"),
        false => step.to_owned(),
    };
    steps.split(' ').map(step).collect::<Vec<_>>().join(" ")
}

/// A weekday so many steps away.
fn weekdays_reading(first: usize, next: usize, steps: String) -> Reading {
    Reading { first, next, what: What::Place(steps), modifier: None, why: "weekdays-away", second: None }
}

/// The least share of a unit that makes a length.
const LEAST_SHARE: f64 = 0.01;

/// The most units of a length told one after the other.
const LONGEST_LENGTH: usize = 4;

impl Grammar<'_> {
    pub(super) fn may_begin_a_length(&self, at: usize) -> bool {
        self.kind(at) == Some(TokenKind::Number) || self.starts_number(at)
    }

    pub(super) fn starts_number(&self, at: usize) -> bool {
        self.kind(at) == Some(TokenKind::Word)
            && (number_at(self.tokens, at, self.language).is_some()
                || self.adjective_in_word(at).is_some()
                || self.article_as_number(at).is_some_and(|(next, _)| self.any_unit(next).is_some())
                || self.one_of_half_day(at).is_some())
    }

    /// `zweitägig`, `kétnapos`: a number and its unit in one word.
    pub(super) fn adjective_in_word(&self, at: usize) -> Option<(f64, &'static str)> {
        if self.kind(at) != Some(TokenKind::Word)
            || self.lexicon.unit_adjectives.is_empty()
            || self.is(at, Class::NoTime).is_some()
        {
            return None;
        }
        let word = self.lower(at);
        // *південна* is southern, not half a day.
        if !may_be_number(word, self.language) || self.lexicon.is_weak(word) {
            return None;
        }
        if !self
            .lexicon
            .unit_adjectives
            .iter()
            .any(|(form, _)| word.len() > form.len() && word.ends_with(&**form))
        {
            return None;
        }
        number_prefixes(word, self.language).into_iter().find_map(|(value, length)| {
            self.lexicon.unit_adjective(word.get(length..)?).map(|unit| (value, unit))
        })
    }

    /// A number with a unit of time, or several joined.
    pub(in crate::times) fn length(&self, at: usize) -> Option<Length> {
        self.once(Question::Length, at, || self.length_here(at))
    }

    fn length_here(&self, at: usize) -> Option<Length> {
        let (start, modifier) = match self.class(at, |class| match class {
            Class::Exact(modifier) => Some(modifier),
            _ => None,
        }) {
            Some((next, modifier)) => (next, Some(modifier)),
            None => (at, None),
        };
        let mut length = self.one_length(start)?;
        length.first = at;
        length.modifier = modifier.or(length.modifier);
        self.add_glued_share(&mut length);
        // *a month and a half*
        if let [(Some(count), _)] = &mut length.parts[..]
            && count.fract() == 0.0
            && let Some(next) = self.plus_half(length.next)
        {
            *count += 0.5;
            length.next = next;
            return Some(length);
        }
        // *5 months and 3 weeks and 1 day*, *2 years, 3 months*
        while let Some(&(Some(_), unit)) = length.parts.last()
            && length.parts.len() < LONGEST_LENGTH
        {
            let and = self.is(length.next, Class::And);
            let comma =
                self.mark(length.next, ',').filter(|&next| self.kind(next) == Some(TokenKind::Number));
            let next = and.or(comma).unwrap_or(length.next);
            let may_follow = next > length.next
                || self.kind(next) == Some(TokenKind::Number)
                || self.article_as_number(next).is_none();
            let more = self.one_length(next).filter(|more| may_follow && more.parts[0].0.is_some());
            // *A year and a quarter of a year*
            if let Some(more) = &more
                && let (Some((Some(count), _)), [(Some(share), again)]) =
                    (length.parts.last_mut(), &more.parts[..])
                && *again == unit
                && count.fract() == 0.0
                && (0.0..1.0).contains(share)
                && and.is_some()
            {
                *count += share;
                length.next = more.next;
                break;
            }
            let Some(more) = more.filter(|more| rank(more.parts[0].1) < rank(unit)) else { break };
            // *three months and two days ago* are two times.
            let is_ago = and.is_some()
                && length.parts.len() == 1
                && self.is(more.next, Class::AgoAfter).is_some()
                && self.follows_shift(at);
            // *He served five years, ten months later he was free.*
            let is_other = comma.is_some()
                && and.is_none()
                && (self.is(more.next, Class::AgoAfter).is_some()
                    || self.is(more.next, Class::HenceAfter).is_some());
            if is_ago || is_other {
                break;
            }
            length.parts.extend(more.parts);
            length.next = more.next;
        }
        if let Some((next, minutes)) = self.minutes_behind(&length) {
            length.parts.push((Some(minutes), "m"));
            length.next = next;
        }
        // *2015년 여행*: a letter apart is the beginning of another word.
        let is_apart = self.is_hangul(length.next) && !self.glued(length.next);
        if modifier.is_none()
            && let Some((next, after)) = self.class(length.next, |class| match class {
                Class::ExactAfter(modifier) => Some(modifier),
                _ => None,
            })
            && !(is_apart && next == length.next + 1)
        {
            length.next = next;
            length.modifier = Some(after);
        }
        Some(length)
    }

    /// *the last three months* …
    fn follows_shift(&self, at: usize) -> bool {
        [-1, 0, 1].iter().any(|&count| self.follows(at, Class::Shift(count)))
    }

    /// *1 hour thirty*, *2 hours and ten*: minutes without their name, where nothing follows that they could count.
    fn minutes_behind(&self, length: &Length) -> Option<(usize, f64)> {
        let [(Some(count), "h")] = length.parts[..] else { return None };
        let start = self.is(length.next, Class::And).unwrap_or(length.next);
        // *Dos horas y cuarto*
        let quarter = self.class(start, |class| match class {
            Class::ClockPart(minutes) if start > length.next => Some(f64::from(minutes)),
            // *Twee uur en een kwartier*
            Class::Length(index) if start > length.next => {
                let notation = &self.lexicon.fixed[usize::from(index)].notation;
                notation.strip_prefix("PT").and_then(|rest| rest.strip_suffix('M')?.parse().ok())
            }
            _ => None,
        });
        if let Some((next, minutes)) = quarter
            && count.fract() == 0.0
            && !self.measure_follows(next)
        {
            return Some((next, minutes));
        }
        let number = number_at(self.tokens, start, self.language).filter(|number| {
            !number.ordinal && !number.vague && number.max.is_none() && number.last < self.to
        })?;
        let next = number.last + 1;
        let ends = next >= self.to || self.kind(next) == Some(TokenKind::Mark) && !self.glued(next);
        let fits =
            count.fract() == 0.0 && number.value.fract() == 0.0 && (10.0..60.0).contains(&number.value);
        (fits && (ends || self.mark(next, '.').is_some() && next + 1 >= self.to))
            .then_some((next, number.value))
    }

    /// `ساعة` of `ساعة ونصف`: one of a unit, where a share written in one word with *and* follows.
    fn unit_before_share(&self, at: usize) -> Option<(usize, &'static str)> {
        if self.language.pack.text.proclitics.is_empty() {
            return None;
        }
        let (next, unit) = self.class(at, |class| match class {
            Class::Unit(unit, false) => Some(unit),
            _ => None,
        })?;
        let is_named = self.class(at, |class| matches!(class, Class::Fixed(_)).then_some(())).is_some();
        (!is_named && self.glued_share(next).is_some()).then_some((next, unit))
    }

    /// The share of one in the word at a token: (token after it, share).
    fn glued_share(&self, at: usize) -> Option<(usize, f64)> {
        let may_be = at < self.to && !self.language.pack.text.proclitics.is_empty();
        let (last, share) = may_be.then(|| share_behind(self.tokens, at, self.language)).flatten()?;
        let next = last + 1;
        // *ساعة ونصف الساعة*: half of the same again.
        let again = self.class(next, |class| match class {
            Class::Unit(unit, false) => Some(unit),
            _ => None,
        });
        (last < self.to).then(|| (again.map_or(next, |(next, _)| next), share))
    }

    /// `ثلاث سنوات ونصف`, `ساعتين وربع`
    fn add_glued_share(&self, length: &mut Length) {
        if let [(Some(count), _)] = &mut length.parts[..]
            && count.fract() == 0.0
            && let Some((next, share)) = self.glued_share(length.next)
        {
            *count += share;
            length.next = next;
        }
    }

    /// The token after *and a half*.
    pub(super) fn plus_half(&self, at: usize) -> Option<usize> {
        self.language.pack.quantities.numbers.plus_half.iter().find_map(|phrase| {
            let words: Vec<&str> = phrase.split(' ').collect();
            let stands =
                words.len() > 1 && words.iter().enumerate().all(|(k, word)| self.lower(at + k) == *word);
            stands.then_some(at + words.len())
        })
    }

    pub(super) fn one_length(&self, at: usize) -> Option<Length> {
        if at >= self.to {
            return None;
        }
        let found = |next: usize, count: Option<f64>, unit: &'static str| {
            Some(Length { next, parts: vec![(count, unit)], modifier: None, first: at })
        };
        if let Some((value, unit)) = self.adjective_in_word(at) {
            return found(at + 1, Some(value), unit);
        }
        if let Some((next, unit)) = self.class(at, |class| match class {
            Class::UnitDual(unit) => Some(unit),
            _ => None,
        }) {
            return found(next, Some(2.0), unit);
        }
        if let Some((next, unit)) = self.is(at, Class::Couple).and_then(|next| self.any_unit(next)) {
            let modifier = Some(TimeModifier::Approx);
            return Some(Length { next, parts: vec![(Some(2.0), unit)], modifier, first: at });
        }
        if let Some((next, unit)) = self.unit_before_share(at) {
            return found(next, Some(1.0), unit);
        }
        if let Some(next) = self.is(at, Class::Several)
            && let Some((next, unit)) = self.any_unit(next)
        {
            return found(next, None, unit);
        }
        // `3/4 Stunde`
        if let Some((part, 1)) = self.digits(at)
            && self.glued(at + 1)
            && self.tokens.is_mark(at + 1, '/')
            && let Some((whole, 1)) = self.digits(at + 2).filter(|(whole, _)| *whole > part)
            && let Some((next, unit)) = self.any_unit(at + 3)
        {
            let share = f64::from(part) / f64::from(whole);
            return match unit {
                "h" if (share * 60.0).fract() == 0.0 => found(next, Some(share * 60.0), "m"),
                unit => found(next, Some(share), unit),
            };
        }
        // `1/2 Stunde` is no two hours.
        if at > self.from && self.tokens[at].glued && self.tokens.is_mark(at - 1, '/') {
            return None;
        }
        if let Some((next, count)) = self.article_as_number(at)
            && let Some((after, unit)) = self.any_unit(next)
            // *A second wave* is no second.
            && !(self.ordinal(next).is_some() && self.counts_something(after))
            // *A quarter mile* is no quarter of a year.
            && !(unit == "Q" && self.measure_follows(after))
        {
            return found(after, Some(count), unit);
        }
        let is_descending = self.language.pack.times.descending;
        let number = match is_descending {
            // The unit behind it shows that it is one.
            true => self.count(at, true).or_else(|| number_at(self.tokens, at, self.language)),
            false => number_at(self.tokens, at, self.language),
        };
        // Of less than a hundredth of a unit a value has no digits (*a millionth of a second*).
        let number = number.filter(|number| {
            !number.ordinal && number.last < self.to && (number.value == 0.0 || number.value >= LEAST_SHARE)
        })?;
        if is_descending && let Some(length) = self.half_length(at, &number) {
            return Some(length);
        }
        if number.max.is_some() || number.vague {
            let (next, unit) = self.any_unit(number.last + 1)?;
            return found(next, None, unit);
        }
        let next = number.last + 1;
        // `2030 roku` is a year.
        if self.year(at).is_some() && self.year_word_after(next).is_some() {
            return None;
        }
        if self.kind(number.last) == Some(TokenKind::Affix)
            && let Some(unit) = self.lexicon.unit_adjective(self.lower(number.last))
        {
            return found(next, Some(number.value), unit);
        }
        if let Some(unit) = self
            .affix(next)
            .and_then(|affix| self.lexicon.unit_adjective(affix).or_else(|| self.unit_named(affix)))
        {
            return found(next + 1, Some(number.value), unit);
        }
        // An adjective may stand between: "17 lange Jahre"; *half a day*, *one and a quarter of an hour*.
        let is_share = number.value.fract() != 0.0 && number.written == tidings_language::Written::Words;
        // `$10.50 an hour` is by the hour.
        let unit_at = match is_share && self.kind(next) == Some(TokenKind::Word) {
            true => {
                let is_of = |at: usize| {
                    self.language.pack.quantities.numbers.of.iter().any(|of| of == self.lower(at))
                };
                let start = if is_of(next) { next + 1 } else { next };
                self.article_as_number(start).map_or(start, |(after, _)| after)
            }
            false => self.is(next, Class::Several).or_else(|| self.past_link(next)).unwrap_or(next),
        };
        if let Some((next, unit)) = self.any_unit(unit_at) {
            return found(next, Some(number.value), unit);
        }
        // `2 napos`, `5-year`
        if next < self.to
            && self.kind(next) == Some(TokenKind::Word)
            && let Some(unit) = self.lexicon.unit_adjective(self.lower(next))
        {
            return found(next + 1, Some(number.value), unit);
        }
        None
    }

    /// *two more days*: the unit behind a word that may stand before what is counted.
    fn past_link(&self, at: usize) -> Option<usize> {
        if self.kind(at) != Some(TokenKind::Word) || self.tokens.is_by_character() {
            return None;
        }
        let (_, length) = self.language.measures().links.at(self.tokens, at)?;
        (length == 1).then_some(at + 1)
    }

    /// *a*, *one*, *both* before a unit.
    pub(super) fn article_as_number(&self, at: usize) -> Option<(usize, f64)> {
        if let Some(next) = self.is(at, Class::Both) {
            return Some((next, 2.0));
        }
        let word = self.lower(at);
        tidings_language::is_article(word, self.language).then_some((at + 1, 1.0))
    }

    /// A unit glued to a number by a hyphen (`48-Stunden`) or without (`3h`).
    pub(super) fn unit_named(&self, affix: &str) -> Option<&'static str> {
        let word = affix.trim_start_matches('-');
        let head = word.split('-').next().unwrap_or(word);
        self.lexicon.unit_word(head)
    }

    pub(in crate::times) fn length_alone(&self, at: usize) -> Option<Reading> {
        // *the last ten years*: the words before the number belong to it.
        let start = self.skip(at, &[Class::Article]);
        let shifted = self.shift(start).map(|(next, _)| next);
        if let Some((next, index)) = self.class(at, |class| match class {
            Class::Length(index) => Some(index),
            _ => None,
        }) {
            let value = self.lexicon.fixed[usize::from(index)].notation.to_string();
            return Some(Reading {
                first: at,
                next,
                what: What::Value(TimeKind::Duration, value),
                modifier: None,
                why: "length-word",
                second: None,
            });
        }
        let number_shift = || {
            let number = number_at(self.tokens, start, self.language)
                .filter(|number| !number.ordinal && number.last < self.to)?;
            let (next, _) = self.shift(number.last + 1)?;
            let unit_at = next;
            let (next, unit) = self.any_unit(unit_at)?;
            // *$1k last month*, *3 next week*: more than one are in the plural, where there is one.
            let has_plural = self.language.pack.times.unit_plurals.contains_key(unit);
            let is_plural =
                self.class(unit_at, |class| (class == Class::Unit(unit, true)).then_some(())).is_some();
            if has_plural && !is_plural && number.value != 1.0 {
                return None;
            }
            Some(Length { next, parts: vec![(Some(number.value), unit)], modifier: None, first: start })
        };
        let length = self
            .length(at)
            .or_else(|| shifted.and_then(|next| self.length(next)).filter(|length| !length.is_vague()))
            .or_else(number_shift);
        // *los dos años siguientes*
        let length =
            length.or_else(|| self.length(start).filter(|length| self.shift_after(length.next).is_some()));
        let length = length.map(|length| match self.shift_after(length.next) {
            Some((next, _)) if !length.is_vague() => Length { next, ..length },
            _ => length,
        });
        let Some(length) = length else { return self.vague_length(at, start, shifted) };
        let aged = self.is(length.next, Class::AgeAfter).is_some()
            || self.follows(at, Class::AgeBefore)
            || self.is(at, Class::AgeBefore).is_some();
        if aged && length.parts.iter().all(|(_, unit)| *unit == "Y") || self.is_age(&length) {
            return None;
        }
        let what = What::Value(TimeKind::Duration, length.value());
        Some(Reading {
            first: at,
            next: length.next,
            what,
            modifier: length.modifier,
            why: "length",
            second: None,
        })
    }

    /// `57-jährige`, `der Zwölfjährige`: adjectives of years tell the age of people more often than a length; up to ten
    /// years and in small letters they are taken for a length.
    pub(super) fn is_age(&self, length: &Length) -> bool {
        let last = length.next - 1;
        let adjective = match self.kind(last) {
            Some(TokenKind::Affix) => self.lexicon.unit_adjective(self.lower(last)).is_some(),
            // *Trent'anni* has the noun itself in it.
            Some(TokenKind::Word) => {
                let noun = self.lower(last).rsplit('\'').next().unwrap_or("");
                self.adjective_in_word(last).is_some() && self.lexicon.unit_word(noun).is_none()
            }
            _ => false,
        };
        let is_named = self.case(last) != Case::Lower && !(self.starts)(last);
        let [(Some(count), "Y")] = length.parts[..] else { return false };
        adjective && (count > 10.0 || is_named)
    }

    /// *seit Jahren*, *the last few weeks*, *the coming days*
    pub(super) fn vague_length(&self, at: usize, start: usize, shifted: Option<usize>) -> Option<Reading> {
        let plural = |at: usize| {
            self.class(at, |class| match class {
                Class::Unit(unit, true) => Some(unit),
                _ => None,
            })
        };
        let value = |next: usize, kind, value: String| {
            Some(Reading {
                first: at,
                next,
                what: What::Value(kind, value),
                modifier: None,
                why: "vague-length",
                second: None,
            })
        };
        let follows = || {
            let (next, unit) = plural(self.skip(start, &[Class::Several]))?;
            let (next, count) = self.shift_after(next)?;
            Some((next, unit, count))
        };
        let leads = |after: usize| {
            let (next, unit) = plural(self.skip(after, &[Class::Several]))?;
            let (_, count) = self.shift(start)?;
            Some((next, unit, count))
        };
        let around = match shifted {
            Some(after) => Some(leads(after)?),
            None => follows(),
        };
        if let Some((next, unit, count)) = around {
            let reference = match count {
                0 => "PRESENT_REF",
                count if count < 0 => "PAST_REF",
                _ => "FUTURE_REF",
            };
            // Years are a length; days, weeks and months around now are a time.
            return match rank(unit) >= rank("Y") {
                true => value(
                    next,
                    TimeKind::Duration,
                    Length { next, parts: vec![(None, unit)], modifier: None, first: at }.value(),
                ),
                false => value(next, TimeKind::Date, reference.to_owned()),
            };
        }
        let (next, unit) = plural(at)?;
        if !self.follows(at, Class::VagueBefore) && self.is(next, Class::AgoAfter).is_none() {
            return None;
        }
        value(
            next,
            TimeKind::Duration,
            Length { next, parts: vec![(None, unit)], modifier: None, first: at }.value(),
        )
    }

    /// *för 24 år sedan*, *vor drei Tagen*, *két hét múlva*
    pub(in crate::times) fn ago_or_hence(&self, at: usize) -> Option<Reading> {
        let pack = &self.language.pack.times;
        if let Some((next, steps)) = self.is(at, Class::Ago).and_then(|start| self.weekdays_back(start)) {
            return Some(weekdays_reading(at, next, steps));
        }
        let place = |first: usize, next: usize, length: &Length, sign: char, why| {
            if pack.ago_is_length && sign == '-' {
                let what = match length.steps(sign) {
                    Some(steps) => What::Length(length.value(), steps),
                    None => What::Value(TimeKind::Duration, length.value()),
                };
                return Some(Reading {
                    first: length.first,
                    next: length.next,
                    what,
                    modifier: length.modifier,
                    why,
                    second: None,
                });
            }
            let what = if length.is_vague() {
                What::Value(TimeKind::Date, if sign == '-' { "PAST_REF" } else { "FUTURE_REF" }.to_owned())
            } else {
                let steps = length.steps(sign)?;
                // *Two weeks from today* is told to the day.
                let is_to_the_day = sign == '+' && (length.next..next).any(|at| self.is_today(at));
                What::Place(if is_to_the_day { to_the_day(&steps) } else { steps })
            };
            Some(Reading { first, next, what, modifier: length.modifier, why, second: None })
        };
        if let Some(start) = self.is(at, Class::Ago) {
            let length = self.length(start).or_else(|| self.bare_unit_length(start));
            if let Some(length) = length {
                let after = self.is(length.next, Class::AgoAfter);
                if after.is_some() || !pack.ago_both {
                    return place(at, after.unwrap_or(length.next), &length, '-', "ago");
                }
            }
        }
        if let Some((next, index)) = self.class(at, |class| match class {
            Class::Length(index) => Some(index),
            _ => None,
        }) {
            let back = tidings_calendar::back(&self.lexicon.fixed[usize::from(index)].notation);
            let ago = self.is(next, Class::AgoAfter).map(|next| (next, '-'));
            // *in half an hour*; *in half a century* has been as often.
            let is_soon = back.as_deref().is_some_and(|back| back.ends_with('m'));
            let before = || (is_soon && self.follows(at, Class::Hence)).then_some((next, '+'));
            let sign =
                ago.or_else(|| self.is(next, Class::HenceAfter).map(|next| (next, '+'))).or_else(before);
            if let (Some(back), Some((next, sign))) = (back, sign) {
                let what = What::Place(format!("{sign}{}", &back[1..]));
                return Some(Reading { first: at, next, what, modifier: None, why: "ago", second: None });
            }
        }
        if let Some(length) = self.length(at)
            && self.is_first_within(at, length.next)
            && let Some(steps) = length.steps('-')
        {
            let what = What::Length(length.value(), steps);
            let (next, modifier) = (length.next, length.modifier);
            return Some(Reading {
                first: length.first,
                next,
                what,
                modifier,
                why: "first-within",
                second: None,
            });
        }
        if let Some(start) = self.is(at, Class::Hence)
            && let Some(length) = self.length(start).or_else(|| self.single_unit_ahead(at, start))
            && !self.is_first_within(start, length.next)
        {
            // *In two days from now*
            let next = self.is(length.next, Class::HenceAfter).unwrap_or(length.next);
            return place(at, next, &length, '+', "hence");
        }
        if let Some(start) = self.is(at, Class::HenceOpen)
            && let Some(length) = self.length(start)
            && !length.is_vague()
            && !self.is_first_within(start, length.next)
            && self.is(length.next, Class::AgoAfter).is_none()
            && self.is(length.next, Class::HenceAfter).is_none()
            && let Some(steps) = length.steps('+')
        {
            let what = What::Open(length.value(), steps);
            let (next, modifier) = (length.next, length.modifier);
            return Some(Reading { first: at, next, what, modifier, why: "hence-or-within", second: None });
        }
        let single = || self.bare_unit_length(at).filter(|length| !length.is_vague());
        // *30 minutes later this week*: the word belongs to what follows.
        let is_others = |at: usize, end: usize| self.fixed(at).is_some_and(|fixed| fixed.next > end);
        if let Some(length) = self.length(at).or_else(single) {
            let after = [Class::AgoAfter, Class::HenceAfter]
                .into_iter()
                .find_map(|class| self.is(length.next, class));
            if after.is_some_and(|end| is_others(length.next, end)) {
                return None;
            }
            if let Some(next) = self.is(length.next, Class::AgoAfter) {
                return place(at, next, &length, '-', "ago");
            }
            if let Some(next) = self.is(length.next, Class::HenceAfter) {
                return place(at, next, &length, '+', "hence");
            }
        }
        // `24 éve`
        let exact = self.class(at, |class| match class {
            Class::Exact(modifier) => Some(modifier),
            _ => None,
        });
        let start = exact.map_or(at, |(next, _)| next);
        let number = number_at(self.tokens, start, self.language)
            .filter(|number| !number.ordinal && number.last < self.to)?;
        if let Some((next, steps)) = self.weekdays_away(&number) {
            return Some(weekdays_reading(at, next, steps));
        }
        let (next, unit) = self.class(number.last + 1, |class| match class {
            Class::UnitAgo(unit) => Some(unit),
            _ => None,
        })?;
        let length = Length {
            next,
            parts: vec![(Some(number.value), unit)],
            modifier: exact.map(|(_, modifier)| modifier),
            first: at,
        };
        place(at, next, &length, '-', "ago")
    }

    /// *today*
    fn is_today(&self, at: usize) -> bool {
        self.class(at, |class| match class {
            Class::Fixed(index) => (&*self.lexicon.fixed[usize::from(index)].notation == "+0D").then_some(()),
            _ => None,
        })
        .is_some()
    }

    /// *The first visit in 24 years*, *első útja 24 év után*: the length of what has been, not of what comes.
    pub(super) fn is_first_within(&self, at: usize, next: usize) -> bool {
        /// *First state visit abroad in* …
        const FARTHEST_FIRST: usize = 6;
        let joint = at.checked_sub(1).filter(|&before| {
            self.is(before, Class::Hence).is_some() || self.is(before, Class::On).is_some()
        });
        if joint.is_none() && self.is(next, Class::AfterEventAfter).is_none() {
            return false;
        }
        let end = joint.unwrap_or(at);
        let start = end.saturating_sub(FARTHEST_FIRST).max(self.from);
        (start..end)
            .rev()
            .take_while(|&index| self.kind(index) != Some(TokenKind::Mark))
            .take_while(|&index| self.is(index, Class::Future).is_none())
            .any(|index| self.ordinal(index).is_some_and(|(_, number)| number == 1))
    }

    /// *za rok*, in a year; not *za rok 2023*, for that year, nor *60 km za hodinu*, by the hour.
    pub(super) fn single_unit_ahead(&self, at: usize, start: usize) -> Option<Length> {
        let is_by_the_unit = self.is(at, Class::Per).is_some() && self.may_be_shared_out(at);
        self.bare_unit_length(start)
            .filter(|length| !is_by_the_unit && self.kind(length.next) != Some(TokenKind::Number))
    }

    /// *vor Jahren*: no number at all; where a language has no articles, *через неделю* is in one week.
    pub(super) fn bare_unit_length(&self, at: usize) -> Option<Length> {
        let has_articles = !self.language.pack.quantities.numbers.articles.is_empty();
        let (next, count, unit) = self
            .class(at, |class| match class {
                Class::Unit(unit, true) => Some((None, unit)),
                Class::Unit(unit, false) if !has_articles => Some((Some(1.0), unit)),
                _ => None,
            })
            .map(|(next, (count, unit))| (next, count, unit))?;
        Some(Length { next, parts: vec![(count, unit)], modifier: None, first: at })
    }
}
