//! WARC archives, packed or not: HTML responses, and the plain text of WET files.
//!
//! Headers are read by `fastwarc`. Where records begin and end is found here, since a reader that only follows the
//! lengths loses the rest of an archive with the first wrong one.

use crate::{
    Failure, LARGEST_CAPTURE, Sink, capture, http,
    unpack::{Place, Unpacked},
};
use fastwarc::warc::header::{HeaderEncoding, HeaderMap};
use memchr::memchr;
use std::{
    io::{self, BufRead, Cursor, Read},
    path::PathBuf,
};
use tidings_model::Media;

/// Damaged records after which the rest of an archive is given up: each may cost a look at all that follows it.
const MOST_DAMAGED: usize = 1000;
/// The longest header of a record or a response.
const LONGEST_HEADER: usize = 64 << 10;
/// The longest first line there is: `WARC/0.18`.
const LONGEST_VERSION: usize = 9;
/// And with its line end.
const LONGEST_START: usize = LONGEST_VERSION + 2;
/// Records of no use are held in memory up to this size, so that what a wrong length made them swallow can be found.
const LARGEST_HELD: u64 = 4 << 20;

const DAMAGED: &str = "the record is damaged; what stands before and after it was read";
const CUT: &str = "the archive is cut; what stands before was read. Get it again to have the rest";

/// Reads an archive to its end, or to where it is cut; a damaged record is a failure with its offset.
pub(crate) fn collect(archive: &mut Unpacked, name: &str, sink: &mut Sink) {
    let (mut damaged, mut member) = (0, None);
    // After damage nothing more is said until a record begins.
    let mut lost = false;
    loop {
        let damage = match record(archive, name, lost, sink) {
            Ok(Found::End) => return sink.progress(),
            Ok(Found::Record) => {
                lost = false;
                sink.progress();
                continue;
            }
            Err(damage) => damage,
        };
        // One damage may show twice: by what a packed member holds, and by its sum.
        let known = lost && !damage.cut && member == Some(damage.place.file);
        if !known {
            let hint = Some(if damage.cut { CUT } else { DAMAGED }.to_owned());
            sink.failure(Failure { place: in_words(name, damage.place), reason: damage.reason, hint });
            damaged += 1;
        }
        member = archive.member().map(|_| damage.place.file);
        if damaged == MOST_DAMAGED {
            let reason = format!("{MOST_DAMAGED} damaged records: the rest is not read");
            let hint = Some("get the archive again".to_owned());
            return sink.failure(Failure { place: in_words(name, damage.place), reason, hint });
        }
        lost = damage.goes_on;
        if !damage.goes_on && !matches!(archive.next_member(damage.place.file, b"WARC/"), Ok(true)) {
            return sink.progress();
        }
    }
}

enum Found {
    Record,
    End,
}

/// Something that is no whole record.
struct Damage {
    place: Place,
    reason: String,
    /// The end of the archive was met too early.
    cut: bool,
    /// The bytes after it can be read; else only another packed member can help.
    goes_on: bool,
}

/// Reads one record and hands over what it holds. When lost, lines are passed over until one begins.
fn record(archive: &mut Unpacked, name: &str, lost: bool, sink: &mut Sink) -> Result<Found, Damage> {
    let Some((place, version)) = start(archive, lost)? else { return Ok(Found::End) };
    let at_fault = |error: io::Error| unreadable(place, &error);
    let mut held = version.clone();
    if !header_block(archive, &mut held).map_err(at_fault)? {
        return Err(step_back(archive, place, &version, held, "its header has no end"));
    }
    let head = held.len();
    let headers = headers(&held, HeaderEncoding::Unicode).map_err(at_fault)?.0;
    let length = headers.get("Content-Length").and_then(|length| length.trim().parse::<u64>().ok());
    let Some(length) = length else {
        return Err(Damage { goes_on: true, ..damage(place, "it does not tell its length") });
    };

    // The first part of the block tells whether the rest is wanted.
    archive.by_ref().take(length.min(LARGEST_HELD)).read_to_end(&mut held).map_err(at_fault)?;
    let found = find(&headers, &held[head..]);
    let mut passed = 0;
    if length > LARGEST_HELD {
        let rest = length - LARGEST_HELD;
        if matches!(found, Content::Page { .. }) && length <= LARGEST_CAPTURE {
            archive.by_ref().take(rest).read_to_end(&mut held).map_err(at_fault)?;
        } else {
            passed = io::copy(&mut archive.by_ref().take(rest), &mut io::sink()).map_err(at_fault)?;
        }
    }
    let got = (held.len() - head) as u64 + passed;
    let wrong = if got < length {
        Some(format!("cut after {got} of {length} bytes"))
    } else {
        let ends = ends(archive).map_err(at_fault)?;
        (!ends).then(|| "no record ends where its length says".to_owned())
    };
    if let Some(reason) = wrong {
        let damage = match passed {
            0 => step_back(archive, place, &version, held, &reason),
            _ => Damage { goes_on: true, ..damage(place, &reason) },
        };
        return Err(Damage { cut: got < length, ..damage });
    }
    if let Content::Page { .. } = found
        && length > LARGEST_CAPTURE
    {
        let reason = format!("a page of {length} bytes, larger than {} MiB", LARGEST_CAPTURE >> 20);
        return Err(Damage { goes_on: true, ..damage(place, &reason) });
    }
    hand_over(&headers, found, &held[head..], name, place, sink);
    Ok(Found::Record)
}

/// What a record holds.
enum Content {
    /// Text or a page, from this byte of the block on; with the header of the response it came in.
    Page { media: Media, charset: Option<String>, at: usize, response: Option<HeaderMap> },
    /// Something else that was fetched.
    Other,
    /// What a crawler notes: requests, its settings, pages that have not changed.
    Notes,
}

fn find(headers: &HeaderMap, block: &[u8]) -> Content {
    let kind = headers.get("WARC-Type").unwrap_or_default().to_ascii_lowercase();
    if !matches!(kind.as_str(), "response" | "resource" | "conversion") {
        return Content::Notes;
    }
    let of_record = headers.get("Content-Type").unwrap_or_default().to_ascii_lowercase();
    let is_http = of_record.starts_with("application/http") || block.starts_with(b"HTTP/");
    let (content_type, at, response) = if kind == "response" && is_http {
        let front = &block[..block.len().min(LONGEST_HEADER)];
        let Ok((response, at)) = self::headers(front, HeaderEncoding::Latin1) else { return Content::Other };
        if response.status_code().is_none_or(|code| code != 200) {
            return Content::Other;
        }
        let content_type = response.get("Content-Type").map(|kind| kind.to_ascii_lowercase());
        (content_type.unwrap_or_else(|| "text/html".to_owned()), at, Some(response))
    } else {
        (of_record, 0, None)
    };
    let mut parts = content_type.split(';').map(str::trim);
    let media = match parts.next().unwrap_or_default() {
        "text/html" | "application/xhtml+xml" => Media::Html,
        "text/plain" => Media::Text,
        _ => return Content::Other,
    };
    let charset = parts
        .find_map(|part| part.strip_prefix("charset="))
        .map(|charset| charset.trim_matches(['"', '\'', ' ']).to_owned())
        .filter(|charset| !charset.is_empty());
    Content::Page { media, charset, at, response }
}

fn hand_over(headers: &HeaderMap, found: Content, block: &[u8], name: &str, place: Place, sink: &mut Sink) {
    let inside = if place.inside > 0 { format!("+{}", place.inside) } else { String::new() };
    let id = format!("{name}#{}{inside}", place.file);
    let url = headers.get("WARC-Target-URI").map(|uri| uri.trim_matches(['<', '>']).to_owned());
    let (media, charset, at, response) = match found {
        Content::Page { media, charset, at, response } => (media, charset, at, response),
        Content::Other => return sink.skipped(PathBuf::from(url.unwrap_or(id))),
        Content::Notes => return,
    };
    let payload = &block[at.min(block.len())..];
    let body = match &response {
        Some(response) => http::body(payload, response),
        None => http::Body { bytes: payload.to_vec(), problem: None },
    };
    let lost_all = body.problem.is_some() && body.bytes.is_empty();
    if let Some(reason) = body.problem {
        let hint = if lost_all { DAMAGED } else { "what could be unpacked of it was read" };
        sink.failure(Failure { place: in_words(name, place), reason, hint: Some(hint.to_owned()) });
    }
    if !lost_all {
        let mut capture = capture(&id, media, body.bytes);
        capture.source.url = url;
        capture.source.captured_at = headers.get("WARC-Date").map(|date| date.into_owned());
        capture.charset = charset;
        sink.capture(capture);
    }
}

/// The headers at the start of `bytes` and how long they are with their first line.
fn headers(bytes: &[u8], encoding: HeaderEncoding) -> io::Result<(HeaderMap, usize)> {
    let mut headers = HeaderMap::new(encoding);
    let length = headers.parse_with_opts(&mut Cursor::new(bytes.to_vec()), true, LONGEST_HEADER, true)?;
    Ok((headers, length))
}

/// The first line of the next record and where it lies.
fn start(archive: &mut Unpacked, lost: bool) -> Result<Option<(Place, Vec<u8>)>, Damage> {
    let mut line = Vec::new();
    loop {
        let left = archive.fill_buf().map(<[u8]>::len);
        let place = archive.place();
        if left.map_err(|error| unreadable(place, &error))? == 0 {
            return Ok(None);
        }
        // Of a line of many pieces the last bytes are enough.
        line.drain(..line.len().saturating_sub(LONGEST_START));
        read_line(archive, &mut line, LONGEST_HEADER).map_err(|error| unreadable(place, &error))?;
        let version = version_at_end(&line);
        // Where a record is cut, the next one does not begin a line.
        if version > 0 && (lost || version == line.len()) {
            return Ok(Some((archive.place().back(version), line.split_off(line.len() - version))));
        }
        if !lost && !line.trim_ascii().is_empty() {
            return Err(Damage { goes_on: true, ..damage(place, "no record begins here") });
        }
        if line.ends_with(b"\n") {
            line.clear();
        }
    }
}

/// Length of the first line of a record, such as `WARC/1.0`, at the end of a line; 0 where there is none.
fn version_at_end(line: &[u8]) -> usize {
    let Some(text) = line.strip_suffix(b"\n") else { return 0 };
    let text = text.strip_suffix(b"\r").unwrap_or(text);
    let start = text.len().saturating_sub(LONGEST_VERSION);
    let found = memchr::memmem::find(&text[start..], b"WARC/").map(|at| start + at);
    let number = |at: usize| &text[at + b"WARC/".len()..];
    match found {
        Some(at) if number(at).starts_with(b"1.") || number(at).starts_with(b"0.") => line.len() - at,
        _ => 0,
    }
}

/// Reads the lines of a header up to the empty one that ends it; false where there is none.
fn header_block(archive: &mut Unpacked, held: &mut Vec<u8>) -> io::Result<bool> {
    while held.len() < LONGEST_HEADER {
        let line = held.len();
        if read_line(archive, held, LONGEST_HEADER)? == 0 {
            return Ok(false);
        }
        if held[line..].trim_ascii().is_empty() {
            return Ok(true);
        }
    }
    Ok(false)
}

/// Appends the rest of the line, up to so many bytes or the end of the packed member.
fn read_line(archive: &mut Unpacked, line: &mut Vec<u8>, most: usize) -> io::Result<usize> {
    let (mut taken, mut member) = (0, None);
    while taken < most {
        let bytes = archive.fill_buf()?;
        if bytes.is_empty() {
            break;
        }
        let bytes = &bytes[..bytes.len().min(most - taken)];
        let end = memchr(b'\n', bytes).map(|end| end + 1);
        let length = end.unwrap_or(bytes.len());
        let bytes = &bytes[..length];
        // `bytes` borrows the archive, so it is copied before the place is asked for.
        line.extend_from_slice(bytes);
        let now = archive.member();
        if *member.get_or_insert(now) != now {
            line.truncate(line.len() - length);
            break;
        }
        archive.consume(length);
        taken += length;
        if end.is_some() {
            break;
        }
    }
    Ok(taken)
}

/// Whether a record ends here: two line ends, the end of its packed member or of the archive. A packed member is checked
/// against its sum by this.
fn ends(archive: &mut Unpacked) -> io::Result<bool> {
    let member = archive.member();
    let mut line_ends = 0;
    loop {
        let next = archive.fill_buf().map(|bytes| bytes.first().copied());
        if archive.member() != member {
            // If the next one cannot be read, that is for the next record to say.
            return Ok(true);
        }
        match next? {
            None => return Ok(true),
            Some(b'\r' | b'\n') => {
                archive.consume(1);
                line_ends += 1;
            }
            // Some writers leave out what should stand between records.
            Some(b'W') => return Ok(true),
            Some(_) => return Ok(line_ends > 1),
        }
    }
}

/// After a record that is not what it says: goes back to behind its first line, since the next record may lie within
/// what was taken for it.
fn step_back(archive: &mut Unpacked, place: Place, version: &[u8], held: Vec<u8>, reason: &str) -> Damage {
    let same_member = archive.member().is_none_or(|member| member == place.file);
    if same_member && held.len() as u64 <= LARGEST_CAPTURE {
        let behind = place.ahead(version.len());
        archive.unread(held[version.len()..].to_vec(), behind);
    }
    Damage { goes_on: same_member, ..damage(place, reason) }
}

fn damage(place: Place, reason: &str) -> Damage {
    Damage { place, reason: reason.to_owned(), cut: false, goes_on: false }
}

fn unreadable(place: Place, error: &io::Error) -> Damage {
    let cut = error.kind() == io::ErrorKind::UnexpectedEof;
    Damage { place, reason: error.to_string(), cut, goes_on: false }
}

fn in_words(name: &str, place: Place) -> String {
    let inside = if place.inside > 0 { format!(" (unpacked: {})", place.inside) } else { String::new() };
    format!("{name} at byte {}{inside}", place.file)
}
