//! Identities: one entry an entity, with its forms in every language and why they are one.

use tidings_model::{Article, Entity};

/// Joins the names of all articles; mentions point to the entities afterwards. Most mentioned first.
pub(crate) fn gather(articles: &mut [Article]) -> Vec<Entity> {
    tidings_names::unify(articles)
}
