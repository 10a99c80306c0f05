//! Quarters of a year written with a letter and a digit: `T3 2024`, `3T24`, `2024-T3`, as the language abbreviates them.

use super::{Grammar, Part, TokenKind, full_year};

impl Grammar<'_> {
    /// `T3`: it needs its year, since a terminal of an airport is called so too.
    pub(super) fn lettered_quarter(&self, at: usize) -> Option<u8> {
        if self.language.pack.times.quarter_letters.is_empty() || self.kind(at) != Some(TokenKind::Word) {
            return None;
        }
        quarter(self.behind_letter(self.lower(at))?)
    }

    /// `3T24`, `3T2024`, `3T 2024`, `2024-T3`
    pub(super) fn quarter_in_digits(&self, at: usize) -> Option<Part> {
        if self.language.pack.times.quarter_letters.is_empty() {
            return None;
        }
        let (value, length) = self.digits(at)?;
        let affix = self.affix(at + 1)?;
        let found =
            |year: u32, quarter: u8, next| Some(Part::new(next, format!("{year}-Q{quarter}"), "year-part"));
        if length == 4 {
            let number = quarter(self.behind_letter(affix.strip_prefix('-')?)?)?;
            return found(full_year(value, length)?, number, at + 2);
        }
        let number = u8::try_from(value).ok().filter(|number| length == 1 && (1..=4).contains(number))?;
        let rest = self.behind_letter(affix)?;
        if rest.is_empty() {
            let (next, year) = self.year(self.skip(at + 2, &[super::Class::Of]))?;
            return found(year, number, next);
        }
        let year = rest.parse().ok().filter(|_| rest.bytes().all(|byte| byte.is_ascii_digit()))?;
        found(full_year(year, rest.len())?, number, at + 2)
    }

    /// What stands behind the letter of a quarter.
    fn behind_letter<'w>(&self, word: &'w str) -> Option<&'w str> {
        let letters = &self.language.pack.times.quarter_letters;
        letters.iter().find_map(|letter| word.strip_prefix(letter.as_str()))
    }
}

/// One digit from one to four.
fn quarter(digits: &str) -> Option<u8> {
    digits.parse().ok().filter(|number| digits.len() == 1 && (1..=4).contains(number))
}
