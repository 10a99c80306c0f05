use crate::Source;
use serde::{Deserialize, Deserializer, Serialize, Serializer, de};
use std::fmt;

/// A byte range of [`Article::text`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Default, Serialize, Deserialize)]
pub struct Span {
    /// First byte.
    pub start: usize,
    /// One past the last byte.
    pub end: usize,
}

/// A sentence of a text.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Sentence {
    /// First byte.
    pub start: usize,
    /// One past the last byte.
    pub end: usize,
    /// Its language, where that is plainly another than the article's.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub language: Option<LanguageCode>,
}

impl From<Span> for Sentence {
    fn from(span: Span) -> Self {
        Self { start: span.start, end: span.end, language: None }
    }
}

/// The code of a language, ISO 639-1 where there is one, else 639-3; at most eight bytes, so that it can be copied.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct LanguageCode([u8; 8]);

impl LanguageCode {
    /// The code, if it is one: up to eight ASCII letters, digits or hyphens.
    pub fn new(code: &str) -> Option<Self> {
        let plain = code.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-');
        let mut bytes = [0; 8];
        bytes.get_mut(..code.len()).filter(|_| plain && !code.is_empty())?.copy_from_slice(code.as_bytes());
        Some(Self(bytes))
    }

    /// The code as text.
    pub fn as_str(&self) -> &str {
        let length = self.0.iter().position(|&byte| byte == 0).unwrap_or(self.0.len());
        std::str::from_utf8(&self.0[..length]).unwrap_or_default()
    }
}

impl fmt::Debug for LanguageCode {
    fn fmt(&self, formatter: &mut fmt::Formatter) -> fmt::Result {
        formatter.write_str(self.as_str())
    }
}

impl Serialize for LanguageCode {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.as_str())
    }
}

impl<'de> Deserialize<'de> for LanguageCode {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let code = String::deserialize(deserializer)?;
        Self::new(&code).ok_or_else(|| de::Error::custom(format!("`{code}` is no code of a language")))
    }
}

/// One article: what a capture says, cleaned and annotated. Schema `tidings.article/1`.
///
/// `read` fills everything up to `sentences`; `annotate` fills the rest.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct Article {
    /// Always `tidings.article/1`.
    pub schema: String,
    /// First 16 hex digits of the capture's SHA-256 (with a suffix `-2`, `-3` for the same bytes met again).
    pub id: String,
    /// Where it comes from.
    pub source: Source,
    /// Main language.
    pub language: Language,
    /// Headline without furniture; `None` where the capture has none.
    pub title: Option<String>,
    /// When it was published.
    pub published: Published,
    /// Who published it, as far as the capture says.
    pub outlet: Option<Outlet>,
    /// The section of the outlet it stands in, as the page's data name it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub section: Option<String>,
    /// Agencies, authors, photographers, translated outlets.
    pub credits: Vec<Credit>,
    /// Title, blank line, then the body's blocks with a blank line between them.
    pub text: String,
    /// The parts of `text`, in order.
    pub blocks: Vec<Block>,
    /// What was left out of the text and why, in the capture's order.
    pub dropped: Vec<Dropped>,
    /// Sentences of `text`, in order, none crossing a block.
    pub sentences: Vec<Sentence>,
    /// Names, in text order; they do not overlap.
    pub mentions: Vec<Mention>,
    /// Time expressions, in text order.
    pub times: Vec<Time>,
    /// Numbers with their units, in text order.
    pub quantities: Vec<Quantity>,
    /// Who says what, in text order.
    pub statements: Vec<Statement>,
    /// Names in full that stand on an imported list, as certain as a name can be; absent where no list is imported.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub listed: Vec<ListedName>,
    /// What a reader of the output should know, in words.
    pub warnings: Vec<String>,
}

/// A name of an article that stands on lists.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ListedName {
    /// Citation form of the mention.
    pub name: String,
    /// Where it stands: list, reference, the listed name, score.
    pub lists: Vec<String>,
}

/// A language and how sure we are.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct Language {
    /// ISO 639-1 code where there is one, else 639-3; `und` for what is not a language.
    pub code: String,
    /// 0 to 1.
    pub confidence: f64,
}

/// When an article was published.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct Published {
    /// ISO 8601 to the grain known (`2024-06-17`, `2024-06`, `2024-06-17T07:58-04:00`).
    pub value: Option<String>,
    /// Grain of `value`: `minute`, `day`, `month`, `year`.
    pub grain: Option<String>,
    /// Where the date comes from.
    pub basis: Basis,
    /// Its place in the text, where it stands in the text.
    pub evidence: Option<Span>,
    /// The words that say it, wherever they stood (also in what was dropped or in metadata).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub evidence_text: Option<String>,
    /// When the page says it was last changed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub modified: Option<String>,
}

/// Where a publication date comes from.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Basis {
    /// The page's or the input's own metadata.
    Metadata,
    /// The visible text states it.
    Stated,
    /// Derived from something else, with its evidence.
    Inferred,
    /// Not known.
    #[default]
    Unknown,
}

/// The publisher.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Outlet {
    /// Name as the capture gives it, or the site's host.
    pub name: String,
}

/// Somebody who contributed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Credit {
    /// What they contributed.
    pub role: CreditRole,
    /// Name as written.
    pub name: String,
}

/// What a credit is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum CreditRole {
    /// Picture.
    Photo,
    /// Words.
    Text,
    /// A news agency whose material is used.
    Agency,
    /// Another outlet whose reporting is used.
    Outlet,
    /// The outlet this text was translated from.
    TranslationOf,
}

/// A part of the text.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Block {
    /// What it is.
    pub kind: BlockKind,
    /// First byte.
    pub start: usize,
    /// One past the last byte.
    pub end: usize,
}

/// Kinds of blocks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum BlockKind {
    /// The headline.
    Title,
    /// The introduction.
    Lead,
    /// Running text.
    Paragraph,
    /// A heading inside the text.
    Heading,
    /// Words under a picture.
    Caption,
    /// A block quotation.
    Quote,
    /// An item of a list.
    List,
}

/// Something of the capture that is not in the text.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Dropped {
    /// Why it was dropped.
    pub kind: DroppedKind,
    /// The words, in full.
    pub text: String,
    /// Byte offset in [`Article::text`] at which it stood: before the block that starts here, or the text's end.
    #[serde(default)]
    pub at: usize,
    /// The rule that dropped it.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub why: String,
}

/// Why something was dropped.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum DroppedKind {
    /// Cookie lines, share lines, plugin lines, navigation, rests of markup.
    Boilerplate,
    /// Pointers to other articles.
    Teaser,
    /// Comments and the forms for them.
    Comment,
    /// What already stands in the text.
    Repeat,
    /// A line that says when and where.
    Dateline,
    /// A line that says who.
    Credit,
    /// A section label.
    Section,
}

/// A name in the text.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Mention {
    /// First byte.
    pub start: usize,
    /// One past the last byte.
    pub end: usize,
    /// As written, `text[start..end]`.
    pub text: String,
    /// What it names.
    pub kind: EntityKind,
    /// Wikidata id (`Q7747`) where the tables know it, else a local id; `None` where nothing is decided.
    pub entity: Option<String>,
    /// Citation form in the article's language (nominative, the fullest form of the document).
    pub name: String,
    /// The words that give a person an office or job (`NATO-Generalsekretär`), where they stand beside the name.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub role: Option<String>,
    /// Entity on whose behalf the name can speak: the country of a demonym, a capital or a seat of government.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub speaks_for: Option<String>,
    /// The rule that recognised and linked it.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub why: String,
}

/// Kinds of named things.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum EntityKind {
    /// A human being.
    Person,
    /// A body, company, party, outlet, agency.
    Organisation,
    /// A country, region, city, building, sea.
    Place,
    /// A named happening: a war, a summit.
    Event,
    /// A book, a law, a treaty.
    Work,
    /// Anything else with a name.
    Other,
}

/// A time expression, after TIMEX3.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Time {
    /// First byte.
    pub start: usize,
    /// One past the last byte.
    pub end: usize,
    /// As written.
    pub text: String,
    /// TIMEX3 type.
    #[serde(rename = "type")]
    pub kind: TimeKind,
    /// TIMEX3 value (`2024-06-18`, `2024-W24`, `XXXX-WXX-2` where no anchor is known).
    pub value: Option<String>,
    /// TIMEX3 modifier.
    #[serde(rename = "mod")]
    pub modifier: Option<TimeModifier>,
    /// First day of the interval on the calendar, ISO 8601, where the value fixes one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub first: Option<String>,
    /// Last day of the interval on the calendar (inclusive), ISO 8601.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub last: Option<String>,
    /// A second reading that also stands.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub other_value: Option<String>,
    /// What the words say before any anchor is known, in the notation of `tidings-calendar` (`last month`, `-24Y`);
    /// lets a later stage place it when the article's date becomes known.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub relative: Option<String>,
    /// The rule that read it.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub why: String,
}

/// TIMEX3 types.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum TimeKind {
    /// A day or something longer on the calendar.
    Date,
    /// A part of a day.
    Time,
    /// A length of time.
    Duration,
    /// A repetition.
    Set,
}

/// TIMEX3 modifiers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum TimeModifier {
    /// The beginning of it, or from it on.
    Start,
    /// The middle of it.
    Mid,
    /// The end of it, or until it.
    End,
    /// About.
    Approx,
    /// More than, at least.
    MoreThan,
    /// Less than, nearly, at most.
    LessThan,
}

/// A number with what it counts or measures.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Quantity {
    /// First byte.
    pub start: usize,
    /// One past the last byte.
    pub end: usize,
    /// As written.
    pub text: String,
    /// The value, or the lower bound of a range, in `unit`.
    pub value: Option<f64>,
    /// The upper bound of a range.
    pub max: Option<f64>,
    /// ISO 4217 code, symbol of measure, English gloss of the counted noun or its citation form; `None` for a bare number.
    pub unit: Option<String>,
    /// How exact it is.
    #[serde(rename = "mod")]
    pub modifier: Option<TimeModifier>,
    /// The unit's own modifier, such as a calibre (`152 mm`).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub of: Option<String>,
    /// The rule that read it.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub why: String,
}

/// Somebody's assertion, denial, demand … or the article's own narration.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Statement {
    /// First byte of what is said.
    pub start: usize,
    /// One past its last byte.
    pub end: usize,
    /// What is said, `text[start..end]`.
    pub text: String,
    /// How it stands in the article.
    pub kind: StatementKind,
    /// Who reports whom, from the outermost reporter to the person whose words they are; empty for narration.
    pub chain: Vec<Speaker>,
    /// What the last of the chain does.
    pub act: Act,
    /// How sure they say it is.
    pub certainty: Certainty,
    /// The reporting words.
    pub cue: Option<Span>,
    /// What is said to happen: the main event of the words.
    pub event: Option<Event>,
    /// Further events of the same words, in text order; only of what a speaker says (narration is split by event instead).
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub also: Vec<Event>,
    /// Indices into [`Article::mentions`].
    pub mentions: Vec<usize>,
    /// Indices into [`Article::times`].
    pub times: Vec<usize>,
    /// Indices into [`Article::quantities`].
    pub quantities: Vec<usize>,
    /// The rule that found it.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub why: String,
}

/// How a statement stands in the article.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum StatementKind {
    /// Between quote marks or after a dialogue dash.
    Direct,
    /// Reported in other words.
    Indirect,
    /// Told by the article itself.
    Narrated,
}

/// One link of a chain of reporters.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Speaker {
    /// As the article names them (citation form), or the person a pronoun stands for.
    pub name: String,
    /// Their entity; for a capital or a demonym, the country that speaks.
    pub entity: Option<String>,
    /// First byte of the words that name them.
    pub start: usize,
    /// One past the last byte.
    pub end: usize,
    /// What they are.
    pub role: SpeakerRole,
    /// Speaks together with the other joint links beside it (`A and B accuse`) and does not report them.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub joint: bool,
}

/// What a speaker is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum SpeakerRole {
    /// A newspaper, broadcaster, site.
    Outlet,
    /// A news agency.
    Agency,
    /// A state, a government body, somebody who speaks for one.
    Official,
    /// Somebody who is asked for what they know.
    Expert,
    /// Any other body or person.
    Group,
    /// Sources without a name.
    Unnamed,
}

/// What a speaker does with a statement.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Act {
    /// Says that it is so.
    Assert,
    /// Says that what others say is so.
    Confirm,
    /// Says that it is not so.
    Deny,
    /// Says that somebody did wrong.
    Accuse,
    /// Says that something bad may come.
    Warn,
    /// Says what somebody should do.
    Demand,
    /// Says what they will do, binding themselves.
    Promise,
    /// Says what they mean to do.
    Plan,
    /// Says what may be so.
    Speculate,
    /// Does not answer.
    Decline,
}

/// How sure a statement is said to be, the surest first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Certainty {
    /// Said flatly.
    Certain,
    /// Likely, expected.
    Probable,
    /// May be.
    Possible,
}

/// What is said to happen: a type of `names/events.toml` with its parties.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Event {
    /// Event type (`visit`, `supply-arms`).
    #[serde(rename = "type")]
    pub kind: String,
    /// Entity that does it.
    pub actor: Option<String>,
    /// Entity it is done to, where it goes or whom it is with.
    pub target: Option<String>,
    /// What is given, signed, fired, as an entity or an English gloss (`weapons`).
    pub object: Option<String>,
    /// The sentence says that it did not or does not happen.
    pub negated: bool,
    /// The event words in the text.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub span: Option<Span>,
    /// Index into [`Article::times`] of the time at which it happens, where the sentence gives one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub time: Option<usize>,
    /// The time tells when it happened the time before (`first visit in 24 years`): a duration is counted back from the
    /// sentence's own event, a date is the date of the earlier one. Such an event stands in a narrated statement of its own.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub previous: bool,
}
