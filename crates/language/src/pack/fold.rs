//! Spellings that are one word to every reader: what packs and texts are compared by.

/// What a letter of a lower-case word becomes where words are compared.
enum Letter {
    Same,
    Dropped,
    Other(char),
}

/// Vowel signs, stretching and the seats of the hamza tell Arabic words apart on paper only; Persian and Arabic keyboards write two kinds of
/// *yeh* and *kaf*; the dot below and the moon above come and go in Hindi; a Turkish `İ` in small letters is an `i`; digits of all scripts
/// stand for one number.
fn letter(c: char) -> Letter {
    use Letter::{Dropped, Other, Same};
    let digit = |zero: u32| char::from_digit(c as u32 - zero, 10).map_or(Same, Other);
    match c {
        ..'\u{300}' => Same,
        // Combining dot above: what is left of İ.
        '\u{307}' => Dropped,
        // Hebrew points, but not the hyphen among them.
        '\u{591}'..='\u{5bd}' | '\u{5bf}' | '\u{5c1}'..='\u{5c2}' | '\u{5c4}'..='\u{5c5}' | '\u{5c7}' => {
            Dropped
        }
        '\u{5f3}' => Other('\''),
        '\u{622}' | '\u{623}' | '\u{625}' | '\u{671}' => Other('\u{627}'),
        '\u{629}' | '\u{6c0}' | '\u{6d5}' => Other('\u{647}'),
        '\u{640}' | '\u{64b}'..='\u{65f}' | '\u{670}' => Dropped,
        '\u{649}' | '\u{6cc}' => Other('\u{64a}'),
        '\u{6a9}' => Other('\u{643}'),
        '\u{660}'..='\u{669}' => digit(0x660),
        '\u{6f0}'..='\u{6f9}' => digit(0x6f0),
        '\u{901}' => Other('\u{902}'),
        '\u{93c}' => Dropped,
        '\u{958}' => Other('\u{915}'),
        '\u{959}' => Other('\u{916}'),
        '\u{95a}' => Other('\u{917}'),
        '\u{95b}' => Other('\u{91c}'),
        '\u{95c}' => Other('\u{921}'),
        '\u{95d}' => Other('\u{922}'),
        '\u{95e}' => Other('\u{92b}'),
        '\u{966}'..='\u{96f}' => digit(0x966),
        '\u{9e6}'..='\u{9ef}' => digit(0x9e6),
        '\u{ff10}'..='\u{ff19}' => digit(0xff10),
        _ => Same,
    }
}

/// A lower-case word as packs' words are compared; `None` where that is the word itself.
pub fn folded(word: &str) -> Option<String> {
    if word.is_ascii() || !word.chars().any(|c| !matches!(letter(c), Letter::Same)) {
        return None;
    }
    let kept = |c: char| match letter(c) {
        Letter::Same => Some(c),
        Letter::Other(other) => Some(other),
        Letter::Dropped => None,
    };
    Some(word.chars().filter_map(kept).collect())
}

/// Adds to the words of a table how they are compared.
pub(super) fn add_folded(value: &mut toml::Value) {
    match value {
        toml::Value::Table(table) => table.iter_mut().for_each(|(_, value)| add_folded(value)),
        toml::Value::Array(list) => {
            let more: Vec<toml::Value> = list
                .iter()
                .filter_map(|entry| entry.as_str())
                .filter_map(|entry| folded(&entry.to_lowercase()))
                .map(toml::Value::String)
                .collect();
            list.iter_mut().filter(|entry| !entry.is_str()).for_each(add_folded);
            list.extend(more);
        }
        _ => {}
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spellings_of_one_word_are_one() {
        assert_eq!(folded("الإثنين").as_deref(), Some("الاثنين"));
        assert_eq!(folded("غدًا"), folded("غداً"));
        assert_eq!(folded("٢٠۲४"), Some("2024".to_owned()));
        assert_eq!(folded(&"İki".to_lowercase()).as_deref(), Some("iki"));
        assert_eq!(folded("हज़ार"), Some("हजार".to_owned()));
        assert_eq!(folded("június"), None);
    }
}
