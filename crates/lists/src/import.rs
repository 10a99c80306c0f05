//! Reads lists in the forms in which they are published. The form is told by the content.

mod delimited;
mod ftm;
mod xml;

use crate::entries::Entries;
use flate2::read::MultiGzDecoder;
use rayon::prelude::*;
use serde::{Deserialize, Serialize};
use std::io::Read;
use tidings_names::compare::Kind;

/// A form in which lists are published.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Format {
    /// Consolidated list of the UN Security Council, XML.
    UnXml,
    /// List of the US Treasury's OFAC, XML.
    OfacXml,
    /// The same as `sdn.csv`, `alt.csv`, `add.csv`, without headers.
    OfacCsv,
    /// Consolidated financial sanctions list of the European Union, XML.
    EuXml,
    /// The same as CSV.
    EuCsv,
    /// OpenSanctions or other FollowTheMoney entities, JSON lines.
    Ftm,
    /// OpenSanctions' `targets.simple.csv`.
    SimpleCsv,
    /// A plain table: a name a line, columns parted by tabs.
    Tsv,
}

impl Format {
    /// Whose list it is, for a person.
    pub fn title(self) -> &'static str {
        match self {
            Self::UnXml => "UN Security Council",
            Self::OfacXml | Self::OfacCsv => "US Treasury OFAC",
            Self::EuXml | Self::EuCsv => "European Union",
            Self::Ftm | Self::SimpleCsv => "OpenSanctions",
            Self::Tsv => "table",
        }
    }
}

/// A name of an entry.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Listed {
    /// As the list writes it.
    pub text: String,
    /// The list itself calls it weak: a nickname, a name of many.
    pub weak: bool,
}

/// An entry of a list with its names, the main one first.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// The list's own reference.
    pub id: String,
    /// What it is, where the list tells.
    pub kind: Option<Kind>,
    /// Its names; at least one.
    pub names: Vec<Listed>,
    /// Programme or topic it is listed for.
    pub programme: String,
}

/// A row that could not be read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problem {
    /// Line in the file (after unpacking), from 1.
    pub line: u64,
    /// What is wrong.
    pub what: String,
}

/// What a file holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Import {
    /// Its form.
    pub format: Format,
    /// Day of the list, where it tells.
    pub date: Option<String>,
    /// Its entries, in its order.
    pub entries: Entries,
    /// Rows that were skipped because something is wrong with them.
    pub problems: Vec<Problem>,
    /// Rows that hold no names of persons, bodies or ships (addresses).
    pub passed_over: usize,
}

impl Import {
    fn new(format: Format) -> Self {
        Self { format, date: None, entries: Entries::default(), problems: Vec::new(), passed_over: 0 }
    }

    /// Puts the entries of another file of the same list beside these: names of one id are joined (`sdn.csv` and `alt.csv`).
    pub fn join(&mut self, other: Self) {
        other.entries.iter().for_each(|entry| self.entries.push(&entry));
        self.entries.join_repeated();
        self.problems.extend(other.problems);
        self.passed_over += other.passed_over;
        self.date = self.date.take().max(other.date);
    }
}

impl Entry {
    pub(crate) fn add_names(&mut self, names: Vec<Listed>) {
        for name in names {
            if self.names.iter().all(|known| known.text != name.text) {
                self.names.push(name);
            }
        }
    }
}

/// Lines that are read together: what becomes of them is not kept for a whole file.
const BLOCK: usize = 1 << 14;

/// Reads each line of a text by itself, in parallel, and hands on what came of it in order, with the line's number.
fn read_lines<R: Send>(text: &str, read: impl Fn(usize, &str) -> R + Sync, mut each: impl FnMut(usize, R)) {
    let mut lines = (1..).zip(text.lines());
    let mut block: Vec<(usize, &str)> = Vec::with_capacity(BLOCK);
    loop {
        block.clear();
        block.extend(lines.by_ref().take(BLOCK));
        if block.is_empty() {
            return;
        }
        let made: Vec<R> = block.par_iter().map(|&(number, line)| read(number, line)).collect();
        block.iter().zip(made).for_each(|(&(number, _), made)| each(number, made));
    }
}

/// Collects the names of an entry; what is empty or stands there already is left out.
#[derive(Default)]
struct Names(Vec<Listed>);

impl Names {
    fn add(&mut self, text: &str, weak: bool) {
        let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
        let is_name = text.chars().any(char::is_alphanumeric);
        if is_name && self.0.iter().all(|known| known.text != text) {
            self.0.push(Listed { text, weak });
        }
    }

    /// Several names in one cell, with semicolons between them.
    fn add_all(&mut self, cell: &str, weak: bool) {
        cell.split(';').for_each(|text| self.add(text, weak));
    }
}

/// Reads a file of any of the forms; gzip is unpacked. The error is for a person.
pub fn import(bytes: &[u8]) -> Result<Import, String> {
    let mut unpacked = Vec::new();
    let bytes = if bytes.starts_with(&[0x1f, 0x8b]) {
        MultiGzDecoder::new(bytes)
            .read_to_end(&mut unpacked)
            .map_err(|error| format!("broken gzip: {error}"))?;
        &unpacked
    } else {
        bytes
    };
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    let text = String::from_utf8_lossy(bytes);
    let head: &str = &text[..text.floor_char_boundary(8192)];
    let trimmed = head.trim_start();
    if trimmed.is_empty() {
        return Err("the file is empty".to_owned());
    }
    if trimmed.starts_with('<') {
        return xml::read(&text, head);
    }
    if trimmed.starts_with('{') {
        return Ok(ftm::read(&text));
    }
    delimited::read(&text, head)
}
