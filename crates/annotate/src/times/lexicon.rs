//! Words of time by what they can be: the classes that the rules are written over.

use rustc_hash::{FxHashMap, FxHashSet};
use std::sync::{Arc, Mutex, OnceLock};
use tidings_language::pack::{TimesPack, Words};
use tidings_language::{Language, Phrases, TokenKind, Tokens, elided};
use tidings_model::TimeModifier;
use tidings_names::Inflector;

/// What a word of time can be. A word may be several.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Class {
    Month(u8),
    MonthShort(u8),
    Weekday(u8),
    WeekdayShort(u8),
    WeekdaySet(u8),
    /// `SP`, `SU`, `FA`, `WI`.
    Season(&'static str),
    /// `MO` …
    Part(&'static str),
    /// A unit by its letters in the notation; whether the form is a plural.
    Unit(&'static str, bool),
    UnitAgo(&'static str),
    UnitDual(&'static str),
    OtherCalendar,
    /// A month of the Persian solar calendar.
    SolarMonth(u8),
    SolarAfter,
    /// Index into [`Lexicon::fixed`].
    Fixed(u16),
    Following(u16),
    Vague(&'static str),
    Set(u16),
    Length(u16),
    Shift(i8),
    /// The same where it follows what it shifts.
    ShiftAfter(i8),
    Ordinal(i8),
    Before(TimeModifier),
    After(TimeModifier),
    Exact(TimeModifier),
    ExactAfter(TimeModifier),
    Ago,
    AgoAfter,
    Hence,
    HenceAfter,
    HenceOpen,
    Starting,
    Coming,
    Preceding,
    NumberedWeek,
    /// Hour and minute of a time of the clock that has a name.
    ClockWord(u8, u8),
    NoTime,
    Each,
    Per,
    Several,
    Both,
    Couple,
    VagueBefore,
    On,
    Of,
    Article,
    Between,
    From,
    FromDay,
    BetweenAfter,
    And,
    To,
    Since,
    SinceAfter,
    Until,
    UntilAfter,
    AfterEvent,
    AfterEventAfter,
    BeforeEvent,
    BeforeEventAfter,
    During,
    DuringAfter,
    YearCue,
    YearAfter,
    DayAfter,
    DecadeBefore,
    DecadeAfter,
    DayCue,
    Decade(u8),
    Clock,
    ClockAfter,
    ShortYear,
    WorkingDay,
    /// A part of the day that needs no word before it.
    PartStands,
    Am,
    Pm,
    Night,
    HalfTo,
    HourPlus,
    HourMinus,
    Past,
    To60,
    PastAfter,
    ToAfter,
    ClockPart(u8),
    AgeAfter,
    AgeBefore,
    Zone,
    /// What makes a part of a date of the number before it.
    Mark(&'static str),
    WeakDayMark,
    Reign(u16),
    FirstYear,
    Toward(char),
    NotMark,
    Particle,
    FirstHalf,
    SecondHalf,
    FirstUnits,
    LastUnits,
    /// A unit that is the running one before its part.
    OpenWhole,
    /// The half of a year, behind which one it is.
    HalfUnit,
    Future,
    PastWord,
}

/// Where in a time a class of words stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Place {
    /// It can be a time by itself.
    Whole,
    /// It can begin one.
    Opens,
    /// It only joins or ends what has begun.
    Joins,
}

impl Class {
    /// Whether a time can begin with such a word.
    pub(super) fn place(self) -> Place {
        match self {
            Self::Month(_)
            | Self::MonthShort(_)
            | Self::Weekday(_)
            | Self::WeekdayShort(_)
            | Self::WeekdaySet(_) => Place::Whole,
            Self::Season(_) | Self::Part(_) | Self::Unit(..) | Self::UnitAgo(_) | Self::Fixed(_) => {
                Place::Whole
            }
            Self::Following(_) | Self::Vague(_) | Self::Set(_) | Self::Length(_) | Self::Decade(_) => {
                Place::Whole
            }
            Self::Shift(_)
            | Self::Ordinal(_)
            | Self::Before(_)
            | Self::Exact(_)
            | Self::Ago
            | Self::Hence => Place::Opens,
            Self::UnitDual(_) | Self::ClockWord(..) => Place::Whole,
            Self::NumberedWeek => Place::Opens,
            Self::Starting | Self::Coming | Self::Preceding | Self::NoTime => Place::Joins,
            Self::SolarMonth(_) => Place::Whole,
            Self::OtherCalendar | Self::SolarAfter | Self::ShiftAfter(_) => Place::Joins,
            Self::Each
            | Self::DecadeBefore
            | Self::Per
            | Self::Several
            | Self::Both
            | Self::Couple
            | Self::Article
            | Self::Between
            | Self::HenceOpen
            | Self::DayCue
            | Self::From => Place::Opens,
            Self::ShortYear | Self::PartStands | Self::WorkingDay => Place::Joins,
            Self::Clock | Self::HalfTo | Self::ClockPart(_) | Self::On | Self::AgeBefore => Place::Opens,
            Self::After(_) | Self::ExactAfter(_) | Self::AgoAfter | Self::HenceAfter | Self::VagueBefore => {
                Place::Joins
            }
            Self::Of | Self::BetweenAfter | Self::And | Self::To | Self::Since | Self::SinceAfter => {
                Place::Joins
            }
            Self::FromDay | Self::Until | Self::UntilAfter | Self::AfterEvent | Self::AfterEventAfter => {
                Place::Joins
            }
            Self::BeforeEvent | Self::BeforeEventAfter | Self::During | Self::DuringAfter => Place::Joins,
            Self::YearAfter | Self::DayAfter => Place::Joins,
            Self::YearCue
            | Self::DecadeAfter
            | Self::ClockAfter
            | Self::Am
            | Self::Pm
            | Self::Night
            | Self::Past => Place::Joins,
            Self::HourPlus | Self::HourMinus | Self::PastAfter | Self::ToAfter => Place::Joins,
            Self::Reign(_) | Self::Toward(_) => Place::Opens,
            Self::Mark(_) | Self::WeakDayMark | Self::FirstYear | Self::NotMark | Self::Particle => {
                Place::Joins
            }
            Self::FirstHalf | Self::SecondHalf | Self::FirstUnits | Self::LastUnits => Place::Joins,
            Self::OpenWhole => Place::Opens,
            Self::HalfUnit => Place::Joins,
            Self::To60 | Self::AgeAfter | Self::Zone | Self::Future | Self::PastWord => Place::Joins,
        }
    }
}

/// A phrase with a meaning of its own.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Meaning {
    pub(super) notation: Box<str>,
    pub(super) modifier: Option<TimeModifier>,
}

/// Words of time of one language.
#[derive(Debug, Default)]
pub(super) struct Lexicon {
    classes: Phrases<Class>,
    /// Some phrase begins with digits (`3月`).
    begins_with_digits: bool,
    /// Some phrase is no time though its words look like one.
    has_no_times: bool,
    pub(super) fixed: Vec<Meaning>,
    weak: FxHashSet<Box<str>>,
    past_not: FxHashSet<Box<str>>,
    /// Tail of a compound word → what it is (`abend` of `Dienstagabend`).
    parts: FxHashMap<Box<str>, &'static str>,
    /// Weekdays and months that can begin a compound.
    heads: FxHashMap<Box<str>, Class>,
    /// The first two letters of all of them: most words are refused here.
    head_beginnings: FxHashSet<(char, char)>,
    /// What is glued to a number, and its unit; longest first.
    pub(super) unit_adjectives: Vec<(Box<str>, &'static str)>,
    /// How names of happenings are inflected.
    pub(super) inflector: Inflector,
}

impl Lexicon {
    fn new(language: &Language) -> Self {
        let pack = &language.pack.times;
        let mut lexicon = Self { classes: Phrases::new(language.pack.text.by_character), ..Self::default() };
        lexicon.classes.set_proclitics(&language.pack.text.proclitics);
        let elisions = &language.pack.text.elisions;
        let mut add = |words: &Words, class: Class| {
            for word in words.iter() {
                lexicon.classes.insert(word, class);
                for word in elided(word, elisions) {
                    lexicon.classes.insert(&word, class);
                }
            }
        };
        for (key, words) in &pack.months {
            if let Ok(month) = key.parse() {
                add(words, Class::Month(month));
            }
        }
        for (key, words) in &pack.months_short {
            if let Ok(month) = key.parse() {
                add(words, Class::MonthShort(month));
            }
        }
        for (map, class) in [
            (&pack.weekdays, Class::Weekday as fn(u8) -> Class),
            (&pack.weekdays_short, Class::WeekdayShort),
            (&pack.weekday_sets, Class::WeekdaySet),
            (&pack.decades, Class::Decade),
            (&pack.clock_parts, Class::ClockPart),
            (&pack.solar_months, Class::SolarMonth),
        ] {
            for (key, words) in map {
                if let Ok(number) = key.parse() {
                    add(words, class(number));
                }
            }
        }
        for (map, class) in [
            (&pack.shifts, Class::Shift as fn(i8) -> Class),
            (&pack.shifts_after, Class::ShiftAfter),
            (&pack.ordinals, Class::Ordinal),
        ] {
            for (key, words) in map {
                if let Ok(number) = key.parse() {
                    add(words, class(number));
                }
            }
        }
        for (key, words) in &pack.seasons {
            if let Some(season) = known(key, SEASONS) {
                add(words, Class::Season(season));
            }
        }
        for (key, words) in &pack.parts {
            if let Some(part) = known(key, PARTS) {
                add(words, Class::Part(part));
            }
        }
        for (map, plural) in [(&pack.units, false), (&pack.unit_plurals, true)] {
            for (key, words) in map {
                if let Some(unit) = known(key, UNITS) {
                    add(words, Class::Unit(unit, plural));
                }
            }
        }
        for (map, class) in [
            (&pack.unit_ago, Class::UnitAgo as fn(&'static str) -> Class),
            (&pack.unit_duals, Class::UnitDual),
        ] {
            for (key, words) in map {
                if let Some(unit) = known(key, UNITS) {
                    add(words, class(unit));
                }
            }
        }
        for (key, words) in &pack.clock_words {
            let clock = key
                .split_once(':')
                .and_then(|(hour, minute)| Some((hour.parse().ok()?, minute.parse().ok()?)));
            if let Some((hour, minute)) = clock {
                add(words, Class::ClockWord(hour, minute));
            }
        }
        for (key, words) in &pack.marks {
            if let Some(unit) = known(key, UNITS) {
                add(words, Class::Mark(unit));
            }
        }
        for (key, words) in &pack.reigns {
            if let Ok(year) = key.parse() {
                add(words, Class::Reign(year));
            }
        }
        for (key, words) in &pack.toward {
            if let Some(direction) = key.chars().next() {
                add(words, Class::Toward(direction));
            }
        }
        for (key, words) in &pack.vague {
            if let Some(vague) = known(key, VAGUE) {
                add(words, Class::Vague(vague));
            }
        }
        let exact = &language.pack.quantities.modifiers;
        for (words, class) in [
            (&pack.start, Class::Before(TimeModifier::Start)),
            (&pack.mid, Class::Before(TimeModifier::Mid)),
            (&pack.end, Class::Before(TimeModifier::End)),
            (&pack.start_after, Class::After(TimeModifier::Start)),
            (&pack.mid_after, Class::After(TimeModifier::Mid)),
            (&pack.end_after, Class::After(TimeModifier::End)),
            (&exact.approx, Class::Exact(TimeModifier::Approx)),
            (&exact.more_than, Class::Exact(TimeModifier::MoreThan)),
            (&exact.less_than, Class::Exact(TimeModifier::LessThan)),
            (&exact.approx_after, Class::ExactAfter(TimeModifier::Approx)),
            (&exact.more_than_after, Class::ExactAfter(TimeModifier::MoreThan)),
            (&exact.less_than_after, Class::ExactAfter(TimeModifier::LessThan)),
            (&pack.ago, Class::Ago),
            (&pack.ago_after, Class::AgoAfter),
            (&pack.hence, Class::Hence),
            (&pack.hence_after, Class::HenceAfter),
            (&pack.hence_open, Class::HenceOpen),
            (&pack.each, Class::Each),
            (&pack.per, Class::Per),
            (&pack.several, Class::Several),
            (&pack.both, Class::Both),
            (&pack.couple, Class::Couple),
            (&pack.vague_before, Class::VagueBefore),
            (&pack.on, Class::On),
            (&pack.of, Class::Of),
            (&pack.articles, Class::Article),
            (&pack.between, Class::Between),
            (&pack.from, Class::From),
            (&pack.from_day, Class::FromDay),
            (&pack.starting, Class::Starting),
            (&pack.coming, Class::Coming),
            (&pack.preceding, Class::Preceding),
            (&pack.numbered_weeks, Class::NumberedWeek),
            (&pack.no_times, Class::NoTime),
            (&pack.between_after, Class::BetweenAfter),
            (&pack.and, Class::And),
            (&pack.to, Class::To),
            (&pack.since, Class::Since),
            (&pack.since_after, Class::SinceAfter),
            (&pack.until, Class::Until),
            (&pack.until_after, Class::UntilAfter),
            (&pack.after_event, Class::AfterEvent),
            (&pack.after_event_after, Class::AfterEventAfter),
            (&pack.before_event, Class::BeforeEvent),
            (&pack.before_event_after, Class::BeforeEventAfter),
            (&pack.during, Class::During),
            (&pack.during_after, Class::DuringAfter),
            (&pack.year_cues, Class::YearCue),
            (&pack.year_after, Class::YearAfter),
            (&pack.day_after, Class::DayAfter),
            (&pack.decade_before, Class::DecadeBefore),
            (&pack.other_calendar, Class::OtherCalendar),
            (&pack.solar_after, Class::SolarAfter),
            (&pack.decade_after, Class::DecadeAfter),
            (&pack.day_cues, Class::DayCue),
            (&pack.clock, Class::Clock),
            (&pack.clock_after, Class::ClockAfter),
            (&pack.short_year, Class::ShortYear),
            (&pack.working_days, Class::WorkingDay),
            (&pack.parts_standing, Class::PartStands),
            (&pack.am, Class::Am),
            (&pack.pm, Class::Pm),
            (&pack.night, Class::Night),
            (&pack.half_to, Class::HalfTo),
            (&pack.hour_plus, Class::HourPlus),
            (&pack.hour_minus, Class::HourMinus),
            (&pack.past, Class::Past),
            (&pack.before, Class::To60),
            (&pack.past_after, Class::PastAfter),
            (&pack.to_after, Class::ToAfter),
            (&pack.age_after, Class::AgeAfter),
            (&pack.age_before, Class::AgeBefore),
            (&pack.zones, Class::Zone),
            (&pack.weak_day_marks, Class::WeakDayMark),
            (&pack.first_year, Class::FirstYear),
            (&pack.not_marks, Class::NotMark),
            (&pack.particles, Class::Particle),
            (&pack.first_half, Class::FirstHalf),
            (&pack.second_half, Class::SecondHalf),
            (&pack.first_units, Class::FirstUnits),
            (&pack.last_units, Class::LastUnits),
            (&pack.open_wholes, Class::OpenWhole),
            (&pack.half_units, Class::HalfUnit),
            (&pack.future, Class::Future),
            (&pack.past_words, Class::PastWord),
        ] {
            add(words, class);
        }
        for (map, class) in [
            (&pack.fixed, Class::Fixed as fn(u16) -> Class),
            (&pack.following, Class::Following),
            (&pack.sets, Class::Set),
            (&pack.durations, Class::Length),
        ] {
            // A word whose direction the tense gives counts before the same word with one.
            let by_tense =
                |key: &&String| key.starts_with('?') && key[1..].starts_with(|c: char| c.is_ascii_digit());
            let keys = map.keys().filter(by_tense).chain(map.keys().filter(|key| !by_tense(key)));
            for (key, words) in keys.filter_map(|key| map.get_key_value(key)) {
                let (notation, modifier) = key
                    .split_once('|')
                    .map_or((key.as_str(), None), |(notation, name)| (notation, modifier_named(name)));
                let index = lexicon.fixed.len() as u16;
                lexicon.fixed.push(Meaning { notation: notation.into(), modifier });
                for word in words.iter() {
                    lexicon.classes.insert(word, class(index));
                    for word in elided(word, elisions) {
                        lexicon.classes.insert(&word, class(index));
                    }
                }
            }
        }
        lexicon.has_no_times = !pack.no_times.is_empty();
        lexicon.begins_with_digits = lexicon.classes.any_begins(|first| first.starts_with(char::is_numeric));
        lexicon.weak = set(&pack.weak);
        lexicon.inflector = Inflector::new(&language.pack.names);
        lexicon.past_not = set(&pack.past_not);
        lexicon.add_compounds(pack);
        lexicon
    }

    fn add_compounds(&mut self, pack: &TimesPack) {
        for (key, words) in &pack.parts {
            if let Some(part) = known(key, PARTS) {
                self.parts.extend(words.iter().map(|word| (word.to_lowercase().into_boxed_str(), part)));
            }
        }
        for (key, words) in &pack.weekdays {
            if let Ok(day) = key.parse() {
                self.heads.extend(
                    words.iter().map(|word| (word.to_lowercase().into_boxed_str(), Class::Weekday(day))),
                );
            }
        }
        for (key, words) in &pack.unit_adjectives {
            if let Some(unit) = known(key, UNITS) {
                self.unit_adjectives
                    .extend(words.iter().map(|word| (word.to_lowercase().into_boxed_str(), unit)));
            }
        }
        self.head_beginnings = self.heads.keys().filter_map(|head| beginning(head)).collect();
        self.unit_adjectives.sort_by(|a, b| b.0.len().cmp(&a.0.len()).then_with(|| a.cmp(b)));
    }

    pub(super) fn is_weak(&self, lower: &str) -> bool {
        self.weak.contains(lower)
    }

    pub(super) fn is_no_past(&self, lower: &str) -> bool {
        self.past_not.contains(lower)
    }

    /// Whether a word begins as one of [`Self::weekday_and_part`] may.
    pub(super) fn may_begin_compound(&self, lower: &str) -> bool {
        beginning(lower).is_some_and(|letters| self.head_beginnings.contains(&letters))
    }

    /// `Dienstagabend`: weekday and part of the day in one word.
    pub(super) fn weekday_and_part(&self, lower: &str) -> Option<(u8, &'static str)> {
        if !self.may_begin_compound(lower) {
            return None;
        }
        lower.char_indices().skip(3).find_map(|(at, _)| {
            let part = *self.parts.get(&lower[at..])?;
            let head = lower[..at].trim_end_matches('-');
            // A joint `s` stands between the two in some languages (`tisdagskväll`).
            let class = self.heads.get(head).or_else(|| self.heads.get(head.strip_suffix('s')?))?;
            match class {
                Class::Weekday(day) => Some((*day, part)),
                _ => None,
            }
        })
    }

    /// The unit that a word or affix ends a number with (`tägiger` → `D`).
    pub(super) fn unit_adjective(&self, rest: &str) -> Option<&'static str> {
        let rest = rest.trim_start_matches('-');
        self.unit_adjectives.iter().find(|(form, _)| &**form == rest).map(|(_, unit)| *unit)
    }

    /// The unit that a single word names.
    pub(super) fn unit_word(&self, lower: &str) -> Option<&'static str> {
        match self.classes.word(lower)? {
            Class::Unit(unit, _) => Some(unit),
            _ => None,
        }
    }

    /// The month that a single word names.
    pub(super) fn month_word(&self, lower: &str) -> Option<u8> {
        match self.classes.word(lower)? {
            Class::Month(month) | Class::MonthShort(month) => Some(*month),
            _ => None,
        }
    }

    /// The classes of every token: (number of tokens, class), longest first.
    pub(super) fn classify(&self, tokens: &Tokens) -> Classes {
        let mut list = Vec::new();
        let mut starts = Vec::with_capacity(tokens.len() + 1);
        let mut ends = vec![false; tokens.len() + 1];
        for index in 0..tokens.len() {
            starts.push(list.len() as u32);
            let kind = tokens[index].kind;
            let may_start = kind != TokenKind::Number || self.begins_with_digits;
            if may_start && self.classes.may_start_at(tokens, index) {
                for found in self.classes.all_at(tokens, index) {
                    list.push((found.length as u8, *found.value));
                    ends[index + found.length] = true;
                }
            }
        }
        starts.push(list.len() as u32);
        let mut classes = Classes { list, starts, ends };
        if self.has_no_times {
            classes.hide_no_times();
        }
        classes
    }
}

/// What every token of a text can be.
#[derive(Debug)]
pub(super) struct Classes {
    list: Vec<(u8, Class)>,
    starts: Vec<u32>,
    /// By token: whether a phrase ends right before it.
    ends: Vec<bool>,
}

impl Classes {
    /// Whether a phrase ends right before a token.
    pub(super) fn any_ends_before(&self, index: usize) -> bool {
        self.ends.get(index).is_some_and(|&ends| ends)
    }

    /// Phrases that start at a token, longest first, with their number of tokens.
    #[inline]
    pub(super) fn at(&self, index: usize) -> &[(u8, Class)] {
        match (self.starts.get(index), self.starts.get(index + 1)) {
            (Some(&from), Some(&to)) => &self.list[from as usize..to as usize],
            _ => &[],
        }
    }
}

impl Classes {
    /// Takes all classes off the tokens of phrases that are no times.
    fn hide_no_times(&mut self) {
        for index in 0..self.starts.len().saturating_sub(1) {
            let found = self.at(index).iter().find(|(_, class)| *class == Class::NoTime);
            let Some(&(length, _)) = found else { continue };
            let last = (index + usize::from(length)).min(self.starts.len() - 1);
            for (_, class) in &mut self.list[self.starts[index] as usize..self.starts[last] as usize] {
                *class = Class::NoTime;
            }
        }
    }
}

const SEASONS: &[&str] = &["SP", "SU", "FA", "WI"];
const PARTS: &[&str] = &["MO", "MI", "AF", "EV", "NI", "DT"];
const UNITS: &[&str] = &["s", "m", "h", "D", "W", "WE", "M", "Q", "S", "H", "Y", "E", "C", "L"];
const VAGUE: &[&str] = &["PAST_REF", "PRESENT_REF", "FUTURE_REF"];

fn known(key: &str, list: &[&'static str]) -> Option<&'static str> {
    list.iter().find(|name| **name == key).copied()
}

/// A part of the day by its letters.
pub(super) fn part_named(key: &str) -> Option<&'static str> {
    known(key, PARTS)
}

fn modifier_named(name: &str) -> Option<TimeModifier> {
    Some(match name {
        "start" => TimeModifier::Start,
        "mid" => TimeModifier::Mid,
        "end" => TimeModifier::End,
        "approx" => TimeModifier::Approx,
        "more_than" => TimeModifier::MoreThan,
        "less_than" => TimeModifier::LessThan,
        _ => return None,
    })
}

/// The first two letters of a word.
fn beginning(word: &str) -> Option<(char, char)> {
    let mut letters = word.chars();
    letters.next().zip(letters.next())
}

fn set(words: &Words) -> FxHashSet<Box<str>> {
    words.iter().map(|word| word.to_lowercase().into_boxed_str()).collect()
}

/// The lexicon of a language, built when it is first asked for.
pub(super) fn lexicon(language: &Language) -> Arc<Lexicon> {
    type Shelf = Mutex<FxHashMap<String, Arc<OnceLock<Arc<Lexicon>>>>>;
    static SHELF: OnceLock<Shelf> = OnceLock::new();
    let shelf = SHELF.get_or_init(Shelf::default);
    // The shelf is free again while a language is built: others are built at the same time.
    let place = {
        let mut shelf = shelf.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
        match shelf.get(language.code()) {
            Some(place) => place.clone(),
            None => shelf.entry(language.code().to_owned()).or_default().clone(),
        }
    };
    place.get_or_init(|| Arc::new(Lexicon::new(language))).clone()
}
