//! A small linear tagger for names that no table holds: which words are one, and of what kind.
//!
//! A structured perceptron (Collins 2002), averaged, over words that are near a capital; its weights are trained by
//! `cargo xtask train-names` and lie quantised in `names/tagger.bin`. Features are hashed words, affixes, shapes, hits of the
//! name tables and word lists of the packs. The trainer uses the very same features through [`sample`].

use crate::mentions::{Hit, Lexicon, Scene, known, lexicon_of};
use rustc_hash::FxHashMap;
use std::sync::OnceLock;
use tidings_language::{Case, TokenKind, tokenize};
use tidings_model::{Article, EntityKind, Span};
use tidings_names::{Form, fold, tables};

/// Number of tags: outside, then begin and inside of person, organisation, place, other.
pub const TAGS: usize = 9;

/// First bytes of the blob.
pub const MAGIC: &[u8; 8] = b"TIDTAG01";

/// Words this far behind a capital may belong to a name (`Institutt for energiteknikk`).
const REACH: usize = 2;

/// Features whose weights are counted together: a look-up counts the bits of so many masks at most.
const BLOCK: usize = 16;

/// Code of the model for languages without one of their own.
pub const ANY: &str = "*";

static BLOB: &[u8] = include_bytes!("../../../names/tagger.bin");

/// A sentence or text as the trainer sees it.
#[derive(Debug, Clone, Default)]
pub struct Sample {
    /// Stretches of neighbouring words that may hold names: per word its features and its tag.
    pub stretches: Vec<Vec<(Vec<u32>, u8)>>,
}

/// How a training text is looked at.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum View {
    /// With its words, for a model of its own language.
    Full,
    /// Without the words around: the name itself, shapes, tables and word lists only, for a model of other languages.
    Wordless,
    /// As [`View::Wordless`], read as if its language wrote every noun with a capital.
    CapitalNouns,
}

/// Whether a feature is about the words around: it holds for one language.
pub fn is_lexical(feature: u32) -> bool {
    feature & 1 == 1
}

/// The features and tags of a text. `spans` are byte ranges with their kinds.
pub fn sample(text: &str, code: &str, spans: &[(usize, usize, EntityKind)], view: View) -> Sample {
    let language = tidings_language::language(code);
    let lexicon = lexicon_of(&language);
    let tokens = tokenize(text);
    let article =
        Article { sentences: vec![Span { start: 0, end: text.len() }.into()], ..Article::default() };
    let scene = Scene::new(&tokens, &article, &language, &lexicon);
    let scene = if view == View::CapitalNouns { scene.with_capital_nouns() } else { scene };
    let hits = known(&scene);
    let stretches = stretches(&scene);
    let facts = facts(&scene, &hits, &stretches);
    let mut gold = vec![0u8; tokens.len()];
    for &(start, end, kind) in spans {
        let range = tokens.within(start, end);
        for at in range.clone() {
            gold[at] = 2 * class_of(kind) + 1 + u8::from(at > range.start);
        }
    }
    let stretches = stretches
        .into_iter()
        .map(|(first, last)| {
            (first..=last)
                .map(|at| {
                    let mut features = Vec::with_capacity(64);
                    features_at(&scene, &lexicon, &facts, at, &mut features);
                    if view != View::Full {
                        features.retain(|&feature| !is_lexical(feature));
                    }
                    (features, gold[at])
                })
                .collect()
        })
        .collect();
    Sample { stretches }
}

fn class_of(kind: EntityKind) -> u8 {
    match kind {
        EntityKind::Person => 0,
        EntityKind::Organisation => 1,
        EntityKind::Place => 2,
        _ => 3,
    }
}

/// A name the tagger found.
pub(crate) struct Tagged {
    pub first: usize,
    pub last: usize,
    pub kind: EntityKind,
    /// The model knows the words of the language, not only shapes and tables.
    pub full: bool,
}

/// The names of a text, where there is a model for its language.
pub(crate) fn tag(scene: &Scene, hits: &[Hit]) -> Option<Vec<Tagged>> {
    let model = model(scene.language.code())?;
    let stretches = stretches(scene);
    let facts = facts(scene, hits, &stretches);
    let mut tagged = Vec::new();
    let mut features = Vec::with_capacity(64);
    for &(first, last) in &stretches {
        let scores: Vec<[i32; TAGS]> = (first..=last)
            .map(|at| {
                features.clear();
                features_at(scene, scene.lexicon, &facts, at, &mut features);
                let mut scores = [0; TAGS];
                features.iter().for_each(|&feature| model.add(feature, &mut scores));
                scores
            })
            .collect();
        let tags = best_path(&scores, &model.transitions);
        let mut at = 0;
        while at < tags.len() {
            if tags[at] == 0 {
                at += 1;
                continue;
            }
            let begin = at;
            at += 1;
            while at < tags.len() && tags[at] != 0 && tags[at].is_multiple_of(2) {
                at += 1;
            }
            let kind = [EntityKind::Person, EntityKind::Organisation, EntityKind::Place, EntityKind::Other]
                [usize::from((tags[begin] - 1) / 2)];
            tagged.push(Tagged { first: first + begin, last: first + at - 1, kind, full: model.full });
        }
    }
    Some(tagged)
}

/// Whether a tag may follow another: an inside follows its own begin or inside.
pub fn may_follow(before: usize, tag: usize) -> bool {
    tag == 0 || tag % 2 == 1 || before == tag || before == tag - 1
}

/// The best sequence of tags (Viterbi). A stretch begins after a word outside any name.
pub fn best_path(scores: &[[i32; TAGS]], transitions: &[[i32; TAGS]; TAGS]) -> Vec<u8> {
    const NEVER: i32 = i32::MIN / 4;
    let mut back: Vec<[u8; TAGS]> = Vec::with_capacity(scores.len());
    let mut best = [NEVER; TAGS];
    for (place, score) in scores.iter().enumerate() {
        let mut next = [NEVER; TAGS];
        let mut from = [0u8; TAGS];
        for tag in 0..TAGS {
            for before in 0..TAGS {
                let so_far = if place == 0 { if before == 0 { 0 } else { NEVER } } else { best[before] };
                if so_far == NEVER || !may_follow(before, tag) {
                    continue;
                }
                let value = so_far + transitions[before][tag] + score[tag];
                if value > next[tag] {
                    next[tag] = value;
                    from[tag] = before as u8;
                }
            }
        }
        best = next;
        back.push(from);
    }
    let mut tag = (0..TAGS).max_by_key(|&tag| (best[tag], std::cmp::Reverse(tag))).unwrap_or(0) as u8;
    let mut path = vec![0; scores.len()];
    for place in (0..scores.len()).rev() {
        path[place] = tag;
        tag = back[place][usize::from(tag)];
    }
    path
}

/// Stretches of tokens that may hold names: first and last token. None crosses a sentence.
fn stretches(scene: &Scene) -> Vec<(usize, usize)> {
    let mut found: Vec<(usize, usize)> = Vec::new();
    for at in 0..scene.tokens.len() {
        if scene.tokens[at].kind != TokenKind::Word || scene.tokens[at].case == Case::Lower {
            continue;
        }
        let mut last = at;
        for _ in 0..REACH {
            match scene.after(last) {
                Some(next) => last = next,
                None => break,
            }
        }
        match found.last_mut() {
            Some(open) if open.1 + 1 >= at && scene.same_sentence(open.1, at) => open.1 = open.1.max(last),
            _ => found.push((at, last)),
        }
    }
    found
}

/// What tables and packs say of each token, as small numbers.
struct Facts {
    /// Hit of the tables: class and place in the name.
    hit: Vec<u16>,
    /// Bits: given name, surname, its endings, head noun (two), role, title, labels (two), function word, verb of persons, no name,
    /// particle, joiner, preposition of places, case of a place.
    word: Vec<u16>,
    /// How it is written.
    shape: Vec<u8>,
}

/// The facts of all tokens in the stretches and near them.
fn facts(scene: &Scene, hits: &[Hit], stretches: &[(usize, usize)]) -> Facts {
    let count = scene.tokens.len();
    let mut hit_of = vec![0u16; count];
    for hit in hits {
        let form = match hit.record.form {
            Form::Name => 0,
            Form::Surname => 1,
            Form::Demonym => 2,
            Form::Adjective => 3,
        };
        let fame = match hit.record.rank {
            0..20_000 => 0,
            20_000..200_000 => 1,
            200_000..2_000_000 => 2,
            _ => 3,
        };
        let covered = &mut hit_of[hit.first..hit.first + hit.count];
        for (offset, slot) in covered.iter_mut().enumerate() {
            let place = if hit.cut.is_some() {
                3
            } else if hit.count == 1 {
                0
            } else if offset == 0 {
                1
            } else {
                2
            };
            *slot = 1 + hit.record.class as u16 * 64 + form * 16 + place * 4 + fame;
        }
    }
    let mut word = vec![0u16; count];
    let mut shapes = vec![0u8; count];
    // A text says most of its words more than once.
    let mut known: FxHashMap<(&str, bool), u16> = FxHashMap::default();
    let mut done = 0;
    for &(first, last) in stretches {
        for at in first.saturating_sub(SIGHT).max(done)..(last + SIGHT + 1).min(count) {
            shapes[at] = shape(scene, at);
            if scene.tokens[at].kind == TokenKind::Word {
                let key = (scene.lower(at), scene.looks_like_name(at));
                word[at] = *known.entry(key).or_insert_with(|| word_facts(scene, key.0, key.1));
            }
            done = at + 1;
        }
    }
    Facts { hit: hit_of, word, shape: shapes }
}

/// How far from a token its features look.
const SIGHT: usize = 2;

/// What tables and packs say of a word; of parts of names only where it looks like one.
fn word_facts(scene: &Scene, lower: &str, looks_like_name: bool) -> u16 {
    let lexicon = scene.lexicon;
    let mut bits = 0u16;
    let mut is_place_case = false;
    if looks_like_name {
        let forms = lexicon.inflector.base_forms(lower);
        let part = tables().name_part(&fold(lower)).or_else(|| {
            forms
                .iter()
                .find_map(|form| tables().name_part(&fold(&form.base)).filter(|_| form.base.len() > 3))
        });
        if let Some(part) = part {
            bits |= u16::from(part.given) | u16::from(part.surname) << 1;
        }
        bits |= u16::from(lexicon.ends_as_surname(lower)) << 2;
        is_place_case = forms.iter().any(|form| lexicon.is_place_ending(&form.ending));
    }
    bits |= lexicon.head(lower).map_or(0, |head| head as u16 + 1) << 3;
    bits |= u16::from(lexicon.role_word(lower).is_some()) << 5;
    bits |= u16::from(lexicon.titles.contains(lower)) << 6;
    bits |= u16::from(lexicon.organisation_labels.contains(lower)) << 7;
    bits |= u16::from(lexicon.place_labels.contains(lower)) << 8;
    bits |= u16::from(scene.language.is_function_word(lower)) << 9;
    bits |= u16::from(lexicon.person_verbs.contains(lower)) << 10;
    bits |= u16::from(lexicon.not_names.contains(lower)) << 11;
    bits |= u16::from(lexicon.particles.contains(lower)) << 12;
    bits |= u16::from(lexicon.joiners.contains(lower)) << 13;
    bits |= u16::from(lexicon.place_prepositions.contains(lower)) << 14;
    bits |= u16::from(is_place_case) << 15;
    bits
}

/// FNV-1a over a feature's template and its parts.
fn hash(template: u8, parts: &[&[u8]]) -> u32 {
    let mut hash = 0xcbf2_9ce4_8422_2325u64 ^ u64::from(template).wrapping_mul(0x9e37_79b9_7f4a_7c15);
    for part in parts {
        for &byte in *part {
            hash = (hash ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01b3);
        }
        hash = (hash ^ 0xff).wrapping_mul(0x0000_0100_0000_01b3);
    }
    let hash = (hash ^ (hash >> 32)) as u32;
    hash & !1 | u32::from(LEXICAL_BITS >> template & 1 == 1)
}

/// Templates that look at the words around, or at two words together. The name itself and its affixes are the same in many languages.
const LEXICAL: &[u8] = &[2, 3, 4, 5, 6, 7, 22, 23, 24, 25, 26, 40, 41, 42, 44, 45];

/// [`LEXICAL`] as bits.
const LEXICAL_BITS: u64 = {
    let (mut bits, mut at) = (0, 0);
    while at < LEXICAL.len() {
        bits |= 1 << LEXICAL[at];
        at += 1;
    }
    bits
};

/// How a token is written: `Xx`, `XX`, `x`, `X.`-like initials, compounds, numbers, marks.
fn shape(scene: &Scene, at: usize) -> u8 {
    let token = &scene.tokens[at];
    let surface = scene.tokens.surface(at);
    match token.kind {
        TokenKind::Number => 1,
        TokenKind::Affix => 2,
        TokenKind::Mark => match surface {
            "." => 3,
            "," => 4,
            "-" | "–" | "—" => 5,
            "(" | ")" => 6,
            "&" | "/" => 7,
            ":" => 8,
            _ => 9,
        },
        TokenKind::Word => {
            let hyphen = surface.find(['-', '‑', '‐']);
            let letters = surface.chars().count();
            let tail_is_lower =
                hyphen.is_some_and(|at| surface[at..].chars().nth(1).is_some_and(char::is_lowercase));
            let has_digit = surface.bytes().any(|b| b.is_ascii_digit());
            let base = match token.case {
                Case::Lower => 10,
                Case::Capital if letters == 1 => 11,
                Case::Capital if surface.chars().skip(1).any(char::is_uppercase) && hyphen.is_none() => 12,
                Case::Capital => 13,
                Case::Upper if letters <= 5 => 14,
                Case::Upper => 15,
            };
            base + 8 * (u8::from(hyphen.is_some()) + 2 * u8::from(tail_is_lower)) + 64 * u8::from(has_digit)
        }
    }
}

fn features_at(scene: &Scene, lexicon: &Lexicon, facts: &Facts, at: usize, out: &mut Vec<u32>) {
    let _ = lexicon;
    let count = scene.tokens.len();
    let near = |offset: isize| -> Option<usize> {
        let other = at.checked_add_signed(offset).filter(|&other| other < count)?;
        scene.same_sentence(at, other).then_some(other)
    };
    let word = |offset: isize| near(offset).map_or("¶", |other| scene.lower(other)).as_bytes();
    let form = |offset: isize| near(offset).map_or(0, |other| facts.shape[other]);
    let hit = |offset: isize| near(offset).map_or(0, |other| facts.hit[other]).to_le_bytes();
    let class = |offset: isize| (near(offset).map_or(0, |other| facts.hit[other]) & !3).to_le_bytes();
    let bits = |offset: isize| near(offset).map_or(0, |other| facts.word[other]).to_le_bytes();
    let start = [u8::from(scene.uncertain[at])];
    let lower = scene.lower(at);
    let mut add = |template: u8, parts: &[&[u8]]| out.push(hash(template, parts));
    add(0, &[]);
    add(1, &[word(0)]);
    add(2, &[word(-1)]);
    add(3, &[word(1)]);
    add(4, &[word(-2)]);
    add(5, &[word(2)]);
    add(6, &[word(-1), word(0)]);
    add(7, &[word(0), word(1)]);
    add(8, &[&start, &[form(0)]]);
    add(9, &[&[form(-1), form(0), form(1)]]);
    add(10, &[&[form(-2), form(-1), form(0)]]);
    add(11, &[&[form(0), form(1), form(2)]]);
    add(12, &[&start, &bits(0), &[form(0)]]);
    add(13, &[&bits(-1), &[form(0)]]);
    add(14, &[&bits(1), &[form(0)]]);
    add(15, &[&bits(-1), &bits(0)]);
    add(16, &[&bits(0), &bits(1)]);
    add(17, &[&hit(0), &start]);
    add(18, &[&class(0), &bits(0)]);
    add(19, &[&class(-1), &class(0)]);
    add(20, &[&class(0), &class(1)]);
    add(21, &[&class(0), &[form(-1), form(1)]]);
    add(22, &[word(-1), &class(0)]);
    add(23, &[word(1), &class(0)]);
    add(24, &[word(-1), &[form(0)]]);
    add(25, &[word(1), &[form(0)]]);
    add(26, &[word(-1), word(1)]);
    let letters: Vec<usize> = lower.char_indices().map(|(place, _)| place).chain([lower.len()]).collect();
    let length = letters.len() - 1;
    for (template, size) in [(30, 1), (31, 2), (32, 3), (33, 4), (34, 5), (35, 6)] {
        if length > size {
            add(template, &[&lower.as_bytes()[letters[length - size]..], &[form(0)]]);
        }
    }
    for (template, size) in [(36, 2), (37, 3), (38, 4), (39, 5)] {
        if length > size {
            add(template, &[&lower.as_bytes()[..letters[size]], &[form(0)]]);
        }
    }
    let tail = |offset: isize| {
        let text = near(offset).map_or("¶", |other| scene.lower(other));
        let from = text.char_indices().rev().nth(2).map_or(0, |(place, _)| place);
        &text.as_bytes()[from..]
    };
    add(40, &[tail(-1), &[form(0)]]);
    add(41, &[tail(1), &[form(0)]]);
    add(42, &[&start, word(0)]);
    if let Some(cut) = lower.find('-') {
        add(43, &[&lower.as_bytes()[..cut]]);
        add(44, &[&lower.as_bytes()[cut..]]);
    }
    add(45, &[tail(-2), tail(-1), &[form(0)]]);
}

/// The weights of one language, used where they lie in the blob.
struct Model {
    transitions: [[i32; TAGS]; TAGS],
    /// Hashes of the features (`u32`), ascending.
    keys: &'static [[u8; 4]],
    /// Tags each feature has weights for (`u16`).
    masks: &'static [[u8; 2]],
    /// First weight of each [`BLOCK`] of features.
    blocks: Vec<u32>,
    weights: &'static [u8],
    full: bool,
}

impl Model {
    /// Adds a feature's weights.
    fn add(&self, feature: u32, scores: &mut [i32; TAGS]) {
        let Some(at) = self.find(feature) else { return };
        let mut mask = u16::from_le_bytes(self.masks[at]);
        let block = at / BLOCK;
        let before = &self.masks[block * BLOCK..at];
        let mut place = (self.blocks[block] + before.iter().map(ones).sum::<u32>()) as usize;
        while mask != 0 {
            let tag = mask.trailing_zeros() as usize;
            if let Some(&weight) = self.weights.get(place) {
                // A byte holds the square root.
                let weight = i32::from(weight as i8);
                scores[tag] += weight * weight.abs();
            }
            place += 1;
            mask &= mask - 1;
        }
    }

    /// Place of a feature. Keys are hashes, evenly spread, so that one stands near its share of the whole; from there the
    /// search widens.
    fn find(&self, feature: u32) -> Option<usize> {
        let key = |at: usize| u32::from_le_bytes(self.keys[at]);
        let count = self.keys.len();
        let guess = ((u64::from(feature) * count as u64) >> 32) as usize;
        let (mut low, mut high) = (guess, guess);
        let mut step = 32;
        while low > 0 && key(low) > feature {
            low = low.saturating_sub(step);
            step *= 2;
        }
        let mut step = 32;
        while high < count && key(high) < feature {
            high += step;
            step *= 2;
        }
        let range = low..(high + 1).min(count);
        let place = self.keys.get(range)?.binary_search_by_key(&feature, |&key| u32::from_le_bytes(key));
        place.ok().map(|place| low + place)
    }
}

/// Number of tags in a mask.
fn ones(mask: &[u8; 2]) -> u32 {
    u16::from_le_bytes(*mask).count_ones()
}

/// Models by language code: their bytes, and what is built of them when first asked for.
type Shelf = FxHashMap<String, (&'static [u8], OnceLock<Option<Model>>)>;

/// The model of a language; several languages may share one.
fn model(code: &str) -> Option<&'static Model> {
    static MODELS: OnceLock<Shelf> = OnceLock::new();
    let models = MODELS.get_or_init(|| shelf(BLOB).unwrap_or_default());
    let (bytes, built) = models.get(code).or_else(|| models.get(ANY))?;
    built.get_or_init(|| decode(bytes)).as_ref()
}

/// Blob: magic, number of models, then each: byte length of its codes (separated by spaces), codes, u32 length, bytes.
fn shelf(blob: &'static [u8]) -> Option<Shelf> {
    let mut rest = blob.strip_prefix(MAGIC)?;
    let mut take = |count: usize| -> Option<&'static [u8]> {
        let (head, tail) = rest.split_at_checked(count)?;
        rest = tail;
        Some(head)
    };
    let mut models = FxHashMap::default();
    let count = take(1)?[0];
    for _ in 0..count {
        let length = take(1)?[0];
        let codes = std::str::from_utf8(take(length.into())?).ok()?;
        let size = u32::from_le_bytes(take(4)?.try_into().ok()?) as usize;
        let bytes = take(size)?;
        for code in codes.split(' ') {
            models.insert(code.to_owned(), (bytes, OnceLock::new()));
        }
    }
    Some(models)
}

/// Model: 81 transitions (i32), u32 number of features, their hashes (u32, ascending), masks of tags (u16), square roots of
/// weights (i8).
fn decode(bytes: &'static [u8]) -> Option<Model> {
    let mut transitions = [[0; TAGS]; TAGS];
    let (head, rest) = bytes.split_at_checked(4 * TAGS * TAGS)?;
    for (place, b) in head.chunks_exact(4).enumerate() {
        transitions[place / TAGS][place % TAGS] = i32::from_le_bytes([b[0], b[1], b[2], b[3]]);
    }
    let (head, rest) = rest.split_at_checked(4)?;
    let count = u32::from_le_bytes(head.try_into().ok()?) as usize;
    let (keys, rest) = rest.split_at_checked(4 * count)?;
    let (masks, weights) = rest.split_at_checked(2 * count)?;
    let (keys, masks) = (keys.as_chunks().0, masks.as_chunks().0);
    let mut blocks = Vec::with_capacity(count / BLOCK + 1);
    let mut weight = 0;
    for block in masks.chunks(BLOCK) {
        blocks.push(weight);
        weight += block.iter().map(ones).sum::<u32>();
    }
    // Lexical features are many where there are any: the first of them comes soon.
    let full = keys.iter().any(|&key| is_lexical(u32::from_le_bytes(key)));
    Some(Model { full, transitions, keys, masks, blocks, weights })
}
