//! Which language a text is in: a linear softmax over hashed character n-grams.
//!
//! The model (`model.bin`) is trained by `cargo xtask train-language`; the features here are the very ones it is trained on.
//! It is used where it lies in the binary: identification costs no start-up.

use rustc_hash::FxHashMap;
use std::borrow::Cow;
use std::cell::RefCell;
use tidings_model::{Language as Identified, LanguageCode};

/// Number of hash buckets of the model.
pub const BUCKETS: usize = 1 << 16;

/// Longest n-gram, in characters.
const LONGEST: usize = 5;

/// Letters that are looked at: enough to decide, and the cost stays the same for a book.
const MOST_LETTERS: usize = 1500;

/// Fewest letters that can speak for a language.
const FEWEST_LETTERS: usize = 3;

/// Below this share of the probability nothing is said. Headlines that are little more than names are unsure: at .25, 35 of 3,136 in
/// 49 languages went unidentified, most of which the model had right.
const LEAST_CONFIDENCE: f64 = 0.15;

static MODEL: &[u8] = include_bytes!("model.bin");

/// The language of a text and how sure we are; `und` where nothing speaks for any.
pub fn identify(text: &str) -> Identified {
    let unknown = || Identified { code: "und".to_owned(), confidence: 0.0 };
    let Some(model) = Model::open(MODEL) else { return unknown() };
    let glance = spread(text, GLANCE);
    let is_plain = |shares: &Shares| shares.of_class(shares.best) >= PLAIN;
    let plain = (glance.len() < text.len())
        .then(|| Shares::of(&glance, &model, FEWEST_LETTERS))
        .flatten()
        .filter(is_plain);
    let text = &*spread(text, PIECE);
    let Some(shares) = plain.or_else(|| Shares::of(text, &model, FEWEST_LETTERS)) else { return unknown() };
    let confidence = shares.of_class(shares.best);
    if confidence < LEAST_CONFIDENCE {
        return unknown();
    }
    let code = told(&model, shares.best, text);
    Identified { code: code.to_owned(), confidence: (confidence * 1e4).round() / 1e4 }
}

/// Pieces that are looked at of a long text, and their length in bytes: together about [`MOST_LETTERS`].
const PIECES: usize = 4;
const PIECE: usize = 800;

/// The same for a first look, which is enough where it leaves no doubt.
const GLANCE: usize = 90;
/// Share of the probability that leaves none.
const PLAIN: f64 = 0.999;

/// Of a text twice as long as the pieces, pieces from all over: one in two languages is in the one that it is mostly in, not in the first.
fn spread(text: &str, length: usize) -> Cow<'_, str> {
    if text.len() < 2 * PIECES * length {
        return Cow::Borrowed(text);
    }
    let mut pieces = String::with_capacity(PIECES * (length + 1));
    for piece in 0..PIECES {
        let start = text.floor_char_boundary(text.len() / PIECES * piece);
        let end = text.floor_char_boundary(start + length);
        pieces.push_str(&text[start..end]);
        pieces.push(' ');
    }
    Cow::Owned(pieces)
}

/// Fewest letters of a sentence that can be called foreign: shorter ones are often names.
const FEWEST_FOREIGN_LETTERS: usize = 30;

/// Bytes of a sentence that are looked at: most have less, and what has more is often no sentence.
const ENOUGH_OF_SENTENCE: usize = 160;

/// The same for a first look, and what it must give the language of the text for that to be enough.
const FIRST_OF_SENTENCE: usize = 64;
const MOST_DOUBTFUL: f64 = 0.5;

/// A sentence is foreign when the model gives its language this much and the language of the text no more than that.
const LEAST_FOREIGN: f64 = 0.9;
const MOST_NATIVE: f64 = 0.005;

/// The language of a sentence, where that is plainly another than the `main` one of the text around it.
pub fn identify_beside(sentence: &str, main: &str) -> Option<LanguageCode> {
    let model = Model::open(MODEL)?;
    // The model knows Cantonese as Chinese. Without a language there is nothing to be foreign to.
    let main = if main == "yue" { "zh" } else { main };
    let native = model.class(main)?;
    let beginning = |bytes: usize| &sentence[..sentence.floor_char_boundary(bytes)];
    let of = |bytes: usize| Shares::of(beginning(bytes), &model, FEWEST_FOREIGN_LETTERS);
    // Most sentences are seen at once to be no foreign ones.
    if of(FIRST_OF_SENTENCE).is_some_and(|shares| shares.of_class(native) >= MOST_DOUBTFUL) {
        return None;
    }
    let sentence = beginning(ENOUGH_OF_SENTENCE);
    let shares = of(ENOUGH_OF_SENTENCE)?;
    let is_foreign = shares.best != native
        && shares.of_class(shares.best) >= LEAST_FOREIGN
        && shares.of_class(native) <= MOST_NATIVE;
    is_foreign.then(|| LanguageCode::new(told(&model, shares.best, sentence))).flatten()
}

fn told(model: &Model, class: usize, text: &str) -> &'static str {
    match model.code(class) {
        "zh" if is_cantonese(text) => "yue",
        code => code,
    }
}

/// What the model gives each language of the probability.
struct Shares {
    scores: Vec<f32>,
    best: usize,
    total: f64,
}

impl Shares {
    /// Of a text with at least so many letters.
    fn of(text: &str, model: &Model, fewest: usize) -> Option<Self> {
        let (letters, sums, features) = sums(text, model);
        if letters < fewest {
            return None;
        }
        let scores = model.scores(&sums, features);
        let (best, top) = scores.iter().copied().enumerate().max_by(|a, b| a.1.total_cmp(&b.1))?;
        let total = scores.iter().map(|score| f64::from(score - top).exp()).sum();
        Some(Self { scores, best, total })
    }

    fn of_class(&self, class: usize) -> f64 {
        f64::from(self.scores[class] - self.scores[self.best]).exp() / self.total
    }
}

/// Characters that write Cantonese words and stand in no other written Chinese.
const CANTONESE: &str = "嘅喺咗佢哋嗰啲冇嚟唔啱嘢乜咁噉攞瞓諗睇畀嗌揾搵";

/// Share of Cantonese characters from which Chinese text is Cantonese; a quoted word in a text of other Chinese stays below.
const LEAST_CANTONESE: f64 = 0.015;

/// Collections of written Cantonese are formal Chinese for the most part; so the words tell, not the model.
fn is_cantonese(text: &str) -> bool {
    let (mut all, mut cantonese) = (0usize, 0usize);
    for c in text.chars().take(MOST_LETTERS).filter(|c| c.is_alphabetic()) {
        all += 1;
        cantonese += usize::from(CANTONESE.contains(c));
    }
    cantonese > 0 && cantonese as f64 >= LEAST_CANTONESE * all as f64
}

/// Codes of all languages that can be told.
pub fn identified_codes() -> Vec<&'static str> {
    let Some(model) = Model::open(MODEL) else { return Vec::new() };
    let mut codes: Vec<&str> = (0..model.classes).map(|class| model.code(class)).collect();
    codes.push("yue");
    codes.sort_unstable();
    codes
}

/// The trained model, in place: number of classes (`u16`), their codes (8 bytes each, zero-padded), biases (`f32`), one scale
/// a class (`f32`), then for each bucket one signed byte a class. All little endian.
struct Model {
    classes: usize,
    codes: &'static [u8],
    biases: &'static [u8],
    scales: &'static [u8],
    weights: &'static [u8],
}

const CODE_BYTES: usize = 8;

impl Model {
    fn open(bytes: &'static [u8]) -> Option<Self> {
        let (head, rest) = bytes.split_at_checked(2)?;
        let classes = usize::from(u16::from_le_bytes([head[0], head[1]]));
        let (codes, rest) = rest.split_at_checked(classes * CODE_BYTES)?;
        let (biases, rest) = rest.split_at_checked(classes * 4)?;
        let (scales, weights) = rest.split_at_checked(classes * 4)?;
        (weights.len() == classes * BUCKETS && classes > 0).then_some(Self {
            classes,
            codes,
            biases,
            scales,
            weights,
        })
    }

    /// The class of a code.
    fn class(&self, code: &str) -> Option<usize> {
        let mut padded = [0; CODE_BYTES];
        padded.get_mut(..code.len())?.copy_from_slice(code.as_bytes());
        self.codes.as_chunks().0.iter().position(|known| *known == padded)
    }

    fn code(&self, class: usize) -> &'static str {
        let code = &self.codes[class * CODE_BYTES..(class + 1) * CODE_BYTES];
        std::str::from_utf8(code).unwrap_or("und").trim_end_matches('\0')
    }

    /// What features give each class; so few that a short sum holds it.
    fn sum(&self, features: &[u32]) -> Box<[i16]> {
        let mut sums = vec![0; self.classes].into_boxed_slice();
        for &feature in features {
            let row = &self.weights[feature as usize * self.classes..(feature as usize + 1) * self.classes];
            for (sum, &weight) in sums.iter_mut().zip(row) {
                *sum += i16::from(weight as i8);
            }
        }
        sums
    }

    /// Log-odds of each class, by the sums of so many features.
    fn scores(&self, sums: &[i32], features: usize) -> Vec<f32> {
        let norm = norm(features);
        let float = |bytes: &[u8], class: usize| {
            f32::from_le_bytes([
                bytes[class * 4],
                bytes[class * 4 + 1],
                bytes[class * 4 + 2],
                bytes[class * 4 + 3],
            ])
        };
        sums.iter()
            .enumerate()
            .map(|(class, &sum)| sum as f32 * norm * float(self.scales, class) + float(self.biases, class))
            .collect()
    }
}

/// So many features cannot overflow a short sum, which is added twice as fast.
const MOST_OF_SHORT_SUM: usize = i16::MAX as usize / (1 << 7);

/// What a word gives each class, and its number of features.
type WordSums = (Box<[i16]>, usize);

/// Words of which a thread keeps the sums; all are forgotten when there are more.
const MOST_REMEMBERED: usize = 8_192;

thread_local! {
    static WORDS: RefCell<FxHashMap<Box<[char]>, WordSums>> = RefCell::default();
}

/// The letters of a text, and what the features of its words give each class, with their number: most words are met again and again,
/// and each is summed up once.
fn sums(text: &str, model: &Model) -> (usize, Vec<i32>, usize) {
    let mut sums = vec![0i32; model.classes];
    let mut short_sums = vec![0i16; model.classes];
    let (mut all, mut short) = (0, 0);
    let mut add = |(of_word, count): &WordSums| {
        all += count;
        short += count;
        if short > MOST_OF_SHORT_SUM {
            sums.iter_mut().zip(&short_sums).for_each(|(sum, &short)| *sum += i32::from(short));
            short_sums.fill(0);
            short = *count;
        }
        short_sums.iter_mut().zip(of_word).for_each(|(sum, &more)| *sum += more);
    };
    let letters = WORDS.with_borrow_mut(|known| {
        if known.len() > MOST_REMEMBERED {
            known.clear();
        }
        let mut features = Vec::new();
        each_word(text, |word| {
            if let Some(found) = known.get(word) {
                return add(found);
            }
            features.clear();
            push_word(word, &mut features);
            for some in features.chunks(MOST_OF_SHORT_SUM) {
                let of_word = (model.sum(some), some.len());
                add(&of_word);
                if some.len() == features.len() {
                    known.insert(word.into(), of_word);
                }
            }
        })
    });
    sums.iter_mut().zip(&short_sums).for_each(|(sum, &short)| *sum += i32::from(short));
    (letters, sums, all)
}

/// Weight of each of so many features: between a mean and a sum, so that longer texts are surer, but not without end.
pub fn norm(features: usize) -> f32 {
    1.0 / (features.max(1) as f32).sqrt()
}

/// Collects the hashed n-grams of a text (1 to 5 characters inside words with their edges, and whole words) and gives the number
/// of letters looked at.
pub fn features(text: &str, found: &mut Vec<u32>) -> usize {
    each_word(text, |word| push_word(word, found))
}

/// Hands over the words of a text, in lower case and with their edges, and gives the number of letters looked at.
fn each_word(text: &str, mut each: impl FnMut(&[char])) -> usize {
    let mut letters = 0;
    let mut word: Vec<char> = vec![EDGE];
    let mut end = |word: &mut Vec<char>| {
        if word.len() > 1 {
            word.push(EDGE);
            each(word);
            word.truncate(1);
        }
    };
    for c in text.chars() {
        let is_part = c.is_alphabetic() || is_mark(c) || matches!(c, '\'' | '’');
        if is_part {
            letters += 1;
            if c.is_ascii() {
                word.push(c.to_ascii_lowercase());
            } else {
                word.extend(c.to_lowercase().next());
            }
        } else {
            end(&mut word);
        }
        if letters >= MOST_LETTERS {
            break;
        }
    }
    end(&mut word);
    letters
}

const EDGE: char = '_';

/// Vowel signs and other marks that belong to the letter before them.
fn is_mark(c: char) -> bool {
    matches!(c as u32, 0x300..=0x36f | 0x591..=0x5c7 | 0x610..=0x61a | 0x64b..=0x65f | 0x670 | 0x900..=0xdff | 0xe31..=0xe4e | 0xeb1..=0xece | 0x102b..=0x103e | 0x17b4..=0x17d3)
}

fn push_word(word: &[char], found: &mut Vec<u32>) {
    for start in 0..word.len() {
        let mut hash = 0x811c_9dc5_u32;
        for (length, &c) in word[start..].iter().take(LONGEST).enumerate() {
            hash = (hash ^ c as u32).wrapping_mul(0x0100_0193);
            hash ^= hash >> 15;
            if !(length == 0 && c == EDGE) {
                found.push(bucket(hash, length as u32));
            }
        }
    }
    if word.len() > LONGEST {
        let mut hash = 0x9747_b28c_u32;
        for &c in word.iter() {
            hash = (hash ^ c as u32).wrapping_mul(0x0100_0193);
            hash ^= hash >> 15;
        }
        found.push(bucket(hash, 7));
    }
}

fn bucket(hash: u32, salt: u32) -> u32 {
    let mixed = (hash ^ salt.wrapping_mul(0x9e37_79b9)).wrapping_mul(0x85eb_ca6b);
    (mixed ^ (mixed >> 13)) & (BUCKETS as u32 - 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(code: &str, text: &str) {
        assert_eq!(identify(text).code, code, "{text}");
    }

    #[test]
    fn neighbours_are_told_apart() {
        check(
            "nb",
            "Statsministeren sier at regjeringen ikke vil endre loven før jul, men at saken skal utredes.",
        );
        check(
            "nn",
            "Statsministeren seier at regjeringa ikkje vil endre lova før jul, men at saka skal greiast ut.",
        );
        check(
            "da",
            "Statsministeren siger, at regeringen ikke vil ændre loven før jul, men at sagen skal undersøges.",
        );
        check(
            "sv",
            "Statsministern säger att regeringen inte vill ändra lagen före jul, men att saken ska utredas.",
        );
        check("is", "Forsætisráðherra segir að ríkisstjórnin vilji ekki breyta lögunum fyrir jól.");
        check("yue", "佢話當佢哋喺屋企嗰陣，唔想去街。");
        check("zh", "他说他们在家的时候不想出门，因为天气不好。");
        check("fo", "Løgmaðurin sigur, at landsstýrið ikki vil broyta lógina fyri jól.");
    }

    #[test]
    fn a_long_text_in_two_languages_is_in_the_one_it_is_mostly_in() {
        let english = "The ferry was late again on Monday, as the harbour master had expected. ";
        let swedish = "Färjan var sen igen på måndagen, som hamnkaptenen hade väntat sig. ";
        check("sv", &(english.repeat(60) + &swedish.repeat(400)));
        check("en", &(swedish.repeat(60) + &english.repeat(400)));
    }

    #[test]
    fn a_sentence_is_foreign_only_where_that_is_plain() {
        let beside =
            |sentence: &str, main| identify_beside(sentence, main).map(|code| code.as_str().to_owned());
        let english = "The ferry was late again on Monday, as the harbour master had expected.";
        let swedish = "Färjan var sen igen på måndagen, som hamnkaptenen hade väntat sig.";
        assert_eq!(beside(english, "sv").as_deref(), Some("en"));
        assert_eq!(beside(swedish, "en").as_deref(), Some("sv"));
        assert_eq!(beside(english, "en"), None);
        assert_eq!(beside(swedish, "sv"), None);
        // Names, short cries and near neighbours speak for nothing.
        assert_eq!(beside("Vladimir Putin, Kim Jong-un", "sv"), None);
        assert_eq!(beside("No comment!", "sv"), None);
        assert_eq!(beside("Ferja kom for seint i går.", "nb"), None);
        assert_eq!(beside(english, "und"), None);
    }

    #[test]
    fn what_is_no_language_is_undetermined() {
        check("und", "");
        check("und", "12 345 – 67 % ★★★");
    }

    #[test]
    fn broken_models_are_refused() {
        assert!(Model::open(&[]).is_none());
        assert!(Model::open(&[1, 0, 0]).is_none());
    }
}
