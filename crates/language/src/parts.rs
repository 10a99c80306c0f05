//! Words that lean on another one and are written together with it: `l'Iran`, `qu'il`, `a-t-il`. Grammars of names and of speech look at
//! each by itself.

use crate::pack::TextPack;
use crate::tokens::{Case, TokenKind, Tokens};

/// What leans on a word in a language.
#[derive(Debug, Clone, Default)]
pub struct Parts {
    /// Before a word, with the apostrophe (`l'`).
    before: Vec<Box<str>>,
    /// Behind a word, with its hyphens (`-t-il`), longest first.
    after: Vec<Box<str>>,
}

impl Parts {
    pub(crate) fn new(text: &TextPack) -> Self {
        let boxed = |words: &[String]| words.iter().map(|word| word.as_str().into()).collect();
        let mut before: Vec<Box<str>> = boxed(&text.elisions);
        before.extend(text.short_words.iter().map(|word| word.as_str().into()));
        let mut after: Vec<Box<str>> = boxed(&text.enclitics);
        after.sort_by_key(|word| std::cmp::Reverse(word.len()));
        Self { before, after }
    }

    /// Whether nothing leans on words.
    pub fn is_empty(&self) -> bool {
        self.before.is_empty() && self.after.is_empty()
    }

    fn is_before(&self, lower: &str) -> bool {
        self.before.iter().any(|word| **word == *lower)
    }

    /// Bytes of what leans on a word from before: up to its first apostrophe.
    fn cut(&self, surface: &str, lower: &str) -> Option<usize> {
        let joint = lower.find('\'')? + 1;
        if joint == lower.len() || !self.is_before(&lower[..joint]) {
            return None;
        }
        let (at, mark) = surface.char_indices().find(|(_, c)| matches!(c, '\'' | '’' | 'ʼ'))?;
        Some(at + mark.len_utf8())
    }

    /// What leans on the end of a word.
    fn ending(&self, piece: &str) -> Option<&str> {
        let found =
            self.after.iter().find(|ending| piece.len() > ending.len() && piece.ends_with(&***ending));
        found.map(|ending| &**ending)
    }
}

impl<'t> Tokens<'t> {
    /// The same text with what leans on a word as a token of its own: `l'` `Iran`, `qu'` `il`, `a` `il`. A capital within a sentence makes
    /// it a part of a name (`D'Alembert`).
    pub fn parted(&self, parts: &Parts) -> Tokens<'t> {
        let mut tokens = self.emptied();
        for (index, token) in self.iter().enumerate() {
            let surface = self.surface(index);
            if token.kind != TokenKind::Word {
                // `l'« aveu »`: the mark belongs to the word before it.
                let last =
                    tokens.len().checked_sub(1).filter(|_| token.glued && matches!(surface, "'" | "’" | "ʼ"));
                match last {
                    Some(last) if parts.is_before(&format!("{}'", tokens.lower(last))) => {
                        tokens.lengthen(last, token.end);
                    }
                    _ => tokens.push(token.start, token.end, token.kind, token.glued),
                }
                continue;
            }
            let mut start = token.start;
            let mut glued = token.glued;
            let cut = parts.cut(surface, self.lower(index));
            if let Some(cut) = cut.filter(|_| token.case == Case::Lower || self.opens_line(index)) {
                tokens.push(start, start + cut, TokenKind::Word, glued);
                (start, glued) = (start + cut, true);
            }
            let piece = &self.text[start..token.end];
            let is_small = piece.starts_with(char::is_lowercase);
            match parts.ending(piece).filter(|_| is_small) {
                Some(ending) => {
                    let pronoun = ending.rsplit('-').next().map_or(0, str::len);
                    tokens.push(start, token.end - ending.len(), TokenKind::Word, glued);
                    tokens.push(token.end - pronoun, token.end, TokenKind::Word, true);
                }
                None => tokens.push(start, token.end, TokenKind::Word, glued),
            }
        }
        tokens
    }

    /// Whether the capital of a token may be due to its place.
    fn opens_line(&self, index: usize) -> bool {
        let Some(before) = index.checked_sub(1) else { return true };
        self[before].kind == TokenKind::Mark
            && !matches!(self.surface(before), "," | "'" | "’" | "-" | "/" | "&")
            || self.text[self[before].end..self[index].start].contains('\n')
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tokenize;

    fn words(text: &str) -> Vec<String> {
        let own = |list: &[&str]| crate::pack::Words(list.iter().map(|word| (*word).to_owned()).collect());
        let pack = TextPack {
            elisions: own(&["l'", "d'"]),
            short_words: own(&["n'", "qu'"]),
            enclitics: own(&["-il", "-t-il"]),
            ..TextPack::default()
        };
        let parts = Parts::new(&pack);
        let tokens = tokenize(text).parted(&parts);
        (0..tokens.len()).map(|index| tokens.surface(index).to_owned()).collect()
    }

    #[test]
    fn what_leans_on_a_word_stands_by_itself() {
        assert_eq!(words("L’Iran n'a qu'un port"), ["L’", "Iran", "n'", "a", "qu'", "un", "port"]);
        assert_eq!(words("a-t-il dit, ajoute-il"), ["a", "il", "dit", ",", "ajoute", "il"]);
        assert_eq!(words("d’« aveu »"), ["d’", "«", "aveu", "»"]);
        assert_eq!(words("d'aujourd'hui"), ["d'", "aujourd'hui"]);
    }

    #[test]
    fn names_stay_whole() {
        assert_eq!(words("Jean D'Alembert"), ["Jean", "D'Alembert"]);
        assert_eq!(words("Kim Jong-il"), ["Kim", "Jong-il"]);
        assert_eq!(words("O'Neill, l'"), ["O'Neill", ",", "l'"]);
    }
}
