//! Compiles `languages/*/*.toml` (all but `cases.toml`) into one blob, so that nothing is parsed at start.

use serde::Serialize;
use std::{env, fs, path::Path, path::PathBuf};

#[allow(dead_code, missing_docs)]
#[path = "src/pack/mod.rs"]
mod pack;

#[derive(Serialize)]
struct Entry {
    code: String,
    blob: Vec<u8>,
}

fn main() {
    let root = PathBuf::from(env::var("CARGO_MANIFEST_DIR").expect("cargo sets it")).join("../../languages");
    println!("cargo::rerun-if-changed={}", root.display());
    let mut entries = Vec::new();
    for folder in sorted(&root) {
        if !folder.is_dir() {
            continue;
        }
        let code = folder.file_name().expect("a folder has a name").to_string_lossy().into_owned();
        match compile(&folder) {
            Ok(pack) => {
                assert!(pack.code == code, "languages/{code} holds a pack whose code is `{}`", pack.code);
                entries.push(Entry { code, blob: postcard::to_stdvec(&pack).expect("a pack serialises") });
            }
            Err(error) => panic!("languages/{code}: {error}"),
        }
    }
    let out = PathBuf::from(env::var("OUT_DIR").expect("cargo sets it")).join("packs.bin");
    fs::write(out, postcard::to_stdvec(&entries).expect("entries serialise"))
        .expect("OUT_DIR can be written");
}

/// A pack may be split over several files; their tables are joined.
fn compile(folder: &Path) -> Result<pack::Pack, String> {
    let mut joined = toml::Table::new();
    for file in sorted(folder) {
        let name = file.file_name().unwrap_or_default().to_string_lossy().into_owned();
        if !name.ends_with(".toml") || name.starts_with("cases") {
            continue;
        }
        println!("cargo::rerun-if-changed={}", file.display());
        let text = fs::read_to_string(&file).map_err(|e| format!("{name}: {e}"))?;
        let table: toml::Table = text.parse().map_err(|e| format!("{name}: {e}"))?;
        merge(&mut joined, table, &name)?;
    }
    pack::Pack::deserialize_from(joined)
}

/// Tables are joined key by key and arrays end to end; two plain values for one key are an error.
fn merge(into: &mut toml::Table, from: toml::Table, name: &str) -> Result<(), String> {
    for (key, value) in from {
        match (into.get_mut(&key), value) {
            (None, value) => {
                into.insert(key, value);
            }
            (Some(toml::Value::Table(old)), toml::Value::Table(new)) => merge(old, new, name)?,
            (Some(toml::Value::Array(old)), toml::Value::Array(new)) => old.extend(new),
            _ => return Err(format!("{name}: `{key}` is given twice")),
        }
    }
    Ok(())
}

fn sorted(folder: &Path) -> Vec<PathBuf> {
    let mut paths: Vec<PathBuf> = fs::read_dir(folder)
        .map(|entries| entries.filter_map(|entry| entry.ok().map(|entry| entry.path())).collect())
        .unwrap_or_default();
    paths.sort();
    paths
}

impl pack::Pack {
    fn deserialize_from(table: toml::Table) -> Result<Self, String> {
        <Self as serde::Deserialize>::deserialize(toml::Value::Table(table))
            .map_err(|error| error.to_string())
    }
}
