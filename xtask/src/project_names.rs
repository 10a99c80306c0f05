//! `cargo xtask project-names --data DIR --out DIR`: training text for languages of which no annotated text may be used.
//!
//! DIR holds `language/flores200.jsonl.gz` and `crosslingual/{tatoeba.tsv,tico19.jsonl}.gz`. Names that the tagger finds in the
//! languages it knows best are carried over to the same sentence in another language: a run of words there that the tables know as
//! the same thing, or that sounds like it. A sentence is kept only where nothing with a capital is left unexplained.

use crate::train_language::LANGUAGES;
use anyhow::{Context, Result};
use flate2::{Compression, read::GzDecoder, write::GzEncoder};
use serde::Deserialize;
use std::collections::{BTreeMap, BTreeSet};
use std::fs::{self, File};
use std::io::{BufRead, BufReader, Write};
use std::path::Path;
use tidings_language::{Case, TokenKind, Tokens, tokenize};
use tidings_model::{Article, EntityKind, Mention, Span};
use tidings_names::{Form, Part, fold, sound, tables};

/// Languages whose names are trusted: the tagger has learnt them from annotated text.
const SOURCES: [&str; 5] = ["en", "nb", "nn", "sv", "hu"];

/// Languages of TICO-19 that tell the names of its English sentences.
const OTHERS: [&str; 5] = ["es", "fr", "pt", "ru", "id"];

/// Sources that must agree where a sentence stands in all of them.
const AGREE: usize = 2;

/// Longest name in words.
const LONGEST: usize = 6;

/// How alike a run of words must sound.
const ALIKE: f64 = 0.8;

/// Sentences of Tatoeba taken for a language: its short everyday sentences shall not outweigh the news.
const MOST_TATOEBA: usize = 5000;

/// Of the sentences of Tatoeba so many of ten at most are without a name.
const NAMELESS: usize = 4;

#[derive(Deserialize)]
struct Flores {
    language: String,
    lines: Vec<String>,
}

/// A name in a source sentence, with the strings that it may sound like.
struct Name {
    kind: EntityKind,
    entity: Option<String>,
    sounds: Vec<String>,
}

/// What a source sentence says: its names, and how many of its other words with a capital are adjectives of states, days or months.
struct Names {
    list: Vec<Name>,
    /// `None` where a word with a capital is neither.
    adjectives: Option<usize>,
}

/// A name in the sentence of the other language: first and last token.
type Found = (usize, usize, EntityKind);

/// Writes `<code>.jsonl.gz` for every language.
pub fn run(data: &Path, out: &Path) -> Result<()> {
    fs::create_dir_all(out)?;
    let mut lines: BTreeMap<String, Vec<String>> = BTreeMap::new();
    flores(data, &mut lines)?;
    tico(data, &mut lines)?;
    tatoeba(data, &mut lines)?;
    for (code, lines) in lines {
        let mut file =
            GzEncoder::new(File::create(out.join(format!("{code}.jsonl.gz")))?, Compression::best());
        for line in &lines {
            writeln!(file, "{line}")?;
        }
        file.finish()?;
        println!("{code}: {} sentences", lines.len());
    }
    Ok(())
}

fn open(path: &Path) -> Result<impl BufRead> {
    Ok(BufReader::new(GzDecoder::new(File::open(path).with_context(|| path.display().to_string())?)))
}

fn flores(data: &Path, lines: &mut BTreeMap<String, Vec<String>>) -> Result<()> {
    let codes: BTreeMap<&str, &str> =
        LANGUAGES.split('|').filter_map(|pair| pair.trim().split_once(' ')).collect();
    let mut texts: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for line in open(&data.join("language/flores200.jsonl.gz"))?.lines() {
        let part: Flores = serde_json::from_str(&line?)?;
        if let Some(code) = codes.get(part.language.as_str()) {
            texts.entry((*code).to_owned()).or_insert(part.lines);
        }
    }
    let count = texts.values().map(Vec::len).min().unwrap_or(0);
    for number in 0..count {
        let sources: Vec<(&str, Names)> = SOURCES
            .iter()
            .filter_map(|&code| texts.get(code).map(|lines| (code, names(&lines[number], code))))
            .collect();
        for (code, list) in &texts {
            let others: Vec<&Names> =
                sources.iter().filter(|(source, _)| source != code).map(|(_, names)| names).collect();
            if let Some(line) = project(&list[number], code, &others, AGREE, "FLORES-200") {
                lines.entry(code.clone()).or_default().push(line);
            }
        }
    }
    Ok(())
}

fn tico(data: &Path, lines: &mut BTreeMap<String, Vec<String>>) -> Result<()> {
    for line in open(&data.join("crosslingual/tico19.jsonl.gz"))?.lines() {
        let texts: BTreeMap<String, Vec<String>> = serde_json::from_str(&line?)?;
        let Some(english) = texts.get("en").and_then(|list| list.first()) else { continue };
        let source = names(english, "en");
        let others: Vec<Names> = OTHERS
            .iter()
            .filter_map(|&code| texts.get(code).and_then(|list| list.first()).map(|text| names(text, code)))
            .collect();
        if others.len() >= AGREE
            && let Some(line) = project(english, "en", &others.iter().collect::<Vec<_>>(), AGREE, "TICO-19")
        {
            lines.entry("en".to_owned()).or_default().push(line);
        }
        for (code, list) in texts.iter().filter(|(code, _)| *code != "en") {
            let Some(text) = list.first() else { continue };
            if let Some(line) = project(text, code, &[&source], 1, "TICO-19") {
                lines.entry(code.clone()).or_default().push(line);
            }
        }
    }
    Ok(())
}

fn tatoeba(data: &Path, lines: &mut BTreeMap<String, Vec<String>>) -> Result<()> {
    let mut taken: BTreeMap<String, (usize, usize)> = BTreeMap::new();
    let mut seen: BTreeSet<String> = BTreeSet::new();
    for line in open(&data.join("crosslingual/tatoeba.tsv.gz"))?.lines() {
        let line = line?;
        let [one, first, other, second] = line.split('\t').collect::<Vec<_>>()[..] else { continue };
        for (from, text, to, target) in [(one, first, other, second), (other, second, one, first)] {
            if !matches!(from, "en" | "sv" | "hu") || to == "no" || to == "en" || to == "sv" || to == "hu" {
                continue;
            }
            let (with, without) = taken.get(to).copied().unwrap_or_default();
            if with + without >= MOST_TATOEBA || !seen.insert(target.to_owned()) {
                continue;
            }
            let source = names(text, from);
            let is_nameless = source.list.is_empty();
            if is_nameless && without * 10 > NAMELESS * MOST_TATOEBA {
                continue;
            }
            if let Some(line) = project(target, to, &[&source], 1, "Tatoeba") {
                lines.entry(to.to_owned()).or_default().push(line);
                let counts = taken.entry(to.to_owned()).or_default();
                if is_nameless { counts.1 += 1 } else { counts.0 += 1 }
            }
        }
    }
    Ok(())
}

fn annotated(text: &str, code: &str) -> Article {
    let mut article = Article {
        text: text.to_owned(),
        sentences: vec![Span { start: 0, end: text.len() }.into()],
        ..Article::default()
    };
    code.clone_into(&mut article.language.code);
    tidings_annotate::name(&mut article);
    article
}

fn names(text: &str, code: &str) -> Names {
    let article = annotated(text, code);
    let tokens = tokenize(text);
    let language = tidings_language::language(code);
    let is_adjective = |lower: &str| {
        language.pack.names.not_names.iter().any(|word| word == lower)
            || tables().lookup(&fold(lower)).any(|record| {
                matches!(record.form, Form::Adjective | Form::Demonym) && record.in_language(code)
            })
    };
    let mentions: Vec<&Mention> =
        article.mentions.iter().filter(|mention| mention.why != "demonym").collect();
    let mut adjectives = Some(0);
    let first_word = (0..tokens.len()).find(|&at| tokens[at].kind == TokenKind::Word);
    for at in (0..tokens.len()).filter(|&at| tokens[at].kind == TokenKind::Word) {
        let is_open = tokens[at].case != Case::Lower
            && tokens.surface(at) != "I"
            && !mentions
                .iter()
                .any(|mention| mention.start < tokens[at].end && tokens[at].start < mention.end);
        if is_open && is_adjective(tokens.lower(at)) {
            adjectives = adjectives.map(|count| count + 1);
        } else if is_open && Some(at) != first_word {
            adjectives = None;
        }
    }
    let list = mentions
        .into_iter()
        .map(|mention| {
            let mut sounds = joined(&mention.text, code);
            sounds.extend(joined(&mention.name, code));
            Name { kind: mention.kind, entity: mention.entity.clone(), sounds }
        })
        .collect();
    Names { list, adjectives }
}

/// The sound strings of a name without its gaps.
fn joined(text: &str, code: &str) -> Vec<String> {
    let sound = sound(text, code);
    let reading = |at: usize| -> String {
        sound.parts.iter().map(|part| part.sounds.get(at).unwrap_or(&part.sounds[0]).as_str()).collect()
    };
    let mut list = vec![reading(0), reading(1)];
    list.dedup();
    list.retain(|sound| !sound.is_empty());
    list
}

/// How alike two sound strings are if either may carry an ending.
fn alike(a: &str, b: &str) -> f64 {
    let part = |sound: &str| Part { written: sound.to_owned(), sounds: vec![sound.to_owned()] };
    let mut best: f64 = 0.0;
    for cut in 0..=3 {
        for (long, short) in [(a, b), (b, a)] {
            if long.len() < 3 * cut + 2 || long.len() < short.len() && cut > 0 {
                continue;
            }
            let score = part(&long[..long.len() - cut]).likeness(&part(short)) - 0.02 * cut as f64;
            best = best.max(score);
        }
    }
    best
}

/// The sentence with the names that enough sources agree on, as a line of training text; `None` where something is left open.
fn project(text: &str, code: &str, sources: &[&Names], agree: usize, corpus: &str) -> Option<String> {
    let tokens = tokenize(text);
    let known = annotated(text, code).mentions;
    let capital_nouns = tidings_language::language(code).pack.names.capital_nouns;
    let is_capital = |at: usize| tokens[at].kind == TokenKind::Word && tokens[at].case != Case::Lower;
    let is_caseless = !text.chars().any(char::is_uppercase) && !text.chars().any(char::is_lowercase);
    if is_caseless {
        return None;
    }
    let first_word = (0..tokens.len()).find(|&at| tokens[at].kind == TokenKind::Word)?;
    // Candidates: runs of words that begin and end with a capital.
    let mut spans: Vec<(usize, usize, Vec<String>, Option<&str>)> = Vec::new();
    for first in (0..tokens.len()).filter(|&at| is_capital(at)) {
        for last in first..(first + LONGEST).min(tokens.len()) {
            let breaks = tokens[last].kind == TokenKind::Mark
                && !matches!(tokens.surface(last), "." | "-" | "'" | "’");
            if breaks {
                break;
            }
            if !is_capital(last) {
                continue;
            }
            let (start, end) = (tokens[first].start, tokens[last].end);
            let entity = known
                .iter()
                .find(|mention| mention.start == start && mention.end == end)
                .and_then(|mention| mention.entity.as_deref());
            spans.push((first, last, joined(&text[start..end], code), entity));
        }
    }
    let mut votes: BTreeMap<(usize, usize), Vec<EntityKind>> = BTreeMap::new();
    let mut whole = 0;
    for Names { list: names, .. } in sources {
        let mut pairs: Vec<(f64, usize, usize)> = Vec::new();
        for (number, name) in names.iter().enumerate() {
            for (place, (_, _, sounds, entity)) in spans.iter().enumerate() {
                let same = entity.is_some() && *entity == name.entity.as_deref();
                let score = if same {
                    1.0
                } else {
                    let mut best: f64 = 0.0;
                    for a in &name.sounds {
                        for b in sounds {
                            best = best.max(alike(a, b));
                        }
                    }
                    best
                };
                if score >= ALIKE {
                    pairs.push((score, number, place));
                }
            }
        }
        pairs.sort_by(|a, b| {
            let length = |place: usize| spans[place].1 - spans[place].0;
            b.0.total_cmp(&a.0).then(length(b.2).cmp(&length(a.2))).then((a.1, a.2).cmp(&(b.1, b.2)))
        });
        let mut found: Vec<Found> = Vec::new();
        let mut used = vec![false; names.len()];
        for (_, number, place) in pairs {
            let (first, last, ..) = spans[place];
            if used[number] || found.iter().any(|&(f, l, _)| f <= last && first <= l) {
                continue;
            }
            used[number] = true;
            found.push((first, last, names[number].kind));
        }
        // One name and one run of capitals left over belong together.
        let open: Vec<usize> = (0..names.len()).filter(|&number| !used[number]).collect();
        let runs = open_runs(&tokens, first_word, &found);
        if let ([number], [(first, last)]) = (&open[..], &runs[..])
            && !capital_nouns
        {
            found.push((*first, *last, names[*number].kind));
            used[*number] = true;
        }
        whole += usize::from(used.iter().all(|&used| used));
        for (first, last, kind) in found {
            votes.entry((first, last)).or_default().push(kind);
        }
    }
    if whole < agree.min(sources.len()) {
        return None;
    }
    let mut ranked: Vec<((usize, usize), Vec<EntityKind>)> = votes.into_iter().collect();
    ranked.sort_by_key(|(span, kinds)| {
        (std::cmp::Reverse(kinds.len()), std::cmp::Reverse(span.1 - span.0), *span)
    });
    let mut chosen: Vec<Found> = Vec::new();
    for ((first, last), kinds) in ranked {
        if kinds.len() < agree || chosen.iter().any(|&(f, l, _)| f <= last && first <= l) {
            continue;
        }
        let kind = *kinds.iter().max_by_key(|kind| kinds.iter().filter(|other| other == kind).count())?;
        chosen.push((first, last, kind));
    }
    let open = open_runs(&tokens, first_word, &chosen);
    // `Spanish` is written with a capital in some languages: where the source has as many such words, they are no names.
    let explained = sources.iter().filter_map(|names| names.adjectives).max().unwrap_or(0);
    if !capital_nouns && (open.len() > explained || open.iter().any(|(first, last)| first != last)) {
        return None;
    }
    chosen.sort_unstable_by_key(|found| found.0);
    let spans: Vec<(usize, usize, &str, &str)> = chosen
        .iter()
        .map(|&(first, last, kind)| {
            let kind = match kind {
                EntityKind::Person => "person",
                EntityKind::Organisation => "organisation",
                EntityKind::Place => "place",
                _ => "other",
            };
            (tokens[first].start, tokens[last].end, kind, "projected")
        })
        .collect();
    serde_json::to_string(&serde_json::json!({ "corpus": corpus, "text": text, "spans": spans })).ok()
}

/// Runs of words with a capital in no name, but for the first word of the sentence.
fn open_runs(tokens: &Tokens, first_word: usize, found: &[Found]) -> Vec<(usize, usize)> {
    let mut runs: Vec<(usize, usize)> = Vec::new();
    for at in 0..tokens.len() {
        let is_open = tokens[at].kind == TokenKind::Word
            && tokens[at].case != Case::Lower
            && at != first_word
            && tokens.surface(at) != "I"
            && !found.iter().any(|&(first, last, _)| first <= at && at <= last);
        if !is_open {
            continue;
        }
        match runs.last_mut() {
            Some(run) if run.1 + 1 == at => run.1 = at,
            _ => runs.push((at, at)),
        }
    }
    runs
}
