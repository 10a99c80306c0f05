//! Two times, or a time and a length, that are told together: from one day to another, so long from an hour on, so many units of a whole.

use super::*;

/// No season of a league is counted in more weeks than these.
const WEEKS_OF_A_SEASON: u32 = 22;

impl Grammar<'_> {
    /// `Oct 3 2019–Feb 4 2021`, `8/3/2021 - 8/9/2021`, *June 26 to June 28, 2020*, *from May to October 2020*: what the first time does
    /// not say of its year, the second one does, and the other way round.
    pub(super) fn pair(&self, at: usize) -> Option<Reading> {
        let may_open = |class| {
            matches!(
                class,
                Class::Month(_)
                    | Class::MonthShort(_)
                    | Class::Weekday(_)
                    | Class::WeekdayShort(_)
                    | Class::Shift(_)
                    | Class::Ordinal(_)
                    | Class::Article
            )
            .then_some(())
        };
        if self.kind(at) != Some(TokenKind::Number) && self.class(at, may_open).is_none() {
            return None;
        }
        if let Some(reading) = self.glued_months(at).or_else(|| self.day_glued(at)) {
            return Some(reading);
        }
        let from = self.dated(at)?;
        let is_cued = self.follows(at, Class::From) || self.follows(at, Class::Between);
        let glued = self.month_glued(from.next);
        let dash = self.dash(from.next).or_else(|| glued.as_ref().map(|_| from.next));
        let joint = dash
            .or_else(|| self.is(from.next, Class::To))
            .or_else(|| self.inflected_from(from.next))
            .or_else(|| self.is(from.next, Class::And).filter(|_| self.follows(at, Class::Between)))?;
        let start = self.skip_all(joint, &[Class::On, Class::Article]);
        let to =
            glued.or_else(|| [joint, start].into_iter().find_map(|start| self.dated(start))).or_else(|| {
                // *April 9 to 17*
                self.last_day(&from.note, start, dash.is_some())
            });
        let to = to.or_else(|| self.weekday_after(&from, joint))?;
        let is_short = |part: &Part| part.why == "numeric-day";
        // `1/2 - 3/4` may be fractions: a year, a word of *from* or a number that is no month shows that they are days.
        let is_glued = dash.is_some_and(|dash| self.glued(dash) && self.glued(dash - 1));
        let is_plain =
            is_glued && (self.digits(at).is_some_and(|(day, _)| day > 12) || self.are_no_shares(at, start));
        if is_short(&from)
            && is_short(&to)
            && !is_plain
            && (!is_cued || self.is_share(at) && self.is_share(start))
        {
            return None;
        }
        // `28/2-1/3`: the order that one of them shows is that of both.
        let (from, to) = match is_short(&from) && is_short(&to) {
            true => self.day_first(at, start, from, to),
            false => (from, to),
        };
        let (open_from, open_to) = (from.note.strip_prefix('?'), to.note.strip_prefix('?'));
        let has_weekday = |target: &str| target.starts_with('F');
        let (from_note, to_note) = match (open_from, open_to) {
            (Some(first), Some(second))
                if has_weekday(first) != has_weekday(second)
                    && (has_weekday(second) || !second.contains('D')) =>
            {
                return None;
            }
            // *From Friday to 1 October*
            (Some(first), Some(second)) if has_weekday(first) => {
                let way = if has_weekday(second) { ">>" } else { ">" };
                (from.note.clone(), format!("{} {way}{second}", from.note))
            }
            (Some(first), None) if has_weekday(first) => (from.note.clone(), to.note.clone()),
            (Some(first), _) => (format!("{} <{first}", to.note), to.note.clone()),
            (None, Some(second)) => (from.note.clone(), format!("{} >{second}", from.note)),
            (None, None) => (from.note.clone(), to.note.clone()),
        };
        let plain = |note: String| match note.starts_with(|c: char| c.is_ascii_digit()) {
            true => tidings_calendar::unanchored(&note),
            false => Some(note),
        };
        let (from_note, to_note) = (plain(from_note)?, plain(to_note)?);
        let (what, second) = match dash {
            Some(_) => (What::Place(format!("{from_note}/{to_note}")), None),
            None => {
                let second = Second { first: start, next: to.next, what: What::Place(to_note) };
                (What::Place(from_note), Some(second))
            }
        };
        let next = if dash.is_some() { to.next } else { from.next };
        if dash.is_none()
            && joint == from.next
            && self.is(to.next, Class::UntilAfter).is_none()
            && !self.has_ending_of_to(to.next - 1)
        {
            return None;
        }
        Some(Reading { first: at, next, what, modifier: None, why: "pair", second })
    }

    /// Two days in digits, the day before the month where one of the two can be read in no other way.
    fn day_first(&self, first: usize, second: usize, from: Part, to: Part) -> (Part, Part) {
        let value = |at: usize| self.digits(at).map_or(0, |(value, _)| value);
        let is_shown = value(first) > 12 || value(second) > 12;
        let fits = [first, second].iter().all(|&at| {
            u8::try_from(value(at + 2))
                .is_ok_and(|month| (1..=12).contains(&month) && (1..=days_in(month)).contains(&value(at)))
        });
        if !is_shown || !fits {
            return (from, to);
        }
        let note = |at: usize| format!("?M{}D{}", value(at + 2), value(at));
        (Part { note: note(first), ..from }, Part { note: note(second), ..to })
    }

    /// `28/2-1/3`: a day above the number of months, which is no common denominator either, and nothing that is measured.
    fn are_no_shares(&self, first: usize, second: usize) -> bool {
        let is_day = |at: usize| {
            self.digits(at).is_some_and(|(day, _)| DAYS_ONLY.contains(&day) && !DENOMINATORS.contains(&day))
        };
        let ends =
            |at: usize| !self.counts_something(at) && !self.measure_follows(at) && !self.noun_follows(at);
        [first, first + 2, second, second + 2].into_iter().any(is_day) && ends(second + 3)
    }

    /// `July 5-July 7, 2024`: the second month is glued to the first day.
    fn glued_months(&self, at: usize) -> Option<Reading> {
        let (next, month, _) = self.month(at)?;
        let (first, length) = self.digits(next)?;
        let second = self.lexicon.month_word(self.affix(next + 1)?.strip_prefix('-')?)?;
        let (last, digits) = self.digits(next + 2)?;
        let is_day = |day: u32, month: u8| (1..=days_in(month)).contains(&day);
        if length > 2 || digits > 2 || !is_day(first, month) || !is_day(last, second) {
            return None;
        }
        let to = self.with_year(next + 3, &format!("M{second}D{last}"), "month-day");
        let from = format!("{} <M{month}D{first}", to.note);
        let is_fixed = from.starts_with(|c: char| c.is_ascii_digit());
        let from = if is_fixed { tidings_calendar::unanchored(&from)? } else { from };
        let what = What::Place(format!("{from}/{}", to.note));
        Some(Reading { first: at, next: to.next, what, modifier: None, why: "pair", second: None })
    }

    /// A day or month with a name or in digits, by itself.
    fn dated(&self, at: usize) -> Option<Part> {
        let is_day_of_week = |part: &Part| ends_in_weekday(&part.note);
        let part = self
            .day_date(at)
            .or_else(|| self.short_of_pair(at))
            .or_else(|| self.compact(at))
            .or_else(|| self.month_of_pair(at))
            .or_else(|| self.shifted(at).filter(is_day_of_week))
            .or_else(|| self.weekday_alone(at).filter(is_day_of_week))?;
        (!part.note.contains(['/', 'T'])).then_some(part)
    }

    /// `10/1`, `14.10.`; `1.1` is a number.
    fn short_of_pair(&self, at: usize) -> Option<Part> {
        let part = self.short_numeric(at)?;
        let is_day = self.tokens.is_mark(at + 1, '/') || self.tokens.is_mark(part.next - 1, '.');
        is_day.then_some(part)
    }

    /// A month that its neighbour shows to be one, so that *May* and *mars* need no word of *in*; with an abbreviation too.
    fn month_of_pair(&self, at: usize) -> Option<Part> {
        let (next, month, _) = self.month(at)?;
        let is_name = self.is_written_as_name(at) || self.is_full_month(at);
        is_name.then(|| self.with_year(next, &format!("M{month}"), "month"))
    }

    /// The second day of *April 9 to 17*, *June 26th–28th*: a later day of the same month that counts nothing.
    fn last_day(&self, from: &str, at: usize, has_dash: bool) -> Option<Part> {
        let open = from.strip_prefix('?').unwrap_or(from);
        let first: u8 = match open.rsplit_once('D') {
            Some((_, day)) => day.parse().ok()?,
            None if open.len() == 10 => open.get(8..)?.parse().ok()?,
            None => return None,
        };
        let (next, day) = self.day(at).or_else(|| self.day_in_words(at))?;
        let is_bare = self.kind(at) == Some(TokenKind::Number) && next == at + 1;
        if is_bare && (self.bare_day(at).is_none() || has_dash && !self.glued(at) && self.glued(at - 1)) {
            return None;
        }
        if day <= first || self.counts_something(next) || self.measure_follows(next) {
            return None;
        }
        // *June 26–28, 2020*: the year behind counts for both, the first has been read without it.
        let year = if from.starts_with('?') { self.year_after(next) } else { None };
        let (month, _) = open.split_once('D').unwrap_or((open, ""));
        match year {
            Some((next, year)) => {
                Some(Part::new(next, in_year(&year, &format!("{month}D{day}")), "day-of-range"))
            }
            None if from.starts_with('?') => Some(Part::new(next, format!("{from} =D{day}"), "day-of-range")),
            None => Some(Part::new(next, format!("{}-{day:02}", from.get(..7)?), "day-of-range")),
        }
    }

    /// *from next Monday to Friday*
    fn weekday_after(&self, from: &Part, at: usize) -> Option<Part> {
        let (next, day, stands) = self.weekday(at)?;
        (stands && ends_in_weekday(&from.note))
            .then(|| Part::new(next, format!("{} >>F{day}", from.note), "weekday"))
    }

    /// *the last five months of 2019*, *the first twenty days of last year*
    pub(super) fn counted_units(&self, at: usize) -> Option<Part> {
        let start = self.skip(at, &[Class::Article]);
        let which_at = |at: usize| {
            self.ordinal(at)
                .filter(|(_, number)| matches!(number, 1 | -1))
                .or_else(|| self.shift(at).filter(|(_, count)| *count == -1).map(|(next, _)| (next, -1)))
        };
        let count_at = |at: usize| {
            number_at(self.tokens, at, self.language)
                .filter(|number| !number.ordinal && !number.vague && number.last < self.to)
                .filter(|number| number.value.fract() == 0.0 && (2.0..=31.0).contains(&number.value))
        };
        // *Les deux premières semaines*
        let (number, next, which) = match which_at(start) {
            Some((next, which)) => {
                let number = count_at(next)?;
                (number, number.last + 1, which)
            }
            None => {
                let number = count_at(start)?;
                let (next, which) = which_at(number.last + 1)?;
                (number, next, which)
            }
        };
        let (next, unit) = self.any_unit(next).filter(|(_, unit)| matches!(*unit, "D" | "W" | "M" | "Q"))?;
        // The whole must be named with a word of *of*: *the last two weeks in June* is one, *the last two weeks June was hot* none.
        let whole = self
            .whole_of(next)
            .filter(|whole| whole.next > next + 1 || self.is(next, Class::Of).is_some())?;
        let count = number.value as i32;
        let (first, last) = if which > 0 { (1, count) } else { (-count, -1) };
        let note = super::units_of_whole(&whole.note, first, last, unit);
        Some(Part::new(whole.next, note, "counted-units"))
    }

    /// *October 2015*, *next month*, *the year* behind *the first week of*.
    pub(super) fn whole_of(&self, next: usize) -> Option<Part> {
        let whole = self.skip_all(next, &[Class::Of, Class::On, Class::Article]);
        // *den här månaden*: what looks like an article may belong to the word after it.
        let bare = [next, self.skip_all(next, &[Class::Of, Class::On])];
        let shifted = bare.into_iter().find_map(|at| {
            let fixed = || self.fixed(at).filter(|part| part.modifier.is_none());
            self.shifted(at).or_else(fixed).filter(|part| part.note.ends_with(['M', 'Y', 'Q', 'W']))
        });
        self.month_or_season(whole)
            .or_else(|| self.year_named(whole).filter(|part| !part.note.contains('/')))
            .or_else(|| {
                self.year_inflected(whole).map(|(next, year)| Part::new(next, year.to_string(), "year"))
            })
            .or_else(|| self.relative_year(whole).map(|(next, note)| Part::new(next, note, "year")))
            .or(shifted)
            .or_else(|| self.shifted(whole).filter(|part| part.note.ends_with(['M', 'Y', 'Q'])))
            .or_else(|| {
                let (next, unit) =
                    self.unit(whole).filter(|(_, unit)| whole > next && matches!(*unit, "M" | "Y"))?;
                Some(Part::new(next, format!("+0{unit}"), "unit"))
            })
    }

    /// *from 4 p.m. for thirty minutes*: the hour at which it ends; `clock` is `T16:00`.
    pub(super) fn clock_and_length(&self, at: usize, clock: &str) -> Option<(usize, String)> {
        let start = self.is(at, Class::VagueBefore).or_else(|| self.is(at, Class::During))?;
        let length = self.length(start).filter(|length| !length.is_vague())?;
        Some((length.next, clock_after(clock, &length)?))
    }

    /// *for three hours from 10 am*, *a week starting tomorrow*: a length and the time at which it begins.
    pub(super) fn length_from(&self, at: usize) -> Option<Reading> {
        let length = self.length(at).filter(|length| !length.is_vague() && length.modifier.is_none())?;
        let place = |first: String, last: String, next: usize| {
            let what = What::Place(format!("{first}/{last}"));
            Some(Reading { first: at, next, what, modifier: None, why: "length-from", second: None })
        };
        let is_of_hours = length.parts.iter().all(|(_, unit)| matches!(*unit, "h" | "m"));
        let comma = self.mark(length.next, ',').unwrap_or(length.next);
        let starting = self.is(comma, Class::Starting);
        if is_of_hours {
            let joint = starting.or_else(|| self.is(comma, Class::From))?;
            let clock_at = self.is(joint, Class::From).unwrap_or(joint);
            let (next, hour, minute) = [joint, clock_at]
                .into_iter()
                .find_map(|at| self.clock(at, true).map(|(next, hour, minute, _)| (next, hour, minute)))
                .or_else(|| self.hour_beside_length(clock_at, &length))?;
            let clock = clock_note(hour, minute)?;
            let end = clock_after(&clock, &length)?;
            let what = What::OnDay(format!("{clock}/{end}"));
            return Some(Reading { first: at, next, what, modifier: None, why: "length-from", second: None });
        }
        // *For three days, from today*; *three days from today* is a day.
        let from_now = || self.is(comma, Class::From).filter(|_| self.follows(at, Class::VagueBefore));
        let starting = starting.or_else(from_now)?;
        let start = self.skip_all(starting, &[Class::On, Class::From, Class::Article]);
        let day = self
            .day_date(start)
            .or_else(|| self.fixed(start))
            .or_else(|| self.shifted(start))
            .or_else(|| self.weekday_alone(start))
            .filter(|day| ends_in_day(&day.note) && !day.note.contains(['T', '/']))?;
        let steps = days_on(&length)?;
        place(day.note.clone(), format!("{} {steps} -1D", day.note), day.next)
    }

    /// *Saturday, three days from now*, *Mittwoch vor zwei Wochen*, *in three days, on Friday*: the weekday nearest to the day that is
    /// counted.
    pub(super) fn weekday_and_count(&self, at: usize) -> Option<Reading> {
        let (next, day, stands) = self.weekday(at)?;
        let start = self.mark(next, ',').unwrap_or(next);
        let (end, length, sign) = self.counted_away(start)?;
        if !stands && !self.is_weak_but_cued(at) {
            return None;
        }
        let steps = days_away(&length, sign)?;
        let what = What::Place(format!("{steps} ~F{day}"));
        let modifier = length.modifier;
        Some(Reading { first: at, next: end, what, modifier, why: "weekday-and-count", second: None })
    }

    /// *in three days, on Friday*
    pub(super) fn count_and_weekday(&self, at: usize) -> Option<Reading> {
        let (end, length, sign) = self.counted_away(at)?;
        let start = self.mark(end, ',').unwrap_or(end);
        let start = self.is(start, Class::On)?;
        let (next, day, true) = self.weekday(start)? else { return None };
        let steps = days_away(&length, sign)?;
        let what = What::Place(format!("{steps} ~F{day}"));
        let modifier = length.modifier;
        Some(Reading { first: at, next, what, modifier, why: "count-and-weekday", second: None })
    }

    /// A length with words of *ago* or *from now*: (next token, length, sign).
    fn counted_away(&self, at: usize) -> Option<(usize, Length, char)> {
        let days = |length: &Length| {
            // *Two months ago, on Tuesday*: months are not told to the day.
            !length.is_vague() && length.parts.iter().all(|(_, unit)| matches!(*unit, "D" | "W"))
        };
        // *On Tuesday, two months from today* is counted to the day.
        let longer = |length: &Length| {
            !length.is_vague() && length.parts.iter().all(|(_, unit)| matches!(*unit, "D" | "W" | "M" | "Y"))
        };
        // *вторник через неделю*
        let length_or_one = |start: usize| self.length(start).or_else(|| self.bare_unit_length(start));
        if let Some(start) = self.is(at, Class::Ago)
            && let Some(length) = length_or_one(start).filter(days)
        {
            let after = self.is(length.next, Class::AgoAfter);
            let fits = after.is_some() || !self.language.pack.times.ago_both;
            return fits.then(|| (after.unwrap_or(length.next), length, '-'));
        }
        if let Some(start) = self.is(at, Class::Hence)
            && let Some(length) = length_or_one(start).filter(days)
        {
            let next = self.is(length.next, Class::HenceAfter).unwrap_or(length.next);
            return Some((next, length, '+'));
        }
        if let Some(length) = self.length(at).filter(longer)
            && let Some(next) = self.is(length.next, Class::HenceAfter)
        {
            return Some((next, length, '+'));
        }
        let length = self.length(at).filter(days)?;
        match (self.is(length.next, Class::AgoAfter), self.is(length.next, Class::HenceAfter)) {
            (Some(next), _) => Some((next, length, '-')),
            (_, Some(next)) => Some((next, length, '+')),
            _ => None,
        }
    }

    /// *two Thursdays ago*, *two Mondays from now*
    pub(super) fn weekdays_away(&self, number: &tidings_language::Number) -> Option<(usize, String)> {
        let (next, day) = self.class(number.last + 1, |class| match class {
            Class::Weekday(day) | Class::WeekdaySet(day) => Some(day),
            _ => None,
        })?;
        let count = number.value as i32;
        let is_count = number.value.fract() == 0.0 && (1..=20).contains(&count) && !number.vague;
        let (next, way, sign) = match (self.is(next, Class::AgoAfter), self.is(next, Class::HenceAfter)) {
            (Some(next), _) => (next, "<<", '-'),
            (_, Some(next)) => (next, ">>", '+'),
            _ => return None,
        };
        is_count.then(|| (next, format!("{way}F{day} {sign}{}W=D", count - 1)))
    }

    /// *Dos jueves* of *hace dos jueves*: the same behind a word of *ago*.
    pub(super) fn weekdays_back(&self, at: usize) -> Option<(usize, String)> {
        let number = number_at(self.tokens, at, self.language)
            .filter(|number| !number.ordinal && !number.vague && number.last < self.to)
            .filter(|number| number.value.fract() == 0.0 && (2.0..=20.0).contains(&number.value))?;
        let (next, day) = self.class(number.last + 1, |class| match class {
            Class::Weekday(day) | Class::WeekdaySet(day) => Some(day),
            _ => None,
        })?;
        (!self.language.pack.times.ago_both)
            .then(|| (next, format!("<<F{day} -{}W=D", number.value as i32 - 1)))
    }

    /// `vecka 34`, `KW 34 2023`
    pub(super) fn numbered_week(&self, at: usize) -> Option<Part> {
        let start = self.skip(at, &[Class::Article]);
        // *Semana 3 de 2027*: with its year any word of a week will do.
        let named = self.is(start, Class::NumberedWeek).or_else(|| self.is(at, Class::NumberedWeek));
        let at = named.or_else(|| {
            self.class(start, |class| (class == Class::Unit("W", false)).then_some(())).map(|(next, ())| next)
        })?;
        let (number, length) = self.digits(at)?;
        let is_week = length <= 2 && (1..=53).contains(&number) && !self.is_part_of_number(at);
        if !is_week || self.affix(at + 1).is_some() {
            return None;
        }
        let in_words = || {
            let (next, year) = self.year_in_words(self.is(at + 1, Class::Of)?)?;
            Some((next, year.to_string()))
        };
        match self.year_after(at + 1).or_else(in_words) {
            Some((next, year)) => Some(Part::new(next, format!("{year} #{number}W"), "numbered-week")),
            None if named.is_none() && !self.is_week_of_calendar(start, at) => None,
            None => Some(Part::new(at + 1, format!("+0Y #{number}W"), "numbered-week")),
        }
    }

    /// *En la semana 31*: behind a preposition, and higher than the weeks of a season are counted; weeks of a pregnancy name it.
    fn is_week_of_calendar(&self, start: usize, number_at: usize) -> bool {
        let next = number_at + 1;
        let is_high = self.digits(number_at).is_some_and(|(week, _)| week > WEEKS_OF_A_SEASON);
        let article = start.saturating_sub(1);
        let is_placed = || {
            self.follows(start, Class::On)
                || self.follows(start, Class::Article) && self.follows(article, Class::On)
        };
        let ends = || match self.kind(next) {
            None => true,
            Some(TokenKind::Mark) => {
                !self.glued(next) || matches!(self.surface(next), "." | "," | ")" | ";" | "?" | "!")
            }
            Some(TokenKind::Word) => {
                self.language.is_function_word(self.lower(next)) && self.is(next, Class::Of).is_none()
            }
            Some(_) => false,
        };
        is_high && number_at == start + 1 && is_placed() && ends()
    }

    /// *the Memorial Day weekend*: the one at or nearest to a day that has a name.
    pub(super) fn with_weekend(&self, part: Part) -> Part {
        let is_named = part.note.starts_with('?') || part.note.len() == 10 && part.why == "fixed-year";
        match self.unit_is(part.next, "WE").filter(|_| is_named && ends_in_day(&part.note)) {
            Some(next) => {
                let (next, note) = match (part.note.strip_prefix('?'), self.year_after(next)) {
                    (Some(target), Some((next, year))) => (next, in_year(&year, target)),
                    _ => (next, part.note.clone()),
                };
                Part { next, note: format!("{note} ~WE"), why: "weekend-of", ..part }
            }
            None => part,
        }
    }

    /// *the weekend of Halloween*, *the weekend of 4 July*
    pub(super) fn weekend_of(&self, at: usize) -> Option<Part> {
        let next = self.unit_is(self.skip(at, &[Class::Article]), "WE")?;
        let of = self.is(next, Class::Of)?;
        let start = self.skip(of, &[Class::Article]);
        let day = self.day_date(start).or_else(|| self.fixed(start))?;
        let is_day = ends_in_day(&day.note) && !day.note.contains([' ', '/']);
        is_day.then(|| Part::new(day.next, format!("{} ~WE", day.note), "weekend-of"))
    }

    /// *the 21st of this month*, *21st next month*
    pub(super) fn day_of_shifted_month(&self, at: usize) -> Option<Part> {
        let start = self.skip_all(at, &[Class::Article, Class::DayCue]);
        // *El 5 del mes pasado*, *le trente et un du mois*: an article before and a word of *of* behind show the day.
        let is_placed = start > at || self.follows(at, Class::Article) || self.follows(at, Class::On);
        let in_words = || self.day_in_words(start).filter(|_| is_placed);
        let (next, day) = self.day(start).or_else(in_words)?;
        let is_ordinal = self.kind(start) == Some(TokenKind::Word) || next > start + 1;
        let is_ordinal = is_ordinal || is_placed && self.is(next, Class::Of).is_some();
        // *5 числа прошлого месяца*
        let marked = self.is(next, Class::DayAfter);
        let (next, is_ordinal) = marked.map_or((next, is_ordinal), |next| (next, true));
        let of = self.skip_all(next, &[Class::Of, Class::Article]);
        let shifted = [next, self.skip(next, &[Class::Of]), of].into_iter().find_map(|at| self.shifted(at));
        let of_month = || {
            let is_of = is_placed && self.is(next, Class::Of).is_some();
            is_of.then(|| self.whole_of(next)).flatten().filter(|whole| whole.note == "+0M")
        };
        let month = shifted.or_else(of_month)?;
        (is_ordinal && month.note.len() == 3 && month.note.ends_with('M'))
            .then(|| Part::new(month.next, format!("{} =D{day}", month.note), "day-of-month"))
    }

    /// `2018Q4`, `2019-H2`, `Q1-2019`; `H1 2019` is read as a quarter is.
    pub(super) fn part_of_year(&self, at: usize) -> Option<Part> {
        if let Some(part) = self.quarter_in_digits(at) {
            return Some(part);
        }
        let (year, length) = self.digits(at)?;
        if length != 4 || !YEARS.contains(&year) {
            return None;
        }
        let affix = self.affix(at + 1)?.trim_start_matches('-');
        let target = YEAR_PARTS.iter().find(|part| part.eq_ignore_ascii_case(affix))?;
        Some(Part::new(at + 2, format!("{year}-{target}"), "year-part"))
    }
}

/// Days of a month that are no months.
const DAYS_ONLY: std::ops::RangeInclusive<u32> = 13..=31;
/// What shares of such size are written in.
const DENOMINATORS: [u32; 5] = [16, 20, 24, 25, 30];

/// Whether a notation leads to a day of the week and no further.
fn ends_in_weekday(note: &str) -> bool {
    let last = note.rsplit(' ').next().unwrap_or(note);
    last.trim_start_matches(['?', '<', '>', '=', '~']).starts_with('F')
}

/// Quarters and half-years as they are written in digits.
const YEAR_PARTS: [&str; 6] = ["Q1", "Q2", "Q3", "Q4", "H1", "H2"];

/// The time of the clock a length after another, on the same day.
pub(super) fn clock_after(clock: &str, length: &Length) -> Option<String> {
    let (hour, minute) = clock.strip_prefix('T').filter(|clock| clock.len() == 5)?.split_once(':')?;
    let mut minutes = f64::from(hour.parse::<u32>().ok()? * 60 + minute.parse::<u32>().ok()?);
    for (count, unit) in &length.parts {
        minutes += (*count)?
            * match *unit {
                "h" => 60.0,
                "m" => 1.0,
                _ => return None,
            };
    }
    let end = minutes as u32;
    (minutes.fract() == 0.0 && end < 24 * 60).then(|| clock_note(end / 60, end % 60)).flatten()
}

/// The steps of a length to the day ahead.
fn days_on(length: &Length) -> Option<String> {
    days_away(length, '+')
}

/// The steps of a length, each to the day.
fn days_away(length: &Length, sign: char) -> Option<String> {
    let steps: Vec<String> = length
        .steps(sign)?
        .split(' ')
        .map(|step| if step.ends_with('D') { step.to_owned() } else { format!("{step}=D") })
        .collect();
    Some(steps.join(" "))
}
