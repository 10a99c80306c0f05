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

use crate::entries::{Entries, WEAK, kind_of, string};
use crate::import::{Format, Import};
use rayon::prelude::*;
use serde::{Deserialize, Serialize};
use sha2::{Digest as _, Sha256};
use std::borrow::Cow;
use std::sync::OnceLock;
use tidings_names::compare::{Kind, Name};

/// First bytes of the file; the digit changes with the layout.
const MAGIC: &[u8; 8] = b"TIDLIST1";
/// Names whose keys are made by one thread at a time.
const CHUNK: usize = 1 << 13;
/// Names of a list that are kept ready for comparison, half a kilobyte each.
const MOST_READY: usize = 200_000;

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

/// SHA-256 of the files a list comes from, one after another.
#[derive(Debug, Clone, Default)]
pub struct Digest(Sha256);

impl Digest {
    /// The next file.
    pub fn add(&mut self, bytes: &[u8]) {
        self.0.update(bytes);
    }

    fn hexadecimal(self) -> String {
        self.0.finalize().iter().map(|byte| format!("{byte:02x}")).collect()
    }
}

/// The file of a list.
pub fn write(name: &str, sources: &[String], digest: Digest, import: Import) -> Vec<u8> {
    let Import { entries, format, date, .. } = import;
    let header = Header {
        name: name.to_owned(),
        title: format.title().to_owned(),
        format,
        sources: sources.to_vec(),
        date,
        sha256: digest.hexadecimal(),
        persons: entries.count(Some(Kind::Person)),
        organisations: entries.count(Some(Kind::Organisation)),
        vessels: entries.count(Some(Kind::Vessel)),
        others: entries.count(None),
        names: entries.count_names(),
    };
    let head = serde_json::to_vec(&header).unwrap_or_default();
    let postings = postings(&entries);
    let numbers = 5 + entries.entries.len() + entries.names.len() + postings.len() * 2;
    let mut file = Vec::with_capacity(MAGIC.len() + head.len() + numbers * 4 + entries.text.len());
    file.extend(MAGIC);
    let put = |file: &mut Vec<u8>, values: &mut dyn Iterator<Item = u32>| {
        values.for_each(|value| file.extend(value.to_le_bytes()));
    };
    put(&mut file, &mut [head.len() as u32].into_iter());
    file.extend(head);
    let counts = [entries.len(), entries.count_names(), postings.len(), entries.text.len()];
    put(&mut file, &mut counts.into_iter().map(|count| count as u32));
    put(&mut file, &mut entries.entries.iter().copied());
    put(&mut file, &mut entries.names.iter().copied());
    put(&mut file, &mut postings.iter().map(|&posting| (posting >> 32) as u32));
    put(&mut file, &mut postings.iter().map(|&posting| posting as u32));
    file.extend(&entries.text);
    file
}

/// Keys (the upper half) with the names under them, sorted.
fn postings(entries: &Entries) -> Vec<u64> {
    let count = entries.count_names();
    let chunks: Vec<Vec<u64>> = (0..count.div_ceil(CHUNK))
        .into_par_iter()
        .map(|chunk| {
            let mut postings = Vec::with_capacity(CHUNK * 4);
            for at in chunk * CHUNK..count.min((chunk + 1) * CHUNK) {
                let (text, kind) = entries.name(at);
                let keys = Name::new(text, kind.unwrap_or(Kind::Organisation)).keys();
                postings.extend(keys.iter().map(|&key| u64::from(key) << 32 | at as u64));
            }
            postings.shrink_to_fit();
            postings
        })
        .collect();
    let mut postings = Vec::with_capacity(chunks.iter().map(Vec::len).sum());
    chunks.into_iter().for_each(|chunk| postings.extend(chunk));
    postings.par_sort_unstable();
    postings
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
    /// Names as they are compared, each made when it is first met; empty for a list of too many.
    ready: Vec<OnceLock<Box<Name>>>,
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
            ready: if count_names <= MOST_READY { vec![OnceLock::new(); count_names] } else { Vec::new() },
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
        string(self.bytes.get(self.text..).unwrap_or(&[]), at)
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
        kind_of(self.number(self.entries + entry * 16 + 12))
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

    /// A name as it is compared; `kind` is that of its entry, or one that was asked for.
    pub(crate) fn ready(&self, name: usize, kind: Kind) -> Cow<'_, Name> {
        let (text, entry, _) = self.name(name);
        match self.ready.get(name).filter(|_| self.kind(entry) == Some(kind)) {
            Some(place) => Cow::Borrowed(place.get_or_init(|| Box::new(Name::new(text, kind)))),
            None => Cow::Owned(Name::new(text, kind)),
        }
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
