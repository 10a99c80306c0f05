//! Bytes → text.

use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE};
use std::borrow::Cow;
use tidings_model::{Capture, Media};

/// Bytes looked at to tell what they are.
const SAMPLE: usize = 16 << 10;

/// The text of a capture: UTF-8 where it is that, else the charset named, else the one the bytes look like.
pub(crate) fn decode<'a>(capture: &'a Capture, warnings: &mut Vec<String>) -> Cow<'a, str> {
    let bytes = capture.bytes.as_slice();
    let sample = &bytes[..bytes.len().min(SAMPLE)];
    if let Some((encoding, _)) = Encoding::for_bom(bytes) {
        return with(encoding, bytes, warnings);
    }
    if let Some(encoding) = utf16_without_bom(sample) {
        return with(encoding, bytes, warnings);
    }
    let controls = sample.iter().filter(|&&b| b < 0x20 && !matches!(b, b'\t' | b'\n' | b'\r' | 0x0c)).count();
    if controls * 50 > sample.len() && sample.len() > 16 {
        warnings.push("the bytes are not text".to_owned());
        return Cow::Borrowed("");
    }
    if let Ok(text) = std::str::from_utf8(bytes) {
        return Cow::Borrowed(text);
    }
    let named = capture.charset.as_deref().and_then(|label| Encoding::for_label(label.trim().as_bytes()));
    let encoding = named
        .or_else(|| (capture.media == Media::Html).then(|| declared(sample)).flatten())
        .filter(|&encoding| encoding != UTF_8 || mostly_utf8(bytes))
        .unwrap_or_else(|| if mostly_utf8(bytes) { UTF_8 } else { guess(bytes) });
    with(encoding, bytes, warnings)
}

fn with<'a>(encoding: &'static Encoding, bytes: &'a [u8], warnings: &mut Vec<String>) -> Cow<'a, str> {
    let (text, used, broken) = encoding.decode(bytes);
    if broken {
        warnings.push(format!("some bytes are not {}", used.name()));
    }
    text
}

/// Every second byte of Western UTF-16 is zero.
fn utf16_without_bom(sample: &[u8]) -> Option<&'static Encoding> {
    let pairs = sample.len() / 2;
    if pairs < 8 {
        return None;
    }
    let zeros = |first: usize| sample[first..].iter().step_by(2).filter(|&&b| b == 0).count();
    let (even, odd) = (zeros(0), zeros(1));
    match () {
        () if odd * 10 > pairs * 6 && even * 10 < pairs => Some(UTF_16LE),
        () if even * 10 > pairs * 6 && odd * 10 < pairs => Some(UTF_16BE),
        () => None,
    }
}

/// Share of broken places from which bytes are no longer taken for UTF-8: one in twenty. Western text in a legacy
/// charset stays below it (one letter in thirty is accented), but has no valid sequences.
const BROKEN_SHARE: usize = 20;

/// UTF-8 with a few broken bytes: a cut-off end, a mixed-in comment. A legacy charset forms a valid sequence of
/// several bytes only by chance, so more such sequences than broken places decide.
fn mostly_utf8(bytes: &[u8]) -> bool {
    let sample = &bytes[..bytes.len().min(SAMPLE * 16)];
    let (mut good, mut bad) = (0usize, 0usize);
    for chunk in sample.utf8_chunks() {
        good += chunk.valid().bytes().filter(|b| *b >= 0xc0).count();
        bad += usize::from(!chunk.invalid().is_empty());
    }
    good > bad && bad * BROKEN_SHARE <= sample.len()
}

/// The charset a page names in its head.
fn declared(sample: &[u8]) -> Option<&'static Encoding> {
    let head = String::from_utf8_lossy(sample).to_ascii_lowercase();
    let after = &head[head.find("charset")? + "charset".len()..];
    let label: String = after
        .trim_start_matches([' ', '=', '"', '\''])
        .chars()
        .take_while(|c| c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | ':'))
        .collect();
    Encoding::for_label(label.as_bytes())
}

fn guess(bytes: &[u8]) -> &'static Encoding {
    let mut detector = chardetng::EncodingDetector::new(chardetng::Iso2022JpDetection::Deny);
    detector.feed(&bytes[..bytes.len().min(SAMPLE * 16)], true);
    detector.guess(None, chardetng::Utf8Detection::Allow)
}
