//! A table of phrases that is asked at a token: the one way in which words of a pack are found in a text.

use crate::parts::Parts;
use crate::sieve::Sieve;
use crate::tokens::{TokenKind, Tokens, is_plain_letter, tokenize, tokenize_by_character};
use rustc_hash::FxHashMap;

/// Phrases (one or more tokens, lower case) with what they stand for.
#[derive(Debug, Clone)]
pub struct Phrases<T> {
    /// By first token: the other tokens and the value, longest first.
    by_first: FxHashMap<Box<str>, Vec<Phrase<T>>>,
    /// Of the first tokens.
    sieve: Sieve,
    /// They are looked for in [`Tokens::by_character`].
    by_character: bool,
    proclitics: Proclitics,
    /// They are looked for in [`Tokens::parted`].
    parts: Parts,
}

/// What may be written on before a word: the text, and what is left in its place.
#[derive(Debug, Clone, Default)]
pub(crate) struct Proclitics(Vec<(Box<str>, Box<str>)>);

/// Fewer letters left behind a proclitic are a word of their own as often.
const FEWEST_LETTERS: usize = 3;

impl Proclitics {
    pub(crate) fn new(words: &[String]) -> Self {
        let parts = words.iter().map(|word| word.split_once('>').unwrap_or((word, "")));
        Self(parts.map(|(text, left)| (text.into(), left.into())).collect())
    }

    /// What is found of a word behind one of them, the shortest first.
    pub(crate) fn find<R>(&self, word: &str, find: impl Fn(&str) -> Option<R>) -> Option<R> {
        self.0.iter().find_map(|(text, left)| {
            let rest = word.strip_prefix(&**text)?;
            rest.chars().nth(FEWEST_LETTERS - 1)?;
            if left.is_empty() { find(rest) } else { find(&format!("{left}{rest}")) }
        })
    }
}

/// The tokens of a phrase after its first, and what it stands for.
type Phrase<T> = (Vec<Box<str>>, T);

impl<T> Default for Phrases<T> {
    fn default() -> Self {
        Self {
            by_first: FxHashMap::default(),
            sieve: Sieve::default(),
            by_character: false,
            proclitics: Proclitics::default(),
            parts: Parts::default(),
        }
    }
}

/// A phrase found in a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Found<'a, T> {
    /// Number of tokens it covers.
    pub length: usize,
    /// What it stands for.
    pub value: &'a T,
    /// Bytes of the last token that are an ending and not part of the phrase (0 where it stands bare).
    pub ending: usize,
}

impl<T> Phrases<T> {
    /// An empty table; `by_character` where it is asked at [`Tokens::by_character`].
    pub fn new(by_character: bool) -> Self {
        Self { by_character, ..Self::default() }
    }

    /// Finds the phrases behind what a language writes on before their first word, too ([`crate::pack::TextPack::proclitics`]).
    pub fn set_proclitics(&mut self, words: &[String]) {
        self.proclitics = Proclitics::new(words);
    }

    /// The phrases that follow are looked for in [`Tokens::parted`].
    pub fn set_parts(&mut self, parts: &Parts) {
        self.parts = parts.clone();
    }

    /// Adds a phrase. The first value of two equal phrases comes first in [`Phrases::all_at`].
    pub fn insert(&mut self, phrase: &str, value: T) {
        // Most phrases are plain lower-case words, which need no tokenizer.
        if is_plain(phrase) {
            let mut words = phrase.split(' ');
            let first = words.next().unwrap_or_default();
            return self.add(first, words.map(Into::into).collect(), value);
        }
        let tokens = match self.by_character {
            true => tokenize_by_character(phrase),
            false if self.parts.is_empty() => tokenize(phrase),
            false => tokenize(phrase).parted(&self.parts),
        };
        if tokens.is_empty() {
            return;
        }
        let rest: Vec<Box<str>> = (1..tokens.len()).map(|index| tokens.key(index).into()).collect();
        self.add(tokens.key(0), rest, value);
    }

    fn add(&mut self, first: &str, rest: Vec<Box<str>>, value: T) {
        if let Some(entries) = self.by_first.get_mut(first) {
            let place = entries.partition_point(|(other, _)| other.len() >= rest.len());
            entries.insert(place, (rest, value));
            return;
        }
        self.sieve.insert(first);
        self.by_first.insert(first.into(), vec![(rest, value)]);
    }

    /// The phrases that begin with a token.
    #[inline]
    fn beginning_with(&self, first: &str) -> Option<&Vec<Phrase<T>>> {
        if self.sieve.may_hold(first) { self.by_first.get(first) } else { None }
    }

    /// The first tokens of all phrases, in no order.
    pub(crate) fn firsts(&self) -> impl Iterator<Item = &str> {
        self.by_first.keys().map(|first| &**first)
    }

    /// Whether they are looked for in [`Tokens::by_character`].
    pub(crate) fn is_by_character(&self) -> bool {
        self.by_character
    }

    /// Makes room for phrases that will be added.
    pub fn reserve(&mut self, phrases: usize) {
        self.by_first.reserve(phrases);
    }

    /// Whether some phrase begins with such a token.
    pub fn any_begins(&self, fits: impl Fn(&str) -> bool) -> bool {
        self.by_first.keys().any(|first| fits(first))
    }

    /// Whether a phrase begins with a token.
    pub(crate) fn may_begin(&self, lower: &str) -> bool {
        self.beginning_with(lower).is_some()
    }

    /// Whether there is no phrase.
    pub fn is_empty(&self) -> bool {
        self.by_first.is_empty()
    }

    /// Whether a phrase may start with a word: most are refused here, at next to no cost.
    #[inline]
    pub(crate) fn may_start(&self, word: &str) -> bool {
        self.sieve.may_hold(word) || !self.proclitics.0.is_empty()
    }

    /// Whether a phrase may start at a token: where this says no, [`Self::all_at`] gives none.
    #[inline]
    pub fn may_start_at(&self, tokens: &Tokens, index: usize) -> bool {
        self.may_start(tokens.key(index))
    }

    /// All phrases that start at a token, longest first.
    pub fn all_at<'a>(&'a self, tokens: &'a Tokens, index: usize) -> impl Iterator<Item = Found<'a, T>> + 'a {
        let entries = if index < tokens.len() { self.beginning_with(tokens.key(index)) } else { None };
        let behind = match index < tokens.len() && !self.proclitics.0.is_empty() {
            true => self.proclitics.find(tokens.key(index), |rest| self.beginning_with(rest)),
            false => None,
        };
        entries
            .into_iter()
            .flatten()
            .chain(behind.into_iter().flatten())
            .filter(move |(rest, _)| {
                follows(tokens, index, rest) && ends_where_a_word_may(tokens, index, rest.len())
            })
            .map(|(rest, value)| Found { length: rest.len() + 1, value, ending: 0 })
    }

    /// The values of phrases whose first word stands at a token and whose others at a later place (`ministre` russe `de la défense`), each
    /// with its last token.
    pub fn over_gap<'a>(
        &'a self,
        tokens: &'a Tokens,
        index: usize,
        resume: usize,
    ) -> impl Iterator<Item = (usize, &'a T)> + 'a {
        let entries = if index < resume { self.beginning_with(tokens.key(index)) } else { None };
        entries
            .into_iter()
            .flatten()
            .filter(move |(rest, _)| !rest.is_empty() && follows(tokens, resume - 1, rest))
            .map(move |(rest, value)| (resume + rest.len() - 1, value))
    }

    /// The longest phrase that starts at a token.
    pub fn at<'a>(&'a self, tokens: &'a Tokens, index: usize) -> Option<Found<'a, T>> {
        if self.may_start_at(tokens, index) { self.all_at(tokens, index).next() } else { None }
    }

    /// The longest phrase that starts at a token, whose last token may carry one of `endings` (`szeptemberi`).
    /// A bare match wins over one with an ending.
    pub fn at_inflected<'a>(
        &'a self,
        tokens: &'a Tokens,
        index: usize,
        endings: &[String],
    ) -> Option<Found<'a, T>> {
        let bare = self.at(tokens, index);
        if bare.is_some() || index >= tokens.len() || tokens[index].kind != TokenKind::Word {
            return bare;
        }
        let word = tokens.key(index);
        endings
            .iter()
            .filter_map(|ending| {
                let stem = word.strip_suffix(ending.as_str()).filter(|stem| !stem.is_empty())?;
                let stem = stem.strip_suffix('-').unwrap_or(stem);
                let (_, value) = self.beginning_with(stem)?.iter().find(|(rest, _)| rest.is_empty())?;
                Some(Found { length: 1, value, ending: word.len() - stem.len() })
            })
            .min_by_key(|found| found.ending)
    }

    /// All values of a single word.
    pub fn values_of(&self, lower: &str) -> impl Iterator<Item = &T> {
        self.beginning_with(lower)
            .into_iter()
            .flatten()
            .filter(|(rest, _)| rest.is_empty())
            .map(|(_, value)| value)
    }

    /// The value of a single word.
    pub fn word(&self, lower: &str) -> Option<&T> {
        self.beginning_with(lower)?.iter().find(|(rest, _)| rest.is_empty()).map(|(_, value)| value)
    }
}

/// Whether a phrase is lower-case Latin words with one space or hyphen between them: its tokens are its words as they stand.
fn is_plain(phrase: &str) -> bool {
    let mut after_letter = false;
    for c in phrase.chars() {
        let is_letter = c.is_ascii_lowercase() || is_plain_letter(c) && c.is_lowercase();
        if !is_letter && !(after_letter && (c == ' ' || c == '-')) {
            return false;
        }
        after_letter = is_letter;
    }
    after_letter
}

fn follows(tokens: &Tokens, index: usize, rest: &[Box<str>]) -> bool {
    index + rest.len() < tokens.len()
        && rest.iter().enumerate().all(|(k, word)| tokens.key(index + 1 + k) == &**word)
}

/// Words of katakana are written without any sign between them and what is glued to them: there a phrase is a whole run of them.
fn ends_where_a_word_may(tokens: &Tokens, index: usize, rest: usize) -> bool {
    if !tokens.is_by_character() {
        return true;
    }
    let is_katakana = |at: usize| {
        tokens
            .surface(at)
            .chars()
            .next()
            .is_some_and(|c| matches!(c as u32, 0x30a1..=0x30fa | 0x30fc | 0x31f0..=0x31ff))
    };
    let last = index + rest;
    !(is_katakana(last) && is_katakana(last + 1) && tokens[last + 1].glued)
        && !(index > 0 && tokens[index].glued && is_katakana(index) && is_katakana(index - 1))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn plain_phrases_are_stored_as_the_tokenizer_would_cut_them() {
        for phrase in ["szeptember", "i går", "e-post", "e-post til", "hl ől ű-ő", "ǆabc", "ß", "straße"]
        {
            assert!(is_plain(phrase), "{phrase}");
            let tokens = tokenize(phrase);
            let cut: Vec<&str> = (0..tokens.len()).map(|index| tokens.lower(index)).collect();
            assert_eq!(cut, phrase.split(' ').collect::<Vec<_>>(), "{phrase}");
        }
        for phrase in
            ["", " a", "a ", "a  b", "a--b", "-a", "a-", "a - b", "A", "a.", "g7", "don't", "Ő", "ª"]
        {
            assert!(!is_plain(phrase), "{phrase}");
        }
    }

    #[test]
    fn the_longest_phrase_wins_and_endings_are_allowed_on_request() {
        let mut phrases = Phrases::default();
        phrases.insert("last", 1);
        phrases.insert("last year", 2);
        phrases.insert("szeptember", 9);
        let tokens = tokenize("Last year szeptemberi");
        assert_eq!(phrases.at(&tokens, 0).map(|f| (f.length, *f.value)), Some((2, 2)));
        assert_eq!(phrases.at(&tokens, 2), None);
        let found = phrases.at_inflected(&tokens, 2, &["i".to_owned()]).expect("with its ending");
        assert_eq!((*found.value, found.ending), (9, 1));
        assert_eq!(phrases.at(&tokens, 1), None);
    }

    #[test]
    fn phrases_are_found_behind_proclitics() {
        let mut phrases = Phrases::default();
        phrases.set_proclitics(&["و".to_owned(), "لل>ال".to_owned()]);
        phrases.insert("مارس", 3);
        phrases.insert("الشهر الماضي", -1);
        phrases.insert("قد", 0);
        let tokens = tokenize("ومارس للشهر الماضي وقد");
        assert_eq!(phrases.at(&tokens, 0).map(|found| *found.value), Some(3));
        assert_eq!(phrases.at(&tokens, 1).map(|found| (found.length, *found.value)), Some((2, -1)));
        assert_eq!(phrases.at(&tokens, 3), None);
    }
}
