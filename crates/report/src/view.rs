//! What both forms of a brief show, looked up once.

use rustc_hash::FxHashMap;
use tidings_model::{
    Article, Basis, Brief, Claim, Entity, Origin, Position, Span, SpeakerRole, Stance, Statement,
    StatementKind, Story,
};

/// A brief with its look-ups.
pub(crate) struct View<'b> {
    pub(crate) brief: &'b Brief,
    articles: FxHashMap<&'b str, usize>,
    entities: FxHashMap<&'b str, &'b Entity>,
    stories: FxHashMap<&'b str, usize>,
}

/// A position in words.
pub(crate) struct Said<'b> {
    /// Index of the article in the brief.
    pub(crate) article: usize,
    /// Index of the sentence in the article, where the statement starts.
    pub(crate) sentence: usize,
    /// The sentence, or the sentences where the statement runs over several.
    pub(crate) text: &'b str,
    /// Where in `text` the statement stands.
    pub(crate) core: Span,
    /// Language of the sentence.
    pub(crate) language: &'b str,
    /// Who says it, innermost first; empty where the article itself tells it.
    pub(crate) speaker: String,
    pub(crate) statement: &'b Statement,
}

impl<'b> View<'b> {
    pub(crate) fn new(brief: &'b Brief) -> Self {
        Self {
            articles: brief.articles.iter().enumerate().map(|(index, a)| (a.id.as_str(), index)).collect(),
            entities: brief.entities.iter().map(|entity| (entity.id.as_str(), entity)).collect(),
            stories: brief.stories.iter().enumerate().map(|(index, s)| (s.id.as_str(), index)).collect(),
            brief,
        }
    }

    /// Index of an article by its id.
    pub(crate) fn article_index(&self, id: &str) -> Option<usize> {
        self.articles.get(id).copied()
    }

    pub(crate) fn entity(&self, id: &str) -> Option<&'b Entity> {
        self.entities.get(id).copied()
    }

    /// Who in a story's articles stands on an imported list, and who may: a sign, what it says, a line each.
    pub(crate) fn on_lists(&self, story: &Story) -> Vec<(&'static str, &'static str, Vec<String>)> {
        let is_here = |entity: &Entity| {
            self.brief.articles.iter().filter(|article| story.articles.contains(&article.id)).any(|article| {
                article.mentions.iter().any(|mention| mention.entity.as_deref() == Some(entity.id.as_str()))
            })
        };
        let rows = |of: fn(&Entity) -> &Vec<String>| -> Vec<String> {
            let marked = self.brief.entities.iter().filter(|entity| !of(entity).is_empty());
            let here = marked.filter(|entity| is_here(entity));
            here.map(|entity| format!("{} ({})", entity.name, of(entity).join("; "))).collect()
        };
        let found = [
            ("⚑", "on a list", rows(|entity| &entity.listed)),
            ("⚐", "possibly on a list", rows(|entity| &entity.possibly_listed)),
        ];
        found.into_iter().filter(|(.., lines)| !lines.is_empty()).collect()
    }

    /// Index of a story by its id.
    pub(crate) fn story_index(&self, id: &str) -> Option<usize> {
        self.stories.get(id).copied()
    }

    /// A position in words; `None` where it points nowhere.
    pub(crate) fn said(&self, position: &Position) -> Option<Said<'b>> {
        let article_index = self.article_index(&position.article)?;
        let article = &self.brief.articles[article_index];
        let statement = article.statements.get(position.statement)?;
        let sentence = sentence_at(article, statement.start)?;
        let last =
            sentence_at(article, statement.end.saturating_sub(1).max(statement.start)).unwrap_or(sentence);
        let (start, end) = (article.sentences[sentence].start, article.sentences[last].end);
        Some(Said {
            article: article_index,
            sentence,
            text: article.text.get(start..end)?,
            core: Span {
                start: statement.start.saturating_sub(start),
                end: statement.end.saturating_sub(start),
            },
            language: &article.language.code,
            speaker: self.speaker(statement),
            statement,
        })
    }

    /// `Kim Yo-jong`, `spokesperson via VOA`, `United States and South Korea`; empty for narration.
    pub(crate) fn speaker(&self, statement: &Statement) -> String {
        let name = |index: usize| {
            let speaker = &statement.chain[index];
            let known =
                speaker.entity.as_deref().and_then(|id| self.entity(id)).map(|entity| entity.name.as_str());
            match (known, speaker.role) {
                // An office speaks under its own gloss, not under the name of its country.
                (Some(known), _) if self.is_named(statement, index) => known.to_owned(),
                (_, SpeakerRole::Unnamed) => speaker.name.clone(),
                _ => speaker.name.clone(),
            }
        };
        let Some(innermost) = statement.chain.len().checked_sub(1) else { return String::new() };
        let first_joint =
            (0..=innermost).rev().take_while(|&index| index == innermost || statement.chain[index].joint);
        let together: Vec<usize> =
            if statement.chain[innermost].joint { first_joint.collect() } else { vec![innermost] };
        let outer = innermost + 1 - together.len();
        let mut text = together.iter().rev().map(|&index| name(index)).collect::<Vec<_>>().join(", ");
        if outer > 0 {
            let via: Vec<String> = (0..outer).rev().map(name).collect();
            text += &format!(" via {}", via.join(", "));
        }
        text
    }

    /// Whether a speaker's entity is what the words name, and not only on whose behalf they speak.
    fn is_named(&self, statement: &Statement, index: usize) -> bool {
        let speaker = &statement.chain[index];
        let Some(entity) = speaker.entity.as_deref().and_then(|id| self.entity(id)) else { return false };
        let same_words =
            |form: &String| form.eq_ignore_ascii_case(&speaker.name) || form.contains(&speaker.name);
        entity.name == speaker.name
            || entity.names.values().flatten().any(same_words)
            || matches!(speaker.role, SpeakerRole::Official)
                && entity.kind == tidings_model::EntityKind::Place
                && !speaker.name.contains(' ')
    }

    /// Name of an entity, in English where it is known.
    pub(crate) fn name<'a>(&self, id: &'a str) -> &'a str
    where
        'b: 'a,
    {
        self.entity(id).map_or(id, |entity| entity.name.as_str())
    }

    /// One line on how many of what the brief holds.
    pub(crate) fn summary(&self) -> String {
        let brief = self.brief;
        let mut languages: Vec<&str> =
            brief.articles.iter().map(|article| article.language.code.as_str()).collect();
        languages.sort_unstable();
        languages.dedup();
        languages.retain(|code| *code != "und");
        let undated = brief.articles.iter().filter(|article| article.published.value.is_none()).count();
        let inferred =
            brief.articles.iter().filter(|article| article.published.basis == Basis::Inferred).count();
        let mut parts = vec![
            counted(brief.stories.len(), "story", "stories"),
            counted(brief.articles.len(), "article", "articles"),
            counted(languages.len(), "language", "languages"),
        ];
        if inferred > 0 {
            parts.push(format!("{} dated by the story", counted(inferred, "article", "articles")));
        }
        if undated > 0 {
            parts.push(format!("{} without a date", counted(undated, "article", "articles")));
        }
        parts.join(" · ")
    }
}

/// `1 story`, `2 stories`.
pub(crate) fn counted(count: usize, one: &str, many: &str) -> String {
    format!("{count} {}", if count == 1 { one } else { many })
}

/// Index of the sentence that holds a byte offset of the text.
pub(crate) fn sentence_at(article: &Article, offset: usize) -> Option<usize> {
    let after = article.sentences.partition_point(|sentence| sentence.start <= offset);
    after.checked_sub(1).filter(|&index| offset < article.sentences[index].end)
}

/// The claims of a story by what they tell: those that somebody denies, those of several origins, those of one origin.
pub(crate) struct Claims<'b> {
    pub(crate) contested: Vec<&'b Claim>,
    pub(crate) shared: Vec<&'b Claim>,
    pub(crate) single: Vec<&'b Claim>,
}

pub(crate) fn claims(story: &Story) -> Claims<'_> {
    let is_contested = |claim: &Claim| {
        let has = |stance| claim.positions.iter().any(|position| position.stance == Some(stance));
        has(Stance::Denies)
    };
    let mut sorted = Claims { contested: Vec::new(), shared: Vec::new(), single: Vec::new() };
    for claim in &story.claims {
        if is_contested(claim) {
            sorted.contested.push(claim);
        } else if claim.origins > 1 {
            sorted.shared.push(claim);
        } else {
            sorted.single.push(claim);
        }
    }
    sorted
}

/// Positions in the order in which they are read: asserted, denied, perhaps.
pub(crate) fn by_stance(claim: &Claim) -> Vec<(Stance, Vec<&Position>)> {
    let mut groups = Vec::new();
    for stance in [Stance::Asserts, Stance::Denies, Stance::Speculates] {
        let positions: Vec<&Position> =
            claim.positions.iter().filter(|position| position.stance == Some(stance)).collect();
        if !positions.is_empty() {
            groups.push((stance, positions));
        }
    }
    groups
}

/// A stance as a sign and a word; the sign is never alone.
pub(crate) fn stance_words(stance: Stance) -> (&'static str, &'static str) {
    match stance {
        Stance::Asserts => ("▲", "asserted"),
        Stance::Denies => ("▼", "denied"),
        Stance::Speculates => ("◇", "possible"),
    }
}

/// Who a row comes from: the speaker, or that the account itself tells it.
pub(crate) fn speaker_or_account(said: &Said) -> String {
    if said.speaker.is_empty() { "the account itself".to_owned() } else { said.speaker.clone() }
}

/// How the words stand in the article.
pub(crate) fn kind_words(kind: StatementKind) -> &'static str {
    match kind {
        StatementKind::Direct => "quotation",
        StatementKind::Indirect => "reported",
        StatementKind::Narrated => "told by the article",
    }
}

/// Publication date with how it is known: `2024-06-17`, `2024-06-18 (inferred)`, `undated`.
pub(crate) fn published(article: &Article) -> String {
    match (&article.published.value, article.published.basis) {
        (None, _) => "undated".to_owned(),
        (Some(value), Basis::Inferred) => format!("{value} (inferred)"),
        (Some(value), _) => value.clone(),
    }
}

/// First and last day of a story.
pub(crate) fn period(story: &Story) -> String {
    match (&story.first, &story.last) {
        (Some(first), Some(last)) if first == last => first.clone(),
        (Some(first), Some(last)) => format!("{first} … {last}"),
        (Some(day), None) | (None, Some(day)) => day.clone(),
        (None, None) => "undated".to_owned(),
    }
}

/// The source's own name: the end of its path or address.
pub(crate) fn source_name(article: &Article) -> &str {
    end_of_path(&article.source.id)
}

/// An origin's name; where only a path or an address stands for it, its end.
pub(crate) fn origin_name<'o>(view: &View, origin: &'o Origin) -> &'o str {
    let is_source = |id: &String| {
        view.article_index(id).is_some_and(|index| view.brief.articles[index].source.id == origin.name)
    };
    if origin.articles.iter().any(is_source) { end_of_path(&origin.name) } else { &origin.name }
}

fn end_of_path(path: &str) -> &str {
    path.rsplit(['/', '\\']).find(|part| !part.is_empty()).unwrap_or(path)
}
