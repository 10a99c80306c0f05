use super::Words;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// Reporting, denying, hedging; event words.
///
/// An entry of a verb list is one verb. Its forms stand as `finite ; infinitive ; participle ; passive` (any part may be
/// missing, `_` joins the words of a phrase); `stem/paradigm` stands for all forms of that paradigm; `~auf` marks a
/// prefix that leaves the finite verb (`forderte … auf`) and joins the other forms, `…ut` a particle that follows all forms.
/// An entry of a noun list is one noun: its forms, or `stem/paradigm`, behind which words may stand that do not change
/// (`министр/m_обороны`).
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct StatementsPack {
    /// Endings by paradigm name.
    pub paradigms: BTreeMap<String, Paradigm>,
    /// What stands between a separable prefix and an infinitive (German `zu`).
    pub infinitive_joint: String,
    /// The finite verb is the second part of a main clause, so a subject may follow it.
    pub verb_second: bool,
    /// A content clause may follow the verb without a conjunction (`he says it is so`).
    pub zero_that: bool,
    /// A content clause may follow a comma without a conjunction (German `sagte, er komme`).
    pub comma_that: bool,
    /// Common nouns have a capital (German), which makes an unknown noun phrase recognisable.
    pub capital_nouns: bool,
    /// Endings of adjectives: where given, only a word that has one belongs to the noun behind it.
    pub adjective_endings: Words,
    /// Endings of plural nouns, by which a lone capitalised word at the start of a sentence is taken for a noun.
    pub plural_endings: Words,
    /// A finite verb may stand without a subject, which is then the last speaker (Hungarian).
    pub drops_subject: bool,
    /// Things have a sex too, so *he* and *she* may stand for a body or a state (French `il`).
    pub sexed_things: bool,
    /// A possessor stands bare before a noun that carries the possessive ending (Hungarian `a Kreml szóvivője`).
    pub bare_possessor: bool,
    /// A body that stands with `in` is the speaker of a verb without a subject (Russian `в Кремле заявили`).
    pub body_in: bool,
    /// A possessive pronoun belongs to the subject of its clause where there is one (`his`, `sein`); other languages have
    /// a pronoun of their own for that (`sin`).
    pub possessive_of_subject: bool,
    /// The citation form of a name differs from its other cases (Hungarian, Icelandic), so the form tells the subject.
    pub names_have_case: bool,
    /// An adjective may stand behind its noun (`le ministre russe`).
    pub adjectives_follow: bool,
    /// The clause that tells who speaks may stand inside the quotation marks (`« Il est tard, a dit Anna, et il pleut. »`).
    pub clause_in_quotes: bool,
    /// Endings of verb forms that go on with a sentence and whose subject never follows them (`ajoutant que …`).
    pub gerund_endings: Words,
    /// Adjectives of states by Wikidata id, all forms, where the tables of names have none for the language.
    pub nationalities: BTreeMap<String, Words>,
    /// Reporting verbs by act.
    pub cues: BTreeMap<String, Words>,
    /// Verbs that report only beside a quotation or with a content clause right after them (`fortsätter`, `lacht`).
    pub quote_cues: Words,
    /// Words that report only what stands before them, the speaker behind them (`…, so der Sprecher`).
    pub after_cues: Words,
    /// Phrases that report what stands in a text or comes from somewhere, which follows or precedes them with a
    /// preposition (`heißt es in dem Bericht`, `heter det i rapporten`).
    pub impersonal_cues: Words,
    /// Verbs that report with a mere object (`criticises the plan`, `nannte den Plan absurd`).
    pub object_cues: Words,
    /// Nouns of speech by act (`Behauptung`), which take a content clause or stand for the speech of their possessor.
    pub speech_nouns: BTreeMap<String, Words>,
    /// Words that name a source.
    pub sources: Sources,
    /// Nouns for speakers: by class (`outlet`, `agency`, `official`, `expert`, `group`, `unnamed`), then English gloss.
    pub roles: BTreeMap<String, BTreeMap<String, Words>>,
    /// Adjectives that tell something of a source: English gloss → forms (`ikke navngitt`: `unnamed`).
    pub qualities: BTreeMap<String, Words>,
    /// Small words by what they do.
    pub words: SmallWords,
    /// Prepositions by relation: `to from with in on at against by of for about over between among object dative`.
    pub relations: BTreeMap<String, Words>,
    /// Prepositions by a second relation that they may give (`à` of `acheter à l'Iran`: `from`), which counts where nothing stands in the
    /// first one.
    pub also: BTreeMap<String, Words>,
    /// Postpositions by relation (Hungarian `ellen`: `against`).
    pub postpositions: BTreeMap<String, Words>,
    /// Case endings by relation, without the joining vowel where it varies. `base's end>form's end` (`а>у`) holds only for names
    /// whose citation form ends so; a form of several cases stands under each (the first of `of dative by` is taken for
    /// it), and a name that no rule of `object` fits looks alike as subject and object.
    pub endings: BTreeMap<String, Words>,
    /// Words that make a statement less sure.
    pub hedges: Hedges,
    /// Words of events, by type or trigger of `names/events.toml`.
    pub events: BTreeMap<String, EventWords>,
    /// Things given, bought, fired: by class (`arms`, `aid` …), then English gloss. An entry ending in `-` is the first part of a compound.
    pub objects: BTreeMap<String, BTreeMap<String, Words>>,
}

/// Endings of a paradigm; `ge-t` puts `ge` before and `t` after the stem.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Paradigm {
    /// Present and past.
    pub finite: Words,
    /// Infinitive.
    pub infinitive: Words,
    /// Perfect participle or supine.
    pub participle: Words,
    /// Forms that are passive by themselves (Scandinavian `-s`).
    pub passive: Words,
    /// All forms of a noun.
    pub noun: Words,
    /// The cases of a noun's forms, by relation (`of`, `dative`, `object`, `by`, `in`); `subject` lists forms that can be a subject too.
    pub cases: BTreeMap<String, Words>,
}

/// Words that name a source.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Sources {
    /// Before the source (`enligt`, `nach Angaben`).
    pub before: Words,
    /// After it (`zufolge`, `szerint`).
    pub after: Words,
    /// Phrases by which the subject of the sentence is its source (`nach eigenen Angaben`, `enligt egen utsago`).
    pub own: Words,
    /// Nouns of speech with their preposition, the source in the genitive on either side (`nach Angaben`, `i følge opplysninger`).
    pub hearsay: Words,
    /// Between the reporter and an inner source (`och hänvisar till`, `unter Berufung auf`).
    pub citing: Words,
    /// Last parts of compounds that make a source of a preposition that is none by itself (`nach Polizeiangaben`).
    pub compounds: Words,
    /// Adverbs that open a sentence and refer to the source last named (`demnach`).
    pub adverbs: Words,
    /// A question to somebody (`På frågan om`), no content.
    pub question: Words,
}

/// Small words by what they do.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct SmallWords {
    /// Conjunctions of a content clause.
    pub that: Words,
    /// Words that open an infinitive complement (`om att`, `um að`).
    pub infinitive: Words,
    /// Relative pronouns.
    pub relative: Words,
    /// Conjunctions of other subordinate clauses.
    pub subordinator: Words,
    /// Pronouns that take up what was just said (`Both countries deny this`).
    pub this: Words,
    /// Object pronouns before the verb that take it up (French `le`, Spanish `lo`).
    pub it: Words,
    /// Negations.
    pub not: Words,
    /// Auxiliaries of the perfect, all forms.
    pub have: Words,
    /// Auxiliaries of the passive, all forms.
    pub be: Words,
    /// Modal verbs and verbs of the future, all forms.
    pub modal: Words,
    /// Conjunctions that join equals.
    pub and: Words,
    /// Conjunctions that set main clauses against each other (`men`, `aber`).
    pub but: Words,
    /// Articles, demonstratives, possessives, quantifiers: what opens a noun phrase.
    pub determiner: Words,
    /// Of those, the possessive pronouns of the third person (`hans`, `seine`).
    pub possessive: Words,
    /// The indefinite article: the noun means nobody known.
    pub indefinite: Words,
    /// Articles that join a noun to its possessor before them (German `der`, French `des`), where they are no preposition.
    pub genitive: Words,
    /// Two states or sides together, with their noun (`båda länderna`).
    pub both: Words,
    /// `there`, `thither`: stands for the last place.
    pub there: Words,
    /// A country spoken of as `the country`, `the land` that refers to the last one.
    pub country: Words,
    /// Last, most recently (`senast`).
    pub previous: Words,
    /// First time (`första gången`, `erster`), before an event word or with a span of time.
    pub first: Words,
    /// Before a span of time that passed (`på`, `seit`, `in`, `for`).
    pub since: Words,
    /// Reflexive pronouns, which are no party.
    pub reflexive: Words,
    /// Finite verbs in the mood of reported speech (German Konjunktiv I).
    pub reported_mood: Words,
    /// Finite verbs that serve this mood and others (German Konjunktiv II): they go on with it, they do not begin it.
    pub weak_mood: Words,
    /// Modal verbs by which one tells what others say (`soll`), where somebody was reported right before.
    pub hearsay_modal: Words,
    /// `as`, before a clause that names who says it (`wie X mitteilte`).
    pub r#as: Words,
    /// Adverbs that stand between verb and subject and are no boundary.
    pub adverb: Words,
    /// Demonstrative pronouns that may stand for a speaker (`this`, `das`) but do not; relative pronouns that are no subject.
    pub nobody: Words,
}

/// Words that make a statement less sure.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Hedges {
    /// It may be so.
    pub possible: Words,
    /// It is likely or expected.
    pub probable: Words,
    /// It is said so without saying by whom.
    pub hearsay: Words,
}

/// Words of one kind of event.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct EventWords {
    /// Verbs, as in the lists of reporting verbs.
    pub verbs: Words,
    /// Nouns.
    pub nouns: Words,
    /// Verbs whose subject is the target (`fick besök av`).
    pub turned: Words,
}

impl StatementsPack {
    /// Whether nothing is known of who says what: no reporting verb, no source.
    pub fn is_empty(&self) -> bool {
        self.cues.is_empty() && self.sources.before.is_empty() && self.sources.after.is_empty()
    }
}
