//! The only room that knows a language: packs, identification, tokens, sentences.

mod apart;
mod elisions;
mod identify;
mod measures;
mod myriads;
mod numbers;
pub mod pack;
mod parts;
mod phrases;
mod prefixes;
mod sentences;
mod sieve;
mod spelled;
mod tokens;

pub use elisions::elided;
pub use identify::{identified_codes, identify, identify_beside};
pub use measures::{
    Exactness, Lexicon, MeasureOrMoney, MeasureTable, MoneyFound, NounFound, RangeWord, UnitFound,
};
pub use myriads::count_at;
pub use numbers::{
    Number, NumberTable, VAGUE, Written, digits_of, is_article, may_be_number, number_at, number_prefixes,
    range_in, share_behind, share_named,
};
pub use parts::Parts;
pub use phrases::{Found, Phrases};
pub use sentences::sentences;
pub use tokens::{Case, Token, TokenKind, Tokens, is_unspaced, plain_mark, tokenize};

use pack::{Glance, Pack};
use rustc_hash::{FxHashMap, FxHashSet};
use serde::Deserialize;
use std::collections::BTreeMap;
use std::sync::{Arc, OnceLock};

/// What the trainer of the identification model shares with the program.
#[doc(hidden)]
pub mod train {
    pub use crate::identify::{BUCKETS, features, norm};
}

/// A language with its pack and what is built from it once.
#[derive(Debug)]
pub struct Language {
    /// What a speaker knows. For a language without a pack, empty.
    pub pack: Pack,
    abbreviations: FxHashSet<Box<str>>,
    before_names: FxHashSet<Box<str>>,
    function_words: FxHashSet<Box<str>>,
    proclitics: FxHashSet<Box<str>>,
    parts: Parts,
    numbers: OnceLock<NumberTable>,
    measures: OnceLock<MeasureTable>,
}

impl Language {
    fn new(pack: Pack) -> Self {
        let set = |words: &[String]| words.iter().map(|word| word.to_lowercase().into_boxed_str()).collect();
        Self {
            abbreviations: set(&pack.text.abbreviations),
            before_names: set(&pack.text.before_names),
            function_words: set(&pack.text.function_words),
            proclitics: set(&pack.text.proclitics),
            parts: Parts::new(&pack.text),
            numbers: OnceLock::new(),
            measures: OnceLock::new(),
            pack,
        }
    }

    /// Whether a word is nothing but what is written on before other words ([`pack::TextPack::proclitics`]).
    pub fn is_proclitic(&self, word: &str) -> bool {
        self.proclitics.contains(word)
    }

    /// Number words, built when first asked for.
    pub(crate) fn numbers(&self) -> &NumberTable {
        self.numbers.get_or_init(|| NumberTable::new(&self.pack.quantities.numbers, &self.pack.text))
    }

    /// Units, currencies and counted nouns, built when first asked for.
    pub fn measures(&self) -> &MeasureTable {
        self.measures.get_or_init(|| MeasureTable::new(&self.pack.quantities, &self.pack.text))
    }

    /// Language code.
    pub fn code(&self) -> &str {
        &self.pack.code
    }

    /// Whether a word, full stop included, is an abbreviation.
    pub fn is_abbreviation(&self, word: &str) -> bool {
        let word = word.trim_start_matches(|c: char| !c.is_alphanumeric());
        self.abbreviations.contains(word.to_lowercase().as_str())
    }

    /// Whether a word, full stop included, is an abbreviation that stands before a name.
    pub(crate) fn is_before_names(&self, word: &str) -> bool {
        let word = word.trim_start_matches(|c: char| !c.is_alphanumeric());
        self.before_names.contains(word.to_lowercase().as_str())
    }

    /// What is written together with the word it leans on.
    pub fn parts(&self) -> &Parts {
        &self.parts
    }

    /// Whether a lower-case word carries no topic.
    pub fn is_function_word(&self, lower: &str) -> bool {
        self.function_words.contains(lower.strip_suffix('\'').unwrap_or(lower))
    }
}

/// Language of glosses, and of the names by which tables call an entity.
pub const GLOSS_LANGUAGE: &str = "en";

#[derive(Debug, Clone, Copy, Deserialize)]
struct Entry {
    code: &'static str,
    /// Both are used where they lie in the binary.
    glance: &'static [u8],
    blob: &'static [u8],
}

static PACKS: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/packs.bin"));

/// What every language writes alike, as it is joined to each pack.
pub const COMMON_PACK: &str = include_str!("../../../languages/common.toml");

/// Packs that a user has given beside those that ship.
static MORE: OnceLock<Vec<Entry>> = OnceLock::new();

/// Adds packs, or puts them in the place of those that ship. Must be called before any language is asked for, and once: says
/// whether that was so.
pub fn add_packs(packs: &[Pack]) -> bool {
    // Held as long as the program runs, as those that ship are.
    let held = packs.iter().map(|pack| Entry {
        code: pack.code.clone().leak(),
        glance: postcard::to_stdvec(&Glance::of(pack)).expect("a glance serialises").leak(),
        blob: postcard::to_stdvec(pack).expect("a pack serialises").leak(),
    });
    SHELF.get().is_none() && MORE.set(held.collect()).is_ok()
}

/// All packs; each is built when it is first asked for.
struct Shelf {
    places: Vec<Place>,
    by_code: FxHashMap<&'static str, usize>,
    none: Arc<Language>,
}

/// A pack as it was compiled, and what has been made of it.
struct Place {
    entry: Entry,
    language: OnceLock<Arc<Language>>,
    glance: OnceLock<Glance>,
}

static SHELF: OnceLock<Shelf> = OnceLock::new();

fn shelf() -> &'static Shelf {
    SHELF.get_or_init(|| {
        let entries: Vec<Entry> = postcard::from_bytes(PACKS).expect("the build script wrote it");
        let more = MORE.get().into_iter().flatten().copied();
        let by_code: BTreeMap<&str, Entry> =
            entries.into_iter().chain(more).map(|entry| (entry.code, entry)).collect();
        let place = |entry| Place { entry, language: OnceLock::new(), glance: OnceLock::new() };
        let places: Vec<Place> = by_code.into_values().map(place).collect();
        let by_code = places.iter().enumerate().map(|(index, place)| (place.entry.code, index)).collect();
        Shelf { places, by_code, none: Arc::new(Language::new(Pack::default())) }
    })
}

/// The language of a code; one without a pack has an empty pack.
pub fn language(code: &str) -> Arc<Language> {
    let shelf = shelf();
    let Some(&index) = shelf.by_code.get(code) else { return shelf.none.clone() };
    let place = &shelf.places[index];
    let pack = || postcard::from_bytes(place.entry.blob).expect("it was serialised here");
    place.language.get_or_init(|| Arc::new(Language::new(pack()))).clone()
}

/// What a page is looked at with, of a language with a pack, without building the language.
pub fn glance(code: &str) -> &'static Glance {
    static NONE: OnceLock<Glance> = OnceLock::new();
    let shelf = shelf();
    let Some(&index) = shelf.by_code.get(code) else { return NONE.get_or_init(Glance::default) };
    let place = &shelf.places[index];
    place.glance.get_or_init(|| postcard::from_bytes(place.entry.glance).expect("it was serialised here"))
}

/// Names of months in a language without a pack, in lower case, each with its number from 1, and names of weekdays, with 0;
/// empty where none are known.
pub fn calendar_without_pack(code: &str) -> &'static [(&'static str, u8)] {
    static NAMES: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/calendar.bin"));
    type Names = Vec<(&'static str, Vec<(&'static str, u8)>)>;
    static TABLE: OnceLock<Names> = OnceLock::new();
    let table = TABLE.get_or_init(|| postcard::from_bytes(NAMES).expect("the build script wrote it"));
    let found = table.binary_search_by(|(known, _)| (*known).cmp(code));
    found.map_or(&[], |at| table[at].1.as_slice())
}

/// Codes of all languages that have a pack, sorted.
pub fn pack_codes() -> Vec<&'static str> {
    shelf().places.iter().map(|place| place.entry.code).collect()
}
