//! One hour or another one, of which the second shows what both are: *at 9 or 10 in the morning*.

use super::{Class, Grammar, Reading, Second, What, clock_note};
use tidings_language::RangeWord;

impl Grammar<'_> {
    /// *at 9 or 10 a.m.*, `sabah 8 ya da 9'da`: two times, the half of the day is that of both.
    pub(super) fn either_hour(&self, at: usize) -> Option<Reading> {
        let part = self.part(at);
        let after_part = part.map_or(at, |(next, _)| next);
        let cue = self.is(after_part, Class::Clock);
        let follows_cue = || [Class::On, Class::Clock].into_iter().any(|class| self.follows(at, class));
        if part.is_none() && cue.is_none() && !follows_cue() {
            return None;
        }
        let from = self.plain_hour(cue.unwrap_or(after_part)).filter(|from| from.hour > 0)?;
        let length = self.language.measures().range_word(RangeWord::Or, self.tokens, from.next)?;
        let joint = from.next + length;
        if joint >= self.to {
            return None;
        }
        let is_late = part.is_some_and(|(_, part)| matches!(part, "AF" | "EV"));
        let (next, hour, minute) = self.clock_told(joint).or_else(|| {
            let affixes = &self.language.pack.times.clock_affixes;
            let (to, ends) = self.inflected_hour(self.is(joint, Class::Clock).unwrap_or(joint), affixes)?;
            let hour = if is_late && to.hour < 12 { to.hour + 12 } else { to.hour };
            (ends && (cue.is_some() || part.is_some())).then_some((to.next, hour, to.minute))
        })?;
        let is_after_noon = from.hour < 12 && (from.hour + 12 < hour || is_late);
        let first = if is_after_noon { from.hour + 12 } else { from.hour };
        let what = What::OnDay(clock_note(hour, minute)?);
        Some(Reading {
            first: at,
            next: from.next,
            what: What::OnDay(clock_note(first, from.minute)?),
            modifier: None,
            why: "either-hour",
            second: Some(Second { first: joint, next, what }),
        })
    }

    /// A time of the clock that shows itself: (next token, hour, minute).
    fn clock_told(&self, at: usize) -> Option<(usize, u32, u32)> {
        let reading = self.clock_alone(at)?;
        let What::OnDay(note) = &reading.what else { return None };
        let (hour, minute) = note.strip_prefix('T')?.split_once(':')?;
        Some((reading.next, hour.parse().ok()?, minute.parse().ok()?))
    }
}
