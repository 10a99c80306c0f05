//! From the files of a folder to a pack.

use super::Pack;
use serde::Deserialize;

/// The file beside the packs' folders with what every language writes alike.
pub const COMMON: &str = "common.toml";

/// Joins the files of one pack, given by name and text: tables key by key, arrays end to end. Files that hold conformance cases
/// (`cases*.toml`) are passed over. What every language writes alike (`common.toml`) comes last: a pack's own word stands.
/// An error names the file and the place.
pub fn compile(files: &[(String, String)], common: &str) -> Result<Pack, String> {
    let mut joined = toml::Table::new();
    for (name, text) in files {
        if !name.ends_with(".toml") || name.starts_with("cases") {
            continue;
        }
        let table: toml::Table = text.parse().map_err(|error| format!("{name}: {error}"))?;
        merge(&mut joined, table, name)?;
    }
    let common = common.parse().map_err(|error| format!("{COMMON}: {error}"))?;
    add_common(&mut joined, common);
    // What grammars look up by their tokens; the other sections are compared as written.
    for section in ["text", "times", "quantities"] {
        if let Some(table) = joined.get_mut(section) {
            super::fold::add_folded(table);
        }
    }
    Pack::deserialize(toml::Value::Table(joined)).map_err(|error| error.to_string())
}

fn add_common(into: &mut toml::Table, common: toml::Table) {
    for (key, value) in common {
        match (into.get_mut(&key), value) {
            (None, value) => {
                into.insert(key, value);
            }
            (Some(toml::Value::Table(own)), toml::Value::Table(common)) => add_common(own, common),
            (Some(toml::Value::Array(own)), toml::Value::Array(common)) => own.extend(common),
            _ => {}
        }
    }
}

/// Two plain values for one key are an error.
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
