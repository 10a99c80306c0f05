//! What a reader found, in the capture's order, and how it becomes an article.

use tidings_language::sentences;
use tidings_model::{
    Article, Block, BlockKind, Credit, CreditRole, Dropped, DroppedKind, Language, Outlet, Published,
    Sentence, Span,
};

/// Longest text of an article in bytes. No article of the press comes near it; what is cut off stands in `dropped`.
const LONGEST_TEXT: usize = 4 << 20;

/// What becomes of a piece of the capture.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Fate {
    Keep(BlockKind),
    Drop(DroppedKind, &'static str),
}

/// A piece of the capture.
#[derive(Debug, Clone)]
pub(crate) struct Part {
    pub text: String,
    pub fate: Fate,
}

/// Everything that is known before offsets are.
#[derive(Debug, Default)]
pub(crate) struct Draft {
    /// In the capture's order; at most one is kept as the title.
    pub parts: Vec<Part>,
    /// The language its furniture was judged by.
    pub language: Language,
    pub published: Published,
    pub outlet: Option<Outlet>,
    /// The address the page names as its own.
    pub address: Option<String>,
    /// The section of the outlet that the page says it stands in.
    pub section: Option<String>,
    pub credits: Vec<Credit>,
    pub warnings: Vec<String>,
}

impl Draft {
    /// Adds a credit once.
    pub fn credit(&mut self, role: CreditRole, name: &str) {
        /// A page that names more people is a list of them.
        const MOST: usize = 64;
        let name = name.trim();
        if name.is_empty()
            || self.credits.len() >= MOST
            || self.credits.iter().any(|known| known.role == role && known.name == name)
        {
            return;
        }
        self.credits.push(Credit { role, name: name.to_owned() });
    }
}

/// The start of a text, at most `bytes` long, cut on a character boundary.
pub(crate) fn up_to(text: &str, bytes: usize) -> &str {
    &text[..text.floor_char_boundary(bytes)]
}

/// Lays the parts out: title, blank line, blocks with a blank line between them. `code` is the language's own, which may have
/// no pack.
pub(crate) fn assemble(mut draft: Draft, language: &tidings_language::Language, code: &str) -> Article {
    let mut article = Article {
        published: std::mem::take(&mut draft.published),
        outlet: draft.outlet.take(),
        credits: std::mem::take(&mut draft.credits),
        ..Article::default()
    };
    let is_title = |part: &Part| part.fate == Fate::Keep(BlockKind::Title);
    let mut parts = draft.parts;
    // The title comes first in the text wherever it stood in the capture.
    if let Some(place) = parts.iter().position(is_title) {
        let first_kept =
            parts.iter().position(|part| matches!(part.fate, Fate::Keep(_))).unwrap_or(place).min(place);
        let title = parts.remove(place);
        article.title = Some(title.text.clone());
        parts.insert(first_kept, title);
    }
    let mut cut = false;
    for part in parts {
        let (mut words, fate) = (part.text, part.fate);
        match fate {
            Fate::Keep(_) if words.trim().is_empty() => {}
            Fate::Keep(kind) => {
                let room = LONGEST_TEXT.saturating_sub(article.text.len() + 2);
                let mut rest = None;
                if words.len() > room {
                    rest = Some(words.split_off(words.floor_char_boundary(room)));
                    cut = true;
                }
                if !words.trim().is_empty() {
                    if !article.text.is_empty() {
                        article.text.push_str("\n\n");
                    }
                    let start = article.text.len();
                    article.text.push_str(words.trim_end());
                    article.blocks.push(Block { kind, start, end: article.text.len() });
                }
                if let Some(text) = rest {
                    let at = article.text.len();
                    let why = "longer than an article".to_owned();
                    article.dropped.push(Dropped { kind: DroppedKind::Boilerplate, text, at, why });
                }
            }
            Fate::Drop(kind, why) => {
                // `at` is mended below, when the next block is known.
                let at = usize::MAX - article.blocks.len();
                article.dropped.push(Dropped { kind, text: words, at, why: why.to_owned() });
            }
        }
    }
    for dropped in &mut article.dropped {
        let next_block = usize::MAX - dropped.at;
        if next_block <= article.blocks.len() {
            dropped.at = article.blocks.get(next_block).map_or(article.text.len(), |block| block.start);
        }
    }
    if cut {
        article.warnings.push("the text was cut: it is longer than an article".to_owned());
    }
    for block in &article.blocks {
        let words = &article.text[block.start..block.end];
        let shifted = sentences(words, language)
            .into_iter()
            .map(|s| Span { start: s.start + block.start, end: s.end + block.start });
        article.sentences.extend(shifted.map(|span| Sentence {
            language: tidings_language::identify_beside(&article.text[span.start..span.end], code),
            ..span.into()
        }));
    }
    article
}
