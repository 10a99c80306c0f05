//! Hours without any word of the clock, where what stands beside them shows what they are.

use super::joined::clock_after;
use super::{Class, Grammar, Length, Part, Reading, Second, TokenKind, What, clock_note, ends_in_day};

/// Two hours joined, each up to twelve.
#[derive(Debug, Clone, Copy)]
pub(super) struct BareHours {
    /// One past the first hour.
    pub(super) middle: usize,
    /// First token of the second one.
    pub(super) joint: usize,
    pub(super) next: usize,
    pub(super) from: u32,
    pub(super) to: u32,
}

/// A day to come behind its hours.
#[derive(Debug)]
struct DayToCome {
    next: usize,
    days: String,
    /// Its part is one after noon.
    is_late: bool,
}

impl DayToCome {
    fn at(&self, hour: u32, minute: u32) -> Option<What> {
        let hour = if self.is_late && hour < 12 { hour + 12 } else { hour };
        Some(What::Place(format!("{} {}", self.days, clock_note(hour, minute)?)))
    }
}

impl Grammar<'_> {
    /// `6-8`, *five to seven*: the second hour later than the first, as both stand.
    pub(super) fn bare_hours(&self, at: usize) -> Option<BareHours> {
        let kind = self.kind(at)?;
        if kind == TokenKind::Mark || kind == TokenKind::Number && self.is_part_of_number(at) {
            return None;
        }
        let plain = |at: usize| {
            let is_word = self.kind(at) == Some(TokenKind::Word) && self.clock_word(at).is_none();
            let is_number = self.kind(at) == Some(TokenKind::Number);
            self.plain_hour(at).filter(|hour| {
                (is_word || is_number) && hour.minute == 0 && !hour.colon && (1..=12).contains(&hour.hour)
            })
        };
        let from = plain(at)?;
        let joint = self.dash(from.next).or_else(|| self.is(from.next, Class::To))?;
        let to = plain(joint)?;
        let goes_on =
            self.glued(to.next) && !matches!(self.surface(to.next), "." | "," | "?" | "!" | ")" | ";");
        (from.hour < to.hour && !goes_on).then_some(BareHours {
            middle: from.next,
            joint,
            next: to.next,
            from: from.hour,
            to: to.hour,
        })
    }

    /// *five to seven today*, *6-8 next Monday*, *9 tomorrow*: hours right before a day to come. What was may have been a score, and one
    /// hour alone counts only where nothing else stands on its line.
    pub(super) fn bare_hours_before_day(&self, at: usize) -> Option<Reading> {
        let opens = at == self.from || !self.glued(at) && self.kind(at - 1) != Some(TokenKind::Number);
        let hours = self.bare_hours(at).filter(|_| opens);
        let Some(hours) = hours else { return self.bare_hour_on_line(at) };
        let in_words = self.kind(at) == Some(TokenKind::Word);
        let day = self.day_to_come(hours.next, in_words)?;
        let second = Some(Second { first: hours.joint, next: day.next, what: day.at(hours.to, 0)? });
        let what = day.at(hours.from, 0)?;
        Some(Reading { first: at, next: hours.middle, what, modifier: None, why: "hours-of-day", second })
    }

    /// *between 3 and 5 next Friday*, *from 3 to 5 tomorrow*: a day to come shows two bare numbers to be hours; of a day that was they may
    /// be scores or prices.
    pub(super) fn hours_between_before_day(&self, at: usize) -> Option<Reading> {
        let between = self.is(at, Class::Between);
        let start = between.or_else(|| self.is(at, Class::From))?;
        let from = self.plain_hour(start).filter(|hour| (1..=24).contains(&hour.hour))?;
        let joint = match between {
            Some(_) => self.is(from.next, Class::And)?,
            None => self.is(from.next, Class::To).or_else(|| self.dash(from.next))?,
        };
        let to = self.plain_hour(joint).filter(|hour| hour.hour > from.hour && hour.hour <= 24)?;
        let day = self.day_to_come(to.next, false)?;
        let second = Some(Second { first: joint, next: day.next, what: day.at(to.hour, to.minute)? });
        let what = day.at(from.hour, from.minute)?;
        Some(Reading { first: start, next: from.next, what, modifier: None, why: "hours-of-day", second })
    }

    /// A day to come at which a clause ends, or a part of one or of today; in words today itself too.
    fn day_to_come(&self, at: usize, in_words: bool) -> Option<DayToCome> {
        let day_at = self.skip_all(at, &[Class::On, Class::Article]);
        let day = self.fixed(at).or_else(|| self.shifted(day_at))?;
        let day = if day.note.contains(" T") { day } else { self.with_clock(day) };
        let (days, part) = match day.note.split_once(" T") {
            Some((days, part)) => (days, Some(part)),
            None => (day.note.as_str(), None),
        };
        let is_known = part.is_none_or(|part| matches!(part, "MO" | "AF" | "EV" | "NI"));
        let fits = is_to_come(days) || days == "+0D" && (in_words || part.is_some());
        let is_late = matches!(part, Some("AF" | "EV" | "NI"));
        let found = DayToCome { next: day.next, days: days.to_owned(), is_late };
        (fits && is_known && self.ends_clause(day.next)).then_some(found)
    }

    /// *to 8:30*, *before 8:30*: hours from six on, with minutes that clocks are read by; below that it is a runner's time as often.
    pub(super) fn ends_a_stretch(&self, at: usize, next: usize, hour: u32, minute: u32) -> bool {
        (6..24).contains(&hour)
            && minute.is_multiple_of(5)
            && [Class::Until, Class::BeforeEvent, Class::AfterEvent]
                .iter()
                .any(|&class| self.follows(at, class))
            && !self.measure_follows(next)
            && !self.noun_follows(next)
    }

    /// *9 tomorrow*, as a line of its own, or *at 9 next Friday*.
    fn bare_hour_on_line(&self, at: usize) -> Option<Reading> {
        if self.kind(at) != Some(TokenKind::Number) || at != self.from && !self.follows(at, Class::Clock) {
            return None;
        }
        let hour = self.plain_hour(at).filter(|hour| (1..=24).contains(&hour.hour) && hour.next == at + 1)?;
        if at > self.from {
            let day = self.day_to_come(hour.next, false)?;
            let what = day.at(hour.hour, hour.minute)?;
            return Some(Reading {
                first: at,
                next: day.next,
                what,
                modifier: None,
                why: "hours-of-day",
                second: None,
            });
        }
        let day: Part = self.fixed(hour.next).filter(|day| ends_in_day(&day.note) && day.next == self.to)?;
        let what = What::Place(format!("{} {}", day.note, clock_note(hour.hour, hour.minute)?));
        Some(Reading { first: at, next: day.next, what, modifier: None, why: "hours-of-day", second: None })
    }

    /// *from 9 for 2.5 hours*: the length shows what the number is.
    pub(super) fn hour_for_length(&self, at: usize) -> Option<Reading> {
        let start = self.is(at, Class::From)?;
        let hour = self.plain_hour(start)?;
        let length_at = self.is(hour.next, Class::VagueBefore)?;
        let length = self.length(length_at).filter(|length| !length.is_vague())?;
        let (_, hour, minute) = self.hour_beside_length(start, &length)?;
        let clock = clock_note(hour, minute)?;
        let end = clock_after(&clock, &length)?;
        let what = What::OnDay(format!("{clock}/{end}"));
        Some(Reading {
            first: start,
            next: length.next,
            what,
            modifier: None,
            why: "length-from",
            second: None,
        })
    }

    /// An hour that a length in hours beside it shows to be one.
    pub(super) fn hour_beside_length(&self, at: usize, length: &Length) -> Option<(usize, u32, u32)> {
        let in_hours = length.parts.iter().any(|(_, unit)| *unit == "h");
        let hour = self.plain_hour(at).filter(|hour| in_hours && (1..=24).contains(&hour.hour))?;
        (!self.counts(hour.next)).then_some((hour.next, hour.hour, hour.minute))
    }

    /// The end of the line, a word of *and*, or a mark that no digits follow.
    pub(super) fn ends_clause(&self, at: usize) -> bool {
        at >= self.to
            || self.is(at, Class::And).is_some()
            || self.kind(at) == Some(TokenKind::Mark) && self.digits(at + 1).is_none()
    }
}

/// Whether a day is one to come.
pub(super) fn is_to_come(note: &str) -> bool {
    note.starts_with(">>") && ends_in_day(note) || matches!(note, "+1D" | "+2D")
}
