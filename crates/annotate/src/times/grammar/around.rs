//! The words beside a time that belong to it or say what it means.

use super::*;

impl Grammar<'_> {
    /// Takes the article before it into a time, and reads *since* and *until* beside it.
    pub(super) fn with_neighbours(&self, reading: Reading) -> Reading {
        let mut reading = reading;
        if let Some(before) = reading.first.checked_sub(1).filter(|&before| before >= self.from)
            && self.is(before, Class::Article) == Some(reading.first)
            && TAKES_ARTICLE.contains(&reading.why)
        {
            reading.first = before;
        }
        // `2026 m. pabaigoje`, `2026. gada beigās`
        if reading.modifier.is_none()
            && reading.why.starts_with("year-")
            && let Some((next, modifier)) = self.class(reading.next, |class| match class {
                Class::After(modifier) => Some(modifier),
                _ => None,
            })
        {
            (reading.next, reading.modifier) = (next, Some(modifier));
        }
        if reading.modifier.is_none() && matches!(reading.what, What::Place(_) | What::OnDay(_)) {
            let last = self.lower(reading.next - 1);
            let pack = &self.language.pack.times;
            let ends = |list: &[String]| {
                list.iter().any(|ending| last.len() > ending.len() && last.ends_with(ending.as_str()))
            };
            if self.follows(reading.first, Class::Since)
                || self.is(reading.next, Class::SinceAfter).is_some()
                || ends(&pack.since_endings)
            {
                reading.modifier = Some(TimeModifier::Start);
            } else if self.follows(reading.first, Class::Until)
                || self.is(reading.next, Class::UntilAfter).is_some()
                || ends(&pack.until_endings)
            {
                reading.modifier = Some(TimeModifier::End);
            }
        }
        reading
    }
}
