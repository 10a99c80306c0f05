//! The weights, used where they lie in the blob.

use super::{ANY, MAGIC, TAGS};
use rustc_hash::FxHashMap;
use std::sync::OnceLock;

/// Keys of a group, about: hashes are evenly spread, so none has many more.
const KEYS_OF_GROUP: usize = 4;

static BLOB: &[u8] = include_bytes!("../../../../names/tagger.bin");

/// The weights of one language.
pub(super) struct Model {
    pub transitions: [[i32; TAGS]; TAGS],
    /// Hashes of the features (`u32`), ascending.
    keys: &'static [[u8; 4]],
    /// First key of each group of those with the same first bits, and one more than the last key.
    groups: Vec<u32>,
    /// Bits of a hash that its group leaves open.
    shift: u32,
    /// Tags each feature has weights for (`u16`).
    masks: &'static [[u8; 2]],
    /// First weight of each feature: counting bits at every look-up took most of the tagger's time.
    places: Vec<u32>,
    weights: &'static [u8],
    /// It was trained on annotated text of its languages.
    pub full: bool,
}

impl Model {
    /// Adds a feature's weights.
    pub fn add(&self, feature: u32, scores: &mut [i32; TAGS]) {
        let Some(at) = self.find(feature) else { return };
        let mut mask = u16::from_le_bytes(self.masks[at]);
        let mut place = self.places[at] as usize;
        while mask != 0 {
            let tag = mask.trailing_zeros() as usize;
            if let Some(&weight) = self.weights.get(place) {
                // A byte holds the square root.
                let weight = i32::from(weight as i8);
                scores[tag] += weight * weight.abs();
            }
            place += 1;
            mask &= mask - 1;
        }
    }

    /// Place of a feature: the few keys with its first bits are looked at one by one.
    fn find(&self, feature: u32) -> Option<usize> {
        let group = (feature >> self.shift) as usize;
        let (low, high) = (*self.groups.get(group)? as usize, *self.groups.get(group + 1)? as usize);
        let place = self.keys.get(low..high)?.iter().position(|&key| u32::from_le_bytes(key) == feature);
        place.map(|place| low + place)
    }
}

/// Number of tags in a mask.
fn ones(mask: &[u8; 2]) -> u32 {
    u16::from_le_bytes(*mask).count_ones()
}

/// Models by language code: their bytes, and what is built of them when first asked for.
type Shelf = FxHashMap<String, (&'static [u8], bool, OnceLock<Option<Model>>)>;

/// The model of a language; several languages may share one.
pub(super) fn model(code: &str) -> Option<&'static Model> {
    static MODELS: OnceLock<Shelf> = OnceLock::new();
    let models = MODELS.get_or_init(|| shelf(BLOB).unwrap_or_default());
    let (bytes, full, built) = models.get(code).or_else(|| models.get(ANY))?;
    built.get_or_init(|| decode(bytes, *full)).as_ref()
}

/// Blob: magic, number of models, then each: byte length of its codes (separated by spaces), codes, whether it is full (a byte), u32
/// length, bytes.
fn shelf(blob: &'static [u8]) -> Option<Shelf> {
    let mut rest = blob.strip_prefix(MAGIC)?;
    let mut take = |count: usize| -> Option<&'static [u8]> {
        let (head, tail) = rest.split_at_checked(count)?;
        rest = tail;
        Some(head)
    };
    let mut models = FxHashMap::default();
    let count = take(1)?[0];
    for _ in 0..count {
        let length = take(1)?[0];
        let codes = std::str::from_utf8(take(length.into())?).ok()?;
        let full = take(1)?[0] != 0;
        let size = u32::from_le_bytes(take(4)?.try_into().ok()?) as usize;
        let bytes = take(size)?;
        for code in codes.split(' ') {
            models.insert(code.to_owned(), (bytes, full, OnceLock::new()));
        }
    }
    Some(models)
}

/// Model: 81 transitions (i32), u32 number of features, their hashes (u32, ascending), masks of tags (u16), square roots of
/// weights (i8).
fn decode(bytes: &'static [u8], full: bool) -> Option<Model> {
    let mut transitions = [[0; TAGS]; TAGS];
    let (head, rest) = bytes.split_at_checked(4 * TAGS * TAGS)?;
    for (place, b) in head.chunks_exact(4).enumerate() {
        transitions[place / TAGS][place % TAGS] = i32::from_le_bytes([b[0], b[1], b[2], b[3]]);
    }
    let (head, rest) = rest.split_at_checked(4)?;
    let count = u32::from_le_bytes(head.try_into().ok()?) as usize;
    let (keys, rest) = rest.split_at_checked(4 * count)?;
    let (masks, weights) = rest.split_at_checked(2 * count)?;
    let (keys, masks) = (keys.as_chunks().0, masks.as_chunks().0);
    let mut weight = 0;
    let first = |mask| {
        let place = weight;
        weight += ones(mask);
        place
    };
    let places = masks.iter().map(first).collect();
    let bits = (count / KEYS_OF_GROUP).max(2).ilog2();
    let shift = u32::BITS - bits;
    let mut groups = Vec::with_capacity((1 << bits) + 1);
    for (place, &key) in keys.iter().enumerate() {
        let group = (u32::from_le_bytes(key) >> shift) as usize;
        // Keys ascend; what lies between two of them is empty.
        groups.resize((group + 1).max(groups.len()), place as u32);
    }
    groups.resize((1 << bits) + 1, count as u32);
    Some(Model { full, transitions, keys, groups, shift, masks, places, weights })
}
