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
        let is_to_come = |note: &str| {
            note.starts_with(">>") || note == "+1D" || note == "+2D" || note == "+0D" && in_words
        };
        let day_at = self.skip_all(hours.next, &[Class::On, Class::Article]);
        let day = self
            .fixed(hours.next)
            .or_else(|| self.shifted(day_at))
            .filter(|day| is_to_come(&day.note) && self.ends_clause(day.next))?;
        let place = |hour: u32| Some(What::Place(format!("{} {}", day.note, clock_note(hour, 0)?)));
        let second = Some(Second { first: hours.joint, next: day.next, what: place(hours.to)? });
        let what = place(hours.from)?;
        Some(Reading { first: at, next: hours.middle, what, modifier: None, why: "hours-of-day", second })
    }

    /// *9 tomorrow*, as a line of its own.
    fn bare_hour_on_line(&self, at: usize) -> Option<Reading> {
        if at != self.from || self.kind(at) != Some(TokenKind::Number) {
            return None;
        }
        let hour = self.plain_hour(at).filter(|hour| (1..=24).contains(&hour.hour) && hour.next == at + 1)?;
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
    fn ends_clause(&self, at: usize) -> bool {
        at >= self.to
            || self.is(at, Class::And).is_some()
            || self.kind(at) == Some(TokenKind::Mark) && self.digits(at + 1).is_none()
    }
}
