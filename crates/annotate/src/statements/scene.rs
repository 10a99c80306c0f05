//! A text with what was found in it, and how its sentences are cut into parts.

use super::lexicon::{Hits, Lexicon, Small};
use super::parties::{Party, is_in_time};
use super::quotes::{Quote, is_dash};
use tidings_language::{TokenKind, Tokens};
use tidings_model::Article;

/// A text with all that was found in it before reporting words are looked for.
pub(super) struct Scene<'a> {
    pub(super) tokens: &'a Tokens<'a>,
    pub(super) article: &'a Article,
    pub(super) lexicon: &'a Lexicon,
    pub(super) hits: &'a Hits,
    pub(super) parties: &'a [Party],
    pub(super) quotes: &'a [Quote],
    /// Quotation that a token stands in.
    pub(super) quoted: &'a [Option<u32>],
}

impl Scene<'_> {
    pub(super) fn mark(&self, index: usize, marks: &str) -> bool {
        self.tokens.get(index).is_some_and(|token| token.kind == TokenKind::Mark)
            && marks.contains(self.tokens.surface(index))
    }

    pub(super) fn is_quote_mark(&self, index: usize) -> bool {
        self.mark(index, "\"„“”«»‚‘’‹›")
    }

    /// Whether a token is inside direct speech (a quoted phrase is not).
    pub(super) fn in_speech(&self, index: usize) -> bool {
        self.quoted[index].is_some_and(|quote| self.quotes[quote as usize].speech)
    }

    pub(super) fn speech_at(&self, index: usize) -> Option<&Quote> {
        self.quoted
            .get(index)
            .copied()
            .flatten()
            .map(|quote| &self.quotes[quote as usize])
            .filter(|quote| quote.speech)
    }

    /// First token of the part between commas that a token stands in.
    pub(super) fn segment_start(&self, index: usize, from: usize) -> usize {
        let mut at = index;
        while at > from {
            let mut before = at - 1;
            // What stands in parentheses is passed over.
            if self.mark(before, ")")
                && let Some(open) = (from..before).rev().find(|&open| self.mark(open, "("))
            {
                before = open;
            }
            if self.mark(before, ",;:–—(")
                && !self.in_number(before)
                && !(self.mark(before, "(") && before + 1 < at)
                || self.speech_at(before).is_some()
            {
                break;
            }
            at = before;
        }
        at
    }

    /// One past the last token of the part between commas that a token stands in.
    pub(super) fn segment_end(&self, index: usize, to: usize) -> usize {
        (index..to)
            .find(|&at| {
                self.mark(at, ",;:–—)") && !self.in_number(at)
                    || self.speech_at(at).is_some() && self.speech_at(index).is_none()
            })
            .unwrap_or(to)
    }

    /// A comma or colon between digits.
    pub(super) fn in_number(&self, index: usize) -> bool {
        index > 0
            && self.tokens.get(index + 1).is_some_and(|next| next.kind == TokenKind::Number && next.glued)
            && self.tokens[index - 1].kind == TokenKind::Number
    }

    pub(super) fn has_small(&self, range: std::ops::Range<usize>, small: Small) -> Option<usize> {
        range.into_iter().find(|&index| self.hits.is(index, small))
    }

    /// Whether a byte lies in a time.
    pub(super) fn is_in_time(&self, offset: usize) -> bool {
        is_in_time(offset, self.article)
    }

    pub(super) fn same_block(&self, one: usize, other: usize) -> bool {
        let (a, b) = (self.tokens[one].start, self.tokens[other.min(self.tokens.len() - 1)].start);
        self.article.blocks.iter().any(|block| block.start <= a.min(b) && a.max(b) < block.end)
            || self.article.blocks.is_empty()
    }

    pub(super) fn first_word(&self, from: usize, to: usize) -> usize {
        (from..to)
            .find(|&at| {
                // `s'est exclamé`: the pronoun leans on the verb.
                let leans = at + 1 == to && self.hits.is(at, Small::Reflexive);
                !leans
                    && self.tokens[at].kind != TokenKind::Mark
                    && !self.hits.is(at, Small::And)
                    && !self.hits.is(at, Small::Adverb)
                    && !self.hits.is(at, Small::But)
            })
            .unwrap_or(to)
    }

    /// Whether a verb of reported speech follows before the sentence ends.
    pub(super) fn has_mood(&self, from: usize, to: usize) -> bool {
        (from..to).any(|at| {
            (self.hits.is(at, Small::ReportedMood) || self.hits.is(at, Small::WeakMood))
                && !self.in_speech(at)
        })
    }

    /// Whether a verb stands in a range in a mood that only reported speech has.
    pub(super) fn has_strong_mood(&self, from: usize, to: usize) -> bool {
        (from..to).any(|at| self.hits.is(at, Small::ReportedMood) && !self.in_speech(at))
    }

    /// Whether a sentence refers to the source last named, by an adverb at its start or by a modal of hearsay.
    pub(super) fn refers_back(&self, (from, to): (usize, usize)) -> (bool, bool) {
        let adverb = (from..to.min(from + 2)).any(|at| self.hits.is(at, Small::Demnach));
        let modal = (from..to).any(|at| self.hits.is(at, Small::HearsayModal) && !self.in_speech(at));
        (adverb, modal)
    }

    /// One past the last token of a sentence without its closing marks.
    pub(super) fn trim_end(&self, end: usize, start: usize) -> usize {
        let mut end = end;
        while end > start + 1 && self.mark(end - 1, ".!?") {
            end -= 1;
        }
        end
    }

    pub(super) fn same_sentence(&self, one: usize, other: usize) -> bool {
        let offset = |at: usize| crate::sentence_at(self.article, self.tokens[at].start);
        offset(one) == offset(other)
    }

    /// Whether a dash stands at a token.
    pub(super) fn is_dash(&self, index: usize) -> bool {
        is_dash(self.tokens, index)
    }
}
