//! What the tagger sees of a word and of the words around it, as hashes.
//!
//! Most features look at one word alone, at its own place or from a neighbour's: their weights are summed once a word and kept
//! ([`own`], [`beside`]). Few look at two words together or at the tables' reading ([`joint`]).

use crate::mentions::{Hit, Scene};
use rustc_hash::FxHashMap;
use tidings_language::{Case, TokenKind};
use tidings_names::{Form, fold, tables};

/// How far from a token its features look.
pub(super) const SIGHT: usize = 2;

/// A word as features see it.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Word {
    /// Hash of its lower-case form.
    lower: u64,
    /// Hash of its last letters.
    tail: u64,
    /// How it is written, finely.
    shape: u8,
    /// Bits of tables and packs, see [`word_facts`].
    pub bits: u16,
}

/// What stands before the first and after the last word of a sentence.
pub(super) const EDGE: Word = Word { lower: 0x9d8f, tail: 0x9d8f, shape: 0, bits: 0 };

/// What is known of a text's tokens.
pub(super) struct Facts<'a> {
    /// Hit of the tables: class, form, place in the name, fame.
    hit: Vec<u16>,
    /// The words in and near the stretches.
    pub words: Vec<Word>,
    /// First and last token of the run of capitals each token stands in; the wrong way round outside of any.
    runs: Vec<(u32, u32)>,
    scene: &'a Scene<'a>,
}

impl<'a> Facts<'a> {
    /// The facts of all tokens in the stretches and near them. `word` tells a token's [`Word`]; it may remember.
    pub fn new(
        scene: &'a Scene<'a>,
        hits: &[Hit],
        stretches: &[(usize, usize)],
        mut word: impl FnMut(usize) -> Word,
    ) -> Self {
        let count = scene.tokens.len();
        let mut words = vec![Word::default(); count];
        let mut done = 0;
        for &(first, last) in stretches {
            let (from, to) = (first.saturating_sub(SIGHT).max(done), (last + SIGHT + 1).min(count));
            for (at, place) in words.iter_mut().enumerate().take(to).skip(from) {
                *place = word(at);
                done = at + 1;
            }
        }
        let runs = runs(scene, &words);
        Self { hit: hits_by_token(hits, count), words, runs, scene }
    }

    /// The token at a distance, in the same sentence.
    pub fn near(&self, at: usize, offset: isize) -> Option<usize> {
        let other = at.checked_add_signed(offset).filter(|&other| other < self.words.len())?;
        self.scene.same_sentence(at, other).then_some(other)
    }

    /// The word at a distance.
    pub fn word(&self, at: usize, offset: isize) -> Word {
        self.near(at, offset).map_or(EDGE, |other| self.words[other])
    }
}

/// Most tokens of a run.
const LONGEST_RUN: usize = 10;

/// First and last token of the run of words with a capital each token stands in: what joins names may stand between them, and a
/// function word at the start of a sentence does not begin one.
fn runs(scene: &Scene, words: &[Word]) -> Vec<(u32, u32)> {
    const JOINS: u16 = 1 << 12 | 1 << 13;
    const FUNCTION: u16 = 1 << 9;
    let tokens = scene.tokens;
    let is_capital = |at: usize| tokens[at].kind == TokenKind::Word && tokens[at].case != Case::Lower;
    let mut runs = vec![(1, 0); words.len()];
    let mut first = 0;
    while first < words.len() {
        if !is_capital(first) || scene.uncertain[first] && words[first].bits & FUNCTION != 0 {
            first += 1;
            continue;
        }
        let mut last = first;
        let mut at = first + 1;
        while at < words.len() && at - first < LONGEST_RUN && scene.same_sentence(first, at) {
            if is_capital(at) {
                last = at;
            } else {
                let joins = match tokens[at].kind {
                    TokenKind::Mark => matches!(tokens.surface(at), "-" | "–" | "&" | "." | "'" | "’"),
                    TokenKind::Word => words[at].bits & JOINS != 0,
                    _ => false,
                };
                if !joins || at > last + 2 {
                    break;
                }
            }
            at += 1;
        }
        runs[first..=last].fill((first as u32, last as u32));
        first = last + 1;
    }
    runs
}

/// Class, form, place in the name and fame of the hit that covers each token; 0 for none.
fn hits_by_token(hits: &[Hit], count: usize) -> Vec<u16> {
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
    hit_of
}

/// A token as features see it.
pub(super) fn word(scene: &Scene, at: usize) -> Word {
    let lower = scene.lower(at);
    let is_word = scene.tokens[at].kind == TokenKind::Word;
    let bits = if is_word { word_facts(scene, lower, scene.looks_like_name(at)) } else { 0 };
    Word { lower: text(lower), tail: text(last_letters(lower, 3)), shape: shape(scene, at), bits }
}

fn last_letters(text: &str, count: usize) -> &str {
    let from = text.char_indices().rev().nth(count - 1).map_or(0, |(place, _)| place);
    &text[from..]
}

/// What tables and packs say of a word; of parts of names only where it looks like one. Bits: given name, surname, its endings,
/// head noun (two), role, title, labels (two), function word, verb of persons, no name, particle, joiner, preposition of places,
/// case of a place.
fn word_facts(scene: &Scene, lower: &str, looks_like_name: bool) -> u16 {
    let lexicon = scene.lexicon;
    let mut bits = 0u16;
    let mut is_place_case = false;
    if looks_like_name {
        let forms = lexicon.inflector.base_forms(lower);
        let part = tables().name_part(&fold(lower)).or_else(|| {
            forms
                .iter()
                .filter(|form| form.base.len() > 3)
                .find_map(|form| tables().name_part(&fold(&form.base)))
        });
        if let Some(part) = part {
            bits |= u16::from(part.given) | u16::from(part.surname || !part.given) << 1;
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
            let letters = surface.chars().take(8).count();
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

/// What a word says of itself, to `out`; with the parts inside it where the model has learnt from annotated text (others learn too few
/// names for them).
pub(super) fn own(word: &Word, lower: &str, inside: bool, out: &mut impl FnMut(u32)) {
    let case = u64::from(word.shape & 7 | (word.shape & 64) >> 3);
    let shape = u64::from(word.shape);
    let bits = u64::from(word.bits);
    let mut add = |template: u8, a: u64, b: u64| out(hash(template, false, a, b));
    add(0, 0, 0);
    add(1, word.lower, 0);
    add(2, word.lower, case);
    add(3, shape, 0);
    add(4, bits, shape);
    add(5, bits & NAME_PARTS, shape);
    add(6, bits & HEADS, case);
    add(7, bits & !NAME_PARTS, 0);
    let mut letters: Vec<usize> = Vec::with_capacity(lower.len() + 1);
    letters.extend(lower.char_indices().map(|(place, _)| place).chain([lower.len()]));
    let length = letters.len() - 1;
    for size in 1..=6 {
        if length > size {
            add(8, text(&lower[letters[length - size]..]), size as u64 | case << 8);
        }
    }
    for size in 1..=5 {
        if length > size {
            add(9, text(&lower[..letters[size]]), size as u64 | case << 8);
        }
    }
    add(10, (length as u64).min(12), case);
    // The first and last letters are seen above.
    let last = if inside { length.saturating_sub(3) } else { 0 };
    for at in 1..last {
        add(13, text(&lower[letters[at]..letters[at + 3]]), case);
    }
    if let Some(cut) = lower.find('-') {
        add(11, text(&lower[..cut]), 0);
        add(12, text(&lower[cut..]), 0);
    }
}

/// What a word says of another at a distance from it (`offset` is where this word stands), to `out`.
pub(super) fn beside(word: &Word, offset: isize, out: &mut impl FnMut(u32)) {
    let place = (offset + 3) as u8;
    let (shape, bits) = (u64::from(word.shape), u64::from(word.bits));
    out(hash(20 + place, true, word.lower, 0));
    out(hash(30 + place, false, shape, 0));
    out(hash(40 + place, false, bits, shape));
    if offset.unsigned_abs() == 1 {
        out(hash(50 + place, true, word.tail, 0));
        out(hash(60 + place, false, bits & NAME_PARTS, shape));
        out(hash(70 + place, false, bits & !NAME_PARTS, 0));
    }
}

/// Bits of [`word_facts`] that say that a word is part of persons' names.
const NAME_PARTS: u64 = 0b111;

/// Bits of [`word_facts`] for the nouns that head names.
const HEADS: u64 = 0b1_1111_1000;

/// What two words together or the tables say of a token, to `out`.
pub(super) fn joint(facts: &Facts, at: usize, out: &mut impl FnMut(u32)) {
    let scene = facts.scene;
    let [w2, w1, w0, n1, n2] = [-2, -1, 0, 1, 2].map(|offset| facts.word(at, offset));
    let hit = |offset: isize| u64::from(facts.near(at, offset).map_or(0, |other| facts.hit[other]));
    let class = |offset: isize| hit(offset) & !3;
    let lower = scene.lower(at);
    let start = u64::from(scene.uncertain[at])
        | u64::from(scene.capital_seen.contains(lower)) << 1
        | u64::from(scene.lower_seen.contains(lower)) << 2;
    let pair = |a: u64, b: u64| a.rotate_left(21).wrapping_mul(0x9e37_79b9_7f4a_7c15) ^ b;
    let shape = |word: &Word| u64::from(word.shape);
    let bits = |word: &Word| u64::from(word.bits);
    let mut add = |template: u8, lexical: bool, a: u64, b: u64| out(hash(template, lexical, a, b));
    add(100, false, start, shape(&w0));
    add(101, false, start & 1, pair(bits(&w0), shape(&w0)));
    add(102, true, start & 1, w0.lower);
    add(103, false, shape(&w1) << 8 | shape(&w0), shape(&n1));
    add(104, false, shape(&w2) << 8 | shape(&w1), shape(&w0));
    add(105, false, shape(&w0) << 8 | shape(&n1), shape(&n2));
    add(106, false, bits(&w1), pair(bits(&w0), shape(&w0)));
    add(107, false, bits(&n1), pair(bits(&w0), shape(&w0)));
    add(108, false, hit(0), start & 1);
    add(109, false, class(0), bits(&w0));
    add(110, false, class(-1), class(0));
    add(111, false, class(0), class(1));
    add(112, false, class(0), shape(&w1) << 8 | shape(&n1));
    add(113, true, class(0), w1.lower);
    add(114, true, class(0), n1.lower);
    add(115, true, w1.lower, shape(&w0));
    add(116, true, n1.lower, shape(&w0));
    add(117, true, w1.lower, n1.lower);
    add(118, true, w1.lower, w0.lower);
    add(119, true, w0.lower, n1.lower);
    add(120, true, w1.lower, w0.tail);
    add(121, true, w0.tail, n1.lower);
    add(122, true, pair(w2.lower, w1.lower), shape(&w0));
    add(123, true, pair(n1.lower, n2.lower), shape(&w0));
    add(
        124,
        false,
        bits(&w1) & NAME_PARTS | (bits(&n1) & NAME_PARTS) << 3,
        bits(&w0) & NAME_PARTS | shape(&w0) << 8,
    );
}

/// What the run of capitals that a token stands in says of it: its first and last word, its length, the words around it.
pub(super) fn of_run(facts: &Facts, at: usize, out: &mut impl FnMut(u32)) {
    let (first, last) = (facts.runs[at].0 as usize, facts.runs[at].1 as usize);
    if first > last {
        return;
    }
    let (left, right) = (facts.word(first, -1), facts.word(last, 1));
    let (head, tail) = (facts.words[first], facts.words[last]);
    let place = (at - first).min(3) as u64 | ((last - at).min(3) as u64) << 2;
    let bits = |word: &Word| u64::from(word.bits);
    let pair = |a: u64, b: u64| a.rotate_left(21).wrapping_mul(0x9e37_79b9_7f4a_7c15) ^ b;
    let class = |at: usize| u64::from(facts.hit[at] & !3);
    let mut add = |template: u8, lexical: bool, a: u64, b: u64| out(hash(template, lexical, a, b));
    add(130, false, place, ((last - first) as u64).min(5) << 8 | u64::from(facts.words[at].shape));
    add(131, false, pair(bits(&head) & NAME_PARTS, bits(&tail) & NAME_PARTS), place);
    if last > first {
        add(132, false, tail.lower, u64::from(at == last));
        add(133, false, bits(&tail), place);
        add(134, false, head.lower, u64::from(at == first));
        add(135, false, class(first), class(last));
    }
    add(136, true, left.lower, u64::from(at == first));
    add(137, true, right.lower, u64::from(at == last));
    add(138, false, bits(&left), bits(&right));
    add(139, true, pair(left.lower, right.lower), u64::from(last > first));
}

/// Whether a feature is about the words around: it holds for one language.
pub fn is_lexical(feature: u32) -> bool {
    feature & 1 == 1
}

/// A feature: its template and its parts, mixed (the finaliser of MurmurHash3).
fn hash(template: u8, lexical: bool, a: u64, b: u64) -> u32 {
    let mut hash = u64::from(template).wrapping_add(1).wrapping_mul(0x9e37_79b9_7f4a_7c15);
    hash = (hash ^ a).wrapping_mul(0xff51_afd7_ed55_8ccd);
    hash = (hash ^ hash >> 32 ^ b).wrapping_mul(0xc4ce_b9fe_1a85_ec53);
    hash ^= hash >> 33;
    (hash as u32) & !1 | u32::from(lexical)
}

/// Hash of a text (FNV-1a).
fn text(text: &str) -> u64 {
    text.bytes().fold(0xcbf2_9ce4_8422_2325, |hash, byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01b3)
    })
}

/// Remembers the words of one text: it says most of its words more than once.
pub(super) fn remembering<'a>(scene: &'a Scene<'a>) -> impl FnMut(usize) -> Word + 'a {
    let mut known: FxHashMap<&str, Word> = FxHashMap::default();
    move |at| match is_remembered(scene, at) {
        true => *known.entry(scene.tokens.surface(at)).or_insert_with(|| word(scene, at)),
        false => word(scene, at),
    }
}

/// Whether a token is the same word wherever it is written so: what is glued to a number may look like a word, and is none.
pub(super) fn is_remembered(scene: &Scene, at: usize) -> bool {
    scene.tokens[at].kind != TokenKind::Affix
}
