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
/// So many tokens beside the time make a clause with a verb: *på tisdag inleder han*; fewer may be an adverbial
/// set off by a comma.
const OWN_VERB: usize = 4;

/// The direction that the tense of the words around a time gives.
pub(super) fn direction(grammar: &Grammar, article: &Article, first: usize, next: usize) -> Direction {
    let (from, to) = bounds(grammar, article, first);
    // Words further away than counts are not looked at, however long the sentence.
    let (from, to) = (from.max(first.saturating_sub(FARTHEST)), to.min(next.saturating_add(FARTHEST)));
    let from_clause =
        (from..first).rev().find(|&index| step(grammar, index) == COMMA).map_or(from, |at| at + 1);
    let to_clause = (next..to).find(|&index| step(grammar, index) == COMMA).unwrap_or(to);
    let others = (first - from_clause) + to_clause.saturating_sub(next);
    // A clause of its own length has its own verb: the tense of "…, he said" is another's.
    match nearest(grammar, (from_clause, first), (next, to_clause)) {
        OPEN if others >= OWN_VERB => OPEN,
        OPEN => nearest(grammar, (from, first), (next, to)),
        told => told,
    }
}

/// What the words of tense before and after a time say: the nearer one counts.
fn nearest(grammar: &Grammar, before: (usize, usize), after: (usize, usize)) -> Direction {
    let mut past = FARTHEST;
    let mut future = FARTHEST;
    let mut distance = 0;
    // Whether a past seen so far is told by an ending only, in the clause that is being walked back.
    let mut is_weak = false;
    let mut last_past = usize::MAX;
    for index in (before.0..before.1).rev() {
        let length = step(grammar, index);
        distance += length;
        if distance >= FARTHEST {
            break;
        }
        if length == COMMA {
            is_weak = false;
        }
        if is_future(grammar, index) {
            // *Will begin a planned visit*: after the auxiliary the ending is one of a participle; *will have* is no past either.
            if is_weak || past != FARTHEST && last_past == index + 1 {
                past = FARTHEST;
            }
            future = future.min(distance);
        } else if is_past(grammar, index) && past == FARTHEST {
            past = distance;
            last_past = index;
            is_weak = !is_past_word(grammar, index);
        }
    }
    distance = 0;
    for index in after.0..after.1 {
        distance += step(grammar, index);
        if distance >= FARTHEST {
            break;
        }
        if is_future(grammar, index) {
            future = future.min(distance);
        } else if is_past(grammar, index) {
            past = past.min(distance);
        }
    }
    if past == FARTHEST && future == FARTHEST {
        return OPEN;
    }
    if grammar.language.pack.times.future_first && future < FARTHEST {
        return FUTURE;
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
        || ends_like(grammar, index, &grammar.language.pack.times.future_endings)
            && !grammar.language.pack.times.future_not.iter().any(|word| word == grammar.tokens.lower(index))
}

/// A word in small letters has one of the endings, with three letters before it.
fn ends_like(grammar: &Grammar, index: usize, endings: &[String]) -> bool {
    let token = &grammar.tokens[index];
    if endings.is_empty() || token.kind != TokenKind::Word || token.case != tidings_language::Case::Lower {
        return false;
    }
    let lower = grammar.tokens.lower(index);
    endings.iter().any(|ending| {
        lower.ends_with(ending.as_str()) && lower[..lower.len() - ending.len()].chars().count() >= 3
    })
}

fn is_past_word(grammar: &Grammar, index: usize) -> bool {
    grammar.classes.at(index).iter().any(|(_, class)| *class == Class::PastWord)
}

fn is_past(grammar: &Grammar, index: usize) -> bool {
    if is_past_word(grammar, index) {
        return true;
    }
    ends_like(grammar, index, &grammar.language.pack.times.past_endings)
        && !grammar.lexicon.is_no_past(grammar.tokens.lower(index))
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
