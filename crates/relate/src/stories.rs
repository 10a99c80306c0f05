//! Stories: articles of any language about one happening.

use crate::clusters::clusters;
use crate::copies::Shared;
use crate::days::{Days, days_of};
use crate::features::Features;
use crate::focus::{Focus, Relation, relation};
use crate::parties::Parties;
use crate::similarity::{Pair, alike_pairs, vectors};
use rustc_hash::FxHashMap;
use tidings_model::{Article, CopyKind};

/// Articles published further apart than this, in days, are of two stories; a storyline may link them.
const WINDOW_DAYS: i64 = 7;
/// Average likeness two groups need to be joined: so much in a handful of articles, which may all be of one theme and share its names …
const JOIN_FEW: f32 = 0.20;
const FEW: f32 = 20.0;
/// … and so much among thousands, where rarity is known. Measured on 21 languages: .13 has the best F1 of half texts in different
/// languages (.45, B-cubed precision .95) and of whole texts; on five and twenty articles .20 keeps apart what shares a theme.
const JOIN_MANY: f32 = 0.13;
const MANY: f32 = 1000.0;
/// Share of cross pairs that must themselves be alike: no chains.
const QUORUM: f32 = 0.2;
/// Factor on the likeness of articles that tell of one main event, and of those that tell of another one of its type.
const ONE_EVENT: f32 = 1.3;
const OTHER_EVENT: f32 = 0.5;
/// Likeness of articles that tell of one event the other way round, or at another time: it keeps their groups apart.
const REVERSED: f32 = -0.6;
/// Likeness of articles that share their words or their order.
const COPY_LIKENESS: f32 = 0.95;
const TRANSLATION_LIKENESS: f32 = 0.6;

/// Articles of one story, by index, and how alike they are.
#[derive(Debug, Clone, Default)]
pub(crate) struct Group {
    /// Indices of the articles, ascending.
    pub members: Vec<usize>,
    /// Pairs of them that are alike, with their likeness.
    pub pairs: Vec<Pair>,
}

/// Pairs of articles that are alike enough to be looked at, their dates allowing.
pub(crate) fn candidates(articles: &[Article], features: &[Features]) -> Vec<Pair> {
    let vectors = vectors(features);
    let published: Vec<Option<Days>> =
        articles.iter().map(|article| article.published.value.as_deref().and_then(days_of)).collect();
    alike_pairs(
        &vectors,
        |a, b| articles[a].language.code == articles[b].language.code,
        |a, b| match (published[a], published[b]) {
            (Some(a), Some(b)) => a.gap(b) <= WINDOW_DAYS,
            _ => true,
        },
    )
}

/// Average likeness two groups of a collection need: from [`JOIN_FEW`] to [`JOIN_MANY`] by the logarithm of its size.
fn join_least(articles: usize) -> f32 {
    let share = ((articles as f32).max(1.0) / FEW).ln() / (MANY / FEW).ln();
    JOIN_FEW + (JOIN_MANY - JOIN_FEW) * share.clamp(0.0, 1.0)
}

/// Groups all articles; single ones are groups of their own. Largest first, then in input order.
pub(crate) fn stories(
    articles: &[Article],
    candidates: &[Pair],
    shared: &[Shared],
    foci: &[Vec<Focus>],
    parties: &Parties,
) -> Vec<Group> {
    let mut scores: FxHashMap<(usize, usize), f32> = FxHashMap::default();
    for pair in candidates {
        let factor = match relation(&foci[pair.a], &foci[pair.b], parties) {
            Relation::One => ONE_EVENT,
            Relation::Open => 1.0,
            Relation::Other => OTHER_EVENT,
            Relation::Reversed => {
                scores.insert((pair.a, pair.b), REVERSED);
                continue;
            }
        };
        scores.insert((pair.a, pair.b), (pair.score * factor).min(1.0));
    }
    for pair in shared {
        let least = match pair.kind {
            CopyKind::Translation => TRANSLATION_LIKENESS,
            _ => COPY_LIKENESS,
        };
        let score = scores.entry((pair.a, pair.b)).or_default();
        // The same words are the same story; the same order alone is overruled by what the articles tell.
        if *score >= 0.0 || matches!(pair.kind, CopyKind::Copy | CopyKind::Edited) {
            *score = score.max(least);
        }
    }
    let mut pairs: Vec<Pair> = scores.into_iter().map(|((a, b), score)| Pair { a, b, score }).collect();
    pairs.sort_unstable_by_key(|pair| (pair.a, pair.b));
    let mut groups: Vec<Group> = clusters(articles.len(), &pairs, join_least(articles.len()), QUORUM)
        .into_iter()
        .map(|members| Group { members, pairs: Vec::new() })
        .collect();
    let mut group_of = vec![0; articles.len()];
    for (index, group) in groups.iter().enumerate() {
        group.members.iter().for_each(|&member| group_of[member] = index);
    }
    for pair in pairs {
        if group_of[pair.a] == group_of[pair.b] {
            groups[group_of[pair.a]].pairs.push(pair);
        }
    }
    groups.sort_by(|a, b| b.members.len().cmp(&a.members.len()).then_with(|| a.members.cmp(&b.members)));
    groups
}
