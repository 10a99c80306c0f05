//! Numbers of a language that counts by ten thousands, written out by their sound (*にひゃくさんじゅう*).
//!
//! Every syllable is another word too, so they count only where they fill a whole run of such letters.

use crate::numbers::same_line;
use crate::tokens::Tokens;
use crate::{Number, TokenKind, pack::NumbersPack};
use rustc_hash::FxHashSet;

/// Numerals by their sound, the longest first, and the letters they begin with.
#[derive(Debug, Default)]
pub(crate) struct Spelled {
    words: Vec<(Box<str>, f64)>,
    beginnings: FxHashSet<char>,
}

/// The longest run that is looked at, in letters.
const LONGEST: usize = 40;

/// Numerals that are no other word, together.
const FEWEST_PARTS: usize = 3;

/// What has been read of a run.
#[derive(Debug, Clone, Copy)]
struct Sum {
    total: f64,
    section: f64,
    pending: f64,
    /// The last power within the section, and the last section.
    power: f64,
    closed: f64,
    parts: usize,
    has_power: bool,
}

impl Sum {
    const EMPTY: Self = Self {
        total: 0.0,
        section: 0.0,
        pending: 0.0,
        power: f64::INFINITY,
        closed: f64::INFINITY,
        parts: 0,
        has_power: false,
    };

    fn value(&self) -> f64 {
        self.total + self.section + self.pending
    }

    /// The sum with one more numeral: a digit, a power of ten below ten thousand, or a power of ten thousand.
    fn with(self, value: f64) -> Option<Self> {
        let sum = Self { parts: self.parts + 1, ..self };
        if value < 10.0 {
            return (self.pending == 0.0).then_some(Self { pending: value, ..sum });
        }
        if value < 1e4 {
            let section = self.section + self.pending.max(1.0) * value;
            let fits = value < self.power;
            return fits.then_some(Self { section, pending: 0.0, power: value, has_power: true, ..sum });
        }
        let section = self.section + self.pending;
        let total = self.total + section * value;
        let fits = section > 0.0 && value < self.closed;
        let sum = Self { total, section: 0.0, pending: 0.0, closed: value, has_power: true, ..sum };
        fits.then_some(Self { power: f64::INFINITY, ..sum })
    }
}

impl Spelled {
    pub(crate) fn new(pack: &NumbersPack) -> Self {
        let parsed = pack.spelled.iter().filter_map(|(key, forms)| Some((key.parse::<f64>().ok()?, forms)));
        let mut words: Vec<(Box<str>, f64)> = parsed
            .flat_map(|(value, forms)| forms.iter().map(move |form| (form.as_str().into(), value)))
            .collect();
        words.sort_by_key(|(form, _)| std::cmp::Reverse(form.len()));
        let beginnings = words.iter().filter_map(|(form, _)| form.chars().next()).collect();
        Self { words, beginnings }
    }

    /// Whether a run may begin with a token of one letter.
    pub(crate) fn may_begin(&self, letter: &str) -> bool {
        !self.words.is_empty() && letter.chars().next().is_some_and(|first| self.beginnings.contains(&first))
    }

    fn sum_of(&self, rest: &str, sum: Sum) -> Option<Sum> {
        if rest.is_empty() {
            return (sum.parts > 0).then_some(sum);
        }
        self.words.iter().find_map(|(form, value)| {
            let rest = rest.strip_prefix(&**form)?;
            self.sum_of(rest, sum.with(*value)?)
        })
    }

    /// The number that a whole run of letters is.
    pub(crate) fn number_at(&self, tokens: &Tokens, first: usize) -> Option<Number> {
        if !self.may_begin(tokens.surface(first)) {
            return None;
        }
        let is_letter = |at: usize| {
            tokens.get(at).is_some_and(|token| token.kind == TokenKind::Word)
                && tokens.surface(at).chars().all(|c| matches!(c, 'ぁ'..='ゖ'))
        };
        if first > 0 && tokens[first].glued && is_letter(first - 1) {
            return None;
        }
        let mut last = first;
        while last - first < LONGEST
            && tokens.get(last + 1).is_some_and(|next| next.glued)
            && is_letter(last + 1)
        {
            last += 1;
        }
        let sum = self.sum_of(tokens.between(first, last), Sum::EMPTY)?;
        // Two syllables are often another word (*山頂*), if nothing else stands on the line they are read out.
        let is_line = || {
            let before =
                (1..=first).rev().take_while(|&at| same_line(tokens, at)).all(|at| is_letter(at - 1));
            let after = (last + 1..tokens.len()).take_while(|&at| same_line(tokens, at)).all(is_letter);
            before && after
        };
        (sum.has_power && (sum.parts >= FEWEST_PARTS || is_line())).then_some(Number::in_words(
            first,
            last,
            sum.value(),
        ))
    }
}

#[cfg(test)]
mod tests {
    use crate::{language, number_at, tokenize};

    #[test]
    fn by_sound() {
        let language = language("ja");
        for (text, expected) in [
            ("さんびゃくごじゅう", Some(350.0)),
            ("いちまんにせん", Some(12000.0)),
            ("はっせんろっぴゃくななじゅうよん", Some(8674.0)),
            ("答えは「にじゅうさん」です。", Some(23.0)),
            ("山のさんちょう。", None),
            ("さんぜん はっせん", Some(3000.0)),
            ("わかりません", None),
            ("じゅうにんがきた", None),
            ("せん", Some(1000.0)),
            ("にし", None),
        ] {
            let tokens = tokenize(text).by_character();
            let found = (0..tokens.len()).find_map(|at| number_at(&tokens, at, &language));
            assert_eq!(found.map(|number| number.value), expected, "{text}");
        }
    }
}
