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

    /// The kind of thing the word speaks of.
    pub fn topic(self) -> u32 {
        self.0 & Self::TOPIC
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
    fn a_damaged_blob_is_refused() {
        for cut in [0, 5, 9, 12, 40] {
            assert!(open(&BLOB[..cut]).is_none());
        }
    }
}
