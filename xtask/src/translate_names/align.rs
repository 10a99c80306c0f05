//! Words that stand for each other in pairs of sentences.

use super::{ARTICLE, LEAST_SENTENCES, SURE, SURE_OF_NAME, is_definite};
use rustc_hash::FxHashMap;
use tidings_language::tokenize;

/// Passes of expectation and maximisation.
const PASSES: usize = 6;

/// How much less a word is taken for another the farther apart they stand (shares of the sentence).
const DISTANCE: f32 = 4.0;

/// Shares below this are forgotten after a pass.
const LEAST_SHARE: f32 = 0.01;

/// Words kept for a word.
const MOST_KEPT: usize = 4;

/// Longest sentence in tokens.
const LONGEST: usize = 60;

/// Sentences in two languages, as words.
#[derive(Default)]
pub struct Pairs {
    left: Side,
    right: Side,
}

/// The sentences of one language.
#[derive(Default, Clone)]
struct Side {
    words: Vec<String>,
    numbers: FxHashMap<String, u32>,
    sentences: Vec<Vec<u32>>,
}

impl Side {
    fn add(&mut self, tokens: Vec<String>) {
        let sentence = tokens.into_iter().map(|word| self.number(word)).collect();
        self.sentences.push(sentence);
    }

    fn number(&mut self, word: String) -> u32 {
        let next = self.words.len() as u32;
        *self.numbers.entry(word).or_insert_with_key(|word| {
            self.words.push(word.clone());
            next
        })
    }

    /// Writes the first word of each sentence small where it is mostly written so elsewhere.
    fn true_case(&mut self) {
        let mut small: FxHashMap<String, (u32, u32)> = FxHashMap::default();
        for &word in self.sentences.iter().flat_map(|sentence| sentence.iter().skip(1)) {
            let word = &self.words[word as usize];
            let counts = small.entry(word.to_lowercase()).or_default();
            if word.starts_with(char::is_lowercase) { counts.0 += 1 } else { counts.1 += 1 }
        }
        for at in 0..self.sentences.len() {
            let Some(&first) = self.sentences[at].first() else { continue };
            let lower = self.words[first as usize].to_lowercase();
            if small.get(&lower).is_some_and(|(small, large)| small > large) {
                self.sentences[at][0] = self.number(lower);
            }
        }
    }
}

impl Pairs {
    pub fn add(&mut self, left: &str, right: &str) {
        let (left, right) = (words(left), words(right));
        if (1..LONGEST).contains(&left.len()) && (1..LONGEST).contains(&right.len()) {
            self.left.add(left);
            self.right.add(right);
        }
    }
}

/// The words and marks of a sentence, an English genitive by itself.
fn words(text: &str) -> Vec<String> {
    let tokens = tokenize(text);
    let mut words = Vec::with_capacity(tokens.len());
    for at in 0..tokens.len() {
        let surface = tokens.surface(at);
        match surface
            .strip_suffix("'s")
            .or_else(|| surface.strip_suffix("’s"))
            .filter(|base| !base.is_empty())
        {
            Some(base) => words.extend([base.to_owned(), "'s".to_owned()]),
            None => words.push(surface.to_owned()),
        }
    }
    words
}

/// What words mean in another language.
pub struct Lexicon {
    /// In how many sentences a word stands, and what stands for it with which share, the likeliest first.
    words: FxHashMap<String, (u32, Vec<(f32, String)>)>,
}

impl Lexicon {
    /// IBM Model 1 (Brown et al. 1993), each word of the right side drawn from one of the left.
    pub fn aligned(pairs: Pairs) -> Self {
        let Pairs { mut left, mut right } = pairs;
        left.true_case();
        right.true_case();
        let mut shares: Vec<FxHashMap<u32, f32>> = vec![FxHashMap::default(); left.words.len()];
        for (own, others) in left.sentences.iter().zip(&right.sentences) {
            for &word in own {
                shares[word as usize].extend(others.iter().map(|&other| (other, 1.0)));
            }
        }
        for _ in 0..PASSES {
            let mut counts: Vec<FxHashMap<u32, f32>> = vec![FxHashMap::default(); left.words.len()];
            let mut totals = vec![0f32; left.words.len()];
            let mut weights = Vec::new();
            for (own, others) in left.sentences.iter().zip(&right.sentences) {
                for (place, other) in others.iter().enumerate() {
                    weights.clear();
                    weights.extend(own.iter().enumerate().map(|(at, &word)| {
                        let apart = at as f32 / own.len() as f32 - place as f32 / others.len() as f32;
                        let share = shares[word as usize].get(other).copied().unwrap_or(0.0);
                        share * (-DISTANCE * apart.abs()).exp()
                    }));
                    let sum: f32 = weights.iter().sum();
                    if sum <= 0.0 {
                        continue;
                    }
                    for (&word, weight) in own.iter().zip(&weights) {
                        *counts[word as usize].entry(*other).or_default() += weight / sum;
                        totals[word as usize] += weight / sum;
                    }
                }
            }
            for ((share, counts), total) in shares.iter_mut().zip(counts).zip(&totals) {
                share.clear();
                share.extend(
                    counts
                        .into_iter()
                        .map(|(other, count)| (other, count / total))
                        .filter(|(_, share)| *share > LEAST_SHARE),
                );
            }
        }
        let mut sentences = vec![0u32; left.words.len()];
        for sentence in &left.sentences {
            let mut once: Vec<u32> = sentence.clone();
            once.sort_unstable();
            once.dedup();
            once.into_iter().for_each(|word| sentences[word as usize] += 1);
        }
        let words = left.words.iter().zip(&shares).zip(sentences).map(|((word, shares), sentences)| {
            let mut list: Vec<(f32, String)> =
                shares.iter().map(|(&other, &share)| (share, right.words[other as usize].clone())).collect();
            list.sort_by(|a, b| b.0.total_cmp(&a.0).then_with(|| a.1.cmp(&b.1)));
            list.truncate(MOST_KEPT);
            (word.clone(), (sentences, list))
        });
        Self { words: words.collect() }
    }

    fn likely(&self, word: &str) -> Option<&[(f32, String)]> {
        let (sentences, list) = self.words.get(word)?;
        (*sentences >= LEAST_SENTENCES).then_some(list)
    }

    /// What stands for a word, with an article where the word has one in it. `has_gloss`: another source knows the word too, so that it
    /// must be sure here.
    pub fn word(&self, word: &str, has_gloss: bool) -> Option<Vec<String>> {
        let list = self.likely(word)?;
        let is_word = |word: &str| word.starts_with(char::is_alphabetic);
        let has_article = list.iter().any(|(share, other)| other == "the" && *share > ARTICLE);
        let (share, best) = list.iter().find(|(_, other)| is_word(other) && other != "the")?;
        if *share <= if has_gloss { SURE } else { SURE / 2.0 } {
            return None;
        }
        let article = (has_article && is_definite(word)).then(|| "the".to_owned());
        Some(article.into_iter().chain([best.clone()]).collect())
    }

    /// What stands for a name.
    pub fn name(&self, name: &str) -> Option<&str> {
        let (share, best) = self.likely(name)?.first()?;
        (*share > SURE_OF_NAME && best.starts_with(char::is_uppercase)).then_some(best)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_that_stand_together_stand_for_each_other() {
        let mut pairs = Pairs::default();
        for (left, right) in [
            ("presidenten sa nei", "the president said no"),
            ("presidenten kom", "the president came"),
            ("hun sa ja", "she said yes"),
            ("hun kom", "she came"),
            ("Norge sa ja", "Norway said yes"),
            ("Norge kom", "Norway came"),
        ] {
            pairs.add(left, right);
        }
        let lexicon = Lexicon::aligned(pairs);
        assert_eq!(lexicon.word("sa", false), Some(vec!["said".to_owned()]));
        assert_eq!(lexicon.word("presidenten", false), Some(vec!["the".to_owned(), "president".to_owned()]));
        assert_eq!(lexicon.name("Norge"), Some("Norway"));
        assert_eq!(lexicon.name("hun"), None, "no name");
        assert_eq!(lexicon.word("nei", false), None, "met once");
    }
}
