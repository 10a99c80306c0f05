//! Base forms of an inflected name. Rules only propose: the caller believes a base form that is a known name, and no other
//! (`Putin` is no `Put` with an ending).

use rustc_hash::FxHashMap;
use std::borrow::Cow;
use tidings_language::pack::NamesPack;

/// Shortest stem, in characters, before which an ending may stand: `EU-ban`, `FNs`.
const SHORTEST_STEM: usize = 2;

/// The inflection rules of a pack, by ending.
#[derive(Debug, Clone, Default)]
pub struct Inflector {
    rules: FxHashMap<Box<str>, Vec<Rule>>,
    /// Length of the longest ending in bytes.
    longest: usize,
}

#[derive(Debug, Clone)]
struct Rule {
    stem_end: Box<str>,
    base_end: Box<str>,
    doubling: bool,
}

/// A form a name may have without its ending.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BaseForm {
    /// Lower case.
    pub base: String,
    /// Bytes of the word that also begin the base form.
    pub kept: usize,
    /// The ending that was taken off, with its hyphen if any.
    pub ending: String,
}

impl BaseForm {
    /// The base form written as the word is written. `surface` is the word whose lower-case form gave the base form.
    pub fn written(&self, surface: &str) -> String {
        let kept_letters = self.base.len().min(self.kept);
        let letters = self.base[..kept_letters].chars().count();
        let mut written: String = surface.chars().take(letters).collect();
        written.push_str(&self.base[kept_letters..]);
        written
    }
}

impl Inflector {
    /// The rules of a pack.
    pub fn new(pack: &NamesPack) -> Self {
        let mut inflector = Self::default();
        for inflection in &pack.inflection {
            let plain = [String::new()];
            let restores: &[String] =
                if inflection.restore.is_empty() { &plain } else { &inflection.restore };
            for ending in inflection.endings.iter() {
                inflector.longest = inflector.longest.max(ending.len());
                let rules = inflector.rules.entry(ending.as_str().into()).or_default();
                for restore in restores {
                    let (stem_end, base_end) = restore.split_once('>').unwrap_or(("", ""));
                    rules.push(Rule {
                        stem_end: stem_end.into(),
                        base_end: base_end.into(),
                        doubling: inflection.doubling,
                    });
                }
            }
        }
        inflector
    }

    /// Whether the pack has no rule.
    pub fn is_empty(&self) -> bool {
        self.rules.is_empty()
    }

    /// All forms of which `lower` may be an inflected form, shortest ending first; never the word itself.
    pub fn base_forms(&self, lower: &str) -> Vec<BaseForm> {
        self.base_forms_where(lower, |_| true)
    }

    /// The same of those whose stem is wanted.
    pub(crate) fn base_forms_where(&self, lower: &str, is_wanted: impl Fn(&str) -> bool) -> Vec<BaseForm> {
        let mut forms: Vec<BaseForm> = Vec::new();
        for (start, _) in lower.char_indices().rev() {
            if lower.len() - start > self.longest {
                break;
            }
            let (stem, ending) = lower.split_at(start);
            let Some(rules) = self.rules.get(ending) else { continue };
            for rule in rules {
                let hyphenless = stem.strip_suffix('-');
                let stem = hyphenless.unwrap_or(stem);
                let bare = if rule.doubling {
                    // After a hyphen the ending brings the consonant itself: `Il-lel`.
                    match (hyphenless, undoubled(stem)) {
                        (_, Some(bare)) => Cow::Owned(bare),
                        _ => continue,
                    }
                } else {
                    let Some(bare) = stem.strip_suffix(&*rule.stem_end) else { continue };
                    Cow::Borrowed(bare)
                };
                if bare.chars().nth(SHORTEST_STEM - 1).is_none() || !is_wanted(&bare) {
                    continue;
                }
                let mut base = String::with_capacity(bare.len() + rule.base_end.len());
                base.push_str(&bare);
                base.push_str(&rule.base_end);
                if base == lower || forms.iter().any(|form| form.base == base) {
                    continue;
                }
                let kept = common_prefix(&base, lower);
                forms.push(BaseForm { base, kept, ending: lower[bare.len().min(lower.len())..].to_owned() });
            }
        }
        forms
    }
}

fn common_prefix(a: &str, b: &str) -> usize {
    a.chars().zip(b.chars()).take_while(|(x, y)| x == y).map(|(x, _)| x.len_utf8()).sum()
}

/// A stem whose last consonant is doubled, with one of it: `trump|p`, `nag|gy` (the written form of a doubled *gy* is *ggy*),
/// and with a hyphen `il-l`.
fn undoubled(stem: &str) -> Option<String> {
    if let Some((before, after)) = stem.rsplit_once('-') {
        let joint = after.chars().next()?;
        let fits = before.ends_with(joint) || before.ends_with(|c: char| c.is_numeric());
        return (fits && after.chars().count() <= 2).then(|| before.to_owned());
    }
    let mut letters = stem.char_indices().rev();
    let (last_at, last) = letters.next()?;
    let (second_at, second) = letters.next()?;
    if last == second && !is_vowel(last) {
        return Some(stem[..last_at].to_owned());
    }
    // Two-letter consonants double their first letter only.
    let (third_at, third) = letters.next()?;
    let digraph =
        matches!((second, last), ('s' | 'c' | 'd', 'z') | ('c' | 'z', 's') | ('g' | 'l' | 'n' | 't', 'y'));
    (digraph && third == second).then(|| format!("{}{}", &stem[..third_at], &stem[second_at..]))
}

fn is_vowel(c: char) -> bool {
    matches!(c, 'a' | 'e' | 'i' | 'o' | 'u' | 'á' | 'é' | 'í' | 'ó' | 'ú' | 'ö' | 'ü' | 'ő' | 'ű')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(code: &str, word: &str, base: &str) {
        let language = tidings_language::language(code);
        let inflector = Inflector::new(&language.pack.names);
        let forms = inflector.base_forms(&word.to_lowercase());
        let written: Vec<String> = forms.iter().map(|form| form.written(word)).collect();
        assert!(written.iter().any(|form| form == base), "{word}: {base} is not among {written:?}");
    }

    #[test]
    fn case_endings_and_changed_vowels() {
        check("hu", "Putyinnak", "Putyin");
        check("hu", "Moszkvától", "Moszkva");
        check("hu", "Kulebának", "Kuleba");
        check("hu", "Trumppal", "Trump");
        check("hu", "Naggyal", "Nagy");
        check("hu", "Kováccsal", "Kovács");
        check("hu", "Il-lel", "Il");
        check("hu", "EU-ban", "EU");
        check("hu", "Tanácsának", "Tanácsa");
        check("is", "Kims", "Kim");
        check("is", "Norður-Kóreu", "Norður-Kórea");
        check("is", "Bandaríkjanna", "Bandaríkin");
        check("is", "Rússum", "Rússar");
        check("nb", "Nord-Koreas", "Nord-Korea");
        check("de", "Russlands", "Russland");
        check("en", "Kim's", "Kim");
        check("sv", "FNs", "FN");
    }

    #[test]
    fn the_stem_is_never_a_letter_alone() {
        let language = tidings_language::language("hu");
        let inflector = Inflector::new(&language.pack.names);
        assert!(inflector.base_forms("on").is_empty());
    }
}
