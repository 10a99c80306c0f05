//! A table of phrases that is asked at a token: the one way in which words of a pack are found in a text.

use crate::tokens::{TokenKind, Tokens, tokenize};
use rustc_hash::FxHashMap;

/// Phrases (one or more tokens, lower case) with what they stand for.
#[derive(Debug, Clone)]
pub struct Phrases<T> {
    /// By first token: the other tokens and the value, longest first.
    by_first: FxHashMap<Box<str>, Vec<Phrase<T>>>,
}

/// The tokens of a phrase after its first, and what it stands for.
type Phrase<T> = (Vec<Box<str>>, T);

impl<T> Default for Phrases<T> {
    fn default() -> Self {
        Self { by_first: FxHashMap::default() }
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
    /// Adds a phrase. The first value of two equal phrases comes first in [`Phrases::all_at`].
    pub fn insert(&mut self, phrase: &str, value: T) {
        let tokens = tokenize(phrase);
        if tokens.is_empty() {
            return;
        }
        let first = tokens.lower(0).into();
        let rest: Vec<Box<str>> = (1..tokens.len()).map(|index| tokens.lower(index).into()).collect();
        let entries = self.by_first.entry(first).or_default();
        let place = entries.partition_point(|(other, _)| other.len() >= rest.len());
        entries.insert(place, (rest, value));
    }

    /// Whether there is no phrase.
    pub fn is_empty(&self) -> bool {
        self.by_first.is_empty()
    }

    /// All phrases that start at a token, longest first.
    pub fn all_at<'a>(&'a self, tokens: &'a Tokens, index: usize) -> impl Iterator<Item = Found<'a, T>> + 'a {
        let entries = if index < tokens.len() { self.by_first.get(tokens.lower(index)) } else { None };
        entries
            .into_iter()
            .flatten()
            .filter(move |(rest, _)| follows(tokens, index, rest))
            .map(|(rest, value)| Found { length: rest.len() + 1, value, ending: 0 })
    }

    /// The longest phrase that starts at a token.
    pub fn at<'a>(&'a self, tokens: &'a Tokens, index: usize) -> Option<Found<'a, T>> {
        self.all_at(tokens, index).next()
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
        let word = tokens.lower(index);
        endings
            .iter()
            .filter_map(|ending| {
                let stem = word.strip_suffix(ending.as_str()).filter(|stem| !stem.is_empty())?;
                let stem = stem.strip_suffix('-').unwrap_or(stem);
                let (_, value) = self.by_first.get(stem)?.iter().find(|(rest, _)| rest.is_empty())?;
                Some(Found { length: 1, value, ending: word.len() - stem.len() })
            })
            .min_by_key(|found| found.ending)
    }

    /// The value of a single word.
    pub fn word(&self, lower: &str) -> Option<&T> {
        self.by_first.get(lower)?.iter().find(|(rest, _)| rest.is_empty()).map(|(_, value)| value)
    }
}

fn follows(tokens: &Tokens, index: usize, rest: &[Box<str>]) -> bool {
    index + rest.len() < tokens.len()
        && rest.iter().enumerate().all(|(k, word)| tokens.lower(index + 1 + k) == &**word)
}

#[cfg(test)]
mod tests {
    use super::*;

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
}
