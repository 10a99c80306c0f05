//! Whatever comes in: no panic, exact offsets, bounded time.

use proptest::prelude::*;
use std::time::{Duration, Instant};
use tidings_model::{Article, Basis, BlockKind, Capture, Hints, Media, Source};

fn capture(media: Media, bytes: Vec<u8>) -> Capture {
    let source = Source { id: "made".to_owned(), sha256: "0".repeat(64), ..Source::default() };
    Capture { source, media, bytes, charset: None, hints: Hints::default() }
}

fn read(media: Media, text: &str) -> Article {
    tidings_read::read(&capture(media, text.as_bytes().to_vec()))
}

/// Blocks lie in order with one blank line between them and hold all of the text; sentences lie in blocks.
fn assert_exact(article: &Article) {
    let mut end = 0;
    for (index, block) in article.blocks.iter().enumerate() {
        assert_eq!(block.start, if index == 0 { 0 } else { end + 2 });
        assert!(!article.text[block.start..block.end].trim().is_empty());
        end = block.end;
    }
    assert_eq!(end, article.text.len());
    let mut blocks = article.blocks.iter();
    let mut block = blocks.next();
    for sentence in &article.sentences {
        assert!(!article.text[sentence.start..sentence.end].is_empty());
        while block.is_some_and(|block| block.end < sentence.end) {
            block = blocks.next();
        }
        assert!(block.is_some_and(|block| block.start <= sentence.start));
    }
    for dropped in &article.dropped {
        assert!(article.text.is_char_boundary(dropped.at));
    }
}

proptest! {
    #[test]
    fn any_bytes_are_read(bytes in proptest::collection::vec(any::<u8>(), 0..2000), html in any::<bool>()) {
        assert_exact(&tidings_read::read(&capture(if html { Media::Html } else { Media::Text }, bytes)));
    }

    #[test]
    fn any_markup_is_read(pieces in proptest::collection::vec("(<|</|<!--|&|&#x|\"|'|=|>|/>|<p>|<a href=x>|</a>|<div class=\"comment\">|</div>|<h1>|<script>|<table><td>|[a-zåö ]{1,12}\\.?|\n|–|…|18. juni 2024|\u{0})", 0..80)) {
        let text = pieces.concat();
        assert_exact(&read(Media::Html, &text));
        assert_exact(&read(Media::Text, &text));
    }
}

#[test]
fn time_is_linear_for_any_shape() {
    /// Unoptimised and on a busy machine.
    const ENOUGH: Duration = Duration::from_secs(20);
    let size = 1 << 20;
    let fill = |piece: &str| piece.repeat(size / piece.len());
    let shapes = [
        fill("<div>"),
        fill("<b><p>"),
        fill("<a href=x><h1>x"),
        format!("<p {}>", fill("a1 ")),
        fill("<table><tr><td>"),
        fill("&amp"),
        fill("<!--"),
        fill("<h1>A headline of some words</h1>"),
        fill("<meta name=author content=somebody>"),
        fill("A. "),
        fill("Ja.\n"),
        fill("Kommentarer\n\n"),
        fill("… – "),
        fill("ord "),
    ];
    for shape in &shapes {
        for media in [Media::Html, Media::Text] {
            let start = Instant::now();
            assert_exact(&read(media, shape));
            let taken = start.elapsed();
            assert!(taken < ENOUGH, "{taken:?} for {media:?} of {}", &shape[..20]);
        }
    }
}

#[test]
fn what_is_no_text_gives_a_warning() {
    for bytes in [Vec::new(), vec![0; 500], (0..=255).cycle().take(5000).collect::<Vec<u8>>()] {
        let article = tidings_read::read(&capture(Media::Text, bytes));
        assert_exact(&article);
        assert!(
            article
                .warnings
                .iter()
                .any(|warning| warning.contains("no text") || warning.contains("not text"))
        );
    }
}

#[test]
fn a_charset_is_guessed_where_none_is_named() {
    let (bytes, ..) = encoding_rs::WINDOWS_1252.encode("Ärendet är avgjort\n\nRegeringen säger att ärendet är avgjort för länge sedan och att frågan är död.");
    let article = tidings_read::read(&capture(Media::Text, bytes.into_owned()));
    assert_eq!(article.title.as_deref(), Some("Ärendet är avgjort"));
}

#[test]
fn a_page_says_when_and_who() {
    let page = r#"<html lang="en"><head><title>A quiet spring | The Northern Post</title>
<meta property="og:site_name" content="The Northern Post">
<script type="application/ld+json">{"@type": "NewsArticle", "headline": "A quiet spring", "datePublished": "2024-04-30T09:15:00+02:00",
"dateModified": "2024-05-02", "author": [{"@type": "Person", "name": "Karen Smith"}]}</script></head>
<body><nav><a href="/">Home</a></nav><h1>A quiet spring</h1><p class="byline">By Karen Smith</p>
<div class="article-body"><p>The spring was a quiet one in the north of the country, as people there say who have seen many springs.</p>
<h2>More rain to come</h2><p>Farmers expect more rain in the coming weeks, and they have already moved their animals to higher fields.</p>
<div class="related"><a href="/x">Summer is near</a></div></div><footer>All rights reserved</footer></body></html>"#;
    let article = read(Media::Html, page);
    assert_exact(&article);
    assert_eq!(article.title.as_deref(), Some("A quiet spring"));
    assert_eq!(article.published.value.as_deref(), Some("2024-04-30T09:15+02:00"));
    assert_eq!(article.published.basis, Basis::Metadata);
    assert_eq!(article.published.modified.as_deref(), Some("2024-05-02"));
    assert_eq!(article.outlet.as_ref().map(|outlet| outlet.name.as_str()), Some("The Northern Post"));
    assert_eq!(article.credits[0].name, "Karen Smith");
    let kinds: Vec<BlockKind> = article.blocks.iter().map(|block| block.kind).collect();
    assert_eq!(kinds, [BlockKind::Title, BlockKind::Paragraph, BlockKind::Heading, BlockKind::Paragraph]);
}

/// A page with a headline and a text, and `above` the text.
fn page(head: &str, above: &str, language: &str) -> String {
    let text = match language {
        "es" => {
            "El invierno fue tranquilo en el norte del país, según dicen los vecinos que han visto muchos inviernos como este."
        }
        "cs" => {
            "Zima byla na severu země klidná, jak říkají lidé, kteří tam zažili už mnoho podobných zim a neměli z ní strach."
        }
        "ja" => {
            "北国の冬は穏やかだったと、長く住む人たちは口をそろえて話しており、雪も例年より少なかったという。農家の人々は春の種まきの準備を早めに始めている。"
        }
        _ => {
            "The spring was a quiet one in the north of the country, as people there say who have seen many springs like it."
        }
    };
    format!(
        "<html><head><title>A quiet season in the north</title>{head}</head><body><h1>A quiet season in the north</h1>{above}<div><p>{text}</p><p>{text} {text}</p></div></body></html>"
    )
}

#[test]
fn dates_are_read_where_pages_put_them() {
    for (head, above, language, day) in [
        ("", "<p>3 de mayo de 2024</p>", "es", "2024-05-03"),
        ("", "<p>Publicado el martes, 3 de mayo de 2022 | Redacción</p>", "es", "2022-05-03"),
        ("", "<div><time>4. února 2024</time></div>", "cs", "2024-02-04"),
        ("", "<p>2025年1月13日 21時37分</p>", "ja", "2025-01-13"),
        ("", "<span>Posted on</span><span>June 3, 2024</span><span>2:26 PM</span>", "en", "2024-06-03"),
        ("", "<time datetime=\"6/14/2024 12:00:00 AM\">some time ago</time>", "en", "2024-06-14"),
        ("", "<span data-published-at=\"1714486649\">now</span>", "en", "2024-04-30"),
        ("", "<abbr class=\"published\" title=\"2024-06-14T08:00:00Z\">Friday</abbr>", "en", "2024-06-14"),
        ("<link rel=canonical href=\"https://news.example/2024/jun/14/quiet\">", "", "en", "2024-06-14"),
        (
            "<meta property=\"article:published_time\" content=\"Fri, 14 Jun 2024 08:00:00 GMT\">",
            "",
            "en",
            "2024-06-14",
        ),
        (
            "<script type=\"application/ld+json\">{\"@graph\": [{\"@type\": \"WebSite\"}, {\"@type\": [\"NewsArticle\"], \"datePublished\": \"2024-06-14\"}]}</script>",
            "<p>15 June 2024</p>",
            "en",
            "2024-06-14",
        ),
    ] {
        let article = read(Media::Html, &page(head, above, language));
        let value = article.published.value.unwrap_or_default();
        assert_eq!(value.get(..10), Some(day), "{head}{above}");
    }
}

#[test]
fn a_day_of_change_is_kept_apart() {
    let above = "<p>Published 3 June 2024</p><p>Updated 9 June 2024</p>";
    let published = read(Media::Html, &page("", above, "en")).published;
    assert_eq!(published.value.as_deref(), Some("2024-06-03"));
    assert_eq!(published.modified.as_deref(), Some("2024-06-09"));
}

#[test]
fn a_date_that_cannot_be_is_refused() {
    for day in ["1907-03-01", "2031-03-01"] {
        let head = format!("<meta property=\"article:published_time\" content=\"{day}\">");
        let mut capture = capture(Media::Html, page(&head, "", "en").into_bytes());
        capture.source.captured_at = Some("2024-06-14T10:00:00Z".to_owned());
        let article = tidings_read::read(&capture);
        assert_eq!(article.published.value, None);
        assert!(article.warnings.iter().any(|warning| warning.contains("refused")), "{:?}", article.warnings);
    }
}

#[test]
fn a_date_of_another_article_is_not_taken() {
    let aside = "<aside class=\"related\"><h3>Another article</h3><time datetime=\"2023-01-02\">2 January 2023</time></aside>";
    let text = page("", "", "en").replace("</body>", &format!("{aside}</body>"));
    assert_eq!(read(Media::Html, &text).published.value, None);
}

#[test]
fn text_that_only_scripts_hold_is_read() {
    let line = "農家の人々は春の種まきの準備を早めに始めており、北国の冬は穏やかだったと口をそろえて話している。雪も例年より少なかったという。";
    let state = format!(
        "{{\"page\": {{\"headline\": \"北国の静かな季節と春の支度\", \"bodyHtml\": \"{}\"}}}}",
        format!("<p>{line}</p>").repeat(6)
    );
    for (name, shell) in [
        ("__NEXT_DATA__", format!("<script id=__NEXT_DATA__ type=\"application/json\">{state}</script>")),
        ("assigned", format!("<script>window.__APOLLO_STATE__={state};</script>")),
        (
            "articleBody",
            format!(
                "<script type=\"application/ld+json\">{{\"@type\": \"NewsArticle\", \"articleBody\": \"{}\"}}</script>",
                format!("{line}\\n").repeat(6)
            ),
        ),
    ] {
        let text = format!(
            "<html><head><title>北国の静かな季節と春の支度</title></head><body><div id=root>ログイン</div>{shell}</body></html>"
        );
        let article = read(Media::Html, &text);
        assert_exact(&article);
        assert!(article.text.contains(line), "{name}: {}", article.text);
        assert_eq!(article.title.as_deref(), Some("北国の静かな季節と春の支度"));
        assert!(article.dropped.iter().any(|dropped| dropped.text == "ログイン"));
    }
}

#[test]
fn who_wrote_it_is_read_from_the_surest_place() {
    let linked = r#"<script type="application/ld+json">{"@type": "NewsArticle", "author": [{"name": "Karen Smith"}, {"name": "AFP"}]}</script>"#;
    let meta = "<meta name=author content=\"Web Desk\">";
    for (head, above, names) in [
        (format!("{meta}{linked}"), "", vec!["Karen Smith", "AFP"]),
        (
            "<meta name=author content=\"By Karen Smith and John Wood\">".to_owned(),
            "",
            vec!["Karen Smith", "John Wood"],
        ),
        (String::new(), "<a rel=author href=/k>Karen Smith</a>", vec!["Karen Smith"]),
        (String::new(), "<p class=byline>By Karen Smith</p>", vec!["Karen Smith"]),
    ] {
        let article = read(Media::Html, &page(&head, above, "en"));
        let found: Vec<&str> = article.credits.iter().map(|credit| credit.name.as_str()).collect();
        assert_eq!(found, names, "{head}{above}");
        let agency = article.credits.iter().any(|credit| credit.role == tidings_model::CreditRole::Agency);
        assert_eq!(agency, names.contains(&"AFP"));
    }
}

#[test]
fn a_saved_page_tells_its_address() {
    let head = "<link rel=canonical href=\"https://news.example/quiet\"><meta property=\"og:url\" content=\"https://m.news.example/quiet\">";
    let article = read(Media::Html, &page(head, "", "en"));
    assert_eq!(article.source.url.as_deref(), Some("https://news.example/quiet"));
    assert_eq!(article.outlet.map(|outlet| outlet.name).as_deref(), Some("news.example"));
}

#[test]
fn a_page_tells_its_section() {
    let linked = r#"<script type="application/ld+json">{"@type": "NewsArticle", "articleSection": ["World", "Asia"]}</script>"#;
    let meta = "<meta property=\"article:section\" content=\"Politics\">";
    assert_eq!(read(Media::Html, &page(meta, "", "en")).section.as_deref(), Some("Politics"));
    assert_eq!(
        read(Media::Html, &page(&format!("{meta}{linked}"), "", "en")).section.as_deref(),
        Some("World")
    );
    assert_eq!(read(Media::Html, &page("", "", "en")).section, None);
}
