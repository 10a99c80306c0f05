//! Amounts that a form of the unit tells by itself: two litres in one word, a litre and a half.

use super::{Reading, is_time_unit, measured_by, money_after, priced, word_number};
use tidings_language::{Language, TokenKind, Tokens, share_behind};

/// Whether one may begin at a word.
pub(super) fn may_be_amount(tokens: &Tokens, index: usize, language: &Language) -> bool {
    let duals = &language.measures().duals;
    if duals.is_empty() {
        return false;
    }
    duals.contains(tokens.key(index))
        || share_behind(tokens, index + 1, language).is_some()
            && language.unit_at(tokens, index).is_some_and(|unit| unit.length == 1)
}

/// `لترين`, `لتر ونصف`: two of a unit, or one, and the share that is added to it. Times are read as such.
pub(super) fn amount_in_unit(tokens: &Tokens, index: usize, language: &Language) -> Option<Reading> {
    let duals = &language.measures().duals;
    if duals.is_empty() || tokens[index].kind != TokenKind::Word {
        return None;
    }
    let is_dual = duals.contains(tokens.key(index));
    if is_dual && let Some((money, last)) = money_after(tokens, index, language) {
        let mut reading = Reading::new(&word_number(index, 2.0, None), "two of a currency");
        reading.last = last;
        return Some(priced(reading, &money));
    }
    let unit =
        language.unit_at(tokens, index).filter(|unit| !is_time_unit(unit.symbol) && !unit.adjective)?;
    let last = index + unit.length - 1;
    let share = share_behind(tokens, last + 1, language);
    if !is_dual && share.is_none() {
        return None;
    }
    let value = if is_dual { 2.0 } else { 1.0 } + share.map_or(0.0, |(_, share)| share);
    let mut reading = Reading::new(&word_number(index, value, None), "amount in its unit");
    reading.last = share.map_or(last, |(last, _)| last);
    Some(measured_by(reading, &unit, language))
}
