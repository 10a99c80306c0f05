//! Which words are said: the clause, the quotation or the object of a reporting verb.

use super::cues::Who;
use super::lexicon::{Class, FINITE, Needs, PARTICIPLE, Relation, Small};
use super::scene::Scene;
use super::subject::LONGEST_PHRASE;
use tidings_language::{Case, TokenKind};
use tidings_model::Act;

/// What is said, as far as its place tells.
#[derive(Debug, Clone, Copy)]
pub(super) struct Content {
    /// First token and one past the last.
    pub(super) range: (usize, usize),
    /// Direct speech.
    pub(super) direct: bool,
    /// A clause of its own.
    pub(super) clause: bool,
    /// Stands before the reporting word, whose speaker then follows.
    pub(super) before: bool,
}

impl Content {
    pub(super) fn speech(range: (usize, usize)) -> Self {
        Self { range, direct: true, clause: false, before: false }
    }

    pub(super) fn clause(range: (usize, usize)) -> Self {
        Self { range, direct: false, clause: true, before: false }
    }

    pub(super) fn object(range: (usize, usize)) -> Self {
        Self { range, direct: false, clause: false, before: false }
    }
}

/// Words between a reporting verb and the conjunction of its content.
const REACH_OF_CONTENT: usize = 16;

impl Scene<'_> {
    pub(super) fn passive_subject(
        &self,
        anchor: usize,
        needs: Needs,
        sentence: (usize, usize),
    ) -> Option<Content> {
        let start = self.segment_start(anchor, sentence.0);
        (start < anchor && needs != Needs::Quote).then_some(Content::object((start, anchor)))
    }

    /// What is said: its tokens, whether it is direct speech, whether a conjunction opens it, whether it precedes the cue.
    #[allow(clippy::too_many_arguments)]
    pub(super) fn content(
        &self,
        cue: (usize, usize),
        anchor: usize,
        index: usize,
        after: usize,
        (act, needs): (Act, Needs),
        sentence: (usize, usize),
    ) -> Option<Content> {
        let end = self.trim_end(sentence.1, sentence.0);
        // Before the cue: `…, sagt X`, `… – közölte X`, `"…", X said`.
        let segment = self.segment_start(anchor.min(index), sentence.0);
        let conjunction = self.conjunction_after(cue.1.max(index) + 1, sentence.1);
        let before = self.content_before(segment, anchor, conjunction.is_some(), sentence);
        // A verb that takes a mere object follows a quotation, but no clause.
        if let Some(content) = before.filter(|(_, direct)| *direct || needs != Needs::Object) {
            return Some(Content { range: content.0, direct: content.1, clause: false, before: true });
        }
        // `…, wie X mitteilte` and `Wie X mitteilte, …`
        if self.hits.is(segment, Small::As)
            || self.hits.at(segment).iter().any(|hit| hit.class == Class::Small(Small::As))
        {
            let close = self.segment_end(index, sentence.1);
            if segment > sentence.0 && self.mark(segment - 1, ",–—") {
                if let Some(quote) = segment.checked_sub(2).and_then(|at| self.speech_at(at)) {
                    return Some(Content::speech((quote.first, quote.last + 1)));
                }
                return Some(Content::object((sentence.0, segment - 1)));
            }
            if segment == sentence.0 && close + 2 < end && self.mark(close, ",") {
                return Some(Content::clause((close + 1, end)));
            }
        }
        // After it. A clause that begins at once goes before a conjunction further on.
        let at_once =
            if needs == Needs::Clause { self.bare_clause(after, end, sentence, true) } else { None };
        if at_once.is_some()
            && conjunction != Some(after)
            && !conjunction.is_some_and(|that| self.mark(after, ",") && that == after + 1)
        {
            return at_once;
        }
        if let Some(that) = conjunction.filter(|_| needs != Needs::Quote) {
            return Some(Content::clause((that, end)));
        }
        let limit = (after + REACH_OF_CONTENT).min(sentence.1);
        if let Some(colon) = (after..limit).find(|&at| self.mark(at, ":") && !self.in_number(at))
            && colon + 1 < self.tokens.len()
        {
            if let Some(quote) = self.speech_at(colon + 1).or_else(|| self.speech_at(colon + 2)) {
                return Some(Content::speech((quote.first, quote.last + 1)));
            }
            if colon + 1 < end {
                // A quotation that is closed only later is direct speech all the same.
                let direct = self.is_quote_mark(colon + 1);
                if !direct && needs == Needs::Quote {
                    return None;
                }
                return Some(Content { direct, ..Content::object((colon + 1, end)) });
            }
            // The quotation may begin the next sentence.
            if let Some(quote) = self.speech_at(sentence.1) {
                return Some(Content::speech((quote.first, quote.last + 1)));
            }
        }
        if let Some(at) = (after..limit).find(|&at| self.speech_at(at).is_some()) {
            let quote = self.speech_at(at)?;
            let none_between = (after..quote.first).all(|at| !self.mark(at, ";"))
                && self.has_small(after..quote.first, Small::Relative).is_none();
            if none_between {
                return Some(Content::speech((quote.first, quote.last + 1)));
            }
        }
        if needs == Needs::Quote {
            return None;
        }
        let infinitive =
            self.has_small(after..limit, Small::Infinitive).is_some() || self.lexicon.names_have_case;
        if needs == Needs::Clause
            && (act == Act::Assert || act == Act::Speculate || act == Act::Plan && !infinitive)
        {
            return self.bare_clause(after, end, sentence, false);
        }
        // What is denied, demanded, warned of needs no clause.
        let after = self.after_particle(cue, index, after, end);
        if cue.1 > index && cue.1 + 1 >= end && after <= cue.1 {
            // What nobody comments on may be told by the phrase alone (`odmówił komentarza`).
            let alone = after == cue.1 && act == Act::Decline;
            return (after < cue.1 || alone)
                .then_some(Content::object((after, if alone { cue.1 + 1 } else { cue.1 })));
        }
        if (after..end).any(|at| self.tokens[at].kind == TokenKind::Word) {
            return Some(Content::object((after, end)));
        }
        // What is said stands between the auxiliary and the verb (`X hat den Vorwurf bestritten`, `… hat X den Vorwurf bestritten`).
        if anchor < index && self.lexicon.verb_second {
            let segment = self.segment_start(anchor, sentence.0);
            let turned = self.subject_left(anchor, sentence.0, segment).is_empty();
            let subject = if turned { self.subject_right(anchor + 1, index, sentence.1) } else { Vec::new() };
            let from = match subject.last() {
                Some(&Who::Party(party)) => self.parties[party].last + 1,
                Some(&Who::Phrase(_, last)) => last + 1,
                None => anchor + 1,
            };
            if (from..index)
                .any(|at| self.tokens[at].kind == TokenKind::Word && !self.hits.is(at, Small::Adverb))
            {
                return Some(Content::object((from, index)));
            }
        }
        // The verb may stand last (`nachdem X den Vorwurf bestritten hatte`).
        let start = self.segment_start(index, sentence.0);
        let subordinate = self.hits.is(start, Small::Subordinator)
            || self.hits.is(start, Small::Relative)
            || !self.lexicon.verb_second;
        if start < index && subordinate {
            return Some(Content::object((start, index)));
        }
        self.bare_answer(cue, anchor, act, sentence)
    }

    /// A denial that tells nothing but itself (`Teheran zaprzecza`) or has the pronoun that takes up what was told before its verb
    /// (`Teheran temu zaprzecza`): nothing but its subject stands beside it.
    fn bare_answer(
        &self,
        cue: (usize, usize),
        anchor: usize,
        act: Act,
        sentence: (usize, usize),
    ) -> Option<Content> {
        if !matches!(act, Act::Deny | Act::Confirm | Act::Decline) || anchor != cue.0 {
            return None;
        }
        let is_light = |at: usize| {
            [Small::Adverb, Small::And, Small::But, Small::This, Small::Not]
                .iter()
                .any(|&small| self.hits.is(at, small))
        };
        let of_subject = |at: usize| {
            self.parties.iter().any(|party| party.first <= at && at <= party.last && self.is_subject(party))
        };
        let segment = self.segment_start(anchor, sentence.0);
        if !(segment..anchor).all(|at| is_light(at) || of_subject(at)) {
            return None;
        }
        match (segment..anchor).find(|&at| self.hits.is(at, Small::This)) {
            Some(this) => Some(Content::object((this, this + 1))),
            None => (act == Act::Deny).then_some(Content::object((cue.0, cue.1 + 1))),
        }
    }

    /// Where the object of a verb begins that has a particle: after it, where words follow, else before it.
    pub(super) fn after_particle(
        &self,
        cue: (usize, usize),
        index: usize,
        after: usize,
        end: usize,
    ) -> usize {
        let mut after = after;
        // The auxiliary of a verb that stands last (`vorgeworfen hatte`).
        while after < end
            && (self.hits.is(after, Small::Have) || self.hits.is(after, Small::Be))
            && self.lexicon.capital_nouns
        {
            after += 1;
        }
        if cue.1 <= index {
            return after;
        }
        let next = cue.1 + 1;
        let goes_on = next < end && self.tokens[next].kind == TokenKind::Word
            || next + 3 < end && self.mark(next, ",") && !self.hits.is(next + 1, Small::Relative);
        if goes_on { next } else { after }
    }

    /// The conjunction that opens a content clause soon after a verb.
    pub(super) fn conjunction_after(&self, from: usize, to: usize) -> Option<usize> {
        let mut commas = 0;
        for at in from..to.min(from + REACH_OF_CONTENT) {
            if self.hits.is(at, Small::That) {
                return Some(at);
            }
            let joins = |at: usize| self.hits.is(at, Small::And) || self.hits.is(at, Small::But);
            if self.mark(at, ",") && joins(at + 1) || joins(at) && self.hits.is_verb(at + 1) {
                return None;
            }
            if self.mark(at, ",") {
                commas += 1;
                let opens_relative =
                    self.hits.is(at + 1, Small::Relative) && !self.hits.is(at + 1, Small::That);
                if commas > 2 || opens_relative {
                    return None;
                }
            } else if self.mark(at, ";:.!?") || self.in_speech(at) || at > from && self.reports_too(at) {
                return None;
            }
        }
        None
    }

    /// Whether another reporting verb stands at a token.
    pub(super) fn reports_too(&self, index: usize) -> bool {
        self.hits.at(index).iter().any(|hit| match hit.class {
            Class::Cue { forms, needs: Needs::Clause, tail: 0, .. } => forms & (FINITE | PARTICIPLE) != 0,
            _ => false,
        })
    }

    /// Words before a cue that stands at the start of its part of the sentence.
    pub(super) fn content_before(
        &self,
        segment: usize,
        anchor: usize,
        conjunction: bool,
        sentence: (usize, usize),
    ) -> Option<((usize, usize), bool)> {
        let first = self.first_word(segment, anchor);
        let word = self.tokens.lower(anchor);
        if self.lexicon.gerund_endings.iter().any(|ending| word.ends_with(ending.as_str())) {
            return None;
        }
        // Either the verb itself opens the part (`, sagt X`) or, where verbs do not come second, its subject (`, X said`).
        let verb_opens = first == anchor;
        let end_of_part = self.segment_end(anchor, sentence.1);
        let subject_opens = self.parties.iter().any(|party| {
            party.relation == Relation::Subject
                && party.first <= first
                && first <= party.last
                && party.last < anchor
                && anchor - party.last <= 2
        });
        // `…, one woman said.` and `…, Nielsen said.`: words of an unknown name before a verb that ends the sentence.
        let ends = self.trim_end(sentence.1, sentence.0) <= anchor + 1;
        let name_opens = !self.lexicon.verb_second
            && ends
            && first < anchor
            && anchor - first <= 6
            && (self.hits.is(first, Small::Determiner) || self.tokens[first].case != Case::Lower)
            && !(first..anchor).any(|at| self.hits.is_verb(at));
        // Where verbs turn round for it, `…, X said` is a clause of its own.
        let subject_opens = (subject_opens || name_opens) && !self.lexicon.declines();
        if !verb_opens && !subject_opens || conjunction {
            return None;
        }
        let before = segment.checked_sub(1)?;
        if let Some(quote) = self.speech_at(before) {
            return (quote.first >= sentence.0 || self.same_block(quote.first, segment))
                .then_some(((quote.first, quote.last + 1), true));
        }
        if segment == sentence.0 && !self.mark(before, ",–—") {
            return None;
        }
        if before < sentence.0 && !self.is_quote_mark(before) {
            return None;
        }
        if let Some(quote) = before.checked_sub(1).and_then(|at| self.speech_at(at))
            && self.same_block(quote.last, segment)
        {
            return Some(((quote.first, quote.last + 1), true));
        }
        // `«…», — сказал X`
        if self.is_dash(before)
            && before > 1
            && self.mark(before - 1, ",")
            && let Some(quote) = self.speech_at(before - 2)
            && self.same_block(quote.last, segment)
        {
            return Some(((quote.first, quote.last + 1), true));
        }
        if before <= sentence.0 || !self.mark(before, ",–—") {
            return None;
        }
        if subject_opens && !verb_opens && self.lexicon.verb_second {
            // `…, Peskov sagte …` is a clause of its own in these languages.
            return None;
        }
        // `Wie X meldet, bestreitet Y …`: the part before tells who reports it.
        if self.hits.is(sentence.0, Small::As) && (sentence.0..before).any(|at| self.reports_too(at)) {
            return None;
        }
        // A name or an age alone is nothing said: the verb's subject stands before the comma.
        let words = (sentence.0..before).filter(|&at| self.tokens[at].kind == TokenKind::Word);
        let all_name = self.parties.iter().any(|party| {
            party.first <= sentence.0
                && sentence.0 <= party.last
                && (party.last + 1..before).all(|at| self.tokens[at].kind != TokenKind::Word)
        });
        let in_party = |at: usize| self.parties.iter().any(|party| party.first <= at && at <= party.last);
        let all_name = all_name || words.clone().all(in_party);
        if all_name || words.count() < 3 {
            return None;
        }
        // A parenthesis ends with the sentence or with the next comma, and nothing but the speaker stands in it.
        let rest_is_short = end_of_part - anchor <= 2 * LONGEST_PHRASE || end_of_part + 1 >= sentence.1;
        let opens_subordinate =
            self.hits.is(segment, Small::Subordinator) || self.hits.is(segment, Small::Relative);
        if !rest_is_short || opens_subordinate {
            return None;
        }
        // What follows the verb must be its speaker, not what is said.
        let said_after = (anchor + 1..sentence.1)
            .any(|at| self.mark(at, ":") && !self.in_number(at) || self.speech_at(at).is_some());
        if said_after {
            return None;
        }
        if self.lexicon.verb_second && verb_opens {
            // `X, syster till Y, avfärdade i maj anklagelserna`: the sentence begins with its subject.
            let apposed = self.parties.iter().any(|party| {
                party.first == sentence.0 && self.mark(party.last + 1, ",") && self.is_subject(party)
            });
            let next = (anchor + 1..end_of_part)
                .find(|&at| !self.hits.is(at, Small::Adverb) && !self.hits.is(at, Small::Reflexive));
            let speaker_follows = next.is_some_and(|next| {
                self.parties
                    .iter()
                    .any(|party| party.first <= next && next <= party.last && (self.can_speak(party)))
                    || self.hits.is(next, Small::Determiner)
                    || self.hits.is(next, Small::Have)
                    || self.hits.is(next, Small::Not)
                    || self.tokens[next].case != Case::Lower
                    || !apposed
                        && (self.is_in_time(self.tokens[next].start) || self.hits.relation(next).is_some())
            });
            if !speaker_follows {
                return None;
            }
        }
        Some(((sentence.0, before), false))
    }

    /// A content clause without a conjunction.
    pub(super) fn bare_clause(
        &self,
        after: usize,
        end: usize,
        sentence: (usize, usize),
        at_once: bool,
    ) -> Option<Content> {
        if self.lexicon.comma_that {
            let reach = if at_once { 1 } else { REACH_OF_CONTENT };
            let comma = (after..(after + reach).min(end)).find(|&at| self.mark(at, ","))?;
            let next = comma + 1;
            if next >= end
                || self.hits.is(next, Small::Relative) && !self.has_mood(next, end)
                || self.hits.is(next, Small::That)
                || self.hits.is(next, Small::Subordinator)
                || self.hits.is(next, Small::Infinitive)
            {
                return None;
            }
            let verb_follows = self.has_mood(next, end) || !at_once && end - next >= 3;
            return verb_follows.then_some(Content::clause((next, end)));
        }
        if !self.lexicon.zero_that || after >= end {
            return None;
        }
        // `Han sier det er …`: a new subject right after the verb, with a verb after it.
        let party =
            self.parties.iter().find(|party| party.first == after && party.relation == Relation::Subject);
        let from = match party {
            Some(party) => party.last + 1,
            None if self.hits.is(after, Small::Determiner) || self.hits.is(after, Small::Nobody) => after + 1,
            None => return None,
        };
        let verb = (from..(from + 6).min(sentence.1))
            // `I går sa Putin at det var …`: the clause begins at its conjunction.
            .take_while(|&at| !self.mark(at, ",;:") && !self.hits.is(at, Small::That))
            .any(|at| self.hits.is_verb(at));
        verb.then_some(Content::clause((after, end)))
    }
}
