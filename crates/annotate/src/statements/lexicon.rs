//! The words of a pack's `statements` section as one table over tokens, and what of them stands in a text.

use super::cases::{Change, Declined, oblique_forms};
use rustc_hash::{FxHashMap, FxHashSet};
use std::sync::{Arc, Mutex, OnceLock};
use tidings_language::pack::{Paradigm, StatementsPack, Words};
use tidings_language::{Language, Phrases, TokenKind, Tokens};
use tidings_model::{Act, Certainty, SpeakerRole};
use tidings_names::{fold, tables};

/// How a party stands to the words of its clause.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(super) enum Relation {
    /// Bare, or in the case of the subject.
    Subject,
    /// In the case of the object.
    Object,
    Dative,
    To,
    From,
    With,
    In,
    On,
    At,
    Against,
    By,
    Of,
    For,
    About,
    Over,
    Between,
    Among,
    /// After a word that names a source.
    Source,
}

impl Relation {
    pub(super) fn from_name(name: &str) -> Option<Self> {
        Some(match name {
            "object" => Self::Object,
            "dative" => Self::Dative,
            "to" => Self::To,
            "from" => Self::From,
            "with" => Self::With,
            "in" => Self::In,
            "on" => Self::On,
            "at" => Self::At,
            "against" => Self::Against,
            "by" => Self::By,
            "of" => Self::Of,
            "for" => Self::For,
            "about" => Self::About,
            "over" => Self::Over,
            "between" => Self::Between,
            "among" => Self::Among,
            _ => return None,
        })
    }
}

/// Forms of a verb, as bits.
pub(super) type Forms = u8;
pub(super) const FINITE: Forms = 1;
pub(super) const INFINITIVE: Forms = 2;
pub(super) const PARTICIPLE: Forms = 4;
pub(super) const PASSIVE: Forms = 8;
pub(super) const NOUN: Forms = 16;
/// The subject is the target (`fick besök av`).
pub(super) const TURNED: Forms = 32;

/// What a small word does.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Small {
    That,
    Infinitive,
    Relative,
    Subordinator,
    Not,
    Have,
    Be,
    Modal,
    And,
    But,
    Determiner,
    Possessive,
    Indefinite,
    Genitive,
    Both,
    There,
    Country,
    Previous,
    First,
    Since,
    Reflexive,
    ReportedMood,
    WeakMood,
    HearsayModal,
    As,
    Demnach,
    Adverb,
    This,
    It,
    Nobody,
    Male,
    Female,
    EitherSex,
    Plural,
    Neuter,
}

/// What a reporting verb must have beside it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Needs {
    /// A content clause or a quotation; verbs of denial, demand and the like only an object.
    Clause,
    /// A quotation.
    Quote,
    /// Any object.
    Object,
    /// What it reports before it and its speaker after it (`so`).
    After,
    /// What it reports, and a text or place with a preposition for a speaker (`heißt es in`).
    Impersonal,
}

/// What a phrase of the pack stands for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Class {
    /// A reporting verb; `tail` indexes [`Lexicon::tails`].
    Cue { act: Act, forms: Forms, tail: u16, needs: Needs },
    /// A noun of speech.
    SpeechNoun(Act),
    /// Before a source.
    SourceBefore,
    /// After a source.
    SourceAfter,
    /// The subject of the sentence is its source.
    SourceOwn,
    /// A phrase of speech whose source stands in the genitive.
    Hearsay,
    /// Between a reporter and an inner source.
    Citing,
    /// A question to somebody.
    Question,
    /// A noun for a speaker; `gloss` indexes [`Lexicon::glosses`].
    Role { class: SpeakerRole, gloss: u16 },
    /// An adjective that tells something of a source.
    Quality(u16),
    /// The case of a noun for a speaker.
    Case(Relation),
    /// A small word.
    Small(Small),
    /// A preposition.
    Relation(Relation),
    /// What a preposition may give beside that.
    Also(Relation),
    /// A postposition.
    Postposition(Relation),
    /// A word of doubt.
    Hedge(Certainty),
    /// An event word; `group` indexes [`Lexicon::groups`].
    Event { group: u16, forms: Forms, tail: u16 },
    /// A thing given, bought, fired.
    Object { class: u16, gloss: u16 },
}

/// The words of one language.
#[derive(Debug, Default)]
pub(super) struct Lexicon {
    phrases: Phrases<Class>,
    /// English glosses of roles, qualities, objects.
    pub(super) glosses: Vec<Box<str>>,
    /// Names of event groups and of classes of objects.
    pub(super) groups: Vec<Box<str>>,
    /// Words that must follow a verb, by index; the first is empty.
    pub(super) tails: Vec<Vec<Box<str>>>,
    /// First parts of compounds, with what they stand for.
    prefixes: Vec<(Box<str>, Class)>,
    /// Stems of nouns whose paradigm has too many endings to write out, with the paradigm's index.
    stems: FxHashMap<Box<str>, Vec<(u16, Class)>>,
    /// Endings of those paradigms.
    stem_endings: Vec<(Box<str>, FxHashSet<Box<str>>)>,
    /// Adjectives of states.
    pub(super) nations: FxHashMap<Box<str>, &'static str>,
    pub(super) adjectives_follow: bool,
    pub(super) sexed_things: bool,
    pub(super) clause_in_quotes: bool,
    pub(super) gerund_endings: Words,
    /// Last parts of compounds that make a source of a preposition.
    pub(super) source_compounds: Vec<Box<str>>,
    /// Case endings, longest first.
    pub(super) endings: Vec<(Box<str>, Relation)>,
    /// Endings that hold for names of one declension.
    pub(super) changes: Vec<Change>,
    pub(super) infinitive_joint: Box<str>,
    pub(super) verb_second: bool,
    pub(super) zero_that: bool,
    pub(super) comma_that: bool,
    pub(super) capital_nouns: bool,
    /// Endings that an adjective must have, if any.
    pub(super) adjective_endings: Words,
    /// Endings of plural nouns, where nouns have capitals.
    pub(super) plural_endings: Words,
    pub(super) drops_subject: bool,
    pub(super) bare_possessor: bool,
    pub(super) names_have_case: bool,
    pub(super) body_in: bool,
    pub(super) possessive_of_subject: bool,
    pub(super) dash_dialogue: bool,
    pub(super) code: Box<str>,
}

/// About as many first words of phrases as a large pack has; room for them is made at once.
const USUAL_WORDS: usize = 7_000;

/// Paradigms with more endings than these (Hungarian has above fifty) are not written out but looked up by stem: it
/// saves most of the time that building takes.
const MOST_ENDINGS: usize = 20;
/// Bytes of the longest ending of such a paradigm.
const LONGEST_ENDING: usize = 9;

/// The lexicon of a language, built when it is first asked for.
pub(super) fn lexicon(language: &Language) -> Arc<Lexicon> {
    type Shelf = Mutex<FxHashMap<String, Arc<OnceLock<Arc<Lexicon>>>>>;
    static SHELF: OnceLock<Shelf> = OnceLock::new();
    let shelf = SHELF.get_or_init(Mutex::default);
    // The shelf is free again while a language is built: others are built at the same time.
    let place = {
        let mut shelf = shelf.lock().unwrap_or_else(|poisoned| poisoned.into_inner());
        match shelf.get(language.code()) {
            Some(place) => place.clone(),
            None => shelf.entry(language.code().to_owned()).or_default().clone(),
        }
    };
    place.get_or_init(|| Arc::new(Lexicon::new(language))).clone()
}

/// The act of a pack's key.
fn act_of(name: &str) -> Option<Act> {
    Some(match name {
        "assert" => Act::Assert,
        "confirm" => Act::Confirm,
        "deny" => Act::Deny,
        "accuse" => Act::Accuse,
        "warn" => Act::Warn,
        "demand" => Act::Demand,
        "promise" => Act::Promise,
        "plan" => Act::Plan,
        "speculate" => Act::Speculate,
        "decline" => Act::Decline,
        _ => return None,
    })
}

fn role_of(name: &str) -> Option<SpeakerRole> {
    Some(match name {
        "outlet" => SpeakerRole::Outlet,
        "agency" => SpeakerRole::Agency,
        "official" => SpeakerRole::Official,
        "expert" => SpeakerRole::Expert,
        "group" => SpeakerRole::Group,
        "unnamed" => SpeakerRole::Unnamed,
        _ => return None,
    })
}

impl Lexicon {
    fn new(language: &Language) -> Self {
        let pack = &language.pack.statements;
        let mut lexicon = Self {
            tails: vec![Vec::new()],
            infinitive_joint: pack.infinitive_joint.as_str().into(),
            verb_second: pack.verb_second,
            zero_that: pack.zero_that,
            comma_that: pack.comma_that,
            capital_nouns: pack.capital_nouns,
            adjective_endings: pack.adjective_endings.clone(),
            plural_endings: pack.plural_endings.clone(),
            drops_subject: pack.drops_subject,
            bare_possessor: pack.bare_possessor,
            names_have_case: pack.names_have_case,
            body_in: pack.body_in,
            adjectives_follow: pack.adjectives_follow,
            sexed_things: pack.sexed_things,
            clause_in_quotes: pack.clause_in_quotes,
            gerund_endings: pack.gerund_endings.clone(),
            possessive_of_subject: pack.possessive_of_subject,
            source_compounds: pack.sources.compounds.iter().map(|word| word.as_str().into()).collect(),
            dash_dialogue: language.pack.text.dash_dialogue,
            code: language.code().into(),
            ..Self::default()
        };
        lexicon.phrases.set_parts(language.parts());
        for (state, words) in &pack.nationalities {
            let Some(state) = tables().record(state) else { continue };
            lexicon.nations.extend(words.iter().map(|word| (fold(word).into(), state.id)));
        }
        lexicon.phrases.reserve(USUAL_WORDS);
        lexicon.add_small_words(language);
        lexicon.add_cues(pack);
        lexicon.add_postpositions(pack);
        lexicon.add_speakers(pack);
        lexicon.add_events(pack);
        for (name, endings) in &pack.endings {
            let Some(relation) = Relation::from_name(name) else { continue };
            for ending in endings.iter() {
                match ending.split_once('>') {
                    Some((base, form)) => lexicon.changes.push(Change::new(base, form, relation)),
                    None => lexicon.endings.push((ending.as_str().into(), relation)),
                }
            }
        }
        lexicon.changes.sort_by_key(Change::order);
        lexicon.endings.sort_by(|a, b| b.0.len().cmp(&a.0.len()).then_with(|| a.0.cmp(&b.0)));
        lexicon
    }

    fn add(&mut self, words: &Words, class: Class) {
        for word in words.iter() {
            self.phrases.insert(word, class);
        }
    }

    fn add_small_words(&mut self, language: &Language) {
        let words = &language.pack.statements.words;
        let pronouns = &language.pack.text.pronouns;
        let lists = [
            (&words.that, Small::That),
            (&words.infinitive, Small::Infinitive),
            (&words.relative, Small::Relative),
            (&words.subordinator, Small::Subordinator),
            (&words.this, Small::This),
            (&words.it, Small::It),
            (&words.not, Small::Not),
            (&words.have, Small::Have),
            (&words.be, Small::Be),
            (&words.modal, Small::Modal),
            (&words.and, Small::And),
            (&words.but, Small::But),
            (&words.possessive, Small::Possessive),
            (&words.determiner, Small::Determiner),
            (&words.indefinite, Small::Indefinite),
            (&words.genitive, Small::Genitive),
            (&words.both, Small::Both),
            (&words.there, Small::There),
            (&words.country, Small::Country),
            (&words.previous, Small::Previous),
            (&words.first, Small::First),
            (&words.since, Small::Since),
            (&words.reflexive, Small::Reflexive),
            (&words.reported_mood, Small::ReportedMood),
            (&words.weak_mood, Small::WeakMood),
            (&words.hearsay_modal, Small::HearsayModal),
            (&words.r#as, Small::As),
            (&language.pack.statements.sources.adverbs, Small::Demnach),
            (&words.adverb, Small::Adverb),
            (&words.nobody, Small::Nobody),
            (&pronouns.male, Small::Male),
            (&pronouns.female, Small::Female),
            (&pronouns.either, Small::EitherSex),
            (&pronouns.plural, Small::Plural),
            (&pronouns.neuter, Small::Neuter),
        ];
        for (list, small) in lists {
            self.add(list, Class::Small(small));
        }
    }

    fn add_cues(&mut self, pack: &StatementsPack) {
        let lists = pack.cues.iter().filter_map(|(name, words)| Some((act_of(name)?, words, Needs::Clause)));
        let others = [
            (Act::Assert, &pack.object_cues, Needs::Object),
            (Act::Assert, &pack.quote_cues, Needs::Quote),
            (Act::Assert, &pack.after_cues, Needs::After),
            (Act::Assert, &pack.impersonal_cues, Needs::Impersonal),
        ];
        for (act, words, needs) in lists.chain(others) {
            for entry in words.iter() {
                for (form, forms, tail) in verb_forms(entry, pack) {
                    let tail = self.tail(&tail);
                    self.phrases.insert(&form, Class::Cue { act, forms, tail, needs });
                }
            }
        }
        for (name, words) in &pack.speech_nouns {
            let Some(act) = act_of(name) else { continue };
            self.add_nouns(words, Class::SpeechNoun(act), pack);
        }
        self.add(&pack.sources.before, Class::SourceBefore);
        self.add(&pack.sources.after, Class::SourceAfter);
        self.add(&pack.sources.own, Class::SourceOwn);
        self.add(&pack.sources.hearsay, Class::Hearsay);
        self.add(&pack.sources.citing, Class::Citing);
        self.add(&pack.sources.question, Class::Question);
        self.add(&pack.hedges.possible, Class::Hedge(Certainty::Possible));
        self.add(&pack.hedges.probable, Class::Hedge(Certainty::Probable));
        self.add(&pack.hedges.hearsay, Class::Hedge(Certainty::Probable));
        for (name, words) in &pack.relations {
            if let Some(relation) = Relation::from_name(name) {
                self.add(words, Class::Relation(relation));
            }
        }
        for (name, words) in &pack.also {
            if let Some(relation) = Relation::from_name(name) {
                self.add(words, Class::Also(relation));
            }
        }
    }

    fn add_postpositions(&mut self, pack: &StatementsPack) {
        for (name, words) in &pack.postpositions {
            if let Some(relation) = Relation::from_name(name) {
                self.add(words, Class::Postposition(relation));
            }
        }
    }

    fn add_speakers(&mut self, pack: &StatementsPack) {
        for (name, roles) in &pack.roles {
            let Some(class) = role_of(name) else { continue };
            for (gloss, words) in roles {
                let gloss = self.gloss(gloss);
                self.add_nouns(words, Class::Role { class, gloss }, pack);
                for (form, relation) in oblique_forms(words, pack) {
                    self.phrases.insert(&form, Class::Case(relation));
                }
            }
        }
        for (gloss, words) in &pack.qualities {
            let gloss = self.gloss(gloss);
            self.add(words, Class::Quality(gloss));
        }
    }

    fn add_events(&mut self, pack: &StatementsPack) {
        for (name, words) in &pack.events {
            let group = self.group(name);
            for (list, turned) in [(&words.verbs, 0), (&words.turned, TURNED)] {
                for entry in list.iter() {
                    for (form, forms, tail) in verb_forms(entry, pack) {
                        let tail = self.tail(&tail);
                        self.phrases.insert(&form, Class::Event { group, forms: forms | turned, tail });
                    }
                }
            }
            self.add_nouns(&words.nouns, Class::Event { group, forms: NOUN, tail: 0 }, pack);
        }
        for (name, objects) in &pack.objects {
            let class = self.group(name);
            for (gloss, words) in objects {
                let class = Class::Object { class, gloss: self.gloss(gloss) };
                for entry in words.iter() {
                    if let Some(prefix) = entry.strip_suffix('-') {
                        self.prefixes.push((prefix.into(), class));
                        continue;
                    }
                    self.add_noun(entry, class, pack);
                }
            }
        }
    }

    fn add_nouns(&mut self, words: &Words, class: Class, pack: &StatementsPack) {
        for entry in words.iter() {
            self.add_noun(entry, class, pack);
        }
    }

    fn add_noun(&mut self, entry: &str, class: Class, pack: &StatementsPack) {
        for item in entry.split_whitespace() {
            match Declined::of(item, pack) {
                Some(Declined { stem, name, paradigm, rest })
                    if paradigm.noun.len() > MOST_ENDINGS
                        && !stem.contains(['_', '-'])
                        && rest.is_empty() =>
                {
                    let paradigm = self.stem_paradigm(name, paradigm);
                    self.stems.entry(stem.to_lowercase().into()).or_default().push((paradigm, class));
                }
                Some(noun) => {
                    for ending in noun.paradigm.noun.iter() {
                        self.phrases.insert(&noun.form(ending), class);
                    }
                }
                None => self.phrases.insert(&item.replace('_', " "), class),
            }
        }
    }

    fn stem_paradigm(&mut self, name: &str, paradigm: &Paradigm) -> u16 {
        let known = self.stem_endings.iter().position(|(other, _)| &**other == name);
        let place = known.unwrap_or_else(|| {
            let endings = paradigm.noun.iter().map(|ending| ending.as_str().into()).collect();
            self.stem_endings.push((name.into(), endings));
            self.stem_endings.len() - 1
        });
        place as u16
    }

    /// What a word is as a form of a stem.
    fn inflected<'a>(&'a self, word: &'a str) -> impl Iterator<Item = Class> + 'a {
        let cuts = if self.stems.is_empty() {
            0..0
        } else {
            word.len().saturating_sub(LONGEST_ENDING)..word.len() + 1
        };
        cuts.filter(|&cut| cut > 0 && word.is_char_boundary(cut)).flat_map(move |cut| {
            let (stem, ending) = word.split_at(cut);
            let found = self.stems.get(stem).map(Vec::as_slice).unwrap_or_default();
            found
                .iter()
                .filter(move |(paradigm, _)| self.stem_endings[usize::from(*paradigm)].1.contains(ending))
                .map(|(_, class)| *class)
        })
    }

    /// What the last part of a compound is, a thing or an event word.
    fn last_part(&self, word: &str) -> Option<Class> {
        let fits = |class: &Class| matches!(class, Class::Object { .. } | Class::Event { forms: NOUN, .. });
        self.phrases.values_of(word).copied().find(fits).or_else(|| self.inflected(word).find(fits))
    }

    /// The phrases of the pack at a token, whatever else stands there.
    pub(super) fn all_at<'a>(
        &'a self,
        tokens: &'a Tokens,
        index: usize,
    ) -> impl Iterator<Item = (usize, Class)> + 'a {
        let phrases = self.phrases.all_at(tokens, index).map(|found| (found.length, *found.value));
        phrases.chain(self.inflected(tokens.lower(index)).map(|class| (1, class)))
    }

    /// The phrases whose first word stands at a token and whose others at a later place, with their last tokens.
    pub(super) fn over_gap<'a>(
        &'a self,
        tokens: &'a Tokens,
        index: usize,
        resume: usize,
    ) -> impl Iterator<Item = (usize, Class)> + 'a {
        self.phrases.over_gap(tokens, index, resume).map(|(last, class)| (last, *class))
    }

    /// Last token of the words that must follow a verb, looked for in a range. A separable prefix of German closes its
    /// part of the sentence (`forderte … auf,`), so no preposition is taken for it.
    pub(super) fn tail_in(&self, tokens: &Tokens, tail: u16, range: std::ops::Range<usize>) -> Option<usize> {
        let words = &self.tails[usize::from(tail)];
        let separable = words.first().is_some_and(|word| word.starts_with('~'));
        let closes = separable && !self.infinitive_joint.is_empty();
        let end = range.end;
        range.into_iter().find_map(|at| {
            let fits = words.iter().enumerate().all(|(k, word)| {
                at + k < tokens.len() && tokens.lower(at + k) == word.trim_start_matches('~')
            });
            let last = at + words.len() - 1;
            let closed = !closes
                || last + 1 >= end
                || tokens[last + 1].kind == TokenKind::Mark
                || self.phrases.word(tokens.lower(last + 1)) == Some(&Class::Small(Small::And));
            (fits && closed).then_some(last)
        })
    }

    fn gloss(&mut self, gloss: &str) -> u16 {
        index_of(&mut self.glosses, gloss)
    }

    fn group(&mut self, name: &str) -> u16 {
        index_of(&mut self.groups, name)
    }

    fn tail(&mut self, tail: &str) -> u16 {
        let words: Vec<Box<str>> = tail.split_whitespace().map(Into::into).collect();
        let place = self.tails.iter().position(|other| *other == words).unwrap_or_else(|| {
            self.tails.push(words);
            self.tails.len() - 1
        });
        place as u16
    }
}

fn index_of(list: &mut Vec<Box<str>>, item: &str) -> u16 {
    let place = list.iter().position(|other| &**other == item).unwrap_or_else(|| {
        list.push(item.into());
        list.len() - 1
    });
    place as u16
}

/// All forms of an entry of a verb list: the form, what kind of form, the words that must follow it.
fn verb_forms(entry: &str, pack: &StatementsPack) -> Vec<(String, Forms, String)> {
    let mut separable = String::new();
    let mut particle = String::new();
    let mut forms: Vec<(String, Forms)> = Vec::new();
    for (part, kind) in entry.split(';').zip([FINITE, INFINITIVE, PARTICIPLE, PASSIVE]) {
        for item in part.split_whitespace() {
            if let Some(prefix) = item.strip_prefix('~') {
                separable = prefix.to_owned();
            } else if let Some(after) = item.strip_prefix('…') {
                particle = after.replace('_', " ");
            } else if let Some((stem, paradigm)) = split_paradigm(item, pack) {
                let lists = [
                    (&paradigm.finite, FINITE),
                    (&paradigm.infinitive, INFINITIVE),
                    (&paradigm.participle, PARTICIPLE),
                    (&paradigm.passive, PASSIVE),
                ];
                for (endings, kind) in lists {
                    forms.extend(endings.iter().map(|ending| (with_ending(stem, ending), kind)));
                }
            } else {
                forms.push((item.replace('_', " "), kind));
            }
        }
    }
    let mut all = Vec::with_capacity(forms.len() * 2);
    for (form, kind) in forms {
        if separable.is_empty() {
            all.push((form, kind, particle.clone()));
            continue;
        }
        // A phrase keeps its other words: only its first carries the prefix.
        all.push((format!("{separable}{form}"), kind, String::new()));
        if kind == FINITE {
            all.push((form, kind, format!("~{separable}")));
        } else if kind == INFINITIVE && !pack.infinitive_joint.is_empty() {
            all.push((format!("{separable}{}{form}", pack.infinitive_joint), kind, String::new()));
        }
    }
    all
}

fn split_paradigm<'e, 'p>(item: &'e str, pack: &'p StatementsPack) -> Option<(&'e str, &'p Paradigm)> {
    let (stem, name) = item.rsplit_once('/')?;
    Some((stem, pack.paradigms.get(name)?))
}

pub(super) fn with_ending(stem: &str, ending: &str) -> String {
    let (before, after) = ending.split_once('-').unwrap_or(("", ending));
    let mut form = String::with_capacity(before.len() + stem.len() + after.len());
    form.push_str(before);
    match stem.contains('_') {
        true => form.push_str(&stem.replace('_', " ")),
        false => form.push_str(stem),
    }
    form.push_str(after);
    form
}

/// A phrase of the pack in the text.
#[derive(Debug, Clone, Copy)]
pub(super) struct Hit {
    /// Number of tokens.
    pub(super) length: usize,
    /// What it stands for.
    pub(super) class: Class,
}

/// All phrases of the pack in a text, by the token they start at.
#[derive(Debug, Default)]
pub(super) struct Hits {
    list: Vec<Hit>,
    starts: Vec<u32>,
    /// Objects that are the first part of a compound whose last part is an event word.
    pub(super) compounds: FxHashMap<usize, Class>,
}

impl Hits {
    /// What starts at a token.
    pub(super) fn at(&self, index: usize) -> &[Hit] {
        match (self.starts.get(index), self.starts.get(index + 1)) {
            (Some(&from), Some(&to)) => &self.list[from as usize..to as usize],
            _ => &[],
        }
    }

    /// Whether a small word starts at a token.
    pub(super) fn is(&self, index: usize, small: Small) -> bool {
        self.at(index).iter().any(|hit| hit.class == Class::Small(small))
    }

    /// The relation that a preposition at a token gives.
    pub(super) fn relation(&self, index: usize) -> Option<Relation> {
        self.at(index).iter().find_map(|hit| match hit.class {
            Class::Relation(relation) => Some(relation),
            _ => None,
        })
    }

    /// The cases that the form of a noun for a speaker can be.
    pub(super) fn cases(&self, index: usize) -> impl Iterator<Item = Relation> + '_ {
        self.at(index).iter().filter_map(|hit| match hit.class {
            Class::Case(relation) => Some(relation),
            _ => None,
        })
    }

    /// The role noun at a token.
    pub(super) fn role(&self, index: usize) -> Option<(SpeakerRole, u16, usize)> {
        self.at(index).iter().find_map(|hit| match hit.class {
            Class::Role { class, gloss } => Some((class, gloss, hit.length)),
            _ => None,
        })
    }

    /// Whether a reporting verb or an event verb starts at a token.
    /// Whether a verb that tells of something begins at a token.
    pub(super) fn is_event_verb(&self, index: usize) -> bool {
        self.at(index).iter().any(|hit| matches!(hit.class, Class::Event { forms, .. } if forms & NOUN == 0))
    }

    pub(super) fn is_verb(&self, index: usize) -> bool {
        self.at(index).iter().any(|hit| match hit.class {
            Class::Cue { .. } => true,
            Class::Event { forms, .. } => forms & NOUN == 0,
            Class::Small(small) => matches!(small, Small::Have | Small::Be | Small::Modal),
            _ => false,
        })
    }
}

/// Finds all phrases of the pack. Of phrases at one token only the longest count, and none starts inside a longer one.
pub(super) fn hits(tokens: &Tokens, lexicon: &Lexicon, taken: impl Fn(usize) -> bool) -> Hits {
    let mut hits = Hits { starts: Vec::with_capacity(tokens.len() + 1), ..Hits::default() };
    let mut free_from = 0;
    for index in 0..tokens.len() {
        hits.starts.push(hits.list.len() as u32);
        if index < free_from || tokens[index].kind == TokenKind::Mark || taken(index) {
            continue;
        }
        let first = hits.list.len();
        for found in lexicon.phrases.all_at(tokens, index) {
            if hits.list.get(first).is_none_or(|longest| longest.length == found.length) {
                unite(&mut hits.list, first, Hit { length: found.length, class: *found.value });
            }
        }
        if hits.list.get(first).is_none_or(|longest| longest.length == 1) {
            for class in lexicon.inflected(tokens.lower(index)) {
                unite(&mut hits.list, first, Hit { length: 1, class });
            }
        }
        if let Some(longest) = hits.list.get(first) {
            free_from = index + longest.length;
        } else {
            compound(tokens.lower(index), index, lexicon, &mut hits);
        }
    }
    hits.starts.push(hits.list.len() as u32);
    hits
}

/// Adds a hit; forms of one verb that look the same (`invaded`) are one hit.
fn unite(list: &mut Vec<Hit>, first: usize, hit: Hit) {
    for other in &mut list[first..] {
        match (&mut other.class, hit.class) {
            (
                Class::Cue { act, forms, tail, needs },
                Class::Cue { act: act2, forms: forms2, tail: tail2, needs: needs2 },
            ) if (*act, *tail, *needs) == (act2, tail2, needs2) => {
                *forms |= forms2;
                return;
            }
            (
                Class::Event { group, forms, tail },
                Class::Event { group: group2, forms: forms2, tail: tail2 },
            ) if (*group, *tail) == (group2, tail2) && (*forms ^ forms2) & (NOUN | TURNED) == 0 => {
                *forms |= forms2;
                return;
            }
            (one, other) if *one == other => return,
            _ => {}
        }
    }
    list.push(hit);
}

/// Shortest word that is taken apart as a compound.
const SHORTEST_COMPOUND: usize = 8;

/// A compound of a thing and an event word (`Waffenlieferung`), or of any word and a thing (`Artilleriegranaten`).
fn compound(word: &str, index: usize, lexicon: &Lexicon, hits: &mut Hits) {
    if word.len() < SHORTEST_COMPOUND {
        return;
    }
    for (prefix, object) in &lexicon.prefixes {
        let Some(rest) = word.strip_prefix(&**prefix) else { continue };
        let rest = rest.trim_start_matches('-');
        let last =
            [rest, rest.strip_prefix('s').unwrap_or(rest)].iter().find_map(|rest| lexicon.last_part(rest));
        if let Some(class) = last {
            hits.list.push(Hit { length: 1, class });
            if matches!(class, Class::Event { .. }) {
                hits.compounds.insert(index, *object);
            }
            return;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(entry: &str, expected: &[(&str, Forms, &str)]) {
        let mut pack = StatementsPack { infinitive_joint: "zu".to_owned(), ..StatementsPack::default() };
        let weak = Paradigm {
            finite: Words(vec!["t".to_owned(), "te".to_owned()]),
            infinitive: Words(vec!["en".to_owned()]),
            participle: Words(vec!["ge-t".to_owned()]),
            ..Paradigm::default()
        };
        pack.paradigms.insert("weak".to_owned(), weak);
        let found = verb_forms(entry, &pack);
        let found: Vec<(&str, Forms, &str)> =
            found.iter().map(|(form, forms, tail)| (form.as_str(), *forms, tail.as_str())).collect();
        assert_eq!(found, expected, "{entry}");
    }

    #[test]
    fn forms_of_verbs() {
        check(
            "sagt ; sagen ; gesagt",
            &[("sagt", FINITE, ""), ("sagen", INFINITIVE, ""), ("gesagt", PARTICIPLE, "")],
        );
        check("gör …klart", &[("gör", FINITE, "klart")]);
        check("vill …inte_kommentera", &[("vill", FINITE, "inte kommentera")]);
        check(
            "~mit teil/weak",
            &[
                ("mitteilt", FINITE, ""),
                ("teilt", FINITE, "~mit"),
                ("mitteilte", FINITE, ""),
                ("teilte", FINITE, "~mit"),
                ("mitteilen", INFINITIVE, ""),
                ("mitzuteilen", INFINITIVE, ""),
                ("mitgeteilt", PARTICIPLE, ""),
            ],
        );
    }
}
