//! `tidings names match`: judges pairs of names.

use crate::flags::{ListFormat, MatchFlags};
use crate::output::Output;
use crate::pipeline::Summary;
use crate::watch;
use rayon::prelude::*;
use serde::{Deserialize, Serialize};
use std::borrow::Cow;
use std::io::{self, Read, Write};
use std::path::Path;
use tidings_names::compare::{Judgement, Kind, Name, judge};

/// Lines judged by one thread at a time.
const CHUNK: usize = 64;

#[derive(Deserialize)]
struct Pair<'a> {
    /// Any JSON value; comes out as it went in.
    #[serde(borrow)]
    id: &'a serde_json::value::RawValue,
    #[serde(borrow)]
    a: Cow<'a, str>,
    #[serde(borrow)]
    b: Cow<'a, str>,
    #[serde(borrow, default)]
    kind: Option<Cow<'a, str>>,
}

#[derive(Serialize)]
struct Judged<'a> {
    id: &'a serde_json::value::RawValue,
    score: f32,
    r#match: bool,
    why: &'a str,
}

pub(super) fn run(flags: &MatchFlags) -> io::Result<Summary> {
    let mut output = Output::open(None)?;
    let summary = match (&flags.file, &flags.a, &flags.b) {
        (Some(file), ..) => file_of_pairs(file, flags.format, &mut output)?,
        (None, Some(a), Some(b)) => {
            let kind = Kind::from(flags.kind);
            let judged = judge(&Name::new(a, kind), &Name::new(b, kind));
            match flags.format.unwrap_or(ListFormat::Text) {
                ListFormat::Text => output.write_all(text(&judged).as_bytes())?,
                ListFormat::Jsonl => {
                    let line = serde_json::json!({
                        "score": rounded(judged.score), "match": judged.matched, "why": judged.why,
                    });
                    writeln!(output, "{line}")?;
                }
            }
            Summary::default()
        }
        _ => Summary::default(),
    };
    output.finish()?;
    Ok(summary)
}

fn text(judged: &Judgement) -> String {
    let verdict = if judged.matched { "match" } else { "no match" };
    format!("{verdict} {:.2}  {}\n", judged.score, judged.why)
}

fn rounded(score: f32) -> f32 {
    (score * 10_000.0).round() / 10_000.0
}

fn file_of_pairs(file: &Path, format: Option<ListFormat>, output: &mut Output) -> io::Result<Summary> {
    let text = read_text(file)?;
    let lines: Vec<&str> = text.lines().collect();
    let chunks: Vec<(Vec<u8>, Vec<String>)> = lines
        .par_chunks(CHUNK)
        .enumerate()
        .map(|(chunk, lines)| {
            let (mut out, mut problems) = (Vec::with_capacity(lines.len() * 160), Vec::new());
            for (at, line) in lines.iter().enumerate().filter(|(_, line)| !line.trim().is_empty()) {
                if let Err(error) = one(line, format, &mut out) {
                    problems.push(format!("`{}`, line {}: {error}", file.display(), chunk * CHUNK + at + 1));
                }
            }
            (out, problems)
        })
        .collect();
    let mut summary = Summary::default();
    for (out, problems) in chunks {
        output.write_all(&out)?;
        for problem in problems {
            watch::error(
                &problem,
                Some("a line is {\"id\", \"a\", \"b\", \"kind\": \"person | organisation | vessel\"}"),
            );
            summary.failures += 1;
        }
    }
    Ok(summary)
}

/// The file's text, or standard input's for `-`.
fn read_text(file: &Path) -> io::Result<String> {
    let mut bytes = Vec::new();
    if file.as_os_str() == "-" {
        io::stdin().lock().read_to_end(&mut bytes)?;
    } else {
        bytes = std::fs::read(file).map_err(|error| {
            io::Error::new(error.kind(), format!("cannot read `{}`: {error}", file.display()))
        })?;
    }
    Ok(String::from_utf8(bytes)
        .unwrap_or_else(|error| String::from_utf8_lossy(error.as_bytes()).into_owned()))
}

fn one(line: &str, format: Option<ListFormat>, out: &mut Vec<u8>) -> Result<(), String> {
    let pair: Pair = serde_json::from_str(line).map_err(|error| error.to_string())?;
    let kind = match pair.kind.as_deref() {
        None | Some("person") => Kind::Person,
        Some("organisation" | "organization") => Kind::Organisation,
        Some("vessel") => Kind::Vessel,
        Some(other) => return Err(format!("no kind `{other}`")),
    };
    let judged = judge(&Name::new(&pair.a, kind), &Name::new(&pair.b, kind));
    match format {
        Some(ListFormat::Text) => {
            out.extend(format!("{} = {}\n  {}", pair.a, pair.b, text(&judged)).as_bytes());
        }
        _ => {
            let line = Judged {
                id: pair.id,
                score: rounded(judged.score),
                r#match: judged.matched,
                why: &judged.why,
            };
            serde_json::to_writer(&mut *out, &line).map_err(|error| error.to_string())?;
            out.push(b'\n');
        }
    }
    Ok(())
}
