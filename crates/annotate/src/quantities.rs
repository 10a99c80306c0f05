//! Numbers with what they count or measure.
//!
//! One pass over the tokens: a number is read where one starts, then what stands after it (currency, unit, calibre, counted noun),
//! then what stands around it (modifiers, the other end of a range). Values are in the contract's units; a Scandinavian *mil* is 10 km.
//! What is a date, a clock time, a label or a score is none; a duration is one beside its time.

mod duals;
mod forms;
mod labels;
mod pounds;

use crate::sentence_at;
use forms::{
    about_end, cents_follow, end_of_groups, end_of_price, feet_and_inches, in_pounds, is_lettered, past_link,
    share_of_unit,
};
use tidings_language::{
    Case, Exactness, Language, MoneyFound, Number, RangeWord, TokenKind, Tokens, UnitFound, Written,
    count_at, digits_of, is_article, may_be_number, number_at, number_prefixes, range_in, share_named,
};
use tidings_model::{Article, Quantity, TimeKind, TimeModifier};

/// Words between a number and the noun it counts: *Dutzende schwer bewaffnete nordkoreanische Soldaten*.
const MOST_ADJECTIVES: usize = 3;
/// The same, where every letter is a token.
const MOST_LETTERS: usize = 6;
/// Number words up to this are too often no figure (*one of them*, *the two*) where nothing counted is known.
const SMALL_WORD: f64 = 12.0;
/// Bare degrees above this are angles (*180 grader*): no weather is as hot.
const HOTTEST: f64 = 60.0;
/// A line of up to this many tokens is a figure by itself (a table cell, a caption of a chart).
const SHORT_LINE: usize = 3;

/// What is counted by these words may be named by the next one: *100 wounded soldiers*, *24 amerikai katona*.
const ATTRIBUTES: [&str; 14] = [
    "dead",
    "wounded",
    "missing",
    "civilian",
    "militant",
    "displaced person",
    "criminal",
    "unemployed",
    "suspect",
    "American",
    "Russian",
    "Ukrainian",
    "Palestinian",
    "Israeli",
];
/// Numbers that are part of a name (*Boeing 737*) have up to so many digits.
const MOST_NAME_DIGITS: usize = 4;

/// Finds them in the article's text. The article's own `text` is empty here: use `tokens.text`.
pub(crate) fn quantities(tokens: &Tokens, article: &Article, language: &Language) -> Vec<Quantity> {
    let mut found: Vec<Quantity> = Vec::new();
    let mut times = TimesAhead::new(article);
    let mut index = 0;
    while index < tokens.len() {
        let Some(reading) = read_at(tokens, index, article, language) else {
            index += 1;
            continue;
        };
        let next = past_repetition(tokens, &reading, language);
        let is_new = found.last().is_none_or(|last| last.end <= tokens[reading.first].start);
        if reading.is_quantity && is_new && !times.hide(tokens, &reading) {
            found.extend(reading.into_rows(tokens));
        }
        index = next.max(index + 1);
    }
    found
}

/// One past a reading, and past its number once more in brackets: *forty-five (45)*.
fn past_repetition(tokens: &Tokens, reading: &Reading, language: &Language) -> usize {
    let next = reading.last + 1;
    let again = (tokens.is_mark(next, '(') && reading.max.is_none())
        .then(|| number_at(tokens, next + 1, language))
        .flatten()
        .filter(|number| number.value == reading.value && tokens.is_mark(number.last + 1, ')'));
    again.map_or(next, |number| number.last + 2)
}

/// The article's times, in step with the tokens.
struct TimesAhead<'a> {
    article: &'a Article,
    next: usize,
}

impl<'a> TimesAhead<'a> {
    fn new(article: &'a Article) -> Self {
        Self { article, next: 0 }
    }

    /// Whether the number belongs to a date, a clock time, a repetition or a stretch that ends now; a mere duration does not hide it.
    fn hide(&mut self, tokens: &Tokens, reading: &Reading) -> bool {
        let (start, end) = (tokens[reading.number_first].start, tokens[reading.number_last].end);
        let times = &self.article.times;
        while times.get(self.next).is_some_and(|time| time.end <= start) {
            self.next += 1;
        }
        times[self.next..]
            .iter()
            .take_while(|time| time.start < end)
            .any(|time| time.end > start && (time.kind != TimeKind::Duration || time.relative.is_some()))
    }
}

/// What was read at a token.
#[derive(Debug, Clone)]
struct Reading {
    first: usize,
    last: usize,
    number_first: usize,
    number_last: usize,
    value: f64,
    max: Option<f64>,
    unit: Option<String>,
    of: Option<String>,
    modifier: Option<TimeModifier>,
    why: &'static str,
    /// The other number of *from 5 to 7 per cent*, which is a quantity of its own.
    before: Option<Box<Reading>>,
    /// It is one; if not, the tokens are passed over.
    is_quantity: bool,
}

impl Reading {
    fn new(number: &Number, why: &'static str) -> Self {
        Self {
            first: number.first,
            last: number.last,
            number_first: number.first,
            number_last: number.last,
            value: number.value,
            max: number.max,
            unit: None,
            of: None,
            modifier: number.rounded.then_some(TimeModifier::Approx),
            why,
            before: None,
            is_quantity: true,
        }
    }

    fn passed_over(number: &Number, last: usize) -> Self {
        Self { last, is_quantity: false, ..Self::new(number, "") }
    }

    fn into_rows(mut self, tokens: &Tokens) -> Vec<Quantity> {
        let before = self.before.take();
        let mut rows = before.map_or_else(Vec::new, |before| before.into_rows(tokens));
        let (start, end) = (tokens[self.first].start, tokens[self.last].end);
        rows.push(Quantity {
            start,
            end,
            text: tokens.text[start..end].to_owned(),
            value: Some(tidy(self.value)),
            max: self.max.map(tidy),
            unit: self.unit,
            modifier: self.modifier,
            of: self.of,
            why: self.why.to_owned(),
        });
        rows
    }
}

/// Rounds away what binary fractions add (`0.1 * 3`).
fn tidy(value: f64) -> f64 {
    if value == 0.0 || !value.is_finite() {
        return value;
    }
    let digits = 12 - value.abs().log10().floor() as i32;
    if !(-300..=300).contains(&digits) {
        return value;
    }
    format!("{value:.*e}", 12).parse().unwrap_or(value)
}

fn read_at(tokens: &Tokens, index: usize, article: &Article, language: &Language) -> Option<Reading> {
    let token = &tokens[index];
    if token.kind == TokenKind::Word && !may_start(tokens, index, language) {
        return None;
    }
    if token.kind == TokenKind::Affix {
        return None;
    }
    // *al menos 24*, *pas moins de 10*: the word belongs to what says how exact the number is and is no minus.
    let is_of_modifier = |back: usize| {
        let before = index.checked_sub(back).and_then(|at| modifier_at(tokens, at, language));
        before.is_some_and(|(_, length)| length > back)
    };
    if token.kind == TokenKind::Word && (1..=2).any(is_of_modifier) {
        return None;
    }
    if let Some(reading) = money_first(tokens, index, language)
        .or_else(|| unit_first(tokens, index, language))
        .or_else(|| named_money_first(tokens, index, language))
    {
        return Some(finished(tokens, reading, article, language));
    }
    if token.kind == TokenKind::Word {
        if let Some(reading) = hidden_in_word(tokens, index, language) {
            return Some(finished(tokens, reading, article, language));
        }
        if let Some(reading) = duals::amount_in_unit(tokens, index, language) {
            return Some(finished(tokens, reading, article, language));
        }
        if let Some(reading) =
            one_of_a_measure(tokens, index, language).or_else(|| share_of_unit(tokens, index, language))
        {
            return Some(finished(tokens, reading, article, language));
        }
    }
    if let Some(reading) = slashed(tokens, index, language) {
        return Some(finished(tokens, reading, article, language));
    }
    if token.kind == TokenKind::Mark {
        let read = |at: usize| read_at(tokens, at, article, language);
        if let Some(reading) = labels::spaced_minus(tokens, index, read) {
            return Some(reading);
        }
    }
    let number = number_at(tokens, index, language)?;
    if let Some(last) = no_figure(tokens, &number, article, language) {
        return Some(Reading::passed_over(&number, last));
    }
    let reading = range_from(tokens, &number, language).unwrap_or_else(|| counted(tokens, &number, language));
    let reading = finished(tokens, reading, article, language);
    Some(reading)
}

/// Whether a word can begin a quantity.
fn may_start(tokens: &Tokens, index: usize, language: &Language) -> bool {
    let lower = tokens.key(index);
    // `MXN$ 20`: a sign of money may stand between.
    let after_sign = index + 1 + usize::from(tokens.is_mark(index + 1, '$'));
    may_be_number(lower, language)
        || share_named(lower, language).is_some()
        || language.unit_before(tokens, index).is_some()
        || tokens.get(after_sign).is_some_and(|next| next.kind == TokenKind::Number)
        || !same_line(tokens, index)
            && tokens.get(index + 2).is_some_and(|next| next.kind == TokenKind::Number)
        || tokens.is_mark(index + 1, '.')
            && tokens.get(index + 2).is_some_and(|next| next.kind == TokenKind::Number)
        || lower.contains('-')
        || duals::may_be_amount(tokens, index, language)
}

/// Last token of digits that are no figure: an ordinal, a score, a version, a label, a year nobody marked as one.
fn no_figure(tokens: &Tokens, number: &Number, article: &Article, language: &Language) -> Option<usize> {
    if number.ordinal {
        return Some(number.last);
    }
    if labels::is_name_or_point(tokens, number, language) {
        return Some(number.last);
    }
    let (first, last) = (number.first, number.last);
    let glued_mark = |at: usize, marks: &[char]| {
        tokens.get(at).is_some_and(|token| {
            token.kind == TokenKind::Mark
                && token.glued
                && marks.iter().any(|mark| tokens.surface(at).starts_with(*mark))
        })
    };
    if number.written == Written::Words {
        return None;
    }
    // 7:58, 24/7, 1.2.3 – and what goes on so.
    let mut end = last;
    while glued_mark(end + 1, &[':', '/', '.', '_', '×'])
        && tokens.get(end + 2).is_some_and(|next| next.glued && next.kind == TokenKind::Number)
    {
        end += 2;
    }
    if end > last {
        return Some(end);
    }
    if let Some(last) = end_of_groups(tokens, first) {
        return Some(last);
    }
    if number.written == Written::Digits && is_lettered(tokens, number, language) {
        return Some(last + 1);
    }
    if first > 0 && tokens[first].glued {
        let before = tokens.surface(first - 1);
        let is_letter = |at: usize| {
            tokens.is_by_character() && !tokens.surface(at).ends_with(|c: char| c.is_ascii_alphanumeric())
        };
        let is_word = |at: usize| {
            tokens[at].kind != TokenKind::Mark && !is_letter(at) && !language.is_proclitic(tokens.key(at))
        };
        // `אף-16` is a name, `ב-16` is not.
        let is_hyphened = first > 1
            && before.starts_with(['-', '־'])
            && tokens[first - 1].glued
            && !language.pack.text.proclitics.is_empty()
            && is_word(first - 2)
            && tokens[first - 2].kind == TokenKind::Word;
        let is_tail = is_hyphened
            || is_word(first - 1)
            || before.starts_with(['/', ':', '_', '#', '§', '@', '&', '=', '\\']);
        if is_tail {
            return Some(last);
        }
    }
    if number.written == Written::Digits && tokens[last].end - tokens[first].start > 1 {
        // `007` is a code; what is all there is on its line is a figure.
        let starts_with_zero = tokens.surface(first).starts_with('0') && first == last;
        if starts_with_zero && line_length(tokens, first) > 1 {
            return Some(last);
        }
    }
    // 2. Weltkrieg: a full stop inside a sentence makes an ordinal.
    if language.pack.text.ordinal_dot
        && first == last
        && number.value < 100.0
        && tokens.is_mark(last + 1, '.')
        && tokens[last + 1].glued
        && tokens.get(last + 2).is_some_and(|next| next.kind == TokenKind::Word)
        && sentence_at(article, tokens[last].start).is_some()
        && sentence_at(article, tokens[last].start) == sentence_at(article, tokens[last + 2].start)
    {
        return Some(last + 1);
    }
    if first > 0 {
        let table = language.measures();
        let is_label = (1..=2).any(|back| {
            first >= back && table.labels.at(tokens, first - back).is_some_and(|(_, length)| length == back)
        }) || matches!(tokens.surface(first - 1), "§" | "#" | "№");
        if is_label && !measured(tokens, last + 1, language) {
            return Some(last);
        }
    }
    None
}

/// `1/2 mile`, `2 1/4`, `-4/5`: a fraction where a unit follows, or where nothing else stands on the line; else `3/4` may be a day.
fn slashed(tokens: &Tokens, index: usize, language: &Language) -> Option<Reading> {
    let digits = |at: usize, most: usize| {
        let token = tokens.get(at).filter(|token| token.kind == TokenKind::Number)?;
        let digits = digits_of(&tokens.text[token.start..token.end]);
        (digits.len() <= most).then(|| digits.parse::<f64>().ok()).flatten()
    };
    if tokens[index].glued {
        return None;
    }
    let is_minus =
        matches!(tokens.surface(index), "-" | "−") && tokens.get(index + 1).is_some_and(|next| next.glued);
    let start = index + usize::from(is_minus);
    tokens.get(start).filter(|token| token.kind == TokenKind::Number)?;
    // Above and below the stroke, and the token after. Behind a minus stands no day.
    let fraction = |at: usize| {
        let above = digits(at, 2)?;
        let is_one_word = tokens.is_mark(at + 1, '/')
            && tokens[at + 1].glued
            && tokens.get(at + 2).is_some_and(|below| below.glued);
        if !is_one_word {
            return None;
        }
        let is_measured = language.unit_at(tokens, at + 3).is_some();
        let below = digits(at + 2, if is_measured { 4 } else { 3 })?;
        let goes_on =
            tokens.get(at + 3).is_some_and(|next| next.glued && matches!(tokens.surface(at + 3), "/" | "."));
        ((above < below || is_minus && below > 1.0)
            && above > 0.0
            && !(goes_on && tokens.get(at + 4).is_some_and(|next| next.glued)))
        .then_some((above / below, below, at + 3))
    };
    let whole = digits(start, 3)
        .filter(|_| tokens.get(start + 1).is_some_and(|next| !next.glued) && same_line(tokens, start + 1));
    // *2 e 1/4*
    let is_joined = tokens.get(start + 1).is_some_and(|next| next.kind == TokenKind::Word)
        && language.pack.quantities.numbers.joiners.iter().any(|word| word == tokens.key(start + 1));
    let (value, below, next) = match whole {
        Some(whole) if is_joined => {
            fraction(start + 2).map(|(share, below, next)| (whole + share, below, next))?
        }
        Some(whole) => fraction(start + 1).map(|(share, below, next)| (whole + share, below, next))?,
        None => fraction(start)?,
    };
    let value = if is_minus { -value } else { value };
    let number = Number { last: next - 1, ..word_number(index, value, None) };
    if let Some(unit) = language.unit_at(tokens, next).filter(|_| same_line(tokens, next)) {
        let mut reading = Reading::new(&number, "fraction and unit");
        reading.last = next - 1 + unit.length;
        return Some(measured_by(reading, &unit, language));
    }
    let is_common = below <= 10.0 || below == 100.0;
    let is_alone = line_length(tokens, index) <= next - index + 1;
    (is_common && (is_alone || is_minus || whole.is_some())).then(|| Reading::new(&number, "fraction"))
}

/// Whether a unit, a currency or a known noun stands at a token.
fn measured(tokens: &Tokens, at: usize, language: &Language) -> bool {
    same_line(tokens, at)
        && (language.unit_at(tokens, at).is_some()
            || language.money_at(tokens, at, None).is_some()
            || language.noun_at(tokens, at).is_some())
}

/// Whether a token stands on the same line as the one before it.
fn same_line(tokens: &Tokens, at: usize) -> bool {
    at > 0 && at < tokens.len() && !tokens.text[tokens[at - 1].end..tokens[at].start].contains('\n')
}

/// `$ 50 million`, `USD 30 miljoner`, `kr 500`.
fn money_first(tokens: &Tokens, index: usize, language: &Language) -> Option<Reading> {
    let token = &tokens[index];
    let surface = tokens.surface(index);
    let may_be_money = match token.kind {
        TokenKind::Mark => {
            surface.chars().next().is_some_and(|c| !c.is_ascii_punctuation() || matches!(c, '$' | '\\'))
        }
        // A code, or an abbreviation: names of currencies stand after their number.
        TokenKind::Word => token.case == Case::Upper || surface.len() <= 3,
        _ => false,
    };
    if !may_be_money {
        return None;
    }
    let mut money = match language.money_at(tokens, index, None) {
        Some(money) => money,
        None => scaled_code(surface)?,
    };
    // The last letter of *직원* is no currency.
    if tokens.is_by_character() && token.kind == TokenKind::Word && token.inner && money.length == 1 {
        return None;
    }
    let mut next = index + money.length;
    // NZ$, mxn$, kr.
    if tokens.get(next).is_some_and(|sign| sign.glued && sign.kind == TokenKind::Mark) {
        let is_dot = tokens.surface(next).starts_with('.');
        if is_dot || language.money_at(tokens, next, None).is_some() {
            next += 1;
        }
    }
    if !same_line(tokens, next) {
        return None;
    }
    let number = number_at(tokens, next, language)
        .filter(|number| number.written != Written::Words && !number.ordinal)?;
    if number.first != next {
        return None;
    }
    // A currency after the number too is the more exact one (`$ 5 CAD`).
    let mut last = number.last;
    if let Some(after) = tokens.get(last + 1).filter(|after| after.case == Case::Upper)
        && after.kind == TokenKind::Word
        && let Some(exact) = language.money_at(tokens, last + 1, None)
    {
        money = MoneyFound { length: money.length, ..exact };
        last += exact.length;
    }
    let mut reading = Reading::new(&number, "currency before number");
    reading.first = index;
    reading.last = last;
    // $5-7 million
    if let Some((high, end)) = end_of_price(tokens, number.last, &money, language)
        && high.written != Written::Words
    {
        let low = number.value * if number.scale == 1.0 { high.scale } else { 1.0 };
        if low < high.value {
            reading.value = low;
            reading.max = Some(high.value);
            reading.last = end;
            reading.number_last = end;
            reading.why = "currency before range";
        }
    }
    let has_range = reading.max.is_some();
    let reading = priced(reading, &money);
    Some(if has_range { reading } else { with_cents_behind_sign(tokens, reading, &money, language) })
}

/// `$20 and 43c`: only what is written as cents.
fn with_cents_behind_sign(
    tokens: &Tokens,
    reading: Reading,
    money: &MoneyFound,
    language: &Language,
) -> Reading {
    let before = reading.value;
    let with = with_cents(tokens, reading.clone(), money, language);
    let has_cents = with.value > before && with.last > with.number_last;
    if has_cents { with } else { reading }
}

/// *Malaysian ringgit 42*: a currency named before its number, which stands at the end of a line of its own.
fn named_money_first(tokens: &Tokens, index: usize, language: &Language) -> Option<Reading> {
    let is_first = tokens[index].kind == TokenKind::Word && !same_line(tokens, index);
    if !is_first {
        return None;
    }
    let country = language.measures().country_at(tokens, index);
    let at = index + country.map_or(0, |(_, length)| length);
    let money = tokens.get(at).and_then(|_| language.money_at(tokens, at, country.map(|(code, _)| code)))?;
    let next = at + money.length;
    let number = same_line(tokens, next)
        .then(|| number_at(tokens, next, language))
        .flatten()
        .filter(|number| number.written != Written::Words && !number.ordinal)?;
    if same_line(tokens, number.last + 1) || is_year(&number) {
        return None;
    }
    let mut reading = Reading::new(&number, "currency before number");
    reading.first = index;
    Some(priced(reading, &money))
}

/// `yüzde 10`, `% 2,5`, `yüzde 5 ila 7`, `百分之五`, `摂氏40度`.
fn unit_first(tokens: &Tokens, index: usize, language: &Language) -> Option<Reading> {
    let unit = language.unit_before(tokens, index)?;
    let next = index + unit.length;
    // `a%20b` is no share, *göre% 18* is one.
    let is_inside = tokens[index].glued
        && tokens[index].kind == TokenKind::Mark
        && (tokens[next.min(tokens.len() - 1)].glued
            || index == 0
            || tokens[index - 1].kind != TokenKind::Word);
    if !same_line(tokens, next) || is_inside {
        return None;
    }
    let number = count_at(tokens, next, language, true)
        .or_else(|| number_at(tokens, next, language))
        .filter(|number| !number.ordinal)?;
    // *a percentage of 30 people*
    if unit.length > 1
        && tokens[index].kind == TokenKind::Word
        && language.noun_at(tokens, number.last + 1).is_some()
    {
        return None;
    }
    let mut reading = Reading::new(&number, "unit before number");
    reading.first = index;
    // What stands behind it says the same again, or less.
    if let Some(after) = language.unit_at(tokens, number.last + 1)
        && same_line(tokens, number.last + 1)
        && (after.symbol == unit.symbol || unit.symbol.starts_with(after.symbol))
    {
        reading.last = number.last + after.length;
    }
    // The range comes by its own way, with the unit in front.
    let range = other_end(tokens, number.last, language).or_else(|| {
        let length = language.measures().range_word(RangeWord::To, tokens, number.last + 1)?;
        let high = same_line(tokens, number.last + 1 + length)
            .then(|| number_at(tokens, number.last + 1 + length, language))
            .flatten()
            .filter(|high| !high.ordinal && !high.vague)?;
        Some((high, high.last))
    });
    if let Some((high, end)) = range.filter(|(high, _)| high.value > number.value) {
        reading.max = Some(high.value);
        reading.last = end;
        reading.number_last = end;
        reading.why = "unit before range";
    }
    Some(measured_by(reading, &unit, language))
}

fn priced(mut reading: Reading, money: &MoneyFound) -> Reading {
    reading.value *= money.factor;
    reading.max = reading.max.map(|max| max * money.factor);
    reading.unit = Some(money.code.to_owned());
    reading
}

/// Number and last token of what a dash joins to a number.
fn other_end(tokens: &Tokens, last: usize, language: &Language) -> Option<(Number, usize)> {
    let dash = tokens.get(last + 1).filter(|dash| dash.kind == TokenKind::Mark)?;
    if let Some(found) = about_end(tokens, last, language) {
        return Some(found);
    }
    let is_wave = tokens.is_by_character() && tokens.is_mark(last + 1, '~');
    if !is_wave && !tokens.surface(last + 1).starts_with(['-', '–', '—', '‑', '−', '－'])
        || !same_line(tokens, last + 1)
    {
        return None;
    }
    let after = tokens.get(last + 2)?;
    // *– sade han*: a dash with a space on one side only is none between two numbers.
    if dash.glued != after.glued || !same_line(tokens, last + 2) {
        return None;
    }
    let number = number_at(tokens, last + 2, language).filter(|number| !number.ordinal && !number.vague)?;
    Some((number, number.last))
}

/// `kétnapos`, `zweitägig`, `tvådagars`; `két-három`.
fn hidden_in_word(tokens: &Tokens, index: usize, language: &Language) -> Option<Reading> {
    let word = tokens.lower(index);
    for (value, length) in number_prefixes(word, language) {
        let rest = word[length..].trim_start_matches('-');
        let is_hyphened = rest.len() < word.len() - length || word[..length].ends_with('-');
        let behind_hyphen = || language.unit_behind_hyphen(rest).filter(|_| is_hyphened);
        let Some(unit) = language.unit_suffix(rest).or_else(behind_hyphen) else { continue };
        // *einmal*, *einfach*: once is no figure.
        if unit.symbol == "times" && value == 1.0 {
            continue;
        }
        let number = word_number(index, value, None);
        return Some(measured_by(Reading::new(&number, "number and unit in one word"), &unit, language));
    }
    if !word.contains('-') {
        return None;
    }
    // `quarter-litre`
    if let Some((head, rest)) = word.split_once('-')
        && let Some(share) = share_named(head, language)
        && let Some(unit) = language.unit_behind_hyphen(rest).filter(|unit| !is_time_unit(unit.symbol))
    {
        let number = word_number(index, share, None);
        return Some(measured_by(Reading::new(&number, "number and unit in one word"), &unit, language));
    }
    let (low, high) = range_in(word, language)?;
    let mut number = word_number(index, low, Some(high));
    // két-három millió
    if same_line(tokens, index + 1)
        && let Some(scale) = number_at(tokens, index + 1, language)
        && scale.written == Written::Words
        && !scale.vague
        && !scale.ordinal
        && scale.value >= 100.0
        && scale.value.log10().fract() == 0.0
    {
        number.value *= scale.value;
        number.max = Some(high * scale.value);
        number.last = scale.last;
    }
    let mut reading = counted(tokens, &number, language);
    if reading.why == "bare number" {
        reading.why = "range in one word";
    }
    Some(reading)
}

fn word_number(index: usize, value: f64, max: Option<f64>) -> Number {
    Number { max, ..Number::in_words(index, index, value) }
}

/// *en kilometer*, *ein Liter*, *egy dollár*: one, where a measure or money comes; *en dag* is as often *some day*.
fn one_of_a_measure(tokens: &Tokens, index: usize, language: &Language) -> Option<Reading> {
    let lower = tokens.lower(index);
    // *$90 a barrel* is per barrel; what is all there is on its line is one.
    let is_alone = || !same_line(tokens, index) && line_length(tokens, index) <= SHORT_LINE;
    // *a dollar and 42 cents*
    let has_cents = || {
        let money = tokens.get(index + 1).and_then(|_| language.money_at(tokens, index + 1, None));
        money.is_some_and(|money| cents_follow(tokens, index + 1 + money.length, language))
    };
    if !is_article(lower, language)
        || (lower.len() < 2 || lower == "an") && !is_alone() && !has_cents()
        || number_at(tokens, index, language).is_some()
    {
        return None;
    }
    let number = word_number(index, 1.0, None);
    if !same_line(tokens, index + 1) {
        return None;
    }
    if let Some(money) = language.money_at(tokens, index + 1, None) {
        let mut reading = Reading::new(&number, "one of a currency");
        reading.last = index + money.length;
        if let Some(symbol) = pounds::measure_of_same_name(tokens, index + 1, &number, &money, language) {
            return Some(Reading { unit: Some(symbol.to_owned()), why: "one of a unit", ..reading });
        }
        let reading = with_cents(tokens, priced(reading, &money), &money, language);
        return Some(in_pounds(tokens, reading, &money, language));
    }
    let unit = language.unit_at(tokens, index + 1)?;
    if is_time_unit(unit.symbol) || unit.adjective || unit.symbol == "times" || unit.symbol == "°" {
        return None;
    }
    let mut reading = Reading::new(&number, "one of a unit");
    reading.last = index + unit.length;
    Some(measured_by(reading, &unit, language))
}

fn is_time_unit(symbol: &str) -> bool {
    matches!(
        symbol,
        "year" | "month" | "week" | "day" | "hour" | "minute" | "second" | "decade" | "century" | "night"
    )
}

fn measured_by(mut reading: Reading, unit: &UnitFound, language: &Language) -> Reading {
    // *五五折*, *75折*: two digits of tenths are hundredths.
    let is_hundredths = unit.symbol == "%" && unit.factor == 10.0 && reading.value > 10.0;
    let factor = if is_hundredths { 1.0 } else { unit.factor };
    reading.value *= factor;
    reading.max = reading.max.map(|max| max * factor);
    let is_weather = unit.symbol == "°"
        && language.pack.quantities.celsius
        && reading.value.abs() <= HOTTEST
        && reading.max.is_none_or(|max| max.abs() <= HOTTEST);
    reading.unit = Some(if is_weather { "°C" } else { unit.symbol }.to_owned());
    reading
}

/// What a number counts or measures.
fn counted(tokens: &Tokens, number: &Number, language: &Language) -> Reading {
    let mut reading = Reading::new(number, "bare number");
    let next = number.last + 1;
    if !same_line(tokens, next) {
        return reading;
    }
    // *millones de euros*, *25 de kilometri*
    let of = &language.pack.quantities.numbers.of;
    let measure =
        |at: usize| language.unit_at(tokens, at).is_some() || money_after(tokens, at, language).is_some();
    let next = match tokens.get(next + 1) {
        Some(_)
            if of.iter().any(|of| of == tokens.lower(next))
                && same_line(tokens, next + 1)
                && measure(next + 1) =>
        {
            next + 1
        }
        _ => next,
    };
    let next = past_link(tokens, next, language).unwrap_or(next);
    let unit = unit_after(tokens, next, number, language);
    let unit_last = unit.map_or(0, |(at, unit)| at + unit.length - 1);
    if let Some((money, last)) = money_after(tokens, next, language).filter(|(_, last)| *last >= unit_last) {
        reading.last = last;
        reading.why = "number and currency";
        if let Some(symbol) = pounds::measure_of_same_name(tokens, next, number, &money, language) {
            reading.why = "number and unit";
            let unit = UnitFound { symbol, factor: 1.0, length: money.length, adjective: false, rest: 0 };
            return with_smaller_units(tokens, measured_by(reading, &unit, language), &unit, language);
        }
        let reading = scaled_behind(tokens, priced(reading, &money), number, language);
        return in_pounds(tokens, with_cents(tokens, reading, &money, language), &money, language);
    }
    if let Some((_, unit)) = unit {
        reading.last = unit_last;
        reading.why = "number and unit";
        // 三斤半
        if tokens.is_by_character()
            && same_line(tokens, unit_last + 1)
            && !is_word_of_hangul(tokens, unit_last + 1)
            && language
                .pack
                .quantities
                .numbers
                .plus_half
                .iter()
                .any(|half| half == tokens.lower(unit_last + 1))
        {
            reading.value += 0.5;
            reading.last += 1;
        }
        let reading = measured_by(reading, &unit, language);
        return with_smaller_units(tokens, reading, &unit, language);
    }
    // 一个半小时
    if let Some((unit, last)) = unit_behind_half(tokens, next, language) {
        reading.value += 0.5;
        reading.last = last;
        reading.why = "number and unit";
        return measured_by(reading, &unit, language);
    }
    if let Some((value, symbol, last)) = feet_and_inches(tokens, number) {
        let unit = Some(symbol.to_owned());
        return Reading { value, unit, last, why: "number and unit", ..reading };
    }
    // `20 (kg)`
    if let Some((unit, last)) = unit_in_brackets(tokens, next, language) {
        reading.last = last;
        reading.why = "number and unit";
        return measured_by(reading, &unit, language);
    }
    if number.written == Written::Digits
        && tokens[next].kind == TokenKind::Affix
        && !tokens.lower(next).starts_with('-')
    {
        return reading;
    }
    // *two thirds of the members* is a share, not so many members.
    let is_share = number.value < 1.0 && number.written != Written::Digits;
    // *a 2017-es törvény* is the law of a year.
    let is_of_year = is_year(&Number { last: number.first, ..*number })
        && number.ending > 0
        && is_adjectival(tokens, number, language);
    if is_share || is_of_year {
        return reading;
    }
    if let Some(noun) = noun_after(tokens, next, number, language) {
        reading.last = noun.last;
        reading.why = if noun.calibre.is_some() { "number, calibre and noun" } else { "number and noun" };
        reading.unit = Some(match &noun.calibre {
            Some(calibre) => format!("{calibre} {}", noun.unit),
            None => noun.unit,
        });
        reading.of = noun.calibre;
    }
    reading
}

/// The unit after a number and where it starts: *half a litre* has an article between.
fn unit_after<'l>(
    tokens: &Tokens,
    next: usize,
    number: &Number,
    language: &'l Language,
) -> Option<(usize, UnitFound<'l>)> {
    if let Some(unit) = language.unit_at(tokens, next) {
        return Some((next, unit));
    }
    let is_half =
        number.value < 1.0 && number.written == Written::Words && is_article(tokens.lower(next), language);
    // `5 in`, as a line of its own
    if let Some(unit) = language.unit_behind(tokens, next)
        && line_length(tokens, number.first) == number.last + 1 - number.first + unit.length
    {
        return Some((next, unit));
    }
    let unit = language.unit_at(tokens, next + 1).filter(|_| is_half && same_line(tokens, next + 1))?;
    Some((next + 1, unit))
}

/// Whether a letter of Hangul begins a longer word (*5년 반도체*).
fn is_word_of_hangul(tokens: &Tokens, at: usize) -> bool {
    let is_hangul = |at: usize| tokens.surface(at).starts_with(|c: char| matches!(c, '가'..='힣'));
    !tokens[at].glued && is_hangul(at) && at + 1 < tokens.len() && tokens[at + 1].glued && is_hangul(at + 1)
}

/// A unit behind a measure word and a half (*一个半小时*), and its last token.
fn unit_behind_half<'l>(
    tokens: &Tokens,
    at: usize,
    language: &'l Language,
) -> Option<(UnitFound<'l>, usize)> {
    if !tokens.is_by_character() {
        return None;
    }
    let (_, length) = language.measures().links.at(tokens, at)?;
    let half = at + length;
    let is_half = same_line(tokens, half)
        && language.pack.quantities.numbers.plus_half.iter().any(|word| word == tokens.lower(half));
    let unit = language.unit_at(tokens, half + 1).filter(|_| is_half && same_line(tokens, half + 1))?;
    Some((unit, half + unit.length))
}

/// A unit in brackets after its number, and the closing bracket.
fn unit_in_brackets<'l>(
    tokens: &Tokens,
    at: usize,
    language: &'l Language,
) -> Option<(UnitFound<'l>, usize)> {
    let close = match tokens.surface(at) {
        "(" => ')',
        "[" => ']',
        _ => return None,
    };
    let unit = tokens.get(at + 1).and_then(|_| language.unit_at(tokens, at + 1))?;
    let last = at + 1 + unit.length;
    (tokens.is_mark(last, close) && !unit.adjective && !is_time_unit(unit.symbol)).then_some((unit, last))
}

/// Currency after a number, with the adjective of its country before or after it: (currency, last token).
fn money_after<'l>(tokens: &Tokens, at: usize, language: &'l Language) -> Option<(MoneyFound<'l>, usize)> {
    let table = language.measures();
    // *av amerikanska dollar* does not occur; an adjective of two words does (*new zealandske*).
    let country = |at: usize| tokens.get(at).and_then(|_| table.country_at(tokens, at));
    let direct = language.money_at(tokens, at, None);
    if direct.is_none()
        && let Some(money) = scaled_code(tokens.surface(at)).or_else(|| small_code(tokens, at, language))
    {
        return Some((money, at));
    }
    if let Some((code, length)) = country(at)
        && direct.is_none_or(|direct| direct.length <= length)
        && same_line(tokens, at + length)
        && let Some(money) = language.money_at(tokens, at + length, Some(code))
    {
        return Some((money, at + length + money.length - 1));
    }
    if let Some(money) = direct {
        let next = at + money.length;
        // *dólares canadianos*
        if !money.only
            && same_line(tokens, next)
            && let Some((code, length)) = country(next)
            && let Some(of_country) = language.money_at(tokens, at, Some(code))
            && of_country.code != money.code
        {
            return Some((of_country, next + length - 1));
        }
        return Some((money, next - 1));
    }
    // *10 thailändska baht*: any adjective before a currency that one country alone has.
    let is_adjective = tokens[at].kind == TokenKind::Word
        && !language.is_function_word(tokens.lower(at))
        && tokens.get(at + 1).is_some_and(|next| next.kind == TokenKind::Word);
    let money = language
        .money_at(tokens, at + 1, None)
        .filter(|money| is_adjective && same_line(tokens, at + 1) && money.only && money.factor == 1.0)?;
    Some((money, at + money.length))
}

/// `75 USD million`: the scale stands behind the currency.
fn scaled_behind(tokens: &Tokens, mut reading: Reading, number: &Number, language: &Language) -> Reading {
    let at = reading.last + 1;
    let is_word = same_line(tokens, at) && tokens[at].kind == TokenKind::Word;
    if !is_word || number.scale != 1.0 || number.written != Written::Digits {
        return reading;
    }
    let scale = number_at(tokens, at, language).filter(|scale| {
        scale.first == scale.last && !scale.ordinal && !scale.vague && SCALES.contains(&scale.value)
    });
    // *USD millones*: by itself the plural is a vague number.
    let named = || {
        let is_code =
            tokens[reading.last].case == Case::Upper || tokens[reading.last].kind == TokenKind::Mark;
        let scales = &language.pack.quantities.numbers.scales;
        let is_named = |forms: &[String]| forms.iter().any(|form| form == tokens.lower(at));
        let (scale, _) = scales.iter().find(|(_, forms)| is_code && is_named(forms))?;
        scale.parse::<f64>().ok().filter(|scale| SCALES.contains(scale)).map(|scale| (scale, at))
    };
    if let Some((scale, last)) = scale.map(|scale| (scale.value, scale.last)).or_else(named) {
        reading.value *= scale;
        reading.max = reading.max.map(|max| max * scale);
        reading.last = last;
        reading.number_last = last;
    }
    reading
}

/// Scales that may stand behind a currency.
const SCALES: [f64; 4] = [1e3, 1e6, 1e9, 1e12];

/// `20 usd`: the code in small letters, where it is no unit.
fn small_code(tokens: &Tokens, at: usize, language: &Language) -> Option<MoneyFound<'static>> {
    let token = &tokens[at];
    let is_number_before = at > 0 && tokens[at - 1].kind == TokenKind::Number;
    if !is_number_before || token.case != Case::Lower || token.end - token.start != 3 {
        return None;
    }
    let code = CODES.iter().find(|code| code.eq_ignore_ascii_case(tokens.surface(at)))?;
    language.unit_at(tokens, at).is_none().then_some(MoneyFound { code, factor: 1.0, length: 1, only: true })
}

/// Codes of currencies of the business press.
const CODES: [&str; 13] =
    ["EUR", "USD", "GBP", "SEK", "NOK", "DKK", "CHF", "AUD", "CAD", "JPY", "CNY", "PLN", "HUF"];

/// `MEUR`, `MUSD`, `TEUR`: thousands and millions of the currencies of the business press, written as one.
fn scaled_code(surface: &str) -> Option<MoneyFound<'static>> {
    let factor = match surface.as_bytes().first()? {
        b'M' if surface.len() == 4 => 1e6,
        b'T' | b'k' if surface.len() == 4 => 1e3,
        _ => return None,
    };
    let code = CODES.iter().find(|code| surface.get(1..) == Some(**code))?;
    Some(MoneyFound { code, factor, length: 1, only: true })
}

/// *3 dollars 50 cents*, *15 dollar 50*.
fn with_cents(tokens: &Tokens, mut reading: Reading, money: &MoneyFound, language: &Language) -> Reading {
    if money.factor != 1.0 || reading.max.is_some() || !same_line(tokens, reading.last + 1) {
        return reading;
    }
    let mut at = reading.last + 1;
    let pack = &language.pack.quantities;
    if language.measures().range_word(RangeWord::And, tokens, at).is_some()
        || pack.cent_joiners.iter().any(|word| word == tokens.lower(at))
    {
        at += 1;
    }
    // *15 dollars et 15 cents*: words that mean a hundredth of whatever money stands before them.
    if !pack.cents.is_empty()
        && same_line(tokens, at)
        && let Some(small) = tokens.surface(at).parse::<u8>().ok().filter(|small| *small < 100)
        && tokens[at].kind == TokenKind::Number
        && same_line(tokens, at + 1)
        && pack.cents.iter().any(|word| word == tokens.lower(at + 1))
    {
        reading.value += f64::from(small) / 100.0;
        reading.last = at + 1;
        reading.number_last = at;
        return reading;
    }
    if !same_line(tokens, at) {
        return reading;
    }
    let Some(small) = number_behind(tokens, at, language)
        .filter(|small| small.value < 100.0 && small.value.fract() == 0.0 && !small.ordinal && !small.vague)
    else {
        return reading;
    };
    let cents = language.money_at(tokens, small.last + 1, None).filter(|cents| cents.factor < 1.0);
    let in_cents = cents
        .map(|cents| (cents.factor, cents.length))
        .or_else(|| language.cents_at(tokens, small.last + 1).map(|length| (0.01, length)));
    if let Some((factor, length)) = in_cents.filter(|_| same_line(tokens, small.last + 1)) {
        reading.value += small.value * factor;
        reading.last = small.last + length;
        reading.number_last = small.last;
        return reading;
    }
    let ends = |next: &tidings_language::Token| {
        next.kind == TokenKind::Mark
            && (!next.glued || tokens.is_by_character() && !tokens.is_mark(small.last + 1, '%'))
    };
    let is_end = tokens.get(small.last + 1).is_none_or(ends)
        || tokens.is_mark(small.last + 1, '.') && small.last + 2 == tokens.len();
    // 三块零四, 五块五
    if tokens.is_by_character() && is_end && small.written == Written::Words && small.value < 10.0 {
        let is_hundredths = small.last > small.first;
        reading.value += small.value * if is_hundredths { 0.01 } else { 0.1 };
        reading.last = small.last;
        reading.number_last = small.last;
        return reading;
    }
    let is_two_digits = match small.written {
        Written::Digits => tokens.surface(small.first).len() == 2,
        _ => small.value >= 10.0 && small.value.fract() == 0.0,
    };
    if is_end && is_two_digits && reading.value.fract() == 0.0 && reading.value < MOST_WITH_CENTS {
        reading.value += small.value / 100.0;
        reading.last = small.last;
        reading.number_last = small.last;
    }
    reading
}

/// *15 dollars and 50*: a price; nobody tells the cents of more.
const MOST_WITH_CENTS: f64 = 10_000.0;

/// Measures that are told in two or three units (`5 ft 10 in`, *2 km and 300 metres*): symbol, dimension, size.
const STEPPED: &[(&str, char, f64)] = &[
    ("km", 'l', 1000.0),
    ("m", 'l', 1.0),
    ("dm", 'l', 0.1),
    ("cm", 'l', 0.01),
    ("mm", 'l', 0.001),
    ("mi", 'l', 1609.344),
    ("yd", 'l', 0.9144),
    ("ft", 'l', 0.3048),
    ("in", 'l', 0.0254),
    ("t", 'm', 1000.0),
    ("kg", 'm', 1.0),
    ("g", 'm', 0.001),
    ("mg", 'm', 0.000_001),
    ("lb", 'm', 0.453_592_37),
    ("oz", 'm', 0.028_349_523_125),
    ("l", 'v', 1.0),
    ("dl", 'v', 0.1),
    ("cl", 'v', 0.01),
    ("ml", 'v', 0.001),
];

/// *5 feet 2 inches*, *10 km, 8 metres and 6 centimetres*: what follows in smaller units of the same dimension is added.
fn with_smaller_units(
    tokens: &Tokens,
    mut reading: Reading,
    unit: &UnitFound,
    language: &Language,
) -> Reading {
    let size = |symbol: &str| STEPPED.iter().find(|(known, ..)| *known == symbol);
    let Some(&(_, dimension, first_size)) = size(unit.symbol) else { return reading };
    let count = reading.value / unit.factor;
    if unit.adjective || reading.max.is_some() || count.fract() != 0.0 {
        return reading;
    }
    let mut least = first_size * unit.factor;
    loop {
        let mut at = reading.last + 1;
        if !same_line(tokens, at) {
            return reading;
        }
        if tokens.is_mark(at, ',') {
            at += 1;
        }
        if tokens
            .get(at)
            .is_some_and(|_| language.measures().range_word(RangeWord::And, tokens, at) == Some(1))
        {
            at += 1;
        }
        let small = same_line(tokens, at)
            .then(|| number_behind(tokens, at, language))
            .flatten()
            .filter(|small| !small.ordinal && !small.vague && small.scale == 1.0 && small.value > 0.0);
        let Some(small) = small.filter(|small| same_line(tokens, small.last + 1)) else { return reading };
        let Some(found) = language.unit_behind(tokens, small.last + 1) else { return reading };
        let Some(&(_, other, own_size)) = size(found.symbol) else { return reading };
        let own_size = own_size * found.factor;
        if other != dimension || own_size >= least || found.adjective {
            return reading;
        }
        // *the 5 km and 1500 m races*: what is as much as one of the greater is a measure of its own; feet and yards are told loosely.
        let is_loose = matches!(found.symbol, "ft" | "in" | "yd");
        if !is_loose && small.value * own_size >= least {
            return reading;
        }
        reading.value += small.value * own_size / first_size;
        reading.last = small.last + found.length;
        reading.number_last = small.last;
        least = own_size;
    }
}

/// A number that what stands before it shows to be one: there a single numeral is no part of another word (*三元五角*).
fn number_behind(tokens: &Tokens, at: usize, language: &Language) -> Option<Number> {
    number_at(tokens, at, language).or_else(|| count_at(tokens, at, language, true))
}

/// A counted noun.
struct Noun {
    last: usize,
    unit: String,
    calibre: Option<String>,
}

/// The head of the noun phrase after a number: the first known noun within reach, else the next word that is surely a noun.
fn noun_after(tokens: &Tokens, start: usize, number: &Number, language: &Language) -> Option<Noun> {
    let table = language.measures();
    let mut at = start;
    if let Some((_, length)) = table.links.at(tokens, at) {
        at += length;
        // *two of the soldiers*
        while same_line(tokens, at) && language.is_function_word(tokens.lower(at)) && at < start + length + 2
        {
            at += 1;
        }
    }
    let mut calibre = None;
    if let Some((text, length, rest)) = calibre_at(tokens, at, number, language) {
        at += length;
        if let Some(noun) = rest.and_then(|rest| language.noun_in(rest)) {
            return Some(Noun { last: at - 1, unit: noun.gloss.to_owned(), calibre: Some(text) });
        }
        calibre = Some(text);
    }
    let begin = at;
    let mut attribute: Option<Noun> = None;
    let mut fallback: Option<usize> = None;
    let reach = if tokens.is_by_character() { MOST_LETTERS } else { MOST_ADJECTIVES };
    while at < begin + reach + 1 && same_line(tokens, at) {
        let token = &tokens[at];
        let is_word = token.kind == TokenKind::Word || token.kind == TokenKind::Affix && at == begin;
        if !is_word {
            break;
        }
        // Behind other letters a noun begins a word.
        let is_inside = tokens.is_by_character() && at > begin && token.inner;
        if let Some(noun) = language.noun_at(tokens, at).filter(|_| !is_inside) {
            let last = at + noun.length - 1;
            let known = Noun { last, unit: noun.gloss.to_owned(), calibre: calibre.clone() };
            let may_be_adjective = ATTRIBUTES.contains(&noun.gloss)
                || language.pack.quantities.capital_nouns && token.case == Case::Lower;
            if !may_be_adjective {
                return Some(known);
            }
            attribute.get_or_insert(known);
            at = last + 1;
            continue;
        }
        // *7.1-magnitude earthquake*: what is glued on and unknown says what kind, not how many.
        if token.kind == TokenKind::Affix {
            break;
        }
        // *två av tre väljare* counts no two voters.
        let is_number = may_be_number(tokens.key(at), language) && number_at(tokens, at, language).is_some();
        if language.is_function_word(tokens.lower(at)) || is_number {
            break;
        }
        if attribute.is_some() && !is_surely_noun(tokens, at, language) {
            break;
        }
        if fallback.is_none() && is_surely_noun(tokens, at, language) {
            fallback = Some(at);
            // Where nouns have capitals, the first one is the head or its phrase ends here.
            if language.pack.quantities.capital_nouns {
                break;
            }
        }
        at += 1;
    }
    if attribute.is_some() {
        return attribute;
    }
    // What counts (`名`, `명`) says what is counted where no noun does.
    if tokens.is_by_character()
        && let Some(noun) = language.noun_at(tokens, start)
    {
        let unit = noun.gloss.to_owned();
        return Some(Noun { last: start + noun.length - 1, unit, calibre });
    }
    let at = fallback?;
    let written = if language.pack.quantities.capital_nouns { tokens.surface(at) } else { tokens.lower(at) };
    Some(Noun { last: at, unit: written.to_owned(), calibre })
}

/// `152 mm-es` between a count and its noun: (`152 mm`, tokens, the noun that is written on: `152-mm-Granaten`).
fn calibre_at<'t>(
    tokens: &'t Tokens,
    at: usize,
    number: &Number,
    language: &Language,
) -> Option<(String, usize, Option<&'t str>)> {
    tokens.get(at).filter(|token| token.kind == TokenKind::Number && !token.glued)?;
    let size = number_at(tokens, at, language)
        .filter(|size| size.written == Written::Digits && size.first > number.last)?;
    let unit = language.unit_at(tokens, size.last + 1)?;
    let next = size.last + 1 + unit.length;
    let text = format!("{} {}", tidy(size.value * unit.factor), unit.symbol);
    if unit.rest > 0 {
        let word = tokens.lower(next - 1);
        return Some((text, next - at, word.get(word.len() - unit.rest..)));
    }
    tokens.get(next).filter(|next| next.kind == TokenKind::Word)?;
    Some((text, next - at, None))
}

fn is_surely_noun(tokens: &Tokens, at: usize, language: &Language) -> bool {
    let pack = &language.pack.quantities;
    let word = tokens.lower(at);
    if pack.capital_nouns {
        return tokens[at].case == Case::Capital;
    }
    tokens[at].case == Case::Lower
        && pack
            .noun_endings
            .iter()
            .any(|ending| word.len() > ending.len() + 2 && word.ends_with(ending.as_str()))
}

/// `5-7 personer`, `mellan 5 och 7`, `3 til 4`, `5 és 7 között`, `två eller tre`.
fn range_from(tokens: &Tokens, low: &Number, language: &Language) -> Option<Reading> {
    if low.vague || low.ordinal {
        return None;
    }
    let table = language.measures();
    let after = low.last + 1;
    if !same_line(tokens, after) {
        return None;
    }
    if let Some((high, _)) = other_end(tokens, low.last, language) {
        return dashed(tokens, low, &high, language);
    }
    let word_before = |kind: RangeWord| {
        (1..=3)
            .rev()
            .find(|&back| low.first >= back && table.range_word(kind, tokens, low.first - back) == Some(back))
    };
    // A unit may stand after the first number too: *zwischen 2,0 l und 7,0 l*.
    let own_unit =
        language.unit_at(tokens, after).filter(|unit| !unit.adjective).map(|unit| (unit.symbol, unit.length));
    let own_length = match (own_unit, money_after(tokens, after, language)) {
        (_, Some((_, last))) => last + 1 - after,
        (Some((_, length)), None) => length,
        (None, None) => 0,
    };
    let joint = after + own_length;
    // `3km-5km`
    if own_length > 0
        && let Some((high, _)) = other_end(tokens, joint - 1, language)
        && high.value > low.value
        && counted(tokens, low, language).unit == counted(tokens, &high, language).unit
    {
        return Some(Reading { why: "range", ..ranged(tokens, low, &high, language) });
    }
    let second = |length: usize| {
        let at = joint + length;
        let at = at
            + tokens.get(at).and_then(|_| modifier_at(tokens, at, language)).map_or(0, |(_, length)| length);
        same_line(tokens, at).then(|| number_at(tokens, at, language)).flatten()
    };
    let fits = |high: &Number| !high.ordinal && !high.vague && high.value > low.value && high.value > 0.0;
    let own = (own_length > 0).then(|| counted(tokens, low, language).unit).flatten();
    let one_unit = |reading: &Reading| own.is_none() || own == reading.unit;
    // `بين عشرة وعشرين`: *and* may be written on before the second number.
    let glued_and = || {
        let and = &language.pack.quantities.numbers.joiners;
        let is_led = !language.pack.text.proclitics.is_empty()
            && and
                .iter()
                .any(|and| tokens.key(joint).strip_prefix(and.as_str()).is_some_and(|rest| !rest.is_empty()));
        (is_led && word_before(RangeWord::Between).is_some()).then_some(0)
    };
    if let Some(length) = table.range_word(RangeWord::And, tokens, joint).or_else(glued_and)
        && let Some(high) = second(length).filter(fits)
    {
        let between = word_before(RangeWord::Between);
        let reading = ranged(tokens, low, &high, language);
        if !one_unit(&reading) {
            return None;
        }
        if let Some(back) = between {
            return Some(Reading { first: low.first - back, why: "range", ..reading });
        }
        // *200 og 400 meter*: the unit counts for both.
        let is_measure = reading.why == "number and unit" && reading.unit.as_deref() != Some("times");
        if own_length == 0
            && low.scale == 1.0
            && low.written == Written::Digits
            && is_measure
            && table.range_word(RangeWord::BetweenAfter, tokens, reading.last + 1).is_none()
        {
            let factor = reading.max.unwrap_or(high.value) / high.value;
            let mut first = Reading::new(low, "unit of the next number");
            first.value *= factor;
            first.unit = reading.unit;
            return Some(first);
        }
        let length_after = tokens
            .get(reading.last + 1)
            .and_then(|_| table.range_word(RangeWord::BetweenAfter, tokens, reading.last + 1));
        if let Some(length) = length_after {
            return Some(Reading { last: reading.last + length, why: "range", ..reading });
        }
    }
    if let Some(length) = table.range_word(RangeWord::To, tokens, joint)
        && let Some(high) = second(length).filter(fits)
    {
        let reading = ranged(tokens, low, &high, language);
        if !one_unit(&reading) {
            return None;
        }
        let from = word_before(RangeWord::From);
        if from.is_none() || is_extent(tokens, low, &reading, language) {
            let first = from.map_or(reading.first, |back| low.first - back);
            return Some(Reading { first, why: "range", ..reading });
        }
        // *from 5 to 7 per cent* is a change: two quantities of one unit.
        let mut first = counted(tokens, low, language);
        let mut second = counted(tokens, &high, language);
        if first.unit.is_none() && reading.unit.is_some() {
            let scaled = Number { value: low.value * implied_scale(low, &high), ..*low };
            first =
                Reading { unit: second.unit.clone(), value: scaled.value, why: "first of a change", ..first };
            let factor = second.value / high.value;
            first.value *= if factor.is_finite() { factor } else { 1.0 };
        }
        second.number_first = low.first;
        second.before = Some(Box::new(first));
        return Some(second);
    }
    if let Some(length) = table.range_word(RangeWord::Or, tokens, joint)
        && own_length == 0
        && let Some(high) = second(length).filter(fits)
        && high.value / implied_scale(low, &high) <= low.value * 2.0
    {
        return Some(Reading { why: "range", ..ranged(tokens, low, &high, language) });
    }
    None
}

/// Whether *from A to B* of a length, a mass or a volume is how much it may be and no change: no word of change stands before it.
fn is_extent(tokens: &Tokens, low: &Number, reading: &Reading, language: &Language) -> bool {
    /// *Grew over the years from* …
    const FARTHEST_CHANGE: usize = 8;
    let unit = reading.unit.as_deref().unwrap_or("");
    let start = low.first.saturating_sub(FARTHEST_CHANGE);
    let change = &language.measures().change;
    STEPPED.iter().any(|(known, ..)| *known == unit)
        && !language.pack.quantities.modifiers.change.is_empty()
        && (start..low.first).all(|at| change.at(tokens, at).is_none())
}

/// The scale of the second number counts for the first too: *2–3 miljoner*.
fn implied_scale(low: &Number, high: &Number) -> f64 {
    if low.scale == 1.0 && high.scale > 1.0 && high.value / high.scale > low.value { high.scale } else { 1.0 }
}

fn ranged(tokens: &Tokens, low: &Number, high: &Number, language: &Language) -> Reading {
    let value = low.value * implied_scale(low, high);
    let whole = Number { first: low.first, last: high.last, value, max: Some(high.value), ..*high };
    counted(tokens, &whole, language)
}

/// Numbers joined by a dash: a range where they rise and something is counted, else a score or a span of years.
fn dashed(tokens: &Tokens, low: &Number, high: &Number, language: &Language) -> Option<Reading> {
    let pass = Reading::passed_over(low, high.last);
    if high.value <= low.value {
        return Some(pass);
    }
    let reading = Reading { why: "range", ..ranged(tokens, low, high, language) };
    let is_years = is_year(low) && is_year(high);
    let alone = line_length(tokens, low.first) <= high.last - low.first + 2;
    let has_modifier = modifier_before(tokens, low.first, language).is_some();
    if reading.unit.is_none() && (is_years || !(alone || has_modifier)) {
        return Some(pass);
    }
    Some(reading)
}

/// A number that may be a year: four digits without separator.
fn is_year(number: &Number) -> bool {
    number.written == Written::Digits
        && number.first == number.last
        && (1500.0..2100.0).contains(&number.value)
        && number.value.fract() == 0.0
}

/// Whether the affix of digits makes an adjective of them (`2017-es`).
fn is_adjectival(tokens: &Tokens, number: &Number, language: &Language) -> bool {
    let affix = tokens.lower(number.last).trim_start_matches('-');
    number.last > number.first
        && language.pack.quantities.adjective_endings.iter().any(|ending| ending == affix)
}

/// Number of tokens on the line of a token.
fn line_length(tokens: &Tokens, index: usize) -> usize {
    let mut first = index;
    while same_line(tokens, first) && index - first < SHORT_LINE + 8 {
        first -= 1;
    }
    let mut last = index;
    while same_line(tokens, last + 1) && last - index < SHORT_LINE + 8 {
        last += 1;
    }
    last - first + 1
}

fn modifier_at(tokens: &Tokens, at: usize, language: &Language) -> Option<(TimeModifier, usize)> {
    language.measures().before.at(tokens, at).map(|(exactness, length)| (modifier_of(exactness), length))
}

fn modifier_of(exactness: Exactness) -> TimeModifier {
    match exactness {
        Exactness::Approx => TimeModifier::Approx,
        Exactness::MoreThan => TimeModifier::MoreThan,
        Exactness::LessThan => TimeModifier::LessThan,
    }
}

/// The modifier that ends right before a token, and its first token.
fn modifier_before(tokens: &Tokens, first: usize, language: &Language) -> Option<(TimeModifier, usize)> {
    let table = language.measures();
    (1..=4.min(first))
        .rev()
        .find_map(|back| {
            let at = first - back;
            if !same_line(tokens, at + 1) {
                return None;
            }
            let (modifier, length) = modifier_at(tokens, at, language)?;
            (length == back).then_some((modifier, at))
        })
        .or_else(|| {
            let at = first.checked_sub(1)?;
            table.before_weak.at(tokens, at)?;
            let is_change =
                (at.saturating_sub(4)..at).any(|before| table.change.at(tokens, before).is_some());
            (!is_change && same_line(tokens, first)).then_some((TimeModifier::Approx, at))
        })
}

/// Adds the modifiers and decides whether a number without unit is worth a row.
fn finished(tokens: &Tokens, mut reading: Reading, article: &Article, language: &Language) -> Reading {
    if !reading.is_quantity {
        return reading;
    }
    let is_exact_share = matches!(reading.unit.as_deref(), Some("%" | "percentage point"));
    let head = reading.before.as_ref().map_or(reading.first, |before| before.first);
    if let Some((modifier, first)) = modifier_before(tokens, head, language) {
        let is_weak = language.measures().before.at(tokens, first).is_none();
        // *um* before a share or money is *by* as often as *about*.
        let is_unclear = is_weak && (is_exact_share || reading.why.contains("currency"));
        if !is_unclear {
            reading.modifier = Some(modifier);
            match &mut reading.before {
                Some(before) => before.first = first,
                None => reading.first = first,
            }
        }
    }
    let table = language.measures();
    let after = [reading.number_last + 1, reading.last + 1];
    for at in after {
        if same_line(tokens, at)
            && let Some((exactness, length)) = table.after.at(tokens, at)
            && !opens_another(tokens, at, length, language)
        {
            reading.modifier = reading.modifier.or(Some(modifier_of(exactness)));
            reading.last = reading.last.max(at + length - 1);
        }
    }
    if tokens.is_mark(reading.number_last + 1, '+') && tokens[reading.number_last + 1].glued {
        reading.modifier = reading.modifier.or(Some(TimeModifier::MoreThan));
        reading.last = reading.last.max(reading.number_last + 1);
    }
    if reading.unit.is_none()
        && reading.why == "bare number"
        && !is_bare_figure(tokens, &reading, article, language)
    {
        reading.is_quantity = false;
    }
    reading
}

/// Whether words that would end a quantity belong to the next one: *vagy több* of *vagy több mint 500*.
fn opens_another(tokens: &Tokens, at: usize, length: usize, language: &Language) -> bool {
    (at..at + length)
        .any(|start| modifier_at(tokens, start, language).is_some_and(|(_, own)| start + own > at + length))
        || tokens.get(at + length).is_some_and(|next| next.kind == TokenKind::Number)
            && same_line(tokens, at + length)
}

/// *五分の二十*: a share that is a whole number was written as a figure all the same.
fn is_improper(tokens: &Tokens, reading: &Reading) -> bool {
    /// Characters of the shortest one, each a token.
    const SHORTEST: usize = 4;
    tokens.is_by_character() && reading.number_last - reading.number_first + 1 >= SHORTEST
}

/// Whether a number that counts nothing known is a figure all the same.
fn is_bare_figure(tokens: &Tokens, reading: &Reading, article: &Article, language: &Language) -> bool {
    if line_length(tokens, reading.first) <= SHORT_LINE + reading.number_last - reading.number_first {
        return true;
    }
    let token = &tokens[reading.number_first];
    let is_words = token.kind == TokenKind::Word;
    let sentence_start = sentence_at(article, token.start)
        .is_some_and(|sentence| article.sentences[sentence].start == tokens[reading.number_first].start);
    if is_words {
        let is_name = token.case != Case::Lower && !sentence_start && !language.pack.quantities.capital_nouns;
        return !is_name
            && (reading.value > SMALL_WORD
                || reading.value < 0.0
                || is_improper(tokens, reading)
                || reading.value.fract() != 0.0
                    && (reading.value != 0.5 || reading.number_last > reading.number_first)
                || reading.max.is_some());
    }
    let digits = tokens.surface(reading.number_first);
    let is_single = reading.number_first == reading.number_last
        || reading.number_first + 1 == reading.number_last
            && tokens[reading.number_last].kind == TokenKind::Affix;
    if is_single && digits.len() == 4 && (1500.0..2100.0).contains(&reading.value) {
        return false;
    }
    // Boeing 737, Apollo 11: a name's number, of few digits.
    if !is_single || digits.len() > MOST_NAME_DIGITS {
        return true;
    }
    let before = reading.number_first.checked_sub(1).filter(|&before| same_line(tokens, before + 1));
    let is_name = before.is_some_and(|before| {
        tokens[before].kind == TokenKind::Word
            && tokens[before].case != Case::Lower
            && reading.modifier.is_none()
            && sentence_at(article, tokens[before].start)
                .is_none_or(|sentence| article.sentences[sentence].start != tokens[before].start)
    });
    !is_name
}
