//! What is known of a text's words before any name is looked for.

use super::caseless::{self, Caseless};
use super::lexicon::Lexicon;
use rustc_hash::FxHashSet;
use tidings_language::{Case, Language, TokenKind, Tokens};
use tidings_model::{Article, BlockKind};
use tidings_names::senses::{Senses, senses};

/// Share of capitalised words from which a heading is written in title case, where a capital says nothing.
const TITLE_CASE: f64 = 0.7;

pub(crate) struct Scene<'a> {
    pub tokens: &'a Tokens<'a>,
    pub language: &'a Language,
    /// Code of the text's language, which may have no pack.
    pub code: String,
    pub lexicon: &'a Lexicon,
    /// Whether a token's capital may be due to its place: the start of a sentence or a quotation, a heading in title case.
    pub uncertain: Vec<bool>,
    /// Sentence of each token.
    pub sentence: Vec<u32>,
    /// Words met in lower case.
    pub lower_seen: FxHashSet<&'a str>,
    /// Words met with a capital that is not due to their place.
    pub capital_seen: FxHashSet<&'a str>,
    /// Where the case of letters tells nothing.
    pub caseless: Caseless,
    /// What the words of the language mean and name, where that is known.
    pub senses: Option<&'static Senses>,
    capital_nouns: bool,
}

impl<'a> Scene<'a> {
    pub fn new(
        tokens: &'a Tokens<'a>,
        article: &Article,
        language: &'a Language,
        lexicon: &'a Lexicon,
    ) -> Self {
        let capital_nouns = language.pack.names.capital_nouns;
        let count = tokens.len();
        let mut uncertain = vec![false; count];
        let mut sentence = vec![0u32; count];
        let mut after_last = 0;
        for (number, span) in article.sentences.iter().enumerate() {
            let range = tokens.within(span.start, span.end);
            // Tokens outside any sentence stand alone.
            for slot in &mut sentence[after_last..range.start] {
                *slot = 2 * number as u32;
            }
            for slot in &mut sentence[range.clone()] {
                *slot = 2 * number as u32 + 1;
            }
            after_last = range.end;
            if let Some(first) = range.clone().find(|&index| tokens[index].kind == TokenKind::Word) {
                uncertain[first] = true;
            }
        }
        for slot in &mut sentence[after_last..] {
            *slot = u32::MAX;
        }
        for index in 1..count {
            let opens = tokens[index - 1].kind == TokenKind::Mark
                && matches!(
                    tokens.surface(index - 1),
                    "„" | "“"
                        | "”"
                        | "\""
                        | "«"
                        | "»"
                        | ":"
                        | "("
                        | "–"
                        | "—"
                        | "•"
                        | "…"
                        | "‚"
                        | "‘"
                        | "*"
                        | "|"
                );
            let number_opens = index >= 2
                && tokens.is_mark(index - 1, '.')
                && tokens[index - 2].kind == TokenKind::Number
                && index == 2;
            if opens || number_opens || sentence[index] != sentence[index - 1] {
                uncertain[index] = true;
            }
        }
        for block in &article.blocks {
            if !matches!(block.kind, BlockKind::Title | BlockKind::Heading) {
                continue;
            }
            let range = tokens.within(block.start, block.end);
            let words: Vec<usize> = range
                .filter(|&i| tokens[i].kind == TokenKind::Word && !language.is_function_word(tokens.lower(i)))
                .collect();
            let capitals = words.iter().filter(|&&i| tokens[i].case != Case::Lower).count();
            let all_upper = words.iter().all(|&i| tokens[i].case == Case::Upper);
            let title_case = words.len() >= 4 && capitals as f64 >= TITLE_CASE * words.len() as f64;
            if all_upper && words.len() > 1 || title_case && !capital_nouns {
                words.iter().for_each(|&i| uncertain[i] = true);
            }
        }
        let mut lower_seen = FxHashSet::default();
        let mut capital_seen = FxHashSet::default();
        for (index, token) in tokens.iter().enumerate().filter(|(_, token)| token.kind == TokenKind::Word) {
            match token.case {
                Case::Lower => {
                    lower_seen.insert(tokens.lower(index));
                }
                _ if !uncertain[index] => {
                    capital_seen.insert(tokens.lower(index));
                }
                _ => {}
            }
        }
        let code = article.language.code.clone();
        let caseless = caseless::stretches(tokens, article);
        Self {
            senses: senses(&code),
            caseless,
            tokens,
            language,
            code,
            lexicon,
            uncertain,
            sentence,
            lower_seen,
            capital_seen,
            capital_nouns,
        }
    }

    /// Whether a token may be a word of a name by its looks: a word with a capital, or in a script without case.
    pub fn looks_like_name(&self, index: usize) -> bool {
        let token = &self.tokens[index];
        token.kind == TokenKind::Word
            && (token.case != Case::Lower
                || self.tokens.surface(index).chars().next().is_some_and(is_caseless))
    }

    /// Whether a token is the mark before the name of an account (`@someone`).
    pub fn is_handle(&self, index: usize) -> bool {
        self.tokens.is_mark(index, '@')
            && !self.tokens[index].glued
            && self.tokens.get(index + 1).is_some_and(|next| next.glued && next.kind == TokenKind::Word)
    }

    /// Last token of the name of an account, whose mark stands at `index`.
    pub fn end_of_handle(&self, index: usize) -> usize {
        let is_part = |&at: &usize| {
            self.tokens.get(at).is_some_and(|token| {
                token.glued
                    && (token.kind != TokenKind::Mark || self.tokens.surface(at).chars().all(|c| c == '_'))
            })
        };
        (index + 1..).take_while(is_part).last().unwrap_or(index)
    }

    pub fn lower(&self, index: usize) -> &'a str {
        self.tokens.lower(index)
    }

    pub fn same_sentence(&self, a: usize, b: usize) -> bool {
        self.sentence.get(a) == self.sentence.get(b)
    }

    /// The token before, in the same sentence.
    pub fn before(&self, index: usize) -> Option<usize> {
        index.checked_sub(1).filter(|&before| self.same_sentence(before, index))
    }

    /// The token after, in the same sentence.
    pub fn after(&self, index: usize) -> Option<usize> {
        Some(index + 1).filter(|&after| after < self.tokens.len() && self.same_sentence(after, index))
    }

    pub fn capital_nouns(&self) -> bool {
        self.capital_nouns
    }

    /// The same scene as if its language wrote all nouns with a capital.
    pub fn with_capital_nouns(mut self) -> Self {
        self.capital_nouns = true;
        self
    }
}

/// Letters without case.
pub(crate) fn is_caseless(c: char) -> bool {
    c.is_alphabetic() && !c.is_uppercase() && !c.is_lowercase()
}
