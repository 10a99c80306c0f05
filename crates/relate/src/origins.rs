//! Independent origins: copies, translations and articles from one agency are one voice, however many print it.

use tidings_model::{Article, CopyKind, CreditRole, Origin};

use crate::copies::Shared;
use rustc_hash::FxHashMap;

/// Origins of a group of articles, by the first of their articles.
///
/// `shared` holds all pairs that share their words or their order, of any kind.
pub(crate) fn origins(articles: &[Article], group: &[usize], shared: &[Shared]) -> Vec<Origin> {
    let place: FxHashMap<usize, usize> =
        group.iter().enumerate().map(|(place, &article)| (article, place)).collect();
    let mut parent: Vec<usize> = (0..group.len()).collect();
    let mut reasons: Vec<Option<String>> = vec![None; group.len()];
    for pair in shared {
        let (Some(&a), Some(&b)) = (place.get(&pair.a), place.get(&pair.b)) else { continue };
        let reason = match pair.kind {
            CopyKind::Copy => "copy",
            CopyKind::Edited => "edited copy",
            CopyKind::Translation => "translation",
            CopyKind::SameSource => "one source",
        };
        join(&mut parent, &mut reasons, a, b, reason);
    }
    // Two articles that credit the same agency, or the outlet that the other is from, are one voice.
    let voices: Vec<Vec<String>> = group.iter().map(|&article| voices(&articles[article])).collect();
    let outlets: Vec<Option<String>> = group.iter().map(|&article| outlet_key(&articles[article])).collect();
    let mut first_of: FxHashMap<&str, usize> = FxHashMap::default();
    let mut first_from: FxHashMap<&str, usize> = FxHashMap::default();
    for (member, voices) in voices.iter().enumerate() {
        for voice in voices {
            let first = *first_of.entry(voice).or_insert(member);
            join(&mut parent, &mut reasons, first, member, "agency credit");
        }
        if let Some(outlet) = &outlets[member] {
            let first = *first_from.entry(outlet).or_insert(member);
            join(&mut parent, &mut reasons, first, member, "outlet");
        }
    }
    for (member, voices) in voices.iter().enumerate() {
        for voice in voices {
            if let Some(&outlet) = first_from.get(voice.as_str()) {
                join(&mut parent, &mut reasons, outlet, member, "credited outlet");
            }
        }
    }
    let mut found: Vec<(usize, Origin)> = Vec::new();
    for (member, &article) in group.iter().enumerate() {
        let root = root(&parent, member);
        let id = articles[article].id.clone();
        if let Some((_, origin)) = found.iter_mut().find(|(known, _)| *known == root) {
            origin.articles.push(id);
            continue;
        }
        let (name, why) = name(&articles[article]);
        let why = reasons[root].clone().unwrap_or(why);
        found.push((root, Origin { name, articles: vec![id], why }));
    }
    found.into_iter().map(|(_, origin)| origin).collect()
}

fn root(parent: &[usize], mut member: usize) -> usize {
    while parent[member] != member {
        member = parent[member];
    }
    member
}

fn join(parent: &mut [usize], reasons: &mut [Option<String>], a: usize, b: usize, reason: &str) {
    let (a, b) = (root(parent, a), root(parent, b));
    let (low, high) = (a.min(b), a.max(b));
    if low != high {
        parent[high] = low;
        if reasons[low].is_none() {
            reasons[low] = Some(reason.to_owned());
        }
    }
}

/// Agencies and outlets whose words an article uses.
fn voices(article: &Article) -> Vec<String> {
    article
        .credits
        .iter()
        .filter(|credit| matches!(credit.role, CreditRole::Agency | CreditRole::TranslationOf))
        .map(|credit| credit.name.to_lowercase())
        .collect()
}

fn outlet_key(article: &Article) -> Option<String> {
    article.outlet.as_ref().map(|outlet| outlet.name.to_lowercase())
}

/// What an article's origin is called, and how that is known.
fn name(article: &Article) -> (String, String) {
    let credited = |role: CreditRole| article.credits.iter().filter(move |credit| credit.role == role);
    if let Some(original) = credited(CreditRole::TranslationOf).next() {
        return (format!("{} (translated)", original.name), "translation".to_owned());
    }
    let agencies: Vec<&str> = credited(CreditRole::Agency).map(|credit| credit.name.as_str()).collect();
    if !agencies.is_empty() {
        return (agencies.join(" + "), "agency credit".to_owned());
    }
    if let Some(outlet) = &article.outlet {
        return (outlet.name.clone(), "outlet".to_owned());
    }
    (article.source.id.clone(), "source".to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;
    use tidings_model::{Credit, Outlet};

    fn article(id: &str, outlet: Option<&str>, agency: Option<&str>) -> Article {
        Article {
            id: id.to_owned(),
            outlet: outlet.map(|name| Outlet { name: name.to_owned() }),
            credits: agency
                .map(|name| Credit { role: CreditRole::Agency, name: name.to_owned() })
                .into_iter()
                .collect(),
            ..Article::default()
        }
    }

    #[test]
    fn one_agency_is_one_origin() {
        let articles = [
            article("a", Some("Morning Post"), Some("AFP")),
            article("b", Some("Evening Post"), Some("AFP")),
            article("c", Some("Evening Star"), None),
        ];
        let found = origins(&articles, &[0, 1, 2], &[]);
        let names: Vec<(&str, usize)> =
            found.iter().map(|origin| (origin.name.as_str(), origin.articles.len())).collect();
        assert_eq!(names, [("AFP", 2), ("Evening Star", 1)]);
    }

    #[test]
    fn a_copy_has_the_origin_of_what_it_copies() {
        let articles = [article("a", Some("Post"), None), article("b", Some("Star"), None)];
        let shared = [Shared { a: 0, b: 1, kind: CopyKind::Copy, score: 1.0 }];
        assert_eq!(origins(&articles, &[0, 1], &shared).len(), 1);
        assert_eq!(origins(&articles, &[0, 1], &[]).len(), 2);
    }
}
