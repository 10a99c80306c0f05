//! Months and quarters joined to their year or day by a mark, two dates glued together, and what is counted from a day that is named.

use super::*;

/// A word of two months joined by a hyphen (`mai-jun`) has at least so many bytes.
const SHORTEST_PAIR: usize = 7;

impl Grammar<'_> {
    /// `Dec-2018`, `Dec/2018`, `2018-Dec`, `Q1/2019`, `Jan/3`, `2/okt`: a month or quarter with its year, or a month with its day.
    pub(super) fn compact(&self, at: usize) -> Option<Part> {
        match self.kind(at)? {
            TokenKind::Word if self.is_joined_word(at) => self.joined_to_year(at),
            TokenKind::Word => self.slashed_behind_name(at),
            TokenKind::Number => self.name_behind_digits(at).or_else(|| self.month_in_digits(at)),
            _ => None,
        }
    }

    /// `2015-3`, `12-2015`: one digit of the month behind its year, where two are a season as often, or two before it where no word stands
    /// that could be numbered.
    fn month_in_digits(&self, at: usize) -> Option<Part> {
        if !(self.glued(at + 1) && self.tokens.is_mark(at + 1, '-') && self.glued(at + 2)) {
            return None;
        }
        let (first, first_length) = self.digits(at)?;
        let (second, second_length) = self.digits(at + 2)?;
        let next = at + 3;
        let goes_on = self.glued(next) && !matches!(self.surface(next), "." | "," | ";" | ")" | "?" | "!");
        let (year, month) = match (first_length, second_length) {
            (4, 1) => (first, second),
            (2, 4)
                if (next >= self.to || self.is_end(next))
                    && (at == self.from || self.follows(at, Class::On) || self.is_end(at - 1)) =>
            {
                (second, first)
            }
            _ => return None,
        };
        let fits = NEWS_YEARS.contains(&year) && (1..=12).contains(&month);
        let is_behind = at > self.from && self.glued(at);
        (fits && !goes_on && !is_behind).then(|| Part::new(next, format!("{year}-{month:02}"), "month"))
    }

    /// `Dec-2018`, `q1-2019`, one token.
    fn joined_to_year(&self, at: usize) -> Option<Part> {
        let (name, year) = self.lower(at).split_once('-')?;
        if year.len() != 4 || !year.bytes().all(|byte| byte.is_ascii_digit()) {
            return None;
        }
        YEARS.contains(&year.parse().ok()?).then_some(())?;
        if let Some(part) = year_part(name) {
            return Some(Part::new(at + 1, format!("{year}-{part}"), "year-part"));
        }
        let month = self.lexicon.month_word(name)?;
        Some(Part::new(at + 1, format!("{year}-{month:02}"), "month"))
    }

    /// `Dec/2018`, `Q1/2019`, `Jan/3`
    fn slashed_behind_name(&self, at: usize) -> Option<Part> {
        if !(self.glued(at + 1) && self.tokens.is_mark(at + 1, '/') && self.glued(at + 2)) {
            return None;
        }
        let (value, length) = self.digits(at + 2)?;
        let next = at + 3;
        let goes_on = self.glued(next) && matches!(self.surface(next), "/" | "%" | ":" | "_");
        if goes_on || self.affix(next).is_some_and(|affix| !affix.starts_with('-')) {
            return None;
        }
        let is_year = length == 4 && YEARS.contains(&value);
        if let Some(part) = year_part(self.lower(at)) {
            return is_year.then(|| Part::new(next, format!("{value}-{part}"), "year-part"));
        }
        let (after, month, _) = self.month(at).filter(|_| self.is_written_as_name(at))?;
        if after != at + 1 {
            return None;
        }
        if is_year {
            return Some(Part::new(next, format!("{value}-{month:02}"), "month"));
        }
        let is_day = length <= 2 && (1..=days_in(month)).contains(&value);
        is_day.then(|| self.with_year(next, &format!("M{month}D{value}"), "month-day"))
    }

    /// `2/okt`, `2018/okt`, `2018-okt`
    fn name_behind_digits(&self, at: usize) -> Option<Part> {
        let (value, length) = self.digits(at)?;
        let is_year = length == 4 && YEARS.contains(&value);
        if let Some(affix) = self.affix(at + 1) {
            let month = self.lexicon.month_word(affix.strip_prefix('-')?).filter(|_| is_year)?;
            let is_alone = self.digits(at + 2).is_none();
            return is_alone.then(|| Part::new(at + 2, format!("{value}-{month:02}"), "month"));
        }
        let is_slashed = self.glued(at + 1) && self.tokens.is_mark(at + 1, '/') && self.glued(at + 2);
        if !is_slashed || self.kind(at + 2) != Some(TokenKind::Word) || self.is_part_of_number(at) {
            return None;
        }
        let month = self.lexicon.month_word(self.lower(at + 2))?;
        let next = at + 3;
        if self.glued(next) && matches!(self.surface(next), "/" | "-" | "_") {
            return None;
        }
        if is_year {
            return Some(Part::new(next, format!("{value}-{month:02}"), "month"));
        }
        let is_day = length <= 2 && (1..=days_in(month)).contains(&value);
        is_day.then(|| self.with_year(next, &format!("M{month}D{value}"), "day-month"))
    }

    /// The second of two dates where its month is glued to the first: `Mar 3 2012-Apr 9 2013`, `Jan/2012-Apr/2013`.
    pub(super) fn month_glued(&self, at: usize) -> Option<Part> {
        let month = self.lexicon.month_word(self.affix(at)?.strip_prefix('-')?)?;
        if let Some(slash) = self.mark(at + 1, '/').filter(|_| self.glued(at + 1)) {
            let (year, _) =
                self.digits(slash).filter(|(year, length)| *length == 4 && YEARS.contains(year))?;
            return Some(Part::new(slash + 1, format!("{year}-{month:02}"), "month"));
        }
        match self.digits(at + 1) {
            Some((day, 1 | 2)) if (1..=days_in(month)).contains(&day) => {
                Some(self.with_year(at + 2, &format!("M{month}D{day}"), "month-day"))
            }
            _ => Some(self.with_year(at + 1, &format!("M{month}"), "month")),
        }
    }

    /// `18 nov-19 dec 2015`: the first month and the second day are one token.
    pub(super) fn day_glued(&self, at: usize) -> Option<Reading> {
        let (first, length) = self.digits(at).filter(|_| self.kind(at + 1) == Some(TokenKind::Word))?;
        let (name, last) = self.surface(at + 1).split_once('-')?;
        let last: u32 = last.parse().ok().filter(|_| last.len() <= 2)?;
        let month = self.lexicon.month_word(&name.to_lowercase())?;
        let (next, other, _) = self.month(at + 2)?;
        let is_day = |day: u32, month: u8| (1..=days_in(month)).contains(&day);
        if length > 2 || !is_day(first, month) || !is_day(last, other) {
            return None;
        }
        let to = self.with_year(next, &format!("M{other}D{last}"), "day-month");
        let from = format!("{} <M{month}D{first}", to.note);
        let is_fixed = from.starts_with(|c: char| c.is_ascii_digit());
        let from = if is_fixed { tidings_calendar::unanchored(&from)? } else { from };
        let what = What::Place(format!("{from}/{}", to.note));
        Some(Reading { first: at, next: to.next, what, modifier: None, why: "pair", second: None })
    }

    /// `mai-jun 2017`, one token.
    pub(super) fn months_in_word(&self, at: usize) -> Option<(u8, u8)> {
        let word = self.lower(at);
        if word.len() < SHORTEST_PAIR || !word.as_bytes().contains(&b'-') {
            return None;
        }
        let (first, last) = word.split_once('-')?;
        Some((self.lexicon.month_word(first)?, self.lexicon.month_word(last)?))
    }

    /// [`Self::months_in_word`] as a stretch.
    pub(super) fn month_pair(&self, at: usize) -> Option<Reading> {
        if self.kind(at) != Some(TokenKind::Word) {
            return None;
        }
        let (first, last) = self.months_in_word(at)?;
        let to = self.with_year(at + 1, &format!("M{last}"), "month");
        let what = What::Place(stretch_note(&format!("?M{first}"), &to.note));
        Some(Reading { first: at, next: to.next, what, modifier: None, why: "stretch", second: None })
    }

    /// *the third Tuesday after Christmas*, *the last Friday before 8 June*, *the Monday after Easter*: a weekday counted from a day that is
    /// named.
    pub(super) fn weekday_from_day(&self, at: usize) -> Option<Part> {
        let start = self.skip(at, &[Class::Article]);
        let counted = self
            .ordinal(start)
            .or_else(|| self.shift(start).filter(|(_, count)| *count == -1).map(|(next, _)| (next, -1)));
        // Without a number only an article shows that one day is meant.
        let (next, count) = counted.or_else(|| (start > at).then_some((start, 1)))?;
        let (next, weekday, _) = self.weekday(next)?;
        let after = self.is(next, Class::AfterEvent);
        let joint = after.or_else(|| self.is(next, Class::BeforeEvent))?;
        let steps = match (after.is_some(), count) {
            (true, 1..=9) => format!(">>F{weekday} +{}W=D", count - 1),
            (false, -1) => format!("<<F{weekday} -0W=D"),
            (false, 1..=9) => format!("<<F{weekday} -{}W=D", count - 1),
            _ => return None,
        };
        let day_at = self.skip_all(joint, &[Class::On, Class::Article]);
        let day = [joint, day_at]
            .into_iter()
            .find_map(|at| self.day_date(at).or_else(|| self.fixed(at)))
            .filter(|day| ends_in_day(&day.note) && !day.note.contains([' ', '/']))?;
        Some(Part::new(day.next, format!("{} {steps}", day.note), "weekday-from-day"))
    }

    /// *the next two quarters*, *the past three quarters*: a stretch of whole quarters, told by its months; *three quarters* alone is a
    /// share.
    pub(super) fn quarters_away(&self, at: usize) -> Option<Reading> {
        let start = self.skip(at, &[Class::Article]);
        let way_at = |at: usize| self.shift(at).filter(|(_, way)| *way != 0);
        let first_way = way_at(start);
        let number = number_at(self.tokens, first_way.map_or(start, |(next, _)| next), self.language)
            .filter(|number| !number.ordinal && !number.vague && number.last < self.to)?;
        // *Les trois prochains trimestres*, *los tres trimestres anteriores*
        let (way, unit_at) = match first_way {
            Some((_, way)) => (Some(way), number.last + 1),
            None => match way_at(number.last + 1) {
                Some((next, way)) => (Some(way), next),
                None => (None, number.last + 1),
            },
        };
        if way.is_none() {
            let next = self.unit_is(unit_at, "Q")?;
            self.shift_after(next).filter(|(_, way)| *way != 0)?;
        }
        // *three quarters* has been read as a share.
        let of_share = self.unit_is(number.last, "Q").map(|next| (next, number.value * 4.0));
        let (next, count) = of_share
            .or_else(|| self.unit_is(unit_at, "Q").map(|next| (next, number.value)))
            .filter(|(_, count)| count.fract() == 0.0 && (2.0..=40.0).contains(count))?;
        let (next, way) = match way {
            Some(way) => (next, way),
            None => self.shift_after(next)?,
        };
        let count = count as i32;
        let (first, last) = if way > 0 { (1, count) } else { (-count, -1) };
        let what = What::Place(format!("{first:+}Q #1M/{last:+}Q #-1M"));
        Some(Reading { first: at, next, what, modifier: None, why: "quarters", second: None })
    }

    /// *the next four business days*, *in three working days*, *five working days ago*
    pub(in crate::times) fn working_days_away(&self, at: usize) -> Option<Reading> {
        let start = self.skip(at, &[Class::Article]);
        let way = self.shift(start).filter(|(_, way)| *way != 0);
        // *En 3 días hábiles*
        let open = self.is(at, Class::HenceOpen);
        let hence = self.is(at, Class::Hence).or(open);
        let number_at = way.map(|(next, _)| next).or(hence).unwrap_or(start);
        let number = tidings_language::number_at(self.tokens, number_at, self.language)
            .or_else(|| {
                let is_counted = self.language.pack.times.descending && number_at < self.to;
                is_counted.then(|| self.count(number_at, true)).flatten()
            })
            .filter(|number| !number.ordinal && !number.vague && number.last < self.to)?;
        // *Les 4 prochains jours ouvrables*
        let behind = self.shift(number.last + 1).filter(|(_, way)| *way != 0 && number_at == start);
        let way = way.or(behind);
        let next = self.is(behind.map_or(number.last + 1, |(next, _)| next), Class::WorkingDay)?;
        let count = number.value as i32;
        if number.value.fract() != 0.0 || !(1..=100).contains(&count) {
            return None;
        }
        let (next, note) = match way {
            Some((_, way)) if way > 0 => (next, format!("+1BD/+{count}BD")),
            Some(_) => (next, format!("-{count}BD/-1BD")),
            None => match (self.is(next, Class::AgoAfter), self.is(next, Class::HenceAfter)) {
                (Some(next), _) => (next, format!("-{count}BD")),
                (_, Some(next)) => (next, format!("+{count}BD")),
                _ => hence.map(|_| (next, format!("+{count}BD")))?,
            },
        };
        let what = match open {
            Some(_) if way.is_none() => What::Open(format!("P{count}D"), note),
            _ => What::Place(note),
        };
        Some(Reading { first: at, next, what, modifier: None, why: "working-days", second: None })
    }

    /// Whether the cardinal in words that ends before a token stands at the end of what is said: *May twenty nine*, but not *in May seven
    /// people*.
    pub(super) fn ends_there(&self, next: usize) -> bool {
        next >= self.to
            || self.kind(next) == Some(TokenKind::Mark)
                && !matches!(self.surface(next), "%" | "$" | "€" | "£" | "-" | "–")
            || self.year(next).is_some()
            || self.year_in_words(next).is_some()
    }
}

/// `Q1`, `H2`
fn year_part(lower: &str) -> Option<&'static str> {
    ["Q1", "Q2", "Q3", "Q4", "H1", "H2"].into_iter().find(|part| part.eq_ignore_ascii_case(lower))
}
