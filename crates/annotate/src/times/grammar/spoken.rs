//! Hours as they are said: with an ending on the word, with the minutes before or behind, with a nought read out.

use super::intervals::{ClockRange, PlainHour, after_noon_if_earlier};
use super::{Class, Grammar, TokenKind, clock_note};
use tidings_language::{may_be_number, number_at, number_prefixes};

/// An hour told in words by itself is a length of time as often below this one (*deux heures dix*).
const EARLIEST_TOLD: u32 = 5;

impl Grammar<'_> {
    /// A word without one of the endings, which are written with an apostrophe behind digits (`beşten`, `5'ten`).
    fn without_ending<'w>(word: &'w str, endings: &[String]) -> impl Iterator<Item = &'w str> {
        endings
            .iter()
            .filter_map(move |ending| word.strip_suffix(ending.trim_start_matches(['\'', '’'])))
            .filter(|stem| !stem.is_empty())
    }

    /// `sekizde`, `on ikiden`, `dokuz buçukta`: an hour in words, with one of the endings.
    pub(super) fn hour_word_with_ending(&self, at: usize, endings: &[String]) -> Option<PlainHour> {
        if endings.is_empty()
            || self.kind(at) != Some(TokenKind::Word)
            || !may_be_number(self.lower(at), self.language)
        {
            return None;
        }
        let whole = |word: &str| {
            Self::without_ending(word, endings).find_map(|stem| {
                let found = number_prefixes(word, self.language);
                found.into_iter().find(|(_, length)| *length == stem.len()).map(|(value, _)| value)
            })
        };
        let hour = |value: f64, next: usize, minute: u32| {
            let fits = value.fract() == 0.0 && (1.0..=24.0).contains(&value);
            fits.then_some(PlainHour { next, hour: value as u32, minute, colon: false })
        };
        if let Some(value) = whole(self.lower(at)) {
            return hour(value, at + 1, 0);
        }
        let first = number_at(self.tokens, at, self.language)
            .filter(|number| !number.ordinal && !number.vague && number.last == at)
            .map(|number| number.value)
            .or_else(|| self.article_as_number(at).map(|_| 1.0))
            .or_else(|| self.number_of_word(at))?;
        // *on ikide*: the ending stands on the ones.
        if first == 10.0 || first == 20.0 {
            let ones = whole(self.lower(at + 1)).filter(|ones| *ones < 10.0);
            if let Some(ones) = ones {
                return hour(first + ones, at + 2, 0);
            }
        }
        let halves = &self.language.pack.quantities.numbers.plus_half;
        // *bir otuzda*, *sekiz kırk beşte*: the ending stands on the minutes.
        let minutes_at = |at: usize| {
            let tens = number_at(self.tokens, at, self.language)
                .filter(|tens| !tens.ordinal && !tens.vague && tens.last == at)
                .filter(|tens| tens.value % 10.0 == 0.0 && (20.0..60.0).contains(&tens.value))?;
            let ones = whole(self.lower(at + 1)).filter(|ones| *ones < 10.0)?;
            Some((at + 2, tens.value + ones))
        };
        let minutes =
            whole(self.lower(at + 1)).map(|minutes| (at + 2, minutes)).or_else(|| minutes_at(at + 1));
        if let Some((next, minutes)) = minutes.filter(|(_, minutes)| (10.0..60.0).contains(minutes)) {
            return hour(first, next, minutes as u32);
        }
        let is_half = |stem: &str| halves.iter().any(|half| half == stem);
        let has_half = Self::without_ending(self.lower(at + 1), endings).any(is_half);
        has_half.then(|| hour(first, at + 2, 30)).flatten()
    }

    /// What a whole word counts, other words of the same letters left aside (*yedi* is seven, and *ate*).
    fn number_of_word(&self, at: usize) -> Option<f64> {
        let length = self.lower(at).len();
        // Prefixes are shorter than their word.
        let word = format!("{}-", self.lower(at));
        number_prefixes(&word, self.language).into_iter().find(|found| found.1 == length).map(|found| found.0)
    }

    /// `saat üç buçuk`, `saat 3 buçuk`: half past an hour, told as a number and a half.
    pub(super) fn hour_and_half(&self, at: usize) -> Option<(usize, u32, u32)> {
        let pack = &self.language.pack;
        if pack.times.clock_affixes.is_empty() {
            return None;
        }
        let number = number_at(self.tokens, at, self.language)
            .filter(|number| number.last > at && number.last < self.to && number.value.fract() == 0.5)?;
        let is_half = pack.quantities.numbers.plus_half.iter().any(|half| half == self.lower(number.last));
        (is_half && number.value < 24.0).then_some((number.last + 1, number.value as u32, 30))
    }

    /// `sekizi yirmi geçe`, `9'a çeyrek kala`: an hour with its ending, the minutes, and the word for *past* or *to* behind them.
    pub(super) fn minutes_behind_inflected_hour(&self, at: usize) -> Option<(usize, u32, u32)> {
        let pack = &self.language.pack.times;
        if pack.past_after.is_empty() {
            return None;
        }
        let hour = |endings: &[String]| {
            if let Some((hour, length)) = self.digits(at) {
                let fits = length <= 2 && (1..=24).contains(&hour) && self.affix_of(at + 1, endings);
                return fits.then_some((at + 2, hour));
            }
            self.hour_word_with_ending(at, endings).map(|hour| (hour.next, hour.hour))
        };
        let minutes = |at: usize| {
            let part = self.class(at, |class| match class {
                Class::ClockPart(minutes) => Some(u32::from(minutes)),
                _ => None,
            });
            part.or_else(|| {
                let number = number_at(self.tokens, at, self.language)
                    .filter(|number| !number.ordinal && !number.vague && number.last < self.to)?;
                let fits = number.value.fract() == 0.0 && (1.0..60.0).contains(&number.value);
                fits.then_some((number.last + 1, number.value as u32))
            })
        };
        let past = hour(&pack.past_affixes).and_then(|(next, hour)| {
            let (next, minutes) = minutes(next)?;
            Some((self.is(next, Class::PastAfter)?, hour % 24, minutes))
        });
        past.or_else(|| {
            let (next, hour) = hour(&pack.to_affixes)?;
            let (next, minutes) = minutes(next)?;
            let next = self.is(next, Class::ToAfter)?;
            Some((next, if hour == 1 { 12 } else { hour - 1 }, 60 - minutes))
        })
    }

    /// `saat sekizde`, `sekizi yirmi geçe`: an hour whose ending, or what stands behind its minutes, shows it.
    pub(super) fn inflected_clock(
        &self,
        at: usize,
        is_cued: bool,
        after_day: bool,
    ) -> Option<(usize, u32, u32)> {
        if let Some(found) = self.minutes_behind_inflected_hour(at) {
            return Some(found);
        }
        let pack = &self.language.pack.times;
        if pack.clock_affixes.is_empty() {
            return None;
        }
        if !is_cued {
            // *Bugün onda*: today at ten, or today with him.
            let may_be_other = self.language.is_function_word(self.lower(at));
            let hour = (after_day && !may_be_other)
                .then(|| self.hour_word_with_ending(at, &pack.clock_affixes))
                .flatten()?;
            return Some((hour.next, hour.hour, hour.minute));
        }
        let lists = [&pack.clock_affixes, &pack.from_affixes, &pack.to_affixes];
        let hour = lists.into_iter().find_map(|endings| self.hour_word_with_ending(at, endings))?;
        Some((hour.next, hour.hour, hour.minute))
    }

    /// `0730-0930` behind *between*, *from* or a word of the clock: hours and minutes written as one number, with a nought before one.
    pub(super) fn range_of_four_digits(&self, at: usize) -> Option<ClockRange> {
        let cued = [Class::Between, Class::From, Class::Clock].into_iter().any(|cue| self.follows(at, cue));
        let clock = |at: usize| {
            let (value, length) = self.digits(at).filter(|(_, length)| *length == 4)?;
            (length == 4 && value / 100 < 24 && value % 100 < 60).then_some((value / 100, value % 100))
        };
        if !cued || self.digits(at).is_none_or(|(_, length)| length != 4) {
            return None;
        }
        let from = clock(at)?;
        let joint = self
            .dash(at + 1)
            .or_else(|| self.is(at + 1, Class::And))
            .or_else(|| self.is(at + 1, Class::To))?;
        let to = clock(joint)?;
        let starts_with_nought = self.lower(at).starts_with('0') || self.lower(joint).starts_with('0');
        let goes_on = self.affix(joint + 1).is_some()
            || self.glued(joint + 1) && matches!(self.surface(joint + 1), "-" | "/" | ":" | "%");
        if !starts_with_nought || goes_on {
            return None;
        }
        let hour = after_noon_if_earlier(from, to);
        Some(ClockRange {
            first: at,
            middle: at + 1,
            joint,
            next: joint + 1,
            from: clock_note(from.0, from.1)?,
            to: clock_note(hour, to.1)?,
        })
    }

    /// Whether minutes behind the word of the hour tell the clock (*sept heures dix*) and no length (*en deux heures dix*).
    pub(super) fn is_told_hour(&self, at: usize, hour: u32) -> bool {
        let is_length =
            [Class::VagueBefore, Class::Hence, Class::HenceOpen, Class::Ago, Class::On, Class::Of]
                .into_iter()
                .any(|class| self.follows(at, class));
        self.language.pack.times.minutes_after_hour && hour >= EARLIEST_TOLD && !is_length
    }

    /// The minutes behind an hour, joined and named: `الساعة 3 و 18 دقيقة`, `الرابعة وثلاث وعشرون دقيقة`.
    pub(super) fn minutes_named(&self, at: usize) -> Option<(usize, u32)> {
        let joined = self.is(at, Class::And);
        // What joins may be written on before the number.
        if joined.is_none() && self.language.pack.text.proclitics.is_empty() {
            return None;
        }
        let number = number_at(self.tokens, joined.unwrap_or(at), self.language)
            .filter(|number| !number.ordinal && !number.vague && number.last < self.to)?;
        let fits = number.value.fract() == 0.0 && (1.0..60.0).contains(&number.value);
        let next = self.unit_is(number.last + 1, "m").filter(|_| fits)?;
        Some((next, number.value as u32))
    }

    /// `saat 9'dan 20 dakika sonra`: so many hours or minutes from an hour with an ending of *from*.
    pub(super) fn clock_counted(&self, next: usize, clock: &str) -> Option<(usize, String)> {
        if !self.affix_of(next, &self.language.pack.times.from_affixes) {
            return None;
        }
        let length = self.length(next + 1).filter(|length| !length.is_vague())?;
        let end = self.is(length.next, Class::HenceAfter)?;
        Some((end, super::joined::clock_after(clock, &length)?))
    }

    /// What is added to an hour or taken off behind its half of the day: *8 pm menos cuarto*, *8pm e meia*.
    pub(super) fn minutes_behind_half(&self, at: usize) -> Option<(usize, i32)> {
        let plus = self.is(at, Class::HourPlus);
        let after = plus.or_else(|| self.is(at, Class::HourMinus))?;
        let start = self.skip(after, &[Class::Article]);
        let (next, minutes) = [after, start].into_iter().find_map(|at| {
            self.class(at, |class| match class {
                Class::ClockPart(minutes) => Some(i32::from(minutes)),
                _ => None,
            })
        })?;
        Some((next, if plus.is_some() { minutes } else { -minutes }))
    }

    /// Whether a time of the clock is all that stands on its line.
    pub(super) fn is_line(&self, from: usize, next: usize) -> bool {
        from == self.from && next == self.to
    }
}
