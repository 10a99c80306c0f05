//! What a person has decided: names that are one, names that are two. Kept in a small text file.

use crate::fold;
use std::fmt::Write;
use tidings_model::Article;

/// Merges and splits, in the order of the file.
///
/// ```text
/// # Comments begin with a number sign.
/// merge Kim Jong-un | Kim Dzsong Un
/// split Anna Berg | Anne Berg    # mother and daughter
/// ```
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Decisions {
    /// Names that are one, however they sound.
    pub merges: Vec<(String, String)>,
    /// Names that are two, however alike.
    pub splits: Vec<(String, String)>,
}

/// What stands at the head of a new file.
pub const DECISIONS_HEAD: &str = "# Names that tidings is to take for one (merge) or for two (split). A decision a line:
#   merge NAME | OTHER NAME
#   split NAME | OTHER NAME
# A name is any form in which a text writes it, or an id such as Q7747. What follows a number sign is a comment.
# Later lines win. Delete a line to take it back.
";

impl Decisions {
    /// Reads a file; lines that are none are given back with their number and what is wrong.
    pub fn parse(text: &str) -> (Self, Vec<(usize, String)>) {
        let mut decisions = Self::default();
        let mut wrong = Vec::new();
        for (at, line) in text.trim_start_matches('\u{feff}').lines().enumerate() {
            let line = line.split('#').next().unwrap_or("").trim();
            if line.is_empty() {
                continue;
            }
            let (verb, names) = line.split_once(char::is_whitespace).unwrap_or((line, ""));
            let mut names =
                names.split('|').map(|name| name.split_whitespace().collect::<Vec<_>>().join(" "));
            match (
                verb,
                names.next().filter(|name| !name.is_empty()),
                names.next().filter(|name| !name.is_empty()),
                names.next(),
            ) {
                ("merge" | "split", Some(a), Some(b), None) => decisions.add(verb == "merge", &a, &b),
                ("merge" | "split", ..) => {
                    wrong.push((at + 1, "two names are wanted, with `|` between them".to_owned()))
                }
                _ => wrong.push((at + 1, format!("`{verb}` is neither `merge` nor `split`"))),
            }
        }
        (decisions, wrong)
    }

    /// Adds a decision; it takes back what was decided of the same two before.
    pub fn add(&mut self, merge: bool, a: &str, b: &str) {
        let same = |pair: &(String, String)| {
            let (x, y) = (fold(&pair.0), fold(&pair.1));
            (x == fold(a) && y == fold(b)) || (x == fold(b) && y == fold(a))
        };
        self.merges.retain(|pair| !same(pair));
        self.splits.retain(|pair| !same(pair));
        let list = if merge { &mut self.merges } else { &mut self.splits };
        list.push((a.to_owned(), b.to_owned()));
    }

    /// Nothing is decided.
    pub fn is_empty(&self) -> bool {
        self.merges.is_empty() && self.splits.is_empty()
    }

    /// A line of the file.
    pub fn line(merge: bool, a: &str, b: &str) -> String {
        let mut line = String::new();
        let plain = |name: &str| name.replace(['|', '#', '\n', '\r'], " ");
        let _ = write!(
            line,
            "{} {} | {}",
            if merge { "merge" } else { "split" },
            plain(a).trim(),
            plain(b).trim()
        );
        line
    }
}

/// Takes mentions apart that one id holds and a split wants to be two: those of the second name get an id of their own.
pub(crate) fn part(articles: &mut [Article], decisions: &Decisions) {
    for (a, b) in &decisions.splits {
        let (a, b) = (fold(a), fold(b));
        let of = |text: &str, name: &str| fold(text) == *name;
        let mut shared: Vec<String> = Vec::new();
        let mut with_a: Vec<&str> = Vec::new();
        for mention in articles.iter().flat_map(|article| &article.mentions) {
            if let Some(id) = mention.entity.as_deref()
                && (of(&mention.text, &a) || of(&mention.name, &a))
            {
                with_a.push(id);
            }
        }
        for mention in articles.iter().flat_map(|article| &article.mentions) {
            if let Some(id) = &mention.entity
                && of(&mention.text, &b)
                && with_a.contains(&id.as_str())
                && !shared.contains(id)
            {
                shared.push(id.clone());
            }
        }
        if shared.is_empty() {
            continue;
        }
        let own = |id: &str| format!("{id}~{}", b.replace(' ', "-"));
        for article in articles.iter_mut() {
            for mention in &mut article.mentions {
                if of(&mention.text, &b)
                    && let Some(id) = mention.entity.as_mut().filter(|id| shared.contains(id))
                {
                    *id = own(id);
                    mention.name.clone_from(&mention.text);
                }
            }
            let speakers = article.statements.iter_mut().flat_map(|statement| &mut statement.chain);
            for speaker in speakers {
                if of(&speaker.name, &b)
                    && let Some(id) = speaker.entity.as_mut().filter(|id| shared.contains(id))
                {
                    *id = own(id);
                }
            }
        }
    }
}
