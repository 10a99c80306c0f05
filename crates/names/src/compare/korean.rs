//! Korean names syllable by syllable: *Kim Cho'ng-u'n*, *Kim Jong Un* and *김정은* are the same syllables in three romanisations;
//! *Kim Jong Il* has another one.

use super::letters::Script;
use super::name::Word;

/// Most syllables of a Korean name.
const MOST_SYLLABLES: usize = 5;

/// The surnames of all but a few Koreans, with the dark vowels as `o`: one key for all romanisations of a name
/// (`i`: Ri, Lee, Yi, Rhee; `coN`: Jong, Jung, Chung, Jeong).
const SURNAMES: &[&str] = &[
    "kim", "i", "pak", "ce", "coN", "kaN", "co", "caN", "yon", "im", "han", "o", "so", "sin", "kwon", "hwaN",
    "an", "soN", "hoN", "yaN", "ko", "mon", "son", "pe", "pek", "ho", "yo", "nam", "sim", "no", "ro", "ha",
    "kwak", "ca", "kye", "kyoN", "min", "na", "ra", "ci", "om", "won", "cin", "paN", "pyon", "to", "sok",
    "sol", "ma", "yom", "ki", "kil", "poN", "myoN", "hyon", "ham", "te", "kom", "kok", "pom", "toN", "con",
    "ok", "si", "pyo", "kon", "tan", "mo", "sop", "wi", "po",
];

/// A syllable: first consonant, vowel, last consonant.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub(crate) struct Syllable {
    first: u8,
    glide: u8,
    vowel: u8,
    last: u8,
}

/// A name that can be read as Korean.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub(crate) struct Korean {
    syllables: [Syllable; MOST_SYLLABLES],
    count: usize,
    /// Syllables of the surname stand first.
    surname_first: bool,
    /// In letters that do not tell *ng* from *n* (Ким Чен Ын).
    coarse: bool,
}

/// Reads a name as Korean, if all its words can be.
pub(super) fn korean(words: &[Word]) -> Option<Korean> {
    if words.len() < 2 && words.first().is_none_or(|word| word.spelling.script != Script::Hangul)
        || words.len() > 4
    {
        return None;
    }
    let mut korean = Korean::default();
    let mut first_word = 0;
    let mut last_word = 0;
    for (at, word) in words.iter().enumerate() {
        let mut rest = word.spelling.letters.as_bytes();
        let before = korean.count;
        while !rest.is_empty() {
            let (syllable, read) = syllable(rest)?;
            *korean.syllables.get_mut(korean.count)? = syllable;
            korean.count += 1;
            rest = &rest[read..];
        }
        if at == 0 {
            first_word = korean.count;
        }
        last_word = korean.count - before;
    }
    if !(2..=4).contains(&korean.count) {
        return None;
    }
    let hangul = words[0].spelling.script == Script::Hangul;
    korean.coarse = words[0].spelling.script == Script::Full && !words[0].spelling.latin;
    korean.surname_first = hangul || first_word == 1 && is_surname(korean.syllables[0]);
    // `Jong Un Kim`.
    if !korean.surname_first && last_word == 1 && is_surname(korean.syllables[korean.count - 1]) {
        korean.syllables[..korean.count].rotate_right(1);
        korean.surname_first = true;
    }
    korean.surname_first.then_some(korean)
}

fn is_surname(syllable: Syllable) -> bool {
    // Romanisations write the dark vowels as o, u, eo, eu, oo.
    let vowel = if matches!(syllable.vowel, b'o' | b'u' | b'U') { b'o' } else { syllable.vowel };
    let key = [syllable.first, syllable.glide, vowel, syllable.last];
    SURNAMES.iter().any(|name| name.bytes().eq(key.into_iter().filter(|&c| c != 0)))
}

/// One syllable and the letters it takes.
fn syllable(letters: &[u8]) -> Option<(Syllable, usize)> {
    const FIRST: &[(&[u8], u8)] = &[
        (b"tsch", b'c'),
        (b"dsch", b'c'),
        (b"ssh", b's'),
        (b"tch", b'c'),
        (b"dzs", b'c'),
        (b"dzh", b'c'),
        (b"dsj", b'c'),
        (b"tsj", b'c'),
        (b"ch", b'c'),
        (b"sh", b's'),
        (b"kk", b'k'),
        (b"gg", b'k'),
        (b"tt", b't'),
        (b"dd", b't'),
        (b"pp", b'p'),
        (b"bb", b'p'),
        (b"ss", b's'),
        (b"jj", b'c'),
        (b"ts", b'c'),
        (b"dz", b'c'),
        (b"dj", b'c'),
        (b"tj", b'c'),
        (b"cs", b'c'),
        (b"cz", b'c'),
        (b"sz", b's'),
        (b"sj", b's'),
        (b"k", b'k'),
        (b"g", b'k'),
        (b"t", b't'),
        (b"d", b't'),
        (b"p", b'p'),
        (b"b", b'p'),
        (b"j", b'c'),
        (b"c", b'c'),
        (b"z", b'c'),
        (b"s", b's'),
        (b"m", b'm'),
        (b"n", b'n'),
        (b"r", b'r'),
        (b"l", b'r'),
        (b"h", b'h'),
    ];
    const VOWELS: &[(&[u8], u8, u8)] = &[
        (b"yeo", b'y', b'o'),
        (b"yae", b'y', b'e'),
        (b"you", b'y', b'u'),
        (b"yoo", b'y', b'u'),
        (b"yuh", b'y', b'o'),
        (b"weo", b'w', b'o'),
        (b"wae", b'w', b'e'),
        (b"woo", 0, b'u'),
        (b"yeu", b'y', b'u'),
        (b"yi", 0, b'i'),
        (b"ya", b'y', b'a'),
        (b"ye", b'y', b'e'),
        (b"yo", b'y', b'o'),
        (b"yu", b'y', b'u'),
        (b"wa", b'w', b'a'),
        (b"we", b'w', b'e'),
        (b"wi", b'w', b'i'),
        (b"wo", b'w', b'o'),
        (b"wu", 0, b'u'),
        (b"eo", 0, b'o'),
        (b"eu", 0, b'U'),
        (b"ae", 0, b'e'),
        (b"ai", 0, b'e'),
        (b"ay", 0, b'e'),
        (b"ei", 0, b'e'),
        (b"ey", 0, b'e'),
        (b"oe", 0, b'e'),
        (b"oi", 0, b'e'),
        (b"oy", 0, b'e'),
        (b"ui", 0, b'I'),
        (b"oo", 0, b'u'),
        (b"ou", 0, b'u'),
        (b"ee", 0, b'i'),
        (b"ah", 0, b'a'),
        (b"uh", 0, b'o'),
        (b"oh", 0, b'o'),
        (b"a", 0, b'a'),
        (b"e", 0, b'e'),
        (b"i", 0, b'i'),
        (b"o", 0, b'o'),
        (b"u", 0, b'u'),
    ];
    const LAST: &[(&[u8], u8)] = &[
        (b"ng", b'N'),
        (b"rk", b'k'),
        (b"ck", b'k'),
        (b"k", b'k'),
        (b"g", b'k'),
        (b"t", b't'),
        (b"d", b't'),
        (b"p", b'p'),
        (b"b", b'p'),
        (b"m", b'm'),
        (b"n", b'n'),
        (b"l", b'l'),
        (b"r", b'l'),
    ];
    let mut at = 0;
    let mut syllable = Syllable::default();
    if let Some((text, code)) = FIRST.iter().find(|(text, _)| letters.starts_with(text)) {
        syllable.first = *code;
        at = text.len();
    }
    let vowel = VOWELS
        .iter()
        .filter(|(text, ..)| letters[at..].starts_with(text))
        .max_by_key(|(text, ..)| text.len());
    // `Young` is *yeong*.
    let young = letters[at..].starts_with(b"young");
    let (text, glide, code) =
        vowel.map(|&(text, glide, code)| (text, glide, if young { b'o' } else { code }))?;
    syllable.glide = glide;
    syllable.vowel = code;
    at += text.len();
    let starts_vowel = |rest: &[u8]| rest.first().is_some_and(|c| b"aeiouyw".contains(c));
    for (text, code) in LAST {
        if !letters[at..].starts_with(text) {
            continue;
        }
        let after = &letters[at + text.len()..];
        // A consonant before a vowel begins the next syllable; `ng` never does.
        if starts_vowel(after) && *text != b"ng" {
            continue;
        }
        syllable.last = *code;
        at += text.len();
        break;
    }
    // Initial r is not spoken before i and y, and is n or r elsewhere.
    if syllable.first == b'r' && (syllable.vowel == b'i' || syllable.glide == b'y') {
        syllable.first = 0;
    }
    // Ch and j swallow the glide.
    if syllable.first == b'c' && syllable.glide == b'y' {
        syllable.glide = 0;
    }
    Some((syllable, at))
}

/// Likeness of two syllables, 0 to 1. `coarse`: one is in letters that tell fewer sounds apart.
fn alike(a: Syllable, b: Syllable, coarse: bool) -> f32 {
    let mut cost = 0.0;
    cost += match (a.first, b.first) {
        (x, y) if x == y => 0.0,
        (b'n', b'r') | (b'r', b'n') => 0.08,
        (b'r', 0) | (0, b'r') => 0.15,
        (b'n', 0) | (0, b'n') => 0.25,
        (b's', b'c') | (b'c', b's') | (b'k', b'h') | (b'h', b'k') => 0.35,
        _ => 0.45,
    };
    cost += match (a.vowel, b.vowel) {
        (x, y) if x == y => 0.0,
        (b'o', b'u') | (b'u', b'o') | (b'u', b'U') | (b'U', b'u') => 0.06,
        (b'o', b'U') | (b'U', b'o') => 0.12,
        (b'e', b'a')
        | (b'a', b'e')
        | (b'I', b'i')
        | (b'i', b'I')
        | (b'I', b'u' | b'U' | b'e')
        | (b'u' | b'U' | b'e', b'I') => 0.1,
        (b'e', b'o') | (b'o', b'e') => {
            if coarse {
                0.1
            } else {
                0.2
            }
        }
        (b'i', b'u' | b'U') | (b'u' | b'U', b'i') if coarse => 0.1,
        _ => 0.45,
    };
    if a.glide != b.glide {
        cost += 0.18;
    }
    cost += match (a.last, b.last) {
        (x, y) if x == y => 0.0,
        (b'n', b'N') | (b'N', b'n') => {
            if coarse {
                0.05
            } else {
                0.55
            }
        }
        (0, _) | (_, 0) => 0.4,
        _ => 0.45,
    };
    (1.0f32 - cost).max(0.0)
}

/// Likeness of two names read as Korean, and of their least alike syllable. `None` where they do not have as many syllables.
pub(super) fn likeness(a: &Korean, b: &Korean) -> Option<(f32, f32)> {
    if a.count != b.count {
        return None;
    }
    let coarse = a.coarse != b.coarse;
    let likes = (0..a.count).map(|at| alike(a.syllables[at], b.syllables[at], coarse));
    let mean = likes.clone().sum::<f32>() / a.count as f32;
    let worst = likes.fold(1.0, f32::min);
    Some((mean, worst))
}
