//! Compiles `languages/*/*.toml` (all but `cases.toml`) into one blob, and `languages/calendar.toml` into another, so that nothing is
//! parsed at start.

use serde::Serialize;
use std::{env, fs, path::Path, path::PathBuf};

#[allow(dead_code, missing_docs, unused_imports)]
#[path = "src/pack/mod.rs"]
mod pack;

#[derive(Serialize)]
struct Entry {
    code: String,
    glance: Vec<u8>,
    blob: Vec<u8>,
}

fn main() {
    let root = PathBuf::from(env::var("CARGO_MANIFEST_DIR").expect("cargo sets it")).join("../../languages");
    println!("cargo::rerun-if-changed={}", root.display());
    let common = root.join(pack::COMMON);
    println!("cargo::rerun-if-changed={}", common.display());
    let common = fs::read_to_string(common).expect("languages/common.toml can be read");
    let mut entries = Vec::new();
    for folder in sorted(&root) {
        if !folder.is_dir() {
            continue;
        }
        let code = folder.file_name().expect("a folder has a name").to_string_lossy().into_owned();
        match compile(&folder, &common) {
            Ok(pack) => {
                assert!(pack.code == code, "languages/{code} holds a pack whose code is `{}`", pack.code);
                let glance = postcard::to_stdvec(&pack::Glance::of(&pack)).expect("a glance serialises");
                let blob = postcard::to_stdvec(&pack).expect("a pack serialises");
                entries.push(Entry { code, glance, blob });
            }
            Err(error) => panic!("languages/{code}: {error}"),
        }
    }
    let out = PathBuf::from(env::var("OUT_DIR").expect("cargo sets it"));
    fs::write(out.join("packs.bin"), postcard::to_stdvec(&entries).expect("entries serialise"))
        .expect("OUT_DIR can be written");
    fs::write(
        out.join("calendar.bin"),
        postcard::to_stdvec(&calendar(&root.join("calendar.toml"))).expect("a calendar serialises"),
    )
    .expect("OUT_DIR can be written");
}

/// Names of months of languages without a pack, each with its number, and of weekdays, with 0; by language.
fn calendar(path: &Path) -> Vec<(String, Vec<(String, u8)>)> {
    type Table = std::collections::BTreeMap<String, std::collections::BTreeMap<String, Vec<String>>>;
    println!("cargo::rerun-if-changed={}", path.display());
    let text = fs::read_to_string(path).expect("languages/calendar.toml is there");
    let table: Table =
        toml::from_str(&text).expect("languages/calendar.toml holds names by month by language");
    let named = |(month, names): (String, Vec<String>)| -> Vec<(String, u8)> {
        let month = if month == "weekdays" { 0 } else { month.parse().expect("a month is a number") };
        names.into_iter().map(|name| (name, month)).collect()
    };
    table.into_iter().map(|(code, months)| (code, months.into_iter().flat_map(named).collect())).collect()
}

/// The pack of a folder.
fn compile(folder: &Path, common: &str) -> Result<pack::Pack, String> {
    let mut files = Vec::new();
    for file in sorted(folder) {
        let name = file.file_name().unwrap_or_default().to_string_lossy().into_owned();
        // Cases are no part of a pack: a change of them builds nothing anew.
        if name.ends_with(".toml") && !name.starts_with("cases") {
            println!("cargo::rerun-if-changed={}", file.display());
            let text = fs::read_to_string(&file).map_err(|error| format!("{name}: {error}"))?;
            files.push((name, text));
        }
    }
    pack::compile(&files, common)
}

fn sorted(folder: &Path) -> Vec<PathBuf> {
    let mut paths: Vec<PathBuf> = fs::read_dir(folder)
        .map(|entries| entries.filter_map(|entry| entry.ok().map(|entry| entry.path())).collect())
        .unwrap_or_default();
    paths.sort();
    paths
}
