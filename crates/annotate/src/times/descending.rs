//! The rules of languages whose times go from the great to the small, each number before the name of its part: 2024年3月5日下午3点半,
//! 지난 3월 5일 오후 3시부터, 令和6年. What they share with other languages (lengths, sets, dates in digits) stands in the other rules.

use super::grammar::{
    Grammar, Length, Part, Reading, What, YEARS, after_noon_if_earlier, clock_note, days_in, ends_in_day,
    in_year,
};
use super::lexicon::Class;
use tidings_language::{Number, TokenKind, Written, count_at, number_at};
use tidings_model::TimeModifier;

/// A place on the calendar, a time of the clock, or both.
#[derive(Debug, Clone)]
struct Point {
    first: usize,
    next: usize,
    /// Where on the calendar, in the notation; empty where only a time of the day is said.
    date: String,
    /// What of the date is the finest: `Y`, `M`, `D` …
    finest: char,
    part: Option<&'static str>,
    clock: Option<(u32, u32)>,
    modifier: Option<TimeModifier>,
    why: &'static str,
}

/// What is finest in a point that is a stretch itself.
const STRETCH: char = 'V';
/// Tokens of the seconds of a time of the clock, with their mark.
const LONGEST_SECONDS: usize = 5;
/// Number words up to this are too often a count of points or places to be hours by themselves (*三点*).
const FEWEST_HOURS: f64 = 4.0;

impl Grammar<'_> {
    /// The time that starts at a token.
    pub(super) fn descending(&self, at: usize) -> Option<Reading> {
        let token = &self.tokens[at];
        let is_number = token.kind == TokenKind::Number;
        if token.kind == TokenKind::Mark {
            return None;
        }
        if !is_number && self.classes.at(at).is_empty() && !self.may_begin_number(at) {
            return None;
        }
        if self.is_inside_other(at) {
            return None;
        }
        // In a script with spaces a time begins a word, or follows a number or another time.
        if token.inner && self.is_hangul(at) && self.is_hangul(at - 1) && !self.ends_before(at) {
            return None;
        }
        let mut best: Option<Reading> = None;
        let mut offer = |reading: Option<Reading>| {
            if let Some(reading) = reading
                && best.as_ref().is_none_or(|best| reading.next > best.next)
                && self.ends_well(reading.next)
            {
                best = Some(reading);
            }
        };
        offer(self.range_of_points(at));
        offer(self.working_days_away(at));
        offer(self.point(at, None).and_then(|point| self.told(point)));
        offer(self.plain_date(at));
        offer(self.counted_from_point(at));
        offer(self.following(at));
        offer(self.set(at));
        offer(self.ago_or_hence(at).filter(|_| !self.is_year(at)).map(|away| self.with_weekday_of(away)));
        offer(self.length_alone(at).filter(|reading| self.is_length(at, reading)));
        offer(self.minutes_and_seconds(at));
        offer(self.year_alone(at).filter(|_| !self.is_marked(at)));
        offer(self.vague(at));
        let best = best?;
        let is_relative = |note: &str| note.starts_with(['+', '-']);
        if matches!(&best.what, What::Place(note) if is_relative(note)) && self.is_in_title(at) {
            return None;
        }
        Some(self.with_ends(self.with_marked_seconds(best)))
    }

    /// Takes the seconds of *7時56分30秒* and `7:56:30` in.
    fn with_marked_seconds(&self, reading: Reading) -> Reading {
        let reading = self.with_seconds(reading);
        let Reading { first, next, .. } = reading;
        let mut reading = reading;
        let (What::Place(note) | What::OnDay(note)) = &mut reading.what else { return reading };
        let is_clock = note.len() >= 6 && note.as_bytes()[note.len() - 6] == b'T' && !note.contains('/');
        if is_clock
            && self.is(next - 1, Class::Mark("s")).is_some()
            && let Some(second) = (first.max(next.saturating_sub(LONGEST_SECONDS))..next - 1).find_map(|at| {
                self.with_mark(at, "s").filter(|(end, number)| *end == next && number.value < 60.0)
            })
        {
            note.push_str(&format!(":{:02}", second.1.value as u32));
        }
        reading
    }

    /// *今日から2日後*, *昨日の2日前*: counted from a day that is named.
    fn counted_from_point(&self, at: usize) -> Option<Reading> {
        let index = self.class(at, |class| match class {
            Class::Fixed(index) => Some(index),
            _ => None,
        });
        let (next, index) = index?;
        let meaning = &self.lexicon.fixed[usize::from(index)];
        if !ends_in_day(&meaning.notation) || meaning.notation.contains([' ', '?']) {
            return None;
        }
        let since = self.is(next, Class::SinceAfter);
        // A comma joins nothing here.
        let of = || self.is(next, Class::Of).filter(|_| self.kind(next) != Some(TokenKind::Mark));
        let start = since.or_else(of)?;
        let length = self.length(start).filter(|length| length.first == start)?;
        let (end, sign) = self
            .is(length.next, Class::AgoAfter)
            .map(|end| (end, '-'))
            .or_else(|| self.is(length.next, Class::HenceAfter).map(|end| (end, '+')))?;
        let steps: Vec<String> = length
            .steps(sign)?
            .split(' ')
            .map(|step| if step.ends_with('D') { step.to_owned() } else { format!("{step}=D") })
            .collect();
        if steps.iter().any(|step| step.contains(['h', 'm'])) {
            return None;
        }
        Some(Reading {
            first: at,
            next: end,
            what: What::Place(format!("{} {}", meaning.notation, steps.join(" "))),
            modifier: length.modifier,
            why: "counted-from-day",
            second: None,
        })
    }

    /// Whether a token lies in a longer word that is no time (*前年同月比*).
    fn is_inside_other(&self, at: usize) -> bool {
        const LONGEST: usize = 6;
        const SHORTEST: u8 = 3;
        (at.saturating_sub(LONGEST).max(self.from)..=at).any(|start| {
            self.classes.at(start).iter().any(|&(length, class)| {
                class == Class::NotMark && length >= SHORTEST && start + usize::from(length) > at
            })
        })
    }

    /// Whether the number at a token is a year with its mark: *2015年前* is before it.
    fn is_year(&self, at: usize) -> bool {
        self.with_mark(at, "Y").is_some_and(|(_, number)| {
            self.year_of(&number).is_some() || self.surface(at).starts_with(['0', '０'])
        })
    }

    fn may_begin_number(&self, at: usize) -> bool {
        tidings_language::may_be_number(self.lower(at), self.language)
    }

    /// Whether what was found reaches over a space into a word that goes on (*년여* in *2015년 여름*).
    pub(super) fn cuts_word(&self, at: usize, end: usize) -> bool {
        self.glued(end) && self.is_hangul(end) && (at + 1..end).any(|inside| !self.glued(inside))
    }

    pub(super) fn is_hangul(&self, at: usize) -> bool {
        self.surface(at).chars().next().is_some_and(|c| matches!(c as u32, 0xac00..=0xd7a3))
    }

    /// Whether a word of time ends right before a token.
    pub(super) fn ends_before(&self, at: usize) -> bool {
        (1..=4).any(|back| {
            at.checked_sub(back).filter(|&start| start >= self.from).is_some_and(|start| {
                self.classes.at(start).iter().any(|&(length, class)| {
                    start + usize::from(length) == at && !matches!(class, Class::Particle | Class::Of)
                })
            })
        })
    }

    /// What is glued to the end of a time in a script with spaces must be a particle or another word of time.
    fn ends_well(&self, next: usize) -> bool {
        if !self.glued(next) || !self.is_hangul(next) || !self.is_hangul(next - 1) {
            return true;
        }
        !self.classes.at(next).is_empty() || self.kind(next) == Some(TokenKind::Number)
    }

    /// Since and until, before and after.
    fn with_ends(&self, reading: Reading) -> Reading {
        let mut reading = reading;
        if reading.modifier.is_some() || !matches!(reading.what, What::Place(_) | What::OnDay(_)) {
            return reading;
        }
        let start = self.skip(reading.next, &[Class::Of]);
        if self.follows(reading.first, Class::Since) || self.is(reading.next, Class::SinceAfter).is_some() {
            reading.modifier = Some(TimeModifier::Start);
        } else if self.follows(reading.first, Class::Until)
            || self.is(reading.next, Class::UntilAfter).is_some()
            || self.is(start, Class::UntilAfter).is_some()
        {
            reading.modifier = Some(TimeModifier::End);
        }
        reading
    }

    /// A length that is none of a date: *5日* is the fifth, *45日* a length.
    fn is_length(&self, at: usize, reading: &Reading) -> bool {
        if reading.why != "length" || self.is_shifted(at) {
            return true;
        }
        // *第一季* is the first one; *2月30日* is no day and no length either.
        let prefixes = &self.language.pack.quantities.numbers.ordinal_prefixes;
        let is_ordinal = at > self.from && prefixes.iter().any(|prefix| prefix == self.lower(at - 1));
        let is_dated =
            || self.with_mark(at, "M").is_some_and(|(next, _)| self.with_mark(next, "D").is_some());
        if is_ordinal || is_dated() {
            return false;
        }
        let Some(number) = self.number(at) else { return true };
        let after = number.last + 1;
        // *사주세요* are no four weeks: one numeral is the beginning of other words.
        let goes_on = self.glued(reading.next)
            && self.is_hangul(reading.next)
            && self.is(reading.next, Class::Particle).is_none();
        if goes_on && number.first == number.last && self.is_hangul(at) {
            return false;
        }
        let marks_alone = self
            .class(after, |class| match class {
                Class::Mark(unit @ ("D" | "Y" | "h" | "M")) => Some(unit),
                _ => None,
            })
            .filter(|&(next, _)| next == reading.next);
        match marks_alone {
            Some((_, "Y")) => self.year_of(&number).is_none() && !self.is_no_mark(after, reading.next),
            Some((_, "D")) => {
                (!(1.0..=31.0).contains(&number.value) || self.follows_nights(at))
                    && !self.is_no_mark(after, reading.next)
            }
            Some((_, "h" | "M")) => false,
            _ => !self.is_no_mark(after, reading.next),
        }
    }

    fn is_shifted(&self, at: usize) -> bool {
        self.class(at, |class| matches!(class, Class::Shift(_)).then_some(())).is_some()
    }

    /// Whether a mark or unit that ends at `end` is only the beginning of another word.
    fn is_no_mark(&self, at: usize, end: usize) -> bool {
        self.is(at, Class::NotMark)
            .is_some_and(|next| next > end && (at + 1..next).all(|inside| self.glued(inside)))
    }

    /// Whether the mark of a month ends right before a token: then a day it is.
    fn follows_month(&self, at: usize) -> bool {
        self.follows(at, Class::Mark("M"))
    }

    /// Whether the number at a token has a mark or unit of time behind it.
    fn is_marked(&self, at: usize) -> bool {
        self.number(at).is_some_and(|number| self.any_unit(number.last + 1).is_some())
    }

    fn number(&self, at: usize) -> Option<Number> {
        if at >= self.to || self.kind(at) == Some(TokenKind::Mark) {
            return None;
        }
        self.count(at, true)
    }

    /// A number by itself; whether it is one of a date shows what follows.
    pub(super) fn count(&self, at: usize, point: bool) -> Option<Number> {
        if self.is_hangul(at) && self.tokens[at].inner && self.is_hangul(at - 1) && !self.ends_before(at) {
            return None;
        }
        count_at(self.tokens, at, self.language, point)
            .or_else(|| number_at(self.tokens, at, self.language))
            .filter(|number| {
                !number.ordinal && !number.vague && number.max.is_none() && number.last < self.to
            })
    }

    /// A whole number with a mark: (token after the mark, number).
    pub(super) fn with_mark(&self, at: usize, mark: &str) -> Option<(usize, Number)> {
        if at >= self.to || self.kind(at) == Some(TokenKind::Mark) {
            return None;
        }
        // 三点五分 has no decimals.
        let number = self
            .count(at, mark != "h")
            .filter(|number| number.value.fract() == 0.0 && number.value >= 0.0)?;
        let after = number.last + 1;
        // One numeral of Hangul is too many other words to stand apart from its mark.
        if number.first == number.last && self.is_hangul(at) && !self.glued(after) && mark != "h" {
            return None;
        }
        let next = self.class(after, |class| match class {
            Class::Mark(found) if found == mark => Some(()),
            Class::WeakDayMark if mark == "d" => Some(()),
            _ => None,
        })?;
        // *2001년 대비* is no decade.
        if self.is_hangul(after) && !(after + 1..next.0).all(|inside| self.glued(inside)) {
            return None;
        }
        // 年間 and か月 are lengths.
        let longer = self.class(after, |class| matches!(class, Class::Unit(..)).then_some(()));
        let is_longer = longer.is_some_and(|(end, ())| end > next.0 && !self.cuts_word(after, end))
            || self.is_no_mark(after, next.0) && !(mark == "D" && self.follows_month(at));
        (!is_longer && !self.is_part_of_bigger(at)).then_some((next.0, number))
    }

    /// Digits that are the tail of something: `1.2.3年`, `A3月`.
    fn is_part_of_bigger(&self, at: usize) -> bool {
        let Some(before) = at.checked_sub(1).filter(|&before| before >= self.from) else { return false };
        let is_number = self.kind(at) == Some(TokenKind::Number);
        is_number
            && self.glued(at)
            && (matches!(self.surface(before), "." | "," | "$" | "€" | "£" | "#" | "/" | ":")
                || self.kind(before) == Some(TokenKind::Affix)
                || self.kind(before) == Some(TokenKind::Word)
                    && self.surface(before).ends_with(|c: char| c.is_ascii_alphanumeric()))
    }

    fn year_of(&self, number: &Number) -> Option<u32> {
        let value = number.value as u32;
        let fits = number.value.fract() == 0.0 && YEARS.contains(&value);
        let is_grouped = number.written == Written::Digits && number.last > number.first;
        // *二千年* and *3千年* are lengths.
        let is_round =
            number.written != Written::Digits && value.is_multiple_of(1000) && number.last - number.first < 3;
        (fits && !is_grouped && !is_round).then_some(value)
    }

    // --- points ------------------------------------------------------------------------------------------------------------------

    /// A place with what may follow it. `before` is the first end of a range, whose greater parts count for this one too.
    fn point(&self, at: usize, before: Option<&Point>) -> Option<Point> {
        match self.class(at, |class| match class {
            Class::Toward(direction) => Some(direction),
            _ => None,
        }) {
            Some((next, direction)) => self.point_from(at, next, Some(direction), before),
            None => self.point_from(at, at, None, before),
        }
    }

    fn point_from(
        &self,
        at: usize,
        start: usize,
        toward: Option<char>,
        before: Option<&Point>,
    ) -> Option<Point> {
        let mut point = Point {
            first: at,
            next: at,
            date: String::new(),
            finest: ' ',
            part: None,
            clock: None,
            modifier: None,
            why: "date",
        };
        if let Some(modifier) = self.class(start, |class| match class {
            Class::Before(modifier) => Some(modifier),
            _ => None,
        }) {
            let mut part = self.point(modifier.0, before).filter(|part| !part.date.is_empty())?;
            part.first = at;
            part.modifier = Some(modifier.1);
            return Some(part);
        }
        let open = match toward {
            Some(direction) => direction.to_string(),
            None => "?".to_owned(),
        };
        if toward.is_none()
            && let Some((next, year, finest)) = self.great(start)
        {
            point.next = next;
            point.date = year;
            point.finest = finest;
        }
        self.take_month(&mut point, start, &open, before);
        if let Some((next, note)) = self.units_behind(&point.date, point.finest, point.next) {
            (point.next, point.date, point.finest) = (next, note, STRETCH);
        }
        self.take_day(&mut point, start, &open, before);
        if let Some((next, note)) = self.half_behind(&point.date, point.finest, point.next) {
            (point.next, point.date, point.finest) = (next, note, STRETCH);
        } else if point.date.is_empty()
            && let Some((next, note)) = self.half_of_this(start)
        {
            (point.next, point.date, point.finest) = (next, note, STRETCH);
        }
        if toward.is_some() && point.date.is_empty() {
            return self.point_from(at, at, None, before);
        }
        self.take_modifier(&mut point);
        self.take_clock(&mut point, start);
        (point.next > start && (!point.date.is_empty() || point.part.is_some() || point.clock.is_some()))
            .then_some(point)
    }

    /// A year, a decade, a century: (next token, place, finest part).
    fn great(&self, at: usize) -> Option<(usize, String, char)> {
        if let Some((next, base)) = self.class(at, |class| match class {
            Class::Reign(year) => Some(u32::from(year)),
            _ => None,
        }) {
            let first = self
                .is(next, Class::FirstYear)
                .and_then(|next| self.class(next, |class| matches!(class, Class::Mark("Y")).then_some(())));
            if let Some((next, ())) = first {
                return Some((next, (base + 1).to_string(), 'Y'));
            }
            let (next, number) = self.with_mark(next, "Y").filter(|(_, number)| number.value < 100.0)?;
            return Some((next, (base + number.value as u32).to_string(), 'Y'));
        }
        if let Some((next, year)) = self.relative_year(at) {
            // 今年2020年
            let again = self
                .with_mark(next, "Y")
                .and_then(|(next, number)| self.year_of(&number).map(|year| (next, year.to_string(), 'Y')));
            return Some(again.unwrap_or((next, year, 'Y')));
        }
        if let Some((next, number)) = self.with_mark(at, "C").or_else(|| self.ordinal_marked(at, "C")) {
            let century = number.value as u32;
            if !(1..=22).contains(&century) {
                return None;
            }
            let start = self.skip(next, &[Class::Of]);
            if let Some((next, decade)) = self.with_mark(start, "E")
                && decade.value < 100.0
                && decade.value % 10.0 == 0.0
            {
                return Some((next, format!("{:02}{}", century - 1, decade.value as u32 / 10), 'E'));
            }
            return Some((next, format!("{:02}", century - 1), 'C'));
        }
        if let Some((next, number)) = self.with_mark(at, "E") {
            let decade = number.value as u32;
            let decade = match decade {
                30..=90 => 1900 + decade,
                1000..=2190 => decade,
                _ => return None,
            };
            return (decade % 10 == 0).then(|| (next, format!("{:03}", decade / 10), 'E'));
        }
        let (next, number) = self.with_mark(at, "Y")?;
        if let Some(year) = self.year_of(&number) {
            return Some((next, year.to_string(), 'Y'));
        }
        // 07年, 19年2月
        let is_two = self.tokens.between(number.first, number.last).chars().count() == 2;
        let short = number.value as u32;
        let is_short = is_two
            && number.value < 100.0
            && (number.written == Written::Digits && self.surface(at).starts_with(['0', '０'])
                || self.with_mark(next, "M").is_some_and(|(_, month)| (1.0..=12.0).contains(&month.value)));
        is_short.then(|| (next, (if short < 50 { 2000 + short } else { 1900 + short }).to_string(), 'Y'))
    }

    /// *一個半小時*, *三年半*: a half between the number and its unit, or behind it.
    pub(super) fn half_length(&self, at: usize, number: &Number) -> Option<Length> {
        if number.max.is_some() || number.vague {
            return None;
        }
        let halves = &self.language.pack.quantities.numbers.plus_half;
        let is_half = |at: usize| {
            let is_apart = self.is_hangul(at) && !(self.glued(at + 1) && self.is_hangul(at + 1));
            (self.glued(at) || is_apart) && halves.iter().any(|half| half == self.lower(at))
        };
        let next = number.last + 1;
        let links = &self.language.measures().links;
        let counter = links.at(self.tokens, next).map_or(next, |(_, length)| next + length);
        let found = |next: usize, unit: &'static str| {
            Some(Length { next, parts: vec![(Some(number.value + 0.5), unit)], modifier: None, first: at })
        };
        if let Some(half) = [next, counter].into_iter().find(|&half| is_half(half))
            && let Some((next, unit)) = self.any_unit(half + 1)
        {
            return found(next, unit);
        }
        let (next, unit) = self.any_unit(next)?;
        if !is_half(next) || matches!(unit, "D" | "W" | "s") {
            return None;
        }
        found(self.any_unit(next + 1).filter(|(_, own)| *own == unit).map_or(next + 1, |(end, _)| end), unit)
    }

    fn ordinal_marked(&self, at: usize, mark: &str) -> Option<(usize, Number)> {
        let number = number_at(self.tokens, at, self.language)
            .filter(|number| number.ordinal && number.last < self.to)?;
        let (next, ()) = self.class(number.last + 1, |class| match class {
            Class::Mark(found) if found == mark => Some(()),
            _ => None,
        })?;
        Some((next, number))
    }

    /// A month, season, quarter, half-year, week, or a phrase of the pack that names one.
    fn take_month(&self, point: &mut Point, start: usize, open: &str, before: Option<&Point>) {
        let has_year = point.finest == 'Y';
        if !matches!(point.finest, ' ' | 'Y') {
            return;
        }
        let at = if has_year { self.skip_all(point.next, &[Class::Of, Class::On]) } else { start };
        // *神龙元年十一月*: of a year that is not known.
        let is_of_reign = |at: usize| {
            at >= self.from + 2
                && self.is(at - 2, Class::FirstYear) == Some(at - 1)
                && self.is(at - 1, Class::Mark("Y")) == Some(at)
        };
        if !has_year && (is_of_reign(at) || at > self.from && is_of_reign(at - 1)) {
            return;
        }
        let mut set = |next: usize, target: &str, finest: char| {
            point.date = match has_year {
                true => in_year(&point.date, target),
                false => format!("{open}{target}"),
            };
            (point.next, point.finest) = (next, finest);
        };
        if let Some((next, number)) = self.with_mark(at, "M")
            && (1.0..=12.0).contains(&number.value)
        {
            let target = format!("M{}", number.value as u32);
            set(next, &target, 'M');
            // The second month of a range lies in the year of the first.
            if let Some(before) = before.filter(|_| !has_year)
                && let Some(year) = year_part(&before.date)
            {
                point.date = in_year(&year, &target);
            }
            return;
        }
        if let Some((next, season)) = self.season(at)
            && (has_year || !self.is_weak(at, next))
        {
            set(next, season, 'S');
            return;
        }
        let fixed = self.class(at, |class| match class {
            Class::Fixed(index) => Some(index),
            _ => None,
        });
        if let Some((next, index)) = fixed {
            let meaning = &self.lexicon.fixed[usize::from(index)];
            let notation = &meaning.notation;
            if let Some(target) = notation.strip_prefix('?') {
                let finest = if target.contains('D') || target.starts_with(['P', 'F']) { 'D' } else { 'M' };
                set(next, target, finest);
                point.modifier = meaning.modifier;
            } else if !has_year
                && !ends_in_day(notation)
                && !notation.ends_with('Y')
                && !notation.contains(" T")
            {
                let finest = notation.chars().next_back().unwrap_or('M');
                point.date = notation.to_string();
                (point.next, point.finest) = (next, finest);
                point.modifier = meaning.modifier;
            }
            return;
        }
        if !has_year && let Some((next, count)) = self.shift(at) {
            let next = self.skip(next, &[Class::Of]);
            if let Some((end, unit)) = self.class(next, |class| match class {
                Class::Unit(unit @ ("W" | "M" | "Q" | "WE" | "H" | "Y"), _) => Some(unit),
                _ => None,
            }) {
                point.date = format!("{count:+}{unit}");
                (point.next, point.finest) = (end, unit.chars().next_back().unwrap_or('M'));
            // *この日* is no Sunday: the weekday must be said whole.
            } else if let Some((end, day)) = self.class(next, |class| match class {
                Class::Weekday(day) => Some(day),
                _ => None,
            }) {
                point.date = match count {
                    0 => format!("+0W =F{day}"),
                    -1 => format!("-1W =F{day}"),
                    1 => format!("+1W =F{day}"),
                    _ => return,
                };
                (point.next, point.finest) = (end, 'D');
            } else if let Some((end, season)) = self.season(next) {
                point.date = match count {
                    0 => format!("+0Y ={season}"),
                    -1 => format!("<<{season}"),
                    1 => format!(">>{season}"),
                    _ => return,
                };
                (point.next, point.finest) = (end, 'S');
            }
        }
    }

    /// A day of a month, a weekday, a phrase of the pack that names a day.
    fn take_day(&self, point: &mut Point, start: usize, open: &str, before: Option<&Point>) {
        let has_great = !point.date.is_empty();
        let at = match has_great {
            true => self.skip_all(point.next, &[Class::Of, Class::On]),
            false => start,
        };
        if !matches!(point.finest, ' ' | 'M' | 'W' | 'Y') {
            return;
        }
        // The n-th weekday, week or last day of a month or year.
        if has_great
            && matches!(point.finest, 'M' | 'Y')
            && let Some((next, target)) = self.nth(at)
        {
            point.date = format!("{} {target}", point.date);
            (point.next, point.finest) = (next, if target.ends_with('W') { 'V' } else { 'D' });
            return;
        }
        let marked = self.with_mark(at, "D").or_else(|| {
            self.with_mark(at, "d").filter(|_| point.finest == 'M' || before.is_some_and(|b| b.finest == 'D'))
        });
        if let Some((next, number)) = marked
            && (1.0..=31.0).contains(&number.value)
            && matches!(point.finest, ' ' | 'M')
            && !(point.finest == ' ' && self.follows_nights(at))
        {
            let day = number.value as u32;
            if point.finest == ' ' {
                let of_month = before.and_then(|before| month_part(&before.date));
                point.date = match of_month {
                    Some(month) => with_day(&month, day),
                    None => format!("{open}D{day}"),
                };
            } else {
                if month_of(&point.date).is_some_and(|month| day > days_in(month)) {
                    return;
                }
                point.date = with_day(&point.date, day);
            }
            (point.next, point.finest) = (next, 'D');
            let of_week = self.skip_weekday(point);
            // *21日月曜日*: the month in which it is one.
            if let Some(of_week) = of_week.filter(|_| point.date == format!("?D{day}")) {
                point.date = format!("~D{day}F{of_week}");
            }
            return;
        }
        if matches!(point.finest, ' ' | 'W')
            && let Some((next, day, _)) = self.weekday(at)
        {
            let is_full = next > at + 1 || point.finest == 'W';
            let is_short = self
                .class(at, |class| matches!(class, Class::WeekdayShort(_)).then_some(()))
                .is_some_and(|(end, ())| end == next)
                && self.class(at, |class| matches!(class, Class::Weekday(_)).then_some(())).is_none();
            if is_short && !(point.finest == 'W' || is_full) {
                return;
            }
            point.date = match point.finest {
                'W' => format!("{} =F{day}", point.date),
                _ => format!("{open}F{day}"),
            };
            (point.next, point.finest) = (next, 'D');
            // 日曜日、2月10日
            let opens = [',', '(', '（'].iter().find_map(|&mark| self.mark(next, mark));
            if let Some(dated) = self.month_and_day(opens.unwrap_or(next)) {
                (point.date, point.next) = dated;
                point.next = self.mark(point.next, ')').filter(|_| opens.is_some()).unwrap_or(point.next);
            }
            return;
        }
        if point.finest == ' '
            && let Some((next, index)) = self.class(at, |class| match class {
                Class::Fixed(index) => Some(index),
                _ => None,
            })
        {
            let meaning = &self.lexicon.fixed[usize::from(index)];
            if let Some((date, clock)) = meaning.notation.split_once(" T")
                && let Some((hour, minute)) = clock.split_once(':')
            {
                point.date = date.to_owned();
                point.clock = hour.parse().ok().zip(minute.parse().ok());
            } else if let Some((date, part)) = meaning.notation.split_once(" T") {
                point.date = date.to_owned();
                point.part = super::lexicon::part_named(part);
            } else if ends_in_day(&meaning.notation) {
                point.date = meaning.notation.to_string();
            } else {
                return;
            }
            point.modifier = meaning.modifier;
            point.why = "fixed";
            (point.next, point.finest) = (next, 'D');
            self.skip_weekday(point);
        }
    }

    /// *3月5日* after a weekday.
    fn month_and_day(&self, at: usize) -> Option<(String, usize)> {
        let (next, month) =
            self.with_mark(at, "M").filter(|(_, month)| (1.0..=12.0).contains(&month.value))?;
        let (next, day) = self.with_mark(next, "D").or_else(|| self.with_mark(next, "d"))?;
        let (month, day) = (month.value as u32, day.value as u32);
        (1..=31).contains(&day).then(|| (format!("?M{month}D{day}"), next))
    }

    /// Passes over the weekday behind a date, which adds nothing to a month and its day: *5日（星期二）*, *10月12日、月曜日*.
    fn skip_weekday(&self, point: &mut Point) -> Option<u8> {
        let next = point.next;
        let bracket = ['(', '[', '（'].iter().find_map(|&mark| self.mark(next, mark));
        let (end, of_week) = match bracket {
            Some(inside) => {
                let (end, of_week, _) = self.weekday(inside)?;
                ([')', ']', '）'].iter().find_map(|&mark| self.mark(end, mark))?, of_week)
            }
            None => {
                let comma = self.mark(next, ',').unwrap_or(next);
                let (end, of_week, _) = self.weekday(comma).filter(|(end, ..)| *end > comma + 1)?;
                (end, of_week)
            }
        };
        point.next = end;
        Some(of_week)
    }

    /// *第一个星期一*, *첫째 수요일*, *最終日*: (next token, `#1F1`).
    fn nth(&self, at: usize) -> Option<(usize, String)> {
        let (next, count) = self
            .class(at, |class| match class {
                Class::Ordinal(number) => Some(i32::from(number)),
                _ => None,
            })
            .or_else(|| {
                number_at(self.tokens, at, self.language)
                    .filter(|number| number.ordinal && number.last < self.to && number.value <= 53.0)
                    .map(|number| (number.last + 1, number.value as i32))
            })?;
        let next = self.skip_all(next, &[Class::Of, Class::Article]);
        // *第二个星期一*: a measure word before a whole weekday.
        let link = self.language.measures().links.at(self.tokens, next).map(|(_, length)| next + length);
        let is_weekday = |at: usize| self.class(at, |class| matches!(class, Class::Weekday(_)).then_some(()));
        let next = link.filter(|&after| is_weekday(after).is_some()).unwrap_or(next);
        // *最后三天* are three days, no Wednesday.
        let is_short = self.class(next, |class| matches!(class, Class::Weekday(_)).then_some(())).is_none();
        if let Some((next, day, _)) = self.weekday(next).filter(|_| !is_short) {
            return Some((next, format!("#{count}F{day}")));
        }
        let (next, unit) = self.class(next, |class| match class {
            Class::Unit(unit @ ("D" | "W"), _) => Some(unit),
            _ => None,
        })?;
        Some((next, format!("#{count}{unit}")))
    }

    /// The beginning, the middle, the end of, behind the time.
    fn take_modifier(&self, point: &mut Point) {
        if point.date.is_empty() || point.modifier.is_some() {
            return;
        }
        let start = self.skip(point.next, &[Class::Of]);
        if let Some((next, modifier)) = [point.next, start].into_iter().find_map(|at| {
            self.class(at, |class| match class {
                Class::After(modifier) => Some(modifier),
                _ => None,
            })
        }) {
            point.next = next;
            point.modifier = Some(modifier);
        }
    }

    // --- clock -------------------------------------------------------------------------------------------------------------------

    fn take_clock(&self, point: &mut Point, start: usize) {
        let has_date = !point.date.is_empty();
        if has_date && (point.finest != 'D' || point.modifier.is_some() || point.clock.is_some()) {
            return;
        }
        let at = match has_date {
            true => self.skip_all(point.next, &[Class::Of, Class::On]),
            false => start,
        };
        let mut clock_at = at;
        let mut cued = has_date || point.part.is_some();
        if let Some((next, part)) = self.part(at)
            && (has_date
                || !self.is_weak(at, next)
                || self.hour(self.skip(next, &[Class::Of]), true).is_some())
        {
            point.part = Some(part);
            point.next = next;
            cued = true;
            clock_at = self.skip_all(next, &[Class::Of]);
        }
        let Some((next, hour, minute)) = self.hour(clock_at, cued) else { return };
        let after = |hour: u32| if hour < 12 { hour + 12 } else { hour };
        let hour = match point.part {
            Some("AF" | "EV") => after(hour),
            Some("NI") if (5..12).contains(&hour) => after(hour),
            Some("MI") if hour < 5 => after(hour),
            Some("MO") if hour == 12 => 0,
            _ => hour,
        };
        let (hour, minute) = if hour == 24 { (24, 0) } else { (hour, minute) };
        if clock_note(hour, minute).is_some() {
            point.clock = Some((hour, minute));
            point.next = next;
        }
    }

    /// *3点半*, *3時20分*, *15:30*: (next token, hour, minute). `cued`: a day or a part of the day stands before it.
    fn hour(&self, at: usize, cued: bool) -> Option<(usize, u32, u32)> {
        if let Some((hour, length)) = self.digits(at).filter(|(hour, length)| *length <= 2 && *hour <= 24)
            && self.glued(at + 1)
            && self.tokens.is_mark(at + 1, ':')
            && let Some((minute, 2)) = self.digits(at + 2).filter(|(minute, _)| *minute < 60)
            && self.glued(at + 2)
            && (cued || length == 2 || minute % 5 == 0)
        {
            let mut next = at + 3;
            if self.tokens.is_mark(next, ':')
                && self.glued(next)
                && matches!(self.digits(next + 1), Some((_, 2)))
            {
                next += 2;
            }
            let meridiem = |next: usize| {
                let pm = self.is(next, Class::Pm).map(|next| (next, true));
                pm.or_else(|| self.is(next, Class::Am).map(|next| (next, false)))
            };
            if let Some((next, is_after_noon)) = meridiem(next) {
                let hour = match is_after_noon {
                    true if hour < 12 => hour + 12,
                    false if hour == 12 => 0,
                    _ => hour,
                };
                return Some((next, hour, minute));
            }
            return Some((next, hour, minute));
        }
        if let Some(found) = self.minutes_before_hour(at) {
            return Some(found);
        }
        let (next, number) = self.with_mark(at, "h").filter(|(_, number)| number.value <= 24.0)?;
        let hour = number.value as u32;
        let is_word = number.written == Written::Words;
        let ends = |next: usize| next >= self.to || self.kind(next) == Some(TokenKind::Mark);
        if let Some((next, minutes)) = self.class(next, |class| match class {
            Class::ClockPart(minutes) => Some(u32::from(minutes)),
            _ => None,
        }) {
            return Some((next, hour, minutes));
        }
        // *这一点十分重要*: ten minutes are an adverb too.
        let is_adverb = |minutes: &Number| !cued && is_word && hour as f64 <= 1.0 && minutes.value == 10.0;
        if let Some((end, minutes)) =
            self.with_mark(next, "m").filter(|(_, minutes)| minutes.value < 60.0 && !is_adverb(minutes))
        {
            let end = self.with_mark(end, "s").filter(|(_, s)| s.value < 60.0).map_or(end, |(end, _)| end);
            return Some((end, hour, minutes.value as u32));
        }
        // 8時31秒
        if cued && let Some((end, _)) = self.with_mark(next, "s").filter(|(_, second)| second.value < 60.0) {
            return Some((end, hour, 0));
        }
        // 三点十五
        if cued
            && let Some(minutes) = self.number(next).filter(|minutes| {
                minutes.value >= 10.0
                    && minutes.value < 60.0
                    && minutes.value.fract() == 0.0
                    && self.glued(next)
            })
            && ends(minutes.last + 1)
        {
            return Some((minutes.last + 1, hour, minutes.value as u32));
        }
        // 十二点一五 is a decimal.
        if !cued && self.glued(next) && self.number(next).is_some() {
            return None;
        }
        let next_after = self.is(next, Class::ClockAfter);
        let shown = cued
            || !is_word
            || next_after.is_some()
            || self.is_alone(at, next)
            || hour as f64 >= FEWEST_HOURS
            || self.is_hangul(at);
        shown.then_some((next_after.unwrap_or(next), hour, 0))
    }

    fn is_alone(&self, first: usize, next: usize) -> bool {
        first == self.from && next >= self.to
    }

    // --- what is made of them ----------------------------------------------------------------------------------------------------

    fn told(&self, point: Point) -> Option<Reading> {
        let clock = point.clock.and_then(|(hour, minute)| clock_note(hour, minute));
        let time = clock.or_else(|| point.part.map(|part| format!("T{part}")));
        let what = match (point.date.is_empty(), time) {
            (true, Some(time)) => What::OnDay(time),
            (true, None) => return None,
            (false, Some(time)) => What::Place(format!("{} {time}", point.date)),
            (false, None) => What::Place(point.date),
        };
        Some(Reading {
            first: point.first,
            next: point.next,
            what,
            modifier: point.modifier,
            why: point.why,
            second: None,
        })
    }

    /// *从3月5日到8日*, *午後5時から6時まで*, *3월 5일~8일*
    fn range_of_points(&self, at: usize) -> Option<Reading> {
        let cue = self.is(at, Class::Since).or_else(|| self.is(at, Class::Between));
        let start = cue.unwrap_or(at);
        let from = self
            .bare_end(start)
            .or_else(|| self.bare_hour_of_part(start))
            .or_else(|| self.point(start, None))
            .or_else(|| self.plain_point(start, None))?;
        let since = self.is(from.next, Class::SinceAfter);
        let joint = since.unwrap_or(from.next);
        let joint = self.mark(joint, ',').filter(|_| since.is_some()).unwrap_or(joint);
        let joined = self
            .is(joint, Class::To)
            .or_else(|| self.dash(joint))
            .or_else(|| ['~', '〜', '～'].iter().find_map(|&mark| self.mark(joint, mark)))
            .or_else(|| {
                self.middle_dot(joint).filter(|_| self.kind(from.next - 1) == Some(TokenKind::Number))
            });
        let next = match (joined, since) {
            (Some(next), _) => next,
            (None, Some(_)) => joint,
            (None, None) => return None,
        };
        let to = self.point(next, Some(&from)).or_else(|| self.plain_point(next, Some(&from)))?;
        let after = self.is(to.next, Class::UntilAfter).or_else(|| self.is(to.next, Class::BetweenAfter));
        if joined.is_none() && after.is_none() {
            return None;
        }
        if from.finest != to.finest
            && !(from.finest == 'D' && to.date.is_empty())
            && from.clock.is_some() != to.clock.is_some()
        {
            return None;
        }
        let note = |point: &Point, date: &str, part: Option<&'static str>| {
            let clock = match (point.clock, part, point.part) {
                // 午後5時から6時: the second is in the same half of the day.
                (Some((hour, minute)), Some("AF" | "EV"), None) if hour < 12 => clock_note(hour + 12, minute),
                (Some((hour, minute)), ..) => clock_note(hour, minute),
                (None, _, Some(part)) => Some(format!("T{part}")),
                (None, _, None) => None,
            };
            match clock {
                Some(clock) => format!("{date} {clock}"),
                None => date.to_owned(),
            }
        };
        let today = "+0D".to_owned();
        let first_date = if from.date.is_empty() { today } else { from.date.clone() };
        let to_date = match to.date.is_empty() {
            true => first_date.clone(),
            false => to.date.clone(),
        };
        // *1990年代後半から2000年代前半*: from the first end of the one to the last of the other.
        let first_date = first_date.split('/').next().unwrap_or(&first_date).to_owned();
        let to_date = to_date.rsplit('/').next().unwrap_or(&to_date).to_owned();
        // An open first end lies before the second.
        let first_date = match (first_date.strip_prefix('?'), to_date.strip_prefix('?')) {
            (Some(target), None) => format!("{to_date} <{target}"),
            (Some(target), Some(_)) => format!("{to_date} <{target}"),
            _ => first_date,
        };
        // *10時から4時*
        let mut to = to;
        if let (Some(first), Some(last)) = (from.clock, to.clock)
            && to.date.is_empty()
            && to.part.is_none()
            && from.part.is_none()
        {
            to.clock = Some((after_noon_if_earlier(first, last), last.1));
        }
        let part = from.part.filter(|_| to.date.is_empty());
        let notation = format!("{}/{}", note(&from, &first_date, None), note(&to, &to_date, part));
        Some(Reading {
            first: start,
            next: to.next,
            what: What::Place(notation),
            modifier: None,
            why: "stretch",
            second: None,
        })
    }

    /// *早上五到六点*: the part of the day stands before both hours.
    fn bare_hour_of_part(&self, at: usize) -> Option<Point> {
        let (next, part) = self.part(at)?;
        let point = self.bare_end(self.skip(next, &[Class::Of])).filter(|point| point.date.is_empty())?;
        let (hour, minute) = point.clock?;
        let hour = if matches!(part, "AF" | "EV") && hour < 12 { hour + 12 } else { hour };
        Some(Point { first: at, part: Some(part), clock: Some((hour, minute)), ..point })
    }

    /// *1995-1997年*, *5~8日*, *3-5月*: a number whose mark stands behind the second one.
    fn bare_end(&self, at: usize) -> Option<Point> {
        let number = self.number(at).filter(|number| number.value.fract() == 0.0)?;
        let next = number.last + 1;
        let joint = self
            .dash(next)
            .or_else(|| self.is(next, Class::To))
            .or_else(|| ['~', '〜', '～'].iter().find_map(|&mark| self.mark(next, mark)))
            .or_else(|| self.middle_dot(next))?;
        let second = self.number(joint)?;
        // *2020・2021年*: two neighbours are a stretch, others a list.
        let is_list = self.middle_dot(next).is_some() && second.value != number.value + 1.0;
        if second.value <= number.value || is_list {
            return None;
        }
        let mark = ["Y", "M", "D", "h"].into_iter().find(|mark| self.with_mark(joint, mark).is_some())?;
        let value = number.value as u32;
        let (date, finest, clock) = match mark {
            "Y" => (self.year_of(&number)?.to_string(), 'Y', None),
            "M" if (1..=12).contains(&value) => (format!("?M{value}"), 'M', None),
            "D" if (1..=31).contains(&value) => (format!("?D{value}"), 'D', None),
            "h" if value <= 24 => (String::new(), ' ', Some((value, 0))),
            _ => return None,
        };
        Some(Point { first: at, next, date, finest, part: None, clock, modifier: None, why: "date" })
    }

    /// The dot between *2020・2021年*.
    fn middle_dot(&self, at: usize) -> Option<usize> {
        (at < self.to && self.surface(at) == "・").then_some(at + 1)
    }

    /// A day in digits; behind another one (`2021/03/25～03/30`) without its year.
    fn plain_point(&self, at: usize, before: Option<&Point>) -> Option<Point> {
        if self.kind(at) != Some(TokenKind::Number) {
            return None;
        }
        let short = || {
            let year =
                before.filter(|before| before.finest == 'D').and_then(|before| year_part(&before.date))?;
            let (month, month_digits) = self.digits(at)?;
            let (day, day_digits) = self.digits(at + 2)?;
            let is_slashed = self.tokens.is_mark(at + 1, '/') && self.glued(at + 1) && self.glued(at + 2);
            let goes_on = self.glued(at + 3) && matches!(self.surface(at + 3), "/" | "." | "-");
            let fits = is_slashed
                && !goes_on
                && month_digits <= 2
                && day_digits <= 2
                && (1..=12).contains(&month)
                && (1..=days_in(month as u8)).contains(&day);
            fits.then(|| Part::new(at + 3, format!("{year}-{month:02}-{day:02}"), "numeric-date"))
        };
        let part = self.iso(at).or_else(|| self.numeric(at)).or_else(short)?;
        (!part.note.contains(" T")).then_some(Point {
            first: at,
            next: part.next,
            date: part.note,
            finest: 'D',
            part: None,
            clock: None,
            modifier: None,
            why: part.why,
        })
    }

    /// `2021/3`
    fn year_and_month(&self, at: usize) -> Option<Part> {
        let (slash, year) = self.year(at)?;
        let month_at = self.mark(slash, '/').filter(|_| self.glued(slash) && self.glued(slash + 1))?;
        let (month, length) = self.digits(month_at)?;
        let next = month_at + 1;
        let goes_on = self.glued(next)
            && (self.kind(next) == Some(TokenKind::Affix)
                || matches!(self.surface(next), "/" | "." | "-" | ":" | "%")
                || self.any_unit(next).is_some());
        let fits = length <= 2 && (1..=12).contains(&month) && !goes_on && !self.is_part_of_bigger(at);
        fits.then(|| Part::new(next, format!("{year}-{month:02}"), "year-month"))
    }

    /// A date in digits, with a time of the clock.
    fn plain_date(&self, at: usize) -> Option<Reading> {
        let part: Part = self.iso(at).or_else(|| self.numeric(at)).or_else(|| self.year_and_month(at))?;
        let finest = if part.why == "year-month" { 'M' } else { 'D' };
        let mut point = Point {
            first: at,
            next: part.next,
            date: part.note.clone(),
            finest,
            part: None,
            clock: None,
            modifier: None,
            why: part.why,
        };
        if finest == 'D' && !part.note.contains(" T") {
            self.skip_weekday(&mut point);
            self.take_clock(&mut point, at);
        }
        self.told(point)
    }
}

/// The year of a place, where it has one.
fn year_part(note: &str) -> Option<String> {
    let first = note.split([' ', '-']).next().unwrap_or(note);
    if first.len() == 4 && first.bytes().all(|b| b.is_ascii_digit()) {
        return Some(first.to_owned());
    }
    let first = note.split(' ').next()?;
    (first.ends_with('Y') && note.contains(' ')).then(|| first.to_owned())
}

/// The month of a day's place: all but the day.
fn month_part(note: &str) -> Option<String> {
    if note.len() == 10 && note.starts_with(|c: char| c.is_ascii_digit()) {
        return Some(note[..7].to_owned());
    }
    let at = note.rfind('D').filter(|&at| note[at + 1..].bytes().all(|b| b.is_ascii_digit()))?;
    let head = note[..at].trim_end_matches(['=', ' ']);
    (head.contains('M') && at + 1 < note.len()).then(|| head.to_owned())
}

/// The number of the month that a place ends in.
fn month_of(note: &str) -> Option<u8> {
    if note.len() == 7 && note.as_bytes()[4] == b'-' {
        return note[5..].parse().ok();
    }
    let at = note.rfind('M')?;
    note[at + 1..].parse().ok()
}

/// A day of a month.
pub(super) fn with_day(month: &str, day: u32) -> String {
    if month.len() == 7 && month.starts_with(|c: char| c.is_ascii_digit()) {
        return format!("{month}-{day:02}");
    }
    let names_month = month
        .rfind('M')
        .is_some_and(|at| at + 1 < month.len() && month[at + 1..].bytes().all(|b| b.is_ascii_digit()));
    if names_month { format!("{month}D{day}") } else { format!("{month} =D{day}") }
}
