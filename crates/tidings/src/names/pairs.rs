//! `tidings names match`: judges pairs of names.

use crate::flags::{ListFormat, MatchFlags};
use crate::output::Output;
use crate::pipeline::Summary;
use crate::watch;
use rayon::prelude::*;
use rustc_hash::FxHashMap;
use serde::{Deserialize, Serialize};
use std::borrow::Cow;
use std::io::{self, Read, Write};
use std::path::Path;
use tidings_names::compare::{Judgement, Kind, Name, judge};

/// Lines worked on together. Each name in them is made ready once (a list of pairs has one name beside many); half a kilobyte a name.
const BLOCK: usize = 1 << 14;
/// Lines judged by one thread at a time.
const CHUNK: usize = 128;

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
    let mut summary = Summary::default();
    let mut block: Vec<(usize, &str)> = Vec::with_capacity(BLOCK);
    let mut lines = (1..).zip(text.lines()).filter(|(_, line)| !line.trim().is_empty());
    loop {
        block.clear();
        block.extend(lines.by_ref().take(BLOCK));
        if block.is_empty() {
            return Ok(summary);
        }
        let (judged, problems) = judge_block(&block, format);
        judged.iter().try_for_each(|out| output.write_all(out))?;
        for (line, problem) in problems {
            watch::error(
                &format!("`{}`, line {line}: {problem}", file.display()),
                Some("a line is {\"id\", \"a\", \"b\", \"kind\": \"person | organisation | vessel\"}"),
            );
            summary.failures += 1;
        }
    }
}

/// The answers to a block of numbered lines, and what is wrong with which lines.
fn judge_block(block: &[(usize, &str)], format: Option<ListFormat>) -> (Vec<Vec<u8>>, Vec<(usize, String)>) {
    let read: Vec<Result<(Pair, Kind), String>> =
        block.par_iter().with_min_len(CHUNK).map(|(_, line)| read_pair(line)).collect();
    let mut places: FxHashMap<(&str, Kind), u32> = FxHashMap::default();
    let mut distinct: Vec<(&str, Kind)> = Vec::new();
    let mut place = |text, kind| {
        *places.entry((text, kind)).or_insert_with(|| {
            distinct.push((text, kind));
            distinct.len() as u32 - 1
        })
    };
    let (mut pairs, mut problems) = (Vec::with_capacity(block.len()), Vec::new());
    for (&(line, _), read) in block.iter().zip(&read) {
        match read {
            Ok((pair, kind)) => pairs.push((pair, place(&pair.a, *kind), place(&pair.b, *kind))),
            Err(problem) => problems.push((line, problem.clone())),
        }
    }
    let names: Vec<Name> =
        distinct.par_iter().with_min_len(CHUNK).map(|&(text, kind)| Name::new(text, kind)).collect();
    let judged = pairs
        .par_chunks(CHUNK)
        .map(|pairs| {
            let mut out = Vec::with_capacity(pairs.len() * 160);
            for &(pair, a, b) in pairs {
                let judged = judge(&names[a as usize], &names[b as usize]);
                write_judged(pair, &judged, format, &mut out);
            }
            out
        })
        .collect();
    (judged, problems)
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

fn read_pair(line: &str) -> Result<(Pair<'_>, Kind), String> {
    let pair: Pair = serde_json::from_str(line).map_err(|error| error.to_string())?;
    let kind = match pair.kind.as_deref() {
        None | Some("person") => Kind::Person,
        Some("organisation" | "organization") => Kind::Organisation,
        Some("vessel") => Kind::Vessel,
        Some(other) => return Err(format!("no kind `{other}`")),
    };
    Ok((pair, kind))
}

fn write_judged(pair: &Pair, judged: &Judgement, format: Option<ListFormat>, out: &mut Vec<u8>) {
    if format == Some(ListFormat::Text) {
        out.extend(format!("{} = {}\n  {}", pair.a, pair.b, text(judged)).as_bytes());
        return;
    }
    let line =
        Judged { id: pair.id, score: rounded(judged.score), r#match: judged.matched, why: &judged.why };
    let before = out.len();
    // Strings and numbers alone cannot fail to be written.
    match serde_json::to_writer(&mut *out, &line) {
        Ok(()) => out.push(b'\n'),
        Err(_) => out.truncate(before),
    }
}
