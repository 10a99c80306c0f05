//! Times of the clock and parts of the day.

use super::bare_hours::is_to_come;
use super::*;
use tidings_language::is_article;

/// `02:34:10` is a runner's time as often; no race of the news takes as many hours as this.
const EARLY: u32 = 6;
/// An hour below this one is none of the evening.
const EVENING: u32 = 4;
/// Hours of the night before this one are after midnight.
const SMALL_HOURS: u32 = 5;

impl Grammar<'_> {
    /// A part of the day or a time of the clock that belongs to the day before it.
    pub(super) fn with_clock(&self, part: Part) -> Part {
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
        if !is_day(&days) || !ends_in_day(&days) || days.contains('/') {
            return part;
        }
        let mut part_of_day = clock;
        // *Zaterdag rond de middag* names an hour.
        if part_of_day.is_none() && self.clock_word(part.next).is_none() {
            let start = self.skip_all(part.next, &[Class::On, Class::Article, Class::Of]);
            if let Some((next, name)) =
                self.part_beside_clock(part.next).or_else(|| self.part(start).filter(|_| start > part.next))
            {
                part_of_day = Some(name.to_owned());
                part.note = format!("{days} T{name}");
                part.next = next;
            }
        }
        // `2013.08.20 délután 5`
        if let Some(name) = part_of_day.as_deref().filter(|_| self.language.pack.times.parts_alone)
            && let Some((next, hour)) = self.bare_hour(part.next)
        {
            let hour = if matches!(name, "AF" | "EV") && hour < 12 { hour + 12 } else { hour };
            if let Some(clock) = clock_note(hour, 0) {
                return Part { next, note: format!("{days} {clock}"), ..part };
            }
        }
        // *Monday morning 6-8*, *tomorrow 6-8*
        if (part_of_day.is_some() || is_to_come(&days))
            && let Some(hours) = self.bare_hours(part.next).filter(|hours| {
                !self.counts(hours.next) && (part_of_day.is_some() || self.ends_clause(hours.next))
            })
        {
            let is_late = matches!(part_of_day.as_deref(), Some("AF" | "EV" | "NI"));
            let [from, to] = [hours.from, hours.to].map(|hour| {
                let hour = if is_late && hour < 12 { hour + 12 } else { hour };
                clock_note(hour, 0)
            });
            if let (Some(from), Some(to)) = (from, to) {
                part.note = format!("{days} {from}");
                part.next = hours.middle;
                let what = What::Place(format!("{days} {to}"));
                part.second = Some(Second { first: hours.joint, next: hours.next, what });
                return part;
            }
        }
        let comma = self.mark(part.next, ',').unwrap_or(part.next);
        let start = self.skip_all(comma, &[Class::On]);
        for range_at in [part.next, comma, start] {
            if let Some(range) = self.clock_range(range_at, true) {
                let after_noon = matches!(part_of_day.as_deref(), Some("EV" | "AF" | "NI"));
                let [from, to] = [&range.from, &range.to].map(|clock| later(clock, after_noon));
                part.note = format!("{days} {from}");
                part.next = range.middle;
                let what = What::Place(format!("{days} {to}"));
                part.second = Some(Second { first: range.joint, next: range.next, what });
                return part;
            }
        }
        // *today before 4 p.m.*
        let bounds = [Class::BeforeEvent, Class::AfterEvent, Class::Until, Class::Since];
        let bounded = bounds.iter().find_map(|&bound| self.is(part.next, bound)).unwrap_or(start);
        for start in [part.next, start, bounded] {
            // *Vrijdag tot 1 oktober*: a day and no hour.
            if start > part.next && self.day_month(start).is_some() {
                break;
            }
            if let Some((next, hour, minute, half_day)) = self.clock(start, true) {
                let hour = match part_of_day.as_deref() {
                    // *Ce soir vers 3 heures* is at night.
                    Some("EV") if hour < EVENING && !half_day => hour,
                    Some("EV" | "AF") if hour < 12 && hour > 0 && !half_day => hour + 12,
                    // *tonight at 3*
                    Some("NI") if (SMALL_HOURS..12).contains(&hour) && !half_day => hour + 12,
                    _ => hour,
                };
                if let Some(clock) = clock_note(hour, minute) {
                    part.next = next;
                    // `Feb 11 08:20:45 2015`
                    let open =
                        days.strip_prefix('?').filter(|open| open.starts_with('M') && open.contains('D'));
                    if let Some((after, year)) = self.year(next)
                        && let Some(open) = open
                    {
                        part.next = after;
                        part.note = format!("{} {clock}", in_year(&year.to_string(), open));
                        return part;
                    }
                    match self.clock_and_length(next, &clock) {
                        Some((next, end)) => {
                            part.next = next;
                            part.note = format!("{days} {clock}/{days} {end}");
                        }
                        None => part.note = format!("{days} {clock}"),
                    }
                }
                break;
            }
        }
        part
    }

    /// A time of the clock: (next token, hour, minute, whether morning or afternoon is said).
    /// Digits with a colon are enough where a day stands before them (`after_day`); else a word must show it.
    pub(super) fn clock(&self, at: usize, after_day: bool) -> Option<(usize, u32, u32, bool)> {
        let cue = self.is(at, Class::Clock);
        let start = cue.unwrap_or(at);
        let length_of_digits = self.digits(start).map_or(0, |(_, length)| length);
        // *Rond de middag*: a name of an hour that begins with a word of the clock.
        if let Some((next, hour, minute)) = self.clock_word(at).filter(|_| cue.is_some()) {
            return Some((next, hour, minute, true));
        }
        // *Noon* by itself; *midi moins le quart* says more.
        if let Some((next, hour, minute)) = self.clock_word(start)
            && self.hour_and_minutes(start).is_none()
        {
            let shown = cue.is_some()
                || after_day
                || self.is_line(start, next)
                || self.language.pack.times.parts_alone
                || [Class::Until, Class::Since, Class::On]
                    .into_iter()
                    .any(|class| self.follows(start, class));
            return shown.then_some((next, hour, minute, true));
        }
        if length_of_digits >= 3
            && let Some(found) = self.clock_in_digits(start, cue.is_some())
        {
            return Some(found);
        }
        let inflected = self.inflected_clock(start, cue.is_some(), after_day);
        let spoken = inflected
            .or_else(|| self.spoken_clock(start))
            .or_else(|| self.hour_and_minutes(start))
            .or_else(|| self.read_out_clock(start))
            .or_else(|| cue.and_then(|start| self.hour_and_half(start)));
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
                    .or_else(|| cue.and_then(|start| self.one_o_clock(start)).map(|_| (1, 0)))
                    .or_else(|| self.one_of_half_day(start).map(|hour| (hour, 0)))?;
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
        // `1:09:02` is a racer's time as often: two digits of the hour or its half of the day show the clock.
        let halves = [Class::Am, Class::Pm];
        let has_seconds = self.seconds_follow(next)
            && (length_of_digits == 2
                || after_day && cue.is_some()
                || halves.into_iter().any(|half| self.is(next + 2, half).is_some()));
        let next = if has_seconds { next + 2 } else { next };
        if hour > 24
            || self.glued(next) && matches!(self.surface(next), ":" | "%") && self.digits(next + 1).is_some()
        {
            return None;
        }
        // *12 noon*
        if let Some((after, named, 0)) = self.clock_word(next)
            && minute == 0
            && named % 12 == hour % 12
        {
            return Some((after, named, 0, true));
        }
        // `22 februari 3.30`, `20.30 vandaag`: where decimals have a comma, a point before two digits beside a day is one of the clock.
        let is_before_day = || {
            let day_at = self.skip(next, &[Class::Article]);
            length_of_digits == 2
                && (self.fixed(next).is_some_and(|day| ends_in_day(&day.note) && day.modifier.is_none())
                    || day_at > next && self.day_month(day_at).is_some())
        };
        let is_dotted = (after_day || is_before_day())
            && next == start + 3
            && self.tokens.is_mark(start + 1, '.')
            && self.language.pack.quantities.decimal == ","
            && self.mark(next, '.').filter(|&after| self.glued(next) && after < self.to).is_none()
            && !self.measure_follows(next)
            && !self.noun_follows(next);
        // A word after it.
        let mut next = next;
        let mut minute = minute;
        if let Some((after, minutes)) =
            self.minutes_named(next).filter(|_| cue.is_some() && minute == 0 && !colon)
        {
            (next, minute) = (after, minutes);
        }
        let in_words = self
            .class(start, |class| matches!(class, Class::HalfTo | Class::ClockPart(_)).then_some(()))
            .is_some();
        // *twenty past three*: the word between shows it, where nothing else is said.
        let is_told = |next: usize, minute: u32| {
            minute.is_multiple_of(5)
                && !self.counts_something(next)
                && !self.measure_follows(next)
                && !self.noun_follows(next)
                && ((start..next).any(|at| self.clock_word(at).is_some_and(|(end, ..)| end == next))
                    || self.follows_past(start, next))
        };
        // *Midi moins le quart*, *sept heures moins dix*
        let is_taken_off = spoken.is_some_and(|(next, ..)| {
            self.clock_word(start).is_some_and(|(end, ..)| next > end)
                || self.language.pack.times.minutes_after_hour
                    && (start..next).any(|at| self.is(at, Class::HourMinus).is_some())
        });
        // *Sept heures dix*
        let is_told_hour = spoken.is_some_and(|(next, hour, minute)| {
            minute > 0
                && (start..next).any(|at| self.is(at, Class::ClockAfter).is_some())
                && self.is_told_hour(start, hour)
        });
        let mut shown = cue.is_some()
            || colon && spoken.is_none() && self.ends_a_stretch(at, next, hour, minute)
            || has_seconds && colon && hour >= EARLY
            || inflected.is_some()
            || is_taken_off
            || is_told_hour
            || spoken.is_some_and(|(next, ..)| {
                // *Quinze para as oito*: the article of hours shows the clock.
                let to_the_hour =
                    (start + 1..next).any(|at| self.is(at, Class::To60).is_some_and(|end| end > at + 1));
                to_the_hour && !self.counts_something(next) && !self.measure_follows(next)
                    || (start + 1..next).any(|at| self.is_before_half(at))
                    || self.kind(start) == Some(TokenKind::Number)
                        && (start == at && self.is_line(start, next))
                        && self
                            .is(start + 1, Class::Past)
                            .or_else(|| self.is(start + 1, Class::To60))
                            .is_some()
            })
            || spoken.is_some_and(|(next, _, minute)| after_day || in_words || is_told(next, minute));
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
        // `9h le 13 décembre`, *dix heures mercredi matin*
        let before_day = |next: usize| {
            let day_at = self.skip_all(next, &[Class::On, Class::Article]);
            let weekday = || self.weekday(next).and_then(|(after, ..)| self.part(after));
            // *One hour on Tuesday* is a length.
            let is_of_part = || {
                // *Hij sliep acht uur vannacht*
                self.fixed(next).is_some_and(|day| day.note.contains(" T") && !day.note.ends_with("NI"))
            };
            hour > 1
                && (is_of_part() || day_at > next && self.day_date(day_at).is_some() || weekday().is_some())
        };
        if let Some(after) = self.is(next, Class::ClockAfter) {
            let is_dated = || {
                let is_written = length_of_digits > 0 && self.glued(next);
                is_written
                    && (self.is_line(start, after)
                        || hour < 24 && self.weekday(after).is_some_and(|(.., stands)| stands))
                    || before_day(after)
            };
            shown = shown
                || after_day_alone
                || colon
                || !names_hours()
                || is_dated()
                || self.is_other_hour(start)
                // `15.30 uur`, where decimals have a comma
                || next == start + 3
                    && self.tokens.is_mark(start + 1, '.')
                    && self.language.pack.quantities.decimal == ",";
            next = after;
            // *Acht uur zesendertig*
            if let Some((after, minutes)) =
                self.minutes_in_words(next).filter(|_| minute == 0 && (shown || cue.is_some()))
            {
                (next, minute) = (after, minutes);
            }
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
            // `15h mardi`
            let is_dated = || {
                self.is_line(start, next + 1)
                    || before_day(next + 1)
                    || hour < 24 && self.weekday(next + 1).is_some_and(|(.., stands)| stands)
            };
            shown = shown || after_day_alone || colon || !names_hours() || is_dated();
            next += 1;
        } else if self.affix_of(next, &self.language.pack.times.clock_affixes)
            && (after_day || shown || colon)
        {
            shown = true;
            next += 1;
        }
        // `9.am`
        if let Some(after) = self.mark(next, '.')
            && length_of_digits > 0
            && self.glued(next)
            && self.glued(after)
            && (self.is(after, Class::Am).is_some() || self.is(after, Class::Pm).is_some())
        {
            next = after;
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
        } else if let Some(after) = self.is(next, Class::Night) {
            (next, shown, half_day) = (after, true, true);
            hour = match hour {
                LATE..12 => hour + 12,
                12 => 0,
                _ => hour,
            };
        } else if let Some((after, part)) = self.part(start_of_half).filter(|_| {
            // *15:00 i morgen* is tomorrow, no morning.
            // *Um 4 in der Früh*, but not *at two morning sessions*.
            let is_told = || start_of_half > next && self.follows(start, Class::Clock);
            (shown || colon || self.is_hour_word(next) || is_told())
                && self.fixed(next).is_none_or(|fixed| fixed.note.contains(" T"))
        }) {
            (next, shown, half_day) = (after, true, true);
            if matches!(part, "AF" | "EV") && hour < 12 || part == "NI" && (LATE..12).contains(&hour) {
                hour += 12;
            }
        }
        // *8 pm menos cuarto*
        if let Some((after, more)) =
            self.minutes_behind_half(next).filter(|_| half_day && minute == 0 && hour > 0)
        {
            next = after;
            (hour, minute) = if more > 0 { (hour, more as u32) } else { (hour - 1, (60 + more) as u32) };
        }
        if let Some(after) = self.is(next, Class::Zone) {
            next = after;
            shown = shown || colon;
        }
        // "14.30-18 Uhr"
        // A line of its own is a time of the clock, and a point stands between hour and minutes where decimals have a comma.
        let is_line = self.is_line(at, next)
            && (colon
                || next == start + 3
                    && !self.language.pack.text.ordinal_dot
                    && self.language.pack.quantities.decimal.starts_with(','));
        let is_full = length_of_digits == 2 && hour < 24 && spoken.is_none();
        let plain = is_full && (colon && minute % 5 == 0 || is_line);
        let range = self
            .dash(next)
            .or_else(|| self.is(next, Class::To))
            .is_some_and(|after| self.digits(after).is_some() && self.clock(after, false).is_some());
        // *A las dos víctimas*: a number that counts is no hour.
        if cue.is_some() && !colon && !half_day && self.ends_as_counted(next) {
            return None;
        }
        if shown || range || plain || after_day && colon || is_dotted {
            Some((next, hour, minute, half_day))
        } else {
            None
        }
    }

    /// *ten thirty am*, *seven forty-five p.m.*: hour and minutes in words, where the half of the day follows.
    fn read_out_clock(&self, at: usize) -> Option<(usize, u32, u32)> {
        if self.kind(at) != Some(TokenKind::Word) {
            return None;
        }
        let whole = |at: usize| {
            number_at(self.tokens, at, self.language)
                .filter(|number| !number.ordinal && !number.vague && number.last < self.to)
                .filter(|number| number.value.fract() == 0.0 && number.value > 0.0)
        };
        // *one thirty p.m.*: the article is an hour too.
        let one = || self.is_one_in_words(at).then_some((at + 1, 1));
        let (next, hour) = whole(at)
            .filter(|hour| hour.value <= 12.0)
            .map(|hour| (hour.last + 1, hour.value as u32))
            .or_else(one)?;
        let minutes = (self.kind(next) == Some(TokenKind::Word)).then(|| whole(next)).flatten()?;
        let next = minutes.last + 1;
        let is_half = self.is(next, Class::Am).is_some() || self.is(next, Class::Pm).is_some();
        // *at seven twenty-seven*
        let is_at = || {
            self.follows_clock(at)
                && !self.counts_something(next)
                && !self.measure_follows(next)
                && !self.noun_follows(next)
        };
        // *six oh two p.m.*: the nought is read out.
        let is_read_out = is_half && minutes.last > minutes.first && minutes.value < 10.0;
        let is_shown = is_read_out || (10.0..60.0).contains(&minutes.value) && (is_half || is_at());
        is_shown.then_some((next, hour, minutes.value as u32))
    }

    /// *noon*, *12 noon*
    pub(super) fn clock_word(&self, at: usize) -> Option<(usize, u32, u32)> {
        self.class(at, |class| match class {
            Class::ClockWord(hour, minute) => Some((u32::from(hour), u32::from(minute))),
            _ => None,
        })
        // With a capital *Midi* and *Mezzogiorno* are regions.
        .filter(|_| {
            self.language.pack.quantities.capital_nouns || self.case(at) == Case::Lower || (self.starts)(at)
        })
        .map(|(next, (hour, minute))| (next, hour, minute))
    }

    /// `1140 a.m.`, `at 0730`, `1030 GMT`: hours and minutes written as one number. A word of the half of the day or a zone shows it, or
    /// a word of the clock where the number is no year and counts nothing.
    fn clock_in_digits(&self, at: usize, is_cued: bool) -> Option<(usize, u32, u32, bool)> {
        let (value, length) = self.digits(at)?;
        let (hour, minute) = (value / 100, value % 100);
        if length > 4
            || hour > 23
            || minute > 59
            || self.is_part_of_number(at)
            || self.affix(at + 1).is_some()
        {
            return None;
        }
        let next = at + 1;
        // One letter is as often a unit (`100 м`); `a.m.` are four tokens.
        let is_word = |end: usize| end > next + 1 || self.lower(next).chars().nth(1).is_some();
        if let Some(next) = self.is(next, Class::Am).filter(|&end| hour <= 12 && is_word(end)) {
            return Some((next, hour % 12, minute, true));
        }
        if let Some(next) = self.is(next, Class::Pm).filter(|&end| hour <= 12 && is_word(end)) {
            return Some((next, hour % 12 + 12, minute, true));
        }
        if let Some(next) = self.is(next, Class::Zone).filter(|_| length == 4) {
            return Some((next, hour, minute, true));
        }
        // Only the first word of the clock, *at*, is that of hours: *around 1030* are as many.
        let is_at = self.follows_clock(at);
        let is_plain = length == 4
            && is_cued
            && is_at
            && !FAMILIAR_YEARS.contains(&value)
            && (self.lower(at).starts_with('0') || minute % 5 == 0)
            && !self.counts_something(next)
            && !self.measure_follows(next)
            && !(self.glued(next) && matches!(self.surface(next), "%" | "-" | "/" | ":"));
        is_plain.then_some((next, hour, minute, false))
    }

    /// Whether a word of *past* that says nothing else stands between two tokens.
    fn follows_past(&self, from: usize, to: usize) -> bool {
        (from + 1..to).any(|at| {
            self.is(at, Class::Past).is_some()
                && (self.kind(from) == Some(TokenKind::Word)
                    || [Class::AfterEvent, Class::Hence, Class::Exact(TimeModifier::MoreThan)]
                        .iter()
                        .all(|&other| self.is(at, other).is_none()))
        })
    }

    /// An hour told by an ordinal, where the language does so.
    pub(super) fn hour_ordinal(&self, at: usize) -> Option<u32> {
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
    pub(super) fn is_hour_word(&self, at: usize) -> bool {
        self.follows(at, Class::ClockAfter)
    }

    /// *una* of *a la una*: the article is an hour where nothing follows that it could belong to.
    pub(super) fn one_o_clock(&self, at: usize) -> Option<usize> {
        let word = self.lower(at);
        let is_article = self.language.pack.quantities.numbers.articles.iter().any(|article| article == word);
        let next = at + 1;
        let ends = self.kind(next) != Some(TokenKind::Word)
            || self
                .class(next, |class| {
                    matches!(
                        class,
                        Class::Am
                            | Class::Pm
                            | Class::Night
                            | Class::HourPlus
                            | Class::HourMinus
                            | Class::ClockAfter
                    )
                    .then_some(())
                })
                .is_some();
        (is_article && ends && !self.language.pack.times.hour_plus.is_empty()).then_some(next)
    }

    /// *one* of *one in the morning*: the article is an hour where the half of the day follows.
    pub(super) fn one_of_half_day(&self, at: usize) -> Option<u32> {
        let half = self.is(at + 1, Class::Am).or_else(|| self.is(at + 1, Class::Pm));
        (half.is_some() && self.is_one_in_words(at)).then_some(1)
    }

    /// Whether a word is an article that is the cardinal too.
    pub(super) fn is_one_in_words(&self, at: usize) -> bool {
        let numbers = &self.language.pack.quantities.numbers;
        let word = self.lower(at);
        tidings_language::is_article(word, self.language)
            && numbers.cardinals.get("1").is_some_and(|ones| ones.iter().any(|one| one == word))
    }

    /// The minutes of `15h30`, where what is glued to the hour holds them.
    pub(super) fn minutes_in_affix(&self, at: usize) -> Option<u32> {
        let affix = self.affix(at)?;
        let words = &self.language.pack.times.clock_after;
        // `15h30` is written everywhere.
        let rest = words
            .iter()
            .find_map(|word| affix.strip_prefix(word.as_str()))
            .or_else(|| affix.strip_prefix('h'))?;
        rest.parse().ok().filter(|minutes| rest.len() == 2 && *minutes < 60)
    }

    /// *las tres y media*, *huit heures moins le quart*, *le otto e dieci*
    pub(super) fn hour_and_minutes(&self, at: usize) -> Option<(usize, u32, u32)> {
        let pack = &self.language.pack.times;
        if pack.hour_plus.is_empty() {
            return None;
        }
        let named =
            self.clock_word(at).filter(|(_, _, minute)| *minute == 0).map(|(next, hour, _)| (next, hour));
        // *Meio dia* is noon, and no half of a day.
        let number = number_at(self.tokens, at, self.language)
            .filter(|number| !number.ordinal && !number.vague && number.last < self.to)
            .filter(|number| named.is_none() || number.value >= 1.0);
        let (hour, next) = match number {
            Some(number) if (1.0..=24.0).contains(&number.value) => {
                (number.value.floor() as u32, number.last + 1)
            }
            Some(_) => return None,
            None => match named {
                Some((next, hour)) => (hour, next),
                None => (1, self.one_o_clock(at)?),
            },
        };
        if let Some(number) = number.filter(|number| number.value.fract() != 0.0) {
            // *3 y media*, *otto e un quarto*, but no `3,5`.
            let is_part = (number.value * 4.0).fract() == 0.0
                && number.last > number.first + 1
                && self.kind(number.first + 1) == Some(TokenKind::Word);
            let minutes = (number.value.fract() * 60.0) as u32;
            return (is_part && self.any_unit(next).is_none()).then_some((next, hour % 24, minutes));
        }
        let joint = self.skip(next, &[Class::ClockAfter]);
        // *Sept heures dix*, *midi quinze*
        if pack.minutes_after_hour
            && (joint > next || named.is_some())
            && let Some((next, minutes)) = self.minutes_behind_hour(joint)
        {
            return Some((next, hour % 24, minutes));
        }
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
    pub(super) fn spoken_clock(&self, at: usize) -> Option<(usize, u32, u32)> {
        let hour = |at: usize| {
            let number = number_at(self.tokens, at, self.language)
                .filter(|number| !number.ordinal && number.first == number.last && !number.vague)?;
            let fits =
                number.value.fract() == 0.0 && (1.0..=24.0).contains(&number.value) && number.last < self.to;
            fits.then_some((number.last + 1, number.value as u32))
                .filter(|(next, _)| self.any_unit(*next).is_none())
        };
        let hour = |at: usize| {
            let start = self.skip(at, &[Class::Article]);
            hour(at).or_else(|| self.hour_ordinal(at).map(|hour| (at + 1, hour))).or_else(|| {
                self.clock_word(at).or_else(|| self.clock_word(start)).map(|(next, hour, _)| (next, hour))
            })
        };
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
                // "5 to 6pm" is a stretch; *10 past 9* is none where *past* says nothing else.
                let is_past = || {
                    self.is(next, Class::Past).is_some()
                        && self.is(next, Class::AfterEvent).is_none()
                        && self.is(next, Class::Hence).is_none()
                };
                // *om 10 over 8*: behind the word of the clock.
                // What is all there is on its line is a time too.
                let is_line = at == self.from && next + 2 == self.to;
                let is_at = || (is_line || self.follows_clock(at)) && self.is(next, Class::To).is_none();
                if minutes.is_none()
                    && self.kind(at) == Some(TokenKind::Number)
                    && !is_past()
                    && !is_at()
                    && !self.is_before_half(next)
                    && self.is(next, Class::To60).and_then(|hour| self.clock_word(hour)).is_none()
                {
                    return None;
                }
                Some((minutes.unwrap_or(next), number.value as u32))
            })?;
        // *vijf over half negen*, *tien voor half negen*
        let past = self.is(next, Class::Past);
        if self.is_before_half(next)
            && let Some(half) =
                past.or_else(|| self.is(next, Class::To60)).and_then(|at| self.is(at, Class::HalfTo))
        {
            let (next, value) = hour(half).filter(|(_, value)| *value <= 12 && minutes <= 20)?;
            let value = if value == 1 { 12 } else { value - 1 };
            return Some((next, value, if past.is_some() { 30 + minutes } else { 30 - minutes }));
        }
        if let Some(after) = past {
            let (next, value) = hour(after)?;
            return (value <= 24).then_some((next, value % 24, minutes));
        }
        let after = self.is(next, Class::To60)?;
        let (next, value) = hour(after)?;
        (minutes > 0).then(|| (next, if value == 1 { 12 } else { value - 1 }, 60 - minutes))
    }

    /// Whether *past* or *to* half an hour stands at a token (`over half`).
    fn is_before_half(&self, at: usize) -> bool {
        let next = self.is(at, Class::Past).or_else(|| self.is(at, Class::To60));
        next.is_some_and(|next| self.is(next, Class::HalfTo).is_some())
    }

    /// Minutes in words behind the word of the clock, where they count nothing: *zesendertig* of *acht uur zesendertig*.
    fn minutes_in_words(&self, at: usize) -> Option<(usize, u32)> {
        if self.kind(at) != Some(TokenKind::Word) {
            return None;
        }
        let number = number_at(self.tokens, at, self.language)
            .filter(|number| {
                !number.ordinal && !number.vague && number.max.is_none() && number.last < self.to
            })
            .filter(|number| number.value.fract() == 0.0 && (10.0..60.0).contains(&number.value))?;
        let next = number.last + 1;
        let counts = self.counts_something(next) || self.measure_follows(next) || self.noun_follows(next);
        (!counts).then_some((next, number.value as u32))
    }

    /// Whether the first word of the clock (*at*), which is that of hours alone, ends right before a token.
    pub(super) fn follows_clock(&self, at: usize) -> bool {
        let Some(first) = self.language.pack.times.clock.first() else { return false };
        let mut before = at;
        first.rsplit(' ').all(|word| {
            let is_word = before > self.from && self.lower(before - 1) == word;
            before = before.saturating_sub(1);
            is_word
        })
    }

    /// *8 tonight*, *kl. 8 i kväll*: an hour before the part of a day that says which half is meant.
    pub(super) fn hour_of_part(&self, at: usize) -> Option<Reading> {
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
        let of = self.skip(next, &[Class::Of]);
        let fixed = self
            .fixed(next)
            .or_else(|| self.fixed(of).filter(|_| of > next))
            .filter(|_| opens && (1..=12).contains(&hour))?;
        let fixed = if fixed.note.contains(" T") { fixed } else { self.with_clock(fixed) };
        let (day, part) = fixed.note.split_once(" T").filter(|(_, part)| part.len() == 2)?;
        let hour = if matches!(part, "EV" | "AF" | "NI") && (hour > 4 || part != "NI") {
            hour % 12 + 12
        } else {
            hour
        };
        let what = What::Place(format!("{day} {}", clock_note(hour, 0)?));
        Some(Reading { first: at, next: fixed.next, what, modifier: None, why: "hour-of-part", second: None })
    }

    pub(super) fn clock_alone(&self, at: usize) -> Option<Reading> {
        // A word of "clock" that is also a plain preposition belongs to the time but not to what is shown.
        let (next, hour, minute, half_day) = self.clock(at, false)?;
        let after_cue = match self.clock_word(at) {
            Some(_) => at,
            None => self.is(at, Class::Clock).unwrap_or(at),
        };
        let is_cue_only_preposition = self.is(at, Class::On).is_some_and(|next| next >= after_cue);
        // A preposition ("um", "at") shows a time only where the digits look like one or a word follows.
        // `om 20.30`: where decimals have a comma, a point before two digits is one of the clock; `5.10.` is a day.
        let is_dotted = next == after_cue + 3
            && self.tokens.is_mark(after_cue + 1, '.')
            && self.language.pack.quantities.decimal == ","
            && (minute > 12 || self.mark(next, '.').is_none())
            && !self.measure_follows(next)
            && !self.noun_follows(next);
        let is_one_number = self.digits(after_cue).is_some_and(|(_, length)| length > 2);
        if is_cue_only_preposition
            && after_cue > at
            && !is_dotted
            && !is_one_number
            && self.clock(after_cue, true).is_none()
            && self.day_behind_hour(next).is_none()
        {
            return None;
        }
        // `с 3.05. - 9.05.2017` are days.
        let is_of_days = after_cue > at
            && self.tokens.is_mark(after_cue + 1, '.')
            && self
                .pair(after_cue)
                .or_else(|| self.days_in_digits(after_cue))
                .is_some_and(|days| days.end() > next);
        if is_of_days {
            return None;
        }
        // *3 à 5 heures* are a length.
        let names_hours = self.lexicon.unit_word(self.lower(next - 1)) == Some("h");
        let is_end_of_length = names_hours
            && !half_day
            && hour <= 12
            && at > self.from
            && self.is(at, Class::To) == Some(after_cue)
            && number_at(self.tokens, at - 1, self.language).is_some_and(|number| number.last + 1 == at);
        if is_end_of_length {
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
        let behind_comma = self.mark(next, ',').filter(|&day_at| {
            // *A las 13.30, 24 de enero*
            self.kind(day_at) == Some(TokenKind::Number) && self.day_date(day_at).is_some()
        });
        let day_at = self.skip_all(next, &[Class::On, Class::Of, Class::Article]);
        for day_at in [Some(next), Some(day_at), behind_comma].into_iter().flatten() {
            let is_day = |day: &Part| ends_in_day(&day.note) && !day.note.contains(" T");
            let day = self
                .day_date(day_at)
                .or_else(|| self.shifted(day_at).filter(is_day))
                .or_else(|| self.fixed(day_at))
                .or_else(|| self.weekday_alone(day_at))
                .or_else(|| self.day_named(day_at))
                .or_else(|| self.day_behind_hour(day_at));
            // *8am this morning*, *7:30 last night*
            let day = day.map(|day| match day.note.split_once(" T") {
                Some((days, part)) if part.len() == 2 && part != "MI" => {
                    let is_late = matches!(part, "AF" | "EV") || part == "NI" && hour >= SMALL_HOURS;
                    let clock = later(&clock, is_late && !half_day);
                    (day.next, days.to_owned(), clock)
                }
                // *A las 7 del domingo por la tarde*
                _ => match self.part_behind_day(&day).filter(|(_, part)| *part != "MI" && !half_day) {
                    Some((next, part)) => {
                        let is_late = matches!(part, "AF" | "EV") || part == "NI" && hour >= SMALL_HOURS;
                        (next, day.note, later(&clock, is_late))
                    }
                    None => (day.next, day.note, clock.clone()),
                },
            });
            if let Some((next, day, clock)) = day.filter(|(_, day, _)| ends_in_day(day)) {
                let what = What::Place(format!("{day} {clock}"));
                return Some(Reading { first, next, what, modifier: None, why: "clock-day", second: None });
            }
        }
        if let Some((next, clock)) = self.clock_counted(next, &clock) {
            let what = What::OnDay(clock);
            return Some(Reading { first, next, what, modifier: None, why: "counted-clock", second: None });
        }
        let (next, clock) = match self.clock_and_length(next, &clock) {
            Some((next, end)) => (next, format!("{clock}/{end}")),
            None => (next, clock),
        };
        Some(Reading { first, next, what: What::OnDay(clock), modifier: None, why: "clock", second: None })
    }

    /// *bir gece*, *2 gece*: nights that are counted; a capital within a sentence makes a name (*Sabah* is a newspaper too).
    fn is_counted_or_name(&self, at: usize) -> bool {
        let is_name = self.tokens[at].case != Case::Lower && !(self.starts)(at);
        let is_ordinal = |class| matches!(class, Class::Ordinal(_)).then_some(());
        is_name
            || at > self.from
                && (self.class(at - 1, is_ordinal).is_some()
                    || self.kind(at - 1) == Some(TokenKind::Number)
                    || is_article(self.lower(at - 1), self.language))
    }

    /// *in the evening*, where a word of *on* stands before it.
    pub(super) fn part_alone(&self, at: usize) -> Option<Reading> {
        let (next, part) = self.part(at)?;
        let stands = self.is(at, Class::PartStands) == Some(next);
        let cued = self.follows(at, Class::On)
            || stands
            || at > self.from && self.follows(at, Class::Article) && self.follows(at - 1, Class::On);
        let alone = self.language.pack.times.parts_alone && !self.is_counted_or_name(at);
        if let Some(reading) = self.part_with_inflected_hour(at) {
            return Some(reading);
        }
        // *La sera* as all that stands on a line, *il pomeriggio alle 7*
        let behind_article = at > self.from && self.follows(at, Class::Article);
        let is_line = behind_article && self.is_line(at - 1, next);
        let has_clock =
            || behind_article && self.is(next, Class::Clock).is_some() && self.clock(next, false).is_some();
        if !cued && !alone && !is_line && !has_clock() {
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
        let counts = |next: usize| {
            self.counts_something(next) || self.measure_follows(next) || self.noun_follows(next)
        };
        let of_cue = || {
            self.is(next, Class::Clock)?;
            self.clock(next, stands)
                .filter(|(next, ..)| !counts(*next) || self.follows(*next, Class::ClockAfter))
        };
        if let Some((next, hour, minute, half_day)) = self.clock(clock_at, false).or_else(of_cue) {
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
        // *De.* is *but* at the end of a sentence, and an abbreviation of the morning only before an hour.
        if alone && !cued && !is_line && self.is_weak(at, next) {
            return None;
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
    pub(super) fn set_part_with_clock(&self, at: usize) -> Option<Reading> {
        // `abends` may stand among the parts of the day too.
        let is_set = self.class(at, |class| matches!(class, Class::Set(_)).then_some(())).is_some();
        let (next, part) = self.part_beside_clock(at).filter(|_| is_set)?;
        // *morgens von 5 bis 7*
        if let Some(range) = self.clock_range(next, true) {
            let after_noon = matches!(part, "EV" | "AF");
            let [from, to] = [&range.from, &range.to].map(|clock| later(clock, after_noon));
            let second = Some(Second { first: range.joint, next: range.next, what: What::OnDay(to) });
            let what = What::OnDay(from);
            let next = range.middle;
            return Some(Reading { first: at, next, what, modifier: None, why: "part-clock", second });
        }
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
    pub(super) fn bare_hour(&self, at: usize) -> Option<(usize, u32)> {
        let (hour, length) = self.digits(at)?;
        let ends = at + 1 >= self.to
            || self.kind(at + 1) == Some(TokenKind::Mark) && !self.glued(at + 1)
            || self.is(at + 1, Class::ClockAfter).is_some();
        (length <= 2 && hour <= 12 && ends).then_some((self.skip(at + 1, &[Class::ClockAfter]), hour))
    }
}
