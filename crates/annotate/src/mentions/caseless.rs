//! Names where letters' case tells nothing: in text without capitals (blogs, chats) and in text of capitals alone.
//!
//! There a name is what the tables know as one and the language does not have as a common word: a known body, place or person, a given name
//! and a family name side by side, a given name that running text has, a name after a parent. All else stays unknown.

use super::known::Hit;
use super::scene::Scene;
use crate::tagger::Tagged;
use std::ops::Range;
use tidings_language::{Case, TokenKind, Tokens};
use tidings_model::{Article, BlockKind, EntityKind};
use tidings_names::{Class, Dictionary, Form, Kinds, Record, fold, tables};

/// Fewer words say nothing of how a text is written: a list or a caption may have no capital.
const FEWEST_WORDS: usize = 25;

/// Of so many words at most one has a capital.
const WORDS_A_CAPITAL: usize = 50;

/// Ends of sentences without which a stretch in lower case may be the middle of one.
const FEWEST_STOPS: usize = 2;

/// So many words in capitals alone are no abbreviations.
const FEWEST_SHOUTED: usize = 4;

/// Longest name of the tables that is looked for, in tokens.
const LONGEST: usize = 5;

/// Shortest given name, in letters, that counts by itself.
const SHORTEST_ALONE: usize = 4;

/// Rank from which a form counts that no table gives to the language.
const KNOWN_ABROAD: u32 = 300_000;

/// Rank from which a place counts by one word.
const WELL_KNOWN: u32 = 100_000;

/// Where the case of letters tells nothing: ranges of tokens.
#[derive(Debug, Default)]
pub(crate) struct Caseless {
    /// Next to no capitals.
    pub small: Vec<Range<usize>>,
    /// Next to no small letters.
    pub shouted: Vec<Range<usize>>,
}

impl Caseless {
    /// Whether a token stands where the case of letters tells nothing.
    pub fn covers(&self, at: usize) -> bool {
        holds(&self.small, at) || self.is_shouted(at)
    }

    /// Whether a token stands where all is written in capitals.
    pub fn is_shouted(&self, at: usize) -> bool {
        holds(&self.shouted, at)
    }
}

/// Whether one of the ranges, which stand in text order, holds a token.
fn holds(ranges: &[Range<usize>], at: usize) -> bool {
    ranges.get(ranges.partition_point(|range| range.end <= at)).is_some_and(|range| range.contains(&at))
}

/// How the words of a stretch are written.
#[derive(Default, Clone, Copy)]
struct Counts {
    words: usize,
    small: usize,
    capital: usize,
    upper: usize,
    stops: usize,
}

impl Counts {
    fn add(&mut self, other: Self) {
        self.words += other.words;
        self.small += other.small;
        self.capital += other.capital;
        self.upper += other.upper;
        self.stops += other.stops;
    }

    fn lacks_capitals(self) -> bool {
        // In a script without case no word is small.
        self.words >= FEWEST_WORDS
            && self.small * 10 >= self.words * 9
            && self.capital * WORDS_A_CAPITAL <= self.words
            && self.stops >= FEWEST_STOPS
    }

    fn is_shouted(self) -> bool {
        self.upper >= FEWEST_SHOUTED && self.small == 0 && self.capital * WORDS_A_CAPITAL <= self.words
    }
}

/// The stretches of an article where case tells nothing: paragraphs, or all of them where the whole text is written so.
pub(crate) fn stretches(tokens: &Tokens, article: &Article) -> Caseless {
    let mut found = Caseless::default();
    let blocks: Vec<(Range<usize>, Counts, bool)> = article
        .blocks
        .iter()
        .map(|block| {
            let range = tokens.within(block.start, block.end);
            let is_text = !matches!(block.kind, BlockKind::Title | BlockKind::Heading);
            (range.clone(), counts(tokens, range), is_text)
        })
        .collect();
    let mut all = Counts::default();
    blocks.iter().filter(|(_, _, is_text)| *is_text).for_each(|(_, counts, _)| all.add(*counts));
    let whole = all.lacks_capitals();
    for (range, counts, is_text) in blocks {
        if counts.is_shouted() {
            found.shouted.push(range);
        } else if is_text && (counts.lacks_capitals() || whole && counts.capital == 0) {
            found.small.push(range);
        }
    }
    found
}

fn counts(tokens: &Tokens, range: Range<usize>) -> Counts {
    let mut counts = Counts::default();
    for at in range {
        let token = &tokens[at];
        if token.kind == TokenKind::Mark && matches!(tokens.surface(at), "." | "!" | "?" | "…") {
            let glued = tokens.get(at + 1).is_some_and(|next| next.glued);
            counts.stops += usize::from(!glued);
        }
        if token.kind != TokenKind::Word {
            continue;
        }
        counts.words += 1;
        match token.case {
            Case::Lower => {
                counts.small +=
                    usize::from(tokens.surface(at).chars().next().is_some_and(char::is_lowercase));
            }
            Case::Capital if token.end - token.start > 1 => counts.capital += 1,
            Case::Capital => {}
            Case::Upper => counts.upper += 1,
        }
    }
    counts
}

/// The known names of the stretches without capitals.
pub(super) fn hits(scene: &Scene) -> Vec<Hit> {
    let Some(dictionary) = scene.lexicon.dictionary else { return Vec::new() };
    let mut hits = Vec::new();
    for range in &scene.caseless.small {
        let mut at = range.start;
        while at < range.end {
            match hit_at(scene, dictionary, at, range.end) {
                Some(hit) => {
                    at += hit.count;
                    hits.push(hit);
                }
                None => at += 1,
            }
        }
    }
    hits
}

fn hit_at(scene: &Scene, dictionary: &Dictionary, at: usize, end: usize) -> Option<Hit> {
    let is_open = |at: &usize| is_free(scene, *at) || scene.tokens.is_mark(*at, '-');
    if !is_free(scene, at) {
        return None;
    }
    let words: Vec<&str> = (at..(at + LONGEST).min(end))
        .take_while(|next| is_open(next) && scene.same_sentence(at, *next))
        .map(|at| scene.lower(at))
        .collect();
    let accept = |record: &Record, count: usize, inflected: &[(usize, tidings_names::BaseForm)]| {
        accepts(scene, dictionary, &words[..count], record, !inflected.is_empty())
    };
    let every_word = scene.language.pack.names.inflects_all_words;
    let Some(found) = tables().longest_inflected(&words, &scene.lexicon.inflector, every_word, accept) else {
        let record =
            *scene.lexicon.known.get(words[0]).filter(|_| is_unusual(scene, dictionary, words[0]))?;
        return Some(Hit { first: at, count: 1, record, cut: None, inflected: Vec::new() });
    };
    let record = *found.records.first()?;
    Some(Hit { first: at, count: found.count, record, cut: None, inflected: found.inflected })
}

/// Whether a known form counts although no capital tells that it is a name.
fn accepts(scene: &Scene, dictionary: &Dictionary, words: &[&str], record: &Record, inflected: bool) -> bool {
    let code = scene.language.code();
    let is_name = matches!(record.form, Form::Name | Form::Surname);
    let own = record.written_for(code) || record.rank >= KNOWN_ABROAD;
    if !is_name || !own || record.capitals_only || record.ambiguous || record.plain && inflected {
        return false;
    }
    if words.len() > 1 {
        return words.iter().any(|word| is_unusual(scene, dictionary, word));
    }
    let is_state = matches!(record.class, Class::Territory | Class::Capital);
    let is_known = record.written_for(code) || is_state || record.rank >= KNOWN_ABROAD;
    is_known
        && (is_state || record.kind != EntityKind::Place || record.rank >= WELL_KNOWN)
        && words[0].chars().count() >= SHORTEST_ALONE
        && is_unusual(scene, dictionary, words[0])
}

/// Adds to the tagged names what the stretches have, and takes away what the tagger saw in a capital that says nothing.
pub(super) fn amend(scene: &Scene, hits: &[Hit], tagged: &mut Vec<Tagged>) {
    let Some(dictionary) = scene.lexicon.dictionary else { return };
    let caseless = &scene.caseless;
    if caseless.small.is_empty() && caseless.shouted.is_empty() {
        return;
    }
    tagged.retain(|name| {
        let is_word = |at: usize| !is_unusual(scene, dictionary, scene.lower(at));
        !(caseless.is_shouted(name.first) && (name.first..=name.last).all(is_word))
    });
    let mut is_known = vec![false; scene.tokens.len()];
    let mut is_tagged = vec![false; scene.tokens.len()];
    let mut is_found = vec![false; scene.tokens.len()];
    let mut found = Vec::new();
    hits.iter().for_each(|hit| is_known[hit.first..hit.first + hit.count].fill(true));
    tagged.iter().for_each(|name| is_tagged[name.first..=name.last].fill(true));
    for range in caseless.small.iter().chain(&caseless.shouted) {
        let mut at = range.start;
        while at < range.end {
            let is_taken = is_known[at] || is_tagged[at];
            match if is_taken { None } else { name_at(scene, dictionary, at) } {
                Some(name) => {
                    at = name.last + 1;
                    is_found[name.first..=name.last].fill(true);
                    found.push(name);
                }
                None => at += 1,
            }
        }
    }
    tagged.retain(|name| !is_found[name.first]);
    tagged.extend(found);
    tagged.sort_by_key(|name| name.first);
}

/// The name of a person or a place that begins at a token, by what its words may be.
fn name_at(scene: &Scene, dictionary: &Dictionary, at: usize) -> Option<Tagged> {
    let part = |at: usize| is_free(scene, at).then(|| Part::new(scene, dictionary, at));
    let first = part(at).filter(|first| first.given || first.parental || first.place || first.family)?;
    let after = |at: usize| {
        let mut next = scene.after(at)?;
        while scene.lexicon.particles.contains(scene.lower(next)) {
            next = scene.after(next)?;
        }
        part(next).map(|part| (next, part))
    };
    // Side by side they are a name, if one of them is no common word and none is an everyday one.
    let joins = |one: &Part, other: &Part, glued: bool| {
        let order = if scene.language.pack.names.surname_first { one.family && other.given } else { false }
            || one.given && (other.family || other.parental || glued && other.given);
        order && !one.everyday && (!other.everyday || other.parental) && !(one.common && other.common)
    };
    let mut last = at;
    let mut before = first;
    while let Some((next, part)) = after(last)
        && joins(&before, &part, next == last + 1)
    {
        last = next;
        before = part;
        if part.parental {
            break;
        }
    }
    let alone = !first.common && scene.lower(at).chars().count() >= SHORTEST_ALONE;
    let kind = if last > at || alone && (first.parental || first.given && first.known) {
        EntityKind::Person
    } else if alone && first.place {
        EntityKind::Place
    } else {
        return None;
    };
    Some(Tagged { first: at, last, kind, full: false })
}

/// What a word may be as a part of a name.
#[derive(Clone, Copy)]
struct Part {
    given: bool,
    family: bool,
    parental: bool,
    place: bool,
    /// As a name in this very language.
    known: bool,
    /// Also a common word.
    common: bool,
    /// A common word of running text.
    everyday: bool,
}

impl Part {
    fn new(scene: &Scene, dictionary: &Dictionary, at: usize) -> Self {
        let lower = scene.lower(at);
        let kinds = dictionary.kinds(lower);
        let common = !is_unusual(scene, dictionary, lower);
        let bases = if common { Vec::new() } else { scene.lexicon.inflector.base_forms(lower) };
        let is_long = |word: &&str| word.chars().count() >= SHORTEST_ALONE;
        let forms = || bases.iter().map(|form| form.base.as_str()).filter(is_long);
        let table = tables()
            .name_part(&fold(lower))
            .or_else(|| forms().find_map(|form| tables().name_part(&fold(form))));
        // A dictionary of all names and words knows which of the world's names are words here.
        let is_foreign = dictionary.knows_names && lower.chars().count() > SHORTEST_ALONE;
        let given = table.is_some_and(|part| part.given);
        Self {
            given: kinds.is(Kinds::GIVEN) || given,
            family: kinds.is(Kinds::PARENTAL | Kinds::FAMILY) || table.is_some_and(|part| part.surname),
            parental: kinds.is(Kinds::PARENTAL),
            place: kinds.is(Kinds::PLACE) && !kinds.is(Kinds::GIVEN),
            known: kinds.is(Kinds::GIVEN)
                || is_foreign && given
                || forms().any(|form| dictionary.kinds(form).is(Kinds::GIVEN)),
            common,
            everyday: common && (kinds.is(Kinds::FREQUENT) || !kinds.is(Kinds::COMMON)),
        }
    }
}

/// Whether the language does not have a word as a common one, nor its base forms.
fn is_unusual(scene: &Scene, dictionary: &Dictionary, lower: &str) -> bool {
    let lexicon = scene.lexicon;
    let is_common = |word: &str| {
        dictionary.kinds(word).is(Kinds::COMMON)
            || scene.language.is_function_word(word)
            || lexicon.not_names.contains(word)
            || lexicon.person_verbs.contains(word)
            || lexicon.whole_head(word).is_some()
            || lexicon.titles.contains(word)
    };
    if is_common(lower) {
        return false;
    }
    dictionary.kinds(lower).is_name()
        || !lexicon.inflector.base_forms(lower).iter().any(|form| is_common(&form.base))
}

/// Whether a token is a word that stands by itself: not in an address, nor the name of an account.
fn is_free(scene: &Scene, at: usize) -> bool {
    let tokens = scene.tokens;
    let joins = |at: usize| {
        tokens[at].kind == TokenKind::Mark
            && matches!(tokens.surface(at), "@" | "/" | "." | "_" | "#" | ":" | "\\")
    };
    tokens[at].kind == TokenKind::Word
        && !(tokens[at].glued && at > 0 && joins(at - 1))
        && !(joins_next(scene, at) && joins(at + 1))
}

/// Whether the mark right behind a word goes on right away.
fn joins_next(scene: &Scene, at: usize) -> bool {
    let is_glued = |at: usize| scene.tokens.get(at).is_some_and(|token| token.glued);
    is_glued(at + 1) && is_glued(at + 2) && scene.tokens[at + 2].kind == TokenKind::Word
}
