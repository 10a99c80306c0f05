//! Names of the tables.

use super::caseless;
use super::scene::{Scene, is_caseless};
use tidings_language::{Case, TokenKind};
use tidings_model::EntityKind;
use tidings_names::{BaseForm, Class, Form, Kinds, Match, Record, fold, tables};

/// Longest name of the tables that is looked for, in tokens.
const LONGEST: usize = 9;

/// Rank (inhabitants, or fame on that scale) from which a form that no table gives to this language counts in it.
const KNOWN_ABROAD: u32 = 300_000;

/// Rank from which a place counts where its capital may be due to its place in the sentence, or every noun has one.
const WELL_KNOWN: u32 = 100_000;

/// Rank from which a form with an ending counts; the endings of a language fit too many small towns.
const INFLECTED_KNOWN: u32 = 20_000;

/// A known name in the text.
pub(crate) struct Hit {
    pub first: usize,
    /// Number of tokens.
    pub count: usize,
    pub record: Record,
    /// Bytes of the last token that belong to the name (a compound's first part), where not all do.
    pub cut: Option<usize>,
    pub inflected: Vec<(usize, BaseForm)>,
}

/// All known names, left to right, the longest at each place. Nothing that overlaps.
pub(crate) fn known(scene: &Scene) -> Vec<Hit> {
    let mut hits = Vec::new();
    let mut index = 0;
    while index < scene.tokens.len() {
        match at(scene, index) {
            Some(hit) => {
                index += hit.count;
                hits.push(hit);
            }
            None => index += 1,
        }
    }
    if !scene.caseless.small.is_empty() {
        hits.extend(caseless::hits(scene));
        hits.sort_by_key(|hit| hit.first);
        hits.dedup_by(|next, last| next.first < last.first + last.count);
    }
    hits
}

fn at(scene: &Scene, index: usize) -> Option<Hit> {
    if !scene.looks_like_name(index) {
        return None;
    }
    let words = words_from(scene, index);
    let pack = &scene.language.pack.names;
    let every_word = pack.inflects_all_words || scene.capital_nouns();
    let accept = |record: &Record, count: usize, inflected: &[(usize, BaseForm)]| {
        accepts(scene, index, count, record, inflected)
    };
    let found = tables().longest_inflected(&words, &scene.lexicon.inflector, every_word, accept);
    if let Some(Match { count, records, inflected }) = found {
        let record = best(scene, index + count, records);
        return Some(Hit { first: index, count, record, cut: None, inflected });
    }
    of_pack(scene, index).or_else(|| coordinated(scene, index)).or_else(|| compound(scene, index))
}

/// A known name by a form that only the pack has.
fn of_pack(scene: &Scene, index: usize) -> Option<Hit> {
    let record = *scene.lexicon.known.get(scene.lower(index))?;
    Some(Hit { first: index, count: 1, record, cut: None, inflected: Vec::new() })
}

/// The lower-case words from a token on that may belong to one name: no comma, quote mark or bracket stands in it.
fn words_from<'a>(scene: &Scene<'a>, index: usize) -> Vec<&'a str> {
    let tokens = scene.tokens;
    let mut words = Vec::with_capacity(LONGEST);
    for at in index..(index + LONGEST).min(tokens.len()) {
        let joins = tokens[at].kind != TokenKind::Mark
            || matches!(tokens.surface(at), "." | "-" | "&" | "'" | "’" | "+" | "!" | "/") && at > index;
        // `FN:s säkerhetsråd`
        let genitive = tokens.is_mark(at, ':')
            && tokens[at].glued
            && tokens
                .get(at + 1)
                .is_some_and(|next| next.glued && next.case == Case::Lower && next.end - next.start == 1);
        if !(joins || genitive) || !scene.same_sentence(index, at) {
            break;
        }
        words.push(scene.tokens.lower(at));
    }
    words
}

/// The likeliest record: one this language writes so comes before one known from elsewhere.
fn best(scene: &Scene, next: usize, records: Vec<Record>) -> Record {
    let code = scene.language.code();
    // `Russian` is an adjective before a noun, one of a people elsewhere.
    let before_noun = scene.tokens.get(next).is_some_and(|token| {
        token.kind == TokenKind::Word
            && token.case == Case::Lower
            && !scene.language.is_function_word(scene.tokens.lower(next))
            && !scene.lexicon.person_verbs.contains(scene.tokens.lower(next))
    });
    if let Some(adjective) =
        records.iter().find(|record| record.form == Form::Adjective).filter(|_| before_noun)
    {
        return *adjective;
    }
    let famous = |record: &Record| record.rank >= KNOWN_ABROAD;
    let mut best = records[0];
    for record in &records[1..] {
        if !best.written_for(code) && !famous(&best) && record.written_for(code) {
            best = *record;
        }
    }
    best
}

fn accepts(
    scene: &Scene,
    index: usize,
    count: usize,
    record: &Record,
    inflected: &[(usize, BaseForm)],
) -> bool {
    let tokens = scene.tokens;
    let code = scene.language.code();
    let last = index + count - 1;
    // A full stop belongs to an abbreviation of letters (`U.S.`), not to the name before it.
    if tokens[last].kind == TokenKind::Mark
        && !(tokens.is_mark(last, '.') && count >= 4 && is_letter(tokens.surface(last - 1)))
        && !tokens.is_mark(last, '+')
    {
        return false;
    }
    let surface = tokens.surface(index);
    let caseless = surface.chars().next().is_some_and(is_caseless);
    if record.form == Form::Adjective {
        // Found so that nothing shorter is taken for a name; dropped later.
        return inflected.is_empty() && record.written_for(code);
    }
    if record.form == Form::Demonym {
        return record.written_for(code);
    }
    if record.kind == EntityKind::Event && describes_by_place(scene, index, last) {
        return false;
    }
    if record.capitals_only {
        let stem = inflected.iter().find(|(at, _)| *at == 0).map_or(surface.len(), |(_, form)| form.kept);
        let is_upper = surface.get(..stem).is_some_and(|stem| !stem.chars().any(char::is_lowercase));
        // `IT` and `US` in a headline of capitals are words.
        let is_word = scene.caseless.is_shouted(index)
            && (scene.language.is_function_word(scene.lower(index))
                || scene
                    .lexicon
                    .dictionary
                    .is_some_and(|known| known.kinds(scene.lower(index)).is(Kinds::COMMON)));
        return !is_word && is_upper && (inflected.is_empty() || tokens[index].case != Case::Upper);
    }
    // `Le maire de Lyon` is no Mr Le Maire.
    let is_person = record.kind == EntityKind::Person;
    if is_person && count > 1 && !caseless && tokens[last].case == Case::Lower {
        return false;
    }
    let in_language = record.in_language(code);
    if !in_language && record.rank < KNOWN_ABROAD && !(count > 1 && inflected.is_empty()) {
        return false;
    }
    if record.plain && count == 1 && record.rank < KNOWN_ABROAD {
        return false;
    }
    if !inflected.is_empty() {
        let short = inflected.iter().any(|(_, form)| form.base.chars().count() < 4);
        let local = record.written_for(code);
        if record.rank < INFLECTED_KNOWN && !local || short && !local && record.rank < KNOWN_ABROAD {
            return false;
        }
        if tokens[index].case == Case::Upper && count == 1 {
            return false;
        }
    }
    if count > 1 || caseless {
        return true;
    }
    let lower = scene.lower(index);
    if scene.lexicon.not_names.contains(lower) {
        return false;
    }
    let is_small = record.rank < WELL_KNOWN && !matches!(record.class, Class::Territory | Class::Capital);
    let is_function = scene.language.is_function_word(lower);
    let capitals_of_its_own = tokens[index].case == Case::Upper && !scene.uncertain[index];
    if is_function && !capitals_of_its_own {
        return false;
    }
    if scene.uncertain[index] && !scene.capital_seen.contains(lower) {
        if scene.lower_seen.contains(lower) || record.ambiguous {
            return false;
        }
        // Of the many spellings of a town in the world's languages only its own counts here: `Dabei` is no Dubai.
        // Of a state or capital whose spelling in this language no table has, any is believed.
        let unspelt = matches!(record.class, Class::Capital | Class::Territory)
            && record.rank >= KNOWN_ABROAD
            && tables().display_name(record.id, code).is_none();
        let own_spelling = record.written_for(code)
            || unspelt
            || fold(record.name) == fold(lower)
            || inflected.iter().any(|(_, form)| fold(record.name) == fold(&form.base));
        let is_place = record.kind == EntityKind::Place;
        if is_place && (!own_spelling || is_small && !record.written_for(code)) {
            return false;
        }
    }
    if scene.capital_nouns()
        && record.kind == EntityKind::Place
        && !record.written_for(code)
        && fold(record.name) != fold(lower)
        && inflected.is_empty()
    {
        return false;
    }
    if scene.capital_nouns() && is_small && !preceded_by_place_preposition(scene, index) {
        return record.written_for(code) && !record.ambiguous && !preceded_by_article(scene, index);
    }
    if record.ambiguous {
        return !scene.capital_nouns() || preceded_by_place_preposition(scene, index);
    }
    true
}

fn is_letter(surface: &str) -> bool {
    surface.chars().count() == 1
}

/// Whether a phrase for a happening is made of a common noun and the name of a state (`Krieg in der Ukraine`, `Ukraina-krigen`):
/// there the state is the name.
fn describes_by_place(scene: &Scene, first: usize, last: usize) -> bool {
    let is_state = |word: &str| {
        let known = |base: &str| {
            tables().lookup(base).any(|record| record.class == Class::Territory && record.form == Form::Name)
        };
        known(&fold(word))
            || scene.lexicon.inflector.base_forms(word).iter().any(|form| known(&fold(&form.base)))
    };
    if first == last {
        return scene.lower(first).rsplit_once('-').is_some_and(|(head, _)| is_state(head));
    }
    let words = || (first..=last).filter(|&at| scene.tokens[at].kind == TokenKind::Word);
    words().any(|at| scene.tokens[at].case == Case::Lower) && words().any(|at| is_state(scene.lower(at)))
}

fn preceded_by_place_preposition(scene: &Scene, index: usize) -> bool {
    scene.before(index).is_some_and(|before| scene.lexicon.place_prepositions.contains(scene.lower(before)))
}

/// A function word or adjective in lower case stands before it, as before a common noun.
fn preceded_by_article(scene: &Scene, index: usize) -> bool {
    scene.before(index).is_some_and(|before| {
        let token = &scene.tokens[before];
        token.kind == TokenKind::Word
            && token.case == Case::Lower
            && !scene.lexicon.place_prepositions.contains(scene.lower(before))
    })
}

/// The known name at the head of a compound: `Amur-regionen`, `FN-resolusjoner`, `Ukraine-Krieg`.
fn compound(scene: &Scene, index: usize) -> Option<Hit> {
    let surface = scene.tokens.surface(index);
    let lower = scene.lower(index);
    if surface.len() != lower.len() {
        return None;
    }
    let cuts: Vec<usize> =
        surface.char_indices().filter(|(_, c)| matches!(c, '-' | '‑' | '‐')).map(|(at, _)| at).collect();
    cuts.into_iter().rev().find_map(|cut| {
        let joint = surface[cut..].chars().next()?.len_utf8();
        let tail = &surface[cut + joint..];
        let tail_lower = &lower[cut + joint..];
        let starts_lower = tail.starts_with(char::is_lowercase);
        let noun = starts_lower
            || scene.lexicon.head(tail_lower).is_some()
            || scene.lexicon.role_word(tail_lower).is_some()
            || scene.capital_nouns() && tables().name_part(tail_lower).is_none();
        if !noun {
            return None;
        }
        let head = &lower[..cut];
        let (_, records) = tables().longest(&[head])?;
        let record = records.into_iter().find(|record| {
            matches!(record.form, Form::Name | Form::Surname)
                && (!record.capitals_only || !surface[..cut].chars().any(char::is_lowercase))
                && (record.in_language(scene.language.code()) || record.rank >= KNOWN_ABROAD)
                && !(record.ambiguous && scene.uncertain[index])
        })?;
        Some(Hit { first: index, count: 1, record, cut: Some(cut), inflected: Vec::new() })
    })
}

/// The first of two names that share their end: `Nord- och Sydkorea`.
fn coordinated(scene: &Scene, index: usize) -> Option<Hit> {
    let tokens = scene.tokens;
    let hyphen = scene.after(index).filter(|&at| tokens.is_mark(at, '-') && tokens[at].glued)?;
    let joiner = scene
        .after(hyphen)
        .filter(|&at| tokens[at].case == Case::Lower && scene.language.is_function_word(tokens.lower(at)))?;
    let full = scene.after(joiner).filter(|&at| tokens[at].case == Case::Capital)?;
    let first = fold(tokens.lower(index));
    let other = fold(tokens.lower(full));
    let cuts = other.char_indices().map(|(at, _)| at).skip(2);
    let record = cuts.into_iter().find_map(|at| {
        let end = other[at..].trim_start();
        [format!("{first}{end}"), format!("{first} {end}")].iter().find_map(|whole| {
            tables()
                .lookup(whole)
                .find(|record| record.class == Class::Territory && record.form == Form::Name)
        })
    })?;
    Some(Hit { first: index, count: 2, record, cut: None, inflected: Vec::new() })
}
