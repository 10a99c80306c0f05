//! Bodies of HTTP responses as a crawler stores them: chunked or not, packed or not, sometimes neither although the
//! header says so.

use crate::{LARGEST_CAPTURE, meter};
use fastwarc::warc::header::HeaderMap;
use flate2::{
    bufread::{DeflateDecoder, MultiGzDecoder},
    read::ZlibDecoder,
};
use std::{borrow::Cow, io::Read};

/// A body as the page's writer meant it, and what could not be read of it.
pub(crate) struct Body {
    pub(crate) bytes: Vec<u8>,
    pub(crate) problem: Option<String>,
}

/// Undoes what the headers say was done to a body. Where a body plainly is not what they say (a crawler has undone it
/// already), it is taken as it is.
pub(crate) fn body(raw: &[u8], headers: &HeaderMap) -> Body {
    let named = |name: &str| -> Vec<String> {
        let values = headers.get_multiple(name).join(",").to_ascii_lowercase();
        values.split(',').map(|value| value.trim().to_owned()).filter(|value| !value.is_empty()).collect()
    };
    let mut problem = None;
    let mut bytes = Cow::Borrowed(raw);
    let transfers = named("Transfer-Encoding");
    if transfers.iter().any(|encoding| encoding == "chunked") {
        let (joined, broken) = joined_chunks(raw);
        bytes = joined.map_or(bytes, Cow::Owned);
        problem = broken;
    }
    let packed_on_the_way = transfers.into_iter().filter(|encoding| encoding != "chunked");
    let encodings: Vec<String> = named("Content-Encoding").into_iter().chain(packed_on_the_way).collect();
    for encoding in encodings.iter().rev() {
        let (unpacked, broken) = unpack(&bytes, encoding);
        bytes = unpacked.map_or(bytes, Cow::Owned);
        problem = problem.or(broken);
    }
    Body { bytes: bytes.into_owned(), problem }
}

/// The chunks of a body as one; nothing where it does not begin with a chunk.
fn joined_chunks(raw: &[u8]) -> (Option<Vec<u8>>, Option<String>) {
    let (mut joined, mut rest) = (Vec::with_capacity(raw.len()), raw);
    let cut = |joined| (Some(joined), Some("the chunks of its body are cut".to_owned()));
    loop {
        let length = match httparse::parse_chunk_size(rest) {
            Ok(httparse::Status::Complete((head, length))) => {
                rest = &rest[head..];
                length
            }
            Ok(httparse::Status::Partial) => return cut(joined),
            Err(_) if rest.len() == raw.len() => return (None, None),
            Err(_) => return (Some(joined), Some("the chunks of its body are damaged".to_owned())),
        };
        if length == 0 {
            return (Some(joined), None);
        }
        let chunk = usize::try_from(length).ok().and_then(|length| rest.split_at_checked(length));
        let Some((chunk, after)) = chunk else {
            joined.extend_from_slice(rest);
            return cut(joined);
        };
        joined.extend_from_slice(chunk);
        rest = after.strip_prefix(b"\r\n").or_else(|| after.strip_prefix(b"\n")).unwrap_or(after);
    }
}

/// A body unpacked; nothing where it is not packed that way.
fn unpack(packed: &[u8], encoding: &str) -> (Option<Vec<u8>>, Option<String>) {
    let is_zlib = packed.len() > 1
        && packed[0] & 0x0f == 8
        && u16::from_be_bytes([packed[0], packed[1]]).is_multiple_of(31);
    let mut decoder: Box<dyn Read> = match encoding {
        "identity" | "utf-8" | "none" => return (None, None),
        "gzip" | "x-gzip" if !packed.starts_with(&[0x1f, 0x8b]) => return (None, None),
        "gzip" | "x-gzip" => Box::new(MultiGzDecoder::new(packed)),
        "deflate" if is_zlib => Box::new(ZlibDecoder::new(packed)),
        // Servers send both and call both so.
        "deflate" => Box::new(DeflateDecoder::new(packed)),
        "br" => Box::new(brotli::Decompressor::new(packed, 16 << 10)),
        "zstd" if !packed.starts_with(&[0x28, 0xb5, 0x2f, 0xfd]) => return (None, None),
        "zstd" => match zstd::Decoder::with_buffer(packed) {
            Ok(decoder) => Box::new(decoder),
            Err(error) => return (None, Some(error.to_string())),
        },
        _ => return (None, Some(format!("its body is packed by `{encoding}`, which is not known here"))),
    };
    let most = LARGEST_CAPTURE.min(meter::most_unpacked(packed.len() as u64));
    let mut unpacked = Vec::new();
    let read = (&mut decoder).take(most).read_to_end(&mut unpacked);
    match read {
        Ok(_) if unpacked.len() as u64 == most && matches!(decoder.read(&mut [0]), Ok(1)) => {
            (Some(unpacked), Some("its body unpacks to more than any page holds".to_owned()))
        }
        Ok(_) => (Some(unpacked), None),
        Err(_) if unpacked.is_empty() && looks_unpacked(packed) => (None, None),
        Err(error) => {
            let reason = format!("its body, packed by `{encoding}`, is cut or damaged ({error})");
            (Some(unpacked), Some(reason))
        }
    }
}

fn looks_unpacked(body: &[u8]) -> bool {
    let head = &body[..body.len().min(1 << 10)];
    head.trim_ascii_start().starts_with(b"<")
        || head.utf8_chunks().next().is_some_and(|c| c.valid().len() + 3 >= head.len())
}
