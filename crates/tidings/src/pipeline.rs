//! The way of the data: captures → articles → brief, in batches, in the order of the inputs.

use crate::watch::{self, Noise, Progress};
use rayon::prelude::*;
use rustc_hash::FxHashMap;
use std::{
    io,
    panic::{self, AssertUnwindSafe},
    sync::Arc,
};
use tidings_collect::{Collected, Failure, Input};
use tidings_lists::List;
use tidings_model::{Article, Basis, Brief, Capture};
use tidings_names::Decisions;

/// What the user says about all inputs.
#[derive(Debug, Clone, Default)]
pub struct Options {
    /// Publication date of inputs that give none.
    pub published: Option<String>,
    /// Language of all inputs.
    pub language: Option<String>,
    /// Lists against which names are checked.
    pub lists: Arc<Vec<List>>,
    /// What a person has decided on who is who.
    pub decisions: Arc<Decisions>,
}

/// How a run ended.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Summary {
    pub(crate) articles: usize,
    pub(crate) failures: usize,
    pub(crate) skipped: usize,
}

/// Captures are worked on together up to this many bytes or captures: enough for all cores, little memory.
const BATCH_BYTES: usize = 8 << 20;
const BATCH_CAPTURES: usize = 512;

static EXAMPLES: &[(&str, &[u8])] = include!(concat!(env!("OUT_DIR"), "/examples.rs"));

/// One capture as an annotated article. Never fails; see [`Article::warnings`].
pub fn article(capture: &Capture, options: &Options) -> Article {
    let mut hinted;
    let capture = match &options.language {
        Some(language) if capture.hints.language.is_none() => {
            hinted = capture.clone();
            hinted.hints.language = Some(language.clone());
            &hinted
        }
        _ => capture,
    };
    let mut article = tidings_read::read(capture);
    if let (None, Some(date)) = (&article.published.value, &options.published) {
        let grain = ["year", "month", "day"][date.matches('-').count().min(2)];
        article.published.value = Some(date.clone());
        article.published.grain = Some(grain.to_owned());
        article.published.basis = Basis::Metadata;
        article.published.evidence_text = Some(format!("--published {date}"));
    }
    tidings_annotate::annotate(&mut article);
    tidings_lists::mark_article(&options.lists, &mut article);
    article
}

/// A defect of ours on one capture must not lose the others: it is a failure that names the capture.
fn guarded_article(capture: &Capture, options: &Options) -> Result<Article, Failure> {
    panic::catch_unwind(AssertUnwindSafe(|| article(capture, options))).map_err(|_| Failure {
        place: capture.source.id.clone(),
        reason: "a defect in tidings stopped the reading of this capture".to_owned(),
        hint: Some("please report it with the capture; the others were read".to_owned()),
    })
}

/// The brief of captures, in their order; see [`article`].
pub fn brief(captures: &[Capture], options: &Options) -> Brief {
    let mut articles: Vec<Article> = captures.par_iter().map(|capture| article(capture, options)).collect();
    let mut ids = Ids::default();
    articles.iter_mut().for_each(|article| ids.make_unique(article));
    relate(articles, options)
}

fn relate(articles: Vec<Article>, options: &Options) -> Brief {
    let mut brief = tidings_relate::relate_deciding(articles, &options.decisions);
    tidings_lists::mark_entities(&options.lists, &mut brief.entities);
    brief
}

/// The brief of the corpus that ships inside the binary.
pub fn brief_of_examples() -> Brief {
    let mut captures = Vec::new();
    for (name, bytes) in EXAMPLES {
        tidings_collect::from_memory(name, bytes, &mut |item| {
            if let Collected::Capture(capture) = item {
                captures.push(capture);
            }
        });
    }
    brief(&captures, &Options::default())
}

/// Article ids stay unique when the same bytes are met again.
#[derive(Default)]
struct Ids(FxHashMap<String, usize>);

impl Ids {
    fn make_unique(&mut self, article: &mut Article) {
        let seen = self.0.entry(article.id.clone()).or_insert(0);
        *seen += 1;
        if *seen > 1 {
            article.id = format!("{}-{seen}", article.id);
        }
    }
}

/// A run over inputs, with what it tells the person who watches.
pub(crate) struct Run<'o> {
    options: &'o Options,
    noise: Noise,
}

impl<'o> Run<'o> {
    pub(crate) fn new(options: &'o Options, noise: Noise) -> Self {
        Self { options, noise }
    }

    /// A note for a person; not said when quiet.
    pub(crate) fn note(&self, text: &str) {
        if self.noise >= Noise::Normal {
            eprintln!("note: {text}");
        }
    }

    /// Annotates everything from the inputs and hands it over in the order of the inputs.
    pub(crate) fn articles(
        &self,
        inputs: &[Input],
        each: &mut dyn FnMut(Article) -> io::Result<()>,
    ) -> io::Result<Summary> {
        let progress = Progress::new(tidings_collect::total_bytes(inputs), self.noise);
        self.work(progress, each, |sink| tidings_collect::collect(inputs, sink))
    }

    /// The same for the corpus that ships inside the binary.
    pub(crate) fn examples(&self, each: &mut dyn FnMut(Article) -> io::Result<()>) -> io::Result<Summary> {
        self.work(Progress::new(None, Noise::Quiet), each, |sink| {
            EXAMPLES.iter().for_each(|(name, bytes)| tidings_collect::from_memory(name, bytes, sink));
        })
    }

    fn work(
        &self,
        progress: Progress,
        each: &mut dyn FnMut(Article) -> io::Result<()>,
        collect: impl FnOnce(&mut dyn FnMut(Collected)),
    ) -> io::Result<Summary> {
        let mut batch = Batch { run: self, progress, each, ids: Ids::default(), summary: Summary::default() };
        let (mut captures, mut bytes) = (Vec::new(), 0);
        let mut result = Ok(());
        collect(&mut |item| {
            if result.is_err() {
                return;
            }
            match item {
                Collected::Capture(capture) => {
                    bytes += capture.bytes.len();
                    captures.push(capture);
                    if bytes >= BATCH_BYTES || captures.len() >= BATCH_CAPTURES {
                        result = batch.finish(&mut captures);
                        bytes = 0;
                    }
                }
                Collected::Failure(failure) => {
                    result = batch.finish(&mut captures);
                    bytes = 0;
                    batch.failed(&failure);
                }
                Collected::Skipped(path) => {
                    batch.summary.skipped += 1;
                    if self.noise >= Noise::Verbose {
                        batch.progress.say(&format!("skipped `{}`: none of the known kinds", path.display()));
                    }
                }
                Collected::Progress(done) => batch.progress.advance(done, batch.summary.articles),
            }
        });
        result?;
        batch.finish(&mut captures)?;
        batch.progress.finish();
        let summary = batch.summary;
        if summary.skipped > 0 && self.noise == Noise::Normal {
            self.note(&format!(
                "{} files or records of other kinds were skipped; `-v` names them",
                summary.skipped
            ));
        }
        if summary.articles == 0 && summary.failures == 0 {
            self.note(
                "the inputs hold no captures (.txt, .html, .mhtml, .jsonl, .warc, .wet, packed or not, .zip)",
            );
        }
        Ok(summary)
    }

    /// Relates articles.
    pub(crate) fn relate(&self, articles: Vec<Article>) -> Brief {
        relate(articles, self.options)
    }
}

struct Batch<'r, 'o> {
    run: &'r Run<'o>,
    progress: Progress,
    each: &'r mut dyn FnMut(Article) -> io::Result<()>,
    ids: Ids,
    summary: Summary,
}

impl Batch<'_, '_> {
    fn finish(&mut self, captures: &mut Vec<Capture>) -> io::Result<()> {
        let options = self.run.options;
        let articles: Vec<Result<Article, Failure>> =
            captures.par_drain(..).map(|capture| guarded_article(&capture, options)).collect();
        for article in articles {
            let mut article = match article {
                Ok(article) => article,
                Err(failure) => {
                    self.failed(&failure);
                    continue;
                }
            };
            self.ids.make_unique(&mut article);
            self.summary.articles += 1;
            if article.text.is_empty() {
                let reason = article.warnings.first().cloned().unwrap_or_else(|| "no text in it".to_owned());
                self.failed(&Failure { place: article.source.id.clone(), reason, hint: None });
            } else if self.run.noise >= Noise::Verbose {
                for warning in &article.warnings {
                    self.progress.say(&format!("warning: `{}`: {warning}", article.source.id));
                }
            }
            (self.each)(article)?;
        }
        Ok(())
    }

    fn failed(&mut self, failure: &Failure) {
        self.summary.failures += 1;
        self.progress.say(&watch::failure(failure));
    }
}
