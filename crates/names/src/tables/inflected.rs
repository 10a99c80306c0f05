//! The longest known name in a run of words that may carry endings.

use super::{Record, Tables, Walk, needs_folding};
use crate::inflect::{BaseForm, Inflector};
use fst::raw::Output;

/// Most words that may carry an ending in one name (`Sameinuðu þjóðanna`).
const MOST_INFLECTED: usize = 3;

/// A known name in a run of words.
#[derive(Debug, Clone)]
pub struct Match {
    /// Number of words it covers.
    pub count: usize,
    /// What it can name, likeliest first.
    pub records: Vec<Record>,
    /// Which of the words carry an ending, and their base forms.
    pub inflected: Vec<(usize, BaseForm)>,
}

impl Tables {
    /// As [`Tables::longest_where`], but words may carry endings. The longest name wins, then the one with fewer endings, then
    /// the one with the shorter ending.
    ///
    /// `accept` gets a record and whether a word of the form carries an ending. Where `every_word` is false only the last
    /// word may carry one.
    pub fn longest_inflected(
        &self,
        words: &[&str],
        inflector: &Inflector,
        every_word: bool,
        accept: impl Fn(&Record, usize, &[(usize, BaseForm)]) -> bool,
    ) -> Option<Match> {
        let walk = Walk {
            fst: &self.forms,
            node: self.forms.root(),
            output: Output::zero(),
            started: false,
            leans: false,
        };
        let mut search = Search { words, inflector, every_word, ends: Vec::new(), path: Vec::new() };
        search.step(walk, 0);
        let mut ends = search.ends;
        ends.sort_by_key(|end| (std::cmp::Reverse(end.count), end.inflected.len()));
        ends.into_iter().find_map(|end| {
            let records: Vec<Record> = self
                .postings(Some(end.value))
                .filter(|record| accept(record, end.count, &end.inflected))
                .collect();
            (!records.is_empty()).then_some(Match { count: end.count, records, inflected: end.inflected })
        })
    }
}

struct End {
    count: usize,
    value: u64,
    inflected: Vec<(usize, BaseForm)>,
}

struct Search<'a> {
    words: &'a [&'a str],
    inflector: &'a Inflector,
    every_word: bool,
    ends: Vec<End>,
    path: Vec<(usize, BaseForm)>,
}

impl Search<'_> {
    fn step(&mut self, walk: Walk<'_>, index: usize) {
        let Some(word) = self.words.get(index) else { return };
        let mut exact = walk.clone();
        let mut trail = Vec::new();
        // Base forms begin as the word does: where it leads nowhere they need not be made.
        let is_noted = !needs_folding(word);
        let found = match is_noted {
            true => exact.bytes_noting(word.as_bytes(), &mut trail),
            false => exact.word(word),
        };
        if found {
            self.record(&exact, index);
            self.step(exact, index + 1);
        }
        let worth = word.chars().next().is_some_and(char::is_alphabetic);
        if !worth || self.path.len() >= MOST_INFLECTED || self.inflector.is_empty() {
            return;
        }
        let is_wanted = |stem: &str| !is_noted || stem.len() <= trail.len() || !word.starts_with(stem);
        for form in self.inflector.base_forms_where(word, is_wanted) {
            let mut inflected = walk.clone();
            let found = match form.kept.checked_sub(1).filter(|_| is_noted && !needs_folding(&form.base)) {
                Some(last) => {
                    trail.get(last).is_some_and(|&place| inflected.word_from(place, &form.base, form.kept))
                }
                None => inflected.word(&form.base),
            };
            if !found {
                continue;
            }
            self.path.push((index, form));
            self.record(&inflected, index);
            if self.every_word {
                self.step(inflected, index + 1);
            }
            self.path.pop();
        }
    }

    fn record(&mut self, walk: &Walk<'_>, index: usize) {
        if walk.started && walk.node.is_final() {
            let value = walk.output.cat(walk.node.final_output()).value();
            self.ends.push(End { count: index + 1, value, inflected: self.path.clone() });
        }
    }
}
