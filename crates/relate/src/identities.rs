//! Identities: one entry an entity, with its forms in every language and why they are one.

use tidings_model::{Article, Entity};
use tidings_names::Decisions;

/// Joins the names of all articles; mentions point to the entities afterwards. Most mentioned first.
pub(crate) fn gather(articles: &mut [Article], decisions: &Decisions) -> Vec<Entity> {
    tidings_names::unify_deciding(articles, decisions)
}
