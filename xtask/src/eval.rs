//! Scoreboards: `eval/*.md`. A change of quality is a change of these files and is read in a review.
//!
//! `cargo xtask eval` scores the example corpus and, where they lie beside the repository (`../shared`), the seed captures;
//! `cargo xtask eval bench [NAME…]` runs the scorers of `../shared/bench`; `cargo xtask eval compare [PYTHON]` runs
//! other extractors over the same pages (PYTHON is one that has `trafilatura`); `cargo xtask eval speed` times the release binary,
//! `cargo xtask eval identification` the telling of languages alone.
//! `--tidings PATH` takes a binary instead of building one.

mod bench;
mod compare;
mod identification;
mod names;
mod speed;

use anyhow::{Context, Result, bail, ensure};
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::{fs, thread};
use tidings_score::{Gold, examples_board, seeds_board};

/// Runs what the arguments after `eval` ask for.
pub fn run(root: &Path, arguments: &[String]) -> Result<()> {
    let mut arguments = arguments.to_vec();
    let given = arguments.iter().position(|argument| argument == "--tidings").map(|at| {
        let path = arguments.get(at + 1).cloned();
        arguments.drain(at..(at + 2).min(arguments.len()));
        path
    });
    let given = match given {
        Some(path) => Some(PathBuf::from(path.context("`--tidings` needs a path")?)),
        None => None,
    };
    let binary = |profile: &str| given.clone().map_or_else(|| build(root, profile), Ok);
    let what = arguments.first().map_or("", String::as_str);
    match what {
        "" => {
            let binary = binary("dev")?;
            examples(root, &binary)?;
            seeds(root, &binary)
        }
        "examples" => examples(root, &binary("dev")?),
        "seeds" => seeds(root, &binary("dev")?),
        "bench" => bench::run(root, &binary("release")?, &arguments[1..]),
        "compare" => compare::run(root, &arguments[1..]),
        "speed" => speed::run(root, &binary("release")?),
        "identification" => identification::run(root),
        _ => bail!(
            "usage: cargo xtask eval [examples|seeds|bench [NAME…]|compare [PYTHON]|speed|identification] [--tidings PATH]"
        ),
    }
}

fn examples(root: &Path, binary: &Path) -> Result<()> {
    let folder = root.join("examples/summit");
    let gold = gold(&folder.join("gold.json"))?;
    let page = examples_board(&gold, &folder, &|arguments, input| output(binary, arguments, input))?;
    write(root, "examples", &page)
}

fn seeds(root: &Path, binary: &Path) -> Result<()> {
    let shared = root.join("../shared");
    if !shared.join("gold/seeds.json").exists() {
        eprintln!("note: the seed captures are not here; eval/seeds.md stays as it is");
        return Ok(());
    }
    let gold = gold(&shared.join("gold/seeds.json"))?;
    let page =
        seeds_board(&gold, &shared.join("seeds"), &|arguments, input| output(binary, arguments, input))?;
    write(root, "seeds", &page)
}

fn gold(path: &Path) -> Result<Gold> {
    let text = fs::read(path).with_context(|| format!("cannot read {}", path.display()))?;
    serde_json::from_slice(&text)
        .with_context(|| format!("{} is not in the form of a reference", path.display()))
}

/// Writes `eval/<name>.md` and says whether it changed.
fn write(root: &Path, name: &str, page: &str) -> Result<()> {
    let path = root.join("eval").join(name).with_extension("md");
    fs::create_dir_all(root.join("eval"))?;
    let before = fs::read_to_string(&path).unwrap_or_default();
    fs::write(&path, page)?;
    let what = if before == page { "unchanged" } else { "changed" };
    println!("eval/{name}.md {what}");
    for line in page.lines().filter(|line| line.starts_with("| ") && !line.starts_with("| ---")) {
        println!("  {line}");
    }
    Ok(())
}

/// Builds the program and gives the path of its binary.
fn build(root: &Path, profile: &str) -> Result<PathBuf> {
    let cargo = std::env::var("CARGO").unwrap_or_else(|_| "cargo".to_owned());
    let done = Command::new(cargo)
        .args([
            "build",
            "--package",
            "tidings",
            "--profile",
            profile,
            "--message-format",
            "json-render-diagnostics",
        ])
        .current_dir(root)
        .stderr(Stdio::inherit())
        .output()?;
    ensure!(done.status.success(), "the program does not build");
    String::from_utf8(done.stdout)?
        .lines()
        .filter_map(|line| serde_json::from_str::<serde_json::Value>(line).ok())
        .filter(|message| message["target"]["name"] == "tidings")
        .find_map(|message| message["executable"].as_str().map(PathBuf::from))
        .context("the build names no executable")
}

/// Standard output of the program. A failure of some inputs (exit code 1) is no failure here.
fn output(binary: &Path, arguments: &[String], input: Option<&[u8]>) -> Result<Vec<u8>> {
    let stdin = if input.is_some() { Stdio::piped() } else { Stdio::null() };
    let mut child = Command::new(binary)
        .args(arguments)
        .stdin(stdin)
        .stdout(Stdio::piped())
        .stderr(Stdio::inherit())
        .spawn()?;
    let writer = child.stdin.take().zip(input.map(<[u8]>::to_vec)).map(|(mut pipe, bytes)| {
        // A program that stops early closes the pipe; its exit code says so.
        thread::spawn(move || pipe.write_all(&bytes).ok())
    });
    let done = child.wait_with_output()?;
    if let Some(writer) = writer {
        let _ = writer.join();
    }
    ensure!(done.status.code().is_some_and(|code| code <= 1), "`tidings {}` failed", arguments.join(" "));
    Ok(done.stdout)
}
