//! Words for money and for a measure too: *pounds*, `Pfund`.

use super::same_line;
use tidings_language::{Language, MeasureOrMoney, MoneyFound, Number, Tokens};

/// So many tokens on either side tell which is meant.
const NEAR: usize = 14;
/// From this amount on nobody counts pounds of flesh.
const SURELY_MONEY: f64 = 1e6;

/// What a word means that names money and a unit of measure: `Some(true)` for the unit, `Some(false)` for money, `None` where nothing tells.
fn meaning(tokens: &Tokens, number: &Number, last: usize, word: &MeasureOrMoney) -> Option<bool> {
    let is_money = || number.scale >= SURELY_MONEY;
    let cue = |at: usize| word.cues.at(tokens, at).map(|(is_unit, _)| is_unit);
    let near = (1..=NEAR).find_map(|step| {
        let after = (last + step < tokens.len() && same_line(tokens, last + step))
            .then(|| cue(last + step))
            .flatten();
        let before = || number.first.checked_sub(step).and_then(cue);
        after.or_else(before)
    });
    near.or_else(|| is_money().then_some(false))
}

/// The unit of what was read as money, where its word may be a measure: the unit's symbol where words near by speak of it, the word's name
/// where none tells; `None` where it is money.
pub(super) fn measure_of_same_name<'l>(
    tokens: &Tokens,
    at: usize,
    number: &Number,
    money: &MoneyFound,
    language: &'l Language,
) -> Option<&'l str> {
    if money.only {
        return None;
    }
    let word = language.measure_or_money(tokens, at).filter(|word| word.code == money.code)?;
    match meaning(tokens, number, at, &word) {
        Some(true) => Some(word.unit),
        Some(false) => None,
        None => Some(word.name),
    }
}
