//! Names no table holds, found by their capitals and the company they keep, joined with the known ones.

use super::lexicon::Head;
use super::scene::{Scene, is_caseless};
use super::{Draft, known::Hit, roles};
use crate::tagger::Tagged;
use tidings_language::{Case, TokenKind};
use tidings_model::EntityKind;
use tidings_names::{BaseForm, Class, Form, fold, tables};

/// Longest run of capitals that is taken for one name.
const LONGEST_RUN: usize = 9;

/// Longest word, in letters, that is taken for an abbreviation of a body.
const LONGEST_ABBREVIATION: usize = 6;

/// Rank from which a place that is also a given name is rather the place.
const WELL_KNOWN_PLACE: u32 = 1_000_000;

/// Known and unknown names in text order, without overlaps.
pub(super) fn join(scene: &Scene, hits: Vec<Hit>) -> Vec<Draft> {
    let count = scene.tokens.len();
    let mut cover: Vec<Option<usize>> = vec![None; count];
    for (number, hit) in hits.iter().enumerate() {
        cover[hit.first..hit.first + hit.count].fill(Some(number));
    }
    let mut drafts = Vec::new();
    let mut index = 0;
    while index < count {
        if let Some(number) = cover[index]
            && !may_join(&hits[number])
        {
            drafts.extend(known_draft(scene, &hits[number]));
            index = hits[number].first + hits[number].count;
            continue;
        }
        if !starts_run(scene, index, &cover, &hits) {
            index += 1;
            continue;
        }
        let end = run_end(scene, index, &cover, &hits);
        decide(scene, index, end, &cover, &hits, &mut drafts);
        index = end + 1;
    }
    drafts.sort_by_key(|draft| draft.start);
    drafts
}

/// Known names and those of the tagger in text order, without overlaps. A known name wins where it covers the tagger's, the
/// tagger's where it is longer.
pub(super) fn merge(scene: &Scene, hits: Vec<Hit>, tagged: &[Tagged]) -> Vec<Draft> {
    let mut taken = vec![false; hits.len()];
    let mut drafts: Vec<Draft> = Vec::new();
    for name in tagged {
        let name = &without_marks(scene, name);
        let overlapping: Vec<usize> = (0..hits.len())
            .filter(|&at| hits[at].first <= name.last && name.first < hits[at].first + hits[at].count)
            .collect();
        overlapping.iter().for_each(|&at| taken[at] = true);
        let chosen = chosen_hits(scene, &hits, &overlapping, name);
        let name = &without_opening(scene, name);
        if chosen.is_empty() {
            if !is_plain_noun(scene, name) {
                let weak = name.first == name.last;
                drafts.push(unknown_draft(scene, name.first, name.last, name.kind, "tagger", weak));
            }
            continue;
        }
        for at in chosen {
            let Some(mut draft) = known_draft(scene, &hits[at]) else { continue };
            // A union of states is a place or a body as the language has it.
            if name.full && hits[at].record.class == Class::Body && name.kind == EntityKind::Place {
                draft.kind = EntityKind::Place;
            }
            if drafts.last().is_none_or(|last| last.end <= draft.start) {
                drafts.push(draft);
            }
        }
    }
    for (hit, taken) in hits.iter().zip(taken) {
        if !taken && stands_alone(hit) {
            drafts.extend(known_draft(scene, hit));
        }
    }
    drafts.sort_by_key(|draft| draft.start);
    drafts.dedup_by(|next, last| next.start < last.end);
    drafts
}

/// The known names that stand for what the tagger found, if any: those that cover it, or that make up all of it.
fn chosen_hits(scene: &Scene, hits: &[Hit], overlapping: &[usize], name: &Tagged) -> Vec<usize> {
    let is_name = |at: &usize| hits[*at].record.form != Form::Adjective;
    let named: Vec<usize> = overlapping.iter().copied().filter(is_name).collect();
    let lone_word_of_person = |at: usize| {
        let hit = &hits[at];
        name.kind == EntityKind::Person
            && hit.count == 1
            && hit.cut.is_none()
            && hit.record.kind != EntityKind::Person
            && hit.record.form == Form::Name
            && hit.record.class != Class::Territory
    };
    let covers = |at: usize| hits[at].first <= name.first && name.last < hits[at].first + hits[at].count;
    if let Some(at) = named.iter().copied().find(|&at| covers(at)) {
        return if lone_word_of_person(at) { Vec::new() } else { vec![at] };
    }
    // A longer known name that goes on behind or begins before what was tagged.
    if named.iter().any(|&at| {
        hits[at].count > 1 && (hits[at].first < name.first || hits[at].first + hits[at].count > name.last + 1)
    }) {
        return named;
    }
    if named.is_empty() || named.iter().all(|&at| lone_word_of_person(at)) {
        return Vec::new();
    }
    let left_over = (name.first..=name.last).any(|at| {
        let is_covered =
            named.iter().any(|&hit| hits[hit].first <= at && at < hits[hit].first + hits[hit].count);
        let token = &scene.tokens[at];
        !is_covered
            && token.kind == TokenKind::Word
            && (token.case != Case::Lower || token.end - token.start > 2)
    });
    let has_state = named
        .iter()
        .any(|&at| matches!(hits[at].record.class, Class::Territory | Class::Capital) || hits[at].count > 1);
    let has_person = named.iter().any(|&at| hits[at].record.kind == EntityKind::Person && hits[at].count > 1);
    if has_person && name.kind == EntityKind::Person {
        return named;
    }
    let has_head =
        (name.first..=name.last).any(|at| scene.lexicon.head(scene.lower(at)) == Some(Head::Organisation));
    if !left_over || !name.full && has_state && !(name.kind == EntityKind::Organisation && has_head) {
        return named;
    }
    Vec::new()
}

/// A tagged name without the marks at its ends.
fn without_marks(scene: &Scene, name: &Tagged) -> Tagged {
    let is_mark = |at: usize| scene.tokens[at].kind == TokenKind::Mark;
    let mut trimmed = Tagged { ..*name };
    while trimmed.first < trimmed.last && is_mark(trimmed.first) {
        trimmed.first += 1;
    }
    while trimmed.last > trimmed.first && is_mark(trimmed.last) {
        trimmed.last -= 1;
    }
    trimmed
}

/// A person's name without the word at the start of a sentence before it (`Later James Whitlock`).
fn without_opening(scene: &Scene, name: &Tagged) -> Tagged {
    let next = name.first + 1;
    let opens = name.kind == EntityKind::Person
        && scene.uncertain[name.first]
        && next < name.last
        && scene.tokens[name.first].kind == TokenKind::Word
        && tables().name_part(&fold(scene.lower(name.first))).is_none_or(|part| !part.given)
        && !scene.capital_seen.contains(scene.lower(name.first))
        && tables().given_name(&fold(scene.lower(next))).is_some()
        && !scene.language.pack.names.surname_first;
    Tagged { first: if opens { next } else { name.first }, ..*name }
}

/// Where every noun has a capital: one word behind an article that no table knows.
fn is_plain_noun(scene: &Scene, name: &Tagged) -> bool {
    scene.capital_nouns()
        && name.first == name.last
        && name.kind != EntityKind::Person
        && scene.tokens[name.first].case != Case::Upper
        && (scene.lexicon.head(scene.lower(name.first)).is_some()
            || preceded_by_determiner(scene, name.first)
                && scene
                    .before(name.first)
                    .is_some_and(|at| !scene.lexicon.place_prepositions.contains(scene.lower(at))))
}

/// Whether a known name counts although the tagger saw none.
fn stands_alone(hit: &Hit) -> bool {
    let record = &hit.record;
    let is_small_place = record.kind == EntityKind::Place
        && !matches!(record.class, Class::Territory | Class::Capital | Class::FormerState)
        && record.rank < WELL_KNOWN_PLACE;
    hit.count > 1 && !is_small_place || !is_small_place && !record.ambiguous && !hit.record.plain
}

/// Whether a known name may be one word of a longer unknown one: the city of `Lloyd Austin`, the surname of `Michelle Obama`.
fn may_join(hit: &Hit) -> bool {
    hit.count == 1
        && hit.cut.is_none()
        && match hit.record.form {
            Form::Demonym => false,
            Form::Adjective | Form::Surname => true,
            Form::Name => !matches!(hit.record.class, Class::Body | Class::Agency),
        }
}

fn starts_run(scene: &Scene, index: usize, cover: &[Option<usize>], hits: &[Hit]) -> bool {
    if !is_candidate(scene, index, cover) {
        return false;
    }
    let lower = scene.lower(index);
    if cover[index].is_some_and(|number| hits[number].record.form != Form::Adjective)
        || !scene.uncertain[index]
    {
        return true;
    }
    // At the start of a sentence a capital says little by itself.
    if scene.language.is_function_word(lower) || scene.lower_seen.contains(lower) {
        return false;
    }
    true
}

/// Whether a token may be a word of an unknown name.
fn is_candidate(scene: &Scene, index: usize, cover: &[Option<usize>]) -> bool {
    if !scene.looks_like_name(index) {
        return false;
    }
    let surface = scene.tokens.surface(index);
    let lower = scene.lower(index);
    if cover[index].is_some() {
        return true;
    }
    let is_name_word = !scene.lexicon.not_names.contains(lower)
        && !scene.lexicon.titles.contains(lower)
        && !(scene.lexicon.role_word(lower).is_some() && scene.tokens[index].case != Case::Upper);
    let starts_compound = surface.contains('-')
        && surface.rsplit('-').next().is_some_and(|end| end.starts_with(char::is_lowercase))
        && !surface.contains("-j")
        && surface.split('-').count() == 2
        && tables().name_part(&fold(surface)).is_none()
        && surface.split('-').nth(1).is_some_and(|end| end.len() > 5);
    is_name_word && !starts_compound && !surface.chars().all(is_caseless)
}

/// Last token of the run of capitals that starts at a token.
fn run_end(scene: &Scene, first: usize, cover: &[Option<usize>], hits: &[Hit]) -> usize {
    let tokens = scene.tokens;
    let joins =
        |at: usize| is_candidate(scene, at, cover) && cover[at].is_none_or(|number| may_join(&hits[number]));
    let mut last = first;
    let mut has_head = scene.lexicon.head(scene.lower(first)) == Some(Head::Organisation);
    while let Some(next) = scene.after(last) {
        if next - first >= LONGEST_RUN {
            break;
        }
        if joins(next) && tokens[next].kind == TokenKind::Word && !scene.uncertain_break(next) {
            last = next;
        } else if tokens.is_mark(next, '.') && tokens[next].glued && is_initial(scene, last) {
            match scene.after(next).filter(|&at| joins(at)) {
                Some(at) => last = at,
                None => break,
            }
        } else if tokens.is_mark(next, '&') {
            match scene.after(next).filter(|&at| joins(at)) {
                Some(at) => last = at,
                None => break,
            }
        } else if let Some(at) = over_particles(scene, next, has_head).filter(|&at| joins(at)) {
            if cover[last].is_some() || cover[at].is_some() && !has_head {
                break;
            }
            last = at;
        } else {
            break;
        }
        has_head |= scene.lexicon.head(scene.lower(last)) == Some(Head::Organisation);
    }
    last
}

/// The token behind one or two lower-case words that may stand inside a name.
fn over_particles(scene: &Scene, index: usize, has_head: bool) -> Option<usize> {
    let fits = |at: usize| {
        scene.tokens[at].case == Case::Lower
            && (scene.lexicon.particles.contains(scene.lower(at))
                || has_head && scene.lexicon.joiners.contains(scene.lower(at)))
    };
    if !fits(index) {
        return None;
    }
    let next = scene.after(index)?;
    if scene.tokens[next].case != Case::Lower {
        Some(next)
    } else if fits(next) {
        scene.after(next)
    } else {
        None
    }
}

fn is_initial(scene: &Scene, index: usize) -> bool {
    let surface = scene.tokens.surface(index);
    let letters = surface.chars().count();
    (letters == 1 || letters == 2 && scene.tokens[index].case == Case::Capital)
        && surface.starts_with(char::is_uppercase)
}

/// Names one run: one unknown name with what joins it, or its known names alone.
fn decide(
    scene: &Scene,
    first: usize,
    last: usize,
    cover: &[Option<usize>],
    hits: &[Hit],
    drafts: &mut Vec<Draft>,
) {
    let known = |drafts: &mut Vec<Draft>, from: usize, to: usize| {
        let mut at = from;
        while at <= to {
            match cover[at] {
                Some(number) => {
                    drafts.extend(known_draft(scene, &hits[number]));
                    at = hits[number].first + hits[number].count;
                }
                None => at += 1,
            }
        }
    };
    let is_word = |at: &usize| scene.tokens[*at].kind == TokenKind::Word;
    let unknown = (first..=last).filter(is_word).filter(|&at| cover[at].is_none()).count();
    if unknown == 0 {
        // `Paris Hilton`, `Israel Katz`: a given name that is also a place, before a surname.
        if last == first + 1 && is_person_of_two(scene, first, last, cover, hits) {
            drafts.push(unknown_draft(
                scene,
                first,
                last,
                EntityKind::Person,
                "given name and surname",
                false,
            ));
            return;
        }
        return known(drafts, first, last);
    }
    // The first word of a sentence belongs to the name behind it only if it may itself be a word of a name.
    let mut first = first;
    if scene.uncertain[first]
        && first < last
        && cover[first].is_none()
        && !fits_before(scene, first, first + 1, cover, hits)
    {
        first += 1;
    }
    let first_known = (first..=last).find(|&at| cover[at].is_some());
    if let Some((kind, why, weak)) = kind_of(scene, first, last, cover, hits) {
        drafts.push(unknown_draft(scene, first, last, kind, why, weak));
        return;
    }
    // The unknown words before and after the known name stand for themselves.
    let Some(at) = first_known else { return };
    let number = cover[at].unwrap_or_default();
    let hit_last = hits[number].first + hits[number].count - 1;
    if at > first
        && let Some((kind, why, weak)) = kind_of(scene, first, at - 1, cover, hits)
    {
        drafts.push(unknown_draft(scene, first, at - 1, kind, why, weak));
    }
    known(drafts, at, hit_last);
    if hit_last < last {
        decide(scene, hit_last + 1, last, cover, hits, drafts);
    }
}

fn is_person_of_two(scene: &Scene, first: usize, last: usize, cover: &[Option<usize>], hits: &[Hit]) -> bool {
    let is_place = |at: usize| {
        cover[at].is_some_and(|number| {
            hits[number].record.kind == EntityKind::Place && hits[number].inflected.is_empty()
        })
    };
    let given = tables().given_name(&fold(scene.lower(first))).is_some();
    let surname = tables().surname(&fold(scene.lower(last)));
    let mostly_place = cover[first].is_some_and(|number| hits[number].record.rank > 1_000_000);
    is_place(first) && given && surname && !mostly_place && !scene.uncertain[first]
}

/// Whether the word at the start of a sentence may belong to the name that goes on behind it.
fn fits_before(scene: &Scene, first: usize, next: usize, cover: &[Option<usize>], hits: &[Hit]) -> bool {
    let lower = scene.lower(first);
    if scene.capital_seen.contains(lower) && !scene.capital_nouns() || is_given(scene, first) {
        return true;
    }
    if scene.tokens[first].case == Case::Upper || is_initial(scene, first) {
        return true;
    }
    if is_given(scene, next) || cover[next].is_some_and(|number| hits[number].record.form != Form::Adjective)
    {
        return tables().surname(&fold(lower)) && scene.language.pack.names.surname_first;
    }
    !scene.capital_nouns()
}

fn is_given(scene: &Scene, index: usize) -> bool {
    let folded = fold(scene.lower(index));
    tables().given_name(&folded).is_some()
        || scene
            .lexicon
            .inflector
            .base_forms(scene.lower(index))
            .iter()
            .any(|form| form.base.chars().count() > 3 && tables().given_name(&fold(&form.base)).is_some())
}

fn is_surname(scene: &Scene, index: usize) -> bool {
    let lower = scene.lower(index);
    tables().surname(&fold(lower))
        || scene.lexicon.ends_as_surname(lower)
        || scene.lexicon.inflector.base_forms(lower).iter().any(|form| {
            form.base.chars().count() > 3
                && (tables().surname(&fold(&form.base)) || scene.lexicon.ends_as_surname(&form.base))
        })
}

/// What an unknown run names, why, and whether that is a guess from the looks alone.
fn kind_of(
    scene: &Scene,
    first: usize,
    last: usize,
    cover: &[Option<usize>],
    hits: &[Hit],
) -> Option<(EntityKind, &'static str, bool)> {
    use EntityKind::*;
    let tokens = scene.tokens;
    let capital_nouns = scene.capital_nouns();
    let words: Vec<usize> = (first..=last)
        .filter(|&at| tokens[at].kind == TokenKind::Word && tokens[at].case != Case::Lower)
        .collect();
    let many = words.len() >= 2;
    let adjective_first = cover[first].is_some_and(|number| hits[number].record.form == Form::Adjective);
    let lower_first = scene.lower(first);
    let lower_last = scene.lower(last);
    let before = scene.before(first);
    let before_lower = before.map(|at| scene.lower(at)).unwrap_or("");
    let after_lower = scene.after(last).map(|at| scene.lower(at)).unwrap_or("");

    let head = scene.lexicon.head_alone(lower_last).or_else(|| scene.lexicon.head_alone(lower_first));
    let head = head.or_else(|| if many { scene.lexicon.head(lower_last) } else { None });
    let has_person = words
        .iter()
        .any(|&at| cover[at].is_some_and(|number| hits[number].record.kind == EntityKind::Person));
    if many
        && !has_person
        && let Some(head) = head
    {
        let kind = match head {
            Head::Organisation => Organisation,
            Head::Place => Place,
            Head::Event => Event,
        };
        let person_like =
            is_given(scene, first) && cover[first].is_none() && words.len() == 2 && kind == Place;
        // With capitals on every noun two nouns are no name; an adjective with a capital or a place makes one.
        let founded = !capital_nouns
            || tokens[first].case == Case::Upper
            || words.iter().any(|&at| cover[at].is_some())
            || looks_like_capital_adjective(scene, first);
        if founded
            && !person_like
            && (!scene.uncertain[first] || words.iter().any(|&at| cover[at].is_some()) || !capital_nouns)
        {
            return Some((kind, "head noun", false));
        }
    }
    if adjective_first {
        return None;
    }
    let titled = before.is_some_and(|at| {
        scene.lexicon.titles.contains(scene.lower(at))
            || tokens.is_mark(at, '.')
                && at > 0
                && scene.lexicon.titles.contains(format!("{}.", scene.lower(at - 1)).as_str())
    });
    let has_place_hit = words.iter().any(|&at| {
        cover[at].is_some_and(|number| {
            let record = &hits[number].record;
            record.kind == Place && (record.class == Class::Territory || record.rank > 1_000_000)
        })
    });
    if titled && words.len() <= 4 {
        return Some((Person, "title", false));
    }
    if roles::before(scene, first).is_some()
        && !has_place_hit
        && words.len() <= 4
        && tokens[first].case != Case::Upper
    {
        let founded = !capital_nouns || many && is_given(scene, first) || is_surname(scene, last);
        if founded {
            return Some((Person, "role before", false));
        }
    }
    if scene.lexicon.organisation_labels.contains(before_lower) && !has_place_hit {
        return Some((Organisation, "label before", false));
    }
    if many && !has_place_hit {
        let surname_first = scene.language.pack.names.surname_first;
        // `Vladimir` is also a town; `Berlin` is no given name here.
        let known_first = cover[first].is_some_and(|number| {
            let record = &hits[number].record;
            record.kind != EntityKind::Place
                || record.class == Class::Territory
                || record.rank >= WELL_KNOWN_PLACE
        });
        if is_given(scene, first) && !known_first && (!capital_nouns || words.len() <= 4) {
            let founded = !capital_nouns
                || is_surname(scene, last)
                || tables().name_part(&fold(lower_last)).is_some()
                || !scene.lower_seen.contains(lower_last);
            if founded {
                return Some((Person, "given name", false));
            }
        }
        if surname_first && words.len() <= 3 && is_given(scene, last) {
            return Some((Person, "surname and given name", false));
        }
        let initials = words.iter().any(|&at| {
            at > first && tokens.surface(at).chars().count() == 1 && at < last
                || at == first && tokens.surface(at).chars().count() == 1
        });
        if initials && words.len() <= 4 && !capital_nouns {
            return Some((Person, "initial", false));
        }
        let hyphened = tokens.surface(last).contains('-') && is_surname(scene, first);
        if hyphened && words.len() == 2 {
            return Some((Person, "surname and double given name", false));
        }
    }
    if scene.lexicon.place_labels.contains(before_lower) && words.len() <= 3 {
        return Some((Place, "label before", false));
    }
    let upper = tokens[first].case == Case::Upper;
    if words.len() == 1 && upper {
        let length = tokens.surface(first).chars().count();
        let fits =
            length <= LONGEST_ABBREVIATION && cover[first].is_none() && !all_upper_around(scene, first);
        return fits.then_some((Organisation, "abbreviation", true));
    }
    if capital_nouns {
        if many
            && is_surname(scene, last)
            && scene.lexicon.person_verbs.contains(after_lower)
            && !scene.uncertain[first]
        {
            return Some((Person, "speaks", true));
        }
        if words.len() == 1 && cover[first].is_none() {
            let folded = fold(lower_first);
            let part = tables().name_part(&folded).is_some();
            let speaks = scene.lexicon.person_verbs.contains(after_lower)
                || scene.lexicon.person_verbs.contains(before_lower);
            if part && speaks && !scene.uncertain[first] && !preceded_by_determiner(scene, first) {
                return Some((Person, "speaks", true));
            }
        }
        return None;
    }
    if words.len() == 1 {
        if cover[first].is_some() {
            return None;
        }
        if scene.uncertain[first] && !scene.capital_seen.contains(lower_first) {
            let folded = fold(lower_first);
            let speaks = scene.lexicon.person_verbs.contains(after_lower);
            if speaks && tables().name_part(&folded).is_some() {
                return Some((Person, "speaks", true));
            }
            return None;
        }
        if let Some(head) = scene.lexicon.head(lower_first) {
            return Some(match head {
                Head::Organisation => (Organisation, "head noun", true),
                Head::Place => (Place, "head noun", true),
                Head::Event => (Event, "head noun", true),
            });
        }
        let is_place_case = scene
            .lexicon
            .inflector
            .base_forms(lower_first)
            .iter()
            .any(|form| scene.lexicon.is_place_ending(&form.ending) && form.base.chars().count() > 3);
        let speaks = scene.lexicon.person_verbs.contains(after_lower)
            || scene.lexicon.person_verbs.contains(before_lower);
        if speaks {
            return Some((Person, "speaks", true));
        }
        if is_place_case || scene.lexicon.place_prepositions.contains(before_lower) && !is_given(scene, first)
        {
            return Some((Place, "preposition or case of a place", true));
        }
        if tables().name_part(&fold(lower_first)).is_some() || is_surname(scene, first) {
            return Some((Person, "name part", true));
        }
        return Some((Organisation, "capital", true));
    }
    if has_place_hit
        || words.iter().any(|&at| cover[at].is_some_and(|number| hits[number].record.kind == Place))
            && !is_surname(scene, last)
    {
        return None;
    }
    if is_surname(scene, last) || is_surname(scene, first) && scene.language.pack.names.surname_first {
        return Some((Person, "surname", true));
    }
    if scene.lexicon.person_verbs.contains(after_lower) && words.len() <= 3 {
        return Some((Person, "speaks", true));
    }
    Some((Organisation, "capitals", true))
}

fn preceded_by_determiner(scene: &Scene, index: usize) -> bool {
    scene.before(index).is_some_and(|before| {
        scene.tokens[before].kind == TokenKind::Word
            && scene.tokens[before].case == Case::Lower
            && scene.language.is_function_word(scene.lower(before))
    })
}

/// Whether a word with a capital in the middle of a sentence is declined as an adjective that stands in lower case elsewhere.
fn looks_like_capital_adjective(scene: &Scene, index: usize) -> bool {
    let lower = scene.lower(index);
    !scene.uncertain[index]
        && ["e", "en", "er", "es", "em"].iter().any(|ending| lower.len() > 5 && lower.ends_with(ending))
        && scene.lexicon.head(lower).is_none()
}

/// Whether the words around are all in capitals, too, so that capitals say nothing.
fn all_upper_around(scene: &Scene, index: usize) -> bool {
    let around = index.saturating_sub(3)..(index + 4).min(scene.tokens.len());
    around
        .filter(|&at| {
            at != index && scene.same_sentence(at, index) && scene.tokens[at].kind == TokenKind::Word
        })
        .filter(|&at| scene.tokens[at].case == Case::Upper)
        .count()
        >= 2
}

/// A known name as a draft; an adjective is none.
fn known_draft(scene: &Scene, hit: &Hit) -> Option<Draft> {
    let record = &hit.record;
    if record.form == Form::Adjective {
        return None;
    }
    let last = hit.first + hit.count - 1;
    let start = scene.tokens[hit.first].start;
    let end = hit.cut.map_or_else(|| end_of(scene, last), |cut| scene.tokens[hit.first].start + cut);
    let base = match hit.cut {
        Some(cut) => scene.tokens.surface(hit.first)[..cut].to_owned(),
        None => base_text(scene, hit.first, last, &hit.inflected),
    };
    let is_people = record.form == Form::Demonym;
    // A people is no place: what counts is the state that speaks or is meant.
    let kind = if is_people { EntityKind::Other } else { record.kind };
    let why = match record.form {
        Form::Demonym => "demonym".to_owned(),
        Form::Surname => format!("table surname {}", record.class.as_str()),
        _ if hit.cut.is_some() => format!("table {} in a compound", record.class.as_str()),
        _ => format!("table {}", record.class.as_str()),
    };
    Some(Draft {
        start,
        end,
        first: hit.first,
        last,
        kind,
        entity: Some(record.id.to_owned()),
        words: fold(&base).split(' ').map(str::to_owned).collect(),
        base,
        speaks_for: record.speaks_for.map(str::to_owned),
        role: None,
        why,
        // `Austin` may be the town or the minister named in full elsewhere.
        weak: record.class == Class::City && hit.count == 1 && hit.cut.is_none(),
        part: record.form == Form::Surname,
    })
}

/// End of a name that ends with a token: an ending behind an apostrophe (`Kim's`) is not part of it.
fn end_of(scene: &Scene, last: usize) -> usize {
    let token = &scene.tokens[last];
    let surface = scene.tokens.surface(last);
    match surface.rfind(['\'', '’']) {
        Some(at) if at > 0 && matches!(surface[at..].trim_start_matches(['\'', '’']), "s" | "S" | "") => {
            token.start + at
        }
        _ => token.end,
    }
}

fn base_text(scene: &Scene, first: usize, last: usize, inflected: &[(usize, BaseForm)]) -> String {
    if inflected.is_empty() {
        return scene.tokens.between(first, last).split_whitespace().collect::<Vec<_>>().join(" ");
    }
    let mut base = String::new();
    for at in first..=last {
        if at > first && !scene.tokens[at].glued {
            base.push(' ');
        }
        let surface = scene.tokens.surface(at);
        match inflected.iter().find(|(place, _)| first + place == at) {
            Some((_, form)) => base.push_str(&form.written(surface)),
            None => base.push_str(surface),
        }
    }
    base
}

/// An unknown name as a draft, its words in their base forms as far as the document or the name parts know them.
pub(super) fn unknown_draft(
    scene: &Scene,
    first: usize,
    last: usize,
    kind: EntityKind,
    why: &str,
    weak: bool,
) -> Draft {
    let every_word = scene.language.pack.names.inflects_all_words;
    let mut inflected = Vec::new();
    for at in first..=last {
        let inflects = (at == last || every_word)
            && scene.tokens[at].kind == TokenKind::Word
            && scene.tokens[at].case == Case::Capital;
        if inflects && let Some(form) = base_form(scene, at, kind) {
            inflected.push((at - first, form));
        }
    }
    let base = base_text(scene, first, last, &inflected);
    let words: Vec<String> = fold(&base).split(' ').map(str::to_owned).collect();
    let part = kind == EntityKind::Person && words.len() == 1;
    Draft {
        start: scene.tokens[first].start,
        end: end_of(scene, last),
        first,
        last,
        kind,
        entity: None,
        base,
        words,
        speaks_for: None,
        role: None,
        why: why.to_owned(),
        weak,
        part,
    }
}

/// The base form of an unknown name's word: one the document has by itself, or a known part of persons' names.
fn base_form(scene: &Scene, at: usize, kind: EntityKind) -> Option<BaseForm> {
    let lower = scene.lower(at);
    let is_person = kind == EntityKind::Person;
    if is_person && tables().name_part(&fold(lower)).is_some() {
        // `Hans`, `Jonas` — unless the document names the shorter form more than once elsewhere.
        return None;
    }
    let forms = scene.lexicon.inflector.base_forms(lower);
    forms.into_iter().find(|form| {
        form.base.chars().count() >= 3
            && (scene.capital_seen.contains(form.base.as_str())
                || is_person && tables().name_part(&fold(&form.base)).is_some()
                || is_person
                    && scene.lexicon.ends_as_surname(&form.base)
                    && !scene.lexicon.ends_as_surname(lower))
    })
}
