//! Numbers whose marks stand apart from their digits, as text that was cut into tokens has them (`80 , 000`, `0 . 6 %`).

use crate::numbers::{digits_of, same_line};
use crate::{Language, TokenKind, Tokens};

/// Whether a mark with a space on both sides stands behind a token, and three digits behind it.
///
/// *On March 30 , 200 people* is a day: behind the name of a month nothing is grouped so.
pub(crate) fn groups_apart(tokens: &Tokens, last: usize, language: &Language) -> bool {
    if !is_apart(tokens, last) || digits_of(tokens.surface(last + 2)).len() != 3 {
        return false;
    }
    let goes_on = tokens.get(last + 3).is_some_and(|next| next.glued && next.kind != TokenKind::Mark);
    // Of a number in several groups only the first can stand behind a month.
    let first = (0..=last).rev().find(|&at| tokens[at].kind == TokenKind::Word).map_or(0, |word| word + 1);
    let is_day = first > 0 && last <= first + 1 && {
        let word = tokens.key(first - 1);
        let pack = &language.pack.times;
        let mut months = pack.months.values().chain(pack.months_short.values());
        months.any(|names| names.iter().any(|name| name == word))
    };
    !goes_on && !is_day
}

/// The decimals behind a token and a mark with a space on both sides, where a unit or money follows or nothing stands before the mark but 0.
pub(crate) fn decimals_apart(tokens: &Tokens, last: usize, language: &Language) -> Option<String> {
    if !is_apart(tokens, last) {
        return None;
    }
    let mark = tokens.surface(last + 1).chars().next()?;
    let whole = digits_of(tokens.surface(last));
    let next = last + 3;
    if !language.pack.quantities.decimal.starts_with(mark) || whole.len() > 3 || !same_line(tokens, next) {
        return None;
    }
    let is_measured =
        || language.unit_at(tokens, next).is_some() || language.money_at(tokens, next, None).is_some();
    (whole == "0" || is_measured()).then(|| digits_of(tokens.surface(last + 2)))
}

/// Whether a mark and digits follow, each with a space before it.
fn is_apart(tokens: &Tokens, last: usize) -> bool {
    let (Some(mark), Some(after)) = (tokens.get(last + 1), tokens.get(last + 2)) else { return false };
    mark.kind == TokenKind::Mark
        && after.kind == TokenKind::Number
        && !mark.glued
        && !after.glued
        && same_line(tokens, last + 1)
        && same_line(tokens, last + 2)
}
