//! A word of a name in plain Latin letters and as it sounds, from whatever script it is written in. No memory is allocated: words
//! of names are short.

use super::alike::Outline;
use unicode_normalization::UnicodeNormalization;

/// Most letters of a word that are compared.
const LONGEST: usize = 30;

/// A short string of ASCII bytes.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) struct Short {
    bytes: [u8; LONGEST],
    length: u8,
}

impl Default for Short {
    fn default() -> Self {
        Self { bytes: [0; LONGEST], length: 0 }
    }
}

impl Short {
    pub(crate) fn new(text: &[u8]) -> Self {
        let mut short = Self::default();
        short.extend(text);
        short
    }

    pub(crate) fn push(&mut self, byte: u8) {
        if let Some(place) = self.bytes.get_mut(usize::from(self.length)) {
            *place = byte;
            self.length += 1;
        }
    }

    pub(crate) fn extend(&mut self, bytes: &[u8]) {
        let from = self.len();
        let count = bytes.len().min(LONGEST - from);
        self.bytes[from..from + count].copy_from_slice(&bytes[..count]);
        self.length += count as u8;
    }

    pub(crate) fn as_bytes(&self) -> &[u8] {
        &self.bytes[..usize::from(self.length)]
    }

    pub(crate) fn as_str(&self) -> &str {
        std::str::from_utf8(self.as_bytes()).unwrap_or("")
    }

    pub(crate) fn len(&self) -> usize {
        usize::from(self.length)
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.length == 0
    }

    /// Doubled sounds count once.
    fn push_once(&mut self, byte: u8) {
        if self.as_bytes().last() != Some(&byte) {
            self.push(byte);
        }
    }
}

/// What kind of script a word is written in, as far as it changes how words are compared.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub(crate) enum Script {
    /// Letters for consonants and vowels.
    #[default]
    Full,
    /// Short vowels are not written: Arabic, Hebrew.
    Abjad,
    /// Hangul.
    Hangul,
    /// Chinese characters.
    Han,
}

/// A word in Latin letters and as it sounds.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub(crate) struct Spelling {
    pub(crate) letters: Short,
    pub(crate) sound: Short,
    pub(crate) script: Script,
    /// Written in Latin letters.
    pub(crate) latin: bool,
    /// Of the sound.
    pub(crate) outline: Outline,
}

impl Spelling {
    pub(crate) fn new(letters: Short, sound: Short, script: Script, latin: bool) -> Self {
        Self { letters, sound, script, latin, outline: Outline::of(&sound) }
    }

    /// Two words written as one.
    pub(crate) fn then(mut self, next: &Self) -> Self {
        self.letters.extend(next.letters.as_bytes());
        self.sound.extend(next.sound.as_bytes());
        self.outline = self.outline.and(next.outline);
        self
    }
}

/// Spells a word (no spaces in it).
pub(crate) fn spell(word: &str) -> Spelling {
    if word.is_ascii() {
        let mut letters = Short::default();
        word.bytes()
            .filter(u8::is_ascii_alphanumeric)
            .for_each(|byte| letters.push(byte.to_ascii_lowercase()));
        return Spelling::new(letters, sound_of(letters.as_bytes()), Script::Full, true);
    }
    let first = word.chars().find(|c| c.is_alphabetic()).unwrap_or(' ');
    match script_of(first) {
        Script::Abjad => abjad(word),
        script => {
            let (mut letters, mut spoken) = (Short::default(), Short::default());
            let chars: Vec<char> = word.nfkc().flat_map(char::to_lowercase).collect();
            let mut at = 0;
            while at < chars.len() {
                at += read_letter(&chars[at..], &mut letters, &mut spoken);
            }
            let latin = script == Script::Full
                && ((first as u32) < 0x250 || (0x1e00..0x1f00).contains(&(first as u32)));
            Spelling::new(letters, sound_of(spoken.as_bytes()), script, latin)
        }
    }
}

pub(crate) fn script_of(c: char) -> Script {
    match c as u32 {
        0x590..0x780 | 0xfb1d..0xfe00 | 0xfe70..0xff00 => Script::Abjad,
        0x1100..0x1200 | 0xac00..0xd7b0 => Script::Hangul,
        0x3400..0xa000 | 0xf900..0xfb00 | 0x20000..0x32000 => Script::Han,
        _ => Script::Full,
    }
}

/// Reads one letter (or two that are one sound): appends it as it is written and as it is spoken, and says how many were read.
fn read_letter(chars: &[char], letters: &mut Short, spoken: &mut Short) -> usize {
    let c = chars[0];
    let next = chars.get(1).copied().unwrap_or(' ');
    let both = |letters: &mut Short, spoken: &mut Short, plain: &str, said: &str| {
        letters.extend(plain.as_bytes());
        spoken.extend(said.as_bytes());
    };
    if c.is_ascii() {
        if c.is_ascii_alphanumeric() {
            letters.push(c as u8);
            spoken.push(c as u8);
        }
        return 1;
    }
    if let Some((plain, said)) = latin(c) {
        both(letters, spoken, plain, said);
        return 1;
    }
    if let Some((said, read)) = greek(c, next) {
        both(letters, spoken, said, said);
        return read;
    }
    if let Some(said) = cyrillic(c) {
        both(letters, spoken, said, said);
        return 1;
    }
    if let Some(said) = hangul(c) {
        both(letters, spoken, &said, &said);
        return 1;
    }
    // Signs that lengthen or double a sound.
    if matches!(c, 'ー' | 'っ' | 'ッ') {
        return 1;
    }
    // A small y joins the syllable before it.
    if matches!(c, 'ゃ' | 'ゅ' | 'ょ' | 'ャ' | 'ュ' | 'ョ') && spoken.as_bytes().last() == Some(&b'i') {
        spoken.length -= 1;
        letters.length -= 1;
        let hissing = matches!(spoken.as_bytes(), [.., b'h'] | [.., b'j']);
        let said = any_ascii::any_ascii_char(c);
        let said = if hissing { said.trim_start_matches('y') } else { said };
        both(letters, spoken, said, said);
        return 1;
    }
    if unicode_normalization::char::is_combining_mark(c) && (c as u32) < 0x370 {
        return 1;
    }
    for byte in any_ascii::any_ascii_char(c).bytes().filter(u8::is_ascii_alphanumeric) {
        letters.push(byte.to_ascii_lowercase());
        spoken.push(byte.to_ascii_lowercase());
    }
    1
}

/// Letters with diacritics whose sound is not that of the plain letter: (plain, spoken).
fn latin(c: char) -> Option<(&'static str, &'static str)> {
    Some(match c {
        'š' | 'ś' | 'ș' | 'ş' | 'ŝ' => ("s", "sh"),
        'č' | 'ć' | 'ĉ' => ("c", "ch"),
        'ž' | 'ź' | 'ż' => ("z", "zh"),
        'đ' | 'ð' | 'ď' => ("d", "d"),
        'þ' => ("th", "th"),
        'ñ' | 'ň' | 'ń' => ("n", "n"),
        'ł' => ("l", "l"),
        'ø' | 'ö' | 'ő' => ("o", "o"),
        'ä' => ("a", "e"),
        'æ' => ("ae", "e"),
        'œ' => ("oe", "o"),
        'ß' => ("ss", "s"),
        'ı' => ("i", "i"),
        'ə' => ("a", "a"),
        'ğ' => ("g", "g"),
        'ŭ' | 'ŏ' => (if c == 'ŭ' { "u" } else { "o" }, if c == 'ŭ' { "u" } else { "o" }),
        _ => return None,
    })
}

/// Modern Greek; two letters that are one sound are read together.
fn greek(c: char, next: char) -> Option<(&'static str, usize)> {
    let pair = match (c, next) {
        ('μ', 'π') => "b",
        ('ν', 'τ') => "d",
        ('γ', 'κ') | ('γ', 'γ') => "g",
        ('ο', 'υ' | 'ύ') => "u",
        ('α', 'ι' | 'ί') => "e",
        ('ε' | 'ο' | 'υ', 'ι' | 'ί') => "i",
        ('α', 'υ' | 'ύ') => "av",
        ('ε', 'υ' | 'ύ') => "ev",
        ('τ', 'ζ') => "tz",
        ('τ', 'σ') => "ts",
        _ => "",
    };
    if !pair.is_empty() {
        return Some((pair, 2));
    }
    let one = match c {
        'α' | 'ά' => "a",
        'β' => "v",
        'γ' => "g",
        'δ' => "d",
        'ε' | 'έ' => "e",
        'ζ' => "z",
        'η' | 'ή' | 'ι' | 'ί' | 'ϊ' | 'ΐ' | 'υ' | 'ύ' | 'ϋ' | 'ΰ' => "i",
        'θ' => "th",
        'κ' => "k",
        'λ' => "l",
        'μ' => "m",
        'ν' => "n",
        'ξ' => "ks",
        'ο' | 'ό' | 'ω' | 'ώ' => "o",
        'π' => "p",
        'ρ' => "r",
        'σ' | 'ς' => "s",
        'τ' => "t",
        'φ' => "f",
        'χ' => "kh",
        'ψ' => "ps",
        _ => return None,
    };
    Some((one, 1))
}

fn cyrillic(c: char) -> Option<&'static str> {
    Some(match c {
        'а' => "a",
        'б' => "b",
        'в' => "v",
        'г' | 'ґ' | 'ѓ' | 'ғ' => "g",
        'д' => "d",
        'е' | 'э' | 'ѣ' => "e",
        'ё' => "yo",
        'є' => "ye",
        'ж' | 'җ' => "zh",
        'з' | 'ѕ' => "z",
        'и' | 'і' | 'ы' => "i",
        'ї' => "yi",
        'й' | 'ј' => "y",
        'к' | 'ќ' | 'қ' => "k",
        'л' => "l",
        'м' => "m",
        'н' => "n",
        'ң' => "ng",
        'о' | 'ө' => "o",
        'п' => "p",
        'р' => "r",
        'с' => "s",
        'т' => "t",
        'у' | 'ў' | 'ү' | 'ұ' => "u",
        'ф' => "f",
        'х' | 'ҳ' => "kh",
        'һ' => "h",
        'ц' => "ts",
        'ч' | 'ћ' | 'ҷ' => "ch",
        'ш' => "sh",
        'щ' => "shch",
        'ъ' | 'ь' => "",
        'ю' => "yu",
        'я' => "ya",
        'љ' => "ly",
        'њ' => "ny",
        'ђ' | 'џ' => "j",
        'ә' => "a",
        _ => return None,
    })
}

/// A Hangul syllable by the Revised Romanisation (National Institute of Korean Language, 2000).
pub(crate) fn hangul(c: char) -> Option<String> {
    const FIRST: [&str; 19] =
        ["g", "kk", "n", "d", "tt", "r", "m", "b", "pp", "s", "ss", "", "j", "jj", "ch", "k", "t", "p", "h"];
    const VOWEL: [&str; 21] = [
        "a", "ae", "ya", "yae", "eo", "e", "yeo", "ye", "o", "wa", "wae", "oe", "yo", "u", "wo", "we", "wi",
        "yu", "eu", "ui", "i",
    ];
    const LAST: [&str; 28] = [
        "", "k", "k", "k", "n", "n", "n", "t", "l", "k", "m", "l", "l", "l", "p", "l", "m", "p", "p", "t",
        "t", "ng", "t", "t", "k", "t", "p", "t",
    ];
    let index = (c as u32).checked_sub(0xac00).filter(|&index| index < 11172)? as usize;
    Some([FIRST[index / 588], VOWEL[index / 28 % 21], LAST[index % 28]].concat())
}

/// Arabic (with the letters of Persian, Urdu, Pashto and Kurdish) and Hebrew. The sound holds consonants and the long vowels
/// that are written; see [`super::alike`] for the codes.
fn abjad(word: &str) -> Spelling {
    let (mut letters, mut sound) = (Short::default(), Short::default());
    for c in word.nfkc() {
        let (plain, code): (&str, &str) = match c {
            'ا' | 'أ' | 'إ' | 'آ' | 'ٱ' | 'ى' | 'א' => ("a", "A"),
            'ع' | 'ע' => ("a", ""),
            'ء' | 'ٔ' => ("", ""),
            'ب' => ("b", "b"),
            'پ' => ("p", "p"),
            'ت' | 'ط' | 'ט' | 'ת' | 'ټ' | 'ٹ' => ("t", "t"),
            'ث' => ("th", "T"),
            'ج' => ("j", "J"),
            'چ' => ("ch", "C"),
            'ح' => ("h", "h"),
            'خ' => ("kh", "x"),
            'د' | 'ד' | 'ډ' | 'ڈ' => ("d", "d"),
            'ذ' => ("dh", "Q"),
            'ض' => ("d", "Q"),
            'ظ' => ("z", "Q"),
            'ر' | 'ר' | 'ړ' | 'ڑ' => ("r", "r"),
            'ز' | 'ז' => ("z", "z"),
            'ژ' => ("zh", "Z"),
            'س' | 'ص' | 'ס' => ("s", "s"),
            'ش' | 'ښ' => ("sh", "S"),
            'ש' => ("sh", "H"),
            'غ' => ("gh", "G"),
            'ف' => ("f", "f"),
            'ڤ' => ("v", "v"),
            'ق' => ("q", "q"),
            'ך' | 'כ' => ("k", "K"),
            'ק' => ("k", "k"),
            'ك' | 'ک' => ("k", "k"),
            'گ' | 'ג' | 'ګ' | 'ږ' => ("g", "g"),
            'ل' | 'ל' => ("l", "l"),
            'م' | 'מ' | 'ם' => ("m", "m"),
            'ن' | 'נ' | 'ן' | 'ں' | 'ڼ' => ("n", "n"),
            'ه' | 'ہ' | 'ھ' | 'ە' | 'ה' | 'ۀ' => ("h", "W"),
            'ة' | 'ۃ' => ("a", "Y"),
            'و' | 'ؤ' | 'ۆ' | 'ו' => ("w", "w"),
            'ي' | 'ی' | 'ئ' | 'ې' | 'ۍ' | 'ێ' | 'ے' | 'י' => ("y", "y"),
            'ב' => ("b", "B"),
            'ח' => ("ch", "x"),
            'פ' | 'ף' => ("p", "F"),
            'צ' | 'ץ' => ("ts", "c"),
            c if c.is_ascii_alphanumeric() => {
                letters.push(c.to_ascii_lowercase() as u8);
                continue;
            }
            c if c.is_numeric() => {
                if let Some(digit) = c.to_digit(10).or_else(|| digit(c)) {
                    letters.push(b'0' + digit as u8);
                }
                continue;
            }
            // Vowel signs, tatweel and marks are mostly left out.
            _ => continue,
        };
        letters.extend(plain.as_bytes());
        for byte in code.bytes() {
            sound.push_once(byte);
        }
    }
    Spelling::new(letters, sound, Script::Abjad, false)
}

/// Arabic-Indic and Persian digits.
fn digit(c: char) -> Option<u32> {
    match c as u32 {
        n @ 0x660..0x66a => Some(n - 0x660),
        n @ 0x6f0..0x6fa => Some(n - 0x6f0),
        _ => None,
    }
}

/// The sound of a word in Latin letters: what most press transcriptions mean by them. Readings that differ from language to
/// language (`j`, `c`, `ch`, `w`) get one code, and the costs of exchange allow for the others.
pub(crate) fn sound_of(letters: &[u8]) -> Short {
    let mut sound = Short::default();
    let mut at = 0;
    while at < letters.len() {
        let rest = &letters[at..];
        let (code, read) = group(rest).unwrap_or_else(|| single(rest, &sound));
        for &byte in code {
            sound.push_once(byte);
        }
        at += read;
    }
    sound
}

/// Several letters that are one sound.
fn group(rest: &[u8]) -> Option<(&'static [u8], usize)> {
    let (code, read): (&[u8], usize) = match *rest {
        [b's', b'h', b'c', b'h', ..] => (b"SC", 4),
        [b't', b's', b'c', b'h', ..] => (b"C", 4),
        [b'd', b's', b'c', b'h', ..] => (b"D", 4),
        [b'd', b'z', b's', b'h', ..] => (b"D", 4),
        [b't', b'c', b'h', ..] => (b"C", 3),
        [b's', b'c', b'h', ..] => (b"S", 3),
        [b'd', b'z', b'h', ..] => (b"D", 3),
        [b'd', b'z', b's', ..] => (b"D", 3),
        [b't', b's', b'j', ..] => (b"C", 3),
        [b't', b's', b'h', ..] => (b"C", 3),
        [b'y', b'e', b'o', ..] => (b"jo", 3),
        [b'o', b'e', b'u', ..] => (b"u", 3),
        [b'i', b'o', b'u', ..] => (b"ju", 3),
        [b'c', b'h', ..] => (b"C", 2),
        [b's', b'h', ..] => (b"S", 2),
        [b'z', b'h', ..] => (b"Z", 2),
        [b'k', b'h', ..] => (b"x", 2),
        [b'g', b'h', ..] => (b"G", 2),
        [b't', b'h', ..] => (b"T", 2),
        [b'd', b'h', ..] => (b"Q", 2),
        [b'p', b'h', ..] => (b"f", 2),
        [b't', b's', ..] => (b"c", 2),
        [b't', b'z', ..] => (b"c", 2),
        [b'd', b'z', ..] => (b"z", 2),
        [b'd', b'j', ..] => (b"D", 2),
        [b't', b'j', ..] => (b"C", 2),
        [b's', b'j', ..] => (b"S", 2),
        [b'z', b's', ..] => (b"Z", 2),
        [b's', b'z', ..] => (b"s", 2),
        [b'c', b'z', ..] => (b"C", 2),
        [b'c', b's', ..] => (b"C", 2),
        [b'c', b'k', ..] => (b"k", 2),
        [b'q', b'u', ..] => (b"k", 2),
        [b'w', b'h', ..] => (b"v", 2),
        [b'e', b'e', ..] => (b"i", 2),
        [b'o', b'o', ..] => (b"u", 2),
        [b'o', b'u', ..] => (b"u", 2),
        [b'a', b'a', ..] => (b"a", 2),
        [b'i', b'i', ..] => (b"i", 2),
        [b'u', b'u', ..] => (b"u", 2),
        [b'a', b'i', ..] => (b"E", 2),
        [b'a', b'y', ..] => (b"E", 2),
        [b'e', b'i', ..] => (b"E", 2),
        [b'e', b'y', ..] => (b"E", 2),
        [b'a', b'j', ..] => (b"E", 2),
        [b'e', b'j', ..] => (b"E", 2),
        [b'o', b'j', ..] => (b"oi", 2),
        [b'a', b'u', ..] => (b"O", 2),
        [b'a', b'w', ..] => (b"O", 2),
        [b'a', b'e', ..] => (b"e", 2),
        [b'o', b'e', ..] => (b"o", 2),
        [b'u', b'e', ..] => (b"u", 2),
        [b'e', b'o', ..] => (b"o", 2),
        [b'e', b'u', ..] => (b"u", 2),
        [b'i', b'y', ..] => (b"i", 2),
        [b'y', b'i', ..] => (b"i", 2),
        [b'i', b'j', ..] => (b"i", 2),
        [b'y', b'u', ..] => (b"ju", 2),
        [b'y', b'a', ..] => (b"ja", 2),
        [b'y', b'o', ..] => (b"jo", 2),
        [b'y', b'e', ..] => (b"je", 2),
        _ => return None,
    };
    // A diphthong before a vowel is a vowel and a glide: `Maya`, `Rawi`.
    let glides = matches!(&rest[..read], b"ay" | b"ey" | b"aj" | b"ej" | b"oj" | b"aw" | b"au" | b"ij")
        && rest.get(2).is_some_and(|&next| is_vowel(next));
    (!glides).then_some((code, read))
}

fn is_vowel(letter: u8) -> bool {
    matches!(letter, b'a' | b'e' | b'i' | b'o' | b'u')
}

fn single(rest: &[u8], before: &Short) -> (&'static [u8], usize) {
    let next = rest.get(1).copied().unwrap_or(b' ');
    let code: &[u8] = match rest[0] {
        b'c' if matches!(next, b'e' | b'i' | b'y') => b"s",
        b'c' => b"k",
        b'x' if before.is_empty() => b"S",
        b'x' => b"ks",
        b'j' => b"J",
        b'w' => b"v",
        b'y' if is_vowel(next) => b"j",
        b'y' => b"i",
        b'a' => b"a",
        b'b' => b"b",
        b'd' => b"d",
        b'e' => b"e",
        b'f' => b"f",
        b'g' => b"g",
        b'h' => b"h",
        b'i' => b"i",
        b'k' => b"k",
        b'l' => b"l",
        b'm' => b"m",
        b'n' => b"n",
        b'o' => b"o",
        b'p' => b"p",
        b'q' => b"q",
        b'r' => b"r",
        b's' => b"s",
        b't' => b"t",
        b'u' => b"u",
        b'v' => b"v",
        b'z' => b"z",
        _ => b"",
    };
    (code, 1)
}
