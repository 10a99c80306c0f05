//! How well text dumps are read: dumps are made of pages whose text is known, by an HTML parser that is not the reader's own.
//!
//! A dump is the visible lines of a page from a few before the first line of its text to some more after the last: what a careless
//! program leaves of a page. A line belongs to the text where most of its runs of four words stand in the reference.

use html5ever::tendril::TendrilSink;
use markup5ever_rcdom::{Handle, NodeData, RcDom};
use serde_json::{Value, json};
use std::collections::{BTreeMap, HashMap, HashSet};
use std::io::{BufRead, BufReader};
use tidings_model::{Capture, Hints, Media, Source};

/// Lines before the first and after the last of the text.
const BEFORE: usize = 15;
const AFTER: usize = 25;

/// Kept and dropped lines against the reference.
#[derive(Default, Clone, Copy)]
struct Count {
    dumps: usize,
    kept: usize,
    lost: usize,
    left: usize,
    dropped: usize,
}

/// Reads pages and reference, prints one JSON object with the figures of each group.
pub fn run(pages: &str, gold: &str, show: bool) {
    let gold: HashMap<String, Value> =
        lines(gold).map(|g| (g["id"].as_str().unwrap_or("").to_owned(), g)).collect();
    let mut counts: BTreeMap<String, Count> = BTreeMap::new();
    for page in lines(pages) {
        let id = page["id"].as_str().unwrap_or("").to_owned();
        let Some(gold) = gold.get(&id) else { continue };
        let text = gold["text"].as_str().unwrap_or("");
        let Some(dump) =
            dump(page["html"].as_str().unwrap_or(""), text, gold["title"].as_str().unwrap_or(""))
        else {
            continue;
        };
        let read = |language: Option<&str>| {
            let body: Vec<&str> = dump.iter().map(|line| line.text.as_str()).collect();
            let capture = Capture {
                source: Source::default(),
                media: Media::Text,
                bytes: body.join("\n\n").into_bytes(),
                charset: Some("utf-8".to_owned()),
                hints: Hints { language: language.map(str::to_owned), ..Hints::default() },
            };
            tidings_read::read(&capture)
        };
        let article = read(None);
        let code = article.language.code.clone();
        let has_words = !tidings_language::glance(&code).read.teaser.whole.0.is_empty();
        let group = if has_words { "languages with furniture words" } else { "languages without" };
        for group in [group, "all"] {
            count(&dump, &article, counts.entry(group.to_owned()).or_default(), show && group == "all", &id);
        }
        if has_words {
            let group = "the first group, its language withheld";
            count(&dump, &read(Some("und")), counts.entry(group.to_owned()).or_default(), false, &id);
        }
    }
    let figures: BTreeMap<String, Value> =
        counts.into_iter().map(|(group, count)| (group, figures(count))).collect();
    println!("{}", json!(figures));
}

fn figures(count: Count) -> Value {
    let share = |part: usize, whole: usize| if whole == 0 { 0.0 } else { part as f64 / whole as f64 };
    let precision = share(count.kept, count.kept + count.left);
    let recall = share(count.kept, count.kept + count.lost);
    let f1 = if precision + recall > 0.0 { 2.0 * precision * recall / (precision + recall) } else { 0.0 };
    json!({"dumps": count.dumps, "lines": count.kept + count.lost + count.left + count.dropped, "precision": precision, "recall": recall, "line_f1": f1,
           "noise_dropped": share(count.dropped, count.dropped + count.left)})
}

fn lines(path: &str) -> impl Iterator<Item = Value> {
    let file = BufReader::new(std::fs::File::open(path).expect("the file"));
    file.lines().map(|line| serde_json::from_str(&line.expect("a line")).expect("JSON"))
}

struct Line {
    text: String,
    /// Whether it belongs to the text; `None` where nobody could say.
    is_text: Option<bool>,
}

fn count(dump: &[Line], article: &tidings_model::Article, count: &mut Count, show: bool, id: &str) {
    let mut kept: HashMap<String, usize> = HashMap::new();
    for block in &article.blocks {
        *kept.entry(fold(&article.text[block.start..block.end])).or_default() += 1;
    }
    count.dumps += 1;
    for line in dump {
        let here = kept.get_mut(&fold(&line.text)).filter(|count| **count > 0);
        let is_kept = here.is_some();
        if let Some(here) = here {
            *here -= 1;
        }
        match (line.is_text, is_kept) {
            (Some(true), true) => count.kept += 1,
            (Some(true), false) => count.lost += 1,
            (Some(false), true) => count.left += 1,
            (Some(false), false) => count.dropped += 1,
            (None, _) => {}
        }
        if show && line.is_text.is_some_and(|is_text| is_text != is_kept) {
            let why = article
                .dropped
                .iter()
                .find(|dropped| dropped.text == line.text)
                .map_or("", |dropped| &dropped.why);
            eprintln!("{} {id} [{why}] {}", if is_kept { "LEFT" } else { "LOST" }, line.text);
        }
    }
}

/// The dump of a page; `None` where its text is not found on it.
fn dump(html: &str, text: &str, title: &str) -> Option<Vec<Line>> {
    let dom = html5ever::parse_document(RcDom::default(), Default::default()).one(html);
    let mut lines = Vec::new();
    let mut line = String::new();
    visible(&dom.document, false, 0, &mut line, &mut lines);
    cut(&mut line, false, &mut lines);
    let grams: HashSet<Vec<String>> = grams(text).into_iter().collect();
    let short: HashSet<String> = text.lines().map(fold).collect();
    let title = fold(title);
    let mut seen = HashSet::new();
    let labelled: Vec<Line> = lines
        .into_iter()
        .map(|(text, in_caption)| {
            let own = self::grams(&text);
            let folded = fold(&text);
            let is_text = if own.len() > 1 {
                own.iter().filter(|gram| grams.contains(*gram)).count() * 2 >= own.len()
            } else {
                short.contains(&folded)
            };
            let unsure = in_caption && !is_text
                || folded == title
                || folded.chars().filter(|c| c.is_alphabetic()).count() < 4
                || !seen.insert(folded);
            Line { text, is_text: (!unsure).then_some(is_text) }
        })
        .collect();
    // A line or two of the text may stand in a menu: the bulk is where long lines are.
    let is_sure = |line: &Line| line.is_text == Some(true) && line.text.chars().count() >= 40;
    let first = labelled.iter().position(is_sure)?;
    let last = labelled.iter().rposition(is_sure)?;
    let found: usize = labelled[first..=last]
        .iter()
        .filter(|line| line.is_text == Some(true))
        .map(|line| line.text.len())
        .sum();
    (found * 2 >= text.len()).then(|| {
        labelled
            .into_iter()
            .skip(first.saturating_sub(BEFORE))
            .take(last + AFTER + 1 - first.saturating_sub(BEFORE))
            .collect()
    })
}

fn cut(line: &mut String, in_caption: bool, lines: &mut Vec<(String, bool)>) {
    let text = line.split_whitespace().collect::<Vec<_>>().join(" ");
    if text.chars().any(char::is_alphanumeric) {
        lines.push((text, in_caption));
    }
    line.clear();
}

/// Lines of a subtree as a reader sees them.
fn visible(
    node: &Handle,
    in_caption: bool,
    depth: usize,
    line: &mut String,
    lines: &mut Vec<(String, bool)>,
) {
    /// Deeper than any page that a person made.
    const DEEPEST: usize = 400;
    const UNSEEN: [&str; 13] = [
        "script", "style", "template", "noscript", "svg", "head", "select", "textarea", "iframe", "button",
        "dialog", "object", "math",
    ];
    const INLINE: [&str; 22] = [
        "a", "abbr", "b", "bdi", "cite", "code", "del", "em", "font", "i", "ins", "label", "mark", "q", "s",
        "small", "span", "strong", "sub", "sup", "time", "u",
    ];
    if depth > DEEPEST {
        return;
    }
    match &node.data {
        NodeData::Text { contents } => line.push_str(&contents.borrow()),
        NodeData::Element { name, attrs, .. } => {
            let name: &str = &name.local;
            let is_hidden = attrs.borrow().iter().any(|attr| {
                let value = attr.value.replace(' ', "");
                &*attr.name.local == "hidden"
                    || &*attr.name.local == "style" && value.contains("display:none")
            });
            if UNSEEN.contains(&name) || is_hidden {
                return;
            }
            let is_caption = in_caption || matches!(name, "figcaption" | "caption");
            let is_block = !INLINE.contains(&name);
            if is_block {
                cut(line, in_caption, lines);
            }
            for child in node.children.borrow().iter() {
                visible(child, is_caption, depth + 1, line, lines);
            }
            if is_block {
                cut(line, is_caption, lines);
            }
        }
        _ => {
            for child in node.children.borrow().iter() {
                visible(child, in_caption, depth + 1, line, lines);
            }
        }
    }
}

fn fold(text: &str) -> String {
    text.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

/// Runs of four words, in scripts without spaces of four characters.
fn grams(text: &str) -> Vec<Vec<String>> {
    let mut words: Vec<String> = Vec::new();
    for word in text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()) {
        if word.chars().any(tidings_language::is_unspaced) {
            words.extend(word.chars().map(String::from));
        } else {
            words.push(word.to_lowercase());
        }
    }
    words.windows(4).map(<[String]>::to_vec).collect()
}
