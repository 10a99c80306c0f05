//! Time expressions: rules over classes of words, then a resolver that places what they say on the calendar.
//!
//! The anchor is the day of publication, never the day of a capture. Where the direction is open (*on Tuesday*, *in September*) the tense of the
//! clause chooses; news tell of the past unless a word says otherwise.

mod descending;
mod descending_parts;
mod direction;
mod events;
mod grammar;
mod lexicon;

pub(crate) use events::add_named_periods;
use grammar::{Asked, Grammar, Reading, What};
use tidings_calendar::{Anchor, Grain, even_span, interval, resolve_at, unanchored};
use tidings_language::{Language, Tokens};
use tidings_model::{Article, Time, TimeKind};

/// Finds them in the article's text. The article's own `text` is empty here: use `tokens.text`.
pub(crate) fn times(tokens: &Tokens, article: &Article, language: &Language) -> Vec<Time> {
    if !crate::has_pack(language) || tokens.is_empty() {
        return Vec::new();
    }
    let lexicon = lexicon::lexicon(language);
    let classes = lexicon.classify(tokens);
    let anchor = article.published.value.as_deref().and_then(tidings_calendar::anchor);
    let starts = |index: usize| begins_sentence(tokens, article, index);
    let mut found = Vec::new();
    let mut context = Context { anchor, told: None };
    let asked = Asked::new(tokens.len());
    let mut from = 0;
    while from < tokens.len() {
        let to = line_end(tokens, from);
        let grammar = Grammar {
            tokens,
            classes: &classes,
            lexicon: &lexicon,
            language,
            from,
            to,
            starts: &starts,
            asked: &asked,
        };
        let mut at = from;
        while at < to {
            let Some(reading) = grammar.read(at) else {
                at += 1;
                continue;
            };
            at = reading.end().max(at + 1);
            let end = reading.end();
            let tense = || direction::direction(&grammar, article, reading.first, end);
            found.extend(context.place(tokens, &reading, tense));
            if let Some(second) = reading.second {
                let (first, next, what) = (second.first, second.next, second.what);
                let reading = Reading { first, next, what, modifier: None, why: reading.why, second: None };
                found.extend(context.place(tokens, &reading, tense));
            }
        }
        from = to;
    }
    nowadays(&mut found, tokens.text.len());
    found
}

/// An essay or an interview that tells of no other day near its own means *nowadays* by *today*.
///
/// Measured on German news (KRAUTS): of 42 bare words for today 29 mean nowadays, nearly all of them in such texts.
fn nowadays(times: &mut [Time], length: usize) {
    let is_today = |time: &Time| time.relative.as_deref() == Some("+0D") && time.why == "fixed";
    let is_near = |time: &Time| {
        let relative = time.relative.as_deref().unwrap_or("");
        !is_today(time)
            && (relative.contains('F')
                || relative.contains("D ") && relative.contains(" T")
                || relative.ends_with('D') && relative.len() == 3)
    };
    if length < ESSAY || times.iter().filter(|time| is_near(time)).count() > NEAR_DAYS {
        return;
    }
    for time in times.iter_mut().filter(|time| is_today(time)) {
        time.other_value = time.value.replace("PRESENT_REF".to_owned());
        (time.first, time.last) = (None, None);
        time.why = "nowadays".to_owned();
    }
}

/// A text shorter than this many bytes is a report, and its today is a day.
const ESSAY: usize = 3500;
/// An essay may still speak of so many days near its own.
const NEAR_DAYS: usize = 2;

/// One past the last token of the line that a token stands on.
fn line_end(tokens: &Tokens, from: usize) -> usize {
    (from + 1..tokens.len())
        .find(|&index| {
            !tokens[index].glued && tokens.text[tokens[index - 1].end..tokens[index].start].contains('\n')
        })
        .unwrap_or(tokens.len())
}

/// Whether a capital at a token tells nothing: a sentence, a line or a quotation begins there.
fn begins_sentence(tokens: &Tokens, article: &Article, index: usize) -> bool {
    let start = tokens[index].start;
    if index == 0 || tokens.text[tokens[index - 1].end..start].contains('\n') {
        return true;
    }
    let before = tokens.surface(index - 1);
    let opens = matches!(
        before,
        "." | "!" | "?" | ":" | "(" | "„" | "“" | "”" | "\"" | "»" | "«" | "–" | "—" | "-" | "…"
    );
    opens || article.sentences.binary_search_by_key(&start, |sentence| sentence.start).is_ok()
}

/// What has been told so far.
struct Context {
    anchor: Option<Anchor>,
    /// The day told of last, in the notation and, where it is known, on the calendar; with the end of the token that told it.
    told: Option<Told>,
}

struct Told {
    notation: String,
    /// One past its last byte.
    end: usize,
}

/// How far back, in bytes, a time of the clock may look for its day.
const REACH: usize = 250;
/// *The next day* looks farther back.
const FAR_REACH: usize = 800;

impl Context {
    fn place(
        &mut self,
        tokens: &Tokens,
        reading: &Reading,
        tense: impl Fn() -> direction::Direction,
    ) -> Option<Time> {
        let (start, end) = (tokens[reading.first].start, tokens[reading.next - 1].end);
        let mut time = Time {
            start,
            end,
            text: tokens.text[start..end].to_owned(),
            kind: TimeKind::Date,
            value: None,
            modifier: reading.modifier,
            first: None,
            last: None,
            other_value: None,
            relative: None,
            why: reading.why.to_owned(),
        };
        let day = || {
            self.told
                .as_ref()
                .filter(|told| start.saturating_sub(told.end) < REACH)
                .map(|told| told.notation.clone())
        };
        let (notation, is_place) = match &reading.what {
            What::Value(kind, value) => {
                time.kind = *kind;
                time.value = Some(value.clone());
                return Some(time);
            }
            What::Length(value, notation) => {
                time.kind = TimeKind::Duration;
                time.value = Some(value.clone());
                let found = self.anchor.and_then(|anchor| resolve_at(notation, anchor));
                time.first = found.as_ref().map(|found| found.first.to_string());
                time.last = found.map(|found| found.last.to_string());
                time.relative = Some(notation.clone());
                return Some(time);
            }
            // *En tres años* of what has happened is how long it took.
            What::Open(value, _) if tense().mark == "<" => {
                time.kind = TimeKind::Duration;
                time.value = Some(value.clone());
                return Some(time);
            }
            What::Place(notation) | What::Open(_, notation) => (notation.clone(), true),
            What::Following(step) => {
                match self.told.as_ref().filter(|told| start.saturating_sub(told.end) < FAR_REACH) {
                    Some(told) => (format!("{} {step}", told.notation), true),
                    // Where no day at all has been told, news tell of their own: *the day before* is that before publication.
                    None if self.told.is_none() && step.starts_with('-') && reading.why == "following" => {
                        (step.clone(), true)
                    }
                    // The day it follows is not told: a time, but not known which.
                    None => return Some(time),
                }
            }
            What::OnDay(clock) => {
                let day = day().unwrap_or_else(|| "+0D".to_owned());
                let clocks: Vec<String> = clock.split('/').map(|clock| format!("{day} {clock}")).collect();
                (clocks.join("/"), false)
            }
        };
        let notation = if notation.contains('?') {
            // Without any word of tense the nearest day is meant, but the last month or season.
            let direction = match tense() {
                open if open.mark == "~" && !names_a_day(&notation) => direction::PAST_IF_OPEN,
                told => told,
            };
            if let Some(other) = direction.other {
                time.other_value = self
                    .anchor
                    .and_then(|anchor| resolve_at(&notation.replace('?', other), anchor))
                    .map(|found| found.value);
            }
            notation.replace('?', direction.mark)
        } else {
            notation
        };
        if notation == "+0D" && reading.why == "fixed" && tense().mark == "<" {
            // What happened today happened on this day.
            time.why = "today".to_owned();
        }
        let is_absolute = interval(&notation).is_some();
        let resolved = match (is_absolute, self.anchor) {
            (true, _) => None,
            (false, Some(anchor)) => resolve_at(&notation, anchor),
            (false, None) => None,
        };
        time.value = match (&resolved, is_absolute) {
            (Some(found), _) => Some(found.value.clone()),
            (None, true) => Some(even_span(&notation).unwrap_or_else(|| notation.clone())),
            (None, false) => unanchored(&notation),
        };
        if time.other_value == time.value {
            time.other_value = None;
        }
        let days = time.value.as_deref().and_then(interval);
        time.first = days.map(|(first, _)| first.to_string());
        time.last = days.map(|(_, last)| last.to_string());
        if time.value.as_deref().is_some_and(|value| value.contains('T') && !value.contains('_')) {
            time.kind = TimeKind::Time;
        }
        let grain = time.value.as_deref().and_then(tidings_calendar::grain);
        if is_place
            && (grain.is_some_and(|grain| grain <= Grain::Day)
                || grain.is_none() && is_day_notation(&notation))
        {
            let day = notation.split(" T").next().unwrap_or(&notation).to_owned();
            self.told = Some(Told { notation: day, end });
        }
        time.relative = (!is_absolute).then_some(notation);
        Some(time)
    }
}

/// Whether what is sought is a day or a weekend.
fn names_a_day(notation: &str) -> bool {
    let target = notation.split('?').nth(1).and_then(|rest| rest.split([' ', '/']).next()).unwrap_or("");
    target.starts_with(['F', 'P', 'D'])
        || target == "WE"
        || target.starts_with(['M', 'J']) && target.contains(['D', '#'])
}

/// Whether a notation leads to a day, as far as can be told without an anchor.
fn is_day_notation(notation: &str) -> bool {
    let days = notation.split(" T").next().unwrap_or(notation);
    let last = days.rsplit(' ').next().unwrap_or(days);
    last.ends_with('D') || last.contains('F')
}
