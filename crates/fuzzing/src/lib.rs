//! What must hold whatever comes in: the checks of the HTML, text and archive readers that the tests here and the
//! targets in `fuzz/` share, and a mutator for the tests, which run on any compiler and for a bounded time.

mod mutate;

pub use mutate::{Chance, mutate};

use flate2::{Compression, write::GzEncoder};
use std::{
    collections::BTreeMap,
    io::Write,
    time::{Duration, Instant},
};
use tidings_collect::{Collected, LARGEST_CAPTURE};
use tidings_model::{Article, Capture, Hints, Media, Source};

/// A second as it ships; tests are built with little optimisation and run beside others.
const LONGEST: Duration = Duration::from_secs(if cfg!(debug_assertions) { 10 } else { 1 });

/// Times the check is repeated before an input counts as slow: the machine may be busy.
const TRIES: usize = 3;

/// Reads bytes as a page.
pub fn html(bytes: &[u8]) {
    check(Media::Html, bytes);
}

/// Reads bytes as a text dump. Nothing of it may be lost: each letter stands in the text or in what was dropped.
pub fn text(bytes: &[u8]) {
    let article = check(Media::Text, bytes);
    let Ok(given) = std::str::from_utf8(bytes) else { return };
    // Zeros make a text something else: UTF-16, or no text at all.
    if bytes.contains(&0) || article.warnings.iter().any(|warning| warning.contains("not text")) {
        return;
    }
    let mut balance: BTreeMap<char, i64> = BTreeMap::new();
    let dropped = article.dropped.iter().map(|dropped| dropped.text.as_str());
    for kept in dropped.chain([article.text.as_str()]) {
        letters(kept).for_each(|c| *balance.entry(c).or_default() += 1);
    }
    letters(given).for_each(|c| *balance.entry(c).or_default() -= 1);
    let lost: String = balance.iter().filter(|(_, count)| **count < 0).map(|(c, _)| *c).collect();
    assert!(lost.is_empty(), "{lost:?} of the input are neither in the text nor dropped");
}

fn letters(text: &str) -> impl Iterator<Item = char> {
    text.chars().filter(|c| c.is_alphanumeric())
}

/// Reads bytes as an archive, then the same packed, then each page in it.
pub fn archive(bytes: &[u8]) {
    for name in ["fuzz.warc", "fuzz.zip", "fuzz.jsonl", "fuzz.mht", "fuzz.txt"] {
        collect(name, bytes);
    }
    let captures = collect("fuzz.warc", bytes);
    if !bytes.starts_with(&[0x1f, 0x8b]) {
        let mut packed = GzEncoder::new(Vec::new(), Compression::fast());
        packed.write_all(bytes).expect("memory takes all");
        // The same comes out of one packed member, save where damage lets a packed one be left as a whole.
        let from_packed = collect("fuzz.warc.gz", &packed.finish().expect("memory takes all"));
        assert_eq!(from_packed.len(), captures.len(), "packed and plain differ");
    }
    for capture in captures {
        assert_exact(&tidings_read::read(&capture));
    }
}

/// Takes what an input holds; its progress and its captures stay within its bounds.
fn collect(name: &str, bytes: &[u8]) -> Vec<Capture> {
    let (mut captures, mut progress) = (Vec::new(), 0);
    timed(|| {
        (captures, progress) = (Vec::new(), 0);
        tidings_collect::from_memory(name, bytes, &mut |item| match item {
            Collected::Capture(capture) => captures.push(capture),
            Collected::Progress(bytes) => progress += bytes,
            Collected::Failure(failure) => {
                assert!(failure.place.starts_with(name) && !failure.reason.is_empty())
            }
            Collected::Skipped(_) => {}
        });
    });
    assert_eq!(progress, bytes.len() as u64, "progress of {name}");
    for capture in &captures {
        assert!(capture.bytes.len() as u64 <= LARGEST_CAPTURE);
    }
    captures
}

fn check(media: Media, bytes: &[u8]) -> Article {
    let source = Source { id: "made".to_owned(), sha256: "0".repeat(64), ..Source::default() };
    let capture = Capture { source, media, bytes: bytes.to_vec(), charset: None, hints: Hints::default() };
    let mut article = Article::default();
    timed(|| article = tidings_read::read(&capture));
    assert_exact(&article);
    article
}

fn timed(mut work: impl FnMut()) {
    let slow = (0..TRIES).all(|_| {
        let start = Instant::now();
        work();
        start.elapsed() > LONGEST
    });
    assert!(!slow, "more than {LONGEST:?}");
}

/// Blocks lie in order with one blank line between them and hold all of the text; sentences lie in blocks, in order; what
/// was dropped lies where it says; every offset is a character's.
fn assert_exact(article: &Article) {
    let text = &article.text;
    let piece = |start: usize, end: usize| {
        text.get(start..end).unwrap_or_else(|| panic!("{start}..{end} of {} bytes", text.len()))
    };
    let mut end = 0;
    for (index, block) in article.blocks.iter().enumerate() {
        assert_eq!(block.start, if index == 0 { 0 } else { end + 2 }, "one blank line between blocks");
        assert!(!piece(block.start, block.end).trim().is_empty(), "an empty block");
        end = block.end;
    }
    assert_eq!(end, text.len(), "the text is its blocks");
    let mut blocks = article.blocks.iter();
    let mut block = blocks.next();
    let mut before = 0;
    for sentence in &article.sentences {
        assert!(!piece(sentence.start, sentence.end).is_empty(), "an empty sentence");
        assert!(before <= sentence.start, "sentences are in order");
        before = sentence.end;
        while block.is_some_and(|block| block.end < sentence.end) {
            block = blocks.next();
        }
        assert!(block.is_some_and(|block| block.start <= sentence.start), "a sentence across blocks");
    }
    for dropped in &article.dropped {
        piece(dropped.at, text.len());
    }
    if let Some(evidence) = article.published.evidence {
        piece(evidence.start, evidence.end);
    }
    assert!((0.0..=1.0).contains(&article.language.confidence));
}
