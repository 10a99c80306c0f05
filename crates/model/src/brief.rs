use crate::{Article, EntityKind, Event};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// Everything, related. Schema `tidings.brief/1`.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct Brief {
    /// Always `tidings.brief/1`.
    pub schema: String,
    /// All articles, in input order.
    pub articles: Vec<Article>,
    /// Who and what they name, most mentioned first.
    pub entities: Vec<Entity>,
    /// Articles that share their words.
    pub copies: Vec<Copies>,
    /// Articles by what happened, largest first.
    pub stories: Vec<Story>,
    /// Stories that follow on one another.
    pub storylines: Vec<Storyline>,
}

/// One identity.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Entity {
    /// Wikidata id where the tables know it, else a local id that is stable for the same input.
    pub id: String,
    /// What it is.
    pub kind: EntityKind,
    /// English name where the tables know it, else the commonest citation form.
    pub name: String,
    /// Forms as written, by language code.
    pub names: BTreeMap<String, Vec<String>>,
    /// Why these forms are one.
    pub why: Vec<Merge>,
    /// Imported lists that name it, as certain as a full name can be: list, reference, the listed name, score.
    pub listed: Vec<String>,
    /// Imported lists that may name it: another spelling that leaves doubt, a name of many, an alias the list calls weak.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub possibly_listed: Vec<String>,
    /// How many mentions.
    #[serde(default)]
    pub mentions: usize,
}

/// Two forms taken for one identity, and why.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Merge {
    /// One form.
    pub a: String,
    /// The other.
    pub b: String,
    /// The rule, with its figure.
    pub rule: String,
}

/// Articles that share their words.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Copies {
    /// Article ids, two or more.
    pub articles: Vec<String>,
    /// How they share them.
    pub kind: CopyKind,
    /// Likeness, 0 to 1, of the least alike pair.
    pub score: f64,
    /// The rule, with its figures.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub why: String,
}

/// How two articles share their words.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum CopyKind {
    /// The same text.
    Copy,
    /// The same text, cut or changed.
    Edited,
    /// The same text in another language.
    Translation,
    /// Different texts made from one source.
    SameSource,
}

/// What happened, as several articles tell it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Story {
    /// Stable for the same articles.
    pub id: String,
    /// Title of its most central article.
    pub title: String,
    /// Short English gloss made from its main event and parties (`Vladimir Putin visits North Korea`), where one stands out.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub gloss: Option<String>,
    /// Article ids, oldest first.
    pub articles: Vec<String>,
    /// Language codes.
    pub languages: Vec<String>,
    /// How many of the articles are independent of each other.
    pub origins: usize,
    /// What each origin is, in words, with its articles.
    #[serde(default)]
    pub origin_list: Vec<Origin>,
    /// Ids of the main entities, most telling first.
    #[serde(default)]
    pub entities: Vec<String>,
    /// Earliest publication date, or date inferred.
    pub first: Option<String>,
    /// Latest.
    pub last: Option<String>,
    /// Why these articles are together.
    pub why: Vec<String>,
    /// What happened when.
    pub timeline: Vec<TimelineRow>,
    /// Who asserts and who denies.
    pub claims: Vec<Claim>,
    /// Where accounts differ.
    pub discrepancies: Vec<Discrepancy>,
    /// Where accounts that say it in different words agree.
    #[serde(default)]
    pub agreements: Vec<Discrepancy>,
}

/// One independent origin of a story's articles.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Origin {
    /// Outlet or agency, or the source id where the capture names none.
    pub name: String,
    /// Ids of the articles that come from it.
    pub articles: Vec<String>,
    /// How it is known (`agency credit`, `copy`, `translation`, `outlet`).
    pub why: String,
}

/// A row of a timeline.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct TimelineRow {
    /// TIMEX3 value.
    pub value: String,
    /// English gloss of what happened, or the sentence where there is no gloss.
    pub text: String,
    /// The sentences that say so.
    pub positions: Vec<Position>,
    /// The story that is about it, where it is another one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub story: Option<String>,
}

/// What is claimed, with everybody's stance.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Claim {
    /// Stable for the same content.
    pub id: String,
    /// English gloss made from the event and its parties.
    pub gloss: String,
    /// The event all positions speak of.
    pub event: Event,
    /// Who says what of it.
    pub positions: Vec<Position>,
    /// How many independent origins the positions have.
    pub origins: usize,
    /// Time of the event, TIMEX3, where the positions give one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub when: Option<String>,
}

/// A statement and its stance towards a claim.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Position {
    /// Article id.
    pub article: String,
    /// Index into the article's statements.
    pub statement: usize,
    /// Whether it says yes, no or perhaps.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub stance: Option<Stance>,
}

/// Whether a statement says yes, no or perhaps.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Stance {
    /// It is so.
    Asserts,
    /// It is not so.
    Denies,
    /// It may be so.
    Speculates,
}

/// Accounts of one thing, side by side.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Discrepancy {
    /// What the sides speak of, in English.
    pub about: String,
    /// What kind of value is compared.
    pub kind: DiscrepancyKind,
    /// The values, with who gives them.
    pub sides: Vec<Side>,
    /// Normalised values and the rule that set them apart or together.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub why: String,
}

/// What kind of value accounts are compared by.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum DiscrepancyKind {
    /// A quantity.
    Number,
    /// A date.
    Date,
    /// Who.
    Party,
    /// Where.
    Place,
}

/// One side of a comparison.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Side {
    /// The value, normalised and readable.
    pub value: String,
    /// The statements that give it.
    pub positions: Vec<Position>,
}

/// Stories that follow on one another.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Storyline {
    /// Story ids, two or more.
    pub stories: Vec<String>,
    /// The statements in one story that speak of the other.
    pub positions: Vec<Position>,
    /// Why they are linked.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub why: String,
}
