//! What is said to happen: event words with their parties, objects and times.

use super::cases::{may_be_dative, may_be_object};
use super::lexicon::{Class, FINITE, Forms, INFINITIVE, NOUN, PARTICIPLE, PASSIVE, Relation, Small, TURNED};
use super::parties::{Head, Party, may_be, nationality};
use super::scene::Scene;
use super::speakers::{Memory, Naming, state_of};
use tidings_language::TokenKind;
use tidings_model::{EntityKind, Event, Quantity, Span, SpeakerRole, Time, TimeKind};
use tidings_names::{EventType, event_types, tables};

/// An event with the token of its word.
#[derive(Debug, Clone)]
pub(super) struct Seen {
    pub(super) at: usize,
    /// Told by a verb.
    pub(super) verb: bool,
    /// A verb in the active whose subject the words do not name.
    pub(super) wants_actor: bool,
    pub(super) event: Event,
}

/// Words between a noun of an event and the party that owns or receives it.
const REACH_OF_NOUN: usize = 6;
/// Words between a verb and its object.
const REACH_OF_OBJECT: usize = 14;

/// All events of a range of tokens, in text order; each type with the same parties once.
pub(super) fn events(scene: &Scene, naming: &Naming, memory: &Memory, range: (usize, usize)) -> Vec<Seen> {
    let mut found: Vec<Seen> = Vec::new();
    for index in range.0..range.1 {
        for hit in scene.hits.at(index) {
            let Class::Event { group, forms, tail } = hit.class else { continue };
            let group = &*scene.lexicon.groups[usize::from(group)];
            let word = Word { index, length: hit.length, forms, tail, group, range };
            found.extend(event(scene, naming, memory, &word));
            if let Some(last) = found.last()
                && last.at == index
            {
                break;
            }
        }
    }
    dedupe(found)
}

struct Word<'a> {
    index: usize,
    length: usize,
    forms: Forms,
    tail: u16,
    group: &'a str,
    range: (usize, usize),
}

fn dedupe(found: Vec<Seen>) -> Vec<Seen> {
    let mut kept: Vec<Seen> = Vec::with_capacity(found.len());
    for seen in found {
        let same = kept.iter_mut().find(|other| {
            other.event.kind == seen.event.kind
                && other.event.previous == seen.event.previous
                && (same_parties(&other.event, &seen.event)
                    || has_no_party(&other.event)
                    || has_no_party(&seen.event))
        });
        match same {
            Some(other) => {
                let into = &mut other.event;
                into.actor = into.actor.take().or(seen.event.actor);
                into.target = into.target.take().or(seen.event.target);
                into.time = into.time.or(seen.event.time);
            }
            None => kept.push(seen),
        }
    }
    kept
}

fn same_parties(one: &Event, other: &Event) -> bool {
    one.actor == other.actor && one.target == other.target
}

fn has_no_party(event: &Event) -> bool {
    event.actor.is_none() && event.target.is_none()
}

fn event(scene: &Scene, naming: &Naming, memory: &Memory, word: &Word) -> Vec<Seen> {
    let segment =
        (scene.segment_start(word.index, word.range.0), scene.segment_end(word.index, word.range.1));
    let segment = clause(scene, word, segment);
    let mut last = word.index + word.length - 1;
    if word.tail != 0 {
        let tail = |range| scene.lexicon.tail_in(scene.tokens, word.tail, range);
        // `die Grenze überschritten`: what goes with a participle may stand before it.
        let before = || tail(segment.0..word.index).filter(|_| word.forms & (PARTICIPLE | INFINITIVE) != 0);
        let Some(place) = tail(last + 1..segment.1).or_else(before) else { return Vec::new() };
        last = last.max(place);
    }
    let object = object(scene, word, segment);
    // `the strike`, `Gerrard's defeat`: no verb after an article or a possessor.
    let noun_here = || scene.is_noun_here(word.index, word.range.0) || is_counted(scene, word.index);
    if word.forms & NOUN == 0 && !scene.lexicon.verb_second && noun_here() {
        return Vec::new();
    }
    let Some((kind, gloss)) = kind_of(scene, word.group, object) else { return Vec::new() };
    // `X and its allies` says nothing new; `X and Y are allies` does.
    if kind.kind == "ally" && !(segment.0..segment.1).any(|at| scene.hits.is(at, Small::Be)) {
        return Vec::new();
    }
    let (roles, passive) = if word.forms & NOUN != 0 {
        (noun_roles(scene, naming, memory, word, segment, kind), false)
    } else {
        match verb_roles(scene, naming, memory, word, segment, kind) {
            Some(found) => found,
            None => return Vec::new(),
        }
    };
    let (mut actor, mut target) = roles;
    if word.forms & TURNED != 0 {
        std::mem::swap(&mut actor, &mut target);
    }
    if actor.is_some() && actor == target {
        target = None;
    }
    // Nobody visits the state he holds an office of: what looks so is a party of something else.
    if kind.kind == "visit"
        && word.group != "return"
        && let (Some(who), Some(state)) = (actor.as_deref(), target.as_deref())
        && serves(who, state)
    {
        target = None;
    }
    let span = Span { start: scene.tokens[word.index].start, end: scene.tokens[last].end };
    let mut event = Event {
        kind: kind.kind.to_owned(),
        actor,
        target,
        object: gloss,
        negated: negated(scene, word, segment),
        span: Some(span),
        time: time(scene, word.index, segment, word.range, |kind| {
            matches!(kind, TimeKind::Date | TimeKind::Time)
        }),
        previous: false,
    };
    // `has not been there for 24 years`: it happened then, and not since.
    if event.negated
        && !kind.state
        && let Some(index) = time(scene, word.index, segment, word.range, |_| true)
        && is_stretch_back(&scene.article.times[index])
    {
        (event.negated, event.previous, event.time) = (false, true, Some(index));
    }
    // Only the first clause of what is said has its subject from outside.
    let first_clause = segment.0 <= word.range.0 + 1;
    let wants_actor = word.forms & NOUN == 0
        && event.actor.is_none()
        && !passive
        && first_clause
        && (!scene.lexicon.declines() || leaves_subject_out(scene, segment.0, word.index))
        && word.forms & TURNED == 0;
    let verb = word.forms & NOUN == 0;
    let mut seen = vec![Seen { at: word.index, verb, wants_actor, event }];
    let again = word.group == "return";
    let first = (segment.0..segment.1).any(|at| scene.hits.is(at, Small::First))
        || (word.range.0..segment.0).rev().take(REACH_OF_NOUN).any(|at| scene.hits.is(at, Small::First));
    // `the first since 1991`: the date is not that of the event.
    if first
        && let Some(index) = seen[0].event.time
        && let Some(before) = scene.tokens.at(scene.article.times[index].start).checked_sub(1)
        && (before.saturating_sub(6)..=before)
            .any(|at| scene.hits.is(at, Small::Since) && scene.hits.is(at, Small::Subordinator))
    {
        seen[0].event.time = None;
    }
    if (again || first)
        && let Some(duration) =
            time(scene, word.index, segment, word.range, |kind| kind == TimeKind::Duration)
    {
        let mut before = seen[0].event.clone();
        (before.previous, before.time) = (true, Some(duration));
        seen.push(Seen { at: word.index, verb, wants_actor, event: before });
    }
    seen
}

/// Whether a number stands right before a word (`five attack drones`).
fn is_counted(scene: &Scene, index: usize) -> bool {
    let Some(before) = index.checked_sub(1) else { return false };
    let offset = scene.tokens[before].start;
    let quantities = &scene.article.quantities;
    let next = quantities.partition_point(|quantity| quantity.end <= offset);
    let counts = |quantity: &Quantity| quantity.unit.is_none() || scene.tokens[index].start < quantity.end;
    quantities.get(next).is_some_and(|quantity| quantity.start <= offset && counts(quantity))
}

/// What of a part between commas belongs to an event word: a second verb after `and` has parties of its own
/// (`visited Russia and invited Putin to Pyongyang`), and so has what a conjunction begins behind a verb
/// (`has risen since North Korea sent balloons`).
fn clause(scene: &Scene, word: &Word, (from, to): (usize, usize)) -> (usize, usize) {
    let has_party = |from: usize, to: usize| !in_range(scene, from, to).is_empty();
    let second_verb = |at: usize| {
        scene.hits.is(at, Small::And)
            && (at + 1..to.min(at + 3))
                .find(|&next| !scene.hits.is(next, Small::Adverb))
                .is_some_and(|next| scene.hits.is_event_verb(next))
    };
    let start = (from..word.index).rev().find(|&at| second_verb(at) && has_party(from, at)).unwrap_or(from);
    let after = word.index + word.length;
    let opens = |at: usize| {
        let conjunction = scene.hits.is(at, Small::Subordinator);
        conjunction && word.forms & NOUN == 0 && !scene.is_in_time(scene.tokens[at].start)
    };
    let end = (after..to).find(|&at| opens(at) || second_verb(at) && has_party(after, at)).unwrap_or(to);
    (start, end)
}

/// Whether nothing stands before a verb that could be its subject, only small words (`что не поставлял`).
fn leaves_subject_out(scene: &Scene, from: usize, verb: usize) -> bool {
    let parties = in_range(scene, from, verb);
    (from..verb).all(|at| {
        let small = |class| {
            matches!(class, Class::Small(_) | Class::Hedge(_) | Class::Relation(_) | Class::Object { .. })
        };
        scene.tokens[at].kind == TokenKind::Mark
            || scene.is_in_time(scene.tokens[at].start)
            || scene.hits.at(at).iter().any(|hit| small(hit.class))
            || scene.parties[parties.clone()].iter().any(|party| party.first <= at && at <= party.last)
    })
}

/// The type that a word and its object make, with the object's gloss.
fn kind_of(
    scene: &Scene,
    group: &str,
    object: Option<Class>,
) -> Option<(&'static EventType, Option<String>)> {
    let group = match group {
        "return" => "visit",
        "give" => "supply",
        _ => group,
    };
    if group != "send" {
        return type_of(scene, group, object);
    }
    // Who is sent is deployed, what is sent may be supplied.
    let are_troops = matches!(object, Some(Class::Object { class, .. }) if &*scene.lexicon.groups[usize::from(class)] == "troops");
    if are_troops {
        return type_of(scene, "deploy", object);
    }
    type_of(scene, group, object).or_else(|| type_of(scene, "supply", object))
}

fn type_of(
    scene: &Scene,
    group: &str,
    object: Option<Class>,
) -> Option<(&'static EventType, Option<String>)> {
    let (class, gloss) = match object {
        Some(Class::Object { class, gloss }) => (
            Some(&*scene.lexicon.groups[usize::from(class)]),
            Some(scene.lexicon.glosses[usize::from(gloss)].to_string()),
        ),
        _ => (None, None),
    };
    // Missiles are fired and tested; supplied or bought they are arms.
    let class = class.map(|class| if class == "missiles" && group != "test" { "arms" } else { class });
    let candidates = || event_types().iter().filter(|event| event.trigger == group);
    if let Some(event) = candidates().find(|event| event.objects.is_some() && event.objects == class) {
        return Some((event, gloss));
    }
    let event = candidates().find(|event| event.objects.is_none())?;
    let takes_object = event.gloss.contains("{object}");
    let default = event.object.map(str::to_owned);
    Some((event, if takes_object { gloss.or(default) } else { None }))
}

/// The thing that an event word is about: the first part of a compound, else the nearest in its part of the sentence.
fn object(scene: &Scene, word: &Word, segment: (usize, usize)) -> Option<Class> {
    if let Some(class) = scene.hits.compounds.get(&word.index) {
        return Some(*class);
    }
    let close = matches!(word.group, "give" | "have");
    if close {
        // Verbs of many meanings: the thing must be their object, with nothing but its number and adjectives before it.
        let after = word.index + word.length;
        return (after..segment.1.min(after + REACH_OF_NOUN))
            .take_while(|&at| !scene.hits.is_verb(at) || is_counted(scene, at))
            .find_map(|at| {
                scene
                    .hits
                    .at(at)
                    .iter()
                    .map(|hit| hit.class)
                    .find(|class| matches!(class, Class::Object { .. }))
            });
    }
    let reach = if word.forms & NOUN != 0 { REACH_OF_NOUN } else { REACH_OF_OBJECT };
    let object_at = |at: usize| {
        scene.hits.at(at).iter().map(|hit| hit.class).find(|class| matches!(class, Class::Object { .. }))
    };
    let after = word.index + word.length;
    let right = (after..segment.1.min(after + reach)).find_map(|at| Some((at - after, object_at(at)?)));
    let from = segment.0.max(word.index.saturating_sub(reach));
    let left = (from..word.index).rev().find_map(|at| Some((word.index - at, object_at(at)?)));
    let found = match (left, right) {
        (Some((near, class)), Some((far, other))) => Some(if near < far { class } else { other }),
        (found, other) => found.or(other).map(|(_, class)| class),
    };
    let is_goods = |class: &Class| matches!(class, Class::Object { class, .. } if &*scene.lexicon.groups[usize::from(*class)] == "goods");
    match found {
        Some(class) if !is_goods(&class) => Some(class),
        // `containers in which there were shells`: what they are stands in the relative clause.
        _ if word.forms & NOUN == 0 && scene.hits.is(segment.1 + 1, Small::Relative) => {
            let next = scene.segment_end(segment.1 + 1, word.range.1);
            (segment.1 + 1..next).find_map(object_at).or(found)
        }
        found => found,
    }
}

type Roles = (Option<String>, Option<String>);

fn verb_roles(
    scene: &Scene,
    naming: &Naming,
    memory: &Memory,
    word: &Word,
    segment: (usize, usize),
    kind: &EventType,
) -> Option<(Roles, bool)> {
    let after = word.index + word.length;
    let auxiliary = |small: Small| (segment.0..word.index).rev().find(|&at| scene.hits.is(at, small));
    let (have, be) = (auxiliary(Small::Have), auxiliary(Small::Be));
    let behind = |small: Small| (after..segment.1.min(after + 3)).any(|at| scene.hits.is(at, small));
    // A form that is also finite is a participle where an auxiliary stands close before it (`was invaded`).
    let near = |at: Option<usize>| at.is_some_and(|at| word.index - at <= 3);
    let participle = word.forms & PARTICIPLE != 0 && (word.forms & FINITE == 0 || near(be) || near(have));
    let passive = word.forms & PASSIVE != 0
        || participle
            && be.is_some_and(|be| !scene.is_reflexive(be) && have.is_none_or(|have| be > have))
            && !behind(Small::Have)
        || participle && have.is_none() && behind(Small::Be);
    if participle && !passive && have.is_none() && !behind(Small::Have) && scene.lexicon.verb_second {
        return None;
    }
    let mut bare: Vec<usize> = in_range(scene, segment.0, word.index)
        .filter(|&index| scene.is_bare(&scene.parties[index]) && !scene.parties[index].joint)
        .collect();
    // A conjunction before the last of them begins the clause.
    let opens = (segment.0..word.index).rev().find(|&at| {
        (scene.hits.is(at, Small::That) || scene.hits.is(at, Small::Subordinator))
            && bare.iter().any(|&index| scene.parties[index].first > at)
    });
    bare.retain(|&index| opens.is_none_or(|opens| scene.parties[index].first > opens));
    // `it` and its like may stand for nobody.
    if bare.len() > 1 {
        bare.retain(|&index| !matches!(scene.parties[index].head, Head::Pronoun(Small::Neuter)));
    }
    let right_bare: Vec<usize> = in_range(scene, after, segment.1)
        .filter(|&index| scene.is_bare(&scene.parties[index]) && !scene.parties[index].joint)
        .collect();
    let mut rest: Vec<usize> = Vec::new();
    let mut subject = None;
    let turned_round = object_first(scene, &bare, &right_bare);
    if let Some((object, found)) = turned_round {
        subject = Some(found);
        rest.push(object);
    } else if let Some((&first, others)) = bare.split_first() {
        subject = Some(first);
        rest.extend(others);
        rest.extend(&right_bare);
    } else if word.forms & FINITE != 0 || have.is_some() || be.is_some() || auxiliary(Small::Modal).is_some()
    {
        // The subject after the finite verb (`Im März besuchte Putin Nordkorea`), if not a relative clause.
        // Only a main clause turns subject and verb round.
        let relative = [Small::Relative, Small::That, Small::Infinitive, Small::Subordinator]
            .iter()
            .any(|&small| scene.hits.is(segment.0, small));
        let anchor = [have, be, auxiliary(Small::Modal)].into_iter().flatten().min();
        let between: Vec<usize> = anchor.map_or(Vec::new(), |anchor| {
            in_range(scene, anchor + 1, word.index)
                .filter(|&index| scene.is_bare(&scene.parties[index]))
                .collect()
        });
        // `… and invited Putin`: a verb right behind the conjunction has its subject before it.
        let goes_on = word.index == segment.0 + 1 && scene.hits.is(segment.0, Small::And);
        let turned = (scene.lexicon.verb_second || scene.lexicon.names_have_case) && !goes_on;
        if let Some(&first) = between.first() {
            subject = Some(first);
            rest.extend(&right_bare);
        } else if turned
            && !relative
            && right_bare.first().is_some_and(|&index| {
                scene.lexicon.verb_second || matches!(scene.parties[index].head, Head::Mention(_))
            })
        {
            subject = right_bare.first().copied();
            rest.extend(&right_bare[1..]);
        } else {
            rest.extend(&right_bare);
        }
    } else {
        rest.extend(&right_bare);
    }
    if let Some(named) = named_before_infinitive(scene, word, segment) {
        subject = Some(named);
    }
    if subject.is_none() {
        subject = outer_subject(scene, word, segment);
    }
    if scene.lexicon.names_have_case {
        // A name in the case of the subject is no object.
        rest.retain(|&index| {
            let party = &scene.parties[index];
            if turned_round.is_some_and(|(object, _)| object == index) {
                return true;
            }
            let named = match party.head {
                Head::Mention(index) => scene.article.mentions[index].kind != EntityKind::Other,
                _ => false,
            };
            party.relation != Relation::Subject
                || !named
                || may_be_object(party, scene.tokens, scene.article, scene.lexicon)
        });
    }
    let id = |index: usize| entity(scene, naming, memory, &scene.parties[index]);
    if passive {
        let actor = in_range(scene, segment.0, segment.1)
            .find(|&index| scene.parties[index].relation == Relation::By)
            .and_then(id);
        return Some(((actor, subject.and_then(id)), true));
    }
    let actor = subject.and_then(id);
    // A relative clause without an object of its own has what it belongs to (`ein Land, das X besuchte`).
    let relative =
        scene.hits.is(segment.0, Small::Relative) && bare.first() == subject.as_ref() && subject.is_some();
    let joined = subject
        .map(|index| index + 1)
        .filter(|&index| scene.parties.get(index).is_some_and(|party| party.joint));
    let target = target(scene, naming, memory, word, segment, kind, &rest)
        .or_else(|| if kind.symmetric { joined.and_then(id) } else { None })
        .or_else(|| {
            let takes = kind.target.contains(&"object");
            let before =
                in_range(scene, word.range.0, segment.0).next_back().filter(|_| relative && takes)?;
            matches!(scene.parties[before].head, Head::Mention(_)).then(|| id(before)).flatten()
        })
        .filter(|target| actor.as_ref() != Some(target));
    Some(((actor, target), false))
}

/// Object and subject of a verb between them where the first looks alike in both cases and the second can only be the
/// subject (`Китай посетил Путин`).
fn object_first(scene: &Scene, before: &[usize], behind: &[usize]) -> Option<(usize, usize)> {
    let (&[object], &[subject, ..]) = (before, behind) else { return None };
    let either =
        |index: usize| may_be_object(&scene.parties[index], scene.tokens, scene.article, scene.lexicon);
    (either(object) && !either(subject)).then_some((object, subject))
}

/// The subject of an infinitive that a preposition names (`uklokt for ministeren å reise nå`).
fn named_before_infinitive(scene: &Scene, word: &Word, segment: (usize, usize)) -> Option<usize> {
    if word.forms & INFINITIVE == 0 {
        return None;
    }
    in_range(scene, segment.0, word.index).rfind(|&index| {
        let party = &scene.parties[index];
        let opens = (party.last + 1..word.index).all(|at| {
            scene.hits.is(at, Small::Infinitive)
                || scene.hits.is(at, Small::That)
                || scene.hits.is(at, Small::Modal)
        });
        party.relation == Relation::For && party.last + 1 < word.index && opens && scene.can_act(party)
    })
}

/// The subject of an infinitive or a relative clause: the last party of the part before that can be meant.
fn outer_subject(scene: &Scene, word: &Word, segment: (usize, usize)) -> Option<usize> {
    if segment.0 <= word.range.0 {
        // In an infinitive after `accuse`, the accused stands in the same part in another case.
        if let Some(named) = named_before_infinitive(scene, word, segment) {
            return Some(named);
        }
        return in_range(scene, segment.0, word.index).filter(|_| word.forms & INFINITIVE != 0).find(
            |&index| {
                matches!(scene.parties[index].relation, Relation::Object | Relation::Dative)
                    && scene.can_act(&scene.parties[index])
            },
        );
    }
    if scene.hits.is(segment.0, Small::And) {
        // A second verb of the same subject (`besökte X och passade på att …`).
        let before = scene.segment_start(segment.0.saturating_sub(1), word.range.0);
        if let Some(first) =
            in_range(scene, before, segment.0).find(|&index| scene.is_bare(&scene.parties[index]))
        {
            return Some(first);
        }
    }
    let same =
        in_range(scene, segment.0, word.index).filter(|_| word.forms & INFINITIVE != 0).find(|&index| {
            matches!(scene.parties[index].relation, Relation::Object | Relation::Dative)
                && scene.can_act(&scene.parties[index])
        });
    if same.is_some() {
        return same;
    }
    let before = scene.segment_start(segment.0.saturating_sub(1), word.range.0);
    in_range(scene, before, segment.0).rfind(|&index| {
        let party = &scene.parties[index];
        matches!(party.relation, Relation::Subject | Relation::Object | Relation::Dative)
            && !party.genitive
            && scene.can_act(party)
    })
}

fn noun_roles(
    scene: &Scene,
    naming: &Naming,
    memory: &Memory,
    word: &Word,
    segment: (usize, usize),
    kind: &EventType,
) -> Roles {
    let id = |index: usize| entity(scene, naming, memory, &scene.parties[index]);
    let after = word.index + word.length;
    let is_possessive = |party: &Party| {
        matches!(party.head, Head::Pronoun(_)) && scene.hits.is(party.core.0, Small::Possessive)
    };
    // Whose: before the noun in the genitive (bare in some languages), or after it with `of`.
    let before = in_range(scene, word.index.saturating_sub(REACH_OF_NOUN).max(segment.0), word.index)
        .next_back()
        .filter(|&index| {
            let party = &scene.parties[index];
            // A party may hold the event's noun itself.
            let Some(gap) = word.index.checked_sub(party.last + 1) else { return false };
            let plain = (party.last + 1..word.index)
                .all(|at| scene.hits.relation(at).is_none() && !scene.hits.is_verb(at));
            plain
                && gap <= 3
                && (party.genitive
                    || is_possessive(party)
                    || scene.lexicon.bare_possessor && party.relation == Relation::Subject && gap <= 2)
        });
    let behind = in_range(scene, after, segment.1.min(after + REACH_OF_NOUN)).find(|&index| {
        let party = &scene.parties[index];
        let receives =
            takes_dative(word, kind) && may_be_dative(party, scene.tokens, scene.article, scene.lexicon);
        party.first <= after + 2
            && !receives
            && (matches!(party.relation, Relation::Of | Relation::By)
                || is_possessive(party) && party.first == after)
    });
    let mut actor = before.or(behind);
    if let Some(owner) = actor
        && is_possessive(&scene.parties[owner])
        && scene.lexicon.possessive_of_subject
        && let Some(subject) = in_range(scene, segment.0, scene.parties[owner].first)
            .find(|&index| scene.is_bare(&scene.parties[index]))
    {
        actor = Some(subject);
    }
    // Some types are of somebody they are done to (`die Verhaftung Nawalnys`).
    let owner_is_target = kind.target.first() == Some(&"object") && behind.is_some() && before.is_none();
    let adjective = (1..=2).find_map(|back| {
        let at = word.index.checked_sub(back)?;
        (at >= segment.0).then(|| nationality(at, scene.tokens, scene.lexicon)).flatten()
    });
    let mut target_id = target(
        scene,
        naming,
        memory,
        word,
        (word.index, segment.1.min(after + REACH_OF_NOUN + 2)),
        kind,
        &[],
    );
    // `die Verhaftung Nawalnys`, but `der Einmarsch Russlands in die Ukraine`.
    let owner_is_target = owner_is_target && target_id.is_none();
    if owner_is_target {
        target_id = behind.and_then(id);
        actor = None;
    }
    let mut actor_id = actor.and_then(id);
    if word.group == "supply"
        && let Some(giver) = in_range(scene, after, segment.1.min(after + REACH_OF_NOUN))
            .find(|&index| scene.parties[index].relation == Relation::From)
    {
        // `får våpenforsyninger fra X`: the subject receives.
        let receiver =
            in_range(scene, segment.0, word.index).find(|&index| scene.is_bare(&scene.parties[index]));
        return (id(giver), receiver.and_then(id).or(target_id));
    }
    if let Some(country) = adjective {
        let goes_there = kind.target.first() == Some(&"to")
            && (actor_id.is_some() || scene.lexicon.bare_possessor && kind.objects.is_none());
        if goes_there {
            target_id = target_id.or_else(|| Some(country.to_owned()));
        } else if actor_id.is_none() {
            actor_id = Some(country.to_owned());
        }
    }
    if actor_id.is_none() && !owner_is_target {
        // The subject of the verb that the noun belongs to (`leistete Militärhilfe`).
        let subject =
            in_range(scene, segment.0, word.index).find(|&index| scene.is_bare(&scene.parties[index]));
        let has_verb = subject.is_some_and(|index| {
            // `Russia … the experts who monitored the sanctions`: the noun belongs to another verb.
            let between = scene.parties[index].last + 1..word.index;
            between.clone().any(|at| scene.tokens[at].case == tidings_language::Case::Lower)
                && !between
                    .clone()
                    .any(|at| scene.hits.is(at, Small::Relative) || scene.hits.is(at, Small::That))
        });
        actor_id = subject.filter(|_| has_verb).and_then(id);
        if kind.kind == "ally" || kind.symmetric {
            let joined = subject
                .map(|index| index + 1)
                .filter(|&index| scene.parties.get(index).is_some_and(|party| party.joint));
            target_id = target_id.or_else(|| joined.and_then(id));
        }
        if target_id.is_none() && actor_id.is_some() {
            target_id = target(scene, naming, memory, word, segment, kind, &[]);
        }
    }
    (actor_id, target_id)
}

/// Whether a name that can be dative or genitive is dative beside an event word: always beside a verb, and beside a noun of giving
/// (`поставки снарядов России`), not of trade.
fn takes_dative(word: &Word, kind: &EventType) -> bool {
    word.forms & NOUN == 0 || kind.target.contains(&"dative") && kind.kind != "export"
}

/// The target by the type's relations, in order: nearest after the word, then before it.
fn target(
    scene: &Scene,
    naming: &Naming,
    memory: &Memory,
    word: &Word,
    segment: (usize, usize),
    kind: &EventType,
    bare: &[usize],
) -> Option<String> {
    for name in &kind.target {
        let Some(relation) = Relation::from_name(name) else { continue };
        if relation == Relation::Object
            && let Some(found) =
                bare.iter().find_map(|&index| entity(scene, naming, memory, &scene.parties[index]))
        {
            return Some(found);
        }
        let fits = |index: &usize| {
            let party = &scene.parties[*index];
            let dative =
                relation == Relation::Dative && party.relation == Relation::Of && takes_dative(word, kind);
            party.relation == relation
                || relation == Relation::To && matches!(party.head, Head::There)
                || dative && may_be_dative(party, scene.tokens, scene.article, scene.lexicon)
        };
        let after = in_range(scene, word.index + 1, segment.1).find(fits);
        let before = in_range(scene, segment.0, word.index).rev().find(fits);
        for index in [after, before].into_iter().flatten() {
            if let Some(found) = entity(scene, naming, memory, &scene.parties[index]) {
                return Some(found);
            }
        }
    }
    let second = |index: &usize| {
        let party = &scene.parties[*index];
        kind.target
            .iter()
            .filter_map(|name| Relation::from_name(name))
            .any(|relation| may_be(party, relation, scene.hits))
    };
    let mut after = in_range(scene, word.index + 1, segment.1).filter(second);
    after.find_map(|index| entity(scene, naming, memory, &scene.parties[index]))
}

/// Indices of the parties that start in a range of tokens.
fn in_range(scene: &Scene, from: usize, to: usize) -> std::ops::Range<usize> {
    let first = scene.parties.partition_point(|party| party.first < from);
    let last = scene.parties.partition_point(|party| party.first < to);
    first..last.max(first)
}

/// Entity of a party: the state for a capital, a demonym, an army or a government.
pub(super) fn entity(scene: &Scene, naming: &Naming, memory: &Memory, party: &Party) -> Option<String> {
    match party.head {
        Head::Mention(index) => {
            let mention = scene.article.mentions.get(index)?;
            match mention.kind {
                EntityKind::Person => mention.entity.clone(),
                EntityKind::Place => state_of(mention).map(str::to_owned).or_else(|| mention.entity.clone()),
                EntityKind::Event | EntityKind::Work => None,
                _ => state_of(mention).map(str::to_owned).or_else(|| mention.entity.clone()),
            }
        }
        Head::Role(class, gloss) => {
            let of_state = party.country.map(str::to_owned).or_else(|| {
                let of = party.of.as_deref()?;
                match of.head {
                    Head::Mention(index) => state_of(scene.article.mentions.get(index)?).map(str::to_owned),
                    Head::Role(..) => of.country.map(str::to_owned),
                    _ => None,
                }
            })?;
            let gloss = &*scene.lexicon.glosses[usize::from(gloss)];
            let indefinite = scene.hits.is(party.first, Small::Indefinite);
            if is_body(gloss) || class == SpeakerRole::Group {
                Some(of_state)
            } else if indefinite {
                None
            } else {
                office_holder(scene, &of_state, gloss)
            }
        }
        Head::Pronoun(Small::Neuter) => None,
        Head::Pronoun(_) => naming.person_of_pronoun(party, memory),
        Head::Country => naming.last_country(scene.tokens[party.core.0].start),
        Head::There => naming.last_place(scene.tokens[party.core.0].start),
        Head::Both => None,
    }
}

/// Whether the tables know an office of a state that somebody holds or held.
fn serves(who: &str, state: &str) -> bool {
    tables().record(who).is_some_and(|record| record.offices().any(|office| office.of == Some(state)))
}

/// Nouns whose deeds are those of their state.
fn is_body(gloss: &str) -> bool {
    [
        "government",
        "army",
        "military",
        "troops",
        "forces",
        "soldiers",
        "ministry",
        "authorities",
        "state",
        "navy",
        "air force",
        "police",
        "officials",
        "diplomats",
        "parliament",
    ]
    .iter()
    .any(|body| gloss.ends_with(body))
}

/// The person of the article who holds an office of a state (`der russische Präsident`).
fn office_holder(scene: &Scene, state: &str, gloss: &str) -> Option<String> {
    let wanted: &[&str] = match gloss {
        "president" | "leader" | "head of state" | "ruler" | "dictator" => &[
            "president",
            "leader",
            "head-of-state",
            "supreme-leader",
            "chairman",
            "general-secretary",
            "king",
            "queen",
        ],
        "prime minister" | "head of government" => &["prime-minister", "head-of-government", "chancellor"],
        "chancellor" => &["chancellor", "prime-minister"],
        "foreign minister" => &["foreign-minister"],
        "defence minister" => &["defence-minister", "defense-minister"],
        _ => return None,
    };
    scene.article.mentions.iter().filter(|mention| mention.kind == EntityKind::Person).find_map(|mention| {
        let id = mention.entity.as_deref()?;
        let record = tables().record(id)?;
        record
            .offices()
            .any(|office| office.of == Some(state) && wanted.contains(&office.role))
            .then(|| id.to_owned())
    })
}

/// Whether a time is a length of months or years up to now.
fn is_stretch_back(time: &Time) -> bool {
    let back = time.relative.as_deref().is_some_and(|relative| relative.starts_with('-'));
    let length = time.kind == TimeKind::Duration || back;
    let notation = if back { time.relative.as_deref() } else { time.value.as_deref() };
    length && notation.is_some_and(|notation| notation.ends_with(['Y', 'M']) && !notation.contains('T'))
}

fn negated(scene: &Scene, word: &Word, segment: (usize, usize)) -> bool {
    let reach = if word.forms & NOUN != 0 { 2 } else { 6 };
    let left =
        (segment.0.max(word.index.saturating_sub(reach))..word.index).any(|at| scene.hits.is(at, Small::Not));
    let after = word.index + word.length;
    let right =
        word.forms & NOUN == 0 && (after..segment.1.min(after + 3)).any(|at| scene.hits.is(at, Small::Not));
    left || right
}

/// The nearest time of a kind in the same part of the sentence, else the only one of the whole range.
fn time(
    scene: &Scene,
    at: usize,
    segment: (usize, usize),
    range: (usize, usize),
    wanted: impl Fn(TimeKind) -> bool,
) -> Option<usize> {
    let times = &scene.article.times;
    let offset = scene.tokens[at].start;
    let bytes =
        |(from, to): (usize, usize)| (scene.tokens[from].start, scene.tokens[to.max(from + 1) - 1].end);
    let inside = |(start, end): (usize, usize)| {
        let first = times.partition_point(|time| time.end <= start);
        times
            .iter()
            .enumerate()
            .skip(first)
            .take_while(move |(_, time)| time.start < end)
            .filter(|(_, time)| wanted(time.kind) && time.value.is_some())
            .map(|(index, time)| (index, time.start.abs_diff(offset)))
            .collect::<Vec<_>>()
    };
    let near = inside(bytes(segment));
    if let Some((index, _)) = near.iter().min_by_key(|(_, distance)| *distance) {
        return Some(*index);
    }
    let all = inside(bytes(range));
    match all.as_slice() {
        [(index, _)] => Some(*index),
        _ => None,
    }
}
