//! Names no table holds, as the tagger finds them, joined with the known ones.

use super::companies::with_legal_forms;
use super::dictionary::with_dictionary;
use super::lexicon::Head;
use super::scene::Scene;
use super::senses::with_senses;
use super::{Draft, known::Hit};
use crate::tagger::Tagged;
use tidings_language::{Case, TokenKind};
use tidings_model::EntityKind;
use tidings_names::{BaseForm, Class, Form, Kinds, fold, tables};

/// Rank from which a place that is also a given name is rather the place.
const WELL_KNOWN_PLACE: u32 = 1_000_000;

/// Known names and those of the tagger in text order, without overlaps. A known name wins where it covers the tagger's, the
/// tagger's where it is longer.
pub(super) fn merge(scene: &Scene, hits: Vec<Hit>, tagged: &[Tagged], full: bool) -> Vec<Draft> {
    let mut taken = vec![false; hits.len()];
    let mut drafts: Vec<Draft> = Vec::new();
    let whole = if full && scene.senses.is_none() { None } else { Some(completed(scene, tagged, full)) };
    for name in whole.as_deref().unwrap_or(tagged) {
        let name = &without_marks(scene, name);
        let name = &with_head(scene, &hits, name);
        // Hits stand left to right and none overlaps another.
        let from = hits.partition_point(|hit| hit.first + hit.count <= name.first);
        let overlapping: Vec<usize> =
            (from..hits.len()).take_while(|&at| hits[at].first <= name.last).collect();
        overlapping.iter().for_each(|&at| taken[at] = true);
        let chosen = chosen_hits(scene, &hits, &overlapping, name);
        let name = &with_domain(scene, &without_titles(scene, &without_opening(scene, name)));
        if chosen.is_empty() {
            if !is_plain_noun(scene, name)
                && !is_body_in_general(scene, name)
                && !is_adjective(scene, &hits, &overlapping, name)
            {
                let weak = name.first == name.last;
                let mut draft = unknown_draft(scene, name.first, name.last, name.kind, "tagger", weak);
                draft.end = draft.end.max(end_of_ending(scene, name.last));
                drafts.push(draft);
            }
            continue;
        }
        for at in chosen {
            let Some(mut draft) = known_draft(scene, &hits[at]) else { continue };
            // What the name stands for here, the words around it say: a union of states as a place, a town as its club.
            let is_body_or_place = matches!(name.kind, EntityKind::Organisation | EntityKind::Place);
            if name.full && is_body_or_place && draft.kind != EntityKind::Other && has_two_kinds(&hits[at]) {
                draft.kind = name.kind;
            }
            if drafts.last().is_none_or(|last| last.end <= draft.start) {
                drafts.push(draft);
            }
        }
    }
    for (hit, taken) in hits.iter().zip(taken) {
        if !taken && stands_alone(hit) {
            let Some(mut draft) = known_draft(scene, hit) else { continue };
            // Where the words of the language are known, what is no name to them is at most the name of a product or a happening.
            let is_place = is_state(hit) || is_part_of_the_world(hit);
            if full && !is_place && draft.kind != EntityKind::Event && !scene.caseless.covers(hit.first) {
                draft.kind = EntityKind::Other;
            }
            drafts.push(draft);
        }
    }
    drafts.sort_by_key(|draft| draft.start);
    drafts.dedup_by(|next, last| next.start < last.end);
    drafts
}

/// The tagged names with what the grammar of names and the dictionary of the language add to them.
fn completed(scene: &Scene, tagged: &[Tagged], full: bool) -> Vec<Tagged> {
    if full {
        return with_senses(scene, tagged.iter().map(|name| Tagged { ..*name }).collect());
    }
    let names = with_adjectives(scene, with_tails(scene, tagged));
    with_legal_forms(scene, with_dictionary(scene, names))
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
            // Nobody is called as a state or as the seat of a government.
            && !matches!(hit.record.class, Class::Territory | Class::Seat)
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
    let are_places = named.len() > 1 && named.iter().all(|&at| hits[at].record.kind == EntityKind::Place);
    // Places with nothing between them are the parts of one name (`Danube Delta`).
    let are_parts = name.full
        && are_places
        && named.windows(2).all(|two| hits[two[0]].first + hits[two[0]].count == hits[two[1]].first);
    if are_parts {
        return Vec::new();
    }
    let left_over = (name.first..=name.last).any(|at| {
        let is_covered =
            named.iter().any(|&hit| hits[hit].first <= at && at < hits[hit].first + hits[hit].count);
        let token = &scene.tokens[at];
        !is_covered
            && token.kind == TokenKind::Word
            && (token.case != Case::Lower || token.end - token.start > 2)
            // Known places with no more than an `and` between them are not one (`Nord- och Sydkorea`).
            && !(are_places && token.case == Case::Lower && scene.language.is_function_word(scene.lower(at)))
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

/// Whether a tagged name is but a word with a capital that names nothing of its own, as the adjective of a state or region
/// (`Belgische`, `North Korean`), a people, a language or a faith.
fn is_adjective(scene: &Scene, hits: &[Hit], overlapping: &[usize], name: &Tagged) -> bool {
    let is_no_name = name.first == name.last && scene.lexicon.not_names.contains(scene.lower(name.first));
    matches!(name.kind, EntityKind::Person | EntityKind::Place)
        && (is_no_name
            || is_term(scene, name)
            || name.full && are_initials(scene, name)
            || overlapping.iter().any(|&at| {
                let hit = &hits[at];
                hit.record.form == Form::Adjective
                    && hit.first <= name.first
                    && name.last < hit.first + hit.count
            }))
}

/// Whether a tagged body is but the noun for such bodies (`the Government`), which the senses of the language know as no name.
fn is_body_in_general(scene: &Scene, name: &Tagged) -> bool {
    name.kind == EntityKind::Organisation
        && name.first == name.last
        && scene.tokens[name.first].case == Case::Capital
        && scene.lexicon.whole_head(scene.lower(name.first)) == Some(Head::Organisation)
        && scene.senses.is_some_and(|senses| senses.sense(scene.lower(name.first)).is_only_common())
}

/// Whether the senses of the language know all words of a tagged name as common words or terms (`Early Modern Spanish`, `Child Labor`), or
/// the whole as a term (`Middle Ages`).
fn is_term(scene: &Scene, name: &Tagged) -> bool {
    let Some(senses) = scene.senses else { return false };
    let words = || name.first..=name.last;
    if !words().all(|at| scene.tokens[at].kind == TokenKind::Word) {
        return false;
    }
    let sense = |at: usize| senses.sense(scene.lower(at));
    if name.first == name.last {
        // `The Maya lowlands`: nobody bears a name behind an article.
        let is_people = name.kind == EntityKind::Person && sense(name.first).is_people();
        return sense(name.first).is_term() || is_people && preceded_by_determiner(scene, name.first);
    }
    // The whole, or what it ends with (`Middle Bronze Age`).
    for from in name.first..name.last {
        let end = senses.name((from..=name.last).map(|at| scene.lower(at)));
        if let Some((_, end)) = end.filter(|(count, _)| *count == name.last + 1 - from) {
            return end.is_thing();
        }
    }
    let is_part_of_name =
        |at: usize| tables().name_part(&fold(scene.lower(at))).is_some_and(|part| part.given);
    words().all(|at| sense(at).is_term() || sense(at).is_common())
        && (sense(name.last).is_term() || name.kind == EntityKind::Person && !words().any(is_part_of_name))
}

/// Whether a tagged name is but letters with full stops (`B.C.`): an abbreviation, which nobody is called by alone.
fn are_initials(scene: &Scene, name: &Tagged) -> bool {
    let text = scene.tokens.between(name.first, name.last);
    text.contains('.') && text.split('.').all(|part| part.trim().chars().count() <= 1)
}

/// End of the ending behind the full stop of an abbreviation (`Kft.-vel`); 0 where there is none.
fn end_of_ending(scene: &Scene, last: usize) -> usize {
    let tokens = scene.tokens;
    let ending = last + 2;
    let is_ending = tokens.is_mark(last, '.')
        && tokens.is_mark(last + 1, '-')
        && tokens[last + 1].glued
        && tokens
            .get(ending)
            .is_some_and(|token| token.glued && token.kind == TokenKind::Word && token.case == Case::Lower);
    if is_ending { tokens[ending].end } else { 0 }
}

/// Longest and shortest last part of an address on the web, in letters.
const DOMAIN: std::ops::RangeInclusive<usize> = 2..=3;

/// A name that is the address of a site, with its last part (`Dagbladet.no`).
fn with_domain(scene: &Scene, name: &Tagged) -> Tagged {
    let tokens = scene.tokens;
    let plain = Tagged { ..*name };
    let Some(end) = scene.after(name.last).filter(|&at| tokens.is_mark(at, '.') && tokens[at].glued) else {
        return plain;
    };
    let Some(last) = scene.after(end) else { return plain };
    let is_domain = tokens[last].glued
        && tokens[last].kind == TokenKind::Word
        && tokens[last].case == Case::Lower
        && tokens.surface(last).is_ascii()
        && DOMAIN.contains(&tokens.surface(last).len())
        && tokens.get(last + 1).is_none_or(|next| !next.glued || next.kind == TokenKind::Mark);
    if is_domain { Tagged { last, ..*name } } else { plain }
}

/// Most words between the noun that heads a body's name and the rest of it (`Comisión de los Derechos Humanos`).
const MOST_JOINING: usize = 2;

/// The tagged names, those of bodies whole that are joined as a noun is to its genitive (`Universidad de Salamanca`): the sentences that
/// names were carried over to have few of them, since such names are translated. What joins is in the pack both a particle of persons'
/// names and a joiner of bodies' names.
fn with_tails(scene: &Scene, tagged: &[Tagged]) -> Vec<Tagged> {
    let tokens = scene.tokens;
    let lexicon = scene.lexicon;
    let is_capital = |at: usize| tokens[at].kind == TokenKind::Word && tokens[at].case != Case::Lower;
    let is_head = |at: usize| lexicon.whole_head(scene.lower(at)) == Some(Head::Organisation);
    let joins = |at: usize| {
        let lower = scene.lower(at);
        tokens[at].case == Case::Lower && lexicon.particles.contains(lower) && lexicon.joiners.contains(lower)
    };
    let covering = |at: usize| {
        let next = tagged.partition_point(|name| name.last < at);
        tagged.get(next).filter(|name| name.first <= at)
    };
    let mut whole: Vec<Tagged> = Vec::new();
    let mut add = |name: Tagged| {
        while whole.last().is_some_and(|last| last.first >= name.first) {
            whole.pop();
        }
        if whole.last().is_none_or(|last| last.last < name.first) {
            whole.push(name);
        }
    };
    let mut names = tagged.iter().peekable();
    for first in 0..tokens.len() {
        while let Some(name) = names.next_if(|name| name.first <= first) {
            add(Tagged { ..*name });
        }
        if !is_capital(first) || !is_head(first) {
            continue;
        }
        let name = covering(first);
        if name.is_some_and(|name| name.first != first) {
            continue;
        }
        let end = name.map_or(first, |name| name.last);
        let mut at = end;
        for _ in 0..MOST_JOINING {
            match scene.after(at).filter(|&next| joins(next)) {
                Some(next) => at = next,
                None => break,
            }
        }
        let tail = scene.after(at).filter(|&next| at > end && is_capital(next) && !is_head(next));
        let Some(tail) = tail else { continue };
        let last = match covering(tail) {
            Some(other) if other.first == tail => other.last,
            Some(_) => continue,
            None => tail,
        };
        add(Tagged { first, last, kind: EntityKind::Organisation, full: false });
    }
    whole
}

/// The tagged names and those of an adjective with a capital and the noun that heads the name (`Keltische See`), in a language that
/// writes all nouns with a capital but no adjective that is not part of a name.
fn with_adjectives(scene: &Scene, tagged: Vec<Tagged>) -> Vec<Tagged> {
    if !scene.capital_nouns() || !scene.lexicon.knows_adjectives() {
        return tagged;
    }
    let tokens = scene.tokens;
    let is_capital = |at: usize| tokens[at].kind == TokenKind::Word && tokens[at].case == Case::Capital;
    let is_adjective = |at: usize| is_capital(at) && scene.lexicon.ends_as_adjective(scene.lower(at));
    let mut found: Vec<Tagged> = Vec::new();
    let mut first = 0;
    while first < tokens.len() {
        let mut last = first;
        if !scene.uncertain[first] {
            while is_adjective(last)
                && let Some(next) = scene.after(last)
            {
                last = next;
            }
        }
        if last > first && is_capital(last) && !is_adjective(last) {
            let kind = match scene.lexicon.head(scene.lower(last)) {
                Some(Head::Organisation) => Some(EntityKind::Organisation),
                Some(Head::Place) => Some(EntityKind::Place),
                _ => None,
            };
            found.extend(kind.map(|kind| Tagged { first, last, kind, full: false }));
        }
        first = last + 1;
    }
    let is_open =
        |name: &Tagged| !found.iter().any(|other| other.first <= name.last && name.first <= other.last);
    let mut all: Vec<Tagged> = tagged.into_iter().filter(is_open).collect();
    all.extend(found);
    all.sort_by_key(|name| name.first);
    all
}

/// A tagged adjective with the noun in lower case behind it that heads the name (`Верховный суд`, `Evropská komise`): where names are
/// written so, the carried-over sentences the model has learnt from end names with a capital.
fn with_head(scene: &Scene, hits: &[Hit], name: &Tagged) -> Tagged {
    let plain = Tagged { ..*name };
    let is_lone = name.first == name.last && scene.tokens[name.last].case == Case::Capital;
    if name.full || !is_lone || !scene.language.pack.names.inflects_all_words {
        return plain;
    }
    let Some(next) = scene.after(name.last) else { return plain };
    let token = &scene.tokens[next];
    let lower = scene.lower(next);
    if token.kind != TokenKind::Word || token.case != Case::Lower || scene.language.is_function_word(lower) {
        return plain;
    }
    let Some(head) = scene.lexicon.whole_head(lower) else { return plain };
    // `В Москве суд`: a place that is known stands by itself.
    let is_known = hits.iter().any(|hit| {
        hit.first == name.first && hit.record.form == Form::Name && hit.record.rank >= WELL_KNOWN_PLACE
    });
    let kind = match head {
        Head::Organisation => EntityKind::Organisation,
        Head::Place => EntityKind::Place,
        Head::Event => return plain,
    };
    if is_known { plain } else { Tagged { last: next, kind, ..*name } }
}

/// A tagged name without the marks at its ends.
fn without_marks(scene: &Scene, name: &Tagged) -> Tagged {
    let is_mark = |at: usize| scene.tokens[at].kind == TokenKind::Mark;
    let mut trimmed = Tagged { ..*name };
    while trimmed.first < trimmed.last && is_mark(trimmed.first) && !scene.is_handle(trimmed.first) {
        trimmed.first += 1;
    }
    // The full stop of an abbreviation (`Kft.`) is known where the words are.
    let stop = |at: usize| name.full && scene.tokens.is_mark(at, '.') && scene.tokens[at].glued;
    while trimmed.last > trimmed.first && is_mark(trimmed.last) && !stop(trimmed.last) {
        trimmed.last -= 1;
    }
    // The name of an account is one, whatever marks stand in it.
    if scene.is_handle(trimmed.first) {
        trimmed.last = trimmed.last.max(scene.end_of_handle(trimmed.first));
    }
    trimmed
}

/// A name without the word at the start of a sentence before it (`Later James Whitlock`, `Das Ministerium`).
fn without_opening(scene: &Scene, name: &Tagged) -> Tagged {
    let next = name.first + 1;
    if name.first < name.last
        && scene.uncertain[name.first]
        && scene.language.is_function_word(scene.lower(name.first))
        && scene.tokens[name.first].case == Case::Capital
        && !(name.kind == EntityKind::Person && tables().given_name(&fold(scene.lower(name.first))).is_some())
    {
        return Tagged { first: next, ..*name };
    }
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

/// A person's name without the titles and offices before it (`Pope Francis`, `Mr Winterkorn`): what they say is the person's role.
pub(super) fn without_titles(scene: &Scene, name: &Tagged) -> Tagged {
    let mut first = name.first;
    if name.kind == EntityKind::Person && name.full {
        while first < name.last && is_title(scene, first) {
            first += 1;
            while first < name.last && scene.tokens[first].kind != TokenKind::Word {
                first += 1;
            }
        }
    }
    Tagged { first, ..*name }
}

/// Whether a word is a title or an office.
fn is_title(scene: &Scene, at: usize) -> bool {
    let lower = scene.lower(at);
    scene.tokens[at].kind == TokenKind::Word
        && (scene.lexicon.titles.contains(lower) || scene.lexicon.role_word(lower).is_some())
}

/// Where every noun has a capital: one word behind an article that no table knows.
fn is_plain_noun(scene: &Scene, name: &Tagged) -> bool {
    scene.capital_nouns()
        && name.first == name.last
        && (name.kind != EntityKind::Person
            || tables().lookup(&fold(scene.lower(name.first))).next().is_some())
        && scene.tokens[name.first].case != Case::Upper
        && (scene.lexicon.head(scene.lower(name.first)).is_some()
            || preceded_by_determiner(scene, name.first)
                && scene
                    .before(name.first)
                    .is_some_and(|at| !scene.lexicon.place_prepositions.contains(scene.lower(at))))
}

/// Whether a known name may be a place or a body, as the text has it.
fn has_two_kinds(hit: &Hit) -> bool {
    matches!(hit.record.kind, EntityKind::Organisation | EntityKind::Place)
        && !matches!(hit.record.class, Class::Territory | Class::Capital | Class::Seat)
        && !is_part_of_the_world(hit)
}

/// Whether a known name is one of a region, a sea, a river or a mountain, which are nothing but places.
fn is_part_of_the_world(hit: &Hit) -> bool {
    matches!(hit.record.class, Class::Region | Class::Water | Class::Nature)
}

/// Whether a known name is one of a state or its capital.
fn is_state(hit: &Hit) -> bool {
    matches!(hit.record.class, Class::Territory | Class::Capital)
}

/// Whether a known name counts although the tagger saw none.
fn stands_alone(hit: &Hit) -> bool {
    let record = &hit.record;
    let is_small_place = record.kind == EntityKind::Place
        && !matches!(record.class, Class::Territory | Class::Capital | Class::FormerState)
        && record.rank < WELL_KNOWN_PLACE;
    hit.count > 1 && !is_small_place || !is_small_place && !record.ambiguous && !hit.record.plain
}

fn preceded_by_determiner(scene: &Scene, index: usize) -> bool {
    scene.before(index).is_some_and(|before| {
        scene.tokens[before].kind == TokenKind::Word
            && scene.tokens[before].case == Case::Lower
            && scene.language.is_function_word(scene.lower(before))
    })
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
    // A people is no place: what counts is the state that speaks or is meant. The first part of a compound (`NATO-møtet`) only says
    // more of what the compound names, as an adjective would: those who annotate names count it neither as a body nor as a place.
    let kind = if is_people || hit.cut.is_some() { EntityKind::Other } else { record.kind };
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
    // `Ástu` is of Ásta, not of what else it may be a form of.
    let known = scene.lexicon.dictionary.filter(|dictionary| is_person && dictionary.knows_names);
    let is_of_person =
        |form: &&BaseForm| known.is_some_and(|known| known.kinds(&form.base).is(Kinds::PERSON));
    if let Some(form) = forms.iter().find(is_of_person) {
        return Some(form.clone());
    }
    forms.into_iter().find(|form| {
        form.base.chars().count() >= 3
            && (scene.capital_seen.contains(form.base.as_str())
                || is_person && tables().name_part(&fold(&form.base)).is_some()
                || is_person
                    && scene.lexicon.ends_as_surname(&form.base)
                    && !scene.lexicon.ends_as_surname(lower))
    })
}
