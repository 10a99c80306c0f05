//! Average-link clustering of alike pairs: exact, deterministic, no chains.

use crate::similarity::Pair;
use rustc_hash::FxHashMap;
use std::cmp::Ordering;
use std::collections::BinaryHeap;

/// Two clusters that may be joined, ordered by likeness, then by their numbers.
#[derive(Debug, Clone, Copy, PartialEq)]
struct Join {
    score: f32,
    a: usize,
    b: usize,
    versions: (u32, u32),
}

impl Eq for Join {}

impl Ord for Join {
    fn cmp(&self, other: &Self) -> Ordering {
        self.score.total_cmp(&other.score).then_with(|| (other.a, other.b).cmp(&(self.a, self.b)))
    }
}

impl PartialOrd for Join {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

/// What is known of the pairs between two clusters.
#[derive(Debug, Clone, Copy, Default)]
struct Between {
    sum: f32,
    strong: u32,
}

/// Groups of articles, each sorted, in order of their first member; single ones included.
///
/// Two groups are joined while the average likeness of their cross pairs (a pair not given counts 0) is at least `least`
/// and at least `quorum` of the cross pairs are `least` alike themselves.
pub(crate) fn clusters(count: usize, pairs: &[Pair], least: f32, quorum: f32) -> Vec<Vec<usize>> {
    let mut near: Vec<FxHashMap<usize, Between>> = vec![FxHashMap::default(); count];
    for pair in pairs {
        let between = Between { sum: pair.score, strong: u32::from(pair.score >= least) };
        near[pair.a].insert(pair.b, between);
        near[pair.b].insert(pair.a, between);
    }
    let mut members: Vec<Vec<usize>> = (0..count).map(|article| vec![article]).collect();
    let mut version = vec![0u32; count];
    let mut heap: BinaryHeap<Join> = pairs
        .iter()
        .filter(|pair| pair.score >= least)
        .map(|pair| Join { score: pair.score, a: pair.a, b: pair.b, versions: (0, 0) })
        .collect();
    while let Some(join) = heap.pop() {
        let Join { a, b, .. } = join;
        if (version[a], version[b]) != join.versions {
            continue;
        }
        // `a` is the lower number and keeps the cluster.
        let moved = std::mem::take(&mut members[b]);
        members[a].extend(moved);
        version[a] += 1;
        version[b] = u32::MAX;
        let mut others: Vec<(usize, Between)> = near[b].drain().collect();
        others.sort_unstable_by_key(|(other, _)| *other);
        near[a].remove(&b);
        for (other, between) in others {
            near[other].remove(&b);
            if other == a {
                continue;
            }
            let sum = near[a].entry(other).or_default();
            sum.sum += between.sum;
            sum.strong += between.strong;
            let sum = *sum;
            near[other].insert(a, sum);
        }
        let mut updated: Vec<(usize, Between)> =
            near[a].iter().map(|(other, between)| (*other, *between)).collect();
        updated.sort_unstable_by_key(|(other, _)| *other);
        for (other, between) in updated {
            let cross = (members[a].len() * members[other].len()) as f32;
            let score = between.sum / cross;
            if score >= least && between.strong as f32 >= quorum * cross {
                let (low, high) = (a.min(other), a.max(other));
                heap.push(Join { score, a: low, b: high, versions: (version[low], version[high]) });
            }
        }
    }
    let mut groups: Vec<Vec<usize>> = members.into_iter().filter(|group| !group.is_empty()).collect();
    groups.iter_mut().for_each(|group| group.sort_unstable());
    groups.sort_unstable();
    groups
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pair(a: usize, b: usize, score: f32) -> Pair {
        Pair { a, b, score }
    }

    #[test]
    fn a_chain_is_not_a_group() {
        let pairs = [pair(0, 1, 0.9), pair(1, 2, 0.5), pair(2, 3, 0.9)];
        assert_eq!(clusters(4, &pairs, 0.3, 0.2), [vec![0, 1], vec![2, 3]]);
    }

    #[test]
    fn a_quorum_of_cross_pairs_joins() {
        let pairs = [pair(0, 1, 0.9), pair(0, 2, 0.5), pair(1, 2, 0.4), pair(3, 4, 0.2)];
        assert_eq!(clusters(5, &pairs, 0.3, 0.2), [vec![0, 1, 2], vec![3], vec![4]]);
    }

    #[test]
    fn nothing_alike_stays_alone() {
        assert_eq!(clusters(2, &[], 0.3, 0.2), [vec![0], vec![1]]);
    }
}
