//! A story in a few words: its title, its gloss, its main entities, its dates, and why its articles are together.

use crate::days::days_of;
use crate::focus::Focus;
use crate::gloss::event_gloss;
use crate::keys::key_hash;
use crate::parties::{Kinship, Parties};
use crate::stories::Group;
use rustc_hash::FxHashMap;
use tidings_model::{Article, BlockKind, Entity, Story};

/// Main entities of a story that are listed.
const ENTITIES: usize = 8;
/// Entities named as a reason.
const REASONS: usize = 4;
/// Pages' entities that make no news by themselves are counted down by how often all articles name them; this many
/// articles of an imagined background name each, as in [`crate::similarity`].
const BACKGROUND: f32 = 400.0;

/// An id that is the same for the same articles, whatever their order.
pub(crate) fn story_id(articles: &[Article], members: &[usize]) -> String {
    let mut ids: Vec<&str> = members.iter().map(|&member| articles[member].id.as_str()).collect();
    ids.sort_unstable();
    format!("s{:012x}", key_hash(b's', &ids.join(" ")) & 0xffff_ffff_ffff)
}

/// A story with everything but what its statements say.
pub(crate) fn describe(
    articles: &[Article],
    group: &Group,
    foci: &[Vec<Focus>],
    entities: &Mentioned,
    parties: &Parties,
) -> Story {
    let mut members = group.members.clone();
    let day = |member: usize| articles[member].published.value.as_deref().and_then(days_of);
    // Oldest first, undated last, else in input order.
    members.sort_by_key(|&member| (day(member).map_or(i64::MAX, |days| days.first), member));
    let mut languages: Vec<String> =
        members.iter().map(|&member| articles[member].language.code.clone()).collect();
    languages.sort_unstable();
    languages.dedup();
    let dated = || {
        members.iter().filter_map(|&member| Some((day(member)?, articles[member].published.value.clone()?)))
    };
    let central = central(group);
    let main = entities.main(&members);
    let first_day = |value: String| value.get(..10).map_or(value.clone(), str::to_owned);
    Story {
        id: story_id(articles, &members),
        title: title(&articles[central]),
        gloss: main_focus(&members, foci, parties).map(|focus| {
            event_gloss(&focus.kind, focus.actor.as_deref(), focus.target.as_deref(), None, parties)
        }),
        articles: members.iter().map(|&member| articles[member].id.clone()).collect(),
        languages,
        origins: 1,
        origin_list: Vec::new(),
        entities: main.iter().take(ENTITIES).map(|id| (*id).to_owned()).collect(),
        first: dated().min_by_key(|(days, _)| days.first).map(|(_, value)| first_day(value)),
        last: dated().max_by_key(|(days, _)| days.last).map(|(_, value)| first_day(value)),
        why: why(group, &main, parties),
        timeline: Vec::new(),
        claims: Vec::new(),
        discrepancies: Vec::new(),
        agreements: Vec::new(),
    }
}

/// The article that is most alike to the others; the first where there is only one.
fn central(group: &Group) -> usize {
    let mut sums: FxHashMap<usize, f32> = FxHashMap::default();
    for pair in &group.pairs {
        *sums.entry(pair.a).or_default() += pair.score;
        *sums.entry(pair.b).or_default() += pair.score;
    }
    let sum = |member: usize| sums.get(&member).copied().unwrap_or(0.0);
    let mut best = group.members[0];
    for &member in &group.members[1..] {
        if sum(member) > sum(best) {
            best = member;
        }
    }
    best
}

/// Longest title made from an article that has none, in characters.
const TITLE_CHARACTERS: usize = 120;

fn title(article: &Article) -> String {
    if let Some(title) = &article.title {
        return title.clone();
    }
    let first = article
        .sentences
        .iter()
        .map(|span| &article.text[span.start..span.end])
        .chain(
            article
                .blocks
                .iter()
                .filter(|block| block.kind != BlockKind::Caption)
                .map(|block| &article.text[block.start..block.end]),
        )
        .next()
        .unwrap_or(&article.source.id);
    if first.chars().count() <= TITLE_CHARACTERS {
        return first.to_owned();
    }
    let mut cut: String = first.chars().take(TITLE_CHARACTERS).collect();
    cut.push('…');
    cut
}

/// The event most of the story's articles are mainly about.
pub(crate) fn main_focus(members: &[usize], foci: &[Vec<Focus>], parties: &Parties) -> Option<Focus> {
    main_foci(members, foci, parties).into_iter().next()
}

/// Events of each article that are read for those of its story.
const FOCI_READ: usize = 6;
/// Worth from which an event is one that a story is about: told in a title or a lead, or by several.
const LEAST_WORTH: f32 = 3.0;
/// Events with this share of the worth of the first are main events too, …
const MAIN_SHARE: f32 = 0.4;
/// … but no more than these.
const MOST_MAIN: usize = 3;

/// The events a story is about, the most told first.
pub(crate) fn main_foci(members: &[usize], foci: &[Vec<Focus>], parties: &Parties) -> Vec<Focus> {
    let mut sums: Vec<(Focus, f32, usize)> = Vec::new();
    for &member in members {
        for focus in foci[member].iter().filter(|focus| !focus.is_past).take(FOCI_READ) {
            let agree = |a: &Option<String>, b: &Option<String>| {
                parties.kinship(a.as_deref(), b.as_deref()) != Kinship::Apart
            };
            let known = sums.iter_mut().find(|(known, _, _)| {
                known.kind == focus.kind && known.actor == focus.actor && agree(&known.target, &focus.target)
            });
            match known {
                Some((known, weight, count)) => {
                    known.target = known.target.take().or_else(|| focus.target.clone());
                    *weight += focus.weight;
                    *count += 1;
                }
                None => sums.push((focus.clone(), focus.weight, 1)),
            }
        }
    }
    let is_whole = |focus: &Focus| focus.actor.is_some() && focus.target.is_some();
    // A doer the tables do not know may be half a name.
    let is_strange = |focus: &Focus| {
        focus.actor.as_deref().and_then(|id| parties.get(id)).is_some_and(|party| party.rank == 0)
    };
    let mut list: Vec<(Focus, f32)> = sums
        .into_iter()
        .map(|(focus, weight, count)| {
            let whole = if is_whole(&focus) { 2.0 } else { 1.0 };
            let strange = if is_strange(&focus) { 0.5 } else { 1.0 };
            let worth = weight * count as f32 * whole * strange;
            (focus, worth)
        })
        .filter(|(_, worth)| *worth >= LEAST_WORTH)
        .collect();
    list.sort_by(|a, b| b.1.total_cmp(&a.1));
    let least = list.first().map_or(0.0, |(_, worth)| worth * MAIN_SHARE);
    list.into_iter().filter(|(_, worth)| *worth >= least).take(MOST_MAIN).map(|(focus, _)| focus).collect()
}

fn why(group: &Group, main: &[&str], parties: &Parties) -> Vec<String> {
    if group.members.len() == 1 {
        return vec!["no other article is alike".to_owned()];
    }
    let names: Vec<&str> = main.iter().take(REASONS).map(|id| parties.name(id)).collect();
    let mut reasons = Vec::new();
    if !names.is_empty() {
        reasons.push(format!("they name {}", names.join(", ")));
    }
    let scores: Vec<f32> = group.pairs.iter().map(|pair| pair.score).collect();
    let pairs = group.members.len() * (group.members.len() - 1) / 2;
    let mean = scores.iter().sum::<f32>() / pairs as f32;
    reasons.push(format!("mean likeness of names and words {mean:.2} over {pairs} pairs"));
    reasons
}

/// Who is named where, for the main entities of a story.
#[derive(Debug, Default)]
pub(crate) struct Mentioned {
    by_article: Vec<Vec<(usize, f32)>>,
    ids: Vec<String>,
    weights: Vec<f32>,
}

impl Mentioned {
    /// Counts the mentions of every entity by article; `entities` in the brief's order.
    pub fn new(articles: &[Article], entities: &[Entity], parties: &Parties) -> Self {
        let index: FxHashMap<&str, usize> =
            entities.iter().enumerate().map(|(index, entity)| (entity.id.as_str(), index)).collect();
        let mut counts = vec![0u32; entities.len()];
        let by_article: Vec<Vec<(usize, f32)>> = articles
            .iter()
            .map(|article| {
                let mut here: FxHashMap<usize, f32> = FxHashMap::default();
                for mention in &article.mentions {
                    if let Some(&entity) = mention.entity.as_deref().and_then(|id| index.get(id)) {
                        *here.entry(entity).or_default() += 1.0;
                    }
                }
                let mut here: Vec<(usize, f32)> = here.into_iter().collect();
                here.sort_unstable_by_key(|(entity, _)| *entity);
                here.iter().for_each(|(entity, _)| counts[*entity] += 1);
                here
            })
            .collect();
        let weights = counts
            .iter()
            .zip(entities)
            .map(|(&count, entity)| {
                let is_country = parties.get(&entity.id).is_some_and(|party| party.is_country);
                let prior = if is_country { 20.0 } else { 4.0 };
                ((articles.len() as f32 + BACKGROUND) / (count as f32 + prior)).ln().max(0.1)
            })
            .collect();
        Self { by_article, ids: entities.iter().map(|entity| entity.id.clone()).collect(), weights }
    }

    /// Entities of some articles, most telling first: named by several articles, often, and not everywhere.
    pub fn main(&self, members: &[usize]) -> Vec<&str> {
        let mut worth: FxHashMap<usize, (f32, u32)> = FxHashMap::default();
        for &member in members {
            for &(entity, count) in &self.by_article[member] {
                let (sum, articles) = worth.entry(entity).or_default();
                *sum += (1.0 + count.ln()) * self.weights[entity];
                *articles += 1;
            }
        }
        let mut list: Vec<(usize, f32)> = worth
            .into_iter()
            .filter(|(_, (_, articles))| members.len() < 3 || *articles > 1)
            .map(|(entity, (sum, _))| (entity, sum))
            .collect();
        list.sort_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
        list.into_iter().map(|(entity, _)| self.ids[entity].as_str()).collect()
    }
}
