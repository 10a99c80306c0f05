//! Extractors side by side: the same pages, the same scorer, one thread each, in one run. Also how well text dumps are read.
//! The programs live in `eval/compare`, a workspace of its own: what it drags in is no part of the program.

use super::bench;
use anyhow::{Context, Result, ensure};
use serde_json::Value;
use std::fmt::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::{env, fs};

/// The heading under which `eval/extraction.md` holds what is written here.
pub const BEGINS: &str = "## Side by side";

/// Ours; what counts for it is reading a page whole: text, title, date, language, sentences.
const OURS: &str = "tidings";
/// Builds a tree and extracts nothing.
const PARSER: &str = "html5ever";
const PYTHON: &str = "trafilatura (Python)";
const SYSTEMS: [&str; 8] = [
    OURS,
    "dom_smoothie",
    "legible",
    "readabilityrs",
    "rs-trafilatura",
    "trafilatura (Rust)",
    "trafilatura (Rust, with fallback)",
    PARSER,
];

/// One system's figures.
struct Row {
    system: String,
    f1: f64,
    title: f64,
    date: f64,
    wrong: f64,
    pages_per_s: f64,
    worst: f64,
    worst_page: String,
    failed: u64,
}

/// Runs all systems and writes the table and the chart.
pub fn run(root: &Path, arguments: &[String]) -> Result<()> {
    let folder = root.join("../shared/bench/extraction");
    ensure!(folder.exists(), "the pages are not here: {} does not exist", folder.display());
    let program = build(root)?;
    let mut rows = Vec::new();
    for system in SYSTEMS {
        rows.push(row(&folder, &program, system)?);
    }
    if let Some(python) = arguments.first() {
        rows.push(python_row(root, &folder, Path::new(python))?);
    }
    let hostile = lines(Command::new(&program).arg("hostile"))?;
    let pages = unpacked(&folder)?;
    let dumps = lines(Command::new(&program).arg("dumps").arg(&pages).arg(folder.join("gold.jsonl")));
    let _ = fs::remove_file(&pages);
    let board = format!("{}{}{}", table(&rows), hostile_table(&hostile), dumps_table(&dumps?));
    fs::write(root.join("eval/extraction.svg"), chart(&rows))?;
    let path = root.join("eval/extraction.md");
    let before = fs::read_to_string(&path).unwrap_or_default();
    let kept = before.find(BEGINS).map_or(before.as_str(), |at| &before[..at]);
    super::write(root, "extraction", &format!("{}\n\n{board}", kept.trim_end()))
}

fn build(root: &Path) -> Result<PathBuf> {
    let cargo = env::var("CARGO").unwrap_or_else(|_| "cargo".to_owned());
    let target =
        env::var_os("CARGO_TARGET_DIR").map_or_else(|| root.join("target"), PathBuf::from).join("compare");
    let manifest = root.join("eval/compare/Cargo.toml");
    let done = Command::new(cargo)
        .args(["build", "--release", "--locked", "--manifest-path"])
        .arg(&manifest)
        .arg("--target-dir")
        .arg(&target)
        .status()?;
    ensure!(done.success(), "{} does not build", manifest.display());
    Ok(target.join("release/compare"))
}

/// Runs the scorer over a program that answers like ours; the program writes its times to a file.
fn scored(folder: &Path, program: &Path, system: &str, variables: &[(&str, &str)]) -> Result<Row> {
    let times = env::temp_dir().join(format!("compare-times-{}", std::process::id()));
    // The scorer hands its environment down.
    let variables: Vec<(&str, &str)> =
        variables.iter().copied().chain([("COMPARE_TIMES", times.to_str().context("a path")?)]).collect();
    let figures = bench::figures_with(folder, program, None, &variables)?;
    let time: Value = serde_json::from_slice(&fs::read(&times)?)?;
    let _ = fs::remove_file(&times);
    let number = |value: &Value| value.as_f64().unwrap_or(0.0);
    Ok(Row {
        system: system.to_owned(),
        f1: number(&figures["all_f1"]),
        title: number(&figures["all_title"]),
        date: number(&figures["all_date"]),
        wrong: number(&figures["all_date_wrong"]),
        pages_per_s: number(&time["pages"]) / number(&time["seconds"]).max(1e-9),
        worst: number(&time["worst"]),
        worst_page: time["worst_page"].as_str().unwrap_or("").to_owned(),
        failed: time["failed"].as_u64().unwrap_or(0),
    })
}

fn row(folder: &Path, program: &Path, system: &str) -> Result<Row> {
    scored(folder, program, system, &[("COMPARE_SYSTEM", system)])
}

/// The scorer starts one file; this one starts the script with the given Python.
fn python_row(root: &Path, folder: &Path, python: &Path) -> Result<Row> {
    let starter = env::temp_dir().join(format!("compare-python-{}.sh", std::process::id()));
    let script = root.join("eval/compare/trafilatura_run.py");
    fs::write(&starter, format!("#!/bin/sh\nexec '{}' '{}' \"$@\"\n", python.display(), script.display()))?;
    let made = Command::new("chmod").arg("+x").arg(&starter).status()?;
    ensure!(made.success(), "chmod failed");
    let row = scored(folder, &starter, PYTHON, &[]);
    let _ = fs::remove_file(&starter);
    row
}

/// The pages as JSON lines, in a temporary file.
fn unpacked(folder: &Path) -> Result<PathBuf> {
    let path = env::temp_dir().join(format!("compare-pages-{}.jsonl", std::process::id()));
    let out = fs::File::create(&path)?;
    let done = Command::new("xz").arg("-dc").arg(folder.join("pages.jsonl.xz")).stdout(out).status();
    ensure!(done.context("cannot run `xz`")?.success(), "the pages cannot be unpacked");
    Ok(path)
}

/// The JSON values that a program prints, one a line.
fn lines(command: &mut Command) -> Result<Vec<Value>> {
    let done = command.stdin(Stdio::null()).stderr(Stdio::inherit()).output()?;
    String::from_utf8_lossy(&done.stdout).lines().map(|line| Ok(serde_json::from_str(line)?)).collect()
}

fn table(rows: &[Row]) -> String {
    let mut page = format!(
        "{BEGINS}\n\nThe same pages, one thread each, in one run; pages a second of CPU time spent in the extraction alone (no start, no input or \
         output). For ours that is the stage `read`: text by blocks, title, date, credits, language and sentences, with what was dropped; the \
         stages after it are in `eval/speed.md`. A page that takes longer than 30 s is given up. Written by `cargo xtask eval compare`.\n\n\
         | system | F1 | title | date right / wrong | pages/s | slowest page | given up |\n| --- | ---: | ---: | ---: | ---: | ---: | ---: |\n"
    );
    for row in rows {
        let extracts = row.system != PARSER;
        let figure = |value: f64| if extracts { format!("{value:.3}") } else { String::new() };
        let dates = if extracts { format!("{:.3} / {:.3}", row.date, row.wrong) } else { String::new() };
        let name = if extracts { row.system.clone() } else { format!("{} (parse alone)", row.system) };
        let _ = writeln!(
            page,
            "| {name} | {} | {} | {dates} | {:.0} | {:.0} ms ({}) | {} |",
            figure(row.f1),
            figure(row.title),
            row.pages_per_s,
            row.worst * 1e3,
            row.worst_page,
            row.failed
        );
    }
    let speed = |name: &str| rows.iter().find(|row| row.system == name).map(|row| row.pages_per_s);
    if let (Some(ours), Some(python)) = (speed(OURS), speed(PYTHON)) {
        let _ =
            writeln!(page, "\nOurs reads {:.1} times the pages of {PYTHON} in the same time.", ours / python);
    }
    page + "\n![F1 against speed](extraction.svg)\n"
}

fn hostile_table(rows: &[Value]) -> String {
    let mut page = "\n### Pages made to be slow\n\nHalf a megabyte of one shape: CPU seconds of the parse of `html5ever` alone and of our reading as a \
                    whole. This is why the tree is built by a tokenizer of our own (`docs/design.md`).\n\n| shape | html5ever, parse | tidings, \
                    whole |\n| --- | ---: | ---: |\n"
        .to_owned();
    for row in rows {
        let time = |value: &Value| value.as_f64().map_or("over 30".to_owned(), |time| format!("{time:.2}"));
        let shape = row["shape"].as_str().unwrap_or("");
        let _ = writeln!(page, "| {shape} | {} | {} |", time(&row["html5ever"]), time(&row["tidings"]));
    }
    page
}

fn dumps_table(rows: &[Value]) -> String {
    let mut page = "\n### Text dumps\n\nEach page as a careless program leaves it: its visible lines from 15 before the first line of the text to 25 after the \
                    last. A line is right if it is kept and most of it stands in the reference, or dropped and does not. The lines are cut by an HTML parser \
                    that is not ours; captions, repeats and the headline are not counted.\n\n| group | dumps | lines | precision | recall | line F1 | noise \
                    dropped |\n| --- | ---: | ---: | ---: | ---: | ---: | ---: |\n"
        .to_owned();
    for (group, row) in rows.iter().filter_map(Value::as_object).flatten() {
        let figure = |key: &str| format!("{:.3}", row[key].as_f64().unwrap_or(0.0));
        let _ = writeln!(
            page,
            "| {group} | {} | {} | {} | {} | {} | {} |",
            row["dumps"],
            row["lines"],
            figure("precision"),
            figure("recall"),
            figure("line_f1"),
            figure("noise_dropped")
        );
    }
    page
}

/// F1 against pages a second on a scale of powers of ten.
fn chart(rows: &[Row]) -> String {
    const WIDTH: f64 = 720.0;
    const HEIGHT: f64 = 420.0;
    const LEFT: f64 = 60.0;
    const BOTTOM: f64 = 50.0;
    const TOP: f64 = 30.0;
    const RIGHT: f64 = 30.0;
    let shown: Vec<&Row> = rows.iter().filter(|row| row.system != PARSER).collect();
    let (low, high) = (0.88, 0.97);
    let fastest = shown.iter().map(|row| row.pages_per_s).fold(1.0, f64::max).log10().ceil();
    let x = |speed: f64| LEFT + speed.max(1.0).log10() / fastest * (WIDTH - LEFT - RIGHT);
    let y = |f1: f64| HEIGHT - BOTTOM - (f1.clamp(low, high) - low) / (high - low) * (HEIGHT - BOTTOM - TOP);
    let mut svg = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {WIDTH} {HEIGHT}\" font-family=\"sans-serif\" font-size=\"12\" role=\"img\">\n\
         <title>F1 of the main text against pages a second on one thread</title>\n<rect width=\"100%\" height=\"100%\" fill=\"white\"/>\n"
    );
    for power in 0..=fastest as i32 {
        let (at, speed) = (x(10f64.powi(power)), 10i64.pow(power.unsigned_abs()));
        let _ = writeln!(
            svg,
            "<line x1=\"{at:.1}\" y1=\"{TOP}\" x2=\"{at:.1}\" y2=\"{:.1}\" stroke=\"#ddd\"/><text x=\"{at:.1}\" y=\"{:.1}\" text-anchor=\"middle\">{speed}</text>",
            HEIGHT - BOTTOM,
            HEIGHT - BOTTOM + 18.0
        );
    }
    for step in 0..=9 {
        let f1 = low + 0.01 * f64::from(step);
        let _ = writeln!(
            svg,
            "<line x1=\"{LEFT}\" y1=\"{:.1}\" x2=\"{:.1}\" y2=\"{:.1}\" stroke=\"#eee\"/><text x=\"{:.1}\" y=\"{:.1}\" text-anchor=\"end\">{f1:.2}</text>",
            y(f1),
            WIDTH - RIGHT,
            y(f1),
            LEFT - 8.0,
            y(f1) + 4.0
        );
    }
    for row in shown {
        let (fill, weight) = if row.system == OURS { ("#b00", "bold") } else { ("#357", "normal") };
        let (at, up) = (x(row.pages_per_s), y(row.f1));
        // Names at the right edge stand before their point.
        let (side, anchor) = if at > WIDTH * 0.7 { (-9.0, "end") } else { (9.0, "start") };
        let _ = writeln!(
            svg,
            "<circle cx=\"{at:.1}\" cy=\"{up:.1}\" r=\"5\" fill=\"{fill}\"/><text x=\"{:.1}\" y=\"{:.1}\" text-anchor=\"{anchor}\" font-weight=\"{weight}\">{}</text>",
            at + side,
            up + 4.0,
            row.system
        );
    }
    let _ = writeln!(
        svg,
        "<text x=\"{:.1}\" y=\"{:.1}\" text-anchor=\"middle\">pages a second of CPU time, one thread</text>\n<text x=\"16\" y=\"{:.1}\" text-anchor=\"middle\" \
         transform=\"rotate(-90 16 {:.1})\">F1</text>\n</svg>",
        (WIDTH + LEFT) / 2.0,
        HEIGHT - 10.0,
        HEIGHT / 2.0,
        HEIGHT / 2.0
    );
    svg
}
