//! The tables of known names: one blob, used in place.
//!
//! `names/base.bin` is written by `cargo xtask names` (layout in [`layout`]); nothing is parsed at start. A look-up walks
//! an `fst` over the bytes and decodes the few records it hits.

use fst::raw::{CompiledAddr, Fst, Node, Output};
use std::sync::OnceLock;
use tidings_model::EntityKind;
use unicode_normalization::UnicodeNormalization;

mod inflected;
pub mod layout;

pub use inflected::Match;
pub use layout::{Class, Form, Sex};
use layout::{FLAG_AMBIGUOUS, FLAG_CAPITALS, FLAG_PLAIN, FORM_MASK, Reader, Section};

static BASE: &[u8] = include_bytes!("../../../names/base.bin");

/// The tables that ship with the program.
pub fn tables() -> &'static Tables {
    static TABLES: OnceLock<Tables> = OnceLock::new();
    TABLES.get_or_init(|| Tables::new(BASE).expect("`cargo xtask names` wrote it"))
}

/// The key under which a form is stored: NFKC, lower case, hyphens and dashes as spaces, apostrophes plain,
/// full stops inside a word as spaces, other marks dropped, white space collapsed. Diacritics stay.
pub fn fold(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    if text.is_ascii() {
        for byte in text.bytes() {
            match byte {
                b'a'..=b'z' | b'0'..=b'9' | b'\'' | b'&' | b'+' => folded.push(char::from(byte)),
                b'A'..=b'Z' => folded.push(char::from(byte.to_ascii_lowercase())),
                b'`' => folded.push('\''),
                _ => push_folded(&mut folded, ' '),
            }
        }
    } else if text.chars().all(is_composed) {
        text.chars().flat_map(char::to_lowercase).for_each(|c| push_folded(&mut folded, c));
    } else {
        text.nfkc().flat_map(char::to_lowercase).for_each(|c| push_folded(&mut folded, c));
    }
    folded.truncate(folded.trim_end().len());
    folded
}

fn push_folded(folded: &mut String, c: char) {
    match c {
        '\'' | '’' | '‘' | 'ʼ' | 'ʻ' | 'ʾ' | 'ʿ' | '′' | '`' | '´' | '‛' => folded.push('\''),
        '&' | '+' => folded.push(c),
        '\u{307}'
        | '\u{ad}'
        | '\u{200b}'..='\u{200f}'
        | '\u{202a}'..='\u{202e}'
        | '\u{2060}'..='\u{2069}'
        | '\u{feff}' => {}
        c if c.is_alphanumeric() || unicode_normalization::char::is_combining_mark(c) => folded.push(c),
        _ => {
            if !folded.is_empty() && !folded.ends_with(' ') {
                folded.push(' ');
            }
        }
    }
}

/// Whether NFKC leaves a character as it is, between others for which this holds: ASCII and the letters of most words in Latin and
/// Cyrillic script.
fn is_composed(c: char) -> bool {
    c.is_ascii() || matches!(c, 'À'..='ı' | 'Ĵ'..='ľ' | 'Ł'..='ň' | 'Ŋ'..='ž' | 'А'..='џ')
}

/// A folded form without the diacritics of Latin letters: the second key of long Latin forms.
pub fn without_diacritics(folded: &str) -> String {
    let mut plain = String::with_capacity(folded.len());
    for c in folded.nfd().filter(|&c| !unicode_normalization::char::is_combining_mark(c)) {
        match c {
            'ø' => plain.push('o'),
            'đ' | 'ð' => plain.push('d'),
            'ł' => plain.push('l'),
            'ı' => plain.push('i'),
            'ħ' => plain.push('h'),
            'æ' => plain.push_str("ae"),
            'œ' => plain.push_str("oe"),
            'þ' => plain.push_str("th"),
            'ß' => plain.push_str("ss"),
            c => plain.push(c),
        }
    }
    plain
}

/// What is known about a name: an entity, and how the form that was looked up stands to it.
///
/// All strings lie in the blob.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct Record {
    /// Wikidata id where it is known, else a local one (`geo:2673730`, `org:…`, `person:…`).
    pub id: &'static str,
    /// What it is.
    pub kind: EntityKind,
    /// What it is, finely.
    pub class: Class,
    /// English name.
    pub name: &'static str,
    /// How the form stands to the entity. For [`Tables::record`] always [`Form::Name`].
    pub form: Form,
    /// Country it lies in or belongs to.
    pub country: Option<&'static str>,
    /// Country (or body) on whose behalf the name can speak: capitals, seats of government, ministries, demonyms and
    /// adjectives.
    pub speaks_for: Option<&'static str>,
    /// Inhabitants of a place; for everything else fame on the same scale (a well-known person is like a city of five
    /// million). A higher rank is the likelier reading.
    pub rank: u32,
    /// Sex of a person.
    pub sex: Option<Sex>,
    /// First day (ISO 8601, to the grain known) of an event or an historical state; year of birth of a person.
    pub first: Option<&'static str>,
    /// Last day of an event or an historical state; year of death of a person.
    pub last: Option<&'static str>,
    /// The form counts only where the text writes it in capitals (`US`, `WHO`, `FN`).
    pub capitals_only: bool,
    /// The form is also a common word or a common name of something else: it needs more evidence than its capital letter.
    pub ambiguous: bool,
    /// The form was matched without its diacritics.
    pub plain: bool,
    languages: u16,
    offices: &'static str,
    blob: &'static Tables0,
}

/// What a person holds or held.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Office {
    /// Role id (`president`, `foreign-minister`).
    pub role: &'static str,
    /// Country or body of the office.
    pub of: Option<&'static str>,
    /// First year.
    pub from: Option<i16>,
    /// Last year; `None` where it goes on or is not known.
    pub until: Option<i16>,
}

impl Record {
    /// Whether the form belongs to a language. A form of which no language is known belongs to all.
    pub fn in_language(&self, code: &str) -> bool {
        self.languages == 0 || self.languages & self.blob.language_bit(code) != 0
    }

    /// Whether the form is written for this very language, not only known from any.
    pub fn written_for(&self, code: &str) -> bool {
        self.languages & self.blob.language_bit(code) != 0
    }

    /// Codes of the languages the form belongs to; empty where none is known.
    pub fn languages(&self) -> impl Iterator<Item = &'static str> {
        let (mask, blob) = (self.languages, self.blob);
        blob.languages
            .iter()
            .copied()
            .enumerate()
            .filter(move |(bit, _)| mask & (1 << bit) != 0)
            .map(|(_, code)| code)
    }

    /// Offices a person holds or held, latest first.
    pub fn offices(&self) -> impl Iterator<Item = Office> {
        self.offices.split(';').filter(|office| !office.is_empty()).map(|office| {
            let mut words = office.split(' ');
            let role = words.next().unwrap_or("");
            let of = words.next().filter(|of| *of != "-");
            let years = words.next().unwrap_or("");
            let (from, until) = years.split_once('-').unwrap_or((years, years));
            Office { role, of, from: from.parse().ok(), until: until.parse().ok() }
        })
    }
}

impl std::fmt::Debug for Record {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Record")
            .field("id", &self.id)
            .field("class", &self.class)
            .field("name", &self.name)
            .field("form", &self.form)
            .field("speaks_for", &self.speaks_for)
            .field("rank", &self.rank)
            .finish_non_exhaustive()
    }
}

/// The sections of a blob.
#[derive(PartialEq, Eq)]
struct Tables0 {
    postings: &'static [u8],
    offsets: &'static [u8],
    records: &'static [u8],
    languages: Vec<&'static str>,
}

impl Tables0 {
    fn language_bit(&self, code: &str) -> u16 {
        self.languages.iter().position(|other| *other == code).map_or(0, |bit| 1 << bit)
    }

    fn id_at(&self, index: u64) -> Option<&'static str> {
        self.reader_at(index)?.string()
    }

    fn reader_at(&self, index: u64) -> Option<Reader> {
        let at = usize::try_from(index).ok()?.checked_mul(4)?;
        let bytes = self.offsets.get(at..at + 4)?;
        let offset = u32::from_le_bytes(bytes.try_into().ok()?) as usize;
        Some(Reader::new(self.records.get(offset..)?))
    }

    fn decode(&'static self, index: u64, languages: u16, flags: u8) -> Option<Record> {
        let mut reader = self.reader_at(index)?;
        let id = reader.string()?;
        let kind = layout::kind(reader.byte()?)?;
        let class = Class::from_byte(reader.byte()?)?;
        let name = reader.string()?;
        let rank = u32::try_from(reader.number()?).unwrap_or(u32::MAX);
        let sex = Sex::from_byte(reader.byte()?);
        let country = reader.number()?.checked_sub(1).and_then(|index| self.id_at(index));
        let speaks_for = reader.number()?.checked_sub(1).and_then(|index| self.id_at(index));
        let first = Some(reader.string()?).filter(|first| !first.is_empty());
        let last = Some(reader.string()?).filter(|last| !last.is_empty());
        let offices = reader.string()?;
        let form = Form::from_byte(flags & FORM_MASK);
        let speaks_for = match form {
            Form::Demonym | Form::Adjective => speaks_for.or(Some(id)),
            Form::Name | Form::Surname => speaks_for,
        };
        Some(Record {
            id,
            kind,
            class,
            name,
            form,
            country,
            speaks_for,
            rank,
            sex,
            first,
            last,
            capitals_only: flags & FLAG_CAPITALS != 0,
            ambiguous: flags & FLAG_AMBIGUOUS != 0,
            plain: flags & FLAG_PLAIN != 0,
            languages,
            offices,
            blob: self,
        })
    }

    fn display(&self, index: u64, language: &str) -> Option<&'static str> {
        let bit = self.languages.iter().position(|other| *other == language)?;
        let mut reader = self.reader_at(index)?;
        reader.string()?;
        reader.byte()?;
        reader.byte()?;
        let english = reader.string()?;
        reader.number()?;
        reader.byte()?;
        reader.number()?;
        reader.number()?;
        reader.string()?;
        reader.string()?;
        reader.string()?;
        let count = reader.number()?;
        for _ in 0..count {
            let which = reader.byte()?;
            let form = reader.string()?;
            if usize::from(which) == bit {
                return Some(if form.is_empty() { english } else { form });
            }
        }
        None
    }
}

/// Known names.
pub struct Tables {
    forms: Fst<&'static [u8]>,
    ids: Fst<&'static [u8]>,
    parts: Fst<&'static [u8]>,
    sections: &'static Tables0,
}

impl std::fmt::Debug for Tables {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Tables")
            .field("forms", &self.forms.len())
            .field("records", &self.len())
            .finish_non_exhaustive()
    }
}

impl Tables {
    /// Tables over a blob; `None` where it is not one.
    pub fn new(blob: &'static [u8]) -> Option<Self> {
        let section = |which| layout::section(blob, which);
        let mut languages = Vec::new();
        let mut reader = Reader::new(section(Section::Languages)?);
        for _ in 0..reader.number()? {
            languages.push(reader.string()?);
        }
        let sections = Tables0 {
            postings: section(Section::Postings)?,
            offsets: section(Section::Offsets)?,
            records: section(Section::Records)?,
            languages,
        };
        Some(Self {
            forms: Fst::new(section(Section::Forms)?).ok()?,
            ids: Fst::new(section(Section::Ids)?).ok()?,
            parts: Fst::new(section(Section::Parts)?).ok()?,
            sections: Box::leak(Box::new(sections)),
        })
    }

    /// Number of entities.
    pub fn len(&self) -> usize {
        self.sections.offsets.len() / 4
    }

    /// Whether there is no entity.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Everything a folded form can name, likeliest first.
    pub fn lookup(&self, folded: &str) -> impl Iterator<Item = Record> + use<> {
        let found = self.forms.get(folded).map(Output::value);
        self.postings(found)
    }

    /// The longest run of words from the first one on that is a known form, with everything it can name, likeliest first.
    ///
    /// `words` are lower-case words of a text (`Tokens::lower`); hyphens in them count as spaces, words that are marks alone
    /// are stepped over. The count says how many of `words` the form covers. Most calls end at the first bytes.
    pub fn longest(&self, words: &[&str]) -> Option<(usize, Vec<Record>)> {
        self.longest_where(words, |_| true)
    }

    /// As [`Tables::longest`], but only forms count that name something the caller accepts.
    pub fn longest_where(
        &self,
        words: &[&str],
        accept: impl Fn(&Record) -> bool,
    ) -> Option<(usize, Vec<Record>)> {
        let mut walk = Walk {
            fst: &self.forms,
            node: self.forms.root(),
            output: Output::zero(),
            started: false,
            leans: false,
        };
        let mut ends: Vec<(usize, u64)> = Vec::new();
        for (index, word) in words.iter().enumerate() {
            if !walk.word(word) {
                break;
            }
            if walk.started && walk.node.is_final() {
                ends.push((index + 1, walk.output.cat(walk.node.final_output()).value()));
            }
            if !walk.started {
                break;
            }
        }
        ends.into_iter().rev().find_map(|(count, value)| {
            let records: Vec<Record> = self.postings(Some(value)).filter(&accept).collect();
            (!records.is_empty()).then_some((count, records))
        })
    }

    /// The record of an id.
    pub fn record(&self, id: &str) -> Option<Record> {
        self.sections.decode(self.ids.get(id)?.value(), 0, 0)
    }

    /// Name of an entity in a language, where the tables have one for that language.
    pub fn display_name(&self, id: &str, language: &str) -> Option<&'static str> {
        self.sections.display(self.ids.get(id)?.value(), language)
    }

    /// What a folded word is as a part of a person's name.
    pub fn name_part(&self, folded: &str) -> Option<NamePart> {
        let bits = self.parts.get(folded)?.value();
        Some(NamePart {
            male: bits & layout::PART_MALE != 0,
            female: bits & layout::PART_FEMALE != 0,
            given: bits & layout::PART_GIVEN != 0,
            surname: bits & layout::PART_SURNAME != 0,
        })
    }

    /// A given name: `Some(None)` where it is borne by both sexes or its sex is not known.
    pub fn given_name(&self, folded: &str) -> Option<Option<Sex>> {
        let part = self.name_part(folded).filter(|part| part.given)?;
        Some(part.sex())
    }

    /// Whether a folded word is known as a surname, or as a part of names that is not known as a given name.
    pub fn surname(&self, folded: &str) -> bool {
        self.name_part(folded).is_some_and(|part| part.surname || !part.given)
    }

    /// Country whose inhabitants a folded word names in a language.
    pub fn demonym(&self, folded: &str, language: &str) -> Option<&'static str> {
        self.of_country(folded, language, Form::Demonym)
    }

    /// Country a folded adjective belongs to in a language.
    pub fn nationality_adjective(&self, folded: &str, language: &str) -> Option<&'static str> {
        self.of_country(folded, language, Form::Adjective)
    }

    fn of_country(&self, folded: &str, language: &str, form: Form) -> Option<&'static str> {
        self.lookup(folded)
            .find(|record| record.form == form && record.written_for(language))
            .map(|record| record.id)
    }

    fn postings(&self, offset: Option<u64>) -> impl Iterator<Item = Record> + use<> {
        let sections = self.sections;
        let mut reader = offset
            .and_then(|offset| sections.postings.get(usize::try_from(offset).ok()?..))
            .map(Reader::new)
            .unwrap_or(Reader::new(&[]));
        let count = reader.number().unwrap_or(0);
        (0..count).map_while(move |_| {
            let index = reader.number()?;
            let languages = u16::try_from(reader.number()?).ok()?;
            let flags = reader.byte()?;
            sections.decode(index, languages, flags)
        })
    }
}

/// What a word is as a part of a person's name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct NamePart {
    /// Men bear it as a given name.
    pub male: bool,
    /// Women bear it as a given name.
    pub female: bool,
    /// A given name.
    pub given: bool,
    /// A surname. A part that is neither given name nor surname is one of which no more is known.
    pub surname: bool,
}

impl NamePart {
    /// Sex of its bearers, where only one bears it.
    pub fn sex(&self) -> Option<Sex> {
        match (self.male, self.female) {
            (true, false) => Some(Sex::Male),
            (false, true) => Some(Sex::Female),
            _ => None,
        }
    }
}

/// A walk over the forms, word by word.
#[derive(Clone)]
struct Walk<'f> {
    fst: &'f Fst<&'static [u8]>,
    node: Node<'f>,
    output: Output,
    started: bool,
    /// The word before leans on the next one (`d'`): no space stands between them.
    leans: bool,
}

impl Walk<'_> {
    /// Goes on by a word; `false` where no form does.
    fn word(&mut self, word: &str) -> bool {
        if !needs_folding(word) {
            return self.bytes(word.as_bytes());
        }
        let folded = fold(word);
        folded.is_empty() || self.bytes(folded.as_bytes())
    }

    fn bytes(&mut self, word: &[u8]) -> bool {
        self.each_byte(word, |_, _| {})
    }

    /// As [`Self::bytes`], noting the place behind each byte of the word.
    fn bytes_noting(&mut self, word: &[u8], trail: &mut Vec<(CompiledAddr, Output)>) -> bool {
        trail.reserve(word.len());
        let mut joint = usize::from(self.started && !self.leans);
        self.each_byte(word, |address, output| match joint {
            0 => trail.push((address, output)),
            _ => joint -= 1,
        })
    }

    fn each_byte(&mut self, word: &[u8], mut note: impl FnMut(CompiledAddr, Output)) -> bool {
        let joint: &[u8] = if self.started && !self.leans { b" " } else { b"" };
        for &byte in joint.iter().chain(word) {
            let byte = if byte == b'-' { b' ' } else { byte };
            let Some(index) = self.node.find_input(byte) else { return false };
            let transition = self.node.transition(index);
            self.output = self.output.cat(transition.out);
            self.node = self.fst.node(transition.addr);
            note(transition.addr, self.output);
        }
        self.started = true;
        self.leans = word.last() == Some(&b'\'');
        true
    }

    /// As [`Self::word`], for a word whose first bytes a walk from here has gone along: it is taken up behind them.
    fn word_from(&mut self, (address, output): (CompiledAddr, Output), word: &str, walked: usize) -> bool {
        self.node = self.fst.node(address);
        self.output = output;
        // Nothing stands between what was walked and the rest of the word.
        (self.started, self.leans) = (true, true);
        let found = self.bytes(&word.as_bytes()[walked..]);
        self.leans = word.ends_with('\'');
        found
    }
}

/// Whether a lower-case word may hold what [`fold`] changes: ASCII marks, combining marks, typographic marks, wide forms.
fn needs_folding(word: &str) -> bool {
    word.bytes().any(|byte| match byte {
        b'a'..=b'z' | b'0'..=b'9' | b'-' | b'\'' | b'&' | b'+' => false,
        0..0x80 => true,
        0xcc | 0xcd | 0xc2 | 0xe2 | 0xef => true,
        _ => false,
    })
}

#[cfg(test)]
mod tests;
