//! Inputs made out of others: bytes and pieces are lost, repeated, swapped, and put in from elsewhere.

/// Chance that is the same in every run: SplitMix64 (Steele, Lea, Flood 2014).
#[derive(Debug, Clone)]
pub struct Chance(u64);

impl Chance {
    /// The chance of a seed.
    pub fn new(seed: u64) -> Self {
        Self(seed)
    }

    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    /// A number below `end`; 0 where that is 0.
    pub fn below(&mut self, end: usize) -> usize {
        if end == 0 { 0 } else { (self.next() % end as u64) as usize }
    }

    /// One of several.
    pub fn one_of<'t, T: ?Sized>(&mut self, of: &[&'t T]) -> &'t T {
        of[self.below(of.len())]
    }
}

/// Inputs stay below this, so that many can be tried.
const LONGEST: usize = 32 << 10;

/// Pieces with a meaning for one reader or another.
const PIECES: &[&str] = &[
    "<",
    ">",
    "</",
    "/>",
    "<!--",
    "-->",
    "<![CDATA[",
    "&",
    "&#",
    "&#x110000;",
    "&amp;",
    "&nbsp;",
    "\"",
    "'",
    "=",
    "<p>",
    "</p>",
    "<div class=\"comment\">",
    "</div>",
    "<table><tr><td>",
    "</table>",
    "<h1>",
    "</h1>",
    "<a href=x>",
    "</a>",
    "<script>",
    "</script>",
    "<script type=\"application/ld+json\">",
    "{\"@type\":\"NewsArticle\",\"headline\":\"",
    "\"datePublished\":\"2024-06-18\"",
    "\\u0000",
    "\\ud800",
    "<title>",
    "</title>",
    "<time datetime=\"2024-06-18\">",
    "<meta charset=utf-16>",
    "<meta property=\"og:title\" content=\"",
    "<br>",
    "<li>",
    "<figure>",
    "<figcaption>",
    "<blockquote>",
    "<textarea>",
    "<style>",
    "<svg>",
    "<noscript>",
    "<template>",
    "<base href=",
    "\n",
    "\n\n",
    "\r\n",
    "\r\n\r\n",
    "\t",
    " ",
    "\u{a0}",
    "\u{ad}",
    "\u{200b}",
    "\u{feff}",
    "\u{2028}",
    "\u{85}",
    "\u{0}",
    "–",
    "…",
    "“",
    "”",
    "„",
    "»",
    "- ",
    "* * *",
    " | ",
    "18. juni 2024",
    "2024-06-18T10:00:00Z",
    "18/06/2024",
    "Foto: ",
    "© ",
    "CNN — ",
    "(Reuters)",
    "Read more",
    "Kommentarer",
    "https://example.org/",
    "Ja.",
    "İ",
    "ß",
    "ﬁ",
    "e\u{301}",
    "金正恩",
    "ประธาน",
    "الرئيس",
    "👩\u{200d}👧",
    "WARC/1.0\r\n",
    "WARC/1.1\r\n",
    "WARC-Type: response\r\n",
    "WARC-Type: conversion\r\n",
    "Content-Length: 0\r\n",
    "Content-Length: 99999999999\r\n",
    "Content-Length: 18446744073709551615\r\n",
    "Content-Type: application/http\r\n",
    "Content-Type: text/html\r\n",
    "HTTP/1.1 200 OK\r\n",
    "HTTP/1.1 404\r\n",
    "Transfer-Encoding: chunked\r\n",
    "Content-Encoding: gzip\r\n",
    "Content-Encoding: br\r\n",
    "5\r\n",
    "0\r\n\r\n",
    "ffffffffffffffff\r\n",
    "PK\u{3}\u{4}",
    "PK\u{5}\u{6}",
    "MIME-Version: 1.0\r\n",
    "Content-Type: multipart/related; boundary=x\r\n",
    "--x\r\n",
    "{\"id\":\"a\",\"text\":\"",
    "\"}\n",
];

/// An input made out of one of the seeds.
pub fn mutate(seeds: &[Vec<u8>], chance: &mut Chance) -> Vec<u8> {
    let mut made = seeds.get(chance.below(seeds.len())).cloned().unwrap_or_default();
    for _ in 0..=chance.below(8) {
        step(&mut made, seeds, chance);
        made.truncate(LONGEST);
    }
    made
}

fn step(made: &mut Vec<u8>, seeds: &[Vec<u8>], chance: &mut Chance) {
    let at = chance.below(made.len() + 1);
    let most = 1 << chance.below(12);
    let end = at + chance.below((made.len() - at).min(most) + 1);
    match chance.below(10) {
        0 => {
            if let Some(byte) = made.get_mut(at) {
                *byte = chance.below(256) as u8;
            }
        }
        1 => {
            if let Some(byte) = made.get_mut(at) {
                *byte ^= 1 << chance.below(8);
            }
        }
        2 => drop(made.drain(at..end)),
        3 => made.truncate(at),
        4 => {
            let copy = made[at..end].to_vec();
            let to = chance.below(made.len() + 1);
            made.splice(to..to, copy);
        }
        5 => {
            let copy = made[at..end].repeat(1 + chance.below(64));
            made.splice(at..end, copy);
        }
        6 => {
            let other = &seeds[chance.below(seeds.len())];
            let from = chance.below(other.len() + 1);
            let until = from + chance.below(other.len() - from + 1);
            made.splice(at..end, other[from..until].iter().copied());
        }
        7 => {
            let piece = chance.one_of(PIECES).repeat(1 << chance.below(8));
            made.splice(at..at, piece.into_bytes());
        }
        _ => {
            let piece = chance.one_of(PIECES);
            made.splice(at..at, piece.bytes());
        }
    }
}
