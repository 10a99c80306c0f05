//! Weights as they lie in the blob.

use anyhow::{Context, Result, ensure};
use rustc_hash::FxHashMap;
use tidings_annotate::tagger::{MAGIC, TAGS, split};

/// Weights whose quantised square root is smaller than this are always left out.
const LEAST_WEIGHT: i32 = 5;

/// Features of a group, about.
const FEATURES_OF_GROUP: usize = 4;

/// Bytes of a feature beside its weights, times four: key, mask and its share of the group's size.
const QUARTER_BYTES: usize = 13;

/// A mask of all tags.
const ALL: u16 = (1 << TAGS) - 1;

/// A model as bytes, at most about so many: the weights that matter least go first until it is small enough. The layout is told where
/// it is read (`crates/annotate/src/tagger/model.rs`).
pub fn encode(
    keys: &[u32],
    rows: &[[f64; TAGS]],
    transitions: &[[f64; TAGS]; TAGS],
    most_bytes: usize,
) -> Result<Vec<u8>> {
    let largest = rows.iter().flatten().fold(0f64, |most, weight| most.max(weight.abs()));
    // Square roots are kept in a byte, so that the few large weights do not swallow the many small ones.
    let root_scale = 127.0 / largest.max(1e-9).sqrt();
    let mut bytes = Vec::new();
    for weight in transitions.iter().flatten() {
        let value = weight * root_scale * root_scale;
        bytes.extend_from_slice(&(value.round().clamp(-1e9, 1e9) as i32).to_le_bytes());
    }
    let quantised: Vec<[i8; TAGS]> = rows
        .iter()
        .map(|row| {
            row.map(|weight| ((weight.abs().sqrt() * root_scale).round().min(127.0) * weight.signum()) as i8)
        })
        .collect();
    let size = |least: i32| -> usize {
        let kept = |row: &[i8; TAGS]| row.iter().filter(|weight| i32::from(**weight).abs() >= least).count();
        quantised
            .iter()
            .map(kept)
            .filter(|&kept| kept > 0)
            .map(|kept| QUARTER_BYTES + 4 * kept)
            .sum::<usize>()
            / 4
    };
    let least = (LEAST_WEIGHT..127).find(|&least| size(least) <= most_bytes).unwrap_or(127);
    let mask_of = |row: &[i8; TAGS]| {
        let is_kept = |tag: &usize| i32::from(row[*tag]).abs() >= least;
        (0..TAGS).filter(is_kept).fold(0u16, |mask, tag| mask | 1 << tag)
    };
    let kept: Vec<(u32, u16, &[i8; TAGS])> = keys
        .iter()
        .zip(&quantised)
        .map(|(&key, row)| (key, mask_of(row), row))
        .filter(|(_, mask, _)| *mask != 0)
        .collect();
    let table = frequent_masks(kept.iter().map(|(_, mask, _)| *mask));
    let bits = (kept.len() / FEATURES_OF_GROUP).max(2).ilog2().min(u16::BITS);
    let mut sizes = vec![0u8; 1 << bits];
    let (mut hashes, mut masks, mut values) = (Vec::new(), Vec::new(), Vec::new());
    for &(key, mask, row) in &kept {
        let (group, key) = split(key, bits);
        sizes[group] = sizes[group].checked_add(1).context("a group of too many features")?;
        hashes.extend_from_slice(&key.to_le_bytes());
        let number = smallest_that_holds(&table, mask);
        masks.push(u8::try_from(number)?);
        // Where a rare mask is stored as a larger one, the weights left out are nothing.
        values.extend(
            (0..TAGS)
                .filter(|tag| table[number] >> tag & 1 == 1)
                .map(|tag| if mask >> tag & 1 == 1 { row[tag] as u8 } else { 0 }),
        );
    }
    bytes.extend_from_slice(&u32::try_from(kept.len())?.to_le_bytes());
    bytes.push(u8::try_from(bits)?);
    bytes.push(u8::try_from(table.len())?);
    table.iter().for_each(|mask| bytes.extend_from_slice(&mask.to_le_bytes()));
    bytes.extend(sizes);
    bytes.extend(hashes);
    bytes.extend(masks);
    bytes.extend(values);
    Ok(bytes)
}

/// The most frequent masks, as many as a byte can count, and the one of all tags.
fn frequent_masks(masks: impl Iterator<Item = u16>) -> Vec<u16> {
    let mut counts: FxHashMap<u16, usize> = FxHashMap::default();
    masks.for_each(|mask| *counts.entry(mask).or_default() += 1);
    let mut table: Vec<u16> = counts.keys().copied().filter(|&mask| mask != ALL).collect();
    table.sort_unstable_by_key(|mask| (std::cmp::Reverse(counts[mask]), *mask));
    table.truncate(usize::from(u8::MAX) - 1);
    table.push(ALL);
    table.sort_unstable();
    table
}

/// Number of the mask itself, or of the smallest one that holds it.
fn smallest_that_holds(table: &[u16], mask: u16) -> usize {
    table.binary_search(&mask).unwrap_or_else(|_| {
        let holds = |number: &usize| table[*number] & mask == mask;
        (0..table.len())
            .filter(holds)
            .min_by_key(|&number| table[number].count_ones())
            .unwrap_or(table.len() - 1)
    })
}

/// The models of a blob by their codes.
pub fn models(blob: &[u8]) -> Result<FxHashMap<String, Vec<u8>>> {
    let mut rest = blob.strip_prefix(MAGIC).context("a blob of another layout")?;
    let mut take = |count: usize| -> Result<&[u8]> {
        ensure!(rest.len() >= count, "the blob ends early");
        let (head, tail) = rest.split_at(count);
        rest = tail;
        Ok(head)
    };
    let mut models = FxHashMap::default();
    for _ in 0..take(1)?[0] {
        let length = take(1)?[0];
        let codes = std::str::from_utf8(take(length.into())?)?.to_owned();
        take(1)?;
        let size = u32::from_le_bytes(take(4)?.try_into()?) as usize;
        models.insert(codes, take(size)?.to_vec());
    }
    Ok(models)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rare_masks_are_stored_as_larger_ones() {
        // 300 masks with more than one tag each, the first ones twice.
        let masks: Vec<u16> = (1..ALL).filter(|mask| mask.count_ones() > 1).take(300).collect();
        let table = frequent_masks(masks.iter().chain(&masks[..100]).copied());
        assert_eq!(table.len(), 255);
        assert!(masks[..100].iter().all(|mask| table.contains(mask)));
        assert!(masks.iter().all(|mask| table[smallest_that_holds(&table, *mask)] & mask == *mask));
    }

    #[test]
    fn a_model_holds_what_matters_most() {
        let keys: Vec<u32> = (0..1000).map(|key: u32| key << 22).collect();
        let rows: Vec<[f64; TAGS]> =
            (0..1000).map(|at| std::array::from_fn(|tag| (at * (tag + 1)) as f64 / 9000.0)).collect();
        let whole = encode(&keys, &rows, &[[0.0; TAGS]; TAGS], 1_000_000).unwrap();
        let cut = encode(&keys, &rows, &[[0.0; TAGS]; TAGS], 5_000).unwrap();
        assert!(cut.len() < whole.len() / 2 && cut.len() < 6_500, "{} and {}", cut.len(), whole.len());
    }
}
