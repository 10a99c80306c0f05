//! A list as one compact file that is used in place: read it into memory and ask.
//!
//! ```text
//! magic "TIDLIST1", u32 length of the header, the header (JSON), then u32 counts: entries, names, postings, bytes of text
//! entries   u32 first name, u32 id (into the text), u32 programme (into the text), u32 kind (0 none, 1 person, 2 body, 3 vessel)
//! names     u32 text, u32 entry; the highest bit of the entry marks a weak name
//! keys      u32, sorted
//! postings  u32 name, beside the keys
//! text      strings: LEB128 length and bytes
//! ```
//! All numbers are little endian. A name takes its text and about 60 bytes.

use crate::import::{Format, Import};
use rayon::prelude::*;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use tidings_names::compare::{Kind, Name};

/// First bytes of the file; the digit changes with the layout.
const MAGIC: &[u8; 8] = b"TIDLIST1";
/// Mark of a weak name.
const WEAK: u32 = 1 << 31;

/// What is known of a list as a whole.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Header {
    /// Short name under which it is kept.
    pub name: String,
    /// Whose list it is.
    pub title: String,
    /// The form it came in.
    pub format: Format,
    /// Files it came from.
    pub sources: Vec<String>,
    /// Day of the list, where it tells.
    pub date: Option<String>,
    /// SHA-256 of the files it came from, one after another.
    pub sha256: String,
    /// Number of persons, of bodies, of ships and aircraft, of entries whose kind is not told.
    pub persons: usize,
    /// See `persons`.
    pub organisations: usize,
    /// See `persons`.
    pub vessels: usize,
    /// See `persons`.
    pub others: usize,
    /// Number of names.
    pub names: usize,
}

/// SHA-256 of several files, in hexadecimal.
pub fn hash(files: &[&[u8]]) -> String {
    let mut hash = Sha256::new();
    files.iter().for_each(|bytes| hash.update(bytes));
    hash.finalize().iter().map(|byte| format!("{byte:02x}")).collect()
}

/// The file of a list.
pub fn write(name: &str, sources: &[String], files: &[&[u8]], import: &Import) -> Vec<u8> {
    let count = |kind: Option<Kind>| import.entries.iter().filter(|entry| entry.kind == kind).count();
    let header = Header {
        name: name.to_owned(),
        title: import.format.title().to_owned(),
        format: import.format,
        sources: sources.to_vec(),
        date: import.date.clone(),
        sha256: hash(files),
        persons: count(Some(Kind::Person)),
        organisations: count(Some(Kind::Organisation)),
        vessels: count(Some(Kind::Vessel)),
        others: count(None),
        names: import.entries.iter().map(|entry| entry.names.len()).sum(),
    };
    let mut text: Vec<u8> = Vec::new();
    let mut put = |string: &str| -> u32 {
        let at = text.len() as u32;
        let mut length = string.len();
        while length >= 0x80 {
            text.push(length as u8 | 0x80);
            length >>= 7;
        }
        text.push(length as u8);
        text.extend(string.as_bytes());
        at
    };
    let mut entries: Vec<u32> = Vec::with_capacity(import.entries.len() * 4);
    let mut names: Vec<u32> = Vec::with_capacity(header.names * 2);
    let mut all: Vec<(&str, Option<Kind>)> = Vec::with_capacity(header.names);
    let mut last_programme: (&str, u32) = ("", put(""));
    for (index, entry) in import.entries.iter().enumerate() {
        if entry.programme != last_programme.0 {
            last_programme = (&entry.programme, put(&entry.programme));
        }
        let kind = entry.kind.map_or(0, |kind| match kind {
            Kind::Person => 1,
            Kind::Organisation => 2,
            Kind::Vessel => 3,
        });
        entries.extend([all.len() as u32, put(&entry.id), last_programme.1, kind]);
        for name in &entry.names {
            names.extend([put(&name.text), index as u32 | if name.weak { WEAK } else { 0 }]);
            all.push((&name.text, entry.kind));
        }
    }
    let mut postings: Vec<(u32, u32)> = all
        .par_iter()
        .enumerate()
        .flat_map_iter(|(at, (text, kind))| {
            let name = Name::new(text, kind.unwrap_or(Kind::Organisation));
            name.keys().into_iter().map(move |key| (key, at as u32))
        })
        .collect();
    postings.par_sort_unstable();

    let mut file = MAGIC.to_vec();
    let head = serde_json::to_vec(&header).unwrap_or_default();
    let numbers = |file: &mut Vec<u8>, values: &mut dyn Iterator<Item = u32>| {
        values.for_each(|value| file.extend(value.to_le_bytes()));
    };
    numbers(&mut file, &mut [head.len() as u32].into_iter());
    file.extend(head);
    let counts = [import.entries.len(), all.len(), postings.len(), text.len()];
    numbers(&mut file, &mut counts.into_iter().map(|count| count as u32));
    numbers(&mut file, &mut entries.into_iter());
    numbers(&mut file, &mut names.into_iter());
    numbers(&mut file, &mut postings.iter().map(|&(key, _)| key));
    numbers(&mut file, &mut postings.iter().map(|&(_, name)| name));
    file.extend(text);
    file
}

/// A list in memory.
#[derive(Debug, Clone)]
pub struct List {
    /// What is known of it as a whole.
    pub header: Header,
    bytes: Vec<u8>,
    entries: usize,
    names: usize,
    keys: usize,
    postings: usize,
    text: usize,
    count_entries: usize,
    count_names: usize,
    count_keys: usize,
}

impl List {
    /// Takes the bytes of a file. `None`: it is no list, or cut off.
    pub fn open(bytes: Vec<u8>) -> Option<Self> {
        let number = |at: usize| -> Option<usize> {
            Some(u32::from_le_bytes(bytes.get(at..at + 4)?.try_into().ok()?) as usize)
        };
        if bytes.get(..8)? != MAGIC {
            return None;
        }
        let length = number(8)?;
        let header: Header = serde_json::from_slice(bytes.get(12..12 + length)?).ok()?;
        let at = 12 + length;
        let (count_entries, count_names, count_keys, size) =
            (number(at)?, number(at + 4)?, number(at + 8)?, number(at + 12)?);
        let entries = at + 16;
        let names = entries.checked_add(count_entries.checked_mul(16)?)?;
        let keys = names.checked_add(count_names.checked_mul(8)?)?;
        let postings = keys.checked_add(count_keys.checked_mul(4)?)?;
        let text = postings.checked_add(count_keys.checked_mul(4)?)?;
        (bytes.len() == text.checked_add(size)?).then_some(())?;
        Some(Self {
            header,
            bytes,
            entries,
            names,
            keys,
            postings,
            text,
            count_entries,
            count_names,
            count_keys,
        })
    }

    /// Number of entries.
    pub fn len(&self) -> usize {
        self.count_entries
    }

    /// Whether it has no entries.
    pub fn is_empty(&self) -> bool {
        self.count_entries == 0
    }

    fn number(&self, at: usize) -> u32 {
        self.bytes.get(at..at + 4).and_then(|bytes| bytes.try_into().ok()).map_or(0, u32::from_le_bytes)
    }

    fn string(&self, at: u32) -> &str {
        let mut at = self.text + at as usize;
        let (mut length, mut shift) = (0usize, 0);
        while let Some(&byte) = self.bytes.get(at) {
            at += 1;
            length |= usize::from(byte & 0x7f) << shift;
            shift += 7;
            if byte < 0x80 || shift > 28 {
                break;
            }
        }
        self.bytes.get(at..at + length).and_then(|bytes| std::str::from_utf8(bytes).ok()).unwrap_or("")
    }

    /// Reference of an entry.
    pub fn id(&self, entry: usize) -> &str {
        self.string(self.number(self.entries + entry * 16 + 4))
    }

    /// Programme of an entry.
    pub fn programme(&self, entry: usize) -> &str {
        self.string(self.number(self.entries + entry * 16 + 8))
    }

    /// Kind of an entry.
    pub fn kind(&self, entry: usize) -> Option<Kind> {
        match self.number(self.entries + entry * 16 + 12) {
            1 => Some(Kind::Person),
            2 => Some(Kind::Organisation),
            3 => Some(Kind::Vessel),
            _ => None,
        }
    }

    /// Main name of an entry.
    pub fn main_name(&self, entry: usize) -> &str {
        self.name(self.number(self.entries + entry * 16) as usize).0
    }

    /// A name: its text, its entry, whether the list calls it weak.
    pub(crate) fn name(&self, name: usize) -> (&str, usize, bool) {
        let entry = self.number(self.names + name * 8 + 4);
        (self.string(self.number(self.names + name * 8)), (entry & !WEAK) as usize, entry & WEAK != 0)
    }

    pub(crate) fn count_names(&self) -> usize {
        self.count_names
    }

    /// Names under a key.
    pub(crate) fn under(&self, key: u32) -> impl ExactSizeIterator<Item = u32> + '_ {
        let at = |index: usize| self.number(self.keys + index * 4);
        let bound = |above: bool| {
            let (mut low, mut high) = (0, self.count_keys);
            while low < high {
                let middle = low.midpoint(high);
                let value = at(middle);
                if value < key || above && value == key { low = middle + 1 } else { high = middle }
            }
            low
        };
        (bound(false)..bound(true)).map(|index| self.number(self.postings + index * 4))
    }
}
