//! Numbers that are no figures, and amounts in forms of their own.

use super::{Reading, measured_by, other_end, same_line, word_number};
use tidings_language::{
    Language, MoneyFound, Number, RangeWord, TokenKind, Tokens, Written, is_article, number_at, share_named,
};

/// One past the digits of a number of a telephone, an account or a file: three groups or more joined by hyphens (`555-123-4567`).
pub(super) fn end_of_groups(tokens: &Tokens, first: usize) -> Option<usize> {
    let is_digits = |at: usize| {
        tokens.get(at).is_some_and(|token| token.glued && token.kind == TokenKind::Number)
            && tokens.is_mark(at - 1, '-')
            && tokens[at - 1].glued
    };
    let mut last = first;
    while is_digits(last + 2) {
        last += 2;
    }
    (last >= first + 4).then_some(last)
}

/// Letters that make a name of the number before them (`11a`, `15A`, `5G`, `3D`); the others are scales, degrees, pence or units as often.
const NAMING: &str = "abeADEGHIJOPQSUVXYZ";

/// Whether one letter that is no unit is glued to digits.
pub(super) fn is_lettered(tokens: &Tokens, number: &Number, language: &Language) -> bool {
    let at = number.last + 1;
    tokens.get(at).is_some_and(|affix| affix.kind == TokenKind::Affix && affix.glued)
        && tokens.surface(at).len() == 1
        && NAMING.contains(tokens.surface(at))
        && language.unit_at(tokens, at).is_none()
        && language.money_at(tokens, at, None).is_none()
        && language.cents_at(tokens, at).is_none()
}

/// Number and last token of the other end of `$10-$20`, both with their sign.
pub(super) fn priced_end(
    tokens: &Tokens,
    last: usize,
    money: &MoneyFound,
    language: &Language,
) -> Option<(Number, usize)> {
    let dash = tokens.get(last + 1).filter(|dash| dash.kind == TokenKind::Mark)?;
    let sign = tokens.get(last + 2).filter(|sign| sign.glued == dash.glued)?;
    if !tokens.surface(last + 1).starts_with(['-', '–', '—', '‑', '−'])
        || sign.kind != TokenKind::Mark
        || !same_line(tokens, last + 2)
    {
        return None;
    }
    let again = language.money_at(tokens, last + 2, None).filter(|again| again.code == money.code)?;
    let at = last + 2 + again.length;
    let number = number_at(tokens, at, language).filter(|number| !number.ordinal && !number.vague)?;
    (number.first == at && same_line(tokens, at)).then_some((number, number.last))
}

/// `2 - ~7 litres`: a sign of *about* stands before the other end too.
pub(super) fn about_end(tokens: &Tokens, last: usize, language: &Language) -> Option<(Number, usize)> {
    let is_dash = tokens.get(last + 1).is_some_and(|dash| dash.kind == TokenKind::Mark)
        && tokens.surface(last + 1).starts_with(['-', '–']);
    if !is_dash || !tokens.is_mark(last + 2, '~') || tokens.is_by_character() || !same_line(tokens, last + 3)
    {
        return None;
    }
    let number = number_at(tokens, last + 3, language).filter(|number| !number.ordinal && !number.vague)?;
    Some((number, number.last))
}

/// *viertel Liter*, *kwart liter*: a share that has no article before it.
pub(super) fn share_of_unit(tokens: &Tokens, index: usize, language: &Language) -> Option<Reading> {
    let share = share_named(tokens.lower(index), language)?;
    let is_behind_number = index > 0
        && same_line(tokens, index)
        && (tokens[index - 1].kind == TokenKind::Number || is_article(tokens.lower(index - 1), language));
    if is_behind_number || !same_line(tokens, index + 1) || number_at(tokens, index, language).is_some() {
        return None;
    }
    // *quart de litre*
    let of = &language.pack.quantities.numbers.of;
    let is_of = of.iter().any(|of| of == tokens.lower(index + 1)) && same_line(tokens, index + 2);
    let at = index + 1 + usize::from(is_of);
    let unit = language
        .unit_at(tokens, at)
        .filter(|unit| !super::is_time_unit(unit.symbol) && !matches!(unit.symbol, "%" | "°" | "times"))?;
    let number = word_number(index, share, None);
    let mut reading = Reading::new(&number, "share of a unit");
    reading.last = at + unit.length - 1;
    Some(measured_by(reading, &unit, language))
}

/// *dos libras de carne*: pounds of what is weighed are no money.
pub(super) fn in_pounds(
    tokens: &Tokens,
    reading: Reading,
    money: &MoneyFound,
    language: &Language,
) -> Reading {
    let pack = &language.pack.quantities;
    let at = reading.last + 1;
    let is_weighed = money.code == "GBP"
        && !money.only
        && !pack.weighed.is_empty()
        && same_line(tokens, at)
        && same_line(tokens, at + 1)
        && pack.numbers.of.iter().any(|of| of == tokens.lower(at))
        && pack.weighed.iter().any(|word| word == tokens.lower(at + 1));
    match is_weighed {
        true => Reading { unit: Some("lb".to_owned()), why: "number and unit", ..reading },
        false => reading,
    }
}

/// Whether cents follow a currency, so that the article before it is one: *a dollar and 42 cents*.
pub(super) fn cents_follow(tokens: &Tokens, at: usize, language: &Language) -> bool {
    let joint = language.measures().range_word(RangeWord::And, tokens, at);
    let start = at + joint.unwrap_or(0);
    let number = same_line(tokens, start).then(|| number_at(tokens, start, language)).flatten();
    number.is_some_and(|number| {
        same_line(tokens, number.last + 1)
            && (language.money_at(tokens, number.last + 1, None).is_some_and(|cents| cents.factor < 1.0)
                || language.cents_at(tokens, number.last + 1).is_some())
    })
}

/// The other end of a price in front of which its currency stands.
pub(super) fn end_of_price(
    tokens: &Tokens,
    last: usize,
    money: &MoneyFound,
    language: &Language,
) -> Option<(Number, usize)> {
    other_end(tokens, last, language).or_else(|| priced_end(tokens, last, money, language))
}

/// `10"`, `6' 2"`: inches, and feet with them, as (value, symbol, last token). The mark of inches is that of quotations too: it counts where
/// no quotation is open on its line.
pub(super) fn feet_and_inches(tokens: &Tokens, number: &Number) -> Option<(f64, &'static str, usize)> {
    let glued_mark = |at: usize, marks: &[char]| {
        let token = tokens.get(at).filter(|token| token.kind == TokenKind::Mark && token.glued)?;
        let mark = tokens.text[token.start..token.end].chars().next()?;
        marks.contains(&mark).then_some(at)
    };
    let is_free =
        |at: usize| tokens.get(at + 1).is_none_or(|next| !next.glued || next.kind == TokenKind::Mark);
    let mark = number.last + 1;
    if number.written != Written::Digits || number.value <= 0.0 {
        return None;
    }
    if let Some(at) = glued_mark(mark, &['"', '″']) {
        return (is_free(at) && !is_quotation_open(tokens, at)).then_some((number.value, "in", at));
    }
    let foot = glued_mark(mark, &['\'', '’', '′'])?;
    let inches =
        tokens.get(foot + 1).filter(|next| next.kind == TokenKind::Number && same_line(tokens, foot + 1))?;
    let count: f64 = tokens.text[inches.start..inches.end].parse().ok().filter(|count| *count < 12.0)?;
    let last = glued_mark(foot + 2, &['"', '″', '”'])?;
    (is_free(last) && number.value.fract() == 0.0).then_some((number.value + count / 12.0, "ft", last))
}

/// Whether an odd number of straight quotation marks stands on the line before a token.
fn is_quotation_open(tokens: &Tokens, at: usize) -> bool {
    let line = (0..at).rev().take_while(|&before| same_line(tokens, before + 1));
    let is_inch = |at: usize| tokens[at].glued && at > 0 && tokens[at - 1].kind == TokenKind::Number;
    line.filter(|&before| tokens.is_mark(before, '"') && !is_inch(before)).count() % 2 == 1
}

/// *two more days*, *three fewer miles*: the token of a unit or of money behind a word that stands between it and its number.
pub(super) fn past_link(tokens: &Tokens, at: usize, language: &Language) -> Option<usize> {
    if tokens.get(at)?.kind != TokenKind::Word || tokens.is_by_character() {
        return None;
    }
    let (_, length) = language.measures().links.at(tokens, at).filter(|(_, length)| *length == 1)?;
    let next = at + length;
    let is_measured = || {
        let unit = language.unit_at(tokens, next).filter(|unit| !unit.adjective);
        unit.is_some() || language.money_at(tokens, next, None).is_some()
    };
    (same_line(tokens, next) && is_measured()).then_some(next)
}
