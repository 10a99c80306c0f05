//! Reporting words: who says it, what they do in saying it, and which words are theirs.

use super::lexicon::{
    Class, FINITE, Forms, Hit, Hits, INFINITIVE, Lexicon, Needs, PARTICIPLE, PASSIVE, Relation, Small,
};
use super::parties::{Head, Party, medium, preposition_before};
use super::quotes::{Quote, is_dash};
use tidings_language::{Case, TokenKind, Tokens};
use tidings_model::{Act, Article, EntityKind};

/// Somebody who may speak: a party of the text, or a noun phrase of unknown words.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Who {
    /// Index into the parties.
    Party(usize),
    /// First and last token.
    Phrase(usize, usize),
}

/// A reporting word with its speaker and what is said.
#[derive(Debug, Clone)]
pub(super) struct Report {
    /// Tokens of the reporting word.
    pub(super) cue: (usize, usize),
    pub(super) act: Act,
    /// Joint speakers; empty where nobody is named.
    pub(super) who: Vec<Who>,
    /// Media to whom it is said or in which it stands: outer reporters.
    pub(super) told: Vec<usize>,
    /// Sources the speaker cites: inner reporters.
    pub(super) cited: Vec<usize>,
    /// What is said: first token and one past the last.
    pub(super) content: (usize, usize),
    /// The words are direct speech.
    pub(super) direct: bool,
    /// Opened by a conjunction, so what follows up to the clause's end belongs to it.
    pub(super) clause: bool,
    /// Of a source phrase and not of a verb.
    pub(super) phrase: bool,
    /// The reporting verb is passive.
    pub(super) passive: bool,
    pub(super) why: &'static str,
}

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

/// How far before a participle or infinitive its auxiliary is looked for.
const REACH_OF_AUXILIARY: usize = 12;
/// Words between a reporting verb and the conjunction of its content.
const REACH_OF_CONTENT: usize = 16;
/// Words between a reporting verb and a subject after it.
const REACH_OF_SUBJECT: usize = 8;
/// Longest noun phrase of unknown words taken for a speaker.
const LONGEST_PHRASE: usize = 9;

impl Scene<'_> {
    fn mark(&self, index: usize, marks: &str) -> bool {
        self.tokens.get(index).is_some_and(|token| token.kind == TokenKind::Mark)
            && marks.contains(self.tokens.surface(index))
    }

    fn is_quote_mark(&self, index: usize) -> bool {
        self.mark(index, "\"„“”«»‚‘’‹›")
    }

    /// Whether a token is inside direct speech (a quoted phrase is not).
    pub(super) fn in_speech(&self, index: usize) -> bool {
        self.quoted[index].is_some_and(|quote| self.quotes[quote as usize].speech)
    }

    fn speech_at(&self, index: usize) -> Option<&Quote> {
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
    fn in_number(&self, index: usize) -> bool {
        index > 0
            && self.tokens.get(index + 1).is_some_and(|next| next.kind == TokenKind::Number && next.glued)
            && self.tokens[index - 1].kind == TokenKind::Number
    }

    fn has_small(&self, range: std::ops::Range<usize>, small: Small) -> Option<usize> {
        range.into_iter().find(|&index| self.hits.is(index, small))
    }

    /// All reports of a sentence, in text order.
    pub(super) fn reports(&self, sentence: (usize, usize)) -> Vec<Report> {
        let mut found: Vec<Report> = Vec::new();
        let question = self.question(sentence);
        for index in sentence.0..sentence.1 {
            if self.in_speech(index) || question.is_some_and(|(from, to)| from <= index && index < to) {
                continue;
            }
            let mut best: Option<Report> = None;
            for hit in self.hits.at(index) {
                let Class::Cue { act, forms, tail, needs } = hit.class else { continue };
                let Some(report) = self.report(index, hit, (act, forms, tail, needs), sentence) else {
                    continue;
                };
                // A verb with its particle says more than the bare verb, a telling act more than the general one.
                let better = best.as_ref().is_none_or(|best| {
                    (report.cue.1 - report.cue.0, report.act != Act::Assert)
                        > (best.cue.1 - best.cue.0, best.act != Act::Assert)
                });
                if better {
                    best = Some(report);
                }
            }
            found.extend(best);
        }
        // The words of a longer reporting phrase are no cue of their own (`vill inte kommentera`).
        let spans: Vec<(usize, usize)> = found.iter().map(|report| report.cue).collect();
        found.retain(|report| {
            !spans.iter().any(|span| *span != report.cue && span.0 <= report.cue.0 && report.cue.1 <= span.1)
        });
        found.extend(self.noun_reports(sentence, &found));
        found.extend(self.colon_report(sentence, &found));
        let phrases = self.source_phrases(sentence);
        found.extend(phrases);
        found.sort_by_key(|report| (report.cue.0, report.cue.1));
        found
    }

    /// The part of a sentence that tells what somebody was asked (`På frågan om …, svarar X`).
    fn question(&self, sentence: (usize, usize)) -> Option<(usize, usize)> {
        let start = (sentence.0..sentence.1)
            .find(|&at| self.hits.at(at).iter().any(|hit| hit.class == Class::Question))?;
        let commas: Vec<usize> = (start..sentence.1).filter(|&at| self.mark(at, ",")).take(2).collect();
        let end = match commas.as_slice() {
            // The first comma may only open the clause that holds the question.
            [first, second] if self.hits.is(first + 1, Small::That) => *second,
            [first, ..] => *first,
            [] => return None,
        };
        Some((start, end))
    }

    fn report(
        &self,
        index: usize,
        hit: &Hit,
        (act, forms, tail, needs): (Act, Forms, u16, Needs),
        sentence: (usize, usize),
    ) -> Option<Report> {
        let mut cue = (index, index + hit.length - 1);
        if self.is_noun_here(index, sentence.0) {
            return None;
        }
        if tail != 0 {
            let words = &self.lexicon.tails[usize::from(tail)];
            let end = self.segment_end(index, sentence.1);
            let place = (cue.1 + 1..end).find(|&at| {
                words
                    .iter()
                    .enumerate()
                    .all(|(k, word)| at + k < self.tokens.len() && self.tokens.lower(at + k) == &**word)
            })?;
            cue.1 = place + words.len() - 1;
        }
        let after_verb = index + hit.length;
        match needs {
            Needs::After => return self.after_cue(cue, act, sentence),
            Needs::Impersonal => return self.impersonal(cue, act, sentence),
            Needs::Clause | Needs::Quote | Needs::Object => {}
        }
        let (anchor, passive) = self.anchor(index, after_verb, forms, sentence)?;
        let segment =
            (self.segment_start(anchor.min(index), sentence.0), self.segment_end(index, sentence.1));
        let negated = (anchor..=index).any(|at| self.hits.is(at, Small::Not))
            || (after_verb..segment.1.min(after_verb + 3))
                .take_while(|&at| !self.hits.is(at, Small::That))
                .any(|at| self.hits.is(at, Small::Not))
            || anchor > segment.0 && self.hits.is(anchor - 1, Small::Not);
        let act = match (act, negated) {
            (act, false) => act,
            (Act::Confirm | Act::Deny | Act::Assert, true) => Act::Decline,
            (Act::Decline, true) => Act::Decline,
            (Act::Speculate, true) => Act::Speculate,
            (_, true) => return None,
        };

        let found = self.content(cue, anchor, index, after_verb, (act, needs), sentence);
        if passive
            && let Some(((that, _), _, true, _)) = found
            && let Some(agent) = self.misspelt_agent(that, sentence)
        {
            let start = self.segment_start(anchor, sentence.0);
            return (start < anchor).then_some(Report {
                cue,
                act,
                who: vec![agent],
                told: Vec::new(),
                cited: Vec::new(),
                content: (start, anchor),
                direct: false,
                clause: false,
                phrase: false,
                passive,
                why: "reporting verb",
            });
        }
        let (content, direct, clause, inverted) = match found {
            Some((content, false, false, false)) if passive && self.mark(content.0.min(content.1), ",") && content.1 - content.0 > 4 => {
                (content, false, true, false)
            }
            Some((_, false, false, false)) | None if passive => {
                // What is denied, confirmed, said stands before its verb (`Påståendet … avvisades av X`).
                let start = self.segment_start(anchor, sentence.0);
                if start >= anchor || needs == Needs::Quote {
                    return None;
                }
                ((start, anchor), false, false, false)
            }
            found => found?,
        };
        let before_content = if content.0 > cue.0 { content.0 } else { sentence.1 };
        let who = if passive {
            let found = self.agent(after_verb, before_content);
            if found.is_empty() { self.agent(segment.0, index) } else { found }
        } else {
            self.subject(anchor, index, after_verb, before_content, sentence, inverted)
        };
        if passive && who.is_empty() && !clause {
            return None;
        }
        if !passive && who.is_empty() {
            // Without a speaker only direct speech counts, where the speaker is then the one who spoke before;
            // so does a language that leaves the pronoun out.
            if !direct && !(self.lexicon.drops_subject && clause) {
                return None;
            }
        }
        let region =
            if inverted { (cue.1 + 1, sentence.1) } else { (segment.0, before_content.min(sentence.1)) };
        let (told, cited) = self.media(region, &who, content, direct);
        Some(Report {
            cue,
            act,
            who,
            told,
            cited,
            content,
            direct,
            clause,
            phrase: false,
            passive,
            why: if direct { "quotation" } else { "reporting verb" },
        })
    }

    /// A word that reports what stands before it, its speaker behind it to the end of the part (`…, so der Sprecher.`).
    fn after_cue(&self, cue: (usize, usize), act: Act, sentence: (usize, usize)) -> Option<Report> {
        let segment = self.segment_start(cue.0, sentence.0);
        if segment != cue.0 {
            return None;
        }
        let (content, direct) = self.content_before(segment, cue.0, false, sentence)?;
        let end = self.trim_end(self.segment_end(cue.0, sentence.1), cue.0);
        if (cue.1 + 1..end).any(|at| self.hits.is_verb(at) || self.hits.is(at, Small::That)) {
            return None;
        }
        let mut who = self.subject_right(cue.1 + 1, end, sentence.1);
        if who.is_empty() {
            who.extend(self.phrase_right(cue.1 + 1, end));
        }
        let (told, cited) = self.media((cue.1 + 1, sentence.1), &who, content, direct);
        (!who.is_empty()).then_some(Report {
            cue,
            act,
            who,
            told,
            cited,
            content,
            direct,
            clause: false,
            phrase: false,
            passive: false,
            why: "reporting word after",
        })
    }

    /// `heißt es in dem Bericht`: the text or place is the speaker.
    fn impersonal(&self, cue: (usize, usize), act: Act, sentence: (usize, usize)) -> Option<Report> {
        let found = self.content(cue, cue.0, cue.0, cue.1 + 1, (act, Needs::Clause), sentence)?;
        let (content, direct, clause, _) = found;
        let fits = |party: &Party| {
            matches!(party.relation, Relation::In | Relation::From | Relation::At | Relation::On | Relation::Subject | Relation::By)
                && self.can_speak(party)
        };
        let outside = |party: &Party| !(content.0 <= party.first && party.first < content.1);
        let after = self.parties.iter().position(|party| {
            party.first > cue.1 && party.first <= cue.1 + 4 && party.last < sentence.1 && fits(party) && outside(party)
        });
        let segment = self.segment_start(cue.0, sentence.0);
        let before = self.parties.iter().rposition(|party| {
            party.last < cue.0 && party.first >= segment && fits(party) && party.relation != Relation::Subject && outside(party)
        });
        let mut who: Vec<Who> = after.or(before).map(Who::Party).into_iter().collect();
        if who.is_empty() {
            let preposition = |at: usize| matches!(self.hits.relation(at), Some(Relation::In | Relation::From | Relation::On));
            let start = if preposition(cue.1 + 1) {
                Some(cue.1 + 2)
            } else {
                (segment..cue.0).find(|&at| preposition(at)).map(|at| at + 1)
            };
            let end = if start.is_some_and(|start| start < cue.0) { cue.0 } else { self.segment_end(cue.1, sentence.1) };
            who.extend(start.and_then(|start| self.noun_phrase(start, self.trim_end(end, start))));
        }
        (!who.is_empty() || direct || clause).then_some(Report {
            cue,
            act,
            who,
            told: Vec::new(),
            cited: Vec::new(),
            content,
            direct,
            clause: true,
            phrase: false,
            passive: true,
            why: "impersonal phrase",
        })
    }

    /// A noun phrase of unknown words that begins at a token: articles, adjectives, nouns, and one possessor or adjunct
    /// behind them. Only where common nouns have a capital can its end be told.
    fn noun_phrase(&self, first: usize, limit: usize) -> Option<Who> {
        let end = self.noun_phrase_end(first, limit)?;
        Some(Who::Phrase(first, end - 1))
    }

    fn noun_phrase_end(&self, first: usize, limit: usize) -> Option<usize> {
        let capital = |at: usize| at < limit && self.tokens[at].kind == TokenKind::Word && self.tokens[at].case != Case::Lower;
        let determiner = |at: usize| at < limit && self.hits.is(at, Small::Determiner);
        let mut at = first;
        if determiner(at) {
            at += 1;
            // `Einer der 13 Männer`
            if at < limit && self.hits.is(at, Small::Genitive) {
                at += 1;
            }
        }
        let mut adjectives = 0;
        while at < limit && self.tokens[at].kind != TokenKind::Mark && self.tokens[at].case == Case::Lower && adjectives < 5 {
            let free = self.hits.at(at).iter().all(|hit| matches!(hit.class, Class::Quality(_) | Class::Object { .. } | Class::Small(Small::Adverb | Small::Determiner)));
            if !free {
                return None;
            }
            at += 1;
            adjectives += 1;
        }
        if !capital(at) {
            return None;
        }
        while capital(at) {
            at += 1;
        }
        // One possessor or adjunct: `der Stadt Köln`, `des Unternehmens`, `für Sicherheit`.
        for _ in 0..2 {
            let link = at < limit && (self.hits.is(at, Small::Genitive) || matches!(self.hits.relation(at), Some(Relation::Of | Relation::By | Relation::For)));
            if !link {
                break;
            }
            let mut next = at + 1;
            while next < limit && self.tokens[next].kind == TokenKind::Word && self.tokens[next].case == Case::Lower && next - at < 4 {
                next += 1;
            }
            if !capital(next) {
                break;
            }
            at = next;
            while capital(at) {
                at += 1;
            }
        }
        Some(at)
    }

    /// A conjunction after a passive that opens no clause but stands before its agent (`gjentatt at Adrienne Watson, …`).
    fn misspelt_agent(&self, that: usize, sentence: (usize, usize)) -> Option<Who> {
        let index = self.parties.iter().position(|party| party.first == that + 1)?;
        let party = &self.parties[index];
        let ends = self.mark(party.last + 1, ",.") || party.last + 1 >= sentence.1;
        let verb = (party.last + 1..sentence.1).any(|at| self.hits.is_verb(at));
        (self.is_subject(party) && matches!(party.head, Head::Mention(_)) && ends && !verb)
            .then_some(Who::Party(index))
    }

    /// Whether a word that can be a verb is a noun where it stands (`the claim`, `Die Forderung`).
    fn is_noun_here(&self, index: usize, from: usize) -> bool {
        if index > from && self.hits.is(index - 1, Small::Determiner) && self.hits.at(index - 1).len() == 1 {
            return true;
        }
        let opens = index == from || index > 0 && self.is_quote_mark(index - 1);
        self.lexicon.capital_nouns && self.tokens[index].case == Case::Capital && !opens
    }

    /// The finite verb of a reporting verb's clause, and whether the verb is passive.
    fn anchor(
        &self,
        index: usize,
        after: usize,
        forms: Forms,
        sentence: (usize, usize),
    ) -> Option<(usize, bool)> {
        let segment = (self.segment_start(index, sentence.0), self.segment_end(index, sentence.1));
        let left = segment.0.max(index.saturating_sub(REACH_OF_AUXILIARY))..index;
        let auxiliary = |small: Small| {
            left.clone()
                .rev()
                .take_while(|&at| !self.hits.is(at, Small::That))
                .find(|&at| self.hits.is(at, small))
        };
        let right = |small: Small| self.has_small(after..(after + 3).min(segment.1), small);
        if forms & PASSIVE != 0 {
            return Some((index, true));
        }
        if forms & PARTICIPLE != 0 {
            let (have, be) = (auxiliary(Small::Have), auxiliary(Small::Be));
            if let Some(have) = have {
                // `har blitt anklaget`: the nearer auxiliary tells.
                return Some((have, be.is_some_and(|be| be > have)));
            }
            if let Some(be) = be {
                return Some((be, true));
            }
            if forms & FINITE == 0 {
                if right(Small::Have).is_some() {
                    return Some((index, false));
                }
                return right(Small::Be).map(|_| (index, true));
            }
        }
        if forms & INFINITIVE != 0 {
            if let Some(modal) = auxiliary(Small::Modal) {
                return Some((modal, false));
            }
            if forms & FINITE == 0 {
                return None;
            }
        }
        (forms & FINITE != 0).then_some((index, false))
    }

    /// What is said: its tokens, whether it is direct speech, whether a conjunction opens it, whether it precedes the cue.
    #[allow(clippy::too_many_arguments)]
    fn content(
        &self,
        cue: (usize, usize),
        anchor: usize,
        index: usize,
        after: usize,
        (act, needs): (Act, Needs),
        sentence: (usize, usize),
    ) -> Option<((usize, usize), bool, bool, bool)> {
        let end = self.trim_end(sentence.1, sentence.0);
        // Before the cue: `…, sagt X`, `… – közölte X`, `"…", X said`.
        let segment = self.segment_start(anchor.min(index), sentence.0);
        let conjunction = self.conjunction_after(cue.1.max(index) + 1, sentence.1);
        let before = self.content_before(segment, anchor, conjunction.is_some(), sentence);
        // A verb that takes a mere object follows a quotation, but no clause.
        if let Some(content) = before.filter(|(_, direct)| *direct || needs != Needs::Object) {
            return Some((content.0, content.1, false, true));
        }
        // `…, wie X mitteilte` and `Wie X mitteilte, …`
        if self.hits.is(segment, Small::As) || self.hits.at(segment).iter().any(|hit| hit.class == Class::Small(Small::As)) {
            let close = self.segment_end(index, sentence.1);
            if segment > sentence.0 && self.mark(segment - 1, ",–—") {
                if let Some(quote) = segment.checked_sub(2).and_then(|at| self.speech_at(at)) {
                    return Some(((quote.first, quote.last + 1), true, false, false));
                }
                return Some(((sentence.0, segment - 1), false, false, false));
            }
            if segment == sentence.0 && close + 2 < end && self.mark(close, ",") {
                return Some(((close + 1, end), false, true, false));
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
        if let Some(that) = conjunction {
            return Some(((that, end), false, true, false));
        }
        let limit = (after + REACH_OF_CONTENT).min(sentence.1);
        if let Some(colon) = (after..limit).find(|&at| self.mark(at, ":") && !self.in_number(at))
            && colon + 1 < self.tokens.len()
        {
            if let Some(quote) = self.speech_at(colon + 1).or_else(|| self.speech_at(colon + 2)) {
                return Some(((quote.first, quote.last + 1), true, false, false));
            }
            if colon + 1 < end {
                return Some(((colon + 1, end), false, false, false));
            }
            // The quotation may begin the next sentence.
            if let Some(quote) = self.speech_at(sentence.1) {
                return Some(((quote.first, quote.last + 1), true, false, false));
            }
        }
        if let Some(at) = (after..limit).find(|&at| self.speech_at(at).is_some()) {
            let quote = self.speech_at(at)?;
            let none_between = (after..quote.first).all(|at| !self.mark(at, ";"))
                && self.has_small(after..quote.first, Small::Relative).is_none();
            if none_between {
                return Some(((quote.first, quote.last + 1), true, false, false));
            }
        }
        if needs == Needs::Quote {
            return None;
        }
        let infinitive = self.has_small(after..limit, Small::Infinitive).is_some() || self.lexicon.names_have_case;
        if needs == Needs::Clause && (act == Act::Assert || act == Act::Speculate || act == Act::Plan && !infinitive) {
            return self.bare_clause(after, end, sentence, false);
        }
        // What is denied, demanded, warned of needs no clause.
        let after = self.after_particle(cue, index, after, end);
        if cue.1 > index && cue.1 + 1 >= end && after <= cue.1 {
            return (after < cue.1).then_some(((after, cue.1), false, false, false));
        }
        if (after..end).any(|at| self.tokens[at].kind == TokenKind::Word) {
            return Some(((after, end), false, false, false));
        }
        // The verb may stand last (`nachdem X den Vorwurf bestritten hatte`).
        let start = self.segment_start(index, sentence.0);
        let subordinate = self.hits.is(start, Small::Subordinator) || self.hits.is(start, Small::Relative) || !self.lexicon.verb_second;
        (start < index && subordinate).then_some(((start, index), false, false, false))
    }

    /// Where the object of a verb begins that has a particle: after it, where words follow, else before it.
    fn after_particle(&self, cue: (usize, usize), index: usize, after: usize, end: usize) -> usize {
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
    fn conjunction_after(&self, from: usize, to: usize) -> Option<usize> {
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
                let opens_relative = self.hits.is(at + 1, Small::Relative) && !self.hits.is(at + 1, Small::That);
                if commas > 2 || opens_relative {
                    return None;
                }
            } else if self.mark(at, ";:.!?") || self.in_speech(at) {
                return None;
            } else if at > from && self.hits.at(at).iter().any(|hit| matches!(hit.class, Class::Cue { forms, needs: Needs::Clause, tail: 0, .. } if forms & (FINITE | PARTICIPLE) != 0)) {
                return None;
            }
        }
        None
    }

    /// Words before a cue that stands at the start of its part of the sentence.
    fn content_before(
        &self,
        segment: usize,
        anchor: usize,
        conjunction: bool,
        sentence: (usize, usize),
    ) -> Option<((usize, usize), bool)> {
        let first = self.first_word(segment, anchor);
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
        if before <= sentence.0 || !self.mark(before, ",–—") {
            return None;
        }
        if subject_opens && !verb_opens && self.lexicon.verb_second {
            // `…, Peskov sagte …` is a clause of its own in these languages.
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
        let said_after = (anchor + 1..sentence.1).any(|at| self.mark(at, ":") && !self.in_number(at) || self.speech_at(at).is_some());
        if said_after {
            return None;
        }
        if self.lexicon.verb_second && verb_opens {
            let next = (anchor + 1..end_of_part).find(|&at| !self.hits.is(at, Small::Adverb) && !self.hits.is(at, Small::Reflexive));
            let speaker_follows = next.is_some_and(|next| {
                self.parties.iter().any(|party| party.first <= next && next <= party.last && (self.can_speak(party)))
                    || self.hits.is(next, Small::Determiner)
                    || self.hits.is(next, Small::Have) || self.hits.is(next, Small::Not)
                    || self.tokens[next].case != Case::Lower
                    || self.article.times.iter().any(|time| time.start <= self.tokens[next].start && self.tokens[next].start < time.end)
                    || self.hits.relation(next).is_some()
            });
            if !speaker_follows {
                return None;
            }
        }
        Some(((sentence.0, before), false))
    }

    fn same_block(&self, one: usize, other: usize) -> bool {
        let (a, b) = (self.tokens[one].start, self.tokens[other.min(self.tokens.len() - 1)].start);
        self.article.blocks.iter().any(|block| block.start <= a.min(b) && a.max(b) < block.end)
            || self.article.blocks.is_empty()
    }

    fn first_word(&self, from: usize, to: usize) -> usize {
        (from..to)
            .find(|&at| {
                self.tokens[at].kind != TokenKind::Mark
                    && !self.hits.is(at, Small::And)
                    && !self.hits.is(at, Small::Adverb)
                    && !self.hits.is(at, Small::But)
            })
            .unwrap_or(to)
    }

    /// A content clause without a conjunction.
    fn bare_clause(
        &self,
        after: usize,
        end: usize,
        sentence: (usize, usize),
        at_once: bool,
    ) -> Option<((usize, usize), bool, bool, bool)> {
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
            return verb_follows.then_some(((next, end), false, true, false));
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
            .take_while(|&at| !self.mark(at, ",;:"))
            .any(|at| self.hits.is_verb(at));
        verb.then_some(((after, end), false, true, false))
    }

    /// Whether a verb of reported speech follows before the sentence ends.
    pub(super) fn has_mood(&self, from: usize, to: usize) -> bool {
        (from..to).any(|at| {
            (self.hits.is(at, Small::ReportedMood) || self.hits.is(at, Small::WeakMood)) && !self.in_speech(at)
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
    fn trim_end(&self, end: usize, start: usize) -> usize {
        let mut end = end;
        while end > start + 1 && self.mark(end - 1, ".!?") {
            end -= 1;
        }
        end
    }

    /// The subject of a finite verb: before it, or after it where the language turns them round.
    fn subject(
        &self,
        anchor: usize,
        index: usize,
        after: usize,
        limit: usize,
        sentence: (usize, usize),
        inverted: bool,
    ) -> Vec<Who> {
        let segment = self.segment_start(anchor, sentence.0);
        let first = self.first_word(segment, anchor);
        let verb_opens = first == anchor;
        let impersonal =
            (segment..(after + 2).min(self.tokens.len())).any(|at| self.hits.is(at, Small::Nobody));
        let right = || {
            let from = if anchor == index { after } else { anchor + 1 };
            let party = self.subject_right(from, limit.max(from), sentence.1);
            if party.is_empty() && anchor != index {
                self.subject_right(after, limit.max(after), sentence.1)
            } else {
                party
            }
        };
        if verb_opens {
            let found = right();
            if !found.is_empty() {
                return found;
            }
            if inverted {
                let phrase = self.phrase_right(after, limit.min(sentence.1));
                if phrase.is_some() {
                    return phrase.into_iter().collect();
                }
            }
        }
        let left = self.subject_left(anchor, sentence.0, segment);
        if !left.is_empty() {
            return left;
        }
        if !verb_opens && (self.lexicon.verb_second || inverted || self.lexicon.names_have_case) {
            let found = right();
            if !found.is_empty() {
                return found;
            }
        }
        if impersonal {
            return Vec::new();
        }
        if let Some(phrase) = self.phrase_left(segment, anchor) {
            return vec![phrase];
        }
        if self.lexicon.verb_second && !verb_opens {
            return self.phrase_right(after, limit.min(sentence.1)).into_iter().collect();
        }
        let far = self.subject_far_left(segment, sentence.0);
        if !far.is_empty() {
            return far;
        }
        Vec::new()
    }

    /// Whether a party can be the subject or a bare object of an event.
    pub(super) fn is_bare(&self, party: &Party) -> bool {
        self.is_subject(party) && !matches!(party.head, Head::Both)
    }

    /// Whether a party can do something.
    pub(super) fn can_act(&self, party: &Party) -> bool {
        self.can_speak(party)
    }

    fn can_speak(&self, party: &Party) -> bool {
        match party.head {
            Head::Mention(index) => {
                let mention = &self.article.mentions[index];
                !matches!(mention.kind, EntityKind::Event | EntityKind::Work)
            }
            Head::Pronoun(Small::Neuter) => true,
            Head::There => false,
            _ => true,
        }
    }

    fn is_subject(&self, party: &Party) -> bool {
        party.relation == Relation::Subject
            && !party.genitive
            && self.can_speak(party)
            && !(matches!(party.head, Head::Pronoun(_)) && self.hits.is(party.core.0, Small::Possessive))
    }

    /// The subject in the same part of the sentence, before the verb.
    fn subject_left(&self, anchor: usize, from: usize, segment: usize) -> Vec<Who> {
        let upto = self.parties.partition_point(|party| party.last < anchor);
        let candidate = self.parties[..upto]
            .iter()
            .enumerate()
            .rev()
            .take_while(|(_, party)| party.first >= segment)
            .find(|(_, party)| self.is_subject(party));
        if let Some((index, _)) = candidate {
            return self.with_joint_before(index);
        }
        // `X, Sprecher des Y, sagte` and `X, som …, sa`: over the inserted parts.
        if segment > from && self.first_word(segment, anchor) == anchor {
            return self.subject_far_left(segment, from);
        }
        Vec::new()
    }

    /// The subject before inserted parts that commas enclose.
    fn subject_far_left(&self, segment: usize, from: usize) -> Vec<Who> {
        let mut end = segment;
        for _ in 0..4 {
            let Some(comma) = end.checked_sub(1).filter(|&comma| comma > from && self.mark(comma, ","))
            else {
                return Vec::new();
            };
            let start = self.segment_start(comma, from);
            let inserted = self.hits.is(start, Small::Relative)
                || self.hits.is(start, Small::Subordinator)
                || self.hits.relation(start).is_some() && self.hits.is(start + 1, Small::Relative);
            let upto = self.parties.partition_point(|party| party.last < comma);
            let candidate = self.parties[..upto]
                .iter()
                .enumerate()
                .rev()
                .take_while(|(_, party)| party.first >= start)
                .find(|(_, party)| self.is_subject(party));
            if !inserted && let Some((index, party)) = candidate {
                // A noun in apposition to the name before it: the name speaks.
                let apposed = matches!(party.head, Head::Role(..))
                    && index > 0
                    && party.first == start
                    && start > from
                    && self.is_subject(&self.parties[index - 1])
                    && matches!(self.parties[index - 1].head, Head::Mention(_))
                    && self.parties[index - 1].last + 2 == party.first;
                return self.with_joint_before(if apposed { index - 1 } else { index });
            }
            end = start;
        }
        Vec::new()
    }

    fn with_joint_before(&self, index: usize) -> Vec<Who> {
        let mut first = index;
        while first > 0 && self.parties[first].joint && self.can_speak(&self.parties[first - 1]) {
            first -= 1;
        }
        (first..=index).map(Who::Party).collect()
    }

    /// The subject after the verb.
    fn subject_right(&self, from: usize, limit: usize, sentence_end: usize) -> Vec<Who> {
        let limit = limit.min(sentence_end);
        let first = self.parties.partition_point(|party| party.first < from);
        for (index, party) in self.parties.iter().enumerate().skip(first) {
            if party.first >= limit || party.first - from > REACH_OF_SUBJECT {
                break;
            }
            let barred = (from..party.first).any(|at| {
                self.mark(at, ",;:.!?–—")
                    || self.hits.is(at, Small::That)
                    || self.is_quote_mark(at)
                    || self.hits.is(at, Small::Infinitive)
            });
            if barred {
                break;
            }
            if self.is_subject(party) {
                let mut last = index;
                while last + 1 < self.parties.len()
                    && self.parties[last + 1].joint
                    && self.parties[last + 1].first < limit
                {
                    last += 1;
                }
                return (index..=last).map(Who::Party).collect();
            }
        }
        Vec::new()
    }

    /// Who does it in a passive.
    fn agent(&self, from: usize, limit: usize) -> Vec<Who> {
        let by = self
            .parties
            .iter()
            .enumerate()
            .skip(self.parties.partition_point(|party| party.first < from))
            .take_while(|(_, party)| party.first < limit)
            .find(|(_, party)| party.relation == Relation::By && self.can_speak(party));
        by.map(|(index, _)| Who::Party(index)).into_iter().collect()
    }

    /// A noun phrase of unknown words that fills the part before the verb.
    fn phrase_left(&self, segment: usize, anchor: usize) -> Option<Who> {
        let first = self.first_word(segment, anchor);
        if segment > 0 && self.mark(segment - 1, ",") && self.hits.is(segment, Small::Relative) {
            return None;
        }
        if first >= anchor || anchor - first > LONGEST_PHRASE {
            return None;
        }
        self.phrase(first, anchor)
    }

    /// A noun phrase of unknown words after the verb.
    fn phrase_right(&self, after: usize, limit: usize) -> Option<Who> {
        let first = (after..limit.min(after + 3))
            .find(|&at| !self.hits.is(at, Small::Adverb) && !self.hits.is(at, Small::Reflexive))?;
        let end = (first..limit)
            .find(|&at| {
                self.tokens[at].kind == TokenKind::Mark
                    || self.hits.is(at, Small::That)
                    || at > first && self.hits.relation(at).is_some_and(|relation| relation != Relation::Of)
                    || self
                        .article
                        .times
                        .iter()
                        .any(|time| time.start <= self.tokens[at].start && self.tokens[at].start < time.end)
            })
            .unwrap_or(limit);
        if end <= first || end - first > LONGEST_PHRASE {
            return None;
        }
        self.phrase(first, end)
    }

    fn phrase(&self, first: usize, end: usize) -> Option<Who> {
        if self.lexicon.capital_nouns {
            return self.german_phrase(first, end);
        }
        let opens = self.hits.is(first, Small::Determiner)
            || self.tokens[first].case != Case::Lower
                && self.hits.at(first).is_empty()
                && self.lexicon.capital_nouns;
        let noun = (first..end).any(|at| {
            self.tokens[at].kind == TokenKind::Word
                && self
                    .hits
                    .at(at)
                    .iter()
                    .all(|hit| matches!(hit.class, Class::Event { .. } | Class::Object { .. }))
                && (!self.lexicon.capital_nouns || self.tokens[at].case != Case::Lower)
        });
        let is_time = self
            .article
            .times
            .iter()
            .any(|time| time.start < self.tokens[end - 1].end && self.tokens[first].start < time.end);
        let clean = (first..end).all(|at| self.tokens[at].kind != TokenKind::Mark && !self.hits.is_verb(at));
        (opens && noun && clean && !is_time).then_some(Who::Phrase(first, end - 1))
    }

    /// Where nouns have capitals: a well-formed noun phrase with nothing but adverbs and times behind it.
    fn german_phrase(&self, first: usize, end: usize) -> Option<Who> {
        let last = self.noun_phrase_end(first, end)?;
        if self.hits.relation(first).is_some() {
            return None;
        }
        let starts_sentence = first == 0 || self.mark(first - 1, ".!?:") || !self.same_sentence(first - 1, first);
        let bare = !self.hits.is(first, Small::Determiner);
        if bare && starts_sentence && last == first + 1 {
            // One word with the capital of the sentence: only a plural of persons or things said looks like a noun.
            let word = self.tokens.lower(first);
            let plural = word.len() >= 8 && (word.ends_with("en") || word.ends_with("er"));
            if !plural || !self.hits.at(first).is_empty() {
                return None;
            }
        }
        let in_time = |at: usize| {
            self.article.times.iter().any(|time| time.start <= self.tokens[at].start && self.tokens[at].start < time.end)
        };
        let rest_is_light = (last..end).all(|at| {
            in_time(at)
                || self.tokens[at].case == Case::Lower && !self.hits.is_verb(at)
                || self.tokens[at].kind != TokenKind::Word
                || self.hits.relation(at).is_some()
                || at > last
        });
        (rest_is_light && !in_time(first) && end - first <= LONGEST_PHRASE + 3).then_some(Who::Phrase(first, last - 1))
    }

    fn same_sentence(&self, one: usize, other: usize) -> bool {
        let offset = |at: usize| crate::sentence_at(self.article, self.tokens[at].start);
        offset(one) == offset(other)
    }

    /// Media in a reporting clause: those it is said to or stands in, and those that are cited.
    fn media(
        &self,
        region: (usize, usize),
        who: &[Who],
        content: (usize, usize),
        direct: bool,
    ) -> (Vec<usize>, Vec<usize>) {
        let (mut told, mut cited) = (Vec::new(), Vec::new());
        let first = self.parties.partition_point(|party| party.first < region.0);
        for (index, party) in self.parties.iter().enumerate().skip(first) {
            if party.first >= region.1 {
                break;
            }
            let inside = content.0 <= party.first && party.first < content.1;
            if who.contains(&Who::Party(index)) || inside || direct && self.in_speech(party.core.0) {
                continue;
            }
            if self.is_cited(party) {
                cited.push(index);
            } else if party.relation == Relation::Source {
                continue;
            } else if medium(party, self.article).is_some()
                && !(party.relation == Relation::Subject && !(direct || region.0 > content.0))
                && !matches!(
                    party.relation,
                    Relation::Of | Relation::From | Relation::Against | Relation::About
                )
                && !party.genitive
            {
                told.push(index);
            }
        }
        (told, cited)
    }

    fn is_cited(&self, party: &Party) -> bool {
        (1..=4).any(|length| {
            party.first.checked_sub(length).is_some_and(|start| {
                self.hits.at(start).iter().any(|hit| hit.length == length && hit.class == Class::Citing)
            })
        })
    }

    /// Source phrases of a sentence: `enligt X`, `X szerint`.
    fn source_phrases(&self, sentence: (usize, usize)) -> Vec<Report> {
        let mut found: Vec<Report> = Vec::new();
        let first = self.parties.partition_point(|party| party.first < sentence.0);
        let mut taken_until = 0;
        for (index, party) in self.parties.iter().enumerate().skip(first) {
            if party.last >= sentence.1 {
                break;
            }
            if party.first < taken_until || self.in_speech(party.core.0) || !self.can_speak(party) {
                continue;
            }
            let before =
                preposition_before(party.first, self.hits) == Some(Relation::Source) && !self.is_cited(party);
            let after = (party.last + 1..(party.last + 4).min(sentence.1)).find_map(|at| {
                let hit = self.hits.at(at).iter().find(|hit| hit.class == Class::SourceAfter)?;
                let alone = self.parties.get(index + 1).is_none_or(|next| next.first > at);
                (alone
                    && (party.last + 1..at).all(|between| {
                        self.tokens[between].kind == TokenKind::Word
                            && !self.hits.is_verb(between)
                            && self.hits.relation(between).is_none()
                    }))
                .then_some((at, at + hit.length - 1))
            });
            if !before && after.is_none() {
                continue;
            }
            let mut last = index;
            while last + 1 < self.parties.len()
                && self.parties[last + 1].joint
                && self.parties[last + 1].last < sentence.1
            {
                last += 1;
            }
            let start = if before {
                (1..=5)
                    .filter_map(|length| party.first.checked_sub(length))
                    .find(|&at| {
                        self.hits.at(at).iter().any(|hit| {
                            matches!(hit.class, Class::SourceBefore | Class::Hearsay)
                                && at + hit.length == party.first
                        })
                    })
                    .unwrap_or(party.first)
            } else {
                party.first
            };
            let end = after.map_or(self.parties[last].last, |(_, last)| last);
            taken_until = end + 1;
            found.push(self.source_report(
                (start, end),
                (index..=last).map(Who::Party).collect(),
                before,
                sentence,
            ));
        }
        // A source of unknown words (`enligt uppgifter i pressen`, `laut dem Papier`).
        for index in sentence.0..sentence.1 {
            let Some(hit) = self.hits.at(index).iter().find(|hit| hit.class == Class::SourceBefore) else {
                continue;
            };
            let from = index + hit.length;
            if self.in_speech(index)
                || found.iter().any(|report| report.cue.0 <= index && index <= report.cue.1)
            {
                continue;
            }
            let phrase = if self.lexicon.capital_nouns { self.noun_phrase(from, sentence.1) } else { self.phrase_right(from, sentence.1) };
            if let Some(Who::Phrase(first, last)) = phrase {
                found.push(self.source_report((index, last), vec![Who::Phrase(first, last)], true, sentence));
            }
        }
        for index in sentence.0..sentence.1 {
            let Some(first) = self.compound_source(index, sentence.0) else { continue };
            if self.in_speech(index) || found.iter().any(|report| report.cue.0 <= index && index <= report.cue.1) {
                continue;
            }
            found.push(self.source_report((first, index), vec![Who::Phrase(first + 1, index)], true, sentence));
        }
        for index in sentence.0..sentence.1 {
            let is_after = self.hits.at(index).iter().any(|hit| hit.class == Class::SourceAfter);
            if !is_after
                || self.in_speech(index)
                || found.iter().any(|report| report.cue.0 <= index && index <= report.cue.1)
            {
                continue;
            }
            let segment = self.segment_start(index, sentence.0);
            let determiner =
                (segment..index).rev().take(LONGEST_PHRASE).find(|&at| self.hits.is(at, Small::Determiner));
            let first = if self.lexicon.capital_nouns { self.phrase_back(index, segment) } else { determiner };
            if let Some(first) = first
                && let Some(who) =
                    if self.lexicon.capital_nouns { self.noun_phrase(first, index) } else { self.phrase(first, index) }
            {
                found.push(self.source_report((first, index), vec![who], false, sentence));
            }
        }
        found
    }

    /// First token of the noun phrase that ends right before a token.
    fn phrase_back(&self, end: usize, from: usize) -> Option<usize> {
        let mut at = end;
        while at > from && self.tokens[at - 1].kind == TokenKind::Word && self.tokens[at - 1].case != Case::Lower {
            at -= 1;
        }
        if at == end {
            return None;
        }
        for _ in 0..3 {
            let Some(before) = at.checked_sub(1).filter(|&before| before >= from) else { break };
            if self.hits.is(before, Small::Determiner) {
                return Some(before);
            }
            if self.tokens[before].case != Case::Lower || !self.hits.at(before).is_empty() {
                break;
            }
            at = before;
        }
        Some(at)
    }

    /// The preposition before a compound that is a source by its last part (`nach israelischen Militärangaben`).
    fn compound_source(&self, index: usize, from: usize) -> Option<usize> {
        let word = self.tokens.lower(index);
        let compound =
            self.lexicon.source_compounds.iter().any(|last| word.len() > last.len() + 2 && word.ends_with(&**last));
        if !compound || self.tokens[index].case == Case::Lower {
            return None;
        }
        let mut at = index;
        while at > from && index - at < 4 {
            at -= 1;
            let source = |hit: &Hit| matches!(hit.class, Class::SourceBefore | Class::Relation(Relation::To));
            if self.hits.at(at).iter().any(source) {
                return Some(at);
            }
            if self.tokens[at].case != Case::Lower {
                return None;
            }
        }
        None
    }

    fn source_report(
        &self,
        cue: (usize, usize),
        who: Vec<Who>,
        before: bool,
        sentence: (usize, usize),
    ) -> Report {
        let end = self.trim_end(sentence.1, sentence.0);
        let opens = self.first_word(sentence.0, sentence.1) >= cue.0;
        let content = if opens {
            let from = if self.mark(cue.1 + 1, ",") { cue.1 + 2 } else { cue.1 + 1 };
            (from.min(end), end)
        } else {
            let closes = self.trim_end(sentence.1, sentence.0) <= cue.1 + 1;
            let until = if closes {
                if cue.0 > 0 && self.mark(cue.0 - 1, ",–—") { cue.0 - 1 } else { cue.0 }
            } else {
                end
            };
            (sentence.0, until)
        };
        Report {
            cue,
            act: Act::Assert,
            who,
            told: Vec::new(),
            cited: Vec::new(),
            content,
            direct: false,
            clause: false,
            phrase: true,
            passive: false,
            why: if before { "source before" } else { "source after" },
        }
    }

    /// Nouns of speech with a content clause or a possessor (`die Behauptung, dass`, `Underrättelseuppgifter gör gällande`).
    fn noun_reports(&self, sentence: (usize, usize), verbs: &[Report]) -> Vec<Report> {
        let end = self.trim_end(sentence.1, sentence.0);
        let mut found = Vec::new();
        for index in sentence.0..sentence.1 {
            let Some((act, length)) = self.hits.at(index).iter().find_map(|hit| match hit.class {
                Class::SpeechNoun(act) => Some((act, hit.length)),
                _ => None,
            }) else {
                continue;
            };
            if self.in_speech(index)
                || verbs.iter().any(|report| report.cue.0 <= index && index <= report.cue.1)
            {
                continue;
            }
            let after = index + length;
            let that = (after..(after + 6).min(sentence.1)).find(|&at| self.hits.is(at, Small::That));
            let Some(that) = that else { continue };
            if verbs.iter().any(|report| report.content.0 == that) {
                continue;
            }
            let owner = self.parties.iter().position(|party| {
                let before = party.last < index
                    && index - party.last <= 3
                    && party.first >= self.segment_start(index, sentence.0)
                    && (party.genitive || self.lexicon.bare_possessor && party.relation == Relation::Subject);
                let following = party.first >= after
                    && party.last < that
                    && matches!(party.relation, Relation::Of | Relation::From | Relation::By);
                (before || following) && self.can_speak(party) && !matches!(party.head, Head::Pronoun(_))
            });
            let Some(owner) = owner else { continue };
            found.push(Report {
                cue: (index, after - 1),
                act,
                who: vec![Who::Party(owner)],
                told: Vec::new(),
                cited: Vec::new(),
                content: (that, end),
                direct: false,
                clause: true,
                phrase: false,
                passive: false,
                why: "noun of speech",
            });
        }
        found
    }

    /// A quotation after a colon that no reporting word opens: its speaker is who the sentence is about
    /// (`Dann wurde sie deutlich: „…“`).
    fn colon_report(&self, sentence: (usize, usize), others: &[Report]) -> Option<Report> {
        let colon = (sentence.0..sentence.1).find(|&at| {
            self.mark(at, ":") && !self.in_number(at) && !self.in_speech(at)
                && (self.speech_at(at + 1).is_some_and(|quote| quote.first == at + 1))
        })?;
        let quote = self.speech_at(colon + 1)?;
        if others.iter().any(|report| report.direct && report.content.0 <= quote.first && quote.first < report.content.1) {
            return None;
        }
        let upto = self.parties.partition_point(|party| party.last < colon);
        let subject = self.parties[..upto]
            .iter()
            .enumerate()
            .skip_while(|(_, party)| party.first < sentence.0)
            .find(|(_, party)| self.is_subject(party) && !matches!(party.head, Head::Pronoun(Small::Neuter)));
        let who = match subject {
            Some((index, _)) => Who::Party(index),
            None => self.phrase_left(self.segment_start(colon, sentence.0), colon)?,
        };
        Some(Report {
            cue: (colon, colon),
            act: Act::Assert,
            who: vec![who],
            told: Vec::new(),
            cited: Vec::new(),
            content: (quote.first, quote.last + 1),
            direct: true,
            clause: false,
            phrase: false,
            passive: false,
            why: "colon",
        })
    }

    /// Whether a dash stands at a token.
    pub(super) fn is_dash(&self, index: usize) -> bool {
        is_dash(self.tokens, index)
    }
}
