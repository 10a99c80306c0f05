//! Numbers that name a thing or a place in a list and measure nothing.

use super::{Reading, same_line};
use tidings_language::{Language, Number, TokenKind, Tokens, Written};

/// Points of a list have up to so many digits.
const MOST_POINT_DIGITS: usize = 2;
/// How far back on its line the bracket is looked for that a closing one belongs to.
const FARTHEST_BRACKET: usize = 40;

/// Whether a number in digits only counts the points of a list (`1) … 2) …`, `3 )`) or is told to be a name by the word behind it
/// (`35 nolu yol`, `6284 sayılı Kanun`).
pub(super) fn is_name_or_point(tokens: &Tokens, number: &Number, language: &Language) -> bool {
    let next = number.last + 1;
    if number.written != Written::Digits || !same_line(tokens, next) {
        return false;
    }
    match tokens[next].kind {
        TokenKind::Mark => is_list_point(tokens, number),
        TokenKind::Word | TokenKind::Affix => language.measures().labels_after.at(tokens, next).is_some(),
        TokenKind::Number => false,
    }
}

/// `1)`, `2 )`: a bracket closes behind it that none has opened.
fn is_list_point(tokens: &Tokens, number: &Number) -> bool {
    let first = number.first;
    if !tokens.is_mark(number.last + 1, ')') || first != number.last || number.max.is_some() {
        return false;
    }
    if tokens[first].end - tokens[first].start > MOST_POINT_DIGITS {
        return false;
    }
    let mut at = first;
    while at > 0 && same_line(tokens, at) && first - at < FARTHEST_BRACKET {
        at -= 1;
        if tokens.is_mark(at, '(') {
            return false;
        }
        if tokens.is_mark(at, ')') {
            break;
        }
    }
    // What is glued to the digits makes them something else (`f(2,1)`, `:-1)`).
    !tokens[first].glued
}

/// `- 10`, `- 1 4/5`: a minus with a space behind it, where the number is all that stands on the line. In a list the dash is a bullet,
/// and what is counted follows.
pub(super) fn spaced_minus(
    tokens: &Tokens,
    index: usize,
    read: impl FnOnce(usize) -> Option<Reading>,
) -> Option<Reading> {
    let next = index + 1;
    let opens = matches!(tokens.surface(index), "-" | "−") && (index == 0 || !same_line(tokens, index));
    if !opens || !same_line(tokens, next) || tokens[next].glued {
        return None;
    }
    let reading = read(next)?;
    let is_all = !same_line(tokens, reading.last + 1);
    let is_plain =
        reading.unit.is_none() && reading.max.is_none() && reading.value > 0.0 && reading.of.is_none();
    (is_all && is_plain && reading.is_quantity && reading.first == next).then(|| Reading {
        first: index,
        value: -reading.value,
        ..reading
    })
}
