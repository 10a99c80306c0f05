use super::Words;
use serde::{Deserialize, Serialize};

/// Letters, sentences, quote marks, function words.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct TextPack {
    /// The commonest words that carry no topic (articles, pronouns, prepositions, auxiliaries), all forms.
    pub function_words: Words,
    /// What is written on before a word and is no part of it (Arabic `و`, Hebrew `ב`), with all that stand together (`وال`). `لل>ال` says what
    /// is left in its place. Words of times and quantities are found behind them, where three letters remain.
    pub proclitics: Words,
    /// Abbreviations with their full stop (`t.ex.`, `bl.a.`), after which a sentence goes on.
    pub abbreviations: Words,
    /// Abbreviations with their full stop that stand before a name (`Dr.`): no sentence ends after them.
    pub before_names: Words,
    /// A number with a full stop is an ordinal (`17. juni`), no end of a sentence.
    pub ordinal_dot: bool,
    /// Words are not told apart by spaces, or endings of all kinds are glued to them (zh, ja, ko): times and quantities are looked for
    /// letter by letter, and numbers are counted by ten thousands.
    pub by_character: bool,
    /// Pairs of opening and closing quote marks (`["„”", "»«"]`), two characters each.
    pub quote_pairs: Words,
    /// What words are shortened to before a vowel, with its apostrophe (`l'`, `d'`, `dell'`): words of time and measures are known behind it.
    pub elisions: Words,
    /// Other words that are shortened so (`n'`, `s'`, `lorsqu'`), behind which no word of time stands.
    pub short_words: Words,
    /// Pronouns that are written on behind a verb, with their hyphens (`-t-il`).
    pub enclitics: Words,
    /// A dash at the start of a paragraph opens direct speech.
    pub dash_dialogue: bool,
    /// Third-person pronouns that stand for a speaker, by sex of the person where the language tells it.
    pub pronouns: Pronouns,
}

/// Third-person pronouns, all forms that can be a subject or possessor.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Pronouns {
    /// `he`, `his`.
    pub male: Words,
    /// `she`, `her`.
    pub female: Words,
    /// Of either (Hungarian `ő`).
    pub either: Words,
    /// `they`.
    pub plural: Words,
    /// `it`, a body or a state.
    pub neuter: Words,
}
