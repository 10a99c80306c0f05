//! What words may be, by language: of some languages a dictionary knows every form of every name, of others at least which parts of
//! names are common words too.
//!
//! `names/kinds.bin` is written by `cargo xtask kinds`; it is used where it lies: codes and lengths, then one `fst` map a language from
//! folded form to bits.

use crate::tables::fold;
use fst::Map;
use std::sync::OnceLock;

static BLOB: &[u8] = include_bytes!("../../../names/kinds.bin");

/// First bytes of the blob.
pub const MAGIC: &[u8; 8] = b"TIDKND01";

/// What a form may be.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Kinds(pub u16);

impl Kinds {
    /// A given name.
    pub const GIVEN: u16 = 1;
    /// A name after a parent (`Jónsdóttir`).
    pub const PARENTAL: u16 = 1 << 1;
    /// A family name.
    pub const FAMILY: u16 = 1 << 2;
    /// A place.
    pub const PLACE: u16 = 1 << 3;
    /// A street.
    pub const STREET: u16 = 1 << 4;
    /// A body or company.
    pub const BODY: u16 = 1 << 5;
    /// Those who live somewhere.
    pub const PEOPLE: u16 = 1 << 6;
    /// A work, a feast, a language, an animal.
    pub const OTHER: u16 = 1 << 7;
    /// The form is a genitive.
    pub const GENITIVE: u16 = 1 << 8;
    /// Also a form of a common word.
    pub const COMMON: u16 = 1 << 9;
    /// A common word that running text has.
    pub const FREQUENT: u16 = 1 << 10;

    /// A part of a person's name.
    pub const PERSON: u16 = Self::GIVEN | Self::PARENTAL | Self::FAMILY;

    /// Whether one of the bits is set.
    pub fn is(self, bits: u16) -> bool {
        self.0 & bits != 0
    }

    /// Whether it is any kind of name.
    pub fn is_name(self) -> bool {
        self.is(0xff)
    }
}

/// What is known of the words of one language.
#[derive(Debug)]
pub struct Dictionary {
    code: &'static str,
    /// It knows names, not only which of their parts are common words.
    pub knows_names: bool,
    map: Map<&'static [u8]>,
}

impl Dictionary {
    /// What a word may be, as written or in lower case.
    pub fn kinds(&self, word: &str) -> Kinds {
        Kinds(self.map.get(fold(word)).unwrap_or(0) as u16)
    }
}

/// The dictionary of a language, if there is one.
pub fn dictionary(code: &str) -> Option<&'static Dictionary> {
    static SHELF: OnceLock<Vec<Dictionary>> = OnceLock::new();
    SHELF
        .get_or_init(|| open(BLOB).expect("`cargo xtask kinds` wrote it"))
        .iter()
        .find(|dictionary| dictionary.code == code)
}

/// The dictionaries of a blob; `None` where it is damaged.
fn open(blob: &'static [u8]) -> Option<Vec<Dictionary>> {
    let rest = blob.strip_prefix(MAGIC)?;
    let (&count, mut head) = rest.split_first()?;
    let mut sizes = Vec::new();
    for _ in 0..count {
        let (&letters, rest) = head.split_first()?;
        let (code, rest) = rest.split_at_checked(letters.into())?;
        let (&knows_names, rest) = rest.split_first()?;
        let (size, rest) = rest.split_first_chunk::<4>()?;
        sizes.push((std::str::from_utf8(code).ok()?, knows_names != 0, u32::from_le_bytes(*size) as usize));
        head = rest;
    }
    let mut dictionaries = Vec::new();
    for (code, knows_names, size) in sizes {
        let (bytes, rest) = head.split_at_checked(size)?;
        dictionaries.push(Dictionary { code, knows_names, map: Map::new(bytes).ok()? });
        head = rest;
    }
    Some(dictionaries)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn forms_of_names_are_told_by_kind() {
        let dictionary = dictionary("is").expect("there is one");
        assert!(dictionary.knows_names);
        let kinds = dictionary.kinds("Vilborgu");
        assert!(kinds.is(Kinds::GIVEN) && !kinds.is(Kinds::PLACE | Kinds::COMMON));
        assert!(dictionary.kinds("Húsavíkur").is(Kinds::PLACE));
        assert!(dictionary.kinds("Björn").is(Kinds::COMMON), "a bear");
        assert!(!dictionary.kinds("skrifaði").is_name());
    }

    #[test]
    fn a_damaged_blob_is_refused() {
        for cut in [0, 5, 9, 12, 40] {
            assert!(open(&BLOB[..cut]).is_none());
        }
    }
}
