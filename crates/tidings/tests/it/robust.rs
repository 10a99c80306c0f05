//! Whatever comes in: no panic, exact offsets, the same bytes out on any number of threads.

use proptest::prelude::*;
use std::time::{Duration, Instant};
use tidings::{Options, article, brief};
use tidings_model::{Article, Capture, Hints, Media, Source};

fn capture(media: Media, bytes: &[u8]) -> Capture {
    Capture {
        source: Source { id: "made".to_owned(), sha256: "0123456789abcdef".repeat(4), ..Source::default() },
        media,
        bytes: bytes.to_vec(),
        charset: None,
        hints: Hints::default(),
    }
}

/// Every offset lies on a character boundary and every piece of text is what stands there.
fn assert_exact(article: &Article) {
    let text = &article.text;
    let piece = |start: usize, end: usize| {
        text.get(start..end).unwrap_or_else(|| panic!("{start}..{end} of {text:?}"))
    };
    for span in &article.sentences {
        assert!(!piece(span.start, span.end).is_empty());
    }
    let mut before = 0;
    for block in &article.blocks {
        piece(block.start, block.end);
        assert!(before <= block.start, "blocks are in order");
        before = block.end;
    }
    let mut before = 0;
    for mention in &article.mentions {
        assert_eq!(piece(mention.start, mention.end), mention.text);
        assert!(before <= mention.start, "mentions do not overlap");
        before = mention.end;
    }
    for time in &article.times {
        assert_eq!(piece(time.start, time.end), time.text);
    }
    for quantity in &article.quantities {
        assert_eq!(piece(quantity.start, quantity.end), quantity.text);
    }
    for statement in &article.statements {
        assert_eq!(piece(statement.start, statement.end), statement.text);
        for speaker in &statement.chain {
            piece(speaker.start, speaker.end);
        }
        if let Some(cue) = statement.cue {
            piece(cue.start, cue.end);
        }
        assert!(statement.mentions.iter().all(|&index| index < article.mentions.len()));
        assert!(statement.times.iter().all(|&index| index < article.times.len()));
        assert!(statement.quantities.iter().all(|&index| index < article.quantities.len()));
        assert!(
            statement.event.iter().filter_map(|event| event.time).all(|index| index < article.times.len())
        );
    }
    if let Some(evidence) = article.published.evidence {
        piece(evidence.start, evidence.end);
    }
}

fn check(media: Media, bytes: &[u8]) -> Article {
    let article = article(&capture(media, bytes), &Options::default());
    assert_exact(&article);
    article
}

#[test]
fn what_is_no_text_gives_a_warning() {
    for bytes in [
        &b""[..],
        b"   \n\n\t",
        b"\0\0\0\0",
        &[0x89, b'P', b'N', b'G', 0xd, 0xa, 0x1a, 0xa, 0, 0, 0, 0xff, 0xfe, 0x80],
    ] {
        for media in [Media::Text, Media::Html] {
            let article = check(media, bytes);
            assert!(!article.warnings.is_empty(), "{media:?} {bytes:?} has no warning");
        }
    }
}

#[test]
fn broken_characters_cost_a_character_not_the_article() {
    let mut bytes =
        "Ministern reser till Oslo på tisdag.\n\nBesöket varar i två dagar, säger en talesperson.\n"
            .as_bytes()
            .to_vec();
    bytes.splice(20..20, [0xff, 0x00, 0xc3]);
    let article = check(Media::Text, &bytes);
    assert!(article.text.contains("två dagar"), "{}", article.text);
}

#[test]
fn right_to_left_and_unspaced_scripts_are_read() {
    for text in [
        "الرئيس يزور العاصمة\n\nوصل الرئيس إلى العاصمة يوم الثلاثاء لإجراء محادثات تستمر يومين.",
        "נשיא המדינה מבקר בבירה\n\nהנשיא הגיע לבירה ביום שלישי לשיחות שיימשכו יומיים.",
        "总统访问首都\n\n总统星期二抵达首都,将举行为期两天的会谈。双方预计签署协议。",
        "ประธานาธิบดีเยือนเมืองหลวง\n\nประธานาธิบดีเดินทางถึงเมืองหลวงในวันอังคารเพื่อเจรจาเป็นเวลาสองวัน",
    ] {
        let article = check(Media::Text, text.as_bytes());
        assert!(!article.sentences.is_empty(), "{text}");
        assert_ne!(article.language.code, "und", "{text}");
    }
}

#[test]
fn deep_and_broken_pages_are_read_in_bounded_time() {
    let deep = "<div>".repeat(100_000)
        + "<p>The minister arrived in the capital on Tuesday for two days of talks.</p>";
    let unclosed = "<table><tr><td>".repeat(20_000) + "text";
    let attributes = format!("<p {}>text", "a=b ".repeat(200_000));
    for page in [deep, unclosed, attributes] {
        let started = Instant::now();
        check(Media::Html, page.as_bytes());
        assert!(
            started.elapsed() < Duration::from_secs(30),
            "{} bytes took {:?}",
            page.len(),
            started.elapsed()
        );
    }
}

#[test]
fn a_line_of_fifty_megabytes_is_read_to_a_limit_with_a_warning() {
    let line = "Ministeren sa tirsdag at 300 soldater kom til Oslo i går. ".repeat(50_000_000 / 58);
    let started = Instant::now();
    let article = check(Media::Text, line.as_bytes());
    assert!(!article.warnings.is_empty());
    assert!(started.elapsed() < Duration::from_secs(120), "took {:?}", started.elapsed());
}

/// Words and marks that make the grammars work.
fn fragments() -> impl Strategy<Value = String> {
    let pieces = prop::sample::select(vec![
        "Putin",
        "Pútín",
        "Putyinnak",
        "Kim Jong-un",
        "Észak-Koreába",
        "17. juni 2024",
        "2024. június 17-én",
        "500 000 122 mm-es",
        "tirsdag",
        "„",
        "”",
        "“",
        "– ",
        "sier ",
        "säger ",
        "sagte ",
        "mondta ",
        "according to ",
        "Reuters",
        "enligt VG",
        ".",
        "!",
        "?",
        ",",
        "…",
        "\n",
        "\n\n",
        "Foto: AP",
        "ÍÞ",
        "3,5 Milliarden Euro",
        "25 %",
        "zwischen ",
        "i ",
        "och ",
        "és ",
        "och\u{ad}så",
        "\u{200b}",
        "金正恩",
        "ประธาน",
        "الرئيس",
        "👩‍👩‍👧",
        "e\u{301}",
        "ſ",
        "İ",
        "ß",
        "ﬁ",
        "1950-1953",
        "kétnapos",
        "zweitägiger",
        "nicht",
        "förnekar att ",
        "ikke",
        "Mr. ",
        "z.B. ",
        "U.S. ",
        "-",
        "'",
        "\u{feff}",
        "\r\n",
        "\t",
    ]);
    prop::collection::vec(pieces, 0..60).prop_map(|pieces| {
        pieces
            .iter()
            .enumerate()
            .map(|(index, piece)| if index % 3 == 0 { format!("{piece} ") } else { (*piece).to_owned() })
            .collect()
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    #[test]
    fn offsets_are_exact_for_any_mixture(text in fragments()) {
        check(Media::Text, text.as_bytes());
        check(Media::Html, format!("<html><body><article><p>{text}</p></article>").as_bytes());
    }

    #[test]
    fn any_bytes_are_read(bytes in prop::collection::vec(any::<u8>(), 0..600)) {
        check(Media::Text, &bytes);
        check(Media::Html, &bytes);
    }

    #[test]
    fn any_text_in_any_language_is_read(text in "\\PC{0,300}", code in prop::sample::select(tidings_language::pack_codes())) {
        let mut capture = capture(Media::Text, text.as_bytes());
        capture.hints.language = Some(code.to_owned());
        capture.hints.published = Some("2024-06-18".to_owned());
        assert_exact(&article(&capture, &Options::default()));
    }

    #[test]
    fn any_articles_are_related(texts in prop::collection::vec(fragments(), 1..6)) {
        let captures: Vec<Capture> = texts.iter().map(|text| capture(Media::Text, text.as_bytes())).collect();
        let brief = brief(&captures, &Options::default());
        assert_eq!(brief.articles.len(), texts.len());
        for story in &brief.stories {
            let positions = story.claims.iter().flat_map(|claim| &claim.positions);
            for position in positions {
                let article = brief.articles.iter().find(|article| article.id == position.article);
                assert!(article.is_some_and(|article| position.statement < article.statements.len()));
            }
        }
    }
}
