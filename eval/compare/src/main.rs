//! Runs one extractor over a file of pages as `tidings read` does, so that the same scorer reads what it prints.
//!
//! `COMPARE_SYSTEM=NAME COMPARE_TIMES=FILE compare read --format jsonl PAGES`: articles on standard output, one thread; how much CPU
//! time the extraction alone took goes to FILE. A page that takes longer than [`LONGEST`] is given up: a child does the work.
//! `compare dumps PAGES GOLD`: how well text dumps made of the pages are read. `compare hostile`: the time of parsing pages that are made to be slow.

mod dumps;

use cpu_time::ThreadTime;
use serde_json::{Value, json};
use std::io::{BufRead, BufReader, Write};
use std::process::{Command, Stdio};
use std::sync::mpsc;
use std::time::Duration;

/// A page is given up after this time.
const LONGEST: Duration = Duration::from_secs(30);

fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let system = std::env::var("COMPARE_SYSTEM").unwrap_or_else(|_| "tidings".to_owned());
    match arguments.first().map(String::as_str) {
        Some("read") => watch(&system, arguments.last().expect("a file of pages")),
        Some("child") => {
            let from = arguments[2].parse().expect("a line number");
            child(&system, &arguments[1], from);
        }
        Some("hostile") => hostile(),
        Some("dumps") => {
            let (pages, gold) = (arguments[1].clone(), arguments[2].clone());
            let show = arguments.len() > 3;
            // Deep trees are freed by recursion: a stack that is deep enough.
            let reader = std::thread::Builder::new()
                .stack_size(1 << 28)
                .spawn(move || dumps::run(&pages, &gold, show));
            let _ = reader.expect("a thread").join();
        }
        _ => eprintln!("usage: compare read --format jsonl PAGES | compare hostile"),
    }
}

/// Reads all pages through children; one that hangs is ended and the next begins after its page.
fn watch(system: &str, path: &str) {
    let pages = BufReader::new(std::fs::File::open(path).expect("the pages")).lines().count();
    let (mut next, mut seconds, mut worst, mut worst_page, mut failed) = (0, 0.0, 0.0, String::new(), 0);
    while next < pages {
        let mut child = Command::new(std::env::current_exe().expect("this program"))
            .args(["child", path, &next.to_string()])
            .env("COMPARE_SYSTEM", system)
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .expect("a child");
        let out = BufReader::new(child.stdout.take().expect("its output"));
        let (send, receive) = mpsc::channel();
        let reader = std::thread::spawn(move || {
            for line in out.lines().map_while(Result::ok) {
                if send.send(line).is_err() {
                    break;
                }
            }
        });
        // Waiting for the first page of a child includes its start.
        while let Ok(line) = receive.recv_timeout(LONGEST) {
            let value: Value = serde_json::from_str(&line).expect("a line of a child");
            let taken = value["cpu"].as_f64().unwrap_or(0.0);
            seconds += taken;
            if taken > worst {
                worst = taken;
                worst_page = value["source"]["id"].as_str().unwrap_or("").to_owned();
            }
            println!("{line}");
            next += 1;
        }
        let _ = child.kill();
        let _ = child.wait();
        drop(receive);
        let _ = reader.join();
        if next < pages {
            failed += 1;
            seconds += LONGEST.as_secs_f64();
            next += 1;
        }
    }
    if let Ok(file) = std::env::var("COMPARE_TIMES") {
        let times = json!({"pages": pages, "seconds": seconds, "worst": worst, "worst_page": worst_page, "failed": failed});
        std::fs::write(file, times.to_string()).expect("the times can be written");
    }
}

fn child(system: &str, path: &str, from: usize) {
    let file = BufReader::new(std::fs::File::open(path).expect("the pages"));
    let stdout = std::io::stdout();
    for line in file.lines().skip(from) {
        let line = line.expect("a line of the pages");
        let page: Value = serde_json::from_str(&line).expect("a page");
        let id = page["id"].as_str().expect("an id");
        let url = page["url"].as_str().unwrap_or("https://example.org/");
        let html = page["html"].as_str().unwrap_or("").to_owned();
        let start = ThreadTime::now();
        let found = extract(system, &html, url);
        let cpu = start.elapsed().as_secs_f64();
        let (title, date, text, blocks) = found.unwrap_or_default();
        let article = json!({"source": {"id": id}, "title": title, "text": text, "published": {"value": date}, "blocks": blocks, "cpu": cpu});
        let mut out = stdout.lock();
        writeln!(out, "{article}").and_then(|()| out.flush()).expect("output");
    }
}

/// Title, day, text, blocks.
type Found = (Option<String>, Option<String>, String, Value);

fn extract(system: &str, html: &str, url: &str) -> Option<Found> {
    let day = |written: Option<String>| written.and_then(|date| date.get(..10).map(str::to_owned));
    match system {
        "tidings" => {
            let source = tidings_model::Source { url: Some(url.to_owned()), ..Default::default() };
            let capture = tidings_model::Capture {
                source,
                media: tidings_model::Media::Html,
                bytes: html.as_bytes().to_vec(),
                charset: Some("utf-8".to_owned()),
                hints: Default::default(),
            };
            let article = tidings_read::read(&capture);
            let blocks = serde_json::to_value(&article.blocks).ok()?;
            Some((article.title, day(article.published.value), article.text, blocks))
        }
        "html5ever" => {
            parse(html);
            None
        }
        "dom_smoothie" => {
            let mut readability = dom_smoothie::Readability::new(html, Some(url), None).ok()?;
            let article = readability.parse().ok()?;
            Some((
                Some(article.title),
                day(article.published_time),
                article.text_content.to_string(),
                Value::Null,
            ))
        }
        "legible" => {
            let article = legible::parse(html, Some(url), None).ok()?;
            Some((Some(article.title), day(article.published_time), article.text_content, Value::Null))
        }
        "readabilityrs" => {
            let article = readabilityrs::Readability::new(html, Some(url), None).ok()?.parse()?;
            Some((article.title, day(article.published_time), article.text_content?, Value::Null))
        }
        "trafilatura (Rust)" | "trafilatura (Rust, with fallback)" => {
            let options = trafilatura::Options::default().with_fallback(system.contains("fallback"));
            let result = trafilatura::extract(html, &options).ok()?;
            let date = result.metadata.date.map(|date| date.to_string());
            Some((Some(result.metadata.title), day(date), result.content_text, Value::Null))
        }
        "rs-trafilatura" => {
            let result = rs_trafilatura::extract(html).ok()?;
            let date = result.metadata.date.map(|date| date.to_rfc3339());
            Some((result.metadata.title, day(date), result.content_text, Value::Null))
        }
        _ => panic!("no system `{system}`"),
    }
}

/// The tree of `html5ever` and nothing more.
fn parse(html: &str) -> usize {
    use html5ever::tendril::TendrilSink;
    let dom = html5ever::parse_document(markup5ever_rcdom::RcDom::default(), Default::default()).one(html);
    dom.document.children.borrow().len()
}

/// Pages of half a megabyte that are made to be slow: CPU seconds of `html5ever`'s parse alone and of the whole of `tidings`.
fn hostile() {
    const SIZE: usize = 512 << 10;
    let fill = |piece: &str| piece.repeat(SIZE / piece.len());
    let shapes = [
        ("nested elements", fill("<div>")),
        ("nested inline elements across blocks", fill("<b><p>")),
        (
            "attributes of one element",
            format!("<p {}>", (0..SIZE / 8).map(|n| format!("a{n} ")).collect::<String>()),
        ),
        ("links that are never closed", fill("<a href=x><h1>x")),
        ("tables in tables", fill("<table><tr><td>")),
    ];
    for (name, page) in shapes {
        let mut times = Vec::new();
        for system in ["html5ever", "tidings"] {
            let page = page.clone();
            let (send, receive) = mpsc::channel();
            // Deep trees are freed by recursion: a stack that is deep enough.
            let _ = std::thread::Builder::new().stack_size(1 << 30).spawn(move || {
                let start = ThreadTime::now();
                let _ = extract(system, &page, "https://example.org/");
                let _ = send.send(start.elapsed().as_secs_f64());
            });
            times.push(receive.recv_timeout(LONGEST).ok());
        }
        println!("{}", json!({"shape": name, "html5ever": times[0], "tidings": times[1]}));
    }
}
