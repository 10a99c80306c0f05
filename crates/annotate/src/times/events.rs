//! Named happenings as times: *since the end of the Korean War* is since 1953.

use super::lexicon::{Class, Classes, lexicon};
use tidings_calendar::interval;
use tidings_language::{Case, Language, TokenKind, Tokens};
use tidings_model::{Article, EntityKind, Time, TimeKind, TimeModifier};
use tidings_names::{BaseForm, Inflector, Record};

/// Which end of a happening is meant.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Side {
    First,
    Last,
    Whole,
}

/// Adds the times that named happenings with known dates give, where a word of time stands beside their name.
pub(crate) fn add_named_periods(tokens: &Tokens, article: &mut Article, language: &Language) {
    if !crate::has_pack(language) {
        return;
    }
    let lexicon = lexicon(language);
    let classes = lexicon.classify(tokens);
    let mentioned = article.mentions.iter().filter(|mention| mention.kind == EntityKind::Event);
    let mut events: Vec<Named> = mentioned
        .filter_map(|mention| {
            Some(Named { start: mention.start, end: mention.end, id: mention.entity.as_deref()? })
        })
        .collect();
    let small = in_small_letters(tokens, &classes, &lexicon.inflector, language);
    events.extend(small.into_iter().filter(|event| {
        article.mentions.iter().all(|mention| mention.end <= event.start || event.end <= mention.start)
    }));
    let mut found: Vec<Time> = Vec::new();
    for event in events {
        let Some(time) = named_period(tokens, &classes, &event) else { continue };
        let is_free = article.times.iter().all(|other| other.end <= time.start || time.end <= other.start);
        if is_free {
            found.push(time);
        }
    }
    article.times.extend(found);
    article.times.sort_by_key(|time| (time.start, time.end));
}

/// A happening that the text names.
struct Named<'a> {
    start: usize,
    end: usize,
    id: &'a str,
}

/// Happenings that a language writes in small letters (`andra världskriget`), which are no names to the eye. They are looked for
/// beside words of time only, and have two words or more.
fn in_small_letters(
    tokens: &Tokens,
    classes: &Classes,
    inflector: &Inflector,
    language: &Language,
) -> Vec<Named<'static>> {
    let mut found = Vec::new();
    for index in 1..tokens.len() {
        let is_small = tokens[index].kind == TokenKind::Word && tokens[index].case == Case::Lower;
        if !is_small && tokens[index].kind != TokenKind::Number || !is_beside_time(tokens, classes, index) {
            continue;
        }
        let words: Vec<&str> =
            (index..tokens.len().min(index + MOST_WORDS + 1)).map(|at| tokens.lower(at)).collect();
        let accept = |record: &Record, count: usize, _: &[(usize, BaseForm)]| {
            record.kind == EntityKind::Event && count > 1 && record.in_language(language.code())
        };
        let Some(event) = tidings_names::tables().longest_inflected(&words, inflector, true, accept) else {
            continue;
        };
        // A full stop that ends the sentence is no part of the name.
        let last = (index..index + event.count)
            .rev()
            .find(|&at| tokens[at].kind != TokenKind::Mark)
            .unwrap_or(index);
        found.push(Named { start: tokens[index].start, end: tokens[last].end, id: event.records[0].id });
    }
    found
}

/// A word of *after*, *since*, *the end of* … stands right before a token, or, where the language puts it there, soon after it.
fn is_beside_time(tokens: &Tokens, classes: &Classes, index: usize) -> bool {
    let mut at = index;
    let mut before = false;
    for _ in 0..MOST_WORDS {
        let Some((from, class)) = word_before(tokens, classes, at) else { break };
        at = from;
        if weight(class) < 2 {
            before = true;
            break;
        }
    }
    let after = (index + 2..=index + MOST_WORDS).any(|at| {
        classes.at(at).iter().any(|(_, class)| {
            matches!(
                class,
                Class::AfterEventAfter
                    | Class::BeforeEventAfter
                    | Class::DuringAfter
                    | Class::SinceAfter
                    | Class::UntilAfter
                    | Class::After(_)
            )
        })
    });
    before || after
}

fn named_period(tokens: &Tokens, classes: &Classes, mention: &Named) -> Option<Time> {
    let record = tidings_names::tables().record(mention.id)?;
    let (first, last) = (year(record.first)?, year(record.last.or(record.first))?);
    let inside = tokens.within(mention.start, mention.end);
    if inside.is_empty() {
        return None;
    }
    // What stands before, word by word: an article or two, *the end of*, *since*.
    let mut start = inside.start;
    let mut side = None;
    let mut modifier = None;
    let mut begin = mention.start;
    for _ in 0..MOST_WORDS {
        let Some((from, class)) = word_before(tokens, classes, start) else { break };
        match class {
            Class::Before(TimeModifier::End) if side.is_none() => {
                (side, begin) = (Some(Side::Last), tokens[from].start)
            }
            Class::Before(TimeModifier::Start) if side.is_none() => {
                (side, begin) = (Some(Side::First), tokens[from].start)
            }
            Class::Since | Class::AfterEvent => {
                side = side.or(Some(Side::Last));
                modifier = Some(TimeModifier::Start);
                break;
            }
            Class::Until | Class::BeforeEvent => {
                side = side.or(Some(Side::First));
                modifier = Some(TimeModifier::End);
                break;
            }
            Class::During if side.is_none() => {
                side = Some(Side::Whole);
                break;
            }
            Class::Article | Class::Of => {}
            _ => break,
        }
        start = from;
    }
    // What stands after it (Hungarian).
    let mut end = mention.end;
    let mut next = inside.end;
    for _ in 0..MOST_WORDS {
        let Some((after, class)) = word_after(classes, tokens, next) else { break };
        match class {
            Class::After(TimeModifier::End) if side.is_none() => {
                (side, end) = (Some(Side::Last), tokens[after - 1].end)
            }
            Class::After(TimeModifier::Start) if side.is_none() => {
                (side, end) = (Some(Side::First), tokens[after - 1].end)
            }
            Class::SinceAfter | Class::AfterEventAfter => {
                (side, modifier) = (side.or(Some(Side::Last)), Some(TimeModifier::Start))
            }
            Class::UntilAfter | Class::BeforeEventAfter => {
                (side, modifier) = (side.or(Some(Side::First)), Some(TimeModifier::End))
            }
            Class::DuringAfter if side.is_none() => side = Some(Side::Whole),
            _ => break,
        }
        next = after;
    }
    let value = match side? {
        Side::First => first.to_owned(),
        Side::Last => last.to_owned(),
        Side::Whole if first == last => first.to_owned(),
        Side::Whole => format!("{first}/{last}"),
    };
    let days = interval(&value)?;
    Some(Time {
        start: begin,
        end,
        text: tokens.text[begin..end].to_owned(),
        kind: TimeKind::Date,
        value: Some(value),
        modifier,
        first: Some(days.0.to_string()),
        last: Some(days.1.to_string()),
        other_value: None,
        relative: None,
        why: "named-event".to_owned(),
    })
}

/// How many words beside a name are looked at.
const MOST_WORDS: usize = 4;

/// The year of a date of the tables.
fn year(date: Option<&'static str>) -> Option<&'static str> {
    date?.get(..4).filter(|year| year.bytes().all(|b| b.is_ascii_digit()))
}

/// The telling word that ends right before a token, longest first: (its first token, what it is).
fn word_before(tokens: &Tokens, classes: &Classes, at: usize) -> Option<(usize, Class)> {
    (1..=3).rev().filter_map(|back| at.checked_sub(back).map(|from| (from, back))).find_map(|(from, back)| {
        let here = classes
            .at(from)
            .iter()
            .filter(|(length, class)| usize::from(*length) == back && is_telling(*class));
        let class = here.map(|(_, class)| *class).min_by_key(|class| weight(*class))?;
        let line = &tokens.text[tokens[from].start..tokens[at - 1].end];
        (!line.contains('\n')).then_some((from, class))
    })
}

fn word_after(classes: &Classes, tokens: &Tokens, at: usize) -> Option<(usize, Class)> {
    let telling = classes.at(at).iter().filter(|(_, class)| is_telling(*class));
    let &(length, class) = telling.min_by_key(|(_, class)| weight(*class))?;
    let next = at + usize::from(length);
    (next <= tokens.len() && !tokens.text[tokens[at - 1].end..tokens[at].start].contains('\n'))
        .then_some((next, class))
}

fn is_telling(class: Class) -> bool {
    weight(class) < 3
}

/// Words of time first, then articles.
fn weight(class: Class) -> u8 {
    match class {
        Class::Before(_) | Class::After(_) => 0,
        Class::Since
        | Class::Until
        | Class::SinceAfter
        | Class::UntilAfter
        | Class::AfterEvent
        | Class::BeforeEvent => 1,
        Class::AfterEventAfter | Class::BeforeEventAfter | Class::During | Class::DuringAfter => 1,
        Class::Article | Class::Of => 2,
        _ => 3,
    }
}
