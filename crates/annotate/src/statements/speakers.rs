//! From a party of the text to a speaker: names, glosses, and whom a pronoun stands for.

use super::lexicon::{Lexicon, Relation, Small};
use super::parties::{Head, Party, is_person, medium, mention_of, name_class};
use tidings_language::Tokens;
use tidings_model::{Article, EntityKind, Mention, Speaker, SpeakerRole};
use tidings_names::{Class as NameClass, Sex, fold, tables};

/// Who has spoken so far.
#[derive(Debug, Default)]
pub(super) struct Memory {
    /// Latest last.
    said: Vec<Said>,
}

#[derive(Debug, Clone)]
struct Said {
    speaker: Speaker,
    person: bool,
    /// Known by name.
    named: bool,
    /// An outlet, a body, a state: what `it` can stand for.
    body: bool,
    sex: Option<Sex>,
    gloss: Option<u16>,
    joint: bool,
}

/// What is needed to name a speaker.
pub(super) struct Naming<'a> {
    pub(super) tokens: &'a Tokens<'a>,
    pub(super) article: &'a Article,
    pub(super) lexicon: &'a Lexicon,
    pub(super) parties: &'a [Party],
}

/// How many bytes back a pronoun looks for a person who has not spoken.
const REACH_OF_PRONOUN: usize = 500;

impl Memory {
    /// The latest speakers that `they` can stand for: all of a joint statement, or a body, or several people by their noun.
    fn last_several(&self) -> Vec<Speaker> {
        let Some(last) = self.said.last() else { return Vec::new() };
        if last.joint {
            let from = self.said.iter().rposition(|said| !said.joint).map_or(0, |index| index + 1);
            return self.said[from..].iter().map(|said| said.speaker.clone()).collect();
        }
        if last.person && last.named { Vec::new() } else { vec![last.speaker.clone()] }
    }

    /// The latest speaker that a pronoun can stand for; `things` where `he` and `she` stand for bodies too.
    fn fitting(&self, pronoun: Small, things: bool) -> Option<&Said> {
        self.said.iter().rev().find(|said| match pronoun {
            Small::Male | Small::Female if things && said.body => true,
            Small::Male => said.person && said.sex != Some(Sex::Female),
            Small::Female => said.person && said.sex != Some(Sex::Male),
            Small::EitherSex => said.person,
            Small::Neuter => said.body,
            _ => false,
        })
    }

    /// Notes a speaker for later pronouns.
    pub(super) fn note(&mut self, party: Option<&Party>, speaker: &Speaker, naming: &Naming) {
        let person = party.is_some_and(|party| is_person(party, naming.article))
            || party.is_some_and(|party| {
                matches!(party.head, Head::Pronoun(Small::Male | Small::Female | Small::EitherSex))
                    || matches!(party.head, Head::Role(class, _) if matches!(class, SpeakerRole::Official | SpeakerRole::Expert))
            });
        let named = party.is_some_and(|party| !matches!(party.head, Head::Role(..)));
        let body = party.is_some_and(|party| match party.head {
            Head::Mention(_) => !is_person(party, naming.article),
            Head::Role(class, _) => {
                matches!(class, SpeakerRole::Outlet | SpeakerRole::Agency)
                    || naming.lexicon.sexed_things && class == SpeakerRole::Group
            }
            Head::Pronoun(pronoun) => pronoun == Small::Neuter,
            _ => false,
        });
        let sex = match party.map(|party| party.head) {
            Some(Head::Pronoun(Small::Male)) => Some(Sex::Male),
            Some(Head::Pronoun(Small::Female)) => Some(Sex::Female),
            _ => party.and_then(|party| mention_of(party, naming.article)).and_then(sex_of),
        };
        let gloss = party.and_then(|party| match party.head {
            Head::Role(_, gloss) => Some(gloss),
            _ => party.role.map(|(_, gloss)| gloss),
        });
        self.said.push(Said {
            speaker: speaker.clone(),
            person,
            named,
            body,
            sex,
            gloss,
            joint: speaker.joint,
        });
    }
}

pub(super) fn sex_of(mention: &Mention) -> Option<Sex> {
    if mention.kind != EntityKind::Person {
        return None;
    }
    let known = mention.entity.as_deref().and_then(|id| tables().record(id)).and_then(|record| record.sex);
    known.or_else(|| tables().given_name(&fold(mention.name.split_whitespace().next()?)).flatten())
}

impl Naming<'_> {
    /// The speaker that a party names; `None` where nobody can be meant.
    pub(super) fn speaker(&self, party: &Party, memory: &Memory) -> Option<Speaker> {
        let (first, last) = (party.core.0, party.core.1);
        let (start, end) = (self.tokens[first].start, self.tokens[last].end);
        let of_words = |name: String, entity: Option<String>, role| Speaker {
            name,
            entity,
            start,
            end,
            role,
            joint: false,
        };
        match party.head {
            Head::Mention(index) => {
                let mention = self.article.mentions.get(index)?;
                // A capital, a seat of government, a people speak for their country.
                let seat = mention.kind == EntityKind::Place
                    || name_class(party, self.article) == Some(NameClass::Seat);
                let entity = mention.speaks_for.clone().filter(|_| seat).or_else(|| mention.entity.clone());
                Some(of_words(mention.name.clone(), entity, self.role_of_name(party, mention)))
            }
            Head::Role(class, gloss) => {
                if let Some(said) = self.same_role(party, gloss, memory) {
                    return Some(Speaker { start, end, joint: false, ..said });
                }
                let (from, to) = (self.tokens[party.first].start, self.tokens[party.last].end);
                Some(Speaker {
                    name: self.gloss(party),
                    entity: self.governed(party).map(str::to_owned),
                    start: from,
                    end: to,
                    role: if class == SpeakerRole::Group && party.of.is_some() {
                        SpeakerRole::Official
                    } else {
                        class
                    },
                    joint: false,
                })
            }
            Head::Pronoun(pronoun) => {
                let named = self.last_person(start, pronoun);
                // Whoever was named or spoke last; somebody named goes before somebody with an office only.
                let fitting = memory.fitting(pronoun, self.lexicon.sexed_things).filter(|said| {
                    named.is_none_or(|(_, mention)| {
                        said.speaker.start >= mention.start
                            || said.named && said.speaker.end + REACH_OF_PRONOUN >= start
                    })
                });
                if let Some(said) = fitting {
                    return Some(Speaker { start, end, joint: false, ..said.speaker.clone() });
                }
                let Some((index, mention)) = named else {
                    let unresolved = !matches!(pronoun, Small::Neuter);
                    return unresolved.then(|| {
                        of_words(self.tokens.between(first, last).to_owned(), None, SpeakerRole::Unnamed)
                    });
                };
                let stand_in = Party { head: Head::Mention(index), ..party.clone() };
                Some(of_words(
                    mention.name.clone(),
                    mention.entity.clone(),
                    self.role_of_name(&stand_in, mention),
                ))
            }
            Head::Both | Head::Country | Head::There => None,
        }
    }

    /// The speakers that a party names: two for `both countries`, all of the last joint statement for `they`.
    pub(super) fn speakers(&self, party: &Party, memory: &Memory) -> Vec<Speaker> {
        let (start, end) = (self.tokens[party.core.0].start, self.tokens[party.core.1].end);
        match party.head {
            Head::Both => self.last_states(start, 2, (start, end)),
            Head::Country => self.last_states(start, 1, (start, end)),
            Head::Pronoun(Small::Plural) => {
                let mut last = memory.last_several();
                if last.is_empty() {
                    let name = self.tokens.between(party.core.0, party.core.1).to_owned();
                    return vec![Speaker {
                        name,
                        entity: None,
                        start,
                        end,
                        role: SpeakerRole::Unnamed,
                        joint: false,
                    }];
                }
                last.iter_mut().for_each(|speaker| (speaker.start, speaker.end) = (start, end));
                last
            }
            _ => self.speaker(party, memory).into_iter().collect(),
        }
    }

    /// Two entities as speakers, where both are states that the text names.
    pub(super) fn two_states(
        &self,
        one: &str,
        other: &str,
        (start, end): (usize, usize),
    ) -> Option<Vec<Speaker>> {
        let speaker = |state: &str| {
            let mention = self
                .article
                .mentions
                .iter()
                .rev()
                .filter(|mention| mention.start < start)
                .find(|mention| state_of(mention) == Some(state))?;
            Some(Speaker {
                name: mention.name.clone(),
                entity: Some(state.to_owned()),
                start,
                end,
                role: SpeakerRole::Official,
                joint: true,
            })
        };
        Some(vec![speaker(one)?, speaker(other)?])
    }

    /// The states last spoken of before a place in the text, latest last.
    fn last_states(&self, before: usize, count: usize, (start, end): (usize, usize)) -> Vec<Speaker> {
        let mut found: Vec<Speaker> = Vec::new();
        for mention in self.article.mentions.iter().rev().skip_while(|mention| mention.start >= before) {
            if found.len() == count || before - mention.start > 2 * REACH_OF_PRONOUN {
                break;
            }
            let Some(state) = state_of(mention) else { continue };
            if found.iter().any(|speaker| speaker.entity.as_deref() == Some(state)) {
                continue;
            }
            found.push(Speaker {
                name: mention.name.clone(),
                entity: Some(state.to_owned()),
                start,
                end,
                role: SpeakerRole::Official,
                joint: count > 1,
            });
        }
        if found.len() < count {
            return Vec::new();
        }
        found.reverse();
        found
    }

    /// The last person named before a place who can be meant by a pronoun.
    fn last_person(&self, before: usize, pronoun: Small) -> Option<(usize, &Mention)> {
        let fits = |party: &&Party| {
            let Some(mention) = mention_of(party, self.article) else { return false };
            mention.kind == EntityKind::Person
                && mention.end <= before
                && before - mention.start < REACH_OF_PRONOUN
                && match pronoun {
                    Small::Male => sex_of(mention) != Some(Sex::Female),
                    Small::Female => sex_of(mention) != Some(Sex::Male),
                    Small::EitherSex => true,
                    _ => false,
                }
        };
        let mut candidates = self.parties.iter().rev().filter(fits);
        let nearest = candidates.next()?;
        // A subject is taken up again sooner than what stands nearer.
        let chosen = if nearest.relation == Relation::Subject {
            nearest
        } else {
            candidates.find(|party| party.relation == Relation::Subject).unwrap_or(nearest)
        };
        match chosen.head {
            Head::Mention(index) => self.article.mentions.get(index).map(|mention| (index, mention)),
            _ => None,
        }
    }

    /// The last person a possessive or other pronoun can stand for, for events.
    pub(super) fn person_of_pronoun(&self, party: &Party, memory: &Memory) -> Option<String> {
        let start = self.tokens[party.core.0].start;
        match party.head {
            Head::Pronoun(pronoun @ (Small::Male | Small::Female))
                if self.stands_for_thing(pronoun, start, memory) =>
            {
                memory.fitting(pronoun, true).and_then(|said| said.speaker.entity.clone())
            }
            Head::Pronoun(pronoun @ (Small::Male | Small::Female | Small::EitherSex)) => self
                .last_person(start, pronoun)
                .and_then(|(_, mention)| mention.entity.clone())
                .or_else(|| {
                    memory
                        .fitting(pronoun, self.lexicon.sexed_things)
                        .and_then(|said| said.speaker.entity.clone())
                }),
            _ => None,
        }
    }

    /// Whether a pronoun takes up a body that spoke after the last person was named.
    fn stands_for_thing(&self, pronoun: Small, before: usize, memory: &Memory) -> bool {
        let said = memory.fitting(pronoun, self.lexicon.sexed_things).filter(|said| said.body);
        let person = self.last_person(before, pronoun);
        said.is_some_and(|said| person.is_none_or(|(_, mention)| mention.end <= said.speaker.end))
    }

    /// Who spoke last or was last a subject, for a verb whose subject is left out.
    pub(super) fn last_subject(&self, before: usize, memory: &Memory) -> Option<Speaker> {
        let said =
            memory.said.last().filter(|said| before.saturating_sub(said.speaker.end) < REACH_OF_PRONOUN);
        let named = self.parties.iter().rev().find(|party| {
            mention_of(party, self.article)
                .is_some_and(|mention| mention.end <= before && mention.kind != EntityKind::Work)
                && party.relation == Relation::Subject
                && !party.genitive
        });
        let named = named.filter(|party| before - self.tokens[party.last].end < REACH_OF_PRONOUN);
        match (said, named) {
            (Some(said), Some(party)) if said.speaker.end >= self.tokens[party.last].end => {
                Some(said.speaker.clone())
            }
            (_, Some(party)) => self.speaker(party, memory),
            (Some(said), None) => Some(said.speaker.clone()),
            (None, None) => None,
        }
    }

    /// The last country named before an offset, else the state of the last place: a seat of government (`the Kremlin said`) is not
    /// what `the country` takes up.
    pub(super) fn last_country(&self, before: usize) -> Option<String> {
        let near = self
            .article
            .mentions
            .iter()
            .rev()
            .skip_while(|mention| mention.start >= before)
            .take_while(|mention| before - mention.start < REACH_OF_PRONOUN);
        let country = near.filter(|mention| mention.kind == EntityKind::Place).find_map(|mention| {
            let id = mention.entity.as_deref()?;
            tables().record(id).filter(|record| record.class == NameClass::Territory)?;
            Some(id.to_owned())
        });
        country.or_else(|| self.last_place(before))
    }

    /// The last place named before an offset.
    pub(super) fn last_place(&self, before: usize) -> Option<String> {
        self.article
            .mentions
            .iter()
            .rev()
            .skip_while(|mention| mention.start >= before)
            .take_while(|mention| before - mention.start < REACH_OF_PRONOUN)
            .find_map(|mention| state_of(mention).map(str::to_owned))
    }

    /// The last speaker with the same noun, where the noun alone is given with an article.
    fn same_role(&self, party: &Party, gloss: u16, memory: &Memory) -> Option<Speaker> {
        if party.of.is_some() || party.country.is_some() || party.quality.is_some() {
            return None;
        }
        let said = memory.said.iter().rev().find(|said| said.gloss == Some(gloss))?;
        Some(said.speaker.clone())
    }

    fn role_of_name(&self, party: &Party, mention: &Mention) -> SpeakerRole {
        if let Some(role) = medium(party, self.article) {
            return role;
        }
        if let Some((role, _)) = party.role {
            return role;
        }
        match name_class(party, self.article) {
            Some(NameClass::Ministry | NameClass::Body | NameClass::Military | NameClass::Service) => {
                return SpeakerRole::Official;
            }
            Some(NameClass::Institute) => return SpeakerRole::Expert,
            _ => {}
        }
        match mention.kind {
            EntityKind::Place => SpeakerRole::Official,
            _ if mention.kind != EntityKind::Person && state_of(mention).is_some() => SpeakerRole::Official,
            EntityKind::Person => {
                let holds_office = mention.role.is_some()
                    || mention
                        .entity
                        .as_deref()
                        .and_then(|id| tables().record(id))
                        .is_some_and(|record| record.offices().next().is_some());
                if holds_office { SpeakerRole::Official } else { SpeakerRole::Group }
            }
            _ => SpeakerRole::Group,
        }
    }

    /// The state that a government speaks for, whether its adjective, its name or its capital tells (`Japanese government`,
    /// `the government in Moscow`).
    fn governed<'p>(&'p self, party: &'p Party) -> Option<&'p str> {
        let Head::Role(_, gloss) = party.head else { return None };
        if *self.lexicon.glosses[usize::from(gloss)] != *GOVERNMENT || party.quality.is_some() {
            return None;
        }
        let of_name = || match party.of.as_ref()?.head {
            Head::Mention(index) => state_of(&self.article.mentions[index]),
            _ => None,
        };
        party.country.or_else(of_name)
    }

    /// English gloss of a noun for a speaker with its adjectives and complement (`South Korean defence ministry`).
    fn gloss(&self, party: &Party) -> String {
        let Head::Role(_, gloss) = party.head else { return String::new() };
        let head = &self.lexicon.glosses[usize::from(gloss)];
        let mut words: Vec<String> = Vec::new();
        if let Some(quality) = party.quality {
            words.push(self.lexicon.glosses[usize::from(quality)].to_string());
        }
        let mut country = party.country;
        let mut complement = None;
        if let Some(of) = &party.of {
            match of.head {
                Head::Role(..) => complement = Some(self.gloss(of)),
                Head::Mention(index) => {
                    let mention = &self.article.mentions[index];
                    let is_state = mention.kind == EntityKind::Place
                        && name_class(of, self.article) == Some(NameClass::Territory);
                    match mention.entity.as_deref().and_then(|id| tables().record(id)) {
                        // `the government in Moscow` is the Russian one.
                        Some(_) if self.governed(party).is_some() => country = self.governed(party),
                        Some(record) if is_state && country.is_none() => country = Some(record.id),
                        Some(record) => complement = Some(record.name.to_owned()),
                        None => complement = Some(mention.name.clone()),
                    }
                }
                _ => {}
            }
        }
        if let Some(country) = country {
            words.push(adjective(country));
        }
        words.extend(complement);
        words.push(head.to_string());
        let joined = words.join(" ");
        // The United States name their ministries departments, and the foreign one after the state.
        joined
            .replace("American foreign ministry", "US State Department")
            .replace("American defence ministry", "US Department of Defense")
            .replace("American finance ministry", "US Treasury")
            .replace("American justice ministry", "US Department of Justice")
    }
}

/// Gloss of the role that speaks for a whole state.
const GOVERNMENT: &str = "government";

/// The state that a name stands for.
pub(super) fn state_of(mention: &Mention) -> Option<&str> {
    if mention.kind == EntityKind::Person {
        return None;
    }
    if let Some(state) = &mention.speaks_for {
        return Some(state);
    }
    let id = mention.entity.as_deref()?;
    let record = tables().record(id)?;
    (record.class == NameClass::Territory).then_some(id)
}

/// English adjective of a country, or its English name where the tables have none.
fn adjective(country: &str) -> String {
    super::nationalities::english(country)
        .map(str::to_owned)
        .or_else(|| tables().record(country).map(|record| record.name.to_owned()))
        .unwrap_or_default()
}
