//! How alike two articles are in what they are about: rarity-weighted cosines, found through an inverted index.

use crate::features::{Feature, Features, space};
use rustc_hash::FxHashMap;

/// Articles of an imagined background that rarity is counted against, so that a brief of five articles knows that a
/// word met twice is not therefore common. Drowned by the real counts from some thousand articles on.
const BACKGROUND: f32 = 200.0;
/// Key lists longer than this join nothing: the few most frequent keys are most of the work and none of the news.
const LONGEST_LIST: usize = 400;
/// Pairs less alike than this are not kept.
pub(crate) const LEAST_ALIKE: f32 = 0.05;
/// Share of the names in the likeness of two articles of one language; the rest are its words.
const NAMES_SHARE: f32 = 0.5;

/// In how many of the background's articles a key of a space is expected.
fn background_count(space: u8) -> f32 {
    match space {
        space::PERSON => 1.0,
        space::PLACE | space::SKELETON => 4.0,
        space::COUNTRY => 12.0,
        space::EVENT => 15.0,
        space::BODY | space::PREFIX => 2.0,
        _ => 3.0,
    }
}

/// How much a key of a space counts, beside its rarity.
fn space_weight(space: u8) -> f32 {
    match space {
        space::SKELETON => 0.6,
        space::EVENT | space::DEED | space::COUNTED => 0.8,
        _ => 1.0,
    }
}

/// Two articles that are alike.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Pair {
    /// Index of one article.
    pub a: usize,
    /// Index of the other, greater than `a`.
    pub b: usize,
    /// Likeness, 0 to 1.
    pub score: f32,
}

/// Unit vectors of all articles and what rarity they were weighed by.
#[derive(Debug, Default)]
pub(crate) struct Vectors {
    names: Vec<Vec<(u64, f32)>>,
    words: Vec<Vec<(u64, f32)>>,
}

/// Weighs the features of all articles by rarity and brings them to unit length.
pub(crate) fn vectors(features: &[Features]) -> Vectors {
    let mut counts: FxHashMap<u64, u32> = FxHashMap::default();
    for feature in features.iter().flat_map(|features| features.names.iter().chain(&features.words)) {
        *counts.entry(feature.key).or_default() += 1;
    }
    let all = features.len() as f32 + BACKGROUND;
    let weigh = |list: &[Feature]| {
        let mut vector: Vec<(u64, f32)> = list
            .iter()
            .map(|feature| {
                let met = counts[&feature.key] as f32 + background_count(feature.space);
                (feature.key, feature.weight * space_weight(feature.space) * (all / met).ln().max(0.0))
            })
            .collect();
        let length = vector.iter().map(|(_, weight)| weight * weight).sum::<f32>().sqrt();
        if length > 0.0 {
            vector.iter_mut().for_each(|(_, weight)| *weight /= length);
        }
        vector
    };
    Vectors {
        names: features.iter().map(|features| weigh(&features.names)).collect(),
        words: features.iter().map(|features| weigh(&features.words)).collect(),
    }
}

/// All pairs of articles at least [`LEAST_ALIKE`] that `allowed` lets meet, by `a` then `b`.
///
/// `same_language` says whether two articles share a language.
pub(crate) fn alike_pairs(
    vectors: &Vectors,
    same_language: impl Fn(usize, usize) -> bool,
    allowed: impl Fn(usize, usize) -> bool,
) -> Vec<Pair> {
    let count = vectors.names.len();
    let mut names = index(&vectors.names);
    let mut words = index(&vectors.words);
    names.retain(|_, list| list.len() > 1 && list.len() <= LONGEST_LIST);
    words.retain(|_, list| list.len() > 1 && list.len() <= LONGEST_LIST);
    let mut pairs = Vec::new();
    let mut by_names = vec![0.0f32; count];
    let mut by_words = vec![0.0f32; count];
    let mut touched: Vec<usize> = Vec::new();
    for a in 0..count {
        for (lists, sums, vector) in
            [(&names, &mut by_names, &vectors.names[a]), (&words, &mut by_words, &vectors.words[a])]
        {
            for (key, weight) in vector {
                let Some(list) = lists.get(key) else { continue };
                let from = list.partition_point(|(article, _)| *article as usize <= a);
                for (article, other) in &list[from..] {
                    let b = *article as usize;
                    if sums[b] == 0.0 {
                        touched.push(b);
                    }
                    sums[b] += weight * other;
                }
            }
        }
        touched.sort_unstable();
        touched.dedup();
        for &b in &touched {
            let score = if same_language(a, b) {
                NAMES_SHARE * by_names[b] + (1.0 - NAMES_SHARE) * by_words[b]
            } else {
                by_names[b]
            };
            if score >= LEAST_ALIKE && allowed(a, b) {
                pairs.push(Pair { a, b, score });
            }
            by_names[b] = 0.0;
            by_words[b] = 0.0;
        }
        touched.clear();
    }
    pairs
}

fn index(vectors: &[Vec<(u64, f32)>]) -> FxHashMap<u64, Vec<(u32, f32)>> {
    let mut lists: FxHashMap<u64, Vec<(u32, f32)>> = FxHashMap::default();
    for (article, vector) in vectors.iter().enumerate() {
        for &(key, weight) in vector {
            lists.entry(key).or_default().push((article as u32, weight));
        }
    }
    lists
}
