//! Sentences: UAX #29 boundaries, mended by the pack's abbreviations, ordinals and initials.

use crate::Language;
use icu_segmenter::{SentenceSegmenter, options::SentenceBreakInvariantOptions};
use tidings_model::Span;

/// The sentences of one block of text, trimmed of white space, in order. Offsets are into `block`.
pub fn sentences(block: &str, language: &Language) -> Vec<Span> {
    let segmenter = SentenceSegmenter::new(SentenceBreakInvariantOptions::default());
    let mut found: Vec<Span> = Vec::new();
    let mut start = 0;
    for end in segmenter.segment_str(block).skip(1) {
        let so_far = &block[start..end];
        if end < block.len() && goes_on(so_far.trim_end(), &block[end..], language) {
            continue;
        }
        push_trimmed(&mut found, block, start, end);
        start = end;
    }
    push_trimmed(&mut found, block, start, block.len());
    found
}

fn push_trimmed(found: &mut Vec<Span>, block: &str, start: usize, end: usize) {
    let piece = &block[start..end];
    let trimmed = piece.trim_start();
    let from = start + piece.len() - trimmed.len();
    let to = from + trimmed.trim_end().len();
    if to > from {
        // A sentence of marks alone belongs to the one before it.
        match found.last_mut() {
            Some(last) if !block[from..to].chars().any(char::is_alphanumeric) => last.end = to,
            _ => found.push(Span { start: from, end: to }),
        }
    }
}

/// Whether a sentence goes on after what looks like its end.
fn goes_on(so_far: &str, after: &str, language: &Language) -> bool {
    let next = after.trim_start().chars().next();
    let last = so_far.rsplit(char::is_whitespace).next().unwrap_or("");
    let Some(stem) = last.strip_suffix('.') else { return false };
    let bare = stem.trim_start_matches(|c: char| !c.is_alphanumeric());
    let is_initial = bare.chars().count() == 1 && bare.chars().all(char::is_uppercase);
    let is_ordinal = language.pack.text.ordinal_dot
        && bare.len() <= 2
        && !bare.is_empty()
        && bare.bytes().all(|b| b.is_ascii_digit());
    is_initial || is_ordinal || language.is_abbreviation(last) || next.is_some_and(|c| c.is_lowercase())
}
