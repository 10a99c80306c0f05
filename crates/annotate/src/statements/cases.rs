//! Languages whose nouns and names are declined by class (Slavic): what a form says of its case.

use super::lexicon::{Class, Hits, Lexicon, Relation, Small, with_ending};
use super::parties::{Party, is_person, mention_of};
use super::speakers::sex_of;
use tidings_language::pack::{Paradigm, StatementsPack, Words};
use tidings_language::{Case, TokenKind, Tokens};
use tidings_model::Article;
use tidings_names::Sex;

/// Words of `один из` and the like.
const LONGEST_QUANTIFIER: usize = 3;

/// The key of forms that can be a subject although they are another case too (Russian `власти`).
const SUBJECT: &str = "subject";

/// An ending that holds for names whose citation form ends in a certain way.
#[derive(Debug, Clone)]
pub(super) struct Change {
    base: Box<str>,
    form: Box<str>,
    relation: Relation,
}

impl Change {
    pub(super) fn new(base: &str, form: &str, relation: Relation) -> Self {
        Self { base: base.into(), form: form.into(), relation }
    }

    /// The longest come first; of cases that look alike the one that names stand in most.
    pub(super) fn order(&self) -> (std::cmp::Reverse<usize>, bool, Relation) {
        let length = self.base.len() + self.form.len();
        (std::cmp::Reverse(length), self.relation != Relation::Of, self.relation)
    }

    fn fits(&self, base: &str, written: &str) -> bool {
        base.ends_with(&*self.base) && written.ends_with(&*self.form)
    }
}

impl Lexicon {
    /// Whether the pack tells cases by declension.
    pub(super) fn declines(&self) -> bool {
        !self.changes.is_empty()
    }

    /// Whether a word may be an adjective by its ending.
    pub(super) fn may_be_adjective(&self, word: &str) -> bool {
        let endings = &self.adjective_endings;
        endings.is_empty() || endings.iter().any(|ending| word.ends_with(ending.as_str()))
    }
}

/// An entry of a noun list that a paradigm declines (`stem/paradigm`), with what follows its forms unchanged
/// (`министр/m_обороны`).
pub(super) struct Declined<'a> {
    pub(super) stem: &'a str,
    pub(super) name: &'a str,
    pub(super) paradigm: &'a Paradigm,
    pub(super) rest: &'a str,
}

impl<'a> Declined<'a> {
    pub(super) fn of(item: &'a str, pack: &'a StatementsPack) -> Option<Self> {
        let (stem, name) = item.rsplit_once('/')?;
        let (name, rest) = name.split_once('_').unwrap_or((name, ""));
        Some(Self { stem, name, paradigm: pack.paradigms.get(name)?, rest })
    }

    /// The form with an ending.
    pub(super) fn form(&self, ending: &str) -> String {
        let mut form = with_ending(self.stem, ending);
        if !self.rest.is_empty() {
            form.push(' ');
            form.push_str(&self.rest.replace('_', " "));
        }
        form
    }
}

/// Forms of nouns whose case the pack tells.
pub(super) fn oblique_forms(words: &Words, pack: &StatementsPack) -> Vec<(String, Relation)> {
    let mut forms = Vec::new();
    for noun in
        words.iter().flat_map(|entry| entry.split_whitespace()).filter_map(|item| Declined::of(item, pack))
    {
        for (name, endings) in &noun.paradigm.cases {
            let relation = if name == SUBJECT { Some(Relation::Subject) } else { Relation::from_name(name) };
            let Some(relation) = relation else { continue };
            forms.extend(endings.iter().map(|ending| (noun.form(ending), relation)));
        }
    }
    forms
}

/// The case of a noun's form: `Subject` where it can be one.
fn noun_case(index: usize, hits: &Hits) -> Relation {
    let mut cases = hits.cases(index);
    let Some(first) = cases.next() else { return Relation::Subject };
    if first == Relation::Subject || cases.any(|case| case == Relation::Subject) {
        Relation::Subject
    } else {
        first
    }
}

/// Last word of a name in its citation form and as it is written, in lower case.
fn forms<'t>(party: &Party, tokens: &'t Tokens, article: &Article) -> Option<(String, &'t str)> {
    let name = &mention_of(party, article)?.name;
    Some((name.split_whitespace().next_back()?.to_lowercase(), tokens.lower(party.core.1)))
}

/// The case of a name or of a noun for a speaker: `Subject` where the form can be a subject.
pub(super) fn case_of(
    party: &Party,
    tokens: &Tokens,
    article: &Article,
    hits: &Hits,
    lexicon: &Lexicon,
) -> Relation {
    let Some((base, written)) = forms(party, tokens, article) else {
        return noun_case(party.core.0, hits);
    };
    if base == written {
        return Relation::Subject;
    }
    let found = lexicon.changes.iter().find(|change| change.fits(&base, written));
    found.map_or(Relation::Subject, |change| change.relation)
}

/// The relation that a case gives where no preposition does. A person's genitive is the object of a verb beside it, and
/// so is what opens a clause (`Навального арестовали`).
pub(super) fn relation_of(
    party: &Party,
    tokens: &Tokens,
    article: &Article,
    hits: &Hits,
    lexicon: &Lexicon,
) -> Relation {
    let mut case = case_of(party, tokens, article, hits, lexicon);
    if case == Relation::Subject
        && let Some(title) = (party.first..party.core.0).find(|&at| hits.role(at).is_some())
    {
        // A name that is not declined stands in the case of its title (`агентству Reuters`).
        case = noun_case(title, hits);
    }
    // `один из жителей`, `большинство экспертов`
    let counted = (party.first.saturating_sub(LONGEST_QUANTIFIER)..party.core.0).any(|at| {
        let fits = |length: usize| party.first <= at + length && at + length <= party.core.0;
        hits.at(at).iter().any(|hit| hit.class == Class::Small(Small::Indefinite) && fits(hit.length))
    });
    if case == Relation::Of && counted {
        return Relation::Subject;
    }
    let opens = party
        .first
        .checked_sub(1)
        .is_none_or(|before| tokens[before].kind == TokenKind::Mark || hits.is_verb(before));
    if case == Relation::Of && opens { Relation::Object } else { case }
}

/// Whether the form of a name can be the dative, whatever else it is (`России`).
pub(super) fn may_be_dative(party: &Party, tokens: &Tokens, article: &Article, lexicon: &Lexicon) -> bool {
    let Some((base, written)) = forms(party, tokens, article) else { return false };
    base != written
        && lexicon
            .changes
            .iter()
            .any(|change| change.relation == Relation::Dative && change.fits(&base, written))
}

/// Whether a name that looks like a subject can be an object too: one that is no person and whose declension has no form
/// for the object (`посетил Китай`).
pub(super) fn may_be_object(party: &Party, tokens: &Tokens, article: &Article, lexicon: &Lexicon) -> bool {
    lexicon.declines()
        && !is_person(party, article)
        && forms(party, tokens, article).is_some_and(|(base, _)| !has_object_form(&base, lexicon))
}

/// Whether a name with this citation form has a form of its own for the object.
fn has_object_form(base: &str, lexicon: &Lexicon) -> bool {
    lexicon.changes.iter().any(|change| change.relation == Relation::Object && base.ends_with(&*change.base))
}

/// Whether a noun and the name behind it stand in one case: a title goes with its name (`президента Путина`), an office
/// has its owner behind it (`пресс-секретарь Путина`).
pub(super) fn agree(
    noun: &Party,
    name: &Party,
    tokens: &Tokens,
    article: &Article,
    hits: &Hits,
    lexicon: &Lexicon,
) -> bool {
    if !lexicon.declines() {
        return true;
    }
    let in_nominative = case_of(name, tokens, article, hits, lexicon) == Relation::Subject;
    if noun_case(noun.core.0, hits) == Relation::Subject {
        return in_nominative;
    }
    // Some names are never declined (`канцлера Меркель`), men's always are, and so is a word with a form for the object.
    let Some(mention) = mention_of(name, article) else { return true };
    let mut words = mention.name.split_whitespace().zip(name.core.0..=name.core.1);
    let shown = words.any(|(base, at)| {
        let base = base.to_lowercase();
        base == tokens.lower(at) && has_object_form(&base, lexicon)
    });
    let always = sex_of(mention) == Some(Sex::Male) || shown;
    !in_nominative || !always
}

/// Whether a name right behind a noun can be its genitive: one in that form, or one that has no forms (`министр США`).
pub(super) fn can_be_owner(
    next: &Party,
    tokens: &Tokens,
    article: &Article,
    hits: &Hits,
    lexicon: &Lexicon,
) -> bool {
    if mention_of(next, article).is_none() {
        return hits.cases(next.core.0).any(|case| case == Relation::Of);
    }
    let case = case_of(next, tokens, article, hits, lexicon);
    let undeclined = tokens[next.core.1].case == Case::Upper && !is_person(next, article);
    case == Relation::Of || case == Relation::Subject && undeclined
}

/// Whether two parties side by side stand in one case; behind a comma alone only where the row goes on (`По словам Лаврова, КНДР` is
/// none).
pub(super) fn share_case(
    one: &Party,
    other: &Party,
    tokens: &Tokens,
    article: &Article,
    hits: &Hits,
    lexicon: &Lexicon,
) -> bool {
    let case = |party| case_of(party, tokens, article, hits, lexicon);
    let undeclined = |party: &Party| tokens[party.core.1].case == Case::Upper;
    let comma = (one.last + 1..other.first).any(|at| tokens.is_mark(at, ','));
    let conjunction = (one.last + 1..other.first).any(|at| hits.is(at, Small::And));
    let next = other.last + 1;
    let goes_on = next < tokens.len() && (tokens.is_mark(next, ',') || hits.is(next, Small::And));
    (!comma || conjunction || goes_on) && (case(one) == case(other) || undeclined(one) || undeclined(other))
}
