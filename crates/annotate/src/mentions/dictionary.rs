//! Names by a dictionary that knows every form of every name of its language and what each may be.
//!
//! Where the tagger has learnt from carried-over sentences, such a dictionary says more of a single word than it does: who is called Ásta, which
//! of the unknown words is a street. What words stand for together is left to the tagger, as is a form that may be two things.

use super::lexicon::Head;
use super::scene::Scene;
use crate::tagger::Tagged;
use tidings_language::{Case, TokenKind};
use tidings_model::EntityKind;
use tidings_names::Kinds;

/// Forms of persons' names.
const PERSON: u16 = Kinds::PERSON;

/// Forms of places' names.
const PLACE: u16 = Kinds::PLACE | Kinds::STREET;

/// The tagged names with what the dictionary knows better.
pub(super) fn with_dictionary(scene: &Scene, tagged: Vec<Tagged>) -> Vec<Tagged> {
    let Some(dictionary) = scene.lexicon.dictionary.filter(|dictionary| dictionary.knows_names) else {
        return tagged;
    };
    let tokens = scene.tokens;
    let kinds: Vec<Kinds> = (0..tokens.len())
        .map(|at| match tokens[at].kind == TokenKind::Word && tokens[at].case != Case::Lower {
            true => dictionary.kinds(scene.lower(at)),
            false => Kinds::default(),
        })
        .collect();
    let mut names: Vec<Tagged> = Vec::with_capacity(tagged.len());
    let mut tagged = tagged.into_iter().peekable();
    let mut at = 0;
    while at < tokens.len() {
        let found = name_at(scene, &kinds, at);
        let tag = tagged.peek().filter(|tag| tag.first <= found.as_ref().map_or(at, |found| found.last));
        match (found, tag) {
            (None, None) => at += 1,
            (Some(found), None) => {
                at = found.last + 1;
                names.push(found);
            }
            (found, Some(_)) => {
                let Some(tag) = tagged.next() else { break };
                let chosen = choose(scene, &kinds, found, tag);
                at = at.max(chosen.as_ref().map_or(at, |name| name.last + 1));
                // What was tagged inside the chosen name is part of it.
                while tagged.next_if(|other| other.first < at).is_some() {}
                names.extend(chosen);
            }
        }
    }
    names.extend(tagged);
    names.sort_by_key(|name| name.first);
    names.dedup_by(|next, last| next.first <= last.last);
    names
}

/// The better of what the dictionary and the tagger have at one place, if any.
fn choose(scene: &Scene, kinds: &[Kinds], found: Option<Tagged>, tag: Tagged) -> Option<Tagged> {
    let only = |at: usize, of: u16, not: u16| kinds[at].is(of) && !kinds[at].is(not);
    let is_single = tag.first == tag.last;
    let Some(found) = found else {
        // Peoples, works and languages are no person, body or place.
        let names_other = is_single
            && only(tag.first, Kinds::PEOPLE | Kinds::OTHER, PERSON | PLACE | Kinds::BODY)
            && tag.kind != EntityKind::Other;
        let number = house_number(scene, tag.last, false).filter(|_| tag.kind == EntityKind::Place);
        let last = number.unwrap_or(tag.last);
        return if names_other { None } else { Some(clipped(scene, kinds, Tagged { last, ..tag })) };
    };
    let same = found.first == tag.first && found.last == tag.last;
    if same {
        let sure = match found.kind {
            EntityKind::Person => only(found.first, PERSON, PLACE | Kinds::BODY) || found.first < found.last,
            EntityKind::Place => only(found.first, PLACE, PERSON | Kinds::BODY),
            EntityKind::Organisation => {
                only(found.first, Kinds::BODY, PERSON | PLACE) || found.first < found.last
            }
            _ => false,
        };
        return Some(if sure { found } else { tag });
    }
    let covers = |a: &Tagged, b: &Tagged| a.first <= b.first && b.last <= a.last;
    if covers(&found, &tag) {
        return Some(found);
    }
    // A body that is told by its noun ends with what it is named after.
    let is_body = found.kind == EntityKind::Organisation && found.first < found.last;
    if is_body && covers(&tag, &found) && tag.kind != EntityKind::Organisation {
        return Some(found);
    }
    // A place's name is seldom more than a word, a head noun aside.
    let has_head = (found.last + 1..=tag.last).any(|at| scene.lexicon.whole_head(scene.lower(at)).is_some());
    if covers(&tag, &found)
        && tag.first == found.first
        && tag.kind == EntityKind::Place
        && tag.kind == found.kind
        && !has_head
    {
        return Some(found);
    }
    if covers(&tag, &found) && !(tag.kind == EntityKind::Person && found.kind == EntityKind::Person) {
        return Some(tag);
    }
    // Two persons' names that overlap: a name after a parent ends it, and what opens the sentence is not part of it.
    Some(clipped(
        scene,
        kinds,
        Tagged { first: tag.first.min(found.first), last: tag.last.max(found.last), ..tag },
    ))
}

/// A person's name without what stands behind the name after a parent, and without a common word at its start.
fn clipped(scene: &Scene, kinds: &[Kinds], name: Tagged) -> Tagged {
    if name.kind != EntityKind::Person {
        return name;
    }
    let is_parental = |at: usize| kinds[at].is(Kinds::PARENTAL) && !kinds[at].is(Kinds::FAMILY);
    let end = (name.first + 1..name.last)
        .find(|&at| is_parental(at) && !kinds[at + 1].is(Kinds::PARENTAL | Kinds::FAMILY));
    let last = end.unwrap_or(name.last);
    let opens = name.first < last
        && scene.uncertain[name.first]
        && !kinds[name.first].is_name()
        && kinds[name.first + 1].is(Kinds::GIVEN);
    Tagged { first: name.first + usize::from(opens), last, ..name }
}

/// The name that begins at a token by the dictionary alone.
fn name_at(scene: &Scene, kinds: &[Kinds], at: usize) -> Option<Tagged> {
    let tokens = scene.tokens;
    if tokens[at].kind != TokenKind::Word || tokens[at].case == Case::Lower {
        return None;
    }
    if let Some(last) = body_of(scene, kinds, at) {
        return Some(Tagged { first: at, last, kind: EntityKind::Organisation, full: true });
    }
    let kind = kinds[at];
    if !kind.is(PERSON | PLACE | Kinds::BODY) || scene.language.is_function_word(scene.lower(at)) {
        return None;
    }
    let is_person = |at: usize| {
        kinds[at].is(PERSON)
            || tokens[at].case == Case::Capital && scene.lexicon.ends_as_surname(scene.lower(at))
    };
    let next = scene.after(at).filter(|&next| tokens[next].case == Case::Capital && is_person(next));
    if !is_sure(scene, kind, at, next.is_some()) {
        return None;
    }
    if kind.is(PERSON) {
        let mut last = at;
        let mut next = next;
        while let Some(part) = next {
            last = part;
            let ends = kinds[part].is(Kinds::PARENTAL);
            next = scene.after(part).filter(|&next| tokens[next].case == Case::Capital).filter(|&next| {
                if ends { kinds[next].is(Kinds::PARENTAL | Kinds::FAMILY) } else { is_person(next) }
            });
        }
        // A given name may be one of a place or a body as well: the words around have to say.
        let is_open = last == at && kind.is(PLACE | Kinds::BODY);
        let is_alone = last == at && !kind.is(Kinds::GIVEN | Kinds::PARENTAL) && kind.is(Kinds::COMMON);
        let after_place = || {
            scene
                .before(at)
                .is_some_and(|before| scene.lexicon.place_prepositions.contains(scene.lower(before)))
        };
        if is_alone || is_open && after_place() {
            return None;
        }
        return Some(Tagged { first: at, last, kind: EntityKind::Person, full: true });
    }
    if kind.is(PLACE) && !kind.is(Kinds::BODY) {
        let last = house_number(scene, at, kind.is(Kinds::STREET)).unwrap_or(at);
        return Some(Tagged { first: at, last, kind: EntityKind::Place, full: true });
    }
    (!kind.is(PLACE)).then_some(Tagged { first: at, last: at, kind: EntityKind::Organisation, full: true })
}

/// Whether the capital of a form is one of a name: not due to its place, or the form is no common word, or hardly one.
fn is_sure(scene: &Scene, kind: Kinds, at: usize, goes_on: bool) -> bool {
    if !scene.uncertain[at] || !kind.is(Kinds::COMMON) || scene.capital_seen.contains(scene.lower(at)) {
        return true;
    }
    kind.is(Kinds::GIVEN)
        && (goes_on || !kind.is(Kinds::FREQUENT) && !scene.lower_seen.contains(scene.lower(at)))
}

/// Last token of a body's name that is a noun and the genitive of a name behind it (`Háskóli Íslands`).
fn body_of(scene: &Scene, kinds: &[Kinds], at: usize) -> Option<usize> {
    if scene.lexicon.head(scene.lower(at)) != Some(Head::Organisation) || kinds[at].is(PERSON) {
        return None;
    }
    let of = scene.after(at)?;
    let is_name = kinds[of].is(Kinds::GENITIVE) && scene.tokens[of].case == Case::Capital;
    if !is_name || !kinds[of].is(PERSON | PLACE | Kinds::BODY) {
        return None;
    }
    let parent = scene.after(of).filter(|&next| {
        kinds[of].is(Kinds::GIVEN)
            && kinds[next].is(Kinds::PARENTAL | Kinds::FAMILY)
            && kinds[next].is(Kinds::GENITIVE)
    });
    Some(parent.unwrap_or(of))
}

/// Digits of the longest number of a house: more are those of a year.
const HOUSE_DIGITS: usize = 3;

/// Last token of the number of a house behind its street (`Langholtsvegur 10`, `24 - 26`). Many streets are called as a place is: there the
/// number stands before a mark or a capital, not before what it counts.
fn house_number(scene: &Scene, street: usize, is_street: bool) -> Option<usize> {
    let tokens = scene.tokens;
    let is_number =
        |&at: &usize| tokens[at].kind == TokenKind::Number && tokens.surface(at).len() <= HOUSE_DIGITS;
    let first = scene.after(street).filter(is_number)?;
    let dash = scene.after(first).filter(|&at| matches!(tokens.surface(at), "-" | "–"));
    let last = dash.and_then(|dash| scene.after(dash)).filter(is_number).unwrap_or(first);
    let counts = scene.after(last).is_some_and(|at| {
        tokens[at].kind == TokenKind::Affix
            || tokens[at].kind == TokenKind::Number
            || tokens[at].kind == TokenKind::Word && tokens[at].case == Case::Lower
            || tokens.is_mark(at, '.') && scene.after(at).is_some()
            || tokens.is_mark(at, '%')
    });
    (is_street || !counts).then_some(last)
}
