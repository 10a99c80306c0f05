//! Blocking keys: words by the classes of their consonants.

use super::name::Word;

/// Consonants of a longer run are not looked at.
const LONGEST: usize = 10;

/// Consonants by class; vowels and sounds that come and go (h, y, w) are left out, and doubled ones count once.
#[derive(Clone, Copy, Default)]
pub(super) struct Skeleton {
    classes: [u8; LONGEST],
    length: usize,
    /// First sound, for words without a consonant.
    first: u8,
}

impl Skeleton {
    pub(super) fn of(word: &Word) -> Self {
        let mut skeleton = Self::default();
        let sound = word.spelling.sound.as_bytes();
        // Numbers are spelled, not spoken.
        if sound.is_empty() {
            word.spelling.letters.as_bytes().iter().for_each(|&digit| skeleton.push(digit));
            return skeleton;
        }
        sound.iter().filter_map(|&c| class(c)).for_each(|c| skeleton.push(c));
        skeleton.first = sound[0];
        skeleton
    }

    fn push(&mut self, class: u8) {
        if self.length < LONGEST && (self.length == 0 || self.classes[self.length - 1] != class) {
            self.classes[self.length] = class;
            self.length += 1;
        }
    }

    /// The two written as one.
    pub(super) fn then(mut self, next: &Self) -> Self {
        if self.length == 0 && self.first == 0 {
            return *next;
        }
        next.classes[..next.length].iter().for_each(|&class| self.push(class));
        self
    }

    /// The key (FNV-1a); none where nothing is left.
    pub(super) fn key(&self) -> Option<u32> {
        let hash = |bytes: &[u8]| {
            bytes
                .iter()
                .fold(0x811c_9dc5u32, |hash, &byte| (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193))
        };
        match (self.length, self.first) {
            (0, 0) => None,
            (0, first) => Some(hash(&[first.to_ascii_lowercase()])),
            (length, _) => Some(hash(&self.classes[..length])),
        }
    }
}

fn class(c: u8) -> Option<u8> {
    Some(match c {
        b'p' | b'b' | b'B' => b'P',
        b'f' | b'v' | b'F' => b'F',
        b't' | b'd' | b'T' | b'Q' => b'T',
        b'k' | b'g' | b'q' | b'x' | b'G' | b'K' => b'K',
        b's' | b'z' | b'c' | b'C' | b'S' | b'Z' | b'D' | b'J' | b'H' => b'S',
        b'm' | b'n' => b'N',
        b'l' => b'L',
        b'r' => b'R',
        _ => return None,
    })
}
