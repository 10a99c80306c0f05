//! What an article is about, as weighted keys that meet across languages.
//!
//! Four kinds: identities (entity ids), sounds of names (romanised prefixes and consonant skeletons), what happens (types of events,
//! alone and with a party, and what is counted), and content words of one language. Numbers and dates are no features: they join translations, not stories (field notes: F1 .06).

use crate::keys::{key_hash, name_keys, romanise};
use crate::parties::Parties;
use rustc_hash::{FxHashMap, FxHashSet};
use tidings_language::{Case, Language, TokenKind, Tokens, is_unspaced, language, tokenize};
use tidings_model::{Article, BlockKind, EntityKind};

/// Spaces of keys; a key's hash begins with its space.
pub(crate) mod space {
    pub const PERSON: u8 = 1;
    pub const PLACE: u8 = 2;
    pub const BODY: u8 = 3;
    pub const PREFIX: u8 = 4;
    pub const SKELETON: u8 = 5;
    pub const WORD: u8 = 6;
    pub const NUMBER: u8 = 7;
    pub const EVENT: u8 = 8;
    pub const DEED: u8 = 9;
    pub const COUNTED: u8 = 10;
    pub const COUNTRY: u8 = 11;
}

/// What the sound of a name counts beside its identity, where the tables know it: an article in a language without a pack may have
/// the sound only.
const KNOWN_SOUND: f32 = 0.5;
/// The same for countries, which half of all articles name.
const COUNTRY_SOUND: f32 = 0.2;
/// Letters of a content word that count: endings are cut, as a crude stem for every language.
const STEM_LETTERS: usize = 6;
/// Shortest content word, in letters. Scripts without spaces have none.
const WORD_LEAST: usize = 4;
/// A name in the title or the lead says more of the topic than one in the text.
const PROMINENT: f32 = 2.0;

/// One weighted key before its rarity is known.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Feature {
    /// Hash of space and key.
    pub key: u64,
    /// Space, see [`space`].
    pub space: u8,
    /// 1 + ln of the (prominence-weighted) count.
    pub weight: f32,
}

/// What an article is about.
#[derive(Debug, Clone, Default)]
pub(crate) struct Features {
    /// Keys that meet across languages, sorted by key.
    pub names: Vec<Feature>,
    /// Keys of the article's own language, sorted by key.
    pub words: Vec<Feature>,
    /// Names and numbers in text order, with their sentence: what a translation keeps.
    pub anchors: Vec<Anchor>,
    /// Content words in text order, with their sentence.
    pub word_anchors: Vec<Anchor>,
    /// Length of each sentence, in letters of an alphabet.
    pub lengths: Vec<f32>,
}

/// A key at its place.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Anchor {
    /// Index of the sentence.
    pub sentence: u32,
    /// Hash of space and key.
    pub key: u64,
    /// Space, see [`space`].
    pub space: u8,
}

/// Features of an article.
pub(crate) fn features(article: &Article, parties: &Parties) -> Features {
    let pack = language(&article.language.code);
    let tokens = tokenize(&article.text);
    let prominent_end = prominent_end(article);
    let mut names: FxHashMap<(u8, u64), f32> = FxHashMap::default();
    let mut words: FxHashMap<(u8, u64), f32> = FxHashMap::default();
    let gain = |offset: usize| if offset < prominent_end { PROMINENT } else { 1.0 };

    // What a name's sound still tells where its identity is known: `mentions` in text order with the factor on their sounds.
    let mut known: Vec<(usize, usize, f32)> = Vec::new();
    for mention in &article.mentions {
        let Some(entity) = &mention.entity else { continue };
        let party = parties.get(entity);
        let space = match mention.kind {
            _ if party.is_some_and(|party| party.is_country) => space::COUNTRY,
            EntityKind::Person => space::PERSON,
            EntityKind::Place => space::PLACE,
            _ => space::BODY,
        };
        if party.is_some_and(|party| party.rank > 0) {
            known.push((
                mention.start,
                mention.end,
                if space == space::COUNTRY { COUNTRY_SOUND } else { KNOWN_SOUND },
            ));
        }
        *names.entry((space, key_hash(space::PERSON, entity))).or_default() += gain(mention.start);
    }
    for statement in &article.statements {
        for event in statement.event.iter().chain(&statement.also) {
            let gain = gain(statement.start);
            *names.entry((space::EVENT, key_hash(space::EVENT, &event.kind))).or_default() += gain;
            // `sent balloons over the border`: a deed without the one it is done to is told in passing.
            if event.object.is_some() && event.target.is_none() {
                continue;
            }
            for (role, party) in [("a", &event.actor), ("t", &event.target)] {
                let Some(party) = party else { continue };
                let deed = format!("{} {role} {}", event.kind, parties.side(party));
                *names.entry((space::DEED, key_hash(space::DEED, &deed))).or_default() += gain;
            }
        }
    }
    for quantity in &article.quantities {
        // A unit of the tables is an English word for what is counted; symbols and currencies measure anything.
        let Some(unit) = quantity.unit.as_deref().filter(|unit| is_counted(unit)) else { continue };
        *names.entry((space::COUNTED, key_hash(space::COUNTED, unit))).or_default() += gain(quantity.start);
    }

    let openings: FxHashSet<usize> = article.sentences.iter().map(|sentence| sentence.start).collect();
    // A word that opens a sentence is a name if it is written with a capital elsewhere too.
    let mut inside: FxHashSet<&str> = FxHashSet::default();
    for (index, token) in tokens.iter().enumerate() {
        if token.kind == TokenKind::Word && token.case != Case::Lower && !openings.contains(&token.start) {
            inside.insert(tokens.lower(index));
        }
    }
    let mut anchors = Vec::new();
    let mut word_anchors = Vec::new();
    let mut sentence = 0;
    let mut roman = String::new();
    let mut word_key = article.language.code.clone();
    let code_length = word_key.len();
    for (index, token) in tokens.iter().enumerate() {
        while article.sentences.get(sentence + 1).is_some_and(|next| next.start <= token.start) {
            sentence += 1;
        }
        let anchor = |space, key| Anchor { sentence: sentence as u32, key, space };
        if token.kind == TokenKind::Number {
            if let Some(number) = number_from(&tokens, index) {
                anchors.push(anchor(space::NUMBER, key_hash(space::NUMBER, &number)));
            }
            continue;
        }
        if token.kind != TokenKind::Word {
            continue;
        }
        let lower = tokens.lower(index);
        if is_empty_word(lower, &pack) {
            continue;
        }
        let letters = lower.chars().count();
        let surface = tokens.surface(index);
        let has_case = surface.chars().any(|c| c.is_lowercase() || c.is_uppercase());
        let is_name = if has_case {
            token.case != Case::Lower && (!openings.contains(&token.start) || inside.contains(lower))
        } else {
            true
        };
        if is_name {
            let after = known.partition_point(|(start, _, _)| *start <= token.start);
            let inside =
                after.checked_sub(1).map(|last| known[last]).filter(|(_, end, _)| token.start < *end);
            let sound = gain(token.start) * inside.map_or(1.0, |(_, _, factor)| factor);
            for part in lower.split('-') {
                romanise(part, &mut roman);
                if roman.len() < 3 {
                    continue;
                }
                let keys = name_keys(&roman);
                let prefix = key_hash(space::PREFIX, &keys.prefix);
                *names.entry((space::PREFIX, prefix)).or_default() += sound;
                anchors.push(anchor(space::PREFIX, prefix));
                if let Some(skeleton) = keys.skeleton {
                    *names.entry((space::SKELETON, key_hash(space::SKELETON, &skeleton))).or_default() +=
                        sound;
                }
            }
        }
        let unspaced = lower.chars().next().is_some_and(is_unspaced);
        if unspaced || letters >= WORD_LEAST {
            word_key.truncate(code_length);
            word_key.push(' ');
            word_key.extend(lower.chars().take(STEM_LETTERS));
            let word = key_hash(space::WORD, &word_key);
            *words.entry((space::WORD, word)).or_default() += gain(token.start);
            word_anchors.push(anchor(space::WORD, word));
        }
    }
    let lengths = article.sentences.iter().map(|span| length(&article.text[span.start..span.end])).collect();
    Features { names: sorted(names), words: sorted(words), anchors, word_anchors, lengths }
}

/// The digits of a number that begins with a token, thousands joined; `None` inside a number.
fn number_from(tokens: &Tokens, index: usize) -> Option<String> {
    let joins = |at: usize| {
        // `500 000`, `6,700`, `6.700`: a group of three after a separator goes on.
        let token = tokens.get(at)?;
        let is_group = |at: usize| {
            tokens
                .get(at)
                .is_some_and(|group| group.kind == TokenKind::Number && group.end - group.start == 3)
        };
        if token.kind == TokenKind::Number && !token.glued && is_group(at) {
            Some(at)
        } else if token.kind == TokenKind::Mark
            && token.glued
            && matches!(tokens.surface(at), "." | "," | "'" | "’")
            && tokens.get(at + 1).is_some_and(|group| group.glued)
            && is_group(at + 1)
        {
            Some(at + 1)
        } else {
            None
        }
    };
    let is_inside = index > 0
        && (joins(index) == Some(index) && tokens[index - 1].kind == TokenKind::Number
            || joins(index - 1) == Some(index));
    if is_inside {
        return None;
    }
    let mut number = tokens.surface(index).to_owned();
    let mut at = index;
    while let Some(next) = joins(at + 1) {
        number.push_str(tokens.surface(next));
        at = next;
    }
    Some(number)
}

/// Letters a text would have in an alphabet: one Han character says about as much as three letters, a Hangul or kana
/// block as two (lengths of the parallel sentences of NTREX-128, rounded).
fn length(text: &str) -> f32 {
    text.chars()
        .map(|c| match c as u32 {
            0x3400..=0x9fff | 0x20000..=0x3134f => 3.0,
            0x3041..=0x30ff | 0xac00..=0xd7af => 2.0,
            _ => 1.0,
        })
        .sum()
}

fn is_empty_word(lower: &str, pack: &Language) -> bool {
    lower.is_empty() || pack.is_function_word(lower)
}

/// Whether a unit is a noun, and one that few texts count.
fn is_counted(unit: &str) -> bool {
    const COMMON: [&str; 16] = [
        "person", "people", "year", "month", "week", "day", "hour", "minute", "second", "decade", "century",
        "time", "country", "man", "woman", "child",
    ];
    unit.len() > 3 && unit.bytes().all(|b| b.is_ascii_lowercase() || b == b' ') && !COMMON.contains(&unit)
}

/// End of the title and the lead, or of the first paragraph where there is no lead.
fn prominent_end(article: &Article) -> usize {
    let named =
        article.blocks.iter().filter(|block| matches!(block.kind, BlockKind::Title | BlockKind::Lead));
    let end = named.map(|block| block.end).max().unwrap_or(0);
    let first = article.blocks.iter().find(|block| block.kind == BlockKind::Paragraph);
    match first {
        Some(first) if !article.blocks.iter().any(|block| block.kind == BlockKind::Lead) => {
            end.max(first.end)
        }
        _ => end,
    }
}

fn sorted(counts: FxHashMap<(u8, u64), f32>) -> Vec<Feature> {
    let mut list: Vec<Feature> = counts
        .into_iter()
        .map(|((space, key), count)| Feature {
            key,
            space,
            weight: if count < 1.0 { count } else { 1.0 + count.ln() },
        })
        .collect();
    list.sort_unstable_by_key(|feature| (feature.key, feature.space));
    list.dedup_by_key(|feature| feature.key);
    list
}
