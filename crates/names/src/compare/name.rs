//! A name taken apart: its words as they are spelled and sound, what each of them is, and how much it says.

use super::Kind;
use super::letters::{Script, Short, Spelling, spell};
use super::words::{Known, hangul_reading, known_runs, reading};

/// Most words of a name that are compared.
const MOST_WORDS: usize = 16;

/// What a word is in its name.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Class {
    /// It names.
    Plain,
    /// One letter that stands for a name.
    Initial,
    /// A number, with its value.
    Number,
    /// A legal form.
    Legal,
    /// A generic word of bodies.
    Generic,
    /// Title, article, preposition: it can be missing.
    Small,
}

#[derive(Clone, Copy, Debug)]
pub(super) struct Word {
    pub(super) spelling: Spelling,
    pub(super) class: Class,
    /// What is known of it as a word.
    pub(super) known: Known,
    /// How much it says, 0 to 1.
    pub(super) weight: f32,
    /// Where it stands in the name.
    pub(super) start: u32,
    pub(super) end: u32,
    /// A value, of numbers.
    pub(super) number: u32,
    /// Stands in brackets.
    pub(super) aside: bool,
}

/// One reading of a name.
#[derive(Clone, Debug, Default)]
pub(super) struct Reading {
    pub(super) words: Vec<Word>,
    /// Korean syllables, where the name may be Korean.
    pub(super) korean: Option<super::korean::Korean>,
    /// Where it is not the plain reading: what it is.
    pub(super) by: &'static str,
}

/// How much each class of words says. Measured on pairs of spellings of one name and of neighbours.
const GENERIC_WEIGHT: f32 = 0.45;
const COMMON_WEIGHT: f32 = 0.6;
const KUNYA_WEIGHT: f32 = 0.3;
const ASIDE_WEIGHT: f32 = 0.5;
/// So many words in brackets are a remark, not a part of the name.
const REMARK: usize = 4;

/// All readings of a name; the first is as written.
pub(super) fn readings(name: &str, kind: Kind) -> Vec<Reading> {
    let mut raw = split(name);
    let mut readings = Vec::with_capacity(1);
    let is_han = raw.iter().any(|word| word.spelling.script == Script::Han);
    // `A / B`, `A; B`: each side is a name, too.
    let sides = alternatives(name);
    if is_han {
        han(name, &raw, kind, &mut readings);
    }
    raw.truncate(MOST_WORDS);
    readings.insert(0, classed(name, raw, kind));
    for (start, end) in sides {
        let side: Vec<Word> = split(&name[start..end])
            .into_iter()
            .take(MOST_WORDS)
            .map(|word| Word { start: word.start + start as u32, end: word.end + start as u32, ..word })
            .collect();
        if !side.is_empty() {
            let mut reading = classed(name, side, kind);
            reading.by = "one of the names given";
            readings.push(reading);
        }
    }
    readings
}

/// The sides of `A/B`, `A; B` and `A a.k.a. B`.
fn alternatives(name: &str) -> Vec<(usize, usize)> {
    let mut sides = Vec::new();
    let mut start = 0;
    let mut cut = |at: usize, length: usize, start: &mut usize| {
        sides.push((*start, at));
        *start = at + length;
    };
    let bytes = name.as_bytes();
    for (at, &byte) in bytes.iter().enumerate() {
        // `S/A` and `M/V` are abbreviations.
        let long = |side: &str| side.chars().filter(|c| c.is_alphabetic()).count() > 3;
        match byte {
            b';' => cut(at, 1, &mut start),
            b'/' if long(&name[start..at]) && long(&name[at + 1..]) => cut(at, 1, &mut start),
            _ => {}
        }
    }
    if start > 0 {
        sides.push((start, name.len()));
    }
    sides
}

fn is_apostrophe(c: char) -> bool {
    matches!(c, '\'' | '’' | '‘' | 'ʼ' | 'ʻ' | 'ʾ' | 'ʿ' | '′' | '`' | '´' | '‛' | 'ʹ' | 'ˈ')
}

/// Words with their spellings. Full stops and apostrophes inside a word do not part it; single letters with full stops
/// between them are one word (`S.A.`), and their classes are told later.
fn split(name: &str) -> Vec<Word> {
    let mut words: Vec<Word> = Vec::with_capacity(8);
    let mut depth = 0usize;
    let mut start: Option<usize> = None;
    for (at, c) in name.char_indices() {
        let in_word =
            c.is_alphanumeric() || !c.is_ascii() && unicode_normalization::char::is_combining_mark(c);
        if in_word {
            start.get_or_insert(at);
        } else if start.is_some() && is_apostrophe(c) {
            // `Qa'ida` is one word.
        } else {
            if let Some(from) = start.take() {
                push_word(&mut words, &name[from..at], from, at, depth > 0);
            }
            match c {
                '(' | '[' => depth += 1,
                ')' | ']' => depth = depth.saturating_sub(1),
                '&' | '+' => push_word(&mut words, "and", at, at + 1, depth > 0),
                _ => {}
            }
        }
    }
    if let Some(from) = start {
        push_word(&mut words, &name[from..], from, name.len(), depth > 0);
    }
    words
}

fn push_word(words: &mut Vec<Word>, text: &str, start: usize, end: usize, aside: bool) {
    let mut spelling = spell(text);
    if spelling.letters.is_empty() && spelling.sound.is_empty() {
        return;
    }
    if spelling.script == Script::Abjad {
        without_article(text, &mut spelling);
    }
    words.push(Word {
        spelling,
        class: Class::Plain,
        known: Known::default(),
        weight: 1.0,
        start: start as u32,
        end: end as u32,
        number: 0,
        aside,
    });
}

/// The Arabic article is written together with its word; transcriptions part it.
fn without_article(text: &str, spelling: &mut Spelling) {
    let mut chars = text.chars();
    let article = matches!((chars.next(), chars.next()), (Some('ا' | 'أ' | 'ٱ'), Some('ل')));
    let rest = chars.as_str();
    if article && rest.chars().filter(|c| c.is_alphabetic()).count() >= 3 {
        *spelling = spell(rest);
    }
}

/// Tells what each word is.
fn classed(name: &str, mut words: Vec<Word>, kind: Kind) -> Reading {
    join_abbreviations(name, &mut words, kind);
    look_up(&mut words, kind);
    if kind == Kind::Person {
        join_servants(&mut words);
    }
    let is_person = kind == Kind::Person;
    // A particle binds what follows it; behind the last word there is nothing (`Kim Jong Il`), unless the name is turned round (`Gaulle,
    // Charles de`).
    if is_person
        && words.len() > 1
        && !name.contains([',', '،', '，'])
        && let Some(last) = words.last_mut()
    {
        last.known.particle = false;
    }
    for word in &mut words {
        let letters = word.spelling.letters.as_bytes();
        let text = &name[word.start as usize..word.end as usize];
        if letters.iter().all(u8::is_ascii_digit) && !letters.is_empty() {
            word.class = Class::Number;
            word.number = letters
                .iter()
                .fold(0u32, |all, digit| all.saturating_mul(10).saturating_add(u32::from(digit - b'0')));
        } else if let (false, Some(value)) = (is_person, number_of(word, text)) {
            word.class = Class::Number;
            word.number = value;
        } else if word.class == Class::Legal {
        } else if is_person && letters.len() == 1 && word.spelling.script == Script::Full {
            word.class = Class::Initial;
        } else if word.known.particle || if is_person { word.known.title } else { word.known.small } {
            word.class = Class::Small;
        } else if !is_person && word.known.generic > 0 {
            word.class = Class::Generic;
        }
        word.weight = match word.class {
            Class::Plain if is_person && matches!(letters, b"abu" | b"abou" | b"abw" | b"umm" | b"um") => {
                KUNYA_WEIGHT
            }
            Class::Plain if is_person && word.known.common => COMMON_WEIGHT,
            Class::Plain => 1.0,
            Class::Initial => 0.3,
            Class::Number => 1.0,
            Class::Generic => GENERIC_WEIGHT,
            Class::Legal => 0.1,
            Class::Small => 0.0,
        };
        if word.aside {
            word.weight *= ASIDE_WEIGHT;
        }
    }
    // A name of small words alone names by them: `The Who`.
    if words.iter().all(|word| word.weight == 0.0) {
        for word in &mut words {
            word.class = Class::Plain;
            word.weight = 0.5;
        }
    }
    if !is_person {
        drop_acronym(&mut words);
    }
    let korean = is_person.then(|| super::korean::korean(&words)).flatten();
    // Many names are kept at a time.
    words.shrink_to_fit();
    Reading { words, korean, by: "" }
}

/// Single letters that stand together are one word: `A.B.C.`, `J. P. Morgan`. Of persons they are initials and stay.
fn join_abbreviations(name: &str, words: &mut Vec<Word>, kind: Kind) {
    let single = |word: &Word| {
        word.spelling.letters.len() == 1
            && word.spelling.letters.as_bytes()[0].is_ascii_alphabetic()
            && name[word.start as usize..word.end as usize].chars().count() == 1
    };
    if kind == Kind::Person || !words.windows(2).any(|pair| single(&pair[0]) && single(&pair[1])) {
        return;
    }
    let mut joined: Vec<Word> = Vec::with_capacity(words.len());
    let mut run = 0;
    for word in words.iter() {
        if single(word) && run > 0 {
            if let Some(last) = joined.last_mut() {
                let mut letters = last.spelling.letters;
                letters.extend(word.spelling.letters.as_bytes());
                let sound = super::letters::sound_of(letters.as_bytes());
                last.spelling = Spelling::new(letters, sound, last.spelling.script, last.spelling.latin);
                last.end = word.end;
            }
        } else {
            joined.push(*word);
        }
        run = if single(word) { run + 1 } else { 0 };
    }
    *words = joined;
}

fn look_up(words: &mut [Word], kind: Kind) {
    let mut found = Vec::new();
    let count = words.len();
    let mut legal: Vec<(usize, usize, Known)> = Vec::new();
    let mut at = 0;
    while at < count {
        known_runs(words[at..].iter().map(|word| word.spelling.letters.as_bytes()), &mut found);
        let mut next = at + 1;
        for &(length, known) in &found {
            if length == 1 {
                words[at].known = known;
            }
            if kind != Kind::Person {
                if known.legal > 0 {
                    legal.push((at, at + length, known));
                }
                // A generic word of several words: the first carries it.
                if length > 1 && known.generic > 0 {
                    words[at].known.generic = known.generic;
                    for word in &mut words[at + 1..at + length] {
                        word.known = Known { small: true, ..Known::default() };
                    }
                    next = next.max(at + length);
                }
            } else if length > 1 && known.title {
                for word in &mut words[at..at + length] {
                    word.known.title = true;
                }
                next = next.max(at + length);
            }
        }
        at = next;
    }
    // Legal forms stand at the ends of a name; long ones anywhere.
    let (mut first, mut last) = (0, count);
    while let Some(&(start, end, known)) = legal
        .iter()
        .filter(|&&(start, end, _)| (start == first || end == last) && start >= first && end <= last)
        .filter(|&&(start, end, _)| end - start < last - first)
        .max_by_key(|&&(start, end, _)| end - start)
    {
        mark_legal(&mut words[start..end], known);
        if start == first { first = end } else { last = start }
    }
    for &(start, end, known) in &legal {
        let letters: usize = words[start..end].iter().map(|word| word.spelling.letters.len()).sum();
        if letters >= 9 && end - start > 1 && start >= first && end <= last && end - start < last - first {
            mark_legal(&mut words[start..end], known);
        }
    }
}

fn mark_legal(words: &mut [Word], known: Known) {
    for (at, word) in words.iter_mut().enumerate() {
        word.class = Class::Legal;
        // The whole form counts once.
        word.known = if at == 0 { known } else { Known::default() };
    }
}

/// `Abd al-Rahman`, `Abdul Rahman`, `Abdurrahman` are one name: the servant of the Merciful. They become `abdrahman`.
fn join_servants(words: &mut Vec<Word>) {
    if !words.iter().any(|word| {
        let letters = word.spelling.letters.as_bytes();
        letters.starts_with(b"abd") || letters.starts_with(b"abid") || letters.starts_with(b"abbd")
    }) {
        return;
    }
    let mut joined: Vec<Word> = Vec::with_capacity(words.len());
    let mut at = 0;
    while at < words.len() {
        let mut word = words[at];
        at += 1;
        if is_servant(word.spelling.letters.as_bytes()) {
            let mut next = at;
            if next < words.len()
                && is_article(words[next].spelling.letters.as_bytes())
                && next + 1 < words.len()
            {
                next += 1;
            }
            if next < words.len() && words[next].spelling.letters.len() > 1 {
                let other = words[next];
                word.spelling = joined_spelling(&other.spelling);
                word.end = other.end;
                word.known = Known::default();
                at = next + 1;
            }
        } else if let Some(rest) = servant_of(&word.spelling) {
            word.spelling = joined_spelling(&rest);
            word.known = Known::default();
        }
        joined.push(word);
    }
    *words = joined;
}

fn joined_spelling(rest: &Spelling) -> Spelling {
    let join = |head: &[u8], tail: &Short| {
        let mut whole = Short::new(head);
        whole.extend(tail.as_bytes());
        whole
    };
    // The article may have stayed with the second word: `Abd Elrahman`.
    Spelling::new(join(b"abd", &rest.letters), join(b"abd", &rest.sound), rest.script, rest.latin)
}

fn is_servant(letters: &[u8]) -> bool {
    let Some(rest) = letters.strip_prefix(b"abd") else { return false };
    matches!(
        rest,
        b"" | b"ul"
            | b"al"
            | b"el"
            | b"il"
            | b"ol"
            | b"oul"
            | b"ur"
            | b"ar"
            | b"er"
            | b"us"
            | b"as"
            | b"es"
            | b"u"
            | b"o"
            | b"ulla"
            | b"ool"
            | b"a"
            | b"e"
            | b"i"
    ) && rest != b"ulla"
}

fn is_article(letters: &[u8]) -> bool {
    matches!(
        letters,
        b"al"
            | b"el"
            | b"ul"
            | b"il"
            | b"ol"
            | b"l"
            | b"ar"
            | b"er"
            | b"ur"
            | b"as"
            | b"es"
            | b"us"
            | b"ash"
            | b"esh"
            | b"ush"
            | b"an"
            | b"en"
            | b"un"
            | b"ad"
            | b"ed"
            | b"ud"
            | b"az"
            | b"ez"
            | b"uz"
            | b"at"
            | b"et"
            | b"ut"
            | b"eddin"
    ) && letters != b"eddin"
}

/// `Abdurrahman`, `Abdelkader`, `عبدالله` in one word: what follows the servant and the article.
fn servant_of(spelling: &Spelling) -> Option<Spelling> {
    let letters = spelling.letters.as_bytes();
    let rest = letters.strip_prefix(b"abd")?;
    if rest.len() < 3 {
        return None;
    }
    if spelling.script == Script::Abjad {
        let rest = rest.strip_prefix(b"al").unwrap_or(rest);
        let sound = spelling.sound.as_bytes();
        let from = sound.iter().position(|&c| c == b'd')? + 1;
        let tail = sound[from..].strip_prefix(b"Al").unwrap_or(&sound[from..]);
        return Some(Spelling::new(Short::new(rest), Short::new(tail), Script::Abjad, false));
    }
    let vowels = rest.iter().take_while(|c| matches!(c, b'a' | b'e' | b'i' | b'o' | b'u')).count();
    let rest = if vowels == 0 {
        rest
    } else {
        let after = &rest[vowels..];
        match after {
            // The l of the article, or the letter it became before a sun letter.
            [b'l', tail @ ..] if tail.len() >= 2 => tail,
            [b's', b'h', b's', b'h', ..] => &after[2..],
            [first, second, ..] if first == second => &after[1..],
            _ => after,
        }
    };
    let sound = super::letters::sound_of(rest);
    Some(Spelling::new(Short::new(rest), sound, spelling.script, spelling.latin))
}

/// Numerals and number words.
fn number_of(word: &Word, text: &str) -> Option<u32> {
    if word.known.number > 0 {
        return Some(u32::from(word.known.number) - 1);
    }
    let letters = word.spelling.letters.as_bytes();
    // 1st, 22nd, 5th.
    let digits = letters.iter().take_while(|c| c.is_ascii_digit()).count();
    if digits > 0 && matches!(&letters[digits..], b"st" | b"nd" | b"rd" | b"th") {
        return std::str::from_utf8(&letters[..digits]).ok()?.parse().ok();
    }
    let roman = text.len() >= 2 && text.bytes().all(|c| matches!(c, b'I' | b'V' | b'X'));
    roman.then(|| roman_value(text))
}

fn roman_value(text: &str) -> u32 {
    let value = |c: u8| match c {
        b'I' => 1,
        b'V' => 5,
        _ => 10,
    };
    let bytes = text.as_bytes();
    let mut total = 0i32;
    for (at, &c) in bytes.iter().enumerate() {
        let here = value(c);
        let less = bytes.get(at + 1).is_some_and(|&next| value(next) > here);
        total += if less { -here } else { here };
    }
    total.max(0) as u32
}

/// A word in brackets that is made of the first letters of the others says nothing new.
fn drop_acronym(words: &mut Vec<Word>) {
    let is_acronym = |words: &[Word], at: usize| {
        let letters = words[at].spelling.letters.as_bytes();
        words[at].aside
            && (2..=6).contains(&letters.len())
            && words
                .iter()
                .find(|word| !word.aside)
                .is_some_and(|first| first.spelling.letters.as_bytes().first() == letters.first())
    };
    let asides = words.iter().filter(|word| word.aside).count();
    if asides <= 2 && words.len() > asides + 1 && (0..words.len()).any(|at| is_acronym(words, at)) {
        words.retain(|word| !word.aside);
    } else if asides >= REMARK && asides < words.len() {
        for word in words.iter_mut().filter(|word| word.aside) {
            word.class = Class::Small;
            word.weight = 0.0;
        }
    }
}

/// Readings of a name in Chinese characters: Chinese, Sino-Korean, and by the tables (Japanese names, foreign names in Chinese).
fn han(name: &str, raw: &[Word], kind: Kind, readings: &mut Vec<Reading>) {
    let characters: Vec<(usize, char)> =
        name.char_indices().filter(|&(_, c)| super::letters::script_of(c) == Script::Han).collect();
    let whole = raw.iter().all(|word| word.spelling.script == Script::Han);
    if characters.len() < 2 || characters.len() > 12 || !whole || kind != Kind::Person {
        return;
    }
    let part = |from: usize, to: usize, spoken: &str| {
        let start = characters[from].0;
        let end = characters[to - 1].0 + characters[to - 1].1.len_utf8();
        Word {
            spelling: spell(spoken),
            class: Class::Plain,
            known: Known::default(),
            weight: 1.0,
            start: start as u32,
            end: end as u32,
            number: 0,
            aside: false,
        }
    };
    let read = |from: usize, to: usize, of: &dyn Fn(char) -> Option<String>| -> Option<Word> {
        let said: Option<Vec<String>> = characters[from..to].iter().map(|&(_, c)| of(c)).collect();
        Some(part(from, to, &said?.concat()))
    };
    let count = characters.len();
    let chinese = |c: char| Some(any_ascii::any_ascii_char(c).to_ascii_lowercase());
    let korean = |c: char| hangul_reading(c).and_then(super::letters::hangul);
    if count <= 4 {
        // The surname is one sign, two in a name of four.
        let cut = if count == 4 { 2 } else { 1 };
        let readers: [&dyn Fn(char) -> Option<String>; 2] = [&chinese, &korean];
        for (by, of) in ["Chinese reading", "Sino-Korean reading"].into_iter().zip(readers) {
            if let (Some(first), Some(second)) = (read(0, cut, of), read(cut, count, of)) {
                let words = vec![first, second];
                let korean = super::korean::korean(&words);
                readings.push(Reading { words, korean, by });
            }
        }
    }
    let text = |from: usize, to: usize| -> String { characters[from..to].iter().map(|&(_, c)| c).collect() };
    let mut cuts: Vec<usize> = raw
        .iter()
        .skip(1)
        .filter_map(|word| characters.iter().position(|&(at, _)| at == word.start as usize))
        .collect();
    if cuts.is_empty() {
        cuts = (1..count).collect();
    }
    for cut in cuts {
        if let (Some(first), Some(second)) = (reading(&text(0, cut)), reading(&text(cut, count))) {
            let words = vec![part(0, cut, first), part(cut, count, second)];
            readings.push(Reading { words, korean: None, by: "reading from the tables" });
        }
    }
}
