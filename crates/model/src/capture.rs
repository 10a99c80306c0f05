use serde::{Deserialize, Serialize};

/// Raw bytes as they were taken from somewhere, with where and when.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Capture {
    /// Where it comes from.
    pub source: Source,
    /// What kind of bytes these are.
    pub media: Media,
    /// The bytes, untouched.
    pub bytes: Vec<u8>,
    /// Charset named outside the bytes (an HTTP header), in lower case.
    pub charset: Option<String>,
    /// What the giver of the capture says about it.
    pub hints: Hints,
}

/// The form of a capture's bytes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Media {
    /// Text that something else has already taken out of a page.
    Text,
    /// A web page.
    Html,
}

/// What is known about a capture beside its bytes. A hint is believed.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Hints {
    /// Title, where the input names it apart from the text.
    pub title: Option<String>,
    /// Publication date or instant, ISO 8601.
    pub published: Option<String>,
    /// Language code.
    pub language: Option<String>,
}

/// Where an article comes from.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Source {
    /// The JSONL id, the path as given, or the archive's path and record offset.
    pub id: String,
    /// The page's address.
    pub url: Option<String>,
    /// SHA-256 of the capture's bytes, lower-case hex.
    pub sha256: String,
    /// When it was captured, ISO 8601; never used as a publication date.
    pub captured_at: Option<String>,
}
