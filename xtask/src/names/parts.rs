//! Parts of persons' names: faker's lists say which are given names (and whose) and which are surnames; rigour's groups
//! give their forms in other spellings and scripts, and many more parts of which the kind is not known.

use super::territories::rigour;
use super::{fold, without_diacritics};
use anyhow::{Context, Result};
use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use tidings_names::tables::layout::{PART_FEMALE, PART_GIVEN, PART_MALE, PART_SURNAME, PART_UNKNOWN};

/// Shorter parts are too often something else.
const SHORTEST_UNKNOWN_PART: usize = 4;

pub(super) fn gather(sources: &Path) -> Result<BTreeMap<String, u64>> {
    let mut parts = BTreeMap::new();
    let providers = sources.join("faker/faker/providers/person");
    for locale in sorted_folders(&providers)? {
        let path = locale.join("__init__.py");
        let source = fs::read_to_string(&path).with_context(|| path.display().to_string())?;
        for (list, name) in listed(&source) {
            let bits = match list.as_str() {
                "first_names_male" => PART_GIVEN | PART_MALE,
                "first_names_female" => PART_GIVEN | PART_FEMALE,
                "first_names" | "first_names_nonbinary" => PART_GIVEN,
                "last_names" | "last_names_male" | "last_names_female" => PART_SURNAME,
                "middle_names_male" | "middle_names_female" => PART_UNKNOWN,
                _ => continue,
            };
            for word in fold(&name).split(' ').filter(|word| word.chars().count() > 1) {
                *parts.entry(word.to_owned()).or_insert(0) |= bits;
            }
        }
    }
    groups(sources, &mut parts)?;
    Ok(parts)
}

fn sorted_folders(path: &Path) -> Result<Vec<PathBuf>> {
    let mut folders: Vec<PathBuf> = fs::read_dir(path)
        .with_context(|| path.display().to_string())?
        .filter_map(|entry| {
            entry.ok().map(|entry| entry.path()).filter(|path| path.join("__init__.py").is_file())
        })
        .collect();
    folders.sort();
    Ok(folders)
}

/// The strings of the lists of a Python class body, each with its list's name.
fn listed(source: &str) -> Vec<(String, String)> {
    let mut found = Vec::new();
    let mut list = String::new();
    for line in source.lines() {
        let body = line.trim_start();
        let indent = line.len() - body.len();
        if indent == 4 && body.starts_with(|c: char| c.is_ascii_lowercase()) {
            list = body.split([' ', ':', '=']).next().unwrap_or("").to_owned();
        }
        if body.starts_with('#') {
            continue;
        }
        let value = if indent == 4 { body.split_once('=').map_or("", |(_, value)| value) } else { body };
        let quoted = value.split('"').skip(1).step_by(2).filter(|name| !name.contains(['{', '\\']));
        found.extend(quoted.map(|name| (list.clone(), name.to_owned())));
    }
    found
}

/// A line of rigour's file: forms of one part with commas between them, `=>`, its Wikidata id.
fn groups(sources: &Path, parts: &mut BTreeMap<String, u64>) -> Result<()> {
    let text = fs::read_to_string(rigour(sources)?.join("rust/data/names/person_names.txt"))?;
    let known = parts.clone();
    for line in text.lines() {
        let Some((forms, _)) = line.split_once(" => ") else { continue };
        let forms: Vec<String> = forms.split(", ").map(fold).filter(|form| !form.contains(' ')).collect();
        let bits = forms.iter().filter_map(|form| known.get(form)).fold(0, |all, bits| all | bits);
        for form in forms {
            let script = script(&form);
            let letters = form.chars().count();
            if bits & (PART_GIVEN | PART_SURNAME) != 0 {
                // A Latin form in another spelling may be another name: it is only known to be a part of one.
                let is_other_script = script != Script::Latin || known.contains_key(&form);
                let bits = if is_other_script { bits } else { PART_UNKNOWN };
                if script != Script::Other && letters > 1 {
                    *parts.entry(form).or_insert(0) |= bits;
                }
            } else if matches!(script, Script::Latin | Script::Cyrillic) && letters >= SHORTEST_UNKNOWN_PART {
                *parts.entry(form).or_insert(0) |= PART_UNKNOWN;
            }
        }
    }
    // The diacritics of Latin forms are often left out.
    let plain: Vec<(String, u64)> = parts
        .iter()
        .filter(|(form, _)| !form.is_ascii() && script(form) == Script::Latin)
        .map(|(form, bits)| (without_diacritics(form), *bits))
        .collect();
    for (form, bits) in plain {
        parts.entry(form).or_insert(bits);
    }
    Ok(())
}

#[derive(PartialEq, Eq)]
enum Script {
    Latin,
    Cyrillic,
    /// Scripts whose forms are taken where the kind of the part is known.
    Known,
    Other,
}

fn script(form: &str) -> Script {
    match form.chars().next().map_or(0, |c| c as u32) {
        0x41..0x250 | 0x1e00..0x1f00 => Script::Latin,
        0x400..0x530 => Script::Cyrillic,
        0x370..0x400 | 0x590..0x700 | 0xac00..0xd7a4 | 0x4e00..0xa000 | 0x3040..0x3100 => Script::Known,
        _ => Script::Other,
    }
}
