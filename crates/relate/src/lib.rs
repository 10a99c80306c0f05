//! Annotated articles → copies, identities, stories, claims, discrepancies, timelines, storylines.

use tidings_model::{Article, Brief};

/// Relates articles to each other. The order of `articles` is the input's order and is kept.
pub fn relate(articles: Vec<Article>) -> Brief {
    Brief { schema: "tidings.brief/1".to_owned(), articles, ..Brief::default() }
}
