//! Who stands in a text as a possible speaker or party of an event: names, nouns for speakers, pronouns.

use super::adjectives::extend_right;
use super::cases::{agree, can_be_owner, relation_of, share_case};
use super::lexicon::{Class, Hits, Lexicon, Relation, Small};
use tidings_language::{Case, TokenKind, Tokens};
use tidings_model::{Article, EntityKind, Mention, SpeakerRole};
use tidings_names::{Class as NameClass, fold, tables};

/// What a party is named by.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Head {
    /// A name.
    Mention(usize),
    /// A noun for a speaker: its class and the index of its gloss.
    Role(SpeakerRole, u16),
    /// A pronoun of the third person.
    Pronoun(Small),
    /// Two states together.
    Both,
    /// `the country`: the last one.
    Country,
    /// `there`: the last place.
    There,
}

/// Somebody in the text, with the words that belong to the name.
#[derive(Debug, Clone)]
pub(super) struct Party {
    /// First token, articles and adjectives included.
    pub(super) first: usize,
    /// Last token.
    pub(super) last: usize,
    /// First token of the head, and its last.
    pub(super) core: (usize, usize),
    pub(super) head: Head,
    /// Relation to the clause.
    pub(super) relation: Relation,
    /// In the genitive: belongs to what follows (or, in some languages, precedes).
    pub(super) genitive: bool,
    /// Noun beside a person's name.
    pub(super) role: Option<(SpeakerRole, u16)>,
    /// Country of an adjective before the noun.
    pub(super) country: Option<&'static str>,
    /// Adjective of source.
    pub(super) quality: Option<u16>,
    /// Whose spokesman, which state's ministry.
    pub(super) of: Option<Box<Party>>,
    /// Joined with the party before it by a comma or `and`.
    pub(super) joint: bool,
}

/// All parties of a text in order.
pub(super) fn parties(
    tokens: &Tokens,
    article: &Article,
    hits: &Hits,
    lexicon: &Lexicon,
    believed: &[bool],
) -> Vec<Party> {
    let mut found = heads(tokens, article, hits, believed);
    for party in &mut found {
        extend_left(party, tokens, hits, lexicon);
        extend_right(party, tokens, hits, lexicon);
    }
    if lexicon.adjectives_follow {
        // What a longer noun has taken in is nobody by itself.
        found.dedup_by(|next, kept| next.core.0 <= kept.last && matches!(kept.head, Head::Role(..)));
    }
    // What looks like a pronoun is the article of the noun after it.
    for index in (1..found.len()).rev() {
        let before = &found[index - 1];
        let adjective = mention_of(before, article).is_some_and(|mention| mention.kind == EntityKind::Other)
            && matches!(found[index].head, Head::Role(..));
        if before.last >= found[index].first && (adjective || matches!(before.head, Head::Pronoun(_))) {
            found.remove(index - 1);
        }
    }
    let mut merged = merge(found, tokens, article, hits, lexicon);
    for party in &mut merged {
        relate(party, tokens, article, hits, lexicon);
    }
    for index in 1..merged.len() {
        let (before, after) = merged.split_at_mut(index);
        let Some(last) = before.last() else { continue };
        after[0].joint = are_joined(last, &after[0], tokens, hits)
            && (!lexicon.declines() || share_case(last, &after[0], tokens, article, hits, lexicon));
        if after[0].joint && after[0].relation == Relation::Subject && last.relation != Relation::Subject {
            after[0].relation = last.relation;
        }
    }
    merged
}

fn heads(tokens: &Tokens, article: &Article, hits: &Hits, believed: &[bool]) -> Vec<Party> {
    let mut found = Vec::new();
    let mut mention = 0;
    let mut index = 0;
    while index < tokens.len() {
        while mention < article.mentions.len() && article.mentions[mention].start < tokens[index].start {
            mention += 1;
        }
        let (head, last) = match article.mentions.get(mention) {
            Some(name) if name.start < tokens[index].end && believed[mention] => {
                let last = tokens.at(name.end).max(index + 1) - 1;
                (Some(Head::Mention(mention)), last)
            }
            _ => match noun_or_pronoun(index, hits) {
                // `de senaste veckorna`: an article, nobody.
                Some((Head::Pronoun(_), _)) if is_in_time(tokens[index].start, article) => (None, index),
                Some((head, length)) => (Some(head), index + length - 1),
                None => (None, index),
            },
        };
        if let Some(head) = head {
            found.push(Party {
                first: index,
                last,
                core: (index, last),
                head,
                relation: Relation::Subject,
                genitive: false,
                role: None,
                country: None,
                quality: None,
                of: None,
                joint: false,
            });
        }
        index = last + 1;
    }
    found
}

/// Whether a byte lies in a time.
pub(super) fn is_in_time(offset: usize, article: &Article) -> bool {
    let next = article.times.partition_point(|time| time.end <= offset);
    article.times.get(next).is_some_and(|time| time.start <= offset)
}

fn noun_or_pronoun(index: usize, hits: &Hits) -> Option<(Head, usize)> {
    if let Some((class, gloss, length)) = hits.role(index) {
        return Some((Head::Role(class, gloss), length));
    }
    let hit = hits.at(index).iter().find(|hit| {
        matches!(
            hit.class,
            Class::Small(
                Small::Male
                    | Small::Female
                    | Small::EitherSex
                    | Small::Plural
                    | Small::Neuter
                    | Small::Both
                    | Small::Country
                    | Small::There
            )
        )
    })?;
    let head = match hit.class {
        Class::Small(Small::Both) => Head::Both,
        Class::Small(Small::Country) => Head::Country,
        Class::Small(Small::There) => Head::There,
        Class::Small(pronoun) => Head::Pronoun(pronoun),
        _ => return None,
    };
    Some((head, hit.length))
}

/// The most words between an article and its noun.
const MOST_ADJECTIVES: usize = 4;

/// Takes in articles and adjectives before a head.
fn extend_left(party: &mut Party, tokens: &Tokens, hits: &Hits, lexicon: &Lexicon) {
    if !matches!(party.head, Head::Mention(_) | Head::Role(..)) {
        return;
    }
    let mut reach = party.first;
    let mut at = party.first;
    // A title or office that only stands before the name (`Bundesverkehrsminister Manfred Stolpe`).
    if lexicon.capital_nouns
        && matches!(party.head, Head::Mention(_))
        && at > 0
        && tokens[at - 1].kind == TokenKind::Word
        && tokens[at - 1].case == Case::Capital
        && hits.at(at - 1).is_empty()
        && (at < 2 || preposition_before(at - 1, hits).is_some() || hits.is(at - 2, Small::Determiner))
    {
        at -= 1;
        reach = at;
    }
    for _ in 0..MOST_ADJECTIVES {
        let Some(before) = at.checked_sub(1) else { break };
        // The last word of a longer phrase looks like an adjective (`med henvisning til russiske kilder`).
        if at < party.first && preposition_before(at, hits).is_some() {
            break;
        }
        if hits.is(before, Small::Determiner) {
            reach = before;
            break;
        }
        if let Some(gloss) = hits.at(before).iter().find_map(|hit| match hit.class {
            Class::Quality(gloss) => Some(gloss),
            _ => None,
        }) {
            party.quality = party.quality.or(Some(gloss));
            reach = before;
        } else if let Some(country) = nationality(before, tokens, lexicon) {
            party.country = party.country.or(Some(country));
            reach = before;
        } else if !is_plain_adjective(before, tokens, hits) || !lexicon.may_be_adjective(tokens.lower(before))
        {
            break;
        }
        at = before;
    }
    // Adjectives right after a preposition (`enligt ryska källor`).
    if at < reach && preposition_before(at, hits).is_some() {
        reach = at;
    }
    // A quality may be a phrase of several words.
    for length in 2..=MOST_ADJECTIVES {
        let Some(start) = party.first.checked_sub(length) else { break };
        let quality = hits.at(start).iter().find_map(|hit| match hit.class {
            Class::Quality(gloss) if hit.length >= 2 && start + hit.length <= party.first => Some(gloss),
            _ => None,
        });
        if quality.is_some() {
            party.quality = party.quality.or(quality);
            reach = reach.min(start);
        }
    }
    if let Some(before) = reach.checked_sub(1)
        && hits.is(before, Small::Determiner)
    {
        reach = before;
    }
    party.first = reach;
}

/// Country of the adjective at a token.
pub(super) fn nationality(index: usize, tokens: &Tokens, lexicon: &Lexicon) -> Option<&'static str> {
    if tokens[index].kind != TokenKind::Word {
        return None;
    }
    let word = fold(tokens.surface(index));
    if let Some(state) = lexicon.nations.get(word.as_str()) {
        return Some(state);
    }
    tables().nationality_adjective(&word, &lexicon.code)
}

/// A lower-case word of which the pack says nothing that would forbid an adjective.
fn is_plain_adjective(index: usize, tokens: &Tokens, hits: &Hits) -> bool {
    tokens[index].kind == TokenKind::Word
        && tokens[index].case == Case::Lower
        && hits.at(index).iter().all(|hit| matches!(hit.class, Class::Object { .. } | Class::Quality(_)))
}

/// Joins role nouns with the names and complements that belong to them, from right to left.
fn merge(
    found: Vec<Party>,
    tokens: &Tokens,
    article: &Article,
    hits: &Hits,
    lexicon: &Lexicon,
) -> Vec<Party> {
    let mut kept: Vec<Party> = Vec::with_capacity(found.len());
    for mut party in found.into_iter().rev() {
        if title_of(&mut party, &mut kept, tokens, article, hits, lexicon) {
            continue;
        }
        if let (Head::Role(..), Some(next)) = (party.head, kept.last()) {
            let follows = lexicon.names_have_case && !lexicon.bare_possessor;
            let genitive_name = follows
                && if lexicon.declines() {
                    can_be_owner(next, tokens, article, hits, lexicon)
                } else {
                    ending_of(next, tokens, article).is_some_and(|ending| !ending.is_empty())
                };
            if is_complement(&party, next, tokens, hits, (follows && !lexicon.declines(), genitive_name)) {
                let next = kept.pop().expect("it is there");
                party.last = next.last;
                party.of = Some(Box::new(next));
                // `президент России Владимир Путин`
                if lexicon.declines() && title_of(&mut party, &mut kept, tokens, article, hits, lexicon) {
                    continue;
                }
            }
        }
        // `Vladimír Pútín Rússlandsforseti`: the office right after the name.
        if is_person(&party, article)
            && lexicon.names_have_case
            && !lexicon.bare_possessor
            && !lexicon.declines()
            && let Some(next) = kept.last()
            && let Head::Role(class, gloss) = next.head
            && next.core.0 == party.last + 1
            && next.of.is_none()
        {
            party.role = Some((class, gloss));
            party.last = next.last;
            kept.pop();
            kept.push(party);
            continue;
        }
        if let Some(next) = kept.last() {
            let owns = matches!(next.head, Head::Role(..)) || next.role.is_some();
            let gap = next.first.checked_sub(party.last + 1);
            let role = matches!(party.head, Head::Role(..)) && party.of.is_none();
            let name = matches!(party.head, Head::Mention(_)) || role;
            let genitive = match party.head {
                // A noun shows its genitive by its ending only.
                Head::Role(..) => {
                    let written = tokens.lower(party.core.1);
                    !lexicon.names_have_case
                        && !lexicon.capital_nouns
                        && (written.ends_with('s') || written.ends_with('\''))
                }
                _ => is_genitive(&party, tokens, article),
            };
            let role_first = next.core.0;
            if owns && name && gap.is_some_and(|gap| gap <= 2) && next.of.is_none() {
                let between = party.last + 1..role_first.max(party.last + 1);
                let plain = between.clone().all(|index| {
                    is_plain_adjective(index, tokens, hits)
                        || nationality(index, tokens, lexicon).is_some()
                        || next.role.is_some() && hits.role(index).is_some()
                });
                let adjective_between =
                    between.clone().any(|index| nationality(index, tokens, lexicon).is_some());
                if plain && lexicon.bare_possessor && is_person(&party, article) && adjective_between {
                    // `Hszi Csin-ping kínai vezető`
                    let next = kept.pop().expect("it is there");
                    if let Head::Role(class, gloss) = next.head {
                        party.role = Some((class, gloss));
                    }
                    party.country = party.country.or(next.country);
                    party.last = next.last;
                    kept.push(party);
                    continue;
                }
                let bare = lexicon.bare_possessor
                    && next.role.is_none()
                    && bare_form(&party, tokens, article, lexicon);
                if plain && (genitive || bare) {
                    let mut next = kept.pop().expect("it is there");
                    next.first = party.first;
                    next.of = Some(Box::new(party));
                    kept.push(next);
                    continue;
                }
            }
        }
        kept.push(party);
    }
    kept.reverse();
    kept
}

/// Joins a noun with the name right behind it (`utenriksminister Sergej Lavrov`, `tidningen Le Monde`); whether there was one.
fn title_of(
    party: &mut Party,
    kept: &mut [Party],
    tokens: &Tokens,
    article: &Article,
    hits: &Hits,
    lexicon: &Lexicon,
) -> bool {
    let (Head::Role(class, gloss), Some(next)) = (party.head, kept.last_mut()) else { return false };
    let noun = &*lexicon.glosses[usize::from(gloss)];
    let body = matches!(class, SpeakerRole::Outlet | SpeakerRole::Agency)
        || matches!(noun, "company" | "organisation" | "party" | "think tank" | "agency");
    let takes_name = is_person(next, article) && agree(party, next, tokens, article, hits, lexicon)
        || body
            && mention_of(next, article).is_some_and(|name| {
                matches!(name.kind, EntityKind::Organisation | EntityKind::Work | EntityKind::Other)
            });
    let beside = next.core.0 == party.last + 1
        || next.core.0 == party.last + 2
            && tokens[party.last + 1].kind == TokenKind::Mark
            && matches!(tokens.surface(party.last + 1), "„" | "“" | "”" | "\"" | "»" | "«");
    if !(takes_name && beside && next.role.is_none()) {
        return false;
    }
    next.role = Some((class, gloss));
    next.first = party.first;
    next.country = next.country.or(party.country);
    next.of = next.of.take().or(party.of.take());
    true
}

/// Whether a possessor stands in the form that a possessor has, which shows no case.
fn bare_form(party: &Party, tokens: &Tokens, article: &Article, lexicon: &Lexicon) -> bool {
    match party.head {
        Head::Mention(_) => ending_of(party, tokens, article).is_some_and(str::is_empty),
        _ => {
            let written = tokens.lower(party.core.1);
            !lexicon.endings.iter().any(|(ending, _)| ending.len() > 2 && written.ends_with(&**ending))
        }
    }
}

/// Whether `next` says whose or of what `party` is (`talesperson för utrikesdepartementet`, `Sprecher des Kreml`).
fn is_complement(
    party: &Party,
    next: &Party,
    tokens: &Tokens,
    hits: &Hits,
    (genitive_follows, genitive_name): (bool, bool),
) -> bool {
    if !matches!(next.head, Head::Mention(_) | Head::Role(..)) {
        return false;
    }
    let Some(gap) = next.core.0.checked_sub(party.last + 1) else { return false };
    if gap > MOST_ADJECTIVES + 1 {
        return false;
    }
    if gap == 0 {
        // `talsmaður ráðuneytisins`: two nouns side by side, the second of which is in the genitive.
        let noun = matches!(next.head, Head::Role(..)) && matches!(party.head, Head::Role(..));
        return genitive_follows && noun || genitive_name;
    }
    let link = party.last + 1;
    let opens =
        matches!(hits.relation(link), Some(Relation::Of | Relation::For | Relation::From | Relation::In))
            || hits.is(link, Small::Genitive);
    opens
        && (link + 1..next.first.max(link + 1))
            .all(|index| is_plain_adjective(index, tokens, hits) || hits.is(index, Small::Determiner))
}

pub(super) fn mention_of<'a>(party: &Party, article: &'a Article) -> Option<&'a Mention> {
    match party.head {
        Head::Mention(index) => article.mentions.get(index),
        _ => None,
    }
}

pub(super) fn is_person(party: &Party, article: &Article) -> bool {
    mention_of(party, article).is_some_and(|mention| mention.kind == EntityKind::Person)
}

/// What a name is, as the tables know it.
pub(super) fn name_class(party: &Party, article: &Article) -> Option<NameClass> {
    let id = mention_of(party, article)?.entity.as_deref()?;
    tables().record(id).map(|record| record.class)
}

/// Whether a name is an outlet or an agency.
pub(super) fn medium(party: &Party, article: &Article) -> Option<SpeakerRole> {
    if let Head::Role(role @ (SpeakerRole::Outlet | SpeakerRole::Agency), _) = party.head {
        return Some(role);
    }
    if let Some((role @ (SpeakerRole::Outlet | SpeakerRole::Agency), _)) = party.role {
        return Some(role);
    }
    match name_class(party, article)? {
        NameClass::Agency => Some(SpeakerRole::Agency),
        NameClass::Outlet => Some(SpeakerRole::Outlet),
        _ => None,
    }
}

/// What the last word of a name as written has beyond its citation form.
fn ending_of<'t>(party: &Party, tokens: &'t Tokens, article: &Article) -> Option<&'t str> {
    let mention = mention_of(party, article)?;
    let written = tokens.lower(party.core.1);
    let base = mention.name.split_whitespace().next_back()?.to_lowercase();
    if written == base {
        return Some("");
    }
    if let Some(rest) = written.strip_prefix(base.as_str()) {
        return Some(rest);
    }
    // The stem may change before an ending: compare what they share.
    let shared = written
        .char_indices()
        .zip(base.chars())
        .find(|((_, a), b)| a != b)
        .map_or(written.len(), |((at, _), _)| at);
    (shared * 2 >= base.len()).then(|| &written[shared..])
}

fn is_genitive(party: &Party, tokens: &Tokens, article: &Article) -> bool {
    // At most `'s` or a vowel before the `s`: longer rests are other words.
    ending_of(party, tokens, article).is_some_and(|ending| ending.len() <= 2 && ending.ends_with(['s', '\'']))
}

/// Sets the relation by the preposition before a party or by its case.
fn relate(party: &mut Party, tokens: &Tokens, article: &Article, hits: &Hits, lexicon: &Lexicon) {
    // Quote marks round a name are no part of the clause (`laut „Tagesspiegel“`).
    let quote_before = party.first > 0
        && tokens[party.first - 1].kind == TokenKind::Mark
        && matches!(tokens.surface(party.first - 1), "„" | "“" | "”" | "\"" | "»" | "«" | "‚" | "‘" | "›");
    let start = if quote_before { party.first - 1 } else { party.first };
    if let Some(relation) = preposition_before(start, hits) {
        party.relation = relation;
        return;
    }
    let postposition = hits.at(party.last + 1).iter().find_map(|hit| match hit.class {
        Class::Postposition(relation) => Some(relation),
        _ => None,
    });
    if let Some(relation) = postposition {
        party.relation = relation;
        return;
    }
    if let Head::There = party.head {
        party.relation = Relation::To;
        return;
    }
    // The article itself may tell (`des Kremls`) or be joined with the preposition (`zum`).
    if let Some(relation) = (party.first..party.core.0).find_map(|index| hits.relation(index)) {
        party.relation = relation;
        return;
    }
    if lexicon.adjectives_follow && joins_possessor(party.first, tokens, hits) {
        party.relation = Relation::Of;
        return;
    }
    if !lexicon.names_have_case {
        let possessive = matches!(party.head, Head::Pronoun(_)) && hits.is(party.core.0, Small::Possessive);
        party.genitive = !possessive && is_genitive(party, tokens, article);
        if party.genitive {
            party.relation = Relation::Of;
        }
        return;
    }
    if lexicon.declines() {
        if matches!(party.head, Head::Mention(_) | Head::Role(..)) {
            party.relation = relation_of(party, tokens, article, hits, lexicon);
        }
        return;
    }
    match party.head {
        Head::Mention(_) => {
            let people = mention_of(party, article).is_some_and(|mention| mention.kind == EntityKind::Other);
            let ending = ending_of(party, tokens, article);
            if ending.is_none() || people && ending == Some("") {
                let written = tokens.lower(party.core.1);
                // The people of a country, named by another word than its name: endings that a nominative cannot have.
                if let Some((_, relation)) = lexicon.endings.iter().find(|(ending, relation)| {
                    written.ends_with(&**ending)
                        && ending.len() >= 2
                        && !matches!(relation, Relation::Of | Relation::Object)
                }) {
                    party.relation = *relation;
                }
                return;
            }
            if ending == Some("") {
                // `Kim Dzsongun észak-koreai vezetővel`: the noun behind a name bears the ending of both.
                if lexicon.bare_possessor && party.role.is_some() && party.last > party.core.1 {
                    party.relation = by_ending(party.last, tokens, lexicon).unwrap_or(party.relation);
                }
                return;
            }
            let written = tokens.lower(party.core.1);
            party.relation = lexicon
                .endings
                .iter()
                .find(|(ending, _)| written.ends_with(&**ending))
                .map_or(Relation::Object, |(_, relation)| *relation);
        }
        Head::Role(..) | Head::Both => {
            party.relation = by_ending(party.core.1, tokens, lexicon).unwrap_or(party.relation);
        }
        _ => {}
    }
}

/// The relation that the ending of a noun tells; short endings are as often part of the noun.
fn by_ending(index: usize, tokens: &Tokens, lexicon: &Lexicon) -> Option<Relation> {
    let written = tokens.lower(index);
    let long = |ending: &str| ending.len() > 2 && written.ends_with(ending);
    lexicon.endings.iter().find(|(ending, _)| long(ending)).map(|(_, relation)| *relation)
}

/// Whether an article that joins a noun to its possessor (`les accusations des États-Unis`) has that noun before it.
fn joins_possessor(article: usize, tokens: &Tokens, hits: &Hits) -> bool {
    let Some(before) = article.checked_sub(1).filter(|_| hits.is(article, Small::Genitive)) else {
        return false;
    };
    let small = |class: &Class| matches!(class, Class::Small(_) | Class::Cue { .. } | Class::Citing);
    tokens[before].kind == TokenKind::Word
        && !hits.is_verb(before)
        && !hits.at(before).iter().any(|hit| small(&hit.class))
}

/// Whether the preposition before a party may give a relation beside its own.
pub(super) fn may_be(party: &Party, relation: Relation, hits: &Hits) -> bool {
    (1..=LONGEST_PREPOSITION).any(|length| {
        party.first.checked_sub(length).is_some_and(|start| {
            hits.at(start).iter().any(|hit| hit.length == length && hit.class == Class::Also(relation))
        })
    })
}

/// The longest phrase that can stand before a party.
const LONGEST_PREPOSITION: usize = 5;

/// Relation given by the preposition or source phrase that ends right before a token.
pub(super) fn preposition_before(index: usize, hits: &Hits) -> Option<Relation> {
    (1..=LONGEST_PREPOSITION).find_map(|length| {
        let start = index.checked_sub(length)?;
        hits.at(start).iter().filter(|hit| hit.length == length).find_map(|hit| match hit.class {
            Class::Relation(relation) => Some(relation),
            Class::SourceBefore | Class::Hearsay | Class::Citing => Some(Relation::Source),
            _ => None,
        })
    })
}

/// Whether a party ends the clause that opens its sentence and tells who reports the rest (`Jak podał Reuters, Iran …`).
fn ends_report(first: usize, tokens: &Tokens, hits: &Hits) -> bool {
    (0..first)
        .rev()
        .take(LONGEST_REPORT)
        .take_while(|&at| tokens[at].kind == TokenKind::Word)
        .any(|at| hits.is(at, Small::As) && (at == 0 || tokens[at - 1].kind == TokenKind::Mark))
}

/// Words of such a clause before its subject.
const LONGEST_REPORT: usize = 6;

/// Whether two parties stand side by side with a comma or `and` between them.
fn are_joined(one: &Party, other: &Party, tokens: &Tokens, hits: &Hits) -> bool {
    let between = one.last + 1..other.first;
    if between.is_empty() || between.len() > 3 || one.genitive != other.genitive {
        return false;
    }
    if matches!(one.head, Head::Pronoun(_)) || matches!(other.head, Head::Pronoun(_) | Head::There) {
        return false;
    }
    let mut joint = false;
    for index in between {
        if hits.is(index, Small::And) {
            joint = true;
        } else if tokens.is_mark(index, ',') {
            joint |= matches!(one.head, Head::Mention(_))
                && matches!(other.head, Head::Mention(_))
                && !ends_report(one.first, tokens, hits);
        } else if !hits.is(index, Small::Determiner) && hits.relation(index).is_none() {
            return false;
        }
    }
    joint
}
