//! Names: the known ones from the tables with their endings, the unknown ones by capitals and company, all linked inside the
//! document: a bare surname belongs to the full name, an abbreviation to what it stands for.

mod caseless;
mod companies;
mod dictionary;
mod known;
mod lexicon;
mod links;
mod roles;
mod scene;
mod senses;
mod unknown;

use crate::tagger;
pub(crate) use known::{Hit, known};
pub(crate) use lexicon::of as lexicon_of;
pub(crate) use scene::Scene;
pub(crate) use senses::longer_name;
use tidings_language::{Language, Tokens};
use tidings_model::{Article, EntityKind, Mention};

/// A name on its way to a mention.
#[derive(Debug, Clone)]
pub(super) struct Draft {
    pub start: usize,
    pub end: usize,
    /// First and last token.
    pub first: usize,
    pub last: usize,
    pub kind: EntityKind,
    /// Id of the tables.
    pub entity: Option<String>,
    /// The words of the name without their endings, as written.
    pub base: String,
    /// As [`Draft::base`], folded, one word each.
    pub words: Vec<String>,
    pub speaks_for: Option<String>,
    pub role: Option<String>,
    pub why: String,
    /// The kind is a guess from the looks alone; a better founded mention of the same name overrules it.
    pub weak: bool,
    /// A table's surname or a given name: stands for a person named in full elsewhere, if there is one.
    pub part: bool,
}

/// Finds them in the article's text. The article's own `text` is empty here: use `tokens.text`.
pub(crate) fn mentions(tokens: &Tokens, article: &Article, language: &Language) -> Vec<Mention> {
    let lexicon = lexicon::of(language);
    let scene = Scene::new(tokens, article, language, &lexicon);
    let known = known(&scene);
    let mut tagged = tagger::tag(&scene, &known);
    caseless::amend(&scene, &known, &mut tagged.names);
    let mut drafts = unknown::merge(&scene, known, &tagged.names, tagged.full);
    links::link(&scene, &mut drafts);
    roles::fill(&scene, &mut drafts);
    let names = links::names(&scene, &drafts);
    let id = |draft: &Draft| draft.entity.clone().or_else(|| links::local_id(draft));
    drafts
        .iter()
        .zip(names)
        .map(|(draft, name)| Mention {
            start: draft.start,
            end: draft.end,
            text: tokens.text[draft.start..draft.end].to_owned(),
            kind: draft.kind,
            entity: id(draft),
            name,
            role: draft.role.clone(),
            speaks_for: draft.speaks_for.clone(),
            why: draft.why.clone(),
        })
        .collect()
}
