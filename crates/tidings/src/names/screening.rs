//! `tidings names screen`: names in, listed entries out.

use crate::flags::{ListFormat, ScreenFlags};
use crate::output::Output;
use crate::pipeline::Summary;
use crate::watch;
use rayon::prelude::*;
use serde::Serialize;
use std::fmt::Write as _;
use std::io::{self, BufRead, Write};
use tidings_lists::{Hit, List, Query, screen};
use tidings_names::compare::Kind;

/// Lines that are worked on together.
const BATCH: usize = 2048;
/// Aliases of a hit that the text shows.
const ALIASES: usize = 4;

#[derive(Serialize)]
struct Screened<'a> {
    name: &'a str,
    hits: Vec<Hit>,
}

pub(super) fn run(flags: &ScreenFlags) -> io::Result<Summary> {
    let lists = super::open_lists(flags.lists.as_deref())?;
    if lists.is_empty() {
        watch::error("no list to screen against", Some("`tidings names import FILE` keeps one"));
        return Ok(Summary { failures: 1, ..Summary::default() });
    }
    let mut output = Output::open(None)?;
    if !flags.names.is_empty() {
        batch(&flags.names, &lists, flags, &mut output)?;
    } else {
        let mut lines: Box<dyn Iterator<Item = io::Result<String>>> = match &flags.file {
            Some(path) if path.as_os_str() != "-" => {
                let text = String::from_utf8_lossy(&super::read_bytes(path)?).into_owned();
                Box::new(text.lines().map(|line| Ok(line.to_owned())).collect::<Vec<_>>().into_iter())
            }
            _ => Box::new(io::stdin().lock().lines()),
        };
        loop {
            let names: Vec<String> = lines.by_ref().take(BATCH).collect::<io::Result<_>>()?;
            if names.is_empty() {
                break;
            }
            batch(&names, &lists, flags, &mut output)?;
        }
    }
    output.finish()?;
    Ok(Summary::default())
}

fn batch(names: &[String], lists: &[List], flags: &ScreenFlags, output: &mut Output) -> io::Result<()> {
    let rendered: Vec<String> = names
        .par_iter()
        .map(|name| name.trim())
        .filter(|name| !name.is_empty())
        .map(|name| {
            let mut hits = screen(lists, &Query::new(name, flags.kind.map(Kind::from)), flags.least);
            hits.truncate(flags.most);
            match flags.format {
                ListFormat::Text => text(name, &hits),
                ListFormat::Jsonl => serde_json::to_string(&Screened { name, hits })
                    .map(|line| line + "\n")
                    .unwrap_or_default(),
            }
        })
        .collect();
    rendered.iter().try_for_each(|text| output.write_all(text.as_bytes()))
}

fn text(name: &str, hits: &[Hit]) -> String {
    let mut out = format!("{name}\n");
    if hits.is_empty() {
        out.push_str("  no hit\n");
    }
    for hit in hits {
        let sign = if hit.strong { "⚑" } else { "?" };
        let programme =
            if hit.programme.is_empty() { String::new() } else { format!(" [{}]", hit.programme) };
        let _ = writeln!(out, "  {sign} {:.2}  {}  {} {}{programme}", hit.score, hit.name, hit.title, hit.id);
        let aliases: Vec<String> =
            hit.aliases.iter().take(ALIASES).map(|(alias, score)| format!("{alias} {score:.2}")).collect();
        let _ = writeln!(out, "          matched: {}", aliases.join(" · "));
        let _ = writeln!(out, "          why: {}", hit.why);
    }
    out
}
