//! The only room that knows a language: packs, identification, tokens, sentences.

mod identify;
mod measures;
mod numbers;
pub mod pack;
mod phrases;
mod sentences;
mod tokens;

pub use identify::{identified_codes, identify};
pub use measures::{Exactness, Lexicon, MeasureTable, MoneyFound, NounFound, RangeWord, UnitFound};
pub use numbers::{
    Number, NumberTable, VAGUE, Written, is_article, may_be_number, number_at, number_prefixes, range_in,
};
pub use phrases::{Found, Phrases};
pub use sentences::sentences;
pub use tokens::{Case, Token, TokenKind, Tokens, is_unspaced, tokenize};

use pack::Pack;
use rustc_hash::{FxHashMap, FxHashSet};
use serde::Deserialize;
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
            numbers: OnceLock::new(),
            measures: OnceLock::new(),
            pack,
        }
    }

    /// Number words, built when first asked for.
    pub(crate) fn numbers(&self) -> &NumberTable {
        self.numbers.get_or_init(|| NumberTable::new(&self.pack.quantities.numbers))
    }

    /// Units, currencies and counted nouns, built when first asked for.
    pub fn measures(&self) -> &MeasureTable {
        self.measures.get_or_init(|| MeasureTable::new(&self.pack.quantities))
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

    /// Whether a lower-case word carries no topic.
    pub fn is_function_word(&self, lower: &str) -> bool {
        self.function_words.contains(lower)
    }
}

/// Language of glosses, and of the names by which tables call an entity.
pub const GLOSS_LANGUAGE: &str = "en";

#[derive(Deserialize)]
struct Entry {
    code: &'static str,
    /// Used where it lies in the binary.
    blob: &'static [u8],
}

static PACKS: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/packs.bin"));

/// All packs that ship with the program; each is built when it is first asked for.
struct Shelf {
    entries: Vec<Place>,
    by_code: FxHashMap<&'static str, usize>,
    none: Arc<Language>,
}

/// A pack's code, its bytes and, once asked for, what is built from it.
type Place = (&'static str, &'static [u8], OnceLock<Arc<Language>>);

fn shelf() -> &'static Shelf {
    static SHELF: OnceLock<Shelf> = OnceLock::new();
    SHELF.get_or_init(|| {
        let entries: Vec<Entry> = postcard::from_bytes(PACKS).expect("the build script wrote it");
        let by_code = entries.iter().enumerate().map(|(index, entry)| (entry.code, index)).collect();
        let entries = entries.into_iter().map(|entry| (entry.code, entry.blob, OnceLock::new())).collect();
        Shelf { entries, by_code, none: Arc::new(Language::new(Pack::default())) }
    })
}

/// The language of a code; one without a pack has an empty pack.
pub fn language(code: &str) -> Arc<Language> {
    let shelf = shelf();
    let Some(&index) = shelf.by_code.get(code) else { return shelf.none.clone() };
    let (_, blob, built) = &shelf.entries[index];
    built
        .get_or_init(|| {
            Arc::new(Language::new(postcard::from_bytes(blob).expect("the build script wrote it")))
        })
        .clone()
}

/// What stands first in a pack.
#[derive(Deserialize)]
struct Head {
    _code: String,
    _name: String,
    _text: pack::TextPack,
    read: pack::ReadPack,
}

/// The page furniture of a language with a pack, without building the language.
pub fn read_pack(code: &str) -> pack::ReadPack {
    let shelf = shelf();
    let Some(&index) = shelf.by_code.get(code) else { return pack::ReadPack::default() };
    let (_, blob, built) = &shelf.entries[index];
    if let Some(language) = built.get() {
        return language.pack.read.clone();
    }
    let (head, _) = postcard::take_from_bytes::<Head>(blob).expect("the build script wrote it");
    head.read
}

/// Codes of all languages that have a pack, sorted.
pub fn pack_codes() -> Vec<&'static str> {
    shelf().entries.iter().map(|(code, _, _)| *code).collect()
}
