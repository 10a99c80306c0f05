//! Who says what: quotations, reported speech, source phrases, and the article's own narration, each with its event.

mod adjectives;
mod cases;
mod chain;
mod content;
mod cues;
mod events;
mod lexicon;
mod nationalities;
mod parties;
mod quotes;
mod scene;
mod sources;
mod speakers;
mod subject;

use chain::Told;
use cues::{Report, Who};
use events::{Seen, events};
use lexicon::{Class, Relation, Small, hits, lexicon};
use parties::{Head, Party, parties};
use quotes::Quote;
use scene::Scene;
use speakers::{Memory, Naming, state_of};
use std::ops::Range;
use tidings_language::{Language, TokenKind, Tokens};
use tidings_model::{
    Act, Article, Certainty, EntityKind, Event, Span, Speaker, SpeakerRole, Statement, StatementKind,
};
use tidings_names::event_type;

/// Finds them in the article's text. The article's own `text` is empty here: use `tokens.text`.
pub(crate) fn statements(tokens: &Tokens, article: &Article, language: &Language) -> Vec<Statement> {
    if tokens.is_empty() {
        return Vec::new();
    }
    let lexicon = lexicon(language);
    let believed = believed_names(tokens, article, &lexicon);
    let named = named_tokens(tokens, article, &believed);
    let hits = hits(tokens, &lexicon, |index| named[index]);
    let parties = parties(tokens, article, &hits, &lexicon, &believed);
    let blocks = blocks(tokens, article);
    let mut quotes: Vec<Quote> = Vec::new();
    let mut quoted: Vec<Option<u32>> = vec![None; tokens.len()];
    for block in &blocks {
        for quote in quotes::quotes(tokens, block.clone(), &hits, &lexicon, language) {
            quoted[quote.first..=quote.last].fill(Some(quotes.len() as u32));
            quotes.push(quote);
        }
    }
    let scene = Scene {
        tokens,
        article,
        lexicon: &lexicon,
        hits: &hits,
        parties: &parties,
        quotes: &quotes,
        quoted: &quoted,
    };
    let naming = Naming { tokens, article, lexicon: &lexicon, parties: &parties };
    let mut teller = Teller {
        scene: &scene,
        naming: &naming,
        memory: Memory::default(),
        chain: Vec::new(),
        last_chain: Vec::new(),
        found: Vec::new(),
        told: vec![false; quotes.len()],
    };
    for block in &blocks {
        teller.block(block.clone());
    }
    let mut found = teller.found;
    found.sort_by_key(|statement| (statement.start, statement.end));
    found
}

/// Which mentions are names and not words of the pack: an unknown name that begins with a noun for a speaker or a
/// noun of speech (`Forsvarsdepartementet`, `Angaben der Polizei`) is that noun.
fn believed_names(tokens: &Tokens, article: &Article, lexicon: &lexicon::Lexicon) -> Vec<bool> {
    article
        .mentions
        .iter()
        .map(|mention| {
            let unknown = mention.entity.as_deref().is_none_or(|id| id.contains('/'));
            let first = tokens.at(mention.start);
            let one_word = tokens.at(mention.end) == first + 1;
            !unknown
                || mention.kind == EntityKind::Person && !one_word
                || !lexicon.all_at(tokens, first).any(|(_, class)| {
                    matches!(class, Class::Role { .. } | Class::SpeechNoun(_) | Class::SourceBefore)
                })
        })
        .collect()
}

/// Tokens that belong to a name.
fn named_tokens(tokens: &Tokens, article: &Article, believed: &[bool]) -> Vec<bool> {
    let mut named = vec![false; tokens.len()];
    for (mention, _) in article.mentions.iter().zip(believed).filter(|(_, believed)| **believed) {
        named[tokens.within(mention.start, mention.end)].fill(true);
    }
    named
}

/// Blocks as ranges of tokens; a text without blocks is one.
fn blocks(tokens: &Tokens, article: &Article) -> Vec<Range<usize>> {
    if article.blocks.is_empty() {
        return std::iter::once(0..tokens.len()).collect();
    }
    article.blocks.iter().map(|block| tokens.within(block.start, block.end)).collect()
}

/// Bytes between what was told and the pronoun that takes it up.
const REACH_OF_THIS: usize = 300;
/// Words of *the accusations of the two countries* and the like.
const LONGEST_TAKEN_UP: usize = 6;

struct Teller<'a> {
    scene: &'a Scene<'a>,
    naming: &'a Naming<'a>,
    memory: Memory,
    /// Chain of the last attributed statement of the block before or of this one.
    chain: Vec<Speaker>,
    /// Chain of the last attributed statement of the article.
    last_chain: Vec<Speaker>,
    found: Vec<Statement>,
    /// Quotations that stand in a statement.
    told: Vec<bool>,
}

impl Teller<'_> {
    fn block(&mut self, block: Range<usize>) {
        if block.is_empty() {
            return;
        }
        let first_statement = self.found.len();
        let mut attributed_before = false;
        for sentence in self.sentences(&block) {
            attributed_before = self.sentence(sentence, attributed_before);
        }
        self.lone_quotes(&block, first_statement);
        if !self.found[first_statement..].iter().any(|statement| !statement.chain.is_empty()) {
            self.chain.clear();
        }
    }

    fn sentences(&self, block: &Range<usize>) -> Vec<(usize, usize)> {
        let tokens = self.scene.tokens;
        let (start, end) = (tokens[block.start].start, tokens[block.end - 1].end);
        let sentences = &self.scene.article.sentences;
        let first = sentences.partition_point(|sentence| sentence.end <= start);
        let found: Vec<(usize, usize)> = sentences[first..]
            .iter()
            .take_while(|sentence| sentence.start < end)
            .map(|sentence| tokens.within(sentence.start, sentence.end))
            .filter(|range| !range.is_empty())
            .map(|range| (range.start, range.end))
            .collect();
        if found.is_empty() { vec![(block.start, block.end)] } else { found }
    }

    /// Statements of one sentence; whether anything in it was attributed.
    fn sentence(&mut self, sentence: (usize, usize), attributed_before: bool) -> bool {
        let reports = self.scene.reports(sentence);
        let told = self.chains(reports, sentence);
        let mut covered: Vec<(usize, usize)> = Vec::new();
        let mut attributed = false;
        for Told { report, outer, inner } in told {
            let mut chain = outer;
            let who = self.name(&report);
            if who.is_empty() && report.direct {
                chain.extend(self.chain.iter().cloned());
            } else if who.is_empty()
                && report.who.is_empty()
                && !report.passive
                && self.scene.lexicon.drops_subject
            {
                let subject = self.naming.last_subject(self.scene.tokens[report.cue.0].start, &self.memory);
                chain.extend(subject);
            }
            chain.extend(who);
            chain.extend(inner);
            let mut named: Vec<String> = Vec::with_capacity(chain.len());
            chain.retain(|speaker| {
                let new = !named.contains(&speaker.name);
                named.push(speaker.name.clone());
                new
            });
            if chain.is_empty() && !report.direct && !(report.clause && report.passive) {
                continue;
            }
            self.tell(&report, chain.clone(), &mut covered);
            if !chain.is_empty() {
                self.chain = chain.clone();
                self.last_chain = chain;
                attributed = true;
            }
        }
        let is_word = |at: usize| self.scene.tokens[at].kind != TokenKind::Mark;
        let inside_quote = (sentence.0..sentence.1)
            .filter(|&at| is_word(at) || !self.scene.lexicon.declines())
            .all(|at| self.scene.quoted[at].is_some_and(|quote| self.scene.quotes[quote as usize].speech));
        if !attributed && covered.is_empty() && !inside_quote {
            let (adverb, modal) = self.scene.refers_back(sentence);
            let mood = self.scene.has_strong_mood(sentence.0, sentence.1);
            let beside = attributed_before && (modal || self.scene.has_mood(sentence.0, sentence.1));
            if (mood || adverb || beside) && !self.last_chain.is_empty() {
                self.go_on(sentence, &mut covered);
                attributed = true;
            }
        }
        if !inside_quote {
            self.narrate(sentence, &covered);
        }
        attributed || inside_quote && attributed_before
    }

    /// Speakers of a report in order, noted for later pronouns.
    fn name(&mut self, report: &Report) -> Vec<Speaker> {
        let mut speakers: Vec<Speaker> = Vec::new();
        let several = report.who.len() > 1;
        for who in &report.who {
            match who {
                Who::Party(index) => {
                    let party = &self.scene.parties[*index];
                    let parties = self.parties_of_last_event(party);
                    let mut named =
                        if parties.is_empty() { self.naming.speakers(party, &self.memory) } else { parties };
                    let many = several || named.len() > 1;
                    for speaker in &mut named {
                        speaker.joint = many;
                        self.memory.note(Some(party), speaker, self.naming);
                    }
                    speakers.extend(named);
                }
                Who::Phrase(first, last) => {
                    let tokens = self.scene.tokens;
                    let speaker = Speaker {
                        name: tokens.between(*first, *last).to_owned(),
                        entity: self.scene.country_of_source(*first, *last).map(str::to_owned),
                        start: tokens[*first].start,
                        end: tokens[*last].end,
                        role: SpeakerRole::Group,
                        joint: several,
                    };
                    self.memory.note(None, &speaker, self.naming);
                    speakers.push(speaker);
                }
            }
        }
        speakers
    }

    /// *Both countries* behind what one state is said to have done to another are these two.
    fn parties_of_last_event(&self, party: &Party) -> Vec<Speaker> {
        let scene = self.scene;
        let start = scene.tokens[party.core.0].start;
        let last = self.found.last().filter(|last| last.end <= start && start - last.end < REACH_OF_THIS);
        let event = last.and_then(|last| last.event.as_ref()).filter(|_| party.head == Head::Both);
        // Who is accused of something with a state is so with the one that is named first, whatever the verb does with it.
        let named_first = |actor: &str| {
            let last = last.filter(|last| last.act == Act::Accuse)?;
            let states =
                last.mentions.iter().filter_map(|&index| state_of(scene.article.mentions.get(index)?));
            states.into_iter().find(|&state| state != actor)
        };
        let sides = event.and_then(|event| {
            let actor = event.actor.as_deref()?;
            Some((actor, event.target.as_deref().or_else(|| named_first(actor))?))
        });
        let end = self.scene.tokens[party.core.1].end;
        sides
            .and_then(|(actor, target)| self.naming.two_states(actor, target, (start, end)))
            .unwrap_or_default()
    }

    /// Writes a statement down.
    fn tell(&mut self, report: &Report, chain: Vec<Speaker>, covered: &mut Vec<(usize, usize)>) {
        let (from, to) = self.trimmed(report.content);
        if from >= to {
            return;
        }
        let scene = self.scene;
        if report.direct {
            for quote in (from..to).filter_map(|at| scene.quoted[at]) {
                self.told[quote as usize] = true;
            }
        }
        let mut certainty = self.certainty((from, to), report);
        let mut act = report.act;
        if act == Act::Assert && certainty == Certainty::Possible && !report.direct {
            act = Act::Speculate;
        }
        if act == Act::Speculate && certainty == Certainty::Certain {
            certainty = Certainty::Possible;
        }
        let mut found = events(scene, self.naming, &self.memory, (from, to));
        let subject = self.implied_subject(report, act, &chain);
        // The deed that somebody is accused of may be told by a noun (`обвинил X в обстреле Y`).
        let noun_too = act == Act::Accuse && scene.lexicon.declines();
        let lacks_actor = |seen: &&mut Seen| seen.wants_actor || noun_too && seen.event.actor.is_none();
        if let Some(first) = found.iter_mut().find(lacks_actor) {
            first.event.actor = subject.filter(|id| first.event.target.as_ref() != Some(id));
        }
        if act == Act::Accuse && !report.direct {
            // Nobody is accused of the accuser's own deed.
            let accuser = chain.last().and_then(|speaker| speaker.entity.clone());
            for seen in
                found.iter_mut().filter(|seen| seen.event.actor.is_some() && seen.event.actor == accuser)
            {
                seen.event.actor = None;
            }
        }
        let (event, seen) = split_main(found);
        let event = event.or_else(|| self.taken_up(report, (from, to)));
        let cue = Span { start: scene.tokens[report.cue.0].start, end: scene.tokens[report.cue.1].end };
        let kind = if report.direct { StatementKind::Direct } else { StatementKind::Indirect };
        let statement =
            self.statement((from, to), kind, chain, act, certainty, Some(cue), event, seen, report.why);
        self.found.push(statement);
        covered.push((from, to));
        covered.push((report.cue.0, report.cue.1 + 1));
    }

    /// What a denial or a confirmation takes up from before: *they deny this* speaks of what was told last, *they deny the
    /// accusations* of what somebody was last accused of. The event keeps its place there, which is its evidence.
    fn taken_up(&self, report: &Report, (from, to): (usize, usize)) -> Option<Event> {
        let scene = self.scene;
        if !matches!(report.act, Act::Deny | Act::Confirm) || report.direct {
            return None;
        }
        let words = (from..to).filter(|&at| scene.tokens[at].kind == TokenKind::Word);
        // `Moscou l'a démenti`
        let before_verb = to <= report.cue.0
            && (from..to).rev().take(2).any(|at| scene.hits.is(at, Small::It))
            && words.clone().count() <= LONGEST_TAKEN_UP;
        let is_this = before_verb
            || words.clone().count() <= 2 && words.clone().any(|at| scene.hits.is(at, Small::This))
            || report.cue.0 == from;
        let is_speech = words.count() <= LONGEST_TAKEN_UP
            && (from..to)
                .any(|at| scene.hits.at(at).iter().any(|hit| matches!(hit.class, Class::SpeechNoun(_))));
        let start = scene.tokens[from].start;
        let mut before = self.found.iter().rev().filter(|statement| statement.end <= start);
        let near = |statement: &&Statement| start - statement.end < REACH_OF_THIS;
        let taken = if is_this {
            // An accusation stands out of what else was told.
            let last = before.next().filter(near)?;
            before
                .take_while(near)
                .find(|statement| statement.act == Act::Accuse)
                .filter(|_| last.event.is_none())
                .unwrap_or(last)
        } else if is_speech {
            before.find(|statement| statement.act == Act::Accuse && statement.event.is_some())?
        } else {
            return None;
        };
        taken.event.clone()
    }

    /// Who does what an infinitive or a clause without a subject says: whom the accusation, demand or warning is put to,
    /// else the speaker.
    fn implied_subject(&self, report: &Report, act: Act, chain: &[Speaker]) -> Option<String> {
        if report.direct {
            return None;
        }
        if !matches!(act, Act::Accuse | Act::Demand | Act::Warn) {
            let joint = chain.last().is_some_and(|speaker| speaker.joint);
            return chain.last().filter(|_| !joint).and_then(|speaker| speaker.entity.clone());
        }
        let scene = self.scene;
        let sentence = report.cue.0;
        let start = crate::sentence_at(scene.article, scene.tokens[sentence].start)
            .map_or(0, |index| scene.tokens.at(scene.article.sentences[index].start));
        let from = scene.segment_start(sentence, start);
        let addressed = scene.parties.iter().enumerate().find(|(index, party)| {
            party.first >= from
                && party.first < report.content.1
                && !report.who.contains(&Who::Party(*index))
                && scene.can_act(party)
                && !matches!(party.head, Head::Pronoun(Small::Plural | Small::Neuter))
                && !scene.hits.is(party.core.0, Small::Possessive)
                && matches!(
                    party.relation,
                    Relation::Subject | Relation::Object | Relation::Dative | Relation::To
                )
        });
        addressed.and_then(|(_, party)| events::entity(scene, self.naming, &self.memory, party))
    }

    fn trimmed(&self, (mut from, mut to): (usize, usize)) -> (usize, usize) {
        let tokens = self.scene.tokens;
        let loose = |at: usize| {
            tokens[at].kind == TokenKind::Mark
                && matches!(tokens.surface(at), "," | ";" | ":" | "." | "–" | "—" | "-" | "―")
        };
        let quoted = |at: usize| {
            self.scene.quoted[at].is_some_and(|quote| self.scene.quotes[quote as usize].last == at)
        };
        while from < to && loose(from) && self.scene.quoted[from].is_none() {
            from += 1;
        }
        while to > from
            && loose(to - 1)
            && !quoted(to - 1)
            && (tokens.surface(to - 1) != "." || to - from == 1)
        {
            to -= 1;
        }
        (from, to)
    }

    #[allow(clippy::too_many_arguments)]
    fn statement(
        &self,
        (from, to): (usize, usize),
        kind: StatementKind,
        chain: Vec<Speaker>,
        act: Act,
        certainty: Certainty,
        cue: Option<Span>,
        event: Option<Event>,
        also: Vec<Event>,
        why: &str,
    ) -> Statement {
        let scene = self.scene;
        let (start, end) = (scene.tokens[from].start, scene.tokens[to - 1].end);
        let article = scene.article;
        Statement {
            start,
            end,
            text: scene.tokens.text[start..end].to_owned(),
            kind,
            chain,
            act,
            certainty,
            cue,
            event,
            also,
            mentions: inside(&article.mentions, |mention| (mention.start, mention.end), start, end),
            times: inside(&article.times, |time| (time.start, time.end), start, end),
            quantities: inside(&article.quantities, |quantity| (quantity.start, quantity.end), start, end),
            why: why.to_owned(),
        }
    }

    /// How sure the words are: the least sure word of doubt among them and beside the reporting word.
    fn certainty(&self, (from, to): (usize, usize), report: &Report) -> Certainty {
        let near = report.cue.0.saturating_sub(3)..(report.cue.1 + 3).min(self.scene.tokens.len());
        let near = near.filter(|&at| self.same_sentence(at, report.cue.0));
        self.hedge(from..to.min(from + 40)).max(self.hedge(near))
    }

    fn same_sentence(&self, one: usize, other: usize) -> bool {
        let offset = |at: usize| crate::sentence_at(self.scene.article, self.scene.tokens[at].start);
        offset(one) == offset(other)
    }

    fn hedge(&self, range: impl Iterator<Item = usize>) -> Certainty {
        let mut least = Certainty::Certain;
        let times = &self.scene.article.times;
        for at in range {
            // `May` is a month.
            let start = self.scene.tokens[at].start;
            let next = times.partition_point(|time| time.end <= start);
            if times.get(next).is_some_and(|time| time.start <= start) {
                continue;
            }
            // A doubt that is only quoted is somebody's word.
            if self.scene.quoted[at].is_some_and(|quote| !self.scene.quotes[quote as usize].speech) {
                continue;
            }
            for hit in self.scene.hits.at(at) {
                if let Class::Hedge(certainty) = hit.class {
                    least = least.max(certainty);
                }
            }
        }
        least
    }

    /// A sentence in the mood of reported speech goes on with what was said before.
    fn go_on(&mut self, sentence: (usize, usize), covered: &mut Vec<(usize, usize)>) {
        let (from, to) = self.trimmed(sentence);
        if from >= to {
            return;
        }
        let (event, seen) = split_main(events(self.scene, self.naming, &self.memory, (from, to)));
        let certainty = self.hedge(from..to);
        let chain = self.last_chain.clone();
        let statement = self.statement(
            (from, to),
            StatementKind::Indirect,
            chain,
            Act::Assert,
            certainty,
            None,
            event,
            seen,
            "reported mood",
        );
        self.found.push(statement);
        covered.push(sentence);
    }

    /// Quotations of a block that no reporting word claimed: they go on with the quotation beside them.
    fn lone_quotes(&mut self, block: &Range<usize>, first_statement: usize) {
        let scene = self.scene;
        let claimed: Vec<(usize, Vec<Speaker>)> = self.found[first_statement..]
            .iter()
            .filter(|statement| statement.kind == StatementKind::Direct && !statement.chain.is_empty())
            .map(|statement| (statement.start, statement.chain.clone()))
            .collect();
        let last_chain = self.chain.clone();
        for (index, quote) in scene.quotes.iter().enumerate() {
            if !block.contains(&quote.first) || self.told[index] || !quote.speech {
                continue;
            }
            let start = scene.tokens[quote.first].start;
            let covered = self.found[first_statement..].iter().any(|statement| {
                !statement.chain.is_empty() && statement.start <= start && start < statement.end
            });
            if covered {
                continue;
            }
            let nearest = claimed
                .iter()
                .rfind(|(at, _)| *at < start)
                .or_else(|| claimed.iter().find(|(at, _)| *at > start));
            let opens_sentence = scene
                .article
                .sentences
                .iter()
                .any(|sentence| scene.tokens.within(sentence.start, sentence.end).start == quote.first);
            let ends_sentence = {
                let inner = quote.last.saturating_sub(1);
                tokens_end_sentence(scene.tokens, inner)
                    || tokens_end_sentence(scene.tokens, quote.last)
                    || tokens_end_sentence(scene.tokens, quote.last + 1)
            };
            let same_sentence = claimed.iter().any(|(at, _)| {
                *at < start
                    && crate::sentence_at(scene.article, *at) == crate::sentence_at(scene.article, start)
            });
            if !(same_sentence
                || quote.dash
                || opens_sentence && ends_sentence
                || ends_sentence && quote.first > 0 && scene.tokens.is_mark(quote.first - 1, ':'))
            {
                continue;
            }
            let chain = match nearest {
                Some((_, chain)) => chain.clone(),
                None if !quote.dash && opens_sentence => last_chain.clone(),
                None => Vec::new(),
            };
            self.told[index] = true;
            let range = (quote.first, quote.last + 1);
            let (event, seen) = split_main(events(scene, self.naming, &self.memory, range));
            let certainty = self.hedge(range.0..range.1);
            let why =
                if chain.is_empty() { "quotation without a speaker" } else { "quotation beside another" };
            let statement = self.statement(
                self.trimmed(range),
                StatementKind::Direct,
                chain,
                Act::Assert,
                certainty,
                None,
                event,
                seen,
                why,
            );
            self.found.push(statement);
        }
    }

    /// What the article itself says: the whole sentence, or what of it nobody is reported to say.
    fn narrate(&mut self, sentence: (usize, usize), covered: &[(usize, usize)]) {
        let scene = self.scene;
        let (from, to) = self.trimmed(sentence);
        if from >= to || !(from..to).any(|at| scene.tokens[at].kind == TokenKind::Word) {
            return;
        }
        let outside = |at: usize| !covered.iter().any(|&(start, end)| start <= at && at < end);
        let mut seen: Vec<Seen> = events(scene, self.naming, &self.memory, sentence);
        seen.retain(|seen| outside(seen.at) && says_something(&seen.event));
        if !covered.is_empty() {
            // Beside what is reported only what has its parties counts.
            seen.retain(|seen| {
                seen.event.actor.is_some() && (seen.event.target.is_some() || seen.event.time.is_some())
            });
            if seen.is_empty() {
                return;
            }
        }
        let (previous, seen): (Vec<Seen>, Vec<Seen>) = seen.into_iter().partition(|seen| seen.event.previous);
        let ranges = if covered.is_empty() {
            self.clauses((from, to), &seen)
        } else {
            self.clauses_beside((from, to), covered, &seen)
        };
        let asked = self.scene.question(sentence);
        for (range, event) in ranges {
            // What somebody was asked is not said to be so.
            let in_question = asked.is_some_and(|(from, to)| from <= range.0 && range.0 < to);
            let certainty = if in_question { Certainty::Possible } else { self.hedge(range.0..range.1) };
            let statement = self.statement(
                range,
                StatementKind::Narrated,
                Vec::new(),
                Act::Assert,
                certainty,
                None,
                event,
                Vec::new(),
                "narration",
            );
            self.found.push(statement);
        }
        for seen in previous {
            let statement = self.statement(
                (from, to),
                StatementKind::Narrated,
                Vec::new(),
                Act::Assert,
                Certainty::Certain,
                None,
                Some(seen.event),
                Vec::new(),
                "time before",
            );
            self.found.push(statement);
        }
    }

    /// A sentence as one statement an event, cut where clauses begin.
    fn clauses(&self, (from, to): (usize, usize), seen: &[Seen]) -> Vec<((usize, usize), Option<Event>)> {
        let Some(first) = seen.first() else { return vec![((from, to), None)] };
        let mut parts: Vec<((usize, usize), Option<Event>)> = vec![((from, to), Some(first.event.clone()))];
        let mut at = first.at;
        for next in &seen[1..] {
            let cut = self.clause_boundary(at, next.at);
            let Some(((_, end), _)) = parts.last_mut() else { break };
            match cut {
                Some(cut) => {
                    *end = cut;
                    parts.push((
                        (cut + usize::from(self.scene.tokens[cut].kind == TokenKind::Mark), to),
                        Some(next.event.clone()),
                    ));
                }
                None => {
                    // Two events in one clause: the one with more parties stands for it.
                    if let Some((_, Some(event))) = parts.last_mut()
                        && fullness(&next.event) > fullness(event)
                    {
                        *event = next.event.clone();
                    }
                }
            }
            at = next.at;
        }
        parts.retain(|((from, to), _)| from < to);
        parts
    }

    /// The clauses beside reported words that hold an event.
    fn clauses_beside(
        &self,
        (from, to): (usize, usize),
        covered: &[(usize, usize)],
        seen: &[Seen],
    ) -> Vec<((usize, usize), Option<Event>)> {
        seen.iter()
            .map(|seen| {
                let start = covered
                    .iter()
                    .map(|&(_, end)| end)
                    .filter(|&end| end <= seen.at)
                    .max()
                    .unwrap_or(from)
                    .max(from);
                let end = covered
                    .iter()
                    .map(|&(start, _)| start)
                    .filter(|&start| start > seen.at)
                    .min()
                    .unwrap_or(to)
                    .min(to);
                (self.trimmed((start, end)), Some(seen.event.clone()))
            })
            .filter(|((from, to), _)| from < to)
            .collect()
    }

    /// Where a clause begins between two tokens: the last comma, or a conjunction.
    fn clause_boundary(&self, from: usize, to: usize) -> Option<usize> {
        let scene = self.scene;
        (from + 1..to).rev().find(|&at| {
            let mark = scene.tokens[at].kind == TokenKind::Mark
                && matches!(scene.tokens.surface(at), "," | ";" | ":" | "–" | "—");
            // Where every clause has its comma (German), a conjunction alone says nothing.
            let word = [Small::Subordinator, Small::But, Small::Relative]
                .iter()
                .any(|&small| scene.hits.is(at, small));
            let second_relative = scene.hits.is(at, Small::And) && scene.hits.is(at + 1, Small::Relative);
            mark || word && !scene.lexicon.comma_that || second_relative
        })
    }
}

fn tokens_end_sentence(tokens: &Tokens, index: usize) -> bool {
    index < tokens.len()
        && tokens[index].kind == TokenKind::Mark
        && matches!(tokens.surface(index), "." | "!" | "?" | "…")
}

/// The event that words are about: one told by a verb with a party before one told by a noun, then the one with most
/// parties, the first of equals; a war is mostly what others happen in.
fn main_of(seen: &[Seen]) -> Option<usize> {
    let rank = |seen: &Seen| {
        let has_party = seen.event.actor.is_some() || seen.event.target.is_some() || seen.wants_actor;
        let background = matches!(seen.event.kind.as_str(), "war" | "sanction");
        (!background, seen.verb && has_party, fullness(&seen.event))
    };
    let best = seen.iter().map(rank).max()?;
    seen.iter().position(|one| rank(one) == best)
}

/// Whether an event of narration is worth telling: a visit or a war of nobody with nobody is not.
fn says_something(event: &Event) -> bool {
    let needs_party = event_type(&event.kind).is_some_and(|kind| {
        matches!(kind.family, "meeting" | "diplomacy" | "conflict" | "trade" | "sport" | "economy")
    });
    !needs_party || event.actor.is_some() || event.target.is_some() || event.object.is_some()
}

/// How many parties of an event are known.
fn fullness(event: &Event) -> usize {
    usize::from(event.actor.is_some()) * 2
        + usize::from(event.target.is_some()) * 2
        + usize::from(event.object.is_some())
}

/// The main event and the others.
fn split_main(mut seen: Vec<Seen>) -> (Option<Event>, Vec<Event>) {
    seen.retain(|seen| !seen.event.previous);
    let main = main_of(&seen).map(|index| seen.remove(index).event);
    (main, seen.into_iter().map(|seen| seen.event).collect())
}

/// Indices of the annotations that lie in a byte range. They stand in the order of their starts.
fn inside<T>(list: &[T], span: impl Fn(&T) -> (usize, usize), start: usize, end: usize) -> Vec<usize> {
    let first = list.partition_point(|item| span(item).0 < start);
    (first..list.len())
        .take_while(|&index| span(&list[index]).0 < end)
        .filter(|&index| span(&list[index]).1 <= end)
        .collect()
}
