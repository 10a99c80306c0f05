//! Identities: one entry an entity, with its forms in every language.

use std::collections::BTreeMap;
use tidings_model::{Article, Entity};
use tidings_names::tables;

/// Gathers the entities the mentions point to, most mentioned first.
pub(crate) fn gather(articles: &mut [Article]) -> Vec<Entity> {
    let mut by_id: BTreeMap<&str, (Entity, BTreeMap<&str, usize>)> = BTreeMap::new();
    for article in articles.iter() {
        for mention in &article.mentions {
            let Some(id) = &mention.entity else { continue };
            let (entity, names) = by_id.entry(id).or_insert_with(|| {
                let entity = Entity {
                    id: id.clone(),
                    kind: mention.kind,
                    name: String::new(),
                    names: BTreeMap::new(),
                    why: Vec::new(),
                    listed: Vec::new(),
                    mentions: 0,
                };
                (entity, BTreeMap::new())
            });
            entity.mentions += 1;
            *names.entry(&mention.name).or_default() += 1;
            let forms = entity.names.entry(article.language.code.clone()).or_default();
            if !forms.contains(&mention.text) {
                forms.push(mention.text.clone());
            }
        }
    }
    let mut entities: Vec<Entity> = by_id
        .into_values()
        .map(|(mut entity, names)| {
            let known = tables().record(&entity.id).map(|record| record.name);
            let commonest = names.iter().max_by_key(|(name, count)| (**count, std::cmp::Reverse(**name)));
            entity.name = known.or(commonest.map(|(name, _)| *name)).unwrap_or_default().to_owned();
            entity
        })
        .collect();
    entities.sort_by(|a, b| b.mentions.cmp(&a.mentions).then_with(|| a.id.cmp(&b.id)));
    entities
}
