//! Direct speech: between quote marks, also wrongly paired ones, or after a dash at the start of a paragraph.

use super::lexicon::{Class, FINITE, Hits, Lexicon, PARTICIPLE, Small};
use tidings_language::{Language, TokenKind, Tokens};

/// Words between quote marks or after a dialogue dash.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Quote {
    /// First token, the mark included.
    pub(super) first: usize,
    /// Last token, the mark included.
    pub(super) last: usize,
    /// Long enough to be somebody's sentence and not a quoted phrase.
    pub(super) speech: bool,
    /// Opened by a dash.
    pub(super) dash: bool,
}

/// Words from which on a quotation counts as speech of its own: `„fast 25 Jahre“` is a phrase, `„Wir danken ihm sehr“` is not.
const SHORTEST_SPEECH: usize = 4;

/// Marks that open or close a quotation somewhere.
const MARKS: &str = "\"„“”«»‚‘’‹›「」『』";

/// The quotations of a block, given as a range of tokens.
pub(super) fn quotes(
    tokens: &Tokens,
    block: std::ops::Range<usize>,
    hits: &Hits,
    lexicon: &Lexicon,
    language: &Language,
) -> Vec<Quote> {
    if block.is_empty() {
        return Vec::new();
    }
    if is_dash(tokens, block.start) && lexicon.dash_dialogue && block.len() > 2 {
        return dialogue(tokens, block, hits, lexicon);
    }
    let pairs = &language.pack.text.quote_pairs;
    let mut found = Vec::new();
    let mut open: Option<(usize, char)> = None;
    for index in block.clone() {
        let Some(mark) = quote_mark(tokens, index) else { continue };
        let glued_left = tokens[index].glued && index > block.start;
        let glued_right = tokens.get(index + 1).is_some_and(|next| next.glued && index + 1 < block.end);
        let word_right = glued_right && tokens[index + 1].kind != TokenKind::Mark;
        match open {
            Some((first, opener)) => {
                let closes = (glued_left || !word_right) && closes(opener, mark, pairs);
                if closes && !(word_right && glued_left && mark != opener && !is_closing(mark)) {
                    let mut closed = quote(tokens, first, index);
                    // Short words are speech beside a reporting verb (`”Vi är nöjda”, säger hon`).
                    let opens = first == block.start
                        || tokens[first - 1].kind == TokenKind::Mark && !tokens.is_mark(first - 1, '(');
                    let after = index
                        + 1
                        + usize::from(tokens.get(index + 1).is_some_and(|next| next.kind == TokenKind::Mark));
                    let verb = (after..(after + 4).min(block.end))
                        .find(|&at| is_reporting_verb(tokens, at, hits, lexicon));
                    let near = verb.is_some_and(|verb| verb == after || index + 1 < after);
                    closed.speech |= opens && near && index - first > 2;
                    let clause = match lexicon.clause_in_quotes && closed.speech {
                        true => clause_inside(tokens, &closed, hits, lexicon),
                        false => None,
                    };
                    let parts = match clause {
                        Some((from, to)) => {
                            let rest = (to < closed.last).then(|| Quote { first: to + 1, ..closed });
                            Some((Quote { last: from - 1, ..closed }, rest))
                        }
                        None if lexicon.dash_dialogue && closed.speech => {
                            interrupted(tokens, closed, hits, lexicon)
                        }
                        None => None,
                    };
                    match parts {
                        Some((one, other)) => found.extend([Some(one), other].into_iter().flatten()),
                        None => found.push(closed),
                    }
                    open = None;
                } else if mark == opener && !glued_left && word_right {
                    // Opened again: the first was never closed.
                    open = Some((index, mark));
                }
            }
            None => {
                // `« Oui »`: the mark tells by its direction where it stands free.
                let points =
                    mark == '«' && !glued_left && closes('«', '»', pairs) && !opens_with_closing(pairs);
                let opens =
                    glued_right && (!glued_left || tokens[index - 1].kind == TokenKind::Mark) || points;
                if opens && mark != '’' {
                    open = Some((index, mark));
                }
            }
        }
    }
    // A quotation over several paragraphs is closed only in the last of them.
    if let Some((first, _)) = open
        && first == block.start
    {
        found.push(quote(tokens, first, block.end - 1));
    }
    found
}

/// A quotation that its reporting clause interrupts between dashes inside the marks (`«Мы ждём, — сказал он. — Время есть»`): what
/// stands before it and what stands behind it.
fn interrupted(
    tokens: &Tokens,
    quote: Quote,
    hits: &Hits,
    lexicon: &Lexicon,
) -> Option<(Quote, Option<Quote>)> {
    let ends = |at: usize| {
        tokens[at].kind == TokenKind::Mark && matches!(tokens.surface(at), "," | "?" | "!" | "…" | ".")
    };
    let cut = (quote.first + 2..quote.last).find(|&at| {
        is_dash(tokens, at)
            && ends(at - 1)
            && (at + 1..(at + 4).min(quote.last)).any(|verb| {
                is_reporting_verb(tokens, verb, hits, lexicon)
                    && (at + 1..verb).all(|between| tokens[between].kind == TokenKind::Word)
            })
    })?;
    let comma = usize::from(tokens.is_mark(cut - 1, ','));
    let one = Quote { last: cut - 1 - comma, ..quote };
    let goes_on = (cut + 2..quote.last).find(|&at| is_dash(tokens, at) && ends(at - 1));
    let other = goes_on.map(|dash| Quote { first: dash, last: quote.last, speech: true, dash: true });
    Some((one, other))
}

/// Words of a clause inside quotation marks that tells who speaks.
const LONGEST_CLAUSE: usize = 14;

/// The clause inside a quotation that tells who speaks, from the comma before it to the comma behind it or the closing mark: a reporting verb
/// right behind a mark, with no content clause of its own.
fn clause_inside(tokens: &Tokens, quote: &Quote, hits: &Hits, lexicon: &Lexicon) -> Option<(usize, usize)> {
    let ends = |at: usize| matches!(tokens.surface(at), "," | "." | ";" | ":" | "!" | "?");
    (quote.first + 2..quote.last).find_map(|comma| {
        let opens = matches!(tokens.surface(comma), "," | "?" | "!" | "–" | "—");
        if !opens || !is_reporting_verb(tokens, comma + 1, hits, lexicon) {
            return None;
        }
        let limit = (comma + LONGEST_CLAUSE).min(quote.last);
        let end = (comma + 2..=limit).find(|&at| ends(at) || at == quote.last)?;
        let plain = (comma + 1..end).all(|at| !hits.is(at, Small::That) && !hits.is(at, Small::Nobody));
        // What closes the quotation after its sentence belongs to nobody.
        let end = if end + 1 == quote.last { quote.last } else { end };
        (plain && end > comma + 2).then_some((comma, end))
    })
}

fn quote_mark(tokens: &Tokens, index: usize) -> Option<char> {
    let token = &tokens[index];
    if token.kind != TokenKind::Mark {
        return None;
    }
    tokens.surface(index).chars().next().filter(|c| MARKS.contains(*c))
}

fn is_closing(mark: char) -> bool {
    matches!(mark, '”' | '“' | '"' | '»' | '«' | '’' | '‘' | '」' | '』' | '›' | '‹')
}

/// Whether `mark` ends what `opener` began: the language's pairs, and every pair that texts mix up.
fn closes(opener: char, mark: char, pairs: &[String]) -> bool {
    let by_language = pairs.iter().any(|pair| {
        let mut chars = pair.chars();
        chars.next() == Some(opener) && chars.next() == Some(mark)
    });
    by_language
        || match opener {
            '„' | '“' | '”' => matches!(mark, '“' | '”' | '"'),
            '"' => matches!(mark, '"' | '”' | '“'),
            '«' => mark == '»',
            '»' => mark == '«' || mark == '»',
            '‚' | '‘' => matches!(mark, '‘' | '’'),
            '‹' => mark == '›',
            '›' => mark == '‹',
            '「' => mark == '」',
            '『' => mark == '』',
            _ => false,
        }
}

/// Whether the language quotes »so«.
fn opens_with_closing(pairs: &[String]) -> bool {
    pairs.iter().any(|pair| pair.starts_with('»'))
}

fn quote(tokens: &Tokens, first: usize, last: usize) -> Quote {
    let words = (first..=last).filter(|&index| tokens[index].kind == TokenKind::Word).count();
    let sentence = (first..=last).any(|index| {
        tokens[index].kind == TokenKind::Mark
            && matches!(tokens.surface(index), "." | "!" | "?")
            && index + 1 >= last
    });
    Quote { first, last, speech: words >= SHORTEST_SPEECH || sentence && words >= 2, dash: false }
}

pub(super) fn is_dash(tokens: &Tokens, index: usize) -> bool {
    tokens.get(index).is_some_and(|token| token.kind == TokenKind::Mark)
        && matches!(tokens.surface(index), "–" | "—" | "-" | "―" | "−")
}

/// A paragraph that a dash opens: the speech runs up to the reporting clause (`– Det er bra, sier hun.`).
fn dialogue(tokens: &Tokens, block: std::ops::Range<usize>, hits: &Hits, lexicon: &Lexicon) -> Vec<Quote> {
    let mut last = block.end - 1;
    for index in block.start + 1..block.end {
        let after = index + 1;
        let is_cut = tokens.is_mark(index, ',') || tokens.is_mark(index, '?') || tokens.is_mark(index, '!');
        if is_cut && after < block.end && is_reporting_verb(tokens, after, hits, lexicon) {
            last = if tokens.is_mark(index, ',') { index - 1 } else { index };
            break;
        }
        if is_dash(tokens, index) && after < block.end && is_reporting_verb(tokens, after, hits, lexicon) {
            last = index - 1;
            break;
        }
    }
    if last <= block.start {
        return Vec::new();
    }
    vec![Quote { first: block.start, last, speech: true, dash: true }]
}

/// Words after a verb within which its particle is looked for.
const REACH_OF_PARTICLE: usize = 8;

fn is_reporting_verb(tokens: &Tokens, index: usize, hits: &Hits, lexicon: &Lexicon) -> bool {
    let has_tail = |at: usize, tail: u16| {
        tail == 0
            || lexicon.tail_in(tokens, tail, at + 1..(at + REACH_OF_PARTICLE).min(tokens.len())).is_some()
    };
    let cue = |at: usize, wanted: u8| {
        hits.at(at).iter().any(|hit| {
            matches!(hit.class, Class::Cue { forms, tail, .. } if forms & wanted != 0 && has_tail(at, tail))
        })
    };
    // `s'exclame-t-elle`, `s'est-elle réjouie`
    let reflexive = hits.is(index, Small::Reflexive);
    let index = index + usize::from(reflexive);
    let perfect = (hits.is(index, Small::Have) || reflexive && hits.is(index, Small::Be))
        && (index + 1..index + 6).any(|at| cue(at, PARTICIPLE));
    cue(index, FINITE) || perfect
}
