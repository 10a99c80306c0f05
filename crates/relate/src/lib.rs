//! Annotated articles → copies, identities, stories, claims, discrepancies, timelines, storylines.
//!
//! The way through: identities join the names of all articles; [`copies`] and [`translations`] find texts that share their
//! words or their order; [`stories`] groups what tells of one happening; [`undated`] places what has no date; then every story
//! gets its claims, what its accounts agree on and where they differ, its timeline, and its links to other stories.
//! All of it is deterministic: pure functions run in parallel, decisions in one order.

use claims::{Draft, Elsewhere};
use parties::Parties;
use rayon::prelude::*;
use reports::Report;
use rustc_hash::{FxHashMap, FxHashSet};
use tidings_model::{Article, Brief, Copies, Story, Storyline};

mod claims;
mod clusters;
mod compare;
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
mod reports;
mod similarity;
mod stories;
mod storylines;
mod timeline;
mod translations;
mod undated;

/// Relates articles to each other. The order of `articles` is the input's order and is kept.
pub fn relate(articles: Vec<Article>) -> Brief {
    relate_deciding(articles, &tidings_names::Decisions::default())
}

/// The same, with what a person has decided on who is who.
pub fn relate_deciding(mut articles: Vec<Article>, decisions: &tidings_names::Decisions) -> Brief {
    let entities = identities::gather(&mut articles, decisions);
    let parties = Parties::new(&articles, &entities);
    let features: Vec<features::Features> =
        articles.par_iter().map(|article| features::features(article, &parties)).collect();
    let candidates = stories::candidates(&articles, &features);
    let shared = shared(&articles, &features, &candidates);
    drop(features);
    let mut reports = all_reports(&articles, &parties);
    let mut foci = all_foci(&articles, &reports, &parties);
    let groups = stories::stories(&articles, &candidates, &shared, &foci, &parties);
    drop(candidates);

    if undated::place_in_stories(&mut articles, &groups, &foci, &reports, &parties) {
        reports = all_reports(&articles, &parties);
    }
    if undated::place_stories(&mut articles, &groups, &foci, &reports, &parties) {
        reports = all_reports(&articles, &parties);
    }
    foci = all_foci(&articles, &reports, &parties);

    let mentioned = describe::Mentioned::new(&articles, &entities, &parties);
    let mut stories: Vec<Story> = groups
        .par_iter()
        .map(|group| {
            let mut story = describe::describe(&articles, group, &foci, &mentioned, &parties);
            story.origin_list = origins::origins(&articles, &group.members, &shared);
            story.origins = story.origin_list.len();
            story
        })
        .collect();
    let storylines = tell(&articles, &groups, &foci, &reports, &parties, &mut stories);
    let copies = copies::groups(&shared)
        .into_iter()
        .map(|(group, kind, score)| Copies {
            articles: group.iter().map(|&article| articles[article].id.clone()).collect(),
            kind,
            score: (score * 1000.0).round() / 1000.0,
            why: copies::why(kind, score),
        })
        .collect();
    Brief { schema: "tidings.brief/1".to_owned(), articles, entities, copies, stories, storylines }
}

fn all_foci(articles: &[Article], reports: &[Report], parties: &Parties) -> Vec<Vec<focus::Focus>> {
    let of = |article: usize| {
        let from = reports.partition_point(|report| report.article < article);
        let to = reports.partition_point(|report| report.article <= article);
        &reports[from..to]
    };
    articles.par_iter().enumerate().map(|(index, article)| focus::foci(article, of(index), parties)).collect()
}

fn all_reports(articles: &[Article], parties: &Parties) -> Vec<Report> {
    let lists: Vec<Vec<Report>> = articles
        .par_iter()
        .enumerate()
        .map(|(index, article)| reports::reports(index, article, parties))
        .collect();
    lists.into_iter().flatten().collect()
}

/// Fills the stories' claims, discrepancies, agreements and timelines, and links them.
fn tell(
    articles: &[Article],
    groups: &[stories::Group],
    foci: &[Vec<focus::Focus>],
    reports: &[Report],
    parties: &Parties,
    stories: &mut [Story],
) -> Vec<Storyline> {
    let mut story_of = vec![0; articles.len()];
    for (story, group) in groups.iter().enumerate() {
        group.members.iter().for_each(|&member| story_of[member] = story);
    }
    let mut own: Vec<Vec<usize>> = vec![Vec::new(); groups.len()];
    let mut by_actor: FxHashMap<(&'static str, String), Vec<usize>> = FxHashMap::default();
    for (index, report) in reports.iter().enumerate() {
        own[story_of[report.article]].push(index);
        if let Some(key) = claims::actor_key(report, parties) {
            by_actor.entry(key).or_default().push(index);
        }
    }
    let days: Vec<_> = groups.iter().map(|group| claims::story_days(articles, &group.members)).collect();
    let main = storylines::MainEvents::new(articles, groups, foci, parties);
    let elsewhere = Elsewhere { by_actor: &by_actor, story_of: &story_of, story_days: &days, foci };
    let ids: Vec<String> = stories.iter().map(|story| story.id.clone()).collect();
    let recalls: Vec<Vec<(usize, Vec<usize>)>> = stories
        .par_iter_mut()
        .enumerate()
        .map(|(index, story)| {
            let drafts = claims::drafts(articles, reports, &own[index], days[index], parties);
            let further: Vec<Vec<usize>> = drafts
                .iter()
                .map(|draft| claims::from_elsewhere(draft, reports, index, &elsewhere, parties))
                .collect();
            let recalled: Vec<Option<usize>> =
                drafts.iter().map(|draft| main.recalled(index, draft, reports, parties)).collect();
            story.claims = claims::claims(articles, reports, &drafts, &further, &story.origin_list, parties);
            let scene = compare::Scene::new(articles, reports, parties, &story.origin_list);
            (story.discrepancies, story.agreements) = compare::compare(&scene, &drafts);
            story.timeline = timeline::timeline(
                articles,
                &groups[index].members,
                reports,
                &drafts,
                &further,
                parties,
                |place: usize| recalled[place].map(|other| ids[other].clone()),
            );
            links(&drafts, &recalled)
        })
        .collect();
    let mut lines: Vec<Storyline> = Vec::new();
    for (index, list) in recalls.into_iter().enumerate() {
        for (other, evidence) in list {
            let mut seen = FxHashSet::default();
            let positions: Vec<_> = claims::shown(articles, reports, &evidence)
                .into_iter()
                .filter(|&report| seen.insert((reports[report].article, reports[report].statement)))
                .map(|report| claims::position(articles, &reports[report]))
                .collect();
            let gloss = stories[other].gloss.clone().unwrap_or_else(|| stories[other].title.clone());
            lines.push(Storyline {
                stories: vec![ids[index].clone(), ids[other].clone()],
                why: format!(
                    "{} statements of the first speak of the other's main event: {gloss}",
                    positions.len()
                ),
                positions,
            });
        }
    }
    lines
}

/// The other stories a story recalls, each with the reports that do.
fn links(drafts: &[Draft], recalled: &[Option<usize>]) -> Vec<(usize, Vec<usize>)> {
    let mut links: Vec<(usize, Vec<usize>)> = Vec::new();
    for (draft, other) in drafts.iter().zip(recalled) {
        let Some(other) = *other else { continue };
        match links.iter_mut().find(|(known, _)| *known == other) {
            Some((_, evidence)) => evidence.extend(&draft.reports),
            None => links.push((other, draft.reports.clone())),
        }
    }
    links
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
