//! WARC archives and packed files, whole, damaged and cut.

use crate::make::{Found, brotli, chunked, collect, deflate, gzip, html, page, record, response, zlib, zstd};

const NAMES: [&str; 5] = ["Avik", "Bervik", "Corvik", "Dunvik", "Elvik"];

fn uri(name: &str) -> String {
    format!("https://example.org/{name}")
}

/// One record a page.
fn records() -> Vec<Vec<u8>> {
    NAMES.iter().map(|name| record("response", &uri(name), &html(page(name).as_bytes()))).collect()
}

fn assert_holds(found: &Found, names: &[&str]) {
    let uris: Vec<String> = names.iter().map(|name| uri(name)).collect();
    assert_eq!(found.names(), uris, "{:?}", found.failures);
    for (name, (_, bytes)) in names.iter().zip(&found.captures) {
        assert_eq!(String::from_utf8_lossy(bytes), page(name), "{name}");
    }
}

#[test]
fn bodies_are_unpacked_whatever_the_server_did_to_them() {
    let body = |name: &str| page(name).into_bytes();
    let kinds: Vec<(&str, Vec<u8>)> = vec![
        ("", body("plain")),
        ("Content-Encoding: gzip", gzip(&body("gzip"))),
        ("Content-Encoding: x-gzip", gzip(&body("x-gzip"))),
        ("Content-Encoding: br", brotli(&body("brotli"))),
        ("Content-Encoding: zstd", zstd(&body("zstd"))),
        ("Content-Encoding: deflate", zlib(&body("zlib"))),
        ("Content-Encoding: deflate", deflate(&body("raw deflate"))),
        ("Transfer-Encoding: chunked", chunked(&body("chunked"))),
        ("Transfer-Encoding: chunked\r\nContent-Encoding: br", chunked(&brotli(&body("chunked brotli")))),
        ("Transfer-Encoding: gzip, chunked", chunked(&gzip(&body("transfer gzip")))),
        ("Content-Encoding: deflate, gzip", gzip(&zlib(&body("twice")))),
        // Crawlers that undo the packing leave the header as it was.
        ("Content-Encoding: gzip\r\nTransfer-Encoding: chunked", body("already undone")),
        ("Content-Encoding: br", body("brotli undone")),
    ];
    let expected = [
        "plain",
        "gzip",
        "x-gzip",
        "brotli",
        "zstd",
        "zlib",
        "raw deflate",
        "chunked",
        "chunked brotli",
        "transfer gzip",
        "twice",
        "already undone",
        "brotli undone",
    ];
    let mut archive = record("warcinfo", "", b"software: made by hand\r\n");
    for ((encoding, body), name) in kinds.iter().zip(expected) {
        let headers = format!("Content-Type: text/html\r\n{encoding}");
        archive.extend(record("response", &uri(name), &response(headers.trim_end(), body)));
    }
    let found = collect("encodings.warc", &archive);
    assert_eq!(found.failures, [""; 0]);
    assert_holds(&found, &expected);
    assert_holds(&collect("encodings.warc.gz", &gzip(&archive)), &expected);
}

#[test]
fn archives_are_read_however_they_are_packed() {
    let records = records();
    let members: Vec<u8> = records.iter().flat_map(|record| gzip(record)).collect();
    let frames: Vec<u8> = records.iter().flat_map(|record| zstd(record)).collect();
    let bare_newlines =
        String::from_utf8(records.concat()).expect("text").replace("\r\n\r\nWARC", "\n\nWARC");
    for (name, archive) in [
        ("plain.warc", records.concat()),
        ("members.warc.gz", members),
        ("one-member.warc.gz", gzip(&records.concat())),
        ("frames.warc.zst", frames),
        ("one-frame.warc.zst", zstd(&records.concat())),
        // The name need not tell.
        ("named-wrongly.warc", gzip(&records.concat())),
        ("no-ending", zstd(&records.concat())),
        ("newlines.warc", bare_newlines.into_bytes()),
    ] {
        let found = collect(name, &archive);
        assert_holds(&found, &NAMES);
        assert_eq!(found.failures, [""; 0], "{name}");
    }
}

#[test]
fn records_of_every_length_are_read() {
    // Lengths around what is unpacked at a time: where a buffer ends with a record must not look like the end.
    let pages: Vec<String> = (65_000..66_000).step_by(13).map(|length| "x".repeat(length)).collect();
    let archive: Vec<u8> =
        pages.iter().flat_map(|page| gzip(&record("response", &uri("x"), &html(page.as_bytes())))).collect();
    let found = collect("lengths.warc.gz", &archive);
    assert_eq!(found.captures.len(), pages.len());
    assert!(found.captures.iter().zip(&pages).all(|((_, bytes), page)| bytes == page.as_bytes()));
}

#[test]
fn text_of_wet_files_keeps_its_address_and_day() {
    let wet = record("conversion", &uri("Avik"), "Fähren fahren wieder.".as_bytes());
    let mut seen = Vec::new();
    tidings_collect::from_memory("a.warc.wet.gz", &gzip(&wet), &mut |item| {
        if let tidings_collect::Collected::Capture(capture) = item {
            seen.push(capture);
        }
    });
    assert_eq!(seen.len(), 1);
    assert_eq!(seen[0].media, tidings_model::Media::Text);
    assert_eq!(seen[0].source.url.as_deref(), Some("https://example.org/Avik"));
    assert_eq!(seen[0].source.captured_at.as_deref(), Some("2024-06-19T08:00:00Z"));
    assert_eq!(seen[0].bytes, "Fähren fahren wieder.".as_bytes());
}

#[test]
fn what_is_no_page_is_passed_over() {
    let image = response("Content-Type: image/png", &[0; 5 << 20]);
    let gone = b"HTTP/1.1 404 Not Found\r\nContent-Type: text/html\r\n\r\n<p>gone".to_vec();
    let archive = [
        record("request", &uri("Avik"), b"GET / HTTP/1.1\r\n\r\n"),
        record("response", &uri("image"), &image),
        record("response", &uri("gone"), &gone),
        record("response", &uri("Avik"), &html(page("Avik").as_bytes())),
        record("metadata", &uri("Avik"), b"fetchTimeMs: 12\r\n"),
    ]
    .concat();
    for (name, archive) in [("others.warc", archive.clone()), ("others.warc.gz", gzip(&archive))] {
        let found = collect(name, &archive);
        assert_holds(&found, &["Avik"]);
        assert_eq!((found.skipped, found.failures), (2, vec![]));
    }
}

/// The third record damaged by `damage`; the others must all come out, and one failure must name its offset.
fn check_damage(name: &str, pack: fn(&[u8]) -> Vec<u8>, damage: impl FnOnce(&mut Vec<u8>)) {
    let mut members: Vec<Vec<u8>> = records().iter().map(|record| pack(record)).collect();
    let offset: usize = members[..2].iter().map(Vec::len).sum();
    damage(&mut members[2]);
    let found = collect(name, &members.concat());
    assert_holds(&found, &["Avik", "Bervik", "Dunvik", "Elvik"]);
    assert_eq!(found.failures.len(), 1, "{:?}", found.failures);
    assert!(
        found.failures[0].starts_with(&format!("{name} at byte {offset}: ")),
        "{:?} {offset}",
        found.failures
    );
}

#[test]
fn a_damaged_record_costs_itself_only() {
    let half = |member: &mut Vec<u8>| member.truncate(member.len() / 2);
    let flipped = |member: &mut Vec<u8>| {
        let middle = member.len() / 2;
        member[middle..middle + 8].iter_mut().for_each(|byte| *byte ^= 0x5a);
    };
    let wrong_sum = |member: &mut Vec<u8>| {
        let at = member.len() - 6;
        member[at] ^= 1;
    };
    let no_magic = |member: &mut Vec<u8>| member[0] = b'?';
    check_damage("flipped.warc.gz", gzip, flipped);
    check_damage("half.warc.gz", gzip, half);
    check_damage("sum.warc.gz", gzip, wrong_sum);
    check_damage("magic.warc.gz", gzip, no_magic);
    check_damage("half.warc.zst", zstd, half);
    check_damage("magic.warc.zst", zstd, no_magic);
    let plain = |record: &[u8]| record.to_vec();
    check_damage("half.warc", plain, half);
    check_damage("magic.warc", plain, no_magic);
    for (name, digits) in [("longer.warc", "1"), ("endless.warc", "999999999999"), ("none.warc", "x")] {
        check_damage(name, plain, |record| {
            let text = String::from_utf8(std::mem::take(record)).expect("text");
            let at = text.find("Content-Length: ").expect("it has a length") + "Content-Length: ".len();
            *record = format!("{}{digits}{}", &text[..at], &text[at..]).into_bytes();
        });
    }
    check_damage("shorter.warc", plain, |record| {
        let at = record.len() - 40;
        record.splice(at..at, *b"<p>words that the length does not know of</p>");
    });
}

#[test]
fn damage_inside_one_large_member_is_passed_too() {
    let mut records = records();
    let half = records[2].len() / 2;
    records[2].truncate(half);
    let found = collect("inside.warc.gz", &gzip(&records.concat()));
    assert_holds(&found, &["Avik", "Bervik", "Dunvik", "Elvik"]);
    assert_eq!(found.failures.len(), 1);
    assert!(found.failures[0].contains("at byte 0 (unpacked: "), "{:?}", found.failures);
}

#[test]
fn a_body_that_is_cut_is_read_to_the_cut() {
    let whole = page("Avik").repeat(200);
    let packed = gzip(whole.as_bytes());
    let cut = &packed[..packed.len() / 2];
    let block = response("Content-Type: text/html\r\nContent-Encoding: gzip", cut);
    let found = collect("cut-body.warc", &record("response", &uri("Avik"), &block));
    assert_eq!(found.failures.len(), 1);
    assert!(
        found.failures[0].contains("at byte 0: its body, packed by `gzip`, is cut"),
        "{:?}",
        found.failures
    );
    let (_, bytes) = &found.captures[0];
    assert!(!bytes.is_empty() && whole.as_bytes().starts_with(bytes));
}

#[test]
fn a_cut_archive_is_read_to_the_cut_wherever_that_is() {
    type Pack = fn(&[u8]) -> Vec<u8>;
    let packs: [(&str, Pack); 3] =
        [("cut.warc", |r| r.to_vec()), ("cut.warc.gz", gzip), ("cut.warc.zst", zstd)];
    for (name, pack) in packs {
        let members: Vec<Vec<u8>> = records().iter().map(|record| pack(record)).collect();
        let archive = members.concat();
        for cut in (0..archive.len()).step_by(37) {
            let mut whole = 0;
            let mut end = 0;
            for member in &members {
                end += member.len();
                whole += usize::from(end <= cut);
            }
            let found = collect(name, &archive[..cut]);
            // A record whose last line ends are cut off is whole as well.
            let got = found.captures.len();
            assert!(got == whole || got == whole + 1, "{name} cut at {cut}: {got} of {whole}");
            assert_holds(&found, &NAMES[..got]);
            let at_border = members
                .iter()
                .scan(0, |end, member| {
                    *end += member.len();
                    Some(*end)
                })
                .any(|end| end == cut);
            assert!(
                got > whole || at_border || cut == 0 || found.failures.len() == 1,
                "{name} cut at {cut}: {:?}",
                found.failures
            );
        }
    }
}

#[test]
fn any_input_may_be_packed() {
    for (name, pack) in [("gz", gzip as fn(&[u8]) -> Vec<u8>), ("zst", zstd)] {
        let text = collect(&format!("a.txt.{name}"), &pack(b"The ferry is late."));
        assert_eq!(text.captures, [(format!("a.txt.{name}"), b"The ferry is late.".to_vec())]);
        let html = collect(&format!("a.html.{name}"), &pack(page("Avik").as_bytes()));
        assert_eq!(html.captures[0].1, page("Avik").into_bytes());
        let lines = "{\"id\":\"a\",\"text\":\"x\"}\nbroken\n{\"id\":\"b\",\"text\":\"y\"}\n".repeat(3000);
        let jsonl = collect(&format!("a.jsonl.{name}"), &pack(lines.as_bytes()));
        assert_eq!((jsonl.captures.len(), jsonl.failures.len()), (6000, 3000));
        let packed = pack(lines.as_bytes());
        let cut = collect(&format!("cut.jsonl.{name}"), &packed[..packed.len() - 20]);
        assert!(
            cut.failures.last().is_some_and(|last| last.ends_with("the packed data are cut")),
            "{:?}",
            cut.failures.last()
        );
    }
}

#[test]
fn what_is_made_to_fill_memory_is_refused() {
    let bomb = gzip(&vec![b' '; 300 << 20]);
    for name in ["bomb.txt.gz", "bomb.jsonl.gz", "bomb.warc.gz"] {
        let found = collect(name, &bomb);
        assert!(
            found.failures.iter().any(|failure| failure.contains("times its size")),
            "{name}: {:?}",
            found.failures
        );
    }
    let block = response("Content-Type: text/html\r\nContent-Encoding: gzip", &bomb);
    let found = collect("bomb.warc", &record("response", &uri("bomb"), &block));
    assert!(found.failures[0].contains("unpacks to more than any page holds"), "{:?}", found.failures);
}

#[test]
fn a_saved_page_is_taken_out_of_its_message() {
    let message = "From: <Saved by Blink>\r\nSnapshot-Content-Location: https://example.org/ferry\r\nSubject: Ferry\r\n\
        Date: Tue, 18 Jun 2024 09:30:00 +0200\r\nMIME-Version: 1.0\r\n\
        Content-Type: multipart/related; type=\"text/html\"; boundary=\"--B--\"\r\n\r\n\
        ----B--\r\nContent-Type: text/html\r\nContent-ID: <frame-1@mhtml.blink>\r\nContent-Transfer-Encoding: quoted-printable\r\n\
        Content-Location: https://example.org/ferry\r\n\r\n\
        <html><body><p class=3D\"x\">F=C3=A4hre und H=\r\nafen</p></body></html>\r\n\
        ----B--\r\nContent-Type: image/png\r\nContent-Transfer-Encoding: base64\r\n\r\niVBORw0KGgo=\r\n----B----\r\n";
    for name in ["ferry.mhtml", "ferry.mht", "saved"] {
        let found = collect(name, message.as_bytes());
        assert_eq!(found.names(), ["https://example.org/ferry"], "{:?}", found.failures);
        let html = String::from_utf8_lossy(&found.captures[0].1).into_owned();
        assert_eq!(html.trim(), "<html><body><p class=\"x\">Fähre und Hafen</p></body></html>");
    }
    let mut day = None;
    tidings_collect::from_memory("ferry.mht", message.as_bytes(), &mut |item| {
        if let tidings_collect::Collected::Capture(capture) = item {
            day = capture.source.captured_at;
        }
    });
    assert_eq!(day.as_deref(), Some("2024-06-18T07:30:00Z"));
    let empty = collect("no-page.mht", b"MIME-Version: 1.0\r\nContent-Type: image/png\r\n\r\nx");
    assert!(empty.failures[0].contains("no page in the message"));
}

#[test]
fn progress_is_counted_over_everything_in_a_folder() {
    let folder = crate::make::path("progress");
    std::fs::create_dir_all(&folder).expect("a folder for the test");
    for (name, bytes) in
        [("a.txt", b"text".to_vec()), ("b.png", vec![0; 5000]), ("c.warc.gz", gzip(&records().concat()))]
    {
        std::fs::write(folder.join(name), bytes).expect("written");
    }
    let total = tidings_collect::total_bytes(&[tidings_collect::Input::Path(folder.clone())]);
    let found = crate::make::collect_path(&folder);
    assert_eq!((Some(found.progress), found.skipped, found.captures.len()), (total, 1, 6));
}
