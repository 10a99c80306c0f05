//! Offices and jobs beside a person's name.

use super::{Draft, scene::Scene};
use tidings_language::{Case, TokenKind};
use tidings_model::EntityKind;

/// Words between a name and the role after it (`Zelenszkij ukrán elnök`).
const WORDS_BETWEEN: usize = 2;

/// Fills the role of every person that has one beside the name.
pub(super) fn fill(scene: &Scene, drafts: &mut [Draft]) {
    for at in 0..drafts.len() {
        if drafts[at].kind != EntityKind::Person {
            continue;
        }
        let role =
            before(scene, drafts[at].first).or_else(|| after(scene, drafts[at].last, drafts.get(at + 1)));
        drafts[at].role = role.map(str::to_owned);
    }
}

/// The role that ends right before a token: `president Vladimir Putin`, `NATO-Generalsekretär Jens Stoltenberg`.
pub(super) fn before<'a>(scene: &Scene<'a>, first: usize) -> Option<&'a str> {
    let last = scene.before(first)?;
    if scene.tokens[last].kind != TokenKind::Word {
        return None;
    }
    // Longest phrase that ends at the word before.
    for start in (last.saturating_sub(2)..=last).filter(|&start| scene.same_sentence(start, last)) {
        if let Some(found) =
            scene.lexicon.roles.all_at(scene.tokens, start).find(|found| start + found.length == last + 1)
        {
            return Some(found.value);
        }
    }
    scene.lexicon.role_word(scene.lower(last))
}

/// The role after a name, in apposition (`John Kirby, Sprecher des …`) or right behind it (`Pútín Rússlandsforseti`).
fn after<'a>(scene: &Scene<'a>, last: usize, next: Option<&Draft>) -> Option<&'a str> {
    let mut at = scene.after(last)?;
    let comma = scene.tokens.is_mark(at, ',') || scene.tokens.is_mark(at, '(');
    if comma {
        at = scene.after(at)?;
    }
    let limit = at + WORDS_BETWEEN;
    loop {
        // A role that stands before another person is theirs.
        let end = |length: usize| at + length;
        let is_theirs = |length: usize| {
            !comma && next.is_some_and(|next| next.kind == EntityKind::Person && next.first == end(length))
        };
        if let Some(found) = scene.lexicon.roles.at(scene.tokens, at) {
            return (!is_theirs(found.length)).then_some(&**found.value);
        }
        if scene.tokens[at].kind == TokenKind::Word
            && let Some(gloss) = scene.lexicon.role_word(scene.lower(at))
        {
            return (!is_theirs(1)).then_some(gloss);
        }
        // Behind the bare name only adjectives may stand before the role, and only where roles follow names.
        let may_go_on = scene.tokens[at].kind == TokenKind::Word
            && !scene.language.is_function_word(scene.lower(at))
            && (comma || scene.language.pack.names.surname_first && scene.tokens[at].case == Case::Lower);
        let is_article = comma && scene.language.is_function_word(scene.lower(at));
        if !(may_go_on || is_article) || at >= limit {
            return None;
        }
        at = scene.after(at)?;
    }
}
