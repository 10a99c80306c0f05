//! How fast the release binary is, against counting words on the same machine in the same minute.

use anyhow::{Context, Result, ensure};
use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};
use std::{env, fs};
use tidings_model::Article;

/// Size of the made corpus: long enough that start-up does not count, and all of it about a dozen stories, which is the
/// hardest case for what compares articles.
const CORPUS_BYTES: usize = 1 << 20;
/// Every so many words one is changed, so that no two articles are copies.
const CHANGE_EVERY: usize = 3;
/// Runs of a short command; the fastest counts, since other work on the machine only adds.
const SHORT_RUNS: usize = 15;
/// Runs over each article in the same process.
const GRAMMAR_RUNS: usize = 7;
/// Runs of a long command.
const LONG_RUNS: usize = 3;

/// Times the binary and writes `eval/speed.md`.
pub fn run(root: &Path, binary: &Path) -> Result<()> {
    let folder = root.join("examples/summit");
    let place =
        |name: &str| env::temp_dir().join(format!("tidings-speed-{}-{name}.jsonl", std::process::id()));
    let whole = make_corpus(&folder, place("whole"), CORPUS_BYTES)?;
    let half = make_corpus(&folder, place("half"), CORPUS_BYTES / 2)?;
    let news = root.join("../shared/bench/krauts/input.jsonl");
    let measured = measure(&folder, binary, &whole, &half, news.exists().then_some(&news));
    fs::remove_file(&whole.path)?;
    fs::remove_file(&half.path)?;
    super::write(root, "speed", &measured?)
}

/// Articles in a JSONL file.
struct Corpus {
    path: PathBuf,
    articles: usize,
    /// Of the texts alone.
    bytes: usize,
}

fn measure(
    folder: &Path,
    binary: &Path,
    whole: &Corpus,
    half: &Corpus,
    news: Option<&PathBuf>,
) -> Result<String> {
    let time = |runs: usize, command: &mut dyn FnMut() -> Command| -> Result<Duration> {
        let mut best = Duration::MAX;
        for _ in 0..runs {
            let start = Instant::now();
            let status =
                command().stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null()).status()?;
            best = best.min(start.elapsed());
            ensure!(status.code().is_some_and(|code| code <= 1), "a timed command failed");
        }
        Ok(best)
    };
    let ours = |arguments: &[&str], path: Option<&Path>, threads: Option<&str>| {
        let mut command = Command::new(binary);
        command.args(arguments).args(path);
        if let Some(threads) = threads {
            command.env("RAYON_NUM_THREADS", threads);
        }
        command
    };
    let baseline = || {
        let mut command = Command::new("wc");
        command.arg("-w").arg(&whole.path).env("LC_ALL", "C.UTF-8");
        command
    };
    let one_thread = |arguments: &[&str], corpus: &Corpus| ours(arguments, Some(&corpus.path), Some("1"));
    let nothing = time(SHORT_RUNS, &mut || Command::new("true")).context("cannot run `true`")?;
    let version = time(SHORT_RUNS, &mut || ours(&["--version"], None, None))?;
    let one = folder.join("09_npa.txt");
    let read_one = time(SHORT_RUNS, &mut || ours(&["read", "--format", "jsonl"], Some(&one), None))?;
    let brief_examples = time(SHORT_RUNS, &mut || ours(&["brief", "--format", "json"], Some(folder), None))?;
    let words = time(LONG_RUNS, &mut || baseline())?;
    let read = time(LONG_RUNS, &mut || one_thread(&["read", "--format", "jsonl"], whole))?;
    let brief_half = time(LONG_RUNS, &mut || one_thread(&["brief", "--format", "json"], half))?;
    let brief = time(LONG_RUNS, &mut || one_thread(&["brief", "--format", "json"], whole))?;

    let ms = |time: Duration| time.as_secs_f64() * 1000.0;
    let mut page = String::from(
        "# Speed\n\nThe release binary, as `cargo xtask eval speed` times it; the fastest of several runs. \
         Times hold for one machine: compare the ratios.\n\n\
         ## Start\n\n| command | ms | times `true` |\n| --- | ---: | ---: |\n",
    );
    let short = [
        ("`true`", nothing),
        ("`tidings --version`", version),
        ("`tidings read` of one article", read_one),
        ("`tidings brief` of the twenty examples", brief_examples),
    ];
    for (what, time) in short {
        let _ = writeln!(page, "| {what} | {:.1} | {:.1} |", ms(time), ms(time) / ms(nothing));
    }
    let _ = writeln!(
        page,
        "\n## Throughput\n\nArticles made of the examples with every third word changed: many about few stories. One thread.\n\n\
         | command | articles | MB | MB/s | articles/s | time a byte against `wc -w` |\n| --- | ---: | ---: | ---: | ---: | ---: |",
    );
    let rate = |corpus: &Corpus, time: Duration| corpus.bytes as f64 / 1e6 / time.as_secs_f64();
    let rows = [
        ("`wc -w`", whole, words),
        ("`tidings read`", whole, read),
        ("`tidings brief`, half of them", half, brief_half),
        ("`tidings brief`", whole, brief),
    ];
    for (what, corpus, time) in rows {
        let per_second = corpus.articles as f64 / time.as_secs_f64();
        let rate_here = rate(corpus, time);
        let ratio = rate(whole, words) / rate_here;
        let megabytes = corpus.bytes as f64 / 1e6;
        let _ = writeln!(
            page,
            "| {what} | {} | {megabytes:.1} | {rate_here:.2} | {per_second:.0} | {ratio:.0} |",
            corpus.articles
        );
    }
    page += "\n## The grammars, and names\n\nMB/s of texts whose language is known, in one thread of one process. The examples are the corpus above, \
             dense with dates and figures; the German news are those of the bench `krauts`.\n\n\
             | texts | tokens alone | tokens, times and quantities | times and quantities without the tokens | tokens and names \
             | names without the tokens |\n| --- | ---: | ---: | ---: | ---: | ---: |\n";
    page += &grammars("the examples", &whole.path)?;
    if let Some(news) = news {
        page += &grammars("German news", news)?;
    }
    Ok(page)
}

/// The grammars of times and quantities, and names, beside cutting the same texts into tokens, in this process and so in its build: run
/// with `--release`. A row of the table.
fn grammars(what: &str, corpus: &Path) -> Result<String> {
    ensure!(
        !cfg!(debug_assertions),
        "the grammars are timed in a release build: `cargo run --release -p xtask -- eval speed`"
    );
    let lines = fs::read_to_string(corpus)?;
    let mut articles: Vec<Article> = Vec::new();
    for line in lines.lines() {
        let row: serde_json::Value = serde_json::from_str(line)?;
        let text = row["text"].as_str().unwrap_or_default().to_owned();
        let mut article = Article { text, ..Article::default() };
        article.language.code = tidings_language::identify(&article.text).code;
        let language = tidings_language::language(&article.language.code);
        article.sentences =
            tidings_language::sentences(&article.text, &language).into_iter().map(Into::into).collect();
        article.published.value = Some("2024-06-18".to_owned());
        articles.push(article);
    }
    let bytes: usize = articles.iter().map(|article| article.text.len()).sum();
    // The best of each article is summed up: other work on the machine seldom hits the same one each time.
    let mut total = [Duration::ZERO; 3];
    for article in &mut articles {
        let mut best = [Duration::MAX; 3];
        for _ in 0..GRAMMAR_RUNS {
            let start = Instant::now();
            let tokens = tidings_language::tokenize(&article.text).len();
            best[0] = best[0].min(start.elapsed());
            ensure!(tokens > 0, "an article of the corpus has no words");
            let start = Instant::now();
            tidings_annotate::tell_times_and_quantities(article);
            best[1] = best[1].min(start.elapsed());
            let start = Instant::now();
            tidings_annotate::name(article);
            best[2] = best[2].min(start.elapsed());
        }
        for (sum, best) in total.iter_mut().zip(best) {
            *sum += best;
        }
    }
    let rate = |time: Duration| bytes as f64 / 1e6 / time.as_secs_f64();
    Ok(format!(
        "| {what} | {:.1} | {:.1} | {:.1} | {:.1} | {:.1} |\n",
        rate(total[0]),
        rate(total[1]),
        rate(total[1].saturating_sub(total[0])),
        rate(total[2]),
        rate(total[2].saturating_sub(total[0])),
    ))
}

/// Writes articles made of the examples' texts, each with other words exchanged, up to a number of bytes.
fn make_corpus(folder: &Path, path: PathBuf, bytes: usize) -> Result<Corpus> {
    let mut texts: Vec<String> = Vec::new();
    let mut paths: Vec<_> = fs::read_dir(folder)?.filter_map(|entry| Some(entry.ok()?.path())).collect();
    paths.sort();
    for path in paths.iter().filter(|path| path.extension().is_some_and(|extension| extension == "txt")) {
        texts.push(fs::read_to_string(path)?);
    }
    ensure!(!texts.is_empty(), "there are no examples");
    let (mut lines, mut articles, mut size) = (String::new(), 0, 0);
    for round in 1.. {
        for text in &texts {
            let text = changed(text, round);
            size += text.len();
            articles += 1;
            lines.push_str(&serde_json::json!({"id": format!("made-{articles}"), "text": text}).to_string());
            lines.push('\n');
            if size >= bytes {
                fs::write(&path, lines)?;
                return Ok(Corpus { path, articles, bytes: size });
            }
        }
    }
    unreachable!("the loop ends when the corpus is large enough")
}

/// The text with every third word replaced by another word of it; which one depends on the round.
fn changed(text: &str, round: usize) -> String {
    let words: Vec<&str> = text.split_whitespace().collect();
    let mut number = 0;
    let mut change = |word: &str| {
        number += 1;
        if number % CHANGE_EVERY == round % CHANGE_EVERY {
            // Any fixed arithmetic does; primes keep the rounds from repeating.
            return words[(number * 7919 + round * 104_729) % words.len()].to_owned();
        }
        word.to_owned()
    };
    let lines =
        text.lines().map(|line| line.split_whitespace().map(&mut change).collect::<Vec<_>>().join(" "));
    lines.collect::<Vec<_>>().join("\n")
}
