//! Reporting words: what somebody does in saying something, with who says it and which words are theirs.

use super::content::Content;
use super::lexicon::{Class, FINITE, Forms, Hit, INFINITIVE, Needs, PARTICIPLE, PASSIVE, Small};
use super::scene::Scene;
use tidings_language::Case;
use tidings_model::Act;

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

/// How far before a participle or infinitive its auxiliary is looked for.
const REACH_OF_AUXILIARY: usize = 12;

impl Scene<'_> {
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
    pub(super) fn question(&self, sentence: (usize, usize)) -> Option<(usize, usize)> {
        let start = (sentence.0..sentence.1)
            .find(|&at| self.hits.at(at).iter().any(|hit| hit.class == Class::Question))?;
        let commas: Vec<usize> = (start..sentence.1).filter(|&at| self.mark(at, ",")).take(2).collect();
        let end = match commas.as_slice() {
            // The first comma may only open the clause that holds the question.
            [first, second] if self.hits.is(first + 1, Small::That) => *second,
            [first, ..] => *first,
            [] => return None,
        };
        // Where no comma closes it, the question ends at the answer's verb (`На вопрос о сроках министр ответил, что`).
        let verb = (start + 1..end).find(|&at| {
            let answers = |class| matches!(class, Class::Cue { forms, tail: 0, needs: Needs::Clause, .. } if forms & FINITE != 0);
            self.lexicon.declines() && self.hits.at(at).iter().any(|hit| answers(hit.class))
        });
        Some((start, verb.unwrap_or(end)))
    }

    pub(super) fn report(
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
            let end = self.segment_end(index, sentence.1);
            cue.1 = self.lexicon.tail_in(self.tokens, tail, cue.1 + 1..end)?;
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
                .take_while(|&at| {
                    let complement = self.hits.is(at, Small::That) || self.hits.is(at, Small::Infinitive);
                    !complement && (cue.1 <= index || at < cue.1)
                })
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
            && let Some(opened) = found.filter(|found| found.clause)
            && let Some(agent) = self.misspelt_agent(opened.range.0, sentence)
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
        let is_object = |found: &Content| !found.direct && !found.clause && !found.before;
        let Content { range: content, direct, clause, before: inverted } = match found {
            // `wird beschuldigt, … zu haben`
            Some(found)
                if passive
                    && is_object(&found)
                    && self.mark(found.range.0, ",")
                    && found.range.1 - found.range.0 > 4 =>
            {
                Content { clause: true, ..found }
            }
            // What is denied, confirmed, said stands before its verb (`Påståendet … avvisades av X`).
            None if passive => self.passive_subject(anchor, needs, sentence)?,
            Some(found) if passive && is_object(&found) => self.passive_subject(anchor, needs, sentence)?,
            found => found?,
        };
        let mut content = content;
        if self.lexicon.declines()
            && self.hits.is(segment.0, Small::Relative)
            && !direct
            && !clause
            && content.0 > cue.0
        {
            // What the verb of a relative clause has for its object ends with the clause.
            content.1 = content.1.min(segment.1.max(content.0));
        }
        let before_content = if content.0 > cue.0 { content.0 } else { sentence.1 };
        let mut who = if passive {
            let found = self.agent(after_verb, before_content);
            if found.is_empty() { self.agent(segment.0, index) } else { found }
        } else {
            self.subject(anchor, index, after_verb, before_content, sentence, inverted)
        };
        if self.lexicon.body_in
            && inverted
            && !passive
            && self.subject_right(after_verb, sentence.1, sentence.1).is_empty()
            && let Some(body) = self.body_in((after_verb, (after_verb + 4).min(sentence.1)), content)
        {
            // `…, уточнили в полиции`
            who = vec![body];
        }
        if who.is_empty() && !passive && self.lexicon.body_in {
            let until = if inverted { sentence.1 } else { before_content };
            who.extend(self.body_in((segment.0, segment.1.min(until)), content));
        }
        if passive && who.is_empty() && !clause {
            return None;
        }
        if !passive && who.is_empty() {
            // Without a speaker only direct speech counts, where the speaker is then the one who spoke before;
            // so does a language that leaves the pronoun out.
            let may_be_left_out = direct || self.lexicon.drops_subject && clause;
            if !may_be_left_out {
                return None;
            }
        }
        let region = if inverted {
            (cue.1 + 1, sentence.1)
        } else {
            (self.cited_from(segment.0, sentence.0), before_content.min(sentence.1))
        };
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

    /// Whether a word that can be a verb is a noun where it stands (`the claim`, `Die Forderung`).
    pub(super) fn is_noun_here(&self, index: usize, from: usize) -> bool {
        let opens_noun = |hit: &Hit| {
            matches!(
                hit.class,
                Class::Small(
                    Small::Determiner
                        | Small::Indefinite
                        | Small::Possessive
                        | Small::EitherSex
                        | Small::Genitive
                        | Small::It
                )
            )
        };
        if index > from
            && self.hits.is(index - 1, Small::Determiner)
            && self.hits.at(index - 1).iter().all(opens_noun)
            && !self.follows_subject(index - 1)
        {
            return true;
        }
        let opens = index == from || index > 0 && self.is_quote_mark(index - 1);
        self.lexicon.capital_nouns && self.tokens[index].case == Case::Capital && !opens
    }

    /// Where the part of a sentence before the one that begins at `segment` begins, if it cites a source (`X, citant Y, rapporte`).
    fn cited_from(&self, segment: usize, from: usize) -> usize {
        let before = segment.checked_sub(2).filter(|&before| before >= from && self.mark(segment - 1, ","));
        let start = before.map(|before| self.segment_start(before, from));
        let cites = |at: &usize| self.hits.at(*at).iter().any(|hit| hit.class == Class::Citing);
        start.filter(cites).unwrap_or(segment)
    }

    /// Whether an article is an object pronoun, since the subject stands right before it (`Moscou le dément`).
    fn follows_subject(&self, pronoun: usize) -> bool {
        let upto = self.parties.partition_point(|party| party.last < pronoun);
        self.hits.is(pronoun, Small::It)
            && upto.checked_sub(1).is_some_and(|last| {
                self.parties[last].last + 1 == pronoun && self.is_subject(&self.parties[last])
            })
    }

    /// Whether an auxiliary of the passive stands behind a reflexive pronoun, where it makes the perfect (`s'est inquiété`).
    pub(super) fn is_reflexive(&self, be: usize) -> bool {
        be > 0 && self.hits.is(be - 1, Small::Reflexive)
    }

    /// The finite verb of a reporting verb's clause, and whether the verb is passive.
    pub(super) fn anchor(
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
        // An infinitive by what stands beside it (`zu drängen`, `verlangen müssen`).
        let joint = &*self.lexicon.infinitive_joint;
        let last = self.trim_end(segment.1, segment.0);
        let infinitive = !joint.is_empty()
            && forms & INFINITIVE != 0
            && (index > segment.0 && self.tokens.lower(index - 1) == joint
                || after + 1 == last && self.hits.is(after, Small::Modal));
        let forms = if infinitive { forms & !FINITE } else { forms };
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
                return Some((be, !self.is_reflexive(be)));
            }
            if forms & FINITE == 0 {
                if right(Small::Have).is_some() {
                    return Some((index, false));
                }
                // A gerund with its clause (`…, добавив, что`).
                let gerund = self.lexicon.declines()
                    && index > sentence.0
                    && self.mark(index - 1, ",")
                    && self.mark(after, ",")
                    && self.hits.is(after + 1, Small::That);
                if gerund {
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
}
