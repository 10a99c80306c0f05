//! From one time of the clock to another, and times counted from a day that is named.

use super::{Class, Grammar, Part, Reading, Second, TokenKind, What, clock_note, ends_in_day, later};
use tidings_language::number_at;

/// A stretch of the clock.
#[derive(Debug)]
pub(super) struct ClockRange {
    /// First token of the first time, and the one after it.
    pub(super) first: usize,
    pub(super) middle: usize,
    /// The same of the second time.
    pub(super) joint: usize,
    pub(super) next: usize,
    /// Both in the notation.
    pub(super) from: String,
    pub(super) to: String,
}

/// An hour as it stands, without any word that shows it to be one.
#[derive(Clone, Copy)]
pub(super) struct PlainHour {
    pub(super) next: usize,
    pub(super) hour: u32,
    pub(super) minute: u32,
    /// Written with a colon.
    pub(super) colon: bool,
}

impl Grammar<'_> {
    /// `7`, `7:30`, `seven`.
    pub(super) fn plain_hour(&self, at: usize) -> Option<PlainHour> {
        if let Some((hour, length)) = self.digits(at) {
            // `between 0730 and 0930`
            if length == 4
                && self.lower(at).starts_with('0')
                && hour % 100 < 60
                && self.affix(at + 1).is_none()
            {
                let colon = self.follows(at, Class::Between) || self.follows(at, Class::From);
                return Some(PlainHour { next: at + 1, hour: hour / 100, minute: hour % 100, colon });
            }
            if length > 2 || hour > 24 {
                return None;
            }
            // `15h30`, `15h`
            if let Some(affix) = self.affix(at + 1) {
                let minute = self.minutes_in_affix(at + 1);
                let is_bare = self.language.pack.times.clock_after.iter().any(|word| word == affix);
                let next = at + 2;
                if minute.is_some() || is_bare {
                    return Some(PlainHour { next, hour, minute: minute.unwrap_or(0), colon: true });
                }
                let pack = &self.language.pack.times;
                if !self.affix_of(at + 1, &pack.am) && !self.affix_of(at + 1, &pack.pm) {
                    return None;
                }
            }
            let minute = [':', '.'].into_iter().find_map(|mark| {
                let is_there = self.glued(at + 1) && self.tokens.is_mark(at + 1, mark) && self.glued(at + 2);
                let (minute, digits) = self.digits(at + 2).filter(|_| is_there)?;
                // Where decimals have a comma, a point before two digits is one of the clock.
                // `14.10.` is a day.
                let is_day = self.mark(at + 3, '.').is_some() && self.glued(at + 3) && at + 4 < self.to;
                let is_clock = mark == ':' || self.language.pack.quantities.decimal == "," && !is_day;
                (digits == 2 && minute < 60).then_some((minute, is_clock))
            });
            return Some(match minute {
                Some((minute, colon)) => PlainHour { next: at + 3, hour, minute, colon },
                None => PlainHour { next: at + 1, hour, minute: 0, colon: false },
            });
        }
        // *from noon to 3 p.m.*
        if let Some((next, hour, minute)) = self.clock_word(at) {
            return Some(PlainHour { next, hour, minute, colon: true });
        }
        if let Some(hour) = self.hour_ordinal(at) {
            return Some(PlainHour { next: at + 1, hour, minute: 0, colon: false });
        }
        let number = (self.kind(at) == Some(TokenKind::Word))
            .then(|| number_at(self.tokens, at, self.language))
            .flatten()
            .filter(|number| !number.ordinal && !number.vague && number.last < self.to)?;
        let is_hour = number.value.fract() == 0.0 && (1.0..=24.0).contains(&number.value);
        is_hour.then_some(PlainHour {
            next: number.last + 1,
            hour: number.value as u32,
            minute: 0,
            colon: false,
        })
    }

    /// *from 7 to 7:30*, *between 4 and 7 p.m.*, `14.30–18 Uhr`, `10am to 12pm`: a word of *from* or *between*, or a word of the clock
    /// at the second time, shows that hours are meant; `after_day` where a day stands before it.
    pub(super) fn clock_range(&self, at: usize, after_day: bool) -> Option<ClockRange> {
        let cues = [Class::Between, Class::From, Class::Clock];
        let start = cues.iter().find_map(|&cue| self.is(at, cue)).unwrap_or(at);
        self.plain_clock_range(at, after_day)
            .or_else(|| self.inflected_clock_range(at, after_day))
            .or_else(|| self.range_of_four_digits(start))
    }

    fn plain_clock_range(&self, at: usize, after_day: bool) -> Option<ClockRange> {
        let between = self.is(at, Class::Between);
        let cue = between.or_else(|| self.is(at, Class::From));
        let start = cue.unwrap_or(at);
        let clocked = self.is(start, Class::Clock).filter(|_| self.is(start, Class::On).is_none());
        let start = self.is(start, Class::Clock).unwrap_or(start);
        let from = self.plain_hour(start)?;
        let (after_from, from_half) = self.half_of_day(from.next);
        let after_from = self.is(after_from, Class::ClockAfter).unwrap_or(after_from);
        let joint = match between {
            Some(_) => self
                .is(after_from, Class::And)
                .or_else(|| self.is(after_from, Class::To))
                .or_else(|| self.dash(after_from).filter(|_| from.colon)),
            None => self.is(after_from, Class::To).or_else(|| self.dash(after_from)),
        }?;
        let joint = self.is(joint, Class::Clock).unwrap_or(joint);
        // *Desde las nueve hasta las once*
        let one = || {
            let next =
                self.one_o_clock(joint).filter(|_| cue.is_some() && self.follows(start, Class::Clock))?;
            Some(PlainHour { next, hour: 1, minute: 0, colon: false })
        };
        let is_one = self.kind(joint) == Some(TokenKind::Word) && self.plain_hour(joint).is_none();
        let to = self.plain_hour(joint).or_else(one)?;
        let after_clock = self.is(to.next, Class::ClockAfter);
        let (after_half, to_half) = self.half_of_day(after_clock.unwrap_or(to.next));
        // *Two to three hours* is a length where the word of the clock names the unit too.
        let is_named = after_clock.is_some_and(|_| {
            self.lexicon.unit_word(self.lower(to.next)) != Some("h")
                || to.hour > 12
                || after_from > from.next
                || self.is(cue.unwrap_or(at), Class::Clock).is_some() && self.is(at, Class::On).is_none()
                || after_day && cue.is_some() && !self.is_plainly_of(after_clock.unwrap_or(to.next))
        });
        // `4:00 tot 7`
        let is_joined = || {
            self.kind(joint.wrapping_sub(1)) == Some(TokenKind::Word)
                && self.tokens.is_mark(start + 1, ':')
                && (from.hour, from.minute) < (to.hour, to.minute)
                && self.digits(joint).is_some()
                && !self.measure_follows(to.next)
                && !self.noun_follows(to.next)
        };
        let is_said = is_named || from_half.is_some() || to_half.is_some();
        // Two numbers with a word of *from* are hours only beside a day, or where one is written as an hour.
        let is_shown = is_said
            || (from.colon || to.colon)
                && (cue.is_some() || clocked.is_some() || after_day || from.colon && to.colon || is_joined())
            || after_day
                && cue.is_some()
                && self.any_unit(to.next).is_none()
                && !self.measure_follows(to.next);
        // *entre las 4 y las 9*: the article of hours stands before both, and nothing is counted.
        let counts = || {
            self.any_unit(to.next).is_some()
                || self.measure_follows(to.next)
                || self.noun_follows(to.next)
                || self.ends_as_counted(to.next)
        };
        let are_clocked = || {
            cue.is_some()
                && self.follows(start, Class::Clock)
                && (is_one || self.follows(joint, Class::Clock))
                && !self.language.pack.times.counted_endings.is_empty()
                && !counts()
        };
        let is_dotted = |at: usize, hour: &PlainHour| hour.next == at + 3 && self.tokens.is_mark(at + 1, '.');
        // *Op 3 mei om 14.00-15.30 uur*
        let is_at = || after_day && (cue.is_some() || self.follows(start, Class::Clock));
        let measured = || self.measure_follows(to.next) || !is_at() && self.noun_follows(to.next);
        let is_amount = !is_said && (is_dotted(start, &from) || is_dotted(joint, &to)) && measured();
        if !is_shown && !are_clocked() || is_amount {
            return None;
        }
        let part = |hour: u32, half: Option<bool>| match half {
            Some(true) if hour < 12 => hour + 12,
            Some(false) => hour % 12,
            _ => hour,
        };
        let to_hour = part(to.hour, to_half);
        let mut from_hour = part(from.hour, from_half);
        // *from 5 to 6 p.m.*: both after noon.
        if from_half.is_none() && to_half == Some(true) && from.hour + 12 <= to_hour && from.hour > 0 {
            from_hour = from.hour + 12;
        }
        // `8am until 6`, `11:30-1:30`: the second is later than the first.
        let is_over_noon = to_half.is_none()
            && from_half != Some(true)
            && !self.language.pack.times.am.is_empty()
            && (1..12).contains(&to_hour)
            && from_hour <= 12
            && (to_hour, to.minute) < (from_hour, from.minute);
        let to_hour = if is_over_noon { to_hour + 12 } else { to_hour };
        let next = self.is(after_half, Class::Zone).unwrap_or(after_half);
        Some(ClockRange {
            first: start,
            middle: after_from,
            joint,
            next,
            from: clock_note(from_hour, from.minute)?,
            to: clock_note(to_hour, to.minute)?,
        })
    }

    /// A word of *before noon* (`false`) or *after noon* (`true`), and the token after it.
    fn half_of_day(&self, at: usize) -> (usize, Option<bool>) {
        let affixed = |list: &[String]| self.affix_of(at, list).then_some(at + 1);
        let pack = &self.language.pack.times;
        let of_night = || self.is(at, Class::Night);
        if let Some(next) = self.is(at, Class::Am).or_else(|| affixed(&pack.am)).or_else(of_night) {
            return (next, Some(false));
        }
        if let Some(next) = self.is(at, Class::Pm).or_else(|| affixed(&pack.pm)) {
            return (next, Some(true));
        }
        let start = self.skip_all(at, &[Class::On, Class::Article]);
        // *De 3 a 4 mañana* is tomorrow.
        if self.fixed(at).is_some_and(|fixed| !fixed.note.contains(" T")) {
            return (at, None);
        }
        match self.part(start) {
            Some((next, "AF" | "EV")) => (next, Some(true)),
            Some((next, "MO")) => (next, Some(false)),
            _ => (at, None),
        }
    }

    /// A stretch of the clock by itself, with the day that follows it.
    pub(super) fn clock_range_alone(&self, at: usize) -> Option<Reading> {
        if self.kind(at) == Some(TokenKind::Number) && at > self.from && self.is_part_of_number(at) {
            let is_clock = self.plain_hour(at).is_some_and(|hour| hour.colon) && !self.glued(at);
            if !is_clock {
                return None;
            }
        }
        let mut range = self.clock_range(at, false).or_else(|| self.hours_before_date(at))?;
        let mut next = range.next;
        let mut on_day = None;
        for day_at in [next, self.skip_all(next, &[Class::On, Class::Of, Class::Article])] {
            let day =
                self.day_date(day_at).or_else(|| self.fixed(day_at)).or_else(|| self.weekday_alone(day_at));
            // *lundi prochain* is more than *lundi*.
            let shifted =
                self.shifted(day_at).filter(|part| day.as_ref().is_none_or(|day| part.next > day.next));
            let Some(day) = shifted.or(day) else { continue };
            // *between 8 and 10:15 last night*
            let (days, part) = match day.note.split_once(" T") {
                Some((days, part)) => (days.to_owned(), Some(part.to_owned())),
                None => (day.note, None),
            };
            let behind = match part {
                None => self.part_behind_day(&Part::new(day.next, days.clone(), "day")),
                Some(_) => None,
            };
            let (after_day, part) =
                behind.map_or((day.next, part), |(next, part)| (next, Some(part.to_owned())));
            let is_half_known = part.as_deref().is_none_or(|part| matches!(part, "MO" | "AF" | "EV" | "NI"));
            if ends_in_day(&days) && is_half_known {
                next = after_day;
                let after_noon = matches!(part.as_deref(), Some("AF" | "EV" | "NI"));
                range.from = later(&range.from, after_noon);
                range.to = later(&range.to, after_noon);
                on_day = Some(days);
                break;
            }
        }
        let place = |clock: String| match &on_day {
            Some(day) => What::Place(format!("{day} {clock}")),
            None => What::OnDay(clock),
        };
        let second = Second { first: range.joint, next, what: place(range.to) };
        Some(Reading {
            first: range.first,
            next: range.middle,
            what: place(range.from),
            modifier: None,
            why: "clock-range",
            second: Some(second),
        })
    }

    /// Whether a word of *of* stands at a token that is no preposition of days (`op`).
    fn is_plainly_of(&self, at: usize) -> bool {
        self.is(at, Class::Of).is_some() && self.is(at, Class::On).is_none()
    }

    /// *between 3 and 5 on 1 January 2015*: two plain numbers are hours where a whole date follows behind a preposition.
    fn hours_before_date(&self, at: usize) -> Option<ClockRange> {
        self.is(at, Class::Between).or_else(|| self.is(at, Class::From))?;
        let range = self.clock_range(at, true)?;
        let day_at = self.skip_all(range.next, &[Class::On, Class::Article]);
        let dated = (day_at > range.next).then(|| self.day_date(day_at)).flatten();
        // *tussen 3 en 8 uur volgende maandag*
        let named = || {
            let is_named = self.follows(range.next, Class::ClockAfter);
            let day_at = if is_named { day_at } else { self.to };
            self.shifted(day_at).or_else(|| self.fixed(day_at)).or_else(|| self.weekday_alone(day_at))
        };
        let day = dated.or_else(named)?;
        // `3 and 5 of January` are days.
        let is_of = self.is(range.next, Class::Of).is_some()
            && self.day_month(range.joint).is_some_and(|days| days.next >= day.next);
        (!is_of && ends_in_day(&day.note)).then_some(range)
    }

    /// *three days after 12 January*, *two weeks before Christmas*, *a year from Sunday*: counted from a day that is named.
    pub(super) fn counted_from(&self, at: usize) -> Option<Reading> {
        // *Dentro de dos meses a partir de hoy*
        let start = self.is(at, Class::Hence).or_else(|| self.is(at, Class::HenceOpen)).unwrap_or(at);
        let length = self.length(start).filter(|length| !length.is_vague())?;
        if length.parts.iter().any(|(_, unit)| matches!(*unit, "h" | "m" | "s")) {
            return None;
        }
        let after = self.is(length.next, Class::AfterEvent).or_else(|| self.is(length.next, Class::FromDay));
        let (joint, sign) = match after {
            Some(joint) => (joint, '+'),
            None => (self.is(length.next, Class::BeforeEvent)?, '-'),
        };
        let start = self.skip_all(joint, &[Class::On, Class::Article]);
        let day = [joint, start].into_iter().find_map(|start| {
            let part: Option<Part> = self
                .day_date(start)
                .or_else(|| self.fixed(start))
                .or_else(|| self.weekday_alone(start))
                .or_else(|| self.shifted(start));
            part.filter(|part| ends_in_day(&part.note) && !part.note.contains([' ', '/']))
        })?;
        let steps: Vec<String> = length
            .steps(sign)?
            .split(' ')
            .map(|step| if step.ends_with('D') { step.to_owned() } else { format!("{step}=D") })
            .collect();
        Some(Reading {
            first: if start > at { at } else { length.first },
            next: day.next,
            what: What::Place(format!("{} {}", day.note, steps.join(" "))),
            modifier: length.modifier,
            why: "counted-from-day",
            second: None,
        })
    }
}

/// The hour of the second time of a stretch: *from 10 to 4* ends in the afternoon. What can only be a clock of 24 hours is left as it is.
pub(in crate::times) fn after_noon_if_earlier(from: (u32, u32), to: (u32, u32)) -> u32 {
    let is_earlier = from.0 <= 12 && to.0 < 12 && to <= from;
    if is_earlier && (to.0 + 12, to.1) > from { to.0 + 12 } else { to.0 }
}
