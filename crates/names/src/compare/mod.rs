//! Do two names mean the same one? Words are aligned freely in order, by letters and by sound, in any scripts; what is left on one side
//! is weighed, what is left on both speaks against it.
//!
//! Judges the two strings alone: it looks neither up anywhere.

mod alike;
mod keys;
mod korean;
mod letters;
mod name;
mod words;

use alike::alike;
use letters::{Script, Short};
use name::{Class, Reading, Word, readings};
pub use words::{Known, MAGIC};

/// What a name is the name of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Kind {
    /// A human being.
    Person,
    /// A company, an authority, a group.
    Organisation,
    /// A ship or an aircraft.
    Vessel,
}

/// From this score on two names are taken for one.
pub const MATCH: f32 = 0.7;
/// From this score on it is as good as certain that the two are spellings of one name.
pub const STRONG: f32 = 0.88;

/// Words less alike than this are no pair.
const LEAST: f32 = 0.3;
/// Words at least this alike are the same word in another spelling.
const SAME_WORD: f32 = 0.8;
/// Joined words must be more alike than single ones.
const JOINED: f32 = 0.84;

/// Likeness of a word in a body's name and one derived from it.
const DERIVED: f32 = 0.88;

/// Likeness of `Rahman` and `Abdurrahman`.
const SERVANT_LEFT_OUT: f32 = 0.84;

/// A name made ready for comparison.
#[derive(Debug, Clone)]
pub struct Name {
    text: String,
    kind: Kind,
    readings: Vec<Reading>,
}

/// The judgement on two names.
#[derive(Debug, Clone, PartialEq)]
pub struct Judgement {
    /// 0 to 1; [`MATCH`] and [`STRONG`] are the marks.
    pub score: f32,
    /// Whether they are taken for one.
    pub matched: bool,
    /// No word of either name that says something is without its partner.
    pub complete: bool,
    /// What they have in common says enough to tell one bearer from others: not `Mohammed Ali`.
    pub telling: bool,
    /// The evidence.
    pub why: String,
}

impl Name {
    /// Takes a name apart.
    pub fn new(text: &str, kind: Kind) -> Self {
        Self { text: text.to_owned(), kind, readings: readings(text, kind) }
    }

    /// Keys under which spellings of the name are found: the consonants of its words, of neighbouring words joined, and of the whole.
    pub fn keys(&self) -> Vec<u32> {
        let mut keys = Vec::with_capacity(8);
        for reading in &self.readings {
            let words = &reading.words;
            let mut whole = keys::Skeleton::default();
            let mut before: Option<keys::Skeleton> = None;
            for word in words
                .iter()
                .filter(|word| !matches!(word.class, Class::Small | Class::Legal | Class::Initial))
            {
                let own = keys::Skeleton::of(word);
                if word.class != Class::Generic {
                    keys.extend(own.key());
                }
                if let Some(before) = before {
                    keys.extend(before.then(&own).key());
                }
                whole = whole.then(&own);
                before = Some(own);
            }
            keys.extend(whole.key());
        }
        keys.sort_unstable();
        keys.dedup();
        keys
    }

    /// The name as written.
    pub fn text(&self) -> &str {
        &self.text
    }
}

/// Compares two names of one kind.
pub fn judge(a: &Name, b: &Name) -> Judgement {
    match best(a, b) {
        Some((comparison, one, other)) => Judgement {
            score: comparison.score,
            matched: comparison.score >= MATCH,
            complete: comparison.complete,
            telling: comparison.telling,
            why: comparison.why(a, b, one, other),
        },
        None => Judgement {
            score: 0.0,
            matched: false,
            complete: false,
            telling: false,
            why: "nothing to compare".to_owned(),
        },
    }
}

/// The score alone of [`judge`], where no reason is wanted.
pub fn score_of(a: &Name, b: &Name) -> f32 {
    best(a, b).map_or(0.0, |(comparison, ..)| comparison.score)
}

/// The readings of two names that are most alike.
fn best<'n>(a: &'n Name, b: &'n Name) -> Option<(Comparison, &'n Reading, &'n Reading)> {
    let mut best: Option<(Comparison, &Reading, &Reading)> = None;
    for one in &a.readings {
        for other in &b.readings {
            let comparison = compare(one, other, a.kind);
            if best.as_ref().is_none_or(|(known, ..)| comparison.score > known.score) {
                best = Some((comparison, one, other));
            }
        }
    }
    best
}

/// Words of one name beside words of the other.
#[derive(Debug, Clone, Copy)]
struct Pair {
    a: u32,
    b: u32,
    like: f32,
}

#[derive(Debug, Clone, Default)]
struct Comparison {
    score: f32,
    complete: bool,
    telling: bool,
    pairs: Vec<Pair>,
    note: &'static str,
}

fn bits(mask: u32) -> impl Iterator<Item = usize> {
    (0..32).filter(move |at| mask >> at & 1 == 1)
}

/// The spelling of words written as one.
fn joined(words: &[Word], small: bool) -> letters::Spelling {
    let mut spelling = letters::Spelling {
        script: words[0].spelling.script,
        latin: words[0].spelling.latin,
        ..Default::default()
    };
    for word in words.iter().filter(|word| small || word.class != Class::Small) {
        spelling = spelling.then(&word.spelling);
    }
    spelling
}

/// Likeness of two single words, each with its class.
fn word_likeness(a: &Word, b: &Word, kind: Kind) -> f32 {
    let (x, y) = (a.spelling.letters.as_bytes(), b.spelling.letters.as_bytes());
    match (a.class, b.class) {
        (Class::Number, Class::Number) => return if a.number == b.number { 1.0 } else { 0.0 },
        (Class::Number, _) | (_, Class::Number) => return 0.0,
        (Class::Legal, Class::Legal) => {
            return if a.known.legal == b.known.legal || x == y {
                1.0
            } else if a.known.family > 0 && a.known.family == b.known.family {
                0.95
            } else {
                0.5
            };
        }
        (Class::Legal, _) | (_, Class::Legal) => return if x == y { 1.0 } else { 0.0 },
        (Class::Initial, _) | (_, Class::Initial) => {
            return if x.first() != y.first() {
                0.0
            } else if x.len() == y.len() {
                1.0
            } else {
                0.85
            };
        }
        _ => {}
    }
    if a.known.generic > 0 && a.known.generic == b.known.generic {
        return 0.97;
    }
    let shared = a.known.nicknames.iter().any(|id| *id > 0 && b.known.nicknames.contains(id));
    let like = alike(&a.spelling, &b.spelling, LEAST);
    if shared {
        return like.max(0.9);
    }
    // `Alqaeda`, `Elsayed`: the article stayed with its word. `Rahman` beside `Abdurrahman`: the servant is left out.
    let without = |long: &[u8], short: &[u8]| {
        long.len() > short.len()
            && ((long.starts_with(b"al") || long.starts_with(b"el")) && &long[2..] == short)
    };
    if like < 0.95 && (without(x, y) || without(y, x)) {
        return 0.95;
    }
    if kind != Kind::Person && like < DERIVED && (is_derived(x, y) || is_derived(y, x)) {
        return DERIVED;
    }
    let like = if a.spelling.script != b.spelling.script { like.max(without_article(a, b)) } else { like };
    let servant = |long: &letters::Spelling, short: &letters::Spelling| {
        long.letters.as_bytes().starts_with(b"abd") && short.letters.len() >= 4 && {
            let letters = Short::new(&long.letters.as_bytes()[3..]);
            let sound = Short::new(long.sound.as_bytes().get(3..).unwrap_or(b""));
            alike(&letters::Spelling::new(letters, sound, long.script, long.latin), short, 0.9) >= 0.9
        }
    };
    if like < SERVANT_LEFT_OUT && (servant(&a.spelling, &b.spelling) || servant(&b.spelling, &a.spelling)) {
        return SERVANT_LEFT_OUT;
    }
    // Both are servants: what differs is the rest.
    if x.len() > 5 && y.len() > 5 && x.starts_with(b"abd") && y.starts_with(b"abd") {
        return like - (1.0 - like) * 0.7;
    }
    // Sons of other fathers share their ending.
    const PATRONYMS: [&[u8]; 4] = [b"ovich", b"evich", b"ovna", b"evna"];
    if like < 0.95
        && let Some(ending) = PATRONYMS.iter().find(|ending| x.ends_with(ending) && y.ends_with(ending))
    {
        return like - (1.0 - like) * ending.len() as f32 / 6.0;
    }
    like
}

/// `Korean` beside `Korea`, `Eastern` beside `East`, `Industries` beside `Industry`.
fn is_derived(long: &[u8], short: &[u8]) -> bool {
    const ENDINGS: [&[u8]; 12] =
        [b"n", b"an", b"i", b"ian", b"ern", b"s", b"es", b"al", b"ish", b"ese", b"ies", b"skiy"];
    let Some(stem) =
        short.len().checked_sub(1).map(|last| if short[last] == b'y' { &short[..last] } else { short })
    else {
        return false;
    };
    stem.len() >= 4 && long.strip_prefix(stem).is_some_and(|ending| ENDINGS.contains(&ending))
}

/// Arabic writes the article with its word; a transcription may, too: `العمودي`, `Alamoudi`.
fn without_article(a: &Word, b: &Word) -> f32 {
    let (abjad, other) = match (a.spelling.script, b.spelling.script) {
        (Script::Abjad, Script::Full) => (a, b),
        (Script::Full, Script::Abjad) => (b, a),
        _ => return 0.0,
    };
    let letters = other.spelling.letters.as_bytes();
    if letters.len() < 5 || !(letters.starts_with(b"al") || letters.starts_with(b"el")) {
        return 0.0;
    }
    let rest = Short::new(&letters[2..]);
    let sound = letters::sound_of(rest.as_bytes());
    let rest = letters::Spelling::new(rest, sound, Script::Full, other.spelling.latin);
    alike::sounds(&abjad.spelling, &rest, LEAST) - 0.02
}

/// How much likeness below [`SAME_WORD`] still counts.
fn evidence(like: f32) -> f32 {
    if like >= SAME_WORD { like } else { (like - (SAME_WORD - like) * 1.2).max(0.0) }
}

fn compare(a: &Reading, b: &Reading, kind: Kind) -> Comparison {
    let (x, y) = (&a.words[..], &b.words[..]);
    if x.is_empty() || y.is_empty() {
        return Comparison { note: "nothing to compare", ..Comparison::default() };
    }
    let mut comparison = align(x, y, kind);
    score(&mut comparison, x, y, kind);
    if let (Some(one), Some(other)) = (&a.korean, &b.korean)
        && let Some((mean, worst)) = korean::likeness(one, other)
    {
        // A syllable is half a given name: the least alike decides.
        let like = mean * 0.4 + worst * 0.6;
        if like > comparison.score || worst < 0.5 {
            comparison.score = if worst < 0.5 { comparison.score.min(like) } else { like };
            comparison.complete = like >= STRONG;
            comparison.telling = true;
            comparison.note = "Korean syllables";
        }
    }
    whole(&mut comparison, x, y);
    if !a.by.is_empty() || !b.by.is_empty() {
        comparison.score = (comparison.score - 0.01).max(0.0);
    }
    comparison
}

/// The names without gaps between their words: `VladimirPutin`.
fn whole(comparison: &mut Comparison, x: &[Word], y: &[Word]) {
    if comparison.score >= 0.9 || x.len() == y.len() {
        return;
    }
    let length = |words: &[Word]| words.iter().map(|word| word.spelling.letters.len()).sum::<usize>();
    let (one, other) = (length(x), length(y));
    let (short, long) = (one.min(other), one.max(other));
    if short < 8 || long - short > 1 || long >= 30 {
        return;
    }
    let (one, other) = (joined(x, true), joined(y, true));
    let like = alike::letters(&one.letters, &other.letters);
    if like >= 0.92 && like > comparison.score {
        comparison.score = like;
        comparison.note = "the same letters, parted elsewhere";
    }
}

fn align(x: &[Word], y: &[Word], kind: Kind) -> Comparison {
    let mut found: Vec<(f32, u32, u32, u32)> = Vec::with_capacity(x.len() * y.len());
    for (i, one) in x.iter().enumerate() {
        for (j, other) in y.iter().enumerate() {
            if (one.class == Class::Small) != (other.class == Class::Small)
                && one.spelling.letters != other.spelling.letters
            {
                continue;
            }
            let like = word_likeness(one, other, kind);
            if like > LEAST {
                let bend = (i * y.len()).abs_diff(j * x.len()) as u32;
                found.push((like, 1 << i, 1 << j, bend));
            }
        }
    }
    joins(x, y, false, &mut found);
    joins(y, x, true, &mut found);
    // The best first; of equals those of more letters, then in the written order.
    found.sort_by(|p, q| {
        let words = |pair: &(f32, u32, u32, u32)| pair.1.count_ones() + pair.2.count_ones();
        q.0.total_cmp(&p.0)
            .then(words(q).cmp(&words(p)))
            .then(p.3.cmp(&q.3))
            .then((p.1, p.2).cmp(&(q.1, q.2)))
    });
    let (mut used_a, mut used_b) = (0, 0);
    let mut pairs = Vec::with_capacity(x.len());
    for (like, a, b, _) in found {
        if used_a & a == 0 && used_b & b == 0 {
            used_a |= a;
            used_b |= b;
            pairs.push(Pair { a, b, like });
        }
    }
    pairs.sort_by_key(|pair| pair.a.trailing_zeros());
    Comparison { pairs, ..Comparison::default() }
}

/// One word beside several that are written as one: `Abdurrahman`, `Goodwill`, `SiemensAG`.
fn joins(x: &[Word], y: &[Word], swapped: bool, found: &mut Vec<(f32, u32, u32, u32)>) {
    for (i, one) in x.iter().enumerate() {
        let length = one.spelling.letters.len();
        if length < 4 || matches!(one.class, Class::Number | Class::Small | Class::Legal) {
            continue;
        }
        let heads = |word: &Word| {
            (
                word.spelling.letters.as_bytes().first().copied(),
                word.spelling.sound.as_bytes().first().copied(),
            )
        };
        let head = heads(one);
        for j in 0..y.len() {
            // What is written as one begins alike; vowels come and go.
            let begin = heads(&y[j]);
            let vowel = |letter: Option<u8>| letter.is_some_and(|letter| b"aeiou".contains(&letter));
            let apart = begin.0 != head.0 && begin.1 != head.1 && !vowel(begin.0) && !vowel(head.0);
            if apart && one.spelling.script == y[j].spelling.script {
                continue;
            }
            let mut total = y[j].spelling.letters.len();
            for end in j + 2..=(j + 4).min(y.len()) {
                total += y[end - 1].spelling.letters.len();
                if total > length + 3 {
                    break;
                }
                if y[end - 1].class == Class::Number || total + 3 < length {
                    continue;
                }
                if y[end - 1].class == Class::Small && end == y.len() {
                    continue;
                }
                let run = &y[j..end];
                let has_small = run.iter().any(|word| word.class == Class::Small);
                let outline =
                    run.iter().fold(alike::Outline::default(), |all, word| all.and(word.spelling.outline));
                // What has the same letters may still sound otherwise, letter by letter.
                if !has_small && total != length && outline.is_far(one.spelling.outline) {
                    continue;
                }
                let mut like = alike(&one.spelling, &joined(run, true), JOINED);
                if has_small {
                    like = like.max(alike(&one.spelling, &joined(run, false), JOINED) - 0.01);
                }
                if like >= JOINED {
                    let run = (j..end).fold(0, |mask, at| mask | 1 << at);
                    let (a, b) = if swapped { (run, 1 << i) } else { (1 << i, run) };
                    found.push((like, a, b, 0));
                }
            }
        }
    }
}

fn weight(words: &[Word], mask: u32) -> f32 {
    bits(mask).filter_map(|at| words.get(at)).map(|word| word.weight).sum()
}

/// Words of one side that have no partner: how much they say, by what they are.
#[derive(Debug, Default, Clone, Copy)]
struct Left {
    weight: f32,
    number: bool,
    place: bool,
    count: usize,
}

fn left(words: &[Word], used: u32) -> Left {
    let mut left = Left::default();
    for word in words.iter().enumerate().filter(|(at, _)| used >> at & 1 == 0).map(|(_, word)| word) {
        if word.class != Class::Legal && word.weight > 0.0 {
            left.weight += word.weight;
            left.number |= word.class == Class::Number;
            left.place |= word.known.place;
            left.count += 1;
        }
    }
    left
}

fn score(comparison: &mut Comparison, x: &[Word], y: &[Word], kind: Kind) {
    let (mut used_a, mut used_b) = (0, 0);
    let (mut sum, mut total, mut worst) = (0.0f32, 0.0f32, 1.0f32);
    // Words in common: by weight, those that name, and all with titles.
    let (mut shared, mut full, mut all) = (0.0f32, 0, 0);
    let (mut servant_a, mut servant_b) = (false, false);
    let mut legal_differs = false;
    for pair in &comparison.pairs {
        used_a |= pair.a;
        used_b |= pair.b;
        let (one, other) = (&x[pair.a.trailing_zeros() as usize], &y[pair.b.trailing_zeros() as usize]);
        let single = pair.a.count_ones() == 1 && pair.b.count_ones() == 1;
        if single && (one.class, other.class) == (Class::Legal, Class::Legal) {
            legal_differs |= pair.like < 0.9;
            continue;
        }
        let (wa, wb) = (weight(x, pair.a), weight(y, pair.b));
        let w = (wa + wb) / 2.0;
        if w == 0.0 {
            all += usize::from(one.known.title && other.known.title);
            continue;
        }
        let e = evidence(pair.like);
        sum += w * e;
        total += w;
        // A word that says little cannot speak against the others alone.
        worst = worst.min(1.0 - (1.0 - e) * (w / 0.6).min(1.0));
        if single && pair.like == SERVANT_LEFT_OUT {
            let is_servant = |word: &Word| word.spelling.letters.as_bytes().starts_with(b"abd");
            servant_a |= !is_servant(other);
            servant_b |= !is_servant(one);
        }
        if pair.like >= 0.6 {
            shared += w;
            all += usize::from(one.class != Class::Initial && other.class != Class::Initial);
            full += usize::from(w >= 0.4 && one.class != Class::Initial && other.class != Class::Initial);
            // `Abdul Qadir` is two words.
            all += usize::from(
                single && pair.like >= 0.9 && one.spelling.letters.as_bytes().starts_with(b"abd"),
            );
        }
    }
    let (mut left_a, mut left_b) = (left(x, used_a), left(y, used_b));
    left_a.weight += if servant_a { 0.4 } else { 0.0 };
    left_b.weight += if servant_b { 0.4 } else { 0.0 };
    let both = left_a.weight.min(left_b.weight);
    let more = left_a.weight.max(left_b.weight) - both;
    // What both have and cannot be paired.
    if both > 0.0 {
        total += both;
        worst = worst.min(1.0 - (both / 0.6).min(1.0));
    }
    let base = if total > 0.0 { sum / total } else { 0.0 };
    let mut score = base * 0.6 + worst.min(base) * 0.4;
    let numbers_differ = left_a.number || left_b.number;
    let mut note = "";
    if more > 0.0 && !(numbers_differ && kind != Kind::Person) {
        let share = more / (more + total).max(0.1);
        match kind {
            Kind::Person => {
                score *= 1.0 - 0.3 * share;
                if all < 2 {
                    // One name of several is borne by many.
                    score *= 0.8;
                    note = "only one name in common";
                } else if full < 2 {
                    score *= 0.92;
                } else if left_out_first(comparison, x, y) {
                    score *= FATHER;
                    note = "may be the father";
                }
            }
            _ => {
                score *= 1.0 - 0.5 * share;
                if shared < 1.0 {
                    score *= 0.75;
                    note = "only generic words in common";
                } else if left_a.place || left_b.place {
                    score *= BRANCH;
                    note = "may be a branch";
                }
                if legal_differs {
                    score *= 0.93;
                }
            }
        }
    }
    match kind {
        Kind::Person => {
            if full == 0 && total > 0.0 {
                score = score.min(0.5);
                note = "initials only";
            } else if turned(comparison, x, y) {
                score *= 0.72;
                note = "father and child change places";
            }
        }
        _ if numbers_differ => {
            // Units and ships of one name are told by their numbers: possible at best.
            let alike = sum / (total - both).max(0.1);
            score = if alike >= 0.95 && left_a.count <= 1 && left_b.count <= 1 && shared >= 1.0 {
                score.clamp(MATCH, OTHER_NUMBER)
            } else {
                score * 0.6
            };
            note = "other numbers";
        }
        _ => {}
    }
    if legal_differs {
        score *= 0.95;
        if note.is_empty() {
            note = "other legal forms";
        }
    }
    if kind != Kind::Person && score < ACRONYM && (is_acronym(x, y) || is_acronym(y, x)) {
        score = ACRONYM;
        note = "first letters";
    }
    comparison.score = score.clamp(0.0, 1.0);
    comparison.complete = left_a.weight == 0.0 && left_b.weight == 0.0 && worst >= SAME_WORD;
    comparison.telling = total >= TELLING;
    if comparison.note.is_empty() {
        comparison.note = note;
    }
}

/// Two names of their own, or three that are common; see the weights of words.
const TELLING: f32 = 1.45;
/// Score of bodies whose names differ by a number alone.
const OTHER_NUMBER: f32 = 0.71;
/// Score of an abbreviation beside the name it abbreviates.
const ACRONYM: f32 = 0.72;
/// What is left of the score where a place alone is added: the house and its branch are two, unless the rest says very much.
const BRANCH: f32 = 0.8;
/// What is left of the score where the name of a child may stand beside the father's.
const FATHER: f32 = 0.85;

/// The longer name has one more word before the first of the shorter, and from there on both go on in the same order:
/// `Uday Saddam Hussein`, `Saddam Hussein`.
fn left_out_first(comparison: &Comparison, x: &[Word], y: &[Word]) -> bool {
    let swapped = x.len() < y.len();
    let long = if swapped { y } else { x };
    let mut last = None;
    let mut first = u32::MAX;
    for pair in &comparison.pairs {
        let (of_long, of_short) = if swapped { (pair.b, pair.a) } else { (pair.a, pair.b) };
        let place = of_long.trailing_zeros();
        if long[place as usize].weight == 0.0 {
            continue;
        }
        if last.is_some_and(|(a, b)| place < a || of_short.trailing_zeros() < b) {
            return false;
        }
        last = Some((place, of_short.trailing_zeros()));
        first = first.min(place);
    }
    let before = long.iter().take(first.min(32) as usize).filter(|word| word.weight >= 0.5).count();
    let common = comparison.pairs.iter().filter(|pair| pair.like >= SAME_WORD).count();
    before == 1 && common >= 3
}

/// Both name a father (`bin`), and the first word of each stands after it in the other.
fn turned(comparison: &Comparison, x: &[Word], y: &[Word]) -> bool {
    let son = |words: &[Word]| {
        words.iter().position(|word| {
            matches!(
                word.spelling.letters.as_bytes(),
                b"bin" | b"ben" | b"ibn" | b"bn" | b"abn" | b"bint" | b"ould"
            )
        })
    };
    let (Some(one), Some(other)) = (son(x), son(y)) else { return false };
    let inner = |at: usize, words: &[Word]| at > 0 && at + 1 < words.len();
    inner(one, x)
        && inner(other, y)
        && comparison.pairs.iter().any(|pair| pair.a == 1 && pair.b.trailing_zeros() as usize > other)
        && comparison.pairs.iter().any(|pair| pair.b == 1 && pair.a.trailing_zeros() as usize > one)
}

/// A word of three letters or more that is made of the first letters of the other's words.
fn is_acronym(short: &[Word], long: &[Word]) -> bool {
    let mut names = short.iter().filter(|word| matches!(word.class, Class::Plain | Class::Generic));
    let (Some(word), None) = (names.next(), names.next()) else { return false };
    let letters = word.spelling.letters.as_bytes();
    let first: Vec<u8> = long
        .iter()
        .filter(|word| !matches!(word.class, Class::Small | Class::Legal) && !word.aside)
        .filter_map(|word| word.spelling.letters.as_bytes().first().copied())
        .collect();
    letters.len() >= 3 && first == letters
}

impl Comparison {
    fn why(&self, a: &Name, b: &Name, one: &Reading, other: &Reading) -> String {
        let mut why = String::with_capacity(96);
        let (mut used_a, mut used_b) = (0, 0);
        fn text<'n>(name: &'n Name, words: &[Word], mask: u32) -> &'n str {
            let mut all = bits(mask).filter_map(|at| words.get(at));
            let Some(first) = all.next() else { return "" };
            let end = all.last().map_or(first.end, |word| word.end);
            name.text.get(first.start as usize..end as usize).unwrap_or("")
        }
        for pair in &self.pairs {
            used_a |= pair.a;
            used_b |= pair.b;
            let (left, right) = (text(a, &one.words, pair.a), text(b, &other.words, pair.b));
            if !why.is_empty() {
                why.push_str(", ");
            }
            if left == right {
                why.push_str(left);
            } else {
                [left, " = ", right, " "].iter().for_each(|part| why.push_str(part));
                push_hundredths(&mut why, pair.like);
            }
        }
        for (name, words, used) in [(a, &one.words, used_a), (b, &other.words, used_b)] {
            let left =
                (0..words.len()).filter(|at| used >> at & 1 == 0).fold(0, |mask, at| mask | 1u32 << at);
            for (at, place) in bits(left).enumerate() {
                why.push_str(if at == 0 { "; without partner: " } else { " " });
                why.push_str(text(name, words, 1 << place));
            }
        }
        for note in [self.note, one.by, other.by] {
            if !note.is_empty() {
                why.push_str("; ");
                why.push_str(note);
            }
        }
        why
    }
}

/// Writes a number from 0 to 1 with two decimals.
fn push_hundredths(text: &mut String, number: f32) {
    let hundredths = (number * 100.0).round().clamp(0.0, 100.0) as u8;
    let digit = |value: u8| char::from(b'0' + value % 10);
    text.push(digit(hundredths / 100));
    text.push('.');
    text.push(digit(hundredths / 10));
    text.push(digit(hundredths));
}

/// The plain Latin letters of a phrase's words: the key under which it stands in the blob. Single letters are one word.
pub fn plain_letters(phrase: &str) -> String {
    let mut key = String::new();
    let mut after_single = false;
    for word in phrase.split(|c: char| !c.is_alphanumeric() && !matches!(c, '\'' | '’' | '.')) {
        let spelled = letters::spell(word);
        if spelled.letters.is_empty() {
            continue;
        }
        let is_single = spelled.letters.len() == 1;
        let joins = is_single && after_single;
        if !key.is_empty() && !joins {
            key.push(' ');
        }
        after_single = is_single;
        key.push_str(spelled.letters.as_str());
    }
    key
}

#[cfg(test)]
mod tests;
