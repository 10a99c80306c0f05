//! How alike two words are: by their letters (slips of the pen) and by their sound (other transcriptions).
//!
//! Codes of sounds: vowels `a e i o u`, diphthongs `E` (ai, ei) and `O` (au); consonants `p b f v t d s z k g x` (kh) `G` (gh)
//! `h m n l r j` (yes) `c` (ts) `C` (ch) `S` (sh) `Z` (zh) `D` (dj) `J` (the letter j, read in three ways) `T` (th) `Q` (dh) `q`.
//! Only in scripts that leave vowels out: `A` (alef), `w` (waw, vav), `y` (ya, yod), `W` (ha, he), `Y` (ta marbuta), `B` (bet),
//! `F` (pe), `K` (kaf), `H` (shin).

use super::letters::{Script, Short, Spelling};
use std::sync::LazyLock;

/// Cost of a sound for another, in hundredths; see [`exchange`].
static COSTS: LazyLock<Vec<u8>> = LazyLock::new(|| {
    let mut table = vec![0; 128 * 128];
    for a in 0..128u8 {
        for b in 0..128u8 {
            table[usize::from(a) << 7 | usize::from(b)] = exchange(a, b).min(exchange(b, a));
        }
    }
    table
});

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

fn exchange(a: u8, b: u8) -> u8 {
    if a == b {
        return 0;
    }
    let both = |group: &[u8]| group.contains(&a) && group.contains(&b);
    let listed = EXCHANGED.iter().filter(|(group, _)| both(group)).map(|&(_, cost)| cost).min();
    let vowels = is_vowel(a) && is_vowel(b);
    match listed {
        // What is said of alef and ya holds for the pair with a vowel, not for two vowels.
        Some(cost) if !vowels => cost,
        _ if vowels => match (a.min(b), a.max(b)) {
            (b'E', b'a' | b'e' | b'i') | (b'O', b'a' | b'o' | b'u') => 15,
            (b'a', b'e') | (b'e', b'i') | (b'o', b'u') => 20,
            (b'a', b'o') => 30,
            _ => 42,
        },
        _ => 100,
    }
}

fn is_vowel(c: u8) -> bool {
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
fn size(c: u8, unwritten: bool) -> u32 {
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

/// Below this, likeness of sounds counts less than likeness of letters: a slip of the pen changes one letter, another transcription many.
const SAME_SOUND: f32 = 0.82;

/// How alike two words are, 0 to 1: the better of letters and sound.
pub(crate) fn alike(a: &Spelling, b: &Spelling) -> f32 {
    if a.letters == b.letters {
        return 1.0;
    }
    // Most pairs have next to no consonants in common and need no closer look.
    let (one, other) = (consonants(&a.sound), consonants(&b.sound));
    if (one & other).count_ones() * 3 < (one | other).count_ones() {
        return 0.0;
    }
    let by_sound = sounds(&a.sound, a.script, &b.sound, b.script);
    let one_abjad = (a.script == Script::Abjad) != (b.script == Script::Abjad);
    if one_abjad || by_sound >= 0.98 {
        return by_sound.min(0.99);
    }
    // In one script, other consonants are another name, however many vowels agree.
    let by_sound = if a.latin == b.latin && by_sound < SAME_SOUND {
        by_sound - (SAME_SOUND - by_sound)
    } else {
        by_sound.min(0.97)
    };
    by_sound.max(letters(&a.letters, &b.letters))
}

/// The classes of consonants in a word, a bit each.
fn consonants(sound: &Short) -> u32 {
    sound.as_bytes().iter().fold(0, |mask, &c| {
        mask | match c {
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
    })
}

/// Likeness of two sounds: 1 less the cost of the cheapest way from one to the other over the longer one's size.
pub(crate) fn sounds(a: &Short, a_script: Script, b: &Short, b_script: Script) -> f32 {
    let (x, y) = (a.as_bytes(), b.as_bytes());
    if x.is_empty() || y.is_empty() {
        return 0.0;
    }
    if x == y {
        return 0.99;
    }
    let unwritten = (a_script == Script::Abjad) != (b_script == Script::Abjad);
    let total = |bytes: &[u8]| bytes.iter().map(|&c| size(c, unwritten)).sum::<u32>();
    let (long, short) = (total(x).max(total(y)), total(x).min(total(y)));
    // Half of the longer word would be missing.
    if short * 2 < long {
        return 0.0;
    }
    let costs = &COSTS[..];
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
        let line = &costs[usize::from(c & 127) << 7..][..128];
        let mut diagonal = row[0];
        row[0] += here;
        for (at, &d) in y.iter().enumerate() {
            let change = diagonal + u32::from(line[usize::from(d & 127)]);
            diagonal = row[at + 1];
            row[at + 1] = change.min(diagonal + here).min(row[at] + gaps[at]);
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

/// Edits between two words, a swap of neighbours counting as one (optimal string alignment).
pub(crate) fn edits(x: &[u8], y: &[u8]) -> usize {
    let mut rows = [[0u8; 32]; 3];
    let width = y.len().min(31);
    for (at, cell) in rows[0].iter_mut().enumerate() {
        *cell = at as u8;
    }
    for (i, &c) in x.iter().take(31).enumerate() {
        let (current, last, before) = ((i + 1) % 3, i % 3, (i + 2) % 3);
        rows[current][0] = i as u8 + 1;
        for j in 0..width {
            let d = y[j];
            let mut best =
                (rows[last][j] + u8::from(c != d)).min(rows[last][j + 1] + 1).min(rows[current][j] + 1);
            if i > 0 && j > 0 && c == y[j - 1] && x[i - 1] == d {
                best = best.min(rows[before][j - 1] + 1);
            }
            rows[current][j + 1] = best;
        }
    }
    usize::from(rows[x.len().min(31) % 3][width])
}
