//! Scores what the program prints against a hand-made reference.
//!
//! A development tool, no part of the program: `cargo xtask eval` writes its boards into `eval/`, and a test of
//! `crates/tidings` fails when the committed board is not what the program does.
//!
//! The program is run as its user runs it: one `brief` over all captures, and one `read` with the publication dates given,
//! so that relative times can be judged apart from the dating of the article.

mod board;
mod gold;
mod measure;

pub use gold::Gold;

use anyhow::{Context, Result, bail};
use board::{Privacy, board};
use std::collections::BTreeMap;
use std::path::Path;
use tidings_model::{Article, Brief};

/// Runs the program: arguments and standard input in, standard output back.
pub type Run<'a> = dyn Fn(&[String], Option<&[u8]>) -> Result<Vec<u8>> + 'a;

/// One figure of a board.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Figure {
    /// Part of what was asked for, 0 to 1; more is better.
    Share(f64),
    /// A count of mistakes or of things shown.
    Count(usize),
}

/// Something that was asked for and not given, or given and wrong.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Miss {
    /// Which figure it lowers.
    pub kind: &'static str,
    /// Key of the article, or what the miss is about where it is about several.
    pub place: String,
    /// Number of the item in its list of the reference, from 1.
    pub number: usize,
    /// What was wanted, and what came.
    pub what: String,
}

/// Figures and misses of one reference.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Score {
    /// In the order of the program's rooms.
    pub figures: Vec<(&'static str, Figure)>,
    /// In the same order.
    pub misses: Vec<Miss>,
}

impl Score {
    /// Adds a share and its misses.
    fn share(&mut self, name: &'static str, hits: Vec<Hit>) {
        let share = if hits.is_empty() {
            0.0
        } else {
            hits.iter().filter(|hit| hit.ok).count() as f64 / hits.len() as f64
        };
        self.figures.push((name, Figure::Share(share)));
        self.misses(name, hits);
    }

    /// Adds misses without a figure.
    fn misses(&mut self, kind: &'static str, hits: Vec<Hit>) {
        self.misses.extend(hits.into_iter().filter(|hit| !hit.ok && !hit.what.is_empty()).map(|hit| Miss {
            kind,
            place: hit.place,
            number: hit.number,
            what: hit.what,
        }));
    }

    fn count(&mut self, name: &'static str, count: usize) {
        self.figures.push((name, Figure::Count(count)));
    }
}

/// One item of the reference, judged.
struct Hit {
    ok: bool,
    place: String,
    number: usize,
    /// Empty where another figure already lists the same miss.
    what: String,
}

/// What the program printed, by the reference's keys.
struct Printed {
    brief: Brief,
    /// Reference key → index into the brief's articles.
    by_key: BTreeMap<String, usize>,
    /// Article id → reference key.
    key_of: BTreeMap<String, String>,
    /// The reading with dates given.
    dated: BTreeMap<String, Article>,
}

impl Printed {
    fn article(&self, key: &str) -> &Article {
        &self.brief.articles[self.by_key[key]]
    }
}

/// Runs the program on the captures of `folder` and scores it against `gold`.
///
/// Paths are given to the program as `folder` joined with the reference's file names.
pub fn score(gold: &Gold, folder: &Path, run: &Run) -> Result<Score> {
    let printed = print(gold, folder, run)?;
    Ok(measure::measure(gold, &printed))
}

/// The page `eval/examples.md`.
pub fn examples_board(gold: &Gold, folder: &Path, run: &Run) -> Result<String> {
    let about = "The example corpus `examples/summit`, as `cargo xtask eval examples` scores it. \
                 Shares run from 0 to 1; counts are of mistakes, but for `discrepancies_shown`.";
    Ok(board("Example corpus", about, &score(gold, folder, run)?, Privacy::Open))
}

/// The page `eval/seeds.md`: captures that are no part of the repository.
pub fn seeds_board(gold: &Gold, folder: &Path, run: &Run) -> Result<String> {
    let about = "Five captures of the real press that are no part of the repository, as `cargo xtask eval seeds` scores them. \
                 Misses are named by capture and by number in the reference.";
    Ok(board("Seed captures", about, &score(gold, folder, run)?, Privacy::Closed))
}

fn print(gold: &Gold, folder: &Path, run: &Run) -> Result<Printed> {
    // A key is a file name, or `file.jsonl#id`.
    let mut files: Vec<&str> = gold.articles.keys().map(|key| file_of(key)).collect();
    files.dedup();
    let mut arguments = vec!["brief".to_owned(), "--format".to_owned(), "json".to_owned()];
    arguments.extend(files.iter().map(|file| folder.join(file).to_string_lossy().into_owned()));
    let out = run(&arguments, None)?;
    let brief: Brief = serde_json::from_slice(&out).context("the brief is not what the contract says")?;

    let members: BTreeMap<&str, &str> =
        gold.articles.keys().filter_map(|key| Some((key.split_once('#')?.1, key.as_str()))).collect();
    let (mut by_key, mut key_of) = (BTreeMap::new(), BTreeMap::new());
    for (index, article) in brief.articles.iter().enumerate() {
        let source = article.source.id.as_str();
        let name = source.rsplit(['/', '\\']).next().unwrap_or(source);
        let key = members.get(source).copied().unwrap_or(name);
        by_key.insert(key.to_owned(), index);
        key_of.insert(article.id.clone(), key.to_owned());
    }

    let mut lines = String::new();
    for (key, wanted) in &gold.articles {
        if !by_key.contains_key(key) {
            bail!("the brief has no article for {key}");
        }
        let mut line = capture(folder, key)?;
        line["id"] = key.as_str().into();
        line["published"] = wanted.published.value.as_str().into();
        lines.push_str(&line.to_string());
        lines.push('\n');
    }
    let arguments = ["read", "--format", "jsonl", "-"].map(str::to_owned);
    let out = run(&arguments, Some(lines.as_bytes()))?;
    let mut dated = BTreeMap::new();
    for line in String::from_utf8(out)?.lines().filter(|line| !line.trim().is_empty()) {
        let article: Article =
            serde_json::from_str(line).context("an article is not what the contract says")?;
        dated.insert(article.source.id.clone(), article);
    }
    if let Some(key) = gold.articles.keys().find(|key| !dated.contains_key(*key)) {
        bail!("the reading has no article for {key}");
    }
    Ok(Printed { brief, by_key, key_of, dated })
}

fn file_of(key: &str) -> &str {
    key.split_once('#').map_or(key, |(file, _)| file)
}

/// A capture as a line of the program's JSONL input.
fn capture(folder: &Path, key: &str) -> Result<serde_json::Value> {
    let path = folder.join(file_of(key));
    let text = std::fs::read_to_string(&path).with_context(|| format!("cannot read {}", path.display()))?;
    let Some((_, member)) = key.split_once('#') else {
        let field = if key.ends_with(".html") { "html" } else { "text" };
        return Ok(serde_json::json!({ field: text }));
    };
    let lines = text.lines().filter_map(|line| serde_json::from_str::<serde_json::Value>(line).ok());
    lines
        .into_iter()
        .find(|line| line["id"] == member)
        .with_context(|| format!("{} has no line with the id {member}", path.display()))
}
