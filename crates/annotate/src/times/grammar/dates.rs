//! Days, months, seasons, decades and what is counted inside of them.

use super::*;

impl Grammar<'_> {
    /// Any place on the calendar.
    pub(super) fn date(&self, at: usize) -> Option<Part> {
        self.once(Question::Date, at, || self.date_here(at))
    }

    fn date_here(&self, at: usize) -> Option<Part> {
        let mut best: Option<Part> = None;
        let mut offer = |part: Option<Part>| {
            if let Some(part) = part
                && best.as_ref().is_none_or(|best| part.next > best.next)
            {
                best = Some(part);
            }
        };
        offer(self.day_date(at).map(|part| self.with_clock(self.with_weekday(part))));
        offer(self.counted_of_whole(at));
        offer(self.solar_stretch(at));
        offer(self.numeric_on(at).map(|part| self.with_clock(part)));
        offer(self.month_or_season(at));
        // A whole phrase of the pack stands against what its words mean one by one (`pasado mañana`).
        offer(self.fixed(at).map(|part| self.with_clock(self.with_weekend(part))));
        offer(self.weekend_of(at));
        offer(self.shifted(at).map(|part| self.with_clock(part)));
        offer(self.part_of_date(at));
        offer(self.weekday_alone(at).map(|part| self.with_clock(part)));
        offer(self.counted(at).map(|part| self.with_clock(part)));
        offer(self.weekday_from_day(at).map(|part| self.with_clock(part)));
        offer(self.compact(at).map(|part| self.with_clock(part)));
        offer(self.counted_units(at));
        offer(self.numbered_week(at));
        offer(self.part_of_year(at));
        offer(self.day_of_shifted_month(at).map(|part| self.with_clock(part)));
        offer(self.decade_or_century(at));
        offer(self.year_named(at));
        offer(self.day_named(at).map(|part| self.with_clock(part)));
        offer(self.day_behind_article(at).map(|part| self.with_clock(part)));
        offer(self.portion(at));
        offer(self.part_of_day(at));
        // What follows and belongs to it: the middle of, the end of (Hungarian).
        if let Some(part) = best.as_mut()
            && part.modifier.is_none()
            && let Some((next, modifier)) = self.class(part.next, |class| match class {
                Class::After(modifier) => Some(modifier),
                _ => None,
            })
        {
            part.next = next;
            part.modifier = Some(modifier);
        }
        best
    }

    /// Takes in the weekday that follows its date (`15 Ocak Salı`).
    fn with_weekday(&self, part: Part) -> Part {
        if !self.language.pack.times.weekday_after_date
            || !ends_in_day(&part.note)
            || part.note.contains(" T")
        {
            return part;
        }
        let start = self.mark(part.next, ',').unwrap_or(part.next);
        match self.weekday(start) {
            Some((next, ..)) if part.why != "weekday-day" => Part { next, ..part },
            _ => part,
        }
    }

    /// *The evening of Tuesday*, `مساء الثلاثاء`: the part stands before its day.
    pub(super) fn part_of_day(&self, at: usize) -> Option<Part> {
        if !self.language.pack.times.part_before_day {
            return None;
        }
        let (next, name) = self.part(at)?;
        let day_at = self.skip_all(next, &[Class::Of, Class::On, Class::Article]);
        let day = [next, day_at].into_iter().find_map(|day_at| {
            let day = self
                .day_date(day_at)
                .or_else(|| self.shifted(day_at))
                .or_else(|| self.fixed(day_at))
                .or_else(|| self.weekday_alone(day_at));
            day.filter(|day| ends_in_day(&day.note) && !day.note.contains(" T"))
        })?;
        Some(Part::new(day.next, format!("{} T{name}", day.note), "part-of-day"))
    }

    /// A day with its month: `17. juni 2024`, `June 17, 2024`, `2024-06-17`, `17/6/2024`, with its weekday before it.
    pub(super) fn day_date(&self, at: usize) -> Option<Part> {
        self.once(Question::DayDate, at, || self.day_date_here(at))
    }

    fn day_date_here(&self, at: usize) -> Option<Part> {
        let core = |at: usize| {
            self.iso(at)
                .or_else(|| self.numeric(at))
                .or_else(|| self.marked(at))
                .or_else(|| self.spaced_date(at))
                .or_else(|| self.day_month(at))
                .or_else(|| self.month_day(at))
                .or_else(|| self.year_day_month(at))
                .or_else(|| self.solar_day(at))
                .or_else(|| self.joined_date(at))
        };
        if let Some(part) = core(at) {
            return Some(part);
        }
        if self.language.pack.times.slashed_days && (self.follows(at, Class::On) || self.follows_part(at)) {
            let day = self.short_numeric(at).filter(|_| self.tokens.is_mark(at + 1, '/'));
            if day.is_some() {
                return day;
            }
        }
        if let Some(day) = self.slashed_after_article(at).or_else(|| self.slashed_line(at)) {
            return Some(day);
        }
        let (after, weekday, _) = self.weekday(at)?;
        // Senin (17/6/2024)
        if self.language.pack.times.slashed_days
            && let Some(inside) = self.mark(after, '(')
            && let Some(part) = core(inside).or_else(|| self.short_numeric(inside))
            && let Some(next) = self.mark(part.next, ')')
        {
            return Some(Part { next, ..part });
        }
        let next = self.mark(after, ',').unwrap_or(after);
        // *From Friday to 1 October* are two days.
        if [Class::To, Class::Until].into_iter().any(|class| self.is(next, class).is_some()) {
            return None;
        }
        let next = self.skip_all(next, &[Class::On, Class::Article]);
        let next = self.mark(next, ',').unwrap_or(next);
        let short = self.short_numeric(next);
        let bare = self.skip_all(self.mark(after, ',').unwrap_or(after), &[Class::Article, Class::DayCue]);
        // *Lunes veinticuatro*: no hour is as late.
        let is_late = |day: &Part| {
            let number = day.note.strip_prefix("?D").and_then(|day| day.parse::<u32>().ok());
            number.is_some_and(|day| day > 12) && self.language.pack.times.day_after_weekday
        };
        let in_words = || self.day_in_words_behind(bare).filter(|day| bare > after || is_late(day));
        core(next)
            .map(|part| self.counted_instead(at, weekday, part))
            .or(short)
            .or_else(|| self.day_alone(bare).or_else(in_words).map(|part| of_weekday(part, weekday)))
    }

    /// `الثلاثاء الثالث من سبتمبر 2014`: the third Tuesday of the month where its third is none.
    fn counted_instead(&self, at: usize, weekday: u8, part: Part) -> Part {
        if !self.language.pack.times.ordinals_after || part.note.len() != 10 || part.note.starts_with('?') {
            return part;
        }
        let of_week = tidings_calendar::unanchored(&format!("{} =F{weekday}", part.note));
        if of_week.is_none_or(|day| day == part.note) {
            return part;
        }
        self.counted(at).filter(|counted| counted.next == part.next).unwrap_or(part)
    }

    /// `el 22/04`: one of the two numbers has two digits, else it may be a share.
    fn slashed_after_article(&self, at: usize) -> Option<Part> {
        let pack = &self.language.pack.times;
        if !self.tokens.is_mark(at + 1, '/') || self.kind(at) != Some(TokenKind::Number) {
            return None;
        }
        let is_behind =
            at > self.from && pack.slashed_after.iter().any(|article| article == self.lower(at - 1));
        let ends = self.affix_of(at + 3, &pack.clock_affixes);
        if !is_behind && !ends {
            return None;
        }
        let mut part = self.short_numeric(at)?;
        part.next += usize::from(ends);
        let is_long =
            [at, at + 2].into_iter().any(|at| self.digits(at).is_some_and(|(_, length)| length == 2));
        let goes_on =
            self.glued(part.next) && !matches!(self.surface(part.next), "." | "," | ")" | ";" | "?" | "!");
        // With the ending of a case it counts nothing.
        let counts = !ends && (self.counts_something(part.next) || self.measure_follows(part.next));
        (is_long && !goes_on && !counts).then_some(part)
    }

    /// *the 13th* of whatever month, after its weekday: an ordinal, or digits that count nothing.
    pub(super) fn day_alone(&self, at: usize) -> Option<Part> {
        let (next, day) = self.day(at)?;
        let pack = &self.language.pack;
        if self.affix_of(at + 1, &pack.times.clock_affixes) {
            return None;
        }
        // `Cuma 31'inde`: with the ending of a case it counts nothing.
        if pack.times.whole_first
            && self.affix(at + 1).is_some()
            && !self.affix_of(at + 1, &pack.quantities.numbers.ordinal_affixes)
        {
            return Some(Part::new(next, format!("?D{day}"), "weekday-day"));
        }
        // `Pazartesi 3 ile 8 arası`: hours.
        if self.inflected_clock_range(at, true).is_some() {
            return None;
        }
        // The full stop of a sentence is none of the day.
        let is_stop = next == at + 2 && self.tokens.is_mark(at + 1, '.') && !pack.text.ordinal_dot;
        let next = if is_stop { at + 1 } else { next };
        let is_ordinal = self.kind(at) == Some(TokenKind::Word) || next > at + 1;
        let counts = self.counts_something(next) || self.measure_follows(next) || self.noun_follows(next);
        let is_clock = self.glued(next) && matches!(self.surface(next), ":" | "." | "-" | "–" | "/");
        // *Monday to Friday, 9 to 5* are hours.
        let is_hour = self.clock(at, true).is_some_and(|(end, ..)| end > at + 1)
            || self.is(next, Class::To).is_some_and(|to| self.digits(to).is_some());
        // *Monday the 24th, six p.m.*
        let counts_word = || self.counts_something(next) && self.clock(next, true).is_none();
        let stands = if is_ordinal { !counts_word() } else { !counts && !is_clock && !is_hour };
        stands.then(|| Part::new(next, format!("?D{day}"), "weekday-day"))
    }

    /// Whether a part of the day ends right before a token.
    pub(super) fn follows_part(&self, at: usize) -> bool {
        ["MO", "MI", "AF", "EV", "NI"].iter().any(|part| self.follows(at, Class::Part(part)))
    }

    /// `2024-06-17`, `2024.06.17`, `2024/06/17`, `2024 06 17`, with `T07:58`
    pub(in crate::times) fn iso(&self, at: usize) -> Option<Part> {
        let (year, length) = self.digits(at)?;
        if length != 4 || !YEARS.contains(&year) || year < self.language.pack.times.earliest_year {
            return None;
        }
        let separator = |at: usize| {
            ['-', '.', '/', '‑']
                .iter()
                .find(|&&mark| self.tokens.is_mark(at, mark) && self.glued(at))
                .copied()
        };
        let (month_at, first) = match separator(at + 1) {
            Some(mark) => (at + 2, Some(mark)),
            None => (at + 1, None),
        };
        let (month, month_digits) = self.digits(month_at)?;
        let day_at = match first {
            Some(mark) if self.tokens.is_mark(month_at + 1, mark) => month_at + 2,
            Some(_) => return None,
            None => month_at + 1,
        };
        let (day, day_digits) = self.digits(day_at)?;
        let two =
            month_digits == 2 && day_digits == 2 || first.is_some() && month_digits <= 2 && day_digits <= 2;
        if !two || self.is_part_of_number(day_at) && self.lower(day_at).len() == 3 {
            return None;
        }
        let note = day_note(year, month, day)?;
        let mut next = day_at + 1;
        if first == Some('.') {
            next = self.mark(next, '.').filter(|_| self.glued(next) && next + 1 < self.to).unwrap_or(next);
        }
        if self.affix_of(next, &self.language.pack.times.day_affixes) {
            next += 1;
        } else if let Some(hour) = self.affix(next).and_then(|affix| affix.strip_prefix('t')) {
            let hour: u32 = hour.parse().ok()?;
            let minute =
                self.mark(next + 1, ':').and_then(|at| self.digits(at)).filter(|(_, length)| *length == 2)?;
            let clock = clock_note(hour, minute.0)?;
            return Some(Part::new(next + 3, format!("{note} {clock}"), "iso-date"));
        } else if self.affix(next).is_some() {
            return None;
        }
        Some(Part::new(next, note, "iso-date"))
    }

    /// `17.6.2024`, `17/6/2024`, `23. 3. 1976`, in the order the language writes.
    pub(in crate::times) fn numeric(&self, at: usize) -> Option<Part> {
        let (a, a_digits) = self.digits(at)?;
        let mark = ['.', '/', '-']
            .into_iter()
            .find(|&mark| self.tokens.is_mark(at + 1, mark) && self.glued(at + 1))?;
        let (b, b_digits) = self.digits(at + 2)?;
        if !(self.tokens.is_mark(at + 3, mark) && self.glued(at + 3)) || at + 4 >= self.to {
            return None;
        }
        // `133-03-03-2020` is a code.
        let is_tail =
            mark == '-' && at >= self.from + 2 && self.glued(at) && self.tokens.is_mark(at - 1, '-');
        if is_tail && self.digits(at - 2).is_some_and(|(_, length)| length != 4) {
            return None;
        }
        let spaced = !self.glued(at + 2);
        if spaced && mark != '.' || a_digits > 2 || b_digits > 2 {
            return None;
        }
        // `5-3-'18`
        let has_mark = mark == '-' && ['\'', '’'].iter().any(|&mark| self.tokens.is_mark(at + 4, mark));
        if has_mark && self.glued(at + 4) && self.glued(at + 5) && a_digits <= 2 && b_digits <= 2 {
            let (year, _) = self.digits(at + 5).filter(|(_, length)| *length == 2)?;
            let month_first = self.language.pack.times.numeric_order == "mdy";
            let (day, month) = if month_first && a <= 12 || b > 12 { (b, a) } else { (a, b) };
            let ends = self.kind(at + 6).is_none()
                || !self.glued(at + 6)
                || self.kind(at + 6) == Some(TokenKind::Mark);
            return ends
                .then(|| day_note(full_year(year, 2)?, month, day))
                .flatten()
                .map(|note| Part::new(at + 6, note, "numeric-date"));
        }
        let (year, year_digits) = self.digits(at + 4)?;
        if !self.glued(at + 4) && mark != '.'
            || at > self.from
                && self.tokens[at].glued
                && self.is_part_of_number(at)
                && !self.is_behind_proclitic(at)
        {
            return None;
        }
        if year_digits == 4 && year < self.language.pack.times.earliest_year {
            return None;
        }
        // `24-06-17`, where the year goes first.
        let (a, year, year_digits) = match self.language.pack.times.numeric_order.as_str() {
            "ymd" if a_digits == 2 && b_digits == 2 && year_digits == 2 && b <= 12 => (year, a, 2),
            _ => (a, year, year_digits),
        };
        let year = full_year(year, year_digits)?;
        // A fourth group makes it an address or a version; `3/8/2021-9/8/2021` are two days.
        let is_stretch = self.dash(at + 5).is_some() && (mark != '-' || self.is_dashed_day(at + 6));
        if !is_stretch
            && self.glued(at + 5)
            && self.digits(at + 6).is_some()
            && self.glued(at + 6)
            && !self.tokens.is_mark(at + 5, ',')
        {
            return None;
        }
        let month_first = self.language.pack.times.numeric_order == "mdy" && mark != '.';
        let (day, month) = if month_first && a <= 12 || b > 12 { (b, a) } else { (a, b) };
        let next = if self.affix_of(at + 5, &self.language.pack.times.day_affixes) { at + 6 } else { at + 5 };
        Some(Part::new(next, day_note(year, month, day)?, "numeric-date"))
    }

    /// Whether `7-10-2018` stands at a token, and nothing is glued to it.
    fn is_dashed_day(&self, at: usize) -> bool {
        let digits = |at: usize, most: usize| self.digits(at).is_some_and(|(_, length)| length <= most);
        let dash = |at: usize| self.glued(at) && self.tokens.is_mark(at, '-') && self.glued(at + 1);
        digits(at, 2)
            && dash(at + 1)
            && digits(at + 2, 2)
            && dash(at + 3)
            && self.year(at + 4).is_some()
            && !(self.glued(at + 5) && self.tokens.is_mark(at + 5, '-'))
    }

    /// `23/sep/2020`, `4-Jul-95`
    pub(super) fn marked(&self, at: usize) -> Option<Part> {
        let (day, length) = self.digits(at)?;
        let mark = ['-', '/'].into_iter().find(|&mark| self.tokens.is_mark(at + 1, mark));
        let month_of = |word: &str| -> Option<u32> {
            let pack = &self.language.pack.times;
            let names = pack.months.iter().chain(&pack.months_short);
            names
                .into_iter()
                .find(|(_, names)| names.iter().any(|name| name == word))
                .and_then(|(key, _)| key.parse().ok())
        };
        // `2019/aug/01`, `2019-aug-1`
        if length == 4 && YEARS.contains(&day) {
            let year = day;
            let (name, day_of, next) = match mark {
                Some(_) if (at + 1..=at + 4).all(|index| self.glued(index)) => {
                    let is_same = self.surface(at + 1) == self.surface(at + 3);
                    let (day_of, digits) = self.digits(at + 4).filter(|_| is_same)?;
                    (self.lower(at + 2), (day_of, digits), at + 5)
                }
                None => {
                    let (name, day_of) = self.affix(at + 1)?.strip_prefix('-')?.split_once('-')?;
                    (name, (day_of.parse().ok()?, day_of.len()), at + 2)
                }
                _ => return None,
            };
            let note = day_note(year, month_of(name)?, day_of.0).filter(|_| day_of.1 <= 2)?;
            return Some(Part::new(next, note, "numeric-date"));
        }
        // With a hyphen the month is glued to the day as one affix, its year too (`-jul-95`).
        if mark.is_none() {
            let affix = self.affix(at + 1)?.strip_prefix('-')?;
            let (name, year) = affix.split_once('-').map_or((affix, None), |(name, year)| (name, Some(year)));
            let month = month_of(name)?;
            let Some(year) = year else {
                let fits = length <= 2 && (1..=days_in(month as u8)).contains(&day);
                return fits.then(|| self.with_year(at + 2, &format!("M{month}D{day}"), "numeric-day"));
            };
            let year = full_year(year.parse().ok()?, year.len())?;
            return Some(Part::new(
                at + 2,
                day_note(year, month, day).filter(|_| length <= 2)?,
                "numeric-date",
            ));
        }
        let is_glued = (at + 1..=at + 4).all(|index| self.glued(index));
        let closed = is_glued
            && self.kind(at + 2) == Some(TokenKind::Word)
            && self.surface(at + 1) == self.surface(at + 3);
        let month = month_of(self.lower(at + 2)).filter(|_| closed)?;
        let (year, year_digits) = self.digits(at + 4)?;
        let year = full_year(year, year_digits)?;
        Some(Part::new(at + 5, day_note(year, month, day).filter(|_| length <= 2)?, "numeric-date"))
    }

    /// `18/6` and `18.6.` beside a weekday or a word of *on*.
    pub(super) fn short_numeric(&self, at: usize) -> Option<Part> {
        let (a, a_digits) = self.digits(at)?;
        let mark =
            ['.', '/'].into_iter().find(|&mark| self.tokens.is_mark(at + 1, mark) && self.glued(at + 1))?;
        let (b, b_digits) = self.digits(at + 2)?;
        if a_digits > 2 || b_digits > 2 || !self.glued(at + 2) {
            return None;
        }
        let month_first = self.language.pack.times.numeric_order == "mdy";
        let (day, month) = if month_first && a <= 12 || b > 12 { (b, a) } else { (a, b) };
        day_note(2024, month, day)?;
        let next = if mark == '.' {
            self.mark(at + 3, '.').filter(|_| self.glued(at + 3)).unwrap_or(at + 3)
        } else {
            at + 3
        };
        Some(Part::new(next, format!("?M{month}D{day}"), "numeric-day"))
    }

    /// `22/04`: no fraction has a nought there, and no month so high a number.
    fn led_by_zero(&self, at: usize) -> Option<Part> {
        let two = |at: usize| self.digits(at).filter(|(_, length)| *length == 2).map(|(value, _)| value);
        let zero = |at: usize| self.lower(at).starts_with('0');
        let (first, second) = (two(at)?, two(at + 2).filter(|_| self.tokens.is_mark(at + 1, '/'))?);
        let fits = zero(at + 2) && (13..=31).contains(&first) || zero(at) && (13..=31).contains(&second);
        if !fits || self.is_part_of_number(at) || at > self.from && self.glued(at) {
            return None;
        }
        let part = self.short_numeric(at)?;
        let goes_on =
            self.glued(part.next) && !matches!(self.surface(part.next), "." | "," | ")" | ";" | "?" | "!");
        (!goes_on && !self.measure_follows(part.next)).then_some(part)
    }

    /// `am 22.04.`, `den 3.12.`: a day and a month after a word of *on*, written as such.
    pub(super) fn numeric_on(&self, at: usize) -> Option<Part> {
        let is_cued =
            self.follows(at, Class::On) || self.follows(at, Class::Since) || self.follows(at, Class::Until);
        if !self.tokens.is_mark(at + 1, '.') && !self.tokens.is_mark(at + 1, '/') {
            return None;
        }
        if let Some(part) = self.led_by_zero(at) {
            return Some(part);
        }
        let is_other = self.follows(at, Class::Clock) || self.day_of_range(at).is_some();
        // *on 22/04*: no fraction has so much above its stroke.
        if self.follows(at, Class::On) && !is_other && self.tokens.is_mark(at + 1, '/') {
            let (day, _) = self.digits(at).filter(|(day, digits)| *digits == 2 && *day > 12)?;
            let part = self.short_numeric(at).filter(|_| day <= 31)?;
            let goes_on = self.glued(part.next) && matches!(self.surface(part.next), "/" | ":" | "%" | "-");
            let counts = self.counts_something(part.next) || self.measure_follows(part.next);
            return (!goes_on && !counts).then_some(part);
        }
        let is_cued = is_cued || self.follows(at, Class::Article) && self.language.pack.text.ordinal_dot;
        if !is_cued || is_other || !self.tokens.is_mark(at + 1, '.') {
            return None;
        }
        let part = self.short_numeric(at)?;
        let has_last_dot = self.tokens.is_mark(part.next - 1, '.') && part.next < self.to;
        let has_two_digits = self.digits(at + 2).is_some_and(|(_, length)| length == 2);
        let is_clock = self.is(part.next, Class::ClockAfter).is_some();
        let counts = self.counts_something(part.next) || self.measure_follows(part.next);
        let stands = has_last_dot || has_two_digits && !counts && self.language.pack.text.ordinal_dot;
        (stands && !is_clock).then_some(part)
    }

    /// `17. juni 2024`, *17th of June last year*
    pub(super) fn day_month(&self, at: usize) -> Option<Part> {
        if let Some(part) = self.month_glued_to_day(at) {
            return Some(part);
        }
        let (after_day, day) = self.day(at).or_else(|| self.day_in_words(at))?;
        let start = self.skip_all(after_day, &[Class::Of, Class::Article]);
        let start = if self.is(after_day, Class::Of).is_some() { start } else { after_day };
        let (next, month, _) = self.month(start)?;
        // Beside its day a month is one with a capital too (`5 de Outubro`).
        let is_name = self.is_written_as_name(start)
            || !self.language.pack.times.capitals && self.kind(at) == Some(TokenKind::Number);
        if day as u32 > days_in(month) || !is_name {
            return None;
        }
        let mut part = self.with_year(next, &format!("M{month}D{day}"), "day-month");
        part.next = self.skip(part.next, &[Class::DayAfter]);
        Some(part)
    }

    /// `14april 2015`
    fn month_glued_to_day(&self, at: usize) -> Option<Part> {
        let month = self.lexicon.month_word(self.affix(at + 1)?)?;
        let (day, length) = self.digits(at)?;
        let is_day = length <= 2 && (1..=days_in(month)).contains(&day) && !self.is_part_of_number(at);
        is_day.then(|| self.with_year(at + 2, &format!("M{month}D{day}"), "day-month"))
    }

    /// *cinco* of *cinco de marzo*: a cardinal in words, which only a month after it makes a day.
    pub(super) fn day_in_words(&self, at: usize) -> Option<(usize, u8)> {
        let number = (self.kind(at) == Some(TokenKind::Word))
            .then(|| number_at(self.tokens, at, self.language))
            .flatten()
            .filter(|number| !number.ordinal && !number.vague && number.last < self.to)?;
        let is_day = number.value.fract() == 0.0 && (1.0..=31.0).contains(&number.value);
        is_day.then_some((number.last + 1, number.value as u8))
    }

    /// A year in words (*nineteen eighty-six*, *zweitausendzwanzig*), which only a month before it or a word of *year* makes one.
    pub(super) fn year_in_words(&self, at: usize) -> Option<(usize, u32)> {
        self.once(Question::YearInWords, at, || self.year_in_words_here(at))
    }

    fn year_in_words_here(&self, at: usize) -> Option<(usize, u32)> {
        let whole = |at: usize| {
            (self.kind(at) == Some(TokenKind::Word))
                .then(|| number_at(self.tokens, at, self.language))
                .flatten()
                .filter(|number| !number.ordinal && !number.vague && number.last < self.to)
                .filter(|number| number.value.fract() == 0.0 && number.value > 0.0)
        };
        let number = whole(at)?;
        let value = number.value as u32;
        if YEARS.contains(&value) {
            return Some((number.last + 1, value));
        }
        let rest = whole(number.last + 1)?;
        let is_pair = (11..=21).contains(&value) && (10.0..100.0).contains(&rest.value);
        is_pair.then(|| (rest.last + 1, value * 100 + rest.value as u32))
    }

    /// `2024. gada 17. jūnijā`, `pagājušā gada 17. jūnijā`
    pub(super) fn year_day_month(&self, at: usize) -> Option<Part> {
        let (next, year) = self.year_before(at)?;
        // `2024 17 June` is nothing: the word for *year* must stand between.
        if next == at + 1 {
            return None;
        }
        let next = self.skip_all(next, &[Class::On, Class::Article]);
        let dated = self.day_month(next)?;
        let target = dated.note.strip_prefix('?')?;
        Some(Part::new(dated.next, in_year(&year, target), "day-month"))
    }

    /// `June 17, 2024`, `2024. június 17-én`
    pub(super) fn month_day(&self, at: usize) -> Option<Part> {
        if !self.language.pack.times.month_first {
            // The American order is met everywhere: `April 14, 2015`, `mart 3 2015`, `noviembre 23 de 1987`.
            let (next, month, _) = self.month(at)?;
            let (day, length) = self.digits(next)?;
            let year_at =
                self.mark(next + 1, ',').or_else(|| self.is(next + 1, Class::Of)).unwrap_or(next + 1);
            let (next, year) = self.year_inflected(year_at)?;
            let note = day_note(year, u32::from(month), day).filter(|_| length <= 2)?;
            return Some(Part::new(next, note, "month-day"));
        }
        let year = self.year_before(at);
        let start = year.as_ref().map_or(at, |(next, _)| *next);
        let (next, month, _) = self.month(start)?;
        if !self.is_written_as_name(start) {
            return None;
        }
        let next = self.skip(next, &[Class::Article]);
        // *October, 1st*: behind a comma only an ordinal.
        let behind_comma = || {
            let after = self.mark(next, ',')?;
            self.ordinal(after)?;
            self.day(after)
        };
        let at_end = || self.day_in_words(next).filter(|(next, _)| self.ends_there(*next));
        let (next, day) = self.day(next).or_else(behind_comma).or_else(at_end)?;
        // "June 12 people", "May 2000": a number that counts something is no day.
        if u32::from(day) > days_in(month)
            || self.is_part_of_number(next - 1) && self.kind(next - 1) == Some(TokenKind::Number)
        {
            return None;
        }
        let next = self.skip(next, &[Class::DayAfter]);
        match year {
            Some((_, year)) => Some(Part::new(next, in_year(&year, &format!("M{month}D{day}")), "month-day")),
            None => Some(self.with_year(next, &format!("M{month}D{day}"), "month-day")),
        }
    }

    /// A month or a season or a numbered quarter or half-year, with its year before or after it.
    pub(super) fn month_or_season(&self, at: usize) -> Option<Part> {
        self.once(Question::MonthOrSeason, at, || self.month_or_season_here(at))
    }

    fn month_or_season_here(&self, at: usize) -> Option<Part> {
        if let Some((next, year)) = self.year_before(at) {
            // `2014'ten Mayıs 2018'e kadar`: the year is the end of a stretch.
            if self.affix_of(next - 1, &self.language.pack.times.from_affixes) {
                return None;
            }
            let next = self.skip_all(next, &[Class::Of, Class::On, Class::Article]);
            if let Some((next, target, ..)) = self.of_year(next) {
                return Some(Part::new(next, in_year(&year, &target), "year-month"));
            }
            return None;
        }
        let (next, target, stands, why) = self.of_year(at)?;
        let part = self.with_year(next, &target, why);
        // Abbreviations and words with another meaning need the year, or a word of "in" before them.
        let has_year = part.next > next;
        (has_year || stands || self.is_weak_but_cued(at)).then_some(part)
    }

    pub(super) fn is_weak_but_cued(&self, at: usize) -> bool {
        let written = self.is_written_as_name(at);
        let is_full = self
            .class(at, |class| {
                matches!(class, Class::Month(_) | Class::Season(_) | Class::Weekday(_)).then_some(())
            })
            .is_some();
        let cued = [
            Class::On,
            Class::Since,
            Class::Until,
            Class::Before(TimeModifier::Start),
            Class::Before(TimeModifier::Mid),
            Class::Before(TimeModifier::End),
        ]
        .iter()
        .any(|&class| self.follows(at, class));
        written && is_full && cued
    }

    /// What a year has one of: (next token, target in the notation, whether it stands without a year, rule).
    pub(super) fn of_year(&self, at: usize) -> Option<(usize, String, bool, &'static str)> {
        if let Some((next, month, stands)) = self.month(at) {
            return Some((next, format!("M{month}"), stands, "month"));
        }
        if let Some((next, season)) = self.season(at) {
            let stands = !self.is_weak(at, next);
            return Some((next, season.to_owned(), stands, "season"));
        }
        // Q2, 2. Quartal, första halvåret
        if self.is_quarter(at) && self.lower(at).starts_with('q') {
            return Some((at + 1, self.lower(at).to_uppercase(), true, "quarter"));
        }
        if let Some(quarter) = self.lettered_quarter(at) {
            return Some((at + 1, format!("Q{quarter}"), false, "quarter"));
        }
        if matches!(self.lower(at), "h1" | "h2") {
            let stands = self.follows(at, Class::On);
            return Some((at + 1, self.lower(at).to_uppercase(), stands, "half-year"));
        }
        let start = self.skip(at, &[Class::Article]);
        let (next, number) = self.ordinal(start).or_else(|| self.roman_ordinal(start))?;
        let (next, unit) = self.unit(next)?;
        match (unit, number) {
            ("Q", 1..=4) => Some((next, format!("Q{number}"), true, "quarter")),
            // *The last quarter of 2015*; alone it is the one before this.
            ("Q", -1) => Some((next, "Q4".to_owned(), false, "quarter")),
            ("H", -1) => Some((next, "H2".to_owned(), false, "half-year")),
            ("H", 1..=2) => Some((next, format!("H{number}"), true, "half-year")),
            _ => None,
        }
    }

    /// `Q3`
    pub(super) fn is_quarter(&self, at: usize) -> bool {
        matches!(self.lower(at), "q1" | "q2" | "q3" | "q4" | "h1" | "h2")
            || self.lettered_quarter(at).is_some()
    }

    /// An ordinal in digits or words; -1 is the last.
    pub(super) fn ordinal(&self, at: usize) -> Option<(usize, i32)> {
        if let Some((next, number)) = self.class(at, |class| match class {
            Class::Ordinal(number) => Some(i32::from(number)),
            _ => None,
        }) {
            return Some((next, number));
        }
        let (value, length) = self.digits(at)?;
        if length > 2 || value == 0 {
            return None;
        }
        let pack = &self.language.pack;
        if self.glued(at + 1) && self.tokens.is_mark(at + 1, '.') && pack.text.ordinal_dot {
            return Some((at + 2, value as i32));
        }
        let is_affixed = self.affix_of(at + 1, &pack.times.day_affixes)
            || self.affix_of(at + 1, &pack.quantities.numbers.ordinal_affixes);
        let colon = self.glued(at + 1)
            && self.tokens.is_mark(at + 1, ':')
            && self.glued(at + 2)
            && matches!(self.lower(at + 2), "a" | "e");
        if is_affixed { Some((at + 2, value as i32)) } else { colon.then_some((at + 3, value as i32)) }
    }

    /// `XIX` before a century, `III` before a quarter of a year.
    pub(super) fn roman_ordinal(&self, at: usize) -> Option<(usize, i32)> {
        let number = self.roman(at)?;
        let next =
            match self.affix(at + 1).is_some() || self.mark(at + 1, '.').is_some() && self.glued(at + 1) {
                true => at + 2,
                false => at + 1,
            };
        Some((next, number as i32))
    }

    pub(super) fn with_year(&self, next: usize, target: &str, why: &'static str) -> Part {
        match self.year_after(next).or_else(|| self.short_year_after(next, target)) {
            Some((next, year)) => Part::new(next, in_year(&year, target), why),
            None => Part::new(next, format!("?{target}"), why),
        }
    }

    /// *last week*, *next Friday*, *this summer*, *Tuesday next week*
    pub(super) fn shifted(&self, at: usize) -> Option<Part> {
        self.once(Question::Shifted, at, || self.shifted_here(at))
    }

    fn shifted_here(&self, at: usize) -> Option<Part> {
        let before = self.shifted_before(at);
        let after = self.shifted_after(at);
        match (before, after) {
            (Some(before), Some(after)) if after.next > before.next => Some(after),
            (before, after) => before.or(after),
        }
    }

    /// *la semana pasada*, *vendredi prochain*, *l'estate scorsa*
    pub(super) fn shifted_after(&self, at: usize) -> Option<Part> {
        self.once(Question::ShiftedAfter, at, || self.shifted_after_here(at))
    }

    /// *Este Mayo*: beside *this* or *next* a month may have a capital where months have none.
    pub(super) fn is_full_month(&self, at: usize) -> bool {
        self.case(at) == Case::Capital
            && self.class(at, |class| matches!(class, Class::Month(_)).then_some(())).is_some()
    }

    fn shifted_after_here(&self, at: usize) -> Option<Part> {
        let start = self.skip(at, &[Class::Article]);
        let way = |count: i8| match count {
            0 => Some("?"),
            -1 => Some("<<"),
            1 => Some(">>"),
            _ => None,
        };
        if let Some((next, unit)) = self.unit(start).filter(|(_, unit)| !matches!(*unit, "s" | "m" | "h"))
            && let Some((after, count)) =
                self.shift_after(next).filter(|(_, count)| unit != "D" || *count != 0)
        {
            let note = if unit == "WE" && count == 0 { "?WE".to_owned() } else { format!("{count:+}{unit}") };
            return Some(Part::new(after, note, "shifted-unit"));
        }
        if let Some((next, day, _)) = self.weekday(start)
            && let Some((after, count)) = self.shift_after(next)
        {
            if self.is(next, Class::Preceding).is_some() {
                return Some(Part::new(after, format!("-1W =F{day}"), "shifted-weekday"));
            }
            let own = self.language.pack.times.weekday_shifts.get(&count.to_string());
            let direction = own.map(String::as_str).or_else(|| way(count))?;
            return Some(Part::new(after, format!("{direction}F{day}"), "shifted-weekday"));
        }
        if let Some((next, month, _)) = self.month(start)
            && let Some((after, count)) = self.shift_after(next)
            && (self.is_written_as_name(start) || self.is_full_month(start))
        {
            let note = if count == 0 { format!("=M{month}") } else { format!("{}M{month}", way(count)?) };
            return Some(Part::new(after, note, "shifted-month"));
        }
        if let Some((next, season)) = self.season(start)
            && let Some((after, count)) = self.shift_after(next)
        {
            return Some(Part::new(after, format!("{}{season}", way(count)?), "shifted-season"));
        }
        if let Some((next, part)) = self.part(start)
            && let Some((after, -1)) = self.shift_after(next)
        {
            return Some(Part::new(after, format!("-1D T{part}"), "shifted-part"));
        }
        // *le 12 mai dernier*
        let day = self.day_month(start)?;
        let (after, count) = self.shift_after(day.next)?;
        let target = day.note.strip_prefix('?').filter(|_| count != 0)?;
        Some(Part::new(after, format!("{}{target}", way(count)?), "shifted-day"))
    }

    pub(super) fn shifted_before(&self, at: usize) -> Option<Part> {
        // *Cet* is an article and says which one.
        let start = if self.shift(at).is_some() { at } else { self.skip(at, &[Class::Article]) };
        let (next, count) = self.shift(start)?;
        if let Some((after, unit)) = self.unit(next)
            && !matches!(unit, "s" | "m" | "h")
            && !(unit == "D" && (count == 0 || self.is(start, Class::Ordinal(-1)).is_some()))
        {
            let week = || {
                let day_at = self.skip_all(after, &[Class::On, Class::Article, Class::Of]);
                // *Last week - Monday*
                let day_at = self.dash(day_at).filter(|_| !self.glued(day_at)).unwrap_or(day_at);
                self.weekday(day_at)
                    .filter(|_| unit == "W")
                    .map(|(next, day, _)| (next, format!("{count:+}W =F{day}")))
            };
            let plain =
                if unit == "WE" && count == 0 { "?WE".to_owned() } else { format!("{count:+}{unit}") };
            let (next, note) = week().unwrap_or((after, plain));
            return Some(Part::new(next, note, "shifted-unit"));
        }
        let toward = |last: &str, next: &str| match count {
            0 => Some("?".to_owned()),
            -1 => Some(last.to_owned()),
            1 => Some(next.to_owned()),
            _ => None,
        };
        if let Some((after, day, _)) = self.weekday(next) {
            let is_coming = count == 1 && self.is(start, Class::Coming).is_some();
            let own = self.language.pack.times.weekday_shifts.get(&count.to_string()).filter(|_| !is_coming);
            let direction = own.cloned().or_else(|| toward("<<", ">>"))?;
            let note = match self.is(start, Class::Preceding) {
                Some(_) => format!("-1W =F{day}"),
                None => format!("{direction}F{day}"),
            };
            let part = Part::new(after, note, "shifted-weekday");
            // "this Tuesday, 18 June"
            if let Some(dated) = self.day_date(next).filter(|dated| dated.next > after) {
                return Some(dated);
            }
            // `nesta terça-feira (11)`
            if self.language.pack.times.day_after_weekday
                && let Some(dated) = self.day_in_row(after)
            {
                return Some(dated);
            }
            return Some(part);
        }
        // *am kommenden Dienstagabend*
        if let Some((day, part)) = self.compound(next) {
            let is_coming = count == 1 && self.is(start, Class::Coming).is_some();
            let own = self.language.pack.times.weekday_shifts.get(&count.to_string()).filter(|_| !is_coming);
            let direction = own.cloned().or_else(|| toward("<<", ">>"))?;
            return Some(Part::new(next + 1, format!("{direction}F{day} T{part}"), "shifted-weekday"));
        }
        if let Some((after, month, _)) = self.month(next)
            && (self.is_written_as_name(next) || self.is_full_month(next))
        {
            let note =
                if count == 0 { format!("=M{month}") } else { format!("{}M{month}", toward("<<", ">>")?) };
            return Some(Part::new(after, note, "shifted-month"));
        }
        if let Some((after, season)) = self.season(next) {
            let note =
                if count == 0 { format!("?{season}") } else { format!("{}{season}", toward("<<", ">>")?) };
            return Some(Part::new(after, note, "shifted-season"));
        }
        if let Some((after, part)) = self.part(next) {
            return Some(Part::new(after, format!("{count:+}D T{part}"), "shifted-part"));
        }
        // *el pasado 12 de mayo*, *el próximo 12/05*
        let day = self.day_month(next).or_else(|| self.slashed_behind_shift(next))?;
        let target = day.note.strip_prefix('?')?;
        Some(Part::new(day.next, format!("{}{target}", toward("<<", ">>")?), "shifted-day"))
    }

    /// *la noche del 21 de septiembre*, *the morning of 6 June*
    pub(super) fn part_of_date(&self, at: usize) -> Option<Part> {
        let start = self.skip(at, &[Class::Article]);
        let (next, part) = self.part(start)?;
        // *No más tarde del viernes*: late and no afternoon.
        if start == at && self.lexicon.is_weak(self.lower(start)) && !self.follows(at, Class::Article) {
            return None;
        }
        let of = self.is(next, Class::Of)?;
        let day_at = self.skip_all(of, &[Class::Of, Class::On, Class::Article]);
        let day = [of, day_at].into_iter().find_map(|at| {
            // *Nella serata di domani*
            let plain = || self.fixed(at).filter(|day| day.modifier.is_none() && day.note.len() == 3);
            self.day_date(at).or_else(|| self.weekday_alone(at)).or_else(plain)
        })?;
        let fits = ends_in_day(&day.note) && !day.note.contains(" T");
        fits.then(|| Part::new(day.next, format!("{} T{part}", day.note), "part-of-date"))
    }

    /// A phrase whose meaning stands in the pack, alone or before what it is the year or week of.
    pub(super) fn fixed(&self, at: usize) -> Option<Part> {
        let (next, index) = self.class(at, |class| match class {
            Class::Fixed(index) => Some(index),
            _ => None,
        })?;
        let meaning = &self.lexicon.fixed[usize::from(index)];
        // *Morgen* with a capital is the morning, *morgen* tomorrow.
        let is_noun =
            self.language.pack.quantities.capital_nouns && self.case(at) == Case::Capital && next == at + 1;
        if is_noun && self.part(at).is_some() && (!(self.starts)(at) || self.follows(at, Class::On)) {
            return None;
        }
        // *La mañana* is the morning, *mañana* tomorrow.
        if next == at + 1 && self.part(at).is_some() && self.follows(at, Class::Article) {
            return None;
        }
        if let Some(target) = meaning.notation.strip_prefix('?')
            && let Some((next, year)) = self.year_after(next)
        {
            return Some(Part::new(next, in_year(&year, target), "fixed-year"));
        }
        let mut part = Part::new(next, meaning.notation.to_string(), "fixed");
        part.modifier = meaning.modifier;
        // "heute, Dienstag", "yesterday (Monday)": the weekday adds nothing; "i går tisdag"
        let day_at = self.mark(next, ',').unwrap_or(next);
        if part.note.ends_with('D')
            && let Some((after, ..)) = self.weekday(day_at)
            && after == day_at + 1
            && day_at == next
        {
            part.next = after;
        }
        Some(part)
    }

    /// *Tuesday*, *Tuesday last week*
    pub(super) fn weekday_alone(&self, at: usize) -> Option<Part> {
        if let Some((day, part)) = self.compound(at) {
            return Some(Part::new(at + 1, format!("?F{day} T{part}"), "weekday-part"));
        }
        let (next, day, stands) = self.weekday(at)?;
        let week_at = self.skip_all(next, &[Class::On, Class::Of, Class::Article]);
        let week = |at: usize| {
            let shifted = self.shift(self.skip(at, &[Class::Article])).and_then(|(next, count)| {
                let next = self.unit_is(next, "W")?;
                Some((next, format!("{count:+}W =F{day}")))
            });
            let fixed = || {
                let (next, index) = self.class(at, |class| match class {
                    Class::Fixed(index) => Some(index),
                    _ => None,
                })?;
                let notation = &self.lexicon.fixed[usize::from(index)].notation;
                (notation.ends_with('W')).then(|| (next, format!("{notation} =F{day}")))
            };
            let after = || {
                let part = self.shifted_after(at).filter(|part| part.note.ends_with('W'))?;
                Some((part.next, format!("{} =F{day}", part.note)))
            };
            shifted.or_else(after).or_else(fixed)
        };
        let of = self.skip(next, &[Class::Of]);
        if let Some((next, note)) = week(next).or_else(|| week(week_at)).or_else(|| week(of)) {
            return Some(Part::new(next, note, "weekday-of-week"));
        }
        if self.language.pack.times.day_after_weekday
            && let Some(part) = self.day_in_row(next)
        {
            return Some(of_weekday(part, day));
        }
        // *Na quinta* is Thursday, *na quinta parte* a fifth.
        let is_ordinal_of = || self.ordinal(at).is_some() && self.counts_something(next);
        let is_shown =
            stands || self.is_weak_but_cued(at) && !is_ordinal_of() || self.is_shown_weekday(at, next);
        is_shown.then(|| Part::new(next, format!("?F{day}"), "weekday"))
    }

    /// The bare day of the month after its weekday: `25`, `, 25`, `(25)`.
    pub(super) fn day_in_row(&self, at: usize) -> Option<Part> {
        let opened = self.mark(at, '(');
        let start = opened.or_else(|| self.mark(at, ',')).unwrap_or(at);
        let next = self.bare_day(start)?;
        let (value, _) = self.digits(start)?;
        let next = match opened {
            Some(_) => self.mark(next, ')')?,
            None => next,
        };
        Some(Part::new(next, format!("?D{value}"), "weekday-day"))
    }

    /// One past digits that can be a day of the month and count nothing.
    pub(super) fn bare_day(&self, at: usize) -> Option<usize> {
        let (value, length) = self.digits(at)?;
        let next = at + 1;
        let goes_on = self.glued(next) && !matches!(self.surface(next), "." | "," | ")" | ";" | "?" | "!");
        let fits = (1..=31).contains(&value)
            && length <= 2
            && !goes_on
            && !self.is_part_of_number(at)
            && !self.is_clock_mark(next)
            && !self.measure_follows(next)
            && !self.noun_follows(next)
            && self
                .class(next, |class| {
                    matches!(class, Class::ClockAfter | Class::Am | Class::Pm | Class::Night).then_some(())
                })
                .is_none();
        fits.then_some(next)
    }

    pub(super) fn is_clock_mark(&self, at: usize) -> bool {
        matches!(self.surface(at), ":" | ".")
            && self.glued(at)
            && self.glued(at + 1)
            && self.digits(at + 1).is_some()
    }

    /// *el día 18*
    pub(super) fn day_named(&self, at: usize) -> Option<Part> {
        let start = self.is(at, Class::DayCue)?;
        let is_article = self.is(at, Class::Article) == Some(start);
        if let Some(dated) = self.day_date(start) {
            // An article stays outside.
            return Some(dated).filter(|_| !is_article && !self.follows(start, Class::Article));
        }
        // Behind *on the* a bare number counts, and an article alone is a weak sign of a day.
        let is_behind_article = !is_article && self.follows(start, Class::Article);
        let counts = |next: usize| {
            self.counts_something(next) || self.measure_follows(next) || self.noun_follows(next)
        };
        // *on the 18th*, `den 27:e`
        if let Some((next, day)) = self.ordinal(start).filter(|(_, day)| (1..=31).contains(day))
            && self.kind(start) == Some(TokenKind::Number)
            && !self.tokens.is_mark(next - 1, '.')
        {
            return (!counts(next)).then(|| Part::new(next, format!("?D{day}"), "day-named"));
        }
        if is_behind_article {
            return None;
        }
        // *el día veintinueve*
        if !is_article && let Some((next, day)) = self.day_in_words(start).filter(|(next, _)| !counts(*next))
        {
            return Some(Part::new(next, format!("?D{day}"), "day-named"));
        }
        // `dia 17/11`
        if let Some(short) = self.short_numeric(start).filter(|_| !is_article) {
            return Some(Part { why: "day-named", ..short });
        }
        let next = self.bare_day(start).filter(|&next| !is_article || !counts(next))?;
        let (value, _) = self.digits(start)?;
        Some(Part::new(next, format!("?D{value}"), "day-named"))
    }

    pub(super) fn compound(&self, at: usize) -> Option<(u8, &'static str)> {
        if self.kind(at) != Some(TokenKind::Word) {
            return None;
        }
        self.lexicon.weekday_and_part(self.lower(at))
    }

    /// *the first week of October 2015*, *the last day of June*, *second Tuesday in June*
    pub(super) fn counted(&self, at: usize) -> Option<Part> {
        let start = self.skip(at, &[Class::Article]);
        let counted = |at: usize| match self.weekday(at) {
            Some((next, day, _)) => Some((next, format!("F{day}"))),
            None => {
                let (next, unit) =
                    self.unit(at).filter(|(_, unit)| matches!(*unit, "D" | "W" | "M" | "WE"))?;
                Some((next, unit.to_owned()))
            }
        };
        let before = || {
            let (next, count) = self.ordinal(start).or_else(|| {
                self.shift(start)
                    .filter(|(_, count)| *count == -1)
                    .map(|(next, count)| (next, i32::from(count)))
            })?;
            // *the third last week*, *the second to last day*
            let (next, count) = match self
                .shift(next)
                .map(|(next, way)| (next, i32::from(way)))
                .or_else(|| self.ordinal(next))
            {
                Some((after, -1)) if count > 1 => (after, -count),
                _ => (next, count),
            };
            let (next, what) = counted(next)?;
            Some((next, count, what))
        };
        // `الأسبوع الأول`: the ordinal follows.
        let after = || {
            let (next, what) = counted(start).filter(|_| self.language.pack.times.ordinals_after)?;
            let (next, count) = self.ordinal(next)?;
            Some((next, count, what))
        };
        let (next, count, what) = before().or_else(after)?;
        // *the second Friday evening of next month*
        let part = self.part(next).filter(|_| what.starts_with('F'));
        let (next, part) = part.map_or((next, String::new()), |(next, part)| (next, format!(" T{part}")));
        let whole_part = self.whole_of(next)?;
        Some(Part::new(whole_part.next, format!("{} #{count}{what}{part}", whole_part.note), "counted"))
    }

    /// `1990-talet`, *the nineties*, `20. Jahrhundert`
    pub(super) fn decade_or_century(&self, at: usize) -> Option<Part> {
        let pack = &self.language.pack.times;
        let start = self.skip(at, &[Class::Article]);
        let before = self.is(start, Class::DecadeBefore);
        let decade_after = |next: usize| match pack.decade_after.is_empty() {
            true => Some(self.skip(next, &[Class::YearAfter])),
            false => self.is(next, Class::DecadeAfter),
        };
        // `w latach 90.`, `v 90. letech`
        if let Some((value, length)) = self.digits(before.unwrap_or(start))
            && value % 10 == 0
            && (length == 4 && YEARS.contains(&value) || length == 2 && value >= 20)
        {
            let next = before.unwrap_or(start) + 1;
            let dot = self.mark(next, '.').filter(|_| self.glued(next));
            let after = dot
                .filter(|_| self.language.pack.text.ordinal_dot)
                .and_then(|dot| self.is(dot, Class::DecadeAfter));
            let bare = before.and_then(|_| match dot {
                Some(dot) if self.language.pack.text.ordinal_dot => Some(dot),
                _ => (length == 2 && self.dash(next).is_none() && self.affix(next).is_none()).then_some(next),
            });
            let full = if length == 4 { value / 10 } else { 190 + value / 10 };
            if let Some(next) = after.or(bare) {
                return Some(Part::new(next, format!("{full:03}"), "decade"));
            }
        }
        let apostrophe = self.mark(start, '\'').or_else(|| self.mark(start, '’'));
        let digits_at = apostrophe.unwrap_or(start);
        if let Some((value, length)) = self.digits(digits_at)
            && self.affix_of(digits_at + 1, &pack.decade_affixes)
            && value % 10 == 0
        {
            let next = decade_after(digits_at + 2)?;
            let note = match length {
                4 if pack.hundreds_are_centuries && value % 100 == 0 => format!("{:02}", value / 100),
                4 => format!("{:03}", value / 10),
                2 if value >= 20 => format!("19{}", value / 10),
                _ => return None,
            };
            return Some(Part::new(next, note, "decade"));
        }
        let tens_at = |at: usize| {
            self.class(at, |class| match class {
                Class::Decade(tens) => Some(tens),
                _ => None,
            })
        };
        // *Jaren negentig* may stand in the pack as one phrase, or as two words.
        if let Some((next, tens)) = before.and_then(tens_at) {
            return Some(Part::new(next, format!("19{tens}"), "decade"));
        }
        if let Some((next, tens)) = tens_at(start) {
            return Some(Part::new(decade_after(next)?, format!("19{tens}"), "decade"));
        }
        if let Some(number_at) = self.is(start, Class::DecadeBefore)
            && let digits_at =
                self.mark(number_at, '\'').or_else(|| self.mark(number_at, '’')).unwrap_or(number_at)
            && let Some((value, length)) = self.digits(digits_at).or_else(|| self.digits_of_affix(digits_at))
            && value % 10 == 0
            && !self.is_part_of_number(digits_at)
        {
            let next = digits_at + 1;
            let is_row = self
                .is(next, Class::And)
                .or_else(|| self.is(next, Class::To))
                .or_else(|| self.dash(next))
                .is_some_and(|other| self.digits(other).is_some_and(|(value, _)| value % 10 != 0));
            let note = match length {
                4 if YEARS.contains(&value) => format!("{:03}", value / 10),
                2 if value >= 20 => format!("19{}", value / 10),
                _ => return None,
            };
            return (!is_row).then(|| Part::new(next, note, "decade"));
        }
        if let Some((next, "C")) = self.unit(start)
            && let Some(number) = roman(self.surface(next)).filter(|number| (1..=22).contains(number))
        {
            return Some(Part::new(next + 1, format!("{:02}", number - 1), "century"));
        }
        if let Some((next, "C")) = self.unit(start + 1)
            && let Some(number) = roman(self.surface(start)).filter(|number| (1..=22).contains(number))
        {
            return Some(Part::new(next, format!("{:02}", number - 1), "century"));
        }
        let (next, number) = self.ordinal(start).or_else(|| self.roman_ordinal(start))?;
        let next_unit = self.unit(next);
        match next_unit {
            Some((next, "C")) if (1..=22).contains(&number) => {
                Some(Part::new(next, format!("{:02}", number - 1), "century"))
            }
            Some((next, "L")) if (1..=9).contains(&number) => {
                Some(Part::new(next, format!("{}", number - 1), "millennium"))
            }
            Some((next, "E")) if pack.ordinal_decades && (1..=10).contains(&number) => {
                Some(Part::new(next, format!("19{}", number - 1), "decade"))
            }
            _ => None,
        }
    }

    /// Digits after an apostrophe that was read as one with them (`'90`).
    pub(super) fn digits_of_affix(&self, at: usize) -> Option<(u32, usize)> {
        let digits = self.surface(at).trim_start_matches(['\'', '’']);
        digits.parse().ok().filter(|_| digits.len() == 2).map(|value| (value, 2))
    }

    /// *the year 2000*, `2000. évben`
    pub(super) fn year_named(&self, at: usize) -> Option<Part> {
        let start = self.skip(at, &[Class::Article]);
        if let Some(next) = self.unit_is(start, "Y") {
            let next = self.skip(next, &[Class::Of]);
            if let Some(Reading { next, what: What::Place(note), .. }) = self.stretch(next) {
                return Some(Part::new(next, note, "year-named"));
            }
            let (next, year) = self.year_inflected(next)?;
            return Some(Part::new(next, year.to_string(), "year-named"));
        }
        let (next, year) = self.year_inflected(start)?;
        if let Some(next) = self.year_word_after(next) {
            return Some(Part::new(next, year.to_string(), "year-named"));
        }
        let dot = self.mark(next, '.').filter(|_| self.glued(next));
        let adjective = next > start + 1;
        let next = self.unit_is(dot.unwrap_or(next), "Y").filter(|_| dot.is_some() || adjective)?;
        Some(Part::new(next, year.to_string(), "year-named"))
    }

    /// *the beginning of June*, *late 2023*, *the end of the week*
    pub(super) fn portion(&self, at: usize) -> Option<Part> {
        let start = at;
        // *Ese fin de semana* is no end of a week.
        if self.unit_is(at, "WE").is_some() {
            return None;
        }
        let (next, modifier) = self.class(start, |class| match class {
            Class::Before(modifier) => Some(modifier),
            _ => None,
        })?;
        let whole = self.skip_all(next, &[Class::Of, Class::Article, Class::On]);
        let mut part = [whole, next]
            .into_iter()
            .find_map(|start| {
                let dated = self
                    .month_or_season(start)
                    .or_else(|| self.weak_month(start))
                    .or_else(|| self.shifted(start));
                dated
                    .or_else(|| {
                        self.fixed(start).filter(|part| {
                            part.note.ends_with(['Y', 'W', 'M', 'E', 'C'])
                                || part.note.contains(['S', 'F', 'W'])
                        })
                    })
                    .or_else(|| self.decade_or_century(start))
                    .or_else(|| self.year_named(start))
                    .or_else(|| {
                        self.year_inflected(start)
                            .map(|(next, year)| Part::new(next, year.to_string(), "year"))
                    })
            })
            .or_else(|| {
                let (next, unit) = self
                    .unit(whole)
                    .filter(|(_, unit)| matches!(*unit, "W" | "M" | "Y" | "Q" | "H" | "E" | "C"))?;
                (whole > start + 1 || self.mark(next, '.').is_none())
                    .then(|| Part::new(next, format!("+0{unit}"), "unit"))
            })?;
        if part.next <= next {
            return None;
        }
        part.modifier = Some(modifier);
        part.why = "portion";
        Some(part)
    }

    /// A month that another word shows to be one.
    pub(super) fn weak_month(&self, at: usize) -> Option<Part> {
        let (next, month, _) = self.month(at)?;
        self.is_written_as_name(at).then(|| self.with_year(next, &format!("M{month}"), "month"))
    }
}

/// A day of whatever month after its weekday, which tells the month: the nearest one that fits.
fn of_weekday(part: Part, weekday: u8) -> Part {
    let note = match part.note.strip_prefix("?D") {
        Some(day) => format!("~D{day}F{weekday}"),
        None => part.note,
    };
    Part { note, ..part }
}
