//! Sentences: UAX #29 boundaries, mended by the pack's abbreviations, ordinals, initials and quote marks.

use crate::Language;
use icu_segmenter::{SentenceSegmenter, options::SentenceBreakInvariantOptions};
use tidings_model::Span;

/// The sentences of one block of text, trimmed of white space, in order. Offsets are into `block`.
pub fn sentences(block: &str, language: &Language) -> Vec<Span> {
    let segmenter = SentenceSegmenter::new(SentenceBreakInvariantOptions::default());
    let mut found: Vec<Span> = Vec::new();
    let mut start = 0;
    let mut from = 0;
    for end in segmenter.segment_str(block).skip(1) {
        // UAX #29 knows no end at an ellipsis or before a dash: look inside.
        for cut in inner_ends(block, from, end, language) {
            push_trimmed(&mut found, block, start, cut);
            start = cut;
        }
        from = end;
        if end < block.len() && goes_on(block[start..end].trim_end(), &block[end..], language) {
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

/// Places where a sentence begins for sure: after `… ` with a capitalised function word, and, where a dash opens speech,
/// after a stop with a dash and a capital.
fn inner_ends(block: &str, start: usize, end: usize, language: &Language) -> Vec<usize> {
    let mut cuts = Vec::new();
    let mut at = start;
    while let Some(offset) = block[at..end].find(['…', '–', '—']) {
        let mark = at + offset;
        at = mark + '…'.len_utf8();
        if block[mark..].starts_with('…') {
            let closed = at + block[at..end].find(|c: char| !is_closing(c)).unwrap_or(0);
            let after = &block[closed..end];
            if after.starts_with(char::is_whitespace) && starts_with_function_word(after, language) {
                cuts.push(closed);
            }
            continue;
        }
        let (before, after) = (block[start..mark].trim_end(), block[at..end].trim_start());
        let ended = before.ends_with(['.', '!', '?', '…']) && !goes_on(before, after, language);
        let spaced = before.len() < mark - start && after.len() < end - at;
        if language.pack.text.dash_dialogue && ended && spaced && after.starts_with(char::is_uppercase) {
            cuts.push(mark);
        }
    }
    cuts
}

/// Marks that close a quotation or a bracket (some open it in another language).
fn is_closing(c: char) -> bool {
    matches!(c, '"' | '\'' | '”' | '“' | '’' | '‘' | '»' | '«' | '›' | '‹' | ')' | ']')
}

/// Whether a sentence goes on after what looks like its end.
fn goes_on(so_far: &str, after: &str, language: &Language) -> bool {
    let next = after.trim_start();
    // `”Nej!” sade han`, `„Nem!” – mondta`: what follows the stop is not the start of a sentence.
    let next_letter =
        next.trim_start_matches(|c: char| matches!(c, '–' | '—' | '-') || c.is_whitespace()).chars().next();
    let after_dash = next.starts_with(['–', '—', '-']);
    let quoted = so_far.ends_with(is_closing);
    if next_letter.is_some_and(char::is_lowercase) && (!after_dash || quoted) {
        return true;
    }
    if !so_far.contains(char::is_alphabetic) {
        // A number or marks alone: `1. `
        return so_far.ends_with('.') && so_far.chars().any(|c| c.is_ascii_digit()) && so_far.len() <= 4;
    }
    let last = so_far.rsplit(char::is_whitespace).next().unwrap_or("");
    let Some(stem) = last.strip_suffix('.') else { return false };
    let bare = stem.trim_start_matches(|c: char| !c.is_alphanumeric());
    if bare.is_empty() {
        return false;
    }
    if language.is_before_names(last) {
        return true;
    }
    let is_initial = bare.chars().count() == 1 && bare.chars().all(char::is_alphabetic);
    // `J.K.`, `U.S.`
    let is_initials = bare.contains('.') && bare.split('.').all(|part| part.chars().count() <= 1);
    let is_digits = bare.bytes().all(|b| b.is_ascii_digit());
    let is_roman = bare.bytes().all(|b| matches!(b, b'I' | b'V' | b'X' | b'L' | b'C'));
    let is_ordinal =
        language.pack.text.ordinal_dot && (bare.len() <= 2 && is_digits || bare.len() <= 6 && is_roman);
    // After any of these a sentence may end; then the next one often begins with a word that has no other reason for its capital.
    (is_initial || is_initials || is_ordinal || language.is_abbreviation(last))
        && !starts_with_function_word(after, language)
}

/// Whether a text begins with a capitalised function word, or with a quote mark or dash before one.
fn starts_with_function_word(text: &str, language: &Language) -> bool {
    let text = text.trim_start_matches(|c: char| !c.is_alphanumeric());
    let end = text.find(|c: char| !c.is_alphanumeric()).unwrap_or(text.len());
    let word = &text[..end];
    word.chars().next().is_some_and(char::is_uppercase) && language.is_function_word(&word.to_lowercase())
}

#[cfg(test)]
mod tests {
    use crate::language;

    fn check(code: &str, expected: &[&str]) {
        let text = expected.join(" ");
        let found: Vec<&str> = super::sentences(&text, &language(code))
            .into_iter()
            .map(|span| &text[span.start..span.end])
            .collect();
        assert_eq!(found, expected, "{code}");
    }

    #[test]
    fn abbreviations_ordinals_and_initials_end_no_sentence() {
        check(
            "sv",
            &["Det gäller bl.a. Ryssland och t.ex. Kina.", "Kl. 10 talar dr. Ek.", "Mötet började kl. 9."],
        );
        check(
            "nb",
            &[
                "Den 17. mai er nasjonaldag.",
                "Hun ble nr. 3. Det var uventet.".split_once(". D").map_or("", |_| "Hun ble nr. 3."),
                "Det var uventet.",
            ],
        );
        check(
            "de",
            &[
                "Am 3. Oktober kam Dr. Klein.",
                "Er wurde 2. Das war viel.".split_once(". D").map_or("", |_| "Er wurde 2."),
                "Das war viel.",
            ],
        );
        check(
            "en",
            &[
                "George W. Bush met Mr. Will on Jan. 5.",
                "He left the U.S. in May.",
                "They live in the U.S.",
                "The talks go on.",
            ],
        );
        check(
            "hu",
            &[
                "Az 1848. évi törvény máig él.",
                "II. Rákóczi Ferenc 1676. március 27-én született.",
                "Kb. 20 ember jött el.",
            ],
        );
        check("is", &["Hann fæddist 17. júní í Reykjavík.", "Þetta kostar u.þ.b. 20 kr."]);
    }

    #[test]
    fn what_follows_a_quotation_belongs_to_it() {
        check("sv", &["”Nej!” sade hon.", "– Varför det? undrade han.", "– Nej.", "– Jo."]);
        check("hu", &["„Nem megyek!” – mondta Anna.", "Elment."]);
        check("de", &["„Warum?“, fragte sie.", "„Ja!“ rief er."]);
        check("en", &["“We waited…”", "She stopped."]);
    }
}
