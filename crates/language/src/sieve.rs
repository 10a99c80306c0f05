//! A small sieve before a table of words: most words that are asked for are not there, and need no hash to tell.

/// What is known of the words of a table: for each mixture of three of their bytes, which lengths there are.
#[derive(Debug, Clone)]
pub(crate) struct Sieve([u32; 64]);

impl Default for Sieve {
    fn default() -> Self {
        Self([0; 64])
    }
}

impl Sieve {
    pub(crate) fn insert(&mut self, word: &str) {
        let (place, bit) = mixed(word);
        self.0[place] |= bit;
    }

    /// Whether the table may hold a word: where this says no, it does not.
    #[inline]
    pub(crate) fn may_hold(&self, word: &str) -> bool {
        let (place, bit) = mixed(word);
        self.0[place] & bit != 0
    }
}

/// The first, middle and last byte of a word as a place, and its length as a bit.
#[inline]
fn mixed(word: &str) -> (usize, u32) {
    let bytes = word.as_bytes();
    let [Some(first), Some(middle), Some(last)] = [bytes.first(), bytes.get(bytes.len() / 2), bytes.last()]
    else {
        return (0, 1);
    };
    let mix = first.wrapping_mul(5) ^ middle.wrapping_mul(11) ^ last.wrapping_mul(3);
    (usize::from(mix & 63), 1 << bytes.len().min(31))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_put_in_stays_in_and_most_else_falls_through() {
        let words = ["", "a", "är", "день", "fyrtiofyra", "a word that is longer than any bit tells of"];
        let mut sieve = Sieve::default();
        assert!(words.iter().all(|word| !sieve.may_hold(word)));
        words.iter().for_each(|word| sieve.insert(word));
        assert!(words.iter().all(|word| sieve.may_hold(word)));
        let others = ["in", "och", "дни", "fyrtiofem", "the", "hat"];
        assert!(others.iter().filter(|word| sieve.may_hold(word)).count() <= 1);
    }
}
