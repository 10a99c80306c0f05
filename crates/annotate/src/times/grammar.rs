//! The rules. Each looks at one token and says what time starts there; the longest wins, and of two as long the one that stands first.
//!
//! What a time means is written in the notation of `tidings-calendar`, with `?` where the direction depends on the tense.

mod around;
mod bare_hours;
mod clock;
mod compact;
mod dates;
mod days;
mod either;
mod ends;
mod hours;
mod intervals;
mod joined;
mod lengths;
mod month_days;
mod named;
mod numeric_days;
mod quarters;
mod sets;
mod solar;
mod spoken;
mod wholes;
mod words;
mod years;

pub(super) use intervals::after_noon_if_earlier;
pub(super) use wholes::units_of_whole;

use super::lexicon::{Class, Classes, Lexicon, Place};
use std::cell::Cell;
use tidings_language::{
    Case, Language, TokenKind, Tokens, digits_of, may_be_number, number_at, number_prefixes,
};
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
    pub(super) fn new(next: usize, note: impl Into<String>, why: &'static str) -> Self {
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
            let is_half = count.is_some_and(|count| count.fract() == 0.5);
            let (factor, letters) = match *unit {
                "H" => (6.0, "M"),
                // *half a day*
                "D" if is_half && *count == Some(0.5) => (24.0, "h"),
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
    pub(super) fn steps(&self, sign: char) -> Option<String> {
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
    /// What has been asked already.
    pub(super) asked: &'a Asked,
}

/// A part of the grammar that several rules ask for at the same token.
#[derive(Debug, Clone, Copy)]
pub(super) enum Question {
    NumberOrCompound,
    Date,
    DayDate,
    MonthOrSeason,
    Shifted,
    ShiftedAfter,
    RelativeYear,
    Length,
    YearInWords,
}

/// Questions that had *no* for an answer, by token: rules ask the same again and again, and most answers are no.
///
/// An answer may depend on the text and on where a token stands, on nothing else.
#[derive(Debug)]
pub(super) struct Asked(Vec<Cell<u16>>);

impl Asked {
    pub(super) fn new(tokens: usize) -> Self {
        Self(vec![Cell::new(0); tokens])
    }
}

impl Grammar<'_> {
    /// What `read` finds at a token, which is not asked again where it was nothing.
    pub(super) fn once<T>(
        &self,
        question: Question,
        at: usize,
        read: impl FnOnce() -> Option<T>,
    ) -> Option<T> {
        // Another line has answers of its own.
        let answers = self.asked.0.get(at).filter(|_| at < self.to)?;
        let bit = 1 << question as u16;
        if answers.get() & bit != 0 {
            return None;
        }
        let found = read();
        if found.is_none() {
            answers.set(answers.get() | bit);
        }
        found
    }

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
        offer(self.pair(at));
        offer(self.month_pair(at));
        offer(self.quarters_away(at));
        offer(self.working_days_away(at));
        offer(self.days_in_digits(at));
        offer(self.weekday_and_count(at));
        let away = self.ago_or_hence(at);
        if away.is_some() {
            offer(self.count_and_weekday(at));
        }
        offer(away);
        offer(self.date(at).map(|part| self.placed(at, part)));
        offer(self.following(at));
        offer(self.set(at));
        offer(self.year_alone(at));
        offer(self.year_words_alone(at));
        offer(self.day_of_range(at));
        offer(self.clock_range_alone(at));
        offer(self.days_of_month(at));
        offer(self.bare_days(at));
        offer(self.days_behind_month(at));
        offer(self.counted_behind(at));
        offer(self.slashed_with_endings(at));
        offer(self.hour_of_part(at));
        offer(self.either_hour(at));
        offer(self.bare_hours_before_day(at));
        offer(self.hour_for_length(at));
        offer(self.hours_between_before_day(at));
        offer(self.days_of_month_from_now(at));
        offer(self.clock_alone(at));
        offer(self.counted_from(at));
        offer(self.part_alone(at));
        offer(self.set_part_with_clock(at));
        let length = self.length_alone(at);
        if length.is_some() {
            offer(self.length_from(at));
        }
        offer(length);
        offer(self.vague(at));
        best.map(|reading| self.with_neighbours(self.with_seconds(reading)))
    }

    /// Whether a time can begin at a token: most tokens are refused here, at little cost.
    fn can_begin(&self, at: usize) -> bool {
        let opens = |(length, class): (u8, Class)| match class.place() {
            Place::Whole => true,
            Place::Opens => {
                let next = at + usize::from(length);
                self.has_anything(next) && (class == Class::Clock || self.leads_on(next))
            }
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

    /// Whether words that only open or join lead on to something that can be a time, or a part of one, by itself.
    fn leads_on(&self, at: usize) -> bool {
        let mut covered = at + 1;
        for place in at..self.to.min(at + FARTHEST_OPENED) {
            // *a la una*: an hour may be told by what is an article elsewhere.
            if self.is_number_or_compound(place) || self.is_one_in_words(place) {
                return true;
            }
            for &(length, class) in self.classes.at(place) {
                if class.place() == Place::Whole {
                    return true;
                }
                covered = covered.max(place + usize::from(length));
            }
            if place >= covered && self.kind(place) == Some(TokenKind::Word) {
                return false;
            }
        }
        at + FARTHEST_OPENED < self.to
    }

    fn is_number_or_compound(&self, at: usize) -> bool {
        if self.is_plain_word(at) {
            return false;
        }
        let is_one = || {
            self.may_begin_a_length(at)
                || self.is_quarter(at)
                || self.is_joined_word(at)
                || self.months_in_word(at).is_some()
                || self.compound(at).is_some()
                || self.is_roman_century(at)
        };
        self.once(Question::NumberOrCompound, at, || is_one().then_some(())).is_some()
    }

    /// Whether the letters of a word alone show that it is nothing that [`Self::is_number_or_compound`] looks for: no number or part
    /// of one, without a digit or a hyphen, no Roman number, and no weekday or month with something written on.
    fn is_plain_word(&self, at: usize) -> bool {
        if self.kind(at) != Some(TokenKind::Word) {
            return false;
        }
        let word = self.lower(at);
        let is_roman = || self.case(at) != Case::Lower && self.surface(at).starts_with(ROMAN);
        !word.bytes().any(|byte| byte == b'-' || byte.is_ascii_digit())
            && !may_be_number(word, self.language)
            && !is_roman()
            && !self.lexicon.may_begin_compound(word)
            && self.is(at, Class::Both).is_none()
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
        true => target.starts_with(['F', 'D', 'P']) || target.contains(['D', '#']),
        false => {
            last.ends_with('D')
                || last.starts_with('#') && (last.contains('F') || last.ends_with('D'))
                || last.len() == 10 && last.starts_with(|c: char| c.is_ascii_digit())
        }
    }
}

/// Behind words that open a time, what can be one is looked for so many tokens on.
const FARTHEST_OPENED: usize = 12;

/// Letters of Roman numbers, with those of Cyrillic that look like them.
const ROMAN: [char; 5] = ['I', 'І', 'V', 'X', 'Х'];

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
