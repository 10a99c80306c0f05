//! Numbers of the languages that count by ten thousands and write every digit and power as a character (万, 億, 조).
//!
//! They are read over [`Tokens::by_character`]: digits or numerals before 10, 100, 1000 make a section below ten thousand, sections stand
//! before 10⁴, 10⁸, 10¹²; digits and characters mix (`3万5千`), a denominator goes before its numerator (`三分之二`).

use crate::numbers::{digits_of, exponent_at, same_line};
use crate::spelled::Spelled;
use crate::tokens::plain_mark;
use crate::{Language, Number, Phrases, RangeWord, TokenKind, Tokens, VAGUE, Written, pack::NumbersPack};
use rustc_hash::FxHashSet;

/// What a numeral stands for.
#[derive(Debug, Clone, Copy, PartialEq)]
enum Part {
    /// 0–9.
    Digit(f64),
    /// 10, 20 … in one word: added, never multiplied (`스물`, `廿`).
    Tens(f64),
    /// 10, 100, 1000: multiplied within a section.
    Power(f64),
    /// 10⁴, 10⁸ …: closes a section.
    Section(f64),
    /// Two to nine (`数`, `几`, `수`).
    Some,
    /// And more (`余`, `多`).
    More,
    /// A dozen.
    Set(f64),
    /// One half.
    Half,
    /// The decimal mark in words.
    Point,
    /// Between denominator and numerator.
    Over,
    /// The same between two single digits (`四分三`).
    OverShort,
    /// Between a whole number and a fraction.
    And,
    Minus,
    /// Before an ordinal.
    Ordinal,
    /// After an ordinal.
    OrdinalAfter,
}

/// Numerals of a language.
#[derive(Debug, Default)]
pub(crate) struct Numerals {
    parts: Phrases<Part>,
    /// Abbreviated powers glued to digits (`k`).
    short: Vec<(Box<str>, f64)>,
    /// Digits that are endings too.
    trailing: FxHashSet<Box<str>>,
    /// Digits that only begin a row.
    opening: FxHashSet<Box<str>>,
    /// Words that begin like a number.
    words: Phrases<()>,
    /// By their sound.
    spelled: Spelled,
    /// A last digit without its power counts the next lower power (`一万三` is 13000).
    elliptic: bool,
}

/// The largest number of digits that is exact enough.
const MOST_DIGITS: usize = 18;

impl Numerals {
    pub(crate) fn new(pack: &NumbersPack) -> Self {
        let mut table = Self {
            parts: Phrases::new(true),
            words: Phrases::new(true),
            elliptic: pack.elliptic,
            spelled: Spelled::new(pack),
            ..Self::default()
        };
        for (map, is_power) in [(&pack.cardinals, false), (&pack.scales, true)] {
            for (key, forms) in map {
                let Ok(value) = key.parse::<f64>() else { continue };
                let part = match (is_power, value) {
                    (false, value) if value < 10.0 => Part::Digit(value),
                    (false, value) => Part::Tens(value),
                    (true, value) if value < 1e4 => Part::Power(value),
                    (true, value) => Part::Section(value),
                };
                for form in forms.iter() {
                    table.parts.insert(form, part);
                }
            }
        }
        for (key, forms) in &pack.sets {
            let Ok(value) = key.parse::<f64>() else { continue };
            for form in forms.iter() {
                table.parts.insert(form, Part::Set(value));
            }
        }
        for (forms, part) in [
            (pack.vague.get("1"), Part::Some),
            (Some(&pack.and_more), Part::More),
            (pack.halves.get("0.5"), Part::Half),
            (Some(&pack.point), Part::Point),
            (Some(&pack.over), Part::Over),
            (Some(&pack.over_short), Part::OverShort),
            (Some(&pack.and_fraction), Part::And),
            (Some(&pack.minus), Part::Minus),
            (Some(&pack.ordinal_prefixes), Part::Ordinal),
            (Some(&pack.ordinal_affixes), Part::OrdinalAfter),
        ] {
            for form in forms.into_iter().flat_map(|forms| forms.iter()) {
                table.parts.insert(form, part);
            }
        }
        for (key, forms) in &pack.short_scales {
            let Ok(value) = key.parse::<f64>() else { continue };
            table.short.extend(forms.iter().map(|form| (form.as_str().into(), value)));
        }
        for word in pack.homographs.iter() {
            table.words.insert(word, ());
        }
        table.opening = pack.opening.iter().map(|word| word.as_str().into()).collect();
        table.trailing = pack.trailing.iter().map(|word| word.as_str().into()).collect();
        table
    }

    /// Whether a number may begin with a token.
    pub(crate) fn may_begin(&self, lower: &str) -> bool {
        self.parts.may_begin(lower) || self.spelled.may_begin(lower)
    }

    fn at(&self, tokens: &Tokens, index: usize, accepts: impl Fn(Part) -> bool) -> Option<(usize, Part)> {
        self.parts
            .all_at(tokens, index)
            .find(|found| accepts(*found.value))
            .map(|found| (index + found.length, *found.value))
    }

    fn is(&self, tokens: &Tokens, index: usize, part: Part) -> Option<usize> {
        self.at(tokens, index, |found| found == part).map(|(next, _)| next)
    }
}

/// A number without what may stand around it.
#[derive(Debug, Clone, Copy)]
struct Core {
    next: usize,
    value: f64,
    max: Option<f64>,
    more: bool,
    vague: bool,
    /// Digits stand in it.
    digits: bool,
    /// Numerals stand in it.
    words: bool,
    /// What the last sections multiply by.
    scale: f64,
    /// One half.
    half: bool,
}

/// Digits with their groups and decimals: (next token, value, whether decimals were there).
fn arabic(tokens: &Tokens, index: usize) -> Option<(usize, f64, bool)> {
    let is_number = |at: usize| tokens.get(at).is_some_and(|token| token.kind == TokenKind::Number);
    let length = |at: usize| digits_of(tokens.surface(at)).len();
    let mark = |at: usize, marks: &[char]| {
        tokens.get(at).is_some_and(|token| token.kind == TokenKind::Mark && token.glued)
            && tokens.surface(at).chars().next().is_some_and(|c| marks.contains(&plain_mark(c)))
            && !tokens.surface(at).starts_with('、')
            && tokens.get(at + 1).is_some_and(|next| next.glued && next.kind == TokenKind::Number)
    };
    if !is_number(index) {
        return None;
    }
    let mut written = digits_of(tokens.surface(index));
    let mut next = index + 1;
    if written.len() <= 3 && !written.starts_with('0') {
        let first = tokens[index].end;
        let spaced = |at: usize| {
            is_number(at) && length(at) == 3 && tokens.text[tokens[at - 1].end..tokens[at].start] == *" "
        };
        if spaced(next) && spaced(next + 1) && first < tokens[next].start {
            while spaced(next) {
                written.push_str(&digits_of(tokens.surface(next)));
                next += 1;
            }
        } else {
            while mark(next, &[',']) && length(next + 1) == 3 {
                written.push_str(&digits_of(tokens.surface(next + 1)));
                next += 2;
            }
        }
    }
    if written.len() > MOST_DIGITS {
        return None;
    }
    let mut decimal = false;
    if mark(next, &['.']) && !mark(next + 2, &['.']) {
        written.push('.');
        written.push_str(&digits_of(tokens.surface(next + 1)));
        next += 2;
        decimal = true;
    }
    Some((next, written.parse().ok()?, decimal))
}

/// The number that starts at a token, of a language that counts by ten thousands, where something that stands after it shows that it is
/// one: *一* and *이* alone are words of many kinds. Without `point` no decimal mark in words is read (*三点五分*).
pub fn count_at(tokens: &Tokens, index: usize, language: &Language, point: bool) -> Option<Number> {
    let table = language.numbers().numerals.as_ref()?;
    let token = tokens.get(index)?;
    match token.kind {
        TokenKind::Word if !table.may_begin(tokens.lower(index)) => None,
        TokenKind::Word | TokenKind::Number => {
            if let Some(next) = table.is(tokens, index, Part::Ordinal) {
                let core = core_at(tokens, next, table, language, point)?;
                return Some(Number { ordinal: true, ..core.number(index) });
            }
            signed(tokens, index, language, point)
        }
        TokenKind::Mark | TokenKind::Affix => None,
    }
}

/// The number that starts at a token, as long as it goes.
pub(crate) fn myriads_at(tokens: &Tokens, index: usize, language: &Language) -> Option<Number> {
    let table = language.numbers().numerals.as_ref()?;
    let token = tokens.get(index)?;
    if token.kind == TokenKind::Word {
        if !table.may_begin(tokens.lower(index)) {
            return None;
        }
        if let Some(number) = table.spelled.number_at(tokens, index) {
            return Some(number);
        }
        // In a script with spaces a number begins a word.
        if token.inner && is_hangul(tokens.surface(index)) && is_hangul(tokens.surface(index - 1)) {
            return None;
        }
        // Nor in the middle of a row of numerals that is none (*九一八*).
        let in_row = token.glued
            && index > 0
            && tokens[index - 1].kind == TokenKind::Word
            && table.at(tokens, index - 1, |part| matches!(part, Part::Digit(_))).is_some()
            && table.at(tokens, index, |part| matches!(part, Part::Digit(_))).is_some();
        if in_row {
            return None;
        }
        if let Some(next) = table.is(tokens, index, Part::Minus) {
            let number = signed(tokens, next, language, true)
                .filter(|number| !number.ordinal && !number.vague && number.value != 0.0)?;
            return Some(Number { first: index, value: -number.value, ..number });
        }
        if let Some(next) = table.is(tokens, index, Part::Ordinal) {
            let core = core_at(tokens, next, table, language, true)?;
            return Some(Number { ordinal: true, ..core.number(index) });
        }
    }
    let number = signed(tokens, index, language, true)?;
    if token.kind == TokenKind::Word && !is_figure(tokens, &number, table, language) {
        return None;
    }
    Some(number)
}

fn signed(tokens: &Tokens, index: usize, language: &Language, point: bool) -> Option<Number> {
    let table = language.numbers().numerals.as_ref()?;
    let core = shortened(tokens, core_at(tokens, index, table, language, point)?, index, table, language);
    let whole = core.number(index);
    if core.vague || core.half {
        return Some(whole);
    }
    // 1천억 위안 are yuan, no rank.
    if let Some(next) = table.is(tokens, core.next, Part::OrdinalAfter)
        && language.money_at(tokens, core.next, None).is_none_or(|money| money.length <= next - core.next)
    {
        return Some(Number { last: next - 1, ordinal: true, ..whole });
    }
    // 三分之二
    let over = |next: usize, below: f64| {
        let next = table.is(tokens, next, Part::Over).filter(|&next| same_line(tokens, next))?;
        let (next, sign) = match table.is(tokens, next, Part::Minus) {
            Some(next) => (next, -1.0),
            None => (next, 1.0),
        };
        let above =
            core_at(tokens, next, table, language, true).filter(|above| !above.vague && !above.half)?;
        let above = shortened(tokens, above, next, table, language);
        let above = without_particle(tokens, above, below);
        (below > 0.0).then_some((above.next - 1, sign * above.value / below))
    };
    if let Some((last, value)) = over(core.next, core.value) {
        return Some(Number { last, value, written: Written::Words, ..whole });
    }
    if let Some((last, value)) = short_share(tokens, &whole, table, language) {
        return Some(Number { last, value, ..whole });
    }
    // 一又二分之一
    if let Some(next) = table.is(tokens, core.next, Part::And)
        && let Some(below) = core_at(tokens, next, table, language, true)
        && let Some((last, part)) = over(below.next, below.value)
        && part < 1.0
    {
        return Some(Number { last, value: whole.value + part, written: Written::Words, ..whole });
    }
    Some(whole)
}

/// *四分三选民*: (last token, value) of a share told in two single numerals, which no unit of time or further numeral shows to be minutes.
fn short_share(
    tokens: &Tokens,
    below: &Number,
    table: &Numerals,
    language: &Language,
) -> Option<(usize, f64)> {
    let single =
        |at: usize| match table.at(tokens, at, |part| matches!(part, Part::Digit(_) | Part::Power(_))) {
            Some((next, Part::Digit(value))) if next == at + 1 => Some(value),
            Some((next, Part::Power(10.0))) if next == at + 1 => Some(10.0),
            _ => None,
        };
    let is_one = below.first == below.last && below.written == Written::Words;
    let below_value = single(below.first).filter(|value| is_one && *value >= 2.0)?;
    let over = table.is(tokens, below.last + 1, Part::OverShort)?;
    let above = single(over).filter(|above| *above >= 1.0 && *above < below_value)?;
    let next = over + 1;
    let is_glued = tokens[below.last + 1].glued && tokens[over].glued;
    let goes_on = tokens.get(next).is_some_and(|token| token.glued && token.kind == TokenKind::Number)
        || table.parts.at(tokens, next).is_some();
    let is_time =
        language.unit_at(tokens, next).is_some_and(|unit| matches!(unit.symbol, "second" | "minute"));
    (is_glued && !goes_on && !is_time).then_some((over, above / below_value))
}

impl Core {
    fn number(&self, first: usize) -> Number {
        Number {
            first,
            last: self.next - 1,
            value: self.value,
            max: self.max,
            ordinal: false,
            written: match (self.digits, self.words) {
                (true, false) => Written::Digits,
                (true, true) => Written::Mixed,
                (false, _) => Written::Words,
            },
            vague: self.vague,
            rounded: self.more,
            scale: self.scale,
            ending: 0,
        }
    }
}

fn is_hangul(surface: &str) -> bool {
    surface.chars().next().is_some_and(|c| matches!(c as u32, 0xac00..=0xd7a3))
}

/// A last digit that is another word too (`이` is a subject's ending) counts only where something counted follows.
fn shortened(tokens: &Tokens, core: Core, first: usize, table: &Numerals, language: &Language) -> Core {
    let last = core.next - 1;
    let is_open = last > first
        && tokens[last].kind == TokenKind::Word
        && table.trailing.contains(tokens.surface(last))
        && matches!(table.at(tokens, last, |part| matches!(part, Part::Digit(_))), Some((_, Part::Digit(_))));
    let is_end = core.next >= tokens.len() || !same_line(tokens, core.next);
    if !is_open
        || is_end
        || language.counts_at(tokens, core.next)
        || table.at(tokens, core.next, |part| matches!(part, Part::Over | Part::Point | Part::And)).is_some()
    {
        return core;
    }
    let Some((_, Part::Digit(digit))) = table.at(tokens, last, |part| matches!(part, Part::Digit(_))) else {
        return core;
    };
    match table
        .at(tokens, last - 1, |part| matches!(part, Part::Power(_) | Part::Section(_) | Part::Digit(_)))
    {
        // 일이: one with an ending, no one or two.
        Some((_, Part::Digit(first))) if core.max.is_some() => {
            Core { next: last, value: first, max: None, vague: false, ..core }
        }
        Some((_, Part::Digit(_))) => Core { next: last, value: (core.value - digit) / 10.0, ..core },
        Some(_) => Core { next: last, value: core.value - digit, ..core },
        None => core,
    }
}

/// *오분의 일만*: of one part only, not of ten thousand; the particle is the power of ten thousand too.
fn without_particle(tokens: &Tokens, above: Core, below: f64) -> Core {
    const ONLY: &str = "만";
    let last = above.next - 1;
    let is_particle = !above.digits
        && above.scale == 1e4
        && above.value % 1e4 == 0.0
        && above.value / 1e4 < below
        && tokens.surface(last) == ONLY;
    if !is_particle {
        return above;
    }
    Core { next: last, value: above.value / 1e4, scale: 1.0, ..above }
}

/// Whether what is written in numerals is a figure, and no word that begins or ends like one.
fn is_figure(tokens: &Tokens, number: &Number, table: &Numerals, language: &Language) -> bool {
    let (first, next) = (number.first, number.last + 1);
    let starts = first == 0 || !same_line(tokens, first);
    let ends = next >= tokens.len() || !same_line(tokens, next);
    if starts && ends {
        return true;
    }
    // A longer word begins here (*세대*, *万一*).
    if table.words.at(tokens, first).is_some_and(|found| found.length > number.last + 1 - first) {
        return false;
    }
    let is_homograph = table.words.at(tokens, first).is_some_and(|found| found.length == next - first);
    let is_single = tokens[first..next].iter().filter(|token| token.kind == TokenKind::Word).count() == 1;
    if !is_single && !is_homograph {
        return true;
    }
    // Inside a word of the dictionary one numeral is no number (*珠三角*).
    if ends || tokens[first].inner && !is_hangul(tokens.surface(first)) {
        return false;
    }
    if !is_homograph {
        // 五至七公里
        let joined = language.measures().range_word(RangeWord::To, tokens, next).map(|length| next + length);
        let other = joined.and_then(|at| count_at(tokens, at, language, true));
        return language.counts_at(tokens, next)
            || half_of_unit_follows(tokens, next, language)
            || other.is_some_and(|other| language.counts_at(tokens, other.last + 1));
    }
    let glued = tokens[next].glued;
    let is_digit = table.at(tokens, first, |part| matches!(part, Part::Digit(_))).is_some() && is_single;
    let unit = language.unit_at(tokens, next).map(|unit| unit.length);
    let measure = unit.max(language.money_at(tokens, next, None).map(|money| money.length));
    match is_digit {
        true => glued && measure.is_some_and(|length| length > 1),
        false => measure.is_some(),
    }
}

/// A measure word, a half and a unit: *个半小时* of *一个半小时*.
fn half_of_unit_follows(tokens: &Tokens, next: usize, language: &Language) -> bool {
    let Some((_, length)) = language.measures().links.at(tokens, next) else { return false };
    let half = next + length;
    let is_half = same_line(tokens, half)
        && language.pack.quantities.numbers.plus_half.iter().any(|word| word == tokens.lower(half));
    is_half && same_line(tokens, half + 1) && language.unit_at(tokens, half + 1).is_some()
}

/// A number that is being put together.
#[derive(Debug, Default)]
struct Sum {
    total: f64,
    section: f64,
    /// What waits for its power.
    pending: Option<f64>,
    /// How many numerals in a row wait, and the first of them.
    row: usize,
    first_of_row: f64,
    spread: Option<(f64, f64)>,
    /// The last power of the section.
    power: Option<f64>,
    /// The last section.
    closed: Option<f64>,
    /// A zero stands before what waits.
    zero: bool,
    decimal: bool,
}

impl Sum {
    fn value(&self) -> f64 {
        self.total + self.section + self.pending.unwrap_or(0.0)
    }
}

fn core_at(
    tokens: &Tokens,
    index: usize,
    table: &Numerals,
    language: &Language,
    point: bool,
) -> Option<Core> {
    let mut sum = Sum::default();
    let mut core = Core {
        next: index,
        value: 0.0,
        max: None,
        more: false,
        vague: false,
        digits: false,
        words: false,
        scale: 1.0,
        half: false,
    };
    let mut at = index;
    // Whether the part before was a power or section: a space may follow it.
    let mut after_power = false;
    while at < tokens.len() && (at == index || same_line(tokens, at)) {
        let spaced = at > index && !tokens[at].glued;
        if tokens[at].kind == TokenKind::Number {
            if at > index && (sum.pending.is_some() || !after_power) {
                break;
            }
            let (next, value, decimal) = arabic(tokens, at)?;
            let room = sum.power.or(sum.closed).unwrap_or(f64::INFINITY);
            if value >= room {
                break;
            }
            // 25万 6: only where a power follows.
            let goes_on =
                table.at(tokens, next, |part| matches!(part, Part::Power(_) | Part::Section(_))).is_some();
            if spaced && !goes_on {
                break;
            }
            sum.pending = Some(value);
            sum.row = 0;
            sum.decimal = decimal;
            core.digits = true;
            at = next;
            core.next = at;
            after_power = false;
            continue;
        }
        let Some((next, part)) = table.at(tokens, at, |part| fits(&sum, part, at == index)) else {
            // 12.32e+14
            if core.digits
                && !core.words
                && let Some((last, power)) = exponent_at(tokens, at)
            {
                sum.pending = sum.pending.map(|value| value * 10f64.powi(power));
                core.next = last + 1;
                break;
            }
            // 3k
            if core.digits
                && !core.words
                && tokens[at].kind == TokenKind::Affix
                && let Some((_, scale)) = table.short.iter().find(|(form, _)| **form == *tokens.surface(at))
            {
                sum.pending = sum.pending.map(|value| value * scale);
                core.words = true;
                core.next = at + 1;
            }
            break;
        };
        let is_power = matches!(part, Part::Power(_) | Part::Section(_));
        // 1조각 is a piece, no 10¹².
        if is_power
            && at > index
            && is_hangul(tokens.surface(at))
            && language.noun_at(tokens, at).is_some_and(|noun| noun.length > next - at)
        {
            break;
        }
        // 구조 조정: a section behind a space needs something to multiply.
        if spaced && matches!(part, Part::Section(_)) && sum.pending.is_none() && sum.section == 0.0 {
            break;
        }
        // 百分之一 点五
        let is_spaced_point = part == Part::Point
            && core.words
            && !is_hangul(tokens.surface(at))
            && decimals(tokens, next, table).is_some();
        // 두 다스
        let is_set = matches!(part, Part::Set(_));
        if spaced && !is_power && !after_power && !is_spaced_point && !is_set {
            break;
        }
        // A numeral behind a space belongs to the number only where it has a power of its own.
        if spaced && !is_power && !is_set && is_hangul(tokens.surface(at)) {
            let follows = |at: usize| {
                table.at(tokens, at, |part| matches!(part, Part::Power(_) | Part::Section(_))).is_some()
            };
            // 오십 이: nothing else stands on the line.
            let closes = after_power
                && matches!(part, Part::Digit(_))
                && (index == 0 || !same_line(tokens, index))
                && (next >= tokens.len() || !same_line(tokens, next));
            if !follows(next) && !closes {
                break;
            }
        }
        // 八两 are eight of a measure, 一两天 one or two days.
        let is_second = sum.row > 1 || sum.row == 1 && sum.pending != Some(1.0);
        if is_second && matches!(part, Part::Digit(_)) && table.opening.contains(tokens.surface(at)) {
            break;
        }
        match part {
            Part::Digit(0.0) if sum.pending.is_none() && (sum.section > 0.0 || sum.total > 0.0) => {
                sum.zero = true;
                at = next;
                // A zero at the end belongs to nothing.
                continue;
            }
            Part::Digit(digit) => {
                sum.row += 1;
                match sum.pending {
                    Some(before) => sum.pending = Some(before * 10.0 + digit),
                    None => {
                        sum.pending = Some(digit);
                        sum.first_of_row = digit;
                    }
                }
                after_power = false;
            }
            Part::Tens(value) => {
                sum.section += value;
                sum.power = Some(10.0);
                after_power = true;
            }
            Part::Some => {
                if sum.section == 0.0 && sum.total == 0.0 {
                    sum.spread = Some(VAGUE);
                    sum.pending = Some(1.0);
                } else {
                    core.more = true;
                }
                after_power = false;
            }
            Part::Power(power) => {
                sum.section += multiplied(&mut sum) * power;
                sum.power = Some(power);
                sum.zero = false;
                after_power = true;
            }
            Part::Section(section) => {
                // 三百二万
                if table.elliptic
                    && !sum.zero
                    && !core.digits
                    && sum.row == 1
                    && let Some(power) = sum.power.filter(|&power| power >= 100.0)
                {
                    sum.pending = sum.pending.map(|digit| digit * power / 10.0);
                }
                let value = sum.section + sum.pending.unwrap_or(0.0);
                sum.spread = sum.spread.or_else(|| neighbours(&sum));
                match sum.closed {
                    Some(before) if section >= before => sum.total = (sum.total + value) * section,
                    _ => {
                        let value = if value == 0.0 { 1.0 } else { neighbour_value(&sum, value) };
                        sum.total += value * section;
                    }
                }
                core.scale *= section;
                sum.section = 0.0;
                sum.pending = None;
                sum.row = 0;
                sum.power = None;
                sum.closed = Some(section);
                sum.zero = false;
                after_power = true;
            }
            Part::More => core.more = true,
            Part::Set(set) => {
                let value = sum.value();
                sum = Sum { total: if value == 0.0 { 1.0 } else { value } * set, ..Sum::default() };
                core.words = true;
                core.next = next;
                break;
            }
            Part::Half => {
                sum.pending = Some(0.5);
                core.half = true;
                core.words = true;
                core.next = next;
                break;
            }
            Part::Point => {
                let Some((value, next)) = decimals(tokens, next, table).filter(|_| point) else { break };
                sum.pending = Some(sum.pending.unwrap_or(0.0) + value);
                sum.row = 0;
                sum.decimal = true;
                core.words = true;
                core.next = next;
                at = next;
                after_power = false;
                continue;
            }
            Part::Over | Part::OverShort | Part::And | Part::Minus | Part::Ordinal | Part::OrdinalAfter => {
                break;
            }
        }
        core.words = true;
        at = next;
        core.next = at;
    }
    if core.next == index {
        return None;
    }
    // 两三天, 七八
    if sum.spread.is_none() && sum.section == 0.0 && sum.total == 0.0 {
        sum.spread = neighbours(&sum);
        if sum.spread.is_some() {
            sum.pending = Some(sum.first_of_row);
        }
    }
    // 一万三
    let lowest = match sum.power {
        Some(power) => power / 10.0,
        None => sum.closed.map_or(1.0, |section| section / 10.0),
    };
    if table.elliptic
        && !sum.zero
        && !core.digits
        && !core.more
        && sum.row == 1
        && lowest >= 10.0
        && (sum.section > 0.0 || sum.total > 0.0)
        && sum.closed.is_none_or(|section| section <= 1e4 || sum.power.is_some())
    {
        sum.pending = sum.pending.map(|digit| digit * lowest);
    }
    core.value = sum.value();
    if let Some((low, high)) = sum.spread {
        // The value so far is that of the first of the row, or of one.
        core.value = core.value * low / if sum.first_of_row > 0.0 { sum.first_of_row } else { 1.0 };
        core.max = Some(core.value * high / low);
        core.vague = sum.first_of_row == 0.0;
    }
    if core.digits && core.scale == 1.0 && core.words {
        core.scale = core.value / sum.pending.filter(|value| *value > 0.0).unwrap_or(core.value);
    }
    Some(core)
}

/// What a power multiplies: what waits, or one.
fn multiplied(sum: &mut Sum) -> f64 {
    let spread = neighbours(sum);
    let value = match (sum.pending.take(), spread) {
        (Some(_), Some(_)) => sum.first_of_row,
        (Some(value), None) => value,
        (None, _) => 1.0,
    };
    if sum.spread.is_none() {
        sum.spread = spread;
    }
    sum.row = 0;
    value
}

fn neighbour_value(sum: &Sum, value: f64) -> f64 {
    match neighbours(sum) {
        Some(_) if sum.section == 0.0 => sum.first_of_row,
        _ => value,
    }
}

/// Two neighbouring numerals are a range: 三四十, 两三.
fn neighbours(sum: &Sum) -> Option<(f64, f64)> {
    let value =
        sum.pending.filter(|_| sum.row == 2 && !sum.decimal && sum.section == 0.0 && sum.total == 0.0)?;
    let (low, high) = ((value / 10.0).floor(), value % 10.0);
    (low >= 1.0 && high == low + 1.0).then_some((low, high))
}

/// Whether a part may come next.
fn fits(sum: &Sum, part: Part, is_first: bool) -> bool {
    let is_empty = sum.pending.is_none() && sum.section == 0.0 && sum.total == 0.0;
    match part {
        Part::Digit(_) => {
            sum.spread.is_none()
                && match sum.pending {
                    None => sum.power.is_none_or(|power| power >= 10.0),
                    // Numerals in a row: 二〇一八.
                    Some(_) => sum.row > 0 && sum.section == 0.0 && sum.total == 0.0 && !sum.decimal,
                }
        }
        Part::Tens(_) => sum.pending.is_none() && sum.power.is_none_or(|power| power >= 100.0),
        Part::Power(power) => sum.power.is_none_or(|before| power < before),
        Part::Section(section) => {
            !is_empty && sum.value() > 0.0
                || is_first
                || sum.closed.is_none_or(|before| section < before) && is_empty
        }
        Part::Some => is_first || sum.pending.is_none() && sum.power.is_some_and(|power| power >= 10.0),
        Part::More => !is_empty,
        Part::Set(_) => !is_first,
        Part::Half => is_first,
        Part::Point => !is_empty && !sum.decimal && sum.spread.is_none(),
        Part::Ordinal | Part::OrdinalAfter | Part::Over | Part::OverShort | Part::And | Part::Minus => false,
    }
}

/// Numerals or digits after the decimal mark: their value and the token after them.
fn decimals(tokens: &Tokens, index: usize, table: &Numerals) -> Option<(f64, usize)> {
    let mut written = String::from("0.");
    let mut at = index;
    while at < tokens.len() && same_line(tokens, at) && (tokens[at].glued || at == index) {
        match table.at(tokens, at, |part| matches!(part, Part::Digit(_))) {
            Some((next, Part::Digit(digit))) => {
                written.push_str(&digit.to_string());
                at = next;
            }
            _ => break,
        }
    }
    (at > index).then_some(())?;
    Some((written.parse().ok()?, at))
}

#[cfg(test)]
mod tests {
    use crate::{language, number_at, tokenize};

    #[track_caller]
    fn check(code: &str, cases: &[(&str, &str)]) {
        let language = language(code);
        for (text, expected) in cases {
            let tokens = tokenize(text).by_character();
            let mut found = Vec::new();
            let mut index = 0;
            while index < tokens.len() {
                let Some(number) = number_at(&tokens, index, &language) else {
                    index += 1;
                    continue;
                };
                let max = number.max.map(|max| format!("..{max}")).unwrap_or_default();
                found.push(format!("{}{max}{}", number.value, if number.ordinal { "th" } else { "" }));
                index = number.last + 1;
            }
            assert_eq!(found.join(" "), *expected, "{code}: {text}");
        }
    }

    #[test]
    fn chinese() {
        check(
            "zh",
            &[
                ("一百二十三万四千五百六十七", "1234567"),
                ("四万亿", "4000000000000"),
                ("1.5亿元", "150000000"),
                ("3万5千元", "35000"),
                ("一万三", "13000"),
                ("一千零五", "1005"),
                ("壹佰贰拾萬", "1200000"),
                ("三分之二", "0.6666666666666666"),
                ("三又二分之一", "3.5"),
                ("数十万人", "200000..900000"),
                ("两三天", "2..3"),
                ("二〇一八年", "2018"),
                ("负三十二", "-32"),
                ("第三次", "3th"),
                ("统一大市场", ""),
                ("他住在四川。", ""),
            ],
        );
    }

    #[test]
    fn japanese() {
        check(
            "ja",
            &[
                ("二百五十人", "250"),
                ("一万三", "10003"),
                ("３分の２", "0.6666666666666666"),
                ("29万1,890トン", "291890"),
                ("数百社", "200..900"),
                ("マイナス五度", "-5"),
                ("三菱と四国", ""),
            ],
        );
    }

    #[test]
    fn korean() {
        check(
            "ko",
            &[
                ("3억 6천만 원", "360000000"),
                ("이백만이천이백삼", "2002203"),
                ("스물다섯 명", "25"),
                ("삼분의 일", "0.3333333333333333"),
                ("수십 명", "20..90"),
                ("3천이 넘는", "3000"),
                ("이 사람은 사회에", ""),
                ("육군과 구조대", ""),
            ],
        );
    }
}
