//! `eval/names.md`: how well names are matched, at what cost, and where it fails. Cases are named by their ids: their text stays where it is.

use anyhow::{Context, Result, ensure};
use serde_json::Value;
use std::collections::BTreeMap;
use std::fmt::Write;
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};
use std::{env, fs, thread};

/// Errors of each sort that are listed.
const ERRORS: usize = 20;
/// The cases this many times over are timed against the cases once.
const TIMES: usize = 40;
/// Runs of a timed command; the fastest counts.
const RUNS: usize = 5;
/// Made names that are imported.
const MADE_NAMES: usize = 1_000_000;
/// The names of the cases so many times over are screened.
const TIMES_SCREENED: usize = 5;
/// How often a running command is looked at.
const LOOK_EVERY: Duration = Duration::from_millis(2);

/// Writes the board from the scorer's figures and the answers.
pub(super) fn run(root: &Path, binary: &Path, folder: &Path, figures: &Value) -> Result<()> {
    let cases = folder.join("cases.jsonl");
    let text = fs::read_to_string(&cases)?;
    let mut page = "# names\n\nDo two names mean one (`tidings names match`); the figures by tier are in [listmatch.md](listmatch.md).\n".to_owned();
    let number = |key: &str| figures[key].as_f64().unwrap_or(f64::NAN);
    let _ = writeln!(page, "\n| figure | value |\n| --- | ---: |");
    for (name, key) in [
        ("F1, mean of the sources", "f1"),
        ("average precision", "ap"),
        ("F1 on name_bench", "name_bench_f1"),
        ("F1 on the UN list", "un_list_f1"),
        ("matches that carry a reason", "matches_with_why"),
    ] {
        let _ = writeln!(page, "| {name} | {:.3} |", number(key));
    }

    let _ = writeln!(page, "\n## Cost\n\n| what | |\n| --- | ---: |");
    // Times of a build without optimisation say nothing.
    if binary.components().any(|part| part.as_os_str() == "release") {
        let many = env::temp_dir().join(format!("tidings-names-{}.jsonl", std::process::id()));
        fs::write(&many, text.repeat(TIMES))?;
        let pair = |path: &Path| {
            time(
                binary,
                &[&["names", "match", "--format", "jsonl"], &[&*path.to_string_lossy()][..]].concat(),
            )
        };
        let (once, often) = (pair(&cases)?, pair(&many)?);
        fs::remove_file(&many)?;
        let pairs = text.lines().count() * (TIMES - 1);
        let micros = often.saturating_sub(once).as_secs_f64() * 1e6 / pairs as f64;
        let start = time(binary, &["--version"])?;
        page.push_str(&lists(binary, folder, &text)?);
        let _ = writeln!(page, "| a pair, all threads of this machine | {micros:.1} µs |");
        let _ = writeln!(page, "| `tidings --version` | {:.1} ms |", start.as_secs_f64() * 1e3);
    }
    let size = |name: &str| fs::metadata(root.join("names").join(name)).map_or(0, |file| file.len());
    for name in ["base.bin", "compare.bin", "kinds.bin", "senses.bin", "tagger.bin"] {
        let _ = writeln!(page, "| `names/{name}` | {:.2} MB |", size(name) as f64 / 1e6);
    }
    page.push_str(&errors(binary, folder)?);
    super::write(root, "names", &page)
}

/// What importing a million names and screening against the whole UN list cost.
fn lists(binary: &Path, folder: &Path, cases: &str) -> Result<String> {
    let place = env::temp_dir().join(format!("tidings-lists-{}", std::process::id()));
    fs::create_dir_all(&place)?;
    let measured = measure_lists(binary, folder, cases, &place);
    fs::remove_dir_all(&place)?;
    measured
}

fn measure_lists(binary: &Path, folder: &Path, cases: &str, place: &Path) -> Result<String> {
    let mut page = String::new();
    let (made, large, un) = (place.join("made.tsv"), place.join("large"), place.join("un"));
    fs::write(&made, made_names(MADE_NAMES))?;
    let import = |lists: &Path, file: &Path| {
        let mut command = Command::new(binary);
        command.args(["names", "import", "--lists"]).arg(lists).arg(file);
        watched(&mut command)
    };
    let (took, memory) = import(&large, &made)?;
    let _ =
        writeln!(page, "| a million made names imported (`names import`) | {:.1} s |", took.as_secs_f64());
    if let Some(memory) = memory {
        let _ = writeln!(page, "| the same, memory at most, a name | {} bytes |", memory / MADE_NAMES as u64);
    }
    let kept = fs::metadata(large.join("made.tidlist")).map_or(0, |file| file.len());
    let _ = writeln!(page, "| the list that is kept, a name | {} bytes |", kept / MADE_NAMES as u64);

    import(&un, &folder.join("un_consolidated.xml.gz"))?;
    let mut names = String::new();
    let mut count = 0;
    for line in cases.lines() {
        let case: Value = serde_json::from_str(line)?;
        for name in [&case["a"], &case["b"]] {
            names.push_str(name.as_str().unwrap_or_default());
            names.push('\n');
            count += 1;
        }
    }
    let asked = place.join("asked.txt");
    fs::write(&asked, names.repeat(TIMES_SCREENED))?;
    let mut best = Duration::MAX;
    for _ in 0..RUNS {
        let mut command = Command::new(binary);
        command.args(["names", "screen", "--format", "jsonl", "--lists"]).arg(&un).arg("--file").arg(&asked);
        best = best.min(watched(&mut command)?.0);
    }
    let rate = (count * TIMES_SCREENED) as f64 / best.as_secs_f64();
    let _ = writeln!(
        page,
        "| names screened against the whole UN list (`names screen`), all threads | {rate:.0} a second |"
    );
    Ok(page)
}

/// Lines of a table with made persons: syllables put together by fixed arithmetic.
fn made_names(count: usize) -> String {
    const SYLLABLES: [&str; 24] = [
        "ba", "dre", "fi", "gou", "kha", "li", "mo", "nu", "pe", "ra", "si", "to", "vu", "ze", "shi", "cha",
        "ker", "lan", "mir", "nor", "sta", "tri", "yan", "zod",
    ];
    let mut state = 1u64;
    // Knuth's linear congruential generator (MMIX): any fixed one does.
    let mut next = |below: usize| {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (state >> 33) as usize % below
    };
    let mut lines = String::from("name\tid\tkind\n");
    for number in 0..count {
        for part in 0..2 + next(2) {
            lines.push_str(if part > 0 { " " } else { "" });
            let from = lines.len();
            for _ in 0..2 + next(2) {
                lines.push_str(SYLLABLES[next(SYLLABLES.len())]);
            }
            lines[from..=from].make_ascii_uppercase();
        }
        let _ = writeln!(lines, "\tm-{number}\tperson");
    }
    lines
}

/// Runs a command; how long it took, and the most memory it had, in bytes, where the system tells (Linux).
fn watched(command: &mut Command) -> Result<(Duration, Option<u64>)> {
    let start = Instant::now();
    let mut child = command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null()).spawn()?;
    let status = format!("/proc/{}/status", child.id());
    let mut most = None;
    loop {
        // Read before the end is asked for: of what has ended nothing is told.
        let told = fs::read_to_string(&status).ok().and_then(|text| {
            let line = text.lines().find(|line| line.starts_with("VmHWM:"))?;
            line.split_whitespace().nth(1)?.parse::<u64>().ok()
        });
        most = most.max(told.map(|kilobytes| kilobytes * 1024));
        if let Some(status) = child.try_wait()? {
            ensure!(status.success(), "a timed command failed");
            return Ok((start.elapsed(), most));
        }
        thread::sleep(LOOK_EVERY);
    }
}

fn time(binary: &Path, arguments: &[&str]) -> Result<Duration> {
    let mut best = Duration::MAX;
    for _ in 0..RUNS {
        let start = Instant::now();
        Command::new(binary).args(arguments).stdin(Stdio::null()).stdout(Stdio::null()).status()?;
        best = best.min(start.elapsed());
    }
    Ok(best)
}

/// The surest wrong answers.
fn errors(binary: &Path, folder: &Path) -> Result<String> {
    let mut gold: BTreeMap<String, (bool, String)> = BTreeMap::new();
    for line in fs::read_to_string(folder.join("gold.tsv"))?.lines().skip(1) {
        let cells: Vec<&str> = line.split('\t').collect();
        if let [id, is_match, source, tier, ..] = cells[..] {
            gold.insert(id.to_owned(), (is_match == "true", format!("{source} {tier}")));
        }
    }
    let done = Command::new(binary)
        .args(["names", "match", "--format", "jsonl"])
        .arg(folder.join("cases.jsonl"))
        .output()
        .context("cannot run the program")?;
    let mut wrong: Vec<(bool, f64, String, String)> = Vec::new();
    for line in String::from_utf8_lossy(&done.stdout).lines() {
        let answer: Value = serde_json::from_str(line)?;
        let (Some(id), Some(score)) = (answer["id"].as_str(), answer["score"].as_f64()) else { continue };
        let Some((is_match, tier)) = gold.get(id).filter(|(_, tier)| !tier.ends_with("other_name")) else {
            continue;
        };
        if answer["match"].as_bool() != Some(*is_match) {
            wrong.push((*is_match, score, id.to_owned(), tier.clone()));
        }
    }
    let mut page = String::new();
    for (missed, title) in [(false, "Taken for one and not"), (true, "Not found")] {
        let mut rows: Vec<_> = wrong.iter().filter(|row| row.0 == missed).collect();
        rows.sort_by(|a, b| {
            if missed { a.1.total_cmp(&b.1) } else { b.1.total_cmp(&a.1) }.then_with(|| a.2.cmp(&b.2))
        });
        let _ = writeln!(
            page,
            "\n## {title}: {} cases, the worst\n\n| case | tier | score |\n| --- | --- | ---: |",
            rows.len()
        );
        for (_, score, id, tier) in rows.iter().take(ERRORS) {
            let _ = writeln!(page, "| {id} | {tier} | {score:.2} |");
        }
    }
    Ok(page)
}
