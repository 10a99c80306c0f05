//! Lines that every speaker knows not to be the article: comments, teasers, share buttons, consent, sections.

use rustc_hash::{FxHashMap, FxHashSet};
use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, OnceLock};
use tidings_language::pack::{Glance, Lines, ReadPack, Words};
use tidings_language::{Phrases, TokenKind, Tokens, calendar_without_pack, glance, pack_codes, tokenize};
use tidings_model::DroppedKind;

/// Longest line, in bytes, that is asked for phrases: furniture is short.
pub(crate) const LONGEST_LINE: usize = 480;

/// Where in a line a phrase tells its kind.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Where {
    Whole,
    Start,
    End,
    Inside,
}

/// Kinds of furniture.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind {
    Comment,
    Teaser,
    Share,
    Cookie,
    Subscription,
    Newsletter,
    Boilerplate,
}

impl Kind {
    /// What the contract calls it.
    pub fn dropped(self) -> DroppedKind {
        match self {
            Kind::Comment => DroppedKind::Comment,
            Kind::Teaser => DroppedKind::Teaser,
            _ => DroppedKind::Boilerplate,
        }
    }

    /// The rule, in words.
    pub fn why(self) -> &'static str {
        match self {
            Kind::Comment => "comment form",
            Kind::Teaser => "pointer to other articles",
            Kind::Share => "share line",
            Kind::Cookie => "legal line",
            Kind::Subscription => "subscription line",
            Kind::Newsletter => "newsletter line",
            Kind::Boilerplate => "page furniture",
        }
    }
}

/// What a word or phrase before a date, a name or a list says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Cue {
    Published,
    Updated,
    DateWord,
    Photo,
    By,
    Material,
    Translated,
    And,
    MoreFrom,
}

/// What a name in a credit is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Source {
    Agency,
    Outlet,
}

/// The tables of one language, with those of the languages that software speaks everywhere.
#[derive(Debug, Default)]
pub(crate) struct Furniture {
    /// Parts of words for people of the outlet.
    desks: Vec<String>,
    lines: Phrases<(Kind, Where)>,
    sections: FxHashSet<String>,
    pub cues: Phrases<Cue>,
    /// Those that publish in the language, by folded name.
    sources: FxHashMap<String, Source>,
    /// Month 1–12 by lower-case name.
    pub months: FxHashMap<String, u8>,
    /// Lower-case names of weekdays.
    pub weekdays: FxHashSet<String>,
    /// `17/06/2024` is the seventeenth of June: no language of this table writes the month first.
    pub day_first: bool,
}

impl Furniture {
    /// What kind of furniture a line is, by the strongest phrase in it.
    pub fn kind(&self, tokens: &Tokens) -> Option<(Kind, Where)> {
        let is_word = |index: &usize| tokens[*index].kind == TokenKind::Word;
        let first = (0..tokens.len()).find(is_word)?;
        let last = (0..tokens.len()).rev().find(is_word)?;
        let mut best: Option<(Kind, Where)> = None;
        for index in first..=last {
            for found in self.lines.all_at(tokens, index) {
                let (kind, place) = *found.value;
                let fits = match place {
                    Where::Whole => index == first && index + found.length > last,
                    Where::Start => index == first,
                    Where::End => index + found.length > last,
                    Where::Inside => true,
                };
                if fits && best.is_none_or(|(_, known)| place < known) {
                    best = Some((kind, place));
                }
            }
        }
        best
    }

    /// Whether a cue ends right before a token, a colon between them or not.
    pub fn is_before(&self, cue: Cue, tokens: &Tokens, index: usize) -> bool {
        /// Longest cue, in words.
        const LONGEST: usize = 5;
        let end = if index > 0 && tokens.is_mark(index - 1, ':') { index - 1 } else { index };
        (end.saturating_sub(LONGEST)..end).any(|start| {
            self.cues.all_at(tokens, start).any(|found| *found.value == cue && start + found.length == end)
        })
    }

    /// Whether the whole line is a label of sections.
    pub fn is_section(&self, line: &str) -> bool {
        /// The longest label has four words.
        const LONGEST: usize = 60;
        if line.len() > LONGEST {
            return false;
        }
        let parts = line.split(['|', '/', '>', '»', '›', '·', '•']);
        let mut any = false;
        for part in parts.map(str::trim).filter(|part| part.contains(char::is_alphanumeric)) {
            if !self.sections.contains(&crate::shape::fold(part)) {
                return false;
            }
            any = true;
        }
        any
    }

    /// What a name in a credit is: agency or outlet, and whether it publishes in this language.
    pub fn source(&self, name: &str) -> Option<(Source, bool)> {
        let name = crate::shape::fold(name);
        let elsewhere = || everybodys_sources().get(&name).map(|&source| (source, false));
        self.sources.get(&name).map(|&source| (source, true)).or_else(elsewhere)
    }

    /// Whether a word, in lower case, means people of the outlet.
    pub fn is_desk(&self, word: &str) -> bool {
        self.desks.iter().any(|desk| word.contains(desk.as_str()))
    }

    fn add(&mut self, pack: &ReadPack) {
        let kinds: [(&Lines, Kind); 7] = [
            (&pack.comment, Kind::Comment),
            (&pack.teaser, Kind::Teaser),
            (&pack.share, Kind::Share),
            (&pack.cookie, Kind::Cookie),
            (&pack.subscription, Kind::Subscription),
            (&pack.newsletter, Kind::Newsletter),
            (&pack.boilerplate, Kind::Boilerplate),
        ];
        for (lines, kind) in kinds {
            for (words, place) in [
                (&lines.whole, Where::Whole),
                (&lines.start, Where::Start),
                (&lines.end, Where::End),
                (&lines.inside, Where::Inside),
            ] {
                for phrase in words.iter() {
                    self.lines.insert(phrase, (kind, place));
                }
            }
        }
        self.sections.extend(pack.sections.iter().map(|label| crate::shape::fold(label)));
        self.desks.extend(pack.desks.iter().map(|desk| desk.to_lowercase()));
        let cues: [(&Words, Cue); 9] = [
            (&pack.published, Cue::Published),
            (&pack.updated, Cue::Updated),
            (&pack.date_words, Cue::DateWord),
            (&pack.photo, Cue::Photo),
            (&pack.by, Cue::By),
            (&pack.material, Cue::Material),
            (&pack.translated, Cue::Translated),
            (&pack.and, Cue::And),
            (&pack.more_from, Cue::MoreFrom),
        ];
        for (words, cue) in cues {
            for phrase in words.iter() {
                self.cues.insert(phrase, cue);
            }
        }
    }

    /// Where two languages give one name to two months, the first one's stands.
    fn add_calendar(&mut self, glance: &Glance) {
        for (month, name) in &glance.months {
            self.months.entry(name.clone()).or_insert(*month);
        }
        self.weekdays.extend(glance.weekdays.iter().cloned());
    }
}

/// Agencies and outlets that a pack knows, by folded name.
fn sources_of(pack: &ReadPack) -> impl Iterator<Item = (String, Source)> {
    let agencies = pack.agencies.iter().map(|name| (name, Source::Agency));
    let outlets = pack.outlets.iter().map(|name| (name, Source::Outlet));
    agencies.chain(outlets).map(|(name, source)| (crate::shape::fold(name), source))
}

/// Those that any pack knows: a paper is quoted far from its readers.
fn everybodys_sources() -> &'static FxHashMap<String, Source> {
    static SOURCES: OnceLock<FxHashMap<String, Source>> = OnceLock::new();
    SOURCES.get_or_init(|| {
        let mut sources = FxHashMap::default();
        for code in pack_codes() {
            for (name, source) in sources_of(&glance(code).read) {
                sources.entry(name).or_insert(source);
            }
        }
        sources
    })
}

/// The tables of a language; they are built when first asked for.
pub(crate) fn furniture(code: &str) -> Arc<Furniture> {
    static TABLES: OnceLock<Mutex<BTreeMap<String, Arc<Furniture>>>> = OnceLock::new();
    // Languages of which nothing is known share one table.
    let known = pack_codes().contains(&code) || !calendar_without_pack(code).is_empty();
    let code = if known { code } else { "" };
    let mut tables =
        TABLES.get_or_init(Mutex::default).lock().unwrap_or_else(|poisoned| poisoned.into_inner());
    if let Some(known) = tables.get(code) {
        return known.clone();
    }
    let built = Arc::new(build(code));
    tables.insert(code.to_owned(), built.clone());
    built
}

fn build(code: &str) -> Furniture {
    let mut table = Furniture { day_first: true, ..Furniture::default() };
    let has_pack = pack_codes().contains(&code);
    if has_pack {
        let own = glance(code);
        // English writes both orders; only the country tells.
        table.day_first = own.day_first && !own.read.everywhere;
        table.add(&own.read);
        for (name, source) in sources_of(&own.read) {
            table.sources.entry(name).or_insert(source);
        }
        table.add_calendar(own);
    }
    let calendar = calendar_without_pack(code);
    for &(name, month) in calendar {
        if month == 0 {
            table.weekdays.insert(name.to_owned());
        } else {
            table.months.entry(name.to_owned()).or_insert(month);
        }
    }
    let is_known = has_pack || !calendar.is_empty();
    for other in pack_codes().into_iter().filter(|&other| other != code) {
        let other = glance(other);
        if other.read.everywhere {
            table.add(&other.read);
        }
        // A text in no known language may carry dates in any.
        if !is_known || other.read.everywhere {
            table.add_calendar(other);
        }
    }
    table
}

/// The tokens of a line that may be furniture; `None` for one too long to be.
pub(crate) fn short_line(line: &str) -> Option<Tokens<'_>> {
    (line.len() <= LONGEST_LINE).then(|| tokenize(line))
}
