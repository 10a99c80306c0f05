//! WARC archives (plain, gzip, zstd): HTML responses and the plain text of WET files.

use crate::{Collected, Failure, LARGEST_CAPTURE, capture};
use fastwarc::{
    stream_io::traits::IntoWarcReader,
    warc::{
        iter::ArchiveIterator,
        record::{AutoDecode, WarcRecord, WarcRecordType},
    },
};
use std::{io::Read, path::PathBuf};
use tidings_model::{Capture, Media};

/// Damaged records in a row after which the rest of an archive is given up.
const MOST_ERRORS_IN_A_ROW: usize = 20;

/// Reads an archive to its end, or to where it is cut; a damaged record is a failure with its offset.
pub(crate) fn collect(reader: impl IntoWarcReader, name: &str, each: &mut dyn FnMut(Collected)) {
    let archive = ArchiveIterator::new(reader).with_parse_http(false);
    let (mut done, mut errors_in_a_row) = (0, 0);
    for record in archive {
        let error = match record {
            Ok(record) => {
                let mut record = record.borrow_mut();
                let offset = record.stream_pos();
                each(Collected::Progress(offset.saturating_sub(done)));
                done = done.max(offset);
                match take(&mut record, name) {
                    Ok(taken) => {
                        errors_in_a_row = 0;
                        taken.into_iter().for_each(&mut *each);
                        continue;
                    }
                    Err(error) => error,
                }
            }
            Err(error) => error.to_string(),
        };
        each(Collected::Failure(Failure {
            place: format!("{name} at byte {done}"),
            reason: error,
            hint: Some(
                "the record is damaged or the archive is cut; what stands before it was read".to_owned(),
            ),
        }));
        errors_in_a_row += 1;
        if errors_in_a_row == MOST_ERRORS_IN_A_ROW {
            return;
        }
    }
}

/// The capture of a record; nothing for requests and metadata.
fn take(record: &mut WarcRecord, name: &str) -> Result<Option<Collected>, String> {
    let is_response = record.record_type() == WarcRecordType::Response;
    if !is_response && !matches!(record.record_type(), WarcRecordType::Conversion | WarcRecordType::Resource)
    {
        return Ok(None);
    }
    let offset = record.stream_pos();
    let declared = record.content_length();
    if declared > LARGEST_CAPTURE {
        return Err(format!("a record of {declared} bytes, larger than {} MiB", LARGEST_CAPTURE >> 20));
    }
    record.freeze().map_err(|error| error.to_string())?;
    let found = record.frozen_payload_bytes().map_or(0, <[u8]>::len) as u64;
    if found < declared || !record.headers().contains_key("Content-Length") {
        return Err(format!("cut after {found} of {declared} bytes"));
    }
    if is_response {
        record.parse_http_with_decode(AutoDecode::All).map_err(|error| error.to_string())?;
    }
    let url = record.headers().get("WARC-Target-URI").map(|uri| uri.trim_matches(['<', '>']).to_owned());
    let captured_at = record.headers().get("WARC-Date").map(|date| date.into_owned());
    let content_type = if is_response {
        record.http_content_type()
    } else {
        record.headers().get("Content-Type").map(|kind| kind.into_owned())
    };
    let place = format!("{name}#{offset}");
    let Some(media) = media(content_type.as_deref().unwrap_or("text/html")) else {
        return Ok(Some(Collected::Skipped(PathBuf::from(url.unwrap_or(place)))));
    };
    let is_page =
        record.http_headers().and_then(|headers| headers.status_code()).is_none_or(|code| code == 200);
    if !is_page {
        return Ok(Some(Collected::Skipped(PathBuf::from(url.unwrap_or(place)))));
    }
    let charset = record.http_charset().map(|charset| charset.to_ascii_lowercase());
    let mut bytes = Vec::new();
    if let Some(reader) = record.reader_mut() {
        reader.take(LARGEST_CAPTURE).read_to_end(&mut bytes).map_err(|error| error.to_string())?;
    }
    let mut taken: Capture = capture(&place, media, bytes);
    taken.source.url = url;
    taken.source.captured_at = captured_at;
    taken.charset = charset;
    Ok(Some(Collected::Capture(taken)))
}

fn media(content_type: &str) -> Option<Media> {
    let kind = content_type.split(';').next().unwrap_or("").trim().to_ascii_lowercase();
    match kind.as_str() {
        "text/html" | "application/xhtml+xml" => Some(Media::Html),
        "text/plain" => Some(Media::Text),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::Cursor;

    fn record(kind: &str, uri: &str, block: &str) -> String {
        let content = if kind == "response" { "application/http; msgtype=response" } else { "text/plain" };
        format!(
            "WARC/1.0\r\nWARC-Type: {kind}\r\nWARC-Record-ID: <urn:uuid:00000000-0000-4000-8000-000000000001>\r\n\
             WARC-Date: 2024-06-19T08:00:00Z\r\nWARC-Target-URI: {uri}\r\nContent-Type: {content}\r\n\
             Content-Length: {}\r\n\r\n{block}\r\n\r\n",
            block.len()
        )
    }

    fn check(archive: &str) -> (Vec<String>, usize) {
        let (mut captures, mut failures) = (Vec::new(), 0);
        collect(Cursor::new(archive.as_bytes().to_vec()), "a.warc", &mut |item| match item {
            Collected::Capture(c) => {
                captures.push(format!("{} {}", c.source.url.unwrap_or_default(), c.bytes.len()))
            }
            Collected::Failure(_) => failures += 1,
            _ => {}
        });
        (captures, failures)
    }

    #[test]
    fn responses_and_conversions_are_taken() {
        let http = "HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\nTransfer-Encoding: chunked\r\n\r\n5\r\n<p>ab\r\n0\r\n\r\n";
        let image = "HTTP/1.1 200 OK\r\nContent-Type: image/png\r\n\r\nxx";
        let archive = record("response", "https://example.org/a", http)
            + &record("response", "https://example.org/b.png", image)
            + &record("conversion", "https://example.org/c", "plain");
        let expected = vec!["https://example.org/a 5".to_owned(), "https://example.org/c 5".to_owned()];
        assert_eq!(check(&archive), (expected, 0));
    }

    #[test]
    fn a_cut_archive_is_read_to_the_cut() {
        let http = "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n<p>whole";
        let archive = record("response", "https://example.org/a", http)
            + &record("response", "https://example.org/b", http);
        let (captures, _) = check(&archive[..archive.len() - 150]);
        assert_eq!(captures, ["https://example.org/a 8"]);
    }
}
