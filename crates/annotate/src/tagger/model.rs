//! The weights, used where they lie in the blob.

use super::{ANY, MAGIC, TAGS};
use rustc_hash::FxHashMap;
use std::sync::OnceLock;

static BLOB: &[u8] = include_bytes!("../../../../names/tagger.bin");

/// The weights of one language.
pub(super) struct Model {
    pub transitions: [[i32; TAGS]; TAGS],
    /// Bits of a hash that name its group: all features with the same first bits. Hashes are evenly spread, so no group has many.
    bits: u32,
    /// First feature of each group, and one more than the last feature.
    groups: Vec<u32>,
    /// The next 16 bits of each feature's hash; those behind are dropped.
    keys: &'static [[u8; 2]],
    /// Sets of tags that features have weights for: how many, and which.
    sets: Vec<(usize, [u8; u16::BITS as usize])>,
    /// Number of the set of each feature.
    set_of: &'static [u8],
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
        let Some((count, tags)) = self.sets.get(usize::from(self.set_of[at])) else { return };
        let Some(weights) = self.weights.get(self.places[at] as usize..) else { return };
        for (&tag, &weight) in tags[..*count].iter().zip(weights) {
            if let Some(score) = scores.get_mut(usize::from(tag)) {
                // A byte holds the square root.
                let weight = i32::from(weight as i8);
                *score += weight * weight.abs();
            }
        }
    }

    /// Place of a feature: the few keys of its group, which are in order, are looked at one by one.
    fn find(&self, feature: u32) -> Option<usize> {
        let (group, key) = split(feature, self.bits);
        let (low, high) = (*self.groups.get(group)? as usize, *self.groups.get(group + 1)? as usize);
        let keys = self.keys.get(low..high)?;
        let place = keys.iter().position(|&other| u16::from_le_bytes(other) >= key)?;
        (u16::from_le_bytes(keys[place]) == key).then_some(low + place)
    }
}

/// The group of a hash by its first bits (fewer than 32), and the 16 bits behind them.
pub fn split(feature: u32, bits: u32) -> (usize, u16) {
    let group = u64::from(feature) >> (u32::BITS - bits);
    (group as usize, (feature << bits >> (u32::BITS - u16::BITS)) as u16)
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

/// Model: 81 transitions (i32), u32 number of features, u8 bits of a group, u8 number of masks, masks (u16), features in each group
/// (u8), keys (u16), masks of the features (u8), square roots of weights (i8). Features stand in the order of their hashes.
fn decode(bytes: &'static [u8], full: bool) -> Option<Model> {
    let mut transitions = [[0; TAGS]; TAGS];
    let (head, rest) = bytes.split_at_checked(4 * TAGS * TAGS)?;
    for (place, b) in head.chunks_exact(4).enumerate() {
        transitions[place / TAGS][place % TAGS] = i32::from_le_bytes([b[0], b[1], b[2], b[3]]);
    }
    let (head, rest) = rest.split_at_checked(4)?;
    let count = u32::from_le_bytes(head.try_into().ok()?) as usize;
    let (&[bits, kinds], rest) = rest.split_first_chunk()?;
    let bits = u32::from(bits).min(u16::BITS);
    let (masks, rest) = rest.split_at_checked(2 * usize::from(kinds))?;
    let masks: Vec<u16> = masks.as_chunks().0.iter().map(|&mask| u16::from_le_bytes(mask)).collect();
    let (sizes, rest) = rest.split_at_checked(1 << bits)?;
    let (keys, rest) = rest.split_at_checked(2 * count)?;
    let (set_of, weights) = rest.split_at_checked(count)?;
    let sets: Vec<_> = masks.iter().map(|&mask| tags_of(mask)).collect();
    let sums = sizes.iter().scan(0u32, |sum, &size| {
        *sum += u32::from(size);
        Some(*sum)
    });
    let groups = std::iter::once(0).chain(sums).collect();
    let mut weight = 0;
    let places = set_of
        .iter()
        .map(|&set| {
            let place = weight;
            weight += sets.get(usize::from(set)).map_or(0, |(count, _)| *count as u32);
            place
        })
        .collect();
    Some(Model { full, transitions, bits, groups, keys: keys.as_chunks().0, sets, set_of, places, weights })
}

/// How many tags a set has, and which.
fn tags_of(mask: u16) -> (usize, [u8; u16::BITS as usize]) {
    let mut tags = [0; u16::BITS as usize];
    let mut count = 0;
    for tag in (0..u16::BITS as u8).filter(|tag| mask & 1 << tag != 0) {
        tags[count] = tag;
        count += 1;
    }
    (count, tags)
}
