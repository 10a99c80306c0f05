//! What the words of a language mean and name, roughly: the kind of thing a common word speaks of, and whether a word is met as part of
//! names.
//!
//! `names/senses.bin` is written by `cargo xtask senses` from WordNet; it is used where it lies: codes and lengths, then one `fst` map a
//! language from folded word to [`Sense`]. Text teaches a tagger how the words behave that it has; this tells of the others.

use crate::tables::fold;
use fst::Map;
use std::sync::OnceLock;

static BLOB: &[u8] = include_bytes!("../../../names/senses.bin");

/// First bytes of the blob.
pub const MAGIC: &[u8; 8] = b"TIDSNS01";

/// What is known of a word; nothing where it is zero.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Sense(pub u32);

impl Sense {
    /// Bits that hold the number of the lexicographer's file of the commonest sense of the word in lower case, one more than WordNet's
    /// (acts 5, groups 15, persons 19, verbs of saying 33, …); zero where it has none.
    pub const TOPIC: u32 = 0x3f;

    /// Names of the other bits, the lowest first: what the word is when it is written with a capital, alone or as a part (`-part`) of a
    /// longer name; that a spelling dictionary has it in lower case (`common`) or with a capital (`spelled`).
    pub const BITS: [&str; 13] = [
        "person",
        "place",
        "body",
        "thing",
        "people",
        "adjective",
        "time",
        "term",
        "person-part",
        "place-part",
        "body-part",
        "common",
        "spelled",
    ];

    // The bits of [`Sense::names`], in the order of their names.
    const PERSON: u32 = 1;
    const PLACE: u32 = 1 << 1;
    const BODY: u32 = 1 << 2;
    const THING: u32 = 1 << 3;
    const PEOPLE: u32 = 1 << 4;
    const ADJECTIVE: u32 = 1 << 5;
    const TIME: u32 = 1 << 6;
    const TERM: u32 = 1 << 7;
    const PERSON_PART: u32 = 1 << 8;
    const COMMON: u32 = 1 << 11;
    const SPELLED: u32 = 1 << 12;

    /// What names somebody or something.
    const NAMES: u32 = Self::PERSON | Self::PLACE | Self::BODY | Self::THING;

    /// What says what somebody or something is.
    const TERMS: u32 = Self::PEOPLE | Self::ADJECTIVE | Self::TERM;

    /// The kind of thing the word speaks of.
    pub fn topic(self) -> u32 {
        self.0 & Self::TOPIC
    }

    /// Whether with a capital it is but a people, a language, a faith or the adjective of one (`Sephardic`, `Islam`): never the name of a
    /// person or a place.
    pub fn is_term(self) -> bool {
        self.is(Self::TERMS) && !self.is(Self::NAMES | Self::PERSON_PART | Self::COMMON)
    }

    /// Whether with a capital it is a time, a happening or a work, and neither a person nor a place nor a body.
    pub fn is_thing(self) -> bool {
        self.is(Self::THING | Self::TIME | Self::TERM | Self::PEOPLE)
            && !self.is(Self::PERSON | Self::PLACE | Self::BODY)
    }

    /// Whether with a capital it is a place and nothing else, and no common word.
    pub fn is_place(self) -> bool {
        let others = Self::NAMES & !Self::PLACE | Self::TERMS | Self::TIME;
        self.is(Self::PLACE) && !self.is(others | Self::PERSON_PART | Self::COMMON)
    }

    /// Whether it is a common word in lower case.
    pub fn is_common(self) -> bool {
        self.is(Self::COMMON)
    }

    /// Whether it is a common word in lower case and nothing with a capital, a part of longer names at most.
    pub fn is_only_common(self) -> bool {
        self.is_common() && !self.is(Self::NAMES | Self::TERMS | Self::TIME | Self::SPELLED)
    }

    /// Whether with a capital it is a people or the adjective of one, whatever else.
    pub fn is_people(self) -> bool {
        self.is(Self::PEOPLE | Self::ADJECTIVE)
    }

    /// Whether one of these bits is set.
    fn is(self, bits: u32) -> bool {
        self.names() & bits != 0
    }

    /// What it is as a name, and whether it is a common word.
    pub fn names(self) -> u32 {
        self.0 >> Self::TOPIC.count_ones()
    }
}

/// What is known of the words of one language.
#[derive(Debug)]
pub struct Senses {
    code: &'static str,
    map: Map<&'static [u8]>,
}

impl Senses {
    /// What is known of a word, as written or in lower case.
    pub fn sense(&self, word: &str) -> Sense {
        Sense(self.map.get(fold(word)).unwrap_or(0) as u32)
    }

    /// The longest name of several words that begins with the first of these words (in lower case, in text order): how many words it
    /// has, and what it is.
    pub fn name<'w>(&self, words: impl Iterator<Item = &'w str>) -> Option<(usize, Sense)> {
        let fst = self.map.as_fst();
        let mut node = fst.root();
        let mut sum = fst::raw::Output::zero();
        let mut found = None;
        for (number, word) in words.enumerate() {
            let space = (number > 0).then_some(b' ');
            for byte in space.into_iter().chain(fold(word).into_bytes()) {
                let Some(at) = node.find_input(byte) else { return found };
                let step = node.transition(at);
                sum = sum.cat(step.out);
                node = fst.node(step.addr);
            }
            if number > 0 && node.is_final() {
                found = Some((number + 1, Sense(sum.cat(node.final_output()).value() as u32)));
            }
        }
        found
    }
}

/// What is known of the words of a language, if anything.
pub fn senses(code: &str) -> Option<&'static Senses> {
    static SHELF: OnceLock<Vec<Senses>> = OnceLock::new();
    SHELF
        .get_or_init(|| open(BLOB).expect("`cargo xtask senses` wrote it"))
        .iter()
        .find(|senses| senses.code == code)
}

/// The languages of a blob; `None` where it is damaged.
fn open(blob: &'static [u8]) -> Option<Vec<Senses>> {
    let mut rest = blob.strip_prefix(MAGIC)?;
    let mut found = Vec::new();
    while let Some((&letters, tail)) = rest.split_first() {
        let (code, tail) = tail.split_at_checked(letters.into())?;
        let (size, tail) = tail.split_first_chunk::<4>()?;
        let (bytes, tail) = tail.split_at_checked(u32::from_le_bytes(*size) as usize)?;
        found.push(Senses { code: std::str::from_utf8(code).ok()?, map: Map::new(bytes).ok()? });
        rest = tail;
    }
    Some(found)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn bit(name: &str) -> u32 {
        1 << Sense::BITS.iter().position(|other| *other == name).expect("there is one")
    }

    #[test]
    fn words_are_told_from_names() {
        let senses = senses("en").expect("there are some");
        let said = senses.sense("said");
        assert_eq!(said.topic(), 33, "verbs of saying");
        assert!(said.names() & bit("common") != 0 && said.names() & (bit("person") | bit("place")) == 0);
        assert!(senses.sense("Thessaly").names() & bit("place") != 0);
        assert!(senses.sense("Spartan").names() & bit("people") != 0);
        assert!(senses.sense("Judaism").names() & bit("term") != 0);
        assert_eq!(senses.sense("Qwrtzuiop"), Sense::default());
    }

    #[test]
    fn bits_stand_in_the_order_of_their_names() {
        let bits = [
            ("person", Sense::PERSON),
            ("place", Sense::PLACE),
            ("body", Sense::BODY),
            ("thing", Sense::THING),
            ("people", Sense::PEOPLE),
            ("adjective", Sense::ADJECTIVE),
            ("time", Sense::TIME),
            ("term", Sense::TERM),
            ("person-part", Sense::PERSON_PART),
            ("common", Sense::COMMON),
            ("spelled", Sense::SPELLED),
        ];
        assert!(bits.into_iter().all(|(name, value)| bit(name) == value));
    }

    #[test]
    fn names_of_several_words_are_found_whole() {
        let senses = senses("en").expect("there are some");
        let (words, sense) = senses.name("baja california peninsula".split(' ')).expect("a place");
        assert!(words == 2 && sense.names() & bit("place") != 0);
        assert_eq!(senses.name("baja".split(' ')), None);
        assert_eq!(senses.name("qwrtz uiop".split(' ')), None);
    }

    #[test]
    fn a_damaged_blob_is_refused() {
        for cut in [0, 5, 9, 12, 40] {
            assert!(open(&BLOB[..cut]).is_none());
        }
    }
}
