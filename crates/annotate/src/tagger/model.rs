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
    /// By group, and at the end one behind all of them.
    groups: Vec<Group>,
    /// The next 16 bits of each feature's hash; those behind are dropped.
    keys: &'static [[u8; 2]],
    /// Sets of tags that features have weights for: which they are.
    sets: Vec<[u8; u16::BITS as usize]>,
    /// How many tags each set has.
    counts: [u8; 256],
    /// Number of the set of each feature.
    set_of: &'static [u8],
    weights: &'static [u8],
    /// It was trained on annotated text of its languages.
    pub full: bool,
}

/// The features with the same first bits of their hashes. A table of the first weight of each feature would be the largest of all, and
/// out of reach of the nearer caches.
#[derive(Clone, Copy)]
struct Group {
    /// Its first feature.
    first: u32,
    /// The first weight of that.
    weight: u32,
}

impl Model {
    /// Adds a feature's weights.
    pub fn add(&self, feature: u32, scores: &mut [i32; TAGS]) {
        let Some((tags, weights)) = self.find(feature) else { return };
        // What is met most often has a weight for each tag.
        if let (TAGS, Some(weights)) = (tags.len(), weights.first_chunk::<TAGS>()) {
            scores.iter_mut().zip(weights).for_each(|(score, &weight)| *score += whole(weight));
            return;
        }
        for (&tag, &weight) in tags.iter().zip(weights) {
            if let Some(score) = scores.get_mut(usize::from(tag)) {
                *score += whole(weight);
            }
        }
    }

    /// Tags and weights of a feature: the few keys of its group, which are in order, are looked at one by one.
    fn find(&self, feature: u32) -> Option<(&[u8], &[u8])> {
        let (group, key) = split(feature, self.bits);
        let &[Group { first, weight }, Group { first: end, .. }] = self.groups.get(group..group + 2)? else {
            return None;
        };
        let features = first as usize..end as usize;
        let keys = self.keys.get(features.clone())?;
        let place = keys.iter().position(|&other| u16::from_le_bytes(other) >= key)?;
        if u16::from_le_bytes(keys[place]) != key {
            return None;
        }
        let (before, &set) =
            self.set_of.get(features)?.get(..=place)?.split_last().map(|(set, before)| (before, set))?;
        let skipped: usize = before.iter().map(|&set| usize::from(self.counts[usize::from(set)])).sum();
        let tags = self.sets.get(usize::from(set))?.get(..usize::from(self.counts[usize::from(set)]))?;
        Some((tags, self.weights.get(weight as usize + skipped..)?))
    }
}

/// A weight: a byte holds its square root.
fn whole(root: u8) -> i32 {
    let root = i32::from(root as i8);
    root * root.abs()
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
    // There are no other tags.
    let known = (1 << TAGS) - 1;
    let masks: Vec<u16> = masks.as_chunks().0.iter().map(|&mask| u16::from_le_bytes(mask)).collect();
    if masks.iter().any(|mask| mask & !known != 0) {
        return None;
    }
    let (sizes, rest) = rest.split_at_checked(1 << bits)?;
    let (keys, rest) = rest.split_at_checked(2 * count)?;
    let (set_of, weights) = rest.split_at_checked(count)?;
    let mut counts = [0; 256];
    let mut sets = Vec::with_capacity(masks.len());
    for (&mask, count) in masks.iter().zip(&mut counts) {
        *count = mask.count_ones() as u8;
        sets.push(tags_of(mask));
    }
    let mut groups = Vec::with_capacity(sizes.len() + 1);
    let mut next = Group { first: 0, weight: 0 };
    for &size in sizes {
        groups.push(next);
        let first = next.first as usize;
        let of_group = set_of.get(first..first + usize::from(size))?;
        next.first += u32::from(size);
        next.weight += of_group.iter().map(|&set| u32::from(counts[usize::from(set)])).sum::<u32>();
    }
    groups.push(next);
    Some(Model { full, transitions, bits, groups, keys: keys.as_chunks().0, sets, counts, set_of, weights })
}

/// The tags of a set, in order.
fn tags_of(mask: u16) -> [u8; u16::BITS as usize] {
    let mut tags = [0; u16::BITS as usize];
    for (place, tag) in tags.iter_mut().zip((0..u16::BITS as u8).filter(|tag| mask & 1 << tag != 0)) {
        *place = tag;
    }
    tags
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_weights_of_all_features_are_all_there_are() {
        let shelf = shelf(BLOB).expect("the blob is one");
        for (code, (bytes, full, _)) in shelf {
            let model = decode(bytes, full).expect("it is a model");
            let end = model.groups.last().expect("it has groups");
            assert_eq!(end.first as usize, model.keys.len(), "{code}");
            assert_eq!(end.weight as usize, model.weights.len(), "{code}");
            for group in model.groups.windows(2) {
                let keys = &model.keys[group[0].first as usize..group[1].first as usize];
                assert!(keys.is_sorted_by_key(|&key| u16::from_le_bytes(key)), "{code}");
            }
        }
    }
}
