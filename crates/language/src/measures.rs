//! Units, currencies, counted nouns and the words around numbers, as tables that are asked at a token.

use crate::numbers::is_article;
use crate::pack::{QuantitiesPack, TextPack};
use crate::sieve::Sieve;
use crate::tokens::is_by_character;
use crate::{Case, Language, Phrases, TokenKind, Tokens, elided, phrases::Proclitics};
use rustc_hash::{FxHashMap, FxHashSet};

/// Nouns whose things are made by calibre: a number of millimetres before them says which, not how many.
const CALIBRED: [&str; 14] = [
    "shell",
    "artillery shell",
    "round",
    "cartridge",
    "rocket",
    "missile",
    "mortar shell",
    "mine",
    "gun",
    "howitzer",
    "mortar",
    "rocket launcher",
    "grenade",
    "munition",
];

/// Codes of money in use: ISO 4217 list one, and BTC. Sorted.
const CODES: [&str; 155] = [
    "AED", "AFN", "ALL", "AMD", "ANG", "AOA", "ARS", "AUD", "AWG", "AZN", "BAM", "BBD", "BDT", "BGN", "BHD",
    "BIF", "BMD", "BND", "BOB", "BRL", "BSD", "BTC", "BTN", "BWP", "BYN", "BZD", "CAD", "CDF", "CHF", "CLP",
    "CNH", "CNY", "COP", "CRC", "CUP", "CVE", "CZK", "DJF", "DKK", "DOP", "DZD", "EGP", "ERN", "ETB", "EUR",
    "FJD", "FKP", "GBP", "GEL", "GHS", "GIP", "GMD", "GNF", "GTQ", "GYD", "HKD", "HNL", "HTG", "HUF", "IDR",
    "ILS", "INR", "IQD", "IRR", "ISK", "JMD", "JOD", "JPY", "KES", "KGS", "KHR", "KMF", "KPW", "KRW", "KWD",
    "KYD", "KZT", "LAK", "LBP", "LKR", "LRD", "LSL", "LYD", "MAD", "MDL", "MGA", "MKD", "MMK", "MNT", "MOP",
    "MRU", "MUR", "MVR", "MWK", "MXN", "MYR", "MZN", "NAD", "NGN", "NIO", "NOK", "NPR", "NZD", "OMR", "PAB",
    "PEN", "PGK", "PHP", "PKR", "PLN", "PYG", "QAR", "RON", "RSD", "RUB", "RWF", "SAR", "SBD", "SCR", "SDG",
    "SEK", "SGD", "SHP", "SLE", "SOS", "SRD", "SSP", "STN", "SYP", "SZL", "THB", "TJS", "TMT", "TND", "TOP",
    "TRY", "TTD", "TWD", "TZS", "UAH", "UGX", "USD", "UYU", "UZS", "VES", "VND", "VUV", "WST", "XAF", "XCD",
    "XOF", "XPF", "YER", "ZAR", "ZMW",
];

/// The ISO 4217 code that a word in capitals is.
pub(crate) fn currency_code(word: &str) -> Option<&'static str> {
    let is_shaped = word.len() == 3 && word.bytes().all(|byte| byte.is_ascii_uppercase());
    is_shaped.then(|| CODES.binary_search(&word).ok().map(|known| CODES[known])).flatten()
}

/// Currencies that share a name: (family, ISO 3166 code of the country, ISO 4217 code). Source: ISO 4217 list one.
const FAMILIES: [(&str, &str, &str); 95] = [
    ("dollar", "US", "USD"),
    ("dollar", "CA", "CAD"),
    ("dollar", "AU", "AUD"),
    ("dollar", "NZ", "NZD"),
    ("dollar", "HK", "HKD"),
    ("dollar", "SG", "SGD"),
    ("dollar", "TW", "TWD"),
    ("dollar", "JM", "JMD"),
    ("dollar", "BZ", "BZD"),
    ("dollar", "BB", "BBD"),
    ("dollar", "BS", "BSD"),
    ("dollar", "FJ", "FJD"),
    ("dollar", "LR", "LRD"),
    ("dollar", "NA", "NAD"),
    ("dollar", "TT", "TTD"),
    ("dollar", "ZW", "ZWL"),
    ("krona", "SE", "SEK"),
    ("krona", "NO", "NOK"),
    ("krona", "DK", "DKK"),
    ("krona", "IS", "ISK"),
    ("krona", "CZ", "CZK"),
    ("pound", "GB", "GBP"),
    ("pound", "EG", "EGP"),
    ("pound", "LB", "LBP"),
    ("pound", "SY", "SYP"),
    ("pound", "SD", "SDG"),
    ("pound", "SS", "SSP"),
    ("franc", "CH", "CHF"),
    ("franc", "FR", "FRF"),
    ("franc", "CF", "XAF"),
    ("franc", "SN", "XOF"),
    ("franc", "CG", "CDF"),
    ("franc", "RW", "RWF"),
    ("rupee", "IN", "INR"),
    ("rupee", "PK", "PKR"),
    ("rupee", "LK", "LKR"),
    ("rupee", "NP", "NPR"),
    ("peso", "MX", "MXN"),
    ("peso", "AR", "ARS"),
    ("peso", "CL", "CLP"),
    ("peso", "CO", "COP"),
    ("peso", "PH", "PHP"),
    ("peso", "CU", "CUP"),
    ("peso", "UY", "UYU"),
    ("peso", "DO", "DOP"),
    ("rial", "IR", "IRR"),
    ("rial", "SA", "SAR"),
    ("rial", "QA", "QAR"),
    ("rial", "OM", "OMR"),
    ("rial", "YE", "YER"),
    ("real", "BR", "BRL"),
    ("dinar", "RS", "RSD"),
    ("dinar", "IQ", "IQD"),
    ("dinar", "KW", "KWD"),
    ("dinar", "JO", "JOD"),
    ("dinar", "BH", "BHD"),
    ("dinar", "LY", "LYD"),
    ("dinar", "TN", "TND"),
    ("dinar", "DZ", "DZD"),
    ("dinar", "MK", "MKD"),
    ("dirham", "AE", "AED"),
    ("dirham", "MA", "MAD"),
    ("lira", "TR", "TRY"),
    ("lira", "IT", "ITL"),
    ("lira", "SY", "SYP"),
    ("lira", "LB", "LBP"),
    ("ruble", "RU", "RUB"),
    ("ruble", "BY", "BYN"),
    ("won", "KR", "KRW"),
    ("won", "KP", "KPW"),
    ("yuan", "CN", "CNY"),
    ("shilling", "KE", "KES"),
    ("shilling", "TZ", "TZS"),
    ("shilling", "UG", "UGX"),
    ("shilling", "SO", "SOS"),
    ("shilling", "AT", "ATS"),
    ("leu", "RO", "RON"),
    ("leu", "MD", "MDL"),
    ("lev", "BG", "BGN"),
    ("zloty", "PL", "PLN"),
    ("forint", "HU", "HUF"),
    ("mark", "DE", "DEM"),
    ("mark", "FI", "FIM"),
    ("mark", "BA", "BAM"),
    ("rand", "ZA", "ZAR"),
    ("naira", "NG", "NGN"),
    ("hryvnia", "UA", "UAH"),
    ("yen", "JP", "JPY"),
    ("shekel", "IL", "ILS"),
    ("cent", "US", "USD"),
    ("cent", "CA", "CAD"),
    ("cent", "AU", "AUD"),
    ("cent", "NZ", "NZD"),
    ("cent", "HK", "HKD"),
    ("cent", "SG", "SGD"),
];

/// Words and phrases of a table; single words are kept apart as there are thousands of them.
#[derive(Debug, Clone)]
pub struct Lexicon<T> {
    words: FxHashMap<Box<str>, T>,
    /// Of the words.
    sieve: Sieve,
    phrases: Phrases<T>,
    proclitics: Proclitics,
}

impl<T> Default for Lexicon<T> {
    fn default() -> Self {
        Self {
            words: FxHashMap::default(),
            sieve: Sieve::default(),
            phrases: Phrases::default(),
            proclitics: Proclitics::default(),
        }
    }
}

impl<T: Copy> Lexicon<T> {
    fn new(by_character: bool) -> Self {
        Self { phrases: Phrases::new(by_character), ..Self::default() }
    }

    fn set_proclitics(&mut self, words: &[String]) {
        self.phrases.set_proclitics(words);
        self.proclitics = Proclitics::new(words);
    }

    fn insert(&mut self, form: &str, value: T) {
        // Where each letter is a token, only a word of one letter is one token.
        let is_cut = self.phrases.is_by_character() && form.contains(is_by_character);
        if !is_cut && form.chars().all(char::is_alphabetic) && !form.is_empty() {
            self.sieve.insert(form);
            self.words.entry(form.into()).or_insert(value);
        } else {
            self.phrases.insert(form, value);
        }
    }

    fn insert_elided(&mut self, forms: &[String], elisions: &[String], value: T) {
        for form in forms {
            self.insert(form, value);
            for form in elided(form, elisions) {
                self.insert(&form, value);
            }
        }
    }

    fn insert_all(&mut self, forms: &[String], value: T) {
        for form in forms {
            self.insert(form, value);
        }
    }

    /// The value of a word that is no phrase.
    #[inline]
    fn single(&self, word: &str) -> Option<&T> {
        if self.sieve.may_hold(word) { self.words.get(word) } else { None }
    }

    /// Value and number of tokens of the longest entry at a token.
    pub fn at(&self, tokens: &Tokens, index: usize) -> Option<(T, usize)> {
        let word = tokens.key(index);
        if index >= tokens.len() || !self.phrases.may_start(word) && !self.sieve.may_hold(word) {
            return None;
        }
        match self.phrases.at(tokens, index) {
            Some(found) => Some((*found.value, found.length)),
            None => {
                let behind = || self.proclitics.find(word, |rest| self.single(rest));
                self.single(word).or_else(behind).map(|value| (*value, 1))
            }
        }
    }

    /// Value of a single lower-case word.
    pub fn word(&self, lower: &str) -> Option<T> {
        self.single(lower).or_else(|| self.phrases.word(lower)).copied()
    }
}

/// How exact a word says a number is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Exactness {
    /// About.
    Approx,
    /// More than, at least.
    MoreThan,
    /// Less than, nearly, at most.
    LessThan,
}

/// Words that make a range.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RangeWord {
    /// Between two numbers.
    To,
    /// Between two numbers that another word holds together.
    And,
    /// Before the first.
    Between,
    /// After the second.
    BetweenAfter,
    /// Before the first of *from … to*.
    From,
    /// Between two neighbouring numbers.
    Or,
}

/// A unit found in a text.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct UnitFound<'a> {
    /// Contract symbol.
    pub symbol: &'a str,
    /// How many of it one is.
    pub factor: f64,
    /// Tokens covered.
    pub length: usize,
    /// The unit makes an adjective with its number (`152 mm-es`, `24-årige`, `zweitägig`).
    pub adjective: bool,
    /// What is written on in the same word (`granaten` of `-mm-Granaten`): bytes at the end of the last token.
    pub rest: usize,
}

/// What a currency word stands for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Money {
    /// Index into the pack's currencies.
    Own(u16),
    /// Index into the families.
    Family(u16),
}

/// A currency found in a text.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct MoneyFound<'a> {
    /// ISO 4217 code; the name of the family where no country is known.
    pub code: &'a str,
    /// How many of it one is.
    pub factor: f64,
    /// Tokens covered.
    pub length: usize,
    /// The words mean this currency alone.
    pub only: bool,
}

/// A word for money and for a unit of measure.
#[derive(Debug, Clone, Copy)]
pub struct MeasureOrMoney<'a> {
    /// Name of the family of currencies.
    pub name: &'a str,
    /// ISO 4217 code where no country is named.
    pub code: &'a str,
    /// Symbol of the unit.
    pub unit: &'a str,
    /// Words that tell which is meant: `true` for the unit.
    pub cues: &'a Lexicon<bool>,
}

/// A counted noun found in a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct NounFound<'a> {
    /// English gloss.
    pub gloss: &'a str,
    /// Tokens covered.
    pub length: usize,
    /// Only the last part of the word is known (`pansarvärnsraketer`).
    pub compound: bool,
}

/// Tables of a language, built once.
#[derive(Debug, Default)]
pub struct MeasureTable {
    units: Lexicon<u16>,
    units_before: Lexicon<u16>,
    units_behind: Lexicon<u16>,
    cents: Lexicon<()>,
    /// Exact spelling of units whose case matters, by unit word.
    cased: FxHashMap<Box<str>, Vec<(Box<str>, u16)>>,
    unit_adjectives: FxHashMap<Box<str>, u16>,
    money: Lexicon<Money>,
    families: Vec<Box<str>>,
    /// Words that tell units of measure from money of the same name, by family: `true` for the unit.
    cues: FxHashMap<Box<str>, Lexicon<bool>>,
    countries: Lexicon<[u8; 2]>,
    nouns: Lexicon<u16>,
    glosses: Vec<Box<str>>,
    /// Before a number.
    pub before: Lexicon<Exactness>,
    /// Before a number: about, but not after a word of change.
    pub before_weak: Lexicon<()>,
    /// Words of change.
    pub change: Lexicon<()>,
    /// After a number or its noun.
    pub after: Lexicon<Exactness>,
    /// Range words; one word can be two of them.
    pub ranges: Vec<(RangeWord, Lexicon<()>)>,
    /// Words between a number and its noun.
    pub links: Lexicon<()>,
    /// Words before a number that is a name.
    pub labels: Lexicon<()>,
    /// Words that make a name of the number before them.
    pub labels_after: Lexicon<()>,
    /// Forms that mean two of a unit by themselves.
    pub duals: FxHashSet<Box<str>>,
}

impl MeasureTable {
    pub(crate) fn new(pack: &QuantitiesPack, text: &TextPack) -> Self {
        let (proclitics, elisions, by_character) = (&text.proclitics, &text.elisions, text.by_character);
        let mut table = Self {
            units: Lexicon::new(by_character),
            units_before: Lexicon::new(by_character),
            units_behind: Lexicon::new(by_character),
            cents: Lexicon::new(by_character),
            money: Lexicon::new(by_character),
            countries: Lexicon::new(by_character),
            nouns: Lexicon::new(by_character),
            before: Lexicon::new(by_character),
            before_weak: Lexicon::new(by_character),
            change: Lexicon::new(by_character),
            after: Lexicon::new(by_character),
            links: Lexicon::new(by_character),
            labels: Lexicon::new(by_character),
            labels_after: Lexicon::new(by_character),
            ..Self::default()
        };
        // What is counted stands bare behind its number; the words before a number have proclitics.
        table.before.set_proclitics(proclitics);
        table.before_weak.set_proclitics(proclitics);
        table.change.set_proclitics(proclitics);
        table.duals = pack.duals.iter().map(|form| form.as_str().into()).collect();
        for (index, unit) in pack.units.iter().enumerate() {
            let index = index as u16;
            for form in unit.forms.iter() {
                let is_cased = form.chars().any(char::is_uppercase) || form.len() == 1;
                if is_cased && form.chars().all(char::is_alphabetic) {
                    let exact = table.cased.entry(form.to_lowercase().into()).or_default();
                    exact.push((form.as_str().into(), index));
                } else {
                    table.units.insert_elided(&[form.to_lowercase()], elisions, index);
                }
            }
            table.units_before.insert_all(&unit.before, index);
            table.units_behind.insert_all(&unit.behind, index);
            for form in unit.adjectives.iter() {
                table.unit_adjectives.entry(form.as_str().into()).or_insert(index);
            }
        }
        for (index, currency) in pack.currencies.iter().enumerate() {
            table.money.insert_elided(&currency.forms, elisions, Money::Own(index as u16));
        }
        for (index, (name, family)) in pack.families.iter().enumerate() {
            table.families.push(name.as_str().into());
            table.money.insert_elided(&family.forms, elisions, Money::Family(index as u16));
            if !family.unit.is_empty() {
                let mut cues = Lexicon::new(by_character);
                cues.insert_all(&family.unit_cues, true);
                cues.insert_all(&family.money_cues, false);
                table.cues.insert(name.as_str().into(), cues);
            }
        }
        for (country, forms) in &pack.countries {
            if let Ok(code) = <[u8; 2]>::try_from(country.as_bytes()) {
                table.countries.insert_all(forms, code);
            }
        }
        for (gloss, forms) in &pack.nouns {
            let index = table.glosses.len() as u16;
            table.glosses.push(gloss.as_str().into());
            table.nouns.insert_elided(forms, elisions, index);
        }
        let modifiers = &pack.modifiers;
        table.before.insert_all(&modifiers.approx, Exactness::Approx);
        table.before.insert_all(&modifiers.more_than, Exactness::MoreThan);
        table.before.insert_all(&modifiers.less_than, Exactness::LessThan);
        table.before_weak.insert_all(&modifiers.weak_approx, ());
        table.change.insert_all(&modifiers.change, ());
        table.after.insert_all(&modifiers.approx_after, Exactness::Approx);
        table.after.insert_all(&modifiers.more_than_after, Exactness::MoreThan);
        table.after.insert_all(&modifiers.less_than_after, Exactness::LessThan);
        let ranges = &pack.ranges;
        for (kind, forms) in [
            (RangeWord::To, &ranges.to),
            (RangeWord::And, &ranges.and),
            (RangeWord::Between, &ranges.between),
            (RangeWord::BetweenAfter, &ranges.between_after),
            (RangeWord::From, &ranges.from),
            (RangeWord::Or, &ranges.or),
        ] {
            let mut words = Lexicon::new(by_character);
            words.set_proclitics(proclitics);
            words.insert_all(forms, ());
            table.ranges.push((kind, words));
        }
        table.links.insert_all(&pack.links, ());
        table.cents.insert_all(&pack.cents, ());
        table.labels.insert_all(&pack.labels, ());
        table.labels_after.insert_all(&pack.labels_after, ());
        table
    }

    /// Number of tokens of a range word of a kind at a token.
    pub fn range_word(&self, kind: RangeWord, tokens: &Tokens, index: usize) -> Option<usize> {
        let (_, words) = self.ranges.iter().find(|(other, _)| *other == kind)?;
        words.at(tokens, index).map(|((), length)| length)
    }

    /// Country of an adjective at a token (`kanadensiska`), as an ISO 3166 code, and its number of tokens.
    pub fn country_at(&self, tokens: &Tokens, index: usize) -> Option<([u8; 2], usize)> {
        self.countries.at(tokens, index)
    }
}

/// Whether a letter is the end of what an apostrophe cut off (`it 's $ 5`).
fn follows_apostrophe(tokens: &Tokens, index: usize) -> bool {
    index > 0 && matches!(tokens.surface(index - 1), "'" | "’" | "`")
}

/// ISO 4217 code of a country's currency of a family.
fn currency_of(family: &str, country: [u8; 2]) -> Option<&'static str> {
    FAMILIES
        .iter()
        .find(|(name, code, _)| *name == family && code.as_bytes() == country)
        .map(|(_, _, currency)| *currency)
}

impl Language {
    /// The unit that stands at a token before its number (`yüzde 10`).
    pub fn unit_before(&self, tokens: &Tokens, index: usize) -> Option<UnitFound<'_>> {
        let (unit, length) = self.measures().units_before.at(tokens, index)?;
        Some(self.unit(unit, length))
    }

    /// The unit at a token behind a greater measure (`in` of `5 ft 10 in`).
    pub fn unit_behind(&self, tokens: &Tokens, index: usize) -> Option<UnitFound<'_>> {
        let behind = || {
            let (unit, length) = self.measures().units_behind.at(tokens, index)?;
            Some(self.unit(unit, length))
        };
        self.unit_at(tokens, index).or_else(behind)
    }

    /// Number of tokens of a word for a hundredth of a currency, behind a sum of it (`c` of `20 dollars and 43c`).
    pub fn cents_at(&self, tokens: &Tokens, index: usize) -> Option<usize> {
        let cents = &self.measures().cents;
        let token = tokens.get(index)?;
        let affix = || {
            let word = tokens.key(index).trim_start_matches('-');
            (token.kind == TokenKind::Affix).then(|| cents.word(word)).flatten().map(|()| 1)
        };
        cents.at(tokens, index).map(|(_, length)| length).or_else(affix)
    }

    /// The unit at a token.
    pub fn unit_at(&self, tokens: &Tokens, index: usize) -> Option<UnitFound<'_>> {
        let table = self.measures();
        let token = tokens.get(index)?;
        let found = |unit: u16, length: usize, adjective: bool, rest: usize| {
            let unit = &self.pack.quantities.units[unit as usize];
            UnitFound { symbol: &unit.symbol, factor: unit.factor, length, adjective, rest }
        };
        if let Some(found) = table.units.phrases.at(tokens, index) {
            return Some(self.unit(*found.value, found.length));
        }
        if !matches!(token.kind, TokenKind::Word | TokenKind::Affix) {
            return None;
        }
        let lower = tokens.key(index);
        let word = lower.trim_start_matches('-');
        let surface = tokens.surface(index).trim_start_matches(['-', '‐', '‑']);
        if let Some(&unit) = table.units.single(word) {
            return Some(found(unit, 1, false, 0));
        }
        if let Some(exact) = table.cased.get(word) {
            let unit = exact.iter().find(|(form, _)| **form == *surface);
            return unit.map(|&(_, unit)| found(unit, 1, false, 0));
        }
        if token.kind == TokenKind::Affix
            && let Some(&unit) = table.unit_adjectives.get(word)
        {
            return Some(found(unit, 1, true, 0));
        }
        // mm-es, -mm-granaten
        if let Some((head, rest)) = word.split_once('-') {
            let unit = table.units.single(head).copied().or_else(|| {
                let exact = table.cased.get(head)?;
                exact.iter().find(|(form, _)| surface.starts_with(&**form)).map(|&(_, unit)| unit)
            })?;
            let is_ending = self.pack.quantities.adjective_endings.iter().any(|ending| ending == rest);
            if is_ending {
                return Some(found(unit, 1, true, 0));
            }
            if self.pack.quantities.endings.iter().any(|ending| ending == rest) {
                return Some(found(unit, 1, false, 0));
            }
            let is_noun = self.noun_in(rest).is_some();
            return is_noun.then(|| found(unit, 1, true, rest.len()));
        }
        let endings = &self.pack.quantities;
        let inflected = |endings: &[String]| {
            endings
                .iter()
                .filter_map(|ending| {
                    table.units.single(word.strip_suffix(ending.as_str())?).map(|&unit| (unit, ending.len()))
                })
                .min_by_key(|&(_, cut)| cut)
        };
        if let Some((unit, _)) = inflected(&endings.adjective_endings) {
            return Some(found(unit, 1, true, 0));
        }
        inflected(&endings.endings).map(|(unit, _)| found(unit, 1, false, 0))
    }

    fn unit(&self, unit: u16, length: usize) -> UnitFound<'_> {
        let unit = &self.pack.quantities.units[unit as usize];
        UnitFound { symbol: &unit.symbol, factor: unit.factor, length, adjective: false, rest: 0 }
    }

    /// The unit that a word is, behind a number written in the same word (`napos` of `kétnapos`).
    pub fn unit_suffix(&self, rest: &str) -> Option<UnitFound<'_>> {
        let table = self.measures();
        let unit = *table.unit_adjectives.get(rest)?;
        Some(UnitFound { adjective: true, ..self.unit(unit, 1) })
    }

    /// The unit that a word is behind a number and a hyphen (`mile` of `six-mile`).
    pub fn unit_behind_hyphen(&self, rest: &str) -> Option<UnitFound<'_>> {
        let unit = *self.measures().units.single(rest)?;
        Some(UnitFound { adjective: true, ..self.unit(unit, 1) })
    }

    /// The currency at a token. `country` is the one a word before has named.
    pub fn money_at(
        &self,
        tokens: &Tokens,
        index: usize,
        country: Option<[u8; 2]>,
    ) -> Option<MoneyFound<'_>> {
        let table = self.measures();
        let token = tokens.get(index)?;
        let lower = tokens.key(index);
        let word = lower.trim_start_matches('-');
        // A code must be written as one: *try*, *all*, *mad* are words.
        let code = tokens.surface(index).trim_start_matches(['-', '‐', '‑']);
        if let Some(code) = currency_code(code) {
            return Some(MoneyFound { code, factor: 1.0, length: 1, only: true });
        }
        // `nzd$15`
        if code.len() == 3
            && token.kind == TokenKind::Word
            && tokens.is_mark(index + 1, '$')
            && tokens[index + 1].glued
            && let Some(code) = currency_code(&code.to_ascii_uppercase())
        {
            return Some(MoneyFound { code, factor: 1.0, length: 2, only: true });
        }
        let (money, length) = match table.money.at(tokens, index) {
            Some(found) => found,
            None if token.kind == TokenKind::Affix && table.money.word(word).is_some() => {
                (table.money.word(word)?, 1)
            }
            None => {
                let money = self
                    .pack
                    .quantities
                    .endings
                    .iter()
                    .chain(self.pack.quantities.adjective_endings.iter())
                    .filter_map(|ending| {
                        let stem = word.strip_suffix(ending.as_str())?;
                        table
                            .money
                            .word(stem.strip_suffix('-').unwrap_or(stem))
                            .map(|money| (money, ending.len()))
                    })
                    .min_by_key(|&(_, cut)| cut)?;
                (money.0, 1)
            }
        };
        // *A$*, *NT$*: written as one; *a $ 300 million contract* is none, `c $ 300 million` of a text cut into tokens is one.
        // `ש"ח` is an abbreviation.
        let is_sign = |k: usize| tokens[index + k].kind == TokenKind::Mark && !tokens.is_mark(index + k, '"');
        let has_sign = length > 1 && (1..length).any(is_sign);
        let is_apart = (1..length).any(|k| !tokens[index + k].glued);
        let is_written = token.kind != TokenKind::Word || tokens.surface(index + length - 1) == ".";
        let is_letter = is_apart
            && lower.len() == 1
            && !token.glued
            && !is_article(lower, self)
            && !follows_apostrophe(tokens, index);
        if has_sign && !is_written && !is_letter && (is_apart || token.case == Case::Lower) {
            return None;
        }
        match money {
            Money::Own(own) => {
                let currency = &self.pack.quantities.currencies[own as usize];
                Some(MoneyFound { code: &currency.code, factor: currency.factor, length, only: true })
            }
            Money::Family(family) => {
                let name = &table.families[family as usize];
                let entry = self.pack.quantities.families.get(&**name)?;
                let code = match country.and_then(|country| currency_of(name, country)) {
                    Some(code) => code,
                    None if country.is_some() || entry.code.is_empty() => name,
                    None => &entry.code,
                };
                Some(MoneyFound { code, factor: entry.factor, length, only: false })
            }
        }
    }

    /// The family of currencies that a word names which is a unit of measure too (`pounds`).
    pub fn measure_or_money(&self, tokens: &Tokens, index: usize) -> Option<MeasureOrMoney<'_>> {
        let table = self.measures();
        if table.cues.is_empty() {
            return None;
        }
        let (Money::Family(family), _) = table.money.at(tokens, index)? else { return None };
        let name: &str = table.families.get(usize::from(family))?;
        let cues = table.cues.get(name)?;
        let entry = self.pack.quantities.families.get(name)?;
        Some(MeasureOrMoney { name, code: &entry.code, unit: &entry.unit, cues })
    }

    /// The counted noun at a token.
    pub fn noun_at(&self, tokens: &Tokens, index: usize) -> Option<NounFound<'_>> {
        let table = self.measures();
        let token = tokens.get(index)?;
        if !matches!(token.kind, TokenKind::Word | TokenKind::Affix) {
            return None;
        }
        if let Some(found) = table.nouns.phrases.at(tokens, index) {
            return Some(NounFound {
                gloss: &table.glosses[*found.value as usize],
                length: found.length,
                compound: false,
            });
        }
        self.noun_in(tokens.key(index).trim_start_matches('-'))
    }

    /// The counted noun that a lower-case word is, inflected or as the last part of a compound.
    pub fn noun_in(&self, word: &str) -> Option<NounFound<'_>> {
        let table = self.measures();
        let found = |noun: u16, compound: bool| NounFound {
            gloss: &table.glosses[noun as usize],
            length: 1,
            compound,
        };
        if let Some(&noun) = table.nouns.single(word) {
            return Some(found(noun, false));
        }
        let pack = &self.pack.quantities;
        let inflected = pack
            .endings
            .iter()
            .filter_map(|ending| {
                let stem = word.strip_suffix(ending.as_str())?;
                table.nouns.single(stem.strip_suffix('-').unwrap_or(stem)).map(|&noun| (noun, ending.len()))
            })
            .min_by_key(|&(_, cut)| cut);
        if let Some((noun, _)) = inflected {
            return Some(found(noun, false));
        }
        if !pack.compounds {
            return None;
        }
        // The shortest first part is three letters (*ekspert*), the shortest head four.
        word.char_indices()
            .skip(3)
            .map(|(at, _)| &word[at..])
            .take_while(|head| head.len() >= 4)
            .find_map(|head| table.nouns.single(head).map(|&noun| found(noun, true)))
    }

    /// Whether something that is counted or measured stands at a token.
    pub(crate) fn counts_at(&self, tokens: &Tokens, index: usize) -> bool {
        self.unit_at(tokens, index).is_some()
            || self.money_at(tokens, index, None).is_some()
            || self.noun_at(tokens, index).is_some()
    }

    /// Whether a group of digits is the calibre of what follows and not the last group of a number.
    /// `well_grouped`: what stands before it is a grouped number by itself.
    pub(crate) fn calibre_at(&self, tokens: &Tokens, group: usize, well_grouped: bool) -> bool {
        let Some(unit) = self.unit_at(tokens, group + 1).filter(|unit| matches!(unit.symbol, "mm" | "cm"))
        else {
            return false;
        };
        if unit.rest > 0 {
            return true;
        }
        let next = group + 1 + unit.length;
        let is_calibred =
            |at: usize| self.noun_at(tokens, at).is_some_and(|noun| CALIBRED.contains(&noun.gloss));
        let has_noun = tokens.get(next).is_some_and(|token| token.kind == TokenKind::Word);
        well_grouped
            && has_noun
            && (unit.adjective || is_calibred(next) || is_calibred(next + 1) || is_calibred(next + 2))
            || has_noun && (is_calibred(next) || is_calibred(next + 1) || is_calibred(next + 2))
    }

    /// Whether things of this gloss come by calibre.
    pub fn is_calibred(gloss: &str) -> bool {
        CALIBRED.contains(&gloss)
    }
}
