use super::Words;
use serde::{Deserialize, Serialize};

/// Furniture of pages: what is not the article.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct ReadPack {
    /// Software speaks this language on pages of any other language too.
    pub everywhere: bool,
    /// Comments and the forms for them.
    pub comment: Lines,
    /// Pointers to other articles.
    pub teaser: Lines,
    /// Share and follow buttons, print, listen.
    pub share: Lines,
    /// Consent to cookies, legal notes, copyright.
    pub cookie: Lines,
    /// Paywalls and subscriptions.
    pub subscription: Lines,
    /// Newsletters, tips to the editors, apps.
    pub newsletter: Lines,
    /// Advertisements, menus, players, plug-ins.
    pub boilerplate: Lines,
    /// Labels of sections and kinds of articles, as a whole line (`Utenriks`, `Kommentar`).
    pub sections: Words,
    /// Words that introduce other articles of an outlet or section, the outlet after them (`Mer fra`).
    pub more_from: Words,
    /// Words before a publication date.
    pub published: Words,
    /// Words before the date of a change.
    pub updated: Words,
    /// Other words a line with a date may hold (`kl.`, `den`, `um`, weekday and clock words).
    pub date_words: Words,
    /// Words before the maker of a picture (`Foto`).
    pub photo: Words,
    /// Words before the author of a text, with a colon or as a line of its own with a name (`Text`, `Av`).
    pub by: Words,
    /// Parts of words for people of the outlet who are not named (`Von unserem Korrespondenten`).
    pub desks: Words,
    /// Words before the bodies whose material is used (`Med material från`).
    pub material: Words,
    /// Words before the outlet or language a text was translated from.
    pub translated: Words,
    /// Words that join the last two names of a list.
    pub and: Words,
    /// News agencies of the language's countries, as written in credits.
    pub agencies: Words,
    /// Large outlets that publish in this language, as written in credits.
    pub outlets: Words,
}

/// Lines of one kind, by the part of the line that tells it.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Lines {
    /// The whole line, but for numbers and marks.
    pub whole: Words,
    /// Its first words.
    pub start: Words,
    /// Its last words.
    pub end: Words,
    /// Words anywhere in a short line.
    pub inside: Words,
}
