//! Reports without a reporting verb: source phrases, nouns of speech, colons, `so`, `heißt es in`; and the media that
//! are told or cited.

use super::content::Content;
use super::cues::{Report, Who};
use super::lexicon::{Class, Hit, Needs, Relation, Small};
use super::parties::{Head, Party, medium, nationality, preposition_before};
use super::scene::Scene;
use super::subject::LONGEST_PHRASE;
use tidings_language::{Case, TokenKind};
use tidings_model::Act;

/// Words from which on what stands behind a speaker and a colon is something said.
const FEWEST_AFTER_COLON: usize = 3;

impl Scene<'_> {
    /// A word that reports what stands before it, its speaker behind it to the end of the part (`…, so der Sprecher.`).
    pub(super) fn after_cue(
        &self,
        cue: (usize, usize),
        act: Act,
        sentence: (usize, usize),
    ) -> Option<Report> {
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
    pub(super) fn impersonal(
        &self,
        cue: (usize, usize),
        act: Act,
        sentence: (usize, usize),
    ) -> Option<Report> {
        let found = self.content(cue, cue.0, cue.0, cue.1 + 1, (act, Needs::Clause), sentence)?;
        let Content { range: content, direct, clause, .. } = found;
        let fits = |party: &Party| {
            matches!(
                party.relation,
                Relation::In
                    | Relation::From
                    | Relation::At
                    | Relation::On
                    | Relation::Subject
                    | Relation::By
            ) && self.can_speak(party)
        };
        let outside = |party: &Party| !(content.0 <= party.first && party.first < content.1);
        let after = self.parties.iter().position(|party| {
            party.first > cue.1
                && party.first <= cue.1 + 4
                && party.last < sentence.1
                && fits(party)
                && outside(party)
        });
        let segment = self.segment_start(cue.0, sentence.0);
        let before = self.parties.iter().rposition(|party| {
            party.last < cue.0
                && party.first >= segment
                && fits(party)
                && party.relation != Relation::Subject
                && outside(party)
        });
        let mut who: Vec<Who> =
            self.owner_of_text((segment, cue), sentence.1).map(Who::Party).into_iter().collect();
        if who.is_empty() {
            who.extend(after.or(before).map(Who::Party));
        }
        if who.is_empty() {
            let preposition = |at: usize| {
                matches!(self.hits.relation(at), Some(Relation::In | Relation::From | Relation::On))
            };
            let start = if preposition(cue.1 + 1) {
                Some(cue.1 + 2)
            } else {
                (segment..cue.0).find(|&at| preposition(at)).map(|at| at + 1)
            };
            let end = if start.is_some_and(|start| start < cue.0) {
                cue.0
            } else {
                self.segment_end(cue.1, sentence.1)
            };
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

    /// The preposition right before a pronoun that belongs to a noun of speech (`по его словам`).
    fn preposition_of(&self, first: usize) -> Option<usize> {
        let before = first.checked_sub(1)?;
        self.hits.relation(before).is_some().then_some(before)
    }

    /// Whose text it is that something stands in (`в заявлении МИД говорится`, `говорится в докладе ООН`): the party right behind
    /// the noun of speech.
    fn owner_of_text(&self, (from, cue): (usize, (usize, usize)), to: usize) -> Option<usize> {
        if !self.lexicon.declines() {
            return None;
        }
        let end = self.segment_end(cue.1, to);
        let noun = (from..end).find(|&at| {
            self.hits.at(at).iter().any(|hit| matches!(hit.class, Class::SpeechNoun(_)))
                && at > 0
                && matches!(
                    preposition_before(at, self.hits),
                    Some(Relation::In | Relation::From | Relation::On)
                )
        })?;
        let owner = self.parties.partition_point(|party| party.first <= noun);
        self.parties
            .get(owner)
            .filter(|party| party.first == noun + 1 && self.can_speak(party))
            .map(|_| owner)
    }

    /// Media in a reporting clause: those it is said to or stands in, and those that are cited.
    pub(super) fn media(
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

    pub(super) fn is_cited(&self, party: &Party) -> bool {
        (1..=4).any(|length| {
            party.first.checked_sub(length).is_some_and(|start| {
                self.hits.at(start).iter().any(|hit| hit.length == length && hit.class == Class::Citing)
            })
        })
    }

    /// Source phrases of a sentence: `enligt X`, `X szerint`.
    pub(super) fn source_phrases(&self, sentence: (usize, usize)) -> Vec<Report> {
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
            let preposition = self.lexicon.declines().then(|| self.preposition_of(party.first)).flatten();
            let after = (party.last + 1..(party.last + 4).min(sentence.1)).find_map(|at| {
                if self.lexicon.declines() && preposition.is_none() {
                    return None;
                }
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
                preposition.unwrap_or(party.first)
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
        // The subject itself (`Nach eigenen Angaben hat die Armee …`).
        for index in sentence.0..sentence.1 {
            let Some(hit) = self.hits.at(index).iter().find(|hit| hit.class == Class::SourceOwn) else {
                continue;
            };
            let cue = (index, index + hit.length - 1);
            let who = self.subject_of_sentence(sentence);
            if !who.is_empty()
                && !self.in_speech(index)
                && !found.iter().any(|report| report.cue.0 <= index && index <= report.cue.1)
            {
                found.push(self.source_report(cue, who, true, sentence));
            }
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
            let phrase = if self.lexicon.capital_nouns {
                self.noun_phrase(from, sentence.1)
            } else {
                self.phrase_right(from, sentence.1)
            };
            if let Some(Who::Phrase(first, last)) = phrase {
                found.push(self.source_report((index, last), vec![Who::Phrase(first, last)], true, sentence));
            }
        }
        for index in sentence.0..sentence.1 {
            let Some(first) = self.compound_source(index, sentence.0) else { continue };
            if self.in_speech(index)
                || found.iter().any(|report| report.cue.0 <= index && index <= report.cue.1)
            {
                continue;
            }
            found.push(self.source_report(
                (first, index),
                vec![Who::Phrase(first + 1, index)],
                true,
                sentence,
            ));
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
            let first =
                if self.lexicon.capital_nouns { self.phrase_back(index, segment) } else { determiner };
            if let Some(first) = first
                && let Some(who) = if self.lexicon.capital_nouns {
                    self.noun_phrase(first, index)
                } else {
                    self.phrase(first, index)
                }
            {
                found.push(self.source_report((first, index), vec![who], false, sentence));
            }
        }
        found
    }

    /// The preposition before a compound that is a source by its last part (`nach israelischen Militärangaben`), or before such a
    /// word that an adjective belongs to (`nach israelischen Angaben`).
    pub(super) fn compound_source(&self, index: usize, from: usize) -> Option<usize> {
        let (word, last) = self.source_word(index)?;
        let compound = word.len() > last.len() + 2;
        let mut at = index;
        while at > from && index - at < 4 {
            at -= 1;
            let source = |hit: &Hit| matches!(hit.class, Class::SourceBefore | Class::Relation(Relation::To));
            if self.hits.at(at).iter().any(source) {
                return (compound || self.country_of_source(at + 1, index).is_some()).then_some(at);
            }
            if self.tokens[at].case != Case::Lower {
                return None;
            }
        }
        None
    }

    /// A word that is a source or ends in one, in lower case, with the source.
    fn source_word(&self, index: usize) -> Option<(&str, &str)> {
        let word = self.tokens.lower(index);
        let last = self.lexicon.source_compounds.iter().find(|last| word.ends_with(&***last))?;
        (self.tokens[index].case != Case::Lower).then_some((word, last))
    }

    /// The state whose sources a phrase means, by the adjective before its last word (`südkoreanischen Angaben`).
    pub(super) fn country_of_source(&self, first: usize, last: usize) -> Option<&'static str> {
        self.source_word(last)?;
        (first..last).find_map(|at| nationality(at, self.tokens, self.lexicon))
    }

    pub(super) fn source_report(
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
            let comma = cue.0 > 0 && self.mark(cue.0 - 1, ",–—");
            let relative = self.hits.is(cue.1 + 1, Small::Relative);
            let until = match (closes || relative, comma) {
                (true, true) => cue.0 - 1,
                (true, false) if closes => cue.0,
                _ => end,
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
    pub(super) fn noun_reports(&self, sentence: (usize, usize), verbs: &[Report]) -> Vec<Report> {
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

    /// What stands behind a speaker and a colon that open a sentence, as in headlines (`Минобороны: сбиты три беспилотника`).
    fn named_before_colon(&self, sentence: (usize, usize)) -> Option<Report> {
        let index = self.parties.partition_point(|party| party.first < sentence.0);
        let party = self.parties.get(index).filter(|party| party.first == sentence.0)?;
        let speaks = match party.head {
            Head::Mention(index) => matches!(
                self.article.mentions[index].kind,
                tidings_model::EntityKind::Person | tidings_model::EntityKind::Organisation
            ),
            Head::Role(..) => true,
            _ => false,
        };
        let colon = party.last + 1;
        let end = self.trim_end(sentence.1, sentence.0);
        let words = (colon + 1..end).filter(|&at| self.tokens[at].kind == TokenKind::Word).count();
        let found = self.lexicon.declines()
            && speaks
            && self.is_subject(party)
            && self.mark(colon, ":")
            && words >= FEWEST_AFTER_COLON
            && self.speech_at(colon + 1).is_none();
        found.then(|| Report {
            cue: (colon, colon),
            act: Act::Assert,
            who: vec![Who::Party(index)],
            told: Vec::new(),
            cited: Vec::new(),
            content: (colon + 1, end),
            direct: false,
            clause: true,
            phrase: false,
            passive: false,
            why: "colon",
        })
    }

    /// A quotation after a colon that no reporting word opens: its speaker is who the sentence is about
    /// (`Dann wurde sie deutlich: „…“`).
    pub(super) fn colon_report(&self, sentence: (usize, usize), others: &[Report]) -> Option<Report> {
        if let Some(report) = self.named_before_colon(sentence) {
            return Some(report);
        }
        let colon = (sentence.0..sentence.1).find(|&at| {
            self.mark(at, ":")
                && !self.in_number(at)
                && !self.in_speech(at)
                && (self.speech_at(at + 1).is_some_and(|quote| quote.first == at + 1))
        })?;
        let quote = self.speech_at(colon + 1)?;
        if others
            .iter()
            .any(|report| report.direct && report.content.0 <= quote.first && quote.first < report.content.1)
        {
            return None;
        }
        let upto = self.parties.partition_point(|party| party.last < colon);
        let subject =
            self.parties[..upto].iter().enumerate().skip_while(|(_, party)| party.first < sentence.0).find(
                |(_, party)| self.is_subject(party) && !matches!(party.head, Head::Pronoun(Small::Neuter)),
            );
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
}
