//! Annotated articles from marked text, so that a test shows what an article says and nothing else.
//!
//! `[words|id]` is a name, `[words|id>country]` one that speaks for a country, `[words|p:id>country]` a person, `{words|value}` a time, `{words|value|mod}` one with a modifier,
//! `{words||relative}` one that waits for an anchor, `<words|value|unit>` a quantity. Every line is a paragraph, a sentence and
//! a statement.

use tidings_model::*;

/// An article being written.
pub struct Draft(Article);

/// An event: type, actor, target; empty for unknown. `!` before the type: negated; `^`: the time before.
pub type Happening<'a> = (&'a str, &'a str, &'a str);

impl Draft {
    pub fn new(id: &str, language: &str, published: &str) -> Self {
        let mut article = Article { id: id.to_owned(), ..Article::default() };
        article.source.id = format!("{id}.txt");
        article.language = Language { code: language.to_owned(), confidence: 1.0 };
        if !published.is_empty() {
            article.published.value = Some(published.to_owned());
            article.published.grain = Some("day".to_owned());
            article.published.basis = Basis::Stated;
        }
        Self(article)
    }

    /// The outlet and an agency it credits.
    pub fn from(mut self, outlet: &str, agency: &str) -> Self {
        self.0.outlet = Some(Outlet { name: outlet.to_owned() });
        if !agency.is_empty() {
            self.0.credits.push(Credit { role: CreditRole::Agency, name: agency.to_owned() });
        }
        self
    }

    pub fn title(mut self, line: &str, happenings: &[Happening]) -> Self {
        let start = self.0.text.len();
        self.add(BlockKind::Title, line, &[], Act::Assert, Certainty::Certain, happenings);
        self.0.title = Some(self.0.text[start..].to_owned());
        self
    }

    /// The article itself tells it.
    pub fn tells(mut self, line: &str, happenings: &[Happening]) -> Self {
        self.add(BlockKind::Paragraph, line, &[], Act::Assert, Certainty::Certain, happenings);
        self
    }

    /// Somebody says it: names from the outermost reporter inwards.
    pub fn says(mut self, chain: &[&str], act: Act, line: &str, happenings: &[Happening]) -> Self {
        self.add(BlockKind::Paragraph, line, chain, act, Certainty::Certain, happenings);
        self
    }

    /// An entity says it.
    pub fn says_as(mut self, id: &str, act: Act, line: &str, happenings: &[Happening]) -> Self {
        self.add(BlockKind::Paragraph, line, &[id], act, Certainty::Certain, happenings);
        for statement in self.0.statements.last_mut().into_iter() {
            statement.chain[0].entity = Some(id.to_owned());
        }
        self
    }

    pub fn done(self) -> Article {
        self.0
    }

    fn add(
        &mut self,
        kind: BlockKind,
        line: &str,
        chain: &[&str],
        act: Act,
        certainty: Certainty,
        happenings: &[Happening],
    ) {
        let article = &mut self.0;
        if !article.text.is_empty() {
            article.text.push_str("\n\n");
        }
        let start = article.text.len();
        let (first_mention, first_time, first_quantity) =
            (article.mentions.len(), article.times.len(), article.quantities.len());
        let mut rest = line;
        while let Some(at) = rest.find(['[', '{', '<']) {
            article.text.push_str(&rest[..at]);
            let close = match &rest[at..=at] {
                "[" => ']',
                "{" => '}',
                _ => '>',
            };
            let end = at + rest[at..].rfind_close(close);
            let mut parts = rest[at + 1..end].split('|');
            let words = parts.next().unwrap_or_default();
            let from = article.text.len();
            article.text.push_str(words);
            let to = article.text.len();
            let second = parts.next().unwrap_or_default();
            let third = parts.next();
            match close {
                ']' => {
                    let (id, country) =
                        second.split_once('>').map_or((second, None), |(id, c)| (id, Some(c.to_owned())));
                    let (id, is_person) = id.strip_prefix("p:").map_or((id, false), |id| (id, true));
                    let known =
                        tidings_names::tables().record(id).map_or(EntityKind::Other, |record| record.kind);
                    article.mentions.push(Mention {
                        start: from,
                        end: to,
                        text: words.to_owned(),
                        kind: if is_person { EntityKind::Person } else { known },
                        entity: Some(id.to_owned()),
                        name: words.to_owned(),
                        role: None,
                        speaks_for: country,
                        why: String::new(),
                    });
                }
                '}' => {
                    let value = Some(second.to_owned()).filter(|value| !value.is_empty());
                    let duration = second.starts_with('P');
                    article.times.push(Time {
                        start: from,
                        end: to,
                        text: words.to_owned(),
                        kind: if duration { TimeKind::Duration } else { TimeKind::Date },
                        modifier: match third {
                            Some("start") => Some(TimeModifier::Start),
                            Some("end") => Some(TimeModifier::End),
                            Some("less_than") => Some(TimeModifier::LessThan),
                            Some("more_than") => Some(TimeModifier::MoreThan),
                            _ => None,
                        },
                        relative: third.filter(|_| value.is_none()).map(str::to_owned),
                        first: None,
                        last: None,
                        other_value: None,
                        value,
                        why: String::new(),
                    });
                }
                _ => article.quantities.push(Quantity {
                    start: from,
                    end: to,
                    text: words.to_owned(),
                    value: second.trim_start_matches('~').parse().ok(),
                    max: None,
                    unit: third.map(str::to_owned),
                    modifier: second.starts_with('~').then_some(TimeModifier::Approx),
                    of: None,
                    why: String::new(),
                }),
            }
            rest = &rest[end + 1..];
        }
        article.text.push_str(rest);
        let end = article.text.len();
        article.blocks.push(Block { kind, start, end });
        article.sentences.push(Span { start, end }.into());
        let time = (article.times.len() > first_time).then_some(first_time);
        let mut events = happenings.iter().map(|(name, actor, target)| {
            let id = |id: &str| Some(id.to_owned()).filter(|id| !id.is_empty());
            Event {
                kind: name.trim_start_matches(['!', '^']).to_owned(),
                actor: id(actor),
                target: id(target),
                object: None,
                negated: name.starts_with('!'),
                previous: name.starts_with('^'),
                span: None,
                time,
            }
        });
        let event = events.next();
        article.statements.push(Statement {
            start,
            end,
            text: article.text[start..end].to_owned(),
            kind: if chain.is_empty() { StatementKind::Narrated } else { StatementKind::Indirect },
            chain: chain
                .iter()
                .map(|name| Speaker {
                    name: (*name).to_owned(),
                    entity: None,
                    start,
                    end: start,
                    role: SpeakerRole::Official,
                    joint: false,
                })
                .collect(),
            act,
            certainty,
            cue: None,
            event,
            also: events.collect(),
            mentions: (first_mention..article.mentions.len()).collect(),
            times: (first_time..article.times.len()).collect(),
            quantities: (first_quantity..article.quantities.len()).collect(),
            why: String::new(),
        });
    }
}

trait FindClose {
    fn rfind_close(&self, close: char) -> usize;
}

impl FindClose for str {
    /// Place of the first closing mark; a `>` inside a name's brackets is none.
    fn rfind_close(&self, close: char) -> usize {
        self.find(close).unwrap_or(self.len() - 1)
    }
}
