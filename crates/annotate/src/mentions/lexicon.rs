//! What the pack says of names, as tables, built once a language.

use rustc_hash::{FxHashMap, FxHashSet};
use std::sync::{Arc, OnceLock, RwLock};
use tidings_language::{Language, Phrases};
use tidings_names::{Dictionary, Inflector, Record, tables};

/// Shortest noun, in bytes, that counts as the last part of a compound; shorter ones end too many other words.
const SHORTEST_TAIL: usize = 4;

pub(crate) struct Lexicon {
    pub inflector: Inflector,
    pub not_names: FxHashSet<Box<str>>,
    /// Role words and phrases with their English gloss.
    pub roles: Phrases<Box<str>>,
    pub titles: FxHashSet<Box<str>>,
    pub particles: FxHashSet<Box<str>>,
    pub joiners: FxHashSet<Box<str>>,
    pub person_verbs: FxHashSet<Box<str>>,
    pub place_prepositions: FxHashSet<Box<str>>,
    pub organisation_labels: FxHashSet<Box<str>>,
    pub place_labels: FxHashSet<Box<str>>,
    /// What its words may be.
    pub dictionary: Option<&'static Dictionary>,
    /// Known names by forms that the tables do not have, lower case.
    pub known: FxHashMap<Box<str>, Record>,
    /// Legal forms of companies, as written.
    pub legal_forms: FxHashSet<Box<str>>,
    heads: FxHashMap<Box<str>, Head>,
    role_words: FxHashMap<Box<str>, Box<str>>,
    surname_endings: Vec<Box<str>>,
    adjective_endings: Vec<Box<str>>,
    place_endings: Vec<Box<str>>,
}

/// What a noun says of the name it heads.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Head {
    Organisation,
    Place,
    Event,
}

impl Lexicon {
    fn new(language: &Language) -> Self {
        let pack = &language.pack.names;
        let set = |words: &[String]| -> FxHashSet<Box<str>> {
            words.iter().map(|word| word.to_lowercase().into_boxed_str()).collect()
        };
        let mut roles = Phrases::default();
        let mut role_words: FxHashMap<Box<str>, Box<str>> = FxHashMap::default();
        for (gloss, words) in &pack.roles {
            for word in words.iter() {
                roles.insert(word, gloss.as_str().into());
                if !word.contains(' ') {
                    role_words.entry(word.as_str().into()).or_insert_with(|| gloss.as_str().into());
                }
            }
        }
        let mut heads: FxHashMap<Box<str>, Head> = FxHashMap::default();
        for (words, head) in [
            (&pack.organisations, Head::Organisation),
            (&pack.places, Head::Place),
            (&pack.events, Head::Event),
        ] {
            for word in words.iter() {
                heads.entry(word.as_str().into()).or_insert(head);
            }
        }
        let record = |(id, forms): (&String, &tidings_language::pack::Words)| {
            let record = tables().record(id);
            forms
                .iter()
                .filter_map(|form| Some((form.to_lowercase().into_boxed_str(), record?)))
                .collect::<Vec<_>>()
        };
        let known = pack.known.iter().flat_map(record).collect();
        let endings = |words: &[String]| words.iter().map(|word| word.as_str().into()).collect();
        Self {
            inflector: Inflector::new(pack),
            not_names: set(&pack.not_names),
            roles,
            titles: set(&pack.titles),
            particles: set(&pack.particles),
            joiners: set(&pack.joiners),
            person_verbs: set(&pack.person_verbs),
            place_prepositions: set(&pack.place_prepositions),
            organisation_labels: set(&pack.organisation_labels),
            place_labels: set(&pack.place_labels),
            known,
            dictionary: tidings_names::dictionary(language.code()),
            legal_forms: pack.legal_forms.iter().map(|form| form.as_str().into()).collect(),
            heads,
            role_words,
            surname_endings: endings(&pack.surname_endings),
            adjective_endings: endings(&pack.adjective_endings),
            place_endings: endings(&pack.place_endings),
        }
    }

    /// What a lower-case word heads by itself.
    pub fn whole_head(&self, lower: &str) -> Option<Head> {
        self.heads.get(lower).copied()
    }

    /// What a lower-case word heads, alone or as the last part of a compound.
    pub fn head(&self, lower: &str) -> Option<Head> {
        self.heads.get(lower).copied().or_else(|| tail(lower).find_map(|end| self.heads.get(end).copied()))
    }

    /// English gloss of a role word, alone or as the last part of a compound.
    pub fn role_word(&self, lower: &str) -> Option<&str> {
        let found = self.role_words.get(lower);
        found.or_else(|| tail(lower).find_map(|end| self.role_words.get(end))).map(|gloss| &**gloss)
    }

    /// Whether a lower-case word ends as family names do.
    pub fn ends_as_surname(&self, lower: &str) -> bool {
        self.surname_endings.iter().any(|ending| lower.len() > ending.len() + 2 && lower.ends_with(&**ending))
    }

    /// Whether the language tells adjectives by how they end.
    pub fn knows_adjectives(&self) -> bool {
        !self.adjective_endings.is_empty()
    }

    /// Whether a lower-case word ends as adjectives do.
    pub fn ends_as_adjective(&self, lower: &str) -> bool {
        self.adjective_endings
            .iter()
            .any(|ending| lower.len() > ending.len() + 2 && lower.ends_with(&**ending))
    }

    /// Whether an ending (`BaseForm::ending`) is one of a place.
    pub fn is_place_ending(&self, ending: &str) -> bool {
        let ending = ending.trim_start_matches('-');
        self.place_endings.iter().any(|other| &**other == ending)
    }
}

/// The ends of a compound, longest first.
fn tail(lower: &str) -> impl Iterator<Item = &str> {
    lower
        .char_indices()
        .skip(3)
        .map(move |(at, _)| lower[at..].trim_start_matches('-'))
        .take_while(|end| end.len() >= SHORTEST_TAIL)
}

/// The tables of a language.
pub(crate) fn of(language: &Language) -> Arc<Lexicon> {
    static SHELF: OnceLock<RwLock<FxHashMap<String, Arc<Lexicon>>>> = OnceLock::new();
    let shelf = SHELF.get_or_init(RwLock::default);
    if let Ok(built) = shelf.read()
        && let Some(lexicon) = built.get(language.code())
    {
        return lexicon.clone();
    }
    let lexicon = Arc::new(Lexicon::new(language));
    match shelf.write() {
        Ok(mut built) => built.entry(language.code().to_owned()).or_insert(lexicon).clone(),
        Err(_) => lexicon,
    }
}
