//! No page may take more than a second, or more than twenty times its size in memory, whatever somebody put into it.

// A counting allocator cannot be written without it.
#![allow(unsafe_code)]

use std::{
    alloc::{GlobalAlloc, Layout, System},
    sync::atomic::{AtomicUsize, Ordering::Relaxed},
    time::{Duration, Instant},
};
use tidings_model::{Capture, Hints, Media, Source};

/// Times its size that a page may take in memory, the page itself included.
const MOST_MEMORY: usize = 20;

/// What a page of any size may take beside that, in bytes: samples, tables. It is no more than a small page.
const FIXED: usize = 128 << 10;

/// A second as it ships; tests are built with little optimisation and run beside others.
const LONGEST: Duration = Duration::from_secs(if cfg!(debug_assertions) { 10 } else { 1 });

/// Measured again this often before a page counts as slow: the machine may be busy.
const TRIES: usize = 3;

/// Size of each page; and what a small one is, of which what does not grow with the page is a larger share.
const SIZE: usize = 1 << 20;
const SMALL: usize = 32 << 10;

struct Counting;

static NOW: AtomicUsize = AtomicUsize::new(0);
static PEAK: AtomicUsize = AtomicUsize::new(0);

// SAFETY: every call is the system allocator's own; only its sizes are counted.
unsafe impl GlobalAlloc for Counting {
    unsafe fn alloc(&self, layout: Layout) -> *mut u8 {
        PEAK.fetch_max(NOW.fetch_add(layout.size(), Relaxed) + layout.size(), Relaxed);
        unsafe { System.alloc(layout) }
    }

    unsafe fn dealloc(&self, at: *mut u8, layout: Layout) {
        NOW.fetch_sub(layout.size(), Relaxed);
        unsafe { System.dealloc(at, layout) }
    }
}

#[global_allocator]
static ALLOCATOR: Counting = Counting;

/// The page in a charset of one byte a character.
fn legacy(page: &str) -> Vec<u8> {
    page.chars().map(|c| u8::try_from(u32::from(c)).unwrap_or(0xe9)).collect()
}

/// Time and peak memory of reading a page.
fn measure(media: Media, bytes: &[u8]) -> (Duration, usize) {
    let source = Source { id: "made".to_owned(), sha256: "0".repeat(64), ..Source::default() };
    let before = NOW.load(Relaxed);
    PEAK.store(before, Relaxed);
    let capture = Capture { source, media, bytes: bytes.to_vec(), charset: None, hints: Hints::default() };
    let start = Instant::now();
    let article = tidings_read::read(&capture);
    let taken = start.elapsed();
    drop(article);
    (taken, PEAK.load(Relaxed) - before)
}

fn fill(piece: &str) -> String {
    piece.repeat(SIZE / piece.len())
}

/// Pieces that differ, so that nothing is known by heart.
fn count(piece: impl Fn(usize) -> String) -> String {
    let mut page = String::new();
    for number in 0.. {
        page += &piece(number);
        if page.len() >= SIZE {
            break;
        }
    }
    page
}

fn small(page: &str, bytes: usize) -> String {
    page[..page.floor_char_boundary(bytes)].to_owned()
}

fn hostile() -> Vec<(&'static str, String)> {
    let words = "The ferry was late again on Monday, as the harbour master had expected. ";
    let paragraph = format!("<p>{}</p>\n", words.repeat(4));
    vec![
        ("divs", fill("<div>")),
        ("divs with text", fill("<div>word ")),
        ("unclosed b", fill("<b>")),
        ("unclosed b and p", fill("<b><p>")),
        ("misnested", fill("<b><i></b></i><p>x</p>")),
        ("unclosed links", fill("<a href=x>x ")),
        ("headings", fill("<a href=x><h1>x")),
        ("closed headings", fill("<h1>A headline of some words</h1>")),
        ("tables", fill("<table><tr><td>")),
        ("closed cells", fill("<td>x</td>")),
        ("lists", fill("<ul><li>x")),
        ("closed lists", fill("<ul><li>x</li></ul>")),
        ("attributes", format!("<p {}>text", fill("a1 "))),
        ("attributes that differ", format!("<p {}>text", count(|n| format!("a{n}=v{n} ")))),
        ("one long attribute", format!("<p class=\"{}\">text", fill("comment "))),
        ("classes", count(|n| format!("<div class=\"c{n} comment-{n}\" id=i{n}>x</div>"))),
        ("one long name", format!("<{}>", fill("x"))),
        ("names that differ", count(|n| format!("<x{n}>y"))),
        ("comments", fill("<!--")),
        ("closed comments", fill("<!-- x -->")),
        ("declarations", fill("<!x>")),
        ("entities", fill("&amp")),
        ("closed entities", fill("&amp;")),
        ("long entities", fill("&CounterClockwiseContourIntegral;")),
        ("no entities", fill("&x")),
        ("numbers", fill("&#x1F600;")),
        ("open script", format!("<script>{}", fill("var x = 1; "))),
        ("open style", format!("<style>{}", fill("a{b:c}"))),
        ("scripts", fill("<script>x</script>")),
        ("open textarea", format!("<textarea>{}", fill("<p>x"))),
        ("open title", format!("<title>{}", fill("words "))),
        ("titles", fill("<title>words</title>")),
        ("metas", fill("<meta name=author content=somebody>")),
        ("metas that differ", count(|n| format!("<meta name=author content=\"name {n}\">"))),
        ("times", count(|n| format!("<time datetime=2024-06-{:02}>{n}</time>", n % 28 + 1))),
        ("nested JSON", format!("<script type=application/ld+json>{}", fill("{\"a\":["))),
        (
            "much JSON",
            format!(
                "<script type=application/ld+json>[{}1]</script>",
                fill("{\"@type\":\"NewsArticle\",\"headline\":\"x\",\"articleBody\":\"y z\"},")
            ),
        ),
        (
            "JSON blocks",
            fill("<script type=application/ld+json>{\"@type\":\"NewsArticle\",\"headline\":\"x\"}</script>"),
        ),
        ("lt", fill("<")),
        ("end tags", fill("</p>")),
        ("wrong end tags", fill("</x>")),
        ("quotes", fill("<p a='\">")),
        ("nul", fill("\u{0}<p>\u{0}")),
        ("one long word", fill("x")),
        ("one long line", fill("ord ")),
        ("one long sentence", fill("word, ")),
        ("short sentences", fill("A. ")),
        ("short lines", fill("Ja.\n")),
        ("breaks", fill("x<br>")),
        ("empty paragraphs", fill("<p>")),
        ("short paragraphs", fill("<p>x</p>")),
        ("paragraphs", fill(&paragraph)),
        (
            "paragraphs that differ",
            count(|n| {
                format!(
                    "<p>Ferry number {n} was late on Monday, as harbour master number {n} had expected.</p>"
                )
            }),
        ),
        ("page", format!("<html><body><article>{}</article></body></html>", fill(&paragraph))),
        ("links", count(|n| format!("<li><a href=/{n}>Ferry number {n} is late</a></li>"))),
        ("pictures", fill("<figure><img src=x><figcaption>A ferry. Photo: N.N.</figcaption></figure>")),
        ("furniture", fill("Kommentarer\n\n")),
        ("dashes", fill("… – ")),
        ("dates", fill("18. juni 2024\n")),
        ("lines that differ", count(|n| format!("Line number {n} of the dump\n\n"))),
        ("repeated lines", fill("The ferry was late again on Monday.\n\n")),
        ("Chinese", fill("渡轮星期一又晚点了。")),
        ("Thai", fill("เรือข้ามฟากมาสายอีกครั้งในวันจันทร์ ")),
        ("Arabic", fill("تأخرت العبارة مرة أخرى يوم الاثنين. ")),
        ("combining", fill("e\u{301}\u{302}\u{303}")),
        ("joined pictures", fill("👩\u{200d}👩\u{200d}👧")),
        ("spaces", fill(" ")),
        ("lines", fill("\n")),
        ("quotation marks", fill("“x” ")),
        ("brackets", fill("(")),
        ("pipes", fill("a | b | ")),
        ("addresses", fill("https://example.org/x ")),
    ]
}

#[test]
fn no_page_takes_more_than_its_share() {
    // What is loaded once, such as the tables of the language that a page is taken for, does not count.
    for (_, page) in hostile() {
        for size in [2000, SMALL] {
            let page = small(&page, size);
            for media in [Media::Html, Media::Text] {
                measure(media, page.as_bytes());
            }
            measure(Media::Html, &legacy(&page));
        }
    }
    let mut measured = Vec::new();
    let pages = hostile().into_iter().flat_map(|(name, page)| [(name, small(&page, SMALL)), (name, page)]);
    for (name, page) in pages {
        let legacy = legacy(&page);
        for (media, bytes) in
            [(Media::Html, page.as_bytes()), (Media::Text, page.as_bytes()), (Media::Html, &legacy)]
        {
            if bytes == legacy && page.is_ascii() {
                continue;
            }
            let (mut taken, memory) = measure(media, bytes);
            for _ in 1..TRIES {
                if taken > LONGEST {
                    taken = taken.min(measure(media, bytes).0);
                }
            }
            let over = memory > MOST_MEMORY * bytes.len() + FIXED || taken > LONGEST;
            measured.push((
                over,
                memory as f64 / bytes.len() as f64,
                taken,
                format!("{media:?} {name}, {} KiB", bytes.len() >> 10),
            ));
        }
    }
    measured.sort_by(|a, b| b.1.total_cmp(&a.1));
    println!("most memory:");
    measured
        .iter()
        .take(12)
        .for_each(|(_, ratio, taken, name)| println!("{ratio:6.1} × {taken:8.0?} {name}"));
    measured.sort_by_key(|(_, _, taken, _)| std::cmp::Reverse(*taken));
    println!("most time:");
    measured
        .iter()
        .take(12)
        .for_each(|(_, ratio, taken, name)| println!("{ratio:6.1} × {taken:8.0?} {name}"));
    let beyond: Vec<_> = measured.iter().filter(|(over, ..)| *over).collect();
    assert!(beyond.is_empty(), "beyond {MOST_MEMORY} times its size or {LONGEST:?}: {beyond:#?}");
}
