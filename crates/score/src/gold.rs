//! The form of a reference: what a careful reader finds in a handful of captures.

use serde::Deserialize;
use std::collections::BTreeMap;

/// A hand-made reference. Surfaces and evidence are exact substrings of the captures.
#[derive(Debug, Clone, Deserialize)]
pub struct Gold {
    /// By file name, or `file.jsonl#id` for a line of a JSONL file.
    pub articles: BTreeMap<String, GoldArticle>,
    /// English name → all surfaces that must share its identity.
    pub names: BTreeMap<String, Vec<String>>,
    /// Groups of names that must not share one.
    pub must_differ: Vec<Vec<String>>,
    /// Which articles tell one story.
    pub stories: Vec<GoldStory>,
    /// Which stories follow on one another.
    #[serde(default)]
    pub storylines: Vec<GoldStoryline>,
    /// Claims that several articles make or deny.
    #[serde(default)]
    pub shared_claims: Vec<GoldClaim>,
    /// Where accounts differ; an entry with one side is a note for the reader.
    #[serde(default)]
    pub discrepancies: Vec<GoldDiscrepancy>,
    /// What looks like a difference and is none.
    #[serde(default)]
    pub not_discrepancies: Vec<GoldDiscrepancy>,
    /// Articles that share their words.
    #[serde(default)]
    pub copies: Vec<GoldCopies>,
}

/// What one article says.
#[derive(Debug, Clone, Deserialize)]
pub struct GoldArticle {
    /// Language code.
    pub language: String,
    /// Headline without furniture.
    pub title: String,
    /// Publication date.
    pub published: GoldPublished,
    /// Must stand in the text.
    #[serde(default)]
    pub body: Vec<String>,
    /// Must not stand in the text.
    #[serde(default)]
    pub not_body: Vec<String>,
    /// Must stand in the text once at most.
    #[serde(default)]
    pub captions: Vec<String>,
    /// Must be blocks of the kind `heading`.
    #[serde(default)]
    pub headings: Vec<String>,
    /// Time expressions, resolved against the publication date.
    #[serde(default)]
    pub times: Vec<GoldTime>,
    /// Numbers with units.
    #[serde(default)]
    pub quantities: Vec<GoldQuantity>,
    /// Who says what.
    #[serde(default)]
    pub attributions: Vec<GoldAttribution>,
    /// `times_if_published_2024-06-18`: more times, which hold when the date is given.
    #[serde(flatten)]
    pub rest: BTreeMap<String, serde_json::Value>,
}

impl GoldArticle {
    /// All times that hold when the article's date is given.
    pub(crate) fn all_times(&self) -> Vec<GoldTime> {
        let more = self.rest.get(&format!("times_if_published_{}", self.published.value));
        let more: Vec<GoldTime> =
            more.and_then(|more| serde_json::from_value(more.clone()).ok()).unwrap_or_default();
        self.times.iter().cloned().chain(more).collect()
    }
}

/// A publication date and how it can be known.
#[derive(Debug, Clone, Deserialize)]
pub struct GoldPublished {
    /// The day.
    pub value: String,
    /// The same to the minute, where the capture gives it: as right as the day.
    pub instant: Option<String>,
    /// `stated` (also by metadata): must be found. Anything else: may stay open, must not be wrong.
    pub basis: String,
}

/// A time expression.
#[derive(Debug, Clone, Deserialize)]
pub struct GoldTime {
    /// As written.
    pub text: String,
    /// TIMEX3 value.
    pub value: String,
}

/// A number with its unit.
#[derive(Debug, Clone, Deserialize)]
pub struct GoldQuantity {
    /// As written.
    pub text: String,
    /// The value.
    pub value: Option<f64>,
    /// The least of a range.
    pub value_min: Option<f64>,
    /// The most of a range; asked for only where it is given.
    pub value_max: Option<f64>,
    /// What is counted; compared for `km` and `USD` only.
    #[serde(default)]
    pub unit: String,
}

impl GoldQuantity {
    pub(crate) fn low(&self) -> f64 {
        self.value.or(self.value_min).unwrap_or(f64::NAN)
    }
}

/// An attributed statement.
#[derive(Debug, Clone, Deserialize)]
pub struct GoldAttribution {
    /// Words of the capture that show it.
    pub evidence: String,
    /// From the outermost reporter to the speaker, by English names.
    pub chain: Vec<String>,
    /// `asserts`, `confirms`, `denies`, `accuses`, `warns`, `demands`, `speculates`, `declines`, `promises`, `plans`.
    pub stance: String,
}

/// A story.
#[derive(Debug, Clone, Deserialize)]
pub struct GoldStory {
    /// What it is about.
    pub label: String,
    /// Its articles.
    pub articles: Vec<String>,
    /// How many of them are independent of one another; judged only where it is given.
    pub origins: Option<usize>,
}

/// Stories that follow on one another.
#[derive(Debug, Clone, Deserialize)]
pub struct GoldStoryline {
    /// Pairs of story labels.
    pub links: Vec<(String, String)>,
}

/// A claim with its positions: (article, words of the capture).
#[derive(Debug, Clone, Deserialize)]
pub struct GoldClaim {
    /// In English.
    pub claim: String,
    /// Who says that it is so.
    #[serde(default)]
    pub asserts: Vec<(String, String)>,
    /// Who says that it is not so.
    #[serde(default)]
    pub denies: Vec<(String, String)>,
    /// Who says that it may be so: allowed, not asked for.
    #[serde(default)]
    pub speculates: Vec<(String, String)>,
}

/// Accounts of one thing that differ, or seem to.
#[derive(Debug, Clone, Deserialize)]
pub struct GoldDiscrepancy {
    /// In English.
    pub about: String,
    /// (article, words of the capture).
    pub sides: Vec<(String, String)>,
}

/// Articles that share their words.
#[derive(Debug, Clone, Deserialize)]
pub struct GoldCopies {
    /// Two or more; every two of them are such a pair.
    pub articles: Vec<String>,
    /// `copy`, `edited`, `translation`, `same-source`.
    pub kind: String,
}
