use super::Words;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// How names are written, inflected and introduced.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct NamesPack {
    /// The family name stands first (Hungarian).
    pub surname_first: bool,
    /// Common nouns are written with a capital (German): a capital alone says nothing.
    pub capital_nouns: bool,
    /// Every word of a name is inflected (Icelandic `Kims Jong-un`), not only the last.
    pub inflects_all_words: bool,
    /// How names take endings. A rule is only tried, never believed: what it gives must be a known name.
    pub inflection: Vec<Inflection>,
    /// Endings of adjectives, lower case. Where every noun is written with a capital, an adjective that has one is part of a name
    /// (`Keltische See`).
    pub adjective_endings: Words,
    /// Words that are written with a capital and name nothing of their own (weekdays, months and nationality words of English,
    /// polite pronouns), lower case.
    pub not_names: Words,
    /// Offices and jobs by English gloss; also the last part of a compound (`Rússlandsforseti`, `NATO-Generalsekretär`).
    pub roles: BTreeMap<String, Words>,
    /// Forms of address that stand before a person's name (`herr`, `Mrs`), lower case with their full stop if any.
    pub titles: Words,
    /// Lower-case words inside a person's name (`von`, `de la`).
    pub particles: Words,
    /// Lower-case words inside names of bodies and works (`for`, `und`, `of`).
    pub joiners: Words,
    /// Nouns that head the name of a body, all forms (`partiet`, `ministry`), also as the last part of a compound.
    pub organisations: Words,
    /// Nouns that stand before the name of a body without belonging to it (`nyhetsbyrået`, `newspaper`), all forms.
    pub organisation_labels: Words,
    /// Nouns that head the name of a place (`ön`, `river`), all forms, also as the last part of a compound.
    pub places: Words,
    /// Nouns that stand before the name of a place without belonging to it (`staden`, `Stadt`), all forms.
    pub place_labels: Words,
    /// Nouns that head the name of a happening (`kriget`, `olympics`), all forms, also as the last part of a compound.
    pub events: Words,
    /// Prepositions after which an unknown name is a place.
    pub place_prepositions: Words,
    /// Verbs of which an unknown name before or after them is a person (`sade`, `sagte`), all forms.
    pub person_verbs: Words,
    /// Case endings after which an unknown name is a place (Hungarian `-ban`), lower case.
    pub place_endings: Words,
    /// Forms of known names that the tables leave out, since another language has them as common words; by Wikidata id.
    pub known: BTreeMap<String, Words>,
    /// Legal forms of companies as they are written, without a full stop (`GmbH`, `ehf`).
    pub legal_forms: Words,
    /// Last parts of family names (`-sson`, `-dóttir`), lower case.
    pub surname_endings: Words,
    /// How the press of the language writes the sounds of foreign names: `letters>sound`, longest first wins, applied to
    /// lower-case Latin letters; sounds are written in the English manner of the sound string (`sj>sh`).
    pub transcription: Words,
}

/// Endings of names and what the stem before them looks like in the base form.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Inflection {
    /// Endings, lower case.
    pub endings: Words,
    /// How the base form ends instead: `stem's end>base's end` (`á>a`); empty means that the stem is the base form.
    pub restore: Words,
    /// The ending stands after a doubled consonant of which the base form has one (Hungarian `Trumppal`, `Naggyal`).
    pub doubling: bool,
}
