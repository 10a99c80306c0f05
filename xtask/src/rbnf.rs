//! Number words from CLDR's rule-based number formats (Unicode TR35, "Rule-Based Number Formatting"), spelled out so that they can be read back.

use std::collections::{BTreeMap, BTreeSet};

/// Rule sets by name.
#[derive(Debug, Default)]
pub struct Rules(BTreeMap<String, Vec<Rule>>);

#[derive(Debug, Clone)]
struct Rule {
    base: u64,
    /// What a number is divided by in the rule.
    divisor: u64,
    body: String,
}

/// Rules refer to each other; none of CLDR's goes deeper.
const DEEPEST: usize = 24;

impl Rules {
    /// Reads a file of rules (`%name:` before the rules of a set; `base/radix: body;`).
    pub fn parse(text: &str) -> Self {
        let mut rules = Self::default();
        let mut set = String::new();
        for line in text.lines() {
            if let Some(name) = line.strip_prefix('%') {
                set = format!("%{}", name.trim_end().trim_end_matches(':'));
                continue;
            }
            let Some((head, body)) = line.split_once(':') else { continue };
            let steps_down = head.chars().filter(|&c| c == '>').count() as u32;
            let (base, radix) = head.split_once('/').unwrap_or((head, "10"));
            let bare = |part: &str| part.trim_end_matches('>').replace([',', '.', ' '], "").parse::<u64>();
            let (Ok(base), Ok(radix)) = (bare(base), bare(radix)) else { continue };
            let exponent = if base == 0 { 0 } else { base.ilog(radix.max(2)).saturating_sub(steps_down) };
            let body = body.strip_prefix(' ').unwrap_or(body);
            let body = body.strip_suffix(';').unwrap_or(body);
            // An apostrophe keeps the blank after it.
            let body = body.strip_prefix('\'').unwrap_or(body).to_owned();
            rules.0.entry(set.clone()).or_default().push(Rule { base, divisor: radix.pow(exponent), body });
        }
        for list in rules.0.values_mut() {
            list.sort_by_key(|rule| rule.base);
        }
        rules
    }

    /// Names of the public sets that begin so.
    pub fn sets<'a>(&'a self, prefix: &'a str) -> impl Iterator<Item = &'a str> {
        self.0.keys().map(String::as_str).filter(move |name| name.starts_with(prefix))
    }

    /// A number in words; `None` where the rules write it in digits or by a plural form.
    pub fn spell(&self, set: &str, number: u64) -> Option<String> {
        self.apply(set, number, 0).map(|words| words.replace('\u{ad}', ""))
    }

    fn apply(&self, set: &str, number: u64, depth: usize) -> Option<String> {
        let list = self.0.get(set).filter(|_| depth < DEEPEST)?;
        let index = list.partition_point(|rule| rule.base <= number).checked_sub(1)?;
        let mut rule = &list[index];
        // A rule with two substitutions gives way where nothing would be left for one of them.
        let substitutions = rule.body.contains('<') && rule.body.contains('>');
        if substitutions && number.is_multiple_of(rule.divisor) && !rule.base.is_multiple_of(rule.divisor) {
            rule = &list[index.checked_sub(1)?];
        }
        self.body(set, &rule.body, rule, number, depth)
    }

    fn body(&self, set: &str, body: &str, rule: &Rule, number: u64, depth: usize) -> Option<String> {
        let mut out = String::new();
        let mut rest = body;
        while let Some(at) = rest.find(['[', '<', '>', '=', '$']) {
            out += &rest[..at];
            let mark = rest[at..].chars().next()?;
            let after = &rest[at + 1..];
            match mark {
                '[' => {
                    let end = after.find(']')?;
                    if !number.is_multiple_of(rule.divisor) {
                        out += &self.body(set, &after[..end], rule, number, depth)?;
                    }
                    rest = &after[end + 1..];
                }
                '<' | '>' | '=' => {
                    let end = after.find(mark)?;
                    let other = &after[..end];
                    let value = match mark {
                        '<' => number / rule.divisor,
                        '>' => number % rule.divisor,
                        _ => number,
                    };
                    let other = match other {
                        "" => set,
                        name if name.starts_with('%') => name,
                        _ => return None,
                    };
                    out += &self.apply(other, value, depth + 1)?;
                    rest = &after[end + 1..];
                    rest = if mark == '>' { rest.strip_prefix('>').unwrap_or(rest) } else { rest };
                }
                _ => return None,
            }
        }
        Some(out + rest)
    }
}

/// Longest joiner between tens and ones (*twenty-one*, *treinta y uno*, *dreiundzwanzig*), in characters.
const LONGEST_JOINER: usize = 4;

/// The words of the numbers from `0` to `99` and of the hundreds in all the sets, without those that a reader can put together out of
/// tens and ones.
pub fn words(rules: &Rules, prefixes: &[&str]) -> BTreeMap<u64, BTreeSet<String>> {
    let sets: Vec<&str> = prefixes.iter().flat_map(|prefix| rules.sets(prefix)).collect();
    let mut all: BTreeMap<u64, BTreeSet<String>> = BTreeMap::new();
    for number in (0..100).chain((100..1000).step_by(100)) {
        for set in sets.iter().filter(|set| !set.ends_with("-year") && !set.ends_with("-days")) {
            if let Some(word) = rules.spell(set, number)
                && word.chars().any(char::is_alphabetic)
                && !word.chars().any(|c| c.is_ascii_digit())
            {
                all.entry(number).or_default().insert(word.trim().to_lowercase());
            }
        }
    }
    let simple = all.clone();
    let empty = BTreeSet::new();
    for (&number, forms) in &mut all {
        if !(21..100).contains(&number) || number % 10 == 0 {
            continue;
        }
        let tens = simple.get(&(number / 10 * 10)).unwrap_or(&empty);
        let ones = simple.get(&(number % 10)).unwrap_or(&empty);
        forms.retain(|form| !is_composed(form, tens, ones));
    }
    // Hundreds that are a digit and the word for a hundred.
    let hundred = simple.get(&100).cloned().unwrap_or_default();
    for (number, forms) in all.range_mut(200..) {
        let ones = simple.get(&(number / 100)).unwrap_or(&empty);
        forms.retain(|form| !is_composed(form, ones, &hundred));
    }
    all.retain(|_, forms| !forms.is_empty());
    all
}

fn is_composed(form: &str, tens: &BTreeSet<String>, ones: &BTreeSet<String>) -> bool {
    let joined = |first: &BTreeSet<String>, second: &BTreeSet<String>| {
        first.iter().any(|head| {
            form.strip_prefix(head.as_str()).is_some_and(|rest| {
                second.iter().any(|tail| {
                    rest.strip_suffix(tail.as_str())
                        .is_some_and(|joiner| joiner.chars().count() <= LONGEST_JOINER)
                })
            })
        })
    };
    joined(tens, ones) || joined(ones, tens)
}

#[cfg(test)]
mod tests {
    use super::*;

    const FRENCH_LIKE: &str = "%%et:\n1: et-un;\n2: =%cardinal=;\n%cardinal:\n-x: moins >>;\n0: zéro;\n1: un;\n2: deux;\n3: trois;\n4: quatre;\n5: cinq;\n6: six;\n7: sept;\n8: huit;\n9: neuf;\n10: dix;\n11: onze;\n12: douze;\n13: treize;\n14: quatorze;\n15: quinze;\n16: seize;\n17: dix->>;\n20: vingt[->%%et>];\n60/20: soixante[->%%et>];\n80/20: quatre-vingt[->>];\n100: cent[ >>];\n200: << cent[ >>];\n1000: =#,##0=;\n";

    #[test]
    fn rules_spell_numbers() {
        let rules = Rules::parse(FRENCH_LIKE);
        let spelled = |number| rules.spell("%cardinal", number);
        assert_eq!(spelled(21).as_deref(), Some("vingt-et-un"));
        assert_eq!(spelled(72).as_deref(), Some("soixante-douze"));
        assert_eq!(spelled(80).as_deref(), Some("quatre-vingt"));
        assert_eq!(spelled(97).as_deref(), Some("quatre-vingt-dix-sept"));
        assert_eq!(spelled(206).as_deref(), Some("deux cent six"));
        assert_eq!(spelled(1000), None);
    }

    #[test]
    fn what_can_be_put_together_is_left_out() {
        let words = words(&Rules::parse(FRENCH_LIKE), &["%cardinal"]);
        assert!(!words.contains_key(&22));
        assert!(!words.contains_key(&200));
        assert!(words[&72].contains("soixante-douze"));
    }
}
