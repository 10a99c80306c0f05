//! Marks persons and bodies of a brief whose full names stand on a list.

use crate::screen::{Query, screen};
use crate::store::List;
use rayon::prelude::*;
use rustc_hash::FxHashSet;
use tidings_model::{Article, Entity, EntityKind, ListedName};
use tidings_names::compare::Kind;

/// From this score on a name is possibly a listed one. Higher than where `screen` starts: an article names many people.
const POSSIBLE: f32 = 0.8;
/// Most lines of one entity.
const MOST: usize = 3;

/// What lists say of a name.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
struct Marks {
    strong: Vec<String>,
    possible: Vec<String>,
}

fn kind_of(kind: EntityKind) -> Option<Kind> {
    match kind {
        EntityKind::Person => Some(Kind::Person),
        EntityKind::Organisation => Some(Kind::Organisation),
        _ => None,
    }
}

/// A name that may be looked up: a person's by two words or more, never a bare surname. Scripts without spaces write all in one.
fn is_full(name: &str, kind: Kind) -> bool {
    let words =
        name.split([' ', '-', '·', '・', '.']).filter(|word| word.chars().any(char::is_alphabetic)).count();
    let letters = name.chars().filter(|c| c.is_alphabetic()).count();
    let spaceless = name.chars().next().is_some_and(|c| matches!(c as u32, 0x3400..0xa000 | 0xac00..0xd7b0));
    words >= 2 || spaceless && (3..=5).contains(&letters) || kind == Kind::Organisation && letters >= 4
}

fn marks(lists: &[List], name: &str, kind: Kind) -> Marks {
    let mut marks = Marks::default();
    // One word names many bodies.
    let single = kind == Kind::Organisation && !name.contains([' ', '-']);
    for hit in screen(lists, &Query::new(name, Some(kind)), POSSIBLE) {
        let best = hit.aliases.first().map_or("", |(alias, _)| alias);
        let listed = if best == hit.name { hit.name.clone() } else { format!("{} (as {best})", hit.name) };
        let line = format!("{} {}: {listed} {:.2}", hit.title, hit.id, hit.score);
        let exact = best.to_lowercase() == name.to_lowercase();
        if single && !exact {
            continue;
        }
        let list = if hit.strong && !single { &mut marks.strong } else { &mut marks.possible };
        if list.len() < MOST {
            list.push(line);
        }
    }
    marks
}

/// Marks the entities of a brief; nothing changes where there are no lists.
pub fn mark_entities(lists: &[List], entities: &mut [Entity]) {
    if lists.is_empty() {
        return;
    }
    entities.par_iter_mut().for_each(|entity| {
        let Some(kind) = kind_of(entity.kind) else { return };
        let mut names: Vec<&str> = vec![&entity.name];
        names.extend(entity.names.values().flatten().map(String::as_str));
        names.retain(|name| is_full(name, kind));
        names.dedup();
        let mut all = Marks::default();
        for name in names.into_iter().take(12) {
            let marks = marks(lists, name, kind);
            for (list, lines) in [(&mut all.strong, marks.strong), (&mut all.possible, marks.possible)] {
                for line in lines {
                    // One entry once, by its first and best form.
                    let entry = |line: &str| line.split(": ").next().map(str::to_owned);
                    if list.len() < MOST && list.iter().all(|known| entry(known) != entry(&line)) {
                        list.push(line);
                    }
                }
            }
        }
        entity.possibly_listed = if all.strong.is_empty() { all.possible } else { Vec::new() };
        entity.listed = all.strong;
    });
}

/// Marks the names of an article; nothing changes where there are no lists.
pub fn mark_article(lists: &[List], article: &mut Article) {
    if lists.is_empty() {
        return;
    }
    let mut names: Vec<(&str, Kind)> = article
        .mentions
        .iter()
        .filter_map(|mention| Some((mention.name.as_str(), kind_of(mention.kind)?)))
        .filter(|&(name, kind)| is_full(name, kind))
        .collect();
    let mut seen = FxHashSet::default();
    names.retain(|name| seen.insert(*name));
    article.listed = names
        .into_iter()
        .map(|(name, kind)| ListedName { name: name.to_owned(), lists: marks(lists, name, kind).strong })
        .filter(|name| !name.lists.is_empty())
        .collect();
}
