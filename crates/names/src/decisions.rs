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
            // What each mention that had such an id has now, with whether it is one of the second name.
            let mut moved: Vec<Option<(String, bool)>> = vec![None; article.mentions.len()];
            for (mention, moved) in article.mentions.iter_mut().zip(&mut moved) {
                let Some(id) = mention.entity.as_mut().filter(|id| shared.contains(id)) else { continue };
                let is_other = of(&mention.text, &b);
                *moved = Some((id.clone(), is_other));
                if is_other {
                    *id = own(id);
                    mention.name.clone_from(&mention.text);
                }
            }
            for statement in &mut article.statements {
                for speaker in &mut statement.chain {
                    if of(&speaker.name, &b)
                        && let Some(id) = speaker.entity.as_mut().filter(|id| shared.contains(id))
                    {
                        *id = own(id);
                    }
                }
                // A party goes with the mentions of its statement, or of the article where the statement has none; not where both names stand.
                let here: Vec<&(String, bool)> =
                    statement.mentions.iter().filter_map(|&at| moved.get(at)?.as_ref()).collect();
                for event in statement.event.iter_mut().chain(&mut statement.also) {
                    for id in [&mut event.actor, &mut event.target, &mut event.object].into_iter().flatten() {
                        let mut named = here.iter().filter(|(old, _)| old == id).peekable();
                        let goes = if named.peek().is_some() {
                            named.all(|(_, is_other)| *is_other)
                        } else {
                            let mut named = moved.iter().flatten().filter(|(old, _)| old == id).peekable();
                            named.peek().is_some() && named.all(|(_, is_other)| *is_other)
                        };
                        if goes {
                            *id = own(id);
                        }
                    }
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use tidings_model::{Act, Certainty, EntityKind, Event, Mention, Statement, StatementKind};

    #[test]
    fn parties_of_events_go_with_their_name() {
        let mention = |text: &str| Mention {
            start: 0,
            end: text.len(),
            text: text.to_owned(),
            kind: EntityKind::Person,
            entity: Some("p".to_owned()),
            name: text.to_owned(),
            role: None,
            speaks_for: None,
            why: String::new(),
        };
        let event =
            || Event { actor: Some("p".to_owned()), target: Some("q".to_owned()), ..Event::default() };
        let statement = |mentions: Vec<usize>| Statement {
            start: 0,
            end: 0,
            text: String::new(),
            kind: StatementKind::Narrated,
            chain: Vec::new(),
            act: Act::Assert,
            certainty: Certainty::Certain,
            cue: None,
            event: Some(event()),
            also: vec![event()],
            mentions,
            times: Vec::new(),
            quantities: Vec::new(),
            why: String::new(),
        };
        let mut articles = [Article {
            mentions: vec![mention("Anna Berg"), mention("Anne Berg")],
            statements: vec![statement(vec![0]), statement(vec![1]), statement(vec![0, 1])],
            ..Article::default()
        }];
        let mut decisions = Decisions::default();
        decisions.add(false, "Anna Berg", "Anne Berg");
        part(&mut articles, &decisions);
        let actors = |at: usize| -> Vec<&str> {
            let statement: &Statement = &articles[0].statements[at];
            statement.event.iter().chain(&statement.also).filter_map(|event| event.actor.as_deref()).collect()
        };
        assert_eq!(actors(0), ["p", "p"]);
        assert_eq!(actors(1), ["p~anne-berg", "p~anne-berg"]);
        assert_eq!(actors(2), ["p", "p"]);
    }
}
