//! Adjectives that follow their noun, as in the Romance languages: `le ministre russe de la Défense`.

use super::lexicon::{Class, Hits, Lexicon};
use super::parties::{Head, Party, nationality};
use tidings_language::{Case, TokenKind, Tokens};

/// The most adjectives behind a noun.
const MOST_ADJECTIVES: usize = 3;

/// Takes in what an adjective behind a noun for a speaker says of it, and what of the noun's own phrase stands behind the adjective.
pub(super) fn extend_right(party: &mut Party, tokens: &Tokens, hits: &Hits, lexicon: &Lexicon) {
    if !lexicon.adjectives_follow || !matches!(party.head, Head::Role(..)) {
        return;
    }
    let noun = party.core.0;
    let after = adjectives(party, party.last + 1, tokens, hits, lexicon);
    if after > party.last + 1 && party.core.0 == party.core.1 {
        let longer = lexicon.over_gap(tokens, noun, after).filter_map(|(last, class)| match class {
            Class::Role { class, gloss } => Some((last, class, gloss)),
            _ => None,
        });
        if let Some((last, class, gloss)) = longer.max_by_key(|(last, ..)| *last) {
            party.head = Head::Role(class, gloss);
            party.last = last;
            let after = adjectives(party, last + 1, tokens, hits, lexicon);
            party.last = after - 1;
            return;
        }
    }
    party.last = after - 1;
}

/// One past the adjectives of nationality and of sources that begin at a token.
fn adjectives(party: &mut Party, from: usize, tokens: &Tokens, hits: &Hits, lexicon: &Lexicon) -> usize {
    let mut at = from;
    for _ in 0..MOST_ADJECTIVES {
        let Some(token) = tokens.get(at) else { break };
        if token.kind != TokenKind::Word || token.case != Case::Lower {
            break;
        }
        let quality = hits.at(at).iter().find_map(|hit| match hit.class {
            Class::Quality(gloss) => Some((gloss, hit.length)),
            _ => None,
        });
        if let Some((gloss, length)) = quality {
            party.quality = party.quality.or(Some(gloss));
            at += length;
        } else if let Some(country) = nationality(at, tokens, lexicon) {
            party.country = party.country.or(Some(country));
            at += 1;
        } else {
            break;
        }
    }
    at
}
