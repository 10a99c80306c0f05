//! Articles of one language that share their words: copies, edited copies, texts made from one source.
//!
//! Character 5-grams of the joined letters, MinHash bands for candidates (Broder 1997; banding as in Leskovec, Rajaraman,
//! Ullman, *Mining of Massive Datasets*, ch. 3), then the exact Jaccard index and containment.

use crate::keys::key_hash;
use rayon::prelude::*;
use rustc_hash::{FxHashMap, FxHashSet};
use tidings_model::{Article, CopyKind};

/// Letters of a shingle.
const SHINGLE: usize = 5;
/// Bands and rows of the MinHash table. The knee of 42 × 3 lies at a Jaccard index of .29.
const BANDS: usize = 42;
const ROWS: usize = 3;
/// One shingle in this many is kept for the second look-up, which finds what lies under the bands' knee.
const SAMPLE: u64 = 16;
/// Sampled shingles in more articles than this join nothing (phrases everybody uses).
const SAMPLE_LONGEST_LIST: usize = 24;
/// Share of the smaller article's sampled shingles that makes a candidate.
const SAMPLE_LEAST: f32 = 0.1;
/// A bucket with more articles compares each only with its first ones: they are copies of each other.
const BUCKET_COMPARED: usize = 24;
/// Articles with fewer shingles are too short to be a copy of anything.
const LEAST_SHINGLES: usize = 60;

/// Jaccard index from which two texts are copies: field notes, edited copies lie at .91–.99.
const COPY: f64 = 0.8;
/// Jaccard index from which one is the other, edited. Independent translations of one text end at .42–.49.
const EDITED: f64 = 0.5;
/// Share of the shorter text in the longer from which it is an abridged copy (at .5 it takes in what only shares a source).
const CONTAINED: f64 = 0.75;
/// Jaccard index from which two texts have one source; the highest unrelated pair lay at .25.
const SAME_SOURCE: f64 = 0.28;

/// Two articles that share their words.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Shared {
    /// Index of one article.
    pub a: usize,
    /// Index of the other, greater than `a`.
    pub b: usize,
    /// How they share them.
    pub kind: CopyKind,
    /// Likeness the kind was decided by.
    pub score: f64,
}

/// All pairs of articles that share their words, by `a` then `b`.
pub(crate) fn shared_pairs(articles: &[Article]) -> Vec<Shared> {
    let shingles: Vec<Vec<u64>> = articles.par_iter().map(|article| shingles(&article.text)).collect();
    let mut candidates: FxHashSet<(u32, u32)> = banded(&shingles);
    sampled(&shingles, &mut candidates);
    let mut candidates: Vec<(u32, u32)> = candidates.into_iter().collect();
    candidates.sort_unstable();
    candidates
        .par_iter()
        .filter_map(|&(a, b)| {
            let (a, b) = (a as usize, b as usize);
            decide(&shingles[a], &shingles[b]).map(|(kind, score)| Shared { a, b, kind, score })
        })
        .collect()
}

/// Sorted distinct hashes of the 5-grams over the lower-case letters and digits.
fn shingles(text: &str) -> Vec<u64> {
    let letters: Vec<char> =
        text.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect();
    let mut buffer = String::new();
    let mut list: Vec<u64> = letters
        .windows(SHINGLE)
        .map(|window| {
            buffer.clear();
            buffer.extend(window);
            mix(key_hash(0, &buffer))
        })
        .collect();
    list.sort_unstable();
    list.dedup();
    list
}

/// Spreads a hash over all its bits (the finaliser of MurmurHash3).
fn mix(mut hash: u64) -> u64 {
    hash = (hash ^ (hash >> 33)).wrapping_mul(0xff51_afd7_ed55_8ccd);
    hash = (hash ^ (hash >> 33)).wrapping_mul(0xc4ce_b9fe_1a85_ec53);
    hash ^ (hash >> 33)
}

/// Pairs that share a band of their MinHash signatures.
fn banded(shingles: &[Vec<u64>]) -> FxHashSet<(u32, u32)> {
    let signatures: Vec<Vec<u32>> = shingles.par_iter().map(|list| signature(list)).collect();
    let mut pairs = FxHashSet::default();
    for band in 0..BANDS {
        let mut buckets: FxHashMap<[u32; ROWS], Vec<u32>> = FxHashMap::default();
        for (article, signature) in signatures.iter().enumerate() {
            let Some(rows) = signature.get(band * ROWS..band * ROWS + ROWS) else { continue };
            buckets.entry([rows[0], rows[1], rows[2]]).or_default().push(article as u32);
        }
        for bucket in buckets.values() {
            for (place, &b) in bucket.iter().enumerate() {
                for &a in &bucket[..place.min(BUCKET_COMPARED)] {
                    pairs.insert((a, b));
                }
            }
        }
    }
    pairs
}

/// MinHash signature of a set; empty for one that is too small.
fn signature(list: &[u64]) -> Vec<u32> {
    if list.len() < LEAST_SHINGLES {
        return Vec::new();
    }
    // Multiply-shift hashing (Dietzfelbinger et al. 1997): odd multipliers from a fixed sequence.
    let factors: Vec<u32> = (1..=(BANDS * ROWS) as u64).map(|index| mix(index) as u32 | 1).collect();
    let mut least = vec![u32::MAX; factors.len()];
    for &hash in list {
        let (low, high) = (hash as u32, (hash >> 32) as u32);
        for (slot, factor) in least.iter_mut().zip(&factors) {
            *slot = (*slot).min((low ^ factor.rotate_left(7)).wrapping_mul(*factor) ^ high);
        }
    }
    least
}

/// Adds pairs that share enough of their sampled rare shingles.
fn sampled(shingles: &[Vec<u64>], pairs: &mut FxHashSet<(u32, u32)>) {
    let samples: Vec<Vec<u64>> = shingles
        .iter()
        .map(|list| {
            if list.len() < LEAST_SHINGLES {
                Vec::new()
            } else {
                list.iter().copied().filter(|hash| hash % SAMPLE == 0).collect()
            }
        })
        .collect();
    let mut lists: FxHashMap<u64, Vec<u32>> = FxHashMap::default();
    for (article, sample) in samples.iter().enumerate() {
        for &hash in sample {
            lists.entry(hash).or_default().push(article as u32);
        }
    }
    lists.retain(|_, list| list.len() > 1 && list.len() <= SAMPLE_LONGEST_LIST);
    let mut common: FxHashMap<u32, u32> = FxHashMap::default();
    for (b, sample) in samples.iter().enumerate() {
        common.clear();
        for list in sample.iter().filter_map(|hash| lists.get(hash)) {
            for &a in list.iter().take_while(|&&a| (a as usize) < b) {
                *common.entry(a).or_default() += 1;
            }
        }
        for (&a, &count) in &common {
            let smaller = sample.len().min(samples[a as usize].len()) as f32;
            if count as f32 >= SAMPLE_LEAST * smaller && count >= 4 {
                pairs.insert((a, b as u32));
            }
        }
    }
}

/// Kind and likeness of two texts, by their sorted shingles.
fn decide(a: &[u64], b: &[u64]) -> Option<(CopyKind, f64)> {
    let common = common(a, b) as f64;
    let jaccard = common / (a.len() as f64 + b.len() as f64 - common).max(1.0);
    let contained = common / a.len().min(b.len()) as f64;
    if jaccard >= COPY {
        Some((CopyKind::Copy, jaccard))
    } else if jaccard >= EDITED {
        Some((CopyKind::Edited, jaccard))
    } else if contained >= CONTAINED {
        Some((CopyKind::Edited, contained))
    } else if jaccard >= SAME_SOURCE {
        Some((CopyKind::SameSource, jaccard))
    } else {
        None
    }
}

fn common(a: &[u64], b: &[u64]) -> usize {
    let (mut i, mut j, mut count) = (0, 0, 0);
    while i < a.len() && j < b.len() {
        match a[i].cmp(&b[j]) {
            std::cmp::Ordering::Less => i += 1,
            std::cmp::Ordering::Greater => j += 1,
            std::cmp::Ordering::Equal => {
                count += 1;
                i += 1;
                j += 1;
            }
        }
    }
    count
}

/// Jaccard index of two texts.
pub(crate) fn jaccard(a: &str, b: &str) -> f64 {
    let (a, b) = (shingles(a), shingles(b));
    let common = common(&a, &b) as f64;
    common / (a.len() as f64 + b.len() as f64 - common).max(1.0)
}

/// The rule behind a group, with its figure.
pub(crate) fn why(kind: CopyKind, score: f64) -> String {
    match kind {
        CopyKind::Copy => format!("the letters' 5-grams agree to {score:.2} (copy from {COPY})"),
        CopyKind::Edited => {
            format!(
                "the letters' 5-grams agree to {score:.2} (from {EDITED}), or {CONTAINED} of the shorter text are in the longer"
            )
        }
        CopyKind::SameSource => format!("wording or order of the content words agree to {score:.2}"),
        CopyKind::Translation => {
            format!("names and numbers stand in the same order: {score:.2} of the shorter text's")
        }
    }
}

/// Groups of articles all of whose pairs are of one kind, with the score of the least alike pair; every pair is in a group.
pub(crate) fn groups(pairs: &[Shared]) -> Vec<(Vec<usize>, CopyKind, f64)> {
    let mut kinds: Vec<CopyKind> = pairs.iter().map(|pair| pair.kind).collect();
    kinds.sort_unstable();
    kinds.dedup();
    let mut found = Vec::new();
    for kind in kinds {
        let mut near: FxHashMap<usize, Vec<usize>> = FxHashMap::default();
        let mut scores: FxHashMap<(usize, usize), f64> = FxHashMap::default();
        for pair in pairs.iter().filter(|pair| pair.kind == kind) {
            near.entry(pair.a).or_default().push(pair.b);
            near.entry(pair.b).or_default().push(pair.a);
            scores.insert((pair.a, pair.b), pair.score);
        }
        near.values_mut().for_each(|list| list.sort_unstable());
        let score = |a: usize, b: usize| scores.get(&(a.min(b), a.max(b))).copied();
        let mut covered: FxHashSet<(usize, usize)> = FxHashSet::default();
        for pair in pairs.iter().filter(|pair| pair.kind == kind) {
            if covered.contains(&(pair.a, pair.b)) {
                continue;
            }
            let mut group = vec![pair.a, pair.b];
            for &other in &near[&pair.a] {
                if !group.contains(&other) && group.iter().all(|&member| score(member, other).is_some()) {
                    group.push(other);
                }
            }
            group.sort_unstable();
            let mut least = f64::INFINITY;
            for (place, &b) in group.iter().enumerate() {
                for &a in &group[..place] {
                    covered.insert((a, b));
                    least = least.min(score(a, b).unwrap_or(0.0));
                }
            }
            found.push((group, kind, least));
        }
    }
    found.sort_by(|a, b| a.0.cmp(&b.0).then(a.1.cmp(&b.1)));
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    const HARBOUR: &str = "The harbour of the old town was closed on Monday after a barge struck the eastern pier. Nobody was \
        hurt, the port authority said, but ferries to the islands will leave from the northern quay until the damage has been \
        surveyed. Divers were to inspect the foundations in the afternoon. The barge carried gravel and was on its way from \
        the quarry to the new bridge when its steering failed in a strong cross wind.";

    fn article(text: &str) -> Article {
        Article { text: text.to_owned(), ..Article::default() }
    }

    fn kinds(texts: &[&str]) -> Vec<(usize, usize, CopyKind)> {
        let articles: Vec<Article> = texts.iter().map(|text| article(text)).collect();
        shared_pairs(&articles).iter().map(|pair| (pair.a, pair.b, pair.kind)).collect()
    }

    #[test]
    fn the_same_words_are_a_copy() {
        let again = HARBOUR.replace("Monday", "MONDAY").replace(". ", ".\n\n");
        assert_eq!(kinds(&[HARBOUR, &again]), [(0, 1, CopyKind::Copy)]);
    }

    #[test]
    fn an_abridged_text_is_an_edited_copy() {
        let half = &HARBOUR[..HARBOUR.find("Divers").unwrap()];
        assert_eq!(kinds(&[half, HARBOUR]), [(0, 1, CopyKind::Edited)]);
    }

    #[test]
    fn another_report_is_no_copy() {
        let other = "A barge hit the pier in the old town's harbour on Monday, and the port was shut for the day. Islanders \
            had to board at another quay while experts looked at the damage under water; the port authority knew of no \
            injuries. Wind is thought to have driven the vessel, which was loaded with gravel for a bridge, off its course.";
        assert_eq!(kinds(&[HARBOUR, other]), []);
    }

    #[test]
    fn groups_hold_only_pairs_of_their_kind() {
        let pair = |a, b, kind| Shared { a, b, kind, score: 0.9 };
        let pairs = [pair(0, 1, CopyKind::Copy), pair(0, 2, CopyKind::Copy), pair(1, 2, CopyKind::Edited)];
        let found: Vec<(Vec<usize>, CopyKind)> =
            groups(&pairs).into_iter().map(|(group, kind, _)| (group, kind)).collect();
        assert_eq!(
            found,
            [(vec![0, 1], CopyKind::Copy), (vec![0, 2], CopyKind::Copy), (vec![1, 2], CopyKind::Edited)]
        );
    }
}
