//! Hours as some languages write them: as words of their own, with seconds, with endings glued to them.

use super::intervals::{ClockRange, PlainHour, after_noon_if_earlier};
use super::{Class, Grammar, LATE, Reading, TokenKind, What, clock_note};
use tidings_language::{RangeWord, number_at};

impl Grammar<'_> {
    /// Takes the seconds of `7:56:30` in.
    pub(in crate::times) fn with_seconds(&self, reading: Reading) -> Reading {
        let mut reading = reading;
        let last = match &mut reading.second {
            Some(second) => (second.first, second.next, &mut second.what),
            None => (reading.first, reading.next, &mut reading.what),
        };
        let (from, to, what) = last;
        let (What::Place(note) | What::OnDay(note)) = what else { return reading };
        let is_clock = note.len() >= 6
            && note.as_bytes()[note.len() - 6] == b'T'
            && note.ends_with(|c: char| c.is_ascii_digit());
        if is_clock && let Some((first, last)) = note.split_once('/') {
            // `08:10:15-09:20:40`
            let mut seconds = (from..to).filter_map(|at| self.seconds(at));
            if let (Some(of_first), Some(of_last)) = (seconds.next(), seconds.next()) {
                *note = format!("{first}:{of_first:02}/{last}:{of_last:02}");
            }
            return reading;
        }
        if is_clock && let Some(second) = (from..to).find_map(|at| self.seconds(at)) {
            note.push_str(&format!(":{second:02}"));
        }
        reading
    }

    /// The seconds of a time of the clock whose hour stands at a token.
    fn seconds(&self, at: usize) -> Option<u32> {
        let colon = |at: usize| self.glued(at) && self.tokens.is_mark(at, ':') && self.glued(at + 1);
        let two = |at: usize| self.digits(at).filter(|(value, length)| *length == 2 && *value < 60);
        if !(colon(at + 1) && colon(at + 3)) {
            return None;
        }
        two(at + 2)?;
        self.digits(at)?;
        two(at + 4).map(|(second, _)| second)
    }

    /// Whether the digits of seconds stand behind the minutes.
    pub(super) fn seconds_follow(&self, at: usize) -> bool {
        at >= 3 && self.seconds(at - 3).is_some()
    }

    /// *Om 7 uur of 8 uur*: the other of two hours, the first of which a word of the clock shows.
    pub(super) fn is_other_hour(&self, at: usize) -> bool {
        /// The first hour with its words.
        const LONGEST_HOUR: usize = 5;
        let Some(or) = at.checked_sub(1).filter(|&or| or > self.from && self.follows(or, Class::ClockAfter))
        else {
            return false;
        };
        let is_or = self.language.measures().range_word(RangeWord::Or, self.tokens, or) == Some(1);
        is_or
            && (1..=LONGEST_HOUR).any(|back| {
                or.checked_sub(back).filter(|&first| first >= self.from).is_some_and(|first| {
                    self.is(first, Class::Clock).is_some()
                        && self.clock(first, false).is_some_and(|(next, ..)| next == or)
                })
            })
    }

    /// An hour with what may be glued to it.
    pub(super) fn inflected_hour(&self, at: usize, affixes: &[String]) -> Option<(PlainHour, bool)> {
        let start = self.is(at, Class::Clock).unwrap_or(at);
        if let Some((hour, length)) = self.digits(start) {
            if length > 2 || hour > 24 {
                return None;
            }
            let minute = [':', '.'].into_iter().find_map(|mark| {
                let is_there =
                    self.glued(start + 1) && self.tokens.is_mark(start + 1, mark) && self.glued(start + 2);
                self.digits(start + 2).filter(|(minute, digits)| is_there && *digits == 2 && *minute < 60)
            });
            let next = if minute.is_some() { start + 3 } else { start + 1 };
            let ends = self.affix_of(next, affixes);
            if !ends && self.affix(next).is_some() {
                return None;
            }
            let hour = PlainHour {
                next: if ends { next + 1 } else { next },
                hour,
                minute: minute.map_or(0, |(minute, _)| minute),
                colon: minute.is_some(),
            };
            return Some((hour, ends));
        }
        if let Some(hour) = self.hour_word_with_ending(start, affixes) {
            return Some((hour, true));
        }
        let plain = self.plain_hour(start)?;
        Some((plain, false))
    }

    /// `sabah 8-9 arası`, `akşam 7'den 8'e kadar`, `9 ile 10:30 arasında`: endings and a word behind both show the stretch.
    pub(super) fn inflected_clock_range(&self, at: usize, after_day: bool) -> Option<ClockRange> {
        let pack = &self.language.pack.times;
        if pack.between_after.is_empty() || self.kind(at) == Some(TokenKind::Mark) {
            return None;
        }
        let part_at = |at: usize| match self.part(at) {
            Some((next, part)) => (next, Some(part)),
            None => (at, None),
        };
        let (start, first_part) = part_at(at);
        let cue = self.is(start, Class::Clock);
        let (from, leaves) = self.inflected_hour(start, &pack.from_affixes)?;
        let joint = match leaves {
            true => from.next,
            false => self.is(from.next, Class::And).or_else(|| self.dash(from.next))?,
        };
        let (to_at, second_part) = part_at(joint);
        let (to, arrives) = self.inflected_hour(to_at, &pack.to_affixes)?;
        let is_told = first_part.is_some() || second_part.is_some() || cue.is_some() || after_day;
        let is_written = from.colon && to.colon;
        let (next, is_shown) = match leaves {
            true => match self.is(to.next, Class::UntilAfter) {
                Some(next) => (next, is_told || is_written),
                None => (to.next, arrives && is_written),
            },
            false => {
                let next = self.is(to.next, Class::BetweenAfter)?;
                (next, is_told || from.colon || to.colon)
            }
        };
        if !is_shown || from.next > to.next {
            return None;
        }
        let in_part = |hour: u32, part: Option<&str>| match part {
            Some("AF" | "EV") if hour < 12 && hour > 0 => hour + 12,
            _ => hour,
        };
        let from_hour = in_part(from.hour, first_part);
        let to_hour = match second_part.or(first_part) {
            Some(part) => in_part(to.hour, Some(part)),
            None => after_noon_if_earlier((from_hour, from.minute), (to.hour, to.minute)),
        };
        Some(ClockRange {
            first: at,
            middle: from.next,
            joint,
            next,
            from: clock_note(from_hour, from.minute)?,
            to: clock_note(to_hour, to.minute)?,
        })
    }

    /// `sabah 7'de`, `akşam 19.30'da`: a part of the day and an hour with its ending, without any other word.
    pub(super) fn part_with_inflected_hour(&self, at: usize) -> Option<Reading> {
        let pack = &self.language.pack.times;
        if pack.clock_affixes.is_empty() {
            return None;
        }
        let (next, part) = self.part(at)?;
        // `akşam sekizi 20 geçe`
        let start = self.is(next, Class::Clock).unwrap_or(next);
        if let Some((next, hour, minute)) = self.minutes_behind_inflected_hour(start) {
            let hour = if matches!(part, "AF" | "EV") && (1..12).contains(&hour) { hour + 12 } else { hour };
            let what = What::OnDay(clock_note(hour, minute)?);
            return Some(Reading { first: at, next, what, modifier: None, why: "part-clock", second: None });
        }
        let (hour, ends) = self.inflected_hour(next, &pack.clock_affixes)?;
        let is_clocked = self.is(next, Class::Clock).is_some();
        if !ends && !is_clocked && !hour.colon {
            return None;
        }
        let is_late = match part {
            "AF" | "EV" => (1..12).contains(&hour.hour),
            "NI" => (LATE..12).contains(&hour.hour),
            _ => false,
        };
        let is_midnight = part == "NI" && hour.hour == 12;
        let value = if is_late || is_midnight { hour.hour + 12 } else { hour.hour };
        Some(Reading {
            first: at,
            next: hour.next,
            what: What::OnDay(clock_note(value, hour.minute)?),
            modifier: None,
            why: "part-clock",
            second: None,
        })
    }

    /// The minutes right behind the word of the hour (`sept heures dix`), which count nothing.
    pub(super) fn minutes_behind_hour(&self, at: usize) -> Option<(usize, u32)> {
        let part = self.class(at, |class| match class {
            Class::ClockPart(minutes) => Some(u32::from(minutes)),
            _ => None,
        });
        let in_words = || {
            let number = (self.kind(at) == Some(TokenKind::Word))
                .then(|| number_at(self.tokens, at, self.language))
                .flatten()
                .filter(|number| !number.ordinal && !number.vague && number.last < self.to)?;
            let fits = number.value.fract() == 0.0 && (5.0..60.0).contains(&number.value);
            fits.then_some((number.last + 1, number.value as u32))
        };
        let (next, minutes) = part.or_else(in_words)?;
        let counts = self.counts_something(next)
            || self.any_unit(next).is_some()
            || self.measure_follows(next)
            || self.noun_follows(next);
        (!counts).then_some((next, minutes))
    }
}
