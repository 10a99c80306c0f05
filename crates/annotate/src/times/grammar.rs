//! The rules. Each looks at one token and says what time starts there; the longest wins, and of two as long the one that stands first.
//!
//! What a time means is written in the notation of `tidings-calendar`, with `?` where the direction depends on the tense.

mod intervals;

use super::lexicon::{Class, Classes, Lexicon, Place};
use tidings_language::{Case, Language, TokenKind, Tokens, may_be_number, number_at, number_prefixes};
use tidings_model::{TimeKind, TimeModifier};

/// What a rule has read.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Reading {
    /// First token.
    pub(super) first: usize,
    /// One past the last token.
    pub(super) next: usize,
    pub(super) what: What,
    pub(super) modifier: Option<TimeModifier>,
    /// Name of the rule.
    pub(super) why: &'static str,
    /// The time at the other end of a stretch that was read as a whole.
    pub(super) second: Option<Second>,
}

/// The second time of a stretch.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Second {
    /// First token.
    pub(super) first: usize,
    /// One past the last token.
    pub(super) next: usize,
    pub(super) what: What,
}

impl Reading {
    /// One past the last token of all that was read.
    pub(super) fn end(&self) -> usize {
        self.second.as_ref().map_or(self.next, |second| second.next)
    }
}

/// What a time means.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum What {
    /// A place on the calendar.
    Place(String),
    /// A place counted from the day told of before.
    Following(String),
    /// A time on a day that the context gives (`T20:00`).
    OnDay(String),
    /// A length that lies before now: its value, and the place in the notation.
    Length(String, String),
    /// A length, or the place so far ahead: which one, the tense says.
    Open(String, String),
    /// A value that no anchor changes.
    Value(TimeKind, String),
}

/// A place with the token after it.
#[derive(Debug, Clone)]
pub(super) struct Part {
    pub(super) next: usize,
    pub(super) note: String,
    pub(super) modifier: Option<TimeModifier>,
    pub(super) why: &'static str,
    pub(super) second: Option<Second>,
}

impl Part {
    fn new(next: usize, note: impl Into<String>, why: &'static str) -> Self {
        Self { next, note: note.into(), modifier: None, why, second: None }
    }
}

/// A length of time.
#[derive(Debug, Clone)]
pub(super) struct Length {
    pub(super) next: usize,
    /// Count and unit; no count where it is vague.
    pub(super) parts: Vec<(Option<f64>, &'static str)>,
    pub(super) modifier: Option<TimeModifier>,
    /// First token, the words of the modifier included.
    pub(super) first: usize,
}

impl Length {
    fn is_vague(&self) -> bool {
        self.parts.iter().any(|(count, _)| count.is_none())
    }

    /// TIMEX3 (`P24Y`, `P2Y9M`, `PT48H`, `PXD`).
    fn value(&self) -> String {
        let mut date = String::new();
        let mut clock = String::new();
        for (count, unit) in &self.parts {
            let (factor, letters) = match *unit {
                "H" => (6.0, "M"),
                "Q" | "S" => (3.0, "M"),
                "E" => (1.0, "DE"),
                "C" => (1.0, "CE"),
                other => (1.0, other),
            };
            let count = count.map_or("X".to_owned(), |count| plain(count * factor));
            match letters {
                "h" => clock.push_str(&format!("{count}H")),
                "m" => clock.push_str(&format!("{count}M")),
                "s" => clock.push_str(&format!("{count}S")),
                letters => date.push_str(&format!("{count}{letters}")),
            }
        }
        if clock.is_empty() { format!("P{date}") } else { format!("P{date}T{clock}") }
    }

    /// The steps that lead so far back or ahead, `None` where they cannot be counted.
    fn steps(&self, sign: char) -> Option<String> {
        let mut steps: Vec<String> = Vec::new();
        for (count, unit) in &self.parts {
            let count = (*count)?;
            let (count, unit) = match *unit {
                "s" => return None,
                "Y" if count.fract() != 0.0 => (count * 12.0, "M"),
                "h" if count.fract() != 0.0 => (count * 60.0, "m"),
                "C" if count.fract() != 0.0 => (count * 100.0, "Y"),
                "E" if count.fract() != 0.0 => (count * 10.0, "Y"),
                "M" if count.fract() == 0.5 => (count * 4.0, "W"),
                "H" => (count * 6.0, "M"),
                unit => (count, unit),
            };
            if count.fract() != 0.0 || count >= 100_000.0 {
                return None;
            }
            steps.push(format!("{sign}{}{unit}", count as i64));
        }
        let last = steps.len().checked_sub(1)?;
        for step in &mut steps[..last] {
            if !step.ends_with(['h', 'm']) {
                step.push_str("=D");
            }
        }
        Some(steps.join(" "))
    }
}

/// A number without needless digits.
fn plain(number: f64) -> String {
    if number.fract() == 0.0 {
        format!("{}", number as i64)
    } else {
        format!("{}", (number * 100.0).round() / 100.0)
    }
}

pub(super) struct Grammar<'a> {
    pub(super) tokens: &'a Tokens<'a>,
    pub(super) classes: &'a Classes,
    pub(super) lexicon: &'a Lexicon,
    pub(super) language: &'a Language,
    /// The tokens of one line: nothing is read across its ends.
    pub(super) from: usize,
    pub(super) to: usize,
    /// Whether a token begins a sentence, where a capital tells nothing.
    pub(super) starts: &'a dyn Fn(usize) -> bool,
}

impl Grammar<'_> {
    /// The time that starts at a token.
    pub(super) fn read(&self, at: usize) -> Option<Reading> {
        if self.language.pack.times.descending {
            return self.descending(at);
        }
        let token = &self.tokens[at];
        if token.kind == TokenKind::Mark && !self.tokens.is_mark(at, '\'') && !self.tokens.is_mark(at, '’')
        {
            return None;
        }
        if !self.can_begin(at) {
            return None;
        }
        let mut best: Option<Reading> = None;
        let mut offer = |reading: Option<Reading>| {
            if let Some(reading) = reading
                && best.as_ref().is_none_or(|best| reading.end() > best.end())
            {
                best = Some(reading);
            }
        };
        offer(self.between(at));
        offer(self.stretch(at));
        offer(self.ago_or_hence(at));
        offer(self.date(at).map(|part| self.placed(at, part)));
        offer(self.following(at));
        offer(self.set(at));
        offer(self.year_alone(at));
        offer(self.day_of_range(at));
        offer(self.clock_range_alone(at));
        offer(self.hour_of_part(at));
        offer(self.clock_alone(at));
        offer(self.counted_from(at));
        offer(self.part_alone(at));
        offer(self.set_part_with_clock(at));
        offer(self.length_alone(at));
        offer(self.vague(at));
        best.map(|reading| self.with_neighbours(reading))
    }

    /// Whether a time can begin at a token: most tokens are refused here, at little cost.
    fn can_begin(&self, at: usize) -> bool {
        let opens = |(length, class): (u8, Class)| match class.place() {
            Place::Whole => true,
            Place::Opens => self.has_anything(at + usize::from(length)),
            Place::Joins => false,
        };
        self.classes.at(at).iter().any(|&found| opens(found)) || self.is_number_or_compound(at)
    }

    /// Whether a rule could go on at a token.
    fn has_anything(&self, at: usize) -> bool {
        at < self.to
            && (!self.classes.at(at).is_empty()
                || self.mark(at, '\'').or_else(|| self.mark(at, '’')).is_some()
                || self.is_number_or_compound(at))
    }

    fn is_number_or_compound(&self, at: usize) -> bool {
        self.may_begin_a_length(at)
            || self.is_quarter(at)
            || self.compound(at).is_some()
            || self.is_roman_century(at)
    }

    /// `XX` of *XX secolo*, *XX-го века*.
    fn is_roman_century(&self, at: usize) -> bool {
        self.roman_ordinal(at)
            .is_some_and(|(next, _)| self.unit_is(next, "C").or_else(|| self.unit_is(next, "L")).is_some())
    }

    pub(super) fn placed(&self, first: usize, part: Part) -> Reading {
        Reading {
            first,
            next: part.next,
            what: What::Place(part.note),
            modifier: part.modifier,
            why: part.why,
            second: part.second,
        }
    }

    // --- words -------------------------------------------------------------------------------------------------------------------

    pub(super) fn class<T>(&self, at: usize, pick: impl Fn(Class) -> Option<T>) -> Option<(usize, T)> {
        self.classes.at(at).iter().find_map(|&(length, class)| {
            let next = at + usize::from(length);
            if next > self.to { None } else { pick(class).map(|found| (next, found)) }
        })
    }

    pub(super) fn is(&self, at: usize, class: Class) -> Option<usize> {
        self.class(at, |found| (found == class).then_some(())).map(|(next, ())| next)
    }

    /// The token after a word of one of the classes, or the same token.
    pub(super) fn skip(&self, at: usize, classes: &[Class]) -> usize {
        if self.classes.at(at).is_empty() {
            return at;
        }
        classes.iter().filter_map(|&class| self.is(at, class)).max().unwrap_or(at)
    }

    /// Skips as many words of the classes as there are, at most three.
    pub(super) fn skip_all(&self, at: usize, classes: &[Class]) -> usize {
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
    pub(super) fn follows(&self, at: usize, class: Class) -> bool {
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
    pub(super) fn lower(&self, at: usize) -> &str {
        if at < self.to { self.tokens.key(at) } else { "" }
    }

    pub(super) fn surface(&self, at: usize) -> &str {
        if at < self.to { self.tokens.surface(at) } else { "" }
    }

    pub(super) fn kind(&self, at: usize) -> Option<TokenKind> {
        (at < self.to).then(|| self.tokens[at].kind)
    }

    fn case(&self, at: usize) -> Case {
        if at < self.to { self.tokens[at].case } else { Case::Lower }
    }

    pub(super) fn mark(&self, at: usize, mark: char) -> Option<usize> {
        (at < self.to && self.tokens.is_mark(at, mark)).then_some(at + 1)
    }

    pub(super) fn dash(&self, at: usize) -> Option<usize> {
        ['-', '–', '—', '−', '~'].iter().find_map(|&mark| self.mark(at, mark))
    }

    pub(super) fn glued(&self, at: usize) -> bool {
        at < self.to && self.tokens[at].glued
    }

    /// A number written in digits alone, its value and how many digits.
    pub(super) fn digits(&self, at: usize) -> Option<(u32, usize)> {
        if at >= self.to || self.kind(at) != Some(TokenKind::Number) {
            return None;
        }
        let digits = self.lower(at);
        digits.parse().ok().map(|value| (value, digits.len()))
    }

    fn affix(&self, at: usize) -> Option<&str> {
        (at < self.to && self.kind(at) == Some(TokenKind::Affix)).then(|| self.lower(at))
    }

    fn affix_of(&self, at: usize, list: &[String]) -> bool {
        self.affix(at).is_some_and(|affix| list.iter().any(|known| known == affix))
    }

    /// Whether digits at a token are only a part of a bigger number, a decimal, a version, an amount.
    fn is_part_of_number(&self, at: usize) -> bool {
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

    fn year(&self, at: usize) -> Option<(usize, u32)> {
        let (value, length) = self.digits(at)?;
        let fits = length == 4
            && YEARS.contains(&value)
            && value >= self.language.pack.times.earliest_year
            && !self.is_part_of_number(at)
            && self.is(at + 1, Class::OtherCalendar).is_none();
        fits.then_some((at + 1, value))
    }

    /// A year with what may be glued to it (`2000-ben`).
    fn year_inflected(&self, at: usize) -> Option<(usize, u32)> {
        let (next, value) = self.year(at)?;
        let next = match self.affix(next) {
            None => next,
            Some(_) if self.affix_of(next, &self.language.pack.times.year_affixes) => next + 1,
            Some(_) => return None,
        };
        let next = self.year_word_after(next).or_else(|| self.year_dot(next)).unwrap_or(next);
        Some((next, value))
    }

    /// The full stop of a year inside a sentence (`od 2014. do 2019. godine`), where years have one.
    fn year_dot(&self, at: usize) -> Option<usize> {
        let after = self.mark(at, '.').filter(|_| self.language.pack.times.year_dot && self.glued(at))?;
        (self.kind(after) == Some(TokenKind::Word) && self.case(after) == Case::Lower).then_some(after)
    }

    /// The word that makes the digits before it a year: `году`, `. gada`.
    fn year_word_after(&self, at: usize) -> Option<usize> {
        let dotted = || {
            let after =
                self.mark(at, '.').filter(|_| self.glued(at) && self.language.pack.text.ordinal_dot)?;
            self.is(after, Class::YearAfter)
        };
        // Where years have their full stop (`2024. godine`), `2000 godina` are so many.
        self.is(at, Class::YearAfter).filter(|_| !self.language.pack.times.year_dot).or_else(dotted)
    }

    /// A Roman number (`XIX`), with the Cyrillic letters that look like it.
    fn roman(&self, at: usize) -> Option<u32> {
        let is_capital = self.kind(at) == Some(TokenKind::Word) && self.case(at) != Case::Lower;
        is_capital.then(|| roman(self.surface(at))).flatten().filter(|number| (1..=30).contains(number))
    }

    /// Whether the word or phrase up to `next` means something else as often; a phrase only where it is listed whole.
    pub(super) fn is_weak(&self, at: usize, next: usize) -> bool {
        match next == at + 1 {
            true => self.lexicon.is_weak(self.lower(at)),
            false => self.lexicon.is_weak(&self.tokens.between(at, next - 1).to_lowercase()),
        }
    }

    /// (next token, month, whether the word alone is enough)
    fn month(&self, at: usize) -> Option<(usize, u8, bool)> {
        let (next, (month, full)) = self.class(at, |class| match class {
            Class::Month(month) => Some((month, true)),
            Class::MonthShort(month) => Some((month, false)),
            _ => None,
        })?;
        let stands = full && self.is_written_as_name(at) && !self.is_weak(at, next);
        Some((if full { next } else { self.after_short(at, next)? }, month, stands))
    }

    /// The token after an abbreviation with its full stop. Without one, `pro` and `po` are the words *for* and *after*.
    fn after_short(&self, at: usize, next: usize) -> Option<usize> {
        let dot = self.mark(next, '.').filter(|_| self.glued(next));
        let is_word = || self.case(at) == Case::Lower && self.language.is_function_word(self.lower(at));
        dot.or_else(|| (!is_word()).then_some(next))
    }

    /// Months and weekdays are written with a capital, or without one, as the language has it.
    fn is_written_as_name(&self, at: usize) -> bool {
        if self.language.pack.times.capitals_either {
            return true;
        }
        match (self.language.pack.times.capitals, self.case(at)) {
            (_, Case::Upper) => true,
            // What has no other meaning is known in small letters too.
            (true, case) => case == Case::Capital || !self.lexicon.is_weak(self.lower(at)),
            (false, Case::Capital) => (self.starts)(at),
            (false, Case::Lower) => true,
        }
    }

    fn day(&self, at: usize) -> Option<(usize, u8)> {
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
                && matches!(self.surface(before), "." | "," | ":" | "$" | "€" | "£")
        }) {
            return None;
        }
        let mut next = at + 1;
        if self.affix_of(next, &self.language.pack.times.day_affixes) {
            next += 1;
        } else if self.affix(next).is_some() {
            return None;
        } else if self.glued(next) && self.tokens.is_mark(next, '.') {
            next += 1;
        }
        Some((next, value as u8))
    }

    pub(super) fn weekday(&self, at: usize) -> Option<(usize, u8, bool)> {
        let (next, (day, full)) = self.class(at, |class| match class {
            Class::Weekday(day) => Some((day, true)),
            Class::WeekdayShort(day) => Some((day, false)),
            _ => None,
        })?;
        let stands = full && self.is_written_as_name(at) && !self.is_weak(at, next);
        Some((if full { next } else { self.after_short(at, next)? }, day, stands))
    }

    pub(super) fn shift(&self, at: usize) -> Option<(usize, i8)> {
        self.class(at, |class| match class {
            Class::Shift(count) => Some(count),
            _ => None,
        })
    }

    fn shift_after(&self, at: usize) -> Option<(usize, i8)> {
        self.class(at, |class| match class {
            Class::ShiftAfter(count) => Some(count),
            _ => None,
        })
    }

    /// A unit in the singular, or a form that is both.
    fn unit(&self, at: usize) -> Option<(usize, &'static str)> {
        self.class(at, |class| match class {
            Class::Unit(unit, false) => Some(unit),
            _ => None,
        })
    }

    pub(super) fn any_unit(&self, at: usize) -> Option<(usize, &'static str)> {
        self.class(at, |class| match class {
            Class::Unit(unit, _) => Some(unit),
            _ => None,
        })
    }

    pub(super) fn unit_is(&self, at: usize, wanted: &str) -> Option<usize> {
        self.class(at, |class| match class {
            Class::Unit(unit, _) if unit == wanted => Some(()),
            _ => None,
        })
        .map(|(next, ())| next)
    }

    pub(super) fn season(&self, at: usize) -> Option<(usize, &'static str)> {
        self.class(at, |class| match class {
            Class::Season(season) => Some(season),
            _ => None,
        })
    }

    pub(super) fn part(&self, at: usize) -> Option<(usize, &'static str)> {
        self.class(at, |class| match class {
            Class::Part(part) => Some(part),
            _ => None,
        })
    }

    /// A part of the day, also as a word of every such part (`abends`), which beside a time of the clock tells its half of the day.
    fn part_beside_clock(&self, at: usize) -> Option<(usize, &'static str)> {
        self.part(at).or_else(|| {
            let (next, index) = self.class(at, |class| match class {
                Class::Set(index) => Some(index),
                _ => None,
            })?;
            let part = self.lexicon.fixed[usize::from(index)].notation.strip_prefix("XXXX-XX-XXT")?;
            ["MO", "MI", "AF", "EV", "NI"].into_iter().find(|known| *known == part).map(|part| (next, part))
        })
    }

    // --- years -------------------------------------------------------------------------------------------------------------------

    /// *last year*, *this year*
    pub(super) fn relative_year(&self, at: usize) -> Option<(usize, String)> {
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
    fn year_after(&self, at: usize) -> Option<(usize, String)> {
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

    /// The year that stands before and belongs to what follows: `2024.`, `2024`, *tavaly*, *last year's*.
    fn year_before(&self, at: usize) -> Option<(usize, String)> {
        if let Some((next, year)) = self.year_inflected(at) {
            let next = self
                .year_word_after(next)
                .or_else(|| self.mark(next, '.').filter(|_| self.glued(next)))
                .unwrap_or(next);
            return Some((next, year.to_string()));
        }
        self.relative_year(at)
    }

    // --- dates -------------------------------------------------------------------------------------------------------------------

    /// Any place on the calendar.
    fn date(&self, at: usize) -> Option<Part> {
        let mut best: Option<Part> = None;
        let mut offer = |part: Option<Part>| {
            if let Some(part) = part
                && best.as_ref().is_none_or(|best| part.next > best.next)
            {
                best = Some(part);
            }
        };
        offer(self.day_date(at).map(|part| self.with_clock(part)));
        offer(self.numeric_on(at).map(|part| self.with_clock(part)));
        offer(self.month_or_season(at));
        // A whole phrase of the pack stands against what its words mean one by one (`pasado mañana`).
        offer(self.fixed(at).map(|part| self.with_clock(part)));
        offer(self.shifted(at).map(|part| self.with_clock(part)));
        offer(self.part_of_date(at));
        offer(self.weekday_alone(at).map(|part| self.with_clock(part)));
        offer(self.counted(at).map(|part| self.with_clock(part)));
        offer(self.decade_or_century(at));
        offer(self.year_named(at));
        offer(self.day_named(at).map(|part| self.with_clock(part)));
        offer(self.portion(at));
        offer(self.part_of_day(at));
        // What follows and belongs to it: the middle of, the end of (Hungarian).
        if let Some(part) = best.as_mut()
            && part.modifier.is_none()
            && let Some((next, modifier)) = self.class(part.next, |class| match class {
                Class::After(modifier) => Some(modifier),
                _ => None,
            })
        {
            part.next = next;
            part.modifier = Some(modifier);
        }
        best
    }

    /// *The evening of Tuesday*, `مساء الثلاثاء`: the part stands before its day.
    fn part_of_day(&self, at: usize) -> Option<Part> {
        if !self.language.pack.times.part_before_day {
            return None;
        }
        let (next, name) = self.part(at)?;
        let day_at = self.skip_all(next, &[Class::Of, Class::On, Class::Article]);
        let day = [next, day_at].into_iter().find_map(|day_at| {
            let day = self
                .day_date(day_at)
                .or_else(|| self.shifted(day_at))
                .or_else(|| self.fixed(day_at))
                .or_else(|| self.weekday_alone(day_at));
            day.filter(|day| ends_in_day(&day.note) && !day.note.contains(" T"))
        })?;
        Some(Part::new(day.next, format!("{} T{name}", day.note), "part-of-day"))
    }

    /// A day with its month: `17. juni 2024`, `June 17, 2024`, `2024-06-17`, `17/6/2024`, with its weekday before it.
    fn day_date(&self, at: usize) -> Option<Part> {
        let core = |at: usize| {
            self.iso(at)
                .or_else(|| self.numeric(at))
                .or_else(|| self.marked(at))
                .or_else(|| self.day_month(at))
                .or_else(|| self.month_day(at))
                .or_else(|| self.year_day_month(at))
        };
        if let Some(part) = core(at) {
            return Some(part);
        }
        if self.language.pack.times.slashed_days && (self.follows(at, Class::On) || self.follows_part(at)) {
            let day = self.short_numeric(at).filter(|_| self.tokens.is_mark(at + 1, '/'));
            if day.is_some() {
                return day;
            }
        }
        let (after, ..) = self.weekday(at)?;
        // Senin (17/6/2024)
        if self.language.pack.times.slashed_days
            && let Some(inside) = self.mark(after, '(')
            && let Some(part) = core(inside).or_else(|| self.short_numeric(inside))
            && let Some(next) = self.mark(part.next, ')')
        {
            return Some(Part { next, ..part });
        }
        let next = self.mark(after, ',').unwrap_or(after);
        let next = self.skip_all(next, &[Class::On, Class::Article]);
        let next = self.mark(next, ',').unwrap_or(next);
        let short = self.short_numeric(next);
        let bare = self.skip_all(self.mark(after, ',').unwrap_or(after), &[Class::Article]);
        core(next).or(short).or_else(|| self.day_alone(bare))
    }

    /// *the 13th* of whatever month, after its weekday: an ordinal, or digits that count nothing.
    fn day_alone(&self, at: usize) -> Option<Part> {
        let (next, day) = self.day(at)?;
        let is_ordinal = self.kind(at) == Some(TokenKind::Word) || next > at + 1;
        let counts = self.counts_something(next) || self.measure_follows(next) || self.noun_follows(next);
        let is_clock = self.glued(next) && matches!(self.surface(next), ":" | "." | "-" | "–" | "/");
        let is_hour = self.clock(at, true).is_some_and(|(end, ..)| end > at + 1);
        let stands = if is_ordinal { !self.counts_something(next) } else { !counts && !is_clock && !is_hour };
        stands.then(|| Part::new(next, format!("?D{day}"), "weekday-day"))
    }

    /// Whether a part of the day ends right before a token.
    fn follows_part(&self, at: usize) -> bool {
        ["MO", "MI", "AF", "EV", "NI"].iter().any(|part| self.follows(at, Class::Part(part)))
    }

    /// `2024-06-17`, `2024.06.17`, `2024/06/17`, `2024 06 17`, with `T07:58`
    pub(super) fn iso(&self, at: usize) -> Option<Part> {
        let (year, length) = self.digits(at)?;
        if length != 4 || !YEARS.contains(&year) || year < self.language.pack.times.earliest_year {
            return None;
        }
        let separator = |at: usize| {
            ['-', '.', '/', '‑']
                .iter()
                .find(|&&mark| self.tokens.is_mark(at, mark) && self.glued(at))
                .copied()
        };
        let (month_at, first) = match separator(at + 1) {
            Some(mark) => (at + 2, Some(mark)),
            None => (at + 1, None),
        };
        let (month, month_digits) = self.digits(month_at)?;
        let day_at = match first {
            Some(mark) if self.tokens.is_mark(month_at + 1, mark) => month_at + 2,
            Some(_) => return None,
            None => month_at + 1,
        };
        let (day, day_digits) = self.digits(day_at)?;
        let two =
            month_digits == 2 && day_digits == 2 || first.is_some() && month_digits <= 2 && day_digits <= 2;
        if !two || self.is_part_of_number(day_at) && self.lower(day_at).len() == 3 {
            return None;
        }
        let note = day_note(year, month, day)?;
        let mut next = day_at + 1;
        if first == Some('.') {
            next = self.mark(next, '.').filter(|_| self.glued(next) && next + 1 < self.to).unwrap_or(next);
        }
        if self.affix_of(next, &self.language.pack.times.day_affixes) {
            next += 1;
        } else if let Some(hour) = self.affix(next).and_then(|affix| affix.strip_prefix('t')) {
            let hour: u32 = hour.parse().ok()?;
            let minute =
                self.mark(next + 1, ':').and_then(|at| self.digits(at)).filter(|(_, length)| *length == 2)?;
            let clock = clock_note(hour, minute.0)?;
            return Some(Part::new(next + 3, format!("{note} {clock}"), "iso-date"));
        } else if self.affix(next).is_some() {
            return None;
        }
        Some(Part::new(next, note, "iso-date"))
    }

    /// `17.6.2024`, `17/6/2024`, `23. 3. 1976`, in the order the language writes.
    pub(super) fn numeric(&self, at: usize) -> Option<Part> {
        let (a, a_digits) = self.digits(at)?;
        let mark = ['.', '/', '-']
            .into_iter()
            .find(|&mark| self.tokens.is_mark(at + 1, mark) && self.glued(at + 1))?;
        let (b, b_digits) = self.digits(at + 2)?;
        if !(self.tokens.is_mark(at + 3, mark) && self.glued(at + 3)) || at + 4 >= self.to {
            return None;
        }
        let spaced = !self.glued(at + 2);
        if spaced && mark != '.' || a_digits > 2 || b_digits > 2 {
            return None;
        }
        let (year, year_digits) = self.digits(at + 4)?;
        if !self.glued(at + 4) && mark != '.'
            || at > self.from
                && self.tokens[at].glued
                && self.is_part_of_number(at)
                && !self.is_behind_proclitic(at)
        {
            return None;
        }
        if year_digits == 4 && year < self.language.pack.times.earliest_year {
            return None;
        }
        let year = full_year(year, year_digits)?;
        // A fourth group makes it an address or a version.
        if self.glued(at + 5)
            && self.digits(at + 6).is_some()
            && self.glued(at + 6)
            && !self.tokens.is_mark(at + 5, ',')
        {
            return None;
        }
        let month_first = self.language.pack.times.numeric_order == "mdy" && mark != '.';
        let (day, month) = if month_first && a <= 12 || b > 12 { (b, a) } else { (a, b) };
        let next = if self.affix_of(at + 5, &self.language.pack.times.day_affixes) { at + 6 } else { at + 5 };
        Some(Part::new(next, day_note(year, month, day)?, "numeric-date"))
    }

    /// `23/sep/2020`, `4-Jul-95`
    fn marked(&self, at: usize) -> Option<Part> {
        let (day, length) = self.digits(at)?;
        let mark = ['-', '/'].into_iter().find(|&mark| self.tokens.is_mark(at + 1, mark));
        let month_of = |word: &str| -> Option<u32> {
            let pack = &self.language.pack.times;
            let names = pack.months.iter().chain(&pack.months_short);
            names
                .into_iter()
                .find(|(_, names)| names.iter().any(|name| name == word))
                .and_then(|(key, _)| key.parse().ok())
        };
        // With a hyphen the month is glued to the day as one affix, its year too (`-jul-95`).
        if mark.is_none() {
            let affix = self.affix(at + 1)?.strip_prefix('-')?;
            let (name, year) = affix.split_once('-').map_or((affix, None), |(name, year)| (name, Some(year)));
            let month = month_of(name)?;
            let Some(year) = year else {
                let fits = length <= 2 && (1..=days_in(month as u8)).contains(&day);
                return fits.then(|| self.with_year(at + 2, &format!("M{month}D{day}"), "numeric-day"));
            };
            let year = full_year(year.parse().ok()?, year.len())?;
            return Some(Part::new(
                at + 2,
                day_note(year, month, day).filter(|_| length <= 2)?,
                "numeric-date",
            ));
        }
        let is_glued = (at + 1..=at + 4).all(|index| self.glued(index));
        let closed = is_glued
            && self.kind(at + 2) == Some(TokenKind::Word)
            && self.surface(at + 1) == self.surface(at + 3);
        let month = month_of(self.lower(at + 2)).filter(|_| closed)?;
        let (year, year_digits) = self.digits(at + 4)?;
        let year = full_year(year, year_digits)?;
        Some(Part::new(at + 5, day_note(year, month, day).filter(|_| length <= 2)?, "numeric-date"))
    }

    /// `18/6` and `18.6.` beside a weekday or a word of *on*.
    fn short_numeric(&self, at: usize) -> Option<Part> {
        let (a, a_digits) = self.digits(at)?;
        let mark =
            ['.', '/'].into_iter().find(|&mark| self.tokens.is_mark(at + 1, mark) && self.glued(at + 1))?;
        let (b, b_digits) = self.digits(at + 2)?;
        if a_digits > 2 || b_digits > 2 || !self.glued(at + 2) {
            return None;
        }
        let month_first = self.language.pack.times.numeric_order == "mdy";
        let (day, month) = if month_first && a <= 12 || b > 12 { (b, a) } else { (a, b) };
        day_note(2024, month, day)?;
        let next = if mark == '.' {
            self.mark(at + 3, '.').filter(|_| self.glued(at + 3)).unwrap_or(at + 3)
        } else {
            at + 3
        };
        Some(Part::new(next, format!("?M{month}D{day}"), "numeric-day"))
    }

    /// `am 22.04.`, `den 3.12.`: a day and a month after a word of *on*, written as such.
    fn numeric_on(&self, at: usize) -> Option<Part> {
        let is_cued =
            self.follows(at, Class::On) || self.follows(at, Class::Since) || self.follows(at, Class::Until);
        let is_other = self.follows(at, Class::Clock) || self.day_of_range(at).is_some();
        if !is_cued || is_other || !self.tokens.is_mark(at + 1, '.') {
            return None;
        }
        let part = self.short_numeric(at)?;
        let has_last_dot = self.tokens.is_mark(part.next - 1, '.') && part.next < self.to;
        let has_two_digits = self.digits(at + 2).is_some_and(|(_, length)| length == 2);
        let is_clock = self.is(part.next, Class::ClockAfter).is_some();
        let counts = self.counts_something(part.next) || self.measure_follows(part.next);
        let stands = has_last_dot || has_two_digits && !counts && self.language.pack.text.ordinal_dot;
        (stands && !is_clock).then_some(part)
    }

    /// `17. juni 2024`, *17th of June last year*
    fn day_month(&self, at: usize) -> Option<Part> {
        let (after_day, day) = self.day(at).or_else(|| self.day_in_words(at))?;
        let start = self.skip_all(after_day, &[Class::Of, Class::Article]);
        let start = if self.is(after_day, Class::Of).is_some() { start } else { after_day };
        let (next, month, _) = self.month(start)?;
        // Beside its day a month is one with a capital too (`5 de Outubro`).
        let is_name = self.is_written_as_name(start)
            || !self.language.pack.times.capitals && self.kind(at) == Some(TokenKind::Number);
        if day as u32 > days_in(month) || !is_name {
            return None;
        }
        Some(self.with_year(next, &format!("M{month}D{day}"), "day-month"))
    }

    /// *cinco* of *cinco de marzo*: a cardinal in words, which only a month after it makes a day.
    fn day_in_words(&self, at: usize) -> Option<(usize, u8)> {
        let number = (self.kind(at) == Some(TokenKind::Word))
            .then(|| number_at(self.tokens, at, self.language))
            .flatten()
            .filter(|number| !number.ordinal && !number.vague && number.last < self.to)?;
        let is_day = number.value.fract() == 0.0 && (1.0..=31.0).contains(&number.value);
        is_day.then_some((number.last + 1, number.value as u8))
    }

    /// A year in words (*nineteen eighty-six*, *zweitausendzwanzig*), which only a month before it or a word of *year* makes one.
    fn year_in_words(&self, at: usize) -> Option<(usize, u32)> {
        let whole = |at: usize| {
            (self.kind(at) == Some(TokenKind::Word))
                .then(|| number_at(self.tokens, at, self.language))
                .flatten()
                .filter(|number| !number.ordinal && !number.vague && number.last < self.to)
                .filter(|number| number.value.fract() == 0.0 && number.value > 0.0)
        };
        let number = whole(at)?;
        let value = number.value as u32;
        if YEARS.contains(&value) {
            return Some((number.last + 1, value));
        }
        let rest = whole(number.last + 1)?;
        let is_pair = (11..=21).contains(&value) && (10.0..100.0).contains(&rest.value);
        is_pair.then(|| (rest.last + 1, value * 100 + rest.value as u32))
    }

    /// `2024. gada 17. jūnijā`, `pagājušā gada 17. jūnijā`
    fn year_day_month(&self, at: usize) -> Option<Part> {
        let (next, year) = self.year_before(at)?;
        // `2024 17 June` is nothing: the word for *year* must stand between.
        if next == at + 1 {
            return None;
        }
        let next = self.skip_all(next, &[Class::On, Class::Article]);
        let dated = self.day_month(next)?;
        let target = dated.note.strip_prefix('?')?;
        Some(Part::new(dated.next, in_year(&year, target), "day-month"))
    }

    /// `June 17, 2024`, `2024. június 17-én`
    fn month_day(&self, at: usize) -> Option<Part> {
        if !self.language.pack.times.month_first {
            // The American order is met everywhere: `April 14, 2015`.
            let (next, month, _) = self.month(at)?;
            let (day, length) = self.digits(next)?;
            let (next, year) = self.year(self.mark(next + 1, ',')?)?;
            let note = day_note(year, u32::from(month), day).filter(|_| length <= 2)?;
            return Some(Part::new(next, note, "month-day"));
        }
        let year = self.year_before(at);
        let start = year.as_ref().map_or(at, |(next, _)| *next);
        let (next, month, _) = self.month(start)?;
        if !self.is_written_as_name(start) {
            return None;
        }
        let next = self.skip(next, &[Class::Article]);
        let (next, day) = self.day(next)?;
        // "June 12 people", "May 2000": a number that counts something is no day.
        if u32::from(day) > days_in(month)
            || self.is_part_of_number(next - 1) && self.kind(next - 1) == Some(TokenKind::Number)
        {
            return None;
        }
        let next = self.skip(next, &[Class::DayAfter]);
        match year {
            Some((_, year)) => Some(Part::new(next, in_year(&year, &format!("M{month}D{day}")), "month-day")),
            None => Some(self.with_year(next, &format!("M{month}D{day}"), "month-day")),
        }
    }

    /// A month or a season or a numbered quarter or half-year, with its year before or after it.
    fn month_or_season(&self, at: usize) -> Option<Part> {
        if let Some((next, year)) = self.year_before(at) {
            let next = self.skip_all(next, &[Class::Of, Class::On, Class::Article]);
            if let Some((next, target, ..)) = self.of_year(next) {
                return Some(Part::new(next, in_year(&year, &target), "year-month"));
            }
            return None;
        }
        let (next, target, stands, why) = self.of_year(at)?;
        let part = self.with_year(next, &target, why);
        // Abbreviations and words with another meaning need the year, or a word of "in" before them.
        let has_year = part.next > next;
        (has_year || stands || self.is_weak_but_cued(at)).then_some(part)
    }

    fn is_weak_but_cued(&self, at: usize) -> bool {
        let written = self.is_written_as_name(at);
        let is_full = self
            .class(at, |class| {
                matches!(class, Class::Month(_) | Class::Season(_) | Class::Weekday(_)).then_some(())
            })
            .is_some();
        let cued = [
            Class::On,
            Class::Since,
            Class::Until,
            Class::Before(TimeModifier::Start),
            Class::Before(TimeModifier::Mid),
            Class::Before(TimeModifier::End),
        ]
        .iter()
        .any(|&class| self.follows(at, class));
        written && is_full && cued
    }

    /// What a year has one of: (next token, target in the notation, whether it stands without a year, rule).
    fn of_year(&self, at: usize) -> Option<(usize, String, bool, &'static str)> {
        if let Some((next, month, stands)) = self.month(at) {
            return Some((next, format!("M{month}"), stands, "month"));
        }
        if let Some((next, season)) = self.season(at) {
            let stands = !self.is_weak(at, next);
            return Some((next, season.to_owned(), stands, "season"));
        }
        // Q2, 2. Quartal, första halvåret
        if self.is_quarter(at) {
            return Some((at + 1, self.lower(at).to_uppercase(), true, "quarter"));
        }
        let start = self.skip(at, &[Class::Article]);
        let (next, number) = self.ordinal(start).or_else(|| self.roman_ordinal(start))?;
        let (next, unit) = self.unit(next)?;
        match (unit, number) {
            ("Q", 1..=4) => Some((next, format!("Q{number}"), true, "quarter")),
            // *The last quarter of 2015*; alone it is the one before this.
            ("Q", -1) => Some((next, "Q4".to_owned(), false, "quarter")),
            ("H", -1) => Some((next, "H2".to_owned(), false, "half-year")),
            ("H", 1..=2) => Some((next, format!("H{number}"), true, "half-year")),
            _ => None,
        }
    }

    /// `Q3`
    fn is_quarter(&self, at: usize) -> bool {
        matches!(self.lower(at), "q1" | "q2" | "q3" | "q4")
    }

    /// An ordinal in digits or words; -1 is the last.
    fn ordinal(&self, at: usize) -> Option<(usize, i32)> {
        if let Some((next, number)) = self.class(at, |class| match class {
            Class::Ordinal(number) => Some(i32::from(number)),
            _ => None,
        }) {
            return Some((next, number));
        }
        let (value, length) = self.digits(at)?;
        if length > 2 || value == 0 {
            return None;
        }
        let pack = &self.language.pack;
        if self.glued(at + 1) && self.tokens.is_mark(at + 1, '.') && pack.text.ordinal_dot {
            return Some((at + 2, value as i32));
        }
        let is_affixed = self.affix_of(at + 1, &pack.times.day_affixes)
            || self.affix_of(at + 1, &pack.quantities.numbers.ordinal_affixes);
        let colon = self.glued(at + 1)
            && self.tokens.is_mark(at + 1, ':')
            && self.glued(at + 2)
            && matches!(self.lower(at + 2), "a" | "e");
        if is_affixed { Some((at + 2, value as i32)) } else { colon.then_some((at + 3, value as i32)) }
    }

    /// `XIX` before a century, `III` before a quarter of a year.
    fn roman_ordinal(&self, at: usize) -> Option<(usize, i32)> {
        let number = self.roman(at)?;
        let next =
            match self.affix(at + 1).is_some() || self.mark(at + 1, '.').is_some() && self.glued(at + 1) {
                true => at + 2,
                false => at + 1,
            };
        Some((next, number as i32))
    }

    fn with_year(&self, next: usize, target: &str, why: &'static str) -> Part {
        match self.year_after(next) {
            Some((next, year)) => Part::new(next, in_year(&year, target), why),
            None => Part::new(next, format!("?{target}"), why),
        }
    }

    /// *last week*, *next Friday*, *this summer*, *Tuesday next week*
    fn shifted(&self, at: usize) -> Option<Part> {
        let before = self.shifted_before(at);
        let after = self.shifted_after(at);
        match (before, after) {
            (Some(before), Some(after)) if after.next > before.next => Some(after),
            (before, after) => before.or(after),
        }
    }

    /// *la semana pasada*, *vendredi prochain*, *l'estate scorsa*
    fn shifted_after(&self, at: usize) -> Option<Part> {
        let start = self.skip(at, &[Class::Article]);
        let way = |count: i8| match count {
            0 => Some("?"),
            -1 => Some("<<"),
            1 => Some(">>"),
            _ => None,
        };
        if let Some((next, unit)) = self.unit(start).filter(|(_, unit)| !matches!(*unit, "s" | "m" | "h"))
            && let Some((after, count)) =
                self.shift_after(next).filter(|(_, count)| unit != "D" || *count != 0)
        {
            let note = if unit == "WE" && count == 0 { "?WE".to_owned() } else { format!("{count:+}{unit}") };
            return Some(Part::new(after, note, "shifted-unit"));
        }
        if let Some((next, day, _)) = self.weekday(start)
            && let Some((after, count)) = self.shift_after(next)
        {
            let own = self.language.pack.times.weekday_shifts.get(&count.to_string());
            let direction = own.map(String::as_str).or_else(|| way(count))?;
            return Some(Part::new(after, format!("{direction}F{day}"), "shifted-weekday"));
        }
        if let Some((next, month, _)) = self.month(start)
            && let Some((after, count)) = self.shift_after(next)
            && self.is_written_as_name(start)
        {
            let note = if count == 0 { format!("=M{month}") } else { format!("{}M{month}", way(count)?) };
            return Some(Part::new(after, note, "shifted-month"));
        }
        if let Some((next, season)) = self.season(start)
            && let Some((after, count)) = self.shift_after(next)
        {
            return Some(Part::new(after, format!("{}{season}", way(count)?), "shifted-season"));
        }
        if let Some((next, part)) = self.part(start)
            && let Some((after, -1)) = self.shift_after(next)
        {
            return Some(Part::new(after, format!("-1D T{part}"), "shifted-part"));
        }
        // *le 12 mai dernier*
        let day = self.day_month(start)?;
        let (after, count) = self.shift_after(day.next)?;
        let target = day.note.strip_prefix('?').filter(|_| count != 0)?;
        Some(Part::new(after, format!("{}{target}", way(count)?), "shifted-day"))
    }

    fn shifted_before(&self, at: usize) -> Option<Part> {
        let start = self.skip(at, &[Class::Article]);
        let (next, count) = self.shift(start)?;
        if let Some((after, unit)) = self.unit(next)
            && !matches!(unit, "s" | "m" | "h")
            && !(unit == "D" && (count == 0 || self.is(start, Class::Ordinal(-1)).is_some()))
        {
            let week = || {
                let day_at = self.skip_all(after, &[Class::On, Class::Article, Class::Of]);
                self.weekday(day_at)
                    .filter(|_| unit == "W")
                    .map(|(next, day, _)| (next, format!("{count:+}W =F{day}")))
            };
            let plain =
                if unit == "WE" && count == 0 { "?WE".to_owned() } else { format!("{count:+}{unit}") };
            let (next, note) = week().unwrap_or((after, plain));
            return Some(Part::new(next, note, "shifted-unit"));
        }
        let toward = |last: &str, next: &str| match count {
            0 => Some("?".to_owned()),
            -1 => Some(last.to_owned()),
            1 => Some(next.to_owned()),
            _ => None,
        };
        if let Some((after, day, _)) = self.weekday(next) {
            let own = self.language.pack.times.weekday_shifts.get(&count.to_string());
            let direction = own.cloned().or_else(|| toward("<<", ">>"))?;
            let part = Part::new(after, format!("{direction}F{day}"), "shifted-weekday");
            // "this Tuesday, 18 June"
            if let Some(dated) = self.day_date(next).filter(|dated| dated.next > after) {
                return Some(dated);
            }
            // `nesta terça-feira (11)`
            if self.language.pack.times.day_after_weekday
                && let Some(dated) = self.day_in_row(after)
            {
                return Some(dated);
            }
            return Some(part);
        }
        if let Some((after, month, _)) = self.month(next)
            && self.is_written_as_name(next)
        {
            let note =
                if count == 0 { format!("=M{month}") } else { format!("{}M{month}", toward("<<", ">>")?) };
            return Some(Part::new(after, note, "shifted-month"));
        }
        if let Some((after, season)) = self.season(next) {
            let note =
                if count == 0 { format!("?{season}") } else { format!("{}{season}", toward("<<", ">>")?) };
            return Some(Part::new(after, note, "shifted-season"));
        }
        if let Some((after, part)) = self.part(next) {
            return Some(Part::new(after, format!("{count:+}D T{part}"), "shifted-part"));
        }
        // *el pasado 12 de mayo*
        let day = self.day_month(next)?;
        let target = day.note.strip_prefix('?')?;
        Some(Part::new(day.next, format!("{}{target}", toward("<<", ">>")?), "shifted-day"))
    }

    /// *la noche del 21 de septiembre*, *the morning of 6 June*
    fn part_of_date(&self, at: usize) -> Option<Part> {
        let start = self.skip(at, &[Class::Article]);
        let (next, part) = self.part(start)?;
        // *No más tarde del viernes*: late and no afternoon.
        if start == at && self.lexicon.is_weak(self.lower(start)) && !self.follows(at, Class::Article) {
            return None;
        }
        let of = self.is(next, Class::Of)?;
        let day_at = self.skip_all(of, &[Class::Of, Class::On, Class::Article]);
        let day =
            [of, day_at].into_iter().find_map(|at| self.day_date(at).or_else(|| self.weekday_alone(at)))?;
        let fits = ends_in_day(&day.note) && !day.note.contains(" T");
        fits.then(|| Part::new(day.next, format!("{} T{part}", day.note), "part-of-date"))
    }

    /// A phrase whose meaning stands in the pack, alone or before what it is the year or week of.
    fn fixed(&self, at: usize) -> Option<Part> {
        let (next, index) = self.class(at, |class| match class {
            Class::Fixed(index) => Some(index),
            _ => None,
        })?;
        let meaning = &self.lexicon.fixed[usize::from(index)];
        // *Morgen* with a capital is the morning, *morgen* tomorrow.
        let is_noun =
            self.language.pack.quantities.capital_nouns && self.case(at) == Case::Capital && next == at + 1;
        if is_noun && self.part(at).is_some() && (!(self.starts)(at) || self.follows(at, Class::On)) {
            return None;
        }
        // *La mañana* is the morning, *mañana* tomorrow.
        if next == at + 1 && self.part(at).is_some() && self.follows(at, Class::Article) {
            return None;
        }
        if let Some(target) = meaning.notation.strip_prefix('?')
            && let Some((next, year)) = self.year_after(next)
        {
            return Some(Part::new(next, in_year(&year, target), "fixed-year"));
        }
        let mut part = Part::new(next, meaning.notation.to_string(), "fixed");
        part.modifier = meaning.modifier;
        // "heute, Dienstag", "yesterday (Monday)": the weekday adds nothing; "i går tisdag"
        let day_at = self.mark(next, ',').unwrap_or(next);
        if part.note.ends_with('D')
            && let Some((after, ..)) = self.weekday(day_at)
            && after == day_at + 1
            && day_at == next
        {
            part.next = after;
        }
        Some(part)
    }

    /// *Tuesday*, *Tuesday last week*
    fn weekday_alone(&self, at: usize) -> Option<Part> {
        if let Some((day, part)) = self.compound(at) {
            return Some(Part::new(at + 1, format!("?F{day} T{part}"), "weekday-part"));
        }
        let (next, day, stands) = self.weekday(at)?;
        let week_at = self.skip_all(next, &[Class::On, Class::Of, Class::Article]);
        let week = |at: usize| {
            let shifted = self.shift(self.skip(at, &[Class::Article])).and_then(|(next, count)| {
                let next = self.unit_is(next, "W")?;
                Some((next, format!("{count:+}W =F{day}")))
            });
            let fixed = || {
                let (next, index) = self.class(at, |class| match class {
                    Class::Fixed(index) => Some(index),
                    _ => None,
                })?;
                let notation = &self.lexicon.fixed[usize::from(index)].notation;
                (notation.ends_with('W')).then(|| (next, format!("{notation} =F{day}")))
            };
            let after = || {
                let part = self.shifted_after(at).filter(|part| part.note.ends_with('W'))?;
                Some((part.next, format!("{} =F{day}", part.note)))
            };
            shifted.or_else(after).or_else(fixed)
        };
        if let Some((next, note)) = week(next).or_else(|| week(week_at)) {
            return Some(Part::new(next, note, "weekday-of-week"));
        }
        if self.language.pack.times.day_after_weekday
            && let Some(part) = self.day_in_row(next)
        {
            return Some(part);
        }
        // *Na quinta* is Thursday, *na quinta parte* a fifth.
        let is_ordinal_of = || self.ordinal(at).is_some() && self.counts_something(next);
        if !stands && (!self.is_weak_but_cued(at) || is_ordinal_of()) {
            return None;
        }
        Some(Part::new(next, format!("?F{day}"), "weekday"))
    }

    /// The bare day of the month after its weekday: `25`, `, 25`, `(25)`.
    fn day_in_row(&self, at: usize) -> Option<Part> {
        let opened = self.mark(at, '(');
        let start = opened.or_else(|| self.mark(at, ',')).unwrap_or(at);
        let next = self.bare_day(start)?;
        let (value, _) = self.digits(start)?;
        let next = match opened {
            Some(_) => self.mark(next, ')')?,
            None => next,
        };
        Some(Part::new(next, format!("?D{value}"), "weekday-day"))
    }

    /// One past digits that can be a day of the month and count nothing.
    fn bare_day(&self, at: usize) -> Option<usize> {
        let (value, length) = self.digits(at)?;
        let next = at + 1;
        let goes_on = self.glued(next) && !matches!(self.surface(next), "." | "," | ")" | ";" | "?" | "!");
        let fits = (1..=31).contains(&value)
            && length <= 2
            && !goes_on
            && !self.is_part_of_number(at)
            && !self.is_clock_mark(next)
            && !self.measure_follows(next)
            && !self.noun_follows(next)
            && self
                .class(next, |class| matches!(class, Class::ClockAfter | Class::Am | Class::Pm).then_some(()))
                .is_none();
        fits.then_some(next)
    }

    fn is_clock_mark(&self, at: usize) -> bool {
        matches!(self.surface(at), ":" | ".")
            && self.glued(at)
            && self.glued(at + 1)
            && self.digits(at + 1).is_some()
    }

    /// *el día 18*
    fn day_named(&self, at: usize) -> Option<Part> {
        let start = self.is(at, Class::DayCue)?;
        if let Some(dated) = self.day_date(start) {
            return Some(dated);
        }
        // `dia 17/11`
        if let Some(short) = self.short_numeric(start) {
            return Some(Part { why: "day-named", ..short });
        }
        let next = self.bare_day(start)?;
        let (value, _) = self.digits(start)?;
        Some(Part::new(next, format!("?D{value}"), "day-named"))
    }

    fn compound(&self, at: usize) -> Option<(u8, &'static str)> {
        if self.kind(at) != Some(TokenKind::Word) {
            return None;
        }
        self.lexicon.weekday_and_part(self.lower(at))
    }

    /// *the first week of October 2015*, *the last day of June*, *second Tuesday in June*
    fn counted(&self, at: usize) -> Option<Part> {
        let start = self.skip(at, &[Class::Article]);
        let counted = |at: usize| match self.weekday(at) {
            Some((next, day, _)) => Some((next, format!("F{day}"))),
            None => {
                let (next, unit) =
                    self.unit(at).filter(|(_, unit)| matches!(*unit, "D" | "W" | "M" | "WE"))?;
                Some((next, unit.to_owned()))
            }
        };
        let before = || {
            let (next, count) = self.ordinal(start).or_else(|| {
                self.shift(start)
                    .filter(|(_, count)| *count == -1)
                    .map(|(next, count)| (next, i32::from(count)))
            })?;
            let (next, what) = counted(next)?;
            Some((next, count, what))
        };
        // `الأسبوع الأول`: the ordinal follows.
        let after = || {
            let (next, what) = counted(start).filter(|_| self.language.pack.times.ordinals_after)?;
            let (next, count) = self.ordinal(next)?;
            Some((next, count, what))
        };
        let (next, count, what) = before().or_else(after)?;
        let whole = self.skip_all(next, &[Class::Of, Class::On, Class::Article]);
        // *den här månaden*: what looks like an article may belong to the word after it.
        let shifted = [next, self.skip_all(next, &[Class::Of, Class::On])]
            .into_iter()
            .find_map(|at| self.shifted(at).filter(|part| part.note.ends_with(['M', 'Y', 'Q', 'W'])));
        let whole_part = self
            .month_or_season(whole)
            .or_else(|| {
                self.year_inflected(whole).map(|(next, year)| Part::new(next, year.to_string(), "year"))
            })
            .or_else(|| self.relative_year(whole).map(|(next, note)| Part::new(next, note, "year")))
            .or(shifted)
            .or_else(|| self.shifted(whole).filter(|part| part.note.ends_with(['M', 'Y', 'Q'])))
            .or_else(|| {
                let (next, unit) =
                    self.unit(whole).filter(|(_, unit)| whole > next && matches!(*unit, "M" | "Y"))?;
                Some(Part::new(next, format!("+0{unit}"), "unit"))
            })?;
        Some(Part::new(whole_part.next, format!("{} #{count}{what}", whole_part.note), "counted"))
    }

    /// `1990-talet`, *the nineties*, `20. Jahrhundert`
    fn decade_or_century(&self, at: usize) -> Option<Part> {
        let pack = &self.language.pack.times;
        let start = self.skip(at, &[Class::Article]);
        let before = self.is(start, Class::DecadeBefore);
        let decade_after = |next: usize| match pack.decade_after.is_empty() {
            true => Some(self.skip(next, &[Class::YearAfter])),
            false => self.is(next, Class::DecadeAfter),
        };
        // `w latach 90.`, `v 90. letech`
        if let Some((value, length)) = self.digits(before.unwrap_or(start))
            && value % 10 == 0
            && (length == 4 && YEARS.contains(&value) || length == 2 && value >= 20)
        {
            let next = before.unwrap_or(start) + 1;
            let dot = self.mark(next, '.').filter(|_| self.glued(next));
            let after = dot
                .filter(|_| self.language.pack.text.ordinal_dot)
                .and_then(|dot| self.is(dot, Class::DecadeAfter));
            let bare = before.and_then(|_| match dot {
                Some(dot) => Some(dot),
                None => {
                    (length == 2 && self.dash(next).is_none() && self.affix(next).is_none()).then_some(next)
                }
            });
            let full = if length == 4 { value / 10 } else { 190 + value / 10 };
            if let Some(next) = after.or(bare) {
                return Some(Part::new(next, format!("{full:03}"), "decade"));
            }
        }
        let apostrophe = self.mark(start, '\'').or_else(|| self.mark(start, '’'));
        let digits_at = apostrophe.unwrap_or(start);
        if let Some((value, length)) = self.digits(digits_at)
            && self.affix_of(digits_at + 1, &pack.decade_affixes)
            && value % 10 == 0
        {
            let next = decade_after(digits_at + 2)?;
            let note = match length {
                4 if pack.hundreds_are_centuries && value % 100 == 0 => format!("{:02}", value / 100),
                4 => format!("{:03}", value / 10),
                2 if value >= 20 => format!("19{}", value / 10),
                _ => return None,
            };
            return Some(Part::new(next, note, "decade"));
        }
        if let Some((next, tens)) = self.class(before.unwrap_or(start), |class| match class {
            Class::Decade(tens) => Some(tens),
            _ => None,
        }) {
            let next = before.map_or_else(|| decade_after(next), |_| Some(next))?;
            return Some(Part::new(next, format!("19{tens}"), "decade"));
        }
        if let Some(number_at) = self.is(start, Class::DecadeBefore)
            && let digits_at =
                self.mark(number_at, '\'').or_else(|| self.mark(number_at, '’')).unwrap_or(number_at)
            && let Some((value, length)) = self.digits(digits_at).or_else(|| self.digits_of_affix(digits_at))
            && value % 10 == 0
            && !self.is_part_of_number(digits_at)
        {
            let next = digits_at + 1;
            let is_row = self
                .is(next, Class::And)
                .or_else(|| self.is(next, Class::To))
                .or_else(|| self.dash(next))
                .is_some_and(|other| self.digits(other).is_some_and(|(value, _)| value % 10 != 0));
            let note = match length {
                4 if YEARS.contains(&value) => format!("{:03}", value / 10),
                2 if value >= 20 => format!("19{}", value / 10),
                _ => return None,
            };
            return (!is_row).then(|| Part::new(next, note, "decade"));
        }
        if let Some((next, "C")) = self.unit(start)
            && let Some(number) = roman(self.surface(next)).filter(|number| (1..=22).contains(number))
        {
            return Some(Part::new(next + 1, format!("{:02}", number - 1), "century"));
        }
        if let Some((next, "C")) = self.unit(start + 1)
            && let Some(number) = roman(self.surface(start)).filter(|number| (1..=22).contains(number))
        {
            return Some(Part::new(next, format!("{:02}", number - 1), "century"));
        }
        let (next, number) = self.ordinal(start).or_else(|| self.roman_ordinal(start))?;
        let next_unit = self.unit(next);
        match next_unit {
            Some((next, "C")) if (1..=22).contains(&number) => {
                Some(Part::new(next, format!("{:02}", number - 1), "century"))
            }
            Some((next, "L")) if (1..=9).contains(&number) => {
                Some(Part::new(next, format!("{}", number - 1), "millennium"))
            }
            Some((next, "E")) if pack.ordinal_decades && (1..=10).contains(&number) => {
                Some(Part::new(next, format!("19{}", number - 1), "decade"))
            }
            _ => None,
        }
    }

    /// Digits after an apostrophe that was read as one with them (`'90`).
    fn digits_of_affix(&self, at: usize) -> Option<(u32, usize)> {
        let digits = self.surface(at).trim_start_matches(['\'', '’']);
        digits.parse().ok().filter(|_| digits.len() == 2).map(|value| (value, 2))
    }

    /// *the year 2000*, `2000. évben`
    fn year_named(&self, at: usize) -> Option<Part> {
        let start = self.skip(at, &[Class::Article]);
        if let Some(next) = self.unit_is(start, "Y") {
            let next = self.skip(next, &[Class::Of]);
            if let Some(Reading { next, what: What::Place(note), .. }) = self.stretch(next) {
                return Some(Part::new(next, note, "year-named"));
            }
            let (next, year) = self.year_inflected(next)?;
            return Some(Part::new(next, year.to_string(), "year-named"));
        }
        let (next, year) = self.year_inflected(start)?;
        if let Some(next) = self.year_word_after(next) {
            return Some(Part::new(next, year.to_string(), "year-named"));
        }
        let dot = self.mark(next, '.').filter(|_| self.glued(next));
        let adjective = next > start + 1;
        let next = self.unit_is(dot.unwrap_or(next), "Y").filter(|_| dot.is_some() || adjective)?;
        Some(Part::new(next, year.to_string(), "year-named"))
    }

    /// *the beginning of June*, *late 2023*, *the end of the week*
    fn portion(&self, at: usize) -> Option<Part> {
        let start = at;
        let (next, modifier) = self.class(start, |class| match class {
            Class::Before(modifier) => Some(modifier),
            _ => None,
        })?;
        let whole = self.skip_all(next, &[Class::Of, Class::Article, Class::On]);
        let mut part = [whole, next]
            .into_iter()
            .find_map(|start| {
                let dated = self
                    .month_or_season(start)
                    .or_else(|| self.weak_month(start))
                    .or_else(|| self.shifted(start));
                dated
                    .or_else(|| {
                        self.fixed(start).filter(|part| {
                            part.note.ends_with(['Y', 'W', 'M', 'E', 'C'])
                                || part.note.contains(['S', 'F', 'W'])
                        })
                    })
                    .or_else(|| self.decade_or_century(start))
                    .or_else(|| self.year_named(start))
                    .or_else(|| {
                        self.year_inflected(start)
                            .map(|(next, year)| Part::new(next, year.to_string(), "year"))
                    })
            })
            .or_else(|| {
                let (next, unit) = self
                    .unit(whole)
                    .filter(|(_, unit)| matches!(*unit, "W" | "M" | "Y" | "Q" | "H" | "E" | "C"))?;
                (whole > start + 1 || self.mark(next, '.').is_none())
                    .then(|| Part::new(next, format!("+0{unit}"), "unit"))
            })?;
        if part.next <= next {
            return None;
        }
        part.modifier = Some(modifier);
        part.why = "portion";
        Some(part)
    }

    /// A month that another word shows to be one.
    fn weak_month(&self, at: usize) -> Option<Part> {
        let (next, month, _) = self.month(at)?;
        self.is_written_as_name(at).then(|| self.with_year(next, &format!("M{month}"), "month"))
    }

    // --- clock -------------------------------------------------------------------------------------------------------------------

    /// A part of the day or a time of the clock that belongs to the day before it.
    fn with_clock(&self, part: Part) -> Part {
        let mut part = part;
        let is_day = |note: &str| {
            note.ends_with('D')
                || note.contains('F')
                || note.contains(|c: char| c.is_ascii_digit())
                    && !note.ends_with(|c: char| c.is_ascii_alphabetic())
        };
        let (days, clock) = part
            .note
            .split_once(" T")
            .map_or((part.note.clone(), None), |(days, clock)| (days.to_owned(), Some(clock.to_owned())));
        if !is_day(&days) || !ends_in_day(&days) {
            return part;
        }
        let mut part_of_day = clock;
        if part_of_day.is_none() {
            let start = self.skip_all(part.next, &[Class::On, Class::Article, Class::Of]);
            if let Some((next, name)) =
                self.part(part.next).or_else(|| self.part(start).filter(|_| start > part.next))
            {
                part_of_day = Some(name.to_owned());
                part.note = format!("{days} T{name}");
                part.next = next;
            }
        }
        let comma = self.mark(part.next, ',').unwrap_or(part.next);
        let start = self.skip_all(comma, &[Class::On]);
        for range_at in [part.next, comma, start] {
            if let Some(range) = self.clock_range(range_at, true) {
                let after_noon = matches!(part_of_day.as_deref(), Some("EV" | "AF"));
                let [from, to] = [&range.from, &range.to].map(|clock| later(clock, after_noon));
                part.note = format!("{days} {from}");
                part.next = range.middle;
                let what = What::Place(format!("{days} {to}"));
                part.second = Some(Second { first: range.joint, next: range.next, what });
                return part;
            }
        }
        for start in [part.next, start] {
            if let Some((next, hour, minute, half_day)) = self.clock(start, true) {
                let hour = match part_of_day.as_deref() {
                    Some("EV" | "AF" | "NI") if hour < 12 && hour > 0 && !half_day => hour + 12,
                    _ => hour,
                };
                if let Some(clock) = clock_note(hour, minute) {
                    part.note = format!("{days} {clock}");
                    part.next = next;
                }
                break;
            }
        }
        part
    }

    /// A time of the clock: (next token, hour, minute, whether morning or afternoon is said).
    /// Digits with a colon are enough where a day stands before them (`after_day`); else a word must show it.
    fn clock(&self, at: usize, after_day: bool) -> Option<(usize, u32, u32, bool)> {
        let cue = self.is(at, Class::Clock);
        let start = cue.unwrap_or(at);
        let length_of_digits = self.digits(start).map_or(0, |(_, length)| length);
        let spoken = self.spoken_clock(start).or_else(|| self.hour_and_minutes(start));
        let (next, hour, minute, colon) = match spoken {
            Some((next, hour, minute)) => (next, hour, minute, true),
            None => {
                let hour = self.digits(start).filter(|(_, length)| *length <= 2).or_else(|| {
                    let number = number_at(self.tokens, start, self.language)
                        .filter(|number| !number.ordinal && number.first == number.last && !number.vague)?;
                    (number.last < self.to && number.value <= 24.0 && number.value.fract() == 0.0)
                        .then_some((number.value as u32, 0))
                });
                let (hour, length) = hour
                    .or_else(|| self.hour_ordinal(start).map(|hour| (hour, 0)))
                    .or_else(|| cue.and_then(|start| self.one_o_clock(start)).map(|_| (1, 0)))?;
                let marked = [':', '.'].into_iter().find(|&mark| {
                    length > 0
                        && self.glued(start + 1)
                        && self.tokens.is_mark(start + 1, mark)
                        && self.glued(start + 2)
                });
                match marked.and_then(|mark| {
                    self.digits(start + 2)
                        .filter(|(value, digits)| *digits == 2 && *value < 60)
                        .map(|found| (mark, found.0))
                }) {
                    Some((mark, minute)) => (start + 3, hour, minute, mark == ':'),
                    None => (start + 1, hour, 0, false),
                }
            }
        };
        if hour > 24
            || self.glued(next) && matches!(self.surface(next), ":" | "%") && self.digits(next + 1).is_some()
        {
            return None;
        }
        // A word after it.
        let mut next = next;
        let mut minute = minute;
        let in_words = self
            .class(start, |class| matches!(class, Class::HalfTo | Class::ClockPart(_)).then_some(()))
            .is_some();
        let mut shown = cue.is_some() || spoken.is_some() && (after_day || in_words);
        let mut hour = hour;
        let mut half_day = false;
        // `15h30`
        if let Some(more) = self.minutes_in_affix(next).filter(|_| length_of_digits > 0 && minute == 0) {
            return (hour < 24).then_some((next + 1, hour, more, half_day));
        }
        // *8 uur* is a length as often as an hour: a word before it decides.
        let names_hours = || self.lexicon.unit_word(self.lower(next).trim_start_matches('-')) == Some("h");
        // *Aujourd'hui pendant 2 heures*
        let after_day_alone =
            after_day && ![Class::VagueBefore, Class::Hence].into_iter().any(|class| self.follows(at, class));
        if let Some(after) = self.is(next, Class::ClockAfter) {
            shown = shown || after_day_alone || colon || !names_hours();
            next = after;
            // "20 Uhr 15"
            if let Some((more, 2)) = self.digits(next).filter(|(more, _)| *more < 60)
                && minute == 0
                && self.affix(next + 1).is_none()
                && !self.measure_follows(next + 1)
            {
                (next, minute, shown) = (next + 1, more, true);
            }
        } else if self
            .affix(next)
            .is_some_and(|affix| self.language.pack.times.clock_after.iter().any(|word| word == affix))
        {
            shown = shown || after_day_alone || colon || !names_hours();
            next += 1;
        }
        let affixed = |class_words: &[String]| {
            self.affix(next).is_some_and(|affix| class_words.iter().any(|word| word == affix))
        };
        let pack = &self.language.pack.times;
        let start_of_half = self.skip_all(next, &[Class::On, Class::Article]);
        // `2 дня` are two days, `2 часа дня` is the afternoon.
        let may_be_half = self.any_unit(next).is_none() || colon || self.is_hour_word(next);
        if let Some(after) = self.is(next, Class::Am).or_else(|| affixed(&pack.am).then_some(next + 1)) {
            (next, shown, half_day) = (after, true, true);
            hour %= 12;
        } else if let Some(after) =
            self.is(next, Class::Pm).filter(|_| may_be_half).or_else(|| affixed(&pack.pm).then_some(next + 1))
        {
            (next, shown, half_day) = (after, true, true);
            hour = if hour < 12 { hour + 12 } else { hour };
        } else if let Some((after, part)) = self.part(start_of_half).filter(|_| {
            // *15:00 i morgen* is tomorrow, no morning.
            (shown || colon || self.is_hour_word(next))
                && self.fixed(next).is_none_or(|fixed| fixed.note.contains(" T"))
        }) {
            (next, shown, half_day) = (after, true, true);
            if matches!(part, "AF" | "EV") && hour < 12 || part == "NI" && (LATE..12).contains(&hour) {
                hour += 12;
            }
        }
        if let Some(after) = self.is(next, Class::Zone) {
            next = after;
            shown = shown || colon;
        }
        // "14.30-18 Uhr"
        let plain = length_of_digits == 2 && colon && minute % 5 == 0 && hour < 24 && spoken.is_none();
        let range = self
            .dash(next)
            .or_else(|| self.is(next, Class::To))
            .is_some_and(|after| self.digits(after).is_some() && self.clock(after, false).is_some());
        // *A las dos víctimas*: a number that counts is no hour.
        let counts = || {
            self.kind(next) == Some(TokenKind::Word)
                && !self.language.is_function_word(self.lower(next))
                && self
                    .language
                    .pack
                    .times
                    .counted_endings
                    .iter()
                    .any(|ending| self.lower(next).ends_with(ending.as_str()))
        };
        if cue.is_some() && !colon && !half_day && counts() {
            return None;
        }
        if shown || range || plain || after_day && colon {
            Some((next, hour, minute, half_day))
        } else {
            None
        }
    }

    /// An hour told by an ordinal, where the language does so.
    fn hour_ordinal(&self, at: usize) -> Option<u32> {
        if !self.language.pack.times.clock_ordinals {
            return None;
        }
        self.class(at, |class| match class {
            Class::Ordinal(hour) if (1..=24).contains(&hour) => Some(hour as u32),
            _ => None,
        })
        .map(|(_, hour)| hour)
    }

    /// The word before a token is one of the clock and of a length too.
    fn is_hour_word(&self, at: usize) -> bool {
        self.follows(at, Class::ClockAfter)
    }

    /// *una* of *a la una*: the article is an hour where nothing follows that it could belong to.
    fn one_o_clock(&self, at: usize) -> Option<usize> {
        let word = self.lower(at);
        let is_article = self.language.pack.quantities.numbers.articles.iter().any(|article| article == word);
        let next = at + 1;
        let ends = self.kind(next) != Some(TokenKind::Word)
            || self
                .class(next, |class| {
                    matches!(
                        class,
                        Class::Am | Class::Pm | Class::HourPlus | Class::HourMinus | Class::ClockAfter
                    )
                    .then_some(())
                })
                .is_some();
        (is_article && ends && !self.language.pack.times.hour_plus.is_empty()).then_some(next)
    }

    /// The minutes of `15h30`, where what is glued to the hour holds them.
    fn minutes_in_affix(&self, at: usize) -> Option<u32> {
        let affix = self.affix(at)?;
        let words = &self.language.pack.times.clock_after;
        let rest = words.iter().find_map(|word| affix.strip_prefix(word.as_str()))?;
        rest.parse().ok().filter(|minutes| rest.len() == 2 && *minutes < 60)
    }

    /// *las tres y media*, *huit heures moins le quart*, *le otto e dieci*
    fn hour_and_minutes(&self, at: usize) -> Option<(usize, u32, u32)> {
        if self.language.pack.times.hour_plus.is_empty() {
            return None;
        }
        let number = number_at(self.tokens, at, self.language)
            .filter(|number| !number.ordinal && !number.vague && number.last < self.to);
        let (hour, next) = match number {
            Some(number) if (1.0..=24.0).contains(&number.value) => {
                (number.value.floor() as u32, number.last + 1)
            }
            Some(_) => return None,
            None => (1, self.one_o_clock(at)?),
        };
        if let Some(number) = number.filter(|number| number.value.fract() != 0.0) {
            // *3 y media*, but no `3,5`.
            let is_half = number.value.fract() == 0.5
                && number.last > number.first + 1
                && self.kind(number.first + 1) == Some(TokenKind::Word);
            return (is_half && self.any_unit(next).is_none()).then_some((next, hour % 24, 30));
        }
        let joint = self.skip(next, &[Class::ClockAfter]);
        let plus = self.is(joint, Class::HourPlus);
        let after = plus.or_else(|| self.is(joint, Class::HourMinus))?;
        let start = self.skip(after, &[Class::Article]);
        let part = [after, start].into_iter().find_map(|start| {
            self.class(start, |class| match class {
                Class::ClockPart(minutes) => Some(u32::from(minutes)),
                _ => None,
            })
        });
        let (next, minutes) = part.or_else(|| {
            let number = number_at(self.tokens, after, self.language).filter(|number| {
                !number.ordinal && !number.vague && number.value.fract() == 0.0 && number.last < self.to
            })?;
            let next = number.last + 1;
            let fits = (1.0..60.0).contains(&number.value);
            fits.then(|| (self.unit_is(next, "m").unwrap_or(next), number.value as u32))
        })?;
        // *Entre 5 y 10 cm*
        if self.any_unit(next).is_some() || self.measure_follows(next) || self.noun_follows(next) {
            return None;
        }
        match plus {
            Some(_) => Some((next, hour % 24, minutes)),
            None => Some((next, if hour == 1 { 12 } else { hour - 1 }, 60 - minutes)),
        }
    }

    /// `halv åtta`, `Viertel nach acht`, `half past seven`
    fn spoken_clock(&self, at: usize) -> Option<(usize, u32, u32)> {
        let hour = |at: usize| {
            let number = number_at(self.tokens, at, self.language)
                .filter(|number| !number.ordinal && number.first == number.last && !number.vague)?;
            let fits =
                number.value.fract() == 0.0 && (1.0..=24.0).contains(&number.value) && number.last < self.to;
            fits.then_some((number.last + 1, number.value as u32))
                .filter(|(next, _)| self.any_unit(*next).is_none())
        };
        let hour = |at: usize| hour(at).or_else(|| self.hour_ordinal(at).map(|hour| (at + 1, hour)));
        if let Some(next) = self.is(at, Class::HalfTo) {
            let (next, value) = hour(next)?;
            return (value <= 12).then_some((next, if value == 1 { 12 } else { value - 1 }, 30));
        }
        let (next, minutes) = self
            .class(at, |class| match class {
                Class::ClockPart(minutes) => Some(u32::from(minutes)),
                _ => None,
            })
            .or_else(|| {
                let number = number_at(self.tokens, at, self.language).filter(|number| {
                    !number.ordinal
                        && number.value.fract() == 0.0
                        && number.value < 60.0
                        && number.last < self.to
                })?;
                let next = number.last + 1;
                let minutes = self.unit_is(next, "m");
                // "5 to 6pm" is a stretch.
                if minutes.is_none() && self.kind(at) == Some(TokenKind::Number) {
                    return None;
                }
                Some((minutes.unwrap_or(next), number.value as u32))
            })?;
        if let Some(after) = self.is(next, Class::Past) {
            let (next, value) = hour(after)?;
            return (value <= 24).then_some((next, value % 24, minutes));
        }
        let after = self.is(next, Class::To60)?;
        let (next, value) = hour(after)?;
        (minutes > 0).then(|| (next, if value == 1 { 12 } else { value - 1 }, 60 - minutes))
    }

    /// *8 tonight*, *kl. 8 i kväll*: an hour before the part of a day that says which half is meant.
    fn hour_of_part(&self, at: usize) -> Option<Reading> {
        let (hour, next) = match self.digits(at) {
            Some((hour, 1 | 2)) if self.affix(at + 1).is_none() && !self.is_part_of_number(at) => {
                (hour, at + 1)
            }
            Some(_) => return None,
            None => {
                let (next, hour) = self.day_in_words(at)?;
                (u32::from(hour), next)
            }
        };
        // *building 4 this afternoon* is a building.
        let opens = at == self.from
            || self.kind(at - 1) == Some(TokenKind::Mark)
            || self.follows(at, Class::On)
            || self.follows(at, Class::Clock);
        let fixed = self.fixed(next).filter(|_| opens && (1..=12).contains(&hour))?;
        let (day, part) = fixed.note.split_once(" T")?;
        let hour = if matches!(part, "EV" | "AF" | "NI") && (hour > 4 || part != "NI") {
            hour % 12 + 12
        } else {
            hour
        };
        let what = What::Place(format!("{day} {}", clock_note(hour, 0)?));
        Some(Reading { first: at, next: fixed.next, what, modifier: None, why: "hour-of-part", second: None })
    }

    fn clock_alone(&self, at: usize) -> Option<Reading> {
        // A word of "clock" that is also a plain preposition belongs to the time but not to what is shown.
        let (next, hour, minute, _) = self.clock(at, false)?;
        let after_cue = self.is(at, Class::Clock).unwrap_or(at);
        let is_cue_only_preposition = self.is(at, Class::On).is_some_and(|next| next >= after_cue);
        // A preposition ("um", "at") shows a time only where the digits look like one or a word follows.
        // `om 20.30`: where decimals have a comma, a point before two digits is one of the clock; `5.10.` is a day.
        let is_dotted = next == after_cue + 3
            && self.tokens.is_mark(after_cue + 1, '.')
            && self.language.pack.quantities.decimal == ","
            && (minute > 12 || self.mark(next, '.').is_none())
            && !self.measure_follows(next)
            && !self.noun_follows(next);
        if is_cue_only_preposition && after_cue > at && !is_dotted && self.clock(after_cue, true).is_none() {
            return None;
        }
        let first = if is_cue_only_preposition { after_cue } else { at };
        if self.kind(first) == Some(TokenKind::Number)
            && first > self.from
            && self.is_part_of_number(first)
            && !self.glued(first + 1)
        {
            return None;
        }
        let clock = clock_note(hour, minute)?;
        // "kl. 15 i morgen"
        for day_at in [next, self.skip_all(next, &[Class::On, Class::Article])] {
            let day =
                self.day_date(day_at).or_else(|| self.fixed(day_at)).or_else(|| self.weekday_alone(day_at));
            if let Some(day) = day.filter(|day| ends_in_day(&day.note)) {
                let what = What::Place(format!("{} {clock}", day.note));
                return Some(Reading {
                    first,
                    next: day.next,
                    what,
                    modifier: None,
                    why: "clock-day",
                    second: None,
                });
            }
        }
        Some(Reading { first, next, what: What::OnDay(clock), modifier: None, why: "clock", second: None })
    }

    /// *in the evening*, where a word of *on* stands before it.
    fn part_alone(&self, at: usize) -> Option<Reading> {
        let (next, part) = self.part(at)?;
        let cued = self.follows(at, Class::On)
            || at > self.from && self.follows(at, Class::Article) && self.follows(at - 1, Class::On);
        let alone = self.language.pack.times.parts_alone;
        if !cued && !alone {
            return None;
        }
        if alone && let Some((next, hour)) = self.bare_hour(next) {
            let hour = if matches!(part, "AF" | "EV") && hour < 12 { hour + 12 } else { hour };
            return Some(Reading {
                first: at,
                next,
                what: What::OnDay(clock_note(hour, 0)?),
                modifier: None,
                why: "part-clock",
                second: None,
            });
        }
        // "вечером 17 июня", "в ночь на вторник"
        let day_at = self.skip_all(next, &[Class::On, Class::Article]);
        if alone
            && let Some(day) = self
                .day_date(day_at)
                .or_else(|| self.fixed(day_at))
                .or_else(|| self.weekday_alone(day_at))
                .filter(|day| ends_in_day(&day.note))
        {
            let what = What::Place(format!("{} T{part}", day.note));
            return Some(Reading {
                first: at,
                next: day.next,
                what,
                modifier: None,
                why: "part-of-day",
                second: None,
            });
        }
        // "the night of 17 June"
        let note = format!("T{part}");
        let clock_at = self.skip_all(next, &[Class::On]);
        if let Some((next, hour, minute, half_day)) = self.clock(clock_at, false) {
            let hour = if matches!(part, "EV" | "AF") && hour < 12 && !half_day { hour + 12 } else { hour };
            return Some(Reading {
                first: at,
                next,
                what: What::OnDay(clock_note(hour, minute)?),
                modifier: None,
                why: "part-clock",
                second: None,
            });
        }
        Some(Reading {
            first: at,
            next,
            what: What::OnDay(note),
            modifier: None,
            why: "part-of-day",
            second: None,
        })
    }

    /// `abends um 8 Uhr`: one evening, not every one.
    fn set_part_with_clock(&self, at: usize) -> Option<Reading> {
        let (next, part) = self.part_beside_clock(at).filter(|_| self.part(at).is_none())?;
        let (next, hour, minute, half_day) = self.clock(self.skip_all(next, &[Class::On]), true)?;
        let later = matches!(part, "EV" | "AF") && hour < 12 && hour > 0 && !half_day;
        let clock = clock_note(if later { hour + 12 } else { hour }, minute)?;
        Some(Reading {
            first: at,
            next,
            what: What::OnDay(clock),
            modifier: None,
            why: "part-clock",
            second: None,
        })
    }

    /// An hour without any word, after a part of the day (`délután 5`).
    fn bare_hour(&self, at: usize) -> Option<(usize, u32)> {
        let (hour, length) = self.digits(at)?;
        let ends = at + 1 >= self.to
            || self.kind(at + 1) == Some(TokenKind::Mark) && !self.glued(at + 1)
            || self.is(at + 1, Class::ClockAfter).is_some();
        (length <= 2 && hour <= 12 && ends).then_some((self.skip(at + 1, &[Class::ClockAfter]), hour))
    }

    // --- lengths -----------------------------------------------------------------------------------------------------------------

    fn may_begin_a_length(&self, at: usize) -> bool {
        self.kind(at) == Some(TokenKind::Number) || self.starts_number(at)
    }

    fn starts_number(&self, at: usize) -> bool {
        self.kind(at) == Some(TokenKind::Word)
            && (number_at(self.tokens, at, self.language).is_some()
                || self.adjective_in_word(at).is_some()
                || self.article_as_number(at).is_some_and(|(next, _)| self.any_unit(next).is_some()))
    }

    /// `zweitägig`, `kétnapos`: a number and its unit in one word.
    fn adjective_in_word(&self, at: usize) -> Option<(f64, &'static str)> {
        if self.kind(at) != Some(TokenKind::Word) || self.lexicon.unit_adjectives.is_empty() {
            return None;
        }
        let word = self.lower(at);
        if !may_be_number(word, self.language) {
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
    pub(super) fn length(&self, at: usize) -> Option<Length> {
        let (start, modifier) = match self.class(at, |class| match class {
            Class::Exact(modifier) => Some(modifier),
            _ => None,
        }) {
            Some((next, modifier)) => (next, Some(modifier)),
            None => (at, None),
        };
        let mut length = self.one_length(start)?;
        length.first = at;
        length.modifier = modifier;
        // *a month and a half*
        if let [(Some(count), _)] = &mut length.parts[..]
            && count.fract() == 0.0
            && let Some(next) = self.plus_half(length.next)
        {
            *count += 0.5;
            length.next = next;
            return Some(length);
        }
        if length.parts.len() == 1 && length.parts[0].0.is_some() {
            let next = self.is(length.next, Class::And).unwrap_or(length.next);
            if let Some(more) = self.one_length(next)
                && more.parts[0].0.is_some()
                && rank(more.parts[0].1) < rank(length.parts[0].1)
                && (next > length.next || self.kind(next) == Some(TokenKind::Number))
            {
                length.parts.extend(more.parts);
                length.next = more.next;
            }
        }
        if modifier.is_none()
            && let Some((next, after)) = self.class(length.next, |class| match class {
                Class::ExactAfter(modifier) => Some(modifier),
                _ => None,
            })
        {
            length.next = next;
            length.modifier = Some(after);
        }
        Some(length)
    }

    /// The token after *and a half*.
    fn plus_half(&self, at: usize) -> Option<usize> {
        self.language.pack.quantities.numbers.plus_half.iter().find_map(|phrase| {
            let words: Vec<&str> = phrase.split(' ').collect();
            let stands =
                words.len() > 1 && words.iter().enumerate().all(|(k, word)| self.lower(at + k) == *word);
            stands.then_some(at + words.len())
        })
    }

    fn one_length(&self, at: usize) -> Option<Length> {
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
            && let Some((next, unit)) = self.any_unit(next)
        {
            return found(next, Some(count), unit);
        }
        let is_descending = self.language.pack.times.descending;
        let number = match is_descending {
            // The unit behind it shows that it is one.
            true => self.count(at, true).or_else(|| number_at(self.tokens, at, self.language)),
            false => number_at(self.tokens, at, self.language),
        };
        let number = number.filter(|number| !number.ordinal && number.last < self.to)?;
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
        // An adjective may stand between: "17 lange Jahre".
        let unit_at = self.is(next, Class::Several).unwrap_or(next);
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

    /// *a*, *one*, *both* before a unit.
    fn article_as_number(&self, at: usize) -> Option<(usize, f64)> {
        if let Some(next) = self.is(at, Class::Both) {
            return Some((next, 2.0));
        }
        let word = self.lower(at);
        let is_article = self.language.pack.quantities.numbers.articles.iter().any(|article| article == word);
        is_article.then_some((at + 1, 1.0))
    }

    /// A unit glued to a number by a hyphen (`48-Stunden`) or without (`3h`).
    fn unit_named(&self, affix: &str) -> Option<&'static str> {
        let word = affix.trim_start_matches('-');
        let head = word.split('-').next().unwrap_or(word);
        self.lexicon.unit_word(head)
    }

    pub(super) fn length_alone(&self, at: usize) -> Option<Reading> {
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
            let (next, unit) = self.any_unit(next)?;
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
    fn is_age(&self, length: &Length) -> bool {
        let last = length.next - 1;
        let adjective = match self.kind(last) {
            Some(TokenKind::Affix) => self.lexicon.unit_adjective(self.lower(last)).is_some(),
            Some(TokenKind::Word) => self.adjective_in_word(last).is_some(),
            _ => false,
        };
        let is_named = self.case(last) != Case::Lower && !(self.starts)(last);
        let [(Some(count), "Y")] = length.parts[..] else { return false };
        adjective && (count > 10.0 || is_named)
    }

    /// *seit Jahren*, *the last few weeks*, *the coming days*
    fn vague_length(&self, at: usize, start: usize, shifted: Option<usize>) -> Option<Reading> {
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
    pub(super) fn ago_or_hence(&self, at: usize) -> Option<Reading> {
        let pack = &self.language.pack.times;
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
                What::Place(length.steps(sign)?)
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
            let sign = ago.or_else(|| self.is(next, Class::HenceAfter).map(|next| (next, '+')));
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
            return place(at, length.next, &length, '+', "hence");
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
        if let Some(length) = self.length(at).or_else(single) {
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

    /// *The first visit in 24 years*, *első útja 24 év után*: the length of what has been, not of what comes.
    fn is_first_within(&self, at: usize, next: usize) -> bool {
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
    fn single_unit_ahead(&self, at: usize, start: usize) -> Option<Length> {
        let is_by_the_unit = self.is(at, Class::Per).is_some() && self.may_be_shared_out(at);
        self.bare_unit_length(start)
            .filter(|length| !is_by_the_unit && self.kind(length.next) != Some(TokenKind::Number))
    }

    /// *vor Jahren*: no number at all; where a language has no articles, *через неделю* is in one week.
    fn bare_unit_length(&self, at: usize) -> Option<Length> {
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

    // --- sets, vague words -------------------------------------------------------------------------------------------------------

    /// *every Tuesday*, *daily*, *per year*
    pub(super) fn set(&self, at: usize) -> Option<Reading> {
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
        if let Some((next, index)) = self.class(at, |class| match class {
            Class::Set(index) => Some(index),
            _ => None,
        }) {
            return value(next, self.lexicon.fixed[usize::from(index)].notation.to_string(), "set-word");
        }
        if let Some((next, day)) = self.class(at, |class| match class {
            Class::WeekdaySet(day) => Some(day),
            _ => None,
        }) {
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

    /// *500 dollars a day*: what goes before *per* is a number and a thing. An article before a unit is otherwise a length.
    fn may_be_shared_out(&self, at: usize) -> bool {
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

    fn number_stands(&self, at: usize) -> bool {
        self.kind(at) == Some(TokenKind::Number) || number_at(self.tokens, at, self.language).is_some()
    }

    pub(super) fn vague(&self, at: usize) -> Option<Reading> {
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
    pub(super) fn following(&self, at: usize) -> Option<Reading> {
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
        Some(Reading {
            first: at,
            next,
            what: What::Following(meaning.notation.to_string()),
            modifier: meaning.modifier,
            why: "following",
            second: None,
        })
    }

    // --- two ends ----------------------------------------------------------------------------------------------------------------

    /// One end of a stretch of time.
    fn end(&self, at: usize) -> Option<Part> {
        let start = self.skip_all(at, &[Class::On]);
        let year =
            |at: usize| self.year_inflected(at).map(|(next, year)| Part::new(next, year.to_string(), "year"));
        [at, start]
            .into_iter()
            .find_map(|at| self.date(at).or_else(|| self.weak_month(at)).or_else(|| year(at)))
    }

    /// *between August and February*
    fn between(&self, at: usize) -> Option<Reading> {
        let cue = self.is(at, Class::Between);
        let start = cue.unwrap_or(at);
        let from = self.end(start).or_else(|| {
            cue.and_then(|_| self.day(start)).map(|(next, day)| Part::new(next, format!("=D{day}"), "day"))
        })?;
        let next =
            self.is(from.next, Class::And).or_else(|| cue.and_then(|_| self.is(from.next, Class::To)))?;
        let to = self.end(next)?;
        let after = self.is(to.next, Class::BetweenAfter);
        if cue.is_none() && after.is_none() {
            return None;
        }
        let first = if cue.is_some() { start } else { at };
        Some(Reading {
            first,
            next: to.next,
            what: What::Place(stretch_note(&from.note, &to.note)),
            modifier: None,
            why: "between",
            second: None,
        })
    }

    /// `1950-1953`, `17–18 juni`, `juni–augusti 2024`
    fn stretch(&self, at: usize) -> Option<Reading> {
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
    fn day_of_range(&self, at: usize) -> Option<Reading> {
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
        let (next, day) = self.day(at)?;
        if self.kind(at) != Some(TokenKind::Number)
            || !(self.tokens.is_mark(next - 1, '.')
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

    // --- a year alone ------------------------------------------------------------------------------------------------------------

    /// A number of four digits that can only be a year: a word before it or after it says so, or it stands where no counted thing follows.
    pub(super) fn year_alone(&self, at: usize) -> Option<Reading> {
        let (next, year) = self.year_inflected(at)?;
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

    /// `ב-2024`, `و2024`: only what is written on before words stands before the digits.
    fn is_behind_proclitic(&self, at: usize) -> bool {
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
    fn joined_year_before(&self, at: usize) -> bool {
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
    fn counts_something(&self, next: usize) -> bool {
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
    fn measure_follows(&self, next: usize) -> bool {
        next < self.to
            && (self.any_unit(next).is_some()
                || self.language.unit_at(self.tokens, next).is_some()
                || self.language.money_at(self.tokens, next, None).is_some())
    }

    /// A noun that is counted follows.
    fn noun_follows(&self, next: usize) -> bool {
        next < self.to && self.language.noun_at(self.tokens, next).is_some()
    }

    // --- what stands around ------------------------------------------------------------------------------------------------------

    /// Takes the article before it into a time, and reads *since* and *until* beside it.
    fn with_neighbours(&self, reading: Reading) -> Reading {
        let mut reading = reading;
        if let Some(before) = reading.first.checked_sub(1).filter(|&before| before >= self.from)
            && self.is(before, Class::Article) == Some(reading.first)
            && TAKES_ARTICLE.contains(&reading.why)
        {
            reading.first = before;
        }
        // `2026 m. pabaigoje`, `2026. gada beigās`
        if reading.modifier.is_none()
            && reading.why.starts_with("year-")
            && let Some((next, modifier)) = self.class(reading.next, |class| match class {
                Class::After(modifier) => Some(modifier),
                _ => None,
            })
        {
            (reading.next, reading.modifier) = (next, Some(modifier));
        }
        if reading.modifier.is_none() && matches!(reading.what, What::Place(_) | What::OnDay(_)) {
            let last = self.lower(reading.next - 1);
            let pack = &self.language.pack.times;
            let ends = |list: &[String]| {
                list.iter().any(|ending| last.len() > ending.len() && last.ends_with(ending.as_str()))
            };
            if self.follows(reading.first, Class::Since)
                || self.is(reading.next, Class::SinceAfter).is_some()
                || ends(&pack.since_endings)
            {
                reading.modifier = Some(TimeModifier::Start);
            } else if self.follows(reading.first, Class::Until)
                || self.is(reading.next, Class::UntilAfter).is_some()
                || ends(&pack.until_endings)
            {
                reading.modifier = Some(TimeModifier::End);
            }
        }
        reading
    }
}

/// Rules whose times take the article before them into their span.
const TAKES_ARTICLE: &[&str] = &[
    "shifted-unit",
    "shifted-weekday",
    "shifted-season",
    "shifted-month",
    "decade",
    "century",
    "millennium",
    "year-named",
    "vague-length",
];
/// Hours from this one on are in the evening where a text says *at night*.
const LATE: u32 = 8;
/// Four digits that can be a year at all.
pub(super) const YEARS: std::ops::RangeInclusive<u32> = 1000..=2199;
/// Years that a text speaks of with an ending or in a row.
const FAMILIAR_YEARS: std::ops::RangeInclusive<u32> = 1100..=2100;
/// Years that news speak of without any cue.
const NEWS_YEARS: std::ops::RangeInclusive<u32> = 1789..=2059;
/// Years joined in a row lie within this many years.
const LIFE: u32 = 120;
/// Two digits below this are of the 21st century.
const PIVOT: u32 = 40;

/// Order of units by length.
fn rank(unit: &str) -> usize {
    ["s", "m", "h", "D", "WE", "W", "M", "Q", "S", "H", "Y", "E", "C", "L"]
        .iter()
        .position(|&known| known == unit)
        .unwrap_or(0)
}

/// A target within a year: `2024` and `M6D17` are `2024-06-17`, `-1Y` and `M6` are `-1Y =M6`.
pub(super) fn in_year(year: &str, target: &str) -> String {
    let step = format!("{year} ={target}");
    tidings_calendar::unanchored(&step).filter(|_| year.bytes().all(|b| b.is_ascii_digit())).unwrap_or(step)
}

/// From one place to another; what is not fixed of the first is read as the last before the second.
fn stretch_note(from: &str, to: &str) -> String {
    let from = match from.strip_prefix('?') {
        Some(target) => format!("{to} <{target}"),
        None if from.starts_with('=') => format!("{to} {from}"),
        None => from.to_owned(),
    };
    format!("{from}/{to}")
}

/// Whether the notation leads to a day.
pub(super) fn ends_in_day(note: &str) -> bool {
    let last = note.rsplit(' ').next().unwrap_or(note);
    let target = last.trim_start_matches(['?', '<', '>', '=', '~']);
    let is_target = target.len() < last.len();
    match is_target {
        true => target.starts_with(['F', 'D', 'P']) || target.contains('D'),
        false => {
            last.ends_with('D')
                || last.starts_with('#') && (last.contains('F') || last.ends_with('D'))
                || last.len() == 10 && last.starts_with(|c: char| c.is_ascii_digit())
        }
    }
}

/// Bytes of the longest Roman number that is read, in Cyrillic letters.
const LONGEST_ROMAN: usize = 12;

/// A number in Roman capitals, an ending of small letters left off (`XXI`, `XXe`, `XX.`).
fn roman(word: &str) -> Option<u32> {
    let capitals = word.trim_end_matches(|c: char| c.is_lowercase());
    if capitals.is_empty() || capitals.len() > LONGEST_ROMAN || word.len() > capitals.len() + 4 {
        return None;
    }
    let mut total = 0;
    let mut last = 0;
    for letter in capitals.chars().rev() {
        let value = match letter {
            'I' | 'І' => 1,
            'V' => 5,
            'X' | 'Х' => 10,
            _ => return None,
        };
        if value < last {
            total -= value;
        } else {
            total += value;
            last = value;
        }
    }
    Some(total)
}

/// A year in four digits or in two.
fn full_year(year: u32, digits: usize) -> Option<u32> {
    match digits {
        4 if YEARS.contains(&year) => Some(year),
        2 if year < PIVOT => Some(2000 + year),
        2 => Some(1900 + year),
        _ => None,
    }
}

fn day_note(year: u32, month: u32, day: u32) -> Option<String> {
    let value = format!("{year:04}-{month:02}-{day:02}");
    tidings_calendar::interval(&value).map(|_| value)
}

/// A time of the clock in the half of the day that is said.
fn later(clock: &str, after_noon: bool) -> String {
    let hour = clock
        .get(1..3)
        .and_then(|hour| hour.parse::<u32>().ok())
        .filter(|&hour| after_noon && hour < 12 && hour > 0);
    hour.map_or_else(|| clock.to_owned(), |hour| format!("T{:02}{}", hour + 12, &clock[3..]))
}

pub(super) fn clock_note(hour: u32, minute: u32) -> Option<String> {
    (hour <= 24 && minute < 60 && !(hour == 24 && minute > 0)).then(|| format!("T{hour:02}:{minute:02}"))
}

pub(super) fn days_in(month: u8) -> u32 {
    match month {
        2 => 29,
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    }
}
