//! Two days of a month that is told from now: *next month from the 4th to the 23rd*.

use super::{Class, Grammar, Part, Reading, TokenKind, What};

/// A month to come, whichever it is.
const TO_COME: &str = "+1M";

impl Grammar<'_> {
    /// *next month from the 4th to the 23rd*, *from the 4th to the 23rd of next month*
    pub(super) fn days_of_month_from_now(&self, at: usize) -> Option<Reading> {
        let behind = || {
            let month = self.month_from_now(at)?;
            let start = self.past_from(self.mark(month.next, ',').unwrap_or(month.next))?;
            let (next, first, last) = self.two_days(start, &month.note)?;
            (!self.counts(next)).then_some((next, month.note, first, last))
        };
        let before = || {
            let start = self.past_from(at)?;
            let (next, ..) = self.two_days(start, TO_COME)?;
            let month_at = self.skip_all(next, &[Class::Of, Class::On]);
            let month = self.month_from_now(next).or_else(|| self.month_from_now(month_at))?;
            let (_, first, last) = self.two_days(start, &month.note)?;
            Some((month.next, month.note, first, last))
        };
        let (next, month, first, last) = behind().or_else(before)?;
        let what = What::Place(format!("{month} =D{first}/{month} =D{last}"));
        Some(Reading { first: at, next, what, modifier: None, why: "days-of-month", second: None })
    }

    /// One past a word of *from*.
    fn past_from(&self, at: usize) -> Option<usize> {
        self.is(at, Class::From).or_else(|| self.is(at, Class::Since))
    }

    /// *next month*
    fn month_from_now(&self, at: usize) -> Option<Part> {
        let is_month = |part: &Part| {
            part.modifier.is_none()
                && part.note.starts_with(['+', '-'])
                && part.note.ends_with('M')
                && !part.note.contains(' ')
        };
        self.fixed(at).filter(is_month).or_else(|| self.shifted(at).filter(is_month))
    }

    /// *the 4th to the 23rd*, `4-23`: one past them, and the two days. Two bare numbers are days of a month to come only, and with a dash
    /// between them: *prices rose from 4 to 9 this month*.
    fn two_days(&self, at: usize, month: &str) -> Option<(usize, u8, u8)> {
        let start = self.skip_all(at, &[Class::Article]);
        if self.kind(start) == Some(TokenKind::Number) && self.is_part_of_number(start) {
            return None;
        }
        let (next, first) = self.day(start)?;
        let is_ordinal = next > start + 1 || self.kind(start) == Some(TokenKind::Word);
        let dash = self.dash(next);
        let joint = dash.or_else(|| self.is(next, Class::To))?;
        if !is_ordinal && (dash.is_none() || !month.starts_with('+') || month.starts_with("+0")) {
            return None;
        }
        let (next, last) = self.day(self.skip_all(joint, &[Class::Article]))?;
        let is_other_month = self.month(next).is_some();
        (first < last && !is_other_month).then_some((next, first, last))
    }
}
