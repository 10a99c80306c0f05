//! `cargo xtask translate-names --data TEXT --annotated DIR --out DIR`: annotated text word by word in other languages.
//!
//! Norwegian has much annotated news; languages whose sentences are built alike learn from it what stands beside names when its words
//! are put into theirs one by one ("cheap translation", Mayhew, Tsai and Roth 2017). The words come from sentence pairs (Tatoeba,
//! FLORES-200), aligned by IBM Model 1 with a liking for the same place in the sentence, for English from Wiktionary beside. What is
//! written is read by no one: it teaches the tagger only.

use crate::train_names::{Line, lines};
use anyhow::{Context, Result};
use flate2::{Compression, read::GzDecoder, write::GzEncoder};
use rustc_hash::{FxHashMap, FxHashSet};
use serde::Deserialize;
use std::fs::{self, File};
use std::io::{BufRead, BufReader, Write};
use std::path::Path;
use tidings_language::{Language, TokenKind, language, tokenize};

mod align;
mod glosses;
mod words;

use align::{Lexicon, Pairs};
use words::FUNCTION_WORDS;

/// Codes of the annotated corpora that are put into other languages.
const SOURCES: [&str; 2] = ["nb", "nn"];

/// Written languages whose words are as good as the sources', by their codes in Tatoeba and in FLORES-200: first those looked into first.
const KIN: [(&[&str], &[&str]); 2] =
    [(&["no", "da"], &["nob_Latn", "nno_Latn", "dan_Latn"]), (&["sv"], &["swe_Latn"])];

/// A language that text is put into.
pub struct Target {
    code: &'static str,
    flores: &'static str,
    /// It writes the words of names and the titles before them with capitals, its genitive behind an apostrophe.
    has_title_case: bool,
}

/// The languages that gain by it; Spanish, Russian and Icelandic did not.
const TARGETS: [Target; 3] = [
    Target { code: "en", flores: "eng_Latn", has_title_case: true },
    Target { code: "de", flores: "deu_Latn", has_title_case: false },
    Target { code: "nl", flores: "nld_Latn", has_title_case: false },
];

/// How sure an alignment must be to stand for a word, and for a name.
const SURE: f32 = 0.3;
const SURE_OF_NAME: f32 = 0.55;

/// Sentences that must have a word.
const LEAST_SENTENCES: u32 = 2;

/// From this share on an article is part of a word (`presidenten`, the president).
const ARTICLE: f32 = 0.1;

/// Shortest word that is looked at as a compound, and shortest parts of it, in letters.
const SHORTEST_COMPOUND: usize = 7;
const SHORTEST_PARTS: (usize, usize) = (3, 4);

/// Writes `<code>.jsonl.gz` for every target.
pub fn run(text: &Path, annotated: &Path, out: &Path) -> Result<()> {
    fs::create_dir_all(out)?;
    let mut corpus = Vec::new();
    for code in SOURCES {
        for line in lines(&annotated.join(format!("{code}.jsonl.gz")))? {
            corpus.push((code, line?));
        }
    }
    let mut names: FxHashSet<String> = FxHashSet::default();
    for (_, line) in &corpus {
        names.extend(line.spans.iter().map(|(start, end, ..)| line.text[*start..*end].to_owned()));
    }
    for target in &TARGETS {
        let mut lexicons = Vec::new();
        for (tatoeba, flores) in KIN {
            lexicons.push(Lexicon::aligned(pairs(text, tatoeba, flores, target)?));
        }
        let glosses = if target.code == "en" { glosses::read(text)? } else { FxHashMap::default() };
        let translator =
            Translator { target, lexicons, glosses, names: &names, language: language(target.code) };
        let mut file =
            GzEncoder::new(File::create(out.join(format!("{}.jsonl.gz", target.code)))?, Compression::best());
        for (code, line) in &corpus {
            writeln!(file, "{}", serde_json::to_string(&translator.line(code, line))?)?;
        }
        file.finish()?;
        println!("{}: {} sentences", target.code, corpus.len());
    }
    Ok(())
}

/// Sentence pairs of languages with a target.
fn pairs(text: &Path, tatoeba: &[&str], flores: &[&str], target: &Target) -> Result<Pairs> {
    #[derive(Deserialize)]
    struct Flores {
        language: String,
        lines: Vec<String>,
    }
    let mut pairs = Pairs::default();
    for line in open(&text.join("crosslingual/tatoeba.tsv.gz"))?.lines() {
        let line = line?;
        let fields: Vec<&str> = line.split('\t').collect();
        let [a, left, b, right] = fields[..] else { continue };
        if tatoeba.contains(&a) && b == target.code {
            pairs.add(left, right);
        } else if tatoeba.contains(&b) && a == target.code {
            pairs.add(right, left);
        }
    }
    let mut texts: FxHashMap<String, Vec<String>> = FxHashMap::default();
    for line in open(&text.join("language/flores200.jsonl.gz"))?.lines() {
        let part: Flores = serde_json::from_str(&line?)?;
        if flores.contains(&part.language.as_str()) || part.language == target.flores {
            texts.insert(part.language, part.lines);
        }
    }
    let others = texts.get(target.flores).context("FLORES-200 lacks the language")?;
    for code in flores {
        let own = texts.get(*code).with_context(|| format!("FLORES-200 lacks {code}"))?;
        own.iter().zip(others).for_each(|(left, right)| pairs.add(left, right));
    }
    Ok(pairs)
}

fn open(path: &Path) -> Result<impl BufRead> {
    Ok(BufReader::new(GzDecoder::new(File::open(path).with_context(|| path.display().to_string())?)))
}

/// What puts words into a language.
struct Translator<'a> {
    target: &'a Target,
    lexicons: Vec<Lexicon>,
    glosses: FxHashMap<String, Vec<String>>,
    names: &'a FxHashSet<String>,
    language: std::sync::Arc<Language>,
}

impl Translator<'_> {
    /// A sentence with other words, its names where they now stand.
    fn line(&self, code: &str, line: &Line) -> Line {
        let source = language(code);
        let mut text = String::with_capacity(line.text.len());
        let mut spans = Vec::new();
        let mut at = 0;
        let mut opens = true;
        let mut sorted: Vec<_> = line.spans.iter().collect();
        sorted.sort_by_key(|span| (span.0, span.1));
        for (number, (start, end, kind, kind_of)) in sorted.iter().enumerate() {
            if *start < at {
                continue;
            }
            let titled = self.target.has_title_case && kind == "person";
            self.words(&line.text[at..*start], &mut opens, titled.then_some(&*source), &mut text);
            let from = text.len();
            let next = sorted.get(number + 1).map_or(line.text.len(), |span| span.0.max(*end));
            let rest = &line.text[*end..next];
            let is_followed = rest.starts_with(' ') && rest[1..].starts_with(char::is_alphabetic);
            let genitive = self.name(&line.text[*start..*end], kind, is_followed, &mut text);
            spans.push((from, text.len(), kind.clone(), kind_of.clone()));
            text.push_str(if genitive { "'s" } else { "" });
            opens = false;
            at = *end;
        }
        self.words(&line.text[at..], &mut opens, None, &mut text);
        Line { text, spans }
    }

    /// The words between names. `title` tells the source's language where the last word is a title if it is an office there.
    fn words(&self, part: &str, opens: &mut bool, title: Option<&Language>, text: &mut String) {
        let tokens = tokenize(part);
        let mut at = 0;
        for (number, token) in tokens.iter().enumerate() {
            text.push_str(&part[at..token.start]);
            at = token.end;
            let surface = tokens.surface(number);
            if token.kind != TokenKind::Word {
                *opens |= matches!(surface, "." | "!" | "?" | ":" | "«" | "\"" | "“" | "–" | "-");
                text.push_str(surface);
                continue;
            }
            let sought = if *opens { tokens.lower(number) } else { surface };
            let mut words = self.word(sought, true).unwrap_or_else(|| vec![surface.to_owned()]);
            if number + 1 == tokens.len() && title.is_some_and(|language| is_office(language, sought)) {
                words.retain(|word| word != "the");
                words.iter_mut().for_each(|word| *word = capitalised(word));
            }
            if *opens
                && surface.starts_with(char::is_uppercase)
                && let Some(first) = words.first_mut()
            {
                *first = capitalised(first);
            }
            *opens = false;
            text.push_str(&words.join(" "));
        }
        text.push_str(&part[at..]);
    }

    /// A name; says whether an ending of the genitive was taken off.
    fn name(&self, name: &str, kind: &str, is_followed: bool, text: &mut String) -> bool {
        let mut name = name;
        let mut genitive = false;
        if self.target.has_title_case
            && is_followed
            && let Some(base) = name.strip_suffix('s').filter(|base| self.names.contains(*base))
        {
            (name, genitive) = (base, true);
        }
        if kind == "person" {
            text.push_str(name);
            return genitive;
        }
        let tokens = tokenize(name);
        let words = tokens.iter().filter(|token| token.kind == TokenKind::Word).count();
        let mut at = 0;
        for (number, token) in tokens.iter().enumerate() {
            text.push_str(&name[at..token.start]);
            at = token.end;
            let surface = tokens.surface(number);
            let is_capital = surface.starts_with(char::is_uppercase);
            let lower = tokens.lower(number);
            let is_plain = surface.chars().skip(1).all(char::is_lowercase);
            let found = if token.kind != TokenKind::Word {
                None
            } else if is_capital {
                let is_said = kind == "organisation" || kind == "place";
                let foreign = self.lexicons.iter().find_map(|lexicon| lexicon.name(surface));
                foreign.map(|name| vec![name.to_owned()]).or_else(|| {
                    let is_common = is_said && is_plain && (words > 1 || is_definite(lower));
                    if is_common { self.word(lower, true) } else { None }
                })
            } else {
                self.word(lower, true)
            };
            let Some(found) = found else {
                text.push_str(surface);
                continue;
            };
            let cased = found.iter().filter(|word| !is_capital || *word != "the").map(|word| {
                let is_small = self.language.is_function_word(word);
                if is_capital || self.target.has_title_case && !is_small {
                    capitalised(word)
                } else {
                    word.clone()
                }
            });
            text.push_str(&cased.collect::<Vec<_>>().join(" "));
        }
        text.push_str(&name[at..]);
        genitive
    }

    /// A word in the target's language; `whole`: a compound may be taken apart.
    fn word(&self, word: &str, whole: bool) -> Option<Vec<String>> {
        if let Some(column) = words::column(self.target.code)
            && let Some(row) = FUNCTION_WORDS.iter().find(|row| row.0.split(' ').any(|form| form == word))
        {
            return Some(column(row).split(' ').map(str::to_owned).collect());
        }
        let gloss = || self.glosses.get(word).cloned();
        let said =
            self.lexicons.iter().find_map(|lexicon| lexicon.word(word, self.glosses.contains_key(word)));
        said.or_else(gloss).or_else(|| if whole { self.compound(word) } else { None })
    }

    /// A compound by its parts: the longest first part that, with or without what joins it, is a word before another.
    fn compound(&self, word: &str) -> Option<Vec<String>> {
        let letters: Vec<usize> = word.char_indices().map(|(at, _)| at).collect();
        if letters.len() < SHORTEST_COMPOUND || !word.starts_with(char::is_lowercase) {
            return None;
        }
        let (first, second) = SHORTEST_PARTS;
        for &cut in letters[first..letters.len().saturating_sub(second - 1).max(first)].iter().rev() {
            let (head, tail) = word.split_at(cut);
            let Some(tail) = self.word(tail, false) else { continue };
            let joined = head.strip_suffix(['s', 'e', '-']).filter(|head| head.chars().count() >= first);
            let Some(head) =
                [Some(head), joined].into_iter().flatten().find_map(|head| self.word(head, false))
            else {
                continue;
            };
            let is_definite = tail.first().is_some_and(|word| word == "the");
            let article = is_definite.then(|| "the".to_owned());
            let rest = head.into_iter().chain(tail).filter(|word| word != "the");
            return Some(article.into_iter().chain(rest).collect());
        }
        None
    }
}

/// Whether a word ends as a noun with its article does.
fn is_definite(lower: &str) -> bool {
    ["en", "et", "ene", "ane", "a"].iter().any(|ending| lower.len() > 4 && lower.ends_with(ending))
}

/// Whether a word is an office or title in a language.
fn is_office(language: &Language, word: &str) -> bool {
    let names = &language.pack.names;
    names.roles.values().any(|forms| forms.iter().any(|form| form == word))
        || names.titles.iter().any(|form| form == word)
}

fn capitalised(word: &str) -> String {
    let mut letters = word.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}
