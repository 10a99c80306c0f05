//! ZIP archives, honest and hostile.

use crate::make::{collect, gzip, html, page, record};
use std::io::{Cursor, Write};
use zip::{CompressionMethod, ZipWriter, write::SimpleFileOptions};

fn zip(entries: &[(&str, &[u8])]) -> Vec<u8> {
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in entries {
        let options = SimpleFileOptions::default().compression_method(CompressionMethod::Deflated);
        writer.start_file(*name, options).expect("in memory");
        writer.write_all(bytes).expect("in memory");
    }
    writer.finish().expect("in memory").into_inner()
}

#[test]
fn a_zip_holds_any_of_the_other_kinds() {
    let archive: Vec<u8> = gzip(&record("response", "https://example.org/a", &html(page("Avik").as_bytes())));
    let inner = zip(&[("deep.txt", b"The ferry is late.")]);
    let one = page("Bervik");
    let entries: [(&str, &[u8]); 8] = [
        ("day/one.html", one.as_bytes()),
        ("day/lines.jsonl", b"{\"id\":\"line\",\"text\":\"The ferry is late.\"}\n"),
        ("day/crawl.warc.gz", &archive),
        ("inner.zip", &inner),
        ("picture.png", b"\x89PNG"),
        (".hidden.txt", b"not seen"),
        ("__MACOSX/._one.html", b"not seen"),
        ("../../escape\u{1b}[2J.txt", b"A name that steers a terminal."),
    ];
    let found = collect("all.zip", &zip(&entries));
    assert_eq!(
        found.names(),
        [
            "all.zip!day/one.html",
            "line",
            "https://example.org/a",
            "all.zip!inner.zip!deep.txt",
            "all.zip!../../escape\u{fffd}[2J.txt"
        ],
        "{:?}",
        found.failures
    );
    assert_eq!((found.skipped, found.failures.len()), (1, 0));
}

#[test]
fn zips_are_opened_to_a_depth() {
    let one = zip(&[("a.txt", b"one")]);
    let two = zip(&[("b.txt", b"two"), ("one.zip", &one)]);
    let three = zip(&[("two.zip", &two), ("c.txt", b"three")]);
    let found = collect("three.zip", &three);
    assert_eq!(found.names(), ["three.zip!two.zip!b.txt", "three.zip!c.txt"]);
    assert_eq!(found.failures.len(), 1);
    assert!(found.failures[0].starts_with("three.zip!two.zip!one.zip: "), "{:?}", found.failures);
}

#[test]
fn a_zip_bomb_is_refused_and_named() {
    let zeros = vec![b'0'; 120 << 20];
    let bomb = zip(&[("good.txt", b"The ferry is late."), ("bomb.txt", &zeros)]);
    let found = collect("bomb.zip", &bomb);
    assert_eq!(found.names()[0], "bomb.zip!good.txt");
    assert!(
        found.failures.iter().any(|f| f.starts_with("bomb.zip!bomb.txt") && f.contains("times its size")),
        "{:?}",
        found.failures
    );
}

#[test]
fn a_damaged_zip_is_named_and_what_is_whole_is_read() {
    let mut whole = zip(&[("a.txt", page("Avik").as_bytes()), ("b.txt", page("Bervik").as_bytes())]);
    let cut = collect("cut.zip", &whole[..whole.len() - 30]);
    assert!(
        cut.captures.is_empty() && cut.failures[0].starts_with("cut.zip: no readable ZIP archive"),
        "{:?}",
        cut.failures
    );
    // In the packed bytes of the first entry.
    whole[60] ^= 0xff;
    let found = collect("flipped.zip", &whole);
    assert!(found.names().contains(&"flipped.zip!b.txt"), "{:?}", found.failures);
    assert!(found.failures[0].starts_with("flipped.zip!a.txt"), "{:?}", found.failures);
}
