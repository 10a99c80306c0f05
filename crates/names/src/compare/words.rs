//! What is known of words in names: legal forms, generic words of bodies, titles, particles, nicknames, ordinals; and the readings of
//! Chinese characters. One blob, used in place; written by `cargo xtask compare`.

use fst::Map;
use fst::raw::Output;
use std::sync::LazyLock;

static BLOB: &[u8] = include_bytes!("../../../../names/compare.bin");

/// First bytes of the blob; the digit changes with the layout.
pub const MAGIC: &[u8; 8] = b"TIDCOMP1";

/// Sections of the blob, each with its end (u32, little endian) in the head: an fst of words, an fst of Chinese characters, readings.
const SECTIONS: usize = 3;

struct Tables {
    words: Map<&'static [u8]>,
    readings: Map<&'static [u8]>,
    pool: &'static [u8],
}

static TABLES: LazyLock<Option<Tables>> = LazyLock::new(|| {
    let end = |index: usize| -> Option<usize> {
        let at = MAGIC.len() + 4 * index;
        Some(u32::from_le_bytes(BLOB.get(at..at + 4)?.try_into().ok()?) as usize)
    };
    let start = MAGIC.len() + 4 * SECTIONS;
    (BLOB.get(..MAGIC.len())? == MAGIC).then_some(())?;
    Some(Tables {
        words: Map::new(BLOB.get(start..end(0)?)?).ok()?,
        readings: Map::new(BLOB.get(end(0)?..end(1)?)?).ok()?,
        pool: BLOB.get(end(1)?..end(2)?)?,
    })
});

/// What one word (or a run of words) is known to be. Zero: not that.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Known {
    /// A legal form of a company: which.
    pub legal: u16,
    /// The family of legal forms it belongs to.
    pub family: u8,
    /// A generic word of bodies (bank, group): which, in all languages.
    pub generic: u16,
    /// Groups of given names and their short forms.
    pub nicknames: [u16; 2],
    /// An ordinal or number word, plus one.
    pub number: u16,
    /// A title or honorific before a person's name.
    pub title: bool,
    /// A small word that binds parts of a name.
    pub particle: bool,
    /// A small word in names of bodies (of, and, for).
    pub small: bool,
    /// A name borne by so many that it tells little.
    pub common: bool,
    /// A state or a part of the world.
    pub place: bool,
}

impl Known {
    /// As it stands in the blob.
    pub fn pack(self) -> u64 {
        let flags = [self.title, self.particle, self.small, self.common, self.place];
        let flags = flags.iter().enumerate().fold(0, |all, (at, &on)| all | u64::from(on) << at);
        flags
            | u64::from(self.legal) << 5
            | u64::from(self.family) << 15
            | u64::from(self.generic) << 20
            | u64::from(self.nicknames[0]) << 30
            | u64::from(self.nicknames[1]) << 40
            | u64::from(self.number) << 50
    }

    fn unpack(value: u64) -> Self {
        let bits = |at: u32, count: u32| (value >> at & ((1 << count) - 1)) as u16;
        let flag = |at: u32| value >> at & 1 == 1;
        Self {
            title: flag(0),
            particle: flag(1),
            small: flag(2),
            common: flag(3),
            place: flag(4),
            legal: bits(5, 10),
            family: bits(15, 5) as u8,
            generic: bits(20, 10),
            nicknames: [bits(30, 10), bits(40, 10)],
            number: bits(50, 10),
        }
    }
}

/// What runs of words that begin with the first of `words` (in plain letters) are known to be: (number of words, what).
pub(super) fn known_runs<'w>(words: impl Iterator<Item = &'w [u8]>, found: &mut Vec<(usize, Known)>) {
    found.clear();
    let Some(tables) = &*TABLES else { return };
    let fst = tables.words.as_fst();
    let mut node = fst.root();
    let mut output = Output::zero();
    for (index, word) in words.enumerate() {
        let gap: &[u8] = if index > 0 { b" " } else { b"" };
        for &byte in gap.iter().chain(word) {
            let Some(at) = node.find_input(byte) else { return };
            let transition = node.transition(at);
            output = output.cat(transition.out);
            node = fst.node(transition.addr);
        }
        if node.is_final() {
            found.push((index + 1, Known::unpack(output.cat(node.final_output()).value())));
        }
    }
}

/// The reading, in Latin letters, of a part of a name in Chinese characters that is not read sign by sign: a Japanese name, or a foreign
/// one as Chinese transcribes it.
pub(super) fn reading(characters: &str) -> Option<&'static str> {
    let tables = TABLES.as_ref()?;
    let at = tables.readings.get(characters)? as usize;
    let length = usize::from(*tables.pool.get(at)?);
    std::str::from_utf8(tables.pool.get(at + 1..at + 1 + length)?).ok()
}

/// The Sino-Korean reading of a character, as a Hangul syllable.
pub(super) fn hangul_reading(character: char) -> Option<char> {
    let tables = TABLES.as_ref()?;
    let mut key = [0; 8];
    key[0] = b'k';
    let length = character.encode_utf8(&mut key[1..]).len();
    char::from_u32(tables.readings.get(&key[..=length])? as u32)
}
