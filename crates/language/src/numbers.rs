//! Numbers in digits and words, with what a language writes between, before and after them.
//!
//! Conventions: a vague number (*titalls millioner*, *Dutzende*, *több száz*) is the range 2 to 9 times its power, in every language.

use crate::apart::{decimals_apart, groups_apart};
use crate::myriads::{Numerals, myriads_at};
use crate::phrases::{Found, Proclitics};
use crate::prefixes::Prefixes;
use crate::sieve::Sieve;
use crate::tokens::plain_mark;
use crate::{
    Language, Phrases, TokenKind, Tokens, elided,
    pack::{NumbersPack, TextPack, Words},
};
use rustc_hash::{FxHashMap, FxHashSet};
use std::cell::{Cell, OnceCell, RefCell};
use std::collections::BTreeMap;

/// A number found in a text.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Number {
    /// First token.
    pub first: usize,
    /// Last token (included).
    pub last: usize,
    /// The value; of a vague number the lower bound.
    pub value: f64,
    /// The upper bound of a vague number.
    pub max: Option<f64>,
    /// An ordinal (*third*, *17.*).
    pub ordinal: bool,
    /// How it is written.
    pub written: Written,
    /// Vague (*dozens*, *several hundred*).
    pub vague: bool,
    /// A round number that means *about* (*ett hundratal*).
    pub rounded: bool,
    /// What scale words of their own multiply by (1e6 of `3 millió`); 1 without them.
    pub scale: f64,
    /// Bytes of the last token that are an ending and not part of the number.
    pub ending: usize,
}

impl Number {
    /// A plain number in words over the tokens `first` to `last`: exact, no ordinal, without a scale word of its own.
    pub fn in_words(first: usize, last: usize, value: f64) -> Self {
        Self {
            first,
            last,
            value,
            max: None,
            ordinal: false,
            written: Written::Words,
            vague: false,
            rounded: false,
            scale: 1.0,
            ending: 0,
        }
    }
}

/// How a number is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Written {
    /// In digits.
    Digits,
    /// In words.
    Words,
    /// Digits and a scale word (`50 milliárd`).
    Mixed,
}

/// Whether a word is one of a list.
fn is_among(words: &[String], word: &str) -> bool {
    words.iter().any(|known| known == word)
}

/// Bounds of a vague number, in units of its power: *tens* are 20 to 90.
pub const VAGUE: (f64, f64) = (2.0, 9.0);

/// A part of a number word.
#[derive(Debug, Clone, Copy, PartialEq)]
enum Atom {
    /// 0–99, or a half.
    Small(f64),
    /// Below 100, only before something else (`tizen`).
    Prefix(f64),
    /// 100 or a power of 1000.
    Scale(f64),
    /// The same, vague where no number goes before.
    Plural(f64),
    /// 2 to 9 times this.
    Vague(f64),
    /// A dozen, a score.
    Set(f64),
    /// About ten, about a hundred.
    Rounded(f64),
    /// First to ninety-ninth.
    Ordinal(f64),
    /// Hundredth, thousandth …
    OrdinalScale(f64),
    /// One, or the indefinite article.
    Article,
    /// A joiner inside a word.
    Joiner,
    /// Half more.
    PlusHalf,
}

/// Forms by value.
type Forms = BTreeMap<String, Words>;
/// What a table of forms stands for.
type MakeAtom = fn(f64) -> Atom;

/// Number words of a language, built once.
#[derive(Debug, Default)]
pub struct NumberTable {
    /// Where numbers are counted by ten thousands, all that is known of them.
    pub(crate) numerals: Option<Numerals>,
    /// By form; what begins a number of several words stands there too, with no atom. Most words are refused here.
    atoms: Prefixes<Vec<Atom>>,
    /// Parts of several words (`quatre vingt dix`, `vinte e um`).
    phrases: Phrases<Atom>,
    /// The same behind what is written on before a number's first word (`وثمانية عشر`); empty where nothing is.
    led_phrases: Phrases<Atom>,
    fractions: FxHashMap<Box<str>, f64>,
    /// Of the words for shares.
    fraction_sieve: Sieve,
    /// Abbreviated scales (`mrd.`), and whether a full stop may follow.
    short_scales: FxHashMap<Box<str>, (f64, bool)>,
    homographs: FxHashSet<Box<str>>,
    joiners: FxHashSet<Box<str>>,
    of: FxHashSet<Box<str>>,
    several: Phrases<()>,
    plus_half: Phrases<()>,
    point: FxHashSet<Box<str>>,
    minus: FxHashSet<Box<str>>,
    over: FxHashSet<Box<str>>,
    out_of: Phrases<()>,
    one_in: Phrases<()>,
    inverted: bool,
    joiner_after_tens: bool,
    proclitics: Proclitics,
}

impl NumberTable {
    pub(crate) fn new(pack: &NumbersPack, text: &TextPack) -> Self {
        let (proclitics, elisions) = (&text.proclitics, &text.elisions);
        if text.by_character {
            return Self { numerals: Some(Numerals::new(pack)), ..Self::default() };
        }
        let mut table =
            Self { inverted: pack.inverted, joiner_after_tens: pack.joiner_after_tens, ..Self::default() };
        table.proclitics = Proclitics::new(proclitics);
        // Where a form has two meanings the one inserted first is tried first.
        for form in pack.articles.iter() {
            table.insert(form, Atom::Article);
        }
        let maps: [(&Forms, MakeAtom); 9] = [
            (&pack.cardinals, Atom::Small),
            (&pack.halves, Atom::Small),
            (&pack.prefixes, Atom::Prefix),
            (&pack.plurals, Atom::Plural),
            (&pack.scales, Atom::Scale),
            (&pack.rounded, Atom::Rounded),
            (&pack.vague, Atom::Vague),
            (&pack.sets, Atom::Set),
            (
                &pack.ordinals,
                |value| if value >= 100.0 { Atom::OrdinalScale(value) } else { Atom::Ordinal(value) },
            ),
        ];
        for (map, atom) in maps {
            for (key, forms) in map {
                let Ok(value) = key.parse::<f64>() else { continue };
                for form in forms.iter() {
                    table.insert(form, atom(value));
                    // Inside a word an elision has no place.
                    for form in elided(form, elisions) {
                        table.insert(&form, atom(value));
                    }
                }
            }
        }
        for (key, forms) in &pack.short_scales {
            let Ok(value) = key.parse::<f64>() else { continue };
            for form in forms.iter() {
                let bare = form.trim_end_matches('.');
                table.short_scales.insert(bare.into(), (value, bare.len() < form.len()));
            }
        }
        for form in pack.inner_joiners.iter() {
            table.insert(form, Atom::Joiner);
        }
        for form in pack.plus_half.iter() {
            match form.contains(' ') {
                true => table.plus_half.insert(form, ()),
                false => table.insert(form, Atom::PlusHalf),
            }
        }
        for (key, forms) in &pack.fractions {
            let Ok(value) = key.parse::<f64>() else { continue };
            forms.iter().for_each(|form| table.fraction_sieve.insert(form));
            table.fractions.extend(forms.iter().map(|form| (form.as_str().into(), value)));
        }
        let set = |words: &[String]| words.iter().map(|word| word.as_str().into()).collect();
        table.homographs = set(&pack.homographs);
        table.joiners = set(&pack.joiners);
        table.of = set(&pack.of);
        table.point = set(&pack.point);
        table.minus = set(&pack.minus);
        table.over = set(&pack.over);
        for form in pack.out_of.iter() {
            table.out_of.insert(form, ());
        }
        for form in pack.one_in.iter() {
            table.one_in.insert(form, ());
        }
        for form in pack.several.iter() {
            table.several.insert(form, ());
        }
        if !proclitics.is_empty() {
            table.led_phrases = table.phrases.clone();
            table.led_phrases.set_proclitics(proclitics);
        }
        let firsts =
            table.phrases.firsts().chain(table.several.firsts()).chain(pack.minus.iter().map(String::as_str));
        for first in firsts {
            table.atoms.entry(first);
        }
        table
    }

    fn insert(&mut self, form: &str, atom: Atom) {
        if form.contains(' ') {
            return self.phrases.insert(form, atom);
        }
        // What is written with hyphens is written without them as often (`quatre vingt`).
        if form.contains('-') {
            self.phrases.insert(&form.replace('-', " "), atom);
        }
        if let Some(atoms) = self.atoms.entry(form)
            && !atoms.contains(&atom)
        {
            atoms.push(atom);
        }
    }

    fn is_article(&self, word: &str) -> bool {
        self.atoms.get(word).is_some_and(|atoms| atoms.contains(&Atom::Article))
    }

    /// The denominator that a word names.
    fn fraction(&self, word: &str) -> Option<f64> {
        if self.fraction_sieve.may_hold(word) { self.fractions.get(word).copied() } else { None }
    }

    /// Whether a number may begin with a word, or behind what is written on before it.
    fn may_begin(&self, word: &str) -> bool {
        let mut begins = false;
        self.atoms.each_end(word, |end| {
            // A form of one letter is no beginning of a longer word.
            begins = end == word.len() || word[..end].chars().nth(1).is_some();
            !begins
        });
        begins || self.proclitics.find(word, |rest| self.may_begin(rest).then_some(())).is_some()
    }
}

/// A number being put together from its parts, left to right.
#[derive(Debug, Clone, Copy, PartialEq)]
struct Sum {
    total: f64,
    current: f64,
    /// The next small part must be below this.
    room: f64,
    /// The next scale must be below this.
    cap: f64,
    /// Upper bound over lower bound, for vague numbers.
    spread: Option<f64>,
    parts: usize,
    ordinal: bool,
    article: bool,
    rounded: bool,
    joined: bool,
    /// Ends in something that needs more.
    open: bool,
    /// Nothing may follow.
    closed: bool,
    digits: bool,
    /// What the last thousands give, and the cap before them: *cuatro mil quinientos millones* are so many thousand millions.
    thousands: f64,
    cap_above: f64,
}

impl Sum {
    const EMPTY: Sum = Sum {
        total: 0.0,
        current: 0.0,
        room: f64::INFINITY,
        cap: f64::INFINITY,
        spread: None,
        parts: 0,
        ordinal: false,
        article: false,
        rounded: false,
        joined: false,
        open: false,
        closed: false,
        digits: false,
        thousands: 0.0,
        cap_above: 0.0,
    };

    fn value(&self) -> f64 {
        self.total + self.current
    }

    /// The sum with one more part, where the part can stand there.
    fn with(mut self, atom: Atom, table: &NumberTable) -> Option<Sum> {
        if self.closed {
            return None;
        }
        let was_open = self.open;
        self.open = false;
        let was_joined = std::mem::take(&mut self.joined);
        match atom {
            Atom::Joiner => {
                if self.parts == 0 || was_joined || was_open {
                    return None;
                }
                self.joined = true;
                self.open = true;
            }
            Atom::Article => {
                return self
                    .with_small(1.0, was_joined, table)
                    .map(|sum| Sum { article: sum.parts == 1, ..sum });
            }
            Atom::Small(value) => return self.with_small(value, was_joined, table),
            Atom::Prefix(value) => {
                self = self.with_small(value, was_joined, table)?;
                self.room = 10.0;
                self.open = true;
            }
            Atom::Ordinal(value) => {
                self = self.with_small(value, was_joined, table)?;
                self.ordinal = true;
                // *tuttugasti og þriðji*: both parts are ordinals.
                self.closed = value < 20.0;
            }
            Atom::Set(value)
            | Atom::Rounded(value)
            | Atom::Scale(value)
            | Atom::Plural(value)
            | Atom::OrdinalScale(value) => {
                if was_joined && self.current == 0.0 && value > 100.0 && !table.joiner_after_tens {
                    return None;
                }
                let alone = self.parts == 0;
                self = self.with_scale(value)?;
                if alone && matches!(atom, Atom::Plural(_)) {
                    self.current *= VAGUE.0;
                    self.total *= VAGUE.0;
                    self.spread = Some(VAGUE.1 / VAGUE.0);
                }
                self.rounded = matches!(atom, Atom::Rounded(_));
                if matches!(atom, Atom::Set(_) | Atom::Rounded(_) | Atom::OrdinalScale(_)) {
                    self.ordinal = matches!(atom, Atom::OrdinalScale(_));
                    self.closed = matches!(atom, Atom::OrdinalScale(_));
                    self.room = 0.0;
                }
            }
            Atom::Vague(value) => {
                if self.parts > 0 {
                    return None;
                }
                self.current = value * VAGUE.0;
                self.spread = Some(VAGUE.1 / VAGUE.0);
                self.room = 0.0;
            }
            Atom::PlusHalf => {
                // *tres millones y medio* adds half of a million.
                let is_of_scale = self.parts > 0 && self.current == 0.0 && self.total > 0.0;
                if is_of_scale && self.cap.is_finite() && !was_joined && self.spread.is_none() {
                    self.total += self.cap / 2.0;
                    self.cap = 0.0;
                } else if self.parts == 0 || self.current < 1.0 || self.current.fract() != 0.0 || was_joined {
                    return None;
                } else {
                    self.current += 0.5;
                }
                self.room = 0.0;
            }
        }
        self.article = false;
        self.parts += 1;
        Some(self)
    }

    fn with_small(mut self, value: f64, joined: bool, table: &NumberTable) -> Option<Sum> {
        if self.spread.is_some() && self.parts > 0 {
            return None;
        }
        let ones = self.current % 10.0;
        let swapped = table.inverted
            && joined
            && value >= 20.0
            && value % 10.0 == 0.0
            && ones > 0.0
            && self.current % 100.0 == ones
            && self.room == 0.0;
        if swapped {
            self.current += value;
            self.parts += 1;
            self.article = false;
            return Some(self);
        }
        // *en halv*, *ein halbes*: the article is no one.
        if self.article && value < 1.0 && value > 0.0 {
            self.current = value;
            self.article = false;
            self.parts += 1;
            return Some(self);
        }
        // *zero five*, as a code or a clock is read out.
        let is_read_out = self.parts == 1 && self.value() == 0.0 && !joined && !self.digits && value < 10.0;
        if self.parts > 0 && self.room <= value.max(1.0) && !is_read_out {
            return None;
        }
        // A joiner may not stand between tens and ones where the language does not say so.
        if joined && self.room <= 10.0 && !table.joiner_after_tens {
            return None;
        }
        let is_open_to_ones = (20.0..100.0).contains(&value) && value % 10.0 == 0.0;
        let is_hundreds = value >= 100.0 && value % 100.0 == 0.0;
        if self.parts > 0 && value == 0.0 {
            return None;
        }
        self.current += value;
        self.room = match (is_hundreds, is_open_to_ones) {
            (true, _) => 100.0,
            (_, true) => 10.0,
            _ => 0.0,
        };
        self.parts += 1;
        self.article = false;
        Some(self)
    }

    fn with_scale(mut self, scale: f64) -> Option<Sum> {
        if scale == 100.0 {
            if self.current == 0.0 && (self.parts == 0 || self.room > 100.0) {
                self.current = 100.0;
            } else if self.current > 0.0 && (self.current < 100.0 || self.digits && self.current < 1000.0) {
                self.current *= 100.0;
            } else {
                return None;
            }
            self.room = 100.0;
            return Some(self);
        }
        if scale < 100.0 {
            // A dozen, a score.
            if self.total > 0.0 {
                return None;
            }
            self.current = if self.parts == 0 { scale } else { self.current * scale };
            return Some(self);
        }
        if scale < self.cap && (self.current > 0.0 || self.parts == 0) {
            let more = if self.parts == 0 { scale } else { self.current * scale };
            (self.thousands, self.cap_above) = if scale == 1000.0 { (more, self.cap) } else { (0.0, 0.0) };
            self.total += more;
            self.current = 0.0;
        } else if self.thousands > 0.0 && self.current > 0.0 && self.cap < scale && scale < self.cap_above {
            let above = self.total - self.thousands;
            self.total = above + (self.thousands + self.current) * scale;
            (self.current, self.thousands) = (0.0, 0.0);
        } else if self.current == 0.0 && self.total > 0.0 && scale > self.cap {
            // *hundert tausend Millionen*
            self.total *= scale;
        } else if scale < self.cap && self.parts > 0 && self.spread.is_none() {
            // *zwei Millionen tausend*
            self.total += scale;
        } else {
            return None;
        }
        self.cap = scale;
        self.room = 1000.0;
        Some(self)
    }
}

/// Puts a whole word into a sum, cutting it into its parts; the longest parts are tried first.
fn with_word(sum: Sum, word: &str, table: &NumberTable) -> Option<Sum> {
    if word.is_empty() {
        return Some(sum);
    }
    table.atoms.longest_first(word, &mut |end, atoms| {
        let rest = &word[end..];
        let rest = if rest.len() > 1 { rest.strip_prefix('-').unwrap_or(rest) } else { rest };
        atoms.iter().find_map(|&atom| with_word(sum.with(atom, table)?, rest, table))
    })
}

/// Numbers that begin a word (`kétnapos` → 2 and the 4 bytes of `két`), longest first.
pub fn number_prefixes(word: &str, language: &Language) -> Vec<(f64, usize)> {
    let table = language.numbers();
    if !table.may_begin(word) {
        return Vec::new();
    }
    let ends = ends_of_parts(word, table);
    let mut found: Vec<(f64, usize)> = Vec::new();
    if ends == 0 {
        return found;
    }
    for (at, _) in word.char_indices().skip(1) {
        let piece = word[..at].strip_suffix('-').unwrap_or(&word[..at]);
        if (piece.len() >= MOST_ENDS || ends & 1 << piece.len() != 0)
            && let Some(sum) = with_word(Sum::EMPTY, piece, table)
            && !sum.open
            && !sum.ordinal
            && sum.spread.is_none()
        {
            found.push((sum.value(), at));
        }
    }
    found.reverse();
    found
}

/// Ends of parts of numbers are told of so many bytes of a word.
const MOST_ENDS: usize = 64;

/// Where a word may end that is parts of numbers and nothing else, a bit a byte: no number of one word ends elsewhere.
fn ends_of_parts(word: &str, table: &NumberTable) -> u64 {
    let mut starts: u64 = 1;
    let mut ends: u64 = 0;
    for at in 0..word.len().min(MOST_ENDS) {
        if starts & 1 << at != 0 {
            table.atoms.each_end(&word[at..], |length| {
                let end = at + length;
                if end < MOST_ENDS {
                    ends |= 1 << end;
                    starts |= 1 << end;
                    if word.as_bytes().get(end) == Some(&b'-') && end + 1 < MOST_ENDS {
                        starts |= 1 << (end + 1);
                    }
                }
                end < MOST_ENDS
            });
        }
    }
    ends
}

/// The share that a lower-case word names by itself (`quarter` → 0.25).
pub fn share_named(lower: &str, language: &Language) -> Option<f64> {
    language.numbers().fraction(lower).map(|denominator| 1.0 / denominator)
}

/// The number that starts at a token, as long as it goes.
pub fn number_at(tokens: &Tokens, index: usize, language: &Language) -> Option<Number> {
    let token = tokens.get(index)?;
    if token.kind == TokenKind::Affix {
        return None;
    }
    tokens.numbers.get_or_read(index, tokens.len(), language, || read_at(tokens, index, language))
}

/// Numbers that have been read: the grammars ask at one token a dozen times.
#[derive(Debug, Clone, Default)]
pub(crate) struct NumbersRead {
    /// Of the language that asked first; one that asks after it is not served from here.
    language: OnceCell<Box<str>>,
    /// By token: not yet asked, none, or one more than its place among the numbers.
    places: OnceCell<Box<[Cell<u32>]>>,
    numbers: RefCell<Vec<Number>>,
}

impl NumbersRead {
    const NOT_ASKED: u32 = 0;
    const NONE: u32 = 1;
    const FIRST: u32 = 2;

    fn get_or_read(
        &self,
        index: usize,
        tokens: usize,
        language: &Language,
        read: impl FnOnce() -> Option<Number>,
    ) -> Option<Number> {
        if **self.language.get_or_init(|| language.code().into()) != *language.code() {
            return read();
        }
        let places = self.places.get_or_init(|| vec![Cell::new(Self::NOT_ASKED); tokens].into());
        match places[index].get() {
            Self::NOT_ASKED => {
                let number = read();
                let mut place = Self::NONE;
                if let Some(number) = number {
                    let mut numbers = self.numbers.borrow_mut();
                    place = numbers.len() as u32 + Self::FIRST;
                    numbers.push(number);
                }
                places[index].set(place);
                number
            }
            Self::NONE => None,
            place => Some(self.numbers.borrow()[(place - Self::FIRST) as usize]),
        }
    }
}

fn read_at(tokens: &Tokens, index: usize, language: &Language) -> Option<Number> {
    let token = tokens.get(index)?;
    let is_mark = token.kind == TokenKind::Mark;
    if language.numbers().numerals.is_some() && tokens.is_by_character() && !is_mark {
        return myriads_at(tokens, index, language);
    }
    match token.kind {
        TokenKind::Number => {
            let number = digits_at(tokens, index, language)?;
            let more = match number.scale >= 1e3 {
                // *3 million and a quarter*
                true => with_share(tokens, number, language),
                false => (!number.ordinal).then(|| shared_out(tokens, number, language)).flatten(),
            };
            Some(more.unwrap_or(number))
        }
        TokenKind::Word => words_at(tokens, index, language),
        TokenKind::Mark => marked_at(tokens, index, language),
        TokenKind::Affix => None,
    }
}

/// Whether a word is a form of *one* that is the indefinite article too.
pub fn is_article(lower: &str, language: &Language) -> bool {
    language.numbers().is_article(lower)
}

/// Whether a lower-case word can begin a number in words: most cannot, and need not be asked for.
pub fn may_be_number(lower: &str, language: &Language) -> bool {
    let table = language.numbers();
    table.numerals.as_ref().map_or_else(|| table.may_begin(lower), |numerals| numerals.may_begin(lower))
}

/// Two numbers in one word that mean a range (`két-három`): lower and upper value.
pub fn range_in(word: &str, language: &Language) -> Option<(f64, f64)> {
    let table = language.numbers();
    let (low, high) = word.split_once('-')?;
    let value = |part: &str| {
        let is_plain = |sum: &Sum| !sum.open && !sum.ordinal && sum.spread.is_none();
        with_word(Sum::EMPTY, part, table).filter(is_plain).map(|sum| sum.value())
    };
    let (low, high) = (value(low)?, value(high)?);
    (low < high && high <= low * 10.0 && with_word(Sum::EMPTY, word, table).is_none()).then_some((low, high))
}

/// A number whose sum is known up to token `last`: takes up the words that continue it.
fn finish(
    tokens: &Tokens,
    first: usize,
    mut last: usize,
    mut sum: Sum,
    language: &Language,
) -> Option<Number> {
    let in_digits = sum.digits;
    let mut scale = 1.0;
    let mut words = 0;
    let mut ending = 0;
    loop {
        let next = last + 1;
        let Some((after, longer, cut)) = continued(tokens, next, sum, language) else { break };
        // What a word multiplies, it scales; what it adds leaves the scale as it is.
        if longer.value() >= 10.0 * sum.value() && sum.value() > 0.0 {
            scale *= longer.value() / sum.value();
        }
        sum = longer;
        last = after;
        words += 1;
        ending = cut;
        if cut > 0 {
            break;
        }
    }
    if sum.open || sum.parts == 0 {
        return None;
    }
    let value = sum.value();
    Some(Number {
        first,
        last,
        value,
        max: sum.spread.map(|spread| value * spread),
        ordinal: sum.ordinal,
        written: match (in_digits, words) {
            (true, 0) => Written::Digits,
            (true, _) => Written::Mixed,
            (false, _) => Written::Words,
        },
        vague: sum.spread.is_some(),
        rounded: sum.rounded,
        scale,
        ending,
    })
}

/// One more step of a number: (its last token, the longer sum, bytes of an ending).
fn continued(tokens: &Tokens, next: usize, sum: Sum, language: &Language) -> Option<(usize, Sum, usize)> {
    let table = language.numbers();
    let token = tokens.get(next)?;
    if sum.closed || !same_line(tokens, next) {
        return None;
    }
    // 2 and a half
    if let Some(longer) = half_of_scale(tokens, next, sum, table) {
        return Some(longer);
    }
    if let Some(Found { length, .. }) = table.plus_half.at(tokens, next)
        && let Some(longer) = sum.with(Atom::PlusHalf, table)
    {
        return Some((next + length - 1, longer, 0));
    }
    match token.kind {
        TokenKind::Word | TokenKind::Affix => {
            let word = tokens.key(next).trim_start_matches('-');
            if sum.spread.is_some() && table.of.contains(word) {
                let (after, longer, cut) = scale_word(tokens, next + 1, sum, language)?;
                return Some((after, longer, cut));
            }
            if table.joiners.contains(word) {
                // Only where it stands between a hundred or a scale and something smaller.
                let fits = sum.parts > 0
                    && !sum.digits
                    && (sum.room >= 100.0 && sum.room.is_finite()
                        || table.joiner_after_tens && (sum.room == 10.0 || table.inverted));
                // *6 thousand 2 hundred and 15*
                if sum.parts > 2
                    && sum.digits
                    && sum.room == 100.0
                    && tokens.get(next + 1).is_some_and(|token| token.kind == TokenKind::Number)
                    && let Some((last, value)) = plain_digits(tokens, next + 1)
                    && (1.0..100.0).contains(&value)
                    && !tokens.get(last + 1).is_some_and(|after| after.glued && after.kind != TokenKind::Mark)
                {
                    let longer = Sum { current: sum.current + value, room: 0.0, closed: true, ..sum };
                    return Some((last, longer, 0));
                }
                // *honderd twee en twintig*: ones and tens written apart.
                let is_apart = table.inverted
                    && !sum.digits
                    && sum.parts > 1
                    && sum.room == 0.0
                    && sum.value() >= 100.0
                    && (1.0..10.0).contains(&(sum.current % 100.0));
                let is_word = tokens.get(next + 1).is_some_and(|token| token.kind == TokenKind::Word);
                if is_apart && is_word {
                    let joined = Sum { joined: true, ..sum };
                    let longer = with_word(joined, tokens.key(next + 1), table)?;
                    let is_tens = longer.value() - sum.value() >= 20.0 && !longer.open && !longer.ordinal;
                    return is_tens.then_some((next + 1, longer, 0));
                }
                if !fits || !is_word {
                    return None;
                }
                // *ciento treinta y cinco medios*: after tens the joiner adds ones.
                let adds_ones = table.joiner_after_tens && sum.room == 10.0;
                if !adds_ones && begins_share(tokens, next + 1, table) {
                    return None;
                }
                let joined = Sum { joined: table.inverted, ..sum };
                let longer = with_word(joined, tokens.key(next + 1), table)?;
                // *treinta y un*: after tens the article is a one.
                let is_article =
                    table.is_article(tokens.key(next + 1)) && !(table.joiner_after_tens && sum.room == 10.0);
                let fits = longer.room < sum.room || table.inverted && longer.value() > sum.value();
                return (fits && !longer.open && !is_article).then_some((next + 1, longer, 0));
            }
            // half a million, half a dozen
            if sum.value() == 0.5 && sum.parts == 1 && table.is_article(word) {
                return scale_word(tokens, next + 1, sum, language)
                    .filter(|(_, longer, _)| longer.value() >= HALF_A_DOZEN);
            }
            scale_word(tokens, next, sum, language)
        }
        // 2 millió 300 ezer: only where a smaller scale follows.
        TokenKind::Number if sum.room == 1000.0 && sum.total > 0.0 && sum.current == 0.0 => {
            let (last, value) = plain_digits(tokens, next)?;
            tokens.get(last + 1).filter(|token| token.kind == TokenKind::Word)?;
            if value < 1.0 || value >= sum.cap {
                return None;
            }
            let with_value = Sum { current: value, room: 0.0, ..sum };
            let longer = with_word(with_value, tokens.key(last + 1), table)?;
            // *4 thousand 3 hundred* goes on below a hundred.
            let is_hundreds = longer.current >= 100.0 && longer.room == 100.0;
            (longer.total > sum.total && longer.current == 0.0 || is_hundreds).then_some((
                last + 1,
                longer,
                0,
            ))
        }
        _ => None,
    }
}

/// Of no smaller set one speaks of a half.
const HALF_A_DOZEN: f64 = 6.0;

/// *un billón y medio millón*: half of the scale that follows, and not of the one before.
fn half_of_scale(tokens: &Tokens, next: usize, sum: Sum, table: &NumberTable) -> Option<(usize, Sum, usize)> {
    let is_of_scale = sum.current == 0.0 && sum.total > 0.0 && sum.cap.is_finite() && sum.spread.is_none();
    if !is_of_scale || table.plus_half.is_empty() {
        return None;
    }
    let at = next + table.plus_half.at(tokens, next)?.length;
    tokens.get(at).filter(|token| token.kind == TokenKind::Word && same_line(tokens, at))?;
    let scale = table.atoms.get(tokens.key(at))?.iter().find_map(|atom| match atom {
        Atom::Scale(scale) | Atom::Plural(scale) => Some(*scale),
        _ => None,
    })?;
    let fits = scale >= 1000.0 && scale < sum.cap;
    fits.then(|| (at, Sum { total: sum.total + scale / 2.0, cap: scale, closed: true, ..sum }, 0))
}

/// Whether a small number and a denominator that is no ordinal too stand at a token: *three quarters* of *a hundred and three quarters*.
fn begins_share(tokens: &Tokens, at: usize, table: &NumberTable) -> bool {
    let denominator = |at: usize| {
        tokens.get(at).is_some_and(|token| token.kind == TokenKind::Word)
            && table.fractions.contains_key(tokens.key(at))
            && same_line(tokens, at)
            && !table
                .atoms
                .get(tokens.key(at))
                .is_some_and(|atoms| atoms.iter().any(|atom| matches!(atom, Atom::Ordinal(_))))
    };
    denominator(at + 1)
}

/// A word that continues a sum, bare or with an ending.
fn scale_word(tokens: &Tokens, at: usize, sum: Sum, language: &Language) -> Option<(usize, Sum, usize)> {
    let table = language.numbers();
    tokens.get(at).filter(|token| matches!(token.kind, TokenKind::Word | TokenKind::Affix))?;
    let word = tokens.key(at).trim_start_matches('-');
    // *к* is *to* as well.
    let may_be_short = tokens[at].glued || !language.is_function_word(word);
    if sum.digits
        && may_be_short
        && let Some(&(scale, dotted)) = table.short_scales.get(word)
        && (language.unit_at(tokens, at).is_none() || has_money_beside(tokens, at, language))
    {
        let longer = sum.with(Atom::Scale(scale), table)?;
        return Some((at + usize::from(dotted && has_abbreviation_dot(tokens, at)), longer, 0));
    }
    if !table.may_begin(word) {
        return None;
    }
    // Digits and vague numbers are multiplied, never added to: *20 hundred*, not *20 five*; an ordinal is *hundra andra*, 100 others.
    let fits = |longer: &Sum| {
        let is_multiplied = longer.value() >= 10.0 * sum.value().max(1.0);
        // *2 buçuk*
        let is_half_more = longer.value() == sum.value() + 0.5;
        !longer.open
            && longer.ordinal == sum.ordinal
            && (is_multiplied || (!sum.digits || is_half_more) && sum.spread.is_none())
    };
    let is_led = !language.pack.text.proclitics.is_empty()
        && table.joiners.iter().any(|joiner| tokens.key(at).starts_with(&**joiner));
    let phrases = if is_led { &table.led_phrases } else { &table.phrases };
    let of_phrase = phrases.all_at(tokens, at).find_map(|found| {
        let longer = sum.with(*found.value, table).filter(fits)?;
        let last = at + found.length - 1;
        (at + 1..=last).all(|at| same_line(tokens, at)).then_some((last, longer, 0))
    });
    if of_phrase.is_some() {
        return of_phrase;
    }
    if table.is_article(word) && sum.room > 10.0 {
        return None;
    }
    if let Some(longer) = with_word(sum, word, table).filter(fits) {
        return Some((at, longer, 0));
    }
    let (stem, cut) = without_ending(word, language, |stem| table.may_begin(stem))?;
    let longer = with_word(sum, stem, table).filter(fits)?;
    Some((at, longer, cut))
}

/// Whether a currency stands before the digits before a token, or after the token: *£5m* are millions, *5m* are metres.
fn has_money_beside(tokens: &Tokens, at: usize, language: &Language) -> bool {
    let is_digit = |index: usize| {
        tokens[index].kind == TokenKind::Number || tokens.is_mark(index, '.') || tokens.is_mark(index, ',')
    };
    let before = (0..at).rev().find(|&index| !is_digit(index));
    before.is_some_and(|before| language.money_at(tokens, before, None).is_some())
        || language.money_at(tokens, at + 1, None).is_some()
}

/// A full stop glued to the token that is no end of a sentence.
fn has_abbreviation_dot(tokens: &Tokens, at: usize) -> bool {
    tokens.is_mark(at + 1, '.') && tokens[at + 1].glued && tokens.len() > at + 2 && same_line(tokens, at + 2)
}

fn without_ending<'w>(
    word: &'w str,
    language: &Language,
    accepts: impl Fn(&str) -> bool,
) -> Option<(&'w str, usize)> {
    language
        .pack
        .quantities
        .numbers
        .endings
        .iter()
        .filter_map(|ending| word.strip_suffix(ending.as_str()))
        .map(|stem| stem.strip_suffix('-').unwrap_or(stem))
        .filter(|stem| !stem.is_empty() && accepts(stem))
        .filter(|stem| with_word(Sum::EMPTY, stem, language.numbers()).is_some_and(|sum| !sum.open))
        .map(|stem| (stem, word.len() - stem.len()))
        .min_by_key(|&(_, cut)| cut)
}

/// Whether no line break stands before a token.
pub(crate) fn same_line(tokens: &Tokens, at: usize) -> bool {
    at > 0 && at < tokens.len() && !tokens.text[tokens[at - 1].end..tokens[at].start].contains('\n')
}

fn words_at(tokens: &Tokens, index: usize, language: &Language) -> Option<Number> {
    let table = language.numbers();
    let word = tokens.key(index);
    if !table.may_begin(word) {
        return None;
    }
    if let Some(Found { length, .. }) = table.several.at(tokens, index)
        && let Some(number) = several_at(tokens, index, length, language)
    {
        return Some(number);
    }
    if table.minus.contains(word) && same_line(tokens, index + 1) {
        // *One* is a number here even where it is an article elsewhere.
        let one = || {
            tokens.get(index + 1).filter(|next| next.kind == TokenKind::Word)?;
            let sum = with_word(Sum::EMPTY, tokens.key(index + 1), table)?;
            finish(tokens, index + 1, index + 1, sum, language)
        };
        let number = number_at(tokens, index + 1, language)
            .or_else(one)
            .filter(|number| !number.ordinal && !number.vague && number.value > 0.0)?;
        return Some(Number { first: index, value: -number.value, ..number });
    }
    if let Some(fraction) = glued_fraction(word, table) {
        return Some(Number::in_words(index, index, fraction));
    }
    let phrases = if language.pack.text.proclitics.is_empty() { &table.phrases } else { &table.led_phrases };
    let of_phrase = phrases.all_at(tokens, index).find_map(|found| {
        let last = index + found.length - 1;
        let is_in_line = (index + 1..=last).all(|at| same_line(tokens, at));
        let sum = Sum::EMPTY.with(*found.value, table).filter(|_| is_in_line)?;
        let number = finish(tokens, index, last, sum, language)?;
        Some(with_point(tokens, with_fraction(tokens, number, language), language))
    });
    let of_word = of_words(tokens, index, word, language);
    // *one and three quarters*: *one* is a number where a share follows, though it is an article elsewhere.
    let one = || {
        let is_one = table.is_article(word) && word.chars().nth(1).is_some();
        if !is_one || !table.joiners.contains(tokens.get(index + 1).map_or("", |_| tokens.key(index + 1))) {
            return None;
        }
        let sum = with_word(Sum::EMPTY, word, table)?;
        let number = finish(tokens, index, index, sum, language).filter(|number| number.last == index)?;
        with_share(tokens, number, language)
    };
    let found = of_phrase.into_iter().chain(of_word).max_by_key(|number| number.last);
    let Some(number) = found else { return one() };
    Some(with_share(tokens, number, language).unwrap_or(number))
}

/// *three and a fifth*, *one million and a half*: a whole number and a share of one.
fn with_share(tokens: &Tokens, number: Number, language: &Language) -> Option<Number> {
    let at = number.last + 1;
    let is_whole = number.value >= 1.0 && number.value.fract() == 0.0;
    let is_plain = is_whole && !number.vague && !number.ordinal && number.ending == 0;
    if !is_plain || at >= tokens.len() || !same_line(tokens, at) {
        return None;
    }
    let share = joined_number(tokens, at, language)?;
    // *five and three quarters billion*: the scale behind counts for both.
    if number.scale == 1.0 && share.scale >= 1e3 && share.value < share.scale && number.value < 1e3 {
        let value = (number.value + share.value / share.scale) * share.scale;
        return Some(Number { last: share.last, value, scale: share.scale, ..number });
    }
    let is_share = share.value > 0.0 && share.value < 1.0 && !share.vague && !share.ordinal;
    // *3 million and a half* is half a million more.
    let scale = if number.scale >= 1e3 { number.scale } else { 1.0 };
    is_share.then_some(Number { last: share.last, value: number.value + share.value * scale, ..number })
}

/// The number behind a joiner, which may be glued to it (`وثلث`).
fn joined_number(tokens: &Tokens, at: usize, language: &Language) -> Option<Number> {
    let table = language.numbers();
    let word = tokens.key(at);
    if table.joiners.contains(tokens.lower(at)) {
        let next = at + 1;
        let follows = next < tokens.len() && same_line(tokens, next);
        if !follows {
            return None;
        }
        // *vijf en driekwart*
        let glued = || {
            let value =
                glued_fraction(tokens.key(next), table).filter(|_| tokens[next].kind == TokenKind::Word)?;
            Some(Number::in_words(next, next, value))
        };
        return of_words(tokens, next, tokens.lower(next), language).or_else(glued);
    }
    if language.pack.text.proclitics.is_empty() || tokens[at].kind != TokenKind::Word {
        return None;
    }
    let rest = table.joiners.iter().find_map(|joiner| word.strip_prefix(&**joiner))?;
    table.may_begin(rest).then(|| of_words(tokens, at, rest, language)).flatten()
}

/// The share of one behind a joiner: (last token, share) of *and a half* (`ونصف`).
pub fn share_behind(tokens: &Tokens, at: usize, language: &Language) -> Option<(usize, f64)> {
    if at >= tokens.len() || !same_line(tokens, at) {
        return None;
    }
    let share = joined_number(tokens, at, language)?;
    let is_share = share.value > 0.0 && share.value < 1.0 && !share.vague && !share.ordinal;
    is_share.then_some((share.last, share.value))
}

/// A number whose first part is one word.
fn of_words(tokens: &Tokens, index: usize, word: &str, language: &Language) -> Option<Number> {
    let table = language.numbers();
    let (sum, ending) = match with_word(Sum::EMPTY, word, table).filter(|sum| !sum.open) {
        Some(sum) => (sum, 0),
        None => {
            let behind = table
                .proclitics
                .find(word, |rest| with_word(Sum::EMPTY, rest, table).filter(|sum| !sum.open));
            match behind {
                Some(sum) => (sum, 0),
                None => {
                    let (stem, cut) = without_ending(word, language, |stem| table.may_begin(stem))?;
                    (with_word(Sum::EMPTY, stem, table)?, cut)
                }
            }
        }
    };
    let number = if ending > 0 {
        Number {
            first: index,
            last: index,
            value: sum.value(),
            max: sum.spread.map(|spread| sum.value() * spread),
            ordinal: sum.ordinal,
            written: Written::Words,
            vague: sum.spread.is_some(),
            rounded: sum.rounded,
            scale: 1.0,
            ending,
        }
    } else {
        finish(tokens, index, index, sum, language)?
    };
    let number = if number.ending == 0 {
        with_point(tokens, with_fraction(tokens, number, language), language)
    } else {
        number
    };
    let is_bare_article = sum.article && number.last == index;
    let is_bare_homograph = number.last == index && table.homographs.contains(word);
    if is_bare_article && !stands_alone(tokens, index) {
        return None;
    }
    if is_bare_homograph && !stands_alone(tokens, index) && !language.counts_at(tokens, index + 1) {
        return None;
    }
    Some(number)
}

/// Whether a token is all there is on its line.
fn stands_alone(tokens: &Tokens, index: usize) -> bool {
    let starts = index == 0 || !same_line(tokens, index);
    let ends = index + 1 >= tokens.len() || !same_line(tokens, index + 1);
    starts && ends
}

/// *flera hundra*, *mehrere tausend*, *több 100*.
fn several_at(tokens: &Tokens, index: usize, length: usize, language: &Language) -> Option<Number> {
    let scale = number_at(tokens, index + length, language)?;
    if scale.ordinal || !same_line(tokens, index + length) {
        return None;
    }
    if scale.vague {
        return Some(Number { first: index, ..scale });
    }
    let power = scale.value.log10();
    let is_power = scale.value >= 10.0 && (power - power.round()).abs() < 1e-9
        || scale.value == 12.0 && scale.written == Written::Words;
    is_power.then_some(Number {
        first: index,
        value: scale.value * VAGUE.0,
        max: Some(scale.value * VAGUE.1),
        vague: true,
        ..scale
    })
}

/// *kétharmad*, *two-thirds*, *zweidrittel*.
fn glued_fraction(word: &str, table: &NumberTable) -> Option<f64> {
    if !table.atoms.begins(word) {
        return None;
    }
    word.char_indices().skip(2).find_map(|(at, _)| {
        let denominator = table.fraction(&word[at..])?;
        let head = word[..at].strip_suffix('-').unwrap_or(&word[..at]);
        let sum = with_word(Sum::EMPTY, head, table).filter(|sum| !sum.open && !sum.ordinal)?;
        (sum.value() < denominator).then(|| sum.value() / denominator)
    })
}

/// *two thirds*, *en tredjedel*, *drei Viertel*.
/// A denominator: a word of the pack, a number with an ending (*veinticincoavos*), or a number before a word (*vinte e cinco avos*):
/// (its last token, the number).
fn denominator_at(tokens: &Tokens, at: usize, language: &Language) -> Option<(usize, f64)> {
    let table = language.numbers();
    let word = tokens.key(at);
    if let Some(&denominator) = table.fractions.get(word) {
        return Some((at, denominator));
    }
    let pack = &language.pack.quantities.numbers;
    if tokens.get(at)?.kind != TokenKind::Word {
        return None;
    }
    if let Some(denominator) = multiplied_denominator(word, table) {
        return Some((at, denominator));
    }
    // *thirty-fifths*; *a thirty-fifth birthday* is an ordinal.
    if let Some((tens, ones)) = word.split_once('-')
        && let Some(&ones) = table.fractions.get(ones).filter(|ones| **ones < 10.0)
        && let Some(sum) = with_word(Sum::EMPTY, tens, table)
        && sum.room == 10.0
        && with_word(Sum::EMPTY, word, table).is_none()
    {
        return Some((at, sum.value() + ones));
    }
    // *tjugoförstedelar*: an ordinal stands before the ending as well.
    let plain = |sum: Sum| (!sum.open && sum.spread.is_none()).then(|| sum.value());
    let of_stem = |stem: &str| {
        let whole = with_word(Sum::EMPTY, stem, table).and_then(plain);
        // *ventunesimi*: the number has lost its vowel.
        whole.or_else(|| {
            pack.lost_vowels
                .iter()
                .find_map(|vowel| with_word(Sum::EMPTY, &format!("{stem}{vowel}"), table).and_then(plain))
        })
    };
    let ending = pack.share_endings.iter().find_map(|ending| word.strip_suffix(ending.as_str()));
    if let Some(value) = ending.and_then(of_stem).filter(|value| *value > 10.0) {
        return Some((at, value));
    }
    if pack.share_words.is_empty() {
        return None;
    }
    let below = number_at(tokens, at, language)
        .filter(|below| !below.ordinal && !below.vague && below.value > 10.0 && below.value.fract() == 0.0)?;
    let next = below.last + 1;
    let is_word = same_line(tokens, next) && pack.share_words.iter().any(|word| word == tokens.key(next));
    is_word.then_some((next, below.value))
}

/// *diezmilésimas*, *doscientosmilesimos*: a number of thousandths or of a finer part in one word.
fn multiplied_denominator(word: &str, table: &NumberTable) -> Option<f64> {
    /// The shortest such word has as many bytes.
    const SHORTEST: usize = 9;
    if word.len() < SHORTEST || !table.atoms.begins(word) {
        return None;
    }
    word.char_indices().skip(2).find_map(|(at, _)| {
        let denominator = table.fraction(&word[at..]).filter(|denominator| *denominator >= 1000.0)?;
        let sum = with_word(Sum::EMPTY, &word[..at], table)?;
        let is_plain = !sum.open && !sum.ordinal && sum.spread.is_none() && sum.value() >= 2.0;
        is_plain.then(|| sum.value() * denominator)
    })
}

fn with_fraction(tokens: &Tokens, number: Number, language: &Language) -> Number {
    let table = language.numbers();
    let at = number.last + 1;
    if number.vague || number.ordinal || at >= tokens.len() || !same_line(tokens, at) {
        return number;
    }
    if let Some(share) = shared_out(tokens, number, language) {
        return share;
    }
    let Some((last, denominator)) = denominator_at(tokens, at, language) else { return number };
    // *3 quarters* in digits are quarters of a year where nothing is shared out.
    let of_year =
        || language.pack.times.unit_plurals.get("Q").is_some_and(|words| is_among(words, tokens.key(at)));
    let is_shared_out = || tokens.get(last + 1).is_some_and(|_| table.of.contains(tokens.key(last + 1)));
    if number.written == Written::Digits && number.value.fract() == 0.0 && of_year() && !is_shared_out() {
        return number;
    }
    if last > at || !table.fractions.contains_key(tokens.key(at)) {
        let is_share = number.value.fract() == 0.0 && number.value >= 1.0;
        return if is_share { Number { last, value: number.value / denominator, ..number } } else { number };
    }
    // *a third man* is no third: one before a word that is an ordinal too needs *of* after it.
    let is_ordinal_too = table
        .atoms
        .get(tokens.key(at))
        .is_some_and(|atoms| atoms.iter().any(|atom| matches!(atom, Atom::Ordinal(_))));
    let is_open = number.value == 1.0
        && is_ordinal_too
        && tokens.get(at + 1).is_some_and(|token| token.kind == TokenKind::Word)
        && !table.of.contains(tokens.key(at + 1))
        // *un quinto por ciento*
        && language.unit_at(tokens, at + 1).is_none_or(|unit| unit.symbol != "%");
    // *Twenty-one fifths*; *six quarters* are as often of a year, and *two halves* of a match.
    let is_plural = || {
        let plurals = &language.pack.quantities.numbers.share_plurals;
        plurals.iter().any(|ending| tokens.key(at).ends_with(ending.as_str()))
    };
    // *Eenentwintig vijfde*, where nothing follows that could be the fifth.
    let ends = || {
        language.pack.quantities.numbers.share_plurals.is_empty()
            && number.written == Written::Words
            && number.value > 20.0
            && (!same_line(tokens, at + 1) || tokens[at + 1].kind == TokenKind::Mark)
    };
    let may_be_improper =
        (!is_ordinal_too || is_plural() || ends()) && denominator != 4.0 && denominator != 2.0;
    if number.value >= denominator && !may_be_improper || number.value < 1.0 || is_open {
        return number;
    }
    // *Tweehonderd drie vijfde*: of a hundred and more only the ones behind are counted by the share.
    let ones = number.value % 100.0;
    let is_behind_hundreds = is_ordinal_too && !is_plural() && number.value >= 100.0;
    if is_behind_hundreds {
        let is_share = (1.0..denominator).contains(&ones);
        let value = number.value - ones + ones / denominator;
        return if is_share { Number { last: at, value, ..number } } else { number };
    }
    let share = Number { last: at, value: number.value / denominator, ..number };
    // *three quarters billion*
    let scaled = || {
        if !same_line(tokens, at + 1) || share.value >= 1.0 {
            return None;
        }
        let sum = Sum { current: share.value, parts: 1, room: 0.0, ..Sum::EMPTY };
        let (last, longer, _) = scale_word(tokens, at + 1, sum, language)?;
        let scale = longer.value() / share.value;
        (longer.value() >= 1e3).then_some(Number { last, value: longer.value(), scale, ..share })
    };
    scaled().unwrap_or(share)
}

/// *one over twenty*, *nine out of ten*, *one in five*: a number and what it is a share of.
fn shared_out(tokens: &Tokens, number: Number, language: &Language) -> Option<Number> {
    let table = language.numbers();
    let at = number.last + 1;
    if table.over.is_empty() && table.out_of.is_empty() && table.one_in.is_empty() {
        return None;
    }
    tokens.get(at).filter(|token| token.kind == TokenKind::Word && same_line(tokens, at))?;
    if number.vague || number.ordinal || number.value <= 0.0 {
        return None;
    }
    let below = |start: usize| {
        number_at(tokens, start, language)
            .filter(|below| same_line(tokens, start) && !below.vague && !below.ordinal && below.value > 0.0)
    };
    let share = |below: Number| Number { last: below.last, value: number.value / below.value, ..number };
    let ends = |below: &Number| {
        tokens.get(below.last + 1).is_none_or(|next| {
            next.kind == TokenKind::Mark && !matches!(tokens.surface(below.last + 1), "%" | "$" | "€" | "£")
        })
    };
    if table.over.contains(tokens.key(at)) {
        let below = below(at + 1)?;
        // *Two million over three years*: a word that means *more than* or *during* as well divides only at the end.
        let is_other_too = language.measures().before.at(tokens, at).is_some();
        let is_year = below.written == Written::Digits && (1500.0..2100.0).contains(&below.value);
        let is_plain = number.value.fract() == 0.0 && below.value.fract() == 0.0 && !is_year;
        return (!is_other_too || is_plain && ends(&below)).then(|| share(below));
    }
    let is_one = number.value == 1.0 && number.scale == 1.0;
    let phrase = table.out_of.at(tokens, at).or_else(|| table.one_in.at(tokens, at).filter(|_| is_one))?;
    let below = below(at + phrase.length)?;
    let is_year = below.written == Written::Digits && (1500.0..2100.0).contains(&below.value);
    let is_fitting =
        below.value > number.value && below.value.fract() == 0.0 && number.value.fract() == 0.0 && !is_year;
    let next = below.last + 1;
    // *One in five years* is a length of time, *1 in 10 %* nothing at all.
    let is_measured = same_line(tokens, next)
        && (language.unit_at(tokens, next).is_some() || language.money_at(tokens, next, None).is_some());
    let is_money = language.money_at(tokens, below.first, None).is_some();
    (is_fitting && !is_measured && !is_money).then(|| Number { written: Written::Mixed, ..share(below) })
}

/// *tre komma fem*, *három egész öt tized*.
fn with_point(tokens: &Tokens, number: Number, language: &Language) -> Number {
    let table = language.numbers();
    let at = number.last + 1;
    if number.vague
        || number.ordinal
        || at + 1 >= tokens.len()
        || !same_line(tokens, at + 1)
        || !table.point.contains(tokens.key(at))
    {
        return number;
    }
    // *cinco billones con tres cuartos*
    if number.scale >= 1e3
        && let Some(share) = of_words(tokens, at + 1, tokens.key(at + 1), language)
        && share.last > share.first
        && share.value > 0.0
        && share.value < 1.0
    {
        return Number { last: share.last, value: number.value + share.value * number.scale, ..number };
    }
    let small = |word: &str| {
        with_word(Sum::EMPTY, word, table)
            .filter(|sum| !sum.open && !sum.ordinal && sum.spread.is_none())
            .map(|sum| sum.value())
    };
    if let Some(&denominator) = tokens.get(at + 2).and_then(|_| table.fractions.get(tokens.key(at + 2)))
        && let Some(part) = small(tokens.key(at + 1)).filter(|part| *part < denominator)
    {
        return Number { last: at + 2, value: number.value + part / denominator, ..number };
    }
    let mut digits = String::new();
    let mut last = number.last;
    // *siete coma veinticinco*
    let whole = number_at(tokens, at + 1, language)
        .filter(|part| {
            part.written == Written::Words && !part.ordinal && !part.vague && part.value.fract() == 0.0
        })
        .filter(|part| (10.0..1000.0).contains(&part.value));
    if let Some(part) = whole {
        digits.push_str(&part.value.to_string());
        last = part.last;
    }
    for next in at + 1..tokens.len().min(at + 7) {
        if whole.is_some() {
            break;
        }
        let Some(digit) = small(tokens.key(next)).filter(|digit| *digit < 10.0 && digit.fract() == 0.0)
        else {
            break;
        };
        digits.push_str(&digit.to_string());
        last = next;
    }
    if digits.is_empty()
        && let Some(part) = number_at(tokens, at + 1, language)
            .filter(|part| {
                part.written == Written::Words && (10.0..1000.0).contains(&part.value) && !part.vague
            })
            .filter(|part| part.value.fract() == 0.0 && !part.ordinal)
    {
        digits = part.value.to_string();
        last = part.last;
    }
    let Ok(value) = format!("{}.{digits}", number.value).parse::<f64>() else { return number };
    if last == number.last {
        return number;
    }
    let sum = Sum { current: value, parts: 1, room: 0.0, ..Sum::EMPTY };
    finish(tokens, number.first, last, sum, language).unwrap_or(number)
}

fn vulgar(c: char) -> Option<f64> {
    let value = match c {
        '½' => 0.5,
        '⅓' => 1.0 / 3.0,
        '⅔' => 2.0 / 3.0,
        '¼' => 0.25,
        '¾' => 0.75,
        '⅕' => 0.2,
        '⅖' => 0.4,
        '⅗' => 0.6,
        '⅘' => 0.8,
        '⅙' => 1.0 / 6.0,
        '⅚' => 5.0 / 6.0,
        '⅛' => 0.125,
        '⅜' => 0.375,
        '⅝' => 0.625,
        '⅞' => 0.875,
        _ => return None,
    };
    Some(value)
}

/// `½`, `−5`, `.5`.
fn marked_at(tokens: &Tokens, index: usize, language: &Language) -> Option<Number> {
    let mark = tokens.surface(index).chars().next()?;
    if let Some(value) = vulgar(mark) {
        let sum = Sum { current: value, parts: 1, room: 0.0, digits: true, ..Sum::EMPTY };
        return finish(tokens, index, index, sum, language);
    }
    let glued_number = tokens.get(index + 1).is_some_and(|next| next.kind == TokenKind::Number && next.glued);
    let is_letter = tokens.is_by_character()
        && index > 0
        && tokens.surface(index - 1).ends_with(crate::tokens::is_by_character);
    let opens =
        (is_letter || !tokens[index].glued) && (index == 0 || tokens[index - 1].kind != TokenKind::Number);
    if !glued_number || !opens {
        return None;
    }
    let mark = if tokens.is_by_character() { plain_mark(mark) } else { mark };
    match mark {
        '-' | '−' | '–' => {
            let number =
                number_at(tokens, index + 1, language).filter(|number| !number.ordinal && !number.vague)?;
            Some(Number { first: index, value: -number.value, ..number })
        }
        '.' | ',' | ARABIC_DECIMAL
            if mark == ARABIC_DECIMAL
                || mark == '.'
                || language.pack.quantities.decimal.starts_with(mark) =>
        {
            let digits = digits_of(tokens.surface(index + 1));
            let is_own = mark != '.' || language.pack.quantities.decimal.starts_with(mark);
            // `.77` where a comma is written: two digits and nothing more.
            let goes_on = tokens.get(index + 2).is_some_and(|next| {
                next.glued && !matches!(tokens.surface(index + 2), "%" | ")" | "," | ";")
            });
            if !is_own && (digits.len() > 2 || goes_on) {
                return None;
            }
            let value: f64 = format!("0.{digits}").parse().ok()?;
            let sum = Sum { current: value, parts: 1, room: 0.0, digits: true, ..Sum::EMPTY };
            finish(tokens, index, index + 1, sum, language)
        }
        _ => None,
    }
}

/// Marks of Arabic script that mean nothing else.
const ARABIC_DECIMAL: char = '٫';
/// The same between groups of digits.
const ARABIC_GROUP: char = '٬';

/// Decimal digits of any script as ASCII.
pub fn digits_of(surface: &str) -> String {
    surface
        .chars()
        .filter_map(|c| {
            let zero = match c as u32 {
                0x30..=0x39 => 0x30,
                0x660..=0x669 => 0x660,
                0x6f0..=0x6f9 => 0x6f0,
                0x966..=0x96f => 0x966,
                0x9e6..=0x9ef => 0x9e6,
                0xff10..=0xff19 => 0xff10,
                _ => return None,
            };
            char::from_digit(c as u32 - zero, 10)
        })
        .collect()
}

fn plain_digits(tokens: &Tokens, index: usize) -> Option<(usize, f64)> {
    let digits = digits_of(tokens.surface(index));
    (digits.len() <= 15).then(|| digits.parse().ok()).flatten().map(|value| (index, value))
}

/// Marks that only ever group digits.
fn is_apostrophe(c: char) -> bool {
    matches!(c, '\'' | '’')
}

/// Groups of three digits after a first group, all with one kind of separator: index of the last group's token.
fn grouped(tokens: &Tokens, index: usize, language: &Language) -> Vec<usize> {
    let pack = &language.pack.quantities;
    let mut groups = vec![index];
    let first = digits_of(tokens.surface(index));
    if first.len() > 3 || first.starts_with('0') {
        return groups;
    }
    if let Some(last) = indian_groups(tokens, index, first.len(), pack.group.contains(',')) {
        groups.extend((index + 2..=last).step_by(2));
        return groups;
    }
    let mut separator: Option<char> = None;
    loop {
        let last = groups[groups.len() - 1];
        let mut next = last + 1;
        let Some(token) = tokens.get(next) else { break };
        let found = if token.kind == TokenKind::Mark {
            let mark = tokens.surface(next).chars().next().unwrap_or(' ');
            let is_group = pack.group.contains(mark)
                || mark == ',' && (separator == Some(',') || has_two_groups(tokens, next))
                || mark == ARABIC_GROUP
                || is_apostrophe(mark)
                || pack.decimal.is_empty()
                    && matches!(mark, '.' | ',')
                    && separator.is_none_or(|first| first == mark);
            let is_spaced = is_group && groups_apart(tokens, last, language);
            if !is_spaced && (!token.glued || !is_group) {
                break;
            }
            next += 1;
            if tokens.get(next).is_none_or(|token| !token.glued && !is_spaced) {
                break;
            }
            mark
        } else {
            let gap = &tokens.text[tokens[last].end..token.start];
            let mut characters = gap.chars();
            match (characters.next(), characters.next()) {
                (Some(' ' | '\u{a0}' | '\u{202f}' | '\u{2009}'), None) => ' ',
                _ => break,
            }
        };
        let Some(token) = tokens.get(next).filter(|token| token.kind == TokenKind::Number) else { break };
        if token.end - token.start != 3 && digits_of(tokens.surface(next)).len() != 3
            || separator.is_some_and(|first| first != found)
        {
            break;
        }
        separator = Some(found);
        groups.push(next);
    }
    if separator == Some(' ') {
        let count = groups.len();
        // 500 000 122 mm-es …: the last group is a calibre, the remainder is well grouped by itself.
        let is_calibre = language.calibre_at(tokens, groups[count - 1], count > 2);
        if is_calibre && count >= 2 {
            groups.pop();
        }
    }
    groups
}

/// Whether two groups of three digits follow from a comma on: `1,200,000` is no decimal in any language.
fn has_two_groups(tokens: &Tokens, comma: usize) -> bool {
    let is_group = |at: usize| {
        tokens.is_mark(at, ',')
            && tokens[at].glued
            && tokens.get(at + 1).is_some_and(|group| {
                group.kind == TokenKind::Number && group.glued && group.end - group.start == 3
            })
    };
    is_group(comma) && is_group(comma + 2)
}

/// The power of ten that is glued to digits (`e10`, `e+14`): (its last token, the power).
pub(crate) fn exponent_at(tokens: &Tokens, at: usize) -> Option<(usize, i32)> {
    /// Larger powers are no number that is meant.
    const LARGEST: i32 = 99;
    tokens.get(at).filter(|token| token.kind == TokenKind::Affix && token.glued)?;
    let rest = tokens.lower(at).strip_prefix('e')?;
    let (last, power) = match rest {
        "" => {
            let sign = if tokens.is_mark(at + 1, '-') { -1 } else { 1 };
            let is_signed = sign < 0 || tokens.is_mark(at + 1, '+');
            let glued = |at: usize| tokens.get(at).is_some_and(|token| token.glued);
            let digits = tokens.surface(at + 2).parse::<i32>().ok();
            let power = digits.filter(|_| is_signed && glued(at + 1) && glued(at + 2))?;
            (at + 2, sign * power)
        }
        digits => (at, digits.parse::<i32>().ok().filter(|_| digits.bytes().all(|b| b.is_ascii_digit()))?),
    };
    (power.abs() <= LARGEST).then_some((last, power))
}

/// `12,34,567`: groups of two digits and a last one of three, as India writes them; the token of the last group.
fn indian_groups(tokens: &Tokens, index: usize, first: usize, has_comma: bool) -> Option<usize> {
    if !has_comma || first > 2 || !tokens.is_mark(index + 1, ',') || !tokens.get(index + 1)?.glued {
        return None;
    }
    let group = |at: usize| {
        let token = tokens.get(at).filter(|token| token.glued && token.kind == TokenKind::Number)?;
        (tokens.is_mark(at - 1, ',') && tokens[at - 1].glued).then_some(token.end - token.start)
    };
    let mut at = index + 2;
    while group(at) == Some(2) {
        at += 2;
    }
    let is_whole = at > index + 2 && group(at) == Some(3) && group(at + 2).is_none();
    is_whole.then_some(at)
}

fn digits_at(tokens: &Tokens, index: usize, language: &Language) -> Option<Number> {
    let pack = &language.pack.quantities;
    // The tail of something longer (`B52`, `1.2.3`, a clock time) is refused by the caller, who sees more.
    let groups = grouped(tokens, index, language);
    let mut last = groups[groups.len() - 1];
    let mut written: String = groups.iter().map(|&group| digits_of(tokens.surface(group))).collect();
    if written.len() > 18 {
        return None;
    }
    let mut is_decimal = false;
    if let Some(digits) = decimals_apart(tokens, last, language) {
        written.push('.');
        written.push_str(&digits);
        last += 2;
        is_decimal = true;
    } else if let Some(token) =
        tokens.get(last + 1).filter(|token| token.kind == TokenKind::Mark && token.glued)
        && let Some(after) =
            tokens.get(last + 2).filter(|after| after.kind == TokenKind::Number && after.glued)
    {
        let mark = tokens.text[token.start..].chars().next().unwrap_or(' ');
        let digits = digits_of(&tokens.text[after.start..after.end]);
        let is_own = match pack.decimal.is_empty() {
            true => matches!(mark, '.' | ','),
            false => pack.decimal.starts_with(mark) || mark == ARABIC_DECIMAL,
        };
        // A second mark that some write: never before three digits, where it groups them.
        let is_second = !is_own && pack.decimal.contains(mark) && digits.len() != 3;
        // A point in a language that writes a comma: a price, a version, a clock time; a decimal where nothing like it goes on.
        // Behind a nought alone nothing is grouped (`0.002`).
        let is_foreign = !is_own
            && groups.len() == 1
            && (mark == '.' && digits.len() < 3 || written == "0" && matches!(mark, '.' | ','));
        let goes_on = tokens.get(last + 3).is_some_and(|next| {
            next.glued
                && next.kind == TokenKind::Mark
                && tokens.surface(last + 3).starts_with(mark)
                && tokens.get(last + 4).is_some_and(|number| number.glued && number.kind == TokenKind::Number)
        });
        let ends_in_dot = mark == '.'
            && is_foreign
            && tokens.is_mark(last + 3, '.')
            && tokens[last + 3].glued
            && language.pack.text.ordinal_dot;
        if (is_own || is_second || is_foreign) && !goes_on && !ends_in_dot {
            written.push('.');
            written.push_str(&digits);
            last += 2;
            is_decimal = true;
        }
    }
    let mut value: f64 = written.parse().ok()?;
    // `12.32e+14`
    if let Some((end, power)) = exponent_at(tokens, last + 1) {
        value *= 10f64.powi(power);
        last = end;
        is_decimal = true;
    }
    if let Some(token) = tokens.get(last + 1).filter(|token| token.kind == TokenKind::Mark)
        && !is_decimal
        && let Some(part) = tokens.text[token.start..].chars().next().and_then(vulgar)
    {
        value += part;
        last += 1;
        is_decimal = true;
    }
    // `1 точка 5`, at the end of what is said: a point is other things too.
    if !is_decimal
        && tokens.get(last + 2).is_some_and(|after| after.kind == TokenKind::Number && !after.glued)
        && language.numbers().point.contains(tokens.key(last + 1))
        && same_line(tokens, last + 1)
        && same_line(tokens, last + 2)
        && tokens
            .get(last + 3)
            .is_none_or(|next| next.kind == TokenKind::Mark && !tokens.is_mark(last + 3, '.'))
        && let Ok(with_point) = format!("{written}.{}", digits_of(tokens.surface(last + 2))).parse::<f64>()
    {
        value = with_point;
        last += 2;
        is_decimal = true;
    }
    // `1 ponto cinco`
    if !is_decimal
        && groups.len() == 1
        && last == index
        && tokens.get(last + 2).is_some_and(|after| after.kind == TokenKind::Word)
        && language.numbers().point.contains(tokens.key(last + 1))
        && same_line(tokens, last + 1)
    {
        let sum = Sum { current: value, parts: 1, room: 0.0, digits: true, ..Sum::EMPTY };
        let plain = finish(tokens, index, last, sum, language)?;
        let number = with_point(tokens, plain, language);
        let ends = tokens
            .get(number.last + 1)
            .is_none_or(|next| next.kind == TokenKind::Mark || !same_line(tokens, number.last + 1));
        if number.last > last + 1 && ends {
            return Some(number);
        }
    }
    if !is_decimal
        && groups.len() == 1
        && let Some(ordinal) = ordinal_digits(tokens, index, value, language)
    {
        return Some(ordinal);
    }
    let sum = Sum { current: value, parts: 1, room: 0.0, digits: true, ..Sum::EMPTY };
    let number = finish(tokens, index, last, sum, language)?;
    if number.last > last {
        return Some(number);
    }
    let number = with_fraction(tokens, number, language);
    // A case ending glued to the digits.
    if number.last == last
        && let Some(affix) = tokens.get(last + 1).filter(|affix| affix.kind == TokenKind::Affix)
    {
        let lower = tokens.key(last + 1);
        let bare = lower.trim_start_matches('-');
        if lower.starts_with('-') && pack.numbers.endings.iter().any(|ending| ending == bare) {
            return Some(Number { last: last + 1, ending: affix.end - affix.start, ..number });
        }
    }
    Some(number)
}

/// `3.`, `20th`, `2:a`, `3-ik`.
fn ordinal_digits(tokens: &Tokens, index: usize, value: f64, language: &Language) -> Option<Number> {
    let affixes = &language.pack.quantities.numbers.ordinal_affixes;
    let ordinal = |last: usize| Number {
        first: index,
        last,
        value,
        max: None,
        ordinal: true,
        written: Written::Digits,
        vague: false,
        rounded: false,
        scale: 1.0,
        ending: 0,
    };
    let next = tokens.get(index + 1)?;
    if !next.glued {
        return None;
    }
    if next.kind == TokenKind::Affix {
        let bare = tokens.key(index + 1).trim_start_matches('-');
        return affixes.iter().any(|affix| affix == bare).then(|| ordinal(index + 1));
    }
    let after = tokens.get(index + 2)?;
    if tokens.is_mark(index + 1, ':') && after.glued && after.kind == TokenKind::Word {
        let word = tokens.key(index + 2);
        return affixes.iter().any(|affix| affix.strip_prefix(':') == Some(word)).then(|| ordinal(index + 2));
    }
    let is_dotted = language.pack.text.ordinal_dot
        && tokens.is_mark(index + 1, '.')
        && value < 100.0
        && after.kind == TokenKind::Word
        && !after.glued
        && same_line(tokens, index + 2)
        && after.case == crate::Case::Lower;
    is_dotted.then(|| ordinal(index + 1))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{language, tokenize};

    /// `value`, `low..high` of a vague number, with `th` for an ordinal and the text that is covered.
    fn read(code: &str, text: &str) -> String {
        let tokens = tokenize(text);
        let language = language(code);
        let mut found = Vec::new();
        let mut index = 0;
        while index < tokens.len() {
            let Some(number) = number_at(&tokens, index, &language) else {
                index += 1;
                continue;
            };
            let max = number.max.map(|max| format!("..{max}")).unwrap_or_default();
            let ordinal = if number.ordinal { "th" } else { "" };
            found.push(format!(
                "{} = {}{max}{ordinal}",
                tokens.between(number.first, number.last),
                number.value
            ));
            index = number.last + 1;
        }
        found.join("; ")
    }

    #[track_caller]
    fn check(code: &str, cases: &[(&str, &str)]) {
        for (text, expected) in cases {
            let expected = if expected.contains('=') || expected.is_empty() {
                (*expected).to_owned()
            } else {
                format!("{text} = {expected}")
            };
            assert_eq!(read(code, text), expected, "{code}: {text}");
        }
    }

    #[test]
    fn swedish() {
        check(
            "sv",
            &[
                ("500 000", "500000"),
                ("1.234.567", "1234567"),
                ("3,5", "3.5"),
                ("2,5 miljoner", "2500000"),
                ("tjugotre", "23"),
                ("etthundrasextioen", "161"),
                ("två miljoner tre hundra tusen", "2300000"),
                ("hundratals", "200..900"),
                ("tiotusentals", "20000..90000"),
                ("flera hundra", "200..900"),
                ("en halv miljon", "500000"),
                ("två och en halv miljon", "2500000"),
                ("två tredjedelar", "0.6666666666666666"),
                ("ett hundratal", "100"),
                ("en soldat", ""),
                ("hundra andra", "hundra = 100; andra = 2th"),
                ("2:a", "2th"),
                ("tjugotredje", "23th"),
                ("1950-1953", "1950 = 1950; 1953 = 1953"),
                ("minus fem", "-5"),
                ("tre komma fem", "3.5"),
            ],
        );
    }

    #[test]
    fn norwegian() {
        check(
            "nb",
            &[
                ("tre hundre og femti", "350"),
                ("titalls millioner", "20000000..90000000"),
                ("femogtyve", ""),
                ("førtisju", "47"),
                ("50 milliarder", "50000000000"),
                ("4,5 mrd. kroner", "4,5 mrd. = 4500000000"),
                ("flere tusen", "2000..9000"),
            ],
        );
        check(
            "nn",
            &[("tre hundre og femti", "350"), ("titals millionar", "20000000..90000000"), ("ein soldat", "")],
        );
    }

    #[test]
    fn german() {
        check(
            "de",
            &[
                ("dreiundzwanzig", "23"),
                ("Dutzende", "24..108"),
                ("zweieinhalb Millionen", "2500000"),
                ("anderthalb", "1.5"),
                ("zweihundertsechsundfünfzigtausendsiebenhunderteinundzwanzig", "256721"),
                ("neunzehnhundertneunundachtzig", "1989"),
                ("eine Milliarde", "1000000000"),
                ("Zehntausende", "20000..90000"),
                ("Hunderte Millionen", "200000000..900000000"),
                ("1,5 Mrd. Euro", "1,5 Mrd. = 1500000000"),
                ("dreiundzwanzigste", "23th"),
                ("500.000", "500000"),
                ("drei Viertel", "0.75"),
                ("ein Mann", ""),
            ],
        );
    }

    #[test]
    fn hungarian() {
        check(
            "hu",
            &[
                ("huszonhárom", "23"),
                ("kétmillió", "2000000"),
                ("3 millió", "3000000"),
                ("2 millió 300 ezer", "2300000"),
                ("másfél", "1.5"),
                ("több százezer", "200000..900000"),
                ("több mint 100", "100 = 100"),
                ("kétharmad", "0.6666666666666666"),
                ("háromezer-ötszáz", "3500"),
                ("tízezrek", "20000..90000"),
                ("huszonharmadik", "23th"),
                ("a háború hat az árakra", ""),
                ("2000-ben", "2000"),
                ("fél millió", "500000"),
            ],
        );
    }

    #[test]
    fn icelandic() {
        check(
            "is",
            &[
                ("tuttugu og þrír", "23"),
                ("ein og hálf milljón", "1500000"),
                ("fleiri hundruð", "200..900"),
                ("hundrað tuttugu og þrír", "123"),
                ("3,5 milljarðar", "3500000000"),
                ("tugir milljóna", "20000000..90000000"),
                ("500.000", "500000"),
                ("tuttugasti og þriðji", "23th"),
            ],
        );
    }

    #[test]
    fn english() {
        check(
            "en",
            &[
                ("twenty-three", "23"),
                ("two hundred and fifty thousand", "250000"),
                ("tens of thousands", "20000..90000"),
                ("half a million", "500000"),
                ("two and a half million", "2500000"),
                ("two-thirds", "0.6666666666666666"),
                ("1,234,567.5", "1234567.5"),
                ("$5bn", "5bn = 5000000000"),
                ("20th", "20th"),
                ("a third man", "third = 3th"),
                ("two dozen", "24"),
                ("a few hundred", "200..900"),
            ],
        );
    }
}
