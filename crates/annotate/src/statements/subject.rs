//! Who says it: the subject or agent of a reporting verb, a party of the text or a noun phrase of unknown words.

use super::cues::Who;
use super::lexicon::{Class, Relation, Small};
use super::parties::{Head, Party};
use super::scene::Scene;
use tidings_language::{Case, TokenKind};
use tidings_model::EntityKind;

/// Words between a reporting verb and a subject after it.
const REACH_OF_SUBJECT: usize = 8;
/// Longest noun phrase of unknown words taken for a speaker.
pub(super) const LONGEST_PHRASE: usize = 9;

impl Scene<'_> {
    /// A noun phrase of unknown words that begins at a token: articles, adjectives, nouns, and one possessor or adjunct
    /// behind them. Only where common nouns have a capital can its end be told.
    pub(super) fn noun_phrase(&self, first: usize, limit: usize) -> Option<Who> {
        let end = self.noun_phrase_end(first, limit)?;
        Some(Who::Phrase(first, end - 1))
    }

    pub(super) fn noun_phrase_end(&self, first: usize, limit: usize) -> Option<usize> {
        let capital = |at: usize| {
            at < limit && self.tokens[at].kind == TokenKind::Word && self.tokens[at].case != Case::Lower
        };
        let determiner = |at: usize| at < limit && self.hits.is(at, Small::Determiner);
        let mut at = first;
        let quoted = |at: usize| at < limit && self.is_quote_mark(at);
        if determiner(at) {
            at += 1;
            // `Einer der 13 Männer`
            if at < limit && self.hits.is(at, Small::Genitive) {
                at += 1;
            }
        }
        let mut adjectives = 0;
        while at < limit
            && self.tokens[at].kind != TokenKind::Mark
            && self.tokens[at].case == Case::Lower
            && adjectives < 5
        {
            let free = self.hits.at(at).iter().all(|hit| {
                matches!(
                    hit.class,
                    Class::Quality(_)
                        | Class::Object { .. }
                        | Class::Small(Small::Adverb | Small::Determiner)
                )
            });
            if !free {
                return None;
            }
            at += 1;
            adjectives += 1;
        }
        // `die „Computerwoche“`
        let opened = quoted(at);
        if opened {
            at += 1;
        }
        if !capital(at) {
            return None;
        }
        while capital(at) {
            at += 1;
        }
        if opened && quoted(at) {
            at += 1;
        }
        // One possessor or adjunct: `der Stadt Köln`, `des Unternehmens`, `für Sicherheit`.
        for _ in 0..2 {
            let link = at < limit
                && (self.hits.is(at, Small::Genitive)
                    || matches!(self.hits.relation(at), Some(Relation::Of | Relation::By | Relation::For)));
            if !link {
                break;
            }
            let mut next = at + 1;
            while next < limit
                && self.tokens[next].kind == TokenKind::Word
                && self.tokens[next].case == Case::Lower
                && next - at < 4
            {
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
    pub(super) fn misspelt_agent(&self, that: usize, sentence: (usize, usize)) -> Option<Who> {
        let index = self.parties.iter().position(|party| party.first == that + 1)?;
        let party = &self.parties[index];
        let ends = self.mark(party.last + 1, ",.") || party.last + 1 >= sentence.1;
        let verb = (party.last + 1..sentence.1).any(|at| self.hits.is_verb(at));
        (self.is_subject(party) && matches!(party.head, Head::Mention(_)) && ends && !verb)
            .then_some(Who::Party(index))
    }

    /// The subject of a finite verb: before it, or after it where the language turns them round.
    pub(super) fn subject(
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
        if let Some(antecedent) = self.antecedent(anchor, sentence.0) {
            return antecedent;
        }
        // `Wie X meldet, bestreitet Y …`: a clause stands first, and the subject behind the verb.
        let led = self.hits.is(sentence.0, Small::As) || self.hits.is(sentence.0, Small::Subordinator);
        if verb_opens && !inverted && segment > sentence.0 && !led {
            // `X, Sprecher des Y, würdigte Z`: what follows is the object.
            let far = self.subject_far_left(segment, sentence.0);
            if !far.is_empty() {
                return far;
            }
        }
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
        let turns = self.lexicon.verb_second || self.lexicon.names_have_case || self.lexicon.drops_subject
            // `comme l'a annoncé le ministère`
            || self.hits.is(segment, Small::As) && !verb_opens;
        if !verb_opens && (turns || inverted) {
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
            let phrase = self.phrase_right(after, limit.min(sentence.1));
            if phrase.is_some() {
                return phrase.into_iter().collect();
            }
        }
        let far = self.subject_far_left(segment, sentence.0);
        if !far.is_empty() {
            return far;
        }
        let joined = (segment..anchor).any(|at| self.hits.is(at, Small::And) || self.hits.is(at, Small::But));
        if joined { self.first_subject(sentence.0, segment) } else { Vec::new() }
    }

    /// Whether a party can be the subject or a bare object of an event.
    pub(super) fn is_bare(&self, party: &Party) -> bool {
        self.is_subject(party) && !matches!(party.head, Head::Both)
    }

    /// Whether a party can do something.
    pub(super) fn can_act(&self, party: &Party) -> bool {
        self.can_speak(party)
    }

    pub(super) fn can_speak(&self, party: &Party) -> bool {
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

    pub(super) fn is_subject(&self, party: &Party) -> bool {
        party.relation == Relation::Subject
            && !party.genitive
            && self.can_speak(party)
            && !(matches!(party.head, Head::Pronoun(_)) && self.hits.is(party.core.0, Small::Possessive))
    }

    /// The subject in the same part of the sentence, before the verb.
    pub(super) fn subject_left(&self, anchor: usize, from: usize, segment: usize) -> Vec<Who> {
        let upto = self.parties.partition_point(|party| party.last < anchor);
        let candidate = self.parties[..upto]
            .iter()
            .enumerate()
            .rev()
            .take_while(|(_, party)| party.first >= segment)
            .find(|(_, party)| self.is_subject(party));
        if let Some((index, party)) = candidate {
            // A name taken up by a pronoun right behind it.
            let taken_up = matches!(party.head, Head::Pronoun(_))
                && index > 0
                && self.parties[index - 1].last + 1 == party.first
                && self.is_subject(&self.parties[index - 1]);
            return self.with_joint_before(if taken_up { index - 1 } else { index });
        }
        // `X, Sprecher des Y, sagte` and `X, som …, sa`: over the inserted parts.
        if segment > from && self.first_word(segment, anchor) == anchor {
            return self.subject_far_left(segment, from);
        }
        Vec::new()
    }

    /// The subject before inserted parts that commas enclose.
    pub(super) fn subject_far_left(&self, segment: usize, from: usize) -> Vec<Who> {
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

    pub(super) fn with_joint_before(&self, index: usize) -> Vec<Who> {
        let mut first = index;
        while first > 0 && self.parties[first].joint && self.can_speak(&self.parties[first - 1]) {
            first -= 1;
        }
        (first..=index).map(Who::Party).collect()
    }

    /// The subject after the verb.
    pub(super) fn subject_right(&self, from: usize, limit: usize, sentence_end: usize) -> Vec<Who> {
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
    pub(super) fn agent(&self, from: usize, limit: usize) -> Vec<Who> {
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
    pub(super) fn phrase_left(&self, segment: usize, anchor: usize) -> Option<Who> {
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
    pub(super) fn phrase_right(&self, after: usize, limit: usize) -> Option<Who> {
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

    pub(super) fn phrase(&self, first: usize, end: usize) -> Option<Who> {
        if self.lexicon.capital_nouns {
            return self.capital_noun_phrase(first, end);
        }
        // A capital inside a sentence opens an unknown name.
        let name = self.tokens[first].case != Case::Lower
            && first > 0
            && self.same_sentence(first - 1, first)
            && self.hits.at(first).is_empty();
        let opens = self.hits.is(first, Small::Determiner) || name;
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

    /// The body that speaks where a verb of saying has no subject (`в Кремле заявили`, `сообщили в министерстве`).
    pub(super) fn body_in(&self, (from, to): (usize, usize), content: (usize, usize)) -> Option<Who> {
        let first = self.parties.partition_point(|party| party.first < from);
        let place = self.parties[first..].iter().take_while(|party| party.first < to).position(|party| {
            let person = matches!(party.head, Head::Mention(index) if self.article.mentions[index].kind == EntityKind::Person);
            let named = matches!(party.head, Head::Mention(_) | Head::Role(..)) && !person;
            let inside = content.0 <= party.first && party.first < content.1;
            named
                && !inside
                && matches!(party.relation, Relation::In | Relation::On | Relation::At)
                && self.can_speak(party)
        });
        place.map(|place| Who::Party(first + place))
    }

    /// Who a relative pronoun right before a verb stands for (`the woman who accused him`): `Some` of nobody where that
    /// cannot be told, `None` where no relative pronoun is the subject.
    fn antecedent(&self, anchor: usize, from: usize) -> Option<Vec<Who>> {
        if self.lexicon.capital_nouns {
            // `der`, `die`, `das` are articles too.
            return None;
        }
        let relative = (from..anchor)
            .rev()
            .take(3)
            .find(|&at| !self.hits.is(at, Small::Adverb) && !self.hits.is(at, Small::Not))?;
        // `которого обвинил X`: no subject.
        if relative <= from
            || !self.hits.is(relative, Small::Relative)
            || self.hits.is(relative, Small::Nobody)
        {
            return None;
        }
        let end = if self.mark(relative - 1, ",") { relative - 1 } else { relative };
        let upto = self.parties.partition_point(|party| party.last < end);
        if let Some(party) = upto.checked_sub(1).map(|index| &self.parties[index])
            && party.last + 1 == end
            && self.can_speak(party)
        {
            return Some(vec![Who::Party(upto - 1)]);
        }
        let first = (from..end).rev().take(4).find(|&at| self.hits.is(at, Small::Determiner));
        Some(first.and_then(|first| self.phrase(first, end)).into_iter().collect())
    }

    /// The subject of the first verb of a sentence, for a second verb that `and` or `but` joins.
    fn first_subject(&self, from: usize, segment: usize) -> Vec<Who> {
        let Some(verb) = (from..segment).find(|&at| self.hits.is_verb(at)) else { return Vec::new() };
        let party = self.subject_left(verb, from, from);
        if party.is_empty() { self.phrase_left(from, verb).into_iter().collect() } else { party }
    }

    /// The subject of a sentence's first verb, before it or after it.
    pub(super) fn subject_of_sentence(&self, sentence: (usize, usize)) -> Vec<Who> {
        let before = self.first_subject(sentence.0, sentence.1);
        if !before.is_empty() {
            return before;
        }
        let verb = (sentence.0..sentence.1).find(|&at| self.hits.is_verb(at));
        // A verb that no pack knows tells nothing: the first who can be the subject is.
        self.subject_right(verb.map_or(sentence.0, |verb| verb + 1), sentence.1, sentence.1)
    }

    /// Where nouns have capitals: a well-formed noun phrase with nothing but adverbs and times behind it.
    pub(super) fn capital_noun_phrase(&self, first: usize, end: usize) -> Option<Who> {
        let last = self.noun_phrase_end(first, end)?;
        if self.hits.relation(first).is_some() {
            return None;
        }
        let starts_sentence =
            first == 0 || self.mark(first - 1, ".!?:") || !self.same_sentence(first - 1, first);
        let bare = !self.hits.is(first, Small::Determiner);
        if bare && starts_sentence && last == first + 1 {
            // One word with the capital of the sentence: only a plural of persons or things said looks like a noun.
            let word = self.tokens.lower(first);
            let endings = &self.lexicon.plural_endings;
            let plural = word.len() >= 8 && endings.iter().any(|ending| word.ends_with(ending.as_str()));
            if !plural || !self.hits.at(first).is_empty() {
                return None;
            }
        }
        let in_time = |at: usize| {
            self.article
                .times
                .iter()
                .any(|time| time.start <= self.tokens[at].start && self.tokens[at].start < time.end)
        };
        let rest_is_light = (last..end).all(|at| {
            in_time(at)
                || self.tokens[at].case == Case::Lower && !self.hits.is_verb(at)
                || self.tokens[at].kind != TokenKind::Word
                || self.hits.relation(at).is_some()
                || at > last
        });
        (rest_is_light && !in_time(first) && end - first <= LONGEST_PHRASE + 3)
            .then_some(Who::Phrase(first, last - 1))
    }

    /// First token of the noun phrase that ends right before a token.
    pub(super) fn phrase_back(&self, end: usize, from: usize) -> Option<usize> {
        let mut at = end;
        while at > from
            && self.tokens[at - 1].kind == TokenKind::Word
            && self.tokens[at - 1].case != Case::Lower
        {
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
}
