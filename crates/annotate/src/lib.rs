//! Article → mentions, times, quantities, statements.

use tidings_language::{Language, Tokens, tokenize};
use tidings_model::Article;

mod mentions;
mod quantities;
mod statements;
pub mod tagger;
mod times;

/// Text of one article that is annotated, in bytes. No news text is longer, and time stays bounded.
const MOST_TEXT: usize = 1 << 20;

/// Fills `mentions`, `times`, `quantities` and `statements` of an article.
pub fn annotate(article: &mut Article) {
    let language = tidings_language::language(&article.language.code);
    let text = std::mem::take(&mut article.text);
    let annotated = text.floor_char_boundary(MOST_TEXT);
    if annotated < text.len() {
        article.warnings.push(format!("only the first {} MiB of the text are annotated", MOST_TEXT >> 20));
    }
    // Sentences past the limit are set aside, so that no grammar looks for their tokens.
    let kept = article.sentences.partition_point(|sentence| sentence.end <= annotated);
    let rest = article.sentences.split_off(kept);
    let tokens = tokenize(&text[..annotated]);
    let letters = language.pack.text.by_character.then(|| tokens.by_character());
    let parted = parted(&tokens, &language);
    let words = parted.as_ref().unwrap_or(&tokens);
    let fine = letters.as_ref().unwrap_or(&tokens);
    article.times = times::times(fine, article, &language);
    article.quantities = quantities::quantities(fine, article, &language);
    article.mentions = mentions::mentions(words, article, &language);
    times::add_named_periods(&tokens, article, &language);
    article.statements = statements::statements(words, article, &language);
    article.sentences.extend(rest);
    article.text = text;
}

/// The tokens with what leans on other words by itself, where the language has such words.
pub(crate) fn parted<'t>(tokens: &Tokens<'t>, language: &Language) -> Option<Tokens<'t>> {
    (!language.parts().is_empty()).then(|| tokens.parted(language.parts()))
}

/// Fills the `mentions` of an article, nothing else.
pub fn name(article: &mut Article) {
    let language = tidings_language::language(&article.language.code);
    let text = std::mem::take(&mut article.text);
    let tokens = tokenize(&text);
    let parted = parted(&tokens, &language);
    article.mentions = mentions::mentions(parted.as_ref().unwrap_or(&tokens), article, &language);
    article.text = text;
}

/// Fills the `times` and `quantities` of an article, nothing else: the two grammars, to be timed beside [`tokenize`] alone.
pub fn tell_times_and_quantities(article: &mut Article) {
    let language = tidings_language::language(&article.language.code);
    let text = std::mem::take(&mut article.text);
    let tokens = tokenize(&text);
    article.times = times::times(&tokens, article, &language);
    article.quantities = quantities::quantities(&tokens, article, &language);
    article.text = text;
}

/// Index of the sentence that holds a byte offset.
pub(crate) fn sentence_at(article: &Article, offset: usize) -> Option<usize> {
    let after = article.sentences.partition_point(|sentence| sentence.start <= offset);
    after.checked_sub(1).filter(|&index| offset < article.sentences[index].end)
}

/// Whether the language has a pack.
pub(crate) fn has_pack(language: &Language) -> bool {
    !language.code().is_empty()
}
