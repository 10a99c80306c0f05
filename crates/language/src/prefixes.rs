//! Words by their first bytes: which of many forms a word begins with, in one walk over it.

/// Values by form.
#[derive(Debug)]
pub(crate) struct Prefixes<T> {
    /// By first byte, one more than the place of its node; 0 where no form begins so.
    roots: Box<[u32; 256]>,
    nodes: Vec<Node>,
    values: Vec<T>,
}

/// A byte of one or more forms. Children are few, and stand in a row.
#[derive(Debug, Clone, Copy)]
struct Node {
    byte: u8,
    /// One more than the place of what is meant by them; 0 for none.
    value: u32,
    child: u32,
    sibling: u32,
}

impl<T> Default for Prefixes<T> {
    fn default() -> Self {
        Self { roots: Box::new([0; 256]), nodes: Vec::new(), values: Vec::new() }
    }
}

impl<T> Prefixes<T> {
    /// The value of a form, made if there is none. An empty form has none.
    pub(crate) fn entry(&mut self, form: &str) -> Option<&mut T>
    where
        T: Default,
    {
        let (&first, rest) = form.as_bytes().split_first()?;
        let mut at = self.roots[usize::from(first)];
        if at == 0 {
            at = self.push(first, 0);
            self.roots[usize::from(first)] = at;
        }
        for &byte in rest {
            let first_child = self.nodes[at as usize - 1].child;
            at = match self.among(first_child, byte) {
                Some(found) => found,
                None => {
                    let child = self.push(byte, first_child);
                    self.nodes[at as usize - 1].child = child;
                    child
                }
            };
        }
        let node = &mut self.nodes[at as usize - 1];
        if node.value == 0 {
            self.values.push(T::default());
            node.value = self.values.len() as u32;
        }
        self.values.get_mut(node.value as usize - 1)
    }

    fn push(&mut self, byte: u8, sibling: u32) -> u32 {
        self.nodes.push(Node { byte, value: 0, child: 0, sibling });
        self.nodes.len() as u32
    }

    /// The node of a byte among siblings.
    fn among(&self, mut at: u32, byte: u8) -> Option<u32> {
        while at != 0 {
            let node = &self.nodes[at as usize - 1];
            if node.byte == byte {
                return Some(at);
            }
            at = node.sibling;
        }
        None
    }

    /// The value of a form.
    pub(crate) fn get(&self, form: &str) -> Option<&T> {
        let (&first, rest) = form.as_bytes().split_first()?;
        let mut at = self.roots[usize::from(first)];
        for &byte in rest {
            at = self.among(self.nodes.get((at as usize).checked_sub(1)?)?.child, byte)?;
        }
        self.value(at)
    }

    fn value(&self, at: u32) -> Option<&T> {
        let node = self.nodes.get((at as usize).checked_sub(1)?)?;
        self.values.get((node.value as usize).checked_sub(1)?)
    }

    /// Whether a word begins with a form, or is one.
    pub(crate) fn begins(&self, word: &str) -> bool {
        self.shortest_end(word).is_some()
    }

    fn shortest_end(&self, word: &str) -> Option<usize> {
        let mut ends = None;
        self.each_end(word, |end| {
            ends = Some(end);
            false
        });
        ends
    }

    /// The ends of all forms that a word begins with, the shortest first, until one is refused.
    pub(crate) fn each_end(&self, word: &str, mut goes_on: impl FnMut(usize) -> bool) {
        let Some((&first, rest)) = word.as_bytes().split_first() else { return };
        let mut at = self.roots[usize::from(first)];
        let mut end = 1;
        let mut rest = rest.iter();
        while at != 0 {
            let node = &self.nodes[at as usize - 1];
            if node.value != 0 && !goes_on(end) {
                return;
            }
            let Some(&byte) = rest.next() else { return };
            let Some(next) = self.among(node.child, byte) else { return };
            at = next;
            end += 1;
        }
    }

    /// What `find` gives for the longest form that a word begins with and that gives anything: it is told the form's end and value.
    pub(crate) fn longest_first<R>(
        &self,
        word: &str,
        find: &mut impl FnMut(usize, &T) -> Option<R>,
    ) -> Option<R> {
        let (&first, rest) = word.as_bytes().split_first()?;
        self.longest_from(self.roots[usize::from(first)], rest, 1, find)
    }

    fn longest_from<R>(
        &self,
        at: u32,
        rest: &[u8],
        end: usize,
        find: &mut impl FnMut(usize, &T) -> Option<R>,
    ) -> Option<R> {
        let node = self.nodes.get((at as usize).checked_sub(1)?)?;
        if let Some((&byte, rest)) = rest.split_first()
            && let Some(next) = self.among(node.child, byte)
            && let Some(found) = self.longest_from(next, rest, end + 1, find)
        {
            return Some(found);
        }
        self.value(at).and_then(|value| find(end, value))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_forms_that_a_word_begins_with_are_found_longest_first() {
        let mut forms: Prefixes<Vec<u8>> = Prefixes::default();
        for (form, value) in [("sju", 7), ("sjutton", 17), ("sjuttio", 70), ("åtta", 8), ("sju", 9)] {
            forms.entry(form).expect("it is not empty").push(value);
        }
        assert!(forms.entry("").is_none());
        assert_eq!(forms.get("sju"), Some(&vec![7, 9]));
        assert_eq!(forms.get("sjutt"), None);
        assert_eq!(forms.get(""), None);
        assert!(forms.begins("sjuk") && forms.begins("åttafalt") && !forms.begins("sj") && !forms.begins(""));
        let mut seen = Vec::new();
        let found = forms.longest_first("sjuttiosju", &mut |end, value| {
            seen.push(end);
            (value[0] < 10).then_some(value[0])
        });
        assert_eq!((found, seen), (Some(7), vec![7, 3]));
        let mut ends = Vec::new();
        forms.each_end("sjuttonde", |end| {
            ends.push(end);
            true
        });
        assert_eq!(ends, [3, 7]);
    }
}
