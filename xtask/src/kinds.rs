//! `cargo xtask kinds --sources DIR --data DIR`: what words may be, by language, into `names/kinds.bin`.
//!
//! The sources are those of `cargo xtask names`, `dictionary-{da,es,fr,it,nl,pt}` (npm) and `dim.tsv`, which `names/dim.py` writes; the data
//! is that of `cargo xtask project-names`. The same input gives the same bytes.

use crate::train_language::LANGUAGES;
use anyhow::{Context, Result, ensure};
use flate2::read::GzDecoder;
use fst::MapBuilder;
use std::collections::{BTreeMap, BTreeSet};
use std::fs::{self, File};
use std::io::{BufRead, BufReader};
use std::path::Path;
use tidings_language::{Case, TokenKind, language, tokenize};
use tidings_model::EntityKind;
use tidings_names::Inflector;
use tidings_names::kinds::{Kinds, MAGIC};
use tidings_names::tables::{fold, tables};

/// Files of forms of names with what they may be, and their languages.
const DICTIONARIES: [(&str, &str); 1] = [("is", "dim.tsv")];

/// So many times as often as with a capital a name may be written small: by a slip.
const RARELY_SMALL: usize = 5;

/// Where every noun has a capital, a name stands behind a function word less often than so many times in all.
const RARELY_OPENED: usize = 1;

/// Shorter words are told by no rule that asks.
const SHORTEST: usize = 3;

/// The bit of a word of such a file.
fn bit(word: &str) -> Option<u16> {
    Some(match word {
        "given" => Kinds::GIVEN,
        "parental" => Kinds::PARENTAL,
        "family" => Kinds::FAMILY,
        "place" => Kinds::PLACE,
        "street" => Kinds::STREET,
        "body" => Kinds::BODY,
        "people" => Kinds::PEOPLE,
        "other" => Kinds::OTHER,
        "genitive" => Kinds::GENITIVE,
        "common" => Kinds::COMMON,
        _ => return None,
    })
}

/// Runs the chore.
pub fn run(root: &Path, sources: &Path, data: &Path) -> Result<()> {
    let languages = crate::names::languages_with_names(root)?;
    let seen = seen_in_text(data, &languages)?;
    let mut head = MAGIC.to_vec();
    head.push(u8::try_from(languages.len())?);
    let mut body = Vec::new();
    for code in &languages {
        let file = DICTIONARIES.iter().find(|(of, _)| of == code).map(|(_, file)| *file);
        let mut forms = BTreeMap::new();
        if let Some(file) = file {
            of_dictionary(&sources.join(file), &mut forms)?;
        }
        parts(sources, code, seen.get(code).unwrap_or(&Seen::new()), &mut forms)?;
        let mut map = MapBuilder::memory();
        for (form, bits) in &forms {
            map.insert(form, u64::from(*bits))?;
        }
        let map = map.into_inner()?;
        println!("{code} {:>7} forms {:>8} bytes", forms.len(), map.len());
        head.push(u8::try_from(code.len())?);
        head.extend_from_slice(code.as_bytes());
        head.push(u8::from(file.is_some()));
        head.extend_from_slice(&u32::try_from(map.len())?.to_le_bytes());
        body.extend(map);
    }
    head.extend(body);
    fs::write(root.join("names/kinds.bin"), &head)?;
    println!("names/kinds.bin: {} bytes", head.len());
    Ok(())
}

/// The forms of a file: form, tab, what it may be.
fn of_dictionary(path: &Path, forms: &mut BTreeMap<String, u16>) -> Result<()> {
    let text = fs::read_to_string(path).with_context(|| path.display().to_string())?;
    for line in text.lines() {
        let (form, kinds) = line.split_once('\t').with_context(|| line.to_owned())?;
        let folded = fold(form);
        if folded.is_empty() {
            continue;
        }
        let bits = forms.entry(folded).or_insert(0);
        for word in kinds.split(' ') {
            *bits |= bit(word).with_context(|| format!("`{word}` is no kind"))?;
        }
    }
    ensure!(!forms.is_empty(), "{} is empty", path.display());
    Ok(())
}

/// Of the parts of persons' names and the known names: which are common words of a language too, by its spelling dictionary or by running
/// text, and which given names running text has.
fn parts(sources: &Path, code: &str, seen: &Seen, forms: &mut BTreeMap<String, u16>) -> Result<()> {
    let is_known = |word: &str| tables().name_part(word).is_some() || tables().lookup(word).next().is_some();
    let inflector = Inflector::new(&language(code).pack.names);
    let is_of_name = |word: &str| {
        let is_form = || inflector.base_forms(word).iter().any(|form| is_known(&fold(&form.base)));
        word.chars().count() >= SHORTEST && (is_known(word) || is_form())
    };
    // Of its own forms a dictionary of all names knows which are words.
    let told: BTreeSet<String> = forms.keys().cloned().collect();
    // A given name that is not one of a place or a body as well.
    let is_given = |word: &str| {
        tables().given_name(word).is_some()
            && tables().lookup(word).all(|record| record.kind == EntityKind::Person)
    };
    let path = sources.join(format!("dictionary-{code}/index.dic"));
    let dictionary = fs::read_to_string(&path).with_context(|| path.display().to_string())?;
    let entries = || dictionary.lines().skip(1).filter_map(|line| line.split(['/', '\t', ' ']).next());
    // A dictionary that has `afghanistan` for compounds beside `Afghanistan` does not tell what is a word.
    let has_capital: BTreeSet<String> =
        entries().filter(|word| word.starts_with(char::is_uppercase)).map(fold).collect();
    for word in entries().filter(|word| word.starts_with(char::is_lowercase)).map(fold) {
        if !has_capital.contains(&word) && !told.contains(&word) && is_of_name(&word) {
            *forms.entry(word).or_insert(0) |= Kinds::COMMON;
        }
    }
    for (word, &(as_word, as_name)) in seen {
        let rarely = if language(code).pack.names.capital_nouns { RARELY_OPENED } else { RARELY_SMALL };
        let is_word = as_word > 0 && as_word * rarely >= as_name;
        if is_word && (told.contains(word) || is_of_name(word)) {
            *forms.entry(word.clone()).or_insert(0) |= Kinds::COMMON | Kinds::FREQUENT;
        } else if !is_word && as_name > 1 && is_given(word) && is_of_name(word) {
            *forms.entry(word.clone()).or_insert(0) |= Kinds::GIVEN;
        }
    }
    Ok(())
}

/// Word → how often running text has it as a common word and as a name.
type Seen = BTreeMap<String, (usize, usize)>;

/// How often the folded words of running text are written small and, inside a sentence, with a capital. Where every noun has a capital, one
/// behind a function word that is no preposition of places counts as a common word's.
fn seen_in_text(data: &Path, languages: &[String]) -> Result<BTreeMap<String, Seen>> {
    #[derive(serde::Deserialize)]
    struct Flores {
        language: String,
        lines: Vec<String>,
    }
    let packs: BTreeMap<&str, _> =
        languages.iter().map(|code| (code.as_str(), tidings_language::language(code))).collect();
    let mut seen: BTreeMap<String, Seen> = BTreeMap::new();
    let mut read = |code: &str, text: &str| {
        let Some(language) = packs.get(code) else { return };
        let words = seen.entry(code.to_owned()).or_default();
        let tokens = tokenize(text);
        for at in (0..tokens.len()).filter(|&at| tokens[at].kind == TokenKind::Word) {
            let is_small = tokens[at].case == Case::Lower;
            let follows = at > 0 && tokens[at - 1].kind == TokenKind::Word;
            if !is_small && !follows {
                continue;
            }
            let is_noun = language.pack.names.capital_nouns
                && follows
                && language.is_function_word(tokens.lower(at - 1))
                && !language.pack.names.place_prepositions.iter().any(|word| word == tokens.lower(at - 1));
            let counts = words.entry(fold(tokens.lower(at))).or_default();
            if is_small || is_noun { counts.0 += 1 } else { counts.1 += 1 }
        }
    };
    let ours: BTreeMap<&str, &str> =
        LANGUAGES.split('|').filter_map(|pair| pair.trim().split_once(' ')).collect();
    let lines = |path: &str| -> Result<_> {
        let path = data.join(path);
        let file = File::open(&path).with_context(|| path.display().to_string())?;
        Ok(BufReader::new(GzDecoder::new(file)).lines())
    };
    for line in lines("language/flores200.jsonl.gz")? {
        let flores: Flores = serde_json::from_str(&line?)?;
        if let Some(code) = ours.get(flores.language.as_str()) {
            flores.lines.iter().for_each(|line| read(code, line));
        }
    }
    for line in lines("crosslingual/tatoeba.tsv.gz")? {
        let line = line?;
        let fields: Vec<&str> = line.split('\t').collect();
        for pair in fields.chunks_exact(2) {
            // The collection does not tell the written forms of Norwegian apart.
            read(if pair[0] == "no" { "nb" } else { pair[0] }, pair[1]);
        }
    }
    Ok(seen)
}
