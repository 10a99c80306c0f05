//! Annotated articles → copies, identities, stories, claims, discrepancies, timelines, storylines.
//!
//! The way through: identities join the names of all articles; [`copies`] and [`translations`] find texts that share their
//! words or their order; [`stories`] groups what tells of one happening; everything after works inside a story.
//! All of it is deterministic: pure functions run in parallel, decisions in one order.

use rayon::prelude::*;
use tidings_model::{Article, Brief, Copies};

mod clusters;
mod copies;
mod days;
mod describe;
mod features;
mod focus;
mod gloss;
mod identities;
mod keys;
mod origins;
mod parties;
mod similarity;
mod stories;
mod translations;

/// Relates articles to each other. The order of `articles` is the input's order and is kept.
pub fn relate(articles: Vec<Article>) -> Brief {
    let entities = identities::gather(&articles);
    let parties = parties::Parties::new(&articles, &entities);
    let features: Vec<features::Features> = articles.par_iter().map(features::features).collect();
    let (_, candidates) = stories::candidates(&articles, &features);
    let shared = shared(&articles, &features, &candidates);
    let foci: Vec<Vec<focus::Focus>> =
        articles.par_iter().map(|article| focus::foci(article, &parties)).collect();
    let groups = stories::stories(&articles, &candidates, &shared, &foci, &parties);
    let mentioned = describe::Mentioned::new(&articles, &entities, &parties);
    let stories = groups
        .iter()
        .map(|group| {
            let mut story = describe::describe(&articles, group, &foci, &mentioned, &parties);
            story.origin_list = origins::origins(&articles, &group.members, &shared);
            story.origins = story.origin_list.len();
            story
        })
        .collect();
    let copies = copies::groups(&shared)
        .into_iter()
        .map(|(group, kind, score)| Copies {
            articles: group.iter().map(|&article| articles[article].id.clone()).collect(),
            kind,
            score: (score * 1000.0).round() / 1000.0,
            why: copies::why(kind, score),
        })
        .collect();
    Brief {
        schema: "tidings.brief/1".to_owned(),
        articles,
        entities,
        copies,
        stories,
        storylines: Vec::new(),
    }
}

/// All pairs of articles that share their words or say the same in the same order.
fn shared(
    articles: &[Article],
    features: &[features::Features],
    candidates: &[similarity::Pair],
) -> Vec<copies::Shared> {
    let mut shared = copies::shared_pairs(articles);
    shared.extend(translations::translated_pairs(articles, features, candidates, &shared));
    shared.sort_unstable_by_key(|pair| (pair.a, pair.b));
    shared
}
