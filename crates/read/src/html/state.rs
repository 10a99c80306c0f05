//! Text that a page carries in its scripts: `articleBody` of JSON-LD, or the state of the application that draws the page.

use super::tree::{Attr, Tag, Tree};
use crate::shape::{fold, is_running, weight};
use serde_json::Value;

/// Bytes of scripts that are read, failed attempts counted each time: a bound on time.
const BUDGET: usize = 12 << 20;
/// Scripts shorter than this hold no article.
const SHORTEST: usize = 600;
/// A state is nested this deep at most.
const DEEPEST: usize = 48;
/// Running text, as weighed by [`weight`], from which on a script holds an article.
const LEAST: usize = 300;

/// What a script was found to hold.
#[derive(Debug)]
pub(crate) struct Told {
    /// The text, as markup.
    pub markup: String,
    /// Its running text.
    pub weight: usize,
}

/// The text that linked data tells, as paragraphs.
pub(crate) fn paragraphs(text: &str) -> Told {
    let mut told = Told { markup: String::new(), weight: 0 };
    told.add(text);
    told
}

/// The longest text that stands in the page's scripts; one beside the page's title before others.
pub(crate) fn text_in_scripts(tree: &Tree, titles: &[String]) -> Option<Told> {
    let titles: Vec<String> =
        titles.iter().map(|title| fold(title)).filter(|title| title.len() >= 12).collect();
    let mut budget = BUDGET;
    let mut best: Option<(usize, Told)> = None;
    for node in tree.elements(Tag::Script) {
        let raw = tree.raw_text(node);
        let kind = tree.attr(node, Attr::Type).unwrap_or("").to_ascii_lowercase();
        if raw.len() < SHORTEST || kind.contains("ld+json") {
            continue;
        }
        values(raw, &mut budget, &mut |value| search(&value, &titles, false, 0, &mut best));
        if budget == 0 {
            break;
        }
    }
    best.map(|(_, told)| told).filter(|told| told.weight >= LEAST)
}

/// Hands over the JSON values of a script: the whole of it, or what is assigned, pushed and parsed in it.
fn values(raw: &str, budget: &mut usize, each: &mut dyn FnMut(Value)) {
    let mut at = 0;
    while at < raw.len() && *budget > 0 {
        let rest = &raw[at..];
        let Some(start) = start_of_value(rest, at == 0) else { return };
        let text = &rest[start..];
        let mut stream = serde_json::Deserializer::from_str(text).into_iter::<Value>();
        match stream.next() {
            Some(Ok(value)) => {
                let length = stream.byte_offset();
                *budget = budget.saturating_sub(length);
                if length >= SHORTEST {
                    each(value);
                }
                at += start + length.max(1);
            }
            Some(Err(error)) => {
                // What was read before the error tells how much it cost.
                let read = if error.line() <= 1 { error.column() } else { text.len() };
                *budget = budget.saturating_sub(read.max(64));
                at += start + 1;
            }
            None => return,
        }
    }
}

/// Where a value may begin: at the start, or after `=`, `(`, `[` or a colon.
fn start_of_value(text: &str, at_start: bool) -> Option<usize> {
    let bytes = text.as_bytes();
    let opens = |at: usize| matches!(bytes.get(at), Some(b'{' | b'[' | b'"'));
    let after_space = |mut at: usize| {
        while bytes.get(at).is_some_and(u8::is_ascii_whitespace) {
            at += 1;
        }
        at
    };
    let first = after_space(0);
    if at_start && opens(first) {
        return Some(first);
    }
    memchr::memchr3_iter(b'=', b'(', b':', bytes).map(|at| after_space(at + 1)).find(|&at| opens(at))
}

/// Looks for the value that holds the most text: a string of many words, or a list whose items are paragraphs.
fn search(value: &Value, titles: &[String], is_titled: bool, depth: usize, best: &mut Option<(usize, Told)>) {
    if depth > DEEPEST {
        return;
    }
    let mut offer = |told: Told| {
        // Text beside the page's own title is the page's own text.
        let rank = told.weight * if is_titled { 8 } else { 1 };
        if told.weight > 0 && best.as_ref().is_none_or(|(known, _)| rank > *known) {
            *best = Some((rank, told));
        }
    };
    match value {
        Value::String(text) if text.len() >= SHORTEST => {
            // A state inside a state, as text.
            if text.starts_with(['{', '[']) {
                if let Ok(inner) = serde_json::from_str::<Value>(text) {
                    search(&inner, titles, is_titled, depth + 1, best);
                }
                return;
            }
            let mut told = Told { markup: String::new(), weight: 0 };
            told.add(text);
            offer(told);
        }
        Value::Array(items) => {
            let mut told = Told { markup: String::new(), weight: 0 };
            for item in items {
                if let Some(text) = paragraph_of(item) {
                    told.add(text);
                }
            }
            offer(told);
            for item in items {
                search(item, titles, is_titled, depth + 1, best);
            }
        }
        Value::Object(map) => {
            let is_titled = is_titled
                || map.values().any(|value| {
                    value.as_str().filter(|text| text.len() <= 400).is_some_and(|text| {
                        let text = fold(text);
                        text.len() >= 12
                            && titles.iter().any(|title| *title == text || title.starts_with(&text))
                    })
                });
            for (key, value) in map {
                if !is_about(key) {
                    search(value, titles, is_titled, depth + 1, best);
                }
            }
        }
        _ => {}
    }
}

/// The words of an item of a list of paragraphs: the item itself, or its longest string one or two levels down.
fn paragraph_of(item: &Value) -> Option<&str> {
    fn longest(value: &Value, depth: usize) -> Option<&str> {
        match value {
            Value::String(text) => Some(text.as_str()),
            Value::Object(map) if depth < 2 => map
                .iter()
                .filter(|(key, _)| !is_about(key))
                .filter_map(|(_, value)| longest(value, depth + 1))
                .max_by_key(|text| text.len()),
            _ => None,
        }
    }
    // A whole article in a list is one of many.
    const LONGEST: usize = 6000;
    longest(item, 0).filter(|text| text.len() <= LONGEST && !text.starts_with("http"))
}

/// Keys whose text is about an article, not the article's.
fn is_about(key: &str) -> bool {
    const ABOUT: [&str; 18] = [
        "description",
        "summary",
        "excerpt",
        "caption",
        "alt",
        "bio",
        "biography",
        "seo",
        "css",
        "style",
        "teaser",
        "related",
        "comments",
        "disclaimer",
        "copyright",
        "translations",
        "messages",
        "locale",
    ];
    let lower = key.to_ascii_lowercase();
    ABOUT.iter().any(|about| lower == *about || lower.ends_with(about) && about.len() >= 7)
}

impl Told {
    /// Adds a string: markup as it is, plain text by lines.
    fn add(&mut self, text: &str) {
        let mut plain = String::new();
        // Escaped once more by some.
        let text = if !text.contains('<') && text.contains("&lt;") {
            super::tree::unescape(text, &mut plain);
            plain.as_str()
        } else {
            text
        };
        if is_markup(text) {
            self.weight += markup_weight(text);
            self.markup.push_str("<div>");
            self.markup.push_str(text);
            self.markup.push_str("</div>");
            return;
        }
        for line in text.split('\n').map(str::trim).filter(|line| !line.is_empty()) {
            if is_running(line) && line.contains(' ') || line.chars().any(tidings_language::is_unspaced) {
                self.weight += weight(line);
            }
            self.markup.push_str("<p>");
            self.markup.push_str(&line.replace('&', "&amp;").replace('<', "&lt;"));
            self.markup.push_str("</p>");
        }
    }
}

fn is_markup(text: &str) -> bool {
    ["</p>", "<p>", "<br", "</div>", "</a>", "</strong>", "</em>", "</b>", "<p "]
        .iter()
        .any(|tag| text.contains(tag))
}

/// Running text between the tags of a string.
fn markup_weight(text: &str) -> usize {
    let mut sum = 0;
    for part in text.split("</p>").flat_map(|part| part.split("<br")) {
        let words: String =
            part.split('<').map(|piece| piece.split_once('>').map_or(piece, |(_, words)| words)).collect();
        if is_running(words.trim()) {
            sum += weight(words.trim());
        }
    }
    sum
}

#[cfg(test)]
mod tests {
    use super::*;

    const LINE: &str = "The spring was a quiet one in the north of the country, as people there say who have seen many of them.";

    fn told(script: &str) -> Option<String> {
        let tree = super::super::tree::parse(&format!("<script>{script}</script>"));
        text_in_scripts(&tree, &["A quiet spring in the north".to_owned()]).map(|told| told.markup)
    }

    #[test]
    fn states_of_all_kinds_are_read() {
        let text = format!("<p>{LINE}</p>").repeat(8);
        let escaped = serde_json::to_string(&text).unwrap();
        let assigned = format!(
            "window.__STATE__ = {{\"a\": {{\"css\": \"x\", \"title\": \"A quiet spring in the north\", \"body\": {escaped}}}}}; go();"
        );
        assert!(told(&assigned).unwrap().contains(LINE));
        let parts: Vec<Value> =
            (0..8).map(|n| serde_json::json!({"type": "text", "content": format!("{n}. {LINE}")})).collect();
        let pushed = format!("q.push({})", serde_json::json!({"content_elements": parts}));
        assert_eq!(told(&pushed).unwrap().matches("<p>").count(), 8);
        let nested =
            serde_json::to_string(&serde_json::json!({"article": {"html": text}}).to_string()).unwrap();
        assert!(told(&format!("var s = JSON.parse({nested});")).unwrap().contains(LINE));
    }

    #[test]
    fn other_articles_and_code_are_not_taken() {
        assert!(
            told(&format!("var a = function() {{ return 1 }}; {}", "b = {c: 1}; ".repeat(200))).is_none()
        );
        let other = format!("<p>{LINE} Other.</p>").repeat(20);
        let own = format!("<p>{LINE}</p>").repeat(6);
        let state = serde_json::json!({"related_list": [{"html": other}], "page": {"headline": "A quiet spring in the north", "html": own}});
        assert!(!told(&format!("window.x={state}")).unwrap().contains("Other"));
    }
}
