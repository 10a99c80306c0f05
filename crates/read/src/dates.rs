//! Publication dates in lines and in metadata.

use crate::furniture::{Cue, Furniture};
use jiff::civil::Date;
use tidings_language::{TokenKind, Tokens};

/// Nothing on the web is older than its press.
const FIRST_YEAR: i16 = 1995;
/// A year after this one is a misprint or a placeholder.
const LAST_YEAR: i16 = 2100;

/// Whether a day can be a day of publication.
pub(crate) fn is_sane(date: Date) -> bool {
    (FIRST_YEAR..=LAST_YEAR).contains(&date.year())
}

/// An ISO 8601 date or instant → its normal form and grain. Less than a day is cut to the minute; a month or year stays one.
pub(crate) fn iso(text: &str) -> Option<(String, &'static str)> {
    let text = text.trim();
    let bytes = text.as_bytes();
    let digits = |from: usize, to: usize| -> Option<i16> {
        let part = bytes.get(from..to)?;
        part.iter().all(u8::is_ascii_digit).then(|| std::str::from_utf8(part).ok()?.parse().ok()).flatten()
    };
    if let Some(instant) = instant_of_timestamp(text) {
        return Some((instant, "minute"));
    }
    let year = digits(0, 4)?;
    if bytes.len() == 4 {
        return Some((text.to_owned(), "year"));
    }
    if bytes[4] != b'-' {
        // The basic form without hyphens.
        let (month, day) = (digits(4, 6)?, digits(6, 8)?);
        Date::new(year, month as i8, day as i8).ok()?;
        return (bytes.len() == 8).then(|| (format!("{year:04}-{month:02}-{day:02}"), "day"));
    }
    let month = digits(5, 7)?;
    if bytes.len() == 7 {
        return (1..=12).contains(&month).then(|| (text.to_owned(), "month"));
    }
    let day = digits(8, 10).filter(|_| bytes[7] == b'-')?;
    let date = Date::new(year, month as i8, day as i8).ok()?;
    let rest = &text[10..];
    let clock = rest.strip_prefix(['T', 't', ' ']).map(str::trim_start).unwrap_or("");
    let Some((hour, minute, after)) = clock_of(clock) else { return Some((date.to_string(), "day")) };
    let zone = zone_of(after).unwrap_or_default();
    Some((format!("{date}T{hour:02}:{minute:02}{zone}"), "minute"))
}

/// Seconds or milliseconds since 1970, as software writes them: the minute in universal time.
fn instant_of_timestamp(text: &str) -> Option<String> {
    let digits = text.split_once('.').map_or(text, |(seconds, _)| seconds);
    if !digits.bytes().all(|b| b.is_ascii_digit()) {
        return None;
    }
    // Seconds have ten digits from 2001 on, milliseconds thirteen.
    let seconds: i64 = match digits.len() {
        10 => digits.parse().ok()?,
        13 => digits[..10].parse().ok()?,
        _ => return None,
    };
    let day = Date::constant(1970, 1, 1).checked_add(jiff::Span::new().days(seconds / 86_400)).ok()?;
    let minutes = seconds % 86_400 / 60;
    is_sane(day).then(|| format!("{day}T{:02}:{:02}Z", minutes / 60, minutes % 60))
}

fn clock_of(text: &str) -> Option<(u8, u8, &str)> {
    let (hour, rest) = text.split_once(':')?;
    let minute = rest.get(..2)?;
    let (hour, minute) = (hour.parse::<u8>().ok()?, minute.parse::<u8>().ok()?);
    (hour < 24 && minute < 60).then_some((hour, minute, &rest[2..]))
}

/// `Z` or an offset, after the seconds.
fn zone_of(after_minutes: &str) -> Option<String> {
    let zone = after_minutes.trim_start_matches(|c: char| c.is_ascii_digit() || matches!(c, ':' | '.' | ','));
    let zone = zone.trim();
    if zone.eq_ignore_ascii_case("z") || zone.eq_ignore_ascii_case("utc") || zone.eq_ignore_ascii_case("gmt")
    {
        return Some("Z".to_owned());
    }
    let sign = zone.chars().next().filter(|c| matches!(c, '+' | '-'))?;
    let digits: String = zone[1..].chars().filter(char::is_ascii_digit).take(4).collect();
    match digits.len() {
        2 => Some(format!("{sign}{digits}:00")),
        4 => Some(format!("{sign}{}:{}", &digits[..2], &digits[2..])),
        _ => None,
    }
}

/// A day found in a line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct DayFound {
    pub date: Date,
    /// First token.
    pub first: usize,
    /// One past the last token.
    pub end: usize,
}

/// All full days a line names, in order; dates that can be read in two ways are left out.
pub(crate) fn days(tokens: &Tokens, table: &Furniture) -> Vec<DayFound> {
    let mut found = Vec::new();
    let mut index = 0;
    while index < tokens.len() {
        match day_at(tokens, index, table) {
            Some(day) => {
                index = day.end;
                found.push(day);
            }
            None => index += 1,
        }
    }
    found
}

fn number(tokens: &Tokens, index: usize) -> Option<(i16, usize)> {
    tokens.get(index).filter(|token| token.kind == TokenKind::Number)?;
    let surface = tokens.surface(index);
    let mut value: i16 = 0;
    let mut digits = 0;
    for c in surface.chars() {
        digits += 1;
        if digits > 4 {
            return None;
        }
        value = value * 10 + digit_of(c)?;
    }
    // No press of the web has seen this year of the common era: it is counted from the death of the Buddha.
    if digits == 4 && (FIRST_YEAR + BUDDHIST..=LAST_YEAR + BUDDHIST).contains(&value) {
        value -= BUDDHIST;
    }
    Some((value, digits))
}

/// Years by which the Thai calendar is ahead.
const BUDDHIST: i16 = 543;

/// The value of a decimal digit of the scripts in which dates are written.
fn digit_of(c: char) -> Option<i16> {
    /// First digits: Latin, Arabic, Persian, Devanagari, Bengali, Gurmukhi, Gujarati, Tamil, Telugu, Kannada, Malayalam, Thai, Lao,
    /// Myanmar, Khmer, full width.
    const ZEROS: [u32; 16] = [
        0x30, 0x660, 0x6f0, 0x966, 0x9e6, 0xa66, 0xae6, 0xbe6, 0xc66, 0xce6, 0xd66, 0xe50, 0xed0, 0x1040,
        0x17e0, 0xff10,
    ];
    let zero = ZEROS.into_iter().find(|zero| (*zero..zero + 10).contains(&(c as u32)))?;
    i16::try_from(c as u32 - zero).ok()
}

fn month_at(tokens: &Tokens, index: usize, table: &Furniture) -> Option<i16> {
    tokens.get(index).filter(|token| token.kind == TokenKind::Word)?;
    table.months.get(tokens.lower(index)).map(|&month| i16::from(month))
}

/// Skips one of `marks`, or an ending glued to a number (`17th`, `17-én`).
fn skip(tokens: &Tokens, index: usize, marks: &[char]) -> usize {
    let after_ending = match tokens.get(index) {
        Some(token) if token.kind == TokenKind::Affix => index + 1,
        _ => index,
    };
    if marks.iter().any(|&mark| tokens.is_mark(after_ending, mark)) { after_ending + 1 } else { after_ending }
}

/// Whether a token is the sign of the year, the month or the day in dates of East Asia (0, 1, 2).
fn is_sign(tokens: &Tokens, index: usize, which: usize) -> bool {
    const SIGNS: [[&str; 2]; 3] = [["年", "년"], ["月", "월"], ["日", "일"]];
    tokens.get(index).is_some() && SIGNS[which].contains(&tokens.surface(index))
}

/// `2025年1月13日`, `2025년 1월 13일`: year, month, day and the token after it.
fn day_by_signs(tokens: &Tokens, index: usize) -> Option<(i16, i16, i16, usize)> {
    let (year, length) = number(tokens, index).filter(|_| is_sign(tokens, index + 1, 0))?;
    let (month, _) = number(tokens, index + 2).filter(|_| is_sign(tokens, index + 3, 1))?;
    let (day, _) = number(tokens, index + 4).filter(|_| is_sign(tokens, index + 5, 2))?;
    (length == 4).then_some((year, month, day, index + 6))
}

/// Skips a short word in lower case that joins month and year (`mayo de 2024`).
fn skip_joint(tokens: &Tokens, index: usize) -> usize {
    let is_joint = tokens.get(index).is_some_and(|token| {
        token.kind == TokenKind::Word
            && token.case == tidings_language::Case::Lower
            && tokens.surface(index).chars().count() <= 3
    });
    index + usize::from(is_joint)
}

fn day_at(tokens: &Tokens, index: usize, table: &Furniture) -> Option<DayFound> {
    let date_of = |year: i16, month: i16, day: i16, end: usize| {
        let date = Date::new(year, i8::try_from(month).ok()?, i8::try_from(day).ok()?).ok()?;
        is_sane(date).then_some(DayFound { date, first: index, end })
    };
    // A number glued to what stands before it is part of something longer.
    let is_cut = index > 0
        && tokens[index].glued
        && (tokens[index - 1].kind == TokenKind::Number
            || (tokens[index].kind == TokenKind::Number
                && matches!(tokens.surface(index - 1), "-" | "/" | "." | "," | ":")));
    if is_cut {
        return None;
    }
    if let Some(month) = month_at(tokens, index, table) {
        // June 17, 2024
        let after_month = skip(tokens, index + 1, &['.']);
        let (day, length) = number(tokens, after_month)?;
        if length > 2 {
            return None;
        }
        let at_year = skip(tokens, after_month + 1, &[',', '.']);
        let (year, length) = number(tokens, at_year)?;
        return if length == 4 { date_of(year, month, day, at_year + 1) } else { None };
    }
    let (first, first_length) = number(tokens, index)?;
    if let Some((year, month, day, end)) = day_by_signs(tokens, index) {
        return date_of(year, month, day, end);
    }
    if first_length == 4 {
        let second = skip(tokens, index + 1, &['-', '/', '.', ',', '–']);
        if let Some(month) = month_at(tokens, second, table) {
            // 2024. június 17.
            let at_day = skip(tokens, second + 1, &['.', '-']);
            let (day, length) = number(tokens, at_day)?;
            let end = skip(tokens, at_day + 1, &['.']);
            return if length <= 2 { date_of(first, month, day, end) } else { None };
        }
        let (month, length) = number(tokens, second)?;
        if length > 2 {
            return None;
        }
        let third = skip(tokens, second + 1, &['-', '/', '.', '–']);
        let (day, length) = number(tokens, third)?;
        let end = third + 1;
        let goes_on = number(tokens, skip(tokens, end, &['-', '/'])).is_some()
            && tokens.get(end).is_some_and(|t| t.glued);
        return if length <= 2 && !goes_on { date_of(first, month, day, end) } else { None };
    }
    if first_length > 2 {
        return None;
    }
    // 17. juni 2024, 17th of June 2024, 17-Jun-2024
    let after_day = skip(tokens, index + 1, &['.', '-', '/']);
    let after_of = match tokens.get(after_day) {
        Some(token)
            if token.kind == TokenKind::Word
                && month_at(tokens, after_day, table).is_none()
                && tokens.surface(after_day).chars().count() <= 3 =>
        {
            after_day + 1
        }
        _ => after_day,
    };
    if let Some(month) = month_at(tokens, after_of, table) {
        let at_year = skip_joint(tokens, skip(tokens, after_of + 1, &['.', ',', '-', '/']));
        let (year, length) = number(tokens, at_year)?;
        return if length == 4 { date_of(year, month, first, skip(tokens, at_year + 1, &[])) } else { None };
    }
    // 17.06.2024, 17/6/2024, 18.06.24
    let mark = ['.', '/', '-'].into_iter().find(|&mark| tokens.is_mark(index + 1, mark))?;
    let (second, second_length) = number(tokens, index + 2)?;
    if second_length > 2 || !tokens.is_mark(index + 3, mark) {
        return None;
    }
    let (year, year_length) = number(tokens, index + 4)?;
    let year = match year_length {
        4 => year,
        2 if mark == '.' && first_length == 2 && second_length == 2 => 2000 + year,
        _ => return None,
    };
    let end = index + 5;
    // A clock of twelve hours after slashes: the order of days is that of America.
    let is_american = mark == '/' && is_half_day(tokens, end);
    if mark == '.' && second > 12 || is_american {
        return date_of(year, first, second, end);
    }
    if mark == '.' || table.day_first || first > 12 || first == second {
        return date_of(year, second, first, end);
    }
    if second > 12 {
        return date_of(year, first, second, end);
    }
    None
}

/// `12:00:00 AM` at a token.
fn is_half_day(tokens: &Tokens, index: usize) -> bool {
    (index..tokens.len().min(index + 7)).any(|at| matches!(tokens.lower(at), "am" | "pm"))
}

/// Whether a line is a length of reading or a clock (`4 min`, `14:05 Uhr`): numbers and words of datelines alone.
pub(crate) fn is_clock(tokens: &Tokens, table: &Furniture) -> bool {
    /// `Lesezeit: 4 Minuten`, `14:05 Uhr`
    const LONGEST: usize = 7;
    if tokens.len() > LONGEST || !tokens.iter().any(|token| token.kind == TokenKind::Number) {
        return false;
    }
    let is_word = |index: &usize| matches!(tokens[*index].kind, TokenKind::Word | TokenKind::Affix);
    let is_of_dates = |index: usize| {
        table
            .cues
            .all_at(tokens, index)
            .any(|found| matches!(found.value, Cue::DateWord | Cue::Published | Cue::Updated))
    };
    let mut words = (0..tokens.len()).filter(is_word).peekable();
    words.peek().is_some() && words.all(is_of_dates)
}

/// A line that says when (and where, and by whom) and nothing else.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(crate) struct Dateline {
    /// Day of publication.
    pub published: Option<Date>,
    /// Day of the last change.
    pub updated: Option<Date>,
    /// A word of publication or change stands in it.
    pub has_cue: bool,
    /// Capitalised words that are neither: names and places.
    pub others: usize,
    /// The line names two days without a word that tells them apart.
    pub ambiguous: bool,
}

/// Reads a line as a dateline; `None` where it has no day or too much else.
pub(crate) fn dateline(tokens: &Tokens, table: &Furniture) -> Option<Dateline> {
    /// A dateline with two dates, two clocks, a zone and an author.
    const LONGEST: usize = 40;
    /// Words that are neither date nor cue: a place, an author, a section.
    const OTHERS: usize = 6;
    if tokens.len() > LONGEST || tokens.is_empty() {
        return None;
    }
    let days = days(tokens, table);
    if days.is_empty() {
        return None;
    }
    let mut line = Dateline::default();
    let mut cue = None;
    let mut index = 0;
    let mut bare = Vec::new();
    while index < tokens.len() {
        if let Some(day) = days.iter().find(|day| day.first == index) {
            match cue {
                Some(Cue::Updated) => line.updated = Some(day.date),
                Some(_) => line.published = line.published.or(Some(day.date)),
                None => bare.push(day.date),
            }
            index = day.end;
            continue;
        }
        let found = table
            .cues
            .all_at(tokens, index)
            .find(|found| matches!(found.value, Cue::Published | Cue::Updated | Cue::DateWord | Cue::By));
        if let Some(found) = found {
            if matches!(found.value, Cue::Published | Cue::Updated) {
                cue = Some(*found.value);
                line.has_cue = true;
            }
            index += found.length;
            continue;
        }
        let token = tokens[index];
        if token.kind == TokenKind::Word && !table.weekdays.contains(tokens.lower(index)) {
            line.others += 1;
            if token.case == tidings_language::Case::Lower && !line.has_cue {
                return None;
            }
        }
        index += 1;
    }
    if line.others > OTHERS {
        return None;
    }
    bare.dedup();
    match bare.as_slice() {
        [] => {}
        [day] => line.published = line.published.or(Some(*day)),
        _ => line.ambiguous = line.published.is_none(),
    }
    Some(line)
}
