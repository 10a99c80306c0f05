//! One identity inside a document.

use super::{Draft, scene::Scene, unknown};
use rustc_hash::{FxHashMap, FxHashSet};
use tidings_language::{Case, TokenKind};
use tidings_model::EntityKind;
use tidings_names::{fold, tables};

/// Shortest part of a full name, in letters, that is looked for by itself.
const SHORTEST_PART: usize = 3;

/// A person, body or place named in full in the document.
struct Full {
    words: Vec<String>,
    entity: Option<String>,
    /// Indices of its mentions, in text order.
    drafts: Vec<usize>,
}

/// Gives every mention of one thing in the document the same entity, words and kind.
pub(super) fn link(scene: &Scene, drafts: &mut Vec<Draft>) {
    abbreviations(scene, drafts);
    let fulls = full_persons(drafts);
    add_parts(scene, drafts, &fulls);
    let fulls = full_persons(drafts);
    bare_parts(scene, drafts, &fulls);
    same_words(drafts);
}

/// Persons named in two words or more, one entry a person: equal words, or the same first and last word.
fn full_persons(drafts: &[Draft]) -> Vec<Full> {
    let mut fulls: Vec<Full> = Vec::new();
    for (index, draft) in drafts.iter().enumerate() {
        if draft.kind != EntityKind::Person || draft.words.len() < 2 {
            continue;
        }
        let same = fulls.iter_mut().find(|full| {
            draft.entity.is_some() && full.entity == draft.entity
                || draft.entity.is_none() == full.entity.is_none() && same_person(&full.words, &draft.words)
        });
        match same {
            Some(full) => full.drafts.push(index),
            None => fulls.push(Full {
                words: draft.words.clone(),
                entity: draft.entity.clone(),
                drafts: vec![index],
            }),
        }
    }
    fulls
}

/// The same words, or one name leaves out middle names of the other.
fn same_person(a: &[String], b: &[String]) -> bool {
    a == b || a.first() == b.first() && a.last() == b.last() && (a.len() == 2 || b.len() == 2)
}

/// Words with a capital that no rule took for a name, but that are part of a person's full name in the document.
fn add_parts(scene: &Scene, drafts: &mut Vec<Draft>, fulls: &[Full]) {
    if fulls.is_empty() {
        return;
    }
    let parts: FxHashSet<&str> = fulls
        .iter()
        .flat_map(|full| &full.words)
        .map(String::as_str)
        .filter(|word| word.chars().count() >= SHORTEST_PART)
        .collect();
    let mut added = Vec::new();
    let mut asked: FxHashMap<&str, bool> = FxHashMap::default();
    let mut next = 0;
    for at in 0..scene.tokens.len() {
        while next < drafts.len() && drafts[next].end <= scene.tokens[at].start {
            next += 1;
        }
        let is_taken = drafts.get(next).is_some_and(|draft| draft.start < scene.tokens[at].end);
        let lower = scene.lower(at);
        if is_taken
            || scene.tokens[at].case != Case::Capital
            || scene.tokens[at].kind != TokenKind::Word
            || scene.language.is_function_word(lower)
            || scene.lower_seen.contains(lower)
        {
            continue;
        }
        let is_part = *asked.entry(lower).or_insert_with(|| {
            parts.contains(fold(lower).as_str())
                || scene
                    .lexicon
                    .inflector
                    .base_forms(lower)
                    .iter()
                    .any(|form| parts.contains(fold(&form.base).as_str()))
        });
        if is_part {
            added.push(unknown::unknown_draft(
                scene,
                at,
                at,
                EntityKind::Person,
                "part of a full name",
                true,
            ));
        }
    }
    drafts.extend(added);
    drafts.sort_by_key(|draft| draft.start);
}

/// Bare surnames and given names belong to the person named in full.
fn bare_parts(scene: &Scene, drafts: &mut [Draft], fulls: &[Full]) {
    if fulls.is_empty() {
        return;
    }
    let mut by_part: FxHashMap<&str, Vec<usize>> = FxHashMap::default();
    for (number, full) in fulls.iter().enumerate() {
        for word in &full.words {
            if word.chars().count() > 1 {
                by_part.entry(word).or_default().push(number);
            }
        }
    }
    let mut changes: Vec<(usize, usize, Option<String>)> = Vec::new();
    for (index, draft) in drafts.iter().enumerate() {
        let is_place_here = draft.kind == EntityKind::Place
            && draft.entity.is_some()
            && scene
                .before(draft.first)
                .is_some_and(|at| scene.lexicon.place_prepositions.contains(scene.lower(at)));
        let open = draft.words.len() == 1
            && (draft.kind == EntityKind::Person || draft.weak || draft.part)
            && !is_place_here;
        if !open {
            continue;
        }
        let surface = fold(scene.lower(draft.first));
        let mut found = by_part.get(surface.as_str()).map(|numbers| (numbers, None));
        if found.is_none() {
            let forms = scene.lexicon.inflector.base_forms(scene.lower(draft.first));
            found = forms.iter().find_map(|form| {
                by_part
                    .get(fold(&form.base).as_str())
                    .map(|numbers| (numbers, Some(form.written(scene.tokens.surface(draft.first)))))
            });
        }
        let Some((numbers, base)) = found else { continue };
        // Several persons share the word: the one most often named in full, then the one named last before this place.
        let best = numbers.iter().copied().max_by_key(|&number| {
            let full = &fulls[number];
            let before = full.drafts.iter().copied().rfind(|&at| at < index);
            (full.drafts.len(), before.map_or(0, |at| at + 1), std::cmp::Reverse(number))
        });
        if let Some(best) = best {
            changes.push((index, best, base));
        }
    }
    for (index, number, base) in changes {
        let full = &fulls[number];
        let from = full.drafts[0];
        let (entity, words) = (full.entity.clone(), full.words.clone());
        let speaks_for = drafts[from].speaks_for.clone();
        let draft = &mut drafts[index];
        draft.kind = EntityKind::Person;
        draft.entity = entity;
        draft.words = words;
        draft.speaks_for = speaks_for;
        draft.weak = false;
        draft.part = false;
        if let Some(base) = base {
            draft.base = base;
        }
        draft.why = "part of a full name in the document".to_owned();
    }
}

/// `Full Name (ABC)` and `ABC (Full Name)`: the abbreviation stands for the name wherever it occurs.
fn abbreviations(scene: &Scene, drafts: &mut [Draft]) {
    let mut meanings: Vec<(String, usize)> = Vec::new();
    for index in 1..drafts.len() {
        let (one, other) = (&drafts[index - 1], &drafts[index]);
        let bracketed = other.first == one.last + 2 && scene.tokens.is_mark(one.last + 1, '(');
        if !bracketed {
            continue;
        }
        for (long, short) in [(index - 1, index), (index, index - 1)] {
            if drafts[long].words.len() >= 2 && stands_for(&drafts[short], &drafts[long]) {
                meanings.push((drafts[short].words[0].clone(), long));
            }
        }
    }
    for (short, long) in meanings {
        let (kind, entity, words) =
            (drafts[long].kind, drafts[long].entity.clone(), drafts[long].words.clone());
        let mut entity = entity;
        if entity.is_none() {
            // The abbreviation may be the better known of the two.
            entity = drafts
                .iter()
                .find(|draft| draft.words.len() == 1 && draft.words[0] == short)
                .and_then(|draft| draft.entity.clone());
        }
        for draft in drafts.iter_mut().filter(|draft| draft.words.len() == 1 && draft.words[0] == short) {
            draft.kind = kind;
            draft.entity.clone_from(&entity);
            draft.words.clone_from(&words);
            draft.weak = false;
            draft.why = "abbreviation of a name in the document".to_owned();
        }
        for draft in drafts.iter_mut().filter(|draft| draft.words == words) {
            draft.entity.clone_from(&entity);
        }
    }
}

/// Whether a word in capitals is made of the first letters of the other name's words, in order.
fn stands_for(short: &Draft, long: &Draft) -> bool {
    let [short] = short.words.as_slice() else { return false };
    let letters: Vec<char> = short.chars().collect();
    if !(2..=8).contains(&letters.len()) {
        return false;
    }
    let initials: Vec<char> = long.words.iter().filter_map(|word| word.chars().next()).collect();
    let mut at = initials.iter();
    letters.first() == initials.first() && letters.iter().all(|letter| at.any(|initial| initial == letter))
}

/// Unknown names of equal words are one, of the kind that is best founded and then most frequent; a table's reading of the same
/// words holds for all of them.
fn same_words(drafts: &mut [Draft]) {
    let mut groups: FxHashMap<Vec<String>, Vec<usize>> = FxHashMap::default();
    for (index, draft) in drafts.iter().enumerate() {
        groups.entry(draft.words.clone()).or_default().push(index);
    }
    for members in groups.into_values() {
        if members.len() < 2 {
            continue;
        }
        let entity = members.iter().find_map(|&at| {
            drafts[at].entity.clone().map(|id| (id, drafts[at].kind, drafts[at].speaks_for.clone()))
        });
        let kind = [
            EntityKind::Person,
            EntityKind::Organisation,
            EntityKind::Place,
            EntityKind::Event,
            EntityKind::Work,
            EntityKind::Other,
        ]
        .into_iter()
        .max_by_key(|&kind| {
            let of_kind = || members.iter().filter(|&&at| drafts[at].kind == kind);
            (of_kind().filter(|&&at| !drafts[at].weak).count(), of_kind().count(), std::cmp::Reverse(kind))
        });
        for at in members {
            let draft = &mut drafts[at];
            if draft.entity.is_some() {
                continue;
            }
            if let Some((id, kind, speaks_for)) = &entity {
                draft.entity = Some(id.clone());
                draft.kind = *kind;
                draft.speaks_for.clone_from(speaks_for);
            } else if let Some(kind) = kind {
                draft.kind = kind;
            }
        }
    }
}

/// Citation forms: of a person the fullest form of the document, of a known place or body its name in the language.
pub(super) fn names(scene: &Scene, drafts: &[Draft]) -> Vec<String> {
    let key = |draft: &Draft| draft.entity.clone().or_else(|| local_id(draft)).unwrap_or_default();
    let mut fullest: FxHashMap<String, &Draft> = FxHashMap::default();
    for draft in drafts.iter().filter(|draft| draft.kind == EntityKind::Person) {
        let entry = fullest.entry(key(draft)).or_insert(draft);
        if draft.base.split_whitespace().count() > entry.base.split_whitespace().count() {
            *entry = draft;
        }
    }
    let code = scene.language.code();
    drafts
        .iter()
        .map(|draft| {
            if let Some(full) = fullest.get(&key(draft)).filter(|_| draft.kind == EntityKind::Person) {
                return full.base.clone();
            }
            let is_plain = !matches!(draft.kind, EntityKind::Other | EntityKind::Person);
            let shown =
                draft.entity.as_deref().filter(|_| is_plain).and_then(|id| tables().display_name(id, code));
            // `Norður-Kórea` for `Norður-Kóreu`, but not `USA` for `Egyesült Államok`.
            shown
                .filter(|shown| same_name(shown, &draft.base))
                .map_or_else(|| draft.base.clone(), str::to_owned)
        })
        .collect()
}

/// Whether two forms have as many words and each pair begins alike.
fn same_name(a: &str, b: &str) -> bool {
    let (a, b) = (fold(a), fold(b));
    let (a, b): (Vec<&str>, Vec<&str>) = (a.split(' ').collect(), b.split(' ').collect());
    a.len() == b.len()
        && a.iter().zip(&b).all(|(one, other)| {
            one.chars().take(2).eq(other.chars().take(2))
                || one.chars().next() == other.chars().next() && a.len() > 1
        })
}

/// Id of a name the tables do not hold: its kind and its folded words.
pub(super) fn local_id(draft: &Draft) -> Option<String> {
    let kind = match draft.kind {
        EntityKind::Person => "person",
        EntityKind::Organisation => "organisation",
        EntityKind::Place => "place",
        EntityKind::Event => "event",
        EntityKind::Work => "work",
        EntityKind::Other => "other",
    };
    let words = draft.words.join("-");
    (!words.is_empty()).then(|| format!("{kind}/{words}"))
}
