//! Which way an open time points: the tense of its clause.

use super::grammar::Grammar;
use super::lexicon::Class;
use tidings_language::TokenKind;
use tidings_model::Article;

/// A direction in the notation of `tidings-calendar`, and the other one where both stand.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Direction {
    pub(super) mark: &'static str,
    pub(super) other: Option<&'static str>,
}

const PAST: Direction = Direction { mark: "<", other: None };
const FUTURE: Direction = Direction { mark: ">", other: None };
/// No word of tense: news tell of the past, but the time to come also stands.
pub(super) const PAST_IF_OPEN: Direction = Direction { mark: "<", other: Some(">") };
/// No word of tense: the nearest is meant.
const OPEN: Direction = Direction { mark: "~", other: None };

/// How many tokens a mark between a time and a word of tense counts for.
const COMMA: usize = 6;
/// A word farther away than this tells nothing.
const FARTHEST: usize = 40;

/// The direction that the tense of the words around a time gives.
pub(super) fn direction(grammar: &Grammar, article: &Article, first: usize, next: usize) -> Direction {
    let (from, to) = bounds(grammar, article, first);
    let mut past = FARTHEST;
    let mut future = FARTHEST;
    let mut look = |index: usize, distance: usize| {
        if is_future(grammar, index) {
            future = future.min(distance);
        } else if is_past(grammar, index) {
            past = past.min(distance);
        }
    };
    let mut distance = 0;
    for index in (from..first).rev() {
        distance += step(grammar, index);
        look(index, distance);
    }
    distance = 0;
    for index in next..to {
        distance += step(grammar, index);
        look(index, distance);
    }
    if past == FARTHEST && future == FARTHEST {
        return OPEN;
    }
    if future < past { FUTURE } else { PAST }
}

fn step(grammar: &Grammar, index: usize) -> usize {
    let is_boundary = grammar.tokens[index].kind == TokenKind::Mark
        && matches!(
            grammar.tokens.surface(index),
            "," | ";" | ":" | "–" | "—" | "„" | "“" | "”" | "\"" | "»" | "«" | "(" | ")"
        );
    if is_boundary { COMMA } else { 1 }
}

fn is_future(grammar: &Grammar, index: usize) -> bool {
    grammar.classes.at(index).iter().any(|(_, class)| *class == Class::Future)
}

fn is_past(grammar: &Grammar, index: usize) -> bool {
    if grammar.classes.at(index).iter().any(|(_, class)| *class == Class::PastWord) {
        return true;
    }
    let token = &grammar.tokens[index];
    if token.kind != TokenKind::Word || token.case != tidings_language::Case::Lower {
        return false;
    }
    let lower = grammar.tokens.lower(index);
    let ends = grammar.language.pack.times.past_endings.iter().any(|ending| {
        lower.ends_with(ending.as_str()) && lower[..lower.len() - ending.len()].chars().count() >= 3
    });
    ends && !grammar.lexicon.is_no_past(lower)
}

/// The tokens of the sentence that a token stands in.
fn bounds(grammar: &Grammar, article: &Article, at: usize) -> (usize, usize) {
    let offset = grammar.tokens[at].start;
    match crate::sentence_at(article, offset) {
        Some(index) => {
            let sentence = article.sentences[index];
            let range = grammar.tokens.within(sentence.start, sentence.end);
            (range.start.max(grammar.from), range.end.min(grammar.to).max(at))
        }
        None => (grammar.from, grammar.to),
    }
}
