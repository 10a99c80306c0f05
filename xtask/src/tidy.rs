//! The invariants of the architecture as checks: what must not be in the tree.

use anyhow::{Context, Result, ensure};
use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

/// Rooms of the same input, same output: no world, no clock, no chance.
const PURE_ROOMS: [&str; 6] = ["read", "names", "lists", "annotate", "relate", "report"];

/// Modules of the standard library that let the world in.
const WORLDLY_MODULES: [&str; 6] = ["fs", "env", "time", "net", "process", "thread"];

/// Hash tables whose order differs from run to run.
const RANDOM_ORDER: [&str; 3] = ["HashMap", "HashSet", "RandomState"];

/// Room → the rooms it may use. Nothing flows backwards.
const ARROWS: [(&str, &[&str]); 14] = [
    ("model", &[]),
    ("calendar", &[]),
    ("language", &["model"]),
    ("collect", &["model"]),
    ("read", &["calendar", "language", "model"]),
    ("names", &["language", "model"]),
    ("lists", &["model", "names"]),
    ("annotate", &["calendar", "language", "model", "names"]),
    ("relate", &["calendar", "language", "model", "names"]),
    ("report", &["calendar", "model"]),
    ("score", &["model"]),
    ("fuzzing", &["collect", "model", "read"]),
    (
        "tidings",
        &[
            "annotate", "calendar", "collect", "language", "lists", "model", "names", "read", "relate",
            "report",
        ],
    ),
    (
        "xtask",
        &[
            "annotate", "calendar", "collect", "language", "model", "names", "read", "relate", "report",
            "score",
        ],
    ),
];

/// Files whose short literals are sounds, letters or tags: what looks like a code there is none.
const SOUNDS_AND_TAGS: [&str; 5] = [
    "crates/lists/src/import/xml.rs",
    "crates/names/src/sound",
    "crates/names/src/compare/",
    "crates/read/src/html/tree.rs",
    "crates/relate/src/keys.rs",
];
/// The code of Indonesian is the name of a field in every record.
const FIELD: &str = "id";

/// Conformance cases that a language must have, if its pack has all rooms.
const LEAST_CASES: usize = 60;
/// The same of a pack that leaves statements unread.
const LEAST_CASES_OF_THIN: usize = 25;

/// A generated table may be large; a clone of the repository must stay quick.
const LARGEST_FILE: u64 = 8 << 20;
/// Beyond this a source file is several files.
const LARGEST_SOURCE: u64 = 96 << 10;

/// Top folders of the machine that no path in the tree may begin with.
const MACHINE_FOLDERS: [&str; 5] = ["work", "tmp", "home", "root", "Users"];

/// Prints every breach; fails when there is one.
pub fn run(root: &Path) -> Result<()> {
    let problems = problems(root)?;
    for problem in &problems {
        println!("{problem}");
    }
    ensure!(problems.is_empty(), "{} breaches", problems.len());
    Ok(())
}

/// Every breach as `path:line: what`.
pub fn problems(root: &Path) -> Result<Vec<String>> {
    let mut files = Vec::new();
    for folder in ["crates", "docs", "eval", "examples", "languages", "names", "xtask", ".github"] {
        walk(&root.join(folder), &mut files)?;
    }
    let top = fs::read_dir(root)?.filter_map(|entry| Some(entry.ok()?.path()));
    files.extend(top.filter(|path| path.is_file() && path.extension().is_some_and(|ext| ext != "lock")));
    files.sort();

    let codes = language_codes(root)?;
    let mut problems = Vec::new();
    for path in &files {
        let place = path.strip_prefix(root).unwrap_or(path).to_string_lossy().replace('\\', "/");
        let size = fs::metadata(path)?.len();
        let is_source = place.ends_with(".rs");
        let most = if is_source { LARGEST_SOURCE } else { LARGEST_FILE };
        if size > most {
            problems.push(format!("{place}: {size} bytes, at most {most}"));
        }
        let Ok(text) = fs::read_to_string(path) else { continue };
        absolute_paths(&place, &text, &mut problems);
        if is_source {
            source(&place, &text, &codes, &mut problems);
        }
    }
    arrows(root, &mut problems)?;
    languages(root, &codes, &mut problems)?;
    Ok(problems)
}

fn walk(folder: &Path, files: &mut Vec<PathBuf>) -> Result<()> {
    if !folder.exists() {
        return Ok(());
    }
    for entry in fs::read_dir(folder).with_context(|| format!("cannot read {}", folder.display()))? {
        let path = entry?.path();
        if path.is_dir() {
            walk(&path, files)?;
        } else {
            files.push(path);
        }
    }
    Ok(())
}

fn language_codes(root: &Path) -> Result<Vec<String>> {
    let mut codes = Vec::new();
    for entry in fs::read_dir(root.join("languages"))? {
        let entry = entry?;
        if entry.file_type()?.is_dir() {
            codes.push(entry.file_name().to_string_lossy().into_owned());
        }
    }
    codes.sort();
    Ok(codes)
}

/// The parts of a source file that ship: everything up to its test module.
fn shipped(text: &str) -> impl Iterator<Item = (usize, &str)> {
    text.lines()
        .enumerate()
        .take_while(|(_, line)| line.trim() != "#[cfg(test)]")
        .map(|(at, line)| (at + 1, line))
}

fn source(place: &str, text: &str, codes: &[String], problems: &mut Vec<String>) {
    let room = place.strip_prefix("crates/").and_then(|rest| rest.split('/').next()).unwrap_or("xtask");
    let is_test = place.contains("/tests/") || place.ends_with("/tests.rs");
    let is_root = ["src/lib.rs", "src/main.rs"].iter().any(|name| place.ends_with(name));
    if is_root && !text.starts_with("//!") {
        problems.push(format!("{place}:1: no words on what the crate is"));
    }
    for (number, line) in text.lines().enumerate().map(|(at, line)| (at + 1, line.trim())) {
        // The brackets keep this file from finding itself.
        if ["ignore", "should_panic"].iter().any(|word| line.starts_with(&format!("#[{word}"))) {
            problems.push(format!("{place}:{number}: a test that does not test"));
        }
    }
    if is_test || room == "xtask" {
        return;
    }
    let is_pure = PURE_ROOMS.contains(&room) && !place.ends_with("build.rs");
    for (number, line) in shipped(text) {
        let code = line.split("//").next().unwrap_or("");
        let has_codes = room != "language" && !SOUNDS_AND_TAGS.iter().any(|start| place.starts_with(start));
        if has_codes {
            let mut all = codes.iter().map(String::as_str).filter(|&code| code != FIELD);
            // The program's own pages are in English and say so.
            let own_page = code.contains("html lang=");
            if let Some(found) = all.find(|found| !own_page && code.contains(&format!("\"{found}\""))) {
                problems.push(format!(
                    "{place}:{number}: language code `{found}`: what differs by language stands in the packs"
                ));
            }
        }
        let prints = ["println!(", "print!(", "dbg!("].iter().any(|word| code.contains(word));
        if prints && room != "tidings" && !place.ends_with("build.rs") {
            problems.push(format!("{place}:{number}: only crates/tidings prints"));
        }
        if is_pure {
            let std_order = RANDOM_ORDER.iter().find(|word| names_of_std(code, word));
            if let Some(word) = std_order {
                problems.push(format!(
                    "{place}:{number}: `{word}` of std has a random order; take rustc_hash or a BTree"
                ));
            }
        }
    }
    if is_pure {
        for (number, module) in worldly_uses(text) {
            problems.push(format!("{place}:{number}: `std::{module}`: this room knows no world"));
        }
    }
}

/// Whether a line takes a hash table from std.
fn names_of_std(code: &str, word: &str) -> bool {
    let from_std = code.contains("std::collections") || code.contains("std::hash");
    from_std && code.split(|c: char| !c.is_alphanumeric()).any(|name| name == word)
}

/// `std::fs`, `use std::{fs, …}` in the shipped part of a source.
fn worldly_uses(text: &str) -> Vec<(usize, &'static str)> {
    let mut found = Vec::new();
    let mut in_group = false;
    for (number, line) in shipped(text) {
        let code = line.split("//").next().unwrap_or("");
        for module in WORLDLY_MODULES {
            let path = format!("std::{module}");
            let direct = code.match_indices(&path).any(|(at, _)| {
                !code[at + path.len()..].starts_with(|c: char| c.is_alphanumeric() || c == '_')
            });
            let group = code.split_once("use std::{").map(|(_, rest)| rest).or(in_group.then_some(code));
            let grouped = group.is_some_and(|group| {
                group.split([',', '{', '}', ';']).any(|item| item.trim().split("::").next() == Some(module))
            });
            if direct || grouped {
                found.push((number, module));
            }
        }
        in_group = (in_group || code.contains("use std::{")) && !code.contains(';');
    }
    found
}

fn absolute_paths(place: &str, text: &str, problems: &mut Vec<String>) {
    for (at, line) in text.lines().enumerate() {
        let found = MACHINE_FOLDERS.iter().find(|folder| {
            let path = format!("/{folder}/");
            // A host before it makes it part of an address.
            line.match_indices(&path)
                .any(|(at, _)| !line[..at].ends_with(|c: char| c.is_alphanumeric() || c == '.'))
        });
        if let Some(folder) = found {
            problems.push(format!("{place}:{}: a path into `{folder}` of some machine", at + 1));
        }
    }
}

fn arrows(root: &Path, problems: &mut Vec<String>) -> Result<()> {
    let allowed: BTreeMap<&str, &[&str]> = ARROWS.into_iter().collect();
    let mut manifests: Vec<PathBuf> = fs::read_dir(root.join("crates"))?
        .filter_map(|entry| Some(entry.ok()?.path().join("Cargo.toml")))
        .filter(|path| path.exists())
        .collect();
    manifests.push(root.join("xtask/Cargo.toml"));
    manifests.sort();
    for path in manifests {
        let manifest: toml::Table = fs::read_to_string(&path)?.parse()?;
        let folder =
            path.parent().and_then(Path::file_name).unwrap_or_default().to_string_lossy().into_owned();
        let place = path.strip_prefix(root).unwrap_or(&path).display();
        let Some(may_use) = allowed.get(folder.as_str()) else {
            problems.push(format!("{place}: a room without a place among the arrows"));
            continue;
        };
        let linted =
            manifest.get("lints").and_then(|lints| lints.get("workspace")).and_then(toml::Value::as_bool);
        if linted != Some(true) {
            problems.push(format!("{place}: does not take the workspace's lints"));
        }
        for section in ["dependencies", "build-dependencies"] {
            let Some(dependencies) = manifest.get(section).and_then(toml::Value::as_table) else { continue };
            for used in dependencies.keys().filter_map(|name| name.strip_prefix("tidings-")) {
                if !may_use.contains(&used) {
                    problems.push(format!("{place}: {folder} must not use {used}"));
                }
            }
        }
    }
    Ok(())
}

fn languages(root: &Path, codes: &[String], problems: &mut Vec<String>) -> Result<()> {
    for code in codes {
        let folder = root.join("languages").join(code);
        if !folder.join("pack.toml").exists() {
            problems.push(format!("languages/{code}: no pack.toml"));
        }
        let mut cases = 0;
        for entry in fs::read_dir(&folder)? {
            let entry = entry?;
            let name = entry.file_name().to_string_lossy().into_owned();
            if name.starts_with("cases") && name.ends_with(".toml") {
                let text = fs::read_to_string(entry.path())?;
                cases += text.lines().filter(|line| line.trim() == "[[case]]").count();
            }
        }
        let least = if folder.join("statements.toml").exists() { LEAST_CASES } else { LEAST_CASES_OF_THIN };
        // A pack that was only generated has nothing of its own to try.
        let is_generated = !folder.join("times.toml").exists();
        if cases < least && !is_generated {
            problems.push(format!("languages/{code}: {cases} cases, at least {least} are wanted"));
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_tree_is_tidy() {
        let root = Path::new(env!("CARGO_MANIFEST_DIR")).parent().expect("xtask lies in the workspace");
        let problems = problems(root).expect("the tree can be read");
        assert!(problems.is_empty(), "\n{}\n`cargo xtask tidy` prints this list", problems.join("\n"));
    }

    #[test]
    fn worldly_modules_are_found() {
        let text = "use std::{\n    fmt::Write,\n    fs,\n};\nlet now = std::time::Instant::now();\nuse std::collections::BTreeMap;\n";
        assert_eq!(worldly_uses(text), [(3, "fs"), (5, "time")]);
        assert!(worldly_uses("use std::fmt;\nlet fs = 1;\n").is_empty());
    }
}
