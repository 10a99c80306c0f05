//! One pass over a text gives its tokens with exact byte offsets; every grammar runs over them.

use crate::numbers::NumbersRead;
use crate::pack::folded;
use icu_segmenter::{WordSegmenter, WordSegmenterBorrowed, options::WordBreakInvariantOptions};

/// What a token is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum TokenKind {
    /// Letters, with hyphens and apostrophes inside (`Észak-Koreába`, `O'Neill`); may hold digits after the first letter (`G7`).
    Word,
    /// Digits alone; separators are tokens of their own.
    Number,
    /// What is glued to a number: `-ben` of `2000-ben`, `th` of `20th`, `'te` of `2024'te`.
    Affix,
    /// Anything else, one character.
    Mark,
}

/// How a word is capitalised.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Case {
    /// No upper-case first letter, or a script without case.
    Lower,
    /// First letter upper case, others not all.
    Capital,
    /// All letters upper case, two or more.
    Upper,
}

/// A token of a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Token {
    /// First byte in the text.
    pub start: usize,
    /// One past the last byte.
    pub end: usize,
    /// What it is.
    pub kind: TokenKind,
    /// No white space before it.
    pub glued: bool,
    /// How it is written.
    pub case: Case,
    /// It goes on inside a word, where every character is a token of its own ([`Tokens::by_character`]).
    pub inner: bool,
    lower_start: usize,
    lower_end: usize,
    /// One more than its place among the keys; 0 where the lower-case form is the key.
    key: u32,
}

/// The tokens of a text, with their lower-case forms.
#[derive(Debug, Clone)]
pub struct Tokens<'t> {
    /// The text.
    pub text: &'t str,
    list: Vec<Token>,
    lower: String,
    keys: Vec<Box<str>>,
    /// Every letter of some scripts is a token of its own, and full-width marks are taken for their plain ones.
    by_character: bool,
    /// What has been read of them.
    pub(crate) numbers: NumbersRead,
}

impl<'t> Tokens<'t> {
    /// The token as written; empty past the end, where a rule that looks ahead finds nothing.
    #[inline]
    pub fn surface(&self, index: usize) -> &'t str {
        self.list.get(index).map_or("", |token| &self.text[token.start..token.end])
    }

    /// The token in lower case (typographic apostrophes and hyphens made plain); empty past the last one.
    #[inline]
    pub fn lower(&self, index: usize) -> &str {
        self.list.get(index).map_or("", |token| &self.lower[token.lower_start..token.lower_end])
    }

    /// The token as words of packs are compared (see [`folded`]); empty past the last one.
    #[inline]
    pub fn key(&self, index: usize) -> &str {
        match self.list.get(index) {
            Some(token) if token.key > 0 => &self.keys[token.key as usize - 1],
            Some(token) => &self.lower[token.lower_start..token.lower_end],
            None => "",
        }
    }

    /// The text between two tokens, both included.
    pub fn between(&self, first: usize, last: usize) -> &'t str {
        &self.text[self.list[first].start..self.list[last].end]
    }

    /// Index of the first token that starts at or after `offset`.
    pub fn at(&self, offset: usize) -> usize {
        self.list.partition_point(|token| token.start < offset)
    }

    /// Whether every character of some scripts is a token of its own.
    pub fn is_by_character(&self) -> bool {
        self.by_character
    }

    /// Indices of the tokens inside a byte range.
    pub fn within(&self, start: usize, end: usize) -> std::ops::Range<usize> {
        let first = self.at(start);
        first..self.at(end).max(first)
    }

    /// Whether the token is the mark `mark`.
    #[inline]
    pub fn is_mark(&self, index: usize, mark: char) -> bool {
        self.list.get(index).is_some_and(|token| token.kind == TokenKind::Mark)
            && self
                .surface(index)
                .chars()
                .next()
                .is_some_and(|c| c == mark || self.by_character && plain_mark(c) == mark)
    }

    /// The same text with every letter of the scripts of China, Japan and Korea as a token of its own: what is written there without
    /// spaces, or with endings and particles glued to it, is then found wherever it stands. Letters after digits are words.
    pub fn by_character(&self) -> Tokens<'t> {
        let mut tokens = Tokens {
            text: self.text,
            list: Vec::with_capacity(self.list.len() * 2),
            lower: String::with_capacity(self.lower.len()),
            by_character: true,
            keys: Vec::new(),
            numbers: NumbersRead::default(),
        };
        for (index, token) in self.list.iter().enumerate() {
            let surface = self.surface(index);
            if !surface.contains(is_by_character) {
                tokens.push(token.start, token.end, token.kind, token.glued);
                continue;
            }
            let after_number = token.glued && index > 0 && self.list[index - 1].kind == TokenKind::Number;
            tokens.push_characters(token.start, token.end, token.glued, after_number);
        }
        tokens
    }
}

/// [`tokenize`] for the phrases that are looked for in [`Tokens::by_character`].
pub(crate) fn tokenize_by_character(text: &str) -> Tokens<'_> {
    let mut tokens = Tokens {
        text,
        list: Vec::new(),
        lower: String::with_capacity(text.len()),
        keys: Vec::new(),
        by_character: true,
        numbers: NumbersRead::default(),
    };
    let mut at = 0;
    while at < text.len() {
        let is_own = text[at..].starts_with(is_by_character);
        let end = run(text, at, |c| is_by_character(c) == is_own);
        let glued = at > 0 && !text[..at].ends_with(char::is_whitespace);
        if is_own {
            tokens.push_characters(at, end, glued, false);
        } else {
            for token in tokenize(&text[at..end]).list {
                tokens.push(at + token.start, at + token.end, token.kind, token.glued || glued);
            }
        }
        at = end;
    }
    tokens
}

impl std::ops::Deref for Tokens<'_> {
    type Target = [Token];
    #[inline]
    fn deref(&self) -> &[Token] {
        &self.list
    }
}

/// Splits a text into tokens.
///
/// Scripts written without spaces are cut by dictionary (`icu_segmenter`, UAX #29 with its CJK and Southeast Asian dictionaries).
pub fn tokenize(text: &str) -> Tokens<'_> {
    let mut tokens = Tokens {
        text,
        list: Vec::with_capacity(text.len() / 5),
        lower: String::with_capacity(text.len()),
        keys: Vec::new(),
        by_character: false,
        numbers: NumbersRead::default(),
    };
    let mut segmenter: Option<WordSegmenterBorrowed<'static>> = None;
    let mut at = 0;
    let mut glued = false;
    while let Some(first) = text[at..].chars().next() {
        if first.is_whitespace() || is_invisible(first) {
            at += first.len_utf8();
            glued = glued && !first.is_whitespace();
            continue;
        }
        let (end, kind) = if first.is_ascii_digit() || is_other_digit(first) {
            (run(text, at, |c| c.is_ascii_digit() || is_other_digit(c)), TokenKind::Number)
        } else if is_unspaced(first) {
            let end = run(text, at, is_unspaced);
            let segmenter = segmenter
                .get_or_insert_with(|| WordSegmenter::new_dictionary(WordBreakInvariantOptions::default()));
            let piece = &text[at..end];
            for (from, to) in segmenter.segment_str(piece).zip(segmenter.segment_str(piece).skip(1)) {
                tokens.push(at + from, at + to, TokenKind::Word, glued || from > 0);
            }
            at = end;
            glued = true;
            continue;
        } else if is_plain_letter(first) || first.is_alphabetic() {
            let follows_number =
                glued && tokens.list.last().is_some_and(|last| last.kind == TokenKind::Number);
            let end = code_end(text, at).unwrap_or_else(|| word_end(text, at));
            match follows_number {
                true => (affix_end(text, at, end), TokenKind::Affix),
                false => (end, TokenKind::Word),
            }
        } else if (is_hyphen(first) || is_apostrophe(first))
            && glued
            && tokens.list.last().is_some_and(|last| last.kind == TokenKind::Number)
            && text[at + first.len_utf8()..]
                .chars()
                .next()
                .is_some_and(|c| c.is_alphabetic() && !is_unspaced(c))
        {
            (word_end(text, at + first.len_utf8()), TokenKind::Affix)
        } else {
            (at + first.len_utf8(), TokenKind::Mark)
        };
        tokens.push(at, end, kind, glued);
        at = end;
        glued = true;
    }
    tokens
}

impl<'t> Tokens<'t> {
    /// No tokens of the same text, with room for as many.
    pub(crate) fn emptied(&self) -> Tokens<'t> {
        Tokens {
            text: self.text,
            list: Vec::with_capacity(self.list.len() + self.list.len() / 4),
            lower: String::with_capacity(self.lower.len()),
            keys: Vec::new(),
            by_character: self.by_character,
            numbers: NumbersRead::default(),
        }
    }

    /// Makes the last token longer.
    pub(crate) fn lengthen(&mut self, last: usize, end: usize) {
        let Token { start, kind, glued, .. } = self.list[last];
        self.list.truncate(last);
        self.push(start, end, kind, glued);
    }
}

impl Tokens<'_> {
    /// Pushes what a word holds: letters of China, Japan and Korea one by one, what stands between them as it is.
    fn push_characters(&mut self, start: usize, end: usize, glued: bool, after_number: bool) {
        let text = self.text;
        let mut at = start;
        while at < end {
            let piece = &text[at..end];
            let is_own = piece.starts_with(is_by_character);
            let is_digit = |c: char| c.is_ascii_digit() || is_other_digit(c);
            // Digits behind letters of these scripts are numbers; `G7` stays one word.
            let is_number = piece.starts_with(is_digit) && at > start;
            let next = match (is_own, is_number) {
                (true, _) => at + piece.chars().next().map_or(1, char::len_utf8),
                (false, true) => at + piece.find(|c: char| !is_digit(c)).unwrap_or(piece.len()),
                (false, false) => at + piece.find(is_by_character).unwrap_or(piece.len()),
            };
            let is_hyphen = text[at..next].chars().all(is_hyphen);
            let is_affix = after_number && at == start && !is_own && !is_hyphen;
            let follows_number = self.list.last().is_some_and(|last| last.kind == TokenKind::Number);
            let kind = match (is_hyphen, is_number) {
                (true, _) => TokenKind::Mark,
                (false, true) => TokenKind::Number,
                (false, false) if is_affix || at > start && !is_own && follows_number => TokenKind::Affix,
                (false, false) => TokenKind::Word,
            };
            self.push(at, next, kind, glued || at > start);
            if let Some(token) = self.list.last_mut() {
                token.inner = at > start;
            }
            at = next;
        }
    }

    pub(crate) fn push(&mut self, start: usize, end: usize, kind: TokenKind, glued: bool) {
        let surface = &self.text[start..end];
        let lower_start = self.lower.len();
        if surface.is_ascii() {
            self.lower.push_str(surface);
            self.lower[lower_start..].make_ascii_lowercase();
            let case = ascii_case(surface);
            let lower_end = self.lower.len();
            self.list.push(Token {
                start,
                end,
                kind,
                glued,
                case,
                inner: false,
                lower_start,
                lower_end,
                key: 0,
            });
            return;
        }
        for c in surface.chars() {
            match c {
                'à'..='ö' | 'ø'..='ÿ' => self.lower.push(c),
                '’' | 'ʼ' => self.lower.push('\''),
                '‐' | '‑' => self.lower.push('-'),
                c if is_invisible(c) => {}
                c if c.is_ascii() => self.lower.push(c.to_ascii_lowercase()),
                c => self.lower.extend(c.to_lowercase()),
            }
        }
        let mut letters = surface.chars().filter(|c| c.is_alphabetic());
        let case = match letters.next() {
            Some(first) if first.is_uppercase() => {
                let mut others = letters.peekable();
                if others.peek().is_some() && others.all(char::is_uppercase) {
                    Case::Upper
                } else {
                    Case::Capital
                }
            }
            _ => Case::Lower,
        };
        let lower_end = self.lower.len();
        let key = match folded(&self.lower[lower_start..lower_end]) {
            Some(key) => {
                self.keys.push(key.into());
                self.keys.len() as u32
            }
            None => 0,
        };
        self.list.push(Token { start, end, kind, glued, case, inner: false, lower_start, lower_end, key });
    }
}

/// How an ASCII word is capitalised.
fn ascii_case(word: &str) -> Case {
    let mut letters = word.bytes().filter(u8::is_ascii_alphabetic);
    if !letters.next().is_some_and(|first| first.is_ascii_uppercase()) {
        return Case::Lower;
    }
    match letters.next() {
        Some(second) if second.is_ascii_uppercase() && letters.all(|b| b.is_ascii_uppercase()) => Case::Upper,
        _ => Case::Capital,
    }
}

/// Letters of the Latin blocks that need no look-up in the tables of Unicode.
pub(crate) fn is_plain_letter(c: char) -> bool {
    c.is_ascii_alphabetic() || matches!(c, 'À'..='Ö' | 'Ø'..='ö' | 'ø'..='\u{24f}')
}

fn run(text: &str, from: usize, belongs: impl Fn(char) -> bool) -> usize {
    from + text[from..].find(|c: char| !belongs(c)).unwrap_or(text.len() - from)
}

/// Abbreviations of currencies that are written before their number without a space (`Rp16.412`), beside the codes.
const GLUED_MONEY: [&str; 3] = ["Rp", "Rs", "RM"];

/// End of the code of a currency that is glued to its digits (`USD3.14`).
fn code_end(text: &str, from: usize) -> Option<usize> {
    let is_before_digit = |end: usize| text.as_bytes().get(end).is_some_and(u8::is_ascii_digit);
    let short = from + 2;
    if is_before_digit(short) && text.get(from..short).is_some_and(|word| GLUED_MONEY.contains(&word)) {
        return Some(short);
    }
    let end = from + 3;
    (is_before_digit(end) && text.get(from..end).and_then(crate::measures::currency_code).is_some())
        .then_some(end)
}

/// End of a word: letters, marks and digits; one hyphen or apostrophe between two of them belongs to it.
fn word_end(text: &str, from: usize) -> usize {
    let belongs = |c: char| {
        is_plain_letter(c) || (c.is_alphanumeric() || is_combining(c) || is_invisible(c)) && !is_unspaced(c)
    };
    let run = |from: usize| {
        let plain = text.as_bytes()[from..].iter().take_while(|byte| byte.is_ascii_alphanumeric()).count();
        let from = from + plain;
        match text.as_bytes().get(from) {
            Some(byte) if !byte.is_ascii() => run(text, from, belongs),
            _ => from,
        }
    };
    let mut end = run(from);
    // Nothing is called `G7` in Arabic or Hebrew letters: what stands before the digits is a proclitic (`و10`, `ב-2024`).
    let is_semitic = text[from..].starts_with(is_semitic);
    let is_digit = |c: char| c.is_ascii_digit() || is_other_digit(c);
    if is_semitic && let Some(digits) = text[from..end].find(is_digit) {
        return from + digits;
    }
    while let Some(joint) = text[end..].chars().next() {
        let after = end + joint.len_utf8();
        let joins = is_hyphen(joint) || is_apostrophe(joint) || matches!(joint, '·' | '״' | '׳');
        let next = text[after..].chars().next();
        if !joins || end == from || !next.is_some_and(|c| belongs(c) && !(is_semitic && is_digit(c))) {
            break;
        }
        // `l'11 settembre`: digits after an apostrophe are a number of their own.
        if is_apostrophe(joint) && text.as_bytes().get(after).is_some_and(u8::is_ascii_digit) {
            break;
        }
        end = run(after);
    }
    end
}

/// End of what is glued to a number: `km` of `3km-5km`, `am` of `9am-5pm`, where a hyphen leads to the next number.
fn affix_end(text: &str, from: usize, end: usize) -> usize {
    /// The longest unit or ending that is written so.
    const LONGEST: usize = 4;
    let letters = text[from..end].bytes().take_while(u8::is_ascii_lowercase).count();
    let joint = from + letters;
    let mut rest = text[joint..end].chars();
    let is_joint = rest.next().is_some_and(is_hyphen) && rest.next().is_some_and(|c| c.is_ascii_digit());
    if is_joint && (1..=LONGEST).contains(&letters) { joint } else { end }
}

fn is_apostrophe(c: char) -> bool {
    matches!(c, '\'' | '’' | 'ʼ')
}

/// Letters of Hebrew and Arabic script.
fn is_semitic(c: char) -> bool {
    matches!(c, '\u{5d0}'..='\u{5ea}' | '\u{620}'..='\u{64a}' | '\u{671}'..='\u{6d3}')
}

/// Hyphens that join the parts of a word.
pub(crate) fn is_hyphen(c: char) -> bool {
    matches!(c, '-' | '‐' | '‑' | '־')
}

fn is_combining(c: char) -> bool {
    c >= '\u{300}'
        && matches!(c as u32, 0x300..=0x36f | 0x591..=0x5c7 | 0x610..=0x61a | 0x64b..=0x65f | 0x670 | 0x6d6..=0x6ed
        | 0x900..=0x903 | 0x93a..=0x94f | 0x951..=0x957 | 0x962..=0x963 | 0x981..=0x983 | 0x9bc..=0x9d7
        | 0xa01..=0xa4d | 0xa81..=0xacd | 0xb01..=0xbd7 | 0xc00..=0xcd6 | 0xd00..=0xdf3 | 0x1ab0..=0x1aff | 0x20d0..=0x20ff)
}

/// Soft hyphens, joiners and direction marks: part of the bytes, not of the words.
fn is_invisible(c: char) -> bool {
    matches!(c, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2064}' | '\u{2066}'..='\u{2069}' | '\u{feff}')
}

/// Decimal digits outside ASCII that stand for themselves (Arabic, Persian, Devanagari, full width).
fn is_other_digit(c: char) -> bool {
    matches!(c as u32, 0x660..=0x669 | 0x6f0..=0x6f9 | 0x966..=0x96f | 0x9e6..=0x9ef | 0xff10..=0xff19)
}

/// Scripts written without spaces between words.
pub fn is_unspaced(c: char) -> bool {
    c >= '\u{e00}'
        && matches!(c as u32, 0xe00..=0xe7f | 0xe80..=0xeff | 0x1000..=0x109f | 0x1780..=0x17ff | 0x3005..=0x3007 | 0x3041..=0x30ff
        | 0x31f0..=0x31ff | 0x3400..=0x4dbf | 0x4e00..=0x9fff | 0xf900..=0xfaff | 0xff66..=0xff9f | 0x20000..=0x3134f)
}

/// Letters that are tokens of their own in [`Tokens::by_character`]: Han, kana and Hangul.
pub(crate) fn is_by_character(c: char) -> bool {
    c >= '\u{1100}'
        && matches!(c as u32, 0x1100..=0x11ff | 0x3005..=0x3007 | 0x3041..=0x30ff | 0x3130..=0x318f | 0x31f0..=0x31ff | 0x3400..=0x4dbf
        | 0x4e00..=0x9fff | 0xac00..=0xd7af | 0xf900..=0xfaff | 0xff66..=0xff9f | 0x20000..=0x3134f)
}

/// A full-width character as its plain one.
pub fn plain_mark(c: char) -> char {
    match c {
        '\u{ff01}'..='\u{ff5e}' => char::from_u32(c as u32 - 0xfee0).unwrap_or(c),
        '\u{301c}' => '~',
        '\u{2212}' => '-',
        '、' => ',',
        c => c,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expected: &[(&str, TokenKind)]) {
        let tokens = tokenize(text);
        let found: Vec<(&str, TokenKind)> =
            (0..tokens.len()).map(|i| (tokens.surface(i), tokens[i].kind)).collect();
        assert_eq!(found, expected, "{text}");
    }

    #[test]
    fn words_numbers_and_what_is_glued_to_them() {
        use TokenKind::*;
        check("Észak-Koreába 2000-ben", &[("Észak-Koreába", Word), ("2000", Number), ("-ben", Affix)]);
        check("USD3 CAD", &[("USD", Word), ("3", Number), ("CAD", Word)]);
        check("2024’te", &[("2024", Number), ("’te", Affix)]);
        check("ב-2024 و10", &[("ב", Word), ("-", Mark), ("2024", Number), ("و", Word), ("10", Number)]);
        check("152 mm-es", &[("152", Number), ("mm-es", Word)]);
        check("1950-1953", &[("1950", Number), ("-", Mark), ("1953", Number)]);
        check(
            "20th G7 7:58",
            &[("20", Number), ("th", Affix), ("G7", Word), ("7", Number), (":", Mark), ("58", Number)],
        );
        check("Rp1,5 RSA7", &[("Rp", Word), ("1", Number), (",", Mark), ("5", Number), ("RSA7", Word)]);
        check("– Kim's", &[("–", Mark), ("Kim's", Word)]);
    }

    #[test]
    fn scripts_without_spaces_are_cut_into_words() {
        let tokens = tokenize("金正恩访问俄罗斯。");
        assert!(tokens.len() > 2);
        assert!((0..tokens.len()).all(|i| !tokens.surface(i).is_empty()));
    }

    #[test]
    fn each_character_is_a_token_of_its_own_where_it_is_asked_for() {
        let cut = |text| {
            let tokens = tokenize(text).by_character();
            (0..tokens.len()).map(|i| tokens.surface(i).to_owned()).collect::<Vec<_>>().join("|")
        };
        assert_eq!(cut("2024年3月"), "2024|年|3|月");
        assert_eq!(cut("3월5일에 AI가 3km"), "3|월|5|일|에|AI|가|3|km");
        assert_eq!(cut("오후12시 G7은"), "오|후|12|시|G7|은");
        assert_eq!(tokenize("3월").by_character()[1].kind, TokenKind::Word);
        let phrase = tokenize_by_character("다음 달 g7을");
        assert_eq!(
            (0..phrase.len()).map(|i| phrase.surface(i)).collect::<Vec<_>>(),
            ["다", "음", "달", "g7", "을"]
        );
    }

    #[test]
    fn case_and_lower_forms() {
        let tokens = tokenize("USA Ännu Kim’s i");
        let cases: Vec<Case> = tokens.iter().map(|token| token.case).collect();
        assert_eq!(cases, [Case::Upper, Case::Capital, Case::Capital, Case::Lower]);
        assert_eq!(tokens.lower(2), "kim's");
    }
}
