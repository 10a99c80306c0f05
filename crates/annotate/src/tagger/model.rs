//! The weights, used where they lie in the blob.

use super::{ANY, MAGIC, TAGS};
use rustc_hash::FxHashMap;
use std::sync::OnceLock;

/// Features whose weights are counted together: a look-up counts the bits of so many masks at most.
const BLOCK: usize = 16;

static BLOB: &[u8] = include_bytes!("../../../../names/tagger.bin");

/// The weights of one language.
pub(super) struct Model {
    pub transitions: [[i32; TAGS]; TAGS],
    /// Hashes of the features (`u32`), ascending.
    keys: &'static [[u8; 4]],
    /// Tags each feature has weights for (`u16`).
    masks: &'static [[u8; 2]],
    /// First weight of each [`BLOCK`] of features.
    blocks: Vec<u32>,
    weights: &'static [u8],
    /// It was trained on annotated text of its languages.
    pub full: bool,
}

impl Model {
    /// Adds a feature's weights.
    pub fn add(&self, feature: u32, scores: &mut [i32; TAGS]) {
        let Some(at) = self.find(feature) else { return };
        let mut mask = u16::from_le_bytes(self.masks[at]);
        let block = at / BLOCK;
        let before = &self.masks[block * BLOCK..at];
        let mut place = (self.blocks[block] + before.iter().map(ones).sum::<u32>()) as usize;
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

    /// Place of a feature. Keys are hashes, evenly spread, so that one stands near its share of the whole; from there the
    /// search widens.
    fn find(&self, feature: u32) -> Option<usize> {
        let key = |at: usize| u32::from_le_bytes(self.keys[at]);
        let count = self.keys.len();
        let guess = ((u64::from(feature) * count as u64) >> 32) as usize;
        let (mut low, mut high) = (guess, guess);
        let mut step = 32;
        while low > 0 && key(low) > feature {
            low = low.saturating_sub(step);
            step *= 2;
        }
        let mut step = 32;
        while high < count && key(high) < feature {
            high += step;
            step *= 2;
        }
        let range = low..(high + 1).min(count);
        let place = self.keys.get(range)?.binary_search_by_key(&feature, |&key| u32::from_le_bytes(key));
        place.ok().map(|place| low + place)
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
    let mut blocks = Vec::with_capacity(count / BLOCK + 1);
    let mut weight = 0;
    for block in masks.chunks(BLOCK) {
        blocks.push(weight);
        weight += block.iter().map(ones).sum::<u32>();
    }
    Some(Model { full, transitions, keys, masks, blocks, weights })
}
