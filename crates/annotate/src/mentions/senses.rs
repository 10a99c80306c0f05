//! Names that the senses of a language know: where text to learn from was little, the tagger misses some of them.

use super::scene::Scene;
use super::unknown::without_titles;
use crate::tagger::Tagged;
use rustc_hash::FxHashMap;
use tidings_language::{Case, TokenKind};
use tidings_model::EntityKind;
use tidings_names::senses::{Sense, Senses};
use tidings_names::{fold, tables};

/// Most words of a name that the senses of a language know.
const LONGEST_NAME: usize = 6;

/// The longest name of several words that begins with a token, by its number of tokens.
pub(crate) fn longer_name(scene: &Scene, senses: &Senses, first: usize) -> Option<(usize, Sense)> {
    if scene.tokens[first].case == Case::Lower {
        return None;
    }
    let is_word = |at: &usize| scene.tokens[*at].kind == TokenKind::Word;
    let last = (first + LONGEST_NAME).min(scene.tokens.len());
    let same = |at: &usize| scene.same_sentence(first, *at);
    let words = (first..last).take_while(is_word).take_while(same).map(|at| scene.lower(at));
    senses.name(words)
}

/// The tagged names, those that the senses know as longer ones whole, and the places they know that were not tagged.
pub(super) fn with_senses(scene: &Scene, tagged: Vec<Tagged>) -> Vec<Tagged> {
    let Some(senses) = scene.senses else { return tagged };
    let tokens = scene.tokens;
    let mut named: FxHashMap<&str, EntityKind> = FxHashMap::default();
    for name in tagged.iter().map(|name| without_titles(scene, name)).filter(|name| name.first == name.last) {
        named.insert(scene.lower(name.first), name.kind);
    }
    let mut found: Vec<Tagged> = Vec::new();
    let mut at = 0;
    while at < tokens.len() {
        if !scene.looks_like_name(at) {
            at += 1;
            continue;
        }
        let longer = longer_name(scene, senses, at);
        let count = longer.map_or(1, |(count, _)| count);
        let sense = longer.map_or_else(|| senses.sense(scene.lower(at)), |(_, sense)| sense);
        let last = at + count - 1;
        let inside = || overlapping(&tagged, at, last);
        let is_open = if count > 1 {
            // What was tagged as a whole or as something longer is known better by the words around it.
            inside().all(|name| at <= name.first && name.last <= last && name.last - name.first + 1 < count)
                && tokens[last].case != Case::Lower
        } else {
            inside().all(|name| name.first == name.last && name.kind == EntityKind::Other)
                && is_free(scene, at)
        };
        let kind = if !is_open {
            None
        } else if sense.is_place() && (count > 1 || is_no_person(scene, at)) {
            Some(EntityKind::Place)
        } else if count == 1 && sense == Sense::default() {
            // What is no word of the language and was tagged elsewhere in the text.
            named.get(scene.lower(at)).copied()
        } else {
            None
        };
        found.extend(kind.map(|kind| Tagged { first: at, last, kind, full: true }));
        at = last + 1;
    }
    if found.is_empty() {
        return tagged;
    }
    let is_left = |name: &Tagged| overlapping(&found, name.first, name.last).next().is_none();
    let mut all: Vec<Tagged> = tagged.into_iter().filter(is_left).collect();
    all.extend(found);
    all.sort_by_key(|name| name.first);
    all
}

/// The names, of such as stand in order and apart, that have a token of a stretch.
fn overlapping(names: &[Tagged], first: usize, last: usize) -> impl Iterator<Item = &Tagged> {
    let from = names.partition_point(|name| name.last < first);
    names[from..].iter().take_while(move |name| name.first <= last)
}

/// Whether a word is no part of persons' names, or stands behind a preposition of places.
fn is_no_person(scene: &Scene, at: usize) -> bool {
    tables().name_part(&fold(scene.lower(at))).is_none()
        || scene
            .before(at)
            .is_some_and(|before| scene.lexicon.place_prepositions.contains(scene.lower(before)))
}

/// Whether a word with a capital stands by itself, no other beside it.
fn is_free(scene: &Scene, at: usize) -> bool {
    let is_capital = |at: usize| {
        scene.tokens[at].kind == TokenKind::Word
            && scene.tokens[at].case != Case::Lower
            && !scene.uncertain[at]
    };
    scene.tokens[at].case == Case::Capital
        && !scene.language.is_function_word(scene.lower(at))
        && !scene.before(at).is_some_and(is_capital)
        && !scene.after(at).is_some_and(is_capital)
}
