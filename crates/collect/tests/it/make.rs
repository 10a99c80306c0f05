//! Inputs made by hand, and what collecting says of them.

use flate2::{
    Compression,
    write::{DeflateEncoder, GzEncoder, ZlibEncoder},
};
use std::{io::Write, path::Path, path::PathBuf};
use tidings_collect::{Collected, Input};

pub(crate) fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::default());
    encoder.write_all(bytes).expect("in memory");
    encoder.finish().expect("in memory")
}

pub(crate) fn zlib(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = ZlibEncoder::new(Vec::new(), Compression::default());
    encoder.write_all(bytes).expect("in memory");
    encoder.finish().expect("in memory")
}

pub(crate) fn deflate(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = DeflateEncoder::new(Vec::new(), Compression::default());
    encoder.write_all(bytes).expect("in memory");
    encoder.finish().expect("in memory")
}

pub(crate) fn zstd(bytes: &[u8]) -> Vec<u8> {
    zstd::encode_all(bytes, 3).expect("in memory")
}

pub(crate) fn brotli(bytes: &[u8]) -> Vec<u8> {
    let mut packed = Vec::new();
    brotli::BrotliCompress(&mut &*bytes, &mut packed, &Default::default()).expect("in memory");
    packed
}

pub(crate) fn chunked(bytes: &[u8]) -> Vec<u8> {
    let mut sent = Vec::new();
    for chunk in bytes.chunks(7) {
        // An extension, as the standard allows and servers send.
        sent.extend(format!("{:x};ext=1\r\n", chunk.len()).into_bytes());
        sent.extend(chunk);
        sent.extend(b"\r\n");
    }
    sent.extend(b"0\r\n\r\n");
    sent
}

/// A page of its own for each name.
pub(crate) fn page(name: &str) -> String {
    format!(
        "<html><head><title>{name}</title></head><body><article><h1>The harbour of {name}</h1><p>{}</p></article></body></html>",
        format!("The ferry to {name} was late again on Monday, as the harbour master had expected. ")
            .repeat(6)
    )
}

pub(crate) fn response(headers: &str, body: &[u8]) -> Vec<u8> {
    let mut response = format!("HTTP/1.1 200 OK\r\n{headers}\r\n\r\n").into_bytes();
    response.extend(body);
    response
}

pub(crate) fn html(body: &[u8]) -> Vec<u8> {
    response("Content-Type: text/html; charset=utf-8", body)
}

pub(crate) fn record(kind: &str, uri: &str, block: &[u8]) -> Vec<u8> {
    let content = match kind {
        "response" => "application/http; msgtype=response",
        "warcinfo" => "application/warc-fields",
        _ => "text/plain",
    };
    let mut record = format!(
        "WARC/1.0\r\nWARC-Type: {kind}\r\nWARC-Record-ID: <urn:uuid:00000000-0000-4000-8000-000000000001>\r\n\
         WARC-Date: 2024-06-19T08:00:00Z\r\nWARC-Target-URI: {uri}\r\nContent-Type: {content}\r\n\
         Content-Length: {}\r\n\r\n",
        block.len()
    )
    .into_bytes();
    record.extend(block);
    record.extend(b"\r\n\r\n");
    record
}

/// What came out of collecting a file.
#[derive(Debug, Default)]
pub(crate) struct Found {
    /// Address (or id) and bytes of each capture.
    pub(crate) captures: Vec<(String, Vec<u8>)>,
    /// Place and reason of each failure.
    pub(crate) failures: Vec<String>,
    pub(crate) skipped: usize,
    pub(crate) progress: u64,
}

impl Found {
    pub(crate) fn names(&self) -> Vec<&str> {
        self.captures.iter().map(|(name, _)| name.as_str()).collect()
    }

    fn take(&mut self, item: Collected) {
        match item {
            Collected::Capture(capture) => {
                self.captures.push((capture.source.url.unwrap_or(capture.source.id), capture.bytes));
            }
            Collected::Failure(failure) => {
                assert!(failure.hint.is_some_and(|hint| !hint.is_empty()), "a way out: {}", failure.reason);
                self.failures.push(format!("{}: {}", failure.place, failure.reason));
            }
            Collected::Skipped(_) => self.skipped += 1,
            Collected::Progress(bytes) => self.progress += bytes,
        }
    }
}

pub(crate) fn path(name: &str) -> PathBuf {
    Path::new(env!("CARGO_TARGET_TMPDIR")).join(name)
}

pub(crate) fn collect_path(path: &Path) -> Found {
    let mut found = Found::default();
    tidings_collect::collect(&[Input::Path(path.to_owned())], &mut |item| found.take(item));
    found
}

/// Writes a file and collects it; its whole size is told as progress, once.
pub(crate) fn collect(name: &str, bytes: &[u8]) -> Found {
    let path = path(name);
    std::fs::write(&path, bytes).expect("a file for the test");
    let mut found = collect_path(&path);
    assert_eq!(found.progress, bytes.len() as u64, "{name}");
    let folder = format!("{}/", env!("CARGO_TARGET_TMPDIR"));
    for (name, _) in &mut found.captures {
        *name = name.replace(&folder, "");
    }
    for failure in &mut found.failures {
        *failure = failure.replace(&folder, "");
    }
    found
}
