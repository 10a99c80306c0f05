//! Keys under which a word meets its counterpart in another language and script: how it sounds, not how it is written.
//!
//! A name is respelt by every language (*Putin, Putyin, Pútín, Путин*). Two keys carry most of it: the first letters of the
//! romanised word and its consonants. Measured on news in 21 languages they join stories across Latin scripts as well as
//! the words of one language do (field notes, `relate`).

use any_ascii::any_ascii_char;

/// Letters of a name's prefix key. Five keep inflected endings out and families of names apart.
const PREFIX_LETTERS: usize = 5;
/// Consonants of a name's skeleton key.
const SKELETON_CONSONANTS: usize = 4;
/// Consonants a skeleton needs before it says anything.
const SKELETON_LEAST: usize = 3;

/// The two keys of a name.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(crate) struct NameKeys {
    /// First letters, spelling habits folded (`putin`).
    pub prefix: String,
    /// First consonants in sound classes, where there are enough (`ptn`).
    pub skeleton: Option<String>,
}

/// Latin letters of a word, lower case, without marks; other scripts romanised.
pub(crate) fn romanise(word: &str, into: &mut String) {
    into.clear();
    for c in word.chars() {
        if c.is_ascii() {
            if c.is_ascii_alphanumeric() {
                into.push(c.to_ascii_lowercase());
            }
            continue;
        }
        // Letters that any_ascii spells by look where the press spells them by sound.
        let sound = match c {
            'ð' | 'Ð' => "d",
            'þ' | 'Þ' => "t",
            'ø' | 'Ø' | 'ö' | 'Ö' | 'ő' | 'Ő' => "o",
            'å' | 'Å' => "a",
            'æ' | 'Æ' | 'ä' | 'Ä' => "a",
            'ь' | 'ъ' | 'Ь' | 'Ъ' => "",
            _ => any_ascii_char(c),
        };
        into.extend(sound.chars().filter(char::is_ascii_alphanumeric).map(|c| c.to_ascii_lowercase()));
    }
}

/// Spelling habits of sounds that many languages write with several letters, longest first.
const SPELLINGS: [(&str, &str); 22] = [
    ("shch", "s"),
    ("sch", "s"),
    ("dzs", "j"),
    ("tsch", "s"),
    ("tch", "s"),
    ("sj", "s"),
    ("sh", "s"),
    ("sz", "s"),
    ("cs", "s"),
    ("cz", "s"),
    ("ch", "k"),
    ("kh", "k"),
    ("zh", "s"),
    ("zs", "s"),
    ("ts", "s"),
    ("tz", "s"),
    ("ph", "f"),
    ("th", "t"),
    ("gy", "d"),
    ("ck", "k"),
    ("qu", "k"),
    ("x", "ks"),
];

/// A romanised word with spelling habits folded: `putyin` and `putin` become `putin`.
fn fold(roman: &str) -> String {
    let mut folded = String::with_capacity(roman.len());
    let mut rest = roman;
    while let Some(first) = rest.chars().next() {
        let (sound, length) = match SPELLINGS.iter().find(|(spelling, _)| rest.starts_with(spelling)) {
            Some((spelling, sound)) => (*sound, spelling.len()),
            None => (
                match first {
                    'y' | 'j' => "i",
                    'w' => "v",
                    'q' | 'c' => "k",
                    'z' => "s",
                    'h' if !folded.is_empty() => "",
                    _ => &rest[..first.len_utf8()],
                },
                first.len_utf8(),
            ),
        };
        for c in sound.chars() {
            if !folded.ends_with(c) {
                folded.push(c);
            }
        }
        rest = &rest[length..];
    }
    folded
}

/// Class of a consonant that neighbours confuse; `None` for vowels and `h`.
fn class(c: char) -> Option<char> {
    Some(match c {
        'p' | 'b' => 'p',
        'f' | 'v' => 'f',
        't' | 'd' => 't',
        'k' | 'g' => 'k',
        's' => 's',
        'm' | 'n' => 'n',
        'l' | 'r' => 'r',
        c if c.is_ascii_digit() => c,
        _ => return None,
    })
}

/// Keys of a romanised word.
pub(crate) fn name_keys(roman: &str) -> NameKeys {
    let folded = fold(roman);
    let prefix: String = folded.chars().take(PREFIX_LETTERS).collect();
    let mut skeleton = String::new();
    for (index, c) in folded.chars().enumerate() {
        let sound = if index == 0 && class(c).is_none() { Some('a') } else { class(c) };
        if let Some(sound) = sound
            && !skeleton.ends_with(sound)
        {
            skeleton.push(sound);
            if skeleton.len() == SKELETON_CONSONANTS {
                break;
            }
        }
    }
    let skeleton = (skeleton.len() >= SKELETON_LEAST).then_some(skeleton);
    NameKeys { prefix, skeleton }
}

/// A stable 64-bit hash of a key in a name space (FNV-1a), the same on every machine.
pub(crate) fn key_hash(space: u8, key: &str) -> u64 {
    let mut hash = 0xcbf2_9ce4_8422_2325_u64;
    for byte in std::iter::once(space).chain(key.bytes()) {
        hash = (hash ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01b3);
    }
    // One round of mixing, for the low bits of short keys.
    hash ^ (hash >> 29)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn keys(word: &str) -> NameKeys {
        let mut roman = String::new();
        romanise(word, &mut roman);
        name_keys(&roman)
    }

    #[test]
    fn one_name_in_many_spellings_has_one_key() {
        let putin = keys("Putin");
        for spelling in ["Putyin", "Pútín", "Путин", "Putins", "Putyinnak"] {
            assert_eq!(keys(spelling).prefix, putin.prefix, "{spelling}");
        }
        assert_eq!(keys("Shoigu").skeleton, keys("Schoigu").skeleton);
    }

    #[test]
    fn names_of_different_sound_have_different_keys() {
        assert_ne!(keys("Orbán").prefix, keys("Erdoğan").prefix);
        assert_ne!(keys("Norway").prefix, keys("Nordkorea").prefix);
    }

    #[test]
    fn short_names_have_no_skeleton() {
        assert_eq!(keys("Kim").skeleton, None);
    }
}
