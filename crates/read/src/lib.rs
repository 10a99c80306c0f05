//! Capture → article: main text, title, date, credits, and what was dropped and why.

mod credits;
mod dates;
mod decode;
mod draft;
mod dump;
mod furniture;
mod html;
mod shape;

use tidings_model::{Article, Basis, Capture, Language, Media, Published};

/// Reads one capture. Never fails: broken input gives a smaller article and a warning.
pub fn read(capture: &Capture) -> Article {
    let mut warnings = Vec::new();
    let text = decode::decode(capture, &mut warnings);
    let mut draft = match capture.media {
        Media::Text => dump::dump(&text, capture),
        Media::Html => html::html(&text, capture),
    };
    warnings.append(&mut draft.warnings);
    if let Some(published) = hinted(capture, &mut warnings) {
        draft.published = Published { modified: draft.published.modified.take(), ..published };
    }
    let language = std::mem::take(&mut draft.language);
    let address = draft.address.take();
    let section = draft.section.take();
    let mut article = draft::assemble(draft, &tidings_language::language(&language.code), &language.code);
    article.schema = "tidings.article/1".to_owned();
    article.id = capture.source.sha256.chars().take(16).collect();
    article.source = capture.source.clone();
    // A saved page names its own address.
    article.source.url = article.source.url.take().or(address);
    article.section = section;
    article.language = language;
    if article.text.is_empty() {
        warnings.push("no text found".to_owned());
    }
    if article.published.value.is_none() {
        warnings.push("no publication date stated".to_owned());
    }
    // What assembling warned of, such as a text that was cut, stays.
    warnings.append(&mut article.warnings);
    article.warnings = warnings;
    article
}

/// The publication date the giver of the capture names: it is believed.
fn hinted(capture: &Capture, warnings: &mut Vec<String>) -> Option<Published> {
    let hint = capture.hints.published.as_deref()?.trim();
    let Some((value, grain)) = dates::iso(hint) else {
        if !hint.is_empty() {
            warnings.push(format!("the given publication date `{hint}` is not ISO 8601"));
        }
        return None;
    };
    Some(Published {
        value: Some(value),
        grain: Some(grain.to_owned()),
        basis: Basis::Metadata,
        ..Published::default()
    })
}

/// The language of a text: the hint where one is given, else what the text says.
fn language_of(text: &str, hint: Option<&str>) -> Language {
    match hint.map(str::trim).filter(|hint| !hint.is_empty()) {
        Some(hint) => {
            let code = hint.split(['-', '_']).next().unwrap_or(hint).to_lowercase();
            Language { code, confidence: 1.0 }
        }
        None => tidings_language::identify(text),
    }
}
