//! Which entries of lists may a name mean?

use crate::store::List;
use rustc_hash::FxHashMap;
use serde::Serialize;
use std::sync::OnceLock;
use tidings_names::compare::{Kind, Name, STRONG, judge, score_of};

/// Names compared exactly for one query and list: those that share the rarest keys. On the UN list the right name is among the
/// first ten in nearly all cases.
const MOST_CANDIDATES: usize = 48;
/// Names under a key that is commoner than this are met through their other keys.
const COMMON_KEY: usize = 4000;
/// A name that the list itself calls weak, or that is borne by many, is never more than possible.
const WEAK_SCORE: f32 = 0.85;

/// A name that is looked for.
#[derive(Debug)]
pub struct Query {
    text: String,
    /// As each kind of name, once it is compared with one.
    names: [OnceLock<Name>; 3],
    kind: Option<Kind>,
}

impl Query {
    /// Makes a name ready; without a kind it is compared with entries of every kind.
    pub fn new(text: &str, kind: Option<Kind>) -> Self {
        Self { text: text.to_owned(), names: Default::default(), kind }
    }

    fn of(&self, kind: Kind) -> &Name {
        self.names[kind as usize].get_or_init(|| Name::new(&self.text, kind))
    }
}

/// An entry that a name may mean.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Hit {
    /// Name of the list.
    pub list: String,
    /// Whose list it is.
    pub title: String,
    /// Reference of the entry.
    pub id: String,
    /// Its main name.
    pub name: String,
    /// Programme it is listed for.
    pub programme: String,
    /// Score of the best of its names.
    pub score: f32,
    /// As good as certain that the name is one of the entry's; not that the bearer is.
    pub strong: bool,
    /// Its names that match, best first, with their scores.
    pub aliases: Vec<(String, f32)>,
    /// The evidence for the best.
    pub why: String,
}

/// Entries with a name that scores at least `least`, best first.
pub fn screen(lists: &[List], query: &Query, least: f32) -> Vec<Hit> {
    let mut hits: Vec<Hit> = lists.iter().flat_map(|list| screen_one(list, query, least)).collect();
    hits.sort_by(|a, b| b.score.total_cmp(&a.score).then_with(|| (&a.list, &a.id).cmp(&(&b.list, &b.id))));
    hits
}

fn screen_one(list: &List, query: &Query, least: f32) -> Vec<Hit> {
    let mut by_entry: FxHashMap<usize, Vec<(u32, f32, bool, String)>> = FxHashMap::default();
    for name in candidates(list, query) {
        let (_, entry, weak) = list.name(name as usize);
        let listed = list.kind(entry);
        if query.kind.is_some() && listed.is_some() && query.kind != listed {
            continue;
        }
        let kind = listed.or(query.kind).unwrap_or(Kind::Person);
        let listed_name = &*list.ready(name as usize, kind);
        if score_of(query.of(kind), listed_name) < least {
            continue;
        }
        let judged = judge(query.of(kind), listed_name);
        let score = if weak { judged.score.min(WEAK_SCORE) } else { judged.score };
        if score >= least {
            let strong = score >= STRONG && judged.complete && judged.telling;
            by_entry.entry(entry).or_default().push((name, score, strong, judged.why));
        }
    }
    // The order of a hash table must not show: entries are sorted.
    let mut found: Vec<_> = by_entry.into_iter().collect();
    found.sort_unstable_by_key(|&(entry, _)| entry);
    found
        .into_iter()
        .map(|(entry, mut names)| {
            names.sort_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
            Hit {
                list: list.header.name.clone(),
                title: list.header.title.clone(),
                id: list.id(entry).to_owned(),
                name: list.main_name(entry).to_owned(),
                programme: list.programme(entry).to_owned(),
                score: names[0].1,
                strong: names.iter().any(|name| name.2),
                why: names[0].3.clone(),
                aliases: names
                    .iter()
                    .map(|&(name, score, ..)| (list.name(name as usize).0.to_owned(), score))
                    .collect(),
            }
        })
        .collect()
}

/// Names that share keys with the query, those of the rarest keys first.
fn candidates(list: &List, query: &Query) -> Vec<u32> {
    let mut keys = query.of(query.kind.unwrap_or(Kind::Person)).keys();
    if query.kind.is_none() {
        keys.extend(query.of(Kind::Organisation).keys());
        keys.sort_unstable();
        keys.dedup();
    }
    let mut scores: FxHashMap<u32, f32> = FxHashMap::default();
    let all = (list.count_names() as f32).max(2.0);
    for &key in &keys {
        let under = list.under(key);
        let count = under.len();
        if count == 0 || count > COMMON_KEY && keys.len() > 1 {
            continue;
        }
        let rarity = (all / count as f32).ln().max(0.1);
        for name in under {
            *scores.entry(name).or_default() += rarity;
        }
    }
    let mut found: Vec<(u32, f32)> = scores.into_iter().collect();
    let order = |a: &(u32, f32), b: &(u32, f32)| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0));
    if found.len() > MOST_CANDIDATES {
        found.select_nth_unstable_by(MOST_CANDIDATES, order);
        found.truncate(MOST_CANDIDATES);
    }
    found.sort_unstable_by_key(|&(name, _)| name);
    found.into_iter().map(|(name, _)| name).collect()
}
