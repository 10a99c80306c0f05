//! Names of companies by the legal form that ends them (`Lindberg & Söhne GmbH`).

use super::scene::Scene;
use crate::tagger::Tagged;
use tidings_language::{Case, TokenKind};
use tidings_model::EntityKind;

/// Most tokens before the legal form.
const LONGEST: usize = 6;

/// The tagged names and those that a legal form ends.
pub(super) fn with_legal_forms(scene: &Scene, tagged: Vec<Tagged>) -> Vec<Tagged> {
    let tokens = scene.tokens;
    let is_form = |at: usize| {
        tokens[at].kind == TokenKind::Word && scene.lexicon.legal_forms.contains(tokens.surface(at))
    };
    let found: Vec<Tagged> =
        (1..tokens.len()).filter(|&at| is_form(at)).filter_map(|at| company(scene, &tagged, at)).collect();
    if found.is_empty() {
        return tagged;
    }
    let is_open =
        |name: &Tagged| !found.iter().any(|other| other.first <= name.last && name.first <= other.last);
    let mut all: Vec<Tagged> = tagged.into_iter().filter(is_open).collect();
    all.extend(found);
    all.sort_by_key(|name| name.first);
    all.dedup_by(|next, last| next.first <= last.last);
    all
}

/// The name that the legal form at a token ends.
fn company(scene: &Scene, tagged: &[Tagged], form: usize) -> Option<Tagged> {
    let tokens = scene.tokens;
    let is_capital = |at: usize| tokens[at].kind == TokenKind::Word && tokens[at].case != Case::Lower;
    let joins = |at: usize| tokens.is_mark(at, '&') || scene.lexicon.joiners.contains(scene.lower(at));
    let mut first = form;
    let mut at = form;
    while let Some(before) = scene.before(at).filter(|before| form - before <= LONGEST) {
        let lower = scene.lower(before);
        let is_name = !scene.lexicon.not_names.contains(lower) && !scene.language.is_function_word(lower);
        if is_capital(before) && is_name {
            first = before;
        } else if !(joins(before) && first < form) {
            break;
        }
        at = before;
    }
    if first < form && scene.uncertain[first] && scene.language.is_function_word(scene.lower(first)) {
        first += 1;
    }
    // What is a name by itself before a company is not part of it.
    if let Some(other) = tagged.iter().rev().find(|name| name.first < form && name.last >= first) {
        let is_body = other.kind == EntityKind::Organisation || other.last + 1 == form;
        first = if is_body { first.min(other.first) } else { other.last + 1 };
    }
    let next = scene.after(form);
    let last = next.filter(|&at| tokens.is_mark(at, '.') && tokens[at].glued).unwrap_or(form);
    // A full stop belongs to a form in small letters: one in capitals ends the sentence.
    let last = if tokens[form].case == Case::Upper { form } else { last };
    (first < form).then_some(Tagged { first, last, kind: EntityKind::Organisation, full: true })
}
