//! Entries of a list close together in memory, as they stand in its file: a list of a million names is not a million small strings.

use crate::import::{Entry, Listed};
use rustc_hash::FxHasher;
use std::collections::BTreeMap;
use std::hash::{Hash, Hasher};
use tidings_names::compare::Kind;

/// Mark of a weak name.
pub(crate) const WEAK: u32 = 1 << 31;

/// Numbers of an entry.
pub(crate) const ENTRY: usize = 4;
/// Numbers of a name.
pub(crate) const NAME: usize = 2;

/// The entries of a list, in its order.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Entries {
    /// An entry: first name, id (into the text), programme (into the text), kind.
    pub(crate) entries: Vec<u32>,
    /// A name: text, entry and the mark of a weak one.
    pub(crate) names: Vec<u32>,
    /// Strings: LEB128 length and bytes.
    pub(crate) text: Vec<u8>,
}

impl Entries {
    /// Number of entries.
    pub fn len(&self) -> usize {
        self.entries.len() / ENTRY
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }

    /// Number of names.
    pub fn count_names(&self) -> usize {
        self.names.len() / NAME
    }

    /// Number of entries of a kind, or of none.
    pub fn count(&self, kind: Option<Kind>) -> usize {
        let wanted = number_of(kind);
        self.entries.chunks_exact(ENTRY).filter(|entry| entry[3] == wanted).count()
    }

    /// Puts an entry behind the others.
    pub fn push(&mut self, entry: &Entry) {
        let index = self.len() as u32;
        let last = self.entries.rchunks_exact(ENTRY).next().map(|last| last[2]);
        let programme = match last.filter(|&last| string(&self.text, last) == entry.programme) {
            Some(last) => last,
            None => self.put(&entry.programme),
        };
        let id = self.put(&entry.id);
        self.entries.extend([self.count_names() as u32, id, programme, number_of(entry.kind)]);
        for name in &entry.names {
            let text = self.put(&name.text);
            self.names.extend([text, index | if name.weak { WEAK } else { 0 }]);
        }
    }

    fn put(&mut self, string: &str) -> u32 {
        let at = self.text.len() as u32;
        let mut length = string.len();
        while length >= 0x80 {
            self.text.push(length as u8 | 0x80);
            length >>= 7;
        }
        self.text.push(length as u8);
        self.text.extend(string.as_bytes());
        at
    }

    /// An entry by its place.
    pub fn get(&self, index: usize) -> Option<Entry> {
        let entry = self.entries.get(index * ENTRY..(index + 1) * ENTRY)?;
        let next = self.entries.get((index + 1) * ENTRY).map_or(self.count_names(), |&next| next as usize);
        Some(Entry {
            id: string(&self.text, entry[1]).to_owned(),
            kind: kind_of(entry[3]),
            programme: string(&self.text, entry[2]).to_owned(),
            names: self.names[entry[0] as usize * NAME..next * NAME]
                .chunks_exact(NAME)
                .map(|name| Listed {
                    text: string(&self.text, name[0]).to_owned(),
                    weak: name[1] & WEAK != 0,
                })
                .collect(),
        })
    }

    /// All entries.
    pub fn iter(&self) -> impl Iterator<Item = Entry> + '_ {
        (0..self.len()).filter_map(|index| self.get(index))
    }

    /// Text and kind of a name.
    pub(crate) fn name(&self, name: usize) -> (&str, Option<Kind>) {
        let [text, entry] = [self.names[name * NAME], self.names[name * NAME + 1] & !WEAK];
        (string(&self.text, text), kind_of(self.entries[entry as usize * ENTRY + 3]))
    }

    /// Joins the entries of one id, at the place of the first.
    pub(crate) fn join_repeated(&mut self) {
        if !self.repeats() {
            return;
        }
        let mut places: BTreeMap<String, usize> = BTreeMap::new();
        let mut joined: Vec<Entry> = Vec::new();
        for entry in self.iter() {
            let Some(&at) = places.get(&entry.id) else {
                places.insert(entry.id.clone(), joined.len());
                joined.push(entry);
                continue;
            };
            let mine = &mut joined[at];
            // The entry itself may come after its aliases.
            if mine.kind.is_none() && entry.kind.is_some() {
                let aliases = std::mem::replace(mine, entry);
                mine.add_names(aliases.names);
            } else {
                mine.add_names(entry.names);
            }
        }
        *self = joined.iter().collect();
    }

    /// Whether two entries may have one id: by hashes, since most lists have none.
    fn repeats(&self) -> bool {
        let hash = |id: &str| {
            let mut hasher = FxHasher::default();
            id.hash(&mut hasher);
            hasher.finish()
        };
        let mut hashes: Vec<u64> =
            self.entries.chunks_exact(ENTRY).map(|entry| hash(string(&self.text, entry[1]))).collect();
        hashes.sort_unstable();
        hashes.windows(2).any(|pair| pair[0] == pair[1])
    }
}

impl<'e> FromIterator<&'e Entry> for Entries {
    fn from_iter<I: IntoIterator<Item = &'e Entry>>(entries: I) -> Self {
        let mut made = Self::default();
        entries.into_iter().for_each(|entry| made.push(entry));
        made
    }
}

fn number_of(kind: Option<Kind>) -> u32 {
    kind.map_or(0, |kind| match kind {
        Kind::Person => 1,
        Kind::Organisation => 2,
        Kind::Vessel => 3,
    })
}

/// The kind that a number stands for.
pub(crate) fn kind_of(number: u32) -> Option<Kind> {
    match number {
        1 => Some(Kind::Person),
        2 => Some(Kind::Organisation),
        3 => Some(Kind::Vessel),
        _ => None,
    }
}

/// The string that begins at a place of the text.
pub(crate) fn string(text: &[u8], at: u32) -> &str {
    let mut at = at as usize;
    let (mut length, mut shift) = (0usize, 0);
    while let Some(&byte) = text.get(at) {
        at += 1;
        length |= usize::from(byte & 0x7f) << shift;
        shift += 7;
        if byte < 0x80 || shift > 28 {
            break;
        }
    }
    text.get(at..at + length).and_then(|bytes| std::str::from_utf8(bytes).ok()).unwrap_or("")
}
