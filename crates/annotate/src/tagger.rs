//! A small linear tagger for names that no table holds: which words are one, and of what kind.
//!
//! A linear-chain conditional random field (Lafferty, McCallum and Pereira 2001) over words that are near a capital; its weights are
//! trained by `cargo xtask train-names` and lie quantised in `names/tagger.bin`. Features are hashed words, affixes, shapes, hits
//! of the name tables and word lists of the packs. The trainer uses the very same features through [`sample`].

use crate::mentions::{Hit, Scene, known, lexicon_of};
use features::{Facts, beside, is_remembered, joint, of_run, own, remembering, word};
use model::{Model, model};
use rustc_hash::FxHashMap;
use std::cell::RefCell;
use tidings_language::{Case, TokenKind, tokenize};
use tidings_model::{Article, EntityKind, Span};

mod features;
mod model;

pub use features::is_lexical;
pub use model::split;

/// Number of tags: outside, then begin and inside of person, organisation, place, other.
pub const TAGS: usize = 9;

/// First bytes of the blob.
pub const MAGIC: &[u8; 8] = b"TIDTAG03";

/// Words this far behind a capital may belong to a name (`Institutt for energiteknikk`).
const REACH: usize = 2;

/// Code of the model for languages without one of their own.
pub const ANY: &str = "*";

/// Words whose sums a thread keeps between texts; all are forgotten when there are more.
const MOST_REMEMBERED: usize = 20_000;

/// Share of the mean score of a word's other occurrences in the text that is added to its own score: a text names one thing by one
/// word. Flat between .2 and .6 on the development data.
const ECHO: (i32, i32) = (4, 10);

/// What is taken from the score of a place where no table knows the word, on the scale of weights (the largest is 127²). Flat between
/// 3000 and 6000 on the development data.
const UNKNOWN_PLACE: i32 = 3000;

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

/// The features and tags of a text. `spans` are byte ranges with their kinds; `full`: with what only models that learn from annotated
/// text of their languages look at.
pub fn sample(
    text: &str,
    code: &str,
    spans: &[(usize, usize, EntityKind)],
    view: View,
    full: bool,
) -> Sample {
    let language = tidings_language::language(code);
    let lexicon = lexicon_of(&language);
    let tokens = tokenize(text);
    let tokens = crate::parted(&tokens, &language).unwrap_or(tokens);
    let mut article =
        Article { sentences: vec![Span { start: 0, end: text.len() }.into()], ..Article::default() };
    code.clone_into(&mut article.language.code);
    let scene = Scene::new(&tokens, &article, &language, &lexicon);
    let scene = if view == View::CapitalNouns { scene.with_capital_nouns() } else { scene };
    let hits = known(&scene);
    let stretches = stretches(&scene);
    let facts = Facts::new(&scene, &hits, &stretches, remembering(&scene));
    let mut gold = vec![0u8; tokens.len()];
    for &(start, end, kind) in spans {
        let range = tokens.within(start, end);
        for at in range.clone() {
            gold[at] = 2 * class_of(kind) + 1 + u8::from(at > range.start);
        }
    }
    // A name that begins before its stretch begins with it.
    for &(first, _) in &stretches {
        if gold[first] != 0 && gold[first].is_multiple_of(2) {
            gold[first] -= 1;
        }
    }
    let features = |at: usize| {
        let mut list = Vec::with_capacity(80);
        let mut add = |feature: u32| {
            if view == View::Full || !is_lexical(feature) {
                list.push(feature);
            }
        };
        own(&facts.words[at], scene.lower(at), full, &mut add);
        for offset in OFFSETS {
            beside(&facts.word(at, offset), offset, &mut add);
        }
        joint(&facts, at, &mut add);
        if full {
            of_run(&facts, at, &mut add);
        }
        list
    };
    let stretches = stretches
        .into_iter()
        .map(|(first, last)| (first..=last).map(|at| (features(at), gold[at])).collect())
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
    /// The model was trained on annotated text of the language.
    pub full: bool,
}

type Scores = [i32; TAGS];

/// Where the neighbours stand that a word is seen with.
const OFFSETS: [isize; 4] = [-2, -1, 1, 2];

/// What a word adds to the scores: at its own place, then to the word that has it at each of [`OFFSETS`].
#[derive(Debug, Clone, Copy, Default)]
struct Sums {
    word: features::Word,
    at: [Scores; 5],
}

impl Sums {
    fn new(model: &Model, word: features::Word, lower: &str) -> Self {
        let mut at = [[0; TAGS]; 5];
        own(&word, lower, model.full, &mut |feature| model.add(feature, &mut at[0]));
        for (slot, offset) in at[1..].iter_mut().zip(OFFSETS) {
            beside(&word, offset, &mut |feature| model.add(feature, slot));
        }
        Self { word, at }
    }
}

/// Sums of the words met lately, by language and word as written.
type Memory = FxHashMap<String, FxHashMap<Box<str>, Sums>>;

thread_local! {
    static MEMORY: RefCell<Memory> = RefCell::default();
}

/// The names of a text.
#[derive(Default)]
pub(crate) struct Found {
    pub names: Vec<Tagged>,
    /// The model was trained on annotated text of the language.
    pub full: bool,
}

/// The names of a text; none where there is no model for its language.
pub(crate) fn tag(scene: &Scene, hits: &[Hit]) -> Found {
    let Some(model) = model(&scene.code) else { return Found::default() };
    let stretches = stretches(scene);
    if stretches.is_empty() {
        return Found { names: Vec::new(), full: model.full };
    }
    let mut scores = MEMORY.with_borrow_mut(|memory| {
        let known = memory.entry(scene.code.clone()).or_default();
        if known.len() > MOST_REMEMBERED {
            known.clear();
        }
        scores_of(scene, model, hits, &stretches, known)
    });
    if !model.full {
        doubt_places(scene, hits, &stretches, &mut scores);
    }
    echo(scene, &stretches, &mut scores);
    let mut tagged = Vec::new();
    let mut from = 0;
    for &(first, last) in &stretches {
        let count = last + 1 - first;
        let tags = best_path(&scores[from..from + count], &model.transitions);
        from += count;
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
    Found { names: tagged, full: model.full }
}

/// The scores of all tokens of the stretches, one after the other.
fn scores_of(
    scene: &Scene,
    model: &Model,
    hits: &[Hit],
    stretches: &[(usize, usize)],
    known: &mut FxHashMap<Box<str>, Sums>,
) -> Vec<Scores> {
    let edge = Sums::new(model, features::EDGE, "");
    let mut sums: Vec<[Scores; 5]> = vec![[[0; TAGS]; 5]; scene.tokens.len()];
    let facts = Facts::new(scene, hits, stretches, |at| {
        let surface = scene.tokens.surface(at);
        let is_kept = is_remembered(scene, at);
        let found = match known.get(surface).filter(|_| is_kept) {
            Some(found) => *found,
            None => {
                let made = Sums::new(model, word(scene, at), scene.lower(at));
                if is_kept {
                    known.insert(surface.into(), made);
                }
                made
            }
        };
        sums[at] = found.at;
        found.word
    });
    let mut scores = Vec::with_capacity(stretches.iter().map(|(first, last)| last + 1 - first).sum());
    for at in stretches.iter().flat_map(|&(first, last)| first..=last) {
        let mut score = sums[at][0];
        for (place, offset) in OFFSETS.into_iter().enumerate() {
            let from = facts.near(at, offset).map_or(&edge.at, |other| &sums[other]);
            for (slot, value) in score.iter_mut().zip(from[place + 1]) {
                *slot += value;
            }
        }
        joint(&facts, at, &mut |feature| model.add(feature, &mut score));
        if model.full {
            of_run(&facts, at, &mut |feature| model.add(feature, &mut score));
        }
        scores.push(score);
    }
    scores
}

/// Takes from each word that no table knows some of what speaks for a place: the tables know most of the places in the news, fewer of
/// its persons and companies, while the carried-over sentences that models without annotated text have learnt from tell of journeys.
fn doubt_places(scene: &Scene, hits: &[Hit], stretches: &[(usize, usize)], scores: &mut [Scores]) {
    let mut hits = hits.iter().peekable();
    let tokens = stretches.iter().flat_map(|&(first, last)| first..=last);
    for (at, score) in tokens.zip(scores) {
        while hits.next_if(|hit| hit.first + hit.count <= at).is_some() {}
        // Where a capital may be due to its place in the sentence, known names are refused that are words as well.
        if !scene.uncertain[at] && hits.peek().is_none_or(|hit| at < hit.first) {
            let place = 2 * usize::from(class_of(EntityKind::Place)) + 1;
            for slot in &mut score[place..=place + 1] {
                *slot -= UNKNOWN_PLACE;
            }
        }
    }
}

/// Adds to each capitalised word's scores a share of what its other occurrences in the text have.
fn echo(scene: &Scene, stretches: &[(usize, usize)], scores: &mut [Scores]) {
    let is_open = |at: usize| {
        scene.tokens[at].kind == TokenKind::Word
            && scene.tokens[at].case != Case::Lower
            && !scene.language.is_function_word(scene.lower(at))
    };
    let tokens = || stretches.iter().flat_map(|&(first, last)| first..=last);
    let mut totals: FxHashMap<&str, ([i32; TAGS], i32)> = FxHashMap::default();
    for (at, score) in tokens().zip(scores.iter()).filter(|&(at, _)| is_open(at)) {
        let (sum, count) = totals.entry(scene.tokens.surface(at)).or_default();
        sum.iter_mut().zip(score).for_each(|(slot, value)| *slot += value);
        *count += 1;
    }
    for (at, score) in tokens().zip(scores.iter_mut()).filter(|&(at, _)| is_open(at)) {
        let Some((sum, count)) = totals.get(scene.tokens.surface(at)).filter(|(_, count)| *count > 1) else {
            continue;
        };
        for (slot, total) in score.iter_mut().zip(sum) {
            *slot += (total - *slot) / (count - 1) * ECHO.0 / ECHO.1;
        }
    }
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
            // What begins or lies outside a name may follow anything, an inside only its own begin and inside.
            let befores = if tag == 0 || tag % 2 == 1 { 0..TAGS } else { tag - 1..tag + 1 };
            for before in befores {
                let so_far = if place == 0 { if before == 0 { 0 } else { NEVER } } else { best[before] };
                if so_far == NEVER {
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
        let is_handle = scene.is_handle(at);
        if !is_handle && (scene.tokens[at].kind != TokenKind::Word || scene.tokens[at].case == Case::Lower) {
            continue;
        }
        let mut last = at;
        if is_handle {
            last = scene.end_of_handle(at);
        }
        for _ in 0..if is_handle { 0 } else { REACH } {
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
