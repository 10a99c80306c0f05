//! How alike two words are: by their letters (slips of the pen) and by their sound (other transcriptions).
//!
//! Codes of sounds: vowels `a e i o u`, diphthongs `E` (ai, ei) and `O` (au); consonants `p b f v t d s z k g x` (kh) `G` (gh)
//! `h m n l r j` (yes) `c` (ts) `C` (ch) `S` (sh) `Z` (zh) `D` (dj) `J` (the letter j, read in three ways) `T` (th) `Q` (dh) `q`.
//! Only in scripts that leave vowels out: `A` (alef), `w` (waw, vav), `y` (ya, yod), `W` (ha, he), `Y` (ta marbuta), `B` (bet),
//! `F` (pe), `K` (kaf), `H` (shin).

use super::letters::{Script, Short, Spelling};

/// Cost of a sound for another, in hundredths.
static COSTS: [[u8; 128]; 128] = costs();

/// Groups of consonants that transcriptions exchange, each with its cost in hundredths.
const EXCHANGED: &[(&[u8], u8)] = &[
    (b"JDj", 12),
    (b"JZ", 15),
    (b"DZC", 25),
    (b"Jgh", 30),
    (b"Jy", 20),
    (b"Tt", 8),
    (b"Ts", 20),
    (b"Qd", 8),
    (b"Qz", 12),
    (b"QtT", 30),
    (b"qk", 3),
    (b"qgG", 15),
    (b"qx", 35),
    (b"kg", 25),
    (b"kC", 40),
    (b"JC", 25),
    (b"xhW", 12),
    (b"xk", 20),
    (b"xC", 20),
    (b"xK", 5),
    (b"xg", 40),
    (b"Gg", 8),
    (b"Gr", 50),
    (b"GhxW", 40),
    (b"hW", 5),
    (b"hg", 35),
    (b"sz", 20),
    (b"SZ", 25),
    (b"Ss", 35),
    (b"SC", 30),
    (b"Sx", 40),
    (b"Zz", 35),
    (b"HSs", 5),
    (b"cs", 25),
    (b"cz", 25),
    (b"cC", 30),
    (b"ck", 35),
    (b"Cs", 45),
    (b"td", 25),
    (b"pb", 25),
    (b"fv", 20),
    (b"fp", 35),
    (b"bv", 35),
    (b"Bbv", 5),
    (b"Fpf", 5),
    (b"Kkx", 5),
    (b"wv", 5),
    (b"wuoO", 5),
    (b"wf", 40),
    (b"vu", 50),
    (b"yjiE", 5),
    (b"ye", 15),
    (b"yaA", 25),
    (b"ji", 10),
    (b"je", 20),
    (b"AaeiouEO", 5),
    (b"YaAe", 5),
    (b"YtTW", 5),
    (b"Yh", 10),
    (b"Wae", 15),
    (b"mn", 60),
    (b"lr", 50),
    (b"ln", 80),
];

const fn costs() -> [[u8; 128]; 128] {
    let mut table = [[100; 128]; 128];
    let mut place = 0;
    while place < EXCHANGED.len() {
        let (group, cost) = EXCHANGED[place];
        let mut one = 0;
        while one < group.len() {
            let mut other = 0;
            while other < group.len() {
                let (a, b) = (group[one] as usize, group[other] as usize);
                if cost < table[a][b] {
                    table[a][b] = cost;
                }
                other += 1;
            }
            one += 1;
        }
        place += 1;
    }
    let mut a = 0;
    while a < 128 {
        let mut b = 0;
        while b < 128 {
            // What is said of alef and ya holds for the pair with a vowel, not for two vowels.
            if is_vowel(a as u8) && is_vowel(b as u8) {
                table[a][b] = exchange_of_vowels(a as u8, b as u8);
            }
            b += 1;
        }
        table[a][a] = 0;
        a += 1;
    }
    table
}

const fn exchange_of_vowels(a: u8, b: u8) -> u8 {
    let (low, high) = if a < b { (a, b) } else { (b, a) };
    match (low, high) {
        (b'E', b'a' | b'e' | b'i') | (b'O', b'a' | b'o' | b'u') => 15,
        (b'a', b'e') | (b'e', b'i') | (b'o', b'u') => 20,
        (b'a', b'o') => 30,
        _ => 42,
    }
}

const fn is_vowel(c: u8) -> bool {
    matches!(c, b'a' | b'e' | b'i' | b'o' | b'u' | b'E' | b'O')
}

/// Cost, in hundredths, of a sound that only one of the two has. `unwritten`: the other script leaves vowels out.
fn gap(c: u8, unwritten: bool) -> u32 {
    match c {
        b'a' | b'e' | b'i' | b'o' | b'u' if unwritten => 4,
        b'E' | b'O' if unwritten => 20,
        b'a' | b'e' | b'i' | b'o' | b'u' => 45,
        b'E' | b'O' => 55,
        b'A' | b'Y' => 15,
        b'y' | b'j' => 30,
        b'J' => 60,
        b'w' => 40,
        b'W' | b'h' => 35,
        _ => 100,
    }
}

/// Cost of a vowel at the end of a word that the other script would have written: *Nadima* is not *نديم*.
const FINAL_VOWEL: u32 = 40;

/// What a sound counts for in the length of a word.
const fn size(c: u8, unwritten: bool) -> u16 {
    match c {
        _ if is_vowel(c) => {
            if unwritten {
                8
            } else {
                60
            }
        }
        b'A' | b'Y' => 20,
        b'y' | b'w' | b'W' | b'j' | b'h' => 60,
        _ => 100,
    }
}

/// What is known of a word's sound before it is compared.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub(crate) struct Outline {
    /// The classes of its consonants, a bit each.
    consonants: u8,
    /// Its length, beside a script that writes vowels and beside one that does not.
    sizes: [u16; 2],
}

impl Outline {
    pub(crate) fn of(sound: &Short) -> Self {
        sound.as_bytes().iter().fold(Self::default(), |outline, &c| Self {
            consonants: outline.consonants | consonant(c),
            sizes: [outline.sizes[0] + size(c, false), outline.sizes[1] + size(c, true)],
        })
    }

    /// The outline of both, one behind the other.
    pub(crate) fn and(self, other: Self) -> Self {
        Self {
            consonants: self.consonants | other.consonants,
            sizes: [self.sizes[0] + other.sizes[0], self.sizes[1] + other.sizes[1]],
        }
    }

    /// Whether two words have next to no consonants in common.
    pub(crate) fn is_far(self, other: Self) -> bool {
        (self.consonants & other.consonants).count_ones() * 3
            < (self.consonants | other.consonants).count_ones()
    }
}

fn consonant(c: u8) -> u8 {
    match c {
        b'p' | b'b' | b'B' | b'F' => 1,
        b'f' | b'v' => 2,
        b't' | b'd' | b'T' | b'Q' => 4,
        b'k' | b'g' | b'q' | b'x' | b'G' | b'K' => 8,
        b's' | b'z' | b'c' | b'C' | b'S' | b'Z' | b'D' | b'H' => 16,
        b'm' | b'n' => 32,
        b'l' => 64,
        b'r' => 128,
        _ => 0,
    }
}

/// Below this, likeness of sounds counts less than likeness of letters: a slip of the pen changes one letter, another transcription many.
const SAME_SOUND: f32 = 0.82;

/// How alike two words are, 0 to 1: the better of letters and sound. What would be less than `least` may be given as less still.
pub(crate) fn alike(a: &Spelling, b: &Spelling, least: f32) -> f32 {
    if a.letters == b.letters {
        return 1.0;
    }
    // Most pairs have next to no consonants in common and need no closer look.
    if a.outline.is_far(b.outline) {
        return 0.0;
    }
    let one_abjad = (a.script == Script::Abjad) != (b.script == Script::Abjad);
    // In one script, other consonants are another name, however many vowels agree.
    let halved = !one_abjad && a.latin == b.latin;
    let least_sound = if halved && least < SAME_SOUND { least.midpoint(SAME_SOUND) } else { least };
    let by_sound = sounds(a, b, least_sound);
    if one_abjad || by_sound >= 0.98 {
        return by_sound.min(0.99);
    }
    let by_sound =
        if halved && by_sound < SAME_SOUND { by_sound - (SAME_SOUND - by_sound) } else { by_sound.min(0.97) };
    by_sound.max(letters(&a.letters, &b.letters))
}

/// Likeness of two sounds: 1 less the cost of the cheapest way from one to the other over the longer one's size. What would be less
/// than `least` is given as 0.
pub(crate) fn sounds(a: &Spelling, b: &Spelling, least: f32) -> f32 {
    let (x, y) = (a.sound.as_bytes(), b.sound.as_bytes());
    if x.is_empty() || y.is_empty() {
        return 0.0;
    }
    if x == y {
        return 0.99;
    }
    let unwritten = (a.script == Script::Abjad) != (b.script == Script::Abjad);
    let total = |outline: &Outline| u32::from(outline.sizes[usize::from(unwritten)]);
    let (one, other) = (total(&a.outline), total(&b.outline));
    let (long, short) = (one.max(other), one.min(other));
    // Half of the longer word would be missing.
    if short * 2 < long {
        return 0.0;
    }
    // One more than what rounding may make of it.
    let most = ((1.0 - least) * long as f32) as u32 + 1;
    let gap_at = |bytes: &[u8], at: usize| {
        let cost = gap(bytes[at], unwritten);
        if unwritten && at + 1 == bytes.len() && is_vowel(bytes[at]) { FINAL_VOWEL } else { cost }
    };
    let mut gaps = [0u32; 32];
    let mut row = [0u32; 32];
    for at in 0..y.len() {
        gaps[at] = gap_at(y, at);
        row[at + 1] = row[at] + gaps[at];
    }
    for (place, &c) in x.iter().enumerate() {
        let here = gap_at(x, place);
        let line = &COSTS[usize::from(c & 127)];
        let mut diagonal = row[0];
        row[0] += here;
        let mut before = row[0];
        let mut cheapest = before;
        for ((cell, &d), &skip) in row[1..].iter_mut().zip(y).zip(&gaps) {
            let change = diagonal + u32::from(line[usize::from(d & 127)]);
            diagonal = *cell;
            before = change.min(diagonal + here).min(before + skip);
            cheapest = cheapest.min(before);
            *cell = before;
        }
        // It only gets dearer from here.
        if cheapest > most {
            return 0.0;
        }
    }
    (1.0 - row[y.len()] as f32 / long.max(1) as f32).max(0.0)
}

/// Likeness of two words by letters: 1 less insertions, deletions, exchanges and swaps of neighbours over the longer length.
pub(crate) fn letters(a: &Short, b: &Short) -> f32 {
    let (x, y) = (a.as_bytes(), b.as_bytes());
    let longest = x.len().max(y.len());
    if longest == 0 || x.len().min(y.len()) * 2 < longest {
        return 0.0;
    }
    let distance = edits(x, y);
    (1.0 - distance as f32 / longest as f32).max(0.0)
}

/// Edits between two words of at most 32 ASCII letters and digits, a swap of neighbours counting as one (optimal string alignment).
/// A column of the table is two words of bits (Hyyrö 2003, *A bit-vector algorithm for computing Levenshtein and Damerau edit distances*).
fn edits(x: &[u8], y: &[u8]) -> u32 {
    const FIRST: u8 = b'0';
    const LETTERS: usize = (b'z' - FIRST) as usize + 1;
    let Some(last) = x.len().checked_sub(1) else { return y.len() as u32 };
    let place = |c: u8| usize::from(c.wrapping_sub(FIRST)).min(LETTERS - 1);
    let mut places = [0u32; LETTERS];
    for (at, &c) in x.iter().enumerate() {
        places[place(c)] |= 1 << at;
    }
    let (mut more, mut less) = (u32::MAX, 0u32);
    let (mut diagonal, mut before) = (0u32, 0u32);
    let mut distance = x.len() as u32;
    for &c in y {
        let same = places[place(c)];
        let swapped = ((!diagonal & same) << 1) & before;
        diagonal = ((same & more).wrapping_add(more) ^ more) | same | less | swapped;
        let right_more = less | !(diagonal | more);
        let right_less = diagonal & more;
        distance += right_more >> last & 1;
        distance -= right_less >> last & 1;
        let right_more = right_more << 1 | 1;
        more = right_less << 1 | !(diagonal | right_more);
        less = right_more & diagonal;
        before = same;
    }
    distance
}

#[cfg(test)]
mod tests {
    use super::edits;

    /// The same, cell by cell.
    fn edits_slowly(x: &[u8], y: &[u8]) -> u32 {
        let mut table = vec![vec![0u32; y.len() + 1]; x.len() + 1];
        for i in 0..=x.len() {
            for j in 0..=y.len() {
                table[i][j] = if i == 0 || j == 0 {
                    (i + j) as u32
                } else {
                    let change = table[i - 1][j - 1] + u32::from(x[i - 1] != y[j - 1]);
                    let best = change.min(table[i - 1][j] + 1).min(table[i][j - 1] + 1);
                    let swap = i > 1 && j > 1 && x[i - 1] == y[j - 2] && x[i - 2] == y[j - 1];
                    if swap { best.min(table[i - 2][j - 2] + 1) } else { best }
                };
            }
        }
        table[x.len()][y.len()]
    }

    #[test]
    fn edits_are_those_of_the_whole_table() {
        let words: Vec<String> = (0..60u32)
            .map(|seed| {
                let letter = |at: u32| {
                    (b"abcz09"[(seed.wrapping_mul(2_654_435_761) >> (at % 28)) as usize % 6]) as char
                };
                (0..seed % 31).map(letter).collect()
            })
            .collect();
        for x in &words {
            for y in &words {
                let (x, y) = (x.as_bytes(), y.as_bytes());
                assert_eq!(edits(x, y), edits_slowly(x, y), "{x:?} {y:?}");
            }
        }
    }
}
