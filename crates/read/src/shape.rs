//! How a line of text looks, whatever its language.

use tidings_language::is_unspaced;

/// Characters of a line; one of a script without spaces counts for three, as much as it says.
pub(crate) fn weight(text: &str) -> usize {
    if text.is_ascii() {
        return text.len();
    }
    // These scripts take three or four bytes a character.
    let long = text.bytes().filter(|&byte| byte >= 0xe0).count();
    let wide = match long {
        0 => 0,
        _ => text.chars().filter(|&c| is_unspaced(c) || is_hangul(c)).count(),
    };
    text.chars().count() + 2 * wide
}

fn is_hangul(c: char) -> bool {
    matches!(c as u32, 0xac00..=0xd7a3)
}

/// Words of a line; three characters of a script without spaces count as a word and a half.
pub(crate) fn words(text: &str) -> usize {
    let spaced = text.split_whitespace().filter(|word| word.contains(char::is_alphanumeric)).count();
    spaced + text.chars().filter(|&c| is_unspaced(c)).count() / 2
}

/// Marks that close a quotation or a bracket after the stop.
fn is_closer(c: char) -> bool {
    matches!(
        c,
        '"' | '\''
            | '”'
            | '“'
            | '’'
            | '‘'
            | '»'
            | '«'
            | '›'
            | '‹'
            | ')'
            | ']'
            | '』'
            | '」'
            | '）'
            | '*'
    ) || c.is_whitespace()
}

/// Marks that open a quotation.
pub(crate) fn is_opener(c: char) -> bool {
    matches!(c, '"' | '\'' | '”' | '“' | '„' | '‚' | '‘' | '’' | '»' | '«' | '›' | '‹' | '『' | '「')
}

/// Dashes.
pub(crate) fn is_dash(c: char) -> bool {
    matches!(c, '-' | '–' | '—' | '―' | '−')
}

/// Whether the line ends a sentence.
pub(crate) fn ends_sentence(text: &str) -> bool {
    text.trim_end_matches(is_closer)
        .ends_with(['.', '!', '?', '…', '。', '！', '？', '؟', '۔', '।', '։', '።', '၊', '။', '៕'])
}

/// Whether the line ends in a full stop (not a question or an exclamation, which headings have too).
pub(crate) fn ends_in_stop(text: &str) -> bool {
    text.trim_end_matches(is_closer).ends_with(['.', '。', '۔', '।', '։', '።', '။', '៕'])
}

/// A line long enough to be running text: a short paragraph is rarely below 80 characters.
pub(crate) fn is_running(text: &str) -> bool {
    /// No character takes more bytes.
    const MOST_BYTES: usize = 4;
    if text.len() >= 140 * MOST_BYTES {
        return true;
    }
    let weight = weight(text);
    weight >= 140 || weight >= 60 && ends_sentence(text)
}

/// Letters and digits in lower case: what two lines have in common when marks and spaces are forgotten.
pub(crate) fn fold(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    for c in text.chars().filter(|c| c.is_alphanumeric()) {
        if c.is_ascii() {
            folded.push(c.to_ascii_lowercase());
        } else {
            folded.extend(c.to_lowercase());
        }
    }
    folded
}

/// Trims a line, joins its runs of spaces, drops control characters, soft hyphens and zero-width marks at its ends.
pub(crate) fn tidy(line: &str) -> String {
    let is_edge = |c: char| {
        c.is_whitespace()
            || matches!(c, '\u{feff}' | '\u{200b}' | '\u{200e}' | '\u{200f}' | '\u{2060}' | '\0')
    };
    let line = line.trim_matches(is_edge);
    let mut tidied = String::with_capacity(line.len());
    let mut after_space = false;
    for c in line.chars() {
        // A no-break space stays: it holds a number together.
        let is_space = c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\u{c}';
        if is_space {
            if !after_space {
                tidied.push(' ');
            }
        } else if !c.is_control() && !matches!(c, '\u{feff}' | '\u{ad}') {
            tidied.push(c);
        }
        after_space = is_space;
    }
    tidied
}
