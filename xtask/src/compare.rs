//! `names/compare.bin`: what is known of words in names. From `names/compare.toml` and the rigour package (its legal forms, words of
//! bodies, nicknames, ordinals, and the forms of name parts in several scripts).

use super::names::rigour;
use anyhow::{Context, Result, ensure};
use fst::MapBuilder;
use serde::Deserialize;
use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use tidings_names::compare::{Known, MAGIC, plain_letters};

/// The hand-written half.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Words {
    titles: String,
    particles: String,
    small: String,
    common: String,
}

#[derive(Deserialize)]
struct LegalForm {
    aliases: Vec<String>,
    display: Option<String>,
    compare: Option<String>,
    generic: Option<String>,
}

#[derive(Deserialize)]
struct Symbols {
    org_domains: BTreeMap<String, Vec<String>>,
    org_symbols: BTreeMap<String, Vec<String>>,
    person_nick: BTreeMap<String, Vec<String>>,
}

#[derive(Deserialize)]
struct Ordinal {
    forms: Vec<String>,
    number: u16,
}

#[derive(Deserialize)]
struct Territory {
    name: Option<String>,
    full_name: Option<String>,
    #[serde(default)]
    names_strong: Vec<String>,
}

/// Ordinals above this are years and sizes.
const LARGEST_ORDINAL: u16 = 100;

/// How much more a sign counts that is a whole name.
const SURNAME_WEIGHT: usize = 1000;

/// Symbols of rigour that are names of single bodies or say nothing that a word of theirs does not.
const NOT_GENERIC: [&str; 10] =
    ["ALQAEDA", "CCP", "CIA", "HEZBOLLAH", "IRGC", "PLA", "NAMED", "SOCALLED", "LIQUIDATION", "ALLRUSSIAN"];

/// Writes the blob.
pub fn run(root: &Path, sources: &Path) -> Result<()> {
    let data = rigour(sources)?.join("rust/data");
    let read = |name: &str| -> Result<String> {
        fs::read_to_string(data.join(name)).with_context(|| format!("rigour's {name}"))
    };
    let mut known: BTreeMap<String, Known> = BTreeMap::new();
    let words: Words = toml::from_str(&fs::read_to_string(root.join("names/compare.toml"))?)?;
    let mut flag = |list: &str, set: fn(&mut Known)| {
        for word in list.split_whitespace() {
            set(known.entry(plain_letters(word)).or_default());
        }
    };
    flag(&words.titles, |known| known.title = true);
    flag(&words.particles, |known| known.particle = true);
    flag(&words.small, |known| known.small = true);
    flag(&words.common, |known| known.common = true);

    let forms: Vec<LegalForm> = serde_json::from_str(&read("names/org_types.json")?)?;
    let mut families: Vec<&str> = forms.iter().filter_map(|form| form.generic.as_deref()).collect();
    families.sort_unstable();
    families.dedup();
    for (index, form) in forms.iter().enumerate() {
        let family =
            form.generic.as_deref().and_then(|name| families.iter().position(|known| *known == name));
        let all = form.aliases.iter().chain(&form.display).chain(&form.compare);
        for alias in all {
            let key = plain_letters(alias);
            if key.len() < 2 {
                continue;
            }
            let known = known.entry(key).or_default();
            if known.legal == 0 {
                known.legal = index as u16 + 1;
                known.family = family.map_or(0, |at| at as u8 + 1);
            }
        }
    }
    let symbols: Symbols = serde_json::from_str(&read("names/symbols.json")?)?;
    let generic = symbols.org_domains.iter().chain(&symbols.org_symbols);
    for (index, (name, forms)) in generic.enumerate() {
        if NOT_GENERIC.contains(&name.as_str()) {
            continue;
        }
        for form in forms {
            let known = known.entry(plain_letters(form)).or_default();
            if known.generic == 0 {
                known.generic = index as u16 + 1;
            }
        }
    }
    for (index, names) in symbols.person_nick.values().enumerate() {
        for name in names {
            let slots = &mut known.entry(plain_letters(name)).or_default().nicknames;
            if let Some(slot) = slots.iter_mut().find(|slot| **slot == 0) {
                *slot = index as u16 + 1;
            }
        }
    }
    let ordinals: Vec<Ordinal> = serde_json::from_str(&read("text/ordinals.json")?)?;
    for ordinal in ordinals.iter().filter(|ordinal| ordinal.number <= LARGEST_ORDINAL) {
        for form in &ordinal.forms {
            // Numerals are read as such; a short form is too often a word.
            let key = plain_letters(form);
            if form.chars().all(char::is_alphabetic)
                && key.len() >= 3
                && !form.chars().any(|c| "IVX".contains(c))
            {
                known.entry(key).or_default().number = ordinal.number + 1;
            }
        }
    }
    for line in read("territories/data.jsonl")?.lines() {
        let territory: Territory = serde_json::from_str(line)?;
        let names = territory.names_strong.iter().chain(&territory.name).chain(&territory.full_name);
        for name in names.filter(|name| name.chars().filter(|c| c.is_alphabetic()).count() > 3) {
            known.entry(plain_letters(name)).or_default().place = true;
        }
    }
    known.remove("");
    let mut builder = MapBuilder::memory();
    for (key, known) in &known {
        builder.insert(key, known.pack())?;
    }
    let words = builder.into_inner()?;
    let (readings, pool) = readings(&read("names/person_names.txt")?)?;

    let mut blob = MAGIC.to_vec();
    let head = MAGIC.len() + 12;
    let ends = [words.len(), words.len() + readings.len(), words.len() + readings.len() + pool.len()];
    ends.iter().for_each(|end| blob.extend(((head + end) as u32).to_le_bytes()));
    blob.extend(&words);
    blob.extend(&readings);
    blob.extend(&pool);
    let path = root.join("names/compare.bin");
    fs::write(&path, &blob)?;
    println!(
        "names/compare.bin: {} bytes ({} words in {}, readings in {})",
        blob.len(),
        known.len(),
        words.len(),
        readings.len() + pool.len()
    );
    Ok(())
}

/// Readings of Chinese characters: of whole parts as kana or Latin letters write them, and Sino-Korean ones sign by sign.
fn readings(text: &str) -> Result<(Vec<u8>, Vec<u8>)> {
    let mut korean: BTreeMap<char, BTreeMap<char, usize>> = BTreeMap::new();
    let mut parts: BTreeMap<String, String> = BTreeMap::new();
    let is = |form: &str, from: u32, to: u32| form.chars().all(|c| (from..to).contains(&(c as u32)));
    for line in text.lines() {
        let Some((forms, _)) = line.split_once(" => ") else { continue };
        let forms: Vec<&str> = forms.split(", ").filter(|form| !form.is_empty()).collect();
        let han: Vec<&str> = forms.iter().copied().filter(|form| is(form, 0x4e00, 0xa000)).collect();
        if han.is_empty() {
            continue;
        }
        let hangul: Vec<&str> = forms.iter().copied().filter(|form| is(form, 0xac00, 0xd7a4)).collect();
        for one in &han {
            for other in hangul.iter().filter(|other| other.chars().count() == one.chars().count()) {
                // A surname of its own is read in one way (金 is Kim, elsewhere Geum).
                let weight = if one.chars().count() == 1 { SURNAME_WEIGHT } else { 1 };
                for (sign, syllable) in one.chars().zip(other.chars()) {
                    *korean.entry(sign).or_default().entry(syllable).or_default() += weight;
                }
            }
        }
        let kana = forms.iter().find(|form| is(form, 0x3040, 0x3100));
        let latin: Vec<&str> = forms.iter().copied().filter(|form| form.is_ascii()).collect();
        let plain = |form: &str| plain_letters(form).replace(' ', "");
        for one in han {
            let chinese = any_ascii::any_ascii(one).to_lowercase();
            // The Latin form that sounds most like English writes it: nearest to the kana, else the shortest.
            let best = match kana {
                Some(kana) => {
                    let said = plain(kana);
                    latin
                        .iter()
                        .min_by_key(|form| (edits(form, &said), form.len()))
                        .map(|form| (*form).to_owned())
                        .or(Some(said))
                }
                None => latin.iter().min_by_key(|form| (form.len(), **form)).map(|form| (*form).to_owned()),
            };
            let Some(best) = best.map(|best| plain(&best)) else { continue };
            // What the signs themselves say need not be kept.
            if best.len() >= 2 && best.len() < 40 && edits(&best, &chinese) * 4 > best.len() {
                let kept = parts.entry(one.to_owned()).or_insert_with(|| best.clone());
                if (best.len(), &best) < (kept.len(), &*kept) {
                    *kept = best;
                }
            }
        }
    }
    let mut pool = Vec::new();
    let mut places: BTreeMap<String, u64> = BTreeMap::new();
    let mut entries: BTreeMap<Vec<u8>, u64> = BTreeMap::new();
    for (part, reading) in parts {
        let at = *places.entry(reading.clone()).or_insert_with(|| {
            let at = pool.len() as u64;
            pool.push(reading.len() as u8);
            pool.extend(reading.as_bytes());
            at
        });
        entries.insert(part.into_bytes(), at);
    }
    for (sign, syllables) in korean {
        let best = syllables.iter().max_by_key(|&(syllable, count)| (*count, std::cmp::Reverse(*syllable)));
        if let Some((&syllable, &count)) = best
            && count >= 2
        {
            entries.insert(format!("k{sign}").into_bytes(), u64::from(u32::from(syllable)));
        }
    }
    ensure!(!entries.is_empty(), "no readings found");
    let mut builder = MapBuilder::memory();
    for (key, value) in entries {
        builder.insert(key, value)?;
    }
    Ok((builder.into_inner()?, pool))
}

fn edits(a: &str, b: &str) -> usize {
    let b: Vec<char> = b.chars().collect();
    let mut row: Vec<usize> = (0..=b.len()).collect();
    for (i, c) in a.chars().enumerate() {
        let mut diagonal = row[0];
        row[0] = i + 1;
        for (j, d) in b.iter().enumerate() {
            let change = diagonal + usize::from(c != *d);
            diagonal = row[j + 1];
            row[j + 1] = change.min(diagonal + 1).min(row[j] + 1);
        }
    }
    row[b.len()]
}
