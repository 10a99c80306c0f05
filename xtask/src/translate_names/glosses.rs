//! English for Norwegian and Danish words, after Wiktionary.

use anyhow::Result;
use rustc_hash::FxHashMap;
use std::io::BufRead;
use std::path::Path;

/// Codes of the dictionary that are read, the first before the others.
const CODES: [&str; 2] = ["no", "da"];

/// Longest gloss in words.
const LONGEST: usize = 3;

/// What a gloss begins with that says how a form is made, not what it means.
const FORMS: [&str; 10] = [
    "alternative",
    "plural",
    "definite",
    "past",
    "form",
    "genitive",
    "present",
    "imperative",
    "supine",
    "neuter",
];

/// The English of every form.
pub fn read(text: &Path) -> Result<FxHashMap<String, Vec<String>>> {
    let mut found: [FxHashMap<String, Vec<String>>; 2] = Default::default();
    for line in super::open(&text.join("crosslingual/wiktionary.jsonl.gz"))?.lines() {
        let (code, forms, glosses): (String, Vec<String>, Vec<String>) = serde_json::from_str(&line?)?;
        let Some(place) = CODES.iter().position(|other| *other == code) else { continue };
        let (Some(lemma), Some(gloss)) = (forms.first(), glosses.iter().find_map(|gloss| short(gloss)))
        else {
            continue;
        };
        for form in forms.iter().filter(|form| !form.contains(' ')) {
            found[place].entry(form.clone()).or_insert_with(|| english(&gloss, form, lemma));
        }
    }
    let [mut glosses, others] = found;
    for (form, gloss) in others {
        glosses.entry(form).or_insert(gloss);
    }
    Ok(glosses)
}

/// The first meaning of a gloss, if it is short.
fn short(gloss: &str) -> Option<Vec<String>> {
    let mut plain = String::new();
    let mut depth = 0u32;
    for letter in gloss.chars() {
        match letter {
            '(' => depth += 1,
            ')' => depth = depth.saturating_sub(1),
            ';' | ',' if depth == 0 => break,
            _ if depth == 0 => plain.push(letter),
            _ => {}
        }
    }
    let mut words: Vec<String> = plain.split_whitespace().map(str::to_owned).collect();
    if words.len() > 1 && matches!(&*words[0], "a" | "an" | "the" | "A" | "An" | "The") {
        words.remove(0);
    }
    let is_form = words.first().is_some_and(|word| FORMS.contains(&&*word.to_lowercase()));
    (!is_form && (1..=LONGEST).contains(&words.len())).then_some(words)
}

/// A gloss in the number, definiteness or tense that the ending of a form tells.
fn english(gloss: &[String], form: &str, lemma: &str) -> Vec<String> {
    let ends = |endings: &[&str]| endings.iter().any(|ending| form.ends_with(ending));
    if gloss[0] == "to" && gloss.len() > 1 {
        let verb = &gloss[1];
        let verb = if form == lemma {
            verb.clone()
        } else if ends(&["ende", "ande"]) {
            format!("{}ing", verb.strip_suffix('e').unwrap_or(verb))
        } else if ends(&["te", "de", "et", "t", "a"]) {
            past(verb)
        } else if ends(&["r"]) {
            plural(verb)
        } else {
            verb.clone()
        };
        return [verb].into_iter().chain(gloss[2..].iter().cloned()).collect();
    }
    if form == lemma || form.starts_with(char::is_uppercase) {
        return gloss.to_vec();
    }
    let (last, rest) = gloss.split_last().expect("a gloss has a word");
    let is_plural = ends(&["er", "ar", "ene", "ane"]);
    let last = if is_plural { plural(last) } else { last.clone() };
    let article = ends(&["en", "et", "a", "ene", "ane"]).then(|| "the".to_owned());
    article.into_iter().chain(rest.iter().cloned()).chain([last]).collect()
}

fn plural(word: &str) -> String {
    let consonant_y = word.strip_suffix('y').filter(|stem| !stem.ends_with(['a', 'e', 'i', 'o', 'u']));
    match consonant_y {
        Some(stem) => format!("{stem}ies"),
        None if ["s", "x", "z", "ch", "sh"].iter().any(|end| word.ends_with(end)) => format!("{word}es"),
        None => format!("{word}s"),
    }
}

fn past(verb: &str) -> String {
    let consonant_y = verb.strip_suffix('y').filter(|stem| !stem.ends_with(['a', 'e', 'i', 'o', 'u']));
    match consonant_y {
        Some(stem) => format!("{stem}ied"),
        None if verb.ends_with('e') => format!("{verb}d"),
        None => format!("{verb}ed"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn glosses_take_the_form_of_the_word() {
        let gloss = |text: &str| short(text).expect("a short one");
        let said = |text: &str, form: &str, lemma: &str| english(&gloss(text), form, lemma).join(" ");
        assert_eq!(said("a fishing village (by the sea)", "fiskevær", "fiskevær"), "fishing village");
        assert_eq!(said("a city, a town", "byen", "by"), "the city");
        assert_eq!(said("a city", "byene", "by"), "the cities");
        assert_eq!(said("to carry", "bar", "bære"), "carries", "no rule tells a strong past from a present");
        assert_eq!(said("to study", "studerte", "studere"), "studied");
        assert_eq!(short("definite singular of by"), None);
    }
}
