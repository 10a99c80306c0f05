//! Lists the example corpus, so that it ships inside the binary.

use std::{env, fs, path::PathBuf};

/// Files of `examples/summit` that are captures.
const ENDINGS: [&str; 3] = [".txt", ".html", ".jsonl"];

fn main() {
    let folder =
        PathBuf::from(env::var("CARGO_MANIFEST_DIR").expect("cargo sets it")).join("../../examples/summit");
    println!("cargo::rerun-if-changed={}", folder.display());
    let mut names: Vec<String> = fs::read_dir(&folder)
        .map(|entries| {
            entries.filter_map(|entry| Some(entry.ok()?.file_name().to_string_lossy().into_owned())).collect()
        })
        .unwrap_or_default();
    names.retain(|name| ENDINGS.iter().any(|ending| name.ends_with(ending)));
    names.sort();
    let rows: String = names
        .iter()
        .map(|name| format!("    ({name:?}, include_bytes!({:?})),\n", folder.join(name)))
        .collect();
    let list = format!("&[\n{rows}]\n");
    let out = PathBuf::from(env::var("OUT_DIR").expect("cargo sets it")).join("examples.rs");
    fs::write(out, list).expect("OUT_DIR can be written");
}
