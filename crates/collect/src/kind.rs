//! What kind of input a file is, by its name or by its first bytes.

/// Kinds of inputs, whether packed by gzip or zstd or not.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind {
    Text,
    Html,
    Jsonl,
    Warc,
    Mhtml,
    Zip,
}

const PACKED: &[&str] = &[".gz", ".zst", ".zstd"];

const ENDINGS: &[(Kind, &[&str])] = &[
    (Kind::Text, &[".txt", ".text"]),
    (Kind::Html, &[".html", ".htm", ".xhtml"]),
    (Kind::Jsonl, &[".jsonl", ".ndjson"]),
    // Common Crawl calls its plain text `….warc.wet.gz`.
    (Kind::Warc, &[".warc", ".wet"]),
    (Kind::Mhtml, &[".mht", ".mhtml"]),
    (Kind::Zip, &[".zip"]),
];

/// The kind that a file's name tells.
pub(crate) fn by_name(name: &str) -> Option<Kind> {
    let name = name.to_ascii_lowercase();
    let name = PACKED.iter().find_map(|ending| name.strip_suffix(ending)).unwrap_or(&name);
    let told = |endings: &[&str]| endings.iter().any(|ending| name.ends_with(ending));
    ENDINGS.iter().find(|(_, endings)| told(endings)).map(|&(kind, _)| kind)
}

/// What something without a telling name is, by its first unpacked bytes. Anything may be text.
pub(crate) fn by_content(head: &[u8]) -> Kind {
    let start = head.strip_prefix(b"\xef\xbb\xbf").unwrap_or(head).trim_ascii_start();
    let lower: Vec<u8> = start.iter().take(24).map(u8::to_ascii_lowercase).collect();
    let begins = |heads: &[&str]| heads.iter().any(|head| lower.starts_with(head.as_bytes()));
    if head.starts_with(b"WARC/") {
        Kind::Warc
    } else if head.starts_with(b"PK\x03\x04") || head.starts_with(b"PK\x05\x06") {
        Kind::Zip
    } else if begins(&["<!doctype", "<html", "<?xml", "<head", "<body"]) {
        Kind::Html
    } else if begins(&["from: <saved by", "mime-version:"]) {
        Kind::Mhtml
    } else if start.starts_with(b"{\"") {
        Kind::Jsonl
    } else {
        Kind::Text
    }
}
