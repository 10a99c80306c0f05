//! How fast languages are told, apart from all else: start-up and sentences a second.

use anyhow::{Context, Result, ensure};
use serde::Deserialize;
use std::{
    fs,
    io::Write,
    path::Path,
    process::{Command, Stdio},
};

/// Start-up that identification may take, in milliseconds.
const MOST_START_MS: f64 = 5.0;

/// Sentences a second of lingua with all its languages, as measured in trials (Rust, one thread).
const LINGUA_PER_S: f64 = 286.0;

#[derive(Deserialize)]
struct Figures {
    first_ms: f64,
    lines: usize,
    lines_per_s: f64,
    mb_per_s: f64,
}

/// Times identification on the lines of the example corpus and writes `eval/identification.md`.
pub fn run(root: &Path) -> Result<()> {
    let mut paths: Vec<_> =
        fs::read_dir(root.join("examples/summit"))?.filter_map(|entry| Some(entry.ok()?.path())).collect();
    paths.sort();
    let mut lines = String::new();
    for path in paths.iter().filter(|path| path.extension().is_some_and(|extension| extension == "txt")) {
        lines += &fs::read_to_string(path)?;
        lines.push('\n');
    }
    let cargo = std::env::var("CARGO").unwrap_or_else(|_| "cargo".to_owned());
    let mut child = Command::new(cargo)
        .args(["run", "--quiet", "--release", "--package", "tidings-language", "--example", "identify_speed"])
        .current_dir(root)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()?;
    child.stdin.take().context("it has an input")?.write_all(lines.as_bytes())?;
    let done = child.wait_with_output()?;
    ensure!(done.status.success(), "the example `identify_speed` failed");
    let figures: Figures = serde_json::from_slice(&done.stdout)?;
    let within = if figures.first_ms <= MOST_START_MS { "within" } else { "beyond" };
    let page = format!(
        "# identification\n\nHow fast languages are told, as `cargo xtask eval identification` times it: the very first sentence of a \
         process, then {} lines of the example corpus on one thread. Times hold for one machine: compare the ratios.\n\n\
         | figure | value |\n| --- | ---: |\n\
         | first sentence, ms ({within} {MOST_START_MS}) | {:.2} |\n\
         | lines a second | {:.0} |\n\
         | MB a second | {:.1} |\n\
         | times lingua's {LINGUA_PER_S} sentences a second | {:.0} |\n",
        figures.lines,
        figures.first_ms,
        figures.lines_per_s,
        figures.mb_per_s,
        figures.lines_per_s / LINGUA_PER_S
    );
    super::write(root, "identification", &page)
}
